//! What translators and programmers rely on: the checks of the build, and how texts are shown.

// The parser of build.rs, included so that its checks can be tested.
#[path = "../../../build/catalogue/mod.rs"]
#[expect(dead_code, reason = "the tests need the parser, the generator needs the rest")]
mod catalogue;

mod formatting;
mod parser;
mod showing;

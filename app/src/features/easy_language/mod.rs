//! The check of easy language where staff write it: what was found below each field, the button that checks, and the
//! words of every rule; and the pages on which staff agree the words of the glossary with a group of readers.
//!
//! - Without script „Text prüfen“ sends what was typed; the server shows the form again with the findings in it.
//! - With script `app/easy-language.js` checks while somebody types, with the same rules as a program of its own
//!   (`linter`), and fills the same lists. It holds no words: they travel in `data-messages`.

mod check;
mod term;
mod terms;
mod words;

pub use check::{Panel, check_button, findings};
pub use term::TermPage;
pub use terms::TermsPage;
pub use words::mistake;

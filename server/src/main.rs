//! The teilhabe binary.
fn main() {}

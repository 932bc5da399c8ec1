//! The check of easy language as a program of its own: `app/easy-language.js` loads it where staff write such a text.
//!
//! It is no part of `app`, because the first page of staff is left as the server rendered it and loads none of its lazy
//! parts, and because no page of residents may become larger by it.

use shared::easy_language::{Words, editor};
use wasm_bindgen::prelude::wasm_bindgen;

/// The check with its word lists.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Linter(Words);

#[wasm_bindgen]
impl Linter {
    /// Reads the word lists (`shared/data/easy_language.json`); nothing when they cannot be used.
    pub fn read(lists: &str) -> Option<Linter> {
        Words::parse(lists).ok().map(Self)
    }

    /// The findings in the text of a field as JSON, as `/api/v1/staff/easy-language/check` answers them; of an explanation
    /// with the term of the glossary that it explains.
    pub fn check(&self, field: &str, text: &str, term: &str) -> String {
        let findings = editor::findings_in(&self.0, field, text, term);
        serde_json::to_string(&findings).unwrap_or_else(|_| "[]".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_findings_are_those_of_the_server() {
        let lists = include_str!("../../shared/data/easy_language.json");
        let text = "Das kostet ca. 5 Euro.";
        let found = Linter::read(lists).unwrap().check("plain", text, "");
        let own = editor::findings_in(&Words::parse(lists).unwrap(), "plain", text, "");
        assert_eq!(found, serde_json::to_string(&own).unwrap());
        assert!(found.contains("LS10"), "{found}");
        assert!(Linter::read("{}").is_none());
    }
}

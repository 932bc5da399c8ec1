//! The rules, grouped by what they look at; each function is one rule of [`super::Rule`].

mod layout;
mod sentences;
mod signs;
mod words;

use std::ops::Range;

use super::Draft;
use super::document::{BlockKind, Kind, Sentence, Token};

/// Applies every rule to the text.
pub(super) fn apply(draft: &mut Draft<'_, '_>) {
    let document = draft.document;
    for (index, sentence) in document.sentences.iter().enumerate() {
        let view = View {
            index,
            first: sentence.tokens.start,
            tokens: &document.tokens[sentence.tokens.clone()],
            kind: document.blocks[sentence.block].kind,
        };
        sentences::apply(draft, &view);
        words::apply(draft, &view);
        signs::apply(draft, &view);
    }
    words::apply_to_text(draft);
    layout::apply(draft);
}

/// One sentence as the rules see it.
struct View<'a, 't> {
    index: usize,
    /// The number of the first token in the text.
    first: usize,
    tokens: &'a [Token<'t>],
    kind: BlockKind,
}

impl<'t> View<'_, 't> {
    /// The place of some tokens of the sentence in bytes.
    fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.tokens[tokens.start].start;
        let end = self.tokens[tokens.end - 1].end();
        start..end
    }

    fn whole(&self) -> Range<usize> {
        self.bytes(0..self.tokens.len())
    }

    fn at(&self, index: usize) -> Option<&Token<'t>> {
        self.tokens.get(index)
    }

    /// Ranges between commas, semicolons, colons and dashes: where a clause is looked for.
    fn clauses(&self) -> Vec<Range<usize>> {
        let mut clauses = Vec::new();
        let mut start = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            if token.kind == Kind::Sign && matches!(token.text, "," | ";" | ":" | "–" | "—" | "(" | ")") {
                if at > start {
                    clauses.push(start..at);
                }
                start = at + 1;
            }
        }
        if start < self.tokens.len() {
            clauses.push(start..self.tokens.len());
        }
        clauses
    }
}

/// Whether a term or foreign word is explained where it stands: by its sentence, the one before, or the two after.
fn is_explained(draft: &Draft<'_, '_>, sentence: usize, at: usize) -> bool {
    let document = draft.document;
    let tokens_of = |sentence: &Sentence| &document.tokens[sentence.tokens.clone()];
    let Some(here) = document.sentences.get(sentence) else {
        return false;
    };
    if document.blocks[here.block].kind == BlockKind::Heading {
        // A heading names what the text below explains.
        return true;
    }
    // "Ein Bebauungs-Plan ist …", "Das heißt: …", "Das nennt man …", "Stellung-Nahme bedeutet: …"
    let says_what = |tokens: &[Token<'_>]| {
        tokens.iter().any(|token| {
            matches!(
                token.lower.as_str(),
                "heißt"
                    | "heißen"
                    | "bedeutet"
                    | "bedeuten"
                    | "nennt"
                    | "nennen"
                    | "meint"
                    | "meinen"
                    | "genannt"
                    | "fachwort"
                    | "fach-wort"
            )
        })
    };
    let defines = |tokens: &[Token<'_>]| {
        let first = tokens.first().map_or("", |token| token.lower.as_str());
        let second = tokens.get(1).map_or("", |token| token.lower.as_str());
        matches!(first, "das" | "dies")
            && matches!(second, "ist" | "sind" | "heißt" | "bedeutet" | "kann" | "können")
            || matches!(
                first,
                "damit" | "darin" | "dort" | "dabei" | "so" | "dafür" | "dann"
            )
            || matches!(first, "zum" | "also" | "gemeint")
    };
    let own = tokens_of(here);
    let position = at - here.tokens.start;
    let subject = position <= 2
        && own.get(position + 1).is_some_and(|next| {
            matches!(
                next.lower.as_str(),
                "ist" | "sind" | "heißt" | "zeigt" | "regelt" | "bedeutet"
            )
        });
    if subject || says_what(own) {
        return true;
    }
    let before = sentence
        .checked_sub(1)
        .and_then(|before| document.sentences.get(before))
        .is_some_and(|before| says_what(tokens_of(before)));
    let word = &document.tokens[at].lower;
    before
        || document.sentences.iter().skip(sentence + 1).take(2).any(|next| {
            let next = tokens_of(next);
            let again = next.iter().take(3).any(|token| token.lower == *word);
            defines(next) || again || says_what(next)
        })
}

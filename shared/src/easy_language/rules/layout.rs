//! Rules on the whole text: LS02, LS18, LS20.

use super::super::document::{BlockKind, Kind, Token};
use super::super::grammar;
use super::super::{Draft, Level, Medium, Note, RemedyKind, Rule};

/// Lines of a paragraph.
const LINES: usize = 6;
/// Paragraphs below one heading.
const PARAGRAPHS: usize = 5;
/// Words of a heading.
const HEADING: usize = 8;
/// A text of fewer sentences need not address anybody.
const SENTENCES: usize = 5;

pub(super) fn apply(draft: &mut Draft<'_, '_>) {
    lines(draft);
    paragraphs(draft);
    address(draft);
}

/// LS02
fn lines(draft: &mut Draft<'_, '_>) {
    let document = draft.document;
    for (index, sentence) in document.sentences.iter().enumerate() {
        let tokens = &document.tokens[sentence.tokens.clone()];
        let heading = document.blocks[sentence.block].kind == BlockKind::Heading;
        let before = index.checked_sub(1).map(|before| &document.sentences[before]);
        let first = tokens.iter().find(|token| token.kind != Kind::Sign);
        if let (Some(before), Some(first)) = (before, first)
            && before.block == sentence.block
            && !heading
            && document.tokens[before.tokens.end - 1].line == first.line
        {
            let note = Note::new(Rule::Lines, Level::Hard, RemedyKind::MoveLineBreak)
                .with("case", "sentence")
                .with("word", first.text);
            draft.add(index, first.start..first.end(), note);
        }
        for (at, token) in tokens.iter().enumerate() {
            let Some(next) = tokens.get(at + 1) else { break };
            if next.line == token.line || token.kind != Kind::Word {
                continue;
            }
            let joins = matches!(next.lower.as_str(), "und" | "oder" | "bzw");
            let case = if token.text.ends_with('-') && grammar::is_lower(next.text) && !joins {
                "word"
            } else if grammar::is_article_only(&token.lower) || grammar::is_preposition_only(&token.lower) {
                "phrase"
            } else {
                continue;
            };
            let note = Note::new(Rule::Lines, Level::Hard, RemedyKind::MoveLineBreak)
                .with("case", case)
                .with("word", token.text);
            draft.add(index, token.start..token.end(), note);
        }
    }
}

/// LS18
fn paragraphs(draft: &mut Draft<'_, '_>) {
    let document = draft.document;
    let mut since_heading = 0;
    let mut in_list = false;
    for block in &document.blocks {
        let Some(sentence) = document.sentences.get(block.sentences.start) else {
            continue;
        };
        let tokens = sentence.tokens.start
            ..document
                .sentences
                .get(block.sentences.end.wrapping_sub(1))
                .map_or(sentence.tokens.end, |last| last.tokens.end);
        let bytes = document.span(tokens.clone());
        // Without markup a distance is not seen, and a line that stands alone may be anything.
        let marked = document.text[..bytes.start].trim_end().ends_with('#');
        if draft.medium == Medium::Letters && !marked {
            continue;
        }
        let (case, count, max) = match block.kind {
            BlockKind::Heading => {
                since_heading = 0;
                in_list = false;
                let words = document.tokens[tokens]
                    .iter()
                    .filter(|token| token.kind != Kind::Sign)
                    .count();
                ("heading", words, HEADING)
            }
            BlockKind::Item => {
                in_list = true;
                continue;
            }
            BlockKind::Paragraph => {
                // A paragraph that goes on behind its list is the same one.
                since_heading += usize::from(!in_list);
                in_list = false;
                if since_heading == PARAGRAPHS + 1 {
                    let note = Note::new(Rule::Layout, Level::Warning, RemedyKind::Structure)
                        .with("case", "headings")
                        .with("count", since_heading.to_string())
                        .with("max", PARAGRAPHS.to_string());
                    draft.add(block.sentences.start, bytes.clone(), note);
                    since_heading = 1;
                }
                ("paragraph", block.lines, LINES)
            }
        };
        if count > max {
            let note = Note::new(Rule::Layout, Level::Warning, RemedyKind::Structure)
                .with("case", case)
                .with("count", count.to_string())
                .with("max", max.to_string());
            draft.add(block.sentences.start, bytes, note);
        }
    }
}

/// LS20
fn address(draft: &mut Draft<'_, '_>) {
    let document = draft.document;
    let mut impersonal = false;
    for (index, sentence) in document.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            let token = &document.tokens[at];
            // "Das nennt man", "Man sagt dazu" is how words are explained.
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let explains = beside
                .filter_map(|at| document.tokens.get(at))
                .any(|token| matches!(token.lower.as_str(), "nennt" | "sagt" | "spricht"));
            if token.is_word() && token.lower == "man" && !explains {
                impersonal = true;
                let note = Note::new(Rule::Address, Level::Warning, RemedyKind::Rephrase)
                    .with("case", "man")
                    .with("word", token.text);
                draft.add(index, token.start..token.end(), note);
            }
        }
    }
    // Whoever reads of "man" is told already to write "Sie".
    if impersonal || document.sentences.len() < SENTENCES || is_addressed(&document.tokens) {
        return;
    }
    let about = document
        .sentences
        .iter()
        .position(|sentence| speaks_about_readers(&document.tokens[sentence.tokens.clone()]));
    if let Some(index) = about {
        let bytes = document.span(document.sentences[index].tokens.clone());
        let note = Note::new(Rule::Address, Level::Warning, RemedyKind::Rephrase).with("case", "you");
        draft.add(index, bytes, note);
    }
}

/// Whether a text speaks to its readers.
fn is_addressed(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| {
        matches!(
            token.text,
            "Sie"
                | "Ihnen"
                | "Ihr"
                | "Ihre"
                | "Ihren"
                | "Ihrem"
                | "Ihrer"
                | "Du"
                | "du"
                | "dich"
                | "dir"
                | "dein"
                | "deine"
        )
    })
}

/// "Die Bürger können Fragen stellen", "Jeder darf kommen": the sentence says what its readers can or must do without
/// speaking to them. A question ("Wer kann helfen?") says nothing of the kind.
fn speaks_about_readers(tokens: &[Token<'_>]) -> bool {
    let any = |words: &[&str]| tokens.iter().any(|token| words.contains(&token.lower.as_str()));
    let asks = tokens.last().is_some_and(|last| last.is_sign("?"));
    !asks
        && any(&[
            "bürger",
            "bürgerinnen",
            "einwohner",
            "einwohnerinnen",
            "bewohner",
            "menschen",
            "personen",
            "leute",
            "besucher",
            "interessierte",
            "jeder",
            "jede",
            "jedermann",
            "alle",
            "wer",
        ])
        && any(&[
            "kann", "können", "darf", "dürfen", "muss", "müssen", "soll", "sollen", "sollten",
        ])
}

//! The documents of the procedures as PDF, set from their Markdown.

use formats::document::{Block, Date, Document, markdown};
use shared::time::Day;

use super::content;
use crate::error::Result;

/// A chapter file: its title and its Markdown.
pub fn chapter(text: &'static str) -> (&'static str, &'static str) {
    let Some((head, body)) = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
    else {
        return ("", text);
    };
    let title = head
        .trim()
        .strip_prefix("title:")
        .unwrap_or(head)
        .trim()
        .trim_matches('"');
    (title, body.trim_start())
}

/// A document as the typesetter takes it.
pub fn document(
    municipality: &str,
    procedure: &content::Procedure,
    one: &content::Document,
    day: Day,
) -> Result<Document> {
    use chrono::Datelike as _;
    let mut document = Document::new(&one.title, "de");
    document.subtitle.clone_from(&procedure.title_de);
    municipality.clone_into(&mut document.municipality);
    document.created = format!("Stand: {}", day.format("%d.%m.%Y"));
    document.page_label = "Seite {page} von {pages}".into();
    document.date = match (
        u16::try_from(day.year()),
        u8::try_from(day.month()),
        u8::try_from(day.day()),
    ) {
        (Ok(year), Ok(month), Ok(day)) => Some(Date { year, month, day }),
        _ => None,
    };
    let folder = format!("procedures/{}", procedure.slug);
    if one.source == "chapters" {
        document.blocks.push(Block::Contents {
            title: "Inhalt".into(),
            hint: String::new(),
        });
        for (_, text) in content::below(&format!("{folder}/chapters"), ".de.md") {
            let (title, body) = chapter(text);
            document.blocks.push(Block::heading(1, title));
            document.blocks.extend(markdown::blocks(body));
        }
    } else {
        document.blocks =
            markdown::blocks(without_title(content::file(&format!("{folder}/{}", one.source))?));
    }
    Ok(document)
}

/// Markdown's own first heading.
pub fn title_of(text: &str) -> &str {
    let first = text.lines().next().unwrap_or_default();
    first.strip_prefix("# ").unwrap_or_default().trim()
}

/// Markdown without its own first heading, which the document's title stands for.
pub fn without_title(text: &str) -> &str {
    match text.strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, body)| body.trim_start()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapters_title_stands_before_its_text() {
        assert_eq!(
            chapter("---\ntitle: \"Anlass\"\n---\n\nText."),
            ("Anlass", "Text.")
        );
        assert_eq!(without_title("# Titel\n\nText."), "Text.");
    }
}

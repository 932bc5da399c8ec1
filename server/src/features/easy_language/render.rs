//! Texts in easy language as HTML: a sentence a line, the parts of difficult words with hyphens, and from the first use
//! of such a word on the page a link to its explanation.
//!
//! - What is written may be Markdown. Raw HTML in it is left out, so that ids and classes are ours alone; the result is
//!   cleaned all the same.
//! - Every line that the author began stays a line (rule LS02), and sentences that share one are separated.
//! - Words that everybody knows are not explained (`known` in the glossary), nor are uses in headings and links the first.

use std::{
    collections::HashSet,
    sync::{Arc, LazyLock},
};

use ammonia::Builder;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};
use shared::{
    easy_language::{Term, sentences},
    glossary::EasyText,
};

use super::{
    glossary::{Own, id_of},
    words,
};
use crate::{db::Statements, error::Result, markdown};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = markdown::cleaner();
    builder
        .add_tag_attributes("a", ["id"])
        .add_allowed_classes("a", ["difficult"]);
    builder
});

/// Reads the texts of one page in their order, so that each word is explained once.
#[derive(Debug, Default)]
pub struct Reader {
    own: Arc<Own>,
    met: HashSet<String>,
}

impl Reader {
    /// Reads a page of the municipality: words are explained as it explains them.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn open(db: &mut impl Statements) -> Result<Self> {
        Ok(Self {
            own: Arc::new(Own::read(db).await?),
            met: HashSet::new(),
        })
    }

    /// One that reads a text of its own: every word is met for the first time.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self {
            own: self.own.clone(),
            met: HashSet::new(),
        }
    }

    /// The next text of the page.
    pub fn read(&mut self, markdown: &str) -> EasyText {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut block = Block {
            reader: self,
            run: Vec::new(),
            inside: Inside::default(),
            out: Vec::new(),
            words: Vec::new(),
        };
        for event in markdown::linked(Parser::new_ext(markdown, options)) {
            block.take(event);
        }
        block.end();
        let (out, terms) = (block.out, block.words);
        let mut unsafe_html = String::with_capacity(markdown.len() * 2);
        html::push_html(&mut unsafe_html, out.into_iter());
        EasyText {
            html: CLEANER.clean(&unsafe_html).to_string(),
            words: terms.into_iter().map(|term| self.own.word(term)).collect(),
        }
    }
}

/// Where the text that comes next stands.
#[derive(Debug, Default)]
struct Inside {
    heading: bool,
    table: bool,
}

/// The text of one paragraph, heading, item or cell while it is collected.
struct Block<'r, 'e> {
    reader: &'r mut Reader,
    run: Vec<Event<'e>>,
    inside: Inside,
    out: Vec<Event<'e>>,
    words: Vec<&'static Term>,
}

impl<'e> Block<'_, 'e> {
    fn take(&mut self, event: Event<'e>) {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {}
            Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak => self.run.push(event),
            Event::Start(ref tag) if is_inline(&tag.to_end()) => self.run.push(event),
            Event::End(ref tag) if is_inline(tag) => self.run.push(event),
            other => {
                self.end();
                match &other {
                    Event::Start(Tag::Heading { .. }) => self.inside.heading = true,
                    Event::End(TagEnd::Heading(_)) => self.inside.heading = false,
                    Event::Start(Tag::Table(_)) => self.inside.table = true,
                    Event::End(TagEnd::Table) => self.inside.table = false,
                    _ => {}
                }
                self.out.push(markdown::lowered(other));
            }
        }
    }

    /// What was collected is complete: now sentences and words can be seen.
    fn end(&mut self) {
        let run = std::mem::take(&mut self.run);
        let text: String = run
            .iter()
            .map(|event| match event {
                Event::Text(text) | Event::Code(text) => &**text,
                Event::SoftBreak | Event::HardBreak => "\n",
                _ => "",
            })
            .collect();
        let marks = if text.trim().is_empty() {
            Vec::new()
        } else {
            self.marks(&text)
        };
        let mut links = 0_u32;
        // An address that is shown is not written anew: `bauamt@stadt.example` has no hyphen.
        let mut is_address = false;
        let mut at = 0;
        for event in run {
            match event {
                Event::Text(text) => {
                    let end = at + text.len();
                    if is_address {
                        self.out.push(Event::Text(text));
                    } else {
                        self.write(&text, at, links > 0, &marks);
                    }
                    at = end;
                }
                Event::Code(text) => {
                    at += text.len();
                    self.out.push(Event::Code(text));
                }
                Event::SoftBreak | Event::HardBreak => {
                    at += 1;
                    self.out.push(Event::HardBreak);
                }
                other => {
                    match &other {
                        Event::Start(Tag::Link { link_type, .. }) => {
                            links += 1;
                            is_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                        }
                        Event::End(TagEnd::Link) => {
                            links = links.saturating_sub(1);
                            is_address = false;
                        }
                        _ => {}
                    }
                    self.out.push(other);
                }
            }
        }
    }

    /// What changes in a text, in its order: line breaks between sentences, and difficult words.
    fn marks(&self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        if !self.inside.heading && !self.inside.table {
            let sentences = sentences(words(), text);
            for pair in sentences.windows(2) {
                let (Some(before), Some(after)) = (pair.first(), pair.get(1)) else {
                    continue;
                };
                let Some(gap) = text.get(before.end..after.start) else {
                    continue;
                };
                // Signs between two sentences, such as an opening quotation mark, belong to the second one.
                let blank = gap.len() - gap.trim_start().len();
                if blank > 0 && !gap.contains('\n') {
                    marks.push(Mark {
                        start: before.end,
                        end: before.end + blank,
                        what: What::Break,
                    });
                }
            }
        }
        for (place, term) in words().uses_in(text) {
            marks.push(Mark {
                start: place.start,
                end: place.end,
                what: What::Word(term),
            });
        }
        marks.sort_by_key(|mark| mark.start);
        marks
    }

    /// Writes one piece of text, which begins at `from` in the whole.
    fn write(&mut self, text: &CowStr<'e>, from: usize, in_link: bool, marks: &[Mark]) {
        let mut done = 0;
        let plain = |text: &str| Event::Text(CowStr::from(text.to_owned()));
        for mark in marks {
            // A word of which only a part is bold stays as it is.
            let (Some(start), Some(end)) = (mark.start.checked_sub(from), mark.end.checked_sub(from)) else {
                continue;
            };
            if start < done || end > text.len() {
                continue;
            }
            let (Some(before), Some(written)) = (text.get(done..start), text.get(start..end)) else {
                continue;
            };
            if !before.is_empty() {
                self.out.push(plain(before));
            }
            match mark.what {
                What::Break => self.out.push(Event::HardBreak),
                What::Word(term) => {
                    let shown = term.parted(written, '-').unwrap_or_else(|| written.to_owned());
                    let explains = !term.known
                        && !in_link
                        && !self.inside.heading
                        && self.reader.met.insert(term.term.clone());
                    if explains {
                        let id = id_of(term);
                        self.out.push(Event::InlineHtml(
                            format!("<a class=\"difficult\" id=\"use-{id}\" href=\"#word-{id}\">").into(),
                        ));
                        self.words.push(term);
                    }
                    self.out.push(plain(&shown));
                    if explains {
                        self.out.push(Event::InlineHtml("</a>".into()));
                    }
                }
            }
            done = end;
        }
        if let Some(rest) = text.get(done..).filter(|rest| !rest.is_empty()) {
            self.out.push(plain(rest));
        }
    }
}

/// A place of a text that is shown differently.
struct Mark {
    start: usize,
    end: usize,
    what: What,
}

/// What is shown there.
enum What {
    /// A new line in place of the space.
    Break,
    /// A difficult word.
    Word(&'static Term),
}

const fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        Reader::default().read(markdown).html
    }

    #[test]
    fn every_sentence_has_its_own_line_and_dates_and_abbreviations_stay_whole() {
        let html =
            html("Am 1. März 2027 ist ein Treffen. Es ist um 9.30 Uhr. Kommen Sie?\nDr. Weber redet dort.");
        assert_eq!(
            html,
            "<p>Am 1. März 2027 ist ein Treffen.<br>\nEs ist um 9.30 Uhr.<br>\nKommen Sie?<br>\nDr. Weber redet dort.</p>\n"
        );
    }

    #[test]
    fn the_first_use_of_a_difficult_word_leads_to_its_explanation_and_later_ones_do_not() {
        let mut reader = Reader::default();
        let first = reader.read("Der Bebauungsplan ist neu.\nDie Stadt macht viele Bebauungspläne.");
        assert_eq!(
            first.html,
            "<p>Der <a class=\"difficult\" id=\"use-bebauungsplan\" href=\"#word-bebauungsplan\" rel=\"noopener noreferrer\">Bebauungs-Plan</a> \
             ist neu.<br>\nDie Stadt macht viele Bebauungs-Pläne.</p>\n"
        );
        assert_eq!(first.words.len(), 1);
        let second = reader.read("Der Bebauungsplan gilt.");
        assert!(
            second.words.is_empty() && !second.html.contains("<a"),
            "{second:?}"
        );
    }

    #[test]
    fn an_address_is_a_link_and_stays_as_it_was_written() {
        let html = html("Schreiben Sie an bebauungsplan@stadt.example.\nOder Telefon: 04321 567-0.");
        assert_eq!(
            html,
            "<p>Schreiben Sie an <a href=\"mailto:bebauungsplan@stadt.example\" rel=\"noopener noreferrer\">\
             bebauungsplan@stadt.example</a>.<br>\nOder Telefon: \
             <a href=\"tel:043215670\" rel=\"noopener noreferrer\">04321 567-0</a>.</p>\n"
        );
    }

    #[test]
    fn bold_words_lists_and_links_stay_and_raw_html_goes() {
        let html = html(
            "## Der Bebauungsplan\n\n- Das ist **nicht** teuer. Das ist gut.\n- [Zum Bebauungsplan](https://stadt.example)\n\n\
             <b id=\"x\" onclick=\"y\">Haus</b> [x](javascript:z)",
        );
        assert!(html.contains("<h3>Der Bebauungs-Plan</h3>"), "{html}");
        assert!(
            html.contains("<strong>nicht</strong> teuer.<br>\nDas ist gut."),
            "{html}"
        );
        assert!(html.contains(">Zum Bebauungs-Plan</a>"), "{html}");
        for gone in ["<b>", "<b ", "onclick", "id=\"x\"", "javascript", "use-"] {
            assert!(!html.contains(gone), "{gone} in {html}");
        }
    }
}

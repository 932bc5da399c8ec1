//! Markdown (CommonMark) to blocks, for plan documents written by staff.
//!
//! Invariants: raw HTML and images become their text; the markup can make nothing but headings, paragraphs,
//! lists, emphasis and links, so a hostile source can at worst look odd. No text is lost.

use super::{Block, Paragraph, Run};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// One open container of blocks: the document itself, or an item of a list.
#[derive(Default)]
struct Level {
    blocks: Vec<Block>,
    /// Set for a list, whose finished items are kept here.
    list: Option<(bool, Vec<Vec<Block>>)>,
}

#[derive(Default)]
struct Builder {
    levels: Vec<Level>,
    runs: Vec<Run>,
    bold: u32,
    italic: u32,
    links: Vec<String>,
    heading: Option<u8>,
    /// How many lists are open beyond [`DEEPEST`].
    flat: usize,
}

/// Lists nested deeper than this become paragraphs of the innermost item, so that no source exhausts the stack.
const DEEPEST: usize = 8;

impl Builder {
    fn push_text(&mut self, text: &str) {
        let run = Run {
            text: text.to_owned(),
            bold: self.bold > 0,
            italic: self.italic > 0,
            link: self.links.last().cloned(),
        };
        match self.runs.last_mut() {
            Some(last) if last.bold == run.bold && last.italic == run.italic && last.link == run.link => {
                last.text.push_str(text);
            }
            _ => self.runs.push(run),
        }
    }

    fn push_block(&mut self, block: Block) {
        if self.levels.is_empty() {
            self.levels.push(Level::default());
        }
        if let Some(level) = self.levels.last_mut() {
            level.blocks.push(block);
        }
    }

    /// Ends the running text, whatever it is.
    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        let heading = self.heading.take();
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        let paragraph = Paragraph { runs, quiet: false };
        self.push_block(match heading {
            Some(level) => Block::heading(level, paragraph.text()),
            None => Block::Paragraph(paragraph),
        });
    }

    fn end_item(&mut self) {
        self.flush();
        if self.flat > 0 {
            return;
        }
        if let Some(Level { blocks, .. }) = self.levels.pop()
            && let Some(Level {
                list: Some((_, items)),
                ..
            }) = self.levels.last_mut()
        {
            items.push(blocks);
        }
    }

    fn end_list(&mut self) {
        self.flush();
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        if let Some(Level {
            list: Some((ordered, items)),
            ..
        }) = self.levels.pop()
        {
            self.push_block(Block::List { ordered, items });
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    HeadingLevel::H4 => 4,
                    HeadingLevel::H5 => 5,
                    HeadingLevel::H6 => 6,
                });
            }
            Tag::List(_) if self.levels.len() >= 2 * DEEPEST => {
                self.flush();
                self.flat += 1;
            }
            Tag::Item if self.flat > 0 => self.flush(),
            Tag::List(first) => {
                self.flush();
                self.levels.push(Level {
                    blocks: Vec::new(),
                    list: Some((first.is_some(), Vec::new())),
                });
            }
            Tag::Item => self.levels.push(Level::default()),
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Link { dest_url, .. } => self.links.push(dest_url.to_string()),
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => self.end_list(),
            TagEnd::Item => self.end_item(),
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock => self.flush(),
            _ => {}
        }
    }
}

/// Reads Markdown as blocks. A heading of level 1 stays level 1: it stands below the document's title.
#[must_use]
pub fn blocks(source: &str) -> Vec<Block> {
    let mut builder = Builder {
        levels: vec![Level::default()],
        ..Builder::default()
    };
    for event in Parser::new_ext(source, Options::empty()) {
        match event {
            Event::Start(tag) => builder.start(tag),
            Event::End(tag) => builder.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                builder.push_text(&text);
            }
            Event::SoftBreak => builder.push_text(" "),
            Event::HardBreak => builder.push_text("\n"),
            Event::Rule => builder.flush(),
            _ => {}
        }
    }
    builder.flush();
    builder
        .levels
        .into_iter()
        .flat_map(|level| level.blocks)
        .collect()
}

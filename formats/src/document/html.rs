//! The HTML twin of a document: one accessible page without scripts, styles from a few lines of its own.
//!
//! Invariants: every text is escaped; headings keep their order; tables have header cells with scope.

use super::text::{clean_line, right_to_left, xml};
use super::{Block, Cell, Document, Paragraph, Run, Table};

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;color:#1a2433;max-width:80rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #b4bcc6;padding:.5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}\
thead{background:#e6eaef}.quiet{color:#55606e;font-size:.875em}.notice{border-inline-start:4px solid #0b4a8f;background:#f3f6fa;padding:.5rem 1rem}\
td>.entry{font-size:1em;margin:0}dt{font-weight:bold}@media print{thead{display:table-header-group}}";

/// The whole page as UTF-8.
#[must_use]
pub fn render(document: &Document) -> Vec<u8> {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{}</title><style>{STYLE}</style></head>\n<body>\n",
        xml(&clean_line(&document.language)),
        xml(&clean_line(&document.title))
    );
    out.push_str(&fragment(document));
    out.push_str("</body>\n</html>\n");
    out.into_bytes()
}

/// The content alone, to be set into a page of the platform; begins with the title as `h1`.
#[must_use]
pub fn fragment(document: &Document) -> String {
    let mut writer = Writer {
        out: String::new(),
        level: 1,
        entries: 0,
    };
    writer.out.push_str("<main>\n<header>");
    for text in [&document.municipality, &document.variant_label] {
        if !text.trim().is_empty() {
            writer
                .out
                .push_str(&format!("<p class=\"quiet\">{}</p>", xml(text)));
        }
    }
    writer
        .out
        .push_str(&format!("<h1>{}</h1>", xml(&clean_line(&document.title))));
    for (class, text) in [("subtitle", &document.subtitle), ("quiet", &document.created)] {
        if !text.trim().is_empty() {
            writer.out.push_str(&format!(
                "<p class=\"{class}\">{}</p>",
                xml(text).replace('\n', "<br>")
            ));
        }
    }
    writer.out.push_str("</header>\n");
    if !document.notice.is_empty() {
        writer.out.push_str("<div class=\"notice\">");
        for notice in &document.notice {
            writer.paragraph(notice);
        }
        writer.out.push_str("</div>\n");
    }
    let contents = contents(&document.blocks);
    for block in &document.blocks {
        writer.block(block, &contents);
    }
    writer.out.push_str("</main>\n");
    writer.out
}

/// Names of all entries in order, for the table of contents.
fn contents(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.even_rows().flatten().filter_map(|cell| cell.anchor)),
            _ => None,
        })
        .flatten()
        .collect()
}

struct Writer {
    out: String,
    /// Level of the last heading; the title has 1.
    level: u8,
    /// Entries written so far; entry 1 has the id `e1`.
    entries: usize,
}

impl Writer {
    fn block(&mut self, block: &Block, contents: &[String]) {
        match block {
            Block::Heading { level, text } => {
                self.level = level.saturating_add(1).clamp(2, (self.level + 1).min(6));
                let level = self.level;
                self.out
                    .push_str(&format!("<h{level}>{}</h{level}>\n", xml(&clean_line(text))));
            }
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => self.table(table),
            Block::KeyValues(pairs) => {
                self.out.push_str("<dl>");
                for (key, value) in pairs {
                    self.out.push_str(&format!("<dt>{}</dt><dd>", xml(key)));
                    self.runs(value);
                    self.out.push_str("</dd>");
                }
                self.out.push_str("</dl>\n");
            }
            Block::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                self.out.push_str(&format!("<{tag}>"));
                for item in items {
                    self.out.push_str("<li>");
                    for block in item {
                        self.block(block, contents);
                    }
                    self.out.push_str("</li>");
                }
                self.out.push_str(&format!("</{tag}>\n"));
            }
            Block::Contents { title, .. } => {
                self.level = 2;
                let title = xml(&clean_line(title));
                self.out
                    .push_str(&format!("<nav aria-label=\"{title}\"><h2>{title}</h2><ol>"));
                for (at, name) in contents.iter().enumerate() {
                    self.out
                        .push_str(&format!("<li><a href=\"#e{}\">{}</a></li>", at + 1, xml(name)));
                }
                self.out.push_str("</ol></nav>\n");
            }
            Block::PageBreak => self.out.push_str("<div style=\"break-after:page\"></div>\n"),
        }
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str("<table>");
        if !table.summary.trim().is_empty() {
            self.out.push_str(&format!(
                "<caption class=\"quiet\">{}</caption>",
                xml(&table.summary)
            ));
        }
        self.out.push_str("<colgroup>");
        for share in table.shares() {
            self.out
                .push_str(&format!("<col style=\"width:{}.{}%\">", share / 10, share % 10));
        }
        self.out.push_str("</colgroup><thead><tr>");
        for column in &table.columns {
            self.out
                .push_str(&format!("<th scope=\"col\">{}</th>", xml(&column.header)));
        }
        self.out.push_str("</tr></thead><tbody>\n");
        for row in table.even_rows() {
            self.out.push_str("<tr>");
            for cell in &row {
                self.cell(cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table>\n");
    }

    fn cell(&mut self, cell: &Cell) {
        self.out.push_str("<td>");
        if let Some(anchor) = &cell.anchor {
            self.entries += 1;
            let level = (self.level + 1).min(6);
            let anchor = xml(&clean_line(anchor));
            self.out.push_str(&format!(
                "<h{level} class=\"entry\" id=\"e{}\">{anchor}</h{level}>",
                self.entries
            ));
        }
        for paragraph in &cell.paragraphs {
            self.paragraph(paragraph);
        }
        self.out.push_str("</td>");
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let class = if paragraph.quiet { " class=\"quiet\"" } else { "" };
        let direction = if right_to_left(&paragraph.text()) {
            " dir=\"rtl\""
        } else {
            ""
        };
        self.out.push_str(&format!("<p{class}{direction}>"));
        self.runs(paragraph);
        self.out.push_str("</p>");
    }

    fn runs(&mut self, paragraph: &Paragraph) {
        for run in &paragraph.runs {
            self.run(run);
        }
    }

    fn run(&mut self, run: &Run) {
        let mut text = xml(&run.text).replace('\n', "<br>");
        if run.italic {
            text = format!("<em>{text}</em>");
        }
        if run.bold {
            text = format!("<strong>{text}</strong>");
        }
        if let Some(link) = run.safe_link() {
            text = format!("<a href=\"{}\" rel=\"noopener\">{text}</a>", xml(link));
        }
        self.out.push_str(&text);
    }
}

//! The main part of a DOCX: blocks as WordprocessingML.

use crate::document::text::{clean_line, right_to_left, xml};
use crate::document::{Block, Cell, Document, Paragraph, Run, Table};

/// What the main part refers to in other parts.
#[derive(Default)]
pub(super) struct Links {
    targets: Vec<String>,
    numbered: u32,
    bookmarks: u32,
}

impl Links {
    /// The link's targets; the first has the id `rLink1`.
    pub(super) fn targets(&self) -> &[String] {
        &self.targets
    }

    /// How many numbered lists there are; each counts from 1 by a numbering instance of its own.
    pub(super) fn numbered_lists(&self) -> u32 {
        self.numbered
    }

    fn id(&mut self, target: &str) -> String {
        let at = self
            .targets
            .iter()
            .position(|known| known == target)
            .unwrap_or_else(|| {
                self.targets.push(target.to_owned());
                self.targets.len() - 1
            });
        format!("rLink{}", at + 1)
    }
}

/// Numbering instance of bullets; numbered lists follow.
pub(super) const BULLETS: u32 = 1;

/// Width of the text in twips (1/1440 inch): A4 minus the margins in [`section`].
fn text_width(document: &Document) -> u32 {
    if document.landscape {
        16_838 - 2 * 907
    } else {
        11_906 - 2 * 1_361
    }
}

pub(super) fn document(document: &Document, links: &mut Links) -> String {
    let mut out = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
        r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#
    ));
    let mut writer = Writer {
        out: &mut out,
        links,
        width: text_width(document),
        landscape: document.landscape,
        heading: 0,
        anchors: Vec::new(),
        contents: Vec::new(),
    };
    writer.styled("Title", &Paragraph::plain(clean_line(&document.title)), "");
    for (style, text) in [("Subtitle", &document.subtitle), ("Quiet", &document.created)] {
        if !text.trim().is_empty() {
            writer.styled(style, &Paragraph::plain(text), "");
        }
    }
    for notice in &document.notice {
        writer.styled("Notice", notice, "");
    }
    for block in &document.blocks {
        writer.block(block, 0);
    }
    let (anchors, contents) = (writer.anchors, writer.contents);
    // From the last to the first, so that each still lies where it was.
    for (at, hint) in contents.into_iter().rev() {
        out.insert_str(at, &entries(&anchors, hint));
    }
    out.push_str(&section(document));
    out.push_str("</w:body></w:document>");
    out
}

fn section(document: &Document) -> String {
    let (size, margins) = if document.landscape {
        (
            r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#,
            (1_021, 907, 964),
        )
    } else {
        (r#"<w:pgSz w:w="11906" w:h="16838"/>"#, (1_361, 1_361, 1_247))
    };
    let (top, side, bottom) = margins;
    format!(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/><w:footerReference w:type="default" r:id="rFooter"/>{size}<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{bottom}" w:left="{side}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>"#
    )
}

/// What a table of contents leads to: the bookmark's number, the level, 1 to 6, and the words.
struct Anchor {
    id: u32,
    level: u8,
    text: String,
}

impl Anchor {
    /// Word's own name of such a bookmark; hidden, because it begins with `_`.
    fn name(&self) -> String {
        format!("_Toc{:08}", self.id)
    }
}

/// The entries of a table of contents: a link to each anchor, without a page, which nobody but the reader's program knows.
/// They are the result of a field, so that whoever wants pages has Word update it; a field that is to be updated when the
/// document is opened would greet every reader with a question. The hint how to do it is part of that result: once there
/// are pages it is gone.
fn entries(anchors: &[Anchor], hint: &str) -> String {
    const BEGIN: &str = concat!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#,
        r#"<w:r><w:instrText xml:space="preserve"> TOC \o "1-6" \h \z \u </w:instrText></w:r>"#,
        r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#,
    );
    let mut out = String::new();
    let has_hint = !hint.trim().is_empty() && !anchors.is_empty();
    if has_hint {
        out.push_str(&format!(
            r#"<w:p><w:pPr><w:pStyle w:val="Quiet"/></w:pPr>{BEGIN}<w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
            xml(&clean_line(hint))
        ));
    }
    for (at, anchor) in anchors.iter().enumerate() {
        let (paragraph, run) = if right_to_left(&anchor.text) {
            ("<w:bidi/>", "<w:rtl/>")
        } else {
            ("", "")
        };
        out.push_str(&format!(
            r#"<w:p><w:pPr><w:pStyle w:val="TOC{}"/>{paragraph}</w:pPr>{}<w:hyperlink w:anchor="{}" w:history="1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/>{run}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:hyperlink></w:p>"#,
            anchor.level,
            if at == 0 && !has_hint { BEGIN } else { "" },
            anchor.name(),
            xml(&anchor.text)
        ));
    }
    let begin = if anchors.is_empty() { BEGIN } else { "" };
    out.push_str(&format!(
        r#"<w:p><w:pPr><w:spacing w:after="0"/></w:pPr>{begin}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
    ));
    out
}

struct Writer<'a, 'd> {
    out: &'a mut String,
    links: &'a mut Links,
    width: u32,
    landscape: bool,
    heading: u8,
    /// What was written so far that a table of contents leads to.
    anchors: Vec<Anchor>,
    /// Where in `out` tables of contents get their entries, once all anchors are known, with their hints.
    contents: Vec<(usize, &'d str)>,
}

impl<'d> Writer<'_, 'd> {
    fn block(&mut self, block: &'d Block, depth: u8) {
        match block {
            Block::Heading { level, text } => {
                self.heading = (*level).clamp(1, 6);
                self.anchor(self.heading, text, "");
            }
            Block::Paragraph(paragraph) => self.plain(paragraph, ""),
            Block::Table(table) => self.table(table),
            Block::KeyValues(pairs) => {
                for (key, value) in pairs {
                    let mut runs = vec![Run {
                        bold: true,
                        ..Run::plain(format!("{key}: "))
                    }];
                    runs.extend(value.runs.iter().cloned());
                    self.plain(&Paragraph { runs, quiet: false }, "");
                }
            }
            Block::List { ordered, items } => self.list(*ordered, items, depth),
            Block::Contents { title, hint } => self.contents(title, hint),
            Block::PageBreak => self
                .out
                .push_str(r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#),
        }
    }

    fn list(&mut self, ordered: bool, items: &'d [Vec<Block>], depth: u8) {
        let number = if ordered {
            self.links.numbered += 1;
            BULLETS + self.links.numbered
        } else {
            BULLETS
        };
        let level = depth.min(8);
        for item in items {
            for (at, block) in item.iter().enumerate() {
                match block {
                    Block::Paragraph(paragraph) if at == 0 => {
                        let properties = format!(
                            r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>"#
                        );
                        self.styled("ListParagraph", paragraph, &properties);
                    }
                    Block::Paragraph(paragraph) => {
                        let indent = 360 * (u32::from(level) + 1);
                        self.styled(
                            "ListParagraph",
                            paragraph,
                            &format!(r#"<w:ind w:left="{indent}"/>"#),
                        );
                    }
                    other => self.block(other, depth.saturating_add(1)),
                }
            }
        }
    }

    fn contents(&mut self, title: &str, hint: &'d str) {
        self.heading = 1;
        self.styled("ContentsHeading", &Paragraph::plain(clean_line(title)), "");
        self.contents.push((self.out.len(), hint));
    }

    fn table(&mut self, table: &Table) {
        let widths: Vec<u32> = table
            .shares()
            .iter()
            .map(|share| self.width * share / 1000)
            .collect();
        self.out
            .push_str(r#"<w:tbl><w:tblPr><w:tblStyle w:val="Synopsis"/>"#);
        self.out.push_str(&format!(
            r#"<w:tblW w:w="{}" w:type="dxa"/>"#,
            widths.iter().sum::<u32>()
        ));
        self.out
            .push_str(r#"<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>"#);
        if !table.summary.trim().is_empty() {
            let summary = xml(&clean_line(&table.summary));
            self.out
                .push_str(&format!(r#"<w:tblDescription w:val="{summary}"/>"#));
        }
        self.out.push_str("</w:tblPr><w:tblGrid>");
        for width in &widths {
            self.out.push_str(&format!(r#"<w:gridCol w:w="{width}"/>"#));
        }
        self.out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/>");
        if table.repeat_header {
            self.out.push_str("<w:tblHeader/>");
        }
        self.out.push_str("</w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            let header = Cell {
                anchor: None,
                paragraphs: vec![Paragraph::bold(clean_line(&column.header))],
            };
            self.cell(&header, *width, true);
        }
        self.out.push_str("</w:tr>");
        for row in table.even_rows() {
            self.out.push_str("<w:tr>");
            if table.stays_together(&row, self.landscape) {
                self.out.push_str("<w:trPr><w:cantSplit/></w:trPr>");
            }
            for (cell, width) in row.iter().zip(&widths) {
                self.cell(cell, *width, false);
            }
            self.out.push_str("</w:tr>");
        }
        // Without a paragraph between them Word joins two tables.
        self.out
            .push_str(r#"</w:tbl><w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>"#);
    }

    fn cell(&mut self, cell: &Cell, width: u32, header: bool) {
        let shade = if header {
            r#"<w:shd w:val="clear" w:color="auto" w:fill="E6EAEF"/>"#
        } else {
            ""
        };
        self.out.push_str(&format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>"#
        ));
        if let Some(anchor) = &cell.anchor {
            // In a cell it would keep the whole row with the next one, and that with its next: pages would end half empty.
            self.anchor((self.heading + 1).min(6), anchor, r#"<w:keepNext w:val="0"/>"#);
        }
        for paragraph in &cell.paragraphs {
            self.plain(paragraph, "");
        }
        if cell.anchor.is_none() && cell.paragraphs.is_empty() {
            self.out.push_str("<w:p/>");
        }
        self.out.push_str("</w:tc>");
    }

    fn plain(&mut self, paragraph: &Paragraph, properties: &str) {
        self.styled(if paragraph.quiet { "Quiet" } else { "" }, paragraph, properties);
    }

    fn styled(&mut self, style: &str, paragraph: &Paragraph, properties: &str) {
        self.open(style, paragraph, properties);
        for run in &paragraph.runs {
            self.run(run);
        }
        self.out.push_str("</w:p>");
    }

    /// A heading with a bookmark, so that the table of contents can point to it.
    fn anchor(&mut self, level: u8, text: &str, properties: &str) {
        self.links.bookmarks += 1;
        let anchor = Anchor {
            id: self.links.bookmarks,
            level,
            text: clean_line(text),
        };
        let (id, name) = (anchor.id, anchor.name());
        let paragraph = Paragraph::plain(&anchor.text);
        self.anchors.push(anchor);
        self.open(&format!("Heading{level}"), &paragraph, properties);
        self.out
            .push_str(&format!(r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>"#));
        for run in &paragraph.runs {
            self.run(run);
        }
        self.out
            .push_str(&format!(r#"<w:bookmarkEnd w:id="{id}"/></w:p>"#));
    }

    fn open(&mut self, style: &str, paragraph: &Paragraph, properties: &str) {
        self.out.push_str("<w:p><w:pPr>");
        if !style.is_empty() {
            self.out.push_str(&format!(r#"<w:pStyle w:val="{style}"/>"#));
        }
        // The schema's order: keeping and numbering, then direction, then indent.
        let is_first = ["<w:keepNext", "<w:numPr>"]
            .iter()
            .any(|first| properties.starts_with(first));
        let (first, indent) = if is_first {
            (properties, "")
        } else {
            ("", properties)
        };
        self.out.push_str(first);
        if right_to_left(&paragraph.text()) {
            self.out.push_str("<w:bidi/>");
        }
        self.out.push_str(indent);
        self.out.push_str("</w:pPr>");
    }

    fn run(&mut self, run: &Run) {
        let link = run.safe_link().map(|target| self.links.id(target));
        if let Some(id) = &link {
            self.out
                .push_str(&format!(r#"<w:hyperlink r:id="{id}" w:history="1">"#));
        }
        self.out.push_str("<w:r><w:rPr>");
        if link.is_some() {
            self.out.push_str(r#"<w:rStyle w:val="Hyperlink"/>"#);
        }
        if run.bold {
            self.out.push_str("<w:b/><w:bCs/>");
        }
        if run.italic {
            self.out.push_str("<w:i/><w:iCs/>");
        }
        if right_to_left(&run.text) {
            self.out.push_str("<w:rtl/>");
        }
        self.out.push_str("</w:rPr>");
        for (at, line) in xml(&run.text).split('\n').enumerate() {
            if at > 0 {
                self.out.push_str("<w:br/>");
            }
            for (tab, text) in line.split('\t').enumerate() {
                if tab > 0 {
                    self.out.push_str("<w:tab/>");
                }
                if !text.is_empty() {
                    self.out
                        .push_str(&format!(r#"<w:t xml:space="preserve">{text}</w:t>"#));
                }
            }
        }
        self.out.push_str("</w:r>");
        if link.is_some() {
            self.out.push_str("</w:hyperlink>");
        }
    }
}

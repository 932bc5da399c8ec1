//! The parts of a DOCX beside its text: styles, numbering, header, footer, metadata.

use super::body::{BULLETS, Links};
use crate::document::Document;
use crate::document::text::{clean_line, xml};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

pub(super) const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>"#,
    r#"<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    r#"<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>"#,
    "</Types>"
);

pub(super) const PACKAGE_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"<Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>"#,
    "</Relationships>"
);

pub(super) const APP: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"#
);

pub(super) fn core(document: &Document) -> String {
    let created = document.date.map_or_else(String::new, |date| {
        format!(
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">{:04}-{:02}-{:02}T00:00:00Z</dcterms:created>"#,
            date.year, date.month, date.day
        )
    });
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>{}</dc:language>{created}</cp:coreProperties>"#,
        xml(&clean_line(&document.title)),
        xml(&clean_line(&document.municipality)),
        language(document)
    )
}

/// `de` alone means nothing to Word's spelling; it wants a region.
fn language(document: &Document) -> String {
    let tag = clean_line(&document.language);
    xml(if tag == "de" { "de-DE" } else { &tag })
}

pub(super) fn relations(links: &Links) -> String {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut out = format!(
        r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
    );
    for (id, kind, target) in [
        ("rStyles", "styles", "styles.xml"),
        ("rSettings", "settings", "settings.xml"),
        ("rNumbering", "numbering", "numbering.xml"),
        ("rHeader", "header", "header1.xml"),
        ("rFooter", "footer", "footer1.xml"),
    ] {
        out.push_str(&format!(
            r#"<Relationship Id="{id}" Type="{KIND}/{kind}" Target="{target}"/>"#
        ));
    }
    for (at, target) in links.targets().iter().enumerate() {
        out.push_str(&format!(
            r#"<Relationship Id="rLink{}" Type="{KIND}/hyperlink" Target="{}" TargetMode="External"/>"#,
            at + 1,
            xml(target)
        ));
    }
    out + "</Relationships>"
}

pub(super) fn settings(document: &Document) -> String {
    format!(
        r#"{HEAD}<w:settings {W}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="{}"/></w:settings>"#,
        language(document)
    )
}

pub(super) fn styles(document: &Document) -> String {
    let language = language(document);
    // Half points: a synopsis is dense, a letter is not.
    let size = if document.landscape { 18 } else { 21 };
    let mut out = format!(
        r#"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#
    );
    let mut paragraph = |id: &str, name: &str, properties: &str, run: &str| {
        out.push_str(&format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
        ));
    };
    paragraph(
        "Title",
        "Title",
        r#"<w:keepNext/><w:spacing w:after="80"/>"#,
        &bold(36),
    );
    paragraph(
        "Subtitle",
        "Subtitle",
        r#"<w:spacing w:after="120"/>"#,
        r#"<w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    );
    for level in 1..=6_u32 {
        let size = [30, 25, 22, 20, 19, 18]
            .get(level as usize - 1)
            .copied()
            .unwrap_or(18)
            .min(size + 12 - level * 2);
        // In a synopsis they stand in cells.
        let is_in_cell = document.landscape && level > 1;
        let (size, before) = if is_in_cell { (20, 0) } else { (size, 240) };
        let properties = format!(
            r#"<w:keepNext/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{}"/>"#,
            level - 1
        );
        paragraph(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            &properties,
            &bold(size.max(18)),
        );
    }
    paragraph(
        "ContentsHeading",
        "TOC Heading",
        r#"<w:keepNext/><w:spacing w:before="240" w:after="80"/>"#,
        &bold(26),
    );
    for level in 1..=6_u32 {
        let properties = format!(
            r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{}"/></w:tabs><w:spacing w:after="0"/><w:ind w:left="{}"/>"#,
            right_edge(document),
            240 * (level - 1)
        );
        paragraph(&format!("TOC{level}"), &format!("toc {level}"), &properties, "");
    }
    paragraph(
        "ListParagraph",
        "List Paragraph",
        r#"<w:spacing w:after="60"/>"#,
        "",
    );
    paragraph(
        "Quiet",
        "Quiet",
        "",
        r#"<w:color w:val="55606E"/><w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    );
    paragraph(
        "Notice",
        "Notice",
        r#"<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="0B4A8F"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F3F6FA"/><w:spacing w:after="0"/><w:ind w:left="200"/>"#,
        "",
    );
    paragraph(
        "Header",
        "header",
        "",
        r#"<w:color w:val="55606E"/><w:sz w:val="16"/><w:szCs w:val="16"/>"#,
    );
    paragraph(
        "Footer",
        "footer",
        "",
        r#"<w:color w:val="55606E"/><w:sz w:val="16"/><w:szCs w:val="16"/>"#,
    );
    out.push_str(concat!(
        r#"<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0B4A8F"/><w:u w:val="single"/></w:rPr></w:style>"#,
        r#"<w:style w:type="table" w:styleId="Synopsis"><w:name w:val="Synopsis"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="B4BCC6"/><w:bottom w:val="single" w:sz="4" w:color="B4BCC6"/><w:insideH w:val="single" w:sz="4" w:color="B4BCC6"/><w:insideV w:val="single" w:sz="4" w:color="B4BCC6"/></w:tblBorders><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
        "</w:styles>"
    ));
    out
}

fn bold(size: u32) -> String {
    format!(r#"<w:b/><w:bCs/><w:color w:val="1A2433"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#)
}

pub(super) fn numbering(numbered: u32) -> String {
    let level = |format: &str, text: &dyn Fn(u32) -> String| -> String {
        (0..9_u32)
            .map(|level| {
                format!(
                    r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{}" w:hanging="360"/></w:pPr></w:lvl>"#,
                    text(level),
                    360 * (level + 1)
                )
            })
            .collect()
    };
    let mut out = format!(
        r#"{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>{}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>{}</w:abstractNum><w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>"#,
        level("bullet", &|_| "•".to_owned()),
        level("decimal", &|level| format!("%{}.", level + 1)),
    );
    for number in 1..=numbered {
        // Each list begins again at 1, on every level.
        let restart: String = (0..9)
            .map(|level| {
                format!(r#"<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>"#)
            })
            .collect();
        out.push_str(&format!(
            r#"<w:num w:numId="{}"><w:abstractNumId w:val="1"/>{restart}</w:num>"#,
            BULLETS + number
        ));
    }
    out + "</w:numbering>"
}

/// Where the right-hand text of header and footer ends, in twips.
fn right_edge(document: &Document) -> u32 {
    if document.landscape {
        16_838 - 2 * 907
    } else {
        11_906 - 2 * 1_361
    }
}

pub(super) fn header(document: &Document) -> String {
    format!(
        r#"{HEAD}<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/><w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:hdr>"#,
        right_edge(document),
        text(&document.municipality),
        xml(&clean_line(&document.variant_label))
    )
}

pub(super) fn footer(document: &Document) -> String {
    let mut label = String::new();
    for (at, piece) in clean_line(&document.page_label).split("{pages}").enumerate() {
        if at > 0 {
            label.push_str(&field("NUMPAGES"));
        }
        for (at, piece) in piece.split("{page}").enumerate() {
            if at > 0 {
                label.push_str(&field("PAGE"));
            }
            label.push_str(&text(piece));
        }
    }
    format!(
        r#"{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>{label}</w:p></w:ftr>"#,
        right_edge(document),
        text(&document.title)
    )
}

fn text(text: &str) -> String {
    format!(
        r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#,
        xml(&clean_line(text))
    )
}

fn field(name: &str) -> String {
    format!(r#"<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#)
}

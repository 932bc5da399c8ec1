//! Markdown of staff to HTML that is safe to show: CommonMark through pulldown-cmark, then ammonia.
//!
//! - Headings are lowered by one level, because the page's title is the only first-level heading.
//! - A line that somebody ended stays one: people write addresses in lines, and nobody here wraps texts by hand.
//! - Addresses of e-mail, pages and telephones that were written plainly become links (`linked/`).

mod linked;

use std::sync::LazyLock;

use ammonia::Builder;
pub(crate) use linked::linked;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// What may stay in HTML.
pub(crate) fn cleaner() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .tags(
            [
                "p",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "ul",
                "ol",
                "li",
                "strong",
                "em",
                "a",
                "blockquote",
                "br",
                "hr",
                "code",
                "pre",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "del",
            ]
            .into(),
        )
        .tag_attributes(
            [
                ("a", ["href"].into()),
                ("ol", ["start"].into()),
                ("th", ["scope"].into()),
            ]
            .into(),
        )
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(Some("noopener noreferrer"));
    builder
}

const fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

/// An event with its heading lowered by one level.
pub(crate) fn lowered(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: lower(level),
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    }
}

/// An event with the end of a line kept.
fn with_lines(event: Event<'_>) -> Event<'_> {
    match event {
        Event::SoftBreak => Event::HardBreak,
        other => other,
    }
}

/// HTML for a Markdown text.
pub fn to_html(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options).map(lowered).map(with_lines);
    let mut unsafe_html = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut unsafe_html, linked(events).into_iter());
    CLEANER.clean(&unsafe_html).to_string()
}

/// HTML for a short Markdown text that stands within a list: every line stays one, and a heading is a line like others,
/// because it would begin a part of the page.
pub fn to_lines(markdown: &str) -> String {
    let events = Parser::new(markdown).map(|event| match event {
        Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Paragraph),
        other => with_lines(other),
    });
    let mut unsafe_html = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut unsafe_html, events);
    CLEANER.clean(&unsafe_html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_lines_and_headings_begin_no_part_of_the_page() {
        assert_eq!(
            to_lines("## Der Rat\n\nDas **ist** gut.\nDas auch.<b onclick=x>!</b>"),
            "<p>Der Rat</p>\n<p>Das <strong>ist</strong> gut.<br>\nDas auch.!</p>\n"
        );
        assert_eq!(to_lines("Der Rat\n---"), "<p>Der Rat</p>\n");
    }

    #[test]
    fn an_address_keeps_its_lines() {
        let address = "**Stadt Musterstadt**\nAm Markt 1\n12345 Musterstadt\n\nWir sind da.";
        assert_eq!(
            to_html(address),
            "<p><strong>Stadt Musterstadt</strong><br>\nAm Markt 1<br>\n12345 Musterstadt</p>\n<p>Wir sind da.</p>\n"
        );
    }

    #[test]
    fn markdown_loses_scripts_styles_and_first_level_headings() {
        let html = to_html(
            "# Ziel\n\n<script>alert(1)</script>\n\n[Plan](javascript:x)\n\n<p style=\"color:red\" onclick=x>*neu*</p>",
        );
        assert!(html.contains("<h2>Ziel</h2>") && html.contains("Plan"), "{html}");
        for gone in ["<script", "javascript:", "style=", "onclick"] {
            assert!(!html.contains(gone), "{gone} in {html}");
        }
    }
}

//! Addresses that staff wrote plainly become links: of e-mail, of pages, of telephones.
//!
//! - Only what is text: never inside a link, the description of a picture, code, or HTML that was written.
//! - What is no telephone number for sure stays text, because plans are full of numbers: one is after a word such as
//!   “Tel.”, begins with a country code of Europe, or has an area code and at least eight digits. A fax is none that
//!   anybody calls, and the number of a file, a parcel of land or an account is none at all.

mod announced;
mod number;

use announced::Seen;
use linkify::{LinkFinder, LinkKind};
use number::Number;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd, TextMergeStream};

/// The events of a text with its plain addresses as links.
pub(crate) fn linked<'e>(events: impl Iterator<Item = Event<'e>>) -> Vec<Event<'e>> {
    let mut out = Vec::new();
    let mut seen = Seen::default();
    // How deep it is in what keeps what it has: Markdown, and HTML that was written, whose end may be missing.
    let (mut closed, mut closed_html) = (0_u32, 0_u32);
    for event in TextMergeStream::new(events) {
        match &event {
            Event::Text(text) if closed == 0 && closed_html == 0 => {
                write(text, &mut seen, &mut out);
                continue;
            }
            Event::Start(tag) if is_closed(&tag.to_end()) => closed += 1,
            Event::End(tag) if is_closed(tag) => closed = closed.saturating_sub(1),
            Event::InlineHtml(html) if begins_closed(html, "<") => closed_html += 1,
            Event::InlineHtml(html) if begins_closed(html, "</") => {
                closed_html = closed_html.saturating_sub(1);
            }
            Event::SoftBreak | Event::HardBreak => seen.end_line(),
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableHead | Tag::TableRow,
            ) => {
                seen.begin();
                closed_html = 0;
            }
            _ => {}
        }
        seen.pass_table(&event);
        out.push(event);
    }
    out
}

const fn is_closed(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock)
}

/// Whether a piece of HTML begins (`<`) or ends (`</`) a link or code.
fn begins_closed(html: &str, with: &str) -> bool {
    let name = html
        .strip_prefix(with)
        .and_then(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next())
        .unwrap_or_default();
    ["a", "code", "pre"]
        .iter()
        .any(|closed| name.eq_ignore_ascii_case(closed))
}

/// An address in a text.
struct Found {
    start: usize,
    end: usize,
    href: String,
}

/// Writes a text with its addresses as links.
fn write<'e>(text: &CowStr<'e>, seen: &mut Seen, out: &mut Vec<Event<'e>>) {
    let found = addresses(text, seen);
    let piece = |start: usize, end: usize| {
        let piece = text.get(start..end).filter(|piece| !piece.is_empty());
        piece.map(|piece| Event::Text(CowStr::from(piece.to_owned())))
    };
    let mut done = 0;
    for Found { start, end, href } in found {
        out.extend(piece(done, start));
        out.push(Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: href.into(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }));
        out.extend(piece(start, end));
        out.push(Event::End(TagEnd::Link));
        done = end;
    }
    if done == 0 {
        out.push(Event::Text(text.clone()));
    } else {
        out.extend(piece(done, text.len()));
    }
}

fn addresses(text: &str, seen: &mut Seen) -> Vec<Found> {
    let mut found = Vec::new();
    for span in LinkFinder::new().spans(text) {
        let href = match span.kind() {
            Some(LinkKind::Email) => format!("mailto:{}", span.as_str()),
            Some(LinkKind::Url) if is_page(span.as_str()) => span.as_str().to_owned(),
            Some(_) => continue,
            None => {
                phones(span.as_str(), span.start(), seen, &mut found);
                continue;
            }
        };
        found.push(Found {
            start: span.start(),
            end: span.end(),
            href,
        });
    }
    found
}

fn is_page(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Finds the telephone numbers in a text that begins at `from` in the whole.
fn phones(text: &str, from: usize, seen: &mut Seen, found: &mut Vec<Found>) {
    let mut at = 0;
    let mut before = None;
    while let Some((rest, c)) = text.get(at..).and_then(|rest| Some((rest, rest.chars().next()?))) {
        let is_begin = !before.is_some_and(|c: char| c.is_alphanumeric() || ".,/-–+".contains(c));
        let number = (is_begin && matches!(c, '+' | '0' | '('))
            .then(|| Number::at(rest))
            .flatten();
        let len = match &number {
            Some(number) => {
                if seen.may_be_called(number) {
                    found.push(Found {
                        start: from + at,
                        end: from + at + number.len,
                        href: format!("tel:{}", number.dial),
                    });
                }
                number.len
            }
            None if c.is_alphanumeric() => rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
            None => c.len_utf8(),
        };
        let passed = rest.get(..len).unwrap_or_default();
        match number {
            Some(_) => seen.pass_number(),
            None if c.is_alphanumeric() => seen.pass_word(passed),
            None => seen.gap.push(c),
        }
        before = passed.chars().next_back();
        at += len;
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::to_html;

    /// The links in a text: where each leads, in their order.
    fn links(markdown: &str) -> Vec<String> {
        let html = to_html(markdown);
        html.split("<a href=\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('"'))
            .map(|(href, _)| href.to_owned())
            .collect()
    }

    #[test]
    fn addresses_of_mail_and_pages_that_were_written_plainly_are_links() {
        assert_eq!(
            links(
                "Schreiben Sie an max_muster@stadt.example. Mehr: https://www.stadt.example/plan?a=1&b=2, (https://x.example)."
            ),
            [
                "mailto:max_muster@stadt.example",
                "https://www.stadt.example/plan?a=1&amp;b=2",
                "https://x.example"
            ]
        );
        assert_eq!(
            to_html("An **amt@stadt.example**!"),
            "<p>An <strong><a href=\"mailto:amt@stadt.example\" rel=\"noopener noreferrer\">amt@stadt.example</a></strong>!</p>\n"
        );
        assert!(links("stadt.example, javascript:alert(1), ftp://stadt.example").is_empty());
    }

    #[test]
    fn a_link_a_picture_code_and_html_keep_what_they_have() {
        assert_eq!(links("[amt@stadt.example](/de/contact)"), ["/de/contact"]);
        assert_eq!(links("<https://stadt.example>"), ["https://stadt.example"]);
        assert_eq!(
            links("<a href=\"/de/contact\">amt@stadt.example</a> und b@stadt.example"),
            ["/de/contact", "mailto:b@stadt.example"]
        );
        assert!(links("`amt@stadt.example` ![a@b.example](x.png) <code>a@b.example</code>").is_empty());
        assert!(links("    amt@stadt.example\n").is_empty());
    }

    #[test]
    fn a_number_that_is_announced_as_one_of_a_telephone_can_be_dialled_and_a_fax_cannot() {
        for (text, dialled) in [
            ("Telefon: 030 23125-470", "tel:03023125470"),
            ("**Tel.:** (030) 231 25 100", "tel:03023125100"),
            ("Tel.: 04321 / 567 89", "tel:0432156789"),
            ("Telefon-Nr.: 04321/567-0", "tel:043215670"),
            (
                "Sie erreichen uns telefonisch unter 0432112345.",
                "tel:0432112345",
            ),
            ("Telefon:\n04321 567", "tel:04321567"),
            ("Rathaus, Raum 12\nTel.\n**04321 567**", "tel:04321567"),
            ("Tel. Frau Dr. Weber: 0432112345", "tel:0432112345"),
            ("Unsere Telefonnummer: 04321567", "tel:04321567"),
            ("Rufnummer 04321/567-0", "tel:043215670"),
            ("Az. 0612 34567, Tel. 04321 567", "tel:04321567"),
            (
                "| Stelle | Telefon |\n|---|---|\n| Telefon | 04321 567 |",
                "tel:04321567",
            ),
            (
                "| Telefon | Fax |\n|---|---|\n| Telefon 04321 567 | – |",
                "tel:04321567",
            ),
        ] {
            assert_eq!(links(text), [dialled], "{text}");
        }
        assert_eq!(
            links("Tel. 04321 567-0\nFax 04321 567-99\nTelefax: +49 4321 56799"),
            ["tel:043215670"]
        );
        assert!(links("Fax:\n04321 567890").is_empty());
    }

    #[test]
    fn a_label_says_nothing_beyond_its_sentence_its_line_and_a_few_words() {
        for text in [
            "Telefonisch nicht erreichbar. Az. 0612 34567",
            "Telefonisch nicht erreichbar. Kennung 0612345678",
            "**Telefonisch nicht erreichbar.** Kennung 0612345678",
            "Telefonisch nicht erreichbar\nKennung 0612345678",
            "Telefon:\nKennung 0612345678",
            "Telefon: Frau Weber, Zimmer 012345",
            "Telefon: Frau Weber, Haus 012345",
            "Telefonisch gibt man uns bitte die Kennung 0612345678",
        ] {
            assert!(links(text).is_empty(), "{text}: {:?}", links(text));
        }
    }

    #[test]
    fn in_a_table_with_faxes_only_the_cell_itself_says_what_can_be_dialled() {
        let table = "| Stelle | Telefon | Telefax |\n|---|---|---|\n";
        assert!(links(&format!("{table}| Bauamt | 04321 567890 | 04321 567899 |")).is_empty());
        assert!(links(&format!("{table}| Telefon | 04321 567890 | 04321 567899 |")).is_empty());
        assert_eq!(
            links(&format!(
                "{table}| Bauamt | Tel. 04321 567890 | 04321 567899 |\n\nAuskunft: 04321 567800"
            )),
            ["tel:04321567890", "tel:04321567800"]
        );
        assert_eq!(
            links("Fax\n\n| 04321 567890 | Bauamt |\n|---|---|\n| 04321 567800 | Rat |"),
            ["tel:04321567890", "tel:04321567800"]
        );
    }

    #[test]
    fn without_a_word_before_it_only_what_is_one_for_sure_can_be_dialled() {
        for (text, dialled) in [
            ("Rufen Sie an: +49 (0) 4321 567-0.", "tel:+4943215670"),
            ("Rufen Sie an: +49 4321 567890.", "tel:+494321567890"),
            ("Auskunft: 04321 567890 (Frau Weber)", "tel:04321567890"),
            ("Auskunft: 0800 1234567, kostenlos", "tel:08001234567"),
            ("Auskunft: 04321/567890", "tel:04321567890"),
            ("Auskunft: 04321 / 567-890", "tel:04321567890"),
            ("Planungsamt 04321 567890", "tel:04321567890"),
            ("Kontakte: 04321 567890", "tel:04321567890"),
            ("Rathaus, Haus 12\n04321 567890", "tel:04321567890"),
            ("Rufen Sie an: +494321567890.", "tel:+494321567890"),
            ("In Kopenhagen: +45 1234 5678", "tel:+4512345678"),
        ] {
            assert_eq!(links(text), [dialled], "{text}");
        }
    }

    #[test]
    fn days_sums_parcels_of_land_and_other_numbers_of_plans_stay_as_they_are() {
        for text in [
            "Am 01.12.2026 um 08:00 Uhr bis 09.30 Uhr.",
            "Die GRZ ist 0,4, die Fläche 0,123456 ha.",
            "Fassung 03/2026, Plan 061/2023, Vorlage 0123-2024.",
            "Flurstück 0123 45678, Az. 0612 34567, Aktenzeichen: 0612/34567",
            "IBAN DE12 0123 4567 8901 2345 67",
            "ISBN 978-0-12-345678-9, 01067 Dresden",
            "000000 0000 0000 0000 0000",
            "(siehe 0123 und 0456)",
            "Vorlage 0123/2024, Drucksache 0456/2025, Beschluss 0815 / 2026, Plan 0612/2023",
            "Unterlage 0123/2024 und Fassung 0612 – 2023 und Anlage 0456/2025-1",
            "Beschlussvorlage 0123/45678, Bebauungsplan 0612 34567, Bauakte: 0123/4567",
            "DS 0123/45678 und BV 0456/78901",
            "Flurstücke 0123/45678, 0124/45679 und 0125/45670",
            "Kontonummer 0123 456789, Konto-Nr. 0123 456789",
            "Aktenzeichen:\n0612 34567",
            "Mehrkosten von +12 500 000 Euro",
            "Mehrkosten von +12 500 000, dann +49 500 000, dann +40000000",
            "Mehrkosten von +45 12 500 000 Euro",
        ] {
            assert!(links(text).is_empty(), "{text}: {:?}", links(text));
        }
    }
}

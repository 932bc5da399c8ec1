//! Reads a plan's header: everything but its geometry and its areas.
//!
//! Invariant: a value that cannot be understood is left out with a warning; nothing here refuses a plan.

use chrono::NaiveDate;
use roxmltree::Node;

use super::codes::{self, Codes};
use super::container::{self, Members};
use super::finding::{Finding, Warnings};
use super::plan::{Change, ChangeDirection, Dates, Document, Freeze, Municipality, Period, ProcedureNote};
use super::xml::{self, Lines, child, child_text, child_texts, children};

/// Properties that name documents, and the type that a property itself says: up to 4.1 there is one for each.
const DOCUMENT_PROPERTIES: [(&str, Option<&str>); 6] = [
    ("externeReferenz", None),
    ("refBeschreibung", Some("1000")),
    ("refBegruendung", Some("1010")),
    ("refLegende", Some("1020")),
    ("refRechtsplan", Some("1030")),
    ("refPlangrundlage", Some("1040")),
];

/// Reading the properties of one plan.
pub(super) struct Header<'a, 'i, 'w> {
    pub(super) node: Node<'a, 'i>,
    pub(super) lines: &'a Lines,
    pub(super) warnings: &'w mut Warnings,
}

impl<'a, 'i> Header<'a, 'i, '_> {
    pub(super) fn warn(&mut self, node: Node, code: &'static str, message: String, hint: &str) {
        let finding = Finding::new(code, message, hint)
            .at(super::plane::path(node))
            .on_line(self.lines.line(node));
        self.warnings.push(finding);
    }

    /// The name; some files have only quotation marks there.
    pub(super) fn name(&mut self) -> Option<String> {
        let written = child_text(self.node, "name");
        let name = written.clone().filter(|n| n.chars().any(char::is_alphanumeric));
        if name.is_none() {
            let message = match written {
                Some(written) => format!("The plan's name is only \"{written}\"."),
                None => "The plan has no name.".to_owned(),
            };
            self.warn(
                self.node,
                "name_missing",
                message,
                "Enter the plan's name (element \"name\") or give it in the import.",
            );
        }
        name
    }

    pub(super) fn municipalities(&mut self, property: &'a str) -> Vec<Municipality> {
        let mut found = Vec::new();
        for gemeinde in children(self.node, property) {
            let value = gemeinde.first_element_child().unwrap_or(gemeinde);
            let municipality = Municipality {
                ags: child_text(value, "ags"),
                name: child_text(value, "gemeindeName"),
                rs: child_text(value, "rs"),
                district: child_text(value, "ortsteilName"),
            };
            if municipality == Municipality::default() {
                continue;
            }
            if let (Some(ags), Some(node)) = (&municipality.ags, child(value, "ags"))
                && (ags.len() != 8 || !ags.bytes().all(|b| b.is_ascii_digit()))
            {
                let message = format!("\"{ags}\" is no municipality key: it has eight digits.");
                self.warn(
                    node,
                    "ags_invalid",
                    message,
                    "Write eight digits, with a leading zero where there is one.",
                );
            }
            found.push(municipality);
        }
        found
    }

    /// The codes of a property; those that no list knows are kept with a warning.
    pub(super) fn codes(&mut self, property: &'a str, list: Option<Codes>) -> Vec<String> {
        let mut found = Vec::new();
        for node in children(self.node, property) {
            let Some(code) = xml::text(node) else { continue };
            if !code.bytes().all(|b| b.is_ascii_digit()) {
                let shown: String = code.chars().filter(|c| !c.is_control()).take(40).collect();
                let message = format!("\"{shown}\" is no code of \"{property}\"; it was left out.");
                let hint = "Write the number that the code list has for it.";
                self.warn(node, "code_invalid", message, hint);
                continue;
            }
            if list.is_some_and(|list| codes::word(list, &code).is_none()) {
                let message =
                    format!("The code \"{code}\" of \"{property}\" is in no list up to XPlanGML 6.1.");
                self.warn(
                    node,
                    "code_unknown",
                    message,
                    "Check the code; it was kept as written.",
                );
            }
            found.push(code);
        }
        found
    }

    fn day(&mut self, node: Node) -> Option<NaiveDate> {
        let written = xml::text(node);
        if let Some(day) = written.as_deref().and_then(parse_day) {
            return Some(day);
        }
        let written = written.unwrap_or_default();
        let hint = match german_day(&written) {
            Some(day) => format!("Write the day as year-month-day: {day}."),
            None => "Write the day as year-month-day, for example 2024-05-31.".to_owned(),
        };
        let message = format!("\"{written}\" is no date; it was left out.");
        self.warn(node, "date_invalid", message, &hint);
        None
    }

    pub(super) fn date_in(&mut self, parent: Node<'a, 'i>, property: &'a str) -> Option<NaiveDate> {
        child(parent, property).and_then(|node| self.day(node))
    }

    pub(super) fn date(&mut self, property: &'a str) -> Option<NaiveDate> {
        self.date_in(self.node, property)
    }

    /// Two lists of days, paired by position: pass n is entry n.
    pub(super) fn periods(&mut self, start: &'a str, end: &'a str) -> Vec<Period> {
        let starts: Vec<_> = children(self.node, start).collect();
        let ends: Vec<_> = children(self.node, end).collect();
        if starts.len() != ends.len() {
            let message = format!(
                "There are {} entries of {start} but {} of {end}; missing days are left open.",
                starts.len(),
                ends.len()
            );
            let at = starts.first().or(ends.first()).copied().unwrap_or(self.node);
            self.warn(
                at,
                "periods_unequal",
                message,
                "Give every pass its first and its last day, in the same order.",
            );
        }
        let mut periods = Vec::new();
        for index in 0..starts.len().max(ends.len()) {
            let first = starts.get(index).copied();
            let period = Period {
                start: first.and_then(|n| self.day(n)),
                end: ends.get(index).and_then(|n| self.day(*n)),
            };
            if let (Some(from), Some(to), Some(node)) = (period.start, period.end, first)
                && to < from
            {
                let message = format!("The period ends ({to}) before it begins ({from}).");
                self.warn(
                    node,
                    "period_reversed",
                    message,
                    "Exchange or correct the two days.",
                );
            }
            periods.push(period);
        }
        periods
    }

    pub(super) fn dates(&mut self) -> Dates {
        Dates {
            produced: self.date("technHerstellDatum"),
            approved: self.date("genehmigungsDatum"),
            draft_resolved: self.date("entwurfsbeschlussDatum"),
            adopted: self.date("satzungsbeschlussDatum"),
            plan_resolved: self.date("planbeschlussDatum"),
            regulated: self.date("rechtsverordnungsDatum"),
            issued: self.date("ausfertigungsDatum"),
            in_force: self.date("inkrafttretensDatum"),
            effective: self.date("wirksamkeitsDatum"),
            changes_until: self.date("aenderungenBisDatum"),
            ended: self.date("untergangsDatum"),
        }
    }

    /// Documents, each with the member of the archive that holds it.
    pub(super) fn documents(&mut self, gml: Option<&str>, members: &Members) -> Vec<Document> {
        let mut found = Vec::new();
        let named = DOCUMENT_PROPERTIES.iter().flat_map(|(name, code)| {
            children(self.node, name)
                .map(move |property| (property, *code))
                .collect::<Vec<_>>()
        });
        for (property, code) in named.collect::<Vec<_>>() {
            let value = property.first_element_child().unwrap_or(property);
            let url = child_text(value, "referenzURL");
            let document = Document {
                name: child_text(value, "referenzName"),
                member: url
                    .as_deref()
                    .and_then(|url| container::member_for(url, gml, members)),
                mime: child_text(value, "referenzMimeType"),
                date: self.date_in(value, "datum"),
                type_code: child_text(value, "typ").or_else(|| code.map(str::to_owned)),
                url,
            };
            if document.name.is_none() && document.url.is_none() {
                continue;
            }
            let is_web = |url: &str| url.starts_with("http://") || url.starts_with("https://");
            if let (Some(url), None) = (
                document.url.as_deref().filter(|url| !is_web(url)),
                &document.member,
            ) {
                let message = format!(
                    "The document \"{}\" did not come with the plan.",
                    container::printable(url)
                );
                let hint = "Put the file into the ZIP beside the GML file, or upload it after the import.";
                // Several may be missing: people know them by their names.
                let name = document.name.as_deref().unwrap_or(url);
                let finding = Finding::new("document_missing", message, hint)
                    .at(container::printable(name))
                    .on_line(self.lines.line(property));
                self.warnings.push(finding);
            }
            found.push(document);
        }
        found
    }

    pub(super) fn notes(&mut self) -> Vec<ProcedureNote> {
        let mut found = Vec::new();
        for property in children(self.node, "verfahrensMerkmale") {
            let value = property.first_element_child().unwrap_or(property);
            let Some(text) = child_text(value, "vermerk") else {
                continue;
            };
            found.push(ProcedureNote {
                text,
                date: self.date_in(value, "datum"),
                signature: child_text(value, "signatur"),
                signed: child_text(value, "signiert").and_then(|s| boolean(&s)),
            });
        }
        found
    }

    pub(super) fn changes(
        &mut self,
        bereiche: &[Node<'a, 'i>],
        is_in_file: &dyn Fn(&str) -> bool,
    ) -> Vec<Change> {
        use ChangeDirection::{ChangedBy, Changes};
        let properties = [
            ("aendert", Changes),
            ("aendertPlan", Changes),
            ("aendertPlanBereich", Changes),
            ("wurdeGeaendertVon", ChangedBy),
            ("wurdeGeaendertVonPlan", ChangedBy),
            ("wurdeGeaendertVonPlanBereich", ChangedBy),
        ];
        let mut found = Vec::new();
        for (name, direction) in properties {
            // From 6.0 a Bereich may say it as well.
            let nodes = std::iter::once(self.node).chain(bereiche.iter().copied());
            for property in nodes.flat_map(|node| children(node, name)) {
                let value = property.first_element_child().unwrap_or(property);
                let link = child(value, "verbundenerPlan").unwrap_or(value);
                let target = xml::reference(link).map(str::to_owned);
                if let Some(id) = target.as_deref().filter(|id| !is_in_file(id)) {
                    let message = format!("The plan \"{id}\" that is named here is not in the file.");
                    self.warn(
                        property,
                        "reference_dangling",
                        message,
                        "Nothing is needed if that plan was imported before.",
                    );
                }
                found.push(Change {
                    direction,
                    plan_name: child_text(value, "planName"),
                    number: child_text(value, "nummer"),
                    kind_code: child_text(value, "rechtscharakter")
                        .or_else(|| child_text(value, "aenderungsArt")),
                    date: self.date_in(value, "aenderungsdatum"),
                    target,
                });
            }
        }
        found
    }

    pub(super) fn freeze(&mut self) -> Option<Freeze> {
        let property = child(self.node, "veraenderungssperre");
        let data = property.and_then(|p| p.first_element_child());
        let freeze = match data {
            // From 6.0.
            Some(data) => Freeze {
                resolution: self.date_in(data, "beschlussDatum"),
                start: self.date_in(data, "startDatum"),
                end: self.date_in(data, "endDatum"),
            },
            None => Freeze {
                resolution: self.date("veraenderungssperreBeschlussDatum"),
                start: self.date("veraenderungssperreDatum"),
                end: self.date("veraenderungssperreEndDatum"),
            },
        };
        let stands = property
            .and_then(xml::text)
            .and_then(|t| boolean(&t))
            .unwrap_or(false);
        (stands || data.is_some() || freeze != Freeze::default()).then_some(freeze)
    }

    pub(super) fn scale(&mut self) -> Option<u32> {
        child_text(self.node, "erstellungsMassstab")
            .and_then(|t| t.parse().ok())
            .filter(|s| *s > 0)
    }

    pub(super) fn publisher(&self) -> Option<String> {
        let value = child(self.node, "plangeber")?.first_element_child()?;
        child_texts(value, "name").into_iter().next()
    }
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// An `xs:date`; its optional time zone changes nothing about the day, and the time of an `xs:dateTime` is cut off. What
/// stands behind the day has to be one of them, or else nobody knows what was meant. There was no year 0.
fn parse_day(text: &str) -> Option<NaiveDate> {
    let (day, rest) = text.split_at_checked(10)?;
    let understood = match rest.strip_prefix('T') {
        Some(time) => is_time(time),
        None => is_zone(rest),
    };
    let digits = day.bytes().enumerate().all(|(i, b)| {
        if matches!(i, 4 | 7) {
            b == b'-'
        } else {
            b.is_ascii_digit()
        }
    });
    if !understood || !digits || day.starts_with("0000") {
        return None;
    }
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
}

/// Nothing, `Z` or `±hh:mm`, at most fourteen hours.
fn is_zone(text: &str) -> bool {
    match text.strip_prefix(['+', '-']) {
        Some(offset) => {
            matches!(two_numbers(offset), Some((hours, minutes)) if minutes < 60 && hours * 60 + minutes <= 14 * 60)
        }
        None => matches!(text, "" | "Z"),
    }
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.s…`, with a time zone or without.
fn is_time(text: &str) -> bool {
    let (time, zone) = text.split_at(text.find(['Z', '+', '-']).unwrap_or(text.len()));
    let seconds = match time.split_at_checked(5).map(|(_, rest)| rest) {
        Some("") => Some("00"),
        Some(rest) => rest.strip_prefix(':'),
        None => None,
    };
    let (Some((hours, minutes)), Some(seconds)) = (time.get(..5).and_then(two_numbers), seconds) else {
        return false;
    };
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let fraction_is_number = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    hours < 24
        && minutes < 60
        && two_digits(whole).is_some_and(|seconds| seconds < 60)
        && fraction_is_number
        && is_zone(zone)
}

fn two_numbers(text: &str) -> Option<(u32, u32)> {
    let (first, second) = text.split_once(':')?;
    Some((two_digits(first)?, two_digits(second)?))
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// What a German date such as `16.10.1973` most likely means, for the hint.
fn german_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('.').map(|p| p.trim().parse::<u32>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    // Two digits: which century is not the reader's to guess.
    if year < 1000 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_dates() {
        assert_eq!(parse_day("2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29));
        assert_eq!(parse_day("2024-02-29Z"), NaiveDate::from_ymd_opt(2024, 2, 29));
        assert_eq!(
            parse_day("2024-02-29+01:00"),
            NaiveDate::from_ymd_opt(2024, 2, 29)
        );
        for whole in [
            "2024-02-29-06:00",
            "2024-02-29T08:15",
            "2024-02-29T08:15:00",
            "2024-02-29T08:15:00.250Z",
            "2024-02-29T08:15:00+14:00",
        ] {
            assert_eq!(parse_day(whole), NaiveDate::from_ymd_opt(2024, 2, 29), "{whole}");
        }
        for broken in [
            "2024-05-31Tmorgen",
            "2024-05-31T",
            "2024-05-31T8:15",
            "2024-05-31T24:15",
            "2024-05-31T08:15:00.",
            "2024-05-31T08:15:61",
            "2024-05-31T08:15:00+15:00",
            "2024-05-31-06-30",
            "2024-05-31+1:00",
            "2024-05-31+14:01",
            "2024-05-31z",
            "2024-05-31Tä8:15",
            "0000-05-31",
            "2023-02-29",
            "16.10.1973",
            "2024-2-9",
            "",
            "20240229",
            "2024-02-290",
            "+024-02-29",
            "äöüäöüä",
        ] {
            assert_eq!(parse_day(broken), None, "{broken}");
        }
        assert_eq!(german_day("16.10.1973"), NaiveDate::from_ymd_opt(1973, 10, 16));
        assert_eq!(german_day("16.10.73"), None);
    }
}

//! Rules on signs, numbers, dates and times: LS11, LS13, LS15.

use super::super::document::{self, Kind, Token};
use super::super::grammar;
use super::super::{Draft, Level, Note, RemedyKind, Rule};
use super::View;
use crate::time::GERMAN_MONTHS;

pub(super) fn apply(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    signs(draft, view);
    hard_numbers(draft, view);
    dates(draft, view);
}

/// LS11; of brackets and quotation marks the opening one stands for the pair.
fn signs(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    let mut quoted = false;
    for (at, token) in view.tokens.iter().enumerate() {
        if token.kind != Kind::Sign {
            continue;
        }
        let Some(first) = token.text.chars().next() else {
            continue;
        };
        let level = match first {
            '§' | '%' | '/' | '=' => Level::Hard,
            '.' if token.text.len() > 1 => Level::Warning,
            '.' | '!' | '?' | ':' | ',' | ')' | ']' | '«' | '‘' | '’' | '}' => continue,
            // German closes with “, many keyboards with ”; in English both pairs open and close.
            '"' | '“' | '”' => {
                quoted = !quoted;
                if !quoted {
                    continue;
                }
                Level::Warning
            }
            '„' => {
                quoted = true;
                Level::Warning
            }
            // Marks of lists and pictures; a hyphen alone is a dash.
            '•' | '·' | '\u{fe0f}' | '\u{200b}' | '\u{200d}' => continue,
            _ => Level::Warning,
        };
        let (kind, replacement) = match first {
            '§' => (RemedyKind::WriteOut, Some("Paragraf")),
            '%' => (RemedyKind::WriteOut, Some("Prozent")),
            '&' | '+' => (RemedyKind::WriteOut, Some("und")),
            '€' => (RemedyKind::WriteOut, Some("Euro")),
            '/' if view.at(at + 1).is_some_and(|next| next.lower == "oder") => (RemedyKind::Rephrase, None),
            _ => (RemedyKind::Remove, None),
        };
        let note = Note::new(Rule::Sign, level, kind)
            .with("sign", token.text)
            .replacing(replacement.map(str::to_owned));
        draft.add(view.index, view.bytes(at..at + 1), note);
    }
}

/// LS13
fn hard_numbers(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    for (at, token) in view.tokens.iter().enumerate() {
        let percent = token.is_sign("%") || matches!(token.lower.as_str(), "prozent" | "promille");
        let case = if percent {
            "percent"
        } else if token.kind == Kind::Number {
            match case_of_number(view, at) {
                Some(case) => case,
                None => continue,
            }
        } else {
            continue;
        };
        if is_compared(draft, view) {
            continue;
        }
        let note = Note::new(Rule::HardNumber, Level::Warning, RemedyKind::Explain)
            .with("case", case)
            .with("word", token.text);
        draft.add(view.index, view.bytes(at..at + 1), note);
    }
}

/// Whether a number is large or a year long ago; not if it is part of a phone number, an account or an address.
fn case_of_number(view: &View<'_, '_>, at: usize) -> Option<&'static str> {
    let token = view.at(at)?;
    let whole = token.text.split(',').next().unwrap_or_default();
    let grouped = whole.contains('.');
    if grouped && !whole.split('.').skip(1).all(|group| group.len() == 3) {
        return None;
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if digits.starts_with('0') || in_a_row(view.tokens, at) {
        return None;
    }
    let alone = at == 0 || view.tokens[at - 1].line != token.line;
    let named = view.tokens[..at].iter().rev().take(3).any(|before| {
        [
            "telefon",
            "handy",
            "fax",
            "nummer",
            "iban",
            "konto",
            "postfach",
            "rufnummer",
            "plz",
        ]
        .iter()
        .any(|start| before.lower.starts_with(start) || before.lower.ends_with(start))
    });
    if named {
        return None;
    }
    if digits.len() >= 5 {
        // "12345 Musterstadt": a postcode begins a line or follows a comma.
        let after_comma = at > 0 && view.tokens[at - 1].is_sign(",");
        let town = view
            .at(at + 1)
            .is_some_and(|next| next.is_noun() && next.line == token.line);
        let postcode = digits.len() == 5 && !grouped && (alone || after_comma) && town;
        return (!postcode).then_some("large");
    }
    let year = digits.len() == 4
        && !grouped
        && !whole.is_empty()
        && digits
            .parse::<u32>()
            .is_ok_and(|year| (1000..1900).contains(&year))
        && at.checked_sub(1).is_some_and(|before| {
            let before = &view.tokens[before].lower;
            matches!(
                before.as_str(),
                "jahr" | "jahre" | "jahren" | "seit" | "bis" | "von" | "um" | "ab" | "vor"
            ) || grammar::month(before).is_some()
        });
    year.then_some("year")
}

/// Several numbers one after another are a phone or account number; groups of three digits are one large number.
fn in_a_row(tokens: &[Token<'_>], at: usize) -> bool {
    let number = |index: Option<usize>| {
        index.and_then(|index| tokens.get(index)).is_some_and(|token| {
            token.kind == Kind::Number && token.text.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let near = |step: usize| number(at.checked_sub(step)) || number(Some(at + step));
    let sign = |index: Option<usize>| {
        index
            .and_then(|index| tokens.get(index))
            .is_some_and(|token| matches!(token.text, "/" | "-" | "–"))
    };
    near(1)
        || (sign(at.checked_sub(1)) && number(at.checked_sub(2)))
        || (sign(Some(at + 1)) && number(Some(at + 2)))
}

/// Whether the sentence compares a number, or the next explains it.
fn is_compared(draft: &Draft<'_, '_>, view: &View<'_, '_>) -> bool {
    let compares = view.tokens.iter().any(|token| {
        matches!(
            token.lower.as_str(),
            "ungefähr" | "etwa" | "rund" | "fast" | "viele" | "wenige" | "über" | "mehr" | "weniger"
        )
    });
    let next = draft.document.sentences.get(view.index + 1).and_then(|next| {
        let tokens = &draft.document.tokens[next.tokens.clone()];
        Some((tokens.first()?.lower.clone(), tokens.get(1)?.lower.clone()))
    });
    compares
        || next.is_some_and(|(first, second)| {
            matches!(first.as_str(), "das" | "dies")
                && matches!(second.as_str(), "ist" | "sind" | "heißt" | "bedeutet")
        })
}

/// LS15
fn dates(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    for (at, token) in view.tokens.iter().enumerate() {
        let found = if token.kind == Kind::Number {
            iso_date(&token.lower)
                .map(|(case, replacement)| (case, 1, replacement))
                .or_else(|| date_in_digits(view, at))
                .or_else(|| date_apart(view, at))
                .or_else(|| date_with_month(view, at))
                .or_else(|| time(view, at))
        } else {
            token
                .is_word()
                .then(|| hour(token.text))
                .flatten()
                .map(|(case, replacement)| (case, 1, replacement))
        };
        if let Some((case, length, replacement)) = found {
            let bytes = view.bytes(at..at + length);
            let note = Note::new(Rule::Date, Level::Hard, RemedyKind::Replace)
                .with("case", case)
                .with("word", &draft.document.text[bytes.clone()])
                .replacing(replacement);
            draft.add(view.index, bytes, note);
        }
    }
}

type Found = (&'static str, usize, Option<String>);

/// "01.03.2027", "1.3.27", "1.3."
fn date_in_digits(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let token = view.at(at)?;
    let mut parts = token.text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() || token.text.contains([',', ':']) {
        return None;
    }
    let day_number = day.parse::<usize>().ok().filter(|day| (1..=31).contains(day))?;
    let month_number = month
        .parse::<usize>()
        .ok()
        .filter(|number| (1..=12).contains(number) && month.len() <= 2)?;
    if day.len() > 2 {
        return None;
    }
    let name = GERMAN_MONTHS.get(month_number - 1)?;
    match year {
        Some(year) if matches!(year.len(), 2 | 4) => {
            let century = century(year);
            Some(("date", 1, Some(format!("{day_number}. {name} {century}{year}"))))
        }
        Some(_) => None,
        // Without a year it can be a decimal or the number of a section: a preposition or the beginning of the line
        // makes it a date, and a full stop behind it or two digits each.
        None => {
            let stop = view.at(at + 1);
            let follows = stop.is_some_and(|stop| stop.is_sign(".") && stop.start == token.end());
            let begins = at == 0 && view.at(at + 2).is_some_and(|next| grammar::is_lower(next.text));
            let named = is_named(view, at);
            let padded = day.len() == 2 && month.len() == 2;
            let clock = stop.is_some_and(|next| next.lower == "uhr");
            let length = 1 + usize::from(follows);
            let date = (named && (follows || (padded && !clock))) || (begins && follows);
            date.then(|| ("date", length, Some(format!("{day_number}. {name}"))))
        }
    }
}

/// "1. 3. 2027", "am 1. 3."
fn date_apart(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let date = document::date_apart(view.tokens.get(at..)?)?;
    let day = format!("{}. {}", date.day, GERMAN_MONTHS.get(date.month - 1)?);
    let mended = match date.year {
        Some(year) => format!("{day} {}{year}", century(year)),
        None if is_named(view, at) => day,
        None => return None,
    };
    Some(("date", date.length, Some(mended)))
}

/// What a year of two digits lacks.
fn century(year: &str) -> &'static str {
    if year.len() == 2 { "20" } else { "" }
}

/// Whether the word before makes a day of a number.
fn is_named(view: &View<'_, '_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        matches!(
            view.tokens[before].lower.as_str(),
            "am" | "vom" | "zum" | "bis" | "ab" | "seit" | "den" | "dem" | "der"
        )
    })
}

/// "01. März", "1. Mrz. 2027", "1 März"
fn date_with_month(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let token = view.at(at)?;
    let day = token
        .text
        .parse::<usize>()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let stop = view.at(at + 1)?;
    let dotted = stop.is_sign(".");
    let month_at = if dotted { at + 2 } else { at + 1 };
    let month = view.at(month_at)?;
    let number = grammar::month(&month.lower)?;
    let name = GERMAN_MONTHS.get(number)?;
    let in_full = month.text == *name;
    if !month.is_noun() || (dotted && in_full && !token.text.starts_with('0')) {
        return None;
    }
    if !dotted && in_full {
        // "3 März" is a slip; "in 10 Mai" does not occur.
        return Some(("date", month_at + 1 - at, Some(format!("{day}. {name}"))));
    }
    let closing = !in_full && view.at(month_at + 1).is_some_and(|next| next.is_sign("."));
    let length = month_at + 1 + usize::from(closing) - at;
    Some(("date", length, Some(format!("{day}. {name}"))))
}

/// "09:30 Uhr", "9.00 Uhr", "9:30"
fn time(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let token = view.at(at)?;
    let clock = view.at(at + 1).is_some_and(|next| next.lower == "uhr");
    let range = view
        .at(at + 1)
        .is_some_and(|next| matches!(next.text, "-" | "–" | "bis"))
        && view.at(at + 3).is_some_and(|next| next.lower == "uhr");
    let split = token.text.split_once([':', '.']);
    let (hour, minute) = match split {
        Some((hour, minute)) => (hour, Some(minute)),
        None => (token.text, None),
    };
    let hours = hour.parse::<u32>().ok().filter(|hour| *hour <= 24)?;
    if minute.is_some_and(|minute| minute.len() != 2 || minute.parse::<u32>().is_ok_and(|minute| minute > 59))
    {
        return None;
    }
    let colon = token.text.contains(':');
    let right = !colon && (!hour.starts_with('0') || hour == "0") && minute != Some("00");
    // A colon without "Uhr" can be a score or a scale ("1:50", "2:1"): two digits before it are a time.
    let spoken_as_time = clock || range || (colon && hour.len() == 2 && hours >= 6);
    if right || !spoken_as_time {
        return None;
    }
    let replacement = match minute {
        None | Some("00") => hours.to_string(),
        Some(minute) => format!("{hours}.{minute}"),
    };
    Some(("time", 1, Some(replacement)))
}

/// "2027-03-01"
fn iso_date(lower: &str) -> Option<(&'static str, Option<String>)> {
    let mut parts = lower.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = [year, month, day]
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if parts.next().is_some() || year.len() != 4 || !digits {
        return None;
    }
    let name = GERMAN_MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    let day = day.parse::<u32>().ok()?;
    Some(("date", Some(format!("{day}. {name} {year}"))))
}

/// "14h"
fn hour(text: &str) -> Option<(&'static str, Option<String>)> {
    let hours = text
        .strip_suffix('h')?
        .parse::<u32>()
        .ok()
        .filter(|hour| *hour <= 24)?;
    Some(("time", Some(format!("{hours} Uhr"))))
}

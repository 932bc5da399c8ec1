//! Dates, times, numbers, sizes and plural categories as a language writes them.
//!
//! - The server asks ICU4X (CLDR built in), the browser its own `Intl`: nothing of it is downloaded.
//! - Days are Gregorian and digits are 0-9 in every language, also in Arabic and Persian: residents compare
//!   them with letters, plan numbers and paragraphs of German offices.
//! - English is written the European way (24 November 2026), since 11/24/2026 is misread here.
//! - Times are wall-clock times of the municipality; who has an instant converts it before.

use chrono::{NaiveDate, NaiveDateTime};
use shared::language::Language;

use super::{SLOT, msg};

#[cfg(not(feature = "ssr"))]
mod browser;
#[cfg(feature = "ssr")]
mod server;

#[cfg(not(feature = "ssr"))]
use browser as platform;
#[cfg(feature = "ssr")]
use server as platform;

/// The locale whose habits are used, with fixed calendar and digits.
fn locale(language: Language) -> &'static str {
    match language {
        Language::German | Language::SimpleGerman | Language::PseudoLong => "de",
        Language::English => "en-GB",
        Language::Turkish => "tr",
        Language::Arabic | Language::PseudoMirrored => "ar-u-ca-gregory-nu-latn",
        Language::Ukrainian => "uk",
        Language::Russian => "ru",
        Language::Polish => "pl",
        Language::Romanian => "ro",
        Language::Persian => "fa-u-ca-gregory-nu-latn",
        Language::French => "fr",
        Language::Spanish => "es",
    }
}

/// A day written out: "24. November 2026".
pub fn day(day: NaiveDate, language: Language) -> String {
    platform::day(day, language)
}

/// A day in digits, for tables: "24.11.2026".
pub fn day_short(day: NaiveDate, language: Language) -> String {
    platform::day_short(day, language)
}

/// A day written out with hour and minute: "24. November 2026 um 14:30". `time` is local wall-clock time.
pub fn date_time(time: NaiveDateTime, language: Language) -> String {
    platform::date_time(time, language)
}

/// A whole number with separators: "12.345".
pub fn number(number: i64, language: Language) -> String {
    platform::decimal(number, 0, language)
}

/// Units of size from one byte on, as a language abbreviates them: French counts octets, Russian and Ukrainian write their
/// own letters. The limits in `locales/` are written alike.
fn units(language: Language) -> [&'static str; 5] {
    match language {
        Language::French => ["o", "ko", "Mo", "Go", "To"],
        Language::Russian | Language::Ukrainian => ["Б", "КБ", "МБ", "ГБ", "ТБ"],
        _ => ["B", "kB", "MB", "GB", "TB"],
    }
}

/// A size in bytes with a unit that fits (powers of 1000, as in the SI): "1,5 MB". One digit after the
/// separator below a hundred units. Limits shown to residents should be round in powers of 1000.
pub fn file_size(bytes: u64, language: Language) -> String {
    let units = units(language);
    let bytes = u128::from(bytes);
    let mut unit = 0;
    let mut scale: u128 = 1;
    // 999.5 of a unit would be rounded to 1000: that is one of the next unit.
    while unit + 1 < units.len() && bytes * 2 >= scale * 1_999 {
        scale *= 1_000;
        unit += 1;
    }
    let rounded = |units: u128| i64::try_from((units + scale / 2) / scale).unwrap_or(i64::MAX);
    let tenths = rounded(bytes * 10);
    let text = if tenths >= 1_000 || tenths % 10 == 0 {
        platform::decimal(rounded(bytes), 0, language)
    } else {
        platform::decimal(tenths, 1, language)
    };
    // No-break space, so that number and unit stay on one line.
    format!("{text}\u{a0}{}", units.get(unit).copied().unwrap_or_default())
}

/// Things in one sentence, as a language lists them: "12, 15 und 20". What stands between them is read from the catalogue, so
/// that server and browser write the same; where writing runs from right to left each thing is isolated.
pub fn list(items: &[String], language: Language) -> String {
    let [items @ .., last] = items else {
        return String::new();
    };
    if items.is_empty() {
        return last.clone();
    }
    let [begin, comma, _] = around_two(&msg::common::list::more(SLOT, SLOT).text(language));
    let [_, and, end] = around_two(&msg::common::list::last(SLOT, SLOT).text(language));
    format!("{begin}{}{and}{last}{end}", items.join(&comma))
}

/// Things beside each other, as a language parts them without an "and": "12, 15, 20", in Arabic and Persian "12، 15، 20". For
/// what is in brackets or in a name; a sentence takes [`list`].
pub fn series(items: &[impl AsRef<str>], language: Language) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    if let [only] = items.as_slice() {
        return (*only).to_owned();
    }
    if items.is_empty() {
        return String::new();
    }
    let [begin, comma, end] = around_two(&msg::common::list::more(SLOT, SLOT).text(language));
    format!("{begin}{}{end}", items.join(comma.as_str()))
}

/// What a message says before, between and behind its two [`SLOT`]s.
fn around_two(message: &str) -> [String; 3] {
    let mut parts = message.splitn(3, SLOT).map(str::to_owned);
    [(); 3].map(|()| parts.next().unwrap_or_default())
}

/// The slot of the plural category of a count: zero, one, two, few, many, other.
pub(super) fn plural_category(count: u64, language: Language) -> usize {
    platform::plural_category(count, language)
}

//! Dates, numbers, sizes and plural categories as each language writes them.

use chrono::{NaiveDate, NaiveDateTime};
use shared::language::Language;

use crate::i18n::{format, msg};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn days_are_written_out_in_the_language() {
    let write = |language| format::day(day("2026-11-24"), language);
    assert_eq!(write(Language::German), "24. November 2026");
    assert_eq!(write(Language::SimpleGerman), "24. November 2026");
    assert_eq!(write(Language::English), "24 November 2026");
    assert_eq!(write(Language::Polish), "24 listopada 2026");
}

#[test]
fn arabic_and_persian_days_are_gregorian_with_digits_as_on_german_letters() {
    let arabic = format::day(day("2026-11-24"), Language::Arabic);
    assert!(
        arabic.contains("24") && arabic.contains("2026") && arabic.contains("نوفمبر"),
        "{arabic}"
    );
    let persian = format::day(day("2026-11-24"), Language::Persian);
    assert!(persian.contains("24") && persian.contains("2026"), "{persian}");
}

#[test]
fn days_in_tables_have_two_digits_for_the_month_and_four_for_the_year() {
    assert_eq!(
        format::day_short(day("2026-03-05"), Language::German),
        "05.03.2026"
    );
    assert_eq!(
        format::day_short(day("2026-03-05"), Language::English),
        "05/03/2026"
    );
}

#[test]
fn times_are_the_wall_clock_of_the_municipality() {
    let time: NaiveDateTime = "2026-11-24T14:05:59".parse().unwrap();
    assert_eq!(
        format::date_time(time, Language::German),
        "24. November 2026 um 14:05"
    );
    assert_eq!(
        format::date_time(time, Language::English),
        "24 November 2026 at 14:05"
    );
}

#[test]
fn numbers_have_the_separators_of_the_language() {
    assert_eq!(format::number(1_234_567, Language::German), "1.234.567");
    assert_eq!(format::number(-1_234, Language::English), "-1,234");
    assert_eq!(
        format::number(1_234, Language::Persian)
            .chars()
            .filter(char::is_ascii_digit)
            .count(),
        4
    );
}

#[test]
fn sizes_get_the_unit_that_fits() {
    let write = |bytes| format::file_size(bytes, Language::German);
    assert_eq!(write(0), "0\u{a0}B");
    assert_eq!(write(999), "999\u{a0}B");
    assert_eq!(write(1_000), "1\u{a0}kB");
    assert_eq!(write(1_540), "1,5\u{a0}kB");
    assert_eq!(write(999_499), "999\u{a0}kB");
    assert_eq!(write(999_500), "1\u{a0}MB");
    assert_eq!(write(20_000_000), "20\u{a0}MB");
    assert_eq!(write(10_485_760), "10,5\u{a0}MB");
    assert_eq!(write(u64::MAX), "18.446.744\u{a0}TB");
    assert_eq!(format::file_size(1_500_000, Language::English), "1.5\u{a0}MB");
}

#[test]
fn sizes_have_the_units_of_the_language() {
    let write = format::file_size;
    assert_eq!(write(20_000_000, Language::French), "20\u{a0}Mo");
    assert_eq!(write(1_000, Language::French), "1\u{a0}ko");
    assert_eq!(write(1_500_000, Language::Russian), "1,5\u{a0}МБ");
    assert_eq!(write(999, Language::Ukrainian), "999\u{a0}Б");
    for (language, limit) in [
        (Language::German, "10 MB"),
        (Language::French, "10 Mo"),
        (Language::Russian, "10 МБ"),
        (Language::Ukrainian, "10 МБ"),
    ] {
        let hint = msg::statements::files::hint().text(language);
        assert!(hint.contains(limit), "{hint}");
    }
}

#[test]
fn a_limit_is_written_alike_in_its_hint_and_in_its_refusal() {
    use shared::{
        plans::{MAX_DOCUMENT_BYTES, MAX_PLAN_BYTES},
        statements::MAX_FILE_BYTES,
    };
    for (limit, said) in [
        (MAX_FILE_BYTES, "10\u{a0}MB"),
        (MAX_DOCUMENT_BYTES, "50\u{a0}MB"),
        (MAX_PLAN_BYTES, "50\u{a0}MB"),
    ] {
        let limit = u64::try_from(limit).unwrap();
        assert_eq!(format::file_size(limit, Language::German), said);
    }
}

#[test]
fn polish_and_arabic_counts_have_their_own_categories() {
    let categories = |language, counts: &[u64]| -> Vec<usize> {
        counts
            .iter()
            .map(|count| format::plural_category(*count, language))
            .collect()
    };
    // one, few, many: slots 1, 3, 4.
    assert_eq!(
        categories(Language::Polish, &[1, 2, 5, 12, 22, 25]),
        [1, 3, 4, 4, 3, 4]
    );
    // zero, one, two, few, many, other: slots 0 to 5.
    assert_eq!(
        categories(Language::Arabic, &[0, 1, 2, 3, 11, 100]),
        [0, 1, 2, 3, 4, 5]
    );
    assert_eq!(categories(Language::German, &[0, 1, 2]), [5, 1, 5]);
}

#[test]
fn things_are_listed_as_the_language_lists_them() {
    let list = |items: &[&str], language| {
        let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
        format::list(&items, language)
    };
    assert_eq!(list(&["12", "15", "20"], Language::German), "12, 15 und 20");
    assert_eq!(list(&["12", "15"], Language::Polish), "12 i 15");
    assert_eq!(list(&["12"], Language::Arabic), "12");
    assert_eq!(list(&[], Language::German), "");
    // Each thing is isolated, and nothing but the things: else all but the last would run from left to right.
    assert_eq!(
        list(&["Deutsch", "English", "Türkçe"], Language::Persian),
        "\u{2068}Deutsch\u{2069}، \u{2068}English\u{2069} و \u{2068}Türkçe\u{2069}"
    );
}

#[test]
fn things_in_a_row_are_parted_by_the_comma_of_the_language() {
    assert_eq!(format::series(&["4", "9", "12"], Language::German), "4, 9, 12");
    assert_eq!(format::series(&["4"], Language::Arabic), "4");
    assert_eq!(format::series(&[""; 0], Language::Arabic), "");
    for language in [Language::Arabic, Language::Persian] {
        assert_eq!(
            format::series(&["Bauamt".to_owned(), "Marktplatz 1".to_owned()], language),
            "\u{2068}Bauamt\u{2069}، \u{2068}Marktplatz 1\u{2069}"
        );
    }
}

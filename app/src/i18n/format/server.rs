//! Formatting on the server with ICU4X and its compiled data.
//!
//! - Formatters are made once per thread and language.
//! - ICU4X has data for all languages of the interface; should it refuse one, ISO 8601 or plain digits are shown.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{YMD, YMDT};
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::options::YearStyle;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use shared::language::Language;

struct Formatters {
    day: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    day_short: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    date_time: Option<FixedCalendarDateTimeFormatter<Gregorian, YMDT>>,
    decimal: Option<DecimalFormatter>,
    plural: Option<PluralRules>,
}

impl Formatters {
    fn new(language: Language) -> Self {
        let locale: Locale = super::locale(language).parse().unwrap_or(Locale::UNKNOWN);
        let preferences = || DateTimeFormatterPreferences::from(&locale);
        Self {
            day: FixedCalendarDateTimeFormatter::try_new(preferences(), YMD::long()).ok(),
            day_short: FixedCalendarDateTimeFormatter::try_new(
                preferences(),
                YMD::short().with_year_style(YearStyle::Full),
            )
            .ok(),
            date_time: FixedCalendarDateTimeFormatter::try_new(preferences(), YMD::long().with_time_hm())
                .ok(),
            decimal: DecimalFormatter::try_new((&locale).into(), Default::default()).ok(),
            plural: PluralRules::try_new_cardinal((&locale).into()).ok(),
        }
    }
}

fn with<T>(language: Language, use_it: impl FnOnce(&Formatters) -> Option<T>) -> Option<T> {
    thread_local! {
        static FORMATTERS: RefCell<HashMap<Language, Formatters>> = RefCell::new(HashMap::new());
    }
    FORMATTERS.with_borrow_mut(|all| use_it(all.entry(language).or_insert_with(|| Formatters::new(language))))
}

fn date(day: NaiveDate) -> Option<Date<Gregorian>> {
    let month = u8::try_from(day.month()).ok()?;
    Date::try_new_gregorian(day.year(), month, u8::try_from(day.day()).ok()?).ok()
}

pub(super) fn day(day: NaiveDate, language: Language) -> String {
    with(language, |all| {
        Some(all.day.as_ref()?.format(&date(day)?).to_string())
    })
    .unwrap_or_else(|| day.to_string())
}

pub(super) fn day_short(day: NaiveDate, language: Language) -> String {
    with(language, |all| {
        Some(all.day_short.as_ref()?.format(&date(day)?).to_string())
    })
    .unwrap_or_else(|| day.to_string())
}

pub(super) fn date_time(time: NaiveDateTime, language: Language) -> String {
    with(language, |all| {
        let (hour, minute) = (u8::try_from(time.hour()).ok()?, u8::try_from(time.minute()).ok()?);
        let input = DateTime {
            date: date(time.date())?,
            time: Time::try_new(hour, minute, 0, 0).ok()?,
        };
        Some(all.date_time.as_ref()?.format(&input).to_string())
    })
    .unwrap_or_else(|| time.format("%Y-%m-%d %H:%M").to_string())
}

/// `amount` in units of 10^-`digits`.
pub(super) fn decimal(amount: i64, digits: i16, language: Language) -> String {
    with(language, |all| {
        let mut decimal = Decimal::from(amount);
        decimal.multiply_pow10(-digits);
        Some(all.decimal.as_ref()?.format(&decimal).to_string())
    })
    .unwrap_or_else(|| amount.to_string())
}

pub(super) fn plural_category(count: u64, language: Language) -> usize {
    with(language, |all| {
        Some(match all.plural.as_ref()?.category_for(count) {
            PluralCategory::Zero => 0,
            PluralCategory::One => 1,
            PluralCategory::Two => 2,
            PluralCategory::Few => 3,
            PluralCategory::Many => 4,
            PluralCategory::Other => 5,
        })
    })
    .unwrap_or(5)
}

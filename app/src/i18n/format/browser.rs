//! Formatting in the browser with its own `Intl` (ECMA-402).
//!
//! - Formatters are made once per language: making one costs far more than using it.
//! - Wall-clock times are handed over as if they were UTC and written in UTC, so the visitor's time zone does
//!   not move them.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use shared::language::Language;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> DateTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, milliseconds: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> NumberFormat;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;
}

struct Formatters {
    day: DateTimeFormat,
    day_short: DateTimeFormat,
    date_time: DateTimeFormat,
    decimal: NumberFormat,
    plural: PluralRules,
}

impl Formatters {
    fn new(language: Language) -> Self {
        let locale = super::locale(language);
        let dates = |options: &str| {
            DateTimeFormat::new(
                locale,
                &js_sys::JSON::parse(options).unwrap_or(JsValue::UNDEFINED),
            )
        };
        Self {
            day: dates(r#"{"timeZone":"UTC","dateStyle":"long"}"#),
            day_short: dates(r#"{"timeZone":"UTC","year":"numeric","month":"2-digit","day":"2-digit"}"#),
            date_time: dates(r#"{"timeZone":"UTC","dateStyle":"long","timeStyle":"short"}"#),
            decimal: NumberFormat::new(locale),
            plural: PluralRules::new(locale),
        }
    }
}

fn with<T>(language: Language, use_it: impl FnOnce(&Formatters) -> T) -> T {
    thread_local! {
        static FORMATTERS: RefCell<HashMap<Language, Formatters>> = RefCell::new(HashMap::new());
    }
    FORMATTERS.with_borrow_mut(|all| use_it(all.entry(language).or_insert_with(|| Formatters::new(language))))
}

/// Milliseconds since 1970, as JavaScript counts them: exact for 285,000 years.
fn milliseconds(time: NaiveDateTime) -> f64 {
    time.and_utc().timestamp_millis() as f64
}

pub(super) fn day(day: NaiveDate, language: Language) -> String {
    with(language, |all| {
        all.day.format(milliseconds(day.and_time(NaiveTime::MIN)))
    })
}

pub(super) fn day_short(day: NaiveDate, language: Language) -> String {
    with(language, |all| {
        all.day_short.format(milliseconds(day.and_time(NaiveTime::MIN)))
    })
}

pub(super) fn date_time(time: NaiveDateTime, language: Language) -> String {
    with(language, |all| all.date_time.format(milliseconds(time)))
}

/// `amount` in units of 10^-`digits`; exact up to 2^53, which no page shows.
pub(super) fn decimal(amount: i64, digits: i16, language: Language) -> String {
    with(language, |all| {
        all.decimal.format(amount as f64 / 10_f64.powi(i32::from(digits)))
    })
}

pub(super) fn plural_category(count: u64, language: Language) -> usize {
    match with(language, |all| all.plural.select(count as f64)).as_str() {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "few" => 3,
        "many" => 4,
        _ => 5,
    }
}

//! A message without a language yet, and how its arguments are put into the text.
//!
//! - Arguments are values, not texts: dates and numbers are written when the language is known.
//! - In languages written from right to left each argument is isolated (U+2068 … U+2069), so that a name or
//!   number in Latin letters does not turn the sentence around (UAX #9).

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use shared::language::{Direction, Language};

use super::{format, language_here, table, use_language};

/// First strong isolate: what follows finds its own direction.
const FSI: char = '\u{2068}';
/// Ends an isolate.
const PDI: char = '\u{2069}';

/// The order of plural slots, see `build/catalogue/mod.rs`.
const OTHER: usize = 5;

/// A value put into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A text shown as it is: a name, a title, an address.
    Text(String),
    /// A number, written with the language's separators.
    Number(i64),
    /// A civil day, written out.
    Day(NaiveDate),
    /// A local time of the municipality.
    DateTime(NaiveDateTime),
    /// A size in bytes.
    FileSize(u64),
    /// Another message, in the same language.
    Message(Box<Msg>),
}

macro_rules! arg_from {
    ($($from:ty, $value:ident => $arg:expr;)*) => {
        $(impl From<$from> for Arg {
            fn from($value: $from) -> Self {
                $arg
            }
        })*
    };
}

arg_from! {
    &str, value => Self::Text(value.to_owned());
    &String, value => Self::Text(value.clone());
    String, value => Self::Text(value);
    Cow<'_, str>, value => Self::Text(value.into_owned());
    i64, value => Self::Number(value);
    i32, value => Self::Number(i64::from(value));
    u32, value => Self::Number(i64::from(value));
    u16, value => Self::Number(i64::from(value));
    u8, value => Self::Number(i64::from(value));
    u64, value => Self::Number(i64::try_from(value).unwrap_or(i64::MAX));
    usize, value => Self::Number(i64::try_from(value).unwrap_or(i64::MAX));
    NaiveDate, value => Self::Day(value);
    NaiveDateTime, value => Self::DateTime(value);
    Msg, value => Self::Message(Box::new(value));
}

impl Arg {
    /// Writes the value. `style` is what the text asks for (`{{max, filesize}}`); it decides only about
    /// values that came as text, from [`Msg::by_key`]. What cannot be read is shown as it came.
    fn write(&self, style: Option<&str>, language: Language) -> String {
        match self {
            Self::Text(text) => style
                .and_then(|style| read(style, text))
                .map_or_else(|| text.clone(), |value| value.write(None, language)),
            Self::Number(number) => format::number(*number, language),
            Self::Day(day) => format::day(*day, language),
            Self::DateTime(time) => format::date_time(*time, language),
            Self::FileSize(bytes) => format::file_size(*bytes, language),
            Self::Message(message) => message.text(language),
        }
    }
}

/// Reads a value that travelled as text: numbers in digits, days and times as in ISO 8601.
fn read(style: &str, text: &str) -> Option<Arg> {
    match style {
        "number" => text.parse().ok().map(Arg::Number),
        "date" => text.parse().ok().map(Arg::Day),
        "datetime" => text.parse().ok().map(Arg::DateTime),
        "filesize" => text.parse().ok().map(Arg::FileSize),
        _ => None,
    }
}

/// A message of the interface with its arguments. Cheap to clone, can be kept in signals and properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Msg {
    slot: u16,
    count: Option<u64>,
    arguments: Vec<(Cow<'static, str>, Arg)>,
    /// The language of the place where the message was made, so that it is still known when Leptos renders
    /// the finished view outside its owner.
    made_in: Option<Language>,
}

impl Msg {
    /// Called by generated code: the message in this slot.
    pub(super) fn plain(slot: u16) -> Self {
        Self {
            slot,
            count: None,
            arguments: Vec::new(),
            made_in: language_here(),
        }
    }

    /// Called by generated code: the plural message whose six slots begin here.
    pub(super) fn plural(slot: u16, count: u64) -> Self {
        Self {
            count: Some(count),
            ..Self::plain(slot)
        }
    }

    /// Called by generated code: with one more argument.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: Arg) -> Self {
        self.arguments.push((Cow::Borrowed(name), value));
        self
    }

    /// The message with a key like `errors.too_long`, as the API names it, with arguments as texts: numbers
    /// in digits, dates as in ISO 8601, sizes in bytes. A plural message reads the argument `count`.
    ///
    /// `None` if there is no such key, or a plural message comes without a count. In the browser only the
    /// keys of `errors` are known.
    pub fn by_key(key: &str, arguments: &BTreeMap<String, String>) -> Option<Self> {
        let (slot, plural) = table::find(key)?;
        let mut message = if plural {
            Self::plural(slot, arguments.get("count")?.parse().ok()?)
        } else {
            Self::plain(slot)
        };
        message.arguments = arguments
            .iter()
            .filter(|(name, _)| *name != "count")
            .map(|(name, value)| (Cow::Owned(name.clone()), Arg::Text(value.clone())))
            .collect();
        Some(message)
    }

    /// The text in a language; German where the language lacks the message. In the browser there is only the
    /// language that was installed.
    pub fn text(&self, language: Language) -> String {
        self.compose(language).0
    }

    /// The text in the language of the page (see [`use_language`]).
    pub fn to_string_here(&self) -> String {
        self.text(self.shown_in())
    }

    pub(super) fn shown_in(&self) -> Language {
        self.made_in.unwrap_or_else(use_language)
    }

    /// The text and the language it is really in.
    pub(super) fn compose(&self, language: Language) -> (String, Language) {
        let Some(found) = table::texts(language, self.slot, self.count.is_some()) else {
            return ("…".to_owned(), language);
        };
        let template = match self.count {
            None => found.texts.first(),
            Some(count) => {
                let category = if count == 0 && found.texts.first().is_some_and(|text| !text.is_empty()) {
                    0
                } else {
                    format::plural_category(count, found.language)
                };
                found
                    .texts
                    .get(category)
                    .filter(|text| !text.is_empty())
                    .or_else(|| found.texts.get(OTHER))
            }
        };
        (
            self.fill(template.copied().unwrap_or_default(), found.language),
            found.language,
        )
    }

    /// Puts the arguments into the text. An argument nobody gave becomes "…".
    fn fill(&self, template: &str, language: Language) -> String {
        let isolate = language.direction() == Direction::Rtl;
        let mut text = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            text.push_str(before);
            let Some((inner, behind)) = after.split_once("}}") else {
                rest = after;
                break;
            };
            let (name, style) = match inner.split_once(',') {
                Some((name, style)) => (name.trim(), Some(style.trim())),
                None => (inner.trim(), None),
            };
            if isolate {
                text.push(FSI);
            }
            text.push_str(&self.argument(name, style, language));
            if isolate {
                text.push(PDI);
            }
            rest = behind;
        }
        text.push_str(rest);
        text
    }

    fn argument(&self, name: &str, style: Option<&str>, language: Language) -> String {
        if let Some(count) = self.count
            && name == "count"
        {
            return format::number(i64::try_from(count).unwrap_or(i64::MAX), language);
        }
        self.arguments
            .iter()
            .find(|(known, _)| known == name)
            .map_or_else(|| "…".to_owned(), |(_, value)| value.write(style, language))
    }
}

/// The text in the language of the page: properties declared `#[prop(into)] label: String` take a message.
impl From<Msg> for String {
    fn from(message: Msg) -> Self {
        message.to_string_here()
    }
}

//! What stands before a number, and whether that makes it one of a telephone.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::number::Number;

/// Words before a number that can be called.
const PHONE: [&str; 13] = [
    "tel",
    "telefon",
    "telefonisch",
    "telefonnummer",
    "telefonnr",
    "fon",
    "rufnummer",
    "mobil",
    "mobilnummer",
    "handy",
    "handynummer",
    "phone",
    "telephone",
];
/// Words that say no more after one of those: “Telefon-Nr.”.
const NUMBER: [&str; 2] = ["nr", "nummer"];
/// Words right before a number that is another one.
const OTHER: [&str; 10] = [
    "az", "bv", "ds", "flst", "flur", "hra", "hrb", "plz", "postfach", "raum",
];
/// How other such words begin. None is “plan”, because a “Planungsamt” can be called.
const OTHER_BEGIN: [&str; 9] = [
    "akte",
    "beschluss",
    "beschlüsse",
    "drucksache",
    "flurstück",
    "iban",
    "kassenzeichen",
    "konto",
    "vorlage",
];
/// How other such words end.
const OTHER_END: [&str; 14] = [
    "beschluss",
    "drucksache",
    "drucksachen",
    "konto",
    "nr",
    "nummer",
    "nummern",
    "plan",
    "plans",
    "pläne",
    "vorlage",
    "vorlagen",
    "zeichen",
    "zimmer",
];
/// Words between two numbers of the same kind.
const JOINS: [&str; 5] = ["bis", "oder", "sowie", "u", "und"];
/// Words with a full stop that ends no sentence.
const SHORT: [&str; 7] = ["dr", "fax", "fr", "hr", "nr", "prof", "tel"];
/// How many words may stand between a label and its number: “telefonisch unter der 04321 …”.
const MOST_WORDS: usize = 4;
/// Digits of the longest number (ITU-T E.164).
const MOST_DIGITS: usize = 15;

/// What stands before a number.
#[derive(Debug, Default)]
pub(super) struct Seen {
    label: Option<Label>,
    /// Words since the label.
    words: usize,
    /// The word right before, in small letters.
    word: String,
    last: Last,
    /// The signs since the last word or number.
    pub(super) gap: String,
    table: Table,
}

/// What a number was announced as.
#[derive(Clone, Copy, Debug)]
enum Label {
    Phone,
    Fax,
}

/// What stands right before a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Word,
    /// A word that announces another number: of a file, of a parcel of land, of an account.
    Other,
    Number,
    /// A number that was announced so.
    OtherNumber,
}

/// The table that a text is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Table {
    /// None, or one that says nothing about its numbers.
    #[default]
    Any,
    /// Its head is being read.
    Head,
    /// Its head names faxes: which column is which only the head says.
    WithFax,
}

impl Seen {
    /// A block begins, which has nothing to do with what stood before it.
    pub(super) fn begin(&mut self) {
        *self = Self {
            table: self.table,
            ..Self::default()
        };
    }

    /// A word at the end of a line announces what begins the next one; nothing else reaches beyond its line.
    pub(super) fn end_line(&mut self) {
        if self.words > 0 {
            self.label = None;
        }
        if self.last != Last::Other {
            self.last = Last::Word;
        }
        self.gap.push('\n');
    }

    pub(super) fn pass_table(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::TableHead) => self.table = Table::Head,
            Event::End(TagEnd::TableHead) if self.table == Table::Head => self.table = Table::Any,
            Event::End(TagEnd::Table) => self.table = Table::Any,
            Event::Start(Tag::TableCell) if self.table == Table::WithFax => self.begin(),
            _ => {}
        }
    }

    pub(super) fn pass_word(&mut self, word: &str) {
        if self.is_label_over(word) {
            self.label = None;
        }
        self.gap.clear();
        self.word = word.to_lowercase();
        let word = self.word.as_str();
        let label = label_of(word);
        if self.label.is_some() && self.words == 0 && NUMBER.contains(&word) {
            return;
        }
        self.last = match self.last {
            Last::Other | Last::OtherNumber if JOINS.contains(&word) => self.last,
            _ if label.is_some() => Last::Word,
            _ if is_other(word) => Last::Other,
            _ if word.ends_with(|c: char| c.is_ascii_digit()) => Last::Number,
            _ => Last::Word,
        };
        if label.is_some() {
            self.label = label;
            self.words = 0;
        } else {
            self.words += 1;
        }
        if self.words > MOST_WORDS {
            self.label = None;
        }
        if matches!(label, Some(Label::Fax)) && self.table == Table::Head {
            self.table = Table::WithFax;
        }
    }

    /// Whether a word begins a line or a sentence, where the label before it says nothing any more.
    fn is_label_over(&self, word: &str) -> bool {
        let is_stop = self.gap.contains(['.', '!', '?'])
            && self.gap.contains(char::is_whitespace)
            && !self.gap.contains(':');
        self.gap.contains('\n')
            || (is_stop && word.starts_with(char::is_uppercase) && !SHORT.contains(&self.word.as_str()))
    }

    /// A label is about one number.
    pub(super) fn pass_number(&mut self) {
        self.last = match self.last {
            Last::Other | Last::OtherNumber => Last::OtherNumber,
            Last::Word | Last::Number => Last::Number,
        };
        self.label = None;
        self.word.clear();
        self.gap.clear();
    }

    pub(super) fn may_be_called(&self, number: &Number) -> bool {
        let digits: usize = number.groups.iter().sum();
        let is_other = matches!(self.last, Last::Other | Last::OtherNumber);
        if !number.is_whole || digits > MOST_DIGITS || is_other {
            return false;
        }
        match self.label {
            Some(Label::Fax) => false,
            // The further the label is, the less it says.
            Some(Label::Phone) => digits >= if self.words == 0 { 6 } else { 8 },
            // A later part of another number.
            None if self.last == Last::Number => false,
            None if self.table == Table::WithFax => false,
            None => digits >= 8 && (number.has_area_code || number.has_country_code()),
        }
    }
}

/// What a word announces the number after it as, if it does: `word` is in small letters.
fn label_of(word: &str) -> Option<Label> {
    if word.contains("fax") {
        return Some(Label::Fax);
    }
    PHONE.contains(&word).then_some(Label::Phone)
}

/// Whether a word announces a number that nobody calls: `word` is in small letters.
fn is_other(word: &str) -> bool {
    OTHER.contains(&word)
        || OTHER_BEGIN.iter().any(|begin| word.starts_with(begin))
        || OTHER_END.iter().any(|end| word.ends_with(end))
}

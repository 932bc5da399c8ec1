//! Checks texts in Leichte Sprache (German easy language): which sentence breaks which rule, where, and what mends it.
//!
//! Sources of the rules: BITV 2.0 § 4 and Anlage 2 Teil 2 ("Anlage 2" in the rules), the rules of the Netzwerk Leichte
//! Sprache ("Netzwerk"), the criteria of the seal of Baden-Württemberg ("about 5 to 10 words a sentence") and DIN SPEC
//! 33429:2025-03. What a program says is not a proof: a text is Leichte Sprache only when people who need it have
//! tested it (DIN SPEC 33429). The linter finds what a writer overlooks; it judges neither sense nor pictures.
//!
//! Invariants: pure calculation, no regular expressions, no lists compiled in. The lists and the glossary are data
//! (`shared/data/easy_language.json`), which the server embeds and the staff editor loads; this module stands behind
//! the feature `easy-language`, so that the public WASM grows by nothing.
//!
//! # What a text looks like
//! Plain text with little markup: `# ` begins a heading, `- ` (also `* `, `• `, `1. `) an item of a list, `**…**` is
//! bold, an empty line separates paragraphs. A first line, or a line standing alone, without a mark at its end is a
//! heading too. Everything else is read as it stands. A text that cannot have such markup is read as
//! [`Medium::Letters`]: nothing is said of what it cannot show.
//!
//! # What is one finding
//! What has to be mended before publication is a finding of its own at every place. Advice that would say the same again
//! ("nicht" is not bold, the same long word, a second "man") is one finding: its first place is the finding's, the others
//! are in [`Finding::more`]. So nobody reads one remark twenty times, and no place is lost.
//!
//! # Use
//! ```
//! use shared::easy_language::{Level, Rule, Words, check};
//!
//! let words = Words::parse(include_str!("../../data/easy_language.json")).unwrap();
//! let text = "Der Rat entscheidet am 01.03.2027 über den Plan.\nSie können Ihre Meinung sagen.";
//! let report = check(&words, text);
//!
//! let finding = &report.findings[0];
//! assert_eq!(finding.rule, Rule::Date);
//! assert_eq!(finding.rule.code(), "LS15");
//! assert_eq!(finding.level, Level::Hard);
//! assert_eq!(&text[finding.bytes.clone()], "01.03.2027");
//! assert_eq!(finding.utf16, 23..33); // for JavaScript and for ranges in the browser
//! assert_eq!(finding.remedy.replacement.as_deref(), Some("1. März 2027"));
//! assert_eq!(report.sentences, 2);
//!
//! // Explanations on the page: every use of a term of the glossary.
//! let found = words.uses_in("Der Bebauungsplan liegt aus.");
//! assert_eq!(found[0].1.rendered('-'), "Bebauungs-Plan");
//! assert!(found[0].1.explanation.starts_with("Ein Bebauungs-Plan"));
//! ```
//!
//! # For whoever shows findings
//! A finding has no text of its own: [`Rule::code`] names the message, [`Finding::arguments`] are its values (the
//! names are listed at each [`Rule`]), [`Finding::excerpt`] is the place, [`Remedy::kind`] what to do, and
//! [`Remedy::replacement`] what a button "mend" may put there. `Finding`, `Remedy` and `Report` are serialisable for an
//! API.

mod document;
pub mod editor;
mod glossary;
mod grammar;
mod repeats;
mod rules;
mod words;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;

pub use glossary::{Status, Term};
pub use words::{Problem, Words};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Must be mended before the text may be published.
    Hard,
    /// Should be looked at; there can be good reasons to leave it.
    Warning,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// The rules by the numbers of the project's table, each with its source and the arguments of its findings.
        ///
        /// LS22 (a picture with a description in every section) is not here: a text does not show its pictures; the
        /// editor that has them must ask. LS02, LS05, LS08, LS13, LS17 and LS19 are decided by approximation, as each
        /// says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum Rule {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl Rule {
            /// All rules in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The number in the table: `LS01` … `LS21`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

rules! {
    /// LS01: at most 10 words a sentence, hard above 12. A number, a phone number and an address of the web count as
    /// one word; a date as its parts. Arguments: `words`, `max`. Source: seal of Baden-Württemberg; Anlage 2 no. 5
    /// (short sentences).
    Length = "LS01",
    /// LS02 (hard): every sentence on its own line; a line ends with a sentence or between phrases, never inside a
    /// word. Phrases are approximated: no line ends with an article or a preposition. Arguments: `case` (`sentence`,
    /// `phrase`, `word`), `word`. Source: Anlage 2 (each sentence on a new line, no hyphenation at the line's end).
    Lines = "LS02",
    /// LS03: no subordinate clause and at most one comma; one finding a sentence, which stands for a warning of LS01 too,
    /// because both ask for two sentences. Arguments: `case` (`clause`, `commas`), `word`.
    /// Source: Netzwerk (one statement a sentence); Anlage 2 no. 5.
    Clauses = "LS03",
    /// LS04: no passive: a form of *werden* with a participle. Argument: `word` (the participle). Source: Anlage 2
    /// no. 1.
    Passive = "LS04",
    /// LS05: no genitive. Approximated by articles, endings and the pattern noun – *der* – noun; names with -s
    /// ("Berlins") are not seen. Argument: `word`. Source: Anlage 2 no. 1.
    Genitive = "LS05",
    /// LS06: no subjunctive. Argument: `word`. Source: Anlage 2 no. 1.
    Subjunctive = "LS06",
    /// LS07: no negation, unless it is bold (said where a text can have bold type); hard if a sentence denies twice.
    /// Arguments: `case` (`negation`, `double`), `word`. Source: Anlage 2 no. 1; Netzwerk (a negation is bold).
    Negation = "LS07",
    /// LS08: present or perfect instead of simple past, except *sein*, *haben*, *werden* and modal verbs. Decided by a
    /// list of the commonest verbs, because -te is an ending of adjectives too. Argument: `word`. Source: Netzwerk.
    Past = "LS08",
    /// LS09: no word above 13 letters without a mark between its parts, none of more than three parts. Arguments:
    /// `case` (`letters`, `parts`), `word`, `letters`. Source: Anlage 2 no. 3 (compounds with a hyphen); LanguageTool's
    /// measure of 14 letters.
    LongWord = "LS09",
    /// LS10 (hard): no abbreviation, no acronym outside the list of known ones and without an explanation. Arguments:
    /// `case` (`abbreviation`, `acronym`), `word`. Source: Anlage 2 no. 1.
    Abbreviation = "LS10",
    /// LS11: no special characters; `§`, `%`, `/` and `=` are hard. Argument: `sign`. Source: Anlage 2 (no special
    /// characters, no parentheses).
    Sign = "LS11",
    /// LS12: numbers as digits, no Roman numerals. Arguments: `word`, `number` (empty if unknown). Source: Netzwerk.
    NumberWord = "LS12",
    /// LS13: numbers from five digits, percentages and years before 1900 need a comparison. An explanation is believed
    /// when the sentence compares ("ungefähr", "etwa", "viele") or the next one begins with "Das". Arguments: `case`
    /// (`large`, `percent`, `year`), `word`. Source: Netzwerk.
    HardNumber = "LS13",
    /// LS14: no nominal style: two nouns of actions (-ung, -heit, -keit, -ismus …) in a sentence. Argument: `words`.
    /// Source: Netzwerk (use verbs).
    Nominal = "LS14",
    /// LS15 (hard): dates as "1. März 2027", times as "9 Uhr" or "9.30 Uhr". Arguments: `case` (`date`, `time`),
    /// `word`. Source: Netzwerk; DIN SPEC 33429.
    Date = "LS15",
    /// LS16: the same word for the same thing, as the glossary prefers. Arguments: `word`, `preferred`. Source:
    /// Anlage 2 no. 2 (same term).
    Synonym = "LS16",
    /// LS17: a difficult term of the glossary is explained where it is used first. An explanation is believed when the
    /// sentence or one of the next two looks like one ("Das ist …", "Ein … ist …", "heißt"). Arguments: `word`,
    /// `explanation`. Source: Anlage 2 no. 3.
    Unexplained = "LS17",
    /// LS18: paragraphs of at most 6 lines, a heading at least every 5 paragraphs, headings of at most 8 words; of letters
    /// alone only a heading that is marked as one. Arguments: `case` (`paragraph`, `headings`, `heading`), `count`, `max`. Source: Anlage 2 (headings,
    /// paragraphs).
    Layout = "LS18",
    /// LS19: no foreign word without an explanation; by list and by endings. Arguments: `word`, `instead` (empty if
    /// none is known). Source: Anlage 2 no. 3.
    ForeignWord = "LS19",
    /// LS20: address readers with "Sie"; no "man". A text that addresses nobody is remarked on where it tells people what
    /// they can or must do ("Die Bürger können …"): one that explains or tells a story has nobody to address. Arguments:
    /// `case` (`you`, `man`). Source: Anlage 2 no. 1 (address readers "where it makes sense").
    Address = "LS20",
    /// LS21: no star, colon, underscore, slash or capital inside a word for genders. Argument: `word`. Source:
    /// Netzwerk; DIN SPEC 33429.
    Gender = "LS21",
}

/// What a writer can do about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyKind {
    /// Make two sentences of it.
    SplitSentence,
    /// Begin a new line here, or join the lines.
    MoveLineBreak,
    /// Write it differently: name who acts, say it in the present, use a verb.
    Rephrase,
    /// Say what is instead of what is not, or make the word bold.
    SayPositively,
    /// Put a hyphen or a dot between the parts.
    SplitWord,
    /// Write the word in full.
    WriteOut,
    /// Leave it out.
    Remove,
    /// Use the other word.
    Replace,
    /// Explain it in the next sentence.
    Explain,
    /// Insert a heading or a paragraph.
    Structure,
}

impl RemedyKind {
    /// The word that travels.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SplitSentence => "split_sentence",
            Self::MoveLineBreak => "move_line_break",
            Self::Rephrase => "rephrase",
            Self::SayPositively => "say_positively",
            Self::SplitWord => "split_word",
            Self::WriteOut => "write_out",
            Self::Remove => "remove",
            Self::Replace => "replace",
            Self::Explain => "explain",
            Self::Structure => "structure",
        }
    }
}

/// What mends a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// What to do.
    pub kind: RemedyKind,
    /// What may stand in place of [`Finding::bytes`], if the linter knows.
    pub replacement: Option<String>,
}

/// What a text can show, and so what may be said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Bold type, headings and paragraphs, as the markup above says.
    Markup,
    /// Letters and line breaks alone: a title, or a text copied from a page, which has lost its bold type and its
    /// distances.
    Letters,
}

/// A further place of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The place in bytes of the text.
    pub bytes: Range<usize>,
    /// The same place in UTF-16 code units.
    pub utf16: Range<usize>,
    /// The number of the sentence, from 0.
    pub sentence: usize,
    /// The text at the place.
    pub excerpt: String,
    /// Values for the message at this place.
    pub arguments: Vec<(&'static str, String)>,
    /// What may stand at this place, if the linter knows.
    pub replacement: Option<String>,
}

/// One place where a text breaks a rule, with the others of which the same is to be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The broken rule.
    pub rule: Rule,
    /// Whether the text may be published with it.
    pub level: Level,
    /// The place in bytes of the text.
    pub bytes: Range<usize>,
    /// The same place in UTF-16 code units, as JavaScript counts.
    pub utf16: Range<usize>,
    /// The number of the sentence, from 0, in the order of the text.
    pub sentence: usize,
    /// The text at the place.
    pub excerpt: String,
    /// Values for the message, named as [`Rule`] says.
    pub arguments: Vec<(&'static str, String)>,
    /// What mends it.
    pub remedy: Remedy,
    /// Further places with the same advice, in the order of the text; none for what is hard.
    pub more: Vec<Place>,
}

impl Finding {
    /// The value of an argument, or nothing.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// All that the linter says about a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// How many sentences were read; a heading and an item of a list count as one.
    pub sentences: usize,
}

impl Report {
    /// Findings a sentence; 0 for an empty text. What Leichte Sprache and administrative German have is told by
    /// docs/easy-language-corpus.md.
    pub fn per_sentence(&self) -> f64 {
        self.rate(self.findings.len())
    }

    /// All places: what [`Finding::more`] holds is counted too.
    pub fn places(&self) -> usize {
        self.findings.iter().map(|finding| 1 + finding.more.len()).sum()
    }

    /// Places a sentence; 0 for an empty text.
    pub fn places_per_sentence(&self) -> f64 {
        self.rate(self.places())
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "texts have far fewer than 2^52 sentences"
    )]
    fn rate(&self, count: usize) -> f64 {
        if self.sentences == 0 {
            0.0
        } else {
            count as f64 / self.sentences as f64
        }
    }
}

/// Reads a text with markup and applies every rule.
pub fn check(words: &Words, text: &str) -> Report {
    check_in(words, text, Medium::Markup, None)
}

/// Reads a text and applies every rule that its medium can keep. A text that explains a term of the glossary, which is
/// named as there, need not explain it once more.
pub fn check_in(words: &Words, text: &str, medium: Medium, explains: Option<&str>) -> Report {
    let document = document::Document::read(words, text);
    let mut draft = Draft {
        document: &document,
        words,
        medium,
        explains,
        findings: Vec::new(),
    };
    rules::apply(&mut draft);
    let mut findings = draft.findings;
    findings.sort_by_key(|finding| (finding.bytes.start, finding.rule, finding.bytes.end));
    count_utf16(text, &mut findings);
    Report {
        findings: repeats::gather(findings),
        sentences: document.sentences.len(),
    }
}

/// The sentences of a text as the linter divides it, each as its place in bytes.
pub fn sentences(words: &Words, text: &str) -> Vec<Range<usize>> {
    let document = document::Document::read(words, text);
    document
        .sentences
        .iter()
        .map(|sentence| document.span(sentence.tokens.clone()))
        .collect()
}

/// Findings while they are collected.
struct Draft<'a, 't> {
    document: &'a document::Document<'t>,
    words: &'a Words,
    medium: Medium,
    /// The term that the whole text explains.
    explains: Option<&'a str>,
    findings: Vec<Finding>,
}

/// A finding that still lacks its place.
struct Note {
    rule: Rule,
    level: Level,
    arguments: Vec<(&'static str, String)>,
    remedy: RemedyKind,
    replacement: Option<String>,
}

impl Note {
    fn new(rule: Rule, level: Level, remedy: RemedyKind) -> Self {
        Self {
            rule,
            level,
            arguments: Vec::new(),
            remedy,
            replacement: None,
        }
    }

    fn with<'v>(mut self, name: &'static str, value: impl Into<Cow<'v, str>>) -> Self {
        self.arguments.push((name, value.into().into_owned()));
        self
    }

    fn replacing(mut self, replacement: Option<String>) -> Self {
        self.replacement = replacement;
        self
    }
}

impl Draft<'_, '_> {
    /// Records a finding at a place in bytes.
    fn add(&mut self, sentence: usize, bytes: Range<usize>, note: Note) {
        self.findings.push(Finding {
            rule: note.rule,
            level: note.level,
            excerpt: self.document.text[bytes.clone()].to_owned(),
            utf16: 0..0,
            bytes,
            sentence,
            arguments: note.arguments,
            remedy: Remedy {
                kind: note.remedy,
                replacement: note.replacement,
            },
            more: Vec::new(),
        });
    }
}

/// Fills in the UTF-16 places in one walk through the text; the findings are sorted by their start.
fn count_utf16(text: &str, findings: &mut [Finding]) {
    let mut places: Vec<usize> = findings
        .iter()
        .flat_map(|finding| [finding.bytes.start, finding.bytes.end])
        .collect();
    places.sort_unstable();
    places.dedup();
    let (mut byte, mut unit) = (0, 0);
    let units: Vec<usize> = places
        .iter()
        .map(|place| {
            unit += text[byte..*place].encode_utf16().count();
            byte = *place;
            unit
        })
        .collect();
    let at = |place: usize| {
        places
            .binary_search(&place)
            .ok()
            .and_then(|index| units.get(index).copied())
            .unwrap_or_default()
    };
    for finding in findings {
        finding.utf16 = at(finding.bytes.start)..at(finding.bytes.end);
    }
}

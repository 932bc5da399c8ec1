//! A text divided into blocks, lines, sentences and tokens.
//!
//! - Blocks are headings, paragraphs and items of lists; sentences do not cross them.
//! - A sentence may run over several lines. It ends at `.`, `!`, `?`, at a colon that ends a line, and with its block.
//! - The full stop of an abbreviation, of an ordinal number ("1. März") and inside a number, an address of the web or
//!   an e-mail address ends nothing.

use std::{borrow::Cow, ops::Range};

use super::grammar::{self, is_capital, is_lower};
use super::words::Words;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with the marks between parts of a word.
    Word,
    /// Begins with a digit and has no letters.
    Number,
    /// An address of the web or an e-mail address.
    Link,
    /// Everything else, one character each; equal dots in a row are one.
    Sign,
}

/// A word, number or sign of the text.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub text: &'t str,
    /// In lower case, for comparisons.
    pub lower: String,
    pub start: usize,
    pub kind: Kind,
    pub bold: bool,
    /// The line in the text, from 0.
    pub line: usize,
    /// Part of an abbreviation.
    pub abbreviation: bool,
}

impl Token<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub fn is_sign(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.text == sign
    }

    /// A word that begins with a capital letter.
    pub fn is_noun(&self) -> bool {
        self.is_word() && is_capital(self.text)
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    Heading,
    Paragraph,
    Item,
}

/// A heading, a paragraph or an item of a list.
#[derive(Debug)]
pub(super) struct Block {
    pub kind: BlockKind,
    pub lines: usize,
    pub sentences: Range<usize>,
}

/// A sentence as a range of tokens.
#[derive(Debug)]
pub(super) struct Sentence {
    pub tokens: Range<usize>,
    pub block: usize,
}

/// The whole text.
#[derive(Debug)]
pub(super) struct Document<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token<'t>>,
    pub sentences: Vec<Sentence>,
    pub blocks: Vec<Block>,
    /// Tokens of each abbreviation, and its full form if it is known.
    pub abbreviations: Vec<(Range<usize>, String)>,
}

/// A line without its markup.
struct Line<'t> {
    content: &'t str,
    start: usize,
    number: usize,
    kind: BlockKind,
    /// Whether the line begins a block of its own.
    begins: bool,
}

impl<'t> Document<'t> {
    pub fn read(words: &Words, text: &'t str) -> Self {
        let mut document = Self {
            text,
            tokens: Vec::new(),
            sentences: Vec::new(),
            blocks: Vec::new(),
            abbreviations: Vec::new(),
        };
        for block in blocks_of(text) {
            document.read_block(words, &block);
        }
        document
    }

    fn read_block(&mut self, words: &Words, lines: &[Line<'t>]) {
        let first_token = self.tokens.len();
        let first_sentence = self.sentences.len();
        let mut bold = false;
        for line in lines {
            tokenise(line, &mut bold, &mut self.tokens);
        }
        if self.tokens.len() == first_token {
            return;
        }
        self.mark_abbreviations(words, first_token);
        let block = self.blocks.len();
        let mut start = first_token;
        let mut at = first_token;
        while at < self.tokens.len() {
            let mut next = at + 1;
            if self.ends_sentence(start, at) {
                next = self.closing_signs(next);
                self.push_sentence(start..next, block);
                start = next;
            }
            at = next;
        }
        self.push_sentence(start..self.tokens.len(), block);
        let kind = lines.first().map_or(BlockKind::Paragraph, |line| line.kind);
        self.blocks.push(Block {
            kind,
            lines: lines.len(),
            sentences: first_sentence..self.sentences.len(),
        });
    }

    /// Sentences without any word or number are none.
    fn push_sentence(&mut self, tokens: Range<usize>, block: usize) {
        if self.tokens[tokens.clone()]
            .iter()
            .any(|token| token.kind != Kind::Sign)
        {
            self.sentences.push(Sentence { tokens, block });
        }
    }

    /// Quotation marks and brackets that close behind the end of a sentence belong to it.
    fn closing_signs(&self, mut at: usize) -> usize {
        while let Some(token) = self.tokens.get(at) {
            let touches = self.tokens[at - 1].end() == token.start;
            let closes = matches!(token.text, "“" | "\"" | "«" | "‘" | ")" | "]" | "!" | "?");
            if token.kind == Kind::Sign && touches && closes {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// Whether the sentence that began with the token `start` ends with this token.
    fn ends_sentence(&self, start: usize, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.kind != Kind::Sign {
            // A line without a mark ends its sentence if the next one can only begin a new one: "Über uns / Wir sind …".
            return self.tokens.get(at + 1).is_some_and(|next| {
                next.line != token.line
                    && is_capital(next.text)
                    && grammar::begins_sentence(&next.lower)
                    && (!grammar::is_polite(next.text) || self.addresses_anew(start, at))
            });
        }
        if matches!(token.text, "." | "!" | "?") && self.is_in_a_quoted_title(at) {
            return false;
        }
        let next = self.tokens.get(self.closing_signs(at + 1));
        let next_line = next.is_none_or(|next| next.line != token.line);
        match token.text {
            "!" | "?" => next.is_none_or(|next| !is_lower(next.text) || next_line),
            ":" => next_line,
            "…" | "..." => next.is_none_or(|next| next_line || is_capital(next.text)),
            "." => {
                if token.abbreviation {
                    // Only an abbreviation such as "usw." may stand at the end of a sentence.
                    let closes = self.abbreviations.iter().any(|(range, full)| {
                        range.end == at + 1 && grammar::CLOSING_ABBREVIATIONS.contains(&full.as_str())
                    });
                    return next.is_none_or(|next| closes && is_capital(next.text));
                }
                let Some(next) = next else { return true };
                let before = at.checked_sub(1).map(|before| &self.tokens[before]);
                if before.is_some_and(|before| before.kind == Kind::Number && before.end() == token.start) {
                    return self.number_ends(at - 1, next, next_line);
                }
                // "www.stadt .de" and other stray dots: a sentence goes on in lower case on the same line.
                next_line || !is_lower(next.text)
            }
            _ => false,
        }
    }

    /// "Hier finden Sie alles über den Rat / Sie erfahren …": a sentence that has its "Sie" goes on with no second one and
    /// its verb, unless a word that opens a clause stands before it ("alles, was / Sie brauchen").
    fn addresses_anew(&self, start: usize, at: usize) -> bool {
        let opens = |lower: &str| {
            grammar::is_subordinator(lower)
                || grammar::is_relative(lower)
                || matches!(lower, "und" | "oder" | "aber" | "denn")
        };
        let verb = self
            .tokens
            .get(at + 2)
            .is_some_and(|verb| is_lower(verb.text) && (verb.lower.ends_with("en") || verb.lower == "sind"));
        self.tokens.get(at + 1).is_some_and(|next| next.text == "Sie")
            && verb
            && !opens(&self.tokens[at].lower)
            && self.tokens[start..at].iter().any(|token| token.text == "Sie")
    }

    /// A mark inside quotation marks that stand for a name: "in der Ausstellung „Bürger. Polen, Deutschland“ und …". What
    /// somebody says stands behind a colon or ends with a mark of its own.
    fn is_in_a_quoted_title(&self, at: usize) -> bool {
        let line = self.tokens[at].line;
        let quoted = |token: &Token<'_>, marks: &[&str]| {
            token.kind == Kind::Sign && token.line == line && marks.contains(&token.text)
        };
        let before = (0..at)
            .rev()
            .take_while(|index| self.tokens[*index].line == line)
            .find(|index| quoted(&self.tokens[*index], &["„", "“", "”", "»", "«"]));
        let after = (at + 1..self.tokens.len())
            .take_while(|index| self.tokens[*index].line == line)
            .find(|index| quoted(&self.tokens[*index], &["„", "“", "”", "»", "«"]));
        let (Some(open), Some(close)) = (before, after) else {
            return false;
        };
        let names = open.checked_sub(1).is_some_and(|word| {
            let word = &self.tokens[word];
            word.is_word() && word.line == line
        });
        let own_mark = self.tokens[close - 1].kind == Kind::Sign;
        names && matches!(self.tokens[open].text, "„" | "»") && self.tokens[close].text != "„" && !own_mark
    }

    /// Whether the full stop behind a number ends a sentence, or makes an ordinal number of it.
    fn number_ends(&self, number: usize, next: &Token<'_>, next_line: bool) -> bool {
        let digits = self.tokens[number].text;
        if grammar::month(&next.lower).is_some() || is_lower(next.text) || self.is_in_a_date(number) {
            return false;
        }
        if next_line || digits.len() > 2 {
            return true;
        }
        next.kind != Kind::Word || grammar::begins_sentence(&next.lower)
    }

    /// Whether a date goes on behind this number: it is the day or the month of "1. 3. 2027", or both as in "1.3. 2027".
    fn is_in_a_date(&self, number: usize) -> bool {
        let own = &self.tokens[number];
        let is_year =
            |next: &Token<'_>| next.kind == Kind::Number && next.line == own.line && next.text.len() == 4;
        if own.text.split('.').count() == 2 && self.tokens.get(number + 2).is_some_and(is_year) {
            return true;
        }
        let begins = [Some(number), number.checked_sub(2)];
        begins.into_iter().flatten().any(|begin| {
            let date = self.tokens.get(begin..).and_then(date_apart);
            date.is_some_and(|date| begin + date.length > number + 2)
        })
    }

    /// Finds "z. B.", "bzw." and their like from a token on.
    fn mark_abbreviations(&mut self, words: &Words, from: usize) {
        let mut at = from;
        while at < self.tokens.len() {
            if let Some((length, full)) = self.abbreviation_at(words, at) {
                for token in &mut self.tokens[at..at + length] {
                    token.abbreviation = true;
                }
                // "Dr." is part of a name.
                if !words.titles.contains(&full) {
                    self.abbreviations.push((at..at + length, full));
                }
                at += length;
            } else {
                at += 1;
            }
        }
    }

    /// The longest abbreviation that begins at a token: how many tokens, and its full form.
    fn abbreviation_at(&self, words: &Words, at: usize) -> Option<(usize, String)> {
        let mut spelling = String::new();
        let mut found = None;
        let mut end = at;
        while end + 1 < self.tokens.len() && end < at + 8 {
            let (word, dot) = (&self.tokens[end], &self.tokens[end + 1]);
            let joined = word.is_word() && dot.is_sign(".") && word.end() == dot.start;
            if !joined || word.line != self.tokens[at].line {
                break;
            }
            spelling.push_str(&word.lower);
            spelling.push('.');
            end += 2;
            if let Some(full) = words
                .abbreviations
                .get(&spelling)
                .or_else(|| words.titles.get(&spelling))
            {
                found = Some((end - at, full.clone()));
            } else if let Some(full) = shortened(word).filter(|_| end - at == 2) {
                found = Some((2, full));
            } else if let Some(full) = words.abbreviations_before_number.get(&spelling)
                && self.tokens.get(end).is_some_and(|next| next.kind == Kind::Number)
            {
                found = Some((end - at, full.clone()));
            }
        }
        found
    }

    /// The number of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.tokens.end <= token)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// The place of tokens in bytes.
    pub fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.tokens.get(tokens.start).map_or(0, |token| token.start);
        let end = tokens
            .end
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(start, Token::end);
        start..end
    }
}

/// A date in digits whose parts stand apart.
#[derive(Debug)]
pub(super) struct DateApart<'t> {
    pub day: usize,
    pub month: usize,
    pub year: Option<&'t str>,
    /// How many tokens it takes.
    pub length: usize,
}

/// The date at the beginning of some tokens: "1. 3. 2027", "1. 3.".
pub(super) fn date_apart<'t>(tokens: &[Token<'t>]) -> Option<DateApart<'t>> {
    let line = tokens.first()?.line;
    let digits = |at: usize| {
        tokens.get(at).filter(|token| {
            token.kind == Kind::Number
                && token.line == line
                && token.text.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let part = |at: usize, highest: usize| {
        let number = digits(at).filter(|number| number.text.len() <= 2)?;
        let stop = tokens.get(at + 1)?;
        let value = number.text.parse::<usize>().ok()?;
        let is_part = stop.is_sign(".") && stop.start == number.end() && (1..=highest).contains(&value);
        is_part.then_some(value)
    };
    let (day, month) = (part(0, 31)?, part(2, 12)?);
    let year = digits(4)
        .map(|number| number.text)
        .filter(|year| matches!(year.len(), 2 | 4));
    Some(DateApart {
        day,
        month,
        year,
        length: 4 + usize::from(year.is_some()),
    })
}

/// The full form of a word that a full stop shortens without being in the list: a street ("Jahnstr."), or letters that
/// nobody can speak ("Flst."), whose full form is unknown.
fn shortened(word: &Token<'_>) -> Option<String> {
    if let Some(name) = word.text.strip_suffix("str")
        && !name.is_empty()
    {
        return Some(format!("{name}straße"));
    }
    let letters = word.lower.chars().filter(|c| c.is_alphabetic()).count();
    let spoken = word.lower.contains(['a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'ü']);
    let shouted = !word.text.chars().skip(1).any(char::is_lowercase);
    (letters >= 2 && !spoken && !shouted).then(String::new)
}

/// Groups the lines of a text: consecutive lines are a paragraph, headings and items stand alone, an item goes on in
/// the lines below it until a blank line or the next item.
fn blocks_of(text: &str) -> Vec<Vec<Line<'_>>> {
    let mut blocks: Vec<Vec<Line<'_>>> = Vec::new();
    let mut open = false;
    let mut start = 0;
    for (number, raw) in text.split('\n').enumerate() {
        let line = line_of(raw, start, number);
        start += raw.len() + 1;
        let Some(line) = line else {
            open = false;
            continue;
        };
        let after_heading = blocks
            .last()
            .and_then(|block| block.first())
            .is_some_and(|line| line.kind == BlockKind::Heading);
        match blocks.last_mut() {
            Some(block) if open && !line.begins && !after_heading => block.push(line),
            _ => blocks.push(vec![line]),
        }
        open = true;
    }
    // "Leichte Sprache ist wichtig / (blank) / für Menschen …" goes on below: it is no heading.
    let goes_on: Vec<bool> = blocks
        .iter()
        .skip(1)
        .map(|next| {
            next.first()
                .is_some_and(|line| line.kind == BlockKind::Paragraph && is_lower(line.content))
        })
        .collect();
    // The last block heads nothing.
    for (block, goes_on) in blocks.iter_mut().zip(goes_on) {
        let single = block.len() == 1;
        if let Some(line) = block.first_mut()
            && single
            && !goes_on
            && line.kind == BlockKind::Paragraph
            && looks_like_heading(line.content)
        {
            line.kind = BlockKind::Heading;
        }
    }
    split_first_heading(&mut blocks);
    blocks
}

/// The first line of a text is a heading even without a blank line below, if it has no mark at its end and the next
/// line begins a sentence.
fn split_first_heading(blocks: &mut Vec<Vec<Line<'_>>>) {
    let Some(first) = blocks.first_mut() else { return };
    let heading = first.len() > 1
        && first[0].number == 0
        && first[0].kind == BlockKind::Paragraph
        && looks_like_heading(first[0].content)
        && first[0].content.split_whitespace().count() <= 8
        && first[1]
            .content
            .split_whitespace()
            .next()
            .is_some_and(|word| grammar::begins_sentence(&word.to_lowercase()) && is_capital(word));
    if heading {
        let rest = first.split_off(1);
        first[0].kind = BlockKind::Heading;
        blocks.insert(1, rest);
    }
}

/// A line of few words without a mark at its end that is no address and does not break off ("die Rechte von Menschen mit").
fn looks_like_heading(content: &str) -> bool {
    let content = content.trim_end_matches("**");
    let last = content.split_whitespace().last().unwrap_or_default();
    !grammar::is_article_only(last)
        && !grammar::is_preposition_only(last)
        && last != "mit"
        && !content.ends_with(['.', '!', '?', ':', ',', ';', '“', '"'])
        && content.split_whitespace().count() <= 12
        && content.chars().any(char::is_alphabetic)
        && !content.split_whitespace().any(is_link)
}

fn line_of(raw: &str, start: usize, number: usize) -> Option<Line<'_>> {
    let trimmed = raw.trim();
    let content_start = start + raw.len() - raw.trim_start().len();
    if trimmed.is_empty() {
        return None;
    }
    let line = |skipped: usize, kind, begins| {
        let content = trimmed[skipped..].trim_start();
        (!content.is_empty()).then(|| Line {
            content,
            start: content_start + trimmed.len() - content.len(),
            number,
            kind,
            begins,
        })
    };
    let hashes = trimmed.bytes().take_while(|byte| *byte == b'#').count();
    if hashes > 0 && trimmed[hashes..].starts_with(' ') {
        return line(hashes, BlockKind::Heading, true);
    }
    for bullet in ["- ", "* ", "• ", "· ", "– ", "▪ ", "● ", "+ "] {
        if trimmed.starts_with(bullet) {
            return line(bullet.len(), BlockKind::Item, true);
        }
    }
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && (trimmed[digits..].starts_with(". ") || trimmed[digits..].starts_with(") "))
    {
        let next = trimmed[digits + 2..]
            .split_whitespace()
            .next()
            .unwrap_or_default();
        if grammar::month(&next.to_lowercase()).is_none() && !is_lower(next) {
            return line(digits + 2, BlockKind::Item, true);
        }
    }
    line(0, BlockKind::Paragraph, false)
}

/// Whether a chunk between spaces is an address of the web or an e-mail address, in capitals too.
fn is_link(chunk: &str) -> bool {
    let chunk = trim_link(chunk);
    let begins = chunk.get(..4).unwrap_or_default();
    if chunk.contains("://") || begins.eq_ignore_ascii_case("www.") {
        return true;
    }
    if let Some((local, domain)) = chunk.split_once('@') {
        return !local.is_empty() && domain.contains('.');
    }
    // example.de, example.de/path, EXAMPLE.DE: at least two labels, the last of two or more letters of one size; "Info" of
    // "Rathaus.Info" begins the next sentence, behind a space that was forgotten.
    let host = chunk.split('/').next().unwrap_or_default();
    let host = if host.chars().any(char::is_lowercase) {
        Cow::Borrowed(host)
    } else {
        Cow::Owned(host.to_lowercase())
    };
    let labels: Vec<&str> = host.split('.').collect();
    let Some(last) = labels.last() else { return false };
    labels.len() >= 2
        && labels
            .iter()
            .all(|label| label.len() > 1 && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && matches!(
            *last,
            "de" | "com" | "org" | "net" | "eu" | "info" | "at" | "ch" | "berlin" | "hamburg" | "bayern"
        )
}

fn trim_link(chunk: &str) -> &str {
    chunk.trim_matches(|c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '<' | '>' | '„' | '“' | '"' | '*'
        )
    })
}

fn tokenise<'t>(line: &Line<'t>, bold: &mut bool, tokens: &mut Vec<Token<'t>>) {
    let mut offset = 0;
    for chunk in line.content.split_inclusive(char::is_whitespace) {
        let word = chunk.trim_end();
        let start = line.start + offset;
        offset += chunk.len();
        if word.is_empty() {
            continue;
        }
        if is_link(word) {
            let link = trim_link(word);
            let before = word.find(link).unwrap_or_default();
            tokenise_chunk(&word[..before], start, line.number, bold, tokens);
            push(tokens, link, start + before, Kind::Link, *bold, line.number);
            let after = before + link.len();
            tokenise_chunk(&word[after..], start + after, line.number, bold, tokens);
        } else {
            tokenise_chunk(word, start, line.number, bold, tokens);
        }
    }
}

fn push<'t>(tokens: &mut Vec<Token<'t>>, text: &'t str, start: usize, kind: Kind, bold: bool, line: usize) {
    tokens.push(Token {
        text,
        lower: text.to_lowercase(),
        start,
        kind,
        bold,
        line,
        abbreviation: false,
    });
}

/// Divides what stands between two spaces.
fn tokenise_chunk<'t>(
    chunk: &'t str,
    start: usize,
    line: usize,
    bold: &mut bool,
    tokens: &mut Vec<Token<'t>>,
) {
    let mut rest = chunk;
    while let Some(first) = rest.chars().next() {
        let at = start + chunk.len() - rest.len();
        let length = if rest.starts_with("**") {
            *bold = !*bold;
            rest = &rest[2..];
            continue;
        } else if first.is_alphanumeric() {
            let length = word_length(rest);
            let kind = if first.is_ascii_digit() && !rest[..length].chars().any(char::is_alphabetic) {
                Kind::Number
            } else {
                Kind::Word
            };
            push(tokens, &rest[..length], at, kind, *bold, line);
            length
        } else {
            let length = if first == '.' {
                rest.bytes().take_while(|byte| *byte == b'.').count()
            } else {
                first.len_utf8()
            };
            if first != '\u{ad}' {
                push(tokens, &rest[..length], at, Kind::Sign, *bold, line);
            }
            length
        };
        rest = &rest[length..];
    }
}

/// The bytes of the word or number at the beginning of a text.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut previous = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        let inside = c.is_alphanumeric()
            || matches!(c, '\u{ad}' | '\u{301}' | '\u{308}')
            || match c {
                // Marks between the parts of a word; a hyphen may also end it ("Haupt- und").
                '-' | '\u{2011}' => {
                    previous.is_alphanumeric() && (next.is_alphanumeric() || previous.is_alphabetic())
                }
                '·' | '•' | '’' | '\'' => previous.is_alphabetic() && next.is_alphabetic(),
                // Marks for genders: "Bürger*innen", "Bürger:innen".
                '*' | ':' | '_' => {
                    previous.is_lowercase() && text[at + c.len_utf8()..].to_lowercase().starts_with("in")
                }
                '.' | ',' => previous.is_ascii_digit() && next.is_ascii_digit(),
                _ => false,
            }
            || (c == ':' && previous.is_ascii_digit() && next.is_ascii_digit());
        if !inside {
            break;
        }
        previous = c;
        end = at + c.len_utf8();
    }
    end
}

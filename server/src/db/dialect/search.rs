//! Searching statements page by page: SQLite's FTS5 table and PostgreSQL's `tsvector`, each the way that stays quick for
//! rare and for frequent words.

use uuid::Uuid;

use super::search_row;
use crate::db::{
    Conn, Statements,
    list::{List, Value},
};

/// Letters from which on the beginning of a word finds it, wherever it was typed.
const BEGINNING: usize = 4;
/// How many words of what was typed are looked for.
const MOST_WORDS: usize = 8;
/// What is spelled in two ways.
const SPELLINGS: [(&str, &str); 4] = [("ss", "ß"), ("ae", "ä"), ("oe", "ö"), ("ue", "ü")];
/// How many places of a word are looked for in both ways: with each of them there are twice as many spellings.
const MOST_PLACES: usize = 3;

/// A word that is looked for: letters and digits alone.
#[derive(Clone, Debug)]
pub struct Word {
    /// As it was typed, in small letters.
    pub typed: String,
    /// As it may be spelled in a text, the typed one among them.
    spellings: Vec<String>,
    /// Whether a word that only begins so is meant as well.
    is_beginning: bool,
}

impl Word {
    /// Whether one of a text's words, in small letters, is meant.
    pub fn is_among(&self, words: &[String]) -> bool {
        words.iter().any(|word| {
            self.spellings.iter().any(|spelling| {
                if self.is_beginning {
                    word.starts_with(spelling.as_str())
                } else {
                    word == spelling
                }
            })
        })
    }

    /// As an index is asked for it: its spellings in their quotation marks, with what stands behind a beginning.
    fn asked(&self, quote: char, beginning: &str, or: &str) -> String {
        let behind = if self.is_beginning { beginning } else { "" };
        let spellings: Vec<String> = self
            .spellings
            .iter()
            .map(|spelling| format!("{quote}{spelling}{quote}{behind}"))
            .collect();
        format!("({})", spellings.join(or))
    }

    fn in_sqlite(&self) -> String {
        self.asked('"', "*", " OR ")
    }

    fn in_postgres(&self) -> String {
        self.asked('\'', ":*", " | ")
    }
}

/// Turns what was typed into the words of a search, all of which must occur; of the last one and of longer ones a beginning is
/// enough. `None` when nothing searchable was typed.
pub fn search_words(typed: &str) -> Option<Vec<Word>> {
    let typed: Vec<String> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .take(MOST_WORDS)
        .collect();
    let last = typed.len().checked_sub(1)?;
    let word = |(at, typed): (usize, String)| Word {
        spellings: spellings(&typed),
        is_beginning: at == last || typed.chars().count() >= BEGINNING,
        typed,
    };
    Some(typed.into_iter().enumerate().map(word).collect())
}

/// A word as Germans spell it: `strasse` and `straße`, `kroeger` and `kröger`.
fn spellings(word: &str) -> Vec<String> {
    let ways = SPELLINGS
        .iter()
        .flat_map(|&(long, short)| [(long, short), (short, long)]);
    let (mut all, mut rest, mut places) = (vec![String::new()], word, 0);
    loop {
        let place = ways
            .clone()
            .filter(|_| places < MOST_PLACES)
            .find_map(|(own, other)| Some((rest.strip_prefix(own)?, own, other)));
        if let Some((behind, own, other)) = place {
            places += 1;
            all = all
                .iter()
                .flat_map(|begun| [format!("{begun}{own}"), format!("{begun}{other}")])
                .collect();
            rest = behind;
            continue;
        }
        let mut letters = rest.chars();
        let Some(letter) = letters.next() else { return all };
        for begun in &mut all {
            begun.push(letter);
        }
        rest = letters.as_str();
    }
}

/// Which part of a procedure's statements a list looks at, newest first.
#[derive(Clone, Debug)]
pub struct Range {
    /// The municipality.
    pub municipality: Uuid,
    /// The procedure.
    pub procedure: Uuid,
    /// The procedure's running number in the installation, see [`search_row`].
    pub sequence: i64,
    /// Only statements with a smaller number.
    pub before: Option<i64>,
    /// Only statements with a greater number, the nearest ones first.
    pub after: Option<i64>,
}

/// Begins a list of statements `s` (id and number) whose texts hold all words; conditions can follow. [`end_numbers`] ends
/// it.
///
/// SQLite walks its index from the highest row down, so that a page ends as soon as it is full, whether the word is
/// frequent or rare. PostgreSQL plans for these very words: many of the statements have a frequent word, so it walks
/// them by number; few have a rare one, so it asks the index and sorts.
pub fn begin_numbers(db: &mut impl Statements, range: &Range, words: Option<&[Word]>) -> List {
    let Range {
        municipality,
        procedure,
        sequence,
        before,
        after,
    } = *range;
    let before = before.unwrap_or(i64::from(u32::MAX));
    let after = after.unwrap_or(0);
    let by_procedure = [Value::Id(municipality), Value::Id(procedure)];
    match (db.conn(), words) {
        (_, None) => List::new(
            "select s.id, s.number from statement s where s.municipality_id = ? and s.procedure_id = ?",
            by_procedure,
        )
        .push("and s.number < ? and s.number > ?", [before.into(), after.into()]),
        (Conn::Sqlite(_), Some(words)) => {
            let base = search_row(sequence, 0);
            let asked: Vec<String> = words.iter().map(Word::in_sqlite).collect();
            // `cross join` keeps this order of tables in SQLite.
            List::new(
                "select s.id, s.number from statement_search cross join statement s \
                 on s.municipality_id = ? and s.procedure_id = ? and s.number = statement_search.rowid - ?",
                by_procedure.into_iter().chain([base.into()]),
            )
            .push(
                "where statement_search match ? and statement_search.rowid > ? and statement_search.rowid < ?",
                [asked.join(" AND ").into(), (base + after).into(), (base + before).into()],
            )
        }
        (Conn::Postgres(_), Some(words)) => {
            let asked: Vec<String> = words.iter().map(Word::in_postgres).collect();
            List::new(
                "select s.id, s.number from statement s where s.municipality_id = ? and s.procedure_id = ?",
                by_procedure,
            )
            .push(
                "and s.number < ? and s.number > ? and s.search @@ to_tsquery('simple', ?)",
                [before.into(), after.into(), asked.join(" & ").into()],
            )
            .planned_anew()
        }
    }
}

/// Limits a list of statements `s` that was begun without words to those that hold each word in their text or in the name or
/// organisation of their author, which begins with the word as names are kept. Each word's statements are found by themselves
/// in the two indexes, as numbers: texts are not read.
pub fn anywhere(
    db: &mut impl Statements,
    list: List,
    range: &Range,
    words: &[Word],
    names: &[String],
) -> List {
    let in_procedure = [Value::from(range.municipality), Value::from(range.procedure)];
    let base = search_row(range.sequence, 0);
    let (first, last) = (base, search_row(range.sequence + 1, 0));
    words.iter().zip(names).fold(list, |list, (word, name)| {
        let list = list.push(
            "and s.number in (select w.number from statement_person_word w \
             where w.municipality_id = ? and w.procedure_id = ? and w.word >= ? and w.word < ? union all",
            in_procedure.iter().cloned().chain(beginning(name)),
        );
        match db.conn() {
            Conn::Sqlite(_) => list.push(
                "select statement_search.rowid - ? from statement_search where statement_search match ? \
                 and statement_search.rowid > ? and statement_search.rowid < ?)",
                [base.into(), word.in_sqlite().into(), first.into(), last.into()],
            ),
            Conn::Postgres(_) => list.push(
                "select t.number from statement t where t.municipality_id = ? and t.procedure_id = ? \
                 and t.search @@ to_tsquery('simple', ?))",
                in_procedure.iter().cloned().chain([word.in_postgres().into()]),
            ),
        }
    })
}

/// Between which words those lie that begin with one: the last character of all follows behind them.
pub fn beginning(word: &str) -> [Value; 2] {
    [Value::from(word), Value::from(format!("{word}{}", char::MAX))]
}

/// Ends what [`begin_numbers`] began.
pub fn end_numbers(
    db: &mut impl Statements,
    list: List,
    range: &Range,
    words: Option<&[Word]>,
    limit: i64,
) -> List {
    let is_upwards = range.after.is_some();
    let order = match (db.conn(), words, is_upwards) {
        (Conn::Sqlite(_), Some(_), false) => "order by statement_search.rowid desc limit ?",
        (Conn::Sqlite(_), Some(_), true) => "order by statement_search.rowid limit ?",
        (.., false) => "order by s.number desc limit ?",
        (.., true) => "order by s.number limit ?",
    };
    list.push(order, [limit.into()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_for_as_germans_spell_it_and_never_in_too_many_ways() {
        assert_eq!(spellings("strasse"), ["strasse", "straße"]);
        assert_eq!(spellings("kröger"), ["kröger", "kroeger"]);
        assert_eq!(spellings("lärm"), ["lärm", "laerm"]);
        assert_eq!(spellings("weg"), ["weg"]);
        assert_eq!(spellings("süßwassergrößen").len(), 8);
        let words = search_words("die Straße, Lä").unwrap();
        let asked: Vec<String> = words.iter().map(Word::in_sqlite).collect();
        assert_eq!(
            asked,
            [
                "(\"die\")",
                "(\"straße\"* OR \"strasse\"*)",
                "(\"lä\"* OR \"lae\"*)"
            ]
        );
        assert!(search_words(" – ").is_none());
    }
}

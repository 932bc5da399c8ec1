//! What those read of statements who may not see persons: the texts as a document for everybody has them.
//!
//! Invariants: no text, place or search tells them who wrote (GDPR Art. 5 (1) c); what the clerk redacts is not listed for
//! them either, because it is the names themselves.

use std::collections::HashMap;

use shared::{ids::StatementId, language::Language, statements::Person};

use super::store::Assessed;
use crate::{
    db::Statements,
    error::Result,
    features::statements::{self, Part, Sections, Statement},
};

/// The language of places, which are named in German.
const LANGUAGE: Language = Language::German;

/// A statement and what was written about it without what names its author. Its points have to be cut from the text before.
///
/// # Errors
/// Whatever the database says.
pub(super) async fn nameless(
    db: &mut impl Statements,
    mut statement: Statement,
    mut assessed: Assessed,
    person: Option<&Person>,
) -> Result<(Statement, Assessed)> {
    let place = Sections::of(statement.procedure)
        .told(db, &statement, person, LANGUAGE)
        .await?;
    let clean = |part: Part, text: &str| statements::public_text(&statement, person, part, text);
    assessed.reply = clean(Part::Reply, &assessed.reply);
    if let Some(decision) = &mut assessed.decision {
        decision.remark = clean(Part::Remark, &decision.remark);
    }
    for (at, point) in assessed.points.iter_mut().enumerate() {
        point.label = clean(Part::PointLabel(at), &point.label);
        point.reply = clean(Part::PointReply(at), &point.reply);
    }
    let body = clean(Part::Body, &statement.body);
    let published = statement
        .public_body
        .clone()
        .filter(|_| statement.is_public())
        .unwrap_or_else(|| body.clone());
    statement.public_body = Some(published);
    statement.body = body;
    statement.place_label = place.label;
    statement.point = place.point;
    statement.passages = Vec::new();
    Ok((statement, assessed))
}

/// What a list shows of a statement.
#[derive(Debug)]
pub(super) struct Shown {
    /// Its text.
    pub(super) body: String,
    /// Its place in words.
    pub(super) place: String,
}

/// What a list shows of several statements of a procedure, by their ids. The sections are the caller's, who may ask again
/// for more statements: a plan is read once.
///
/// # Errors
/// Whatever the database says.
pub(super) async fn shown(
    db: &mut impl Statements,
    sections: &mut Sections,
    ids: &[StatementId],
) -> Result<HashMap<StatementId, Shown>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let list = statements::select(db)
        .push("and id in", [])
        .push_ids(ids.iter().map(|id| id.0));
    let found = statements::all(db, list).await?;
    let persons = statements::persons(db, ids).await?;
    let mut shown = HashMap::new();
    for statement in &found {
        let person = persons.get(&statement.id);
        let place = sections.told(db, statement, person, LANGUAGE).await?.label;
        let body = statements::public_text(statement, person, Part::Body, &statement.body);
        shown.insert(statement.id, Shown { body, place });
    }
    Ok(shown)
}

impl Shown {
    /// Whether the text as it is shown holds all words of a search, the last one perhaps unfinished: the index knows the
    /// names too, and whoever finds a statement by a name knows whose it is.
    pub(super) fn holds(&self, words: &[String]) -> bool {
        let Some((last, before)) = words.split_last() else {
            return true;
        };
        let own: Vec<String> = self
            .body
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        before.iter().all(|word| own.contains(word)) && own.iter().any(|word| word.starts_with(last.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_what_is_shown_and_no_more() {
        let shown = Shown {
            body: "Der Lärm stört. Gruß, █████".into(),
            place: String::new(),
        };
        let finds = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            shown.holds(&words)
        };
        assert!(finds(&["lärm"]) && finds(&["gruß", "lär"]) && finds(&[]));
        assert!(!finds(&["lär", "gruß"]) && !finds(&["knollmeyer"]) && !finds(&["lärm", "knoll"]));
    }
}

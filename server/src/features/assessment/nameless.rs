//! What those read of statements who may not see persons: the texts as a document for everybody has them.
//!
//! Invariants: no text, place or search tells them who wrote (GDPR Art. 5 (1) c); what the clerk redacts is not listed for
//! them either, because it is the names themselves.

use shared::{ids::StatementId, language::Language, statements::Person};

use super::{publication::published_body, store::Assessed};
use crate::{
    db::{Statements, dialect::Word},
    error::Result,
    features::statements::{self, Anonymiser, Part, Sections, Statement},
};

/// The language of places, which are named in German.
const LANGUAGE: Language = Language::German;

/// A statement and what was written about it without what names its author. Its points have to be cut from the text before.
///
/// # Errors
/// Whatever the database says.
pub(super) async fn nameless(
    db: &mut impl Statements,
    statement: Statement,
    mut assessed: Assessed,
    person: Option<&Person>,
) -> Result<(Statement, Assessed)> {
    let anonymiser = Anonymiser::public(&statement, person);
    let clean = |part: Part, text: &str| anonymiser.text(part, text);
    assessed.reply = clean(Part::Reply, &assessed.reply);
    if let Some(decision) = &mut assessed.decision {
        decision.remark = clean(Part::Remark, &decision.remark);
    }
    for (at, point) in assessed.points.iter_mut().enumerate() {
        point.label = clean(Part::PointLabel(at), &point.label);
        point.reply = clean(Part::PointReply(at), &point.reply);
    }
    let mut sections = Sections::of(statement.procedure);
    let statement = without_names(db, &mut sections, statement, person).await?;
    Ok((statement, assessed))
}

/// A statement without what names its author: its text, its place, and no passages, which are the names themselves, nor what
/// its author is told about them.
async fn without_names(
    db: &mut impl Statements,
    sections: &mut Sections,
    mut statement: Statement,
    person: Option<&Person>,
) -> Result<Statement> {
    let place = sections.told(db, &statement, person, LANGUAGE).await?;
    let (body, _) = Anonymiser::public(&statement, person).body(&[]);
    let published = if statement.is_public() {
        published_body(&statement, person)
    } else {
        body.clone()
    };
    statement.public_body = Some(published);
    statement.body = body;
    statement.place_label = place.label;
    statement.point = place.point;
    statement.passages = Vec::new();
    statement.publication_remark = String::new();
    Ok(statement)
}

/// Several statements of a procedure without what names their authors, newest first. The sections are the caller's, who may
/// ask again for more statements: a plan is read once.
///
/// # Errors
/// Whatever the database says.
pub(super) async fn shown(
    db: &mut impl Statements,
    sections: &mut Sections,
    ids: &[StatementId],
) -> Result<Vec<Statement>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = statements::select(db)
        .push("and id in", [])
        .push_ids(ids.iter().map(|id| id.0))
        .push("order by number desc", []);
    let found = statements::all(db, list).await?;
    let persons = statements::persons(db, ids).await?;
    let mut shown = Vec::with_capacity(found.len());
    for statement in found {
        let person = persons.get(&statement.id);
        shown.push(without_names(db, sections, statement, person).await?);
    }
    Ok(shown)
}

/// Whether a text as it is shown holds all words of a search: the index knows the names too, and whoever finds a statement by
/// a name knows whose it is.
pub(super) fn holds(text: &str, words: &[Word]) -> bool {
    let own: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.iter().all(|word| word.is_among(&own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::dialect::search_words;

    #[test]
    fn a_search_finds_what_is_shown_and_no_more() {
        let finds = |typed: &str| {
            let words = search_words(typed).unwrap_or_default();
            holds("Der Lärm stört. Gruß, █████", &words)
        };
        for typed in ["lärm", "gruß lär", "stör gruss", "LAERM", ""] {
            assert!(finds(typed), "{typed}");
        }
        for typed in ["lär gruß", "knollmeyer", "lärm knoll"] {
            assert!(!finds(typed), "{typed}");
        }
    }
}

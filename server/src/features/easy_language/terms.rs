//! The glossary for staff: a municipality words explanations and says which group of readers agreed to them.
//!
//! Who may: those who write the municipality's pages. Logged: that a word was approved, reworded or an approval withdrawn,
//! never by whom it was read. What is entered stays until it is changed: it is public, and the names of groups, or of
//! persons who agreed to be named, are part of it.

use serde_json::json;
use shared::{
    access::Action,
    api::{ApiError, Invalid, page},
    easy_language::{Status, Term, editor::CheckEasyLanguage},
    glossary::{Approval, EditTerm, ListTerms, NextTerm, ShowTerm, TermEntry, TermStatus, Terms, Word},
    language::Language,
    text,
};

use super::{
    check,
    glossary::{Own, Wanted, approved, by_id, letters, number},
    store::{self, OwnTerm},
};
use crate::{
    db::Statements,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// Lists the words, in the order of the alphabet; a page begins after the word that the cursor names.
pub async fn list_terms(cx: Cx, input: ListTerms) -> Result<Terms> {
    cx.viewer.may(Action::EditPages)?;
    let cursor = input.cursor.filter(|cursor| !cursor.is_empty());
    let mut invalid = Invalid::default();
    let limit = page::size(&mut invalid, input.limit, page::USUAL_LIMIT);
    if cursor.as_deref().is_some_and(|id| by_id(id).is_none()) {
        invalid.add("cursor", "errors.malformed");
    }
    invalid.finish()?;
    let mut db = cx.read().await?;
    let all = Own::read(&mut db).await?.all();
    let wanted = Wanted::new(input.letter, input.search, input.status);
    let (letters, total, approved) = (letters(&all), number(all.len()), number(approved(&all)));
    // The word itself may have left the selection since: its place in the whole list counts.
    let begin = cursor.map_or(0, |id| place(&all, &id) + 1);
    let found = number(all.iter().filter(|word| wanted.fits(word)).count());
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut words: Vec<Word> = all
        .into_iter()
        .skip(begin)
        .filter(|word| wanted.fits(word))
        .take(limit + 1)
        .collect();
    let more = words.len() > limit;
    words.truncate(limit);
    let next = words.last().filter(|_| more).map(|word| word.id.clone());
    Ok(Terms {
        letters,
        words,
        next,
        found,
        total,
        approved,
    })
}

/// Where a word stands in the list of all.
fn place(all: &[Word], id: &str) -> usize {
    all.iter().position(|word| word.id == id).unwrap_or(all.len())
}

/// Answers a word as it can be written.
pub async fn show_term(cx: Cx, input: ShowTerm) -> Result<TermEntry> {
    cx.viewer.may(Action::EditPages)?;
    let mut db = cx.read().await?;
    compose(&mut db, &input.term).await
}

async fn compose(db: &mut impl Statements, id: &str) -> Result<TermEntry> {
    let term = by_id(id).ok_or(ApiError::NotFound)?;
    let own = Own::read(db).await?;
    let entered = store::entered(db, id).await?;
    let all = own.all();
    let (before, after) = all.split_at(place(&all, id));
    let next = after
        .iter()
        .skip(1)
        .chain(before)
        .find(|word| word.status() == TermStatus::Proposed)
        .map(|word| NextTerm {
            id: word.id.clone(),
            term: word.term.clone(),
        });
    let (by, at) = entered.map_or((String::new(), None), |entered| (entered.by, Some(entered.at)));
    Ok(TermEntry {
        word: own.word(term),
        explanation: words_of(term, own.of(id)).to_owned(),
        shipped: term.explanation.clone(),
        entered_by: by,
        entered_at: at,
        revision: own.of(id).map_or(0, |own| own.revision),
        next,
    })
}

/// The explanation that holds, as it is written.
fn words_of<'a>(term: &'a Term, own: Option<&'a OwnTerm>) -> &'a str {
    own.map(|own| own.explanation.as_str())
        .filter(|explanation| !explanation.is_empty())
        .unwrap_or(&term.explanation)
}

/// Words the explanation of a word and says who agreed to it. It is public as soon as it is saved.
pub async fn edit_term(cx: Cx, input: EditTerm) -> Result<TermEntry> {
    cx.viewer.may(Action::EditPages)?;
    let term = by_id(&input.term).ok_or(ApiError::NotFound)?;
    let is_removed = input.remove == "1";
    let words = if is_removed {
        term.explanation.clone()
    } else {
        let written = text::unify_line_ends(&input.explanation).replace('\0', "");
        let texts = CheckEasyLanguage {
            explanation: written.trim().to_owned(),
            term: term.term.clone(),
            ..CheckEasyLanguage::default()
        };
        let mut invalid = Invalid::default();
        input.check(&mut invalid, cx.today());
        check::refuse(&mut invalid, Language::SimpleGerman.code(), &texts);
        invalid.finish()?;
        texts.explanation
    };
    let approval = input.approval().filter(|_| !is_removed);

    let mut tx = cx.begin().await?;
    let stored = Own::read(&mut tx).await?;
    let (before, shown) = (stored.of(&input.term), stored.word(term));
    let revision = before.map_or(0, |own| own.revision);
    if revision != input.revision {
        return Err(ApiError::Conflict.into());
    }
    let (old_words, old_approval) = (words_of(term, before), shown.approved);
    let is_reworded = words != old_words;
    if is_reworded && approval.is_some() && approval == old_approval && !input.still_agreed {
        return Err(ApiError::invalid("still_agreed", "errors.words_changed").into());
    }
    let Some(kind) = change(is_reworded, old_approval.as_ref(), approval.as_ref()) else {
        return compose(&mut tx, &input.term).await;
    };
    if is_removed && before.is_none_or(|own| own.explanation.is_empty()) {
        return compose(&mut tx, &input.term).await;
    }
    let is_as_shipped =
        is_removed || (approval.is_none() && words == term.explanation && term.status == Status::Proposed);
    let own = OwnTerm {
        explanation: if is_as_shipped { String::new() } else { words },
        approval,
        revision,
    };
    if !store::put(&mut tx, &input.term, &own, cx.viewer.staff_id(), cx.now()).await? {
        return Err(ApiError::Conflict.into());
    }
    let event = Event::new(kind, Visibility::Staff).data(json!({ "term": input.term }));
    events::record(&mut tx, &cx, event).await?;
    let answer = compose(&mut tx, &input.term).await?;
    cx.commit(tx).await?;
    Ok(answer)
}

/// What was done; nothing where everything is as it was.
fn change(is_reworded: bool, old: Option<&Approval>, new: Option<&Approval>) -> Option<EventKind> {
    match (old, new) {
        (_, Some(_)) if old != new || is_reworded => Some(EventKind::TermApproved),
        (Some(_), None) => Some(EventKind::ApprovalWithdrawn),
        (None, None) if is_reworded => Some(EventKind::TermReworded),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_has_an_event_and_none_has_none() {
        let approval = |day: &str| Approval {
            by: "Prüfgruppe".into(),
            on: day.parse().unwrap(),
        };
        let (first, second) = (approval("2026-11-02"), approval("2026-11-03"));
        for (is_reworded, old, new, kind) in [
            (false, None, None, None),
            (true, None, None, Some(EventKind::TermReworded)),
            (false, None, Some(&first), Some(EventKind::TermApproved)),
            (false, Some(&first), Some(&first), None),
            (true, Some(&first), Some(&first), Some(EventKind::TermApproved)),
            (false, Some(&first), Some(&second), Some(EventKind::TermApproved)),
            (false, Some(&first), None, Some(EventKind::ApprovalWithdrawn)),
            (true, Some(&first), None, Some(EventKind::ApprovalWithdrawn)),
        ] {
            assert_eq!(
                change(is_reworded, old, new),
                kind,
                "{is_reworded} {old:?} {new:?}"
            );
        }
    }
}

//! What all changes of a working copy have in common: who may, which revision was read, what is recorded.

use shared::{
    access::Action,
    api::ApiError,
    procedures::{Content, WorkingCopy},
};

use super::{list::not_found, store, working};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// Reads the working copy for a change of the revision that its editor saw.
///
/// # Errors
/// Not found, or a conflict when somebody else saved in between.
pub(super) async fn begin(cx: &Cx, slug: &str, revision: u32) -> Result<(Tx, store::Working)> {
    let mut tx = cx.begin().await?;
    let working = not_found(store::working(&mut tx, slug).await?)?;
    if working.revision != revision {
        return Err(ApiError::Conflict.into());
    }
    Ok((tx, working))
}

/// Stores the changed content, records what was changed and answers the new working copy.
///
/// # Errors
/// A conflict when somebody else saved in between.
pub(super) async fn finish(cx: &Cx, mut tx: Tx, working: &store::Working, part: &str) -> Result<WorkingCopy> {
    save(cx, &mut tx, working, &working.content, part).await?;
    let answer = working::compose(cx, &mut tx, &working.slug).await?;
    cx.commit(tx).await?;
    Ok(answer)
}

/// Stores the changed content and records what was changed.
///
/// # Errors
/// A conflict when somebody else saved in between.
pub(super) async fn save(
    cx: &Cx,
    tx: &mut Tx,
    working: &store::Working,
    content: &Content,
    part: &str,
) -> Result<()> {
    if !store::save_working(tx, working.id, working.revision, content).await? {
        return Err(ApiError::Conflict.into());
    }
    let event = Event::new(EventKind::WorkingCopyChanged, Visibility::Staff).procedure(working.id);
    events::record(tx, cx, event.data(serde_json::json!({ "part": part }))).await
}

/// Only those who may edit procedures; the operator's commands may too.
///
/// # Errors
/// Sign-in required or forbidden.
pub(super) fn check_may_edit(cx: &Cx) -> Result<()> {
    if !cx.viewer.can(Action::EditProcedure) {
        cx.viewer.may(Action::EditProcedure)?;
    }
    Ok(())
}

/// Puts an entry to a position from 1, or leaves it where it is.
pub(super) fn place<T>(list: &mut Vec<T>, at: usize, position: Option<u32>) {
    let Some(position) = position.filter(|_| at < list.len()) else {
        return;
    };
    let entry = list.remove(at);
    let to = usize::try_from(position)
        .unwrap_or(usize::MAX)
        .saturating_sub(1)
        .min(list.len());
    list.insert(to, entry);
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn an_entry_moves_to_its_place_and_no_further_than_the_end() {
        let mut list = vec!['a', 'b', 'c'];
        place(&mut list, 0, Some(2));
        assert_eq!(list, ['b', 'a', 'c']);
        place(&mut list, 0, Some(99));
        assert_eq!(list, ['a', 'c', 'b']);
        place(&mut list, 2, Some(0));
        assert_eq!(list, ['b', 'a', 'c']);
        place(&mut list, 1, None);
        assert_eq!(list, ['b', 'a', 'c']);
    }
}

//! A new procedure.

use shared::{
    api::ApiError,
    ids::ProcedureId,
    organisations::Localized,
    procedures::{Content, CreateProcedure, Kind, WorkingCopy},
    text,
};

use super::{RESERVED_SLUG, edit, store, working};
use crate::{
    db::{Statements, Tx},
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// So many slugs are tried before giving up.
const MAX_TRIES: u32 = 1000;

/// Makes an empty procedure.
pub async fn create_procedure(cx: Cx, input: CreateProcedure) -> Result<WorkingCopy> {
    edit::check_may_edit(&cx)?;
    input.check()?;
    let title = input.title.trim();
    let mut tx = cx.begin().await?;
    let slug = if input.slug.is_empty() {
        propose_slug(&mut tx, title).await?
    } else {
        if input.slug == RESERVED_SLUG || store::slug_is_taken(&mut tx, &input.slug, None).await? {
            return Err(ApiError::invalid("slug", "errors.already_taken").into());
        }
        input.slug
    };
    let content = Content {
        title: Localized::german(title),
        ..Content::default()
    };
    insert(&cx, &mut tx, &slug, input.kind, &content).await?;
    let answer = working::compose(&cx, &mut tx, &slug).await?;
    cx.commit(tx).await?;
    Ok(answer)
}

/// A free slug made from a title: the plain one, else with `-2`, `-3` ….
pub(super) async fn propose_slug(db: &mut impl Statements, title: &str) -> Result<String> {
    let plain = text::slug_from(title);
    for number in 1..=MAX_TRIES {
        let slug = if number == 1 {
            plain.clone()
        } else {
            let number = number.to_string();
            let room = text::MAX_SLUG.saturating_sub(number.len() + 1);
            format!("{}-{number}", text::cut_slug(&plain, room))
        };
        if slug != RESERVED_SLUG && !store::slug_is_taken(db, &slug, None).await? {
            return Ok(slug);
        }
    }
    Err(ApiError::invalid("slug", "errors.already_taken").into())
}

/// Stores a new procedure.
pub(super) async fn insert(
    cx: &Cx,
    tx: &mut Tx,
    slug: &str,
    kind: Kind,
    content: &Content,
) -> Result<ProcedureId> {
    let id = ProcedureId(cx.new_id());
    store::insert(tx, id, slug, kind, content, cx.now()).await?;
    let event = Event::new(EventKind::ProcedureCreated, Visibility::Staff)
        .procedure(id)
        .data(serde_json::json!({ "slug": slug }));
    events::record(tx, cx, event).await?;
    Ok(id)
}

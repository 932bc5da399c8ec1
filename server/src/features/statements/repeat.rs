//! What came before under the same key: whether it is the same again, or what differs.
//!
//! Invariant: nothing that somebody gives is dropped as a repetition unless all of it is there already.

use bytes::Bytes;
use shared::{
    api::ApiError,
    statements::{StatementInput, spaced_code},
};

use super::{
    place::Place,
    register,
    store::{self, Statement},
};
use crate::{
    db::Statements,
    error::Result,
    features::procedures::ProcedureRef,
    http::files,
    secret::{sha256, to_hex},
    site::Cx,
};

/// A file that came along: its name and its content.
pub(super) type File = (String, Bytes);

/// Whether a statement belongs to a procedure and has a text, word for word.
pub(super) fn is_same_text(known: &Statement, procedure: &ProcedureRef, body: &str) -> bool {
    known.procedure == procedure.id && known.body_sha256 == to_hex(&sha256(body.as_bytes()))
}

/// What of a statement with the same text is not as it is given now: `place`, `files`, `reply`, `person`, `publish`, in the
/// order of the page on which it is checked. Empty when all of it is the same.
pub(super) async fn differences(
    db: &mut impl Statements,
    cx: &Cx,
    known: &Statement,
    input: &StatementInput,
    place: &Place,
    given: &[File],
) -> Result<Vec<&'static str>> {
    let person = store::person(db, known.id).await?.unwrap_or_default();
    let stored = store::attachments(db, known.id).await?;
    let mut files = Vec::new();
    for file in stored {
        // One that is gone from the store is not the same as any.
        if let Some(bytes) = files::read(&cx.site, &file.file).await? {
            files.push((file.file_name, bytes));
        }
    }
    let mut given = given.to_vec();
    files.sort();
    given.sort();
    let same_place = known.place_kind == place.kind && known.place_ref == place.reference;
    Ok([
        ("place", same_place),
        ("files", files == given),
        ("reply", known.reply_wish == input.reply),
        ("person", person == register::person_of(input).unwrap_or_default()),
        ("publish", known.may_publish == input.may_publish),
    ]
    .into_iter()
    .filter_map(|(name, is_same)| (!is_same).then_some(name))
    .collect())
}

/// The refusal of a text that came already, where something else was changed since: it names the statement and what of
/// the new one is not there. Whoever has key and text wrote it, and may know the code.
pub(super) fn sent_before(cx: &Cx, known: &Statement, differs: &[&str]) -> ApiError {
    ApiError::refused_with(
        "sent_before",
        &[
            ("number", known.number.to_string()),
            ("code", spaced_code(&cx.site.secret.receipt_code(known.id))),
            ("differs", differs.join(",")),
        ],
    )
}

/// What is stored of a draft's files, to be compared.
pub(super) async fn contents(cx: &Cx, stored: &[store::StoredFile]) -> Result<Vec<File>> {
    let mut contents = Vec::new();
    for file in stored {
        let bytes = files::read(&cx.site, &file.file).await?.unwrap_or_default();
        contents.push((file.name.clone(), bytes));
    }
    Ok(contents)
}

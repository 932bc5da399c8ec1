//! Documents: PDF files with title, kind and date, and their titles in other languages.

use formats::xplan::codes;
use shared::{
    api::{ApiError, Invalid},
    ids::DocumentId,
    language::Language,
    plans::{DOCUMENT_KINDS, Document, MAX_DOCUMENT_BYTES},
    procedures::{
        EditDocument, MAX_TITLE, WorkingCopy,
        names::{set_name, written_language},
    },
    text,
};

use super::{edit, store};
use crate::{
    error::Result,
    features::plans,
    http::files,
    site::{Cx, Upload},
    uploads,
};

/// Most documents of a procedure.
pub(super) const MAX_DOCUMENTS: usize = 200;

/// Adds, changes or removes a document; a file sent along for an existing one takes its place.
pub async fn edit_document(cx: Cx, input: EditDocument) -> Result<WorkingCopy> {
    edit::check_may_edit(&cx)?;
    let is_new = input.document.is_empty();
    let is_removed = input.remove == "1" && !is_new;
    let language = written_language(&input.language)?;
    if language != Language::German && !is_removed {
        return name_document(cx, input, language).await;
    }
    let upload = cx
        .exchange
        .take_uploads()
        .into_iter()
        .next()
        .filter(|_| !is_removed);
    let mut invalid = Invalid::default();
    // In the order of the form.
    match &upload {
        Some(upload) => check_file(&mut invalid, upload),
        None if is_new => invalid.add("file", "errors.required"),
        None => {}
    }
    text::check_text(&mut invalid, "title", &input.title, !is_removed, MAX_TITLE);
    if !input.kind.is_empty() && !is_kind(&input.kind) {
        invalid.add("kind", "errors.invalid_choice");
    }
    if input.date.is_some_and(|day| !super::is_sane_day(day)) {
        invalid.add("date", "errors.invalid_date");
    }
    invalid.finish()?;
    // The file is stored before the transaction: a file that nothing refers to does no harm, the contrary would.
    let stored = match upload {
        None => None,
        Some(upload) => {
            let size = u64::try_from(upload.bytes.len()).unwrap_or(u64::MAX);
            Some((
                files::store(&cx.site, upload.bytes).await?,
                plans::file_name(&upload.file_name),
                size,
            ))
        }
    };
    let (mut tx, mut working) = edit::begin(&cx, &input.procedure, input.revision).await?;
    let id = working.id;
    let documents = &mut working.content.documents;
    let at = if is_new {
        if documents.len() >= MAX_DOCUMENTS {
            return Err(
                ApiError::refused_with("too_many_entries", &[("max", MAX_DOCUMENTS.to_string())]).into(),
            );
        }
        let (kind, file) = (String::new(), String::new());
        documents.push(Document {
            id: DocumentId(cx.new_id()),
            title: String::new(),
            title_language: None,
            titles: Default::default(),
            kind,
            date: None,
            file,
            file_name: String::new(),
            size: 0,
        });
        documents.len() - 1
    } else {
        let wanted = input.document.parse().ok();
        documents
            .iter()
            .position(|document| Some(document.id) == wanted)
            .ok_or(ApiError::NotFound)?
    };
    if is_removed {
        documents.remove(at);
    } else if let Some(document) = documents.get_mut(at) {
        document.title = input.title.trim().to_owned();
        document.kind = input.kind;
        document.date = input.date;
        if let Some((file, file_name, size)) = stored {
            store::add_document(&mut tx, id, &file).await?;
            (document.file, document.file_name, document.size) = (file, file_name, size);
        }
        edit::place(documents, at, input.position);
    }
    edit::finish(&cx, tx, &working, "documents").await
}

/// Writes the title in another language than German.
async fn name_document(cx: Cx, input: EditDocument, language: Language) -> Result<WorkingCopy> {
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "title", &input.title, false, MAX_TITLE);
    invalid.finish()?;
    let (tx, mut working) = edit::begin(&cx, &input.procedure, input.revision).await?;
    let wanted = input.document.parse().ok();
    let mut documents = working.content.documents.iter_mut();
    let document = documents
        .find(|document| Some(document.id) == wanted)
        .ok_or(ApiError::NotFound)?;
    set_name(&mut document.titles, language, &input.title);
    edit::finish(&cx, tx, &working, "documents").await
}

fn is_kind(code: &str) -> bool {
    DOCUMENT_KINDS.iter().any(|(known, _)| *known == code)
        || codes::word(codes::DOCUMENT_TYPE, code).is_some()
}

fn check_file(invalid: &mut Invalid, upload: &Upload) {
    if upload.bytes.is_empty() {
        invalid.add("file", "errors.file_empty");
    } else if upload.bytes.len() > MAX_DOCUMENT_BYTES {
        invalid.add_with(
            "file",
            "errors.file_too_large",
            &[("max", MAX_DOCUMENT_BYTES.to_string())],
        );
    } else if !uploads::is_pdf(&upload.bytes) {
        invalid.add_with("file", "errors.file_kind", &[("allowed", "PDF".into())]);
    }
}

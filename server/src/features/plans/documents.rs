//! The documents that a plan names: what is taken over at an import, and what the clerk did with them since.
//!
//! Invariants: a document is known by the address that the plan gives it, and keeps its id; what the clerk wrote, replaced
//! or removed stays so; whatever is not taken over is said, with its reason.

use std::collections::HashSet;

use formats::{
    Unique,
    xplan::{self, Finding, codes},
};
use serde::{Deserialize, Serialize};
use shared::{ids::DocumentId, plans::Document, procedures::MAX_TITLE, time::Day};

/// Longest key, in characters.
const MAX_KEY: usize = 500;
/// So many files that no plan names are listed.
const MAX_UNUSED: usize = 20;

/// A document of the archive that the plan names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDocument {
    /// Its address as the plan writes it.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Code of `XP_ExterneReferenzTyp`; empty where none is known.
    pub kind: String,
    /// The date it bears.
    pub date: Option<Day>,
    /// The member of the archive that holds it.
    pub member: String,
}

/// A document whose file was unpacked and stored.
#[derive(Clone, Debug)]
pub struct TakenDocument {
    /// What the plan says of it.
    pub read: ReadDocument,
    /// SHA-256 of the file.
    pub file: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A document as it was last imported, before the clerk changed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDocument {
    /// Its id, for ever.
    pub id: DocumentId,
    /// Its address in the plan.
    pub key: String,
    /// The title that the plan gave.
    pub title: String,
    /// The kind that the plan gave.
    pub kind: String,
    /// The date that the plan gave.
    pub date: Option<Day>,
    /// SHA-256 of the file.
    pub file: String,
}

/// What a plan names.
#[derive(Clone, Debug, Default)]
pub struct NamedDocuments {
    /// Those that lie in the archive.
    pub in_archive: Vec<ReadDocument>,
    /// The keys of all, also of those that lie elsewhere.
    pub keys: HashSet<String>,
    /// What cannot be taken over, with the reason.
    pub left_out: Vec<Finding>,
}

/// The documents of a plan. `unused` are members of the archive that no plan of the file names.
pub fn named(plan: &xplan::Plan, unused: &[String]) -> NamedDocuments {
    let mut found = NamedDocuments::default();
    let mut keys = Unique::default();
    for document in &plan.documents {
        let address = document
            .url
            .as_deref()
            .or(document.name.as_deref())
            .unwrap_or_default();
        let base: String = address.replace('\0', "").chars().take(MAX_KEY).collect();
        let key = keys.take(&base, |key, number| format!("{key}#{number}"));
        found.keys.insert(key.clone());
        let Some(member) = &document.member else {
            // What is neither in the archive nor on the web was said by the reader.
            if base.contains("://") {
                found.left_out.push(
                    Finding::new(
                        "document_on_web",
                        "The document lies on the web; it was not fetched.",
                        "Download it there and upload it with the documents.",
                    )
                    .at(shown(&base)),
                );
            }
            continue;
        };
        let kind = document.type_code.as_deref().map(str::trim).unwrap_or_default();
        let word = codes::word(codes::DOCUMENT_TYPE, kind);
        let title = document
            .name
            .as_deref()
            .map(without_extension)
            .filter(|name| name.chars().any(char::is_alphanumeric))
            .map_or_else(
                || word.map_or_else(|| without_extension(last_part(member)).to_owned(), str::to_owned),
                str::to_owned,
            );
        found.in_archive.push(ReadDocument {
            key,
            title: title
                .replace('\0', "")
                .chars()
                .take(MAX_TITLE)
                .collect::<String>()
                .trim()
                .to_owned(),
            kind: word.map(|_| kind.to_owned()).unwrap_or_default(),
            date: document.date,
            member: member.clone(),
        });
    }
    for member in unused.iter().take(MAX_UNUSED) {
        found.left_out.push(
            Finding::new(
                "document_unused",
                "The file is in the archive, but the plan does not name it as a document.",
                "Upload it with the documents if it is to be displayed.",
            )
            .at(shown(member)),
        );
    }
    if let Some(more) = unused.len().checked_sub(MAX_UNUSED).filter(|more| *more > 0) {
        found.left_out.push(Finding::new(
            "document_unused_more",
            format!("{more} more files of the archive are not named as documents."),
            "Upload them with the documents if they are to be displayed.",
        ));
    }
    found
}

/// What became of the documents of an import.
#[derive(Debug, Default)]
pub struct Carried {
    /// What is remembered for the next import.
    pub stored: Vec<StoredDocument>,
    /// Files that documents now refer to.
    pub files: Vec<String>,
    /// What was not taken over, and why.
    pub findings: Vec<Finding>,
}

/// Takes the documents of an import into the working copy's list. `before` is what was imported last, `keys` what the plan
/// names now; a list never grows beyond `most`.
pub fn carry_over(
    documents: &mut Vec<Document>,
    before: &[StoredDocument],
    taken: Vec<TakenDocument>,
    keys: &HashSet<String>,
    most: usize,
    mut new_id: impl FnMut() -> DocumentId,
) -> Carried {
    let mut carried = Carried::default();
    let mut left: Vec<&StoredDocument> = before.iter().collect();
    for TakenDocument { read, file, size } in taken {
        // Known by its address; else by title and kind, when its file was renamed.
        let known = left.iter().position(|old| old.key == read.key).or_else(|| {
            left.iter()
                .position(|old| !keys.contains(&old.key) && old.title == read.title && old.kind == read.kind)
        });
        let old = known.map(|at| left.remove(at));
        let id = if let Some(old) = old {
            match documents.iter_mut().find(|document| document.id == old.id) {
                None => carried.findings.push(
                    Finding::new(
                        "document_removed",
                        "The document was removed here after the last import; it stays removed.",
                        "Upload it with the documents if it is to be displayed after all.",
                    )
                    .at(shown(&read.title)),
                ),
                Some(document) => {
                    if document.title == old.title {
                        document.title.clone_from(&read.title);
                    }
                    if document.kind == old.kind {
                        document.kind.clone_from(&read.kind);
                    }
                    if document.date == old.date {
                        document.date = read.date;
                    }
                    if document.file == old.file {
                        document.file.clone_from(&file);
                        document.file_name = file_name(&read.member);
                        document.size = size;
                        carried.files.push(file.clone());
                    } else if file != old.file && file != document.file {
                        carried.findings.push(
                            Finding::new(
                                "document_kept",
                                "The file of this document was replaced here after the last import; it was kept.",
                                "Compare both files and upload the newer one with the documents.",
                            )
                            .at(shown(&document.title)),
                        );
                    }
                }
            }
            old.id
        } else {
            // The same file that a clerk uploaded by hand before is no second document.
            let by_hand = documents.iter().find(|document| {
                document.file == file
                    && !before
                        .iter()
                        .chain(&carried.stored)
                        .any(|old| old.id == document.id)
            });
            if let Some(document) = by_hand {
                document.id
            } else if documents.len() >= most {
                carried.findings.push(
                    Finding::new(
                        "document_limit",
                        format!("There are more than {most} documents; this one was left out."),
                        "Put several documents into one PDF.",
                    )
                    .at(shown(&read.title)),
                );
                continue;
            } else {
                let id = new_id();
                documents.push(Document {
                    id,
                    title: read.title.clone(),
                    title_language: None,
                    titles: Default::default(),
                    kind: read.kind.clone(),
                    date: read.date,
                    file: file.clone(),
                    file_name: file_name(&read.member),
                    size,
                });
                carried.files.push(file.clone());
                id
            }
        };
        carried.stored.push(StoredDocument {
            id,
            key: read.key,
            title: read.title,
            kind: read.kind,
            date: read.date,
            file,
        });
    }
    for old in left {
        if let Some(document) = documents.iter().find(|document| document.id == old.id)
            && !keys.contains(&old.key)
        {
            carried.findings.push(
                Finding::new(
                    "document_gone",
                    "The plan no longer names this document; it was kept.",
                    "Remove it with the documents if it is not to be displayed any more.",
                )
                .at(shown(&document.title)),
            );
        }
        carried.stored.push(old.clone());
    }
    carried
}

fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn without_extension(name: &str) -> &str {
    let name = name.trim();
    match name.len().checked_sub(4).and_then(|at| name.split_at_checked(at)) {
        Some((stem, extension)) if extension.eq_ignore_ascii_case(".pdf") => stem.trim_end(),
        _ => name,
    }
}

/// Longest name of a file, in characters.
const MAX_FILE_NAME: usize = 120;

/// The last part of a file's name, without what addresses and systems read as more than a name.
pub fn file_name(name: &str) -> String {
    let kept: String = last_part(name)
        .chars()
        .filter(|c| !c.is_control() && !"?#%<>:\"|*".contains(*c))
        .take(MAX_FILE_NAME)
        .collect();
    match kept.trim().trim_start_matches('.') {
        "" => "document.pdf".to_owned(),
        name => name.to_owned(),
    }
}

/// A name as a finding may show it.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_keeps_its_name_but_no_path() {
        assert_eq!(file_name("C:\\Pläne\\Begründung 2.pdf"), "Begründung 2.pdf");
        assert_eq!(file_name("../../.."), "document.pdf");
    }
}

//! The languages of the interface: how far each is, as `locales/` itself says.
//!
//! Invariant: the same for everybody and every municipality; nothing is stored.

use shared::{
    language::Language,
    languages::{LanguageStatus, Languages, ListLanguages, PartStatus},
};

use crate::{error::Result, http::mount::Mount, site::Cx};

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount.on(list_languages)
}

/// Lists all languages with their parts.
pub async fn list_languages(_: Cx, _: ListLanguages) -> Result<Languages> {
    let languages = Language::ALL.iter().map(|language| LanguageStatus {
        code: language.code().to_owned(),
        parts: app::i18n::status(*language)
            .into_iter()
            .map(|status| PartStatus {
                part: status.part.to_owned(),
                all: status.all,
                done: status.done,
                written_by: status.written_by.to_owned(),
                written_on: status.written_on.parse().ok(),
                reviewed_by: status.reviewed_by.to_owned(),
                reviewed_on: status.reviewed_on.parse().ok(),
            })
            .collect(),
    });
    Ok(Languages {
        languages: languages.collect(),
    })
}

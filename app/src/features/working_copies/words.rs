//! Names of steps, kinds and rounds, as staff read them.

use shared::{
    language::Language,
    procedures::{Kind, Round, Step},
};

use crate::{
    i18n::{msg, t},
    ui::Choice,
};

/// The name of a step.
pub fn step_name(step: Step) -> String {
    t(match step {
        Step::EarlyPublic => msg::working_copies::step::early_public(),
        Step::PublicDisplay => msg::working_copies::step::public_display(),
        Step::Informal => msg::working_copies::step::informal(),
    })
}

/// The name of a kind.
pub fn kind_name(kind: Kind) -> String {
    t(match kind {
        Kind::DevelopmentPlan => msg::working_copies::kind::development_plan(),
        Kind::ProjectPlan => msg::working_copies::kind::project_plan(),
        Kind::LandUsePlan => msg::working_copies::kind::land_use_plan(),
        Kind::Other => msg::working_copies::kind::other(),
    })
}

/// All kinds as choices.
pub fn kinds() -> Vec<Choice> {
    Kind::ALL
        .into_iter()
        .map(|kind| Choice::new(kind.word(), kind_name(kind)))
        .collect()
}

/// The name of a round: step, and the pass from the second on.
pub fn round_name(round: &Round) -> String {
    let step = step_name(round.step);
    if round.pass > 1 {
        t(msg::working_copies::rounds::again(step, i64::from(round.pass)))
    } else {
        step
    }
}

/// What is missing before publishing, and the part of the working copy where it is mended.
pub fn missing_text(key: &str) -> (String, &'static str) {
    use msg::working_copies::missing as m;
    let (text, part) = match key {
        "title" => (m::title(), "texts"),
        "short" => (m::short(), "texts"),
        "long" => (m::long(), "texts"),
        "contact" => (m::contact(), "texts"),
        "round" => (m::round(), "rounds"),
        "deletion_on" => (m::deletion_on(), "settings"),
        "videos" => (m::videos(), "videos"),
        "easy_language" => (m::easy_language(), "texts?language=de-simple"),
        "easy_chapters" => (m::easy_chapters(), "chapters?language=de-simple"),
        "page_imprint" => (m::imprint(), "/pages/imprint"),
        "page_privacy" => (m::privacy(), "/pages/privacy"),
        "page_contact" => (m::contact_page(), "/pages/contact"),
        other => (m::other(other), ""),
    };
    (t(text), part)
}

/// What somebody should look at once more, and the part of the working copy where it is.
pub fn doubt_text(key: &str) -> (String, String) {
    use msg::working_copies::doubt as d;
    if let Some(language) = key
        .strip_prefix("outdated_chapters_")
        .and_then(Language::from_code)
    {
        // The sentence has the colon already.
        let chapters = t(msg::working_copies::chapters::title());
        let whose = format!("{chapters} ({})", language.own_name());
        let text = t(d::outdated(whose));
        return (text, format!("chapters?language={}", language.code()));
    }
    if let Some(language) = key.strip_prefix("outdated_").and_then(Language::from_code) {
        let part = format!("texts?language={}", language.code());
        return (t(d::outdated(language.own_name())), part);
    }
    let (text, part) = match key {
        "short_display" => (d::short_display(), "rounds"),
        "no_plan" => (d::no_plan(), "plan"),
        "elsewhere" => (msg::working_copies::plan::suspect(), "plan"),
        "no_documents" => (d::no_documents(), "documents"),
        other => (msg::working_copies::missing::other(other), ""),
    };
    (t(text), part.to_owned())
}

/// The name of a document's kind, by its code of `XP_ExterneReferenzTyp`.
pub fn document_kind_name(code: &str) -> String {
    use msg::working_copies::document_kind as kind;
    t(match code {
        "1010" => kind::kind_1010(),
        "1030" => kind::kind_1030(),
        "1050" => kind::kind_1050(),
        "1060" => kind::kind_1060(),
        "1070" => kind::kind_1070(),
        "1090" => kind::kind_1090(),
        "2700" => kind::kind_2700(),
        "2800" => kind::kind_2800(),
        "5000" => kind::kind_5000(),
        _ => kind::kind_9999(),
    })
}

#[cfg(test)]
mod tests {
    use shared::plans::DOCUMENT_KINDS;

    use super::*;
    use crate::i18n::provide_language;

    #[test]
    fn a_doubt_about_chapters_has_one_colon_in_every_language() {
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            for language in Language::ALL {
                provide_language(language);
                let (text, part) = doubt_text("outdated_chapters_tr");
                assert_eq!(text.matches(':').count(), 1, "{text}");
                assert!(text.contains("Türkçe"), "{text}");
                assert_eq!(part, "chapters?language=tr");
            }
        });
    }

    #[test]
    fn every_kind_of_document_has_its_german_name_and_an_english_one() {
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            for (code, german) in DOCUMENT_KINDS {
                provide_language(Language::German);
                assert_eq!(document_kind_name(code), german);
                provide_language(Language::English);
                assert_ne!(document_kind_name(code), german);
            }
        });
    }
}

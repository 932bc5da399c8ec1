//! The start page, the list of procedures and a procedure's pages.
//!
//! Invariant: what is possible, and until when, is said in words at the head of each page, before anything else.

mod chapter_page;
pub mod contact;
mod list_page;
mod outlook;
mod paper_page;
mod papers;
pub mod plan;
pub mod plan_map;
mod procedure_page;
mod record_joined;
mod record_page;
mod record_words;
mod simple_page;
mod start_page;
pub mod unsent;
pub mod words;

pub use chapter_page::ChapterPage;
pub use list_page::ProceduresPage;
pub use paper_page::PaperPage;
pub use procedure_page::{ProcedurePage, full, only_german, translation_note};
pub use record_page::RecordPage;
pub use record_words::sentence;
pub use start_page::StartPage;

use leptos::prelude::*;
use shared::{
    api::{Api, ApiError},
    procedures::{Procedure, ShowProcedure},
};

use crate::{
    context::{KeptForm, use_language},
    i18n::{msg, t},
    load::{redirect, use_address},
    routes,
    ui::{Breadcrumbs, NavLink},
};

/// Reads a procedure without the texts that only some pages show, so that pages stay small.
///
/// # Errors
/// Whatever the server refused with.
pub async fn slim_procedure(api: &Api, slug: String, language: String) -> Result<Procedure, ApiError> {
    let mut procedure = api
        .call(ShowProcedure {
            procedure: slug,
            language: Some(language),
            version: None,
        })
        .await?;
    procedure.easy = None;
    procedure.long_html.clear();
    for chapter in &mut procedure.chapters {
        chapter.html.clear();
        chapter.words.clear();
    }
    Ok(procedure)
}

/// The same without the plan's drawing, for pages that show no plan.
///
/// # Errors
/// Whatever the server refused with.
pub async fn undrawn_procedure(api: &Api, slug: String, language: String) -> Result<Procedure, ApiError> {
    let procedure = slim_procedure(api, slug, language).await?;
    Ok(Procedure {
        drawing: None,
        ..procedure
    })
}

/// What each page of a procedure begins with: the frame learns who helps with it, and whoever asked for it by a former name
/// is sent on to the same address with the present one; not whoever sent a form there, which would lose what was typed.
pub fn arrive(procedure: &Procedure, asked: &str) {
    // On the server the frame knows it before the page, as the program finds it.
    #[cfg(feature = "hydrate")]
    helped_by(&procedure.slug, &procedure.contact);
    let has_typed =
        use_context::<KeptForm>().is_some_and(|KeptForm(kept)| kept.with_untracked(Option::is_some));
    if procedure.slug != asked && !asked.is_empty() && !has_typed {
        let here = use_address().get_untracked();
        redirect(routes::under_slug(&here, &procedure.slug));
    }
}

/// The frame learns who helps with what its page is about ([`routes::subject_of`]).
#[cfg(feature = "hydrate")]
pub fn helped_by(subject: &str, contact: &shared::organisations::Contact) {
    if let Some(crate::context::Help(help)) = use_context() {
        help.set(Some((subject.to_owned(), contact.clone())));
    }
}

/// The way to a page below a procedure.
pub fn way(procedure: Option<(&str, &str)>, here: &str) -> AnyView {
    let language = use_language();
    let mut links = vec![NavLink::new(t(msg::layout::nav::home()), routes::home(language))];
    if procedure.is_some() || here != t(msg::procedures::list::title()) {
        links.push(NavLink::new(
            t(msg::layout::nav::procedures()),
            routes::procedures(language),
        ));
    }
    if let Some((title, slug)) = procedure {
        links.push(NavLink::new(title, routes::procedure(language, slug)));
    }
    view! { <Breadcrumbs label=t(msg::common::breadcrumbs()) links=links here=here/> }.into_any()
}

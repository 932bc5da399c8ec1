//! A procedure in the simplified view: three sentences, until when, one button.
//!
//! Invariant: never less than in the normal view; „Alles anzeigen“ leads to everything.

use leptos::prelude::*;
use shared::procedures::Procedure;

use super::{procedure_page::text_note, words};
use crate::{
    context::{use_language, use_site},
    i18n::{msg, t},
    routes,
    shell::PageTitle,
    ui::{ButtonGroup, ButtonKind, LinkButton, PageHeading},
};

/// How many sentences are shown.
const SENTENCES: usize = 3;

/// The page.
pub(super) fn simple(procedure: Procedure) -> AnyView {
    let language = use_language();
    let (_, title, when, text) = words::phase(&procedure);
    let open = words::is_open(&procedure);
    let mut lines: Vec<String> = procedure
        .plain
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("## "))
        .take(SENTENCES)
        .map(str::to_owned)
        .collect();
    let mut lang = words::foreign(&procedure.plain_language);
    if lines.is_empty() {
        lines.push(procedure.short.clone());
        lang = words::foreign(&procedure.short_language);
    }
    let lines = lines
        .into_iter()
        .map(|line| view! { <p lang=lang.clone() dir="auto">{line}</p> })
        .collect_view();
    let here = routes::procedure(language, &procedure.slug);
    let act = open.then(|| view! {
        <LinkButton href=routes::comment(language, &procedure.slug)>{t(msg::procedures::simple::act())}</LinkButton>
    });
    let note = text_note(&procedure);
    let phone = words::phone(&procedure, &use_site());
    view! {
        <PageTitle text=procedure.title.clone()/>
        <PageHeading title=procedure.title.clone() lang=words::foreign(&procedure.title_language)/>
        {lines}
        <div class="panel stack stack--small">
            <p><strong>{title}</strong></p>
            {match when {
                Some(when) => view! { <p>{when.view()}</p> }.into_any(),
                None => view! { <p>{text}</p> }.into_any(),
            }}
        </div>
        <ButtonGroup>
            {act}
            <LinkButton href=routes::with_query(&here, &[("view", "all")]) kind=ButtonKind::Secondary>
                {t(msg::procedures::simple::everything())}
            </LinkButton>
        </ButtonGroup>
        {note}
        {(!phone.is_empty()).then(|| view! { <p class="help">{t(msg::procedures::simple::phone(phone))}</p> })}
    }
    .into_any()
}

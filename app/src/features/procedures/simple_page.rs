//! A procedure in the simplified view: three sentences, until when, one button; what there is besides, one page each.
//!
//! Invariant: never less than in the normal view; „Alles anzeigen“ leads to everything.

use leptos::prelude::*;
use shared::{procedures::Procedure, time::Timestamp};

use super::{
    papers,
    procedure_page::{changed, old_version, text_note},
    unsent, words,
};
use crate::{
    context::use_language,
    features::glossary,
    i18n::{msg, t},
    routes,
    shell::PageTitle,
    ui::{BackLink, ButtonGroup, ButtonKind, Icon, IconView, LinkButton, PageHeading},
};

/// How many sentences are shown.
const SENTENCES: usize = 3;
/// The view of the papers alone, in the address.
pub(super) const PAPERS: &str = "papers";

/// The page. `unsent` is when the reader's own draft of a comment was stored.
pub(super) fn simple(procedure: Procedure, unsent: Option<Timestamp>) -> AnyView {
    let language = use_language();
    let (_, title, when, text) = words::phase(&procedure);
    let open = words::is_open(&procedure);
    let (lines, lang) = sentences(&procedure);
    let opening = procedure.easy.clone().unwrap_or_default().opening;
    let note = text_note(&procedure, opening.html.is_empty() && lang.is_some());
    let lines = if opening.html.is_empty() {
        lines
            .into_iter()
            .map(|line| view! { <p lang=lang.clone() dir="auto">{line}</p> })
            .collect_view()
            .into_any()
    } else {
        view! { <div class="easy" inner_html=opening.html></div> }.into_any()
    };
    let here = routes::procedure(language, &procedure.slug);
    let newest = procedure.versions.iter().map(|version| version.version).max();
    let version = if procedure.version == 0 || Some(procedure.version) == newest {
        String::new()
    } else {
        procedure.version.to_string()
    };
    let view = |view: &str| routes::with_query(&here, &[("version", &version), ("view", view)]);
    let more = more(&procedure, view(PAPERS));
    let everything = view("all");
    let changed = changed(&procedure, format!("{everything}#versions"));
    let old_version = old_version(&procedure);
    let act = open.then(|| view! {
        <LinkButton href=routes::comment(language, &procedure.slug)>{t(msg::procedures::simple::act())}</LinkButton>
    });
    view! {
        <PageTitle text=procedure.title.clone()/>
        <PageHeading title=procedure.title.clone() lang=words::foreign(&procedure.title_language)/>
        {old_version}
        {changed}
        {lines}
        <div class="panel stack stack--small">
            <p><strong>{title}</strong></p>
            {match when {
                Some(when) => view! { <p>{when.view()}</p> }.into_any(),
                None => view! { <p>{text}</p> }.into_any(),
            }}
        </div>
        {unsent::note(&procedure, unsent)}
        <ButtonGroup>
            {act}
            <LinkButton href=everything kind=ButtonKind::Secondary>
                {t(msg::procedures::simple::everything())}
            </LinkButton>
        </ButtonGroup>
        {note}
        {glossary::explained(opening.words)}
        {more}
    }
    .into_any()
}

/// The first sentences of the summary with their language where it is not the page's; the short text where there is no
/// summary, or where it alone is in the language of the page.
fn sentences(procedure: &Procedure) -> (Vec<String>, Option<String>) {
    let (plain_lang, short_lang) = (
        words::foreign(&procedure.plain_language),
        words::foreign(&procedure.short_language),
    );
    let lines: Vec<String> = procedure
        .plain
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("## "))
        .take(SENTENCES)
        .map(str::to_owned)
        .collect();
    let short_alone = plain_lang.is_some() && short_lang.is_none() && !procedure.short.is_empty();
    if lines.is_empty() || short_alone {
        (vec![procedure.short.clone()], short_lang)
    } else {
        (lines, plain_lang)
    }
}

/// What there is besides; at most five choices.
fn more(procedure: &Procedure, papers_alone: String) -> AnyView {
    let language = use_language();
    let part = |part: &str| routes::procedure_part(language, &procedure.slug, part);
    let papers = !procedure.chapters.is_empty() || !procedure.documents.is_empty();
    let links = [
        papers.then(|| (papers_alone, t(msg::procedures::simple::papers()))),
        (procedure.published_statements > 0).then(|| {
            (
                routes::comments(language, &procedure.slug),
                t(msg::procedures::simple::comments()),
            )
        }),
        Some((part("record"), t(msg::procedures::record::title()))),
        Some((part("paper"), t(msg::procedures::paper::link()))),
    ];
    let links = links
        .into_iter()
        .flatten()
        .map(|(href, text)| {
            view! {
                <li>
                    <a class="row-link" href=href>
                        <span>{text}</span>
                        <IconView icon=Icon::Forward/>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=t(msg::procedures::simple::more())>
            <ul class="plain-list">{links}</ul>
        </nav>
    }
    .into_any()
}

/// The papers alone.
pub(super) fn only_papers(procedure: &Procedure) -> AnyView {
    let title = t(msg::procedures::papers::title());
    let open = words::is_open(procedure);
    view! {
        <PageTitle text=format!("{title}: {}", procedure.title)/>
        <p>
            <BackLink
                href=routes::procedure(use_language(), &procedure.slug)
                text=t(msg::procedures::papers::back())
            />
        </p>
        <PageHeading preline=procedure.title.clone() preline_lang=words::foreign(&procedure.title_language) title=title/>
        {papers::papers(procedure, open, true)}
    }
    .into_any()
}

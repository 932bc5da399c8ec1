//! A procedure in the simplified view: three sentences, until when, one button; what there is besides, one page each.
//!
//! Invariant: never less than in the normal view; „Alles anzeigen“ leads to everything.

use leptos::prelude::*;
use shared::{glossary::EasyText, procedures::Procedure, time::Timestamp};

use super::{
    papers,
    procedure_page::{changed, old_version, text_note},
    unsent, words,
};
use crate::{
    context::use_language,
    features::glossary,
    i18n::{joined, msg, t},
    routes,
    shell::PageTitle,
    ui::{BackLink, ButtonGroup, ButtonKind, Icon, IconView, LinkButton, PageHeading, PhaseState},
};

/// How many sentences are shown.
const SENTENCES: usize = 3;
/// The view of the papers alone, in the address.
pub(super) const PAPERS: &str = "papers";

/// The page. `unsent` is when the reader's own draft of a comment was stored.
pub(super) fn simple(procedure: Procedure, unsent: Option<Timestamp>) -> AnyView {
    let language = use_language();
    let (state, title, when, text) = words::phase(&procedure);
    let open = words::is_open(&procedure);
    // Another round may follow a decision.
    let decision = procedure.decision.clone().filter(|_| state == PhaseState::After);
    let (lines, lang) = sentences(&procedure, decision.is_some());
    let easy = procedure.easy.clone().unwrap_or_default();
    // How it ended stands in the short text; a summary begins with what was planned.
    let opening = if decision.is_some() && !easy.short_html.is_empty() {
        let mut words = easy.words;
        words.retain(|word| easy.short_html.contains(&format!("#word-{}\"", word.id)));
        EasyText {
            html: easy.short_html,
            words,
        }
    } else {
        easy.opening
    };
    let note = text_note(&procedure, opening.html.is_empty() && lang.is_some());
    let lines = if opening.html.is_empty() {
        let lines: Vec<_> = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect();
        (!lines.is_empty())
            .then(|| view! { <div class="prose" lang=lang dir="auto">{lines}</div> }.into_any())
    } else {
        Some(view! { <div class="easy" inner_html=opening.html></div> }.into_any())
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
    let act = if open {
        Some((
            routes::comment(language, &procedure.slug),
            msg::procedures::simple::act(),
        ))
    } else {
        decision.is_some().then(|| {
            (
                routes::find_receipt(language),
                msg::procedures::start::receipt_act(),
            )
        })
    };
    let act = act.map(|(href, text)| view! { <LinkButton href=href>{t(text)}</LinkButton> });
    let decided = decision.map(|decision| {
        view! { <p>{t(msg::procedures::decision::text(decision.decided_on, decision.committee))}</p> }
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
            {decided}
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
/// summary, where it alone is in the language of the page, or where it says how the procedure ended.
fn sentences(procedure: &Procedure, is_decided: bool) -> (Vec<String>, Option<String>) {
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
    let is_short_better = is_decided || plain_lang.is_some();
    let short_alone = is_short_better && short_lang.is_none() && !procedure.short.is_empty();
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
        (!words::is_over(procedure)).then(|| (part("paper"), t(msg::procedures::paper::link()))),
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
        <PageTitle text=joined(&title, &procedure.title)/>
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

//! A procedure at a glance: what is public, what is missing, where each part is edited.

use leptos::prelude::*;
use shared::{
    access::Action,
    language::Language,
    procedures::{Content, WorkingCopy, translations::TextState},
};

use super::{
    part::Part,
    words::{doubt_text, kind_name, missing_text, round_name},
};
use crate::{
    context::use_language,
    features::{
        admin::parts::{ProcedureTab, ProcedureTabs, StaffFrame, day, may, procedure_path, working_copy},
        procedures::words::above,
    },
    i18n::{Msg, format, msg, t},
    load::{load, query_field, show},
    routes,
    ui::{ButtonGroup, ButtonKind, LinkButton, Notice, SummaryList, SummaryRow, Task, TaskList, Tone},
};

/// The overview of a working copy.
#[component]
pub fn OverviewPage(slug: String) -> impl IntoView {
    let read = load(
        || (),
        move |api, ()| {
            let slug = slug.clone();
            async move { working_copy(&api, &slug).await }
        },
    );
    show(read, page)
}

fn page(copy: WorkingCopy) -> AnyView {
    let language = use_language();
    let slug = copy.slug.clone();
    let edits = may(Action::EditProcedure);
    let tasks: Vec<Task> = Part::ALL
        .into_iter()
        .filter(|part| !matches!(part, Part::Preview | Part::Publish))
        .map(|part| task(part, &copy, edits))
        .collect();
    let public = copy.published_version.map(|_| {
        view! { <LinkButton href=routes::procedure(language, &slug) kind=ButtonKind::Quiet>{t(msg::working_copies::overview::public())}</LinkButton> }
    });
    let publish = publish_link(&copy);
    let preview = procedure_path(&slug, "preview");
    let parts = if edits {
        msg::working_copies::overview::parts()
    } else {
        msg::working_copies::overview::contents()
    };
    let kind = above(kind_name(copy.kind), copy.content.title.de());
    view! {
        <StaffFrame title=copy.content.title.de().to_owned() preline=kind.unwrap_or_default() is_name=true>
            <ProcedureTabs slug=slug here=ProcedureTab::Overview/>
            {state(&copy)}
            <ButtonGroup>
                {publish}
                <LinkButton href=preview kind=ButtonKind::Secondary>{t(msg::working_copies::preview::title())}</LinkButton>
                {public}
            </ButtonGroup>
            {missing(&copy)}
            // The others are said where it is published: a procedure that was just begun has no plan yet.
            {doubts(&copy, |key| key == "elsewhere" || key.starts_with("outdated_"))}
            <section class="stack stack--small" aria-labelledby="parts">
                <h2 id="parts">{t(parts)}</h2>
                <TaskList id="part" tasks/>
            </section>
        </StaffFrame>
    }
    .into_any()
}

/// The way to publishing, where something can be published and whoever reads may do it.
pub(super) fn publish_link(copy: &WorkingCopy) -> Option<AnyView> {
    let is_due = copy.missing.is_empty() && (copy.published_version.is_none() || copy.has_changes);
    (may(Action::PublishProcedure) && is_due).then(|| {
        let text = if copy.published_version.is_none() {
            msg::working_copies::publish::title()
        } else {
            msg::working_copies::publish::again()
        };
        let href = procedure_path(&copy.slug, Part::Publish.word());
        view! { <LinkButton href>{t(text)}</LinkButton> }.into_any()
    })
}

/// The address of the overview right after the working copy was published.
pub(super) fn published_path(slug: &str) -> String {
    format!("{}?published=1", procedure_path(slug, ""))
}

/// What the public sees; the answer to publishing, with the way to what is public now.
fn state(copy: &WorkingCopy) -> AnyView {
    use msg::working_copies::published;
    let is_answer = query_field("published")().is_some();
    if let Some(version) = copy.published_version.filter(|_| is_answer && !copy.has_changes) {
        let title = t(msg::working_copies::publish::done(i64::from(version)));
        let href = routes::procedure(use_language(), &copy.slug);
        return view! {
            <Notice title tone=Tone::Success focused=true>
                <p><a class="row-link" href=href>{t(msg::working_copies::overview::public())}</a></p>
            </Notice>
        }
        .into_any();
    }
    let (title, tone) = match (copy.published_version, copy.has_changes) {
        (None, _) => (t(published::not_yet_long()), Tone::Warning),
        (Some(version), true) => (t(published::changed_long(i64::from(version))), Tone::Info),
        (Some(version), false) => (t(published::version_long(i64::from(version))), Tone::Success),
    };
    view! { <Notice title tone/> }.into_any()
}

/// What is missing, each with the way to mend it.
pub fn missing(copy: &WorkingCopy) -> Option<AnyView> {
    let items: Vec<AnyView> = copy
        .missing
        .iter()
        .map(|key| {
            let (text, part) = missing_text(key);
            mend(copy, text, part)
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <Notice title=t(msg::working_copies::overview::missing()) tone=Tone::Warning>
                <ul class="staff-links">{items}</ul>
            </Notice>
        }
        .into_any()
    })
}

/// What somebody should look at once more, each with the way to it; it keeps nobody from publishing.
pub fn doubts(copy: &WorkingCopy, wanted: impl Fn(&str) -> bool) -> Option<AnyView> {
    let items: Vec<AnyView> = copy
        .doubts
        .iter()
        .filter(|key| wanted(key))
        .map(|key| {
            let (text, part) = doubt_text(key);
            mend(copy, text, &part)
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <Notice title=t(msg::working_copies::overview::doubts()) tone=Tone::Warning>
                <ul class="staff-links">{items}</ul>
            </Notice>
        }
        .into_any()
    })
}

/// What is to be mended, with the way to it: a part of the working copy, or a page of staff behind a slash.
fn mend(copy: &WorkingCopy, text: String, part: &str) -> AnyView {
    let href = match part.strip_prefix('/') {
        Some(own) => routes::staff(use_language(), own),
        None => procedure_path(&copy.slug, part),
    };
    view! { <li><a class="row-link" href=href>{text}</a></li> }.into_any()
}

fn task(part: Part, copy: &WorkingCopy, edits: bool) -> Task {
    let content = &copy.content;
    let count = |items: usize| u64::try_from(items).unwrap_or(u64::MAX);
    let counted = |items: usize, message: fn(u64) -> Msg| {
        (
            t(message(count(items))),
            if items > 0 { Tone::Success } else { Tone::Neutral },
        )
    };
    let lacks = copy
        .missing
        .iter()
        .any(|key| missing_text(key).1.split('?').next() == Some(part.word()));
    let (done, tone) = match part {
        Part::Texts => {
            let (languages, drafts) = (content.languages().len(), drafts(content).len());
            let (text, tone) = counted(
                languages.saturating_sub(drafts),
                msg::working_copies::overview::languages,
            );
            // What nobody else sees yet is not counted as if it were there.
            match drafts {
                0 => (text, tone),
                drafts => {
                    let drafts = t(msg::working_copies::overview::drafts(count(drafts)));
                    (format::series(&[text, drafts], use_language()), Tone::Info)
                }
            }
        }
        Part::Plan => counted(
            content.drawing.as_ref().map_or(0, |drawing| {
                drawing.sections.iter().filter(|section| !section.hidden).count()
            }),
            msg::working_copies::overview::sections,
        ),
        Part::Documents => counted(content.documents.len(), msg::working_copies::overview::documents),
        Part::Chapters => counted(content.chapters.len(), msg::working_copies::overview::chapters),
        Part::Videos => counted(content.videos.len(), msg::working_copies::overview::videos),
        Part::Rounds => counted(copy.rounds.len(), msg::working_copies::overview::rounds),
        Part::Settings | Part::Preview | Part::Publish => match copy.deletion_on {
            Some(_) => (t(msg::working_copies::overview::set()), Tone::Success),
            None => (t(msg::working_copies::overview::open()), Tone::Neutral),
        },
    };
    let (state, tone) = if lacks {
        (t(msg::working_copies::overview::incomplete()), Tone::Warning)
    } else {
        (done, tone)
    };
    Task {
        title: part.title(),
        href: edits.then(|| procedure_path(&copy.slug, part.word())),
        hint: hint(part).into(),
        state,
        tone,
    }
}

/// The languages whose texts are a draft: the public reads German in their place.
pub(super) fn drafts(content: &Content) -> Vec<Language> {
    let is_draft = |language: &Language| {
        let status = content.status_of(language.code());
        status.is_some_and(|status| status.state == TextState::Draft)
    };
    Language::ALL.into_iter().filter(is_draft).collect()
}

/// The languages in which the texts or a chapter are a draft.
pub(super) fn unreleased(content: &Content) -> Vec<Language> {
    let drafts = drafts(content);
    let is_drafted = |language: &Language| {
        content.chapters.iter().any(|chapter| {
            let own = chapter.translations.get(language.code());
            own.is_some_and(|own| own.status.state == TextState::Draft)
        })
    };
    Language::ALL
        .into_iter()
        .filter(|language| drafts.contains(language) || is_drafted(language))
        .collect()
}

fn hint(part: Part) -> String {
    use msg::working_copies::overview::hint;
    t(match part {
        Part::Texts => hint::texts(),
        Part::Plan => hint::plan(),
        Part::Documents => hint::documents(),
        Part::Chapters => hint::chapters(),
        Part::Videos => hint::videos(),
        Part::Rounds => hint::rounds(),
        Part::Settings => hint::settings(),
        Part::Preview | Part::Publish => return String::new(),
    })
}

/// The rounds with their days.
pub fn round_list(copy: &WorkingCopy) -> AnyView {
    let rows: Vec<SummaryRow> = copy
        .rounds
        .iter()
        .map(|round| {
            let days = view! { {day(round.period.start)}" – "{day(round.period.end)} }.into_any();
            SummaryRow::view(round_name(round), days)
        })
        .collect();
    view! { <SummaryList rows/> }.into_any()
}

//! A procedure: what is possible and until when, what it is about, the plan, the papers, what happens next.

use futures::future::join3;
use leptos::prelude::*;
use shared::{
    api::Api,
    language::Language,
    plans::{Section, marks},
    procedures::{
        Procedure, RecordEntry, ShowProcedure, ShowRecord,
        translations::{TextState, TextStatus},
    },
    time::{Day, Timestamp},
};

use super::{
    arrive, contact, outlook, paper_page, papers, plan, record_joined, record_page, simple_page, unsent, way,
    words,
};
use crate::{
    context::{View, use_language, use_site, use_view},
    features::{glossary, videos},
    i18n::{SLOT, around_slot, joined, msg, t},
    load::{load, path_field, query_field, show},
    local_time::local_day,
    routes,
    shell::PageTitle,
    ui::{Details, LinkButton, Notice, PageHeading, PhaseBanner, PhaseState, PlanDrawing, Tone},
};

/// How many entries of the record stand on the procedure's page: its own steps, which the comments would bury. How many
/// comments there are the page says besides.
const RECENT: usize = 5;
/// So many events are read for them: one more tells that the last entry is whole. Neighbours that say the same are one
/// entry, whose number must be right: where there are any, more are read.
const READ: [u32; 2] = [6, 50];

/// A procedure. `?version=N` shows an older version.
#[component]
pub fn ProcedurePage() -> impl IntoView {
    let language = use_language();
    let (slug, version, everything) = (
        path_field("procedure"),
        query_field("version"),
        query_field("view"),
    );
    let version = move || version().and_then(|version| version.parse::<u32>().ok());
    let loaded = load(
        move || (slug(), version()),
        move |api, (slug, version)| async move {
            let asked = ShowProcedure {
                procedure: slug.clone(),
                language: Some(language.code().to_owned()),
                version,
            };
            let (procedure, record, unsent) = join3(
                api.call(asked),
                newest(&api, &slug),
                unsent::saved_at(&api, &slug),
            )
            .await;
            let mut procedure = procedure?;
            for chapter in &mut procedure.chapters {
                chapter.html.clear();
                chapter.words.clear();
            }
            Ok((procedure, record, unsent, slug))
        },
    );
    show(
        loaded,
        move |(procedure, record, unsent, slug): (Procedure, Vec<RecordEntry>, Option<Timestamp>, String)| {
            arrive(&procedure, &slug);
            match everything().as_deref() {
                Some(simple_page::PAPERS) => simple_page::only_papers(&procedure),
                None if use_view() == View::Simple => simple_page::simple(procedure, unsent),
                _ if use_view() == View::Simple => everything_of(procedure, record, unsent),
                _ => full(procedure, record, unsent),
            }
        },
    )
}

/// The events of the newest entries of the record; none where it cannot be read, which is no reason not to show the page.
async fn newest(api: &Api, slug: &str) -> Vec<RecordEntry> {
    let mut events = Vec::new();
    for limit in READ {
        let asked = ShowRecord {
            procedure: slug.to_owned(),
            only_procedure: true,
            joined: false,
            limit: Some(limit),
            cursor: None,
        };
        let Ok(page) = api.call(asked).await else { break };
        let is_enough = page.next.is_none() || record_joined::has_more(&page.items, RECENT);
        events = page.items;
        if is_enough {
            break;
        }
    }
    record_joined::newest(events, RECENT)
}

/// The whole page in the simplified view, whose title tells it from the short one.
fn everything_of(procedure: Procedure, record: Vec<RecordEntry>, unsent: Option<Timestamp>) -> AnyView {
    let title = joined(&t(msg::procedures::simple::everything()), &procedure.title);
    view! {
        {full(procedure, record, unsent)}
        // After the one of the whole page.
        <PageTitle text=title/>
    }
    .into_any()
}

/// The whole page of a procedure; staff see their working copy through it, too. `unsent` is when the reader's own draft of a
/// comment was stored.
pub fn full(procedure: Procedure, record: Vec<RecordEntry>, unsent: Option<Timestamp>) -> AnyView {
    let language = use_language();
    let open = words::is_open(&procedure);
    let slug = procedure.slug.clone();
    let lang = words::foreign(&procedure.title_language);
    let short = procedure.short.clone();
    let easy = procedure.easy.clone().unwrap_or_default();
    let short = if !easy.short_html.is_empty() {
        view! { <div class="lead easy" inner_html=easy.short_html></div> }.into_any()
    } else if is_only_summary(&procedure) {
        ().into_any()
    } else {
        view! { <p class="lead" lang=words::foreign(&procedure.short_language) dir="auto">{short}</p> }
            .into_any()
    };
    let prose = if words::is_easy(&procedure.long_language) {
        "prose easy"
    } else {
        "prose"
    };
    let about = (!procedure.long_html.is_empty()).then(|| {
        view! {
            <h2 id="about">{t(msg::procedures::about())}</h2>
            {german_alone(&procedure, &procedure.long_language)}
            <div class=prose lang=words::foreign(&procedure.long_language) dir="auto" inner_html=procedure.long_html.clone()></div>
        }
    });
    let plain = plain(&procedure);
    let plans = view! {
        <h2 id="plan">{t(msg::procedures::plan::title())}</h2>
        {drawing(&procedure, open)}
        <h2 id="papers">{t(msg::procedures::papers::title())}</h2>
        {papers::papers(&procedure, open, false)}
    };
    let record = view! {
        <h2 id="record">{t(msg::procedures::record::title())}</h2>
        {record_page::entries(record)}
        <p>
            <a class="row-link" href=routes::procedure_part(language, &slug, "record")>{t(msg::procedures::record::link())}</a>
        </p>
    };
    let (contents, versions) = (contents(&procedure, plain.is_some()), versions(&procedure));
    let mut parts = Parts {
        contents: Some(contents),
        plain,
        about: about.map(IntoAny::into_any),
        plans: Some(plans.into_any()),
        record: Some(record.into_any()),
        versions,
    };
    let difficult = (language == Language::SimpleGerman).then(|| parts.fold_what_is_difficult(&procedure));
    let deleted = procedure
        .deletion_on
        .map(|day| view! { <p>{t(msg::procedures::deletion(day))}</p> });
    view! {
        <PageTitle text=procedure.title.clone()/>
        {way(None, &procedure.title)}
        <PageHeading
            preline=words::kind_above(procedure.kind, &procedure.title)
            title=procedure.title.clone()
            lang=lang
        />
        {old_version(&procedure)}
        {banner(&procedure, open)}
        {unsent::note(&procedure, unsent)}
        {short}
        {text_note(&procedure, false)}
        {changed(&procedure, "#versions".to_owned())}
        {parts.contents}
        {parts.plain}
        {videos::section(procedure.videos.clone())}
        {parts.about}
        {glossary::explained(easy.words)}
        {parts.plans}
        <h2 id="next">{t(msg::procedures::next::title())}</h2>
        {outlook::outlook(&procedure)}
        <h2 id="voices">{t(msg::procedures::voices::title())}</h2>
        <p>
            {t(msg::procedures::voices::received(u64::from(procedure.statements)))} "\n"
            {(procedure.statements > 0).then(|| t(msg::procedures::voices::published(u64::from(procedure.published_statements))))}
        </p>
        {(procedure.published_statements > 0).then(|| view! {
            <p><a class="row-link" href=routes::comments(language, &slug)>{t(msg::procedures::voices::read())}</a></p>
        })}
        {deleted}
        {procedure.decision.clone().map(|decision| view! {
            <h2 id="decision">{t(msg::procedures::decision::title())}</h2>
            <p>{t(msg::procedures::decision::text(decision.decided_on, decision.committee))}</p>
        })}
        {parts.record}
        {questions(&procedure)}
        {on_paper(&procedure)}
        {parts.versions}
        {difficult}
    }
    .into_any()
}

/// The parts of the page that may be in German, or about texts in German.
struct Parts {
    contents: Option<AnyView>,
    plain: Option<AnyView>,
    about: Option<AnyView>,
    plans: Option<AnyView>,
    record: Option<AnyView>,
    versions: Option<AnyView>,
}

impl Parts {
    /// Takes out what is not in easy language and folds it up: whoever reads easy language meets it when asking for it.
    /// What is left is short and needs no list of contents. A browser unfolds it for an address that leads into it.
    fn fold_what_is_difficult(&mut self, procedure: &Procedure) -> AnyView {
        self.contents = None;
        let is_easy = words::is_easy;
        let plain = (!is_easy(&procedure.plain_language)).then(|| self.plain.take());
        let about = (!is_easy(&procedure.long_language)).then(|| self.about.take());
        let (plans, record, versions) = (self.plans.take(), self.record.take(), self.versions.take());
        view! {
            <Details summary=t(msg::procedures::texts::difficult())>
                {plain} {about} {plans} {record} {versions}
            </Details>
        }
        .into_any()
    }
}

/// Whether a page in easy language has its summary in it, but no short text: the German one is left away then, because
/// the note below it says that the text is in easy language.
fn is_only_summary(procedure: &Procedure) -> bool {
    use_language() == Language::SimpleGerman
        && procedure.text_status.is_some()
        && !words::is_easy(&procedure.short_language)
}

/// What is on this page, so that a long one can be crossed in one step.
fn contents(procedure: &Procedure, has_plain: bool) -> AnyView {
    let links = [
        has_plain.then(|| ("#plain-words", t(msg::procedures::plain_title()))),
        (!procedure.long_html.is_empty()).then(|| ("#about", t(msg::procedures::about()))),
        procedure
            .easy
            .as_ref()
            .filter(|easy| !easy.words.is_empty())
            .map(|_| ("#words", t(msg::glossary::title()))),
        Some(("#plan", t(msg::procedures::plan::title()))),
        Some(("#papers", t(msg::procedures::papers::title()))),
        Some(("#next", t(msg::procedures::next::title()))),
        Some(("#voices", t(msg::procedures::voices::title()))),
        procedure
            .decision
            .as_ref()
            .map(|_| ("#decision", t(msg::procedures::decision::title()))),
        Some(("#record", t(msg::procedures::record::title()))),
        Some(("#contact", t(msg::procedures::contact::title()))),
    ];
    let links = links
        .into_iter()
        .flatten()
        .map(|(href, text)| view! { <li><a class="row-link" href=href>{text}</a></li> })
        .collect_view();
    view! {
        <nav class="contents" aria-labelledby="contents">
            <p class="contents__title" id="contents">{t(msg::procedures::contents())}</p>
            <ul class="contents__list">{links}</ul>
        </nav>
    }
    .into_any()
}

/// The way to paper, and on paper the way back to the page.
fn on_paper(procedure: &Procedure) -> AnyView {
    let href = routes::procedure_part(use_language(), &procedure.slug, "paper");
    let to_paper = (!words::is_over(procedure)).then(|| view! { <p class="screen-only"><a class="row-link" href=href>{t(msg::procedures::paper::link())}</a></p> });
    view! {
        {to_paper}
        <div class="print-only">{paper_page::way_to_the_page(procedure)}</div>
    }
    .into_any()
}

/// What is possible now, with the act.
pub(super) fn banner(procedure: &Procedure, open: bool) -> AnyView {
    let (state, title, when, text) = words::phase(procedure);
    let href = routes::comment(use_language(), &procedure.slug);
    match when {
        Some(when) if open && state == PhaseState::Open => view! {
            <PhaseBanner state=state title=title when=when text=text>
                <LinkButton href=href>{t(msg::procedures::comment())}</LinkButton>
            </PhaseBanner>
        }
        .into_any(),
        Some(when) => view! { <PhaseBanner state=state title=title when=when text=text/> }.into_any(),
        None => view! { <PhaseBanner state=state title=title text=text/> }.into_any(),
    }
}

pub(super) fn old_version(procedure: &Procedure) -> Option<AnyView> {
    let newest = procedure.versions.iter().map(|version| version.version).max()?;
    (procedure.version != 0 && procedure.version < newest).then(|| {
        let href = routes::procedure(use_language(), &procedure.slug);
        let text = t(msg::procedures::old_version_text(i64::from(procedure.version)));
        view! {
            <Notice title=t(msg::procedures::old_version()) tone=Tone::Warning>
                <p>{text}</p>
                <p><a class="row-link" href=href>{t(msg::procedures::newest_version())}</a></p>
            </Notice>
        }
        .into_any()
    })
}

/// What changed during the round, with the way to the list of versions.
pub(super) fn changed(procedure: &Procedure, versions: String) -> Option<AnyView> {
    let version = procedure.changed_during_round.clone()?;
    let day = local_day(version.published_at);
    let (before, after) = around_slot(&t(msg::procedures::changed_text(day, SLOT)));
    Some(
        view! {
            <Notice title=t(msg::procedures::changed()) tone=Tone::Warning>
                <p>{before}<bdi lang=words::german()>{version.reason}</bdi>{after}</p>
                <p><a class="row-link" href=versions>{t(msg::procedures::changed_versions())}</a></p>
            </Notice>
        }
        .into_any(),
    )
}

/// Before a text that stands in for one in the page's language: that it is German. Where no text is in that language the
/// note on the whole page says so already, except that readers of easy language are told before each such text.
fn german_alone(procedure: &Procedure, text_language: &str) -> Option<AnyView> {
    let says = procedure.text_status.is_some() || use_language() == Language::SimpleGerman;
    says.then(|| only_german(text_language)).flatten()
}

/// That a text is German, which stands in for one in the page's language; nothing before one that is in it.
pub fn only_german(text_language: &str) -> Option<AnyView> {
    words::foreign(text_language)
        .map(|_| view! { <p class="muted">{t(msg::procedures::texts::only_german())}</p> }.into_any())
}

/// In what language the texts are, who checked them, and that German is binding; nothing on a German page.
/// `stands_in` says that German is all the page shows of them although there are texts in its language.
pub(super) fn text_note(procedure: &Procedure, stands_in: bool) -> Option<AnyView> {
    use msg::procedures::texts;
    let language = use_language();
    if language == Language::German {
        return None;
    }
    let Some(status) = procedure.text_status.clone() else {
        return Some(view! { <p class="muted">{t(texts::missing())}</p> }.into_any());
    };
    if stands_in {
        return Some(view! { <p class="muted">{t(texts::only_german())}</p> }.into_any());
    }
    let german = routes::procedure(Language::German, &procedure.slug);
    Some(translation_note(status, procedure.outdated_since, german))
}

/// What a text in another language than German is, who checked it, whether it is outdated, and that German is binding, with
/// the way to the German text.
pub fn translation_note(status: TextStatus, outdated_since: Option<Day>, german: String) -> AnyView {
    use msg::procedures::texts;
    // A test says that these words fit the original, which says something else now.
    let tested = status.state == TextState::Tested && outdated_since.is_none();
    let what = match (use_language(), tested) {
        (Language::SimpleGerman, true) => vec![t(texts::easy()), t(texts::short_version())],
        (Language::SimpleGerman, false) => vec![t(texts::plain()), t(texts::short_version())],
        _ => vec![t(texts::translation())],
    };
    let who = match status.on {
        Some(on) if tested => Some(t(texts::tested(status.by, on))),
        _ if status.state == TextState::Edited && !status.by.is_empty() => Some(t(texts::edited(status.by))),
        _ => None,
    };
    let outdated = outdated_since.map(|day| t(texts::outdated(day)));
    let sentences = what
        .into_iter()
        .chain(who)
        .chain(outdated)
        .chain([t(msg::common::german_binding())])
        // In easy language each begins a line.
        .map(|sentence| view! { {sentence} "\n" })
        .collect_view();
    view! {
        <p class="muted">
            {sentences}
            <a href=german hreflang="de" rel="external">{t(texts::german())}</a>
        </p>
    }
    .into_any()
}

fn plain(procedure: &Procedure) -> Option<AnyView> {
    let easy = procedure.easy.as_ref().map(|easy| easy.plain_html.clone());
    if let Some(html) = easy.filter(|html| !html.is_empty()) {
        let section = view! {
            <section class="panel stack stack--small" aria-labelledby="plain-words">
                <h2 id="plain-words">{t(msg::procedures::plain_title())}</h2>
                <div class="prose easy" inner_html=html></div>
            </section>
        };
        return Some(section.into_any());
    }
    let lines: Vec<_> = procedure
        .plain
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    let lang = words::foreign(&procedure.plain_language);
    (!lines.is_empty()).then(|| {
        let lines = lines
            .into_iter()
            .map(|line| match line.strip_prefix("## ") {
                Some(heading) => view! { <h3>{heading.to_owned()}</h3> }.into_any(),
                None => view! { <p>{line}</p> }.into_any(),
            })
            .collect_view();
        view! {
            <section class="panel stack stack--small" aria-labelledby="plain-words">
                <h2 id="plain-words">{t(msg::procedures::plain_title())}</h2>
                {german_alone(procedure, &procedure.plain_language)}
                <div class="prose" lang=lang dir="auto">{lines}</div>
            </section>
        }
        .into_any()
    })
}

fn drawing(procedure: &Procedure, open: bool) -> AnyView {
    let language = use_language();
    let form = routes::comment(language, &procedure.slug);
    let comments = routes::comments(language, &procedure.slug);
    let none = || {
        view! {
            <Notice title=t(msg::procedures::plan::none())>
                {open.then(|| view! { <p>{t(msg::procedures::plan::none_text())}</p> })}
            </Notice>
        }
    };
    let Some(drawing) = &procedure.drawing else {
        return none().into_any();
    };
    let sections = plan::sections(
        drawing,
        |section| section.id.to_string(),
        |section| {
            if open {
                routes::with_query(&form, &[("place", &format!("section:{}", section.id))])
            } else {
                routes::with_query(&comments, &[("section", &section.id.to_string())])
            }
        },
    );
    let notice = sections.is_empty().then(none);
    let is_own = |section: &Section| section.label_language.as_deref() == Some(language.code());
    let german = (!drawing.sections.iter().all(is_own))
        .then(|| german_alone(procedure, Language::German.code()))
        .flatten();
    let label = if sections.is_empty() {
        String::new()
    } else if open {
        t(msg::procedures::plan::sections())
    } else {
        t(msg::procedures::plan::sections_closed())
    };
    view! {
        {notice}
        {german}
        <PlanDrawing
            id="plan-drawing"
            title=t(msg::procedures::plan::drawing(drawing.name.clone()))
            view_box=drawing.view_box.clone()
            mark_size=marks::size(drawing)
            boundary=drawing.boundary.clone()
            sections=sections
            list_label=label
        />
    }
    .into_any()
}

fn questions(procedure: &Procedure) -> AnyView {
    let site = use_site();
    let contact = if procedure.contact.office.is_empty() && procedure.contact.phone.is_empty() {
        site.contact
    } else {
        procedure.contact.clone()
    };
    let below = view! { <p>{t(msg::procedures::contact::write_for_you())}</p> }.into_any();
    contact::panel(contact, below)
}

fn versions(procedure: &Procedure) -> Option<AnyView> {
    if procedure.versions.len() < 2 {
        return None;
    }
    let here = routes::procedure(use_language(), &procedure.slug);
    let shown = procedure.version;
    let items = procedure
        .versions
        .iter()
        .map(|version| {
            let (number, day) = (i64::from(version.version), local_day(version.published_at));
            let name = if version.version == shown {
                view! { <span aria-current="true">{t(msg::procedures::version_current(number, day))}</span> }
                    .into_any()
            } else {
                let href = routes::with_query(&here, &[("version", &version.version.to_string())]);
                view! { <a class="row-link" href=href>{t(msg::procedures::version(number, day))}</a> }
                    .into_any()
            };
            let reason = (!version.reason.is_empty())
                .then(|| view! { <p lang=words::german() dir="auto">{version.reason.clone()}</p> });
            view! { <li>{name} {reason}</li> }
        })
        .collect_view();
    Some(
        view! {
            <div id="versions">
                <Details summary=t(msg::procedures::versions())>
                    <ul class="plain-list stack stack--small">{items}</ul>
                </Details>
            </div>
        }
        .into_any(),
    )
}

//! The same on paper: a sheet to hang up with the way to the simplified view, and a form to fill in by hand.
//!
//! Invariant: the paper asks what the page asks, in the same order, and says where it goes and until when, so that paper
//! equals screen (BauGB § 3 (2): statements may be given in other ways than electronically).

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::procedures::Procedure;

use super::{follow_rename, slim_procedure, words};
use crate::{
    context::{use_language, use_origin, use_site},
    i18n::{msg, t},
    load::{load, path_field, show},
    routes,
    shell::PageTitle,
    ui::{BackLink, Notice, PageHeading, TickBoxes, WritingLines},
};

/// How many lines there are for the text: what is left of two pages.
const LINES: usize = 16;

/// The sheet and the form.
#[component]
pub fn PaperPage() -> impl IntoView {
    let language = use_language();
    let slug = path_field("procedure");
    let loaded = load(slug, move |api, slug| async move {
        let procedure = slim_procedure(&api, slug.clone(), language.code().to_owned()).await?;
        Ok((
            Procedure {
                drawing: None,
                ..procedure
            },
            slug,
        ))
    });
    show(loaded, move |(procedure, slug): (Procedure, String)| {
        follow_rename(&procedure, &slug, "paper");
        paper(&procedure)
    })
}

fn paper(procedure: &Procedure) -> AnyView {
    use msg::procedures::paper;
    let title = t(paper::title());
    view! {
        <PageTitle text=format!("{title}: {}", procedure.title)/>
        <Meta name="robots" content="noindex"/>
        <div class="screen-only stack">
            <p>
                <BackLink
                    href=routes::procedure(use_language(), &procedure.slug)
                    text=t(msg::procedures::papers::back())
                />
            </p>
            <Notice title=t(paper::how())>
                <p>{t(paper::how_text())}</p>
            </Notice>
        </div>
        <PageHeading
            preline=t(paper::preline(use_site().name))
            title=procedure.title.clone()
            lang=words::foreign(&procedure.title_language)
        />
        <p class="lead" lang=words::foreign(&procedure.short_language) dir="auto">{procedure.short.clone()}</p>
        {until(procedure)}
        {way_to_the_page(procedure)}
        {form(procedure)}
    }
    .into_any()
}

/// What is possible and until when.
fn until(procedure: &Procedure) -> AnyView {
    let (_, title, when, text) = words::phase(procedure);
    let when = when.map(|when| view! { <p class="paper__until"><strong>{when.view()}</strong></p> });
    view! { <p><strong>{title}</strong></p> {when} <p>{text}</p> }.into_any()
}

/// The short address, without what browsers put before it.
pub(super) fn short_address(slug: &str) -> String {
    let origin = use_origin();
    let host = origin.split_once("://").map_or(origin.as_str(), |(_, host)| host);
    format!("{host}{}", routes::short(slug))
}

/// The way to the page: a picture for telephones, an address to type, a number to call.
pub(super) fn way_to_the_page(procedure: &Procedure) -> AnyView {
    use msg::procedures::paper;
    let phone = words::phone(procedure, &use_site());
    view! {
        <div class="paper__way">
            <img class="paper__code" src=routes::code(&procedure.slug) alt=t(paper::code()) width="160" height="160"/>
            <div class="stack stack--small">
                <p>{t(paper::online())}</p>
                <p class="paper__address" dir="ltr">{short_address(&procedure.slug)}</p>
                {(!phone.is_empty()).then(|| view! { <p>{t(msg::statements::step::help(phone))}</p> })}
            </div>
        </div>
    }
    .into_any()
}

/// The form: the same questions as on the page, in the same order.
fn form(procedure: &Procedure) -> AnyView {
    use msg::{procedures::paper, statements};
    let site = use_site();
    // A letter needs every line of the address, so what the procedure does not say the town does.
    let (own, town) = (&procedure.contact, site.contact);
    let pick = |own: &str, town: String| if own.is_empty() { town } else { own.to_owned() };
    let address = [
        site.name,
        pick(&own.office, town.office),
        pick(&own.address, town.address),
        pick(&own.email, town.email),
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .map(|line| view! { <span dir="auto">{line}</span> })
    .collect_view();
    let until = procedure
        .round
        .as_ref()
        .map(|round| view! { <p><strong>{t(paper::arrive(round.period.end))}</strong></p> });
    let deleted = procedure
        .deletion_on
        .map(|day| view! { <p>{t(statements::privacy::until(day))}</p> });
    view! {
        <section class="paper__form stack" aria-labelledby="paper-form">
            <h2 id="paper-form">{t(paper::form())}</h2>
            <p lang=words::foreign(&procedure.title_language) dir="auto">{procedure.title.clone()}</p>
            <WritingLines label=t(statements::place::title()) hint=t(paper::place_hint())/>
            <WritingLines label=t(statements::body::label()) hint=t(statements::body::hint()) lines=LINES/>
            <TickBoxes
                label=t(statements::reply::title())
                choices=vec![t(paper::no_reply()), t(statements::reply::email()), t(statements::reply::post())]
            />
            <TickBoxes
                label=t(statements::publish::title())
                hint=t(statements::publish::hint())
                choices=vec![
                    t(statements::publish::no()),
                    t(statements::publish::anonymous()),
                    t(statements::publish::named()),
                ]
            />
            <h3>{t(statements::person::title())}</h3>
            <p>{t(statements::person::hint())}</p>
            <WritingLines label=t(statements::person::name())/>
            <WritingLines label=t(paper::address()) lines=2/>
            <WritingLines label=t(statements::person::email())/>
            <h3>{t(paper::send())}</h3>
            <address class="paper__send" lang=words::german()>{address}</address>
            {until}
            {deleted}
        </section>
    }
    .into_any()
}

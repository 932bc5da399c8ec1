//! The same on paper: a sheet to hang up with the way to the simplified view, and a form to fill in by hand.
//!
//! Invariant: the paper asks what the page asks, in the order of the simplified view, and says where it goes and until when, so that paper
//! equals screen (BauGB § 3 (2): statements may be given in other ways than electronically). It says nothing that is
//! wrong a day later, and fits on three sheets: the notice, the text, the choices with the name.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{organisations::Contact, procedures::Procedure, time::Phase};

use super::{arrive, undrawn_procedure, words};
use crate::{
    context::{use_host, use_language, use_site},
    i18n::{SLOT, joined, msg, t},
    layout::with_phone,
    load::{load, path_field, show},
    routes,
    shell::PageTitle,
    ui::{BackLink, Notice, PageHeading, TickBoxes, WritingLines},
};

/// How many lines there are for the text: what is left of its sheet.
const LINES: usize = 13;

/// The sheet and the form.
#[component]
pub fn PaperPage() -> impl IntoView {
    let language = use_language();
    let slug = path_field("procedure");
    let loaded = load(slug, move |api, slug| async move {
        let procedure = undrawn_procedure(&api, slug.clone(), language.code().to_owned()).await?;
        Ok((procedure, slug))
    });
    show(loaded, move |(procedure, slug): (Procedure, String)| {
        arrive(&procedure, &slug);
        paper(&procedure)
    })
}

fn paper(procedure: &Procedure) -> AnyView {
    use msg::procedures::paper;
    let title = t(paper::title());
    // After the period it says that it is over and whom to ask; there is nothing to fill in.
    let is_over = words::is_over(procedure);
    let how = (!is_over).then(|| {
        view! {
            <Notice title=t(paper::how())>
                <p>{t(paper::how_text())}</p>
            </Notice>
        }
    });
    view! {
        <PageTitle text=joined(&title, &procedure.title)/>
        <Meta name="robots" content="noindex"/>
        <div class="screen-only stack">
            <p>
                <BackLink
                    href=routes::procedure(use_language(), &procedure.slug)
                    text=t(msg::procedures::papers::back())
                />
            </p>
            {how}
        </div>
        <PageHeading
            preline=t(paper::preline(use_site().name))
            title=procedure.title.clone()
            lang=words::foreign(&procedure.title_language)
        />
        <p class="lead" lang=words::foreign(&procedure.short_language) dir="auto">{procedure.short.clone()}</p>
        {until(procedure)}
        {way_to_the_page(procedure)}
        {(!is_over).then(|| view! { {on_display(procedure)} {form(procedure)} })}
    }
    .into_any()
}

/// What is possible and in which period. A notice hangs for weeks: it names both days and counts none.
fn until(procedure: &Procedure) -> AnyView {
    use msg::procedures::{deadline, paper, phase};
    let (_, title, _, text) = words::phase(procedure);
    let Some(round) = &procedure.round else {
        return view! { <p><strong>{title}</strong></p> <p>{text}</p> }.into_any();
    };
    let period = round.period;
    let (title, when, text) = match period.phase_on(procedure.today) {
        Phase::Before | Phase::During => (
            t(paper::can()),
            deadline::upcoming(period.start, period.end),
            t(phase::open_text()),
        ),
        Phase::After => (title, deadline::over(period.end), text),
    };
    view! {
        <p><strong>{title}</strong></p>
        <p class="paper__until"><strong>{t(when)}</strong></p>
        <p>{text}</p>
    }
    .into_any()
}

/// Where letters go and who is asked.
fn office(procedure: &Procedure) -> Contact {
    words::contact(&procedure.contact, use_site().contact)
}

/// Lines that a town writes about itself, those that it did not write left out.
fn german_lines(lines: impl IntoIterator<Item = String>) -> AnyView {
    lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| view! { <span dir="auto">{line}</span> })
        .collect_view()
        .into_any()
}

/// Where and when the plan can be seen without internet.
fn on_display(procedure: &Procedure) -> Option<AnyView> {
    let office = office(procedure);
    (!office.address.is_empty()).then(|| {
        let lines = german_lines([office.office, office.address, office.hours]);
        view! {
            <div class="stack stack--small">
                <p>{t(msg::procedures::paper::see())}</p>
                <p class="paper__send" lang=words::german()>{lines}</p>
            </div>
        }
        .into_any()
    })
}

/// The short address, without what browsers put before it.
pub(super) fn short_address(slug: &str) -> String {
    format!("{}{}", use_host(), routes::short(slug))
}

/// The way to the page: a picture for telephones, an address to type, a number to call.
pub(super) fn way_to_the_page(procedure: &Procedure) -> AnyView {
    use msg::procedures::paper;
    let phone = words::phone(procedure, &use_site());
    // Nobody writes for others what nobody takes any more.
    let help = if words::is_over(procedure) {
        msg::statements::closed::ask(SLOT)
    } else {
        msg::statements::step::help(SLOT)
    };
    let help = (!phone.is_empty()).then(|| with_phone(&t(help), &phone));
    view! {
        <div class="paper__way">
            <img class="paper__code" src=routes::code(&procedure.slug) alt=t(paper::code()) width="160" height="160"/>
            <div class="stack stack--small">
                <p>{t(paper::online())}</p>
                <p class="paper__address" dir="ltr">{short_address(&procedure.slug)}</p>
                {help}
            </div>
        </div>
    }
    .into_any()
}

/// The form: the same questions as on the page, in the same order.
fn form(procedure: &Procedure) -> AnyView {
    use msg::{procedures::paper, statements};
    let office = office(procedure);
    let address = german_lines([
        use_site().name,
        office.office,
        office.address,
        office.email,
        office.hours,
    ]);
    let until = procedure
        .round
        .as_ref()
        .map(|round| view! { <p><strong>{t(paper::arrive(round.period.end))}</strong></p> });
    let deleted = procedure
        .deletion_on
        .map(|day| view! { <p>{t(statements::privacy::until(day))}</p> });
    let lang = words::foreign(&procedure.title_language);
    view! {
        <section class="paper__form stack" aria-labelledby="paper-form">
            <h2 id="paper-form">{t(paper::form())}</h2>
            <p lang=lang.clone() dir="auto">{procedure.title.clone()}</p>
            <WritingLines label=t(statements::place::title()) hint=t(paper::place_hint())/>
            <WritingLines label=t(statements::body::label()) hint=t(statements::body::hint()) lines=LINES/>
            <TickBoxes
                label=t(statements::reply::title())
                choices=vec![t(paper::no_reply()), t(statements::reply::email()), t(statements::reply::post())]
            />
        </section>
        <div class="paper__form stack">
            // Sheets get apart: each says which plan it is about.
            <p class="print-only" lang=lang dir="auto"><strong>{procedure.title.clone()}</strong></p>
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
        </div>
    }
    .into_any()
}

//! What stands around every page: skip link, header, demo banner, main region, footer.

mod focus;
pub mod problem_page;
mod switches;

use leptos::prelude::*;
use leptos_meta::{Link, Stylesheet};
use leptos_router::hooks::use_location;
use shared::{
    language::Language,
    organisations::{Contact, PageKind, Site},
};

use crate::{
    context::{Help, View, use_language, use_site, use_view},
    features::{
        device::REGION,
        organisations::page_name,
        procedures::words::{contact, german},
    },
    i18n::{around_slot, msg, t},
    routes,
    ui::{Footer, FooterGroup, Header, NavLink, ReadAloudBar, ReadAloudWords, SkipLink},
};

/// A page within its frame.
#[component]
pub fn Page(
    /// The page.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    let site = use_site();
    let location = use_location();
    let path = location.pathname;
    focus::follow_navigation(path, location.search, location.hash);
    let reads = Memo::new(move |_| reads_aloud(&path.get()));
    let demo = site.demo.then(|| view! { <aside class="demo-banner" aria-label=t(msg::layout::demo_name())><span class="page">{t(msg::layout::demo_banner())}</span></aside> });
    let colours = site
        .colours
        .clone()
        .map(|sheet| view! { <Stylesheet id="colours" href=sheet/> });
    // Named in any case: browsers ask for /favicon.ico where a page names none.
    let icon = site.arms.clone().unwrap_or_else(|| "data:,".into());
    let header = {
        let site = site.clone();
        move || {
            let here = path.get();
            view! {
                <Header
                    town=site.name.clone()
                    service=t(msg::layout::service())
                    home=routes::home(language)
                    arms=site.arms.clone()
                    nav=navigation(&site, &here)
                    nav_label=t(msg::layout::nav::label())
                >
                    <switches::Switches/>
                </Header>
            }
        }
    };
    let footer = {
        let site = site.clone();
        move || {
            let groups = vec![FooterGroup {
                heading: t(msg::layout::footer::service()),
                links: service(&site, &path.get()),
            }];
            let note = t(msg::layout::footer::operator(site.name.clone()));
            match help(&helper(&site, &path.get())) {
                Some(help) => view! { <Footer groups=groups note=note>{help}</Footer> }.into_any(),
                None => view! { <Footer groups=groups note=note/> }.into_any(),
            }
        }
    };
    view! {
        {colours}
        <Link rel="icon" href=icon/>
        <SkipLink text=t(msg::common::skip_to_content())/>
        {demo}
        {header}
        // A script may fill it at any time: it has no children that hydration would look for.
        <div id=REGION class="page device" role="status"></div>
        <main id="main" tabindex="-1" class="page page--content stack">
            {move || reads.get().then(read_aloud)}
            // The program leaves what the server rendered in here alone: nothing else may stand beside it.
            <div class="stack">{children()}</div>
        </main>
        {footer}
    }
}

/// That only German is binding, beside legal texts in every other language; nothing on a German page.
pub fn german_is_binding() -> Option<AnyView> {
    (use_language() != Language::German)
        .then(|| view! { <p class="muted">{t(msg::common::german_binding())}</p> }.into_any())
}

/// Whether the page asks for a comment or reads it back. Such a page has one way on and one way back: no main navigation,
/// which every listener and every keyboard would pass on each screen.
fn is_task(here: &str) -> bool {
    here.contains("/procedures/") && (here.ends_with("/comment") || here.ends_with("/comment/check"))
}

/// Whether a page has the bar that reads it aloud: those of residents. Where a comment is written it stands only in the
/// simplified view, which asks one question a page.
fn reads_aloud(here: &str) -> bool {
    let is_staff = here
        .split('/')
        .any(|part| matches!(part, "staff" | "sign-in" | "gallery"));
    !is_staff && (use_view() == View::Simple || !is_task(here))
}

/// The bar that reads the page aloud; hidden until `read-aloud.js` found a voice.
fn read_aloud() -> AnyView {
    use msg::layout::read_aloud;
    let words = ReadAloudWords {
        name: t(read_aloud::name()),
        start: t(read_aloud::start()),
        pause: t(read_aloud::pause()),
        go_on: t(read_aloud::go_on()),
        stop: t(read_aloud::stop()),
        left_out: t(read_aloud::left_out()),
    };
    view! { <ReadAloudBar words=words/> }.into_any()
}

/// What the law asks to be reached from every page; `here` is the page on which a barrier is reported.
pub fn service(site: &Site, here: &str) -> Vec<NavLink> {
    let language = use_language();
    let mut links: Vec<NavLink> = PageKind::ALL
        .into_iter()
        .map(|kind| NavLink::new(page_name(kind), routes::page(language, kind)))
        .collect();
    links.push(NavLink::new(
        t(msg::layout::overview::title()),
        routes::overview(language),
    ));
    links.push(NavLink::new(
        t(msg::layout::footer::accessibility()),
        routes::accessibility(language, ""),
    ));
    links.push(NavLink::new(
        t(msg::layout::footer::report_barrier()),
        routes::report_barrier(language, here),
    ));
    links.push(NavLink::new(
        t(msg::device::forget::title()),
        routes::forget(language),
    ));
    links.push(NavLink::new(
        t(msg::layout::languages::title()),
        routes::languages(language),
    ));
    if site.staff.is_none() {
        // Staff's pages have a style sheet of their own.
        let sign_in = NavLink::new(t(msg::layout::nav::sign_in()), routes::sign_in(language));
        links.push(sign_in.reloaded());
    }
    links
}

/// The main navigation; `here` marks the part of the site that is being read.
fn navigation(site: &Site, here: &str) -> Vec<NavLink> {
    let language = use_language();
    if is_task(here) {
        return Vec::new();
    }
    let rest = here
        .trim_start_matches('/')
        .split_once('/')
        .map_or("", |(_, rest)| rest);
    let first = rest.split('/').next().unwrap_or_default();
    let mark = |label: String, href: String, current: bool| NavLink::new(label, href).marked(current);
    let mut links = vec![
        mark(
            t(msg::layout::nav::home()),
            routes::home(language),
            first.is_empty(),
        ),
        mark(
            t(msg::layout::nav::procedures()),
            routes::procedures(language),
            first == "procedures",
        ),
        mark(
            t(msg::layout::nav::check_receipt()),
            routes::find_receipt(language),
            first == "r",
        ),
    ];
    if site.staff.is_some() {
        links.push(mark(
            t(msg::layout::nav::staff()),
            routes::staff(language, ""),
            first == "staff",
        ));
    }
    links
}

/// Who helps with the page: on those of a procedure, and of a receipt of it, whom it names, so that nobody reads two numbers
/// there; else the town.
fn helper(site: &Site, here: &str) -> Contact {
    let own = use_context::<Help>().and_then(|Help(help)| help.get());
    match own {
        Some((subject, own)) if routes::subject_of(here) == Some(subject.as_str()) => {
            contact(&own, site.contact.clone())
        }
        _ => site.contact.clone(),
    }
}

/// Who helps by telephone, at the same place on each page (WCAG 3.2.6); nothing where nobody can be reached.
fn help(contact: &Contact) -> Option<AnyView> {
    let ways = [&contact.office, &contact.phone, &contact.email];
    if ways.into_iter().all(String::is_empty) {
        return None;
    }
    let lang = german();
    let lines = [&contact.office, &contact.hours]
        .into_iter()
        .filter(|line| !line.is_empty())
        .cloned();
    let lines = lines
        .map(|line| view! { <p lang=lang.clone() dir="auto">{line}</p> })
        .collect_view();
    let phone = (!contact.phone.is_empty()).then(|| {
        let href = phone_link(&contact.phone);
        view! { <p>{t(msg::layout::footer::phone())} " " <a href=href dir="ltr">{contact.phone.clone()}</a></p> }
    });
    let email = (!contact.email.is_empty()).then(|| {
        let href = format!("mailto:{}", contact.email);
        view! { <p>{t(msg::layout::footer::email())} " " <a href=href dir="ltr">{contact.email.clone()}</a></p> }
    });
    Some(
        view! {
            <h2 class="site-footer__heading">{t(msg::layout::footer::help())}</h2>
            {phone}
            {email}
            {lines}
            <p>{t(msg::layout::footer::write_for_you())}</p>
        }
        .into_any(),
    )
}

/// The address that a telephone dials: digits and a leading plus. The zero of `+49 (0)30` is for calls without it.
pub fn phone_link(phone: &str) -> String {
    let phone = if phone.contains('+') {
        phone.replace("(0)", "")
    } else {
        phone.to_owned()
    };
    let digits: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    format!("tel:{digits}")
}

/// A sentence with a number to be called in its [`SLOT`](crate::i18n::SLOT). A link within a sentence is as high as its line.
pub fn with_phone(sentence: &str, phone: &str) -> AnyView {
    let (before, after) = around_slot(sentence);
    let (href, phone) = (phone_link(phone), phone.to_owned());
    view! { <p>{before}<a href=href dir="ltr">{phone}</a>{after}</p> }.into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::i18n::provide_language;

    #[test]
    fn help_is_offered_where_somebody_can_be_reached_and_nowhere_else() {
        Owner::new().with(|| {
            provide_language(Language::German);
            let nobody = Contact {
                hours: "montags von 9 bis 12 Uhr".into(),
                ..Contact::default()
            };
            assert!(help(&nobody).is_none());
            let office = Contact {
                phone: "030 23125 470".into(),
                ..nobody
            };
            assert!(help(&office).is_some());
        });
    }
}

//! What stands around every page: skip link, header, demo banner, main region, footer.

pub mod problem_page;

use leptos::prelude::*;
use shared::{language::Language, organisations::PageKind};

use crate::{
    context::{Assets, View, use_language, use_site, use_view},
    features::organisations::page_name,
    i18n::{msg, t},
    routes,
    ui::{Footer, FooterGroup, Header, NavLink, SkipLink},
};

/// A page within its frame.
#[component]
pub fn Page(
    /// The page.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    let site = use_site();
    let mut nav = vec![
        NavLink::new(t(msg::layout::nav::procedures()), routes::home(language)),
        NavLink::new(
            t(msg::layout::nav::check_receipt()),
            routes::find_receipt(language),
        ),
    ];
    if site.staff.is_some() {
        nav.push(NavLink::new(
            t(msg::layout::nav::staff()),
            routes::staff(language, ""),
        ));
    }
    let mut service: Vec<NavLink> = PageKind::ALL
        .into_iter()
        .map(|kind| NavLink::new(page_name(kind), routes::page(language, kind)))
        .collect();
    if site.staff.is_none() {
        service.push(NavLink::new(
            t(msg::layout::nav::sign_in()),
            routes::sign_in(language),
        ));
    }
    let groups = vec![FooterGroup {
        heading: t(msg::layout::footer::label()),
        links: service,
    }];
    let demo = site
        .demo
        .then(|| view! { <p class="demo-banner" role="note">{t(msg::layout::demo_banner())}</p> });
    let arms = site.arms.clone().unwrap_or_default();
    view! {
        <SkipLink text=t(msg::common::skip_to_content())/>
        {demo}
        <Header town=site.name.clone() home=routes::home(language) arms=arms nav=nav nav_label=t(msg::layout::nav::label())>
            <Switches/>
        </Header>
        <main id="main" tabindex="-1" class="page">{children()}</main>
        <Footer groups=groups note=t(msg::layout::footer::operator(site.name))/>
    }
}

/// Language and view: links to the same page, so that they work everywhere and can be shared.
#[component]
fn Switches() -> impl IntoView {
    let language = use_language();
    let rest = use_context::<Assets>()
        .map(|assets| assets.rest)
        .unwrap_or_default();
    let links = Language::available().iter().copied().filter(|other| *other != language).map(|other| {
        let href = format!("/{}{rest}", other.code());
        view! { <a href=href lang=other.code() hreflang=other.code() dir=other.direction().as_str() rel="external">{other.own_name()}</a> }
    }).collect_view();
    let (word, label) = match use_view() {
        View::Normal => ("einfach", t(msg::common::simplified_view_on())),
        View::Simple => ("normal", t(msg::common::simplified_view_off())),
    };
    view! {
        <div class="switches">{links}<a href=format!("?ansicht={word}") rel="external nofollow">{label}</a></div>
    }
}

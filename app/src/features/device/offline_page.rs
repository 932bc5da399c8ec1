//! What this device shows without network: the pages that it keeps. Stands for every page that it does not keep.

use leptos::prelude::*;
use leptos_meta::Meta;

use super::{Parts, forget_page::ForgetForm};
use crate::{
    context::{use_language, use_site},
    i18n::{SLOT, msg, t},
    layout::with_phone,
    routes,
    shell::PageTitle,
    ui::{ButtonGroup, LinkButton, Notice, PageHeading, Tone},
};

/// The page. The script fills the list and shows what was asked for. Forgetting everything is possible here, because its
/// own page is not kept: it needs no server.
#[component]
pub fn OfflinePage() -> impl IntoView {
    use msg::device::offline;
    let phone = use_site().contact.phone;
    view! {
        <PageTitle text=t(offline::title())/>
        <Meta name="robots" content="noindex"/>
        <PageHeading title=t(offline::title()) lead=t(offline::lead())/>
        <div id="device-asked" hidden=true>
            <Notice title=t(offline::asked()) tone=Tone::Warning>
                <p>{t(offline::asked_text())}</p>
                <ButtonGroup>
                    <LinkButton href=routes::home(use_language())>{t(offline::again())}</LinkButton>
                </ButtonGroup>
                {(!phone.is_empty()).then(|| with_phone(&t(offline::phone(SLOT)), &phone))}
            </Notice>
        </div>
        <h2>{t(offline::pages())}</h2>
        <ul id="device-pages" class="stack stack--small"></ul>
        <p id="device-no-pages">{t(offline::no_pages())}</p>
        <p>{t(offline::never())}</p>
        <section class="panel stack stack--small" aria-labelledby="forget-title">
            <h2 id="forget-title" tabindex="-1">{t(msg::device::forget::title())}</h2>
            <p>{t(msg::device::forget::lead())}</p>
            <ForgetForm/>
        </section>
        <Parts/>
    }
}

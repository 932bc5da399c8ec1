//! What this device shows without network: the pages that it keeps. Stands for every page that it does not keep.

use leptos::prelude::*;
use leptos_meta::Meta;

use super::Parts;
use crate::{
    context::{use_language, use_site},
    i18n::{msg, t},
    routes,
    shell::PageTitle,
    ui::{ButtonGroup, LinkButton, Notice, PageHeading, Tone},
};

/// The page. The script fills the list and shows what was asked for.
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
                {(!phone.is_empty()).then(|| view! { <p>{t(offline::phone(phone))}</p> })}
            </Notice>
        </div>
        <h2>{t(offline::pages())}</h2>
        <ul id="device-pages" class="stack stack--small"></ul>
        <p id="device-no-pages">{t(offline::no_pages())}</p>
        <p>{t(offline::never())}</p>
        <p><a class="row-link" href=routes::forget(use_language())>{t(msg::device::forget::title())}</a></p>
        <Parts/>
    }
}

//! The messages about the device, hidden until a script shows a copy of one: `data-part` names them, `data-slot` is
//! filled, `data-act` is pressed.

use leptos::prelude::*;
use shared::organisations::Contact;

use super::{MOMENT, NUMBER};
use crate::{
    context::{use_language, use_site},
    i18n::{format, msg, t},
    layout::phone_link,
    routes,
    ui::{Button, ButtonGroup, ButtonKind, ButtonType, Notice, Tone},
};

/// All messages. Stand in pages that a device may have to show without network; scripts of other pages fetch them.
#[component]
pub(in crate::features) fn Parts() -> AnyView {
    let contact = use_site().contact;
    view! {
        <div id="device-parts" hidden=true>
            {part("stored", stored())}
            {part("draft", draft())}
            {part("waiting", waiting())}
            {part("sent", sent())}
            {part("noted", done(t(msg::device::sent::gone())))}
            {part("late", late(&contact))}
            {part("stuck", stuck(&contact))}
            {part("ended", ended(&contact))}
            {part("unstored", unstored())}
            {part("gone", done(t(msg::device::text::gone())))}
        </div>
    }
    .into_any()
}

fn part(name: &'static str, notice: AnyView) -> AnyView {
    view! { <div data-part=name tabindex="-1">{notice}</div> }.into_any()
}

/// A button that a script gives its act.
fn act(name: &'static str, kind: ButtonKind, text: String) -> AnyView {
    view! {
        <span data-act=name><Button kind=kind button_type=ButtonType::Button>{text}</Button></span>
    }
    .into_any()
}

fn stored() -> AnyView {
    use msg::device::stored;
    view! {
        <Notice title=t(stored::title(MOMENT)) tone=Tone::Warning><p>{t(stored::text())}</p></Notice>
    }
    .into_any()
}

fn draft() -> AnyView {
    use msg::device::draft;
    view! {
        <Notice title=t(draft::title(MOMENT))>
            <p>{t(draft::text())}</p>
            <ButtonGroup>
                {act("restore", ButtonKind::Secondary, t(draft::restore()))}
                {act("remove", ButtonKind::Quiet, t(draft::remove()))}
            </ButtonGroup>
        </Notice>
    }
    .into_any()
}

fn waiting() -> AnyView {
    use msg::device::waiting;
    view! {
        <Notice title=t(waiting::title()) tone=Tone::Warning>
            <p>{t(waiting::text())}</p>
            <p>{t(waiting::days())}</p>
            <p data-slot="without_files" hidden=true>{t(waiting::without_files())}</p>
            <ButtonGroup>{act("remove", ButtonKind::Quiet, t(waiting::remove()))}</ButtonGroup>
        </Notice>
    }
    .into_any()
}

fn sent() -> AnyView {
    use msg::device::sent;
    let look = routes::find_receipt(use_language());
    view! {
        <Notice title=t(sent::title()) tone=Tone::Success>
            <p>{t(sent::text(NUMBER))}</p>
            <p>{t(sent::code())} " " <strong class="code" data-slot="code" dir="ltr"></strong></p>
            <p>{t(sent::keep())}</p>
            <p><a data-slot="pdf" class="row-link" href=look.clone()>{t(msg::receipts::sent::pdf())}</a></p>
            <p><a data-slot="look" class="row-link" href=look>{t(sent::look())}</a></p>
            <ButtonGroup>{act("noted", ButtonKind::Secondary, t(sent::noted()))}</ButtonGroup>
        </Notice>
    }
    .into_any()
}

/// What was done when a button of a message was pressed: it takes the place of the message, and the focus.
fn done(what: String) -> AnyView {
    view! { <Notice title=what tone=Tone::Success/> }.into_any()
}

fn late(contact: &Contact) -> AnyView {
    use msg::device::late;
    let address = (!contact.address.is_empty()).then(|| {
        let lines: Vec<_> = [&contact.office, &contact.address]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect();
        let address = format::series(&lines, use_language());
        view! { <p>{t(late::address(address))}</p> }
    });
    let phone = phone(contact);
    view! {
        <Notice title=t(late::title()) tone=Tone::Danger>
            <p>{t(late::text())}</p>
            {address}
            {phone}
            {text()}
        </Notice>
    }
    .into_any()
}

fn stuck(contact: &Contact) -> AnyView {
    use msg::device::stuck;
    let phone = phone(contact);
    view! {
        <Notice title=t(stuck::title()) tone=Tone::Danger>
            <p>{t(stuck::text())}</p>
            {phone}
            {text()}
        </Notice>
    }
    .into_any()
}

/// What could not be sent for so long that the device does not keep trying.
fn ended(contact: &Contact) -> AnyView {
    use msg::device::ended;
    let phone = phone(contact);
    view! {
        <Notice title=t(ended::title()) tone=Tone::Danger>
            <p>{t(ended::text())}</p>
            {phone}
            {text()}
        </Notice>
    }
    .into_any()
}

/// What could not be sent and is not stored either: it stands in the form alone.
fn unstored() -> AnyView {
    use msg::device::{text, unstored};
    view! {
        <Notice title=t(unstored::title()) tone=Tone::Danger>
            <p>{t(unstored::text())}</p>
            {quote()}
            <ButtonGroup>{act("copy", ButtonKind::Secondary, t(text::copy()))}</ButtonGroup>
            {copied()}
        </Notice>
    }
    .into_any()
}

fn phone(contact: &Contact) -> Option<AnyView> {
    let number = contact.phone.clone();
    (!number.is_empty()).then(|| {
        let href = phone_link(&number);
        view! { <p>{t(msg::layout::footer::phone())} " " <a href=href dir="ltr">{number}</a></p> }.into_any()
    })
}

/// What was written, to be copied, and until when it is here.
fn text() -> AnyView {
    use msg::device::text;
    view! {
        {quote()}
        <p>{t(text::until(MOMENT))}</p>
        <ButtonGroup>
            {act("copy", ButtonKind::Secondary, t(text::copy()))}
            {act("remove", ButtonKind::Quiet, t(text::remove()))}
        </ButtonGroup>
        {copied()}
    }
    .into_any()
}

/// What was written.
fn quote() -> AnyView {
    view! {
        <p class="kern-label">{t(msg::device::text::label())}</p>
        <blockquote class="device__text" data-slot="text" dir="auto"></blockquote>
    }
    .into_any()
}

/// Says that the text was copied, once it was.
fn copied() -> AnyView {
    view! {
        <p role="status"><span data-slot="copied" hidden=true>{t(msg::device::text::copied())}</span></p>
    }
    .into_any()
}

//! Who answers questions about a procedure.

use leptos::prelude::*;
use shared::organisations::Contact;

use super::words;
use crate::{
    i18n::{msg, t},
    layout::phone_link,
};

/// Office, address, hours, telephone and e-mail.
pub fn lines(contact: Contact) -> AnyView {
    let lang = words::german();
    let lines = [contact.office, contact.address, contact.hours]
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| view! { <p lang=lang.clone() dir="auto">{line}</p> })
        .collect_view();
    let phone = (!contact.phone.is_empty()).then(|| {
        view! { <p>{t(msg::procedures::contact::phone())} " " <a class="row-link" href=phone_link(&contact.phone) dir="ltr">{contact.phone.clone()}</a></p> }
    });
    let email = (!contact.email.is_empty()).then(|| {
        view! { <p>{t(msg::procedures::contact::email())} " " <a class="row-link" href=format!("mailto:{}", contact.email) dir="ltr">{contact.email.clone()}</a></p> }
    });
    view! {
        {lines}
        {phone}
        {email}
    }
    .into_any()
}

/// The same with its heading and what is said below.
pub fn panel(contact: Contact, below: AnyView) -> AnyView {
    view! {
        <section class="panel stack stack--small" aria-labelledby="contact">
            <h2 id="contact">{t(msg::procedures::contact::title())}</h2>
            {lines(contact)}
            {below}
        </section>
    }
    .into_any()
}

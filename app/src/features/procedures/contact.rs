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
    let (phone, email) = (phone(&contact.phone), email(&contact.email));
    view! {
        {lines}
        {phone}
        {email}
    }
    .into_any()
}

/// A telephone number to be called; nothing without one.
pub fn phone(number: &str) -> Option<AnyView> {
    (!number.is_empty()).then(|| {
        let (href, number) = (phone_link(number), number.to_owned());
        view! { <p>{t(msg::procedures::contact::phone())} " " <a class="row-link" href=href dir="ltr">{number}</a></p> }
            .into_any()
    })
}

/// An address of e-mail to be written to; nothing without one.
pub fn email(address: &str) -> Option<AnyView> {
    (!address.is_empty()).then(|| {
        let (href, address) = (format!("mailto:{address}"), address.to_owned());
        view! { <p>{t(msg::procedures::contact::email())} " " <a class="row-link" href=href dir="ltr">{address}</a></p> }
            .into_any()
    })
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

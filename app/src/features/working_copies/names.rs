//! The names of a plan's parts in other languages than German, one small form each: of documents and of sections.

use leptos::prelude::*;
use shared::{language::Language, organisations::Localized};

use crate::{
    features::admin::parts::prefix_of,
    forms::{Form, use_form},
    i18n::{msg, t},
    ui::{Button, ButtonKind, TextField},
};

/// One of several parts, as the form of its name needs it.
#[derive(Debug)]
pub(super) struct Named<'a> {
    /// The name of the endpoint that stores it.
    pub endpoint: &'static str,
    /// The field that says which part it is, with its id.
    pub which: (&'static str, &'a str),
    /// The field of the name, with its label.
    pub field: (&'static str, String),
    /// The German name.
    pub german: &'a str,
    /// The names in all languages.
    pub names: &'a Localized,
}

impl Named<'_> {
    /// The form of its name in a language.
    pub fn form(self, language: Language, hidden: Vec<(&'static str, String)>) -> AnyView {
        let Self {
            endpoint,
            which,
            field: (name, label),
            german,
            names,
        } = self;
        let code = language.code();
        let form = use_form(endpoint, Some(which)).only_of("language", code);
        let own = names.0.get(code).map_or("", String::as_str);
        let (value, error) = (form.value(name, own), form.error(name));
        let (id, about) = (format!("{}{name}", prefix_of(which.1)), german.to_owned());
        view! {
            <Form form=endpoint hidden>
                <TextField label name id value error/>
                <Button kind=ButtonKind::Secondary about>{t(msg::common::save())}</Button>
            </Form>
        }
        .into_any()
    }
}

/// What stands after a language in the tabs: whether all parts have a name in it; nothing where there is no part.
pub(super) fn written<'a>(names: impl Iterator<Item = &'a Localized>, language: Language) -> Option<String> {
    let mut names = names.peekable();
    let is_written = names.peek().is_some() && names.all(|names| names.0.contains_key(language.code()));
    is_written.then(|| t(msg::admin::pages::written()))
}

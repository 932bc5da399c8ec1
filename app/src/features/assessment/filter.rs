//! One of the choices that statements are limited by: in the list of staff, and for exports.

use leptos::prelude::*;

use crate::{
    forms::FormState,
    i18n::{Msg, msg, t},
    ui::{Choice, Select},
};

/// The field of a filter: all, unless one is chosen.
pub fn filter(form: &FormState, id: &str, name: &'static str, label: Msg, choices: Vec<Choice>) -> AnyView {
    view! {
        <Select
            label=t(label)
            name
            id
            empty=t(msg::assessment::list::all())
            value=form.value(name, "")
            error=form.error(name)
            choices
        />
    }
    .into_any()
}

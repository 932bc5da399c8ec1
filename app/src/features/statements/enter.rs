//! What pressing Enter in a field of the comment form does.
//!
//! Invariant: browsers press the form's first submit button in the order of the document (HTML, “implicit submission”),
//! and buttons of the header belong to the form as well. So this one stands before all of them; else Enter would change
//! the view or the language.

use leptos::prelude::*;

use super::{
    COMMENT_FORM,
    step::{Screen, asked},
};
use crate::{
    context::View,
    i18n::{msg, t},
};

/// The button that the Enter key presses: on to the next step, or to checking. In the field for streets the server takes
/// it for a search.
#[component]
pub fn Enter(
    /// The view in which the form is shown.
    view: View,
    /// The query of the page, which says the step.
    search: String,
) -> AnyView {
    let value = format!("enter:{}", act(view, &search));
    view! {
        <button class="kern-sr-only" type="submit" form=COMMENT_FORM name="do" value=value tabindex="-1" aria-hidden="true">
            {t(msg::common::next())}
        </button>
    }
    .into_any()
}

fn act(view: View, search: &str) -> &'static str {
    let step = search.split('&').find_map(|field| field.strip_prefix("step="));
    if view == View::Simple && asked(step).next().is_some() {
        "next"
    } else {
        "check"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_goes_on_to_the_next_step_and_after_the_last_one_to_checking() {
        assert_eq!(act(View::Normal, "place=section:1"), "check");
        assert_eq!(act(View::Simple, ""), "next");
        assert_eq!(act(View::Simple, "place=whole&step=reply"), "next");
        assert_eq!(act(View::Simple, "step=publish"), "check");
    }
}

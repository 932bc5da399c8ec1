//! A session of staff that ended while somebody was typing: nothing of it is lost.
//!
//! Without script the answer is this page instead of the form's. It holds everything that was typed: after signing in in
//! another window its button shows the form again, filled in as it was. With script the form stays, and says so beside its
//! button.
//!
//! Invariants: nothing is saved here, whoever signs in sees the form again first; passwords and codes are dropped; another
//! account gets nothing of what was typed, because the form bears the one that it was shown to.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    identity::{GiveNewPassword, GiveSecondFactor, SignIn, SignOut},
};

use crate::{
    context::{Kept, KeptForm, use_language},
    forms::{FORM, KEEP},
    i18n::{msg, t},
    load::use_address,
    routes,
    shell::PageTitle,
    ui::{Button, Details, Fold, Live, Notice, PageHeading, Tone, UserText},
};

/// Forms that ask who somebody is: they are the way on, and nothing of them is kept.
const SIGNING_IN: [&str; 4] = [
    SignIn::NAME,
    GiveSecondFactor::NAME,
    GiveNewPassword::NAME,
    SignOut::NAME,
];
/// Fields that are never repeated.
const SECRETS: [&str; 4] = ["password", "current", "again", "code"];
/// Fields that nobody typed.
const TECHNICAL: [&str; 9] = [
    FORM,
    "procedure",
    "number",
    "revision",
    "next",
    "do",
    "submission_key",
    "account",
    "entry",
];
/// A shorter value is typed again faster than copied, in characters.
const WORTH_COPYING: usize = 20;

/// What was typed into a form of this page that came back, without secrets; `None` where there was none.
pub fn typed() -> Option<Kept> {
    let kept = use_context::<KeptForm>().and_then(|KeptForm(kept)| kept.get())?;
    if kept.form.is_empty() || SIGNING_IN.contains(&kept.form.as_str()) {
        return None;
    }
    let fields = kept
        .fields
        .into_iter()
        .filter(|(name, value)| !SECRETS.contains(&name.as_str()) && (name != FORM || value != KEEP))
        .collect();
    Some(Kept { fields, ..kept })
}

/// In place of a page whose form came too late.
#[component]
pub fn ExpiredPage(
    /// What was typed.
    kept: Kept,
) -> impl IntoView {
    use msg::identity::expired;
    let copies = kept
        .fields
        .iter()
        .filter(|(name, value)| !TECHNICAL.contains(&name.as_str()) && value.chars().count() >= WORTH_COPYING)
        .map(|(_, value)| view! { <li><UserText text=value.clone()/></li> })
        .collect::<Vec<_>>();
    let copies = (!copies.is_empty()).then(|| {
        view! {
            <Details summary=t(expired::typed()) fold=Fold::Closed><ul class="stack">{copies}</ul></Details>
        }
    });
    let here = use_address().get_untracked();
    let hidden = kept
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <PageTitle text=t(expired::title()) failed=true/>
        <PageHeading title=t(expired::title()) lead=t(expired::lead())/>
        <ol class="stack">
            <li class="stack stack--small"><p>{t(expired::first())}</p><p>{sign_in_link()}</p></li>
            <li class="stack stack--small">
                <p>{t(expired::then())}</p>
                <form method="post" action=here class="stack">
                    {hidden}
                    <p><Button name=FORM value=KEEP>{t(expired::again())}</Button></p>
                </form>
            </li>
        </ol>
        {copies}
    }
}

/// Beside a form whose session ended, with script: what was typed is still there.
#[component]
pub fn Ended() -> impl IntoView {
    use msg::identity::expired;
    view! {
        <Notice title=t(expired::title()) tone=Tone::Warning live=Live::Alert>
            <p>{t(expired::here())}</p>
            <p>{sign_in_link()}</p>
        </Notice>
    }
}

fn sign_in_link() -> impl IntoView {
    let text = format!(
        "{} ({})",
        t(msg::identity::sign_in::title()),
        t(msg::common::opens_new_window())
    );
    view! { <a class="row-link" href=routes::sign_in(use_language()) target="_blank" rel="noopener">{text}</a> }
}

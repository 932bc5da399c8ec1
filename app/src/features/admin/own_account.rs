//! One's own account: the password, and where one is signed in.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    identity::{ChangeOwnPassword, EndOwnSessions, ListOwnSessions, MIN_PASSWORD, OwnSession},
};

use super::parts::StaffFrame;
use crate::{
    context::use_language,
    forms::{Form, use_form},
    i18n::{format, msg, t},
    load::{load, show},
    local_time::local,
    routes,
    ui::{Badge, Button, ButtonKind, InputType, TextField, Tone},
};

/// Password and sessions of whoever is signed in.
#[component]
pub fn OwnAccountPage() -> impl IntoView {
    let sessions = load(|| (), |api, ()| async move { api.call(ListOwnSessions {}).await });
    show(sessions, move |sessions| {
        let form = use_form(ChangeOwnPassword::NAME, None).labelled(vec![
            ("current", t(msg::identity::own::current())),
            ("password", t(msg::identity::own::new())),
            ("again", t(msg::identity::own::again())),
        ]);
        view! {
            <StaffFrame title=t(msg::identity::own::title()) lead=t(msg::identity::own::lead()) form=form>
                <Password/>
                <Sessions sessions/>
            </StaffFrame>
        }
    })
}

fn saved() -> String {
    format!("{}?saved=1", routes::staff(use_language(), "account"))
}

#[component]
fn Password() -> impl IntoView {
    let form = use_form(ChangeOwnPassword::NAME, None);
    let field = move |name: &'static str, label: String, hint: Option<String>, autocomplete: &'static str| {
        view! {
            <TextField
                label
                name
                hint=hint.unwrap_or_default()
                error=form.error(name)
                input_type=InputType::Password
                autocomplete
                required=true
            />
        }
    };
    let hint = t(msg::identity::own::new_hint(
        i64::try_from(MIN_PASSWORD).unwrap_or(i64::MAX),
    ));
    view! {
        <section class="stack" aria-labelledby="own-password">
            <h2 id="own-password">{t(msg::identity::own::password())}</h2>
            <div class="staff-narrow">
                <Form form=ChangeOwnPassword::NAME hidden=vec![("next", saved())]>
                    {field("current", t(msg::identity::own::current()), None, "current-password")}
                    {field("password", t(msg::identity::own::new()), Some(hint), "new-password")}
                    {field("again", t(msg::identity::own::again()), None, "new-password")}
                    <p class="muted">{t(msg::identity::own::others_end())}</p>
                    <Button>{t(msg::identity::own::change())}</Button>
                </Form>
            </div>
        </section>
    }
}

#[component]
fn Sessions(sessions: Vec<OwnSession>) -> impl IntoView {
    let is_alone = sessions.iter().all(|session| session.current);
    let others = if is_alone {
        view! { <p class="muted">{t(msg::identity::own::only_here())}</p> }.into_any()
    } else {
        view! {
            <Form form=EndOwnSessions::NAME hidden=vec![("next", saved())]>
                <Button kind=ButtonKind::Secondary>{t(msg::identity::own::end_others())}</Button>
            </Form>
        }
        .into_any()
    };
    let rows = sessions
        .into_iter()
        .map(|session| view! { <Session session/> })
        .collect_view();
    view! {
        <section class="stack" aria-labelledby="own-sessions">
            <h2 id="own-sessions">{t(msg::identity::own::sessions())}</h2>
            <ul class="staff-rows">{rows}</ul>
            {others}
        </section>
    }
}

#[component]
fn Session(session: OwnSession) -> impl IntoView {
    let said = |at| format::date_time(local(at), use_language());
    let began = said(session.began_at);
    let end = if session.current {
        view! { <Badge text=t(msg::identity::own::here()) tone=Tone::Success/> }.into_any()
    } else {
        let about = t(msg::identity::own::end_about(began.clone()));
        view! {
            <Form form=EndOwnSessions::NAME hidden=vec![("name", session.name.clone()), ("next", saved())]>
                <Button kind=ButtonKind::Quiet about>{t(msg::identity::own::end())}</Button>
            </Form>
        }
        .into_any()
    };
    view! {
        <li class="staff-row">
            <div class="staff-row__head">
                <p>
                    {t(msg::identity::own::began(began))}<br/>
                    <span class="muted">{t(msg::identity::own::used(said(session.used_at)))}</span>
                </p>
                {end}
            </div>
        </li>
    }
}

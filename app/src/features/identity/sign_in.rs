//! Signing in: one page that shows the step that is next.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    identity::{
        GiveNewPassword, GiveSecondFactor, MIN_PASSWORD, ShowSignIn, SignIn, SignInState, SignOut, SignedIn,
    },
};

use crate::{
    context::{use_language, use_site},
    features::admin::{parts::summary, words::role_name},
    forms::{Form, use_form},
    i18n::{msg, t},
    load::{load, query_field, show},
    routes,
    shell::PageTitle,
    ui::{Button, ButtonKind, FieldWidth, InputType, LinkButton, PageHeading, TextField},
};

/// Signing in, step by step; `?next=` says where to go afterwards.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = query_field("next");
    let state = load(
        move || (),
        move |api, ()| async move { api.call(ShowSignIn {}).await },
    );
    show(state, move |signed_in| {
        step(signed_in, &next().unwrap_or_default())
    })
}

fn step(now: SignedIn, next: &str) -> AnyView {
    match now.state {
        SignInState::SignedOut => view! { <SignInForm next=next.to_owned()/> }.into_any(),
        SignInState::SecondFactor => view! { <SecondFactor next=next.to_owned()/> }.into_any(),
        SignInState::SetUpSecondFactor => view! {
            <SetUp next=next.to_owned() secret=now.secret.unwrap_or_default() qr=now.qr.unwrap_or_default()/>
        }
        .into_any(),
        SignInState::NewPassword => view! { <NewPassword next=next.to_owned()/> }.into_any(),
        SignInState::SignedIn => signed_in(),
    }
}

/// E-mail address and password.
#[component]
pub fn SignInForm(
    /// Where to go afterwards: a path of this site.
    next: String,
    /// Whether the visitor asked for a page that needs staff.
    #[prop(optional)]
    needed: bool,
) -> impl IntoView {
    let form = use_form(SignIn::NAME, None);
    let failed = form.has_failed();
    let lead = if needed {
        t(msg::identity::sign_in::needed())
    } else {
        t(msg::identity::sign_in::lead())
    };
    view! {
        <PageTitle text=t(msg::identity::sign_in::title()) failed/>
        {summary(&form, "")}
        <PageHeading title=t(msg::identity::sign_in::title()) lead/>
        <div class="staff-narrow">
            <Form form=SignIn::NAME hidden=vec![("next", next)]>
                <TextField
                    label=t(msg::identity::sign_in::email())
                    name="email"
                    value=form.value("email", "")
                    error=form.error("email")
                    input_type=InputType::Email
                    autocomplete="username"
                    required=true
                />
                <TextField
                    label=t(msg::identity::sign_in::password())
                    name="password"
                    error=form.error("password")
                    input_type=InputType::Password
                    autocomplete="current-password"
                    required=true
                />
                <Button>{t(msg::identity::sign_in::act())}</Button>
            </Form>
            <p class="muted">{t(msg::identity::sign_in::lost())}</p>
        </div>
    }
}

#[component]
fn SecondFactor(next: String) -> impl IntoView {
    let failed = use_form(GiveSecondFactor::NAME, None).has_failed();
    view! {
        <PageTitle text=t(msg::identity::factor::title()) failed/>
        {summary(&use_form(GiveSecondFactor::NAME, None), "")}
        <PageHeading title=t(msg::identity::factor::title()) lead=t(msg::identity::factor::lead())/>
        <div class="staff-narrow">
            <CodeForm next act=t(msg::identity::factor::act())/>
            <StartOver/>
        </div>
    }
}

#[component]
fn SetUp(next: String, secret: String, qr: String) -> impl IntoView {
    let failed = use_form(GiveSecondFactor::NAME, None).has_failed();
    // Groups of four can be typed without losing the place.
    let spaced: Vec<String> = secret
        .chars()
        .collect::<Vec<_>>()
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    view! {
        <PageTitle text=t(msg::identity::set_up::title()) failed/>
        {summary(&use_form(GiveSecondFactor::NAME, None), "")}
        <PageHeading title=t(msg::identity::set_up::title()) lead=t(msg::identity::set_up::lead())/>
        <ol class="staff-steps stack">
            <li>{t(msg::identity::set_up::step_app())}</li>
            <li>
                <p>{t(msg::identity::set_up::step_scan())}</p>
                <div class="staff-qr" role="img" aria-label=t(msg::identity::set_up::qr()) inner_html=qr></div>
                <p>
                    {t(msg::identity::set_up::secret())}": "
                    <code class="staff-code" dir="ltr" translate="no">{spaced.join(" ")}</code>
                </p>
            </li>
            <li>
                <p>{t(msg::identity::set_up::step_code())}</p>
                <CodeForm next act=t(msg::identity::set_up::act())/>
            </li>
        </ol>
        <StartOver/>
    }
}

#[component]
fn CodeForm(next: String, act: String) -> impl IntoView {
    let form = use_form(GiveSecondFactor::NAME, None);
    view! {
        <Form form=GiveSecondFactor::NAME hidden=vec![("next", next)]>
            <TextField
                label=t(msg::identity::factor::code())
                name="code"
                hint=t(msg::identity::factor::code_hint())
                error=form.error("code")
                input_type=InputType::Digits
                width=FieldWidth::Short
                autocomplete="one-time-code"
                required=true
            />
            <Button>{act}</Button>
        </Form>
    }
}

/// A password of one's own: somebody else chose the one so far.
#[component]
fn NewPassword(next: String) -> impl IntoView {
    use msg::identity::{new_password, own};
    let form = use_form(GiveNewPassword::NAME, None)
        .labelled(vec![("password", t(own::new())), ("again", t(own::again()))]);
    let failed = form.has_failed();
    let min = i64::try_from(MIN_PASSWORD).unwrap_or(i64::MAX);
    view! {
        <PageTitle text=t(new_password::title()) failed/>
        {summary(&form, "")}
        <PageHeading title=t(new_password::title()) lead=t(new_password::lead())/>
        <div class="staff-narrow">
            <Form form=GiveNewPassword::NAME hidden=vec![("next", next)]>
                <TextField
                    label=t(own::new())
                    name="password"
                    hint=t(own::new_hint(min))
                    error=form.error("password")
                    input_type=InputType::Password
                    autocomplete="new-password"
                    required=true
                />
                <TextField
                    label=t(own::again())
                    name="again"
                    error=form.error("again")
                    input_type=InputType::Password
                    autocomplete="new-password"
                    required=true
                />
                <Button>{t(new_password::act())}</Button>
            </Form>
            <StartOver/>
        </div>
    }
}

#[component]
fn StartOver() -> impl IntoView {
    let again = routes::sign_in(use_language());
    view! {
        <Form form=SignOut::NAME hidden=vec![("next", again)]>
            <Button kind=ButtonKind::Quiet>{t(msg::identity::factor::again())}</Button>
        </Form>
    }
}

fn signed_in() -> AnyView {
    let language = use_language();
    let who = use_site()
        .staff
        .map(|me| t(msg::identity::signed_in(me.name, role_name(me.role))))
        .unwrap_or_default();
    view! {
        <PageTitle text=t(msg::identity::sign_in::title())/>
        <PageHeading title=t(msg::identity::sign_in::title()) lead=who/>
        <LinkButton href=routes::staff(language, "")>{t(msg::identity::to_staff())}</LinkButton>
        <SignOutForm/>
    }
    .into_any()
}

/// The button that signs out.
#[component]
pub fn SignOutForm() -> impl IntoView {
    view! {
        <Form form=SignOut::NAME>
            <Button kind=ButtonKind::Secondary>{t(msg::identity::sign_out())}</Button>
        </Form>
    }
}

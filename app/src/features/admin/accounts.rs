//! Accounts of staff: the list, a new one, changes of one.

use leptos::prelude::*;
use shared::{
    access::Role,
    api::{Endpoint, page::MAX_LIMIT},
    identity::{AddStaff, ChangeStaff, ListStaff, MIN_PASSWORD, RemoveStaff, Staff},
};

use super::{
    parts::{Adding, StaffFrame, day},
    words::{role_name, role_text},
};
use crate::{
    context::{use_language, use_site},
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    load::{load, show},
    local_time::local_day,
    routes,
    ui::{
        Badge, Button, ButtonGroup, ButtonKind, Checkbox, Choice, Details, InputType, RadioGroup, Select,
        TextField, Tone,
    },
};

/// All accounts: a town hall has dozens.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let list = load(
        || (),
        |api, ()| async move {
            api.all(|cursor| ListStaff {
                limit: Some(MAX_LIMIT),
                cursor,
            })
            .await
        },
    );
    show(list, move |accounts| {
        let adding = use_form(AddStaff::NAME, None).labelled(vec![
            ("name", t(msg::admin::accounts::name())),
            ("email", t(msg::identity::sign_in::email())),
            ("password", t(msg::admin::accounts::first_password())),
        ]);
        let changing = use_form(ChangeStaff::NAME, None);
        let removing = use_form(RemoveStaff::NAME, None);
        let (form, prefix) = if changing.has_failed() {
            let id = changing.value("id", "");
            (changing, format!("{id}-"))
        } else if removing.has_failed() {
            (removing, String::new())
        } else {
            (adding, String::new())
        };
        let cards = accounts
            .into_iter()
            .map(|account| view! { <Account account/> })
            .collect_view();
        view! {
            <StaffFrame title=t(msg::admin::accounts::title()) lead=t(msg::admin::accounts::lead()) form prefix>
                <ul class="staff-rows">{cards}</ul>
                <NewAccount/>
            </StaffFrame>
        }
    })
}

fn roles(hints: bool) -> Vec<Choice> {
    Role::ALL
        .into_iter()
        .map(|role| {
            let choice = Choice::new(role.word(), role_name(role));
            if hints {
                choice.with_hint(role_text(role))
            } else {
                choice
            }
        })
        .collect()
}

fn saved() -> String {
    format!("{}?saved=1", routes::staff(use_language(), "accounts"))
}

#[component]
fn Account(account: Staff) -> impl IntoView {
    let id = account.id.to_string();
    let form = use_form(ChangeStaff::NAME, Some(("id", &id)));
    let fold = form.fold();
    let (word, tone) = if !account.active {
        (t(msg::admin::accounts::locked()), Tone::Warning)
    } else if account.second_factor {
        (t(msg::admin::accounts::ready()), Tone::Success)
    } else {
        (t(msg::admin::accounts::no_factor()), Tone::Info)
    };
    let active = if form.is_fresh() {
        account.active
    } else {
        form.value("active", "") == "true"
    };
    let (secrets, removal) = (secrets(&account, &form), removal(&account));
    view! {
        <li class="staff-row">
            <div class="staff-row__head">
                <h2 class="kern-title" dir="auto">{account.name.clone()}</h2>
                <Badge text=word tone/>
            </div>
            <p class="muted">
                <bdi>{account.email.clone()}</bdi>" · "{role_name(account.role)}" · "{t(msg::admin::accounts::since())}" "
                {day(local_day(account.created_at))}
            </p>
            <Details summary=t(msg::admin::accounts::change(account.name.clone())) fold>
                <Form form=ChangeStaff::NAME hidden=vec![("id", id.clone()), ("next", saved())]>
                    <Select
                        label=t(msg::admin::accounts::role())
                        name="role"
                        id=format!("{id}-role")
                        value=form.value("role", account.role.word())
                        error=form.error("role")
                        choices=roles(false)
                    />
                    <Checkbox
                        label=t(msg::admin::accounts::active())
                        name="active"
                        value="true"
                        id=format!("{id}-active")
                        checked=active
                        error=form.error("active")
                    />
                    {secrets}
                    <Button kind=ButtonKind::Secondary about=account.name.clone()>{t(msg::common::save())}</Button>
                </Form>
            </Details>
            {removal}
        </li>
    }
}

/// Password and second factor of somebody else's account; one's own are changed elsewhere.
fn secrets(account: &Staff, form: &FormState) -> AnyView {
    use msg::admin::accounts as words;
    let id = account.id.to_string();
    if use_site().staff.is_some_and(|me| me.account == id) {
        let own = routes::staff(use_language(), "account");
        return view! {
            <p>{t(words::own_account())}</p>
            <p><a class="row-link" href=own>{t(msg::identity::own::title())}</a></p>
        }
        .into_any();
    }
    let min = i64::try_from(MIN_PASSWORD).unwrap_or(i64::MAX);
    let is_reset = form.value("reset_second_factor", "") == "true";
    view! {
        <TextField
            label=t(words::new_password())
            name="password"
            id=format!("{id}-password")
            hint=t(words::password_keep(min))
            error=form.error("password")
            input_type=InputType::Password
            autocomplete="new-password"
        />
        <Checkbox
            label=t(words::reset_factor())
            name="reset_second_factor"
            value="true"
            id=format!("{id}-reset")
            hint=t(words::reset_factor_hint())
            checked=is_reset
        />
    }
    .into_any()
}

/// Deleting what says whose a locked account was: folded, so that it is never done by one press.
fn removal(account: &Staff) -> Option<AnyView> {
    use msg::admin::accounts as words;
    let label = t(words::remove(account.name.clone()));
    let summary = format!("{label} …");
    let hidden = vec![("id", account.id.to_string()), ("next", saved())];
    (!account.active).then(|| {
        view! {
            <Details summary>
                <Form form=RemoveStaff::NAME hidden=hidden>
                    <p>{t(words::remove_text())}</p>
                    <ButtonGroup><Button kind=ButtonKind::Danger>{label}</Button></ButtonGroup>
                </Form>
            </Details>
        }
        .into_any()
    })
}

#[component]
fn NewAccount() -> impl IntoView {
    let form = use_form(AddStaff::NAME, None);
    view! {
        <Adding id="new-account" heading=t(msg::admin::accounts::new())>
            <Form form=AddStaff::NAME hidden=vec![("next", saved())]>
                <TextField label=t(msg::admin::accounts::name()) name="name" value=form.value("name", "") error=form.error("name") required=true/>
                <TextField
                    label=t(msg::identity::sign_in::email())
                    name="email"
                    value=form.value("email", "")
                    error=form.error("email")
                    input_type=InputType::Email
                    required=true
                />
                <RadioGroup
                    legend=t(msg::admin::accounts::role())
                    name="role"
                    value=form.value("role", Role::Reader.word())
                    error=form.error("role")
                    choices=roles(true)
                />
                <TextField
                    label=t(msg::admin::accounts::first_password())
                    name="password"
                    hint=t(msg::admin::accounts::first_password_hint(i64::try_from(MIN_PASSWORD).unwrap_or(i64::MAX)))
                    error=form.error("password")
                    input_type=InputType::Password
                    autocomplete="new-password"
                    required=true
                />
                <Button>{t(msg::admin::accounts::add())}</Button>
            </Form>
        </Adding>
    }
}

//! Who sees what: the two tables by which the program decides, read from the same source.

use leptos::prelude::*;
use shared::{
    access::{Action, Role},
    assessment::{Released, StatementState},
};

use super::{
    parts::StaffFrame,
    words::{action_name, role_name, role_text},
};
use crate::{
    features::assessment::words::{outside_text, state_name},
    i18n::{msg, t},
    ui::{Column, Icon, IconView, Table},
};

/// What leaves the administration in which state, and what each role may do.
#[component]
pub fn VisibilityPage() -> impl IntoView {
    let each = StatementState::ALL.into_iter();
    let states = each.map(|state| row(state_name(state), state.released(), outside_text(state)));
    let kept = StatementState::KEPT_BY_AUTHOR.into_iter().map(|state| {
        let name = t(msg::admin::visibility::withdrawn_after(state_name(state)));
        row(name, state.released(), t(msg::admin::visibility::kept()))
    });
    let states = states.chain(kept).collect_view();
    let actions = Action::ALL
        .into_iter()
        .map(|action| {
            let cells = Role::ALL
                .into_iter()
                .map(|role| view! { <td data-label=role_name(role)>{mark(role.may(action))}</td> })
                .collect_view();
            view! { <tr><th scope="row">{action_name(action)}</th>{cells}</tr> }
        })
        .collect_view();
    let mut role_columns = vec![Column::text(t(msg::admin::visibility::action()))];
    role_columns.extend(Role::ALL.into_iter().map(|role| Column::text(role_name(role))));
    let roles = Role::ALL
        .into_iter()
        .map(|role| view! { <div><dt>{role_name(role)}</dt><dd>{role_text(role)}</dd></div> })
        .collect_view();
    view! {
        <StaffFrame title=t(msg::admin::visibility::title()) lead=t(msg::admin::visibility::lead())>
            <div class="staff-table">
                <Table
                    id="states"
                    caption=t(msg::admin::visibility::states())
                    columns=vec![
                        Column::text(t(msg::assessment::list::state())),
                        Column::text(t(msg::assessment::list::proposal())),
                        Column::text(t(msg::admin::visibility::decision())),
                        Column::text(t(msg::admin::visibility::reply())),
                        Column::text(t(msg::admin::visibility::in_words())),
                    ]
                >
                    {states}
                </Table>
            </div>
            <p>{t(msg::admin::visibility::publication())}</p>
            <p>{t(msg::admin::visibility::never())}</p>
            <div class="staff-table">
                <Table id="roles" caption=t(msg::admin::visibility::roles()) columns=role_columns>{actions}</Table>
            </div>
            <dl class="staff-facts">{roles}</dl>
        </StaffFrame>
    }
}

/// What is released in a state.
fn row(state: String, released: Released, in_words: String) -> AnyView {
    view! {
        <tr>
            <th scope="row">{state}</th>
            <td data-label=t(msg::assessment::list::proposal())>{mark(released.proposal)}</td>
            <td data-label=t(msg::admin::visibility::decision())>{mark(released.decision)}</td>
            <td data-label=t(msg::admin::visibility::reply())>{mark(released.reply)}</td>
            <td data-label=t(msg::admin::visibility::in_words())>{in_words}</td>
        </tr>
    }
    .into_any()
}

/// Yes with a tick, no as a dash; both also in words.
fn mark(yes: bool) -> AnyView {
    if yes {
        view! { <span class="staff-yes"><IconView icon=Icon::Check/>" "{t(msg::common::yes())}</span> }
            .into_any()
    } else {
        view! { <span class="muted">{t(msg::common::no())}</span> }.into_any()
    }
}

//! The staff's overview: all procedures with what waits in them, and the links of the role.

use leptos::prelude::*;
use shared::{
    access::Action,
    procedures::{ListWorkingCopies, Round, WorkingCopySummary},
    time::Phase,
};

use super::{
    parts::{StaffFrame, day, may, own_pages, procedure_path},
    words::role_name,
};
use crate::{
    context::{use_language, use_site},
    features::{identity::SignOutForm, procedures::words::german, working_copies::words::step_name},
    i18n::{msg, t},
    load::{load, show},
    routes,
    ui::{Badge, Column, LinkButton, Notice, Table, Tone},
};

/// The first page after signing in.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let list = load(
        || (),
        |api, ()| async move { api.call(ListWorkingCopies {}).await },
    );
    show(list, move |procedures| {
        let lead = use_site()
            .staff
            .map(|me| t(msg::identity::signed_in(me.name, role_name(me.role))))
            .unwrap_or_default();
        let unread: u32 = procedures.iter().map(|procedure| procedure.unread).sum();
        let new = may(Action::EditProcedure).then(|| {
            let href = routes::staff(use_language(), "procedures/new");
            view! { <LinkButton href>{t(msg::admin::dashboard::new())}</LinkButton> }
        });
        let waiting = (unread > 0 && may(Action::ReadStatements)).then(|| {
            view! { <p class="lead">{t(msg::admin::dashboard::unread(u64::from(unread)))}</p> }
        });
        let links = own_pages("")
            .into_iter()
            .map(|link| view! { <li><a class="row-link" href=link.href>{link.label}</a></li> })
            .collect_view();
        view! {
            <StaffFrame title=t(msg::admin::dashboard::title()) lead>
                {waiting}
                {new}
                <Procedures procedures/>
                <section class="stack stack--small" aria-labelledby="own-pages">
                    <h2 id="own-pages">{t(msg::admin::dashboard::more())}</h2>
                    <ul class="staff-links staff-links--many">{links}</ul>
                </section>
                <SignOutForm/>
            </StaffFrame>
        }
    })
}

#[component]
fn Procedures(procedures: Vec<WorkingCopySummary>) -> impl IntoView {
    if procedures.is_empty() {
        return view! {
            <Notice title=t(msg::admin::dashboard::none())><p>{t(msg::admin::dashboard::none_text())}</p></Notice>
        }
        .into_any();
    }
    let columns = vec![
        Column::text(t(msg::admin::dashboard::procedure())),
        Column::text(t(msg::admin::dashboard::state())),
        Column::text(t(msg::admin::dashboard::deadline())),
        Column::number(t(msg::admin::dashboard::statements())),
        Column::number(t(msg::admin::dashboard::new_statements())),
    ];
    let reads = may(Action::ReadStatements);
    let rows = procedures
        .into_iter()
        .map(|procedure| row(procedure, reads))
        .collect_view();
    view! {
        <div class="staff-table">
            <Table caption=t(msg::admin::dashboard::caption()) id="procedures" columns>{rows}</Table>
        </div>
    }
    .into_any()
}

fn row(procedure: WorkingCopySummary, reads: bool) -> impl IntoView {
    let statements = procedure_path(&procedure.slug, "statements");
    let received = format!("{statements}?state=received");
    let unread = if procedure.unread > 0 && reads {
        let about = t(msg::admin::dashboard::unread(u64::from(procedure.unread)));
        view! { <a class="row-link staff-count" href=received aria-label=about>{procedure.unread}</a> }
            .into_any()
    } else {
        procedure.unread.into_any()
    };
    let count = procedure.statements;
    let count = if reads {
        view! { <a class="row-link" href=statements>{count}<span class="kern-sr-only">" "{t(msg::admin::dashboard::to_statements())}</span></a> }.into_any()
    } else {
        count.into_any()
    };
    view! {
        <tr>
            <th scope="row"><a class="row-link" href=procedure_path(&procedure.slug, "") lang=german() dir="auto">{procedure.title}</a></th>
            <td data-label=t(msg::admin::dashboard::state())>{publication_badge(procedure.published_version, procedure.has_changes)}</td>
            <td data-label=t(msg::admin::dashboard::deadline())>{deadline(procedure.round)}</td>
            <td class="kern-table__cell--numeric" data-label=t(msg::admin::dashboard::statements())>{count}</td>
            <td class="kern-table__cell--numeric" data-label=t(msg::admin::dashboard::new_statements())>{unread}</td>
        </tr>
    }
}

/// Whether a working copy is public, and whether it differs from what is.
pub fn publication_badge(version: Option<u32>, has_changes: bool) -> AnyView {
    let (text, tone) = match (version, has_changes) {
        (None, _) => (t(msg::working_copies::published::not_yet()), Tone::Warning),
        (Some(version), true) => (
            t(msg::working_copies::published::changed(i64::from(version))),
            Tone::Info,
        ),
        (Some(version), false) => (
            t(msg::working_copies::published::version(i64::from(version))),
            Tone::Success,
        ),
    };
    view! { <Badge text tone/> }.into_any()
}

/// The day that comes next: the first day of a round that comes, the last of one that is open.
pub fn deadline(round: Option<Round>) -> AnyView {
    let Some(round) = round else {
        return view! { <span class="muted">{t(msg::admin::dashboard::no_round())}</span> }.into_any();
    };
    let (word, date) = match round.phase {
        Phase::Before => (t(msg::admin::dashboard::begins()), round.period.start),
        Phase::During => (t(msg::admin::dashboard::ends()), round.period.end),
        Phase::After => (t(msg::admin::dashboard::ended()), round.period.end),
    };
    view! { <span>{word}" "{day(date)}</span>" "<span class="muted">{step_name(round.step)}</span> }
        .into_any()
}

//! The staff's overview: all procedures with what waits in them, and the links of the role.

use std::cmp::Reverse;

use leptos::prelude::*;
use shared::{
    access::Action,
    accessibility::{CountOpenReports, OpenReports},
    api::{ApiError, page::MAX_LIMIT},
    procedures::{ListWorkingCopies, Round, WorkingCopySummary},
    time::{Day, Phase},
};

use super::{
    parts::{StaffFrame, day, may, own_pages, procedure_path},
    words::role_name,
};
use crate::{
    context::{use_language, use_site},
    features::{identity::SignOutForm, procedures::words::german, working_copies::words::step_name},
    i18n::{format, msg, t},
    load::{load, show},
    routes,
    ui::{Badge, Column, LinkButton, Notice, Table, Tone},
};

/// The first page after signing in.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let reads_barriers = may(Action::ReadBarriers);
    let list = load(
        || (),
        move |api, ()| async move {
            // The next day counts, not the age: all are needed, a page or two of them.
            let procedures = api
                .all(|cursor| ListWorkingCopies {
                    limit: Some(MAX_LIMIT),
                    cursor,
                })
                .await?;
            let barriers = if reads_barriers {
                // The desk is there without their number as well.
                api.call(CountOpenReports {}).await.unwrap_or_default()
            } else {
                OpenReports::default()
            };
            Ok::<_, ApiError>((procedures, barriers))
        },
    );
    show(list, move |(mut procedures, barriers)| {
        procedures.sort_by_key(urgency);
        let lead = use_site()
            .staff
            .map(|me| t(msg::identity::signed_in(me.name, role_name(me.role))))
            .unwrap_or_default();
        let waiting = may(Action::ReadStatements).then(|| waiting(&procedures));
        let held = may(Action::Assess).then(|| held(&procedures));
        let barriers = waiting_reports(&barriers);
        let new = may(Action::EditProcedure).then(|| {
            let href = routes::staff(use_language(), "procedures/new");
            view! { <LinkButton href>{t(msg::admin::dashboard::new())}</LinkButton> }
        });
        let inbox = routes::staff(use_language(), "barriers");
        let create = routes::staff(use_language(), "procedures/new");
        let links = own_pages("")
            .into_iter()
            // A button leads there already.
            .filter(|link| link.href != create)
            .map(|link| {
                let open = barriers.clone().filter(|_| link.href == inbox);
                view! { <li><a class="row-link" href=link.href>{link.label}{open}</a></li> }
            })
            .collect_view();
        view! {
            <StaffFrame title=t(msg::admin::dashboard::title()) lead>
                {held}
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

/// In which order procedures are looked at: those that run or come by their next day, then those without one, then those
/// that ended, the last one first.
fn urgency(procedure: &WorkingCopySummary) -> (u8, Option<Day>, Reverse<Option<Day>>) {
    match &procedure.round {
        Some(round) if round.phase == Phase::During => (0, Some(round.period.end), Reverse(None)),
        Some(round) if round.phase == Phase::Before => (1, Some(round.period.start), Reverse(None)),
        None => (2, None, Reverse(None)),
        Some(round) => (3, None, Reverse(Some(round.period.end))),
    }
}

/// What waits, in one sentence: for those who assess what nobody works on yet, for the others what is before the council.
/// It leads to the list where all of it is in one procedure; else it names the first.
fn waiting(procedures: &[WorkingCopySummary]) -> Option<AnyView> {
    let assesses = may(Action::Assess);
    let count = |procedure: &WorkingCopySummary| {
        if assesses {
            procedure.unread
        } else {
            procedure.before_council
        }
    };
    let waiting: Vec<&WorkingCopySummary> = procedures.iter().filter(|one| count(one) > 0).collect();
    let sum: u64 = waiting.iter().map(|procedure| u64::from(count(procedure))).sum();
    let (text, state) = if assesses {
        (msg::admin::dashboard::unread(sum), "received")
    } else {
        (msg::admin::dashboard::council(sum), "before_council")
    };
    match waiting.as_slice() {
        [] => None,
        [one] => {
            let href = format!("{}?state={state}", procedure_path(&one.slug, "statements"));
            Some(view! { <p class="lead"><a class="row-link" href=href>{t(text)}</a></p> }.into_any())
        }
        [first, ..] => {
            let href = format!("{}?state={state}", procedure_path(&first.slug, "statements"));
            let (title, waits) = (first.title.clone(), count(first));
            Some(
                view! {
                    <p class="lead">
                        {t(text)}" "
                        <a class="row-link" href=href><span lang=german() dir="auto">{title}</span>" ("{waits}")"</a>
                    </p>
                }
                .into_any(),
            )
        }
    }
}

/// What looks like spam and may be none: a real one must not stay unread, so each procedure leads to its own.
fn held(procedures: &[WorkingCopySummary]) -> Option<AnyView> {
    let held: Vec<&WorkingCopySummary> = procedures.iter().filter(|one| one.held > 0).collect();
    let sum: u64 = held.iter().map(|procedure| u64::from(procedure.held)).sum();
    let links = held
        .iter()
        .map(|procedure| {
            let href = format!("{}?state=held", procedure_path(&procedure.slug, "statements"));
            let title = procedure.title.clone();
            view! { <li><a class="row-link" href=href><span lang=german() dir="auto">{title}</span>" ("{procedure.held}")"</a></li> }
        })
        .collect_view();
    (sum > 0).then(|| {
        view! {
            <Notice title=t(msg::admin::dashboard::held(sum)) tone=Tone::Warning>
                <ul class="staff-links">{links}</ul>
            </Notice>
        }
        .into_any()
    })
}

/// How many reports of barriers wait, behind the link to them: „ (2 offen, 1 zurückgehalten)“.
fn waiting_reports(barriers: &OpenReports) -> Option<String> {
    use msg::admin::dashboard as words;
    let (open, held) = (u64::from(barriers.reports), u64::from(barriers.held));
    let parts: Vec<String> = [
        (open > 0).then(|| t(words::open_barriers(open))),
        (held > 0).then(|| t(words::held_barriers(held))),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!(" ({})", format::list(&parts, use_language())))
}

#[component]
fn Procedures(procedures: Vec<WorkingCopySummary>) -> impl IntoView {
    if procedures.is_empty() {
        return view! {
            <Notice title=t(msg::admin::dashboard::none())><p>{t(msg::admin::dashboard::none_text())}</p></Notice>
        }
        .into_any();
    }
    let answers = may(Action::Assess);
    let mut columns = vec![
        Column::text(t(msg::admin::dashboard::procedure())),
        Column::text(t(msg::admin::dashboard::state())),
        Column::text(t(msg::admin::dashboard::deadline())),
        Column::number(t(msg::admin::dashboard::statements())),
        Column::number(t(msg::admin::dashboard::new_statements())),
        Column::number(t(msg::admin::dashboard::before_council())),
    ];
    if answers {
        columns.push(Column::number(t(msg::admin::dashboard::to_answer())));
    }
    let reads = may(Action::ReadStatements);
    let rows = procedures
        .into_iter()
        .map(|procedure| row(procedure, reads, answers))
        .collect_view();
    view! {
        <div class="staff-table">
            <Table caption=t(msg::admin::dashboard::caption()) id="procedures" columns>{rows}</Table>
        </div>
    }
    .into_any()
}

fn row(procedure: WorkingCopySummary, reads: bool, answers: bool) -> impl IntoView {
    let statements = procedure_path(&procedure.slug, "statements");
    let linked = |count: u32, state: &str, about: String| {
        if count > 0 && reads {
            let href = format!("{statements}?state={state}");
            view! { <a class="row-link staff-count" href=href aria-label=about>{count}</a> }.into_any()
        } else {
            count.into_any()
        }
    };
    let about = t(msg::admin::dashboard::unread(u64::from(procedure.unread)));
    let unread = linked(procedure.unread, "received", about);
    let about = t(msg::admin::dashboard::council(u64::from(
        procedure.before_council,
    )));
    let council = linked(procedure.before_council, "before_council", about);
    let about = t(msg::admin::dashboard::decided(u64::from(procedure.decided)));
    let decided = answers.then(|| {
        let count = linked(procedure.decided, "decided", about);
        view! {
            <td class="kern-table__cell--numeric" data-label=t(msg::admin::dashboard::to_answer())>{count}</td>
        }
    });
    // Whoever prepares a meeting and does not assess finds what to read there at once.
    let is_prepared = procedure.before_council > 0 && may(Action::ExportPublic) && !may(Action::Assess);
    let synopsis = is_prepared.then(|| {
        let href = procedure_path(&procedure.slug, "exports");
        view! { <br/><a class="row-link" href=href>{t(msg::admin::dashboard::synopsis())}</a> }
    });
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
            <td class="kern-table__cell--numeric" data-label=t(msg::admin::dashboard::before_council())>{council}{synopsis}</td>
            {decided}
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
    view! { <span>{word}" "{day(date)}</span>" "<span class="staff-about muted">{step_name(round.step)}</span> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_runs_out_next_is_looked_at_first_and_what_ended_long_ago_last() {
        let round = |phase: &str, start: &str, end: &str| {
            json!({"id": "00000000-0000-0000-0000-000000000001", "step": "public_display", "pass": 1,
                "period": {"start": start, "end": end}, "phase": phase})
        };
        let mut procedures: Vec<WorkingCopySummary> = [
            ("long ago", round("after", "2025-01-01", "2025-02-01")),
            ("draft", Value::Null),
            ("ended", round("after", "2026-10-01", "2026-11-01")),
            ("comes", round("before", "2026-12-01", "2027-01-01")),
            ("runs", round("during", "2026-11-01", "2026-12-20")),
            ("runs out", round("during", "2026-11-10", "2026-12-01")),
        ]
        .into_iter()
        .map(|(slug, round)| {
            let summary = json!({"slug": slug, "title": slug, "published_version": null, "has_changes": true,
                "round": round, "statements": 0, "unread": 0});
            serde_json::from_value(summary).unwrap()
        })
        .collect();
        procedures.sort_by_key(urgency);
        let order: Vec<&str> = procedures.iter().map(|one| one.slug.as_str()).collect();
        assert_eq!(order, ["runs out", "runs", "comes", "draft", "ended", "long ago"]);
    }
}

//! What staff do with reports: read, answer, say what became of the barrier.

use chrono::Duration;
use serde_json::json;
use shared::{
    access::Action,
    accessibility::{
        AnswerBarrierReport, BarrierReport, BarrierReportSummary, CONTACT_KEPT_DAYS, CONTACT_UNSETTLED_DAYS,
        CountOpenReports, LATE_AFTER_DAYS, ListBarrierReports, MAX_PROBLEM, MarkBarrierReport, OpenReports,
        ReportState, Settings, ShowBarrierReport,
    },
    api::{ApiError, Invalid, Page, page},
    text,
    time::Timestamp,
};

use super::{
    mail, settings,
    store::{self, Behind},
};
use crate::{
    db::{Statements, Tx},
    error::Result,
    events::{self, Event, EventKind, Visibility},
    jobs,
    site::Cx,
};

/// Letters of a report that the list shows.
const EXCERPT: usize = 160;
/// Begins the cursor behind a report that nobody dealt with yet.
const WAITING: &str = "waiting";
/// Begins the cursor behind another report.
const SETTLED: &str = "settled";

/// Lists reports: those first that nobody dealt with yet, oldest first; then the others, newest first.
pub async fn list_barrier_reports(cx: Cx, input: ListBarrierReports) -> Result<Page<BarrierReportSummary>> {
    cx.viewer.may(Action::ReadBarriers)?;
    let mut invalid = Invalid::default();
    let limit = page::size(&mut invalid, input.limit, page::USUAL_LIMIT);
    let behind = match input.cursor.filter(|cursor| !cursor.is_empty()) {
        None => Behind::Waiting(0),
        Some(cursor) => read_cursor(&cursor).unwrap_or_else(|| {
            invalid.add("cursor", "errors.malformed");
            Behind::Waiting(0)
        }),
    };
    invalid.finish()?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut db = cx.read().await?;
    let reports = store::list(&mut db, behind, limit.saturating_add(1)).await?;
    let summary = |report: store::Report| {
        let age_days = age(&cx, report.received_at);
        BarrierReportSummary {
            number: report.number,
            excerpt: text::beginning(&report.problem, EXCERPT),
            page: report.page,
            state: report.state,
            received_at: report.received_at,
            age_days,
            is_late: report.state.is_late(age_days),
        }
    };
    Ok(Page::cut(reports, limit, write_cursor).map(summary))
}

fn write_cursor(last: &store::Report) -> String {
    let group = match last.state {
        ReportState::Open | ReportState::Held => WAITING,
        _ => SETTLED,
    };
    format!("{group}.{}", last.number)
}

fn read_cursor(text: &str) -> Option<Behind> {
    let (group, number) = text.split_once('.')?;
    let number = number.parse().ok()?;
    match group {
        WAITING => Some(Behind::Waiting(number)),
        SETTLED => Some(Behind::Settled(number)),
        _ => None,
    }
}

/// Counts the reports that nobody dealt with yet, those that wait for a look whether they are advertisement, and which of
/// both wait for too long.
pub async fn count_open_reports(cx: Cx, _: CountOpenReports) -> Result<OpenReports> {
    cx.viewer.may(Action::ReadBarriers)?;
    let mut db = cx.read().await?;
    Ok(OpenReports {
        reports: store::count_in(&mut db, ReportState::Open).await?,
        held: store::count_in(&mut db, ReportState::Held).await?,
        late: store::count_waiting(&mut db, late_before(&cx)).await?,
    })
}

/// Before which moment those arrived that are late by now, as [`ReportState::is_late`] tells it from [`age`].
fn late_before(cx: &Cx) -> Timestamp {
    cx.municipality
        .start_of(cx.today() - Duration::days(LATE_AFTER_DAYS))
}

/// Days between two local days: what arrived before midnight is a day old after it.
fn age(cx: &Cx, received_at: Timestamp) -> i64 {
    (cx.today() - cx.municipality.day(received_at)).num_days().max(0)
}

/// Shows a report; how to reach its author only to those who answer.
pub async fn show_barrier_report(cx: Cx, input: ShowBarrierReport) -> Result<BarrierReport> {
    cx.viewer.may(Action::ReadBarriers)?;
    let mut db = cx.read().await?;
    let found = find(&mut db, &input.report).await?;
    compose(&cx, &mut db, found).await
}

async fn find(db: &mut impl Statements, number: &str) -> Result<store::Report> {
    let number = number.parse().map_err(|_| ApiError::NotFound)?;
    Ok(store::by_number(db, number).await?.ok_or(ApiError::NotFound)?)
}

/// The same for whoever changes it: of two at once the second one goes by what the first one made of it.
async fn hold(tx: &mut Tx, number: &str) -> Result<store::Report> {
    let number = number.parse().map_err(|_| ApiError::NotFound)?;
    Ok(store::hold(tx, number).await?.ok_or(ApiError::NotFound)?)
}

/// How long address and number are kept after the answer.
pub(super) fn kept(settings: &Settings) -> Duration {
    Duration::days(i64::from(settings.contact_days.unwrap_or(CONTACT_KEPT_DAYS)))
}

/// How long they are kept of a report that nobody answers or marks.
pub(super) const fn kept_unsettled() -> Duration {
    Duration::days(CONTACT_UNSETTLED_DAYS)
}

async fn compose(cx: &Cx, db: &mut impl Statements, report: store::Report) -> Result<BarrierReport> {
    let contact = store::contact(db, report.id).await?;
    let settings = store::settings(db).await?;
    let age_days = age(cx, report.received_at);
    let until = match report.settled_at {
        Some(at) => at + kept(&settings),
        None => report.received_at + kept_unsettled(),
    };
    let until = contact.is_some().then(|| cx.municipality.day(until));
    Ok(BarrierReport {
        number: report.number,
        problem: report.problem,
        page: report.page,
        language: report.language,
        state: report.state,
        received_at: report.received_at,
        age_days,
        is_late: report.state.is_late(age_days),
        can_be_mailed: cx.site.mailer.is_some()
            && contact.as_ref().is_some_and(|contact| !contact.email.is_empty()),
        contact: contact.filter(|_| cx.viewer.can(Action::AnswerBarriers)),
        contact_until: until,
        answer: report.answer,
        answered_at: report.answered_at,
        answer_mailed_at: report.answer_mailed_at,
    })
}

/// Answers a report, once; mailed where there is an address.
pub async fn answer_barrier_report(cx: Cx, input: AnswerBarrierReport) -> Result<BarrierReport> {
    cx.viewer.may(Action::AnswerBarriers)?;
    let answer = text::unify_line_ends(&input.answer)
        .replace('\0', "")
        .trim()
        .to_owned();
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "answer", &answer, true, MAX_PROBLEM);
    invalid.finish()?;
    let mut tx = cx.begin().await?;
    let mut report = hold(&mut tx, &input.report).await?;
    if report.answered_at.is_some() {
        return Err(ApiError::refused("reply_sent").into());
    }
    report.answer = answer;
    report.answered_at = Some(cx.now());
    report.settled_at = Some(cx.now());
    if matches!(
        report.state,
        ReportState::Open | ReportState::Held | ReportState::Advertising
    ) {
        report.state = ReportState::Answered;
    }
    let mailed = store::contact(&mut tx, report.id)
        .await?
        .is_some_and(|contact| !contact.email.is_empty())
        && cx.site.mailer.is_some();
    if mailed {
        jobs::enqueue(&mut tx, &cx, mail::ANSWER, json!({ "report": report.id })).await?;
    }
    let event =
        Event::new(EventKind::BarrierAnswered, Visibility::Staff).data(json!({ "number": report.number }));
    if !store::update(&mut tx, &report, false).await? {
        // Somebody else answered in between.
        return Err(ApiError::refused("reply_sent").into());
    }
    finish(&cx, tx, report, event).await
}

/// Says what became of a reported barrier, or of one that is held whether it is a real report: then the office is told
/// of it, as of any other.
pub async fn mark_barrier_report(cx: Cx, input: MarkBarrierReport) -> Result<BarrierReport> {
    cx.viewer.may(Action::AnswerBarriers)?;
    let mut invalid = Invalid::default();
    match input.state {
        ReportState::Open | ReportState::Mended | ReportState::Advertising => {}
        ReportState::Known => settings::check(&mut invalid, &input.words()),
        ReportState::Held | ReportState::Answered => invalid.add("state", "errors.invalid_choice"),
    }
    invalid.finish()?;
    let mut tx = cx.begin().await?;
    let mut report = hold(&mut tx, &input.report).await?;
    let was_kept_back = matches!(report.state, ReportState::Held | ReportState::Advertising);
    if input.state == ReportState::Advertising && !was_kept_back {
        // Somebody else found it to be a real one in between.
        return Err(ApiError::Conflict.into());
    }
    let known = store::barriers(&mut tx).await?;
    let own = known.iter().find(|listed| listed.report == Some(report.number));
    if input.state == ReportState::Known {
        let listed = settings::listed(&cx, own, &input.words(), input.planned, Some(report.number));
        store::put_barrier(&mut tx, &listed).await?;
    } else if let Some(listed) = own {
        store::delete_barrier(&mut tx, listed.id).await?;
    }
    report.state = match (input.state, report.answered_at) {
        (ReportState::Open, Some(_)) => ReportState::Answered,
        (state, _) => state,
    };
    report.settled_at = match report.state {
        ReportState::Open => None,
        _ => report.settled_at.or_else(|| Some(cx.now())),
    };
    if was_kept_back && report.state == ReportState::Open && report.told_at.is_none() {
        mail::tell_later(&mut tx, &cx, report.id).await?;
    }
    let event = Event::new(EventKind::BarrierMarked, Visibility::Staff)
        .data(json!({ "number": report.number, "state": report.state.word() }));
    if !store::update(&mut tx, &report, report.answered_at.is_some()).await? {
        return Err(ApiError::Conflict.into());
    }
    finish(&cx, tx, report, event).await
}

async fn finish(cx: &Cx, mut tx: Tx, report: store::Report, event: Event) -> Result<BarrierReport> {
    events::record(&mut tx, cx, event).await?;
    let answer = compose(cx, &mut tx, report).await?;
    cx.commit(tx).await?;
    Ok(answer)
}

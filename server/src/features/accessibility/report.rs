//! A resident reports a barrier: no account, no name, no puzzle.

use serde_json::json;
use shared::{
    accessibility::{BarrierReported, ReportBarrier, ReportState},
    ids::BarrierReportId,
    language::Language,
    text,
};

use super::{mail, store};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    http::limits::Limit,
    site::Cx,
};

/// Reports of one address prefix: a class of pupils behind one address looks at the site within an hour.
const REPORT: Limit = Limit {
    purpose: "barrier report",
    attempts: 30,
    minutes: 60,
};
/// The same report within so many minutes is a button pressed twice.
const SAME_MINUTES: i64 = 60;

/// Stores a report and answers its number; the same report sent again answers the same number.
pub async fn report_barrier(cx: Cx, input: ReportBarrier) -> Result<BarrierReported> {
    // Given back when nothing is stored, also when it is the same report once more.
    let taken = cx.site.limits.take(REPORT, &cx.client.0)?;
    let input = input.tidy();
    input.check()?;
    let digest = cx.site.secret.token_hash(&format!(
        "barrier {}\n{}\n{}\n{}",
        input.problem, input.page, input.email, input.phone
    ));
    let now = cx.now();
    let mut tx = cx.begin().await?;
    let since = now - chrono::Duration::minutes(SAME_MINUTES);
    if let Some(number) = store::number_of_digest(&mut tx, &digest, since).await? {
        return Ok(BarrierReported { number });
    }
    // Nothing is dropped: what looks like a program's text waits for a look, and nobody is mailed about it.
    let is_suspicious = !input.website.is_empty() || text::is_full_of_links(&input.problem);
    let language = Language::from_code(&input.language)
        .filter(|language| Language::ALL.contains(language))
        .map_or("", Language::code);
    let report = store::NewReport {
        id: BarrierReportId(cx.new_id()),
        number: store::take_number(&mut tx, now).await?,
        state: if is_suspicious {
            ReportState::Held
        } else {
            ReportState::Open
        },
        input: &input,
        language,
        digest: &digest,
        at: now,
    };
    store::insert(&mut tx, &report).await?;
    if !is_suspicious {
        mail::tell_later(&mut tx, &cx, report.id).await?;
    }
    let event =
        Event::new(EventKind::BarrierReported, Visibility::Staff).data(json!({ "number": report.number }));
    events::record(&mut tx, &cx, event).await?;
    // No page for visitors shows reports: they keep their pages.
    tx.touched.clear();
    let number = report.number;
    cx.commit(tx).await?;
    taken.keep();
    Ok(BarrierReported { number })
}

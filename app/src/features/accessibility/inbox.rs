//! The reports of barriers: open ones first, with their age.

use leptos::prelude::*;
use shared::{
    accessibility::{BarrierReportSummary, CountOpenReports, LATE_AFTER_DAYS, ListBarrierReports},
    api::{ApiError, Page, page::MAX_LIMIT},
};

use super::state;
use crate::{
    context::use_language,
    features::admin::parts::{StaffFrame, or_dash},
    i18n::{msg, t},
    load::{load, query_field, show},
    routes,
    ui::{Badge, Column, Notice, Pagination, Table, Tone},
};

/// The list of reports.
#[component]
pub fn InboxPage() -> impl IntoView {
    let list = load(query_field("cursor"), |api, cursor| async move {
        let later = cursor.is_some();
        let asked = ListBarrierReports {
            limit: Some(MAX_LIMIT),
            cursor,
        };
        let reports = api.call(asked).await?;
        let late = api.call(CountOpenReports {}).await?.late;
        Ok::<_, ApiError>((reports, late, later))
    });
    show(list, |(reports, late, later)| page(reports, late, later))
}

/// A page of the reports; `late` counts all that wait for too long, also on other pages.
fn page(found: Page<BarrierReportSummary>, late: u32, later: bool) -> AnyView {
    use msg::accessibility::inbox as words;
    let here = routes::staff(use_language(), "barriers");
    let next = found
        .next
        .as_ref()
        .map(|cursor| routes::with_query(&here, &[("cursor", cursor)]));
    let reports = found.items;
    let late =
        (late > 0).then(|| view! { <Notice title=t(words::late(u64::from(late))) tone=Tone::Warning/> });
    let list = if reports.is_empty() {
        view! { <Notice title=t(words::none())/> }.into_any()
    } else {
        let columns = vec![
            Column::text(t(words::number())),
            Column::text(t(words::problem())),
            Column::text(t(words::page())),
            Column::text(t(words::state())),
            Column::text(t(words::age())),
        ];
        let rows = reports.into_iter().map(row).collect_view();
        view! {
            <div class="staff-table">
                <Table caption=t(words::caption()) id="reports" columns>{rows}</Table>
            </div>
        }
        .into_any()
    };
    view! {
        <StaffFrame title=t(words::title()) lead=t(words::lead(LATE_AFTER_DAYS))>
            {late}
            {list}
            <Pagination
                label=t(msg::common::pagination())
                previous=later.then_some(here)
                previous_text=t(words::first())
                next
                next_text=t(words::more())
            />
        </StaffFrame>
    }
    .into_any()
}

fn row(report: BarrierReportSummary) -> impl IntoView {
    use msg::accessibility::inbox as words;
    let (text, tone) = state(report.state);
    let href = routes::staff(use_language(), &format!("barriers/{}", report.number));
    let days = t(words::days(u64::try_from(report.age_days).unwrap_or_default()));
    let overdue = report
        .is_late
        .then(|| view! { " "<Badge text=t(words::overdue()) tone=Tone::Warning/> });
    view! {
        <tr>
            <th scope="row"><a class="row-link" href=href>{t(msg::accessibility::work::title(i64::from(report.number)))}</a></th>
            <td data-label=t(words::problem()) lang="" dir="auto">{report.excerpt}</td>
            <td data-label=t(words::page())>{or_dash(report.page)}</td>
            <td data-label=t(words::state())><Badge text tone/></td>
            <td data-label=t(words::age())>{days}{overdue}</td>
        </tr>
    }
}

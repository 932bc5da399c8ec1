//! The addresses below `/staff`: one route, which finds the page by the rest of the address.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{access::Action, api::ApiError};

use super::{
    accounts::AccountsPage, dashboard::DashboardPage, fixed_pages::FixedPagesPage,
    own_account::OwnAccountPage, parts::gate, visibility::VisibilityPage,
};
use crate::{
    features::{
        accessibility::{AccessibilityPage, InboxPage, WorkPage},
        assessment::{
            AuthorPage, BulkPage, CapturePage, CapturedPage, DividePage, PointPage, StatementPage,
            StatementsPage,
        },
        easy_language::{TermPage, TermsPage},
        exports::ExportsPage,
        videos::SiteVideosPage,
        working_copies::{NewProcedurePage, OverviewPage, Part, PartPage},
    },
    layout::problem_page::ProblemPage,
    load::provide_page_address,
};

/// All pages of staff.
#[component]
pub fn StaffPages() -> impl IntoView {
    let params = use_params_map();
    let rest = Memo::new(move |_| params.with(|params| params.get("rest").unwrap_or_default()));
    move || {
        let rest = rest.get();
        provide_page_address();
        page(&rest)
    }
}

/// The page at an address below `/staff`.
fn page(rest: &str) -> AnyView {
    let rest = rest.trim_matches('/');
    let segments: Vec<&str> = rest.split('/').filter(|segment| !segment.is_empty()).collect();
    match segments.as_slice() {
        [] => gate(Action::SeeProcedures, || view! { <DashboardPage/> }.into_any()),
        // Every role has an account, and every role may see procedures.
        ["account"] => gate(Action::SeeProcedures, || view! { <OwnAccountPage/> }.into_any()),
        ["accounts"] => gate(Action::ManageStaff, || view! { <AccountsPage/> }.into_any()),
        ["pages"] => gate(Action::EditPages, || {
            view! { <FixedPagesPage kind=String::new()/> }.into_any()
        }),
        ["pages", kind] => {
            let kind = (*kind).to_owned();
            gate(Action::EditPages, || view! { <FixedPagesPage kind/> }.into_any())
        }
        ["glossary"] => gate(Action::EditPages, || view! { <TermsPage/> }.into_any()),
        ["glossary", term] => {
            let term = (*term).to_owned();
            gate(Action::EditPages, || view! { <TermPage term/> }.into_any())
        }
        ["visibility"] => gate(Action::SeeProcedures, || view! { <VisibilityPage/> }.into_any()),
        ["barriers"] => gate(Action::ReadBarriers, || view! { <InboxPage/> }.into_any()),
        ["barriers", number] => {
            let report = (*number).to_owned();
            gate(Action::ReadBarriers, || view! { <WorkPage report/> }.into_any())
        }
        ["accessibility"] => gate(Action::EditPages, || view! { <AccessibilityPage/> }.into_any()),
        ["videos"] => gate(Action::EditPages, || view! { <SiteVideosPage/> }.into_any()),
        ["procedures", "new"] => gate(Action::EditProcedure, || view! { <NewProcedurePage/> }.into_any()),
        ["procedures", slug, rest @ ..] => procedure_page((*slug).to_owned(), rest),
        _ => not_found(),
    }
}

/// The page at an address below a procedure.
fn procedure_page(slug: String, rest: &[&str]) -> AnyView {
    match rest {
        [] => gate(Action::SeeProcedures, || {
            view! { <OverviewPage slug/> }.into_any()
        }),
        ["statements"] => gate(Action::ReadStatements, || {
            view! { <StatementsPage slug/> }.into_any()
        }),
        ["statements", "new"] => gate(Action::CaptureStatement, || {
            view! { <CapturePage slug/> }.into_any()
        }),
        ["statements", "bulk"] => gate(Action::Assess, || view! { <BulkPage slug/> }.into_any()),
        ["statements", number, "receipt"] => match number.parse() {
            Ok(number) => gate(Action::CaptureStatement, || {
                view! { <CapturedPage slug number/> }.into_any()
            }),
            Err(_) => not_found(),
        },
        ["statements", number, "author"] => match number.parse() {
            Ok(number) => gate(Action::CaptureStatement, || {
                view! { <AuthorPage slug number/> }.into_any()
            }),
            Err(_) => not_found(),
        },
        ["statements", number, "points"] => match number.parse() {
            Ok(number) => gate(Action::Assess, || view! { <DividePage slug number/> }.into_any()),
            Err(_) => not_found(),
        },
        ["statements", number, "points", point] => match (number.parse(), point.parse()) {
            (Ok(number), Ok(point)) => gate(Action::ReadStatements, || {
                view! { <PointPage slug number point/> }.into_any()
            }),
            _ => not_found(),
        },
        ["statements", number] => match number.parse() {
            Ok(number) => gate(Action::ReadStatements, || {
                view! { <StatementPage slug number/> }.into_any()
            }),
            Err(_) => not_found(),
        },
        ["exports"] => gate(Action::ExportPublic, || view! { <ExportsPage slug/> }.into_any()),
        [part] => match Part::from_word(part) {
            Some(part) => gate(part.action(), move || view! { <PartPage slug part/> }.into_any()),
            None => not_found(),
        },
        _ => not_found(),
    }
}

fn not_found() -> AnyView {
    view! { <ProblemPage error=ApiError::NotFound/> }.into_any()
}

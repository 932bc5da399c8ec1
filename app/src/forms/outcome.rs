//! Where a form leads when it was carried out.

use serde_json::Value;
use shared::{
    accessibility::ReportBarrier,
    api::{Endpoint, Invalid},
    assessment::{DivideStatement, MoveStatements, RecordDecision},
    identity::{GiveNewPassword, GiveSecondFactor, SignIn, SignInState, SignOut, SignedIn},
    language::Language,
    procedures::{CreateProcedure, EditSettings, ImportPlan, PlanImported},
    statements::{CaptureStatement, SendDraft, WithdrawStatement},
};

use super::{DRAFT, field};
use crate::{context::View, routes};

/// Where a form leads when it was carried out: an address of this site. `here` is the page it was sent from.
pub fn after(
    form: &str,
    fields: &[(String, String)],
    output: &Value,
    language: Language,
    here: &str,
) -> String {
    let next = field(fields, "next");
    match form {
        DRAFT => after_draft(fields, output, language),
        SendDraft::NAME => format!("{}/sent", routes::receipt(language, text(output, "code"))),
        WithdrawStatement::NAME => {
            let code = output.pointer("/receipt/code").and_then(Value::as_str);
            routes::with_query(
                &routes::receipt(language, code.unwrap_or_default()),
                &[("withdrawn", "1")],
            )
        }
        SignIn::NAME | GiveSecondFactor::NAME | GiveNewPassword::NAME => {
            after_signing_in(next, output, language)
        }
        // Whoever starts signing in anew says where to; whoever leaves for good reads the public pages.
        SignOut::NAME if !routes::is_own(next) => routes::home(language),
        ReportBarrier::NAME => routes::accessibility(language, &format!("report/sent/{}", number(output))),
        CreateProcedure::NAME => procedure(language, text(output, "slug")),
        EditSettings::NAME if !text(output, "slug").is_empty() => {
            routes::with_query(&procedure(language, text(output, "slug")), &[("saved", "1")])
        }
        ImportPlan::NAME => after_import(output, language, here),
        MoveStatements::NAME | RecordDecision::NAME if routes::is_own(next) => {
            let count = output.get("statements").and_then(Value::as_u64);
            routes::with_query(next, &[("touched", &count.unwrap_or_default().to_string())])
        }
        CaptureStatement::NAME => {
            let slug = field(fields, "procedure");
            let receipt = format!(
                "{}/statements/{}/receipt",
                procedure(language, slug),
                number(output)
            );
            // The next letter of the pile came the same way.
            routes::with_query(&receipt, &[("channel", field(fields, "channel"))])
        }
        DivideStatement::NAME if routes::is_own(next) => after_division(next, output),
        _ if routes::is_own(next) => next.to_owned(),
        _ => here.to_owned(),
    }
}

/// A text of an answer; empty where there is none.
fn text<'a>(output: &'a Value, name: &str) -> &'a str {
    output.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The number that an answer gives, as it stands in an address; empty where there is none.
fn number(output: &Value) -> String {
    output.get("number").map(ToString::to_string).unwrap_or_default()
}

/// What was divided is answered point by point, from the first one's first field on; what is whole again is shown itself.
fn after_division(statement: &str, output: &Value) -> String {
    let points = output.get("points").and_then(Value::as_array);
    if points.is_none_or(Vec::is_empty) {
        return statement.to_owned();
    }
    let (path, query) = statement.split_once('?').unwrap_or((statement, "saved=1"));
    format!("{path}/points/1?{query}#label")
}

/// The staff's page about a procedure.
fn procedure(language: Language, slug: &str) -> String {
    routes::staff(language, &format!("procedures/{slug}"))
}

/// The field of a comment form's address that names the button after which it tells what is wrong with the draft.
pub const ERRORS: &str = "errors";

/// Where a form leads that was stored and is not right yet: to the same questions, which tell what is wrong with what is
/// stored. `None` where that cannot be told from there: of a file that was refused nothing is stored.
pub fn after_wrong(
    form: &str,
    fields: &[(String, String)],
    wrong: &Invalid,
    language: Language,
) -> Option<String> {
    let pressed = field(fields, "do");
    let pressed = pressed.strip_prefix("enter:").unwrap_or(pressed);
    let is_told = form == DRAFT
        && matches!(pressed, "check" | "next" | "search")
        && wrong.0.iter().all(|error| error.field != "files");
    is_told.then(|| routes::with_query(&questions(fields, language), &[(ERRORS, pressed)]))
}

/// The comment form, or the step of it that was sent.
fn questions(fields: &[(String, String)], language: Language) -> String {
    // The step of the simplified view is kept; a place named in the address is not, because another was chosen.
    let step = field(fields, "step");
    let step = if step.bytes().all(|byte| byte.is_ascii_lowercase()) {
        step
    } else {
        ""
    };
    let page = routes::comment(language, field(fields, "procedure"));
    routes::with_query(&page, &[("step", step)])
}

/// A comment that is being written was stored: where its pressed button leads.
fn after_draft(fields: &[(String, String)], output: &Value, language: Language) -> String {
    let slug = field(fields, "procedure");
    let back = |language: Language| questions(fields, language);
    let at = |id: &str| format!("{}#{id}", back(language));
    let pressed = field(fields, "do");
    // What the Enter key did was for the server to decide; else it is the button that it stands for.
    let pressed = match (pressed.strip_prefix("enter:"), text(output, "did")) {
        (Some(_), "search") => "search",
        (Some(button), _) => button,
        (None, _) => pressed,
    };
    let next = field(fields, "next");
    match pressed.split_once(':').unwrap_or((pressed, "")) {
        ("language", code) => {
            let chosen = Language::from_code(code).unwrap_or(language);
            let (page, root) = (back(chosen), format!("/{}", chosen.code()));
            routes::in_language(chosen, page.strip_prefix(&root).unwrap_or_default())
        }
        ("view", word) => routes::in_view(&back(language), View::from_word(word)),
        ("areas", asked) => {
            let (of, from) = asked.split_once(':').unwrap_or((asked, ""));
            routes::areas(&back(language), of, from)
        }
        ("check", _) => routes::check_comment(language, slug),
        // What was found is read next; without anything found, the place that was chosen or the search itself.
        ("search", _) if output.get("found").is_some_and(|found| !found.is_null()) => at("found"),
        ("search" | "place", _) | ("map", "close") => at("place"),
        ("map", "open") => at("map"),
        // The focus stays on the button, which is pressed again and again.
        ("map", button) => at(&format!("map-{button}")),
        ("remove" | "upload", _) => at("files"),
        _ if routes::is_own(next) => next.to_owned(),
        // The page says so.
        ("save", _) => routes::with_query(&back(language), &[("saved", "1")]),
        _ => back(language),
    }
}

/// Whoever is signed in goes on to the page that was asked for; everybody else takes the next step.
fn after_signing_in(next: &str, output: &Value, language: Language) -> String {
    let now = serde_json::from_value::<SignedIn>(output.clone());
    let is_signed_in = now.is_ok_and(|now| now.state == SignInState::SignedIn);
    match (is_signed_in, routes::is_own(next)) {
        (false, _) => routes::with_query(&routes::sign_in(language), &[("next", next)]),
        (true, true) => next.to_owned(),
        (true, false) => routes::staff(language, ""),
    }
}

/// Most findings of a plan import that travel in an address.
const MAX_FINDINGS: usize = 30;
/// Most bytes that they take there: proxies refuse an answer whose headers are longer than their buffer, often 4 kB.
const MAX_QUERY: usize = 2_000;
/// Most characters of the name of the element that a finding is about.
const MAX_ELEMENT: usize = 100;

/// Where a plan import leads: what was found travels in the address as codes and lines, which the page words itself, so
/// that no address can put words of its own on a page of staff.
fn after_import(output: &Value, language: Language, here: &str) -> String {
    let Ok(imported) = serde_json::from_value::<PlanImported>(output.clone()) else {
        return here.to_owned();
    };
    let (mut findings, mut room) = (Vec::new(), MAX_QUERY);
    for finding in imported.findings.iter().take(MAX_FINDINGS) {
        let severity = if finding.error { "error" } else { "warning" };
        let element: String = finding.element.chars().take(MAX_ELEMENT).collect();
        let text = format!("{severity}~{}~{}~{element}", finding.code, finding.line);
        let pair = ("finding", text.as_str());
        let length =
            serde_html_form::to_string(std::slice::from_ref(&pair)).map_or(MAX_QUERY, |query| query.len());
        let Some(left) = room.checked_sub(length + 1) else {
            break;
        };
        room = left;
        findings.push(text);
    }
    if imported.findings.len() > findings.len() {
        findings.push("warning~more_warnings~0~".to_owned());
    }
    let path = if imported.slug.is_empty() || !imported.stored {
        here.split('?').next().unwrap_or(here).to_owned()
    } else if imported.findings.is_empty() {
        procedure(language, &imported.slug)
    } else {
        format!("{}/plan", procedure(language, &imported.slug))
    };
    let saved = if imported.stored { "1" } else { "" };
    let mut query = vec![("saved", saved)];
    query.extend(findings.iter().map(|text| ("finding", text.as_str())));
    routes::with_query(&path, &query)
}

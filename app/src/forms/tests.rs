//! What forms lead to and what they say.

use leptos::prelude::Owner;
use shared::{
    accessibility::ReportBarrier,
    api::{ApiError, Endpoint, FieldError, Invalid},
    assessment::MoveStatements,
    identity::{GiveNewPassword, GiveSecondFactor, SignIn, SignInState, SignedIn},
    language::Language,
    procedures::{ImportFinding, ImportPlan, PlanImported, SetRound},
    statements::WithdrawStatement,
};

#[cfg(feature = "ssr")]
use super::CHECK;
use super::{DRAFT, FormState, after};
use crate::{context::Kept, i18n::provide_language};

/// Where an import of so many findings about an element of this name leads.
fn imported(count: u32, element: &str) -> String {
    let finding = |line| ImportFinding {
        code: "code_unknown".into(),
        element: element.to_owned(),
        line,
        message: String::new(),
        hint: String::new(),
        error: false,
    };
    let output = PlanImported {
        slug: "am-hafen".into(),
        plans: Vec::new(),
        stored: true,
        findings: (1..=count).map(finding).collect(),
    };
    let output = serde_json::to_value(output).unwrap();
    after(
        ImportPlan::NAME,
        &[],
        &output,
        Language::German,
        "/de/staff/procedures/new/import",
    )
}

#[test]
fn what_an_import_noticed_fits_into_the_headers_that_proxies_take() {
    let short = imported(5, "BP_Plan");
    assert_eq!(short.matches("finding=warning").count(), 5, "{short}");
    assert!(!short.contains("more_warnings"), "{short}");
    for (count, element) in [
        (30, "Grünfläche für Parkanlagen ".repeat(20)),
        (200, "BP_Plan".into()),
        (1, "Ü".repeat(9_000)),
    ] {
        let to = imported(count, &element);
        assert!(to.len() < 2_200, "{} bytes", to.len());
        assert!(
            to.contains("finding=warning%7Ecode_unknown%7E1%7E")
                || to.contains("finding=warning~code_unknown~1~"),
            "{to}"
        );
        assert_eq!(to.contains("more_warnings"), count > 1, "{to}");
    }
}

/// Where a form of this endpoint, sent with these fields, leads on the answer.
fn leads(form: &str, fields: &[(&str, &str)], output: &serde_json::Value) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    after(form, &fields, output, Language::German, "/de/here")
}

#[cfg(feature = "ssr")]
#[test]
fn the_check_of_easy_language_is_named_like_its_endpoint() {
    assert_eq!(CHECK, shared::easy_language::editor::CheckEasyLanguage::NAME);
}

#[test]
fn whoever_is_signed_in_goes_on_and_everybody_else_takes_the_next_step() {
    let now = |state| {
        serde_json::to_value(SignedIn {
            state,
            secret: None,
            qr: None,
        })
        .unwrap()
    };
    let asked = [("next", "/de/staff/glossary?search=a%26b")];
    for form in [SignIn::NAME, GiveSecondFactor::NAME, GiveNewPassword::NAME] {
        assert_eq!(leads(form, &asked, &now(SignInState::SignedIn)), asked[0].1);
        assert_eq!(
            leads(form, &[("next", "//evil.example")], &now(SignInState::SignedIn)),
            "/de/staff"
        );
        assert_eq!(
            leads(form, &asked, &now(SignInState::SecondFactor)),
            "/de/sign-in?next=%2Fde%2Fstaff%2Fglossary%3Fsearch%3Da%2526b"
        );
        assert_eq!(leads(form, &[], &now(SignInState::NewPassword)), "/de/sign-in");
    }
}

#[test]
fn a_comment_that_was_stored_keeps_its_step_in_another_language_and_view() {
    let pressed = |button: &str, step: &str| {
        let fields = [("procedure", "am-hafen"), ("step", step), ("do", button)];
        leads(DRAFT, &fields, &serde_json::json!({}))
    };
    let form = "/procedures/am-hafen/comment";
    for (button, step, to) in [
        ("language:en", "text", format!("/en{form}?step=text")),
        ("language:en", "", format!("/en{form}")),
        ("view:simple", "", format!("/de{form}?ansicht=einfach")),
        (
            "view:simple",
            "text",
            format!("/de{form}?step=text&ansicht=einfach"),
        ),
        (
            "view:normal",
            "text",
            format!("/de{form}?step=text&ansicht=normal"),
        ),
        ("map:plus", "place", format!("/de{form}?step=place#map-plus")),
        ("enter:check", "person", format!("/de{form}/check")),
        ("upload", "../x", format!("/de{form}#files")),
    ] {
        assert_eq!(pressed(button, step), to, "{button} {step}");
    }
}

#[test]
fn how_many_statements_were_moved_stands_behind_what_the_address_asks_for() {
    let moved = serde_json::json!({ "statements": 3 });
    let list = "/de/staff/procedures/am-hafen/statements";
    for (next, to) in [
        (list.to_owned(), format!("{list}?touched=3")),
        (format!("{list}?state=new"), format!("{list}?state=new&touched=3")),
        ("https://evil.example".to_owned(), "/de/here".to_owned()),
    ] {
        assert_eq!(leads(MoveStatements::NAME, &[("next", &next)], &moved), to);
    }
}

#[test]
fn fields_that_lack_the_same_are_told_apart_by_their_labels_and_others_stay_as_they_are() {
    let mut invalid = Invalid::default();
    invalid.add("start", "required");
    invalid.add("end", "required");
    invalid.add("pass", "too_small");
    let form = FormState {
        kept: Some(Kept {
            form: SetRound::NAME.into(),
            fields: Vec::new(),
            error: ApiError::Invalid(invalid),
        }),
        said: None,
        words: |error: &FieldError| Some(error.key.clone()),
        labels: vec![
            ("start", "First day".into()),
            ("end", "Last day".into()),
            ("pass", "Pass".into()),
        ],
    };
    let texts: Vec<String> = form.problems().into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["First day: required", "Last day: required", "too_small"]);
    // Beside the field its label stands already.
    assert_eq!(form.error("end").as_deref(), Some("required"));
}

#[test]
fn a_field_that_must_be_filled_in_is_named_in_the_summary_and_not_beside_itself() {
    let summary = |form: &str, field: &str| {
        let kept = Kept {
            form: form.into(),
            fields: Vec::new(),
            error: ApiError::invalid(field, "errors.required"),
        };
        let form = FormState {
            kept: Some(kept),
            said: None,
            words: |_| None,
            labels: Vec::new(),
        };
        Owner::new().with(|| {
            provide_language(Language::German);
            let summary: Vec<String> = form.problems().into_iter().map(|(_, text)| text).collect();
            (summary.join(" "), form.error(field).unwrap_or_default())
        })
    };
    let beside = "Bitte füllen Sie dieses Feld aus.".to_owned();
    for (form, field, label) in [
        (DRAFT, "body", "Was möchten Sie uns sagen?"),
        (ReportBarrier::NAME, "problem", "Was geht nicht?"),
    ] {
        let above = format!("Bitte füllen Sie das Feld „{label}“ aus.");
        assert_eq!(summary(form, field), (above, beside.clone()));
    }
    assert_eq!(summary(DRAFT, "website"), (beside.clone(), beside));
}

#[test]
fn a_withdrawn_statement_leads_to_its_receipt_which_says_so() {
    let output = serde_json::json!({ "receipt": { "code": "K7QM-2XRD-9TPA" } });
    assert_eq!(
        leads(WithdrawStatement::NAME, &[], &output),
        "/de/r/K7QM-2XRD-9TPA?withdrawn=1"
    );
}

//! What forms lead to and what they say.

use leptos::prelude::Owner;
use shared::{
    api::{ApiError, Endpoint, FieldError, Invalid},
    assessment::{DivideStatement, MoveStatements},
    identity::{GiveNewPassword, GiveSecondFactor, SignIn, SignInState, SignOut, SignedIn},
    language::Language,
    procedures::{ImportFinding, ImportPlan, PlanImported, SetRound},
    statements::WithdrawStatement,
};

#[cfg(feature = "ssr")]
use super::CHECK;
use super::{DRAFT, FormState, after, after_wrong};
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
fn a_statement_that_was_divided_is_answered_from_its_first_point_on() {
    let statement = "/de/staff/procedures/am-hafen/statements/7?state=received&saved=1";
    let fields = [("next".to_owned(), statement.to_owned())];
    let to = |points| {
        let output = serde_json::json!({ "number": 7, "points": points });
        after(
            DivideStatement::NAME,
            &fields,
            &output,
            Language::German,
            "/de/staff",
        )
    };
    let first = "/de/staff/procedures/am-hafen/statements/7/points/1?state=received&saved=1#label";
    assert_eq!(to(serde_json::json!([{ "number": 1 }, { "number": 2 }])), first);
    assert_eq!(to(serde_json::json!([])), statement);
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
        ("language:en", "text", format!("/en{form}?step=text&sprache=en")),
        ("language:en", "", format!("/en{form}?sprache=en")),
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
        // A page of areas is a part of its step.
        (
            "areas:kinds:0",
            "place",
            format!("/de{form}?step=place&areas=kinds"),
        ),
        (
            "areas:housing:6",
            "place",
            format!("/de{form}?step=place&areas=housing&from=6"),
        ),
    ] {
        assert_eq!(pressed(button, step), to, "{button} {step}");
    }
}

#[test]
fn what_is_wrong_with_a_stored_comment_is_told_under_the_address_of_its_questions() {
    let told = |form: &str, pressed: &str, field: &str| {
        let mut wrong = Invalid::default();
        wrong.add("body", "errors.required");
        wrong.add(field, "errors.required");
        let fields = [("procedure", "am-hafen"), ("step", "text"), ("do", pressed)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        after_wrong(form, &fields, &wrong, Language::German)
    };
    let page = "/de/procedures/am-hafen/comment?step=text&errors=next";
    assert_eq!(told(DRAFT, "next", "email").as_deref(), Some(page));
    assert_eq!(told(DRAFT, "enter:next", "email").as_deref(), Some(page));
    // A refused file is stored nowhere, a place that was pressed is not the one that is stored, other forms store nothing.
    for (form, pressed, field) in [
        (DRAFT, "next", "files"),
        (DRAFT, "place:section:1", "place"),
        (SignIn::NAME, "check", "email"),
    ] {
        assert_eq!(told(form, pressed, field), None, "{form} {pressed} {field}");
    }
}

#[test]
fn what_is_stored_and_wrong_is_shown_as_it_is_stored_unless_something_was_typed_since() {
    let fresh = || FormState {
        kept: None,
        said: None,
        words: |error: &FieldError| Some(error.key.clone()),
        labels: Vec::new(),
    };
    let wrong = || {
        let mut invalid = Invalid::default();
        invalid.add("email", "not_valid");
        invalid
    };
    let form = fresh().or_wrong(wrong());
    assert_eq!(form.error("email").as_deref(), Some("not_valid"));
    assert_eq!(form.problems(), [("email".to_owned(), "not_valid".to_owned())]);
    assert_eq!(form.value("email", "erika"), "erika");
    assert!(form.has_failed());
    assert!(form.only(|error| error.field == "body").problems().is_empty());
    let typed = fresh().or_typed(Some(Vec::new())).or_wrong(wrong());
    let right = fresh().or_wrong(Invalid::default());
    for form in [typed, right] {
        assert!(!form.has_failed() && form.problems().is_empty(), "{form:?}");
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
fn a_field_that_must_be_filled_in_is_named_in_the_same_words_in_the_summary_and_beside_itself() {
    let summary = |field: &str| {
        let kept = Kept {
            form: DRAFT.into(),
            fields: Vec::new(),
            error: ApiError::invalid(field, "errors.required"),
        };
        let form = FormState {
            kept: Some(kept),
            said: None,
            words: |_| None,
            labels: vec![("body", "Was möchten Sie uns sagen?".into())],
        };
        Owner::new().with(|| {
            provide_language(Language::German);
            let summary: Vec<String> = form.problems().into_iter().map(|(_, text)| text).collect();
            (summary.join(" "), form.error(field).unwrap_or_default())
        })
    };
    let named = "Bitte füllen Sie das Feld „Was möchten Sie uns sagen?“ aus.".to_owned();
    assert_eq!(summary("body"), (named.clone(), named));
    let unnamed = "Bitte füllen Sie dieses Feld aus.".to_owned();
    assert_eq!(summary("website"), (unnamed.clone(), unnamed));
}

#[test]
fn whoever_starts_signing_in_anew_comes_to_the_sign_in_page_and_whoever_leaves_to_the_public_one() {
    let nothing = serde_json::Value::Null;
    let again = [("next", "/de/sign-in")];
    assert_eq!(leads(SignOut::NAME, &again, &nothing), "/de/sign-in");
    assert_eq!(leads(SignOut::NAME, &[], &nothing), "/de");
    assert_eq!(
        leads(SignOut::NAME, &[("next", "//evil.example")], &nothing),
        "/de"
    );
}

#[test]
fn what_a_field_is_told_several_times_in_the_same_words_is_said_once() {
    let error = |field: &str, plan: &str| FieldError {
        field: field.into(),
        key: "errors.plan_choice".into(),
        arguments: [("plan".to_owned(), plan.to_owned())].into(),
    };
    let form = FormState {
        kept: Some(Kept {
            form: ImportPlan::NAME.into(),
            fields: Vec::new(),
            error: ApiError::Invalid(Invalid(vec![
                error("plan", "P1"),
                error("plan", "P2"),
                error("srs", "P1"),
            ])),
        }),
        said: None,
        words: |_| Some("Bitte wählen Sie einen Plan.".to_owned()),
        labels: Vec::new(),
    };
    let said: Vec<_> = form.problems().into_iter().map(|(field, _)| field).collect();
    assert_eq!(said, ["plan", "srs"]);
}

#[test]
fn a_withdrawn_statement_leads_to_its_receipt_which_says_so() {
    let output = serde_json::json!({ "receipt": { "code": "K7QM-2XRD-9TPA" } });
    assert_eq!(
        leads(WithdrawStatement::NAME, &[], &output),
        "/de/r/K7QM-2XRD-9TPA?withdrawn=1"
    );
}

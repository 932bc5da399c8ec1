//! What forms lead to and what they say.

use shared::{
    api::{ApiError, FieldError, Invalid},
    language::Language,
    procedures::{ImportFinding, PlanImported},
};

use super::{FormState, after};
use crate::context::Kept;

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
        "ImportPlan",
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

#[test]
fn fields_that_lack_the_same_are_told_apart_by_their_labels_and_others_stay_as_they_are() {
    let mut invalid = Invalid::default();
    invalid.add("start", "required");
    invalid.add("end", "required");
    invalid.add("pass", "too_small");
    let form = FormState {
        kept: Some(Kept {
            form: "SetRound".into(),
            fields: Vec::new(),
            error: ApiError::Invalid(invalid),
        }),
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

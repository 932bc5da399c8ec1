//! Refusals in the words of whoever typed the command.

use std::collections::BTreeMap;

use app::i18n::Msg;
use server::{db::OpenError, error::Error, features::plans};
use shared::{
    api::{ApiError, FieldError},
    language::Language,
    procedures::ImportFinding,
};

/// Words a refusal for the operator: which field, why, and what to write instead.
pub fn explain(error: impl Into<Error>) -> Box<dyn std::error::Error> {
    let error: Error = error.into();
    match error {
        Error::Api(error) => refusal(&error).into(),
        Error::Internal(cause) if cause.is::<OpenError>() => {
            format!("{cause} (`teilhabe doctor` examines the installation)").into()
        }
        Error::Internal(cause) => cause,
    }
}

/// Says that there is no such thing, and which there are.
pub fn none_such(what: &str, given: &str, known: &[String]) -> String {
    if known.is_empty() {
        format!("there is no {what} {given}, nor any other yet")
    } else {
        format!("there is no {what} {given}; there are: {}", known.join(", "))
    }
}

/// Whether a field was refused because there is no such choice; which there are is not said yet.
pub fn is_unknown_choice(error: &Error, field: &str) -> bool {
    matches!(error, Error::Api(ApiError::Invalid(invalid))
        if invalid.0.iter().any(|wrong| wrong.field == field && wrong.key == "errors.invalid_choice"))
}

fn refusal(error: &ApiError) -> String {
    let text = |key: String, arguments: &BTreeMap<String, String>| {
        Msg::by_key(&key, arguments)
            .map_or_else(|| error.code().to_owned(), |text| text.text(Language::English))
    };
    match error {
        ApiError::Invalid(invalid) => {
            let mut lines: Vec<String> = invalid.0.iter().map(in_words).collect();
            if invalid.0.iter().any(|field| field.key == "errors.plan_choice") {
                lines.insert(
                    0,
                    "the file has several plans; name the one that is meant:".into(),
                );
            }
            lines.join("\n")
        }
        ApiError::Refused { code, arguments } => text(format!("errors.{code}"), arguments),
        other => text(format!("errors.{}", other.code()), &BTreeMap::new()),
    }
}

fn in_words(field: &FieldError) -> String {
    let value = |name: &str| field.arguments.get(name).cloned().unwrap_or_default();
    match field.key.as_str() {
        "errors.plan_finding" => plans::finding_line(&ImportFinding {
            code: value("code"),
            element: value("element"),
            line: value("line").parse().unwrap_or(0),
            message: value("message"),
            hint: value("hint"),
            error: true,
        }),
        "errors.plan_choice" => {
            let more: String = [("[", value("number"), "]"), ("in ", value("member"), "")]
                .iter()
                .filter(|(_, text, _)| !text.is_empty())
                .map(|(before, text, after)| format!(" {before}{text}{after}"))
                .collect();
            format!("  --plan {}  {}{more}", value("plan"), value("name"))
        }
        "errors.srs_choice" => format!("  --srs {} fits the place of the plan", value("srs")),
        "errors.password_too_weak" => format!(
            "{}: too easy to guess: common, or made of words, names, the address, dates or rows of keys. Take several words \
             that do not belong together, or none: then one is made",
            field.field
        ),
        key => {
            let text = Msg::by_key(key, &field.arguments);
            let text = text.map_or_else(|| key.to_owned(), |text| text.text(Language::English));
            format!("{}: {text}", field.field)
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::api::Invalid;

    use super::*;

    /// Field, text key, arguments.
    type Wrong<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

    fn said(fields: &[Wrong<'_>]) -> String {
        let mut invalid = Invalid::default();
        for (field, key, arguments) in fields {
            let arguments: Vec<_> = arguments
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect();
            invalid.add_with(field, key, &arguments);
        }
        explain(ApiError::Invalid(invalid)).to_string()
    }

    #[test]
    fn what_is_wrong_with_a_plan_file_reads_as_its_inspection_does() {
        let finding = |line| {
            said(&[(
                "file",
                "errors.plan_finding",
                &[
                    ("code", "xml_invalid"),
                    ("element", ""),
                    ("line", line),
                    ("message", "The file is cut."),
                    ("hint", "Send it again."),
                ],
            )])
        };
        assert_eq!(
            finding("3"),
            "error xml_invalid line 3: The file is cut. Send it again."
        );
        assert_eq!(finding("0"), "error xml_invalid: The file is cut. Send it again.");
    }

    #[test]
    fn several_plans_are_listed_with_what_chooses_them() {
        let plan = |key, name| {
            (
                "plan",
                "errors.plan_choice",
                [
                    ("plan", key),
                    ("name", name),
                    ("number", ""),
                    ("member", "a.gml"),
                    ("gml_id", key),
                ],
            )
        };
        let (one, two) = (plan("GML_1", "Hafen"), plan("GML_2", "Deich"));
        assert_eq!(
            said(&[(one.0, one.1, &one.2), (two.0, two.1, &two.2)]),
            "the file has several plans; name the one that is meant:\n  --plan GML_1  Hafen in a.gml\n  --plan GML_2  Deich in a.gml"
        );
    }

    #[test]
    fn a_refusal_is_a_sentence_and_no_code() {
        let weak = said(&[("password", "errors.password_too_weak", &[])]);
        assert!(weak.contains("rows of keys"), "{weak}");
        let short = said(&[("password", "errors.password_too_short", &[("min", "12")])]);
        assert!(
            short.starts_with("password: ") && short.contains("12") && !short.contains('_'),
            "{short}"
        );
        let missing = explain(ApiError::NotFound).to_string();
        assert!(missing.contains("could not find"), "{missing}");
        assert_eq!(
            none_such("procedure", "nix", &["hafen".into(), "deich".into()]),
            "there is no procedure nix; there are: hafen, deich"
        );
    }
}

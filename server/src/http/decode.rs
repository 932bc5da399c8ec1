//! From a request to an endpoint's input, the inverse of [`shared::api::encode`]; and which field it is of one that has not
//! its shape.
//!
//! Invariant: what is named as a field is a field of the endpoint type, never a value that the caller sent.

use std::fmt::Display;

use serde_json::{Map, Value};
use serde_path_to_error::Segment;
use shared::api::{ApiError, Endpoint, Method, placeholders};

/// So many fields an input may have for the wrong one to be [`sought`]: more than any endpoint has, few enough to try each.
const MOST_TRIED: usize = 64;
/// So many bytes are read again to find it: the longest text with all other fields is less, and nobody keeps the server busy
/// with a wrong input.
const MOST_READ_AGAIN: usize = 4_000_000;

/// Reads an input; `path` holds the captured placeholders.
///
/// # Errors
/// [`ApiError::Invalid`] with the field that has not its shape, else with `query` or `body`; [`ApiError::NotFound`] where it
/// is one of the path.
pub fn decode<E: Endpoint>(path: &[(String, String)], query: &str, body: &[u8]) -> Result<E, ApiError> {
    match E::METHOD {
        Method::Get | Method::Delete => {
            let fields = serde_html_form::from_str(query).map_err(|_| ApiError::malformed("query"))?;
            from_fields(path, fields, "query")
        }
        Method::Post | Method::Put => {
            let mut fields: Map<String, Value> = if body.is_empty() {
                Map::new()
            } else {
                serde_json::from_slice(body).map_err(|_| ApiError::malformed("body"))?
            };
            for (name, value) in path {
                fields.insert(name.clone(), Value::String(value.clone()));
            }
            read_from(Json(fields), "body", body.len())
        }
    }
}

/// Reads an input from the fields of a query or a form, which `whole` names. What stands in the path counts, not what they
/// say of it.
///
/// # Errors
/// As [`decode`].
pub fn from_fields<E: Endpoint>(
    path: &[(String, String)],
    mut fields: Vec<(String, String)>,
    whole: &str,
) -> Result<E, ApiError> {
    fields.retain(|(name, _)| !path.iter().any(|(known, _)| known == name));
    fields.extend(path.iter().cloned());
    let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
    read_from(Pairs(fields), whole, size)
}

/// Reads an input of so many bytes.
fn read_from<E: Endpoint>(source: impl Source, whole: &str, size: usize) -> Result<E, ApiError> {
    source.read().map_err(|wrong: Wrong| {
        let field = wrong
            .field
            .clone()
            .or_else(|| wrong.missing().map(str::to_owned))
            .or_else(|| sought::<E>(source, &wrong, size));
        match field {
            Some(field) if placeholders(E::PATH).any(|name| name == field) => ApiError::NotFound,
            Some(field) => ApiError::malformed(&field),
            None => ApiError::malformed(whole),
        }
    })
}

/// The wrong field where serde cannot tell: those of a flattened part are collected first and read when their names are
/// forgotten. It is the one without which the input is right, or wrong in another way; those behind it are left out before,
/// for they may be wrong in the same way.
fn sought<E: Endpoint>(mut source: impl Source, wrong: &Wrong, size: usize) -> Option<String> {
    let names = source.names();
    if names.len() > MOST_TRIED || names.len().saturating_mul(size) > MOST_READ_AGAIN {
        return None;
    }
    for name in names.into_iter().rev() {
        let without = source.without(&name);
        match without.read::<E>() {
            Err(other) if other.says == wrong.says => source = without,
            // It has to be there, and is right.
            Err(other) if other.missing().is_some() => {}
            _ => return Some(name),
        }
    }
    None
}

/// What serde says of an input that it cannot read.
struct Wrong {
    /// The field in which it stopped, if it was in one.
    field: Option<String>,
    /// What it says of it, with values that the caller sent.
    says: String,
}

impl Wrong {
    fn of<F: Display>(error: &serde_path_to_error::Error<F>) -> Self {
        let field = match error.path().iter().next() {
            Some(Segment::Map { key }) => Some(key.clone()),
            _ => None,
        };
        Self {
            field,
            says: error.inner().to_string(),
        }
    }

    /// The field that has to be there and is not. Serde's own words begin so, and hold nothing that the caller sent.
    fn missing(&self) -> Option<&str> {
        self.says.strip_prefix("missing field `")?.split('`').next()
    }
}

/// What an input is read from, field by field.
trait Source: Sized {
    /// The names of its fields, in the order in which they are read.
    fn names(&self) -> Vec<String>;
    /// The same without one of them.
    fn without(&self, name: &str) -> Self;
    fn read<E: Endpoint>(&self) -> Result<E, Wrong>;
}

struct Json(Map<String, Value>);

impl Source for Json {
    fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    fn without(&self, name: &str) -> Self {
        let rest = self.0.iter().filter(|(known, _)| *known != name);
        Self(
            rest.map(|(known, value)| (known.clone(), value.clone()))
                .collect(),
        )
    }

    fn read<E: Endpoint>(&self) -> Result<E, Wrong> {
        serde_path_to_error::deserialize(&self.0).map_err(|error| Wrong::of(&error))
    }
}

struct Pairs(Vec<(String, String)>);

impl Source for Pairs {
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (name, _) in &self.0 {
            if !names.contains(name) && names.len() <= MOST_TRIED {
                names.push(name.clone());
            }
        }
        names
    }

    fn without(&self, name: &str) -> Self {
        let rest = self.0.iter().filter(|(known, _)| known != name);
        Self(rest.cloned().collect())
    }

    fn read<E: Endpoint>(&self) -> Result<E, Wrong> {
        let text = serde_html_form::to_string(&self.0).map_err(|error| Wrong {
            field: None,
            says: error.to_string(),
        })?;
        let fields = serde_html_form::Deserializer::from_bytes(text.as_bytes());
        serde_path_to_error::deserialize(fields).map_err(|error| Wrong::of(&error))
    }
}

#[cfg(test)]
mod tests {
    use shared::{
        api::encode,
        assessment::AssessStatement,
        endpoint,
        statements::{ListPublicStatements, ShowPublicStatement, SubmitStatement},
    };

    use super::*;

    #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
    struct Find {
        procedure: String,
        search: Option<String>,
        #[serde(default)]
        topic: Vec<String>,
        limit: Option<u32>,
    }
    endpoint!(Get "/api/v1/procedures/{procedure}/things" Anyone Find => Vec<String>);

    fn path(fields: &[(&str, &str)]) -> Vec<(String, String)> {
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    /// The field that is named of an input that cannot be read.
    fn wrong<E: Endpoint + std::fmt::Debug>(fields: &[(&str, &str)], query: &str, body: &str) -> String {
        match decode::<E>(&path(fields), query, body.as_bytes()) {
            Err(ApiError::Invalid(invalid)) => {
                assert_eq!(invalid.0.len(), 1, "{invalid:?}");
                assert_eq!(invalid.0[0].key, "errors.malformed");
                invalid.0[0].field.clone()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_get_travels_in_path_and_query_and_comes_back_equal() {
        let find = Find {
            procedure: "am-hafen".into(),
            search: Some("a&b ü".into()),
            topic: vec!["x".into(), "y".into()],
            limit: Some(5),
        };
        let wire = encode(&find).unwrap();
        let (target, query) = wire.target.split_once('?').unwrap();
        assert_eq!(target, "/api/v1/procedures/am-hafen/things");
        let path = path(&[("procedure", "am-hafen")]);
        assert_eq!(decode::<Find>(&path, query, &[]).unwrap(), find);
        // The path says which one it is, whatever the query says.
        let query = format!("{query}&procedure=other");
        assert_eq!(decode::<Find>(&path, &query, &[]).unwrap(), find);
    }

    #[test]
    fn a_wrong_value_is_told_with_the_name_of_its_field() {
        let slug = [("procedure", "am-hafen")];
        for (body, field) in [
            (r#"{"submission_key": 5}"#, "submission_key"),
            (r#"{"submission_key": {"body": 5}}"#, "submission_key"),
            (r#"{"body": "Text"}"#, "submission_key"),
            (r#"{"submission_key": "k", "place": "planet"}"#, "place"),
            (r#"{"submission_key": "k", "body": 5, "place": "planet"}"#, "body"),
            (r#"{"submission_key": "k", "name": 5, "place_ref": 5}"#, "name"),
            (
                r#"{"submission_key": "k", "place": "missing field `x`"}"#,
                "place",
            ),
            ("[]", "body"),
            ("{", "body"),
        ] {
            assert_eq!(wrong::<SubmitStatement>(&slug, "", body), field, "{body}");
        }
        for (query, field) in [
            ("limit=abc", "limit"),
            ("limit=-1", "limit"),
            ("located=perhaps", "located"),
            ("limit=5&limit=6", "limit"),
        ] {
            assert_eq!(wrong::<ListPublicStatements>(&slug, query, ""), field, "{query}");
        }
        let number = [("procedure", "am-hafen"), ("number", "7")];
        assert_eq!(
            wrong::<AssessStatement>(&number, "", r#"{"revision": "x"}"#),
            "revision"
        );
        assert_eq!(
            wrong::<AssessStatement>(&number, "", r#"{"revision": 1, "topics": ["a", 5]}"#),
            "topics"
        );
    }

    #[test]
    fn of_an_input_that_is_very_large_nobody_looks_for_the_wrong_field() {
        let body = |length: usize| {
            let mut fields: Map<String, Value> = (0..40)
                .map(|number| (format!("f{number}"), Value::from("x".repeat(length))))
                .collect();
            fields.insert("submission_key".into(), "k".into());
            fields.insert("place".into(), "planet".into());
            Value::Object(fields).to_string()
        };
        let slug = [("procedure", "am-hafen")];
        assert_eq!(wrong::<SubmitStatement>(&slug, "", &body(10)), "place");
        assert_eq!(wrong::<SubmitStatement>(&slug, "", &body(4_000)), "body");
    }

    #[test]
    fn a_form_says_which_field_is_wrong_as_well() {
        let fields = path(&[("submission_key", "k"), ("place", "planet"), ("body", "Text")]);
        let wrong = from_fields::<SubmitStatement>(&path(&[("procedure", "am-hafen")]), fields, "body");
        assert_eq!(wrong.unwrap_err(), ApiError::malformed("place"));
    }

    #[test]
    fn a_name_that_cannot_be_one_names_nothing() {
        for number in ["abc", "-1", "4294967296", ""] {
            let path = path(&[("procedure", "am-hafen"), ("number", number)]);
            assert_eq!(
                decode::<ShowPublicStatement>(&path, "", b"").unwrap_err(),
                ApiError::NotFound,
                "{number}"
            );
            let body = br#"{"revision": 1}"#;
            assert_eq!(
                decode::<AssessStatement>(&path, "", body).unwrap_err(),
                ApiError::NotFound,
                "{number}"
            );
        }
    }
}

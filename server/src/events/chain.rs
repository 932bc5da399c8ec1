//! The link of the chain: SHA-256 over the hash before it and the event's canonical form.
//!
//! Canonical form: one JSON object without white space, keys in the order of their code points, texts as JSON writes
//! them, whole numbers in digits, moments as `YYYY-MM-DDTHH:MM:SS.sssZ`, ids in lower case with hyphens, what is absent as
//! `null` – RFC 8785 for the values that events hold. It is made from the row as read, so that it is the same on both
//! databases, whatever order of keys they keep.

use chrono::SecondsFormat;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::At;

/// A hash of the chain.
pub(super) type Hash = [u8; 32];
/// What stands before the first event.
pub(super) const BEGINNING: Hash = [0; 32];

/// An event as stored.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub id: Uuid,
    pub procedure_id: Option<Uuid>,
    pub statement_id: Option<Uuid>,
    pub kind: String,
    pub visibility: String,
    pub actor_id: Option<Uuid>,
    pub data: Json<Value>,
    pub at: At,
    pub number: Option<i64>,
    pub chain: Option<Vec<u8>>,
}

impl Row {
    /// The hash that seals this event as the `number`-th of its chain.
    pub fn seal(&self, municipality: Uuid, number: i64, before: &Hash) -> Hash {
        let form = json!({
            "actor": self.actor_id,
            "at": self.at.0.to_rfc3339_opts(SecondsFormat::Millis, true),
            "data": self.data.0,
            "id": self.id,
            "kind": self.kind,
            "municipality": municipality,
            "number": number,
            "procedure": self.procedure_id,
            "statement": self.statement_id,
            "visibility": self.visibility,
        });
        let mut text = String::new();
        write(&form, &mut text);
        Sha256::new()
            .chain_update(before)
            .chain_update(text)
            .finalize()
            .into()
    }
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (at, (name, value)) in fields.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(data: &str) -> Row {
        Row {
            id: Uuid::from_u128(7),
            procedure_id: Some(Uuid::from_u128(8)),
            statement_id: None,
            kind: "statement_submitted".into(),
            visibility: "public".into(),
            actor_id: None,
            data: Json(serde_json::from_str(data).unwrap()),
            at: At::new(chrono::DateTime::from_timestamp_millis(1_800_000_000_123).unwrap()),
            number: None,
            chain: None,
        }
    }

    #[test]
    fn the_order_of_keys_does_not_matter_and_everything_else_does() {
        let town = Uuid::from_u128(1);
        let seal = |data: &str, number, before: &Hash| row(data).seal(town, number, before);
        let first = seal(r#"{"a": 1, "b": [{"y": "ü", "x": null}]}"#, 1, &BEGINNING);
        assert_eq!(first, seal(r#"{"b":[{"x":null,"y":"ü"}],"a":1}"#, 1, &BEGINNING));
        assert_ne!(
            first,
            seal(r#"{"a": 2, "b": [{"y": "ü", "x": null}]}"#, 1, &BEGINNING)
        );
        assert_ne!(
            first,
            seal(r#"{"a": 1, "b": [{"y": "ü", "x": null}]}"#, 2, &BEGINNING)
        );
        assert_ne!(
            first,
            seal(r#"{"a": 1, "b": [{"y": "ü", "x": null}]}"#, 1, &first)
        );
        assert_ne!(
            first,
            row(r#"{"a": 1, "b": [{"y": "ü", "x": null}]}"#).seal(Uuid::nil(), 1, &BEGINNING)
        );
    }

    #[test]
    fn the_canonical_form_is_what_others_can_make_too() {
        let mut text = String::new();
        write(
            &json!({ "b": true, "a": ["x\"\n", 12, null], "ä": {} }),
            &mut text,
        );
        assert_eq!(text, r#"{"a":["x\"\n",12,null],"b":true,"ä":{}}"#);
    }
}

//! What can go wrong, as values: keys that the interface words, never prose.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// One thing wrong with one field: where, which message, with which values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// The field's name in the endpoint type; `""` for the whole form.
    pub field: String,
    /// A key of the catalogue, such as `errors.required`.
    pub key: String,
    /// Values that the message names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, String>,
}

/// Everything wrong with an input, in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Invalid(pub Vec<FieldError>);

impl Invalid {
    /// Adds a message without values.
    pub fn add(&mut self, field: &str, key: &str) {
        self.add_with(field, key, &[]);
    }

    /// Adds a message with values.
    pub fn add_with(&mut self, field: &str, key: &str, arguments: &[(&str, String)]) {
        self.0.push(FieldError {
            field: field.to_owned(),
            key: key.to_owned(),
            arguments: arguments
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        });
    }

    /// `Ok` when nothing was found wrong.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] with everything that was added.
    pub fn finish(self) -> Result<(), ApiError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(ApiError::Invalid(self))
        }
    }
}

/// Why a call did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiError {
    /// There is no such thing, or the caller may not know of it.
    NotFound,
    /// The session ended or there was none.
    SignInRequired,
    /// The caller may know of it but not do this.
    Forbidden,
    /// The input is wrong; each entry says where and how to mend it.
    Invalid(Invalid),
    /// A rule of the procedure refuses: the code is a key below `errors.`.
    Refused {
        /// Key below `errors.`, such as `period_closed`.
        code: String,
        /// Values that the message names.
        arguments: BTreeMap<String, String>,
    },
    /// Somebody else changed the thing in between.
    Conflict,
    /// Too many attempts.
    TooMany {
        /// Minutes to wait.
        minutes: u32,
    },
    /// The server cannot answer at the moment.
    Unavailable,
    /// A fault of ours; the incident is found in the log.
    Internal {
        /// The number to name when reporting it.
        incident: String,
    },
}

impl ApiError {
    /// The error for a field, or a whole input, that has not the endpoint's shape.
    pub fn malformed(part: &str) -> Self {
        let mut invalid = Invalid::default();
        invalid.add(part, "errors.malformed");
        Self::Invalid(invalid)
    }

    /// One wrong field.
    pub fn invalid(field: &str, key: &str) -> Self {
        let mut invalid = Invalid::default();
        invalid.add(field, key);
        Self::Invalid(invalid)
    }

    /// A refusal without values.
    pub fn refused(code: &str) -> Self {
        Self::Refused {
            code: code.to_owned(),
            arguments: BTreeMap::new(),
        }
    }

    /// A refusal with values.
    pub fn refused_with(code: &str, arguments: &[(&str, String)]) -> Self {
        Self::Refused {
            code: code.to_owned(),
            arguments: arguments
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        }
    }

    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::SignInRequired => 401,
            Self::Forbidden => 403,
            Self::Invalid(_) => 422,
            Self::Refused { .. } | Self::Conflict => 409,
            Self::TooMany { .. } => 429,
            Self::Unavailable => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// The machine-readable code.
    pub fn code(&self) -> &str {
        match self {
            Self::NotFound => "not_found",
            Self::SignInRequired => "sign_in_required",
            Self::Forbidden => "forbidden",
            Self::Invalid(_) => "invalid",
            Self::Refused { code, .. } => code,
            Self::Conflict => "conflict",
            Self::TooMany { .. } => "too_many_requests",
            Self::Unavailable => "unavailable",
            Self::Internal { .. } => "internal",
        }
    }

    /// The `application/problem+json` document (RFC 9457).
    pub fn to_problem(&self) -> Problem {
        let mut problem = Problem {
            title: self.code().replace('_', " "),
            status: self.status(),
            code: self.code().to_owned(),
            incident: None,
            fields: Vec::new(),
            arguments: BTreeMap::new(),
        };
        match self {
            Self::Invalid(invalid) => problem.fields.clone_from(&invalid.0),
            Self::Refused { arguments, .. } => problem.arguments.clone_from(arguments),
            Self::TooMany { minutes } => {
                problem.arguments.insert("minutes".into(), minutes.to_string());
            }
            Self::Internal { incident } => problem.incident = Some(incident.clone()),
            _ => {}
        }
        problem
    }

    /// Reads a problem document back.
    pub fn from_problem(status: u16, body: &[u8]) -> Self {
        let problem = std::str::from_utf8(body).ok().map(super::from_json::<Problem>);
        let Some(Ok(problem)) = problem else {
            return if status == 404 {
                Self::NotFound
            } else {
                Self::Unavailable
            };
        };
        match problem.code.as_str() {
            "not_found" => Self::NotFound,
            "sign_in_required" => Self::SignInRequired,
            "forbidden" => Self::Forbidden,
            "invalid" => Self::Invalid(Invalid(problem.fields)),
            "conflict" => Self::Conflict,
            "too_many_requests" => Self::TooMany {
                minutes: problem
                    .arguments
                    .get("minutes")
                    .and_then(|m| m.parse().ok())
                    .unwrap_or(1),
            },
            "unavailable" => Self::Unavailable,
            "internal" => Self::Internal {
                incident: problem.incident.unwrap_or_default(),
            },
            _ => Self::Refused {
                code: problem.code,
                arguments: problem.arguments,
            },
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for ApiError {}

/// A refusal on the wire, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// A short English title.
    pub title: String,
    /// The HTTP status, repeated.
    pub status: u16,
    /// The machine-readable code.
    pub code: String,
    /// The number under which a fault of ours is found in the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// Values that a refusal names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_survives_the_wire() {
        let mut invalid = Invalid::default();
        invalid.add_with("body", "errors.too_long", &[("max", "20000".into())]);
        for error in [
            ApiError::NotFound,
            ApiError::SignInRequired,
            ApiError::Forbidden,
            ApiError::Invalid(invalid),
            ApiError::refused_with("period_closed", &[("ended", "2026-11-01".into())]),
            ApiError::Conflict,
            ApiError::TooMany { minutes: 7 },
            ApiError::Unavailable,
            ApiError::Internal {
                incident: "abc".into(),
            },
        ] {
            let body = serde_json::to_vec(&error.to_problem()).unwrap();
            assert_eq!(ApiError::from_problem(error.status(), &body), error);
        }
    }
}

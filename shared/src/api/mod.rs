//! One endpoint is one type: its fields are the input, the trait says where it lives and what it answers.
//!
//! The same type serves the router, the browser's client, pages rendered on the server, plain HTML forms and the
//! OpenAPI document. Kin: ruma's `OutgoingRequest`, with a tenth of its machinery.

pub mod error;
pub mod page;

#[cfg(not(target_family = "wasm"))]
use std::any::Any;
use std::{future::Future, pin::Pin, sync::Arc};

pub use error::{ApiError, FieldError, Invalid};
pub use page::{Cursor, Page};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The HTTP method of an endpoint. `Get` never changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or triggers.
    Post,
    /// Replaces.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// The method's name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// Who may call an endpoint at all; finer rules live in the feature's policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody, without account.
    Anyone,
    /// Signed-in staff of the municipality.
    Staff,
}

/// What the OpenAPI document needs to know of a type: nothing in the browser, a schema on the server.
#[cfg(feature = "schema")]
pub trait Shape: schemars::JsonSchema {}
#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> Shape for T {}
/// What the OpenAPI document needs to know of a type: nothing in the browser, a schema on the server.
#[cfg(not(feature = "schema"))]
pub trait Shape {}
#[cfg(not(feature = "schema"))]
impl<T> Shape for T {}

/// Files that an endpoint takes: they come as parts of `multipart/form-data` under one name, beside the other fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Files {
    /// The name of their parts.
    pub field: &'static str,
    /// What they are, as a sentence of the OpenAPI document.
    pub what: &'static str,
    /// How many may come at once.
    pub most: usize,
    /// What they may be. They are recognised by their content, whatever the sender says.
    pub media_types: &'static [&'static str],
    /// How large each of them may be, in bytes.
    pub max_bytes: usize,
}

/// A request with its address and its answer.
pub trait Endpoint: Shape + Clone + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What a successful call answers.
    type Output: Shape + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// The type's name, also its name in forms and in the OpenAPI document.
    const NAME: &'static str;
    /// The HTTP method.
    const METHOD: Method;
    /// The path, with `{field}` for fields that travel in it.
    const PATH: &'static str;
    /// Who may call at all.
    const ACCESS: Access;
    /// The files that may come along, as `multipart/form-data`.
    const FILES: Option<Files> = None;
    /// The most entries of an answer that is a list without pages.
    const MOST: Option<usize> = None;
}

/// Declares where an endpoint type lives: `endpoint!(Get "/api/v1/…/{field}" Anyone Input => Output);`
/// Behind the output may stand the [`Files`](crate::api::Files) that it takes, `, files PLAN_FILES`, or the most entries of
/// its list, `, at_most 10`.
#[macro_export]
macro_rules! endpoint {
    ($method:ident $path:literal $access:ident $input:ident => $output:ty $(, files $files:expr)? $(, at_most $most:expr)?) => {
        impl $crate::api::Endpoint for $input {
            type Output = $output;
            const NAME: &'static str = stringify!($input);
            const METHOD: $crate::api::Method = $crate::api::Method::$method;
            const PATH: &'static str = $path;
            const ACCESS: $crate::api::Access = $crate::api::Access::$access;
            $(const FILES: Option<$crate::api::Files> = Some($files);)?
            $(const MOST: Option<usize> = Some($most);)?
        }
    };
}

/// A type that travels: serialisation, equality and, on the server, its schema.
#[macro_export]
macro_rules! wire {
    ($($(#[$meta:meta])* $vis:vis $kind:ident $name:ident $body:tt)*) => {
        $(
            #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            $(#[$meta])*
            $vis $kind $name $body
        )*
    };
}

/// The words under which the values of enums are stored and travel, each value in its place of the order:
/// `words! { /// All steps. Step { EarlyPublic = "early_public", … } }` makes `Step::ALL`, `word` and `from_word`.
#[macro_export]
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($value:ident = $word:literal),* $(,)? })*) => {
        $(
            impl $name {
                $(#[$meta])*
                pub const ALL: [Self; [$($word),*].len()] = [$(Self::$value),*];

                /// The stored word.
                pub const fn word(self) -> &'static str {
                    match self {
                        $(Self::$value => $word,)*
                    }
                }

                /// Reads the stored word.
                pub fn from_word(word: &str) -> Option<Self> {
                    Self::ALL.into_iter().find(|value| value.word() == word)
                }
            }
        )*
    };
}

/// A request ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    /// The HTTP method.
    pub method: Method,
    /// Path and query.
    pub target: String,
    /// The JSON body, if the method has one.
    pub body: Option<Vec<u8>>,
}

/// An answer as it came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The JSON body.
    pub body: Vec<u8>,
}

/// The names of the fields that travel in a path.
pub fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

/// A text as one segment of a path: everything but unreserved characters is percent-encoded (RFC 3986 § 2.3).
pub fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(
                    char::from_digit(u32::from(half), 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        }
    }
    out
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Splits an input into path, query and body. The server alone reads them again (`server/src/http/decode.rs`).
///
/// # Errors
/// [`ApiError::NotFound`] when a path field is empty, a dot or two, or not a text or number.
pub fn encode<E: Endpoint>(input: &E) -> Result<Wire, ApiError> {
    wire_of(E::METHOD, E::PATH, serde_json::to_value(input).ok())
}

/// [`encode`] once the type is known no more, so that the browser's program holds it once.
fn wire_of(method: Method, path: &str, input: Option<Value>) -> Result<Wire, ApiError> {
    let internal = || ApiError::Internal {
        incident: "encode".into(),
    };
    let Some(Value::Object(mut fields)) = input else {
        return Err(internal());
    };
    let mut target = path.to_owned();
    for name in placeholders(path) {
        let value = fields
            .remove(name)
            .as_ref()
            .and_then(plain)
            .filter(|v| !v.is_empty())
            .ok_or(ApiError::NotFound)?;
        // Whatever stands between us and the router would take these as steps up, encoded or not.
        if value == "." || value == ".." {
            return Err(ApiError::NotFound);
        }
        target = target.replace(&format!("{{{name}}}"), &segment(&value));
    }
    fields.retain(|_, value| !value.is_null());
    match method {
        Method::Get | Method::Delete => {
            let mut pairs = Vec::new();
            for (name, value) in &fields {
                match value {
                    Value::Array(items) => {
                        pairs.extend(items.iter().filter_map(plain).map(|v| (name.as_str(), v)))
                    }
                    other => pairs.extend(plain(other).map(|v| (name.as_str(), v))),
                }
            }
            let query = serde_html_form::to_string(&pairs).map_err(|_| internal())?;
            if !query.is_empty() {
                target = format!("{target}?{query}");
            }
            Ok(Wire {
                method,
                target,
                body: None,
            })
        }
        Method::Post | Method::Put => Ok(Wire {
            method,
            target,
            body: Some(serde_json::to_vec(&fields).map_err(|_| internal())?),
        }),
    }
}

/// Reads JSON. The browser's program reads all of it from text: another source would be another copy of the code that
/// reads each type.
///
/// # Errors
/// When the text is not JSON of that shape.
pub fn from_json<T: DeserializeOwned>(json: &str) -> serde_json::Result<T> {
    serde_json::from_str(json)
}

/// A call under way.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Answer, ApiError>> + Send + 'a>>;

/// A value of a type that only its owner knows.
#[cfg(not(target_family = "wasm"))]
pub type Opaque = Box<dyn Any + Send>;

/// A call under way that needs no wire.
#[cfg(not(target_family = "wasm"))]
pub type Calling<'a> = Pin<Box<dyn Future<Output = Result<Opaque, ApiError>> + Send + 'a>>;

/// Something that carries requests: the network in the browser, the endpoints themselves on the server.
pub trait Transport: Send + Sync {
    /// Sends one request.
    fn send(&self, wire: Wire) -> Sending<'_>;

    /// Calls an endpoint of the same process with its input as it is; the answer is the endpoint's output.
    ///
    /// # Errors
    /// The input, where it has to travel.
    #[cfg(not(target_family = "wasm"))]
    fn call(&self, _endpoint: &'static str, input: Opaque) -> Result<Calling<'_>, Opaque> {
        Err(input)
    }
}

/// What pages hold to talk to the server.
#[derive(Clone)]
pub struct Api(Arc<dyn Transport>);

impl Api {
    /// An API over the given transport.
    pub fn new(transport: impl Transport + 'static) -> Self {
        Self(Arc::new(transport))
    }

    /// Calls an endpoint.
    ///
    /// # Errors
    /// Whatever the server refused with, or [`ApiError::Unavailable`] when it could not be reached.
    pub async fn call<E: Endpoint>(&self, input: E) -> Result<E::Output, ApiError> {
        #[cfg(not(target_family = "wasm"))]
        let input = match self.0.call(E::NAME, Box::new(input)) {
            Ok(calling) => return own::<E::Output>(calling.await?),
            Err(input) => own::<E>(input)?,
        };
        let json = self.exchange(encode(&input)?).await?;
        from_json(&json).map_err(|_| ApiError::Internal {
            incident: "answer".into(),
        })
    }

    /// Reads a list to its end, page by page: for lists that are short by nature, and nearly always one page.
    ///
    /// # Errors
    /// As [`Self::call`].
    pub async fn all<E, T>(&self, ask: impl Fn(Option<Cursor>) -> E + Send) -> Result<Vec<T>, ApiError>
    where
        E: Endpoint<Output = Page<T>>,
        T: Send + Sync + 'static,
    {
        let mut all = Vec::new();
        let mut cursor = None;
        loop {
            let page = self.call(ask(cursor)).await?;
            all.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                return Ok(all);
            }
        }
    }

    async fn exchange(&self, wire: Wire) -> Result<String, ApiError> {
        let answer = self.0.send(wire).await?;
        if answer.status >= 400 {
            return Err(ApiError::from_problem(answer.status, &answer.body));
        }
        if answer.body.is_empty() {
            return Ok("null".to_owned());
        }
        String::from_utf8(answer.body).map_err(|_| ApiError::Internal {
            incident: "answer".into(),
        })
    }
}

/// The value behind an opaque one.
#[cfg(not(target_family = "wasm"))]
fn own<T: 'static>(value: Opaque) -> Result<T, ApiError> {
    value
        .downcast()
        .map(|value| *value)
        .map_err(|_| ApiError::Internal {
            incident: "type".into(),
        })
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    struct Find {
        procedure: String,
        search: Option<String>,
        #[serde(default)]
        topic: Vec<String>,
        limit: Option<u32>,
    }
    endpoint!(Get "/api/v1/procedures/{procedure}/things" Anyone Find => Vec<String>);

    fn find(procedure: &str) -> Find {
        Find {
            procedure: procedure.into(),
            search: None,
            topic: vec![],
            limit: None,
        }
    }

    #[test]
    fn whatever_a_path_field_holds_stays_in_its_segment() {
        for (text, segment) in [
            ("a/b", "a%2Fb"),
            ("100 %", "100%20%25"),
            ("%2F", "%252F"),
            ("straße-süd", "stra%C3%9Fe-s%C3%BCd"),
            ("a?b#c", "a%3Fb%23c"),
            ("{procedure}", "%7Bprocedure%7D"),
            ("...", "..."),
            ("\\..\\", "%5C..%5C"),
        ] {
            let wire = encode(&find(text)).unwrap();
            assert_eq!(
                wire.target,
                format!("/api/v1/procedures/{segment}/things"),
                "{text}"
            );
        }
    }

    #[test]
    fn an_empty_field_and_steps_up_name_nothing() {
        for text in ["", ".", ".."] {
            assert_eq!(encode(&find(text)), Err(ApiError::NotFound), "{text:?}");
        }
    }
}

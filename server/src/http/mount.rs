//! The endpoint table: one line mounts a handler at its type's address, for JSON and for plain forms alike.

use std::{
    collections::{BTreeMap, HashMap},
    future::Future,
    pin::Pin,
    sync::Arc,
};

use axum::{
    Extension, Router,
    body::Body,
    extract::{RawPathParams, Request},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::MethodFilter,
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use shared::api::{Access, ApiError, Calling, Endpoint, Files, Method, Opaque};

use crate::{
    error::Result,
    http::{decode, forms, problem},
    site::Cx,
};

/// The largest JSON body.
const MAX_BODY: usize = 1024 * 1024;

/// What is known of a mounted endpoint.
#[derive(Clone, Debug)]
pub struct Mounted {
    /// The type's name.
    pub name: &'static str,
    /// The method.
    pub method: Method,
    /// The path.
    pub path: &'static str,
    /// Who may call at all.
    pub access: Access,
    /// The files that it takes.
    pub files: Option<Files>,
    /// The most entries of its list.
    pub most: Option<usize>,
    /// Schema of the input.
    pub input: fn(&mut SchemaGenerator) -> Schema,
    /// Schema of the output.
    pub output: fn(&mut SchemaGenerator) -> Schema,
}

type FormAnswer = Pin<Box<dyn Future<Output = std::result::Result<serde_json::Value, ApiError>> + Send>>;
/// Calls an endpoint from a form's fields.
pub type FormHandler = Arc<dyn Fn(Cx, Vec<(String, String)>) -> FormAnswer + Send + Sync>;

/// Calls an endpoint that reads with its input as it is.
pub type Reader = Arc<dyn Fn(Cx, Opaque) -> Calling<'static> + Send + Sync>;
/// The endpoints that read, by name: all that a page may ask.
pub type Readers = Arc<HashMap<&'static str, Reader>>;

/// The table under construction.
#[derive(Default)]
pub struct Mount {
    /// The JSON routes.
    pub router: Router,
    /// Everything that was mounted.
    pub table: Vec<Mounted>,
    /// Changing endpoints by name, for forms.
    pub forms: BTreeMap<&'static str, FormHandler>,
    /// Reading endpoints by name, for pages.
    pub readers: HashMap<&'static str, Reader>,
}

impl std::fmt::Debug for Mount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mount")
            .field("table", &self.table)
            .finish_non_exhaustive()
    }
}

impl Mount {
    /// Mounts a handler; the compiler makes handler, input and output agree.
    #[must_use]
    pub fn on<E, F, Fut>(mut self, handler: F) -> Self
    where
        E: Endpoint + JsonSchema,
        E::Output: JsonSchema,
        F: Fn(Cx, E) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<E::Output>> + Send + 'static,
    {
        self.table.push(Mounted {
            name: E::NAME,
            method: E::METHOD,
            path: E::PATH,
            access: E::ACCESS,
            files: E::FILES,
            most: E::MOST,
            input: |generator| generator.subschema_for::<E>(),
            output: |generator| generator.subschema_for::<E::Output>(),
        });
        if matches!(E::METHOD, Method::Get) {
            let handler = handler.clone();
            self.readers.insert(
                E::NAME,
                Arc::new(move |cx: Cx, input: Opaque| {
                    let handler = handler.clone();
                    Box::pin(async move {
                        let input = input.downcast::<E>().map_err(|_| ApiError::malformed(""))?;
                        let output = call(&cx, E::ACCESS, E::NAME, handler, *input).await?;
                        Ok(Box::new(output) as Opaque)
                    })
                }),
            );
        } else {
            let handler = handler.clone();
            self.forms.insert(
                E::NAME,
                Arc::new(move |cx: Cx, fields: Vec<(String, String)>| {
                    let handler = handler.clone();
                    Box::pin(async move {
                        let input: E = serde_html_form::to_string(&fields)
                            .ok()
                            .and_then(|text| serde_html_form::from_str(&text).ok())
                            .ok_or_else(|| ApiError::malformed(""))?;
                        let output = call(&cx, E::ACCESS, E::NAME, handler, input).await?;
                        serde_json::to_value(output).map_err(|_| ApiError::Internal {
                            incident: "form".into(),
                        })
                    })
                }),
            );
        }
        let filter = match E::METHOD {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Put => MethodFilter::PUT,
            Method::Delete => MethodFilter::DELETE,
        };
        let serve = move |Extension(cx): Extension<Cx>, path: RawPathParams, request: Request| {
            let handler = handler.clone();
            async move {
                let path: Vec<_> = path
                    .iter()
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .collect();
                // What staff alone may send is not read of anybody else.
                let input = if E::ACCESS == Access::Staff && cx.viewer.staff_id().is_none() {
                    Err(ApiError::SignInRequired)
                } else if is_multipart(&request) {
                    read_multipart::<E>(&cx, &path, request).await
                } else {
                    read::<E>(&path, request).await
                };
                let mut response = match input {
                    Err(error) => problem::answer(&error),
                    Ok(input) => match call(&cx, E::ACCESS, E::NAME, handler, input).await {
                        Ok(output) => json(&output),
                        Err(error) => problem::answer(&error),
                    },
                };
                let headers = response.headers_mut();
                headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
                if E::ACCESS == Access::Anyone && E::METHOD == Method::Get {
                    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
                }
                response
            }
        };
        self.router = self.router.route(E::PATH, axum::routing::on(filter, serve));
        self
    }
}

fn is_multipart(request: &Request) -> bool {
    request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

/// Reads the fields of a multipart body as those of a plain form; its files wait in the exchange.
async fn read_multipart<E: Endpoint>(
    cx: &Cx,
    path: &[(String, String)],
    request: Request,
) -> std::result::Result<E, ApiError> {
    let came = forms::read(cx, request).await?;
    if let Some(error) = came.refusal() {
        return Err(error);
    }
    let input = decode::from_fields(path, came.fields, "body")?;
    cx.exchange.put_uploads(came.uploads);
    Ok(input)
}

async fn read<E: Endpoint>(path: &[(String, String)], request: Request) -> std::result::Result<E, ApiError> {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let body = match Limited::new(request.into_body(), MAX_BODY).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => {
            return Err(ApiError::invalid("body", "errors.request_too_large"));
        }
        Err(_) => return Err(ApiError::malformed("body")),
    };
    decode::decode::<E>(path, &query, &body)
}

async fn call<E, O, F, Fut>(
    cx: &Cx,
    access: Access,
    name: &str,
    handler: F,
    input: E,
) -> std::result::Result<O, ApiError>
where
    F: Fn(Cx, E) -> Fut,
    Fut: Future<Output = Result<O>>,
{
    if access == Access::Staff && cx.viewer.staff_id().is_none() {
        return Err(ApiError::SignInRequired);
    }
    handler(cx.clone(), input)
        .await
        .map_err(|error| problem::to_api(error, &cx.site.dice, name))
}

fn json<T: serde::Serialize>(output: &T) -> Response {
    match serde_json::to_vec(output) {
        Ok(body) => (
            StatusCode::OK,
            [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))],
            Body::from(body),
        )
            .into_response(),
        Err(_) => problem::answer(&ApiError::Internal {
            incident: "answer".into(),
        }),
    }
}

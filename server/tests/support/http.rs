//! A browser without script, and the typed API, both through the router without a socket.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use server::site::Cx;
use shared::api::{Answer, Api, ApiError, Endpoint, Sending, Transport, Wire};
use tower::ServiceExt;

/// An answer as a person sees it.
#[derive(Debug)]
pub struct Answered {
    /// The HTTP status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as text.
    pub text: String,
    /// Its body.
    pub bytes: Vec<u8>,
}

impl Answered {
    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |v| v.to_str().unwrap())
    }
}

/// A browser without script: keeps cookies, follows nothing by itself.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: Arc<Mutex<Vec<(String, String)>>>,
    host: String,
    headers: Vec<(&'static str, String)>,
}

/// Fields of a form.
pub fn fields(pairs: &[(&str, &str)]) -> String {
    serde_html_form::to_string(pairs).unwrap()
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: Arc::default(),
            host: "musterstadt.example".into(),
            headers: Vec::new(),
        }
    }

    /// The same browser on another host.
    pub fn on_host(mut self, host: &str) -> Self {
        self.host = host.into();
        self
    }

    /// The same browser with another header.
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The value of a cookie that the browser holds.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies
            .lock()
            .unwrap()
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.clone())
    }

    /// Opens an address.
    pub async fn get(&self, path: &str) -> Answered {
        self.send(self.request("GET", path).body(Body::empty()).unwrap())
            .await
    }

    /// Sends a plain form to an address.
    pub async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Answered {
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(fields(pairs)))
            .unwrap();
        self.send(request).await
    }

    /// Sends a form with files: field, file name, content.
    pub async fn post_files(
        &self,
        path: &str,
        pairs: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answered {
        let boundary = "----teilhabe-test";
        let mut body = Vec::new();
        for (name, value) in pairs {
            body.extend(
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        for (name, file_name, bytes) in files {
            body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").bytes());
        let request = self
            .request("POST", path)
            .header(
                header::CONTENT_TYPE,
                format!("multipart/form-data; boundary={boundary}"),
            )
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Calls an endpoint over HTTP with this browser's cookies.
    pub async fn call<E: Endpoint>(&self, input: E) -> Result<E::Output, ApiError> {
        Api::new(self.clone()).call(input).await
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        let mut builder = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host);
        if !cookies.is_empty() {
            builder = builder.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.headers {
            builder = builder.header(*name, value);
        }
        builder
    }

    async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let headers = response.headers().clone();
        for line in headers.get_all(header::SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            cookies.retain(|(n, _)| n != name);
            if !value.is_empty() && !rest.contains("Max-Age=0") {
                cookies.push((name.into(), value.into()));
            }
        }
        let bytes = response.into_body().collect().await.unwrap().to_bytes().to_vec();
        Answered {
            status,
            headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }
}

impl Transport for Browser {
    fn send(&self, wire: Wire) -> Sending<'_> {
        Box::pin(async move {
            let request = self
                .request(wire.method.name(), &wire.target)
                .header(header::CONTENT_TYPE, "application/json")
                .header("sec-fetch-site", "same-origin")
                .body(Body::from(wire.body.unwrap_or_default()))
                .unwrap();
            let answered = Browser::send(self, request).await;
            Ok(Answer {
                status: answered.status.as_u16(),
                body: answered.bytes,
            })
        })
    }
}

/// The API below the layers, as a given viewer.
pub struct Network {
    router: Router,
    cx: Cx,
}

impl Network {
    pub fn with_cx(router: Router, cx: Cx) -> Self {
        Self { router, cx }
    }
}

impl Transport for Network {
    fn send(&self, wire: Wire) -> Sending<'_> {
        Box::pin(async move {
            let mut request = Request::builder()
                .method(wire.method.name())
                .uri(wire.target)
                .body(Body::from(wire.body.unwrap_or_default()))
                .unwrap();
            request.extensions_mut().insert(self.cx.clone());
            let response = self.router.clone().oneshot(request).await.unwrap();
            let status = response.status().as_u16();
            let body = response.into_body().collect().await.unwrap().to_bytes().to_vec();
            Ok(Answer { status, body })
        })
    }
}

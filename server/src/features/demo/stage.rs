//! Where the history is played: a site whose clock is moved, and everybody who acts on it.

use std::sync::Arc;

use axum::{Router, body::Body, http::Request};
use http_body_util::BodyExt as _;
use shared::{
    access::Role,
    api::{Answer, Api, ApiError, Endpoint, Sending, Transport, Wire},
    time::Timestamp,
};
use tower::ServiceExt as _;

use super::days::Days;
use crate::{
    error::{Error, Result},
    http,
    site::{Cx, Exchange, Municipality, Site, Upload},
    viewer::{ClientPrefix, Member, Viewer},
};

/// The stage.
pub struct Stage {
    /// The site with the clock that is moved.
    pub site: Arc<Site>,
    /// The municipality.
    pub municipality: Arc<Municipality>,
    /// The days.
    pub days: Days,
    /// The accounts of staff.
    pub members: Vec<Member>,
    router: Router,
}

/// Calls endpoints as somebody, without a socket.
struct InProcess {
    router: Router,
    cx: Cx,
}

impl Transport for InProcess {
    fn send(&self, wire: Wire) -> Sending<'_> {
        Box::pin(async move {
            let request = Request::builder().method(wire.method.name()).uri(wire.target);
            let body = Body::from(wire.body.unwrap_or_default());
            let mut request = request.body(body).map_err(|_| ApiError::NotFound)?;
            request.extensions_mut().insert(self.cx.clone());
            let response = self
                .router
                .clone()
                .oneshot(request)
                .await
                .map_err(|_| ApiError::Unavailable)?;
            let status = response.status().as_u16();
            let body = response
                .into_body()
                .collect()
                .await
                .map_err(|_| ApiError::Unavailable)?;
            Ok(Answer {
                status,
                body: body.to_bytes().to_vec(),
            })
        })
    }
}

impl Stage {
    /// An empty stage.
    pub fn new(site: Arc<Site>, municipality: Arc<Municipality>, days: Days, members: Vec<Member>) -> Self {
        Self {
            site,
            municipality,
            days,
            members,
            router: http::api_router(),
        }
    }

    /// Moves the clock.
    pub fn move_to(&self, at: Timestamp) {
        self.site.clock.set(at);
    }

    /// A member of staff who wants to do something.
    pub fn staff(&self, role: Role) -> Cx {
        let member = self.members.iter().find(|member| member.role == role);
        let viewer = member.map_or(Viewer::Visitor, |member| Viewer::Staff(member.clone()));
        Cx {
            viewer,
            ..Cx::system(&self.site, &self.municipality)
        }
    }

    /// A member of staff with a file in hand.
    pub fn staff_with_file(&self, role: Role, file_name: &str, bytes: bytes::Bytes) -> Cx {
        let upload = Upload {
            field: "file".into(),
            file_name: file_name.into(),
            bytes,
        };
        Cx {
            exchange: Arc::new(Exchange::new(Vec::new(), vec![upload])),
            ..self.staff(role)
        }
    }

    /// A resident at home.
    pub fn resident(&self, home: &str) -> Cx {
        Cx {
            viewer: Viewer::Visitor,
            client: ClientPrefix(format!("demo {home}")),
            ..Cx::system(&self.site, &self.municipality)
        }
    }

    /// Calls an endpoint; a refusal names `what` was tried.
    pub async fn call<E: Endpoint>(&self, cx: Cx, input: E, what: &str) -> Result<E::Output> {
        let api = Api::new(InProcess {
            router: self.router.clone(),
            cx,
        });
        api.call(input)
            .await
            .map_err(|error| Error::internal(format!("{what}: {} refused: {error:?}", E::NAME)))
    }
}

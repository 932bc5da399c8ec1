//! One's own sessions: seeing where one is signed in, and ending what one does not know (OWASP ASVS 5.0, 7.5.2).

use serde_json::json;
use shared::{
    api::ApiError,
    identity::{EndOwnSessions, ListOwnSessions, MAX_SESSIONS, OwnSession, SessionsEnded},
};

use super::{
    sessions,
    store::{self, SessionOf},
};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    secret::to_hex,
    site::Cx,
};

/// How many bytes of a session's hash name it: enough among the few of one account, and useless to anybody else.
const NAME_BYTES: usize = 8;

fn name(session: &SessionOf) -> String {
    to_hex(session.id.get(..NAME_BYTES).unwrap_or_default())
}

/// Lists the sessions of whoever is signed in.
pub async fn list_own_sessions(cx: Cx, _: ListOwnSessions) -> Result<Vec<OwnSession>> {
    let current = sessions::signed_in(&cx).await?;
    let mut db = cx.read().await?;
    let all = store::sessions_of(&mut db, current.member.id, cx.now()).await?;
    Ok(all
        .into_iter()
        .take(MAX_SESSIONS)
        .map(|session| OwnSession {
            name: name(&session),
            current: session.id == current.id,
            began_at: session.created_at,
            used_at: sessions::used_at(session.created_at, session.expires_at),
            ends_at: session.expires_at,
        })
        .collect())
}

/// Ends one session, or all but the request's own. One that ended already is no mistake.
pub async fn end_own_sessions(cx: Cx, input: EndOwnSessions) -> Result<SessionsEnded> {
    let current = sessions::signed_in(&cx).await?;
    let account = current.member.id;
    let mut tx = cx.begin().await?;
    let mut ended = 0;
    for session in store::sessions_of(&mut tx, account, cx.now()).await? {
        let is_meant = if input.name.is_empty() {
            session.id != current.id
        } else {
            name(&session) == input.name
        };
        if is_meant && store::end_session(&mut tx, &session.id).await?.is_some() {
            ended += 1;
        }
    }
    if ended == 0 && !input.name.is_empty() {
        return Err(ApiError::NotFound.into());
    }
    if ended > 0 {
        let event = Event::new(EventKind::SessionsEnded, Visibility::Staff)
            .data(json!({ "account": account, "sessions": ended }));
        events::record(&mut tx, &cx, event).await?;
    }
    tx.touched.clear();
    cx.commit(tx).await?;
    Ok(SessionsEnded { sessions: ended })
}

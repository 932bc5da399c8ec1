//! The declaration on accessibility, put together from the suite's result, the settings and the list of barriers.

use shared::accessibility::{
    Body, CONTACT_KEPT_DAYS, Declaration, Settings, ShowDeclaration, bodies, conformance,
};

use super::{store, suite};
use crate::{db::Statements, error::Result, site::Cx};

/// Answers the declaration.
pub async fn show_declaration(cx: Cx, _: ShowDeclaration) -> Result<Declaration> {
    let mut db = cx.read().await?;
    let settings = store::settings(&mut db).await?;
    compose(&cx, &mut db, &settings).await
}

/// The declaration as it is now.
pub(super) async fn compose(cx: &Cx, db: &mut impl Statements, settings: &Settings) -> Result<Declaration> {
    let today = cx.today();
    let suite = suite::last();
    let test = suite.map(|suite| suite.test_run(today));
    let mut barriers = suite.map(suite::Suite::barriers).unwrap_or_default();
    barriers.extend(
        store::barriers(db)
            .await?
            .into_iter()
            .map(|listed| listed.barrier),
    );
    let feedback = feedback(cx, settings);
    Ok(Declaration {
        municipality: cx.municipality.name.clone(),
        address: cx.site.known_origin(&cx.municipality).unwrap_or_default(),
        conformance: conformance(test.as_ref(), !barriers.is_empty(), settings.evaluated_on, today),
        made_on: settings.made_on.or(test.as_ref().map(|test| test.date)),
        failing: suite.map(suite::Suite::failing).unwrap_or_default(),
        test,
        barriers,
        evaluated_on: settings.evaluated_on,
        evaluated_by: settings.evaluated_by.clone(),
        reviewed_on: settings.reviewed_on,
        feedback,
        body: body(db, settings).await?,
        contact_days: settings.contact_days.unwrap_or(CONTACT_KEPT_DAYS),
    })
}

/// Whom to tell about barriers: as set, else the municipality's own contact.
pub(super) fn feedback(cx: &Cx, settings: &Settings) -> shared::organisations::Contact {
    let mut contact = cx.municipality.contact.clone();
    if !settings.feedback_email.is_empty() {
        contact.email.clone_from(&settings.feedback_email);
    }
    if !settings.feedback_phone.is_empty() {
        contact.phone.clone_from(&settings.feedback_phone);
    }
    contact
}

async fn body(db: &mut impl Statements, settings: &Settings) -> Result<Option<Body>> {
    if !settings.body.name.is_empty() {
        return Ok(Some(settings.body.clone()));
    }
    Ok(bodies::body_of(&store::official_key(db).await?).map(|found| found.body))
}

//! Entering a statement that arrived on another way: a letter, an e-mail, taken down in person.
//!
//! Invariant: what arrived after its round's last day is taken and marked late; whether it counts is the
//! municipality's decision (BauGB § 4a (5)).

use shared::{
    access::Action,
    api::{ApiError, Invalid},
    ids::StatementId,
    statements::{CaptureStatement, Channel, MAX_FILES, Receipt, ShowCapturedReceipt},
    time::Day,
};

use super::{
    place, policy,
    receipt::receipt_of,
    register::{self, New},
    store::{self, StoredFile},
};
use crate::{error::Result, features::procedures, site::Cx, uploads};

/// Enters a statement and answers its receipt, which staff hand or send to its author.
pub async fn capture_statement(cx: Cx, input: CaptureStatement) -> Result<Receipt> {
    cx.viewer.may(Action::CaptureStatement)?;
    let at = cx.now();
    let statement = input.input.clone().tidy();
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure)
        .await?
        .ok_or(ApiError::NotFound)?;
    let mut invalid = Invalid::default();
    let received_on = check_days(&input, cx.today(), &mut invalid);
    match statement.check() {
        Err(ApiError::Invalid(wrong)) => invalid.0.extend(wrong.0),
        Err(other) => return Err(other.into()),
        Ok(()) => {}
    }
    // Looking at pictures takes long: no connection waits for that.
    drop(db);
    let files = uploads::accept(cx.exchange.take_uploads(), MAX_FILES, &mut invalid).await?;
    let mut db = cx.read().await?;
    let (Some(received_on), true) = (received_on, invalid.0.is_empty()) else {
        return Err(ApiError::Invalid(invalid).into());
    };
    let rounds = procedures::rounds(&mut db, procedure.id, cx.today()).await?;
    let round = policy::round_for(&rounds, received_on)?;
    let place = place::resolve(&mut db, &procedure, &statement, place::language_of_staff(&cx)).await?;
    drop(db);
    let mut stored = Vec::new();
    for file in files {
        let size = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        let name = uploads::store(&cx.site, file.bytes).await?;
        stored.push(StoredFile {
            file: name,
            name: file.name,
            media_type: file.media_type.into(),
            size,
        });
    }
    let new = New {
        id: StatementId(cx.new_id()),
        procedure: &procedure,
        round: round.id,
        key: &cx.site.dice.bytes::<32>(),
        input: &statement,
        place: &place,
        files: &stored,
        channel: input.channel,
        at,
        received_on,
        written_on: input.written_on,
        late: received_on > round.period.end,
        suspicion: None,
    };
    let mut tx = cx.begin().await?;
    let receipt = register::register(&mut tx, &cx, &new).await?;
    cx.commit(tx).await?;
    Ok(receipt)
}

/// The receipt of a statement that staff entered. One that came through the site is not found here: its code opens and
/// withdraws it, and belongs to its author alone.
pub async fn show_captured_receipt(cx: Cx, input: ShowCapturedReceipt) -> Result<Receipt> {
    cx.viewer.may(Action::CaptureStatement)?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure)
        .await?
        .ok_or(ApiError::NotFound)?;
    let statement = store::find_by_number(&mut db, procedure.id, input.number)
        .await?
        .filter(|statement| statement.channel != Channel::Web)
        .ok_or(ApiError::NotFound)?;
    Ok(receipt_of(&cx, &statement, &procedure.slug))
}

/// Channel and days; the day of arrival if it is in order.
fn check_days(input: &CaptureStatement, today: Day, invalid: &mut Invalid) -> Option<Day> {
    if input.channel == Channel::Web {
        invalid.add("channel", "errors.choice_missing");
    }
    let Some(received_on) = input.received_on else {
        invalid.add("received_on", "errors.required");
        return None;
    };
    if received_on > today {
        invalid.add("received_on", "errors.date_in_future");
    }
    if input.written_on.is_some_and(|written| written > received_on) {
        invalid.add("written_on", "errors.written_after_received");
    }
    Some(received_on)
}

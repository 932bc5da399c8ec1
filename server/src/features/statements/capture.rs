//! Entering a statement that arrived on another way: a letter, an e-mail, taken down in person.
//!
//! Invariant: what arrived after its round's last day is taken and marked late, what arrived before the first round is taken
//! and shown as early; whether it counts is the municipality's decision (BauGB § 4a (5)). After the deletion date nobody's name is entered.

use shared::{
    access::Action,
    addresses::{Address, MAX_FOUND, street_key},
    api::{ApiError, Invalid},
    ids::StatementId,
    statements::{
        BeginCapture, CaptureKey, CaptureStatement, Channel, MAX_FILES, MAX_LINE, PlaceKind, Receipt,
        ShowCapturedReceipt, StatementInput,
    },
    time::Day,
};

use super::{
    place, policy,
    receipt::receipt_of,
    register::{self, New},
    room, store, submit,
};
use crate::{
    db::Statements,
    error::{Error, Result},
    features::{addresses, procedures},
    secret::{sha256, to_hex},
    site::{Cx, Upload},
    uploads::{self, Accepted},
};

/// Gives the form for a letter the key under which it is entered once.
pub async fn begin_capture(cx: Cx, input: BeginCapture) -> Result<CaptureKey> {
    cx.viewer.may(Action::CaptureStatement)?;
    let mut db = cx.read().await?;
    procedures::find(&mut db, &input.procedure).await?;
    Ok(CaptureKey {
        submission_key: to_hex(&cx.site.dice.bytes::<16>()),
    })
}

/// Enters a statement and answers its receipt, which staff hand or send to its author. The same form sent twice is one
/// statement; a form that was sent and then filled in with another letter is another one.
pub async fn capture_statement(cx: Cx, input: CaptureStatement) -> Result<Receipt> {
    cx.viewer.may(Action::CaptureStatement)?;
    let uploads = cx.exchange.take_uploads();
    let had_files = !uploads.is_empty();
    let taken = take(&cx, &input, uploads).await;
    taken.map_err(|error| if had_files { with_files_again(error) } else { error })
}

/// No browser fills a field for files again: whoever is asked to mend something is told so, or the letter would be entered
/// without them.
fn with_files_again(error: Error) -> Error {
    let mut invalid = match error {
        Error::Api(ApiError::Invalid(invalid)) => invalid,
        Error::Api(ApiError::Refused { code, arguments }) => {
            let arguments: Vec<_> = arguments
                .iter()
                .map(|(name, value)| (name.as_str(), value.clone()))
                .collect();
            let mut invalid = Invalid::default();
            invalid.add_with("received_on", &format!("errors.{code}"), &arguments);
            invalid
        }
        other => return other,
    };
    if !invalid.0.iter().any(|error| error.field == "files") {
        invalid.add("files", "errors.files_again");
    }
    ApiError::Invalid(invalid).into()
}

async fn take(cx: &Cx, input: &CaptureStatement, uploads: Vec<Upload>) -> Result<Receipt> {
    let at = cx.now();
    let mut statement = input.input.clone().tidy();
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    let mut invalid = Invalid::default();
    let received_on = check_days(input, cx.today(), &mut invalid);
    if !input.address.trim().is_empty() {
        put_address(&mut db, &input.address, &mut statement, &mut invalid).await?;
    }
    match statement.check() {
        Err(ApiError::Invalid(wrong)) => invalid.0.extend(wrong.0),
        Err(other) => return Err(other.into()),
        Ok(()) => {}
    }
    // Looking at pictures takes long: no connection waits for that.
    drop(db);
    let files = uploads::accept(uploads, MAX_FILES, &mut invalid).await?;
    if let Some(field) = procedure
        .deletion_on
        .filter(|day| *day <= cx.today())
        .and_then(|_| personal(&statement, !files.is_empty()))
    {
        let day = procedure
            .deletion_on
            .map(|day| day.to_string())
            .unwrap_or_default();
        invalid.add_with(field, "errors.deletion_day_passed", &[("day", day)]);
    }
    let mut db = cx.read().await?;
    let (Some(received_on), true) = (received_on, invalid.0.is_empty()) else {
        return Err(ApiError::Invalid(invalid).into());
    };
    let rounds = procedures::rounds(&mut db, procedure.id, cx.today()).await?;
    let round = policy::round_for(&rounds, received_on)?;
    let place = place::resolve(&mut db, &procedure, &statement, place::language_of_staff(cx)).await?;
    let key = key_of(cx, input, &files)?;
    if let Some(known) = store::find_by_key(&mut db, &key).await? {
        return Ok(receipt_of(cx, &known, &procedure.slug));
    }
    drop(db);
    let stored = room::store(cx, files).await?;
    let new = New {
        id: StatementId(cx.new_id()),
        procedure: &procedure,
        round: round.id,
        key: &key,
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
    let error = match keep(cx, &new).await {
        Ok(receipt) => return Ok(receipt),
        Err(error) => error,
    };
    // Nobody would ever find them again.
    let stored: Vec<_> = stored.iter().map(|file| file.file.clone()).collect();
    uploads::discard(&cx.site, &stored).await;
    // The button was pressed twice: the other press was a moment faster.
    match store::find_by_key(&mut cx.read().await?, &key).await? {
        Some(known) => Ok(receipt_of(cx, &known, &procedure.slug)),
        None => Err(error),
    }
}

/// Makes an address of the municipality's index the place of a statement. Where what was typed is none of them, or several,
/// those that begin alike are named: whoever types one of these is understood.
async fn put_address(
    db: &mut impl Statements,
    typed: &str,
    statement: &mut StatementInput,
    invalid: &mut Invalid,
) -> Result<()> {
    let typed: String = typed.chars().filter(|c| *c != '\0').take(MAX_LINE).collect();
    let most = i64::try_from(MAX_FOUND).unwrap_or(i64::MAX);
    let found = addresses::search(db, &typed, most).await?;
    let whole = street_key(&typed);
    let head = street_key(typed.split(',').next().unwrap_or_default());
    let with_town = found
        .iter()
        .filter(|address| street_key(&format!("{} {}", address.label, address.town)) == whole);
    let without_town = found.iter().filter(|address| {
        let label = street_key(&address.label);
        label == whole || label == head
    });
    if let Some(address) = only(with_town).or_else(|| only(without_town)) {
        statement.place = PlaceKind::Address;
        statement.place_ref = format!("{},{}", address.lat, address.lon);
        statement.place_label.clone_from(&address.label);
    } else if found.is_empty() {
        invalid.add("address", "errors.address_unknown");
    } else {
        let names: Vec<String> = found
            .iter()
            .map(|address| match address.town.as_str() {
                "" => address.label.clone(),
                town => format!("{}, {town}", address.label),
            })
            .collect();
        invalid.add_with("address", "errors.address_which", &[("found", names.join("; "))]);
    }
    Ok(())
}

fn only<'a>(mut found: impl Iterator<Item = &'a Address>) -> Option<&'a Address> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// What a letter is unique by: the key of its form with everything that was typed and chosen. A form that is filled in once
/// more for the next letter, which a browser's way back allows, is none that was sent before.
fn key_of(cx: &Cx, input: &CaptureStatement, files: &[Accepted]) -> Result<Vec<u8>> {
    if input.submission_key.is_empty() {
        return Ok(cx.site.dice.bytes::<32>().to_vec());
    }
    let mut whole = serde_json::to_vec(input).map_err(|error| Error::internal(error.to_string()))?;
    for file in files {
        whole.extend(sha256(file.name.as_bytes()));
        whole.extend(sha256(&file.bytes));
    }
    let digest = to_hex(&sha256(&whole));
    Ok(submit::key_of(
        cx,
        &format!("capture {} {digest}", input.submission_key),
    ))
}

async fn keep(cx: &Cx, new: &New<'_>) -> Result<Receipt> {
    let mut tx = cx.begin().await?;
    let receipt = register::register(&mut tx, cx, new).await?;
    cx.commit(tx).await?;
    Ok(receipt)
}

/// The receipt of a statement that staff entered. One that came through the site is not found here: its code opens and
/// withdraws it, and belongs to its author alone.
pub async fn show_captured_receipt(cx: Cx, input: ShowCapturedReceipt) -> Result<Receipt> {
    cx.viewer.may(Action::CaptureStatement)?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    let statement = store::find_by_number(&mut db, procedure.id, input.number).await?;
    if statement.channel == Channel::Web {
        return Err(ApiError::NotFound.into());
    }
    Ok(receipt_of(&cx, &statement, &procedure.slug))
}

/// The first field that says who wrote. After the deletion date it would be gone within the hour, and nobody could answer:
/// the date is moved first, or nothing of it is entered.
fn personal(input: &StatementInput, has_files: bool) -> Option<&'static str> {
    [
        ("name", !input.name.is_empty()),
        ("organisation", !input.organisation.is_empty()),
        ("street", !input.street.is_empty()),
        ("postal_code", !input.postal_code.is_empty()),
        ("city", !input.city.is_empty()),
        ("email", !input.email.is_empty()),
        ("files", has_files),
    ]
    .into_iter()
    .find_map(|(field, is_there)| is_there.then_some(field))
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
    // A year that was typed in two digits is the year 26 to a browser.
    if !procedures::is_sane_day(received_on) {
        invalid.add("received_on", "errors.invalid_date");
    } else if received_on > today {
        invalid.add("received_on", "errors.date_in_future");
    }
    match input.written_on {
        Some(written) if !procedures::is_sane_day(written) => {
            invalid.add("written_on", "errors.invalid_date");
        }
        Some(written) if written > received_on => {
            invalid.add("written_on", "errors.written_after_received");
        }
        _ => {}
    }
    Some(received_on)
}

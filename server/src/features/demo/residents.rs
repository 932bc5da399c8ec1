//! Residents comment: on the platform, by letter, e-mail or in person; some change their mind.

use std::collections::HashMap;

use shared::{
    access::Role,
    ids::StatementNumber,
    statements::{
        CaptureStatement, Channel, MayPublish, PlaceKind, ReplyWish, StatementInput, SubmitStatement,
        WithdrawStatement,
    },
    time::Timestamp,
};

use super::{
    content::{Place, Statement},
    load::{Step, address_place},
    prepare::Prepared,
    stage::Stage,
};
use crate::error::{Error, Result};

/// Number and code of each statement by its place in the file.
pub type Receipts = HashMap<usize, (StatementNumber, String)>;

/// Something a resident does with the statement at a place in the file.
#[derive(Clone, Copy, Debug)]
pub enum Task {
    /// It arrives.
    Arrive(usize),
    /// Its author takes it back.
    Withdraw(usize),
}

/// The moment at which a statement arrives: spread over the day. Those of today have just arrived, in their order at
/// whatever hour the demonstration is loaded.
pub fn arrival(stage: &Stage, at: usize, statement: &Statement) -> Timestamp {
    if statement.received_in_days >= 0 {
        return stage.days.now;
    }
    let minutes = i64::try_from(at * 97 % 660).unwrap_or(0);
    stage
        .days
        .at(&stage.municipality, statement.received_in_days, 8 * 60 + minutes)
}

/// What happens with a statement from outside, and when.
pub fn steps(stage: &Stage, at: usize, statement: &Statement) -> Vec<(Timestamp, Step)> {
    let mut steps = vec![(arrival(stage, at, statement), Step::Resident(Task::Arrive(at)))];
    if let Some(in_days) = statement.withdrawn_in_days {
        let moment = stage
            .days
            .at(&stage.municipality, in_days, 20 * 60)
            .max(arrival(stage, at, statement));
        steps.push((moment, Step::Resident(Task::Withdraw(at))));
    }
    steps
}

/// Does it.
pub async fn act(
    stage: &Stage,
    prepared: &HashMap<String, Prepared>,
    statements: &[Statement],
    receipts: &mut Receipts,
    task: Task,
) -> Result<()> {
    let (Task::Arrive(at) | Task::Withdraw(at)) = task;
    let Some(statement) = statements.get(at) else {
        return Ok(());
    };
    if let Task::Withdraw(_) = task {
        let Some((_, code)) = receipts.get(&at) else {
            return Ok(());
        };
        let withdraw = WithdrawStatement { code: code.clone() };
        stage
            .call(stage.resident(&statement.id), withdraw, &statement.id)
            .await?;
        return Ok(());
    }
    let one = prepared
        .get(&statement.procedure)
        .ok_or_else(|| Error::internal(format!("demo: {}: no procedure", statement.id)))?;
    let input = input(one, statement)?;
    let receipt = match channel(&statement.channel) {
        Channel::Web => {
            let (procedure, submission_key) = (
                statement.procedure.clone(),
                format!("demonstration {}", statement.id),
            );
            stage
                .call(
                    stage.resident(&statement.id),
                    SubmitStatement {
                        procedure,
                        submission_key,
                        input,
                    },
                    &statement.id,
                )
                .await?
        }
        channel => {
            let capture = CaptureStatement {
                procedure: statement.procedure.clone(),
                input,
                channel,
                submission_key: String::new(),
                address: String::new(),
                received_on: Some(stage.days.day(statement.received_in_days)),
                written_on: Some(stage.days.day(statement.written_in_days)),
            };
            stage
                .call(stage.staff(Role::Clerk), capture, &statement.id)
                .await?
        }
    };
    receipts.insert(at, (receipt.number, receipt.code));
    Ok(())
}

fn channel(word: &str) -> Channel {
    match word {
        "letter" => Channel::Letter,
        "e-mail" => Channel::Email,
        "dictated" => Channel::InPerson,
        _ => Channel::Web,
    }
}

fn input(one: &Prepared, statement: &Statement) -> Result<StatementInput> {
    let part = |key: &str| {
        let id = one.parts.get(key).cloned();
        id.ok_or_else(|| {
            Error::internal(format!(
                "demo: {}: nothing has the key {key} at that time",
                statement.id
            ))
        })
    };
    let (place, place_ref, place_label) = match &statement.place {
        Place::Whole => (PlaceKind::Whole, String::new(), String::new()),
        Place::Section { gml_id } => (PlaceKind::Section, part(gml_id)?, String::new()),
        Place::Chapter { chapter } => (PlaceKind::Chapter, part(chapter)?, String::new()),
        Place::Document { document } => (PlaceKind::Document, part(document)?, String::new()),
        Place::Point { lat, lon } => (PlaceKind::Point, format!("{lat},{lon}"), String::new()),
        Place::Address { street, house_number } => (
            PlaceKind::Address,
            address_place(street, house_number)?,
            format!("{street} {house_number}"),
        ),
    };
    let mut input = StatementInput {
        body: statement.body.clone(),
        place,
        place_ref,
        place_label,
        reply: ReplyWish::from_word(&statement.reply_wish).unwrap_or_default(),
        may_publish: match statement.may_publish.as_str() {
            "anonymous" => MayPublish::Anonymous,
            "named" => MayPublish::Named,
            _ => MayPublish::No,
        },
        language: statement.language.clone(),
        // Programs fill the field that people do not see; what they send is held for a look.
        website: if statement.state == shared::assessment::StatementState::Held {
            "https://shop.example".into()
        } else {
            String::new()
        },
        ..StatementInput::default()
    };
    if let Some(author) = &statement.author {
        let is_organisation = author.kind == "organisation";
        (input.name, input.organisation) = if is_organisation {
            (String::new(), author.name.clone())
        } else {
            (author.name.clone(), String::new())
        };
        let house = author.house_number.clone().unwrap_or_default();
        input.street = format!("{} {house}", author.street.clone().unwrap_or_default())
            .trim()
            .to_owned();
        input.postal_code = author.postal_code.clone().unwrap_or_default();
        input.city = author.city.clone().unwrap_or_default();
        input.email = author.email.clone().unwrap_or_default();
        if is_organisation && input.reply == ReplyWish::Post {
            // A letter needs a name on it.
            input.name.clone_from(&author.name);
        }
    }
    Ok(input)
}

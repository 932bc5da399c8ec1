//! Everything about one statement, for staff.

use std::ops::Range;

use shared::{
    access::Action,
    assessment::{Point, ShowStatement, StatementFile, passages},
    ids::{PointNumber, StatementNumber},
};

use super::{fate::own_passages, nameless::nameless, publication::published_body, store};
use crate::{
    db::Statements,
    error::Result,
    features::{
        procedures::{self, ProcedureRef},
        statements::{self, Anonymiser},
    },
    site::Cx,
};

/// Entries of a statement's history.
const HISTORY: i64 = 200;

/// Shows a statement with its history; its author, its files, which tell who that is, names in its texts, and the hash of
/// the text with them only to those who may see persons, and the internal note only to those who assess.
pub async fn show_statement(cx: Cx, input: ShowStatement) -> Result<StatementFile> {
    cx.viewer.may(Action::ReadStatements)?;
    let mut db = cx.snapshot().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    file(&mut db, &cx, &procedure, input.number).await
}

/// The file of a statement as the viewer may see it.
///
/// # Errors
/// Not found without such a statement.
pub async fn file(
    db: &mut impl Statements,
    cx: &Cx,
    procedure: &ProcedureRef,
    number: StatementNumber,
) -> Result<StatementFile> {
    let statement = statements::find_by_number(db, procedure.id, number).await?;
    let author = statements::person(db, statement.id).await?;
    let sees_persons = cx.viewer.can(Action::SeePersons);
    let mut files = statements::attachments(db, statement.id).await?;
    let file_count = u32::try_from(files.len()).unwrap_or(u32::MAX);
    files.retain(|_| sees_persons);
    let assessed = store::of(db, statement.id).await?;
    let history = store::history(db, statement.id, HISTORY).await?;
    let (starts, passages) = if sees_persons {
        (assessed.starts(), own_passages(&statement, &assessed))
    } else {
        let parts = passages(&statement.body, &assessed.starts());
        let anonymiser = Anonymiser::public(&statement, author.as_ref());
        (shown_starts(&anonymiser, &parts), anonymiser.body(&parts).1)
    };
    let place_own = sees_persons && statements::is_own(&statement, author.as_ref());
    let (statement, assessed) = if sees_persons {
        (statement, assessed)
    } else {
        nameless(db, statement, assessed, author.as_ref()).await?
    };
    let public_body = if sees_persons {
        published_body(&statement, author.as_ref())
    } else {
        statement.public_body.clone().unwrap_or_default()
    };
    let alike = statements::alike(&public_body, &statement.passages);
    let written = assessed.points.into_iter().zip(starts).zip(passages);
    let points = (1_u32..)
        .zip(written)
        .map(|(number, ((point, start), passage))| Point {
            number: PointNumber(number),
            start,
            label: point.label,
            passage,
            reply: point.reply,
            proposal: point.proposal,
            result: point.result,
        })
        .collect();
    let (previous, following) = store::neighbours(db, procedure.id.0, number).await?;
    let rounds = procedures::rounds(db, procedure.id, cx.today()).await?;
    Ok(StatementFile {
        procedure: procedure.slug.clone(),
        number,
        revision: statement.revision,
        public_body,
        place_withheld: statement.place_withheld,
        place_own,
        body: statement.body,
        // With the hash of the whole text and a list of residents the hidden name could be found by trying.
        body_sha256: if sees_persons {
            statement.body_sha256
        } else {
            String::new()
        },
        language: statement.language,
        person: author.filter(|_| sees_persons),
        place_kind: statement.place_kind,
        place: statement.place_label,
        point: statement.point,
        inside: statement.inside,
        seen_version: statement.seen_version,
        channel: statement.channel,
        submitted_at: statement.submitted_at,
        received_on: statement.received_on,
        written_on: statement.written_on,
        late: statement.late,
        early: procedures::first_day(&rounds).is_some_and(|first| statement.received_on < first),
        reply_wish: statement.reply_wish,
        may_publish: statement.may_publish,
        publication: statement.publication,
        publication_reason: statement.publication_reason,
        publication_remark: statement.publication_remark,
        passages: statement.passages.join("\n"),
        alike,
        files: files
            .into_iter()
            .map(|file| (file.id.to_string(), file.file_name, file.size))
            .collect(),
        file_count,
        state: statement.state,
        topics: assessed.topics,
        note: if cx.viewer.can(Action::Assess) {
            assessed.note
        } else {
            String::new()
        },
        reply: assessed.reply,
        proposal: assessed.proposal,
        points,
        decision: assessed.decision,
        reply_to_check: assessed.reply_to_check,
        history,
        previous,
        following,
    })
}

/// Where parts of a text begin in the text as those read it who may not see persons, in characters: counted in the whole
/// one, they would tell how long the hidden names are.
fn shown_starts(anonymiser: &Anonymiser<'_>, parts: &[Range<usize>]) -> Vec<u32> {
    let before: Vec<_> = parts.iter().map(|part| 0..part.start).collect();
    let (_, before) = anonymiser.body(&before);
    before
        .iter()
        .map(|text| u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
        .collect()
}

//! Dividing a statement into points (BauGB § 3 (2): each argument is examined), and dividing it anew.
//!
//! Invariants: what was written is kept: a point whose start stays keeps it, one whose start goes is joined to the one that
//! now holds its words; nothing is divided once the council was shown it.

use serde_json::json;
use shared::{
    access::Action,
    assessment::{
        DivideStatement, MAX_LABEL, Proposal, StatementFile, StatementState, check_division, check_starts,
    },
    text,
};

use super::{
    assess::carry_hidden,
    moves, show,
    store::{self, Assessed, Segment},
};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{procedures, statements},
    site::Cx,
};

/// Divides a statement. A ready proposal that is incomplete then goes back to be worked on.
pub async fn divide_statement(cx: Cx, input: DivideStatement) -> Result<StatementFile> {
    cx.viewer.may(Action::Assess)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    let statement = statements::find_by_number(&mut tx, procedure.id, input.number).await?;
    check_division(statement.state)?;
    statements::take_revision(&mut tx, statement.id, input.revision).await?;
    // After the revision: who mends a mistake shall have seen what somebody else saved in between.
    check_starts(&statement.body, &input.starts)?;
    let before = store::of(&mut tx, statement.id).await?;
    let after = divided(&before, &input.starts);
    store::write(&mut tx, statement.id, &after.note, &after.reply, after.proposal).await?;
    store::write_points(&mut tx, statement.id, &after.points).await?;
    carry_hidden(&mut tx, &statement, &before, &after).await?;
    let event = Event::new(EventKind::StatementDivided, Visibility::Staff)
        .procedure(procedure.id)
        .statement(statement.id)
        .data(json!({ "points": after.points.len() }));
    events::record(&mut tx, &cx, event).await?;
    if statement.state == StatementState::ProposalReady && after.progress().check().is_err() {
        moves::move_one(&mut tx, &cx, &statement, StatementState::InWork).await?;
    }
    let file = show::file(&mut tx, &cx, &procedure, input.number).await?;
    cx.commit(tx).await?;
    Ok(file)
}

/// What is written once points begin at these places as well.
fn divided(before: &Assessed, starts: &[u32]) -> Assessed {
    let all: Vec<u32> = std::iter::once(0).chain(starts.iter().copied()).collect();
    if starts.is_empty() {
        let joined = join(&before.points, &all).pop().unwrap_or_default();
        return Assessed {
            reply: below(&before.reply, &joined.reply),
            proposal: joined
                .proposal
                .or(before.proposal.filter(|_| before.points.is_empty())),
            points: Vec::new(),
            ..before.clone()
        };
    }
    let points = if before.points.is_empty() {
        // What was proposed for the whole is proposed for each point until somebody says otherwise.
        let proposal = before.proposal;
        all.into_iter()
            .map(|start| Segment {
                start,
                proposal,
                ..Segment::default()
            })
            .collect()
    } else {
        join(&before.points, &all)
    };
    Assessed {
        proposal: shared::assessment::common(points.iter().map(|point| point.proposal)),
        points,
        ..before.clone()
    }
}

/// The points that begin at these places, each with what was written about those whose start it holds.
fn join(before: &[Segment], starts: &[u32]) -> Vec<Segment> {
    let ends = starts.iter().skip(1).copied().chain([u32::MAX]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| {
            let held: Vec<&Segment> = before
                .iter()
                .filter(|old| (*start..end).contains(&old.start))
                .collect();
            Segment {
                start: *start,
                label: heading(&held),
                reply: held
                    .iter()
                    .fold(String::new(), |reply, old| below(&reply, &old.reply)),
                proposal: agreed(held.iter().filter_map(|old| old.proposal)),
                result: None,
            }
        })
        .collect()
}

/// Both texts, one below the other.
fn below(above: &str, text: &str) -> String {
    match (above.trim().is_empty(), text.trim().is_empty()) {
        (_, true) => above.to_owned(),
        (true, _) => text.to_owned(),
        _ => format!("{}\n\n{text}", above.trim_end()),
    }
}

/// All headings, where they are short enough, else the first.
fn heading(points: &[&Segment]) -> String {
    let labels: Vec<&str> = points
        .iter()
        .map(|point| point.label.as_str())
        .filter(|label| !label.is_empty())
        .collect();
    let all = labels.join(" / ");
    if text::length(&all) <= MAX_LABEL {
        all
    } else {
        labels.first().copied().unwrap_or_default().to_owned()
    }
}

/// What those who say something agree on.
fn agreed(mut proposals: impl Iterator<Item = Proposal>) -> Option<Proposal> {
    let first = proposals.next()?;
    proposals.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(start: u32, label: &str, reply: &str, proposal: Option<Proposal>) -> Segment {
        Segment {
            start,
            label: label.into(),
            reply: reply.into(),
            proposal,
            result: None,
        }
    }

    const YES: Option<Proposal> = Some(Proposal::Followed);
    const NO: Option<Proposal> = Some(Proposal::NotFollowed);

    #[test]
    fn what_was_written_stays_with_its_words() {
        let before = Assessed {
            reply: "Danke.".into(),
            points: vec![
                point(0, "Lärm", "Eine Wand.", YES),
                point(10, "Grün", "Bäume.", YES),
                point(20, "", "Nein.", NO),
            ],
            ..Assessed::default()
        };
        let anew = divided(&before, &[5, 20]);
        assert_eq!(
            anew.points,
            [
                point(0, "Lärm", "Eine Wand.", YES),
                point(5, "Grün", "Bäume.", YES),
                point(20, "", "Nein.", NO)
            ]
        );
        let joined = divided(&before, &[30]);
        assert_eq!(
            joined.points,
            [
                point(0, "Lärm / Grün", "Eine Wand.\n\nBäume.\n\nNein.", None),
                point(30, "", "", None)
            ]
        );
        let whole = divided(&before, &[]);
        assert_eq!(whole.reply, "Danke.\n\nEine Wand.\n\nBäume.\n\nNein.");
        assert_eq!((whole.points.len(), whole.proposal), (0, None));
    }

    #[test]
    fn what_was_proposed_for_the_whole_is_proposed_for_each_point_at_first() {
        let before = Assessed {
            reply: "Danke.".into(),
            proposal: YES,
            ..Assessed::default()
        };
        let after = divided(&before, &[4]);
        assert_eq!(after.points, [point(0, "", "", YES), point(4, "", "", YES)]);
        assert_eq!((after.reply.as_str(), after.proposal), ("Danke.", YES));
        assert_eq!(divided(&before, &[]), before);
    }
}

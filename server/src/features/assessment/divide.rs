//! Dividing a statement into points (BauGB § 3 (2): each argument is examined), and dividing it anew.
//!
//! Invariants: what was written is kept: a point whose start stays keeps it, one whose start goes is joined to the one that
//! now holds its words, and a heading without a place stands above its reply; nothing is divided once the council was shown
//! it.

use serde_json::json;
use shared::{
    access::Action,
    api::Invalid,
    assessment::{
        DivideStatement, MAX_LABEL, MAX_REPLY, Proposal, StatementFile, StatementState, check_division,
        check_starts,
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
    let found = statements::find_by_number(&mut tx, procedure.id, input.number).await?;
    // First, because it says more than that somebody changed something.
    check_division(found.state)?;
    let statement = statements::take(&mut tx, procedure.id, input.number, input.revision).await?;
    // After the revision: who mends a mistake shall have seen what somebody else saved in between.
    check_starts(&statement.body, &input.starts)?;
    let before = store::of(&mut tx, statement.id).await?;
    let after = divided(&before, &input.starts);
    check_replies(&after)?;
    // Saved as it stood: nothing happened that anybody would look for.
    if after != before {
        store::write(&mut tx, statement.id, &after.note, &after.reply, after.proposal).await?;
        store::write_points(&mut tx, statement.id, &after.points).await?;
        carry_hidden(&mut tx, &statement, &before, &after).await?;
        let event = Event::new(EventKind::StatementDivided, Visibility::Staff)
            .procedure(procedure.id)
            .statement(statement.id)
            .data(json!({ "points": after.points.len() }));
        events::record(&mut tx, &cx, event).await?;
    }
    if statement.state == StatementState::ProposalReady && after.progress().check().is_err() {
        moves::move_one(&mut tx, &cx, &statement, StatementState::InWork).await?;
    }
    let file = show::file(&mut tx, &cx, &procedure, input.number).await?;
    cx.commit(tx).await?;
    Ok(file)
}

/// Whether each reply can still be saved: joined ones may be longer than any that somebody writes.
fn check_replies(after: &Assessed) -> Result<()> {
    let points = after.points.iter().map(|point| &point.reply);
    let is_too_long = std::iter::once(&after.reply).chain(points).any(|reply| {
        let mut found = Invalid::default();
        text::check_text(&mut found, "starts", reply, false, MAX_REPLY);
        found.finish().is_err()
    });
    let mut invalid = Invalid::default();
    if is_too_long {
        invalid.add_with(
            "starts",
            "errors.points_too_long",
            &[("max", MAX_REPLY.to_string())],
        );
    }
    Ok(invalid.finish()?)
}

/// What is written once points begin at these places as well.
fn divided(before: &Assessed, starts: &[u32]) -> Assessed {
    let all: Vec<u32> = std::iter::once(0).chain(starts.iter().copied()).collect();
    if starts.is_empty() {
        let said = before.points.iter();
        return Assessed {
            reply: said
                .clone()
                .fold(before.reply.clone(), |reply, old| below(&reply, &titled(old))),
            proposal: agreed(said.filter_map(|old| old.proposal))
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
            let (label, reply) = texts(&held);
            Segment {
                start: *start,
                label,
                reply,
                proposal: agreed(held.iter().filter_map(|old| old.proposal)),
                result: None,
            }
        })
        .collect()
}

/// Both texts, one below the other.
pub(super) fn below(above: &str, text: &str) -> String {
    match (above.trim().is_empty(), text.trim().is_empty()) {
        (_, true) => above.to_owned(),
        (true, _) => text.to_owned(),
        _ => format!("{}\n\n{text}", above.trim_end()),
    }
}

/// Heading and reply of joined points: all headings, where they are short enough together, else the first of them, and each
/// other one above its reply.
fn texts(points: &[&Segment]) -> (String, String) {
    let labels: Vec<&str> = points
        .iter()
        .map(|point| point.label.as_str())
        .filter(|label| !label.is_empty())
        .collect();
    let all = labels.join(" / ");
    let (label, mut placed) = if text::length(&all) <= MAX_LABEL {
        (all, labels.len())
    } else {
        (labels.first().copied().unwrap_or_default().to_owned(), 1)
    };
    let mut reply = String::new();
    for point in points {
        if point.label.is_empty() || placed > 0 {
            placed = placed.saturating_sub(usize::from(!point.label.is_empty()));
            reply = below(&reply, &point.reply);
        } else {
            reply = below(&reply, &titled(point));
        }
    }
    (label, reply)
}

/// A reply below its heading.
fn titled(point: &Segment) -> String {
    match (point.label.is_empty(), point.reply.trim().is_empty()) {
        (true, _) => point.reply.clone(),
        (false, true) => point.label.clone(),
        (false, false) => format!("{}\n{}", point.label, point.reply),
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
        assert_eq!(whole.reply, "Danke.\n\nLärm\nEine Wand.\n\nGrün\nBäume.\n\nNein.");
        assert_eq!((whole.points.len(), whole.proposal), (0, None));
    }

    #[test]
    fn a_heading_that_finds_no_place_stands_above_its_reply() {
        let (noise, trees) = ("L".repeat(70), "B".repeat(70));
        let before = Assessed {
            points: vec![
                point(0, "", "Vorab.", YES),
                point(5, &noise, "Eine Wand.", YES),
                point(10, &trees, "Bäume.", YES),
                point(20, "Radweg", "", YES),
            ],
            ..Assessed::default()
        };
        let joined = divided(&before, &[30]);
        let reply = format!("Vorab.\n\nEine Wand.\n\n{trees}\nBäume.\n\nRadweg");
        assert_eq!(
            joined.points,
            [point(0, &noise, &reply, YES), point(30, "", "", None)]
        );
    }

    #[test]
    fn joined_replies_that_nobody_could_save_are_a_mistake() {
        let half = "ä".repeat(MAX_REPLY / 2);
        let before = |label: &str| Assessed {
            points: vec![point(0, "", &half, YES), point(10, label, &half, YES)],
            ..Assessed::default()
        };
        // Nothing but the empty line between them is too much.
        let whole = divided(&before(""), &[]);
        assert_eq!(text::length(&whole.reply), MAX_REPLY + 2);
        assert!(check_replies(&whole).is_err());
        assert!(check_replies(&divided(&before(""), &[30])).is_err());
        assert!(check_replies(&divided(&before(""), &[5])).is_ok());
        assert!(check_replies(&before("Lärm")).is_ok());
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

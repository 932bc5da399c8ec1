//! Points of a statement: what somebody saved is kept, and what was redacted stays with its statement.

use shared::{
    access::Role,
    api::ApiError,
    assessment::{AssessPoint, Proposal, RecordDecision, StatementState as State},
    ids::PointNumber,
    statements::Publication,
};

use crate::{
    assessment::{SLUG, decide, file, number, open_procedure, publish, submit, text},
    both_databases,
    points::{BODY, anna, at, before_council, divide, key, point, starts, take_over},
};

both_databases! {
    async fn a_reply_that_is_saved_while_the_council_decides_is_kept(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=5 {
            submit(&site, text(&format!("{BODY} {n}"))).await;
            before_council(&site, n).await;
            let reply = format!("Zugleich gespeichert {n}.");
            let write = AssessPoint {
                procedure: SLUG.into(), number: number(n), point: PointNumber(3), revision: file(&site, Role::Clerk, n).await.revision,
                label: "Radweg".into(), reply: reply.clone(), proposal: Some(Proposal::Noted), state: None,
            };
            let (written, decided) = tokio::join!(site.call_as(Role::Clerk, write), site.call_as(Role::Clerk, decide(Some(n))));
            assert_eq!(decided.unwrap().statements, 1);
            let stored = file(&site, Role::Clerk, n).await;
            let last = &stored.points[2];
            let seen = (stored.state, last.label.as_str(), last.reply.as_str(), last.proposal, last.result);
            match written {
                // Told that it is saved: it is there, and the council decided on it.
                Ok(_) => assert_eq!(seen, (State::Decided, "Radweg", reply.as_str(), Some(Proposal::Noted), Some(Proposal::Noted))),
                // Told that somebody else saved in between.
                Err(error) => {
                    let planned = Some(Proposal::AlreadyFollowed);
                    assert_eq!(error, ApiError::Conflict);
                    assert_eq!(seen, (State::Decided, "Überschrift 3", "Er ist geplant.", planned, planned));
                }
            }
        }
    }

    async fn a_decision_is_not_entered_on_points_that_changed_since_they_were_read(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text(BODY)).await;
        before_council(&site, 1).await;
        let read = file(&site, Role::Clerk, 1).await.revision;
        let now = point(&site, 1, 3, "Anders.", Some(Proposal::Noted)).await.unwrap().revision;
        let enter = |revision| RecordDecision { revision: Some(revision), ..decide(Some(1)) };
        assert_eq!(site.call_as(Role::Clerk, enter(read)).await, Err(ApiError::Conflict));
        let kept = file(&site, Role::Clerk, 1).await;
        assert_eq!((kept.state, kept.revision, kept.decision), (State::BeforeCouncil, now, None));
        assert_eq!(site.call_as(Role::Clerk, enter(now)).await.unwrap().statements, 1);
        assert_eq!(file(&site, Role::Clerk, 1).await.points[2].result, Some(Proposal::Noted));
    }

    async fn an_answer_is_taken_over_without_what_is_redacted_in_its_statement(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        submit(&site, text(&format!("{BODY} Auch!"))).await;
        publish(&site, 1, Publication::Released, "Mühlenstraße").await.unwrap();
        divide(&site, 1, starts()).await.unwrap();
        let reply = "In der Mühlenstraße ist es laut. Rufen Sie an: 030 23125-100.";
        point(&site, 1, 1, reply, Some(Proposal::Followed)).await.unwrap();
        divide(&site, 2, starts()).await.unwrap();
        let taken = take_over(&site, 2, 1, "1.1").await.unwrap();
        assert_eq!(taken.points[0].reply, "In der █████ ist es laut. Rufen Sie an: 030 23125-100.");
        // Within the statement itself nothing is hidden.
        assert_eq!(take_over(&site, 1, 3, "1.1").await.unwrap().points[2].reply, reply);
    }

    async fn points_whose_replies_are_too_long_together_are_not_joined(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text(BODY)).await;
        divide(&site, 1, starts()).await.unwrap();
        let long = "ä".repeat(30_000);
        for n in 1..=2 {
            point(&site, 1, n, &long, Some(Proposal::Followed)).await.unwrap();
        }
        for starts in [vec![at("Und der")], Vec::new()] {
            assert_eq!(key(divide(&site, 1, starts).await), "starts errors.points_too_long");
        }
        let kept = file(&site, Role::Clerk, 1).await;
        assert_eq!(kept.points.iter().map(|point| point.reply.chars().count()).collect::<Vec<_>>(), [30_000, 30_000, 0]);
        divide(&site, 1, vec![at("Die Bäume")]).await.unwrap();
    }
}

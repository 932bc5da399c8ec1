//! Rounds of a procedure: when they open and close, what was announced, moving and removing them.

use chrono::{TimeZone, Utc};
use shared::{
    access::Role,
    api::ApiError,
    procedures::{SetRound, ShowWorkingCopy, State, Step, WorkingCopy},
    statements::{StatementInput, SubmitStatement},
    time::{Day, Phase},
};

use crate::{
    both_databases,
    procedures::{
        CLERK, create, day, deletion, publish, published, refused_fields, round, settings, show, texts,
        working,
    },
};

both_databases! {
    async fn a_period_opens_and_closes_at_local_midnight_over_the_change_of_clocks(site: TestSite) {
        // Clocks go forward on 28 March 2027: the first day begins at 23:00 UTC, the end of the last at 22:00 UTC.
        let (start, end) = (Day::from_ymd_opt(2027, 3, 28).unwrap(), Day::from_ymd_opt(2027, 3, 28).unwrap());
        let copy = published(&site, "Am Deich", start, end).await;
        let visitor = site.visitor();
        for (hour, minute, second, date, phase) in [
            (22, 59, 59, 27, Phase::Before), (23, 0, 0, 27, Phase::During), (21, 59, 59, 28, Phase::During), (22, 0, 0, 28, Phase::After),
        ] {
            site.move_to(Utc.with_ymd_and_hms(2027, 3, date, hour, minute, second).unwrap());
            let round = visitor.call(show(&copy.slug)).await.unwrap().round.unwrap();
            assert_eq!(round.phase, phase, "{date} March {hour}:{minute}:{second} UTC");
        }
    }

    async fn a_period_needs_both_days_in_their_order(site: TestSite) {
        let copy = create(&site, "Am Deich").await;
        let set = |start, end| SetRound { start, end, ..round(&copy, day(1, 1), day(1, 1)) };
        let missing = site.call_as(CLERK, set(None, None)).await;
        assert_eq!(refused_fields(missing), [("start".into(), "errors.required".into()), ("end".into(), "errors.required".into())]);
        let turned = site.call_as(CLERK, set(Some(day(5, 2)), Some(day(5, 1)))).await;
        assert_eq!(refused_fields(turned), [("end".into(), "errors.date_after".into())]);
        let absurd = site.call_as(CLERK, set(Some(Day::MIN), Some(Day::MAX))).await;
        assert_eq!(refused_fields(absurd).len(), 2);
        site.call_as(CLERK, set(Some(day(5, 1)), Some(day(5, 1)))).await.unwrap();
        let twin = site.call_as(CLERK, set(Some(day(6, 1)), Some(day(6, 30)))).await;
        assert_eq!(refused_fields(twin), [("pass".into(), "errors.already_taken".into())]);
    }

    async fn what_was_announced_stays_open_that_long(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let id = copy.rounds[0].id.to_string();
        let change = |start, end| SetRound { round: id.clone(), ..round(&copy, start, end) };
        let code = |result: Result<WorkingCopy, ApiError>| result.unwrap_err().code().to_owned();
        assert_eq!(code(site.call_as(CLERK, change(day(11, 1), day(11, 30))).await), "round_not_shortened");
        assert_eq!(code(site.call_as(CLERK, change(day(11, 5), day(12, 1))).await), "round_has_begun");
        let longer = site.call_as(CLERK, change(day(11, 1), day(12, 8))).await.unwrap();
        assert_eq!(longer.rounds[0].period.end, day(12, 8));
        site.move_to(Utc.with_ymd_and_hms(2026, 12, 9, 9, 0, 0).unwrap());
        assert_eq!(code(site.call_as(CLERK, change(day(11, 1), day(12, 31))).await), "round_is_over");
    }

    async fn a_longer_round_says_in_the_record_until_when_and_until_when_it_was(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 10), day(12, 10)).await;
        let longer = SetRound { round: copy.rounds[0].id.to_string(), ..round(&copy, day(11, 10), day(12, 28)) };
        site.call_as(CLERK, longer).await.unwrap();
        let record = site.visitor().get(&format!("/de/procedures/{}/record", copy.slug)).await.text;
        assert!(record.contains("Die Beteiligung wurde verlängert") && record.contains("Bis 28. Dezember 2026 (vorher: 10. Dezember 2026)"), "{record}");
    }

    async fn what_is_doubtful_is_said_before_publishing_and_keeps_nobody_from_it(site: TestSite) {
        site.write_pages().await;
        let copy = create(&site, "Am Deich").await;
        site.call_as(CLERK, texts(&copy, "Text.")).await.unwrap();
        let copy = site.call_as(CLERK, round(&copy, day(12, 1), day(12, 5))).await.unwrap();
        let copy = site.call_as(CLERK, settings(&copy, deletion())).await.unwrap();
        assert_eq!((copy.missing.len(), copy.doubts.join(" ")), (0, "short_display no_plan no_documents".to_owned()));
        let clerk = crate::identity::sign_in_as(&site, CLERK).await;
        let overview = format!("/de/staff/procedures/{}", copy.slug);
        let page = format!("{overview}/publish");
        let asked = clerk.get(&page).await.text;
        for said in ["Bitte noch einmal ansehen", "Die Auslegung ist kürzer", "Es ist kein Plan hinterlegt", "Es sind keine Unterlagen hinterlegt", "Jetzt veröffentlichen"] {
            assert!(asked.contains(said), "{said}: {asked}");
        }
        let (revision, next) = (copy.revision.to_string(), format!("{overview}?published=1"));
        let fields = [("form", "PublishProcedure"), ("procedure", copy.slug.as_str()), ("revision", revision.as_str()), ("next", next.as_str())];
        let answer = clerk.post(&page, &fields).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, next.as_str()));
        let told = clerk.get(&next).await.text;
        let public = format!("href=\"/de/procedures/{}\"", copy.slug);
        assert!(told.contains("Veröffentlicht: Fassung 1") && told.contains(&public), "{told}");
        // Nothing is asked for that would be refused.
        let again = clerk.get(&page).await.text;
        assert!(again.contains("Seit Fassung 1 wurde nichts geändert.") && !again.contains("name=\"reason\""), "{again}");
    }

    async fn a_round_that_nobody_could_take_part_in_can_be_removed(site: TestSite) {
        let copy = create(&site, "Am Deich").await;
        let remove = |copy: &WorkingCopy, id: &str| SetRound { round: id.into(), remove: "1".into(), start: None, end: None, ..round(copy, day(1, 1), day(1, 1)) };
        let copy = site.call_as(CLERK, round(&copy, day(11, 1), day(12, 1))).await.unwrap();
        let id = copy.rounds[0].id.to_string();
        assert_eq!(site.call_as(Role::Reader, remove(&copy, &id)).await, Err(ApiError::Forbidden));
        assert_eq!(site.call_as(CLERK, remove(&copy, &id)).await.unwrap().rounds, [], "before anything is published, also one that runs");

        let copy = published(&site, "Am Damm", day(11, 1), day(12, 1)).await;
        let second = SetRound { pass: 2, ..round(&copy, day(12, 10), day(12, 31)) };
        let copy = site.call_as(CLERK, second).await.unwrap();
        let (running, coming) = (copy.rounds[0].id.to_string(), copy.rounds[1].id.to_string());
        assert_eq!(site.call_as(CLERK, remove(&copy, &running)).await.unwrap_err().code(), "round_has_begun");
        let clerk = crate::identity::sign_in_as(&site, CLERK).await;
        let page = format!("/de/staff/procedures/{}/rounds", copy.slug);
        assert_eq!(clerk.get(&page).await.text.matches("name=\"remove\"").count(), 1, "offered for the one to come alone");
        let fields = [("form", "SetRound"), ("procedure", copy.slug.as_str()), ("round", coming.as_str()), ("step", "public_display"), ("pass", "2"), ("remove", "1")];
        assert_eq!(clerk.post(&page, &fields).await.status.as_u16(), 303);
        let now = site.call_as(CLERK, ShowWorkingCopy::of(copy.slug.clone())).await.unwrap();
        assert_eq!(now.rounds.len(), 1);
        assert_eq!(site.call_as(CLERK, remove(&copy, &coming)).await, Err(ApiError::NotFound));
        let record = site.visitor().get(&format!("/de/procedures/{}/record", copy.slug)).await.text;
        assert!(record.contains("Eine Beteiligung wurde zurückgenommen"), "it was announced");
    }

    async fn the_only_round_of_something_published_is_moved_and_not_removed(site: TestSite) {
        let copy = published(&site, "Am Damm", day(12, 10), day(12, 31)).await;
        let id = copy.rounds[0].id.to_string();
        let remove = SetRound { round: id.clone(), remove: "1".into(), start: None, end: None, ..round(&copy, day(1, 1), day(1, 1)) };
        assert_eq!(site.call_as(CLERK, remove.clone()).await.unwrap_err().code(), "round_is_last");
        let clerk = crate::identity::sign_in_as(&site, CLERK).await;
        let path = format!("/de/staff/procedures/{}/rounds", copy.slug);
        assert!(!clerk.get(&path).await.text.contains("name=\"remove\""), "it is not offered either");
        let fields = [("form", "SetRound"), ("procedure", copy.slug.as_str()), ("round", id.as_str()), ("step", "public_display"), ("pass", "1"), ("remove", "1")];
        let told = clerk.post(&path, &fields).await.text;
        assert!(told.contains("Das ist die einzige Beteiligung eines veröffentlichten Verfahrens.") && told.contains("value=\"2026-12-10\""), "{told}");
        assert_eq!(site.visitor().call(show(&copy.slug)).await.unwrap().state, State::Upcoming);
        // With another one it goes.
        site.call_as(CLERK, SetRound { pass: 2, ..round(&copy, day(12, 12), day(12, 31)) }).await.unwrap();
        assert_eq!(site.call_as(CLERK, remove).await.unwrap().rounds.len(), 1);
    }

    async fn who_saves_a_round_that_somebody_else_saved_meanwhile_is_told(site: TestSite) {
        let copy = published(&site, "Am Damm", day(12, 10), day(12, 31)).await;
        let id = copy.rounds[0].id.to_string();
        let clerk = crate::identity::sign_in_as(&site, CLERK).await;
        let path = format!("/de/staff/procedures/{}/rounds", copy.slug);
        let seen = copy.revision.to_string();
        let opened = clerk.get(&path).await.text;
        assert_eq!(opened.matches(&format!("name=\"revision\" value=\"{seen}\"")).count(), 2, "the round and a new one: {opened}");
        let later = SetRound { round: id.clone(), revision: Some(copy.revision), ..round(&copy, day(12, 14), day(12, 31)) };
        let saved = site.call_as(Role::Administrator, later.clone()).await.unwrap();
        assert!(!saved.has_changes, "rounds hold at once");
        assert_eq!(site.call_as(CLERK, later).await, Err(ApiError::Conflict));
        let send = async |revision: &str| {
            let fields = [
                ("form", "SetRound"), ("procedure", copy.slug.as_str()), ("round", id.as_str()), ("revision", revision), ("step", "public_display"),
                ("pass", "1"), ("start", "2026-12-10"), ("end", "2027-01-10"),
            ];
            clerk.post(&path, &fields).await
        };
        let told = send(&seen).await;
        assert_eq!(told.status.as_u16(), 409);
        // What is stored stands beside what was typed.
        let (now, text) = (saved.revision.to_string(), told.text);
        assert!(text.contains("Inzwischen hat jemand anderes gespeichert") && text.contains("14.12.2026") && text.contains("value=\"2026-12-10\""), "{text}");
        assert!(text.contains(&format!("name=\"revision\" value=\"{now}\"")), "it can be sent again: {text}");
        assert_eq!(working(&site, &copy.slug).await.rounds[0].period.start, day(12, 14));
        assert_eq!(send(&now).await.status.as_u16(), 303);
        assert_eq!(working(&site, &copy.slug).await.rounds[0].period.start, day(12, 10));
        // Texts that were opened before are not saved on top of it unseen.
        assert_eq!(site.call_as(CLERK, texts(&copy, "Text.")).await, Err(ApiError::Conflict));
    }

    async fn an_informal_round_promises_no_decision_of_the_council(site: TestSite) {
        site.write_pages().await;
        let copy = create(&site, "Ideen für den Park").await;
        site.call_as(CLERK, texts(&copy, "Was fehlt?")).await.unwrap();
        let copy = site.call_as(CLERK, SetRound { step: Step::Informal, ..round(&copy, day(11, 1), day(12, 1)) }).await.unwrap();
        let copy = site.call_as(CLERK, settings(&copy, deletion())).await.unwrap();
        publish(&site, &copy, "").await.unwrap();
        let idea = SubmitStatement {
            procedure: copy.slug.clone(), submission_key: "an-idea-0123456789".into(), input: StatementInput { body: "Eine Bank.".into(), ..StatementInput::default() },
        };
        let receipt = site.visitor().call(idea).await.unwrap();
        let sent = site.visitor().get(&format!("/de/r/{}/sent", receipt.code)).await.text;
        assert!(sent.contains("Der Rat erfährt das Ergebnis.") && !sent.contains("Der Rat entscheidet"), "{sent}");
        site.move_to(Utc.with_ymd_and_hms(2026, 12, 2, 9, 0, 0).unwrap());
        let page = site.visitor().get(&format!("/de/procedures/{}", copy.slug)).await.text;
        assert!(page.contains("Der Rat erfährt das Ergebnis.") && !page.contains("entscheidet der Rat"), "{page}");
        assert!(page.contains("Letzter Tag war der 1. Dezember 2026"), "{page}");
    }
}

//! Points of a statement: divided, assessed one by one, decided differently, answered to their author.

use serde_json::json;
use server::{
    features::{exports::write_now, procedures, statements},
    site::Cx,
};
use shared::{
    access::Role,
    api::ApiError,
    assessment::{
        AssessPoint, AssessStatement, CorrectDecision, DivideStatement, Fate, ListAnswers, ListStatements,
        MoveStatements, MovesPreview, PreviewMoves, Proposal, RecordDecision, ShowStatement, StatementFile,
        StatementState as State, TakeOverAnswer,
    },
    exports::{ExportFormat, StartExport, Variant},
    ids::{PointNumber, StatementNumber},
    statements::{
        ListPublicStatements, MayPublish, PublicStatement, Publication, ReplyWish, ShowPublicStatement,
        ShowReceipt, StatementInput,
    },
};

use crate::{
    assessment::{SLUG, at_a_point, day, decide, file, number, open_procedure, publish, submit, text},
    both_databases,
    identity::sign_in_as,
    statements_mail::{decoded, mail_server, with_mail},
    support::{TestSite, api_of},
};

/// Three concerns, with letters of several bytes before each.
pub const BODY: &str = "Ich wohne in der Mühlenstraße.\nDer Lärm ist zu groß.\n\nDie Bäume müssen bleiben 🌳. Grüße von Anna Grünkohl\n\nUnd der Radweg?";

/// Where a passage begins, in characters.
pub fn at(words: &str) -> u32 {
    let byte = BODY.find(words).unwrap();
    u32::try_from(BODY[..byte].chars().count()).unwrap()
}

pub fn starts() -> Vec<u32> {
    vec![at("Die Bäume"), at("Und der")]
}

pub async fn divide(site: &TestSite, n: u32, starts: Vec<u32>) -> Result<StatementFile, ApiError> {
    let revision = file(site, Role::Clerk, n).await.revision;
    let call = DivideStatement {
        procedure: SLUG.into(),
        number: number(n),
        revision,
        starts,
    };
    site.call_as(Role::Clerk, call).await
}

pub async fn point(
    site: &TestSite,
    n: u32,
    point: u32,
    reply: &str,
    proposal: Option<Proposal>,
) -> Result<StatementFile, ApiError> {
    let call = AssessPoint {
        procedure: SLUG.into(),
        number: number(n),
        point: PointNumber(point),
        revision: file(site, Role::Clerk, n).await.revision,
        label: format!("Überschrift {point}"),
        reply: reply.into(),
        proposal,
        state: None,
    };
    site.call_as(Role::Clerk, call).await
}

pub async fn take_over(site: &TestSite, n: u32, point: u32, from: &str) -> Result<StatementFile, ApiError> {
    let call = TakeOverAnswer {
        procedure: SLUG.into(),
        number: number(n),
        point: PointNumber(point),
        revision: file(site, Role::Clerk, n).await.revision,
        from: from.into(),
        label: None,
        reply: None,
        proposal: None,
    };
    site.call_as(Role::Clerk, call).await
}

/// Writes the general reply and moves the statement.
async fn go(site: &TestSite, n: u32, reply: &str, state: Option<State>) -> Result<StatementFile, ApiError> {
    let call = AssessStatement {
        procedure: SLUG.into(),
        number: number(n),
        revision: file(site, Role::Clerk, n).await.revision,
        note: String::new(),
        topics: Vec::new(),
        reply: reply.into(),
        proposal: None,
        reply_fits: false,
        state,
    };
    site.call_as(Role::Clerk, call).await
}

/// A statement of three points that is before the council.
pub async fn before_council(site: &TestSite, n: u32) {
    divide(site, n, starts()).await.unwrap();
    point(site, n, 1, "Eine Wand kommt.", Some(Proposal::Followed))
        .await
        .unwrap();
    point(
        site,
        n,
        2,
        "Sehr geehrte Frau Grünkohl, zwei Bäume fallen.",
        Some(Proposal::NotFollowed),
    )
    .await
    .unwrap();
    point(site, n, 3, "Er ist geplant.", Some(Proposal::AlreadyFollowed))
        .await
        .unwrap();
    for state in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
        go(site, n, "Danke, Anna Grünkohl.", Some(state)).await.unwrap();
    }
}

pub fn anna() -> StatementInput {
    StatementInput {
        name: "Anna Grünkohl".into(),
        may_publish: MayPublish::Anonymous,
        ..at_a_point(text(BODY))
    }
}

async fn fate(site: &TestSite, code: &str) -> Fate {
    site.visitor()
        .call(ShowReceipt { code: code.into() })
        .await
        .unwrap()
        .fate
}

async fn exported(site: &TestSite, format: ExportFormat, variant: Variant) -> String {
    let folder = tempfile::tempdir().unwrap();
    let whole = StartExport::whole(SLUG, format, variant);
    let (paths, _) = write_now(&site.system(), &whole, folder.path()).await.unwrap();
    std::fs::read_to_string(&paths[0]).unwrap()
}

pub fn key(result: Result<StatementFile, ApiError>) -> String {
    match result.unwrap_err() {
        ApiError::Invalid(invalid) => format!("{} {}", invalid.0[0].field, invalid.0[0].key),
        other => other.code().to_owned(),
    }
}

/// The cells of a table whose rows end with CRLF.
pub fn rows(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for letter in table.chars() {
        match letter {
            // A doubled one shuts and opens.
            '"' => quoted = !quoted,
            ';' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    rows
}

both_databases! {
    async fn no_word_is_outside_of_all_points(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text(BODY)).await;
        let divided = divide(&site, 1, starts()).await.unwrap();
        let passages: Vec<&str> = divided.points.iter().map(|point| point.passage.as_str()).collect();
        assert_eq!(passages.concat(), BODY);
        assert_eq!(passages[2], "Und der Radweg?");
        assert_eq!(divided.points.iter().map(|point| point.number.0).collect::<Vec<_>>(), [1, 2, 3]);
        let length = u32::try_from(BODY.chars().count()).unwrap();
        for (starts, wrong) in [
            (vec![0, 5], "starts errors.points_order"),
            (vec![9, 9], "starts errors.points_order"),
            (vec![length], "starts errors.points_outside"),
            (vec![at("\n\nUnd"), at("Und")], "starts errors.points_empty"),
            ((1..=100).collect(), "starts errors.points_over_limit"),
        ] {
            assert_eq!(key(divide(&site, 1, starts).await), wrong);
        }
        assert_eq!(divide(&site, 1, Vec::new()).await.unwrap().points, []);
        let seen = file(&site, Role::Clerk, 1).await;
        let kinds: Vec<_> = seen.history.iter().map(|entry| (entry.kind.as_str(), entry.data["points"].clone())).collect();
        assert_eq!(kinds[..2], [("statement_divided", json!(0)), ("statement_divided", json!(3))]);
    }

    async fn dividing_anew_keeps_what_was_written(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text(BODY)).await;
        go(&site, 1, "Vielen Dank.", None).await.unwrap();
        divide(&site, 1, starts()).await.unwrap();
        point(&site, 1, 1, "Eine Wand kommt.", Some(Proposal::Followed)).await.unwrap();
        point(&site, 1, 2, "Bäume bleiben.", Some(Proposal::Followed)).await.unwrap();
        point(&site, 1, 3, "Er kommt.", Some(Proposal::Noted)).await.unwrap();
        // One more, and the second joins the first.
        let anew = divide(&site, 1, vec![at("Grüße"), at("Und der")]).await.unwrap();
        let seen: Vec<_> = anew.points.iter().map(|point| (point.label.as_str(), point.reply.as_str(), point.proposal)).collect();
        assert_eq!(seen, [
            ("Überschrift 1 / Überschrift 2", "Eine Wand kommt.\n\nBäume bleiben.", Some(Proposal::Followed)),
            ("", "", None),
            ("Überschrift 3", "Er kommt.", Some(Proposal::Noted)),
        ]);
        assert_eq!((anew.reply.as_str(), anew.proposal), ("Vielen Dank.", None));
        // Not divided any more: nothing that was written is lost.
        let whole = divide(&site, 1, Vec::new()).await.unwrap();
        assert_eq!(whole.reply, "Vielen Dank.\n\nÜberschrift 1 / Überschrift 2\nEine Wand kommt.\n\nBäume bleiben.\n\nÜberschrift 3\nEr kommt.");
    }

    async fn a_statement_is_complete_when_each_of_its_points_is(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text(BODY)).await;
        submit(&site, text("Zu laut.")).await;
        divide(&site, 1, starts()).await.unwrap();
        for k in 1..=2 {
            point(&site, 1, k, "Ja.", Some(Proposal::Followed)).await.unwrap();
        }
        let listed = site.call_as(Role::Reader, ListStatements { procedure: SLUG.into(), ..ListStatements::default() }).await.unwrap().items;
        assert_eq!(file(&site, Role::Clerk, 1).await.state, State::InWork, "whoever writes about a point works on its statement");
        let counts: Vec<_> = listed.iter().map(|one| (one.number.0, one.points, one.points_open, one.proposal)).collect();
        assert_eq!(counts, [(2, 0, 0, None), (1, 3, 1, None)]);
        assert_eq!(key(go(&site, 1, "Danke.", Some(State::ProposalReady)).await), "point_lacks_reply");
        let preview = async |from, to| {
            site.call_as(Role::Clerk, PreviewMoves { procedure: SLUG.into(), from, to }).await.unwrap()
        };
        let stays = preview(State::InWork, State::ProposalReady).await;
        assert_eq!(stays, MovesPreview { incomplete: 1, ..MovesPreview::default() });
        let ready = MoveStatements { procedure: SLUG.into(), from: State::InWork, to: State::ProposalReady };
        assert_eq!(site.call_as(Role::Clerk, ready.clone()).await.unwrap().statements, 0);
        // What is missing is named by the number of its point, whoever asks.
        let named = |answer: Result<StatementFile, ApiError>| match answer {
            Err(ApiError::Refused { code, arguments }) => (code, arguments["number"].clone()),
            other => panic!("{other:?}"),
        };
        assert_eq!(named(go(&site, 1, "Danke.", Some(State::ProposalReady)).await), ("point_lacks_reply".to_owned(), "1.3".to_owned()));
        let last = AssessPoint {
            procedure: SLUG.into(), number: number(1), point: PointNumber(3), revision: file(&site, Role::Clerk, 1).await.revision,
            label: String::new(), reply: "Ja.".into(), proposal: None, state: Some(State::ProposalReady),
        };
        assert_eq!(named(site.call_as(Role::Clerk, last.clone()).await), ("point_lacks_proposal".to_owned(), "1.3".to_owned()));
        let ready_at_once = AssessPoint { proposal: Some(Proposal::Followed), ..last };
        assert_eq!(site.call_as(Role::Clerk, ready_at_once).await.unwrap().state, State::ProposalReady);
        go(&site, 1, "", Some(State::InWork)).await.unwrap();
        // The general reply may stay empty: each point has its own.
        let full = point(&site, 1, 3, "Ja.", Some(Proposal::Followed)).await.unwrap();
        assert_eq!(full.proposal, Some(Proposal::Followed), "all points agree");
        go(&site, 1, "", None).await.unwrap();
        assert_eq!(preview(State::InWork, State::ProposalReady).await.statements, 1);
        assert_eq!(site.call_as(Role::Clerk, ready).await.unwrap().statements, 1);
        // What is divided anew is not ready any more.
        let back = divide(&site, 1, vec![at("Der Lärm"), at("Die Bäume"), at("Und der")]).await.unwrap();
        assert_eq!((back.state, back.points.len()), (State::InWork, 4));
        point(&site, 1, 2, "Ja.", Some(Proposal::Followed)).await.unwrap();
        for state in [State::ProposalReady, State::BeforeCouncil] {
            go(&site, 1, "", Some(state)).await.unwrap();
        }
        assert_eq!(key(divide(&site, 1, Vec::new()).await), "division_closed");
        assert_eq!(key(point(&site, 1, 2, " ", Some(Proposal::Followed)).await), "point_lacks_reply");
        point(&site, 1, 2, "Doch.", Some(Proposal::Noted)).await.unwrap();
    }

    async fn a_proposal_of_its_own_has_only_what_is_not_divided(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text(BODY)).await;
        crate::assessment::assess(&site, 1, None).await.unwrap();
        let divided = divide(&site, 1, starts()).await.unwrap();
        // What was said of the whole is said of each point, until somebody says otherwise.
        assert_eq!(divided.points.iter().map(|point| point.proposal).collect::<Vec<_>>(), [Some(Proposal::Followed); 3]);
        assert_eq!((divided.reply.as_str(), divided.proposal), ("Der Weg bleibt erhalten.", Some(Proposal::Followed)));
        point(&site, 1, 1, "Ja.", Some(Proposal::Noted)).await.unwrap();
        let call = AssessStatement {
            procedure: SLUG.into(), number: number(1), revision: file(&site, Role::Clerk, 1).await.revision,
            note: String::new(), topics: Vec::new(), reply: String::new(), proposal: Some(Proposal::Noted), reply_fits: false, state: None,
        };
        assert_eq!(key(site.call_as(Role::Clerk, call).await), "proposal errors.proposal_by_points");
        assert_eq!(file(&site, Role::Clerk, 1).await.proposal, None);
    }

    async fn a_point_that_somebody_else_saved_is_not_overwritten(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text(BODY)).await;
        let before = divide(&site, 1, starts()).await.unwrap();
        point(&site, 1, 1, "Ja.", None).await.unwrap();
        let late = AssessPoint {
            procedure: SLUG.into(), number: number(1), point: PointNumber(2), revision: before.revision,
            label: "x".repeat(121), reply: "Spät.".into(), proposal: None, state: None,
        };
        assert_eq!(site.call_as(Role::Clerk, late.clone()).await, Err(ApiError::Conflict));
        let take = TakeOverAnswer { procedure: SLUG.into(), number: number(1), point: PointNumber(2), revision: before.revision, from: "1.1".into(), label: None, reply: None, proposal: None };
        assert_eq!(site.call_as(Role::Clerk, take).await, Err(ApiError::Conflict));
        let again = DivideStatement { procedure: SLUG.into(), number: number(1), revision: before.revision, starts: Vec::new() };
        assert_eq!(site.call_as(Role::Clerk, again).await, Err(ApiError::Conflict));
        let revision = file(&site, Role::Clerk, 1).await.revision;
        let long = AssessPoint { revision, ..late.clone() };
        assert_eq!(key(site.call_as(Role::Clerk, long).await), "label errors.too_long");
        let gone = AssessPoint { revision, label: String::new(), point: PointNumber(4), ..late };
        assert_eq!(site.call_as(Role::Clerk, gone).await, Err(ApiError::NotFound));
    }

    async fn an_answer_is_taken_over_without_the_name_of_who_got_it(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        submit(&site, text(&format!("{BODY} Auch!"))).await;
        submit(&site, text("Ganz.")).await;
        divide(&site, 1, starts()).await.unwrap();
        point(&site, 1, 2, "Liebe Frau Grünkohl, rufen Sie an: 030 23125-100.", Some(Proposal::Noted)).await.unwrap();
        divide(&site, 2, starts()).await.unwrap();
        let taken = take_over(&site, 2, 3, " 1.2 ").await.unwrap();
        assert_eq!((taken.points[2].reply.as_str(), taken.points[2].proposal), ("Liebe Frau █████, rufen Sie an: 030 23125-100.", Some(Proposal::Noted)));
        // Whoever writes works on it.
        assert_eq!(taken.history[0].data, json!({ "from": "received", "to": "in_work" }));
        assert_eq!(taken.history[1].data, json!({ "point": 3, "changed": ["reply", "proposal"], "from": "1.2" }));
        for (from, wrong) in [
            ("", "from errors.answer_source"),
            ("Lärm", "from errors.answer_source"),
            ("9", "from errors.answer_unknown"),
            ("1.4", "from errors.answer_unknown"),
            ("1", "from errors.answer_which_point"),
            ("1.1", "from errors.answer_empty"),
            ("3", "from errors.answer_empty"),
        ] {
            assert_eq!(key(take_over(&site, 2, 1, from).await), wrong, "{from}");
        }
        crate::assessment::assess(&site, 3, None).await.unwrap();
        assert_eq!(take_over(&site, 2, 1, "3").await.unwrap().points[0].reply, "Der Weg bleibt erhalten.");
    }

    async fn answers_to_the_same_topics_are_offered_first(site: TestSite) {
        open_procedure(&site).await;
        for body in [BODY, "Zu laut.", "Zu hoch.", "Noch zu laut."] {
            submit(&site, text(body)).await;
        }
        divide(&site, 1, starts()).await.unwrap();
        point(&site, 1, 2, "Zwei Bäume fallen.", Some(Proposal::Noted)).await.unwrap();
        crate::assessment::assess(&site, 2, None).await.unwrap();
        go(&site, 3, "Danke.", None).await.unwrap();
        let asked = |n: u32| ListAnswers { procedure: SLUG.into(), number: number(n), limit: None, cursor: None };
        let offered = async |n: u32| {
            let answers = site.call_as(Role::Clerk, asked(n)).await.unwrap();
            assert_eq!(answers.next, None);
            answers.items.into_iter().map(|one| (one.from, one.label)).collect::<Vec<_>>()
        };
        let pair = |from: &str, label: &str| (from.to_owned(), label.to_owned());
        assert_eq!(offered(4).await, [pair("3", "Zu hoch."), pair("2", "Zu laut."), pair("1.2", "Überschrift 2")]);
        // The fourth has the topic of the second.
        crate::assessment::assess(&site, 4, None).await.unwrap();
        assert_eq!(offered(4).await[0], pair("2", "Zu laut."));
        assert_eq!(offered(4).await.len(), 3, "its own answer is none to take over");
        let part = async |cursor| site.call_as(Role::Clerk, ListAnswers { limit: Some(2), cursor, ..asked(4) }).await.unwrap();
        let first = part(None).await;
        let (behind, second) = (first.next.clone(), part(first.next.clone()).await);
        assert_eq!((first.items.len(), second.items.len(), second.next), (2, 1, None));
        let whole = [first.items, second.items].concat();
        assert_eq!(whole.into_iter().map(|one| (one.from, one.label)).collect::<Vec<_>>(), offered(4).await);
        assert_eq!(site.call_as(Role::Reader, asked(4)).await, Err(ApiError::Forbidden));
        let elsewhere = ListAnswers { cursor: Some("x".into()), ..asked(4) };
        assert_eq!(site.call_as(Role::Clerk, elsewhere).await, Err(ApiError::malformed("cursor")));
        // The last one of the first page is taken back: the second page begins where it would have begun.
        go(&site, 3, "", None).await.unwrap();
        assert_eq!(part(behind).await.items.into_iter().map(|one| one.from).collect::<Vec<_>>(), ["1.2"]);
        go(&site, 3, "Danke.", None).await.unwrap();
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let page = clerk.get(&format!("/de/staff/procedures/{SLUG}/statements/1/points/1")).await.text;
        for part in ["list=\"answers\"", "<option value=\"2\">2 – Zu laut.</option>", "<option value=\"1.2\">1.2 – Überschrift 2</option>"] {
            assert!(page.contains(part), "{part}");
        }
    }

    async fn what_was_typed_stays_when_an_answer_is_taken_over(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text(BODY)).await;
        divide(&site, 1, starts()).await.unwrap();
        let revision = point(&site, 1, 1, "Eine Wand kommt.", None).await.unwrap().revision;
        let typed = TakeOverAnswer {
            procedure: SLUG.into(), number: number(1), point: PointNumber(3), revision, from: "1.1".into(),
            label: Some(" Rad  weg ".into()), reply: Some("Guten Tag!\r\n".into()), proposal: Some(Proposal::Noted),
        };
        let long = TakeOverAnswer { label: Some("x".repeat(121)), ..typed.clone() };
        assert_eq!(key(site.call_as(Role::Clerk, long).await), "label errors.too_long");
        let long = TakeOverAnswer { reply: Some("x".repeat(49_990)), ..typed.clone() };
        assert_eq!(key(site.call_as(Role::Clerk, long).await), "reply errors.too_long");
        let taken = site.call_as(Role::Clerk, typed).await.unwrap();
        let now = &taken.points[2];
        assert_eq!((now.label.as_str(), now.reply.as_str(), now.proposal), ("Rad weg", "Guten Tag!\n\nEine Wand kommt.", Some(Proposal::Noted)));
        assert_eq!(take_over(&site, 1, 3, "1.1").await.unwrap().points[2].reply, "Eine Wand kommt.", "without a reply of its own it is replaced");
    }

    async fn points_are_decided_as_proposed_or_each_otherwise(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=3 {
            submit(&site, text(&format!("{BODY} {n}"))).await;
            before_council(&site, n).await;
        }
        let results = async |n| {
            let file = file(&site, Role::Clerk, n).await;
            (file.decision.unwrap().result, file.points.into_iter().map(|point| point.result.unwrap()).collect::<Vec<_>>())
        };
        let (yes, no, already, noted) = (Proposal::Followed, Proposal::NotFollowed, Proposal::AlreadyFollowed, Proposal::Noted);
        let short = RecordDecision { point_results: vec![None], ..decide(Some(1)) };
        assert!(matches!(site.call_as(Role::Clerk, short).await, Err(ApiError::Invalid(_))));
        let of_all = RecordDecision { point_results: vec![None], ..decide(None) };
        assert!(matches!(site.call_as(Role::Clerk, of_all).await, Err(ApiError::Invalid(_))));
        let otherwise = RecordDecision { point_results: vec![None, Some(noted), None], ..decide(Some(1)) };
        site.call_as(Role::Clerk, otherwise).await.unwrap();
        assert_eq!(results(1).await, (None, vec![yes, noted, already]));
        site.call_as(Role::Clerk, RecordDecision { result: Some(noted), ..decide(Some(2)) }).await.unwrap();
        assert_eq!(results(2).await, (Some(noted), vec![noted; 3]));
        assert_eq!(site.call_as(Role::Clerk, decide(None)).await.unwrap().statements, 1);
        assert_eq!(results(3).await, (None, vec![yes, no, already]));
        assert_eq!(key(point(&site, 3, 1, "Eine Wand kommt.", Some(noted)).await), "proposal_decided");

        let correct = CorrectDecision {
            procedure: SLUG.into(), number: Some(number(3)), revision: Some(file(&site, Role::Clerk, 3).await.revision),
            committee: "Rat der Stadt".into(), decided_on: Some(day(24)), point_results: vec![None, Some(yes), Some(yes)], ..CorrectDecision::default()
        };
        assert_eq!(site.call_as(Role::Clerk, correct).await.unwrap().statements, 1);
        assert_eq!(results(3).await, (Some(yes), vec![yes; 3]));
        let entry = file(&site, Role::Clerk, 3).await.history.remove(0);
        assert_eq!(entry.data["was_point_results"], json!(["followed", "not_followed", "already_followed"]));
        let committee = CorrectDecision {
            procedure: SLUG.into(), was_committee: "Rat der Stadt".into(), was_on: Some(day(24)), committee: "Bauausschuss".into(), decided_on: Some(day(24)), ..CorrectDecision::default()
        };
        assert_eq!(site.call_as(Role::Clerk, committee).await.unwrap().statements, 3);
        assert_eq!(results(1).await, (None, vec![yes, noted, already]));
    }

    async fn what_is_saved_as_it_stood_is_nothing_that_happened(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text(BODY)).await;
        let entries = async || file(&site, Role::Clerk, 1).await.history.len();
        let submitted = entries().await;
        divide(&site, 1, Vec::new()).await.unwrap();
        assert_eq!(entries().await, submitted, "it was not divided before");
        for _ in 1..=2 {
            divide(&site, 1, starts()).await.unwrap();
        }
        assert_eq!(entries().await, submitted + 1);
        for _ in 1..=3 {
            point(&site, 1, 1, "Eine Wand kommt.", Some(Proposal::Followed)).await.unwrap();
            go(&site, 1, "", None).await.unwrap();
        }
        assert_eq!(entries().await, submitted + 3, "a point, and that somebody works on it");
    }

    async fn a_receipt_shows_each_point_from_the_state_that_releases_it(site: TestSite) {
        open_procedure(&site).await;
        let code = submit(&site, anna()).await.code;
        divide(&site, 1, starts()).await.unwrap();
        assert_eq!(fate(&site, &code).await.points, []);
        before_council(&site, 1).await;
        let shown = |fate: &Fate| fate.points.iter().map(|point| (point.proposal.is_some(), point.result.is_some(), point.reply.is_some())).collect::<Vec<_>>();
        let before = fate(&site, &code).await;
        assert_eq!(shown(&before), [(true, false, false); 3]);
        assert_eq!((before.proposal, before.points[0].label.as_str()), (None, "Überschrift 1"));
        let result = RecordDecision { point_results: vec![Some(Proposal::Noted), None, None], ..decide(Some(1)) };
        site.call_as(Role::Clerk, result).await.unwrap();
        let decided = fate(&site, &code).await;
        assert_eq!(shown(&decided), [(true, true, false); 3]);
        assert_eq!(decided.decision.as_ref().unwrap().result, None);
        // The reply to the point that was decided differently is written anew.
        let answered = go(&site, 1, "Danke, Anna Grünkohl.", Some(State::Answered)).await;
        assert_eq!(key(answered), "reply_fits errors.reply_to_check");
        point(&site, 1, 1, "Eine Wand wird geprüft.", Some(Proposal::Followed)).await.unwrap();
        go(&site, 1, "Danke, Anna Grünkohl.", Some(State::Answered)).await.unwrap();
        let answered = fate(&site, &code).await;
        assert_eq!(shown(&answered), [(true, true, true); 3]);
        assert_eq!(answered.points.iter().map(|point| point.passage.as_str()).collect::<String>(), BODY);
        assert_eq!(answered.points[1].reply.as_deref(), Some("Sehr geehrte Frau Grünkohl, zwei Bäume fallen."));
        assert_eq!(key(point(&site, 1, 1, "Anders.", Some(Proposal::Followed)).await), "reply_sent");
    }

    async fn in_public_each_point_hides_what_the_whole_hides_also_after_the_names_are_deleted(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        // Redacted is what reaches from one point into the next.
        publish(&site, 1, Publication::Released, "Mühlenstraße\nGrüße von Anna Grünkohl").await.unwrap();
        divide(&site, 1, vec![at("Anna Grünkohl"), at("Und der")]).await.unwrap();
        for (k, reply) in [(1, "Liebe Anna Grünkohl!"), (2, "Ja."), (3, "Frau Grünkohl, nein.")] {
            let call = AssessPoint {
                procedure: SLUG.into(), number: number(1), point: PointNumber(k), revision: file(&site, Role::Clerk, 1).await.revision,
                label: format!("Wunsch von A. Grünkohl {k}"), reply: reply.into(), proposal: Some(Proposal::Followed), state: None,
            };
            site.call_as(Role::Clerk, call).await.unwrap();
        }
        for state in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
            go(&site, 1, "Danke, Anna Grünkohl.", Some(state)).await.unwrap();
        }
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        go(&site, 1, "Danke, Anna Grünkohl.", Some(State::Answered)).await.unwrap();
        let public = async || {
            let one = site.visitor().call(ShowPublicStatement { procedure: SLUG.into(), number: number(1) }).await.unwrap();
            let asked = ListPublicStatements { procedure: SLUG.into(), section: None, located: false, brief: false, limit: None, cursor: None };
            assert_eq!(site.visitor().call(asked.clone()).await.unwrap().items, std::slice::from_ref(&one));
            let brief = site.visitor().call(ListPublicStatements { brief: true, ..asked }).await.unwrap().items.remove(0);
            let shown = PublicStatement { fate: brief.fate.clone(), ..one.clone() };
            assert_eq!((&brief, brief.fate.state, &brief.fate.reply, &brief.fate.points), (&shown, one.fate.state, &None, &Vec::new()));
            let table = exported(&site, ExportFormat::Csv, Variant::Public).await;
            let table: Vec<String> = table.lines().filter(|line| !line.contains("Stand: ")).map(str::to_owned).collect();
            (one, table, exported(&site, ExportFormat::Geojson, Variant::Public).await)
        };
        let before = public().await;
        let points = &before.0.fate.points;
        assert_eq!(points[0].passage, "Ich wohne in der █████.\nDer Lärm ist zu groß.\n\nDie Bäume müssen bleiben 🌳. █████");
        assert_eq!(points[1].passage, "█████\n\n");
        assert_eq!((points[0].label.as_str(), points[2].reply.as_deref()), ("Wunsch von █████ 1", Some("Frau █████, nein.")));
        for text in [serde_json::to_string(&before.0).unwrap(), before.1.concat(), before.2.clone()] {
            assert!(!text.contains("Grünkohl") && !text.contains("Mühlenstraße"), "{text}");
        }
        assert!(before.2.contains(r#""points":"#), "{}", before.2);

        site.move_to("2031-01-02T03:00:00Z".parse().unwrap());
        server::features::exports::delete_due(&site.system()).await.unwrap();
        assert_eq!(file(&site, Role::Clerk, 1).await.person, None);
        let after = public().await;
        assert_eq!(after.0, before.0);
        assert_eq!(after.1, before.1);
        assert_eq!(after.2, before.2);
        let mut db = site.system().read().await.unwrap();
        let procedure = procedures::find(&mut db, SLUG).await.unwrap();
        let kept = statements::find_by_number(&mut db, procedure.id, StatementNumber(1)).await.unwrap();
        assert!(!serde_json::to_string(&kept.hidden).unwrap().contains("Grünkohl"));
    }

    async fn what_is_divided_anew_after_the_names_are_deleted_still_hides_them(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        publish(&site, 1, Publication::Released, "").await.unwrap();
        divide(&site, 1, starts()).await.unwrap();
        for k in 1..=3 {
            point(&site, 1, k, &format!("Frau Grünkohl, {k}."), Some(Proposal::Followed)).await.unwrap();
        }
        site.move_to("2031-01-02T03:00:00Z".parse().unwrap());
        server::features::exports::delete_due(&site.system()).await.unwrap();
        assert_eq!(file(&site, Role::Clerk, 1).await.person, None);
        divide(&site, 1, vec![at("Und der")]).await.unwrap();
        point(&site, 1, 2, "Nun, Frau Grünkohl, anders.", Some(Proposal::Followed)).await.unwrap();
        for state in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
            go(&site, 1, "", Some(state)).await.unwrap();
        }
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        go(&site, 1, "", Some(State::Answered)).await.unwrap();
        let one = site.visitor().call(ShowPublicStatement { procedure: SLUG.into(), number: number(1) }).await.unwrap();
        let replies: Vec<_> = one.fate.points.iter().map(|point| point.reply.as_deref().unwrap()).collect();
        assert_eq!(replies, ["Frau █████, 1.\n\nFrau █████, 2.", "Nun, Frau █████, anders."]);
        assert!(!exported(&site, ExportFormat::Csv, Variant::Public).await.contains("Grünkohl"));
    }

    async fn the_synopsis_has_a_row_for_each_point_and_loses_nothing(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        submit(&site, text("Ungeteilt.")).await;
        before_council(&site, 1).await;
        let inside = rows(&exported(&site, ExportFormat::Csv, Variant::Internal).await);
        let of_first: Vec<_> = inside.iter().filter(|row| row.first().is_some_and(|n| n == "1")).collect();
        assert_eq!(of_first.iter().map(|row| row[1].as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
        let column = inside[0].iter().position(|head| head == "Stellungnahme").unwrap();
        let passages: Vec<&str> = of_first.iter().map(|row| row[column].as_str()).collect();
        assert!(passages.iter().all(|passage| passage.trim_end() == *passage), "a point leaves empty lines behind: {passages:?}");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&passages.join(" ")), words(BODY));
        let heading = inside[0].iter().position(|head| head == "Überschrift").unwrap();
        assert_eq!(of_first.iter().map(|row| row[heading].as_str()).collect::<Vec<_>>(), ["Überschrift 1", "Überschrift 2", "Überschrift 3"]);
        let text = of_first.iter().map(|row| row.join("|")).collect::<Vec<_>>();
        assert!(text[0].contains("Danke, Anna Grünkohl.\n\nEine Wand kommt.") && text[0].contains("Wird gefolgt"), "{}", text[0]);
        assert!(text[1].contains("zwei Bäume fallen.") && text[1].contains("Wird nicht gefolgt") && !text[1].contains("Danke"), "{}", text[1]);
        let outside = exported(&site, ExportFormat::Csv, Variant::Public).await;
        assert!(!outside.contains("Eine Wand") && outside.contains("Wird nicht gefolgt"), "before the council the proposal is out, the reply is not: {outside}");
    }

    async fn a_mailed_reply_answers_point_by_point(site: TestSite) {
        open_procedure(&site).await;
        let (url, mails) = mail_server(0).await;
        let with = with_mail(&site, &url).await;
        submit(&site, StatementInput { reply: ReplyWish::Email, email: "anna@li.example".into(), ..anna() }).await;
        before_council(&site, 1).await;
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        go(&site, 1, "Danke.", None).await.unwrap();
        let clerk = Cx { viewer: site.as_role(Role::Clerk).viewer, ..Cx::system(&with, &site.town()) };
        let answer = MoveStatements { procedure: SLUG.into(), from: State::Decided, to: State::Answered };
        assert_eq!(api_of(clerk).call(answer).await.unwrap().statements, 1);
        server::jobs::run_due(&with).await.unwrap();
        let mail = decoded(mails.lock().unwrap().last().unwrap());
        assert!(mail.contains("Danke.") && mail.contains("Punkt 2: Überschrift 2") && mail.contains("> Die Bäume müssen bleiben"), "{mail}");
        assert!(mail.contains("Beschluss: Wird nicht gefolgt") && mail.contains("Antwort: Er ist geplant."), "{mail}");
    }

    async fn only_those_who_assess_divide_and_write(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text(BODY)).await;
        let revision = divide(&site, 1, starts()).await.unwrap().revision;
        for role in [Role::Editor, Role::Reader] {
            let divide = DivideStatement { procedure: SLUG.into(), number: number(1), revision, starts: Vec::new() };
            assert_eq!(site.call_as(role, divide).await, Err(ApiError::Forbidden));
            let take = TakeOverAnswer { procedure: SLUG.into(), number: number(1), point: PointNumber(1), revision, from: "1.2".into(), label: None, reply: None, proposal: None };
            assert_eq!(site.call_as(role, take).await, Err(ApiError::Forbidden));
            let show = ShowStatement { procedure: SLUG.into(), number: number(1) };
            assert_eq!(site.call_as(role, show).await.unwrap().points.len(), 3);
        }
    }
}

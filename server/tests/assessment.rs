//! Assessing statements: who may, what is found, what leaves the administration in which state.

use serde_json::json;
use shared::{
    access::Role,
    api::ApiError,
    assessment::{
        AssessStatement, ListStatements, ListTopics, MoveStatements, Proposal, RecordDecision, ShowStatement,
        StatementFile, StatementState as State,
    },
    ids::StatementNumber,
    procedures::{CreateProcedure, Kind, PublishProcedure, SetRound, ShowWorkingCopy},
    statements::{
        CaptureStatement, Channel, DecidePublication, ListPublicStatements, MayPublish, PlaceKind,
        Publication, PublicationReason, Receipt, ReplyWish, ShowPublicStatement, ShowReceipt, StatementInput,
        SubmitStatement, WithdrawStatement,
    },
    time::Day,
};

use crate::{both_databases, identity::sign_in_as, support::TestSite};

pub use crate::statements::text;

/// The procedure that these tests comment on.
pub const SLUG: &str = "am-hafen";

pub fn day(day: u32) -> Day {
    Day::from_ymd_opt(2026, 11, day).unwrap()
}

pub fn number(number: u32) -> StatementNumber {
    StatementNumber(number)
}

/// Publishes a procedure whose round is open from 20 to 30 November.
pub async fn open_procedure(site: &TestSite) {
    site.write_pages().await;
    let clerk = site.staff(Role::Clerk);
    let made = CreateProcedure {
        title: "Am Hafen".into(),
        slug: SLUG.into(),
        kind: Kind::DevelopmentPlan,
    };
    let copy = clerk.call(made).await.unwrap();
    let texts = crate::procedures::texts(&copy, "Am Hafen sollen Wohnungen entstehen.");
    let copy = clerk.call(texts).await.unwrap();
    let round = crate::procedures::round(&copy, day(20), day(30));
    let copy = clerk.call(round).await.unwrap();
    let settings = crate::procedures::settings(&copy, crate::procedures::deletion());
    let copy = clerk.call(settings).await.unwrap();
    let publish = PublishProcedure {
        procedure: SLUG.into(),
        revision: copy.revision,
        reason: String::new(),
    };
    clerk.call(publish).await.unwrap();
}

/// Submits a statement as a visitor.
pub async fn submit(site: &TestSite, input: StatementInput) -> Receipt {
    let key = format!("{:x}-0123456789abcdef", md(&input.body));
    let call = SubmitStatement {
        procedure: SLUG.into(),
        submission_key: key,
        input,
    };
    site.visitor().call(call).await.unwrap()
}

fn md(text: &str) -> u64 {
    text.bytes().fold(7, |hash, byte| {
        hash.wrapping_mul(31).wrapping_add(u64::from(byte))
    })
}

pub async fn file(site: &TestSite, role: Role, n: u32) -> StatementFile {
    site.call_as(
        role,
        ShowStatement {
            procedure: SLUG.into(),
            number: number(n),
        },
    )
    .await
    .unwrap()
}

/// Writes reply and proposal, and moves the statement on.
pub async fn assess(site: &TestSite, n: u32, state: Option<State>) -> Result<StatementFile, ApiError> {
    let now = file(site, Role::Clerk, n).await;
    site.call_as(
        Role::Clerk,
        AssessStatement {
            procedure: SLUG.into(),
            number: number(n),
            revision: now.revision,
            note: "Rücksprache mit dem Tiefbauamt.".into(),
            topics: vec!["0510".into()],
            reply: "Der Weg bleibt erhalten.".into(),
            proposal: Some(Proposal::Followed),
            reply_fits: false,
            state,
        },
    )
    .await
}

pub fn decide(n: Option<u32>) -> RecordDecision {
    RecordDecision {
        procedure: SLUG.into(),
        number: n.map(number),
        revision: None,
        committee: "Rat der Stadt".into(),
        decided_on: Some(day(24)),
        result: None,
        point_results: Vec::new(),
        remark: String::new(),
    }
}

fn list() -> ListStatements {
    ListStatements {
        procedure: SLUG.into(),
        ..ListStatements::default()
    }
}

async fn numbers(site: &TestSite, asked: ListStatements) -> Vec<u32> {
    site.call_as(Role::Reader, asked)
        .await
        .unwrap()
        .items
        .into_iter()
        .map(|s| s.number.0)
        .collect()
}

both_databases! {
    async fn a_receipt_shows_each_part_only_from_the_state_that_releases_it(site: TestSite) {
        open_procedure(&site).await;
        let receipt = submit(&site, text("Zu laut.")).await;
        let code = receipt.code.clone();
        let mut seen = Vec::new();
        let steps = [None, Some(State::InWork), Some(State::ProposalReady), Some(State::BeforeCouncil)];
        for step in steps {
            assess(&site, 1, step).await.unwrap();
            let fate = site.visitor().call(ShowReceipt { code: code.clone() }).await.unwrap().fate;
            seen.push((fate.state, fate.proposal.is_some(), fate.decision.is_some(), fate.reply.is_some()));
        }
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        let fate = site.visitor().call(ShowReceipt { code: code.clone() }).await.unwrap().fate;
        seen.push((fate.state, fate.proposal.is_some(), fate.decision.is_some(), fate.reply.is_some()));
        let answer = MoveStatements { procedure: SLUG.into(), from: State::Decided, to: State::Answered };
        assert_eq!(site.call_as(Role::Clerk, answer).await.unwrap().statements, 1);
        let fate = site.visitor().call(ShowReceipt { code: code.to_lowercase().replace('-', "") }).await.unwrap().fate;
        seen.push((fate.state, fate.proposal.is_some(), fate.decision.is_some(), fate.reply.is_some()));
        assert_eq!(seen, [
            (State::Received, false, false, false),
            (State::InWork, false, false, false),
            (State::ProposalReady, false, false, false),
            (State::BeforeCouncil, true, false, false),
            (State::Decided, true, true, false),
            (State::Answered, true, true, true),
        ]);
        assert_eq!(fate.reply.as_deref(), Some("Der Weg bleibt erhalten."));
        assert_eq!(fate.dates.len(), 6);
        assert!(fate.dates.iter().all(|(_, on)| *on == day(24)));
        let history = file(&site, Role::Clerk, 1).await.history;
        assert_eq!(history.iter().filter(|entry| entry.kind == "state_changed").count(), 5);
    }

    async fn a_held_statement_shows_as_received_and_never_in_public(site: TestSite) {
        open_procedure(&site).await;
        let mut input = text("Billige Uhren kaufen.");
        input.website = "http://spam.example".into();
        input.may_publish = MayPublish::Anonymous;
        let receipt = submit(&site, input).await;
        assert_eq!(file(&site, Role::Clerk, 1).await.state, State::Held);
        let seen = site.visitor().call(ShowReceipt { code: receipt.code }).await.unwrap();
        assert_eq!(seen.fate.state, State::Received);
        let released = publish(&site, 1, Publication::Released, "").await.unwrap();
        assert_eq!(released.publication, Publication::Released);
        assert!(public(&site).await.is_empty());
    }

    async fn a_save_on_top_of_somebody_elses_is_refused(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        let before = file(&site, Role::Clerk, 1).await;
        assess(&site, 1, None).await.unwrap();
        let late = AssessStatement {
            procedure: SLUG.into(),
            number: number(1),
            revision: before.revision,
            note: "Überschreibt.".into(),
            topics: vec![],
            reply: String::new(),
            proposal: None,
            reply_fits: false,
            state: None,
        };
        assert_eq!(site.call_as(Role::Clerk, late).await, Err(ApiError::Conflict));
        let late = DecidePublication {
            procedure: SLUG.into(),
            number: number(1),
            revision: before.revision,
            publication: Publication::Refused,
            passages: String::new(),
            also: Vec::new(),
            place_withheld: false,
            reason: None,
            remark: String::new(),
        };
        assert_eq!(site.call_as(Role::Clerk, late).await, Err(ApiError::Conflict));
        assert_eq!(file(&site, Role::Clerk, 1).await.note, "Rücksprache mit dem Tiefbauamt.");
    }

    async fn a_search_finds_umlauts_whatever_their_case_and_unfinished_words(site: TestSite) {
        open_procedure(&site).await;
        for body in ["Der LÄRM ist groß.", "Mehr Bäume am Ufer, weniger Lärm!", "Die Straße am Ölhafen/Nordkai."] {
            submit(&site, text(body)).await;
        }
        let cases: [(&str, &[u32]); 7] = [
            ("lärm", &[2, 1]),
            ("Lär", &[2, 1]),
            ("lärm bäu", &[2]),
            ("ÖLHAFEN", &[3]),
            ("nordkai", &[3]),
            ("fehlt", &[]),
            ("!!", &[]),
        ];
        for (typed, found) in cases {
            let asked = ListStatements { search: Some(typed.into()), ..list() };
            assert_eq!(numbers(&site, asked).await, found, "{typed}");
        }
    }

    async fn a_search_knows_german_spellings_and_finds_a_name_together_with_a_word_of_the_text(site: TestSite) {
        open_procedure(&site).await;
        for (name, body) in [
            ("Jana Kröger", "Der Aufzug in der Hafenstraße fehlt."),
            ("Uwe Kroeger", "Die Straße ist laut."),
            ("", "Frau Kröger sagt, der Aufzug ist laut."),
        ] {
            submit(&site, StatementInput { name: name.into(), ..text(body) }).await;
        }
        let found = async |role: Role, typed: &str| {
            let asked = ListStatements { search: Some(typed.into()), ..list() };
            let items = site.call_as(role, asked).await.unwrap().items;
            items.iter().map(|item| item.number.0).collect::<Vec<_>>()
        };
        for (typed, numbers) in [
            ("kröger", &[3, 2, 1][..]),
            ("KROEGER", &[3, 2, 1]),
            ("kroger", &[1]),
            ("strasse", &[2]),
            ("straß", &[2]),
            ("hafenstrasse", &[1]),
            ("Kröger Aufzug", &[3, 1]),
            ("aufz kroeg hafen", &[1]),
            ("jana laut", &[]),
            ("uwe stra", &[2]),
        ] {
            assert_eq!(found(Role::Clerk, typed).await, numbers, "{typed}");
        }
        // Who may not see persons finds by what is shown alone.
        for (typed, numbers) in [("kröger", &[3][..]), ("jana aufzug", &[]), ("kröger hafen", &[]), ("aufzug hafenstrasse", &[1])] {
            assert_eq!(found(Role::Reader, typed).await, numbers, "{typed}");
        }
    }

    async fn filters_and_pages_narrow_the_list(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=5 {
            let mut input = text(&format!("Stellungnahme {n} zum Lärm."));
            if n == 2 {
                input.reply = ReplyWish::Email;
                input.email = "anna@li.example".into();
                input.name = "Anna Li".into();
            }
            submit(&site, input).await;
        }
        assess(&site, 3, Some(State::InWork)).await.unwrap();
        assert_eq!(numbers(&site, ListStatements { state: Some(State::InWork), ..list() }).await, [3]);
        assert_eq!(numbers(&site, ListStatements { topic: Some("0510".into()), search: Some("lärm".into()), ..list() }).await, [3]);
        assert_eq!(numbers(&site, ListStatements { reply: Some(ReplyWish::Email), ..list() }).await, [2]);
        assert_eq!(numbers(&site, ListStatements { place: Some("none".into()), ..list() }).await, [5, 4, 3, 2, 1]);
        assert_eq!(numbers(&site, ListStatements { place: Some("inside".into()), ..list() }).await, Vec::<u32>::new());
        for search in [None, Some("lärm".to_owned())] {
            let first = ListStatements { limit: Some(2), search, ..list() };
            let mut page = site.call_as(Role::Reader, first.clone()).await.unwrap();
            let mut seen = Vec::new();
            loop {
                seen.extend(page.items.iter().map(|s| s.number.0));
                let Some(cursor) = page.next else { break };
                page = site.call_as(Role::Reader, ListStatements { cursor: Some(cursor), ..first.clone() }).await.unwrap();
            }
            assert_eq!(seen, [5, 4, 3, 2, 1]);
        }
        for wrong in [
            ListStatements { limit: Some(0), ..list() },
            ListStatements { limit: Some(101), ..list() },
            ListStatements { topic: Some("nichts".into()), ..list() },
            ListStatements { place: Some("mond".into()), ..list() },
            ListStatements { round: Some("x".into()), ..list() },
            ListStatements { cursor: Some("x".into()), ..list() },
        ] {
            assert!(matches!(site.call_as(Role::Reader, wrong).await, Err(ApiError::Invalid(_))));
        }
        // What cannot be chosen is said at its field, with the rest as it was; what has no field is a page of its own.
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let page = clerk.get("/de/staff/procedures/am-hafen/statements?topic=nichts&search=Spielplatz").await;
        assert_eq!(page.status, 422);
        for shown in ["id=\"topic-error\"", "href=\"#topic\"", "value=\"Spielplatz\""] {
            assert!(page.text.contains(shown), "{shown}: {}", page.text);
        }
        for field in ["state", "channel", "reply"] {
            let page = clerk.get(&format!("/de/staff/procedures/am-hafen/statements?{field}=bogus")).await;
            assert!(page.status == 422 && page.text.contains(&format!("id=\"{field}-error\"")), "{field}: {}", page.text);
        }
        let page = clerk.get("/de/staff/procedures/am-hafen/statements?cursor=x").await;
        assert!(page.status == 422 && !page.text.contains("name=\"topic\""), "{}", page.text);
        let show = ShowStatement { procedure: SLUG.into(), number: number(3) };
        let middle = site.call_as(Role::Reader, show).await.unwrap();
        assert_eq!((middle.previous, middle.following), (Some(4), Some(2)));
    }

    async fn a_number_finds_its_statement_beside_those_whose_texts_hold_it(site: TestSite) {
        open_procedure(&site).await;
        for body in ["Erster Brief.", "Zweiter Brief.", "In Haus 1 ist es laut.", "Vierter Brief."] {
            submit(&site, text(body)).await;
        }
        let search = |typed: &str| ListStatements { search: Some(typed.into()), ..list() };
        for (typed, found) in [
            ("1", &[3, 1][..]),
            ("2", &[2]),
            ("Nr. 2", &[2]),
            ("2.7", &[2]),
            ("9", &[]),
            ("Brief 2", &[]),
        ] {
            assert_eq!(numbers(&site, search(typed)).await, found, "{typed}");
        }
        // One a page: each once, and the filters hold.
        let first = ListStatements { limit: Some(1), ..search("1") };
        let page = site.call_as(Role::Reader, first.clone()).await.unwrap();
        assert_eq!(page.items[0].number.0, 3);
        assert_eq!(numbers(&site, ListStatements { cursor: page.next, ..first }).await, [1]);
        assert_eq!(numbers(&site, ListStatements { state: Some(State::Decided), ..search("2") }).await, Vec::<u32>::new());
    }

    async fn beside_a_statement_of_a_filtered_list_stand_others_of_that_list(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=6 {
            let about = if n % 2 == 0 { "Zum Lärm" } else { "Zu den Bäumen" };
            submit(&site, text(&format!("{about}, Teil {n}."))).await;
        }
        for search in [Some("lärm".to_owned()), None] {
            let one = ListStatements { limit: Some(1), search: search.clone(), ..list() };
            let (newer, older) = if search.is_some() { (6, 2) } else { (5, 3) };
            assert_eq!(numbers(&site, ListStatements { above: Some(number(4)), ..one.clone() }).await, [newer]);
            assert_eq!(numbers(&site, ListStatements { cursor: Some("4".into()), ..one.clone() }).await, [older]);
            assert_eq!(numbers(&site, ListStatements { above: Some(number(6)), ..one }).await, Vec::<u32>::new());
        }
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let page = clerk.get("/de/staff/procedures/am-hafen/statements/4?search=l%C3%A4rm").await.text;
        for onward in ["statements/6?search=l%C3%A4rm", "statements/2?search=l%C3%A4rm"] {
            assert!(page.contains(onward), "{onward}");
        }
    }

    async fn the_list_is_narrowed_to_a_round_and_to_a_channel(site: TestSite) {
        open_procedure(&site).await;
        let copy = async || site.call_as(Role::Clerk, ShowWorkingCopy::of(SLUG)).await.unwrap();
        submit(&site, text("In der ersten Runde.")).await;
        let letter = CaptureStatement {
            procedure: SLUG.into(), channel: Channel::Letter, submission_key: String::new(), address: String::new(), received_on: Some(day(23)), written_on: None, input: text("Brief."),
        };
        site.call_as(Role::Clerk, letter).await.unwrap();
        let (start, end) = ("2026-12-10".parse().unwrap(), "2026-12-20".parse().unwrap());
        let again = SetRound { pass: 2, ..crate::procedures::round(&copy().await, start, end) };
        site.call_as(Role::Clerk, again).await.unwrap();
        site.move_to("2026-12-12T09:00:00Z".parse().unwrap());
        submit(&site, text("In der zweiten Runde.")).await;

        let rounds = copy().await.rounds;
        let round = |pass: u32| rounds.iter().find(|round| round.pass == pass).map(|round| round.id.to_string());
        assert_eq!(numbers(&site, ListStatements { round: round(1), ..list() }).await, [2, 1]);
        assert_eq!(numbers(&site, ListStatements { round: round(2), ..list() }).await, [3]);
        assert_eq!(numbers(&site, ListStatements { channel: Some(Channel::Letter), ..list() }).await, [2]);
        assert_eq!(numbers(&site, ListStatements { channel: Some(Channel::Web), round: round(1), ..list() }).await, [1]);
        assert_eq!(numbers(&site, ListStatements { channel: Some(Channel::Letter), round: round(2), ..list() }).await, Vec::<u32>::new());
    }

    async fn only_those_who_may_see_persons_see_the_author(site: TestSite) {
        open_procedure(&site).await;
        let mut input = text("Zu laut.");
        input.name = "Anna Li".into();
        submit(&site, input).await;
        for (role, sees) in [(Role::Administrator, true), (Role::Clerk, true), (Role::Editor, false), (Role::Reader, false)] {
            let page = site.call_as(role, list()).await.unwrap();
            assert_eq!(page.items[0].author.as_deref(), sees.then_some("Anna Li"), "{role:?}");
            assert_eq!(file(&site, role, 1).await.person.is_some(), sees, "{role:?}");
        }
        assert_eq!(site.visitor().call(list()).await, Err(ApiError::SignInRequired));
        assert_eq!(site.call_as(Role::Reader, decide(None)).await, Err(ApiError::Forbidden));
        let moves = MoveStatements { procedure: SLUG.into(), from: State::Received, to: State::InWork };
        assert_eq!(site.call_as(Role::Editor, moves).await, Err(ApiError::Forbidden));
        assert_eq!(site.call_as(Role::Reader, ListTopics {}).await.unwrap().len(), 31);
    }

    async fn the_council_decides_all_that_are_complete_as_proposed(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=3 {
            submit(&site, text(&format!("Stellungnahme {n}."))).await;
        }
        assert_eq!(site.call_as(Role::Clerk, decide(None)).await, Err(ApiError::refused("not_before_council")));
        let work = MoveStatements { procedure: SLUG.into(), from: State::Received, to: State::InWork };
        assert_eq!(site.call_as(Role::Clerk, work).await.unwrap().statements, 3);
        for n in [1, 2] {
            assess(&site, n, None).await.unwrap();
        }
        let ready = MoveStatements { procedure: SLUG.into(), from: State::InWork, to: State::ProposalReady };
        assert_eq!(site.call_as(Role::Clerk, ready).await.unwrap().statements, 2);
        let council = MoveStatements { procedure: SLUG.into(), from: State::ProposalReady, to: State::BeforeCouncil };
        assert_eq!(site.call_as(Role::Clerk, council).await.unwrap().statements, 2);
        let jump = MoveStatements { procedure: SLUG.into(), from: State::Received, to: State::Decided };
        assert_eq!(site.call_as(Role::Clerk, jump).await, Err(ApiError::refused("state_not_reachable")));
        let tomorrow = RecordDecision { decided_on: Some(day(25)), ..decide(None) };
        assert!(matches!(site.call_as(Role::Clerk, tomorrow).await, Err(ApiError::Invalid(_))));
        assert_eq!(site.call_as(Role::Clerk, decide(Some(3))).await, Err(ApiError::refused("not_before_council")));
        let other = RecordDecision { result: Some(Proposal::Noted), remark: "Einstimmig.".into(), ..decide(Some(2)) };
        assert_eq!(site.call_as(Role::Clerk, other).await.unwrap().statements, 1);
        assert_eq!(site.call_as(Role::Clerk, decide(None)).await.unwrap().statements, 1);
        let results: Vec<_> = [file(&site, Role::Clerk, 1).await, file(&site, Role::Clerk, 2).await]
            .into_iter()
            .map(|file| (file.state, file.decision.unwrap().result.unwrap()))
            .collect();
        assert_eq!(results, [(State::Decided, Proposal::Followed), (State::Decided, Proposal::Noted)]);
        assert_eq!(file(&site, Role::Clerk, 3).await.state, State::InWork);
    }

    async fn many_are_moved_beside_somebody_who_saves_one_of_them(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=6 {
            submit(&site, text(&format!("Stellungnahme {n}."))).await;
        }
        let moves = |from, to| MoveStatements { procedure: SLUG.into(), from, to };
        site.call_as(Role::Clerk, moves(State::Received, State::InWork)).await.unwrap();
        for n in 1..=5 {
            assess(&site, n, None).await.unwrap();
        }
        // Saved, but not yet for good, when all that are complete are moved.
        let mut saving = site.system().begin().await.unwrap();
        let municipality = site.town().id.0;
        server::sql!(
            &mut saving,
            run,
            "update statement set revision = revision + 1 where municipality_id = $1 and number = 2",
            municipality,
        )
        .unwrap();
        let saved = async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            saving.commit().await.unwrap();
        };
        let ready = site.call_as(Role::Clerk, moves(State::InWork, State::ProposalReady));
        let (moved, ()) = tokio::join!(ready, saved);
        assert_eq!(moved.unwrap().statements, 5);

        // Two who move all and one who saves, at the same moment: nobody undoes what another one was told.
        let incomplete = file(&site, Role::Clerk, 6).await.revision;
        let before = file(&site, Role::Clerk, 3).await;
        let save = AssessStatement {
            procedure: SLUG.into(), number: number(3), revision: before.revision, note: before.note, topics: before.topics,
            reply: "Zugleich gespeichert.".into(), proposal: Some(Proposal::Noted), reply_fits: false, state: None,
        };
        let council = || site.call_as(Role::Clerk, moves(State::ProposalReady, State::BeforeCouncil));
        let (one, other, saved) = tokio::join!(council(), council(), site.call_as(Role::Clerk, save));
        assert_eq!(one.unwrap().statements + other.unwrap().statements, 5);
        let stored = file(&site, Role::Clerk, 3).await;
        match saved {
            Ok(_) => assert_eq!(stored.reply, "Zugleich gespeichert."),
            Err(error) => assert_eq!((error, stored.reply.as_str()), (ApiError::Conflict, "Der Weg bleibt erhalten.")),
        }
        for n in 1..=5 {
            assert_eq!(file(&site, Role::Clerk, n).await.state, State::BeforeCouncil, "{n}");
        }
        // Whoever works on one that stays is not told of a change that was none.
        let stays = file(&site, Role::Clerk, 6).await;
        assert_eq!((stays.state, stays.revision), (State::InWork, incomplete));
    }

    async fn only_what_author_and_clerk_allowed_is_public_and_only_redacted(site: TestSite) {
        open_procedure(&site).await;
        for (body, may_publish) in [
            ("Nicht veröffentlichen.", MayPublish::No),
            ("Mein Nachbar Karl Klein ist zu laut.", MayPublish::Anonymous),
            ("Ich stehe dazu.", MayPublish::Named),
        ] {
            let input = StatementInput { name: "Anna Li".into(), may_publish, ..text(body) };
            submit(&site, input).await;
        }
        assert!(public(&site).await.is_empty());
        assert_eq!(
            publish(&site, 1, Publication::Released, "").await,
            Err(ApiError::refused("not_allowed_by_author"))
        );
        let Err(ApiError::Invalid(invalid)) = publish(&site, 2, Publication::Released, "Karl Groß").await else { panic!() };
        assert_eq!(json!(invalid.0[0].arguments), json!({ "passage": "Karl Groß" }));
        publish(&site, 2, Publication::Released, "Karl Klein").await.unwrap();
        publish(&site, 3, Publication::Released, "").await.unwrap();
        assert_eq!(public(&site).await, [
            (3, "Ich stehe dazu.".to_owned(), Some("Anna Li".to_owned())),
            (2, "Mein Nachbar █████ ist zu laut.".to_owned(), None),
        ]);
        let show = |n| ShowPublicStatement { procedure: SLUG.into(), number: number(n) };
        let round = site.visitor().call(crate::procedures::show(SLUG)).await.unwrap().rounds[0].id;
        assert_eq!(site.visitor().call(show(2)).await.unwrap().round, Some(round));
        assert_eq!(site.visitor().call(show(1)).await, Err(ApiError::NotFound));
        publish(&site, 3, Publication::Refused, "").await.unwrap();
        assert_eq!(site.visitor().call(show(3)).await, Err(ApiError::NotFound));
        assert_eq!(file(&site, Role::Clerk, 2).await.body, "Mein Nachbar Karl Klein ist zu laut.");
        assert_eq!(counted(&site).await, 1);
    }

    async fn a_withdrawn_statement_leaves_the_public_list_and_can_only_be_withdrawn_in_time(site: TestSite) {
        open_procedure(&site).await;
        let mut input = text("Zu laut.");
        input.may_publish = MayPublish::Anonymous;
        let first = submit(&site, input).await;
        let second = submit(&site, text("Zu hoch.")).await;
        publish(&site, 1, Publication::Released, "").await.unwrap();
        assert_eq!(counted(&site).await, 1);
        for _ in 0..2 {
            let seen = site.visitor().call(WithdrawStatement { code: first.code.clone() }).await.unwrap();
            assert_eq!((seen.fate.state, seen.can_withdraw), (State::Withdrawn, false));
        }
        assert!(public(&site).await.is_empty());
        assert_eq!(counted(&site).await, 0);
        site.move_to(TestSite::start() + chrono::Duration::days(10));
        let late = site.visitor().call(WithdrawStatement { code: second.code }).await;
        assert!(matches!(late, Err(ApiError::Refused { code, .. }) if code == "period_closed"));
    }

    async fn what_was_decided_and_answered_stays_with_whoever_withdraws_afterwards(site: TestSite) {
        open_procedure(&site).await;
        let mut input = text("Zu laut.");
        input.may_publish = MayPublish::Anonymous;
        let decided = submit(&site, input).await;
        let proposed = submit(&site, text("Zu hoch.")).await;
        publish(&site, 1, Publication::Released, "").await.unwrap();
        for n in [1, 2] {
            for step in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
                assess(&site, n, Some(step)).await.unwrap();
            }
        }
        site.call_as(Role::Clerk, decide(Some(1))).await.unwrap();
        site.call_as(Role::Clerk, MoveStatements { procedure: SLUG.into(), from: State::Decided, to: State::Answered }).await.unwrap();
        let asked = async |receipt: &Receipt| site.visitor().get(&format!("/de/r/{}/withdraw", receipt.code)).await.text;
        let (of_decided, of_proposed) = (asked(&decided).await, asked(&proposed).await);
        assert!(of_decided.contains("schon entschieden") && !of_decided.contains("nicht geprüft"), "{of_decided}");
        assert!(of_proposed.contains("Sie wird dann nicht geprüft und nicht beantwortet."), "{of_proposed}");
        let seen = site.visitor().call(WithdrawStatement { code: decided.code.clone() }).await.unwrap().fate;
        assert_eq!((seen.state, seen.reply.as_deref()), (State::Withdrawn, Some("Der Weg bleibt erhalten.")));
        assert_eq!(seen.decision.unwrap().committee, "Rat der Stadt");
        assert!(public(&site).await.is_empty());
        // What was only proposed is no answer.
        let seen = site.visitor().call(WithdrawStatement { code: proposed.code }).await.unwrap().fate;
        assert_eq!((seen.proposal, seen.decision, seen.reply), (None, None, None));
    }

    async fn whoever_withdraws_is_told_so_and_what_is_possible_next(site: TestSite) {
        open_procedure(&site).await;
        let receipt = submit(&site, text("Zu laut.")).await;
        let visitor = site.visitor();
        let page = format!("/de/r/{}", receipt.code);
        let fields = [("form", "WithdrawStatement"), ("code", receipt.code.as_str())];
        let answer = visitor.post(&format!("{page}/withdraw"), &fields).await;
        let told = visitor.get(answer.location()).await.text;
        let write = format!("href=\"/de/procedures/{SLUG}/comment\"");
        assert!(told.contains("Ihre Stellungnahme ist zurückgezogen") && told.contains(" autofocus"), "{told}");
        assert!(told.contains(&write) && told.contains("Sie können eine neue schreiben"), "{told}");
        assert!(!visitor.get(&page).await.text.contains("Ihre Stellungnahme ist zurückgezogen"), "it is said once");
        // What was said right after sending does not hold any more.
        let sent = visitor.get(&format!("{page}/sent")).await;
        assert!(sent.status.is_redirection() && sent.location().ends_with(&page), "{} {}", sent.status, sent.text);
        site.move_to(TestSite::start() + chrono::Duration::days(10));
        let over = visitor.get(answer.location()).await.text;
        assert!(over.contains("Zurückgezogen") && !over.contains(&write), "{over}");
    }

    async fn another_towns_procedures_and_codes_are_simply_not_found(site: TestSite) {
        open_procedure(&site).await;
        let receipt = submit(&site, text("Zu laut.")).await;
        site.add_town("anderswo", "anderswo.example").await;
        let there = site.visitor().on_host("anderswo.example");
        let wrong = there.call(ShowReceipt { code: "0000-0000-0000".into() }).await;
        assert_eq!(there.call(ShowReceipt { code: receipt.code.clone() }).await, wrong);
        assert_eq!(wrong, Err(ApiError::NotFound));
        let listed = there.call(ListPublicStatements { procedure: SLUG.into(), section: None, located: false, brief: false, limit: None, cursor: None }).await;
        assert_eq!(listed, Err(ApiError::NotFound));
        for _ in 0..40 {
            let _ = there.call(ShowReceipt { code: "0000-0000-0000".into() }).await;
        }
        let tired = there.call(ShowReceipt { code: receipt.code }).await;
        assert!(matches!(tired, Err(ApiError::TooMany { .. })), "{tired:?}");
    }
}

/// Decides on the publication of a statement; where a reason is needed, because of personal data.
pub async fn publish(
    site: &TestSite,
    n: u32,
    publication: Publication,
    passages: &str,
) -> Result<StatementFile, ApiError> {
    let revision = file(site, Role::Clerk, n).await.revision;
    let call = DecidePublication {
        procedure: SLUG.into(),
        number: number(n),
        revision,
        publication,
        passages: passages.into(),
        also: Vec::new(),
        place_withheld: false,
        reason: Some(PublicationReason::PersonalData),
        remark: String::new(),
    };
    site.call_as(Role::Clerk, call).await
}

async fn public(site: &TestSite) -> Vec<(u32, String, Option<String>)> {
    let asked = ListPublicStatements {
        procedure: SLUG.into(),
        section: None,
        located: false,
        brief: false,
        limit: None,
        cursor: None,
    };
    let page = site.visitor().call(asked).await.unwrap();
    page.items
        .into_iter()
        .map(|s| (s.number.0, s.body, s.author))
        .collect()
}

async fn counted(site: &TestSite) -> u32 {
    let mut db = site.system().read().await.unwrap();
    server::features::procedures::find(&mut db, SLUG)
        .await
        .unwrap()
        .published_statements
}

/// A place on the map.
pub fn at_a_point(input: StatementInput) -> StatementInput {
    StatementInput {
        place: PlaceKind::Point,
        place_ref: "52.5,13.4".into(),
        ..input
    }
}

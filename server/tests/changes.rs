//! Every endpoint that changes something records an event in its transaction, or is named here with the reason why not.

use axum::http::StatusCode;
use serde_json::{Value, json};
use server::{
    http::mount::Mounted,
    site::{Cx, Exchange, Upload},
    viewer::{Member, Viewer},
};
use shared::{
    access::Role,
    api::{Answer, Method, Transport as _},
    assessment::ShowStatement,
    identity::{
        AddStaff, ChangeOwnPassword, EndOwnSessions, GiveNewPassword, ListOwnSessions, ListStaff, SignOut,
    },
    ids::{StaffId, StatementNumber},
    procedures::{ShowWorkingCopy, WorkingCopy},
    statements::{SaveDraft, SendDraft},
    videos::{ListSiteVideos, RemoveVideoFile},
};

use crate::{
    both_databases,
    identity::{PASSWORD, add, code_now, first_sign_in, give_code, give_password, sign_in_as},
    other_town::{fill, geojson},
    other_town_endpoints::wire,
    statements::{SLUG, text},
    support::{Network, TestSite},
};

/// Endpoints that are no `GET` and record nothing.
const EXCEPTIONS: [(&str, &str); 4] = [
    (
        "CheckEasyLanguage",
        "it answers findings and stores nothing; its input is too long for an address",
    ),
    (
        "SaveDraft",
        "a draft is its author's alone and is deleted by itself; whoever begins one is nobody's business",
    ),
    ("ForgetDrafts", "the same"),
    (
        "SignIn",
        "the password alone signs nobody in; the second factor does, and records it",
    ),
];

/// What is known at a moment.
struct Now {
    copy: WorkingCopy,
    letter: u32,
    letter_revision: u32,
    code: String,
    reader: String,
    film: String,
}

type Ask = fn(&Now) -> Value;

/// What is asked, one after the other.
fn deeds() -> Vec<(&'static str, Ask)> {
    vec![
        (
            "EditPage",
            |_| json!({ "kind": "imprint", "language": "de", "markdown": "Neuer Text." }),
        ),
        (
            "ReportBarrier",
            |_| json!({ "problem": "Die Karte geht nicht mit der Tastatur." }),
        ),
        (
            "AnswerBarrierReport",
            |_| json!({ "report": "1", "answer": "Danke." }),
        ),
        (
            "MarkBarrierReport",
            |_| json!({ "report": "1", "state": "mended" }),
        ),
        (
            "EditAccessibility",
            |_| json!({ "made_on": "2026-11-01", "feedback_phone": "030 1" }),
        ),
        (
            "EditBarrier",
            |_| json!({ "what": "Pläne als PDF", "reason": "Kommen so an.", "alternative": "Die Liste." }),
        ),
        (
            "EditTerm",
            |_| json!({ "term": "rat", "revision": 1, "explanation": "Der Rat entscheidet." }),
        ),
        (
            "AddStaff",
            |_| json!({ "name": "Neu", "email": "neu@amt.example", "role": "reader", "password": "ein langes Passwort" }),
        ),
        (
            "ChangeStaff",
            |now| json!({ "id": now.reader, "role": "editor", "active": true }),
        ),
        (
            "ChangeStaff",
            |now| json!({ "id": now.reader, "role": "reader", "active": false }),
        ),
        ("RemoveStaff", |now| json!({ "id": now.reader })),
        (
            "EditSiteVideo",
            |now| json!({ "place": "start", "title": "Worum es geht", "file": now.film }),
        ),
        (
            "CreateProcedure",
            |_| json!({ "title": "Noch ein Plan", "kind": "other" }),
        ),
        (
            "RemoveProcedure",
            |_| json!({ "procedure": "noch-ein-plan", "revision": 1 }),
        ),
        ("EditTexts", |now| {
            json!({ "procedure": SLUG, "revision": now.copy.revision, "language": "de", "title": "Hafen",
            "short": "Ein neues Viertel.", "long": "Am Hafen entstehen Wohnungen.", "contact_office": "Bauamt", "contact_phone": "030 1" })
        }),
        (
            "EditSettings",
            |now| json!({ "procedure": SLUG, "revision": now.copy.revision, "slug": SLUG, "kind": "development_plan", "deletion_on": "2027-07-31" }),
        ),
        (
            "EditChapter",
            |now| json!({ "procedure": SLUG, "revision": now.copy.revision, "chapter": "", "title": "Lärm", "markdown": "Text." }),
        ),
        (
            "EditDocument",
            |now| json!({ "procedure": SLUG, "revision": now.copy.revision, "document": now.copy.content.documents[0].id, "title": "Gutachten", "kind": "1010" }),
        ),
        (
            "EditSection",
            |now| json!({ "procedure": SLUG, "revision": now.copy.revision, "section": now.copy.content.drawing.as_ref().unwrap().sections[0].id, "label": "Park" }),
        ),
        ("EditVideo", |now| {
            json!({ "procedure": SLUG, "revision": now.copy.revision, "title": "Worum es geht", "file": now.film,
            "minutes": "1", "seconds": "35", "width": "640", "height": "480", "frames": "25", "transcript": "Guten Tag." })
        }),
        ("ImportPlan", |_| json!({ "procedure": SLUG })),
        (
            "SetRound",
            |now| json!({ "procedure": SLUG, "round": now.copy.rounds[0].id, "step": "public_display", "pass": 1, "start": "2026-11-16", "end": "2026-12-30" }),
        ),
        (
            "PublishProcedure",
            |now| json!({ "procedure": SLUG, "revision": now.copy.revision, "reason": "Ergänzt" }),
        ),
        (
            "SubmitStatement",
            |_| json!({ "procedure": SLUG, "submission_key": "0123456789abcdef", "body": "Zu laut.", "language": "de" }),
        ),
        (
            "CaptureStatement",
            |_| json!({ "procedure": SLUG, "channel": "letter", "received_on": "2026-11-20", "body": "Brief.", "language": "de" }),
        ),
        (
            "CorrectAuthor",
            |now| json!({ "procedure": SLUG, "number": now.letter, "revision": now.letter_revision, "name": "Anna Meier", "reply": "none" }),
        ),
        (
            "DecidePublication",
            |now| json!({ "procedure": SLUG, "number": now.letter, "revision": now.letter_revision, "publication": "refused" }),
        ),
        ("WithdrawStatement", |now| json!({ "code": now.code })),
        ("AssessStatement", |now| {
            json!({ "procedure": SLUG, "number": now.letter, "revision": now.letter_revision, "note": "Merken.",
            "reply": "Der Weg bleibt.", "proposal": "followed" })
        }),
        (
            "DivideStatement",
            |now| json!({ "procedure": SLUG, "number": now.letter, "revision": now.letter_revision, "starts": [2] }),
        ),
        ("AssessPoint", |now| {
            json!({ "procedure": SLUG, "number": now.letter, "point": 1, "revision": now.letter_revision,
            "reply": "Der Weg bleibt.", "proposal": "followed" })
        }),
        (
            "TakeOverAnswer",
            |now| json!({ "procedure": SLUG, "number": now.letter, "point": 2, "revision": now.letter_revision, "from": format!("{}.1", now.letter) }),
        ),
        (
            "DivideStatement",
            |now| json!({ "procedure": SLUG, "number": now.letter, "revision": now.letter_revision }),
        ),
        (
            "MoveStatements",
            |_| json!({ "procedure": SLUG, "from": "received", "to": "in_work" }),
        ),
        (
            "AssessStatement",
            |now| json!({ "procedure": SLUG, "number": now.letter, "revision": now.letter_revision, "reply": "Der Weg bleibt.", "proposal": "followed", "state": "proposal_ready" }),
        ),
        (
            "AssessStatement",
            |now| json!({ "procedure": SLUG, "number": now.letter, "revision": now.letter_revision, "reply": "Der Weg bleibt.", "proposal": "followed", "state": "before_council" }),
        ),
        (
            "RecordDecision",
            |now| json!({ "procedure": SLUG, "number": now.letter, "committee": "Rat", "decided_on": "2026-11-24" }),
        ),
        (
            "CorrectDecision",
            |now| json!({ "procedure": SLUG, "number": now.letter, "revision": now.letter_revision, "committee": "Bauausschuss", "decided_on": "2026-11-24" }),
        ),
        (
            "StartExport",
            |_| json!({ "procedure": SLUG, "format": "csv", "variant": "internal" }),
        ),
    ]
}

async fn events(site: &TestSite) -> i64 {
    let mut db = site.system().read().await.unwrap();
    let (count,) = server::sql!(&mut db, one(i64), "select cast(count(*) as bigint) from event").unwrap();
    count
}

async fn ask(site: &TestSite, endpoint: &Mounted, input: &Value) -> Answer {
    let uploads = match endpoint.name {
        "ImportPlan" => vec![Upload {
            field: "file".into(),
            file_name: "plan.geojson".into(),
            bytes: geojson().into(),
        }],
        _ => Vec::new(),
    };
    let member = Member {
        id: StaffId(uuid::Uuid::from_u128(77)),
        name: "Amt".into(),
        role: Role::Administrator,
    };
    let exchange = std::sync::Arc::new(Exchange::new(Vec::new(), uploads));
    let cx = Cx {
        viewer: Viewer::Staff(member),
        exchange,
        ..site.system()
    };
    Network::with_cx(server::http::api_router(), cx)
        .send(wire(endpoint, input))
        .await
        .unwrap()
}

both_databases! {
    async fn every_change_records_an_event_or_says_why_not(site: TestSite) {
        let known = fill(&site).await.names;
        let administrator = sign_in_as(&site, Role::Administrator).await;
        let film = [b"\0\0\0\x20ftypisom".as_slice(), &[7; 1000]].concat();
        administrator.post_files("/files/videos", &[("next", "/de/staff/videos")], &[("file", "film.mp4", &film)]).await;
        add(&site, "leser@amt.example", Role::Reader).await;

        let table = server::http::table();
        let mut seen: Vec<&str> = Vec::new();
        for (name, input) in deeds() {
            let endpoint = table.iter().find(|endpoint| endpoint.name == name).unwrap_or_else(|| panic!("{name} is gone"));
            let letter = ShowStatement { procedure: SLUG.into(), number: StatementNumber(known.number) };
            let now = Now {
                copy: administrator.call(ShowWorkingCopy::of(SLUG)).await.unwrap(),
                letter: known.number,
                letter_revision: administrator.call(letter).await.unwrap().revision,
                code: known.code.clone(),
                reader: administrator.call(ListStaff::default()).await.unwrap().items.iter().find(|one| one.role == Role::Reader).map_or_else(String::new, |one| one.id.to_string()),
                film: administrator.call(ListSiteVideos {}).await.unwrap().files[0].file.clone(),
            };
            let before = events(&site).await;
            let answer = ask(&site, endpoint, &input(&now)).await;
            assert_eq!(answer.status, 200, "{name}: {}", String::from_utf8_lossy(&answer.body));
            assert!(events(&site).await > before, "{name} recorded nothing");
            seen.push(name);
        }

        // What needs cookies of its own.
        let counted = async |name: &'static str, before: i64| {
            assert!(events(&site).await > before, "{name} recorded nothing");
            name
        };
        let visitor = site.visitor();
        let draft = SaveDraft { procedure: SLUG.into(), input: text("Entwurf."), action: "save".into(), ..SaveDraft::default() };
        visitor.call(draft).await.unwrap();
        let before = events(&site).await;
        visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        seen.push(counted("SendDraft", before).await);

        add(&site, "amt@amt.example", Role::Clerk).await;
        let clerk = site.visitor();
        let secret = first_sign_in(&site, &clerk, "amt@amt.example").await;
        site.move_to(TestSite::start() + chrono::Duration::minutes(2));
        let second = site.visitor();
        give_password(&second, "amt@amt.example", PASSWORD).await.unwrap();
        let before = events(&site).await;
        give_code(&second, &code_now(&site, &secret)).await.unwrap();
        seen.push(counted("GiveSecondFactor", before).await);
        let before = events(&site).await;
        let other = clerk.call(ListOwnSessions {}).await.unwrap().into_iter().find(|one| !one.current).unwrap();
        clerk.call(EndOwnSessions { name: other.name, next: String::new() }).await.unwrap();
        seen.push(counted("EndOwnSessions", before).await);
        let before = events(&site).await;
        let (new, again) = ("ein anderes langes Passwort".to_owned(), "ein anderes langes Passwort".to_owned());
        clerk.call(ChangeOwnPassword { current: PASSWORD.into(), password: new, again, next: String::new() }).await.unwrap();
        seen.push(counted("ChangeOwnPassword", before).await);
        let first = AddStaff { name: "Neu".into(), email: "frisch@amt.example".into(), role: Role::Reader, password: PASSWORD.into() };
        administrator.call(first).await.unwrap();
        let fresh = site.visitor();
        let asked = give_password(&fresh, "frisch@amt.example", PASSWORD).await.unwrap();
        give_code(&fresh, &code_now(&site, &asked.secret.unwrap())).await.unwrap();
        let before = events(&site).await;
        let (new, again) = ("drei Igel im Laubhaufen".to_owned(), "drei Igel im Laubhaufen".to_owned());
        fresh.call(GiveNewPassword { password: new, again, next: String::new() }).await.unwrap();
        seen.push(counted("GiveNewPassword", before).await);
        let before = events(&site).await;
        clerk.call(SignOut {}).await.unwrap();
        seen.push(counted("SignOut", before).await);

        // Uploads of videos are a route of their own.
        let before = events(&site).await;
        let film = [b"\0\0\0\x20ftypisom".as_slice(), &[8; 1000]].concat();
        let answer = administrator.post_files("/files/videos", &[("next", "/de/staff/videos")], &[("file", "zwei.mp4", &film)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(events(&site).await > before, "uploading a video recorded nothing");
        let listed = administrator.call(ListSiteVideos {}).await.unwrap().files;
        let file = listed.into_iter().find(|file| file.name == "zwei.mp4").unwrap().file;
        let before = events(&site).await;
        administrator.call(RemoveVideoFile { file }).await.unwrap();
        seen.push(counted("RemoveVideoFile", before).await);

        for endpoint in table.iter().filter(|endpoint| endpoint.method != Method::Get) {
            let name = endpoint.name;
            let is_exception = EXCEPTIONS.iter().any(|(exception, _)| *exception == name);
            assert!(seen.contains(&name) != is_exception, "{name}: try it above, or name it as an exception with its reason");
        }
        for (exception, _) in EXCEPTIONS {
            assert!(table.iter().any(|endpoint| endpoint.name == exception), "{exception} is gone");
        }
    }
}

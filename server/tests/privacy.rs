//! What leaves the house names nobody who did not want it: places, exports, deletion that goes on.

use server::features::{exports::write_now, procedures, statements};
use shared::{
    access::Role,
    api::ApiError,
    assessment::{
        AssessStatement, ListStatements, Proposal, ShowStatement, StatementFile, StatementState as State,
    },
    exports::{ExportFormat, ListExports, StartExport, Variant},
    ids::StatementNumber,
    procedures::{EditSettings, Kind, SetRound, ShowWorkingCopy, Step},
    statements::{
        CaptureStatement, Channel, CorrectAuthor, DecidePublication, ListPublicStatements, MayPublish,
        PlaceKind, PublicStatement, Publication, Receipt, ReplyWish, ShowPublicStatement, StatementInput,
        SubmitStatement, WithdrawStatement,
    },
    time::Day,
};

use crate::{
    assessment, both_databases,
    identity::sign_in_as,
    map,
    procedures::{CLERK, day, refused_fields},
    statements::text,
    statements_deletion::dump,
    support::TestSite,
};

/// The one procedure of these tests.
const SLUG: &str = map::SLUG;

/// A resident who writes about her own house in the section "WA 1".
fn anna() -> StatementInput {
    StatementInput {
        name: "Dr. Anna Grünkohl".into(),
        organisation: "Fischverein e. V.".into(),
        street: "Hafenstraße 12".into(),
        postal_code: "31999".into(),
        city: "Brakenfurt".into(),
        email: "anna.gruenkohl@web.example".into(),
        place: PlaceKind::Address,
        place_ref: "53.00047,9.00053".into(),
        place_label: "Hafenstr. 12, 31999 Brakenfurt".into(),
        may_publish: MayPublish::Anonymous,
        ..text(
            "Als Fischverein sind wir dagegen.\n\nGruß, A. Grünkohl (Familie GRÜNKOHL), Hafenstr. 12, 31999 Brakenfurt, Tel. 0171 123 45 67",
        )
    }
}

/// What nobody outside may read, in any spelling that is used here.
const TRACES: [&str; 7] = [
    "grünkohl",
    "gruenkohl",
    "hafenstr",
    "31999",
    "0171",
    "fischverein",
    "53.00047",
];

fn traces_in(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    TRACES.into_iter().filter(|trace| text.contains(trace)).collect()
}

async fn submit(site: &TestSite, key: &str, input: StatementInput) -> Receipt {
    let call = SubmitStatement {
        procedure: SLUG.into(),
        submission_key: format!("{key}-0123456789abcdef"),
        input,
    };
    site.visitor().call(call).await.unwrap()
}

async fn file(site: &TestSite, number: u32) -> StatementFile {
    let show = ShowStatement {
        procedure: SLUG.into(),
        number: StatementNumber(number),
    };
    site.call_as(CLERK, show).await.unwrap()
}

async fn release(site: &TestSite, number: u32, place_withheld: bool) {
    let call = DecidePublication {
        procedure: SLUG.into(),
        number: StatementNumber(number),
        revision: file(site, number).await.revision,
        publication: Publication::Released,
        passages: String::new(),
        also: Vec::new(),
        place_withheld,
        reason: None,
        remark: String::new(),
    };
    site.call_as(CLERK, call).await.unwrap();
}

/// Writes a reply and takes the statement to a state.
async fn reply(site: &TestSite, number: u32, reply: &str, state: Option<State>) {
    let call = AssessStatement {
        procedure: SLUG.into(),
        number: StatementNumber(number),
        revision: file(site, number).await.revision,
        note: String::new(),
        topics: Vec::new(),
        reply: reply.into(),
        proposal: Some(Proposal::Followed),
        reply_fits: false,
        state,
    };
    site.call_as(CLERK, call).await.unwrap();
}

async fn listed(site: &TestSite, section: Option<&str>, located: bool) -> Vec<PublicStatement> {
    let asked = ListPublicStatements {
        procedure: SLUG.into(),
        section: section.map(str::to_owned),
        located,
        brief: false,
        limit: None,
        cursor: None,
    };
    site.visitor().call(asked).await.unwrap().items
}

/// A public export as text.
async fn exported(site: &TestSite, format: ExportFormat) -> String {
    let folder = tempfile::tempdir().unwrap();
    let whole = StartExport::whole(SLUG, format, Variant::Public);
    let (paths, _) = write_now(&site.system(), &whole, folder.path()).await.unwrap();
    std::fs::read_to_string(&paths[0]).unwrap()
}

/// Everything public about one comment, in one text.
async fn everything_public(site: &TestSite, number: u32) -> String {
    let show = ShowPublicStatement {
        procedure: SLUG.into(),
        number: StatementNumber(number),
    };
    let visitor = site.visitor();
    let mut all = serde_json::to_string(&visitor.call(show).await.unwrap()).unwrap();
    all.push_str(&serde_json::to_string(&listed(site, None, false).await).unwrap());
    all.push_str(&serde_json::to_string(&listed(site, None, true).await).unwrap());
    for path in [
        format!("comments/{number}"),
        "comments".into(),
        "comments?map=1".into(),
    ] {
        let page = visitor.get(&format!("/de/procedures/{SLUG}/{path}")).await;
        assert_eq!(page.status.as_u16(), 200, "{path}");
        // Below stands where the office is.
        let from = page.text.find("<h1").unwrap();
        let to = page.text.find("</main>").unwrap();
        all.push_str(&page.text[from..to]);
    }
    all.push_str(&exported(site, ExportFormat::Csv).await);
    all.push_str(&exported(site, ExportFormat::Geojson).await);
    all
}

async fn settings(site: &TestSite, deletion: Option<Day>) -> Result<(), ApiError> {
    let copy = site.call_as(CLERK, ShowWorkingCopy::of(SLUG)).await?;
    let call = EditSettings {
        procedure: SLUG.into(),
        revision: copy.revision,
        slug: SLUG.into(),
        kind: Kind::DevelopmentPlan,
        deletion_on: deletion,
    };
    site.call_as(CLERK, call).await.map(|_| ())
}

async fn keep_house(site: &TestSite, on: &str) {
    site.move_to(format!("{on}T00:30:00Z").parse().unwrap());
    server::features::housekeeping(&site.site).await.unwrap();
    site.work().await;
}

fn letter(input: StatementInput) -> CaptureStatement {
    CaptureStatement {
        submission_key: String::new(),
        address: String::new(),
        procedure: SLUG.into(),
        channel: Channel::Letter,
        received_on: Some(day(12, 20)),
        written_on: None,
        input,
    }
}

both_databases! {
    async fn a_residents_own_address_is_nowhere_public(site: TestSite) {
        let copy = map::open(&site).await;
        let housing = copy.content.drawing.unwrap().sections.into_iter().find(|s| s.label == "WA 1").unwrap().id.to_string();
        submit(&site, "own", anna()).await;
        let point = StatementInput { place: PlaceKind::Point, place_label: String::new(), ..anna() };
        submit(&site, "point", StatementInput { body: "Der Lärm.".into(), ..point }).await;
        // Outside of every section, and at somebody else's house.
        let far = StatementInput { body: "Fern.".into(), place_ref: "53.5,9.5".into(), place_label: "Weitab 1".into(), street: "Weitab 1".into(), ..anna() };
        submit(&site, "far", far).await;
        let other = StatementInput { body: "Nebenan.".into(), place_ref: "53.0013,9.0005".into(), place_label: "Hafenstraße 14".into(), ..anna() };
        for number in 1..=3 {
            release(&site, number, false).await;
            assert!(file(&site, number).await.place_own, "the clerk is told so");
        }
        let shown = listed(&site, None, false).await;
        let places: Vec<_> = shown.iter().map(|s| (s.number.0, s.place.as_str(), s.point.is_some(), s.place_withheld)).collect();
        assert_eq!(places, [(3, "", false, true), (2, "WA 1", true, false), (1, "WA 1", true, false)]);
        assert_eq!(listed(&site, None, true).await.len(), 2, "the map shows the section");
        assert_eq!(listed(&site, Some(&housing), false).await.len(), 2);
        for number in 1..=3 {
            assert_eq!(traces_in(&everything_public(&site, number).await), Vec::<&str>::new(), "number {number}");
        }
        let page = site.visitor().get(&format!("/de/procedures/{SLUG}/comments/3")).await;
        assert!(page.text.contains("Ort nicht veröffentlicht"));
        submit(&site, "other", other).await;
        release(&site, 4, false).await;
        assert!(!file(&site, 4).await.place_own);
        assert_eq!(listed(&site, None, true).await[0].place, "Hafenstraße 14", "a neighbour's house is no secret");
        let reader = ShowStatement { procedure: SLUG.into(), number: StatementNumber(1) };
        assert!(!site.call_as(Role::Reader, reader).await.unwrap().place_own, "whose address it is would name the author");
    }

    async fn a_neighbours_house_stays_a_place_and_ones_own_is_found_whatever_stands_before_its_street(site: TestSite) {
        map::open(&site).await;
        settings(&site, Some(day(12, 31))).await.unwrap();
        let house = "Hafenstraße 12";
        let streets = ["Hafenstraße 1", "OT Neudorf, Hafenstr. 12", "c/o Meier, Hafenstr. 12"];
        for (at, street) in streets.into_iter().enumerate() {
            let body = format!("{at}: Vor der Hafenstraße 12 ist es laut.");
            submit(&site, &format!("house-{at}"), StatementInput { street: street.into(), place_label: house.into(), body, ..anna() }).await;
        }
        let mut own = Vec::new();
        for number in 1..=3 {
            release(&site, number, false).await;
            own.push(file(&site, number).await.place_own);
        }
        assert_eq!(own, [false, true, true], "what the clerk is told");
        let shown = listed(&site, None, false).await;
        let said: Vec<_> = shown.iter().rev().map(|s| (s.place.as_str(), s.body.as_str())).collect();
        assert_eq!(said, [
            (house, "0: Vor der Hafenstraße 12 ist es laut."),
            ("WA 1", "1: Vor der █████ ist es laut."),
            ("WA 1", "2: Vor der █████ ist es laut."),
        ]);
        // The names go, and with them what is one's own: a neighbour's house stays known.
        keep_house(&site, "2026-12-31").await;
        assert!(file(&site, 1).await.person.is_none());
        let mut db = site.system().read().await.unwrap();
        let procedure = procedures::find(&mut db, SLUG).await.unwrap();
        let mut kept = Vec::new();
        for number in 1..=3 {
            let statement = statements::find_by_number(&mut db, procedure.id, StatementNumber(number)).await.unwrap();
            kept.push((statement.place_kind, statement.place_label));
        }
        let section = || (PlaceKind::Section, "WA 1".to_owned());
        assert_eq!(kept, [(PlaceKind::Address, house.to_owned()), section(), section()]);
    }

    async fn a_place_that_the_clerk_withholds_is_nowhere_public(site: TestSite) {
        let copy = map::open(&site).await;
        let housing = copy.content.drawing.unwrap().sections.into_iter().find(|s| s.label == "WA 1").unwrap().id.to_string();
        let input = StatementInput { place: PlaceKind::Point, place_ref: "53.00047,9.00053".into(), may_publish: MayPublish::Anonymous, ..text("Hier ist es laut.") };
        submit(&site, "one", input).await;
        release(&site, 1, false).await;
        assert_eq!(listed(&site, Some(&housing), true).await[0].place, "bei Hafenstraße 12, WA 1");
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let page = clerk.get(&format!("/de/staff/procedures/{SLUG}/statements/1")).await.text;
        assert!(page.contains("Ort nicht veröffentlichen") && !page.contains("eigene Anschrift"));
        release(&site, 1, true).await;
        assert!(file(&site, 1).await.place_withheld);
        let shown = &listed(&site, None, false).await[0];
        assert_eq!((shown.place.as_str(), shown.point, shown.place_withheld), ("", None, true));
        assert!(listed(&site, None, true).await.is_empty() && listed(&site, Some(&housing), false).await.is_empty());
        assert_eq!(traces_in(&everything_public(&site, 1).await), Vec::<&str>::new());
        release(&site, 1, false).await;
        assert_eq!(listed(&site, None, true).await.len(), 1);
    }

    async fn a_point_without_address_keeps_its_degrees_in_the_house(site: TestSite) {
        map::open(&site).await;
        let point = |place_ref: &str| StatementInput { place: PlaceKind::Point, place_ref: place_ref.into(), ..text("Hier.") };
        submit(&site, "far", point("53.4,9.4")).await;
        let table = exported(&site, ExportFormat::Csv).await;
        assert!(table.contains("Punkt auf der Karte") && !table.contains("53.4"), "{table}");
    }

    async fn what_public_texts_hid_before_the_deletion_they_hide_afterwards(site: TestSite) {
        map::open(&site).await;
        settings(&site, Some(day(12, 31))).await.unwrap();
        submit(&site, "own", anna()).await;
        release(&site, 1, false).await;
        let files = [("files", "Brief Familie Grünkohl.pdf", b"%PDF-1.7 Brief".as_slice())];
        let visitor = site.visitor();
        let fields = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Siehe Anlage, Gruß Grünkohl"), ("name", "Anna Grünkohl"), ("do", "save")];
        visitor.post_files(&format!("/de/procedures/{SLUG}/comment"), &fields, &files).await;
        visitor.call(shared::statements::SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        for state in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
            reply(&site, 1, "Sehr geehrte Frau Grünkohl, Sie in der Hafenstr. 12 haben recht.", Some(state)).await;
        }
        site.call_as(CLERK, shared::assessment::RecordDecision {
            procedure: SLUG.into(), number: Some(StatementNumber(1)), revision: None, committee: "Rat".into(), decided_on: Some(day(11, 24)), result: None, point_results: Vec::new(),
            remark: "Frau Grünkohl war da.".into(),
        }).await.unwrap();
        reply(&site, 1, "Sehr geehrte Frau Grünkohl, Sie in der Hafenstr. 12 haben recht.", Some(State::Answered)).await;
        let public = async || {
            let table = exported(&site, ExportFormat::Csv).await;
            // The table says of when it is.
            let undated: Vec<_> = table.lines().filter(|line| !line.contains("Stand: ")).collect();
            (listed(&site, None, false).await, undated.join("\n"), exported(&site, ExportFormat::Geojson).await)
        };
        let before = public().await;
        assert!(before.1.contains("Als █████ sind wir dagegen.") && before.1.contains("Sehr geehrte Frau █████, Sie in der █████ haben recht."), "{}", before.1);
        assert!(before.1.contains("1 Datei, nicht veröffentlicht") && before.1.contains("Organisation") && before.1.contains("Frau █████ war da."), "{}", before.1);
        assert_eq!(traces_in(&everything_public(&site, 1).await), Vec::<&str>::new());
        keep_house(&site, "2026-12-31").await;
        assert!(file(&site, 1).await.person.is_none());
        let after = public().await;
        assert_eq!(after.0, before.0);
        assert_eq!(after.1, before.1);
        assert_eq!(after.2, before.2);
        assert_eq!(traces_in(&everything_public(&site, 1).await), Vec::<&str>::new());
        // What keeps hiding holds no name itself.
        let mut db = site.system().read().await.unwrap();
        let procedure = procedures::find(&mut db, SLUG).await.unwrap();
        let kept = statements::find_by_number(&mut db, procedure.id, StatementNumber(1)).await.unwrap();
        assert_eq!(traces_in(&serde_json::to_string(&kept.hidden).unwrap()), Vec::<&str>::new());
        assert_eq!((kept.place_kind, kept.place_label.as_str()), (PlaceKind::Section, "WA 1"));
        drop(db);
        // A reply that is written anew, a decision on publication that is taken anew: still nobody is named.
        for state in [Some(State::InWork), None] {
            reply(&site, 2, "Guten Tag, Frau Grünkohl.", state).await;
        }
        reply(&site, 2, "Guten Tag, liebe Frau Grünkohl.", Some(State::ProposalReady)).await;
        reply(&site, 2, "Guten Tag, liebe Frau Grünkohl.", Some(State::BeforeCouncil)).await;
        let decision = |remark: &str| shared::assessment::RecordDecision {
            procedure: SLUG.into(), number: Some(StatementNumber(2)), revision: None, committee: "Rat".into(), decided_on: Some(day(11, 24)), result: None, point_results: Vec::new(), remark: remark.into(),
        };
        site.call_as(CLERK, decision("Grünkohl sprach.")).await.unwrap();
        let corrected = shared::assessment::CorrectDecision {
            procedure: SLUG.into(), number: Some(StatementNumber(2)), revision: Some(file(&site, 2).await.revision), was_committee: String::new(), was_on: None,
            committee: "Rat".into(), decided_on: Some(day(11, 24)), result: None, point_results: Vec::new(), remark: "Frau Grünkohl sprach lange.".into(),
        };
        site.call_as(CLERK, corrected).await.unwrap();
        reply(&site, 2, "Guten Tag, liebe Frau Grünkohl.", Some(State::Answered)).await;
        let table = exported(&site, ExportFormat::Csv).await;
        assert!(table.contains("Guten Tag, liebe Frau █████.") && table.contains("Frau █████ sprach lange."), "{table}");
        assert_eq!(traces_in(&table), Vec::<&str>::new());
        release(&site, 1, false).await;
        assert_eq!(traces_in(&everything_public(&site, 1).await), Vec::<&str>::new());
    }

    async fn what_comes_after_the_deletion_date_is_refused_or_goes_with_the_next_run(site: TestSite) {
        map::open(&site).await;
        settings(&site, Some(day(12, 31))).await.unwrap();
        submit(&site, "own", StatementInput { body: "Der Lärm.".into(), place: PlaceKind::Whole, place_ref: String::new(), ..anna() }).await;
        let deletions = async || {
            let mut db = site.system().read().await.unwrap();
            let municipality = site.town().id.0;
            server::sql!(&mut db, one(i64), "select cast(count(*) as bigint) from event where municipality_id = $1 and kind = 'persons_deleted'", municipality).unwrap().0
        };
        let traces = async || traces_in(&dump(&site).await).into_iter().filter(|trace| ["grünkohl", "gruenkohl", "fischverein", "0171"].contains(trace)).collect::<Vec<_>>();
        assert_eq!(traces().await.len(), 3, "the test must find what it looks for");
        keep_house(&site, "2026-12-31").await;
        assert_eq!((traces().await, deletions().await), (vec![], 1));

        // A late letter: its author's name would be gone within the hour, so that nobody could answer. The clerk is told.
        let late = StatementInput { body: "Zu spät.".into(), place: PlaceKind::Whole, place_ref: String::new(), ..anna() };
        let refused = site.call_as(CLERK, letter(late.clone())).await;
        assert_eq!(refused_fields(refused), [("name".into(), "errors.deletion_day_passed".into())]);
        let nameless = StatementInput { name: String::new(), organisation: String::new(), ..late.clone() };
        let refused = site.call_as(CLERK, letter(nameless)).await;
        assert_eq!(refused_fields(refused), [("street".into(), "errors.deletion_day_passed".into())]);
        site.call_as(CLERK, letter(text("Ohne Namen."))).await.unwrap();

        // The date is moved first: then everything is taken, and goes on the new day.
        settings(&site, Some(shared::time::Day::from_ymd_opt(2027, 3, 31).unwrap())).await.unwrap();
        site.call_as(CLERK, letter(late)).await.unwrap();
        keep_house(&site, "2027-03-30").await;
        assert_eq!((traces().await.len(), deletions().await), (3, 1));
        keep_house(&site, "2027-03-31").await;
        assert_eq!((traces().await, deletions().await), (vec![], 2));

        // An internal export that is made afterwards goes as well; nothing else is recorded.
        let internal = StartExport::whole(SLUG, ExportFormat::Csv, Variant::Internal);
        site.call_as(CLERK, internal).await.unwrap();
        site.work().await;
        let exports = async || site.call_as(CLERK, ListExports { procedure: SLUG.into(), limit: None, cursor: None }).await.unwrap().items.len();
        assert_eq!(exports().await, 1);
        keep_house(&site, "2027-04-01").await;
        assert_eq!((exports().await, deletions().await), (0, 2));
    }

    async fn a_letter_is_about_an_address_of_the_index_as_its_house_number_says(site: TestSite) {
        map::open(&site).await;
        settings(&site, Some(day(12, 31))).await.unwrap();
        let about = |address: &str| CaptureStatement {
            received_on: Some(day(11, 23)),
            address: address.into(),
            ..letter(text(&format!("Zu laut: {address}")))
        };
        for (typed, label, inside) in [("hafenstr. 12", "Hafenstraße 12", true), ("Weitab 1, 31999 Brakenfurt", "Weitab 1", false)] {
            let receipt = site.call_as(CLERK, about(typed)).await.unwrap();
            let stored = file(&site, receipt.number.0).await;
            assert_eq!((stored.place_kind, stored.place.as_str(), stored.inside), (PlaceKind::Address, label, Some(inside)), "{typed}");
        }
        // No house is guessed; those that there are can be typed, and the letter stands there still.
        let clerk = sign_in_as(&site, Role::Clerk).await;
        for (typed, said) in [("Hafenstraße 1", "Hafenstraße 12, 31999 Brakenfurt; Hafenstraße 14, 31999 Brakenfurt"), ("Nirgendweg 3", "steht nicht im Adressverzeichnis")] {
            let page = clerk.post(&format!("/de/staff/procedures/{SLUG}/statements/new"), &[
                ("form", "CaptureStatement"), ("procedure", SLUG), ("channel", "letter"), ("received_on", "2026-11-23"), ("body", "Ein Brief."), ("address", typed),
            ]).await;
            assert_eq!(page.status, 422, "{typed}");
            assert!(page.text.contains(said) && page.text.contains("Ein Brief.") && page.text.contains(&format!("value=\"{typed}\"")), "{typed}: {}", page.text);
        }
    }

    async fn a_letters_author_is_corrected_while_names_are_kept_and_not_afterwards(site: TestSite) {
        map::open(&site).await;
        settings(&site, Some(day(12, 31))).await.unwrap();
        let mistyped = letter(StatementInput { name: "Anna Grünkol".into(), ..text("Zu laut.") });
        site.call_as(CLERK, CaptureStatement { received_on: Some(day(11, 23)), ..mistyped }).await.unwrap();
        let before = file(&site, 1).await;
        let right = CorrectAuthor {
            procedure: SLUG.into(), number: StatementNumber(1), revision: before.revision,
            name: " Anna Grünkohl ".into(), organisation: String::new(), street: "Hafenstraße 12".into(),
            postal_code: "31999".into(), city: "Brakenfurt".into(), email: String::new(), reply: ReplyWish::Post,
        };
        for role in [Role::Editor, Role::Reader] {
            assert_eq!(site.call_as(role, right.clone()).await, Err(ApiError::Forbidden));
        }
        let after = site.call_as(CLERK, right.clone()).await.unwrap();
        assert_eq!(after.person.as_ref().map(|person| person.name.as_str()), Some("Anna Grünkohl"));
        assert_eq!((after.reply_wish, &after.body_sha256), (ReplyWish::Post, &before.body_sha256));
        assert_eq!(after.history[0].kind, "author_corrected");
        assert!(!format!("{:?}", after.history).contains("Grünk"), "{:?}", after.history);
        let found = async |typed: &str| {
            let search = ListStatements { procedure: SLUG.into(), search: Some(typed.into()), ..ListStatements::default() };
            site.call_as(CLERK, search).await.unwrap().items.len()
        };
        assert_eq!((found("gruenkohl").await, found("Grünkol").await), (1, 0));
        // Somebody else saved meanwhile; what a reply by post needs is asked for.
        assert_eq!(site.call_as(CLERK, right.clone()).await, Err(ApiError::Conflict));
        let bare = CorrectAuthor { revision: after.revision, street: String::new(), ..right.clone() };
        assert_eq!(refused_fields(site.call_as(CLERK, bare).await), [("street".into(), "errors.address_for_reply".into())]);
        // On the page stands what is stored.
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let page = clerk.get(&format!("/de/staff/procedures/{SLUG}/statements/1")).await.text;
        assert!(page.contains("statements/1/author"), "{page}");
        let page = clerk.get(&format!("/de/staff/procedures/{SLUG}/statements/1/author")).await.text;
        assert!(page.contains("value=\"Hafenstraße 12\""), "{page}");
        // What came through the site is its author's own.
        submit(&site, "own", anna()).await;
        let own = CorrectAuthor { number: StatementNumber(2), revision: file(&site, 2).await.revision, ..right.clone() };
        assert_eq!(site.call_as(CLERK, own).await, Err(ApiError::NotFound));
        keep_house(&site, "2027-01-02").await;
        let gone = file(&site, 1).await;
        assert_eq!(gone.person, None);
        let again = CorrectAuthor { revision: gone.revision, ..right };
        assert_eq!(site.call_as(CLERK, again).await, Err(ApiError::refused("author_deleted")));
    }

    async fn a_letters_author_who_is_entered_after_the_day_was_moved_goes_on_the_new_day(site: TestSite) {
        map::open(&site).await;
        settings(&site, Some(day(12, 31))).await.unwrap();
        let nameless = letter(text("Zu laut."));
        site.call_as(CLERK, CaptureStatement { received_on: Some(day(11, 23)), ..nameless }).await.unwrap();
        keep_house(&site, "2027-01-02").await;
        settings(&site, Day::from_ymd_opt(2027, 3, 1)).await.unwrap();
        let entered = CorrectAuthor {
            procedure: SLUG.into(), number: StatementNumber(1), revision: file(&site, 1).await.revision,
            name: "Anna Grünkohl".into(), organisation: String::new(), street: String::new(), postal_code: String::new(),
            city: String::new(), email: String::new(), reply: ReplyWish::None,
        };
        assert!(site.call_as(CLERK, entered).await.unwrap().person.is_some());
        keep_house(&site, "2027-03-02").await;
        assert_eq!(file(&site, 1).await.person, None);
    }

    async fn a_deletion_date_that_takes_names_too_early_is_refused_and_stays_typed(site: TestSite) {
        map::open(&site).await;
        // Today is 24 November, the last day of the round 16 December.
        for (month, on) in [(11, 1), (11, 24), (11, 25), (12, 16)] {
            let Err(ApiError::Invalid(invalid)) = settings(&site, Some(day(month, on))).await else { panic!("{month} {on}") };
            assert_eq!((invalid.0[0].field.as_str(), invalid.0[0].key.as_str()), ("deletion_on", "errors.deletion_too_early"));
            assert_eq!(serde_json::json!(invalid.0[0].arguments), serde_json::json!({ "earliest": "2026-12-17" }));
        }
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let address = format!("/de/staff/procedures/{SLUG}/settings");
        let revision = site.call_as(CLERK, ShowWorkingCopy::of(SLUG)).await.unwrap().revision.to_string();
        let answer = clerk.post(&address, &[
            ("form", "EditSettings"), ("procedure", SLUG), ("revision", &revision), ("slug", SLUG), ("kind", "development_plan"), ("deletion_on", "2026-12-01"),
        ]).await;
        assert!(answer.text.contains("Frühestens möglich ist der 17.") && answer.text.contains("value=\"2026-12-01\""), "{}", answer.text);
        settings(&site, Some(day(12, 17))).await.unwrap();

        // Nor may a round be laid behind the date.
        let round = |end| SetRound { remove: String::new(), procedure: SLUG.into(), revision: None, round: String::new(), step: Step::PublicDisplay, pass: 2, start: Some(day(12, 1)), end: Some(end) };
        let refused = site.call_as(CLERK, round(day(12, 17))).await;
        assert_eq!(refused_fields(refused), [("end".into(), "errors.round_after_deletion".into())]);
        site.call_as(CLERK, round(day(12, 16))).await.unwrap();
        // Once the date has come, other settings can be saved all the same.
        site.move_to("2027-02-01T12:00:00Z".parse().unwrap());
        settings(&site, Some(day(12, 17))).await.unwrap();
    }

    async fn the_count_of_published_comments_is_right_whoever_was_faster(site: TestSite) {
        assessment::open_procedure(&site).await;
        let input = StatementInput { may_publish: MayPublish::Anonymous, ..text("Zu laut.") };
        assessment::submit(&site, input).await;
        let cx = site.system();
        let mut db = cx.read().await.unwrap();
        let procedure = procedures::find(&mut db, assessment::SLUG).await.unwrap();
        let read_before = statements::find_by_number(&mut db, procedure.id, StatementNumber(1)).await.unwrap();
        drop(db);
        // Between reading and withdrawing, a clerk publishes it.
        assessment::publish(&site, 1, Publication::Released, "").await.unwrap();
        let mut tx = cx.begin().await.unwrap();
        statements::withdraw(&mut tx, &cx, &read_before).await.unwrap();
        cx.commit(tx).await.unwrap();
        let mut db = cx.read().await.unwrap();
        assert_eq!(procedures::find(&mut db, assessment::SLUG).await.unwrap().published_statements, 0);
    }

    async fn the_author_of_an_unnamed_comment_is_hidden_where_the_clerk_overlooked_it(site: TestSite) {
        map::open(&site).await;
        submit(&site, "own", anna()).await;
        let named = StatementInput { may_publish: MayPublish::Named, organisation: String::new(), ..text("Ich stehe dazu. Anna Grünkohl") };
        submit(&site, "named", StatementInput { name: "Anna Grünkohl".into(), ..named }).await;
        release(&site, 1, false).await;
        release(&site, 2, false).await;
        let shown = listed(&site, None, false).await;
        assert_eq!(traces_in(&shown[1].body), Vec::<&str>::new());
        assert_eq!((shown[0].body.as_str(), shown[0].author.as_deref()), ("Ich stehe dazu. Anna Grünkohl", Some("Anna Grünkohl")));
        // The clerk sees what will be read; whoever withdraws is out of it.
        assert_eq!(file(&site, 1).await.public_body, shown[1].body);
        let receipt = submit(&site, "more", text("Zurück.")).await;
        site.visitor().call(WithdrawStatement { code: receipt.code }).await.unwrap();
    }

    async fn who_is_named_with_a_comment_lives_at_an_address_that_no_public_text_tells(site: TestSite) {
        map::open(&site).await;
        submit(&site, "named", StatementInput { may_publish: MayPublish::Named, ..anna() }).await;
        release(&site, 1, false).await;
        let letter = "Sehr geehrte Frau Grünkohl, in der Hafenstr. 12, 31999 Brakenfurt, wird es leiser.";
        for state in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
            reply(&site, 1, letter, Some(state)).await;
        }
        site.call_as(CLERK, shared::assessment::RecordDecision {
            procedure: SLUG.into(), number: Some(StatementNumber(1)), revision: None, committee: "Rat".into(), decided_on: Some(day(11, 24)), result: None, point_results: Vec::new(),
            remark: "Frau Grünkohl (Hafenstraße 12, Tel. 0171 123 45 67) war da.".into(),
        }).await.unwrap();
        reply(&site, 1, letter, Some(State::Answered)).await;
        let everything = everything_public(&site, 1).await;
        let traces: Vec<_> = traces_in(&everything).into_iter().filter(|trace| !["grünkohl", "fischverein"].contains(trace)).collect();
        assert_eq!(traces, Vec::<&str>::new());
        // The name that was agreed to stands where it stood.
        let shown = &listed(&site, None, false).await[0];
        assert_eq!(shown.author.as_deref(), Some("Dr. Anna Grünkohl, Fischverein e. V."));
        assert!(shown.body.contains("Gruß, A. Grünkohl (Familie GRÜNKOHL), █████, █████, Tel. █████"), "{}", shown.body);
        let fate = serde_json::to_string(&shown.fate).unwrap();
        assert!(fate.contains("Sehr geehrte Frau Grünkohl, in der █████, █████, wird es leiser."), "{fate}");
        assert!(fate.contains("Frau Grünkohl (█████, Tel. █████) war da."), "{fate}");
        assert_eq!(file(&site, 1).await.public_body, shown.body, "the clerk sees what is read");
    }
}

//! Another municipality's ids, slugs, numbers and codes: not found, for everybody, on every endpoint.
//!
//! An endpoint that is missing in the table of [`cases`] fails the test. What a name of another municipality answers must
//! be what a name answers that nobody has: the same status, the same words.

use serde_json::{Value, json};
use server::{
    features::{organisations, procedures, statements},
    site::{Cx, Exchange, Municipality, Upload},
    viewer::{ClientPrefix, Member, Viewer},
};
use shared::{
    access::Role,
    api::{Answer, Transport, Wire},
    exports::{ExportFormat, ListExports, StartExport, Variant},
    glossary::EditTerm,
    identity::ListStaff,
    ids::StaffId,
    organisations::PageKind,
    procedures::{EditDocument, ImportPlan, PublishProcedure, ShowWorkingCopy},
    statements::{
        CaptureStatement, Channel, DecidePublication, MayPublish, Publication, SendDraft, StatementInput,
    },
};

use crate::{
    both_databases,
    other_town_endpoints::{Case, Names, cases, nobody, wire},
    procedures::with_file,
    statements::{SLUG, day, publish, text},
    support::{Network, TestSite, api_of},
};

/// A word that stands in everything that belongs to the other municipality.
pub const MARK: &str = "Fremdgut";

/// Somebody of the asking municipality, from an address of their own, with a file in hand, if it is not empty.
fn asker(site: &TestSite, town: &std::sync::Arc<Municipality>, role: Option<Role>, file: &[u8]) -> Cx {
    let viewer = role.map_or(Viewer::Visitor, |role| {
        Viewer::Staff(Member {
            id: StaffId(uuid::Uuid::from_u128(77)),
            name: "Nachbar".into(),
            role,
        })
    });
    let uploads = match file {
        [] => Vec::new(),
        bytes => vec![Upload {
            field: "file".into(),
            file_name: "plan.geojson".into(),
            bytes: bytes.to_vec().into(),
        }],
    };
    Cx {
        viewer,
        client: ClientPrefix(format!("{role:?} {}", site.site.dice.id(site.site.clock.now()))),
        exchange: std::sync::Arc::new(Exchange::new(Vec::new(), uploads)),
        ..Cx::system(&site.site, town)
    }
}

pub fn geojson() -> Vec<u8> {
    let ring = [
        [9.0, 53.0],
        [9.01, 53.0],
        [9.01, 53.01],
        [9.0, 53.01],
        [9.0, 53.0],
    ];
    json!({ "type": "FeatureCollection", "features": [
        { "type": "Feature", "id": 7, "properties": { "name": MARK }, "geometry": { "type": "Polygon", "coordinates": [ring] } },
    ] })
    .to_string()
    .into_bytes()
}

/// What the other municipality has besides names: addresses of files.
pub struct Belongings {
    pub names: Names,
    pub files: Vec<String>,
}

/// Fills the other municipality with one of everything.
pub async fn fill(site: &TestSite) -> Belongings {
    site.write_pages().await;
    let clerk = site.as_role(Role::Clerk);
    publish(&clerk, day("2026-11-16"), day("2026-12-16"), day("2027-06-30")).await;
    let copy = || async {
        let show = ShowWorkingCopy::of(SLUG);
        site.call_as(Role::Clerk, show).await.unwrap()
    };
    let document = EditDocument {
        remove: String::new(),
        procedure: SLUG.into(),
        revision: copy().await.revision,
        document: String::new(),
        title: format!("{MARK}-Gutachten"),
        kind: "1010".into(),
        ..EditDocument::default()
    };
    procedures::edit_document(
        with_file(clerk.clone(), "gutachten.pdf", b"%PDF-1.7 Fremdgut\n%%EOF"),
        document,
    )
    .await
    .unwrap();
    let plan = ImportPlan {
        procedure: SLUG.into(),
        plan: String::new(),
        srs: None,
    };
    procedures::import_plan(with_file(clerk.clone(), "plan.geojson", &geojson()), plan)
        .await
        .unwrap();
    let again = PublishProcedure {
        procedure: SLUG.into(),
        revision: copy().await.revision,
        reason: "Gutachten ergänzt".into(),
    };
    site.call_as(Role::Clerk, again).await.unwrap();

    // From the site, with a file, published; and a letter.
    let visitor = site.visitor();
    let pairs = [
        ("form", "SaveDraft"),
        ("procedure", SLUG),
        ("body", "Fremdgut bleibt."),
        ("language", "de"),
        ("name", "Erna Fremdgut"),
        ("may_publish", MayPublish::Anonymous.word()),
        ("do", "save"),
    ];
    visitor
        .post_files(
            &format!("/de/procedures/{SLUG}/comment"),
            &pairs,
            &[("files", "brief.pdf", b"%PDF-1.7 Fremdgut")],
        )
        .await;
    let receipt = visitor
        .call(SendDraft {
            procedure: SLUG.into(),
            ..Default::default()
        })
        .await
        .unwrap();
    let release = DecidePublication {
        procedure: SLUG.into(),
        number: receipt.number,
        revision: 1,
        publication: Publication::Released,
        passages: String::new(),
        also: Vec::new(),
        place_withheld: false,
        reason: None,
        remark: String::new(),
    };
    site.call_as(Role::Clerk, release).await.unwrap();
    let letter = CaptureStatement {
        submission_key: String::new(),
        address: String::new(),
        procedure: SLUG.into(),
        channel: Channel::Letter,
        received_on: Some(day("2026-11-20")),
        written_on: None,
        input: StatementInput {
            name: "Erna Fremdgut".into(),
            ..text("Fremdgut im Brief.")
        },
    };
    let letter = site.call_as(Role::Clerk, letter).await.unwrap();
    for variant in [Variant::Public, Variant::Internal] {
        let start = StartExport::whole(SLUG, ExportFormat::Csv, variant);
        site.call_as(Role::Clerk, start).await.unwrap();
    }
    let term = EditTerm {
        term: "rat".into(),
        explanation: format!("Der Rat ist {MARK}."),
        approved_by: format!("{MARK}-Gruppe"),
        approved_on: Some(day("2026-11-20")),
        ..EditTerm::default()
    };
    site.call_as(Role::Clerk, term).await.unwrap();
    site.work().await;
    crate::identity::add(site, "fremd@musterstadt.example", Role::Administrator).await;

    let copy = copy().await;
    let accounts = site
        .call_as(Role::Administrator, ListStaff::default())
        .await
        .unwrap()
        .items;
    let made = site
        .call_as(
            Role::Clerk,
            ListExports {
                procedure: SLUG.into(),
                limit: None,
                cursor: None,
            },
        )
        .await
        .unwrap()
        .items;
    let mut files: Vec<String> = made
        .into_iter()
        .flat_map(|export| export.files)
        .map(|(path, ..)| path)
        .collect();
    assert_eq!(files.len(), 2, "{files:?}");
    let mut db = site.system().read().await.unwrap();
    let about = procedures::find(&mut db, SLUG).await.unwrap();
    let statement = statements::find_by_number(&mut db, about.id, receipt.number)
        .await
        .unwrap();
    let attachment = statements::attachments(&mut db, statement.id)
        .await
        .unwrap()
        .remove(0);
    files.push(format!("/files/attachments/{}", attachment.id));
    let document = &copy.content.documents[0];
    files.push(format!(
        "/files/documents/{}/{}",
        document.file, document.file_name
    ));
    files.push(format!("/files/receipts/{}.pdf", receipt.code));
    Belongings {
        names: Names {
            slug: SLUG.into(),
            number: letter.number.0,
            code: receipt.code,
            account: accounts[0].id.to_string(),
            chapter: copy.content.chapters[0].id.to_string(),
            document: document.id.to_string(),
            section: copy.content.drawing.unwrap().sections[0].id.to_string(),
            round: copy.rounds[0].id.to_string(),
        },
        files,
    }
}

async fn send(cx: Cx, wire: Wire) -> Answer {
    Network::with_cx(server::http::api_router(), cx)
        .send(wire)
        .await
        .unwrap()
}

/// The words of an answer; the names that were asked for may be repeated in them.
fn words(answer: &Answer, names: &Names) -> String {
    let mut text = String::from_utf8_lossy(&answer.body).into_owned();
    for name in [
        &names.slug,
        &names.code,
        &names.account,
        &names.chapter,
        &names.document,
        &names.section,
        &names.round,
    ] {
        text = text.replace(name.as_str(), "NAME");
    }
    text
}

async fn rows(site: &TestSite) -> Vec<(String, i64)> {
    let mut db = site.system().read().await.unwrap();
    let town = site.town().id.0;
    server::sql!(
        &mut db,
        all(String, i64),
        "select kind, cast(count(*) as bigint) from event where municipality_id = $1 group by kind order by kind",
        town,
    )
    .unwrap()
}

both_databases! {
    async fn names_of_another_municipality_are_names_of_nothing(site: TestSite) {
        let theirs = fill(&site).await;
        let nachbar = site.add_town("nachbar", "nachbar.example").await;
        let before = rows(&site).await;
        let plan = geojson();
        let mut cases = cases();
        let mut tried = 0;
        for endpoint in server::http::table() {
            let name = endpoint.name;
            let case = cases.remove(name).unwrap_or_else(|| panic!("{name} is not in the table of this test"));
            for role in [None, Some(Role::Administrator), Some(Role::Clerk), Some(Role::Editor), Some(Role::Reader)] {
                // Whatever else takes a file may go without.
                let file: &[u8] = if name == "ImportPlan" { &plan } else { &[] };
                let ask = |input: Value| send(asker(&site, &nachbar, role, file), wire(&endpoint, &input));
                tried += 1;
                match case {
                    Case::Own(input) => {
                        let answer = ask(input()).await;
                        let text = String::from_utf8_lossy(&answer.body).into_owned();
                        assert!(answer.status < 500, "{name} as {role:?}: {} {text}", answer.status);
                        assert!(!text.contains(MARK) && !text.contains(SLUG), "{name} as {role:?} shows another town's: {text}");
                    }
                    Case::Names(input) => {
                        let none = nobody();
                        let (found, nothing) = (ask(input(&theirs.names)).await, ask(input(&none)).await);
                        let (said, wanted) = (words(&found, &theirs.names), words(&nothing, &none));
                        assert_eq!((found.status, &said), (nothing.status, &wanted), "{name} as {role:?} tells that it exists");
                        assert!(!said.contains(MARK), "{name} as {role:?}: {said}");
                        let status = match (role, endpoint.access) {
                            (None, shared::api::Access::Staff) => 401,
                            (None | Some(Role::Administrator), _) => 404,
                            _ if found.status == 403 => 403,
                            _ => 404,
                        };
                        assert_eq!(found.status, status, "{name} as {role:?}: {said}");
                    }
                }
            }
        }
        assert!(cases.is_empty(), "no endpoints any more: {:?}", cases.keys());
        assert!(tried > 200, "{tried}");
        assert_eq!(rows(&site).await, before, "something was changed over there");
    }

    async fn parts_of_another_municipality_do_not_fit_into_an_own_procedure(site: TestSite) {
        let theirs = fill(&site).await.names;
        let nachbar = site.add_town("nachbar", "nachbar.example").await;
        // The neighbour has a procedure of the same name, with a round and a statement of its own.
        let own = Cx { viewer: asker(&site, &nachbar, Some(Role::Clerk), &[]).viewer, ..Cx::system(&site.site, &nachbar) };
        let mut tx = own.begin().await.unwrap();
        for kind in PageKind::ALL {
            organisations::write_page(&own, &mut tx, kind, "de", "Text.").await.unwrap();
        }
        own.commit(tx).await.unwrap();
        publish(&own, day("2026-11-16"), day("2026-12-16"), day("2027-06-30")).await;
        let copy = api_of(own.clone()).call(ShowWorkingCopy::of(SLUG)).await.unwrap();
        let all = cases();
        for name in ["EditChapter", "EditDocument", "EditSection", "SetRound", "ShowStatement", "ShowPublicStatement", "ShowCapturedReceipt", "AssessStatement", "DecidePublication", "RecordDecision", "CorrectDecision"] {
            let endpoint = server::http::table().into_iter().find(|endpoint| endpoint.name == name).unwrap();
            let Some(Case::Names(input)) = all.get(name) else { panic!("{name}") };
            let mut input = input(&theirs);
            if input.get("revision").is_some() && input.get("number").is_none() {
                input["revision"] = json!(copy.revision);
            }
            let answer = send(asker(&site, &nachbar, Some(Role::Clerk), &[]), wire(&endpoint, &input)).await;
            assert_eq!(answer.status, 404, "{name}: {}", String::from_utf8_lossy(&answer.body));
        }
        let after = api_of(own).call(ShowWorkingCopy::of(SLUG)).await.unwrap();
        assert_eq!(after, copy);
    }
}

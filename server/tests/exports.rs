//! Exports read back: nobody's name in the public variant, everybody's in the internal one, and what is missing is said.

use std::io::{Cursor, Read};

use shared::{
    access::Role,
    api::ApiError,
    assessment::{ListStatements, StatementState as State},
    exports::{Export, ExportFormat, ExportState, ListExports, Selection, StartExport, Variant},
    statements::{MayPublish, PlaceKind, Publication, SendDraft, StatementInput, WithdrawStatement},
};

use crate::{
    assessment::{SLUG, assess, at_a_point, decide, open_procedure, publish, submit, text},
    both_databases,
    identity::sign_in_as,
    points,
    support::TestSite,
};

/// What must not leave the administration.
const SECRETS: [&str; 5] = [
    "Anna Weidenfeld",
    "Kranichweg",
    "anna@weidenfeld.example",
    "Karl Klein",
    "Seglerverein",
];

/// An export of the whole procedure, once it was made.
pub async fn export(site: &TestSite, format: ExportFormat, variant: Variant) -> Export {
    made(site, start(format, variant)).await
}

/// An export as it was asked for, once it was made.
pub async fn made(site: &TestSite, asked: StartExport) -> Export {
    let waiting = site.call_as(Role::Clerk, asked).await.unwrap();
    assert_eq!(waiting.state, ExportState::Waiting);
    site.work().await;
    let all = site.call_as(Role::Clerk, list()).await.unwrap().items;
    all.into_iter().find(|export| export.id == waiting.id).unwrap()
}

/// The newest exports of the procedure.
pub fn list() -> ListExports {
    ListExports {
        procedure: SLUG.into(),
        limit: None,
        cursor: None,
    }
}

/// What asks for an export of the whole procedure.
pub fn start(format: ExportFormat, variant: Variant) -> StartExport {
    StartExport::whole(SLUG, format, variant)
}

/// Everything in an export's only file that is text.
async fn content(site: &TestSite, export: &Export) -> String {
    let bytes = bytes(site, export, 0).await;
    if matches!(export.format, ExportFormat::Docx | ExportFormat::Xlsx) {
        unzipped(bytes)
    } else {
        String::from_utf8(bytes).unwrap()
    }
}

/// The bytes of an export's file, read from the store.
pub async fn bytes(site: &TestSite, export: &Export, at: usize) -> Vec<u8> {
    let names = stored_names(site, export).await;
    server::http::files::read(&site.site, &names[at])
        .await
        .unwrap()
        .unwrap()
        .to_vec()
}

/// The names of an export's files in the store.
pub async fn stored_names(site: &TestSite, export: &Export) -> Vec<String> {
    let mut db = site.system().read().await.unwrap();
    let municipality = site.town().id.0;
    let (files,): (sqlx::types::Json<Vec<(String, String)>>,) = server::sql!(
        &mut db,
        one(sqlx::types::Json<Vec<(String, String)>>),
        "select files from export where municipality_id = $1 and id = $2",
        municipality,
        export.id.0,
    )
    .unwrap();
    files.0.into_iter().map(|(_, name)| name).collect()
}

/// The title of the procedure.
async fn title(site: &TestSite) -> String {
    let show = shared::procedures::ShowWorkingCopy::of(SLUG);
    let copy = site.call_as(Role::Clerk, show).await.unwrap();
    copy.content.title.de().to_owned()
}

/// All texts of a ZIP of XML files.
fn unzipped(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut text = String::new();
        if archive.by_index(at).unwrap().read_to_string(&mut text).is_ok() {
            all.push_str(&text);
        }
    }
    all
}

/// Four statements: one with everything, one of an association, a withdrawn and a held one.
pub async fn fill(site: &TestSite) {
    open_procedure(site).await;
    let anna = StatementInput {
        name: "Anna Weidenfeld".into(),
        street: "Kranichweg 7".into(),
        postal_code: "12345".into(),
        city: "Musterstadt".into(),
        email: "anna@weidenfeld.example".into(),
        may_publish: MayPublish::Anonymous,
        ..at_a_point(text(
            "Der Lärm von Karl Klein stört uns.\n\nAnna  Weidenfeld, Kranichweg 7, anna@weidenfeld.example",
        ))
    };
    submit(site, anna).await;
    let club = StatementInput {
        organisation: "Seglerverein".into(),
        ..text("Der Seglerverein braucht den Steg; =1+1")
    };
    submit(site, club).await;
    let receipt = submit(site, text("Das nehme ich zurück.")).await;
    site.visitor()
        .call(WithdrawStatement { code: receipt.code })
        .await
        .unwrap();
    let spam = StatementInput {
        website: "http://spam.example".into(),
        ..text("Billige Uhren.")
    };
    submit(site, spam).await;
    publish(site, 1, Publication::Released, "Karl Klein")
        .await
        .unwrap();
    for state in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
        assess(site, 1, Some(state)).await.unwrap();
    }
    site.call_as(Role::Clerk, decide(Some(1))).await.unwrap();
    assess(site, 1, Some(State::Answered)).await.unwrap();
    assess(site, 2, Some(State::InWork)).await.unwrap();
}

both_databases! {
    async fn the_public_synopsis_names_nobody_and_says_what_is_missing(site: TestSite) {
        fill(&site).await;
        for format in [ExportFormat::Docx, ExportFormat::Xlsx, ExportFormat::Csv] {
            let made = export(&site, format, Variant::Public).await;
            assert_eq!((made.state, made.done, made.total), (ExportState::Ready, 2, 4), "{format:?}: two of four are in it");
            let content = bytes(&site, &made, 0).await;
            let content = if format == ExportFormat::Csv { String::from_utf8(content).unwrap() } else { unzipped(content) };
            for secret in SECRETS {
                assert!(!content.contains(secret), "{format:?} contains {secret}");
            }
            assert!(content.contains("Der Lärm von █████ stört uns."), "{format:?}");
            assert!(content.contains("Der Weg bleibt erhalten."), "{format:?}");
            assert!(!content.contains("Das nehme ich zurück.") && !content.contains("Billige Uhren"), "{format:?}");
            assert_eq!(made.left_out, [
                "1 zurückgezogene Stellungnahme (Nr. 3)",
                "1 Stellungnahme, die noch auf unerwünschte Werbung geprüft wird (Nr. 4)",
                "Erwiderung oder Vorschlag zu 1 Stellungnahme, die noch nicht freigegeben sind (Nr. 2)",
            ]);
            let unchecked = "1 Text hat noch niemand auf persönliche Angaben geprüft (Nr. 2).";
            assert_eq!(made.read_first, [unchecked], "it is there, so it is not missing");
            for said in ["1 zurückgezogene Stellungnahme (Nr. 3)", "Nicht enthalten", "Öffentliche Fassung ohne Namen und Anschriften"] {
                assert!(content.contains(said), "{format:?} lacks {said}");
            }
            for inside in ["auf persönliche Angaben geprüft", "Wohnort", "Gewünschte Antwort", "Anschreiben", "abgewogen"] {
                assert!(!content.contains(inside), "{format:?} says {inside}, which is for the administration");
            }
            assert!(!content.contains(shared::assessment::TOPICS.iter().find(|(code, _)| *code == "0510").unwrap().1), "{format:?} shows topics");
            assert!(!content.contains("Themen"), "{format:?} has room for topics");
        }
    }

    async fn the_internal_synopsis_names_everybody(site: TestSite) {
        fill(&site).await;
        for format in [ExportFormat::Docx, ExportFormat::Xlsx, ExportFormat::Csv] {
            let made = export(&site, format, Variant::Internal).await;
            let content = bytes(&site, &made, 0).await;
            let content = if format == ExportFormat::Csv { String::from_utf8(content).unwrap() } else { unzipped(content) };
            for secret in SECRETS {
                assert!(content.contains(secret), "{format:?} lacks {secret}");
            }
            assert!(content.contains("Wird gefolgt"), "{format:?}");
            assert!(content.contains(shared::assessment::TOPICS.iter().find(|(code, _)| *code == "0510").unwrap().1), "{format:?}");
            assert!(content.contains("Nicht öffentlich: enthält Namen und Anschriften"), "{format:?} does not say for whom it is");
        }
    }

    async fn the_councils_synopsis_names_nobody_and_shows_what_is_ready_to_be_decided(site: TestSite) {
        fill(&site).await;
        let ready = StatementInput {
            name: "Berta Grünkohl".into(),
            ..text("Zu hoch, sagt Berta Grünkohl.")
        };
        submit(&site, ready).await;
        for state in [State::InWork, State::ProposalReady] {
            assess(&site, 5, Some(state)).await.unwrap();
        }
        let divided = points::anna();
        submit(&site, divided).await;
        points::before_council(&site, 6).await;
        for format in [ExportFormat::Docx, ExportFormat::Xlsx, ExportFormat::Csv] {
            let made = export(&site, format, Variant::Council).await;
            assert_eq!((made.state, made.done, made.total), (ExportState::Ready, 4, 6), "{format:?}");
            let content = bytes(&site, &made, 0).await;
            let content = if format == ExportFormat::Csv { String::from_utf8(content).unwrap() } else { unzipped(content) };
            let inside = ["Grünkohl", "Rücksprache mit dem Tiefbauamt", "Themen", "auf persönliche Angaben geprüft", "Gewünschte Antwort", "Anschreiben"];
            for secret in SECRETS.into_iter().chain(inside) {
                assert!(!content.contains(secret), "{format:?} contains {secret}");
            }
            for said in [
                "Zu hoch, sagt █████.", "Der Weg bleibt erhalten.", "Eine Wand kommt.", "Frau █████, zwei Bäume fallen.", "Wird nicht gefolgt", "Privatperson", "Organisation",
                "Für die Ausschüsse und den Rat: ohne Namen und Anschriften, enthält Vorschläge der Verwaltung", "Noch nicht abgewogen",
            ] {
                assert!(content.contains(said), "{format:?} lacks {said}");
            }
            assert_eq!(made.left_out[2..], ["Erwiderung und Vorschlag zu 1 Stellungnahme, die noch nicht abgewogen ist (Nr. 2)"]);
            assert_eq!(made.read_first, ["3 Texte hat noch niemand auf persönliche Angaben geprüft (Nr. 2, 5, 6)."]);
        }
        // What the council reads is not public yet.
        let public = bytes(&site, &export(&site, ExportFormat::Csv, Variant::Public).await, 0).await;
        assert!(!String::from_utf8(public).unwrap().contains("Eine Wand kommt."));
    }

    async fn no_house_is_named_outside_before_somebody_decided_on_the_publication(site: TestSite) {
        open_procedure(&site).await;
        let nobody = StatementInput {
            place: PlaceKind::Address,
            place_ref: "52.5,13.4".into(),
            place_label: "Lotsenweg 5".into(),
            may_publish: MayPublish::Anonymous,
            ..text("Zu laut.")
        };
        submit(&site, nobody).await;
        for variant in [Variant::Public, Variant::Council] {
            let outside = content(&site, &export(&site, ExportFormat::Csv, variant).await).await;
            assert!(outside.contains("Lotsenweg") && !outside.contains("Lotsenweg 5"), "{outside}");
        }
        let inside = content(&site, &export(&site, ExportFormat::Csv, Variant::Internal).await).await;
        assert!(inside.contains("Lotsenweg 5"), "{inside}");
        publish(&site, 1, Publication::Released, "").await.unwrap();
        let released = content(&site, &export(&site, ExportFormat::Csv, Variant::Public).await).await;
        assert!(released.contains("Lotsenweg 5"), "{released}");
    }

    async fn an_export_of_before_still_says_what_it_leaves_out(site: TestSite) {
        open_procedure(&site).await;
        let made = export(&site, ExportFormat::Csv, Variant::Public).await;
        let mut tx = site.system().begin().await.unwrap();
        let municipality = site.town().id.0;
        server::sql!(
            &mut tx,
            run,
            "update export set left_out = $3 where municipality_id = $1 and id = $2",
            municipality,
            made.id.0,
            sqlx::types::Json(vec!["1 zurückgezogene Stellungnahme (Nr. 3)"]),
        )
        .unwrap();
        site.system().commit(tx).await.unwrap();
        let seen = site.call_as(Role::Clerk, list()).await.unwrap().items.remove(0);
        assert_eq!(seen.left_out, ["1 zurückgezogene Stellungnahme (Nr. 3)"]);
        assert!(seen.read_first.is_empty());
    }

    async fn what_came_along_is_listed_and_its_names_stay_inside(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let pairs = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Siehe Anlagen."), ("language", "de"), ("do", "save")];
        let files: [(&str, &str, &[u8]); 2] = [("files", "Brief Familie Weidenfeld.pdf", b"%PDF-1.7 eins"), ("files", "Plan.pdf", b"%PDF-1.7 zwei")];
        visitor.post_files(&format!("/de/procedures/{SLUG}/comment"), &pairs, &files).await;
        visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        for format in [ExportFormat::Docx, ExportFormat::Xlsx, ExportFormat::Csv] {
            let mut said = Vec::new();
            for variant in [Variant::Internal, Variant::Public] {
                let made = export(&site, format, variant).await;
                let content = bytes(&site, &made, 0).await;
                said.push(if format == ExportFormat::Csv { String::from_utf8(content).unwrap() } else { unzipped(content) });
            }
            assert!(said[0].contains("Brief Familie Weidenfeld.pdf, Plan.pdf"), "{format:?} lacks the names");
            assert!(!said[1].contains("Weidenfeld") && said[1].contains("2 Dateien, nicht veröffentlicht"), "{format:?}: {}", said[1]);
        }
    }

    async fn an_export_holds_what_it_is_limited_to_and_says_so_whatever_its_form(site: TestSite) {
        fill(&site).await;
        submit(&site, text("Das Haus ist zu hoch.")).await;
        let selection = Selection { states: vec![State::InWork, State::ProposalReady], topic: Some("0510".into()), round: None };
        for format in [ExportFormat::Docx, ExportFormat::Xlsx, ExportFormat::Csv] {
            for variant in Variant::ALL {
                let asked = StartExport { states: selection.states.clone(), topic: selection.topic.clone(), ..start(format, variant) };
                let made = made(&site, asked).await;
                assert_eq!((made.state, made.done, made.total), (ExportState::Ready, 1, 5), "{format:?} {variant:?}");
                assert_eq!(made.selection, selection);
                let name = format!("-in-bearbeitung-vorschlag-fertig-thema-0510.{}", format.word());
                assert!(made.files[0].1.ends_with(&name), "{:?} could be taken for all of them", made.files);
                assert_eq!(made.left_out[0], "4 Stellungnahmen außerhalb der Auswahl");
                let content = content(&site, &made).await;
                for said in [
                    "braucht den Steg",
                    "Auswahl: Stand „In Bearbeitung“ und „Vorschlag fertig“; Thema „Straßenverkehr“ (1 von 5)",
                    "4 Stellungnahmen außerhalb der Auswahl",
                ] {
                    assert!(content.contains(said), "{format:?} {variant:?} lacks {said}");
                }
                for other in ["Der Lärm von", "zu hoch", "Das nehme ich zurück.", "Billige Uhren"] {
                    assert!(!content.contains(other), "{format:?} {variant:?} contains {other}");
                }
                if variant != Variant::Internal {
                    assert!(!SECRETS.iter().any(|secret| content.contains(secret)), "{format:?} {variant:?} names somebody");
                }
            }
        }
        let map = StartExport { states: vec![State::Received], ..start(ExportFormat::Geojson, Variant::Public) };
        let made = made(&site, map).await;
        let content: serde_json::Value = serde_json::from_slice(&bytes(&site, &made, 0).await).unwrap();
        assert!(content["features"].as_array().unwrap().is_empty(), "nobody has released it");
        assert_eq!(content["selection"], "Auswahl: Stand „Eingegangen“ (1 von 5)");
        let page = sign_in_as(&site, Role::Clerk).await.get(&format!("/de/staff/procedures/{SLUG}/exports")).await.text;
        for said in ["Auswahl – Stand: In Bearbeitung und Vorschlag fertig · Thema: Straßenverkehr", "1 von 5 Stellungnahmen", "Auswahl eingrenzen"] {
            assert!(page.contains(said), "the page lacks {said}");
        }
    }

    async fn an_export_is_limited_as_the_list_of_staff_is(site: TestSite) {
        fill(&site).await;
        submit(&site, text("Das Haus ist zu hoch.")).await;
        let show = shared::procedures::ShowWorkingCopy::of(SLUG);
        let round = site.call_as(Role::Clerk, show).await.unwrap().rounds[0].id.to_string();
        for (state, topic, round, expected) in [
            (Some(State::InWork), None, None, "2"),
            (Some(State::Received), Some("0510"), None, ""),
            (Some(State::Answered), Some("0510"), Some(&round), "1"),
            (Some(State::Received), None, Some(&round), "5"),
            (None, Some("0510"), None, "1 2"),
        ] {
            let list = ListStatements {
                procedure: SLUG.into(),
                state,
                topic: topic.map(Into::into),
                round: round.cloned(),
                ..ListStatements::default()
            };
            let asked = StartExport {
                states: state.into_iter().collect(),
                topic: list.topic.clone(),
                round: list.round.clone(),
                ..start(ExportFormat::Csv, Variant::Internal)
            };
            let mut listed: Vec<String> = site.call_as(Role::Clerk, list).await.unwrap().items.iter().map(|item| item.number.to_string()).collect();
            listed.reverse();
            assert_eq!(listed.join(" "), expected);
            if expected.is_empty() {
                assert_eq!(site.call_as(Role::Clerk, asked).await, Err(ApiError::invalid("states", "errors.export_empty")));
                continue;
            }
            let content = content(&site, &made(&site, asked).await).await;
            let exported: Vec<&str> = content.lines().skip(1).filter_map(|line| line.split_once(';')).map(|(number, _)| number).filter(|number| number.parse::<u32>().is_ok()).collect();
            assert_eq!(exported.join(" "), expected, "{content}");
        }
    }

    async fn letters_can_be_printed_from_the_internal_table(site: TestSite) {
        fill(&site).await;
        let both = StatementInput { name: "Kleingarten Süd".into(), organisation: "Kleingarten Süd".into(), ..text("Die Hecke bleibt.") };
        submit(&site, both).await;
        let csv = content(&site, &export(&site, ExportFormat::Csv, Variant::Internal).await).await;
        let rows = points::rows(&csv);
        let cell = |row: usize, head: &str| {
            let column = rows[0].iter().position(|known| known.trim_start_matches('\u{feff}') == head);
            rows[row][column.unwrap_or_else(|| panic!("{head} is no column of {:?}", rows[0]))].clone()
        };
        for (head, value) in [
            ("Name", "Anna Weidenfeld"), ("Organisation", ""), ("Straße und Hausnummer", "Kranichweg 7"), ("Postleitzahl", "12345"),
            ("Wohnort", "Musterstadt"), ("E-Mail-Adresse", "anna@weidenfeld.example"), ("Gewünschte Antwort", "Keine"), ("Stand", "Beantwortet"),
        ] {
            assert_eq!(cell(1, head), value, "{head}");
        }
        assert_eq!((cell(2, "Stand"), cell(2, "Beschlussvorschlag")), ("In Bearbeitung".into(), "Wird gefolgt".into()));
        assert_eq!((cell(3, "Name"), cell(3, "Organisation")), (String::new(), "Kleingarten Süd".into()), "nobody reads it twice");
        assert_eq!(cell(3, "Beschlussvorschlag"), "Noch nicht abgewogen");
        assert!(cell(1, "Ort im Plan").contains("52.5"), "{}", cell(1, "Ort im Plan"));
        let book = content(&site, &export(&site, ExportFormat::Xlsx, Variant::Internal).await).await;
        assert!(book.contains("name=\"Anschreiben\"") && book.contains("name=\"Hinweise\""), "the sheets are missing");
    }

    async fn a_text_that_no_cell_holds_is_named_before_letters_are_printed(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        submit(&site, text(&"Zu laut. ".repeat(4_000))).await;
        let made = export(&site, ExportFormat::Xlsx, Variant::Internal).await;
        let [note] = made.read_first.as_slice() else { panic!("{made:?}") };
        assert!(note.starts_with("Auf dem Blatt „Anschreiben“"), "{note}");
        assert!(note.ends_with("Stellungnahme (Fortsetzung) (Nr. 2)"), "{note}");
        // The council's table has no letters, and a table of text no cells that end.
        for (format, variant) in [(ExportFormat::Xlsx, Variant::Council), (ExportFormat::Csv, Variant::Internal)] {
            let made = export(&site, format, variant).await;
            assert!(made.read_first.iter().all(|note| !note.contains("Anschreiben")), "{made:?}");
        }
    }

    async fn what_the_council_said_of_a_whole_statement_is_not_said_of_its_first_point(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, points::anna()).await;
        points::before_council(&site, 1).await;
        let remark = "Einstimmig mit Änderung zu Punkt 3.";
        let decision = shared::assessment::RecordDecision { remark: remark.into(), ..decide(Some(1)) };
        site.call_as(Role::Clerk, decision).await.unwrap();
        let csv = content(&site, &export(&site, ExportFormat::Csv, Variant::Council).await).await;
        let rows = points::rows(&csv);
        let column = |head: &str| rows[0].iter().position(|known| known == head).unwrap();
        let (decided, minutes) = (column("Beschluss"), column("Wortlaut der Niederschrift"));
        for row in &rows[1..4] {
            assert!(row[decided].contains("Rat der Stadt") && !row[decided].contains("Einstimmig"), "{row:?}");
            assert_eq!(row[minutes], remark);
        }
        let word = content(&site, &export(&site, ExportFormat::Docx, Variant::Council).await).await;
        assert_eq!(word.matches(remark).count(), 1, "once, below the points");
        let place = |said: &str| word.find(said).unwrap_or_else(|| panic!("{said} is missing"));
        assert!(place("Nr. 1.3: Überschrift 3") < place("Nr. 1 insgesamt") && place("Nr. 1 insgesamt") < place(remark));
    }

    async fn the_councils_paper_is_about_what_is_before_it_unless_more_is_wanted(site: TestSite) {
        fill(&site).await;
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let address = format!("/de/staff/procedures/{SLUG}/exports");
        // The box as it is rendered: the one of the council's form comes first.
        let is_checked = |page: &str| {
            let from = page.find("value=\"before_council\"").unwrap();
            let start = page[..from].rfind('<').unwrap();
            page[start..].split('>').next().unwrap().contains("checked")
        };
        assert!(!is_checked(&clerk.get(&address).await.text), "nothing is before it");
        submit(&site, text("Zu laut.")).await;
        for state in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
            assess(&site, 5, Some(state)).await.unwrap();
        }
        let page = clerk.get(&address).await.text;
        assert!(is_checked(&page), "{page}");
        let after = page.find("value=\"before_council\"").unwrap() + 1;
        assert!(!is_checked(&page[after..]), "what everybody may have is about all");
    }

    async fn located_comments_are_the_published_ones_without_personal_data(site: TestSite) {
        fill(&site).await;
        let made = export(&site, ExportFormat::Geojson, Variant::Public).await;
        let content: serde_json::Value = serde_json::from_slice(&bytes(&site, &made, 0).await).unwrap();
        let features = content["features"].as_array().unwrap();
        assert_eq!(features.len(), 1);
        assert_eq!((made.done, made.total), (1, 4), "the count is that of the file");
        let page = sign_in_as(&site, Role::Clerk).await.get(&format!("/de/staff/procedures/{SLUG}/exports")).await.text;
        assert!(page.contains("1 von 4 Stellungnahmen"), "{page}");
        assert_eq!(features[0]["geometry"]["coordinates"], serde_json::json!([13.4, 52.5]));
        assert_eq!(features[0]["properties"]["number"], 1);
        for secret in SECRETS {
            assert!(!content.to_string().contains(secret), "{secret}");
        }
        assert_eq!(content["note"], "Öffentliche Fassung ohne Namen und Anschriften");
        assert_eq!(content["title"], title(&site).await);
        assert_eq!(content["left_out"], serde_json::json!(made.left_out), "the file itself says what is missing");
        assert!(made.left_out.iter().any(|line| line.contains("nicht zur Veröffentlichung freigegeben")), "{:?}", made.left_out);
        let internal = start(ExportFormat::Geojson, Variant::Internal);
        assert!(matches!(site.call_as(Role::Clerk, internal).await, Err(ApiError::Invalid(_))));
    }

    async fn the_command_line_writes_the_same_files(site: TestSite) {
        fill(&site).await;
        let folder = tempfile::tempdir().unwrap();
        let cx = site.system();
        let whole = start(ExportFormat::Csv, Variant::Public);
        let (paths, left_out) = server::features::exports::write_now(&cx, &whole, folder.path()).await.unwrap();
        assert_eq!(left_out.len(), 4);
        assert!(std::fs::read_to_string(&paths[0]).unwrap().contains("Der Weg bleibt erhalten."));
    }
}

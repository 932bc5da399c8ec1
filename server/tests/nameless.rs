//! Whoever may not see persons reads no name, wherever it stands, and finds nobody by it.

use std::ops::RangeInclusive;

use shared::{
    access::Role,
    api::ApiError,
    assessment::{AssessStatement, ListStatements, StatementFile, StatementSummary},
    statements::{PlaceKind, Publication, StatementInput},
};

use crate::{
    assessment::{SLUG, decide, file, number, open_procedure, publish, submit, text},
    both_databases,
    identity::sign_in_as,
    points,
    support::TestSite,
};

/// Those who read statements without their authors.
const OTHERS: [Role; 2] = [Role::Editor, Role::Reader];

async fn found(site: &TestSite, role: Role, search: &str) -> Vec<StatementSummary> {
    let asked = ListStatements {
        procedure: SLUG.into(),
        search: Some(search.into()),
        ..ListStatements::default()
    };
    site.call_as(role, asked).await.unwrap().items
}

/// Writes the internal note and leaves the rest as it is.
async fn note(site: &TestSite, n: u32, note: &str) {
    let now: StatementFile = file(site, Role::Clerk, n).await;
    let call = AssessStatement {
        procedure: SLUG.into(),
        number: number(n),
        revision: now.revision,
        note: note.into(),
        topics: now.topics,
        reply: now.reply,
        proposal: now.proposal,
        reply_fits: false,
        state: None,
    };
    site.call_as(Role::Clerk, call).await.unwrap();
}

fn bernd() -> StatementInput {
    StatementInput {
        name: "Bernd Knollmeyer".into(),
        street: "Kranichweg 7".into(),
        postal_code: "12345".into(),
        city: "Musterstadt".into(),
        place: PlaceKind::Address,
        place_ref: "52.5,13.4".into(),
        place_label: "Kranichweg 7".into(),
        ..text(
            "Der Weg ist zu schmal. Karl Klein sagt das auch.\n\nBernd Knollmeyer, Kranichweg 7, Tel. 0171 123 45 67",
        )
    }
}

/// Adds copies of statement 1, with what is redacted in it, under these numbers.
async fn copy_first(site: &TestSite, numbers: RangeInclusive<i64>) {
    let cx = site.system();
    let municipality = site.town().id.0;
    let mut tx = cx.begin().await.unwrap();
    for number in numbers {
        let key = number.to_be_bytes().to_vec();
        server::sql!(
            &mut tx,
            run,
            "insert into statement (municipality_id, id, procedure_id, round_id, number, submission_key, code_hash, state, body, body_sha256, language, \
             place_kind, place_ref, place_label, seen_version, channel, reply_wish, may_publish, publication, passages, submitted_at, received_on) \
             select municipality_id, $2, procedure_id, round_id, $3, $4, $4, state, body, body_sha256, language, \
             place_kind, place_ref, place_label, seen_version, channel, reply_wish, may_publish, publication, passages, submitted_at, received_on \
             from statement where municipality_id = $1 and number = 1",
            municipality,
            cx.new_id(),
            number,
            key.as_slice(),
        )
        .unwrap();
    }
    cx.commit(tx).await.unwrap();
}

both_databases! {
    async fn whoever_may_not_see_persons_reads_no_name_in_any_text(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, points::anna()).await;
        points::before_council(&site, 1).await;
        site.call_as(Role::Clerk, shared::assessment::RecordDecision { remark: "Frau Grünkohl war da.".into(), ..decide(Some(1)) }).await.unwrap();
        submit(&site, bernd()).await;
        publish(&site, 2, Publication::Refused, "Karl Klein").await.unwrap();
        note(&site, 2, "Mit Herrn Knollmeyer telefoniert.").await;
        for role in OTHERS {
            let (divided, whole) = (file(&site, role, 1).await, file(&site, role, 2).await);
            let list = found(&site, role, "der").await;
            assert_eq!(list.len(), 2, "{role:?}");
            for text in [format!("{divided:?}"), format!("{whole:?}"), format!("{list:?}")] {
                for secret in ["Grünkohl", "Knollmeyer", "Kranichweg", "Karl Klein", "0171"] {
                    assert!(!text.contains(secret), "{role:?} reads {secret} in {text}");
                }
            }
            assert!(divided.body.contains("Die Bäume müssen bleiben 🌳. Grüße von █████"), "{}", divided.body);
            assert_eq!(divided.points[1].passage, "Die Bäume müssen bleiben 🌳. Grüße von █████\n\n");
            assert_eq!(divided.points[1].reply, "Sehr geehrte Frau █████, zwei Bäume fallen.");
            assert_eq!(divided.reply, "Danke, █████.");
            assert_eq!(divided.decision.unwrap().remark, "Frau █████ war da.");
            assert!(whole.body.starts_with("Der Weg ist zu schmal. █████ sagt das auch."), "{}", whole.body);
            assert_eq!((whole.note.as_str(), whole.passages.as_str(), whole.point), ("", "", None));
            assert!(list[0].excerpt.starts_with("Der Weg ist zu schmal. █████ sagt das auch."), "{}", list[0].excerpt);
            // Neither the hash of the whole text, with which names could be tried, nor a place that counts what is hidden.
            assert_eq!((divided.body_sha256.as_str(), whole.body_sha256.as_str()), ("", ""), "{role:?}");
            for point in &divided.points {
                let from: String = divided.body.chars().skip(point.start as usize).collect();
                assert!(from.starts_with(&point.passage), "{role:?}: {} in {}", point.passage, divided.body);
            }
            let page = sign_in_as(&site, role).await.get(&format!("/de/staff/procedures/{SLUG}/statements/2")).await.text;
            assert!(!page.contains("Knollmeyer") && !page.contains("Interne Notiz"), "{role:?}: {page}");
            assert!(page.contains("Gespeichert") && !page.contains("Prüfsumme"), "{role:?}: {page}");
        }
        let clerk = file(&site, Role::Clerk, 2).await;
        assert!(clerk.body.ends_with("Bernd Knollmeyer, Kranichweg 7, Tel. 0171 123 45 67"), "{}", clerk.body);
        assert_eq!((clerk.note.as_str(), clerk.passages.as_str(), clerk.place.as_str()), ("Mit Herrn Knollmeyer telefoniert.", "Karl Klein", "Kranichweg 7"));
        let whole = file(&site, Role::Clerk, 1).await;
        assert!(whole.points[1].passage.contains("Anna Grünkohl"));
        assert_eq!(whole.points.iter().skip(1).map(|point| point.start).collect::<Vec<_>>(), points::starts());
        assert_eq!(whole.body_sha256, server::secret::to_hex(&server::secret::sha256(whole.body.as_bytes())));
    }

    async fn nobody_is_found_by_a_name_that_the_reader_may_not_see(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, bernd()).await;
        submit(&site, text("Knollmeyer heißt auch ein Bäcker.")).await;
        let numbers = async |role: Role, search: &str| {
            found(&site, role, search).await.into_iter().map(|item| item.number.0).collect::<Vec<_>>()
        };
        assert_eq!(numbers(Role::Clerk, "knollmeyer").await, [2, 1]);
        for role in OTHERS {
            for search in ["knollmeyer", "Knoll", "weg knollmeyer"] {
                let expected: &[u32] = if search == "weg knollmeyer" { &[] } else { &[2] };
                assert_eq!(numbers(role, search).await, expected, "{role:?} {search}");
            }
            assert_eq!(numbers(role, "schmal").await, [1], "{role:?}");
        }
    }

    async fn names_and_organisations_are_found_by_those_who_see_them_and_by_nobody_else(site: TestSite) {
        open_procedure(&site).await;
        let named = StatementInput {
            name: "ÖZDEMIR Meyer-Landrut".into(),
            organisation: "Ruderverein Auental".into(),
            ..text("Der Steg fehlt.")
        };
        submit(&site, named).await;
        submit(&site, text("Meyer hat recht.")).await;
        let quoted = StatementInput {
            name: "Sean O’Neill".into(),
            organisation: "Initiative „Grüne Wiese“".into(),
            ..text("Der Baum bleibt.")
        };
        submit(&site, quoted).await;
        let listed = found(&site, Role::Clerk, "steg").await;
        assert_eq!(listed[0].author.as_deref(), Some("ÖZDEMIR Meyer-Landrut, Ruderverein Auental"));
        for (search, expected) in [("özdemir", [1].as_slice()), ("Landrut", &[1]), ("meyer ruderv", &[1]), ("meyer", &[2, 1]), ("andrut", &[]), ("grüne wiese", &[3]), ("neill", &[3])] {
            let numbers: Vec<u32> = found(&site, Role::Clerk, search).await.iter().map(|item| item.number.0).collect();
            assert_eq!(numbers, expected, "{search}");
        }
        for role in OTHERS {
            for search in ["özdemir", "Landrut", "Ruderverein"] {
                assert!(found(&site, role, search).await.is_empty(), "{role:?} {search}");
            }
            assert_eq!(found(&site, role, "meyer").await.len(), 1, "{role:?}");
        }
        let hint = async |role| sign_in_as(&site, role).await.get(&format!("/de/staff/procedures/{SLUG}/statements")).await.text.contains("Wortanfänge im Wortlaut und in Namen");
        assert!(hint(Role::Clerk).await && !hint(Role::Reader).await);
    }

    async fn no_page_of_a_search_tells_where_a_hidden_name_stands(site: TestSite) {
        open_procedure(&site).await;
        let signed = |body: &str| StatementInput { body: format!("{body} Bernd Knollmeyer"), ..bernd() };
        for input in [
            text("Knollmeyer heißt auch ein Bäcker."),
            signed("Zu schmal."),
            signed("Zu steil."),
            text("Beim Bäcker Knollmeyer ist es laut."),
            signed("Zu dunkel."),
        ] {
            submit(&site, input).await;
        }
        let page = async |role: Role, cursor: Option<&str>, above: Option<u32>, limit: u32| {
            let asked = ListStatements {
                procedure: SLUG.into(),
                search: Some("Knollmeyer".into()),
                limit: Some(limit),
                cursor: cursor.map(str::to_owned),
                above: above.map(number),
                ..ListStatements::default()
            };
            let page = site.call_as(role, asked).await.unwrap();
            (page.items.into_iter().map(|item| item.number.0).collect::<Vec<_>>(), page.next)
        };
        assert_eq!(page(Role::Clerk, None, None, 1).await, (vec![5], Some("5".into())));
        for role in OTHERS {
            // Those in between are neither an empty page nor the place where the next one begins.
            assert_eq!(page(role, None, None, 1).await, (vec![4], Some("4".into())), "{role:?}");
            assert_eq!(page(role, Some("4"), None, 1).await, (vec![1], None), "{role:?}");
            assert_eq!(page(role, None, None, 2).await, (vec![4, 1], None), "{role:?}");
            assert_eq!(page(role, Some("1"), None, 1).await, (vec![], None), "{role:?}");
            // Upwards, from one statement to the next of those that were found.
            assert_eq!(page(role, None, Some(1), 1).await, (vec![4], None), "{role:?}");
            assert_eq!(page(role, None, Some(4), 1).await, (vec![], None), "{role:?}");
        }
    }

    async fn a_search_that_stands_in_thousands_and_hardly_in_what_is_shown_is_refused_beside_its_field(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut. Gruß, Bernd Knollmeyer")).await;
        submit(&site, text("Knollmeyer heißt auch ein Bäcker.")).await;
        publish(&site, 1, Publication::Refused, "Knollmeyer").await.unwrap();
        let numbers = async |role: Role, search: &str| {
            found(&site, role, search).await.into_iter().map(|item| item.number.0).collect::<Vec<_>>()
        };
        // As many as are read at most: the oldest but one of them is found.
        copy_first(&site, 3..=4_000).await;
        assert_eq!(numbers(Role::Reader, "Knollmeyer").await, [2]);

        copy_first(&site, 4_001..=4_100).await;
        let asked = ListStatements {
            procedure: SLUG.into(),
            search: Some("Knollmeyer".into()),
            ..ListStatements::default()
        };
        let refused = site.call_as(Role::Reader, asked).await;
        assert_eq!(refused, Err(ApiError::invalid("search", "errors.search_too_wide")));
        let reader = sign_in_as(&site, Role::Reader).await;
        let list = format!("/de/staff/procedures/{SLUG}/statements");
        let page = reader.get(&format!("{list}?search=Knollmeyer&channel=web")).await;
        assert_eq!(page.status, 422);
        for shown in [
            "<title>Fehler: Stellungnahmen",
            "href=\"#search\"",
            "id=\"search-error\"",
            "Ihre Suche trifft auf zu viele Stellungnahmen zu.",
            "value=\"Knollmeyer\"",
            "<option value=\"web\" selected",
            "Auswahl aufheben",
        ] {
            assert!(page.text.contains(shown), "{shown}: {}", page.text);
        }
        assert!(!page.text.contains("Nichts gefunden") && !page.text.contains("Das hat leider nicht geklappt"), "{}", page.text);
        // More words help, a number finds its statement, and whoever sees persons finds them all.
        assert_eq!(numbers(Role::Reader, "Bäcker Knollmeyer").await, [2]);
        assert_eq!(numbers(Role::Reader, "71").await, [71]);
        assert_eq!(numbers(Role::Clerk, "Knollmeyer").await.len(), 50);
    }
}

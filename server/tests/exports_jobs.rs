//! How exports are asked for, made and deleted: who may, each once, none in another's way, and what goes again.

use std::{sync::Arc, time::Duration};

use formats::document::{Block, Cell, Column, Document, Paragraph, Table};
use server::{
    http::limits::EXPORT,
    pdf::{self, Limits, Queue},
    site::Site,
};
use shared::{
    access::Role,
    api::ApiError,
    assessment::StatementState as State,
    exports::{ExportFormat, ExportState, ListExports, Selection, StartExport, Variant},
};

use crate::{
    assessment::{SLUG, assess, open_procedure, submit, text},
    both_databases,
    exports::{bytes, export, fill, list, made, start, stored_names},
    identity::sign_in_as,
    support::TestSite,
};

/// The site, with other limits for PDFs.
async fn with_limits(site: &TestSite, limits: Limits) -> Arc<Site> {
    let opened = Site::with_db(
        site.site.config.clone(),
        site.site.db.clone(),
        site.site.clock.clone(),
        site.site.dice.clone(),
    );
    let mut with = opened.await.unwrap();
    Arc::get_mut(&mut with).unwrap().pdf = limits;
    with
}

both_databases! {
    async fn the_councils_synopsis_is_for_all_who_sign_in_and_for_nobody_else(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        for role in [Role::Administrator, Role::Clerk, Role::Editor, Role::Reader] {
            site.call_as(role, start(ExportFormat::Csv, Variant::Council)).await.unwrap();
        }
        assert_eq!(site.visitor().call(start(ExportFormat::Csv, Variant::Council)).await, Err(ApiError::SignInRequired));
        site.work().await;
        let reader = sign_in_as(&site, Role::Reader).await;
        let seen = site.call_as(Role::Reader, list()).await.unwrap().items;
        assert_eq!(seen.iter().map(|export| export.variant).collect::<Vec<_>>(), [Variant::Council]);
        let (address, name) = &seen[0].files[0];
        assert!(name.ends_with("-synopse-rat.csv"), "{name}");
        assert_eq!(reader.get(address).await.status, 200);
        assert_eq!(site.visitor().get(address).await.status, 404);
        let map = start(ExportFormat::Geojson, Variant::Council);
        assert!(matches!(site.call_as(Role::Clerk, map).await, Err(ApiError::Invalid(_))));
        let page = reader.get(&format!("/de/staff/procedures/{SLUG}/exports")).await.text;
        assert!(page.contains("Für den Rat, ohne Namen") && page.contains("1 Stellungnahme"), "{page}");
        assert!(!page.contains("value=\"internal\""), "{page}");
    }

    async fn internal_exports_are_for_those_who_see_persons(site: TestSite) {
        fill(&site).await;
        let internal = start(ExportFormat::Csv, Variant::Internal);
        assert_eq!(site.call_as(Role::Editor, internal.clone()).await, Err(ApiError::Forbidden));
        assert_eq!(site.visitor().call(internal).await, Err(ApiError::SignInRequired));
        let made = export(&site, ExportFormat::Csv, Variant::Internal).await;
        let seen = site.call_as(Role::Editor, list()).await.unwrap();
        assert!(seen.items.is_empty());
        assert_eq!(site.visitor().get(&made.files[0].0).await.status, 404);
        let elsewhere = ListExports { procedure: "gibt-es-nicht".into(), ..list() };
        assert_eq!(site.call_as(Role::Clerk, elsewhere).await, Err(ApiError::NotFound));
    }

    async fn an_export_is_not_limited_to_what_cannot_be(site: TestSite) {
        fill(&site).await;
        let whole = || start(ExportFormat::Csv, Variant::Public);
        let elsewhere = uuid::Uuid::from_u128(7).to_string();
        for (asked, field) in [
            (StartExport { states: vec![State::InWork, State::Held], ..whole() }, "states"),
            (StartExport { states: vec![State::Withdrawn], ..whole() }, "states"),
            (StartExport { topic: Some("Verkehr".into()), ..whole() }, "topic"),
            (StartExport { round: Some(elsewhere), ..whole() }, "round"),
            (StartExport { round: Some("x".into()), ..whole() }, "round"),
        ] {
            match site.call_as(Role::Clerk, asked).await {
                Err(ApiError::Invalid(invalid)) => assert_eq!(invalid.0[0].field, field),
                other => panic!("{field}: {other:?}"),
            }
        }
        assert!(site.call_as(Role::Clerk, list()).await.unwrap().items.is_empty());
    }

    async fn an_export_that_nothing_would_be_in_is_not_made(site: TestSite) {
        fill(&site).await;
        // Of the third, which is withdrawn, there is nothing to read either.
        for states in [vec![State::BeforeCouncil], vec![State::Received, State::Decided]] {
            let asked = StartExport { states, ..start(ExportFormat::Pdf, Variant::Council) };
            assert_eq!(site.call_as(Role::Clerk, asked.clone()).await, Err(ApiError::invalid("states", "errors.export_empty")));
            let folder = tempfile::tempdir().unwrap();
            assert!(server::features::exports::write_now(&site.system(), &asked, folder.path()).await.is_err());
        }
        assert!(site.call_as(Role::Clerk, list()).await.unwrap().items.is_empty());
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let address = format!("/de/staff/procedures/{SLUG}/exports");
        let pairs = [
            ("form", "StartExport"), ("procedure", SLUG), ("variant", "council"), ("next", address.as_str()),
            ("states", "before_council"), ("format", "pdf"),
        ];
        let page = clerk.post(&address, &pairs).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("In dieser Auswahl ist keine Stellungnahme."), "{}", page.text);
    }

    async fn a_form_without_script_limits_an_export(site: TestSite) {
        fill(&site).await;
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let address = format!("/de/staff/procedures/{SLUG}/exports");
        let pairs = [
            ("form", "StartExport"), ("procedure", SLUG), ("variant", "council"), ("next", address.as_str()),
            ("states", "proposal_ready"), ("states", "in_work"), ("topic", "0510"), ("format", "csv"),
        ];
        assert_eq!(clerk.post(&address, &pairs).await.status, 303);
        site.work().await;
        let made = site.call_as(Role::Clerk, list()).await.unwrap().items.remove(0);
        assert_eq!((made.done, made.selection.states.clone()), (1, vec![State::InWork, State::ProposalReady]));
        let page = clerk.get(&address).await.text;
        assert!(page.contains("Auswahl – Stand: In Bearbeitung und Vorschlag fertig · Thema: Straßenverkehr"), "{page}");
    }

    async fn two_selections_are_two_files_and_one_selection_is_made_once_however_it_is_said(site: TestSite) {
        fill(&site).await;
        site.work().await;
        let whole = || start(ExportFormat::Csv, Variant::Internal);
        let first = site.call_as(Role::Clerk, whole()).await.unwrap();
        let states = StartExport { states: vec![State::Answered, State::InWork], ..whole() };
        let limited = site.call_as(Role::Clerk, states).await.unwrap();
        let topic = StartExport { topic: Some("0510".into()), ..whole() };
        let other = site.call_as(Role::Clerk, topic).await.unwrap();
        assert!(first.id != limited.id && limited.id != other.id && first.id != other.id);
        // The same in another order, twice; all states, and empty fields as a form sends them, limit nothing.
        let states = StartExport { states: vec![State::InWork, State::Answered, State::InWork], ..whole() };
        assert_eq!(site.call_as(Role::Clerk, states).await.unwrap().id, limited.id);
        let nothing = StartExport { states: Selection::STATES.to_vec(), topic: Some(String::new()), round: Some(" ".into()), ..whole() };
        assert_eq!(site.call_as(Role::Clerk, nothing).await.unwrap().id, first.id);
        assert_eq!(site.work().await, 3);
        let mut files = Vec::new();
        for export in site.call_as(Role::Clerk, list()).await.unwrap().items {
            assert_eq!(export.state, ExportState::Ready);
            files.extend(stored_names(&site, &export).await);
        }
        files.sort();
        files.dedup();
        assert_eq!(files.len(), 3);
    }

    async fn whoever_asks_for_what_is_under_way_gets_that(site: TestSite) {
        open_procedure(&site).await;
        let first = site.call_as(Role::Reader, start(ExportFormat::Csv, Variant::Public)).await.unwrap();
        let again = site.call_as(Role::Clerk, start(ExportFormat::Csv, Variant::Public)).await.unwrap();
        assert_eq!(again.id, first.id);
        let other = site.call_as(Role::Clerk, start(ExportFormat::Xlsx, Variant::Public)).await.unwrap();
        let internal = site.call_as(Role::Clerk, start(ExportFormat::Csv, Variant::Internal)).await.unwrap();
        assert!(other.id != first.id && internal.id != first.id);
        assert_eq!(site.work().await, 3);
        let later = site.call_as(Role::Reader, start(ExportFormat::Csv, Variant::Public)).await.unwrap();
        assert_ne!(later.id, first.id, "what is finished is made anew");
        // One whose job was given up hinders nobody for good.
        site.move_to(TestSite::start() + chrono::Duration::minutes(61));
        let anew = site.call_as(Role::Reader, start(ExportFormat::Csv, Variant::Public)).await.unwrap();
        assert_ne!(anew.id, later.id);
    }

    async fn two_who_ask_for_the_same_at_the_same_instant_get_one_export(site: TestSite) {
        open_procedure(&site).await;
        let formats = [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Docx, ExportFormat::Pdf];
        for format in formats {
            for variant in [Variant::Public, Variant::Internal] {
                let ask = || site.call_as(Role::Clerk, start(format, variant));
                let (one, other) = tokio::join!(ask(), ask());
                assert_eq!(one.unwrap().id, other.unwrap().id, "{format:?} {variant:?}");
            }
        }
        let all = site.call_as(Role::Clerk, list()).await.unwrap().items;
        assert_eq!((all.len(), server::jobs::count(&site.site).await.unwrap()), (8, (8, 0)));
    }

    async fn one_account_makes_no_more_exports_than_anybody_needs(site: TestSite) {
        open_procedure(&site).await;
        let account = site.as_role(Role::Reader).viewer.staff_id().unwrap().to_string();
        for _ in 0..EXPORT.attempts {
            site.site.limits.count(EXPORT, &account);
        }
        let refused = site.call_as(Role::Reader, start(ExportFormat::Csv, Variant::Public)).await;
        assert!(matches!(refused, Err(ApiError::TooMany { .. })), "{refused:?}");
        site.call_as(Role::Clerk, start(ExportFormat::Csv, Variant::Public)).await.unwrap();
    }

    async fn public_exports_are_found_behind_any_number_of_internal_ones(site: TestSite) {
        open_procedure(&site).await;
        let public = export(&site, ExportFormat::Csv, Variant::Public).await;
        for _ in 0..51 {
            export(&site, ExportFormat::Csv, Variant::Internal).await;
        }
        let seen = site.call_as(Role::Reader, list()).await.unwrap();
        assert_eq!(seen.items.iter().map(|export| export.id).collect::<Vec<_>>(), [public.id]);
        assert_eq!(seen.next, None);
        // Whoever may see all reads on from page to page.
        let (mut pages, mut cursor) = (Vec::new(), None);
        loop {
            let page = site.call_as(Role::Clerk, ListExports { limit: Some(20), cursor, ..list() }).await.unwrap();
            pages.push(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 12]);
        assert_eq!(pages[2].last().unwrap().id, public.id);
        for (limit, cursor) in [(Some(101), None), (Some(0), None), (None, Some("x".to_owned()))] {
            let asked = ListExports { limit, cursor, ..list() };
            assert!(matches!(site.call_as(Role::Clerk, asked).await, Err(ApiError::Invalid(_))));
        }
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let first = clerk.get(&format!("/de/staff/procedures/{SLUG}/exports")).await.text;
        assert!(first.contains("Ältere Exporte") && !first.contains("Zu den neuesten"));
        let from = first.find("exports?cursor=").unwrap();
        let href = first[from..].split('"').next().unwrap();
        let second = clerk.get(&format!("/de/staff/procedures/{SLUG}/{href}")).await.text;
        assert!(second.contains("Ältere Exporte") && second.contains("Zu den neuesten"));
    }

    async fn the_pdf_is_set_in_a_child_process(site: TestSite) {
        fill(&site).await;
        let made = export(&site, ExportFormat::Pdf, Variant::Public).await;
        assert_eq!(made.state, ExportState::Ready, "{:?}", made.left_out);
        assert!(made.files[0].1.ends_with("am-hafen-synopse-oeffentlich.pdf"), "{:?}", made.files);
        assert!(bytes(&site, &made, 0).await.starts_with(b"%PDF-"));
    }

    async fn a_child_says_on_which_pages_rows_begin(site: TestSite) {
        let row = |number: u32| vec![Cell { anchor: Some(format!("Nr. {number}")), paragraphs: vec![Paragraph::plain("Zu laut.\n".repeat(80))] }];
        let column = Column { width: 1, header: "Stellungnahme".into() };
        let table = Table { summary: String::new(), columns: vec![column], rows: vec![row(1), row(2)], repeat_header: true };
        let mut document = Document::new("Band 2", "de");
        document.blocks = vec![Block::heading(1, "Stellungnahmen"), Block::Table(table)];
        let set = pdf::render(&site.site, &document, 7, Queue::Long).await.unwrap();
        assert_eq!((set.starts.len(), set.starts[0]), (2, 7), "{:?}", set.starts);
        assert!(set.pages > 1 && set.starts[1] > 7, "{:?}", set.starts);
    }

    async fn staff_read_which_volume_is_being_set(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        site.work().await;
        let asked = site.call_as(Role::Clerk, start(ExportFormat::Pdf, Variant::Public)).await.unwrap();
        let mut tx = site.system().begin().await.unwrap();
        let municipality = site.town().id.0;
        server::sql!(
            &mut tx,
            run,
            "update export set state = $3, done = 2, total = 3 where municipality_id = $1 and id = $2",
            municipality,
            asked.id.0,
            ExportState::Writing.word(),
        )
        .unwrap();
        site.system().commit(tx).await.unwrap();
        let page = sign_in_as(&site, Role::Clerk).await.get(&format!("/de/staff/procedures/{SLUG}/exports")).await.text;
        assert!(page.contains("Band 2 von 3 wird erstellt") && page.contains("Stand neu laden"), "{page}");
        // It is under way: who asks for the same gets it, and a worker that finds its job makes it.
        assert_eq!(site.call_as(Role::Clerk, start(ExportFormat::Pdf, Variant::Public)).await.unwrap().id, asked.id);
        site.work().await;
        assert_eq!(site.call_as(Role::Clerk, list()).await.unwrap().items[0].state, ExportState::Ready);
    }

    async fn a_pdf_that_needs_too_much_time_or_memory_fails_and_staff_read_why(site: TestSite) {
        open_procedure(&site).await;
        for number in 0..5 {
            submit(&site, text(&format!("{number}: {}", "Der Lärm am Hafen stört uns sehr. ".repeat(1200)))).await;
        }
        site.work().await;
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let little = [
            Limits { time: Duration::from_millis(1), ..Limits::default() },
            Limits { space: 32 * 1024 * 1024, ..Limits::default() },
        ];
        for limits in little {
            let limited = with_limits(&site, limits).await;
            let asked = site.call_as(Role::Clerk, start(ExportFormat::Pdf, Variant::Public)).await.unwrap();
            let done = tokio::time::timeout(Duration::from_secs(60), server::jobs::run_due(&limited)).await;
            assert_eq!(done.expect("it hangs").unwrap(), 1, "{limits:?}");
            assert_eq!(server::jobs::count(&site.site).await.unwrap(), (0, 0), "it is not tried again by itself");
            let failed = site.call_as(Role::Clerk, list()).await.unwrap().items.remove(0);
            assert_eq!((failed.id, failed.state), (asked.id, ExportState::Failed), "{limits:?}");
            assert!(failed.files.is_empty());
            let why = "Das PDF ist nicht fertig geworden, wahrscheinlich ist es zu umfangreich. Bitte grenzen Sie die Auswahl ein oder wählen Sie eine andere Form.";
            assert!(failed.left_out[0].starts_with(why), "{:?}", failed.left_out);
            let page = clerk.get(&format!("/de/staff/procedures/{SLUG}/exports")).await.text;
            assert!(page.contains("fehlgeschlagen") && page.contains(why), "{page}");
            assert!(!page.contains("Nicht enthalten:") && !page.contains("id=\"exports\" data-again"), "{page}");
        }
        // The lock of the queue is free again: the next one is made.
        submit(&site, text("Kurz.")).await;
        assess(&site, 6, Some(State::InWork)).await.unwrap();
        let one = StartExport { states: vec![State::InWork], ..start(ExportFormat::Pdf, Variant::Public) };
        assert_eq!(made(&site, one).await.state, ExportState::Ready);
    }

    async fn an_export_whose_worker_was_killed_is_made_two_minutes_later(site: TestSite) {
        open_procedure(&site).await;
        site.work().await;
        let asked = site.call_as(Role::Clerk, start(ExportFormat::Csv, Variant::Public)).await.unwrap();
        // Whoever took it never came back.
        assert!(server::jobs::take(&site.site, server::jobs::Lane::Long).await.unwrap().is_some());
        let began = site.site.clock.now();
        site.move_to(began + chrono::Duration::seconds(119));
        assert_eq!(site.work().await, 0, "it may be under way still");
        site.move_to(began + chrono::Duration::seconds(121));
        assert_eq!(site.work().await, 1);
        let now = site.call_as(Role::Clerk, list()).await.unwrap().items.remove(0);
        assert_eq!((now.id, now.state), (asked.id, ExportState::Ready));
    }

    async fn no_other_job_waits_for_an_export(site: TestSite) {
        open_procedure(&site).await;
        let waiting = site.call_as(Role::Clerk, start(ExportFormat::Csv, Variant::Public)).await.unwrap();
        let cx = site.system();
        let procedure = server::features::procedures::find(&mut cx.read().await.unwrap(), SLUG).await.unwrap();
        let mut tx = cx.begin().await.unwrap();
        server::jobs::enqueue(&mut tx, &cx, "delete_exports", serde_json::json!({ "procedure": procedure.id })).await.unwrap();
        cx.commit(tx).await.unwrap();
        let asked = std::cell::Cell::new(0);
        let done = server::jobs::run_until(&site.site, || asked.replace(asked.get() + 1) > 0).await.unwrap();
        assert_eq!((done, server::jobs::count(&site.site).await.unwrap()), (1, (1, 0)));
        let now = site.call_as(Role::Clerk, list()).await.unwrap().items.remove(0);
        assert_eq!((now.id, now.state), (waiting.id, ExportState::Waiting), "the other one went first");
        assert_eq!(site.work().await, 1);
    }

    async fn no_other_job_waits_for_files_that_are_deleted(site: TestSite) {
        let cx = site.system();
        let enqueue = async |kind: &'static str, payload: serde_json::Value| {
            let mut tx = cx.begin().await.unwrap();
            server::jobs::enqueue(&mut tx, &cx, kind, payload).await.unwrap();
            cx.commit(tx).await.unwrap();
        };
        for _ in 0..3 {
            enqueue("delete_files", serde_json::json!({ "files": [] })).await;
        }
        enqueue("delete_exports", serde_json::json!({ "procedure": cx.new_id() })).await;
        let asked = std::cell::Cell::new(0);
        server::jobs::run_until(&site.site, || asked.replace(asked.get() + 1) > 0).await.unwrap();
        let mut db = cx.read().await.unwrap();
        let (files,) = server::sql!(&mut db, one(i64), "select cast(count(*) as bigint) from job where kind = $1", "delete_files").unwrap();
        drop(db);
        assert_eq!((files, server::jobs::count(&site.site).await.unwrap()), (3, (3, 0)), "the last one went first");
        assert_eq!(site.work().await, 3);
    }

    async fn internal_exports_go_with_the_names(site: TestSite) {
        fill(&site).await;
        export(&site, ExportFormat::Csv, Variant::Internal).await;
        export(&site, ExportFormat::Csv, Variant::Public).await;
        let cx = site.system();
        let procedure = server::features::procedures::find(&mut cx.read().await.unwrap(), SLUG).await.unwrap();
        let mut tx = cx.begin().await.unwrap();
        server::jobs::enqueue(&mut tx, &cx, "delete_exports", serde_json::json!({ "procedure": procedure.id })).await.unwrap();
        cx.commit(tx).await.unwrap();
        site.work().await;
        let left = site.call_as(Role::Clerk, list()).await.unwrap().items;
        assert_eq!(left.iter().map(|export| export.variant).collect::<Vec<_>>(), [Variant::Public]);
    }

    async fn old_public_exports_go_with_their_files_and_the_newest_stay(site: TestSite) {
        open_procedure(&site).await;
        let mut made = Vec::new();
        for _ in 0..22 {
            made.push(export(&site, ExportFormat::Csv, Variant::Public).await);
        }
        let oldest = stored_names(&site, &made[0]).await.remove(0);
        let newest = stored_names(&site, &made[21]).await.remove(0);
        let deletions = async || {
            let mut db = site.system().read().await.unwrap();
            server::sql!(&mut db, one(i64), "select cast(count(*) as bigint) from event where kind = 'exports_deleted'").unwrap().0
        };
        // Files bear the machine's time.
        site.move_to(server::clock::Clock::System.now() + server::archive::KEPT * 2);
        server::features::housekeeping(&site.site).await.unwrap();
        let kept = site.call_as(Role::Clerk, ListExports { limit: Some(100), ..list() }).await.unwrap().items;
        let expected: Vec<_> = made[2..].iter().rev().map(|export| export.id).collect();
        assert_eq!(kept.iter().map(|export| export.id).collect::<Vec<_>>(), expected);
        assert_eq!(deletions().await, 1, "one event for the procedure");
        assert!(server::http::files::read(&site.site, &oldest).await.unwrap().is_none());
        assert!(server::http::files::read(&site.site, &newest).await.unwrap().is_some());
        server::features::housekeeping(&site.site).await.unwrap();
        assert_eq!(deletions().await, 1, "nothing is left to do");
    }
}

//! The deletion of names between two steps of somebody else: nobody brings a name back, nothing is deleted too early, and
//! what cannot be deleted keeps nothing else.

use std::time::Duration;

use server::features::{
    exports::{delete_due, delete_persons},
    procedures, run_job, statements,
};
use shared::{
    access::Role,
    api::ApiError,
    assessment::{
        AssessPoint, AssessStatement, DivideStatement, MoveStatements, StatementState as State,
        TakeOverAnswer,
    },
    exports::{Export, ExportFormat, ExportState, ListExports, StartExport, Variant},
    ids::{PointNumber, ProcedureId},
    procedures::ShowWorkingCopy,
    statements::{
        DecidePublication, MayPublish, Publication, SaveDraft, SendDraft, ShowPublicStatement, StatementInput,
    },
    time::Day,
};
use sqlx::types::Json;

use crate::{
    assessment::{SLUG, assess, decide, file, number, open_procedure, publish, submit, text},
    both_databases,
    exports::stored_names,
    statements::{SLUG as OTHER, day as on, publish as publish_other, submission},
    support::TestSite,
};

/// Somebody who signs her letter and allows it to be published without her name.
fn anna() -> StatementInput {
    StatementInput {
        name: "Anna Weidenfeld".into(),
        may_publish: MayPublish::Anonymous,
        ..text("Zu laut.\n\nAnna Weidenfeld")
    }
}

/// The day after all deletion dates of these tests, early in the morning.
fn after_all(site: &TestSite) {
    site.move_to("2031-01-02T03:00:00Z".parse().unwrap());
}

/// What everybody reads of statement 1.
async fn public(site: &TestSite) -> String {
    let show = ShowPublicStatement {
        procedure: SLUG.into(),
        number: number(1),
    };
    serde_json::to_string(&site.visitor().call(show).await.unwrap()).unwrap()
}

/// What is due now.
async fn due(site: &TestSite) -> Vec<ProcedureId> {
    let cx = site.system();
    let mut db = cx.read().await.unwrap();
    procedures::due_for_deletion(&mut db, cx.today()).await.unwrap()
}

/// How many authors of a procedure are known.
async fn known(site: &TestSite, procedure: ProcedureId) -> usize {
    let mut db = site.system().read().await.unwrap();
    let ids = statements::authored(&mut db, procedure).await.unwrap();
    statements::persons(&mut db, &ids).await.unwrap().len()
}

async fn drafts(site: &TestSite) -> i64 {
    let mut db = site.system().read().await.unwrap();
    server::sql!(
        &mut db,
        one(i64),
        "select cast(count(*) as bigint) from statement_draft"
    )
    .unwrap()
    .0
}

async fn events(site: &TestSite, kind: &str) -> i64 {
    let mut db = site.system().read().await.unwrap();
    server::sql!(
        &mut db,
        one(i64),
        "select cast(count(*) as bigint) from event where kind = $1",
        kind,
    )
    .unwrap()
    .0
}

/// Makes the statements of a procedure unreadable, or readable again.
async fn write_passages(site: &TestSite, procedure: ProcedureId, passages: serde_json::Value) {
    let cx = site.system();
    let mut tx = cx.begin().await.unwrap();
    server::sql!(
        &mut tx,
        run,
        "update statement set passages = $2 where procedure_id = $1",
        procedure.0,
        Json(passages),
    )
    .unwrap();
    tx.commit().await.unwrap();
}

/// An internal export that was made just now.
async fn internal_export(site: &TestSite) -> Export {
    let asked = StartExport::whole(SLUG, ExportFormat::Csv, Variant::Internal);
    let id = site.call_as(Role::Clerk, asked).await.unwrap().id;
    let payload = serde_json::json!({ "export": id });
    run_job(&site.system(), "make_export", &payload).await.unwrap();
    let list = ListExports {
        procedure: SLUG.into(),
        limit: None,
        cursor: None,
    };
    let all = site.call_as(Role::Clerk, list).await.unwrap().items;
    all.into_iter().find(|export| export.id == id).unwrap()
}

fn files_in_store(site: &TestSite) -> usize {
    std::fs::read_dir(site.folder.path().join("files"))
        .unwrap()
        .count()
}

both_databases! {
    async fn what_a_clerk_read_before_the_names_were_deleted_is_not_saved_afterwards(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        submit(&site, text("Ohne Namen.")).await;
        let (read, nameless) = (file(&site, Role::Clerk, 1).await, file(&site, Role::Clerk, 2).await);
        after_all(&site);
        delete_due(&site.system()).await.unwrap();
        let (procedure, number, revision) = (SLUG.to_owned(), number(1), read.revision);
        let release = DecidePublication {
            procedure: procedure.clone(), number, revision, publication: Publication::Released, passages: String::new(), also: Vec::new(), place_withheld: false,
            reason: None, remark: String::new(),
        };
        assert_eq!(site.call_as(Role::Clerk, release).await, Err(ApiError::Conflict));
        let reply = AssessStatement {
            procedure: procedure.clone(), number, revision, note: String::new(), topics: Vec::new(), reply: "Sehr geehrte Frau Weidenfeld".into(), proposal: None, reply_fits: false, state: None,
        };
        assert_eq!(site.call_as(Role::Clerk, reply).await, Err(ApiError::Conflict));
        let divide = DivideStatement { procedure: procedure.clone(), number, revision, starts: vec![10] };
        assert_eq!(site.call_as(Role::Clerk, divide).await, Err(ApiError::Conflict));
        let point = AssessPoint {
            procedure: procedure.clone(), number, point: PointNumber(1), revision, label: String::new(), reply: "Frau Weidenfeld".into(), proposal: None, state: None,
        };
        assert_eq!(site.call_as(Role::Clerk, point).await, Err(ApiError::Conflict));
        let taken = TakeOverAnswer { procedure, number, point: PointNumber(1), revision, from: "2".into(), label: None, reply: None, proposal: None };
        assert_eq!(site.call_as(Role::Clerk, taken).await, Err(ApiError::Conflict));

        // Read again it can be released, without the name; one without author is as it was.
        publish(&site, 1, Publication::Released, "").await.unwrap();
        let shown = public(&site).await;
        assert!(shown.contains("Zu laut.") && !shown.contains("Weidenfeld"), "{shown}");
        assert_eq!(file(&site, Role::Clerk, 2).await.revision, nameless.revision);
    }

    async fn a_reply_that_is_saved_while_names_are_deleted_hides_them_as_well(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        publish(&site, 1, Publication::Released, "").await.unwrap();
        for state in [None, Some(State::InWork), Some(State::ProposalReady), Some(State::BeforeCouncil)] {
            assess(&site, 1, state).await.unwrap();
        }
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        let answer = MoveStatements { procedure: SLUG.into(), from: State::Decided, to: State::Answered };
        site.call_as(Role::Clerk, answer).await.unwrap();
        after_all(&site);
        // Saved, but not yet for good, when the deletion begins.
        let mut saving = site.system().begin().await.unwrap();
        let municipality = site.town().id.0;
        server::sql!(&mut saving, run, "update statement set revision = revision + 1 where municipality_id = $1", municipality).unwrap();
        server::sql!(&mut saving, run, "update assessment set reply = 'Guten Tag, Frau Weidenfeld.' where municipality_id = $1", municipality).unwrap();
        let saved = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            saving.commit().await.unwrap();
        };
        let cx = site.system();
        let (deleted, ()) = tokio::join!(delete_due(&cx), saved);
        deleted.unwrap();
        assert!(file(&site, Role::Clerk, 1).await.person.is_none());
        let shown = public(&site).await;
        assert!(shown.contains("Guten Tag, Frau █████.") && !shown.contains("Weidenfeld"), "{shown}");
    }

    async fn nothing_is_deleted_where_the_date_was_moved_after_it_was_looked_at(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        let draft = SaveDraft { procedure: SLUG.into(), input: anna(), action: "save".into(), ..Default::default() };
        site.visitor().call(draft).await.unwrap();
        after_all(&site);
        let listed = due(&site).await;
        assert_eq!(listed.len(), 1);
        let copy = site.call_as(Role::Clerk, ShowWorkingCopy::of(SLUG)).await.unwrap();
        let later = crate::procedures::settings(&copy, Day::from_ymd_opt(2031, 6, 30));
        site.call_as(Role::Clerk, later).await.unwrap();
        let read = file(&site, Role::Clerk, 1).await;
        delete_persons(&site.system(), listed[0]).await.unwrap();
        assert_eq!(file(&site, Role::Clerk, 1).await, read, "nothing was touched");
        assert_eq!((read.person.unwrap().name.as_str(), drafts(&site).await), ("Anna Weidenfeld", 1));
        assert_eq!((events(&site, "persons_deleted").await, server::jobs::count(&site.site).await.unwrap()), (0, (0, 0)));

        // It goes on the new day, and once.
        site.move_to("2031-06-30T03:00:00Z".parse().unwrap());
        for _ in 0..2 {
            delete_persons(&site.system(), listed[0]).await.unwrap();
        }
        assert!(file(&site, Role::Clerk, 1).await.person.is_none());
        assert_eq!((drafts(&site).await, events(&site, "persons_deleted").await), (0, 1));
    }

    async fn one_procedure_that_cannot_be_worked_off_stops_no_other(site: TestSite) {
        open_procedure(&site).await;
        publish_other(&site.as_role(Role::Clerk), on("2026-11-16"), on("2026-12-16"), on("2027-06-30")).await;
        submit(&site, anna()).await;
        site.visitor().call(submission("other", anna())).await.unwrap();
        for slug in [SLUG, OTHER] {
            let draft = SaveDraft { procedure: slug.into(), input: anna(), action: "save".into(), ..Default::default() };
            site.visitor().call(draft).await.unwrap();
        }
        after_all(&site);
        let [broken, whole] = due(&site).await[..] else { panic!("both are due") };
        write_passages(&site, broken, serde_json::json!({})).await;
        delete_due(&site.system()).await.unwrap_err();
        assert_eq!((known(&site, broken).await, known(&site, whole).await), (1, 0));
        assert_eq!(drafts(&site).await, 0, "drafts are as old as they are");
        // Nothing of the first one was done by halves: mended, it goes like the other.
        write_passages(&site, broken, serde_json::json!([])).await;
        delete_due(&site.system()).await.unwrap();
        assert_eq!((known(&site, broken).await, events(&site, "persons_deleted").await), (0, 2));
    }

    async fn files_are_deleted_by_a_job_once_nothing_names_them(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let fields = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Siehe Anlage."), ("do", "save")];
        let files = [("files", "Widerspruch.pdf", b"%PDF-1.7 Anna Weidenfeld".as_slice())];
        visitor.post_files(&format!("/de/procedures/{SLUG}/comment"), &fields, &files).await;
        visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        let mut db = site.system().read().await.unwrap();
        let (name,) = server::sql!(&mut db, one(String), "select file from statement_attachment").unwrap();
        drop(db);
        after_all(&site);
        delete_due(&site.system()).await.unwrap();
        let stored = async || server::http::files::read(&site.site, &name).await.unwrap().is_some();
        assert_eq!(file(&site, Role::Clerk, 1).await.file_count, 0);
        assert!(stored().await, "no transaction waits for the store");
        site.work().await;
        assert!(!stored().await);
    }

    async fn an_export_that_two_processes_make_is_made_once(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        let export = async || {
            let asked = StartExport::whole(SLUG, ExportFormat::Csv, Variant::Public);
            let id = site.call_as(Role::Clerk, asked).await.unwrap().id;
            let (cx, payload) = (site.system(), serde_json::json!({ "export": id }));
            let make = || run_job(&cx, "make_export", &payload);
            let (one, other) = tokio::join!(make(), make());
            one.unwrap();
            other.unwrap();
            let list = ListExports { procedure: SLUG.into(), limit: None, cursor: None };
            let all = site.call_as(Role::Clerk, list).await.unwrap().items;
            all.into_iter().find(|export| export.id == id).unwrap()
        };
        let made = export().await;
        assert_eq!((made.state, events(&site, "export_made").await), (ExportState::Ready, 1));
        // Whoever came second takes away what is its own.
        site.work().await;
        let clerk = crate::identity::sign_in_as(&site, Role::Clerk).await;
        let answer = clerk.get(&made.files[0].0).await;
        assert!(answer.status == 200 && answer.text.contains("Zu laut."), "{}", answer.status);
        // Nor does one fail twice.
        let mut db = site.system().read().await.unwrap();
        let procedure = procedures::find(&mut db, SLUG).await.unwrap().id;
        drop(db);
        write_passages(&site, procedure, serde_json::json!({})).await;
        let failed = export().await;
        assert_eq!((failed.state, events(&site, "export_failed").await), (ExportState::Failed, 1));
        // A job that runs once more leaves what ended as it is.
        write_passages(&site, procedure, serde_json::json!([])).await;
        site.work().await;
        assert_eq!((events(&site, "export_made").await, events(&site, "export_failed").await), (1, 1));
    }

    async fn what_was_made_again_stays_when_the_files_of_before_are_deleted(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Ohne Namen.")).await;
        let procedure = procedures::find(&mut site.system().read().await.unwrap(), SLUG).await.unwrap().id;
        let first = internal_export(&site).await;
        let file_of_first = stored_names(&site, &first).await.remove(0);
        let delete = serde_json::json!({ "procedure": procedure });
        run_job(&site.system(), "delete_exports", &delete).await.unwrap();
        // Before the files are deleted somebody has the same made again, in the same minute and letter for letter. The job
        // that deletes and the sweep, for which all files are old, come at once.
        let again = internal_export(&site).await;
        let file_of_again = stored_names(&site, &again).await.remove(0);
        site.move_to(server::clock::Clock::System.now() + server::archive::KEPT * 2);
        let (swept, _) = tokio::join!(server::archive::sweep_files(&site.site), site.work());
        swept.unwrap();
        assert_eq!(server::jobs::count(&site.site).await.unwrap(), (0, 0), "nobody minds that the other was quicker");
        let stored = async |name: &str| server::http::files::read(&site.site, name).await.unwrap();
        assert!(stored(&file_of_first).await.is_none());
        let kept = stored(&file_of_again).await.expect("what an export names stays");
        assert!(String::from_utf8_lossy(&kept).contains("Ohne Namen."));
        let clerk = crate::identity::sign_in_as(&site, Role::Clerk).await;
        assert_eq!(clerk.get(&again.files[0].0).await.status, 200);
    }

    async fn an_export_that_is_removed_while_it_is_made_leaves_nothing_behind(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        let procedure = procedures::find(&mut site.system().read().await.unwrap(), SLUG).await.unwrap().id;
        site.work().await;
        let before = files_in_store(&site);
        // Both ends: of one that is made in full, and of one that fails.
        for (passages, files) in [(serde_json::json!([]), 1), (serde_json::json!({}), 0)] {
            write_passages(&site, procedure, passages).await;
            let asked = StartExport::whole(SLUG, ExportFormat::Csv, Variant::Internal);
            let payload = serde_json::json!({ "export": site.call_as(Role::Clerk, asked).await.unwrap().id });
            // Removed, but not yet for good, when it is begun: its job still reads it, and waits to say how far it is.
            let mut removing = site.system().begin().await.unwrap();
            let municipality = site.town().id.0;
            server::sql!(&mut removing, run, "delete from export where municipality_id = $1", municipality).unwrap();
            let removed = async {
                tokio::time::sleep(Duration::from_millis(300)).await;
                removing.commit().await.unwrap();
            };
            let cx = site.system();
            let (made, ()) = tokio::join!(run_job(&cx, "make_export", &payload), removed);
            made.unwrap();
            assert_eq!(files_in_store(&site), before + files);
            // The job of the queue finds nothing to make; another one deletes the file.
            assert_eq!(site.work().await, 1 + files);
            assert_eq!(files_in_store(&site), before, "nothing is left in the store");
            assert_eq!((events(&site, "export_made").await, events(&site, "export_failed").await), (0, 0));
            assert_eq!(server::jobs::count(&site.site).await.unwrap(), (0, 0), "nothing is tried again");
            let list = ListExports { procedure: SLUG.into(), limit: None, cursor: None };
            assert!(site.call_as(Role::Clerk, list).await.unwrap().items.is_empty());
        }
    }

    async fn a_snapshot_shows_one_state_whatever_is_saved_meanwhile(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, anna()).await;
        let mut snapshot = site.system().snapshot().await.unwrap();
        let procedure = procedures::find(&mut snapshot, SLUG).await.unwrap().id;
        let before = statements::find_by_number(&mut snapshot, procedure, number(1)).await.unwrap();
        publish(&site, 1, Publication::Released, "").await.unwrap();
        let again = statements::find_by_number(&mut snapshot, procedure, number(1)).await.unwrap();
        assert_eq!(again, before);
        drop(snapshot);
        assert_ne!(file(&site, Role::Clerk, 1).await.revision, before.revision);
    }
}

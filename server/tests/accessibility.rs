//! The declaration on accessibility, reports of barriers and what becomes of them.

use axum::http::StatusCode;
use chrono::Duration;
use shared::{
    access::Role,
    accessibility::*,
    api::{ApiError, Endpoint},
};

use crate::{
    both_databases,
    statements_deletion::dump,
    statements_mail::{decoded, mail_server, with_mail},
    support::{Browser, TestSite, api_of},
};

const FORM: &str = "/de/accessibility/report";

fn report(problem: &str, email: &str) -> ReportBarrier {
    ReportBarrier {
        problem: problem.into(),
        page: "/de/procedures".into(),
        email: email.into(),
        phone: String::new(),
        language: "de".into(),
        website: String::new(),
    }
}

fn show(number: u32) -> ShowBarrierReport {
    ShowBarrierReport {
        report: number.to_string(),
    }
}

fn answer(number: u32, text: &str) -> AnswerBarrierReport {
    AnswerBarrierReport {
        report: number.to_string(),
        answer: text.into(),
    }
}

fn mark(number: u32, state: ReportState, what: &str) -> MarkBarrierReport {
    MarkBarrierReport {
        report: number.to_string(),
        state,
        what: what.into(),
        reason: "Das Bauteil kommt von einem Hersteller.".into(),
        alternative: "Wir lesen am Telefon vor.".into(),
        plain: String::new(),
        planned: None,
    }
}

fn settings() -> EditAccessibility {
    EditAccessibility {
        made_on: Some("2026-11-01".parse().unwrap()),
        reviewed_on: None,
        evaluated_on: None,
        evaluated_by: String::new(),
        feedback_email: String::new(),
        feedback_phone: String::new(),
        body_name: String::new(),
        body_address: String::new(),
        body_phone: String::new(),
        body_email: String::new(),
        body_url: String::new(),
        contact_days: None,
    }
}

async fn refusal<E: Endpoint>(site: &TestSite, role: Role, input: E) -> ApiError
where
    E::Output: std::fmt::Debug,
{
    site.call_as(role, input).await.unwrap_err()
}

both_databases! {
    async fn a_resident_reports_a_barrier_without_script_name_or_account_and_gets_a_number(site: TestSite) {
        let visitor = site.visitor();
        let form = visitor.get(&format!("{FORM}?page=/de/procedures/hafen")).await;
        assert!(form.text.contains("value=\"/de/procedures/hafen\""), "{}", form.text);

        let wrong = [("form", "ReportBarrier"), ("problem", "  "), ("page", "/de"), ("email", "anna@"), ("phone", "0123 4567")];
        let refused = visitor.post(FORM, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("href=\"#problem\"") && refused.text.contains("href=\"#email\""));
        assert!(refused.text.contains("value=\"0123 4567\""), "what was typed stays");

        let right = [("form", "ReportBarrier"), ("problem", "Die Karte geht nicht mit Tasten."), ("page", "/de"), ("language", "de")];
        let sent = visitor.post(FORM, &right).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/de/accessibility/report/sent/1"));
        assert!(visitor.get(sent.location()).await.text.contains("Nummer 1"));
        // A button pressed twice makes no second report; another text does.
        assert_eq!(visitor.post(FORM, &right).await.location(), "/de/accessibility/report/sent/1");
        assert_eq!(site.visitor().call(report("Zu kleine Schrift.", "")).await.unwrap().number, 2);
    }

    async fn a_button_of_the_header_that_only_asks_for_another_page_sends_no_report(site: TestSite) {
        // Browsers send it before the fields of the form that it belongs to: it stands before that.
        let pairs = [("form", "Keep"), ("form", "ReportBarrier"), ("language", "de"), ("problem", "Zu kleine Schrift."), ("page", "/de")];
        let kept = site.visitor().post("/en/accessibility/report?page=/de", &pairs).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
        assert!(kept.text.contains("Zu kleine Schrift.") && kept.text.contains("lang=\"en\""), "what was typed stays: {}", kept.text);
        assert_eq!(site.visitor().call(report("Die erste.", "")).await.unwrap().number, 1, "nothing was sent before");
    }

    async fn what_looks_like_a_program_is_kept_for_a_look_and_floods_are_slowed_down(site: TestSite) {
        let visitor = site.visitor();
        let spam = ReportBarrier { website: "https://spam.example".into(), ..report("Buy now", "") };
        assert_eq!(visitor.call(spam).await.unwrap().number, 1);
        assert_eq!(site.call_as(Role::Clerk, show(1)).await.unwrap().state, ReportState::Held);
        for number in 2..=30 {
            visitor.call(report(&format!("Stelle {number}"), "")).await.unwrap();
        }
        assert!(matches!(visitor.call(report("Noch eine", "")).await, Err(ApiError::TooMany { .. })));
        site.move_to(TestSite::start() + Duration::minutes(61));
        assert_eq!(visitor.call(report("Noch eine", "")).await.unwrap().number, 31);
    }

    async fn reports_at_the_same_moment_cannot_outrun_the_limit(site: TestSite) {
        let visitor = site.visitor();
        for number in 1..=28 {
            visitor.call(report(&format!("Stelle {number}"), "")).await.unwrap();
        }
        // The same once more is no other report.
        assert_eq!(visitor.call(report("Stelle 1", "")).await.unwrap().number, 1);
        let calls = (0..6).map(|number| visitor.call(report(&format!("Zugleich {number}"), "")));
        let answers = futures::future::join_all(calls).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 2, "{answers:?}");
    }

    async fn open_reports_come_first_and_after_fourteen_days_they_are_late(site: TestSite) {
        let visitor = site.visitor();
        for problem in ["Erste", "Zweite", "Dritte"] {
            visitor.call(report(problem, "")).await.unwrap();
        }
        site.call_as(Role::Clerk, answer(1, "Danke, ist repariert.")).await.unwrap();
        let list = site.call_as(Role::Editor, ListBarrierReports::default()).await.unwrap().items;
        let order: Vec<_> = list.iter().map(|one| (one.number, one.state, one.is_late)).collect();
        assert_eq!(order, [(2, ReportState::Open, false), (3, ReportState::Open, false), (1, ReportState::Answered, false)]);
        assert_eq!(site.call_as(Role::Editor, CountOpenReports {}).await.unwrap().reports, 2);
        // One that looks like advertisement is counted beside them until somebody looked.
        let spam = ReportBarrier { website: "https://spam.example".into(), ..report("Buy now", "") };
        visitor.call(spam).await.unwrap();
        assert_eq!(site.call_as(Role::Clerk, CountOpenReports {}).await.unwrap(), OpenReports { reports: 2, held: 1, late: 0 });
        let list = site.call_as(Role::Editor, ListBarrierReports::default()).await.unwrap().items;
        assert_eq!(list.iter().map(|one| one.number).collect::<Vec<_>>(), [2, 3, 4, 1]);
        for limit in 1..=4 {
            let in_pages = site.staff(Role::Editor).all(|cursor| ListBarrierReports { limit: Some(limit), cursor }).await.unwrap();
            assert_eq!(in_pages, list, "{limit}");
        }
        site.call_as(Role::Clerk, mark(4, ReportState::Open, "")).await.unwrap();
        assert_eq!(site.call_as(Role::Clerk, CountOpenReports {}).await.unwrap(), OpenReports { reports: 3, held: 0, late: 0 });
        assert_eq!(refusal(&site, Role::Reader, CountOpenReports {}).await, ApiError::Forbidden);
        site.call_as(Role::Clerk, mark(4, ReportState::Mended, "")).await.unwrap();

        site.move_to(TestSite::start() + Duration::days(14));
        assert!(!site.call_as(Role::Clerk, show(2)).await.unwrap().is_late);
        site.move_to(TestSite::start() + Duration::days(15));
        let late = site.call_as(Role::Clerk, ListBarrierReports::default()).await.unwrap().items;
        assert_eq!(late.iter().filter(|one| one.is_late).count(), 2);
        assert_eq!(late[0].age_days, 15);
    }

    async fn the_inbox_counts_all_that_wait_for_too_long_also_those_on_other_pages(site: TestSite) {
        let visitor = site.visitor();
        for problem in ["Erste", "Zweite"] {
            visitor.call(report(problem, "")).await.unwrap();
        }
        visitor.call(ReportBarrier { website: "https://spam.example".into(), ..report("Buy now", "") }).await.unwrap();
        visitor.call(report("Vierte", "")).await.unwrap();
        site.call_as(Role::Clerk, answer(4, "Danke, ist repariert.")).await.unwrap();
        // Days are those of the municipality's clock.
        let [fourteenth, fifteenth] = [14, 15].map(|days| site.town().start_of(site.town().day(TestSite::start()) + Duration::days(days)));
        site.move_to(fourteenth);
        visitor.call(report("Neue", "")).await.unwrap();
        site.move_to(fifteenth - Duration::minutes(1));
        assert_eq!(site.call_as(Role::Clerk, CountOpenReports {}).await.unwrap(), OpenReports { reports: 3, held: 1, late: 0 });
        site.move_to(fifteenth);
        assert_eq!(site.call_as(Role::Clerk, CountOpenReports {}).await.unwrap(), OpenReports { reports: 3, held: 1, late: 3 });
        let clerk = crate::identity::sign_in_as(&site, Role::Clerk).await;
        for page in ["/de/staff/barriers", "/de/staff/barriers?cursor=waiting.2", "/de/staff/barriers?cursor=settled.4"] {
            assert!(clerk.get(page).await.text.contains("3 Meldungen warten zu lange auf eine Antwort."), "{page}");
        }
    }

    async fn of_clerks_who_answer_a_report_at_once_one_does_and_the_others_are_told(site: TestSite) {
        site.visitor().call(report("Kein Kontrast.", "anna@web.example")).await.unwrap();
        let answers = (1..=8).map(|clerk| {
            let site = &site;
            async move { site.call_as(Role::Clerk, answer(1, &format!("Antwort {clerk}."))).await }
        });
        let (done, refused): (Vec<_>, Vec<_>) =
            futures::future::join_all(answers).await.into_iter().partition(Result::is_ok);
        assert_eq!((done.len(), refused.len()), (1, 7));
        for refusal in refused {
            assert_eq!(refusal.unwrap_err(), ApiError::refused("reply_sent"));
        }
        // What the one was told is what stays.
        let answered = done.into_iter().next().unwrap().unwrap();
        assert_eq!(site.call_as(Role::Clerk, show(1)).await.unwrap().answer, answered.answer);
        // A mark beside an answer does not wipe it out.
        site.visitor().call(report("Zu klein.", "")).await.unwrap();
        let (said, marked) = futures::join!(
            site.call_as(Role::Clerk, answer(2, "Danke.")),
            site.call_as(Role::Clerk, mark(2, ReportState::Mended, "")),
        );
        said.unwrap();
        assert!(marked.is_ok() || marked == Err(ApiError::Conflict), "{marked:?}");
        assert_eq!(site.call_as(Role::Clerk, show(2)).await.unwrap().answer, "Danke.");
    }

    async fn only_administrators_and_clerks_see_how_to_reach_the_author_and_answer(site: TestSite) {
        site.visitor().call(report("Kein Kontrast.", "anna@web.example")).await.unwrap();
        for role in [Role::Administrator, Role::Clerk] {
            let seen = site.call_as(role, show(1)).await.unwrap();
            assert_eq!(seen.contact.map(|contact| contact.email).as_deref(), Some("anna@web.example"));
        }
        assert_eq!(site.call_as(Role::Editor, show(1)).await.unwrap().contact, None);
        assert_eq!(refusal(&site, Role::Editor, answer(1, "Danke.")).await, ApiError::Forbidden);
        assert_eq!(refusal(&site, Role::Editor, mark(1, ReportState::Mended, "")).await, ApiError::Forbidden);
        assert_eq!(refusal(&site, Role::Reader, show(1)).await, ApiError::Forbidden);
        assert_eq!(refusal(&site, Role::Clerk, show(9)).await, ApiError::NotFound);
        assert_eq!(refusal(&site, Role::Clerk, settings()).await, ApiError::Forbidden);
        assert_eq!(site.visitor().call(ListBarrierReports::default()).await.unwrap_err(), ApiError::SignInRequired);
    }

    async fn a_known_barrier_stands_in_the_statement_until_it_is_mended(site: TestSite) {
        let visitor = site.visitor();
        visitor.call(report("Die Zeichnung liest mir niemand vor.", "")).await.unwrap();
        let before = visitor.get("/de/accessibility").await.text;
        assert!(!before.contains("Planzeichnungen"));

        let missing = MarkBarrierReport { reason: String::new(), ..mark(1, ReportState::Known, " ") };
        let ApiError::Invalid(invalid) = refusal(&site, Role::Clerk, missing).await else { panic!() };
        let fields: Vec<_> = invalid.0.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["what", "reason"]);

        site.call_as(Role::Clerk, mark(1, ReportState::Known, "Planzeichnungen sind nicht vorlesbar.")).await.unwrap();
        site.call_as(Role::Clerk, mark(1, ReportState::Known, "Planzeichnungen lassen sich nicht vorlesen.")).await.unwrap();
        let listed = visitor.get("/de/accessibility").await.text;
        for part in ["Planzeichnungen lassen sich nicht vorlesen.", "Das Bauteil kommt von einem Hersteller.", "Wir lesen am Telefon vor.", "24. November 2026"] {
            assert!(listed.contains(part), "{part}");
        }
        assert!(!listed.contains("nicht vorlesbar"), "marked twice, listed once");

        site.call_as(Role::Clerk, mark(1, ReportState::Mended, "")).await.unwrap();
        assert!(!visitor.get("/de/accessibility").await.text.contains("Planzeichnungen"));
        assert_eq!(site.call_as(Role::Clerk, mark(1, ReportState::Open, "")).await.unwrap().state, ReportState::Open);
    }

    async fn staff_keep_a_list_of_barriers_of_their_own(site: TestSite) {
        let edit = |barrier: &str, what: &str| EditBarrier {
            barrier: barrier.into(),
            remove: String::new(),
            what: what.into(),
            reason: "Alt.".into(),
            alternative: "Anrufen.".into(),
            plain: String::new(),
            planned: Some("2027-01-31".parse().unwrap()),
        };
        let all = site.call_as(Role::Editor, edit("", "Alte PDF-Dateien")).await.unwrap();
        let id = all.barriers[0].id.to_string();
        let all = site.call_as(Role::Editor, edit(&id, "PDF-Dateien vor 2020")).await.unwrap();
        assert_eq!(all.declaration.barriers.last().unwrap().what, "PDF-Dateien vor 2020");
        assert_eq!(refusal(&site, Role::Reader, edit("", "Nein")).await, ApiError::Forbidden);
        assert!(matches!(refusal(&site, Role::Editor, edit("", "")).await, ApiError::Invalid(_)));
        // Another town knows nothing of it.
        let other = site.add_town("nachbar", "nachbar.example").await;
        let there = api_of(server::site::Cx::system(&site.site, &other)).call(ShowDeclaration {}).await.unwrap();
        assert!(there.barriers.iter().all(|barrier| barrier.from_test));
        assert!(matches!(refusal(&site, Role::Editor, edit(&id, "")).await, ApiError::Invalid(_)), "an emptied field takes nothing away");
        let all = site.call_as(Role::Editor, EditBarrier { remove: "1".into(), ..edit(&id, "") }).await.unwrap();
        assert!(all.barriers.is_empty());
    }

    async fn the_page_in_easy_language_counts_the_barriers_and_names_those_that_somebody_wrote_in_it(site: TestSite) {
        let edit = |plain: &str| EditBarrier {
            barrier: String::new(),
            remove: String::new(),
            what: "Alte PDF-Dateien".into(),
            reason: "Alt.".into(),
            alternative: "Anrufen.".into(),
            plain: plain.into(),
            planned: None,
        };
        let ApiError::Invalid(invalid) = refusal(&site, Role::Editor, edit("Das sind z. B. alte Dateien.")).await else { panic!() };
        assert_eq!((invalid.0[0].field.as_str(), invalid.0[0].key.as_str()), ("plain", "errors.easy_language"));
        let known = site.visitor().call(ShowDeclaration {}).await.unwrap().barriers.len();
        let page = async |path: &str| site.visitor().get(path).await.text;
        site.call_as(Role::Editor, edit("Alte Dateien können wir vorlesen.\nRufen Sie uns an.")).await.unwrap();
        site.call_as(Role::Editor, edit("")).await.unwrap();
        for path in ["/de/accessibility/easy", "/de-simple/accessibility"] {
            let text = page(path).await;
            assert!(text.contains(&format!("Wir kennen {} Hindernisse.", known + 2)), "{text}");
            assert!(text.contains("<p>Alte Dateien können wir vorlesen.</p>") && text.contains("<p>Rufen Sie uns an.</p>"), "{text}");
            assert!(text.contains("href=\"/de/accessibility#barriers\""), "the German page has the other one: {text}");
        }
        assert!(page("/en/accessibility/easy").await.contains("<li lang=\"de-simple\""), "what staff wrote stays German");
    }

    async fn the_statement_tells_the_date_of_the_test_and_staff_when_it_is_older_than_ninety_days(site: TestSite) {
        let now = site.visitor().call(ShowDeclaration {}).await.unwrap();
        let test = now.test.unwrap();
        assert_eq!(test.criteria, 55);
        assert_eq!(now.body.unwrap().name, bodies::body_of("03999001").unwrap().body.name);
        // A full status can only come out of a complete test.
        assert!(now.conformance != Conformance::Full || test.is_complete);

        let noon = |day: shared::time::Day| day.and_hms_opt(12, 0, 0).unwrap().and_utc();
        site.move_to(noon(test.date + Duration::days(90)));
        assert!(!site.call_as(Role::Editor, ShowAccessibility {}).await.unwrap().declaration.test.unwrap().is_stale);
        site.move_to(noon(test.date + Duration::days(91)));
        let old = site.call_as(Role::Editor, ShowAccessibility {}).await.unwrap().declaration;
        assert!(old.test.unwrap().is_stale);
        assert_ne!(old.conformance, Conformance::Full);
    }

    async fn the_municipality_names_contact_and_enforcement_body_itself(site: TestSite) {
        let own = EditAccessibility {
            feedback_email: "barrierefrei@musterstadt.example".into(),
            body_name: "Schlichtungsstelle Musterland".into(),
            body_url: "https://schlichtung.example".into(),
            ..settings()
        };
        site.call_as(Role::Administrator, own).await.unwrap();
        let page = site.visitor().get("/de/accessibility").await.text;
        for part in ["Schlichtungsstelle Musterland", "https://schlichtung.example", "barrierefrei@musterstadt.example", "1. November 2026"] {
            assert!(page.contains(part), "{part}");
        }
        let wrong = EditAccessibility { made_on: Some("2027-01-01".parse().unwrap()), body_url: "javascript:x".into(), contact_days: Some(0), ..settings() };
        let ApiError::Invalid(invalid) = refusal(&site, Role::Administrator, wrong).await else { panic!() };
        let fields: Vec<_> = invalid.0.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["made_on", "body_url", "contact_days"]);
    }

    async fn the_office_is_told_and_the_answer_reaches_the_author_once(site: TestSite) {
        let own = EditAccessibility { feedback_email: "barrierefrei@musterstadt.example".into(), ..settings() };
        site.call_as(Role::Administrator, own).await.unwrap();
        let (url, mails) = mail_server(0).await;
        let with = with_mail(&site, &url).await;
        let visitor = Browser::new(server::http::router(&with));
        let number = visitor.call(report("Die Überschrift fehlt.", "anna@web.example")).await.unwrap().number;
        assert!(mails.lock().unwrap().is_empty(), "nobody waits for mail");
        server::jobs::run_due(&with).await.unwrap();
        let told = decoded(&mails.lock().unwrap()[0]);
        for part in ["To: barrierefrei@musterstadt.example", "Nummer 1", "Die Überschrift fehlt.", "Seite: /de/procedures"] {
            assert!(told.contains(part), "{part} is missing in\n{told}");
        }
        assert!(!told.contains("anna@web.example"), "how to reach the author stays in the inbox");

        let clerk = server::site::Cx { viewer: site.as_role(Role::Clerk).viewer, ..server::site::Cx::system(&with, &site.town()) };
        let answered = api_of(clerk.clone()).call(answer(number, "Sie steht jetzt da.\nVielen Dank!")).await.unwrap();
        assert_eq!((answered.state, answered.answer_mailed_at), (ReportState::Answered, None));
        server::jobs::run_due(&with).await.unwrap();
        let mail = decoded(&mails.lock().unwrap()[1]);
        for part in ["To: anna@web.example", "Sie steht jetzt da.", "Nummer 1"] {
            assert!(mail.contains(part), "{part} is missing in\n{mail}");
        }
        assert!(api_of(clerk.clone()).call(show(number)).await.unwrap().answer_mailed_at.is_some());
        // Jobs that run again after a crash send nothing again; an answer is given once.
        let id = { let mut db = site.system().read().await.unwrap(); report_id(&mut db).await };
        for kind in ["mail_barrier_report", "mail_barrier_answer"] {
            let cx = server::site::Cx::system(&with, &site.town());
            server::features::run_job(&cx, kind, &serde_json::json!({ "report": id })).await.unwrap();
        }
        assert_eq!(mails.lock().unwrap().len(), 2);
        assert_eq!(api_of(clerk).call(answer(number, "Noch etwas.")).await.unwrap_err(), ApiError::refused("reply_sent"));
    }

    async fn a_held_report_is_told_apart_and_a_real_one_goes_the_way_of_the_others(site: TestSite) {
        let own = EditAccessibility { feedback_email: "barrierefrei@musterstadt.example".into(), ..settings() };
        site.call_as(Role::Administrator, own).await.unwrap();
        let (url, mails) = mail_server(0).await;
        let with = with_mail(&site, &url).await;
        let visitor = Browser::new(server::http::router(&with));
        let held = |problem: &str| ReportBarrier { website: "https://spam.example".into(), ..report(problem, "anna@web.example") };
        for problem in ["Buy now", "Der Vorleser liest die Karte nicht."] {
            visitor.call(held(problem)).await.unwrap();
        }
        let clerk = api_of(server::site::Cx { viewer: site.as_role(Role::Clerk).viewer, ..server::site::Cx::system(&with, &site.town()) });
        let advertising = clerk.call(mark(1, ReportState::Advertising, "")).await.unwrap();
        assert_eq!(advertising.state, ReportState::Advertising);
        assert!(advertising.contact_until < clerk.call(show(2)).await.unwrap().contact_until, "settled, so that the address goes soon");
        assert_eq!(clerk.call(CountOpenReports {}).await.unwrap(), OpenReports { reports: 0, held: 1, late: 0 });
        server::jobs::run_due(&with).await.unwrap();
        assert!(mails.lock().unwrap().is_empty());

        assert_eq!(clerk.call(mark(2, ReportState::Open, "")).await.unwrap().state, ReportState::Open);
        server::jobs::run_due(&with).await.unwrap();
        assert!(decoded(&mails.lock().unwrap()[0]).contains("Der Vorleser liest die Karte nicht."), "the office is told as of any other");
        // A mistake can be taken back; a colleague's press that comes late does not undo what was found to be real.
        assert_eq!(clerk.call(mark(1, ReportState::Open, "")).await.unwrap().contact_until, clerk.call(show(2)).await.unwrap().contact_until);
        assert_eq!(clerk.call(mark(2, ReportState::Advertising, "")).await, Err(ApiError::Conflict));
        // Pressed at the same moment: it is advertising first and then a real one, or nothing but a real one.
        visitor.call(held("Die Karte ist zu dunkel.")).await.unwrap();
        let (_, real) = futures::join!(clerk.call(mark(3, ReportState::Advertising, "")), clerk.call(mark(3, ReportState::Open, "")));
        real.unwrap();
        assert_eq!(clerk.call(show(3)).await.unwrap().state, ReportState::Open);
    }

    async fn the_desk_of_reports_asks_first_whether_a_held_one_is_real_and_says_why_an_answer_is_not_mailed(site: TestSite) {
        site.visitor().call(ReportBarrier { website: "https://spam.example".into(), ..report("Buy now", "anna@web.example") }).await.unwrap();
        let clerk = crate::identity::sign_in_as(&site, Role::Clerk).await;
        assert!(clerk.get("/de/staff").await.text.contains("(1 zurückgehalten)"));
        let page = clerk.get("/de/staff/barriers/1").await.text;
        assert!(page.contains("Das ist eine echte Meldung") && page.contains("Das ist Werbung"), "{page}");
        assert!(!page.contains("Antwort speichern"), "nobody answers before it is decided");
        let fields = [("form", "MarkBarrierReport"), ("report", "1"), ("state", "open")];
        assert_eq!(clerk.post("/de/staff/barriers/1", &fields).await.status, StatusCode::SEE_OTHER);
        let page = clerk.get("/de/staff/barriers/1").await.text;
        assert!(page.contains("Bitte schreiben Sie selbst an anna@web.example"), "{page}");
        site.call_as(Role::Clerk, answer(1, "Danke.")).await.unwrap();
        assert!(clerk.get("/de/staff/barriers/1").await.text.contains("Nicht per E-Mail verschickt."));
    }

    async fn nothing_of_the_author_is_left_ninety_days_after_the_answer(site: TestSite) {
        const TRACES: [&str; 3] = ["gruenkohl@web.example", "0511 98765", "Sehr geehrte Frau Grünkohl"];
        let traces = |text: &str| TRACES.into_iter().filter(|trace| text.contains(trace)).collect::<Vec<_>>();
        let visitor = site.visitor();
        let full = ReportBarrier { phone: "0511 98765".into(), ..report("Die Schrift ist zu klein.", "gruenkohl@web.example") };
        visitor.call(full).await.unwrap();
        visitor.call(report("Noch offen.", "offen@web.example")).await.unwrap();
        site.call_as(Role::Clerk, answer(1, "Sehr geehrte Frau Grünkohl, danke.")).await.unwrap();
        site.work().await;
        assert_eq!(traces(&dump(&site).await), TRACES, "the test must find what it looks for");

        site.move_to(TestSite::start() + Duration::days(89));
        server::features::housekeeping(&site.site).await.unwrap();
        let until = site.call_as(Role::Clerk, show(1)).await.unwrap().contact_until;
        assert_eq!(until, Some("2027-02-22".parse().unwrap()));
        assert_eq!(traces(&dump(&site).await), TRACES, "not before its day");

        site.move_to(TestSite::start() + Duration::days(90));
        for _ in 0..2 {
            server::features::housekeeping(&site.site).await.unwrap();
        }
        let after = dump(&site).await;
        assert_eq!(traces(&after), Vec::<&str>::new());
        assert!(after.contains("Die Schrift ist zu klein.") && after.contains("offen@web.example"), "the problem stays, and who waits for an answer");
        assert_eq!(after.matches("barrier_contacts_deleted").count(), 1, "the record says so once");
        let folder = std::fs::read_dir(site.folder.path()).unwrap();
        for entry in folder.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            let bytes = std::fs::read(&entry).unwrap();
            assert_eq!(traces(&String::from_utf8_lossy(&bytes)), Vec::<&str>::new(), "{}", entry.display());
        }
    }

    async fn nothing_of_the_author_is_left_a_year_after_a_report_that_nobody_settled(site: TestSite) {
        let visitor = site.visitor();
        visitor.call(report("Die Schrift ist zu klein.", "gruenkohl@web.example")).await.unwrap();
        visitor.call(report("Kein Kontrast.", "anna@web.example")).await.unwrap();
        site.call_as(Role::Clerk, mark(2, ReportState::Mended, "")).await.unwrap();
        site.call_as(Role::Clerk, mark(2, ReportState::Open, "")).await.unwrap();
        let until = site.call_as(Role::Clerk, show(1)).await.unwrap().contact_until;
        assert_eq!(until, Some("2027-11-24".parse().unwrap()));

        site.move_to(TestSite::start() + Duration::days(364));
        server::features::housekeeping(&site.site).await.unwrap();
        assert!(dump(&site).await.contains("gruenkohl@web.example"), "not before its day");

        site.move_to(TestSite::start() + Duration::days(365));
        for _ in 0..2 {
            server::features::housekeeping(&site.site).await.unwrap();
        }
        let after = dump(&site).await;
        assert!(!after.contains("gruenkohl@web.example") && !after.contains("anna@web.example"), "{after}");
        assert!(after.contains("Die Schrift ist zu klein."), "the problem stays");
        assert_eq!(after.matches("barrier_contacts_deleted").count(), 1, "the record says so once");
        let left = site.call_as(Role::Clerk, show(1)).await.unwrap();
        assert_eq!((left.contact, left.contact_until), (None, None));
    }

    async fn the_statement_is_there_in_every_language_and_in_easy_language(site: TestSite) {
        let visitor = site.visitor();
        for (path, part) in [
            ("/de/accessibility", "Erklärung zur Barrierefreiheit"),
            ("/en/accessibility", "Accessibility statement"),
            ("/de/accessibility/easy", "Hindernisse"),
        ] {
            let answer = visitor.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.text.contains(part), "{path}");
        }
    }
}

/// The id of the first report, which no endpoint tells.
async fn report_id(db: &mut server::db::Read) -> uuid::Uuid {
    let (id,): (uuid::Uuid,) = server::sql!(
        db,
        one(uuid::Uuid),
        "select id from barrier_report order by number limit 1"
    )
    .unwrap();
    id
}

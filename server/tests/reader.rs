//! What a council member and the editor find at their desk: what is up for the council, and nothing that they cannot do.

use shared::{
    access::Role, accessibility::ReportBarrier, assessment::StatementState as State,
    procedures::ListWorkingCopies, statements::StatementInput,
};

use crate::{
    assessment::{SLUG, assess, open_procedure, submit, text},
    both_databases,
    identity::sign_in_as,
    support::Browser,
};

/// A page of staff below `/de/staff`.
async fn page(browser: &Browser, rest: &str) -> String {
    let address = format!("/de/staff{rest}");
    let answer = browser.get(&address).await;
    assert_eq!(answer.status, 200, "{address}");
    answer.text
}

both_databases! {
    async fn a_council_member_is_led_to_what_is_before_the_council(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=3 {
            submit(&site, text(&format!("Stellungnahme {n}."))).await;
        }
        let (reader, clerk) = (sign_in_as(&site, Role::Reader).await, sign_in_as(&site, Role::Clerk).await);
        let nothing = page(&reader, "").await;
        assert!(!nothing.contains("liegen dem Rat vor") && !nothing.contains("noch nicht in Bearbeitung.</a></p>"), "{nothing}");
        for n in [1, 2] {
            for state in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
                assess(&site, n, Some(state)).await.unwrap();
            }
        }
        let listed = site.call_as(Role::Reader, ListWorkingCopies::default()).await.unwrap().items.remove(0);
        assert_eq!((listed.statements, listed.unread, listed.before_council), (3, 1, 2));
        let list = format!("/de/staff/procedures/{SLUG}/statements?state=before_council");
        let seen = page(&reader, "").await;
        assert!(seen.contains("2 Stellungnahmen liegen dem Rat vor.") && seen.contains(&list), "{seen}");
        assert!(seen.contains("Beim Rat") && seen.contains("Synopse für den Rat") && seen.contains(&format!("{SLUG}/exports")), "{seen}");
        // The clerk is told of what arrived, with the way there, and nobody says that it was not opened.
        let seen = page(&clerk, "").await;
        assert!(seen.contains("1 Stellungnahme ist eingegangen und noch nicht in Bearbeitung."), "{seen}");
        assert!(seen.contains(&format!("/de/staff/procedures/{SLUG}/statements?state=received")) && seen.contains(&list), "{seen}");
        assert!(!seen.contains("noch niemand geöffnet") && !seen.contains("Synopse für den Rat"), "{seen}");
    }

    async fn nobody_is_told_to_do_what_they_may_not(site: TestSite) {
        open_procedure(&site).await;
        let spam = StatementInput { website: "http://spam.example".into(), ..text("Billige Uhren.") };
        submit(&site, spam).await;
        let (own, held) = (format!("/procedures/{SLUG}"), format!("/procedures/{SLUG}/statements/1"));
        let seen = page(&sign_in_as(&site, Role::Clerk).await, &held).await;
        assert!(seen.contains("setzen Sie sie auf „Eingegangen“"), "{seen}");
        for (role, heading) in [(Role::Editor, "Bearbeiten"), (Role::Reader, "Teile des Verfahrens")] {
            let browser = sign_in_as(&site, role).await;
            let seen = page(&browser, &held).await;
            assert!(seen.contains("Die Sachbearbeitung prüft, ob es eine echte Stellungnahme ist."), "{role:?}: {seen}");
            assert!(!seen.contains("setzen Sie sie"), "{role:?}: {seen}");
            let seen = page(&browser, &own).await;
            let shown = seen.split("id=\"parts\">").nth(1).unwrap().split('<').next().unwrap();
            assert_eq!(shown, heading, "{role:?}");
        }
    }

    async fn a_new_report_of_a_barrier_is_announced_to_those_who_may_read_it(site: TestSite) {
        let clerk = sign_in_as(&site, Role::Clerk).await;
        assert!(!page(&clerk, "").await.contains("offen)"));
        let report = ReportBarrier {
            problem: "Die Karte ist ohne Maus nicht zu bedienen.".into(),
            page: String::new(),
            email: String::new(),
            phone: String::new(),
            language: "de".into(),
            website: String::new(),
        };
        site.visitor().call(report).await.unwrap();
        let editor = sign_in_as(&site, Role::Editor).await;
        for browser in [&clerk, &editor] {
            let seen = page(browser, "").await;
            assert!(seen.contains("(1 offen)"), "{seen}");
        }
        let reader = sign_in_as(&site, Role::Reader).await;
        assert!(!page(&reader, "").await.contains("offen)"));
    }

    async fn an_export_that_is_under_way_is_read_again_until_it_is_there(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        let start = shared::exports::StartExport::whole(
            SLUG,
            shared::exports::ExportFormat::Csv,
            shared::exports::Variant::Public,
        );
        site.call_as(Role::Reader, start).await.unwrap();
        let (reader, exports) = (sign_in_as(&site, Role::Reader).await, format!("/procedures/{SLUG}/exports"));
        let is_followed = |page: &str| page.contains("id=\"exports\" data-again");
        let seen = page(&reader, &exports).await;
        assert!(is_followed(&seen) && seen.contains("data-again-status=\"Es läuft kein Export mehr."), "{seen}");
        site.work().await;
        let seen = page(&reader, &exports).await;
        assert!(!is_followed(&seen) && seen.contains("fertig"), "{seen}");
    }
}

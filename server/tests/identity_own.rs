//! What staff do with their own account: change the password, see and end sessions.

use chrono::Duration;
use server::features::identity;
use shared::{
    access::Role,
    api::ApiError,
    identity::{ChangeOwnPassword, EndOwnSessions, ListOwnSessions, OwnSession},
};

use crate::{
    both_databases,
    identity::{EMAIL, PASSWORD, add, code_now, first_sign_in, give_code, give_password, who},
    support::{Browser, TestSite},
};

const NEW: &str = "noch ein langes Passwort";

fn change(current: &str, password: &str, again: &str) -> ChangeOwnPassword {
    ChangeOwnPassword {
        current: current.into(),
        password: password.into(),
        again: again.into(),
        next: String::new(),
    }
}

fn keys(result: Result<(), ApiError>) -> Vec<(String, String)> {
    match result {
        Err(ApiError::Invalid(invalid)) => invalid
            .0
            .into_iter()
            .map(|wrong| (wrong.field, wrong.key))
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// A clerk who is signed in on two machines, and the secret of the second factor.
async fn two_machines(site: &TestSite) -> (Browser, Browser, String) {
    add(site, EMAIL, Role::Clerk).await;
    let (desk, home) = (site.visitor(), site.visitor());
    let secret = first_sign_in(site, &desk, EMAIL).await;
    site.move_to(TestSite::start() + Duration::minutes(5));
    give_password(&home, EMAIL, PASSWORD).await.unwrap();
    give_code(&home, &code_now(site, &secret)).await.unwrap();
    (desk, home, secret)
}

async fn sessions(browser: &Browser) -> Vec<OwnSession> {
    browser.call(ListOwnSessions {}).await.unwrap()
}

both_databases! {
    async fn whoever_changes_the_password_stays_signed_in_here_alone(site: TestSite) {
        let (desk, home, secret) = two_machines(&site).await;
        let before = desk.cookie(identity::SESSION_COOKIE);
        desk.call(change(PASSWORD, NEW, NEW)).await.unwrap();
        assert_eq!((who(&desk).await, who(&home).await), (Some(Role::Clerk), None));
        assert_ne!(desk.cookie(identity::SESSION_COOKIE), before, "the token changes too");
        assert_eq!(sessions(&desk).await.len(), 1);

        site.move_to(TestSite::start() + Duration::minutes(10));
        assert!(matches!(give_password(&home, EMAIL, PASSWORD).await, Err(ApiError::Invalid(_))));
        give_password(&home, EMAIL, NEW).await.unwrap();
        give_code(&home, &code_now(&site, &secret)).await.unwrap();
        assert_eq!(who(&home).await, Some(Role::Clerk));
    }

    async fn a_new_password_follows_the_rules_and_is_typed_twice(site: TestSite) {
        let (desk, home, _) = two_machines(&site).await;
        let wrong = |field: &str, key: &str| vec![(field.to_owned(), format!("errors.{key}"))];
        assert_eq!(keys(desk.call(change(PASSWORD, "zu kurz", "zu kurz")).await), wrong("password", "password_too_short"));
        assert_eq!(keys(desk.call(change(PASSWORD, EMAIL, EMAIL)).await), wrong("password", "password_too_weak"));
        assert_eq!(keys(desk.call(change(PASSWORD, PASSWORD, PASSWORD)).await), wrong("password", "password_unchanged"));
        assert_eq!(keys(desk.call(change(PASSWORD, NEW, PASSWORD)).await), wrong("again", "password_not_same"));
        assert_eq!(keys(desk.call(change("geraten und falsch", NEW, NEW)).await), wrong("current", "password_wrong"));
        assert_eq!((who(&desk).await, who(&home).await), (Some(Role::Clerk), Some(Role::Clerk)), "nothing changed");
        assert_eq!(site.visitor().call(change(PASSWORD, NEW, NEW)).await, Err(ApiError::SignInRequired));
    }

    async fn a_session_that_was_left_open_cannot_be_used_for_guessing_the_password(site: TestSite) {
        let (desk, _, _) = two_machines(&site).await;
        for _ in 0..10 {
            assert_eq!(keys(desk.call(change("geraten und falsch", NEW, NEW)).await).len(), 1);
        }
        let locked = desk.call(change(PASSWORD, NEW, NEW)).await;
        assert!(matches!(locked, Err(ApiError::TooMany { .. })), "{locked:?}");
        site.move_to(TestSite::start() + Duration::minutes(21));
        desk.call(change(PASSWORD, NEW, NEW)).await.unwrap();
    }

    async fn sessions_are_seen_and_ended_one_by_one_or_all_others_together(site: TestSite) {
        let (desk, home, _) = two_machines(&site).await;
        let seen = sessions(&desk).await;
        let current: Vec<bool> = seen.iter().map(|session| session.current).collect();
        assert_eq!(current, [false, true], "the newest first");
        assert_eq!(seen[0].began_at, TestSite::start() + Duration::minutes(5));
        assert!(seen.iter().all(|session| session.used_at >= session.began_at && session.ends_at > session.used_at));

        let end = |name: &str| EndOwnSessions { name: name.into(), next: String::new() };
        assert_eq!(desk.call(end("0123456789abcdef")).await, Err(ApiError::NotFound));
        assert_eq!(desk.call(end(&seen[0].name)).await.unwrap().sessions, 1);
        assert_eq!((who(&desk).await, who(&home).await), (Some(Role::Clerk), None));
        assert_eq!(desk.call(end("")).await.unwrap().sessions, 0, "there is no other any more");
        assert_eq!(who(&desk).await, Some(Role::Clerk));
    }

    async fn nobody_ends_somebody_elses_session(site: TestSite) {
        let (desk, _, _) = two_machines(&site).await;
        add(&site, "paul@musterstadt.example", Role::Administrator).await;
        let paul = site.visitor();
        first_sign_in(&site, &paul, "paul@musterstadt.example").await;
        let name = sessions(&desk).await[0].name.clone();
        assert_eq!(paul.call(EndOwnSessions { name, next: String::new() }).await, Err(ApiError::NotFound));
        paul.call(EndOwnSessions { name: String::new(), next: String::new() }).await.unwrap();
        assert_eq!(sessions(&desk).await.len(), 2);
    }

    async fn the_page_changes_the_password_without_script(site: TestSite) {
        let (desk, home, _) = two_machines(&site).await;
        let page = desk.get("/de/staff/account").await;
        assert!(page.text.contains("Mein Konto") && page.text.contains("Überall sonst abmelden"), "{}", page.text);
        let form = |current: &'static str| [("form", "ChangeOwnPassword"), ("current", current), ("password", NEW), ("again", NEW), ("next", "/de/staff/account?saved=1")];
        let again = desk.post("/de/staff/account", &form("falsch")).await;
        assert_eq!(again.status.as_u16(), 422);
        assert!(again.text.contains("nicht Ihr bisheriges Passwort") && !again.text.contains(NEW), "what was typed is not shown again");
        let done = desk.post("/de/staff/account", &form(PASSWORD)).await;
        assert_eq!((done.status.as_u16(), done.location()), (303, "/de/staff/account?saved=1"));
        assert!(desk.get("/de/staff/account?saved=1").await.text.contains("Sie sind nur hier angemeldet"));
        assert_eq!(who(&home).await, None);
    }
}

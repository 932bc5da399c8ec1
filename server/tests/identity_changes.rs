//! Accounts in other people's hands: passwords that somebody else chose, resets, members of staff who left, and what two
//! do at the same moment.

use chrono::Duration;
use server::{
    features::identity::reset_second_factor,
    site::Cx,
    viewer::{ClientPrefix, Viewer},
};
use shared::{
    access::Role,
    api::ApiError,
    assessment::AssessStatement,
    identity::{
        AddStaff, ChangeStaff, GiveNewPassword, ListStaff, RemoveStaff, ShowSignIn, SignIn, SignInState,
        SignedIn, Staff,
    },
};

use crate::{
    assessment::{SLUG, file, number, open_procedure, submit, text},
    both_databases,
    identity::{EMAIL, PASSWORD, add, code_now, first_sign_in, give_code, give_password, sign_in_as, who},
    statements_deletion::dump,
    support::{Browser, TestSite, api_of},
};

const GIVEN: &str = "vom Amt vergeben und bekannt";
const OWN: &str = "drei Igel im Laubhaufen";

fn own(password: &str, again: &str) -> GiveNewPassword {
    GiveNewPassword {
        password: password.into(),
        again: again.into(),
        next: String::new(),
    }
}

fn change(staff: &Staff) -> ChangeStaff {
    ChangeStaff {
        id: staff.id,
        role: staff.role,
        active: staff.active,
        password: String::new(),
        reset_second_factor: false,
    }
}

async fn account(site: &TestSite, email: &str) -> Staff {
    let all = site
        .call_as(Role::Administrator, ListStaff::default())
        .await
        .unwrap()
        .items;
    all.into_iter().find(|staff| staff.email == email).unwrap()
}

/// A clerk whom an administrator added.
async fn added(site: &TestSite) -> Staff {
    let new = AddStaff {
        name: "Gundula Grünkohl".into(),
        email: EMAIL.into(),
        role: Role::Clerk,
        password: GIVEN.into(),
    };
    site.call_as(Role::Administrator, new).await.unwrap()
}

/// Gives the password of an account that has no second factor yet, and sets one up; answers its secret and the last state.
async fn set_up(site: &TestSite, browser: &Browser, password: &str) -> (String, SignInState) {
    let secret = give_password(browser, EMAIL, password)
        .await
        .unwrap()
        .secret
        .unwrap();
    let done = give_code(browser, &code_now(site, &secret)).await.unwrap();
    (secret, done.state)
}

/// The first word of what is wrong: field and key.
fn wrong<T: std::fmt::Debug>(result: Result<T, ApiError>) -> (String, String) {
    match result {
        Err(ApiError::Invalid(invalid)) => (invalid.0[0].field.clone(), invalid.0[0].key.clone()),
        other => panic!("{other:?}"),
    }
}

async fn from(site: &TestSite, address: &str, password: &str) -> Result<SignedIn, ApiError> {
    let cx = Cx {
        viewer: Viewer::Visitor,
        client: ClientPrefix(address.into()),
        ..site.system()
    };
    let call = SignIn {
        email: EMAIL.into(),
        password: password.into(),
        next: String::new(),
    };
    api_of(cx).call(call).await
}

both_databases! {
    async fn a_stranger_who_types_a_clerks_address_keeps_the_clerk_out_no_more(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        for _ in 0..10 {
            assert_eq!(wrong(from(&site, "198.51.100.7", "ein falsches Passwort").await).1, "errors.sign_in_failed");
        }
        let stranger = from(&site, "198.51.100.7", PASSWORD).await;
        assert!(matches!(stranger, Err(ApiError::TooMany { .. })), "{stranger:?}");
        first_sign_in(&site, &site.visitor(), EMAIL).await;
    }

    async fn a_hundred_wrong_passwords_from_everywhere_lock_one_account_for_a_quarter_of_an_hour(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        add(&site, "andere@musterstadt.example", Role::Clerk).await;
        // Ten from each address are as many as one may try.
        let attempts = (0..100).map(|attempt| {
            let (site, address) = (&site, format!("198.51.100.{}", attempt / 10));
            async move { from(site, &address, "ein falsches Passwort").await }
        });
        for answer in futures::future::join_all(attempts).await {
            assert_eq!(wrong(answer).1, "errors.sign_in_failed");
        }
        let locked = from(&site, "203.0.113.7", PASSWORD).await;
        assert!(matches!(locked, Err(ApiError::TooMany { minutes: 14..=16 })), "{locked:?}");
        assert!(give_password(&site.visitor(), "andere@musterstadt.example", PASSWORD).await.is_ok());
        site.move_to(TestSite::start() + Duration::minutes(14));
        assert!(from(&site, "203.0.113.7", PASSWORD).await.is_err());
        site.move_to(TestSite::start() + Duration::minutes(15));
        assert!(from(&site, "203.0.113.7", PASSWORD).await.is_ok());
    }

    async fn a_password_that_somebody_else_chose_holds_until_the_first_sign_in(site: TestSite) {
        added(&site).await;
        let browser = site.visitor();
        let (secret, state) = set_up(&site, &browser, GIVEN).await;
        assert_eq!((state, who(&browser).await), (SignInState::NewPassword, None));
        assert_eq!(browser.call(ShowSignIn {}).await.unwrap().state, SignInState::NewPassword);
        assert_eq!(give_code(&browser, &code_now(&site, &secret)).await, Err(ApiError::SignInRequired));
        for (password, again, field, key) in [
            (GIVEN, GIVEN, "password", "errors.password_unchanged"),
            ("Passwort1234", "Passwort1234", "password", "errors.password_too_weak"),
            (OWN, GIVEN, "again", "errors.password_not_same"),
        ] {
            let said = wrong(browser.call(own(password, again)).await);
            assert_eq!((said.0.as_str(), said.1.as_str()), (field, key));
        }
        assert_eq!(browser.call(own(OWN, OWN)).await.unwrap().state, SignInState::SignedIn);
        assert_eq!(who(&browser).await, Some(Role::Clerk));
        assert_eq!(browser.call(own(GIVEN, GIVEN)).await, Err(ApiError::SignInRequired));

        site.move_to(TestSite::start() + Duration::minutes(1));
        let later = site.visitor();
        assert_eq!(wrong(give_password(&later, EMAIL, GIVEN).await).1, "errors.sign_in_failed");
        give_password(&later, EMAIL, OWN).await.unwrap();
        assert_eq!(give_code(&later, &code_now(&site, &secret)).await.unwrap().state, SignInState::SignedIn);
    }

    async fn the_page_asks_for_a_password_of_ones_own_without_script(site: TestSite) {
        added(&site).await;
        let browser = site.visitor();
        set_up(&site, &browser, GIVEN).await;
        let page = browser.get("/de/sign-in?next=/de/staff/account").await.text;
        assert!(page.contains("Eigenes Passwort wählen") && page.contains("value=\"/de/staff/account\""), "{page}");
        let form = |password: &'static str| [("form", "GiveNewPassword"), ("password", password), ("again", password), ("next", "/de/staff/account")];
        let again = browser.post("/de/sign-in", &form("qwertzuiop12")).await;
        assert_eq!(again.status.as_u16(), 422);
        assert!(again.text.contains("zu leicht zu erraten") && !again.text.contains("qwertzuiop12"), "{}", again.text);
        let done = browser.post("/de/sign-in", &form(OWN)).await;
        assert_eq!((done.status.as_u16(), done.location()), (303, "/de/staff/account"));
        assert_eq!(who(&browser).await, Some(Role::Clerk));
    }

    async fn signing_in_leads_to_the_page_that_was_asked_for_with_its_query(site: TestSite) {
        let asked = site.visitor().get("/de/staff/procedures/hafen/statements?state=received&q=L%C3%A4rm").await;
        assert_eq!(asked.status.as_u16(), 401);
        assert!(asked.text.contains("value=\"/de/staff/procedures/hafen/statements?state=received&amp;q=L%C3%A4rm\""), "{}", asked.text);
    }

    async fn a_second_factor_is_reset_with_a_new_password_alone(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let clerk = site.visitor();
        first_sign_in(&site, &clerk, EMAIL).await;
        let reset = ChangeStaff { reset_second_factor: true, ..change(&account(&site, EMAIL).await) };
        let said = wrong(site.call_as(Role::Administrator, reset.clone()).await);
        assert_eq!((said.0.as_str(), said.1.as_str()), ("password", "errors.reset_needs_password"));
        assert_eq!(who(&clerk).await, Some(Role::Clerk), "nothing happened");
        site.call_as(Role::Administrator, ChangeStaff { password: GIVEN.into(), ..reset }).await.unwrap();
        assert_eq!(who(&clerk).await, None);
        assert_eq!(wrong(give_password(&clerk, EMAIL, PASSWORD).await).1, "errors.sign_in_failed");
        assert_eq!(set_up(&site, &clerk, GIVEN).await.1, SignInState::NewPassword);
    }

    async fn whoever_keeps_the_machine_helps_the_only_administrator_who_lost_the_second_factor(site: TestSite) {
        add(&site, EMAIL, Role::Administrator).await;
        let administrator = site.visitor();
        first_sign_in(&site, &administrator, EMAIL).await;
        let cx = site.system();
        let weak = reset_second_factor(&cx, EMAIL, "Passwort1234").await;
        assert!(weak.is_err() && who(&administrator).await == Some(Role::Administrator), "nothing happened");
        assert_eq!(reset_second_factor(&cx, "niemand@amt.example", GIVEN).await.unwrap(), None);
        let typed = format!(" {} ", EMAIL.to_uppercase());
        let reset = reset_second_factor(&cx, &typed, GIVEN).await.unwrap().unwrap();
        assert_eq!((reset.email.as_str(), reset.second_factor, reset.active), (EMAIL, false, true));
        assert_eq!(who(&administrator).await, None);
        assert_eq!(wrong(give_password(&administrator, EMAIL, PASSWORD).await).1, "errors.sign_in_failed");
        assert_eq!(set_up(&site, &administrator, GIVEN).await.1, SignInState::NewPassword);
        let mut db = cx.read().await.unwrap();
        let (events,) = server::sql!(
            &mut db,
            one(i64),
            "select cast(count(*) as bigint) from event where municipality_id = $1 and kind = 'staff_changed' and actor_id is null",
            site.town().id.0,
        )
        .unwrap();
        assert_eq!(events, 1, "the record notes it");
    }

    async fn a_session_left_open_changes_neither_password_nor_second_factor_of_its_own_account(site: TestSite) {
        let administrator = sign_in_as(&site, Role::Administrator).await;
        let mine = account(&site, "administrator@amt.example").await;
        let refused = Err(ApiError::refused("own_account"));
        for deed in [
            ChangeStaff { password: GIVEN.into(), ..change(&mine) },
            ChangeStaff { password: GIVEN.into(), reset_second_factor: true, ..change(&mine) },
        ] {
            assert_eq!(administrator.call(deed).await, refused);
        }
        assert_eq!(who(&administrator).await, Some(Role::Administrator));
        add(&site, EMAIL, Role::Clerk).await;
        let page = administrator.get("/de/staff/accounts").await.text;
        let clerk = account(&site, EMAIL).await;
        assert!(page.contains(&format!("{}-reset", clerk.id)) && !page.contains(&format!("{}-reset", mine.id)), "{page}");
        assert!(page.contains("Ihr eigenes Passwort ändern Sie auf einer anderen Seite"), "{page}");
    }

    async fn whoever_sets_up_a_second_factor_ends_every_other_set_up(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let (thief, clerk) = (site.visitor(), site.visitor());
        assert!(give_password(&thief, EMAIL, PASSWORD).await.unwrap().secret.is_some());
        first_sign_in(&site, &clerk, EMAIL).await;
        let shown = thief.call(ShowSignIn {}).await.unwrap();
        assert_eq!((shown.state, shown.secret, shown.qr), (SignInState::SignedOut, None, None));
        assert_eq!(who(&clerk).await, Some(Role::Clerk));
    }

    async fn an_old_password_opens_nothing_when_it_is_changed_at_the_same_moment(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let clerk = account(&site, EMAIL).await;
        let mut old = PASSWORD.to_owned();
        for round in 0..4 {
            let new = format!("{GIVEN} {round}");
            let browser = site.visitor();
            let deed = ChangeStaff { password: new.clone(), ..change(&clerk) };
            let (_, changed) = tokio::join!(give_password(&browser, EMAIL, &old), site.call_as(Role::Administrator, deed));
            changed.unwrap();
            assert_eq!(browser.call(ShowSignIn {}).await.unwrap().state, SignInState::SignedOut, "round {round}");
            old = new;
        }
    }

    async fn of_a_member_of_staff_who_left_the_record_keeps_no_name(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        let clerk = added(&site).await;
        let browser = site.visitor();
        set_up(&site, &browser, GIVEN).await;
        browser.call(own(OWN, OWN)).await.unwrap();
        let assess = AssessStatement {
            procedure: SLUG.into(),
            number: number(1),
            revision: file(&site, Role::Clerk, 1).await.revision,
            note: "Geprüft.".into(),
            topics: Vec::new(),
            reply: String::new(),
            proposal: None,
            reply_fits: false,
            state: None,
        };
        browser.call(assess).await.unwrap();
        let administrator = sign_in_as(&site, Role::Administrator).await;
        let statement = format!("/de/staff/procedures/{SLUG}/statements/1");
        assert!(administrator.get(&statement).await.text.contains("Gundula Grünkohl"));

        let remove = || RemoveStaff { id: clerk.id };
        for role in [Role::Clerk, Role::Editor, Role::Reader] {
            assert_eq!(site.call_as(role, remove()).await, Err(ApiError::Forbidden));
        }
        assert_eq!(administrator.call(remove()).await, Err(ApiError::refused("account_active")));
        assert!(!administrator.get("/de/staff/accounts").await.text.contains("Konto von Gundula Grünkohl löschen"));
        administrator.call(ChangeStaff { active: false, ..change(&clerk) }).await.unwrap();
        let page = administrator.get("/de/staff/accounts").await.text;
        assert!(page.contains("Konto von Gundula Grünkohl löschen"), "{page}");
        let id = clerk.id.to_string();
        let pressed = administrator.post("/de/staff/accounts", &[("form", "RemoveStaff"), ("id", id.as_str()), ("next", "/de/staff/accounts?saved=1")]).await;
        assert_eq!((pressed.status.as_u16(), pressed.location()), (303, "/de/staff/accounts?saved=1"));

        let after = dump(&site).await;
        assert!(!after.contains("Grünkohl") && !after.contains(EMAIL), "{after}");
        let page = administrator.get(&statement).await.text;
        assert!(page.contains("gelöschtes Konto") && !page.contains("Grünkohl"), "{page}");
        let all = administrator.call(ListStaff::default()).await.unwrap().items;
        assert!(all.iter().all(|staff| staff.id != clerk.id));
        assert_eq!(administrator.call(remove()).await, Err(ApiError::NotFound), "it is gone");
        assert_eq!(administrator.call(ChangeStaff { active: true, ..change(&clerk) }).await, Err(ApiError::NotFound));
        assert_eq!(wrong(give_password(&browser, EMAIL, OWN).await).1, "errors.sign_in_failed");
        // The address is free again, for more than one who leaves.
        let next = added(&site).await;
        site.call_as(Role::Administrator, ChangeStaff { active: false, ..change(&next) }).await.unwrap();
        site.call_as(Role::Administrator, RemoveStaff { id: next.id }).await.unwrap();
    }

    async fn whoever_pages_through_accounts_goes_on_where_one_stood_that_was_removed_meanwhile(site: TestSite) {
        for (name, email) in [("Carla Zander", "eins"), ("Ärmel Anton", "zwei"), ("Berta Blum", "drei")] {
            let new = AddStaff { name: name.into(), email: format!("{email}@musterstadt.example"), role: Role::Clerk, password: GIVEN.into() };
            site.call_as(Role::Administrator, new).await.unwrap();
        }
        let page = async |cursor| site.call_as(Role::Administrator, ListStaff { limit: Some(1), cursor }).await.unwrap();
        let first = page(None).await;
        let gone = &first.items[0];
        assert_eq!(gone.name, "Ärmel Anton", "as the alphabet has it");
        site.call_as(Role::Administrator, ChangeStaff { active: false, ..change(gone) }).await.unwrap();
        site.call_as(Role::Administrator, RemoveStaff { id: gone.id }).await.unwrap();
        let second = page(first.next).await;
        assert_eq!(second.items[0].name, "Berta Blum");
        let third = page(second.next).await;
        assert_eq!((third.items[0].name.as_str(), third.next), ("Carla Zander", None));
    }
}

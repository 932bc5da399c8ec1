//! Signing in, sessions and accounts.

use std::fmt::Write as _;

use axum::http::StatusCode;
use chrono::Duration;
use server::{
    features::{identity, organisations},
    http,
};
use shared::{
    access::{Action, Role},
    api::ApiError,
    identity::{
        AddStaff, ChangeStaff, GiveNewPassword, GiveSecondFactor, ListStaff, ShowSignIn, SignIn, SignInState,
        SignOut, Staff,
    },
    ids::StaffId,
    organisations::ShowSite,
};
use totp_rs::{Algorithm, TOTP};

use crate::{
    both_databases,
    support::{Browser, TestSite},
};

pub const PASSWORD: &str = "ein langes Passwort";
pub const EMAIL: &str = "erika@musterstadt.example";

pub async fn add(site: &TestSite, email: &str, role: Role) -> StaffId {
    let cx = site.system();
    let mut tx = cx.begin().await.unwrap();
    let lasting = identity::FirstPassword::Lasting;
    let id = identity::add_account(&cx, &mut tx, "Erika Mustermann", email, role, PASSWORD, lasting)
        .await
        .unwrap();
    cx.commit(tx).await.unwrap();
    id
}

pub async fn give_password(
    browser: &Browser,
    email: &str,
    password: &str,
) -> Result<shared::identity::SignedIn, ApiError> {
    browser
        .call(SignIn {
            email: email.into(),
            password: password.into(),
            next: String::new(),
        })
        .await
}

pub async fn give_code(browser: &Browser, code: &str) -> Result<shared::identity::SignedIn, ApiError> {
    browser
        .call(GiveSecondFactor {
            code: code.into(),
            next: String::new(),
        })
        .await
}

/// What an authenticator shows at the site's present moment.
pub fn code_now(site: &TestSite, secret: &str) -> String {
    let bytes = totp_rs::Secret::Encoded(secret.into()).to_bytes().unwrap();
    let totp = TOTP::new(Algorithm::SHA1, 6, 0, 30, bytes, None, String::new()).unwrap();
    totp.generate(u64::try_from(site.site.clock.now().timestamp()).unwrap())
}

/// Signs in for the first time; answers the secret of the second factor.
pub async fn first_sign_in(site: &TestSite, browser: &Browser, email: &str) -> String {
    let asked = give_password(browser, email, PASSWORD).await.unwrap();
    assert_eq!(asked.state, SignInState::SetUpSecondFactor);
    let secret = asked.secret.unwrap();
    let done = give_code(browser, &code_now(site, &secret)).await.unwrap();
    assert_eq!(done.state, SignInState::SignedIn);
    secret
}

/// A browser in which somebody of this role signed in.
pub async fn sign_in_as(site: &TestSite, role: Role) -> Browser {
    let email = format!("{}@amt.example", role.word());
    add(site, &email, role).await;
    let browser = site.visitor();
    first_sign_in(site, &browser, &email).await;
    browser
}

pub async fn who(browser: &Browser) -> Option<Role> {
    browser.call(ShowSite {}).await.unwrap().staff.map(|me| me.role)
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

both_databases! {
    async fn the_first_sign_in_sets_up_the_second_factor_and_later_ones_ask_for_it(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let browser = site.visitor();
        let asked = give_password(&browser, " Erika@Musterstadt.Example ", PASSWORD).await.unwrap();
        assert_eq!(asked.state, SignInState::SetUpSecondFactor);
        assert!(asked.qr.as_deref().unwrap().starts_with("<svg"));
        // The page that asks for the code shows the same secret again.
        let shown = browser.call(ShowSignIn {}).await.unwrap();
        assert_eq!((shown.state, &shown.secret), (SignInState::SetUpSecondFactor, &asked.secret));
        assert_eq!(who(&browser).await, None);
        let secret = asked.secret.unwrap();
        give_code(&browser, &code_now(&site, &secret)).await.unwrap();
        assert_eq!(who(&browser).await, Some(Role::Clerk));
        assert_eq!(browser.call(ShowSignIn {}).await.unwrap().state, SignInState::SignedIn);

        site.move_to(TestSite::start() + Duration::minutes(1));
        let later = site.visitor();
        let asked = give_password(&later, EMAIL, PASSWORD).await.unwrap();
        assert_eq!((asked.state, asked.secret), (SignInState::SecondFactor, None));
        assert_eq!(who(&later).await, None);
        let code = code_now(&site, &secret);
        give_code(&later, &format!("{} {}", &code[..3], &code[3..])).await.unwrap();
        assert_eq!(who(&later).await, Some(Role::Clerk));
    }

    async fn the_token_changes_at_each_step_and_the_old_one_is_worth_nothing(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let browser = site.visitor();
        let asked = give_password(&browser, EMAIL, PASSWORD).await.unwrap();
        let waiting = browser.cookie(identity::SESSION_COOKIE).unwrap();
        give_code(&browser, &code_now(&site, &asked.secret.unwrap())).await.unwrap();
        let signed_in = browser.cookie(identity::SESSION_COOKIE).unwrap();
        assert_ne!(waiting, signed_in);
        let with = |token: &str| site.visitor().with_header("cookie", &format!("session={token}"));
        assert_eq!(with(&waiting).call(ShowSignIn {}).await.unwrap().state, SignInState::SignedOut);
        assert_eq!(who(&with(&signed_in)).await, Some(Role::Clerk));
        browser.call(SignOut {}).await.unwrap();
        assert_eq!(browser.cookie(identity::SESSION_COOKIE), None);
        assert_eq!(who(&with(&signed_in)).await, None);
    }

    async fn the_cookie_is_kept_from_scripts_and_other_sites(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let answer = site.visitor().post("/de/staff/sign-in", &[("form", "SignIn"), ("email", EMAIL), ("password", PASSWORD)]).await;
        let line = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
        assert!(line.starts_with("session=") && line.contains("; HttpOnly") && line.contains("; SameSite=Lax"), "{line}");
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.headers.get("cache-control").unwrap(), "no-store");

        let mut config = site.site.config.clone();
        config.public_url = Some("https://musterstadt.example".into());
        let secure = server::site::Site::with_db(config, site.site.db.clone(), site.site.clock.clone(), site.site.dice.clone()).await.unwrap();
        let browser = Browser::new(http::router(&secure));
        let answer = browser.post("/de/staff/sign-in", &[("form", "SignIn"), ("email", EMAIL), ("password", PASSWORD)]).await;
        assert!(answer.headers.get("set-cookie").unwrap().to_str().unwrap().contains("; Secure"));
    }

    async fn a_step_of_the_second_factor_opens_once(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let secret = first_sign_in(&site, &site.visitor(), EMAIL).await;
        let thief = site.visitor();
        give_password(&thief, EMAIL, PASSWORD).await.unwrap();
        let refused = Err(ApiError::invalid("code", "errors.second_factor_wrong"));
        // The code with which it was set up is used up, and so is an earlier one.
        assert_eq!(give_code(&thief, &code_now(&site, &secret)).await, refused);
        site.move_to(TestSite::start() + Duration::seconds(30));
        let code = code_now(&site, &secret);
        give_code(&thief, &code).await.unwrap();
        let again = site.visitor();
        give_password(&again, EMAIL, PASSWORD).await.unwrap();
        assert_eq!(give_code(&again, &code).await, refused);
    }

    async fn a_code_without_a_password_before_it_asks_for_sign_in(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        assert_eq!(give_code(&site.visitor(), "123456").await, Err(ApiError::SignInRequired));
        let slow = site.visitor();
        let asked = give_password(&slow, EMAIL, PASSWORD).await.unwrap();
        site.move_to(TestSite::start() + Duration::minutes(31));
        assert_eq!(give_code(&slow, &code_now(&site, &asked.secret.unwrap())).await, Err(ApiError::SignInRequired));
    }

    async fn ten_wrong_passwords_lock_an_address_for_a_quarter_of_an_hour(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let wrong = Err(ApiError::invalid("email", "errors.sign_in_failed"));
        for _ in 0..10 {
            assert_eq!(give_password(&site.visitor(), EMAIL, "ein falsches Passwort").await, wrong);
        }
        let locked = give_password(&site.visitor(), EMAIL, PASSWORD).await;
        assert!(matches!(locked, Err(ApiError::TooMany { minutes: 14..=16 })), "{locked:?}");
        site.move_to(TestSite::start() + Duration::minutes(15));
        assert!(give_password(&site.visitor(), EMAIL, PASSWORD).await.is_ok());
    }

    async fn wrong_codes_are_counted_like_wrong_passwords(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let secret = first_sign_in(&site, &site.visitor(), EMAIL).await;
        site.move_to(TestSite::start() + Duration::minutes(1));
        let guesser = site.visitor();
        give_password(&guesser, EMAIL, PASSWORD).await.unwrap();
        for _ in 0..10 {
            assert!(matches!(give_code(&guesser, "12345").await, Err(ApiError::Invalid(_))));
        }
        assert!(matches!(give_code(&guesser, &code_now(&site, &secret)).await, Err(ApiError::TooMany { .. })));
    }

    async fn unknown_inactive_and_wrong_look_alike(site: TestSite) {
        let clerk = add(&site, EMAIL, Role::Clerk).await;
        let wrong = Err(ApiError::invalid("email", "errors.sign_in_failed"));
        assert_eq!(give_password(&site.visitor(), EMAIL, "ein falsches Passwort").await, wrong);
        assert_eq!(give_password(&site.visitor(), "niemand@musterstadt.example", PASSWORD).await, wrong);
        let off = ChangeStaff { id: clerk, role: Role::Clerk, active: false, password: String::new(), reset_second_factor: false };
        site.call_as(Role::Administrator, off).await.unwrap();
        assert_eq!(give_password(&site.visitor(), EMAIL, PASSWORD).await, wrong);
    }

    async fn a_session_ends_when_it_is_not_used_and_at_the_end_of_the_day(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let browser = site.visitor();
        first_sign_in(&site, &browser, EMAIL).await;
        for hours in 1..12 {
            site.move_to(TestSite::start() + Duration::hours(hours));
            assert_eq!(who(&browser).await, Some(Role::Clerk), "after {hours} hours");
        }
        site.move_to(TestSite::start() + Duration::hours(12));
        assert_eq!(who(&browser).await, None);
    }

    async fn a_session_that_rests_for_two_hours_is_over(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let browser = site.visitor();
        first_sign_in(&site, &browser, EMAIL).await;
        site.move_to(TestSite::start() + Duration::minutes(119));
        assert_eq!(who(&browser).await, Some(Role::Clerk));
        site.move_to(TestSite::start() + Duration::minutes(119 + 120));
        assert_eq!(who(&browser).await, None);
    }

    async fn a_session_belongs_to_its_municipality(site: TestSite) {
        add(&site, EMAIL, Role::Administrator).await;
        let browser = site.visitor();
        first_sign_in(&site, &browser, EMAIL).await;
        site.add_town("nachbar", "nachbar.example").await;
        let there = browser.clone().on_host("nachbar.example");
        assert_eq!(who(&there).await, None);
        assert_eq!(there.call(ListStaff::default()).await, Err(ApiError::SignInRequired));
    }

    async fn only_administrators_keep_accounts(site: TestSite) {
        let id = add(&site, EMAIL, Role::Reader).await;
        for role in [Role::Clerk, Role::Editor, Role::Reader] {
            let new = AddStaff { name: "Neu".into(), email: "neu@musterstadt.example".into(), role, password: PASSWORD.into() };
            assert_eq!(site.call_as(role, ListStaff::default()).await, Err(ApiError::Forbidden));
            assert_eq!(site.call_as(role, new).await, Err(ApiError::Forbidden));
            let raise = ChangeStaff { id, role: Role::Administrator, active: true, password: String::new(), reset_second_factor: false };
            assert_eq!(site.call_as(role, raise).await, Err(ApiError::Forbidden));
        }
        assert_eq!(site.visitor().call(ListStaff::default()).await, Err(ApiError::SignInRequired));
    }

    async fn an_account_is_added_once_with_a_password_that_is_hard_to_guess(site: TestSite) {
        let new = |email: &str, password: &str| AddStaff { name: "Neu".into(), email: email.into(), role: Role::Clerk, password: password.into() };
        let added = site.call_as(Role::Administrator, new("Neu@Musterstadt.example", PASSWORD)).await.unwrap();
        assert_eq!((added.email.as_str(), added.active, added.second_factor), ("neu@musterstadt.example", true, false));
        assert_eq!(site.call_as(Role::Administrator, ListStaff::default()).await.unwrap().items, [added]);
        for (email, password, field, key) in [
            ("neu@musterstadt.example", PASSWORD, "email", "errors.already_taken"),
            ("neu", PASSWORD, "email", "errors.invalid_email"),
            ("a@musterstadt.example", "kurz", "password", "errors.password_too_short"),
            ("a@musterstadt.example", "Passwort1234", "password", "errors.password_too_weak"),
            ("a@musterstadt.example", "123456789012", "password", "errors.password_too_weak"),
            ("a@musterstadt.example", "qwertzuiop12", "password", "errors.password_too_weak"),
            ("a@musterstadt.example", "Musterstadt-2026", "password", "errors.password_too_weak"),
            ("lang.genug@musterstadt.example", "lang.genug@musterstadt.example", "password", "errors.password_too_weak"),
        ] {
            let Err(ApiError::Invalid(invalid)) = site.call_as(Role::Administrator, new(email, password)).await else {
                panic!("{email} {password}");
            };
            assert_eq!((invalid.0[0].field.as_str(), invalid.0[0].key.as_str()), (field, key));
        }
    }

    async fn the_last_administrator_stays(site: TestSite) {
        add(&site, EMAIL, Role::Administrator).await;
        let first = site.call_as(Role::Administrator, ListStaff::default()).await.unwrap().items.remove(0);
        let refused = Err(ApiError::refused("last_administrator"));
        assert_eq!(site.call_as(Role::Administrator, ChangeStaff { role: Role::Clerk, ..change(&first) }).await, refused);
        assert_eq!(site.call_as(Role::Administrator, ChangeStaff { active: false, ..change(&first) }).await, refused);
        assert_eq!(site.call_as(Role::Administrator, ListStaff::default()).await.unwrap().items, std::slice::from_ref(&first));
        add(&site, "zweite@musterstadt.example", Role::Administrator).await;
        let changed = site.call_as(Role::Administrator, ChangeStaff { role: Role::Clerk, ..change(&first) }).await.unwrap();
        assert_eq!(changed.role, Role::Clerk);
    }

    async fn two_administrators_cannot_demote_each_other_at_the_same_moment(site: TestSite) {
        add(&site, EMAIL, Role::Administrator).await;
        add(&site, "zweite@musterstadt.example", Role::Administrator).await;
        let both = site.call_as(Role::Administrator, ListStaff::default()).await.unwrap().items;
        let one_by_one = site.staff(Role::Administrator).all(|cursor| ListStaff { limit: Some(1), cursor }).await.unwrap();
        assert_eq!(one_by_one, both);
        let nobody = ListStaff { limit: None, cursor: Some("nobody".into()) };
        assert_eq!(site.call_as(Role::Administrator, nobody).await, Err(ApiError::malformed("cursor")));
        let demote = |staff: &Staff| site.call_as(Role::Administrator, ChangeStaff { role: Role::Reader, ..change(staff) });
        let (one, other) = tokio::join!(demote(&both[0]), demote(&both[1]));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    }

    async fn a_change_of_an_account_ends_its_sessions(site: TestSite) {
        add(&site, "amt@musterstadt.example", Role::Administrator).await;
        add(&site, EMAIL, Role::Clerk).await;
        let find = || async {
            let all = site.call_as(Role::Administrator, ListStaff::default()).await.unwrap().items;
            all.into_iter().find(|staff| staff.email == EMAIL).unwrap()
        };
        let browser = site.visitor();
        let secret = first_sign_in(&site, &browser, EMAIL).await;
        let changes: [fn(ChangeStaff) -> ChangeStaff; 3] = [
            |change| ChangeStaff { role: Role::Reader, ..change },
            |change| ChangeStaff { password: "ein anderes Passwort".into(), ..change },
            |change| ChangeStaff { password: "ein anderes Passwort".into(), reset_second_factor: true, ..change },
        ];
        let mut password = PASSWORD.to_owned();
        for (number, make) in changes.into_iter().enumerate() {
            assert!(who(&browser).await.is_some(), "before change {number}");
            site.call_as(Role::Administrator, make(change(&find().await))).await.unwrap();
            assert_eq!(who(&browser).await, None, "after change {number}");
            if number > 0 {
                assert!(give_password(&browser, EMAIL, &password).await.is_err());
                password = "ein anderes Passwort".into();
            }
            site.move_to(site.site.clock.now() + Duration::minutes(1));
            let asked = give_password(&browser, EMAIL, &password).await.unwrap();
            assert_eq!(asked.state == SignInState::SetUpSecondFactor, number == 2);
            let secret = asked.secret.as_ref().unwrap_or(&secret);
            let done = give_code(&browser, &code_now(&site, secret)).await.unwrap();
            if done.state == SignInState::NewPassword {
                password = format!("mein eigenes Passwort {number}");
                let own = GiveNewPassword { password: password.clone(), again: password.clone(), next: String::new() };
                browser.call(own).await.unwrap();
            }
        }
    }

    async fn accounts_of_another_municipality_are_not_there(site: TestSite) {
        let id = add(&site, EMAIL, Role::Clerk).await;
        let neighbour = site.add_town("nachbar", "nachbar.example").await;
        let cx = server::site::Cx { municipality: neighbour, ..site.as_role(Role::Administrator) };
        let api = crate::support::api_of(cx);
        assert_eq!(api.call(ListStaff::default()).await.unwrap().items, []);
        let raise = ChangeStaff { id, role: Role::Administrator, active: true, password: String::new(), reset_second_factor: false };
        assert_eq!(api.call(raise).await, Err(ApiError::NotFound));
    }

    async fn a_demonstration_asks_for_no_second_factor(site: TestSite) {
        add(&site, EMAIL, Role::Editor).await;
        let cx = site.system();
        let mut tx = cx.begin().await.unwrap();
        organisations::mark_demo(&mut tx).await.unwrap();
        cx.commit(tx).await.unwrap();
        let config = site.site.config.clone();
        let demo = server::site::Site::with_db(config, site.site.db.clone(), site.site.clock.clone(), site.site.dice.clone()).await.unwrap();
        let browser = Browser::new(http::router(&demo));
        assert_eq!(give_password(&browser, EMAIL, PASSWORD).await.unwrap().state, SignInState::SignedIn);
        assert_eq!(who(&browser).await, Some(Role::Editor));
    }

    async fn neither_passwords_nor_secrets_nor_tokens_lie_in_the_database(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let browser = site.visitor();
        let secret = first_sign_in(&site, &browser, EMAIL).await;
        let clear = totp_rs::Secret::Encoded(secret).to_bytes().unwrap();
        let token = browser.cookie(identity::SESSION_COOKIE).unwrap();
        let mut db = site.site.db.read(site.town().id).await.unwrap();
        let (hash, sealed) = server::sql!(&mut db, one (String, Vec<u8>), "select password_hash, second_factor_secret from staff").unwrap();
        let (id,) = server::sql!(&mut db, one (Vec<u8>,), "select id from staff_session").unwrap();
        assert!(!hash.contains(PASSWORD) && hash.starts_with("$argon2id$"));
        assert!(!sealed.windows(clear.len()).any(|part| part == clear));
        assert_ne!(id, token.into_bytes());
    }

    async fn the_record_names_no_person(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let browser = site.visitor();
        first_sign_in(&site, &browser, EMAIL).await;
        browser.call(SignOut {}).await.unwrap();
        let mut db = site.site.db.read(site.town().id).await.unwrap();
        let rows = server::sql!(&mut db, all (String, sqlx::types::Json<serde_json::Value>), "select kind, data from event order by id").unwrap();
        let kinds: Vec<&str> = rows.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds.len(), 3, "{kinds:?}");
        for kind in ["staff_added", "staff_signed_in", "staff_signed_out"] {
            assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
        }
        for (_, data) in rows {
            let text = data.0.to_string().to_lowercase();
            assert!(!text.contains("erika") && !text.contains('@'), "{text}");
        }
    }
}

/// Compares a file in `docs/` with what it should hold; `TEILHABE_WRITE_DOCS=1` writes it.
pub fn compare(file: &str, now: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(file);
    #[expect(clippy::disallowed_methods, reason = "the tests' own settings")]
    if std::env::var("TEILHABE_WRITE_DOCS").is_ok_and(|v| v == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        there, now,
        "{file} is not what the code says; run the test with TEILHABE_WRITE_DOCS=1 and review the change"
    );
}

#[test]
fn the_permission_matrix_is_the_reviewed_one() {
    let word = |action: Action| serde_json::to_value(action).unwrap().as_str().unwrap().to_owned();
    let mut text = String::from(
        "Who of the staff may do what; written by server/tests/identity.rs, reviewed like code.\n\n",
    );
    write!(text, "{:<20}", "").unwrap();
    for role in Role::ALL {
        write!(text, "{:<15}", role.word()).unwrap();
    }
    text = format!("{}\n", text.trim_end());
    for action in Action::ALL {
        let mut line = format!("{:<20}", word(action));
        for role in Role::ALL {
            write!(line, "{:<15}", if role.may(action) { "yes" } else { "-" }).unwrap();
        }
        writeln!(text, "{}", line.trim_end()).unwrap();
    }
    compare("docs/permissions/staff.txt", &text);
}

#[test]
fn every_configuration_key_is_documented() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/operations.md");
    let text = std::fs::read_to_string(path).unwrap();
    let documented: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("| `TEILHABE_"))
        .collect();
    let known: Vec<String> = server::config::KEYS
        .iter()
        .map(server::config::Key::row)
        .collect();
    assert_eq!(
        documented, known,
        "docs/operations.md says something else than server/src/config.rs"
    );
    for name in server::config::NOT_KEYS {
        assert!(
            text.contains(&format!("`{name}`")),
            "docs/operations.md does not name {name}"
        );
    }
}

both_databases! {
    async fn doctor_finds_settings_that_lose_receipts_and_a_town_without_administrator(site: TestSite) {
        let findings = server::doctor::examine(&site.site.config).await;
        let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
        let has = |start: &str| lines.iter().any(|line| line.starts_with(start));
        assert!(has("ok    database: answers and is at the newest step"), "{lines:#?}");
        assert!(has("warn  staff: musterstadt has no active administrator"), "{lines:#?}");
        assert!(has("warn  pages: musterstadt has no imprint, privacy, contact"), "{lines:#?}");
        if site.site.db.is_sqlite() {
            // Tests run with the durability that survives a crash alone.
            assert!(has("warn  durability: synchronous = normal"), "{lines:#?}");
            let mut config = site.site.config.clone();
            config.durability = server::db::Durability::PowerCut;
            let again = server::doctor::examine(&config).await;
            assert!(again.iter().any(|finding| finding.to_string() == "ok    durability: synchronous = full"), "{again:#?}");
        } else {
            assert!(lines.iter().any(|line| line.contains("durability: fsync = ")), "{lines:#?}");
        }
    }

    async fn doctor_notices_a_clock_that_went_backwards(site: TestSite) {
        site.move_to(server::clock::Clock::System.now() + Duration::days(2));
        add(&site, EMAIL, Role::Administrator).await;
        let findings = server::doctor::examine(&site.site.config).await;
        assert!(findings.iter().any(|f| f.what == "clock" && f.level == server::doctor::Level::Fail), "{findings:#?}");
    }

    async fn a_demonstration_does_not_listen_to_others_unless_told_to(site: TestSite) {
        let cx = site.system();
        let mut tx = cx.begin().await.unwrap();
        organisations::mark_demo(&mut tx).await.unwrap();
        cx.commit(tx).await.unwrap();
        let refused = |listen: &str, allowed: bool| {
            let mut config = site.site.config.clone();
            config.listen = listen.parse().unwrap();
            config.allow_public_demo = allowed;
            let (db, clock, dice) = (site.site.db.clone(), site.site.clock.clone(), site.site.dice.clone());
            async move { server::doctor::refuses_to_listen(&server::site::Site::with_db(config, db, clock, dice).await.unwrap()).is_some() }
        };
        assert!(refused("0.0.0.0:3000", false).await);
        assert!(!refused("0.0.0.0:3000", true).await);
        assert!(!refused("127.0.0.1:3000", false).await);
    }
}

//! A session that ended while somebody was typing: what was typed is given back, to the same account and to nobody else.

use axum::http::StatusCode;
use chrono::Duration;
use shared::access::Role;

use crate::{
    assessment::{SLUG, file, open_procedure, submit, text},
    both_databases,
    identity::{EMAIL, PASSWORD, add, code_now, first_sign_in, give_code, give_password, sign_in_as},
    support::{Browser, TestSite},
};

const REPLY: &str = "Der Weg bleibt erhalten,\r\nund <er> wird beleuchtet.";

fn address() -> String {
    format!("/de/staff/procedures/{SLUG}/statements/1")
}

/// The hidden fields of the form that has a field of this name, as a browser would send them.
fn fields(page: &str, named: &str) -> Vec<(String, String)> {
    let forms = page.split("<form").skip(1);
    let form = forms
        .map(|rest| rest.split("</form>").next().unwrap())
        .find(|form| form.contains(&format!("name=\"{named}\"")))
        .unwrap_or_else(|| panic!("no form with {named} in {page}"));
    let read = |text: &str| {
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    };
    form.split("<input ")
        .skip(1)
        .map(|input| input.split('>').next().unwrap())
        .filter(|input| input.contains("type=\"hidden\""))
        .map(|input| {
            let value = |name: &str| {
                let found = input.split(&format!("{name}=\"")).nth(1).unwrap_or("\"");
                read(found.split('"').next().unwrap())
            };
            (value("name"), value("value"))
        })
        .collect()
}

async fn post(browser: &Browser, path: &str, fields: &[(String, String)]) -> crate::support::Answered {
    let pairs: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &pairs).await
}

/// The form of the statement's page, filled in.
async fn typed(browser: &Browser) -> Vec<(String, String)> {
    let mut all = fields(&browser.get(&address()).await.text, "reply");
    all.extend([
        ("reply".to_owned(), REPLY.to_owned()),
        ("note".to_owned(), String::new()),
        ("proposal".to_owned(), "noted".to_owned()),
    ]);
    all
}

both_databases! {
    async fn what_was_typed_when_the_session_ended_comes_back_after_signing_in(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        let clerk = site.visitor();
        add(&site, EMAIL, Role::Clerk).await;
        let secret = first_sign_in(&site, &clerk, EMAIL).await;
        let form = typed(&clerk).await;
        site.move_to(TestSite::start() + Duration::hours(3));
        let late = post(&clerk, &address(), &form).await;
        assert_eq!(late.status, StatusCode::UNAUTHORIZED);
        for part in ["Ihre Sitzung ist abgelaufen", "und &lt;er&gt; wird beleuchtet.", "target=\"_blank\"", "href=\"/de/sign-in\""] {
            assert!(late.text.contains(part), "{part} is missing in {}", late.text);
        }
        assert!(!late.text.contains("type=\"password\""), "signing in here would lose what was typed");
        // The button, pressed too early: nothing is lost by it.
        let mut kept = fields(&late.text, "reply");
        kept.push(("form".to_owned(), "Keep".to_owned()));
        let early = post(&clerk, &address(), &kept).await;
        assert_eq!(early.status, StatusCode::UNAUTHORIZED);
        assert_eq!(fields(&early.text, "reply"), fields(&late.text, "reply"));
        // Signed in in another window: the page as it was filled in, and nothing saved yet.
        give_password(&clerk, EMAIL, PASSWORD).await.unwrap();
        give_code(&clerk, &code_now(&site, &secret)).await.unwrap();
        let again = post(&clerk, &address(), &kept).await;
        assert_eq!(again.status, StatusCode::OK, "{}", again.text);
        assert!(again.text.contains("und &lt;er&gt; wird beleuchtet.</textarea>"), "{}", again.text);
        assert_eq!(file(&site, Role::Clerk, 1).await.reply, "");
        let mut save = fields(&again.text, "reply");
        save.extend(form.iter().filter(|(name, _)| ["reply", "note", "proposal"].contains(&name.as_str())).cloned());
        assert_eq!(post(&clerk, &address(), &save).await.status, StatusCode::SEE_OTHER);
        assert_eq!(file(&site, Role::Clerk, 1).await.reply, REPLY.replace("\r\n", "\n"));
    }

    async fn another_account_neither_saves_nor_sees_what_was_typed(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let form = typed(&clerk).await;
        site.move_to(TestSite::start() + Duration::hours(3));
        let late = post(&clerk, &address(), &form).await;
        let mut kept = fields(&late.text, "reply");
        add(&site, "andere@amt.example", Role::Clerk).await;
        first_sign_in(&site, &clerk, "andere@amt.example").await;
        let direct = post(&clerk, &address(), &form).await;
        kept.push(("form".to_owned(), "Keep".to_owned()));
        for answer in [direct, post(&clerk, &address(), &kept).await] {
            assert_eq!(answer.status, StatusCode::CONFLICT);
            assert!(answer.text.contains("stammen von einem anderen Konto"), "{}", answer.text);
            assert!(!answer.text.contains("wird beleuchtet"), "{}", answer.text);
        }
        assert_eq!(file(&site, Role::Clerk, 1).await.reply, "");
    }

    async fn passwords_never_come_back(site: TestSite) {
        open_procedure(&site).await;
        let browser = sign_in_as(&site, Role::Administrator).await;
        let mut form = fields(&browser.get("/de/staff/accounts").await.text, "email");
        let secret = "ein sehr geheimes Passwort";
        form.extend([("name", "Neu Hier"), ("email", "neu.hier@amt.example"), ("role", "clerk"), ("password", secret)].map(|(name, value)| (name.to_owned(), value.to_owned())));
        site.move_to(TestSite::start() + Duration::hours(3));
        let late = post(&browser, "/de/staff/accounts", &form).await;
        assert_eq!(late.status, StatusCode::UNAUTHORIZED);
        assert!(late.text.contains("neu.hier@amt.example") && !late.text.contains(secret), "{}", late.text);
        // A form for signing in is none that was typed into too late.
        let wrong = browser.post("/de/staff/accounts", &[("form", "SignIn"), ("email", "x@amt.example"), ("password", secret)]).await;
        assert!(wrong.text.contains("type=\"password\"") && !wrong.text.contains(secret), "{}", wrong.text);
    }
}

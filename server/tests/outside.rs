//! The site as proxies, monitors, search engines and other sites' programs see it.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode},
};
use http_body_util::BodyExt as _;
use server::{
    config::Config,
    features::organisations::{self, Details},
    http::{self, observe},
    site::{Municipality, Site},
};
use shared::{
    access::Role,
    api::{Access, Method, placeholders},
    statements::{ForgetDrafts, SaveDraft, ShowDraft},
};
use tower::ServiceExt as _;

use crate::{
    both_databases,
    identity::{add, first_sign_in, who},
    statements::{SLUG, open_procedure, submission, text},
    support::{Answered, Browser, TestSite},
};

/// The same installation with another configuration.
async fn with(site: &TestSite, change: impl Fn(&mut Config)) -> Arc<Site> {
    let mut config = site.site.config.clone();
    change(&mut config);
    let (db, clock, dice) = (
        site.site.db.clone(),
        site.site.clock.clone(),
        site.site.dice.clone(),
    );
    Site::with_db(config, db, clock, dice).await.unwrap()
}

/// What a request by any method, from any address, is answered.
async fn ask(
    router: &axum::Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    peer: Option<&str>,
) -> Answered {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).unwrap();
    if let Some(peer) = peer {
        let peer: SocketAddr = format!("{peer}:40000").parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
    }
    let response = router.clone().oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = response.into_body().collect().await.unwrap().to_bytes().to_vec();
    Answered {
        status,
        headers,
        text: String::from_utf8_lossy(&bytes).into_owned(),
        bytes,
    }
}

fn header_of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap())
}

/// An address of an endpoint, with names that nobody has.
fn target(path: &str) -> String {
    placeholders(path).fold(path.to_owned(), |path, name| {
        path.replace(&format!("{{{name}}}"), "1")
    })
}

both_databases! {
    async fn monitors_learn_that_the_process_lives_and_whether_its_database_is_ready(site: TestSite) {
        let monitor = site.visitor().on_host("10.0.0.7");
        let (live, ready) = (monitor.get("/healthz").await, monitor.get("/readyz").await);
        assert_eq!((live.status, live.text.as_str()), (StatusCode::OK, "ok"));
        assert_eq!((ready.status, ready.text.as_str()), (StatusCode::OK, "ready"));

        let mut tx = site.site.db.begin(site.town().id).await.unwrap();
        server::sql!(&mut tx, run, "delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)").unwrap();
        tx.commit().await.unwrap();
        let ready = monitor.get("/readyz").await;
        assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(ready.text.contains("waits for its migration"), "{}", ready.text);

        site.site.db.close().await;
        let (live, ready) = (monitor.get("/healthz").await, monitor.get("/readyz").await);
        assert_eq!((live.status, ready.status), (StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE));
        assert!(ready.text.contains("does not answer"), "{}", ready.text);
    }

    async fn while_the_database_cannot_be_had_everybody_is_asked_to_come_again_in_their_language(site: TestSite) {
        site.site.db.close().await;
        let person = [("host", "musterstadt.example"), ("accept", "text/html")];
        let member = [person[0], person[1], ("cookie", "session=abc")];
        for headers in [&person[..], &member[..]] {
            let page = ask(&site.router, "GET", "/en/procedures/am-hafen", headers, None).await;
            assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{headers:?}");
            assert_eq!(header_of(&page.headers, "retry-after"), Some("30"), "{headers:?}");
            assert!(page.text.contains("lang=\"en\"") && page.text.contains("try again"), "{}", page.text);
        }
        let program = ask(&site.router, "GET", "/api/v1/procedures/am-hafen", &person[..1], None).await;
        assert_eq!((program.status, header_of(&program.headers, "retry-after")), (StatusCode::SERVICE_UNAVAILABLE, Some("30")));
        assert!(program.text.contains("\"code\":\"unavailable\""), "{}", program.text);
    }

    async fn figures_are_served_at_their_own_address_and_never_to_the_public(site: TestSite) {
        let public = site.visitor();
        public.get("/de").await;
        public.get("/de/r/ABCD-EFGH-JKMN").await;
        for path in ["/metrics", "/de/metrics"] {
            let answer = public.get(path).await;
            assert!(!answer.text.contains("teilhabe_requests_total"), "{path}: {}", answer.text);
        }
        assert_eq!(public.get("/de/metrics").await.status, StatusCode::NOT_FOUND);
        let figures = Browser::new(observe::router(site.site.clone())).get("/metrics").await;
        assert_eq!(figures.status, StatusCode::OK);
        for line in ["teilhabe_requests_total{class=\"page\",status=\"200\"} 1", "teilhabe_requests_total{class=\"receipt\",status=\"404\"} 1", "teilhabe_jobs{state=\"failed\"} 0"] {
            assert!(figures.text.lines().any(|found| found == line), "{line} in\n{}", figures.text);
        }
        assert!(!figures.text.contains("ABCD"), "{}", figures.text);
    }

    async fn programs_of_other_sites_may_read_what_is_public_and_nothing_of_staff(site: TestSite) {
        let (mut open, mut closed) = (0, 0);
        for endpoint in http::table() {
            let answer = ask(&site.router, endpoint.method.name(), &target(endpoint.path), &[("host", "musterstadt.example"), ("origin", "https://other.example")], None).await;
            let allowed = header_of(&answer.headers, "access-control-allow-origin");
            if endpoint.access == Access::Anyone && endpoint.method == Method::Get {
                open += 1;
                assert_eq!(allowed, Some("*"), "{}", endpoint.name);
            } else {
                closed += 1;
                assert_eq!(allowed, None, "{}", endpoint.name);
            }
            // With cookies nobody else's program may read anything.
            assert_eq!(answer.headers.get("access-control-allow-credentials"), None, "{}", endpoint.name);
        }
        assert!(open > 10 && closed > 30, "{open}, {closed}");
    }

    async fn a_method_that_an_endpoint_has_not_is_refused_as_a_problem(site: TestSite) {
        for (method, path, allowed) in [("DELETE", "/api/v1/site", "GET"), ("PUT", "/api/v1/statements", "POST")] {
            let path = if path == "/api/v1/statements" { http::table().into_iter().find(|one| one.name == "SubmitStatement").unwrap().path } else { path };
            let answer = ask(&site.router, method, &target(path), &[("host", "musterstadt.example"), ("sec-fetch-site", "same-origin")], None).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
            assert_eq!(header_of(&answer.headers, "content-type"), Some("application/problem+json"), "{path}");
            assert!(header_of(&answer.headers, "allow").unwrap().contains(allowed), "{path}: {:?}", answer.headers);
            assert!(answer.text.contains("\"code\":\"method_not_allowed\""), "{}", answer.text);
        }
    }

    async fn a_stranger_who_claims_another_host_or_address_changes_nothing_and_a_trusted_proxy_does(site: TestSite) {
        site.add_town("nachbar", "nachbar.example").await;
        let host = Details { host: Some("musterstadt.example".into()), ..Details::default() };
        organisations::change(&site.system(), host).await.unwrap();
        let behind = with(&site, |config| config.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()]).await;
        let router = http::router(&behind);
        let claims = [("host", "musterstadt.example"), ("x-forwarded-host", "nachbar.example"), ("x-forwarded-for", "198.51.100.9")];
        let stranger = ask(&router, "GET", "/de", &claims, Some("192.0.2.7")).await;
        assert!(stranger.text.contains("Musterstadt") && !stranger.text.contains("Stadt nachbar"), "a visitor chose the municipality");
        let proxy = ask(&router, "GET", "/de", &claims, Some("127.0.0.1")).await;
        assert!(proxy.text.contains("Stadt nachbar"), "{}", proxy.text);
    }

    async fn who_claims_another_address_with_each_try_reaches_the_limit_all_the_same(site: TestSite) {
        let behind = with(&site, |config| config.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()]).await;
        let router = http::router(&behind);
        // The proxy writes the last entry, in a line of its own or behind what the visitor wrote.
        let tries = |one_line: bool| {
            let router = router.clone();
            async move {
                for n in 1..=40 {
                    let (made_up, real) = (format!("198.51.100.{n}"), "192.0.2.7");
                    let joined = format!("{made_up}, {real}");
                    let headers: Vec<(&str, &str)> = if one_line { vec![("x-forwarded-for", &joined)] } else { vec![("x-forwarded-for", &made_up), ("x-forwarded-for", real)] };
                    let answer = ask(&router, "GET", &format!("/api/v1/receipts/ABCDEFGHJK{n:02}"), &headers, Some("127.0.0.1")).await;
                    if answer.status == StatusCode::TOO_MANY_REQUESTS {
                        return n;
                    }
                }
                0
            }
        };
        let first = tries(true).await;
        assert!(first > 1, "a limit must be there, or nothing is proven");
        assert_eq!(tries(false).await, 1, "the same visitor by the other spelling");
        let somebody = ask(&router, "GET", "/api/v1/receipts/ABCDEFGHJKMN", &[("x-forwarded-for", "192.0.2.8")], Some("127.0.0.1")).await;
        assert_eq!(somebody.status, StatusCode::NOT_FOUND, "others are not slowed down");
    }

    async fn a_receipts_address_opens_however_it_is_typed_and_is_kept_from_search_engines(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let code = visitor.call(submission("typed", text("Zu laut."))).await.unwrap().code;
        let page = format!("/de/r/{code}");
        for typed in [format!("/r/{code}"), format!("/R/{code}"), format!("/R/{}", code.to_lowercase())] {
            let answer = visitor.get(&typed).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page.as_str()), "{typed}");
        }
        assert_eq!(visitor.get(&format!("/de/R/{code}/sent?x=1")).await.location(), format!("{page}/sent?x=1"));
        assert_eq!(visitor.get("/de/R").await.location(), "/de/r");
        assert_eq!(visitor.get("/de/Radweg").await.status, StatusCode::NOT_FOUND);
        for address in [page, format!("/r/{code}"), format!("/R/{code}"), format!("/de/R/{code}"), format!("/files/receipts/{code}.pdf"), format!("/api/v1/receipts/{code}")] {
            let answer = visitor.get(&address).await;
            assert_eq!(header_of(&answer.headers, "x-robots-tag"), Some("noindex"), "{address}");
            assert_eq!(header_of(&answer.headers, "cache-control"), Some("no-store"), "{address}");
        }
        let public = visitor.get("/de").await;
        assert_eq!(header_of(&public.headers, "x-robots-tag"), None);
    }

    async fn search_engines_learn_a_pages_own_address_and_that_of_each_language(site: TestSite) {
        open_procedure(&site).await;
        let here = with(&site, |config| config.public_url = Some("https://musterstadt.example".into())).await;
        let page = Browser::new(http::router(&here)).get(&format!("/en/procedures/{SLUG}?utm_source=x")).await;
        let head = page.text.split_once("</head>").unwrap().0;
        let own = |language: &str| format!("https://musterstadt.example/{language}/procedures/{SLUG}");
        assert!(head.contains(&format!("<link rel=\"canonical\" href=\"{}\"", own("en"))), "{head}");
        for language in &shared::language::Language::ALL {
            let line = format!("<link rel=\"alternate\" hreflang=\"{0}\" href=\"{1}\"", language.code(), own(language.code()));
            assert!(head.contains(&line), "{line} in {head}");
        }
        assert!(head.contains(&format!("<link rel=\"alternate\" hreflang=\"x-default\" href=\"{}\"", own("de"))), "{head}");
    }

    async fn a_link_in_a_mail_names_what_the_operator_set_never_what_a_request_said(site: TestSite) {
        let set = with(&site, |config| config.public_url = Some("https://teilhabe.example".into())).await;
        let with_port = with(&site, |config| config.public_url = Some("http://teilhabe.example:8080".into())).await;
        let alone = site.town().as_ref().clone();
        let hosted = Municipality { host: Some("musterstadt.example".into()), ..alone.clone() };
        for (site, town, known, asked) in [
            (&site.site, &alone, None, "http://stranger.example:1"),
            (&site.site, &hosted, Some("http://musterstadt.example"), "http://stranger.example:1"),
            (&set, &alone, Some("https://teilhabe.example"), "https://teilhabe.example"),
            (&set, &hosted, Some("https://musterstadt.example"), "https://musterstadt.example"),
            (&with_port, &hosted, Some("http://musterstadt.example:8080"), "http://musterstadt.example:8080"),
        ] {
            assert_eq!(site.known_origin(town).as_deref(), known);
            assert_eq!(site.origin(town, "stranger.example:1"), asked);
        }
    }

    async fn the_language_that_was_chosen_goes_before_the_browsers(site: TestSite) {
        let chosen = site.visitor().with_header("accept-language", "tr,de;q=0.5").with_header("cookie", "language=en");
        let answer = chosen.get("/procedures").await;
        assert_eq!(answer.location(), "/en/procedures");
        assert_eq!(header_of(&answer.headers, "vary"), Some("Cookie, Accept-Language"));
        let unknown = site.visitor().with_header("accept-language", "en").with_header("cookie", "language=xx");
        assert_eq!(unknown.get("/procedures").await.location(), "/en/procedures");
    }

    async fn a_language_that_is_chosen_in_the_head_of_a_page_is_kept(site: TestSite) {
        let visitor = site.visitor().with_header("accept-language", "de");
        let start = visitor.get("/de/procedures?state=open").await.text;
        assert!(start.contains("href=\"/en/procedures?state=open&amp;sprache=en\""), "{start}");
        let chosen = visitor.get("/en/procedures?state=open&sprache=en&ansicht=einfach").await;
        assert_eq!((chosen.status, chosen.location()), (StatusCode::FOUND, "/en/procedures?state=open"));
        assert_eq!((visitor.cookie("language").as_deref(), visitor.cookie("view").as_deref()), (Some("en"), Some("simple")));
        assert_eq!(visitor.get("/").await.location(), "/en");
        // One that names another language than its path leads there.
        assert_eq!(visitor.get("/de?sprache=tr").await.location(), "/tr");
        assert_eq!(visitor.get("/de?sprache=xx").await.status, StatusCode::OK);
        let head = visitor.get("/en/procedures").await.text;
        let head = head.split_once("</head>").unwrap().0;
        assert!(!head.contains("sprache="), "no page's own address wishes anything: {head}");
    }

    async fn addresses_of_files_lead_into_no_language(site: TestSite) {
        let visitor = site.visitor();
        for nothing in ["/files", "/files/documents", "/api", "/api/", "/api/v2/site", "/pkg", "/icons/1", "/favicon.ico", "/.well-known/change-password"] {
            assert_eq!(visitor.get(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
        }
        assert_eq!(visitor.get("/overview").await.status, StatusCode::FOUND);
    }

    async fn of_six_files_five_are_kept_and_the_sixth_is_named(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let path = format!("/de/procedures/{SLUG}/comment");
        let pairs = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Mit Dateien."), ("language", "de"), ("do", "save")];
        let names: Vec<String> = (1..=6).map(|n| format!("brief-{n}.pdf")).collect();
        let files: Vec<(&str, &str, &[u8])> = names.iter().map(|name| ("files", name.as_str(), &b"%PDF-1.7 Brief"[..])).collect();
        let refused = visitor.post_files(&path, &pairs, &files).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("brief-6.pdf") && refused.text.contains("href=\"#files\""), "{}", refused.text);
        let draft = visitor.call(ShowDraft::of(SLUG)).await.unwrap();
        let kept: Vec<_> = draft.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(kept, ["brief-1.pdf", "brief-2.pdf", "brief-3.pdf", "brief-4.pdf", "brief-5.pdf"]);
        let once_more = visitor.post_files(&path, &pairs, &[("files", "noch-eine.pdf", b"%PDF-1.7 Brief")]).await;
        assert!(once_more.text.contains("noch-eine.pdf"), "{}", once_more.text);
        assert_eq!(visitor.call(ShowDraft::of(SLUG)).await.unwrap().files.len(), 5);
    }

    async fn over_tls_no_other_host_of_the_domain_can_set_the_session(site: TestSite) {
        add(&site, "amt@musterstadt.example", Role::Clerk).await;
        let secure = with(&site, |config| config.public_url = Some("https://musterstadt.example".into())).await;
        let clerk = Browser::new(http::router(&secure));
        first_sign_in(&site, &clerk, "amt@musterstadt.example").await;
        let token = clerk.cookie("__Host-session").expect("the session is bound to this host");
        assert_eq!(clerk.cookie("session"), None);
        assert_eq!(who(&clerk).await, Some(Role::Clerk));
        // The same token under the name that a neighbour could set is worth nothing.
        let set = Browser::new(http::router(&secure)).with_header("cookie", &format!("session={token}"));
        assert_eq!(who(&set).await, None);
    }

    async fn over_tls_no_other_host_of_the_domain_can_plant_a_draft(site: TestSite) {
        open_procedure(&site).await;
        let secure = with(&site, |config| config.public_url = Some("https://musterstadt.example".into())).await;
        let neighbour = Browser::new(http::router(&secure));
        let draft = SaveDraft { procedure: SLUG.into(), input: text("Von nebenan."), ..SaveDraft::default() };
        neighbour.call(draft).await.unwrap();
        let token = neighbour.cookie("__Host-draft-1").expect("the draft is bound to this host");
        assert_eq!(neighbour.cookie("draft-1"), None);
        let show = || ShowDraft::of(SLUG);
        let planted = Browser::new(http::router(&secure)).with_header("cookie", &format!("draft-1={token}"));
        assert_eq!(planted.call(show()).await.unwrap().input.body, "");
        assert_eq!(planted.call(ForgetDrafts {}).await.unwrap().drafts, 0);
        // A page that shows a draft is nobody else's, and forgetting finds it under its name.
        let page = format!("/de/procedures/{SLUG}/comment");
        assert!(neighbour.get(&page).await.text.contains("Von nebenan."));
        assert!(!Browser::new(http::router(&secure)).get(&page).await.text.contains("Von nebenan."));
        assert_eq!(neighbour.call(ForgetDrafts {}).await.unwrap().drafts, 1);
        assert_eq!(neighbour.cookie("__Host-draft-1"), None);
        assert_eq!(neighbour.call(show()).await.unwrap().input.body, "");
    }
}

//! What a flood of requests meets, and what other sites' forms and links do not get: bounds that hold before anything is
//! kept, and answers that lead nowhere else and show no secret.

use std::{
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use chrono::Duration;
use server::http::{self, limits::PAPER};
use shared::access::Role;
use tower::ServiceExt as _;

use crate::{
    both_databases,
    identity::{EMAIL, PASSWORD, add, sign_in_as},
    statements::{open_procedure, submission, text},
    support::TestSite,
};

/// How many pieces every body below has.
const PIECES: usize = 4_000;

/// What a form with files is answered that goes on and on, and how many of its pieces were taken.
async fn pour(
    site: &TestSite,
    path: &str,
    sent_from: &str,
    pieces: impl Iterator<Item = String> + Send + 'static,
) -> (StatusCode, usize) {
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = taken.clone();
    let pieces = pieces.map(move |piece| {
        counter.fetch_add(1, Ordering::Relaxed);
        Ok::<_, Infallible>(piece)
    });
    let request = Request::builder()
        .method("POST")
        .uri(path)
        .header(header::HOST, "musterstadt.example")
        .header("sec-fetch-site", sent_from)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grenze")
        .body(Body::from_stream(futures::stream::iter(pieces)))
        .unwrap();
    let response = site.router.clone().oneshot(request).await.unwrap();
    (response.status(), taken.load(Ordering::Relaxed))
}

/// A part whose headers have no end, a kilobyte at a time.
fn endless_header() -> impl Iterator<Item = String> + Send + use<> {
    let begin = "--grenze\r\nContent-Disposition: form-data; name=\"body\"\r\nX-Long: ".to_owned();
    std::iter::once(begin).chain(std::iter::repeat_n("x".repeat(1024), PIECES))
}

/// Parts of a form, one in each piece.
fn parts(disposition: &str, content: &str) -> impl Iterator<Item = String> + Send + use<> {
    let part = format!("--grenze\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n");
    std::iter::repeat_n(part, PIECES)
}

both_databases! {
    async fn a_part_whose_headers_never_end_is_refused_after_a_few_kilobytes(site: TestSite) {
        for (path, from, expected) in [
            ("/de/sign-in", "same-origin", StatusCode::UNPROCESSABLE_ENTITY),
            ("/api/v1/session", "same-origin", StatusCode::UNPROCESSABLE_ENTITY),
            ("/de/sign-in", "cross-site", StatusCode::FORBIDDEN),
        ] {
            let (status, taken) = pour(&site, path, from, endless_header()).await;
            assert_eq!(status, expected, "{path}, {from}");
            assert!(taken < 64, "{path}, {from}: {taken} kB were read");
        }
    }

    async fn a_form_of_endlessly_many_parts_or_long_names_is_refused_early(site: TestSite) {
        let long = "n".repeat(12_000);
        let (names, names_of_files) = (format!("name=\"{long}\""), format!("name=\"files\"; filename=\"{long}\""));
        for (what, disposition, content, most) in [
            ("fields", "name=\"a\"", "", 450),
            ("files", "name=\"files\"; filename=\"a.png\"", "x", 450),
            ("files without a name", "name=\"files\"; filename=\"\"", "", 450),
            ("long names", names.as_str(), "", 190),
            ("long names of files", names_of_files.as_str(), "", 190),
        ] {
            let (status, taken) = pour(&site, "/de/sign-in", "same-origin", parts(disposition, content)).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            assert!(taken < most, "{what}: {taken} parts were read");
        }
        let many = "a=&".repeat(20_000);
        let plain = Request::builder()
            .method("POST")
            .uri("/de/sign-in")
            .header(header::HOST, "musterstadt.example")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("{many}form=SignOut")))
            .unwrap();
        let answer = site.router.clone().oneshot(plain).await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn what_staff_alone_may_send_is_not_read_of_a_visitor(site: TestSite) {
        let create = http::table().into_iter().find(|one| one.name == "CreateProcedure").unwrap();
        let (status, taken) = pour(&site, create.path, "same-origin", parts("name=\"a\"", "b")).await;
        assert_eq!((status, taken), (StatusCode::UNAUTHORIZED, 0));
    }

    async fn another_sites_form_gives_back_the_text_and_neither_passwords_nor_what_nobody_typed(site: TestSite) {
        let elsewhere = site.visitor().with_header("sec-fetch-site", "cross-site");
        let typed = [
            ("form", "ChangeOwnPassword"),
            ("current", "das alte lange Passwort"),
            ("password", "das neue lange Passwort"),
            ("again", "nochmals das Passwort, vertippt"),
            ("account", "01920000-0000-7000-8000-000000000001"),
            ("next", "/de/staff/account?saved=1&more=1"),
            ("body", "Die Straße ist schon heute zu laut."),
        ];
        for answer in [elsewhere.post("/de/staff/account", &typed).await, elsewhere.post_files("/de/staff/account", &typed, &[("files", "a.png", b"x")]).await] {
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
            assert!(answer.text.contains("Die Straße ist schon heute zu laut."), "{}", answer.text);
            for (name, value) in &typed[..6] {
                assert!(!answer.text.contains(value), "{name}: {}", answer.text);
            }
        }
    }

    async fn a_form_leads_to_no_other_site_whatever_its_address_named(site: TestSite) {
        let visitor = site.visitor();
        for next in ["/\t/evil.example", "/\\evil.example", "//evil.example", "/evil.example", "https://evil.example/de"] {
            let answer = visitor.post("/de/forget", &[("form", "ForgetDrafts"), ("next", next)]).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/de/forget"), "{next:?}");
        }
        // What travels on to the second step travels in one piece.
        add(&site, EMAIL, Role::Clerk).await;
        let step = [("form", "SignIn"), ("email", EMAIL), ("password", PASSWORD), ("next", "/%09/evil.example")];
        let answer = visitor.post("/de/sign-in", &step).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/de/sign-in?next=%2F%2509%2Fevil.example"));
        let second = visitor.get(answer.location()).await.text;
        assert!(second.contains("value=\"/%09/evil.example\""), "{second}");

        let editor = sign_in_as(&site, Role::Editor).await;
        for next in ["/\t/evil.example/staff/", "//evil.example/staff/", "/evil.example/staff/"] {
            let answer = editor.post_files("/files/videos", &[("next", next)], &[("file", "film.mp4", b"<html>nothing at all")]).await;
            assert_eq!(answer.location(), "/de/staff/videos?problem=kind", "{next:?}");
        }
    }

    async fn a_library_gets_its_receipts_on_paper_and_nobody_keeps_the_queue_busy(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let receipt = visitor.call(submission("paper", text("Zu laut."))).await.unwrap();
        let paper = format!("/files/receipts/{}.pdf", receipt.code);
        // Tests come from no address; what others of it took is counted without setting a page each time.
        for _ in 0..119 {
            site.site.limits.count(PAPER, "unknown");
        }
        assert_eq!(visitor.get(&paper).await.status, StatusCode::OK);
        let refused = visitor.get(&paper).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.headers.contains_key(header::RETRY_AFTER));
        site.move_to(TestSite::start() + Duration::hours(1));
        assert_eq!(visitor.get(&paper).await.status, StatusCode::OK);
    }
}

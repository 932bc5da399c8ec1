//! Another municipality's files, pages and short addresses: not found, not even by a neighbour's administrator.

use axum::http::StatusCode;
use server::{
    features::{
        identity,
        organisations::{self, Details},
    },
    site::{Cx, Municipality},
};
use shared::{access::Role, organisations::ShowSite, videos::ListSiteVideos};

use crate::{
    both_databases,
    other_town::{MARK, fill},
    statements::SLUG,
    support::{Browser, TestSite},
};

/// Gives the other municipality arms, colours and a film; answers the addresses of these files and of a drawn code.
async fn face_and_film(site: &TestSite, own: &Browser) -> Vec<String> {
    let arms = server::http::files::store(
        &site.site,
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec().into(),
    )
    .await
    .unwrap();
    let colours = [("tint".to_owned(), "#eef4f6".to_owned())];
    organisations::set_look(&site.system(), &colours, Some(&arms))
        .await
        .unwrap();
    let mut film = b"\0\0\0\x20ftypisom".to_vec();
    film.extend([7; 1000]);
    own.post_files(
        "/files/videos",
        &[("next", "/de/staff/videos")],
        &[("file", "film.mp4", &film)],
    )
    .await;
    let film = own.call(ListSiteVideos {}).await.unwrap().files.remove(0);
    let shown = own.call(ShowSite {}).await.unwrap();
    vec![
        shown.arms.unwrap(),
        shown.colours.unwrap(),
        format!("/files/videos/{}/{}", film.file, film.name),
        format!("/files/code/{SLUG}.svg"),
    ]
}

/// A browser in which an administrator of this municipality signed in.
async fn administrator_of(site: &TestSite, town: &std::sync::Arc<Municipality>, host: &str) -> Browser {
    let cx = Cx::system(&site.site, town);
    let email = format!("amt@{host}");
    let mut tx = cx.begin().await.unwrap();
    identity::add_account(
        &cx,
        &mut tx,
        "Nachbar",
        &email,
        Role::Administrator,
        crate::identity::PASSWORD,
        identity::FirstPassword::Lasting,
    )
    .await
    .unwrap();
    cx.commit(tx).await.unwrap();
    let browser = site.visitor().on_host(host);
    crate::identity::first_sign_in(site, &browser, &email).await;
    browser
}

both_databases! {
    async fn files_and_pages_of_another_municipality_are_not_found(site: TestSite) {
        let theirs = fill(&site).await;
        let own = crate::identity::sign_in_as(&site, Role::Administrator).await;
        let mut files = theirs.files.clone();
        files.extend(face_and_film(&site, &own).await);
        let nachbar = site.add_town("nachbar", "nachbar.example").await;
        let host = Details { host: Some("musterstadt.example".into()), ..Details::default() };
        organisations::change(&site.system(), host).await.unwrap();
        let visitor = site.visitor().on_host("nachbar.example");
        let administrator = administrator_of(&site, &nachbar, "nachbar.example").await;
        for file in &files {
            // It is there, or nothing would be proven.
            assert_eq!(own.get(file).await.status, StatusCode::OK, "{file}");
            // An attachment asks everybody to sign in first, whether it exists or not.
            let expected = if file.starts_with("/files/attachments/") { StatusCode::UNAUTHORIZED } else { StatusCode::NOT_FOUND };
            assert_eq!(visitor.get(file).await.status, expected, "{file}");
            assert_eq!(administrator.get(file).await.status, StatusCode::NOT_FOUND, "{file} as the neighbour's administrator");
        }
        // The short address of a poster leads on for everybody, as for a procedure that nobody has.
        assert!(own.get(&format!("/p/{SLUG}")).await.location().starts_with(&format!("/de/procedures/{SLUG}?")));
        for somebody in [&visitor, &administrator] {
            assert_eq!(somebody.get(&format!("/p/{SLUG}")).await.location(), format!("/procedures/{SLUG}"));
            assert_eq!(somebody.get("/p/gibt-es-nicht").await.location(), "/procedures/gibt-es-nicht");
        }
        let part = |end: &str| format!("/de/procedures/{SLUG}{end}");
        let chapter = part(&format!("/chapters/{}", theirs.names.chapter));
        for (somebody, page) in [&visitor, &administrator].into_iter().flat_map(|somebody| {
            let pages = [part(""), part("/record"), part("/comment"), part("/comments"), part("/comments/1"), chapter.clone(), format!("/de/r/{}", theirs.names.code)];
            pages.into_iter().map(move |page| (somebody, page)).collect::<Vec<_>>()
        }) {
            let shown = somebody.get(&page).await;
            assert_eq!(shown.status, StatusCode::NOT_FOUND, "{page}");
            assert!(!shown.text.contains(MARK), "{page}");
        }
        for page in ["", "/statements", "/statements/1", "/exports", "/texts"] {
            let shown = administrator.get(&format!("/de/staff/procedures/{SLUG}{page}")).await;
            assert_eq!(shown.status, StatusCode::NOT_FOUND, "{page}");
            assert!(!shown.text.contains(MARK), "{page}");
        }
        let sitemap = visitor.get("/sitemap.xml").await;
        assert!(!sitemap.text.contains(SLUG), "{}", sitemap.text);
    }
}

/// The downloads that the test above asks for: a new route fails until it is looked at there.
#[test]
fn every_route_beside_the_endpoints_is_known_here() {
    let mut found = Vec::new();
    routes_below(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found.sort();
    assert_eq!(
        found,
        [
            "/R/{code}",
            "/api/v1/openapi.json",
            "/files/arms/{hash}",
            "/files/attachments/{id}",
            "/files/code/{name}",
            "/files/colours/{hash}",
            "/files/documents/{hash}/{name}",
            "/files/exports/{id}/{name}",
            "/files/receipts/{code}",
            "/files/videos",
            "/files/videos/{file}/{name}",
            "/healthz",
            "/icons/{version}/{name}",
            "/manifest/{name}",
            "/metrics",
            "/p/{slug}",
            "/pkg/{*name}",
            "/r/{code}",
            "/readyz",
            "/robots.txt",
            "/sitemap.xml",
        ]
    );
}

fn routes_below(folder: &std::path::Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            routes_below(&path, found);
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            for part in text.split(".route(").skip(1) {
                if let Some(route) = part.trim_start().strip_prefix('"') {
                    found.push(route.split('"').next().unwrap().to_owned());
                }
            }
        }
    }
}

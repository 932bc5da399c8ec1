//! How a municipality looks, and the way from its paper to its pages.

use axum::http::{StatusCode, header};
use server::features::organisations;

use crate::{
    both_databases,
    procedures::{create, day, published},
};

fn look(tokens: &[(&str, &str)]) -> Vec<(String, String)> {
    tokens
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

both_databases! {
    async fn a_look_that_can_be_read_is_served_with_every_page(site: TestSite) {
        let tokens = look(&[("action", "#00485f"), ("action-hover", "#002f3f"), ("dark-action", "#9adcf0")]);
        organisations::set_look(&site.system(), &tokens, None).await.unwrap();
        let page = site.visitor().get("/de").await.text;
        let address = page.split('"').find(|part| part.starts_with("/files/colours/")).unwrap().to_owned();
        let sheet = site.visitor().get(&address).await;
        assert_eq!(sheet.status, StatusCode::OK);
        assert!(sheet.text.contains("--town-action:#00485f;"), "{}", sheet.text);
        assert!(sheet.text.contains("--town-action-dark:#9adcf0;"), "{}", sheet.text);
    }

    async fn a_look_that_nobody_can_read_is_refused_with_pair_ratio_and_need(site: TestSite) {
        let tokens = look(&[("on-header", "#ffffff")]);
        let error = organisations::set_look(&site.system(), &tokens, None).await.unwrap_err().to_string();
        assert!(error.contains("on_header #ffffff on header #ffffff has 1.0:1 and needs 4.5:1"), "{error}");
        assert!(site.town().colours.is_empty());
    }

    async fn a_look_from_before_the_rule_is_not_served(site: TestSite) {
        // As an older version, or somebody in the database, may have left it.
        let cx = site.system();
        let mut tx = cx.begin().await.unwrap();
        let colours = serde_json::json!([["action", "#eeeeee"]]);
        server::sql!(
            &mut tx,
            run,
            "update municipality set colours = $2 where id = $1",
            cx.municipality.id.0,
            sqlx::types::Json(colours),
        )
        .unwrap();
        cx.commit(tx).await.unwrap();
        site.site.reload_municipalities().await.unwrap();
        assert_eq!(site.town().colours.len(), 1);
        assert!(!site.visitor().get("/de").await.text.contains("/files/colours/"));
    }

    async fn the_gallery_is_no_page_of_a_real_installation(site: TestSite) {
        let answer = site.visitor().get("/de/gallery").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!answer.text.contains("gallery__item"));
    }

    async fn a_poster_leads_to_the_simplified_view_of_what_is_published(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let reader = site.visitor();
        let answer = reader.get("/p/am-deich").await;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::FOUND, "/de/procedures/am-deich?ansicht=einfach")
        );
        assert_eq!(answer.headers.get(header::VARY).unwrap(), "Cookie, Accept-Language");
        let turkish = site.visitor().with_header("accept-language", "tr");
        assert_eq!(turkish.get("/p/am-deich").await.location(), "/tr/procedures/am-deich?ansicht=einfach");
        let code = reader.get(&format!("/files/code/{}.svg", copy.slug)).await;
        assert_eq!(code.headers.get(header::CONTENT_TYPE).unwrap(), "image/svg+xml");
        assert!(code.text.contains("<svg"), "{}", code.text);
        let paper = reader.get("/de/procedures/am-deich/paper").await.text;
        assert!(paper.contains("musterstadt.example/p/am-deich"), "{paper}");
        // A working copy has neither.
        let hidden = create(&site, "Noch geheim").await;
        assert_eq!(reader.get(&format!("/files/code/{}.svg", hidden.slug)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(reader.get(&format!("/p/{}", hidden.slug)).await.location(), "/procedures/noch-geheim");
    }
}

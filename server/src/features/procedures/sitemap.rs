//! The sitemap: every public page of every published procedure in all languages (sitemaps.org, with `hreflang`).

use std::fmt::Write as _;

use app::routes;
use axum::{
    Extension,
    http::header,
    response::{IntoResponse, Response},
};
use shared::{language::Language, organisations::PageKind};

use super::store;
use crate::{error::Result, http::problem, site::Cx};

/// Answers the sitemap.
pub async fn sitemap(Extension(cx): Extension<Cx>) -> Response {
    match write(&cx).await {
        Ok(xml) => (
            [
                (header::CONTENT_TYPE, "application/xml; charset=utf-8"),
                (header::CACHE_CONTROL, "public, max-age=3600"),
            ],
            xml,
        )
            .into_response(),
        Err(error) => problem::answer(&problem::to_api(error, &cx.site.dice, "sitemap")),
    }
}

async fn write(cx: &Cx) -> Result<String> {
    let mut db = cx.read().await?;
    let rows = store::published(&mut db).await?;
    drop(db);
    let origin = cx.site.origin(&cx.municipality, &cx.host);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    add(&mut xml, &origin, routes::home);
    add(&mut xml, &origin, routes::glossary);
    add(&mut xml, &origin, routes::overview);
    for kind in PageKind::ALL {
        add(&mut xml, &origin, |language| routes::page(language, kind));
    }
    for row in rows {
        add(&mut xml, &origin, |language| {
            routes::procedure(language, &row.slug)
        });
        add(&mut xml, &origin, |language| {
            routes::comments(language, &row.slug)
        });
    }
    xml.push_str("</urlset>\n");
    Ok(xml)
}

fn add(xml: &mut String, origin: &str, path: impl Fn(Language) -> String) {
    let address = |language| escape(&format!("{origin}{}", path(language)));
    let mut alternates = String::new();
    for language in &Language::ALL {
        // Writing to a text cannot fail.
        let _ = write!(
            alternates,
            "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
            language.code(),
            address(*language)
        );
    }
    for language in &Language::ALL {
        let _ = writeln!(xml, "<url><loc>{}</loc>{alternates}</url>", address(*language));
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

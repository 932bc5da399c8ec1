//! The sitemap: the public pages of the site and of every published procedure in all languages (sitemaps.org, with
//! `hreflang`). What search engines are asked to leave out, such as notices on paper, stands in none; of forms and single
//! comments the pages tell that lead to them.

use std::fmt::Write as _;

use app::{routes, ui::text::escape};
use axum::{
    Extension,
    http::header,
    response::{IntoResponse, Response},
};
use shared::{language::Language, organisations::PageKind};

use super::store;
use crate::{error::Result, features::organisations, http::problem, site::Cx};

/// Most addresses of one sitemap (sitemaps.org).
const MOST: usize = 50_000;
/// Most pages: each has an address in every language. Procedures and chapters are pages, so no more of both are read.
const MOST_PAGES: usize = MOST / Language::ALL.len();
/// Most bytes of one sitemap (sitemaps.org).
const MOST_BYTES: usize = 50 * 1024 * 1024;
/// What ends a sitemap.
const END: &str = "</urlset>\n";

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
    let most = i64::try_from(MOST_PAGES).unwrap_or(i64::MAX);
    let procedures = store::published_chapters(&mut db, most).await?;
    let unwritten = organisations::missing_pages(&mut db).await?;
    drop(db);
    let origin = cx.site.origin(&cx.municipality, &cx.host);
    let mut map = Map::of(&origin);
    map.add(routes::home);
    map.add(routes::procedures);
    map.add(routes::glossary);
    map.add(routes::overview);
    map.add(routes::languages);
    for part in ["", "easy"] {
        map.add(|language| routes::accessibility(language, part));
    }
    for kind in PageKind::ALL.into_iter().filter(|kind| !unwritten.contains(kind)) {
        map.add(|language| routes::page(language, kind));
    }
    for (slug, chapters) in procedures {
        map.add(|language| routes::procedure(language, &slug));
        map.add(|language| routes::comments(language, &slug));
        map.add(|language| routes::procedure_part(language, &slug, "record"));
        for chapter in chapters {
            let part = format!("chapters/{chapter}");
            map.add(|language| routes::procedure_part(language, &slug, &part));
        }
    }
    Ok(map.finish())
}

/// A sitemap while it is written.
struct Map<'a> {
    origin: &'a str,
    xml: String,
    pages: usize,
}

impl<'a> Map<'a> {
    fn of(origin: &'a str) -> Self {
        let xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
        );
        Self {
            origin,
            xml,
            pages: 0,
        }
    }

    /// Adds a page in all languages, as long as there is room for it.
    fn add(&mut self, path: impl Fn(Language) -> String) {
        if self.pages >= MOST_PAGES {
            return;
        }
        self.pages += 1;
        let address = |language| escape(&format!("{}{}", self.origin, path(language)));
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
        let addresses: String = Language::ALL
            .iter()
            .map(|language| format!("<url><loc>{}</loc>{alternates}</url>\n", address(*language)))
            .collect();
        if self.xml.len() + addresses.len() + END.len() > MOST_BYTES {
            self.pages = MOST_PAGES;
            return;
        }
        self.xml.push_str(&addresses);
    }

    fn finish(mut self) -> String {
        self.xml.push_str(END);
        self.xml
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_ends_before_it_is_longer_than_search_engines_read() {
        let mut map = Map::of("https://town.example");
        for page in 0..MOST {
            map.add(|language| routes::procedure(language, &page.to_string()));
        }
        let xml = map.finish();
        let addresses = xml.matches("<loc>").count();
        assert!(addresses <= MOST && addresses > MOST / 2, "{addresses}");
        assert!(xml.len() <= MOST_BYTES, "{}", xml.len());
        assert!(xml.ends_with("</url>\n</urlset>\n"));
    }
}

//! Links: the only place with the texts of addresses. Every page lies under its language.

use shared::{language::Language, organisations::PageKind};

use crate::context::View;

/// The list of procedures, also the start page.
pub fn home(language: Language) -> String {
    format!("/{}", language.code())
}

/// The list of procedures with filters.
pub fn procedures(language: Language) -> String {
    format!("/{}/procedures", language.code())
}

/// A procedure.
pub fn procedure(language: Language, slug: &str) -> String {
    format!("/{}/procedures/{slug}", language.code())
}

/// The procedure that a public page is about, by its address: the slug as it was asked for.
pub fn procedure_of(path: &str) -> Option<&str> {
    let mut parts = path.trim_start_matches('/').split('/').skip(1);
    let is_of_one = parts.next() == Some("procedures");
    parts.next().filter(|slug| is_of_one && !slug.is_empty())
}

/// The receipt that a page is about, by its address: the code as it was asked for.
pub fn receipt_of(path: &str) -> Option<&str> {
    let mut parts = path.trim_start_matches('/').split('/').skip(1);
    let is_of_one = parts.next() == Some("r");
    parts.next().filter(|code| is_of_one && !code.is_empty())
}

/// What a page is about whose procedure may name somebody to be asked: the slug or the code in its address.
pub fn subject_of(path: &str) -> Option<&str> {
    procedure_of(path).or_else(|| receipt_of(path))
}

/// A part of a procedure's pages, such as `comment`, `comments`, `record`, `chapters/ID`.
pub fn procedure_part(language: Language, slug: &str, part: &str) -> String {
    format!("/{}/procedures/{slug}/{part}", language.code())
}

/// A procedure's short address, for paper; leads to the simplified view.
pub fn short(slug: &str) -> String {
    format!("/p/{slug}")
}

/// The address of a page of a procedure, with its query, under another slug of the procedure.
pub fn under_slug(address: &str, slug: &str) -> String {
    let (path, query) = match address.find('?') {
        Some(at) => address.split_at(at),
        None => (address, ""),
    };
    // Behind the language and the word for procedures.
    let parts: Vec<&str> = path
        .split('/')
        .enumerate()
        .map(|(at, part)| if at == 3 { slug } else { part })
        .collect();
    format!("{}{query}", parts.join("/"))
}

/// The picture that telephones read a procedure's short address from.
pub fn code(slug: &str) -> String {
    format!("/files/code/{slug}.svg")
}

/// Writing a comment.
pub fn comment(language: Language, slug: &str) -> String {
    procedure_part(language, slug, "comment")
}

/// Checking a comment before it is sent.
pub fn check_comment(language: Language, slug: &str) -> String {
    procedure_part(language, slug, "comment/check")
}

/// The published comments.
pub fn comments(language: Language, slug: &str) -> String {
    procedure_part(language, slug, "comments")
}

/// What a receipt's code opens.
pub fn receipt(language: Language, code: &str) -> String {
    format!("/{}/r/{code}", language.code())
}

/// Typing a receipt's code.
pub fn find_receipt(language: Language) -> String {
    format!("/{}/r", language.code())
}

/// A fixed page.
pub fn page(language: Language, kind: PageKind) -> String {
    format!("/{}/{}", language.code(), kind.word())
}

/// Every public page in a list.
pub fn overview(language: Language) -> String {
    format!("/{}/overview", language.code())
}

/// All languages and how far each is.
pub fn languages(language: Language) -> String {
    format!("/{}/languages", language.code())
}

/// The declaration on accessibility, or a part of it such as `easy`, `report`, `report/sent/NUMBER`.
pub fn accessibility(language: Language, part: &str) -> String {
    let page = format!("/{}/accessibility", language.code());
    if part.is_empty() {
        page
    } else {
        format!("{page}/{part}")
    }
}

/// Reporting a barrier on a page; a receipt's code never travels along.
pub fn report_barrier(language: Language, here: &str) -> String {
    let form = accessibility(language, "report");
    let page = match here.split_once("/r/") {
        Some((before, _)) => format!("{before}/r"),
        None if here.starts_with(&form) => String::new(),
        None => here.to_owned(),
    };
    with_query(&form, &[("page", &page)])
}

/// The glossary of easy language.
pub fn glossary(language: Language) -> String {
    format!("/{}/glossary", language.code())
}

/// The videos in sign language.
pub fn sign_language(language: Language) -> String {
    format!("/{}/sign-language", language.code())
}

/// Signing in.
pub fn sign_in(language: Language) -> String {
    format!("/{}/sign-in", language.code())
}

/// The staff's pages: `staff`, or a part of them such as `procedures/SLUG/statements`.
pub fn staff(language: Language, part: &str) -> String {
    if part.is_empty() {
        format!("/{}/staff", language.code())
    } else {
        format!("/{}/staff/{part}", language.code())
    }
}

/// What a device shows without network.
pub fn offline(language: Language) -> String {
    format!("/{}/offline", language.code())
}

/// Forgetting everything that was typed and kept.
pub fn forget(language: Language) -> String {
    format!("/{}/forget", language.code())
}

/// The pages that are the same for everybody, after their language: `*` is any one part, the query fields behind `?` are
/// those that the page reads. The server keeps them between requests, and a device for reading without network: the
/// service worker (`app/worker.js`) gets this list, and the server marks their answers. Everything else is never kept:
/// no receipt, no page that shows what somebody typed, no page of staff.
pub const KEPT: [&str; 19] = [
    "/",
    "/procedures?state&cursor",
    "/procedures/*?version&view",
    "/procedures/*/chapters/*",
    "/procedures/*/record?cursor",
    "/procedures/*/comment?place&step",
    "/procedures/*/comments?section&cursor&map",
    "/procedures/*/comments/*",
    "/procedures/*/paper",
    "/imprint",
    "/privacy",
    "/contact",
    "/overview",
    "/languages",
    "/accessibility",
    "/accessibility/easy",
    "/sign-language",
    "/glossary?letter",
    "/offline?from",
];
/// Fields that a page reads and that hold what one visitor typed: with one of them no page is kept.
const TYPED: [&str; 1] = ["search"];

/// The query fields of a page that may be kept; `None` for any other page.
fn kept_fields(path: &str) -> Option<impl Iterator<Item = &'static str> + Clone> {
    let mut parts = path.trim_matches('/').split('/');
    let language = parts.next().and_then(Language::from_code)?;
    if !Language::ALL.contains(&language) {
        return None;
    }
    let parts: Vec<&str> = parts.collect();
    KEPT.iter().find_map(|pattern| {
        let (path, fields) = pattern.split_once('?').unwrap_or((pattern, ""));
        // Asked for every page: nothing is collected for a pattern.
        let mut known = path.split('/').filter(|part| !part.is_empty());
        let begins = parts
            .iter()
            .all(|part| known.next().is_some_and(|known| known == "*" || known == *part));
        (begins && known.next().is_none()).then(|| fields.split('&'))
    })
}

/// Whether a device may keep the page with this path and query.
pub fn is_kept(path: &str, query: &str) -> bool {
    kept_fields(path).is_some_and(|fields| {
        query.split('&').filter(|field| !field.is_empty()).all(|field| {
            let name = field.split('=').next().unwrap_or(field);
            fields.clone().any(|known| known == name)
        })
    })
}

/// The query under which a page is kept: the fields that it reads, in one order and one spelling. The page must be
/// rendered with this query too, or one visitor's spelling would show in the page of all others. `None` where the page
/// may not be kept.
pub fn kept_query(path: &str, query: &str) -> Option<String> {
    let known = kept_fields(path)?;
    let mut fields: Vec<(String, String)> = serde_html_form::from_str(query).ok()?;
    if fields.iter().any(|(name, _)| TYPED.contains(&name.as_str())) {
        return None;
    }
    fields.retain(|(name, value)| !value.is_empty() && known.clone().any(|known| known == name));
    fields.sort();
    serde_html_form::to_string(&fields).ok()
}

/// A stored file.
pub fn file(kind: &str, hash: &str, name: &str) -> String {
    format!("/files/{kind}/{hash}/{name}")
}

/// The query field that chooses the view, and its values, in German: posters print `?ansicht=einfach`.
const VIEW: &str = "ansicht";
const SIMPLE: &str = "einfach";
const NORMAL: &str = "normal";

/// A page's address that leads to it in a view, and keeps the view.
pub fn in_view(address: &str, view: View) -> String {
    let word = match view {
        View::Normal => NORMAL,
        View::Simple => SIMPLE,
    };
    with_query(address, &[(VIEW, word)])
}

/// The query field that chooses the language and names it by its code.
const LANGUAGE: &str = "sprache";

/// The address that leads to a page in a language, and keeps the language; `rest` is the page's own address behind its
/// language.
pub fn in_language(language: Language, rest: &str) -> String {
    let code = language.code();
    with_query(&format!("/{code}{rest}"), &[(LANGUAGE, code)])
}

/// The view that a query wishes ([`in_view`]), and the query without the wish.
pub fn wished_view(query: &str) -> Option<(View, String)> {
    let (wished, rest) = wish(query, VIEW)?;
    let view = if wished == SIMPLE {
        View::Simple
    } else {
        View::Normal
    };
    Some((view, rest))
}

/// The language that a query wishes ([`in_language`]), and the query without the wish; `None` for one that is not offered.
pub fn wished_language(query: &str) -> Option<(Language, String)> {
    let (wished, rest) = wish(query, LANGUAGE)?;
    let language = Language::from_code(wished).filter(|language| Language::ALL.contains(language))?;
    Some((language, rest))
}

/// What a query wishes by a field, and the query without it. The last wish holds: what a page's button adds comes behind
/// what its address had.
fn wish<'a>(query: &'a str, name: &str) -> Option<(&'a str, String)> {
    let wished = query
        .split('&')
        .filter_map(|field| value(field, name))
        .next_back()?;
    let rest: Vec<&str> = query
        .split('&')
        .filter(|field| value(field, name).is_none())
        .collect();
    Some((wished, rest.join("&")))
}

fn value<'a>(field: &'a str, name: &str) -> Option<&'a str> {
    field.strip_prefix(name)?.strip_prefix('=')
}

/// An address with a query, behind what it has of one; fields without a value are left out.
pub fn with_query(path: &str, fields: &[(&str, &str)]) -> String {
    let fields: Vec<_> = fields.iter().filter(|(_, value)| !value.is_empty()).collect();
    let joint = if path.contains('?') { '&' } else { '?' };
    match serde_html_form::to_string(&fields) {
        Ok(query) if !query.is_empty() => format!("{path}{joint}{query}"),
        _ => path.to_owned(),
    }
}

/// A page of the simplified view that asks for an area, or for its kind, behind the step that asks for a place; `from` says
/// how many stand on the pages before.
pub fn areas(step: &str, of: &str, from: &str) -> String {
    let from = if from == "0" { "" } else { from };
    with_query(step, &[("areas", of), ("from", from)])
}

/// Whether an address that came with a request is a page of this site: its path begins with a language. Browsers drop
/// control characters and read `\` as `/`, so that what begins like a path could lead to another site.
pub fn is_own(address: &str) -> bool {
    let first = address
        .strip_prefix('/')
        .and_then(|rest| rest.split(['/', '?', '#']).next())
        .unwrap_or_default();
    Language::from_code(first).is_some_and(|language| language.code() == first)
        && !address.contains(|c: char| c == '\\' || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_about_the_procedure_or_the_receipt_in_its_address() {
        for (path, subject) in [
            ("/de/procedures/am-hafen", Some("am-hafen")),
            ("/de/procedures/am-hafen/comment", Some("am-hafen")),
            ("/de/r/K7QM-2XRD-9TPA", Some("K7QM-2XRD-9TPA")),
            ("/de/r/K7QM-2XRD-9TPA/sent", Some("K7QM-2XRD-9TPA")),
            ("/de/procedures", None),
            ("/de/r", None),
            ("/de/r/", None),
            ("/de/staff/procedures/am-hafen", None),
        ] {
            assert_eq!(subject_of(path), subject, "{path}");
        }
    }

    #[test]
    fn only_pages_in_a_language_of_this_site_are_its_own() {
        for own in [
            "/de",
            "/de?done=1",
            "/de-simple#map",
            "/en/staff/videos",
            "/de/procedures/am-hafen?place=section:1#place",
        ] {
            assert!(is_own(own), "{own}");
        }
        for other in [
            "",
            "/",
            "de",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/de/\t/evil.example",
            "/de\\evil.example",
            "/%09/evil.example",
            "/evil.example/de",
            "/DE",
            "https://evil.example/de",
            "javascript:alert(1)",
        ] {
            assert!(!is_own(other), "{other:?}");
        }
    }

    #[test]
    fn an_address_that_wishes_a_view_is_read_as_it_was_written() {
        assert_eq!(in_view("/de", View::Simple), "/de?ansicht=einfach");
        assert_eq!(
            in_view("/de?state=open", View::Normal),
            "/de?state=open&ansicht=normal"
        );
        for view in [View::Normal, View::Simple] {
            let address = in_view("/de/procedures?ansicht=einfach&state=open", view);
            let (_, query) = address.split_once('?').unwrap();
            assert_eq!(wished_view(query), Some((view, "state=open".to_owned())));
        }
        assert_eq!(wished_view("state=open"), None);
        assert_eq!(wished_view("ansichten=einfach"), None);
        assert_eq!(wished_view("ansicht="), Some((View::Normal, String::new())));
    }

    #[test]
    fn an_address_that_wishes_a_language_leads_to_the_page_in_it() {
        let address = in_language(Language::English, "/procedures?state=open");
        assert_eq!(address, "/en/procedures?state=open&sprache=en");
        let (_, query) = address.split_once('?').unwrap();
        assert_eq!(
            wished_language(query),
            Some((Language::English, "state=open".to_owned()))
        );
        assert_eq!(in_language(Language::German, ""), "/de?sprache=de");
        for nothing in ["sprache=xx", "sprache=", "state=open", "sprachen=en"] {
            assert_eq!(wished_language(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_page_of_a_procedure_keeps_its_part_and_query_under_another_slug() {
        for (former, present) in [
            ("/de/procedures/alt", "/de/procedures/neu"),
            ("/de/procedures/alt?place=a/b", "/de/procedures/neu?place=a/b"),
            (
                "/en/procedures/alt/chapters/7?version=1",
                "/en/procedures/neu/chapters/7?version=1",
            ),
        ] {
            assert_eq!(under_slug(former, "neu"), present);
        }
    }

    #[test]
    fn a_query_stands_behind_what_the_address_has_of_one() {
        assert_eq!(with_query("/de", &[("a", "1"), ("b", "")]), "/de?a=1");
        assert_eq!(with_query("/de?a=1", &[("b", "x y")]), "/de?a=1&b=x+y");
        assert_eq!(with_query("/de?a=1", &[("b", "")]), "/de?a=1");
    }

    #[test]
    fn a_device_keeps_public_pages_and_never_what_concerns_one_person() {
        for kept in [
            "/de",
            "/en/procedures",
            "/de/procedures/am-hafen",
            "/de/procedures/am-hafen/comment",
            "/de/procedures/am-hafen/comments/12",
            "/de/offline",
        ] {
            assert!(is_kept(kept, ""), "{kept}");
        }
        for never in [
            "",
            "/",
            "/xx/procedures",
            "/de/r",
            "/de/r/ABCD-ABCD-ABCD",
            "/de/r/ABCD-ABCD-ABCD/sent",
            "/de/r/ABCD-ABCD-ABCD/withdraw",
            "/de/procedures/am-hafen/comment/check",
            "/de/sign-in",
            "/de/staff",
            "/de/staff/procedures/am-hafen/statements/1",
            "/de/forget",
            "/api/v1/site",
            "/api/v1/procedures/am-hafen/draft",
        ] {
            assert!(!is_kept(never, ""), "{never}");
        }
    }

    #[test]
    fn a_query_that_the_page_does_not_know_is_not_kept() {
        assert!(is_kept("/de/procedures/am-hafen/comment", "place=section:1"));
        assert!(is_kept("/de/procedures/am-hafen", "view=papers"));
        assert!(!is_kept("/de/procedures", "search=Anna+Meier"));
        assert!(!is_kept(
            "/de/procedures/am-hafen/comment",
            "step=text&errors=next"
        ));
        assert!(!is_kept("/de", "utm_source=x"));
    }

    #[test]
    fn a_page_is_kept_under_the_fields_that_it_reads_however_they_are_spelled() {
        let kept = |query| kept_query("/de/procedures/am-hafen/comments", query);
        assert_eq!(kept("").as_deref(), Some(""));
        assert_eq!(kept("utm_source=mail&e=anna%40example.org").as_deref(), Some(""));
        let canonical = Some("cursor=7&section=a%26b");
        assert_eq!(kept("section=a%26b&cursor=7").as_deref(), canonical);
        assert_eq!(kept("%63ursor=7&x=1&sect%69on=%61%26b").as_deref(), canonical);
        assert_eq!(kept_query("/de/glossary", "search=Plan"), None);
        assert_eq!(kept_query("/de/r", "code=ABCD"), None);
        assert_eq!(kept_query("/de/staff", ""), None);
    }
}

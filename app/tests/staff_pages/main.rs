//! Pages of staff, rendered on the server over a transport that answers from a table.
#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::time::Duration;

use app::{
    App,
    context::{FoundSite, Kept, KeptForm},
    i18n::provide_language,
};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use shared::{api::Api, language::Language, organisations::ShowSite};
use table::Table;

mod again;
mod table;

/// The page of this address, as somebody with this role gets it; after a form that was not taken with what it held.
async fn render(path: &str, role: &'static str, kept: Option<Kept>) -> String {
    let _ = any_spawner::Executor::init_tokio();
    let owner = Owner::new_root(Some(std::sync::Arc::new(
        hydration_context::SsrSharedContext::new(),
    )));
    let path = path.to_owned();
    let api = Api::new(Table { role });
    let site = FoundSite(api.call(ShowSite {}).await);
    let stream = owner.with(|| {
        provide_context(RequestUrl::new(&path));
        provide_context(api);
        provide_context(site);
        provide_context(KeptForm(RwSignal::new(kept)));
        provide_language(Language::German);
        view! { <App/> }.to_html_stream_in_order()
    });
    let html = tokio::time::timeout(
        Duration::from_secs(20),
        futures::StreamExt::collect::<String>(stream),
    )
    .await
    .unwrap();
    if let Some(folder) = option_env!("STAFF_PAGES_OUT") {
        let name: String = path
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '_' })
            .collect();
        std::fs::write(format!("{folder}/{name}.html"), &html).unwrap();
    }
    html
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_staff_has_one_heading_and_no_problem() {
    for path in [
        "",
        "/accounts",
        "/pages",
        "/visibility",
        "/procedures/new",
        "/procedures/ufer",
        "/procedures/ufer/texts",
        "/procedures/ufer/settings",
        "/procedures/ufer/rounds",
        "/procedures/ufer/chapters",
        "/procedures/ufer/documents",
        "/procedures/ufer/plan",
        "/procedures/ufer/preview",
        "/procedures/ufer/publish",
        "/procedures/ufer/statements",
        "/procedures/ufer/statements/new",
        "/procedures/ufer/statements/bulk",
        "/procedures/ufer/statements/bulk?step=council",
        "/procedures/ufer/statements/bulk?step=decide",
        "/procedures/ufer/statements/bulk?step=correct",
        "/procedures/ufer/statements/bulk?step=answer",
        "/procedures/ufer/statements/7",
        "/procedures/ufer/statements/7/points",
        "/procedures/ufer/statements/8",
        "/procedures/ufer/statements/8/points",
        "/procedures/ufer/statements/8/points/2",
        "/procedures/ufer/exports",
    ] {
        let html = render(&format!("/de/staff{path}"), "administrator", None).await;
        assert_eq!(html.matches("<h1").count(), 1, "{path}: {html}");
        let is_overview = path.is_empty() && html.contains("Wohnen am Ufer");
        assert!(
            is_overview || html.contains("breadcrumbs"),
            "{path} shows a problem: {html}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_gets_no_form_to_assess_and_no_accounts() {
    let statement = render("/de/staff/procedures/ufer/statements/7", "reader", None).await;
    assert!(statement.contains("Der Schulweg"), "{statement}");
    assert!(
        !statement.contains("AssessStatement") && !statement.contains("DecidePublication"),
        "{statement}"
    );
    let accounts = render("/de/staff/accounts", "reader", None).await;
    assert!(
        accounts.contains("<h1") && !accounts.contains("AddStaff"),
        "{accounts}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_is_divided_by_ticking_its_sentences() {
    let html = render("/de/staff/procedures/ufer/statements/8/points", "clerk", None).await;
    assert_eq!(
        html.matches("type=\"checkbox\"").count(),
        1,
        "the first sentence begins point 1 anyway: {html}"
    );
    let (before, after) = html.split_once("value=\"34\"").unwrap();
    assert!(
        before.contains("Der Schulweg kreuzt") && after.contains("Erika Muster, Uferweg 3"),
        "{html}"
    );
    assert!(html.contains(" checked"), "what begins a point is ticked: {html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_divided_statement_says_what_is_open_and_proposes_nothing_of_its_own() {
    let html = render("/de/staff/procedures/ufer/statements/8", "clerk", None).await;
    for part in [
        "Punkt 8.1: Schulweg",
        "Punkt 8.2: Erika Muster, Uferweg 3",
        "Antwort fehlt",
        "Allgemeine Antwort (vor den Punkten)",
        "1 von 2 Punkten",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("name=\"proposal\""), "{html}");
    let last = render("/de/staff/procedures/ufer/statements/8/points/2", "clerk", None).await;
    assert!(
        last.contains("AssessPoint") && last.contains("TakeOverAnswer") && last.contains("Punkt 8.1"),
        "{last}"
    );
    let reader = render("/de/staff/procedures/ufer/statements/8/points/1", "reader", None).await;
    assert!(
        reader.contains("Er wird verlegt.") && !reader.contains("AssessPoint"),
        "{reader}"
    );
    let gone = render("/de/staff/procedures/ufer/statements/8/points/3", "clerk", None).await;
    assert!(!gone.contains("AssessPoint"), "{gone}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_differs_is_seen_at_the_statement_and_at_its_points() {
    let html = render("/de/staff/procedures/ufer/statements/10", "clerk", None).await;
    // At the decision, above what confirms the reply, and at the one point that was decided differently.
    assert_eq!(html.matches("Beschluss weicht ab").count(), 3, "{html}");
    assert!(html.contains("name=\"reply_fits\""), "{html}");
    let (differs, agrees) = (
        render("/de/staff/procedures/ufer/statements/10/points/1", "clerk", None).await,
        render("/de/staff/procedures/ufer/statements/10/points/2", "clerk", None).await,
    );
    assert!(differs.contains("Beschluss weicht ab") && !agrees.contains("Beschluss weicht ab"));
    // What the council decided on is not chosen any more, and is sent along as it stands.
    assert!(!differs.contains("type=\"radio\""), "{differs}");
    assert!(differs.contains("name=\"proposal\" value=\"noted\""), "{differs}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_answered_statement_only_what_stays_inside_can_be_changed() {
    let html = render("/de/staff/procedures/ufer/statements/11", "clerk", None).await;
    assert!(
        html.contains("name=\"reply\" value=\"Der Weg wird verlegt.\""),
        "{html}"
    );
    assert!(
        html.contains("schon verschickt") && html.matches("name=\"proposal\"").count() == 1,
        "{html}"
    );
    let fields: Vec<&str> = html
        .split("<textarea")
        .skip(1)
        .filter_map(|field| field.split('>').next())
        .collect();
    assert!(
        fields.iter().any(|field| field.contains("name=\"note\"")),
        "{html}"
    );
    assert!(
        fields.iter().all(|field| !field.contains("name=\"reply\"")),
        "{html}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_for_many_says_what_stays_and_offers_nothing_where_nothing_moves() {
    let bulk = "/de/staff/procedures/ufer/statements/bulk?step";
    let answer = render(&format!("{bulk}=answer"), "clerk", None).await;
    for part in [
        "href=\"/de/staff/procedures/ufer/statements/4\"",
        "href=\"/de/staff/procedures/ufer/statements?state=decided\"",
        "statements?state=answered&amp;letters=7\"",
        "Das sind die ersten 2 von 3.120.",
    ] {
        assert!(answer.contains(part), "{part} is missing in {answer}");
    }
    let nothing = render(&format!("{bulk}=council"), "clerk", None).await;
    assert!(
        nothing.contains("Zurzeit betrifft das keine Stellungnahme.") && !nothing.contains("MoveStatements"),
        "{nothing}"
    );
    let decide = render(&format!("{bulk}=decide"), "clerk", None).await;
    assert!(
        decide.contains("wie es vorgeschlagen ist") && decide.contains("statements?state=before_council"),
        "{decide}"
    );
    // What is left to do is said once more when it is done.
    let list = "/de/staff/procedures/ufer/statements?state=answered&letters=7&touched=40";
    let done = render(list, "clerk", None).await;
    for part in [
        "40 Stellungnahmen weitergegeben",
        "bitte selbst verschicken: 7",
        "state=answered&amp;reply=post",
        "ufer/exports",
    ] {
        assert!(done.contains(part), "{part} is missing in {done}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_says_how_many_there_are_and_shows_what_limits_it() {
    let list = "/de/staff/procedures/ufer/statements";
    let all = render(list, "clerk", None).await;
    assert!(
        all.contains("203 Stellungnahmen") && !all.contains("von insgesamt"),
        "{all}"
    );
    // Where nothing limits it, the list itself is in view, and what could is folded away.
    let folded_out = |html: &str| html.matches("<details open class=\"kern-accordion\"").count();
    assert_eq!(folded_out(&all), 0, "{all}");
    assert!(all.contains("Suchen und eingrenzen"), "{all}");
    for (query, count) in [("state=received", 1), ("search=Kai", 1), ("channel=letter", 2)] {
        let some = render(&format!("{list}?{query}"), "clerk", None).await;
        assert!(some.contains("von insgesamt 203"), "{some}");
        assert_eq!(folded_out(&some), count, "{query}: {some}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_says_how_a_corrected_point_was_decided() {
    let html = render("/de/staff/procedures/ufer/statements/8", "clerk", None).await;
    assert!(html.contains("2: Wird nicht gefolgt"), "{html}");
    assert!(!html.contains("1: Wird gefolgt"), "only what was changed: {html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_leads_to_a_point_unless_the_statement_was_divided_anew_since() {
    let html = render("/de/staff/procedures/ufer/statements/8", "clerk", None).await;
    let tag_before = |text: &str| {
        let (before, _) = html.split_once(text).unwrap();
        before.rsplit_once('<').unwrap().1.to_owned()
    };
    let point = tag_before("Punkt 2 bearbeitet");
    assert!(
        point.starts_with("a ") && point.contains("/de/staff/procedures/ufer/statements/8/points/2\""),
        "{point}"
    );
    let older = tag_before("Punkt 1 bearbeitet");
    assert!(!older.starts_with("a "), "{older}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_filter_of_the_list_goes_along_to_the_points_and_back() {
    let query = "?search=Weg&state=in_work";
    let pages = [
        (
            "statements/8",
            ["statements", "statements/8/points", "statements/8/points/2"],
        ),
        (
            "statements/8/points",
            ["statements", "statements/8", "statements/8"],
        ),
        (
            "statements/8/points/1",
            ["statements", "statements/8", "statements/8/points/2"],
        ),
    ];
    for (page, links) in pages {
        let html = render(&format!("/de/staff/procedures/ufer/{page}{query}"), "clerk", None).await;
        let html = html.replace("&amp;", "&");
        for link in links {
            let link = format!("href=\"/de/staff/procedures/ufer/{link}{query}\"");
            assert!(html.contains(&link), "{page}: {link} is missing in {html}");
        }
        assert!(
            html.contains(&format!("{query}&saved=1")),
            "after saving it is there as well: {html}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_statement_is_not_divided_now_the_states_are_named_in_which_it_is() {
    let html = render("/de/staff/procedures/ufer/statements/9/points", "clerk", None).await;
    for part in [
        "lässt sich jetzt nicht teilen",
        "„Eingegangen“",
        "„In Bearbeitung“",
        "„Vorschlag fertig“",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn that_something_was_saved_is_said_where_a_screen_reader_listens_already() {
    let path = "/de/staff/procedures/ufer/texts";
    for (query, is_said) in [("", false), ("?saved=1", true)] {
        let html = render(&format!("{path}{query}"), "administrator", None).await;
        let (_, region) = html
            .split_once("role=\"status\" class=\"status-message\">")
            .unwrap();
        let (said, _) = region.split_once("</div>").unwrap();
        assert_eq!(said.contains("Gespeichert."), is_said, "{query}: {said}");
    }
}

//! The accessibility declaration, reports of barriers, sign language.

use super::*;

#[tokio::test]
async fn every_page_links_the_statement_and_reports_a_barrier_on_itself_but_never_a_receipts_code() {
    let report = |shown: &Shown| {
        let page = shown.page();
        assert_eq!(
            select(&page, "footer a[href='/de/accessibility']").len(),
            1,
            "{}",
            shown.title
        );
        select(&page, "footer a[href^='/de/accessibility/report']")[0]
            .attr("href")
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        report(&page("procedures").await),
        "/de/accessibility/report?page=%2Fde%2Fprocedures"
    );
    assert_eq!(
        report(&page("receipt").await),
        "/de/accessibility/report?page=%2Fde%2Fr"
    );
    assert_eq!(report(&page("report-barrier").await), "/de/accessibility/report");
}

#[tokio::test]
async fn a_report_begins_with_the_page_it_came_from_and_keeps_what_was_typed() {
    let fresh = page("report-barrier").await.page();
    assert_eq!(select(&fresh, "#page")[0].attr("value"), Some("/de/procedures"));
    let shown = page("report-barrier-wrong").await;
    assert!(shown.title.starts_with("Fehler:"), "{}", shown.title);
    let wrong = shown.page();
    assert_eq!(select(&wrong, "#phone")[0].attr("value"), Some("0123"));
    let links: Vec<_> = select(&wrong, ".error-summary a")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(links, ["#problem", "#email"]);
    assert_eq!(select(&wrong, "[aria-hidden=true] > #website").len(), 1);
}

#[tokio::test]
async fn the_simplified_view_asks_one_question_of_a_report_a_page_and_takes_along_what_was_typed() {
    let form = "/de/accessibility/report?page=%2Fde";
    let shown = async |step: &str, typed: &[(&str, &str)]| {
        let asked = Asked::new(&format!("{form}&step={step}"), World::Open).simple();
        let asked = if typed.is_empty() {
            asked
        } else {
            let nothing_wrong = ApiError::Invalid(Default::default());
            asked.kept(ReportBarrier::NAME, typed, nothing_wrong)
        };
        render(asked).await.page()
    };
    let fields = |page: &Html| -> Vec<String> {
        select(page, "#barrier-report .kern-form-input__input")
            .into_iter()
            .filter_map(|field| field.attr("name").map(str::to_owned))
            .collect()
    };
    let leads = |page: &Html, to: &str| {
        let to = format!("#barrier-report button[value=Keep][formaction='{form}&step={to}']");
        select(page, &to).len()
    };

    // Nobody is asked where it was before saying what it was.
    for step in ["", "answer"] {
        let first = shown(step, &[]).await;
        assert_eq!(fields(&first), ["problem"]);
        assert_eq!(words(select(&first, "h1")[0]), "Schritt 1 von 3 Was geht nicht?");
        assert_eq!((leads(&first, "page"), leads(&first, "problem")), (1, 0));
        assert!(select(&first, ".error-summary").is_empty());
    }
    let typed = [("problem", "Die Karte."), ("page", "/de"), ("email", "erika@")];
    let second = shown("page", &typed).await;
    assert_eq!(fields(&second), ["page"]);
    let kept = |name: &str| {
        let field = format!("input[type=hidden][name={name}]");
        select(&second, &field)[0].attr("value").map(str::to_owned)
    };
    assert_eq!(
        (kept("problem").as_deref(), kept("email").as_deref()),
        (Some("Die Karte."), Some("erika@"))
    );
    assert_eq!((leads(&second, "answer"), leads(&second, "problem")), (1, 1));
    let last = shown("answer", &typed).await;
    assert_eq!(fields(&last), ["email", "phone"]);
    assert_eq!(
        words(select(&last, "#barrier-report button[type=submit]")[0]),
        "Meldung absenden"
    );

    // What is typed is not lost where there is no network, and nothing of it waits on the device.
    for page in [&second, &last] {
        let told = select(page, "#barrier-report #device-offline[hidden]");
        assert!(words(told[0]).contains("Ihre Eingaben stehen noch hier."));
        assert!(select(page, "#device-queue, #device-keep").is_empty());
    }

    // An empty answer is told where it is given.
    let empty = shown("page", &[("problem", " "), ("page", "/de")]).await;
    assert_eq!(fields(&empty), ["problem"]);
    let told = select(&empty, ".error-summary a[href='#problem']");
    assert_eq!(words(told[0]), "Schreiben Sie, was nicht geht.");
    assert_eq!(words(select(&empty, "#problem-error")[0]), words(told[0]));
}

#[tokio::test]
async fn the_statement_says_what_was_computed_and_names_each_barrier_with_reason_and_way_around() {
    let partial = words(select(&page("accessibility").await.page(), "main")[0]);
    for part in [
        "teilweise vereinbar",
        "Planzeichnungen als PDF",
        "Sie kommen so vom Planungsbüro.",
        "Die Teilflächen stehen als Liste daneben",
        "1.4.11 Non-text Contrast: auf 2 Seiten",
        "54 von 55 Kriterien",
        "Durchsetzungsstelle",
    ] {
        assert!(partial.contains(part), "{part} is missing in {partial}");
    }
    let full = words(select(&page("accessibility-full").await.page(), "main")[0]);
    assert!(
        full.contains("vollständig vereinbar") && full.contains("Prüfstelle Nord"),
        "{full}"
    );
}

#[tokio::test]
async fn with_an_empty_list_the_statement_says_that_people_have_not_looked_yet_and_names_no_list() {
    let shown = render(Asked::new("/de/accessibility", World::Empty)).await.page();
    let text = words(select(&shown, "main")[0]);
    assert!(
        text.contains("teilweise vereinbar: Eine Prüfung durch Menschen steht noch aus."),
        "{text}"
    );
    assert!(!text.contains("Was noch fehlt, steht auf dieser Seite"), "{text}");
    let listed = words(select(&page("accessibility").await.page(), "main")[0]);
    assert!(
        listed.contains("Was noch fehlt, steht auf dieser Seite"),
        "{listed}"
    );
}

#[tokio::test]
async fn the_explanation_in_easy_language_calls_the_menu_by_its_own_words() {
    for language in ["de-simple", "de", "fr", "fa"] {
        let address = format!("/{language}/accessibility/easy");
        let shown = render(Asked::new(&address, World::Open)).await.page();
        let text = words(select(&shown, ".easy")[0]);
        let menu = select(&shown, ".site-nav a");
        assert_eq!(menu.len(), 3);
        for link in menu {
            assert!(
                text.contains(&words(link)),
                "{} is missing in {text}",
                words(link)
            );
        }
    }
    let shown = render(Asked::new("/de-simple/accessibility", World::Open)).await;
    assert_eq!(
        words(select(&shown.page(), "h1")[0]),
        "Barriere-Freiheit in einfacher Sprache"
    );
}

#[tokio::test]
async fn a_report_says_that_the_address_stands_there_only_where_it_does() {
    let empty = render(Asked::new("/de/accessibility/report", World::Open)).await;
    let text = words(select(&empty.page(), "main")[0]);
    assert!(
        text.contains("Zum Beispiel die Überschrift der Seite.") && !text.contains("steht schon da"),
        "{text}"
    );
    let filled = words(select(&page("report-barrier").await.page(), "main")[0]);
    assert!(filled.contains("steht schon da"), "{filled}");
}

#[tokio::test]
async fn sign_language_is_promised_only_where_there_is_a_video() {
    let without = page("start").await.page();
    assert_eq!(select(&without, "main a[href='/de/sign-language']").len(), 0);
    assert_eq!(select(&without, "main a[href='/de-simple']").len(), 1);
    let none = words(select(&page("sign-language-none").await.page(), "main")[0]);
    assert!(
        !none.contains("Noch kein Video"),
        "residents are not told: {none}"
    );
    let with = render(Asked::new("/de", World::Decided)).await.page();
    assert_eq!(select(&with, "main a[href='/de/sign-language']").len(), 1);
    let shown = page("sign-language").await.page();
    let video = select(&shown, "video[controls][preload=none]");
    assert_eq!(
        (video.len(), select(&shown, "video[autoplay], iframe").len()),
        (1, 0)
    );
    let text = words(select(&shown, "main")[0]);
    for part in [
        "1 Min. 35 Sek.",
        "12,4 MB",
        "Am Hafen wird gebaut.",
        "Video herunterladen",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

#[tokio::test]
async fn language_and_view_are_changed_by_buttons_that_keep_a_report_as_it_was_typed() {
    let page = page("report-barrier-wrong").await.page();
    let keep = select(
        &page,
        ".site-header button[name=form][value=Keep][form=barrier-report]",
    );
    let to: Vec<_> = keep
        .iter()
        .filter_map(|button| button.attr("formaction"))
        .collect();
    assert!(
        to.contains(&"/en/accessibility/report?page=/de&sprache=en"),
        "{to:?}"
    );
    assert!(to.iter().any(|to| to.ends_with("ansicht=einfach")), "{to:?}");
    // The Enter key presses the first button of the form in the document.
    let first = select(&page, "button[form=barrier-report], #barrier-report button")[0];
    assert_eq!((first.attr("name"), first.attr("tabindex")), (None, Some("-1")));
}

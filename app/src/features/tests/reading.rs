//! What a resident reads: published comments, the receipt, the plan's drawing, a fixed page in a language it lacks.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

use scraper::Html;
use shared::{
    api::{Api, Sending, Transport, Wire},
    organisations::Contact,
};

use super::{
    Asked, PROCEDURE, render, render_over,
    sample::{Sample, World},
    select, words,
};

/// Answers from the sample, and counts how many requests about a procedure wait at the same time.
struct Slow {
    sample: Sample,
    waiting: AtomicUsize,
    most: Arc<AtomicUsize>,
}

impl Transport for Slow {
    fn send(&self, wire: Wire) -> Sending<'_> {
        Box::pin(async move {
            if wire.target.contains("/procedures/") {
                let waiting = self.waiting.fetch_add(1, SeqCst) + 1;
                self.most.fetch_max(waiting, SeqCst);
                tokio::task::yield_now().await;
                self.waiting.fetch_sub(1, SeqCst);
            }
            self.sample.send(wire).await
        })
    }
}

#[tokio::test]
async fn what_a_page_needs_about_a_procedure_is_asked_for_at_once() {
    for (part, requests) in [
        ("", 3),
        ("/comments", 3),
        ("/comments/3", 2),
        ("/record", 2),
        ("/comment", 2),
    ] {
        let most = Arc::new(AtomicUsize::new(0));
        let api = Api::new(Slow {
            sample: Sample(World::Open),
            waiting: AtomicUsize::new(0),
            most: most.clone(),
        });
        let asked = Asked::new(&format!("{PROCEDURE}{part}"), World::Open);
        assert_eq!(render_over(api, asked).await.status, 200, "{part}");
        assert_eq!(most.load(SeqCst), requests, "{part}");
    }
}

async fn shown(address: &str, world: World) -> Html {
    render(Asked::new(address, world)).await.page()
}

fn main_words(page: &Html) -> String {
    words(select(page, "main")[0])
}

#[tokio::test]
async fn the_list_of_comments_says_how_many_there_are_and_how_to_write_one_while_the_round_is_open() {
    let comments = format!("{PROCEDURE}/comments");
    let write = format!("main a[href='{PROCEDURE}/comment']");
    let open = shown(&comments, World::Open).await;
    assert!(main_words(&open).contains("17 Stellungnahmen sind veröffentlicht."));
    assert_eq!(select(&open, &write).len(), 1);
    let over = shown(&comments, World::Decided).await;
    assert!(select(&over, &write).is_empty(), "the round is over");
    let empty = main_words(&shown(&comments, World::Empty).await);
    assert!(!empty.contains("sind veröffentlicht."), "{empty}");
}

#[tokio::test]
async fn a_comment_that_is_shown_whole_is_not_offered_to_be_read_whole_and_names_its_round() {
    let page = shown(&format!("{PROCEDURE}/comments"), World::Open).await;
    let card = words(select(&page, "#statement-3")[0]);
    assert!(
        card.contains("Einzeln ansehen") && !card.contains("Ganze Stellungnahme"),
        "{card}"
    );
    assert!(card.contains("Veröffentlichung des Entwurfs"), "{card}");
    // The day has a line of its own below name and state.
    assert_eq!(
        select(&page, "#statement-3 .comment__head > .comment__when").len(),
        1
    );
}

#[tokio::test]
async fn an_empty_list_for_an_area_has_one_way_back_to_all() {
    let section = "00000000-0000-0000-0000-000000000001";
    let asked = Asked::new(&format!("{PROCEDURE}/comments?section={section}"), World::Empty);
    for asked in [asked.clone().simple(), asked] {
        let page = render(asked).await.page();
        let back = select(&page, &format!("main a[href='{PROCEDURE}/comments']"));
        assert_eq!(back.len(), 1);
    }
}

#[tokio::test]
async fn a_lost_code_is_a_question_for_the_telephone_and_nothing_that_can_be_looked_up() {
    let page = shown("/de/r", World::Open).await;
    assert!(main_words(&page).contains("Den Code kann niemand nachsehen."));
    assert_eq!(select(&page, "main a[href='tel:03023125470']").len(), 1);
}

#[tokio::test]
async fn a_code_in_an_address_that_opens_nothing_stands_in_the_field_to_be_put_right() {
    for part in ["", "/sent", "/withdraw"] {
        let asked = Asked::new(&format!("/de/r/K7QM-2XRD-9TPX{part}"), World::Open);
        let shown = render(asked).await;
        assert_eq!(shown.status, 404, "{part}");
        assert!(shown.title.starts_with("Fehler:"), "{}", shown.title);
        let page = shown.page();
        let field = select(&page, "form[action='/de/r'] #code[aria-invalid=true]");
        assert_eq!(field[0].attr("value"), Some("K7QM-2XRD-9TPX"), "{part}");
        assert_eq!(select(&page, ".error-summary a[href='#code']").len(), 1);
        assert!(main_words(&page).contains("Bitte prüfen Sie die Eingabe."));
    }
}

#[tokio::test]
async fn a_receipts_code_is_shown_as_it_is_typed() {
    let page = shown("/de/r/K7QM-2XRD-9TPA/sent", World::Open).await;
    let code: String = select(&page, ".receipt-code__code")[0].text().collect();
    assert_eq!(code.trim(), "K7QM-2XRD-9TPA");
    // Whoever asked for a reply by e-mail is not told that no e-mail comes.
    assert!(!main_words(&page).contains("Eine E-Mail bekommen Sie nicht"));
}

#[tokio::test]
async fn right_after_sending_there_are_the_code_and_the_steps_that_follow_and_nothing_that_can_be_taken_back()
{
    let asked = Asked::new("/de-simple/r/K7QM-2XRD-9TPA/sent", World::Open).simple();
    let page = render(asked).await.page();
    let steps: Vec<_> = select(&page, "main ol > li").into_iter().map(words).collect();
    assert_eq!(
        steps,
        [
            "Die Verwaltung liest und prüft Ihre Meinung.",
            "Der Rat entscheidet.",
            "Sie bekommen eine Antwort."
        ]
    );
    assert_eq!(select(&page, "main details a[href='/de-simple/forget']").len(), 1);
    let folded: usize = select(&page, "main .kern-accordion__body, main .print-only")
        .into_iter()
        .map(|one| words(one).split(' ').count())
        .sum();
    let count = main_words(&page).split(' ').count() - folded;
    assert!(count <= 90, "{count} words: {}", main_words(&page));
}

#[tokio::test]
async fn a_receipt_calls_the_plan_as_every_other_page_in_its_language_does() {
    for part in ["", "/sent", "/withdraw"] {
        let easy = shown(&format!("/de-simple/r/K7QM-2XRD-9TPA{part}"), World::Open).await;
        assert!(main_words(&easy).contains("Neue Häuser am alten Hafen"), "{part}");
        let german = shown(&format!("/de/r/K7QM-2XRD-9TPA{part}"), World::Open).await;
        assert!(main_words(&german).contains("Hafenquartier Nord"), "{part}");
    }
}

#[tokio::test]
async fn no_station_on_the_way_of_a_comment_claims_a_time() {
    let page = shown("/de-simple/r/K7QM-2XRD-9TPA", World::Open).await;
    let stations: Vec<_> = select(&page, ".timeline__title").into_iter().map(words).collect();
    assert_eq!(
        stations,
        [
            "Ankunft",
            "Prüfung",
            "Im Rat",
            "Entscheidung vom Rat – kommt noch",
            "Antwort – kommt noch"
        ]
    );
}

#[tokio::test]
async fn a_code_of_another_length_is_told_how_many_characters_a_code_has() {
    let page = shown("/de/r?code=K7QM-2XRD", World::Open).await;
    let text = main_words(&page);
    assert!(
        text.contains("Der Code hat 12 Zeichen. Sie haben 8 eingegeben."),
        "{text}"
    );
}

#[tokio::test]
async fn a_page_that_is_not_there_is_titled_with_the_town_as_well() {
    let town = render(Asked::new("/de", World::Open)).await.title;
    let town = town.rsplit(" – ").next().unwrap();
    let missing = render(Asked::new("/de/nowhere", World::Open)).await;
    assert_eq!(missing.status, 404);
    assert!(missing.title.ends_with(town), "{}", missing.title);
}

#[tokio::test]
async fn a_decided_plan_says_in_the_simplified_view_who_decided_and_leads_to_the_receipt() {
    let page = render(Asked::new(PROCEDURE, World::Decided).simple())
        .await
        .page();
    let text = main_words(&page);
    assert!(
        text.contains("Am 11. März 2027 wurde über die Stellungnahmen entschieden"),
        "{text}"
    );
    assert_eq!(select(&page, "main a.kern-btn--primary[href='/de/r']").len(), 1);
}

#[tokio::test]
async fn all_of_a_plan_in_the_simplified_view_is_titled_apart_from_the_short_page() {
    let short = render(Asked::new(PROCEDURE, World::Open).simple()).await.title;
    let all = render(Asked::new(&format!("{PROCEDURE}?view=all"), World::Open).simple())
        .await
        .title;
    assert!(all != short && all.starts_with("Alles anzeigen: "), "{all}");
}

#[tokio::test]
async fn what_leads_to_a_comment_on_a_document_says_for_listeners_on_which() {
    let page = shown(PROCEDURE, World::Open).await;
    let links = select(&page, "main .file-list a[href*='place=document']");
    let names: std::collections::HashSet<_> = links.iter().map(|link| words(*link)).collect();
    assert!(!links.is_empty() && names.len() == links.len(), "{names:?}");
    assert_eq!(
        select(&page, "main .file-list a[href*='place=document'] .kern-sr-only").len(),
        links.len()
    );
}

#[tokio::test]
async fn the_marks_of_a_plan_lie_above_all_shapes_and_are_as_many_as_the_list_has() {
    let page = shown(PROCEDURE, World::Open).await;
    let marks = select(&page, ".plan__drawing > g[aria-hidden=true] > .plan__mark");
    let listed = select(&page, ".plan__list .plan__key");
    let text = |all: &[scraper::ElementRef]| all.iter().map(|one| words(*one)).collect::<Vec<_>>();
    assert!(!marks.is_empty());
    assert_eq!(text(&marks), text(&listed));
    assert!(select(&page, ".plan__drawing a .plan__mark").is_empty());
    // The layer comes last, so that no shape is painted over it.
    let last = select(&page, ".plan__drawing > :last-child");
    assert_eq!(last[0].attr("aria-hidden"), Some("true"));
    assert!(!select(&page, ".plan__drawing g > a[aria-label]").is_empty());
}

#[tokio::test]
async fn a_fixed_page_that_is_german_alone_says_so_in_every_other_language() {
    let note = "Bu metin yalnızca Almanca";
    let turkish = main_words(&shown("/tr/privacy", World::Open).await);
    assert!(turkish.contains(note), "{turkish}");
    let german = main_words(&shown("/de/privacy", World::Open).await);
    assert!(!german.contains("nur auf Deutsch"), "{german}");
}

#[tokio::test]
async fn the_decision_is_told_without_a_missing_article() {
    let page = shown(PROCEDURE, World::Decided).await;
    let text = main_words(&page);
    assert!(
        text.contains("Am 11. März 2027 wurde über die Stellungnahmen entschieden: Rat der Stadt."),
        "{text}"
    );
}

#[tokio::test]
async fn the_foot_of_a_procedures_pages_names_whom_the_procedure_names_and_the_town_for_the_rest() {
    let own = Contact {
        office: "Planungsbüro am Markt".into(),
        phone: "0511 4000".into(),
        ..Contact::default()
    };
    let foot = |address: String| {
        let asked = Asked::new(&address, World::Open).helped_by("hafenquartier-nord", own.clone());
        async move { words(select(&render(asked).await.page(), ".site-footer")[0]) }
    };
    for part in ["", "/record", "/comment", "/comments", "/paper"] {
        let foot = foot(format!("{PROCEDURE}{part}")).await;
        assert!(
            foot.contains("0511 4000") && foot.contains("Planungsbüro am Markt"),
            "{part}: {foot}"
        );
        assert!(!foot.contains("030 23125 470"), "one number: {foot}");
        assert!(
            foot.contains("bauamt@brakenfurt.example.org"),
            "what it lacks: {foot}"
        );
    }
    // A link may have led to another page, which the program builds in the same frame.
    for elsewhere in ["/de", "/de/procedures", "/de/r"] {
        let foot = foot(elsewhere.to_owned()).await;
        assert!(
            foot.contains("030 23125 470") && !foot.contains("0511 4000"),
            "{elsewhere}: {foot}"
        );
    }
}

#[tokio::test]
async fn the_foot_of_a_receipts_pages_names_whom_its_procedure_names() {
    let own = Contact {
        phone: "0511 4000".into(),
        ..Contact::default()
    };
    let foot = |address: &'static str| {
        let asked = Asked::new(address, World::Open).helped_by("K7QM-2XRD-9TPA", own.clone());
        async move { words(select(&render(asked).await.page(), ".site-footer")[0]) }
    };
    for page in [
        "/de/r/K7QM-2XRD-9TPA",
        "/de/r/K7QM-2XRD-9TPA/sent",
        "/de/r/K7QM-2XRD-9TPA/withdraw",
    ] {
        let foot = foot(page).await;
        assert!(
            foot.contains("0511 4000") && !foot.contains("030 23125 470"),
            "{page}: {foot}"
        );
    }
    for elsewhere in ["/de/r", PROCEDURE] {
        let foot = foot(elsewhere).await;
        assert!(
            foot.contains("030 23125 470") && !foot.contains("0511 4000"),
            "{elsewhere}: {foot}"
        );
    }
}

#[tokio::test]
async fn a_place_in_a_line_from_right_to_left_is_isolated_so_that_its_full_stop_stays_with_it() {
    let isolated = "\u{2068}Uferpark mit Spielplatz\u{2069}";
    for (part, about) in [
        ("/comments", "#statement-3 .comment__about"),
        ("/comments/3", "main p"),
    ] {
        let address = format!("{}{part}", PROCEDURE.replace("/de/", "/ar/"));
        let page = shown(&address, World::Decided).await;
        let lines: Vec<_> = select(&page, about).into_iter().map(words).collect();
        assert!(
            lines.iter().any(|line| line.contains(isolated)),
            "{part}: {lines:?}"
        );
    }
}

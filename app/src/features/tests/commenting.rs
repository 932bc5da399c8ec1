//! Writing a comment, in the normal and the simplified view; receipts.

use super::*;

#[tokio::test]
async fn a_failed_form_keeps_what_was_typed_and_its_title_says_so() {
    let shown = page("comment-wrong").await;
    assert!(shown.title.starts_with("Fehler:"), "{}", shown.title);
    let page = shown.page();
    assert_eq!(select(&page, "#street")[0].attr("value"), Some("Hafenstraße 12"));
    for link in select(&page, ".error-summary a") {
        let target = link.attr("href").unwrap().trim_start_matches('#');
        assert_eq!(select(&page, &format!("#{target}")).len(), 1, "{target}");
    }
}

#[tokio::test]
async fn what_an_answer_by_post_lacks_is_named_field_by_field() {
    let mut invalid = shared::api::Invalid::default();
    for field in ["street", "city"] {
        invalid.add(field, "errors.address_for_reply");
    }
    let fields = [("body", "Zu laut."), ("reply", "post"), ("name", "Erika Muster")];
    let asked = Asked::new(&format!("{PROCEDURE}/comment"), World::Empty).kept(
        SaveDraft::NAME,
        &fields,
        ApiError::Invalid(invalid),
    );
    let page = render(asked).await.page();
    let links: Vec<_> = select(&page, ".error-summary a").into_iter().map(words).collect();
    assert_eq!(
        links,
        [
            "Schreiben Sie Ihre Straße und Hausnummer.",
            "Schreiben Sie Ihren Wohnort."
        ]
    );
    assert_eq!(words(select(&page, "#city-error")[0]), links[1]);
}

#[tokio::test]
async fn an_answer_asks_for_what_it_needs_behind_it_and_everything_else_is_optional() {
    let page = page("comment-empty").await.page();
    let form = words(select(&page, "#comment-form")[0]);
    let at = |part: &str| {
        form.find(part)
            .unwrap_or_else(|| panic!("{part} is missing in {form}"))
    };
    let order = [
        "Dürfen wir Ihre Stellungnahme veröffentlichen?",
        "Möchten Sie eine Antwort bekommen?",
        "E-Mail-Adresse",
        "Ihre Angaben",
    ];
    // The first place of a word: the hint of the choice names the address as well.
    assert!(order.map(at).is_sorted(), "{form}");
    assert!(!form.contains("Alles hier ist freiwillig"), "{form}");
    for name in ["name", "organisation", "street", "postal_code", "city"] {
        let label = words(select(&page, &format!("label[for={name}]"))[0]);
        assert!(label.ends_with("(freiwillig)"), "{label}");
    }
    assert_eq!(
        select(&page, "[data-reveal=email_reply] #email[aria-required=true]").len(),
        1
    );
}

#[tokio::test]
async fn whoever_comes_too_late_reads_that_it_is_over_whom_to_call_and_how_to_go_on() {
    let shown = page("comment-over").await;
    let page = shown.page();
    assert!(words(select(&page, "h1")[0]).ends_with("Die Beteiligung endete am 15. Dezember 2026"));
    assert!(!words(select(&page, "main")[0]).contains("Stellungnahme abgeben"));
    for href in ["tel:", "/de/r", &format!("{PROCEDURE}/comments")] {
        let links = select(&page, &format!("main a[href^='{href}']"));
        assert!(!links.is_empty(), "{href}");
    }
}

#[tokio::test]
async fn each_screen_of_the_simple_view_names_the_plan() {
    for name in [
        "step-place",
        "step-text",
        "step-reply",
        "step-publish",
        "check-simple",
    ] {
        let text = words(select(&page(name).await.page(), "main")[0]);
        assert!(text.contains("Hafenquartier Nord"), "{name}: {text}");
    }
}

#[tokio::test]
async fn a_mistake_in_the_simple_view_shows_the_step_that_asks_for_it() {
    let page = page("comment-wrong-simple").await.page();
    assert!(words(select(&page, "h1")[0]).contains("Schritt 2 von 5"));
    assert_eq!(select(&page, "textarea#body").len(), 1);
}

#[tokio::test]
async fn a_form_names_its_address_so_that_a_browser_leaves_the_fragment_behind() {
    // A question of several is sent to the address of its step.
    for (name, asked) in pages()
        .into_iter()
        .filter(|(name, _)| *name != "report-barrier-step")
    {
        let address = asked.address.clone();
        let page = render(asked).await.page();
        for form in select(&page, "form[method=post]:not(#comment-form)") {
            assert_eq!(form.attr("action"), Some(address.as_str()), "{name}");
        }
    }
    // A step is shown under its own address, also where a mistake led to it from another one.
    for (name, query) in [
        ("comment", ""),
        ("comment-wrong", ""),
        ("step-place", "?step=place"),
        ("step-publish", "?step=publish"),
        ("comment-wrong-simple", "?step=text"),
    ] {
        let page = page(name).await.page();
        let action = format!("{PROCEDURE}/comment{query}");
        assert_eq!(
            select(&page, "#comment-form")[0].attr("action"),
            Some(action.as_str()),
            "{name}"
        );
    }
}

/// A step of the simplified view where nothing was answered yet.
fn empty_step(step: &str) -> Asked {
    Asked::new(&format!("{PROCEDURE}/comment?step={step}"), World::Empty).simple()
}

#[tokio::test]
async fn each_answer_asks_for_what_it_needs_alone() {
    let asked = |page: &Html, answer: &str| -> Vec<String> {
        select(page, &format!("[data-reveal={answer}] input"))
            .iter()
            .map(|input| input.attr("name").unwrap().to_owned())
            .collect()
    };
    let reply = render(empty_step("reply")).await.page();
    assert_eq!(asked(&reply, "email_reply"), ["email"]);
    assert_eq!(
        asked(&reply, "post_reply"),
        ["name", "street", "postal_code", "city"]
    );
    let publish = render(empty_step("publish")).await.page();
    assert_eq!(asked(&publish, "published_name"), ["name"]);
    for page in [reply, publish] {
        assert!(select(&page, ".reveal--open").is_empty());
        assert_eq!(
            select(&page, "[data-reveal] input:not([aria-required=true])").len(),
            0
        );
    }
}

#[tokio::test]
async fn what_was_given_for_another_answer_is_not_asked_for_and_it_is_said_that_it_goes() {
    // The sample wishes an e-mail, and has a name that is neither needed nor published.
    let says = "soweit wir sie für die Antwort nicht brauchen";
    let given = page("step-reply").await.page();
    assert!(select(&given, ".reveal--open").is_empty());
    assert!(words(select(&given, "main")[0]).contains(says));
    let empty = render(empty_step("reply")).await.page();
    assert!(!words(select(&empty, "main")[0]).contains(says));
}

#[tokio::test]
async fn a_name_that_is_missing_for_publication_is_asked_for_beside_the_publication() {
    let mut invalid = shared::api::Invalid::default();
    invalid.add("name", "errors.name_for_publication");
    for step in ["publish", "text"] {
        let wrong = ApiError::Invalid(invalid.clone());
        let fields = [("body", "Zu laut."), ("may_publish", "named")];
        let page = render(empty_step(step).kept(SaveDraft::NAME, &fields, wrong))
            .await
            .page();
        assert!(
            words(select(&page, "h1")[0]).contains("Schritt 4 von 5"),
            "{step}"
        );
        assert_eq!(select(&page, ".error-summary a[href='#name']").len(), 1, "{step}");
        assert_eq!(
            select(&page, ".reveal--open #name[aria-invalid=true]").len(),
            1,
            "{step}"
        );
    }
}

#[tokio::test]
async fn without_network_it_is_said_what_is_sent_of_the_questions_that_were_not_asked_yet() {
    for (step, answers) in [("text", 6), ("reply", 3), ("publish", 0)] {
        let page = render(empty_step(step)).await.page();
        let lines = select(&page, "#device-queue li[data-answer][hidden]");
        assert_eq!(lines.len(), answers, "{step}");
    }
    let page = render(empty_step("text")).await.page();
    let line = |answer: &str| words(select(&page, &format!("[data-answer='{answer}']"))[0]);
    assert!(line("reply=none").starts_with("Antwort: Nein"));
    assert_eq!(line("may_publish=no"), "Veröffentlichen: Nein");
}

#[tokio::test]
async fn the_first_step_says_how_to_go_on_and_has_the_whole_plan_at_hand() {
    let page = render(empty_step("place")).await.page();
    assert!(words(select(&page, "#place")[0]).contains("Dann drücken Sie „Weiter“."));
    assert_eq!(
        select(&page, "#place-whole[hidden] button").len(),
        1,
        "it is chosen already"
    );
    let other = super::page("step-place").await.page();
    assert_eq!(select(&other, "#place-whole:not([hidden]) button").len(), 1);
}

#[tokio::test]
async fn no_step_of_the_simple_view_loses_what_another_asked_for() {
    for name in ["step-place", "step-text", "step-reply", "step-publish"] {
        let page = page(name).await.page();
        for field in [
            "body",
            "place",
            "place_ref",
            "name",
            "street",
            "email",
            "reply",
            "may_publish",
            "language",
            "seen_version",
        ] {
            assert!(
                !select(&page, &format!("#comment-form [name='{field}']")).is_empty(),
                "{name}: {field}"
            );
        }
    }
}

#[tokio::test]
async fn the_decoy_is_neither_seen_nor_reached_nor_read_out() {
    let page = page("comment").await.page();
    let decoy = select(&page, "[aria-hidden=true] > #website");
    assert_eq!(decoy.len(), 1);
    assert_eq!(decoy[0].attr("tabindex"), Some("-1"));
}

#[tokio::test]
async fn while_writing_the_language_is_changed_by_a_button_that_stores_the_draft() {
    let form = page("comment").await.page();
    assert_eq!(
        select(
            &form,
            "header button[form=comment-form][name=do][value='language:en']"
        )
        .len(),
        1
    );
    let start = page("start").await.page();
    assert_eq!(
        select(&start, "header a[hreflang=en][href='/en?sprache=en']").len(),
        1
    );
}

#[tokio::test]
async fn a_former_name_leads_to_the_present_one() {
    for part in [
        "",
        "?version=1",
        "/comments?section=2",
        "/comments/3",
        "/record",
        "/comment?place=whole",
    ] {
        let former = format!("/de/procedures/hafen-alt{part}");
        let shown = render(Asked::new(&former, World::Open)).await;
        assert_eq!(shown.redirect, Some(format!("{PROCEDURE}{part}")));
    }
    let found = render(Asked::new("/de/r?code=k7qm2xrd9tpa", World::Open)).await;
    assert_eq!(found.redirect.as_deref(), Some("/de/r/K7QM-2XRD-9TPA"));
}

#[tokio::test]
async fn what_was_typed_under_a_former_name_is_shown_where_it_was_sent_to() {
    let typed = Asked::new("/de/procedures/hafen-alt/comment", World::Open).kept(
        SaveDraft::NAME,
        &[("body", "Bitte mehr Bänke.")],
        ApiError::invalid("email", "errors.invalid_email"),
    );
    let shown = render(typed).await;
    assert_eq!(shown.redirect, None);
    assert!(words(select(&shown.page(), "#body")[0]).contains("Bitte mehr Bänke."));
}

#[tokio::test]
async fn a_link_to_a_section_chooses_it_in_the_form() {
    let id = uuid::Uuid::from_u128(11);
    let shown = render(Asked::new(
        &format!("{PROCEDURE}/comment?place=section:{id}"),
        World::Empty,
    ))
    .await;
    // The empty procedure has no drawing: an unknown section is not taken over, and that is said.
    assert_eq!(
        select(&shown.page(), "[name=place]")[0].attr("value"),
        Some("whole")
    );
    let told = words(select(&shown.page(), "#place-error")[0]);
    assert!(told.contains("Bitte wählen Sie den Ort noch einmal"), "{told}");
    let shown = render(Asked::new(
        &format!("{PROCEDURE}/comment?place=section:{id}"),
        World::Open,
    ))
    .await;
    assert_eq!(
        select(&shown.page(), "[name=place_ref]")[0].attr("value"),
        Some(id.to_string().as_str())
    );
}

#[tokio::test]
async fn pages_of_a_receipt_never_show_name_or_address_of_the_author() {
    for name in ["receipt", "receipt-answered", "sent", "withdraw"] {
        assert!(!page(name).await.html.contains("erika@example.org"), "{name}");
    }
}

#[tokio::test]
async fn steps_of_the_simple_view_have_at_most_sixty_words_of_their_own() {
    for name in [
        "step-place",
        "step-text",
        "step-reply",
        "step-publish",
        "check-simple",
    ] {
        let page = page(name).await.page();
        let mut own = words(select(&page, "main")[0]);
        // What somebody wrote, what is folded, and what listeners get twice: the question at the control itself.
        let theirs = "textarea, [hidden], template, .kern-sr-only, .plain-list, .read-aloud, .kern-accordion__body, .reveal__more, dd .user-text, \
                      .one-question .kern-label--large, .one-question label[for=body]";
        for theirs in select(&page, theirs) {
            own = own.replacen(&words(theirs), "", 1);
        }
        let count = own.split_whitespace().count();
        assert!(count <= 60, "{name}: {count} words: {own}");
    }
}

#[tokio::test]
async fn a_step_is_titled_by_its_question_and_says_which_of_how_many_it_is() {
    for (name, step, question) in [
        ("step-place", 1, "Worum geht es?"),
        ("step-text", 2, "Was möchten Sie uns sagen?"),
        ("step-reply", 3, "Möchten Sie eine Antwort bekommen?"),
        (
            "step-publish",
            4,
            "Dürfen wir Ihre Stellungnahme veröffentlichen?",
        ),
        ("check-simple", 5, "Stimmt alles?"),
    ] {
        let shown = page(name).await;
        let of = format!("Schritt {step} von 5");
        let heading = words(select(&shown.page(), "h1")[0]);
        assert_eq!(heading, format!("{of} {question}"), "{name}");
        assert!(shown.title.starts_with(&of), "{name}: {}", shown.title);
    }
}

#[tokio::test]
async fn a_page_that_asks_has_no_main_navigation_and_every_other_has() {
    for (name, expected) in [
        ("comment", 0),
        ("check", 0),
        ("step-text", 0),
        ("procedure", 1),
        ("sent", 1),
    ] {
        let page = page(name).await.page();
        assert_eq!(select(&page, "header .site-nav").len(), expected, "{name}");
    }
}

#[tokio::test]
async fn name_and_address_are_folded_until_they_are_given_or_wrong() {
    let box_of = |html: &Html| {
        select(html, "#with_person")
            .first()
            .map(|input| input.attr("checked").is_some())
    };
    // The sample's draft carries an address; the empty one does not.
    assert_eq!(box_of(&page("comment-empty").await.page()), Some(false));
    assert_eq!(box_of(&page("comment-wrong").await.page()), Some(true));
    let simple = page("step-reply").await.page();
    assert_eq!(box_of(&simple), None, "the answer alone decides there");
    assert_eq!(select(&simple, ".reveal .reveal__more #email").len(), 1);
}

#[tokio::test]
async fn both_ways_to_write_on_later_stand_together_and_nothing_is_said_to_be_kept_before_it_is() {
    let page = page("comment-empty").await.page();
    let text = words(select(&page, "[aria-labelledby=later-title]")[0]);
    for way in ["Zwischenspeichern", "Auf diesem Gerät aufheben"] {
        assert!(text.contains(way), "{way} is missing in {text}");
    }
    assert!(!text.contains("24 Stunden"), "{text}");
}

#[tokio::test]
async fn the_paper_form_asks_every_question_of_the_page() {
    let text = words(select(&page("paper").await.page(), "main")[0]);
    let form = page("comment").await.page();
    for legend in select(&form, "#comment-form > .kern-fieldset > legend, label[for=body]") {
        assert!(text.contains(&words(legend)), "{}", words(legend));
    }
    assert!(text.contains("/p/hafenquartier-nord"), "{text}");
}

#[tokio::test]
async fn a_notice_names_both_days_and_where_the_plan_can_be_seen_and_nothing_that_is_wrong_tomorrow() {
    let page = page("paper").await.page();
    let text = words(select(&page, "main")[0]);
    for part in [
        "Vom 16. November 2026 bis einschließlich 15. Dezember 2026",
        "Der letzte Tag zählt mit.",
        "Den Plan auf Papier ansehen:",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(!text.contains("Noch 12 Tage"), "{text}");
    // Where letters go it says when somebody takes them.
    for place in select(&page, ".paper__send") {
        let lines = words(place);
        assert!(
            lines.contains("Am Rathaus 1") && lines.contains("Montag bis Freitag"),
            "{lines}"
        );
    }
    assert_eq!(select(&page, "main a[href^='tel:']").len(), 1);
    let sheets = select(&page, ".paper__form");
    assert_eq!(sheets.len(), 2);
    for sheet in sheets {
        assert!(words(sheet).contains("Hafenquartier Nord"), "{}", words(sheet));
    }
    assert!(text.contains("beide Blätter"), "{text}");
}

#[tokio::test]
async fn the_paper_of_a_plan_that_is_over_asks_for_nothing_and_nobody_is_led_to_it() {
    let paper = render(Asked::new(&format!("{PROCEDURE}/paper"), World::Decided))
        .await
        .page();
    let text = words(select(&paper, "main")[0]);
    assert!(select(&paper, ".paper__form, .kern-alert").is_empty(), "{text}");
    assert!(text.contains("Letzter Tag war der 15. Dezember 2026"), "{text}");
    assert!(text.contains("Fragen? Rufen Sie uns an:"), "{text}");
    for asked in [
        Asked::new(PROCEDURE, World::Decided),
        Asked::new(PROCEDURE, World::Decided).simple(),
    ] {
        let page = render(asked).await.page();
        assert!(select(&page, "main a[href$='/paper']").is_empty());
    }
    let open = page("procedure").await.page();
    assert_eq!(select(&open, "main a[href$='/paper']").len(), 1);
}

#[tokio::test]
async fn whoever_is_asked_for_name_and_address_can_read_what_happens_with_them() {
    for name in ["comment", "step-reply"] {
        let text = words(select(&page(name).await.page(), "main")[0]);
        assert!(text.contains("Was mit Ihren Daten geschieht"), "{name}: {text}");
        assert!(text.contains("löschen wir am"), "{name}: {text}");
    }
}

#[tokio::test]
async fn what_an_address_is_for_is_said_in_easy_language_too_and_heard_with_the_field() {
    let step = PROCEDURE.replace("/de/", "/de-simple/") + "/comment?step=reply";
    let reply = render(Asked::new(&step, World::Empty).simple()).await.page();
    let report = Asked::new("/de-simple/accessibility/report", World::Open);
    let report = render(report).await.page();
    for (page, field, hint) in [
        (
            &reply,
            "[name=reply][value=email]",
            "Dann brauchen wir Ihre E-Mail-Adresse.",
        ),
        (
            &reply,
            "[name=reply][value=post]",
            "Dann brauchen wir Ihren Namen und Ihre Adresse.",
        ),
        (
            &reply,
            "#email",
            "An diese Adresse schicken wir auch Ihre Quittung.",
        ),
        (
            &report,
            "#email",
            "Ohne E-Mail-Adresse oder Telefon-Nummer können wir Ihnen nicht antworten.",
        ),
    ] {
        let described = select(page, &format!("main {field}"))[0];
        let id = described.attr("aria-describedby").unwrap();
        assert_eq!(words(select(page, &format!("#{id}"))[0]), hint, "{field}");
    }
}

#[tokio::test]
async fn the_first_step_says_until_when_comments_are_taken() {
    let text = words(select(&page("step-place").await.page(), "main")[0]);
    assert!(text.contains("bis "), "{text}");
}

//! Forms that are shown again, after a mistake or a conflict: what was typed is there, and what is stored beside it.

use app::context::Kept;
use shared::api::ApiError;

use crate::render;

/// A form that could not be carried out, with what was typed into it.
fn kept(form: &str, fields: &[(&str, &str)], error: ApiError) -> Kept {
    Kept {
        form: form.to_owned(),
        fields: fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        error,
    }
}

/// What a page shows as stored now, to compare with what was typed.
fn stored_beside(html: &str) -> &str {
    let (_, stored) = html.split_once("Gespeicherter Stand").unwrap();
    stored.split("</details>").next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_conflict_the_typed_reply_stays_and_the_new_revision_is_sent() {
    let fields = [
        ("number", "7"),
        ("revision", "2"),
        ("reply", "Mein Entwurf."),
        ("proposal", "noted"),
    ];
    let kept = kept("AssessStatement", &fields, ApiError::Conflict);
    let html = render("/de/staff/procedures/ufer/statements/7", "clerk", Some(kept)).await;
    assert!(html.contains("Mein Entwurf."), "{html}");
    assert!(html.contains("name=\"revision\" value=\"3\""), "{html}");
    assert!(
        html.contains("Der Weg wird verlegt."),
        "the stored reply is shown to compare: {html}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_mistake_the_revision_that_was_seen_is_sent_again_in_every_form() {
    let cases = [
        ("AssessStatement", "statements/7", "reply"),
        ("DecidePublication", "statements/7", "passages"),
        ("DivideStatement", "statements/8/points", "starts"),
        ("AssessPoint", "statements/8/points/1", "reply"),
        ("TakeOverAnswer", "statements/8/points/1", "from"),
        ("RecordDecision", "statements/9", "committee"),
        ("EditTexts", "texts", "title"),
        ("EditSettings", "settings", "slug"),
        ("SetRound", "rounds", "start"),
        ("PublishProcedure", "publish", "reason"),
    ];
    for (form, page, field) in cases {
        for (error, sent) in [
            (ApiError::invalid(field, "errors.required"), "2"),
            (ApiError::Invalid(Default::default()), "2"),
        ] {
            let part = |index| page.split('/').nth(index).unwrap_or_default();
            let fields = [
                ("form", form),
                ("number", part(1)),
                ("point", part(3)),
                ("revision", sent),
                (field, "Getippt."),
            ];
            let kept = kept(form, &fields, error);
            let html = render(
                &format!("/de/staff/procedures/ufer/{page}"),
                "administrator",
                Some(kept),
            )
            .await;
            // Taking over an answer is a button of the form that saves.
            let own = if form == "TakeOverAnswer" {
                "AssessPoint"
            } else {
                form
            };
            let Some(shown) = html.split(&format!("value=\"{own}\"")).nth(1) else {
                // What is missing stands in the form's place.
                assert_eq!(form, "PublishProcedure", "{html}");
                continue;
            };
            let revision = shown.split("name=\"revision\" value=\"").nth(1).unwrap();
            assert!(revision.starts_with(&format!("{sent}\"")), "{form}: {html}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_summary_calls_a_field_that_must_be_filled_in_as_the_form_does() {
    let cases = [
        ("CreateProcedure", "new", "title", "Titel"),
        ("ImportPlan", "new", "file", "Plandatei"),
        ("ImportPlan", "ufer/plan", "file", "Plandatei"),
        ("EditTexts", "ufer/texts", "title", "Titel"),
        ("EditChapter", "ufer/chapters", "title", "Überschrift"),
        ("EditSection", "ufer/plan", "label", "Name"),
        (
            "EditSettings",
            "ufer/settings",
            "deletion_on",
            "Namen und Anschriften löschen am",
        ),
        (
            "PublishProcedure",
            "ufer/publish",
            "reason",
            "Was hat sich geändert, und warum?",
        ),
        ("RecordDecision", "ufer/statements/9", "committee", "Gremium"),
        (
            "RecordDecision",
            "ufer/statements/9",
            "decided_on",
            "Beschlossen am",
        ),
    ];
    for (form, page, field, label) in cases {
        let fields = [("form", form), ("number", "9"), ("language", "de")];
        let kept = kept(form, &fields, ApiError::invalid(field, "errors.required"));
        let path = format!("/de/staff/procedures/{page}");
        let html = render(&path, "administrator", Some(kept)).await;
        let named = format!("Bitte füllen Sie das Feld „{label}“ aus.");
        assert!(html.contains(&named), "{form}: {named} is missing in {html}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_conflict_the_stored_texts_are_shown_and_those_that_are_empty_say_so() {
    let fields = [
        ("form", "EditTexts"),
        ("language", "de"),
        ("revision", "2"),
        ("title", "Getippt."),
    ];
    let kept = kept("EditTexts", &fields, ApiError::Conflict);
    let html = render("/de/staff/procedures/ufer/texts", "administrator", Some(kept)).await;
    let stored = stored_beside(&html);
    assert!(
        stored.contains("Wohnen am Ufer") && stored.contains("(leer)"),
        "{stored}"
    );
    assert!(html.contains("value=\"Getippt.\""), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_conflict_how_far_a_translation_is_stands_beside_what_was_chosen() {
    let fields = [
        ("form", "EditTexts"),
        ("language", "en"),
        ("revision", "2"),
        ("title", "Living by the river"),
        ("text_state", "tested"),
    ];
    let kept = kept("EditTexts", &fields, ApiError::Conflict);
    let path = "/de/staff/procedures/ufer/texts?language=en";
    let html = render(path, "administrator", Some(kept)).await;
    let stored = stored_beside(&html);
    for said in ["Stand", "Bearbeitet", "Bearbeitet oder geprüft von"] {
        assert!(stored.contains(said), "{said} is missing in {stored}");
    }
}

/// What is shown after this was sent about statement 8 or a point of it.
async fn after_sending(part: &str, error: ApiError, fields: &[(&str, &str)]) -> String {
    let point = part.split('/').nth(1).unwrap_or_default();
    let sent = [fields, &[("number", "8"), ("point", point)]].concat();
    let kept = kept(fields[0].1, &sent, error);
    let path = format!("/de/staff/procedures/ufer/statements/8/{part}");
    render(&path, "clerk", Some(kept)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_about_another_statement_or_point_is_not_shown_in_this_one() {
    for (form, number, point, page) in [
        ("AssessStatement", "6", "", "statements/7"),
        ("DecidePublication", "6", "", "statements/7"),
        ("RecordDecision", "8", "", "statements/9"),
        ("AssessPoint", "8", "2", "statements/8/points/1"),
        ("TakeOverAnswer", "7", "1", "statements/8/points/1"),
    ] {
        let fields = [
            ("form", form),
            ("number", number),
            ("point", point),
            ("revision", "2"),
            ("reply", "Über etwas anderes."),
            ("passages", "Über etwas anderes."),
            ("remark", "Über etwas anderes."),
        ];
        let kept = kept(form, &fields, ApiError::Conflict);
        let path = format!("/de/staff/procedures/ufer/{page}");
        let html = render(&path, "clerk", Some(kept)).await;
        assert!(!html.contains("Über etwas anderes."), "{form}: {html}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_files_that_is_shown_again_says_that_nothing_of_it_is_stored() {
    let path = "/de/staff/procedures/ufer/statements/new";
    let fresh = render(path, "clerk", None).await;
    assert!(!fresh.contains("data-typed"), "{fresh}");
    let typed = [("body", "Ein langer Brief.")];
    let kept = kept("CaptureStatement", &typed, ApiError::Conflict);
    let again = render(path, "clerk", Some(kept)).await;
    assert!(
        again.contains("Ein langer Brief.") && again.contains("data-typed"),
        "{again}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_about_a_point_that_is_no_more_can_still_be_read() {
    let fields = [
        ("form", "AssessPoint"),
        ("revision", "2"),
        ("start", "50"),
        ("label", "Mein Titel"),
        ("reply", "Mein Entwurf."),
        ("proposal", "noted"),
    ];
    let html = after_sending("points/3", ApiError::Conflict, &fields).await;
    for part in [
        "Mein Titel",
        "Mein Entwurf.",
        "Diesen Punkt gibt es nicht mehr.",
        "error-summary",
        "href=\"/de/staff/procedures/ufer/statements/8\"",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_conflict_a_reply_beside_another_passage_is_noticed() {
    let notice = "Punkt 8.1 hat jetzt einen anderen Wortlaut.";
    for (start, is_other) in [("34", true), ("0", false)] {
        let fields = [
            ("form", "AssessPoint"),
            ("revision", "2"),
            ("start", start),
            ("reply", "Mein Entwurf."),
        ];
        let html = after_sending("points/1", ApiError::Conflict, &fields).await;
        assert!(html.contains("Mein Entwurf."), "{html}");
        assert_eq!(html.contains(notice), is_other, "{html}");
        assert!(
            html.contains("name=\"start\" value=\"0\""),
            "the next time it belongs to what is shown: {html}"
        );
        let (_, after) = html.split_once("Mein Entwurf.").unwrap();
        assert!(
            !after.contains(notice),
            "the notice stands above the form: {html}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_conflict_the_stored_division_is_shown() {
    let fields = [("form", "DivideStatement"), ("revision", "2")];
    let html = after_sending("points", ApiError::Conflict, &fields).await;
    assert!(
        html.contains("Gespeicherter Stand") && html.contains("Punkt 8.2: Erika Muster, Uferweg 3"),
        "{html}"
    );
    let fresh = render("/de/staff/procedures/ufer/statements/8/points", "clerk", None).await;
    assert!(!fresh.contains("Gespeicherter Stand"), "{fresh}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_in_what_to_take_over_keeps_what_was_typed_beside_it() {
    let error = || ApiError::invalid("from", "errors.answer_source");
    // Without script the page knows the form by its own endpoint, with script by the button's.
    for form in ["AssessPoint", "TakeOverAnswer"] {
        let fields = [
            ("form", form),
            ("form", "TakeOverAnswer"),
            ("revision", "3"),
            ("from", "Lärm"),
            ("label", "Mein Titel"),
            ("reply", "Mein Entwurf."),
            ("proposal", "noted"),
        ];
        let html = after_sending("points/1", error(), &fields).await;
        for part in [
            "value=\"Lärm\"",
            "value=\"Mein Titel\"",
            "Mein Entwurf.",
            "href=\"#from\"",
        ] {
            assert!(html.contains(part), "{form}: {part} is missing in {html}");
        }
        assert!(!html.contains("Er wird verlegt."), "{html}");
    }
}

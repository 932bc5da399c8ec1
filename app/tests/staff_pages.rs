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
use serde_json::{Value, json};
use shared::{
    api::{Answer, Api, ApiError, Sending, Transport, Wire},
    language::Language,
    organisations::ShowSite,
};

/// Answers from a table, by the end of the path.
struct Table {
    role: &'static str,
}

impl Table {
    fn answer(&self, target: &str) -> Value {
        let path = target.split('?').next().unwrap();
        let round = json!({"id": "00000000-0000-0000-0000-000000000001", "step": "public_display", "pass": 1,
            "period": {"start": "2026-11-02", "end": "2026-12-06"}, "phase": "during"});
        if path == "/api/v1/site" {
            return json!({"name": "Auental", "today": "2026-11-24", "arms": null, "colours": null, "contact": {}, "demo": false,
                "staff": {"name": "Petra Plan", "role": self.role}, "mail": true, "addresses": true, "tiles": null});
        }
        if path.ends_with("/topics") {
            return json!(
                shared::assessment::TOPICS.map(|(code, label)| json!({"code": code, "label": label}))
            );
        }
        if path.ends_with("/statements/8") {
            let mut divided = self.answer("/statements/7");
            divided["number"] = json!(8);
            divided["proposal"] = Value::Null;
            divided["points"] = json!([
                {"number": 1, "start": 0, "label": "Schulweg", "passage": "Der Schulweg kreuzt die Zufahrt.\n\n", "reply": "Er wird verlegt.", "proposal": "followed", "result": null},
                {"number": 2, "start": 34, "label": "", "passage": "Erika Muster, Uferweg 3", "reply": "", "proposal": null, "result": null}]);
            divided["history"] = json!([{"at": "2026-11-24T10:00:00Z", "kind": "decision_corrected", "actor": "Petra Plan",
                "data": {"was_committee": "Rat der Stadt", "was_on": "2026-11-20", "was_result": null,
                    "point_results": ["followed", "noted"], "was_point_results": ["followed", "not_followed"]}},
                {"at": "2026-11-23T10:00:00Z", "kind": "point_assessed", "actor": "Petra Plan", "data": {"point": 2}},
                {"at": "2026-11-22T10:00:00Z", "kind": "statement_divided", "actor": "Petra Plan", "data": {"points": 2}},
                {"at": "2026-11-21T10:00:00Z", "kind": "point_assessed", "actor": "Petra Plan", "data": {"point": 1}}]);
            return divided;
        }
        if path.ends_with("/statements/9") {
            let mut before = self.answer("/statements/7");
            before["number"] = json!(9);
            before["state"] = json!("before_council");
            return before;
        }
        if path.ends_with("/statements/7") {
            return json!({"procedure": "ufer", "number": 7, "revision": 3,
                "body": "Der Schulweg kreuzt die Zufahrt.\n\nErika Muster, Uferweg 3", "body_sha256": "ab".repeat(32),
                "language": "de", "person": {"name": "Erika Muster", "organisation": "", "street": "Uferweg 3",
                "postal_code": "24103", "city": "Auental", "email": ""}, "place_kind": "section", "place": "WA 1",
                "point": null, "inside": true, "seen_version": 2, "channel": "letter",
                "submitted_at": "2026-11-20T10:00:00Z", "received_on": "2026-11-20", "written_on": "2026-11-18",
                "late": false, "reply_wish": "post", "may_publish": "anonymous", "publication": "undecided",
                "passages": "Erika Muster", "public_body": "", "files": [["x", "Brief.pdf", 120000]], "file_count": 1, "place_withheld": false, "place_own": false,
                "state": "proposal_ready", "topics": ["0510"], "note": "Mit Tiefbau klären.", "reply": "Der Weg wird verlegt.",
                "proposal": "followed", "decision": null, "history": [], "previous": 6, "following": 8});
        }
        if path.ends_with("/statements/10") {
            let mut decided = self.answer("/statements/8");
            decided["number"] = json!(10);
            decided["state"] = json!("decided");
            decided["reply_to_check"] = json!(true);
            decided["decision"] =
                json!({"committee": "Rat", "decided_on": "2026-11-24", "result": null, "remark": ""});
            for (at, result) in [(0, "not_followed"), (1, "noted")] {
                decided["points"][at]["result"] = json!(result);
                decided["points"][at]["proposal"] = json!("noted");
                decided["points"][at]["reply"] = json!("Er wird verlegt.");
            }
            return decided;
        }
        if path.ends_with("/statements/11") {
            let mut answered = self.answer("/statements/7");
            answered["number"] = json!(11);
            answered["state"] = json!("answered");
            return answered;
        }
        if path.ends_with("/capture") {
            return json!({"submission_key": "0123456789abcdef0123456789abcdef"});
        }
        if path.ends_with("/moves") {
            if target.contains("to=before_council") {
                return json!({"statements": 0, "incomplete": 0, "mails": 0, "letters": 0, "unreachable": 0});
            }
            return json!({"statements": 40, "incomplete": 2, "mails": 25, "letters": 7, "unreachable": 3, "to_check": [4, 9]});
        }
        if path.ends_with("/decisions") {
            return json!([{"committee": "Rat der Stadt", "decided_on": "2026-11-20", "statements": 40}]);
        }
        if path.ends_with("/statements") {
            let item = |number: u32, state: &str| {
                json!({"number": number, "excerpt": "Der Schulweg kreuzt die Zufahrt zur Tiefgarage.",
                "language": "de", "author": "Erika Muster", "place": "WA 1", "received_on": "2026-11-20", "channel": "web",
                "reply": "email", "state": state, "proposal": null, "late": number == 3})
            };
            return json!({"items": [item(7, "in_work"), item(4, "held"), item(3, "received")], "next": "3"});
        }
        if path.ends_with("/preview") {
            return json!({"slug": "ufer", "kind": "development_plan", "state": "open", "version": 0, "versions": [],
                "changed_during_round": null, "rounds": [round], "round": round, "today": "2026-11-24",
                "title": "Wohnen am Ufer", "title_language": "de", "short": "Kurz.", "short_language": "de",
                "long_html": "<p>Lang.</p>", "long_language": "de", "plain": "", "contact": {}, "chapters": [],
                "documents": [], "drawing": null, "statements": 0, "published_statements": 0, "deletion_on": null,
                "decision": null});
        }
        if path.ends_with("/exports") {
            return json!({"items": []});
        }
        if path == "/api/v1/staff/pages" {
            return json!([{"kind": "imprint", "languages": ["de", "en"]}, {"kind": "privacy", "languages": []}]);
        }
        if path.ends_with("/accounts") {
            return json!([]);
        }
        if path == "/api/v1/staff/procedures" {
            return json!([{"slug": "ufer", "title": "Wohnen am Ufer", "published_version": 2, "has_changes": true,
                "round": round, "statements": 203, "unread": 12}]);
        }
        json!({"slug": "ufer", "kind": "development_plan", "published_version": 2, "has_changes": true, "rounds": [round],
            "deletion_on": null, "statements": 203, "content": {"title": {"de": "Wohnen am Ufer"}}, "revision": 4,
            "missing": ["contact", "page_imprint"], "coordinate_systems": []})
    }
}

impl Transport for Table {
    fn send(&self, wire: Wire) -> Sending<'_> {
        let body = serde_json::to_vec(&self.answer(&wire.target)).unwrap();
        Box::pin(async move { Ok(Answer { status: 200, body }) })
    }
}

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
    let folded = |html: &str| !html.contains("<details open class=\"kern-accordion\"");
    assert!(folded(&all), "{all}");
    let some = render(&format!("{list}?state=received"), "clerk", None).await;
    assert!(some.contains("von insgesamt 203") && folded(&some), "{some}");
    let limited = render(&format!("{list}?channel=letter"), "clerk", None).await;
    assert!(!folded(&limited), "{limited}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_conflict_the_typed_reply_stays_and_the_new_revision_is_sent() {
    let fields = [
        ("number", "7"),
        ("revision", "2"),
        ("reply", "Mein Entwurf."),
        ("proposal", "noted"),
    ];
    let fields = fields
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
    let kept = Kept {
        form: "AssessStatement".into(),
        fields,
        error: ApiError::Conflict,
    };
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
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec();
            let kept = Kept {
                form: form.into(),
                fields,
                error,
            };
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
        let kept = Kept {
            form: form.into(),
            fields: [("form", form), ("number", "9"), ("language", "de")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
            error: ApiError::invalid(field, "errors.required"),
        };
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
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    let kept = Kept {
        form: "EditTexts".into(),
        fields,
        error: ApiError::Conflict,
    };
    let html = render("/de/staff/procedures/ufer/texts", "administrator", Some(kept)).await;
    let stored = html.split("Gespeicherter Stand").nth(1).unwrap();
    let stored = stored.split("</details>").next().unwrap();
    assert!(
        stored.contains("Wohnen am Ufer") && stored.contains("(leer)"),
        "{stored}"
    );
    assert!(html.contains("value=\"Getippt.\""), "{html}");
}

/// What is shown after this was sent about statement 8 or a point of it.
async fn after_sending(part: &str, error: ApiError, fields: &[(&str, &str)]) -> String {
    let point = part.split('/').nth(1).unwrap_or_default();
    let kept = Kept {
        form: fields[0].1.to_owned(),
        fields: fields
            .iter()
            .chain(&[("number", "8"), ("point", point)])
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        error,
    };
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
        let kept = Kept {
            form: form.into(),
            fields: fields
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
            error: ApiError::Conflict,
        };
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
    let kept = Kept {
        form: "CaptureStatement".into(),
        fields: vec![("body".to_owned(), "Ein langer Brief.".to_owned())],
        error: ApiError::Conflict,
    };
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

//! The glossary in a municipality's words: approved by a group, reworded, withdrawn; what pages then show.

use axum::http::StatusCode;
use shared::{
    access::Role,
    api::ApiError,
    glossary::{Approval, EditTerm, ListGlossary, ListTerms, ShowTerm, TermEntry, TermStatus},
    procedures::{EditTexts, ShowProcedure, translations::TextState},
    time::Day,
};

use crate::{
    both_databases,
    identity::sign_in_as,
    procedures::{CLERK, day, publish, published, refused_fields, texts},
    support::{TestSite, api_of},
};

const GROUP: &str = "Prüfgruppe Musterstadt";
const OWN: &str = "Der Bebauungs-Plan gehört **allen** in Musterstadt.\nSie dürfen ihn lesen.";
/// One thing that must be mended, in the second sentence.
const WRONG: &str = "Der Plan ist neu.\nEr kostet ca. 5 Euro.";

fn shown(term: &str) -> ShowTerm {
    ShowTerm { term: term.into() }
}

/// The form of a word as it is opened, with another explanation and nobody who agreed.
fn reword(entry: &TermEntry, explanation: &str) -> EditTerm {
    EditTerm {
        term: entry.word.id.clone(),
        revision: entry.revision,
        explanation: explanation.into(),
        ..EditTerm::default()
    }
}

/// Takes away what the municipality wrote and who agreed.
fn remove(entry: &TermEntry) -> EditTerm {
    EditTerm {
        remove: "1".into(),
        ..reword(entry, "")
    }
}

/// The same, agreed.
fn approve(entry: &TermEntry, explanation: &str, on: Day) -> EditTerm {
    EditTerm {
        approved_by: GROUP.into(),
        approved_on: Some(on),
        ..reword(entry, explanation)
    }
}

async fn term(site: &TestSite, id: &str) -> TermEntry {
    site.call_as(CLERK, shown(id)).await.unwrap()
}

/// The kinds of events about words so far.
async fn events(site: &TestSite) -> Vec<(String, String)> {
    let mut db = site.system().read().await.unwrap();
    let town = site.town().id.0;
    server::sql!(
        &mut db,
        all(String, String),
        "select kind, visibility from event where municipality_id = $1 and (kind like 'term_%' or kind like 'approval_%') order by at, id",
        town,
    )
    .unwrap()
}

/// A published procedure whose texts in easy language name a plan.
async fn procedure(site: &TestSite) -> String {
    let copy = published(site, "Am Deich", day(11, 1), day(12, 1)).await;
    let written = EditTexts {
        language: "de-simple".into(),
        title: "Neue Häuser am Deich".into(),
        short: String::new(),
        plain: "Der Bebauungsplan ist neu.\nDer Umweltbericht ist fertig.".into(),
        text_state: TextState::Edited,
        ..texts(&copy, "")
    };
    let copy = site.call_as(CLERK, written).await.unwrap();
    publish(site, &copy, "Einfache Sprache ergänzt").await.unwrap();
    copy.slug
}

both_databases! {
    async fn a_word_that_a_group_agreed_to_says_so_on_public_pages_at_once(site: TestSite) {
        let visitor = site.visitor();
        let before = visitor.get("/de/glossary?search=bebauungsplan").await.text;
        assert!(!before.contains(">Vorschlag<") && before.contains("Diese Erklärungen sind ein Vorschlag."), "{before}");
        let entry = term(&site, "bebauungsplan").await;
        assert_eq!((entry.revision, entry.entered_at, entry.explanation.as_str()), (0, None, entry.shipped.as_str()));

        let entry = site.call_as(CLERK, approve(&entry, &entry.explanation, day(11, 23))).await.unwrap();
        let approval = Approval { by: GROUP.into(), on: day(11, 23) };
        assert_eq!((entry.word.approved, entry.word.reworded, entry.revision), (Some(approval), false, 1));
        assert_eq!(entry.entered_at, Some(TestSite::start()));

        // The page that was kept is let go.
        let after = visitor.get("/de/glossary?search=bebauungsplan").await.text;
        assert!(after.contains("Abgestimmt mit Prüfgruppe Musterstadt am 23. November 2026"), "{after}");
        assert!(after.contains("Bisher ist 1 Erklärung mit einer Prüfgruppe abgestimmt."), "{after}");
        let all = visitor.call(ListGlossary::default()).await.unwrap();
        assert_eq!((all.approved, all.total >= 400), (1, true));
        assert_eq!(events(&site).await, [("term_approved".into(), "staff".into())]);
    }

    async fn the_glossary_in_easy_language_says_one_thing_about_how_far_its_explanations_are(site: TestSite) {
        let page = site.visitor().get("/de-simple/glossary").await.text;
        assert!(page.contains("Diese Erklärungen sind ein Vorschlag.") && !page.contains("Manche Erklärungen"), "{page}");
    }

    async fn own_words_stand_below_a_procedure_in_easy_language_and_on_its_kept_page(site: TestSite) {
        let slug = procedure(&site).await;
        let visitor = site.visitor();
        let path = format!("/de-simple/procedures/{slug}");
        assert!(visitor.get(&path).await.text.contains("Ein Bebauungs-Plan gilt für ein Gebiet."));

        let entry = term(&site, "bebauungsplan").await;
        let entry = site.call_as(CLERK, reword(&entry, OWN)).await.unwrap();
        assert!(entry.word.reworded && entry.word.approved.is_none());
        let page = visitor.get(&path).await.text;
        assert!(page.contains("gehört <strong>allen</strong> in Musterstadt.<br>") && !page.contains("Ein Bebauungs-Plan gilt"), "{page}");
        assert!(page.contains("Eine Prüf-Gruppe liest sie noch"), "own words are a proposal too: {page}");
        let glossary = visitor.get("/de/glossary?search=bebauungsplan").await.text;
        assert!(glossary.contains("Vorschlag der Gemeinde") && glossary.contains("<strong>allen</strong>"), "{glossary}");
        // What is looked for is what is shown.
        let found = visitor.call(ListGlossary { search: Some("gehört allen".into()), letter: None }).await.unwrap();
        assert_eq!(found.words.len(), 1);

        site.call_as(CLERK, approve(&entry, OWN, day(11, 24))).await.unwrap();
        let page = visitor.get(&path).await.text;
        assert!(page.contains("Prüfgruppe Musterstadt hat das geprüft am"), "{page}");
        assert!(page.contains("Manche Erklärungen sind ein Vorschlag."), "the other word is one still: {page}");
        let easy = visitor.call(ShowProcedure { procedure: slug, language: Some("de-simple".into()), version: None }).await.unwrap().easy.unwrap();
        let agreed: Vec<_> = easy.words.iter().map(|word| (word.id.as_str(), word.approved.is_some())).collect();
        assert_eq!(agreed, [("bebauungsplan", true), ("umweltbericht", false)]);
    }

    async fn an_explanation_with_a_hard_finding_is_refused_and_what_was_typed_stays(site: TestSite) {
        let entry = term(&site, "rat").await;
        let refused = site.call_as(CLERK, reword(&entry, WRONG)).await;
        assert_eq!(refused_fields(refused), [("explanation".into(), "errors.easy_language".into())]);
        let both = approve(&entry, WRONG, day(11, 25));
        assert_eq!(
            refused_fields(site.call_as(CLERK, both).await),
            [("approved_on".into(), "errors.day_in_future".into()), ("explanation".into(), "errors.easy_language".into())]
        );
        let long = reword(&entry, &"Das ist gut.\n".repeat(90));
        assert!(refused_fields(site.call_as(CLERK, long).await).contains(&("explanation".into(), "errors.too_long".into())));
        assert_eq!(term(&site, "rat").await, entry, "nothing was changed");
        assert!(events(&site).await.is_empty());

        let desk = sign_in_as(&site, Role::Editor).await;
        let path = "/de/staff/glossary/rat";
        let form = |button: &'static str| [
            ("form", "EditTerm"), ("term", "rat"), ("revision", "0"), ("explanation", WRONG),
            ("approved_by", "Getippte Gruppe"), ("approved_on", "2026-11-24"), ("form", button),
        ];
        let checked = desk.post(path, &form("CheckEasyLanguage")).await;
        assert_eq!(checked.status, StatusCode::OK);
        assert!(checked.text.contains("Davon müssen geändert werden: 1.") && checked.text.contains("Getippte Gruppe") && !checked.text.contains("error-summary"), "{}", checked.text);
        let refused = desk.post(path, &form("EditTerm")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text;
        assert!(text.contains("error-summary") && text.contains("href=\"#explanation\"") && text.contains("Satz 2, „ca.“"), "{text}");
        assert!(text.contains("Er kostet ca. 5 Euro.") && text.contains("value=\"Getippte Gruppe\"") && text.contains("value=\"2026-11-24\""), "{text}");
    }

    async fn without_script_staff_find_a_word_agree_it_and_read_that_it_was_saved(site: TestSite) {
        let desk = sign_in_as(&site, Role::Editor).await;
        assert!(desk.get("/de/staff").await.text.contains("href=\"/de/staff/glossary\""));
        let list = desk.get("/de/staff/glossary?search=bebauungs-plan&status=proposed").await.text;
        assert!(list.contains("href=\"/de/staff/glossary/bebauungsplan\"") && list.contains("So geht eine Prüfung"), "{list}");
        let path = "/de/staff/glossary/bebauungsplan";
        let page = desk.get(path).await.text;
        assert!(page.contains("Bebauungs-Plan") && page.contains("value=\"CheckEasyLanguage\"") && !page.contains("still_agreed"), "{page}");
        assert!(page.contains("data-term=\"Bebauungsplan\"") && !page.contains("„Bebauungs-Plan“ ist schwer"), "an explanation need not explain its own word: {page}");
        let next = format!("{path}?saved=1");
        let saved = desk.post(path, &[
            ("form", "EditTerm"), ("term", "bebauungsplan"), ("revision", "0"), ("next", &next),
            ("explanation", "Ein Bebauungs-Plan gilt für ein Gebiet.\r\nEr zeigt: Was ist dort erlaubt?"),
            ("approved_by", GROUP), ("approved_on", "2026-11-20"),
        ]).await;
        assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, next.as_str()));
        let page = desk.get(saved.location()).await.text;
        assert!(page.contains("Gespeichert.") && page.contains("Abgestimmt mit Prüfgruppe Musterstadt am 20. November 2026"), "{page}");
        assert!(page.contains("Erika Mustermann") && page.contains("Mitgelieferter Vorschlag") && page.contains("still_agreed"), "{page}");
        let agreed = desk.get("/de/staff/glossary?status=approved").await.text;
        assert!(agreed.contains("glossary/bebauungsplan\"") && !agreed.contains("glossary/umweltbericht\"") && agreed.contains("1 von 487"), "{agreed}");
        let open = desk.get("/de/staff/glossary?search=bebauungsplan&status=proposed").await.text;
        assert!(!open.contains("glossary/bebauungsplan\""));
        assert!(desk.get("/de/staff/glossary?search=xyzzy").await.text.contains("Kein Wort gefunden"));
        assert_eq!(desk.get("/de/staff/glossary/gibt-es-nicht").await.status, StatusCode::NOT_FOUND);
    }

    async fn an_approval_is_of_the_words_that_were_read(site: TestSite) {
        let entry = term(&site, "bebauungsplan").await;
        let entry = site.call_as(CLERK, approve(&entry, &entry.shipped, day(11, 20))).await.unwrap();
        let silently = approve(&entry, OWN, day(11, 20));
        assert_eq!(refused_fields(site.call_as(CLERK, silently.clone()).await), [("still_agreed".into(), "errors.words_changed".into())]);
        let entry = site.call_as(CLERK, EditTerm { still_agreed: true, ..silently }).await.unwrap();
        assert!(entry.word.reworded && entry.word.approved.is_some());
        // Another day is another approval.
        let entry = site.call_as(CLERK, approve(&entry, "Der Plan gilt für ein Gebiet.", day(11, 24))).await.unwrap();
        // Saving the same once more is no change.
        let same = site.call_as(CLERK, approve(&entry, &entry.explanation, day(11, 24))).await.unwrap();
        assert_eq!(same, entry);
        assert_eq!(entry.revision, 3);

        let half = EditTerm { approved_on: None, ..approve(&entry, OWN, day(11, 24)) };
        assert_eq!(refused_fields(site.call_as(CLERK, half).await), [("approved_on".into(), "errors.required".into())]);
        let half = EditTerm { approved_by: String::new(), ..approve(&entry, OWN, day(11, 24)) };
        assert_eq!(refused_fields(site.call_as(CLERK, half).await), [("approved_by".into(), "errors.required".into())]);
    }

    async fn a_withdrawn_approval_leaves_a_proposal_and_the_shipped_words_come_back(site: TestSite) {
        let entry = term(&site, "bebauungsplan").await;
        let entry = site.call_as(CLERK, approve(&entry, OWN, day(11, 20))).await.unwrap();
        let entry = site.call_as(CLERK, reword(&entry, OWN)).await.unwrap();
        assert!(entry.word.approved.is_none() && entry.word.reworded);
        let page = site.visitor().get("/de/glossary?search=bebauungsplan").await.text;
        assert!(page.contains("Vorschlag der Gemeinde") && !page.contains(GROUP), "{page}");
        let emptied = reword(&entry, " ");
        assert_eq!(refused_fields(site.call_as(CLERK, emptied).await), [("explanation".into(), "errors.required".into())], "nothing goes by an emptied field");
        let entry = site.call_as(CLERK, remove(&entry)).await.unwrap();
        assert!(!entry.word.reworded && entry.explanation == entry.shipped);
        let page = site.visitor().get("/de/glossary?search=bebauungsplan").await.text;
        assert!(page.contains("Ein Bebauungs-Plan gilt für ein Gebiet.") && !page.contains("Vorschlag der Gemeinde"), "{page}");
        let kinds: Vec<String> = events(&site).await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["term_approved", "approval_withdrawn", "term_reworded"]);
        // All at once, and once more changes nothing.
        let entry = site.call_as(CLERK, approve(&entry, OWN, day(11, 20))).await.unwrap();
        let entry = site.call_as(CLERK, remove(&entry)).await.unwrap();
        assert!(entry.word.approved.is_none() && !entry.word.reworded);
        assert_eq!(site.call_as(CLERK, remove(&entry)).await.unwrap(), entry);
        assert_eq!(events(&site).await.last().map(|(kind, _)| kind.clone()).as_deref(), Some("approval_withdrawn"));
        // The number goes on: a form that was opened at the very beginning is an old one.
        let late = EditTerm { revision: 0, ..reword(&entry, OWN) };
        assert_eq!(site.call_as(CLERK, late).await, Err(ApiError::Conflict));
    }

    async fn who_saves_a_word_that_somebody_else_saved_meanwhile_is_told_and_keeps_what_was_typed(site: TestSite) {
        let opened = term(&site, "rat").await;
        site.call_as(Role::Administrator, approve(&opened, &opened.shipped, day(11, 20))).await.unwrap();
        assert_eq!(site.call_as(CLERK, reword(&opened, "Der Rat entscheidet.")).await, Err(ApiError::Conflict));
        let desk = sign_in_as(&site, Role::Clerk).await;
        let fields = [("form", "EditTerm"), ("term", "rat"), ("revision", "0"), ("explanation", "Der Rat entscheidet.")];
        let refused = desk.post("/de/staff/glossary/rat", &fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let text = refused.text;
        assert!(text.contains("Der Rat entscheidet.") && text.contains(GROUP), "what was typed, and what is stored: {text}");
        assert!(text.contains("name=\"revision\" value=\"1\""), "it can be sent again: {text}");
    }

    async fn a_word_that_is_shown_again_after_a_mistake_keeps_what_was_seen(site: TestSite) {
        let opened = term(&site, "rat").await;
        let desk = sign_in_as(&site, Role::Clerk).await;
        let path = "/de/staff/glossary/rat";
        // Meanwhile a group agreed, which whoever has the form open does not see.
        site.call_as(Role::Administrator, approve(&opened, &opened.shipped, day(11, 20))).await.unwrap();
        let form = |words: &'static str| [("form", "EditTerm"), ("term", "rat"), ("revision", "0"), ("explanation", words)];
        let refused = desk.post(path, &form(WRONG)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let seen = refused.text.matches("name=\"revision\" value=\"0\"").count();
        assert_eq!((seen, refused.text.contains("name=\"revision\" value=\"1\"")), (2, false), "{}", refused.text);
        let refused = desk.post(path, &form("Der Rat entscheidet.")).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains(GROUP), "{}", refused.text);
        assert_eq!(term(&site, "rat").await.word.approved.map(|approval| approval.by).as_deref(), Some(GROUP));
    }

    async fn words_come_in_pages_and_each_leads_to_the_next_that_nobody_agreed_to(site: TestSite) {
        let list = |cursor: Option<String>| ListTerms { search: Some("plan".into()), limit: Some(7), cursor, ..ListTerms::default() };
        let (mut words, mut cursor) = (Vec::new(), None);
        loop {
            let page = site.call_as(CLERK, list(cursor)).await.unwrap();
            assert!(page.words.len() == 7 || page.next.is_none());
            words.extend(page.words.into_iter().map(|word| word.id));
            if page.next.is_none() {
                assert_eq!(usize::try_from(page.found).unwrap(), words.len());
                break;
            }
            cursor = page.next;
        }
        let public = site.visitor().call(ListGlossary { search: Some("plan".into()), letter: None }).await.unwrap();
        assert_eq!(words, public.words.into_iter().map(|word| word.id).collect::<Vec<_>>());

        // A page begins after its word also when that word has left the selection.
        let open = |cursor: Option<String>| ListTerms { status: Some(TermStatus::Proposed), limit: Some(2), cursor, ..ListTerms::default() };
        let first = site.call_as(CLERK, open(None)).await.unwrap();
        let expected = site.call_as(CLERK, open(first.next.clone())).await.unwrap();
        let entry = term(&site, &first.words[1].id).await;
        assert_eq!(entry.next.as_ref().map(|next| next.id.as_str()), Some(expected.words[0].id.as_str()));
        site.call_as(CLERK, approve(&entry, &entry.shipped, day(11, 20))).await.unwrap();
        let second = site.call_as(CLERK, open(first.next.clone())).await.unwrap();
        assert_eq!((second.words, second.approved, second.found), (expected.words, 1, second.total - 1));
        let before = term(&site, &first.words[0].id).await;
        assert_eq!(before.next.map(|next| next.id), entry.next.map(|next| next.id), "the agreed one is passed over");

        let wrong = ListTerms { limit: Some(101), cursor: Some("xyzzy".into()), ..ListTerms::default() };
        assert_eq!(refused_fields(site.call_as(CLERK, wrong).await), [("limit".into(), "errors.too_large".into()), ("cursor".into(), "errors.malformed".into())]);
    }

    async fn those_who_write_pages_may_and_readers_and_residents_may_not(site: TestSite) {
        let entry = term(&site, "rat").await;
        assert_eq!(site.call_as(Role::Reader, approve(&entry, &entry.shipped, day(11, 20))).await, Err(ApiError::Forbidden));
        assert_eq!(site.call_as(Role::Reader, shown("rat")).await, Err(ApiError::Forbidden));
        assert_eq!(site.call_as(Role::Reader, ListTerms::default()).await, Err(ApiError::Forbidden));
        let visitor = site.visitor();
        assert_eq!(visitor.call(approve(&entry, &entry.shipped, day(11, 20))).await, Err(ApiError::SignInRequired));
        assert_eq!(visitor.get("/de/staff/glossary/rat").await.status, StatusCode::UNAUTHORIZED);
        let reader = sign_in_as(&site, Role::Reader).await;
        assert_eq!(reader.get("/de/staff/glossary").await.status, StatusCode::FORBIDDEN);
        assert!(!reader.get("/de/staff").await.text.contains("/de/staff/glossary"));
        assert_eq!(term(&site, "rat").await, entry);
        let mut at = entry;
        for role in [Role::Editor, Role::Clerk, Role::Administrator] {
            at = site.call_as(role, reword(&at, &format!("Der Rat ist da für {} Menschen.", at.revision + 2))).await.unwrap();
        }
        assert_eq!(at.revision, 3);
        assert_eq!(site.call_as(CLERK, EditTerm { term: "gibt-es-nicht".into(), ..reword(&at, OWN) }).await, Err(ApiError::NotFound));
    }

    async fn another_town_keeps_its_own_words(site: TestSite) {
        let entry = term(&site, "bebauungsplan").await;
        site.call_as(CLERK, approve(&entry, OWN, day(11, 20))).await.unwrap();
        let nachbar = site.add_town("nachbar", "nachbar.example").await;
        let visitor = site.visitor().on_host("nachbar.example");
        let page = visitor.get("/de/glossary?search=bebauungsplan").await.text;
        assert!(page.contains("Ein Bebauungs-Plan gilt für ein Gebiet.") && !page.contains(GROUP) && !page.contains("Musterstadt."), "{page}");
        let theirs = server::site::Cx { viewer: site.as_role(CLERK).viewer, ..server::site::Cx::system(&site.site, &nachbar) };
        let own = api_of(theirs.clone()).call(shown("bebauungsplan")).await.unwrap();
        assert_eq!((own.revision, own.word.approved), (0, None));
        assert_eq!(api_of(theirs).call(ListTerms::default()).await.unwrap().approved, 0);
    }

    async fn markup_in_an_explanation_does_no_harm(site: TestSite) {
        let entry = term(&site, "rat").await;
        let sly = "Der **Rat** entscheidet.\n[Hier](javascript:x) steht mehr.";
        let shown = site.call_as(CLERK, reword(&entry, sly)).await.unwrap().word.explanation_html;
        assert!(shown.contains("<strong>Rat</strong>") && !shown.contains("javascript:"), "{shown}");
    }
}

//! Procedures: publishing and versions, lost updates, slugs, filters, the record.

use std::sync::Arc;

use axum::http::StatusCode;
use chrono::{TimeZone, Utc};
use server::{
    site::{Cx, Exchange, Upload},
    viewer::Viewer,
};
use shared::{
    access::Role,
    api::{ApiError, Endpoint},
    procedures::{
        CreateProcedure, EditChapter, EditSettings, EditTexts, Kind, ListProcedures, ListWorkingCopies,
        PreviewProcedure, PublishProcedure, SetRound, ShowProcedure, ShowRecord, ShowWorkingCopy, State,
        Step, WorkingCopy,
    },
    time::Day,
};

use crate::{both_databases, statements, support::TestSite};

/// The staff of a test who may do everything with procedures.
pub const CLERK: Role = Role::Clerk;

/// A day of the test's year.
pub fn day(month: u32, day: u32) -> Day {
    Day::from_ymd_opt(2026, month, day).unwrap()
}

/// An empty procedure.
pub async fn create(site: &TestSite, title: &str) -> WorkingCopy {
    let create = CreateProcedure {
        title: title.into(),
        slug: String::new(),
        kind: Kind::DevelopmentPlan,
    };
    site.call_as(CLERK, create).await.unwrap()
}

/// Texts that are enough to publish.
pub fn texts(copy: &WorkingCopy, long: &str) -> EditTexts {
    EditTexts {
        procedure: copy.slug.clone(),
        revision: copy.revision,
        language: "de".into(),
        title: copy.content.title.de().into(),
        short: "Worum es geht.".into(),
        long: long.into(),
        plain: String::new(),
        contact_office: "Bauamt".into(),
        contact_address: String::new(),
        contact_phone: "030 23125 100".into(),
        contact_email: String::new(),
        contact_hours: String::new(),
        ..EditTexts::default()
    }
}

/// A round of public display.
pub fn round(copy: &WorkingCopy, start: Day, end: Day) -> SetRound {
    let (start, end) = (Some(start), Some(end));
    SetRound {
        procedure: copy.slug.clone(),
        revision: None,
        round: String::new(),
        step: Step::PublicDisplay,
        pass: 1,
        start,
        end,
        remove: String::new(),
    }
}

/// Settings as they are, with the day on which names are deleted.
pub fn settings(copy: &WorkingCopy, deletion_on: Option<Day>) -> EditSettings {
    EditSettings {
        procedure: copy.slug.clone(),
        revision: copy.revision,
        slug: copy.slug.clone(),
        kind: copy.kind,
        deletion_on,
    }
}

/// Long after every round of the tests.
pub fn deletion() -> Option<Day> {
    Day::from_ymd_opt(2030, 12, 31)
}

pub async fn publish(site: &TestSite, copy: &WorkingCopy, reason: &str) -> Result<WorkingCopy, ApiError> {
    let publish = PublishProcedure {
        procedure: copy.slug.clone(),
        revision: copy.revision,
        reason: reason.into(),
    };
    site.call_as(CLERK, publish).await
}

/// A published procedure that is open in the period.
pub async fn published(site: &TestSite, title: &str, start: Day, end: Day) -> WorkingCopy {
    site.write_pages().await;
    let copy = create(site, title).await;
    site.call_as(CLERK, texts(&copy, "Ein *langer* Text."))
        .await
        .unwrap();
    let copy = site.call_as(CLERK, round(&copy, start, end)).await.unwrap();
    let copy = site.call_as(CLERK, settings(&copy, deletion())).await.unwrap();
    publish(site, &copy, "").await.unwrap()
}

pub fn show(slug: &str) -> ShowProcedure {
    ShowProcedure {
        procedure: slug.into(),
        language: None,
        version: None,
    }
}

/// The fields that an input was refused for, with their keys.
pub fn refused_fields<T: std::fmt::Debug>(result: Result<T, ApiError>) -> Vec<(String, String)> {
    match result.unwrap_err() {
        ApiError::Invalid(invalid) => invalid
            .0
            .into_iter()
            .map(|error| (error.field, error.key))
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// Staff with a file in hand.
pub fn with_file(cx: Cx, name: &str, bytes: &[u8]) -> Cx {
    let upload = Upload {
        field: "file".into(),
        file_name: name.into(),
        bytes: bytes.to_vec().into(),
    };
    Cx {
        exchange: std::sync::Arc::new(Exchange::new(Vec::new(), vec![upload])),
        ..cx
    }
}

/// The working copy as it is now.
pub async fn working(site: &TestSite, slug: &str) -> WorkingCopy {
    site.call_as(CLERK, ShowWorkingCopy::of(slug)).await.unwrap()
}

both_databases! {
    async fn a_procedure_is_published_when_nothing_is_missing_any_more(site: TestSite) {
        let copy = create(&site, "Hafenquartier Nord").await;
        assert_eq!(copy.slug, "hafenquartier-nord");
        assert_eq!(copy.missing, ["short", "long", "contact", "round", "deletion_on", "page_imprint", "page_privacy", "page_contact"]);
        // Pages that do not show it do not have it looked for.
        let brief = ShowWorkingCopy { brief: true, ..ShowWorkingCopy::of(copy.slug.clone()) };
        let brief = site.call_as(CLERK, brief).await.unwrap();
        assert_eq!(brief, WorkingCopy { missing: Vec::new(), doubts: Vec::new(), ..copy.clone() });
        assert_eq!(publish(&site, &copy, "").await.unwrap_err().code(), "not_complete");
        assert_eq!(site.visitor().call(show(&copy.slug)).await, Err(ApiError::NotFound));

        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        assert_eq!((copy.published_version, copy.has_changes), (Some(1), false));
        let public = site.visitor().call(show(&copy.slug)).await.unwrap();
        assert_eq!((public.version, public.state, public.changed_during_round.clone()), (1, State::Open, None));
        assert!(public.long_html.contains("<em>langer</em>"), "{}", public.long_html);
        assert_eq!(public.contact.office, "Bauamt");
    }

    async fn a_change_shows_only_when_it_is_published_with_its_reason(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let copy = site.call_as(CLERK, texts(&copy, "Neuer Text.")).await.unwrap();
        assert!(copy.has_changes);
        let visitor = site.visitor();
        assert!(visitor.call(show(&copy.slug)).await.unwrap().long_html.contains("langer"));
        let preview = PreviewProcedure { procedure: copy.slug.clone(), language: None };
        let preview = site.call_as(CLERK, preview).await.unwrap();
        assert!(preview.long_html.contains("Neuer Text") && preview.version == 0);

        let without_reason = publish(&site, &copy, " ").await;
        assert_eq!(refused_fields(without_reason), [("reason".into(), "errors.required".into())]);
        publish(&site, &copy, "Lärmgutachten ergänzt").await.unwrap();
        let public = visitor.call(show(&copy.slug)).await.unwrap();
        assert!(public.long_html.contains("Neuer Text"));
        let reasons: Vec<_> = public.versions.iter().map(|v| (v.version, v.reason.as_str())).collect();
        assert_eq!(reasons, [(2, "Lärmgutachten ergänzt"), (1, "")]);
        assert_eq!(public.changed_during_round.unwrap().version, 2);

        let first = ShowProcedure { version: Some(1), ..show(&copy.slug) };
        assert!(visitor.call(first).await.unwrap().long_html.contains("langer"));
        let none = ShowProcedure { version: Some(9), ..show(&copy.slug) };
        assert_eq!(visitor.call(none).await, Err(ApiError::NotFound));

        let copy = working(&site, &copy.slug).await;
        assert_eq!(publish(&site, &copy, "noch einmal").await.unwrap_err().code(), "nothing_to_publish");
    }

    async fn the_preview_says_whether_what_it_shows_is_public(site: TestSite) {
        let desk = crate::identity::sign_in_as(&site, CLERK).await;
        let preview = async |slug: &str| desk.get(&format!("/de/staff/procedures/{slug}/preview")).await.text;
        let fresh = create(&site, "Am Hafen").await;
        let page = preview(&fresh.slug).await;
        assert!(page.contains("Vorschau: Diese Seite ist noch nicht veröffentlicht."), "{page}");

        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let way = format!("href=\"/de/staff/procedures/{}/publish\"", copy.slug);
        let page = preview(&copy.slug).await;
        assert!(page.contains("Vorschau: So ist diese Seite veröffentlicht.") && !page.contains(&way), "{page}");

        site.call_as(CLERK, texts(&copy, "Neuer Text.")).await.unwrap();
        let page = preview(&copy.slug).await;
        assert!(page.contains("Vorschau: Ihre Änderungen sind noch nicht veröffentlicht.") && page.contains(&way), "{page}");
    }

    async fn a_change_before_the_round_is_no_change_during_it(site: TestSite) {
        let copy = published(&site, "Am Deich", day(12, 1), day(12, 31)).await;
        let copy = site.call_as(CLERK, texts(&copy, "Neuer Text.")).await.unwrap();
        publish(&site, &copy, "Schreibfehler").await.unwrap();
        site.move_to(Utc.with_ymd_and_hms(2026, 12, 2, 9, 0, 0).unwrap());
        let public = site.visitor().call(show(&copy.slug)).await.unwrap();
        assert_eq!((public.state, public.changed_during_round), (State::Open, None));
    }

    async fn whoever_saves_second_is_told_and_loses_nothing_silently(site: TestSite) {
        let copy = create(&site, "Am Deich").await;
        site.call_as(CLERK, texts(&copy, "Erste Fassung")).await.unwrap();
        assert_eq!(site.call_as(CLERK, texts(&copy, "Zweite Fassung")).await, Err(ApiError::Conflict));
        let chapter = EditChapter {
            remove: String::new(), procedure: copy.slug.clone(), revision: copy.revision, chapter: String::new(), title: "Anlass".into(), ..EditChapter::default()
        };
        assert_eq!(site.call_as(CLERK, chapter).await, Err(ApiError::Conflict));
        assert_eq!(working(&site, &copy.slug).await.content.long.de(), "Erste Fassung");
    }

    async fn the_day_on_which_names_are_deleted_stands_before_anything_is_published(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let form = site.visitor().get(&format!("/de/procedures/{}/comment", copy.slug)).await.text;
        assert!(form.contains("Namen und Anschriften löschen wir am 31. Dezember 2030."), "{form}");
        let emptied = site.call_as(CLERK, settings(&copy, None)).await;
        assert_eq!(refused_fields(emptied), [("deletion_on".into(), "errors.required".into())], "who wrote was told the day");
        let moved = site.call_as(CLERK, settings(&copy, Some(day(12, 31)))).await.unwrap();
        assert_eq!(moved.deletion_on, Some(day(12, 31)));

        let open = create(&site, "Am Damm").await;
        let open = site.call_as(CLERK, texts(&open, "Text.")).await.unwrap();
        let open = site.call_as(CLERK, round(&open, day(11, 1), day(12, 1))).await.unwrap();
        assert_eq!(open.missing, ["deletion_on"]);
        assert_eq!(publish(&site, &open, "").await.unwrap_err().code(), "not_complete");
    }

    async fn the_day_on_which_names_are_deleted_is_set_by_those_alone_who_may_see_them(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        site.move_to(Utc.with_ymd_and_hms(2027, 1, 10, 9, 0, 0).unwrap());
        let tomorrow = Day::from_ymd_opt(2027, 1, 11);
        assert_eq!(site.call_as(Role::Editor, settings(&copy, tomorrow)).await, Err(ApiError::Forbidden));
        // Everything else is an editor's too, and the day goes along as it is.
        let kind = EditSettings { kind: Kind::ProjectPlan, ..settings(&copy, copy.deletion_on) };
        let copy = site.call_as(Role::Editor, kind).await.unwrap();
        let draft = create(&site, "Am Damm").await;
        assert_eq!(site.call_as(Role::Editor, settings(&draft, tomorrow)).await, Err(ApiError::Forbidden), "before publishing too");

        let desk = crate::identity::sign_in_as(&site, Role::Editor).await;
        let path = format!("/de/staff/procedures/{}/settings", copy.slug);
        let page = desk.get(&path).await.text;
        assert!(page.contains("31.12.2030") && page.contains("Diesen Tag legt fest, wer Namen und Anschriften sehen darf"), "{page}");
        assert!(page.contains("name=\"deletion_on\" value=\"2030-12-31\""), "{page}");
        let revision = copy.revision.to_string();
        let fields = |deletion: &'static str| [
            ("form", "EditSettings"), ("procedure", copy.slug.as_str()), ("revision", revision.as_str()), ("slug", copy.slug.as_str()),
            ("kind", "development_plan"), ("deletion_on", deletion),
        ];
        assert_eq!(desk.post(&path, &fields("2027-01-11")).await.status.as_u16(), 403);
        assert_eq!(desk.post(&path, &fields("2030-12-31")).await.status.as_u16(), 303);
        assert_eq!(working(&site, &copy.slug).await.deletion_on, deletion());
        let clerk = crate::identity::sign_in_as(&site, CLERK).await;
        assert!(!clerk.get(&path).await.text.contains("Diesen Tag legt fest"));
    }

    async fn a_renamed_slug_leads_to_the_new_one_and_stays_taken(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let rename = |slug: &str, revision| EditSettings {
            procedure: "am-deich".into(), revision, slug: slug.into(), kind: Kind::ProjectPlan, deletion_on: Some(day(12, 31)),
        };
        let renamed = site.call_as(CLERK, rename("deichquartier", copy.revision)).await.unwrap();
        assert!(!renamed.has_changes, "settings hold at once");
        let visitor = site.visitor();
        for (former, present) in [
            ("/de/procedures/am-deich?version=1", "/de/procedures/deichquartier?version=1"),
            ("/de/procedures/am-deich/comment?place=whole", "/de/procedures/deichquartier/comment?place=whole"),
            // Wrong, but nothing to be told under an address that holds no more.
            ("/de/procedures/am-deich/comments?cursor=y", "/de/procedures/deichquartier/comments?cursor=y"),
        ] {
            let answer = visitor.get(former).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::MOVED_PERMANENTLY, present));
        }
        let public = site.visitor().call(show("am-deich")).await.unwrap();
        assert_eq!((public.slug.as_str(), public.kind, public.deletion_on), ("deichquartier", Kind::ProjectPlan, Some(day(12, 31))));

        let second = create(&site, "Am Deich").await;
        assert_eq!(second.slug, "am-deich-2");
        let taken = EditSettings {
            procedure: second.slug, revision: second.revision, slug: "am-deich".into(), kind: Kind::Other, deletion_on: None,
        };
        assert_eq!(refused_fields(site.call_as(CLERK, taken).await), [("slug".into(), "errors.already_taken".into())]);

        let back = site.call_as(CLERK, rename("am-deich", renamed.revision)).await.unwrap();
        assert_eq!(back.slug, "am-deich");
        assert_eq!(site.visitor().call(show("deichquartier")).await.unwrap().slug, "am-deich");
    }

    async fn the_list_shows_open_procedures_first_and_pages_through_all(site: TestSite) {
        for (title, start, end) in [
            ("Vorbei", day(9, 1), day(9, 30)), ("Bald", day(12, 10), day(12, 31)), ("Eilig", day(11, 1), day(11, 25)),
            ("Lange", day(11, 1), day(12, 24)), ("Länger vorbei", day(8, 1), day(8, 31)),
        ] {
            published(&site, title, start, end).await;
        }
        create(&site, "Entwurf").await;
        let visitor = site.visitor();
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            let page = visitor.call(ListProcedures { limit: Some(2), cursor, ..ListProcedures::default() }).await.unwrap();
            seen.extend(page.items.into_iter().map(|p| (p.title, p.state)));
            cursor = page.next;
            if cursor.is_none() { break }
        }
        let expected = [
            ("Eilig", State::Open), ("Lange", State::Open), ("Bald", State::Upcoming), ("Vorbei", State::Assessment), ("Länger vorbei", State::Assessment),
        ];
        assert_eq!(seen, expected.map(|(title, state)| (title.to_owned(), state)));

        let open = ListProcedures { state: Some(State::Open), ..ListProcedures::default() };
        assert_eq!(visitor.call(open).await.unwrap().items.len(), 2);
        let here = ListProcedures { bbox: Some("9,53,10,54".into()), ..ListProcedures::default() };
        assert!(visitor.call(here).await.unwrap().items.is_empty(), "none of them has a plan");
        for (wrong, field) in [
            (ListProcedures { bbox: Some("9,53,10".into()), ..ListProcedures::default() }, "bbox"),
            (ListProcedures { bbox: Some("9,53,NaN,54".into()), ..ListProcedures::default() }, "bbox"),
            (ListProcedures { bbox: Some("11,53,9,54".into()), ..ListProcedures::default() }, "bbox"),
            (ListProcedures { limit: Some(101), ..ListProcedures::default() }, "limit"),
            (ListProcedures { limit: Some(0), ..ListProcedures::default() }, "limit"),
            (ListProcedures { cursor: Some("no cursor".into()), ..ListProcedures::default() }, "cursor"),
        ] {
            assert_eq!(refused_fields(visitor.call(wrong).await)[0].0, field);
        }
        // Staff see all of them, the newest first, in pages as well.
        let all = site.call_as(Role::Reader, ListWorkingCopies::default()).await.unwrap();
        assert_eq!((all.items.len(), all.next), (6, None));
        let listed = site.staff(Role::Reader).all(|cursor| ListWorkingCopies { limit: Some(4), cursor }).await.unwrap();
        assert_eq!(listed, all.items);
        let wrong = ListWorkingCopies { limit: Some(101), cursor: Some("no cursor".into()) };
        assert_eq!(refused_fields(site.call_as(Role::Reader, wrong).await), [("limit".into(), "errors.too_large".into()), ("cursor".into(), "errors.malformed".into())]);
    }

    async fn the_record_names_what_the_public_may_know_newest_first(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        site.move_to(Utc.with_ymd_and_hms(2026, 11, 25, 9, 0, 0).unwrap());
        let copy = site.call_as(CLERK, texts(&copy, "Neuer Text.")).await.unwrap();
        publish(&site, &copy, "Gutachten ergänzt").await.unwrap();
        let show = |limit, cursor| ShowRecord { procedure: copy.slug.clone(), only_procedure: false, joined: false, limit, cursor };
        let page = site.visitor().call(show(Some(1), None)).await.unwrap();
        assert_eq!(page.items[0].kind, "procedure_published");
        assert_eq!(page.items[0].data["version"], 2);
        let rest = site.visitor().call(show(None, page.next)).await.unwrap();
        let versions: Vec<_> = rest.items.iter().map(|entry| &entry.data["version"]).collect();
        assert_eq!(versions, [&serde_json::json!(1)]);
    }

    async fn comments_do_not_bury_the_steps_of_the_procedure_on_its_page(site: TestSite) {
        statements::open_procedure(&site).await;
        for number in 1..=6 {
            let input = statements::text(&format!("Stellungnahme {number}."));
            site.visitor().call(statements::submission(&format!("key{number}"), input)).await.unwrap();
        }
        let address = format!("/de/procedures/{}", statements::SLUG);
        let page = site.visitor().get(&address).await.text;
        assert!(page.contains("Das Verfahren wurde veröffentlicht") && page.contains("Bisher sind 6 Stellungnahmen eingegangen."), "{page}");
        let short = page.split_once("id=\"record\"").map_or("", |(_, rest)| rest);
        assert!(!short.contains("Stellungnahme Nummer 6"), "{short}");
        let show = |only_procedure| ShowRecord { procedure: statements::SLUG.into(), only_procedure, joined: false, limit: Some(3), cursor: None };
        let steps = site.visitor().call(show(true)).await.unwrap().items;
        assert!(steps.iter().all(|entry| entry.statement.is_none()) && steps.iter().any(|entry| entry.kind == "procedure_published"), "{steps:?}");
        let all = site.visitor().call(show(false)).await.unwrap().items;
        assert!(all.iter().all(|entry| entry.kind == "statement_submitted"), "{all:?}");
    }

    async fn another_municipalitys_procedure_is_not_found(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let town = site.add_town("nachbar", "nachbar.example").await;
        let neighbour = Cx { municipality: town, ..site.as_role(Role::Administrator) };
        let stranger = site.visitor().on_host("nachbar.example");
        assert_eq!(stranger.call(show(&copy.slug)).await, Err(ApiError::NotFound));
        assert_eq!(stranger.call(ShowRecord { procedure: copy.slug.clone(), only_procedure: false, joined: false, limit: None, cursor: None }).await, Err(ApiError::NotFound));
        assert!(stranger.call(ListProcedures::default()).await.unwrap().items.is_empty());
        not_found(&neighbour, ShowWorkingCopy::of(copy.slug.clone())).await;
        not_found(&neighbour, texts(&copy, "fremd")).await;
        not_found(&neighbour, round(&copy, day(1, 1), day(1, 2))).await;
        not_found(&neighbour, PublishProcedure { procedure: copy.slug.clone(), revision: copy.revision, reason: "x".into() }).await;
        not_found(&neighbour, PreviewProcedure { procedure: copy.slug.clone(), language: None }).await;
    }

    async fn a_character_that_nobody_can_type_does_no_harm(site: TestSite) {
        let copy = create(&site, "Am\0 Deich").await;
        assert_eq!(copy.content.title.de(), "Am Deich");
        let copy = site.call_as(CLERK, texts(&copy, "Text\0 und \\ mehr")).await.unwrap();
        assert_eq!(copy.content.long.de(), "Text und \\ mehr");
        let wrong = ListProcedures { language: Some("\0".into()), ..ListProcedures::default() };
        site.visitor().call(wrong).await.unwrap();
        assert_eq!(site.visitor().get("/api/v1/procedures/a%00b").await.status, 404);
    }

    async fn what_people_call_a_procedure_is_never_read_as_markup(site: TestSite) {
        let title = "Plan</title><script>x=1</script>";
        published(&site, title, day(11, 1), day(12, 1)).await;
        let slug = site.visitor().call(ListProcedures::default()).await.unwrap().items[0].slug.clone();
        for page in ["", "/comment", "/comments", "/record", "/paper"] {
            let answer = site.visitor().get(&format!("/de/procedures/{slug}{page}")).await;
            assert!(answer.text.contains("<title>") && answer.text.contains("Plan&lt;/title&gt;&lt;script&gt;x=1"), "{page}: {}", answer.text);
            assert!(!answer.text.contains("<script>x=1"), "{page}");
        }
        let clerk = crate::identity::sign_in_as(&site, CLERK).await;
        let desk = clerk.get(&format!("/de/staff/procedures/{slug}")).await.text;
        assert!(desk.contains("Plan&lt;/title&gt;") && !desk.contains("<script>x=1"), "{desk}");
    }

    async fn all_that_one_page_asks_sees_the_same_row_and_the_next_page_a_new_one(site: TestSite) {
        statements::open_procedure(&site).await;
        let page = || crate::support::api_of(Cx { viewer: Viewer::Visitor, found: Some(Arc::default()), ..site.system() });
        let (first, asked) = (page(), || show(statements::SLUG));
        assert_eq!(first.call(asked()).await.unwrap().statements, 0);
        let input = statements::text("Bitte mehr Bäume.");
        site.visitor().call(statements::submission("key", input)).await.unwrap();
        assert_eq!(first.call(asked()).await.unwrap().statements, 0);
        assert_eq!(page().call(asked()).await.unwrap().statements, 1);
        assert_eq!(site.visitor().call(asked()).await.unwrap().statements, 1, "the API remembers nothing");
        let nowhere = page();
        for _ in 0..2 {
            assert_eq!(nowhere.call(show("nirgends")).await.err(), Some(ApiError::NotFound));
        }
    }

    async fn only_those_who_may_edit_do_so(site: TestSite) {
        let copy = create(&site, "Am Deich").await;
        assert_eq!(site.call_as(Role::Reader, texts(&copy, "")).await, Err(ApiError::Forbidden));
        assert_eq!(site.visitor().call(ShowWorkingCopy::of(copy.slug.clone())).await, Err(ApiError::SignInRequired));
        let publish = PublishProcedure { procedure: copy.slug.clone(), revision: copy.revision, reason: String::new() };
        assert_eq!(site.call_as(Role::Reader, publish).await, Err(ApiError::Forbidden));
        site.call_as(Role::Editor, texts(&copy, "")).await.unwrap();
    }

    async fn the_sitemap_lists_each_public_page_in_all_languages(site: TestSite) {
        published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        statements::open_procedure(&site).await;
        create(&site, "Entwurf").await;
        let answer = site.visitor().get("/sitemap.xml").await;
        assert!(answer.text.contains("/de/procedures/am-deich</loc>") && answer.text.contains("hreflang=\"en\""), "{}", answer.text);
        assert!(!answer.text.contains("entwurf"));
        for page in ["/procedures", "/languages", "/accessibility", "/accessibility/easy", "/imprint", "/procedures/am-deich/record"] {
            assert!(answer.text.contains(&format!("/en{page}</loc>")), "{page} is missing in {}", answer.text);
        }
        assert!(answer.text.contains("/de/procedures/hafenquartier-nord/chapters/"), "{}", answer.text);
    }

    async fn the_sitemap_leaves_out_pages_that_nobody_wrote(site: TestSite) {
        site.add_town("leer", "leer.example").await;
        let visitor = site.visitor().on_host("leer.example");
        let map = visitor.get("/sitemap.xml").await.text;
        for address in map.split("<loc>").skip(1).filter_map(|rest| rest.split_once("</loc>")).map(|(address, _)| address) {
            let path = address.split_once("leer.example").unwrap().1;
            if path.starts_with("/de/") {
                assert_eq!(visitor.get(path).await.status, StatusCode::OK, "{path}");
            }
        }
        assert!(!map.contains("/de/imprint"), "{map}");
    }
}

async fn not_found<E: Endpoint>(cx: &Cx, input: E)
where
    E::Output: std::fmt::Debug,
{
    let api = crate::support::api_of(cx.clone());
    assert_eq!(
        api.call(input).await.err(),
        Some(ApiError::NotFound),
        "{}",
        E::NAME
    );
}

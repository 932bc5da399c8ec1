//! Procedures: publishing and versions, lost updates, slugs, periods, filters, the record.

use chrono::{TimeZone, Utc};
use server::site::{Cx, Exchange, Upload};
use shared::{
    access::Role,
    api::{ApiError, Endpoint},
    plans::MAX_DOCUMENT_BYTES,
    procedures::{
        CreateProcedure, EditChapter, EditDocument, EditSettings, EditTexts, Kind, ListProcedures,
        ListWorkingCopies, PreviewProcedure, PublishProcedure, SetRound, ShowProcedure, ShowRecord,
        ShowWorkingCopy, State, Step, WorkingCopy, translations::TextState,
    },
    statements::{StatementInput, SubmitStatement},
    time::{Day, Phase},
};

use crate::{both_databases, support::TestSite};

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

async fn working(site: &TestSite, slug: &str) -> WorkingCopy {
    site.call_as(
        CLERK,
        ShowWorkingCopy {
            procedure: slug.into(),
        },
    )
    .await
    .unwrap()
}

both_databases! {
    async fn a_procedure_is_published_when_nothing_is_missing_any_more(site: TestSite) {
        let copy = create(&site, "Hafenquartier Nord").await;
        assert_eq!(copy.slug, "hafenquartier-nord");
        assert_eq!(copy.missing, ["short", "long", "contact", "round", "deletion_on", "page_imprint", "page_privacy", "page_contact"]);
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
            remove: String::new(), procedure: copy.slug.clone(), revision: copy.revision, chapter: String::new(), title: "Anlass".into(), markdown: String::new(), position: None,
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

    async fn a_period_opens_and_closes_at_local_midnight_over_the_change_of_clocks(site: TestSite) {
        // Clocks go forward on 28 March 2027: the first day begins at 23:00 UTC, the end of the last at 22:00 UTC.
        let (start, end) = (Day::from_ymd_opt(2027, 3, 28).unwrap(), Day::from_ymd_opt(2027, 3, 28).unwrap());
        let copy = published(&site, "Am Deich", start, end).await;
        let visitor = site.visitor();
        for (hour, minute, second, date, phase) in [
            (22, 59, 59, 27, Phase::Before), (23, 0, 0, 27, Phase::During), (21, 59, 59, 28, Phase::During), (22, 0, 0, 28, Phase::After),
        ] {
            site.move_to(Utc.with_ymd_and_hms(2027, 3, date, hour, minute, second).unwrap());
            let round = visitor.call(show(&copy.slug)).await.unwrap().round.unwrap();
            assert_eq!(round.phase, phase, "{date} March {hour}:{minute}:{second} UTC");
        }
    }

    async fn a_period_needs_both_days_in_their_order(site: TestSite) {
        let copy = create(&site, "Am Deich").await;
        let set = |start, end| SetRound { start, end, ..round(&copy, day(1, 1), day(1, 1)) };
        let missing = site.call_as(CLERK, set(None, None)).await;
        assert_eq!(refused_fields(missing), [("start".into(), "errors.required".into()), ("end".into(), "errors.required".into())]);
        let turned = site.call_as(CLERK, set(Some(day(5, 2)), Some(day(5, 1)))).await;
        assert_eq!(refused_fields(turned), [("end".into(), "errors.date_after".into())]);
        let absurd = site.call_as(CLERK, set(Some(Day::MIN), Some(Day::MAX))).await;
        assert_eq!(refused_fields(absurd).len(), 2);
        site.call_as(CLERK, set(Some(day(5, 1)), Some(day(5, 1)))).await.unwrap();
        let twin = site.call_as(CLERK, set(Some(day(6, 1)), Some(day(6, 30)))).await;
        assert_eq!(refused_fields(twin), [("pass".into(), "errors.already_taken".into())]);
    }

    async fn what_was_announced_stays_open_that_long(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let id = copy.rounds[0].id.to_string();
        let change = |start, end| SetRound { round: id.clone(), ..round(&copy, start, end) };
        let code = |result: Result<WorkingCopy, ApiError>| result.unwrap_err().code().to_owned();
        assert_eq!(code(site.call_as(CLERK, change(day(11, 1), day(11, 30))).await), "round_not_shortened");
        assert_eq!(code(site.call_as(CLERK, change(day(11, 5), day(12, 1))).await), "round_has_begun");
        let longer = site.call_as(CLERK, change(day(11, 1), day(12, 8))).await.unwrap();
        assert_eq!(longer.rounds[0].period.end, day(12, 8));
        site.move_to(Utc.with_ymd_and_hms(2026, 12, 9, 9, 0, 0).unwrap());
        assert_eq!(code(site.call_as(CLERK, change(day(11, 1), day(12, 31))).await), "round_is_over");
    }

    async fn a_round_that_nobody_could_take_part_in_can_be_removed(site: TestSite) {
        let copy = create(&site, "Am Deich").await;
        let remove = |copy: &WorkingCopy, id: &str| SetRound { round: id.into(), remove: "1".into(), start: None, end: None, ..round(copy, day(1, 1), day(1, 1)) };
        let copy = site.call_as(CLERK, round(&copy, day(11, 1), day(12, 1))).await.unwrap();
        let id = copy.rounds[0].id.to_string();
        assert_eq!(site.call_as(Role::Reader, remove(&copy, &id)).await, Err(ApiError::Forbidden));
        assert_eq!(site.call_as(CLERK, remove(&copy, &id)).await.unwrap().rounds, [], "before anything is published, also one that runs");

        let copy = published(&site, "Am Damm", day(11, 1), day(12, 1)).await;
        let second = SetRound { pass: 2, ..round(&copy, day(12, 10), day(12, 31)) };
        let copy = site.call_as(CLERK, second).await.unwrap();
        let (running, coming) = (copy.rounds[0].id.to_string(), copy.rounds[1].id.to_string());
        assert_eq!(site.call_as(CLERK, remove(&copy, &running)).await.unwrap_err().code(), "round_has_begun");
        let clerk = crate::identity::sign_in_as(&site, CLERK).await;
        let page = format!("/de/staff/procedures/{}/rounds", copy.slug);
        assert_eq!(clerk.get(&page).await.text.matches("name=\"remove\"").count(), 1, "offered for the one to come alone");
        let fields = [("form", "SetRound"), ("procedure", copy.slug.as_str()), ("round", coming.as_str()), ("step", "public_display"), ("pass", "2"), ("remove", "1")];
        assert_eq!(clerk.post(&page, &fields).await.status.as_u16(), 303);
        let now = site.call_as(CLERK, ShowWorkingCopy { procedure: copy.slug.clone() }).await.unwrap();
        assert_eq!(now.rounds.len(), 1);
        assert_eq!(site.call_as(CLERK, remove(&copy, &coming)).await, Err(ApiError::NotFound));
        let record = site.visitor().get(&format!("/de/procedures/{}/record", copy.slug)).await.text;
        assert!(record.contains("Eine Beteiligung wurde zurückgenommen"), "it was announced");
    }

    async fn the_only_round_of_something_published_is_moved_and_not_removed(site: TestSite) {
        let copy = published(&site, "Am Damm", day(12, 10), day(12, 31)).await;
        let id = copy.rounds[0].id.to_string();
        let remove = SetRound { round: id.clone(), remove: "1".into(), start: None, end: None, ..round(&copy, day(1, 1), day(1, 1)) };
        assert_eq!(site.call_as(CLERK, remove.clone()).await.unwrap_err().code(), "round_is_last");
        let clerk = crate::identity::sign_in_as(&site, CLERK).await;
        let path = format!("/de/staff/procedures/{}/rounds", copy.slug);
        assert!(!clerk.get(&path).await.text.contains("name=\"remove\""), "it is not offered either");
        let fields = [("form", "SetRound"), ("procedure", copy.slug.as_str()), ("round", id.as_str()), ("step", "public_display"), ("pass", "1"), ("remove", "1")];
        let told = clerk.post(&path, &fields).await.text;
        assert!(told.contains("Das ist die einzige Beteiligung eines veröffentlichten Verfahrens.") && told.contains("value=\"2026-12-10\""), "{told}");
        assert_eq!(site.visitor().call(show(&copy.slug)).await.unwrap().state, State::Upcoming);
        // With another one it goes.
        site.call_as(CLERK, SetRound { pass: 2, ..round(&copy, day(12, 12), day(12, 31)) }).await.unwrap();
        assert_eq!(site.call_as(CLERK, remove).await.unwrap().rounds.len(), 1);
    }

    async fn who_saves_a_round_that_somebody_else_saved_meanwhile_is_told(site: TestSite) {
        let copy = published(&site, "Am Damm", day(12, 10), day(12, 31)).await;
        let id = copy.rounds[0].id.to_string();
        let clerk = crate::identity::sign_in_as(&site, CLERK).await;
        let path = format!("/de/staff/procedures/{}/rounds", copy.slug);
        let seen = copy.revision.to_string();
        let opened = clerk.get(&path).await.text;
        assert_eq!(opened.matches(&format!("name=\"revision\" value=\"{seen}\"")).count(), 2, "the round and a new one: {opened}");
        let later = SetRound { round: id.clone(), revision: Some(copy.revision), ..round(&copy, day(12, 14), day(12, 31)) };
        let saved = site.call_as(Role::Administrator, later.clone()).await.unwrap();
        assert!(!saved.has_changes, "rounds hold at once");
        assert_eq!(site.call_as(CLERK, later).await, Err(ApiError::Conflict));
        let send = async |revision: &str| {
            let fields = [
                ("form", "SetRound"), ("procedure", copy.slug.as_str()), ("round", id.as_str()), ("revision", revision), ("step", "public_display"),
                ("pass", "1"), ("start", "2026-12-10"), ("end", "2027-01-10"),
            ];
            clerk.post(&path, &fields).await
        };
        let told = send(&seen).await;
        assert_eq!(told.status.as_u16(), 409);
        // What is stored stands beside what was typed.
        let (now, text) = (saved.revision.to_string(), told.text);
        assert!(text.contains("Inzwischen hat jemand anderes gespeichert") && text.contains("14.12.2026") && text.contains("value=\"2026-12-10\""), "{text}");
        assert!(text.contains(&format!("name=\"revision\" value=\"{now}\"")), "it can be sent again: {text}");
        assert_eq!(working(&site, &copy.slug).await.rounds[0].period.start, day(12, 14));
        assert_eq!(send(&now).await.status.as_u16(), 303);
        assert_eq!(working(&site, &copy.slug).await.rounds[0].period.start, day(12, 10));
        // Texts that were opened before are not saved on top of it unseen.
        assert_eq!(site.call_as(CLERK, texts(&copy, "Text.")).await, Err(ApiError::Conflict));
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
            (ListProcedures { limit: Some(101), ..ListProcedures::default() }, "limit"),
            (ListProcedures { limit: Some(0), ..ListProcedures::default() }, "limit"),
            (ListProcedures { cursor: Some("no cursor".into()), ..ListProcedures::default() }, "cursor"),
        ] {
            assert_eq!(refused_fields(visitor.call(wrong).await)[0].0, field);
        }
        assert_eq!(site.call_as(Role::Reader, ListWorkingCopies {}).await.unwrap().len(), 6);
    }

    async fn the_record_names_what_the_public_may_know_newest_first(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        site.move_to(Utc.with_ymd_and_hms(2026, 11, 25, 9, 0, 0).unwrap());
        let copy = site.call_as(CLERK, texts(&copy, "Neuer Text.")).await.unwrap();
        publish(&site, &copy, "Gutachten ergänzt").await.unwrap();
        let show = |limit, cursor| ShowRecord { procedure: copy.slug.clone(), limit, cursor };
        let page = site.visitor().call(show(Some(1), None)).await.unwrap();
        assert_eq!(page.items[0].kind, "procedure_published");
        assert_eq!(page.items[0].data["version"], 2);
        let rest = site.visitor().call(show(None, page.next)).await.unwrap();
        let versions: Vec<_> = rest.items.iter().map(|entry| &entry.data["version"]).collect();
        assert_eq!(versions, [&serde_json::json!(1)]);
    }

    async fn other_languages_fall_back_to_german_text_by_text(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let english = EditTexts {
            language: "en".into(), title: "By the dyke".into(), short: String::new(), contact_office: String::new(), contact_phone: String::new(),
            ..texts(&copy, "")
        };
        let copy = site.call_as(CLERK, english).await.unwrap();
        publish(&site, &copy, "Englisch ergänzt").await.unwrap();
        let public = site.visitor().call(ShowProcedure { language: Some("en".into()), ..show(&copy.slug) }).await.unwrap();
        assert_eq!((public.title.as_str(), public.title_language.as_str()), ("By the dyke", "en"));
        assert_eq!((public.short.as_str(), public.short_language.as_str()), ("Worum es geht.", "de"));
        assert_eq!(public.contact.office, "Bauamt", "the contact is the same in all languages");
    }

    async fn a_translation_is_public_once_it_is_edited_and_easy_language_names_who_tested_it(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let easy = |copy: &WorkingCopy, text_state| EditTexts {
            language: "de-simple".into(), title: "Neue Häuser am Deich".into(), plain: "Am Deich entstehen neue Häuser.".into(), text_state, ..texts(copy, "")
        };
        let copy = site.call_as(CLERK, easy(&copy, TextState::Draft)).await.unwrap();
        let copy = publish(&site, &copy, "Leichte Sprache begonnen").await.unwrap();
        let visitor = site.visitor();
        let read = || visitor.call(ShowProcedure { language: Some("de-simple".into()), ..show(&copy.slug) });
        let public = read().await.unwrap();
        assert_eq!((public.title.as_str(), public.text_status, public.languages), ("Am Deich", None, vec!["de".to_owned()]));
        let page = site.visitor().get(&format!("/de-simple/procedures/{}", copy.slug)).await;
        assert!(!page.text.contains("Neue Häuser"), "a draft is not public");

        let unnamed = site.call_as(CLERK, easy(&copy, TextState::Tested)).await;
        assert_eq!(refused_fields(unnamed), [("text_by".into(), "errors.required".into()), ("text_on".into(), "errors.required".into())]);
        let tested = EditTexts { text_by: "Prüfgruppe Musterhof".into(), text_on: "2026-11-20".into(), ..easy(&copy, TextState::Tested) };
        let copy = site.call_as(CLERK, tested).await.unwrap();
        publish(&site, &copy, "Leichte Sprache geprüft").await.unwrap();
        let public = read().await.unwrap();
        assert_eq!((public.title.as_str(), public.plain_language.as_str()), ("Neue Häuser am Deich", "de-simple"));
        assert_eq!(public.text_status.map(|status| status.by).as_deref(), Some("Prüfgruppe Musterhof"));
        let page = site.visitor().get(&format!("/de-simple/procedures/{}", copy.slug)).await.text;
        assert!(page.contains("Prüfgruppe Musterhof") && page.contains("20. November 2026"), "{page}");

        // A test holds for the words that were tested: others need a test of their own.
        let copy = working(&site, &copy.slug).await;
        let tested = EditTexts { text_by: "Prüfgruppe Musterhof".into(), text_on: "2026-11-20".into(), ..easy(&copy, TextState::Tested) };
        let other = EditTexts { plain: "Am Deich entstehen bald neue Häuser.".into(), ..tested.clone() };
        let refused = site.call_as(CLERK, other.clone()).await;
        assert_eq!(refused_fields(refused), [("text_on".into(), "errors.tested_text_changed".into())]);
        let copy = site.call_as(CLERK, tested).await.unwrap();
        let again = EditTexts { text_on: "2026-11-24".into(), revision: copy.revision, ..other };
        site.call_as(CLERK, again).await.unwrap();
    }

    async fn a_document_is_a_pdf_and_reaches_the_public_when_it_is_published(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let edit = |revision, title: &str, document: &str| EditDocument {
            remove: String::new(), procedure: copy.slug.clone(), revision, document: document.into(), title: title.into(), kind: "1010".into(), date: Some(day(10, 1)), position: None,
        };
        let send = |bytes: &[u8], input| server::features::procedures::edit_document(with_file(site.as_role(CLERK), "../Begründung.pdf", bytes), input);
        let field = |result: Result<WorkingCopy, server::error::Error>| match result.unwrap_err() {
            server::error::Error::Api(error) => refused_fields::<()>(Err(error)),
            other => panic!("{other}"),
        };
        assert_eq!(field(send(b"MZ\x90", edit(copy.revision, "Begründung", "")).await), [("file".into(), "errors.file_kind".into())]);
        let large = vec![b'%'; MAX_DOCUMENT_BYTES + 1];
        assert_eq!(field(send(&large, edit(copy.revision, "Begründung", "")).await), [("file".into(), "errors.file_too_large".into())]);
        let nothing = site.call_as(CLERK, edit(copy.revision, "Begründung", "")).await;
        assert_eq!(refused_fields(nothing), [("file".into(), "errors.required".into())]);

        let added = send(b"%PDF-1.7 ...", edit(copy.revision, "Begründung", "")).await.unwrap();
        let document = added.content.documents[0].clone();
        assert_eq!((document.file_name.as_str(), document.size), ("Begründung.pdf", 12));
        let address = format!("/files/documents/{}/x.pdf", document.file);
        assert_eq!(site.visitor().get(&address).await.status, 404);
        publish(&site, &added, "Begründung ergänzt").await.unwrap();
        let answer = site.visitor().get(&address).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, "%PDF-1.7 ..."));
        assert_eq!(answer.headers["content-type"], "application/pdf");
        assert_eq!(answer.headers["content-security-policy"], "frame-ancestors 'none'", "browsers show no PDF in a sandbox");

        let added = working(&site, &copy.slug).await;
        let emptied = site.call_as(CLERK, edit(added.revision, " ", &document.id.to_string())).await;
        assert_eq!(refused_fields(emptied), [("title".into(), "errors.required".into())], "an emptied field takes nothing away");
        let remove = EditDocument { remove: "1".into(), ..edit(added.revision, "", &document.id.to_string()) };
        let removed = site.call_as(CLERK, remove).await.unwrap();
        assert!(removed.content.documents.is_empty());
        publish(&site, &removed, "zurückgezogen").await.unwrap();
        assert_eq!(site.visitor().get(&address).await.status, 200, "older versions stay readable");
    }

    async fn chapters_say_that_they_are_german_where_the_text_about_the_procedure_is_translated(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let chapter = EditChapter {
            remove: String::new(), procedure: copy.slug.clone(), revision: copy.revision, chapter: String::new(), title: "Anlass und Ziel".into(), markdown: "Am Deich.".into(), position: None,
        };
        let copy = site.call_as(CLERK, chapter).await.unwrap();
        let english = EditTexts { language: "en".into(), title: "On the Dyke".into(), ..texts(&copy, "A long text.") };
        let copy = site.call_as(CLERK, english).await.unwrap();
        let copy = publish(&site, &copy, "Englisch ergänzt").await.unwrap();
        let visitor = site.visitor();
        let page = format!("/en/procedures/{}", copy.slug);
        let text = visitor.get(&page).await.text;
        assert!(text.contains("lang=\"de\" dir=\"auto\" class=\"row-link\">Anlass und Ziel"), "{text}");
        let id = copy.content.chapters[0].id;
        let text = visitor.get(&format!("{page}/chapters/{id}")).await.text;
        assert!(text.contains("<div lang=\"de\" dir=\"auto\" class=\"prose\"") && text.contains("<bdi lang=\"de\">Anlass und Ziel"), "{text}");
    }

    async fn chapters_are_written_moved_and_removed(site: TestSite) {
        let mut copy = create(&site, "Am Deich").await;
        let edit = |copy: &WorkingCopy, chapter: &str, title: &str, position| EditChapter {
            remove: String::new(), procedure: copy.slug.clone(), revision: copy.revision, chapter: chapter.into(), title: title.into(), markdown: "# Ziel\r\n<script>x</script>".into(), position,
        };
        for title in ["Anlass", "Verkehr"] {
            copy = site.call_as(CLERK, edit(&copy, "", title, None)).await.unwrap();
        }
        let first = copy.content.chapters[0].clone();
        assert!(first.html.contains("<h2>Ziel</h2>") && !first.html.contains("script"), "{}", first.html);
        copy = site.call_as(CLERK, edit(&copy, &first.id.to_string(), "Anlass und Ziel", Some(2))).await.unwrap();
        let titles: Vec<_> = copy.content.chapters.iter().map(|c| c.title.as_str()).collect();
        assert_eq!(titles, ["Verkehr", "Anlass und Ziel"]);
        let emptied = site.call_as(CLERK, edit(&copy, &first.id.to_string(), "", None)).await;
        assert_eq!(refused_fields(emptied), [("title".into(), "errors.required".into())], "an emptied field takes nothing away");
        copy = site.call_as(CLERK, EditChapter { remove: "1".into(), ..edit(&copy, &first.id.to_string(), "", None) }).await.unwrap();
        assert_eq!(copy.content.chapters.len(), 1);
        let unknown = site.call_as(CLERK, edit(&copy, &first.id.to_string(), "Wieder da", None)).await;
        assert_eq!(unknown, Err(ApiError::NotFound));
    }

    async fn another_municipalitys_procedure_is_not_found(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let town = site.add_town("nachbar", "nachbar.example").await;
        let neighbour = Cx { municipality: town, ..site.as_role(Role::Administrator) };
        let stranger = site.visitor().on_host("nachbar.example");
        assert_eq!(stranger.call(show(&copy.slug)).await, Err(ApiError::NotFound));
        assert_eq!(stranger.call(ShowRecord { procedure: copy.slug.clone(), limit: None, cursor: None }).await, Err(ApiError::NotFound));
        assert!(stranger.call(ListProcedures::default()).await.unwrap().items.is_empty());
        not_found(&neighbour, ShowWorkingCopy { procedure: copy.slug.clone() }).await;
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

    async fn an_informal_round_promises_no_decision_of_the_council(site: TestSite) {
        site.write_pages().await;
        let copy = create(&site, "Ideen für den Park").await;
        site.call_as(CLERK, texts(&copy, "Was fehlt?")).await.unwrap();
        let copy = site.call_as(CLERK, SetRound { step: Step::Informal, ..round(&copy, day(11, 1), day(12, 1)) }).await.unwrap();
        let copy = site.call_as(CLERK, settings(&copy, deletion())).await.unwrap();
        publish(&site, &copy, "").await.unwrap();
        let idea = SubmitStatement {
            procedure: copy.slug.clone(), submission_key: "an-idea-0123456789".into(), input: StatementInput { body: "Eine Bank.".into(), ..StatementInput::default() },
        };
        let receipt = site.visitor().call(idea).await.unwrap();
        let sent = site.visitor().get(&format!("/de/r/{}/sent", receipt.code)).await.text;
        assert!(sent.contains("Der Rat erfährt das Ergebnis.") && !sent.contains("Der Rat entscheidet"), "{sent}");
        site.move_to(Utc.with_ymd_and_hms(2026, 12, 2, 9, 0, 0).unwrap());
        let page = site.visitor().get(&format!("/de/procedures/{}", copy.slug)).await.text;
        assert!(page.contains("Der Rat erfährt das Ergebnis.") && !page.contains("entscheidet der Rat"), "{page}");
        assert!(page.contains("Letzter Tag war der 1. Dezember 2026"), "{page}");
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

    async fn only_those_who_may_edit_do_so(site: TestSite) {
        let copy = create(&site, "Am Deich").await;
        assert_eq!(site.call_as(Role::Reader, texts(&copy, "")).await, Err(ApiError::Forbidden));
        assert_eq!(site.visitor().call(ShowWorkingCopy { procedure: copy.slug.clone() }).await, Err(ApiError::SignInRequired));
        let publish = PublishProcedure { procedure: copy.slug.clone(), revision: copy.revision, reason: String::new() };
        assert_eq!(site.call_as(Role::Reader, publish).await, Err(ApiError::Forbidden));
        site.call_as(Role::Editor, texts(&copy, "")).await.unwrap();
    }

    async fn the_sitemap_lists_each_public_page_in_all_languages(site: TestSite) {
        published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        create(&site, "Entwurf").await;
        let answer = site.visitor().get("/sitemap.xml").await;
        assert!(answer.text.contains("/de/procedures/am-deich</loc>") && answer.text.contains("hreflang=\"en\""), "{}", answer.text);
        assert!(!answer.text.contains("entwurf"));
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

//! An invented procedure in all its phases, answered by an API that needs no server.

use shared::{
    accessibility::{Body, Conformance, Declaration, FailingCriterion, KnownBarrier, TestRun},
    addresses::Address,
    api::{Answer, ApiError, Page, Sending, Transport, Wire},
    assessment::{Decision, Fate, Proposal, StatementState},
    glossary::{Approval, Glossary, Word},
    ids::{ChapterId, DocumentId, RoundId, SectionId, StatementNumber, VideoId},
    organisations::{Contact, FixedPage, PageKind, Site},
    plans::{AreaKind, Document, Drawing, Section, ShownChapter},
    procedures::*,
    statements::*,
    time::{Day, Period, Timestamp},
    videos::{SiteVideo, Video, VideoPlace},
};

/// What the visitor finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum World {
    /// The round is open and a draft was begun.
    Open,
    /// The round is over, the council has decided.
    Decided,
    /// Nothing was published yet.
    Empty,
}

/// An id with one distinct digit.
fn id(digit: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(digit)
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn contact() -> Contact {
    Contact {
        office: "Bauamt, Abteilung Stadtplanung".into(),
        address: "Am Rathaus 1, 31999 Brakenfurt".into(),
        phone: "030 23125 470".into(),
        email: "bauamt@brakenfurt.example.org".into(),
        hours: "Montag bis Freitag 8:30 bis 12 Uhr".into(),
    }
}

fn site(world: World) -> Site {
    Site {
        name: "Brakenfurt an der Ilmse".into(),
        today: today(world),
        arms: None,
        colours: Some("/files/colours/1234.css".into()),
        contact: contact(),
        demo: true,
        staff: None,
        mail: true,
        addresses: true,
        tiles: None,
    }
}

fn today(world: World) -> Day {
    if world == World::Decided {
        day("2027-03-20")
    } else {
        day("2026-12-03")
    }
}

fn round(world: World) -> Round {
    let period = Period {
        start: day("2026-11-16"),
        end: day("2026-12-15"),
    };
    Round {
        id: RoundId(id(1)),
        step: Step::PublicDisplay,
        pass: 1,
        period,
        phase: period.phase_on(today(world)),
    }
}

fn early(world: World) -> Round {
    let period = Period {
        start: day("2026-03-02"),
        end: day("2026-03-31"),
    };
    Round {
        id: RoundId(id(2)),
        step: Step::EarlyPublic,
        pass: 1,
        period,
        phase: period.phase_on(today(world)),
    }
}

fn summary(world: World, slug: &str, title: &str, state: State) -> ProcedureSummary {
    let round = match state {
        State::Open => Some(round(world)),
        State::Upcoming => {
            let period = Period {
                start: day("2027-01-11"),
                end: day("2027-02-12"),
            };
            Some(Round {
                period,
                phase: period.phase_on(today(world)),
                ..round(world)
            })
        }
        State::Assessment | State::Decided => Some(early(world)),
    };
    ProcedureSummary {
        slug: slug.into(),
        title: title.into(),
        language: "de".into(),
        short: "Am alten Hafen sollen 240 Wohnungen, eine Kita und ein öffentlicher Uferweg entstehen."
            .into(),
        kind: Kind::DevelopmentPlan,
        state,
        round,
        bbox: None,
        statements: 42,
    }
}

fn list(world: World, state: Option<&str>) -> Page<ProcedureSummary> {
    let all = [
        summary(
            world,
            "hafenquartier-nord",
            "Bebauungsplan Nr. 47 „Hafenquartier Nord“",
            State::Open,
        ),
        summary(
            world,
            "radweg-muehlenstrasse",
            "Radweg Mühlenstraße",
            State::Upcoming,
        ),
        summary(
            world,
            "solarpark-am-galgenberg",
            "Solarpark am Galgenberg",
            State::Decided,
        ),
    ];
    let items = all
        .into_iter()
        .filter(|_| world != World::Empty)
        .filter(|p| state.is_none_or(|s| s == crate::features::procedures::words::state_word(p.state)))
        .collect();
    Page {
        items,
        next: Some("abc".into()),
    }
}

/// What follows the first page of the list.
fn last_page(world: World) -> Page<ProcedureSummary> {
    Page {
        items: vec![summary(world, "altes-rathaus", "Altes Rathaus", State::Decided)],
        next: None,
    }
}

fn drawing() -> Drawing {
    let section = |n: u128, label: &str, kind, path: &str| Section {
        id: SectionId(id(10 + n)),
        keys: vec![],
        label: label.into(),
        kind,
        hidden: false,
        path: path.into(),
        label_language: Some("de".into()),
        labels: Default::default(),
        lie: None,
    };
    let mut drawing = Drawing {
        name: "Hafenquartier Nord".into(),
        number: "47".into(),
        bbox: [9.3, 52.68, 9.31, 52.69],
        frame: None,
        view_box: "0 0 2000 1400".into(),
        boundary: "M0 100l1900-100 100 900-700 500-1300-100z".into(),
        sections: vec![
            section(
                1,
                "WA 1 – allgemeines Wohngebiet",
                AreaKind::Housing,
                "M100 150l700-50 0 500-700 0z",
            ),
            section(
                2,
                "MU – urbanes Gebiet",
                AreaKind::Mixed,
                "M900 90l900-60 60 520-960 50z",
            ),
            section(
                3,
                "Planstraße A",
                AreaKind::Traffic,
                "M100 620l1780 0 0 80-1780 0z",
            ),
            section(
                4,
                "Uferpark mit Spielplatz",
                AreaKind::Green,
                "M100 720l1750-10 60 170-600 420-1210-90z",
            ),
        ],
    };
    shared::plans::marks::place(&mut drawing);
    drawing
}

pub fn procedure(world: World) -> Procedure {
    let decided = world == World::Decided;
    let bare = world == World::Empty;
    let version = |version, at_: &str, reason: &str| Version {
        version,
        published_at: at(at_),
        reason: reason.into(),
    };
    let changed = version(2, "2026-11-24T10:00:00Z", "Schallgutachten ergänzt");
    Procedure {
        slug: "hafenquartier-nord".into(),
        kind: Kind::DevelopmentPlan,
        state: if decided { State::Decided } else { State::Open },
        version: 2,
        versions: vec![changed.clone(), version(1, "2026-11-13T10:00:00Z", "")],
        changed_during_round: (!bare).then_some(changed),
        rounds: if bare { vec![] } else { vec![early(world), round(world)] },
        round: (!bare).then(|| round(world)),
        today: today(world),
        title: "Bebauungsplan Nr. 47 „Hafenquartier Nord“".into(),
        title_language: "de".into(),
        short: "Am alten Hafen sollen 240 Wohnungen, eine Kita und ein öffentlicher Uferweg entstehen.".into(),
        short_language: "de".into(),
        long_html: "<p>Die Stadt möchte das brachliegende Gelände am Hafen neu ordnen.</p><h3>Verkehr</h3><p>Die Mühlenstraße wird umgebaut.</p>".into(),
        long_language: "de".into(),
        plain_language: "de".into(),
        easy: None,
        text_status: None,
        outdated_since: None,
        languages: vec!["de".into()],
        plain: if bare { String::new() } else { "Am Hafen wird neu gebaut.\nEs gibt dort bald Wohnungen und einen Park.\nSie können sagen, was Sie davon halten.\nDer Rat entscheidet im Frühjahr.".into() },
        contact: contact(),
        chapters: if bare { vec![] } else { vec![
            chapter(31, "1 Anlass und Ziel", "<p>Der Hafen liegt seit zwölf Jahren brach.</p>"),
            chapter(32, "2 Verkehr und Lärm", "<p>…</p>"),
        ] },
        documents: if bare { vec![] } else { vec![
            Document { id: DocumentId(id(41)), title: "Umweltbericht".into(), title_language: Some("de".into()), titles: Default::default(), kind: "1050".into(), date: Some(day("2026-10-01")), file: "ab".repeat(32), file_name: "umweltbericht.pdf".into(), size: 2_400_000 },
        ] },
        drawing: (!bare).then(drawing),
        videos: if decided { vec![video()] } else { vec![] },
        statements: if bare { 0 } else { 42 },
        published_statements: if bare { 0 } else { 17 },
        weighed_statements: if bare { 0 } else { 40 },
        decided_statements: if decided { 40 } else { 0 },
        deletion_on: Some(day("2028-06-30")),
        decision: decided.then(|| PublicDecision { committee: "Rat der Stadt".into(), decided_on: day("2027-03-11") }),
    }
}

fn chapter(number: u128, title: &str, html: &str) -> ShownChapter {
    ShownChapter {
        id: ChapterId(id(number)),
        title: title.into(),
        title_language: "de".into(),
        html: html.into(),
        html_language: "de".into(),
        status: None,
        outdated_since: None,
        words: vec![],
    }
}

fn video() -> Video {
    Video {
        id: VideoId(id(51)),
        title: "Worum es beim Hafenquartier geht".into(),
        file: "cd".repeat(32),
        url: String::new(),
        file_name: "hafen-dgs.mp4".into(),
        media_type: "video/mp4".into(),
        size: 12_400_000,
        seconds: 95,
        width: 640,
        height: 480,
        frames: 25,
        transcript: "Guten Tag.\n\nAm Hafen wird gebaut.".into(),
    }
}

fn videos(world: World) -> Vec<SiteVideo> {
    let one = SiteVideo {
        place: VideoPlace::Start,
        procedure: None,
        video: video(),
        published: true,
    };
    if world == World::Decided {
        vec![one]
    } else {
        vec![]
    }
}

fn declaration(world: World) -> Declaration {
    let decided = world == World::Decided;
    let barrier = KnownBarrier {
        what: "Planzeichnungen als PDF lassen sich mit einem Vorleseprogramm nicht lesen.".into(),
        reason: "Sie kommen so vom Planungsbüro.".into(),
        alternative: "Die Teilflächen stehen als Liste daneben; wir lesen am Telefon vor.".into(),
        plain: "Manche Pläne sind nur Bilder.\nRufen Sie uns an.\nDann lesen wir den Plan vor.".into(),
        since: Some(day("2026-11-01")),
        planned: Some(day("2027-06-30")),
        from_test: false,
    };
    Declaration {
        municipality: "Brakenfurt an der Ilmse".into(),
        address: "https://beteiligung.brakenfurt.example".into(),
        conformance: if decided {
            Conformance::Full
        } else {
            Conformance::Partial
        },
        test: (world != World::Empty).then(|| TestRun {
            date: day("2026-11-20"),
            age_days: 13,
            is_stale: false,
            commit: "ef8c32e".into(),
            seed: "2026-W47".into(),
            is_complete: true,
            languages: vec!["de".into(), "en".into()],
            engines: vec![("axe-core".into(), "4.11".into())],
            pages: 192,
            criteria: 55,
            tested: 54,
            passed: if decided { 54 } else { 53 },
            full: None,
        }),
        failing: if world == World::Open {
            vec![FailingCriterion {
                id: "1.4.11".into(),
                name: "Non-text Contrast".into(),
                pages: 2,
            }]
        } else {
            vec![]
        },
        barriers: if world == World::Open {
            vec![barrier]
        } else {
            vec![]
        },
        evaluated_on: decided.then(|| day("2026-10-01")),
        evaluated_by: "Prüfstelle Nord".into(),
        made_on: Some(day("2026-11-20")),
        reviewed_on: None,
        feedback: contact(),
        body: (world != World::Empty).then(|| Body {
            name: "Durchsetzungsstelle".into(),
            url: "https://durchsetzung.example".into(),
            ..Body::default()
        }),
        contact_days: 90,
    }
}

fn draft(world: World) -> Draft {
    if world == World::Empty {
        return Draft::default();
    }
    Draft {
        input: StatementInput {
            body: "Bitte mehr Bäume <am> Ufer.\n\nUnd eine Bank.".into(),
            place: PlaceKind::Section,
            place_ref: id(14).to_string(),
            reply: ReplyWish::Email,
            email: "erika@example.org".into(),
            name: "Erika Beispiel".into(),
            ..Default::default()
        },
        files: vec![DraftFile {
            index: 0,
            name: "foto.jpg".into(),
            size: 1_250_000,
        }],
        found: Some(vec![Address {
            label: "Hafenstraße 12".into(),
            town: "31999 Brakenfurt".into(),
            lat: 52.68,
            lon: 9.3,
        }]),
        search: "Hafenstr. 12".into(),
        ..Draft::default()
    }
}

fn fate(world: World) -> Fate {
    let decided = world == World::Decided;
    let mut dates = vec![
        (StatementState::Received, day("2026-12-02")),
        (StatementState::InWork, day("2026-12-16")),
        (StatementState::BeforeCouncil, day("2027-02-20")),
    ];
    if decided {
        dates.push((StatementState::Decided, day("2027-03-11")));
        dates.push((StatementState::Answered, day("2027-03-18")));
    }
    Fate {
        state: if decided {
            StatementState::Answered
        } else {
            StatementState::BeforeCouncil
        },
        dates,
        proposal: Some(Proposal::Followed),
        decision: decided.then(|| Decision {
            committee: "Rat der Stadt".into(),
            decided_on: day("2027-03-11"),
            result: Some(Proposal::Followed),
            remark: String::new(),
        }),
        reply: decided.then(|| "Vielen Dank. Am Ufer werden zwölf Linden gepflanzt.".into()),
        points: Vec::new(),
    }
}

fn receipt(world: World) -> ReceiptView {
    ReceiptView {
        receipt: Receipt {
            number: StatementNumber(43),
            code: "K7QM-2XRD-9TPA".into(),
            received_at: at("2026-12-02T13:05:00Z"),
            received_on: day("2026-12-02"),
            channel: shared::statements::Channel::Web,
            procedure: "hafenquartier-nord".into(),
        },
        title: "Bebauungsplan Nr. 47 „Hafenquartier Nord“".into(),
        title_language: "de".into(),
        titles: shared::organisations::Localized(
            [("de-simple".to_owned(), "Neue Häuser am alten Hafen".to_owned())].into(),
        ),
        language: "de".into(),
        body: "Bitte mehr Bäume <am> Ufer.\n\nUnd eine Bank.".into(),
        body_sha256: "0123456789abcdef".repeat(4),
        place: "Uferpark mit Spielplatz".into(),
        files: vec![("foto.jpg".into(), 1_250_000)],
        reply: ReplyWish::Email,
        may_publish: MayPublish::Anonymous,
        publication: None,
        mailed: true,
        fate: fate(world),
        step: shared::procedures::Step::PublicDisplay,
        can_withdraw: world == World::Open,
        can_write: world == World::Open,
        round_ends: day("2026-12-15"),
        contact: contact(),
    }
}

fn public_statement(world: World, number: u32, language: &str, body: &str) -> PublicStatement {
    PublicStatement {
        number: StatementNumber(number),
        body: body.into(),
        language: language.into(),
        author: (number == 3).then(|| "Erika Beispiel".into()),
        place: "Uferpark mit Spielplatz".into(),
        point: None,
        place_withheld: false,
        received_on: day("2026-12-02"),
        round: Some(RoundId(id(1))),
        fate: fate(world),
    }
}

fn record() -> Page<RecordEntry> {
    let entry = |kind: &str, statement| RecordEntry {
        at: at("2026-12-02T13:05:00Z"),
        kind: kind.into(),
        data: serde_json::json!({"reason": "Schallgutachten ergänzt"}),
        statement,
    };
    Page {
        items: vec![
            entry("statement_submitted", Some(43)),
            entry("procedure_published", None),
            entry("something_new", None),
        ],
        next: None,
    }
}

fn glossary(world: World) -> Glossary {
    let word = |id: &str, term: &str, parted: &str, approved| Word {
        id: id.into(),
        term: term.into(),
        parted: parted.into(),
        explanation_html: "<p>Das ist ein Plan.</p>".into(),
        prefer: String::new(),
        others: vec!["B-Plan".into()],
        approved,
        reworded: id == "abwaegung",
    };
    let approval = Approval {
        by: "Prüfgruppe Brakenfurt".into(),
        on: day("2026-10-01"),
    };
    let words = vec![
        word("abwaegung", "Abwägung", "Abwägung", None),
        word("bebauungsplan", "Bebauungsplan", "Bebauungs-Plan", None),
        word("rat", "Rat", "Rat", Some(approval)),
    ];
    Glossary {
        letters: vec!["A".into(), "B".into(), "R".into()],
        total: 3,
        approved: 1,
        words: if world == World::Empty { Vec::new() } else { words },
    }
}

/// Answers like the server, from the sample.
pub struct Sample(pub World);

impl Transport for Sample {
    fn send(&self, wire: Wire) -> Sending<'_> {
        let answer = self.answer(&wire.target);
        Box::pin(async move { answer })
    }
}

impl Sample {
    fn answer(&self, target: &str) -> Result<Answer, ApiError> {
        let world = self.0;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let parts: Vec<&str> = path.trim_start_matches("/api/v1/").split('/').collect();
        let state = query.split('&').find_map(|field| field.strip_prefix("state="));
        let json = match parts.as_slice() {
            ["site"] => json(&site(world)),
            ["accessibility"] => json(&declaration(world)),
            ["glossary"] => json(&glossary(world)),
            ["videos"] => json(&videos(world)),
            ["procedures"] if query.contains("cursor=") => json(&last_page(world)),
            ["procedures"] => json(&list(world, state)),
            ["procedures", "hafenquartier-nord" | "hafen-alt"] => {
                let mut found = procedure(world);
                // In easy language there is a summary, and nothing else.
                found.text_status = query
                    .contains("language=de-simple")
                    .then(shared::procedures::translations::TextStatus::default);
                json(&found)
            }
            ["procedures", _, "record"] => json(&record()),
            ["procedures", "hafenquartier-nord" | "hafen-alt", "draft"] => {
                let mut draft = draft(world);
                let has_section = world != World::Empty && query.contains("place=section");
                draft.asked = has_section.then(|| AskedPlace {
                    kind: PlaceKind::Section,
                    reference: id(11).to_string(),
                    label: "WA 1".into(),
                });
                json(&draft)
            }
            ["procedures", "hafenquartier-nord" | "hafen-alt", "statements"] => {
                let items = if world == World::Empty {
                    vec![]
                } else {
                    vec![
                        public_statement(world, 3, "de", "Mehr Bäume."),
                        public_statement(world, 9, "ar", "نطلب حماية الأشجار القديمة."),
                    ]
                };
                json(&Page { items, next: None })
            }
            [
                "procedures",
                "hafenquartier-nord" | "hafen-alt",
                "statements",
                "3",
            ] => json(&public_statement(world, 3, "de", "Mehr Bäume.")),
            ["receipts", "K7QM-2XRD-9TPA" | "K7QM2XRD9TPA" | "k7qm2xrd9tpa"] => json(&receipt(world)),
            ["pages", _] => json(&FixedPage {
                kind: PageKind::Imprint,
                language: "de".into(),
                status: None,
                outdated_since: None,
                markdown: String::new(),
                html: "<p>Stadt Brakenfurt</p>".into(),
                words: Vec::new(),
                changed_at: at("2026-11-01T08:00:00Z"),
                revision: 1,
            }),
            _ => {
                return Ok(Answer {
                    status: 404,
                    body: br#"{"code":"not_found"}"#.to_vec(),
                });
            }
        };
        Ok(Answer {
            status: 200,
            body: json,
        })
    }
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap()
}

/// The API over the sample.
pub fn api(world: World) -> shared::api::Api {
    shared::api::Api::new(Sample(world))
}

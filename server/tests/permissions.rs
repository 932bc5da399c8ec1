//! Who may do what in which phase: tried on every endpoint that stands for an action, written down for review.

use std::fmt::Write as _;

use chrono::{DateTime, TimeZone, Utc};
use shared::{
    access::Role,
    api::{Api, ApiError},
    assessment::{AssessStatement, ListStatements, Proposal, RecordDecision, ShowStatement, StatementState},
    exports::{ExportFormat, StartExport, Variant},
    identity::ListStaff,
    ids::StatementNumber,
    organisations::{EditPage, PageKind},
    procedures::{
        CreateProcedure, EditSettings, Kind, PublishProcedure, SetRound, ShowProcedure, ShowWorkingCopy,
        WorkingCopy,
    },
    statements::{
        CaptureStatement, Channel, DecidePublication, Publication, Receipt, SaveDraft, ShowReceipt,
        StatementInput, SubmitStatement, WithdrawStatement,
    },
    time::Day,
};

use crate::{
    identity::compare,
    procedures::{round, texts},
    statements::{SLUG, day, publish, text},
    support::{TestSite, both_databases_run},
};

/// Where a procedure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Unpublished,
    Before,
    During,
    After,
    Decided,
}

impl Stage {
    const ALL: [Self; 5] = [
        Self::Unpublished,
        Self::Before,
        Self::During,
        Self::After,
        Self::Decided,
    ];

    const fn heading(self) -> &'static str {
        match self {
            Self::Unpublished => "Not published yet",
            Self::Before => "Published, before the round",
            Self::During => "During the round",
            Self::After => "After the round",
            Self::Decided => "After the decision on statement 1",
        }
    }

    fn moment(self) -> DateTime<Utc> {
        let (month, day) = match self {
            Self::Unpublished | Self::Before => (11, 24),
            Self::During => (12, 10),
            Self::After => (12, 28),
            Self::Decided => (12, 30),
        };
        Utc.with_ymd_and_hms(2026, month, day, 9, 0, 0).unwrap()
    }
}

/// Everybody who may try.
const WHO: [Option<Role>; 5] = [
    Some(Role::Administrator),
    Some(Role::Clerk),
    Some(Role::Editor),
    Some(Role::Reader),
    None,
];

/// What is tried, in the order of the table.
const DEEDS: [&str; 19] = [
    "read the public page",
    "keep a draft",
    "send a comment",
    "see_procedures",
    "edit_procedure: texts",
    "edit_procedure: longer round",
    "edit_procedure: shorter round",
    "see_persons: deletion day",
    "publish_procedure",
    "read_statements",
    "see_persons",
    "capture_statement",
    "assess",
    "decide_publication",
    "record_decision",
    "export_public",
    "export_internal",
    "manage pages, accounts",
    "withdraw a comment",
];

/// The outcome in one word.
fn word<T>(result: Result<T, ApiError>) -> String {
    match result {
        Ok(_) => "yes".into(),
        Err(ApiError::Forbidden | ApiError::SignInRequired) => "-".into(),
        Err(ApiError::NotFound) => "nothing there".into(),
        Err(error) => error.code().to_owned(),
    }
}

async fn send(site: &TestSite, key: usize) -> Result<Receipt, ApiError> {
    let submit = SubmitStatement {
        procedure: SLUG.into(),
        submission_key: format!("{key:0>20}"),
        input: StatementInput {
            name: "Anna Meier".into(),
            ..text(&format!("Stellungnahme {key}."))
        },
    };
    site.visitor().call(submit).await
}

async fn assessed(api: &Api, state: Option<StatementState>) -> Result<(), ApiError> {
    let show = ShowStatement {
        procedure: SLUG.into(),
        number: StatementNumber(1),
    };
    let revision = api.call(show).await?.revision;
    let assess = AssessStatement {
        procedure: SLUG.into(),
        number: StatementNumber(1),
        revision,
        note: String::new(),
        topics: Vec::new(),
        reply: "Der Weg bleibt.".into(),
        proposal: Some(Proposal::Followed),
        reply_fits: false,
        state,
    };
    api.call(assess).await.map(|_| ())
}

fn decision(on: Day) -> RecordDecision {
    RecordDecision {
        procedure: SLUG.into(),
        number: Some(StatementNumber(1)),
        revision: None,
        committee: "Rat".into(),
        decided_on: Some(on),
        result: None,
        point_results: Vec::new(),
        remark: String::new(),
    }
}

/// Brings the procedure to a stage; answers a receipt where there is one.
async fn bring(site: &TestSite, stage: Stage) -> Option<Receipt> {
    let clerk = site.staff(Role::Clerk);
    if stage == Stage::Unpublished {
        site.write_pages().await;
        let create = CreateProcedure {
            title: "Hafenquartier Nord".into(),
            slug: SLUG.into(),
            kind: Kind::DevelopmentPlan,
        };
        let copy = clerk.call(create).await.unwrap();
        let round = round(&copy, day("2026-12-01"), day("2026-12-20"));
        clerk.call(round).await.unwrap();
        return None;
    }
    site.write_pages().await;
    publish(
        &site.as_role(Role::Clerk),
        day("2026-12-01"),
        day("2026-12-20"),
        day("2027-06-30"),
    )
    .await;
    if stage == Stage::Before {
        return None;
    }
    site.move_to(Stage::During.moment());
    let receipt = send(site, 9_000).await.unwrap();
    if stage == Stage::Decided {
        for state in [
            StatementState::InWork,
            StatementState::ProposalReady,
            StatementState::BeforeCouncil,
        ] {
            assessed(&clerk, Some(state)).await.unwrap();
        }
        site.move_to(stage.moment());
        clerk.call(decision(day("2026-12-29"))).await.unwrap();
    }
    site.move_to(stage.moment());
    Some(receipt)
}

/// A procedure of its own for one attempt, from which nothing is missing that publishing waits for.
async fn probe(site: &TestSite, at: usize) -> WorkingCopy {
    use crate::procedures::{create, deletion, settings};
    let copy = create(site, &format!("Probe {at}")).await;
    let copy = site
        .call_as(Role::Clerk, texts(&copy, "Ein Text."))
        .await
        .unwrap();
    let round = round(&copy, day("2026-12-01"), day("2026-12-20"));
    let copy = site.call_as(Role::Clerk, round).await.unwrap();
    site.call_as(Role::Clerk, settings(&copy, deletion()))
        .await
        .unwrap()
}

/// Tries one deed as somebody.
async fn attempt(site: &TestSite, stage: Stage, who: Option<Role>, deed: &str, at: usize) -> String {
    let api = || match who {
        Some(role) => site.staff(role),
        None => Api::new(site.visitor()),
    };
    let copy = || async {
        let show = ShowWorkingCopy::of(SLUG);
        site.call_as(Role::Clerk, show).await.unwrap()
    };
    match deed {
        "read the public page" => word(
            api()
                .call(ShowProcedure {
                    procedure: SLUG.into(),
                    language: None,
                    version: None,
                })
                .await,
        ),
        "keep a draft" => {
            let draft = SaveDraft {
                procedure: SLUG.into(),
                input: text("Entwurf."),
                action: "save".into(),
                ..SaveDraft::default()
            };
            word(api().call(draft).await)
        }
        "send a comment" => {
            let submit = SubmitStatement {
                procedure: SLUG.into(),
                submission_key: format!("{at:0>20}"),
                input: text(&format!("Von jemandem {at}.")),
            };
            word(api().call(submit).await)
        }
        "withdraw a comment" => {
            // Whoever holds the receipt; sent during the round by a visitor.
            let back = site.site.clock.now();
            site.move_to(Stage::During.moment());
            let Ok(receipt) = send(site, 10_000 + at).await else {
                site.move_to(back);
                return "nothing there".into();
            };
            site.move_to(back);
            assert!(
                site.visitor()
                    .call(ShowReceipt {
                        code: receipt.code.clone()
                    })
                    .await
                    .is_ok()
            );
            word(api().call(WithdrawStatement { code: receipt.code }).await)
        }
        "see_procedures" => word(api().call(ShowWorkingCopy::of(SLUG)).await),
        "edit_procedure: texts" => word(api().call(texts(&copy().await, &long(at))).await),
        "edit_procedure: longer round" | "edit_procedure: shorter round" => {
            let copy = copy().await;
            let known = copy.rounds.first().unwrap();
            let shift = if deed.ends_with("longer round") { 1 } else { -1 };
            let end = known.period.end + chrono::Duration::days(shift);
            let set = SetRound {
                round: known.id.to_string(),
                ..round(&copy, known.period.start, end)
            };
            word(api().call(set).await)
        }
        "see_persons: deletion day" => {
            let known = copy().await;
            let before = known.deletion_on.unwrap_or_else(|| day("2027-06-30"));
            let settings = EditSettings {
                procedure: SLUG.into(),
                revision: known.revision,
                slug: SLUG.into(),
                kind: known.kind,
                deletion_on: Some(before + chrono::Duration::days(1)),
            };
            word(api().call(settings).await)
        }
        "publish_procedure" => {
            // Publishing the unpublished one would change its stage for those who try after it.
            let ready = if stage == Stage::Unpublished {
                probe(site, at).await
            } else {
                let changed = texts(&copy().await, &long(1_000 + at));
                site.call_as(Role::Clerk, changed).await.unwrap()
            };
            let publish = PublishProcedure {
                procedure: ready.slug,
                revision: ready.revision,
                reason: "Ergänzt".into(),
            };
            word(api().call(publish).await)
        }
        "read_statements" => word(api().call(list()).await),
        "see_persons" => match api()
            .call(ShowStatement {
                procedure: SLUG.into(),
                number: StatementNumber(1),
            })
            .await
        {
            Ok(file) if file.person.is_none() => "-".into(),
            other => word(other),
        },
        "capture_statement" => {
            let letter = CaptureStatement {
                submission_key: String::new(),
                address: String::new(),
                procedure: SLUG.into(),
                channel: Channel::Letter,
                received_on: Some(site.town().day(site.site.clock.now())),
                written_on: None,
                input: text("Brief."),
            };
            word(api().call(letter).await)
        }
        "assess" => word(assessed(&api(), None).await),
        "decide_publication" => {
            let clerk = site.staff(Role::Clerk);
            let show = ShowStatement {
                procedure: SLUG.into(),
                number: StatementNumber(1),
            };
            let revision = clerk.call(show).await.map_or(1, |file| file.revision);
            let decide = DecidePublication {
                procedure: SLUG.into(),
                number: StatementNumber(1),
                revision,
                publication: Publication::Refused,
                passages: String::new(),
                also: Vec::new(),
                place_withheld: false,
                reason: None,
                remark: String::new(),
            };
            word(api().call(decide).await)
        }
        "record_decision" => word(api().call(decision(site.town().day(site.site.clock.now()))).await),
        "export_public" | "export_internal" => {
            let variant = if deed == "export_public" {
                Variant::Public
            } else {
                Variant::Internal
            };
            word(
                api()
                    .call(StartExport::whole(SLUG, ExportFormat::Csv, variant))
                    .await,
            )
        }
        "manage pages, accounts" => {
            let page = EditPage::of(PageKind::Imprint, "de", "Text.");
            let pages = word(api().call(page).await);
            format!("{pages}, {}", word(api().call(ListStaff::default()).await))
        }
        other => panic!("{other}"),
    }
}

fn list() -> ListStatements {
    serde_json::from_value(serde_json::json!({ "procedure": SLUG })).unwrap()
}

/// A long text that no other attempt wrote.
fn long(at: usize) -> String {
    format!("Am Hafen entstehen {at} Wohnungen.")
}

#[test]
fn who_may_do_what_in_which_phase_is_what_was_reviewed() {
    let mut text = String::from(
        "Who may do what in which phase, as tried through the API; written by server/tests/permissions.rs, reviewed like code.\n\
         `-` may not · `nothing there` not found · other words: the refusal's code\n",
    );
    for stage in Stage::ALL {
        let block = std::sync::Arc::new(std::sync::Mutex::new(Vec::<String>::new()));
        let kept = block.clone();
        both_databases_run(&format!("permissions_{stage:?}").to_lowercase(), move |site| {
            let kept = kept.clone();
            async move {
                bring(&site, stage).await;
                let mut lines = format!("\n{}\n{:<31}", stage.heading(), "");
                for who in WHO {
                    write!(lines, "{:<22}", who.map_or("visitor", Role::word)).unwrap();
                }
                lines = format!("{}\n", lines.trim_end());
                for (row, deed) in DEEDS.into_iter().enumerate() {
                    let mut line = format!("{deed:<31}");
                    for (column, who) in WHO.into_iter().enumerate() {
                        let outcome = attempt(&site, stage, who, deed, row * 10 + column).await;
                        write!(line, "{outcome:<22}").unwrap();
                    }
                    writeln!(lines, "{}", line.trim_end()).unwrap();
                }
                kept.lock().unwrap().push(lines);
            }
        });
        let found = block.lock().unwrap();
        assert!(
            found.iter().all(|lines| *lines == found[0]),
            "the databases differ: {found:#?}"
        );
        text.push_str(&found[0]);
    }
    compare("docs/permissions/phases.txt", &text);
}

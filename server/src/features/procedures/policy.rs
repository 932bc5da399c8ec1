//! The rules of a procedure: where it stands, what publishing waits for, how a round may be changed.

use shared::{
    api::ApiError,
    language::Language,
    organisations::PageKind,
    procedures::{Content, Kind, PublicDecision, Round, State, Step, Version},
    time::{Day, Period, Phase},
};

use crate::features::easy_language;

/// How many statements of a procedure are weighed, and on how many of them was decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weighing {
    /// All that count.
    pub weighed: u32,
    /// Those on which was decided.
    pub decided: u32,
}

/// The council's last decision, once the public may take it for that on the procedure: every round is over, and no
/// statement that counts is left without one. Until then it is one of several.
pub(super) fn final_decision(
    rounds: &[Round],
    weighing: Weighing,
    last: Option<PublicDecision>,
) -> Option<PublicDecision> {
    let is_over = rounds.iter().all(|round| round.phase == Phase::After);
    // Where everything was withdrawn there is nothing left that was decided on.
    last.filter(|_| is_over && weighing.decided > 0 && weighing.decided >= weighing.weighed)
}

/// Where a procedure stands for the public; whether it is decided says [`final_decision`].
pub(super) fn state_of(rounds: &[Round], is_decided: bool) -> State {
    let any = |phase| rounds.iter().any(|round| round.phase == phase);
    if any(Phase::During) {
        State::Open
    } else if any(Phase::Before) {
        State::Upcoming
    } else if is_decided {
        State::Decided
    } else {
        State::Assessment
    }
}

/// What still has to be done before publishing: keys below `working_copies.missing.`, in the order in which it is best done.
pub(super) fn missing(
    content: &Content,
    rounds: &[Round],
    deletion_on: Option<Day>,
    pages: &[PageKind],
) -> Vec<String> {
    let empty = |text: &str| text.trim().is_empty();
    let contact = &content.contact;
    let conditions = [
        ("title", empty(content.title.de())),
        ("short", empty(content.short.de())),
        ("long", empty(content.long.de())),
        (
            "contact",
            empty(&contact.office) || (empty(&contact.phone) && empty(&contact.email)),
        ),
        ("round", rounds.is_empty()),
        // Who writes has to be told how long names are kept (GDPR Art. 13 (2) a).
        ("deletion_on", deletion_on.is_none()),
        ("videos", content.videos.iter().any(|video| !video.is_complete())),
        // Texts that were saved before the check knew what it knows now.
        ("easy_language", easy_language::blocks(content)),
        ("easy_chapters", easy_language::chapters_block(content)),
    ];
    let own = conditions
        .into_iter()
        .filter(|(_, is_missing)| *is_missing)
        .map(|(key, _)| key.to_owned());
    own.chain(pages.iter().map(|page| format!("page_{}", page.word())))
        .collect()
}

/// What somebody should look at once more before publishing: keys below `working_copies.doubt.`. What is published stays
/// readable for ever, but nothing of this is wrong for certain: it is said and keeps nobody from publishing.
pub(super) fn doubts(kind: Kind, content: &Content, rounds: &[Round], is_elsewhere: bool) -> Vec<String> {
    // What is over cannot be made longer.
    let mut displays = rounds
        .iter()
        .filter(|round| round.step == Step::PublicDisplay && round.phase != Phase::After)
        .peekable();
    let is_displayed = displays.peek().is_some();
    let conditions = [
        (
            "short_display",
            displays.any(|round| round.period.is_shorter_than_display()),
        ),
        ("no_plan", kind != Kind::Other && content.drawing.is_none()),
        ("elsewhere", is_elsewhere),
        // BauGB § 3 (2): the draft is displayed with its reasons and the statements on the environment.
        ("no_documents", is_displayed && content.documents.is_empty()),
    ];
    let own = conditions
        .into_iter()
        .filter(|(_, is_doubtful)| *is_doubtful)
        .map(|(key, _)| key.to_owned());
    own.chain(outdated(content)).collect()
}

/// A key for each language whose texts or chapters become public although the German ones were changed since they were made.
fn outdated(content: &Content) -> Vec<String> {
    let public = content.released();
    let are_texts = |language: &&str| !public.outdated(language).is_empty();
    let are_chapters = |language: &&str| {
        let mut chapters = public.chapters.iter();
        chapters.any(|chapter| !chapter.outdated(language).is_empty())
    };
    let languages = Language::ALL.map(Language::code);
    let texts = languages.iter().copied().filter(are_texts);
    let chapters = languages.iter().copied().filter(are_chapters);
    texts
        .map(|language| format!("outdated_{language}"))
        .chain(chapters.map(|language| format!("outdated_chapters_{language}")))
        .collect()
}

/// The newest change that was published on a day of a round: residents who wrote before it saw something else.
pub(super) fn changed_during(
    round: Option<&Round>,
    versions: &[Version],
    day_of: impl Fn(&Version) -> Day,
) -> Option<Version> {
    let period = round?.period;
    let within =
        |version: &&Version| version.version > 1 && period.phase_on(day_of(version)) == Phase::During;
    versions
        .iter()
        .filter(within)
        .max_by_key(|version| version.version)
        .cloned()
}

/// Whether a published round may get another period (BauGB § 3 (2): what was announced stays open that long).
///
/// # Errors
/// `round_is_over` after its end, `round_has_begun` for another beginning of an open one, `round_not_shortened` for an
/// earlier end of an open one.
pub(super) fn may_change_period(before: &Round, wished: Period) -> Result<(), ApiError> {
    if wished == before.period {
        return Ok(());
    }
    let end = &[("ended", before.period.end.to_string())];
    match before.phase {
        Phase::Before => Ok(()),
        Phase::After => Err(ApiError::refused_with("round_is_over", end)),
        Phase::During if wished.start != before.period.start => Err(ApiError::refused_with(
            "round_has_begun",
            &[("started", before.period.start.to_string())],
        )),
        Phase::During if wished.end < before.period.end => {
            Err(ApiError::refused_with("round_not_shortened", end))
        }
        Phase::During => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use shared::{ids::RoundId, organisations::Localized, plans::Document};

    use super::*;

    fn day(number: u32) -> Day {
        Day::from_ymd_opt(2026, 11, number).unwrap()
    }

    fn round(start: u32, end: u32, today: u32) -> Round {
        let period = Period {
            start: day(start),
            end: day(end),
        };
        Round {
            id: RoundId(uuid::Uuid::nil()),
            step: Step::PublicDisplay,
            pass: 1,
            period,
            phase: period.phase_on(day(today)),
        }
    }

    #[test]
    fn an_open_round_counts_more_than_one_to_come_and_a_decision_only_when_all_are_over() {
        let today = 10;
        for (rounds, decided, state) in [
            (
                vec![round(1, 20, today), round(22, 25, today)],
                false,
                State::Open,
            ),
            (
                vec![round(1, 5, today), round(22, 25, today)],
                true,
                State::Upcoming,
            ),
            (vec![round(1, 5, today)], false, State::Assessment),
            (vec![round(1, 5, today)], true, State::Decided),
        ] {
            assert_eq!(state_of(&rounds, decided), state);
        }
    }

    #[test]
    fn a_decision_is_that_on_the_procedure_once_nothing_is_left_to_decide_on_and_nobody_can_write_any_more() {
        let today = 10;
        let last = PublicDecision {
            committee: "Rat".into(),
            decided_on: day(6),
        };
        let shown = |round: Round, weighed, decided| {
            final_decision(&[round], Weighing { weighed, decided }, Some(last.clone())).is_some()
        };
        assert!(shown(round(1, 5, today), 2, 2));
        assert!(!shown(round(1, 5, today), 2, 1), "one waits");
        assert!(!shown(round(1, 20, today), 2, 2), "the round is open");
        assert!(!shown(round(1, 5, today), 0, 0), "everything was withdrawn");
        let over = Weighing {
            weighed: 1,
            decided: 1,
        };
        assert_eq!(final_decision(&[round(1, 5, today)], over, None), None);
    }

    #[test]
    fn an_open_round_may_last_longer_but_not_shorter() {
        let open = round(1, 20, 10);
        let code = |start, end| {
            may_change_period(
                &open,
                Period {
                    start: day(start),
                    end: day(end),
                },
            )
            .map_err(|e| e.code().to_owned())
        };
        assert_eq!(code(1, 25), Ok(()));
        assert_eq!(code(1, 15), Err("round_not_shortened".into()));
        assert_eq!(code(2, 20), Err("round_has_begun".into()));
        let over = round(1, 5, 10);
        assert_eq!(
            may_change_period(
                &over,
                Period {
                    start: day(1),
                    end: day(20)
                }
            )
            .unwrap_err()
            .code(),
            "round_is_over"
        );
    }

    #[test]
    fn publishing_waits_for_texts_contact_round_and_pages() {
        let all = missing(&Content::default(), &[], None, &[PageKind::Imprint]);
        assert_eq!(
            all,
            [
                "title",
                "short",
                "long",
                "contact",
                "round",
                "deletion_on",
                "page_imprint"
            ]
        );
        let text = || Localized::german("Text");
        let mut content = Content {
            title: text(),
            short: text(),
            long: text(),
            ..Content::default()
        };
        content.contact.office = "Bauamt".into();
        let missing = |content: &Content| missing(content, &[round(1, 2, 1)], Some(day(20)), &[]);
        assert_eq!(missing(&content), ["contact"]);
        content.contact.phone = "030 23125 100".into();
        assert!(missing(&content).is_empty());
    }

    #[test]
    fn what_is_displayed_for_a_few_days_without_plan_and_papers_is_looked_at_once_more() {
        let empty = Content::default();
        let doubts = |kind, content: &Content, round: Round| {
            doubts(kind, content, std::slice::from_ref(&round), false)
        };
        let short = round(10, 14, 1);
        assert_eq!(
            doubts(Kind::DevelopmentPlan, &empty, short.clone()),
            ["short_display", "no_plan", "no_documents"]
        );
        // Nothing can be done about a display that is over, and a round that no law knows may be short.
        assert_eq!(
            doubts(Kind::DevelopmentPlan, &empty, round(10, 14, 20)),
            ["no_plan"]
        );
        let informal = Round {
            step: Step::Informal,
            ..short.clone()
        };
        assert!(doubts(Kind::Other, &empty, informal).is_empty());
        let with_papers = Content {
            documents: vec![document()],
            ..Content::default()
        };
        let long = Round {
            period: Period {
                start: day(1),
                end: day(30),
            },
            ..short
        };
        assert!(doubts(Kind::Other, &with_papers, long).is_empty());
        assert_eq!(super::doubts(Kind::Other, &empty, &[], true), ["elsewhere"]);
    }

    fn document() -> Document {
        Document {
            id: shared::ids::DocumentId(uuid::Uuid::nil()),
            title: "Begründung".into(),
            title_language: None,
            titles: Localized::default(),
            kind: "1010".into(),
            date: None,
            file: String::new(),
            file_name: String::new(),
            size: 0,
        }
    }

    #[test]
    fn publishing_waits_for_easy_language_that_must_be_mended_unless_it_is_a_draft() {
        use shared::procedures::translations::{TextState, TextStatus};
        let mut content = Content::default();
        content.title.0.insert("de-simple".into(), "Neue Häuser".into());
        content
            .plain
            .0
            .insert("de-simple".into(), "Das kostet ca. 5 Euro.".into());
        let waits =
            |content: &Content| missing(content, &[], None, &[]).contains(&"easy_language".to_owned());
        assert!(waits(&content), "texts without a state are edited");
        let draft = TextStatus {
            state: TextState::Draft,
            ..TextStatus::default()
        };
        content.translations.insert("de-simple".into(), draft);
        assert!(!waits(&content));
    }
}

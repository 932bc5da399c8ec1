//! What became of a comment, as its author and the public may know it.
//!
//! Invariant: shows only what [`Fate`] holds; what is not released never arrives here.

use leptos::prelude::*;
use shared::{
    assessment::{Fate, FatePoint, Proposal, StatementState},
    language::Language,
    statements::ReplyWish,
};

use super::words;
use crate::{
    features::procedures::words::{day, foreign, german},
    i18n::{SLOT, around_slot, msg, t},
    ui::{EventState, Notice, SummaryList, SummaryRow, Timeline, TimelineEvent, Tone, UserText},
};

/// States that everybody can expect, in order; the last only where an answer was wished.
const COMING: [StatementState; 4] = [
    StatementState::InWork,
    StatementState::BeforeCouncil,
    StatementState::Decided,
    StatementState::Answered,
];

/// States with their dates, and what is still to come.
pub(super) fn timeline(fate: &Fate, reply: ReplyWish) -> AnyView {
    let mut events: Vec<TimelineEvent> = fate
        .dates
        .iter()
        .filter(|(state, _)| *state != StatementState::Held)
        .map(|(state, on)| TimelineEvent {
            title: words::station(*state),
            when: Some(day(*on)),
            state: if *state == fate.state {
                EventState::Current
            } else {
                EventState::Past
            },
            ..Default::default()
        })
        .collect();
    if fate.state != StatementState::Withdrawn {
        let coming = COMING
            .into_iter()
            .filter(|state| {
                *state > fate.state && (*state != StatementState::Answered || reply != ReplyWish::None)
            })
            .map(|state| TimelineEvent {
                title: words::station(state),
                state: EventState::Coming,
                state_text: t(msg::receipts::view::coming()).into(),
                ..Default::default()
            });
        events.extend(coming);
    }
    view! { <Timeline events=events/> }.into_any()
}

/// The language of what the office writes to the author of a comment in `language`, where it is not the page's: German, or
/// that of a comment that is not, so that nobody knows which (an empty word).
pub(super) fn language_of_answer(language: &str) -> Option<String> {
    if is_german(language) {
        german()
    } else {
        Some(String::new())
    }
}

fn is_german(language: &str) -> bool {
    let language = Language::from_code(language).unwrap_or_default();
    matches!(language, Language::German | Language::SimpleGerman)
}

/// Before what the office wrote in German, on a page in another language.
pub(super) fn only_german(language: &str) -> Option<AnyView> {
    (is_german(language) && german().is_some())
        .then(|| view! { <p class="muted">{t(msg::procedures::texts::only_german())}</p> }.into_any())
}

/// What was decided as its author wished is good news; anything else is said without a colour.
const fn tone(result: Option<Proposal>) -> Tone {
    match result {
        Some(Proposal::Followed | Proposal::AlreadyFollowed) => Tone::Success,
        _ => Tone::Neutral,
    }
}

/// Proposal, decision and answer, as far as they are released. `language` is that of the comment.
pub(super) fn outcome(fate: &Fate, language: &str) -> AnyView {
    let is_divided = !fate.points.is_empty();
    let is_proposed = fate.decision.is_none() && (is_divided || fate.proposal.is_some());
    let proposed = fate.proposal;
    let proposal = is_proposed.then(|| {
        view! {
            <Notice title=t(msg::statements::proposal::title())>
                <p><strong>{whole(proposed)}</strong></p>
                <p>{t(msg::statements::proposal::note())}</p>
            </Notice>
        }
    });
    let decision = fate.decision.clone().map(|decision| {
        let remark = (!decision.remark.is_empty()).then(|| {
            view! {
                {only_german(Language::German.code())}
                <div lang=german()><UserText text=decision.remark.clone()/></div>
            }
        });
        let (before, after) = around_slot(&t(msg::statements::decision::by(SLOT, decision.decided_on)));
        view! {
            <Notice title=t(msg::statements::decision::title()) tone=tone(decision.result)>
                <p><strong>{whole(decision.result)}</strong></p>
                <p>{before}<bdi lang=german()>{decision.committee}</bdi>{after}</p>
                {remark}
            </Notice>
        }
    });
    let answer = fate
        .reply
        .clone()
        .filter(|reply| !reply.trim().is_empty())
        .map(|reply| {
            view! {
                <h2>{t(msg::statements::answer())}</h2>
                {only_german(language)}
                <div class="panel" lang=language_of_answer(language)><UserText text=reply/></div>
            }
        });
    let points = is_divided.then(|| points(&fate.points, language));
    view! { {proposal} {decision} {answer} {points} }.into_any()
}

/// What is proposed or decided on all of it; points may differ.
fn whole(proposal: Option<Proposal>) -> String {
    proposal.map_or_else(|| t(msg::statements::points::differs()), words::proposal)
}

/// Each point with its passage and what becomes of it. `language` is that of the comment.
fn points(points: &[FatePoint], language: &str) -> AnyView {
    use msg::statements::points as text;
    let note = points
        .iter()
        .any(|point| point.reply.is_some())
        .then(|| only_german(language));
    let items = points
        .iter()
        .map(|point| {
            let id = format!("point-{}", point.number);
            let lang = foreign(language);
            let office = language_of_answer(language);
            let heading = if point.label.is_empty() {
                t(text::one(point.number.to_string())).into_any()
            } else {
                let named = t(text::one_named(point.number.to_string(), SLOT));
                let (before, after) = around_slot(&named);
                let label = point.label.clone();
                view! { {before}<bdi lang=office.clone()>{label}</bdi>{after} }.into_any()
            };
            let mut rows = Vec::new();
            if let Some(proposal) = point.proposal {
                let name = t(words::point_proposal(proposal));
                rows.push(SummaryRow::text(t(msg::statements::proposal::title()), name));
            }
            if let Some(result) = point.result {
                let name = t(words::point_proposal(result));
                rows.push(SummaryRow::text(t(msg::statements::decision::title()), name));
            }
            if let Some(reply) = point.reply.clone() {
                let reply = view! { <div lang=office><UserText text=reply/></div> }.into_any();
                rows.push(SummaryRow::view(t(msg::statements::answer()), reply));
            }
            view! {
                <li class="stack stack--small" id=id>
                    <h3>{heading}</h3>
                    <blockquote lang=lang><UserText text=point.passage.clone()/></blockquote>
                    <SummaryList rows/>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2>{t(text::title())}</h2>
        {note}
        <ol class="points">{items}</ol>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use shared::assessment::Decision;

    use super::*;
    use crate::i18n::provide_language;

    fn decided(result: Proposal, comment: &str, page: Language) -> String {
        let on = "2027-03-11".parse().unwrap_or_default();
        let fate = Fate {
            state: StatementState::Answered,
            dates: vec![(StatementState::InWork, on), (StatementState::Answered, on)],
            proposal: None,
            decision: Some(Decision {
                committee: "Rat der Stadt".into(),
                decided_on: on,
                result: Some(result),
                remark: "Einstimmig.".into(),
            }),
            reply: Some("Vielen Dank.".into()),
            points: Vec::new(),
        };
        Owner::new().with(|| {
            provide_language(page);
            outcome(&fate, comment).to_html()
        })
    }

    #[test]
    fn what_is_decided_against_a_comment_is_no_success() {
        let page = Language::SimpleGerman;
        let refused = decided(Proposal::NotFollowed, "de", page);
        assert!(
            refused.contains("Wir machen es nicht so wie in der Meinung"),
            "{refused}"
        );
        assert!(!refused.contains("--success"), "{refused}");
        let followed = decided(Proposal::Followed, "de", page);
        assert!(followed.contains("--success"), "{followed}");
    }

    #[test]
    fn an_answer_in_german_says_so_and_is_read_in_german_on_a_page_in_another_language() {
        let arabic = decided(Proposal::Noted, "de", Language::Arabic);
        assert_eq!(
            arabic.matches("بالألمانية فقط").count(),
            2,
            "remark and answer: {arabic}"
        );
        assert!(arabic.contains("lang=\"de\" class=\"panel\""), "{arabic}");
        // What was written in Arabic may be answered in either.
        let either = decided(Proposal::Noted, "ar", Language::Arabic);
        assert!(either.contains("lang=\"\" class=\"panel\""), "{either}");
        let german = decided(Proposal::Noted, "de", Language::German);
        assert!(
            !german.contains("nur auf Deutsch") && !german.contains("lang="),
            "{german}"
        );
    }
}

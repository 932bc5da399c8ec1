//! The words of a synopsis: German, the language of the council.

use app::i18n::{Msg, format, msg};
use formats::document::{SynopsisLabels, synopsis::Contact};
use shared::{
    assessment::{Proposal, StatementState},
    exports::Selection,
    language::Language,
    procedures::{Round, Step},
    statements::{Channel, ReplyWish},
};

use crate::features::assessment;

/// The language of documents for the council.
pub const LANGUAGE: Language = Language::German;

fn de(message: Msg) -> String {
    message.text(LANGUAGE)
}

/// All words around the entries.
pub fn labels() -> SynopsisLabels {
    use msg::exports_documents as words;
    SynopsisLabels {
        title: de(words::title()),
        internal: de(words::internal()),
        council: de(words::council()),
        public: de(words::public()),
        page: de(words::page("{page}", "{pages}")),
        page_alone: de(words::page_alone("{page}")),
        page_column: de(words::page_column()),
        volume: de(words::volume("{volume}", "{volumes}")),
        volume_column: de(words::volume_column()),
        contents: de(words::contents()),
        contents_hint: de(words::contents_hint()),
        about: de(words::about()),
        entries: de(words::entries()),
        left_out: de(words::left_out()),
        notes: de(words::notes()),
        letters: de(words::letters()),
        entry: de(words::entry("{number}")),
        whole: de(words::whole("{number}")),
        number: de(words::number()),
        segment: de(words::segment()),
        heading: de(msg::assessment::points::label()),
        received: de(words::received()),
        channel: de(words::channel()),
        author: de(words::author()),
        contact: contact(),
        place: de(words::place()),
        topics: de(words::topics()),
        statement: de(words::statement()),
        attachments: de(words::attachments()),
        reply: de(words::reply()),
        proposal: de(words::proposal()),
        proposal_code: de(words::proposal_code()),
        decision: de(words::decision()),
        outcome: de(words::outcome()),
        remark: de(msg::assessment::decision::remark()),
        continuation: de(words::continuation()),
        continuation_note: de(words::continuation_note()),
        letters_continue: de(words::letters_continue("{columns}", "{numbers}")),
    }
}

fn contact() -> Contact {
    use msg::assessment::{list, person as words};
    Contact {
        organisation: de(msg::exports_documents::some_organisation()),
        name: de(words::name()),
        street: de(words::street()),
        postal_code: de(words::postal_code()),
        // Beside the place that a statement is about.
        city: de(msg::exports_documents::city()),
        email: de(words::email()),
        reply_wish: de(list::reply()),
        state: de(list::state()),
    }
}

/// How somebody wants to be answered.
pub fn reply_wish(wish: ReplyWish) -> String {
    use msg::assessment::reply_wish as words;
    de(match wish {
        ReplyWish::None => words::none(),
        ReplyWish::Email => words::email(),
        ReplyWish::Post => words::post(),
    })
}

/// A way of arriving.
pub fn channel(channel: Channel) -> String {
    use msg::exports_documents as words;
    de(match channel {
        Channel::Web => words::channel_web(),
        Channel::Letter => words::channel_letter(),
        Channel::Email => words::channel_email(),
        Channel::InPerson => words::channel_in_person(),
        Channel::Phone => words::channel_phone(),
        Channel::Fax => words::channel_fax(),
    })
}

/// A coded proposal, in the words of the pages of staff.
pub fn proposal(proposal: Proposal) -> String {
    use msg::assessment::proposal as words;
    de(match proposal {
        Proposal::Followed => words::followed(),
        Proposal::AlreadyFollowed => words::already_followed(),
        Proposal::NotFollowed => words::not_followed(),
        Proposal::WorkingGroup => words::working_group(),
        Proposal::Noted => words::noted(),
    })
}

/// A round's step with its pass.
pub fn step(step: Step, pass: u32) -> String {
    use msg::exports_documents as words;
    let name = de(match step {
        Step::EarlyPublic => words::step_early_public(),
        Step::PublicDisplay => words::step_public_display(),
        Step::Informal => words::step_informal(),
    });
    if pass > 1 {
        de(words::step_again(name, i64::from(pass)))
    } else {
        name
    }
}

/// What a selection lets through, in words: `Stand „Vorschlag fertig“ und „Beim Rat“; Thema „Straßenverkehr“`.
pub fn filters(selection: &Selection, rounds: &[Round]) -> String {
    use msg::assessment::list as words;
    let states: Vec<String> = selection.states.iter().map(|state| self::state(*state)).collect();
    let topic = selection
        .topic
        .iter()
        .map(|code| assessment::topic_label(code).to_owned());
    let round = rounds
        .iter()
        .filter(|round| selection.round == Some(round.id))
        .map(|round| step(round.step, round.pass));
    let filters = [
        (words::state(), states),
        (words::topic(), topic.collect()),
        (words::round(), round.collect()),
    ];
    filters
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(name, values)| {
            let quoted: Vec<String> = values.iter().map(|value| format!("„{value}“")).collect();
            format!("{} {}", de(name), format::list(&quoted, LANGUAGE))
        })
        .collect::<Vec<_>>()
        .join("; ")
}

/// What a file's name says of a selection, such as `-beim-rat-thema-0510`: two exports that lie side by side are not taken
/// for one, and no two selections have the same name. Nothing for all statements.
pub fn in_file_name(selection: &Selection, rounds: &[Round]) -> String {
    let states = states_in_file_name(&selection.states);
    let topic = selection.topic.iter().map(|code| format!("thema-{code}"));
    let round = rounds.iter().filter(|round| selection.round == Some(round.id));
    let round = round.map(|round| {
        let step = match round.step {
            Step::EarlyPublic => "fruehzeitig",
            Step::PublicDisplay => "auslegung",
            Step::Informal => "informell",
        };
        format!("{step}-{}", round.pass)
    });
    states
        .into_iter()
        .map(str::to_owned)
        .chain(topic)
        .chain(round)
        .map(|word| format!("-{word}"))
        .collect()
}

/// Each state by its name; where most are wanted those that are not (`ohne-beantwortet`), so that the name stays readable.
fn states_in_file_name(wanted: &[StatementState]) -> Vec<&'static str> {
    let names = |states: &[StatementState]| states.iter().map(|state| ascii(*state)).collect::<Vec<_>>();
    if wanted.len() <= Selection::STATES.len() / 2 {
        return names(wanted);
    }
    let missing: Vec<_> = Selection::STATES
        .into_iter()
        .filter(|state| !wanted.contains(state))
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    [vec!["ohne"], names(&missing)].concat()
}

const fn ascii(state: StatementState) -> &'static str {
    match state {
        StatementState::Held => "zurueckgehalten",
        StatementState::Received => "eingegangen",
        StatementState::InWork => "in-bearbeitung",
        StatementState::ProposalReady => "vorschlag-fertig",
        StatementState::BeforeCouncil => "beim-rat",
        StatementState::Decided => "entschieden",
        StatementState::Answered => "beantwortet",
        StatementState::Withdrawn => "zurueckgezogen",
    }
}

/// A state, in the words of the pages of staff.
pub fn state(state: StatementState) -> String {
    use msg::assessment::state as words;
    de(match state {
        StatementState::Held => words::held(),
        StatementState::Received => words::received(),
        StatementState::InWork => words::in_work(),
        StatementState::ProposalReady => words::proposal_ready(),
        StatementState::BeforeCouncil => words::before_council(),
        StatementState::Decided => words::decided(),
        StatementState::Answered => words::answered(),
        StatementState::Withdrawn => words::withdrawn(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_says_what_it_is_limited_to() {
        let of = |states: &[StatementState], topic: Option<&str>| {
            let selection = Selection {
                states: states.to_vec(),
                topic: topic.map(str::to_owned),
                round: None,
            };
            in_file_name(&selection, &[])
        };
        assert_eq!(of(&[], None), "");
        assert_eq!(
            of(&[StatementState::BeforeCouncil], Some("0510")),
            "-beim-rat-thema-0510"
        );
        assert_eq!(of(&Selection::STATES[..2], None), "-eingegangen-in-bearbeitung");
        assert_eq!(
            of(&Selection::STATES[..3], None),
            "-eingegangen-in-bearbeitung-vorschlag-fertig"
        );
        assert_eq!(
            of(&Selection::STATES[..5], Some("0510")),
            "-ohne-beantwortet-thema-0510"
        );
    }

    #[test]
    fn no_two_selections_of_states_have_the_same_file_name() {
        // Each but that of all states, which is the same as none.
        let mut names: Vec<String> = (0..63_u32)
            .map(|chosen| {
                let states = (0_u32..).zip(Selection::STATES);
                let states = states.filter(|(at, _)| (chosen >> at) & 1 == 1);
                let selection = Selection {
                    states: states.map(|(_, state)| state).collect(),
                    ..Selection::default()
                };
                in_file_name(&selection, &[])
            })
            .collect();
        names.sort_unstable();
        let is_short = names.iter().all(|name| name.len() <= 50 && name.is_ascii());
        assert!(is_short, "{names:?}");
        names.dedup();
        assert_eq!(names.len(), 63);
    }
}

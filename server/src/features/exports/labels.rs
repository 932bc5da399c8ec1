//! The words of a synopsis: German, the language of the council.

use app::i18n::{Msg, msg};
use formats::document::SynopsisLabels;
use shared::{
    assessment::{Proposal, StatementState},
    exports::Selection,
    language::Language,
    procedures::{Round, Step},
    statements::Channel,
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
        volume: de(words::volume("{volume}", "{volumes}")),
        volume_column: de(words::volume_column()),
        contents: de(words::contents()),
        entries: de(words::entries()),
        left_out: de(words::left_out()),
        read_first: de(words::read_first()),
        entry: de(words::entry("{number}")),
        number: de(words::number()),
        segment: de(words::segment()),
        heading: de(msg::assessment::points::label()),
        received: de(words::received()),
        channel: de(words::channel()),
        author: de(words::author()),
        place: de(words::place()),
        topics: de(words::topics()),
        statement: de(words::statement()),
        attachments: de(words::attachments()),
        reply: de(words::reply()),
        proposal: de(words::proposal()),
        proposal_code: de(words::proposal_code()),
        decision: de(words::decision()),
        continuation: de(words::continuation()),
        continuation_note: de(words::continuation_note()),
    }
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

/// What a selection lets through, in words: `Stand „Vorschlag fertig“, „Beim Rat“; Thema „Straßenverkehr“`.
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
        .map(|(name, values)| format!("{} „{}“", de(name), values.join("“, „")))
        .collect::<Vec<_>>()
        .join("; ")
}

fn state(state: StatementState) -> String {
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

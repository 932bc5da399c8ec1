//! The words of a synopsis: German, the language of the council.

use app::i18n::{Msg, msg};
use formats::document::SynopsisLabels;
use shared::{assessment::Proposal, language::Language, procedures::Step, statements::Channel};

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

/// A coded proposal.
pub fn proposal(proposal: Proposal) -> String {
    use msg::exports_documents as words;
    de(match proposal {
        Proposal::Followed => words::proposal_followed(),
        Proposal::AlreadyFollowed => words::proposal_already_followed(),
        Proposal::NotFollowed => words::proposal_not_followed(),
        Proposal::WorkingGroup => words::proposal_working_group(),
        Proposal::Noted => words::proposal_noted(),
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

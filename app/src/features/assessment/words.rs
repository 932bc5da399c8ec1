//! Names of states, proposals, channels and wishes, as staff read them; and the reading of a statement for its pages.

use shared::{
    api::{Api, ApiError},
    assessment::{Proposal, ShowStatement, StatementFile, StatementState},
    ids::StatementNumber,
    statements::{Channel, MayPublish, PlaceKind, Publication, ReplyWish},
};

use crate::{
    i18n::{msg, t},
    ui::{Choice, Tone},
};

/// The name of a state.
pub fn state_name(state: StatementState) -> String {
    use msg::assessment::state;
    t(match state {
        StatementState::Held => state::held(),
        StatementState::Received => state::received(),
        StatementState::InWork => state::in_work(),
        StatementState::ProposalReady => state::proposal_ready(),
        StatementState::BeforeCouncil => state::before_council(),
        StatementState::Decided => state::decided(),
        StatementState::Answered => state::answered(),
        StatementState::Withdrawn => state::withdrawn(),
    })
}

/// The tone of a state.
pub const fn state_tone(state: StatementState) -> Tone {
    match state {
        StatementState::Held => Tone::Danger,
        StatementState::Received => Tone::Warning,
        StatementState::InWork | StatementState::ProposalReady | StatementState::BeforeCouncil => Tone::Info,
        StatementState::Decided | StatementState::Answered => Tone::Success,
        StatementState::Withdrawn => Tone::Neutral,
    }
}

/// What somebody outside sees of a statement in a state: one sentence, from the table that decides it.
pub fn outside_text(state: StatementState) -> String {
    use msg::assessment::outside;
    let released = state.released();
    t(match (released.proposal, released.decision, released.reply) {
        (_, _, true) => outside::reply(),
        (_, true, _) => outside::decision(),
        (true, ..) => outside::proposal(),
        _ => match state {
            StatementState::Held => outside::held(),
            StatementState::Withdrawn => outside::withdrawn(),
            _ => outside::nothing(),
        },
    })
}

/// The name of a proposal.
pub fn proposal_name(proposal: Proposal) -> String {
    use msg::assessment::proposal;
    t(match proposal {
        Proposal::Followed => proposal::followed(),
        Proposal::AlreadyFollowed => proposal::already_followed(),
        Proposal::NotFollowed => proposal::not_followed(),
        Proposal::WorkingGroup => proposal::working_group(),
        Proposal::Noted => proposal::noted(),
    })
}

/// All proposals as choices.
pub fn proposals() -> Vec<Choice> {
    Proposal::ALL
        .into_iter()
        .map(|proposal| Choice::new(proposal.word(), proposal_name(proposal)))
        .collect()
}

/// The name of a channel.
pub fn channel_name(channel: Channel) -> String {
    use msg::assessment::channel as name;
    t(match channel {
        Channel::Web => name::web(),
        Channel::Letter => name::letter(),
        Channel::Email => name::email(),
        Channel::InPerson => name::in_person(),
        Channel::Phone => name::phone(),
        Channel::Fax => name::fax(),
    })
}

/// The name of a wished reply.
pub fn reply_name(wish: ReplyWish) -> String {
    t(match wish {
        ReplyWish::None => msg::assessment::reply_wish::none(),
        ReplyWish::Email => msg::assessment::reply_wish::email(),
        ReplyWish::Post => msg::assessment::reply_wish::post(),
    })
}

/// That a statement arrived when nobody was asked, if it did.
pub fn outside_period(late: bool, early: bool) -> Option<String> {
    if late {
        Some(t(msg::assessment::list::late()))
    } else {
        early.then(|| t(msg::assessment::list::early()))
    }
}

/// All wished replies as choices.
pub fn replies() -> Vec<Choice> {
    ReplyWish::ALL
        .into_iter()
        .map(|wish| Choice::new(wish.word(), reply_name(wish)))
        .collect()
}

/// What the author allowed.
pub fn may_publish_name(answer: MayPublish) -> String {
    t(match answer {
        MayPublish::No => msg::assessment::may_publish::no(),
        MayPublish::Anonymous => msg::assessment::may_publish::anonymous(),
        MayPublish::Named => msg::assessment::may_publish::named(),
    })
}

/// The name of a publication decision.
pub fn publication_name(publication: Publication) -> String {
    t(match publication {
        Publication::Undecided => msg::assessment::publication::undecided(),
        Publication::Released => msg::assessment::publication::released(),
        Publication::Refused => msg::assessment::publication::refused(),
    })
}

/// What a statement is about, in words; the whole plan has none of its own.
pub fn place_name(kind: PlaceKind, place: &str) -> String {
    if place.is_empty() || kind == PlaceKind::Whole {
        t(msg::assessment::place::whole())
    } else {
        place.to_owned()
    }
}

/// Everything about a statement, as its pages read it.
pub(super) async fn statement_file(api: &Api, slug: &str, number: u32) -> Result<StatementFile, ApiError> {
    let asked = ShowStatement {
        procedure: slug.to_owned(),
        number: StatementNumber(number),
    };
    api.call(asked).await
}

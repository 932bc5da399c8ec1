//! Places, wishes, states and proposals in words.

use shared::{
    assessment::{Proposal, StatementState},
    procedures::Procedure,
    statements::{MayPublish, PlaceKind, PublicationReason, ReplyWish, StatementInput},
};

use crate::{
    i18n::{Msg, msg, t},
    ui::Tone,
};

/// What a comment is about, in words.
pub(super) fn place(procedure: &Procedure, kind: PlaceKind, reference: &str, label: &str) -> String {
    let known = match kind {
        PlaceKind::Whole => Some(t(msg::statements::place::whole())),
        PlaceKind::Section => procedure
            .drawing
            .as_ref()
            .and_then(|drawing| {
                drawing
                    .sections
                    .iter()
                    .find(|section| section.id.to_string() == reference)
            })
            .map(|section| section.label.clone()),
        PlaceKind::Chapter => procedure
            .chapters
            .iter()
            .find(|chapter| chapter.id.to_string() == reference)
            .map(|chapter| chapter.title.clone()),
        PlaceKind::Document => procedure
            .documents
            .iter()
            .find(|document| document.id.to_string() == reference)
            .map(|document| document.title.clone()),
        PlaceKind::Point | PlaceKind::Address => None,
    };
    known.unwrap_or_else(|| {
        if label.is_empty() {
            t(msg::statements::place::point())
        } else {
            label.to_owned()
        }
    })
}

/// The place of a draft, in words.
pub(super) fn place_of(procedure: &Procedure, input: &StatementInput) -> String {
    place(procedure, input.place, &input.place_ref, &input.place_label)
}

/// How somebody wants to be answered.
pub(super) fn reply(wish: ReplyWish) -> String {
    t(match wish {
        ReplyWish::None => msg::statements::reply::none(),
        ReplyWish::Email => msg::statements::reply::email(),
        ReplyWish::Post => msg::statements::reply::post(),
    })
}

/// What may be published.
pub(super) fn publication(answer: MayPublish) -> String {
    t(match answer {
        MayPublish::No => msg::statements::publish::no(),
        MayPublish::Anonymous => msg::statements::publish::anonymous(),
        MayPublish::Named => msg::statements::publish::named(),
    })
}

/// Why a comment is not published, or not in full: the author reads what the clerk chose.
pub fn reason_name(reason: PublicationReason) -> String {
    use msg::receipts::reason as word;
    t(match reason {
        PublicationReason::PersonalData => word::personal_data(),
        PublicationReason::Insult => word::insult(),
        PublicationReason::Advertising => word::advertising(),
        PublicationReason::Illegal => word::illegal(),
        PublicationReason::OffTopic => word::off_topic(),
        PublicationReason::Other => word::other(),
    })
}

/// Where a comment stands; held ones are received.
pub fn state(state: StatementState) -> String {
    t(match state {
        StatementState::Held | StatementState::Received => msg::statements::state::received(),
        StatementState::InWork => msg::statements::state::in_work(),
        StatementState::ProposalReady => msg::statements::state::proposal_ready(),
        StatementState::BeforeCouncil => msg::statements::state::before_council(),
        StatementState::Decided => msg::statements::state::decided(),
        StatementState::Answered => msg::statements::state::answered(),
        StatementState::Withdrawn => msg::statements::state::withdrawn(),
    })
}

/// A state as a station on a comment's way, which may have been passed or still lie ahead: no word of it tells a time.
pub(super) fn station(state: StatementState) -> String {
    use msg::statements::station;
    t(match state {
        StatementState::Held | StatementState::Received => station::received(),
        StatementState::InWork => station::in_work(),
        StatementState::ProposalReady => station::proposal_ready(),
        StatementState::BeforeCouncil => station::before_council(),
        StatementState::Decided => station::decided(),
        StatementState::Answered => station::answered(),
        StatementState::Withdrawn => msg::statements::state::withdrawn(),
    })
}

/// The tone of a state. That something was decided is neither good nor bad: what was decided says that itself.
pub(super) const fn state_tone(state: StatementState) -> Tone {
    match state {
        StatementState::Decided | StatementState::Answered | StatementState::Withdrawn => Tone::Neutral,
        _ => Tone::Info,
    }
}

/// A proposal or a decision's result.
pub fn proposal(proposal: Proposal) -> String {
    t(match proposal {
        Proposal::Followed => msg::statements::proposal::followed(),
        Proposal::AlreadyFollowed => msg::statements::proposal::already_followed(),
        Proposal::NotFollowed => msg::statements::proposal::not_followed(),
        Proposal::WorkingGroup => msg::statements::proposal::working_group(),
        Proposal::Noted => msg::statements::proposal::noted(),
    })
}

/// A proposal on a point or a decision's result, short.
pub fn point_proposal(proposal: Proposal) -> Msg {
    match proposal {
        Proposal::Followed => msg::statements::points::followed(),
        Proposal::AlreadyFollowed => msg::statements::points::already_followed(),
        Proposal::NotFollowed => msg::statements::points::not_followed(),
        Proposal::WorkingGroup => msg::statements::points::working_group(),
        Proposal::Noted => msg::statements::points::noted(),
    }
}

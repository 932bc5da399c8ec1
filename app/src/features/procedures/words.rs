//! Kinds, steps, states and periods in words.
//!
//! Invariant: every day of a period that is named belongs to it.

use shared::{
    language::Language,
    organisations::{Contact, Site},
    procedures::{Kind, Procedure, Round, State, Step},
    time::{Day, Phase},
};

use crate::{
    context::use_language,
    i18n::{Msg, format, msg, t},
    ui::{Moment, PhaseState, Tone},
};

/// What a procedure makes.
pub fn kind(kind: Kind) -> String {
    t(match kind {
        Kind::DevelopmentPlan => msg::procedures::kind::development_plan(),
        Kind::ProjectPlan => msg::procedures::kind::project_plan(),
        Kind::LandUsePlan => msg::procedures::kind::land_use_plan(),
        Kind::Other => msg::procedures::kind::other(),
    })
}

/// What a procedure makes, as a word above its title; none where the title begins with it, so that nobody hears it twice.
pub fn kind_above(kind_of: Kind, title: &str) -> Option<String> {
    above(kind(kind_of), title)
}

/// A word above a title, unless the title begins with it.
pub fn above(word: String, title: &str) -> Option<String> {
    (!title.to_lowercase().starts_with(&word.to_lowercase())).then_some(word)
}

/// Where a procedure stands.
pub fn state(state: State) -> String {
    t(match state {
        State::Upcoming => msg::procedures::state::upcoming(),
        State::Open => msg::procedures::state::open(),
        State::Assessment => msg::procedures::state::assessment(),
        State::Decided => msg::procedures::state::decided(),
    })
}

/// The word of a state in addresses.
pub const fn state_word(state: State) -> &'static str {
    match state {
        State::Upcoming => "upcoming",
        State::Open => "open",
        State::Assessment => "assessment",
        State::Decided => "decided",
    }
}

/// The tone of a state.
pub const fn state_tone(state: State) -> Tone {
    match state {
        State::Upcoming => Tone::Info,
        State::Open => Tone::Success,
        State::Assessment | State::Decided => Tone::Neutral,
    }
}

/// What a round is for; a repetition says which.
pub fn step(round: &Round) -> String {
    let name = match round.step {
        Step::EarlyPublic => msg::procedures::step::early_public(),
        Step::PublicDisplay => msg::procedures::step::public_display(),
        Step::Informal => msg::procedures::step::informal(),
    };
    if round.pass > 1 {
        t(msg::procedures::step::repeated(name, i64::from(round.pass)))
    } else {
        t(name)
    }
}

/// What a round means for residents, with its legal basis.
pub fn step_text(round: &Round) -> String {
    t(match round.step {
        Step::PublicDisplay if round.pass > 1 => msg::procedures::step::repeated_text(),
        Step::EarlyPublic => msg::procedures::step::early_public_text(),
        Step::PublicDisplay => msg::procedures::step::public_display_text(),
        Step::Informal => msg::procedures::step::informal_text(),
    })
}

/// When comments are possible, with the days that are left.
pub fn deadline(round: &Round, today: Day) -> Msg {
    let period = round.period;
    match period.phase_on(today) {
        Phase::During => {
            let left = u64::try_from((period.end - today).num_days()).unwrap_or_default();
            msg::procedures::deadline::open(left, period.end)
        }
        Phase::Before => msg::procedures::deadline::upcoming(period.start, period.end),
        Phase::After => msg::procedures::deadline::over(period.end),
    }
}

/// [`deadline`] for machines as well.
pub fn deadline_moment(round: &Round, today: Day) -> Moment {
    let day = if round.period.phase_on(today) == Phase::Before {
        round.period.start
    } else {
        round.period.end
    };
    Moment::new(t(deadline(round, today)), day.to_string())
}

/// What is possible now: for the banner, its title, when, and a sentence on it.
pub fn phase(procedure: &Procedure) -> (PhaseState, String, Option<Moment>, String) {
    use msg::procedures::phase;
    let Some(round) = &procedure.round else {
        return (PhaseState::Before, t(phase::none()), None, t(phase::none_text()));
    };
    let when = Some(deadline_moment(round, procedure.today));
    match round.period.phase_on(procedure.today) {
        Phase::During => (PhaseState::Open, t(phase::open()), when, t(phase::open_text())),
        Phase::Before => (
            PhaseState::Before,
            t(phase::before()),
            when,
            t(phase::before_text()),
        ),
        Phase::After if procedure.decision.is_some() => (
            PhaseState::After,
            t(phase::decided()),
            when,
            t(phase::decided_text()),
        ),
        Phase::After => (
            PhaseState::After,
            t(phase::assessment()),
            when,
            t(match round.step {
                Step::Informal => phase::assessment_text_informal(),
                _ => phase::assessment_text(),
            }),
        ),
    }
}

/// Whether comments can be sent today.
pub fn is_open(procedure: &Procedure) -> bool {
    procedure
        .round
        .as_ref()
        .is_some_and(|round| round.period.phase_on(procedure.today) == Phase::During)
}

/// Whether the last round is over: nothing can be sent any more.
pub fn is_over(procedure: &Procedure) -> bool {
    procedure
        .round
        .as_ref()
        .is_some_and(|round| round.period.phase_on(procedure.today) == Phase::After)
}

/// A day written out, for people and machines.
pub fn day(day: Day) -> Moment {
    Moment::new(format::day(day, use_language()), day.to_string())
}

/// The language of a text, when it is not the page's (WCAG 3.1.2).
pub fn foreign(language: &str) -> Option<String> {
    (!language.is_empty() && language != use_language().code()).then(|| language.to_owned())
}

/// The language of what a town writes about itself and of the names that staff give: German, where the page is not.
pub fn german() -> Option<String> {
    foreign(Language::German.code())
}

/// The language of a name that may be translated, where it is not the page's; German unless it says otherwise.
pub fn of_name(language: Option<&str>) -> Option<String> {
    foreign(language.unwrap_or(Language::German.code()))
}

/// Whether a text is in easy language, which has a layout of its own.
pub fn is_easy(language: &str) -> bool {
    language == Language::SimpleGerman.code()
}

/// Who helps with a procedure: what it does not say itself the town does, line by line, because a letter needs every line
/// of the address. Hours belong to their address, though.
pub fn contact(own: &Contact, town: Contact) -> Contact {
    let pick = |own: &str, town: String| if own.is_empty() { town } else { own.to_owned() };
    let hours = if own.address.is_empty() {
        pick(&own.hours, town.hours)
    } else {
        own.hours.clone()
    };
    Contact {
        office: pick(&own.office, town.office),
        address: pick(&own.address, town.address),
        phone: pick(&own.phone, town.phone),
        email: pick(&own.email, town.email),
        hours,
    }
}

/// The telephone number that helps with a procedure: its own, else the town's.
pub fn phone(procedure: &Procedure, site: &Site) -> String {
    contact(&procedure.contact, site.contact.clone()).phone
}

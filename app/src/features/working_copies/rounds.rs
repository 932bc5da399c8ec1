//! Rounds and their periods; a period shorter than the law asks for is said, never refused.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    procedures::{Round, SetRound, Step, WorkingCopy},
    time::{Day, Period, Phase},
};

use super::{
    part::{Part, frame, hidden_of},
    words::{round_name, step_name},
};
use crate::{
    features::admin::parts::{Adding, Removal, day, prefix_of},
    forms::{Form, use_form},
    i18n::{msg, t},
    ui::{
        Button, ButtonKind, Choice, DateField, Details, FieldWidth, InputType, Notice, Select, TextField,
        Tone,
    },
};

/// The rounds of a procedure.
pub fn view(copy: WorkingCopy) -> AnyView {
    let form = use_form(SetRound::NAME, None).labelled(vec![
        ("start", t(msg::working_copies::rounds::start())),
        ("end", t(msg::working_copies::rounds::end())),
    ]);
    let prefix = prefix_of(&form.value("round", ""));
    let rounds = copy
        .rounds
        .iter()
        .map(|round| existing(&copy, round))
        .collect_view();
    let new = round_form(&copy, None);
    let body = view! {
        <ul class="staff-rows">{rounds}</ul>
        <Adding id="new-round" heading=t(msg::working_copies::rounds::new())>{new}</Adding>
    }
    .into_any();
    frame(
        &copy,
        Part::Rounds,
        t(msg::working_copies::rounds::lead()),
        form,
        prefix,
        body,
    )
}

fn existing(copy: &WorkingCopy, round: &Round) -> AnyView {
    let id = round.id.to_string();
    let failed = use_form(SetRound::NAME, Some(("round", &id))).unless("remove", "1");
    let fold = failed.fold();
    let days = t(msg::working_copies::rounds::days(
        u64::try_from(round.period.days()).unwrap_or(0),
    ));
    let period = round.period;
    let edit = round_form(copy, Some(round));
    // Once a published round has begun, people may have taken part in it; and something published keeps one.
    let may_go = copy.published_version.is_none() || (round.phase == Phase::Before && copy.rounds.len() > 1);
    let removal = may_go.then(|| {
        let mut fields = hidden_of(copy, Part::Rounds, ("round", &id));
        fields.extend([
            ("step", round.step.word().to_owned()),
            ("pass", round.pass.to_string()),
        ]);
        let about = round_name(round);
        view! { <Removal form=SetRound::NAME fields label=t(msg::working_copies::remove()) about/> }
    });
    view! {
        <li class="staff-row">
            <h2 class="kern-title">{round_name(round)}</h2>
            <p>{day(period.start)}" – "{day(period.end)}" "<span class="muted">{days}</span></p>
            {short(round.step, round.period)}
            <Details summary=t(msg::common::change()) fold>{edit}</Details>
            {removal}
        </li>
    }
    .into_any()
}

/// A hint where a display is shorter than the law asks for.
fn short(step: Step, period: Period) -> Option<AnyView> {
    let is_short = step == Step::PublicDisplay && period.is_shorter_than_display();
    let days = u64::try_from(period.days()).unwrap_or(0);
    is_short.then(|| {
        view! {
            <Notice title=t(msg::working_copies::rounds::short(days)) tone=Tone::Warning>
                <p>{t(msg::working_copies::rounds::short_text())}</p>
            </Notice>
        }
        .into_any()
    })
}

fn round_form(copy: &WorkingCopy, round: Option<&Round>) -> AnyView {
    let id = round.map(|round| round.id.to_string()).unwrap_or_default();
    let which = ("round", id.as_str());
    // Nothing was typed into the form that takes it away.
    let form = use_form(SetRound::NAME, Some(which)).unless("remove", "1");
    let prefix = prefix_of(&id);
    let fields = hidden_of(copy, Part::Rounds, which);
    let steps = Step::ALL
        .into_iter()
        .map(|step| Choice::new(step.word(), step_name(step)))
        .collect();
    let typed = |name: &str| form.value(name, "").parse::<Day>().ok();
    let warning = match (form.has_failed(), typed("start"), typed("end")) {
        // An end before the beginning is said at its field.
        (true, Some(start), Some(end)) if start <= end => short(
            Step::from_word(&form.value("step", "")).unwrap_or(Step::PublicDisplay),
            Period { start, end },
        ),
        _ => None,
    };
    let start = round
        .map(|round| round.period.start.to_string())
        .unwrap_or_default();
    let end = round
        .map(|round| round.period.end.to_string())
        .unwrap_or_default();
    let step = form.value(
        "step",
        round.map_or(Step::PublicDisplay, |round| round.step).word(),
    );
    let pass = form.value("pass", &round.map_or(1, |round| round.pass).to_string());
    let kind = if round.is_some() {
        ButtonKind::Secondary
    } else {
        ButtonKind::Primary
    };
    view! {
        <Form form=SetRound::NAME hidden=fields>
            <Select
                label=t(msg::working_copies::rounds::step())
                name="step"
                id=format!("{prefix}step")
                value=step
                error=form.error("step")
                choices=steps
            />
            <TextField
                label=t(msg::working_copies::rounds::pass())
                name="pass"
                id=format!("{prefix}pass")
                input_type=InputType::Digits
                width=FieldWidth::Two
                value=pass
                error=form.error("pass")
            />
            <div class="staff-trio">
                <DateField
                    label=t(msg::working_copies::rounds::start())
                    name="start"
                    id=format!("{prefix}start")
                    width=FieldWidth::Full
                    value=form.value("start", &start)
                    error=form.error("start")
                    required=true
                />
                <DateField
                    label=t(msg::working_copies::rounds::end())
                    name="end"
                    id=format!("{prefix}end")
                    width=FieldWidth::Full
                    value=form.value("end", &end)
                    error=form.error("end")
                    required=true
                />
            </div>
            <p class="kern-hint">{t(msg::working_copies::rounds::both_days())}</p>
            {warning}
            <Button kind>{t(msg::common::save())}</Button>
        </Form>
    }
    .into_any()
}

//! What is asked about a decision: who, when, how, and the words of the minutes.

use leptos::prelude::*;
use shared::assessment::{Decision, Proposal, StatementFile};

use super::{
    assess::sent,
    point_words::point_name,
    words::{proposal_name, proposals},
};
use crate::{
    forms::{FormState, use_form},
    i18n::{msg, t},
    ui::{DateField, Fieldset, Select, TextArea, TextField},
};

/// The labels of what must be filled in.
pub(super) fn labels() -> Vec<(&'static str, String)> {
    use msg::assessment::decision;
    vec![
        ("committee", t(decision::committee())),
        ("decided_on", t(decision::on())),
    ]
}

/// What is asked about a decision, filled in with what was entered. A new one without a result of its own decides each
/// statement as proposed.
/// `file` is the one statement that it is about.
pub(super) fn decision_fields(
    form: &'static str,
    prefix: &str,
    entered: Option<Decision>,
    file: Option<&StatementFile>,
) -> AnyView {
    let is_correction = entered.is_some();
    let form = match file {
        Some(file) => sent(form, file),
        None => use_form(form, None),
    };
    let id = |name: &str| format!("{prefix}{name}");
    let (committee, decided_on, chosen, remark) = entered.map_or_else(Default::default, |entered| {
        (
            entered.committee,
            entered.decided_on.to_string(),
            entered.result.map(Proposal::word).unwrap_or_default(),
            entered.remark,
        )
    });
    let as_proposed = (!is_correction).then(|| t(msg::assessment::decision::as_proposed()));
    let result = file.map(|file| {
        if !file.points.is_empty() {
            return point_results(&form, prefix, is_correction, file);
        }
        view! {
            <Select
                label=t(msg::assessment::decision::result())
                name="result"
                id=id("result")
                empty=as_proposed
                value=form.value("result", chosen)
                error=form.error("result")
                choices=proposals()
            />
        }
        .into_any()
    });
    view! {
        {who_and_when(&form, prefix, &committee, &decided_on)}
        {result}
        <TextArea
            label=t(msg::assessment::decision::remark())
            name="remark"
            id=id("remark")
            hint=t(msg::assessment::decision::remark_hint())
            mark=t(msg::common::optional())
            value=form.value("remark", &remark)
            error=form.error("remark")
            rows=3
        />
    }
    .into_any()
}

/// How on each point: as proposed, as entered, or otherwise.
fn point_results(form: &FormState, prefix: &str, is_correction: bool, file: &StatementFile) -> AnyView {
    let fresh: Vec<String> = file
        .points
        .iter()
        .map(|point| point.result.map(Proposal::word).unwrap_or_default().to_owned())
        .collect();
    let chosen = form.values("point_results", &fresh);
    let fields = file
        .points
        .iter()
        .enumerate()
        .map(|(at, point)| {
            let id = if at == 0 {
                format!("{prefix}point_results")
            } else {
                format!("{prefix}point_results-{}", point.number)
            };
            let proposed = point.proposal.map(proposal_name).unwrap_or_default();
            let empty = (!is_correction)
                .then(|| format!("{} ({proposed})", t(msg::assessment::decision::as_proposed())));
            view! {
                <Select
                    label=point_name(file, point)
                    name="point_results"
                    id
                    empty
                    value=chosen.get(at).cloned().unwrap_or_default()
                    choices=proposals()
                />
            }
        })
        .collect_view();
    view! {
        <Fieldset
            legend=t(msg::assessment::decision::result())
            id=format!("{prefix}results")
            error=form.error("point_results")
        >
            {fields}
        </Fieldset>
    }
    .into_any()
}

pub(super) fn who_and_when(form: &FormState, prefix: &str, committee: &str, decided_on: &str) -> AnyView {
    view! {
        <TextField
            label=t(msg::assessment::decision::committee())
            name="committee"
            id=format!("{prefix}committee")
            value=form.value("committee", committee)
            error=form.error("committee")
            required=true
        />
        <DateField
            label=t(msg::assessment::decision::on())
            name="decided_on"
            id=format!("{prefix}decided_on")
            value=form.value("decided_on", decided_on)
            error=form.error("decided_on")
            required=true
        />
    }
    .into_any()
}

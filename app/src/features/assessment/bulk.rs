//! One step for many statements, with a page that says what it does before it is done.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::ApiError,
    assessment::{ListStatements, StatementState},
    procedures::ShowWorkingCopy,
};

use super::words::{outside_text, proposals, state_name};
use crate::{
    features::admin::parts::{StaffFrame, above_statement, may, procedure_path, query},
    forms::{Form, use_form},
    i18n::{msg, t},
    load::{load, show},
    ui::{Button, ButtonGroup, ButtonKind, InputType, LinkButton, Notice, Select, TextArea, TextField, Tone},
};

/// A step that many statements take at once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    ToCouncil,
    Decide,
    Answer,
}

impl Step {
    const ALL: [Self; 3] = [Self::ToCouncil, Self::Decide, Self::Answer];

    const fn word(self) -> &'static str {
        match self {
            Self::ToCouncil => "council",
            Self::Decide => "decide",
            Self::Answer => "answer",
        }
    }

    const fn states(self) -> (StatementState, StatementState) {
        match self {
            Self::ToCouncil => (StatementState::ProposalReady, StatementState::BeforeCouncil),
            Self::Decide => (StatementState::BeforeCouncil, StatementState::Decided),
            Self::Answer => (StatementState::Decided, StatementState::Answered),
        }
    }

    const fn action(self) -> Action {
        match self {
            Self::Decide => Action::RecordDecision,
            Self::ToCouncil | Self::Answer => Action::Assess,
        }
    }

    fn name(self) -> String {
        t(match self {
            Self::ToCouncil => msg::assessment::bulk::to_council(),
            Self::Decide => msg::assessment::bulk::decide(),
            Self::Answer => msg::assessment::bulk::answer(),
        })
    }
}

/// The steps there are, or the confirmation of one (`?step=`).
#[component]
pub fn BulkPage(slug: String) -> impl IntoView {
    let read = load(
        || query("step"),
        move |api, word| {
            let slug = slug.clone();
            async move {
                let copy = api
                    .call(ShowWorkingCopy {
                        procedure: slug.clone(),
                    })
                    .await?;
                let mut counts = Vec::new();
                for step in Step::ALL {
                    let asked = ListStatements {
                        procedure: slug.clone(),
                        state: Some(step.states().0),
                        limit: Some(100),
                        ..Default::default()
                    };
                    let page = api.call(asked).await?;
                    counts.push((page.items.len(), page.next.is_some()));
                }
                Ok::<_, ApiError>((slug, word, copy.content.title.de().to_owned(), counts))
            }
        },
    );
    show(read, |(slug, word, title, counts)| {
        let step = Step::ALL
            .into_iter()
            .find(|step| step.word() == word && may(step.action()));
        match step {
            None => choose(&slug, &title, &counts),
            Some(step) => {
                let index = Step::ALL
                    .into_iter()
                    .position(|other| other == step)
                    .unwrap_or_default();
                confirm(
                    &slug,
                    &title,
                    step,
                    counts.get(index).copied().unwrap_or_default(),
                )
            }
        }
    })
}

/// How many statements a step would touch; beyond a page of the list only that there are more.
fn count_text((count, more): (usize, bool)) -> String {
    let number = u64::try_from(count).unwrap_or(u64::MAX);
    if more {
        t(msg::assessment::bulk::more_than(number))
    } else {
        t(msg::assessment::bulk::count(number))
    }
}

fn choose(slug: &str, title: &str, counts: &[(usize, bool)]) -> AnyView {
    let path = procedure_path(slug, "statements/bulk");
    let rows = Step::ALL
        .into_iter()
        .zip(counts.iter().copied())
        .filter(|(step, _)| may(step.action()))
        .map(|(step, count)| {
            let (from, to) = step.states();
            let act = if count.0 > 0 {
                let href = format!("{path}?step={}", step.word());
                view! { <LinkButton href kind=ButtonKind::Secondary>{t(msg::common::next())}</LinkButton> }.into_any()
            } else {
                ().into_any()
            };
            view! {
                <li class="staff-row">
                    <h2 class="kern-title">{step.name()}</h2>
                    <p>{t(msg::assessment::bulk::from_to(state_name(from), state_name(to)))}" "{count_text(count)}</p>
                    {act}
                </li>
            }
        })
        .collect_view();
    view! {
        <StaffFrame
            above=above_statement(slug, title)
            title=t(msg::assessment::bulk::title())
            preline=title
            lead=t(msg::assessment::bulk::lead())
        >
            <ul class="staff-rows">{rows}</ul>
        </StaffFrame>
    }
    .into_any()
}

fn confirm(slug: &str, title: &str, step: Step, count: (usize, bool)) -> AnyView {
    let (from, to) = step.states();
    let list = procedure_path(slug, "statements");
    let done = format!("{list}?state={}", to.word());
    let back = list.clone();
    let form_name = if step == Step::Decide {
        "RecordDecision"
    } else {
        "MoveStatements"
    };
    let form = use_form(form_name, None);
    let fields = (step == Step::Decide).then(|| decision_fields(""));
    let mut hidden = vec![("procedure", slug.to_owned()), ("next", done)];
    if step != Step::Decide {
        hidden.push(("from", from.word().to_owned()));
        hidden.push(("to", to.word().to_owned()));
    }
    let act = step.name();
    view! {
        <StaffFrame above=above_statement(slug, title) title=step.name() preline=title form>
            <p class="lead">{count_text(count)}</p>
            <Notice title=t(msg::assessment::work::becomes_visible()) tone=Tone::Warning>
                <p>{outside_text(to)}</p>
                <p>{t(msg::assessment::bulk::no_way_back())}</p>
            </Notice>
            <Form form=form_name hidden>
                {fields}
                <ButtonGroup>
                    <Button>{act}</Button>
                    <LinkButton href=back kind=ButtonKind::Secondary>{t(msg::common::cancel())}</LinkButton>
                </ButtonGroup>
            </Form>
        </StaffFrame>
    }
    .into_any()
}

/// What is asked about a decision; without an own result each statement is decided as proposed.
pub(super) fn decision_fields(prefix: &str) -> AnyView {
    let form = use_form("RecordDecision", None);
    let id = |name: &str| format!("{prefix}{name}");
    let result = (!prefix.is_empty()).then(|| {
        view! {
            <Select
                label=t(msg::assessment::decision::result())
                name="result"
                id=id("result")
                empty=t(msg::assessment::decision::as_proposed())
                value=form.value("result", "")
                error=form.error("result")
                choices=proposals()
            />
        }
    });
    view! {
        <TextField
            label=t(msg::assessment::decision::committee())
            name="committee"
            id=id("committee")
            value=form.value("committee", "")
            error=form.error("committee")
            required=true
        />
        <TextField
            label=t(msg::assessment::decision::on())
            name="decided_on"
            id=id("decided_on")
            input_type=InputType::Date
            width=crate::ui::FieldWidth::Medium
            value=form.value("decided_on", "")
            error=form.error("decided_on")
            required=true
        />
        {result}
        <TextArea
            label=t(msg::assessment::decision::remark())
            name="remark"
            id=id("remark")
            hint=t(msg::assessment::decision::remark_hint())
            mark=t(msg::common::optional())
            value=form.value("remark", "")
            error=form.error("remark")
            rows=3
        />
    }
    .into_any()
}

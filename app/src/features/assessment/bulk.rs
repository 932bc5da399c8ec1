//! One step for many statements, with a page that says what it does before it is done.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::{ApiError, Endpoint, page::MAX_LIMIT},
    assessment::{
        CorrectDecision, EnteredDecision, ListDecisions, ListStatements, MoveStatements, MovesPreview,
        PreviewMoves, RecordDecision, StatementState,
    },
    statements::ReplyWish,
};

use super::{
    decision::{decision_fields, labels, who_and_when},
    words::{outside_text, state_name},
};
use crate::{
    context::use_site,
    features::{
        admin::parts::{
            StaffFrame, above_statement, day, may, procedure_path, procedure_title, query, saved_path,
        },
        procedures::words::german,
    },
    forms::{Form, use_form},
    i18n::{msg, t},
    load::{load, show},
    routes,
    ui::{Button, ButtonGroup, ButtonKind, LinkButton, Notice, Tone},
};

/// A step that many statements take at once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    ToCouncil,
    Decide,
    Correct,
    Answer,
}

impl Step {
    const ALL: [Self; 4] = [Self::ToCouncil, Self::Decide, Self::Correct, Self::Answer];

    const fn word(self) -> &'static str {
        match self {
            Self::ToCouncil => "council",
            Self::Decide => "decide",
            Self::Correct => "correct",
            Self::Answer => "answer",
        }
    }

    const fn states(self) -> (StatementState, StatementState) {
        match self {
            Self::ToCouncil => (StatementState::ProposalReady, StatementState::BeforeCouncil),
            Self::Decide => (StatementState::BeforeCouncil, StatementState::Decided),
            Self::Correct => (StatementState::Decided, StatementState::Decided),
            Self::Answer => (StatementState::Decided, StatementState::Answered),
        }
    }

    const fn action(self) -> Action {
        match self {
            Self::Decide | Self::Correct => Action::RecordDecision,
            Self::ToCouncil | Self::Answer => Action::Assess,
        }
    }

    fn name(self) -> String {
        t(match self {
            Self::ToCouncil => msg::assessment::bulk::to_council(),
            Self::Decide => msg::assessment::bulk::decide(),
            Self::Correct => msg::assessment::decision::correct(),
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
                let title = procedure_title(&api, &slug).await?;
                let mut counts = Vec::new();
                for step in Step::ALL {
                    let asked = ListStatements {
                        procedure: slug.clone(),
                        state: Some(step.states().0),
                        limit: Some(MAX_LIMIT),
                        ..Default::default()
                    };
                    let page = api.call(asked).await?;
                    counts.push((page.items.len(), page.next.is_some()));
                }
                let step = Step::ALL.into_iter().find(|step| step.word() == word);
                let preview = match step {
                    Some(step @ (Step::ToCouncil | Step::Answer)) => {
                        let (from, to) = step.states();
                        let asked = PreviewMoves {
                            procedure: slug.clone(),
                            from,
                            to,
                        };
                        Some(api.call(asked).await?)
                    }
                    _ => None,
                };
                let entered = match step {
                    Some(Step::Correct) => {
                        // A meeting has one, and few meetings are not answered yet.
                        api.all(|cursor| ListDecisions {
                            procedure: slug.clone(),
                            limit: Some(MAX_LIMIT),
                            cursor,
                        })
                        .await?
                    }
                    _ => Vec::new(),
                };
                Ok::<_, ApiError>((slug, step, title, counts, preview, entered))
            }
        },
    );
    show(read, |(slug, step, title, counts, preview, entered)| {
        match step.filter(|step| may(step.action())) {
            None => choose(&slug, &title, &counts),
            Some(Step::Correct) => correct(&slug, &title, entered),
            Some(step) => {
                let index = Step::ALL
                    .into_iter()
                    .position(|other| other == step)
                    .unwrap_or_default();
                let count = counts.get(index).copied().unwrap_or_default();
                confirm(&slug, &title, step, count, preview)
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
            let what = if from == to {
                t(msg::assessment::decision::correct_text())
            } else {
                t(msg::assessment::bulk::from_to(state_name(from), state_name(to)))
            };
            let act = if count.0 > 0 {
                let href = format!("{path}?step={}", step.word());
                let text = if from == to {
                    msg::common::change()
                } else {
                    msg::assessment::bulk::look()
                };
                view! { <LinkButton href kind=ButtonKind::Secondary about=step.name()>{t(text)}</LinkButton> }
                    .into_any()
            } else {
                ().into_any()
            };
            view! {
                <li class="staff-row">
                    <h2 class="kern-title">{step.name()}</h2>
                    <p>{what}" "{count_text(count)}</p>
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

fn confirm(
    slug: &str,
    title: &str,
    step: Step,
    count: (usize, bool),
    preview: Option<MovesPreview>,
) -> AnyView {
    let (from, to) = step.states();
    let list = procedure_path(slug, "statements");
    let form_name = if step == Step::Decide {
        RecordDecision::NAME
    } else {
        MoveStatements::NAME
    };
    let form = use_form(form_name, None).labelled(labels());
    let fields = (step == Step::Decide).then(|| {
        let fields = decision_fields(RecordDecision::NAME, "", None, None);
        view! { <p>{t(msg::assessment::bulk::as_proposed())}</p> {fields} }
    });
    // What staff still have to do is said once more when it is done.
    let (letters, mails) = preview
        .as_ref()
        .filter(|_| step == Step::Answer)
        .map_or_else(Default::default, left_to_staff);
    let counted = |count: u32| {
        if count > 0 {
            count.to_string()
        } else {
            String::new()
        }
    };
    let (letters, mails) = (counted(letters), counted(mails));
    let done = [
        ("state", to.word()),
        ("letters", letters.as_str()),
        ("mails", mails.as_str()),
    ];
    let done = routes::with_query(&list, &done);
    let mut hidden = vec![("procedure", slug.to_owned()), ("next", done)];
    if step != Step::Decide {
        hidden.push(("from", from.word().to_owned()));
        hidden.push(("to", to.word().to_owned()));
    }
    let act = step.name();
    let count = match &preview {
        Some(preview) => (usize::try_from(preview.statements).unwrap_or(usize::MAX), false),
        None => count,
    };
    let outcome = preview.map(|preview| outcome(slug, step, preview));
    if count.0 == 0 {
        return view! {
            <StaffFrame above=above_statement(slug, title) title=step.name() preline=title form>
                <p class="lead">{count_text(count)}</p>
                {outcome}
                <p><LinkButton href=list kind=ButtonKind::Secondary>{t(msg::common::back())}</LinkButton></p>
            </StaffFrame>
        }
        .into_any();
    }
    let moving = routes::with_query(&list, &[("state", from.word())]);
    view! {
        <StaffFrame above=above_statement(slug, title) title=step.name() preline=title form>
            <p class="lead">{count_text(count)}</p>
            {outcome}
            <Notice title=t(msg::assessment::work::becomes_visible()) tone=Tone::Warning>
                <p>{outside_text(to)}</p>
                <p>{t(msg::assessment::bulk::no_way_back())}" "<a href=moving>{t(msg::assessment::bulk::list())}</a></p>
            </Notice>
            <Form form=form_name hidden>
                {fields}
                <ButtonGroup>
                    <Button>{act}</Button>
                    <LinkButton href=list kind=ButtonKind::Secondary>{t(msg::common::cancel())}</LinkButton>
                </ButtonGroup>
            </Form>
        </StaffFrame>
    }
    .into_any()
}

/// What the step does beside moving: whom it mails, who has to be written to by hand, and what stays behind.
fn outcome(slug: &str, step: Step, preview: MovesPreview) -> AnyView {
    use msg::assessment::bulk;
    let mut lines = Vec::new();
    if step == Step::Answer && preview.statements > 0 {
        let mails = i64::from(preview.mails);
        lines.push(t(if use_site().mail {
            bulk::mails(mails)
        } else {
            bulk::mails_by_hand(mails)
        }));
        lines.push(t(bulk::letters(i64::from(preview.letters))));
        if preview.unreachable > 0 {
            lines.push(t(bulk::unreachable(i64::from(preview.unreachable))));
        }
    }
    if preview.incomplete > 0 {
        lines.push(t(bulk::incomplete(i64::from(preview.incomplete))));
    }
    let is_left = left_to_staff(&preview) != (0, 0);
    let print = (step == Step::Answer && is_left).then(|| print(slug));
    let to_check = (!preview.to_check.is_empty()).then(|| {
        let links = preview
            .to_check
            .iter()
            .map(|number| {
                let href = procedure_path(slug, &format!("statements/{number}"));
                let text = t(msg::assessment::work::following(i64::from(*number)));
                view! { <a class="row-link" href=href>{text}</a> }
            })
            .collect_view();
        let shown = preview.to_check.len();
        let all = i64::from(preview.to_check_count);
        let rest = i64::try_from(shown).ok().filter(|shown| *shown < all);
        let rest = rest.map(|shown| view! { <p>{t(bulk::to_check_first(shown, all))}</p> });
        view! {
            <p>{t(bulk::to_check())}</p>
            <p class="cluster">{links}</p>
            {rest}
        }
    });
    let lines = (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
        view! { <ul>{lines.collect_view()}</ul> }
    });
    view! { {lines} {print} {to_check} }.into_any()
}

/// How many of those that are answered staff write to themselves: by post, and by e-mail where none is sent from here.
fn left_to_staff(preview: &MovesPreview) -> (u32, u32) {
    let mails = if use_site().mail { 0 } else { preview.mails };
    (preview.letters, mails)
}

/// Where names, addresses and replies are found together.
fn print(slug: &str) -> AnyView {
    let href = procedure_path(slug, "exports");
    view! {
        <p>{t(msg::assessment::bulk::letters_where())}" "<a href=href>{t(msg::working_copies::tab::exports())}</a></p>
    }
    .into_any()
}

/// Once many were answered: whom staff still have to write to themselves, with the way to their list and to what they need
/// for it.
pub(super) fn still_to_send(slug: &str, letters: u32, mails: u32) -> Option<AnyView> {
    use msg::assessment::bulk;
    let list = procedure_path(slug, "statements");
    let lines = [
        (letters, bulk::letters(i64::from(letters)), ReplyWish::Post),
        (mails, bulk::mails_by_hand(i64::from(mails)), ReplyWish::Email),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(_, text, wish)| {
        let those = [("state", StatementState::Answered.word()), ("reply", wish.word())];
        let href = routes::with_query(&list, &those);
        view! { <li><a href=href>{t(text)}</a></li> }
    })
    .collect_view();
    (letters > 0 || mails > 0).then(|| view! { <ul>{lines}</ul> {print(slug)} }.into_any())
}

/// The decisions that can still be corrected, each with a form of its own: results and words of the minutes are corrected
/// statement by statement.
fn correct(slug: &str, title: &str, entered: Vec<EnteredDecision>) -> AnyView {
    let mut failed = (None, String::new());
    let forms = entered
        .into_iter()
        .enumerate()
        .map(|(index, entered)| {
            let form = use_form(CorrectDecision::NAME, Some(("entry", &entry(&entered)))).labelled(labels());
            let prefix = format!("entry-{index}-");
            if form.has_failed() {
                failed = (Some(form), prefix.clone());
            }
            correction(slug, &prefix, entered)
        })
        .collect_view();
    let (form, prefix) = failed;
    // Of a decision that somebody else corrected meanwhile there is no form any more to show it with.
    let form = form.unwrap_or_else(|| use_form(CorrectDecision::NAME, None).labelled(labels()));
    view! {
        <StaffFrame
            above=above_statement(slug, title)
            title=Step::Correct.name()
            preline=title
            lead=t(msg::assessment::decision::correct_text())
            form
            prefix
        >
            <ul class="staff-rows">{forms}</ul>
        </StaffFrame>
    }
    .into_any()
}

/// Tells the forms of the page apart.
fn entry(entered: &EnteredDecision) -> String {
    format!("{} {}", entered.decided_on, entered.committee)
}

fn correction(slug: &str, prefix: &str, entered: EnteredDecision) -> AnyView {
    let entry = entry(&entered);
    let form = use_form(CorrectDecision::NAME, Some(("entry", &entry)));
    let hidden = vec![
        ("procedure", slug.to_owned()),
        ("was_committee", entered.committee.clone()),
        ("was_on", entered.decided_on.to_string()),
        ("entry", entry),
        ("next", saved_path(slug, "statements/bulk")),
    ];
    let count = usize::try_from(entered.statements).unwrap_or(usize::MAX);
    let fields = who_and_when(&form, prefix, &entered.committee, &entered.decided_on.to_string());
    view! {
        <li class="staff-row">
            <h2 class="kern-title"><span lang=german()>{entered.committee}</span>", "{day(entered.decided_on)}</h2>
            <p>{count_text((count, false))}</p>
            <Form form=CorrectDecision::NAME hidden>
                {fields}
                <Button kind=ButtonKind::Secondary>{t(msg::assessment::decision::act())}</Button>
            </Form>
        </li>
    }
    .into_any()
}

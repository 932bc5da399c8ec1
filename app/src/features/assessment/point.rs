//! The working page of one point: its passage on one side, heading, reply and proposal on the other.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::{ApiError, Endpoint},
    assessment::{
        AnswerSource, AssessPoint, ListAnswers, Point, Proposal, StatementFile, StatementState,
        TakeOverAnswer,
    },
    ids::StatementNumber,
};

use super::{
    assess::{self, is_decided, proposal},
    divide::above_points,
    point_words::{full_number, is_to_check, point_name, point_path},
    selection::{Selection, saved},
    words::{proposal_name, state_name, state_tone, statement_file},
};
use crate::{
    features::{
        admin::parts::{
            StaffFrame, conflict, has_clashed, may, or_dash, or_empty, page_revision, procedure_title,
            shown_again, stored,
        },
        procedures::words::foreign,
    },
    forms::{FORM, Form, FormState},
    i18n::{msg, t},
    load::{load, show},
    ui::{
        Badge, Button, ButtonGroup, ButtonKind, Details, ErrorSummary, FieldProblem, FieldWidth, Fold, Icon,
        IconView, Lang, LinkButton, Notice, SummaryList, SummaryRow, TextArea, TextField, Tone, UserText,
    },
};

/// Characters from which on a passage may be higher than a window, beside the form where it then moves by itself.
const LONG: usize = 600;

/// One point of a statement.
#[component]
pub fn PointPage(slug: String, number: u32, point: u32) -> impl IntoView {
    let assesses = may(Action::Assess);
    let read = load(conflict, move |api, clash| {
        let slug = slug.clone();
        async move {
            let file = statement_file(&api, &slug, number).await?;
            let found = file.points.iter().find(|known| known.number.0 == point).cloned();
            // Somebody took the point away while this was typed: what was typed is shown without it.
            if found.is_none() && clash.is_none() {
                return Err(ApiError::NotFound);
            }
            let title = procedure_title(&api, &slug).await?;
            // Only a help, and no longer than a list can be looked through: without it the number is typed.
            let answers = if assesses {
                let asked = ListAnswers {
                    procedure: slug.clone(),
                    number: StatementNumber(number),
                    limit: None,
                    cursor: None,
                };
                api.call(asked).await.map(|page| page.items).unwrap_or_default()
            } else {
                Vec::new()
            };
            Ok::<_, ApiError>((file, found, title, answers))
        }
    });
    show(read, move |(file, found, title, answers)| match found {
        Some(found) => page(&file, found, answers, &title),
        None => gone(&file, point, &title),
    })
}

/// The form about a point as it was sent: each of its buttons sends all of it, to an endpoint of its own. What was sent about
/// another point is not shown in it.
fn sent(file: &StatementFile, point: u32) -> FormState {
    let of = |name| assess::sent(name, file).only_of("point", &point.to_string());
    let take = of(TakeOverAnswer::NAME);
    if take.is_fresh() {
        of(AssessPoint::NAME)
    } else {
        take
    }
}

/// What was typed about a point that is no more, to copy it from here.
fn gone(file: &StatementFile, point: u32, title: &str) -> AnyView {
    use msg::assessment::points;
    let form = sent(file, point);
    let proposal = Proposal::from_word(&form.value("proposal", ""));
    let rows = answer_rows(&form.value("label", ""), &form.value("reply", ""), proposal);
    let problems = vec![FieldProblem::new(String::new(), t(points::gone()))];
    let heading = t(points::one(format!("{}.{point}", file.number)));
    let statement = Selection::here().statement(&file.procedure, file.number.0);
    view! {
        <StaffFrame above=above_points(file, title) title=heading preline=title went_wrong=true>
            <ErrorSummary title=t(points::changed()) problems/>
            <SummaryList rows/>
            <p><LinkButton href=statement kind=ButtonKind::Secondary>{t(msg::assessment::captured::open())}</LinkButton></p>
        </StaffFrame>
    }
    .into_any()
}

fn page(file: &StatementFile, point: Point, answers: Vec<AnswerSource>, title: &str) -> AnyView {
    use msg::assessment::points;
    let form = sent(file, point.number.0);
    let heading = t(points::one(full_number(file, &point)));
    // What was sent does not change any more; what was typed meanwhile is shown nevertheless, to copy it from here.
    let is_fixed = match file.state {
        StatementState::Withdrawn => true,
        StatementState::Answered => form.is_fresh(),
        _ => false,
    };
    let works = may(Action::Assess) && !is_fixed;
    let lang = Lang {
        code: foreign(&file.language).unwrap_or_default(),
        dir: "auto".into(),
    };
    let (number, passage) = (point.number.0, point.passage.clone());
    let decided = point.result.map(|result| {
        view! { <p>{t(points::decided(proposal_name(result)))}</p> }
    });
    let to_check = is_to_check(file, &point).then(|| {
        view! {
            <Notice title=t(msg::assessment::work::to_check()) tone=Tone::Warning>
                <p>{t(msg::errors::reply_to_check())}</p>
            </Notice>
        }
    });
    let is_long = passage.chars().count() > LONG;
    let state = file.state;
    let neighbours = view! { <Neighbours file=file.clone() point=number/> };
    let work = if works {
        view! { <Work file=file.clone() point answers/> }.into_any()
    } else {
        reading(point)
    };
    let text = if lang.code.is_empty() {
        view! { <UserText text=passage/> }.into_any()
    } else {
        view! { <UserText text=passage lang/> }.into_any()
    };
    view! {
        <StaffFrame above=above_points(file, title) title=heading preline=title form>
            <div class="staff-bar">
                <p class="cluster"><Badge text=state_name(state) tone=state_tone(state)/></p>
                {neighbours}
            </div>
            <div class="staff-split staff-split--work">
                // Who has no mouse moves a long passage as well.
                <section class="staff-letter staff-letter--beside stack" aria-labelledby="passage" tabindex=is_long.then_some("0")>
                    <h2 id="passage">{t(points::passage())}</h2>
                    {text}
                </section>
                <section class="stack" aria-labelledby="assess">
                    <h2 id="assess">{t(msg::assessment::work::assessment())}</h2>
                    {decided}
                    {to_check}
                    {work}
                </section>
            </div>
        </StaffFrame>
    }
    .into_any()
}

/// Links to the points before and after.
#[component]
fn Neighbours(file: StatementFile, point: u32) -> impl IntoView {
    use msg::assessment::points;
    let among = Selection::here();
    let link = |at: Option<u32>| {
        let found = file.points.iter().find(|known| Some(known.number.0) == at)?;
        let text = t(points::one(full_number(&file, found)));
        Some((point_path(&among, &file, found.number.0), text))
    };
    let previous = link(point.checked_sub(1)).map(|(href, text)| {
        view! { <a class="row-link" rel="prev" href=href><IconView icon=Icon::Back/><span>{text}</span></a> }
    });
    let following = link(point.checked_add(1)).map(|(href, text)| {
        view! { <a class="row-link" rel="next" href=href><span>{text}</span><IconView icon=Icon::Forward/></a> }
    });
    view! { <nav class="cluster" aria-label=t(points::neighbours())>{previous}{following}</nav> }
}

fn reading(point: Point) -> AnyView {
    use msg::assessment::points;
    let rows = vec![
        SummaryRow::view(t(points::label()), or_dash(point.label)),
        SummaryRow::view(
            t(points::reply()),
            view! { <UserText text=point.reply/> }.into_any(),
        ),
        SummaryRow::view(
            t(msg::assessment::list::proposal()),
            or_dash(point.proposal.map(proposal_name).unwrap_or_default()),
        ),
    ];
    view! { <SummaryList rows/> }.into_any()
}

/// What the form about one point carries hidden; where the point began tells after a conflict whether it is still the one
/// that was written about.
fn which(form: &FormState, file: &StatementFile, point: &Point) -> Vec<(&'static str, String)> {
    let next = saved(&point_path(&Selection::here(), file, point.number.0));
    let fresh = point.start.to_string();
    let start = match conflict() {
        Some(_) => fresh,
        None => form.value("start", &fresh),
    };
    vec![
        ("procedure", file.procedure.clone()),
        ("number", file.number.to_string()),
        ("point", point.number.to_string()),
        page_revision(file.revision),
        ("start", start),
        ("next", next),
    ]
}

/// Heading, reply and proposal, and taking over what was answered to the same concern elsewhere: one form, so that neither
/// button throws away what was typed for the other.
///
/// The Enter key presses the first button of a form, which saves and stays here; else it would take over an answer.
#[component]
fn Work(file: StatementFile, point: Point, answers: Vec<AnswerSource>) -> impl IntoView {
    use msg::assessment::points;
    let form = sent(&file, point.number.0);
    let number = point.number.0;
    let mut hidden = which(&form, &file, &point);
    let moved = moved(&form, &file, &point);
    let stored = stored(&form, || answer_rows(&point.label, &point.reply, point.proposal));
    let own = full_number(&file, &point);
    let others = answers.into_iter().filter(|answer| answer.from != own).collect();
    let take = take_over(&form, others);
    let among = Selection::here();
    // The next point is opened at its first field, which has the focus there.
    let (onward, to, at) = match file.points.iter().find(|next| next.number.0 == number + 1) {
        Some(next) => (
            points::save_and_next(),
            point_path(&among, &file, next.number.0),
            "#label",
        ),
        None => (
            msg::assessment::work::save_and_next(),
            among.statement(&file.procedure, file.number.0),
            "",
        ),
    };
    let to = format!("{}{at}", saved(&to));
    let proposal = proposal(&form, file.state, point.proposal);
    if is_decided(&form, file.state) {
        let word = point.proposal.map(Proposal::word).unwrap_or_default();
        hidden.push(("proposal", word.to_owned()));
    }
    let is_worked_on = matches!(file.state, StatementState::Received | StatementState::InWork);
    let ready = (at.is_empty() && is_worked_on).then(|| {
        let state = StatementState::ProposalReady.word();
        view! { <Button kind=ButtonKind::Secondary name="state" value=state>{t(points::save_and_ready())}</Button> }
    });
    view! {
        {moved}
        {stored}
        <Form form=AssessPoint::NAME hidden>
            {shown_again(&form)}
            <button class="kern-sr-only" type="submit" tabindex="-1" aria-hidden="true">{t(msg::common::save())}</button>
            {take}
            <TextField
                label=t(points::label())
                name="label"
                hint=t(points::label_hint())
                mark=t(msg::common::optional())
                value=form.value("label", &point.label)
                error=form.error("label")
                width=FieldWidth::Full
            />
            <TextArea
                label=t(points::reply())
                name="reply"
                hint=t(msg::assessment::work::reply_hint())
                value=form.value("reply", &point.reply)
                error=form.error("reply")
                rows=10
            />
            {proposal}
            <ButtonGroup>
                <Button name="next" value=to>{t(onward)}</Button>
                {ready}
                <Button kind=ButtonKind::Secondary>{t(msg::common::save())}</Button>
            </ButtonGroup>
        </Form>
    }
}

/// From where an answer is taken over: a button of the same form with an endpoint of its own.
fn take_over(form: &FormState, answers: Vec<AnswerSource>) -> AnyView {
    use msg::assessment::points;
    let (from, error) = (form.value("from", ""), form.error("from"));
    let fold = if from.is_empty() && error.is_none() {
        Fold::Closed
    } else {
        Fold::Open
    };
    let answers = answers
        .into_iter()
        .map(|AnswerSource { from, label }| {
            let text = format!("{from} – {label}");
            view! { <option value=from>{text}</option> }
        })
        .collect_view();
    view! {
        <Details summary=t(points::take_over()) fold>
            <datalist id="answers">{answers}</datalist>
            <TextField
                label=t(points::take_over_from())
                name="from"
                hint=t(points::take_over_hint())
                value=from
                error
                width=FieldWidth::Medium
                list="answers"
            />
            <Button kind=ButtonKind::Secondary name=FORM value=TakeOverAnswer::NAME>{t(points::take_over())}</Button>
        </Details>
    }
    .into_any()
}

/// After a conflict: that another passage bears the number now, and where the one is that was written about.
fn moved(form: &FormState, file: &StatementFile, point: &Point) -> Option<AnyView> {
    use msg::assessment::points;
    let start = form.value("start", "");
    let is_other = has_clashed(form) && !start.is_empty() && start != point.start.to_string();
    is_other.then(|| {
        let other = file.points.iter().find(|other| other.start.to_string() == start);
        let there = other.map(|other| {
            let href = point_path(&Selection::here(), file, other.number.0);
            view! { <p><a href=href>{point_name(file, other)}</a></p> }
        });
        let text = t(points::moved(full_number(file, point)));
        view! {
            <Notice title=t(points::changed()) tone=Tone::Warning>
                <p>{text}</p>
                {there}
            </Notice>
        }
        .into_any()
    })
}

/// What the form about a point asks for, to be read only: as it is stored now, or as it was typed.
fn answer_rows(label: &str, reply: &str, proposal: Option<Proposal>) -> Vec<SummaryRow> {
    use msg::assessment::points;
    let proposal = proposal.map(proposal_name).unwrap_or_default();
    vec![
        SummaryRow::text(t(points::label()), or_empty(label)),
        SummaryRow::text(t(points::reply()), or_empty(reply)),
        SummaryRow::text(t(msg::assessment::list::proposal()), or_empty(&proposal)),
    ]
}

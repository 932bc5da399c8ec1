//! The working page of one point: its passage on one side, heading, reply and proposal on the other.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::{ApiError, Endpoint},
    assessment::{
        AssessPoint, Point, Proposal, ShowStatement, StatementFile, StatementState, TakeOverAnswer,
    },
    ids::StatementNumber,
};

use super::{
    divide::above_points,
    opinion::or_empty,
    point_words::{full_number, point_path},
    words::{proposal_name, proposals, state_name, state_tone},
};
use crate::{
    features::{
        admin::parts::{StaffFrame, conflict, may, or_dash, page_revision, procedure_title, saved_path},
        procedures::words::foreign,
    },
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    load::{load, show},
    ui::{
        Badge, Button, ButtonGroup, ButtonKind, Details, FieldWidth, Fold, Icon, IconView, Lang, RadioGroup,
        SummaryList, SummaryRow, TextArea, TextField, UserText,
    },
};

/// One point of a statement.
#[component]
pub fn PointPage(slug: String, number: u32, point: u32) -> impl IntoView {
    let read = load(conflict, move |api, _| {
        let slug = slug.clone();
        async move {
            let file = api
                .call(ShowStatement {
                    procedure: slug.clone(),
                    number: StatementNumber(number),
                })
                .await?;
            let found = file.points.iter().find(|known| known.number.0 == point).cloned();
            let found = found.ok_or(ApiError::NotFound)?;
            let title = procedure_title(&api, &slug).await?;
            Ok::<_, ApiError>((file, found, title))
        }
    });
    show(read, |(file, point, title)| page(&file, point, &title))
}

fn page(file: &StatementFile, point: Point, title: &str) -> AnyView {
    use msg::assessment::points;
    let (assess, take) = (
        use_form(AssessPoint::NAME, None),
        use_form(TakeOverAnswer::NAME, None),
    );
    let form = if take.has_failed() { take } else { assess };
    let heading = t(points::one(full_number(file, &point)));
    let works = may(Action::Assess) && file.state != StatementState::Withdrawn;
    let lang = Lang {
        code: foreign(&file.language).unwrap_or_default(),
        dir: "auto".into(),
    };
    let (number, passage) = (point.number.0, point.passage.clone());
    let decided = point.result.map(|result| {
        view! { <p>{t(points::decided(proposal_name(result)))}</p> }
    });
    let state = file.state;
    let neighbours = view! { <Neighbours file=file.clone() point=number/> };
    let work = if works {
        view! {
            <TakeOver file=file.clone() point=point.clone()/>
            <Work file=file.clone() point/>
        }
        .into_any()
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
                <section class="staff-letter stack" aria-labelledby="passage">
                    <h2 id="passage">{t(points::passage())}</h2>
                    {text}
                </section>
                <section class="stack" aria-labelledby="opinion">
                    <h2 id="opinion">{t(msg::assessment::work::opinion())}</h2>
                    {decided}
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
    let link = |at: Option<u32>| {
        let found = file.points.iter().find(|known| Some(known.number.0) == at)?;
        let text = t(points::one(full_number(&file, found)));
        Some((point_path(&file, found.number.0), text))
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

/// What a form about one point carries hidden.
fn which(file: &StatementFile, point: u32) -> Vec<(&'static str, String)> {
    let next = saved_path(
        &file.procedure,
        &format!("statements/{}/points/{point}", file.number),
    );
    vec![
        ("procedure", file.procedure.clone()),
        ("number", file.number.to_string()),
        ("point", point.to_string()),
        page_revision(file.revision),
        ("next", next),
    ]
}

#[component]
fn Work(file: StatementFile, point: Point) -> impl IntoView {
    use msg::assessment::points;
    let form = use_form(AssessPoint::NAME, None);
    let number = point.number.0;
    let hidden = which(&file, number);
    let stored = stored(&form, &point);
    let (onward, to) = match file.points.iter().find(|next| next.number.0 == number + 1) {
        Some(next) => (
            points::save_and_next(),
            format!("statements/{}/points/{}", file.number, next.number),
        ),
        None => (
            msg::assessment::work::save_and_next(),
            format!("statements/{}", file.number),
        ),
    };
    let to = saved_path(&file.procedure, &to);
    view! {
        {stored}
        <Form form=AssessPoint::NAME hidden>
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
            <RadioGroup
                legend=t(msg::assessment::list::proposal())
                name="proposal"
                value=form.value("proposal", point.proposal.map(Proposal::word).unwrap_or_default())
                error=form.error("proposal")
                choices=proposals()
            />
            <ButtonGroup>
                <Button name="next" value=to>{t(onward)}</Button>
                <Button kind=ButtonKind::Secondary>{t(msg::common::save())}</Button>
            </ButtonGroup>
        </Form>
    }
}

/// Taking over what was answered to the same concern elsewhere.
#[component]
fn TakeOver(file: StatementFile, point: Point) -> impl IntoView {
    use msg::assessment::points;
    let form = use_form(TakeOverAnswer::NAME, None);
    let hidden = which(&file, point.number.0);
    view! {
        <Details summary=t(points::take_over()) fold=form.fold()>
            <Form form=TakeOverAnswer::NAME hidden>
                <TextField
                    label=t(points::take_over_from())
                    name="from"
                    hint=t(points::take_over_hint())
                    value=form.value("from", "")
                    error=form.error("from")
                    width=FieldWidth::Short
                />
                <Button kind=ButtonKind::Secondary>{t(points::take_over())}</Button>
            </Form>
        </Details>
    }
}

/// After a conflict: what is stored now, to compare with what was typed.
fn stored(form: &FormState, point: &Point) -> Option<AnyView> {
    use msg::assessment::points;
    let conflict = form.has_failed() && conflict().is_some();
    conflict.then(|| {
        let proposal = point.proposal.map(proposal_name).unwrap_or_default();
        let rows = vec![
            SummaryRow::text(t(points::label()), or_empty(&point.label)),
            SummaryRow::text(t(points::reply()), or_empty(&point.reply)),
            SummaryRow::text(t(msg::assessment::list::proposal()), or_empty(&proposal)),
        ];
        view! { <Details summary=t(msg::admin::conflict::stored()) fold=Fold::Open><SummaryList rows/></Details> }
            .into_any()
    })
}

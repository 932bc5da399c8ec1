//! Dividing a statement into points: its text sentence by sentence, each a checkbox.

use leptos::prelude::*;
use shared::{
    api::{ApiError, Endpoint},
    assessment::{DivideStatement, Sentence, StatementFile, StatementState, check_division, sentences},
};

use super::{
    assess::{sent, which},
    point_words::point_name,
    selection::Selection,
    words::statement_file,
};
use crate::{
    features::{
        admin::parts::{StaffFrame, conflict, procedure_title, stored_view},
        procedures::words::foreign,
    },
    forms::Form,
    i18n::{msg, t},
    load::{load, show},
    ui::{Button, ButtonGroup, ButtonKind, Checkbox, Fieldset, LinkButton, NavLink, Notice, Tone},
};

/// Where the points of a statement begin.
#[component]
pub fn DividePage(slug: String, number: u32) -> impl IntoView {
    let read = load(conflict, move |api, _| {
        let slug = slug.clone();
        async move {
            let file = statement_file(&api, &slug, number).await?;
            let title = procedure_title(&api, &slug).await?;
            Ok::<_, ApiError>((file, title))
        }
    });
    show(read, |(file, title)| page(file, &title))
}

/// The way to a statement's points.
pub(super) fn above_points(file: &StatementFile, title: &str) -> Vec<NavLink> {
    let among = Selection::here();
    let mut links = among.above(&file.procedure, title);
    links.push(NavLink::new(
        t(msg::assessment::work::title(i64::from(file.number.0))),
        among.statement(&file.procedure, file.number.0),
    ));
    links
}

fn page(file: StatementFile, title: &str) -> AnyView {
    use msg::assessment::points;
    let form = sent(DivideStatement::NAME, &file);
    let above = above_points(&file, title);
    let statement = Selection::here().statement(&file.procedure, file.number.0);
    if check_division(file.state).is_err() {
        return view! {
            <StaffFrame above title=t(points::divide()) preline=title form>
                <Notice title=t(points::closed())><p>{t(msg::errors::division_closed())}</p></Notice>
                <p><LinkButton href=statement kind=ButtonKind::Secondary>{t(msg::common::back())}</LinkButton></p>
            </StaffFrame>
        }
        .into_any();
    }
    let hidden = which(&form, &file);
    let starts: Vec<u32> = file.points.iter().map(|point| point.start).collect();
    let fresh: Vec<String> = starts.iter().skip(1).map(u32::to_string).collect();
    let chosen = form.values("starts", &fresh);
    let keeps = (!file.points.is_empty()).then(|| view! { <p>{t(points::keeps())}</p> });
    let back = (file.state == StatementState::ProposalReady)
        .then(|| view! { <Notice title=t(points::ready_back()) tone=Tone::Warning/> });
    let error = form.error("starts");
    let stored = stored_view(&form, || divided(&file));
    let paragraphs = paragraphs(sentences(&file.body, &starts), &chosen);
    let lang = foreign(&file.language);
    view! {
        <StaffFrame above title=t(points::divide()) preline=title lead=t(points::divide_lead()) form>
            {keeps}
            {back}
            {stored}
            <Form form=DivideStatement::NAME hidden>
                <Fieldset legend=t(points::begins()) id="starts" hint=t(points::first()) error>
                    <div class="points-text" lang=lang>{paragraphs}</div>
                </Fieldset>
                <ButtonGroup>
                    <Button>{t(points::divide_act())}</Button>
                    <LinkButton href=statement kind=ButtonKind::Secondary>{t(msg::common::cancel())}</LinkButton>
                </ButtonGroup>
            </Form>
        </StaffFrame>
    }
    .into_any()
}

/// How it is divided now.
fn divided(file: &StatementFile) -> AnyView {
    if file.points.is_empty() {
        return view! { <p>{t(msg::assessment::points::undivided())}</p> }.into_any();
    }
    let names = file
        .points
        .iter()
        .map(|point| view! { <li dir="auto">{point_name(file, point)}</li> })
        .collect_view();
    view! { <ul>{names}</ul> }.into_any()
}

/// The sentences line by line, as their author parted them. The first box bears the field's id, so that a mistake leads to it.
fn paragraphs(sentences: Vec<Sentence>, chosen: &[String]) -> AnyView {
    let mut all = sentences.into_iter().enumerate().peekable();
    let mut paragraphs = Vec::new();
    while let Some(first) = all.next() {
        let mut lines = vec![sentence(first, chosen)];
        while let Some(next) = all.next_if(|(_, next)| !next.begins_line) {
            lines.push(sentence(next, chosen));
        }
        paragraphs.push(view! { <div class="points-paragraph">{lines}</div> });
    }
    paragraphs.collect_view().into_any()
}

fn sentence((at, sentence): (usize, Sentence), chosen: &[String]) -> AnyView {
    let text = sentence.text.trim().to_owned();
    let value = sentence.start.to_string();
    match at {
        0 => view! { <p class="points-first" dir="auto">{text}</p> }.into_any(),
        _ => {
            let id = if at == 1 {
                "starts".to_owned()
            } else {
                format!("starts-{value}")
            };
            let checked = chosen.contains(&value);
            view! { <Checkbox label=text name="starts" value id checked/> }.into_any()
        }
    }
}

//! What the administration thinks of a statement: note, topics, reply, proposal, the next state, the decision.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::Endpoint,
    assessment::{
        AssessStatement, CorrectDecision, Decision, Proposal, RecordDecision, StatementFile, StatementState,
        Topic,
    },
    statements::{MayPublish, Person, Publication, ReplyWish},
};

use super::{
    decision::decision_fields,
    point_words::{PointList, proposal_text},
    selection::{Selection, saved},
    topic_words::topic_name,
    words::{outside_text, proposal_name, proposals, state_name},
};
use crate::{
    context::{use_language, use_site},
    features::{
        admin::parts::{day, may, or_dash, or_empty, revision, shown_again, stored},
        procedures::words::german,
    },
    forms::{Form, FormState, use_form},
    i18n::{format, msg, t},
    ui::{
        Badge, Button, ButtonGroup, ButtonKind, Checkbox, CheckboxGroup, Choice, Details, Fold, Notice,
        RadioGroup, SummaryList, SummaryRow, TextArea, Tone, UserText,
    },
};

/// Note, topics, reply and proposal: a form for those who assess, a reading view for the others.
#[component]
pub fn Assess(file: StatementFile, topics: Vec<Topic>) -> impl IntoView {
    let decision = file
        .decision
        .clone()
        .map(|decision| view! { <Decided decision to_check=file.reply_to_check/> });
    let points = view! { <PointList file=file.clone()/> };
    let work = if may(Action::Assess) && file.state != StatementState::Withdrawn {
        view! { <Work file topics/> }.into_any()
    } else {
        reading(file, &topics)
    };
    view! {
        <section class="stack" aria-labelledby="assess">
            <h2 id="assess">{t(msg::assessment::work::assessment())}</h2>
            {decision}
            {points}
            {work}
        </section>
    }
}

/// What the reply of a statement is called: what is said before the points, where there are any.
fn reply_title(file: &StatementFile) -> String {
    t(if file.points.is_empty() {
        msg::assessment::work::reply()
    } else {
        msg::assessment::points::general()
    })
}

fn topic_names(codes: &[String], topics: &[Topic]) -> String {
    let names: Vec<String> = topics
        .iter()
        .filter(|topic| codes.contains(&topic.code))
        .map(topic_name)
        .collect();
    format::list(&names, use_language())
}

fn reading(file: StatementFile, topics: &[Topic]) -> AnyView {
    let mut rows = vec![
        SummaryRow::view(
            t(msg::assessment::list::proposal()),
            or_dash(proposal_text(&file)),
        ),
        SummaryRow::view(reply_title(&file), text_or_dash(file.reply)),
        SummaryRow::view(
            t(msg::assessment::work::topics()),
            or_dash(topic_names(&file.topics, topics)),
        ),
    ];
    // The others are not given it.
    if may(Action::Assess) {
        rows.push(SummaryRow::view(
            t(msg::assessment::work::note()),
            text_or_dash(file.note),
        ));
    }
    view! { <SummaryList rows/> }.into_any()
}

/// What somebody wrote with its paragraphs, or a dash where there is nothing.
fn text_or_dash(text: String) -> AnyView {
    if text.trim().is_empty() {
        return or_dash(String::new());
    }
    view! { <UserText text/> }.into_any()
}

/// The state of a form about one statement: what was sent about another one is not shown in it.
pub(super) fn sent(form: &'static str, file: &StatementFile) -> FormState {
    use_form(form, Some(("number", &file.number.to_string())))
}

/// What a form about one statement carries hidden: which one, as it was seen, and where to go on.
pub(super) fn which(form: &FormState, file: &StatementFile) -> Vec<(&'static str, String)> {
    let next = saved(&Selection::here().statement(&file.procedure, file.number.0));
    vec![
        ("procedure", file.procedure.clone()),
        ("number", file.number.to_string()),
        revision(form, file.revision),
        ("next", next),
    ]
}

/// Whether the council has decided on what a form shows: its proposal does not change any more.
pub(super) fn is_decided(form: &FormState, state: StatementState) -> bool {
    matches!(state, StatementState::Decided | StatementState::Answered) && form.is_fresh()
}

/// The choice of a proposal; once the council decided on it, what was proposed.
pub(super) fn proposal(form: &FormState, state: StatementState, stored: Option<Proposal>) -> AnyView {
    if is_decided(form, state) {
        let rows = vec![SummaryRow::text(
            t(msg::assessment::list::proposal()),
            stored.map(proposal_name).unwrap_or_default(),
        )];
        return view! { <SummaryList rows/> }.into_any();
    }
    // The council is not shown a statement without one.
    let none = (state != StatementState::BeforeCouncil)
        .then(|| Choice::new("", t(msg::assessment::work::no_proposal())));
    let choices: Vec<_> = none.into_iter().chain(proposals()).collect();
    view! {
        <RadioGroup
            legend=t(msg::assessment::list::proposal())
            name="proposal"
            value=form.value("proposal", stored.map(Proposal::word).unwrap_or_default())
            error=form.error("proposal")
            choices
        />
    }
    .into_any()
}

/// The reply as it was sent.
fn sent_reply(file: &StatementFile) -> AnyView {
    let rows = vec![SummaryRow::view(
        reply_title(file),
        text_or_dash(file.reply.clone()),
    )];
    view! {
        <SummaryList rows/>
        <p class="muted">{t(msg::errors::reply_sent())}</p>
    }
    .into_any()
}

/// Where the council decided differently from what was proposed: the reply is changed, or somebody confirms that it fits.
fn check(form: &FormState) -> AnyView {
    use msg::assessment::work;
    view! {
        <Notice title=t(work::to_check()) tone=Tone::Warning><p>{t(msg::errors::reply_to_check())}</p></Notice>
        <Checkbox
            label=t(work::reply_fits())
            name="reply_fits"
            value="true"
            checked=form.value("reply_fits", "") == "true"
            error=form.error("reply_fits")
        />
    }
    .into_any()
}

#[component]
fn Work(file: StatementFile, topics: Vec<Topic>) -> impl IntoView {
    let form = sent(AssessStatement::NAME, &file);
    let mut hidden = which(&form, &file);
    let is_sent = file.state == StatementState::Answered && form.is_fresh();
    if is_sent {
        hidden.push(("reply", file.reply.clone()));
    }
    if file.points.is_empty() && is_decided(&form, file.state) {
        let word = file.proposal.map(Proposal::word).unwrap_or_default();
        hidden.push(("proposal", word.to_owned()));
    }
    let chosen = form.values("topics", &file.topics);
    let summary = match chosen.len() {
        0 => t(msg::assessment::work::choose_topics()),
        count => format!(
            "{} ({count}): {}",
            t(msg::assessment::work::topics()),
            topic_names(&chosen, &topics)
        ),
    };
    let all = topics;
    let choices = all
        .iter()
        .map(|topic| Choice::new(topic.code.clone(), topic_name(topic)))
        .collect();
    let wrong_topics = form.error("topics");
    let reply = if is_sent {
        sent_reply(&file)
    } else {
        view! {
            <TextArea
                label=reply_title(&file)
                name="reply"
                hint=t(msg::assessment::work::reply_hint())
                value=form.value("reply", &file.reply)
                error=form.error("reply")
                rows=10
            />
        }
        .into_any()
    };
    let to_check = file.reply_to_check.then(|| check(&form));
    let proposal = if file.points.is_empty() {
        proposal(&form, file.state, file.proposal)
    } else {
        let rows = vec![SummaryRow::text(
            t(msg::assessment::list::proposal()),
            proposal_text(&file),
        )];
        view! { <SummaryList rows/> }.into_any()
    };
    let stored = stored(&form, || stored_rows(&file, &all));
    let following = move_notes(&file);
    let onward = file.following.map(|number| {
        let to = saved(&Selection::here().statement(&file.procedure, number));
        view! { <Button kind=ButtonKind::Secondary name="next" value=to>{t(msg::assessment::work::save_and_next())}</Button> }
    });
    view! {
        {stored}
        <Form form=AssessStatement::NAME hidden id="assessment">
            {shown_again(&form)}
            {reply}
            {to_check}
            {proposal}
            <div class="staff-topics">
                <Details summary fold=Fold::Closed>
                    <CheckboxGroup
                        legend=t(msg::assessment::work::topics())
                        name="topics"
                        values=chosen
                        error=wrong_topics
                        choices
                    />
                </Details>
            </div>
            <TextArea
                label=t(msg::assessment::work::note())
                name="note"
                hint=t(msg::assessment::work::note_hint())
                value=form.value("note", &file.note)
                error=form.error("note")
                rows=4
            />
            <ButtonGroup>
                <Button>{t(msg::common::save())}</Button>
                {onward}
            </ButtonGroup>
            <Moves state=file.state following/>
        </Form>
    }
}

/// What of the form somebody else saved in between.
fn stored_rows(file: &StatementFile, topics: &[Topic]) -> Vec<SummaryRow> {
    use msg::assessment::{list, work};
    let topics = topic_names(&file.topics, topics);
    vec![
        SummaryRow::text(t(list::state()), state_name(file.state)),
        SummaryRow::text(reply_title(file), or_empty(&file.reply)),
        SummaryRow::text(t(list::proposal()), or_empty(&proposal_text(file))),
        SummaryRow::text(t(work::topics()), or_empty(&topics)),
        SummaryRow::text(t(work::note()), or_empty(&file.note)),
    ]
}

/// What else follows from moving this statement to some states.
fn move_notes(file: &StatementFile) -> Vec<(StatementState, String)> {
    let answering = answering_text(file.reply_wish, file.person.as_ref());
    let is_released = file.publication == Publication::Released && file.may_publish != MayPublish::No;
    let published =
        (file.state == StatementState::Held && is_released).then(|| t(msg::assessment::outside::published()));
    [
        (StatementState::Answered, answering),
        (StatementState::Received, published),
    ]
    .into_iter()
    .filter_map(|(state, text)| Some((state, text?)))
    .collect()
}

/// The states that can follow, each with what somebody outside sees from then on and what else follows. Deciding has a form
/// of its own.
#[component]
fn Moves(state: StatementState, following: Vec<(StatementState, String)>) -> impl IntoView {
    let moves: Vec<AnyView> = state
        .next()
        .iter()
        .copied()
        .filter(|to| *to != StatementState::Decided)
        .map(|to| {
            let id = format!("outside-{}", to.word());
            let following = following
                .iter()
                .find(|(state, _)| *state == to)
                .map(|(_, text)| text.clone());
            view! {
                <li class="staff-move">
                    <Button kind=ButtonKind::Secondary name="state" value=to.word()>
                        {t(msg::assessment::work::move_to(state_name(to)))}
                    </Button>
                    <p class="muted" id=id>{outside_text(to)}" "{following}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    (!moves.is_empty()).then(|| {
        view! {
            <section class="stack stack--small" aria-labelledby="moves">
                <h3 id="moves">{t(msg::assessment::work::moves())}</h3>
                <p class="muted">{t(msg::assessment::work::moves_text())}</p>
                <ul class="staff-moves">{moves}</ul>
            </section>
        }
    })
}

/// Whether answering sends the author anything, or asks staff to. Where the address was deleted neither is possible.
fn answering_text(reply_wish: ReplyWish, person: Option<&Person>) -> Option<String> {
    use msg::assessment::outside;
    let is_reached = person.is_some_and(|person| person.is_reached_by(reply_wish));
    match reply_wish {
        ReplyWish::None => None,
        _ if !is_reached => Some(t(outside::address_gone())),
        ReplyWish::Email if use_site().mail => Some(t(outside::mail_now())),
        ReplyWish::Email => Some(t(outside::mail_by_hand())),
        ReplyWish::Post => Some(t(outside::letter())),
    }
}

#[component]
fn Decided(decision: Decision, to_check: bool) -> impl IntoView {
    let to_check = to_check.then(|| {
        view! { <p><Badge text=t(msg::assessment::work::to_check()) tone=Tone::Warning/></p> }
    });
    let mut rows = vec![
        SummaryRow::text(t(msg::assessment::decision::committee()), decision.committee).in_language(german()),
        SummaryRow::view(t(msg::assessment::decision::on()), day(decision.decided_on)),
        SummaryRow::text(
            t(msg::assessment::decision::result()),
            decision
                .result
                .map_or_else(|| t(msg::assessment::points::differs()), proposal_name),
        ),
    ];
    if !decision.remark.is_empty() {
        rows.push(
            SummaryRow::text(t(msg::assessment::decision::remark()), decision.remark).in_language(german()),
        );
    }
    view! {
        <section class="panel stack stack--small" aria-labelledby="decision">
            <h3 id="decision">{t(msg::assessment::decision::title())}</h3>
            {to_check}
            <SummaryList rows/>
        </section>
    }
}

/// Entering the council's decision on this statement, or correcting it until its author was answered with it.
#[component]
pub fn DecisionForm(file: StatementFile) -> impl IntoView {
    use msg::assessment::decision;
    let corrects = file.state == StatementState::Decided;
    let (name, summary) = if corrects {
        (CorrectDecision::NAME, decision::correct())
    } else {
        (RecordDecision::NAME, decision::enter())
    };
    let form = sent(name, &file);
    let hidden = which(&form, &file);
    let fold = form.fold();
    let entered = file.decision.clone().filter(|_| corrects);
    let until = corrects.then(|| view! { <p>{t(decision::correct_text())}</p> });
    let outside = (!corrects).then(|| view! { <p class="muted">{outside_text(StatementState::Decided)}</p> });
    view! {
        <Details summary=t(summary) fold>
            {until}
            <Form form=name hidden>
                {decision_fields(name, "decision-", entered, Some(&file))}
                <Button kind=ButtonKind::Secondary>{t(decision::act())}</Button>
                <p class="muted">{t(msg::assessment::work::this_form_only())}</p>
                {outside}
            </Form>
        </Details>
    }
}

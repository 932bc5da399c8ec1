//! The list of a procedure's statements: search, filters, pages by key; a table, on narrow windows cards.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::{ApiError, Page},
    assessment::{ListStatements, ListTopics, StatementState, StatementSummary, Topic},
    procedures::WorkingCopy,
    statements::Channel,
};

use super::{
    selection::Selection,
    topic_words::topic_name,
    words::{channel_name, proposal_name, replies, reply_name, state_name, state_tone},
};
use crate::{
    features::{
        admin::parts::{
            ProcedureTab, ProcedureTabs, StaffFrame, above_part, day, may, procedure_path, working_copy,
        },
        procedures::words::german,
        working_copies::words::round_name,
    },
    i18n::{msg, t},
    load::{load, show, use_query},
    routes,
    ui::{
        Badge, ButtonGroup, ButtonKind, Choice, Column, FilterBar, InputType, LinkButton, Notice, Pagination,
        Select, Table, TextField, Tone,
    },
};

/// Entries on one page: a screen or two, read in one go.
const LIMIT: u32 = 50;

type Read = (WorkingCopy, Vec<Topic>, Page<StatementSummary>, String);

/// The statements of a procedure.
#[component]
pub fn StatementsPage(slug: String) -> impl IntoView {
    let map = use_query();
    let query = map.clone();
    let asked =
        ArcMemo::new(move |_| query.with(|map| (Selection::of(map), map.get("cursor").unwrap_or_default())));
    let key = asked.clone();
    let read = load(
        move || key.get(),
        move |api, (asked, cursor)| {
            let slug = slug.clone();
            async move {
                let copy = working_copy(&api, &slug).await?;
                let topics = api.call(ListTopics {}).await?;
                let list = ListStatements {
                    limit: Some(LIMIT),
                    cursor: (!cursor.is_empty()).then_some(cursor),
                    ..asked.endpoint(&slug)
                };
                let list = api.call(list).await?;
                Ok::<Read, ApiError>((copy, topics, list, slug))
            }
        },
    );
    show(read, move |(copy, topics, list, slug)| {
        let (asked, cursor) = asked.get();
        let title = copy.content.title.de().to_owned();
        let path = procedure_path(&slug, "statements");
        let first = asked.address(&path);
        let next = list
            .next
            .as_deref()
            .map(|cursor| routes::with_query(&first, &[("cursor", cursor)]));
        let first = (!cursor.is_empty()).then_some(first);
        let map = map.clone();
        let moved = move || {
            let touched = map.with(|map| map.get("touched").and_then(|count| count.parse::<u64>().ok()));
            touched.map(|count| {
                view! { <Notice title=t(msg::assessment::bulk::done(count)) tone=Tone::Success live=crate::ui::Live::Polite/> }
            })
        };
        view! {
            <StaffFrame above=above_part(&slug, &title) title=t(msg::assessment::list::title()) preline=title.clone()>
                {moved}
                <ProcedureTabs slug=slug.clone() here=ProcedureTab::Statements/>
                <Acts slug=slug.clone()/>
                <Filters path=path.clone() asked=asked.clone() copy topics/>
                {entries(list.items, &slug, &asked)}
                <Pagination
                    label=t(msg::assessment::list::pages())
                    previous=first
                    previous_text=t(msg::assessment::list::first())
                    next
                    next_text=t(msg::assessment::list::more())
                />
            </StaffFrame>
        }
    })
}

#[component]
fn Acts(slug: String) -> impl IntoView {
    let capture = may(Action::CaptureStatement).then(|| {
        let href = procedure_path(&slug, "statements/new");
        view! { <LinkButton href>{t(msg::assessment::capture::title())}</LinkButton> }
    });
    let bulk = may(Action::Assess).then(|| {
        let href = procedure_path(&slug, "statements/bulk");
        view! { <LinkButton href kind=ButtonKind::Secondary>{t(msg::assessment::bulk::title())}</LinkButton> }
    });
    view! { <ButtonGroup>{capture}{bulk}</ButtonGroup> }
}

#[component]
fn Filters(path: String, asked: Selection, copy: WorkingCopy, topics: Vec<Topic>) -> impl IntoView {
    let all = || t(msg::assessment::list::all());
    let states = StatementState::ALL
        .into_iter()
        .map(|state| Choice::new(state.word(), state_name(state)))
        .collect();
    let rounds = copy
        .rounds
        .iter()
        .map(|round| Choice::new(round.id.to_string(), round_name(round)))
        .collect();
    let topics = topics
        .into_iter()
        .map(|topic| Choice::new(topic.code.clone(), topic_name(&topic)))
        .collect();
    let channels = Channel::ALL
        .into_iter()
        .map(|channel| Choice::new(channel.word(), channel_name(channel)))
        .collect();
    let places = vec![
        Choice::new("inside", t(msg::assessment::place::inside())),
        Choice::new("outside", t(msg::assessment::place::outside())),
        Choice::new("none", t(msg::assessment::place::none())),
    ];
    view! {
        <div class="staff-dense">
            <FilterBar
                action=path
                label=t(msg::assessment::list::filter())
                apply=t(msg::assessment::list::apply())
                reset=asked.is_narrowed().then(|| t(msg::assessment::list::reset()))
            >
                <TextField
                    label=t(msg::assessment::list::search())
                    name="search"
                    input_type=InputType::Search
                    value=asked.search
                />
                <Select label=t(msg::assessment::list::state()) name="state" empty=all() value=asked.state choices=states/>
                <Select label=t(msg::assessment::list::topic()) name="topic" empty=all() value=asked.topic choices=topics/>
                <Select label=t(msg::assessment::list::place()) name="place" empty=all() value=asked.place choices=places/>
                <Select label=t(msg::assessment::list::round()) name="round" empty=all() value=asked.round choices=rounds/>
                <Select label=t(msg::assessment::list::channel()) name="channel" empty=all() value=asked.channel choices=channels/>
                <Select label=t(msg::assessment::list::reply()) name="reply" empty=all() value=asked.reply choices=replies()/>
            </FilterBar>
        </div>
    }
}

fn entries(items: Vec<StatementSummary>, slug: &str, asked: &Selection) -> AnyView {
    if items.is_empty() {
        let (title, text) = if asked.is_narrowed() {
            (
                msg::assessment::list::nothing_found(),
                msg::assessment::list::nothing_found_text(),
            )
        } else {
            (
                msg::assessment::list::empty(),
                msg::assessment::list::empty_text(),
            )
        };
        return view! { <Notice title=t(title)><p>{t(text)}</p></Notice> }.into_any();
    }
    let columns = vec![
        Column::number(t(msg::assessment::list::number())),
        Column::text(t(msg::assessment::list::statement())),
        Column::text(t(msg::assessment::list::received())),
        Column::text(t(msg::assessment::list::reply())),
        Column::text(t(msg::assessment::list::state())),
        Column::text(t(msg::assessment::list::proposal())),
    ];
    let rows = items
        .into_iter()
        .map(|item| {
            let href = asked.statement(slug, item.number.0);
            row(item, href)
        })
        .collect_view();
    view! {
        <div class="staff-table staff-table--statements">
            <Table caption=t(msg::assessment::list::caption()) id="statements" columns>{rows}</Table>
        </div>
    }
    .into_any()
}

fn row(item: StatementSummary, href: String) -> impl IntoView + use<> {
    let late = item
        .late
        .then(|| view! { " " <Badge text=t(msg::assessment::list::late()) tone=Tone::Warning/> });
    let about: Vec<String> = [item.author.unwrap_or_default(), item.place]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    let class = (item.state == StatementState::Held).then_some("staff-row--held");
    let number = item.number.to_string();
    let proposal = match (item.proposal, item.points) {
        (_, points) if item.points_open > 0 => t(msg::assessment::points::progress(
            i64::from(points.saturating_sub(item.points_open)),
            i64::from(points),
        )),
        (Some(proposal), _) => proposal_name(proposal),
        (None, 0) => "–".to_owned(),
        (None, _) => t(msg::assessment::points::differs()),
    };
    view! {
        <tr class=class>
            <td class="kern-table__cell--numeric" data-label=t(msg::assessment::list::number())>{number}</td>
            <th scope="row">
                <a href=href lang=item.language dir="auto" class="staff-excerpt">{item.excerpt}</a>
                {(!about.is_empty()).then(|| view! { <span class="staff-about muted" lang=german() dir="auto">{about.join(" · ")}</span> })}
            </th>
            <td data-label=t(msg::assessment::list::received())>
                {day(item.received_on)}" "<span class="muted">{channel_name(item.channel)}</span>{late}
            </td>
            <td data-label=t(msg::assessment::list::reply())>{reply_name(item.reply)}</td>
            <td data-label=t(msg::assessment::list::state())><Badge text=state_name(item.state) tone=state_tone(item.state)/></td>
            <td data-label=t(msg::assessment::list::proposal())>{proposal}</td>
        </tr>
    }
}

//! The list of a procedure's statements: search, filters, pages by key; a table, on narrow windows cards.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::{ApiError, Invalid, Page},
    assessment::{ListStatements, ListTopics, StatementState, StatementSummary, Topic},
    procedures::WorkingCopy,
    statements::Channel,
};

use super::{
    bulk::still_to_send,
    filter::filter,
    selection::Selection,
    topic_words::topic_name,
    words::{channel_name, outside_period, proposal_name, replies, reply_name, state_name, state_tone},
};
use crate::{
    context::set_status,
    features::{
        admin::parts::{
            ProcedureTab, ProcedureTabs, StaffFrame, above_part, brief_working_copy, day, may, procedure_path,
        },
        procedures::words::german,
        working_copies::words::round_name,
    },
    forms::FormState,
    i18n::{msg, t},
    load::{load, show, use_query},
    routes,
    ui::{
        Badge, ButtonGroup, ButtonKind, Choice, Column, Details, FilterBar, Fold, InputType, LinkButton,
        Live, Notice, Pagination, Table, TextField, Tone,
    },
};

/// Entries on one page: a screen or two, read in one go.
const LIMIT: u32 = 50;

/// What was found, or what is wrong with the filters.
type Found = Result<Page<StatementSummary>, Invalid>;
type Read = (WorkingCopy, Vec<Topic>, Found, String);

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
                let copy = brief_working_copy(&api, &slug).await?;
                let topics = api.call(ListTopics {}).await?;
                let list = ListStatements {
                    limit: Some(LIMIT),
                    cursor: (!cursor.is_empty()).then_some(cursor),
                    ..asked.endpoint(&slug)
                };
                let answer = match asked.unknown().finish() {
                    Ok(()) => api.call(list).await,
                    Err(unknown) => Err(unknown),
                };
                let found = match answer {
                    Ok(page) => Ok(page),
                    // The filters are shown with it: one of them has to be chosen anew.
                    Err(ApiError::Invalid(wrong)) if asked.holds_all(&wrong) => Err(wrong),
                    Err(error) => return Err(error),
                };
                Ok::<Read, ApiError>((copy, topics, found, slug))
            }
        },
    );
    show(read, move |(copy, topics, found, slug)| {
        let (asked, cursor) = asked.get();
        let title = copy.content.title.de().to_owned();
        let path = procedure_path(&slug, "statements");
        let first = asked.address(&path);
        let (list, form) = match found {
            Ok(page) => (Some(page), asked.form(Invalid::default())),
            Err(wrong) => {
                set_status(ApiError::Invalid(wrong.clone()).status());
                (None, asked.form(wrong))
            }
        };
        let next = list
            .as_ref()
            .and_then(|page| page.next.as_deref())
            .map(|cursor| routes::with_query(&first, &[("cursor", cursor)]));
        let first = (!cursor.is_empty()).then_some(first);
        let is_narrowed = asked.is_narrowed();
        let count = list
            .as_ref()
            .filter(|page| first.is_none() && !page.items.is_empty())
            .map(|page| {
                let found = how_many(page.items.len(), page.next.is_some());
                let text = if is_narrowed {
                    t(msg::assessment::list::of_all(found, i64::from(copy.statements)))
                } else {
                    t(msg::exports::statements(u64::from(copy.statements)))
                };
                view! { <p class="muted">{text}</p> }
            });
        let entries = list.map(|page| entries(page.items, &slug, &asked));
        let (map, here) = (map.clone(), slug.clone());
        let moved = move || {
            let number =
                |name: &str| map.with(|map| map.get(name).and_then(|count| count.parse::<u32>().ok()));
            let touched = number("touched")?;
            let left = |name: &str| number(name).unwrap_or_default();
            Some(done(&here, touched, left("letters"), left("mails")))
        };
        view! {
            <StaffFrame
                above=above_part(&slug, &title)
                title=t(msg::assessment::list::title())
                preline=title.clone()
                form=form.clone()
            >
                {moved}
                <ProcedureTabs slug=slug.clone() here=ProcedureTab::Statements/>
                <div class="staff-list-head">
                    <Acts slug=slug.clone()/>
                    <Filters path=path.clone() form=form.clone() is_narrowed copy topics/>
                    {count}
                </div>
                {entries}
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

/// What many statements at once were moved on to, and what that leaves to do.
fn done(slug: &str, touched: u32, letters: u32, mails: u32) -> AnyView {
    let title = t(msg::assessment::bulk::done(u64::from(touched)));
    match still_to_send(slug, letters, mails) {
        Some(left) => view! { <Notice title tone=Tone::Success live=Live::Polite>{left}</Notice> }.into_any(),
        None => view! { <Notice title tone=Tone::Success live=Live::Polite/> }.into_any(),
    }
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
fn Filters(
    path: String,
    form: FormState,
    is_narrowed: bool,
    copy: WorkingCopy,
    topics: Vec<Topic>,
) -> impl IntoView {
    use msg::assessment::list as words;
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
    let field = |(name, label, choices)| filter(&form, name, name, label, choices);
    let first = [
        ("state", words::state(), states),
        ("topic", words::topic(), topics),
    ]
    .map(field)
    .collect_view();
    let more = [
        ("place", words::place(), places),
        ("round", words::round(), rounds),
        ("channel", words::channel(), channels),
        ("reply", words::reply(), replies()),
    ];
    // Nobody wonders why so little is found: what limits the list is in view. Where nothing does, the list itself is.
    let fold = fold_of(is_narrowed);
    let fold_more = fold_of(more.iter().any(|(name, ..)| !form.value(name, "").is_empty()));
    let more = more.map(field).collect_view();
    let hint = if may(Action::SeePersons) {
        words::search_persons()
    } else {
        words::search_texts()
    };
    view! {
        <div class="staff-dense">
            <FilterBar
                action=path
                label=t(words::filter())
                apply=t(words::apply())
                reset=is_narrowed.then(|| t(words::reset()))
                fold=fold
            >
                <TextField
                    label=t(words::search())
                    name="search"
                    hint=t(hint)
                    input_type=InputType::Search
                    value=form.value("search", "")
                    error=form.error("search")
                />
                {first}
                <Details summary=t(words::more_filters()) fold=fold_more>
                    <div class="filter-bar__fields">{more}</div>
                </Details>
            </FilterBar>
        </div>
    }
}

/// Folded out where something inside limits the list.
const fn fold_of(is_set: bool) -> Fold {
    if is_set { Fold::Open } else { Fold::Closed }
}

/// How many statements a selection found; beyond the first page only that there are more.
fn how_many(count: usize, is_more: bool) -> String {
    if is_more {
        t(msg::assessment::list::many(
            i64::try_from(count).unwrap_or(i64::MAX),
        ))
    } else {
        t(msg::exports::statements(u64::try_from(count).unwrap_or(u64::MAX)))
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
    let outside =
        outside_period(item.late, item.early).map(|when| view! { " " <Badge text=when tone=Tone::Warning/> });
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
                {day(item.received_on)}" "<span class="muted">{channel_name(item.channel)}</span>{outside}
            </td>
            <td data-label=t(msg::assessment::list::reply())>{reply_name(item.reply)}</td>
            <td data-label=t(msg::assessment::list::state())><Badge text=state_name(item.state) tone=state_tone(item.state)/></td>
            <td data-label=t(msg::assessment::list::proposal())>{proposal}</td>
        </tr>
    }
}

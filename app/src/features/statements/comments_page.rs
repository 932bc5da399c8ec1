//! Published comments: only what author and clerk allowed, in its redacted version.

use futures::future::{join, join3};
use leptos::prelude::*;
use shared::{
    api::{ApiError, Page},
    ids::StatementNumber,
    procedures::{Procedure, Round},
    statements::{ListPublicStatements, PublicStatement, ReplyWish, ShowPublicStatement},
    time::Timestamp,
};

use super::{comments_map, fate, words};
use crate::{
    context::{View, use_language, use_view},
    features::procedures::{
        arrive, slim_procedure, undrawn_procedure, unsent, way, words as procedure_words,
    },
    i18n::{joined, msg, t},
    load::{load, path_field, query_field, show},
    routes,
    shell::PageTitle,
    ui::{
        BackLink, Choice, CommentCard, CommentThread, FilterBar, HiddenField, Lang, LinkButton, Notice,
        PageHeading, Pagination, Select, UserText,
    },
};

/// How many comments stand on a page.
const LIMIT: u32 = 20;
/// And in the simplified view.
const SIMPLE_LIMIT: u32 = 5;
/// How many characters of a comment stand in the list.
const EXCERPT: usize = 600;

/// How many comments stand on a page with a map.
const LIMIT_ON_MAP: u32 = 100;

/// The list of published comments. `?section=ID` shows those on one area of the plan, `?map=1` or `?map=LAT,LON,ZOOM`
/// those that have a place, with a map.
#[component]
pub fn PublicCommentsPage() -> impl IntoView {
    let language = use_language();
    let limit = match use_view() {
        View::Normal => LIMIT,
        View::Simple => SIMPLE_LIMIT,
    };
    let (slug, section, cursor, map) = (
        path_field("procedure"),
        query_field("section"),
        query_field("cursor"),
        query_field("map"),
    );
    let loaded = load(
        move || (slug(), section(), cursor(), map()),
        move |api, (slug, section, cursor, map)| async move {
            let later = cursor.is_some();
            let asked = ListPublicStatements {
                procedure: slug.clone(),
                section: section.clone(),
                located: map.is_some(),
                brief: true,
                limit: Some(if map.is_some() { LIMIT_ON_MAP } else { limit }),
                cursor,
            };
            let (procedure, page, unsent) = join3(
                slim_procedure(&api, slug.clone(), language.code().to_owned()),
                api.call(asked),
                unsent::saved_at(&api, &slug),
            )
            .await;
            Ok(Listed {
                procedure: procedure?,
                page: page?,
                unsent,
                slug,
                section: section.unwrap_or_default(),
                map: map.unwrap_or_default(),
                later,
            })
        },
    );
    show(loaded, list)
}

/// What the list shows.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
struct Listed {
    procedure: Procedure,
    page: Page<PublicStatement>,
    /// When the reader's own draft was stored.
    unsent: Option<Timestamp>,
    slug: String,
    section: String,
    /// Where the map looks; empty while it is closed.
    map: String,
    later: bool,
}

fn list(listed: Listed) -> AnyView {
    use msg::statements::comments;
    let language = use_language();
    let Listed {
        procedure,
        page,
        unsent,
        slug,
        section,
        map,
        later,
    } = listed;
    arrive(&procedure, &slug);
    let here = routes::comments(language, &procedure.slug);
    let address = |map: &str, cursor: &str| {
        routes::with_query(&here, &[("section", &section), ("map", map), ("cursor", cursor)])
    };
    let next = page.next.as_deref().map(|cursor| address(&map, cursor));
    let previous = later.then(|| address(&map, ""));
    let picture = (!map.is_empty())
        .then(|| comments_map::map(&procedure, &page.items, &map, |view| address(view, "")))
        .flatten();
    let is_open = picture.is_some();
    // A map is loaded as a page of its own, whose script makes it live.
    let switch = procedure.drawing.is_some().then(|| {
        let (href, text) = if is_open {
            (address("", ""), t(msg::statements::map::close()))
        } else {
            (format!("{}#map", address("1", "")), t(msg::statements::map::show()))
        };
        view! {
            <p class="cluster">
                <a class="row-link" href=href rel="external">{text}</a>
                {is_open.then(|| view! { <a class="row-link" href="#comments">{t(msg::statements::map::skip())}</a> })}
            </p>
        }
    });
    let simple = use_view() == View::Simple;
    // In the simplified view there is no filter that would say what is chosen and take it back.
    let only = procedure
        .drawing
        .iter()
        .flat_map(|drawing| &drawing.sections)
        .find(|one| one.id.to_string() == section)
        .filter(|_| simple)
        .map(|one| view! { <p dir="auto">{t(comments::about(one.label.clone()))}</p> });
    let is_filtered = !section.is_empty();
    // All of the procedure: a map or an area shows fewer.
    let published = u64::from(procedure.published_statements);
    let is_whole = !later && page.next.is_none();
    let count = if published == 0 || is_filtered {
        None
    } else if !is_open {
        Some(view! { <p>{t(comments::count(published))}</p> }.into_any())
    } else {
        // Those that are not on the map are not in its list either.
        let placed = i64::try_from(page.items.len()).unwrap_or_default();
        let all = i64::from(procedure.published_statements);
        let text = msg::statements::map::placed(placed, all);
        let href = here.clone();
        (is_whole && placed < all).then(|| {
            view! {
                <p>{t(text)} " " <a href=href rel="external">{t(comments::all())}</a></p>
            }
            .into_any()
        })
    };
    let write = procedure_words::is_open(&procedure).then(|| {
        let href = routes::comment(language, &procedure.slug);
        view! { <p><LinkButton href=href>{t(msg::procedures::comment())}</LinkButton></p> }
    });
    let sections: Vec<Choice> = procedure
        .drawing
        .iter()
        .flat_map(|drawing| drawing.sections.iter().filter(|section| !section.hidden))
        .map(|section| Choice::new(section.id.to_string(), section.label.clone()))
        .collect();
    let filter = (!simple && !sections.is_empty()).then(|| {
        view! {
            <FilterBar
                action=here.clone()
                label=t(comments::filter())
                apply=t(msg::common::apply())
                reset=(!section.is_empty()).then(|| t(msg::common::reset()))
            >
                {(!map.is_empty()).then(|| view! { <HiddenField name="map" value="1"/> })}
                <Select
                    label=t(comments::section())
                    name="section"
                    choices=sections
                    value=section.clone()
                    empty=t(comments::all_sections())
                />
            </FilterBar>
        }
    });
    // A filter that is shown takes its choice back itself.
    let all = (is_filtered && filter.is_none())
        .then(|| view! { <p><a class="row-link" href=here.clone()>{t(comments::all())}</a></p> });
    let items = if page.items.is_empty() {
        let title = if is_open {
            t(msg::statements::map::none())
        } else if is_filtered {
            t(comments::none_here())
        } else {
            t(comments::none())
        };
        view! {
            <Notice title=title>
                <p>{t(comments::none_text())}</p>
            </Notice>
        }
        .into_any()
    } else {
        let items = page
            .items
            .into_iter()
            .map(|statement| card(&procedure, statement, is_open))
            .collect_view();
        view! { <CommentThread>{items}</CommentThread> }.into_any()
    };
    view! {
        <PageTitle text=joined(&t(comments::title()), &procedure.title)/>
        {way(Some((&procedure.title, &procedure.slug)), &t(comments::title()))}
        <PageHeading
            preline=procedure.title.clone()
            preline_lang=procedure_words::foreign(&procedure.title_language)
            title=t(comments::title())
            lead=t(comments::lead())
        />
        {count}
        {unsent::note(&procedure, unsent)}
        {write}
        {filter}
        {only}
        {all}
        {switch}
        <div class=if is_open { "map-and-list" } else { "stack" }>
            {picture}
            <div id="comments" tabindex="-1" class="stack" role=is_open.then_some("region") aria-label=is_open.then(|| t(msg::statements::map::comments_list()))>
                {items}
            </div>
        </div>
        <Pagination
            label=t(comments::pages())
            previous=previous
            previous_text=t(comments::first())
            next=next
            next_text=t(comments::more())
        />
    }
    .into_any()
}

/// What a comment is about; nothing for the whole plan.
fn about_place(statement: &PublicStatement) -> Option<String> {
    use msg::statements::comments;
    if statement.place.is_empty() {
        statement.place_withheld.then(|| t(comments::place_withheld()))
    } else {
        Some(t(comments::about(statement.place.clone())))
    }
}

/// The round in which a comment was received, where the procedure had several.
fn round_of<'a>(procedure: &'a Procedure, statement: &PublicStatement) -> Option<&'a Round> {
    if procedure.rounds.len() < 2 {
        return None;
    }
    let mut rounds = procedure.rounds.iter();
    rounds.find(|round| Some(round.id) == statement.round)
}

/// A comment in the list: its beginning, and the way to all of it.
fn card(procedure: &Procedure, statement: PublicStatement, on_map: bool) -> AnyView {
    use msg::statements::comments;
    let href = routes::procedure_part(
        use_language(),
        &procedure.slug,
        &format!("comments/{}", statement.number),
    );
    let place = about_place(&statement);
    let round = round_of(procedure, &statement).map(procedure_words::step);
    let about_what = place.into_iter().chain(round).collect::<Vec<_>>().join(" · ");
    let (text, open) = match statement.body.char_indices().nth(EXCERPT) {
        Some((end, _)) => (
            format!("{} …", statement.body.get(..end).unwrap_or_default().trim_end()),
            comments::open(),
        ),
        None => (statement.body, comments::alone()),
    };
    let author = statement.author.unwrap_or_else(|| t(comments::unnamed()));
    let number = i64::from(statement.number.0);
    let about =
        || view! { <span class="kern-sr-only">{format!(" ({})", t(comments::number(number)))}</span> };
    let to_marker = (on_map && statement.point.is_some()).then(|| {
        view! { <a class="row-link" href=format!("#marker-{number}")>{t(msg::statements::map::to_marker())}{about()}</a> }
    });
    let acts = view! {
        <a class="row-link" href=href>{t(open)}{about()}</a>
        {to_marker}
    }
    .into_any();
    let id = format!("statement-{number}");
    // Isolated: what ends a German name stays at its end in a line from right to left.
    let author = format!("{} · \u{2068}{author}\u{2069}", t(comments::number(number)));
    let when = procedure_words::day(statement.received_on);
    let note = words::state(statement.fate.state);
    match procedure_words::foreign(&statement.language) {
        Some(code) => {
            let lang = Lang {
                code,
                dir: "auto".into(),
            };
            view! { <CommentCard id=id author=author text=text when=when note=note about=about_what acts=acts lang=lang/> }
                .into_any()
        }
        None => {
            view! { <CommentCard id=id author=author text=text when=when note=note about=about_what acts=acts/> }
                .into_any()
        }
    }
}

/// One published comment with what became of it.
#[component]
pub fn PublicCommentPage() -> impl IntoView {
    let language = use_language();
    let (slug, number) = (path_field("procedure"), path_field("number"));
    let loaded = load(
        move || (slug(), number()),
        move |api, (slug, number)| async move {
            let number = StatementNumber(number.parse().map_err(|_| ApiError::NotFound)?);
            let asked = ShowPublicStatement {
                procedure: slug.clone(),
                number,
            };
            let (procedure, statement) = join(
                undrawn_procedure(&api, slug.clone(), language.code().to_owned()),
                api.call(asked),
            )
            .await;
            Ok((procedure?, statement?, slug))
        },
    );
    show(
        loaded,
        |(procedure, statement, slug): (Procedure, PublicStatement, String)| {
            one(&procedure, statement, &slug)
        },
    )
}

fn one(procedure: &Procedure, statement: PublicStatement, slug: &str) -> AnyView {
    use msg::statements::comments;
    arrive(procedure, slug);
    let title = t(comments::number(i64::from(statement.number.0)));
    let author = statement.author.clone().unwrap_or_else(|| t(comments::unnamed()));
    let place = about_place(&statement).map(|place| view! { <p dir="auto">{place}</p> });
    let text = match procedure_words::foreign(&statement.language) {
        Some(code) => {
            let lang = Lang {
                code,
                dir: "auto".into(),
            };
            view! { <UserText text=statement.body.clone() lang=lang/> }.into_any()
        }
        None => view! { <UserText text=statement.body.clone()/> }.into_any(),
    };
    view! {
        <PageTitle text=joined(&title, &procedure.title)/>
        {way(Some((&procedure.title, &procedure.slug)), &title)}
        <PageHeading preline=procedure.title.clone() preline_lang=procedure_words::foreign(&procedure.title_language) title=title/>
        <div>
            <p dir="auto">{author}</p>
            <p class="muted">{t(comments::received(statement.received_on))}</p>
            {place}
        </div>
        <blockquote>{text}</blockquote>
        {fate::outcome(&statement.fate, &statement.language)}
        <h2>{t(msg::receipts::view::status())}</h2>
        {fate::timeline(&statement.fate, ReplyWish::None)}
        <p><BackLink href=routes::comments(use_language(), &procedure.slug) text=t(comments::back())/></p>
    }
    .into_any()
}

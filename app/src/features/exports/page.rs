//! The page of exports: buttons for each form and variant, what an export can be limited to, and what was made.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::{ApiError, Endpoint},
    assessment::{ListStatements, ListTopics, StatementState, Topic},
    exports::{Export, ExportFormat, ExportState, ListExports, Selection, StartExport, Variant},
    procedures::Round,
};

use crate::{
    context::use_language,
    features::{
        admin::parts::{
            ProcedureTab, ProcedureTabs, StaffFrame, above_part, brief_working_copy, may, moment,
            procedure_path,
        },
        assessment::{filter, topic_name, words::state_name},
        working_copies::words::round_name,
    },
    forms::{Form, FormState, use_form},
    i18n::{Msg, format, joined, msg, t},
    load::{load, query_field, show},
    routes,
    ui::{
        Badge, Button, ButtonGroup, ButtonKind, CheckboxGroup, Choice, Details, Fold, Icon, IconView,
        LinkButton, Pagination, Tone,
    },
};

/// How many exports stand on a page.
const LIMIT: u32 = 20;

/// What exports of a procedure can be limited to, beside states.
#[derive(Clone)]
struct Known {
    rounds: Vec<Round>,
    topics: Vec<Topic>,
    /// Whether there is anything that the council has to decide now.
    before_council: bool,
}

impl Known {
    /// The states that a variant is limited to unless others are chosen: the council's paper is about what is before it.
    fn fresh_states(&self, variant: Variant) -> Vec<String> {
        (variant == Variant::Council && self.before_council)
            .then(|| StatementState::BeforeCouncil.word().to_owned())
            .into_iter()
            .collect()
    }
}

/// The exports of a procedure.
#[component]
pub fn ExportsPage(slug: String) -> impl IntoView {
    let read = load(query_field("cursor"), move |api, cursor| {
        let slug = slug.clone();
        async move {
            let copy = brief_working_copy(&api, &slug).await?;
            let title = copy.content.title.de().to_owned();
            let council = ListStatements {
                procedure: slug.clone(),
                state: Some(StatementState::BeforeCouncil),
                limit: Some(1),
                ..ListStatements::default()
            };
            let known = Known {
                rounds: copy.rounds,
                topics: api.call(ListTopics {}).await?,
                before_council: !api.call(council).await?.items.is_empty(),
            };
            let later = cursor.is_some();
            let exports = api
                .call(ListExports {
                    procedure: slug.clone(),
                    limit: Some(LIMIT),
                    cursor,
                })
                .await?;
            Ok::<_, ApiError>((slug, title, known, exports, later))
        }
    });
    show(read, |(slug, title, known, exports, later)| {
        let here = procedure_path(&slug, "exports");
        let next = exports
            .next
            .as_ref()
            .map(|cursor| routes::with_query(&here, &[("cursor", cursor)]));
        // The fields of a form are named by what it makes.
        let sent = use_form(StartExport::NAME, None);
        let prefix = format!("{}-", sent.value("variant", ""));
        let start = |variant: Variant| view! { <Start slug=slug.clone() variant known=known.clone()/> };
        let (council, public) = (start(Variant::Council), start(Variant::Public));
        let internal = may(Action::ExportInternal).then(|| start(Variant::Internal));
        view! {
            <StaffFrame
                above=above_part(&slug, &title)
                title=t(msg::exports::title())
                preline=title.clone()
                form=sent
                prefix
            >
                <ProcedureTabs slug=slug.clone() here=ProcedureTab::Exports/>
                <div class="staff-pair">
                    {council}
                    {public}
                    {internal}
                </div>
                {made(&slug, exports.items, &known)}
                <Pagination
                    label=t(msg::exports::pages())
                    previous=later.then_some(here)
                    previous_text=t(msg::exports::first())
                    next
                    next_text=t(msg::exports::more())
                />
            </StaffFrame>
        }
    })
}

fn format_name(format: ExportFormat) -> String {
    t(match format {
        ExportFormat::Docx => msg::exports::format::docx(),
        ExportFormat::Xlsx => msg::exports::format::xlsx(),
        ExportFormat::Csv => msg::exports::format::csv(),
        ExportFormat::Pdf => msg::exports::format::pdf(),
        ExportFormat::Geojson => msg::exports::format::geojson(),
    })
}

fn variant_name(variant: Variant) -> String {
    t(match variant {
        Variant::Council => msg::exports::variant::council(),
        Variant::Public => msg::exports::variant::public(),
        Variant::Internal => msg::exports::variant::internal(),
    })
}

/// The buttons of one variant, with who may get the files. Located comments are public ones only.
#[component]
fn Start(slug: String, variant: Variant, known: Known) -> impl IntoView {
    let (text, id) = match variant {
        Variant::Council => (msg::exports::variant::council_text(), "council"),
        Variant::Public => (msg::exports::variant::public_text(), "public"),
        Variant::Internal => (msg::exports::variant::internal_text(), "internal"),
    };
    let about = variant_name(variant);
    let buttons = ExportFormat::ALL
        .into_iter()
        .filter(|format| variant == Variant::Public || *format != ExportFormat::Geojson)
        .map(|format| {
            view! {
                <Button kind=ButtonKind::Secondary name="format" value=format.word() about=about.clone()>{format_name(format)}</Button>
            }
        })
        .collect_view();
    let hidden = vec![
        ("procedure", slug.clone()),
        ("variant", variant.word().to_owned()),
        ("next", format!("{}#made", procedure_path(&slug, "exports"))),
    ];
    let form = use_form(StartExport::NAME, Some(("variant", variant.word())));
    let narrow = narrow(&form, id, &known, &known.fresh_states(variant));
    view! {
        <section class="panel stack stack--small" aria-labelledby=id>
            <h2 id=id>{about.clone()}</h2>
            <p>{t(text)}</p>
            <Form form=StartExport::NAME hidden>{narrow}<ButtonGroup>{buttons}</ButtonGroup></Form>
        </section>
    }
}

/// The fields that limit an export, in the form whose buttons they are for: nobody can choose and then forget to apply it.
fn narrow(form: &FormState, id: &str, known: &Known, fresh: &[String]) -> AnyView {
    let states = Selection::STATES
        .into_iter()
        .map(|state| Choice::new(state.word(), state_name(state)))
        .collect();
    let topics = known
        .topics
        .iter()
        .map(|topic| Choice::new(topic.code.clone(), topic_name(topic)))
        .collect();
    let rounds: Vec<Choice> = known
        .rounds
        .iter()
        .map(|round| Choice::new(round.id.to_string(), round_name(round)))
        .collect();
    let chosen = form.values("states", fresh);
    let is_narrowed =
        !(chosen.is_empty() && form.value("topic", "").is_empty() && form.value("round", "").is_empty());
    let is_wrong = ["states", "topic", "round"]
        .iter()
        .any(|name| form.error(name).is_some());
    let fold = if is_narrowed || is_wrong {
        Fold::Open
    } else {
        Fold::Closed
    };
    let states = view! {
        <CheckboxGroup
            legend=t(msg::assessment::list::state())
            name="states"
            id=format!("{id}-states")
            hint=t(msg::exports::selection::any())
            values=chosen
            error=form.error("states")
            choices=states
        />
    };
    let one = |name: &'static str, label: Msg, choices: Vec<Choice>| {
        filter(form, &format!("{id}-{name}"), name, label, choices)
    };
    let topics = one("topic", msg::assessment::list::topic(), topics);
    // Of the only round everything is.
    let rounds = (rounds.len() > 1).then(|| one("round", msg::assessment::list::round(), rounds));
    view! {
        <Details summary=t(msg::exports::selection::narrow()) fold>
            {states}
            {topics}
            {rounds}
        </Details>
    }
    .into_any()
}

/// What an export is limited to, in words; nothing where it holds all.
fn limits(selection: &Selection, known: &Known) -> Option<String> {
    use msg::assessment::list as words;
    let states: Vec<String> = selection.states.iter().map(|state| state_name(*state)).collect();
    let topics = known
        .topics
        .iter()
        .filter(|topic| selection.topic.as_ref() == Some(&topic.code));
    let rounds = known
        .rounds
        .iter()
        .filter(|round| selection.round == Some(round.id));
    let filters: Vec<String> = [
        (words::state(), states),
        (words::topic(), topics.map(topic_name).collect()),
        (words::round(), rounds.map(round_name).collect()),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(name, values)| joined(&t(name), &format::list(&values, use_language())))
    .collect();
    (!selection.is_everything()).then(|| t(msg::exports::selection::is(filters.join(" · "))))
}

/// What was made so far; nothing before the first. As long as something is under way `app/again.js` reads it again, and says
/// in the status when all is done.
fn made(slug: &str, exports: Vec<Export>, known: &Known) -> AnyView {
    if exports.is_empty() {
        return ().into_any();
    }
    let waits = exports.iter().any(|export| export.state.is_under_way());
    let again = waits.then(|| {
        let href = procedure_path(slug, "exports");
        view! { <p><a class="row-link" rel="external" href=href>{t(msg::exports::reload())}</a></p> }
    });
    let items = exports
        .into_iter()
        .map(|export| row(export, known))
        .collect_view();
    view! {
        <section class="stack stack--small" aria-labelledby="made" id="exports" data-again=waits.then_some("")>
            <h2 id="made" tabindex="-1">{t(msg::exports::made())}</h2>
            {again}
            <ul class="staff-rows">{items}</ul>
        </section>
        <p class="kern-sr-only" role="status" data-again-status=t(msg::exports::finished())></p>
    }
    .into_any()
}

/// What is written, of a PDF in volumes which of them.
fn writing(volume: u32, volumes: u32) -> String {
    t(if volumes > 1 {
        msg::exports::state::volume(i64::from(volume), i64::from(volumes))
    } else {
        msg::exports::state::writing()
    })
}

fn row(export: Export, known: &Known) -> impl IntoView + use<> {
    let (text, tone) = match export.state {
        ExportState::Waiting => (t(msg::exports::state::waiting()), Tone::Neutral),
        ExportState::Running => (
            t(msg::exports::state::running(
                i64::from(export.done),
                i64::from(export.total),
            )),
            Tone::Info,
        ),
        ExportState::Writing => (writing(export.done, export.total), Tone::Info),
        ExportState::Ready => (t(msg::exports::state::ready()), Tone::Success),
        ExportState::Failed => (t(msg::exports::state::failed()), Tone::Danger),
    };
    let count = (export.state == ExportState::Ready).then(|| {
        t(if export.done == export.total {
            msg::exports::statements(u64::from(export.total))
        } else {
            msg::exports::part(u64::from(export.total), i64::from(export.done))
        })
    });
    let files = export
        .files
        .into_iter()
        .map(|(href, name)| {
            view! {
                <LinkButton href download=name.clone() kind=ButtonKind::Secondary icon=Icon::File>{name}</LinkButton>
            }
        })
        .collect_view();
    let limits = limits(&export.selection, known).map(|limits| view! { <p>{limits}</p> });
    // Of one that failed it is said why: nothing is in it, so that nothing is missing.
    let left_out = if export.state == ExportState::Failed {
        let why = export.left_out.join(" ");
        Some(view! { <p dir="auto">{why}</p> }.into_any())
    } else {
        notes(t(msg::exports::left_out()), export.left_out)
    };
    let read_first = notes(t(msg::exports::read_first()), export.read_first);
    view! {
        <li class="staff-row">
            <div class="staff-row__head">
                <h3 class="kern-title">{format_name(export.format)}" – "{variant_name(export.variant)}</h3>
                <Badge text tone/>
            </div>
            {limits}
            <p class="muted">{moment(export.created_at)}{count.map(|count| format!(" · {count}"))}</p>
            <ButtonGroup>{files}</ButtonGroup>
            {left_out}
            {read_first}
        </li>
    }
}

/// A list of what has to be known of an export; nothing where it is empty.
fn notes(title: String, notes: Vec<String>) -> Option<AnyView> {
    (!notes.is_empty()).then(|| {
        let items = notes
            .into_iter()
            .map(|text| view! { <li dir="auto">{text}</li> })
            .collect_view();
        view! { <div><p><IconView icon=Icon::Warning/>" "{title}</p><ul>{items}</ul></div> }.into_any()
    })
}

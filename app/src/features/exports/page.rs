//! The page of exports: buttons for each form and variant, and what was made.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::{ApiError, Endpoint},
    exports::{Export, ExportFormat, ExportState, ListExports, StartExport, Variant},
};

use crate::{
    features::admin::parts::{
        ProcedureTab, ProcedureTabs, StaffFrame, above_part, may, moment, procedure_path, procedure_title,
    },
    forms::{Form, use_form},
    i18n::{msg, t},
    load::{load, query_field, show},
    routes,
    ui::{Badge, Button, ButtonGroup, ButtonKind, Icon, IconView, LinkButton, Pagination, Tone},
};

/// How many exports stand on a page.
const LIMIT: u32 = 20;

/// The exports of a procedure.
#[component]
pub fn ExportsPage(slug: String) -> impl IntoView {
    let read = load(query_field("cursor"), move |api, cursor| {
        let slug = slug.clone();
        async move {
            let title = procedure_title(&api, &slug).await?;
            let later = cursor.is_some();
            let exports = api
                .call(ListExports {
                    procedure: slug.clone(),
                    limit: Some(LIMIT),
                    cursor,
                })
                .await?;
            Ok::<_, ApiError>((slug, title, exports, later))
        }
    });
    show(read, |(slug, title, exports, later)| {
        let here = procedure_path(&slug, "exports");
        let next = exports
            .next
            .as_ref()
            .map(|cursor| routes::with_query(&here, &[("cursor", cursor)]));
        let council = view! { <Start slug=slug.clone() variant=Variant::Council/> };
        let internal = may(Action::ExportInternal)
            .then(|| view! { <Start slug=slug.clone() variant=Variant::Internal/> });
        view! {
            <StaffFrame
                above=above_part(&slug, &title)
                title=t(msg::exports::title())
                preline=title.clone()
                form=use_form(StartExport::NAME, None)
            >
                <ProcedureTabs slug=slug.clone() here=ProcedureTab::Exports/>
                <div class="staff-pair">
                    {council}
                    <Start slug=slug.clone() variant=Variant::Public/>
                    {internal}
                </div>
                {made(&slug, exports.items)}
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
fn Start(slug: String, variant: Variant) -> impl IntoView {
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
    view! {
        <section class="panel stack stack--small" aria-labelledby=id>
            <h2 id=id>{about.clone()}</h2>
            <p>{t(text)}</p>
            <Form form=StartExport::NAME hidden><ButtonGroup>{buttons}</ButtonGroup></Form>
        </section>
    }
}

/// What was made so far; nothing before the first. As long as something is under way `app/again.js` reads it again, and says
/// in the status when all is done.
fn made(slug: &str, exports: Vec<Export>) -> AnyView {
    if exports.is_empty() {
        return ().into_any();
    }
    let waits = exports
        .iter()
        .any(|export| matches!(export.state, ExportState::Waiting | ExportState::Running));
    let again = waits.then(|| {
        let href = procedure_path(slug, "exports");
        view! { <p><a class="row-link" rel="external" href=href>{t(msg::exports::reload())}</a></p> }
    });
    let items = exports.into_iter().map(row).collect_view();
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

fn row(export: Export) -> impl IntoView {
    let (text, tone) = match export.state {
        ExportState::Waiting => (t(msg::exports::state::waiting()), Tone::Neutral),
        ExportState::Running => (
            t(msg::exports::state::running(
                i64::from(export.done),
                i64::from(export.total),
            )),
            Tone::Info,
        ),
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
    let left_out = notes(t(msg::exports::left_out()), export.left_out);
    let read_first = notes(t(msg::exports::read_first()), export.read_first);
    view! {
        <li class="staff-row">
            <div class="staff-row__head">
                <h3 class="kern-title">{format_name(export.format)}" – "{variant_name(export.variant)}</h3>
                <Badge text tone/>
            </div>
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

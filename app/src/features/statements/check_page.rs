//! Reading a comment once more before it is sent.

use leptos::prelude::*;
use shared::{
    api::{ApiError, Endpoint},
    procedures::Procedure,
    statements::{Draft, MayPublish, ReplyWish, SendDraft, StatementInput},
};

use super::{
    controls,
    step::{STEPS, Screen, Step},
    with_draft, words,
};
use crate::{
    context::{KeptForm, View, use_language, use_view},
    features::{
        device::{NoNetwork, Parts},
        procedures::{arrive, way, words::foreign},
    },
    forms::{Form, FormState, use_form},
    i18n::{joined, msg, t},
    load::{load, path_field, show},
    routes,
    shell::PageTitle,
    ui::{
        Button, ButtonGroup, ButtonKind, CheckAnswers, ErrorSummary, FieldProblem, LinkButton, Notice,
        PageHeading, SummaryRow, Tone,
    },
};

/// Checking before sending.
#[component]
pub fn CheckPage() -> impl IntoView {
    let language = use_language();
    let slug = path_field("procedure");
    let loaded = load(slug, move |api, slug| {
        with_draft(api, slug, language, false, String::new())
    });
    show(
        loaded,
        move |(procedure, draft, slug): (Procedure, Draft, String)| {
            arrive(&procedure, &slug);
            if draft.sent.is_some() || draft.input.body.trim().is_empty() {
                nothing(&procedure, &draft)
            } else {
                check(&procedure, &draft)
            }
        },
    )
}

/// Nothing to check: it was sent already, or nothing was written. Writing is possible in both cases.
fn nothing(procedure: &Procedure, draft: &Draft) -> AnyView {
    let language = use_language();
    let form = use_form(SendDraft::NAME, None);
    let problems = problems(&form);
    let write = routes::comment(language, &procedure.slug);
    let (title, text, acts) = match &draft.sent {
        Some(receipt) => (
            t(msg::statements::sent_already()),
            t(msg::statements::sent_already_text(i64::from(receipt.number.0))),
            view! {
                <LinkButton href=routes::receipt(language, &receipt.code)>{t(msg::statements::to_receipt())}</LinkButton>
                <LinkButton href=write kind=ButtonKind::Secondary>{t(msg::statements::write_another())}</LinkButton>
            }
            .into_any(),
        ),
        None => (
            t(msg::statements::check::empty()),
            t(msg::statements::check::empty_text()),
            view! { <LinkButton href=write>{t(msg::statements::check::write())}</LinkButton> }.into_any(),
        ),
    };
    view! {
        <PageTitle text=title.clone() failed=form.has_failed()/>
        {way(Some((&procedure.title, &procedure.slug)), &title)}
        <ErrorSummary title=t(msg::common::failure::title()) problems=problems/>
        <PageHeading title=title/>
        <p>{text}</p>
        <ButtonGroup>{acts}</ButtonGroup>
    }
    .into_any()
}

/// What was wrong. The fields are on another page, so their mistakes are named without links.
fn problems(form: &FormState) -> Vec<FieldProblem> {
    form.problems()
        .into_iter()
        .map(|(_, text)| FieldProblem::new("", text))
        .collect()
}

fn check(procedure: &Procedure, draft: &Draft) -> AnyView {
    let language = use_language();
    let form = controls::worded(use_form(SendDraft::NAME, None), procedure);
    let simple = use_view() == View::Simple;
    let problems = problems(&form);
    let of = simple.then(|| t(msg::statements::step::of(STEPS, STEPS)));
    let title = t(msg::statements::check::title());
    let start = of.as_ref().map_or_else(|| title.clone(), |of| joined(of, &title));
    let page_title = format!("{start} {}", procedure.title);
    let context = (!simple).then(|| procedure.title.clone());
    let context_lang = (!simple).then(|| foreign(&procedure.title_language)).flatten();
    let edit = if simple {
        Step::Publish.address(language, &procedure.slug)
    } else {
        routes::comment(language, &procedure.slug)
    };
    // What is shown is what is sent.
    let hidden = vec![
        ("procedure", procedure.slug.clone()),
        ("seal", draft.seal.clone()),
    ];
    let missing = missing();
    let rows = rows(procedure, draft, simple);
    let no_network = view! { <NoNetwork procedure=procedure.clone() draft=draft.clone()/> };
    view! {
        <PageTitle text=page_title failed=form.has_failed()/>
        <ErrorSummary title=t(msg::common::error_summary()) problems=problems/>
        <CheckAnswers
            preline=of.or(context)
            preline_lang=context_lang
            title=title
            lead=t(msg::statements::check::lead())
            rows=rows
        >
            {missing}
            <Form form=SendDraft::NAME hidden=hidden>
                {no_network}
                <ButtonGroup>
                    <Button>{t(msg::statements::check::send())}</Button>
                    <LinkButton href=edit kind=ButtonKind::Secondary>
                        {if simple { t(msg::statements::step::back()) } else { t(msg::statements::check::edit()) }}
                    </LinkButton>
                </ButtonGroup>
            </Form>
        </CheckAnswers>
        <Parts/>
    }
    .into_any()
}

/// What was changed since the same text was sent, from the device or another window: it is not there yet, and how it gets
/// there.
fn missing() -> Option<AnyView> {
    use msg::statements::check;
    let kept = use_context::<KeptForm>().and_then(|KeptForm(kept)| kept.get())?;
    let ApiError::Refused { code, arguments } = kept.error else {
        return None;
    };
    let differs = arguments.get("differs").filter(|_| code == "sent_before")?;
    let items = differs
        .split(',')
        .filter_map(|name| {
            Some(match name {
                "place" => check::place(),
                "files" => check::files(),
                "reply" => check::reply(),
                "person" => check::person(),
                "publish" => check::publish(),
                _ => return None,
            })
        })
        .map(|name| view! { <li>{t(name)}</li> })
        .collect_view();
    let look = arguments.get("code").map(|code| {
        let href = routes::receipt(use_language(), code);
        view! { <p><a class="row-link" href=href>{t(msg::statements::to_receipt())}</a></p> }
    });
    Some(
        view! {
            <Notice title=t(check::changed_title()) tone=Tone::Warning>
                <ul>{items}</ul>
                <p>{t(check::changed_text())}</p>
                {look}
            </Notice>
        }
        .into_any(),
    )
}

fn rows(procedure: &Procedure, draft: &Draft, simple: bool) -> Vec<SummaryRow> {
    use msg::statements::check;
    let language = use_language();
    let input = &draft.input;
    let href = |step: Step, field: &str| {
        if simple {
            step.address(language, &procedure.slug)
        } else {
            format!("{}#{field}", routes::comment(language, &procedure.slug))
        }
    };
    let row = |key: String, value: String, step: Step, field: &str| {
        SummaryRow::text(key, value).with_change(href(step, field), t(msg::common::change()))
    };
    let files: Vec<_> = draft
        .files
        .iter()
        .map(|file| t(msg::statements::files::item(file.name.clone(), file.size)))
        .collect();
    let has_files = !files.is_empty();
    let files = if files.is_empty() {
        t(check::no_files())
    } else {
        files.join("\n")
    };
    let person_lines = person(input);
    let has_person = !person_lines.is_empty();
    let mut person = if has_person {
        person_lines
    } else {
        t(check::no_person())
    };
    if draft.left_out {
        // The box is there in the normal view alone.
        let box_text = (!simple).then(|| t(check::left_out_keep(msg::statements::person::wish())));
        let note = [Some(t(check::left_out())), box_text];
        person = format!(
            "{person}\n\n{}",
            note.into_iter().flatten().collect::<Vec<_>>().join(" ")
        );
    }
    let place = words::place_of(procedure, input);
    // Whoever mistyped an address notices it here.
    let place = if draft.outside {
        format!("{place} – {}", t(msg::statements::map::outside()))
    } else {
        place
    };
    // The head of the page names the plan in the normal view alone. A paragraph each, because each has its own direction.
    let place = if simple {
        format!("{}\n\n{place}", procedure.title)
    } else {
        place
    };
    let mut rows = vec![
        row(t(check::place()), place, Step::Place, "place"),
        row(t(check::body()), input.body.clone(), Step::Text, "body"),
    ];
    // The simplified view reads back what was answered; what was left empty is said in the normal one.
    if !simple || has_files {
        rows.push(row(t(check::files()), files, Step::Text, "files"));
    }
    rows.push(row(
        t(check::reply()),
        words::reply(input.reply),
        Step::Reply,
        "reply",
    ));
    if !simple || has_person || draft.left_out {
        // The link leads to the first of the fields that are shown.
        let field = match input.reply {
            _ if !has_person => "with_person",
            ReplyWish::Email => "email",
            _ => "name",
        };
        // A name that is only published is asked for beside that.
        let is_published = input.reply == ReplyWish::None && input.may_publish == MayPublish::Named;
        let step = if is_published { Step::Publish } else { Step::Reply };
        rows.push(row(t(check::person()), person, step, field));
    }
    rows.push(row(
        t(check::publish()),
        words::publication(input.may_publish),
        Step::Publish,
        "may_publish",
    ));
    rows
}

/// Name and address as on an envelope.
fn person(input: &StatementInput) -> String {
    let town = format!("{} {}", input.postal_code, input.city);
    [
        input.name.as_str(),
        &input.organisation,
        &input.street,
        town.trim(),
        &input.email,
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .collect::<Vec<_>>()
    .join("\n")
}

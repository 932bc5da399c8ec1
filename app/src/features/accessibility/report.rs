//! Reporting a barrier: one page, without account and without name.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{
    accessibility::{Declaration, LATE_AFTER_DAYS, MAX_PROBLEM, ReportBarrier, ShowDeclaration},
    api::Endpoint,
};

use super::{phone, way};
use crate::{
    context::use_language,
    features::statements,
    forms::{Form, use_form},
    i18n::{msg, t},
    load::{load, path_field, query_field, show},
    routes,
    shell::PageTitle,
    ui::{
        Button, ButtonGroup, ErrorSummary, FieldProblem, FieldWidth, InputType, Notice, PageHeading,
        TextArea, TextField, Tone,
    },
};

/// The id of the form; the switches of language and view keep what is typed in it.
pub const REPORT_FORM: &str = "barrier-report";

/// The form; `?page=` is the page on which the barrier was met.
#[component]
pub fn ReportPage() -> impl IntoView {
    let page = query_field("page");
    let loaded = load(|| (), |api, ()| async move { api.call(ShowDeclaration {}).await });
    show(loaded, move |declaration: Declaration| {
        form(&declaration, &page().unwrap_or_default())
    })
}

fn form(declaration: &Declaration, page: &str) -> AnyView {
    use msg::accessibility::report as words;
    let (days, page) = (u64::from(declaration.contact_days), page.to_owned());
    // Whoever came by another way than the foot of a page finds the field empty.
    let page_hint = if page.is_empty() {
        words::page_example()
    } else {
        words::page_hint()
    };
    let (phone, email) = (
        phone(&declaration.feedback.phone),
        super::email(&declaration.feedback.email),
    );
    let form = use_form(ReportBarrier::NAME, None).labelled(vec![("problem", t(words::problem()))]);
    let problems: Vec<FieldProblem> = form
        .problems()
        .into_iter()
        .map(|(field, text)| FieldProblem::new(field, text))
        .collect();
    let hidden = vec![("language", use_language().code().to_owned())];
    let limit = i64::try_from(MAX_PROBLEM).unwrap_or_default();
    let failed = form.has_failed();
    view! {
        <PageTitle text=t(words::title()) failed=failed/>
        {way(&t(words::title()))}
        <ErrorSummary title=t(msg::common::error_summary()) problems=problems/>
        <PageHeading title=t(words::title()) lead=t(words::lead())/>
        <Form form=ReportBarrier::NAME id=REPORT_FORM hidden=hidden>
            <TextArea
                label=t(words::problem())
                name="problem"
                hint=t(words::problem_hint())
                limit_text=t(words::limit(limit))
                value=form.value("problem", "")
                error=form.error("problem")
                required=true
                rows=7
            />
            <TextField
                label=t(words::page())
                name="page"
                mark=t(msg::common::optional())
                hint=t(page_hint)
                value=form.value("page", &page)
                error=form.error("page")
            />
            <TextField
                label=t(words::email())
                name="email"
                mark=t(msg::common::optional())
                hint=t(words::email_hint())
                value=form.value("email", "")
                error=form.error("email")
                input_type=InputType::Email
                autocomplete="email"
            />
            <TextField
                label=t(words::phone())
                name="phone"
                mark=t(msg::common::optional())
                value=form.value("phone", "")
                error=form.error("phone")
                input_type=InputType::Tel
                width=FieldWidth::Medium
                autocomplete="tel"
            />
            {statements::decoy()}
            <p class="kern-hint">{t(words::privacy(days))}</p>
            <ButtonGroup><Button>{t(words::act())}</Button></ButtonGroup>
        </Form>
        <p>{t(msg::accessibility::feedback::other())}</p>
        <div class="stack stack--small">{phone}{email}</div>
    }
    .into_any()
}

/// After sending: the number to name when asking.
#[component]
pub fn SentPage() -> impl IntoView {
    let number = path_field("number");
    move || sent(&number())
}

fn sent(number: &str) -> AnyView {
    use msg::accessibility::sent as words;
    let language = use_language();
    // Whatever else stands in the address is not repeated on the page.
    let number: String = number.chars().filter(char::is_ascii_digit).take(9).collect();
    view! {
        <PageTitle text=t(words::title())/>
        <Meta name="robots" content="noindex"/>
        <PageHeading title=t(words::title())/>
        <Notice title=t(words::lead(number)) tone=Tone::Success><p>{t(words::next(LATE_AFTER_DAYS))}</p></Notice>
        <p><a class="row-link" href=routes::accessibility(language, "")>{t(words::back())}</a></p>
        <p><a class="row-link" href=routes::home(language)>{t(words::page())}</a></p>
    }
    .into_any()
}

//! Reporting a barrier, without account and without name: one page, in the simplified view one question a page.
//!
//! Invariant: a report is stored once, at the end; until then everything that was typed travels in the form.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{
    accessibility::{Declaration, LATE_AFTER_DAYS, MAX_PROBLEM, ReportBarrier, ShowDeclaration},
    api::{Endpoint, FieldError, Invalid},
};

use super::{phone, way};
use crate::{
    context::{View, use_language, use_view},
    features::{device::StaysHere, statements},
    forms::{FORM, Form, FormState, KEEP, use_form},
    i18n::{joined, msg, t},
    load::{load, path_field, query_field, show},
    routes,
    shell::PageTitle,
    ui::{
        Button, ButtonGroup, ButtonKind, ErrorSummary, FieldProblem, FieldWidth, InputType, Notice,
        PageHeading, TextArea, TextField, Tone,
    },
};

/// The id of the form; the switches of language and view keep what is typed in it.
pub const REPORT_FORM: &str = "barrier-report";
/// The field of the address that names a question.
const STEP: &str = "step";
/// What a mistake is called where something must be filled in.
const REQUIRED: &str = "errors.required";

/// The form; `?page=` is the page on which the barrier was met, `?step=` the question of the simplified view.
#[component]
pub fn ReportPage() -> impl IntoView {
    let (page, step) = (query_field("page"), query_field(STEP));
    let loaded = load(|| (), |api, ()| async move { api.call(ShowDeclaration {}).await });
    show(loaded, move |declaration: Declaration| {
        let form = use_form(ReportBarrier::NAME, None).worded(missing);
        let page = page().unwrap_or_default();
        if use_view() == View::Simple {
            one_question(&declaration, form, &page, Step::asked(step().as_deref()))
        } else {
            whole(&declaration, &form, &page)
        }
    })
}

/// What to write where something must be filled in.
fn missing(error: &FieldError) -> Option<String> {
    let is_problem = error.field == "problem" && error.key == REQUIRED;
    is_problem.then(|| t(msg::accessibility::report::problem_missing()))
}

/// All questions.
fn whole(declaration: &Declaration, form: &FormState, page: &str) -> AnyView {
    use msg::accessibility::report as words;
    let hidden = vec![("language", use_language().code().to_owned())];
    let questions =
        view! { {problem(form)} {where_it_was(form, page)} {answer(form, declaration)} }.into_any();
    view! {
        <PageTitle text=t(words::title()) failed=form.has_failed()/>
        {way(&t(words::title()))}
        {summary(form)}
        <PageHeading title=t(words::title()) lead=t(words::lead())/>
        <Form form=ReportBarrier::NAME id=REPORT_FORM hidden=hidden>
            {questions}
            {statements::decoy()}
            <StaysHere/>
            <ButtonGroup><Button>{t(words::act())}</Button></ButtonGroup>
        </Form>
        {other_ways(declaration)}
    }
    .into_any()
}

/// A question of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Problem,
    Page,
    Answer,
}

impl Step {
    const ALL: [Self; 3] = [Self::Problem, Self::Page, Self::Answer];

    /// The one that an address asks for; the first one where it is missing or unknown.
    fn asked(word: Option<&str>) -> Self {
        let known = Self::ALL.into_iter().find(|step| Some(step.word()) == word);
        known.unwrap_or(Self::Problem)
    }

    /// The one that asks for a field.
    fn of(field: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.fields().contains(&field))
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Page => "page",
            Self::Answer => "answer",
        }
    }

    const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Problem => &["problem"],
            Self::Page => &["page"],
            Self::Answer => &["email", "phone"],
        }
    }

    fn question(self) -> String {
        t(match self {
            Self::Problem => msg::accessibility::report::problem(),
            Self::Page => msg::accessibility::report::page(),
            Self::Answer => msg::statements::reply::title(),
        })
    }

    /// Where it stands, from 1.
    const fn number(self) -> i64 {
        match self {
            Self::Problem => 1,
            Self::Page => 2,
            Self::Answer => 3,
        }
    }

    const fn next(self) -> Option<Self> {
        match self {
            Self::Problem => Some(Self::Page),
            Self::Page => Some(Self::Answer),
            Self::Answer => None,
        }
    }

    const fn before(self) -> Option<Self> {
        match self {
            Self::Problem => None,
            Self::Page => Some(Self::Problem),
            Self::Answer => Some(Self::Page),
        }
    }

    fn address(self, page: &str) -> String {
        let form = routes::accessibility(use_language(), "report");
        routes::with_query(&form, &[("page", page), (STEP, self.word())])
    }
}

/// Where the Enter key leads in the simplified view, by the query of the page; `None` where it sends the report.
pub fn enter(view: View, search: &str) -> Option<String> {
    let step = search.split('&').find_map(|field| field.strip_prefix("step="));
    let next = Step::asked(step).next().filter(|_| view == View::Simple)?;
    // The page on which the barrier was met is a field of the form.
    Some(next.address(""))
}

/// The question that is shown instead of the one that was asked for: the first whose answer is wrong, or the first of all
/// before it was answered; and the form with the mistakes of that question alone.
fn shown(form: FormState, asked: Step, page: &str) -> (FormState, Step) {
    if let Some(wrong) = form.errors().iter().find_map(|error| Step::of(&error.field)) {
        let form = form.only(|error| Step::of(&error.field).is_none_or(|step| step == wrong));
        return (form, wrong);
    }
    if asked == Step::Problem || !form.value("problem", "").trim().is_empty() {
        return (form, asked);
    }
    if form.is_fresh() {
        return (form, Step::Problem);
    }
    let typed = ["page", "email", "phone"].map(|name| (name, form.value(name, page)));
    let fields: Vec<(&'static str, &str)> = typed
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let mut wrong = Invalid::default();
    wrong.add("problem", REQUIRED);
    let form = FormState::asked(ReportBarrier::NAME, &fields, wrong).worded(missing);
    (form, Step::Problem)
}

/// One question, in the simplified view. The buttons only ask for another one; what was typed comes along.
fn one_question(declaration: &Declaration, form: FormState, page: &str, asked: Step) -> AnyView {
    use msg::{accessibility::report as words, statements::step as go};
    let (form, step) = shown(form, asked, page);
    let value = |name: &'static str| match name {
        "page" => form.value(name, page),
        _ => form.value(name, ""),
    };
    let mut hidden = vec![("language", use_language().code().to_owned())];
    let others = Step::ALL.into_iter().filter(|other| *other != step);
    hidden.extend(
        others
            .flat_map(Step::fields)
            .copied()
            .map(|name| (name, value(name))),
    );
    let of = t(go::of(step.number(), Step::Answer.number()));
    let question = step.question();
    let title = joined(&of, &question);
    let lead = (step == Step::Problem).then(|| t(words::lead()));
    let (fields, other_ways, class) = match step {
        Step::Problem => (problem(&form), Some(other_ways(declaration)), "one-question"),
        Step::Page => (where_it_was(&form, page), None, "stack"),
        // Its fields have names of their own.
        Step::Answer => (answer(&form, declaration), None, "stack"),
    };
    let on = match step.next() {
        Some(next) => {
            view! { <Button name=FORM value=KEEP formaction=next.address(page)>{t(go::next())}</Button> }
                .into_any()
        }
        None => view! { <Button>{t(words::act())}</Button> }.into_any(),
    };
    let back = step.before().map(|before| {
        view! {
            <Button kind=ButtonKind::Secondary name=FORM value=KEEP formaction=before.address(page)>{t(go::back())}</Button>
        }
    });
    view! {
        <PageTitle text=title failed=form.has_failed()/>
        {way(&t(words::title()))}
        {summary(&form)}
        <PageHeading preline=of title=question lead=lead/>
        <div class=class>
            <Form form=ReportBarrier::NAME id=REPORT_FORM hidden=hidden address=step.address(page)>
                {fields}
                {statements::decoy()}
                <StaysHere/>
                <ButtonGroup>{on} {back}</ButtonGroup>
            </Form>
        </div>
        {other_ways}
    }
    .into_any()
}

fn summary(form: &FormState) -> AnyView {
    let problems: Vec<FieldProblem> = form
        .problems()
        .into_iter()
        .map(|(field, text)| FieldProblem::new(field, text))
        .collect();
    view! { <ErrorSummary title=t(msg::common::error_summary()) problems=problems/> }.into_any()
}

fn problem(form: &FormState) -> AnyView {
    use msg::accessibility::report as words;
    let limit = i64::try_from(MAX_PROBLEM).unwrap_or_default();
    view! {
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
    }
    .into_any()
}

fn where_it_was(form: &FormState, page: &str) -> AnyView {
    use msg::accessibility::report as words;
    // Whoever came by another way than the foot of a page finds the field empty.
    let hint = if page.is_empty() {
        words::page_example()
    } else {
        words::page_hint()
    };
    view! {
        <TextField
            label=t(words::page())
            name="page"
            mark=t(msg::common::optional())
            hint=t(hint)
            value=form.value("page", page)
            error=form.error("page")
        />
    }
    .into_any()
}

/// How to answer, and what becomes of these addresses.
fn answer(form: &FormState, declaration: &Declaration) -> AnyView {
    use msg::accessibility::report as words;
    let days = u64::from(declaration.contact_days);
    view! {
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
        <p class="kern-hint">{t(words::privacy(days))}</p>
    }
    .into_any()
}

fn other_ways(declaration: &Declaration) -> AnyView {
    let (phone, email) = (
        phone(&declaration.feedback.phone),
        super::email(&declaration.feedback.email),
    );
    view! {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_goes_on_to_the_next_question_and_sends_the_report_behind_the_last_one() {
        let to = |step: &str| Some(format!("/de/accessibility/report?step={step}"));
        Owner::new().with(|| {
            crate::i18n::provide_language(shared::language::Language::German);
            assert_eq!(enter(View::Simple, "page=%2Fde"), to("page"));
            assert_eq!(enter(View::Simple, "page=%2Fde&step=page"), to("answer"));
            assert_eq!(enter(View::Simple, "step=answer"), None);
            assert_eq!(enter(View::Normal, ""), None);
        });
    }
}

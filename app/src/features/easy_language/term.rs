//! One word of the glossary for staff: its explanation, and who agreed to it.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    glossary::{EditTerm, MAX_APPROVED_BY, MAX_EXPLANATION, ShowTerm, TermEntry, TermStatus},
};

use super::{
    Panel,
    check::findings_about,
    check_button, mistake,
    terms::{badge, path},
};
use crate::{
    context::use_language,
    features::{
        admin::parts::{StaffFrame, conflict, moment, or_dash, revision, stored},
        glossary::LANGUAGE,
        procedures::words::german,
    },
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    load::{load, show},
    routes,
    ui::{
        Button, ButtonGroup, ButtonKind, Checkbox, DateField, Details, Fieldset, NavLink, SummaryList,
        SummaryRow, TextArea, TextField,
    },
};

/// One word. After a conflict it is read anew, so that what is stored now is in view.
#[component]
pub fn TermPage(term: String) -> impl IntoView {
    let read = load(conflict, move |api, _| {
        let term = term.clone();
        async move { api.call(ShowTerm { term }).await }
    });
    show(read, page)
}

fn page(entry: TermEntry) -> AnyView {
    use msg::easy_language::glossary as words;
    let sent = use_form(EditTerm::NAME, Some(("term", &entry.word.id)))
        .worded(mistake)
        .labelled(vec![
            ("explanation", t(words::explanation())),
            ("approved_by", t(words::by())),
            ("approved_on", t(words::on())),
        ]);
    // Nothing was typed into the form that takes everything away.
    let form = sent.clone().unless("remove", "1");
    let list = path();
    let above = vec![NavLink::new(t(words::title()), list.clone())];
    let next = entry.next.as_ref().map(|next| {
        let href = format!("{list}/{}", next.id);
        view! { <p><a class="row-link" href=href>{t(words::next(next.term.clone()))}</a></p> }
    });
    let public = routes::with_query(
        &routes::glossary(use_language()),
        &[("search", entry.word.term.as_str())],
    );
    let stored = stored(&form, || stored_rows(&entry));
    // Both forms save one thing: whichever is shown again, both keep what it was sent with.
    let seen = hidden(&entry, revision(&sent, entry.revision));
    view! {
        <StaffFrame
            above
            title=entry.word.term.clone()
            preline=t(msg::glossary::title())
            is_name=true
            form=sent
        >
            {facts(&entry)}
            {stored}
            {fields(&entry, form, seen.clone())}
            {next}
            {removal(&entry, seen)}
            <p><a class="row-link" href=public>{t(words::show())}</a></p>
        </StaffFrame>
    }
    .into_any()
}

/// What stands about the word and cannot be changed here.
fn facts(entry: &TermEntry) -> AnyView {
    use msg::easy_language::glossary as words;
    let word = &entry.word;
    let mut rows = vec![SummaryRow::view(t(words::status()), badge(word))];
    if word.parted != word.term {
        rows.push(SummaryRow::text(t(words::parted()), word.parted.clone()).in_language(german()));
    }
    if !word.others.is_empty() {
        rows.push(SummaryRow::text(t(words::others()), word.others.join(", ")).in_language(german()));
    }
    if word.reworded {
        let shipped = entry.shipped.clone();
        rows.push(SummaryRow::text(t(words::shipped()), shipped).in_language(Some(LANGUAGE.into())));
    }
    if let Some(at) = entry.entered_at {
        // The account of a former member of staff has no name any more.
        let by = match entry.entered_by.as_str() {
            "" => or_dash(t(msg::admin::accounts::former())),
            by => or_dash(by.to_owned()),
        };
        let entered = view! { {by}", "{moment(at)} }.into_any();
        rows.push(SummaryRow::view(t(words::entered()), entered));
    }
    view! { <div class="staff-facts-list"><SummaryList rows/></div> }.into_any()
}

/// What somebody else saved meanwhile.
fn stored_rows(entry: &TermEntry) -> Vec<SummaryRow> {
    use msg::easy_language::glossary as words;
    let approval = entry.word.approved.as_ref();
    let by = approval.map(|approval| approval.by.clone()).unwrap_or_default();
    vec![
        SummaryRow::text(t(words::explanation()), entry.explanation.clone())
            .in_language(Some(LANGUAGE.into())),
        SummaryRow::view(t(words::by()), or_dash(by)),
    ]
}

/// The address of the page.
fn here(entry: &TermEntry) -> String {
    format!("{}/{}", path(), entry.word.id)
}

/// The hidden fields of both forms.
fn hidden(entry: &TermEntry, revision: (&'static str, String)) -> Vec<(&'static str, String)> {
    vec![
        ("term", entry.word.id.clone()),
        revision,
        ("next", format!("{}?saved=1", here(entry))),
    ]
}

/// Taking away what the municipality wrote: folded, so that it is never done by one press.
fn removal(entry: &TermEntry, hidden: Vec<(&'static str, String)>) -> Option<AnyView> {
    use msg::easy_language::glossary as words;
    let word = &entry.word;
    if !word.reworded && word.status() == TermStatus::Proposed {
        return None;
    }
    let mut fields = hidden;
    fields.push(("remove", "1".to_owned()));
    let summary = format!("{} …", t(words::back()));
    let removal = view! {
        <Details summary>
            <Form form=EditTerm::NAME hidden=fields>
                <p>{t(words::back_text())}</p>
                <ButtonGroup><Button kind=ButtonKind::Danger>{t(words::back())}</Button></ButtonGroup>
            </Form>
        </Details>
    };
    Some(removal.into_any())
}

fn fields(entry: &TermEntry, form: FormState, hidden: Vec<(&'static str, String)>) -> AnyView {
    use msg::easy_language::glossary as words;
    let here = here(entry);
    let number = |limit: usize| i64::try_from(limit).unwrap_or(i64::MAX);
    let label = t(words::explanation());
    let text = form.value("explanation", &entry.explanation);
    let term = entry.word.term.clone();
    let found = findings_about(&term, "explanation", label.clone(), &text);
    let texts = vec![("explanation", text.clone())];
    let approval = entry.word.approved.as_ref();
    let by = approval.map(|approval| approval.by.clone()).unwrap_or_default();
    let on = approval
        .map(|approval| approval.on.to_string())
        .unwrap_or_default();
    // Only who was agreed with before can agree to changed words too.
    let again = (entry.word.status() == TermStatus::Approved).then(|| {
        view! {
            <Checkbox
                label=t(words::again())
                name="still_agreed"
                value="true"
                hint=t(words::again_hint())
                checked=form.value("still_agreed", "") == "true"
                error=form.error("still_agreed")
            />
        }
    });
    view! {
        <Form form=EditTerm::NAME hidden>
            <Panel texts term/>
            <TextArea
                label=label
                name="explanation"
                hint=t(words::hint(number(MAX_EXPLANATION)))
                value=text
                error=form.error("explanation")
                required=true
                rows=5
            />
            {found}
            <Fieldset legend=t(words::approval()) id="approval" hint=t(words::approval_hint())>
                <TextField
                    label=t(words::by())
                    name="approved_by"
                    hint=t(words::by_hint(number(MAX_APPROVED_BY)))
                    mark=t(msg::common::optional())
                    value=form.value("approved_by", &by)
                    error=form.error("approved_by")
                />
                <DateField
                    label=t(words::on())
                    name="approved_on"
                    mark=t(msg::common::optional())
                    value=form.value("approved_on", &on)
                    error=form.error("approved_on")
                />
                {again}
            </Fieldset>
            <ButtonGroup>
                <Button>{t(msg::common::save())}</Button>
                {check_button(&here)}
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

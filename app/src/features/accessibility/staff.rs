//! What staff maintain about accessibility: the list of open barriers and the municipality's details.

use leptos::prelude::*;
use shared::{
    access::Action,
    accessibility::{
        Accessibility, CONTACT_KEPT_DAYS, EditAccessibility, EditBarrier, ListedBarrier, ShowAccessibility,
        bodies::LIST,
    },
    api::Endpoint,
    time::Day,
};

use super::work::{barrier_fields, barrier_labels};
use crate::{
    context::use_language,
    features::{
        admin::parts::{Removal, StaffFrame, may, prefix_of},
        easy_language,
    },
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    load::{load, show},
    routes,
    ui::{Button, ButtonKind, DateField, Details, FieldWidth, Fieldset, InputType, Notice, TextField, Tone},
};

/// What staff maintain.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let read = load(
        || (),
        |api, ()| async move { api.call(ShowAccessibility {}).await },
    );
    show(read, page)
}

fn next() -> (&'static str, String) {
    (
        "next",
        format!("{}?saved=1", routes::staff(use_language(), "accessibility")),
    )
}

fn page(all: Accessibility) -> AnyView {
    use msg::accessibility::staff as words;
    let language = use_language();
    let (barrier, settings) = (
        use_form(EditBarrier::NAME, None)
            .worded(easy_language::mistake)
            .labelled(barrier_labels()),
        use_form(EditAccessibility::NAME, None).labelled(vec![("evaluated_by", t(words::evaluated_by()))]),
    );
    let (form, prefix) = if settings.has_failed() {
        (settings.clone(), String::new())
    } else {
        let prefix = prefix_of(&barrier.value("barrier", ""));
        (barrier, prefix)
    };
    let list = if all.barriers.is_empty() {
        view! { <p>{t(words::list_none())}</p> }.into_any()
    } else {
        let items = all.barriers.iter().map(existing).collect_view();
        view! { <div>{items}</div> }.into_any()
    };
    let new = use_form(EditBarrier::NAME, Some(("barrier", ""))).worded(easy_language::mistake);
    let new_fold = new.fold();
    let new_fields = barrier_fields(&new, &prefix_of(""), [""; 5]);
    let warnings = warnings(&all);
    let municipality = may(Action::ManageStaff).then(|| settings_part(&all, &settings));
    view! {
        <StaffFrame title=t(words::title()) lead=t(words::lead()) form prefix>
            {warnings}
            <p><a class="row-link" href=routes::accessibility(language, "")>{t(words::show())}</a></p>
            <section class="stack" aria-labelledby="list">
                <h2 id="list">{t(words::list())}</h2>
                {list}
                <Details summary=t(words::add()) fold=new_fold>
                    <Form form=EditBarrier::NAME hidden=vec![("barrier", String::new()), next()]>
                        {new_fields}
                        <Button kind=ButtonKind::Secondary>{t(words::add())}</Button>
                    </Form>
                </Details>
            </section>
            {municipality}
        </StaffFrame>
    }
    .into_any()
}

/// What is wrong with the last test.
fn warnings(all: &Accessibility) -> AnyView {
    use msg::accessibility::staff as words;
    let test = all.declaration.test.as_ref();
    let stale = test.filter(|test| test.is_stale).map(|test| {
        let days = u64::try_from(test.age_days).unwrap_or_default();
        view! { <Notice title=t(words::stale()) tone=Tone::Warning><p>{t(words::stale_text(days))}</p></Notice> }
    });
    let incomplete = test.is_none_or(|test| !test.is_complete).then(|| {
        view! { <Notice title=t(words::incomplete()) tone=Tone::Warning><p>{t(words::incomplete_text())}</p></Notice> }
    });
    view! { {stale} {incomplete} }.into_any()
}

fn existing(listed: &ListedBarrier) -> AnyView {
    use msg::accessibility::staff as words;
    let id = listed.id.to_string();
    let form = use_form(EditBarrier::NAME, Some(("barrier", &id))).worded(easy_language::mistake);
    let fold = form.fold();
    let barrier = &listed.barrier;
    let planned = text_of(barrier.planned);
    let report = listed.report.map(|number| {
        let href = routes::staff(use_language(), &format!("barriers/{number}"));
        view! { <p><a class="row-link" href=href>{t(words::from_report(i64::from(number)))}</a></p> }
    });
    let fields = barrier_fields(
        &form,
        &prefix_of(&id),
        [
            &barrier.what,
            &barrier.reason,
            &barrier.alternative,
            &barrier.plain,
            &planned,
        ],
    );
    let (about, about_removal) = (barrier.what.clone(), barrier.what.clone());
    let (change, remove) = (
        vec![("barrier", id.clone()), next()],
        vec![("barrier", id), next()],
    );
    view! {
        <Details summary=barrier.what.clone() fold>
            {report}
            <Form form=EditBarrier::NAME hidden=change>
                {fields}
                <Button kind=ButtonKind::Secondary about=about>{t(msg::common::save())}</Button>
            </Form>
            <Removal form=EditBarrier::NAME fields=remove label=t(words::remove()) about=about_removal/>
        </Details>
    }
    .into_any()
}

fn text_of(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn settings_part(all: &Accessibility, form: &FormState) -> AnyView {
    use msg::accessibility::staff as words;
    let settings = &all.settings;
    let field = |label: String, name: &'static str, fresh: &str, input_type: InputType, hint: String| {
        let (value, error) = (form.value(name, fresh), form.error(name));
        view! { <TextField label name=name value error hint input_type mark=t(msg::common::optional())/> }
            .into_any()
    };
    let date = |label: String, name: &'static str, day: Option<Day>| {
        let (value, error) = (form.value(name, &text_of(day)), form.error(name));
        view! { <DateField label name value error width=FieldWidth::Full mark=t(msg::common::optional())/> }
            .into_any()
    };
    let line = |label: String, name: &'static str, fresh: &str, input_type: InputType| {
        field(label, name, fresh, input_type, String::new())
    };
    let dates = [
        date(t(words::made_on()), "made_on", settings.made_on),
        date(t(words::reviewed_on()), "reviewed_on", settings.reviewed_on),
    ];
    let people = [
        date(t(words::evaluated_on()), "evaluated_on", settings.evaluated_on),
        field(
            t(words::evaluated_by()),
            "evaluated_by",
            &settings.evaluated_by,
            InputType::Text,
            t(words::evaluated_hint()),
        ),
    ];
    let feedback = [
        field(
            t(words::feedback_email()),
            "feedback_email",
            &settings.feedback_email,
            InputType::Email,
            t(words::feedback_hint()),
        ),
        field(
            t(words::feedback_phone()),
            "feedback_phone",
            &settings.feedback_phone,
            InputType::Tel,
            t(words::feedback_hint()),
        ),
    ];
    let body = [
        line(
            t(words::body_name()),
            "body_name",
            &settings.body.name,
            InputType::Text,
        ),
        line(
            t(words::body_address()),
            "body_address",
            &settings.body.address,
            InputType::Text,
        ),
        line(
            t(words::body_phone()),
            "body_phone",
            &settings.body.phone,
            InputType::Tel,
        ),
        line(
            t(words::body_email()),
            "body_email",
            &settings.body.email,
            InputType::Email,
        ),
        line(
            t(words::body_url()),
            "body_url",
            &settings.body.url,
            InputType::Url,
        ),
    ];
    let default = default_body(all);
    let days = settings.contact_days.unwrap_or(CONTACT_KEPT_DAYS).to_string();
    let (days, wrong_days) = (form.value("contact_days", &days), form.error("contact_days"));
    view! {
        <section class="stack" aria-labelledby="settings">
            <h2 id="settings">{t(words::settings())}</h2>
            <Form form=EditAccessibility::NAME hidden=vec![next()]>
                <div class="staff-trio">{dates}</div>
                <div class="staff-trio">{people}</div>
                <div class="staff-trio">{feedback}</div>
                <TextField
                    label=t(words::contact_days())
                    name="contact_days"
                    value=days
                    error=wrong_days
                    input_type=InputType::Digits
                    width=FieldWidth::Four
                />
                <Fieldset legend=t(words::body()) id="enforcement">
                    <div class="stack">{default}{body}</div>
                </Fieldset>
                <Button>{t(msg::common::save())}</Button>
            </Form>
        </section>
    }
    .into_any()
}

/// The state's body, which holds unless another is entered, with the source to compare it with.
fn default_body(all: &Accessibility) -> AnyView {
    use msg::accessibility::staff as words;
    match &all.default_body {
        Some(found) => {
            let href = found.source.clone();
            // Called by where it is: a whole address says less and is spelled out by screen readers.
            let site = href
                .split('/')
                .nth(2)
                .map_or_else(|| href.clone(), ToOwned::to_owned);
            // Another state's address would look like a mistake.
            let source = if href == LIST {
                t(words::body_list(site))
            } else {
                site
            };
            let text = t(words::body_default(
                found.state.as_str(),
                found.body.name.as_str(),
            ));
            view! {
                <p>{text}</p>
                <p>{t(words::body_source())}" "<a class="row-link break" href=href rel="noopener noreferrer">{source}</a></p>
            }
            .into_any()
        }
        None => view! { <Notice title=t(words::body_missing()) tone=Tone::Warning/> }.into_any(),
    }
}

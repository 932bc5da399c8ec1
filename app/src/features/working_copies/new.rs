//! A new procedure: from a plan file, or empty.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    procedures::{CreateProcedure, Kind},
};

use super::{
    findings::Findings,
    plan::{ImportForm, sent_import},
    words::kinds,
};
use crate::{
    features::admin::parts::StaffFrame,
    forms::{Form, use_form},
    i18n::{msg, t},
    ui::{Button, Details, RadioGroup, TextField},
};

/// Makes a procedure.
#[component]
pub fn NewProcedurePage() -> impl IntoView {
    view! {
        {move || {
            let title = vec![("title", t(msg::working_copies::texts::name()))];
            let (create, import) = (use_form(CreateProcedure::NAME, None).labelled(title), sent_import());
            let fold = create.fold();
            let form = if create.has_failed() { create } else { import };
            view! {
                <StaffFrame title=t(msg::working_copies::new::title()) form>
                    <Findings/>
                    <section class="stack" aria-labelledby="from-plan">
                        <h2 id="from-plan">{t(msg::working_copies::new::from_plan())}</h2>
                        <p>{t(msg::working_copies::new::from_plan_text())}</p>
                        <ImportForm slug="new".to_owned()/>
                    </section>
                    <Details summary=t(msg::working_copies::new::empty()) fold><CreateForm/></Details>
                </StaffFrame>
            }
        }}
    }
}

#[component]
fn CreateForm() -> impl IntoView {
    let form = use_form(CreateProcedure::NAME, None);
    view! {
        <Form form=CreateProcedure::NAME>
            <TextField
                label=t(msg::working_copies::texts::name())
                name="title"
                value=form.value("title", "")
                error=form.error("title")
                required=true
            />
            <TextField
                label=t(msg::working_copies::settings::slug())
                name="slug"
                hint=t(msg::working_copies::new::slug_hint())
                mark=t(msg::common::optional())
                value=form.value("slug", "")
                error=form.error("slug")
            />
            <RadioGroup
                legend=t(msg::working_copies::settings::kind())
                name="kind"
                value=form.value("kind", Kind::DevelopmentPlan.word())
                error=form.error("kind")
                choices=kinds()
            />
            <Button>{t(msg::working_copies::new::act())}</Button>
        </Form>
    }
}

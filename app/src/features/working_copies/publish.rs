//! Publishing the working copy as the next version.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    procedures::{PublishProcedure, WorkingCopy},
};

use super::{
    overview::{missing, round_list},
    part::{Part, frame},
};
use crate::{
    features::admin::parts::{page_revision, procedure_path, saved_path},
    forms::{Form, use_form},
    i18n::{msg, t},
    ui::{Button, ButtonGroup, ButtonKind, LinkButton, TextArea},
};

/// What will be published, and the button that does it.
pub fn view(copy: WorkingCopy) -> AnyView {
    let form = use_form(PublishProcedure::NAME, None);
    let preview = procedure_path(&copy.slug, Part::Preview.word());
    let body = match missing(&copy) {
        Some(missing) => missing,
        None => publish_form(&copy, preview),
    };
    let lead = match copy.published_version {
        None => t(msg::working_copies::publish::first()),
        Some(version) => t(msg::working_copies::publish::next(i64::from(version) + 1)),
    };
    frame(&copy, Part::Publish, lead, form, String::new(), body)
}

fn publish_form(copy: &WorkingCopy, preview: String) -> AnyView {
    let form = use_form(PublishProcedure::NAME, None);
    let hidden = vec![
        ("procedure", copy.slug.clone()),
        page_revision(copy.revision),
        ("next", saved_path(&copy.slug, "")),
    ];
    let reason = copy.published_version.map(|_| {
        view! {
            <TextArea
                label=t(msg::working_copies::publish::reason())
                name="reason"
                hint=t(msg::working_copies::publish::reason_hint())
                value=form.value("reason", "")
                error=form.error("reason")
                required=true
                rows=3
            />
        }
    });
    view! {
        {round_list(copy)}
        <Form form=PublishProcedure::NAME hidden>
            {reason}
            <ButtonGroup>
                <Button>{t(msg::working_copies::publish::act())}</Button>
                <LinkButton href=preview kind=ButtonKind::Secondary>{t(msg::working_copies::preview::title())}</LinkButton>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

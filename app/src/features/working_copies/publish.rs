//! Publishing the working copy as the next version.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    procedures::{PublishProcedure, WorkingCopy},
};

use super::{
    overview::{doubts, missing, published_path, round_list, unreleased},
    part::{Part, frame},
};
use crate::{
    context::use_language,
    features::admin::parts::{page_revision, procedure_path},
    forms::{Form, use_form},
    i18n::{format, msg, t},
    ui::{Button, ButtonGroup, ButtonKind, LinkButton, TextArea},
};

/// What will be published, and the button that does it.
pub fn view(copy: WorkingCopy) -> AnyView {
    let form = use_form(PublishProcedure::NAME, None)
        .labelled(vec![("reason", t(msg::working_copies::publish::reason()))]);
    let preview = procedure_path(&copy.slug, Part::Preview.word());
    let (lead, body) = match (copy.published_version, missing(&copy)) {
        // What would be asked for here, could not be done.
        (Some(version), _) if !copy.has_changes => (
            t(msg::working_copies::publish::nothing(i64::from(version))),
            ().into_any(),
        ),
        (version, missing) => {
            let lead = match version {
                None => msg::working_copies::publish::first(),
                Some(version) => msg::working_copies::publish::next(i64::from(version) + 1),
            };
            (t(lead), missing.unwrap_or_else(|| publish_form(&copy, preview)))
        }
    };
    frame(&copy, Part::Publish, lead, form, String::new(), body)
}

fn publish_form(copy: &WorkingCopy, preview: String) -> AnyView {
    let form = use_form(PublishProcedure::NAME, None);
    let hidden = vec![
        ("procedure", copy.slug.clone()),
        page_revision(copy.revision),
        ("next", published_path(&copy.slug)),
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
    let drafts: Vec<String> = unreleased(&copy.content)
        .into_iter()
        .map(|language| language.own_name().to_owned())
        .collect();
    let drafts = (!drafts.is_empty()).then(|| {
        view! { <p>{t(msg::working_copies::publish::drafts(format::list(&drafts, use_language())))}</p> }
    });
    view! {
        {round_list(copy)}
        {drafts}
        {doubts(copy, |_| true)}
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

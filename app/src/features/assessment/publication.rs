//! Whether a statement may be read in public, which passages are redacted, and how it then reads.

use leptos::prelude::*;
use shared::{
    assessment::StatementFile,
    statements::{MayPublish, Publication, redact},
};

use super::words::{may_publish_name, publication_name};
use crate::{
    features::admin::parts::procedure_path,
    forms::{Form, use_form},
    i18n::{msg, t},
    ui::{Button, ButtonKind, Choice, Details, Fold, Notice, RadioGroup, TextArea, Tone, UserText},
};

/// The decision on publication.
#[component]
pub fn PublicationEntry(file: StatementFile) -> impl IntoView {
    let form = use_form("DecidePublication", None);
    let summary = format!(
        "{}: {}",
        t(msg::assessment::publication::title()),
        publication_name(file.publication)
    );
    let undecided = file.publication == Publication::Undecided && file.may_publish != MayPublish::No;
    let fold = if form.has_failed() || undecided {
        Fold::Open
    } else {
        Fold::Closed
    };
    let body = if file.may_publish == MayPublish::No {
        view! { <p>{t(msg::assessment::publication::not_allowed())}</p> }.into_any()
    } else {
        view! { <Entry file/> }.into_any()
    };
    view! { <Details summary fold>{body}</Details> }
}

#[component]
fn Entry(file: StatementFile) -> impl IntoView {
    let form = use_form("DecidePublication", None);
    let path = procedure_path(&file.procedure, &format!("statements/{}", file.number));
    let hidden = vec![
        ("procedure", file.procedure.clone()),
        ("number", file.number.to_string()),
        ("revision", file.revision.to_string()),
        ("next", format!("{path}?saved=1")),
    ];
    let typed = form.value("passages", &file.passages);
    let passages: Vec<String> = typed
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let absent: Vec<String> = passages
        .iter()
        .filter(|passage| !file.body.contains(passage.as_str()))
        .cloned()
        .collect();
    let absent = (!absent.is_empty()).then(|| {
        view! {
            <Notice title=t(msg::assessment::publication::absent()) tone=Tone::Warning>
                <p dir="auto">{absent.join(" · ")}</p>
            </Notice>
        }
    });
    let preview = redact(&file.body, &passages);
    let choices = Publication::ALL
        .into_iter()
        .map(|decision| Choice::new(decision.word(), publication_name(decision)))
        .collect();
    view! {
        <p>{t(msg::assessment::publication::allowed(may_publish_name(file.may_publish)))}</p>
        <Form form="DecidePublication" hidden>
            <RadioGroup
                legend=t(msg::assessment::publication::title())
                name="publication"
                id="publication-publication"
                value=form.value("publication", file.publication.word())
                error=form.error("publication")
                choices
            />
            <TextArea
                label=t(msg::assessment::publication::passages())
                name="passages"
                id="publication-passages"
                hint=t(msg::assessment::publication::passages_hint())
                value=typed
                error=form.error("passages")
                rows=4
            />
            {absent}
            <Button kind=ButtonKind::Secondary>{t(msg::assessment::publication::act())}</Button>
        </Form>
        <div class="staff-preview stack stack--small">
            <h3>{t(msg::assessment::publication::preview())}</h3>
            <UserText text=preview/>
        </div>
    }
}

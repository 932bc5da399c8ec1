//! Whether a statement may be read in public, which passages are redacted, and how it then reads.

use leptos::prelude::*;
use shared::{
    assessment::StatementFile,
    statements::{MayPublish, Publication, redact},
};

use super::{
    opinion::or_empty,
    words::{may_publish_name, publication_name},
};
use crate::{
    features::admin::parts::{conflict, procedure_path, revision},
    forms::{FORM, Form, FormState, use_form},
    i18n::{msg, t},
    ui::{
        Button, ButtonKind, Choice, Details, Fold, Notice, RadioGroup, SummaryList, SummaryRow, TextArea,
        Tone, UserText,
    },
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
    // What was typed is never hidden, whether it is shown again because of a mistake or not.
    let fold = if !form.value(FORM, "").is_empty() || undecided {
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
        revision(&form, file.revision),
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
        {stored(&form, &file)}
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

/// After a conflict: what is stored now, to compare with what was typed. A redaction that somebody else made in between
/// would be undone by saving on top of it.
fn stored(form: &FormState, file: &StatementFile) -> Option<AnyView> {
    (form.has_failed() && conflict().is_some()).then(|| {
        let rows = vec![
            SummaryRow::text(t(msg::assessment::publication::title()), publication_name(file.publication)),
            SummaryRow::text(t(msg::assessment::publication::passages()), or_empty(&file.passages)),
        ];
        view! { <Details summary=t(msg::admin::conflict::stored()) fold=Fold::Open><SummaryList rows/></Details> }.into_any()
    })
}

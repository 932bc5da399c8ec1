//! Whether a statement may be read in public, which passages are redacted, whether its place is told, and how it then
//! reads.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    assessment::{StatementFile, StatementState},
    statements::{
        DecidePublication, MAX_REMARK, MayPublish, PlaceKind, Publication, PublicationReason, redact,
    },
};

use super::{
    assess::{sent, which},
    words::{may_publish_name, publication_name},
};
use crate::{
    features::{
        admin::parts::{or_empty, stored},
        statements::reason_name,
    },
    forms::{FORM, Form, FormState},
    i18n::{msg, t},
    ui::{
        Button, ButtonKind, Checkbox, CheckboxGroup, Choice, Details, Fold, Notice, RadioGroup, SummaryRow,
        TextArea, Tone, UserText,
    },
};

/// The decision on publication.
#[component]
pub fn PublicationEntry(file: StatementFile) -> impl IntoView {
    let form = sent(DecidePublication::NAME, &file);
    let summary = format!(
        "{}: {}",
        t(msg::assessment::publication::title()),
        publication_name(file.publication)
    );
    // What may not be published waits for nobody; it is opened where its text is to be checked for the synopsis. Here staff
    // also say of a held one that it is spam.
    let undecided = file.publication == Publication::Undecided
        && (file.may_publish != MayPublish::No || file.state == StatementState::Held);
    // What was typed is never hidden, whether it is shown again because of a mistake or not.
    let fold = if !form.value(FORM, "").is_empty() || undecided || !file.alike.is_empty() {
        Fold::Open
    } else {
        Fold::Closed
    };
    view! { <Details summary fold><Entry file/></Details> }
}

#[component]
fn Entry(file: StatementFile) -> impl IntoView {
    let form = sent(DecidePublication::NAME, &file);
    let hidden = which(&form, &file);
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
    let alike = alike(&form, &file);
    // Saved passages are shown with what the server takes out besides: the author's name.
    let preview = if typed == file.passages {
        file.public_body.clone()
    } else {
        redact(&file.body, &passages)
    };
    let allowed = file.may_publish != MayPublish::No;
    // What may not be published is read all the same: the public synopsis holds every text.
    let choices = Publication::ALL
        .into_iter()
        .filter(|decision| allowed || *decision != Publication::Released)
        .map(|decision| Choice::new(decision.word(), publication_name(decision)))
        .collect();
    let about = if allowed {
        t(msg::assessment::publication::allowed(may_publish_name(
            file.may_publish,
        )))
    } else {
        t(msg::assessment::publication::not_allowed())
    };
    // Released, a held one is not public yet.
    let held = (allowed && file.state == StatementState::Held)
        .then(|| view! { <p>{t(msg::assessment::publication::while_held())}</p> });
    let why = allowed.then(|| why(&form, &file));
    let withheld = form.value("place_withheld", if file.place_withheld { "true" } else { "" });
    let place = (file.place_kind != PlaceKind::Whole).then(|| {
        let own = if file.place_own {
            t(msg::assessment::publication::place_own())
        } else {
            String::new()
        };
        view! {
            <Checkbox
                label=t(msg::assessment::publication::place_withheld())
                name="place_withheld"
                value="true"
                id="publication-place-withheld"
                checked=withheld == "true"
                hint=own
                error=form.error("place_withheld")
            />
        }
    });
    let stored = stored(&form, || stored_rows(&file));
    view! {
        <p>{about}</p>
        {held}
        {stored}
        <Form form=DecidePublication::NAME hidden>
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
            {alike}
            {why}
            {place}
            <Button kind=ButtonKind::Secondary>{t(msg::assessment::publication::act())}</Button>
            <p class="muted">{t(msg::assessment::work::this_form_only())}</p>
        </Form>
        <div class="staff-preview stack stack--small">
            <h3>{t(msg::assessment::publication::preview())}</h3>
            <UserText text=preview/>
        </div>
    }
}

/// What is spelled nearly like a redacted passage and stays until somebody says otherwise.
fn alike(form: &FormState, file: &StatementFile) -> Option<AnyView> {
    use msg::assessment::publication;
    let spelled = file.alike.iter();
    let choices: Vec<Choice> = spelled
        .map(|spelled| Choice::new(spelled.clone(), spelled.clone()))
        .collect();
    let (values, error) = (form.values("also", &[]), form.error("also"));
    (!choices.is_empty()).then(|| {
        view! {
            <Notice title=t(publication::alike()) tone=Tone::Warning>
                <CheckboxGroup
                    legend=t(publication::alike_choose())
                    name="also"
                    id="publication-also"
                    values
                    error
                    choices
                />
            </Notice>
        }
        .into_any()
    })
}

/// Why the author's wish is not followed, in the words that the author reads.
fn why(form: &FormState, file: &StatementFile) -> AnyView {
    use msg::assessment::publication;
    let reasons = PublicationReason::ALL
        .into_iter()
        .map(|reason| Choice::new(reason.word(), reason_name(reason)))
        .collect();
    let stored = file.publication_reason.map_or("", PublicationReason::word);
    view! {
        <RadioGroup
            legend=t(publication::reason())
            name="reason"
            id="publication-reason"
            hint=t(publication::reason_hint())
            value=form.value("reason", stored)
            error=form.error("reason")
            choices=reasons
        />
        <TextArea
            label=t(publication::remark())
            name="remark"
            id="publication-remark"
            hint=t(publication::remark_hint(i64::try_from(MAX_REMARK).unwrap_or(i64::MAX)))
            value=form.value("remark", &file.publication_remark)
            error=form.error("remark")
            rows=3
        />
    }
    .into_any()
}

/// What somebody else decided, and redacted, in between.
fn stored_rows(file: &StatementFile) -> Vec<SummaryRow> {
    use msg::assessment::publication;
    let reason = file.publication_reason.map(reason_name).unwrap_or_default();
    vec![
        SummaryRow::text(t(publication::title()), publication_name(file.publication)),
        SummaryRow::text(t(publication::passages()), or_empty(&file.passages)),
        SummaryRow::text(t(publication::reason()), or_empty(&reason)),
        SummaryRow::text(t(publication::remark()), or_empty(&file.publication_remark)),
    ]
}

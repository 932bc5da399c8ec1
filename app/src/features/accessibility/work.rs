//! One report: what was written, how to answer, what became of the barrier.

use leptos::prelude::*;
use shared::{
    access::Action,
    accessibility::{
        AnswerBarrierReport, BarrierReport, KnownBarrier, MarkBarrierReport, ReportState, ShowAccessibility,
        ShowBarrierReport,
    },
    api::Endpoint,
    language::Language,
};

use super::{email, phone, state};
use crate::{
    context::use_language,
    features::{
        admin::parts::{StaffFrame, day, may, moment, or_dash},
        easy_language,
    },
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    load::{load, show},
    routes,
    ui::{
        Badge, Button, ButtonGroup, ButtonKind, DateField, Lang, NavLink, Notice, SummaryList, SummaryRow,
        TextArea, Tone, UserText,
    },
};

/// One report.
#[component]
pub fn WorkPage(report: String) -> impl IntoView {
    let answers = may(Action::AnswerBarriers);
    let read = load(
        || (),
        move |api, ()| {
            let report = report.clone();
            async move {
                let report = api.call(ShowBarrierReport { report }).await?;
                // What the declaration says about it already, to be changed rather than written again.
                let listed = if answers && report.state == ReportState::Known {
                    let all = api.call(ShowAccessibility {}).await?.barriers;
                    all.into_iter()
                        .find(|listed| listed.report == Some(report.number))
                } else {
                    None
                };
                Ok((report, listed.map(|listed| listed.barrier)))
            }
        },
    );
    show(read, |(report, listed): (BarrierReport, Option<KnownBarrier>)| {
        page(report, listed.as_ref())
    })
}

fn page(report: BarrierReport, listed: Option<&KnownBarrier>) -> AnyView {
    use msg::accessibility::work as words;
    let above = vec![NavLink::new(
        t(msg::accessibility::inbox::title()),
        routes::staff(use_language(), "barriers"),
    )];
    let (answer, mark) = (
        use_form(AnswerBarrierReport::NAME, None).labelled(vec![("answer", t(words::answer_label()))]),
        use_form(MarkBarrierReport::NAME, None)
            .worded(easy_language::mistake)
            .labelled(barrier_labels()),
    );
    let form = if mark.has_failed() {
        mark.clone()
    } else {
        answer.clone()
    };
    let (text, tone) = state(report.state);
    let overdue = report.is_late.then(|| {
        view! { <Badge text=t(msg::accessibility::inbox::overdue()) tone=Tone::Warning/> }
    });
    let answers = may(Action::AnswerBarriers);
    let (held, is_real) = match report.state {
        ReportState::Held => (Some(held_part(&report, answers)), false),
        ReportState::Advertising => (answers.then(|| genuine_form(&report, None)), false),
        _ => (None, true),
    };
    // Whether it is a real one is decided first: nobody answers an advertisement.
    let acts = (answers && is_real).then(|| {
        let parts = [
            answer_part(&report, &answer),
            mended_part(&report),
            known_part(&report, &mark, listed),
        ];
        view! { <div class="stack">{parts}</div> }
    });
    let seen = [written(&report), facts(&report)];
    view! {
        <StaffFrame above title=t(words::title(i64::from(report.number))) form=form>
            <p class="cluster"><Badge text tone/>{overdue}</p>
            {held}
            <div class="staff-split">
                <div class="stack">{seen}</div>
                {acts}
            </div>
        </StaffFrame>
    }
    .into_any()
}

/// What looks like advertisement, to be told apart before anything else is done.
fn held_part(report: &BarrierReport, answers: bool) -> AnyView {
    use msg::accessibility::work as words;
    let choose = answers.then(|| {
        let advertising = view! {
            <Button kind=ButtonKind::Secondary name="state" value=ReportState::Advertising.word()>
                {t(words::advertising_act())}
            </Button>
        };
        view! { <p>{t(words::held_choose())}</p> {genuine_form(report, Some(advertising.into_any()))} }
    });
    view! {
        <Notice title=t(words::held()) tone=Tone::Danger>
            <p>{t(words::held_text())}</p>
            {choose}
        </Notice>
    }
    .into_any()
}

/// The way back to what is answered, beside another choice if there is one.
fn genuine_form(report: &BarrierReport, beside: Option<AnyView>) -> AnyView {
    let act = t(msg::accessibility::work::genuine_act());
    view! {
        <Form form=MarkBarrierReport::NAME hidden=hidden(report, None)>
            <ButtonGroup>
                <Button kind=ButtonKind::Secondary name="state" value=ReportState::Open.word()>{act}</Button>
                {beside}
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

fn written(report: &BarrierReport) -> AnyView {
    let dir = Language::from_code(&report.language)
        .unwrap_or_default()
        .direction()
        .as_str()
        .to_owned();
    let lang = Lang {
        code: if report.language.is_empty() {
            "de".into()
        } else {
            report.language.clone()
        },
        dir,
    };
    view! {
        <section class="staff-letter stack" aria-labelledby="problem">
            <h2 id="problem">{t(msg::accessibility::work::problem())}</h2>
            <UserText text=report.problem.clone() lang/>
        </section>
    }
    .into_any()
}

fn facts(report: &BarrierReport) -> AnyView {
    use msg::accessibility::work as words;
    let contact = match &report.contact {
        Some(contact) => view! { {email(&contact.email)} {phone(&contact.phone)} }.into_any(),
        None if may(Action::AnswerBarriers) => t(words::no_contact()).into_any(),
        None => t(words::contact_hidden()).into_any(),
    };
    let mut rows = vec![
        SummaryRow::view(t(words::received()), moment(report.received_at)),
        SummaryRow::view(t(msg::accessibility::inbox::page()), or_dash(report.page.clone())),
        SummaryRow::view(t(words::contact()), contact),
    ];
    if let Some(until) = report.contact_until {
        rows.push(SummaryRow::view(t(words::until()), day(until)));
    }
    view! { <div class="staff-facts-list"><SummaryList rows/></div> }.into_any()
}

/// The hidden fields of every form of the page.
fn hidden(report: &BarrierReport, state: Option<ReportState>) -> Vec<(&'static str, String)> {
    let here = routes::staff(use_language(), &format!("barriers/{}", report.number));
    let mut fields = vec![
        ("report", report.number.to_string()),
        ("next", format!("{here}?saved=1")),
    ];
    fields.extend(state.map(|state| ("state", state.word().to_owned())));
    fields
}

fn answer_part(report: &BarrierReport, form: &FormState) -> AnyView {
    use msg::accessibility::work as words;
    let inner = match report.answered_at {
        Some(at) => {
            let mailed = match report.answer_mailed_at {
                Some(at) => view! { <p>{t(words::mailed())}" "{moment(at)}</p> }.into_any(),
                None if report.can_be_mailed => view! { <p>{t(words::not_mailed_yet())}</p> }.into_any(),
                None => view! { <p>{t(words::not_mailed())}</p> }.into_any(),
            };
            view! {
                <p>{t(words::answered())}" "{moment(at)}</p>
                <UserText text=report.answer.clone()/>
                {mailed}
            }
            .into_any()
        }
        None => {
            let (hint, act) = if report.can_be_mailed {
                (t(words::answer_mail()), t(words::answer_act()))
            } else {
                (unmailed(report), t(words::answer_keep()))
            };
            let (fields, value, error) = (
                hidden(report, None),
                form.value("answer", ""),
                form.error("answer"),
            );
            view! {
                <Form form=AnswerBarrierReport::NAME hidden=fields>
                    <TextArea
                        label=t(words::answer_label())
                        name="answer"
                        hint=hint
                        value=value
                        error=error
                        required=true
                    />
                    <Button>{act}</Button>
                </Form>
            }
            .into_any()
        }
    };
    view! {
        <section class="stack" aria-labelledby="answering">
            <h2 id="answering">{t(words::answer())}</h2>
            {inner}
        </section>
    }
    .into_any()
}

/// Why an answer is only kept, and what staff do instead.
fn unmailed(report: &BarrierReport) -> String {
    use msg::accessibility::work as words;
    let contact = report.contact.as_ref();
    let email = contact
        .map(|contact| contact.email.clone())
        .filter(|email| !email.is_empty());
    let phone = contact
        .map(|contact| contact.phone.clone())
        .filter(|phone| !phone.is_empty());
    t(match (email, phone) {
        (Some(email), _) => words::answer_by_hand(email),
        (None, Some(phone)) => words::answer_by_phone(phone),
        (None, None) => words::answer_note(),
    })
}

fn mended_part(report: &BarrierReport) -> AnyView {
    use msg::accessibility::work as words;
    let (state, act) = if report.state == ReportState::Mended {
        (ReportState::Open, t(words::reopen_act()))
    } else {
        (ReportState::Mended, t(words::mended_act()))
    };
    view! {
        <section class="stack" aria-labelledby="mended">
            <h2 id="mended">{t(words::mended())}</h2>
            <p>{t(words::mended_text())}</p>
            <Form form=MarkBarrierReport::NAME hidden=hidden(report, Some(state))>
                <Button kind=ButtonKind::Secondary>{act}</Button>
            </Form>
        </section>
    }
    .into_any()
}

fn known_part(report: &BarrierReport, form: &FormState, listed: Option<&KnownBarrier>) -> AnyView {
    use msg::accessibility::work as words;
    let planned = listed
        .and_then(|barrier| barrier.planned)
        .map(|day| day.to_string())
        .unwrap_or_default();
    let fresh = listed.map_or([""; 5], |barrier| {
        [
            barrier.what.as_str(),
            &barrier.reason,
            &barrier.alternative,
            &barrier.plain,
            &planned,
        ]
    });
    let fields = barrier_fields(form, "", fresh);
    view! {
        <section class="stack" aria-labelledby="known">
            <h2 id="known">{t(words::known())}</h2>
            <p>{t(words::known_text())}</p>
            <Form form=MarkBarrierReport::NAME hidden=hidden(report, Some(ReportState::Known))>
                {fields}
                <Button kind=ButtonKind::Secondary>{t(words::known_act())}</Button>
            </Form>
        </section>
    }
    .into_any()
}

/// The labels of what a known barrier must have.
pub(super) fn barrier_labels() -> Vec<(&'static str, String)> {
    use msg::accessibility::barrier as words;
    vec![
        ("what", t(words::what())),
        ("reason", t(words::reason())),
        ("alternative", t(words::alternative())),
    ]
}

/// The fields about a known barrier: what, why, another way, the same in easy language, by when.
pub(super) fn barrier_fields(form: &FormState, prefix: &str, fresh: [&str; 5]) -> AnyView {
    use msg::accessibility::barrier as words;
    let [what, reason, alternative, plain, planned] = fresh;
    let area = |label: String, name: &'static str, fresh: &str| {
        view! {
            <TextArea
                label=label
                name=name
                id=format!("{prefix}{name}")
                value=form.value(name, fresh)
                error=form.error(name)
                required=true
                rows=2
            />
        }
        .into_any()
    };
    view! {
        {area(t(words::what()), "what", what)}
        {area(t(words::reason()), "reason", reason)}
        {area(t(words::alternative()), "alternative", alternative)}
        <TextArea
            label=t(words::plain())
            name="plain"
            id=format!("{prefix}plain")
            hint=t(words::plain_hint())
            mark=t(msg::common::optional())
            value=form.value("plain", plain)
            error=form.error("plain")
            rows=3
        />
        <DateField
            label=t(words::planned())
            name="planned"
            id=format!("{prefix}planned")
            mark=t(msg::common::optional())
            value=form.value("planned", planned)
            error=form.error("planned")
        />
    }
    .into_any()
}

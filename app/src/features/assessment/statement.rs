//! The working page of one statement: what was written on one side, what the administration makes of it on the other.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::{Api, ApiError, Endpoint, Page},
    assessment::{
        AssessStatement, CorrectDecision, ListStatements, ListTopics, RecordDecision, StatementFile,
        StatementState, StatementSummary, Topic,
    },
    ids::StatementNumber,
    statements::{Channel, DecidePublication, PlaceKind},
};

use super::{
    assess::{Assess, DecisionForm, sent},
    decision,
    history::{History, held_because},
    publication::PublicationEntry,
    selection::Selection,
    words::{
        channel_name, may_publish_name, outside_period, place_name, reply_name, state_name, state_tone,
        statement_file,
    },
};
use crate::{
    context::use_language,
    features::{
        admin::parts::{StaffFrame, conflict, day, may, moment, procedure_path, procedure_title},
        procedures::words::german,
    },
    i18n::{format, msg, t},
    load::{load, show, use_query},
    ui::{Badge, Details, Fold, Icon, IconView, Lang, Notice, SummaryList, SummaryRow, Tone, UserText},
};

/// Shows as many letters of a checksum as two people compare by telephone.
const SHORT_SEAL: usize = 16;

/// One statement.
#[component]
pub fn StatementPage(slug: String, number: u32) -> impl IntoView {
    let query = use_query();
    let key = move || (conflict(), query.with(Selection::of));
    let read = load(key, move |api, (_, among)| {
        let slug = slug.clone();
        async move {
            let mut file = statement_file(&api, &slug, number).await?;
            // What nobody can ask for is no reason not to show the statement.
            if among.is_narrowed()
                && let Ok(found) = beside(&api, &among, &slug, number).await
            {
                (file.previous, file.following) = found;
            }
            let title = procedure_title(&api, &slug).await?;
            let topics = api.call(ListTopics {}).await?;
            Ok::<_, ApiError>((file, title, topics))
        }
    });
    show(read, |(file, title, topics)| page(file, &title, topics))
}

/// The statements before and after one in a filtered list.
async fn beside(
    api: &Api,
    among: &Selection,
    slug: &str,
    number: u32,
) -> Result<(Option<u32>, Option<u32>), ApiError> {
    let one = ListStatements {
        limit: Some(1),
        ..among.endpoint(slug)
    };
    let above = ListStatements {
        above: Some(StatementNumber(number)),
        ..one.clone()
    };
    let below = ListStatements {
        cursor: Some(number.to_string()),
        ..one
    };
    let first = |page: Page<StatementSummary>| page.items.first().map(|found| found.number.0);
    Ok((first(api.call(above).await?), first(api.call(below).await?)))
}

fn page(file: StatementFile, title: &str, topics: Vec<Topic>) -> AnyView {
    let slug = file.procedure.clone();
    let (assess, publish, decide, correct) = (
        sent(AssessStatement::NAME, &file),
        sent(DecidePublication::NAME, &file),
        sent(RecordDecision::NAME, &file).labelled(decision::labels()),
        sent(CorrectDecision::NAME, &file).labelled(decision::labels()),
    );
    let (form, prefix) = if publish.has_failed() {
        (publish, "publication-")
    } else if decide.has_failed() {
        (decide, "decision-")
    } else if correct.has_failed() {
        (correct, "decision-")
    } else {
        (assess, "")
    };
    let outside =
        outside_period(file.late, file.early).map(|when| view! { <Badge text=when tone=Tone::Warning/> });
    let held = (file.state == StatementState::Held).then(|| {
        use msg::assessment::work;
        let because = held_because(&file.history).map(|reason| view! { <p>{reason}</p> });
        let text = if may(Action::Assess) {
            view! { <p>{t(work::held_text())}</p> <p>{t(work::held_spam())}</p> }.into_any()
        } else {
            view! { <p>{t(work::held_reads())}</p> }.into_any()
        };
        view! { <Notice title=t(work::held()) tone=Tone::Danger>{because} {text}</Notice> }
    });
    let withdrawn = (file.state == StatementState::Withdrawn).then(|| {
        view! { <Notice title=t(msg::assessment::work::withdrawn()) tone=Tone::Warning/> }
    });
    let is_decided_on = matches!(
        file.state,
        StatementState::BeforeCouncil | StatementState::Decided
    );
    let decision =
        (is_decided_on && may(Action::RecordDecision)).then(|| view! { <DecisionForm file=file.clone()/> });
    let publication = may(Action::DecidePublication).then(|| view! { <PublicationEntry file=file.clone()/> });
    let heading = t(msg::assessment::work::title(i64::from(file.number.0)));
    let above = Selection::here().above(&slug, title);
    view! {
        <StaffFrame above title=heading preline=title form prefix>
            <div class="staff-bar">
                <p class="cluster"><Badge text=state_name(file.state) tone=state_tone(file.state)/>{outside}</p>
                <Neighbours slug=slug.clone() previous=file.previous following=file.following/>
            </div>
            {held}
            {withdrawn}
            <div class="staff-split staff-split--work">
                <div class="stack">
                    <Text file=file.clone()/>
                    <Facts file=file.clone()/>
                    {publication}
                    <History file=file.clone()/>
                </div>
                <div class="stack">
                    {decision}
                    <Assess file topics/>
                </div>
            </div>
        </StaffFrame>
    }
    .into_any()
}

/// Links to the statements before and after in the list.
#[component]
fn Neighbours(slug: String, previous: Option<u32>, following: Option<u32>) -> impl IntoView {
    let among = Selection::here();
    let link = |number: u32| among.statement(&slug, number);
    let previous = previous.map(|number| {
        let text = t(msg::assessment::work::previous(i64::from(number)));
        view! { <a class="row-link" rel="prev" href=link(number)><IconView icon=Icon::Back/><span>{text}</span></a> }
    });
    let following = following.map(|number| {
        let text = t(msg::assessment::work::following(i64::from(number)));
        view! { <a class="row-link" rel="next" href=link(number)><span>{text}</span><IconView icon=Icon::Forward/></a> }
    });
    view! { <nav class="cluster" aria-label=t(msg::assessment::work::neighbours())>{previous}{following}</nav> }
}

#[component]
fn Text(file: StatementFile) -> impl IntoView {
    let language = file.language.clone();
    let dir = shared::language::Language::from_code(&language)
        .unwrap_or_default()
        .direction()
        .as_str()
        .to_owned();
    let files = file
        .files
        .iter()
        .map(|(id, name, size)| {
            let size = format::file_size(*size, use_language());
            view! {
                <li>
                    <a class="row-link" href=format!("/files/attachments/{id}") rel="external" dir="auto">
                        <IconView icon=Icon::File/><span>{name.clone()}" ("{size}")"</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let attachments = (!file.files.is_empty()).then(|| {
        view! {
            <div>
                <h3>{t(msg::assessment::work::files())}</h3>
                <ul class="staff-links">{files}</ul>
            </div>
        }
    });
    let hidden_files = (file.files.is_empty() && file.file_count > 0).then(|| {
        let text = t(msg::assessment::work::files_hidden(i64::from(file.file_count)));
        view! { <p class="muted">{text}</p> }
    });
    view! {
        <section class="staff-letter stack" aria-labelledby="text">
            <h2 id="text">{t(msg::assessment::work::text())}</h2>
            <UserText text=file.body lang=Lang { code: language, dir }/>
            {attachments}
            {hidden_files}
        </section>
    }
}

#[component]
fn Facts(file: StatementFile) -> impl IntoView {
    use msg::assessment::work;
    let place_lang = (!file.place.is_empty()).then(german).flatten();
    let place = place_name(file.place_kind, &file.place);
    let place = match file.point.filter(|_| file.place_kind == PlaceKind::Point) {
        Some([lon, lat]) => {
            let parts = [place, format!("{lat:.6}"), format!("{lon:.6}")];
            format::series(&parts, use_language())
        }
        None => place,
    };
    let place = match file.inside {
        Some(true) => format!("{place} ({})", t(msg::assessment::place::inside())),
        Some(false) => format!("{place} ({})", t(msg::assessment::place::outside())),
        None => place,
    };
    let seal: String = file.body_sha256.chars().take(SHORT_SEAL).collect();
    let arrived = view! { {day(file.received_on)}" – "{channel_name(file.channel)} }.into_any();
    let mut rows = vec![
        SummaryRow::view(t(work::author()), author(&file)),
        SummaryRow::text(t(work::about()), place).in_language(place_lang),
        SummaryRow::view(t(work::arrived()), arrived),
    ];
    if let Some(written) = file.written_on {
        rows.push(SummaryRow::view(t(work::written()), day(written)));
    }
    rows.push(SummaryRow::text(
        t(msg::assessment::list::reply()),
        reply_name(file.reply_wish),
    ));
    rows.push(SummaryRow::text(
        t(msg::assessment::may_publish::title()),
        may_publish_name(file.may_publish),
    ));
    let mut more = vec![
        SummaryRow::view(t(work::stored()), moment(file.submitted_at)),
        SummaryRow::text(t(work::seen_version()), file.seen_version.to_string()),
    ];
    // Whoever reads the text without names has none of the text with them.
    let seal_text = (!seal.is_empty()).then(|| {
        more.push(SummaryRow::view(
            t(work::seal()),
            view! { <code class="staff-code" title=file.body_sha256.clone() translate="no">{seal}"…"</code> }
                .into_any(),
        ));
        view! { <p class="muted">{t(work::seal_text())}</p> }
    });
    let receipt = (file.channel != Channel::Web && may(Action::CaptureStatement)).then(|| {
        let href = procedure_path(&file.procedure, &format!("statements/{}/receipt", file.number));
        let author = Selection::here().part(&file.procedure, file.number.0, "author");
        view! {
            <p><a class="row-link" href=href>{t(msg::assessment::captured::link())}</a></p>
            <p><a class="row-link" href=author>{t(msg::assessment::captured::correct())}</a></p>
        }
    });
    view! {
        <section class="stack stack--small" aria-labelledby="facts">
            <h2 id="facts">{t(work::facts())}</h2>
            <div class="staff-facts-list"><SummaryList rows/></div>
            {receipt}
            <Details summary=t(work::proof()) fold=Fold::Closed>
                <SummaryList rows=more/>
                {seal_text}
            </Details>
        </section>
    }
}

/// Who wrote it; why there is nothing is said, so that nobody looks for it.
pub(super) fn author(file: &StatementFile) -> AnyView {
    let Some(person) = file.person.clone() else {
        let why = if may(Action::SeePersons) {
            msg::assessment::work::no_person()
        } else {
            msg::assessment::work::person_hidden()
        };
        return view! { <span class="muted">{t(why)}</span> }.into_any();
    };
    let town = format!("{} {}", person.postal_code, person.city);
    let lines: Vec<String> = [
        person.name,
        person.organisation,
        person.street,
        town,
        person.email,
    ]
    .into_iter()
    .map(|line| line.trim().to_owned())
    .filter(|line| !line.is_empty())
    .collect();
    if lines.is_empty() {
        return view! { <span class="muted">{t(msg::assessment::work::anonymous())}</span> }.into_any();
    }
    let lines = lines
        .into_iter()
        .map(|line| view! { <span dir="auto">{line}</span> })
        .collect_view();
    view! { <address class="staff-address" lang=german()>{lines}</address> }.into_any()
}

//! What staff maintain: the settings of the declaration and the list of barriers that are not yet removed.

use shared::{
    access::Action,
    accessibility::{
        Accessibility, BarrierWords, Body, EditAccessibility, EditBarrier, KnownBarrier, ListedBarrier,
        Settings, ShowAccessibility, bodies,
    },
    api::{ApiError, Invalid},
    easy_language::editor::CheckEasyLanguage,
    ids::BarrierId,
    language::Language,
    time::Day,
};

use super::{declaration, store};
use crate::{
    db::Statements,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::easy_language,
    site::Cx,
};

/// Most barriers of the list.
const MAX_BARRIERS: usize = 200;

/// Answers everything that staff maintain.
pub async fn show_accessibility(cx: Cx, _: ShowAccessibility) -> Result<Accessibility> {
    cx.viewer.may(Action::EditPages)?;
    let mut db = cx.read().await?;
    compose(&cx, &mut db).await
}

async fn compose(cx: &Cx, db: &mut impl Statements) -> Result<Accessibility> {
    let settings = store::settings(db).await?;
    Ok(Accessibility {
        declaration: declaration::compose(cx, db, &settings).await?,
        settings,
        barriers: store::barriers(db).await?,
        default_body: bodies::body_of(&store::official_key(db).await?),
    })
}

/// Changes the settings.
pub async fn edit_accessibility(cx: Cx, input: EditAccessibility) -> Result<Accessibility> {
    cx.viewer.may(Action::ManageStaff)?;
    input.check(cx.today())?;
    let line = |text: String| text.replace('\0', "").trim().to_owned();
    let settings = Settings {
        made_on: input.made_on,
        reviewed_on: input.reviewed_on,
        evaluated_on: input.evaluated_on,
        evaluated_by: line(input.evaluated_by),
        feedback_email: line(input.feedback_email),
        feedback_phone: line(input.feedback_phone),
        body: Body {
            name: line(input.body_name),
            address: line(input.body_address),
            phone: line(input.body_phone),
            email: line(input.body_email),
            url: line(input.body_url),
        },
        contact_days: input.contact_days,
    };
    let mut tx = cx.begin().await?;
    store::put_settings(&mut tx, &settings, cx.now()).await?;
    events::record(
        &mut tx,
        &cx,
        Event::new(EventKind::AccessibilitySettingsChanged, Visibility::Staff),
    )
    .await?;
    let answer = compose(&cx, &mut tx).await?;
    cx.commit(tx).await?;
    Ok(answer)
}

/// Adds or changes a known barrier, or takes it off the list.
pub async fn edit_barrier(cx: Cx, input: EditBarrier) -> Result<Accessibility> {
    cx.viewer.may(Action::EditPages)?;
    let mut tx = cx.begin().await?;
    let known = store::barriers(&mut tx).await?;
    let wanted = input.barrier.parse().ok();
    let found = known.iter().find(|listed| Some(listed.id) == wanted);
    if found.is_none() && !input.barrier.is_empty() {
        return Err(ApiError::NotFound.into());
    }
    if let Some(listed) = found.filter(|_| input.remove == "1") {
        store::delete_barrier(&mut tx, listed.id).await?;
        events::record(
            &mut tx,
            &cx,
            Event::new(EventKind::BarrierRemoved, Visibility::Staff),
        )
        .await?;
    } else {
        let mut invalid = Invalid::default();
        check(&mut invalid, &input.words());
        invalid.finish()?;
        if found.is_none() && known.len() >= MAX_BARRIERS {
            return Err(
                ApiError::refused_with("too_many_entries", &[("max", MAX_BARRIERS.to_string())]).into(),
            );
        }
        let listed = listed(&cx, found, &input.words(), input.planned, None);
        store::put_barrier(&mut tx, &listed).await?;
        events::record(
            &mut tx,
            &cx,
            Event::new(EventKind::BarrierListed, Visibility::Staff),
        )
        .await?;
    }
    let answer = compose(&cx, &mut tx).await?;
    cx.commit(tx).await?;
    Ok(answer)
}

/// What is wrong with the words about a known barrier; those in easy language are public as soon as they are saved.
pub(super) fn check(invalid: &mut Invalid, words: &BarrierWords<'_>) {
    words.check(invalid);
    let texts = CheckEasyLanguage {
        plain: words.plain.to_owned(),
        ..CheckEasyLanguage::default()
    };
    easy_language::refuse(invalid, Language::SimpleGerman.code(), &texts);
}

/// An entry of the list: a new one, or a known one with other words.
pub(super) fn listed(
    cx: &Cx,
    known: Option<&ListedBarrier>,
    words: &BarrierWords<'_>,
    planned: Option<Day>,
    report: Option<u32>,
) -> ListedBarrier {
    let tidy = |text: &str| {
        shared::text::unify_line_ends(text)
            .replace('\0', "")
            .trim()
            .to_owned()
    };
    let since = known
        .and_then(|listed| listed.barrier.since)
        .unwrap_or_else(|| cx.today());
    ListedBarrier {
        id: known.map_or_else(|| BarrierId(cx.new_id()), |listed| listed.id),
        barrier: KnownBarrier {
            what: tidy(words.what),
            reason: tidy(words.reason),
            alternative: tidy(words.alternative),
            plain: tidy(words.plain),
            since: Some(since),
            planned,
            from_test: false,
        },
        report: known.and_then(|listed| listed.report).or(report),
    }
}

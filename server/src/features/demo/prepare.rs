//! The clerk prepares procedures: plan, texts, chapters, documents, rounds, publishing.

use std::collections::{BTreeSet, HashMap};

use shared::{
    access::Role,
    procedures::{
        EditChapter, EditDocument, EditSettings, EditTexts, ImportPlan, Kind, PublishProcedure, SetRound,
        ShowWorkingCopy, WorkingCopy,
    },
    time::Timestamp,
};

use super::{
    content::{self, Documents, Procedure},
    documents::{self, chapter, title_of, without_title},
    load::Step,
    stage::Stage,
};
use crate::{
    error::{Error, Result},
    features::procedures,
    pdf::{self, Queue},
};

/// So many days before its first round a procedure is published.
const AHEAD: i64 = 3;

/// A procedure with what is known of it so far.
#[derive(Debug)]
pub struct Prepared {
    /// What its files say.
    pub about: Procedure,
    documents: Vec<content::Document>,
    /// The ids of its parts: chapters and documents by key, sections by `gml:id`.
    pub parts: HashMap<String, String>,
}

impl Prepared {
    /// Reads its files.
    pub fn read(slug: &str) -> Result<Self> {
        let documents: Documents = content::toml(&format!("procedures/{slug}/documents.toml"))?;
        let about = content::toml(&format!("procedures/{slug}/procedure.toml"))?;
        Ok(Self {
            about,
            documents: documents.document,
            parts: HashMap::new(),
        })
    }
}

/// Something to be done with a procedure.
pub enum Task {
    /// Make it from its plan, with texts, chapters and the documents that exist by then, and publish it.
    Begin {
        /// Its slug.
        slug: String,
    },
    /// Announce another round, with the documents written since, as a new version.
    Announce {
        /// Its slug.
        slug: String,
        /// Which round.
        round: usize,
    },
    /// Add the documents that were written on a day after the last round.
    Add {
        /// Its slug.
        slug: String,
        /// The day.
        in_days: i64,
    },
}

/// What happens with a procedure and when.
pub fn steps(stage: &Stage, one: &Prepared) -> Vec<(Timestamp, Step)> {
    let slug = || one.about.slug.clone();
    let at = |in_days| stage.days.at(&stage.municipality, in_days, 9 * 60);
    let mut steps = Vec::new();
    for (round, about) in one.about.round.iter().enumerate() {
        let task = if round == 0 {
            Task::Begin { slug: slug() }
        } else {
            Task::Announce { slug: slug(), round }
        };
        steps.push((at(about.starts_in_days - AHEAD), Step::Prepare(task)));
    }
    let last = one
        .about
        .round
        .last()
        .map_or(0, |round| round.starts_in_days - AHEAD);
    let later: BTreeSet<i64> = one
        .documents
        .iter()
        .map(|document| document.in_days)
        .filter(|day| *day > last)
        .collect();
    for in_days in later {
        let slug = slug();
        steps.push((at(in_days), Step::Prepare(Task::Add { slug, in_days })));
    }
    steps
}

/// Does it.
pub async fn act(stage: &Stage, prepared: &mut HashMap<String, Prepared>, task: &Task) -> Result<()> {
    let (Task::Begin { slug } | Task::Announce { slug, .. } | Task::Add { slug, .. }) = task;
    let one = prepared
        .get_mut(slug)
        .ok_or_else(|| Error::internal(format!("demo: no procedure {slug}")))?;
    match task {
        Task::Begin { .. } => begin(stage, one).await,
        Task::Announce { round, .. } => announce(stage, one, *round).await,
        Task::Add { in_days, .. } => {
            let new = written_between(one, in_days - 1, *in_days);
            add_documents(stage, one, &new).await?;
            let titles: Vec<&str> = new
                .iter()
                .filter_map(|at| one.documents.get(*at))
                .map(|document| document.title.as_str())
                .collect();
            publish(stage, one, &format!("Neue Unterlagen: {}", titles.join(", "))).await
        }
    }
}

async fn begin(stage: &Stage, one: &mut Prepared) -> Result<()> {
    let slug = one.about.slug.clone();
    let plan = content::file(&format!("procedures/{slug}/{}", one.about.plan))?;
    let cx = stage.staff_with_file(Role::Clerk, &one.about.plan, plan.into());
    let import = ImportPlan {
        procedure: "new".into(),
        plan: one.about.plan_gml_id.clone(),
        srs: None,
    };
    let imported = procedures::import_plan(cx, import).await?;
    let copy = working(stage, &imported.slug).await?;
    let settings = EditSettings {
        procedure: imported.slug,
        revision: copy.revision,
        slug: slug.clone(),
        // BP_PlanArt 3000: vorhabenbezogener Bebauungsplan.
        kind: if one.about.plan_kind == "3000" {
            Kind::ProjectPlan
        } else {
            Kind::DevelopmentPlan
        },
        deletion_on: Some(stage.days.day(one.about.delete_personal_data_in_days)),
    };
    stage.call(stage.staff(Role::Clerk), settings, &slug).await?;
    for language in ["de", "en", "de-simple"] {
        let copy = working(stage, &slug).await?;
        stage
            .call(
                stage.staff(Role::Clerk),
                texts(&one.about, &copy, language)?,
                &slug,
            )
            .await?;
    }
    write_chapters(stage, one).await?;
    // Rounds from the plan's header are set to the demonstration's days.
    let copy = working(stage, &slug).await?;
    if copy.rounds.len() > 1 {
        return Err(Error::internal(format!(
            "demo: the header of {slug} has more than one display period"
        )));
    }
    set_round(
        stage,
        one,
        0,
        copy.rounds
            .first()
            .map(|round| round.id.to_string())
            .unwrap_or_default(),
    )
    .await?;
    let published_on = one
        .about
        .round
        .first()
        .map_or(0, |round| round.starts_in_days - AHEAD);
    let written: Vec<usize> = written_between(one, i64::MIN, published_on);
    add_documents(stage, one, &written).await?;
    let copy = working(stage, &slug).await?;
    for section in copy.content.drawing.iter().flat_map(|drawing| &drawing.sections) {
        for key in &section.keys {
            one.parts.insert(key.clone(), section.id.to_string());
        }
    }
    publish(stage, one, "").await
}

/// Writes the chapters in German and in the languages in which their files have them.
async fn write_chapters(stage: &Stage, one: &mut Prepared) -> Result<()> {
    let slug = one.about.slug.clone();
    let folder = format!("procedures/{slug}/chapters");
    for (key, text) in content::below(&folder, ".de.md") {
        let id = write_chapter(stage, &slug, "", "de", text).await?;
        for language in ["en", "de-simple"] {
            if let Some(text) = content::optional(&format!("{folder}/{key}.{language}.md")) {
                write_chapter(stage, &slug, &id, language, text).await?;
            }
        }
        one.parts.insert(key.to_owned(), id);
    }
    Ok(())
}

/// Writes a chapter in a language, a new one where it has no id yet; answers the id of the last one, which it is.
async fn write_chapter(
    stage: &Stage,
    slug: &str,
    id: &str,
    language: &str,
    text: &'static str,
) -> Result<String> {
    let (title, markdown) = chapter(text);
    let edit = EditChapter {
        procedure: slug.to_owned(),
        revision: working(stage, slug).await?.revision,
        chapter: id.to_owned(),
        title: title.to_owned(),
        markdown: markdown.to_owned(),
        language: language.to_owned(),
        ..EditChapter::default()
    };
    let copy = stage.call(stage.staff(Role::Clerk), edit, slug).await?;
    let last = copy.content.chapters.last();
    Ok(last.map(|chapter| chapter.id.to_string()).unwrap_or_default())
}

async fn announce(stage: &Stage, one: &mut Prepared, round: usize) -> Result<()> {
    set_round(stage, one, round, String::new()).await?;
    let starts = |round: usize| {
        one.about
            .round
            .get(round)
            .map_or(0, |round| round.starts_in_days - AHEAD)
    };
    let written = written_between(one, starts(round.saturating_sub(1)), starts(round));
    if written.is_empty() {
        return Ok(());
    }
    add_documents(stage, one, &written).await?;
    publish(
        stage,
        one,
        "Entwurf nach der frühzeitigen Beteiligung mit neuen Unterlagen",
    )
    .await
}

/// Documents that were written after one day and by another.
fn written_between(one: &Prepared, after: i64, by: i64) -> Vec<usize> {
    let all = one.documents.iter().enumerate();
    all.filter(|(_, document)| document.in_days > after && document.in_days <= by)
        .map(|(at, _)| at)
        .collect()
}

async fn set_round(stage: &Stage, one: &Prepared, at: usize, round: String) -> Result<()> {
    let Some(about) = one.about.round.get(at) else {
        return Ok(());
    };
    let set = SetRound {
        procedure: one.about.slug.clone(),
        revision: None,
        round,
        step: about.step,
        pass: about.pass,
        start: Some(stage.days.day(about.starts_in_days)),
        end: Some(stage.days.day(about.ends_in_days)),
        remove: String::new(),
    };
    stage.call(stage.staff(Role::Clerk), set, &one.about.slug).await?;
    Ok(())
}

fn texts(about: &Procedure, copy: &WorkingCopy, language: &str) -> Result<EditTexts> {
    let file = |name: &str| content::file(&format!("procedures/{}/{name}.{language}.md", about.slug));
    let optional =
        |name: &str| content::optional(&format!("procedures/{}/{name}.md", about.slug)).unwrap_or_default();
    // The German summary is in easy language as well.
    let easy = optional("summary.de-simple");
    if language == "de-simple" {
        return Ok(EditTexts {
            procedure: about.slug.clone(),
            revision: copy.revision,
            language: language.to_owned(),
            title: title_of(easy).to_owned(),
            short: optional("short.de-simple").trim().to_owned(),
            plain: without_title(easy).to_owned(),
            ..EditTexts::default()
        });
    }
    let plain = if language == "de" {
        easy
    } else {
        optional(&format!("summary.{language}"))
    };
    Ok(EditTexts {
        procedure: about.slug.clone(),
        revision: copy.revision,
        language: language.to_owned(),
        title: if language == "de" {
            about.title_de.clone()
        } else {
            about.title_en.clone()
        },
        short: file("short")?.trim().to_owned(),
        long: file("long")?.to_owned(),
        plain: without_title(plain).to_owned(),
        contact_office: about.contact.name.clone(),
        contact_address: String::new(),
        contact_phone: about.contact.phone.clone(),
        contact_email: about.contact.email.clone(),
        contact_hours: String::new(),
        ..EditTexts::default()
    })
}

async fn add_documents(stage: &Stage, one: &mut Prepared, which: &[usize]) -> Result<()> {
    let slug = one.about.slug.clone();
    let wanted: Vec<content::Document> = which
        .iter()
        .filter_map(|at| one.documents.get(*at).cloned())
        .collect();
    let mut orders = Vec::new();
    for document in &wanted {
        orders.push(documents::document(
            &stage.municipality.name,
            &one.about,
            document,
            stage.days.day(document.in_days),
        )?);
    }
    for (document, order) in wanted.into_iter().zip(orders) {
        let set = pdf::render(&stage.site, &order, 1, Queue::Demonstration).await?;
        let cx = stage.staff_with_file(Role::Clerk, &format!("{}.pdf", document.key), set.bytes);
        let edit = EditDocument {
            remove: String::new(),
            procedure: slug.clone(),
            revision: working(stage, &slug).await?.revision,
            document: String::new(),
            title: document.title,
            kind: document.kind,
            date: Some(stage.days.day(document.in_days)),
            ..EditDocument::default()
        };
        let copy = procedures::edit_document(cx, edit).await?;
        let id = copy
            .content
            .documents
            .last()
            .map(|document| document.id.to_string());
        one.parts.insert(document.key, id.unwrap_or_default());
    }
    Ok(())
}

async fn publish(stage: &Stage, one: &Prepared, reason: &str) -> Result<()> {
    let slug = &one.about.slug;
    let revision = working(stage, slug).await?.revision;
    let publish = PublishProcedure {
        procedure: slug.clone(),
        revision,
        reason: reason.into(),
    };
    stage.call(stage.staff(Role::Clerk), publish, slug).await?;
    Ok(())
}

async fn working(stage: &Stage, slug: &str) -> Result<WorkingCopy> {
    stage
        .call(stage.staff(Role::Clerk), ShowWorkingCopy::of(slug), slug)
        .await
}

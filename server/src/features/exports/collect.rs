//! Reads a procedure's statements page by page and turns them into what a document shows.
//!
//! Invariant: an internal entry holds what the administration knows; of the other variants `statements::Anonymiser` and the
//! place that everybody may know leave no name, the same before and after names are deleted. The public one shows what the
//! table of releases lets through, the council's what is ready to be decided upon. No text ends with empty lines: of a point
//! they stand in the sealed text before the next one.

use app::i18n::msg;
use chrono::Datelike as _;
use formats::document::{
    Date, Synopsis, SynopsisEntry, Variant as Eyes,
    synopsis::{Contact, Proposal as Words},
};
use serde_json::{Map, Value, json};
use shared::{
    assessment::{Proposal, Released, StatementState, passages},
    exports::{ExportFormat, Selection, Variant},
    ids::{RoundId, StatementId},
    procedures::Round,
    statements::{Person, PlaceKind, Publication},
    time::Day,
};

use super::labels::{self, LANGUAGE};
use crate::{
    error::Result,
    features::{
        assessment::{self, Assessed},
        procedures::{self, ProcedureRef},
        statements::{self, Anonymiser, Part, PublicPlace, Sections, Statement},
    },
    site::Cx,
};

/// Statements that are read together.
pub const TOGETHER: i64 = 200;

/// What was read: all texts of the export at once, because documents say first what is missing in them; each of them once.
#[derive(Debug)]
pub struct Collected {
    /// The synopsis, with all that was left out; without entries where the export is of located comments.
    pub synopsis: Synopsis,
    /// Located public comments, where the export is of them: `[lon, lat]` and properties without personal data.
    pub located: Vec<([f64; 2], Map<String, Value>)>,
    /// What the located comments leave out.
    pub not_located: Vec<String>,
    /// What has to be read before the file is passed on. For whoever passes it on, so that no document says it.
    pub read_first: Vec<String>,
    rounds: Vec<Round>,
    seen_rounds: Vec<RoundId>,
    format: ExportFormat,
    variant: Variant,
    selection: Selection,
    seen: u32,
    included: u32,
    unselected: u64,
    withdrawn: Vec<u32>,
    held: Vec<u32>,
    unreleased: Vec<u32>,
    unweighed: Vec<u32>,
    unchecked: Vec<u32>,
    unpublished: u64,
    placeless: u64,
}

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Its form.
    pub format: ExportFormat,
    /// Who it is for.
    pub variant: Variant,
    /// What it is limited to.
    pub selection: &'a Selection,
}

/// Begins with nothing read yet.
///
/// # Errors
/// Whatever the database says.
pub async fn begin(cx: &Cx, procedure: &ProcedureRef, wanted: Wanted<'_>) -> Result<Collected> {
    let mut db = cx.read().await?;
    let title = match procedures::content(&mut db, procedure.id, None).await? {
        Some((_, content)) => content.title.de().to_owned(),
        None => procedure.slug.clone(),
    };
    let today = cx.today();
    let local = cx.now().with_timezone(&cx.municipality.zone).naive_local();
    Ok(Collected {
        synopsis: Synopsis {
            procedure: title,
            round: String::new(),
            selection: String::new(),
            municipality: cx.municipality.name.clone(),
            language: LANGUAGE.code().to_owned(),
            created: msg::exports_documents::created(local).text(LANGUAGE),
            date: Some(date(today)),
            variant: match wanted.variant {
                Variant::Internal => Eyes::Internal,
                Variant::Council => Eyes::Council,
                Variant::Public => Eyes::Public,
            },
            entries: Vec::new(),
            left_out: Vec::new(),
            labels: labels::labels(),
        },
        located: Vec::new(),
        not_located: Vec::new(),
        read_first: Vec::new(),
        rounds: procedures::rounds(&mut db, procedure.id, today).await?,
        seen_rounds: Vec::new(),
        format: wanted.format,
        variant: wanted.variant,
        selection: wanted.selection.clone(),
        seen: 0,
        included: 0,
        unselected: 0,
        withdrawn: Vec::new(),
        held: Vec::new(),
        unreleased: Vec::new(),
        unweighed: Vec::new(),
        unchecked: Vec::new(),
        unpublished: 0,
        placeless: 0,
    })
}

fn date(day: Day) -> Date {
    Date {
        year: u16::try_from(day.year()).unwrap_or_default(),
        month: u8::try_from(day.month()).unwrap_or(1),
        day: u8::try_from(day.day()).unwrap_or(1),
    }
}

impl Collected {
    /// Reads the page after a number; answers the last number of it and how many there were.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn read_page(
        &mut self,
        cx: &Cx,
        procedure: &ProcedureRef,
        after: u32,
    ) -> Result<Option<(u32, u32)>> {
        // A page is of one moment: names are deleted while exports are made.
        let mut db = cx.snapshot().await?;
        let page = statements::page_of(&mut db, procedure.id, after, TOGETHER).await?;
        let Some(last) = page.last().map(|statement| statement.number.0) else {
            return Ok(None);
        };
        let read = Some((last, u32::try_from(page.len()).unwrap_or(u32::MAX)));
        let ids: Vec<StatementId> = page.iter().map(|statement| statement.id).collect();
        let mut assessed = assessment::of_many(&mut db, &ids).await?;
        let taken: Vec<&Statement> = page
            .iter()
            .filter(|statement| self.takes(statement, assessed.get(&statement.id)))
            .collect();
        if taken.is_empty() {
            return Ok(read);
        }
        let ids: Vec<StatementId> = taken.iter().map(|statement| statement.id).collect();
        let persons = statements::persons(&mut db, &ids).await?;
        let mut files = statements::attachment_names(&mut db, &ids).await?;
        let mut sections = Sections::of(procedure.id);
        for statement in taken {
            let person = persons.get(&statement.id);
            let known = Known {
                place: sections.handed_out(&mut db, statement, person, LANGUAGE).await?,
                about: assessed.remove(&statement.id).unwrap_or_default(),
                files: files.remove(&statement.id).unwrap_or_default(),
                statement,
                person,
            };
            self.add(known);
        }
        Ok(read)
    }

    /// What a file's name says of the selection.
    pub fn in_file_name(&self) -> String {
        labels::in_file_name(&self.selection, &self.rounds)
    }

    /// Whether a statement has its place in the export; what has none is counted for what is said of it.
    fn takes(&mut self, statement: &Statement, about: Option<&Assessed>) -> bool {
        self.seen += 1;
        let topics = about.map(|about| about.topics.as_slice()).unwrap_or_default();
        if !self.selection.is_about(statement.round, topics) {
            self.unselected += 1;
            return false;
        }
        // What is withdrawn or held is named as that wherever it would belong, whatever states are asked for.
        match statement.state {
            StatementState::Withdrawn => self.withdrawn.push(statement.number.0),
            StatementState::Held => self.held.push(statement.number.0),
            state if self.selection.has_state(state) => return true,
            _ => self.unselected += 1,
        }
        false
    }

    fn add(&mut self, known: Known<'_>) {
        let statement = known.statement;
        let number = statement.number.0;
        if !self.seen_rounds.contains(&statement.round) {
            self.seen_rounds.push(statement.round);
        }
        match self.variant {
            Variant::Council if !is_weighed(statement.state) => self.unweighed.push(number),
            Variant::Public if hides_answer(&known) => self.unreleased.push(number),
            Variant::Internal | Variant::Council | Variant::Public => {}
        }
        if self.variant != Variant::Internal && statement.publication == Publication::Undecided {
            self.unchecked.push(number);
        }
        self.included += 1;
        if self.format == ExportFormat::Geojson {
            return self.locate(&known);
        }
        self.synopsis.entries.extend(match self.variant {
            Variant::Internal => internal(&known),
            Variant::Council => nameless(&known, for_council(statement.state), pending(statement.state)),
            // How far it is inside is nobody's business outside.
            Variant::Public => nameless(&known, statement.state.released(), String::new()),
        });
    }

    fn locate(&mut self, known: &Known<'_>) {
        let (statement, about) = (known.statement, &known.about);
        if !statement.is_public() {
            self.unpublished += 1;
            return;
        }
        let Some(point) = known.place.point else {
            self.placeless += 1;
            return;
        };
        let released = statement.state.released();
        let anonymiser = known.anonymiser();
        let (body, _) = anonymiser.body(&[]);
        let mut properties = Map::new();
        properties.insert("number".into(), json!(statement.number));
        properties.insert("text".into(), json!(body.trim_end()));
        properties.insert("language".into(), json!(statement.language));
        properties.insert("place".into(), json!(known.place.label));
        properties.insert("received_on".into(), json!(statement.received_on));
        properties.insert("state".into(), json!(statement.state));
        if let Some(proposal) = about.proposal.filter(|_| released.proposal) {
            properties.insert("proposal".into(), json!(proposal.code()));
        }
        if let Some(decision) = about.decision.as_ref().filter(|_| released.decision) {
            if let Some(result) = decision.result {
                properties.insert("decision".into(), json!(result.code()));
            }
            properties.insert("decided_on".into(), json!(decision.decided_on));
        }
        if released.reply && !about.reply.trim().is_empty() {
            properties.insert("reply".into(), json!(anonymiser.text(Part::Reply, &about.reply)));
        }
        if released.proposal && !about.points.is_empty() {
            properties.insert("points".into(), located_points(about, released.decision));
        }
        self.located.push((point, properties));
    }

    /// Says what was left out and which rounds there are; nothing is read afterwards.
    pub fn finish(&mut self) {
        use msg::exports_documents as words;
        let count = |numbers: &[u32]| u64::try_from(numbers.len()).unwrap_or(u64::MAX);
        let left = &mut self.synopsis.left_out;
        if self.unselected > 0 {
            left.push(words::left_unselected(self.unselected).text(LANGUAGE));
        }
        if !self.withdrawn.is_empty() {
            left.push(words::left_withdrawn(count(&self.withdrawn), ranges(&self.withdrawn)).text(LANGUAGE));
        }
        if !self.held.is_empty() {
            left.push(words::left_held(count(&self.held), ranges(&self.held)).text(LANGUAGE));
        }
        self.not_located.clone_from(left);
        if !self.unreleased.is_empty() {
            left.push(
                words::left_unreleased(count(&self.unreleased), ranges(&self.unreleased)).text(LANGUAGE),
            );
        }
        if !self.unweighed.is_empty() {
            left.push(words::left_unweighed(count(&self.unweighed), ranges(&self.unweighed)).text(LANGUAGE));
        }
        if !self.unchecked.is_empty() {
            let unchecked = words::unchecked(count(&self.unchecked), ranges(&self.unchecked));
            self.read_first.push(unchecked.text(LANGUAGE));
        }
        if self.unpublished > 0 {
            self.not_located
                .push(words::left_unpublished(self.unpublished).text(LANGUAGE));
        }
        if self.placeless > 0 {
            self.not_located
                .push(words::left_placeless(self.placeless).text(LANGUAGE));
        }
        if !self.selection.is_everything() {
            let filters = labels::filters(&self.selection, &self.rounds);
            let selection = words::selection(filters, i64::from(self.included), i64::from(self.seen));
            self.synopsis.selection = selection.text(LANGUAGE);
        }
        let names: Vec<String> = self
            .rounds
            .iter()
            .filter(|round| self.seen_rounds.contains(&round.id))
            .map(|round| labels::step(round.step, round.pass))
            .collect();
        self.synopsis.round = names.join("; ");
    }
}

/// What is known of a statement when it is turned into an entry.
struct Known<'a> {
    statement: &'a Statement,
    person: Option<&'a Person>,
    about: Assessed,
    files: Vec<String>,
    /// The place as everybody may know it.
    place: PublicPlace,
}

impl Known<'_> {
    /// Takes out of its texts what names its author.
    fn anonymiser(&self) -> Anonymiser<'_> {
        Anonymiser::public(self.statement, self.person)
    }
}

/// The proposal on each point, and the decision where it is released.
fn located_points(about: &Assessed, is_decided: bool) -> Value {
    (1_u32..)
        .zip(&about.points)
        .map(|(number, point)| {
            let mut properties = Map::new();
            properties.insert("number".into(), json!(number));
            properties.insert("proposal".into(), json!(point.proposal.map(Proposal::code)));
            if is_decided {
                properties.insert("decision".into(), json!(point.result.map(Proposal::code)));
            }
            Value::Object(properties)
        })
        .collect()
}

/// The rows of a statement as the administration reads it: one, or one for each of its points.
fn internal(known: &Known<'_>) -> Vec<SynopsisEntry> {
    let Known {
        statement,
        person,
        about,
        files,
        ..
    } = known;
    let mut place = statement.place_label.clone();
    if let (PlaceKind::Point, Some([lon, lat])) = (statement.place_kind, statement.point) {
        place = format!("{place} ({lat:.6}, {lon:.6})");
    }
    let entry = SynopsisEntry {
        number: statement.number.to_string(),
        segment: None,
        heading: String::new(),
        received: statement.received_on.format("%d.%m.%Y").to_string(),
        received_on: Some(date(statement.received_on)),
        channel: labels::channel(statement.channel),
        author: author(*person),
        contact: Some(contact(statement, *person)),
        place: place_line(statement, place),
        topics: about
            .topics
            .iter()
            .map(|code| assessment::topic_label(code).to_owned())
            .collect(),
        statement: statement.body.trim_end().to_owned(),
        attachments: files.clone(),
        opening: String::new(),
        proposal: about.proposal.map(words),
        pending: pending(statement.state),
        decision: decision_line(about, about.decision.as_ref().and_then(|d| d.result)),
        remark: about.remark().to_owned(),
        reply: about.reply.clone(),
    };
    let passages = parts(known)
        .into_iter()
        .map(|part| statement.body.get(part).unwrap_or_default().to_owned());
    by_point(entry, about, passages, |_, text| text.to_owned())
}

/// The rows of a statement without names, and of what is written about it what is released. How it is divided is seen with
/// the proposal.
fn nameless(known: &Known<'_>, released: Released, pending: String) -> Vec<SynopsisEntry> {
    use msg::exports_documents as words;
    let (statement, hidden) = (known.statement, known.statement.hidden.as_ref());
    let spoke_for_others = known.person.is_some_and(|person| !person.organisation.is_empty())
        || hidden.is_some_and(|hidden| hidden.organisation);
    let author = if spoke_for_others {
        words::some_organisation()
    } else {
        words::private_person()
    };
    let files = u64::try_from(known.files.len()).unwrap_or(u64::MAX)
        + hidden.map_or(0, |hidden| u64::from(hidden.files));
    let anonymiser = known.anonymiser();
    let remark = anonymiser.text(Part::Remark, known.about.remark());
    let (body, passages) = anonymiser.body(&parts(known));
    let mut about = known.about.clone();
    if !released.reply {
        about.reply = String::new();
        about
            .points
            .iter_mut()
            .for_each(|point| point.reply = String::new());
    }
    if !released.decision {
        about.decision = None;
    } else if let Some(decision) = &mut about.decision {
        decision.remark = remark;
    }
    if !released.proposal {
        about.proposal = None;
        about.points = Vec::new();
    }
    let entry = SynopsisEntry {
        number: statement.number.to_string(),
        segment: None,
        heading: String::new(),
        received: statement.received_on.format("%d.%m.%Y").to_string(),
        received_on: Some(date(statement.received_on)),
        channel: labels::channel(statement.channel),
        author: author.text(LANGUAGE),
        contact: None,
        place: place_line(statement, known.place.label.clone()),
        // What the administration sorts by is nobody's business outside.
        topics: Vec::new(),
        statement: body.trim_end().to_owned(),
        attachments: match files {
            0 => Vec::new(),
            files => vec![words::files_kept_back(files).text(LANGUAGE)],
        },
        opening: String::new(),
        proposal: about.proposal.map(self::words),
        pending,
        decision: decision_line(&about, about.decision.as_ref().and_then(|d| d.result)),
        remark: about.remark().to_owned(),
        reply: anonymiser.text(Part::Reply, &about.reply),
    };
    by_point(entry, &about, passages, |part, text| anonymiser.text(part, text))
}

/// Whether reply and proposal are ready to be decided upon.
fn is_weighed(state: StatementState) -> bool {
    (StatementState::ProposalReady..=StatementState::Answered).contains(&state)
}

/// What stands where nothing is proposed yet.
fn pending(state: StatementState) -> String {
    if is_weighed(state) {
        String::new()
    } else {
        msg::exports_documents::not_weighed().text(LANGUAGE)
    }
}

/// What committees and council read of a statement in a state.
fn for_council(state: StatementState) -> Released {
    Released {
        proposal: is_weighed(state),
        decision: state.released().decision,
        reply: is_weighed(state),
    }
}

/// Whether there is a reply or a proposal that nobody outside may read yet.
fn hides_answer(known: &Known<'_>) -> bool {
    let (released, about) = (known.statement.state.released(), &known.about);
    let mut replies = about
        .points
        .iter()
        .map(|point| &point.reply)
        .chain([&about.reply]);
    let mut proposals = about
        .points
        .iter()
        .map(|point| point.proposal)
        .chain([about.proposal]);
    (!released.reply && replies.any(|reply| !reply.trim().is_empty()))
        || (!released.proposal && proposals.any(|proposal| proposal.is_some()))
}

/// Where the points of a statement lie in its text.
fn parts(known: &Known<'_>) -> Vec<std::ops::Range<usize>> {
    passages(&known.statement.body, &known.about.starts())
}

/// A row for each point with its part of the text; where the statement is not divided, its own. What is answered before the
/// points and the files stand at the first; the words of the minutes are about all of them.
fn by_point(
    whole: SynopsisEntry,
    about: &Assessed,
    passages: impl IntoIterator<Item = String>,
    clean: impl Fn(Part, &str) -> String,
) -> Vec<SynopsisEntry> {
    if about.points.is_empty() {
        return vec![whole];
    }
    let points = (1_u32..).zip(about.points.iter().zip(passages)).enumerate();
    points
        .map(|(at, (number, (point, passage)))| {
            let (opening, attachments) = if at == 0 {
                (whole.reply.clone(), whole.attachments.clone())
            } else {
                (String::new(), Vec::new())
            };
            SynopsisEntry {
                segment: Some(number),
                heading: clean(Part::PointLabel(at), &point.label),
                statement: passage.trim_end().to_owned(),
                attachments,
                opening,
                reply: clean(Part::PointReply(at), &point.reply),
                proposal: point.proposal.map(words),
                decision: decision_line(about, point.result),
                ..whole.clone()
            }
        })
        .collect()
}

fn words(proposal: Proposal) -> Words {
    Words {
        code: proposal.code().to_string(),
        label: labels::proposal(proposal),
    }
}

/// Who decided what when.
fn decision_line(about: &Assessed, result: Option<Proposal>) -> String {
    let decided = about.decision.as_ref().zip(result);
    decided.map_or_else(String::new, |(decision, result)| {
        let result = labels::proposal(result);
        msg::exports_documents::decided(result, decision.committee.as_str(), decision.decided_on)
            .text(LANGUAGE)
    })
}

/// A place in words; the whole plan, and outside of the plan it says so.
fn place_line(statement: &Statement, place: String) -> String {
    if place.is_empty() {
        return msg::exports_documents::whole_plan().text(LANGUAGE);
    }
    if statement.inside == Some(false) {
        let outside = msg::statements::map::outside().text(LANGUAGE);
        return format!("{place} – {outside}");
    }
    place
}

/// Who wrote, with name and address in fields of their own.
fn contact(statement: &Statement, person: Option<&Person>) -> Contact {
    let known = person.cloned().unwrap_or_default();
    Contact {
        name: own_name(&known).to_owned(),
        organisation: known.organisation,
        street: known.street,
        postal_code: known.postal_code,
        city: known.city,
        email: known.email,
        reply_wish: labels::reply_wish(statement.reply_wish),
        state: labels::state(statement.state),
    }
}

/// The name beside an organisation; none where that was written in both fields.
fn own_name(person: &Person) -> &str {
    if person.name == person.organisation {
        ""
    } else {
        &person.name
    }
}

fn author(person: Option<&Person>) -> String {
    let Some(person) = person else {
        return msg::exports_documents::nameless().text(LANGUAGE);
    };
    let town = format!("{} {}", person.postal_code, person.city);
    let parts: [&str; 5] = [
        own_name(person),
        &person.organisation,
        &person.street,
        town.trim(),
        &person.email,
    ];
    let line = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    if line.is_empty() {
        msg::exports_documents::nameless().text(LANGUAGE)
    } else {
        line
    }
}

/// `1–3, 7` for 1, 2, 3, 7.
fn ranges(numbers: &[u32]) -> String {
    numbers
        .chunk_by(|a, b| a + 1 == *b)
        .filter_map(|run| match run {
            [] => None,
            [one] => Some(one.to_string()),
            [a, b] => Some(format!("{a}, {b}")),
            [first, .., last] => Some(format!("{first}–{last}")),
        })
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_named_by_their_ends() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1–3, 7, 9, 10");
    }
}

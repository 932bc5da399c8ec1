//! The staff's list: filters, search, pages by number.

use std::cmp::Reverse;

use shared::{
    access::Action,
    api::{ApiError, Invalid, Page},
    assessment::{ListStatements, Proposal, StatementState, StatementSummary},
    ids::{RoundId, StatementId, StatementNumber},
    statements::{Channel, ReplyWish, author_names},
    text,
    time::Day,
};
use uuid::Uuid;

use super::{
    filters::{given, topic_and_round},
    nameless,
    store::{self, Outline},
};
use crate::{
    db::{
        Statements,
        dialect::{Range, Word, anywhere, begin_numbers, beginning, end_numbers, search_words},
        list::{List, Value},
    },
    error::{Error, Result},
    features::{
        procedures::{self, ProcedureRef},
        statements::{self, Sections, Statement},
    },
    site::Cx,
};

/// Entries on a page unless asked for otherwise.
const LIMIT: u32 = 50;
/// How many are read at once behind those in which nothing was found that is shown.
const TOGETHER: u32 = 200;
/// How many are read at most for one page of those who may not see persons: a search that stands nearly only in what is
/// hidden, such as the first digits of telephone numbers, would read the statements of a whole city.
const MOST_READ: usize = 4_000;
/// Characters of a text's beginning.
const EXCERPT: usize = 200;

/// Lists a procedure's statements, newest first.
pub async fn list_statements(cx: Cx, input: ListStatements) -> Result<Page<StatementSummary>> {
    cx.viewer.may(Action::ReadStatements)?;
    let asked = Asked::check(&input)?;
    let mut db = cx.snapshot().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    if asked.finds_nothing {
        return Ok(Page {
            items: Vec::new(),
            next: None,
        });
    }
    let sees_persons = cx.viewer.can(Action::SeePersons);
    let mut sections = Sections::of(procedure.id);
    let by_words = if sees_persons {
        Some(found_with_names(&mut db, &procedure, &asked).await?)
    } else {
        found_without_names(&mut db, &mut sections, &procedure, &asked).await?
    };
    let mut own = Vec::new();
    if let Some(number) = asked.number.filter(|number| asked.may_hold(*number)) {
        // Looked up by itself: an index of words knows no numbers of statements.
        let find = Find::Number(number);
        own = if sees_persons {
            found(&mut db, &procedure, &asked, find).await?
        } else {
            let numbers = numbers(&mut db, &procedure, &asked, find, asked.part()).await?;
            without_names(&mut db, &mut sections, &asked, &numbers).await?
        };
    }
    let items = match by_words {
        Some(items) => items,
        None if own.is_empty() => {
            return Err(ApiError::invalid("search", "errors.search_too_wide").into());
        }
        // Whoever types a number looks for that one.
        None => Vec::new(),
    };
    let mut items = together(items, own, &asked);
    if let Some(first) = procedures::first_day(&procedures::rounds(&mut db, procedure.id, cx.today()).await?)
    {
        for item in &mut items {
            item.early = item.received_on < first;
        }
    }
    Ok(Page::cut(items, asked.limit as usize, |last| {
        last.number.to_string()
    }))
}

/// What was found in two ways, newest first: as many as were asked for.
fn together(
    mut items: Vec<StatementSummary>,
    more: Vec<StatementSummary>,
    asked: &Asked,
) -> Vec<StatementSummary> {
    if more.is_empty() {
        return items;
    }
    items.retain(|item| more.iter().all(|other| other.number != item.number));
    items.extend(more);
    items.sort_by_key(|item| Reverse(item.number));
    let most = asked.most() as usize;
    if asked.above.is_some() {
        // The nearest ones are the last.
        items.drain(..items.len().saturating_sub(most));
    } else {
        items.truncate(most);
    }
    items
}

/// What was found for those who see persons: each word stands in the text, or in the name or organisation of the author.
async fn found_with_names(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    asked: &Asked,
) -> Result<Vec<StatementSummary>> {
    if asked.number.is_some() || asked.names.is_empty() || !is_somebody(db, procedure, asked).await? {
        return found(db, procedure, asked, Find::Words).await;
    }
    if asked.names.len() > 1 {
        return found(db, procedure, asked, Find::Anywhere).await;
    }
    // Of one word two lists, each of which ends as soon as it is full.
    let texts = found(db, procedure, asked, Find::Words).await?;
    let named = found(db, procedure, asked, Find::Names).await?;
    Ok(together(texts, named, asked))
}

/// Whether one of the words begins somebody's name or organisation.
async fn is_somebody(db: &mut impl Statements, procedure: &ProcedureRef, asked: &Asked) -> Result<bool> {
    let in_procedure = [Value::from(db.municipality()), Value::from(procedure.id.0)];
    for name in &asked.names {
        let one = List::new(
            "select w.number from statement_person_word w \
             where w.municipality_id = ? and w.procedure_id = ? and w.word >= ? and w.word < ? limit 1",
            in_procedure.iter().cloned().chain(beginning(name)),
        );
        let found: Vec<(i64,)> = one.all(db).await?;
        if !found.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What was found for those who may not see persons: as many as were asked for that hold the searched words in what is
/// shown. It is read on until there are, or nothing more: an empty page with a next one, or a short one, would tell that
/// the words stand in what is hidden, and where. `None` where [`MOST_READ`] were not enough, which tells how frequent the
/// words are and no more.
async fn found_without_names(
    db: &mut impl Statements,
    sections: &mut Sections,
    procedure: &ProcedureRef,
    asked: &Asked,
) -> Result<Option<Vec<StatementSummary>>> {
    let (most, is_upwards) = (asked.most() as usize, asked.above.is_some());
    let mut part = asked.part();
    let mut items: Vec<StatementSummary> = Vec::new();
    let mut looked_at = 0;
    loop {
        let read = numbers(db, procedure, asked, Find::Words, part).await?;
        looked_at += read.len();
        let ends = read.len() < part.most as usize;
        // Newest first, whichever way is read.
        let farthest = if is_upwards { read.first() } else { read.last() };
        let farthest = farthest.and_then(|(_, number)| u32::try_from(*number).ok());
        let mut shown = without_names(db, sections, asked, &read).await?;
        if is_upwards {
            shown.append(&mut items);
            items = shown;
        } else {
            items.append(&mut shown);
        }
        let Some(farthest) = farthest.filter(|_| !ends && items.len() < most) else {
            break;
        };
        if looked_at >= MOST_READ {
            return Ok(None);
        }
        if is_upwards {
            part.above = Some(farthest);
        } else {
            part.before = Some(farthest);
        }
        part.most = TOGETHER;
    }
    if is_upwards {
        items.drain(..items.len().saturating_sub(most));
    } else {
        items.truncate(most);
    }
    Ok(Some(items))
}

/// Statements as those read them who may not see persons; one that holds the searched words only in what is hidden is not
/// among them.
async fn without_names(
    db: &mut impl Statements,
    sections: &mut Sections,
    asked: &Asked,
    numbers: &[Numbered],
) -> Result<Vec<StatementSummary>> {
    let ids: Vec<StatementId> = numbers.iter().map(|(id, _)| StatementId(*id)).collect();
    let words = asked.words.as_deref().unwrap_or_default();
    let mut shown = nameless::shown(db, sections, &ids).await?;
    shown.retain(|statement| {
        asked.number == Some(statement.number.0) || nameless::holds(&statement.body, words)
    });
    let ids: Vec<StatementId> = shown.iter().map(|statement| statement.id).collect();
    let outlines = store::outlines(db, &ids).await?;
    shown
        .into_iter()
        .map(|statement| {
            let outline = outlines.get(&statement.id).copied().unwrap_or_default();
            nameless_summary(statement, outline)
        })
        .collect()
}

/// The part of a list that is read at once, see [`Asked`].
#[derive(Clone, Copy)]
struct Part {
    before: Option<u32>,
    above: Option<u32>,
    most: u32,
}

/// What is looked for among the statements that the filters leave.
#[derive(Clone, Copy)]
enum Find {
    /// The words that were typed in the text, if any were.
    Words,
    /// The one word in the name or the organisation of the author: for those who see persons.
    Names,
    /// Each word in either: for those who see persons.
    Anywhere,
    /// The number that was typed.
    Number(u32),
}

/// A statement's id and its number.
type Numbered = (Uuid, i64);

/// The numbers of a part of the list, newest first.
async fn numbers(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    asked: &Asked,
    find: Find,
    part: Part,
) -> Result<Vec<Numbered>> {
    let list = page_of(db, procedure, asked, find, part).within(
        "with page as (",
        ") select id, number from page order by number desc",
        [],
    );
    Ok(list.all(db).await?)
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    beginning: String,
    language: String,
    place_label: String,
    received_on: Day,
    channel: String,
    reply_wish: String,
    state: String,
    late: bool,
    #[sqlx(flatten)]
    outline: Outline,
    name: Option<String>,
    organisation: Option<String>,
}

/// What was found for those who see persons. The statement is read in two steps: numbers first, from an index, then the
/// columns of that one page.
async fn found(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    asked: &Asked,
    find: Find,
) -> Result<Vec<StatementSummary>> {
    let municipality = db.municipality();
    let list = page_of(db, procedure, asked, find, asked.part()).within(
        "with page as (",
        ") select s.number, substr(s.body, 1, 400) as beginning, s.language, s.place_label, s.received_on, s.channel, \
         s.reply_wish, s.state, s.late, a.proposal, coalesce(a.points, 0) as points, coalesce(a.points_open, 0) as points_open, p.name, p.organisation \
         from page join statement s on s.municipality_id = ? and s.id = page.id \
         left join assessment a on a.municipality_id = s.municipality_id and a.statement_id = s.id \
         left join statement_person p on p.municipality_id = s.municipality_id and p.statement_id = s.id \
         order by s.number desc",
        [municipality.into()],
    );
    let rows: Vec<Row> = list.all(db).await?;
    rows.into_iter().map(summary).collect()
}

/// The statement that looks up ids and numbers of a part of the list.
fn page_of(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    asked: &Asked,
    find: Find,
    part: Part,
) -> List {
    let municipality = db.municipality();
    let range = Range {
        municipality,
        procedure: procedure.id.0,
        sequence: procedure.sequence,
        before: part.before.map(i64::from),
        after: part.above.map(i64::from),
    };
    let (words, number) = match find {
        Find::Words => (asked.words.as_deref(), None),
        Find::Names | Find::Anywhere => (None, None),
        Find::Number(number) => (None, Some(i64::from(number))),
    };
    let mut list = begin_numbers(db, &range, words)
        .push_if("and s.number = ?", number)
        .push_if("and s.state = ?", asked.state.map(StatementState::word))
        .push_if("and s.round_id = ?", asked.round.map(|id| id.0))
        .push_if("and s.channel = ?", asked.channel.map(Channel::word))
        .push_if("and s.reply_wish = ?", asked.reply.map(ReplyWish::word));
    list = match asked.place {
        Some(Place::Inside) => list.push("and s.inside = ?", [true.into()]),
        Some(Place::Outside) => list.push("and s.inside = ?", [false.into()]),
        Some(Place::Nowhere) => list.push("and s.lat is null", []),
        None => list,
    };
    list = match find {
        Find::Names => named(list, &range, &asked.names).planned_anew(),
        Find::Anywhere => {
            let words = asked.words.as_deref().unwrap_or_default();
            anywhere(db, list, &range, words, &asked.names).planned_anew()
        }
        Find::Words | Find::Number(_) => list,
    };
    if let Some(topic) = &asked.topic {
        list = list.push(
            "and exists (select 1 from assessment_topic t where t.municipality_id = ? and t.statement_id = s.id and t.topic = ?)",
            [municipality.into(), topic.as_str().into()],
        );
    }
    end_numbers(db, list, &range, words, i64::from(part.most))
}

/// Limits a list to those whose author's name and organisation hold all words, each as the beginning of one.
fn named(list: List, range: &Range, names: &[String]) -> List {
    let in_procedure = [Value::from(range.municipality), Value::from(range.procedure)];
    names.iter().fold(list, |list, name| {
        list.push(
            "and s.number in (select w.number from statement_person_word w \
             where w.municipality_id = ? and w.procedure_id = ? and w.word >= ? and w.word < ?)",
            in_procedure.iter().cloned().chain(beginning(name)),
        )
    })
}

fn unknown() -> Error {
    Error::internal("a statement's row holds a word that is unknown")
}

fn summary(row: Row) -> Result<StatementSummary> {
    let author = author_names(
        row.name.as_deref().unwrap_or_default(),
        row.organisation.as_deref().unwrap_or_default(),
    );
    Ok(StatementSummary {
        number: StatementNumber(u32::try_from(row.number).map_err(|_| unknown())?),
        excerpt: text::beginning(&row.beginning, EXCERPT),
        language: row.language,
        author,
        place: row.place_label,
        received_on: row.received_on,
        channel: Channel::from_word(&row.channel).ok_or_else(unknown)?,
        reply: ReplyWish::from_word(&row.reply_wish).ok_or_else(unknown)?,
        state: StatementState::from_word(&row.state).ok_or_else(unknown)?,
        proposal: row.outline.proposal.and_then(Proposal::from_code),
        late: row.late,
        early: false,
        points: u32::try_from(row.outline.points).map_err(|_| unknown())?,
        points_open: u32::try_from(row.outline.points_open).map_err(|_| unknown())?,
    })
}

/// The same of a statement that names nobody any more.
fn nameless_summary(statement: Statement, outline: Outline) -> Result<StatementSummary> {
    Ok(StatementSummary {
        number: statement.number,
        excerpt: text::beginning(&statement.body, EXCERPT),
        language: statement.language,
        author: None,
        place: statement.place_label,
        received_on: statement.received_on,
        channel: statement.channel,
        reply: statement.reply_wish,
        state: statement.state,
        proposal: outline.proposal.and_then(Proposal::from_code),
        late: statement.late,
        early: false,
        points: u32::try_from(outline.points).map_err(|_| unknown())?,
        points_open: u32::try_from(outline.points_open).map_err(|_| unknown())?,
    })
}

#[derive(Clone, Copy)]
enum Place {
    Inside,
    Outside,
    Nowhere,
}

/// What was asked for, checked.
struct Asked {
    words: Option<Vec<Word>>,
    /// The same words as names are kept.
    names: Vec<String>,
    /// The number of a statement, where that is what was typed.
    number: Option<u32>,
    /// Something was typed, but nothing that a text could hold as a word.
    finds_nothing: bool,
    round: Option<RoundId>,
    topic: Option<String>,
    place: Option<Place>,
    state: Option<StatementState>,
    channel: Option<Channel>,
    reply: Option<ReplyWish>,
    limit: u32,
    before: Option<u32>,
    above: Option<u32>,
}

impl Asked {
    /// Whether a number is on this page or a later one.
    fn may_hold(&self, number: u32) -> bool {
        self.before.is_none_or(|before| number < before) && self.above.is_none_or(|above| number > above)
    }

    /// The part that was asked for.
    const fn part(&self) -> Part {
        Part {
            before: self.before,
            above: self.above,
            most: self.most(),
        }
    }

    /// How many are read: one more than shown tells that there is a next page. Upwards there is none.
    const fn most(&self) -> u32 {
        match self.above {
            None => self.limit + 1,
            Some(_) => self.limit,
        }
    }

    fn check(input: &ListStatements) -> Result<Self> {
        let mut invalid = Invalid::default();
        let (topic, round) = topic_and_round(&mut invalid, input.topic.as_deref(), input.round.as_deref());
        let place = match given(input.place.as_deref()) {
            None => None,
            Some("inside") => Some(Place::Inside),
            Some("outside") => Some(Place::Outside),
            Some("none") => Some(Place::Nowhere),
            Some(_) => {
                invalid.add("place", "errors.invalid_choice");
                None
            }
        };
        let (limit, before) = page(&mut invalid, input.limit, input.cursor.as_ref(), LIMIT);
        invalid.finish()?;
        let search = given(input.search.as_deref());
        let words = search.and_then(search_words);
        let sought = words.iter().flatten();
        Ok(Self {
            finds_nothing: search.is_some() && words.is_none(),
            names: sought.map(|word| statements::sought(&word.typed)).collect(),
            words,
            number: search.and_then(number_in),
            round,
            topic,
            place,
            state: input.state,
            channel: input.channel,
            reply: input.reply,
            limit,
            before,
            above: input.above.map(|number| number.0),
        })
    }
}

/// The number of a statement as people type it: `71`, `Nr. 71`, or with a point of it, `71.2`.
fn number_in(typed: &str) -> Option<u32> {
    let typed = typed.to_lowercase();
    let bare = typed
        .strip_prefix("nr")
        .or_else(|| typed.strip_prefix('#'))
        .unwrap_or(&typed);
    let bare = bare.trim_start_matches('.').trim();
    let (number, point) = bare.split_once('.').unwrap_or((bare, "1"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(number) && is_number(point))
        .then(|| number.parse().ok())
        .flatten()
}

/// Limit and cursor of a list by number: so many entries, before a number.
pub(super) fn page(
    invalid: &mut Invalid,
    limit: Option<u32>,
    cursor: Option<&String>,
    default: u32,
) -> (u32, Option<u32>) {
    let limit = shared::api::page::size(invalid, limit, default);
    let before = cursor
        .filter(|cursor| !cursor.is_empty())
        .map(|cursor| cursor.parse::<u32>());
    if matches!(before, Some(Err(_))) {
        invalid.add("cursor", "errors.malformed");
    }
    (limit, before.and_then(|before| before.ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_type_it() {
        for typed in ["71", "Nr. 71", "nr 71", "Nr.71", "#71", "71.2", "Nr. 71.2"] {
            assert_eq!(number_in(typed), Some(71), "{typed}");
        }
        for typed in ["", "Lärm 71", "71.", "71.x", "7a", "99999999999"] {
            assert_eq!(number_in(typed), None, "{typed}");
        }
    }
}

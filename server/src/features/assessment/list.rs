//! The staff's list: filters, search, pages by number.

use std::cmp::Reverse;

use shared::{
    access::Action,
    api::{ApiError, Invalid, Page},
    assessment::{ListStatements, Proposal, StatementState, StatementSummary},
    ids::{RoundId, StatementId, StatementNumber},
    statements::{Channel, ReplyWish},
    text,
    time::Day,
};
use uuid::Uuid;

use super::{nameless, topics};
use crate::{
    db::{
        Statements,
        dialect::{Range, begin_numbers, end_numbers, search_words},
    },
    error::{Error, Result},
    features::{
        procedures::{self, ProcedureRef},
        statements::Sections,
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

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    beginning: String,
    language: String,
    place_label: String,
    received_on: Day,
    channel: String,
    reply_wish: String,
    state: String,
    late: bool,
    proposal: Option<i64>,
    points: i64,
    points_open: i64,
    name: Option<String>,
    organisation: Option<String>,
}

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
        Some(found(&mut db, &procedure, &asked, Find::Words, asked.part(), true).await?)
    } else {
        found_without_names(&mut db, &mut sections, &procedure, &asked).await?
    };
    let mut own = Vec::new();
    if let Some(number) = asked.number.filter(|number| asked.may_hold(*number)) {
        // Looked up by itself: an index of words knows no numbers of statements.
        let find = Find::Number(number);
        own = found(&mut db, &procedure, &asked, find, asked.part(), sees_persons).await?;
        if !sees_persons {
            own = without_names(&mut db, &mut sections, &asked, own).await?;
        }
    }
    let mut rows = match by_words {
        Some(rows) => rows,
        None if own.is_empty() => return Err(ApiError::refused("search_too_wide").into()),
        // Whoever types a number looks for that one.
        None => Vec::new(),
    };
    if !own.is_empty() {
        rows.retain(|row| own.iter().all(|own| own.number != row.number));
        rows.extend(own);
        rows.sort_by_key(|row| Reverse(row.number));
        if asked.above.is_some() {
            // The nearest ones are the last.
            rows.drain(..rows.len().saturating_sub(asked.most() as usize));
        } else {
            rows.truncate(asked.most() as usize);
        }
    }
    let Page { items, next } = Page::cut(rows, asked.limit as usize, |last: &Row| last.number.to_string());
    let items = items.into_iter().map(summary).collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next })
}

/// What was found for those who may not see persons: as many rows as were asked for that hold the searched words in what is
/// shown. It is read on until there are, or nothing more: an empty page with a next one, or a short one, would tell that
/// the words stand in what is hidden, and where. `None` where [`MOST_READ`] were not enough, which tells how frequent the
/// words are and no more.
async fn found_without_names(
    db: &mut impl Statements,
    sections: &mut Sections,
    procedure: &ProcedureRef,
    asked: &Asked,
) -> Result<Option<Vec<Row>>> {
    let (most, is_upwards) = (asked.most() as usize, asked.above.is_some());
    let mut part = asked.part();
    let mut rows: Vec<Row> = Vec::new();
    let mut looked_at = 0;
    loop {
        let read = found(db, procedure, asked, Find::Words, part, false).await?;
        looked_at += read.len();
        let ends = read.len() < part.most as usize;
        // Newest first, whichever way is read.
        let farthest = if is_upwards { read.first() } else { read.last() };
        let farthest = farthest.and_then(|row| u32::try_from(row.number).ok());
        let mut shown = without_names(db, sections, asked, read).await?;
        if is_upwards {
            shown.append(&mut rows);
            rows = shown;
        } else {
            rows.append(&mut shown);
        }
        let Some(farthest) = farthest.filter(|_| !ends && rows.len() < most) else {
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
        rows.drain(..rows.len().saturating_sub(most));
    } else {
        rows.truncate(most);
    }
    Ok(Some(rows))
}

/// The rows as those read them who may not see persons; one that holds the searched words only in what is hidden is not
/// among them.
async fn without_names(
    db: &mut impl Statements,
    sections: &mut Sections,
    asked: &Asked,
    rows: Vec<Row>,
) -> Result<Vec<Row>> {
    let ids: Vec<StatementId> = rows.iter().map(|row| StatementId(row.id)).collect();
    let mut shown = nameless::shown(db, sections, &ids).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let shown = shown.remove(&StatementId(row.id))?;
            let is_number = asked.number.is_some_and(|number| i64::from(number) == row.number);
            (is_number || shown.holds(asked.words.as_deref().unwrap_or_default())).then_some(Row {
                beginning: shown.body,
                place_label: shown.place,
                ..row
            })
        })
        .collect())
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
    /// The words that were typed, if any.
    Words,
    /// The number that was typed.
    Number(u32),
}

/// The statement is read in two steps: numbers first, from an index, then the columns of that one page.
async fn found(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    asked: &Asked,
    find: Find,
    part: Part,
    persons: bool,
) -> Result<Vec<Row>> {
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
    if let Some(topic) = &asked.topic {
        list = list.push(
            "and exists (select 1 from assessment_topic t where t.municipality_id = ? and t.statement_id = s.id and t.topic = ?)",
            [municipality.into(), topic.as_str().into()],
        );
    }
    let list = end_numbers(db, list, &range, words, i64::from(part.most));
    let list = list.within(
        "with page as (",
        ") select s.id, s.number, substr(s.body, 1, 400) as beginning, s.language, s.place_label, s.received_on, s.channel, \
         s.reply_wish, s.state, s.late, a.proposal, coalesce(a.points, 0) as points, coalesce(a.points_open, 0) as points_open, p.name, p.organisation \
         from page join statement s on s.municipality_id = ? and s.id = page.id \
         left join assessment a on a.municipality_id = s.municipality_id and a.statement_id = s.id \
         left join statement_person p on ? and p.municipality_id = s.municipality_id and p.statement_id = s.id \
         order by s.number desc",
        [municipality.into(), persons.into()],
    );
    Ok(list.all(db).await?)
}

fn summary(row: Row) -> Result<StatementSummary> {
    let unknown = || Error::internal("a statement's row holds a word that is unknown");
    let author = row
        .name
        .filter(|name| !name.is_empty())
        .or(row.organisation)
        .filter(|name| !name.is_empty());
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
        proposal: row.proposal.and_then(Proposal::from_code),
        late: row.late,
        points: u32::try_from(row.points).map_err(|_| unknown())?,
        points_open: u32::try_from(row.points_open).map_err(|_| unknown())?,
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
    words: Option<Vec<String>>,
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
        // An empty field of a form is no filter.
        let given = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let round = given(&input.round).map(|text| text.parse::<RoundId>());
        if matches!(round, Some(Err(_))) {
            invalid.add("round", "errors.invalid_choice");
        }
        let topic = given(&input.topic);
        if topic.as_deref().is_some_and(|code| !topics::is_topic(code)) {
            invalid.add("topic", "errors.invalid_choice");
        }
        let place = match given(&input.place).as_deref() {
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
        let search = given(&input.search);
        let words = search.as_deref().and_then(search_words);
        Ok(Self {
            finds_nothing: search.is_some() && words.is_none(),
            words,
            number: search.as_deref().and_then(number_in),
            round: round.and_then(|round| round.ok()),
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

/// Limit and cursor of a list by number: 1 to 100 entries, before a number.
pub(super) fn page(
    invalid: &mut Invalid,
    limit: Option<u32>,
    cursor: Option<&String>,
    default: u32,
) -> (u32, Option<u32>) {
    let limit = limit.unwrap_or(default);
    if !(1..=shared::api::page::MAX_LIMIT).contains(&limit) {
        invalid.add("limit", "errors.invalid_choice");
    }
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

//! Answers that stand somewhere in a procedure, to be taken over.

use std::cmp::Reverse;

use shared::ids::StatementId;
use uuid::Uuid;

use crate::{
    db::{Statements, list::List},
    error::Result,
};

/// An answer, and what it answers.
#[derive(sqlx::FromRow)]
pub(in super::super) struct Answer {
    /// The statement's number.
    pub(in super::super) number: i64,
    /// The point's number; 0 of a statement that is not divided.
    pub(in super::super) point: i64,
    /// The point's heading.
    pub(in super::super) label: String,
    /// The first words that it answers.
    pub(in super::super) beginning: String,
    /// 1 where the statement has a topic of the one that asks.
    alike: i64,
}

/// Where an answer stands in the list of all, which goes from great to small but for the points of a statement.
#[derive(Clone, Copy)]
pub(in super::super) struct AnswerPlace {
    /// As [`Answer::alike`].
    pub(in super::super) alike: i64,
    /// As [`Answer::number`].
    pub(in super::super) number: i64,
    /// As [`Answer::point`].
    pub(in super::super) point: i64,
}

impl AnswerPlace {
    /// Before all of them.
    pub(in super::super) const START: Self = Self {
        alike: 2,
        number: 0,
        point: 0,
    };
}

impl Answer {
    /// Where it stands.
    pub(in super::super) const fn place(&self) -> AnswerPlace {
        AnswerPlace {
            alike: self.alike,
            number: self.number,
            point: self.point,
        }
    }
}

/// Whether a statement `s` has a topic of the one that asks.
const ALIKE: &str = "cast(case when exists (select 1 from assessment_topic t join assessment_topic own \
     on own.municipality_id = t.municipality_id and own.topic = t.topic \
     where t.municipality_id = s.municipality_id and t.statement_id = s.id and own.statement_id = ?) \
     then 1 else 0 end as bigint) as alike";

/// The answers in a procedure behind a place: of statements with a topic of this one first, then of the newest.
pub(in super::super) async fn answers(
    db: &mut impl Statements,
    procedure: Uuid,
    asking: StatementId,
    behind: AnswerPlace,
    limit: i64,
) -> Result<Vec<Answer>> {
    let municipality = db.municipality();
    let blank = " \t\r\n";
    let AnswerPlace { alike, number, point } = behind;
    let list = |columns: &'static str, rest: &'static str| {
        List::new(columns, [])
            .push(ALIKE, [asking.0.into()])
            .push(rest, [municipality.into(), procedure.into(), blank.into()])
            .within(
                "select * from (",
                ") answer where (answer.alike, answer.number) < (?, ?) \
                 or (answer.alike = ? and answer.number = ? and answer.point > ?) \
                 order by answer.alike desc, answer.number desc, answer.point limit ?",
                [
                    alike.into(),
                    number.into(),
                    alike.into(),
                    number.into(),
                    point.into(),
                    limit.into(),
                ],
            )
    };
    let points = list(
        "select s.number, g.number as point, g.label, substr(s.body, cast(g.start_at as integer) + 1, 120) as beginning,",
        "from segment g join statement s on s.municipality_id = g.municipality_id and s.id = g.statement_id \
         where s.municipality_id = ? and s.procedure_id = ? and trim(g.reply, ?) <> ''",
    );
    let whole = list(
        "select s.number, cast(0 as bigint) as point, cast('' as text) as label, substr(s.body, 1, 120) as beginning,",
        "from assessment a join statement s on s.municipality_id = a.municipality_id and s.id = a.statement_id \
         where s.municipality_id = ? and s.procedure_id = ? and a.points = 0 and trim(a.reply, ?) <> ''",
    );
    let mut found: Vec<Answer> = points.all(db).await?;
    found.extend(whole.all::<Answer>(db).await?);
    found.sort_by_key(|answer| (Reverse((answer.alike, answer.number)), answer.point));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

//! What staff do with statements that arrived: reading, assessing, moving them on, entering the council's decision.

use super::{Decision, Point, Proposal, StatementState};
use crate::{
    api::{Cursor, Page},
    endpoint,
    ids::StatementNumber,
    statements::{Channel, MayPublish, Person, PlaceKind, Publication, PublicationReason, ReplyWish},
    time::{Day, Timestamp},
    wire,
};

wire! {
    /// Lists a procedure's statements for staff, newest first.
    #[derive(Default)]
    pub struct ListStatements {
        /// The procedure's slug.
        pub procedure: String,
        /// Words that must each occur in the text or, for those who may see persons, in the author's name and organisation, in
        /// either German spelling; of the last one and of those of four letters or more the beginning is enough. A number such as `71`, `Nr. 71` or `71.2` finds that statement as well.
        #[serde(default)]
        pub search: Option<String>,
        /// Only of this round (its id).
        #[serde(default)]
        pub round: Option<String>,
        /// Only with this topic (its code).
        #[serde(default)]
        pub topic: Option<String>,
        /// Only inside or outside the plan's outline, or without a place: `inside`, `outside`, `none`.
        #[serde(default)]
        pub place: Option<String>,
        /// Only in this state.
        #[serde(default)]
        pub state: Option<StatementState>,
        /// Only from this channel.
        #[serde(default)]
        pub channel: Option<Channel>,
        /// Only with this wished reply.
        #[serde(default)]
        pub reply: Option<ReplyWish>,
        /// At most this many, 1 to 100.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
        /// Only those above this number: of these the nearest ones.
        #[serde(default)]
        pub above: Option<StatementNumber>,
    }
    /// A statement in the staff's list.
    pub struct StatementSummary {
        /// Its number within the procedure.
        pub number: StatementNumber,
        /// The beginning of its text.
        pub excerpt: String,
        /// The language of the text.
        pub language: String,
        /// The author with their organisation, for those who may see persons; empty when anonymous.
        pub author: Option<String>,
        /// What it is about, in words.
        pub place: String,
        /// The day it was received.
        pub received_on: Day,
        /// The way it arrived.
        pub channel: Channel,
        /// How the author wants to be answered.
        pub reply: ReplyWish,
        /// Where it stands.
        pub state: StatementState,
        /// The proposal so far; of a divided one what its points agree on.
        pub proposal: Option<Proposal>,
        /// Whether it arrived after the round's last day.
        pub late: bool,
        /// Whether it arrived before the first round began.
        #[serde(default)]
        pub early: bool,
        /// How many points it was divided into; 0 where it was not.
        #[serde(default)]
        pub points: u32,
        /// How many of them lack reply or proposal.
        #[serde(default)]
        pub points_open: u32,
    }
    /// Asks for everything about a statement.
    pub struct ShowStatement {
        /// The procedure's slug.
        pub procedure: String,
        /// Its number.
        pub number: StatementNumber,
    }
    /// Everything staff may know about a statement.
    pub struct StatementFile {
        /// The procedure's slug.
        pub procedure: String,
        /// Its number within the procedure.
        pub number: StatementNumber,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// The text.
        pub body: String,
        /// SHA-256 of the text, hexadecimal; only for those who may see persons.
        pub body_sha256: String,
        /// The language of the text.
        pub language: String,
        /// Who wrote it, for those who may see persons; also absent after deletion.
        pub person: Option<Person>,
        /// What it is about.
        pub place_kind: PlaceKind,
        /// The place in words.
        pub place: String,
        /// `[lon, lat]`, if it has a place.
        pub point: Option<[f64; 2]>,
        /// Whether the place lies inside the plan's outline.
        pub inside: Option<bool>,
        /// The version of the procedure that its author saw.
        pub seen_version: u32,
        /// The way it arrived.
        pub channel: Channel,
        /// When it was stored.
        pub submitted_at: Timestamp,
        /// The day it was received.
        pub received_on: Day,
        /// The day it bears.
        pub written_on: Option<Day>,
        /// Whether it arrived after the round's last day.
        pub late: bool,
        /// Whether it arrived before the first round began.
        #[serde(default)]
        pub early: bool,
        /// How the author wants to be answered.
        pub reply_wish: ReplyWish,
        /// What the author allows to be published.
        pub may_publish: MayPublish,
        /// The publication decision.
        pub publication: Publication,
        /// Why it is not published, or passages are redacted.
        #[serde(default)]
        pub publication_reason: Option<PublicationReason>,
        /// The same in words that its author reads; only for those who may see persons.
        #[serde(default)]
        pub publication_remark: String,
        /// Redacted passages, one a line.
        pub passages: String,
        /// What is spelled nearly like one of them and can still be read where the text is published; only for those who may
        /// see persons.
        #[serde(default)]
        pub alike: Vec<String>,
        /// The text as it is or would be published.
        pub public_body: String,
        /// Whether the clerk keeps the place from the public.
        pub place_withheld: bool,
        /// Whether the place is the author's own address and thus never told; only for those who may see persons.
        pub place_own: bool,
        /// Files: id, name, size; only for those who may see persons.
        pub files: Vec<(String, String, u64)>,
        /// How many files there are.
        pub file_count: u32,
        /// Where it stands.
        pub state: StatementState,
        /// Topics (codes).
        pub topics: Vec<String>,
        /// The internal note.
        pub note: String,
        /// The reply so far.
        pub reply: String,
        /// The proposal so far; of a divided one what its points agree on.
        pub proposal: Option<Proposal>,
        /// Its points; none where it was not divided.
        #[serde(default)]
        pub points: Vec<Point>,
        /// The council's decision.
        pub decision: Option<Decision>,
        /// Whether the council decided differently from what was proposed, and nobody has written or confirmed the reply
        /// since.
        #[serde(default)]
        pub reply_to_check: bool,
        /// What happened, newest first.
        pub history: Vec<HistoryEntry>,
        /// The number of the statement before it in the list order, if any.
        pub previous: Option<u32>,
        /// The number of the statement after it.
        pub following: Option<u32>,
    }
    /// One event of a statement's history.
    pub struct HistoryEntry {
        /// When.
        pub at: Timestamp,
        /// What, such as `state_changed`.
        pub kind: String,
        /// Who, for staff's own actions; empty once the account was removed.
        pub actor: Option<String>,
        /// Values without personal data.
        pub data: serde_json::Value,
    }
    /// Writes note, topics, reply and proposal, and moves the state if asked to.
    pub struct AssessStatement {
        /// The procedure's slug.
        pub procedure: String,
        /// Its number.
        pub number: StatementNumber,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// The internal note.
        #[serde(default)]
        pub note: String,
        /// Topics (codes).
        #[serde(default)]
        pub topics: Vec<String>,
        /// The reply.
        #[serde(default)]
        pub reply: String,
        /// The proposal; of a divided statement it follows from its points and is not written here.
        #[serde(default)]
        pub proposal: Option<Proposal>,
        /// Confirms that the reply fits a decision that differs from the proposal.
        #[serde(default)]
        pub reply_fits: bool,
        /// The state to move to; stays when absent.
        #[serde(default)]
        pub state: Option<StatementState>,
    }
    /// Enters the council's decision for statements before the council: one, or all of a procedure.
    #[derive(Default)]
    pub struct RecordDecision {
        /// The procedure's slug.
        pub procedure: String,
        /// The statement's number; absent decides all that are before the council as proposed.
        #[serde(default)]
        pub number: Option<StatementNumber>,
        /// Of one statement: for noticing that somebody else saved in between; absent decides on what stands there.
        #[serde(default)]
        pub revision: Option<u32>,
        /// Who decided.
        pub committee: String,
        /// When.
        pub decided_on: Option<Day>,
        /// How; absent follows the proposal, of a divided statement that of each point.
        #[serde(default)]
        pub result: Option<Proposal>,
        /// How on each point of the one divided statement, in their order; an absent one follows `result` or its proposal.
        #[serde(default)]
        pub point_results: Vec<Option<Proposal>>,
        /// Words of the minutes.
        #[serde(default)]
        pub remark: String,
    }
    /// Corrects a decision that was entered wrongly, as long as nobody was answered with it: of one statement, or of all
    /// that bear the same committee and day.
    #[derive(Default)]
    pub struct CorrectDecision {
        /// The procedure's slug.
        pub procedure: String,
        /// The statement's number; absent corrects all that were decided by `was_committee` on `was_on`.
        #[serde(default)]
        pub number: Option<StatementNumber>,
        /// Of one statement: for noticing that somebody else saved in between.
        #[serde(default)]
        pub revision: Option<u32>,
        /// Of many: who decided, as it was entered.
        #[serde(default)]
        pub was_committee: String,
        /// Of many: when, as it was entered.
        #[serde(default)]
        pub was_on: Option<Day>,
        /// Who decided.
        pub committee: String,
        /// When.
        pub decided_on: Option<Day>,
        /// How; absent leaves each as it is.
        #[serde(default)]
        pub result: Option<Proposal>,
        /// How on each point of the one divided statement, in their order; an absent one follows `result` or stays.
        #[serde(default)]
        pub point_results: Vec<Option<Proposal>>,
        /// Words of the minutes. Of one statement they replace those that are there, of many only where there are any.
        #[serde(default)]
        pub remark: String,
    }
    /// Lists the decisions that can still be corrected, newest first.
    pub struct ListDecisions {
        /// The procedure's slug.
        pub procedure: String,
        /// At most this many, 1 to 100.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
    }
    /// A decision as it was entered for statements whose authors were not answered yet.
    pub struct EnteredDecision {
        /// Who decided.
        pub committee: String,
        /// When.
        pub decided_on: Day,
        /// How many statements bear it.
        pub statements: u32,
    }
    /// How many statements a step touched.
    pub struct Touched {
        /// Their number.
        pub statements: u32,
    }
    /// Moves every statement in one state on to the next, such as all with a ready proposal before the council.
    pub struct MoveStatements {
        /// The procedure's slug.
        pub procedure: String,
        /// The state they are in.
        pub from: StatementState,
        /// The state they move to.
        pub to: StatementState,
    }
    /// Asks what moving every statement in one state on to the next would do, before it is done.
    pub struct PreviewMoves {
        /// The procedure's slug.
        pub procedure: String,
        /// The state they are in.
        pub from: StatementState,
        /// The state they would move to.
        pub to: StatementState,
    }
    /// What moving them would do.
    #[derive(Default)]
    pub struct MovesPreview {
        /// How many would move.
        pub statements: u32,
        /// How many would stay, because reply, proposal or decision are missing.
        pub incomplete: u32,
        /// Of those that would be answered: how many wished for an e-mail and have an address.
        pub mails: u32,
        /// Of those that would be answered: how many wished for a letter and have an address.
        pub letters: u32,
        /// Of those that would be answered: how many wished for an answer, but have no address any more.
        pub unreachable: u32,
        /// The numbers of the first of those that would not be answered, because the council decided differently from what
        /// was proposed and nobody has written or confirmed the reply since.
        #[serde(default)]
        pub to_check: Vec<u32>,
        /// How many they are in all.
        #[serde(default)]
        pub to_check_count: u32,
    }
    /// Asks for the topics of the municipality.
    pub struct ListTopics {}
    /// A topic that statements are sorted by.
    pub struct Topic {
        /// Its code.
        pub code: String,
        /// Its name.
        pub label: String,
    }
}
endpoint!(Get "/api/v1/staff/procedures/{procedure}/statements" Staff ListStatements => Page<StatementSummary>);
endpoint!(Get "/api/v1/staff/procedures/{procedure}/statements/{number}" Staff ShowStatement => StatementFile);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/statements/{number}/assessment" Staff AssessStatement => StatementFile);
endpoint!(Post "/api/v1/staff/procedures/{procedure}/decisions" Staff RecordDecision => Touched);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/decisions" Staff CorrectDecision => Touched);
endpoint!(Get "/api/v1/staff/procedures/{procedure}/decisions" Staff ListDecisions => Page<EnteredDecision>);
endpoint!(Post "/api/v1/staff/procedures/{procedure}/moves" Staff MoveStatements => Touched);
endpoint!(Get "/api/v1/staff/procedures/{procedure}/moves" Staff PreviewMoves => MovesPreview);
endpoint!(Get "/api/v1/staff/topics" Staff ListTopics => Vec<Topic>);

//! Reports of barriers: what residents write, and how staff answer.

use super::{BarrierWords, LATE_AFTER_DAYS, MAX_LINE, MAX_PROBLEM};
use crate::{
    api::{ApiError, Cursor, Invalid, Page},
    endpoint, text,
    time::{Day, Timestamp},
    wire, words,
};

wire! {
    /// Reports a barrier.
    pub struct ReportBarrier {
        /// What does not work.
        pub problem: String,
        /// On which page: its path, or words.
        #[serde(default)]
        pub page: String,
        /// Where the answer goes; empty for none.
        #[serde(default)]
        pub email: String,
        /// Where to ask back; empty for nowhere.
        #[serde(default)]
        pub phone: String,
        /// The language of the answer.
        #[serde(default)]
        pub language: String,
        /// A field that people do not see: whoever fills it is a program.
        #[serde(default)]
        pub website: String,
    }
    /// What a report is called from now on.
    pub struct BarrierReported {
        /// Its number within the municipality, from 1.
        pub number: u32,
    }
    /// Where a report stands.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum ReportState {
        /// Nobody dealt with it yet.
        Open,
        /// It looks like advertisement; waits for a look.
        Held,
        /// It was answered.
        Answered,
        /// The barrier is known and listed in the declaration.
        Known,
        /// The barrier is gone.
        Mended,
        /// It was advertisement: nobody has to answer.
        Advertising,
    }
    /// Lists reports of barriers: those first that nobody dealt with yet, oldest first; then the others, newest first.
    #[derive(Default)]
    pub struct ListBarrierReports {
        /// At most this many, 1 to 100.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
    }
    /// A report in the list.
    pub struct BarrierReportSummary {
        /// Its number.
        pub number: u32,
        /// The beginning of its text.
        pub excerpt: String,
        /// On which page.
        pub page: String,
        /// Where it stands.
        pub state: ReportState,
        /// When it arrived.
        pub received_at: Timestamp,
        /// How many days ago that was.
        pub age_days: i64,
        /// Whether it waits for too long.
        pub is_late: bool,
    }
    /// Counts the reports that nobody dealt with yet, and those of them that wait for too long.
    pub struct CountOpenReports {}
    /// What waits for somebody.
    #[derive(Default)]
    pub struct OpenReports {
        /// How many reports nobody dealt with yet.
        pub reports: u32,
        /// How many besides look like advertisement and wait for a look.
        #[serde(default)]
        pub held: u32,
        /// How many of both wait for too long.
        #[serde(default)]
        pub late: u32,
    }
    /// Asks for a report.
    pub struct ShowBarrierReport {
        /// Its number.
        pub report: String,
    }
    /// A report as staff see it.
    pub struct BarrierReport {
        /// Its number.
        pub number: u32,
        /// What does not work.
        pub problem: String,
        /// On which page: its path, or words.
        pub page: String,
        /// The language in which it was written, if it is known.
        pub language: String,
        /// Where it stands.
        pub state: ReportState,
        /// When it arrived.
        pub received_at: Timestamp,
        /// How many days ago that was.
        pub age_days: i64,
        /// Whether it waits for too long.
        pub is_late: bool,
        /// E-mail address and telephone number, for those who may see them and until they are deleted.
        pub contact: Option<ReportContact>,
        /// Whether there is an address to which an answer can be mailed.
        pub can_be_mailed: bool,
        /// The day on which address and number will be deleted: counted from the answer, or before it from the report.
        pub contact_until: Option<Day>,
        /// The answer; empty before it was given and after it was deleted.
        pub answer: String,
        /// When it was answered.
        pub answered_at: Option<Timestamp>,
        /// When the answer was mailed.
        pub answer_mailed_at: Option<Timestamp>,
    }
    /// How to reach whoever reported a barrier.
    pub struct ReportContact {
        /// E-mail address; empty for none.
        pub email: String,
        /// Telephone number; empty for none.
        pub phone: String,
    }
    /// Answers a report; the answer is mailed where there is an address.
    pub struct AnswerBarrierReport {
        /// Its number.
        pub report: String,
        /// The answer.
        pub answer: String,
    }
    /// Says what became of a reported barrier: mended, or known and listed in the declaration; or of a held report whether
    /// it is a real one.
    pub struct MarkBarrierReport {
        /// Its number.
        pub report: String,
        /// `open`, `mended` or `known`; of a held report that nobody answered also `advertising`.
        pub state: ReportState,
        /// For a known barrier: what does not work.
        #[serde(default)]
        pub what: String,
        /// For a known barrier: why.
        #[serde(default)]
        pub reason: String,
        /// For a known barrier: another way.
        #[serde(default)]
        pub alternative: String,
        /// For a known barrier: all of it in easy language, a line a sentence.
        #[serde(default)]
        pub plain: String,
        /// For a known barrier: by when it will be gone.
        #[serde(default)]
        pub planned: Option<Day>,
    }
}
endpoint!(Post "/api/v1/accessibility/reports" Anyone ReportBarrier => BarrierReported);
endpoint!(Get "/api/v1/staff/barriers" Staff ListBarrierReports => Page<BarrierReportSummary>);
endpoint!(Get "/api/v1/staff/open-barriers" Staff CountOpenReports => OpenReports);
endpoint!(Get "/api/v1/staff/barriers/{report}" Staff ShowBarrierReport => BarrierReport);
endpoint!(Post "/api/v1/staff/barriers/{report}/answer" Staff AnswerBarrierReport => BarrierReport);
endpoint!(Post "/api/v1/staff/barriers/{report}/mark" Staff MarkBarrierReport => BarrierReport);

words! {
    /// All states.
    ReportState {
        Open = "open",
        Held = "held",
        Answered = "answered",
        Known = "known",
        Mended = "mended",
        Advertising = "advertising",
    }
}

impl ReportState {
    /// In these nobody dealt with a report yet: one that is held back may be a real one all the same.
    pub const WAITING: [Self; 2] = [Self::Open, Self::Held];

    /// Whether a report of this state, so old, waits for too long.
    pub fn is_late(self, age_days: i64) -> bool {
        Self::WAITING.contains(&self) && age_days > LATE_AFTER_DAYS
    }
}

impl MarkBarrierReport {
    /// The words about a known barrier.
    pub fn words(&self) -> BarrierWords<'_> {
        BarrierWords {
            what: &self.what,
            reason: &self.reason,
            alternative: &self.alternative,
            plain: &self.plain,
        }
    }
}

impl ReportBarrier {
    /// Line ends as people see them, no blanks around single lines, no zero bytes.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        self.problem = text::unify_line_ends(&self.problem).replace('\0', "");
        for line in [
            &mut self.page,
            &mut self.email,
            &mut self.phone,
            &mut self.website,
        ] {
            *line = line.replace('\0', "").trim().to_owned();
        }
        self
    }

    /// What is wrong with the input itself.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] naming each field.
    pub fn check(&self) -> Result<(), ApiError> {
        let mut invalid = Invalid::default();
        text::check_text(&mut invalid, "problem", &self.problem, true, MAX_PROBLEM);
        text::check_text(&mut invalid, "page", &self.page, false, MAX_LINE);
        if !self.email.is_empty() && !text::is_email(&self.email) {
            invalid.add("email", "errors.invalid_email");
        }
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        if !self.phone.is_empty() && (digits < 3 || self.phone.chars().count() > 60) {
            invalid.add("phone", "errors.invalid_phone");
        }
        invalid.finish()
    }
}

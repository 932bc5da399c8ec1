//! Accessibility: the declaration that the law asks for, known barriers, and reports of barriers by residents.
//!
//! Legal basis: Directive (EU) 2016/2102 Art. 7, model of Decision (EU) 2018/1523, BGG § 12b, BITV 2.0 § 7 and the
//! laws of the states. In the code the statement is called declaration, because a statement is what somebody says
//! about a plan.
//! Invariant: how accessible the site is, is computed from results, never claimed ([`conformance`]).

pub mod bodies;
mod reports;

pub use reports::{
    AnswerBarrierReport, BarrierReport, BarrierReportSummary, BarrierReported, CountOpenReports,
    ListBarrierReports, MarkBarrierReport, OpenReports, ReportBarrier, ReportContact, ReportState,
    ShowBarrierReport,
};

use crate::{
    api::{ApiError, Invalid},
    endpoint,
    ids::BarrierId,
    organisations::Contact,
    text,
    time::Day,
    wire,
};

/// Longest description of a problem or answer, in characters.
pub const MAX_PROBLEM: usize = 5_000;
/// Longest path of a page, telephone number or name, in characters.
pub const MAX_LINE: usize = 300;
/// Longest text about a known barrier, in characters.
pub const MAX_BARRIER: usize = 1_000;
/// After so many days without an answer staff are warned.
pub const LATE_AFTER_DAYS: i64 = 14;
/// After so many days a test no longer says how the site is now.
pub const TEST_HOLDS_DAYS: i64 = 90;
/// A look by people holds so many days: the declaration is reviewed once a year ((EU) 2018/1523, Annex).
pub const EVALUATION_HOLDS_DAYS: i64 = 365;
/// So many days after the answer address and number are deleted, unless the municipality sets another time.
pub const CONTACT_KEPT_DAYS: u32 = 90;
/// So many days after a report that nobody answered or marked they are deleted as well (GDPR Art. 5 (1) (e)).
pub const CONTACT_UNSETTLED_DAYS: i64 = 365;

wire! {
    /// How far the site fulfils the requirements, in the words of Decision (EU) 2018/1523.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum Conformance {
        /// Fully: nothing was found, by programs and by people.
        Full,
        /// Partly: most is fulfilled, what is not is listed.
        Partial,
        /// Not: most is not fulfilled, or nothing shows that it is.
        Not,
    }
    /// Asks for the declaration on accessibility.
    pub struct ShowDeclaration {}
    /// The declaration on accessibility (Erklärung zur Barrierefreiheit).
    pub struct Declaration {
        /// The municipality.
        pub municipality: String,
        /// The address of the site; empty when its operator set none.
        pub address: String,
        /// How far the site fulfils the requirements.
        pub conformance: Conformance,
        /// The last test by programs.
        pub test: Option<TestRun>,
        /// Criteria that the test found hurt.
        pub failing: Vec<FailingCriterion>,
        /// Barriers that are known.
        pub barriers: Vec<KnownBarrier>,
        /// When people tested the site last.
        pub evaluated_on: Option<Day>,
        /// Who tested it.
        pub evaluated_by: String,
        /// When the declaration was made first.
        pub made_on: Option<Day>,
        /// When it was reviewed last.
        pub reviewed_on: Option<Day>,
        /// Whom to tell about barriers.
        pub feedback: Contact,
        /// Who helps when the municipality does not; absent where none is known.
        pub body: Option<Body>,
        /// Days after the answer until address and number of a report are deleted.
        pub contact_days: u32,
    }
    /// A test of the whole site by programs, as the suite wrote it down.
    pub struct TestRun {
        /// The day.
        pub date: Day,
        /// How many days ago that was.
        pub age_days: i64,
        /// Whether it is too old to say how the site is now.
        pub is_stale: bool,
        /// What was looked at: a commit; `+` at its end stands for changes that were not committed.
        pub commit: String,
        /// Which combinations of language, view and size were drawn.
        pub seed: String,
        /// Whether every page was looked at.
        pub is_complete: bool,
        /// Languages in which it was looked at.
        pub languages: Vec<String>,
        /// Programs with their versions.
        pub engines: Vec<(String, String)>,
        /// Pages in one language, view and size.
        pub pages: u32,
        /// Criteria of WCAG 2.2 at levels A and AA.
        pub criteria: u32,
        /// How many of them were tested.
        pub tested: u32,
        /// How many of those without any finding.
        pub passed: u32,
        /// The last run over every combination, which may be older.
        #[serde(default)]
        pub full: Option<FullRun>,
    }
    /// A run over every page in every combination of language, view and colour scheme of the suite.
    pub struct FullRun {
        /// The day.
        pub date: Day,
        /// What was looked at.
        pub commit: String,
        /// Pages in one language, view and size.
        pub pages: u32,
        /// What was found.
        pub findings: u32,
    }
    /// A criterion that the test found hurt.
    pub struct FailingCriterion {
        /// Its number in WCAG 2.2, such as `1.4.3`.
        pub id: String,
        /// Its English name.
        pub name: String,
        /// How many pages hurt it.
        pub pages: u32,
    }
    /// A barrier that is known and not yet removed.
    pub struct KnownBarrier {
        /// What does not work, for whom.
        pub what: String,
        /// Why it is so.
        pub reason: String,
        /// How to get the same in another way, or what will be done.
        pub alternative: String,
        /// All of it in easy language, a line a sentence; empty where nobody wrote it.
        #[serde(default)]
        pub plain: String,
        /// Since when it is known.
        pub since: Option<Day>,
        /// By when it will be gone.
        pub planned: Option<Day>,
        /// Whether the suite knows of it, rather than the municipality.
        pub from_test: bool,
    }
    /// Who enforces or settles (Durchsetzungsstelle, Schlichtungsstelle).
    #[derive(Default, Eq)]
    pub struct Body {
        /// Its name.
        pub name: String,
        /// Its address, in one line.
        #[serde(default)]
        pub address: String,
        /// Its telephone number.
        #[serde(default)]
        pub phone: String,
        /// Its e-mail address.
        #[serde(default)]
        pub email: String,
        /// Its page.
        #[serde(default)]
        pub url: String,
    }
}
endpoint!(Get "/api/v1/accessibility" Anyone ShowDeclaration => Declaration);

/// How far the site fulfils the requirements, as far as anything shows it.
///
/// - Without a test of every page nothing shows it: not.
/// - When at least half of the tested criteria are hurt: not.
/// - When anything was found or is known, when the test is old, or when no people looked within a year (programs see
///   only a part): partly.
pub fn conformance(
    test: Option<&TestRun>,
    has_barriers: bool,
    evaluated_on: Option<Day>,
    today: Day,
) -> Conformance {
    let Some(test) = test.filter(|test| test.is_complete && test.tested > 0) else {
        return Conformance::Not;
    };
    let hurt = test.tested.saturating_sub(test.passed);
    if hurt.saturating_mul(2) >= test.tested {
        return Conformance::Not;
    }
    let seen_by_people =
        evaluated_on.is_some_and(|day| (0..=EVALUATION_HOLDS_DAYS).contains(&(today - day).num_days()));
    if hurt > 0 || has_barriers || test.is_stale || !seen_by_people {
        Conformance::Partial
    } else {
        Conformance::Full
    }
}

wire! {
    /// Asks for everything that staff maintain about accessibility.
    pub struct ShowAccessibility {}
    /// Everything that staff maintain about accessibility.
    pub struct Accessibility {
        /// The declaration as residents see it.
        pub declaration: Declaration,
        /// What can be set.
        pub settings: Settings,
        /// The municipality's own list of barriers that are not yet removed.
        pub barriers: Vec<ListedBarrier>,
        /// Who enforces or settles in the municipality's state, unless the settings name another.
        pub default_body: Option<bodies::StateBody>,
    }
    /// What a municipality sets.
    #[derive(Default)]
    #[serde(default)]
    pub struct Settings {
        /// When the declaration was made first.
        pub made_on: Option<Day>,
        /// When it was reviewed last.
        pub reviewed_on: Option<Day>,
        /// When people tested the site last.
        pub evaluated_on: Option<Day>,
        /// Who tested it.
        pub evaluated_by: String,
        /// The address for reports of barriers; the municipality's own when empty.
        pub feedback_email: String,
        /// The telephone number for barriers; the municipality's own when empty.
        pub feedback_phone: String,
        /// Who enforces or settles; the state's body when its name is empty.
        pub body: Body,
        /// Days after the answer until address and number are deleted.
        pub contact_days: Option<u32>,
    }
    /// A barrier of the municipality's own list.
    pub struct ListedBarrier {
        /// Its id.
        pub id: BarrierId,
        /// The barrier.
        pub barrier: KnownBarrier,
        /// The report that it came from.
        pub report: Option<u32>,
    }
    /// Changes the settings.
    pub struct EditAccessibility {
        /// When the declaration was made first.
        #[serde(default)]
        pub made_on: Option<Day>,
        /// When it was reviewed last.
        #[serde(default)]
        pub reviewed_on: Option<Day>,
        /// When people tested the site last.
        #[serde(default)]
        pub evaluated_on: Option<Day>,
        /// Who tested it.
        #[serde(default)]
        pub evaluated_by: String,
        /// The address for reports of barriers.
        #[serde(default)]
        pub feedback_email: String,
        /// The telephone number for barriers.
        #[serde(default)]
        pub feedback_phone: String,
        /// Who enforces or settles: name.
        #[serde(default)]
        pub body_name: String,
        /// Its address.
        #[serde(default)]
        pub body_address: String,
        /// Its telephone number.
        #[serde(default)]
        pub body_phone: String,
        /// Its e-mail address.
        #[serde(default)]
        pub body_email: String,
        /// Its page.
        #[serde(default)]
        pub body_url: String,
        /// Days after the answer until address and number are deleted.
        #[serde(default)]
        pub contact_days: Option<u32>,
    }
    /// Adds or changes a known barrier; without `what` it is taken off the list, because it is gone.
    pub struct EditBarrier {
        /// Which one; empty makes a new one.
        #[serde(default)]
        pub barrier: String,
        /// `1` takes it away; nothing else is looked at then.
        #[serde(default)]
        pub remove: String,
        /// What does not work, for whom.
        #[serde(default)]
        pub what: String,
        /// Why it is so.
        #[serde(default)]
        pub reason: String,
        /// How to get the same in another way.
        #[serde(default)]
        pub alternative: String,
        /// All of it in easy language, a line a sentence.
        #[serde(default)]
        pub plain: String,
        /// By when it will be gone.
        #[serde(default)]
        pub planned: Option<Day>,
    }
}
endpoint!(Get "/api/v1/staff/accessibility" Staff ShowAccessibility => Accessibility);
endpoint!(Put "/api/v1/staff/accessibility" Staff EditAccessibility => Accessibility);
endpoint!(Put "/api/v1/staff/accessibility/barriers" Staff EditBarrier => Accessibility);

/// What staff write about a known barrier.
#[derive(Clone, Copy, Debug)]
pub struct BarrierWords<'a> {
    /// What does not work, for whom.
    pub what: &'a str,
    /// Why it is so.
    pub reason: &'a str,
    /// How to get the same in another way.
    pub alternative: &'a str,
    /// All of it in easy language; may be empty.
    pub plain: &'a str,
}

impl BarrierWords<'_> {
    /// What is wrong with the words themselves.
    pub fn check(&self, invalid: &mut Invalid) {
        for (field, words, is_required) in [
            ("what", self.what, true),
            ("reason", self.reason, true),
            ("alternative", self.alternative, true),
            ("plain", self.plain, false),
        ] {
            text::check_text(invalid, field, words, is_required, MAX_BARRIER);
        }
    }
}

impl EditBarrier {
    /// The words of the form.
    pub fn words(&self) -> BarrierWords<'_> {
        BarrierWords {
            what: &self.what,
            reason: &self.reason,
            alternative: &self.alternative,
            plain: &self.plain,
        }
    }
}

impl EditAccessibility {
    /// What is wrong with the input itself.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] naming each field.
    pub fn check(&self, today: Day) -> Result<(), ApiError> {
        let mut invalid = Invalid::default();
        let days = [
            ("made_on", self.made_on),
            ("reviewed_on", self.reviewed_on),
            ("evaluated_on", self.evaluated_on),
        ];
        for (field, day) in days {
            if day.is_some_and(|day| day > today) {
                invalid.add_with(field, "errors.day_in_future", &[("today", today.to_string())]);
            }
        }
        text::check_text(
            &mut invalid,
            "evaluated_by",
            &self.evaluated_by,
            self.evaluated_on.is_some(),
            MAX_LINE,
        );
        if !self.feedback_email.is_empty() && !text::is_email(&self.feedback_email) {
            invalid.add("feedback_email", "errors.invalid_email");
        }
        let lines = [
            ("feedback_phone", &self.feedback_phone),
            ("body_name", &self.body_name),
            ("body_address", &self.body_address),
            ("body_phone", &self.body_phone),
            ("body_url", &self.body_url),
        ];
        for (field, line) in lines {
            text::check_text(&mut invalid, field, line, false, MAX_LINE);
        }
        if !self.body_email.is_empty() && !text::is_email(&self.body_email) {
            invalid.add("body_email", "errors.invalid_email");
        }
        if !self.body_url.is_empty() && !self.body_url.starts_with("https://") {
            invalid.add("body_url", "errors.invalid_url");
        }
        match self.contact_days {
            Some(0) => invalid.add_with("contact_days", "errors.too_small", &[("min", "1".into())]),
            Some(days) if days > 365 => {
                invalid.add_with("contact_days", "errors.too_large", &[("max", "365".into())]);
            }
            _ => {}
        }
        invalid.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn run(tested: u32, passed: u32) -> TestRun {
        TestRun {
            date: day("2026-11-01"),
            age_days: 20,
            is_stale: false,
            commit: "abc".into(),
            seed: "2026-W44".into(),
            is_complete: true,
            languages: vec!["de".into()],
            engines: vec![],
            pages: 200,
            criteria: 55,
            tested,
            passed,
            full: None,
        }
    }

    #[test]
    fn conformance_is_full_only_when_programs_and_people_found_nothing_and_nothing_is_known() {
        let today = day("2026-11-21");
        let seen = Some(day("2026-02-01"));
        let of = |test: &TestRun, barriers, seen| conformance(Some(test), barriers, seen, today);
        assert_eq!(of(&run(54, 54), false, seen), Conformance::Full);
        assert_eq!(of(&run(54, 53), false, seen), Conformance::Partial);
        assert_eq!(of(&run(54, 54), true, seen), Conformance::Partial);
        assert_eq!(of(&run(54, 54), false, None), Conformance::Partial);
        assert_eq!(
            of(&run(54, 54), false, Some(day("2025-11-20"))),
            Conformance::Partial
        );
        let stale = TestRun {
            is_stale: true,
            ..run(54, 54)
        };
        assert_eq!(of(&stale, false, seen), Conformance::Partial);
    }

    #[test]
    fn without_a_test_of_every_page_or_with_half_of_the_criteria_hurt_the_site_does_not_conform() {
        let today = day("2026-11-21");
        assert_eq!(conformance(None, false, None, today), Conformance::Not);
        let part = TestRun {
            is_complete: false,
            ..run(54, 54)
        };
        assert_eq!(conformance(Some(&part), false, None, today), Conformance::Not);
        assert_eq!(
            conformance(Some(&run(54, 27)), false, None, today),
            Conformance::Not
        );
        assert_eq!(
            conformance(Some(&run(54, 28)), false, None, today),
            Conformance::Partial
        );
    }

    #[test]
    fn a_report_needs_words_alone_and_what_else_is_given_must_be_usable() {
        let report = |problem: &str, email: &str, phone: &str| ReportBarrier {
            problem: problem.into(),
            page: "/de/procedures".into(),
            email: email.into(),
            phone: phone.into(),
            language: "de".into(),
            website: String::new(),
        };
        assert_eq!(
            report("Die Karte geht nicht mit Tasten.", "", "").tidy().check(),
            Ok(())
        );
        let wrong = report(" \r\n", "anna@", "ja").tidy().check();
        let Err(ApiError::Invalid(invalid)) = wrong else {
            panic!("{wrong:?}")
        };
        let fields: Vec<_> = invalid.0.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["problem", "email", "phone"]);
    }

    #[test]
    fn a_report_is_late_from_the_fifteenth_day_until_somebody_deals_with_it() {
        assert!(!ReportState::Open.is_late(14) && ReportState::Open.is_late(15));
        assert!(!ReportState::Answered.is_late(100));
    }
}

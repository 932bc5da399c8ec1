//! What the reader has to say about a file: one finding with a machine code and a way to mend it.
//!
//! Invariant: an error means that a plan cannot be imported; everything else is a warning.

use serde::Serialize;

/// One remark about a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Machine code, stable: `ring_too_short`, `crs_suspect`, …
    pub code: &'static str,
    /// The element that is meant, as `BP_Plan/raeumlicherGeltungsbereich`, or a member of the archive.
    pub element: Option<String>,
    /// Line in the file, counted from one.
    pub line: Option<u32>,
    /// What was found, one English sentence.
    pub message: String,
    /// How to mend it.
    pub hint: String,
    /// EPSG codes of the planes in which the place would be right, where a wrong label is the reason; not printed.
    #[serde(skip)]
    pub candidates: Box<[u16]>,
    /// Which plan of the file it is about, as [`super::Plan::index`]; nothing where it is about the file. Not printed.
    #[serde(skip)]
    pub plan: Option<u32>,
}

impl Finding {
    /// A finding without a place.
    pub fn new(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            element: None,
            line: None,
            message: message.into(),
            hint: hint.into(),
            candidates: Box::default(),
            plan: None,
        }
    }

    /// The same with the element that is meant.
    #[must_use]
    pub fn at(mut self, element: impl Into<String>) -> Self {
        self.element = Some(element.into());
        self
    }

    /// The same with a line.
    #[must_use]
    pub fn on_line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }
}

/// So many warnings are kept for one file; a last one says how many there were.
const MAX_WARNINGS: usize = 200;

/// Warnings in order of reading, bounded in number.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    /// The plan that is being read: what is pushed meanwhile is about it.
    pub(super) plan: Option<u32>,
    kept: Vec<Finding>,
    dropped: usize,
}

impl Warnings {
    pub(super) fn push(&mut self, mut finding: Finding) {
        if self.kept.len() < MAX_WARNINGS {
            finding.plan = self.plan;
            self.kept.push(finding);
        } else {
            self.dropped += 1;
        }
    }

    pub(super) fn into_list(mut self) -> Vec<Finding> {
        if self.dropped > 0 {
            let message = format!("{} more warnings are not listed.", self.dropped);
            self.kept.push(Finding::new(
                "more_warnings",
                message,
                "Mend the listed ones and read the file again.",
            ));
        }
        self.kept
    }
}

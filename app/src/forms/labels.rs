//! What the fields are called that must be filled in, for the summary above the form: beside a field “this field” is
//! clear, far above it is not. A page whose form has a label of its own for a field gives it itself
//! ([`super::FormState::labelled`]).

use shared::{
    accessibility::{AnswerBarrierReport, EditAccessibility, ReportBarrier},
    api::Endpoint,
    assessment::{CorrectDecision, RecordDecision},
    language::Language,
    organisations::EditPage,
    procedures::{
        CreateProcedure, EditChapter, EditSection, EditSettings, EditTexts, ImportPlan, PublishProcedure,
    },
    statements::SaveDraft,
};

use super::field;
use crate::{
    context::Kept,
    i18n::{msg, t},
};

/// What the field of a form is called.
pub(super) fn label(kept: &Kept, name: &str) -> Option<String> {
    use msg::{accessibility, admin, assessment::decision, statements, working_copies};
    Some(t(match (kept.form.as_str(), name) {
        (SaveDraft::NAME, "body") => statements::body::label(),
        (ReportBarrier::NAME, "problem") => accessibility::report::problem(),
        (AnswerBarrierReport::NAME, "answer") => accessibility::work::answer_label(),
        (EditAccessibility::NAME, "evaluated_by") => accessibility::staff::evaluated_by(),
        (RecordDecision::NAME | CorrectDecision::NAME, "committee") => decision::committee(),
        (RecordDecision::NAME | CorrectDecision::NAME, "decided_on") => decision::on(),
        (EditPage::NAME, "markdown") => {
            let language = Language::from_code(field(&kept.fields, "language")).unwrap_or_default();
            admin::pages::text(language.own_name())
        }
        (CreateProcedure::NAME | EditTexts::NAME, "title") => working_copies::texts::name(),
        (EditTexts::NAME, "text_by") => working_copies::texts::status::by(),
        (EditTexts::NAME, "text_on") => working_copies::texts::status::on(),
        (EditChapter::NAME, "title") => working_copies::chapters::name(),
        (EditSection::NAME, "label") => working_copies::plan::label(),
        (EditSettings::NAME, "deletion_on") => working_copies::settings::deletion(),
        (ImportPlan::NAME, "file") => working_copies::plan::file(),
        (PublishProcedure::NAME, "reason") => working_copies::publish::reason(),
        _ => return None,
    }))
}

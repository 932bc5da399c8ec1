//! The record: every kind of event there is, by one word each.
//!
//! Invariant: a word, once stored, keeps its meaning; kinds are added, never renamed. Pages word each kind in a `match`
//! without a fallback, so that a new kind without words does not compile.

/// Numbers of which each is there once and in its order, as runs of those that follow one another: first and last.
pub fn runs(numbers: &[u32]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs
}

macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident $word:literal)*) => {
        /// What happened, in the past tense.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum EventKind {
            $($(#[$meta])* $name,)*
        }

        impl EventKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The stored word.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            /// Reads the stored word; `None` for one that a newer program stored.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    /// A procedure was created.
    ProcedureCreated "procedure_created"
    /// A procedure that was never public was removed; it belongs to the municipality's own record.
    ProcedureRemoved "procedure_removed"
    /// A procedure, or a change of it, was published.
    ProcedurePublished "procedure_published"
    /// A working copy was edited.
    WorkingCopyChanged "working_copy_changed"
    /// Slug, kind or deletion date were changed.
    SettingsChanged "settings_changed"
    /// A round got its step and period.
    RoundSet "round_set"
    /// A round that nobody could take part in was taken away.
    RoundRemoved "round_removed"
    /// A plan file was read in.
    PlanImported "plan_imported"
    /// The address index was read in.
    AddressesImported "addresses_imported"
    /// Imprint, privacy or contact was changed.
    PageChanged "page_changed"
    /// A group agreed to the explanation of a word of the glossary.
    TermApproved "term_approved"
    /// The explanation of a word of the glossary was worded anew.
    TermReworded "term_reworded"
    /// An approval of the explanation of a word was withdrawn.
    ApprovalWithdrawn "approval_withdrawn"
    /// Colours or arms were changed.
    LookChanged "look_changed"
    /// The municipality was added.
    MunicipalityAdded "municipality_added"
    /// The municipality's name, host, contact or the like were changed.
    MunicipalityChanged "municipality_changed"
    /// Contact data of barrier reports were deleted.
    BarrierContactsDeleted "barrier_contacts_deleted"
    /// A barrier report was answered.
    BarrierAnswered "barrier_answered"
    /// A barrier report got another state.
    BarrierMarked "barrier_marked"
    /// Somebody reported a barrier.
    BarrierReported "barrier_reported"
    /// The settings of the accessibility declaration were changed.
    AccessibilitySettingsChanged "accessibility_settings_changed"
    /// A known barrier was listed or changed.
    BarrierListed "barrier_listed"
    /// A known barrier left the list.
    BarrierRemoved "barrier_removed"
    /// A video's details were changed or it was removed.
    VideoChanged "video_changed"
    /// A video was uploaded.
    VideoUploaded "video_uploaded"
    /// A statement arrived.
    StatementSubmitted "statement_submitted"
    /// A statement is held because it may be spam.
    StatementHeld "statement_held"
    /// A statement was withdrawn by its author.
    StatementWithdrawn "statement_withdrawn"
    /// Note, topics, reply or proposal were written.
    StatementAssessed "statement_assessed"
    /// Name, address or wish for an answer of somebody whose letter staff entered were corrected.
    AuthorCorrected "author_corrected"
    /// A statement was divided into points, or divided anew.
    StatementDivided "statement_divided"
    /// Heading, reply or proposal of one point were written.
    PointAssessed "point_assessed"
    /// One statement reached another state.
    StateChanged "state_changed"
    /// Several statements reached another state together.
    StatementsMoved "statements_moved"
    /// It was decided what of a statement is published.
    PublicationDecided "publication_decided"
    /// The council's decision was entered.
    DecisionRecorded "decision_recorded"
    /// A decision that was entered wrongly was corrected.
    DecisionCorrected "decision_corrected"
    /// The receipt went out by e-mail.
    ReceiptMailed "receipt_mailed"
    /// The reply went out by e-mail.
    ReplyMailed "reply_mailed"
    /// Names and addresses of a procedure were deleted.
    PersonsDeleted "persons_deleted"
    /// An export was asked for.
    ExportStarted "export_started"
    /// An export is ready.
    ExportMade "export_made"
    /// An export could not be made.
    ExportFailed "export_failed"
    /// A procedure's exports were deleted.
    ExportsDeleted "exports_deleted"
    /// An account was made.
    StaffAdded "staff_added"
    /// An account's role, activity, password or second factor was changed by an administrator.
    StaffChanged "staff_changed"
    /// Name, address, password and second factor of a locked account were deleted.
    StaffRemoved "staff_removed"
    /// Somebody signed in.
    StaffSignedIn "staff_signed_in"
    /// Somebody signed out.
    StaffSignedOut "staff_signed_out"
    /// Somebody changed their own password.
    PasswordChanged "password_changed"
    /// Somebody ended sessions of their own.
    SessionsEnded "sessions_ended"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_names_its_kind_alone() {
        let words: std::collections::BTreeSet<_> = EventKind::ALL.iter().map(|kind| kind.word()).collect();
        assert_eq!(words.len(), EventKind::ALL.len());
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_word(kind.word()), Some(*kind));
        }
        assert_eq!(EventKind::from_word("something_newer"), None);
    }
}

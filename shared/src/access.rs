//! Roles of staff and what each may do: the reviewed permission matrix, shown to staff from the same source.

use crate::{wire, words};

wire! {
    /// What a member of staff is, in one municipality.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum Role {
        /// Keeps accounts, pages and settings; everything a clerk may.
        Administrator,
        /// Plans and assesses: everything about procedures and statements.
        Clerk,
        /// Writes texts and keeps publications; never sees names, addresses or unreleased statements' authors.
        Editor,
        /// Reads statements and assessments without personal data.
        Reader,
    }
}

wire! {
    /// Something that a member of staff does.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum Action {
        /// See unpublished procedures and their working copies.
        SeeProcedures,
        /// Create, import and edit procedures.
        EditProcedure,
        /// Publish a procedure or a change of it.
        PublishProcedure,
        /// Read all statements, without their authors.
        ReadStatements,
        /// See names, addresses and contact of authors.
        SeePersons,
        /// Enter a letter or a spoken statement.
        CaptureStatement,
        /// Write notes, topics, replies and proposals; move the state.
        Assess,
        /// Decide on publication and redaction.
        DecidePublication,
        /// Enter the council's decision.
        RecordDecision,
        /// Make exports without personal data.
        ExportPublic,
        /// Make exports with names and addresses.
        ExportInternal,
        /// Edit imprint, privacy and contact.
        EditPages,
        /// Keep accounts of staff and settings of the municipality.
        ManageStaff,
        /// Read reports of barriers, without how to reach their authors.
        ReadBarriers,
        /// Answer reports of barriers, and see how to reach their authors.
        AnswerBarriers,
    }
}

words! {
    /// All roles, most powerful first.
    Role {
        Administrator = "administrator",
        Clerk = "clerk",
        Editor = "editor",
        Reader = "reader",
    }
}

impl Role {
    /// Whether the role may do this. The matrix is `docs/permissions/staff.txt`, written by a test.
    pub const fn may(self, action: Action) -> bool {
        use Action as A;
        match self {
            Self::Administrator => true,
            Self::Clerk => !matches!(action, A::ManageStaff),
            Self::Editor => matches!(
                action,
                A::SeeProcedures
                    | A::EditProcedure
                    | A::PublishProcedure
                    | A::ReadStatements
                    | A::ExportPublic
                    | A::EditPages
                    | A::ReadBarriers
            ),
            Self::Reader => matches!(action, A::SeeProcedures | A::ReadStatements | A::ExportPublic),
        }
    }
}

impl Action {
    /// All actions, in the order of the matrix.
    pub const ALL: [Self; 15] = [
        Self::SeeProcedures,
        Self::EditProcedure,
        Self::PublishProcedure,
        Self::ReadStatements,
        Self::SeePersons,
        Self::CaptureStatement,
        Self::Assess,
        Self::DecidePublication,
        Self::RecordDecision,
        Self::ExportPublic,
        Self::ExportInternal,
        Self::EditPages,
        Self::ManageStaff,
        Self::ReadBarriers,
        Self::AnswerBarriers,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_administrators_and_clerks_see_who_wrote() {
        let seeing: Vec<_> = Role::ALL
            .into_iter()
            .filter(|r| r.may(Action::SeePersons))
            .collect();
        assert_eq!(seeing, [Role::Administrator, Role::Clerk]);
        for role in Role::ALL {
            assert!(
                !role.may(Action::ExportInternal) || role.may(Action::SeePersons),
                "{role:?}"
            );
        }
    }
}

//! Names of roles and actions.

use shared::access::{Action, Role};

use crate::i18n::{msg, t};

/// The name of a role.
pub fn role_name(role: Role) -> String {
    t(match role {
        Role::Administrator => msg::admin::role::administrator(),
        Role::Clerk => msg::admin::role::clerk(),
        Role::Editor => msg::admin::role::editor(),
        Role::Reader => msg::admin::role::reader(),
    })
}

/// What a role is for, in one sentence.
pub fn role_text(role: Role) -> String {
    t(match role {
        Role::Administrator => msg::admin::role::administrator_text(),
        Role::Clerk => msg::admin::role::clerk_text(),
        Role::Editor => msg::admin::role::editor_text(),
        Role::Reader => msg::admin::role::reader_text(),
    })
}

/// The name of an action.
pub fn action_name(action: Action) -> String {
    t(match action {
        Action::SeeProcedures => msg::admin::action::see_procedures(),
        Action::EditProcedure => msg::admin::action::edit_procedure(),
        Action::PublishProcedure => msg::admin::action::publish_procedure(),
        Action::ReadStatements => msg::admin::action::read_statements(),
        Action::SeePersons => msg::admin::action::see_persons(),
        Action::CaptureStatement => msg::admin::action::capture_statement(),
        Action::Assess => msg::admin::action::assess(),
        Action::DecidePublication => msg::admin::action::decide_publication(),
        Action::RecordDecision => msg::admin::action::record_decision(),
        Action::ExportPublic => msg::admin::action::export_public(),
        Action::ExportInternal => msg::admin::action::export_internal(),
        Action::EditPages => msg::admin::action::edit_pages(),
        Action::ManageStaff => msg::admin::action::manage_staff(),
        Action::ReadBarriers => msg::admin::action::read_barriers(),
        Action::AnswerBarriers => msg::admin::action::answer_barriers(),
    })
}

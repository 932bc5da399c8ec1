//! Parts that show something: messages, states, lists, tables, plans.

mod badge;
mod card;
mod comment;
mod details;
mod file_list;
mod map_frame;
mod notice;
mod paper;
mod plan_drawing;
mod read_aloud;
mod receipt_code;
mod status;
mod summary_list;
mod table;
mod task_list;
mod timeline;

pub use badge::*;
pub use card::*;
pub use comment::*;
pub use details::*;
pub use file_list::*;
pub use map_frame::*;
pub use notice::*;
pub use paper::*;
pub use plan_drawing::*;
pub use read_aloud::*;
pub use receipt_code::*;
pub use status::*;
pub use summary_list::*;
pub use table::*;
pub use task_list::*;
pub use timeline::*;

use super::Part;

/// The parts of this folder with their examples.
pub(super) fn parts() -> Vec<Part> {
    vec![
        ("Notice", notice::examples),
        ("Badge", badge::examples),
        ("Card", card::examples),
        ("Summary list", summary_list::examples),
        ("Table", table::examples),
        ("Details", details::examples),
        ("Timeline", timeline::examples),
        ("File list", file_list::examples),
        ("Comment", comment::examples),
        ("Task list", task_list::examples),
        ("Receipt code", receipt_code::examples),
        ("Plan drawing", plan_drawing::examples),
        ("Map frame", map_frame::examples),
        ("Status message", status::examples),
        ("Read-aloud bar", read_aloud::examples),
        ("Paper form", paper::examples),
    ]
}

//! The frame around a page and the ways through it: head, foot, navigation, phase, dialog.

mod breadcrumbs;
mod check_answers;
mod dialog;
mod footer;
mod header;
mod language_switch;
mod page_heading;
mod pagination;
mod phase_banner;
mod skip_link;
mod tabs;

pub use breadcrumbs::*;
pub use check_answers::*;
pub use dialog::*;
pub use footer::*;
pub use header::*;
pub use language_switch::*;
pub use page_heading::*;
pub use pagination::*;
pub use phase_banner::*;
pub use skip_link::*;
pub use tabs::*;

use super::Part;

/// The parts of this folder with their examples.
pub(super) fn parts() -> Vec<Part> {
    vec![
        ("Skip link", skip_link::examples),
        ("Header", header::examples),
        ("Language switch", language_switch::examples),
        ("Breadcrumbs", breadcrumbs::examples),
        ("Page heading", page_heading::examples),
        ("Phase banner", phase_banner::examples),
        ("Tabs", tabs::examples),
        ("Pagination", pagination::examples),
        ("Dialog", dialog::examples),
        ("Check answers", check_answers::examples),
        ("Footer", footer::examples),
    ]
}

/// A link with its text; `current` marks the page it stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavLink {
    /// The text.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether this is the page being read, or the section it belongs to.
    pub current: bool,
    /// Whether the page is loaded from the server, because it needs more than this one brought along.
    pub is_reloaded: bool,
}

impl NavLink {
    /// Makes a link to another page.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            ..Self::default()
        }
    }

    /// The same link, marked where it leads to the page being read.
    #[must_use]
    pub fn marked(self, current: bool) -> Self {
        Self { current, ..self }
    }

    /// The same link, followed by loading the page from the server.
    #[must_use]
    pub fn reloaded(self) -> Self {
        Self {
            is_reloaded: true,
            ..self
        }
    }

    /// The `rel` of its element, which keeps the program from following it.
    #[must_use]
    pub fn rel(&self) -> Option<&'static str> {
        self.is_reloaded.then_some("external")
    }

    /// Makes a link to the page being read.
    pub fn current(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            current: true,
            ..Self::new(label, href)
        }
    }
}

/// The items of a list of links.
pub(crate) fn nav_items(links: Vec<NavLink>) -> Vec<leptos::prelude::AnyView> {
    use leptos::prelude::*;
    links
        .into_iter()
        .map(|link| {
            let rel = link.rel();
            view! { <li><a href=link.href rel=rel aria-current=link.current.then_some("page")>{link.label}</a></li> }
                .into_any()
        })
        .collect()
}

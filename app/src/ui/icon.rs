//! Icons, drawn in the colour of the text beside them.
//!
//! Accessibility: an icon is never the only carrier of a meaning, so it is hidden from assistive technology; being
//! inline and `currentColor` it stays visible in forced colours.

use leptos::prelude::*;

/// The icons there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A tick.
    Check,
    /// A tick in a circle.
    Success,
    /// A letter i in a circle.
    Info,
    /// A triangle with an exclamation mark.
    Warning,
    /// An octagon with an exclamation mark.
    Danger,
    /// Onward in reading direction.
    Forward,
    /// Back in reading direction.
    Back,
    /// Downwards, to open.
    Down,
    /// A sheet of paper.
    File,
    /// A calendar leaf.
    Calendar,
    /// A speech bubble.
    Comment,
    /// A pencil.
    Edit,
    /// A magnifying glass.
    Search,
    /// A cross, to close.
    Close,
    /// A pin on a map.
    Place,
    /// A globe.
    Language,
    /// An eye.
    View,
    /// A town hall.
    TownHall,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Check => "M9.2 18.6 3 12.4l2-2 4.2 4.2L19 4.8l2 2z",
            Self::Success => {
                "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.6 15-4.5-4.5 1.9-1.9 2.6 2.6 5.8-5.8 1.9 1.9z"
            }
            Self::Info => {
                "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1.3 15h-2.6v-6.5h2.6zm0-8.2h-2.6V6.3h2.6z"
            }
            Self::Warning => "M12 2.2 1 21.5h22zm1.2 16.3h-2.4v-2.4h2.4zm0-4h-2.4V9h2.4z",
            Self::Danger => {
                "M7.9 2 2 7.9v8.2L7.9 22h8.2l5.9-5.9V7.9L16.1 2zm5.4 15.4h-2.6v-2.6h2.6zm0-4.4h-2.6V6.4h2.6z"
            }
            Self::Forward => "M8.6 20.4 6.8 18.6 13.4 12 6.8 5.4l1.8-1.8L17 12z",
            Self::Back => "m15.4 20.4 1.8-1.8-6.6-6.6 6.6-6.6-1.8-1.8L7 12z",
            Self::Down => "M12 17 3.6 8.6l1.8-1.8 6.6 6.6 6.6-6.6 1.8 1.8z",
            Self::File => "M5 2h9l5 5v15H5zm8 2H7v16h10V8h-4zM9 11h6v2H9zm0 4h6v2H9z",
            Self::Calendar => "M7 2h2v2h6V2h2v2h4v18H3V4h4zM5 10v10h14V10zm2 3h4v4H7z",
            Self::Comment => "M3 3h18v14H9l-6 5zm2 2v12.8L8.3 15H19V5z",
            Self::Edit => "m3 17.2 12-12L18.8 9l-12 12H3zM16.4 3.8 18 2.2 21.8 6l-1.6 1.6z",
            Self::Search => {
                "M10 3a7 7 0 0 1 5.6 11.2l5.1 5.1-1.4 1.4-5.1-5.1A7 7 0 1 1 10 3zm0 2a5 5 0 1 0 0 10 5 5 0 0 0 0-10z"
            }
            Self::Close => {
                "m5.3 3.9 6.7 6.7 6.7-6.7 1.4 1.4-6.7 6.7 6.7 6.7-1.4 1.4-6.7-6.7-6.7 6.7-1.4-1.4 6.7-6.7-6.7-6.7z"
            }
            Self::Place => {
                "M12 2a7 7 0 0 1 7 7c0 5-7 13-7 13S5 14 5 9a7 7 0 0 1 7-7zm0 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z"
            }
            Self::Language => {
                "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM8.6 5A16 16 0 0 0 7.2 11H4.1a8 8 0 0 1 4.5-6zm-4.5 8h3.1a16 16 0 0 0 1.4 6 8 8 0 0 1-4.5-6zM11 19.4c-.9-1-1.6-3.500-1.800-6.400H11zm0-8.400H9.200C9.400 8.100 10.100 5.600 11 4.600zm2-6.400c.9 1 1.600 3.500 1.800 6.400H13zm0 14.800V13h1.800c-.2 2.900-.9 5.400-1.800 6.400zm2.400-.4a16 16 0 0 0 1.400-6h3.100a8 8 0 0 1-4.500 6zm1.400-8a16 16 0 0 0-1.400-6 8 8 0 0 1 4.500 6z"
            }
            Self::View => {
                "M12 5c5 0 8.800 3.600 10.500 7-1.700 3.400-5.500 7-10.500 7S3.200 15.400 1.500 12C3.200 8.600 7 5 12 5zm0 2c-3.500 0-6.400 2.300-8.200 5 1.800 2.700 4.700 5 8.200 5s6.400-2.300 8.200-5c-1.800-2.700-4.700-5-8.200-5zm0 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6z"
            }
            Self::TownHall => {
                "M11 1h2v2h4v3h-4v2l8 4v2h-1v6h1v2H3v-2h1v-6H3v-2l8-4zM6 14v6h2v-6zm5 0v6h2v-6zm5 0v6h2v-6z"
            }
        }
    }

    /// Icons that point along the line of reading are mirrored in right-to-left pages.
    fn class(self) -> &'static str {
        match self {
            Self::Forward | Self::Back => "kern-icon kern-icon--mirrored",
            _ => "kern-icon",
        }
    }
}

/// Shows an icon, hidden from assistive technology.
#[component]
pub fn IconView(
    /// Which one.
    icon: Icon,
) -> AnyView {
    view! {
        <svg class=icon.class() viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
    .into_any()
}

/// Every icon.
pub(super) fn examples() -> super::Examples {
    use Icon::*;
    let all = [
        Check, Success, Info, Warning, Danger, Forward, Back, Down, File, Calendar, Comment, Edit, Search,
        Close, Place, Language, View, TownHall,
    ];
    let icons: Vec<_> = all.into_iter().map(|icon| view! { <IconView icon /> }).collect();
    vec![("all icons", view! { <p class="cluster">{icons}</p> }.into_any())]
}

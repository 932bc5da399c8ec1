//! A table with a caption, in a region that scrolls sideways by itself where it is too wide.
//!
//! Accessibility: column headings have a scope; the region is named by the caption and can be scrolled by keyboard.

use leptos::prelude::*;

use crate::ui::Examples;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Numbers stand at the end of the line, so that digits are below one another.
    pub align: Align,
}

/// Where the content of a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the start of the line.
    #[default]
    Text,
    /// At the end of the line; cells need the class `kern-table__cell--numeric` too.
    Number,
}

impl Column {
    /// A column of text.
    pub fn text(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            align: Align::Text,
        }
    }

    /// A column of numbers.
    pub fn number(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            align: Align::Number,
        }
    }
}

/// A table. Children are its rows: `<tr>` with `<th scope="row">` and `<td>`.
#[component]
pub fn Table(
    /// What the table shows.
    #[prop(into)]
    caption: String,
    /// The id of the table; its caption is `<id>-caption`.
    #[prop(into)]
    id: String,
    /// The columns.
    columns: Vec<Column>,
    /// The rows.
    children: Children,
) -> AnyView {
    let caption_id = format!("{id}-caption");
    let labelled_by = caption_id.clone();
    let head: Vec<_> = columns
        .into_iter()
        .map(|column| {
            let class = match column.align {
                Align::Text => None,
                Align::Number => Some("kern-table__header--numeric"),
            };
            view! { <th scope="col" class=class>{column.label}</th> }
        })
        .collect();
    view! {
        <div class="kern-table-responsive" role="region" aria-labelledby=labelled_by tabindex="0">
            <table class="kern-table" id=id>
                <caption class="kern-title" id=caption_id>
                    {caption}
                </caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Examples of tables.
pub(super) fn examples() -> Examples {
    vec![(
        "figures",
        view! {
            <Table
                caption="Stellungnahmen nach Thema"
                id="by-topic"
                columns=vec![Column::text("Thema"), Column::number("Anzahl"), Column::text("Stand")]
            >
                <tr>
                    <th scope="row">"Verkehr"</th>
                    <td class="kern-table__cell--numeric">"118"</td>
                    <td>"in Prüfung"</td>
                </tr>
                <tr>
                    <th scope="row">"Natur und Artenschutz"</th>
                    <td class="kern-table__cell--numeric">"9"</td>
                    <td>"entschieden"</td>
                </tr>
            </Table>
        }
        .into_any(),
    )]
}

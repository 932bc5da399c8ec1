//! Files to read or download, with kind, size and date.
//!
//! Accessibility: kind and size are part of the link's name, so nobody is surprised by 30 MB; what leads to the same as a
//! page says for listeners of which file.

use leptos::prelude::*;

use crate::ui::{Examples, Icon, IconView, MaybeText, Moment};

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileItem {
    /// What it is called.
    pub title: String,
    /// The language of its name, where it differs from the page.
    pub lang: MaybeText,
    /// Where it is.
    pub href: String,
    /// Kind and size, such as „PDF, 2,4 MB“.
    pub facts: String,
    /// When it was published.
    pub date: Option<Moment>,
    /// A sentence about it.
    pub text: MaybeText,
    /// The same as a page: address and text of the link (EN 301 549, 10).
    pub page: Option<(String, String)>,
}

/// Files to read or download.
#[component]
pub fn FileList(
    /// The files.
    files: Vec<FileItem>,
) -> AnyView {
    let items: Vec<_> = files
        .into_iter()
        .map(|file| {
            // Stored files are no pages: the browser fetches them itself.
            let rel = file.href.starts_with("/files/").then_some("external");
            let (about, about_lang) = (file.title.clone(), file.lang.clone());
            let page = file.page.map(|(href, text)| {
                view! {
                    <p>
                        <a class="row-link" href=href>
                            <span>{text} <span class="kern-sr-only" lang=about_lang.get()>{format!(" {about}")}</span></span>
                        </a>
                    </p>
                }
            });
            view! {
                <li class="file-list__item">
                    <IconView icon=Icon::File />
                    <div>
                        <p>
                            <a class="row-link" href=file.href rel=rel dir="auto">
                                <span lang=file.lang.get()>{file.title}</span>
                                <span class="file-list__facts">{format!(" ({})", file.facts)}</span>
                            </a>
                        </p>
                        {file.text.get().map(|text| view! { <p>{text}</p> })}
                        {file.date.map(|date| view! { <p class="muted">{date.view()}</p> })}
                        {page}
                    </div>
                </li>
            }
        })
        .collect();
    view! { <ul class="file-list">{items}</ul> }.into_any()
}

/// Examples of files.
pub(super) fn examples() -> Examples {
    vec![(
        "plan documents",
        view! {
            <FileList files=vec![
                FileItem {
                    title: "Planzeichnung".into(),
                    href: "/unterlagen/plan.pdf".into(),
                    facts: "PDF, 2,4 MB".into(),
                    date: Some(Moment::new("2. November 2026", "2026-11-02")),
                    page: Some(("/plan".into(), "Als Seite ansehen".into())),
                    ..Default::default()
                },
                FileItem {
                    title: "Umweltbericht".into(),
                    href: "/unterlagen/umwelt.pdf".into(),
                    facts: "PDF, 860 KB".into(),
                    text: "Was der Plan für Tiere, Pflanzen, Boden und Wasser bedeutet".into(),
                    ..Default::default()
                },
            ] />
        }
        .into_any(),
    )]
}

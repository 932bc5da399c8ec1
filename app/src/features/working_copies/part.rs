//! The parts of a working copy: one word in the address, one right, one page.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::ApiError,
    language::Language,
    procedures::WorkingCopy,
    videos::{ListSiteVideos, SiteVideos},
};

use super::{chapters, documents, plan, preview, publish, rounds, settings, texts, videos};
use crate::{
    features::admin::parts::{
        Related, StaffFrame, above_part, brief_working_copy, conflict, may, page_revision, procedure_path,
        saved_path, working_copy,
    },
    forms::FormState,
    i18n::{msg, t},
    load::{load, query_field, show},
    routes::with_query,
    ui::{FieldWidth, InputType, NavLink, TextField},
};

/// A part of a working copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Title, texts, contact.
    Texts,
    /// Slug, kind, deletion date.
    Settings,
    /// Rounds with their periods.
    Rounds,
    /// Text chapters.
    Chapters,
    /// Documents.
    Documents,
    /// Videos in sign language.
    Videos,
    /// The drawing and its sections.
    Plan,
    /// How the public page would look.
    Preview,
    /// Publishing.
    Publish,
}

impl Part {
    /// All parts in the order of work.
    pub const ALL: [Self; 9] = [
        Self::Texts,
        Self::Plan,
        Self::Documents,
        Self::Chapters,
        Self::Videos,
        Self::Rounds,
        Self::Settings,
        Self::Preview,
        Self::Publish,
    ];

    /// The word in the address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Texts => "texts",
            Self::Settings => "settings",
            Self::Rounds => "rounds",
            Self::Chapters => "chapters",
            Self::Documents => "documents",
            Self::Videos => "videos",
            Self::Plan => "plan",
            Self::Preview => "preview",
            Self::Publish => "publish",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }

    /// What a role must be allowed to do.
    pub const fn action(self) -> Action {
        match self {
            Self::Preview => Action::SeeProcedures,
            Self::Publish => Action::PublishProcedure,
            _ => Action::EditProcedure,
        }
    }

    /// Its title.
    pub fn title(self) -> String {
        t(match self {
            Self::Texts => msg::working_copies::texts::title(),
            Self::Settings => msg::working_copies::settings::title(),
            Self::Rounds => msg::working_copies::rounds::title(),
            Self::Chapters => msg::working_copies::chapters::title(),
            Self::Documents => msg::working_copies::documents::title(),
            Self::Videos => msg::videos::title(),
            Self::Plan => msg::working_copies::plan::title(),
            Self::Preview => msg::working_copies::preview::title(),
            Self::Publish => msg::working_copies::publish::title(),
        })
    }
}

/// A part of a working copy.
#[component]
pub fn PartPage(slug: String, part: Part) -> impl IntoView {
    if part == Part::Preview {
        return preview::page(slug);
    }
    let page = query_field("page");
    let read = load(conflict, move |api, _| {
        let slug = slug.clone();
        async move {
            // The others do not show what it lacks.
            let copy = match part {
                Part::Plan | Part::Publish => working_copy(&api, &slug).await?,
                _ => brief_working_copy(&api, &slug).await?,
            };
            // Only one part chooses from the uploaded files.
            let files = match part {
                Part::Videos => Some(api.call(ListSiteVideos {}).await?),
                _ => None,
            };
            Ok((copy, files))
        }
    });
    show(
        read,
        move |(copy, files): (WorkingCopy, Option<SiteVideos>)| match part {
            Part::Texts => texts::view(copy),
            Part::Settings => settings::view(copy),
            Part::Rounds => rounds::view(copy),
            Part::Chapters => chapters::view(copy),
            Part::Documents => documents::view(copy),
            Part::Plan => plan::view(copy, page().as_deref()),
            Part::Videos => videos::view(copy, files),
            Part::Publish => publish::view(copy),
            Part::Preview => {
                view! { <crate::layout::problem_page::ProblemPage error=ApiError::NotFound/> }.into_any()
            }
        },
    )
}

/// The frame of a part.
pub fn frame(
    copy: &WorkingCopy,
    part: Part,
    lead: String,
    form: FormState,
    prefix: String,
    children: AnyView,
) -> AnyView {
    let title = copy.content.title.de().to_owned();
    let (back, neighbours) = (procedure_path(&copy.slug, ""), neighbours(&copy.slug, part));
    view! {
        <StaffFrame above=above_part(&copy.slug, &title) title=part.title() preline=title lead form prefix>
            {children}
            <p><a class="row-link" href=back>{t(msg::working_copies::back())}</a></p>
            {neighbours}
        </StaffFrame>
    }
    .into_any()
}

/// The other parts of the procedure.
pub(super) fn neighbours(slug: &str, here: Part) -> AnyView {
    let links = Part::ALL
        .into_iter()
        .filter(|part| may(part.action()))
        .map(|part| NavLink::new(part.title(), procedure_path(slug, part.word())).marked(part == here))
        .collect::<Vec<_>>();
    view! { <Related id="neighbours" heading=t(msg::working_copies::overview::parts()) links/> }.into_any()
}

/// The hidden fields that every form of a working copy has.
pub fn hidden(copy: &WorkingCopy, part: Part) -> Vec<(&'static str, String)> {
    vec![
        ("procedure", copy.slug.clone()),
        page_revision(copy.revision),
        ("next", saved_path(&copy.slug, part.word())),
    ]
}

/// The hidden fields of a form about one of several: `which` is the field that names it, with its id, or with nothing where
/// another one is added.
pub fn hidden_of(copy: &WorkingCopy, part: Part, which: (&'static str, &str)) -> Vec<(&'static str, String)> {
    let mut fields = hidden(copy, part);
    fields.push((which.0, which.1.to_owned()));
    fields
}

/// The hidden fields of a form that writes in one language, and whose page is shown again in it; `which` as in [`hidden_of`],
/// where the form is about one of several.
pub fn hidden_in(
    copy: &WorkingCopy,
    part: Part,
    which: Option<(&'static str, &str)>,
    language: Language,
) -> Vec<(&'static str, String)> {
    // German is what a page shows by itself.
    let asked = if language == Language::German {
        ""
    } else {
        language.code()
    };
    let path = procedure_path(&copy.slug, part.word());
    let next = with_query(&path, &[("language", asked), ("saved", "1")]);
    let mut fields = vec![("procedure", copy.slug.clone()), page_revision(copy.revision)];
    fields.extend(which.map(|(name, id)| (name, id.to_owned())));
    fields.extend([("language", language.code().to_owned()), ("next", next)]);
    fields
}

/// Where one of several stands in their order, from 1.
pub fn position_field(form: &FormState, prefix: &str, index: usize) -> AnyView {
    view! {
        <TextField
            label=t(msg::working_copies::position())
            name="position"
            id=format!("{prefix}position")
            input_type=InputType::Digits
            width=FieldWidth::Two
            value=form.value("position", &(index + 1).to_string())
            error=form.error("position")
        />
    }
    .into_any()
}

//! The public page as it would be with the working copy: the same view, below a note that it is a preview.

use futures::future::join;
use leptos::prelude::*;
use shared::procedures::{PreviewProcedure, Procedure, WorkingCopy};

use super::overview::publish_link;
use crate::{
    context::use_language,
    features::{
        admin::parts::{procedure_path, working_copy},
        procedures,
    },
    i18n::{msg, t},
    load::{load, show},
    shell::PageTitle,
    ui::{ButtonGroup, ButtonKind, LinkButton, Notice},
};

/// The preview of a procedure.
pub fn page(slug: String) -> AnyView {
    let language = use_language();
    let read = load(
        || (),
        move |api, ()| {
            let slug = slug.clone();
            async move {
                let asked = PreviewProcedure {
                    procedure: slug.clone(),
                    language: Some(language.code().to_owned()),
                };
                let (procedure, copy) = join(api.call(asked), working_copy(&api, &slug)).await;
                Ok((procedure?, copy?))
            }
        },
    );
    show(read, |(procedure, copy): (Procedure, WorkingCopy)| {
        let text = format!(
            "{}: {} – {}",
            t(msg::working_copies::preview::title()),
            procedure.title,
            t(msg::admin::dashboard::title())
        );
        let back = procedure_path(&procedure.slug, "");
        // What is public as it stands here is not announced as something that will be.
        let (banner, is_public) = match (copy.published_version, copy.has_changes) {
            (None, _) => (msg::layout::preview_banner(), false),
            (Some(_), true) => (msg::working_copies::preview::changed(), false),
            (Some(_), false) => (msg::working_copies::preview::same(), true),
        };
        let publish = publish_link(&copy);
        let will_be = (!is_public).then(|| view! { <p>{t(msg::working_copies::preview::text())}</p> });
        view! {
            <Notice title=t(banner)>
                {will_be}
                <ButtonGroup>
                    {publish}
                    <LinkButton href=back kind=ButtonKind::Secondary>{t(msg::working_copies::back())}</LinkButton>
                </ButtonGroup>
            </Notice>
            {procedures::full(procedure, Vec::new(), None)}
            // After the one of the public page, from which it must be told apart.
            <PageTitle text/>
        }
    })
}

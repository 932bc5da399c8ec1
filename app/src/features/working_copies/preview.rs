//! The public page as it would be with the working copy: the same view, below a note that it is a preview.

use leptos::prelude::*;
use shared::{access::Action, procedures::PreviewProcedure};

use super::part::Part;
use crate::{
    context::use_language,
    features::{
        admin::parts::{may, procedure_path},
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
                let language = Some(language.code().to_owned());
                api.call(PreviewProcedure {
                    procedure: slug,
                    language,
                })
                .await
            }
        },
    );
    show(read, |procedure| {
        let text = format!(
            "{}: {} – {}",
            t(msg::working_copies::preview::title()),
            procedure.title,
            t(msg::admin::dashboard::title())
        );
        let back = procedure_path(&procedure.slug, "");
        let publish = may(Action::PublishProcedure).then(|| {
            let href = procedure_path(&procedure.slug, Part::Publish.word());
            view! { <LinkButton href>{t(msg::working_copies::publish::title())}</LinkButton> }
        });
        view! {
            <Notice title=t(msg::layout::preview_banner())>
                <p>{t(msg::working_copies::preview::text())}</p>
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

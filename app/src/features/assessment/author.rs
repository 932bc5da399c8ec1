//! Correcting who wrote a letter: name, address and the wish for an answer, which were mistyped or could not be read.

use leptos::prelude::*;
use shared::{
    api::{ApiError, Endpoint},
    assessment::StatementFile,
    statements::CorrectAuthor,
};

use super::{
    assess::{sent, which},
    capture::{Author, for_clerks, labels, reply_wish},
    divide::above_points,
    selection::Selection,
    statement::author,
    words::statement_file,
};
use crate::{
    features::admin::parts::{StaffFrame, conflict, procedure_title, stored_view},
    forms::Form,
    i18n::{msg, t},
    load::{load, show},
    ui::{Button, ButtonGroup, ButtonKind, LinkButton},
};

/// The author of a letter that staff entered.
#[component]
pub fn AuthorPage(slug: String, number: u32) -> impl IntoView {
    let read = load(conflict, move |api, _| {
        let slug = slug.clone();
        async move {
            let file = statement_file(&api, &slug, number).await?;
            let title = procedure_title(&api, &slug).await?;
            Ok::<_, ApiError>((file, title))
        }
    });
    show(read, |(file, title)| page(file, &title))
}

fn page(file: StatementFile, title: &str) -> AnyView {
    let form = for_clerks(sent(CorrectAuthor::NAME, &file)).labelled(labels());
    let hidden = which(&form, &file);
    let above = above_points(&file, title);
    let statement = Selection::here().statement(&file.procedure, file.number.0);
    let stored = stored_view(&form, || author(&file));
    let wish = reply_wish(&form, file.reply_wish);
    let person = file.person.unwrap_or_default();
    view! {
        <StaffFrame above title=t(msg::assessment::captured::correct()) preline=title form=form.clone()>
            {stored}
            <Form form=CorrectAuthor::NAME hidden>
                <Author form person/>
                {wish}
                <ButtonGroup>
                    <Button>{t(msg::common::save())}</Button>
                    <LinkButton href=statement kind=ButtonKind::Secondary>{t(msg::common::cancel())}</LinkButton>
                </ButtonGroup>
            </Form>
        </StaffFrame>
    }
    .into_any()
}

//! Writing imprint, privacy notice and contact page, one language at a time.

use leptos::prelude::*;
use shared::{
    api::{ApiError, Endpoint},
    language::Language,
    organisations::{EditPage, PageKind, ShowPage},
};

use super::parts::{Related, StaffFrame, conflict, moment, query, revision};
use crate::{
    context::use_language,
    features::{easy_language, organisations::page_name},
    forms::{Form, use_form},
    i18n::{msg, t},
    layout::problem_page::ProblemPage,
    load::{load, show},
    routes,
    ui::{Button, ButtonGroup, Details, Fold, NavLink, Notice, SummaryList, SummaryRow, TextArea, Tone},
};

/// The list of fixed pages, or the form of one.
#[component]
pub fn FixedPagesPage(kind: String) -> impl IntoView {
    if kind.is_empty() {
        return list().into_any();
    }
    match PageKind::from_word(&kind) {
        Some(kind) => edit(kind),
        None => view! { <ProblemPage error=ApiError::NotFound/> }.into_any(),
    }
}

fn list() -> impl IntoView {
    let language = use_language();
    let items = PageKind::ALL
        .into_iter()
        .map(|kind| {
            let href = routes::staff(language, &format!("pages/{}", kind.word()));
            view! { <li><a class="row-link" href=href>{page_name(kind)}</a></li> }
        })
        .collect_view();
    view! {
        <StaffFrame title=t(msg::admin::pages::title()) lead=t(msg::admin::pages::lead())>
            <ul class="staff-links">{items}</ul>
        </StaffFrame>
    }
}

/// The language whose texts are edited: `?language=`, else German.
pub fn edited_language() -> Language {
    Language::from_code(&query("language")).unwrap_or(Language::German)
}

/// The languages whose texts can be edited, as links; `state` says how far each is.
pub fn language_tabs(path: &str, chosen: Language, state: impl Fn(Language) -> Option<String>) -> AnyView {
    let items = Language::ALL
        .into_iter()
        .map(|language| {
            let (code, dir) = (language.code(), language.direction().as_str());
            let state = state(language).map(|state| format!("({state})"));
            view! {
                <li>
                    <a href=format!("{path}?language={code}") aria-current=(language == chosen).then_some("page")>
                        <span lang=code dir=dir>{language.own_name()}</span>
                        {state.map(|state| view! { " " {state} })}
                    </a>
                </li>
            }
        })
        .collect_view();
    // Like tabs, but that each name is in its own language.
    view! {
        <nav class="tabs" aria-label=t(msg::admin::pages::languages())>
            <ul class="tabs__list">{items}</ul>
        </nav>
    }
    .into_any()
}

fn edit(kind: PageKind) -> AnyView {
    // After a conflict it is read anew, so that what is stored now is in view.
    let key = || (edited_language(), conflict());
    let page = load(key, move |api, (language, _)| async move {
        match api
            .call(ShowPage {
                kind,
                language: Some(language.code().to_owned()),
            })
            .await
        {
            Ok(page) => Ok((language.code().to_owned(), Some(page))),
            Err(ApiError::NotFound) => Ok((language.code().to_owned(), None)),
            Err(error) => Err(error),
        }
    });
    show(page, move |(code, page)| {
        let language = Language::from_code(&code).unwrap_or_default();
        let path = routes::staff(use_language(), &format!("pages/{}", kind.word()));
        // German answers where a language is missing: it must not be taken for that language's own text.
        let own = page.filter(|page| page.language == code);
        let written = own.as_ref().map(|page| page.markdown.clone()).unwrap_or_default();
        let fresh = own.as_ref().map_or(0, |page| page.revision);
        let changed = own.map(|page| view! { <p class="muted">{t(msg::admin::pages::changed())}" "{moment(page.changed_at)}</p> });
        let missing = written.is_empty().then(|| {
            view! { <Notice title=t(msg::admin::pages::missing(language.own_name())) tone=Tone::Warning/> }
        });
        let form = use_form(EditPage::NAME, Some(("language", &code))).worded(easy_language::mistake);
        let stored = (form.has_failed() && conflict().is_some()).then(|| {
            let row = SummaryRow::text(t(msg::admin::pages::text(language.own_name())), written.clone());
            let rows = vec![row.in_language(Some(code.clone()))];
            view! {
                <Details summary=t(msg::admin::conflict::stored()) fold=Fold::Open><SummaryList rows/></Details>
            }
        });
        let easy = language == Language::SimpleGerman;
        let text = form.value("markdown", &written);
        let label = t(msg::admin::pages::text(language.own_name()));
        let found = easy.then(|| easy_language::findings("markdown", label, &text));
        let panel = easy.then(|| {
            let texts = vec![("markdown", text)];
            view! { <easy_language::Panel texts/> }
        });
        let check = easy.then(|| easy_language::check_button(&format!("{path}?language={code}")));
        let above = vec![NavLink::new(
            t(msg::admin::pages::title()),
            routes::staff(use_language(), "pages"),
        )];
        let others = PageKind::ALL
            .into_iter()
            .map(|other| NavLink {
                label: page_name(other),
                href: routes::staff(use_language(), &format!("pages/{}", other.word())),
                current: other == kind,
            })
            .collect::<Vec<_>>();
        let hidden = vec![
            ("kind", kind.word().to_owned()),
            ("language", code.clone()),
            revision(&form, fresh),
            ("next", format!("{path}?language={code}&saved=1")),
        ];
        view! {
            <StaffFrame above title=page_name(kind) form=form.clone()>
                {language_tabs(&path, language, |_| None)}
                {missing}
                {stored}
                <Form form=EditPage::NAME hidden>
                    {panel}
                    <TextArea
                        label=t(msg::admin::pages::text(language.own_name()))
                        name="markdown"
                        hint=t(msg::admin::pages::markdown())
                        value=form.value("markdown", &written)
                        error=form.error("markdown")
                        rows=20
                    />
                    {found}
                    <ButtonGroup>
                        <Button>{t(msg::common::save())}</Button>
                        {check}
                    </ButtonGroup>
                </Form>
                {changed}
                <p><a class="row-link" href=routes::page(use_language(), kind)>{t(msg::admin::pages::show())}</a></p>
                <Related id="neighbours" heading=t(msg::admin::pages::title()) links=others/>
            </StaffFrame>
        }
    })
}

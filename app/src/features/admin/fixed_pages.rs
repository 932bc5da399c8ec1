//! Writing imprint, privacy notice and contact page, one language at a time.

use futures::future::join;
use leptos::prelude::*;
use shared::{
    api::{ApiError, Endpoint},
    language::Language,
    organisations::{EditPage, ListPages, PageKind, ShowPage, WrittenPage},
};

use super::parts::{Related, StaffFrame, conflict, moment, query, revision, stored};
use crate::{
    context::use_language,
    features::{easy_language, organisations::page_name},
    forms::{Form, use_form},
    i18n::{msg, t},
    layout::problem_page::ProblemPage,
    load::{load, show},
    routes,
    ui::{Button, ButtonGroup, NavLink, Notice, SummaryRow, Task, TaskList, TextArea, Tone},
};

/// The list of fixed pages, or the form of one.
#[component]
pub fn FixedPagesPage(kind: String) -> impl IntoView {
    if kind.is_empty() {
        return list();
    }
    match PageKind::from_word(&kind) {
        Some(kind) => edit(kind),
        None => view! { <ProblemPage error=ApiError::NotFound/> }.into_any(),
    }
}

fn list() -> AnyView {
    let pages = load(|| (), |api, ()| async move { api.call(ListPages {}).await });
    show(pages, |pages: Vec<WrittenPage>| {
        let tasks: Vec<Task> = pages.iter().map(task).collect();
        view! {
            <StaffFrame title=t(msg::admin::pages::title()) lead=t(msg::admin::pages::lead())>
                <TaskList id="page" tasks/>
            </StaffFrame>
        }
    })
}

/// A fixed page with the languages that it is written in; without German, which stands in for every other, it is missing.
fn task(page: &WrittenPage) -> Task {
    let written: Vec<Language> = page
        .languages
        .iter()
        .filter_map(|code| Language::from_code(code))
        .collect();
    let (state, tone) = if written.contains(&Language::German) {
        let count = u64::try_from(written.len()).unwrap_or(u64::MAX);
        (t(msg::working_copies::overview::languages(count)), Tone::Success)
    } else {
        (t(msg::admin::pages::lacks()), Tone::Warning)
    };
    let names: Vec<&str> = written.into_iter().map(Language::own_name).collect();
    Task {
        title: page_name(page.kind),
        href: Some(routes::staff(
            use_language(),
            &format!("pages/{}", page.kind.word()),
        )),
        hint: names.join(", ").into(),
        state,
        tone,
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

/// What stands after a language in the tabs: whether the page is written in it, or lacks what cannot be missing.
fn page_state(written: &[String], language: Language) -> Option<String> {
    if written.iter().any(|code| code == language.code()) {
        Some(t(msg::admin::pages::written()))
    } else {
        (language == Language::German).then(|| t(msg::admin::pages::lacks()))
    }
}

fn edit(kind: PageKind) -> AnyView {
    // After a conflict it is read anew, so that what is stored now is in view.
    let key = || (edited_language(), conflict());
    let page = load(key, move |api, (language, _)| async move {
        let code = language.code().to_owned();
        let asked = ShowPage {
            kind,
            language: Some(code.clone()),
        };
        let (page, pages) = join(api.call(asked), api.call(ListPages {})).await;
        let written = pages?.into_iter().find(|page| page.kind == kind);
        let written = written.map(|page| page.languages).unwrap_or_default();
        match page {
            Ok(page) => Ok((code, Some(page), written)),
            Err(ApiError::NotFound) => Ok((code, None, written)),
            Err(error) => Err(error),
        }
    });
    show(page, move |(code, page, languages)| {
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
        let label = t(msg::admin::pages::text(language.own_name()));
        let form = use_form(EditPage::NAME, Some(("language", &code)))
            .worded(easy_language::mistake)
            .labelled(vec![("markdown", label.clone())]);
        let stored = stored(&form, || {
            let row = SummaryRow::text(label.clone(), written.clone());
            vec![row.in_language(Some(code.clone()))]
        });
        let easy = language == Language::SimpleGerman;
        let text = form.value("markdown", &written);
        let found = easy.then(|| easy_language::findings("markdown", label.clone(), &text));
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
                {language_tabs(&path, language, |language| page_state(&languages, language))}
                {missing}
                {stored}
                <Form form=EditPage::NAME hidden>
                    {panel}
                    <TextArea
                        label
                        name="markdown"
                        hint=t(msg::admin::pages::markdown("#"))
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

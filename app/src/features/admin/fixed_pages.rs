//! Writing imprint, privacy notice and contact page, one language at a time.

use futures::future::join;
use leptos::prelude::*;
use shared::{
    api::{ApiError, Endpoint},
    language::Language,
    organisations::{EditPage, ListPages, PageKind, ShowPage, WrittenPage},
    procedures::translations::TextState,
};

use super::parts::{Related, StaffFrame, conflict, moment, query, revision, stored};
use crate::{
    context::use_language,
    features::{
        easy_language,
        organisations::page_name,
        working_copies::{outdated_notice, state_since, status_fields, stored_status},
    },
    forms::{Form, use_form},
    i18n::{format, msg, t},
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
///
/// What nobody else sees yet is not counted as if it were there.
fn task(page: &WrittenPage) -> Task {
    let written: Vec<Language> = page
        .languages
        .iter()
        .filter(|code| page.states.get(*code) != Some(&TextState::Draft))
        .filter_map(|code| Language::from_code(code))
        .collect();
    let (state, tone) = if !written.contains(&Language::German) {
        (t(msg::admin::pages::lacks()), Tone::Warning)
    } else if page.outdated.is_empty() {
        let count = u64::try_from(written.len()).unwrap_or(u64::MAX);
        (t(msg::working_copies::overview::languages(count)), Tone::Success)
    } else {
        (t(msg::working_copies::texts::outdated::tab()), Tone::Warning)
    };
    let names: Vec<String> = written
        .into_iter()
        .map(|language| language.own_name().to_owned())
        .collect();
    Task {
        title: page_name(page.kind),
        href: Some(routes::staff(
            use_language(),
            &format!("pages/{}", page.kind.word()),
        )),
        hint: format::list(&names, use_language()).into(),
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

/// What stands after a language in the tabs: how far the page is in it, or that it lacks what cannot be missing.
fn page_state(page: &WrittenPage, language: Language) -> Option<String> {
    let code = language.code().to_owned();
    match page.states.get(&code) {
        Some(state) => Some(state_since(*state, page.outdated.contains(&code))),
        None if page.languages.contains(&code) => Some(t(msg::admin::pages::written())),
        None => (language == Language::German).then(|| t(msg::admin::pages::lacks())),
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
            drafts: true,
        };
        let (page, pages) = join(api.call(asked), api.call(ListPages {})).await;
        let written = pages?.into_iter().find(|page| page.kind == kind);
        let written = written.ok_or(ApiError::NotFound)?;
        match page {
            Ok(page) => Ok((code, Some(page), written)),
            Err(ApiError::NotFound) => Ok((code, None, written)),
            Err(error) => Err(error),
        }
    });
    show(page, move |(code, page, all)| {
        let language = Language::from_code(&code).unwrap_or_default();
        let path = routes::staff(use_language(), &format!("pages/{}", kind.word()));
        // German answers where a language is missing: it must not be taken for that language's own text.
        let own = page.filter(|page| page.language == code);
        let written = own.as_ref().map(|page| page.markdown.clone()).unwrap_or_default();
        let fresh = own.as_ref().map_or(0, |page| page.revision);
        let known = own.as_ref().and_then(|page| page.status.clone());
        let outdated = own.as_ref().and_then(|page| page.outdated_since);
        let label = t(msg::admin::pages::text(language.own_name()));
        let outdated = outdated.and_then(|_| {
            let original = t(msg::admin::pages::text(Language::German.own_name()));
            outdated_notice(&[original])
        });
        let changed = own.map(|page| view! { <p class="muted">{t(msg::admin::pages::changed())}" "{moment(page.changed_at)}</p> });
        let missing = written.is_empty().then(|| {
            view! { <Notice title=t(msg::admin::pages::missing(language.own_name())) tone=Tone::Warning/> }
        });
        let form = use_form(EditPage::NAME, Some(("language", &code)))
            .worded(easy_language::mistake)
            .labelled(vec![
                ("markdown", label.clone()),
                ("text_by", t(msg::working_copies::texts::status::by())),
                ("text_on", t(msg::working_copies::texts::status::on())),
            ]);
        let stored = stored(&form, || {
            let row = SummaryRow::text(label.clone(), written.clone());
            let mut rows = vec![row.in_language(Some(code.clone()))];
            rows.extend(stored_status(known.clone(), language));
            rows
        });
        let status = status_fields(form.clone(), known.clone(), language);
        let easy = language == Language::SimpleGerman;
        let text = form.value("markdown", &written);
        let found = easy.then(|| easy_language::findings("markdown", label.clone(), &text));
        let panel = easy.then(|| {
            let texts = vec![("markdown", text)];
            view! { <easy_language::Panel texts drafts=true/> }
        });
        let check = easy.then(|| easy_language::check_button(&format!("{path}?language={code}")));
        let above = vec![NavLink::new(
            t(msg::admin::pages::title()),
            routes::staff(use_language(), "pages"),
        )];
        let others = PageKind::ALL
            .into_iter()
            .map(|other| {
                let href = routes::staff(use_language(), &format!("pages/{}", other.word()));
                NavLink::new(page_name(other), href).marked(other == kind)
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
                {language_tabs(&path, language, |language| page_state(&all, language))}
                {missing}
                {outdated}
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
                    {status}
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

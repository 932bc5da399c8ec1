//! The glossary for staff: how an explanation is tested, and the list of all words with how far each is.

use leptos::prelude::*;
use shared::{
    api::ApiError,
    glossary::{ListTerms, TermStatus, Terms, Word},
};

use crate::{
    context::use_language,
    features::{
        admin::parts::StaffFrame,
        glossary::{LANGUAGE, letters, status},
        procedures::words::german,
    },
    i18n::{msg, t},
    load::{load, show, use_query},
    routes,
    ui::{Badge, Choice, Column, FilterBar, InputType, Notice, Pagination, Select, Table, TextField, Tone},
};

/// What the address asks for, as it was typed.
#[derive(Clone, Default, PartialEq)]
struct Asked {
    letter: String,
    search: String,
    status: String,
    cursor: String,
}

impl Asked {
    fn endpoint(&self) -> ListTerms {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        ListTerms {
            letter: some(&self.letter),
            search: some(&self.search),
            status: TermStatus::from_word(&self.status),
            limit: None,
            cursor: some(&self.cursor),
        }
    }

    /// The address of a page of the same selection.
    fn address(&self, path: &str, cursor: &str) -> String {
        let fields = [
            ("letter", self.letter.as_str()),
            ("search", &self.search),
            ("status", &self.status),
            ("cursor", cursor),
        ];
        routes::with_query(path, &fields)
    }

    const fn is_narrowed(&self) -> bool {
        !(self.letter.is_empty() && self.search.is_empty() && self.status.is_empty())
    }
}

/// The list. `?letter=B`, `?search=plan` and `?status=proposed` narrow it down.
#[component]
pub fn TermsPage() -> impl IntoView {
    let map = use_query();
    let asked = ArcMemo::new(move |_| {
        map.with(|map| {
            let text = |name: &str| map.get(name).unwrap_or_default();
            Asked {
                letter: text("letter"),
                search: text("search"),
                status: text("status"),
                cursor: text("cursor"),
            }
        })
    });
    let read = load(
        move || asked.get(),
        |api, asked| async move {
            let found = api.call(asked.endpoint()).await?;
            Ok::<(Terms, Asked), ApiError>((found, asked))
        },
    );
    show(read, |(found, asked): (Terms, Asked)| page(found, asked))
}

/// The address of the list.
pub(super) fn path() -> String {
    routes::staff(use_language(), "glossary")
}

fn page(found: Terms, asked: Asked) -> AnyView {
    use msg::easy_language::glossary as words;
    let path = path();
    let next = found.next.as_deref().map(|cursor| asked.address(&path, cursor));
    let first = (!asked.cursor.is_empty()).then(|| asked.address(&path, ""));
    let choices = TermStatus::ALL
        .into_iter()
        .map(|status| {
            let label = match status {
                TermStatus::Proposed => t(words::open()),
                TermStatus::Approved => t(words::agreed()),
            };
            Choice::new(status.word(), label)
        })
        .collect();
    let letters = letters(&path, &found.letters, &asked.letter);
    let reset = asked.is_narrowed().then(|| t(msg::common::reset()));
    let list = if found.words.is_empty() {
        view! { <Notice title=t(words::none())><p>{t(msg::glossary::none_text())}</p></Notice> }.into_any()
    } else {
        table(found.words, found.found)
    };
    view! {
        <StaffFrame title=t(words::title()) lead=t(words::lead(u64::from(found.approved), i64::from(found.total)))>
            <section class="panel stack stack--small" aria-labelledby="how">
                <h2 id="how">{t(words::how::title())}</h2>
                <ol>
                    <li>{t(words::how::read())}</li>
                    <li>{t(words::how::ask())}</li>
                    <li>{t(words::how::enter())}</li>
                </ol>
                <p>{t(words::how::names())}</p>
            </section>
            <FilterBar
                action=path.clone()
                label=t(msg::glossary::filter())
                apply=t(msg::common::apply())
                reset=reset
            >
                <TextField label=t(msg::glossary::search()) name="search" input_type=InputType::Search value=asked.search/>
                <Select label=t(words::status()) name="status" empty=t(msg::assessment::list::all()) value=asked.status choices/>
            </FilterBar>
            {letters}
            {list}
            <Pagination
                label=t(msg::common::pagination())
                previous=first
                previous_text=t(msg::assessment::list::first())
                next
                next_text=t(words::more())
            />
        </StaffFrame>
    }
    .into_any()
}

fn table(words: Vec<Word>, found: u32) -> AnyView {
    let columns = vec![
        Column::text(t(msg::glossary::search())),
        Column::text(t(msg::easy_language::glossary::explanation())),
        Column::text(t(msg::easy_language::glossary::status())),
    ];
    let rows = words.into_iter().map(row).collect_view();
    view! {
        <div class="staff-table">
            <Table caption=t(msg::glossary::found(u64::from(found))) id="words" columns>{rows}</Table>
        </div>
    }
    .into_any()
}

fn row(word: Word) -> impl IntoView {
    let href = format!("{}/{}", path(), word.id);
    let badge = badge(&word);
    view! {
        <tr>
            <th scope="row"><a class="row-link" href=href lang=german()>{word.term}</a></th>
            <td data-label=t(msg::easy_language::glossary::explanation())><div class="prose" lang=LANGUAGE inner_html=word.explanation_html></div></td>
            <td data-label=t(msg::easy_language::glossary::status())>{badge}</td>
        </tr>
    }
}

/// How far a word is, in a few words that stand out.
pub(super) fn badge(word: &Word) -> AnyView {
    let tone = match word.status() {
        TermStatus::Proposed => Tone::Info,
        TermStatus::Approved => Tone::Success,
    };
    view! { <Badge text=status(word) tone/> }.into_any()
}

//! The panel of the check and the findings below a field.
//!
//! Accessibility: one short status is announced, never each finding; a finding is read in the order level, sentence,
//! rule, remedy, further places; the buttons are words and name the place they act on.

use leptos::prelude::*;

use crate::{
    forms::{CHECK, FORM},
    i18n::{msg, t},
    ui::{Button, ButtonKind},
};

/// The panel's place on the page, to which the button leads without script.
const PANEL: &str = "easy-language";

/// The texts of a form by their fields, as they are shown now.
type Texts = Vec<(&'static str, String)>;

/// What the check says about the whole form.
#[component]
pub fn Panel(
    /// The fields with their texts.
    texts: Texts,
    /// Whether the form can be saved as a draft, of which nothing is asked.
    #[prop(optional)]
    drafts: bool,
    /// The term of the glossary that the texts explain.
    #[prop(optional)]
    term: String,
) -> impl IntoView {
    let status = status(&texts, &term);
    let term = (!term.is_empty()).then_some(term);
    let as_draft = drafts.then(|| format!(" {}", t(msg::easy_language::as_draft())));
    view! {
        <section id=PANEL class="panel stack stack--small" aria-labelledby="easy-language-title" data-easy-language data-messages=messages() data-term=term>
            <h2 id="easy-language-title">{t(msg::easy_language::title())}</h2>
            <p role="status" data-easy-status>{status}</p>
            <p class="small">{t(msg::easy_language::about())}{as_draft}</p>
        </section>
    }
}

/// The button that asks for the check; what was typed is kept. `here` is the page's address without what was just done.
pub fn check_button(here: &str) -> AnyView {
    view! {
        <Button kind=ButtonKind::Secondary name=FORM value=CHECK formaction=format!("{here}#{PANEL}")>
            {t(msg::easy_language::check())}
        </Button>
    }
    .into_any()
}

/// The findings below a field: filled by the server, and while somebody types by the script.
pub fn findings(field: &'static str, label: String, text: &str) -> AnyView {
    findings_about("", field, label, text)
}

/// The same of a field that explains a term of the glossary.
pub(super) fn findings_about(term: &str, field: &'static str, label: String, text: &str) -> AnyView {
    let label = t(msg::easy_language::findings(label));
    let items = items(term, field, label.clone(), text);
    view! {
        <div data-easy-field=field data-easy-label=label>
            {items}
        </div>
    }
    .into_any()
}

#[cfg(not(feature = "ssr"))]
fn status(_: &Texts, _: &str) -> String {
    t(msg::easy_language::not_checked())
}

#[cfg(not(feature = "ssr"))]
fn items(_: &str, _: &'static str, _: String, _: &str) -> Option<AnyView> {
    None
}

#[cfg(not(feature = "ssr"))]
fn messages() -> Option<String> {
    None
}

#[cfg(feature = "ssr")]
use server::{items, messages, status};

#[cfg(feature = "ssr")]
mod server {
    use std::collections::BTreeMap;

    use leptos::prelude::*;
    use shared::{
        easy_language::editor::{TextFinding, TextPlace, findings_in},
        text,
    };

    use super::Texts;
    use crate::{
        context::EasyWords,
        features::easy_language::words::{CASES, excerpt, rule},
        i18n::{SLOT, around_slot, msg, t},
    };

    /// Most findings that stand below one field, and most further places that one finding names.
    const SHOWN: usize = 30;

    fn found(term: &str, field: &str, written: &str) -> Option<Vec<TextFinding>> {
        let EasyWords(words) = use_context()?;
        Some(findings_in(words, field, &text::unify_line_ends(written), term))
    }

    /// How much was found.
    pub fn status(texts: &Texts, term: &str) -> String {
        let found: Option<Vec<_>> = texts
            .iter()
            .map(|(field, text)| found(term, field, text))
            .collect();
        let Some(found) = found else {
            return t(msg::easy_language::not_checked());
        };
        let all: Vec<TextFinding> = found.into_iter().flatten().collect();
        let hard = all.iter().filter(|finding| finding.hard).count();
        match all.len() {
            0 => t(msg::easy_language::nothing()),
            count => t(msg::easy_language::status(count.to_string(), hard.to_string())),
        }
    }

    /// The findings of a field; nothing where there are none.
    pub fn items(term: &str, field: &'static str, label: String, text: &str) -> Option<AnyView> {
        let found = found(term, field, text).filter(|found| !found.is_empty())?;
        let more = found.len().checked_sub(SHOWN + 1).map(|left| {
            view! { <p class="muted">{t(msg::easy_language::more((left + 1).to_string()))}</p> }
        });
        let items = found.into_iter().take(SHOWN).map(item).collect_view();
        Some(view! { <ul class="staff-findings" aria-label=label>{items}</ul> {more} }.into_any())
    }

    fn item(finding: TextFinding) -> AnyView {
        use msg::easy_language as m;
        let value = |name: &str| finding.arguments.get(name).cloned().unwrap_or_default();
        let (text, hint) = rule(&finding.rule, &value).unwrap_or_default();
        let level = t(if finding.hard { m::must() } else { m::may() });
        let place = quoted(
            &t(m::place(finding.sentence.to_string(), SLOT)),
            excerpt(&finding.excerpt),
        );
        let places = further(finding.more);
        let replacement = finding
            .replacement
            .filter(|text| !text.is_empty())
            .map(|text| view! { <p>{quoted(&t(m::replacement(SLOT)), text)}</p> });
        view! {
            <li data-hard=finding.hard.then_some("")>
                <p><strong>{level}</strong> " – " {place}</p>
                <p>{text} " " {hint}</p>
                {replacement}
                {places}
            </li>
        }
        .into_any()
    }

    /// Where else the same is to be said: how often, and each place.
    fn further(places: Vec<TextPlace>) -> Option<AnyView> {
        use msg::easy_language as m;
        if places.is_empty() {
            return None;
        }
        let count = t(m::places(places.len().to_string()));
        let items = places
            .into_iter()
            .take(SHOWN)
            .map(|place| {
                let words = excerpt(&place.excerpt);
                view! { <li>{quoted(&t(m::place(place.sentence.to_string(), SLOT)), words)}</li> }
            })
            .collect_view();
        Some(view! { <p>{count}</p> <ul class="staff-findings__places">{items}</ul> }.into_any())
    }

    /// A message with words of the text in place of the slot: they alone are in the text's language.
    fn quoted(message: &str, words: String) -> AnyView {
        let (before, after) = around_slot(message);
        view! { {before} <bdi lang="de-simple">{words}</bdi> {after} }.into_any()
    }

    /// Every word that the script shows, with `{name}` where a value of the finding stands.
    pub fn messages() -> Option<String> {
        use msg::easy_language as m;
        let slot = |name: &str| format!("{{{name}}}");
        let mut all: BTreeMap<String, String> = BTreeMap::from(
            [
                ("nothing", m::nothing()),
                ("status", m::status(slot("found"), slot("hard"))),
                ("must", m::must()),
                ("may", m::may()),
                ("place", m::place(slot("sentence"), slot("excerpt"))),
                ("replacement", m::replacement(slot("text"))),
                ("go", m::go()),
                ("apply", m::apply()),
                ("more", m::more(slot("number"))),
                ("places", m::places(slot("number"))),
            ]
            .map(|(name, message)| (name.to_owned(), t(message))),
        );
        for (code, cases) in CASES {
            for case in cases {
                let value = |name: &str| match name {
                    "case" => (*case).to_owned(),
                    other => slot(other),
                };
                let (text, hint) = rule(code, &value)?;
                all.insert(
                    format!("{code} {case}").trim_end().to_owned(),
                    format!("{text} {hint}"),
                );
            }
        }
        serde_json::to_string(&all).ok()
    }
}

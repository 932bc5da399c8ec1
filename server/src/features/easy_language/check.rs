//! The check of a text before it becomes public, and while it is written.

use shared::{
    access::Action,
    api::Invalid,
    easy_language::editor::{CheckEasyLanguage, EasyLanguageReport},
    language::Language,
    plans::Chapter,
    procedures::{Content, MAX_LONG},
    text,
};

use super::words;
use crate::{error::Result, http::limits::CHECK_TEXT, site::Cx};

/// Answers the findings; nothing is kept.
pub async fn check_easy_language(cx: Cx, input: CheckEasyLanguage) -> Result<EasyLanguageReport> {
    if !cx.viewer.can(Action::EditProcedure) {
        cx.viewer.may(Action::EditPages)?;
    }
    let mut invalid = Invalid::default();
    for (field, value) in input.texts() {
        text::check_text(&mut invalid, field, value, false, MAX_LONG);
    }
    invalid.finish()?;
    cx.site.limits.check(CHECK_TEXT, &cx.client.0)?;
    cx.site.limits.count(CHECK_TEXT, &cx.client.0);
    Ok(input.report(words()))
}

/// Adds what has to be mended in texts that are about to be public.
pub fn refuse(invalid: &mut Invalid, language: &str, texts: &CheckEasyLanguage) {
    if language == Language::SimpleGerman.code() {
        texts.report(words()).refuse(invalid);
    }
}

/// Whether the texts in easy language that would be published have something that must be mended first.
pub fn blocks(content: &Content) -> bool {
    let content = content.released();
    let own = |text: &shared::organisations::Localized| {
        text.0
            .get(Language::SimpleGerman.code())
            .cloned()
            .unwrap_or_default()
    };
    let texts = CheckEasyLanguage {
        title: own(&content.title),
        short: own(&content.short),
        long: own(&content.long),
        plain: own(&content.plain),
        ..CheckEasyLanguage::default()
    };
    is_hard(&texts)
}

/// The same for the chapters.
pub fn chapters_block(content: &Content) -> bool {
    let easy = |chapter: &Chapter| {
        let text = chapter.translations.get(Language::SimpleGerman.code())?;
        Some(CheckEasyLanguage {
            title: text.title.clone(),
            markdown: text.markdown.clone(),
            ..CheckEasyLanguage::default()
        })
    };
    let content = content.released();
    content
        .chapters
        .iter()
        .filter_map(easy)
        .any(|texts| is_hard(&texts))
}

fn is_hard(texts: &CheckEasyLanguage) -> bool {
    texts.report(words()).hard > 0
}

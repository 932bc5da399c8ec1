//! The slots in which the texts lie.

use std::collections::BTreeMap;

use super::arguments::arguments_of;
use super::{CATEGORIES, Catalogue, Forms, Message, lines};

/// Gives every message its slots and fills the tables.
pub(super) fn number(
    german: &BTreeMap<String, Forms>,
    languages: &BTreeMap<String, BTreeMap<String, Forms>>,
) -> Catalogue {
    let mut messages = Vec::new();
    let mut slots = 0;
    for (key, forms) in german {
        let plural = matches!(forms, Forms::Plural(_));
        messages.push(Message {
            key: key.clone(),
            plural,
            arguments: arguments_of(forms)
                .into_iter()
                .filter(|a| a.name != "count")
                .collect(),
            slot: slots,
            german: forms.main().to_owned(),
        });
        slots += if plural { CATEGORIES.len() } else { 1 };
    }
    let tables = languages
        .iter()
        .map(|(language, texts)| {
            let table = messages
                .iter()
                .flat_map(|message| {
                    let shown = |text: &String| lines::of_page(language, &message.key, text);
                    match texts.get(&message.key) {
                        Some(Forms::Plain(text)) => vec![shown(text)],
                        Some(Forms::Plural(forms)) => CATEGORIES
                            .iter()
                            .map(|category| forms.get(category).map(shown).unwrap_or_default())
                            .collect(),
                        None => vec![String::new(); if message.plural { CATEGORIES.len() } else { 1 }],
                    }
                })
                .collect();
            (language.clone(), table)
        })
        .collect();
    Catalogue {
        messages,
        slots,
        tables,
    }
}

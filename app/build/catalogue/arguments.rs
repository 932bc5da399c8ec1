//! Arguments of a text: read, and compared with those of the German one.

use std::collections::BTreeSet;

use super::parse::is_name;
use super::{Argument, Checker, Forms};

/// What may stand behind the comma in `{{size, filesize}}`.
const FORMATS: [&str; 4] = ["number", "date", "datetime", "filesize"];

/// The arguments of a text in the order of their first appearance.
pub(super) fn arguments_in(text: &str) -> Result<Vec<Argument>, String> {
    let mut found: Vec<Argument> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let after = &rest[start + 2..];
        let end = after.find("}}").ok_or("there is {{ without }}")?;
        let inner = &after[..end];
        let (name, format) = match inner.split_once(',') {
            Some((name, format)) => (name.trim(), Some(format.trim().to_owned())),
            None => (inner.trim(), None),
        };
        if !is_name(name) {
            return Err(format!("{name:?} is no name of an argument"));
        }
        if let Some(format) = &format
            && !FORMATS.contains(&format.as_str())
        {
            return Err(format!(
                "{format:?} is no format (there are {})",
                FORMATS.join(", ")
            ));
        }
        let argument = Argument {
            name: name.to_owned(),
            format,
        };
        match found.iter().find(|known| known.name == argument.name) {
            Some(known) if known.format != argument.format => {
                return Err(format!("{name:?} is there with two formats"));
            }
            Some(_) => {}
            None => found.push(argument),
        }
        rest = &after[end + 2..];
    }
    if rest.contains("}}") {
        return Err("there is }} without {{".to_owned());
    }
    Ok(found)
}

/// The arguments of all forms together; broken texts are reported elsewhere and count as empty here.
pub(super) fn arguments_of(forms: &Forms) -> Vec<Argument> {
    let mut all: Vec<Argument> = Vec::new();
    // The main form first: its order becomes the order of the function's parameters.
    let mut texts = vec![forms.main()];
    texts.extend(forms.texts().into_iter().map(|(_, text)| text.as_str()));
    for text in texts {
        for argument in arguments_in(text).unwrap_or_default() {
            if !all.contains(&argument) {
                all.push(argument);
            }
        }
    }
    all
}

/// Every form of a message must take the arguments that German takes.
pub(super) fn check_arguments(
    checker: &mut Checker,
    language: &str,
    key: &str,
    forms: &Forms,
    source: &Forms,
) {
    let wanted: BTreeSet<Argument> = arguments_of(source)
        .into_iter()
        .filter(|a| a.name != "count")
        .collect();
    for (category, text) in forms.texts() {
        let Ok(found) = arguments_in(text) else { continue };
        let place = category.map_or_else(|| key.to_owned(), |category| format!("{key}_{category}"));
        let count = found.iter().find(|argument| argument.name == "count");
        if count.is_some_and(|count| count.format.is_some()) {
            checker.report(
                language,
                &place,
                "{{count}} has a format",
                "write {{count}} alone",
            );
        }
        if count.is_some() && category.is_none() {
            checker.report(
                language,
                &place,
                "{{count}} is used without plural forms",
                format!("write {key}_one and {key}_other, or name the argument differently"),
            );
        }
        let found: BTreeSet<Argument> = found.into_iter().filter(|a| a.name != "count").collect();
        for missing in wanted.difference(&found) {
            checker.report(
                language,
                &place,
                format!("the argument {} is missing", braces(missing)),
                "use every argument of the German text in every form (only {{count}} may be left out)",
            );
        }
        for unknown in found.difference(&wanted) {
            checker.report(
                language,
                &place,
                format!("German does not have the argument {}", braces(unknown)),
                "use the names and formats of the German text",
            );
        }
    }
}

fn braces(argument: &Argument) -> String {
    match &argument.format {
        Some(format) => format!("{{{{{}, {format}}}}}", argument.name),
        None => format!("{{{{{}}}}}", argument.name),
    }
}

//! Pseudo translations made from German, to see on a page what is not in the catalogue and what does not fit.
//!
//! - `qps-ploc`: accents on all letters and 40 % more length, in brackets so that cut-off ends are seen.
//! - `ar-XB`: the German letters, forced to run from right to left.
//! - Arguments stay as they are. Debug builds only.
//! - The product's own name is left out, so that one text falls back to German and shows how that is marked.

use shared::language::Language;

/// The text that has no pseudo translation.
pub(super) const LEFT_OUT: &str = "Teilhabe";

/// The pseudo translation of a German text; `None` for a real language and for [`LEFT_OUT`].
pub(super) fn translate(language: Language, german: &str) -> Option<String> {
    if german.is_empty() {
        return matches!(language, Language::PseudoLong | Language::PseudoMirrored).then(String::new);
    }
    if german == LEFT_OUT {
        return None;
    }
    match language {
        Language::PseudoLong => {
            // In pieces as long as syllables of German compounds are, so that lines break where they would.
            let padding: String = " ~~~~~~~"
                .chars()
                .cycle()
                .take(german.chars().count() * 2 / 5)
                .collect();
            Some(format!(
                "[{}{padding}]",
                outside_arguments(german, |text| text.chars().map(accent).collect())
            ))
        }
        // RIGHT-TO-LEFT OVERRIDE … POP DIRECTIONAL FORMATTING around each piece between arguments.
        Language::PseudoMirrored => Some(outside_arguments(german, |text| {
            format!("\u{202e}{text}\u{202c}")
        })),
        _ => None,
    }
}

fn outside_arguments(text: &str, change: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((inner, behind)) = after.split_once("}}") else {
            break;
        };
        out.push_str(&change(before));
        out.push_str("{{");
        out.push_str(inner);
        out.push_str("}}");
        rest = behind;
    }
    out.push_str(&change(rest));
    out
}

fn accent(letter: char) -> char {
    match letter {
        'a' => 'á',
        'e' => 'é',
        'i' => 'í',
        'o' => 'ó',
        'u' => 'ú',
        'n' => 'ñ',
        's' => 'š',
        'z' => 'ž',
        'A' => 'Å',
        'B' => 'Ɓ',
        'E' => 'É',
        'I' => 'Î',
        'O' => 'Ø',
        'S' => 'Š',
        'U' => 'Û',
        other => other,
    }
}

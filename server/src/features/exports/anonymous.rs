//! Takes out of a text whatever names its author, for the public variant.
//!
//! Invariants: redacted passages, the author's own name, organisation, street and e-mail address, and every e-mail
//! address whatsoever are gone; a name is taken out only as a whole word, so that "Li" does not spoil "Linde".

use shared::{
    statements::{Person, REDACTED, redact},
    text::is_email,
};

/// A text without redacted passages and without what names its author.
pub fn anonymous(text: &str, passages: &[String], person: Option<&Person>) -> String {
    let mut text = redact(text, passages);
    for address in mail_addresses(&text) {
        text = text.replace(&address, REDACTED);
    }
    let Some(person) = person else { return text };
    for own in [&person.email, &person.name, &person.organisation, &person.street] {
        text = hide(&text, own.trim());
    }
    text
}

fn mail_addresses(text: &str) -> Vec<String> {
    let edge = |c: char| !c.is_alphanumeric();
    text.split(|c: char| c.is_whitespace() || "<>(),;\"".contains(c))
        .map(|word| word.trim_matches(edge))
        .map(|word| word.strip_prefix("mailto:").unwrap_or(word))
        .filter(|word| is_email(word))
        .map(str::to_owned)
        .collect()
}

/// Replaces every occurrence as whole words, whatever its case and however its words are spaced.
fn hide(text: &str, needle: &str) -> String {
    let wanted: Vec<char> = needle.chars().map(lower).collect();
    if wanted.iter().filter(|c| c.is_alphanumeric()).count() < 2 {
        return text.to_owned();
    }
    let original: Vec<char> = text.chars().collect();
    let folded: Vec<char> = original.iter().copied().map(lower).collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = original.get(at) {
        let is_start = at
            .checked_sub(1)
            .and_then(|before| original.get(before))
            .is_none_or(|c| !c.is_alphanumeric());
        match is_start
            .then(|| match_length(folded.get(at..).unwrap_or_default(), &wanted))
            .flatten()
        {
            Some(length) => {
                out.push_str(REDACTED);
                at += length;
            }
            None => {
                out.push(*c);
                at += 1;
            }
        }
    }
    out
}

/// How many characters match, if they do up to the end of a word; any white space matches any other.
fn match_length(text: &[char], wanted: &[char]) -> Option<usize> {
    let mut at = 0;
    let mut wanted = wanted.iter().peekable();
    while let Some(c) = wanted.next() {
        if c.is_whitespace() {
            while wanted.next_if(|c| c.is_whitespace()).is_some() {}
            let spaces = text.get(at..)?.iter().take_while(|c| c.is_whitespace()).count();
            if spaces == 0 {
                return None;
            }
            at += spaces;
        } else {
            if text.get(at) != Some(c) {
                return None;
            }
            at += 1;
        }
    }
    text.get(at)
        .is_none_or(|next| !next.is_alphanumeric())
        .then_some(at)
}

fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn li() -> Person {
        Person {
            name: "Anna Li".into(),
            street: "Hafenstraße 5".into(),
            email: "anna@li.example".into(),
            ..Person::default()
        }
    }

    #[test]
    fn what_names_the_author_is_gone_and_other_words_stay() {
        let text = "Ich, anna\nLI, wohne in der HAFENSTRASSE; Hafenstraße 5, an der Linde. Mail: anna@li.example, (b@c.de).";
        let hidden = anonymous(text, &["an der Linde".into()], Some(&li()));
        assert_eq!(
            hidden,
            "Ich, █████, wohne in der HAFENSTRASSE; █████, █████. Mail: █████, (█████)."
        );
    }

    #[test]
    fn a_short_name_does_not_spoil_longer_words() {
        let person = Person {
            name: "Li".into(),
            ..Person::default()
        };
        assert_eq!(
            anonymous("Die Linde. Gruß, Li", &[], Some(&person)),
            "Die Linde. Gruß, █████"
        );
    }
}

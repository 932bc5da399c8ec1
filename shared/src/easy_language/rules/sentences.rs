//! Rules on how a sentence is built: LS01, LS03 – LS08, LS14.

use super::super::document::{BlockKind, Kind, Token};
use super::super::grammar;
use super::super::words::Words;
use super::super::{Draft, Level, Medium, Note, RemedyKind, Rule};
use super::View;

/// A sentence of more words should be divided.
const WORDS: usize = 10;
/// A sentence of more words must be divided.
const WORDS_HARD: usize = 12;

pub(super) fn apply(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    let divided = clauses(draft, view);
    length(draft, view, divided);
    passive(draft, view);
    genitive(draft, view);
    subjunctive(draft, view);
    negation(draft, view);
    past(draft, view);
    nominal(draft, view);
}

/// Words of a sentence; consecutive numbers (a phone number, an account) count once.
fn count(tokens: &[Token<'_>]) -> usize {
    let mut words = 0;
    let mut after_number = false;
    for token in tokens {
        match token.kind {
            Kind::Word | Kind::Link => {
                words += 1;
                after_number = false;
            }
            Kind::Number => {
                words += usize::from(!after_number);
                after_number = true;
            }
            Kind::Sign => {}
        }
    }
    words
}

/// LS01; the advice to divide a sentence is not given twice, so that one that LS03 divides is only too long when it is
/// hard.
fn length(draft: &mut Draft<'_, '_>, view: &View<'_, '_>, divided: bool) {
    let words = count(view.tokens);
    // LS18 measures headings.
    if words <= WORDS || view.kind == BlockKind::Heading {
        return;
    }
    let level = if words > WORDS_HARD {
        Level::Hard
    } else if divided {
        return;
    } else {
        Level::Warning
    };
    let note = Note::new(Rule::Length, level, RemedyKind::SplitSentence)
        .with("words", words.to_string())
        .with("max", WORDS.to_string());
    draft.add(view.index, view.whole(), note);
}

/// LS03; whether anything was found.
fn clauses(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) -> bool {
    let before = draft.findings.len();
    let commas: Vec<usize> = (0..view.tokens.len())
        .filter(|at| view.tokens[*at].is_sign(","))
        .collect();
    for (number, comma) in commas.iter().enumerate() {
        let end = commas.get(number + 1).copied().unwrap_or(view.tokens.len());
        if let Some(at) = begins_clause(view.tokens, comma + 1, end) {
            let note = Note::new(Rule::Clauses, Level::Warning, RemedyKind::SplitSentence)
                .with("case", "clause")
                .with("word", view.tokens[at].text);
            draft.add(view.index, view.bytes(at..at + 1), note);
        }
    }
    let first = view.tokens.iter().position(|token| token.kind != Kind::Sign);
    if let (Some(first), Some(comma)) = (first, commas.first())
        && opens_with_clause(&view.tokens[first].lower)
        && view
            .at(comma.wrapping_sub(1))
            .is_some_and(|last| grammar::may_be_verb(&last.lower))
    {
        let note = Note::new(Rule::Clauses, Level::Warning, RemedyKind::SplitSentence)
            .with("case", "clause")
            .with("word", view.tokens[first].text);
        draft.add(view.index, view.bytes(first..first + 1), note);
    }
    if commas.len() > 1 && draft.findings.len() == before {
        let note = Note::new(Rule::Clauses, Level::Warning, RemedyKind::SplitSentence)
            .with("case", "commas")
            .with("word", commas.len().to_string());
        draft.add(view.index, view.bytes(commas[1]..commas[1] + 1), note);
    }
    draft.findings.len() > before
}

/// Conjunctions that may open a sentence with a clause; "Da", "Wer", "Was", "Wo" open main clauses and questions.
fn opens_with_clause(lower: &str) -> bool {
    matches!(
        lower,
        "wenn"
            | "weil"
            | "obwohl"
            | "nachdem"
            | "bevor"
            | "sobald"
            | "solange"
            | "falls"
            | "sofern"
            | "soweit"
            | "dass"
            | "ob"
            | "während"
            | "indem"
            | "damit"
            | "um"
    )
}

/// The conjunction or relative pronoun that begins a subordinate clause between a comma and the next.
fn begins_clause(tokens: &[Token<'_>], from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    // ", in dem …", ", und weil …", ", ohne dass …"
    while at < to
        && at < from + 2
        && (grammar::is_preposition(&tokens[at].lower) && tokens[at].lower != "um"
            || matches!(
                tokens[at].lower.as_str(),
                "und" | "oder" | "aber" | "denn" | "so" | "auch"
            ))
    {
        at += 1;
    }
    if at >= to || !tokens[at].is_word() {
        return None;
    }
    let lower = tokens[at].lower.as_str();
    // "als" and "wie" compare as well ("größer als"); a clause ends with a verb.
    let words: Vec<usize> = (at..to).filter(|at| tokens[*at].kind != Kind::Sign).collect();
    let last = words.last().map_or(lower, |last| tokens[*last].lower.as_str());
    let last_is_verb = words.len() > 2
        && grammar::may_be_verb(last)
        && words
            .last()
            .is_some_and(|last| !grammar::is_capital(tokens[*last].text));
    if grammar::is_subordinator(lower) {
        let plain = !matches!(
            lower,
            "als" | "wie" | "da" | "damit" | "während" | "um" | "was" | "wer" | "wo"
        );
        return (plain || last_is_verb).then_some(at);
    }
    if grammar::is_relative(lower) {
        // A list repeats articles too ("der Rat, die Verwaltung"); only a clause ends with its verb, and in it a main
        // verb does not stand second.
        let second_is_verb = words.get(1).is_some_and(|second| {
            matches!(
                tokens[*second].lower.as_str(),
                "ist" | "sind" | "hat" | "haben" | "wird" | "werden" | "kann" | "können" | "muss"
            )
        }) && words.len() > 2;
        return (last_is_verb && !second_is_verb).then_some(at);
    }
    None
}

/// LS04
fn passive(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    for clause in view.clauses() {
        let tokens = &view.tokens[clause.clone()];
        let Some(auxiliary) = tokens.iter().position(|token| grammar::is_werden(&token.lower)) else {
            continue;
        };
        let participle = (0..tokens.len()).find(|at| {
            *at != auxiliary
                && !grammar::is_capital(tokens[*at].text)
                && is_participle(draft.words, &tokens[*at].lower)
                // Not an adjective before its noun ("wird eine gebaute Straße").
                && !tokens.get(at + 1).is_some_and(|next| next.is_noun() && *at > auxiliary && !ends_like_participle(&tokens[*at].lower))
        });
        if let Some(at) = participle {
            let place = clause.start + at;
            let note =
                Note::new(Rule::Passive, Level::Warning, RemedyKind::Rephrase).with("word", tokens[at].text);
            draft.add(view.index, view.bytes(place..place + 1), note);
        }
    }
}

fn ends_like_participle(lower: &str) -> bool {
    lower.ends_with('t') || lower.ends_with("en")
}

/// Separable prefixes of verbs in front of -ge- ("aus-ge-legt").
const SEPARABLE: [&str; 42] = [
    "ab", "an", "auf", "aus", "bei", "da", "dar", "durch", "ein", "entgegen", "fern", "fest", "fort", "frei",
    "gleich", "her", "heraus", "herein", "herunter", "hin", "hinaus", "hinein", "hinter", "hinzu", "mit",
    "nach", "nieder", "statt", "um", "unter", "voraus", "vor", "vorbei", "weg", "weiter", "wieder", "zu",
    "zurück", "zusammen", "sicher", "bekannt", "teil",
];

/// Whether a word in lower case is a participle of the perfect: by the list, by -iert, by ge-…-t/-en, by be-, er-, ver-,
/// ent-, zer-, über- … -t. Strong verbs with such a prefix look like their infinitive and are in the list only.
pub(super) fn is_participle(words: &Words, lower: &str) -> bool {
    // Marks between the parts are no letters: "aus·gelegt", "ein-gereicht".
    let word: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    if words.not_participles.contains(&word) {
        return false;
    }
    if words.participles.contains(&word) {
        return true;
    }
    let after_prefix = |word: &str| {
        SEPARABLE
            .iter()
            .filter_map(|prefix| word.strip_prefix(prefix))
            .any(|rest| words.participles.contains(rest))
    };
    if after_prefix(&word) || (word.ends_with("iert") && word.chars().count() > 6) {
        return true;
    }
    // "aufgeführten", "gegebenen" are adjectives; strong participles in -ten are in the list.
    let adjective = word.ends_with("ten") || word.ends_with("enen");
    let ge = |word: &str| {
        word.strip_prefix("ge").is_some_and(|stem| {
            stem.chars().count() >= 3 && (stem.ends_with('t') || (stem.ends_with("en") && !adjective))
        })
    };
    if ge(&word)
        || SEPARABLE
            .iter()
            .filter_map(|prefix| word.strip_prefix(prefix))
            .any(ge)
    {
        return true;
    }
    let firm = ["be", "er", "ver", "ent", "zer", "über", "unter", "wider", "miss"];
    let inseparable = |word: &str| {
        firm.iter()
            .filter_map(|prefix| word.strip_prefix(prefix))
            .any(|stem| stem.chars().count() >= 3 && stem.ends_with('t') && !stem.ends_with("st"))
    };
    inseparable(&word)
        || SEPARABLE
            .iter()
            .filter(|prefix| !firm.contains(prefix))
            .filter_map(|prefix| word.strip_prefix(prefix))
            .any(inseparable)
}

/// LS05
fn genitive(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    let tokens = view.tokens;
    let mut at = 0;
    while at < tokens.len() {
        if let Some(length) = genitive_at(draft.words, tokens, at) {
            let text = &draft.document.text[view.bytes(at..at + length)];
            let note = Note::new(Rule::Genitive, Level::Warning, RemedyKind::Rephrase).with("word", text);
            draft.add(view.index, view.bytes(at..at + length), note);
            at += length;
        } else {
            at += 1;
        }
    }
}

/// How many tokens the genitive that begins here takes.
fn genitive_at(words: &Words, tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let token = &tokens[at];
    if !token.is_word() {
        return None;
    }
    let noun = noun_after(tokens, at + 1);
    let lower = token.lower.as_str();
    if lower == "des" {
        return Some(noun.map_or(1, |noun| noun + 1 - at));
    }
    if grammar::is_genitive_preposition(lower) {
        // "laut", "während" and "trotz" have other readings; an article or noun follows.
        let next = tokens.get(at + 1)?;
        let follows = grammar::is_article(&next.lower) || next.is_noun() || next.lower.starts_with("dies");
        let verb_prefix = matches!(lower, "laut" | "während")
            && !next.is_noun()
            && !matches!(next.lower.as_str(), "der" | "des" | "einer" | "eines");
        // "wegen Ihren Rechten", "wegen dem Lärm", "wegen Umbau": the dative that Leichte Sprache asks for.
        let dative = next.lower == "dem"
            || next.lower == "den"
            || ["em", "en"].iter().any(|ending| {
                next.lower
                    .strip_suffix(ending)
                    .is_some_and(|stem| grammar::is_article(stem) || stem == "dies")
            });
        let bare = matches!(lower, "wegen" | "trotz") && next.is_noun() && !next.lower.ends_with('s');
        return (follows && !verb_prefix && !dative && !bare).then_some(1);
    }
    // eines Plans, dieses Jahres, Ihres Hauses: the noun ends with -s too.
    let es = [
        "ein", "dies", "jen", "jed", "kein", "mein", "dein", "sein", "ihr", "unser", "welch", "eur",
    ]
    .iter()
    .any(|stem| lower.strip_prefix(stem) == Some("es"));
    if es {
        let noun = noun?;
        let word = &tokens[noun].lower;
        let neuter = words
            .neuter_s
            .iter()
            .any(|ending| word.ends_with(ending.as_str()));
        return (word.ends_with('s') && !neuter).then_some(noun + 1 - at);
    }
    // die Meinung der Bürger, Höhe baulicher Anlagen
    let article = matches!(
        lower,
        "der"
            | "dieser"
            | "einer"
            | "jeder"
            | "ihrer"
            | "seiner"
            | "unserer"
            | "meiner"
            | "deiner"
            | "keiner"
            | "aller"
    );
    let before = at.checked_sub(1).map(|before| &tokens[before])?;
    if article && before.is_noun() && before.line == token.line && !is_place_of_time(&before.lower) {
        let possessor = noun?;
        // "Am Montag trifft …": a pronoun in capitals is none; the first word of a sentence is no noun by its capital.
        let first = at >= 2 || !grammar::begins_sentence(&before.lower);
        // "Welche Aufgaben der Rat hat": a masculine noun in the singular is a subject, no genitive.
        let subject = lower == "der"
            && words
                .masculine
                .iter()
                .any(|ending| tokens[possessor].lower.ends_with(ending.as_str()));
        return (first && !grammar::is_polite(before.text) && !subject).then_some(possessor + 1 - at);
    }
    None
}

/// Days and months, behind which a new part of the sentence begins ("Am Montag der Rat").
fn is_place_of_time(lower: &str) -> bool {
    grammar::month(lower).is_some() || lower.ends_with("tag") || lower == "mittwoch" || lower == "uhr"
}

/// The noun of a group: behind any adjectives in small letters.
fn noun_after(tokens: &[Token<'_>], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        if token.is_noun() {
            return Some(at);
        }
        let adjective = token.is_word()
            && ["en", "er", "em", "es", "e"]
                .iter()
                .any(|ending| token.lower.ends_with(ending))
            && !grammar::is_article(&token.lower)
            && !grammar::is_preposition(&token.lower);
        if !(adjective || token.kind == Kind::Number || token.is_sign(".") || token.lower == "und")
            || at > from + 4
        {
            return None;
        }
        at += 1;
    }
    None
}

/// LS06
fn subjunctive(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    for (at, token) in view.tokens.iter().enumerate() {
        // "Sei", "seien Sie" at the beginning is a request.
        let request = token.lower == "seien" && view.at(at + 1).is_some_and(|next| next.text == "Sie");
        if token.is_word() && grammar::is_subjunctive(&token.lower) && !request {
            let note =
                Note::new(Rule::Subjunctive, Level::Warning, RemedyKind::Rephrase).with("word", token.text);
            draft.add(view.index, view.bytes(at..at + 1), note);
        }
    }
}

/// Whether a word denies by itself or by un-.
fn denies(words: &Words, token: &Token<'_>) -> bool {
    token.is_word() && (grammar::is_negation(&token.lower) || begins_with_un(words, token))
}

fn begins_with_un(words: &Words, token: &Token<'_>) -> bool {
    let lower = token.lower.as_str();
    let exception = || {
        words
            .positive_un
            .iter()
            .any(|known| lower.starts_with(known.as_str()))
    };
    lower.starts_with("un")
        && lower.chars().count() > 5
        && !exception()
        && (grammar::is_lower(token.text) || lower.ends_with("heit") || lower.ends_with("keit"))
}

/// LS07
fn negation(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    for clause in view.clauses() {
        let found: Vec<usize> = clause
            .clone()
            .filter(|at| {
                let token = &view.tokens[*at];
                let without = token.lower == "ohne"
                    && *at > clause.start
                    && grammar::is_negation(&view.tokens[at - 1].lower);
                without || denies(draft.words, token)
            })
            .collect();
        for (number, at) in found.iter().enumerate() {
            let token = &view.tokens[*at];
            let before = number.checked_sub(1).map(|before| found[before]);
            // "nicht unmöglich", "nicht nur unwesentlich": two words that deny stand together. Further apart, or joined
            // by "und", each denies something of its own.
            let double = before.is_some_and(|before| {
                at - before <= 2
                    && !view.tokens[before..*at].iter().any(|token| {
                        matches!(
                            token.lower.as_str(),
                            "und" | "oder" | "noch" | "aber" | "sondern" | "auch"
                        )
                    })
            });
            let (level, case) = if double {
                (Level::Hard, "double")
            } else {
                (Level::Warning, "negation")
            };
            if double || (!token.bold && draft.medium == Medium::Markup) {
                let note = Note::new(Rule::Negation, level, RemedyKind::SayPositively)
                    .with("case", case)
                    .with("word", token.text)
                    .replacing((!double).then(|| format!("**{}**", token.text)));
                draft.add(view.index, view.bytes(*at..at + 1), note);
            }
        }
    }
}

/// LS08
fn past(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    for (at, token) in view.tokens.iter().enumerate() {
        let known =
            draft.words.past_strong.contains(&token.lower) || draft.words.past_weak.contains(&token.lower);
        if token.is_word() && known && grammar::is_lower(token.text) {
            let note = Note::new(Rule::Past, Level::Warning, RemedyKind::Rephrase).with("word", token.text);
            draft.add(view.index, view.bytes(at..at + 1), note);
        }
    }
}

/// LS14
fn nominal(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    if view.kind == BlockKind::Heading {
        return;
    }
    let nouns: Vec<usize> = (0..view.tokens.len())
        .filter(|at| is_action(draft.words, &view.tokens[*at]))
        .collect();
    if let Some(second) = nouns.get(1) {
        let words: Vec<&str> = nouns.iter().map(|at| view.tokens[*at].text).collect();
        let note =
            Note::new(Rule::Nominal, Level::Warning, RemedyKind::Rephrase).with("words", words.join(", "));
        draft.add(view.index, view.bytes(*second..second + 1), note);
    }
}

/// A noun made of a verb or adjective, unless it names a thing ("Zeitung", "Wohnung") or is a term of the glossary.
fn is_action(words: &Words, token: &Token<'_>) -> bool {
    let lower = token.lower.as_str();
    let ending = [
        "ung", "ungen", "heit", "heiten", "keit", "keiten", "ismus", "tion", "tionen", "ierung", "ierungen",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending) && lower.len() > ending.len() + 2);
    let singular = lower.strip_suffix("en").unwrap_or(lower);
    ending
        && token.is_noun()
        && !words
            .concrete_nouns
            .iter()
            .any(|known| singular.ends_with(known.as_str()) || lower.ends_with(known.as_str()))
}

//! The closed classes of German that the rules need: articles, prepositions, conjunctions, forms of *werden*, months,
//! numbers. What is open (verbs, foreign words, abbreviations) is data in [`super::Words`].

use crate::time::GERMAN_MONTHS;

/// Whether a text begins with a capital letter.
pub(super) fn is_capital(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a text begins with a small letter.
pub(super) fn is_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// The number of a month from its name or a usual abbreviation, in lower case.
pub(super) fn month(lower: &str) -> Option<usize> {
    let word = lower.trim_end_matches('.');
    GERMAN_MONTHS.iter().position(|month| {
        month.eq_ignore_ascii_case(word)
            || matches!(
                (*month, word),
                ("Januar", "jan" | "jänner")
                    | ("Februar", "feb")
                    | ("März", "mär" | "mrz")
                    | ("April", "apr")
                    | ("Juni", "jun")
                    | ("Juli", "jul")
                    | ("August", "aug")
                    | ("September", "sep" | "sept")
                    | ("Oktober", "okt")
                    | ("November", "nov")
                    | ("Dezember", "dez")
            )
    })
}

/// Full forms of abbreviations that may end a sentence.
pub(super) const CLOSING_ABBREVIATIONS: [&str; 4] =
    ["und so weiter", "und Ähnliches", "und andere", "und anderes"];

/// Whether a word usually begins a sentence: it decides whether the dot of "am 3. Das" ends one.
pub(super) fn begins_sentence(lower: &str) -> bool {
    is_article(lower)
        || is_pronoun(lower)
        || is_preposition(lower)
        || is_subordinator(lower)
        || matches!(
            lower,
            "dann"
                | "dort"
                | "hier"
                | "danach"
                | "deshalb"
                | "darum"
                | "dafür"
                | "dabei"
                | "damit"
                | "dazu"
                | "denn"
                | "und"
                | "oder"
                | "aber"
                | "auch"
                | "jetzt"
                | "heute"
                | "so"
                | "alle"
                | "viele"
                | "manche"
                | "wer"
                | "was"
                | "wie"
                | "wo"
                | "wann"
                | "nur"
                | "bitte"
                | "ja"
                | "nein"
                | "zum"
                | "zur"
                | "im"
                | "am"
                | "diese"
                | "dieser"
                | "dieses"
                | "jeder"
                | "jede"
                | "jedes"
                | "davor"
                | "vorher"
                | "nachher"
                | "außerdem"
                | "zuerst"
                | "später"
        )
}

/// Articles and words that stand like articles before a noun, in lower case.
pub(super) fn is_article(lower: &str) -> bool {
    if matches!(lower, "der" | "die" | "das" | "den" | "dem" | "des") {
        return true;
    }
    [
        "ein", "kein", "mein", "dein", "sein", "ihr", "unser", "euer", "eur",
    ]
    .iter()
    .any(|stem| {
        lower
            .strip_prefix(stem)
            .is_some_and(|ending| matches!(ending, "" | "e" | "en" | "em" | "er" | "es"))
    })
}

/// Articles that cannot be pronouns standing alone, so that a line never ends with them.
pub(super) fn is_article_only(lower: &str) -> bool {
    matches!(
        lower,
        "ein"
            | "einen"
            | "einem"
            | "dem"
            | "des"
            | "kein"
            | "keinen"
            | "keinem"
            | "mein"
            | "meinen"
            | "meinem"
            | "dein"
            | "sein"
            | "seinen"
            | "seinem"
            | "ihren"
            | "ihrem"
            | "unser"
            | "unseren"
            | "unserem"
    )
}

/// Pronouns that are written with a capital letter inside a sentence too.
pub(super) fn is_polite(text: &str) -> bool {
    matches!(
        text,
        "Sie" | "Ihnen" | "Ihr" | "Ihre" | "Ihrer" | "Ihren" | "Ihrem" | "Ihres"
    )
}

/// Personal and other pronouns.
pub(super) fn is_pronoun(lower: &str) -> bool {
    matches!(
        lower,
        "ich"
            | "du"
            | "er"
            | "sie"
            | "es"
            | "wir"
            | "ihr"
            | "mich"
            | "dich"
            | "ihn"
            | "uns"
            | "euch"
            | "mir"
            | "dir"
            | "ihm"
            | "ihnen"
            | "man"
            | "sich"
            | "jemand"
            | "niemand"
            | "das"
    )
}

/// Prepositions.
pub(super) fn is_preposition(lower: &str) -> bool {
    matches!(
        lower,
        "an" | "auf"
            | "aus"
            | "außer"
            | "bei"
            | "bis"
            | "durch"
            | "für"
            | "gegen"
            | "hinter"
            | "in"
            | "mit"
            | "nach"
            | "neben"
            | "ohne"
            | "seit"
            | "über"
            | "um"
            | "unter"
            | "von"
            | "vor"
            | "zu"
            | "zwischen"
            | "im"
            | "am"
            | "ins"
            | "ans"
            | "vom"
            | "beim"
            | "zum"
            | "zur"
            | "ab"
            | "wegen"
            | "trotz"
    )
}

/// Prepositions that are no part of a verb ("Sie macht mit"), so that a line never ends with them.
pub(super) fn is_preposition_only(lower: &str) -> bool {
    matches!(
        lower,
        "für"
            | "gegen"
            | "in"
            | "ohne"
            | "seit"
            | "von"
            | "zwischen"
            | "im"
            | "am"
            | "ins"
            | "vom"
            | "beim"
            | "zum"
            | "zur"
            | "neben"
            | "wegen"
    )
}

/// Prepositions that take the genitive.
pub(super) fn is_genitive_preposition(lower: &str) -> bool {
    matches!(
        lower,
        "wegen"
            | "trotz"
            | "während"
            | "aufgrund"
            | "anhand"
            | "mithilfe"
            | "innerhalb"
            | "außerhalb"
            | "bezüglich"
            | "hinsichtlich"
            | "seitens"
            | "mittels"
            | "anstelle"
            | "infolge"
            | "zwecks"
            | "angesichts"
            | "unbeschadet"
            | "oberhalb"
            | "unterhalb"
            | "beiderseits"
            | "vorbehaltlich"
            | "zugunsten"
            | "einschließlich"
            | "ausschließlich"
            | "namens"
            | "ungeachtet"
            | "laut"
    )
}

/// Conjunctions that begin a subordinate clause.
pub(super) fn is_subordinator(lower: &str) -> bool {
    matches!(
        lower,
        "dass"
            | "daß"
            | "weil"
            | "wenn"
            | "ob"
            | "obwohl"
            | "damit"
            | "sodass"
            | "da"
            | "während"
            | "nachdem"
            | "bevor"
            | "ehe"
            | "sobald"
            | "solange"
            | "sooft"
            | "falls"
            | "indem"
            | "sofern"
            | "soweit"
            | "als"
            | "wie"
            | "wo"
            | "wer"
            | "was"
            | "wen"
            | "wem"
            | "warum"
            | "wann"
            | "wohin"
            | "woher"
            | "wodurch"
            | "womit"
            | "worüber"
            | "wofür"
            | "wobei"
            | "wonach"
            | "worin"
            | "seitdem"
            | "insoweit"
            | "insofern"
            | "obgleich"
            | "wenngleich"
            | "um"
    )
}

/// Relative pronouns.
pub(super) fn is_relative(lower: &str) -> bool {
    matches!(
        lower,
        "der"
            | "die"
            | "das"
            | "den"
            | "dem"
            | "deren"
            | "dessen"
            | "denen"
            | "welche"
            | "welcher"
            | "welches"
            | "welchen"
            | "welchem"
    )
}

/// Finite forms and the participle of *werden* that make a passive.
pub(super) fn is_werden(lower: &str) -> bool {
    matches!(
        lower,
        "werde"
            | "wirst"
            | "wird"
            | "werden"
            | "werdet"
            | "wurde"
            | "wurdest"
            | "wurden"
            | "wurdet"
            | "worden"
            | "würde"
            | "würden"
    )
}

/// Forms of the subjunctive of auxiliary and modal verbs that have no other reading.
pub(super) fn is_subjunctive(lower: &str) -> bool {
    ["hätt", "wär", "würd", "könnt", "müsst", "dürft", "möcht"]
        .iter()
        .any(|stem| {
            lower.strip_prefix(stem).is_some_and(|ending| {
                // "möchten" is today's polite "wollen" and Leichte Sprache uses it; "ihr könnt", "ihr müsst", "ihr dürft"
                // are indicative.
                *stem != "möcht" && matches!(ending, "e" | "en" | "est" | "et")
            })
        })
        || matches!(
            lower,
            "sollte"
                | "sollten"
                | "solltest"
                | "wollten"
                | "seien"
                | "solle"
                | "müsse"
                | "könne"
                | "dürfe"
                | "wolle"
                | "bliebe"
                | "gäbe"
                | "käme"
                | "ginge"
                | "stünde"
                | "ließe"
                | "bestünde"
                | "hieße"
                | "läge"
        )
}

/// Words that deny, and words that begin with un- are handled apart.
pub(super) fn is_negation(lower: &str) -> bool {
    matches!(
        lower,
        "nicht"
            | "nichts"
            | "nie"
            | "niemals"
            | "niemand"
            | "niemanden"
            | "niemandem"
            | "nirgends"
            | "nirgendwo"
            | "weder"
            | "keinesfalls"
            | "keineswegs"
    ) || lower
        .strip_prefix("kein")
        .is_some_and(|ending| matches!(ending, "" | "e" | "en" | "em" | "er" | "es" | "s"))
}

/// The digits of a number written as a word; *ein* is an article more often than a number.
pub(super) fn number_word(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "zwei" => "2",
        "drei" => "3",
        "vier" => "4",
        "fünf" => "5",
        "sechs" => "6",
        "sieben" => "7",
        "acht" => "8",
        "neun" => "9",
        "zehn" => "10",
        "elf" => "11",
        "zwölf" => "12",
        "dreizehn" => "13",
        "vierzehn" => "14",
        "fünfzehn" => "15",
        "sechzehn" => "16",
        "siebzehn" => "17",
        "achtzehn" => "18",
        "neunzehn" => "19",
        "zwanzig" => "20",
        "dreißig" => "30",
        "vierzig" => "40",
        "fünfzig" => "50",
        "sechzig" => "60",
        "siebzig" => "70",
        "achtzig" => "80",
        "neunzig" => "90",
        "hundert" => "100",
        "tausend" => "1.000",
        "dutzend" => "12",
        _ => return None,
    })
}

/// The value of a Roman numeral of at least two letters up to 39, in capitals; single letters are names ("Raum V").
pub(super) fn roman(text: &str) -> Option<u32> {
    let text = text.trim_end_matches('.');
    if text.len() < 2 || !text.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X')) {
        return None;
    }
    let values: Vec<u32> = text
        .bytes()
        .map(|letter| match letter {
            b'I' => 1,
            b'V' => 5,
            _ => 10,
        })
        .collect();
    let sum = values.iter().enumerate().fold(0i64, |sum, (at, value)| {
        let smaller = values.get(at + 1).is_some_and(|next| value < next);
        sum + if smaller {
            -i64::from(*value)
        } else {
            i64::from(*value)
        }
    });
    u32::try_from(sum).ok()
}

/// Whether a small word can be the finite verb that ends a subordinate clause.
pub(super) fn may_be_verb(lower: &str) -> bool {
    lower.len() > 2
        && [
            "t", "en", "te", "ten", "st", "ern", "eln", "ind", "uss", "arf", "ann", "ill", "un", "ar", "ab",
            "am", "ing",
        ]
        .iter()
        .any(|ending| lower.ends_with(ending))
}

/// Strips an ending of declension, so that "Bebauungsplans" is looked up as "bebauungsplan": the candidates in order.
pub(super) fn stems(lower: &str) -> impl Iterator<Item = &str> {
    std::iter::once(lower).chain(
        ["es", "en", "nen", "ern", "er", "s", "n", "e"]
            .into_iter()
            .filter_map(move |ending| lower.strip_suffix(ending).filter(|stem| stem.chars().count() > 2)),
    )
}

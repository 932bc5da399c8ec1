//! Each rule with what breaks it and what does not.

use super::*;

const HARD: Level = Level::Hard;
const WARNING: Level = Level::Warning;

#[test]
fn ls01_counts_words_and_is_hard_above_twelve() {
    assert!(
        levels(
            Rule::Length,
            "Eins zwei drei vier fünf sechs sieben acht neun zehn."
        )
        .is_empty()
    );
    assert_eq!(
        levels(
            Rule::Length,
            "Der Rat plant hier ein neues Haus für alle Menschen der Stadt."
        ),
        [WARNING]
    );
    assert_eq!(
        levels(
            Rule::Length,
            "Der Rat plant hier in unserer Stadt ein neues Haus für alle alten Menschen."
        ),
        [HARD]
    );
    // The advice to divide a sentence is given once: LS03 says where.
    let divided = "Sie können kommen, weil das Rathaus am Montag lange offen ist.";
    assert!(levels(Rule::Length, divided).is_empty());
    assert_eq!(found(Rule::Clauses, divided), ["weil"]);
    // A phone number is one word.
    assert!(
        levels(
            Rule::Length,
            "Sie erreichen uns mit der Telefon-Nummer 0123 45 67 89."
        )
        .is_empty()
    );
}

#[test]
fn ls02_wants_a_line_for_each_sentence_and_no_broken_phrase() {
    assert_eq!(found(Rule::Lines, "Das ist gut. Wir freuen uns."), ["Wir"]);
    assert!(found(Rule::Lines, "Das ist gut.\nWir freuen uns.").is_empty());
    assert_eq!(found(Rule::Lines, "Wir bauen ein\nHaus."), ["ein"]);
    assert_eq!(found(Rule::Lines, "Wir bauen Häu-\nser."), ["Häu-"]);
    assert!(found(Rule::Lines, "Wir bauen ein Haus\nfür viele Menschen.").is_empty());
    assert!(found(Rule::Lines, "Wir planen Haupt-\nund Neben-Wege.").is_empty());
}

#[test]
fn ls02_does_not_take_the_parts_of_a_date_or_of_an_address_of_the_web_for_sentences() {
    for text in [
        "Am 1. 3. 2027 ist das Fest.",
        "Am 1.3. 2027 ist das Fest.",
        "Wir kommen am 1. 3. ins Rathaus.",
        "Lesen Sie mehr auf WWW.EXAMPLE.DE bei uns.",
        "Lesen Sie mehr auf EXAMPLE.DE bei uns.",
    ] {
        assert!(found(Rule::Lines, text).is_empty(), "{text}");
        assert!(found(Rule::Abbreviation, text).is_empty(), "{text}");
    }
    // A number ends a sentence where no date goes on.
    assert_eq!(found(Rule::Lines, "Es sind 3. Das ist wenig."), ["Das"]);
    assert_eq!(found(Rule::Lines, "Es sind 3. 20 kommen noch."), ["20"]);
}

#[test]
fn ls03_finds_clauses_and_not_lists() {
    assert_eq!(found(Rule::Clauses, "Wir wissen, dass Sie warten."), ["dass"]);
    assert_eq!(
        found(Rule::Clauses, "Das ist der Plan, in dem die Häuser stehen."),
        ["dem"]
    );
    assert_eq!(
        found(Rule::Clauses, "Wenn Sie Fragen haben, rufen Sie an."),
        ["Wenn"]
    );
    assert!(found(Rule::Clauses, "Wenn Sie Fragen haben:\nRufen Sie an.").is_empty());
    assert!(found(Rule::Clauses, "Das machen der Rat, die Verwaltung und das Amt.").is_empty());
    assert!(found(Rule::Clauses, "Das Haus ist größer als die Schule.").is_empty());
    let commas = findings(Rule::Clauses, "Dort gibt es Läden, Schulen, Ärzte und Parks.");
    assert_eq!(commas.len(), 1);
    assert_eq!(commas[0].argument("case"), Some("commas"));
}

#[test]
fn ls04_finds_the_passive_and_not_the_future() {
    for (text, word) in [
        ("Der Plan wird ausgelegt.", "ausgelegt"),
        ("Die Häuser wurden gebaut.", "gebaut"),
        ("Das ist beschlossen worden.", "beschlossen"),
        ("Der Plan wird bald veröffentlicht.", "veröffentlicht"),
        ("Die Straße wird asphaltiert.", "asphaltiert"),
    ] {
        assert_eq!(found(Rule::Passive, text), [word]);
    }
    for text in [
        "Wir werden ein Haus bauen.",
        "Das wird gut.",
        "Er wird Bürger-Meister.",
        "Wir haben den Plan geändert.",
    ] {
        assert!(found(Rule::Passive, text).is_empty(), "{text}");
    }
}

#[test]
fn ls05_finds_genitives_and_not_neuters_with_s() {
    assert_eq!(
        found(Rule::Genitive, "Das ist das Ziel des neuen Plans."),
        ["des neuen Plans"]
    );
    assert_eq!(
        found(Rule::Genitive, "Am Ende dieses Jahres ist Schluss."),
        ["dieses Jahres"]
    );
    assert_eq!(
        found(Rule::Genitive, "Wir lesen die Meinung der Bürger."),
        ["der Bürger"]
    );
    assert_eq!(found(Rule::Genitive, "Wegen der Baustelle ist zu."), ["Wegen"]);
    assert_eq!(found(Rule::Genitive, "Trotz Umbaus ist offen."), ["Trotz"]);
    for text in [
        "Gehen Sie wegen Ihren Rechten zum Gericht.",
        "Wegen dem Lärm schlafen viele schlecht.",
        "Wegen Umbau ist zu.",
        "Dieses Haus ist neu.",
        "Wir geben der Stadt Geld.",
        "Am Montag der Woche",
        "Das sagt der Rat.",
    ] {
        assert!(found(Rule::Genitive, text).is_empty(), "{text}");
    }
}

#[test]
fn ls06_finds_the_subjunctive() {
    assert_eq!(
        found(Rule::Subjunctive, "Das wäre gut und könnte helfen."),
        ["wäre", "könnte"]
    );
    assert!(found(Rule::Subjunctive, "Ihr könnt das.\nWir möchten das.").is_empty());
}

#[test]
fn ls07_wants_negations_bold_and_forbids_two() {
    assert_eq!(levels(Rule::Negation, "Das ist nicht gut."), [WARNING]);
    assert!(levels(Rule::Negation, "Das ist **nicht** gut.").is_empty());
    assert_eq!(levels(Rule::Negation, "Das ist **nicht** unmöglich."), [HARD]);
    assert_eq!(levels(Rule::Negation, "Das geht **nicht** ohne Sie."), [HARD]);
    assert_eq!(
        levels(Rule::Negation, "Nichts ist in diesem Plan **nicht** erlaubt."),
        [WARNING]
    );
    assert!(levels(Rule::Negation, "Wir sind unten und unterwegs mit unserem Bus.").is_empty());
    // Each denies something of its own, which is advice and no double negation.
    assert_eq!(
        levels(Rule::Negation, "Es gibt keine Häuser und keine Wege."),
        [WARNING]
    );
}

#[test]
fn ls08_finds_the_simple_past_of_full_verbs() {
    assert_eq!(
        found(Rule::Past, "Der Rat stand auf und sagte etwas."),
        ["stand", "sagte"]
    );
    assert!(
        found(
            Rule::Past,
            "Das war gut.\nWir hatten Zeit.\nDas Amt konnte helfen.\nDie geplante Straße"
        )
        .is_empty()
    );
}

#[test]
fn ls09_measures_the_parts_of_words_and_offers_the_split() {
    let finding = &findings(Rule::LongWord, "Das steht im Flächennutzungsplan.")[0];
    assert_eq!(
        finding.remedy.replacement.as_deref(),
        Some("Flächen-Nutzungs-Plan")
    );
    let plural = &findings(Rule::LongWord, "Es gibt 2 Bebauungspläne.")[0];
    assert_eq!(plural.remedy.replacement.as_deref(), Some("Bebauungs-Pläne"));
    assert!(
        found(
            Rule::LongWord,
            "Hier ist der Bebauungs-Plan und der Bebauungs·plan."
        )
        .is_empty()
    );
    assert_eq!(
        found(Rule::LongWord, "Das Stadt-Rats-Sitzungs-Protokoll ist da."),
        ["Stadt-Rats-Sitzungs-Protokoll"]
    );
}

#[test]
fn ls10_finds_abbreviations_and_unexplained_acronyms() {
    assert_eq!(
        found(Rule::Abbreviation, "Dort gibt es z. B. Läden, Ärzte etc."),
        ["z. B.", "etc."]
    );
    assert_eq!(
        found(Rule::Abbreviation, "Das steht im BauGB und im FFH-Gebiet."),
        ["BauGB", "FFH-Gebiet"]
    );
    assert!(
        found(
            Rule::Abbreviation,
            "Das ist auf diese Art.\nDas WC ist hier.\nDas ist WICHTIG."
        )
        .is_empty()
    );
    assert!(
        found(
            Rule::Abbreviation,
            "Das Gesetz heißt kurz: BGG.\nDas BGG hilft Ihnen."
        )
        .is_empty()
    );
    let replaced = &findings(Rule::Abbreviation, "Kommen Sie bzw. rufen Sie an.")[0];
    assert_eq!(replaced.remedy.replacement.as_deref(), Some("oder"));
}

#[test]
fn ls11_weighs_signs() {
    assert_eq!(levels(Rule::Sign, "Das steht in § 3."), [HARD]);
    assert_eq!(levels(Rule::Sign, "Das sind 5 %."), [HARD]);
    assert_eq!(levels(Rule::Sign, "Der Rat und/oder das Amt"), [HARD]);
    assert_eq!(
        levels(Rule::Sign, "Der Rat (das sind viele) sagt „Ja“."),
        [WARNING, WARNING]
    );
    assert!(levels(Rule::Sign, "- Das ist ein Punkt.\n- Das auch: gut!").is_empty());
    // However it is closed, a pair of quotation marks is one remark.
    for pair in ["„Ja“", "„Ja”", "“Ja”", "\"Ja\""] {
        assert_eq!(
            found(Rule::Sign, &format!("Wir sagen {pair}.")).len(),
            1,
            "{pair}"
        );
    }
}

#[test]
fn ls12_wants_digits() {
    let finding = &findings(Rule::NumberWord, "Sie haben zwei Wochen Zeit.")[0];
    assert_eq!(finding.remedy.replacement.as_deref(), Some("2"));
    assert_eq!(found(Rule::NumberWord, "Das steht in Teil IV."), ["IV"]);
    assert!(found(Rule::NumberWord, "Ein Haus hat 3 Zimmer.").is_empty());
}

#[test]
fn ls13_wants_large_numbers_compared() {
    assert_eq!(
        found(Rule::HardNumber, "Hier wohnen 25.000 Menschen."),
        ["25.000"]
    );
    assert!(found(Rule::HardNumber, "Hier wohnen ungefähr 25.000 Menschen.").is_empty());
    assert!(
        found(
            Rule::HardNumber,
            "Das sind 30 Prozent.\nDas bedeutet: 3 von 10 Menschen."
        )
        .is_empty()
    );
    assert_eq!(
        found(Rule::HardNumber, "Das Haus ist aus dem Jahr 1750."),
        ["1750"]
    );
    assert!(found(Rule::HardNumber, "Rufen Sie an: 0123 456789\n12345 Musterstadt").is_empty());
}

#[test]
fn ls14_finds_nouns_of_actions() {
    assert_eq!(
        found(Rule::Nominal, "Die Erweiterung dient der Verbesserung."),
        ["Verbesserung"]
    );
    assert!(found(Rule::Nominal, "Die Wohnung hat eine Heizung.").is_empty());
}

#[test]
fn ls15_knows_one_way_to_write_dates_and_times() {
    for (text, mended) in [
        ("Kommen Sie am 01.03.2027.", "1. März 2027"),
        ("Kommen Sie am 1.3. ins Rathaus.", "1. März"),
        ("Am 1. 3. 2027 ist das Fest.", "1. März 2027"),
        ("Kommen Sie vom 1. 3. 27 an.", "1. März 2027"),
        ("Kommen Sie am 1. 3. ins Rathaus.", "1. März"),
        ("Kommen Sie am 01. März.", "1. März"),
        ("Kommen Sie am 1. Okt. 2027.", "1. Oktober"),
        ("Kommen Sie um 09:30 Uhr.", "9.30"),
        ("Kommen Sie um 9.00 Uhr.", "9"),
        ("Der Tag ist 2027-03-01.", "1. März 2027"),
    ] {
        let findings = findings(Rule::Date, text);
        assert_eq!(findings.len(), 1, "{text}");
        assert_eq!(findings[0].remedy.replacement.as_deref(), Some(mended), "{text}");
    }
    for text in [
        "Am 1. März 2027 um 9 Uhr oder 9.30 Uhr.",
        "Die Fläche hat 2.5 Hektar.",
        "Das Spiel endet 2:1.",
        "Das steht in Punkt 1.1. und 2.3.",
        "Das steht in Punkt 1. 3. und mehr.",
        "Wir kommen bis 12.10 Uhr.",
    ] {
        assert!(found(Rule::Date, text).is_empty(), "{text}");
    }
}

#[test]
fn ls16_keeps_to_one_word_for_one_thing() {
    let finding = &findings(Rule::Synonym, "Schreiben Sie Ihre Stellungnahmen.")[0];
    assert_eq!(finding.argument("preferred"), Some("Meinung"));
}

#[test]
fn ls17_wants_terms_explained_where_they_come_first() {
    assert_eq!(
        found(
            Rule::Unexplained,
            "Wir ändern den Bebauungs-Plan.\nKommen Sie zu uns.\nWir warten."
        ),
        ["Bebauungs-Plan"]
    );
    assert!(
        found(
            Rule::Unexplained,
            "Wir ändern den Bebauungs-Plan.\nDas ist ein Plan für Häuser.\nDer Bebauungs-Plan ist neu."
        )
        .is_empty()
    );
}

#[test]
fn ls18_limits_paragraphs_and_headings() {
    let line = "Das ist gut.\n";
    assert_eq!(levels(Rule::Layout, &line.repeat(7)).len(), 1);
    assert!(levels(Rule::Layout, &line.repeat(6)).is_empty());
    assert_eq!(levels(Rule::Layout, &format!("{line}\n").repeat(6)).len(), 1);
    assert!(
        levels(
            Rule::Layout,
            &format!(
                "# Gut\n{}# Gut\n{}",
                format!("{line}\n").repeat(5),
                format!("{line}\n").repeat(5)
            )
        )
        .is_empty()
    );
}

#[test]
fn ls19_finds_foreign_words_without_explanation() {
    let finding = &findings(Rule::ForeignWord, "Wir reduzieren den Lärm.")[0];
    assert_eq!(finding.remedy.replacement.as_deref(), Some("kleiner machen"));
    assert_eq!(
        found(Rule::ForeignWord, "Das ist Föderalismus."),
        ["Föderalismus"]
    );
    assert!(found(Rule::ForeignWord, "Das nennt man Föderalismus.").is_empty());
    assert!(
        found(
            Rule::ForeignWord,
            "Wir treffen uns im Internet oder an der Universität."
        )
        .is_empty()
    );
}

#[test]
fn ls20_addresses_readers() {
    assert_eq!(found(Rule::Address, "Sie sehen: Hier kann man bauen."), ["man"]);
    let told = "Der Rat plant ein Haus.\n".repeat(4);
    assert_eq!(
        found(
            Rule::Address,
            &format!("{told}Alle Menschen können Fragen stellen.")
        ),
        ["Alle Menschen können Fragen stellen."]
    );
    assert!(
        found(
            Rule::Address,
            &format!("{told}Alle Menschen können Fragen stellen.\nFragen Sie uns.")
        )
        .is_empty()
    );
}

#[test]
fn ls20_leaves_a_text_alone_that_explains_or_tells_a_story_and_says_one_thing_once() {
    assert!(found(Rule::Address, &"Der Rat plant ein Haus.\n".repeat(6)).is_empty());
    assert!(
        found(
            Rule::Address,
            &format!("{}Wer kann dort wohnen?", "Der Rat plant ein Haus.\n".repeat(4))
        )
        .is_empty()
    );
    // "man" asks for "Sie" already.
    let text = format!(
        "{}Alle Menschen können Fragen stellen.\nMan kann schreiben.",
        "Der Rat plant ein Haus.\n".repeat(4)
    );
    assert_eq!(found(Rule::Address, &text), ["Man"]);
}

#[test]
fn ls21_finds_marks_for_genders() {
    for text in [
        "Bürger*innen",
        "Bürger:innen",
        "Bürger_innen",
        "BürgerInnen",
        "Bürger/innen",
        "Bürger/-innen",
    ] {
        assert_eq!(found(Rule::Gender, &format!("Alle {text} kommen.")), [text]);
    }
    assert!(found(Rule::Gender, "Bürger und Bürgerinnen kommen in den Innen-Hof.").is_empty());
}

#[test]
fn every_rule_has_a_number_of_its_own() {
    let codes: std::collections::BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    assert_eq!(codes.len(), 21);
    assert_eq!((codes.first(), codes.last()), (Some(&"LS01"), Some(&"LS21")));
}

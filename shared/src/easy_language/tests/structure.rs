//! How texts are divided, and where findings are.

use super::super::sentences;
use super::*;

fn divided(text: &str) -> Vec<&str> {
    sentences(words(), text)
        .into_iter()
        .map(|range| &text[range])
        .collect()
}

#[test]
fn abbreviations_dates_and_times_end_no_sentence() {
    let text = "Das gilt z. B. am 1. März 2027 um 9.30 Uhr. Danach kommt Dr. Meier, evtl. am 3. Tag.";
    assert_eq!(
        divided(text),
        [
            "Das gilt z. B. am 1. März 2027 um 9.30 Uhr.",
            "Danach kommt Dr. Meier, evtl. am 3. Tag."
        ]
    );
    assert_eq!(
        divided("Es sind 3. Das ist wenig."),
        ["Es sind 3.", "Das ist wenig."]
    );
    assert_eq!(
        divided("Das war 2027. Danach kam nichts."),
        ["Das war 2027.", "Danach kam nichts."]
    );
    assert_eq!(
        divided("Wir bauen usw. Das dauert."),
        ["Wir bauen usw.", "Das dauert."]
    );
}

#[test]
fn addresses_of_the_web_are_one_word() {
    let text = "Schauen Sie auf www.stadt.de/plan oder schreiben Sie an rat@stadt.de.";
    assert_eq!(divided(text), [text]);
    assert!(found(Rule::Sign, text).is_empty());
    assert!(
        found(
            Rule::LongWord,
            "Die Seite heißt beteiligung-musterstadt.example.de."
        )
        .is_empty()
    );
}

#[test]
fn a_sentence_may_run_over_lines_and_ends_with_its_block() {
    let text = "# Der neue Plan\nSie können Ihre Meinung sagen:\n- mit einem Brief\n- im Rathaus\n\nDas ist wichtig\nfür uns.";
    assert_eq!(
        divided(text),
        [
            "Der neue Plan",
            "Sie können Ihre Meinung sagen:",
            "mit einem Brief",
            "im Rathaus",
            "Das ist wichtig\nfür uns."
        ]
    );
}

#[test]
fn a_line_alone_or_at_the_top_without_a_mark_is_a_heading() {
    let long = "Der Plan für das neue Wohn-Gebiet an der alten Straße";
    assert_eq!(
        levels(Rule::Layout, &format!("{long}\n\nDas ist der Plan.")).len(),
        1
    );
    assert!(found(Rule::Layout, "Der neue Plan\nDas ist der Plan.").is_empty());
    assert_eq!(divided("Der neue Plan\nDas ist der Plan.").len(), 2);
}

#[test]
fn a_line_that_goes_on_below_a_blank_line_is_no_heading() {
    for text in [
        "Leichte Sprache ist ganz besonders wichtig und gut\n\nfür viele Menschen.",
        "Sie arbeiten alle für die Rechte von Menschen mit\n\nLern-Schwierigkeiten.",
    ] {
        assert!(found(Rule::Layout, text).is_empty(), "{text}");
    }
}

#[test]
fn a_name_in_quotation_marks_is_not_divided_at_its_full_stop() {
    let text = "In der Ausstellung „Bürger. Polen und Deutschland“ gibt es Bilder. Kommen Sie!";
    assert_eq!(
        divided(text),
        [
            "In der Ausstellung „Bürger. Polen und Deutschland“ gibt es Bilder.",
            "Kommen Sie!"
        ]
    );
    // What somebody says has sentences of its own.
    assert_eq!(
        divided("Der Rat sagt: „Wir bauen. Das ist gut.“"),
        ["Der Rat sagt: „Wir bauen.", "Das ist gut.“"]
    );
}

#[test]
fn a_second_sie_on_a_new_line_begins_a_sentence_and_the_first_does_not() {
    assert_eq!(
        divided("Hier finden Sie alles über den Rat\nSie erfahren viel Neues."),
        ["Hier finden Sie alles über den Rat", "Sie erfahren viel Neues."]
    );
    for whole in [
        "Damit können\nSie besser lesen.",
        "Wir zeigen Ihnen, was\nSie brauchen.",
        "Sie wissen noch nicht, ob\nSie kommen können.",
    ] {
        let text = format!("Das ist gut.\n{whole}");
        assert_eq!(divided(&text), ["Das ist gut.", whole]);
    }
}

#[test]
fn places_are_given_in_bytes_and_in_utf_16() {
    let text = "Grüße 🏠: Das kostet 5 %.";
    let finding = &findings(Rule::Sign, text)[1];
    assert_eq!(&text[finding.bytes.clone()], "%");
    let units: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(String::from_utf16(&units[finding.utf16.clone()]).unwrap(), "%");
}

#[test]
fn an_empty_text_has_nothing_to_say() {
    for text in ["", "\n\n", "…", "**", "- ", "# "] {
        let report = check(words(), text);
        assert_eq!((report.sentences, report.findings.len()), (0, 0), "{text:?}");
        assert!(report.per_sentence() < f64::EPSILON);
    }
}

#[test]
fn any_text_is_read_without_panic_and_with_places_inside_it() {
    let pieces = [
        "Bürger*innen",
        "z.",
        "B.",
        "1.",
        "März",
        "**",
        "(",
        "„",
        "\u{ad}",
        "🏠",
        "-",
        "\n",
        "9:30",
        "e\u{301}",
        "#",
        "des",
        ",",
        "·",
    ];
    let words = words();
    for seed in 0usize..400 {
        let text: String = (0..12)
            .map(|step| {
                let piece = pieces[(seed * 7 + step * (seed % 5 + 3) + step * step) % pieces.len()];
                if (seed + step) % 3 == 0 {
                    piece.to_owned()
                } else {
                    format!("{piece} ")
                }
            })
            .collect();
        for finding in check(words, &text).findings {
            assert_eq!(
                text.get(finding.bytes.clone()),
                Some(finding.excerpt.as_str()),
                "{text:?}"
            );
            for place in finding.more {
                assert_eq!(text.get(place.bytes), Some(place.excerpt.as_str()), "{text:?}");
            }
        }
    }
}

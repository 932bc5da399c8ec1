//! Every remark that a reader of plans can make has its words in the catalogue.

use std::{collections::BTreeSet, path::Path};

use shared::plans::FINDING_CODES;

/// The codes in a source text: the first literal of `Finding::new(`, the second argument of `finding(` and `warn(`, and
/// the first of a pair of code and message.
fn codes_in(text: &str, found: &mut BTreeSet<String>) {
    let is_code =
        |word: &str| word.contains('_') && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let literal = |rest: &str| {
        rest.split('"')
            .nth(1)
            .filter(|word| is_code(word))
            .map(str::to_owned)
    };
    for (call, arguments_before) in [("Finding::new(", 0), (".finding(", 1), (".warn(", 1), ("=> (", 0)] {
        for rest in text.split(call).skip(1) {
            let mut rest = rest.trim_start();
            for _ in 0..arguments_before {
                rest = rest.split_once(',').map_or("", |(_, rest)| rest.trim_start());
            }
            if rest.starts_with('"') {
                found.extend(literal(rest));
            }
        }
    }
}

fn walk(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            codes_in(&std::fs::read_to_string(path).unwrap(), found);
        }
    }
}

#[test]
fn the_readers_codes_and_those_that_have_words_are_the_same() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = BTreeSet::new();
    for folder in ["../formats/src/xplan", "../formats/src/geo", "src/features/plans"] {
        walk(&here.join(folder), &mut used);
    }
    for file in ["import.rs", "import_drawing.rs"] {
        let file = here.join("src/features/procedures").join(file);
        codes_in(&std::fs::read_to_string(file).unwrap(), &mut used);
    }
    let worded: BTreeSet<String> = FINDING_CODES.iter().map(|code| (*code).to_owned()).collect();
    assert!(
        used.contains("crs_suspect")
            && used.contains("self_intersection")
            && used.contains("document_on_web")
    );
    assert_eq!(
        used.difference(&worded).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "codes without words"
    );
    assert_eq!(
        worded.difference(&used).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "words for codes that nobody uses"
    );
}

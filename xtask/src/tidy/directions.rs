//! Physical directions in style sheets: `margin-left` and its kin are wrong in right-to-left pages.
//!
//! A line that must be physical (a drawing, a map) says why in a comment that begins with `physical:`.

use std::sync::LazyLock;

use regex::Regex;

#[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by the tests")]
static PHYSICAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?:^|[;{\s])
        (
          (?:margin|padding|scroll-margin|scroll-padding)-(?:left|right)\s*:
        | border-(?:left|right)(?:-(?:width|style|color))?\s*:
        | border-(?:top|bottom)-(?:left|right)-radius\s*:
        | (?:left|right)\s*:
        | (?:text-align|float|clear)\s*:\s*(?:left|right)\b
        )",
    )
    .unwrap()
});

/// Line numbers (from 1) and the found text.
pub fn physical(sheet: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut in_comment = false;
    for (number, line) in sheet.lines().enumerate() {
        if line.contains("physical:") && line.contains("/*") {
            continue;
        }
        let code = without_comments(line, &mut in_comment);
        for hit in PHYSICAL.captures_iter(&code) {
            if let Some(property) = hit.get(1) {
                found.push((number + 1, property.as_str().to_owned()));
            }
        }
    }
    found
}

fn without_comments(line: &str, in_comment: &mut bool) -> String {
    let mut code = String::new();
    let mut rest = line;
    loop {
        let mark = if *in_comment { "*/" } else { "/*" };
        let Some((before, after)) = rest.split_once(mark) else {
            if !*in_comment {
                code.push_str(rest);
            }
            return code;
        };
        if !*in_comment {
            code.push_str(before);
        }
        *in_comment = !*in_comment;
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::physical;

    #[test]
    fn physical_directions_are_found_with_their_line() {
        let sheet = "a {\n  margin-left: 1rem;\n}\nb{text-align:right;left:0}\n";
        let lines: Vec<_> = physical(sheet).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [2, 4, 4]);
    }

    #[test]
    fn logical_directions_comments_and_reasons_are_left_alone() {
        let sheet = "/* margin-left:\n right: */ a { margin-inline-start: 0; inset-inline-end: 0; text-align: start }\n\
                     .map { left: 0; } /* physical: maps are never mirrored */\n.aleft:hover{border-block-end:0}";
        assert_eq!(physical(sheet), []);
    }
}

//! String literals of a Rust file, outside comments and documentation, with their line and the macro around them.

use anyhow::{Context, Result, anyhow};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A string literal.
pub struct Literal {
    /// From 1.
    pub line: usize,
    /// Unescaped.
    pub text: String,
    /// Stands directly in `sql!(…)`.
    pub in_sql: bool,
}

/// All string literals of a file's text.
pub fn literals(text: &str) -> Result<Vec<Literal>> {
    let tokens: TokenStream = text
        .parse()
        .map_err(|error| anyhow!("{error}"))
        .context("not Rust")?;
    let mut found = Vec::new();
    walk(tokens, false, &mut found);
    Ok(found)
}

fn walk(tokens: TokenStream, in_sql: bool, found: &mut Vec<Literal>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    found.push(Literal {
                        line: literal.span().start().line,
                        text: text.value(),
                        in_sql,
                    });
                }
            }
            TokenTree::Group(group) => {
                let before = |back: usize| {
                    at.checked_sub(back)
                        .and_then(|at| trees.get(at))
                        .map(ToString::to_string)
                };
                // `#[doc = "…"]`, which `///` becomes, and other attributes.
                let attribute = group.delimiter() == Delimiter::Bracket
                    && (before(1).as_deref() == Some("#")
                        || (before(1).as_deref() == Some("!") && before(2).as_deref() == Some("#")));
                if !attribute {
                    let sql = before(1).as_deref() == Some("!") && before(2).as_deref() == Some("sql");
                    walk(group.stream(), sql, found);
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::literals;

    #[test]
    fn statements_are_told_from_documentation_and_comments() {
        let text = r##"
            //! delete from book
            /// "update x set y"
            #[doc = "insert into z"]
            fn f() { // "no"
                sql!(tx, all Row, r#"select "a" from b"#, vec!["inner"]);
                log("plain");
            }
        "##;
        let found: Vec<_> = literals(text)
            .unwrap()
            .into_iter()
            .map(|it| (it.line, it.text, it.in_sql))
            .collect();
        assert_eq!(
            found,
            [
                (6, "select \"a\" from b".to_owned(), true),
                (6, "inner".to_owned(), false),
                (7, "plain".to_owned(), false)
            ]
        );
    }
}

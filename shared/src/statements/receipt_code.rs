//! The receipt's code: 60 bits as twelve characters in Crockford's base 32, forgiving how they are typed.
//!
//! Invariant: every spelling of a code leads to the same twelve characters; which statement it opens, the server alone
//! knows.

/// How many characters a receipt's code has, besides what stands between them.
pub const CODE_LENGTH: usize = 12;

/// The twelve characters of a receipt's code in one spelling (Crockford base 32): case, spaces, hyphens, low lines and
/// points do not count, `O` reads as `0`, `I` and `L` as `1`. `None` when it cannot be a code.
pub fn canonical_code(typed: &str) -> Option<String> {
    let mut code = String::with_capacity(CODE_LENGTH);
    for c in typed.chars() {
        match c.to_ascii_uppercase() {
            ' ' | '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '\u{a0}' => {}
            'O' => code.push('0'),
            'I' | 'L' => code.push('1'),
            c @ ('0'..='9' | 'A'..='H' | 'J' | 'K' | 'M' | 'N' | 'P'..='T' | 'V'..='Z') => code.push(c),
            _ => return None,
        }
    }
    (code.len() == CODE_LENGTH).then_some(code)
}

/// Twelve characters from the first 60 bits.
pub fn code_from_bits(bits: [u8; 8]) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let value = u64::from_be_bytes(bits) >> 4;
    (0..CODE_LENGTH)
        .rev()
        .map(|group| {
            let index = usize::try_from((value >> (group * 5)) & 31).unwrap_or(0);
            ALPHABET.get(index).map_or('0', |b| char::from(*b))
        })
        .collect()
}

/// `XXXX-XXXX-XXXX`.
pub fn spaced_code(code: &str) -> String {
    let characters: Vec<char> = code.chars().collect();
    characters
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_forgiven_its_spelling() {
        let code = code_from_bits([0xff, 0xee, 0xdd, 0xcc, 0xbb, 0xaa, 0x99, 0x88]);
        assert_eq!(code.len(), 12);
        assert_eq!(canonical_code(&spaced_code(&code)).as_ref(), Some(&code));
        assert_eq!(
            canonical_code(&spaced_code(&code).to_lowercase().replace('-', " ")),
            Some(code)
        );
        assert_eq!(canonical_code("O1IL-0000-0000").as_deref(), Some("011100000000"));
        assert_eq!(canonical_code("O1IL_0000.0000.").as_deref(), Some("011100000000"));
        for not_a_code in ["", "ABCD", "ABCD-ABCD-ABCU", "ABCD-ABCD-ABCDE", "ABCD/ABCD/ABCD"] {
            assert_eq!(canonical_code(not_a_code), None, "{not_a_code}");
        }
    }

    #[test]
    fn codes_take_the_first_sixty_bits() {
        assert_eq!(code_from_bits([0; 8]), "000000000000");
        assert_eq!(code_from_bits([0xff; 8]), "ZZZZZZZZZZZZ");
        assert_eq!(code_from_bits([0, 0, 0, 0, 0, 0, 0, 0x1f]), "000000000001");
    }
}

//! The municipality's own address index: streets and house numbers with their place, imported by the operator.

use crate::{endpoint, wire};

/// Most addresses of an answer: whoever looks for another types more of it.
pub const MAX_FOUND: usize = 10;

wire! {
    /// Looks for addresses whose street begins with the text; a house number may follow. At most ten are answered.
    pub struct FindAddresses {
        /// What was typed, such as `Hafenstr. 12`.
        pub search: String,
    }
    /// An address with its place.
    pub struct Address {
        /// Street and house number.
        pub label: String,
        /// Postal code and town.
        pub town: String,
        /// Latitude, WGS84 degrees.
        pub lat: f64,
        /// Longitude, WGS84 degrees.
        pub lon: f64,
    }
}
endpoint!(Get "/api/v1/addresses" Anyone FindAddresses => Vec<Address>, at_most MAX_FOUND);

/// The form in which streets are compared: lower case, umlauts written out, `straße`/`str.` as `str`, no separators.
pub fn street_key(street: &str) -> String {
    let mut key = String::new();
    for c in street.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => key.push_str("ae"),
            'ö' => key.push_str("oe"),
            'ü' => key.push_str("ue"),
            'ß' => key.push_str("ss"),
            c if c.is_alphanumeric() => key.push(c),
            _ => {}
        }
    }
    key.replace("strasse", "str")
}

/// So many numbers of a text are tried as the house number.
const MAX_SPLITS: usize = 5;

/// Ways to read what was typed as street and house number, the likeliest first: `Hafenstr. 12 a` is `("Hafenstr.", "12a")`,
/// but `Straße des 17. Juni` is a street alone, and in `Q 7, 24` the house number stands behind the comma. A town behind a
/// comma is left out.
pub fn street_and_number(text: &str) -> Vec<(String, String)> {
    let squeezed = |number: &str| -> String {
        number
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let mut parts = text.split(',').map(str::trim);
    let head = parts.next().unwrap_or_default();
    if head.is_empty() {
        return Vec::new();
    }
    let mut ways: Vec<(String, String)> = Vec::new();
    let digits = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count();
    // Five digits are a postal code.
    if let Some(number) = parts.next().filter(|part| (1..5).contains(&digits(part))) {
        ways.push((head.to_owned(), squeezed(number)));
    }
    let mut before = ' ';
    let mut starts: Vec<usize> = Vec::new();
    for (at, c) in head.char_indices() {
        if at > 0 && c.is_ascii_digit() && !before.is_ascii_digit() {
            starts.push(at);
        }
        before = c;
    }
    let split_at = |at: usize| {
        let (street, number) = head.split_at(at);
        (street.trim().to_owned(), squeezed(number))
    };
    // The last number is the house number, unless it belongs to the name.
    ways.extend(starts.last().map(|at| split_at(*at)));
    ways.push((head.to_owned(), String::new()));
    let others = starts.iter().rev().skip(1).take(MAX_SPLITS);
    ways.extend(others.map(|at| split_at(*at)));
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_street_compare_equal() {
        for spelling in ["Hafenstraße", "hafenstr.", "Hafen-Strasse", "HAFENSTR"] {
            assert_eq!(street_key(spelling), "hafenstr");
        }
    }

    #[test]
    fn a_number_belongs_to_the_house_or_to_the_street() {
        let ways = |typed| street_and_number(typed);
        let way = |street: &str, number: &str| (street.to_owned(), number.to_owned());
        assert_eq!(ways(" Hafenstr. 12 A ")[0], way("Hafenstr.", "12a"));
        assert_eq!(ways("Hafenstr. 12, 31999 Ort")[0], way("Hafenstr.", "12"));
        assert_eq!(ways("Hafenstr., Ort"), [way("Hafenstr.", "")]);
        assert_eq!(ways("Straße des 17. Juni 5")[0], way("Straße des 17. Juni", "5"));
        assert!(ways("Straße des 17. Juni").contains(&way("Straße des 17. Juni", "")));
        assert_eq!(ways("8. Mai"), [way("8. Mai", "")]);
        assert_eq!(ways("Q 7, 24, 68161 Mannheim")[0], way("Q 7", "24"));
        assert_eq!(ways("Q 7 24")[0], way("Q 7", "24"));
        assert!(ways("Am Markt 3-5").contains(&way("Am Markt", "3-5")));
        assert!(ways(" , 12").is_empty() && ways("").is_empty());
        assert!(ways(&"1 ".repeat(1_000)).len() < 10);
    }
}

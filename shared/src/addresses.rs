//! The municipality's own address index: streets and house numbers with their place, imported by the operator.

use crate::{endpoint, wire};

wire! {
    /// Looks for addresses whose street begins with the text; a house number may follow.
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
endpoint!(Get "/api/v1/addresses" Anyone FindAddresses => Vec<Address>);

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

/// Splits what was typed into street and house number: `Hafenstr. 12 a` gives `("Hafenstr.", "12a")`.
pub fn split_house_number(text: &str) -> (String, String) {
    let text = text.trim();
    let at = text
        .char_indices()
        .find(|(i, c)| c.is_ascii_digit() && *i > 0)
        .map(|(i, _)| i);
    match at {
        Some(at) => {
            let (street, number) = text.split_at(at);
            let number: String = number
                .chars()
                .filter(|c| !c.is_whitespace())
                .flat_map(char::to_lowercase)
                .collect();
            (street.trim().to_owned(), number)
        }
        None => (text.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_street_compare_equal() {
        for spelling in ["Hafenstraße", "hafenstr.", "Hafen-Strasse", "HAFENSTR"] {
            assert_eq!(street_key(spelling), "hafenstr");
        }
        assert_eq!(
            split_house_number(" Hafenstr. 12 A "),
            ("Hafenstr.".into(), "12a".into())
        );
    }
}

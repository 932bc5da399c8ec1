//! Names of which each is given once: one that is taken gets a number.
//!
//! Invariant: the work grows with the number of names alone, also where all of them are alike.

use std::collections::{HashMap, HashSet};

/// The names that were given.
#[derive(Debug, Default)]
pub struct Unique {
    used: HashSet<String>,
    /// The number that was given last to a name.
    last: HashMap<String, usize>,
}

impl Unique {
    /// The wished name, or the first one with a number, from 2 on, that nobody has.
    pub fn take(&mut self, wished: &str, numbered: impl Fn(&str, usize) -> String) -> String {
        if self.used.insert(wished.to_owned()) {
            return wished.to_owned();
        }
        let last = self.last.entry(wished.to_owned()).or_insert(1);
        loop {
            *last += 1;
            let name = numbered(wished, *last);
            if self.used.insert(name.clone()) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_given_twice_and_a_hundred_thousand_alike_take_no_time() {
        let mut names = Unique::default();
        let dashed = |name: &str, number: usize| format!("{name}-{number}");
        let given: Vec<String> = ["a", "a-2", "a", "a", "b"]
            .iter()
            .map(|wished| names.take(wished, dashed))
            .collect();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "b"]);
        for number in 5..100_000 {
            assert_eq!(names.take("a", dashed), format!("a-{number}"));
        }
    }
}

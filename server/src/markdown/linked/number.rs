//! What may be a telephone number: its digits, and how they are set apart.

/// What divides the area code from the rest, beside what divides groups; longest first.
const AFTER_AREA: [&str; 4] = [" / ", " - ", " – ", " (0) "];
/// What stands after a country code.
const AFTER_COUNTRY: [&str; 3] = [" (0) ", " (0)", "(0)"];
/// What stands after an area code in brackets.
const AFTER_BRACKET: [&str; 5] = [") / ", ") - ", ")/", ") ", ")"];
/// What divides groups of digits.
const BETWEEN: [&str; 6] = [" ", "/", "-", "–", "\u{a0}", "\u{202f}"];

/// What may be a telephone number.
pub(super) struct Number {
    /// Its bytes in the text.
    pub(super) len: usize,
    /// What a telephone dials.
    pub(super) dial: String,
    /// Digits of each group.
    pub(super) groups: Vec<usize>,
    /// Whether it has an area code that is set apart as people do it in telephone numbers.
    pub(super) has_area_code: bool,
    /// Whether nothing follows that it is only a part of.
    pub(super) is_whole: bool,
}

impl Number {
    /// Reads a number at the beginning of a text.
    pub(super) fn at(text: &str) -> Option<Self> {
        let in_brackets = text.starts_with('(');
        let is_abroad = text.starts_with('+');
        let mut dial = String::new();
        if is_abroad {
            dial.push('+');
        }
        let mut len = usize::from(in_brackets || is_abroad);
        let mut groups = Vec::new();
        let mut divider = "";
        loop {
            let rest = text.get(len..)?;
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            if digits == 0 {
                return None;
            }
            dial.push_str(rest.get(..digits)?);
            groups.push(digits);
            len += digits;
            let rest = rest.get(digits..)?;
            let first: &[&str] = match groups.len() {
                1 if in_brackets => &AFTER_BRACKET,
                1 if is_abroad => &AFTER_COUNTRY,
                1 | 2 => &AFTER_AREA,
                _ => &[],
            };
            let between: &[&str] = if groups.len() == 1 && in_brackets {
                &[]
            } else {
                &BETWEEN
            };
            let next = first
                .iter()
                .chain(between)
                .find(|sign| is_before_digit(rest, sign));
            match next {
                Some(sign) => {
                    if groups.len() == 1 {
                        divider = sign;
                    }
                    len += sign.len();
                }
                // A bracket that holds more than an area code.
                None if in_brackets && groups.len() == 1 => return None,
                None => {
                    return Some(Self {
                        is_whole: ends_before(rest),
                        has_area_code: begins_with_area(&dial, &groups, divider),
                        len,
                        dial,
                        groups,
                    });
                }
            }
        }
    }

    /// Whether it begins with the country code of a neighbour, and is no sum with a plus: that has groups of three, or
    /// none.
    pub(super) fn has_country_code(&self) -> bool {
        let is_near = self.dial.starts_with("+3") || self.dial.starts_with("+4");
        is_near
            && match self.groups.as_slice() {
                [digits] => *digits >= 11,
                [(2..), groups @ ..] => groups.iter().any(|digits| *digits != 3),
                _ => false,
            }
    }
}

fn is_before_digit(text: &str, sign: &str) -> bool {
    text.strip_prefix(sign)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a number begins with an area code that `divider` sets apart as people do it in telephone numbers.
///
/// Lines divide the numbers of files as well, most of all from their year (`0123/2024`), and a hyphen alone does nearly
/// always.
fn begins_with_area(dial: &str, groups: &[usize], divider: &str) -> bool {
    let &[area, first, ..] = groups else {
        return false;
    };
    let Some((area, rest)) = dial.split_at_checked(area) else {
        return false;
    };
    let is_year = first == 4 && (rest.starts_with("19") || rest.starts_with("20"));
    let is_set_apart = match divider {
        "-" | "–" => false,
        line if line.contains(['/', '-', '–']) => !is_year && rest.len() >= 5,
        _ => true,
    };
    is_set_apart && is_area_code(area)
}

/// Whether digits are the area code of a German town or a mobile network: `030` to `033203`, `0171`.
fn is_area_code(digits: &str) -> bool {
    (3..=6).contains(&digits.len()) && digits.starts_with('0') && !digits.starts_with("00")
}

/// Whether a number is over before this text: no date, no decimal, no unit of measurement, no sum.
fn ends_before(rest: &str) -> bool {
    let unit = rest.trim_start();
    if ["€", "Euro", "EUR"].iter().any(|money| unit.starts_with(money)) {
        return false;
    }
    let mut next = rest.chars();
    match next.next() {
        Some('.' | ',' | ':') => !next.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric() && !matches!(c, '%' | '€' | '°'),
        None => true,
    }
}

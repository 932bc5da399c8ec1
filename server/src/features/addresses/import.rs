//! Reads an address list: CSV with a header that names its columns, `;` or `,` between them, WGS84 degrees.

use shared::addresses::street_key;

use super::store::{self, NewAddress};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// The columns that must be there, in any order; others are ignored.
const COLUMNS: [&str; 6] = ["street", "house_number", "postal_code", "city", "lat", "lon"];
/// So many mistakes are named; then the reader has seen enough.
const MAX_ERRORS: usize = 20;

/// Something wrong with one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, one English sentence.
    pub message: String,
}

impl std::fmt::Display for LineError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// An address list that was read without mistake.
#[derive(Clone, Debug, PartialEq)]
pub struct AddressImport(Vec<NewAddress>);

impl AddressImport {
    /// How many addresses it holds.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The text of a file.
///
/// # Errors
/// The first line that is not UTF-8: most often a list that was saved in an older encoding of Windows.
pub fn decode(bytes: &[u8]) -> std::result::Result<&str, LineError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        LineError {
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            message: "The file is not UTF-8: save it as \"CSV UTF-8\", or turn it into that with \
                      `iconv -f windows-1252 -t utf-8`."
                .into(),
        }
    })
}

/// Reads a list.
///
/// # Errors
/// Every line that is wrong, up to twenty; then nothing is imported.
pub fn parse_csv(text: &str) -> std::result::Result<AddressImport, Vec<LineError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim().is_empty());
    let Some((_, header)) = lines.next() else {
        return Err(vec![LineError {
            line: 1,
            message: "The file is empty.".into(),
        }]);
    };
    let separator = if header.contains(';') { ';' } else { ',' };
    let names: Vec<String> = fields(header, separator)
        .iter()
        .map(|name| name.to_lowercase())
        .collect();
    let column = |wanted: &str| names.iter().position(|name| name == wanted);
    let missing: Vec<&str> = COLUMNS
        .into_iter()
        .filter(|name| column(name).is_none())
        .collect();
    if !missing.is_empty() {
        return Err(vec![LineError {
            line: 1,
            message: format!("The header does not name {}.", missing.join(", ")),
        }]);
    }
    let (mut addresses, mut errors) = (Vec::new(), Vec::new());
    for (line, row) in lines {
        match address(&fields(row, separator), &column) {
            Ok(address) => addresses.push(address),
            Err(message) => errors.push(LineError { line, message }),
        }
        if errors.len() == MAX_ERRORS {
            break;
        }
    }
    if errors.is_empty() {
        Ok(AddressImport(addresses))
    } else {
        Err(errors)
    }
}

fn address(
    row: &[String],
    column: &impl Fn(&str) -> Option<usize>,
) -> std::result::Result<NewAddress, String> {
    let text = |name: &str| column(name).and_then(|at| row.get(at)).map_or("", String::as_str);
    let degrees = |name: &str, bound: f64| {
        let value = text(name).replace(',', ".");
        value
            .parse::<f64>()
            .ok()
            .filter(|degrees| degrees.is_finite() && degrees.abs() <= bound)
            .ok_or_else(|| format!("{name} must be a number of degrees, such as 53.55, not \"{value}\"."))
    };
    let street = text("street").to_owned();
    let key = street_key(&street);
    if key.is_empty() {
        return Err("street is empty.".into());
    }
    let house_number = text("house_number")
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    Ok(NewAddress {
        street_key: key,
        street,
        house_number,
        postal_code: text("postal_code").to_owned(),
        city: text("city").to_owned(),
        lat: degrees("lat", 90.0)?,
        lon: degrees("lon", 180.0)?,
    })
}

/// The fields of a line; a field may stand in double quotes, doubled inside.
fn fields(line: &str, separator: char) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                push(&mut fields, '"');
            }
            '"' => quoted = !quoted,
            c if c == separator && !quoted => fields.push(String::new()),
            c => push(&mut fields, c),
        }
    }
    fields.iter().map(|field| field.trim().to_owned()).collect()
}

fn push(fields: &mut [String], c: char) {
    if let Some(last) = fields.last_mut() {
        last.push(c);
    }
}

/// Reads a list and replaces the municipality's index with it; answers how many addresses there are now.
///
/// # Errors
/// The lines that are wrong, or whatever the database says; then the index stays as it was.
pub async fn import_csv(cx: &Cx, text: &str) -> Result<std::result::Result<usize, Vec<LineError>>> {
    let list = match parse_csv(text) {
        Ok(list) => list,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut tx = cx.begin().await?;
    replace(cx, &mut tx, &list).await?;
    cx.commit(tx).await?;
    cx.site.reload_municipalities().await?;
    Ok(Ok(list.len()))
}

/// Replaces the municipality's index within a transaction.
///
/// # Errors
/// Whatever the database says.
pub async fn replace(cx: &Cx, tx: &mut Tx, list: &AddressImport) -> Result<()> {
    store::clear(tx).await?;
    for address in &list.0 {
        store::insert(tx, cx.new_id(), address).await?;
    }
    let event = Event::new(EventKind::AddressesImported, Visibility::Staff)
        .data(serde_json::json!({ "count": list.len() }));
    events::record(tx, cx, event).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_with_either_separator() {
        let list = parse_csv("\u{feff}lon,lat,city,postal_code,house_number,street\n9.1,53.5,\"Ort, Süd\",31999,12 A,Hafenstraße\n").unwrap();
        let [address] = &list.0[..] else {
            panic!("{list:?}")
        };
        assert_eq!(
            (address.street_key.as_str(), address.house_number.as_str()),
            ("hafenstr", "12a")
        );
        assert_eq!(
            (address.city.as_str(), address.lat, address.lon),
            ("Ort, Süd", 53.5, 9.1)
        );
    }

    #[test]
    fn a_list_of_an_older_encoding_is_told_by_its_line_with_what_helps() {
        let windows = b"street;house_number\nHafenstra\xdfe;1\n";
        let error = decode(windows).unwrap_err().to_string();
        assert!(
            error.starts_with("line 2: ") && error.contains("iconv -f windows-1252 -t utf-8"),
            "{error}"
        );
        assert_eq!(decode("Hafenstraße".as_bytes()), Ok("Hafenstraße"));
    }

    #[test]
    fn each_mistake_names_its_line() {
        let errors = parse_csv(
            "street;house_number;postal_code;city;lat;lon\nA;1;1;O;53,5;9\n;2;1;O;53;9\nB;3;1;O;north;9\n",
        )
        .unwrap_err();
        assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [3, 4]);
        let errors = parse_csv("street;lat\nA;1").unwrap_err();
        assert!(
            errors[0].message.contains("house_number") && errors[0].line == 1,
            "{errors:?}"
        );
    }
}

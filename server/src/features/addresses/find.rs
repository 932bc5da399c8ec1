//! Finds addresses by what was typed: the beginning of a street, then the beginning of a house number. Where it can be read in
//! several ways, the first that finds something counts. A street that has no such number is answered with its houses: the
//! spelling was right.

use shared::{
    addresses::{Address, FindAddresses, MAX_FOUND, street_and_number, street_key},
    api::{ApiError, Invalid},
    text,
};

use super::store;
use crate::{db::Statements, error::Result, site::Cx};

/// Longest text that is looked for, in characters.
const MAX_TYPED: usize = 200;

/// Answers at most ten addresses.
pub async fn find_addresses(cx: Cx, input: FindAddresses) -> Result<Vec<Address>> {
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "search", &input.search, false, MAX_TYPED);
    invalid.finish()?;
    if input.search.contains('\0') {
        return Err(ApiError::malformed("search").into());
    }
    let mut db = cx.read().await?;
    search(
        &mut db,
        &input.search,
        i64::try_from(MAX_FOUND).unwrap_or(i64::MAX),
    )
    .await
}

/// Addresses that begin like what was typed, at most `limit`, nearest spelling first; else the houses of the street that was
/// typed with a number it does not have.
///
/// # Errors
/// Whatever the database says.
pub async fn search(db: &mut impl Statements, typed: &str, limit: i64) -> Result<Vec<Address>> {
    let ways: Vec<(String, String)> = street_and_number(typed)
        .into_iter()
        .map(|(street, house_number)| (street_key(&street), house_number))
        .filter(|(key, _)| !key.is_empty())
        .collect();
    for (key, house_number) in &ways {
        let rows = store::find(db, key, house_number, limit).await?;
        if !rows.is_empty() {
            return Ok(rows.into_iter().map(address).collect());
        }
    }
    for (key, _) in ways.iter().filter(|(_, number)| !number.is_empty()) {
        let rows = store::find(db, key, "", limit).await?;
        // The street itself, not those that begin alike: they come behind it.
        let of_street = rows.into_iter().filter(|row| street_key(&row.street) == *key);
        let houses: Vec<Address> = of_street.map(address).collect();
        if !houses.is_empty() {
            return Ok(houses);
        }
    }
    Ok(Vec::new())
}

fn address(row: store::AddressRow) -> Address {
    Address {
        label: format!("{} {}", row.street, row.house_number).trim().to_owned(),
        town: format!("{} {}", row.postal_code, row.city).trim().to_owned(),
        lat: row.lat,
        lon: row.lon,
    }
}

/// Length of a degree of latitude in metres.
const DEGREE: f64 = 111_320.0;

/// The address nearest to a place, at most so many metres away.
///
/// # Errors
/// Whatever the database says.
pub async fn nearest(db: &mut impl Statements, lat: f64, lon: f64, metres: f64) -> Result<Option<Address>> {
    let squeeze = lat.to_radians().cos().max(0.01);
    let up = metres / DEGREE;
    let found = store::nearest(db, [lat, lon], [up, up / squeeze], squeeze).await?;
    let distance = |row: &store::AddressRow| (row.lat - lat).hypot((row.lon - lon) * squeeze) * DEGREE;
    Ok(found.filter(|row| distance(row) <= metres).map(address))
}

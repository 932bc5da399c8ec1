//! Table `address`.

use uuid::Uuid;

use crate::{
    db::{Statements, Tx},
    error::Result,
    sql,
};

/// An address to store.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NewAddress {
    pub street: String,
    pub street_key: String,
    pub house_number: String,
    pub postal_code: String,
    pub city: String,
    pub lat: f64,
    pub lon: f64,
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct AddressRow {
    pub street: String,
    pub house_number: String,
    pub postal_code: String,
    pub city: String,
    pub lat: f64,
    pub lon: f64,
}

/// The character after every other: closes a range of texts that begin alike.
const LAST: char = char::MAX;

/// Addresses in the order in which they stand in a street: by the number, then by what follows it. As many digits lead
/// as are lost with them; of numbers with equally many digits the texts have their order.
pub(super) async fn find(
    db: &mut impl Statements,
    street_key: &str,
    house_number: &str,
    limit: i64,
) -> Result<Vec<AddressRow>> {
    let municipality = db.municipality();
    Ok(sql!(
        db,
        all AddressRow,
        "select street, house_number, postal_code, city, lat, lon from address \
         where municipality_id = $1 and street_key >= $2 and street_key < $3 and substr(house_number, 1, cast($5 as integer)) = $4 \
         order by street_key, length(house_number) - length(ltrim(house_number, '0123456789')), house_number, postal_code limit $6",
        municipality,
        street_key,
        format!("{street_key}{LAST}"),
        house_number,
        i64::try_from(house_number.chars().count()).unwrap_or(0),
        limit,
    )?)
}

/// The address nearest to a place within a box around it; `squeeze` is the length of a degree of longitude by that of
/// latitude.
pub(super) async fn nearest(
    db: &mut impl Statements,
    [lat, lon]: [f64; 2],
    [up, aside]: [f64; 2],
    squeeze: f64,
) -> Result<Option<AddressRow>> {
    let municipality = db.municipality();
    Ok(sql!(
        db,
        optional AddressRow,
        "select street, house_number, postal_code, city, lat, lon from address \
         where municipality_id = $1 and lat between $2 and $3 and lon between $4 and $5 \
         order by (lat - $6) * (lat - $6) + (lon - $7) * (lon - $7) * $8, street_key, house_number limit 1",
        municipality,
        lat - up,
        lat + up,
        lon - aside,
        lon + aside,
        lat,
        lon,
        squeeze * squeeze,
    )?)
}

pub(super) async fn clear(tx: &mut Tx) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from address where municipality_id = $1",
        municipality
    )?;
    Ok(())
}

pub(super) async fn insert(tx: &mut Tx, id: Uuid, new: &NewAddress) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into address (municipality_id, id, street, street_key, house_number, postal_code, city, lat, lon) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        municipality,
        id,
        &new.street,
        &new.street_key,
        &new.house_number,
        &new.postal_code,
        &new.city,
        new.lat,
        new.lon,
    )?;
    Ok(())
}

//! What everybody may know of a statement's place.
//!
//! Invariants: nobody's own address gets out, neither its name nor its point: the section that holds it stands for it, if
//! there is one. What the clerk withheld is told to nobody. No document for everybody names a house as long as nobody has
//! decided on the publication: it may be that of an author who gave no address.

use std::collections::HashMap;

use app::i18n::msg;
use shared::{
    ids::{ProcedureId, StatementId},
    language::Language,
    procedures::Content,
    statements::{Person, PlaceKind, Publication},
};

use super::{
    hidden::{Anonymiser, Part},
    house::is_own_address,
    place,
    store::{self, Statement},
};
use crate::{
    db::{Statements, Tx},
    error::Result,
    features::{plans, procedures},
};

/// A place as everybody may know it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PublicPlace {
    /// In words; empty for the whole plan and where nothing may be told.
    pub label: String,
    /// `[lon, lat]`.
    pub point: Option<[f64; 2]>,
    /// Whether there is a place that is not told.
    pub withheld: bool,
}

/// Whether a statement is about the address of its own author.
pub fn is_own(statement: &Statement, person: Option<&Person>) -> bool {
    matches!(statement.place_kind, PlaceKind::Address | PlaceKind::Point)
        && person.is_some_and(|person| is_own_address(&statement.place_label, &person.street))
}

/// The sections of a procedure's newest version, read when the first one is asked for.
#[derive(Debug)]
pub struct Sections {
    procedure: ProcedureId,
    content: Option<Content>,
    points: HashMap<String, Option<[f64; 2]>>,
}

impl Sections {
    /// Nothing is read yet.
    pub fn of(procedure: ProcedureId) -> Self {
        Self {
            procedure,
            content: None,
            points: HashMap::new(),
        }
    }

    /// Name and point of the section that holds a place, unless its name is the author's address as well.
    async fn around(
        &mut self,
        db: &mut impl Statements,
        statement: &Statement,
        person: Option<&Person>,
    ) -> Result<Option<(String, Option<[f64; 2]>)>> {
        let Some(section) = statement.place_section.clone() else {
            return Ok(None);
        };
        if self.content.is_none() {
            let content = procedures::content(db, self.procedure, None).await?;
            self.content = Some(content.map(|(_, content)| content).unwrap_or_default());
        }
        let label = self
            .content
            .as_ref()
            .and_then(|content| place::label(content, PlaceKind::Section, &section))
            .filter(|label| !person.is_some_and(|person| is_own_address(label, &person.street)));
        let Some(label) = label else { return Ok(None) };
        let point = match self.points.get(&section) {
            Some(point) => *point,
            None => plans::section_point(db, self.procedure, &section).await?,
        };
        self.points.insert(section, point);
        Ok(Some((label, point)))
    }

    /// The place of a statement as everybody may know it.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn place(
        &mut self,
        db: &mut impl Statements,
        statement: &Statement,
        person: Option<&Person>,
    ) -> Result<PublicPlace> {
        let nothing = PublicPlace {
            withheld: statement.place_kind != PlaceKind::Whole,
            ..PublicPlace::default()
        };
        if statement.place_withheld || statement.place_label.is_empty() {
            return Ok(nothing);
        }
        if is_own(statement, person) {
            let around = self.around(db, statement, person).await?;
            return Ok(around.map_or(nothing, |(label, point)| PublicPlace {
                label,
                point,
                withheld: false,
            }));
        }
        Ok(PublicPlace {
            label: statement.place_label.clone(),
            point: statement.point,
            withheld: false,
        })
    }

    /// The words of a place where its point stays unknown: a label that is only the point's degrees gives way to its
    /// section, or says that there is a point.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn words(
        &mut self,
        db: &mut impl Statements,
        statement: &Statement,
        label: String,
        language: Language,
    ) -> Result<String> {
        let degrees = statement.point.map(|[lon, lat]| format!("{lat:.5}, {lon:.5}"));
        if degrees.as_deref() != Some(label.as_str()) {
            return Ok(label);
        }
        let around = self.around(db, statement, None).await?;
        Ok(around.map_or_else(
            || msg::exports_documents::some_point().text(language),
            |(label, _)| label,
        ))
    }

    /// The place of a statement as a document for everybody says it, or a desk that may not know its author: never the
    /// degrees of a point, which may be somebody's own house, and that there is one where it is withheld.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn told(
        &mut self,
        db: &mut impl Statements,
        statement: &Statement,
        person: Option<&Person>,
        language: Language,
    ) -> Result<PublicPlace> {
        let mut place = self.place(db, statement, person).await?;
        place.label = if place.withheld {
            msg::statements::comments::place_withheld().text(language)
        } else {
            let words = self.words(db, statement, place.label, language).await?;
            Anonymiser::public(statement, person).text(Part::Place, &words)
        };
        Ok(place)
    }

    /// The same for a document that is handed out: as long as nobody has decided on the publication, the section stands for a
    /// house, else its street.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn handed_out(
        &mut self,
        db: &mut impl Statements,
        statement: &Statement,
        person: Option<&Person>,
        language: Language,
    ) -> Result<PublicPlace> {
        let mut place = self.told(db, statement, person, language).await?;
        let is_house = matches!(statement.place_kind, PlaceKind::Address | PlaceKind::Point);
        if place.withheld || !is_house || statement.publication != Publication::Undecided {
            return Ok(place);
        }
        let around = self.around(db, statement, person).await?;
        (place.label, place.point) = around.unwrap_or_else(|| (street_of(&place.label).to_owned(), None));
        if place.label.is_empty() {
            place.label = msg::statements::comments::place_withheld().text(language);
        }
        Ok(place)
    }

    /// Forgets the exact place of a statement about its author's own address: it is about its section from now on, or
    /// about a place that nobody knows.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn forget_own(
        &mut self,
        tx: &mut Tx,
        statement: &mut Statement,
        person: Option<&Person>,
    ) -> Result<()> {
        if !is_own(statement, person) {
            return Ok(());
        }
        let around = self.around(tx, statement, person).await?;
        (statement.place_ref, statement.place_label, statement.point) = match around {
            Some((label, point)) => {
                statement.place_kind = PlaceKind::Section;
                (statement.place_section.clone().unwrap_or_default(), label, point)
            }
            None => {
                statement.place_section = None;
                (String::new(), String::new(), None)
            }
        };
        store::set_place(tx, statement).await
    }
}

/// What stands before the house number of a place in words; nothing where the number stands first, and all of it where there
/// is none. `Straße des 17. Juni 135` has a number in its name.
fn street_of(place: &str) -> &str {
    let mut from = 0;
    for word in place.split_inclusive(char::is_whitespace) {
        let name = word.trim_end();
        let is_ordinal = name.ends_with('.') && from + word.len() < place.len();
        if name.contains(|c: char| c.is_ascii_digit()) && !is_ordinal {
            let before = place.get(..from).unwrap_or_default();
            return before.trim_end_matches([' ', ',']);
        }
        from += word.len();
    }
    place
}

/// The places of statements of one procedure as everybody may know them, by statement.
///
/// # Errors
/// Whatever the database says.
pub async fn public_places(
    db: &mut impl Statements,
    procedure: ProcedureId,
    statements: &[Statement],
    persons: &HashMap<StatementId, Person>,
) -> Result<HashMap<StatementId, PublicPlace>> {
    let mut sections = Sections::of(procedure);
    let mut places = HashMap::new();
    for statement in statements {
        let place = sections.place(db, statement, persons.get(&statement.id)).await?;
        places.insert(statement.id, place);
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_street_is_told_without_its_house() {
        assert_eq!(street_of("Lotsenweg 5"), "Lotsenweg");
        assert_eq!(street_of("bei Hafenstraße 12 a, WA 1"), "bei Hafenstraße");
        assert_eq!(street_of("Straße des 17. Juni 135"), "Straße des 17. Juni");
        assert_eq!(street_of("Am Hafen"), "Am Hafen");
        assert_eq!(street_of("Lotsenweg 5."), "Lotsenweg");
        assert_eq!(street_of("Lotsenweg Nr.5"), "Lotsenweg");
        assert_eq!(street_of("12 Hafenstraße"), "");
    }
}

//! Who enforces or settles in each state when a municipality does not remove a barrier.
//!
//! Each state has its own body by its own law (Directive (EU) 2016/2102 Art. 9). Only what the named source says stands
//! here; staff see the source and are asked to compare, because offices move.

use super::Body;
use crate::wire;

wire! {
    /// The body of a state.
    #[derive(Eq)]
    pub struct StateBody {
        /// The first two digits of its municipalities' official keys.
        pub key: String,
        /// The state.
        pub state: String,
        /// The body.
        pub body: Body,
        /// Where this was read.
        pub source: String,
    }
}

struct Row {
    key: &'static str,
    state: &'static str,
    name: &'static str,
    address: &'static str,
    email: &'static str,
    url: &'static str,
    source: &'static str,
}

/// The list of the bodies of all states, kept by the state of Hesse: stands where the body's own page is not known.
pub const LIST: &str = "https://lbit.hessen.de/buergerinnen-und-buerger/durchsetzungsstellen-der-laender";

/// One row a state, in the order of their keys.
const ROWS: [Row; 16] = [
    Row {
        key: "01",
        state: "Schleswig-Holstein",
        name: "Beschwerdestelle für barrierefreie Informationstechnik Schleswig-Holstein",
        address: "",
        email: "",
        url: "https://www.landtag.ltsh.de/beauftragte/beschwerdestelle-fuer-barrieren",
        source: "https://www.landtag.ltsh.de/beauftragte/beschwerdestelle-fuer-barrieren",
    },
    Row {
        key: "02",
        state: "Hamburg",
        name: "Schlichtungsstelle nach dem Hamburgischen Behindertengleichstellungsgesetz, Öffentliche Rechtsauskunft- und Vergleichsstelle",
        address: "",
        email: "",
        url: "https://www.hamburg.de/politik-und-verwaltung/behoerden/sozialbehoerde/themen/behinderung/schlichtungsstelle-behinderung/start-43312",
        source: "https://www.hamburg.de/politik-und-verwaltung/behoerden/sozialbehoerde/themen/behinderung/schlichtungsstelle-behinderung/start-43312",
    },
    Row {
        key: "03",
        state: "Niedersachsen",
        name: "Durchsetzungsstelle für barrierefreie Informationstechnik (Niedersachsen)",
        address: "",
        email: "",
        url: LIST,
        source: LIST,
    },
    Row {
        key: "04",
        state: "Bremen",
        name: "Zentralstelle für barrierefreie Informationstechnik der Freien Hansestadt Bremen",
        address: "",
        email: "",
        url: "https://www.behindertenbeauftragter.bremen.de/der_beauftragte/zentralstelle_fuer_barrierefreie_informationstechnik-28011",
        source: "https://kbnt.org/sjrstv9",
    },
    Row {
        key: "05",
        state: "Nordrhein-Westfalen",
        name: "Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen",
        address: "",
        email: "ombudsstelle-barrierefreie-it@mags.nrw.de",
        url: "https://www.lbbp.nrw.de/ombudsstelle",
        source: "https://www.it.nrw/nrw-ueberwachungsstelle-fuer-die-it-barrierefreiheit-gestartet-98284",
    },
    Row {
        key: "06",
        state: "Hessen",
        name: "Durchsetzungs- und Überwachungsstelle Barrierefreie Informationstechnik Hessen",
        address: "",
        email: "",
        url: "https://lbit.hessen.de/Durchsetzungs-und-Ueberwachungsstelle/Durchsetzungsverfahren-beantragen",
        source: "https://lbit.hessen.de/Durchsetzungs-und-Ueberwachungsstelle/Durchsetzungsverfahren-beantragen",
    },
    Row {
        key: "07",
        state: "Rheinland-Pfalz",
        name: "Durchsetzungsstelle bei der Landesbeauftragten für die Belange von Menschen mit Behinderungen",
        address: "",
        email: "durchsetzungsstelle@mastd.rlp.de",
        url: "https://behindertenbeauftragte.rlp.de/landesbeauftragte/aufgaben-1",
        source: "https://behindertenbeauftragte.rlp.de/landesbeauftragte/aufgaben-1",
    },
    Row {
        key: "08",
        state: "Baden-Württemberg",
        name: "Schlichtungsstelle beim Landeszentrum Barrierefreiheit",
        address: "Else-Josenhans-Straße 6, 70173 Stuttgart",
        email: "",
        url: "https://barrierefreiheit-bw.de/barrierefreiheitdurchsetzen/schlichtungsantrag",
        source: "https://barrierefreiheit-bw.de/barrierefreiheitdurchsetzen/schlichtungsantrag",
    },
    Row {
        key: "09",
        state: "Bayern",
        name: "Durchsetzungs- und Überwachungsstelle für barrierefreie Informationstechnik beim Landesamt für Digitalisierung, Breitband und Vermessung",
        address: "",
        email: "",
        url: LIST,
        source: "https://www.finanzministerium.bayern/digitalisierung/barrierefreiheit/",
    },
    Row {
        key: "10",
        state: "Saarland",
        name: "Durchsetzungsstelle für barrierefreie Informationstechnik (Saarland)",
        address: "",
        email: "",
        url: LIST,
        source: LIST,
    },
    Row {
        key: "11",
        state: "Berlin",
        name: "Durchsetzungsstelle für barrierefreie Informationstechnik (Berlin)",
        address: "",
        email: "",
        url: LIST,
        source: LIST,
    },
    Row {
        key: "12",
        state: "Brandenburg",
        name: "Durchsetzungsstelle für digitale Barrierefreiheit bei der Landesbeauftragten für die Belange der Menschen mit Behinderungen",
        address: "",
        email: "",
        url: "https://msgiv.brandenburg.de/msgiv/de/beauftragte/landesbehindertenbeauftragte/durchsetzungsstelle",
        source: "https://msgiv.brandenburg.de/msgiv/de/beauftragte/landesbehindertenbeauftragte/durchsetzungsstelle",
    },
    Row {
        key: "13",
        state: "Mecklenburg-Vorpommern",
        name: "Durchsetzungsstelle für barrierefreie Informationstechnik (Mecklenburg-Vorpommern)",
        address: "",
        email: "",
        url: LIST,
        source: LIST,
    },
    Row {
        key: "14",
        state: "Sachsen",
        name: "Durchsetzungsstelle für barrierefreie Informationstechnik (Sachsen)",
        address: "",
        email: "",
        url: LIST,
        source: LIST,
    },
    Row {
        key: "15",
        state: "Sachsen-Anhalt",
        name: "Ombudsstelle bei der Landesfachstelle für Barrierefreiheit Sachsen-Anhalt",
        address: "",
        email: "",
        url: "https://www.lf-barrierefreiheit-st.de/ueber-uns/ombudsstelle",
        source: "https://lf-barrierefreiheit-st.de/ueber-uns/ombudsstelle",
    },
    Row {
        key: "16",
        state: "Thüringen",
        name: "Durchsetzungsstelle für barrierefreie Informationstechnik (Thüringen)",
        address: "",
        email: "",
        url: LIST,
        source: LIST,
    },
];

/// The body of the state to which an official key (Amtlicher Gemeindeschlüssel) belongs.
pub fn body_of(ags: &str) -> Option<StateBody> {
    let row = ROWS
        .iter()
        .find(|row| ags.len() == 8 && ags.starts_with(row.key))?;
    Some(StateBody {
        key: row.key.to_owned(),
        state: row.state.to_owned(),
        body: Body {
            name: row.name.to_owned(),
            address: row.address.to_owned(),
            phone: String::new(),
            email: row.email.to_owned(),
            url: row.url.to_owned(),
        },
        source: row.source.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_body_with_a_page_and_a_source() {
        for number in 1..=16 {
            let found = body_of(&format!("{number:02}123456")).unwrap();
            assert_eq!(found.key, format!("{number:02}"));
            assert!(!found.body.name.is_empty(), "{}", found.state);
            assert!(
                found.body.url.starts_with("https://") && found.source.starts_with("https://"),
                "{}",
                found.state
            );
        }
        assert_eq!(body_of(""), None);
        assert_eq!(body_of("17123456"), None);
    }
}

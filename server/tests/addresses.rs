//! The address index: its import and its search.

use server::{features::addresses, site::Cx};
use shared::{addresses::FindAddresses, organisations::ShowSite};

use crate::both_databases;

const LIST: &str = "street;house_number;postal_code;city;lat;lon\n\
    Hafenstraße;12;31999;Brakenfurt;53.1;9.1\nHafenstraße;2;31999;Brakenfurt;53.2;9.2\nHafenstraße;12a;31999;Brakenfurt;53.3;9.3\n\
    Hafenweg;1;31999;Brakenfurt;53.4;9.4\nÖlmühle;3;31999;Brakenfurt;53.5;9.5\n";

fn typed(search: &str) -> FindAddresses {
    FindAddresses {
        search: search.into(),
    }
}

both_databases! {
    async fn a_street_is_found_by_its_beginning_in_any_spelling(site: TestSite) {
        assert!(!site.visitor().call(ShowSite {}).await.unwrap().addresses);
        assert_eq!(addresses::import_csv(&site.system(), LIST).await.unwrap(), Ok(5));
        assert!(site.visitor().call(ShowSite {}).await.unwrap().addresses);
        let visitor = site.visitor();
        let labels = async |text: &str| {
            visitor.call(typed(text)).await.unwrap().into_iter().map(|address| address.label).collect::<Vec<_>>()
        };
        assert_eq!(labels("hafenstr.").await, ["Hafenstraße 2", "Hafenstraße 12", "Hafenstraße 12a"]);
        assert_eq!(labels("Hafen-Strasse 12").await, ["Hafenstraße 12", "Hafenstraße 12a"]);
        assert_eq!(labels("hafen 1").await, ["Hafenstraße 12", "Hafenstraße 12a", "Hafenweg 1"]);
        assert_eq!(labels("OELM").await, ["Ölmühle 3"]);
        assert!(labels("").await.is_empty() && labels("%").await.is_empty() && labels("Nirgends 1").await.is_empty());
    }

    async fn house_numbers_come_as_they_stand_in_the_street_the_number_before_its_letter(site: TestSite) {
        let numbers = ["120", "20", "7b", "7", "12 a", "7a", "12"];
        let lines = numbers.map(|number| format!("Hafenstraße;{number};31999;Brakenfurt;53.1;9.1"));
        let list = format!("street;house_number;postal_code;city;lat;lon\n{}\n", lines.join("\n"));
        addresses::import_csv(&site.system(), &list).await.unwrap().unwrap();
        let found = site.visitor().call(typed("Hafenstrasse")).await.unwrap();
        let labels: Vec<_> = found.iter().map(|address| address.label.trim_start_matches("Hafenstraße ")).collect();
        assert_eq!(labels, ["7", "7a", "7b", "12", "12a", "20", "120"]);
    }

    async fn a_number_may_belong_to_the_street_and_a_town_may_follow(site: TestSite) {
        let list = "street;house_number;postal_code;city;lat;lon\n\
            Straße des 17. Juni;5;10623;Berlin;53.1;9.1\n8. Mai;3;31999;Brakenfurt;53.2;9.2\nQ 7;24;68161;Mannheim;53.3;9.3\n\
            Hafenstraße;12;31999;Brakenfurt;53.4;9.4\nAm Markt;3-5;31999;Brakenfurt;53.5;9.5\n";
        addresses::import_csv(&site.system(), list).await.unwrap().unwrap();
        for (search, label) in [
            ("Straße des 17. Juni 5", "Straße des 17. Juni 5"), ("strasse des 17. juni", "Straße des 17. Juni 5"), ("8. Mai", "8. Mai 3"), ("8. Mai 3", "8. Mai 3"),
            ("Q 7, 24", "Q 7 24"), ("Q7 24, 68161 Mannheim", "Q 7 24"), ("Hafenstr. 12, 31999 Brakenfurt", "Hafenstraße 12"), ("Hafenstr., Brakenfurt", "Hafenstraße 12"), ("Am Markt 3-5", "Am Markt 3-5"),
        ] {
            let found = site.visitor().call(typed(search)).await.unwrap();
            assert_eq!(found.iter().map(|address| address.label.as_str()).collect::<Vec<_>>(), [label], "{search}");
        }
    }

    async fn a_street_without_such_a_number_is_answered_with_its_houses(site: TestSite) {
        addresses::import_csv(&site.system(), LIST).await.unwrap().unwrap();
        let labels = async |text: &str| {
            let found = site.visitor().call(typed(text)).await.unwrap();
            found.into_iter().map(|address| address.label).collect::<Vec<_>>()
        };
        for search in ["Hafenstraße 999", "hafenstr. 99, 31999 Brakenfurt"] {
            assert_eq!(labels(search).await, ["Hafenstraße 2", "Hafenstraße 12", "Hafenstraße 12a"], "{search}");
        }
        // The beginning of a name alone might mean any of several streets.
        assert!(labels("Hafen 999").await.is_empty() && labels("Nirgendsweg 1").await.is_empty());
    }

    async fn a_list_with_a_mistake_leaves_the_index_as_it_was(site: TestSite) {
        let cx = site.system();
        addresses::import_csv(&cx, LIST).await.unwrap().unwrap();
        let errors = addresses::import_csv(&cx, &LIST.replace("53.4", "north")).await.unwrap().unwrap_err();
        assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [5]);
        assert_eq!(site.visitor().call(typed("Hafenweg")).await.unwrap().len(), 1);
        addresses::import_csv(&cx, "street,house_number,postal_code,city,lat,lon\nNeue Gasse,1,1,Ort,53,9\n").await.unwrap().unwrap();
        assert!(site.visitor().call(typed("Hafenweg")).await.unwrap().is_empty(), "the new list replaces the old one");
    }

    async fn another_municipalitys_addresses_are_not_found(site: TestSite) {
        addresses::import_csv(&site.system(), LIST).await.unwrap().unwrap();
        let town = site.add_town("nachbar", "nachbar.example").await;
        assert!(site.visitor().on_host("nachbar.example").call(typed("Hafenweg")).await.unwrap().is_empty());
        addresses::import_csv(&Cx { municipality: town, ..site.system() }, LIST).await.unwrap().unwrap();
        assert_eq!(site.visitor().on_host("nachbar.example").call(typed("Hafenweg")).await.unwrap().len(), 1);
    }
}

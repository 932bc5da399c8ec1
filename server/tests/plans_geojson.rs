//! Plans of municipalities without XPlanGML: GeoJSON as drawing programs write it, also wrongly.

use serde_json::{Value, json};
use shared::{
    api::ApiError,
    procedures::{ImportPlan, PlanImported},
};

use crate::{
    both_databases,
    plans::{import, wish, working},
    procedures::create,
    support::TestSite,
};

/// A square of a hundredth of a degree; a drawing program's digits, and a height where it writes one.
fn square(west: f64, south: f64, height: Option<f64>) -> Value {
    let at = |x: f64, y: f64| {
        let (lon, lat) = (west + x, south + y);
        height.map_or_else(|| json!([lon, lat]), |height| json!([lon, lat, height]))
    };
    json!({ "type": "Polygon", "coordinates": [[at(0.0, 0.0), at(0.01, 0.0), at(0.01, 0.01), at(0.0, 0.01), at(0.0, 0.0)]] })
}

fn feature(name: &str, geometry: &Value) -> Value {
    let properties = if name.is_empty() {
        json!({ "fid": 3, "name": null })
    } else {
        json!({ "fid": 3, "name": name })
    };
    json!({ "type": "Feature", "properties": properties, "geometry": geometry })
}

/// As QGIS writes it.
fn collection(features: &[Value]) -> Value {
    json!({
        "type": "FeatureCollection", "name": "geltungsbereich", "features": features,
        "crs": { "type": "name", "properties": { "name": "urn:ogc:def:crs:OGC:1.3:CRS84" } },
    })
}

async fn send(site: &TestSite, slug: &str, file: &Value) -> Result<PlanImported, ApiError> {
    import(
        site,
        "flaechen.geojson",
        file.to_string().as_bytes(),
        ImportPlan { ..wish(slug) },
    )
    .await
}

async fn labels(site: &TestSite, slug: &str) -> Vec<String> {
    let drawing = working(site, slug).await.content.drawing.unwrap();
    drawing
        .sections
        .into_iter()
        .map(|section| section.label)
        .collect()
}

fn said(imported: &PlanImported) -> Vec<(&str, &str)> {
    imported
        .findings
        .iter()
        .map(|finding| (finding.code.as_str(), finding.element.as_str()))
        .collect()
}

/// Code and element of the first thing that was refused.
fn refused(result: Result<PlanImported, ApiError>) -> (String, String) {
    match result {
        Err(ApiError::Invalid(invalid)) => {
            let error = &invalid.0[0];
            assert_eq!(
                (error.field.as_str(), error.key.as_str()),
                ("file", "errors.plan_finding")
            );
            (
                error.arguments["code"].clone(),
                error.arguments["element"].clone(),
            )
        }
        other => panic!("{other:?}"),
    }
}

both_databases! {
    async fn areas_with_heights_and_in_collections_become_sections(site: TestSite) {
        let slug = create(&site, "Am Deich").await.slug;
        let nested = json!({ "type": "GeometryCollection", "geometries": [
            { "type": "Point", "coordinates": [9.3, 52.7] },
            { "type": "GeometryCollection", "geometries": [square(9.32, 52.7, None)] },
        ] });
        let outline = json!({ "type": "Feature", "properties": { "name": "Am Deich", "role": "boundary" }, "geometry": {
            "type": "Polygon", "coordinates": [[[9.29, 52.69], [9.35, 52.69], [9.35, 52.73], [9.29, 52.73], [9.29, 52.69]]] } });
        let point = feature("Brunnen", &json!({ "type": "Point", "coordinates": [9.3, 52.7] }));
        let file = collection(&[outline, feature("Wiese", &square(9.30, 52.7, Some(3.5))), feature("Hof", &nested), point]);
        let imported = send(&site, &slug, &file).await.unwrap();
        assert_eq!(said(&imported), [("geometry_not_an_area", "features[3] Brunnen")]);
        assert_eq!(labels(&site, &slug).await, ["Wiese", "Hof"]);
        let first = working(&site, &slug).await.content.drawing.unwrap();
        send(&site, &slug, &file).await.unwrap();
        assert_eq!(working(&site, &slug).await.content.drawing.unwrap(), first, "sections keep their ids");
    }

    async fn an_area_without_a_name_is_named_by_its_place_in_the_file(site: TestSite) {
        let slug = create(&site, "Am Deich").await.slug;
        let file = collection(&[feature("Wiese", &square(9.30, 52.7, None)), feature("", &square(9.32, 52.7, None))]);
        let imported = send(&site, &slug, &file).await.unwrap();
        assert_eq!(said(&imported), [("feature_without_name", "features[1]")]);
        assert_eq!(labels(&site, &slug).await, ["Wiese"]);
    }

    async fn a_single_area_without_a_name_is_the_outline_itself(site: TestSite) {
        let slug = create(&site, "Am Deich").await.slug;
        let triangle = json!({ "type": "Polygon", "coordinates": [[[9.3, 52.7], [9.4, 52.7], [9.3, 52.8], [9.3, 52.7]]] });
        let imported = send(&site, &slug, &collection(&[feature("", &triangle)])).await.unwrap();
        assert!(said(&imported).is_empty());
        let drawing = working(&site, &slug).await.content.drawing.unwrap();
        assert!(drawing.sections.is_empty());
        let corners = shared::plans::map::rings(&drawing.boundary)[0].len();
        assert!((3..=4).contains(&corners), "a triangle and no box: {}", drawing.boundary);
    }

    async fn broken_files_are_refused_naming_the_area_and_change_nothing(site: TestSite) {
        let slug = create(&site, "Am Deich").await.slug;
        let good = feature("Wiese", &square(9.30, 52.7, None));
        let with = |geometry: Value| collection(&[good.clone(), feature("Hof", &geometry)]);
        let open = json!({ "type": "Polygon", "coordinates": [[[9.3, 52.7], [9.4, 52.7], [9.4, 52.8], [9.3, 52.8]]] });
        let metres = json!({ "type": "Polygon", "coordinates": [[[520_998.5, 5_841_513.9], [521_377.9, 5_841_539.7], [521_376.4, 5_841_553.6], [520_998.5, 5_841_513.9]]] });
        let words = json!({ "type": "Polygon", "coordinates": [[["9,3", "52,7"], [9.4, 52.7], [9.4, 52.8], ["9,3", "52,7"]]] });
        let deep = (0..20).fold(square(9.3, 52.7, None), |inner, _| json!({ "type": "GeometryCollection", "geometries": [inner] }));
        let hollow = json!({ "type": "Polygon", "coordinates": [] });
        for (geometry, code) in [(open, "ring_invalid"), (metres, "coordinates_outside"), (words, "coordinate_invalid"), (deep, "geometry_too_deep"), (hollow, "ring_missing")] {
            assert_eq!(refused(send(&site, &slug, &with(geometry)).await), (code.into(), "features[1] Hof".into()));
        }
        let mut other = collection(&[good]);
        other["crs"]["properties"]["name"] = json!("urn:ogc:def:crs:EPSG::25832");
        assert_eq!(refused(send(&site, &slug, &other).await).0, "crs_unknown");
        assert_eq!(refused(send(&site, &slug, &collection(&[])).await).0, "geojson_empty");
        assert_eq!(working(&site, &slug).await.content.drawing, None);
    }

    async fn an_area_outside_of_the_outline_is_named(site: TestSite) {
        let slug = create(&site, "Am Deich").await.slug;
        let mut outline = feature("Am Deich", &square(9.30, 52.7, None));
        outline["properties"]["role"] = json!("boundary");
        let file = collection(&[outline, feature("Wiese", &square(9.305, 52.7, None)), feature("Hof", &square(9.40, 52.7, None))]);
        assert_eq!(said(&send(&site, &slug, &file).await.unwrap()), [("section_outside_plan", "features[2] Hof")]);
        assert_eq!(labels(&site, &slug).await, ["Wiese", "Hof"]);
    }

    async fn an_outline_that_crosses_itself_is_said_and_a_number_is_a_name(site: TestSite) {
        let slug = create(&site, "Am Deich").await.slug;
        let bow = json!({ "type": "Polygon", "coordinates": [[[9.3, 52.7], [9.31, 52.71], [9.31, 52.7], [9.3, 52.72], [9.3, 52.7]]] });
        let mut numbered = feature("Hof", &square(9.32, 52.7, None));
        numbered["properties"]["name"] = json!(5);
        let imported = send(&site, &slug, &collection(&[feature("Wiese", &bow), numbered])).await.unwrap();
        assert_eq!(said(&imported), [("self_intersection", "features[0] Wiese")]);
        assert_eq!(labels(&site, &slug).await, ["Wiese", "5"]);
    }

    async fn areas_elsewhere_are_read_and_doubted(site: TestSite) {
        let slug = create(&site, "Am Deich").await.slug;
        let swapped = collection(&[feature("Wiese", &square(52.7, 9.3, None))]);
        assert_eq!(said(&send(&site, &slug, &swapped).await.unwrap()), [("geojson_swapped", "")]);
        let far = collection(&[feature("Wiese", &square(-70.0, -30.0, None))]);
        assert_eq!(said(&send(&site, &slug, &far).await.unwrap()), [("plan_moved", "flaechen"), ("geojson_elsewhere", "")]);
    }
}

//! The import of plans: every file of the test set, sections that keep their ids, doubtful coordinates, half imports.

use std::path::PathBuf;

use formats::geo::Area;
use server::{
    error::Error,
    features::{
        organisations::{self, Details},
        plans, procedures,
    },
};
use shared::{
    access::Role,
    api::ApiError,
    procedures::{
        EditSection, ImportPlan, ListProcedures, ListWorkingCopies, PlanImported, ShowWorkingCopy,
        WorkingCopy,
    },
};

use crate::{
    both_databases,
    procedures::{CLERK, create, deletion, publish, refused_fields, settings, show, texts, with_file},
    support::TestSite,
};

/// The folder of real plan files; `None` with a message where it is not there.
fn plan_files() -> Option<Vec<PathBuf>> {
    #[expect(clippy::disallowed_methods, reason = "the tests' own settings")]
    let data = std::env::var("TEILHABE_TEST_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data").into());
    let Ok(folder) = std::fs::read_dir(PathBuf::from(data).join("xplanung/plans")) else {
        #[expect(clippy::disallowed_methods, reason = "the tests' own settings")]
        let required = std::env::var("REQUIRE_TEST_DATA").is_ok_and(|v| v == "1");
        assert!(
            !required,
            "REQUIRE_TEST_DATA=1, but the test set of plans is not there (TEILHABE_TEST_DATA)"
        );
        println!("the test set of plans is not there (TEILHABE_TEST_DATA): skipped");
        return None;
    };
    let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    Some(files)
}

pub fn wish(slug: &str) -> ImportPlan {
    ImportPlan {
        procedure: slug.into(),
        plan: String::new(),
        srs: None,
    }
}

pub async fn import(
    site: &TestSite,
    name: &str,
    bytes: &[u8],
    input: ImportPlan,
) -> Result<PlanImported, ApiError> {
    match procedures::import_plan(with_file(site.as_role(CLERK), name, bytes), input).await {
        Ok(imported) => Ok(imported),
        Err(Error::Api(error)) => Err(error),
        Err(Error::Internal(fault)) => panic!("{name}: {fault}"),
    }
}

pub async fn working(site: &TestSite, slug: &str) -> WorkingCopy {
    site.call_as(CLERK, ShowWorkingCopy::of(slug)).await.unwrap()
}

/// A plan of ours with twenty areas, an arc, two holes and a display period.
pub const DEMO: &[u8] = include_bytes!("../demo/procedures/hafenquartier-nord/plan.gml");

both_databases! {
    async fn every_plan_of_the_test_set_is_taken_wholly_or_not_at_all(site: TestSite) {
        let Some(files) = plan_files() else { return };
        let mut taken = 0;
        for file in files {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let before = site.staff(CLERK).all(|cursor| ListWorkingCopies { limit: Some(100), cursor }).await.unwrap().len();
            let bytes = std::fs::read(&file).unwrap();
            let mut result = import(&site, &name, &bytes, wish("new")).await;
            if let Err(ApiError::Invalid(invalid)) = &result
                && let Some(choice) = invalid.0.iter().find(|error| error.key == "errors.plan_choice")
            {
                let plan = choice.arguments["plan"].clone();
                result = import(&site, &name, &bytes, ImportPlan { plan, ..wish("new") }).await;
            }
            let after = site.staff(CLERK).all(|cursor| ListWorkingCopies { limit: Some(100), cursor }).await.unwrap().len();
            match result {
                Ok(imported) => {
                    assert_eq!(after, before + 1, "{name}");
                    let drawing = working(&site, &imported.slug).await.content.drawing.unwrap();
                    let drawn = drawing.sections.iter().filter(|section| !section.path.is_empty()).count();
                    assert!(!drawing.boundary.is_empty() && drawn <= 300, "{name}");
                    // Whatever has no room in the drawing is in the list, and said.
                    let said = imported.findings.iter().any(|finding| finding.code == "sections_omitted");
                    assert!(!said || drawn < drawing.sections.len(), "{name}");
                    assert!(said || drawing.sections.len() <= 300, "{name}");
                    taken += 1;
                }
                Err(error) => {
                    assert_eq!(after, before, "{name}");
                    assert!(refused_fields::<()>(Err(error)).iter().all(|(field, key)| (field.as_str(), key.as_str()) == ("file", "errors.plan_finding") || field == "srs"), "{name}");
                }
            }
        }
        assert!(taken > 20, "{taken} files were taken");
    }

    async fn a_plan_makes_a_procedure_with_title_kind_and_drawing(site: TestSite) {
        let imported = import(&site, "plan.gml", DEMO, wish("new")).await.unwrap();
        assert!(imported.stored && imported.plans.len() == 1, "{imported:?}");
        let copy = working(&site, &imported.slug).await;
        let drawing = copy.content.drawing.clone().unwrap();
        assert_eq!((copy.content.title.de(), drawing.sections.len()), (drawing.name.as_str(), 20));
        site.write_pages().await;
        let copy = site.call_as(CLERK, texts(&copy, "Text")).await.unwrap();
        let copy = site.call_as(CLERK, settings(&copy, deletion())).await.unwrap();
        publish(&site, &copy, "").await.unwrap();
        let point = {
            let mut db = site.system().read().await.unwrap();
            let found = procedures::find(&mut db, &imported.slug).await.unwrap();
            let [lon, lat] = plans::section_point(&mut db, found.id, &drawing.sections[0].id.to_string()).await.unwrap().unwrap();
            assert_eq!(plans::inside(&mut db, found.id, lat, lon).await.unwrap(), Some(true));
            assert_eq!(plans::inside(&mut db, found.id, 10.0, 10.0).await.unwrap(), Some(false));
            assert_eq!(plans::section_point(&mut db, found.id, "no id").await.unwrap(), None);
            [lon, lat]
        };
        assert!(point[0] > drawing.bbox[0] && point[1] < drawing.bbox[3]);
    }

    async fn a_plan_read_again_keeps_ids_and_the_clerks_work(site: TestSite) {
        let slug = import(&site, "plan.gml", DEMO, wish("new")).await.unwrap().slug;
        let copy = working(&site, &slug).await;
        let sections = copy.content.drawing.clone().unwrap().sections;
        let edit = |revision, section: usize, label: &str| EditSection {
            procedure: slug.clone(), revision, section: sections[section].id.to_string(), label: label.into(), ..EditSection::default()
        };
        let copy = site.call_as(CLERK, EditSection { position: Some(3), ..edit(copy.revision, 0, "Am Wasser") }).await.unwrap();
        let copy = site.call_as(CLERK, EditSection { hidden: true, ..edit(copy.revision, 4, "Verborgen") }).await.unwrap();
        let merge = EditSection { merge_into: sections[1].id.to_string(), ..edit(copy.revision, 2, "") };
        let before = site.call_as(CLERK, merge).await.unwrap().content.drawing.unwrap();
        assert_eq!(before.sections.len(), sections.len() - 1);
        import(&site, "plan.gml", DEMO, wish(&slug)).await.unwrap();
        let after = working(&site, &slug).await.content.drawing.unwrap();
        assert_eq!(after, before);
        let merged = after.sections.iter().find(|section| section.id == sections[1].id).unwrap();
        assert_eq!(merged.keys, [sections[1].keys.clone(), sections[2].keys.clone()].concat());

        site.write_pages().await;
        let copy = working(&site, &slug).await;
        let copy = site.call_as(CLERK, texts(&copy, "Text")).await.unwrap();
        assert_eq!(copy.rounds.len(), 1, "the display period of the plan's header");
        let copy = site.call_as(CLERK, settings(&copy, deletion())).await.unwrap();
        publish(&site, &copy, "").await.unwrap();
        let public = site.visitor().call(show(&slug)).await.unwrap().drawing.unwrap();
        assert!(public.sections.iter().all(|section| section.label != "Verborgen" && section.keys.is_empty()));
        let [west, south, ..] = public.bbox;
        let list = |bbox: String| ListProcedures { bbox: Some(bbox), ..ListProcedures::default() };
        let there = site.visitor().call(list(format!("{},{},{},{}", west - 1.0, south - 1.0, west + 0.001, south + 0.001))).await.unwrap();
        let elsewhere = site.visitor().call(list(format!("{},{},{},{}", west - 2.0, south - 2.0, west - 1.0, south - 1.0))).await.unwrap();
        assert_eq!((there.items.len(), elsewhere.items.len()), (1, 0));
    }

    async fn a_merged_section_is_parted_again_and_every_id_survives_it_all(site: TestSite) {
        let slug = import(&site, "plan.gml", DEMO, wish("new")).await.unwrap().slug;
        let copy = working(&site, &slug).await;
        let fresh = copy.content.drawing.unwrap().sections;
        let change = |revision, at: usize| EditSection { procedure: slug.clone(), revision, section: fresh[at].id.to_string(), ..EditSection::default() };
        let into = |at: usize| fresh[at].id.to_string();
        // Named, merged twice, hidden, moved: then everything is read again.
        let copy = site.call_as(CLERK, EditSection { label: "Am Wasser".into(), ..change(copy.revision, 1) }).await.unwrap();
        let copy = site.call_as(CLERK, EditSection { merge_into: into(1), ..change(copy.revision, 2) }).await.unwrap();
        let copy = site.call_as(CLERK, EditSection { merge_into: into(1), ..change(copy.revision, 5) }).await.unwrap();
        site.call_as(CLERK, EditSection { label: "Am Wasser".into(), hidden: true, position: Some(1), ..change(copy.revision, 1) }).await.unwrap();
        import(&site, "plan.gml", DEMO, wish(&slug)).await.unwrap();
        let copy = working(&site, &slug).await;
        let merged = copy.content.drawing.clone().unwrap().sections;
        assert_eq!((merged.len(), merged[0].label.as_str(), merged[0].keys.len(), merged[0].hidden), (fresh.len() - 2, "Am Wasser", 3, true));

        let split = |revision, at| EditSection { split: true, ..change(revision, at) };
        assert_eq!(refused_fields(site.call_as(CLERK, split(copy.revision, 0)).await), [("split".into(), "errors.invalid_choice".into())]);
        assert_eq!(site.call_as(CLERK, split(copy.revision - 1, 1)).await, Err(ApiError::Conflict));
        let reader = site.call_as(Role::Reader, split(copy.revision, 1)).await;
        assert_eq!(reader, Err(ApiError::Forbidden));
        let copy = site.call_as(CLERK, split(copy.revision, 1)).await.unwrap();
        let parted = copy.content.drawing.unwrap().sections;
        // The clerk's name and place stay with the first; the others come back under their own ids, names and shapes.
        assert_eq!(parted[..3].iter().map(|s| s.id).collect::<Vec<_>>(), [fresh[1].id, fresh[2].id, fresh[5].id]);
        assert_eq!((parted[0].label.as_str(), parted[1].label.as_str()), ("Am Wasser", fresh[2].label.as_str()));
        for (now, before) in parted[..3].iter().zip([&fresh[1], &fresh[2], &fresh[5]]) {
            assert_eq!((&now.path, &now.kind, &now.keys, now.hidden), (&before.path, &before.kind, &before.keys, true));
        }
        assert_eq!(parted.len(), fresh.len());
        import(&site, "plan.gml", DEMO, wish(&slug)).await.unwrap();
        assert_eq!(working(&site, &slug).await.content.drawing.unwrap().sections, parted, "nothing changes when it is read again");
    }

    async fn a_doubtful_coordinate_system_is_offered_and_changed_only_when_chosen(site: TestSite) {
        let wrong = String::from_utf8(DEMO.to_vec()).unwrap().replace("EPSG:25832", "EPSG:25833").replace("EPSG::25832", "EPSG::25833");
        let slug = import(&site, "plan.gml", DEMO, wish("new")).await.unwrap().slug;
        let right = working(&site, &slug).await.content.drawing.unwrap().bbox;
        // The municipality's own area is what the label is judged by.
        let mut cx = site.as_role(CLERK);
        let mut town = (*cx.municipality).clone();
        town.area = Some([right[0] - 0.05, right[1] - 0.05, right[2] + 0.05, right[3] + 0.05]);
        cx.municipality = std::sync::Arc::new(town);
        let suspect = procedures::import_plan(with_file(cx.clone(), "plan.gml", wrong.as_bytes()), wish("new")).await.unwrap();
        assert!(suspect.findings.iter().any(|finding| finding.code == "crs_suspect" && !finding.error));
        let copy = working(&site, &suspect.slug).await;
        assert!(copy.coordinate_systems.contains(&25832), "{:?}", copy.coordinate_systems);
        assert_ne!(copy.content.drawing.unwrap().bbox, right, "nothing is changed by itself");
        // The file that lies in the store is read again in the chosen system.
        procedures::import_plan(cx, ImportPlan { srs: Some(25832), ..wish(&suspect.slug) }).await.unwrap();
        let copy = working(&site, &suspect.slug).await;
        assert_eq!((copy.content.drawing.unwrap().bbox, copy.coordinate_systems), (right, vec![]));
    }

    async fn a_plan_of_another_municipality_is_called_so_as_long_as_it_is_there(site: TestSite) {
        let slug = import(&site, "plan.gml", DEMO, wish("new")).await.unwrap().slug;
        assert!(!working(&site, &slug).await.doubts.contains(&"elsewhere".to_owned()));
        // A small area, which the plan's numbers mean in no coordinate system.
        let area = Details { area: Some([6.0, 50.9, 6.1, 51.0]), ..Details::default() };
        organisations::change(&site.system(), area).await.unwrap();
        let again = import(&site, "plan.gml", DEMO, wish(&slug)).await.unwrap();
        assert!(again.findings.iter().any(|finding| finding.code == "crs_suspect"), "programs read the same code as ever");
        let copy = working(&site, &slug).await;
        assert!(copy.doubts.contains(&"elsewhere".to_owned()) && copy.coordinate_systems.is_empty(), "{copy:?}");
        assert_eq!(copy.plan_municipality, "Brakenfurt an der Ilmse, 03999001");
        let clerk = crate::identity::sign_in_as(&site, CLERK).await;
        let page = async |part: &str| clerk.get(&format!("/de/staff/procedures/{slug}{part}")).await.text;
        let plan = page("/plan?saved=1&finding=warning~crs_suspect~12~BP_Plan").await;
        assert!(plan.contains("Vielleicht ist es die falsche Datei.") && plan.contains("Gemeinde laut Datei: Brakenfurt an der Ilmse, 03999001"), "{plan}");
        assert!(!plan.contains("Das Koordinatensystem passt nicht"), "it is said once: {plan}");
        assert!(page("").await.contains("Der Plan liegt nicht in Ihrer Gemeinde"));
    }

    async fn a_file_with_several_plans_is_asked_about_and_a_broken_one_explained(site: TestSite) {
        let two = include_bytes!("../../formats/tests/fixtures/two_plans_6_1.gml");
        let choices = refused_fields(import(&site, "two.gml", two, wish("new")).await);
        assert_eq!(choices, [("plan".into(), "errors.plan_choice".into()), ("plan".into(), "errors.plan_choice".into())]);
        let unknown = import(&site, "two.gml", two, ImportPlan { plan: "nothing".into(), ..wish("new") }).await;
        assert_eq!(refused_fields(unknown), [("plan".into(), "errors.invalid_choice".into())]);
        let broken = import(&site, "broken.gml", b"<!DOCTYPE x><x/>", wish("new")).await;
        assert_eq!(refused_fields(broken), [("file".into(), "errors.plan_finding".into())]);
        assert!(site.call_as(CLERK, ListWorkingCopies::default()).await.unwrap().items.is_empty());
        assert_eq!(import(&site, "plan.gml", DEMO, wish("no-such-procedure")).await, Err(ApiError::NotFound));
        let reader = procedures::import_plan(with_file(site.as_role(Role::Reader), "plan.gml", DEMO), wish("new")).await;
        assert!(matches!(reader, Err(Error::Api(ApiError::Forbidden))));
    }

    async fn geojson_features_with_a_name_become_sections(site: TestSite) {
        let copy = create(&site, "Am Deich").await;
        let square = |west: f64| serde_json::json!({ "type": "Polygon", "coordinates": [[[west, 53.0], [west + 1.0, 53.0], [west + 1.0, 54.0], [west, 54.0], [west, 53.0]]] });
        let file = serde_json::json!({ "type": "FeatureCollection", "features": [
            { "type": "Feature", "id": 7, "properties": { "name": "Wiese" }, "geometry": square(9.0) },
            { "type": "Feature", "properties": {}, "geometry": square(10.0) },
        ] });
        import(&site, "flaechen.geojson", file.to_string().as_bytes(), wish(&copy.slug)).await.unwrap();
        let drawing = working(&site, &copy.slug).await.content.drawing.unwrap();
        assert_eq!(drawing.sections.iter().map(|s| s.label.as_str()).collect::<Vec<_>>(), ["Wiese"]);
        assert!(drawing.bbox[0] <= 9.0 && drawing.bbox[2] >= 11.0, "{:?}", drawing.bbox);
    }
}

#[test]
fn the_inspection_prints_one_object_a_line_and_says_whether_all_is_well() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("good.gml"), folder.path().join("bad.gml"));
    std::fs::write(&good, DEMO).unwrap();
    std::fs::write(&bad, "no plan").unwrap();
    let mut out = Vec::new();
    assert!(plans::inspect_files(std::slice::from_ref(&good), true, Area::GERMANY, &mut out).unwrap());
    assert!(
        !plans::inspect_files(
            &[good, bad, folder.path().join("missing.gml")],
            true,
            Area::GERMANY,
            &mut out
        )
        .unwrap()
    );
    let lines: Vec<serde_json::Value> = String::from_utf8(out)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["plans"][0]["sections"], 20);
    assert_eq!(lines[3]["errors"][0]["code"], "file_unreadable");
}

#[test]
fn the_inspection_reads_no_file_further_than_a_plan_can_be_long() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.gml");
    // A file of which nothing but its length is there.
    std::fs::File::create(&large)
        .unwrap()
        .set_len(3_000_000_000)
        .unwrap();
    let mut out = Vec::new();
    assert!(!plans::inspect_files(std::slice::from_ref(&large), true, Area::GERMANY, &mut out).unwrap());
    let report: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(report["errors"][0]["code"], "too_large");
    assert_eq!(plans::bytes_of(&large, 1_000).unwrap(), None);
    // What names no length is read until it is too long.
    #[cfg(unix)]
    assert_eq!(
        plans::bytes_of(std::path::Path::new("/dev/zero"), 1_000).unwrap(),
        None
    );
}

#[test]
fn the_inspection_of_geojson_says_what_an_import_would_make_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let (good, other) = (
        folder.path().join("flaechen.geojson"),
        folder.path().join("package.json"),
    );
    let square = serde_json::json!({ "type": "Polygon", "coordinates": [[[9.0, 53.0], [9.1, 53.0], [9.1, 53.1], [9.0, 53.1], [9.0, 53.0]]] });
    let file = serde_json::json!({ "type": "FeatureCollection", "features": [
        { "type": "Feature", "properties": { "name": "Am Deich", "role": "boundary" }, "geometry": square },
        { "type": "Feature", "properties": { "name": "Wiese" }, "geometry": square },
        { "type": "Feature", "properties": {}, "geometry": square },
    ] });
    std::fs::write(&good, file.to_string()).unwrap();
    std::fs::write(&other, "[1, 2]").unwrap();
    let mut out = Vec::new();
    assert!(plans::inspect_files(std::slice::from_ref(&good), true, Area::GERMANY, &mut out).unwrap());
    let report: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let plan = &report["plans"][0];
    assert_eq!(
        (&plan["type"], &plan["name"], &plan["sections"]),
        (&"GeoJSON".into(), &"Am Deich".into(), &1.into())
    );
    assert_eq!(report["warnings"][0]["code"], "feature_without_name");
    // The same fields as of XPlanGML, whoever reads them; what the format does not know is empty.
    let folder = tempfile::tempdir().unwrap();
    let gml = folder.path().join("plan.gml");
    std::fs::write(&gml, DEMO).unwrap();
    let mut printed = Vec::new();
    plans::inspect_files(&[gml], true, Area::GERMANY, &mut printed).unwrap();
    let from_gml: serde_json::Value = serde_json::from_slice(&printed).unwrap();
    let fields = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(fields(plan), fields(&from_gml["plans"][0]));
    assert_eq!(fields(&report), fields(&from_gml));
    assert_eq!(
        [
            &plan["number"],
            &plan["gml_id"],
            &plan["municipalities"],
            &plan["display_periods"]
        ],
        [
            &serde_json::Value::Null,
            &serde_json::Value::Null,
            &serde_json::json!([]),
            &serde_json::json!([])
        ]
    );
    // 0.1 by 0.1 degrees at 53.05 degrees north, in UTM 32.
    let size = plan["area_m2"].as_f64().unwrap();
    assert!((74.0e6..75.0e6).contains(&size), "{size}");

    let mut out = Vec::new();
    assert!(!plans::inspect_files(&[good, other], false, Area::GERMANY, &mut out).unwrap());
    let words = String::from_utf8(out).unwrap();
    assert!(
        words.contains("  GeoJSON Am Deich: EPSG:4326, 74") && words.contains(" m², 1 section"),
        "{words}"
    );
    assert!(
        words.contains("  error geojson_invalid: The file is no GeoJSON of areas."),
        "{words}"
    );
    assert!(!words.contains("XML") && !words.contains("line 0"), "{words}");
}

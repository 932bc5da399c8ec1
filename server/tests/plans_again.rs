//! Plans that are read again: what stays, what comes back, what is said; and that residents see the published plan alone.

use formats::{geo::Area, xplan};
use shared::{
    api::ApiError,
    assessment::ShowStatement,
    ids::SectionId,
    plans::{AreaKind, Drawing, Section},
    procedures::{EditSection, ImportPlan, PlanImported, WorkingCopy},
    statements::{AskedPlace, FindPlace, PlaceKind, SaveDraft, ShowDraft, StatementInput, SubmitStatement},
};

use crate::{
    both_databases,
    identity::sign_in_as,
    plans::{DEMO, import, wish, working},
    procedures::{CLERK, day, deletion, publish, refused_fields, round, settings, texts},
    support::TestSite,
};

const MINIMAL: &str = include_str!("../../formats/tests/fixtures/minimal.gml");

fn square(x: u32, y: u32, side: u32) -> String {
    let (west, south) = (566_000 + x, 5_930_000 + y);
    let (east, north) = (west + side, south + side);
    format!("{west} {south} {east} {south} {east} {north} {west} {north} {west} {south}")
}

fn polygon(srs: &str, list: &str) -> String {
    format!(
        r#"<gml:Polygon srsName="{srs}"><gml:exterior><gml:LinearRing><gml:posList>{list}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"#
    )
}

/// A plan of 2000 by 2000 metres with properties of its own and areas of any kind.
fn plan_of(srs: &str, properties: &str, areas: &str) -> String {
    let end = "</xp:XPlanAuszug>";
    MINIMAL
        .replacen(
            "{version}, {properties} and {outline} are filled in by the tests.",
            "",
            1,
        )
        .replace("{version}", "6/0")
        .replace("{properties}", properties)
        .replace("{outline}", &polygon(srs, &square(0, 0, 2_000)))
        .replace(end, &format!("{areas}{end}"))
}

/// A general residential area beside others: its `gml:id` and its number.
fn housing(index: u32, id: &str, number: &str) -> String {
    let list = square(100 * (index % 20), 100 * (index / 20), 90);
    format!(
        r#"<gml:featureMember><xp:BP_BaugebietsTeilFlaeche gml:id="{id}"><xp:position>{}</xp:position>
        <xp:besondereArtDerBaulNutzung>1200</xp:besondereArtDerBaulNutzung><xp:nummer>{number}</xp:nummer></xp:BP_BaugebietsTeilFlaeche></gml:featureMember>"#,
        polygon("EPSG:25832", &list)
    )
}

fn plan(areas: &[(&str, &str)]) -> String {
    plan_from(0, areas)
}

/// The same with areas elsewhere in the plan: none before so many others.
fn plan_from(first: u32, areas: &[(&str, &str)]) -> String {
    let areas: String = (first..)
        .zip(areas)
        .map(|(index, (id, number))| housing(index, id, number))
        .collect();
    plan_of("EPSG:25832", "", &areas)
}

/// Sections as a drawing program writes them, inside of the plan.
fn geojson(names: &[&str]) -> String {
    let feature = |(index, name): (u32, &&str)| {
        let (west, south) = (9.997 + f64::from(index) * 0.002, 53.516);
        let (east, north) = (west + 0.001, south + 0.001);
        serde_json::json!({ "type": "Feature", "properties": { "name": name }, "geometry": { "type": "Polygon",
            "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] } })
    };
    let features: Vec<_> = (0..).zip(names).map(feature).collect();
    serde_json::json!({ "type": "FeatureCollection", "features": features }).to_string()
}

async fn read(site: &TestSite, slug: &str, name: &str, file: &str) -> PlanImported {
    import(site, name, file.as_bytes(), wish(slug)).await.unwrap()
}

async fn drawing(site: &TestSite, slug: &str) -> Drawing {
    working(site, slug).await.content.drawing.unwrap()
}

async fn sections(site: &TestSite, slug: &str) -> Vec<(SectionId, String)> {
    let sections = drawing(site, slug).await.sections;
    sections
        .into_iter()
        .map(|section| (section.id, section.label))
        .collect()
}

fn codes(imported: &PlanImported) -> Vec<(&str, &str)> {
    let findings = imported.findings.iter();
    findings
        .map(|finding| (finding.code.as_str(), finding.element.as_str()))
        .filter(|(code, _)| *code != "ags_invalid")
        .collect()
}

/// Changes a section as the clerk does.
async fn edit(site: &TestSite, slug: &str, id: SectionId, change: EditSection) -> WorkingCopy {
    let copy = working(site, slug).await;
    let change = EditSection {
        procedure: slug.into(),
        revision: copy.revision,
        section: id.to_string(),
        ..change
    };
    site.call_as(CLERK, change).await.unwrap()
}

/// Publishes with a round that is open now.
async fn open(site: &TestSite, slug: &str) {
    site.write_pages().await;
    let copy = working(site, slug).await;
    let copy = site.call_as(CLERK, texts(&copy, "Text")).await.unwrap();
    if copy.rounds.is_empty() {
        site.call_as(CLERK, round(&copy, day(11, 16), day(12, 16)))
            .await
            .unwrap();
    }
    if copy.deletion_on.is_none() {
        let copy = working(site, slug).await;
        site.call_as(CLERK, settings(&copy, deletion())).await.unwrap();
    }
    publish(site, &working(site, slug).await, "").await.unwrap();
}

async fn comment_on(site: &TestSite, slug: &str, section: SectionId) {
    let submission = SubmitStatement {
        procedure: slug.into(),
        submission_key: "about-a-section-0123".into(),
        input: StatementInput {
            body: "Dazu habe ich etwas zu sagen.".into(),
            place: PlaceKind::Section,
            place_ref: section.to_string(),
            language: "de".into(),
            ..StatementInput::default()
        },
    };
    site.visitor().call(submission).await.unwrap();
}

both_databases! {
    async fn what_an_area_is_for_shows_in_its_pattern(site: TestSite) {
        let slug = import(&site, "plan.gml", DEMO, wish("new")).await.unwrap().slug;
        let kinds: Vec<AreaKind> = drawing(&site, &slug).await.sections.iter().map(|section| section.kind).collect();
        assert!(kinds.contains(&AreaKind::Housing) && kinds.contains(&AreaKind::Green), "{kinds:?}");
        open(&site, &slug).await;
        let page = site.visitor().get(&format!("/de/procedures/{slug}")).await.text;
        for pattern in ["-lines)\"", "-dots)\""] {
            assert!(page.contains(pattern), "no area is filled with {pattern}");
        }
        // Each area is one path; others are evenly filled.
        let (filled, drawn) = (page.matches("fill=\"url(#plan-drawing-").count(), page.matches("class=\"plan__ground\"").count());
        assert!(filled < drawn && drawn <= kinds.len(), "{filled} patterns, {drawn} shapes, {} areas", kinds.len());
    }

    async fn sections_that_the_drawing_has_no_room_for_are_in_the_list(site: TestSite) {
        let ids: Vec<(String, String)> = (1..=310).map(|n| (format!("wa-{n}"), n.to_string())).collect();
        let areas: Vec<(&str, &str)> = ids.iter().map(|(id, number)| (id.as_str(), number.as_str())).collect();
        let imported = read(&site, "new", "plan.gml", &plan(&areas)).await;
        let (code, omitted) = codes(&imported)[0];
        assert_eq!(code, "sections_omitted");
        let omitted = omitted.to_owned();
        let slug = imported.slug;
        let drawn = drawing(&site, &slug).await;
        let undrawn: Vec<&Section> = drawn.sections.iter().filter(|section| section.path.is_empty()).collect();
        assert_eq!((drawn.sections.len(), undrawn.len().to_string()), (310, omitted.clone()));
        let clerk = sign_in_as(&site, CLERK).await;
        let staff = clerk.get(&format!("/de/staff/procedures/{slug}/plan?saved=1&finding=warning~sections_omitted~0~{omitted}")).await.text;
        assert!(staff.contains("So viele stehen nur in der Liste:") && staff.contains(&format!(">{omitted}<")), "the clerk is told");
        let forms = |page: &str| page.matches("value=\"EditSection\"").count();
        assert_eq!(forms(&staff), 50, "no page has a form for each of so many sections");
        let last = drawn.sections.last().unwrap().id;
        assert!(staff.contains(&format!("href=\"?page=7#section-{last}\"")), "the list leads to the page on which a section is changed");
        let seventh = clerk.get(&format!("/de/staff/procedures/{slug}/plan?page=7")).await.text;
        assert_eq!(forms(&seventh), 10);
        assert!(seventh.contains(&format!("id=\"section-{last}\"")) && seventh.contains("310. "));

        // Whatever a clerk does with others works with them too: hidden, merged by number, parted again.
        let (first, second) = (undrawn[0].id, undrawn[1].id);
        edit(&site, &slug, second, EditSection { label: "Weg".into(), hidden: true, ..EditSection::default() }).await;
        let number = 1 + drawn.sections.iter().position(|section| !section.path.is_empty()).unwrap();
        let copy = edit(&site, &slug, first, EditSection { merge_into: number.to_string(), ..EditSection::default() }).await;
        let merged = copy.content.drawing.unwrap().sections;
        let whole = merged.iter().find(|section| section.id == drawn.sections[number - 1].id).unwrap();
        assert_eq!((whole.keys.len(), whole.path.as_str()), (2, drawn.sections[number - 1].path.as_str()));
        edit(&site, &slug, whole.id, EditSection { split: true, ..EditSection::default() }).await;

        open(&site, &slug).await;
        let page = site.visitor().get(&format!("/de/procedures/{slug}")).await.text;
        let list = page.matches("class=\"plan__choice\"").count();
        assert_eq!(list, 309, "all but the hidden one");
        assert!(!page.contains(" d=\"\""), "nothing without a form is drawn");
        // As it is written: each area once, with its link, its pattern and its number.
        let picture = page.split_once("class=\"plan__drawing\"").unwrap().1.split_once("</svg>").unwrap().0;
        assert!(picture.len() <= 60 * 1024, "{} bytes", picture.len());
        assert!((140..=300).contains(&picture.matches("<path").count()), "{} paths", picture.matches("<path").count());
        comment_on(&site, &slug, first).await;
    }

    async fn sections_from_geojson_stay_when_a_plan_without_areas_is_read_again(site: TestSite) {
        let empty = plan(&[]);
        let slug = read(&site, "new", "plan.gml", &empty).await.slug;
        assert!(sections(&site, &slug).await.is_empty());
        read(&site, &slug, "flaechen.geojson", &geojson(&["Wiese", "Hof"])).await;
        let first = sections(&site, &slug).await;
        edit(&site, &slug, first[0].0, EditSection { label: "Große Wiese".into(), ..EditSection::default() }).await;
        let before = drawing(&site, &slug).await;
        read(&site, &slug, "plan.gml", &empty).await;
        let after = drawing(&site, &slug).await;
        assert_eq!(after.sections, before.sections);
        // Also where only the coordinate system is chosen anew, without a file.
        let again = ImportPlan { srs: Some(25832), ..wish(&slug) };
        site.call_as(CLERK, again).await.unwrap();
        assert_eq!(sections(&site, &slug).await[0], (first[0].0, "Große Wiese".into()));
        // A plan that has areas itself replaces them; they come back with their file.
        read(&site, &slug, "plan.gml", &plan(&[("wa", "1")])).await;
        assert_eq!(sections(&site, &slug).await.len(), 1);
        read(&site, &slug, "flaechen.geojson", &geojson(&["Wiese", "Hof"])).await;
        assert_eq!(sections(&site, &slug).await, [(first[0].0, "Große Wiese".into()), (first[1].0, "Hof".into())]);
    }

    async fn sections_that_leave_a_plan_come_back_as_the_clerk_had_them(site: TestSite) {
        let (one, other) = (plan(&[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]), plan_from(40, &[("x", "8"), ("y", "9")]));
        let slug = read(&site, "new", "plan.gml", &one).await.slug;
        let fresh = sections(&site, &slug).await;
        edit(&site, &slug, fresh[1].0, EditSection { label: "Am Wasser".into(), position: Some(1), ..EditSection::default() }).await;
        edit(&site, &slug, fresh[2].0, EditSection { label: "Verborgen".into(), hidden: true, ..EditSection::default() }).await;
        edit(&site, &slug, fresh[3].0, EditSection { merge_into: fresh[0].0.to_string(), ..EditSection::default() }).await;
        let before = drawing(&site, &slug).await;
        let imported = read(&site, &slug, "plan.gml", &other).await;
        assert_eq!(codes(&imported), [
            ("section_work_gone", "Am Wasser"), ("section_work_gone", "WA 1 – allgemeines Wohngebiet"), ("section_work_gone", "Verborgen"), ("sections_gone", "4"),
        ], "what the clerk had named, merged and hidden is named");
        let between = sections(&site, &slug).await;
        read(&site, &slug, "plan.gml", &one).await;
        assert_eq!(drawing(&site, &slug).await, before);
        read(&site, &slug, "plan.gml", &other).await;
        assert_eq!(sections(&site, &slug).await, between, "and so do the others");

        // A part of a merged section that was missing for a while comes back to it.
        read(&site, &slug, "plan.gml", &plan(&[("a", "1"), ("b", "2"), ("c", "3")])).await;
        let without = drawing(&site, &slug).await.sections;
        assert_eq!(without.iter().map(|section| section.keys.len()).collect::<Vec<_>>(), [1, 1, 1]);
        read(&site, &slug, "plan.gml", &one).await;
        assert_eq!(drawing(&site, &slug).await, before);
    }

    async fn a_section_with_comments_that_leaves_the_plan_is_named(site: TestSite) {
        let slug = read(&site, "new", "plan.gml", &plan(&[("a", "1"), ("b", "2")])).await.slug;
        open(&site, &slug).await;
        let (commented, label) = sections(&site, &slug).await[0].clone();
        comment_on(&site, &slug, commented).await;
        let other = plan_from(40, &[("c", "3")]);
        let imported = read(&site, &slug, "plan.gml", &other).await;
        assert_eq!(codes(&imported), [("section_gone", label.as_str()), ("sections_gone", "2")]);
        let again = read(&site, &slug, "plan.gml", &other).await;
        assert_eq!(codes(&again), [], "said once");
    }

    async fn sections_keep_everything_when_a_program_gives_all_areas_new_ids(site: TestSite) {
        let one = plan(&[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("e", "5")]);
        let slug = read(&site, "new", "plan.gml", &one).await.slug;
        let fresh = sections(&site, &slug).await;
        edit(&site, &slug, fresh[1].0, EditSection { label: "Am Wasser".into(), position: Some(1), ..EditSection::default() }).await;
        edit(&site, &slug, fresh[2].0, EditSection { label: "Verborgen".into(), hidden: true, ..EditSection::default() }).await;
        edit(&site, &slug, fresh[3].0, EditSection { merge_into: fresh[0].0.to_string(), ..EditSection::default() }).await;
        let before = drawing(&site, &slug).await.sections;
        // One area is a little smaller as well, and one number was corrected.
        let renamed = plan(&[("v", "1"), ("w", "2"), ("x", "3"), ("y", "4"), ("z", "6")]).replace(&square(0, 0, 90), &square(1, 1, 86));
        let imported = read(&site, &slug, "plan.gml", &renamed).await;
        assert_eq!(codes(&imported), [("sections_recognised", "5")]);
        let after = drawing(&site, &slug).await.sections;
        let kept = |sections: &[Section]| sections.iter().map(|section| (section.id, section.hidden, section.keys.len())).collect::<Vec<_>>();
        assert_eq!(kept(&after), kept(&before));
        let names: Vec<&str> = after.iter().map(|section| section.label.as_str()).collect();
        assert_eq!(names, ["Am Wasser", "WA 1 – allgemeines Wohngebiet", "Verborgen", "WA 6 – allgemeines Wohngebiet"]);
        assert_eq!(codes(&read(&site, &slug, "plan.gml", &renamed).await), [], "and now they are known by their ids");
    }

    async fn what_is_saved_while_a_plan_is_read_again_stays(site: TestSite) {
        let one = plan(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let slug = read(&site, "new", "plan.gml", &one).await.slug;
        let fresh = sections(&site, &slug).await;
        for (round, keys) in [["k", "l", "m"], ["n", "o", "p"], ["q", "r", "s"]].into_iter().enumerate() {
            let [first, second, third] = keys;
            let renamed = plan(&[(first, "1"), (second, "2"), (third, "3")]);
            // Fewer than there are attempts: whoever was second meets a conflict and nothing is lost.
            let save = async {
                let mut saved = None;
                for label in [format!("Am Wasser {round}"), format!("Am Deich {round}")] {
                    let revision = working(&site, &slug).await.revision;
                    let change = EditSection { procedure: slug.clone(), revision, section: fresh[1].0.to_string(), label: label.clone(), ..EditSection::default() };
                    match site.call_as(CLERK, change).await {
                        Ok(_) => saved = Some(label),
                        Err(error) => assert_eq!(error, ApiError::Conflict),
                    }
                }
                saved.unwrap()
            };
            let (imported, saved) = tokio::join!(read(&site, &slug, "plan.gml", &renamed), save);
            assert_eq!(codes(&imported), [("sections_recognised", "3")]);
            let after = drawing(&site, &slug).await.sections;
            let ids: Vec<SectionId> = after.iter().map(|section| section.id).collect();
            assert_eq!(ids, fresh.iter().map(|(id, _)| *id).collect::<Vec<_>>());
            assert_eq!(after[1].label, saved);
        }
    }

    async fn an_area_that_was_moved_is_recognised_by_its_label_and_only_where_one_bears_it(site: TestSite) {
        let slug = read(&site, "new", "plan.gml", &plan(&[("a", "1"), ("b", "2"), ("c", "2")])).await.slug;
        let fresh = sections(&site, &slug).await;
        let imported = read(&site, &slug, "plan.gml", &plan_from(40, &[("x", "1"), ("y", "2"), ("z", "2")])).await;
        assert_eq!(codes(&imported), [("sections_recognised", "1"), ("sections_gone", "2")]);
        assert_eq!(sections(&site, &slug).await[0], fresh[0]);
    }

    async fn another_plan_than_the_procedures_is_called_so(site: TestSite) {
        let named = |id: &str, number: &str| {
            let file = plan_of("EPSG:25832", &format!("<xp:nummer>{number}</xp:nummer>"), "");
            file.replacen("gml:id=\"plan\"", &format!("gml:id=\"{id}\""), 1)
        };
        let slug = read(&site, "new", "plan.gml", &named("plan", "12")).await.slug;
        let name = drawing(&site, &slug).await.name;
        assert_eq!(codes(&read(&site, &slug, "plan.gml", &named("exported-anew", "12")).await), [], "the same number");
        assert_eq!(codes(&read(&site, &slug, "plan.gml", &named("other", "13")).await), [("plan_differs", name.as_str())]);
        let moved = named("other", "13").replace("5930000", "5950000").replace("5932000", "5952000");
        assert_eq!(codes(&read(&site, &slug, "plan.gml", &moved).await), [("plan_moved", name.as_str())]);
    }

    async fn a_section_that_a_new_version_merged_or_hid_keeps_what_is_written_about_it(site: TestSite) {
        let slug = read(&site, "new", "plan.gml", &plan(&[("a", "1"), ("b", "2"), ("c", "3")])).await.slug;
        open(&site, &slug).await;
        let before = sections(&site, &slug).await;
        let [(whole, whole_label), (part, part_label), (hidden, hidden_label)]: [(SectionId, String); 3] = before.try_into().unwrap();
        edit(&site, &slug, part, EditSection { merge_into: whole.to_string(), ..EditSection::default() }).await;
        edit(&site, &slug, hidden, EditSection { label: hidden_label.clone(), hidden: true, ..EditSection::default() }).await;
        publish(&site, &working(&site, &slug).await, "Zusammengelegt").await.unwrap();

        // An old link leads to the section that goes on; of one that is gone the page says so.
        let asked = async |id: SectionId| {
            let asked = ShowDraft { place: format!("section:{id}"), ..ShowDraft::of(slug.as_str()) };
            site.visitor().call(asked).await.unwrap().asked
        };
        let goes_on = AskedPlace { kind: PlaceKind::Section, reference: whole.to_string(), label: whole_label.clone() };
        assert_eq!((asked(part).await, asked(hidden).await), (Some(goes_on), None));
        let page = site.visitor().get(&format!("/de/procedures/{slug}/comment?place=section:{hidden}")).await.text;
        assert!(page.contains("Diesen Ort gibt es im Plan nicht oder nicht mehr."));

        // Who began before is heard in the words of what was seen then.
        let send = async |key: &str, section: SectionId, seen_version: &str| {
            let input = StatementInput {
                body: format!("Text {key}."),
                place: PlaceKind::Section,
                place_ref: section.to_string(),
                seen_version: seen_version.into(),
                ..StatementInput::default()
            };
            let submission_key = format!("{key}-0123456789abcdef");
            let receipt = site.visitor().call(SubmitStatement { procedure: slug.clone(), submission_key, input }).await?;
            let shown = ShowStatement { procedure: slug.clone(), number: receipt.number };
            site.call_as(CLERK, shown).await.map(|shown| shown.place)
        };
        assert_eq!(send("merged", part, "1").await, Ok(whole_label), "not {part_label}, which is a part of it now");
        assert_eq!(send("hidden", hidden, "1").await, Ok(hidden_label));
        assert_eq!(send("new", hidden, "2").await, Err(ApiError::invalid("place", "errors.place_missing")));
    }

    async fn an_import_that_is_not_published_changes_nothing_of_new_comments(site: TestSite) {
        let slug = read(&site, "new", "plan.gml", &plan(&[("a", "1"), ("b", "2")])).await.slug;
        open(&site, &slug).await;
        let section = sections(&site, &slug).await[0].0;
        let place = || FindPlace { procedure: slug.clone(), lat: 53.5152, lon: 9.9955, language: None };
        let before = site.visitor().call(place()).await.unwrap();
        assert_eq!(before.inside, Some(true));
        // The same sections in a plan somewhere else.
        let moved = plan(&[("a", "1"), ("b", "2")]).replace("5930", "5950").replace("5932", "5952");
        read(&site, &slug, "plan.gml", &moved).await;
        assert_eq!(site.visitor().call(place()).await.unwrap(), before);
        comment_on(&site, &slug, section).await;
        let asked = shared::assessment::ShowStatement { procedure: slug.clone(), number: shared::ids::StatementNumber(1) };
        let [_, lat] = site.call_as(CLERK, asked).await.unwrap().point.unwrap();
        assert!((lat - 53.515).abs() < 0.01, "the point of the published section: {lat}");
        publish(&site, &working(&site, &slug).await, "Verschoben").await.unwrap();
        assert_eq!(site.visitor().call(place()).await.unwrap().inside, Some(false), "from now on");
    }

    async fn the_system_of_one_of_several_plans_is_corrected_without_choosing_it_again(site: TestSite) {
        let two = include_bytes!("../../formats/tests/fixtures/two_plans_6_1.gml");
        let slug = import(&site, "two.gml", two, ImportPlan { plan: "south".into(), ..wish("new") }).await.unwrap().slug;
        let before = drawing(&site, &slug).await;
        let again = ImportPlan { srs: Some(25833), ..wish(&slug) };
        site.call_as(CLERK, again).await.unwrap();
        let after = drawing(&site, &slug).await;
        assert_eq!((after.name.as_str(), before.name.as_str()), ("Süd", "Süd"));
        assert!((after.bbox[0] - before.bbox[0] - 6.0).abs() < 0.1, "six degrees further east");
    }

    async fn where_a_label_cannot_be_right_systems_are_offered_beside_the_file(site: TestSite) {
        let wrong = plan_of("EPSG:4647", "", "");
        let refused = refused_fields(import(&site, "plan.gml", wrong.as_bytes(), wish("new")).await);
        assert_eq!(refused[0], ("file".into(), "errors.plan_finding".into()));
        assert!(refused[1..].contains(&("srs".into(), "errors.srs_choice".into())), "{refused:?}");
        let clerk = sign_in_as(&site, CLERK).await;
        let page = clerk.post_files("/de/staff/procedures/new", &[("form", "ImportPlan"), ("procedure", "new")], &[("file", "plan.gml", wrong.as_bytes())]).await;
        assert!(page.text.contains("25832 (ETRS89/UTM 32N)") && page.text.contains("name=\"srs\""), "{}", page.status);
        let sent = clerk.post_files("/de/staff/procedures/new", &[("form", "ImportPlan"), ("procedure", "new"), ("srs", "25832")], &[("file", "plan.gml", wrong.as_bytes())]).await;
        assert!(sent.location().contains("/de/staff/procedures/am-muehlbach"), "{}", sent.location());
    }

    async fn plans_with_equal_names_or_none_can_be_told_apart(site: TestSite) {
        let nameless = plan(&[]).replace("<xp:name>Am Mühlbach</xp:name>", "");
        let named = plan_of("EPSG:25832", "<xp:nummer>12</xp:nummer>", "");
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (member, content) in [("eins.gml", &nameless), ("zwei.gml", &named), ("drei.gml", &named)] {
            archive.start_file(member, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut archive, content.as_bytes()).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        let clerk = sign_in_as(&site, CLERK).await;
        let fields = [("form", "ImportPlan"), ("procedure", "new")];
        let page = clerk.post_files("/de/staff/procedures/new", &fields, &[("file", "plaene.zip", &bytes)]).await.text;
        for choice in ["ohne Namen (eins.gml)", "Am Mühlbach (12, zwei.gml)", "Am Mühlbach (12, drei.gml)"] {
            assert!(page.contains(choice), "{choice}");
        }
        // Once above the page and once beside the choices, whatever the number of plans.
        assert_eq!(page.matches("Die Datei enthält mehrere Pläne.").count(), 2, "{page}");
        let third = import(&site, "plaene.zip", &bytes, ImportPlan { plan: "plan-3".into(), ..wish("new") }).await.unwrap();
        assert_eq!(third.plans.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["plan", "plan-2", "plan-3"]);
    }

    async fn an_import_that_worked_is_not_announced_as_failed(site: TestSite) {
        let two = include_str!("../../formats/tests/fixtures/two_plans_6_1.gml");
        let half = two.replace("566000 5929000 566100 5929000 566100 5929100", "566000 5929000");
        let clerk = sign_in_as(&site, CLERK).await;
        let sent = clerk.post_files("/de/staff/procedures/new", &[("form", "ImportPlan"), ("procedure", "new")], &[("file", "two.gml", half.as_bytes())]).await;
        assert!(sent.location().contains("error~ring_too_short") || sent.location().contains("error%7Ering_too_short"), "{}", sent.location());
        let page = clerk.get(sent.location()).await.text;
        assert!(!page.contains("Der Plan konnte nicht übernommen werden") && page.contains("Betrifft einen anderen Plan der Datei."));
    }

    async fn of_several_plans_in_a_file_only_what_is_about_the_chosen_one_is_said(site: TestSite) {
        let two = include_bytes!("../../formats/tests/fixtures/two_plans_6_1.gml");
        let said = async |plan: &str| {
            let imported = import(&site, "two.gml", two, ImportPlan { plan: plan.into(), ..wish("new") }).await.unwrap();
            imported.findings.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
        };
        let (north, south) = (said("north").await, said("south").await);
        assert!(south.contains(&"ring_too_short".to_owned()) && !north.contains(&"ring_too_short".to_owned()), "{north:?} {south:?}");
        assert!(north.contains(&"section_without_plan".to_owned()) && south.contains(&"section_without_plan".to_owned()), "what is about the file");
    }

    async fn a_pdf_is_called_so_and_what_is_expected_is_said(site: TestSite) {
        let clerk = sign_in_as(&site, CLERK).await;
        let page = clerk.post_files("/de/staff/procedures/new", &[("form", "ImportPlan"), ("procedure", "new")], &[("file", "plan.pdf", b"%PDF-1.7\n1 0 obj")]).await;
        assert!(page.text.contains("Das ist eine PDF-Datei.") && page.text.contains("Erwartet wird XPlanGML"), "{}", page.status);
    }

    async fn an_area_without_a_readable_form_is_in_the_list(site: TestSite) {
        let broken = housing(0, "broken", "7").replace(&square(0, 0, 90), "566000 5930000 566090 5930000");
        let imported = read(&site, "new", "plan.gml", &plan_of("EPSG:25832", "", &broken)).await;
        assert!(imported.findings.iter().any(|finding| finding.code == "ring_too_short" && !finding.error));
        let slug = imported.slug;
        let only = drawing(&site, &slug).await.sections;
        assert_eq!((only.len(), only[0].path.as_str(), only[0].label.as_str()), (1, "", "WA 7 – allgemeines Wohngebiet"));
        open(&site, &slug).await;
        comment_on(&site, &slug, only[0].id).await;
    }

    async fn the_period_of_a_pass_stays_that_of_the_pass(site: TestSite) {
        let properties = "<xp:auslegungsStartDatum>irgendwann</xp:auslegungsStartDatum><xp:auslegungsStartDatum>2026-12-01</xp:auslegungsStartDatum>\
            <xp:auslegungsEndDatum>2026-10-01</xp:auslegungsEndDatum><xp:auslegungsEndDatum>2027-01-15</xp:auslegungsEndDatum>";
        let slug = read(&site, "new", "plan.gml", &plan_of("EPSG:25832", properties, "")).await.slug;
        let rounds = working(&site, &slug).await.rounds;
        assert_eq!(rounds.iter().map(|round| (round.pass, round.period.start)).collect::<Vec<_>>(), [(2, day(12, 1))]);
    }

    async fn a_statute_of_the_inner_area_is_no_development_plan(site: TestSite) {
        for code in ["40000", "40001", "40002"] {
            let file = plan(&[]).replace("<xp:planArt>1000<", &format!("<xp:planArt>{code}<"));
            let slug = read(&site, "new", "plan.gml", &file).await.slug;
            assert_eq!(working(&site, &slug).await.kind, shared::procedures::Kind::Other, "{code}");
        }
    }

    async fn long_and_equal_names_of_areas_become_names_that_can_be_told_apart(site: TestSite) {
        let slug = read(&site, "new", "plan.gml", &plan(&[])).await.slug;
        let long = "Wiese ".repeat(60);
        read(&site, &slug, "flaechen.geojson", &geojson(&["Hof", "Hof", &long, &long])).await;
        let labels: Vec<String> = sections(&site, &slug).await.into_iter().map(|(_, label)| label).collect();
        assert_eq!(&labels[..2], ["Hof", "Hof (2)"]);
        assert!(labels[2].ends_with('…') && labels[3].ends_with("… (2)"), "{labels:?}");
        let id = sections(&site, &slug).await[3].0;
        edit(&site, &slug, id, EditSection { label: labels[3].clone(), hidden: true, ..EditSection::default() }).await;
    }

    async fn a_section_is_found_by_its_name_also_without_an_address_index(site: TestSite) {
        let slug = read(&site, "new", "plan.gml", &plan(&[("a", "1"), ("b", "2")])).await.slug;
        open(&site, &slug).await;
        let visitor = site.visitor();
        let search = |typed: &str| SaveDraft { procedure: slug.clone(), search: typed.into(), action: "search".into(), ..SaveDraft::default() };
        let path = format!("/de/procedures/{slug}/comment");
        assert!(visitor.get(&path).await.text.contains("Name der Fläche"), "the field is there");
        visitor.call(search("wa")).await.unwrap();
        let page = visitor.get(&path).await.text;
        for (id, label) in sections(&site, &slug).await {
            let found = page.split_once("id=\"found\"").unwrap().1;
            assert!(found.contains(&format!("place:section:{id}")) && found.contains(&label), "{label}");
        }
        let chosen = visitor.call(search("WA2")).await.unwrap();
        assert_eq!((chosen.input.place, chosen.input.place_ref), (PlaceKind::Section, sections(&site, &slug).await[1].0.to_string()));
        visitor.call(search("Nirgendwo")).await.unwrap();
        assert!(visitor.get(&path).await.text.contains("haben wir nichts gefunden"));
    }
}

#[test]
fn the_inspection_doubts_what_lies_outside_of_the_area_that_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.gml");
    std::fs::write(&file, plan(&[])).unwrap();
    let codes = |area: Area| {
        let mut out = Vec::new();
        server::features::plans::inspect_files(std::slice::from_ref(&file), true, area, &mut out).unwrap();
        let printed: serde_json::Value = serde_json::from_slice(&out).unwrap();
        printed["warnings"].to_string().contains("crs_suspect")
    };
    assert!(!codes(xplan::Area::GERMANY));
    let elsewhere = Area {
        west: 6.0,
        south: 50.0,
        east: 7.0,
        north: 51.0,
    };
    assert!(codes(elsewhere));
}

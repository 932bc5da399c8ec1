//! A point on the map as a comment's place: what lies there, the draft's map, the public list by place.

use server::{
    features::{addresses, procedures},
    site::Cx,
};
use shared::{
    access::Role,
    api::ApiError,
    assessment::{ListStatements, ShowStatement},
    ids::StatementNumber,
    plans::map::{MapMove, Plane},
    procedures::{ImportPlan, ListProcedures, ShowWorkingCopy, WorkingCopy},
    statements::{
        DecidePublication, FindPlace, FoundPlace, ListPublicStatements, MayPublish, PlaceKind, Publication,
        Receipt, SaveDraft, SendDraft, ShowDraft, StatementInput, SubmitStatement,
    },
};

use crate::{
    both_databases,
    procedures::{
        CLERK, create, day, deletion, publish, refused_fields, round, settings, show, texts, with_file,
    },
    support::{TestSite, api_of},
};

const ADDRESSES: &str = "street;house_number;postal_code;city;lat;lon\n\
    Hafenstraße;12;31999;Brakenfurt;53.0010;9.0005\nHafenstraße;14;31999;Brakenfurt;53.0013;9.0005\n\
    Weitab;1;31999;Brakenfurt;53.5;9.5\n";
pub const SLUG: &str = "am-deich";

/// An open procedure with the sections "WA 1" in the west and "Park" in the east, and an address index.
pub async fn open(site: &TestSite) -> WorkingCopy {
    site.write_pages().await;
    addresses::import_csv(&site.system(), ADDRESSES)
        .await
        .unwrap()
        .unwrap();
    let copy = create(site, "Am Deich").await;
    let square = |west: f64| {
        let (south, east, north) = (53.0, west + 0.002, 53.002);
        serde_json::json!({ "type": "Polygon",
            "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] })
    };
    let feature = |name: &str, west: f64| serde_json::json!({ "type": "Feature", "id": name, "properties": { "name": name }, "geometry": square(west) });
    let file = serde_json::json!({ "type": "FeatureCollection",
        "features": [feature("WA 1", 9.0), feature("Park", 9.002)] });
    let wish = ImportPlan {
        procedure: copy.slug.clone(),
        plan: String::new(),
        srs: None,
    };
    let clerk = with_file(site.as_role(CLERK), "plan.geojson", file.to_string().as_bytes());
    procedures::import_plan(clerk, wish)
        .await
        .map_err(|_| "import")
        .unwrap();
    let working = async || {
        let procedure = copy.slug.clone();
        site.call_as(CLERK, ShowWorkingCopy::of(procedure)).await.unwrap()
    };
    site.call_as(CLERK, texts(&working().await, "Text"))
        .await
        .unwrap();
    site.call_as(CLERK, round(&working().await, day(11, 16), day(12, 16)))
        .await
        .unwrap();
    site.call_as(CLERK, settings(&working().await, deletion()))
        .await
        .unwrap();
    publish(site, &working().await, "").await.unwrap()
}

fn find(lat: f64, lon: f64) -> FindPlace {
    FindPlace {
        procedure: SLUG.into(),
        lat,
        lon,
        language: None,
    }
}

async fn found(site: &TestSite, lat: f64, lon: f64) -> FoundPlace {
    site.visitor().call(find(lat, lon)).await.unwrap()
}

fn press(action: &str) -> SaveDraft {
    SaveDraft {
        procedure: SLUG.into(),
        input: StatementInput {
            body: "Mein Text.".into(),
            language: "de".into(),
            ..StatementInput::default()
        },
        action: action.into(),
        ..SaveDraft::default()
    }
}

async fn submit(site: &TestSite, key: &str, place: PlaceKind, place_ref: &str) -> Receipt {
    let submission = SubmitStatement {
        procedure: SLUG.into(),
        submission_key: format!("{key}-0123456789abcdef"),
        input: StatementInput {
            body: format!("Text {key}."),
            place,
            place_ref: place_ref.into(),
            place_label: "Von wem auch immer".into(),
            may_publish: MayPublish::Anonymous,
            ..StatementInput::default()
        },
    };
    site.visitor().call(submission).await.unwrap()
}

async fn release(site: &TestSite, number: StatementNumber) {
    let shown = site
        .call_as(
            CLERK,
            ShowStatement {
                procedure: SLUG.into(),
                number,
            },
        )
        .await
        .unwrap();
    let decision = DecidePublication {
        procedure: SLUG.into(),
        number,
        revision: shown.revision,
        publication: Publication::Released,
        passages: String::new(),
        also: Vec::new(),
        place_withheld: false,
        reason: None,
        remark: String::new(),
    };
    site.call_as(CLERK, decision).await.unwrap();
}

both_databases! {
    async fn a_point_is_named_by_the_nearest_address_and_its_section(site: TestSite) {
        open(&site).await;
        let inside = found(&site, 53.0011, 9.00051).await;
        assert_eq!(inside, FoundPlace {
            lat: 53.0011, lon: 9.00051,
            label: "bei Hafenstraße 12, WA 1".into(),
            address: Some("Hafenstraße 12".into()), section: Some("WA 1".into()), inside: Some(true),
        });
        assert_eq!(found(&site, 53.00125, 9.0005).await.address.as_deref(), Some("Hafenstraße 14"), "the nearer one");
        let english = site.visitor().call(FindPlace { language: Some("en".into()), ..find(53.0011, 9.0005) }).await.unwrap();
        assert_eq!(english.label, "near Hafenstraße 12, WA 1");
        // Between right and left each name stands by itself, with the comma of the language between them.
        let arabic = site.visitor().call(FindPlace { language: Some("ar".into()), ..find(53.0011, 9.0005) }).await.unwrap();
        assert!(arabic.label.contains("\u{2068}Hafenstraße 12\u{2069}، \u{2068}WA 1\u{2069}"), "{:?}", arabic.label);
        let park = found(&site, 53.0005, 9.0039).await;
        assert_eq!((park.label.as_str(), park.section.as_deref(), park.address), ("Park", Some("Park"), None));
    }

    async fn procedures_are_found_by_an_area_that_their_plan_touches(site: TestSite) {
        open(&site).await;
        let found = async |bbox: &str| {
            let asked = ListProcedures { bbox: Some(bbox.into()), ..ListProcedures::default() };
            site.visitor().call(asked).await.unwrap().items.into_iter().map(|one| one.slug).collect::<Vec<_>>()
        };
        // The plan lies between 9.000 and 9.004 east, 53.000 and 53.002 north.
        for hit in ["9,53,10,54", "9.001,53.001,9.0011,53.0011", "8.9,52.9,9.0005,53.0005", "9.0039,53.0019,9.1,53.1"] {
            assert_eq!(found(hit).await, [SLUG], "{hit}");
        }
        for miss in ["9.005,53,10,54", "8,53,8.999,54", "9,53.0021,10,54", "9,52,10,52.999"] {
            assert_eq!(found(miss).await, Vec::<String>::new(), "{miss}");
        }
    }

    async fn a_point_outside_of_the_plan_is_told_so(site: TestSite) {
        open(&site).await;
        let near = found(&site, 53.0011, 8.9999).await;
        assert_eq!((near.label.as_str(), near.inside), ("bei Hafenstraße 12", Some(false)));
        // Beyond 150 m no address names it: 0.0012° of longitude are 80 m here, 0.0030° are 200 m.
        let far = found(&site, 53.001, 8.9970).await;
        assert_eq!((far.label.as_str(), far.address, far.section, far.inside), ("53.00100, 8.99700", None, None, Some(false)));
        let six = found(&site, 53.001_000_4, 8.997_000_6).await;
        assert_eq!((six.lat, six.lon), (53.001, 8.997_001), "six decimals");
    }

    async fn broken_numbers_and_other_municipalities_are_refused(site: TestSite) {
        open(&site).await;
        let visitor = site.visitor();
        assert_eq!(refused_fields(visitor.call(find(91.0, 9.0)).await), [("lat".into(), "errors.place_missing".into())]);
        assert_eq!(refused_fields(visitor.call(find(53.0, -181.0)).await), [("lon".into(), "errors.place_missing".into())]);
        for (query, field) in [("lat=NaN&lon=9", "lat"), ("lat=53&lon=inf", "lon"), ("lat=drei&lon=9", "lat"), ("lat=53", "lon"), ("lat=53&lon=9&language=xx", "language")] {
            let answer = visitor.get(&format!("/api/v1/procedures/{SLUG}/place?{query}")).await;
            assert_eq!(answer.status.as_u16(), 422, "{query}: {}", answer.text);
            assert!(answer.text.contains(&format!("\"field\":\"{field}\"")), "{query}: {}", answer.text);
        }
        for place_ref in ["NaN,NaN", "53.0", "91,9", "53,9,1", "inf,9", ""] {
            let wrong = visitor.call(press(&format!("place:point:{place_ref}"))).await;
            assert_eq!(wrong, Err(ApiError::invalid("place", "errors.place_missing")), "{place_ref}");
        }
        let here = api_of(site.system());
        let town = site.add_town("nachbar", "nachbar.example").await;
        let neighbour = site.visitor().on_host("nachbar.example");
        assert_eq!(neighbour.call(find(53.0011, 9.0005)).await, Err(ApiError::NotFound));
        assert_eq!(visitor.call(FindPlace { procedure: "no-such".into(), ..find(53.0, 9.0) }).await, Err(ApiError::NotFound));
        // The neighbour's addresses do not name a point here.
        let closer = "street;house_number;postal_code;city;lat;lon\nFremde Gasse;1;1;Ort;53.0011;9.0005\n";
        addresses::import_csv(&Cx { municipality: town, ..site.system() }, closer).await.unwrap().unwrap();
        assert_eq!(here.call(find(53.0011, 9.0005)).await.unwrap().address.as_deref(), Some("Hafenstraße 12"));
    }

    async fn the_map_of_the_draft_moves_by_buttons_and_nothing_is_lost(site: TestSite) {
        open(&site).await;
        let drawing = site.visitor().call(show(SLUG)).await.unwrap().drawing.unwrap();
        let plane = Plane::of(&drawing).unwrap();
        let visitor = site.visitor();
        let shown = async || visitor.call(ShowDraft::of(SLUG)).await.unwrap();
        visitor.call(press("map:open")).await.unwrap();
        let draft = shown().await;
        assert_eq!(draft.map, Some(plane.whole()));
        assert!((draft.map.unwrap().lat - 53.001).abs() < 1e-5 && (draft.map.unwrap().lon - 9.002).abs() < 1e-5);
        let mut view = plane.whole();
        for step in ["in", "west", "north"] {
            view = plane.moved(view, MapMove::from_word(step).unwrap());
            visitor.call(press(&format!("map:{step}"))).await.unwrap();
        }
        let draft = shown().await;
        assert_eq!((draft.map, draft.input.body.as_str()), (Some(view), "Mein Text."));
        let middle = draft.middle.unwrap();
        assert_eq!((middle.lat, middle.lon, middle.section.as_deref()), (view.lat, view.lon, Some("WA 1")));
        // What the picture offers to take is its middle.
        let page = visitor.get(&format!("/de/procedures/{SLUG}/comment")).await.text;
        let value = format!("place:point:{:.6},{:.6}", view.lat, view.lon);
        assert!(page.contains(&value) && page.contains("In der Mitte: "), "{value}");
        // The ways to choose a place stay unfolded around the map, whatever the browser does about the fragment.
        let until_map = page.split_once("id=\"place\"").unwrap().1.split_once("id=\"map\"").unwrap().0;
        let folds: Vec<&str> = until_map.match_indices("<details").map(|(at, _)| until_map[at..].split_once('>').unwrap().0).collect();
        assert!(folds[0].contains(" open"), "{folds:?}");
        let answer = visitor.post(&format!("/de/procedures/{SLUG}/comment"), &[
            ("form", "SaveDraft"), ("procedure", SLUG), ("body", "Mein Text."), ("do", &value),
        ]).await;
        assert_eq!(answer.location(), format!("/de/procedures/{SLUG}/comment#place"));
        let draft = shown().await;
        assert_eq!((draft.input.place, draft.input.place_label.as_str()), (PlaceKind::Point, middle.label.as_str()));
        assert_eq!((draft.input.body.as_str(), draft.map), ("Mein Text.", None), "the choice is made: the map is closed");
        let moved = visitor.post(&format!("/de/procedures/{SLUG}/comment"), &[
            ("form", "SaveDraft"), ("procedure", SLUG), ("body", "Mein Text."), ("do", "map:east"),
        ]).await;
        assert_eq!(moved.location(), format!("/de/procedures/{SLUG}/comment#map-east"), "the button keeps the focus");
        visitor.call(press("map:close")).await.unwrap();
        assert_eq!(shown().await.map, None);
        // It opens again where something was chosen.
        let near = SaveDraft { input: StatementInput { place: PlaceKind::Point, place_ref: "53.0005,9.0035".into(), ..press("").input }, ..press("map:open") };
        let draft = visitor.call(near).await.unwrap();
        assert!((draft.map.unwrap().lat - 53.0005).abs() < 2e-6, "{:?}", draft.map);
    }

    async fn a_sent_point_keeps_six_decimals_and_the_servers_words(site: TestSite) {
        open(&site).await;
        let visitor = site.visitor();
        let input = StatementInput { place: PlaceKind::Point, place_ref: "53.00110049,9.00050051".into(), place_label: "Erfunden".into(), ..press("").input };
        visitor.call(SaveDraft { input, ..press("check") }).await.unwrap();
        let receipt = visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        let shown = site.call_as(CLERK, ShowStatement { procedure: SLUG.into(), number: receipt.number }).await.unwrap();
        assert_eq!((shown.place_kind, shown.place.as_str()), (PlaceKind::Point, "bei Hafenstraße 12, WA 1"));
        assert_eq!((shown.point, shown.inside), (Some([9.000_501, 53.001_1]), Some(true)));
        submit(&site, "outside", PlaceKind::Point, "53.0011,8.9999").await;
        submit(&site, "whole", PlaceKind::Whole, "").await;
        let listed = async |place: &str| {
            let asked = ListStatements { procedure: SLUG.into(), place: Some(place.into()), ..ListStatements::default() };
            site.call_as(Role::Reader, asked).await.unwrap().items.into_iter().map(|s| s.number.0).collect::<Vec<_>>()
        };
        assert_eq!((listed("inside").await, listed("outside").await, listed("none").await), (vec![1], vec![2], vec![3]));
    }

    async fn a_point_outside_of_the_plan_is_named_so_before_it_is_sent(site: TestSite) {
        open(&site).await;
        let visitor = site.visitor();
        let outside = "außerhalb des Plangebiets";
        for (place_ref, is_outside) in [("0,0", true), ("53.0011,9.00051", false)] {
            let input = StatementInput { place: PlaceKind::Point, place_ref: place_ref.into(), ..press("").input };
            visitor.call(SaveDraft { input, ..press("check") }).await.unwrap();
            assert_eq!(visitor.call(ShowDraft::of(SLUG)).await.unwrap().outside, is_outside, "{place_ref}");
            let page = visitor.get(&format!("/de/procedures/{SLUG}/comment/check")).await.text;
            assert_eq!(page.contains(outside), is_outside, "{place_ref}");
        }
    }

    async fn the_public_list_by_section_and_by_place_holds_points_and_sections_alike(site: TestSite) {
        let copy = open(&site).await;
        let sections = copy.content.drawing.unwrap().sections;
        let id = |label: &str| sections.iter().find(|section| section.label == label).unwrap().id.to_string();
        let (housing, park) = (id("WA 1"), id("Park"));
        submit(&site, "section", PlaceKind::Section, &housing).await;
        submit(&site, "point", PlaceKind::Point, "53.0011,9.0005").await;
        submit(&site, "address", PlaceKind::Address, "53.0010,9.0005").await;
        submit(&site, "park", PlaceKind::Point, "53.0005,9.0039").await;
        submit(&site, "outside", PlaceKind::Point, "53.0011,8.9999").await;
        submit(&site, "whole", PlaceKind::Whole, "").await;
        for number in 1..=6 {
            release(&site, StatementNumber(number)).await;
        }
        let listed = async |section: Option<&str>, located: bool| {
            let asked = ListPublicStatements { procedure: SLUG.into(), section: section.map(str::to_owned), located, brief: false, limit: None, cursor: None };
            site.visitor().call(asked).await.unwrap().items.into_iter().map(|s| s.number.0).collect::<Vec<_>>()
        };
        assert_eq!(listed(None, false).await, [6, 5, 4, 3, 2, 1]);
        assert_eq!(listed(None, true).await, [5, 4, 3, 2, 1]);
        assert_eq!(listed(Some(&housing), true).await, [3, 2, 1]);
        assert_eq!(listed(Some(&park), false).await, [4]);
        // The page with the map has each entry of its list, with a name of its own; near ones share a marker.
        let page = site.visitor().get(&format!("/de/procedures/{SLUG}/comments?map=1")).await.text;
        let count = |what: &str| page.matches(what).count();
        assert_eq!((count(" data-at=\""), count("id=\"statement-")), (5, 5 + 5), "a card and its author's name");
        assert!(page.contains("=\"Stellungnahme Nummer 2: Text point., bei Hafenstraße 12, WA 1\""));
        assert!(page.contains("aria-label=\"Stellungnahmen: ") && count("class=\"map__marker") < 5, "near ones are one");
        let page = site.visitor().get(&format!("/de/procedures/{SLUG}/comments?map=1&section={park}")).await.text;
        assert_eq!(page.matches("class=\"map__marker\"").count(), 1, "alone it is no group");
    }

    async fn the_enter_key_searches_where_a_street_was_typed(site: TestSite) {
        open(&site).await;
        let visitor = site.visitor();
        let enter = |search: &str| SaveDraft { search: search.into(), ..press("enter:check") };
        let draft = visitor.call(enter("hafenstr")).await.unwrap();
        assert_eq!((draft.did.as_str(), draft.found.map(|found| found.len())), ("search", Some(2)));
        // The same street once more: the key was pressed in another field.
        assert_eq!(visitor.call(enter("hafenstr")).await.unwrap().did, "check");
        assert_eq!(site.visitor().call(enter("")).await.unwrap().did, "check");
        // What was found belongs to the word that was searched.
        let typed = SaveDraft { search: "Markt".into(), ..press("save") };
        assert_eq!(visitor.call(typed).await.unwrap().found, None);
        let fields = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Text"), ("search", "Hafenstr 1"), ("do", "enter:check")];
        let answer = site.visitor().post(&format!("/de/procedures/{SLUG}/comment"), &fields).await;
        assert_eq!(answer.location(), format!("/de/procedures/{SLUG}/comment#found"));
        let step = [("form", "SaveDraft"), ("procedure", SLUG), ("do", "enter:save"), ("next", "/de/procedures/am-deich/comment?step=text")];
        let answer = site.visitor().post(&format!("/de/procedures/{SLUG}/comment"), &step).await;
        assert_eq!(answer.location(), "/de/procedures/am-deich/comment?step=text");
        // After a mistake another step is shown than the address says.
        let shown = [("form", "SaveDraft"), ("procedure", SLUG), ("step", "place"), ("search", "Hafenstr 1"), ("do", "search")];
        let answer = site.visitor().post(&format!("/de/procedures/{SLUG}/comment?step=publish"), &shown).await;
        assert_eq!(answer.location(), "/de/procedures/am-deich/comment?step=place#found");
    }

    async fn a_search_for_nothing_says_so_at_its_field_and_the_ways_to_choose_stay_open(site: TestSite) {
        open(&site).await;
        let visitor = site.visitor();
        assert_eq!(visitor.call(press("search")).await, Err(ApiError::invalid("search", "errors.required")));
        let draft = visitor.call(ShowDraft::of(SLUG)).await.unwrap();
        assert_eq!(draft.input.body, "Mein Text.", "it was stored before");
        let address = format!("/de/procedures/{SLUG}/comment");
        let fields = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Mein Text."), ("search", " "), ("do", "search")];
        // Under an address that the way back leads to.
        let there = format!("{address}?errors=search");
        assert_eq!(visitor.post(&address, &fields).await.location(), there);
        let page = visitor.get(&there).await.text;
        assert!(page.contains("href=\"#search\"") && page.contains("id=\"search-error\""), "{page}");
        let until_field = page.split_once("id=\"place\"").unwrap().1.split_once("id=\"search\"").unwrap().0;
        let folds: Vec<&str> = until_field.match_indices("<details").map(|(at, _)| until_field[at..].split_once('>').unwrap().0).collect();
        for fold in [folds[0], folds[folds.len() - 1]] {
            assert!(fold.contains(" open"), "{folds:?}");
        }
    }

    async fn the_enter_key_goes_on_and_never_presses_a_button_of_the_header(site: TestSite) {
        open(&site).await;
        let visitor = site.visitor();
        let address = format!("/de/procedures/{SLUG}/comment");
        // Browsers press the first button of the form in the order of the document.
        let pressed = |page: &str| {
            let mut buttons = page.match_indices("<button").map(|(at, _)| page[at..].split_once('>').unwrap().0);
            let first = buttons.find(|button| button.contains("name=\"do\"")).unwrap().to_owned();
            first.split_once("value=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
        };
        assert_eq!(pressed(&visitor.get(&address).await.text), "enter:check");
        visitor.get(&format!("{address}?ansicht=einfach")).await;
        assert_eq!(pressed(&visitor.get(&address).await.text), "enter:next");
        assert_eq!(pressed(&visitor.get(&format!("{address}?step=publish")).await.text), "enter:check");
    }

    async fn pages_with_a_map_alone_may_load_the_operators_tiles(site: TestSite) {
        open(&site).await;
        let mut config = site.site.config.clone();
        config.tiles_url = Some("https://tiles.example/{z}/{x}/{y}.png".into());
        config.tiles_attribution = "© Vermessungsamt".into();
        let tiled = server::site::Site::with_db(config, site.site.db.clone(), server::clock::Clock::standing_at(TestSite::start()), server::clock::Dice::fixed(7)).await.unwrap();
        let visitor = crate::support::Browser::new(server::http::router(&tiled));
        let policy = |answer: &crate::support::Answered| answer.headers["content-security-policy"].to_str().unwrap().to_owned();
        let without = visitor.get(&format!("/de/procedures/{SLUG}/comments")).await;
        assert!(!policy(&without).contains("tiles.example"), "{}", policy(&without));
        let with = visitor.get(&format!("/de/procedures/{SLUG}/comments?map=1")).await;
        assert!(policy(&with).contains("img-src 'self' data: https://tiles.example;"), "{}", policy(&with));
        assert!(with.text.contains("<image href=\"https://tiles.example/") && with.text.contains("© Vermessungsamt"));
        let none = site.visitor().get(&format!("/de/procedures/{SLUG}/comments?map=1")).await;
        assert!(!policy(&none).contains("http") && !none.text.contains("<image"), "nobody else is asked by default");
    }
}

//! Choosing an area in the simplified view where a plan has many.

use std::collections::BTreeSet;

use scraper::Html;
use shared::{
    api::{Answer, Api, Sending, Transport, Wire},
    ids::SectionId,
    plans::Section,
    procedures::Procedure,
};

use super::{
    Asked, PROCEDURE, render_over,
    sample::{Sample, World},
    select, words,
};

/// How many areas to live in the plan has, besides one of three other kinds each.
const HOUSING: u128 = 14;

/// The sample with a plan of many areas.
struct Large(Sample);

impl Transport for Large {
    fn send(&self, wire: Wire) -> Sending<'_> {
        Box::pin(async move {
            let path = wire.target.split('?').next().unwrap_or_default();
            let is_plan = path.ends_with("/procedures/hafenquartier-nord");
            let answer = self.0.send(wire).await?;
            Ok(if is_plan { enlarged(&answer) } else { answer })
        })
    }
}

fn enlarged(answer: &Answer) -> Answer {
    let mut procedure: Procedure = serde_json::from_slice(&answer.body).unwrap();
    let sections = &mut procedure.drawing.as_mut().unwrap().sections;
    let first = sections[0].clone();
    sections.extend((2..=HOUSING).map(|number| Section {
        id: SectionId(uuid::Uuid::from_u128(100 + number)),
        label: format!("WA {number} – allgemeines Wohngebiet"),
        ..first.clone()
    }));
    Answer {
        status: answer.status,
        body: serde_json::to_vec(&procedure).unwrap(),
    }
}

/// The first step of the simplified view, with more of its address.
async fn shown(rest: &str) -> Html {
    let address = format!("{PROCEDURE}/comment?step=place{rest}");
    let api = Api::new(Large(Sample(World::Open)));
    render_over(api, Asked::new(&address, World::Open).simple())
        .await
        .page()
}

/// What the buttons of a page do whose act begins like this.
fn acts(page: &Html, begin: &str) -> Vec<String> {
    select(page, &format!("#comment-form button[name=do][value^='{begin}']"))
        .iter()
        .map(|button| button.attr("value").unwrap().to_owned())
        .collect()
}

/// The address behind the step to which a page leads back.
fn back(page: &Html) -> String {
    let links = select(page, "#comment-form a.kern-btn");
    let href = links.last().unwrap().attr("href").unwrap();
    href.strip_prefix(&format!("{PROCEDURE}/comment?step=place"))
        .unwrap_or(href)
        .to_owned()
}

#[tokio::test]
async fn a_plan_with_many_areas_asks_for_their_kind_first() {
    let place = shown("").await;
    assert_eq!(acts(&place, "areas:"), ["areas:kinds:0"]);
    assert!(acts(&place, "place:section:").is_empty());
    let kinds = shown("&areas=kinds").await;
    let title = words(select(&kinds, "h1")[0]);
    assert!(
        title.contains("Schritt 1 von 5") && title.contains("Um welche Art von Fläche geht es?"),
        "{title}"
    );
    assert_eq!(
        acts(&kinds, "areas:"),
        [
            "areas:housing:0",
            "areas:mixed:0",
            "areas:traffic:0",
            "areas:green:0"
        ]
    );
    let housing = words(select(&kinds, "[value='areas:housing:0']")[0]);
    assert!(
        housing.contains("Wohnen") && housing.contains("Flächen: 14"),
        "{housing}"
    );
    assert_eq!(back(&kinds), "");
    // What the address asks for and the plan does not have is the question for the place.
    for nonsense in ["&areas=water", "&areas=x"] {
        assert_eq!(
            select(&shown(nonsense).await, "fieldset#place").len(),
            1,
            "{nonsense}"
        );
    }
}

#[tokio::test]
async fn the_areas_of_a_kind_stand_a_few_on_a_page_each_on_one_and_lead_back_the_same_way() {
    let (mut seen, mut rest, mut before) =
        (Vec::new(), "&areas=housing".to_owned(), "&areas=kinds".to_owned());
    loop {
        let page = shown(&rest).await;
        let title = words(select(&page, "h1")[0]);
        assert!(title.contains("Um welche Fläche geht es?"), "{title}");
        let areas = acts(&page, "place:section:");
        assert!((1..=6).contains(&areas.len()), "{areas:?}");
        seen.extend(areas);
        assert_eq!(back(&page), before);
        let more = acts(&page, "areas:");
        let Some(next) = more.first() else { break };
        assert_eq!(more.len(), 1, "{more:?}");
        before = rest;
        rest = format!("&areas=housing&from={}", next.rsplit(':').next().unwrap());
    }
    assert_eq!(u128::try_from(seen.len()), Ok(HOUSING));
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len(), "{seen:?}");
}

#[tokio::test]
async fn a_page_of_areas_loses_nothing_that_another_step_asked_for() {
    for rest in ["&areas=kinds", "&areas=housing&from=6"] {
        let page = shown(rest).await;
        for field in [
            "body",
            "place",
            "place_ref",
            "name",
            "street",
            "email",
            "reply",
            "may_publish",
            "seen_version",
        ] {
            assert_eq!(
                select(
                    &page,
                    &format!("#comment-form input[type=hidden][name='{field}']")
                )
                .len(),
                1,
                "{rest}: {field}"
            );
        }
        assert_eq!(
            select(&page, "#comment-form [name=step]")[0].attr("value"),
            Some("place"),
            "{rest}"
        );
    }
}

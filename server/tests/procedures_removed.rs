//! A procedure that was made by mistake goes; what was ever public stays.

use shared::{
    access::Role,
    api::ApiError,
    exports::{ExportFormat, StartExport, Variant},
    procedures::{ListWorkingCopies, RemoveProcedure, ShowWorkingCopy, WorkingCopy},
    statements::{CaptureStatement, Channel},
};

use crate::{
    assessment::{SLUG, open_procedure, text},
    both_databases,
    identity::sign_in_as,
    procedures::{create, day, round},
    support::TestSite,
};

fn remove(copy: &WorkingCopy) -> RemoveProcedure {
    RemoveProcedure {
        procedure: copy.slug.clone(),
        revision: copy.revision,
    }
}

async fn slugs(site: &TestSite) -> Vec<String> {
    let all = site
        .call_as(Role::Reader, ListWorkingCopies::default())
        .await
        .unwrap()
        .items;
    all.into_iter().map(|procedure| procedure.slug).collect()
}

async fn shown(site: &TestSite, procedure: &str) -> WorkingCopy {
    let show = ShowWorkingCopy::of(procedure);
    site.call_as(Role::Clerk, show).await.unwrap()
}

both_databases! {
    async fn a_draft_that_was_made_by_mistake_is_removed_with_all_that_belongs_to_it(site: TestSite) {
        open_procedure(&site).await;
        let copy = create(&site, "Falsche Datei").await;
        let copy = site.call_as(Role::Clerk, round(&copy, day(11, 20), day(12, 20))).await.unwrap();
        let export = StartExport::whole(copy.slug.clone(), ExportFormat::Csv, Variant::Public);
        site.call_as(Role::Clerk, export).await.unwrap();
        site.work().await;
        assert_eq!(site.call_as(Role::Reader, remove(&copy)).await, Err(ApiError::Forbidden));
        assert_eq!(site.visitor().call(remove(&copy)).await, Err(ApiError::SignInRequired));
        let old = RemoveProcedure { revision: copy.revision + 1, ..remove(&copy) };
        assert_eq!(site.call_as(Role::Editor, old).await, Err(ApiError::Conflict));
        assert!(slugs(&site).await.contains(&copy.slug));

        site.call_as(Role::Editor, remove(&copy)).await.unwrap();
        assert_eq!(slugs(&site).await, [SLUG]);
        let show = ShowWorkingCopy::of(copy.slug.clone());
        assert_eq!(site.call_as(Role::Clerk, show).await.map(|copy| copy.slug), Err(ApiError::NotFound));
        assert_eq!(site.call_as(Role::Editor, remove(&copy)).await, Err(ApiError::NotFound));
        // The municipality's record says so, and whoever makes it anew gets the same address.
        let mut db = site.system().read().await.unwrap();
        let (events,) = server::sql!(
            &mut db,
            one(i64),
            "select cast(count(*) as bigint) from event where kind = 'procedure_removed' and procedure_id is null",
        )
        .unwrap();
        drop(db);
        assert_eq!(events, 1);
        assert_eq!(create(&site, "Falsche Datei").await.slug, copy.slug);
    }

    async fn what_was_ever_published_is_not_removed(site: TestSite) {
        open_procedure(&site).await;
        let copy = shown(&site, SLUG).await;
        assert_eq!(site.call_as(Role::Administrator, remove(&copy)).await, Err(ApiError::refused("procedure_in_use")));
        assert_eq!(slugs(&site).await, [SLUG]);
    }

    async fn a_draft_for_which_a_letter_was_entered_is_not_removed(site: TestSite) {
        let copy = create(&site, "Falsche Datei").await;
        site.call_as(Role::Clerk, round(&copy, day(11, 20), day(12, 20))).await.unwrap();
        let letter = CaptureStatement {
            submission_key: String::new(),
            address: String::new(),
            procedure: copy.slug.clone(),
            channel: Channel::Letter,
            received_on: Some(day(11, 23)),
            written_on: None,
            input: text("Bitte keine Tiefgarage."),
        };
        site.call_as(Role::Clerk, letter).await.unwrap();
        let now = shown(&site, &copy.slug).await;
        assert_eq!(now.published_version, None);
        assert_eq!(site.call_as(Role::Administrator, remove(&now)).await, Err(ApiError::refused("procedure_in_use")));
        assert_eq!(slugs(&site).await, [copy.slug]);
    }

    async fn a_draft_that_somebody_edits_at_the_same_moment_is_not_removed(site: TestSite) {
        let copy = create(&site, "Falsche Datei").await;
        let mut edit = site.system().begin().await.unwrap();
        let (municipality, slug) = (site.town().id.0, copy.slug.as_str());
        server::sql!(
            &mut edit,
            run,
            "update procedure set revision = revision + 1 where municipality_id = $1 and slug = $2",
            municipality,
            slug,
        )
        .unwrap();
        // The edit lasts only once the removal has begun.
        let saved = async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            edit.commit().await.unwrap();
        };
        let (removed, ()) = tokio::join!(site.call_as(Role::Editor, remove(&copy)), saved);
        assert_eq!(removed, Err(ApiError::Conflict));
        assert_eq!(slugs(&site).await, [copy.slug.as_str()]);
        site.call_as(Role::Editor, remove(&shown(&site, &copy.slug).await)).await.unwrap();
        assert!(slugs(&site).await.is_empty());
    }

    async fn the_settings_of_a_draft_offer_to_remove_it(site: TestSite) {
        open_procedure(&site).await;
        let copy = create(&site, "Falsche Datei").await;
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let address = format!("/de/staff/procedures/{}/settings", copy.slug);
        assert!(!clerk.get(&format!("/de/staff/procedures/{SLUG}/settings")).await.text.contains("Entwurf löschen"));
        assert!(clerk.get(&address).await.text.contains("Entwurf löschen"));
        let revision = copy.revision.to_string();
        let pairs = [
            ("form", "RemoveProcedure"), ("procedure", copy.slug.as_str()), ("revision", revision.as_str()),
            ("remove", "1"), ("next", "/de/staff?saved=1"),
        ];
        let answer = clerk.post(&address, &pairs).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/de/staff?saved=1"), "{}", answer.text);
        assert!(!clerk.get("/de/staff").await.text.contains("Falsche Datei"));
    }
}

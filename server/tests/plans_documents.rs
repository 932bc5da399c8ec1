//! The documents in a plan's archive: taken over at the import, updated at the next, what is left out is said.

use std::io::{Cursor, Write as _};

use shared::{
    api::ApiError,
    ids::DocumentId,
    plans::Document,
    procedures::{EditDocument, ListWorkingCopies, PlanImported},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    both_databases,
    plans::{DEMO, import, wish, working},
    procedures::{CLERK, day, refused_fields},
    support::TestSite,
};

const REASONS: &[u8] = b"%PDF-1.7 reasons";
const REPORT: &[u8] = b"%PDF-1.7 environmental report";

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The plan with reasons, report and a third document that is whatever is given.
fn plan_with(third: &[u8]) -> Vec<u8> {
    archive(&[
        ("xplan.gml", DEMO),
        ("begruendung.pdf", REASONS),
        ("umweltbericht.pdf", REPORT),
        ("schallgutachten.pdf", third),
        ("raster/plan.png", b"\x89PNG"),
        ("__MACOSX/._xplan.gml", b"litter"),
    ])
}

/// Codes and elements of what was said about documents.
fn said(imported: &PlanImported) -> Vec<(&str, &str)> {
    let about = imported
        .findings
        .iter()
        .filter(|finding| finding.code.starts_with("document_"));
    about
        .map(|finding| (finding.code.as_str(), finding.element.as_str()))
        .collect()
}

async fn documents(site: &TestSite, slug: &str) -> Vec<Document> {
    working(site, slug).await.content.documents
}

both_databases! {
    async fn documents_of_the_archive_come_along_and_the_rest_is_said_with_its_reason(site: TestSite) {
        let imported = import(&site, "plan.zip", &plan_with(b"MZ no PDF"), wish("new")).await.unwrap();
        assert_eq!(said(&imported), [("document_unused", "raster/plan.png"), ("document_not_pdf", "schallgutachten.pdf")]);
        assert!(imported.stored && imported.findings.iter().all(|finding| !finding.error));
        let found = documents(&site, &imported.slug).await;
        let shown: Vec<_> = found.iter().map(|d| (d.title.as_str(), d.kind.as_str(), d.date, d.file_name.as_str(), d.size)).collect();
        assert_eq!(shown, [
            ("Begründung", "1010", Some(day(10, 12)), "begruendung.pdf", 16),
            ("Umweltbericht", "1050", Some(day(10, 5)), "umweltbericht.pdf", 29),
        ]);
        // The files are there, and staff may open them as the procedure's documents.
        for document in &found {
            let stored = server::http::files::read(&site.as_role(CLERK).site, &document.file).await.unwrap().unwrap();
            assert!(stored.starts_with(b"%PDF-"));
            assert!(server::features::procedures::shows_document(&site.as_role(CLERK), &document.file).await.unwrap());
        }
        // A file without an archive around it names its documents as missing and takes none.
        let alone = import(&site, "plan.gml", DEMO, wish("new")).await.unwrap();
        let missing: Vec<&str> = said(&alone).into_iter().filter(|(code, _)| *code == "document_missing").map(|(_, name)| name).collect();
        assert_eq!(missing, ["Begründung", "Umweltbericht", "Schalltechnische Untersuchung"], "each by its name");
        assert!(documents(&site, &alone.slug).await.is_empty());
    }

    async fn a_second_import_updates_and_keeps_what_the_clerk_did(site: TestSite) {
        let slug = import(&site, "plan.zip", &plan_with(b"%PDF-1.7 noise"), wish("new")).await.unwrap().slug;
        let before = documents(&site, &slug).await;
        assert_eq!(before.len(), 3);
        import(&site, "plan.zip", &plan_with(b"%PDF-1.7 noise"), wish(&slug)).await.unwrap();
        assert_eq!(documents(&site, &slug).await, before, "the same plan again changes nothing");

        let edit = |revision, document: DocumentId, title: &str, kind: &str| EditDocument {
            remove: String::new(),
            procedure: slug.clone(), revision, document: document.to_string(), title: title.into(), kind: kind.into(), ..EditDocument::default()
        };
        let revision = working(&site, &slug).await.revision;
        let copy = site.call_as(CLERK, edit(revision, before[0].id, "Warum dieser Plan", "1010")).await.unwrap();
        site.call_as(CLERK, EditDocument { remove: "1".into(), ..edit(copy.revision, before[1].id, "", "") }).await.unwrap();
        let newer = archive(&[("xplan.gml", DEMO), ("begruendung.pdf", b"%PDF-1.7 newer"), ("umweltbericht.pdf", REPORT), ("schallgutachten.pdf", b"%PDF-1.7 noise")]);
        let imported = import(&site, "plan.zip", &newer, wish(&slug)).await.unwrap();
        assert_eq!(said(&imported), [("document_removed", "Umweltbericht")]);
        let after = documents(&site, &slug).await;
        assert_eq!(after.len(), 2);
        assert_eq!((after[0].id, after[0].title.as_str(), after[0].date, after[0].size), (before[0].id, "Warum dieser Plan", None, 14), "the clerk's words, the newer file");
        assert_eq!(after[1], before[2]);

        // A file that the clerk replaced stays, and a document that the plan no longer names stays as well.
        let cx = crate::procedures::with_file(site.as_role(CLERK), "eigene.pdf", b"%PDF-1.7 by hand");
        let revision = working(&site, &slug).await.revision;
        server::features::procedures::edit_document(cx, edit(revision, before[0].id, "Warum dieser Plan", "1010")).await.unwrap();
        let less = String::from_utf8(DEMO.to_vec()).unwrap();
        let less = less.replace("schallgutachten.pdf", "http://example.org/schall.pdf").replace("Schalltechnische Untersuchung", "Schall");
        let newest = archive(&[("xplan.gml", less.as_bytes()), ("begruendung.pdf", b"%PDF-1.7 newest"), ("umweltbericht.pdf", REPORT)]);
        let imported = import(&site, "plan.zip", &newest, wish(&slug)).await.unwrap();
        assert_eq!(said(&imported), [
            ("document_on_web", "http://example.org/schall.pdf"),
            ("document_kept", "Warum dieser Plan"),
            ("document_removed", "Umweltbericht"),
            ("document_gone", "Schalltechnische Untersuchung"),
        ]);
        let last = documents(&site, &slug).await;
        assert_eq!((last.len(), last[0].size, last[1].id), (2, 16, before[2].id));
    }

    async fn a_document_that_was_uploaded_by_hand_is_not_doubled(site: TestSite) {
        let slug = import(&site, "plan.gml", DEMO, wish("new")).await.unwrap().slug;
        let by_hand = EditDocument {
            remove: String::new(),
            procedure: slug.clone(), revision: working(&site, &slug).await.revision, document: String::new(), title: "Die Begründung".into(), kind: "1010".into(), ..EditDocument::default()
        };
        let cx = crate::procedures::with_file(site.as_role(CLERK), "b.pdf", REASONS);
        server::features::procedures::edit_document(cx, by_hand).await.unwrap();
        import(&site, "plan.zip", &plan_with(b"%PDF-1.7 noise"), wish(&slug)).await.unwrap();
        let titles: Vec<String> = documents(&site, &slug).await.into_iter().map(|document| document.title).collect();
        assert_eq!(titles, ["Die Begründung", "Umweltbericht", "Schalltechnische Untersuchung"]);
    }

    async fn an_archive_that_lies_about_a_document_is_refused_as_a_whole(site: TestSite) {
        let mut lying = archive(&[("xplan.gml", DEMO), ("begruendung.pdf", &[&b"%PDF-1.7"[..], &vec![b' '; 9_000_000]].concat())]);
        // Both headers claim 1,000 bytes.
        for (signature, name_at, size_at) in [(b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)] {
            let at = (0..lying.len() - 60)
                .find(|at| lying[*at..].starts_with(signature) && lying[at + name_at..].starts_with(b"begruendung.pdf"))
                .unwrap();
            lying[at + size_at..at + size_at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        }
        let refused = import(&site, "plan.zip", &lying, wish("new")).await;
        let Err(ApiError::Invalid(invalid)) = &refused else { panic!("{refused:?}") };
        assert_eq!(invalid.0[0].arguments["code"], "zip_bomb");
        assert_eq!(refused_fields(refused), [("file".into(), "errors.plan_finding".into())]);
        assert!(site.call_as(CLERK, ListWorkingCopies::default()).await.unwrap().items.is_empty(), "never half an import");
    }
}

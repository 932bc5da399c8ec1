//! Videos in sign language: uploaded, described, published, played.

use axum::http::StatusCode;
use shared::{
    access::Role,
    api::ApiError,
    procedures::{PublishProcedure, ShowProcedure, ShowWorkingCopy},
    videos::*,
};

use crate::{
    both_databases,
    identity::sign_in_as,
    statements::{SLUG, day, publish},
};

/// What begins like an MP4 file and counts on, so that each range can be told.
fn film() -> Vec<u8> {
    let mut bytes = b"\0\0\0\x20ftypisom".to_vec();
    bytes.extend((0..3_000_000_u32).map(|n| (n % 251) as u8));
    bytes
}

fn described(file: &str) -> VideoInput {
    VideoInput {
        title: "Worum es geht".into(),
        file: file.into(),
        minutes: "1".into(),
        seconds: "35".into(),
        width: "640".into(),
        height: "480".into(),
        frames: "25".into(),
        transcript: "Guten Tag. Am Hafen wird gebaut.".into(),
        ..VideoInput::default()
    }
}

fn site_video(video: &str, publish: &str, input: VideoInput) -> EditSiteVideo {
    EditSiteVideo {
        place: VideoPlace::Start,
        publish: publish.into(),
        input: VideoInput {
            video: video.into(),
            ..input
        },
    }
}

both_databases! {
    async fn a_film_is_uploaded_without_script_described_published_and_played_in_parts(site: TestSite) {
        let film = film();
        let editor = sign_in_as(&site, Role::Editor).await;
        let next = "/de/staff/videos";
        let uploaded = editor.post_files("/files/videos", &[("next", next)], &[("file", "C:\\Filme\\Gebärden 1.mp4", &film)]).await;
        assert_eq!((uploaded.status, uploaded.location()), (StatusCode::SEE_OTHER, "/de/staff/videos?uploaded=1"));
        let wrong = editor.post_files("/files/videos", &[("next", next)], &[("file", "film.mp4", b"<html><script>alert(1)</script></html>")]).await;
        assert_eq!(wrong.location(), "/de/staff/videos?problem=kind");
        let away = editor.post_files("/files/videos", &[("next", "https://evil.example/staff/")], &[("file", "film.mp4", b"<html>nothing at all")]).await;
        assert_eq!(away.location(), "/de/staff/videos?problem=kind");
        assert!(std::fs::read_dir(site.folder.path().join("uploading")).unwrap().next().is_none(), "nothing stays behind");

        let files = editor.call(ListSiteVideos {}).await.unwrap().files;
        assert_eq!((files.len(), files[0].name.as_str(), files[0].size), (1, "Geb-rden-1.mp4", film.len() as u64));
        let file = files[0].file.clone();
        let address = format!("/files/videos/{file}/Geb-rden-1.mp4");
        assert_eq!(site.visitor().get(&address).await.status, StatusCode::NOT_FOUND, "not before it is published");

        // Incomplete: saved, but not published.
        let bare = VideoInput { title: "Worum es geht".into(), file: file.clone(), frames: "24".into(), ..VideoInput::default() };
        let ApiError::Invalid(invalid) = editor.call(site_video("", "1", bare.clone())).await.unwrap_err() else { panic!() };
        let fields: Vec<_> = invalid.0.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["minutes", "width", "height", "frames", "transcript"]);
        let saved = editor.call(site_video("", "", bare)).await.unwrap();
        let id = saved.videos[0].video.id.to_string();
        assert!(site.visitor().call(ListVideos { place: None }).await.unwrap().is_empty());
        assert!(!site.visitor().get("/de").await.text.contains("/de/sign-language"), "no dead promise");

        editor.call(site_video(&id, "1", described(&file))).await.unwrap();
        let page = site.visitor().get("/de/sign-language").await;
        for part in ["<video controls", "preload=\"none\"", address.as_str(), "1 Min. 35 Sek.", "3\u{a0}MB", "Am Hafen wird gebaut.", "download="] {
            assert!(page.text.contains(part), "{part} is missing");
        }
        assert!(site.visitor().get("/de").await.text.contains("/de/sign-language"));
        let policy = page.headers.get("content-security-policy").unwrap().to_str().unwrap();
        assert!(policy.contains("media-src 'self'"), "{policy}");

        let whole = site.visitor().get(&address).await;
        assert_eq!((whole.status, whole.bytes.len()), (StatusCode::OK, film.len()));
        assert_eq!(whole.headers.get("accept-ranges").unwrap(), "bytes");
        let part = site.visitor().with_header("range", "bytes=1000000-1000099").get(&address).await;
        assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
        assert_eq!(part.bytes, &film[1_000_000..1_000_100]);
        assert_eq!(part.headers.get("content-range").unwrap().to_str().unwrap(), format!("bytes 1000000-1000099/{}", film.len()));
        let beyond = site.visitor().with_header("range", "bytes=99000000-").get(&address).await;
        assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);

        let gone = editor.call(site_video(&id, "", VideoInput { remove: "1".into(), ..VideoInput::default() })).await.unwrap();
        assert!(gone.videos.is_empty());
    }

    async fn a_film_that_nothing_shows_is_no_longer_public_and_can_be_removed(site: TestSite) {
        let editor = sign_in_as(&site, Role::Editor).await;
        editor.post_files("/files/videos", &[("next", "/de/staff/videos")], &[("file", "hafen.mp4", &film())]).await;
        let file = editor.call(ListSiteVideos {}).await.unwrap().files[0].clone();
        assert!(!file.in_use);
        let address = format!("/files/videos/{}/hafen.mp4", file.file);
        let status = async || site.visitor().get(&address).await.status;
        let saved = editor.call(site_video("", "1", described(&file.file))).await.unwrap();
        assert!(saved.files[0].in_use);
        assert_eq!(status().await, StatusCode::OK);
        let remove = || RemoveVideoFile { file: file.file.clone() };
        let refused = editor.call(remove()).await.unwrap_err();
        assert_eq!(refused.code(), "video_in_use");
        // Taken back, not removed: the staff still have it, the public does not.
        let id = saved.videos[0].video.id.to_string();
        editor.call(site_video(&id, "", described(&file.file))).await.unwrap();
        assert_eq!((status().await, editor.get(&address).await.status), (StatusCode::NOT_FOUND, StatusCode::OK));
        let gone = VideoInput { remove: "1".into(), ..VideoInput::default() };
        editor.call(site_video(&id, "", gone)).await.unwrap();
        assert_eq!(editor.call(remove()).await.err(), None);
        assert_eq!(editor.get(&address).await.status, StatusCode::NOT_FOUND);
        assert!(!std::fs::read_dir(site.folder.path()).unwrap().flatten().any(|entry| entry.path().join(&file.file).exists()), "the store let go of it");
        assert_eq!(editor.call(remove()).await.unwrap_err(), ApiError::NotFound);
        assert_eq!(site.call_as(Role::Reader, remove()).await.unwrap_err(), ApiError::Forbidden);
    }

    async fn a_film_of_an_older_version_stays_public_with_it(site: TestSite) {
        site.write_pages().await;
        publish(&site.as_role(Role::Clerk), day("2026-11-16"), day("2026-12-16"), day("2027-06-30")).await;
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let (old, new) = (film(), [film(), vec![1]].concat());
        for (name, bytes) in [("alt.mp4", &old), ("neu.mp4", &new)] {
            clerk.post_files("/files/videos", &[("next", "/de/staff/videos")], &[("file", name, bytes)]).await;
        }
        let hash = async |name: &str| clerk.call(ListSiteVideos {}).await.unwrap().files.into_iter().find(|file| file.name == name).unwrap().file;
        let (old, new) = (hash("alt.mp4").await, hash("neu.mp4").await);
        let status = async |file: &str| site.visitor().get(&format!("/files/videos/{file}/film.mp4")).await.status;
        let edit = async |input: VideoInput| {
            let copy = clerk.call(ShowWorkingCopy::of(SLUG)).await.unwrap();
            let copy = clerk.call(EditVideo { procedure: SLUG.into(), revision: copy.revision, input }).await.unwrap();
            clerk.call(PublishProcedure { procedure: SLUG.into(), revision: copy.revision, reason: "Film".into() }).await.unwrap()
        };
        let copy = edit(described(&old)).await;
        let id = copy.content.videos[0].id.to_string();
        edit(VideoInput { video: id.clone(), ..described(&new) }).await;
        assert_eq!((status(&old).await, status(&new).await), (StatusCode::OK, StatusCode::OK), "an older version is read with its film");
        edit(VideoInput { video: id, remove: "1".into(), ..VideoInput::default() }).await;
        assert_eq!((status(&old).await, status(&new).await), (StatusCode::OK, StatusCode::OK));
        let refused = clerk.call(RemoveVideoFile { file: old.clone() }).await.unwrap_err();
        assert_eq!(refused.code(), "video_in_use");
    }

    async fn a_procedure_with_an_incomplete_video_is_not_published(site: TestSite) {
        site.write_pages().await;
        publish(&site.as_role(Role::Clerk), day("2026-11-16"), day("2026-12-16"), day("2027-06-30")).await;
        let clerk = sign_in_as(&site, Role::Clerk).await;
        clerk.post_files("/files/videos", &[("next", "/de/staff/videos")], &[("file", "hafen.mp4", &film())]).await;
        let file = clerk.call(ListSiteVideos {}).await.unwrap().files[0].file.clone();
        let copy = clerk.call(ShowWorkingCopy::of(SLUG)).await.unwrap();
        let edit = |revision: u32, input: VideoInput| EditVideo { procedure: SLUG.into(), revision, input };
        let half = VideoInput { transcript: String::new(), ..described(&file) };
        let copy = clerk.call(edit(copy.revision, half)).await.unwrap();
        assert_eq!(copy.missing, ["videos"]);
        let out = |revision: u32| PublishProcedure { procedure: SLUG.into(), revision, reason: "Video ergänzt".into() };
        assert!(matches!(clerk.call(out(copy.revision)).await, Err(ApiError::Refused { code, .. }) if code == "not_complete"));

        let id = copy.content.videos[0].id.to_string();
        let copy = clerk.call(edit(copy.revision, VideoInput { video: id, ..described(&file) })).await.unwrap();
        assert_eq!(copy.missing, Vec::<String>::new());
        assert!(site.visitor().call(show()).await.unwrap().videos.is_empty(), "not before it is published");
        clerk.call(out(copy.revision)).await.unwrap();
        let seen = site.visitor().call(show()).await.unwrap();
        assert_eq!(seen.videos[0].seconds, 95);
        let all = site.visitor().call(ListVideos { place: None }).await.unwrap();
        assert_eq!(all[0].procedure.as_ref().unwrap().0, SLUG);
        assert_eq!(site.visitor().get(&seen.videos[0].address()).await.status, StatusCode::OK);
        assert!(site.visitor().get(&format!("/de/procedures/{SLUG}")).await.text.contains("<video controls"));
        assert!(site.visitor().get("/de/sign-language").await.text.contains(&format!("/de/procedures/{SLUG}")));
    }

    async fn only_addresses_of_the_municipalitys_own_media_server_are_taken(site: TestSite) {
        let outside = VideoInput { url: "https://video.example/film.mp4".into(), megabytes: "12".into(), ..described("") };
        let refused = site.call_as(Role::Editor, site_video("", "", outside)).await.unwrap_err();
        assert!(matches!(&refused, ApiError::Invalid(invalid) if invalid.0[0].field == "url"), "{refused:?}");
        assert_eq!(site.call_as(Role::Reader, ListSiteVideos {}).await.unwrap_err(), ApiError::Forbidden);
        let visitor = site.visitor().post_files("/files/videos", &[], &[("file", "film.mp4", &film())]).await;
        assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    }
}

fn show() -> ShowProcedure {
    ShowProcedure {
        procedure: SLUG.into(),
        language: None,
        version: None,
    }
}

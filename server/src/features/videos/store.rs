//! Tables `video` and `video_file`.

use shared::{
    ids::{ProcedureId, VideoId},
    time::Timestamp,
    videos::{SiteVideo, Video, VideoFile, VideoPlace},
};
use sqlx::types::Json;

use crate::{
    db::{At, Statements, Tx},
    error::Result,
    sql,
};

#[derive(sqlx::FromRow)]
struct VideoRow {
    place: String,
    content: Json<Video>,
    published: bool,
    procedure_title: String,
    slug: Option<String>,
}

/// All videos in the order of the site; those of procedures as their newest versions show them.
pub(super) async fn all(db: &mut impl Statements) -> Result<Vec<SiteVideo>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all VideoRow,
        "select video.place, video.content, video.published, video.procedure_title, procedure.slug from video \
         left join procedure on procedure.municipality_id = video.municipality_id and procedure.id = video.procedure_id \
         where video.municipality_id = $1 order by video.id",
        municipality,
    )?;
    let mut videos: Vec<SiteVideo> = rows
        .into_iter()
        .filter_map(|row| {
            Some(SiteVideo {
                place: VideoPlace::from_word(&row.place)?,
                procedure: row.slug.map(|slug| (slug, row.procedure_title)),
                video: row.content.0,
                published: row.published,
            })
        })
        .collect();
    videos.sort_by_key(|one| VideoPlace::ALL.iter().position(|place| *place == one.place));
    Ok(videos)
}

/// Stores a video of the site.
pub(super) async fn put(tx: &mut Tx, one: &SiteVideo) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into video (municipality_id, id, place, content, published) values ($1, $2, $3, $4, $5) \
         on conflict (municipality_id, id) do update set place = excluded.place, content = excluded.content, published = excluded.published",
        municipality,
        one.video.id.0,
        one.place.word(),
        Json(&one.video),
        one.published,
    )?;
    Ok(())
}

/// Takes a video of the site away.
pub(super) async fn delete(tx: &mut Tx, id: VideoId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from video where municipality_id = $1 and id = $2",
        municipality,
        id.0
    )?;
    Ok(())
}

/// Lists what the newest version of a procedure shows, and lets the public fetch the files of its versions.
///
/// # Errors
/// Whatever the database says.
pub async fn publish_for(tx: &mut Tx, procedure: ProcedureId, title: &str, videos: &[Video]) -> Result<()> {
    let municipality = tx.municipality();
    let before = sql!(
        tx,
        all(Json<Video>),
        "delete from video where municipality_id = $1 and procedure_id = $2 returning content",
        municipality,
        procedure.0,
    )?;
    for video in videos {
        sql!(
            tx,
            run,
            "insert into video (municipality_id, id, place, procedure_id, procedure_title, content, published) \
             values ($1, $2, $3, $4, $5, $6, $7)",
            municipality,
            video.id.0,
            VideoPlace::Procedure.word(),
            procedure.0,
            title,
            Json(video),
            true,
        )?;
    }
    let files = before.into_iter().map(|(Json(video),)| video.file);
    let files: Vec<String> = files
        .chain(videos.iter().map(|video| video.file.clone()))
        .collect();
    renew_published(tx, &files).await
}

#[derive(sqlx::FromRow)]
struct FileRow {
    file: String,
    name: String,
    media_type: String,
    size: i64,
    published: bool,
    uploaded_at: At,
}

impl FileRow {
    fn into_file(self) -> (VideoFile, bool) {
        let file = VideoFile {
            in_use: false,
            file: self.file,
            name: self.name,
            media_type: self.media_type,
            size: u64::try_from(self.size).unwrap_or(0),
            uploaded_at: self.uploaded_at.0,
        };
        (file, self.published)
    }
}

/// Uploaded files, newest first.
pub(super) async fn files(db: &mut impl Statements) -> Result<Vec<VideoFile>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all FileRow,
        "select file, name, media_type, size, published, uploaded_at from video_file \
         where municipality_id = $1 order by uploaded_at desc, file limit 200",
        municipality,
    )?;
    let named = named(db, false).await?;
    let with_use = |row: FileRow| {
        let (file, _) = row.into_file();
        VideoFile {
            in_use: named.contains(&file.file),
            ..file
        }
    };
    Ok(rows.into_iter().map(with_use).collect())
}

/// All that names video files, as one text: a hash is in it or not. Either what the public sees, in the site's videos and in
/// every version of a procedure, or what staff have as well.
async fn named(db: &mut impl Statements, only_published: bool) -> Result<String> {
    let municipality = db.municipality();
    let mut all = sql!(
        db,
        all(Option<String>),
        "select cast(content as text) from video where municipality_id = $1 and (published = $2 or published = $3) \
         union all select cast(content -> 'videos' as text) from procedure_version where municipality_id = $1",
        municipality,
        true,
        only_published,
    )?;
    if !only_published {
        let copies = sql!(
            db,
            all(Option<String>),
            "select cast(working_copy -> 'videos' as text) from procedure where municipality_id = $1",
            municipality,
        )?;
        all.extend(copies);
    }
    Ok(all.into_iter().filter_map(|(text,)| text).collect())
}

/// Whether anything names a file, published or not.
pub(super) async fn is_in_use(db: &mut impl Statements, hash: &str) -> Result<bool> {
    Ok(named(db, false).await?.contains(hash))
}

/// Forgets an uploaded file; answers whether another municipality has the same one.
pub(super) async fn remove_file(tx: &mut Tx, hash: &str) -> Result<bool> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from video_file where municipality_id = $1 and file = $2",
        municipality,
        hash,
    )?;
    // What is stored under its hash belongs to all that have it.
    let others = sql!(
        tx,
        optional(String),
        "select file from video_file where municipality_id <> $1 and file = $2 limit 1",
        municipality,
        hash,
    )?;
    Ok(others.is_some())
}

/// An uploaded file by its SHA-256, and whether something published shows it.
pub(super) async fn file(db: &mut impl Statements, hash: &str) -> Result<Option<(VideoFile, bool)>> {
    let municipality = db.municipality();
    let row = sql!(
        db,
        optional FileRow,
        "select file, name, media_type, size, published, uploaded_at from video_file where municipality_id = $1 and file = $2",
        municipality,
        hash,
    )?;
    Ok(row.map(FileRow::into_file))
}

/// Remembers an uploaded file; the same content is stored once and gets the newer name.
pub(super) async fn put_file(
    tx: &mut Tx,
    hash: &str,
    name: &str,
    media_type: &str,
    size: u64,
    at: Timestamp,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into video_file (municipality_id, file, name, media_type, size, uploaded_at) values ($1, $2, $3, $4, $5, $6) \
         on conflict (municipality_id, file) do update set name = excluded.name, uploaded_at = excluded.uploaded_at",
        municipality,
        hash,
        name,
        media_type,
        i64::try_from(size).unwrap_or(i64::MAX),
        At::new(at),
    )?;
    Ok(())
}

/// Lets the public fetch those of the files that something published shows, and no longer the others.
pub(super) async fn renew_published(tx: &mut Tx, files: &[String]) -> Result<()> {
    let municipality = tx.municipality();
    let named = named(tx, true).await?;
    for file in files.iter().filter(|file| !file.is_empty()) {
        sql!(
            tx,
            run,
            "update video_file set published = $3 where municipality_id = $1 and file = $2",
            municipality,
            file,
            named.contains(file.as_str()),
        )?;
    }
    Ok(())
}

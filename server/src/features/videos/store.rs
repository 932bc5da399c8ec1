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

/// Lists what the newest version of a procedure shows, and lets the public fetch its files.
///
/// # Errors
/// Whatever the database says.
pub async fn publish_for(tx: &mut Tx, procedure: ProcedureId, title: &str, videos: &[Video]) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from video where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    for video in videos {
        set_file_published(tx, &video.file).await?;
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
    Ok(())
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
    Ok(rows.into_iter().map(|row| row.into_file().0).collect())
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

/// Lets the public fetch a file.
pub(super) async fn set_file_published(tx: &mut Tx, hash: &str) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update video_file set published = $3 where municipality_id = $1 and file = $2",
        municipality,
        hash,
        true,
    )?;
    Ok(())
}

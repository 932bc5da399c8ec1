//! Files from visitors: recognised by their content, images written anew without what the camera added.
//!
//! Invariants: nothing is kept whose content is not a PDF, JPEG or PNG; an image keeps its picture and its orientation
//! and nothing else (no place, no owner, no thumbnail); a small file that would unfold to a huge picture is refused
//! before it is unfolded; each stored file has a name of its own, so that deleting one never touches another.

use std::io::Cursor;

use bytes::Bytes;
use image::{
    DynamicImage, ImageDecoder, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
};
use object_store::path::Path as StorePath;
use shared::{
    api::Invalid,
    statements::{MAX_FILE_BYTES, MAX_FILES},
};

use crate::{
    error::{Error, Result},
    secret::to_hex,
    site::{Site, Upload},
};

/// Longest side of an image, in pixels.
const MAX_SIDE: u32 = 16_000;
/// Most pixels of an image: what telephones take, and no more than is unfolded in half a second.
const MAX_PIXELS: u64 = 60_000_000;
/// Most memory that unfolding one image may take, in bytes.
const MAX_MEMORY: u64 = 256 * 1024 * 1024;
/// Quality of JPEGs that are written anew: no difference is seen.
const QUALITY: u8 = 88;
/// Longest name of a file, in characters.
const MAX_NAME: usize = 120;

/// One image is unfolded at a time, so that memory stays bounded.
static UNFOLDING: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(1);

/// A file that may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its name, without path, with the extension that its content asks for.
    pub name: String,
    /// Its type as recognised.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Bytes,
}

/// Whether a content is a PDF file, which its name never tells: programs that show one find the header anywhere in the first
/// 1,024 bytes, and some that write one put bytes before it.
pub fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    head.windows(5).any(|window| window == b"%PDF-")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileKind {
    Pdf,
    Jpeg,
    Png,
}

impl FileKind {
    /// Recognises a file by how its content begins.
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if is_pdf(bytes) {
            Some(Self::Pdf)
        } else {
            None
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
        }
    }
}

/// Why a file is refused: a key below `errors.`, with its values.
type Refusal = (&'static str, Vec<(&'static str, String)>);

/// Looks at the files that came along. `room` is how many may be added to those that are there already. What is good is
/// returned, what is not is told in `invalid` under the field `files`, naming the file and how to mend it.
///
/// # Errors
/// When a thread could not finish its work.
pub async fn accept(uploads: Vec<Upload>, room: usize, invalid: &mut Invalid) -> Result<Vec<Accepted>> {
    let mut accepted = Vec::new();
    for upload in uploads {
        let name = clean_name(&upload.file_name);
        if accepted.len() >= room {
            invalid.add_with(
                "files",
                "errors.upload_no_room",
                &[("file", name), ("max", MAX_FILES.to_string())],
            );
            continue;
        }
        match look_at(name.clone(), upload.bytes).await? {
            Ok(file) => accepted.push(file),
            Err((key, mut arguments)) => {
                arguments.push(("file", name));
                invalid.add_with("files", key, &arguments);
            }
        }
    }
    Ok(accepted)
}

async fn look_at(name: String, bytes: Bytes) -> Result<std::result::Result<Accepted, Refusal>> {
    if bytes.is_empty() {
        return Ok(Err(("errors.upload_empty", Vec::new())));
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Ok(Err((
            "errors.upload_too_large",
            vec![("max", MAX_FILE_BYTES.to_string())],
        )));
    }
    let Some(kind) = FileKind::of(&bytes) else {
        return Ok(Err(("errors.upload_kind", Vec::new())));
    };
    let name = with_extension(name, kind);
    let bytes = match kind {
        FileKind::Pdf => bytes,
        FileKind::Jpeg | FileKind::Png => {
            let _turn = UNFOLDING
                .acquire()
                .await
                .map_err(|error| Error::internal(error.to_string()))?;
            match tokio::task::spawn_blocking(move || write_anew(kind, &bytes)).await? {
                Ok(bytes) => bytes.into(),
                Err(refusal) => return Ok(Err(refusal)),
            }
        }
    };
    Ok(Ok(Accepted {
        name,
        media_type: kind.media_type(),
        bytes,
    }))
}

/// Unfolds an image and writes its picture alone, turned as the camera was held.
fn write_anew(kind: FileKind, bytes: &[u8]) -> std::result::Result<Vec<u8>, Refusal> {
    let damaged = |_| ("errors.upload_damaged", Vec::new());
    let format = if kind == FileKind::Png {
        image::ImageFormat::Png
    } else {
        image::ImageFormat::Jpeg
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let too_many_pixels = || {
        (
            "errors.upload_picture_too_large",
            vec![("max", (MAX_PIXELS / 1_000_000).to_string())],
        )
    };
    let mut decoder = reader.into_decoder().map_err(|error| match error {
        image::ImageError::Limits(_) => too_many_pixels(),
        other => damaged(other),
    })?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MAX_MEMORY {
        return Err(too_many_pixels());
    }
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(orientation);
    let mut out = Vec::new();
    match kind {
        FileKind::Png => picture
            .write_with_encoder(PngEncoder::new(&mut out))
            .map_err(damaged)?,
        FileKind::Jpeg | FileKind::Pdf => {
            let picture = if picture.color().has_color() {
                DynamicImage::ImageRgb8(picture.into_rgb8())
            } else {
                DynamicImage::ImageLuma8(picture.into_luma8())
            };
            picture
                .write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY))
                .map_err(damaged)?;
        }
    }
    Ok(out)
}

/// The last part of a path, without controls and characters that systems give a meaning.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '<' | '>' | '|' | ':' | '*' | '?' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect();
    let clean = clean.trim().trim_start_matches('.');
    let extension_at = clean.rfind('.').filter(|at| clean.len() - at <= 6);
    let (stem, extension) = clean.split_at(extension_at.unwrap_or(clean.len()));
    let stem: String = stem.chars().take(MAX_NAME).collect();
    if stem.is_empty() {
        format!("file{extension}")
    } else {
        format!("{stem}{extension}")
    }
}

/// The name with an extension that tells the truth.
fn with_extension(name: String, kind: FileKind) -> String {
    let says_so = name.rsplit_once('.').is_some_and(|(_, extension)| {
        kind.extensions()
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    });
    match kind.extensions().first() {
        Some(extension) if !says_so => format!("{name}.{extension}"),
        _ => name,
    }
}

/// Stores a file under a name of its own and answers the name. Equal files get two names: what one author sent is
/// deleted without looking who else sent the same.
///
/// # Errors
/// When the store does not take it.
pub async fn store(site: &Site, bytes: Bytes) -> Result<String> {
    let name = to_hex(&site.dice.bytes::<32>());
    site.files
        .put(&StorePath::from(name.as_str()), bytes.into())
        .await?;
    Ok(name)
}

/// Deletes stored files; one that is gone already is fine.
///
/// # Errors
/// When the store does not answer.
pub async fn delete(site: &Site, names: &[String]) -> Result<()> {
    for name in names {
        match site.files.delete(&StorePath::from(name.as_str())).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Deletes files that nothing names, where somebody waits for an answer that does not hang on it: what the store refuses
/// now is found once a day by the job that looks for such files.
pub async fn discard(site: &Site, names: &[String]) {
    if let Err(error) = delete(site, names).await {
        tracing::warn!(%error, "files that nothing names are left for the daily search");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn answer(name: &str, bytes: &[u8]) -> (Vec<Accepted>, Vec<String>) {
        let mut invalid = Invalid::default();
        let upload = Upload {
            field: "files".into(),
            file_name: name.into(),
            bytes: Bytes::copy_from_slice(bytes),
        };
        let accepted = accept(vec![upload], MAX_FILES, &mut invalid).await.unwrap();
        (
            accepted,
            invalid
                .0
                .into_iter()
                .map(|error| format!("{} {}", error.key, error.arguments["file"]))
                .collect(),
        )
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Vec::new();
        DynamicImage::new_luma8(width, height)
            .write_with_encoder(PngEncoder::new(&mut out))
            .unwrap();
        out
    }

    /// A JPEG with an EXIF part: turned by a quarter (orientation 6) and with a name in it.
    fn photo() -> Vec<u8> {
        let mut jpeg = Vec::new();
        DynamicImage::new_rgb8(40, 20)
            .write_with_encoder(JpegEncoder::new(&mut jpeg))
            .unwrap();
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x3b\x01\x02\0\x0b\0\0\0\x26\0\0\0\0\0\0\0".to_vec();
        exif.extend(b"Anna Meier\0");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let mut with = jpeg[..2].to_vec();
        with.extend([0xff, 0xe1]);
        with.extend(length);
        with.extend(exif);
        with.extend(&jpeg[2..]);
        with
    }

    #[tokio::test]
    async fn a_photo_loses_what_the_camera_added_and_keeps_its_orientation() {
        let before = photo();
        assert!(before.windows(10).any(|part| part == b"Anna Meier"));
        let (accepted, refused) = answer("IMG_1.JPG", &before).await;
        assert!(refused.is_empty(), "{refused:?}");
        let after = &accepted[0].bytes;
        assert!(
            !after.windows(10).any(|part| part == b"Anna Meier")
                && !after.windows(4).any(|part| part == b"Exif")
        );
        let picture = image::load_from_memory(after).unwrap();
        assert_eq!((picture.width(), picture.height()), (20, 40));
    }

    #[tokio::test]
    async fn a_file_is_what_its_content_says() {
        let (accepted, _) = answer("../../böse.exe", b"%PDF-1.7\n%%EOF").await;
        assert_eq!(
            (accepted[0].name.as_str(), accepted[0].media_type),
            ("böse.exe.pdf", "application/pdf")
        );
        let (accepted, refused) = answer("brief.pdf", b"<html>nothing of the kind</html>").await;
        assert!(accepted.is_empty());
        assert_eq!(refused, ["errors.upload_kind brief.pdf"]);
        assert_eq!(answer("leer.pdf", b"").await.1, ["errors.upload_empty leer.pdf"]);
        assert_eq!(
            answer("kaputt.png", &png(8, 8)[..40]).await.1,
            ["errors.upload_damaged kaputt.png"]
        );
        let large = [b"%PDF-1.7".to_vec(), vec![b' '; MAX_FILE_BYTES]].concat();
        assert_eq!(
            answer("gross.pdf", &large).await.1,
            ["errors.upload_too_large gross.pdf"]
        );
    }

    #[test]
    fn a_pdf_is_one_whose_header_comes_soon() {
        for good in ["%PDF-1.7", "\u{feff}%PDF-1.7"] {
            assert!(is_pdf(good.as_bytes()), "{good}");
        }
        let late = [vec![b' '; 1024], b"%PDF-1.7".to_vec()].concat();
        for bad in [
            b"".as_slice(),
            b"%PDF".as_slice(),
            b"<html>PDF-</html>".as_slice(),
            late.as_slice(),
        ] {
            assert!(!is_pdf(bad));
        }
    }

    #[tokio::test]
    async fn a_picture_that_would_unfold_to_too_much_is_refused_unopened() {
        // The header alone promises 65,000 × 65,000 points.
        let mut bomb = png(8, 8);
        bomb[16..24].copy_from_slice(&[0, 0, 0xfd, 0xe8, 0, 0, 0xfd, 0xe8]);
        let checksum = crc(&bomb[12..29]).to_be_bytes();
        bomb[29..33].copy_from_slice(&checksum);
        assert_eq!(
            answer("bombe.png", &bomb).await.1,
            ["errors.upload_picture_too_large bombe.png"]
        );
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 {
                    (crc >> 1) ^ 0xedb8_8320
                } else {
                    crc >> 1
                }
            })
        })
    }
}

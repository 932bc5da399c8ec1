//! Writing an archive while the server runs.

use std::{
    io::{Seek, Write},
    sync::Arc,
};

use chrono::SecondsFormat;
use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use shared::ids::MunicipalityId;
use uuid::Uuid;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{ArchiveError, FORMAT, LEFT_OUT, Manifest, Part, rows, schema, seal};
use crate::{secret::to_hex, site::Site};

/// What was written.
#[derive(Clone, Debug)]
pub struct Backup {
    /// What the archive says about itself.
    pub manifest: Manifest,
}

/// Counts and hashes what goes through.
struct Measured<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Measured<W> {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(buffer)?;
        self.hash.update(buffer.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

fn part(name: String, rows: Option<u64>, measured: Measured<&mut impl Write>) -> Part {
    Part {
        name,
        rows,
        bytes: measured.bytes,
        sha256: to_hex(&measured.hash.finalize()),
    }
}

/// Writes the whole installation to `out`.
///
/// # Errors
/// A weak passphrase, or whatever database, store and `out` say.
pub async fn write<W: Write + Seek + Send>(
    site: &Arc<Site>,
    passphrase: &str,
    out: W,
) -> Result<Backup, ArchiveError> {
    let sealed = seal::seal(passphrase, &site.secret.to_hex(), &site.dice)?;
    let mut zip = ZipWriter::new(out);
    let options = SimpleFileOptions::default().large_file(true);
    let mut parts = Vec::new();

    let mut snapshot = site.db.snapshot(MunicipalityId(Uuid::nil())).await?;
    for table in schema::tables() {
        if LEFT_OUT.contains(&table.name.as_str()) {
            continue;
        }
        let name = format!("tables/{}.jsonl", table.name);
        zip.start_file(name.as_str(), options)?;
        let mut measured = Measured {
            inner: &mut zip,
            hash: Sha256::new(),
            bytes: 0,
        };
        let mut count = 0;
        rows::read_all(&mut snapshot, &table, |line| {
            serde_json::to_writer(&mut measured, &line)?;
            measured.write_all(b"\n")?;
            count += 1;
            Ok(())
        })
        .await?;
        parts.push(part(name, Some(count), measured));
    }
    snapshot.commit().await?;

    let mut listed = site
        .files
        .list(None)
        .map_ok(|meta| meta.location)
        .try_collect::<Vec<_>>()
        .await?;
    listed.sort();
    for location in listed {
        // A file may be deleted by its deadline while the backup runs.
        let bytes = match site.files.get(&location).await {
            Ok(found) => found.bytes().await?,
            Err(object_store::Error::NotFound { .. }) => continue,
            Err(error) => return Err(error.into()),
        };
        let name = format!("files/{location}");
        zip.start_file(
            name.as_str(),
            options.compression_method(CompressionMethod::Stored),
        )?;
        let mut measured = Measured {
            inner: &mut zip,
            hash: Sha256::new(),
            bytes: 0,
        };
        measured.write_all(&bytes)?;
        parts.push(part(name, None, measured));
    }

    zip.start_file("secret.sealed", options)?;
    let mut measured = Measured {
        inner: &mut zip,
        hash: Sha256::new(),
        bytes: 0,
    };
    measured.write_all(&sealed)?;
    parts.push(part("secret.sealed".into(), None, measured));

    let manifest = Manifest {
        format: FORMAT,
        schema: schema::newest_step(),
        created_at: site.clock.now().to_rfc3339_opts(SecondsFormat::Millis, true),
        program: env!("CARGO_PKG_VERSION").into(),
        parts,
    };
    zip.start_file("manifest.json", options)?;
    serde_json::to_writer_pretty(&mut zip, &manifest)?;
    zip.finish()?.flush()?;
    Ok(Backup { manifest })
}

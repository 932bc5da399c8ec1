//! Reading an archive into an empty installation.

use std::{
    io::{BufRead, BufReader, Read, Seek},
    path::Path,
};

use object_store::{ObjectStore, path::Path as StorePath};
use serde_json::Value;
use sha2::{Digest, Sha256};
use shared::ids::MunicipalityId;
use uuid::Uuid;
use zip::ZipArchive;

use super::{ArchiveError, FORMAT, Manifest, rows, schema, seal};
use crate::{
    db::Db,
    features::organisations,
    secret::{Secret, to_hex},
    sql,
};

/// What was restored.
#[derive(Clone, Debug)]
pub struct Restored {
    /// Rows in all tables.
    pub rows: u64,
    /// Files.
    pub files: u64,
}

/// Loads an archive into a migrated, empty database, an empty store, and writes the secret to its file. A secret that the
/// empty database was opened with gives way; one that belongs to something else keeps the archive out.
///
/// # Errors
/// A target that is not empty, a wrong passphrase, a damaged archive; then nothing was stored in the database.
pub async fn read<R: Read + Seek + Send>(
    db: &Db,
    files: &dyn ObjectStore,
    secret_file: &Path,
    passphrase: &str,
    archive: R,
) -> Result<Restored, ArchiveError> {
    let mut zip = ZipArchive::new(archive).map_err(|error| {
        ArchiveError::Damaged(format!("it is no archive of Teilhabe, or was cut ({error})"))
    })?;
    let manifest: Manifest = {
        let part = zip.by_name("manifest.json").map_err(|_| {
            ArchiveError::Damaged("it has no manifest.json, so it is none of Teilhabe's".into())
        })?;
        serde_json::from_reader(part)
            .map_err(|error| ArchiveError::Damaged(format!("its manifest.json cannot be read ({error})")))?
    };
    if manifest.format != FORMAT {
        return Err(ArchiveError::Damaged(format!(
            "its form is number {}, this program reads {FORMAT}",
            manifest.format
        )));
    }
    if manifest.schema != schema::newest_step() {
        return Err(ArchiveError::OtherSchema {
            archive: manifest.schema,
            program: schema::newest_step(),
        });
    }
    check_hashes(&mut zip, &manifest)?;
    let mut sealed = Vec::new();
    zip.by_name("secret.sealed")?.read_to_end(&mut sealed)?;
    let secret = Secret::from_hex(&seal::open(passphrase, &sealed)?)
        .ok_or_else(|| ArchiveError::Damaged("secret.sealed holds no secret".into()))?;

    let mut tx = db.begin(MunicipalityId(Uuid::nil())).await?;
    let (there,) = sql!(
        &mut tx,
        one(bool,),
        "select exists (select 1 from municipality) or exists (select 1 from installation_setting where key = 'demo')"
    )?;
    let noted = sql!(
        &mut tx,
        optional(String,),
        "select value from installation_setting where key = 'secret_fingerprint'"
    )?;
    let old = Secret::load(secret_file)?;
    let is_own = old.as_ref().is_none_or(|old| {
        let old = old.fingerprint();
        noted.is_some_and(|(noted,)| noted == old) || old == secret.fingerprint()
    });
    if there || !is_own {
        return Err(ArchiveError::NotEmpty);
    }
    // The archive brings its settings along: neither the secret that the new installation was opened with nor the days on
    // which its server did its daily work count any more.
    organisations::forget_settings(&mut tx).await?;
    let mut restored = Restored { rows: 0, files: 0 };
    for table in schema::tables() {
        let Ok(part) = zip.by_name(&format!("tables/{}.jsonl", table.name)) else {
            continue;
        };
        for line in BufReader::new(part).lines() {
            let line: Value = serde_json::from_str(&line?)?;
            rows::insert(&mut tx, &table, &line).await?;
            restored.rows += 1;
        }
    }
    for part in manifest
        .parts
        .iter()
        .filter(|part| part.name.starts_with("files/"))
    {
        let mut bytes = Vec::new();
        zip.by_name(&part.name)?.read_to_end(&mut bytes)?;
        files
            .put(
                &StorePath::from(part.name.trim_start_matches("files/")),
                bytes.into(),
            )
            .await?;
        restored.files += 1;
    }
    // Archives of earlier versions do not know it.
    organisations::note_secret(&mut tx, &secret).await?;
    match &old {
        Some(_) => replace(secret_file, &secret)?,
        None => secret.store(secret_file)?,
    }
    if let Err(error) = tx.commit().await {
        std::fs::remove_file(secret_file)?;
        if let Some(old) = old {
            old.store(secret_file)?;
        }
        return Err(error.into());
    }
    Ok(restored)
}

/// Writes the secret beside its file and then over it, so that there is one at any moment.
fn replace(file: &Path, secret: &Secret) -> std::io::Result<()> {
    let beside = file.with_extension("restored");
    // One that a killed restore left behind.
    if beside.exists() {
        std::fs::remove_file(&beside)?;
    }
    secret.store(&beside)?;
    std::fs::rename(&beside, file)
}

fn check_hashes<R: Read + Seek>(zip: &mut ZipArchive<R>, manifest: &Manifest) -> Result<(), ArchiveError> {
    for part in &manifest.parts {
        let missing = |_| ArchiveError::Damaged(format!("{} is missing", part.name));
        let mut content = zip.by_name(&part.name).map_err(missing)?;
        let mut hash = Sha256::new();
        std::io::copy(&mut content, &mut hash)
            .map_err(|e| ArchiveError::Damaged(format!("{}: {e}", part.name)))?;
        if to_hex(&hash.finalize()) != part.sha256 {
            return Err(ArchiveError::Damaged(format!(
                "{} is not what the manifest says",
                part.name
            )));
        }
    }
    Ok(())
}

//! `teilhabe backup` and `teilhabe restore`

use std::{
    fs::{File, OpenOptions},
    io::ErrorKind,
    path::{Path, PathBuf},
    process::ExitCode,
};

use object_store::local::LocalFileSystem;
use server::{
    archive,
    config::Config,
    db::{Db, folder_of},
};
use shared::text::counted;

use super::{Outcome, explain, make_folders, open};

/// Where the archive is and what opens it.
#[derive(Debug, clap::Args)]
pub struct Archive {
    /// The archive.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The passphrase, at least 12 characters; given by the environment, because others on the machine see arguments.
    #[arg(long, env = "TEILHABE_BACKUP_PASSPHRASE", hide_env_values = true, hide = true)]
    passphrase: Option<String>,
}

impl Archive {
    fn passphrase(&self) -> Result<&str, String> {
        self.passphrase
            .as_deref()
            .ok_or_else(|| "set TEILHABE_BACKUP_PASSPHRASE".into())
    }
}

/// Writes one archive with rows, files and the sealed secret while the server runs. The file appears when it is whole.
pub async fn backup(config: Option<PathBuf>, command: Archive) -> Outcome {
    let passphrase = command.passphrase()?;
    if command.file.exists() {
        return Err(format!("{} is there already", command.file.display()).into());
    }
    let site = open(config).await?;
    let unfinished = unfinished(&command.file);
    let out = create(&unfinished)?;
    let written = archive::write(&site, passphrase, &out).await;
    let written = match written {
        Ok(written) => written,
        Err(error) => {
            std::fs::remove_file(&unfinished)?;
            return Err(error.into());
        }
    };
    out.sync_all()?;
    std::fs::rename(&unfinished, &command.file)?;
    let rows: u64 = written.manifest.parts.iter().filter_map(|part| part.rows).sum();
    println!(
        "{}: {}, {}",
        command.file.display(),
        counted(rows, "row", "rows"),
        counted(written.manifest.parts.len(), "part", "parts")
    );
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// What an archive is called while it is written.
fn unfinished(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".unfinished");
    name.into()
}

/// A new file that its owner alone can read: it holds names and addresses.
///
/// # Errors
/// What is in the way, and what to do.
fn create(path: &Path) -> Result<File, String> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => format!(
            "{} is there already: another backup is writing it, or one was stopped. Delete it when none is running",
            path.display()
        ),
        ErrorKind::NotFound => format!("the folder {} is not there", folder_of(path).display()),
        _ => format!("{}: {error}", path.display()),
    })
}

/// Loads an archive into an empty installation on either database.
pub async fn restore(config: Option<PathBuf>, command: Archive) -> Outcome {
    let passphrase = command.passphrase()?;
    let config = Config::load(config)?;
    let input = File::open(&command.file).map_err(|error| format!("{}: {error}", command.file.display()))?;
    make_folders(&config)?;
    let db = Db::open(&config.database_url, config.durability)
        .await
        .map_err(explain)?;
    db.migrate().await.map_err(explain)?;
    let store = LocalFileSystem::new_with_prefix(config.data.join("files"))?;
    let restored = archive::read(&db, &store, &config.data.join("secret"), passphrase, input).await?;
    db.close().await;
    println!(
        "{} and {} were restored.",
        counted(restored.rows, "row", "rows"),
        counted(restored.files, "file", "files")
    );
    if config.secret.is_some() {
        println!(
            "TEILHABE_SECRET goes before the restored secret in the data folder: remove it, or set it to that."
        );
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_backup_left_is_named_and_is_in_the_way_of_no_other_archive() {
        let folder = tempfile::tempdir().unwrap();
        let (zip, tar) = (folder.path().join("x.zip"), folder.path().join("x.tar"));
        create(&unfinished(&zip)).unwrap();
        let refused = create(&unfinished(&zip)).unwrap_err();
        assert!(
            refused.contains("x.zip.unfinished") && refused.contains("Delete it"),
            "{refused}"
        );
        create(&unfinished(&tar)).unwrap();
        let nowhere = create(&folder.path().join("no/x.zip")).unwrap_err();
        assert!(
            nowhere.contains("folder") && nowhere.contains("/no is not there"),
            "{nowhere}"
        );
    }
}

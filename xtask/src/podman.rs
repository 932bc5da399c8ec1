//! podman with a store of its own below the target folder: what it keeps there meets no other container of this machine.
//!
//! No image is fetched: the base is made from Debian's packages, once. Limits and runtime are such that root needs nothing
//! more than a sandbox leaves it. What stays outside the target folder is podman's network bridge.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{paths::Paths, run};

/// podman in a folder of ours.
pub struct Podman {
    root: PathBuf,
    /// Holds the store, its settings and whatever a check needs.
    pub folder: PathBuf,
}

impl Podman {
    /// Writes its settings.
    pub fn new(paths: &Paths) -> Result<Self> {
        let folder = paths.target.join("ops/podman");
        std::fs::create_dir_all(&folder)?;
        let shown = folder.display();
        let storage = format!(
            "[storage]\ndriver = \"overlay\"\ngraphroot = \"{shown}/store\"\nrunroot = \"{shown}/run\"\n"
        );
        std::fs::write(folder.join("storage.conf"), storage)?;
        let containers = format!(
            "[containers]\ndefault_ulimits = [\"nofile=1024:1024\", \"nproc=4096:4096\"]\n\
             [engine]\nruntime = \"runc\"\ntmp_dir = \"{shown}/tmp\"\n"
        );
        std::fs::write(folder.join("containers.conf"), containers)?;
        Ok(Self {
            root: paths.root.clone(),
            folder,
        })
    }

    /// podman with these words, in the repository.
    pub fn command<W: AsRef<std::ffi::OsStr>>(&self, words: impl IntoIterator<Item = W>) -> Command {
        let mut command = Command::new("podman");
        command
            .args(words)
            .current_dir(&self.root)
            .env("CONTAINERS_CONF", self.folder.join("containers.conf"))
            .env("CONTAINERS_STORAGE_CONF", self.folder.join("storage.conf"));
        command
    }

    /// What podman answers to these words.
    pub fn say<W: AsRef<std::ffi::OsStr>>(&self, words: impl IntoIterator<Item = W>) -> Result<String> {
        run::capture(&mut self.command(words))
    }

    /// Makes the image `name` of a Debian suite, unless it is there, and starts it once.
    pub fn base(&self, name: &str, suite: &str) -> Result<()> {
        if !run::succeeds(&mut self.command(["image", "exists", name])) {
            println!("  making {name} from Debian's packages (half a minute)");
            let packed = self.folder.join("base.tar");
            run::capture(
                Command::new("mmdebstrap")
                    .args(["--quiet", "--variant=minbase", suite])
                    .arg(&packed),
            )?;
            let packed_name = packed.to_str().context("the target folder's name is not UTF-8")?;
            self.say(["import", "--quiet", packed_name, name])?;
            std::fs::remove_file(packed)?;
        }
        self.say(["run", "--rm", name, "true"]).map(|_| ())
    }
}

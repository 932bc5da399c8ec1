//! The target `wasm32-unknown-unknown`: from rustup, else by Debian's second compiler.
//!
//! Where rustup cannot reach its server, Debian security's `rustc-web` can build the target's standard library from
//! `rust-web-src`. It is built once, with an empty crate, and its files are laid where that compiler looks for them;
//! from then on `/usr/bin/cargo` builds for the target without unstable flags. Two compilers share no artefacts, so
//! that build has a target folder of its own ([`wasm_cargo`]).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::debian;
use crate::{paths::Paths, run};

/// The name of the target.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// Where Debian's compiler looks for the target's standard library.
const DEBIAN_STD: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";

/// Installs the target unless a compiler for it is there.
pub fn install(paths: &Paths) -> Result<bool> {
    if own_compiler_has_it(paths) || debian_compiler_has_it() {
        return Ok(false);
    }
    println!("setup: adding the Rust target {TARGET}");
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).current_dir(&paths.root);
    match run::show_within(&mut rustup, Duration::from_secs(60)) {
        Ok(()) => Ok(true),
        Err(error) => {
            println!("setup: {error:#}; taking Debian's second compiler instead");
            debian_route(paths).context("building the target's standard library with Debian's rustc-web")?;
            Ok(true)
        }
    }
}

/// Cargo for the browser's half, with the target folder of the compiler that it uses.
pub fn wasm_cargo(paths: &Paths) -> (Command, PathBuf) {
    if own_compiler_has_it(paths) {
        return (run::cargo(&paths.root), paths.target.clone());
    }
    let target = paths.target.join("wasm");
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo
        .current_dir(&paths.root)
        .env("PATH", debian_path())
        .env("CARGO_TARGET_DIR", &target);
    cargo.env_remove("RUSTC").env_remove("RUSTUP_TOOLCHAIN");
    (cargo, target)
}

fn own_compiler_has_it(paths: &Paths) -> bool {
    let mut rustc = Command::new("rustc");
    rustc
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(&paths.root);
    run::capture(&mut rustc).is_ok_and(|folder| has_core(Path::new(folder.trim())))
}

fn debian_compiler_has_it() -> bool {
    Path::new("/usr/bin/cargo").exists() && has_core(Path::new(DEBIAN_STD))
}

fn has_core(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    })
}

fn debian_path() -> String {
    format!(
        "/usr/bin:{}",
        std::env::var_os("PATH").unwrap_or_default().to_string_lossy()
    )
}

/// Installs Debian's compiler and the linker of the same LLVM, builds the standard library, lays it in place.
fn debian_route(paths: &Paths) -> Result<()> {
    if !run::is_root() {
        bail!("this way writes below /usr/lib/rustlib: please run `cargo xtask setup` once as root");
    }
    debian::apt_get(&["rustc-web", "cargo-web", "rust-web-src"])?;
    let version = run::capture(Command::new("/usr/bin/rustc").arg("-vV"))?;
    let llvm = version
        .lines()
        .find_map(|line| line.strip_prefix("LLVM version: "))
        .and_then(|llvm| llvm.split('.').next())
        .context("rustc -vV names no LLVM version")?
        .to_owned();
    let lld = format!("lld-{llvm}");
    debian::apt_get(&[&lld])?;

    let empty = paths.target.join("wasm-std");
    std::fs::create_dir_all(empty.join("src"))?;
    std::fs::write(
        empty.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    std::fs::write(empty.join("src/lib.rs"), "")?;
    run::show(
        Command::new("/usr/bin/cargo")
            .current_dir(&empty)
            .args([
                "build",
                "--release",
                "--target",
                TARGET,
                "-Zbuild-std=std,panic_abort",
            ])
            .env("PATH", debian_path())
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", empty.join("target"))
            .env_remove("RUSTC")
            .env_remove("RUSTUP_TOOLCHAIN"),
    )?;
    let built = empty.join("target").join(TARGET).join("release/deps");
    std::fs::create_dir_all(DEBIAN_STD)?;
    for file in crate::paths::files_with(&built, "rlib") {
        let name = file.file_name().context("a library without a name")?;
        if !name.to_string_lossy().starts_with("libempty-") {
            std::fs::copy(&file, Path::new(DEBIAN_STD).join(name))?;
        }
    }
    let bin = Path::new("/usr/lib/rustlib/x86_64-unknown-linux-gnu/bin");
    std::fs::create_dir_all(bin)?;
    let link = bin.join("rust-lld");
    if !link.exists() {
        std::os::unix::fs::symlink(format!("/usr/lib/llvm-{llvm}/bin/lld"), link)?;
    }
    Ok(())
}

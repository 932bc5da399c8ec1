//! Embeds the built front end: `TEILHABE_SITE_DIR`, else `<target>/site`. Without it the server builds all the same and
//! serves pages without style and script, which a release build warns of. Embeds the demonstration's files as well, so that one binary is enough.

#![expect(
    clippy::expect_used,
    reason = "a build script that cannot go on says why and ends"
)]

use std::{env, fmt::Write as _, fs, path::PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=TEILHABE_SITE_DIR");
    println!("cargo::rerun-if-changed=migrations");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let site = env::var_os("TEILHABE_SITE_DIR").map_or_else(
        // OUT_DIR is <target>/<profile>/build/<package>/out.
        || {
            out.ancestors()
                .nth(4)
                .expect("OUT_DIR lies in the target folder")
                .join("site")
        },
        PathBuf::from,
    );
    println!("cargo::rerun-if-changed={}", site.join("manifest.json").display());
    let mut code = String::from(
        "/// Path below `/pkg/`, content, content compressed with brotli.\npub static FILES: &[(&str, &[u8], &[u8])] = &[\n",
    );
    let manifest = fs::read_to_string(site.join("manifest.json")).unwrap_or_else(|_| "{}".into());
    if manifest == "{}" {
        // `cargo install` and the like would give a program whose pages look broken, without a word.
        if env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
            println!(
                "cargo::warning=there is no front end in {}: pages will have neither style nor script; run `cargo xtask build` first",
                site.display()
            );
        }
    } else {
        let mut folders = vec![site.join("pkg")];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_none_or(|e| e != "br") {
                    files.push(path);
                }
            }
        }
        files.sort();
        for path in files {
            let name = path
                .strip_prefix(site.join("pkg"))
                .expect("files lie below pkg")
                .to_string_lossy()
                .replace('\\', "/");
            let brotli = format!("{}.br", path.display());
            let brotli = if fs::metadata(&brotli).is_ok() {
                format!("include_bytes!({brotli:?})")
            } else {
                "b\"\"".into()
            };
            writeln!(
                code,
                "    ({name:?}, include_bytes!({:?}), {brotli}),",
                path.display().to_string()
            )
            .expect("strings grow");
        }
    }
    code.push_str("];\n");
    writeln!(code, "/// What the front end's build wrote about itself; `{{}}` without one.\npub static MANIFEST: &str = {manifest:?};").expect("strings grow");
    fs::write(out.join("site.rs"), code).expect("OUT_DIR can be written");
    fs::write(out.join("demo.rs"), demo()).expect("OUT_DIR can be written");
}

/// Every file below `demo/` with its path there.
fn demo() -> String {
    println!("cargo::rerun-if-changed=demo");
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("demo");
    let mut files = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(&current)
            .expect("the demo's folders can be read")
            .flatten()
        {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path)
            } else {
                files.push(path)
            }
        }
    }
    files.sort();
    let mut code = String::from("/// Path below `demo/`, content.\npub static FILES: &[(&str, &str)] = &[\n");
    for path in files {
        let name = path
            .strip_prefix(&folder)
            .expect("files lie below demo")
            .to_string_lossy()
            .replace('\\', "/");
        writeln!(
            code,
            "    ({name:?}, include_str!({:?})),",
            path.display().to_string()
        )
        .expect("strings grow");
    }
    code.push_str("];\n");
    code
}

//! What a reader's browser has to fetch before a page is alive, as a server sends it:
//! compressed with gzip.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::player::Player;
use crate::progress::say;

/// Bytes that the player's WebAssembly may take: what it takes, and a little more.
const WASM: usize = 690_000;
/// Bytes that the page's own scripts may take, the worker's among them.
const SCRIPTS: usize = 20_000;

/// Says what the player and the scripts weigh. Where they weigh too much, that is said
/// as well, and is an error where everything is required.
pub fn check(root: &Path, player: &Player) -> Result<()> {
    let wasm = gzipped(&[&player.wasm])?;
    let mut scripts = vec![player.worker.clone()];
    for entry in fs::read_dir(root.join("book/theme"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "js") {
            scripts.push(fs::read(&path).with_context(|| path.display().to_string())?);
        }
    }
    let scripts = gzipped(&scripts)?;
    let told = format!(
        "player {} KB of {}, scripts {} KB of {}",
        wasm.div_ceil(1000),
        WASM / 1000,
        scripts.div_ceil(1000),
        SCRIPTS / 1000,
    );
    say("gzipped", &told);
    if wasm > WASM || scripts > SCRIPTS {
        if env::var_os("REQUIRE_ALL").is_some() {
            bail!("a page is too heavy: {told}");
        }
        say("gzipped", "which is more than a page should weigh");
    }
    Ok(())
}

/// Bytes of these files, each compressed on its own.
fn gzipped(files: &[impl AsRef<[u8]>]) -> Result<usize> {
    let mut bytes = 0;
    for file in files {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(file.as_ref())?;
        bytes += encoder.finish()?.len();
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::gzipped;

    #[test]
    fn what_repeats_weighs_little_and_files_add_up() {
        let one = gzipped(&[[b'a'; 10_000]]).unwrap();
        assert!((20..100).contains(&one), "{one}");
        assert_eq!(gzipped(&[[b'a'; 10_000]; 3]).unwrap(), 3 * one);
    }
}

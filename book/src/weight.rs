//! What a reader's browser has to fetch before a page is alive, as a server sends it:
//! compressed with gzip.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use pyobject::lens::STYLE;

use crate::player::Player;
use crate::progress::say;

/// Bytes that the player's WebAssembly may take: what it takes, and a little more.
const WASM: usize = 740_000;
/// Bytes that the page's own scripts may take, the worker's among them.
const SCRIPTS: usize = 25_000;
/// Bytes that the page's own styles may take.
const STYLES: usize = 10_000;

/// Says what the player, the scripts and the styles weigh. Where they weigh too much, that is said
/// as well, and is an error where everything is required.
pub fn check(root: &Path, player: &Player) -> Result<()> {
    let wasm = gzipped(&[&player.wasm])?;
    let mut scripts = vec![player.worker.clone()];
    let mut styles = vec![STYLE.as_bytes().to_vec()];
    for entry in fs::read_dir(root.join("book/theme"))? {
        let path = entry?.path();
        let files = match path.extension().and_then(|kind| kind.to_str()) {
            Some("js") => &mut scripts,
            Some("css") => &mut styles,
            _ => continue,
        };
        files.push(fs::read(&path).with_context(|| path.display().to_string())?);
    }
    let weighed = [
        ("player", wasm, WASM),
        ("scripts", gzipped(&scripts)?, SCRIPTS),
        ("styles", gzipped(&styles)?, STYLES),
    ];
    let told = weighed.map(|(name, bytes, most)| {
        let bytes = bytes.div_ceil(1000);
        format!("{name} {bytes} KB of {}", most / 1000)
    });
    let told = told.join(", ");
    say("gzipped", &told);
    if weighed.iter().any(|(_, bytes, most)| bytes > most) {
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

//! What a reader's browser has to fetch before a page is alive, as a server sends it:
//! compressed with gzip.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use pyobject::lens::STYLE;
use rayon::prelude::*;

use crate::player::Player;
use crate::problem::Problems;
use crate::progress::say;
use crate::stats;

/// Bytes that the part of the player may take with which a page starts.
const FIRST: usize = 505_000;
/// Bytes that the rest of it may take: what it takes, and a little more.
const SECOND: usize = 330_000;
/// Bytes that the page's own scripts may take, the worker's among them.
const SCRIPTS: usize = 25_000;
/// Bytes that the page's own styles may take.
const STYLES: usize = 10_000;
/// Bytes that a page may take with all its scripts and styles, before its player comes.
const PAGE: usize = 200_000;

/// Says what the player, the scripts and the styles weigh. Where they weigh too much, that is said
/// as well, and is an error where everything is required.
pub fn check(root: &Path, player: &Player) -> Result<()> {
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
        ("player", gzipped(&[&player.parts.first])?, FIRST),
        ("its rest", gzipped(&[&player.parts.second])?, SECOND),
        ("scripts", gzipped(&scripts)?, SCRIPTS),
        ("styles", gzipped(&styles)?, STYLES),
    ];
    let told = weighed.map(|(name, bytes, most)| {
        let bytes = bytes.div_ceil(1000);
        format!("{name} {bytes} KB of {}", most / 1000)
    });
    let fits = weighed.iter().all(|(_, bytes, most)| bytes <= most);
    tell(&told.join(", "), fits)
}

/// Says what the heaviest of these pages of a built book weighs, without its player. A page
/// that weighs too much is a problem, unless [`stats::ALLOWED`] has it; and so is one that
/// is there without need.
/// (mermaid.js is fetched only where there is a diagram to draw; the page that is for
/// paper is all of them.)
pub fn check_pages(
    root: &Path,
    book: &Path,
    pages: &[PathBuf],
    problems: &Problems,
) -> Result<()> {
    let allowed = fs::read_to_string(root.join(stats::ALLOWED))
        .with_context(|| stats::ALLOWED.to_owned())?;
    let pages = pages
        .par_iter()
        .filter(|page| !page.ends_with("print.html"));
    let weighed = pages.map(|page| {
        let name = page.strip_prefix(book)?.display().to_string();
        Ok((page_weight(page)?, name))
    });
    let weighed = weighed.collect::<Result<Vec<(usize, String)>>>()?;
    for (line, message) in too_heavy(&weighed, &allowed) {
        problems.add(stats::ALLOWED, line, message);
    }
    if let Some((bytes, name)) = weighed.iter().max() {
        let bytes = bytes.div_ceil(1000);
        let most = PAGE / 1000;
        say(
            "gzipped",
            &format!("heaviest page {name} {bytes} KB of {most}"),
        );
    }
    Ok(())
}

/// The pages that weigh too much without being allowed to, and those that are allowed to
/// without need, each with the line of what allows it.
fn too_heavy(weighed: &[(usize, String)], allowed: &str) -> Vec<(usize, String)> {
    let lines = stats::allowances(allowed);
    let lines = lines.filter_map(|(at, line)| Some((at, line.strip_suffix(WEIGHT)?)));
    let lines: Vec<(usize, &str)> = lines.collect();
    let mut found = Vec::new();
    for (bytes, name) in weighed {
        let allowed = lines.iter().find(|(_, page)| page == name);
        match (allowed, *bytes > PAGE) {
            (None, true) => {
                let message = format!(
                    "{name} weighs {bytes} bytes, and {PAGE} are allowed: make it lighter, \
                     or write here `{name}{WEIGHT}`"
                );
                found.push((0, message));
            }
            (Some((line, _)), false) => {
                found.push((*line, format!("{name} is light enough: take this out")));
            }
            _ => {}
        }
    }
    for (line, page) in lines {
        if !weighed.iter().any(|(_, name)| name == page) {
            found.push((line, format!("there is no page {page}")));
        }
    }
    found
}

/// What follows the name of a page that may weigh too much.
const WEIGHT: &str = ": weight";

fn tell(told: &str, fits: bool) -> Result<()> {
    say("gzipped", told);
    if !fits {
        if env::var_os("REQUIRE_ALL").is_some() {
            bail!("a page is too heavy: {told}");
        }
        say("gzipped", "which is more than a page should weigh");
    }
    Ok(())
}

/// Bytes of a page and of the scripts and styles that it names.
fn page_weight(page: &Path) -> Result<usize> {
    let html = fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let folder = page.parent().unwrap_or(page);
    let named = ["href=\"", "src=\""].into_iter().flat_map(|attribute| {
        let pieces = html.split(attribute).skip(1);
        pieces.filter_map(|piece| piece.split(['"', '?', '#']).next())
    });
    let named = named.filter(|name| name.ends_with(".css") || name.ends_with(".js"));
    let named: BTreeSet<&str> = named.collect();
    let mut files = vec![html.clone().into_bytes()];
    for name in named {
        let file = folder.join(name);
        files.push(fs::read(&file).with_context(|| file.display().to_string())?);
    }
    gzipped(&files)
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
    use super::{PAGE, gzipped, page_weight, too_heavy};

    #[test]
    fn a_heavy_page_is_told_and_so_is_an_allowance_without_need() {
        let weighed = [(PAGE + 1, "a.html".to_owned()), (PAGE, "b.html".to_owned())];
        let told = |allowed: &str| -> Vec<usize> {
            let found = too_heavy(&weighed, allowed);
            found.into_iter().map(|(line, _)| line).collect()
        };
        assert_eq!(told(""), [0]);
        assert_eq!(told("# so\na.html: weight\n"), [] as [usize; 0]);
        assert_eq!(
            told("a.html: weight\nb.html: weight\nc.html: weight\n"),
            [2, 3]
        );
    }

    #[test]
    fn what_repeats_weighs_little_and_files_add_up() {
        let one = gzipped(&[[b'a'; 10_000]]).unwrap();
        assert!((20..100).contains(&one), "{one}");
        assert_eq!(gzipped(&[[b'a'; 10_000]; 3]).unwrap(), 3 * one);
    }

    #[test]
    fn a_page_weighs_what_it_names_too_but_once() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("page.html");
        let html = "<script src=\"a.js\"></script><link href=\"a.js?1\"><a href=\"b\">";
        std::fs::write(&page, html).unwrap();
        assert!(page_weight(&page).is_err(), "what is named is there");
        std::fs::write(folder.path().join("a.js"), [b'a'; 10_000]).unwrap();
        let both = gzipped(&[html.as_bytes(), &[b'a'; 10_000]]).unwrap();
        assert_eq!(page_weight(&page).unwrap(), both);
    }
}

//! The compiler has the last word: what it calls dead in a chapter's crate is taken out,
//! until nothing is.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::reach::Needed;
use super::source::{Edit, File, edit, file};
use super::store::Store;
use super::trial::ONCE;
use super::units::{Kind, Source};
use super::write;

/// The files of a crate by name.
pub type Files = BTreeMap<String, String>;

/// A place in a file: its name, and bytes.
type Place = (String, usize, usize);

/// More rounds than any crate has needed.
const ROUNDS: usize = 24;

/// A crate without what is dead in it.
#[derive(Serialize, Deserialize)]
struct Pruned {
    files: Files,
    /// What was dead, by title.
    gone: BTreeSet<String>,
}

/// A crate without what is dead in it. `module` is what its users see; without a compiler
/// at hand, nothing is dead. What is dead is mostly what was dead the last time, so that
/// is tried first.
pub fn prune(files: &Files, module: &str, store: &Store) -> Result<Files, String> {
    let name = format!("pruned-{module}");
    let key = (store.ways()?, files);
    let pruned = store.keep_newest(&name, &key, |before: Option<Pruned>| {
        let first = before.map(|before| without(files, &before.gone));
        let pruned = in_temporary_folder(files, first.transpose()?, module)?;
        let (had, has) = (titles(files)?, titles(&pruned)?);
        let gone = had.difference(&has).cloned().collect();
        let files = pruned;
        Ok(Pruned { files, gone })
    })?;
    Ok(pruned.files)
}

/// The titles of all pieces of a crate.
fn titles(files: &Files) -> Result<BTreeSet<String>, String> {
    let source = Source::of(&parse(files)?);
    Ok(source.units.into_iter().map(|unit| unit.title).collect())
}

/// A crate without the pieces of these titles.
fn without(files: &Files, titles: &BTreeSet<String>) -> Result<Files, String> {
    let parsed = parse(files)?;
    let source = Source::of(&parsed);
    let mut needed = source.nothing();
    for (unit, needed) in source.units.iter().zip(&mut needed.units) {
        *needed = !titles.contains(&unit.title);
    }
    Ok(written(files, &parsed, &source, &needed))
}

/// The Rust of a crate.
pub fn parse(files: &Files) -> Result<Vec<File>, String> {
    let sources = files.iter().filter(|(name, _)| name.ends_with(".rs"));
    sources
        .map(|(name, text)| file(name, text.clone()))
        .collect()
}

/// The files of what is needed, and those that are no Rust.
fn written(files: &Files, parsed: &[File], source: &Source, needed: &Needed) -> Files {
    let mut smaller = write::files(parsed, source, needed);
    let others = files.iter().filter(|(name, _)| !name.ends_with(".rs"));
    smaller.extend(others.map(|(name, text)| (name.clone(), text.clone())));
    smaller
}

/// Prunes a crate in a folder of its own. Where `first` is given and compiles, it begins
/// with that.
pub fn in_temporary_folder(
    files: &Files,
    first: Option<Files>,
    module: &str,
) -> Result<Files, String> {
    let name = format!("pyobject-{}-{module}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    let pruned = rounds(files, first, module, &folder);
    // What is left in the temporary folder disturbs nobody.
    let _ = fs::remove_dir_all(&folder);
    pruned
}

fn rounds(
    files: &Files,
    first: Option<Files>,
    module: &str,
    folder: &Path,
) -> Result<Files, String> {
    let mut good: Option<(Files, Said)> = None;
    let mut fresh = first.is_none();
    let mut next = first.unwrap_or_else(|| files.clone());
    // Whether a method stays as long as any other of its name is called: slower, but
    // what is dead may be called from what else is dead and has to stay.
    let mut careful = false;
    for _ in 0..ROUNDS {
        put(&hidden(&next, module), folder)?;
        match (said(folder, "--lib")?, said(folder, "--tests")?) {
            (Some(alone), Some(tested)) => good = Some((next, Said { alone, tested })),
            _ if good.is_none() && !fresh => {
                fresh = true;
                next = files.clone();
                continue;
            }
            _ if careful => break,
            _ => careful = true,
        }
        let Some((files, said)) = &good else {
            break;
        };
        let smaller = match without_dead(files, said, careful)? {
            Some(smaller) => Some(smaller),
            None => without_unused(files, said),
        };
        match smaller {
            Some(smaller) => next = smaller,
            None => break,
        }
    }
    Ok(good.map_or_else(|| files.clone(), |(files, _)| files))
}

/// What the compiler says of a crate.
struct Said {
    alone: Vec<Value>,
    tested: Vec<Value>,
}

/// The crate with everything private but its module.
fn hidden(files: &Files, module: &str) -> Files {
    let mut files = files.clone();
    if let Some(lib) = files.get_mut("src/lib.rs") {
        let own = format!("pub mod {module};");
        // As many bytes as before, so that places stay the same.
        let lines = lib.lines().map(|line| match line {
            line if line == own => line.to_owned(),
            line if line.starts_with("pub ") => line.replacen("pub ", "    ", 1),
            line => line.to_owned(),
        });
        *lib = lines.flat_map(|line| [line, "\n".to_owned()]).collect();
    }
    files
}

/// Writes a crate into a folder; older source there is gone.
pub fn put(files: &Files, folder: &Path) -> Result<(), String> {
    let wrong = |why: std::io::Error| format!("{}: {why}", folder.display());
    let src = folder.join("src");
    if src.exists() {
        fs::remove_dir_all(&src).map_err(wrong)?;
    }
    for (name, text) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(wrong)?;
        }
        fs::write(&path, text).map_err(wrong)?;
    }
    Ok(())
}

/// What the compiler says of a crate; nothing if it does not compile.
fn said(folder: &Path, what: &str) -> Result<Option<Vec<Value>>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let ran = Command::new(cargo)
        .args(["check", "--offline", "--quiet", "--message-format=json"])
        .arg(what)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .envs(ONCE)
        .env_remove("RUSTFLAGS")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let Ok(output) = ran else {
        return Ok(None);
    };
    if !output.status.success() {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    Ok(Some(lines.collect()))
}

/// The places that lints of this kind are about.
fn places(said: &[Value], lint: &str) -> BTreeSet<Place> {
    let messages = said.iter().map(|one| &one["message"]);
    let of_lint = messages.filter(|message| message["code"]["code"] == lint);
    let spans = of_lint.flat_map(|message| match lint {
        // The suggestion says which comma goes as well.
        "unused_imports" => spans(&message["children"], true),
        _ => spans(&message["spans"], false),
    });
    spans.collect()
}

fn spans(value: &Value, suggested: bool) -> Vec<Place> {
    let all = value.as_array().into_iter().flatten();
    let all = all.flat_map(|one| match suggested {
        true => one["spans"].as_array().cloned().unwrap_or_default(),
        false => vec![one.clone()],
    });
    let wanted = all.filter(|span| match suggested {
        true => span["suggested_replacement"] == "",
        false => span["is_primary"] == true,
    });
    wanted
        .filter_map(|span| {
            let name = span["file_name"].as_str()?.replace('\\', "/");
            let byte = |key: &str| span[key].as_u64().map(|at| at as usize);
            Some((name, byte("byte_start")?, byte("byte_end")?))
        })
        .collect()
}

/// A crate without the items that are dead, if there are any.
fn without_dead(
    files: &Files,
    said: &Said,
    careful: bool,
) -> Result<Option<Files>, String> {
    let parsed = parse(files)?;
    let source = Source::of(&parsed);
    let mut needed = source.nothing();
    needed.units.fill(true);
    let dead = places(&said.alone, "dead_code");
    for place in &places(&said.tested, "dead_code") {
        let Some(unit) = unit_at(&source, &parsed, place) else {
            continue;
        };
        let in_test = source.in_test(source.units[unit].module);
        // What the crate's users see may be dead in its tests, and the other way round.
        if in_test || dead.contains(place) {
            for unit in whole(&source, unit) {
                needed.units[unit] = false;
            }
        }
    }
    keep_named(&source, &mut needed.units, careful);
    if needed.units.iter().all(|unit| *unit) {
        return Ok(None);
    }
    let mut members = vec![(0, 0); source.units.len()];
    for (at, unit) in source.units.iter().enumerate() {
        if let Kind::Member { block, .. } = unit.kind {
            members[block].0 += 1;
            members[block].1 += usize::from(needed.units[at]);
        }
    }
    for (block, (had, has)) in members.into_iter().enumerate() {
        needed.units[block] &= had == 0 || has > 0;
    }
    Ok(Some(written(files, &parsed, &source, &needed)))
}

/// Keeps the items that others which stay name; where care is due, also those that merely
/// have the name of something.
fn keep_named(source: &Source, stays: &mut [bool], careful: bool) {
    loop {
        let staying = || (0..stays.len()).filter(|unit| stays[*unit]);
        let named: HashSet<&str> =
            staying().flat_map(|unit| source.idents_of(unit)).collect();
        let meant: HashSet<usize> =
            staying().flat_map(|unit| source.meant_by(unit)).collect();
        let back = |unit: &usize| match careful {
            true => named.contains(source.name(*unit)),
            false => meant.contains(unit),
        };
        let gone = (0..stays.len()).filter(|unit| !stays[*unit]);
        let back: Vec<usize> = gone.filter(back).collect();
        let mut changed = !back.is_empty();
        back.into_iter().for_each(|unit| stays[unit] = true);
        // Where a type stays, so does all that is about it.
        for unit in 0..stays.len() {
            let about = source.about(unit);
            if !stays[unit]
                && !matches!(source.units[unit].kind, Kind::Member { .. })
                && about.is_some_and(|ty| stays[ty])
            {
                stays[unit] = true;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// A crate without the imports that are not used, if there are any.
fn without_unused(files: &Files, said: &Said) -> Option<Files> {
    let unused = places(&said.alone, "unused_imports");
    let mut smaller = files.clone();
    let mut all: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
    for (name, start, end) in places(&said.tested, "unused_imports") {
        let before = &files.get(&name)?[..start];
        let in_test = before.contains("#[cfg(test)]") || name.ends_with("tests.rs");
        // What the crate shows at its top stays.
        let shown = name == "src/lib.rs";
        if !shown && (in_test || unused.contains(&(name.clone(), start, end))) {
            let edits = all.entry(name).or_default();
            edits.push((start..end, String::new()));
        }
    }
    if all.is_empty() {
        return None;
    }
    for (name, edits) in all {
        let text = smaller.get_mut(&name)?;
        *text = write::tidy(&edit(text, edits));
    }
    Some(smaller)
}

/// The smallest unit at a place, if it is one that can go alone.
fn unit_at(source: &Source, parsed: &[File], place: &Place) -> Option<usize> {
    let units = source.units.iter().enumerate().filter(|(_, unit)| {
        parsed[source.modules[unit.module].file].name == place.0
            && unit.range.contains(&place.1)
    });
    let (at, unit) = units.min_by_key(|(_, unit)| unit.range.len())?;
    let text = &parsed[source.modules[unit.module].file].text;
    let head = &text[unit.range.start..place.1];
    if head.contains("macro_rules!") {
        return None;
    }
    match unit.kind {
        // Variants, fields and parts of macros stay: their names come after the head.
        Kind::Item => {
            let head = head.rsplit('\n').next().unwrap_or(head);
            let mut words = head.split_whitespace();
            words
                .next_back()
                .is_some_and(|word| KINDS.contains(&word))
                .then_some(at)
        }
        Kind::Member { .. } => head.trim_end().ends_with(['n', 't']).then_some(at),
        _ => None,
    }
}

/// The words before an item's name.
const KINDS: [&str; 7] = ["fn", "struct", "enum", "const", "static", "type", "trait"];

/// A unit, and for a type all that is about it.
fn whole(source: &Source, unit: usize) -> Vec<usize> {
    let about = |at: &usize| *at == unit || source.about(*at) == Some(unit);
    match source.units[unit].kind {
        Kind::Item => (0..source.units.len()).filter(about).collect(),
        _ => vec![unit],
    }
}

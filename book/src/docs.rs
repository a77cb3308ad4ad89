//! The documentation of the runtime's source, inside the book: rustdoc makes a page for
//! each module, and a chapter and the page of its module lead to each other.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, ensure};

use crate::player;

/// Where the documentation lies in the built book.
pub const FOLDER: &str = "doc";

/// The modules that the chapters build, each with the chapter's page.
pub const MODULES: [(&str, &str); 7] = [
    ("01-names", "names"),
    ("02-counting", "refcount"),
    ("03-aliases", "alias"),
    ("03-aliases", "objects::list"),
    ("04-small-ints", "small_ints"),
    ("05-pyobject", "object"),
    ("06-types", "typeobject"),
];

/// The page of a module in the built book.
fn page(module: &str) -> String {
    format!("{FOLDER}/pyobject/{}/index.html", module.replace("::", "/"))
}

/// The line that leads from the chapter of this path to the pages of its modules.
pub fn links(path: &str) -> String {
    let chapter = path.trim_end_matches(".md");
    let of_chapter = MODULES.iter().filter(|(page, _)| *page == chapter);
    let links = of_chapter.map(|(_, module)| format!("[`{module}`]({})", page(module)));
    let links: Vec<String> = links.collect();
    match links.is_empty() {
        true => String::new(),
        false => format!(
            "\nIn the documentation of the source: {}.\n",
            links.join(", ")
        ),
    }
}

/// Names the folder of the documentation to this program, where cargo takes it for rustdoc.
const AS_RUSTDOC: &str = "BOOKBINDER_AS_RUSTDOC";

/// Makes the documentation, if it is older than the library. Answers where it is.
///
/// `cargo doc` would look at each dependency anew, for a minute. The tests of the
/// documentation are given the libraries that are compiled already: so cargo is asked for
/// these, with this program for rustdoc ([`as_rustdoc`]).
pub fn make(root: &Path) -> Result<PathBuf> {
    let made = player::target_dir(root).join("doc");
    let status = player::cargo()
        .current_dir(root)
        .args(["test", "--quiet", "--doc"])
        .env("RUSTDOC", env::current_exe()?)
        .env(AS_RUSTDOC, &made)
        .stdout(Stdio::null())
        .status()
        .context("cargo cannot be started")?;
    ensure!(status.success(), "the source cannot be documented");
    Ok(made)
}

/// Whether this program is called for rustdoc, by [`make`]; then that is done.
pub fn as_rustdoc() -> Option<Result<ExitCode>> {
    let into = PathBuf::from(env::var_os(AS_RUSTDOC)?);
    Some(rustdoc(&into))
}

/// Does what rustdoc is asked, with pages of the runtime into this folder where that was to
/// be tested.
fn rustdoc(into: &Path) -> Result<ExitCode> {
    let mut asked: Vec<OsString> = env::args_os().skip(1).collect();
    if let Some(test) = asked.iter().position(|word| word == "--test") {
        asked.remove(test);
        // Each is followed by a word, or has it after a sign.
        let of_tests = |word: &str| {
            word.starts_with("--test-") || word.starts_with("--error-format")
        };
        while let Some(at) = asked
            .iter()
            .position(|word| word.to_str().is_some_and(of_tests))
        {
            let has_sign = asked[at].to_string_lossy().contains('=');
            asked.drain(at..at + if has_sign { 1 } else { 2 });
        }
        let of_crate =
            |name: &&OsString| name.to_string_lossy().starts_with("pyobject=");
        let library = asked.iter().find(of_crate);
        let library =
            library.map(|it| it.to_string_lossy().replacen("pyobject=", "", 1));
        let of_runtime = asked.iter().any(|word| word == "pyobject");
        let Some(library) = library.filter(|_| of_runtime) else {
            return Ok(ExitCode::SUCCESS);
        };
        let time = |path: &Path| fs::metadata(path).and_then(|file| file.modified());
        let made = time(&into.join("pyobject/index.html"));
        if made.is_ok_and(|made| time(Path::new(&library)).is_ok_and(|it| it < made)) {
            return Ok(ExitCode::SUCCESS);
        }
        // Links to what is private lead nowhere here, and need not be told of each time.
        let version = format!("--crate-version={}", env!("CARGO_PKG_VERSION"));
        asked.extend(["--cap-lints=allow", &version, "-o"].map(OsString::from));
        asked.push(into.into());
    }
    let status = Command::new("rustdoc").args(asked).status();
    let status = status.context("rustdoc cannot be started")?;
    Ok(ExitCode::from(u8::from(!status.success())))
}

/// The folders of it that speak of the runtime; others are of earlier runs of `cargo doc`.
const FOLDERS: [&str; 7] = [
    "pyobject",
    "src",
    "static.files",
    "search.index",
    "search.desc",
    "trait.impl",
    "type.impl",
];

/// Puts the documentation into a built book.
pub fn place(made: &Path, book: &Path) -> Result<()> {
    let into = book.join(FOLDER);
    fs::create_dir_all(&into).with_context(|| into.display().to_string())?;
    for entry in fs::read_dir(made).with_context(|| made.display().to_string())? {
        let (from, name) = entry.map(|it| (it.path(), it.file_name()))?;
        if from.is_dir() {
            if FOLDERS.iter().any(|folder| name == *folder) {
                copy(&from, &into.join(name))?;
            }
        } else {
            file(&from, &into.join(name))?;
        }
    }
    // In the target directory the book is a neighbour; here, they are one.
    for (chapter, module) in MODULES {
        let file = book.join(page(module));
        let text =
            fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let chapter = format!("{chapter}.html");
        ensure!(
            text.contains(&format!("book/{chapter}")) && book.join(&chapter).is_file(),
            "the page of the module {module} does not lead to {chapter}"
        );
        // A link of the original's own must not be written through.
        fs::remove_file(&file)?;
        fs::write(&file, text.replace("../book/", "../"))?;
    }
    Ok(())
}

fn copy(from: &Path, into: &Path) -> Result<()> {
    fs::create_dir_all(into).with_context(|| into.display().to_string())?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let (from, into) = (entry.path(), into.join(entry.file_name()));
        match entry.file_type()?.is_dir() {
            true => copy(&from, &into)?,
            false => file(&from, &into)?,
        }
    }
    Ok(())
}

/// A file once more: the same one where that can be, or else a copy.
fn file(from: &Path, into: &Path) -> Result<()> {
    let is_lock = from.file_name().is_some_and(|name| name == ".lock");
    if !is_lock && fs::hard_link(from, into).is_err() {
        fs::copy(from, into).with_context(|| into.display().to_string())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_module_of_a_chapter_leads_to_it() {
        let src = crate::root().join("src");
        for (chapter, module) in MODULES {
            let below = module.replace("::", "/");
            let files = [format!("{below}.rs"), format!("{below}/mod.rs")];
            let file = files.iter().find(|file| src.join(file).is_file());
            let file = file.unwrap_or_else(|| panic!("no module {module}"));
            let text = fs::read_to_string(src.join(file)).expect("a module");
            let docs = text.lines().take_while(|line| line.starts_with("//!"));
            let up = "../".repeat(module.split("::").count() + 1);
            let link = format!("]({up}../book/{chapter}.html)");
            assert!(
                docs.collect::<String>().contains(&link),
                "src/{file}:1: the module's page has no link to its chapter, `{link}`"
            );
        }
    }

    #[test]
    fn a_chapter_leads_to_the_pages_of_its_modules() {
        let told = links("03-aliases.md");
        assert!(told.contains("(doc/pyobject/alias/index.html)"), "{told}");
        assert!(
            told.contains("(doc/pyobject/objects/list/index.html)"),
            "{told}"
        );
        assert_eq!(links("glossary.md"), "");
    }
}

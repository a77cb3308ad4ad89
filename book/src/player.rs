//! Compiling the runtime for the reader's page.
//!
//! The player is a crate of its own, `book/player`, which the WebAssembly
//! target and a small-size profile suit and nothing else does. Its files are
//! named by a hash of their content, so that a browser may keep them.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::progress::{Step, say, step};
use crate::split::{self, Later, Parts};

const TARGET: &str = "wasm32-unknown-unknown";

/// The compiled player, the script that runs it in a worker, and what they fetch.
pub struct Player {
    /// The two modules; a player that is watched is all in the first.
    pub parts: Parts,
    pub worker: Vec<u8>,
    /// The modules that are written in Python: file names and texts, in order. A
    /// program that imports one makes the worker fetch it.
    library: BTreeMap<OsString, Vec<u8>>,
    /// The folder of the built book that holds them: `player/0123456789abcdef`.
    pub folder: String,
}

impl Player {
    /// Compiles `book/player` and splits it, or has it watch its functions.
    pub fn compile(root: &Path, step: &Step, watched: bool) -> Result<Player> {
        let package = root.join("book/player");
        let wasm = compile(root, step)?;
        let parts = match watched {
            false => split::split(&wasm, &Later::load(root)?)?,
            true => Parts {
                first: split::watched(&wasm)?,
                second: Vec::new(),
            },
        };
        let worker = fs::read(package.join("worker.js")).context("worker.js")?;
        let mut library = BTreeMap::new();
        for entry in fs::read_dir(root.join("src/python/modules/lib"))? {
            let entry = entry?;
            library.insert(entry.file_name(), fs::read(entry.path())?);
        }
        let mut hasher = DefaultHasher::new();
        (&parts.first, &parts.second, &worker, &library).hash(&mut hasher);
        let folder = format!("player/{:016x}", hasher.finish());
        Ok(Player {
            parts,
            worker,
            library,
            folder,
        })
    }

    /// Puts all files into the built book.
    pub fn write(&self, book: &Path) -> Result<()> {
        let folder = book.join(&self.folder);
        let library = folder.join("lib");
        fs::create_dir_all(&library)?;
        fs::write(folder.join("player.wasm"), &self.parts.first)?;
        fs::write(folder.join("more.wasm"), &self.parts.second)?;
        fs::write(folder.join("worker.js"), &self.worker)?;
        for (name, text) in &self.library {
            fs::write(library.join(name), text)?;
        }
        Ok(())
    }
}

/// Compiles `book/player` into one module with the linker's notes; cargo does nothing
/// where nothing changed.
pub fn compile(root: &Path, step: &Step) -> Result<Vec<u8>> {
    if !installed()? {
        step.interrupted();
        add_target()?;
    }
    let target_dir = target_dir(root).join("player");
    step.interrupted();
    let status = cargo()
        .current_dir(root.join("book/player"))
        .args(["build", "--quiet", "--release", "--target", TARGET])
        .arg("--target-dir")
        .arg(&target_dir)
        // What is set for this build of the binder is not meant for wasm.
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags(root))
        .env_remove("CARGO_BUILD_TARGET")
        .status()
        .context("cargo cannot be started")?;
    ensure!(status.success(), "book/player does not compile");
    let wasm = target_dir.join(TARGET).join("release/player.wasm");
    fs::read(&wasm).with_context(|| wasm.display().to_string())
}

/// Writes the list of what comes later: `marks` has a byte for each function, which is `x`
/// where a watched player called it.
pub fn write_later(root: &Path, marks: &[u8]) -> Result<()> {
    let begun = step("runtime", "compiling it to WebAssembly");
    let paths = split::paths(&compile(root, &begun)?)?;
    begun.done("compiled");
    ensure!(marks.len() == paths.len(), "another player was watched");
    let entered: Vec<bool> = marks.iter().map(|mark| *mark == b'x').collect();
    Later::write(root, &paths, &entered)
}

/// The cargo that runs the binder, or the one on the path.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Names of source files, which stand in messages of panics, begin at the repository and
/// at the registry's folder: they are shorter, and the same on every machine. And names of
/// functions tell those apart that are made of one generic function.
fn flags(root: &Path) -> OsString {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let prefixes = home.map(|home| home.join("registry/src"));
    let mut flags = OsString::from("-Csymbol-mangling-version=v0");
    for prefix in prefixes.into_iter().chain([root.to_owned()]) {
        flags.push("\x1f--remap-path-prefix=");
        flags.push(prefix);
        flags.push("/=");
    }
    flags
}

/// Where cargo puts what it builds.
pub fn target_dir(root: &Path) -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    }
}

/// Whether the compiler in use has a standard library for the target.
fn installed() -> Result<bool> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .context("rustc cannot be started")?;
    ensure!(output.status.success(), "this rustc does not know {TARGET}");
    Ok(Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir())
}

/// Adds the target, once, and says so.
fn add_target() -> Result<()> {
    say(
        "target",
        &format!("adding {TARGET} to this toolchain, once: rustup target add"),
    );
    match Command::new("rustup")
        .args(["target", "add", TARGET])
        .status()
    {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => bail!("rustup could not add {TARGET}; is the network reachable?"),
        Err(_) => bail!(
            "there is no rustup to add {TARGET} with; install Rust's standard \
             library for that target, then run this again"
        ),
    }
}

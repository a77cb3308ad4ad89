//! What was made of the source once is kept under its content, so that nobody waits for it
//! again.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::source::UPPER;
use crate::check::files_below;

/// The module that takes chapters out of the book.
const WAYS: &str = "eject";

/// A folder below the repository's `target/`.
pub struct Store {
    root: PathBuf,
}

impl Store {
    /// That of the repository.
    pub fn below(root: &Path) -> Store {
        let root = root.to_owned();
        Store { root }
    }

    /// A folder for this.
    pub fn folder(&self, what: &str) -> PathBuf {
        self.root.join("target/ejected").join(what)
    }

    /// Waits until nobody else, in this process or another, makes something of this name,
    /// and keeps others waiting until what it returns is dropped.
    pub fn alone(&self, name: &str) -> Result<File, String> {
        let path = self.folder("busy").join(name);
        let wrong = |why: std::io::Error| format!("{}: {why}", path.display());
        fs::create_dir_all(self.folder("busy")).map_err(wrong)?;
        let file = File::create(&path).map_err(wrong)?;
        file.lock().map_err(wrong)?;
        Ok(file)
    }

    /// What chapters' crates are made of, as a number: the floors that they may hold, and
    /// how they are taken out.
    pub fn stamp(&self) -> Result<u64, String> {
        self.hash_of(|top| top == WAYS || !UPPER.contains(&top))
    }

    /// How they are taken out, as a number.
    pub fn ways(&self) -> Result<u64, String> {
        self.hash_of(|top| top == WAYS)
    }

    /// What the modules of these names hold, as a number.
    fn hash_of(&self, is_wanted: impl Fn(&str) -> bool) -> Result<u64, String> {
        let src = self.root.join("src");
        let mut hasher = DefaultHasher::new();
        for path in files_below(&src, "rs") {
            let below = path.strip_prefix(&src).unwrap_or(&path);
            let top = below.components().next().map(|top| top.as_os_str());
            let top = top.and_then(|top| top.to_str()).unwrap_or_default();
            if is_wanted(top.trim_end_matches(".rs")) {
                let text = fs::read(&path);
                let text = text.map_err(|why| format!("{}: {why}", path.display()))?;
                (below, text).hash(&mut hasher);
            }
        }
        Ok(hasher.finish())
    }

    /// What is kept under this key, or else what `make` makes, which is kept then.
    pub fn keep<T: Serialize + DeserializeOwned>(
        &self,
        key: &impl Hash,
        make: impl FnOnce() -> Result<T, String>,
    ) -> Result<T, String> {
        let name = format!("kept/{:016x}.json", hash(key));
        if let Some(kept) = self.read(&name) {
            return Ok(kept);
        }
        let made = make()?;
        self.write(&name, &made)?;
        Ok(made)
    }

    /// The same for a large thing, of which only the newest is kept: `make` gets the one
    /// before it.
    pub fn keep_newest<T: Serialize + DeserializeOwned>(
        &self,
        name: &str,
        key: &impl Hash,
        make: impl FnOnce(Option<T>) -> Result<T, String>,
    ) -> Result<T, String> {
        let (name, key) = (format!("{name}.json"), hash(key));
        let newest: Option<(u64, T)> = self.read(&name);
        let made = match newest {
            Some((of, kept)) if of == key => return Ok(kept),
            older => (key, make(older.map(|(_, older)| older))?),
        };
        self.write(&name, &made)?;
        Ok(made.1)
    }

    /// Who finds half a file has found nothing.
    fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let text = fs::read_to_string(self.folder(name)).ok()?;
        serde_json::from_str(&text).ok()
    }

    fn write(&self, name: &str, kept: &impl Serialize) -> Result<(), String> {
        let path = self.folder(name);
        let text = serde_json::to_string(kept).map_err(|why| why.to_string())?;
        let folder = path.parent().unwrap_or(&self.root);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
        written.map_err(|why| format!("{}: {why}", path.display()))
    }
}

fn hash(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

//! What the tests of the preprocessor read, once.

use std::fs;
use std::sync::{Arc, LazyLock};

use super::Items;
use super::index::Index;
use super::ledger::Page;
use super::omissions::Omissions;

pub static SOURCES: LazyLock<Sources> = LazyLock::new(Sources::read);

/// The source, the list of omissions and the chapters as they are.
pub struct Sources {
    pub index: Arc<Index>,
    pub omissions: String,
    /// In the order of the summary.
    pub chapters: Vec<Page>,
}

impl Sources {
    /// None of whose items is shown yet.
    pub fn items(&self) -> Items {
        Items::of(Ok(self.index.clone()), None)
    }

    fn read() -> Sources {
        let root = crate::root();
        let read = |name: &str| fs::read_to_string(root.join(name)).expect("a file");
        let summary = read("chapters/SUMMARY.md");
        let links = summary.split("](").skip(1);
        let links = links.filter_map(|link| link.split_once(')'));
        let chapters = links
            .map(|(name, _)| (name.to_owned(), read(&format!("chapters/{name}"))))
            .collect();
        Sources {
            index: Index::read(root).expect("the sources").into(),
            omissions: read(Omissions::FILE),
            chapters,
        }
    }
}

use std::fs;
use std::sync::LazyLock;

use super::*;

/// The sources of the ledger, read once.
static SOURCES: LazyLock<Sources> = LazyLock::new(Sources::read);

/// The ledger's sources as they are.
struct Sources {
    index: Index,
    omissions: String,
    chapters: Vec<Page>,
}

impl Sources {
    fn read() -> Sources {
        let root = crate::root();
        let mut chapters = Vec::new();
        for entry in fs::read_dir(root.join("chapters")).expect("chapters") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|kind| kind == "md") {
                let name = path.file_name().expect("a name").to_string_lossy();
                let text = fs::read_to_string(&path).expect("a chapter");
                chapters.push((name.into_owned(), text));
            }
        }
        chapters.sort();
        Sources {
            index: Index::read(root).expect("the sources"),
            omissions: fs::read_to_string(root.join(Omissions::FILE)).expect("a list"),
            chapters,
        }
    }

    /// What does not balance with this list and these chapters.
    fn problems(&self, omissions: &str, chapters: &[Page]) -> Vec<String> {
        let ledger = balance(&self.index, omissions, "chapters", chapters);
        ledger.problems.iter().map(Problem::to_string).collect()
    }

    /// The list with a line added, and where that stands.
    fn with(&self, line: &str) -> (String, usize) {
        let omissions = format!("{}\n{line}\n", self.omissions.trim_end());
        let lines = omissions.lines().count();
        (omissions, lines)
    }

    /// The chapters with a text added to the one of this name.
    fn chapters_with(&self, name: &str, added: &str) -> (Vec<Page>, usize) {
        let mut chapters = self.chapters.clone();
        let chapter = chapters.iter_mut().find(|(path, _)| path == name);
        let (_, text) = chapter.expect("a chapter");
        text.push_str(added);
        let lines = text.lines().count();
        (chapters, lines)
    }
}

#[test]
fn the_ledger_balances() {
    let sources = &*SOURCES;
    let found = sources.problems(&sources.omissions, &sources.chapters);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn an_item_that_is_shown_twice_is_caught_at_its_second_line() {
    let sources = &*SOURCES;
    for chapter in ["04-small-ints.md", "06-types.md"] {
        let again = "\n\n{{#item small_ints::SmallInts::get}}\n";
        let (chapters, line) = sources.chapters_with(chapter, again);
        let found = sources.problems(&sources.omissions, &chapters);
        let place = format!("chapters/{chapter}:{line}: `small_ints::SmallInts::get` ");
        assert!(
            found.len() == 1 && found[0].starts_with(&place),
            "{found:?}"
        );
    }
}

#[test]
fn an_omission_that_is_no_longer_needed_is_caught() {
    let sources = &*SOURCES;
    // One is shown, one is not there, one stands in the list before.
    for item in [
        "small_ints::SmallInts::get: debugging",
        "names::gone: error text",
        "names::NO_MEMORY: error text",
    ] {
        let (omissions, line) = sources.with(item);
        let found = sources.problems(&omissions, &sources.chapters);
        let place = format!("book/omissions.txt:{line}: this omission is no longer");
        assert!(
            found.len() == 1 && found[0].starts_with(&place),
            "{found:?}"
        );
    }
}

#[test]
fn an_item_in_neither_is_caught_where_it_stands() {
    let sources = &*SOURCES;
    let lines = sources.omissions.lines();
    let fewer: Vec<&str> = lines
        .filter(|line| !line.trim().starts_with("names::NO_MEMORY: "))
        .collect();
    let found = sources.problems(&fewer.join("\n"), &sources.chapters);
    let entry = sources.index.find("names::NO_MEMORY").expect("an item");
    let place = format!("src/names.rs:{}: no chapter shows", entry.lines.0);
    assert!(
        found.len() == 1 && found[0].starts_with(&place),
        "{found:?}"
    );
}

#[test]
fn a_share_that_fell_or_rose_is_caught() {
    let sources = &*SOURCES;
    let hidden = "{{#item small_ints::SmallInts::get}}";
    let mut chapters = sources.chapters.clone();
    for (_, text) in &mut chapters {
        *text = text.replace(hidden, "");
    }
    let (omissions, _) = sources.with("small_ints::SmallInts::get: owed");
    let found = sources.problems(&omissions, &chapters);
    let fell = |said: &String| said.ends_with("show more of it");
    assert!(found.len() == 1 && fell(&found[0]), "{found:?}");

    let (share, line) = Omissions::parse(&sources.omissions).0.floor("refcount");
    let (now, low) = (format!("refcount: {share} %"), "refcount: 1 %");
    let omissions = sources.omissions.replace(&now, low);
    let found = sources.problems(&omissions, &sources.chapters);
    let place = format!("book/omissions.txt:{line}: `refcount` is shown to ");
    let rose = |said: &String| said.ends_with("not 1 %: raise its share here");
    assert!(
        found.len() == 1 && found[0].starts_with(&place) && rose(&found[0]),
        "{found:?}"
    );
}

#[test]
fn a_reason_that_is_none_is_caught() {
    let sources = &*SOURCES;
    let was = "names::NO_MEMORY: error text";
    for (now, said) in [
        ("names::NO_MEMORY: too long", "`too long` is no reason"),
        (
            "names::NO_MEMORY: like names::unbound_free",
            "no chapter shows",
        ),
    ] {
        let omissions = sources.omissions.replace(was, now);
        let found = sources.problems(&omissions, &sources.chapters);
        assert!(
            found.iter().any(|problem| problem.contains(said)),
            "{found:?}"
        );
    }
}

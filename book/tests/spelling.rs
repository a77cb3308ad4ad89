//! The prose is spelled as the dictionary has it, which comes with the library that reads
//! it. Words of our own stand in `book/words.txt`, one a line, in order, each used.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use spellbook::Dictionary;

const WORDS: &str = "book/words.txt";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("a repository")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn dictionary() -> Dictionary {
    let folder = Path::new(env!("DICTIONARY"));
    let read = |name: &str| read(&folder.join(name));
    Dictionary::new(&read("en_US.aff"), &read("en_US.dic")).expect("a dictionary")
}

/// The pages with prose.
fn pages() -> Vec<PathBuf> {
    let chapters = fs::read_dir(root().join("chapters")).expect("the chapters");
    let mut pages: Vec<PathBuf> =
        chapters.map(|it| it.expect("a file").path()).collect();
    pages.push(root().join("README.md"));
    pages.retain(|page| page.extension().is_some_and(|ending| ending == "md"));
    pages.sort();
    pages
}

/// The words of a page, each with its line: prose only.
fn words(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut skipped = 0;
    for (event, span) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => skipped += 1,
            Event::End(TagEnd::CodeBlock) => skipped -= 1,
            Event::Start(Tag::Link {
                link_type: LinkType::Autolink,
                ..
            }) => skipped += 1,
            Event::End(TagEnd::Link) if skipped > 0 => skipped -= 1,
            Event::Text(prose) if skipped == 0 && !prose.starts_with("{{#") => {
                let line = text[..span.start].matches('\n').count() + 1;
                let pieces = prose.split(|c: char| !c.is_alphanumeric() && !is_mark(c));
                let words = pieces.map(bare).filter(|word| is_word(word));
                found.extend(words.map(|word| (line, word.to_owned())));
            }
            _ => {}
        }
    }
    found
}

/// Whether a character may be inside a word.
fn is_mark(c: char) -> bool {
    ['\'', '’', '_'].contains(&c)
}

/// A word without quotes around it and without its `'s`.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(is_mark);
    let possessive = word.strip_suffix("'s").or(word.strip_suffix("’s"));
    possessive.unwrap_or(word)
}

/// Whether this is a word of a language, and no number or name with digits.
fn is_word(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let marks = word.chars().filter(|c| ['\'', '’'].contains(c)).count();
    letters > 1 && letters + marks == word.chars().count()
}

/// Own words as the file has them.
fn own() -> Vec<String> {
    let text = read(&root().join(WORDS));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

/// Misspelled words of a page, as lines that begin with their place.
fn report(
    name: &str,
    text: &str,
    dictionary: &Dictionary,
    own: &BTreeSet<String>,
    used: &mut BTreeSet<String>,
) -> Vec<String> {
    let mut report = Vec::new();
    for (line, word) in words(text) {
        let plain = word.replace('’', "'");
        if dictionary.check(&plain) {
            continue;
        }
        match [&plain, &plain.to_lowercase()]
            .into_iter()
            .find(|it| own.contains(*it))
        {
            Some(known) => {
                used.insert(known.clone());
            }
            None => {
                let mut near = Vec::new();
                dictionary.suggest(&plain, &mut near);
                near.truncate(3);
                let near = near.join(", ");
                report.push(format!("{name}:{line}: `{word}` is misspelled ({near}?)"));
            }
        }
    }
    report
}

#[test]
fn the_prose_is_spelled_as_the_dictionary_has_it() {
    let dictionary = dictionary();
    let (own, mut used) = (own(), BTreeSet::new());
    let known = own.iter().cloned().collect();
    let mut wrong = Vec::new();
    for page in pages() {
        let name = page
            .strip_prefix(root())
            .expect("below")
            .display()
            .to_string();
        wrong.extend(report(&name, &read(&page), &dictionary, &known, &mut used));
    }
    for pair in own.windows(2) {
        if pair[0] >= pair[1] {
            wrong.push(format!("{WORDS}: `{}` is not in order", pair[1]));
        }
    }
    for word in known.difference(&used) {
        wrong.push(format!("{WORDS}: `{word}` is not needed"));
    }
    assert!(wrong.is_empty(), "\n\n{}\n", wrong.join("\n"));
}

#[test]
fn a_misspelled_word_is_told_with_its_line_and_code_is_left_alone() {
    let text = "# Title\n\nIt's `speling` of *PyObject's*,\nwhich is wroong.\n\n\
                ```\nmispeled\n```\n";
    let own = ["PyObject".to_owned()].into();
    let told = report("a.md", text, &dictionary(), &own, &mut BTreeSet::new());
    assert_eq!(told.len(), 1, "{told:?}");
    let place = "a.md:4: `wroong` is misspelled (";
    assert!(
        told[0].starts_with(place) && told[0].contains("wrong"),
        "{told:?}"
    );
}

//! What the preprocessor makes of chapters, and what it says of wrong ones.

use super::*;
use crate::preprocess::items::sources::SOURCES;

/// What is wrong with a chapter of this text: the lines, and what is said.
fn problems(text: &str) -> Vec<(usize, String)> {
    let root = crate::root();
    let problems = Problems::default();
    let book = PyObject {
        player: None,
        statics: Static::Plain,
        problems: problems.clone(),
    };
    let items = SOURCES.items();
    let page = (FOUR.to_owned(), text.to_owned());
    let chapter = (4, "C".to_owned(), FOUR.to_owned(), text);
    let file = format!("chapters/{FOUR}");
    let sessions = figures::sessions(&book, &file, FOUR, 4, text);
    let mut loom = Loom {
        book: &book,
        root,
        source: "chapters".to_owned(),
        figures: figures::draw(&book, root, sessions).expect("pictures"),
        marks: items.marks(root, &[page]).expect("marks"),
        items,
        ledger: String::new(),
        versions: Versions::new(root),
        examples: Vec::new(),
        exercises: Exercises::with(root.join("chapters"), [chapter]),
        glossary: Glossary::default(),
    };
    let mut chapter = Chapter::new("C", text.to_owned(), FOUR, Vec::new());
    loom.weave(&mut chapter);
    let found = problems.take();
    assert!(found.iter().all(|problem| problem.file == file));
    let found = found.into_iter();
    found.map(|found| (found.line, found.message)).collect()
}

/// A chapter with directives of most kinds.
const FOUR: &str = "04-small-ints.md";

/// A chapter's text with `change` made to what stands in each directive, and where
/// those stand.
fn changed(text: &str, change: impl Fn(&str) -> String) -> (String, Vec<usize>) {
    let found = directives::find(text);
    let lines = found.iter().map(|directive| directive.line).collect();
    let edits = found.iter().map(|directive| {
        let inside = format!("{} {}", directive.name, directive.argument);
        let inside = change(inside.trim());
        (directive.span.clone(), format!("{{{{#{inside}}}}}"))
    });
    (apply(text, edits.collect()), lines)
}

#[test]
fn each_directive_that_names_what_is_not_there_is_caught_at_its_line() {
    let path = crate::root().join("chapters").join(FOUR);
    let text = std::fs::read_to_string(path).expect("a chapter");
    // Without its sessions: they are not what is tried here.
    let (told, asked) = text.split_once("### Exercises").expect("exercises");
    let told = told.replace("```pycon", "```text");
    let text = format!("{told}### Exercises{asked}");
    assert_eq!(problems(&text), []);
    let (text, mut lines) = changed(&text, |inside| format!("{inside}_gone"));
    lines.dedup();
    let found = problems(&text);
    let mut caught: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    // Two on one line may be told alike.
    caught.dedup();
    assert!(lines.len() > 10 && caught == lines, "{lines:?}: {found:?}");
    let near = |(_, said): &&(usize, String)| said.contains("; near it: `");
    assert!(found.iter().filter(near).count() > 10, "{found:?}");
}

#[test]
fn a_directive_wants_a_line_of_its_own() {
    let found = problems("a\n\nb {{#item refcount::PyRef}}\n");
    assert_eq!(found[0].0, 3);
    assert!(found[0].1.contains("a line of its own"), "{found:?}");
}

#[test]
fn a_function_is_shown_in_parts_and_listed_once() {
    let mut items = SOURCES.items();
    let path = "objects::int::install";
    let mut weave = |part: &str| items.weave(&format!("{path}#{part}"), "a.md");
    let head = weave("..let first").expect("a part");
    let rest = weave("let first..").expect("a part");
    assert!(head.contains("fn install(") && !head.contains("let first"));
    assert!(
        rest.contains("\n    let first") && rest.ends_with("}\n```\n\n</figure>\n")
    );
    assert!(head.contains("</code>, in part <span"), "{head}");
    assert!(rest.contains("id=\"item-objects-int-install-let-first-to\""));
    let why = weave("let frist").expect_err("no part");
    assert!(why.contains("near it: `let first`"), "{why}");
    let outline = items.outline("a.md").expect("an outline");
    assert_eq!(outline.matches("`objects::int::install`").count(), 1);
}

#[test]
fn an_item_that_is_shown_again_is_a_link_to_where_it_was() {
    let mut items = SOURCES.items();
    let first = items.weave("refcount::PyRef", "a.md").expect("an item");
    let again = items
        .weave("refcount::PyRef", "part/b.md")
        .expect("an item");
    assert!(first.contains("id=\"item-refcount-pyref\""), "{first}");
    assert!(again.contains("(../a.md#item-refcount-pyref)"), "{again}");
}

//! The floors of `src/`: a module uses its own and those below, but for a few doors.
//! And a file is short, or there is a reason.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The floor of each module that lies directly in `src/`.
const FLOORS: [(&str, usize); 25] = [
    ("memory", 0),
    ("object", 1),
    ("refcount", 1),
    ("typeobject", 1),
    ("runtime", 1),
    ("shapes", 1),
    ("small_ints", 2),
    ("gc", 2),
    ("weakref", 2),
    ("objects", 3),
    ("names", 4),
    ("alias", 4),
    ("attributes", 4),
    ("instance", 4),
    ("sizes", 4),
    ("lens", 5),
    ("python", 6),
    // Installs the floors, from the ground up.
    ("start", 7),
    ("check", 7),
    ("lib", 7),
    ("main", 7),
    ("draw", 7),
    ("eject", 7),
    ("handout", 7),
    // A transcript's console: it belongs to `check`, and stands beside what it drives.
    ("python::console", 7),
];

/// The doors upward: who may use what of a floor above, and why. The crate's own
/// documentation has the same table.
const DOORS: [(&str, &str, &str); 12] = [
    (
        "objects",
        "attributes",
        "what a type does with an attribute of its own, all others are found as usual",
    ),
    (
        "objects",
        "attributes::slot_functions",
        "a special method that has no slot is called by name",
    ),
    (
        "objects",
        "attributes::type_methods",
        "`__dict__` and the names of classes are got as `type` gets them",
    ),
    (
        "objects::code",
        "python::opcode",
        "how many instructions there are",
    ),
    (
        "objects::code",
        "python::unit",
        "the flags of a code object",
    ),
    (
        "objects::code_tables",
        "python::unit",
        "the flags of a code object",
    ),
    (
        "objects::frame",
        "python",
        "an object shows the frame that runs, and may clear it",
    ),
    (
        "objects::frame_variables",
        "python",
        "the variables of a frame that runs",
    ),
    ("objects::traceback", "python::frame", "the frame that runs"),
    (
        "objects::super_type",
        "python::frame",
        "the caller's first argument",
    ),
    (
        "objects::generator",
        "python",
        "a generator is a frame that waits, and goes on when it is asked",
    ),
    (
        "objects::module",
        "python::modules",
        "the names of the built-in modules",
    ),
];

/// Files of more lines than [`LINES`], each with the reason why it is one thing.
const LONG: [(&str, &str); 18] = [
    (
        "objects/memory_view.rs",
        "one type: its parts share what a buffer is",
    ),
    (
        "objects/protocol.rs",
        "one function for each thing that any object can do",
    ),
    (
        "shapes/key_table.rs",
        "the unsafe heart of a dict: its fields are private to it",
    ),
    (
        "objects/generator.rs",
        "one type: what enters and leaves it shares its states",
    ),
    ("objects/deque_methods.rs", "the methods of one type"),
    (
        "python/syntax/unparse.rs",
        "one arm for each kind of expression",
    ),
    (
        "python/syntax/scan.rs",
        "one tokenizer, whose state all of it changes",
    ),
    ("python/syntax/tree.rs", "one type for each kind of node"),
    (
        "python/symtable/build.rs",
        "one arm for each kind of statement and expression",
    ),
    ("python/fold/mod.rs", "one arm for each kind of expression"),
    (
        "python/compile/pattern.rs",
        "one arm for each kind of pattern",
    ),
    (
        "python/compile/expr.rs",
        "one arm for each kind of expression",
    ),
    (
        "attributes/slot_functions.rs",
        "one function for each slot of a class",
    ),
    (
        "attributes/type_methods.rs",
        "one table of what `type` can do, each entry short",
    ),
    (
        "attributes/class.rs",
        "the steps of `type.__new__`, in their order",
    ),
    (
        "attributes/slot_defs.rs",
        "one table of all special methods",
    ),
    ("check/markdown.rs", "one reader of a chapter's fences"),
    ("objects/code.rs", "one type: its tables are read together"),
];

/// Where a file is long.
const LINES: usize = 420;

/// Where it is short again, and wants no reason.
const SHORT: usize = 400;

/// Each source file: its path below `src/`, its module, its text.
fn sources() -> Vec<(String, String, String)> {
    let src = common::root().join("src");
    let read = |path: &Path| {
        let below = path.strip_prefix(&src).expect("a file of src");
        let below = below.to_str().expect("a plain name").to_owned();
        let module = below.trim_end_matches(".rs").trim_end_matches("/mod");
        let text = std::fs::read_to_string(path).expect("a file just listed");
        (below.clone(), module.replace('/', "::"), text)
    };
    let files = common::files("src", "rs");
    assert!(files.len() > 200, "src has lost its files");
    files.iter().map(|path| read(path)).collect()
}

/// Whether a file holds nothing but tests, which may look anywhere.
fn is_test(module: &str) -> bool {
    module
        .split("::")
        .any(|part| part == "tests" || part.ends_with("_tests"))
}

/// A text without its comments and its module of tests.
fn code(text: &str) -> String {
    let text = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text);
    let text = text.split("#[cfg(test)]\nimpl ").next().unwrap_or(text);
    let lines = text.lines().map(|line| match line.trim_start() {
        comment if comment.starts_with("//") => "",
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The paths below `crate::` that a text names, trees of `use` taken apart.
fn paths(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let before = text[..at].chars().next_back();
        // `$crate::` in a macro's text is some other module's use.
        if before != Some('$') {
            branches(&text[at + "crate::".len()..], "", &mut found);
        }
    }
    found
}

/// Reads a path or a tree of paths; returns what follows it.
fn branches<'a>(text: &'a str, above: &str, found: &mut BTreeSet<String>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = branches(rest, above, found).trim_start();
            match rest.strip_prefix(',') {
                Some(next) => rest = next,
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let name = |c: char| !(c.is_alphanumeric() || c == '_');
    let end = text.find(name).unwrap_or(text.len());
    let (part, rest) = text.split_at(end);
    let path = match above {
        "" => part.to_owned(),
        above => format!("{above}::{part}"),
    };
    match rest.strip_prefix("::") {
        // A type's arguments, as in `room::<T>`, are no part of a path.
        Some(deeper) if !deeper.starts_with('<') => branches(deeper, &path, found),
        _ => {
            if !part.is_empty() {
                found.insert(path);
            }
            let renamed = rest.trim_start().strip_prefix("as ");
            renamed.map_or(rest, |rest| &rest[rest.find(name).unwrap_or(0)..])
        }
    }
}

/// The floor of a module or an item, by the longest entry that begins its path.
fn floor(path: &str) -> Option<usize> {
    let fits = FLOORS.iter().filter(|(module, _)| begins(path, module));
    fits.max_by_key(|(module, _)| module.len())
        .map(|entry| entry.1)
}

/// Whether a path is a module or lies in it.
fn begins(path: &str, module: &str) -> bool {
    let rest = path.strip_prefix(module);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Whether a door leads from a module to an item: to a function of the named module
/// itself, or of one in it if it is named whole.
fn leads((from, to, _): &(&str, &str, &str), module: &str, item: &str) -> bool {
    let whole = *to == "python";
    let direct = |item: &str| !item[to.len()..].trim_start_matches("::").contains("::");
    begins(module, from) && begins(item, to) && (whole || direct(item))
}

#[test]
fn a_module_uses_its_own_floor_and_those_below() {
    let mut wrong = String::new();
    let mut opened = BTreeMap::new();
    for (file, module, text) in sources() {
        if is_test(&module) {
            continue;
        }
        let own = floor(&module).unwrap_or_else(|| panic!("src/{file} has no floor"));
        for item in paths(&code(&text)) {
            let Some(other) = floor(&item).filter(|other| *other > own) else {
                continue;
            };
            match DOORS.iter().position(|door| leads(door, &module, &item)) {
                Some(door) => *opened.entry(door).or_insert(0) += 1,
                None => {
                    wrong += &format!(
                        "src/{file}, on floor {own}, uses {item} of floor {other}\n"
                    );
                }
            }
        }
    }
    println!("The doors upward, and how often each is used:");
    for (index, (from, to, why)) in DOORS.iter().enumerate() {
        let uses = opened.get(&index).copied().unwrap_or(0);
        println!("  {from} → {to} ({uses}): {why}");
        if uses == 0 {
            wrong += &format!("nobody uses the door from {from} to {to}\n");
        }
    }
    common::expect_empty(&wrong);
}

#[test]
fn the_crates_documentation_lists_the_doors() {
    let text = std::fs::read_to_string(common::root().join("src/lib.rs"));
    let text = text.expect("the crate");
    let listed: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("//! | `"))
        .filter(|line| line.contains("` → `"))
        .collect();
    let doors = DOORS.map(|(from, to, why)| format!("{from}` → `{to}` | {why} |"));
    assert_eq!(listed, doors);
}

#[test]
fn a_long_file_has_a_reason() {
    let mut wrong = String::new();
    let mut unused: BTreeSet<&str> = LONG.iter().map(|(file, _)| *file).collect();
    for (file, _, text) in sources() {
        let lines = text.lines().count();
        let listed = unused.remove(file.as_str());
        if lines > LINES && !listed {
            wrong += &format!("src/{file} has {lines} lines, and no reason is given\n");
        }
        if lines <= SHORT && listed {
            wrong += &format!("src/{file} has {lines} lines: no reason is needed\n");
        }
    }
    for file in unused {
        wrong += &format!("src/{file} is gone: no reason is needed\n");
    }
    common::expect_empty(&wrong);
}

#[test]
fn paths_are_read_out_of_trees() {
    let text = "use crate::a::{self, b, c::{D as E, f}, g::<T>};\n crate::h::i(1)";
    let expected = ["a::b", "a::c::D", "a::c::f", "a::g", "a::self", "h::i"];
    assert_eq!(paths(text).into_iter().collect::<Vec<_>>(), expected);
    assert!(paths("$crate::a::b").is_empty());
}

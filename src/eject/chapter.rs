//! What each chapter takes along.

use std::fs;
use std::path::Path;

use super::exercises;
use super::patch::Patch;
use super::prune::Files;

/// A chapter that can be taken out of the book.
pub struct Chapter {
    pub number: u32,
    /// Its text, below `chapters/`.
    pub text: &'static str,
    /// The module that it builds.
    pub module: &'static str,
    /// What of the module a crate without Python cannot have.
    pub without: &'static [&'static str],
    /// The parts of a bare runtime that it starts with.
    pub parts: &'static [&'static str],
    /// The slots that its type tables keep besides [`SLOTS`], each with the file of the
    /// table that fills it.
    pub slots: &'static [&'static str],
}

/// The slots by which objects live and die. All others are for programs.
pub const SLOTS: [&str; 4] = ["tp_dealloc", "tp_traverse", "tp_clear", "tp_is_gc"];

/// What every crate begins with.
pub const BEGIN: [&str; 1] = ["start::Runtime::with"];

/// The chapters.
pub const CHAPTERS: [Chapter; 6] = [
    Chapter {
        number: 1,
        text: "01-names.md",
        module: "names",
        without: &["names::scope::Scope", "names::scope::Place"],
        parts: &["object", "dict", "int", "str", "list", "tuple", "cell"],
        slots: &["str_slots.tp_hash"],
    },
    Chapter {
        number: 2,
        text: "02-counting.md",
        module: "refcount",
        without: &[],
        parts: &["object", "int", "list"],
        slots: &[],
    },
    Chapter {
        number: 3,
        text: "03-aliases.md",
        module: "alias",
        without: &["alias::tests::sets_and_dicts_are_copied"],
        parts: &[
            "object", "dict", "none", "int", "bool", "str", "list", "tuple", "set",
        ],
        slots: &["str_slots.tp_hash", "int.tp_hash", "int.tp_richcompare"],
    },
    Chapter {
        number: 4,
        text: "04-small-ints.md",
        module: "small_ints",
        without: &[],
        parts: &["object", "int"],
        slots: &[],
    },
    Chapter {
        number: 5,
        text: "05-pyobject.md",
        module: "object",
        without: &[],
        parts: &["object", "int", "float", "str", "list", "tuple"],
        slots: &[],
    },
    Chapter {
        number: 6,
        text: "06-types.md",
        module: "typeobject",
        without: &["typeobject::tests::slots_tell_what_objects_can_do"],
        parts: &["object", "int", "bool", "list"],
        slots: &[],
    },
];

/// Where the source needs a word changed to do without Python.
pub const PATCHES: &[Patch] = &[
    // A chapter's crate has the types of its parts and no others.
    Patch::Words {
        file: "start.rs",
        from: "#[cfg(test)]\nmod bare;",
        to: "mod bare;",
    },
    Patch::Words {
        file: "start.rs",
        from: "if install(&rt).is_err()",
        to: "if bare::install(&rt).is_err()",
    },
    // No arithmetic with long ints: no machine has so many bytes.
    Patch::Body {
        file: "objects/int.rs",
        function: "new_size",
        body: "        match i64::try_from(value) {
            Ok(value) => self.new_int(value),
            Err(_) => Err(self.memory_error()),
        }",
    },
    Patch::Body {
        file: "objects/int_ops.rs",
        function: "hash",
        body: "        const MODULUS: i64 = (1 << 61) - 1;
        match to_i64(a).map(|value| value % MODULUS) {
            Some(-1) => Ok(-2),
            Some(hash) => Ok(hash),
            None => Err(rt.memory_error()),
        }",
    },
    Patch::Body {
        file: "objects/int_ops.rs",
        function: "order",
        body: "        let _ = rt;
        Ok(words(a, b).map(|(x, y)| x.cmp(&y)))",
    },
    // Without classes no type can be subscripted.
    Patch::Words {
        file: "objects/protocol.rs",
        from: "            return super::type_type::class_getitem(self, object, key);",
        to: "            return Err(self.raise_empty(Builtin::TypeError));",
    },
    // Nobody looks at an exception: which it is and what it says is enough.
    Patch::Body {
        file: "objects/exceptions.rs",
        function: "raised_is",
        body: "        let Some(pending) = self.take_pending() else {
            return false;
        };
        let is = matches!(&pending, Pending::Lazy(raised, _) if *raised == class);
        self.raise_pending(pending);
        is",
    },
    Patch::Body {
        file: "objects/exceptions.rs",
        function: "raise_with",
        body: "        let _ = fields;
        self.raise(class, message)",
    },
    // CPython's own names are ready-made where there is Python.
    Patch::Words {
        file: "objects/str.rs",
        from: "        if text.as_ascii().is_some_and(static_names::contains) {
            self.immortalize(&string);
        }
",
        to: "",
    },
];

/// Adds what a crate has besides source: the manifest, the text, the exercises.
pub fn dress(root: &Path, chapter: &Chapter, files: &mut Files) -> Result<(), String> {
    let read = |name: &str| {
        let text = fs::read_to_string(root.join(name));
        text.map_err(|error| format!("{name}: {error}"))
    };
    let name = chapter.module;
    files.insert("Cargo.toml".to_owned(), MANIFEST.replace("NAME", name));
    files.insert(".gitignore".to_owned(), "/target\n".to_owned());
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        files.insert(licence.to_owned(), read(licence)?);
    }
    let text = read(&format!("chapters/{}", chapter.text))?;
    files.insert("exercises.md".to_owned(), exercises::page(&text));
    files.insert("chapter.md".to_owned(), text);
    let used: String = files.values().map(String::as_str).collect();
    for (crate_name, text) in STAND_INS {
        if used.contains(&format!("use crate::{crate_name}::")) {
            files.insert(format!("src/{crate_name}.rs"), text.to_owned());
            if let Some(lib) = files.get_mut("src/lib.rs") {
                lib.push_str(&format!("\nmod {crate_name};\n"));
            }
        }
    }
    if let Some(lib) = files.get_mut("src/lib.rs") {
        let code = lib.lines().filter(|line| !line.starts_with("//!"));
        let code: String = code.flat_map(|line| [line, "\n"]).collect();
        *lib = format!(
            "//! Chapter {} of PyObject from Scratch: the module `{name}`, and what it needs \
             of the\n//! floors below. chapter.md tells of it.\n{code}",
            chapter.number
        );
    }
    Ok(())
}

/// What a chapter's crate says to cargo.
const MANIFEST: &str = "\
[package]
name = \"NAME\"
version = \"0.1.0\"
edition = \"2024\"
license = \"MIT OR Apache-2.0\"
publish = false

[lib]
# The examples in comments need Python: the book's repository runs them.
doctest = false

[dependencies]

[lints.rust]
unexpected_cfgs = { level = \"warn\", check-cfg = [
    'cfg(asan)', 'cfg(fuzzing)', 'cfg(feature, values(\"trace-refs\"))',
] }

# A crate of its own, wherever it lies.
[workspace]
";

/// Small pieces that stand in for other crates.
const STAND_INS: [(&str, &str); 2] = [
    ("hashbrown", include_str!("stand_in/hashbrown.rs")),
    ("siphasher", include_str!("stand_in/siphasher.rs")),
];

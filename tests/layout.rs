//! The layout is CPython 3.13's: structs, fields, and what `sys.getsizeof` says.
//!
//! `tests/data/layout-3.13.json` was printed by `layout.py` beside it.

mod common;

use pyobject::Runtime;
use pyobject::check::cpython;
use pyobject::python::Session;
use serde_json::Value;

fn reference_text() -> String {
    let path = common::root().join("tests/data/layout-3.13.json");
    std::fs::read_to_string(path).expect("tests/data/layout-3.13.json")
}

fn reference() -> Value {
    serde_json::from_str(&reference_text()).expect("JSON")
}

/// A struct's field, and the offset that the compiler has checked it to have.
#[derive(Debug)]
struct Asserted {
    name: String,
    field: String,
    offset: u64,
}

/// The offsets asserted in a source file: `field @ 16` within `py_struct!(Name, …)`, and
/// `offset_of!(Name, field) == 16`; of a field within a field, the inner one counts.
fn asserted(source: &str) -> Vec<Asserted> {
    let mut found = Vec::new();
    for declared in source.split("py_struct!(").skip(1) {
        let Some((name, rest)) = declared.split_once(',') else {
            continue;
        };
        let rest = rest.split(");").next().unwrap_or_default();
        let words: Vec<&str> = rest
            .split(|c: char| c.is_whitespace() || ",;()".contains(c))
            .filter(|word| !word.is_empty())
            .collect();
        for field in words.windows(3).filter(|w| w[1] == "@") {
            found.extend(asserted_one(name, field[0], field[2]));
        }
    }
    for claim in source.split("offset_of!(").skip(1) {
        let Some((place, value)) = claim.split_once(") == ") else {
            continue;
        };
        let value = value.split(|c: char| !c.is_ascii_digit()).next();
        if let (Some((name, field)), Some(value)) = (place.split_once(','), value) {
            found.extend(asserted_one(name, field, value));
        }
    }
    found
}

fn asserted_one(name: &str, field: &str, offset: &str) -> Option<Asserted> {
    let field = field.trim().rsplit('.').next()?;
    Some(Asserted {
        name: name.trim().to_owned(),
        field: field.to_owned(),
        offset: offset.parse().ok()?,
    })
}

#[test]
fn fields_stand_where_cpython_has_them() {
    let reference = reference();
    let structs = &reference["structs"];
    let mut compared = 0;
    for file in common::files("src", "rs") {
        let source = std::fs::read_to_string(&file).expect("a file just listed");
        for claim in asserted(&source) {
            let full = format!("{}Object", claim.name);
            let fields = match structs[&claim.name].is_null() {
                true => &structs[&full],
                false => &structs[&claim.name],
            };
            if let Some(offset) = fields[&claim.field].as_u64() {
                let file = common::shown(&file).display();
                assert_eq!(claim.offset, offset, "{file}: {claim:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 10, "only {compared} fields were compared");
}

#[test]
fn the_reference_is_what_cpython_says() {
    let same = |p: &&cpython::CPython| p.version.to_string() == "3.13.0";
    let Some(python) = cpython::installed().iter().find(same) else {
        return common::left_out("no CPython 3.13.0 to ask about its layout");
    };
    let output = std::process::Command::new(&python.exe)
        .arg("-I")
        .arg(common::root().join("tests/data/layout.py"))
        .output()
        .expect("an interpreter just found");
    // It needs a C compiler, which may be missing.
    if output.status.success() {
        let measured: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(measured, reference());
    }
}

/// What is of other sizes here, as the appendix about differences says.
const OF_OTHER_SIZES: [&str; 1] = ["numbers.__code__"];

/// Asks for the sizes in the order in which CPython was asked: what a class knows of its
/// instances' names depends on those made before.
const ASK: &str = "
import json, sys
reference, names = json.loads(reference), {}
exec(reference['before'], names)
for expression, size in reference['getsizeof'].items():
    if sys.getsizeof(eval(expression, names)) != size:
        print(expression)
for name, (basic, item) in reference['basicsize and itemsize'].items():
    found = getattr(__builtins__, name)
    if (found.__basicsize__, found.__itemsize__) != (basic, item):
        print('type', name)
";

#[test]
fn getsizeof_says_what_cpython_says() {
    let rt = Runtime::new();
    let mut session = Session::new(&rt);
    session.names().bind("reference", rt.str(&reference_text()));
    let output = session.exec(ASK, "<ask>");
    let mut differ: Vec<&str> = output.shown.lines().collect();
    differ.sort_unstable();
    assert_eq!(differ, OF_OTHER_SIZES, "{}", output.shown);
}

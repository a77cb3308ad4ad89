//! What is compiled here against what CPython 3.13 compiles, instruction by
//! instruction.

mod oracle;
mod shown;

use super::*;
use oracle::Oracle;

/// Sources that between them use every construct.
const CORPUS: &[(&str, &str)] = &[
    ("statements", include_str!("corpus/statements.txt")),
    ("classes", include_str!("corpus/classes.txt")),
    ("expressions", include_str!("corpus/expressions.txt")),
    ("generics", include_str!("corpus/generics.txt")),
    ("folding", include_str!("corpus/folding.txt")),
];

/// Wrong sources, one a paragraph.
const WRONG: &str = include_str!("corpus/wrong.txt");

#[test]
fn the_wrong_sources_are_refused_as_cpython_refuses_them() {
    let Some(mut oracle) = Oracle::find() else {
        return;
    };
    let mut failures = Vec::new();
    for source in WRONG.split("\n---\n") {
        if let Some((ours, theirs)) = oracle.error_difference(source) {
            failures.push(format!("{source:?}\n  ours: {ours}\n  theirs: {theirs}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_corpus_compiles_as_cpython_compiles_it() {
    let Some(mut oracle) = Oracle::find() else {
        return;
    };
    let mut failures = Vec::new();
    for (name, source) in CORPUS {
        if let Some(difference) = oracle.difference(source, Mode::Exec) {
            failures.push(format!("{name}: {difference}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Compares all sources under the folder that `PYOBJECT_COMPARE` names.
#[test]
fn a_folder_compiles_as_cpython_compiles_it() {
    let Ok(folder) = std::env::var("PYOBJECT_COMPARE") else {
        return;
    };
    let Some(mut oracle) = Oracle::find() else {
        return;
    };
    let mut files = Vec::new();
    collect(folder.as_ref(), &mut files);
    files.sort();
    let (mut same, mut left_out, mut failures) = (0, 0, 0);
    for file in &files {
        let Ok(source) = std::fs::read_to_string(file) else {
            continue;
        };
        match oracle.difference(&source, Mode::Exec) {
            None => same += 1,
            Some(d) if d.contains("is not supported by this runtime") => left_out += 1,
            Some(d) => {
                failures += 1;
                println!("{}: {d}", file.display());
            }
        }
    }
    println!("{same} the same, {left_out} left out, {failures} different");
}

/// Compares the errors of the sources in the JSON list that `PYOBJECT_ERRORS` names.
#[test]
fn wrong_sources_are_refused_as_cpython_refuses_them() {
    let Ok(file) = std::env::var("PYOBJECT_ERRORS") else {
        return;
    };
    let Some(mut oracle) = Oracle::find() else {
        return;
    };
    let text = std::fs::read_to_string(file).expect("the list can be read");
    let sources: Vec<String> = serde_json::from_str(&text).expect("a list of sources");
    let mut same = 0;
    for source in &sources {
        match oracle.error_difference(source) {
            None => same += 1,
            Some((ours, theirs)) => {
                println!("{source:?}\n  O {ours}\n  T {theirs}");
            }
        }
    }
    println!("{same} of {} the same", sources.len());
}

fn collect(folder: &std::path::Path, files: &mut Vec<std::path::PathBuf>) {
    if folder.is_file() {
        files.push(folder.to_owned());
        return;
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "py") {
            files.push(path);
        }
    }
}

/// Runs in a thread with the stack that a page gives a worker; code that is not
/// optimised takes several times as much for each call.
fn with_small_stack(test: impl FnOnce() + Send + 'static) {
    let size = if cfg!(debug_assertions) {
        8 << 20
    } else {
        1 << 20
    };
    let thread = std::thread::Builder::new().stack_size(size);
    let run = thread.spawn(test).expect("a thread starts");
    assert!(run.join().is_ok());
}

fn message(source: &str) -> String {
    match compile(source, Mode::Exec, Options::default()) {
        Ok(_) => String::new(),
        Err(e) => e.message.clone(),
    }
}

#[test]
fn deep_nesting_is_refused_before_it_overflows() {
    with_small_stack(|| {
        let n = 100_000;
        for (deep, refused) in [
            ("(".repeat(n), "too many nested parentheses"),
            (
                "[".repeat(201) + &"]".repeat(201),
                "too many nested parentheses",
            ),
            ("f(".repeat(n), "too many nested parentheses"),
            ("{1:".repeat(n), "too many nested parentheses"),
            ("not ".repeat(n) + "1", "too many nested operators"),
            ("-".repeat(n) + "1", "too many nested operators"),
            ("~".repeat(n) + "1", "too many nested operators"),
            ("a ** ".repeat(n) + "1", "too many nested operators"),
            ("lambda: ".repeat(n) + "1", "too many nested operators"),
            ("a if b else ".repeat(n) + "1", "too many nested operators"),
            (
                "a + ".repeat(n) + "1",
                "too many operators in one expression",
            ),
            (
                "a".to_owned() + &".a".repeat(n),
                "too many operators in one expression",
            ),
            (
                "a".to_owned() + &"()".repeat(n),
                "too many operators in one expression",
            ),
            (
                "a".to_owned() + &"[0]".repeat(n),
                "too many operators in one expression",
            ),
            (
                "if a: b\n".to_owned() + &"elif a: b\n".repeat(n),
                "too many nested blocks",
            ),
        ] {
            assert_eq!(message(&deep), refused, "{}", &deep[..20]);
        }
        let mut blocks = String::new();
        for depth in 0..120 {
            blocks += &format!("{}if a:\n", " ".repeat(depth));
        }
        assert_eq!(message(&blocks), "too many levels of indentation");
    });
}

#[test]
fn what_is_just_not_too_deep_compiles() {
    with_small_stack(|| {
        for source in [
            "(".repeat(200) + &")".repeat(200),
            "f(".repeat(200) + &")".repeat(200),
            "not ".repeat(290) + "a",
            "a if b else ".repeat(140) + "c",
            "a + ".repeat(650) + "b",
            "a".to_owned() + &".a".repeat(650),
            "a".to_owned() + &"[0]".repeat(650),
            "a = ".repeat(5000) + "b",
            "a, ".repeat(5000),
            "if a: b\n".to_owned() + &"elif a: b\n".repeat(480),
        ] {
            assert_eq!(message(&source), "", "{}", &source[..12]);
        }
        let mut blocks = String::new();
        for depth in 0..98 {
            blocks += &format!("{}def f():\n", " ".repeat(depth));
        }
        blocks += &format!("{}pass\n", " ".repeat(98));
        assert_eq!(message(&blocks), "");
    });
}

/// Changes the sources under `PYOBJECT_COMPARE` at random places: nothing may panic.
#[test]
fn broken_sources_never_panic() {
    let Ok(folder) = std::env::var("PYOBJECT_COMPARE") else {
        return;
    };
    let mut files = Vec::new();
    collect(folder.as_ref(), &mut files);
    let mut seed = 1u64;
    let mut random = |n: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1);
        (seed >> 33) as usize % n.max(1)
    };
    for file in files {
        let Ok(source) = std::fs::read_to_string(file) else {
            continue;
        };
        let chars: Vec<char> = source.chars().take(4000).collect();
        for _ in 0..20 {
            let mut broken = chars.clone();
            for _ in 0..1 + random(4) {
                let at = random(broken.len());
                let pieces = ['(', ')', '"', '\'', '{', ':', '=', '\n', ' ', '\\', 'é'];
                match random(3) {
                    0 if !broken.is_empty() => {
                        broken.remove(at);
                    }
                    1 => broken.insert(at, pieces[random(pieces.len())]),
                    _ => broken.truncate(at),
                }
            }
            let text: String = broken.into_iter().collect();
            let _ = compile(&text, Mode::Exec, Options::default());
        }
    }
}

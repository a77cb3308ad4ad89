//! CPython's own tests of its language, run on the runtime, test by test.
//!
//! `cargo test --test conformance -- [-v] [-s] [NAME…]` runs the files `test_NAME.py` of
//! the installed CPython 3.13 and prints how many of their tests pass, with `-v` also what
//! becomes of the others, with `-s` also why some are skipped. Each file runs in a
//! process of its own; a test that brings it down, or takes too long, has failed, and the
//! next process goes on behind it.
//!
//! `unittest` is ours, in this folder; what the tests import besides, `test.support` too,
//! comes from the runtime, or, if it is not there and CPython has it in Python, from
//! CPython's library. A test file lies in a folder of its own, as `test/test_NAME.py`,
//! and in the files that the program sees, with the data that it names.

use pyobject::check::cpython;
use pyobject::check::versions::Version;
use pyobject::python::Session;
use pyobject::{Options, Runtime};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The files that are run where none is named.
const FILES: &[&str] = &[
    "int",
    "float",
    "bool",
    "list",
    "tuple",
    "dict",
    "set",
    "str",
    "bytes",
    "range",
    "slice",
    "compare",
    "unpack",
    "unpack_ex",
    "with",
    "generators",
    "scope",
    "class",
    "descr",
    "property",
    "super",
    "exceptions",
    "baseexception",
    "exception_group",
    "except_star",
    "exception_variations",
    "call",
    "extcall",
    "keywordonlyarg",
    "positional_only_arg",
    "named_expressions",
    "listcomps",
    "setcomps",
    "dictcomps",
    "genexps",
    "decorators",
    "metaclass",
    "subclassinit",
    "isinstance",
    "iter",
    "enumerate",
    "contains",
    "augassign",
    "binop",
    "pow",
    "format",
    "fstring",
    "funcattrs",
    "opcodes",
    "raise",
    "grammar",
    "gc",
    "weakref",
    "weakset",
    "copy",
    "finalization",
    "richcmp",
    "hash",
    "global",
    "patma",
    "type_params",
    "type_aliases",
    "typechecks",
    "genericclass",
    "genericalias",
    "memoryview",
    "frame",
    "userdict",
    "userlist",
    "dictviews",
    "string_literals",
    "long",
    "complex",
    "reprlib",
    "builtin",
    "userstring",
    "sort",
    "index",
    "string",
    "types",
    "dynamic",
    "dynamicclassattribute",
    "ordered_dict",
    "operator",
    "utf8source",
];

/// Fuel for one test.
const FUEL: u64 = 400_000_000;

/// How long a test may take: a program that was not optimised gets more time.
const PATIENCE: Duration =
    Duration::from_secs(if cfg!(debug_assertions) { 90 } else { 20 });

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    if let ["--child", library, name, skipped] = words[..] {
        child(Path::new(library), name, skipped.parse().unwrap_or(0));
        return ExitCode::SUCCESS;
    }
    let Some(library) = library() else {
        eprintln!("SKIPPED: no CPython 3.13 with its tests was found");
        return ExitCode::SUCCESS;
    };
    let skips = words.contains(&"-s");
    let verbose = skips || words.contains(&"-v");
    let mut names = words;
    names.retain(|word| !word.starts_with('-'));
    if names.is_empty() {
        names = FILES.to_vec();
    }
    let mut sum = (0, 0);
    for name in names {
        let results = run_file(&library, name);
        let passed = results.iter().filter(|(_, what)| what == "ok").count();
        let skipped = results.iter().filter(|(_, what)| is_skip(what)).count();
        let total = results.len() - skipped;
        println!("test_{name}: {passed} of {total} ({skipped} skipped)");
        if verbose {
            for (test, what) in results {
                if what != "ok" && (skips || !is_skip(&what)) {
                    println!("    {test}: {what}");
                }
            }
        }
        sum = (sum.0 + passed, sum.1 + total);
    }
    println!("together: {} of {}", sum.0, sum.1);
    ExitCode::SUCCESS
}

/// Whether a test was not run at all.
fn is_skip(what: &str) -> bool {
    what == "skip" || what.starts_with("skip (")
}

/// The library of the CPython that the runtime is like.
fn library() -> Option<PathBuf> {
    let version: Version = Version::REFERENCE;
    let python = cpython::installed().iter().find(|p| p.version == version)?;
    let code = "import os; print(os.path.dirname(os.__file__))";
    let output = Command::new(&python.exe).args(["-c", code]).output().ok()?;
    let folder = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    folder.join("test").is_dir().then_some(folder)
}

/// What became of each test of a file.
fn run_file(library: &Path, name: &str) -> Vec<(String, String)> {
    let mut results = Vec::new();
    // What an earlier run left there is not the tests' own.
    let _ = std::fs::remove_dir_all(place(name));
    loop {
        let before = results.len();
        let ended = run_child(library, name, &mut results);
        if ended || results.len() == before {
            return results;
        }
    }
}

/// Runs the tests behind those that are known; true if none is left.
fn run_child(library: &Path, name: &str, results: &mut Vec<(String, String)>) -> bool {
    let exe = std::env::current_exe().expect("this program");
    let mut child = Command::new(exe)
        .arg("--child")
        .arg(library)
        .args([name, &results.len().to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("this program again");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let (send, receive) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    let mut running: Option<String> = None;
    let mut end = "it brought the process down";
    let ended = loop {
        match receive.recv_timeout(PATIENCE) {
            Ok(line) => match line.split_once('\t') {
                Some(("begin", test)) => running = Some(test.to_owned()),
                Some(("end", what)) => {
                    results.extend(running.take().map(|test| (test, what.to_owned())));
                }
                _ if line == "done" => break true,
                _ => {}
            },
            Err(mpsc::RecvTimeoutError::Timeout) => {
                end = "it takes too long";
                break false;
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break false,
        }
    };
    let _ = child.kill();
    let _ = child.wait();
    drop(receive);
    let _ = reader.join();
    results.extend(running.map(|test| (test, end.to_owned())));
    ended
}

/// Runs the tests of a file from one on, and prints a line before and after each.
fn child(library: &Path, name: &str, skipped: usize) {
    let thread = std::thread::Builder::new().stack_size(256 << 20);
    let (library, name) = (library.to_owned(), name.to_owned());
    let run = thread.spawn(move || run_tests(&library, &name, skipped));
    let _ = run.expect("a thread").join();
}

fn run_tests(library: &Path, name: &str, skipped: usize) {
    std::fs::create_dir_all(place(name)).expect("a folder for its files");
    std::env::set_current_dir(place(name)).expect("the folder for its files");
    let rt = Runtime::with(Options {
        fuel: Some(FUEL),
        path: vec![PathBuf::new()],
        stack: 2 << 20,
        memory: Some(1 << 30),
        // As it is now, not as it was when this program was built.
        library: Some(|file| {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/python/modules/lib");
            std::fs::read_to_string(Path::new(folder).join(file)).ok()
        }),
        ..Options::default()
    });
    let mut session = Session::new(&rt);
    let file = test_file(library, name);
    let sources = sources(library, name, &file);
    let own_files = place_files(library, name, &sources);
    let mut setup = String::from("_SOURCES = {\n");
    let prelude = ours("prelude.py");
    for (module, (_, source)) in &sources {
        // Of the others that CPython has it is only known that it has them.
        let wanted = prelude.contains(&format!("\"{module}\""));
        let source = if wanted { source.as_str() } else { "" };
        setup += &format!("    {module:?}: {},\n", literal(source));
    }
    setup += "}\n_FILES = {\n";
    for (path, text) in &own_files {
        setup += &format!("    {path:?}: {},\n", literal(text));
    }
    setup += "}\n_ALTERED = {\n";
    for (path, source) in sources.values() {
        let original = std::fs::read_to_string(path).unwrap_or_default();
        let shown = path.strip_prefix(library).unwrap_or(path).display();
        let lines = altered(&original, source);
        if !lines.is_empty() {
            setup += &format!("    {:?}: {lines:?},\n", shown.to_string());
        }
    }
    setup += "}\n";
    setup += &prelude;
    setup += &format!("_add(\"unittest\", {})\n", literal(&ours("unittest.py")));
    setup += "sys.modules[\"unittest\"]._ALTERED = _ALTERED\n";
    let prepared = session.exec(&setup, "prelude.py");
    println!("{}", prepared.stderr);
    rt.refuel(FUEL);
    let load = format!("_module = _load({:?})\n", module_name(library, name, &file));
    println!("begin\timport");
    let loaded = session.exec(&load, "load.py");
    if loaded.failed || loaded.stopped {
        let last = loaded.stderr.trim_end().lines().last().unwrap_or("stopped");
        println!("end\t{last}\ndone");
        return;
    }
    let tests = session.exec(
        "import unittest\nprint(*unittest._tests(_module), sep='\\n')\n",
        "tests.py",
    );
    if skipped == 0 {
        println!("end\tskip");
    } else {
        println!("imported");
    }
    for test in tests.stdout.lines().skip(skipped.saturating_sub(1)) {
        println!("begin\t{test}");
        rt.refuel(FUEL);
        let call = format!("_result = unittest._run(_module, {test:?})\n");
        let ran = session.exec(&call, "run.py");
        rt.refuel(FUEL);
        let what = if ran.stopped {
            "it takes too much work".to_owned()
        } else if ran.failed {
            ran.stderr
                .trim_end()
                .lines()
                .last()
                .unwrap_or_default()
                .to_owned()
        } else {
            let shown = session
                .exec("print('result', _result)\n", "result.py")
                .stdout;
            let line = shown.lines().rev().find(|line| line.starts_with("result "));
            line.and_then(|line| line.strip_prefix("result "))
                .unwrap_or("nothing")
                .to_owned()
        };
        println!("end\t{what}");
    }
    println!("done");
    // The process ends here; what a failed test left behind is not looked at.
    std::process::exit(0);
}

/// The folder in which a test file is run: it and what it imports of CPython's tests lie
/// there, since tests look at their own lines.
fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("conformance")
        .join(name)
}

/// Puts the tests among the sources into the folder, and gives what a test may open, by
/// the name it will use: those sources, and the data that it names.
fn place_files(
    library: &Path,
    name: &str,
    sources: &BTreeMap<String, (PathBuf, String)>,
) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let tests = sources
        .iter()
        .filter(|(module, _)| module.starts_with("test."));
    for (path, source) in tests.map(|(_, file)| file) {
        let Ok(relative) = path.strip_prefix(library) else {
            continue;
        };
        let copy = place(name).join(relative);
        let folder = copy.parent().expect("a file is in a folder");
        std::fs::create_dir_all(folder).expect("a folder for its files");
        std::fs::write(&copy, source).expect("a file of its own");
        files.push((relative.display().to_string(), source.clone()));
    }
    for folder in ["test", "test/mathdata"] {
        let listed = std::fs::read_dir(library.join(folder))
            .into_iter()
            .flatten();
        for entry in listed.flatten() {
            let file = entry.file_name().display().to_string();
            let named = |source: &str| file.ends_with(".txt") && source.contains(&file);
            if files.iter().any(|(_, source)| named(source))
                && let Ok(text) = std::fs::read_to_string(entry.path())
            {
                files.push((format!("{folder}/{file}"), text));
            }
        }
    }
    // Folders with data that a test only goes into.
    for folder in ["data", "archivetestdata"] {
        let named = |source: &str| source.contains(&format!("('{folder}')"));
        if files.iter().any(|(_, source)| named(source)) {
            files.push((format!("test/{folder}/README"), String::new()));
        }
    }
    files
}

/// The text of a file of this folder.
fn ours(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    std::fs::read_to_string(folder.join(file)).expect("a file of this folder")
}

/// Where the tests of a name are: in a file, in a folder, or, as `ctypes.test_arrays`, in
/// one file of several in a folder.
fn test_file(library: &Path, name: &str) -> PathBuf {
    let folder = library.join("test");
    if name.contains('.') {
        let path = format!("test_{name}.py").replacen('.', "/", 1);
        return folder.join(path);
    }
    let inside = folder.join(format!("test_{name}"));
    [format!("test_{name}.py"), "__init__.py".to_owned()]
        .map(|file| inside.join(file))
        .into_iter()
        .find(|file| file.is_file())
        .unwrap_or_else(|| folder.join(format!("test_{name}.py")))
}

/// The module that a test file is.
fn module_name(library: &Path, name: &str, file: &Path) -> String {
    let inside = library.join(format!("test/test_{name}/test_{name}.py"));
    match file == inside {
        true => format!("test.test_{name}.test_{name}"),
        false => format!("test.test_{name}"),
    }
}

/// A text as a Python literal.
fn literal(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\n', "\\n").replace('\r', "\\r"))
}

/// The sources of a test file and of what it may import, by module.
fn sources(
    library: &Path,
    name: &str,
    file: &Path,
) -> BTreeMap<String, (PathBuf, String)> {
    let mut found = BTreeMap::new();
    let module = module_name(library, name, file);
    let mut waiting = vec![(module, file.to_owned())];
    let outer = name.split('.').next().unwrap_or(name);
    let package = library.join(format!("test/test_{outer}/__init__.py"));
    if package.is_file() {
        waiting.push((format!("test.test_{outer}"), package));
    }
    while let Some((module, path)) = waiting.pop() {
        if found.contains_key(&module) || OURS.contains(&module.as_str()) {
            continue;
        }
        let Ok(source) = std::fs::read_to_string(&path) else {
            continue;
        };
        let source = without_async(&source);
        for wanted in imports(&source, &module) {
            let relative = wanted.replace('.', "/");
            for end in [".py", "/__init__.py"] {
                let path = library.join(format!("{relative}{end}"));
                if path.is_file() {
                    waiting.push((wanted.clone(), path));
                }
            }
        }
        found.insert(module, (path, source));
    }
    found
}

/// A source without coroutines, which the runtime has not: the rest of the file can be
/// compiled, and the tests whose lines are not CPython's any more are skipped.
fn without_async(source: &str) -> String {
    let mut text = source.replace("import AsyncGeneratorType, ", "import ");
    for word in ["async def ", "async for ", "async with "] {
        text = text.replace(word, &word["async ".len()..]);
    }
    let text = text.replace("await ", "").replace("await(", "(");
    // Nor is one run while the file is imported.
    let lines = text.lines().map(|line| {
        let runs = line.starts_with("    ")
            && !line[4..].starts_with(' ')
            && line.ends_with("()).send(None)");
        if runs {
            "    pass\n".to_owned()
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}

/// The numbers of the lines that are not as they were.
fn altered(original: &str, source: &str) -> Vec<usize> {
    let pairs = original.lines().zip(source.lines()).enumerate();
    let differ = pairs.filter(|(_, (before, after))| before != after);
    differ.map(|(line, _)| line + 1).collect()
}

/// Modules that are this folder's, or that tests name and need no more of.
const OURS: &[&str] = &[
    "doctest",
    "unittest",
    "test",
    "test.support",
    "unittest.mock",
    "asyncio",
];

/// The modules that a source names in its imports; those of this folder left out.
fn imports(source: &str, module: &str) -> Vec<String> {
    let mut found = Vec::new();
    // Some are imported by a name in a text.
    for text in source.split(['\'', '"']) {
        if text.starts_with("test.") && !text.contains([' ', '\n']) {
            found.push(text.to_owned());
        }
    }
    // A list of names in brackets is one line here.
    let mut text = String::new();
    let mut open = false;
    for line in source.lines() {
        text += line.split('#').next().unwrap_or_default();
        open |= line.starts_with("from ") && line.contains("import (");
        open &= !line.contains(')');
        text.push(if open { ' ' } else { '\n' });
    }
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let (first, rest) = (words.next(), words);
        let rest: Vec<&str> = rest.take_while(|word| !word.starts_with('#')).collect();
        match (first, &rest[..]) {
            (Some("import"), names) => {
                for name in names.join(" ").split(',') {
                    found.extend(name.split_whitespace().next().map(str::to_owned));
                }
            }
            (Some("from"), [package, "import", names @ ..]) => {
                let package = match package.strip_prefix('.') {
                    Some(rest) => {
                        let parent = module.rsplit_once('.').map_or("", |(p, _)| p);
                        format!("{parent}.{rest}").trim_end_matches('.').to_owned()
                    }
                    None => (*package).to_owned(),
                };
                for name in names.join(" ").split(',') {
                    let name = name.trim().trim_matches(['(', ')']);
                    let name = name.split_whitespace().next().unwrap_or_default();
                    found.push(format!("{package}.{name}"));
                }
                found.push(package);
            }
            _ => {}
        }
    }
    found.retain(|name| match name.strip_prefix("test.support") {
        Some(part) => [".ast_helper", ".bytecode_helper"].contains(&part),
        None => true,
    });
    found
}

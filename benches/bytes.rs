//! `cargo bench --bench bytes`: bytes of resident memory for each live object, here and
//! on CPython 3.13.
//!
//! A program fills a list with 200,000 objects of a kind, says so, and waits in a loop
//! while its memory is looked at: the pages that are its own. (Pages of the program's
//! file come and go with what else the machine does.) What the same list takes without
//! the objects is subtracted.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use pyobject::check::cpython;
use pyobject::check::versions::Version;

/// How many objects are alive.
const COUNT: u32 = 200_000;

/// Names of the kinds, and the expressions that make one; `n` counts from 1000.
const KINDS: &[(&str, &str)] = &[
    ("object()", "object()"),
    ("int", "n + 1000000"),
    ("float", "n + 0.5"),
    ("tuple of two", "(n, None)"),
    ("[]", "[]"),
    ("[1]", "[None]"),
    ("{}", "{}"),
    ("{'a': 1}", "{'a': None}"),
    ("set()", "set()"),
    ("str of ten characters", "text + other"),
    ("no attributes", "Plain()"),
    ("two attributes", "Point(None, None)"),
    ("two attributes, __dict__ seen", "seen(Point(None, None))"),
    ("__slots__ of two", "Slots(None, None)"),
    ("bound method", "point.method"),
    ("function", "lambda: None"),
    ("generator", "(x for x in ())"),
];

/// What all the programs begin with.
const BEFORE: &str = "
class Plain: pass
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def method(self): pass
class Slots:
    __slots__ = 'x', 'y'
    def __init__(self, x, y):
        self.x = x
        self.y = y
def seen(made):
    made.__dict__
    return made
point, text, other = Point(1, 2), 'five ', 'chars'
for n in range(100):
    Plain(), Point(1, 2)
";

fn main() {
    let python = cpython::of_minor(Version::minor(3, 13));
    match python {
        Some(python) => println!("CPython {} beside this runtime", python.version),
        None => println!("no CPython 3.13 found: this runtime alone"),
    }
    println!("{:32}{:>8}{:>10}", "bytes of an object", "here", "CPython");
    let here = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pyobject"));
        command.arg("-c");
        command
    };
    let there = || {
        let mut command = Command::new(&python?.exe);
        command.args(["-I", "-S", "-u", "-c"]);
        Some(command)
    };
    let empty = (
        resident(here(), "None"),
        there().and_then(|c| resident(c, "None")),
    );
    for (name, expression) in KINDS {
        let each = |full: Option<f64>, empty: Option<f64>| match (full, empty) {
            (Some(full), Some(empty)) => {
                format!("{:.0}", (full - empty) * 1024.0 / f64::from(COUNT))
            }
            _ => "fails".to_owned(),
        };
        let ours = each(resident(here(), expression), empty.0);
        let theirs = match there() {
            Some(command) => each(resident(command, expression), empty.1),
            None => String::new(),
        };
        println!("{name:32}{ours:>8}{theirs:>10}");
    }
}

/// Resident KiB, those of files left out, of a process that holds so many objects.
fn resident(mut command: Command, expression: &str) -> Option<f64> {
    let program = format!(
        "{BEFORE}
items = [None] * {COUNT}
for n in range(len(items)):
    items[n] = {expression}
print('full')
while True: pass
"
    );
    let command = command.arg(program).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::null()).spawn().ok()?;
    let mut line = String::new();
    let read = child
        .stdout
        .take()
        .map(|stdout| BufReader::new(stdout).read_line(&mut line));
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    child.kill().ok()?;
    child.wait().ok()?;
    read.filter(|_| line == "full\n")?.ok()?;
    let status = status.ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

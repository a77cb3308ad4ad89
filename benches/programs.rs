//! `cargo bench`: small programs, here and on CPython 3.13.
//!
//! The two run in turn, five times each, and the best of each is compared: CPU seconds
//! of the whole process (the system's included) and the largest resident memory. A
//! program that prints something else here than there is named. There are no limits to
//! hold: the numbers are read by people. An argument picks programs by
//! a part of their name: `cargo bench -- list`. With `--table` what is printed is the
//! table of the book's appendix on speed, in Markdown.

mod shared;

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use pyobject::check::cpython::{self, CPython};
use pyobject::check::versions::Version;

use shared::{ROUNDS, mean, name};

/// What one run took.
struct Cost {
    /// CPU seconds.
    seconds: f64,
    /// Largest resident memory, in KiB.
    memory: f64,
    /// What it printed.
    output: Vec<u8>,
}

fn main() {
    let style = match shared::is_markdown() {
        true => Style::Markdown,
        false => Style::Columns,
    };
    let python = cpython::of_minor(Version::minor(3, 13));
    style.head(python);
    let mut ratios = Vec::new();
    for program in &shared::programs() {
        ratios.extend(compare(program, python.map(|python| &*python.exe), style));
    }
    if !ratios.is_empty() {
        let cpu = mean(ratios.iter().map(|ratio| ratio.0));
        style.mean(cpu, mean(ratios.iter().map(|ratio| ratio.1)));
    }
}

/// How the table is written.
#[derive(Clone, Copy)]
enum Style {
    /// For a terminal.
    Columns,
    /// For the book.
    Markdown,
}

impl Style {
    /// What the table compares, and what its columns are.
    fn head(self, python: Option<&CPython>) {
        let what = match python {
            Some(python) => format!("CPython {} beside this runtime", python.version),
            None => "no CPython 3.13 found: this runtime alone".to_owned(),
        };
        match self {
            Style::Columns => {
                println!("{what}");
                println!("{:24}{:>22}{:>26}", "", "CPU seconds", "resident MiB");
            }
            Style::Markdown => {
                println!("{what}; {}.\n", built(python));
                println!(
                    "| program | CPU here | CPython | ratio | MiB here | CPython | ratio |"
                );
                println!("|---|--:|--:|--:|--:|--:|--:|");
            }
        }
    }

    /// A program's row.
    fn row(self, name: &str, ours: &Cost, theirs: &Cost) {
        let (cpu, memory) =
            (ours.seconds / theirs.seconds, ours.memory / theirs.memory);
        let (mib, their_mib) = (ours.memory / 1024.0, theirs.memory / 1024.0);
        let (here, there) = (ours.seconds, theirs.seconds);
        match self {
            Style::Columns => println!(
                "{name:24}{here:>7.3} /{there:>6.3}{cpu:>6.2}×{mib:>10.1} /\
                 {their_mib:>7.1}{memory:>6.2}×"
            ),
            Style::Markdown => println!(
                "| `{name}` | {here:.3} | {there:.3} | {cpu:.2} | {mib:.1} | \
                 {their_mib:.1} | {memory:.2} |"
            ),
        }
    }

    /// The last row.
    fn mean(self, cpu: f64, memory: f64) {
        match self {
            Style::Columns => {
                println!("{:24}{cpu:>21.2}×{memory:>25.2}×", "geometric mean");
            }
            Style::Markdown => {
                println!(
                    "| **geometric mean** | | | **{cpu:.2}** | | | **{memory:.2}** |"
                );
            }
        }
    }
}

/// How the CPython found was built, as it says itself.
fn built(python: Option<&CPython>) -> String {
    let question = "import sysconfig as s; v = s.get_config_var; c = v('CONFIG_ARGS') or ''; \
                    print('with' if 'optimizations' in c else 'without', \
                    'with' if 'lto' in c else 'without', \
                    'shared' if v('Py_ENABLE_SHARED') else 'static', \
                    ' '.join(w for w in (v('OPT') or '').split() if w.startswith('-O')))";
    let answer = python.and_then(|python| {
        let mut command = Command::new(&python.exe);
        command.args(["-I", "-c", question]).output().ok()
    });
    let answer =
        answer.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    match answer
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()[..]
    {
        [profile, lto, library, level] => format!(
            "it was built {level}, {profile} `--enable-optimizations`, {lto} `--with-lto`, \
             its library {library}"
        ),
        _ => "how it was built is not known".to_owned(),
    }
}

/// Runs a program in turn on both, prints a row, and tells the two ratios.
fn compare(program: &Path, python: Option<&Path>, style: Style) -> Option<(f64, f64)> {
    let (mut ours, mut theirs) = (None, None);
    for _ in 0..ROUNDS {
        let mut here = Command::new(env!("CARGO_BIN_EXE_pyobject"));
        ours = best(ours, cost(here.arg("run").arg(program)));
        if let Some(python) = python {
            let mut there = Command::new(python);
            theirs = best(theirs, cost(there.args(["-I", "-S"]).arg(program)));
        }
    }
    let name = name(program);
    let Some(ours) = ours else {
        println!("{name:24}{:>22}", "fails here");
        return None;
    };
    let mib = ours.memory / 1024.0;
    let Some(theirs) = theirs else {
        println!("{name:24}{:>22.3}{mib:>26.1}", ours.seconds);
        return None;
    };
    style.row(&name, &ours, &theirs);
    if ours.output != theirs.output {
        println!("{:24}prints something else here", "");
    }
    Some((ours.seconds / theirs.seconds, ours.memory / theirs.memory))
}

fn best(a: Option<Cost>, b: Option<Cost>) -> Option<Cost> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Cost {
            seconds: a.seconds.min(b.seconds),
            memory: a.memory.min(b.memory),
            output: b.output,
        }),
        (a, b) => a.or(b),
    }
}

/// CPU seconds of the children that have ended.
#[cfg(unix)]
fn spent() -> f64 {
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::uninit();
    // SAFETY: it has room for what is written, and is read only where that was done.
    let usage = unsafe {
        let done = libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr());
        assert_eq!(done, 0, "children can be asked for");
        usage.assume_init()
    };
    let seconds = |t: libc::timeval| t.tv_sec as f64 + t.tv_usec as f64 / 1e6;
    seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// Not counted elsewhere.
#[cfg(not(unix))]
fn spent() -> f64 {
    f64::NAN
}

/// Runs a command to its end: what it takes; none where it fails.
fn cost(command: &mut Command) -> Option<Cost> {
    let before = spent();
    let quiet = command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = quiet.spawn().ok()?;
    // The programs print a line or two, which a pipe holds.
    let mut stdout = child.stdout.take()?;
    let (mut memory, mut nap) = (0.0_f64, Duration::from_micros(100));
    let status = loop {
        memory = memory.max(high_water(child.id()).unwrap_or_default());
        match child.try_wait().ok()? {
            Some(status) => break status,
            None => std::thread::sleep(nap),
        }
        // A program that ends soon is looked at more often.
        nap = (nap * 11 / 10).min(Duration::from_millis(2));
    };
    let seconds = spent() - before;
    let mut output = Vec::new();
    stdout.read_to_end(&mut output).ok()?;
    status.success().then_some(Cost {
        seconds,
        memory,
        output,
    })
}

/// The largest resident memory of a running process so far, in KiB.
fn high_water(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

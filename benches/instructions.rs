//! `cargo bench --bench instructions`: how many instructions five small programs take,
//! beside the counts that `benches/instructions.txt` has recorded.
//!
//! Seconds change with what else a machine does; a count of instructions hardly does, so
//! a continuous check can hold it. Each program of `benches/kernels` runs under
//! [callgrind](https://valgrind.org/docs/manual/cl-manual.html); what the empty one takes,
//! `startup`, is subtracted from the others. One that takes over 5 % more than was
//! recorded fails, and `callgrind_annotate target/callgrind/NAME` tells where it went.
//!
//! ```text
//! cargo bench --bench instructions -- --bless    records the counts anew
//! ```
//!
//! Little in a count is by chance: `str` hashes alike in every run, and no variable of
//! the environment reaches the program. Where the system puts arenas decides which
//! entries of the type cache are in each other's way, a hundredth of a count at most, so
//! the lowest of a few runs is taken. Another compiler makes other instructions; the file
//! names the one it was recorded with.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

/// How often each program is run.
const ROUNDS: usize = 3;

/// By how many hundredths a count may exceed the recorded one.
const MORE: i64 = 5;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if let Some(missing) = missing() {
        eprintln!("SKIPPED: instructions are not counted: {missing}");
        return match std::env::var_os("REQUIRE_ALL") {
            Some(_) => ExitCode::FAILURE,
            None => ExitCode::SUCCESS,
        };
    }
    let counts = match count_all(root) {
        Ok(counts) => counts,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    let file = root.join("benches/instructions.txt");
    if std::env::args().any(|arg| arg == "--bless") {
        std::fs::write(&file, written(&counts)).expect("the file can be written");
    }
    let recorded = std::fs::read_to_string(&file).unwrap_or_default();
    match compare(&counts, &recorded) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// What is missing, if anything is.
fn missing() -> Option<&'static str> {
    if !cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        return Some("the counts are those of x86-64 and Linux");
    }
    let valgrind = Command::new("valgrind").arg("--version").output();
    valgrind.is_err().then_some("there is no valgrind")
}

/// The instructions of each kernel, by name.
fn count_all(root: &Path) -> Result<BTreeMap<String, i64>, String> {
    let folder = root.join("benches/kernels");
    let listed = folder.read_dir().map_err(|error| error.to_string())?;
    let mut counts = BTreeMap::new();
    for entry in listed {
        let path = entry.map_err(|error| error.to_string())?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut lowest = i64::MAX;
        for _ in 0..ROUNDS {
            lowest = lowest.min(instructions(root, &path, &name)?);
        }
        counts.insert(name.into_owned(), lowest);
    }
    let startup = *counts
        .get("startup")
        .ok_or("there is no kernel `startup`")?;
    for (name, count) in &mut counts {
        if name != "startup" {
            *count -= startup;
        }
    }
    Ok(counts)
}

/// The instructions that a program takes from start to end.
fn instructions(root: &Path, program: &Path, name: &str) -> Result<i64, String> {
    let profiles = root.join("target/callgrind");
    std::fs::create_dir_all(&profiles).map_err(|error| error.to_string())?;
    let mut profile = std::ffi::OsString::from("--callgrind-out-file=");
    profile.push(profiles.join(name));
    let mut command = Command::new("valgrind");
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path);
    command.arg("--tool=callgrind").arg(profile);
    command.arg(env!("CARGO_BIN_EXE_pyobject"));
    command.arg("run").arg(program);
    let output = command.output().map_err(|error| error.to_string())?;
    let told = String::from_utf8_lossy(&output.stderr);
    let counted = told
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    match counted.and_then(|(_, number)| number.trim().parse().ok()) {
        Some(count) if output.status.success() => Ok(count),
        _ => Err(format!("{name} fails under callgrind:\n{told}")),
    }
}

/// The compiler that is on the path.
fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    let text = output.map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&text).trim().to_owned()
}

/// The file that records these counts.
fn written(counts: &BTreeMap<String, i64>) -> String {
    let mut text = format!(
        "# Instructions, as `cargo bench --bench instructions -- --bless` counted them.\n\
         # {}\n",
        compiler()
    );
    for (name, count) in counts {
        writeln!(text, "{name} {count}").expect("a string takes all");
    }
    text
}

/// Prints each count beside the recorded one; whether all of them are in bounds.
fn compare(counts: &BTreeMap<String, i64>, recorded: &str) -> bool {
    let mut lines: BTreeMap<&str, i64> = recorded
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(name, count)| Some((name, count.parse().ok()?)))
        .collect();
    let mut wrong = Vec::new();
    println!("{:12}{:>14}{:>14}", "instructions", "now", "recorded");
    for (name, &now) in counts {
        let Some(then) = lines.remove(name.as_str()) else {
            println!("{name:12}{now:>14}{:>14}", "never");
            wrong.push(name.as_str());
            continue;
        };
        let percent = (now - then) as f64 * 100.0 / then as f64;
        println!("{name:12}{now:>14}{then:>14}{percent:>+9.1} %");
        if (now - then) * 100 > then * MORE {
            wrong.push(name);
        }
    }
    wrong.extend(lines.keys().copied());
    if wrong.is_empty() {
        return true;
    }
    println!(
        "\n{} out of bounds (+{MORE} %). Where that is meant:\n    \
         cargo bench --bench instructions -- --bless",
        wrong.join(", ")
    );
    if !recorded.contains(&compiler()) {
        println!(
            "(They were recorded with another compiler than {}.)",
            compiler()
        );
    }
    false
}

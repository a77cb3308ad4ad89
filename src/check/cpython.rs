//! The CPythons of this machine, and how a session is replayed on one of them.
//!
//! A whole session goes to `python -q -i` through a pipe at once. The prompts come back
//! between the outputs, one for each line read; they are set to marks that no program
//! prints, so that each output is known to belong to its line.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc;
use std::time::Duration;

use super::console::{Console, Step};
use super::versions::Version;

/// A CPython executable: 64-bit, version 3.8 or newer, not a debug build, with the GIL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CPython {
    /// The executable.
    pub exe: PathBuf,
    /// Its full version.
    pub version: Version,
    /// Whether it was configured with `--with-trace-refs`.
    pub traces_refs: bool,
}

/// The oldest version that the book speaks about.
const OLDEST: Version = Version::minor(3, 8);

/// How long a session may take before it counts as endless.
const PATIENCE: Duration = Duration::from_secs(120);

/// The CPythons found: one for each full version, oldest first.
///
/// Looks at pyenv's versions and along `PATH`, once a process.
pub fn installed() -> &'static [CPython] {
    static FOUND: OnceLock<Vec<CPython>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let mut found = BTreeMap::new();
        for exe in candidates() {
            if let Some(python) = CPython::at(&exe) {
                let key = (python.version, python.traces_refs);
                found.entry(key).or_insert(python);
            }
        }
        found.into_values().collect()
    })
}

/// The newest release found of a minor version, such as 3.13.
pub fn of_minor(version: Version) -> Option<&'static CPython> {
    let same = |p: &&CPython| {
        let found = p.version;
        (found.major, found.minor) == (version.major, version.minor) && !p.traces_refs
    };
    installed().iter().rfind(same)
}

/// Executables worth asking, with pyenv's own before those of the system.
fn candidates() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let root = std::env::var_os("PYENV_ROOT")
        .map(PathBuf::from)
        .or_else(|| home.map(|home| home.join(".pyenv")));
    let mut found = Vec::new();
    if let Some(versions) = root.and_then(|root| root.join("versions").read_dir().ok())
    {
        let folders = versions.filter_map(|entry| entry.ok());
        found.extend(folders.map(|entry| entry.path().join("bin/python3")));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    for folder in std::env::split_paths(&path) {
        // pyenv's shims stand for the executables found above.
        if folder.ends_with("shims") {
            continue;
        }
        found.push(folder.join("python3"));
        found.extend((8..=20).map(|minor| folder.join(format!("python3.{minor}"))));
    }
    found.retain(|exe| exe.is_file());
    found.sort_by_key(|exe| std::fs::canonicalize(exe).ok());
    found.dedup_by_key(|exe| std::fs::canonicalize(exe).ok());
    found
}

/// Asks an executable what it is; prints one line.
const WHAT: &str = "
import sys
from sysconfig import get_config_var as var
facts = [sys.implementation.name, '%d.%d.%d' % sys.version_info[:3],
         sys.version_info[3], sys.maxsize > 2**32, bool(var('Py_DEBUG')),
         bool(var('Py_GIL_DISABLED')), bool(var('Py_TRACE_REFS'))]
print(*facts)
";

impl CPython {
    /// The CPython at this path, if that is one which the book speaks about.
    pub fn at(exe: &Path) -> Option<CPython> {
        let answer = command(exe).args(["-I", "-c", WHAT]).output().ok()?;
        let answer = String::from_utf8(answer.stdout).ok()?;
        let facts: Vec<&str> = answer.split_whitespace().collect();
        let [name, version, level, wide, debug, no_gil, traces] = facts[..] else {
            return None;
        };
        let version: Version = version.parse().ok()?;
        let plain =
            (name, wide, debug, no_gil) == ("cpython", "True", "False", "False");
        (plain && level == "final" && version >= OLDEST).then(|| CPython {
            exe: exe.to_owned(),
            version,
            traces_refs: traces == "True",
        })
    }

    /// Types these lines at the prompt; the output that followed each of them.
    fn type_lines(&self, lines: &[&str]) -> Result<Vec<String>, String> {
        let (mut output, writer) = std::io::pipe().map_err(failed("make a pipe"))?;
        let errors = writer.try_clone().map_err(failed("make a pipe"))?;
        let mut child = command(&self.exe)
            .args(["-X", "utf8", "-q", "-i", "-u"])
            .stdin(Stdio::piped())
            .stdout(writer)
            .stderr(errors)
            .spawn()
            .map_err(failed("start"))?;
        let mut typed = String::from(SET_PROMPTS);
        for line in lines {
            typed.push_str(line);
            typed.push('\n');
        }
        let stdin = child.stdin.take();
        let writing = std::thread::spawn(move || {
            // A session may end early (`exit()`); what it left unread does not matter.
            stdin.map(|mut stdin| stdin.write_all(typed.as_bytes()))
        });
        let (sender, receiver) = mpsc::channel();
        let reading = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = output.read_to_end(&mut bytes);
            // Nobody listens any more where the session took too long.
            let _ = sender.send(read.map(|_| bytes));
        });
        let answer = receiver.recv_timeout(PATIENCE);
        if answer.is_err() {
            child.kill().map_err(failed("stop"))?;
        }
        child.wait().map_err(failed("wait for"))?;
        writing.join().map_err(|_| "writing failed".to_owned())?;
        reading.join().map_err(|_| "reading failed".to_owned())?;
        let bytes = answer
            .map_err(|_| format!("no end after {} s", PATIENCE.as_secs()))?
            .map_err(failed("read from"))?;
        let shown = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        let mut pieces = shown.split(PROMPT).skip(2).map(str::to_owned);
        Ok(lines
            .iter()
            .map(|_| pieces.next().unwrap_or_default())
            .collect())
    }
}

/// The prompt of a replayed session: a control character.
const PROMPT: char = '\x1e';

/// What sets both prompts, on two lines.
const SET_PROMPTS: &str = "__import__('sys').ps1 = '\\x1e'\n\
                           __import__('sys').ps2 = '\\x1e'\n";

fn failed(what: &str) -> impl Fn(std::io::Error) -> String {
    move |error| format!("cannot {what} the interpreter: {error}")
}

/// The executable with nothing of the environment that changes what it prints.
fn command(exe: &Path) -> Command {
    let mut command = Command::new(exe);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(name);
        }
    }
    command
        .env("PYTHONHASHSEED", "0")
        .env("PYTHON_BASIC_REPL", "1")
        .env("PYTHON_COLORS", "0")
        .stderr(Stdio::null())
        .stdin(Stdio::null());
    command
}

impl Console for CPython {
    fn name(&self) -> String {
        let build = if self.traces_refs {
            " (trace-refs)"
        } else {
            ""
        };
        format!("CPython {}{build}", self.version)
    }

    fn version(&self) -> Version {
        self.version
    }

    fn is_cpython(&self) -> bool {
        true
    }

    fn session(&mut self, steps: &[Step]) -> Result<Vec<Option<String>>, String> {
        let inputs = steps.iter().map(|step| match step {
            Step::Input(source) => source.lines().collect(),
            Step::Figure(_) => Vec::new(),
        });
        let inputs: Vec<Vec<&str>> = inputs.collect();
        let mut outputs = self.type_lines(&inputs.concat())?.into_iter();
        let shown = steps.iter().zip(&inputs).map(|(step, lines)| match step {
            Step::Input(_) => Some(outputs.by_ref().take(lines.len()).collect()),
            Step::Figure(_) => None,
        });
        Ok(shown.collect())
    }
}

//! CPython 3.13.0, asked through a pipe.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::super::Mode;
use super::shown;

pub(super) struct Oracle {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Oracle {
    /// Starts CPython 3.13. Without it the test is skipped, loudly, unless
    /// `REQUIRE_ALL=1`.
    pub(super) fn find() -> Option<Self> {
        let home = std::env::var_os("HOME")
            .map(PathBuf::from)
            .unwrap_or_default();
        let candidates = [
            home.join(".pyenv/versions/3.13.0/bin/python3.13"),
            "python3.13".into(),
        ];
        for python in candidates {
            let started = Command::new(&python)
                .args(["-X", "utf8", "-c", include_str!("oracle.py")])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn();
            if let Ok(mut child) = started
                && let (Some(input), Some(output)) =
                    (child.stdin.take(), child.stdout.take())
            {
                let output = BufReader::new(output);
                return Some(Self {
                    child,
                    input,
                    output,
                });
            }
        }
        let required = std::env::var("REQUIRE_ALL").is_ok_and(|v| v == "1");
        assert!(!required, "CPython 3.13 was not found");
        eprintln!("SKIPPED: CPython 3.13 was not found; nothing was compared");
        None
    }

    fn ask(&mut self, source: &str, mode: Mode) -> Vec<String> {
        let mode = match mode {
            Mode::Exec => "exec",
            Mode::Eval => "eval",
            Mode::Single => "single",
        };
        let job = serde_json::json!({"source": source, "mode": mode});
        writeln!(self.input, "{job}").expect("the oracle listens");
        let mut line = String::new();
        self.output
            .read_line(&mut line)
            .expect("the oracle answers");
        serde_json::from_str(&line).expect("the oracle answers in JSON")
    }

    /// What the two say of a wrong source, where they differ.
    pub(super) fn error_difference(
        &mut self,
        source: &str,
    ) -> Option<(String, String)> {
        let theirs = self.ask(source, Mode::Exec);
        let ours = shown::compiled(source, Mode::Exec);
        let first = |lines: &[String]| lines.first().cloned().unwrap_or_default();
        let (ours, theirs) = (first(&ours), first(&theirs));
        (ours != theirs).then_some((ours, theirs))
    }

    /// The first lines in which the two compilers differ.
    pub(super) fn difference(&mut self, source: &str, mode: Mode) -> Option<String> {
        let theirs = self.ask(source, mode);
        let ours = shown::compiled(source, mode);
        if ours == theirs {
            return None;
        }
        let n = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
        let of = |lines: &[String]| {
            let from = n.saturating_sub(3);
            let to = (n + 6).min(lines.len());
            lines.get(from..to).unwrap_or(&[]).join("\n    ")
        };
        let code = ours[..n.min(ours.len())]
            .iter()
            .rfind(|l| l.starts_with("code "))
            .cloned()
            .unwrap_or_default();
        Some(format!(
            "in {code}\n  ours:\n    {}\n  theirs:\n    {}",
            of(&ours),
            of(&theirs)
        ))
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! The command `pyobject` as it is called from a shell.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// Writes files into a folder of the test's own, and runs the command there.
fn pyobject(name: &str, files: &[(&str, &str)], args: &[&str], input: &str) -> Output {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    fs::create_dir_all(&folder).expect("a folder");
    let mut child = Command::new(env!("CARGO_BIN_EXE_pyobject"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("room in the pipe");
    drop(stdin);
    child.wait_with_output().expect("an end")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n")
}

#[test]
fn a_script_has_arguments_lines_to_read_and_modules_beside_it() {
    let main = "\
import sys
import fibo
from pkg import part
from pkg.part import fib
print(sys.argv, __file__ == sys.path[0] + '/main.py', fibo.__name__)
print(fib(15), part.__package__)
print(input('name? '), input())
try:
    input()
except EOFError as error:
    print(error)
fibo.fail()
";
    let files = [
        ("main.py", main),
        ("fibo.py", "def fail():\n    return 1 / 0\n"),
        ("pkg/__init__.py", ""),
        ("pkg/part.py", "from . import more\nfrom .more import fib\n"),
        (
            "pkg/more.py",
            "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
                .trim_end(),
        ),
    ];
    let args = ["run", "main.py", "-x", "2"];
    let output = pyobject("script", &files, &args, "Ada\nlast");
    let expected = "\
['main.py', '-x', '2'] True fibo
610 pkg
name? Ada last
EOF when reading a line
";
    assert_eq!(text(&output.stdout), expected);
    let error = text(&output.stderr);
    assert!(
        error.contains("fibo.py\", line 2, in fail\n    return 1 / 0\n"),
        "{error}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_program_ends_with_the_code_that_it_asks_for() {
    let code = "import sys; sys.exit(len(sys.argv))";
    let output = pyobject("exit", &[], &["-c", code, "a", "b"], "");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_wrong_call_is_told_how_to_call() {
    let output = pyobject("wrong", &[], &["dance"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("Usage: pyobject"));
}

/// `pyobject animate book/recording.pycon names counts ids >book/recording.svg` makes it.
#[test]
fn the_moving_picture_of_the_readme_is_what_the_program_draws() {
    let book = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("book");
    let session = fs::read_to_string(book.join("recording.pycon")).expect("a session");
    let args = ["animate", "it.pycon", "names", "counts", "ids"];
    let drawn = pyobject("moving", &[("it.pycon", &session)], &args, "");
    assert_eq!(text(&drawn.stderr), "");
    let kept = fs::read(book.join("recording.svg")).expect("a picture");
    assert!(
        text(&drawn.stdout) == text(&kept),
        "book/recording.svg is old"
    );
    let unknown = pyobject("moving", &[], &["animate", "it.pycon", "colours"], "");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("no layer 'colours'"));
}

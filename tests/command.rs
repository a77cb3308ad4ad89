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
print(fib(15), part.__package__, open(__file__).readlines()[1:2])
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
610 pkg ['import fibo\\n']
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
fn modules_that_import_each_other_are_told() {
    let main = "\
try:
    import first
except ImportError as error:
    print(error, error.path == first_path, sep='\\n')
try:
    import third
except AttributeError as error:
    print(error)
try:
    import pkg
except AttributeError as error:
    print(error)
import last
for name in ('last', '__main__'):
    try:
        exec(f'from {name} import nothing')
    except ImportError as error:
        print(error)
";
    let main = format!("first_path = __file__.replace('main.py', 'first.py')\n{main}");
    let files = [
        ("main.py", main.as_str()),
        ("first.py", "import second\nx = 1\n"),
        ("second.py", "from first import x\n"),
        ("third.py", "import fourth\ndef go(): pass\n"),
        ("fourth.py", "import third\nthird.go()\n"),
        ("pkg/__init__.py", "import pkg.part\n"),
        ("pkg/part.py", "import pkg.other\n"),
        ("pkg/other.py", "import pkg\npkg.part\n"),
        ("last.py", ""),
    ];
    let output = pyobject("circles", &files, &["run", "main.py"], "");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("circles");
    let folder = folder.display().to_string().replace('\\', "/");
    let expected = format!(
        "\
cannot import name 'x' from partially initialized module 'first' (most likely due to a \
circular import) ({folder}/first.py)
True
module 'third' has no attribute 'go' (consider renaming '{folder}/third.py' if it has \
the same name as a third-party module you intended to import)
module 'pkg' has no attribute 'part' (consider renaming '{folder}/pkg/__init__.py' if \
it has the same name as a third-party module you intended to import)
cannot import name 'nothing' from 'last' ({folder}/last.py)
cannot import name 'nothing' from '__main__' ({folder}/main.py)
"
    );
    let shown = text(&output.stdout);
    assert_eq!(shown, expected, "{}", text(&output.stderr));
}

#[test]
fn a_warning_of_an_escape_names_the_prompt_without_a_number() {
    let output = pyobject("escapes", &[], &[], "'\\d' is 3\n");
    let expected = "\
<stdin>:1: SyntaxWarning: invalid escape sequence '\\d'
<stdin>-0:1: SyntaxWarning: \"is\" with 'str' literal. Did you mean \"==\"?

";
    assert_eq!(text(&output.stderr), expected);
}

#[test]
fn a_block_at_the_prompt_ends_with_an_empty_line_and_with_nothing_else() {
    let typed = "\
class A: pass
print('not run')
if True:
    print(1)
    \x20
    print(2)

print('one \\
two')
def f(): return 3

f()
";
    let output = pyobject("blocks", &[], &[], typed);
    let printed = text(&output.stdout);
    let (_, printed) = printed.split_once('\n').expect("a greeting");
    assert_eq!(printed, "1\n2\none two\n3\n");
    let expected = "  File \"<stdin>\", line 2
    print('not run')
    ^^^^^
SyntaxError: invalid syntax

";
    assert_eq!(text(&output.stderr), expected);
}

#[test]
fn the_prompt_reads_no_line_that_it_has_no_need_of() {
    let typed = "\
items = {
'x': 1,
'y': 2
'z': 3,
if 1: pass
for i in [1]:
if 1: pass
(1,
try: pass
except* ValueError: pass
except KeyError:
with 1:

";
    let output = pyobject("needs", &[], &[], typed);
    let expected = "  File \"<stdin>\", line 3
    'y': 2
         ^
SyntaxError: invalid syntax. Perhaps you forgot a comma?
  File \"<stdin>\", line 2
    for i in [1]:
    ^^^
SyntaxError: invalid syntax
  File \"<stdin>\", line 2
    (1,
    ^
SyntaxError: invalid syntax
  File \"<stdin>\", line 3
    except KeyError:
    ^^^^^^
SyntaxError: cannot have both 'except' and 'except*' on the same 'try'
  File \"<stdin>\", line 2
   \x20
    ^
IndentationError: expected an indented block after 'with' statement on line 1

";
    assert_eq!(text(&output.stderr), expected);
}

#[test]
fn the_abstract_classes_come_with_whoever_imports_them() {
    let code = "\
import collections, sys
print(hasattr(collections, 'abc'))
import inspect
print(collections.abc.Sized.__name__)
print(sys.stdin.buffer.readline(), sys.stdin.buffer.read(2), sys.stdin.buffer.read())
";
    let ran = pyobject("abc", &[], &["-c", code], "one\ntwo\nthree");
    let expected = "False\nSized\nb'one\\n' b'tw' b'o\\nthree'\n";
    assert_eq!(text(&ran.stdout), expected, "{}", text(&ran.stderr));
}

#[test]
fn a_program_ends_with_the_code_that_it_asks_for() {
    let code = "import sys; sys.exit(len(sys.argv))";
    let output = pyobject("exit", &[], &["-c", code, "a", "b"], "");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_heap_is_drawn_in_each_form() {
    let files = [
        ("heap.py", "import sys\nA = [1, 2]\nB = A\n"),
        ("heap.pycon", ">>> A = [1, 2]\n>>> 1 / 0\n>>> B = A\n"),
    ];
    let drawn = |words: &[&str]| {
        let output = pyobject("draw", &files, &[&["draw"], words].concat(), "");
        assert_eq!(text(&output.stderr), "", "{words:?}");
        text(&output.stdout)
    };
    let mermaid = drawn(&["--as", "mermaid", "--layers", "counts", "heap.py"]);
    let expected = "\
%% heap A B
flowchart LR
    A([\"A\"]) --> o1[\"list<br>count 2\"]
    B([\"B\"]) --> o1
    o1 -- \"[0]\" --> o2[\"int 1<br>count ∞\"]
    o1 -- \"[1]\" --> o3[\"int 2<br>count ∞\"]
";
    assert_eq!(mermaid, expected);
    let session = drawn(&["--as", "mermaid", "--layers", "counts", "heap.pycon"]);
    assert_eq!(session, expected);
    let one = drawn(&["--as", "dot", "--names", "B", "heap.py"]);
    assert!(
        one.starts_with("digraph heap {") && !one.contains("\"A\""),
        "{one}"
    );
    assert!(drawn(&["heap.py"]).starts_with("<svg"));
    let json = drawn(&["--as", "json", "heap.py"]);
    let heap: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(heap["objects"][0]["type_name"], "list");
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let files = [("wrong.py", "A = [1]\n1 / 0\n")];
    for (words, told) in [
        (&["wrong.py"][..], "ZeroDivisionError: division by zero"),
        (&["--as", "png", "wrong.py"], "svg, mermaid, dot, json"),
        (&["--layers", "skin", "wrong.py"], "no layer skin"),
        (&["no.py"], "can't open file 'no.py'"),
    ] {
        let output = pyobject("draw", &files, &[&["draw"], words].concat(), "");
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        let error = text(&output.stderr);
        assert!(error.contains(told), "{error}");
    }
    let files = [("a.py", "A = 1\n")];
    let output = pyobject("names", &files, &["draw", "--names", "B", "a.py"], "");
    assert!(text(&output.stderr).contains("binds no `B`"));
}

#[test]
fn blessing_shows_what_it_changes() {
    let page =
        "Text.\n\n```pycon\n>>> 6 * 7\n41\n>>> object()\n<object at 0x...>\n```\n";
    let files = [("page.md", page)];
    let output = pyobject("bless", &files, &["check", "--bless", "page.md"], "");
    let expected = "\
page.md:4: this runtime
    >>> 6 * 7
  - 41
  + 42
page.md:6: this runtime
    >>> object()
  - <object at 0x...>
  + <object object at 0x";
    assert!(text(&output.stdout).starts_with(expected), "{output:?}");
    assert_eq!(output.status.code(), Some(0));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bless/page.md");
    let mended = page
        .replace("41", "42")
        .replace("<object at", "<object object at");
    assert_eq!(fs::read_to_string(path).expect("the page"), mended);
}

#[test]
fn the_page_about_the_commands_shows_what_they_print() {
    use pyobject::check::markdown::blocks;
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/chapters/appendix-commands.md");
    let page = fs::read_to_string(page).expect("the page");
    let mut files: Vec<(String, String)> = Vec::new();
    let mut ran = 0;
    for block in blocks(&page) {
        if let (Some(name), "python") = (block.words.first(), block.lang.as_str()) {
            files.push((name.clone(), block.body.clone()));
        }
        if block.lang != "console" {
            continue;
        }
        for told in block.body.split("$ pyobject ").skip(1) {
            let (words, expected) = told.split_once('\n').expect("a line");
            let words: Vec<&str> = words.split(' ').collect();
            // Files are written once: what a command changes stays changed.
            let new = files
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str()));
            let new: Vec<(&str, &str)> = new.collect();
            let output = pyobject("page", &new, &words, "");
            files.clear();
            let line = block.line;
            assert_eq!(text(&output.stderr), "", "line {line}: {words:?}");
            assert_eq!(text(&output.stdout), expected, "line {line}: {words:?}");
            ran += 1;
        }
    }
    assert!(ran > 4, "{ran} commands");
}

#[test]
fn a_wrong_call_is_told_how_to_call() {
    let output = pyobject("wrong", &[], &["dance"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("Usage: pyobject"));
}

/// `pyobject draw --as moving --layers counts book/recording.pycon` makes it.
#[test]
fn the_moving_picture_of_the_readme_is_what_the_program_draws() {
    let book = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("book");
    let session = fs::read_to_string(book.join("recording.pycon")).expect("a session");
    let args = ["draw", "--as", "moving", "--layers", "counts", "it.pycon"];
    let drawn = pyobject("moving", &[("it.pycon", &session)], &args, "");
    assert_eq!(text(&drawn.stderr), "");
    let kept = fs::read(book.join("recording.svg")).expect("a picture");
    assert!(
        text(&drawn.stdout) == text(&kept),
        "book/recording.svg is old"
    );
}

//! Programs that go deep: chains of objects, calls of calls, sources full of brackets.

use pyobject::Options;

use super::{all_end, common, ending, passed, run, run_with};

/// A chain of 1,200 links: `x` and, where it is named,
/// `y` are made anew from themselves; then something is done with them.
fn chain(imports: &str, first: &str, link: &str, then: &str) -> String {
    format!(
        "{imports}\nx = {first}\ny = {first}\nfor _ in range(1200):\n    {link}\n{then}"
    )
}

/// Chains, and what is done with each, where that recurses.
const DEEP: &[(&str, &str, &str, &str)] = &[
    (
        "",
        "[]",
        "x = [x]; y = [y]",
        "repr(x)|str(x)|f'{x}'|x == y|x < y",
    ),
    (
        "",
        "()",
        "x = (x,); y = (y,)",
        "repr(x)|x == y|isinstance(1, x)",
    ),
    ("", "{}", "x = {1: x}; y = {1: y}", "repr(x)|x == y"),
    (
        "",
        "None",
        "x = slice(x); y = slice(y)",
        "repr(x)|x == y|hash(x)",
    ),
    ("", "ValueError()", "x = ValueError(x)", "repr(x)"),
    ("import copy", "[]", "x = [x]", "copy.deepcopy(x)"),
    ("import json", "[]", "x = [x]", "json.dumps(x)"),
    (
        "import types",
        "len",
        "x = types.MethodType(x, 1); y = types.MethodType(y, 1)",
        "x()|hash(x)|x == y|x.__doc__|x.__name__",
    ),
    ("", "len", "x = x.__call__", "x([])"),
    ("", "len", "x = property(x)", "x.__isabstractmethod__"),
    (
        "",
        "len",
        "x = staticmethod(x)",
        "x([])|repr(x)|x.__isabstractmethod__",
    ),
    ("", "len", "x = classmethod(x)", "x.__isabstractmethod__"),
    (
        "",
        "int",
        "x = list[x]; y = list[y]",
        "repr(x)|hash(x)|x == y",
    ),
    (
        "import types",
        "list",
        "x = types.GenericAlias(x, int)",
        "x()|x.spam",
    ),
    ("", "iter([])", "x = map(int, x)", "next(x)"),
    ("", "iter([])", "x = filter(None, x)", "next(x)"),
    ("", "iter([])", "x = zip(x)", "next(x)"),
    ("", "iter([])", "x = enumerate(x)", "next(x)"),
    ("", "iter([])", "x = (i for i in x)", "next(x)"),
    ("", "int", "x = iter(x, 0).__next__", "x()"),
    (
        "import itertools",
        "iter([])",
        "x = itertools.chain(x)",
        "next(x)",
    ),
    (
        "import types",
        "0",
        "x = types.SimpleNamespace(x=x)",
        "repr(x)",
    ),
    (
        "from collections import deque",
        "0",
        "x = deque([x])",
        "repr(x)",
    ),
    (
        "",
        "ValueError()",
        "x = ExceptionGroup('x', [x])",
        "x.split(ValueError)",
    ),
    (
        "import weakref\nclass R(weakref.ref): pass\nk = []",
        "weakref.WeakSet()",
        "k.append(x); x = R(x)",
        "hash(x)",
    ),
];

#[test]
fn native_code_nests_so_deep_and_no_deeper() {
    passed::unless_unchanged("", nests_so_deep);
}

fn nests_so_deep() {
    let mut wrong = String::new();
    for (imports, first, link, uses) in DEEP {
        for then in uses.split('|') {
            let options = Options {
                native_limit: 1000,
                ..Options::default()
            };
            let program = chain(imports, first, link, then);
            let end = ending(run_with(&program, options));
            if !end.starts_with("RecursionError: maximum recursion depth exceeded") {
                wrong += &format!("{first}, {link}, {then}: {end}\n");
            }
        }
    }
    common::expect_empty(&wrong);
}

#[test]
fn deep_chains_die_and_are_collected_without_recursion() {
    passed::unless_unchanged("", deep_chains_die);
}

fn deep_chains_die() {
    let links = [
        "x = [x]",
        "x = (x,)",
        "x = {1: x}",
        "x = (lambda v: lambda: v)(x)",
        "x = iter([x])",
        "x = map(int, [x])",
        "x = ValueError(x)",
        "e = ValueError(); e.__context__ = x if isinstance(x, Exception) else None; x = e",
        "e = ValueError(); e.__cause__ = x if isinstance(x, Exception) else None; x = e",
        "x = g(x); next(x)",
        "x = memoryview(x)",
        "x = x.__call__",
        "x = types.MethodType(print, x)",
        "a = A(); a.x = x; x = a",
        "x = A(x).m",
        "x = list[x]",
        "x = deque([x])",
        "x = types.MappingProxyType({1: x})",
    ];
    let mut wrong = String::new();
    for link in links {
        let first = if link.contains("memoryview") {
            "b''"
        } else {
            "print"
        };
        for then in ["x = None", "c = [x]; c.append(c); del c, x; gc.collect()"] {
            let program = format!(
                "import gc, types\nfrom collections import deque\n\
                 class A:\n    def __init__(s, x=0): s.x = x\n    def m(s): pass\n\
                 def g(x): yield x\nx = {first}\nfor _ in range(5000):\n    {link}\n\
                 e = a = None\n{then}"
            );
            let output = run(&program);
            if output.failed || output.stopped {
                wrong += &format!("{link}, {then}: {}\n", output.stderr);
            }
        }
    }
    common::expect_empty(&wrong);
}

#[test]
fn proxies_of_proxies_show_what_the_first_shows() {
    let program = chain(
        "import types",
        "{1: 2}",
        "x = types.MappingProxyType(x); y = types.MappingProxyType(y)",
        "print(len(x), x[1], 1 in x, list(x), x == {1: 2}, x | y, x.copy(), str(x))",
    );
    let shown = "1 2 True [1] True {1: 2} {1: 2} {1: 2}\n";
    assert_eq!(run(&program).stdout, shown);
}

#[test]
fn python_code_that_native_code_calls_nests_as_deep_as_the_stack_allows() {
    let program = "
n = 0
class A:
    def __repr__(self):
        global n
        n += 1
        return repr(self)
try:
    repr(A())
except RecursionError:
    print(n)
";
    // The command runs programs on a stack of its own too. A sanitizer makes each frame
    // larger.
    let megabytes = if cfg!(asan) { 48 } else { 12 };
    let deep = std::thread::Builder::new().stack_size((megabytes + 4) << 20);
    let thread = deep.spawn(move || {
        let options = Options {
            stack: megabytes << 20,
            ..Options::default()
        };
        run_with(program, options).stdout
    });
    let reached = thread.expect("a thread").join().expect("no overflow");
    assert_eq!(reached, "999\n");
    let reached: u32 = run(program).stdout.trim().parse().expect("a number");
    let enough = if cfg!(asan) { 30 } else { 100 };
    assert!(reached >= enough, "{reached}");
}

#[test]
fn special_methods_that_call_themselves_end() {
    let definitions = [
        "__getattr__ = lambda s, n: getattr(s, n + 'x')\nA().x",
        "__getattribute__ = lambda s, n: getattr(s, n)\nA().x",
        "__repr__ = lambda s: repr(s)\nrepr(A())",
        "__str__ = lambda s: str(s)\nstr(A())",
        "__hash__ = lambda s: hash(s)\nhash(A())",
        "__iter__ = lambda s: iter(s)\niter(A())",
        "__eq__ = lambda s, o: s == o\nA() == A()",
        "__add__ = lambda s, o: s + o\nA() + A()",
        "__len__ = lambda s: len(s)\nlen(A())",
        "__index__ = lambda s: [1][s]\n[1][A()]",
        "__contains__ = lambda s, i: i in s\n1 in A()",
        "__format__ = lambda s, f: f'{s:1}'\nf'{A()}'",
        "__init__ = lambda s: A()\nA()",
        "__new__ = lambda c: c()\nA()",
        "__call__ = lambda s: s()\nA()()",
        "__bool__ = lambda s: bool(s)\nbool(A())",
        "__lt__ = lambda s, o: sorted([s, o])\nsorted([A(), A()])",
        "__setattr__ = lambda s, n, v: setattr(s, n, v)\nA().x = 1",
        "pass\nA.__call__ = A()\nA()()",
        "x = property(lambda s: s.x)\nA().x",
    ];
    let programs = definitions.map(|text| format!("class A:\n    {text}"));
    let programs = programs.each_ref().map(String::as_str);
    all_end(
        &programs,
        &["RecursionError: maximum recursion depth exceeded"],
    );
}

#[test]
fn a_finalizer_that_makes_its_like_ends() {
    let output = run("class A:\n    def __del__(self): A()\nA()\nprint('done')");
    assert_eq!((output.stdout.as_str(), output.stopped), ("done\n", false));
    assert!(
        output.stderr.contains("RecursionError"),
        "{}",
        output.stderr
    );
}

#[test]
fn deep_sources_are_refused() {
    let many = |part: &str, count: usize| part.repeat(count);
    let sources = [
        many("(", 100_000),
        many("-", 100_000) + "1",
        many("1+", 100_000) + "1",
        many("not ", 100_000) + "1",
        "a".to_owned() + &many(".a", 100_000),
        "a".to_owned() + &many("()", 100_000),
        many("lambda:", 100_000) + "1",
        "[x".to_owned() + &many(" for x in y", 100_000) + "]",
        "if 1: pass\n".to_owned() + &many("elif 1: pass\n", 100_000),
        (0..101).map(|n| many(" ", n) + "if x:\n").collect(),
        many("{1:", 300),
        many("f'{", 300),
    ];
    for source in &sources {
        let output = run(source);
        assert!(output.failed, "{}", &source[..40]);
    }
}

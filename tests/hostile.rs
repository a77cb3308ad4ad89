//! Programs that mean no good: each ends, soon, with an exception or because its fuel is
//! used up; and the runtime it ran in leaves nothing behind.

mod common;

use pyobject::python::{Output, Session};
use pyobject::{Options, Runtime};

/// Bytes of memory that these programs may use.
const MEMORY: usize = 32 << 20;

/// How much they may compute.
const FUEL: u64 = 800_000;

/// Runs a program in a runtime of its own.
fn run(program: &str) -> Output {
    run_with(program, Options::default())
}

/// The same, where the options say how deep it may go.
fn run_with(program: &str, options: Options) -> Output {
    let rt = Runtime::with(Options {
        memory: Some(MEMORY),
        fuel: options.fuel.or(Some(FUEL)),
        ..options
    });
    let mut session = Session::new(&rt);
    let output = session.exec(program, "<hostile>");
    drop(session);
    let leaks = Runtime::finish(rt);
    assert_eq!(leaks, Default::default(), "left behind by\n{program}");
    output
}

/// How a program ended: the last line it wrote to standard error, or "stopped".
fn ending(output: Output) -> String {
    match output.stopped {
        true => "stopped".to_owned(),
        false => output.stderr.lines().last().unwrap_or("").to_owned(),
    }
}

/// Runs programs, each of which shall end with one of some words.
fn all_end(programs: &[&str], ends: &[&str]) {
    let mut wrong = String::new();
    for program in programs {
        let started = std::time::Instant::now();
        let end = ending(run_with(
            program,
            Options {
                fuel: Some(FUEL / 8),
                ..Options::default()
            },
        ));
        println!("{:?}: {program}", started.elapsed());
        if !ends.iter().any(|expected| end.starts_with(expected)) {
            wrong += &format!("ended with {end:?}:\n{program}\n\n");
        }
    }
    common::expect_empty(&wrong);
}

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
        "repr(x)|x == y|hash(x)|isinstance(1, x)",
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

#[test]
fn what_is_too_large_is_a_memory_error_or_refused_at_once() {
    let programs = [
        "tuple(range(10**12))",
        "list(range(10**12))",
        "'a' * 10**15",
        "b'a' * 10**15",
        "[0] * 10**12",
        "(0,) * 10**12",
        "bytes(10**13)",
        "bytearray(10**13)",
        "1 << 10**12",
        "10**10**10",
        "int('9' * 10**7)",
        "str(1 << 10**6)",
        "'%*d' % (10**12, 1)",
        "'%.*f' % (10**12, 1)",
        "f'{1:1000000000000}'",
        "f'{1.5:.1000000000000}'",
        "len(range(10**20))",
        "'a'.center(10**13)",
        "'a'.zfill(10**13)",
        "(1).to_bytes(10**12, 'big')",
        "round(1, -10**30) << 10**12 | 1 << 10**12",
    ];
    // The fuel for so much work may be missing before the memory is.
    let ends = ["MemoryError", "OverflowError", "ValueError", "stopped"];
    all_end(&programs, &ends);
}

#[test]
fn what_never_ends_runs_out_of_fuel_or_memory() {
    let programs = [
        "list(iter(int, 1))",
        "tuple(iter(int, 1))",
        "set(iter(int, 1))",
        "sum(iter(int, 1))",
        "any(iter(int, 1))",
        "all(iter(int, 1) for _ in iter(int, 1))",
        "max(iter(int, 1))",
        "1 in iter(int, 1)",
        "dict(zip(iter(int, 1), iter(int, 1)))",
        "[*zip(iter(int, 1))]",
        "a, *b = iter(int, 1)",
        "print(*iter(int, 1))",
        "''.join(iter(str, 1))",
        "sorted(range(10**8))",
        "set(range(10**12))",
        "dict.fromkeys(range(10**12))",
        "for _ in iter(int, 1): pass",
        "while True: pass",
        "def g():\n    while True: yield\nlist(g())",
        "x = []\nwhile True: x.append(x)",
        "x = []\nwhile True: x = [x]",
        "x = ''\nwhile True: x += 'a' * 1000",
        "x = 1\nwhile True: x = x * x + 1",
        "x = [1]\nwhile True: x += x",
        "import math; math.factorial(10**7)",
        "import math; math.perm(10**7)",
        "import math; math.prod(iter(int, 1))",
        "3 ** 10**8",
        "pow(3, 10**100000, 10**10000)",
        "import itertools; list(itertools.count())",
        "import itertools; list(itertools.repeat(1))",
        "from collections import deque; deque(iter(int, 1), maxlen=0)",
        "import functools; functools.reduce(int.__add__, iter(int, 1))",
        "{i * (2**61 - 1): i for i in range(10**5)}",
        "('a' * 10**6).replace('a', 'b' * 10**6)",
        "('ab' * 10**6).translate({97: 'b' * 1000})",
        "class A:\n    def __lt__(s, o): return s < o if 0 else True\n\
         while True: sorted([A()] * 10)",
        "import functools\n\
         sorted(range(10**6), key=functools.cmp_to_key(lambda a, b: 1))",
        "class A:\n    def __getitem__(s, i): return i\nlist(A())",
        "class A:\n    def __del__(s):\n        while True: pass\nA()\nwhile True: pass",
        "import time; time.sleep(10**9)",
        "import gc\nwhile True: gc.collect()",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "x = 'a' * 10**6\nwhile True: print(x)",
        "import sys\nwhile True: sys.stdout.write('a' * 10**5)",
        "import sys; sys.stdout.writelines(iter(str, 1))",
        "next(x for x in iter(int, 1) if x)",
        "min((i for i in iter(int, 1)), key=lambda x: x)",
        "sorted(iter(int, 1), key=lambda x: x)",
        "bytes(iter(int, 1))",
        "bytearray().extend(iter(int, 1))",
        "import array; array.array('q').extend(iter(int, 1))",
        "from collections import deque; deque().extendleft(iter(int, 1))",
        "x = [1]\nx[0:0] = iter(int, 1)",
        "x = [1]\nx.extend(y for y in x)",
        "x = [1]\nfor y in x: x.append(y)",
        "{-1}.isdisjoint(i for i in iter(int, 1))",
        "{0}.issuperset(iter(int, 1))",
        "class R:\n    def __getitem__(s, i): return i\n-1 in R()",
        "import operator; operator.indexOf(iter(int, 1), -1)",
        "import operator; operator.countOf(iter(int, 1), 0)",
        "import math; math.fsum(iter(float, 1))",
        "import math; math.dist(iter(int, 1), iter(int, 1))",
        "import itertools as i; i.dropwhile(lambda x: 1, i.count()).__next__()",
        "import itertools as i; next(i.filterfalse(lambda x: 1, i.cycle([1])))",
        "import itertools as i; next(i.compress(i.count(), i.repeat(0)))",
        "import itertools as i\nfor k, g in i.groupby(i.repeat(1)): list(g)",
        "import itertools as i\nfor x in i.product(range(99), repeat=99): pass",
        "import itertools as i\na, b = i.tee(i.count())\nfor x in a: pass",
        "import itertools as i; list(i.zip_longest(i.repeat(1, 3), i.count()))",
        "import itertools as i\nfor x in i.chain.from_iterable(iter(tuple, 1)): pass",
        "import itertools as i\nc = i.combinations(range(5000), 2500)\n\
         while True: next(c)",
        "import heapq, itertools; heapq.nsmallest(3, itertools.count())",
        "from collections import Counter; Counter(iter(int, 1))",
        "import functools; functools.reduce(lambda a, b: [a], iter(int, 1))",
        "import re; re.match(r'(a+)+$', 'a' * 40 + 'b')",
        "import re; re.match(r'(((a*)*)*)*b', 'a' * 30)",
        "import sys\nwhile True:\n    sys.modules.pop('json', None)\n    import json",
        "def k():\n    try: k()\n    except RecursionError: k()\nk()",
        "class A:\n    def __del__(s): raise ValueError('a' * 10**5)\nwhile True: A()",
        "class A:\n    def __del__(s):\n        x = A(); y = A()\nwhile True: A()",
        "import weakref\nclass A: pass\ndef again(r):\n    global a, w\n    a = A()\n    \
         w = weakref.ref(a, again)\nagain(0)\nwhile True: a = None",
        "x = []\nwhile True:\n    try: x.append(bytearray(10**6))\n    \
         except MemoryError: x.clear()",
    ];
    all_end(
        &programs,
        &["stopped", "MemoryError", "OverflowError", "ValueError"],
    );
}

#[test]
fn a_program_can_catch_that_its_memory_is_spent() {
    for grow in [
        "x.append(x)",
        "x.append([])",
        "x.append('a' * 1000)",
        "x = [x]",
    ] {
        let program = format!(
            "x = []\ntry:\n    while True: {grow}\nexcept MemoryError as e:\n    \
             x = None\n    print('caught', repr(e))"
        );
        let rt = Runtime::with(Options {
            memory: Some(16 << 20),
            ..Options::default()
        });
        let mut session = Session::new(&rt);
        let output = session.exec(&program, "<hostile>");
        assert_eq!(
            output.stdout, "caught MemoryError()\n",
            "{grow}: {output:?}"
        );
        assert_eq!(session.push("1 + 1").stdout, "2\n");
        drop(session);
        assert_eq!(Runtime::finish(rt), Default::default());
    }
}

#[test]
fn an_interrupt_is_heard_inside_native_loops() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    for program in [
        "sum(iter(int, 1))",
        "list(map(abs, iter(int, 1)))",
        "1 in iter(int, 1)",
    ] {
        let asked = Arc::new(AtomicBool::new(false));
        let rt = Runtime::with(Options {
            memory: Some(MEMORY),
            interrupt: Some(asked.clone()),
            ..Options::default()
        });
        let mut session = Session::new(&rt);
        asked.store(true, Ordering::Relaxed);
        let output = session.exec(program, "<hostile>");
        assert!(
            output.stderr.contains("KeyboardInterrupt"),
            "{program}: {output:?}"
        );
    }
}

#[test]
fn programs_that_fight_leave_nothing_behind() {
    let found = common::files("tests/hostile", "py");
    assert!(found.len() > 60, "tests/hostile has lost programs");
    // A runtime is a value: each thread has its own, one after the other.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let each = found.len().div_ceil(threads);
    let wrong: String = std::thread::scope(|scope| {
        let running = found.chunks(each).map(|some| {
            // A sanitizer's frames are several times as large as others.
            let thread = std::thread::Builder::new().stack_size(32 << 20);
            let all = || some.iter().map(|path| fight(path)).collect();
            thread.spawn_scoped(scope, all).expect("a thread")
        });
        let running: Vec<_> = running.collect();
        let ended = running.into_iter();
        ended
            .map(|thread| thread.join().unwrap_or_else(|_| "a panic, above\n".into()))
            .collect::<Vec<String>>()
            .concat()
    });
    common::expect_empty(&wrong);
}

/// Runs a program of `tests/hostile`; says what is wrong with how it ended.
fn fight(path: &std::path::Path) -> String {
    let text = std::fs::read_to_string(path).expect("a file just listed");
    let started = std::time::Instant::now();
    let output = run(&text);
    println!("{:?}: {}", started.elapsed(), common::shown(path).display());
    // An assertion of the program's own; and whatever it did, it was not the runtime.
    let fails = ["AssertionError", "SystemError", "SyntaxError"];
    let last = output.stderr.lines().last().unwrap_or_default();
    match fails.iter().any(|name| last.starts_with(name)) {
        true => format!("{}: {last}\n", common::shown(path).display()),
        false => String::new(),
    }
}

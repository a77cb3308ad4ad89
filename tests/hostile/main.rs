//! Programs that mean no good: each ends, soon, with an exception or because its fuel is
//! used up; and the runtime it ran in leaves nothing behind.

#[path = "../common/mod.rs"]
mod common;
mod depth;

use std::path::{Path, PathBuf};

use common::passed;
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
    let wrong = |program: &&str| {
        let started = std::time::Instant::now();
        let options = Options {
            fuel: Some(FUEL / 8),
            ..Options::default()
        };
        let end = ending(run_with(program, options));
        println!("{:?}: {program}", started.elapsed());
        match ends.iter().any(|expected| end.starts_with(expected)) {
            true => String::new(),
            false => format!("ended with {end:?}:\n{program}\n\n"),
        }
    };
    passed::unless_unchanged("", || {
        common::expect_empty(&common::on_all_cores(programs, wrong));
    });
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
    passed::unless_unchanged("", memory_is_spent_and_caught);
}

fn memory_is_spent_and_caught() {
    for grow in [
        "x.append(x)",
        "x.append([])",
        "x.append('a' * 1000)",
        "x = [x]",
        "x.append(P(len(x)))",
        "x.append(type('P', (), {'n': 1})())",
        "x.append((len(x), lambda: x))",
        "x.append(float(len(x)))",
        "x.append({len(x): len(x)})",
    ] {
        let program = format!(
            "class P:\n    def __init__(self, n): self.n = self.m = n\n\
             x = []\ntry:\n    while True: {grow}\nexcept MemoryError as e:\n    \
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
    passed::unless_unchanged(&common::stamp(&found), || fight_all(&found));
}

fn fight_all(found: &[PathBuf]) {
    let wrong = common::on_all_cores(found, |path| fight(path));
    common::expect_empty(&wrong);
}

/// Runs a program of `tests/hostile`; says what is wrong with how it ended.
fn fight(path: &Path) -> String {
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

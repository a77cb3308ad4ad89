"""What one Python answers to the book's questions about versions.

    python3 measure.py                  print this Python's answers
    python3 measure.py versions.json    record them there, beside those of other versions,
                                        with this platform and today's date

Each table has a key, by which a chapter asks for it, a caption, and rows; an answer is
what a page shows. A test runs this file on each CPython found and compares the answers
with those recorded for the same version and platform, so `versions.json` cannot go stale
unseen.
"""

import datetime
import gc
import json
import platform
import sys
import sysconfig

TABLES = {}


def table(key, caption):
    def keep(measure):
        TABLES[key] = (caption, measure)
        return measure
    return keep


def run(source):
    """Run some lines as one unit; its namespace."""
    names = {"sys": sys}
    exec(compile(source, "<unit>", "exec"), names)
    return names


@table("small-int-cache", "Ints made once and shared")
def small_int_cache():
    shared = [n for n in range(-400, 5000) if int(str(n)) is int(str(n))]
    return {"from … to": "%d … %d" % (shared[0], shared[-1])}


@table("refcount-56", "How `sys.getrefcount(56)` changes")
def refcount_56():
    one = int("56")
    start = sys.getrefcount(one)
    x = one
    after_x = sys.getrefcount(one)
    many = [one] * 1000
    after_many = sys.getrefcount(one)
    del x, many
    return {
        "after `X = 56`": "%+d" % (after_x - start) if after_x != start else "0",
        "after `[56] * 1000`":
            "%+d" % (after_many - after_x) if after_many != after_x else "0",
        "kept alive by": kept_by(one),
    }


def kept_by(thing):
    count = sys.getrefcount(thing)
    if sys.version_info >= (3, 12) and count >= 2 ** 29:
        return "immortality"
    return "a start of 10⁹" if count > 9 * 10 ** 8 else "its count"


@table("fresh-list-refcount", "`sys.getrefcount` of a list made just before")
def fresh_list():
    count = sys.getrefcount

    def local():
        x = []
        return count(x)

    def passed(a):
        return count(a)

    def passes_its_own():
        x = []
        return passed(x)

    top = run("x = []\ncount = sys.getrefcount(x)")["count"]
    rows = [
        ("`getrefcount([])`", count([])),
        ("`x = []` at the prompt", top),
        ("`x = []` in a function", local()),
        ("`f([])`, asked inside `f`", passed([])),
        ("`f(x)` from a function with `x`, asked inside `f`", passes_its_own()),
    ]
    return {row: str(answer) for row, answer in rows}


@table("getsizeof", "`sys.getsizeof`, in bytes")
def getsizeof():
    class Empty:
        pass

    class Slots:
        __slots__ = ("a", "b")

    def function():
        pass

    size = sys.getsizeof
    a = 1
    rows = [
        ("`None`", size(None)),
        ("`object()`", size(object())),
        ("`True`", size(True)),
        ("`0`", size(0)),
        ("`56`", size(56)),
        ("`2**30`", size(2 ** 30)),
        ("`2**60`", size(2 ** 60)),
        ("`1.5`", size(1.5)),
        ("`1j`", size(1j)),
        ("`''`", size("")),
        ("`'a'`", size("a")),
        ("`'ab'`", size("ab")),
        ("`b''`", size(b"")),
        ("`()`", size(())),
        ("`(1, 2)`", size((1, 2))),
        ("`[]`", size([])),
        ("`[1, 2, 3]`", size([1, 2, 3])),
        ("`[a, a, a]`", size([a, a, a])),
        ("`{}`", size({})),
        ("`{'a': 1}`", size({"a": 1})),
        ("`{1: 1}`", size({1: 1})),
        ("`set()`", size(set())),
        ("`range(9)`", size(range(9))),
        ("a function", size(function)),
        ("an instance", size(Empty())),
        ("an instance with two slots", size(Slots())),
        ("a class", size(Empty)),
    ]
    return {row: str(answer) for row, answer in rows}


def capacity(items):
    return (sys.getsizeof(items) - sys.getsizeof([])) // 8


@table("list-capacity", "Places that a list of three has")
def list_capacity():
    a = 1
    rows = [
        ("`[1, 2, 3]`", [1, 2, 3]),
        ("`[a, a, a]`", [a, a, a]),
        ("`list(range(3))`", list(range(3))),
        ("`[n for n in range(3)]`", [n for n in range(3)]),
    ]
    return {row: str(capacity(items)) for row, items in rows}


@table("list-growth", "Places of a list as it grows and shrinks one by one")
def list_growth():
    items, grown = [], [0]
    for n in range(100):
        items.append(n)
        if capacity(items) != grown[-1]:
            grown.append(capacity(items))
    items, shrunk = [None] * 64, [64]
    while items:
        items.pop()
        if capacity(items) != shrunk[-1]:
            shrunk.append(capacity(items))
    shown = [", ".join(map(str, places)) for places in (grown, shrunk)]
    return {"100 times `append`": shown[0], "64 times `pop`": shown[1]}


@table("dict-growth", "Insertions on which a dict takes a larger table")
def dict_growth():
    growing, at = {}, []
    size = sys.getsizeof({0: 0})
    for n in range(1, 200):
        growing[n] = None
        if sys.getsizeof(growing) != size and n > 1:
            at.append(n)
        size = sys.getsizeof(growing)
    return {"insertion": ", ".join(map(str, at))}


@table("gc-threshold", "`gc.get_threshold()`")
def gc_threshold():
    return {"threshold": str(gc.get_threshold())}


@table("recursion-limit", "`sys.getrecursionlimit()`")
def recursion_limit():
    return {"limit": str(sys.getrecursionlimit())}


@table("cycle-collect", "What `gc.collect()` counts")
def cycle_collect():
    class Pair:
        pass

    def two_instances():
        a, b = Pair(), Pair()
        a.other, b.other = b, a

    def a_list_in_itself():
        items = []
        items.append(items)

    answers = {}
    rows = [("a list in itself", a_list_in_itself),
            ("two instances that hold each other", two_instances)]
    for row, make in rows:
        gc.collect()
        make()
        answers[row] = str(gc.collect())
    return answers


@table("gc-tracked", "`gc.is_tracked`")
def gc_tracked():
    rows = [("`[]`", []), ("`{}`", {}), ("`{'a': 1}`", dict(a=1)),
            ("`{'a': []}`", dict(a=[])), ("`()`", ()), ("`tuple([1, 2])`", tuple([1, 2])),
            ("`56`", 56), ("`'a'`", "a")]
    return {row: str(gc.is_tracked(thing)) for row, thing in rows}


@table("immortal", "Which objects are not counted")
def immortal():
    names = run("ident = 'some_identifier_zq'\nlong = 'two words zq'\nf = 1.5\n"
                "big = 123456789\npair = (1, 2)\n")

    class Plain:
        pass

    rows = [("`None`", None), ("`True`", True), ("`56`", 56), ("`10**6`", names["big"]),
            ("`1.5`", names["f"]), ("`''`", ""), ("`'q'`", "q"),
            ("a name-like str in the source", names["ident"]),
            ("another str in the source", names["long"]), ("`()`", ()),
            ("`(1, 2)`", names["pair"]), ("`int`", int), ("a class of yours", Plain)]
    return {row: "yes" if kept_by(thing) == "immortality" else "no"
            for row, thing in rows}


@table("instance-bytes", "Bytes that an instance really takes, without its values")
def instance_bytes():
    import tracemalloc

    class Plain:
        def __init__(self):
            self.x = self.y = None

    class Slots:
        __slots__ = ("x", "y")

        def __init__(self):
            self.x = self.y = None

    def touched():
        made = Plain()
        made.__dict__
        return made

    def bytes_of(make):
        count = 2000
        keep = [make() for _ in range(10)]
        kept = [None] * count
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        for n in range(count):
            kept[n] = make()
        after = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        del keep
        return str((after - before) // count)

    return {
        "two attributes": bytes_of(Plain),
        "two attributes, `__dict__` looked at": bytes_of(touched),
        "two slots": bytes_of(Slots),
        "a tuple of two": bytes_of(lambda: tuple([None, None])),
        "a dict of two": bytes_of(lambda: {"x": None, "y": None}),
    }


@table("locals-order", "Locals of a function at its return, in the order they die")
def locals_order():
    died = []

    class Named:
        def __init__(self, name):
            self.name = name

        def __del__(self):
            died.append(self.name)

    def function():
        first = Named("first")
        second = Named("second")
        return None

    function()
    return {"order": ", ".join(died)}


@table("header", "Bytes of the fields that every object has")
def header():
    gc_head = sys.getsizeof([]) - [].__sizeof__()
    return {"`object.__basicsize__`": str(object.__basicsize__),
            "before it, where the collector looks": str(gc_head)}


def answers():
    gc.collect()
    return {key: measure() for key, (_, measure) in TABLES.items()}


def this_platform():
    name = "%s-%s" % (sys.platform, platform.machine().lower())
    if sys.maxsize < 2 ** 32:
        name += "-32-bit"
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        name += "-free-threaded"
    if hasattr(sys, "gettotalrefcount"):
        name += "-debug"
    if hasattr(sys, "getobjects"):
        name += "-trace-refs"
    return name


def record(path, version, measured):
    try:
        with open(path, encoding="utf-8") as file:
            known = json.load(file)
    except FileNotFoundError:
        known = {"measured": {}, "answers": {}}
    known["captions"] = {key: caption for key, (caption, _) in TABLES.items()}
    today = datetime.date.today().isoformat()
    known["measured"][version] = {"platform": this_platform(), "on": today}
    known["answers"][version] = measured
    order = sorted(known["answers"], key=lambda v: [int(n) for n in v.split(".")])
    for part in ("measured", "answers"):
        known[part] = {v: known[part][v] for v in order}
    known = {key: known[key] for key in ("captions", "measured", "answers")}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(known, file, ensure_ascii=False, indent=1)
        file.write("\n")


if __name__ == "__main__":
    measured = answers()
    version = "%d.%d.%d" % sys.version_info[:3]
    if len(sys.argv) > 1:
        record(sys.argv[1], version, measured)
    else:
        print(json.dumps({"version": version, "platform": this_platform(),
                          "answers": measured}))

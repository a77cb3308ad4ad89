"""Asks a CPython what numbers do: `python3.13 numbers.py > numbers.jsonl`.

Each line is a list of strings: operation, operands, answer. An operand begins with a
letter for its type. An answer is a repr, or an exclamation mark and an exception's name
and message. All lines are many; a sample of them is kept, `--all` prints all.
"""
import itertools
import json
import operator
import random
import sys

random.seed(3)
LINES = []
KEPT = 1500
BINARY = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "//": operator.floordiv, "%": operator.mod, "divmod": divmod, "<<": operator.lshift,
    ">>": operator.rshift, "&": operator.and_, "|": operator.or_, "^": operator.xor,
    "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne,
    ">": operator.gt, ">=": operator.ge, "**": operator.pow,
}
UNARY = {
    "repr": lambda x: x, "hash": hash, "neg": operator.neg, "pos": operator.pos,
    "abs": abs, "invert": operator.invert, "bool": bool, "int": int, "float": float,
}
METHODS = """bit_length bit_count conjugate as_integer_ratio is_integer hex __trunc__
__floor__ __ceil__ __getnewargs__""".split()

INTS = [0, 1, -1, 2, 7, -7, 255, 256, 257, -5, -6, 1 << 30, (1 << 30) - 1, -(1 << 30),
        (1 << 60) - 1, 1 << 61, (1 << 61) - 1, (1 << 63) - 1, 1 << 63, -(1 << 63),
        (1 << 64) + 1, 10**30 + 7, -(10**30), 3**200, -(7**300), (1 << 53) + 1, True, False]
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 1.5, 3.7, -3.7, 1e16, 1e15, 123456.789, 1e-5,
          0.0001, 2.0**53, 2.0**63, -(2.0**63), 5e-324, 2.2250738585072014e-308,
          1.7976931348623157e308, 1e22, 0.1, float("inf"), float("-inf")]
COMPLEXES = [1j, -1j, 1 + 2j, 0.5 - 2j, complex(-0.0, -0.0)]
TEXTS = ["x", "", "1_000", "1__0", "_1", " 12\n", "0x1f", "-0b11", "0o17", "010", "00", "1.5",
         "1e5", "-.5e-3", "5.", ".", "nan", "-inF", "Infinity", "1_0.5_0", "1_.0", "1e1_0", "+7",
         "--7", "\u0663\u0661", "\u2003 5", "1e400", "1e-400", "9" * 25, "0.1e", "1 2", "inf x"]


def operand(value):
    match value:
        case bool():
            return f"b{value}"
        case int():
            return f"i{value}"
        case float():
            return f"f{value.hex()}"
        case complex():
            return f"c{value.real.hex()} {value.imag.hex()}"
        case _:
            return f"s{value}"


def answer(function, *operands):
    try:
        return repr(function(*operands))
    except Exception as error:
        return f"!{type(error).__name__}: {error}"


def line(name, function, *operands):
    LINES.append([name, *map(operand, operands), answer(function, *operands)])


def huge(name, a, b):
    """Answers that would fill the file, or the machine."""
    if name == "<<":
        return isinstance(b, int) and b > 300
    if name == "**":
        return isinstance(b, int) and abs(b) > 70 and isinstance(a, int) and abs(a) > 1
    return False


for name, function in UNARY.items():
    for value in INTS + FLOATS + COMPLEXES:
        if not (name == "invert" and isinstance(value, bool)):
            line(name, function, value)
for name, function in BINARY.items():
    pairs = list(itertools.product(INTS + FLOATS + COMPLEXES, repeat=2))
    for a, b in random.sample(pairs, 220):
        if not huge(name, a, b):
            line(name, function, a, b)
for name in METHODS:
    for value in INTS + FLOATS:
        if hasattr(value, name):
            line("." + name, lambda x: getattr(x, name)(), value)
for value in INTS[:20] + FLOATS:
    for ndigits in random.sample([-400, -20, -3, -1, 0, 1, 2, 3, 17, 400], 5):
        line("round", round, value, ndigits)
for value in [15, 25, -15, 0.5, 1.5, 2.5, -2.5, 2.675, 1.005, 1e22, 5e15 + 1.5]:
    for ndigits in [-1, 0, 2]:
        line("round", round, value, ndigits)
for a, b, c in itertools.product([3, -3, 10**30], [5, -1, 10**20], [7, -7, 4, 1, 0]):
    line("pow", pow, a, b, c)
for text in TEXTS:
    line("int", int, text)
    line("float", float, text)
    line("complex", complex, text)
    for base in (0, 2, 16, 36):
        line("int", int, text, base)
for text in ["1+2j", "(1+2j)", " ( 1-j ) ", "j", "-j", "1e3-4.5E+2j", "nan+infj", "1 + 2j",
             "1++2j", "1j+2", "(1", "1_0+2_0j", "+1j", "1+2", "infj", "1e5j"]:
    line("complex", complex, text)
for text in ["0x1.8p3", "inf", "zz", "0x1p2000", "0x1.fffffffffffff8p0", "", " 0x.8p1 ", "1.8",
             "0x1.p", "-0x1p-1080", "0x0p99999999999999999999", "nAn", "-infinity", "0x",
             "0x1.fffffffffffff7p0", "0x1p-1075", "0x1.8p-1075", "0x1.fffffffffffffp1023", "0x1p1024"]:
    line("fromhex", float.fromhex, text)
SPECS = ["d", "5", "<8", ">+8", "^9d", "=+9", "010", "010,", "09,", "08,", "07_d", ",", "_", "x", "#x",
         "#X", "#010x", "_x", "#_b", "o", "#o", "b", "n", "c", "+c", "#c", "e", ".3e", "f", ".0f",
         "#.0f", ".2f", "012.2f", "g", ".3g", "#.3g", "%", ".1%", "z.0f", "z", " ", "+", "-", "*^12",
         "s", ",s", "x,", "_,", ",_", ",,", ".", "5.x", "dd", "q", "\x01", "0<5", "=5", "08.3f", "G", "E",
         ".30f", ".17g", "r", ",.2f", "020,.2f", "_.4f", ".400f", "\u00e9>6", "99999999999999999999",
         ".3", ".0", "#", "#.3", "0=8", "z+08.1f", ",x", ",n", "_c", ".2d"]
for spec in SPECS:
    for value in [0, 7, -1234567, 10**20, True, 0.0, -0.0, 3.14159, -1234567.891, 1e20, 1.5e-7,
                  float("inf"), float("nan"), 1 + 2j, -0.001j, "abc", ""]:
        if len(answer(format, value, spec)) < 120:
            line("format", format, value, spec)
for spec in ["%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%.4d", "%x", "%#x", "%#X", "%08x", "%#08x",
             "%-#8x|", "%o", "%#o", "%i", "%u", "%f", "%.2f", "%08.2f", "%+.1e", "%g", "%#g", "%G", "%E",
             "%-9.3f|", "% f", "%.0f", "%#.0f", "%#.8o", "%+.3x"]:
    for value in [0, 5, -1234, 10**20, 3.99, -0.5, 1e20, float("inf"), 1j, "x", True]:
        line("printf", operator.mod, spec, value)

if "--all" not in sys.argv:
    LINES = random.sample(LINES, KEPT)
for entry in LINES:
    print(json.dumps(entry))

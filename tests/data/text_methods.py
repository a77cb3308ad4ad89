"""Writes what CPython answers for many calls of methods of str, and for each character.

Run with CPython 3.13: python3.13 tests/data/text_methods.py
"""

import json
from pathlib import Path

HERE = Path(__file__).parent


def str_cases():
    for s in ["", "a", "hello world", "  a b  c ", "é€😀é", "aaaa", "a,b,,c",
              "x\ny\r\nz\r", "ΑΣΑΣ", "ǆaǅ ßﬁ", "ǅ Ab", "ὈΔΥΣΣΕΎΣ. Σ", "ΑΣ'Β ΑΣ'"]:
        for m in ("upper lower title capitalize swapcase casefold strip lstrip rstrip"
                  " split rsplit splitlines isalpha isdigit isspace isupper islower"
                  " istitle isidentifier isprintable isascii isalnum").split():
            yield s, m
    for s in ["hello world", "aaaa", "é€😀é€", ""]:
        for sub in ["", "a", "aa", "o", "é", "€😀", "😀", "l"]:
            for m in ["find", "rfind", "count"]:
                for bounds in [(), (1,), (-2, None), (1, 3), (9,)]:
                    yield s, m, sub, *bounds
        for sub in ["", "he", "aa", "é€", "x", "d", "€"]:
            for m in ["startswith", "endswith"]:
                yield s, m, sub
                yield s, m, sub, 2, 4
            yield s, "removeprefix", sub
            yield s, "removesuffix", sub
            for new in ["", "-", "€😀"]:
                yield s, "replace", sub, new
            if sub:
                yield s, "partition", sub
                yield s, "rpartition", sub
                yield s, "split", sub
                yield s, "rsplit", sub, 1
                yield s, "split", sub, 1
    for width in range(8):
        for s in ["abc", "ab"]:
            yield s, "center", width
            yield s, "center", width, "€"
            yield s, "ljust", width
            yield s, "rjust", width, "é"
        for s in ["-12", "", "+", "12"]:
            yield s, "zfill", width
    for max in [-1, 0, 1, 2, 5]:
        for m in ["split", "rsplit"]:
            yield " a b  c d ", m, None, max
            yield "a--b--c", m, "--", max
            yield "aaaaa", m, "aa", max
    yield "xxaxx", "strip", "x"
    yield "é€aé", "strip", "€é"
    yield "é€aé", "lstrip", "€é"
    yield "é€aé", "rstrip", "€é"
    yield "a\tbc\td\n\te", "expandtabs"
    yield "a\tb", "expandtabs", 3
    yield "a\tb", "expandtabs", 0
    yield "a\vb\x1cc\x85d\u2028e\r\n\n", "splitlines", True
    yield "-", "join", ["a", "b", "c"]
    yield "€", "join", ["a", "é"]
    yield "", "join", ["a"]
    yield "-", "join", []
    yield "-", "__repr__"


def write(name, cases):
    rows = [
        [this, method, args, ascii(getattr(this, method)(*args))]
        for this, method, *args in cases
        if not method.startswith("__")
    ]
    text = ",\n".join(json.dumps(row) for row in rows)
    (HERE / name).write_text(f"[\n{text}\n]\n")


def total(values):
    result = 0
    for value in values:
        result = (result * 31 + value) % 2**64
    return result


def form(text):
    result = 0
    for char in text:
        result = (result * 7 + ord(char)) % 2**64
    return result


def characters():
    every = [chr(code) for code in range(0x110000)]
    sums = {}
    for name in ("isprintable isalpha isdecimal isdigit isnumeric isalnum isspace"
                 " isupper islower isidentifier").split():
        sums[name] = total(getattr(char, name)() for char in every)
    for name in "upper lower title casefold".split():
        sums[name] = total(form(getattr(char, name)()) for char in every)
    (HERE / "characters.json").write_text(json.dumps(sums, indent=1) + "\n")


write("str_methods.json", str_cases())
characters()

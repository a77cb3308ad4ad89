"""Writes what CPython answers for many calls of methods of str, bytes and bytearray,
and for each character.

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


def format_cases():
    for args in [["x"], [[1, "b"]], [5, "é"]]:
        yield "{0!r:>8}|{0!s:^9}|{0!a}", "format", *args
    yield "{}{}{!s}", "format", 1, "b", None
    yield "{0[1]}{0[0]}", "format", ["é", 2]
    yield "{:{}}|{:>{}}", "format", "a", 5, "b", "4"
    yield "{{}}{{{}}}", "format", 7
    yield "{:*^12.3}|{:s}|{:<3}|{:05}", "format", "abcdef", "x", "€", "z"
    yield "{:,}|{:_x}|{:+d}|{:08b}|{!r}", "format", 1234567, 65536000, 5, 37, "q"
    for format in ["%s", "%5s|", "%-5s|", "%.2s", "%5.1s|", "%r", "%10r", "%a", "%s%%",
                   "%%%s", "%05s|", "% s", "%+s"]:
        for value in ["é€", "ab", "", 5, None, True]:
            yield format, "__mod__", value
    for format in ["%d", "%5d|", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%o",
                   "%#o", "%.3d", "%8.3d", "%i", "%u", "%c", "%3c|", "%f", "%.1f", "%e",
                   "%g", "%08.2f", "%ld"]:
        for value in [0, 7, 77, 123456]:
            yield format, "__mod__", value


def byte_cases():
    for this in [b"", b"a", b"hello world", b"  a b  c ", b"\xff\x00\x80", b"aaaa",
                 b"a,b,,c", b"x\ny\r\nz\r", b"It's A \"Test\"", b"a\tb\n\tc", b"-12"]:
        for method in ("upper lower title capitalize swapcase strip lstrip rstrip split"
                       " rsplit splitlines isalpha isdigit isspace isupper islower"
                       " istitle isascii isalnum hex expandtabs __repr__").split():
            yield this, method
        for sub in [b"", b"a", b"aa", b"\x00", 97]:
            for method in ["find", "rfind", "count"]:
                for bounds in [(), (-2, None), (1, 3), (9,)]:
                    yield this, method, sub, *bounds
        for sub in [b"", b"a", b"aa", b"d", b","]:
            for method in ["startswith", "endswith"]:
                yield this, method, sub
                yield this, method, sub, 1, 3
            yield this, "removeprefix", sub
            yield this, "removesuffix", sub
            for new in [b"", b"-", b"xyz"]:
                yield this, "replace", sub, new
            yield this, "replace", sub, b"-", 1
            yield this, "strip", sub
            if sub:
                for method in ["partition", "rpartition", "split", "rsplit"]:
                    yield this, method, sub
                yield this, "split", sub, 1
                yield this, "rsplit", sub, 1
        for width in [0, 3, 6, 13]:
            for method in ["center", "ljust", "rjust"]:
                yield this, method, width
                yield this, method, width, b"*"
            yield this, "zfill", width
        for max in [-1, 0, 1, 2]:
            yield this, "split", None, max
            yield this, "rsplit", None, max
        for group in [1, 2, -2, 3]:
            yield this, "hex", "-", group
        yield this, "splitlines", True
        yield this, "join", [b"x", b"", b"y"]
        for errors in ["ignore", "replace", "backslashreplace", "surrogateescape"]:
            yield this, "decode", "utf-8", errors
            yield this, "decode", "ascii", errors
            if errors != "surrogateescape" or len(this) % 2 == 0:
                yield this, "decode", "utf-16-le", errors
        yield this, "decode", "latin-1"
    for this in [b"\xe2\x82\xac\xf0\x9f\x98\x80\xed\xa0\x80\xf4\x90\x80\x80\xc0\x80\xe2\x82",
                 b"\xe2a\xf0\x9fb\x80\xc3"]:
        for errors in ["ignore", "replace", "backslashreplace", "surrogateescape",
                       ]:
            yield this, "decode", "utf-8", errors
    yield b"\xed\xa0\x80x", "decode", "utf-8", "surrogatepass"
    for codec in ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]:
        yield "aé€😀".encode(codec), "decode", codec
        yield "\ufeffa".encode(codec), "decode", codec
    for format in [b"%s", b"%5s|", b"%-5b|", b"%.2s", b"%r", b"%a"]:
        for value in [b"ab", b"\xff\x00", b""]:
            yield format, "__mod__", value
    for format in [b"%d", b"%5d|", b"%05d", b"%x", b"%#x", b"%c", b"%.2f", b"%g"]:
        yield format, "__mod__", 77


def encode_cases():
    for this in ["", "abc", "é", "aé€", "😀a", "a\udc80b", "\ud800\udfff"]:
        for codec in ["utf-8", "utf-8-sig", "ascii", "latin-1", "utf-16", "utf-16-le",
                      "utf-16-be", "utf-32", "utf-32-be", "UTF8", "Latin 1"]:
            for errors in ["ignore", "replace", "backslashreplace", "xmlcharrefreplace",
                           "surrogateescape", "surrogatepass", "strict"]:
                try:
                    this.encode(codec, errors)
                except UnicodeError:
                    continue
                yield this, "encode", codec, errors


def plain(value):
    """A value as the data file has it."""
    if isinstance(value, (bytes, bytearray)):
        return {type(value).__name__: list(value)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, str) and any("\ud800" <= char < "\ue000" for char in value):
        return {"codes": [ord(char) for char in value]}
    return value


def write(name, *kinds):
    rows = []
    for this, method, *args in (case for cases in kinds for case in cases):
        answer = getattr(this, method)(*args)
        rows.append([plain(this), method, plain(args), ascii(answer)])
    text = ",\n".join(json.dumps(row) for row in rows)
    (HERE / name).write_text(f"[\n{text}\n]\n")


def mutable(cases):
    """Every fourth case, of a bytearray."""
    for index, (this, *rest) in enumerate(cases):
        if index % 4 == 0:
            yield bytearray(this), *rest


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


write("str_methods.json", str_cases(), format_cases(), encode_cases())
write("bytes_methods.json", byte_cases(), mutable(byte_cases()))
characters()

"""Writes src/objects/str_tables.rs from what CPython 3.13 knows of characters.

Run with CPython 3.13: python3.13 tests/data/unicode_tables.py > src/objects/str_tables.rs
"""

import sys
import unicodedata

LAST = 0x110000


def bounds(accepts):
    """Where a property begins, ends, begins again, and so on."""
    found, inside = [], False
    for code in range(LAST):
        if accepts(chr(code)) != inside:
            found.append(code)
            inside = not inside
    return found + [LAST] * inside


def rows(cells, width=84):
    line = "   "
    for cell in cells:
        if len(line) + len(cell) + 2 > width:
            yield line
            line = "   "
        line += f" {cell},"
    yield line


def table(name, doc, kind, cells):
    print(f"\n/// {doc}\n#[rustfmt::skip]\npub(super) static {name}: &[{kind}] = &[")
    print("\n".join(rows(cells)))
    print("];")


def letters(text):
    return '"' + "".join(f"\\u{{{ord(c):x}}}" for c in text) + '"'


def mapping(name, doc, pairs):
    cells = [f"(0x{code:x}, {letters(text)})" for code, text in pairs]
    table(name, doc, "(u32, &str)", cells)


def every(function):
    return ((code, function(chr(code))) for code in range(LAST))


assert sys.version_info[:2] == (3, 13)
print(
    f"//! What CPython 3.13 knows of characters (Unicode {unicodedata.unidata_version})"
    " and the standard library\n//! of Rust does not: written by"
    " `tests/data/unicode_tables.py`."
)
hexes = lambda codes: [hex(code) for code in codes]
table("PRINTABLE", "Where printable characters begin, end, begin again, …",
      "u32", hexes(bounds(str.isprintable)))
table("ALPHA", "Where letters begin, end, begin again, …",
      "u32", hexes(bounds(str.isalpha)))
table("DECIMAL", "The zeros of the decimal digits; nine others follow each.",
      "u32", hexes(c for c in range(LAST) if unicodedata.decimal(chr(c), 1) == 0))
table("DIGIT", "Where digits that are not decimal begin, end, begin again, …",
      "u32", hexes(bounds(lambda c: c.isdigit() and not c.isdecimal())))
table("NUMERIC", "Where numbers that are letters begin, end, begin again, …",
      "u32", hexes(bounds(lambda c: c.isnumeric() and c.isalpha()
                          and unicodedata.category(c) != "Nl")))
mapping("TITLE", "Titlecase where it is neither uppercase nor the letter itself.",
        [(c, t) for c, t in every(str.title) if t not in (chr(c).upper(), chr(c))])
table("TITLE_ITSELF", "Where letters that are their own titlecase begin, end, …",
      "u32", hexes(bounds(lambda c: c.title() == c != c.upper())))

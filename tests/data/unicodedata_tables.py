"""Writes the tables of the module `unicodedata` from what CPython 3.13 knows.

Run with CPython 3.13: python3.13 tests/data/unicodedata_tables.py
It writes src/python/modules/lib/unicodedata_tables.py and unicodedata_names.py.
"""

import sys
import unicodedata as u

from packed import wrapped

LAST = 0x110000
LIB = "src/python/modules/lib/"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def records():
    """What is the same for long rows of characters."""
    known, runs, before = {}, [], None
    for code in range(LAST):
        c = chr(code)
        record = (u.category(c), u.bidirectional(c), u.combining(c), u.mirrored(c),
                  u.east_asian_width(c))
        if record == before:
            runs[-1][0] += 1
        else:
            runs.append([1, known.setdefault(record, len(known))])
            before = record
    texts = ["{},{},{},{},{}".format(*record) for record in known]
    yield from wrapped("RECORDS", "Category, direction, combining class, whether "
                       "mirrored, and width.", texts)
    yield from wrapped("RUNS", "How many characters in a row have which record.",
                       [f"{count:x},{record:x}" for count, record in runs])


def numbers():
    runs = []
    for code in range(LAST):
        c = chr(code)
        value = u.numeric(c, None)
        if value is None:
            continue
        kind = "d" if u.decimal(c, None) is not None else \
            "g" if u.digit(c, None) is not None else "n"
        last = runs[-1] if runs else None
        if last and last[2] == kind and code == last[0] + last[1] \
                and value == last[3] + last[1]:
            last[1] += 1
            continue
        runs.append([code, 1, kind, value])
    def shown(value):
        top, bottom = value.as_integer_ratio()
        bottoms = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 40, 64, 80, 160, 320)
        bottom = next(b for b in bottoms if round(value * b) / b == value)
        return f"{round(value * bottom)}" + f"/{bottom}" * (bottom > 1)
    yield from wrapped("NUMBERS", "Where values begin that grow by one, how many, of "
                       "which kind (decimal, digit, number), and the first.",
                       [f"{code:x},{count},{kind},{shown(value)}"
                        for code, count, kind, value in runs])


def decompositions():
    parts, before, excluded = [], None, []
    for code in range(LAST):
        text = u.decomposition(chr(code))
        if not text:
            continue
        words = [word if word[0] == "<" else f"{int(word, 16):x}"
                 for word in text.split()]
        head = "" if before == code - 1 else f"{code:x}"
        parts.append(head + ":" + ",".join(words))
        before = code
        if text[0] != "<" and len(words) == 2 and \
                u.normalize("NFC", chr(code)) != chr(code):
            excluded.append(f"{code:x}")
    yield from wrapped("DECOMPOSITIONS", "What a character is made of, after its code, "
                       "unless it follows the one before.", parts)
    yield from wrapped("EXCLUDED", "Those that no normal form makes.", excluded)


def names():
    """`>` begins at another code. Then a line a name: how many words it has in common
    with the one before, and the rest; `*` is for the code. `=` says how often again."""
    lines, before, last, again = [], [], None, 0
    for code in range(LAST):
        name = u.name(chr(code), "")
        if not name or 0xAC00 <= code <= 0xD7A3:
            continue
        words = name.replace(f"-{code:04X}", "-*").split(" ")
        if last == code - 1 and words == before:
            again += 1
            last = code
            continue
        if again:
            lines.append(f"={again:x}")
            again = 0
        if last != code - 1:
            lines.append(f">{code:x}")
            before = []
        shared = 0
        while shared < min(len(before), len(words) - 1) and \
                words[shared] == before[shared]:
            shared += 1
        lines.append(DIGITS[shared] + " ".join(words[shared:]))
        before, last = words, code
    if again:
        lines.append(f"={again:x}")
    return lines


assert sys.version_info[:2] == (3, 13)
WRITTEN = f'"""{{}} (Unicode {u.unidata_version}), written by\n' \
    '`tests/data/unicodedata_tables.py`.\n\n' \
    "The data is Unicode's, which may be used and passed on under its license:\n" \
    'https://www.unicode.org/license.txt."""\n'
with open(LIB + "unicodedata_tables.py", "w") as out:
    out.write(WRITTEN.format("What CPython 3.13 knows of characters"))
    for part in (records, numbers, decompositions):
        out.writelines(part())
with open(LIB + "unicodedata_names.py", "w") as out:
    out.write(WRITTEN.format("The names of characters in CPython 3.13"))
    out.write('\n# ' + names.__doc__.replace("\n", "\n# ") + '\nNAMES = """\\\n')
    out.write("\n".join(names()) + '\n"""\n')

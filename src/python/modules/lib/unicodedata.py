"""What Unicode says of characters."""
from array import array
from bisect import bisect_right
from functools import cache
from _unicodedata_tables import DECOMPOSITIONS, EXCLUDED, NUMBERS, RECORDS, RUNS

__all__ = ["bidirectional", "category", "combining", "decimal", "decomposition", "digit",
           "east_asian_width", "is_normalized", "lookup", "mirrored", "name", "normalize",
           "numeric", "unidata_version"]
unidata_version = "15.1.0"

# The syllables of Hangul are a product of three rows of letters.
_SYLLABLE, _LEAD, _VOWEL, _TAIL = 0xAC00, 0x1100, 0x1161, 0x11A7
_LEADS, _VOWELS, _TAILS = 19, 21, 28
_LETTERS = (
    "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" "),
    "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" "),
    " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" "),
)
_missing = object()


def _read_runs():
    starts, records, at = array("I"), array("H"), 0
    for run in RUNS.split():
        count, _, record = run.partition(",")
        starts.append(at)
        records.append(int(record, 16))
        at += int(count, 16)
    return starts, records


def _read_records():
    for record in RECORDS.split():
        category, direction, combining, mirrored, width = record.split(",")
        yield category, direction, int(combining), int(mirrored), width


@cache
def _numbers():
    found = {}
    for run in NUMBERS.split():
        code, count, kind, first = run.split(",")
        top, _, bottom = first.partition("/")
        value = int(top) / int(bottom) if bottom else int(top)
        for step in range(int(count)):
            found[int(code, 16) + step] = kind, value + step
    return found


@cache
def _decompositions():
    found, code = {}, 0
    for part in DECOMPOSITIONS.split():
        head, _, words = part.partition(":")
        code = int(head, 16) if head else code + 1
        found[code] = words
    return found


_starts, _runs = _read_runs()
_records = list(_read_records())


def _code(function, chr, where="argument"):
    if not isinstance(chr, str) or len(chr) != 1:
        raise TypeError(f"{function}() {where} must be a unicode character, "
                        f"not {type(chr).__name__}")
    return ord(chr)


def _record(code):
    return _records[_runs[bisect_right(_starts, code) - 1]]


def category(chr, /):
    """The general category of a character: two letters."""
    return _record(_code("category", chr))[0]


def bidirectional(chr, /):
    """The class of a character for text of two directions."""
    return _record(_code("bidirectional", chr))[1]


def combining(chr, /):
    """The canonical combining class of a character."""
    return _record(_code("combining", chr))[2]


def mirrored(chr, /):
    """Whether a character is mirrored in text from right to left."""
    return _record(_code("mirrored", chr))[3]


def east_asian_width(chr, /):
    """How wide a character is in East Asian text."""
    return _record(_code("east_asian_width", chr))[4]


def decomposition(chr, /):
    """The characters that one is made of: their codes, as text."""
    words = _decompositions().get(_code("decomposition", chr))
    if words is None:
        return ""
    return " ".join(word if word[0] == "<" else f"{int(word, 16):04X}"
                    for word in words.split(","))


def _number(function, chr, default, kinds, message):
    kind, value = _numbers().get(_code(function, chr, "argument 1"), ("", None))
    if kind and kind in kinds:
        return value
    if default is _missing:
        raise ValueError(message)
    return default


def decimal(chr, default=_missing, /):
    """The value of a decimal digit."""
    return _number("decimal", chr, default, "d", "not a decimal")


def digit(chr, default=_missing, /):
    """The value of a digit."""
    return _number("digit", chr, default, "dg", "not a digit")


def numeric(chr, default=_missing, /):
    """The value of a character that is a number, as a float."""
    value = _number("numeric", chr, default, "dgn", "not a numeric character")
    return value if value is default else float(value)


# Names.

@cache
def _blocks():
    """Names that stand in a row: the codes where they begin, and their lines."""
    from _unicodedata_names import NAMES
    starts, texts = array("I"), []
    for block in NAMES.split(">")[1:]:
        head, _, text = block.partition("\n")
        starts.append(int(head, 16))
        texts.append(text)
    return starts, texts


def _named(block):
    """Where names begin, of how many characters, and the names."""
    starts, texts = _blocks()
    code, words, lines = starts[block], [], texts[block].splitlines()
    for line, after in zip(lines, [*lines[1:], ""]):
        if line[0] != "=":
            words = words[:int(line[0], 36)] + line[1:].split(" ")
            count = int(after[1:], 16) + 1 if after[:1] == "=" else 1
            yield code, count, " ".join(words)
            code += count


def _is_syllable(code):
    return 0 <= code - _SYLLABLE < _LEADS * _VOWELS * _TAILS


def _name(code):
    if _is_syllable(code):
        place, tail = divmod(code - _SYLLABLE, _TAILS)
        letters = zip(_LETTERS, (*divmod(place, _VOWELS), tail))
        return "HANGUL SYLLABLE " + "".join(row[place] for row, place in letters)
    block = bisect_right(_blocks()[0], code) - 1
    if block >= 0:
        for first, count, name in _named(block):
            if first <= code < first + count:
                return name.replace("*", f"{code:04X}")
    return None


def name(chr, default=_missing, /):
    """The name of a character."""
    found = _name(_code("name", chr, "argument 1"))
    if found is not None:
        return found
    if default is _missing:
        raise ValueError("no such name")
    return default


def _syllable(letters):
    """The code of a Hangul syllable."""
    code, rows = 0, zip(_LETTERS, (_LEADS, _VOWELS, _TAILS))
    for row, count in rows:
        place = max(range(count), key=lambda place: (
            len(row[place]) if letters.startswith(row[place]) else -1))
        letters = letters.removeprefix(row[place])
        code = code * count + place
    return _SYLLABLE + code


def _candidates(name):
    """The codes that may have a name."""
    head, _, tail = name.rpartition("-")
    if head and 4 <= len(tail) <= 5 and tail.isalnum():
        try:
            yield int(tail, 16)
        except ValueError:
            pass
    if name.startswith("HANGUL SYLLABLE "):
        yield _syllable(name.removeprefix("HANGUL SYLLABLE "))
    words = name.split(" ")
    ends = [f"\n{shared:x}{' '.join(words[shared:])}\n"
            for shared in range(min(len(words), 16))]
    for block, text in enumerate(_blocks()[1]):
        text = "\n" + text
        if any(end in text for end in ends):
            yield from (code for code, _, other in _named(block) if other == name)


def lookup(name, /):
    """The character with a name."""
    if not isinstance(name, str):
        raise TypeError("a bytes-like object is required, "
                        f"not '{type(name).__name__}'")
    upper = name.upper()
    for code in _candidates(upper):
        if code < 0x110000 and _name(code) == upper:
            return chr(code)
    raise KeyError(f"undefined character name '{name}'")


# Normal forms.

@cache
def _compositions():
    """Characters by the two that they are made of."""
    excluded = {int(code, 16) for code in EXCLUDED.split()}
    found = {}
    for code, words in _decompositions().items():
        first, _, second = words.partition(",")
        if second and first[0] != "<" and code not in excluded:
            found[int(first, 16), int(second, 16)] = code
    return found


def _decompose(code, compatible, found):
    if _is_syllable(code):
        place, tail = divmod(code - _SYLLABLE, _TAILS)
        lead, vowel = divmod(place, _VOWELS)
        found += [_LEAD + lead, _VOWEL + vowel]
        if tail:
            found.append(_TAIL + tail)
        return
    words = _decompositions().get(code, "").split(",")
    if not words[0] or words[0][0] == "<" and not compatible:
        found.append(code)
        return
    for word in words:
        if word[0] != "<":
            _decompose(int(word, 16), compatible, found)


def _ordered(codes):
    """Marks after a letter, sorted by their class."""
    found, marks = [], []
    for code in codes:
        combining = _record(code)[2] if code >= 0x300 else 0
        if combining:
            marks.append((combining, code))
            continue
        marks.sort(key=lambda mark: mark[0])
        found += [mark for _, mark in marks]
        marks = []
        found.append(code)
    marks.sort(key=lambda mark: mark[0])
    return found + [mark for _, mark in marks]


def _pair(first, second):
    """The character that is made of two."""
    lead, vowel = first - _LEAD, second - _VOWEL
    if 0 <= lead < _LEADS and 0 <= vowel < _VOWELS:
        return _SYLLABLE + (lead * _VOWELS + vowel) * _TAILS
    tail = second - _TAIL
    if _is_syllable(first) and (first - _SYLLABLE) % _TAILS == 0 and 0 < tail < _TAILS:
        return first + tail
    return _compositions().get((first, second))


def _compose(codes):
    found, starter, last = [], None, 0
    for code in codes:
        combining = _record(code)[2]
        if starter is not None and (last < combining or
                                    last == 0 and len(found) == starter + 1):
            made = _pair(found[starter], code)
            if made is not None:
                found[starter] = made
                continue
        if combining == 0:
            starter = len(found)
        last = combining
        found.append(code)
    return found


def normalize(form, unistr, /):
    """A string in one of the four normal forms."""
    for place, text in enumerate((form, unistr), 1):
        if not isinstance(text, str):
            raise TypeError(f"normalize() argument {place} must be str, "
                            f"not {type(text).__name__}")
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        if unistr == "":
            return unistr
        raise ValueError("invalid normalization form")
    if unistr.isascii():
        return unistr
    codes = []
    for c in unistr:
        _decompose(ord(c), "K" in form, codes)
    codes = _ordered(codes)
    if "C" in form:
        codes = _compose(codes)
    return "".join(map(chr, codes))


def is_normalized(form, unistr, /):
    """Whether a string is in a normal form."""
    return normalize(form, unistr) == unistr

"""How many words CPython's program for a regular expression has, which its pattern
objects hold (`Lib/re/_compiler.py`). Nobody runs that program here: only whoever asks
for a size in memory wants to know.
"""
from _sre import _FORMS
from re._parser import Parser, width

_TOP = 0x10000


def program_words(pattern, flags):
    """The words of the program, its head with what a match begins with included."""
    tree = _simplified(Parser(pattern, flags).parse())
    groups = {}
    _note_groups(tree, groups)
    return _head(tree, groups) + _words(tree) + 1


def _items(tree):
    return tree[1] if tree[0] == "seq" else [tree]


def _one(items):
    return items[0] if len(items) == 1 else ("seq", items)


def _simplified(tree):
    """The tree as CPython's parser hands it on: groups that remember nothing are gone,
    and what alternatives have in common stands before them."""
    kind = tree[0]
    if kind == "seq":
        items = []
        for item in tree[1]:
            items += _items(_simplified(item))
        return ("seq", items)
    if kind == "group":
        inside = _simplified(tree[2])
        return inside if tree[1] is None else ("group", tree[1], inside)
    if kind == "or":
        return _parted([list(_items(_simplified(branch))) for branch in tree[1]])
    if kind == "atomic":
        return ("atomic", _simplified(tree[1]))
    if kind == "repeat":
        return (*tree[:4], _simplified(tree[4]))
    if kind == "look":
        return (*tree[:3], _simplified(tree[3]))
    if kind == "if":
        return ("if", tree[1], _simplified(tree[2]), _simplified(tree[3]))
    if kind == "set":
        letters = "".join(dict.fromkeys(tree[2]))
        if len(letters) == 1 and not (tree[1] or tree[3] or tree[4]):
            return ("char", letters, *tree[5:])
        return (*tree[:2], letters, *tree[3:])
    return tree


_LEAVES = "char", "any", "set", "at", "back"


def _parted(branches):
    shared = []
    while all(branches) and branches[0][0][0] in _LEAVES \
            and all([branch[0] == branches[0][0] for branch in branches]):
        shared.append(branches[0][0])
        for branch in branches:
            del branch[0]
    if all([len(branch) == 1 and (branch[0][0] == "char" or branch[0][0] == "set"
                                  and not branch[0][1]) for branch in branches]):
        letters, ranges, classes = "", (), ""
        for (leaf, *rest), in branches:
            if leaf == "char":
                letters += rest[0]
                ignore, how = rest[1:]
            else:
                letters, ranges, classes = (
                    letters + rest[1], ranges + rest[2], classes + rest[3])
                ignore, how = rest[4:]
        return _one(shared + [("set", False, letters, ranges, classes, ignore, how)])
    branches = ("or", [_one(branch) for branch in branches])
    return _one(shared + [branches])


def _note_groups(tree, groups):
    if tree[0] == "group":
        groups[tree[1]] = tree[2]
    for part in tree:
        if isinstance(part, tuple) and part and isinstance(part[0], str):
            _note_groups(part, groups)
        elif isinstance(part, list):
            for item in part:
                _note_groups(item, groups)


def _words(tree):
    kind = tree[0]
    if kind == "seq":
        return sum(map(_words, tree[1]))
    if kind == "char":
        more = _others(tree[1], tree[2], tree[3])
        return 5 + 2 * len(more) if more else 2
    if kind == "set":
        _, negated, letters, ranges, classes, ignore, how = tree
        if negated and len(letters) == 1 and not ranges and not classes:
            more = _others(letters, ignore, how)
            return 6 + 2 * len(more) if more else 2
        return 2 + _set_words(tree)
    if kind == "or":
        return 2 + sum([3 + _words(branch) for branch in tree[1]])
    if kind == "group":
        return 4 + _words(tree[2])
    if kind == "atomic":
        return 3 + _words(tree[1])
    if kind == "repeat":
        return 5 + _words(tree[4])
    if kind == "look":
        if tree[2] and tree[3] == ("seq", []):
            return 1
        return 4 + _words(tree[3])
    if kind == "if":
        no = _words(tree[3])
        return 3 + _words(tree[2]) + (no and no + 2)
    return 1 if kind == "any" else 2


def _small(letter, how):
    if how == "a" and not letter.isascii():
        return letter
    return letter.lower()[0]


def _cased(letter, how):
    if how == "a":
        return letter.isascii() and letter.isalpha()
    return letter.lower()[0] != letter or letter.upper()[0] != letter


def _others(letter, ignore, how):
    """The small letters that are the same as this one, where case is ignored, besides
    its own."""
    if not ignore or how == "a":
        return ""
    low = _small(letter, how)
    return "".join([form for form in _FORMS.get(low, "")
                    if form != low and form.lower() == form])


def _set_words(tree):
    """The words of a set: as it was written, as runs of letters or as a table of bits,
    whichever CPython takes."""
    _, negated, letters, ranges, classes, ignore, how = tree
    letters, ranges = dict.fromkeys(letters), dict.fromkeys(ranges)
    written = negated + 2 * len(letters) + 3 * len(ranges) + 2 * len(set(classes))
    parts = negated + len(letters) + len(ranges) + len(set(classes))
    there, far, cased, highest = set(), 0, False, 0

    def add(number):
        there.add(number)
        return number

    for low, high in [(letter, letter) for letter in letters] + list(ranges):
        first, last = ord(low), ord(high)
        for number in range(first, min(last + 1, _TOP)):
            letter = chr(number)
            if ignore:
                highest = max(highest, add(ord(_small(letter, how))))
                for other in _others(letter, True, how):
                    add(ord(other))
                    highest = max(highest, ord(other))
                cased = cased or _cased(letter, how)
            else:
                add(number)
        highest = max(highest, last)
        if last >= _TOP:
            cased = cased or ignore
            far += 3 if (low, high) in ranges else 2
    wide = highest > 255
    runs = _runs(there)
    tail = far + 2 * len(set(classes))
    if runs is not None:
        made = negated + sum([2 if a == b else 3 for a, b in runs]) + tail
        far_parts = sum([high >= chr(_TOP) for high in letters]) + sum(
            [high >= chr(_TOP) for _, high in ranges])
        count = negated + len(runs) + far_parts + len(set(classes))
        return 1 + (made if cased or count < parts else written)
    table = 9
    if wide:
        chunks = {frozenset([number & 255 for number in there if number >> 8 == high])
                  for high in {number >> 8 for number in there}}
        full = len({number >> 8 for number in there}) == 256
        table = 66 + 8 * (len(chunks) + (not full))
    return 1 + negated + table + tail


def _runs(numbers):
    """Up to two runs of numbers one after the other; None where there are more."""
    runs = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        elif len(runs) == 2:
            return None
        else:
            runs.append((number, number))
    return runs


def _head(tree, groups):
    """The words before the program: how wide a match is, and what it begins with."""
    if width(tree, groups)[0] == 0:
        return 5
    text, _ = _beginning(tree)
    if text:
        return 7 + 2 * len(text)
    letters = _first_set(tree)
    return 5 + (_set_words(letters) if letters else 0)


def _beginning(tree):
    """The letters that each match begins with, and whether they are all of it."""
    text = ""
    for item in _items(tree):
        if item[0] == "char" and not (item[2] and _cased(item[1], item[3])):
            text += item[1]
            continue
        if item[0] != "group":
            return text, False
        more, whole = _beginning(item[2])
        text += more
        if not whole:
            return text, False
    return text, True


def _first_set(tree):
    """The letters of which one begins each match, as a set."""
    items = _items(tree)
    while items and items[0][0] == "group":
        items = _items(items[0][2])
    if not items:
        return None
    first = items[0]
    if first[0] == "or":
        letters = ""
        for branch in first[1]:
            head = (_items(branch) or [("",)])[0]
            if head[0] != "char" or head[2] and _cased(head[1], head[3]):
                return None
            letters += head[1]
        return "set", False, letters, (), "", False, "u"
    if first[0] != "set":
        return None
    _, negated, letters, ranges, classes, ignore, how = first
    if negated and len(letters) == 1 and not ranges and not classes:
        return None
    if ignore:
        if any([_cased(letter, how) for letter in letters]):
            return None
        for low, high in ranges:
            if ord(high) >= _TOP or any([_cased(chr(number), how) for number
                                         in range(ord(low), ord(high) + 1)]):
                return None
    return "set", negated, letters, ranges, classes, False, how

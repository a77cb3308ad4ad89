"""The programs that regular expressions are made into, and what runs them."""
from _objects import end as _end
from re._parser import Parser, PatternError, width

MAXREPEAT, _MOST = 4294967295, 9223372036854775807

_BY_TYPE = 256 | 4 | 32

# The steps of a program.
(ONE, STRING, SPLIT, JUMP, SAVE, AT, BACK, LOOK, ATOMIC, IF, MANY, LOOP_START, LOOP,
 MATCH, ANY) = range(15)

# Letters with more than two forms.
_FORMS = {}
for _group in ("i\u0131\u0130", "s\u017f", "\xb5\u03bc", "k\u212a", "\xe5\u212b", "\u0345\u03b9\u1fbe",
               "\u0390\u1fd3", "\u03b0\u1fe3", "\xdf\u1e9e", "\u03b2\u03d0", "\u03b5\u03f5",
               "\u03b8\u03d1", "\u03ba\u03f0", "\u03c0\u03d6", "\u03c1\u03f1", "\u03c2\u03c3",
               "\u03c6\u03d5", "\u1e61\u1e9b", "\ufb05\ufb06", "\u0432\u1c80", "\u0434\u1c81",
               "\u043e\u1c82", "\u0441\u1c83", "\u0442\u1c84\u1c85", "\u044a\u1c86",
               "\u0463\u1c87", "\u1c88\ua64b"):
    for _letter in _group:
        _FORMS[_letter] = _FORMS.get(_letter, "") + _group
del _group, _letter


def _forms(letter, kind):
    """A letter in its other cases."""
    if kind == "a":
        if letter.isascii():
            return {letter, letter.lower(), letter.upper()}
        return {letter}
    found = {letter, letter.lower(), letter.upper()}
    for form in tuple(found):
        found.update(_FORMS.get(form, ""))
        found.update((form.upper(), form.lower()))
    return {form for form in found if len(form) == 1
            and (form.lower() == letter.lower() or form in _FORMS
                 or form.upper() == letter.upper())}


def _is_word(letter):
    return letter.isalnum() or letter == "_"


_SPACES = " \t\n\r\f\v"
_CLASSES = {"d": str.isdecimal, "s": str.isspace, "w": _is_word}


def _in_class(name, letter, kind):
    lower = name.lower()
    if kind == "a":
        if lower == "s":
            found = letter in _SPACES
        else:
            found = letter.isascii() and _CLASSES[lower](letter)
    else:
        found = _CLASSES[lower](letter)
    return found == (name == lower)


def _plain_test(item):
    """Whether a letter is in a set, its negation aside."""
    _, _, letters, ranges, classes, _, kind = item

    def test(letter):
        if letter in letters:
            return True
        for low, high in ranges:
            if low <= letter <= high:
                return True
        for name in classes:
            if _in_class(name, letter, kind):
                return True
        return False
    return test


_tests = {}


def _test(item):
    """The letters below 128 that a set has, and a function for the others."""
    if item in _tests:
        return _tests[item]
    negated, ignore, kind = item[1], item[5], item[6]
    plain = _plain_test(item)
    if ignore:
        def full(letter):
            return any(map(plain, _forms(letter, kind))) != negated
    else:
        def full(letter):
            return plain(letter) != negated
    members = frozenset([letter for letter in map(chr, range(128)) if full(letter)])
    highest = max([ord(high) for _, high in item[3]] + [ord(c) for c in item[2]] + [0])
    simple = highest < 128 and not negated and not ignore and \
        (kind == "a" and item[4].islower() or not item[4])
    if len(_tests) > 500:
        _tests.clear()
    _tests[item] = members, None if simple else full
    return _tests[item]


class _Compiler:
    """Makes a program of a tree."""

    def __init__(self, groups, pattern):
        self.counters = 2 * groups + 1
        self.pattern = pattern
        self.inside = {}

    def program(self, tree):
        code = []
        self.emit(tree, code)
        code.append((MATCH,))
        return code

    def single(self, tree):
        """Members and test, if the tree matches one letter; None for anything."""
        kind = tree[0]
        if kind == "group" and tree[1] is None:
            return self.single(tree[2])
        if kind == "seq" and len(tree[1]) == 1:
            return self.single(tree[1][0])
        if kind == "char":
            if not tree[2]:
                return frozenset(tree[1]), None
            return frozenset(_forms(tree[1], tree[3])), None
        if kind == "any":
            if tree[1]:
                return None, None
            return frozenset(), _not_newline
        if kind == "set":
            return _test(tree)
        return False

    def emit(self, tree, code):
        kind = tree[0]
        if kind == "seq":
            self.sequence(tree[1], code)
        elif kind in ("char", "any", "set"):
            members, test = self.single(tree)
            code.append((ANY,) if members is None else (ONE, members, test))
        elif kind == "at":
            code.append((AT, tree[1]))
        elif kind == "group":
            self.group(tree, code)
        elif kind == "or":
            self.alternatives(tree[1], code)
        elif kind == "repeat":
            self.repeat(tree, code)
        elif kind == "back":
            code.append((BACK, tree[1], tree[2]))
        elif kind == "atomic":
            code.append((ATOMIC, self.program(tree[1])))
        elif kind == "look":
            self.look(tree, code)
        else:
            place = len(code)
            code.append(None)
            self.emit(tree[2], code)
            end = len(code)
            code.append(None)
            code[place] = (IF, tree[1], len(code))
            self.emit(tree[3], code)
            code[end] = (JUMP, len(code))

    def sequence(self, items, code):
        text = ""
        for item in items:
            if item[0] == "char" and not item[2]:
                text += item[1]
                continue
            self.text(text, code)
            text = ""
            self.emit(item, code)
        self.text(text, code)

    def text(self, text, code):
        if len(text) == 1:
            code.append((ONE, frozenset(text), None))
        elif text:
            code.append((STRING, text))

    def group(self, tree, code):
        number = tree[1]
        if number is None:
            return self.emit(tree[2], code)
        self.inside[number] = tree[2]
        code.append((SAVE, 2 * number))
        self.emit(tree[2], code)
        code.append((SAVE, 2 * number + 1))

    def alternatives(self, branches, code):
        ends = []
        for branch in branches[:-1]:
            place = len(code)
            code.append(None)
            self.emit(branch, code)
            ends.append(len(code))
            code.append(None)
            code[place] = (SPLIT, place + 1, len(code))
        self.emit(branches[-1], code)
        for end in ends:
            code[end] = (JUMP, len(code))

    def repeat(self, tree, code):
        _, low, high, how, inside = tree
        single = self.single(inside)
        if single:
            code.append((MANY, *single, low, high, how))
            return
        if how == "possessive":
            code.append((ATOMIC, self.program(("repeat", low, high, "greedy", inside))))
            return
        counter = self.counters
        self.counters += 2
        code.append((LOOP_START, counter))
        jump = len(code)
        code.append(None)
        self.emit(inside, code)
        code[jump] = (JUMP, len(code))
        code.append((LOOP, counter, low, high, how == "greedy", jump + 1))

    def look(self, tree, code):
        _, behind, negated, inside = tree
        back = None
        if behind:
            low, back = width(inside, self.inside)
            if low != back:
                raise PatternError("look-behind requires fixed-width pattern")
            if back >= MAXREPEAT:
                raise PatternError("looks too much behind")
        code.append((LOOK, self.program(inside), back, negated))


def _not_newline(letter):
    return letter != "\n"


def _edge(text, place, kind, end):
    """Whether a word begins or ends at a place."""
    def word(letter):
        return _is_word(letter) and (kind == "u" or letter.isascii())
    before = place > 0 and word(text[place - 1])
    return before != (place < end and word(text[place]))


def _is_at(kind, text, place, end):
    if kind == "start":
        return place == 0
    if kind == "line start":
        return place == 0 or text[place - 1] == "\n"
    if kind == "end":
        return place == end
    if kind == "near end":
        return place == end or place == end - 1 and text[place] == "\n"
    if kind == "line end":
        return place == end or text[place] == "\n"
    if kind.startswith("word"):
        return end > 0 and _edge(text, place, kind[-1], end)
    return not _edge(text, place, kind[-1], end)


def _run(code, text, start, end, regs, whole=False, not_at=-1):
    """Where the match ends that begins at a place, or -1. Registers hold the groups,
    the last group, and the counters of loops."""
    stack = []
    pc, at = 0, start
    while True:
        step = code[pc]
        op = step[0]
        if op == ONE:
            if at < end:
                letter = text[at]
                if letter in step[1] or step[2] is not None and step[2](letter):
                    at += 1
                    pc += 1
                    continue
        elif op == STRING:
            if text.startswith(step[1], at, end):
                at += len(step[1])
                pc += 1
                continue
        elif op == SPLIT:
            stack.append((step[2], at))
            pc = step[1]
            continue
        elif op == JUMP:
            pc = step[1]
            continue
        elif op == SAVE:
            place = step[1]
            stack.append((-1, place, regs[place]))
            regs[place] = at
            if place & 1:
                stack.append((-1, 0, regs[0]))
                regs[0] = place >> 1
            pc += 1
            continue
        elif op == MANY:
            _, members, test, low, high, how = step
            most = min(end, at + high)
            last = at
            if how == "lazy":
                most_now = min(most, at + low)
            else:
                most_now = most
            if members is None:
                last = max(most_now, at)
            elif test is None:
                while last < most_now and text[last] in members:
                    last += 1
            else:
                while last < most_now and (text[last] in members or test(text[last])):
                    last += 1
            if last - at >= low:
                if how == "greedy":
                    if last > at + low:
                        stack.append((-2, pc + 1, last, at + low))
                elif how == "lazy" and last < most:
                    stack.append((-3, pc, last, most))
                at = last
                pc += 1
                continue
        elif op == LOOP_START:
            place = step[1]
            stack.append((-1, place, regs[place]))
            stack.append((-1, place + 1, regs[place + 1]))
            regs[place], regs[place + 1] = -1, -1
            pc += 1
            continue
        elif op == LOOP:
            _, place, low, high, greedy, body = step
            count = regs[place] + 1
            stuck = regs[place + 1] == at and count > 0
            stack.append((-1, place, count - 1))
            if count < low:
                stack.append((-1, place + 1, regs[place + 1]))
                regs[place], regs[place + 1] = count, at
                pc = body
                continue
            elif count >= high or stuck:
                regs[place] = count
                pc += 1
                continue
            elif greedy:
                stack.append((-4, pc + 1, at, place, count))
                stack.append((-1, place + 1, regs[place + 1]))
                regs[place], regs[place + 1] = count, at
                pc = body
                continue
            else:
                stack.append((-5, body, at, place, count))
                regs[place] = count
                pc += 1
                continue
        elif op == AT:
            if _is_at(step[1], text, at, end):
                pc += 1
                continue
        elif op == MATCH:
            if not (whole and at != end) and not at == start == not_at:
                return at
        elif op == ANY:
            if at < end:
                at += 1
                pc += 1
                continue
        elif op == BACK:
            first, last = regs[2 * step[1]], regs[2 * step[1] + 1]
            if 0 <= first <= last:
                part = text[first:last]
                size = len(part)
                if step[2]:
                    other = text[at:min(at + size, end)]
                    same = other.lower() == part.lower()
                else:
                    same = text.startswith(part, at, end)
                if same:
                    at += size
                    pc += 1
                    continue
        elif op == IF:
            known = regs[2 * step[1] + 1] >= 0
            pc = pc + 1 if known else step[2]
            continue
        elif op == ATOMIC:
            before = regs[:]
            found = _run(step[1], text, at, end, regs)
            if found >= 0:
                _note(stack, before, regs)
                at = found
                pc += 1
                continue
            regs[:] = before
        else:                                           # LOOK
            before = regs[:]
            place = at if step[2] is None else at - step[2]
            found = -1
            if place >= 0:
                found = _run(step[1], text, place, end if step[2] is None else at, regs,
                             step[2] is not None)
            if step[3] or found < 0:
                regs[:] = before
            if (found >= 0) != step[3]:
                if not step[3]:
                    _note(stack, before, regs)
                pc += 1
                continue
        # It went wrong: back to the last choice.
        while stack:
            choice = stack.pop()
            pc = choice[0]
            if pc >= 0:
                at = choice[1]
                break
            if pc == -1:
                regs[choice[1]] = choice[2]
                continue
            if pc == -2:
                _, pc, at, low = choice
                at -= 1
                if at > low:
                    stack.append((-2, pc, at, low))
                break
            if pc == -3:
                _, pc, at, most = choice
                members, test = code[pc][1], code[pc][2]
                if members is None or text[at] in members \
                        or test is not None and test(text[at]):
                    at += 1
                    if at < most:
                        stack.append((-3, pc, at, most))
                    pc += 1
                    break
                continue
            if pc == -4:
                _, pc, at, place, count = choice
                stack.append((-1, place, regs[place]))
                regs[place] = count
                break
            _, pc, at, place, count = choice
            stack.append((-1, place, regs[place]))
            stack.append((-1, place + 1, regs[place + 1]))
            regs[place], regs[place + 1] = count, at
            break
        else:
            return -1


def _note(stack, before, regs):
    """How to undo what an inner match changed."""
    for place, old in enumerate(before):
        if regs[place] != old:
            stack.append((-1, place, old))


class Pattern:
    """A regular expression that was read."""

    __layout__ = "=8 groups# _groupindex? _indexgroup? pattern flags# @weakref _code " \
        "_size# _first"

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def groupindex(self):
        """A dictionary mapping group names to group numbers."""
        from types import MappingProxyType
        return MappingProxyType(self._groupindex or {})

    def __repr__(self):
        flags = self.flags
        if isinstance(self.pattern, str) and flags & _BY_TYPE == 32:
            flags &= ~32
        from re import RegexFlag
        names = [f"re.{name}" for name in ("IGNORECASE", "LOCALE", "MULTILINE", "DOTALL",
                                           "UNICODE", "VERBOSE", "DEBUG", "ASCII")
                 if flags & RegexFlag[name]]
        shown = repr(self.pattern)[:200]
        return f"re.compile({shown}{', ' if names else ''}{'|'.join(names)})"

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self is other or (self.flags == other.flags and type(self.pattern)
                                 is type(other.pattern) and self.pattern == other.pattern)

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __sizeof__(self):
        """Size of object in memory, in bytes."""
        from re._length import program_words
        return object.__sizeof__(self) + 4 * program_words(self.pattern, self.flags)

    def __reduce__(self):
        from re import _compile
        return _compile, (self.pattern, self.flags)

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    def _text(self, string):
        """What is matched, as str."""
        if isinstance(string, str):
            if not isinstance(self.pattern, str):
                raise TypeError("cannot use a bytes pattern on a string-like object")
            return string
        try:
            data = memoryview(string).tobytes()
        except TypeError:
            kind = type(string).__name__
            raise TypeError("expected string or bytes-like object, "
                            f"got '{kind}'") from None
        if isinstance(self.pattern, str):
            raise TypeError("cannot use a string pattern on a bytes-like object")
        return data.decode("latin-1")

    def _find(self, string, text, pos, end, lower, moves, whole=False, not_at=-1):
        code, size, first = self._code, self._size, self._first
        start = pos
        while start <= end:
            if moves and first is not None:
                if type(first) is str:
                    start = text.find(first, start, end)
                    if start < 0:
                        return None
                else:
                    members, test = first
                    while start < end and not (text[start] in members or test is not None
                                               and test(text[start])):
                        start += 1
                    if start >= end:
                        return None
            regs = [-1] * size
            regs[0] = 0
            stop = _run(code, text, start, end, regs, whole, not_at)
            if stop >= 0:
                return _match(self, string, lower, end, start, stop, regs)
            if not moves:
                return None
            start += 1
        return None

    def _limits(self, text, pos, endpos):
        size = len(text)
        pos = min(max(pos, 0), size)
        return pos, min(max(endpos, 0), size)

    def match(self, string, pos=0, endpos=_MOST):
        text = self._text(string)
        pos, end = self._limits(text, pos, endpos)
        return self._find(string, text, pos, end, pos, False)

    def fullmatch(self, string, pos=0, endpos=_MOST):
        text = self._text(string)
        pos, end = self._limits(text, pos, endpos)
        return self._find(string, text, pos, end, pos, False, True)

    def search(self, string, pos=0, endpos=_MOST):
        text = self._text(string)
        pos, end = self._limits(text, pos, endpos)
        return self._find(string, text, pos, end, pos, True)

    def finditer(self, string, pos=0, endpos=_MOST):
        return iter(self.scanner(string, pos, endpos).search, None)

    def scanner(self, string, pos=0, endpos=_MOST):
        return SRE_Scanner(self, string, pos, endpos)

    def findall(self, string, pos=0, endpos=_MOST):
        found = []
        for match in self.finditer(string, pos, endpos):
            if self.groups == 0:
                found.append(match.group())
            elif self.groups == 1:
                found.append(match.groups(match.string[:0])[0])
            else:
                found.append(match.groups(match.string[:0]))
        return found

    def split(self, string, maxsplit=0):
        parts, last = [], 0
        for match in self.finditer(string):
            start, end = match.span()
            parts.append(string[last:start])
            parts.extend(match.groups())
            last = end
            maxsplit -= 1
            if maxsplit == 0:
                break
        parts.append(string[last:])
        return parts

    def subn(self, repl, string, count=0):
        replace = repl if callable(repl) else _expander(self, repl)
        parts, last, made = [], 0, 0
        for match in self.finditer(string):
            start, end = match.span()
            parts.append(string[last:start])
            new = replace(match)
            if new is not None:
                parts.append(new)
            last = end
            made += 1
            if made == count:
                break
        parts.append(string[last:])
        return (string[:0] if isinstance(string, str) else b"").join(parts), made

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]


class SRE_Scanner:
    """Finds one match after the other."""

    __module__ = "_sre"

    def __init__(self, pattern, string, pos, endpos):
        self.pattern = pattern
        self._string = string
        self._text = pattern._text(string)
        self._pos, self._end = pattern._limits(self._text, pos, endpos)
        self._lower, self._not_at = self._pos, -1

    def _next(self, moves):
        found = None
        if self._pos is not None:
            found = self.pattern._find(self._string, self._text, self._pos, self._end,
                                       self._lower, moves, False, self._not_at)
        if found is None:
            self._pos = None
        else:
            first, self._pos = found._regs[0]
            self._not_at = self._pos if first == self._pos else -1
        return found

    def search(self):
        return self._next(True)

    def match(self):
        return self._next(False)


class Match:
    """What a pattern matched."""

    __layout__ = "=8 string _regs# re pos# endpos# lastindex#? =16"

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Match' instances")

    def __repr__(self):
        return f"<re.Match object; span={self._regs[0]}, match={self.group()!r}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    def __sizeof__(self):
        """Returns size in memory, in bytes."""
        return object.__sizeof__(self) + 16 * len(self._regs)

    @property
    def regs(self):
        return self._regs

    @property
    def lastgroup(self):
        names, index = self.re._indexgroup, self.lastindex
        return names[index] if names and index else None

    def _index(self, group):
        if isinstance(group, str):
            found = self.re.groupindex.get(group)
        elif hasattr(type(group), "__index__"):
            found = group.__index__()
        else:
            found = None
        if found is None or not 0 <= found < len(self._regs):
            raise IndexError("no such group")
        return found

    def _part(self, index, default=None):
        start, end = self._regs[index]
        if start < 0:
            return default
        part = self.string[start:end]
        return part if isinstance(part, (str, bytes)) else bytes(part)

    def group(self, *groups):
        if not groups:
            return self._part(0)
        if len(groups) == 1:
            return self._part(self._index(groups[0]))
        return tuple([self._part(self._index(group)) for group in groups])

    def __getitem__(self, group):
        return self._part(self._index(group))

    def groups(self, default=None):
        return tuple([self._part(index, default)
                      for index in range(1, len(self._regs))])

    def groupdict(self, default=None):
        return {name: self._part(index, default)
                for name, index in self.re.groupindex.items()}

    def start(self, group=0, /):
        return self._regs[self._index(group)][0]

    def end(self, group=0, /):
        return self._regs[self._index(group)][1]

    def span(self, group=0, /):
        return self._regs[self._index(group)]

    def expand(self, template):
        return _expander(self.re, template)(self)


def _match(pattern, string, pos, endpos, start, end, regs):
    made = object.__new__(Match)
    made.re = pattern
    made.string = string
    made.pos = pos
    made.endpos = endpos
    spans = [(start, end)]
    for group in range(1, pattern.groups + 1):
        first, last = regs[2 * group], regs[2 * group + 1]
        spans.append((first, last) if 0 <= first <= last else (-1, -1))
    made._regs = tuple(spans)
    made.lastindex = regs[0] or None
    return made


def _template(pattern, template):
    """The parts of a replacement: texts, and the numbers of groups."""
    source = Parser(template, 0)
    parts, text = [], ""

    def group(number, place):
        nonlocal text
        if number > pattern.groups:
            raise source.error(f"invalid group reference {number}", at=place)
        parts.append(text)
        parts.append(number)
        text = ""

    while True:
        start = source.at
        this = source.get()
        if this == "":
            break
        if this[0] != "\\":
            text += this
            continue
        letter = this[1]
        if letter == "g":
            if not source.take("<"):
                raise source.error("missing <")
            place = source.at
            name = source.until(">", "group name")
            if name.isdecimal() and name.isascii():
                group(int(name), place)
                continue
            source.check_name(name, len(name) + 1)
            if name not in pattern.groupindex:
                raise IndexError(f"unknown group name {name!r}")
            group(pattern.groupindex[name], place)
        elif letter == "0":
            digits = letter + source.while_in(2, "01234567")
            text += chr(int(digits, 8) & 255)
        elif letter in "123456789":
            digits, octal = letter, False
            following = source.text[source.at:source.at + 1]
            if following and following in "0123456789":
                digits += following
                source.at += 1
                third = source.text[source.at:source.at + 1]
                if all(c and c in "01234567" for c in (*digits, third)):
                    digits += third
                    source.at += 1
                    value = int(digits, 8)
                    if value > 0o377:
                        raise source.error(f"octal escape value \\{digits} outside of "
                                           "range 0-0o377", at=start)
                    text += chr(value)
                    octal = True
            if not octal:
                group(int(digits), start + 1)
        elif letter in "abfnrtv":
            text += {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t",
                     "v": "\v"}[letter]
        elif letter == "\\":
            text += letter
        elif letter.isascii() and letter.isalpha():
            raise source.error(f"bad escape {this}", at=start)
        else:
            text += this
    parts.append(text)
    return parts


def _expander(pattern, template):
    """A function that fills in a replacement."""
    plain = isinstance(template, str)
    plain or str(template, "latin-1")
    if ("\\" if plain else b"\\") not in template:
        return lambda match: template
    parts = _template(pattern, template)
    if not plain:
        parts = [part.encode("latin-1") if isinstance(part, str) else part
                 for part in parts]
    empty = "" if plain else b""

    def expand(match):
        return empty.join([part if not isinstance(part, int)
                           else match._part(part, empty) for part in parts])
    return expand


def _first(code):
    """With what every match begins: a str, members and test of a set, or None."""
    for step in code:
        if step[0] == SAVE:
            continue
        if step[0] == STRING:
            return step[1]
        if step[0] == ONE:
            members = step[1]
            if len(members) == 1 and step[2] is None:
                return next(iter(members))
            return members, step[2]
        if step[0] == MANY and step[3] > 0 and step[1] is not None:
            return step[1], step[2]
        return None


def _compiled(pattern, flags):
    """A pattern that is not known yet."""
    if isinstance(pattern, str):
        if flags & 4:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if flags & 256 and flags & 32:
            raise ValueError("ASCII and UNICODE flags are incompatible")
    elif flags & 32:
        raise ValueError("cannot use UNICODE flag with a bytes pattern")
    parser = Parser(pattern, flags)
    tree = parser.parse()
    flags = parser.flags
    if isinstance(pattern, str) and not flags & 256:
        flags |= 32
    compiler = _Compiler(parser.groups, pattern)
    made = object.__new__(Pattern)
    made.pattern = pattern
    made.flags = int(flags)
    made.groups = parser.groups - 1
    if parser.names:
        made._groupindex = parser.names
        names = {number: name for name, number in parser.names.items()}
        made._indexgroup = tuple([names.get(group) for group in range(parser.groups)])
    made._code = compiler.program(tree)
    made._size = compiler.counters + 1
    made._first = _first(made._code)
    return made


def _forget():
    """What is no longer wanted once expressions are forgotten."""
    _tests.clear()


for _kind in (Pattern, Match):
    _kind.__module__ = "re"
    _end(_kind, "re")
del _kind
_compiled.__code__ = _compiled.__code__.replace(co_name="compile")
__within__ = "<python> _compiled"

"""Regular expressions as CPython's own tests write them, by backtracking.

A node is a function of the text, a place in it, the groups found so far and what is to
match behind it; it gives the groups of the first way that leads to the end, or None.
"""
A = ASCII = 256
I = IGNORECASE = 2
M = MULTILINE = 8
S = DOTALL = 16
X = VERBOSE = 64
U = UNICODE = 32


class error(Exception):
    pass


class Match:
    def __init__(self, pattern, text, groups):
        self.re = pattern
        self.string = text
        self._groups = groups

    def span(self, group=0):
        return self._groups.get(self.re.groupindex.get(group, group), (-1, -1))

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    def group(self, *groups):
        found = tuple(self._text(group) for group in groups or (0,))
        return found[0] if len(found) == 1 else found

    __getitem__ = group

    def _text(self, group):
        start, end = self.span(group)
        return None if start < 0 else self.string[start:end]

    def groups(self):
        return tuple(self._text(group + 1) for group in range(self.re.groups))

    def groupdict(self):
        return {name: self._text(name) for name in self.re.groupindex}


class Pattern:
    def __init__(self, pattern, flags=0):
        self.pattern = pattern
        self.flags = flags
        self.groups = 0
        self.groupindex = {}
        self._at = 0
        self._node = self._either()
        if self._at < len(pattern):
            raise error(f"unbalanced parenthesis at {self._at}")

    def match(self, text, pos=0, _whole=False):
        def finish(place, groups):
            if _whole and place != len(text):
                return None
            return {**groups, 0: (pos, place)}
        groups = self._node(text, pos, {}, finish)
        return None if groups is None else Match(self, text, groups)

    def fullmatch(self, text):
        return self.match(text, _whole=True)

    def search(self, text, pos=0):
        for start in range(pos, len(text) + 1):
            found = self.match(text, start)
            if found is not None:
                return found
        return None

    def finditer(self, text):
        place = 0
        while (found := self.search(text, place)) is not None:
            yield found
            place = max(found.end(), found.start() + 1)

    def findall(self, text):
        return [found.groups() if self.groups > 1 else found.group(self.groups)
                for found in self.finditer(text)]

    def split(self, text):
        parts, place = [], 0
        for found in self.finditer(text):
            parts.append(text[place:found.start()])
            parts.extend(found.groups())
            place = found.end()
        return parts + [text[place:]]

    def sub(self, new, text):
        parts, place = [], 0
        for found in self.finditer(text):
            parts += text[place:found.start()], new(found) if callable(new) else new
            place = found.end()
        return "".join(parts) + text[place:]

    def _more(self, stop=""):
        return self._at < len(self.pattern) and self.pattern[self._at] not in stop

    def _takes(self, start):
        here = self.pattern.startswith(start, self._at)
        self._at += len(start) * here
        return here

    def _next(self):
        self._at += 1
        return self.pattern[self._at - 1]

    def _until(self, end):
        start, self._at = self._at, self.pattern.index(end, self._at)
        self._at += 1
        return self.pattern[start:self._at - 1]

    def _either(self):
        ways = [self._sequence()]
        while self._takes("|"):
            ways.append(self._sequence())
        if len(ways) == 1:
            return ways[0]

        def either(text, place, groups, then):
            for way in ways:
                found = way(text, place, groups, then)
                if found is not None:
                    return found
            return None
        return either

    def _sequence(self):
        nodes = []
        while self._more("|)"):
            nodes.append(self._repeated())
        node = _nothing
        for before in reversed(nodes):
            node = before if node is _nothing else _pair(before, node)
        return node

    def _repeated(self):
        single, node = self._atom()
        while self._repeats():
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(
                sign := self._next(), (0, None))
            if sign == "{":
                first, comma, last = self._until("}").partition(",")
                least = int(first or 0)
                most = (int(last) if last else None) if comma else least
            lazy = self._takes("?")
            node = _run(single, least, most, lazy) if single else \
                _again(node, least, most, lazy)
            single = None
        return node

    def _repeats(self):
        """Whether what follows says how often; a brace that does not is one."""
        if not self._more() or self.pattern[self._at] not in "*+?{":
            return False
        count = self.pattern[self._at + 1:].partition("}")[0]
        return self.pattern[self._at] != "{" or count.replace(",", "", 1).isdigit()

    def _atom(self):
        """A node, and for one that takes one character also the test of that."""
        sign = self._next()
        if sign == "(":
            return None, self._group()
        if sign == "^":
            return None, _where(lambda text, place: place == 0 or (
                self.flags & M and text[place - 1] == "\n"))
        if sign == "$":
            return None, _where(lambda text, place: place == len(text) or (
                text[place] == "\n" and (self.flags & M or place + 1 == len(text))))
        if sign == "." and self.flags & S:
            return _one(lambda char: True)
        if sign == ".":
            return _one(lambda char: char != "\n")
        if sign == "[":
            return _one(self._set())
        if sign == "\\":
            return self._escape()
        if self.flags & X and sign.isspace():
            return None, _nothing
        if self.flags & X and sign == "#":
            while self._more("\n"):
                self._at += 1
            return None, _nothing
        if self.flags & I:
            return _one(lambda char: char.lower() == sign.lower())
        return _one(lambda char: char == sign)

    def _escape(self):
        sign = self._next()
        if sign.isdigit() and sign != "0":
            def same(text, place, groups, then):
                start, end = groups.get(int(sign), (-1, -1))
                old = text[start:end]
                if start < 0 or not text.startswith(old, place):
                    return None
                return then(place + len(old), groups)
            return None, same
        if sign in "AZ":
            return None, _where(lambda text, place: place == len(text) * (sign == "Z"))
        if sign in "bB":
            def edge(text, place):
                before = place > 0 and _KINDS["w"](text[place - 1])
                return (before != _KINDS["w"](text[place:place + 1])) == (sign == "b")
            return None, _where(edge)
        return _one(self._kind(sign))

    def _kind(self, sign):
        if sign.lower() in _KINDS:
            kind = _KINDS[sign.lower()]
            return kind if sign.islower() else lambda char: not kind(char)
        if sign in "xuU":
            width = {"x": 2, "u": 4, "U": 8}[sign]
            plain = chr(int(self.pattern[self._at:self._at + width], 16))
            self._at += width
        else:
            plain = {"n": "\n", "t": "\t", "r": "\r"}.get(sign, sign)
        return lambda char: char == plain

    def _set(self):
        tests = []
        wanted = not self._takes("^")
        while self._more("]") or not tests:
            sign = self._next()
            if sign == "\\":
                tests.append(self._kind(self._next()))
            elif self._more() and self.pattern[self._at] == "-" \
                    and self.pattern[self._at + 1] != "]":
                self._at += 1
                last = self._next()
                tests.append(lambda char, low=sign, high=last: low <= char <= high)
            else:
                tests.append(lambda char, sign=sign: char == sign)
        self._at += 1
        return lambda char: any(test(char) for test in tests) == wanted

    def _group(self):
        number = None
        behind = True
        look = None
        if not self._takes("?"):
            self.groups += 1
            number = self.groups
        elif self._takes("P<"):
            self.groups += 1
            number = self.groups
            self.groupindex[self._until(">")] = number
        elif self._takes("="):
            look = True
        elif self._takes("!"):
            look = False
        elif self._takes("<="):
            look, behind = True, False
        elif not self._takes(":"):
            for sign in self._until(")"):
                self.flags |= {"s": S, "m": M, "i": I, "x": X}.get(sign, 0)
            return _nothing
        inner = self._either()
        if not self._takes(")"):
            raise error("missing ), unterminated subpattern")
        if look is not None:
            return _look(inner, look, behind)
        if number is None:
            return inner

        def group(text, place, groups, then):
            return inner(text, place, groups, lambda end, found: then(
                end, {**found, number: (place, end)}))
        return group


def _nothing(text, place, groups, then):
    return then(place, groups)


def _pair(first, second):
    def pair(text, place, groups, then):
        return first(text, place, groups,
                     lambda end, found: second(text, end, found, then))
    return pair


def _where(test):
    def where(text, place, groups, then):
        return then(place, groups) if test(text, place) else None
    return where


def _one(test):
    def one(text, place, groups, then):
        if place < len(text) and test(text[place]):
            return then(place + 1, groups)
        return None
    return test, one


def _run(test, least, most, lazy):
    """As many characters as there are, then ever fewer; or the other way about."""
    def run(text, place, groups, then):
        limit = len(text) if most is None else min(len(text), place + most)
        end = place
        if lazy:
            limit, full = place + least, limit
        while end < limit and end < len(text) and test(text[end]):
            end += 1
        while end >= place + least:
            found = then(end, groups)
            if found is not None:
                return found
            if not lazy:
                end -= 1
            elif end < full and test(text[end]):
                end += 1
            else:
                return None
        return None
    return run


def _again(node, least, most, lazy):
    def again(text, place, groups, then, count=0):
        def more():
            if most is not None and count >= most:
                return None
            return node(text, place, groups, lambda end, found: None if (
                end == place and count >= least
            ) else again(text, end, found, then, count + 1))
        if count < least:
            return more()
        if lazy:
            found = then(place, groups)
            return more() if found is None else found
        found = more()
        return then(place, groups) if found is None else found
    return again


def _look(inner, wanted, ahead):
    def look(text, place, groups, then):
        starts = [place] if ahead else range(place + 1)
        fits = any(inner(text, start, groups, lambda end, found: found if (
            ahead or end == place) else None) is not None for start in starts)
        return then(place, groups) if fits == wanted else None
    return look


_KINDS = {
    "d": lambda char: char.isdigit(),
    "w": lambda char: char.isalnum() or char == "_",
    "s": lambda char: char in " \t\n\r\f\v" and char != "",
}


def compile(pattern, flags=0):
    return pattern if isinstance(pattern, Pattern) else Pattern(pattern, flags)


def match(pattern, text, flags=0):
    return compile(pattern, flags).match(text)


def fullmatch(pattern, text, flags=0):
    return compile(pattern, flags).fullmatch(text)


def search(pattern, text, flags=0):
    return compile(pattern, flags).search(text)


def findall(pattern, text, flags=0):
    return compile(pattern, flags).findall(text)


def finditer(pattern, text, flags=0):
    return compile(pattern, flags).finditer(text)


def sub(pattern, new, text, flags=0):
    return compile(pattern, flags).sub(new, text)


def split(pattern, text, flags=0):
    return compile(pattern, flags).split(text)


def escape(text):
    return "".join(char if char.isalnum() or char == "_" else "\\" + char
                   for char in text)

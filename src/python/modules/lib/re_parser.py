"""Reads a regular expression, into a tree of tuples; see `re`."""

A, I, L, M, S, U, X, DEBUG = 256, 2, 4, 8, 16, 32, 64, 128
_FLAGS = {"a": A, "i": I, "L": L, "m": M, "s": S, "u": U, "x": X}
_TYPE_FLAGS = A | L | U


class _NamedIntConstant(int):
    """A number that is shown by its name."""

    __module__ = "re._constants"

    def __new__(cls, value, name):
        made = int.__new__(cls, value)
        made.name = name
        return made

    def __repr__(self):
        return self.name

    __reduce__ = None


MAXREPEAT = _NamedIntConstant(4294967295, "MAXREPEAT")


class PatternError(Exception):
    """What is wrong with a regular expression, and where."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = f"{msg} at position {pos}"
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


# A set is (negated, characters, ranges, classes); a class is a letter of \d \D \s ….
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_OCTAL = "01234567"
_HEX = "0123456789abcdefABCDEF"
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Parser:
    """One pattern, and how far it is read."""

    def __init__(self, pattern, flags):
        self.pattern = pattern
        self.is_text = isinstance(pattern, str)
        self.text = pattern if self.is_text else bytes(pattern).decode("latin-1")
        self.flags = flags
        self.at = 0
        self.groups = 1
        self.names = {}
        self.open = set()
        self.conditions = {}
        self.behind = 0

    def error(self, message, back=0, at=None):
        if not self.is_text:
            message = message.encode("ascii", "backslashreplace").decode()
        place = self.at - back if at is None else at
        return PatternError(message, self.pattern, place)

    def peek(self):
        """The next character with its backslash, or ''."""
        text, at = self.text, self.at
        if at >= len(text):
            return ""
        if text[at] == "\\":
            if at + 1 >= len(text):
                raise self.error("bad escape (end of pattern)", at=at)
            return text[at:at + 2]
        return text[at]

    def get(self):
        taken = self.peek()
        self.at += len(taken)
        return taken

    def take(self, text):
        if self.text.startswith(text, self.at) and self.peek()[:1] == text[:1]:
            self.at += len(text)
            return True
        return False

    def while_in(self, most, characters):
        start = self.at
        while self.at - start < most and self.at < len(self.text) \
                and self.text[self.at] in characters:
            self.at += 1
        return self.text[start:self.at]

    def until(self, end, what):
        start = self.at
        stop = self.text.find(end, start)
        if stop < 0:
            if start == len(self.text):
                raise self.error("missing " + what)
            raise self.error(f"missing {end}, unterminated name", at=start)
        if stop == start:
            raise self.error("missing " + what, at=start)
        self.at = stop + 1
        return self.text[start:stop]

    def check_name(self, name, back):
        if not (name.isidentifier() and (self.is_text or name.isascii())):
            shown = repr(name) if self.is_text else ascii(name)
            raise self.error(f"bad character in group name {shown}", back)

    # The parts, from the outside in.

    def parse(self):
        tree = self._parse_sub(True)
        if self.flags & L and self.is_text:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if self.at < len(self.text):
            raise self.error("unbalanced parenthesis")
        for group, place in self.conditions.items():
            if group >= self.groups:
                raise self.error(f"invalid group reference {group}", at=place)
        return tree

    def _parse_sub(self, first=False):
        branches = []
        while True:
            branches.append(self._parse(first and not branches))
            if not self.take("|"):
                break
        if len(branches) == 1:
            return branches[0]
        return ("or", branches)

    def _parse(self, first=False):
        items = []
        while True:
            this = self.peek()
            if this in ("", "|", ")"):
                return ("seq", items)
            start = self.at
            self.at += len(this)
            if self.flags & X:
                if this in " \t\n\r\v\f":
                    continue
                if this == "#":
                    end = self.text.find("\n", self.at)
                    self.at = len(self.text) if end < 0 else end + 1
                    continue
            if this[0] == "\\":
                items.append(self.escape(this))
            elif this == "[":
                items.append(self.set(start))
            elif this in ("*", "+", "?", "{"):
                self.repeat(this, start, items)
            elif this == ".":
                items.append(("any", bool(self.flags & S)))
            elif this == "(":
                item = self.group(start, first and not items)
                if item is not None:
                    items.append(item)
            elif this == "^":
                items.append(("at", "line start" if self.flags & M else "start"))
            elif this == "$":
                items.append(("at", "line end" if self.flags & M else "near end"))
            else:
                items.append(self.literal(this))

    def literal(self, character):
        return ("char", character, bool(self.flags & I), self.kind())

    def kind(self):
        """How classes are meant: by ASCII or by Unicode."""
        return "a" if self.flags & A or not self.is_text else "u"

    def repeat(self, this, start, items):
        if this == "?":
            low, high = 0, 1
        elif this == "*":
            low, high = 0, MAXREPEAT
        elif this == "+":
            low, high = 1, MAXREPEAT
        else:
            if self.text.startswith("}", self.at):
                items.append(self.literal("{"))
                return
            low = self.while_in(10 ** 9, "0123456789")
            high = self.while_in(10 ** 9, "0123456789") if self.take(",") else low
            if not self.take("}"):
                items.append(self.literal("{"))
                self.at = start + 1
                return
            low, high = int(low or 0), int(high) if high else MAXREPEAT
            if low >= MAXREPEAT or high > MAXREPEAT:
                raise OverflowError("the repetition number is too large")
            if high < low:
                raise self.error("min repeat greater than max repeat", at=start + 1)
        item = items[-1] if items else None
        if item is None or item[0] == "at":
            raise self.error("nothing to repeat", at=start)
        if item[0] == "repeat":
            raise self.error("multiple repeat", at=start)
        if item[0] == "group" and item[1] is None and item[2][0] == "seq" \
                and len(item[2][1]) == 1:
            item = item[2]
        if self.take("?"):
            how = "lazy"
        elif self.take("+"):
            how = "possessive"
        else:
            how = "greedy"
        items[-1] = ("repeat", low, high, how, item)

    def octal_or_group(self, digits, start):
        """What a backslash and digits mean outside of a set."""
        if digits == "0":
            digits += self.while_in(2, _OCTAL)
            return self.literal(chr(int(digits, 8)))
        if self.at < len(self.text) and self.text[self.at] in "0123456789":
            digits += self.while_in(1, "0123456789")
            if digits[0] in _OCTAL and digits[1] in _OCTAL and self.at < len(self.text) \
                    and self.text[self.at] in _OCTAL:
                digits += self.while_in(1, _OCTAL)
                value = int(digits, 8)
                if value > 0o377:
                    raise self.error(f"octal escape value \\{digits} outside of range "
                                     "0-0o377", at=start)
                return self.literal(chr(value))
        group = int(digits)
        if group < self.groups:
            self.check_group(group, start)
            return ("back", group, bool(self.flags & I))
        raise self.error(f"invalid group reference {group}", at=start + 1)

    def check_group(self, group, place):
        if group in self.open:
            raise self.error("cannot refer to an open group", at=place)
        if self.behind and group >= self.behind:
            raise self.error("cannot refer to group defined in the same lookbehind "
                             "subpattern", at=self.at)

    def number(self, letter, start):
        """The character that \\x, \\u, \\U or \\N names."""
        wanted = {"x": 2, "u": 4, "U": 8}.get(letter)
        if wanted:
            digits = self.while_in(wanted, _HEX)
            if len(digits) != wanted:
                raise self.error(f"incomplete escape \\{letter}{digits}", at=start)
            value = int(digits, 16)
            if value > 0x10FFFF:
                raise self.error(f"bad escape \\{letter}{digits}", at=start)
            return chr(value)
        if not self.take("{"):
            raise self.error("missing {")
        name = self.until("}", "character name")
        try:
            return _named(name)
        except SyntaxError:
            raise self.error(f"undefined character name {name!r}",
                             len(name) + len(r"\N{}")) from None

    def escape(self, this):
        start, letter = self.at - 2, this[1]
        if letter in "dDsSwW":
            return ("set", False, "", (), letter, bool(self.flags & I), self.kind())
        if letter in "AZbB":
            place = {"A": "start", "Z": "end", "b": "word edge", "B": "no edge"}[letter]
            return ("at", place + self.kind() if letter in "bB" else place)
        if letter == "x" or letter in "uUN" and self.is_text:
            return self.literal(self.number(letter, start))
        if letter in "0123456789":
            return self.octal_or_group(letter, start)
        if letter in _SIMPLE and letter != "b":
            return self.literal(_SIMPLE[letter])
        if letter in _LETTERS:
            raise self.error(f"bad escape {this}", at=start)
        return self.literal(letter)

    def set_item(self, this, start):
        """A character in a set, or a class: ('', letter)."""
        if this[0] != "\\":
            return this
        letter = this[1]
        if letter in "dDsSwW":
            return "", letter
        if letter == "x" or letter in "uUN" and self.is_text:
            return self.number(letter, start)
        if letter in _OCTAL:
            digits = letter + self.while_in(2, _OCTAL)
            value = int(digits, 8)
            if value > 0o377:
                raise self.error(f"octal escape value \\{digits} outside of range "
                                 "0-0o377", at=start)
            return chr(value)
        if letter in "0123456789":
            raise ValueError
        if letter in _SIMPLE:
            return _SIMPLE[letter]
        if letter in _LETTERS:
            raise self.error(f"bad escape {this}", at=start)
        return letter

    def set_part(self, this, start):
        try:
            return self.set_item(this, start)
        except ValueError:
            raise self.error(f"bad escape {this}", at=start) from None

    def set(self, here):
        negated = self.take("^")
        characters, ranges, classes = [], [], ""
        first = True
        while True:
            start = self.at
            this = self.get()
            if this == "":
                raise self.error("unterminated character set", at=here)
            if this == "]" and not first:
                break
            first = False
            low = self.set_part(this, start)
            if self.text.startswith("-", self.at):
                self.at += 1
                that_start = self.at
                that = self.get()
                if that == "":
                    raise self.error("unterminated character set", at=here)
                if that == "]":
                    characters.append("-")
                    if isinstance(low, tuple):
                        classes += low[1]
                    else:
                        characters.append(low)
                    break
                high = self.set_part(that, that_start)
                shown = self.text[start:self.at]
                if isinstance(low, tuple) or isinstance(high, tuple) or high < low:
                    raise self.error(f"bad character range {shown}", at=start)
                ranges.append((low, high))
            elif isinstance(low, tuple):
                classes += low[1]
            else:
                characters.append(low)
        ignore = bool(self.flags & I)
        if not negated and not ranges and not classes and len(characters) == 1:
            return self.literal(characters[0])
        return ("set", negated, "".join(characters), tuple(ranges), classes, ignore,
                self.kind())

    def group(self, start, at_start):
        name, capture, add, remove = None, True, 0, 0
        flags = self.flags
        if self.take("?"):
            letter = self.text[self.at:self.at + 1]
            if letter == "":
                raise self.error("unexpected end of pattern")
            self.at += 1
            if letter == "P":
                if self.take("<"):
                    name = self.until(">", "group name")
                    self.check_name(name, len(name) + 1)
                elif self.take("="):
                    return self.named_back()
                else:
                    letter = self.text[self.at:self.at + 1]
                    if letter == "":
                        raise self.error("unexpected end of pattern")
                    raise self.error(f"unknown extension ?P{letter}",
                                     at=self.at - 2)
            elif letter == ":":
                capture = False
            elif letter == "#":
                while True:
                    if self.at >= len(self.text):
                        raise self.error("missing ), unterminated comment", at=start)
                    self.at += 1
                    if self.text[self.at - 1] == ")":
                        return None
            elif letter in "=!<":
                return self.look(letter, start)
            elif letter == "(":
                return self.condition(start)
            elif letter == ">":
                capture = "atomic"
            elif letter in _FLAGS or letter == "-":
                found = self.inline_flags(letter)
                if found is None:
                    if not at_start:
                        raise self.error("global flags not at the start of the "
                                         "expression", at=start)
                    return None
                add, remove = found
                capture = False
            else:
                raise self.error("unknown extension ?" + letter, at=self.at - 2)
        if capture is True:
            number = self.groups
            self.groups += 1
            if name is not None:
                if name in self.names:
                    raise self.error(
                        f"redefinition of group name {name!r} as group {number}; was "
                        f"group {self.names[name]}", len(name) + 1)
                self.names[name] = number
            self.open.add(number)
        if add & _TYPE_FLAGS:
            self.flags &= ~_TYPE_FLAGS
        self.flags = (self.flags | add) & ~remove
        inside = self._parse_sub()
        self.flags = flags
        if not self.take(")"):
            raise self.error("missing ), unterminated subpattern", at=start)
        if capture is True:
            self.open.discard(number)
            return ("group", number, inside)
        if capture == "atomic":
            return ("atomic", inside)
        return ("group", None, inside)

    def named_back(self):
        name = self.until(")", "group name")
        self.check_name(name, len(name) + 1)
        group = self.names.get(name)
        if group is None:
            raise self.error(f"unknown group name {name!r}", len(name) + 1)
        if group in self.open:
            raise self.error("cannot refer to an open group", len(name) + 1)
        self.check_group(group, self.at)
        return ("back", group, bool(self.flags & I))

    def look(self, letter, start):
        behind = False
        if letter == "<":
            letter = self.text[self.at:self.at + 1]
            if letter == "":
                raise self.error("unexpected end of pattern")
            self.at += 1
            if letter not in "=!":
                raise self.error("unknown extension ?<" + letter, at=start + 1)
            behind = True
        before = self.behind
        if behind and not before:
            self.behind = self.groups
        inside = self._parse_sub()
        self.behind = before
        if not self.take(")"):
            raise self.error("missing ), unterminated subpattern", at=start)
        return ("look", behind, letter == "!", inside)

    def condition(self, start):
        name = self.until(")", "group name")
        if name.isidentifier():
            self.check_name(name, len(name) + 1)
            group = self.names.get(name)
            if group is None:
                raise self.error(f"unknown group name {name!r}", len(name) + 1)
        else:
            if not (name.isdecimal() and name.isascii()):
                self.check_name(name, len(name) + 1)
            group = int(name)
            if not group:
                raise self.error("bad group number", len(name) + 1)
            if group not in self.conditions:
                self.conditions[group] = self.at - len(name) - 1
        yes = self._parse()
        no = ("seq", [])
        if self.take("|"):
            no = self._parse()
            if self.peek() == "|":
                raise self.error("conditional backref with more than two branches")
        if not self.take(")"):
            raise self.error("missing ), unterminated subpattern", at=start)
        return ("if", group, yes, no)

    def inline_flags(self, letter):
        """Flags to add and to remove within a group; None where they hold for all."""
        add = remove = 0
        wrong, kind = ("L", "str") if self.is_text else ("u", "bytes")
        for letter in self.flag_letters(letter, ")-:", "missing -, : or )"):
            if letter == wrong:
                raise self.error(f"bad inline flags: cannot use '{wrong}' flag with a "
                                 f"{kind} pattern")
            flag = _FLAGS.get(letter, 0)
            add |= flag
            if flag & _TYPE_FLAGS and (add & _TYPE_FLAGS) != flag:
                raise self.error("bad inline flags: flags 'a', 'u' and 'L' are "
                                 "incompatible")
        if letter == ")":
            self.flags |= add
            return None
        if letter == "-":
            letter = self.flag_letter("", "missing flag")
            for letter in self.flag_letters(letter, ":", "missing :"):
                remove |= _FLAGS.get(letter, 0)
                if remove & _TYPE_FLAGS:
                    raise self.error("bad inline flags: cannot turn off flags 'a', 'u' "
                                     "and 'L'")
        if add & remove:
            raise self.error("bad inline flags: flag turned on and off", 1)
        return add, remove

    def flag_letters(self, letter, ends, missing):
        """Letters of flags, each read when it is asked for, and the mark behind them."""
        yield letter
        while letter not in ends:
            letter = self.flag_letter(ends, missing)
            yield letter

    def flag_letter(self, ends, missing):
        letter = self.text[self.at:self.at + 1]
        if letter == "":
            raise self.error(missing)
        self.at += 1
        if letter not in ends and letter not in _FLAGS:
            raise self.error("unknown flag" if letter.isalpha() else missing, 1)
        return letter


def _named(name):
    """The character with a name, if the compiler knows it."""
    if not all(c.isalnum() or c in " -" for c in name):
        raise SyntaxError
    return eval(f'"\\N{{{name}}}"')


def width(tree, groups):
    """The least and the greatest width of what a tree matches. A reference to a group is
    as wide as that group's own tree."""
    kind = tree[0]
    if kind in ("char", "any", "set"):
        return 1, 1
    if kind in ("at", "look"):
        return 0, 0
    if kind == "seq":
        low = high = 0
        for item in tree[1]:
            a, b = width(item, groups)
            low, high = low + a, high + b
        return low, high
    if kind == "or":
        each = [width(item, groups) for item in tree[1]]
        return min(a for a, _ in each), max(b for _, b in each)
    if kind == "group":
        return width(tree[2], groups)
    if kind == "atomic":
        return width(tree[1], groups)
    if kind == "repeat":
        low, high = width(tree[4], groups)
        return low * tree[1], min(high * tree[2], MAXREPEAT)
    if kind == "back":
        found = groups.get(tree[1])
        return (0, MAXREPEAT) if found is None else width(found, groups)
    yes, no = width(tree[2], groups), width(tree[3], groups)
    return min(yes[0], no[0]), max(yes[1], no[1])


__within__ = "<native> Parser.error Parser.peek Parser.get Parser.take " \
    "Parser.while_in Parser.until Parser.check_name Parser.literal Parser.kind " \
    "Parser.repeat Parser.octal_or_group Parser.check_group Parser.number " \
    "Parser.escape Parser.set_item Parser.set_part Parser.set Parser.group " \
    "Parser.named_back Parser.look Parser.condition Parser.inline_flags " \
    "Parser.flag_letters Parser.flag_letter"

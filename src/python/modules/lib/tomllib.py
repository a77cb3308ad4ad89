"""Reads TOML."""
from datetime import date, datetime, time, timedelta, timezone
import re

__all__ = ("loads", "load", "TOMLDecodeError")
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_NUMBER = re.compile(
    r"0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|b[01](?:_?[01])*|o[0-7](?:_?[0-7])*)"
    r"|[+-]?(?:0|[1-9](?:_?[0-9])*)(?P<float>(?:\.[0-9](?:_?[0-9])*)?"
    r"(?:[eE][+-]?[0-9](?:_?[0-9])*)?)")
_TIME = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?"
_LOCAL_TIME = re.compile(_TIME)
_DATETIME = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
                       rf"(?:[Tt ]{_TIME}(?:([Zz])|([+-])([01][0-9]|2[0-3]):"
                       r"([0-5][0-9]))?)?")


class TOMLDecodeError(ValueError):
    """Text that is no TOML."""


def load(fp, /, *, parse_float=float):
    """Reads an open file of bytes."""
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use "
                        "`open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """Reads a string."""
    text = s.replace("\r\n", "\n")
    return _Reader(text, parse_float).document()


def _is_control(char, also=""):
    return (char < " " or char == "\x7f") and char not in "\t" + also


class _Table(dict):
    """A table while it is read: whether it was declared, and whether it may grow."""

    declared = frozen = False


class _Array(list):
    """An array of tables while it is read."""


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


class _Reader:
    """Text, and how far it is read."""

    def __init__(self, text, parse_float):
        self.text, self.at = text, 0
        self.parse_float = parse_float
        self.top = _Table()

    def error(self, message, at=None):
        at = self.at if at is None else at
        if at >= len(self.text):
            return TOMLDecodeError(f"{message} (at end of document)")
        line = self.text.count("\n", 0, at) + 1
        column = at + 1 if line == 1 else at - self.text.rindex("\n", 0, at)
        return TOMLDecodeError(f"{message} (at line {line}, column {column})")

    def char(self):
        return self.text[self.at:self.at + 1]

    def skip(self, chars=" \t"):
        while self.char() and self.char() in chars:
            self.at += 1

    def comment(self):
        if self.char() != "#":
            return
        end = self.text.find("\n", self.at)
        end = len(self.text) if end < 0 else end
        for at in range(self.at + 1, end):
            if _is_control(self.text[at]):
                raise self.error(f"Found invalid character {self.text[at]!r}", at)
        self.at = end

    def skip_lines(self):
        """Skips space, ends of lines and comments."""
        before = None
        while before != self.at:
            before = self.at
            self.skip(" \t\n")
            self.comment()

    def document(self):
        table, header = self.top, ()
        while True:
            self.skip()
            char = self.char()
            if not char:
                break
            if char == "\n":
                self.at += 1
                continue
            if char in _BARE or char in "\"'":
                self.pair(table, header)
            elif char == "[":
                table, header = self.header()
            elif char != "#":
                raise self.error("Invalid statement")
            self.skip()
            self.comment()
            if not self.char():
                break
            if self.char() != "\n":
                raise self.error("Expected newline or end of document after a statement")
            self.at += 1
        return _plain(self.top)

    def header(self):
        """`[table]` or `[[array]]`."""
        start, several = self.at, self.text.startswith("[[", self.at)
        self.at += 1 + several
        self.skip()
        keys = self.keys()
        table = self.top
        for key in keys[:-1]:
            table = self.inside(table, key, keys, start)
        last = keys[-1]
        found = table.get(last)
        if several:
            if last not in table:
                found = table[last] = _Array()
            if not isinstance(found, _Array):
                what = "Cannot mutate immutable namespace" if isinstance(found, list) \
                    else "Cannot overwrite a value"
                raise self.error(f"{what} {keys}" if "mutate" in what else what)
            found.append(_Table())
            table = found[-1]
        else:
            if last in table and (not isinstance(found, _Table) or found.declared or
                                  found.frozen):
                if isinstance(found, _Table) or isinstance(found, _Array):
                    raise self.error(f"Cannot declare {keys} twice")
                raise self.error("Cannot overwrite a value")
            if last not in table:
                table[last] = _Table()
            table = table[last]
        table.declared = True
        if not self.text.startswith("]" * (1 + several), self.at):
            what = "an array" if several else "a table"
            raise self.error(f"Expected {']' * (1 + several)!r} at the end of {what} "
                             "declaration")
        self.at += 1 + several
        return table, keys

    def inside(self, table, key, keys, start):
        found = table.setdefault(key, _Table())
        if isinstance(found, _Array):
            found = found[-1]
        if isinstance(found, list):
            raise self.error(f"Cannot mutate immutable namespace {keys}")
        if not isinstance(found, _Table):
            raise self.error("Cannot overwrite a value")
        if found.frozen:
            raise self.error(f"Cannot declare {keys} twice")
        return found

    def keys(self):
        """A dotted key."""
        found = [self.key()]
        while True:
            self.skip()
            if self.char() != ".":
                return tuple(found)
            self.at += 1
            self.skip()
            found.append(self.key())

    def key(self):
        char, start = self.char(), self.at
        if char and char in _BARE:
            while self.char() and self.char() in _BARE:
                self.at += 1
            return self.text[start:self.at]
        if char == "'":
            return self.literal()
        if char == '"':
            return self.basic()
        raise self.error("Invalid initial character for a key part")

    def keys_of_value(self):
        """A key, up to its value."""
        keys = self.keys()
        if self.char() != "=":
            raise self.error("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.skip()
        return keys

    def pair(self, table, header):
        keys, value = self.keys_of_value(), self.value()
        for place, key in enumerate(keys[:-1]):
            table_keys = header + keys[:place + 1]
            found = table.get(key)
            if isinstance(found, _Table) and (found.declared == True or found.frozen):
                raise self.error(f"Cannot redefine namespace {table_keys}"
                                 if not found.frozen else
                                 f"Cannot mutate immutable namespace {header + keys[:-1]}")
            if key in table and not isinstance(found, _Table):
                raise self.error("Cannot overwrite a value")
            table = table.setdefault(key, _Table())
            table.declared = table.declared or "by a dot"
        if keys[-1] in table:
            raise self.error("Cannot overwrite a value")
        table[keys[-1]] = value

    # Values.

    def value(self):
        char, text = self.char(), self.text
        if char == '"':
            return self.basic_lines() if text.startswith('"""', self.at) else self.basic()
        if char == "'":
            if text.startswith("'''", self.at):
                return self.lines("'''")
            return self.literal()
        for word, value in (("true", True), ("false", False)):
            if text.startswith(word, self.at):
                self.at += len(word)
                return value
        if char == "[":
            return self.array()
        if char == "{":
            return self.table()
        found = _DATETIME.match(text, self.at)
        if found:
            try:
                value = self.moment(found)
            except ValueError as error:
                raise self.error("Invalid date or datetime") from error
            self.at = found.end()
            return value
        found = _LOCAL_TIME.match(text, self.at)
        if found:
            self.at = found.end()
            return self.time(*found.groups())
        found = _NUMBER.match(text, self.at)
        if found:
            self.at = found.end()
            if found["float"]:
                return self.float(found[0])
            return int(found[0], 0)
        for word in ("inf", "nan", "+inf", "-inf", "+nan", "-nan"):
            if text.startswith(word, self.at):
                self.at += len(word)
                return self.float(word)
        raise self.error("Invalid value")

    def float(self, text):
        value = self.parse_float(text)
        if isinstance(value, (dict, list)):
            raise ValueError("parse_float must not return dicts or lists")
        return value

    @staticmethod
    def time(hour, minute, second, fraction):
        micro = int(fraction.ljust(6, "0")) if fraction else 0
        return time(int(hour), int(minute), int(second), micro)

    def moment(self, found):
        year, month, day, hour, minute, second, part, utc, sign, hours, minutes = \
            found.groups()
        whole = date(int(year), int(month), int(day))
        if hour is None:
            return whole
        zone = None
        if sign:
            shift = timedelta(hours=int(hours), minutes=int(minutes))
            zone = timezone(-shift if sign == "-" else shift)
        elif utc:
            zone = timezone.utc
        return datetime.combine(whole, self.time(hour, minute, second, part), zone)

    def array(self):
        self.at += 1
        found = []
        self.skip_lines()
        while self.char() != "]":
            found.append(self.value())
            self.skip_lines()
            if self.char() == ",":
                self.at += 1
                self.skip_lines()
            elif self.char() != "]":
                raise self.error("Unclosed array")
        self.at += 1
        return found

    def table(self):
        """`{…}`, of which nothing can change."""
        self.at += 1
        found = _Table()
        self.skip()
        if self.char() == "}":
            self.at += 1
            self.freeze(found)
            return found
        while True:
            keys, value = self.keys_of_value(), self.value()
            table = found
            for key in keys[:-1]:
                table = table.setdefault(key, _Table())
                if not isinstance(table, _Table):
                    raise self.error("Cannot overwrite a value")
                if table.frozen:
                    raise self.error(f"Cannot mutate immutable namespace {keys[:-1]}")
            if keys[-1] in table:
                raise self.error(f"Duplicate inline table key {keys[-1]!r}")
            table[keys[-1]] = value
            self.skip()
            char = self.char()
            if char == "}":
                self.at += 1
                self.freeze(found)
                return found
            if char != ",":
                raise self.error("Unclosed inline table")
            self.at += 1
            self.skip()

    def freeze(self, table):
        table.frozen = True
        for value in table.values():
            if isinstance(value, _Table):
                self.freeze(value)

    # Strings.

    def literal(self):
        self.at += 1
        return self.up_to("'", "")

    def up_to(self, quote, also):
        """What stands before the end of a string, as it is."""
        start, end = self.at, self.text.find(quote, self.at)
        if end < 0:
            raise self.error(f"Expected {quote!r}", len(self.text))
        for at in range(start, end):
            if _is_control(self.text[at], also):
                raise self.error(f"Found invalid character {self.text[at]!r}", at)
        self.at = end + len(quote)
        return self.text[start:end]

    def lines(self, quote):
        """A string of several lines; where it is in ''', as it stands."""
        self.at += 3
        if self.char() == "\n":
            self.at += 1
        return self.up_to(quote, "\n") + self.quotes_after(quote[0])

    def quotes_after(self, quote):
        """Up to two more quotes belong to a string of several lines."""
        found = ""
        while len(found) < 2 and self.char() == quote:
            found += quote
            self.at += 1
        return found

    def basic(self):
        self.at += 1
        return self.escaped(1)

    def basic_lines(self):
        self.at += 3
        if self.char() == "\n":
            self.at += 1
        return self.escaped(3) + self.quotes_after('"')

    def escaped(self, quotes):
        found, several = [], quotes == 3
        while True:
            char = self.char()
            if not char:
                raise self.error("Unterminated string")
            if self.text.startswith('"' * quotes, self.at):
                self.at += quotes
                return "".join(found)
            if char == "\\":
                found.append(self.escape(several))
                continue
            if _is_control(char, "\n" if several else ""):
                raise self.error(f"Illegal character {char!r}")
            found.append(char)
            self.at += 1

    def escape(self, several):
        start, kind = self.at, self.text[self.at + 1:self.at + 2]
        self.at += 2
        if several and kind in (" ", "\t", "\n") and kind:
            if kind != "\n":
                self.skip()
                if not self.char():
                    return ""
                if self.char() != "\n":
                    raise self.error("Unescaped '\\' in a string")
                self.at += 1
            self.skip(" \t\n")
            return ""
        if kind in ("u", "U"):
            size = 4 if kind == "u" else 8
            digits = self.text[self.at:self.at + size]
            if not re.fullmatch(f"[0-9a-fA-F]{{{size}}}", digits):
                raise self.error("Invalid hex value")
            self.at += size
            code = int(digits, 16)
            if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
                raise self.error("Escaped character is not a Unicode scalar value")
            return chr(code)
        if kind not in _ESCAPES:
            if len(kind) != 1:
                raise self.error("Unterminated string")
            raise self.error("Unescaped '\\' in a string")
        return _ESCAPES[kind]

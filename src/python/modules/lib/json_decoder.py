"""JSON text as Python data."""

from . import scanner

__all__ = ["JSONDecoder", "JSONDecodeError"]

_LONG = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r",
         "t": "\t"}
_SPACE = " \t\n\r"


class JSONDecodeError(ValueError):
    """Subclass of ValueError with the place of the mistake."""

    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {line} column {column} (char {pos})")
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno, self.colno = line, column

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


class JSONDecoder:
    """Simple JSON decoder"""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook = object_hook, object_pairs_hook
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = parse_constant or {
            "-Infinity": float("-inf"), "Infinity": float("inf"), "NaN": float("nan"),
        }.__getitem__
        self.strict = strict
        self.memo = {}

    @property
    def scan_once(self):
        return scanner.make_scanner(self)

    def decode(self, s):
        """Return the Python representation of s."""
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        """Decode a JSON document from s; return it and the index where it ended."""
        try:
            return self._value(s, idx)
        finally:
            self.memo.clear()

    def _value(self, s, at):
        char = s[at:at + 1]
        if char == '"':
            return self._string(s, at + 1)
        if char == "{":
            return self._object(s, at + 1)
        if char == "[":
            return self._array(s, at + 1)
        for word, value in (("null", None), ("true", True), ("false", False)):
            if s.startswith(word, at):
                return value, at + len(word)
        found = self._number(s, at)
        if found is not None:
            return found
        for word in ("NaN", "Infinity", "-Infinity"):
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        raise JSONDecodeError("Expecting value", s, at)

    def _number(self, s, at):
        end = at + s.startswith("-", at)
        start = end
        end = _digits(s, end)
        if end == start:
            return None
        if s[start] == "0":
            end = start + 1
        whole = True
        if s[end:end + 1] == "." and _digits(s, end + 1) > end + 1:
            end, whole = _digits(s, end + 1), False
        if s[end:end + 1] in ("e", "E"):
            digits = end + 1 + (s[end + 1:end + 2] in ("+", "-"))
            if _digits(s, digits) > digits:
                end, whole = _digits(s, digits), False
        return (self.parse_int if whole else self.parse_float)(s[at:end]), end

    def _string(self, s, at):
        out, begin = [], at - 1
        while True:
            start = at
            while at < len(s) and s[at] not in '"\\' and s[at] >= " ":
                at += 1
            out.append(s[start:at])
            if at >= len(s):
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            char = s[at]
            at += 1
            if char == '"':
                return "".join(out), at
            if char != "\\":
                if self.strict:
                    raise JSONDecodeError("Invalid control character at", s, at - 1)
                out.append(char)
                continue
            kind = s[at:at + 1]
            if not kind:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if kind != "u":
                if kind not in _LONG:
                    raise JSONDecodeError("Invalid \\escape", s, at - 1)
                out.append(_LONG[kind])
                at += 1
                continue
            code, at = _hex(s, at + 1)
            if 0xd800 <= code <= 0xdbff and s.startswith("\\u", at):
                low, end = _hex(s, at + 2)
                if 0xdc00 <= low <= 0xdfff:
                    code, at = 0x10000 + ((code & 0x3ff) << 10 | low & 0x3ff), end
            out.append(chr(code))

    def _array(self, s, at):
        items = []
        at = _skip(s, at)
        if s[at:at + 1] == "]":
            return items, at + 1
        while True:
            value, at = self._value(s, at)
            items.append(value)
            at = _skip(s, at)
            char = s[at:at + 1]
            if char == "]":
                return items, at + 1
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = _skip(s, at + 1)
            if s[at:at + 1] == "]":
                raise JSONDecodeError("Illegal trailing comma before end of array", s,
                                      comma)

    def _object(self, s, at):
        pairs = []
        at = _skip(s, at)
        if s[at:at + 1] == "}":
            return self._made(pairs), at + 1
        if s[at:at + 1] != '"':
            raise JSONDecodeError(
                "Expecting property name enclosed in double quotes", s, at)
        while True:
            key, at = self._string(s, at + 1)
            key = self.memo.setdefault(key, key)  # one object for equal keys
            at = _skip(s, at)
            if s[at:at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _skip(s, at + 1))
            pairs.append((key, value))
            at = _skip(s, at)
            char = s[at:at + 1]
            if char == "}":
                return self._made(pairs), at + 1
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = _skip(s, at + 1)
            if s[at:at + 1] != '"':
                if s[at:at + 1] == "}":
                    raise JSONDecodeError("Illegal trailing comma before end of object",
                                          s, comma)
                raise JSONDecodeError(
                    "Expecting property name enclosed in double quotes", s, at)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)


def _skip(s, at):
    while at < len(s) and s[at] in _SPACE:
        at += 1
    return at


def _digits(s, at):
    while at < len(s) and s[at] in "0123456789":
        at += 1
    return at


def _hex(s, at):
    text = s[at:at + 4]
    if len(text) == 4 and all(char in "0123456789abcdefABCDEF" for char in text):
        return int(text, 16), at + 4
    raise JSONDecodeError("Invalid \\uXXXX escape", s, at)


__within__ = "<native> JSONDecoder._value JSONDecoder._number JSONDecoder._string " \
    "JSONDecoder._array JSONDecoder._object JSONDecoder._made _hex"

"""JSON (JavaScript Object Notation): data as text, and text as data."""

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError",
           "JSONEncoder"]

_SHORT = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r",
          "\t": "\\t"}
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


JSONDecodeError.__module__ = "json.decoder"


def _quote(text, ascii_only=True):
    out = []
    for char in text:
        if char in _SHORT:
            char = _SHORT[char]
        elif char < " " or ascii_only and char > "~":
            code = ord(char)
            if code > 0xFFFF:
                code -= 0x10000
                char = f"\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}"
            else:
                char = f"\\u{code:04x}"
        out.append(char)
    return f'"{"".join(out)}"'


class JSONEncoder:
    """Extensible JSON encoder for Python data structures."""
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True,
                 allow_nan=True, sort_keys=False, indent=None, separators=None,
                 default=None):
        self.skipkeys, self.ensure_ascii = skipkeys, ensure_ascii
        self.check_circular, self.allow_nan = check_circular, allow_nan
        self.sort_keys = sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        return "".join(self._pieces(o, 0, {}))

    def iterencode(self, o, _one_shot=False):
        return self._pieces(o, 0, {})

    def _float(self, x):
        if x != x:
            text = "NaN"
        elif x in (float("inf"), float("-inf")):
            text = "Infinity" if x > 0 else "-Infinity"
        else:
            return float.__repr__(x)
        if not self.allow_nan:
            raise ValueError(f"Out of range float values are not JSON compliant: {x!r}")
        return text

    def _plain(self, o):
        """The text of what holds nothing else; None for other objects."""
        if isinstance(o, str):
            return _quote(o, self.ensure_ascii)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _pieces(self, o, depth, inside):
        plain = self._plain(o)
        if plain is not None:
            yield plain
            return
        if self.check_circular:
            if id(o) in inside:
                raise ValueError("Circular reference detected")
            inside[id(o)] = o
        if isinstance(o, dict):
            yield from self._dict(o, depth, inside)
        elif isinstance(o, (list, tuple)):
            yield from self._list(o, depth, inside)
        else:
            yield from self._pieces(self.default(o), depth, inside)
        if self.check_circular:
            del inside[id(o)]

    def _breaks(self, depth):
        """What stands before the first item, between two, and behind the last one."""
        if self.indent is None:
            return "", self.item_separator, None
        inner = "\n" + self.indent * (depth + 1)
        return inner, self.item_separator + inner, "\n" + self.indent * depth

    def _list(self, o, depth, inside):
        if not o:
            yield "[]"
            return
        before, between, behind = self._breaks(depth)
        before = "[" + before
        for item in o:
            plain = self._plain(item)
            if plain is not None:
                yield before + plain
            else:
                yield before
                yield from self._pieces(item, depth + 1, inside)
            before = between
        if behind is not None:
            yield behind
        yield "]"

    def _dict(self, o, depth, inside):
        if not o:
            yield "{}"
            return
        before, between, behind = self._breaks(depth)
        yield "{"
        if before:
            yield before
        before = ""
        items = sorted(o.items()) if self.sort_keys else o.items()
        for key, value in items:
            if isinstance(key, str):
                pass
            elif key is None or isinstance(key, (int, float)):
                key = self._plain(key)
            elif self.skipkeys:
                continue
            else:
                raise TypeError("keys must be str, int, float, bool or None, not "
                                f"{key.__class__.__name__}")
            if before:
                yield before
            before = between
            yield _quote(key, self.ensure_ascii)
            yield self.key_separator
            yield from self._pieces(value, depth + 1, inside)
        if behind is not None:
            yield behind
        yield "}"


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


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
          cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    """Serialize obj to a JSON formatted str."""
    return (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
        allow_nan=allow_nan, indent=indent, separators=separators, default=default,
        sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    """Serialize obj as a JSON formatted stream to fp (an object with write())."""
    fp.write(dumps(obj, **kw))


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
          parse_constant=None, object_pairs_hook=None, **kw):
    """Deserialize s (a str, bytes or bytearray with a JSON document)."""
    if isinstance(s, (bytes, bytearray)):
        s = s.decode()
    elif not isinstance(s, str):
        raise TypeError("the JSON object must be str, bytes or bytearray, not "
                        f"{s.__class__.__name__}")
    if s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    return (cls or JSONDecoder)(
        object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
        parse_constant=parse_constant, object_pairs_hook=object_pairs_hook,
        **kw).decode(s)


def load(fp, **kw):
    """Deserialize fp (an object with read())."""
    return loads(fp.read(), **kw)

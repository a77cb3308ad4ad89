"""Python data as JSON text."""

_SHORT = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r",
          "\t": "\\t"}


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
        return "".join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """Encode the given object and yield each piece of its text."""
        if _one_shot:
            return [*self._pieces(o, 0, {})]
        return self._iterencode(o)

    def _iterencode(self, o):
        yield from self._pieces(o, 0, {})

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


__within__ = "<native> JSONEncoder._float JSONEncoder._plain JSONEncoder._pieces " \
    "JSONEncoder._list JSONEncoder._dict"

"""Support to pretty-print lists, tuples, & dictionaries recursively."""
import sys
from _types import SimpleNamespace

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter",
           "pp"]


class _Key:
    """Orders objects that cannot be compared by the names of their types."""
    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            mine, theirs = self.obj, other.obj
            return (str(type(mine)), id(mine)) < (str(type(theirs)), id(theirs))


class _PairKey(_Key):
    __slots__ = ()

    def __lt__(self, other):
        return (_Key(self.obj[0]) < _Key(other.obj[0])
                or self.obj[0] == other.obj[0] and _Key(self.obj[1]) < _Key(other.obj[1]))


def _unless_empty(way):
    """A way to show something that has none of its own for what is empty."""
    def show(self, object, out, *where):
        if object:
            way(self, object, out, *where)
        else:
            out.append(repr(object))
    return show


def _each(items, out, indent, allowance):
    """Each item, with the room to leave behind it; lines are ended between them."""
    items = list(items)
    for index, item in enumerate(items, 1):
        last = index == len(items)
        yield item, allowance if last else 1
        if not last:
            out.append(",\n" + " " * indent)


def _filled(parts, room, end):
    """Parts joined while their text fits; the last leaves more room behind it."""
    line, *parts = parts
    for index, part in enumerate(parts, 1):
        limit = room - end if index == len(parts) else room
        if len(repr(line + part)) > limit:
            yield repr(line)
            line = part
        else:
            line += part
    yield repr(line)


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False,
                 sort_dicts=True, underscore_numbers=False):
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._per_level, self._width, self._depth = indent, width, depth
        self._stream = stream
        self._compact, self._sort = compact, sort_dicts
        self._underscores = underscore_numbers

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def pformat(self, object):
        out = []
        self._format(object, out, 0, 0, {}, 0)
        return "".join(out)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def _format(self, object, out, indent, allowance, context, level):
        key = id(object)
        if key in context:
            out.append(_recursion(object))
            return
        text = self.format(object, context, self._depth, level)[0]
        if len(text) > self._width - indent - allowance:
            kind = type(object)
            write = _WAYS.get(kind.__repr__) or _of_collections(kind.__repr__)
            if write is not None:
                context[key] = 1
                write(self, object, out, indent, allowance, context, level + 1)
                del context[key]
                return
            names = getattr(kind, "__dataclass_fields__", None)
            if names is not None and "__create_fn__" not in text and \
                    kind.__dataclass_params__.repr and \
                    getattr(kind.__repr__, "__wrapped__", None) is not None:
                context[key] = 1
                shown = [(n, getattr(object, n)) for n, f in names.items() if f.repr]
                self._named(kind.__name__, shown, out, indent, allowance, context,
                            level + 1)
                del context[key]
                return
        out.append(text)

    def _named(self, name, items, out, indent, allowance, context, level):
        indent += len(name) + 1
        out.append(name + "(")
        for (key, value), rest in _each(items, out, indent, allowance):
            out.append(key + "=")
            if id(value) in context:
                out.append("...")
            else:
                self._format(value, out, indent + len(key) + 1, rest, context, level)
        out.append(")")

    def _namespace(self, object, out, indent, allowance, context, level):
        kind = type(object)
        name = "namespace" if kind.__module__ == "types" else kind.__name__
        self._named(name, list(object.__dict__.items()), out, indent, allowance, context,
                    level)

    def _braced(self, start, items, end, out, indent, allowance, context, level):
        out.append(start + " " * (self._per_level - 1))
        indent += self._per_level
        for (key, value), rest in _each(items, out, indent, allowance + len(end)):
            text = self.format(key, context, self._depth, level)[0]
            out.append(text + ": ")
            self._format(value, out, indent + len(text) + 2, rest, context, level)
        out.append(end)

    def _dict(self, object, out, *where):
        items = object.items()
        self._braced("{", sorted(items, key=_PairKey) if self._sort else items, "}", out,
                     *where)

    def _list(self, object, out, indent, allowance, context, level):
        out.append("[")
        self._items(object, out, indent, allowance + 1, context, level)
        out.append("]")

    def _tuple(self, object, out, indent, allowance, context, level):
        out.append("(")
        end = ",)" if len(object) == 1 else ")"
        self._items(object, out, indent, allowance + len(end), context, level)
        out.append(end)

    @_unless_empty
    def _set(self, object, out, indent, allowance, context, level):
        kind = type(object)
        start, end = ("{", "}") if kind is set else (kind.__name__ + "({", "})")
        if kind is not set:
            indent += len(kind.__name__) + 1
        out.append(start)
        self._items(sorted(object, key=_Key), out, indent, allowance + len(end), context,
                    level)
        out.append(end)

    def _items(self, items, out, indent, allowance, context, level):
        out.append(" " * (self._per_level - 1))
        indent += self._per_level
        if self._compact:
            self._packed(list(items), out, indent, allowance, context, level)
        else:
            self._column(items, out, indent, allowance, context, level)

    def _column(self, items, out, indent, allowance, context, level):
        """Each item on a line of its own."""
        for item, rest in _each(items, out, indent, allowance):
            self._format(item, out, indent, rest, context, level)

    def _packed(self, items, out, indent, allowance, context, level):
        """As many items on a line as there is room for."""
        left = room = self._width - indent + 1
        between, newline = "", ",\n" + " " * indent
        for index, item in enumerate(items, 1):
            text = self.format(item, context, self._depth, level)[0]
            needed = len(text) + (2 if index < len(items) else 2 + allowance)
            if needed > left:
                left, between = room, between and newline
            out.append(between)
            if needed <= left:
                out.append(text)
                left, between = left - len(text) - 2, ", "
            else:
                between = newline
                self._format(item, out, indent, 1 if index < len(items) else allowance,
                             context, level)

    @_unless_empty
    def _str(self, object, out, indent, allowance, context, level):
        if level == 1:
            indent += 1
            allowance += 1
        room = self._width - indent
        chunks, lines = [], object.splitlines(True)
        for index, line in enumerate(lines, 1):
            end = allowance if index == len(lines) else 0
            text = repr(line)
            chunks += [text] if len(text) <= room - end else _filled(_words(line), room, end)
        shown = ("\n" + " " * indent).join(chunks)
        out.append(f"({shown})" if level == 1 and len(chunks) > 1 else shown)

    def _bytes(self, object, out, indent, allowance, context, level):
        if len(object) <= 4:
            out.append(repr(object))
            return
        if level == 1:
            indent += 1
            allowance += 1
        parts = [object[at:at + 4] for at in range(0, len(object), 4)]
        # Behind a last part that is full, CPython leaves no room.
        shown = ("\n" + " " * indent).join(_filled(
            parts, self._width - indent, allowance if len(object) % 4 else 0))
        out.append(f"({shown})" if level == 1 else shown)

    def _bytearray(self, object, out, indent, allowance, context, level):
        out.append("bytearray(")
        self._bytes(bytes(object), out, indent + 10, allowance + 1, context, level + 1)
        out.append(")")

    def _wrapped(self, name, inner, out, indent, allowance, context, level):
        """Something whose text is its type's name around that of something else."""
        out.append(name + "(")
        self._format(inner, out, indent + len(name) + 1, allowance + 1, context, level)
        out.append(")")

    def _mapping_proxy(self, object, out, indent, allowance, context, level):
        self._wrapped("mappingproxy", object.copy(), out, indent, allowance, context,
                      level)

    @_unless_empty
    def _ordered_dict(self, object, out, *where):
        self._wrapped(type(object).__name__, list(object.items()), out, *where)

    @_unless_empty
    def _default_dict(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        factory = self.format(object.default_factory, context, self._depth, level)[0]
        indent += len(name) + 1
        out.append(f"{name}({factory},\n{' ' * indent}")
        self._dict(object, out, indent, allowance + 1, context, level)
        out.append(")")

    @_unless_empty
    def _counter(self, object, out, indent, *where):
        name = type(object).__name__
        self._braced(name + "({", object.most_common(), "})", out, indent + len(name) + 1,
                     *where)

    def _chain_map(self, object, out, indent, allowance, context, level):
        if not len(object.maps):
            out.append(repr(object))
            return
        name = type(object).__name__
        out.append(name + "(")
        self._column(object.maps, out, indent + len(name) + 1, allowance + 1, context, level)
        out.append(")")

    @_unless_empty
    def _deque(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        out.append(name + "([")
        limit = "])" if object.maxlen is None else f"],\n{' ' * indent}maxlen=" \
            f"{self.format(object.maxlen, context, self._depth, level)[0]})"
        room = 2 if object.maxlen is None else 1
        self._items(object, out, indent, allowance + room, context, level)
        out.append(limit)

    def _user(self, object, out, indent, allowance, context, level):
        self._format(object.data, out, indent, allowance, context, level - 1)

    def format(self, object, context, maxlevels, level):
        """The plain text, and whether it is readable and recursive."""
        kind = type(object)
        if kind is int and self._underscores:
            return f"{object:_d}", True, False
        show = kind.__repr__
        if show is dict.__repr__ or show in (list.__repr__, tuple.__repr__):
            if not object:
                return repr(object), True, False
            key = id(object)
            if maxlevels and level >= maxlevels:
                if show is dict.__repr__:
                    return "{...}", False, key in context
                if show is tuple.__repr__:
                    return ("(...,)" if len(object) == 1 else "(...)"), False, \
                        key in context
                return "[...]", False, key in context
            if key in context:
                return _recursion(object), False, True
            context[key] = 1
            readable, recursive, parts = True, False, []
            items = object
            if show is dict.__repr__:
                items = sorted(object.items(), key=_PairKey) if self._sort else \
                    object.items()
            for item in items:
                shown = []
                for part in item if show is dict.__repr__ else (item,):
                    text, fine, loops = self.format(part, context, maxlevels, level + 1)
                    shown.append(text)
                    readable, recursive = readable and fine, recursive or loops
                parts.append(": ".join(shown))
            del context[key]
            text = ", ".join(parts)
            if show is dict.__repr__:
                text = "{" + text + "}"
            elif show is list.__repr__:
                text = f"[{text}]"
            else:
                text = f"({text},)" if len(object) == 1 else f"({text})"
            return text, readable, recursive
        text = repr(object)
        return text, bool(text) and not text.startswith("<"), False


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


def _words(line):
    """Words with the spaces behind them."""
    parts, start = [], 0
    at = 0
    while at < len(line):
        while at < len(line) and not line[at].isspace():
            at += 1
        while at < len(line) and line[at].isspace():
            at += 1
        parts.append(line[start:at])
        start = at
    return parts


_WAYS = {dict.__repr__: PrettyPrinter._dict, list.__repr__: PrettyPrinter._list,
         tuple.__repr__: PrettyPrinter._tuple, set.__repr__: PrettyPrinter._set,
         frozenset.__repr__: PrettyPrinter._set, str.__repr__: PrettyPrinter._str}
_WAYS[SimpleNamespace.__repr__] = PrettyPrinter._namespace
_WAYS[bytes.__repr__] = PrettyPrinter._bytes
_WAYS[bytearray.__repr__] = PrettyPrinter._bytearray
_WAYS[type(type.__dict__).__repr__] = PrettyPrinter._mapping_proxy


def _of_collections(show):
    """The way to show what shows itself so: a type of `collections`, if it is there."""
    module = sys.modules.get("collections")
    if module is None:
        return None
    for name, way in (("OrderedDict", PrettyPrinter._ordered_dict),
                      ("defaultdict", PrettyPrinter._default_dict),
                      ("Counter", PrettyPrinter._counter), ("deque", PrettyPrinter._deque),
                      ("ChainMap", PrettyPrinter._chain_map),
                      ("UserDict", PrettyPrinter._user), ("UserList", PrettyPrinter._user),
                      ("UserString", PrettyPrinter._user)):
        if getattr(module, name).__repr__ is show:
            return way
    return None


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False,
           sort_dicts=True, underscore_numbers=False):
    """Pretty-print a Python object to a stream [default is sys.stdout]."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact,
                  sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
                  ).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    """Format a Python object into a pretty-printed representation."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact,
                         sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
                         ).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Pretty-print a Python object"""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """Version of repr() which can handle recursive data structures."""
    return PrettyPrinter().format(object, {}, None, 0)[0]


def isreadable(object):
    """Determine if saferepr(object) is readable by eval()."""
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    """Determine if object requires a recursive representation."""
    return PrettyPrinter().isrecursive(object)

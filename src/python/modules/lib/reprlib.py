"""Short texts for large objects."""
import builtins
from itertools import islice

__all__ = ["Repr", "repr", "recursive_repr"]


def _stand_for(function, wrapper):
    for name in ("__module__", "__doc__", "__name__", "__qualname__"):
        setattr(wrapper, name, getattr(function, name))
    wrapper.__annotations__ = getattr(function, "__annotations__", {})
    wrapper.__type_params__ = getattr(function, "__type_params__", ())
    wrapper.__wrapped__ = function
    return wrapper


def recursive_repr(fillvalue="..."):
    """For a __repr__ that may come back to itself: there, a text stands for it."""
    def decorate(function):
        running = set()

        def wrapper(self):
            key = id(self)
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return function(self)
            finally:
                running.discard(key)

        return _stand_for(function, wrapper)
    return decorate


def _ordered(items):
    try:
        return sorted(items)
    except Exception:
        return list(items)


class Repr:
    """Limits to what is shown, which can be set."""

    _names = {"tuple": "", "list": "", "array": "array", "set": "", "frozenset": "",
              "deque": "collections", "dict": "", "str": "", "int": ""}

    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4,
                 maxset=6, maxfrozenset=6, maxdeque=6, maxstring=30, maxlong=40,
                 maxother=30, fillvalue="...", indent=None):
        self.maxlevel = maxlevel
        self.maxtuple = maxtuple
        self.maxlist = maxlist
        self.maxarray = maxarray
        self.maxdict = maxdict
        self.maxset = maxset
        self.maxfrozenset = maxfrozenset
        self.maxdeque = maxdeque
        self.maxstring = maxstring
        self.maxlong = maxlong
        self.maxother = maxother
        self.fillvalue = fillvalue
        self.indent = indent

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        kind = type(x)
        name = kind.__name__
        if " " in name:
            name = "_".join(name.split())
        method = getattr(self, "repr_" + name, None)
        if method is not None:
            module = getattr(kind, "__module__", None)
            if name not in self._names or module in (self._names[name] or "builtins",):
                return method(x, level)
        return self.repr_instance(x, level)

    def _join(self, pieces, level):
        unit = self.indent
        if unit is None or not pieces:
            return ", ".join(pieces)
        if isinstance(unit, int):
            if unit < 0:
                raise ValueError(f"Repr.indent cannot be negative int (was {unit!r})")
            unit = " " * unit
        depth = self.maxlevel - level
        try:
            outer = "\n" + depth * unit
            inner = outer + unit
        except TypeError as error:
            raise TypeError("Repr.indent must be a str, int or None, not "
                            f"{type(unit)}") from error
        return "".join([f"{inner}{piece}," for piece in pieces]) + outer

    def _row(self, x, level, left, right, most, trail=""):
        count = len(x)
        if count and level <= 0:
            return left + self.fillvalue + right
        pieces = [self.repr1(item, level - 1) for item in islice(x, most)]
        if most < count:
            pieces.append(self.fillvalue)
        end = trail if count == 1 and self.indent is None else ""
        return f"{left}{self._join(pieces, level)}{end}{right}"

    def repr_tuple(self, x, level):
        return self._row(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._row(x, level, "[", "]", self.maxlist)

    def repr_array(self, x, level):
        if not x:
            return f"array('{x.typecode}')"
        return self._row(x, level, f"array('{x.typecode}', [", "])", self.maxarray)

    def repr_set(self, x, level):
        return self._row(_ordered(x), level, "{", "}", self.maxset) if x else "set()"

    def repr_frozenset(self, x, level):
        if not x:
            return "frozenset()"
        return self._row(_ordered(x), level, "frozenset({", "})", self.maxfrozenset)

    def repr_deque(self, x, level):
        return self._row(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        pieces = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}"
                  for key in islice(_ordered(x), self.maxdict)]
        if len(x) > self.maxdict:
            pieces.append(self.fillvalue)
        return "{" + self._join(pieces, level) + "}"

    def _shortened(self, text, most, cut=None):
        before = max(0, (most - 3) // 2)
        after = max(0, most - 3 - before)
        cut = text if cut is None else cut
        return cut[:before], cut[len(cut) - after:]

    def repr_str(self, x, level):
        text = builtins.repr(x[:self.maxstring])
        if len(text) > self.maxstring:
            before, after = self._shortened(x, self.maxstring)
            text = builtins.repr(before + after)
            before, after = self._shortened(text, self.maxstring)
            text = before + self.fillvalue + after
        return text

    def repr_int(self, x, level):
        try:
            text = builtins.repr(x)
        except ValueError as error:
            if "sys.set_int_max_str_digits()" not in str(error):
                raise
            import math
            import sys
            digits = int(math.log10(abs(x)))
            most = sys.get_int_max_str_digits()
            return (f"<{x.__class__.__name__} instance with roughly {digits} digits "
                    f"(limit at {most}) at 0x{id(x):x}>")
        return self._cut(text, self.maxlong)

    def _cut(self, text, most):
        if len(text) > most:
            before, after = self._shortened(text, most)
            text = before + self.fillvalue + after
        return text

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:
            return f"<{x.__class__.__name__} instance at {id(x):#x}>"
        return self._cut(text, self.maxother)


aRepr = Repr()
repr = aRepr.repr

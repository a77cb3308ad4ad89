"""This module implements specialized container datatypes providing alternatives to
Python's general purpose built-in containers: dict, list, set, and tuple."""
import sys as _sys
from keyword import iskeyword as _iskeyword
from operator import itemgetter as _itemgetter

try:
    from _collections import (_deque_iterator, _recursive_repr, _tuplegetter,
                              defaultdict, deque, OrderedDict)
except ImportError:
    from _collections_plain import OrderedDict, _recursive_repr, _tuplegetter

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString",
           "defaultdict", "deque", "namedtuple"]


# The modules whose import brings `collections.abc` along; the prompt has it as well.
_users_of_abc = ("dataclasses", "decimal", "doctest", "fractions", "inspect", "logging",
                 "pprint", "pydoc", "statistics", "tomllib", "traceback", "unittest")


def __getattr__(name):
    # The bases of ChainMap and its like are made when they are first wanted.
    if name in ("ChainMap", "UserDict", "UserList", "UserString"):
        import _collections_user
        for each in ("ChainMap", "UserDict", "UserList", "UserString"):
            globals()[each] = getattr(_collections_user, each)
        return globals()[name]
    if name == "abc" and (hasattr(_sys, "ps1") or any(
            user in _sys.modules for user in _users_of_abc)):
        import collections.abc
        return collections.abc
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *__all__})


def _renamed(names):
    """The names; those that no field can have give way to their places."""
    taken = set()
    for index, name in enumerate(names):
        fits = name.isidentifier() and name[0] != "_" and not _iskeyword(name)
        yield name if fits and name not in taken else f"_{index}"
        taken.add(name)


def _check_names(typename, names, rename):
    for name in (typename, *names):
        wrong = ("must be valid identifiers" if not name.isidentifier() else
                 "cannot be a keyword" if _iskeyword(name) else None)
        if wrong:
            raise ValueError(f"Type names and field names {wrong}: {name!r}")
    taken = set()
    for name in names:
        if name[0] == "_" and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in taken:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        taken.add(name)


def _tuple_methods(typename, names, listed):
    """What each type of named tuples has of its own to do."""
    # A program may give these names to something else; the methods keep what they mean.
    _dict, _tuple, _len, _map, _zip = dict, tuple, len, map, zip
    new, count = tuple.__new__, len(names)
    shown = "(" + ", ".join([f"{name}=%r" for name in names]) + ")"
    made = eval(f"lambda _cls, {listed}: _tuple_new(_cls, ({listed}))",
                {"_tuple_new": new, "__builtins__": {},
                 "__name__": f"namedtuple_{typename}"})
    made.__name__ = "__new__"
    made.__doc__ = f"Create new instance of {typename}({listed})"

    def _make(cls, iterable):
        result = new(cls, iterable)
        if _len(result) == count:
            return result
        raise TypeError(f"Expected {count} arguments, got {_len(result)}")

    _make.__doc__ = f"Make a new {typename} object from a sequence or iterable"

    def _replace(self, /, **kwds):
        result = self._make(_map(kwds.pop, names, self))
        if not kwds:
            return result
        raise TypeError(f"Got unexpected field names: {list(kwds)!r}")

    _replace.__doc__ = (f"Return a new {typename} object replacing specified fields with "
                        "new values")

    def __repr__(self):
        "Return a nicely formatted representation string"
        return self.__class__.__name__ + shown % self

    def _asdict(self):
        "Return a new dict which maps field names to their values."
        return _dict(_zip(self._fields, self))

    def __getnewargs__(self):
        "Return self as a plain tuple.  Used by copy and pickle."
        return _tuple(self)

    return made, _make, _replace, __repr__, _asdict, __getnewargs__


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Returns a new subclass of tuple with named fields."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names, typename = list(map(str, field_names)), _sys.intern(str(typename))
    if rename:
        names = list(_renamed(names))
    _check_names(typename, names, rename)
    names = tuple(map(_sys.intern, names))
    values = None if defaults is None else tuple(defaults)
    required = len(names) - len(values or ())
    if required < 0:
        raise TypeError("Got more default values than field names")
    listed = ", ".join(names) + "," * (len(names) == 1)
    members = {"__doc__": f"{typename}({listed})", "__slots__": (), "_fields": names,
               "_field_defaults": dict(zip(names[required:], values or ()))}
    for method in _tuple_methods(typename, names, listed):
        name = method.__name__
        method.__qualname__ = f"{typename}.{name}"
        if name == "_replace":
            members["__replace__"] = method
        members[name] = classmethod(method) if name == "_make" else method
    members["__new__"].__defaults__ = values
    members["__match_args__"] = names
    for index, name in enumerate(names):
        members[name] = _tuplegetter(index, _sys.intern(
            f"Alias for field number {index}"))
    made = type(typename, (tuple,), members)
    made.__module__ = module if module is not None else \
        _sys._getframe(1).f_globals.get("__name__", "__main__")
    return made


def _count_elements(mapping, iterable):
    'Tally elements from the iterable.'
    get = mapping.get
    for elem in iterable:
        mapping[elem] = get(elem, 0) + 1


class Counter(dict):
    """Dict subclass for counting hashable items.  Sometimes called a bag or multiset.
    Elements are stored as dictionary keys and their counts are stored as dictionary
    values."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        'The count of elements not in the Counter is zero.'
        return 0

    def total(self):
        'Sum of the counts'
        return sum(self.values())

    def most_common(self, n=None):
        '''List the n most common elements and their counts from the most common to the
        least.  If n is None, then list all element counts.'''
        ordered = sorted(self.items(), key=_itemgetter(1), reverse=True)
        return ordered if n is None else ordered[:max(n, 0)]

    def elements(self):
        '''Iterator over elements repeating each as many times as its count.'''
        from itertools import chain, repeat, starmap
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        '''Like dict.update() but add counts instead of replacing them.'''
        if not _is_mapping(iterable):
            _count_elements(self, () if iterable is None else iterable)
        elif not self:
            super().update(iterable)
        else:
            for elem, count in iterable.items():
                self[elem] = count + self.get(elem, 0)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        '''Like dict.update() but subtracts counts instead of replacing them.'''
        if iterable is not None:
            pairs = iterable.items() if _is_mapping(iterable) else (
                (elem, 1) for elem in iterable)
            for elem, count in pairs:
                self[elem] = self.get(elem, 0) - count
        if kwds:
            self.subtract(kwds)

    def copy(self):
        'Return a shallow copy.'
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        'Like dict.__delitem__() but does not raise KeyError for missing values.'
        if elem in self:
            dict.__delitem__(self, elem)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f"{self.__class__.__name__}({shown!r})"

    def __eq__(self, other):
        'True if all counts agree. Missing counts are treated as zero.'
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] == other[e] for c in (self, other) for e in c)

    def __ne__(self, other):
        'True if any counts disagree. Missing counts are treated as zero.'
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    __hash__ = None

    def __le__(self, other):
        'True if all counts in self are a subset of those in other.'
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] <= other[e] for c in (self, other) for e in c)

    def __lt__(self, other):
        'True if all counts in self are a proper subset of those in other.'
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        'True if all counts in self are a superset of those in other.'
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] >= other[e] for c in (self, other) for e in c)

    def __gt__(self, other):
        'True if all counts in self are a proper superset of those in other.'
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def _combined(self, other, combine):
        result = Counter()
        for source in (self, other):
            for elem in source:
                if elem not in result:
                    count = combine(self[elem], other[elem])
                    if count > 0:
                        result[elem] = count
        return result

    def __add__(self, other):
        '''Add counts from two counters.'''
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        ''' Subtract count, but keep only results with positive counts.'''
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a - b)

    def __or__(self, other):
        '''Union is the maximum of value in either of the input counters.'''
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, max)

    def __and__(self, other):
        ''' Intersection is the minimum of corresponding counts.'''
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, min)

    def __pos__(self):
        'Adds an empty counter, effectively stripping negative and zero counts'
        return self + Counter()

    def __neg__(self):
        '''Subtracts from an empty counter.  Strips positive and zero counts, and flips
        the sign on negative counts.'''
        return Counter() - self

    def _keep_positive(self):
        for elem in [elem for elem, count in self.items() if not count > 0]:
            del self[elem]
        return self

    def __iadd__(self, other):
        '''Inplace add from another counter, keeping only positive counts.'''
        for elem, count in other.items():
            self[elem] += count
        return self._keep_positive()

    def __isub__(self, other):
        '''Inplace subtract counter, but keep only results with positive counts.'''
        for elem, count in other.items():
            self[elem] -= count
        return self._keep_positive()

    def __ior__(self, other):
        '''Inplace union is the maximum of value from either counter.'''
        for elem, count in other.items():
            self[elem] = max(self[elem], count)
        return self._keep_positive()

    def __iand__(self, other):
        '''Inplace intersection is the minimum of corresponding counts.'''
        for elem, count in list(self.items()):
            self[elem] = min(count, other[elem])
        return self._keep_positive()


def _is_mapping(x):
    if isinstance(x, dict):
        return True
    if not hasattr(x, "items"):
        return False  # the answer in most cases, without an import
    from collections.abc import Mapping
    return isinstance(x, Mapping)


__native__ = "_count_elements"


__within__ = "<native> _check_names __getattr__ _count_elements Counter._combined " \
    "Counter.__add__.<lambda> Counter.__sub__.<lambda>"

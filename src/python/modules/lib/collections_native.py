from _deque import deque


class _tuplegetter:
    __layout__ = "_index# __doc__"
    __module__ = "collections"

    def __init__(self, index, doc):
        self._index, self.__doc__ = index, doc

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if not isinstance(instance, tuple):
            raise TypeError(
                f"descriptor for index '{self._index}' for tuple subclasses doesn't "
                f"apply to '{type(instance).__name__}' object")
        return tuple.__getitem__(instance, self._index)

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")

    def __reduce__(self):
        return _tuplegetter, (self._index, self.__doc__)

    def __repr__(self):
        return f"_tuplegetter({self._index}, {self.__doc__!r})"


_shown = set()


def _recursive_repr(method):
    """A `__repr__` that shows `...` for an object that is in itself."""
    def __repr__(self):
        if id(self) in _shown:
            return "..."
        _shown.add(id(self))
        try:
            return method(self)
        finally:
            _shown.discard(id(self))
    return __repr__


class defaultdict(dict):
    """defaultdict(default_factory=None, /, [...]) --> dict with default factory"""
    __layout__ = "default_factory?"
    __module__ = "collections"

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **kwargs)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def __repr__(self):
        return (f"{type(self).__name__}({_factory(self)}, {dict.__repr__(self)})")

    def copy(self):
        """D.copy() -> a shallow copy of D."""
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self.default_factory, other)
        made.update(self)
        return made


@_recursive_repr
def _factory(self):
    return repr(self.default_factory)


_missing = object()


class _OrderedView:
    """What keys(), values() and items() of an OrderedDict return: a dict's view under
    another name."""
    __slots__ = "_view",
    __module__ = "builtins"

    def __init__(self, view):
        self._view = view

    def __repr__(self):
        return f"{type(self).__name__}({list(self._view)!r})"

    def __iter__(self):
        return iter(self._view)

    def __reversed__(self):
        return reversed(self._view)

    def __len__(self):
        return len(self._view)

    @property
    def mapping(self):
        return self._view.mapping


def _passed_on(name):
    def method(self, other):
        other = other._view if isinstance(other, _OrderedView) else other
        return getattr(self._view, name)(other)
    method.__name__ = name
    return method


class _OrderedSetView(_OrderedView):
    __slots__ = ()
    __hash__ = None
    for _name in ("eq", "ne", "lt", "le", "gt", "ge", "contains", "and", "rand", "or",
                  "ror", "sub", "rsub", "xor", "rxor"):
        locals()[f"__{_name}__"] = _passed_on(f"__{_name}__")
    isdisjoint = _passed_on("isdisjoint")
    del _name


class odict_keys(_OrderedSetView):
    __slots__ = ()


class odict_items(_OrderedSetView):
    __slots__ = ()


class odict_values(_OrderedView):
    __slots__ = ()


class OrderedDict(dict):
    """Dictionary that remembers insertion order"""
    # C's six words for its list of the keys are not needed: a dict has the order.
    __layout__ = "=48 @dict @weakref"
    __module__ = "collections"

    def popitem(self, last=True):
        """Remove and return a (key, value) pair from the dictionary.

        Pairs are returned in LIFO order if last is true or FIFO order if false."""
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)

    def pop(self, key, default=_missing):
        """od.pop(key[,default]) -> v, remove specified key and return the corresponding
        value.

        If the key is not found, return the default if given; otherwise, raise a
        KeyError."""
        return dict.pop(self, key) if default is _missing else \
            dict.pop(self, key, default)

    def setdefault(self, key, default=None):
        """Insert key with a value of default if key is not in the dictionary.

        Return the value for key if key is in the dictionary, else default."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    def move_to_end(self, key, last=True):
        """Move an existing element to the end (or beginning if last is false).

        Raise KeyError if the element does not exist."""
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
            return
        rest = dict(self)
        dict.clear(self)
        dict.__setitem__(self, key, value)
        dict.update(self, rest)

    def keys(self):
        """D.keys() -> a set-like object providing a view on D's keys"""
        return odict_keys(dict.keys(self))

    def values(self):
        """D.values() -> an object providing a view on D's values"""
        return odict_values(dict.values(self))

    def items(self):
        """D.items() -> a set-like object providing a view on D's items"""
        return odict_items(dict.items(self))

    @_recursive_repr
    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        return f"{type(self).__name__}({dict(self.items())!r})"

    def copy(self):
        """od.copy() -> a shallow copy of od"""
        made = type(self)()
        for key in self:
            made[key] = self[key]
        if self.__dict__:
            made.__dict__.update(self.__dict__)
        return made

    def __reduce__(self):
        return type(self), (), self.__getstate__(), None, iter(self.items())

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """Create a new ordered dictionary with keys from iterable and values set to
        value."""
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __eq__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        same = dict.__eq__(self, other)
        return same and (not isinstance(other, OrderedDict) or list(self) == list(other))

    def __ne__(self, other):
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(other)
        made.update(self)
        return made

from _containers import deque, _deque_iterator, lend as _lend, OrderedDict


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
        self[key] = value = _lend(self, "default_factory")
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

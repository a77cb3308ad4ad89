import sys as _sys

# The fields are CPython's; those of its vectorcall stay empty, but have their size.


def _repr(self):
    shown = ", ".join(map(repr, self._items()))
    return f"{type(self).__module__}.{type(self).__qualname__}({shown})"


def _reduce(self):
    return type(self), self._items()


class attrgetter:
    """Return a callable object that fetches the given attribute(s) from its operand.
    After f = attrgetter('name'), the call f(r) returns r.name.
    After g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).
    After h = attrgetter('name.first', 'name.last'), the call h(r) returns
    (r.name.first, r.name.last)."""
    __layout__ = "_nattrs# _attr @type =8"
    __module__ = "operator"
    __repr__, __reduce__ = _repr, _reduce

    def __new__(cls, attr, /, *attrs):
        for name in (attr, *attrs):
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")
        self = object.__new__(cls)
        self._nattrs = 1 + len(attrs)
        self._attr = tuple([tuple(map(_intern, name.split("."))) if "." in name
                            else _intern(name) for name in (attr, *attrs)])
        return self

    def _items(self):
        return tuple([".".join(path) if type(path) is tuple else path
                      for path in self._attr])

    def __call__(self, obj, /):
        if self._nattrs == 1:
            return _follow(obj, self._attr[0])
        return tuple([_follow(obj, path) for path in self._attr])


def _intern(name):
    return _sys.intern(name) if type(name) is str else name


def _follow(obj, path):
    if type(path) is str:
        return getattr(obj, path)
    for name in path:
        obj = getattr(obj, name)
    return obj


class itemgetter:
    """Return a callable object that fetches the given item(s) from its operand.
    After f = itemgetter(2), the call f(r) returns r[2].
    After g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])"""
    __layout__ = "_nitems# _item =16"
    __module__ = "operator"
    __repr__, __reduce__ = _repr, _reduce

    def __new__(cls, item, /, *items):
        self = object.__new__(cls)
        self._nitems, self._item = 1 + len(items), (item, *items) if items else item
        return self

    def _items(self):
        return (self._item,) if self._nitems == 1 else self._item

    def __call__(self, obj, /):
        if self._nitems == 1:
            return obj[self._item]
        return tuple([obj[item] for item in self._item])


class methodcaller:
    """Return a callable object that calls the given method on its operand.
    After f = methodcaller('name'), the call f(r) returns r.name().
    After g = methodcaller('name', 'date', foo=1), the call g(r) returns
    r.name('date', foo=1)."""
    __layout__ = "_name _args _kwds? @type =24"
    __module__ = "operator"

    def __new__(cls, /, *args, **kwargs):
        if not args:
            raise TypeError("methodcaller needs at least one argument, the method name")
        name, *args = args
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self = object.__new__(cls)
        # As in C, the name is the first of the arguments.
        self._name = name = _intern(name)
        self._args, self._kwds = (name, *args), kwargs or None
        return self

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args[1:], **(self._kwds or {}))

    def __repr__(self):
        shown = [*map(repr, self._args)]
        shown += [f"{name}={value!r}" for name, value in (self._kwds or {}).items()]
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(shown)})"

    def __reduce__(self):
        if not self._kwds:
            return type(self), self._args
        from functools import partial
        return partial(type(self), self._name, **self._kwds), self._args[1:]

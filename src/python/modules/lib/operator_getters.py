class _Getter:
    __slots__ = ("_items",)

    def __repr__(self):
        shown = ", ".join(map(repr, self._items))
        return f"{type(self).__module__}.{type(self).__qualname__}({shown})"

    def __reduce__(self):
        return type(self), self._items


class attrgetter(_Getter):
    """Return a callable object that fetches the given attribute(s) from its operand."""
    __slots__ = ()
    __module__ = "operator"

    def __new__(cls, attr, /, *attrs):
        for name in (attr, *attrs):
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")
        self = object.__new__(cls)
        self._items = (attr, *attrs)
        return self

    def __call__(self, obj, /):
        found = tuple([_resolve(obj, name) for name in self._items])
        return found if len(found) > 1 else found[0]


def _resolve(obj, name):
    for part in name.split("."):
        obj = getattr(obj, part)
    return obj


class itemgetter(_Getter):
    """Return a callable object that fetches the given item(s) from its operand."""
    __slots__ = ()
    __module__ = "operator"

    def __new__(cls, item, /, *items):
        self = object.__new__(cls)
        self._items = (item, *items)
        return self

    def __call__(self, obj, /):
        items = self._items
        if len(items) == 1:
            return obj[items[0]]
        return tuple([obj[item] for item in items])


class methodcaller:
    """Return a callable object that calls the given method on its operand."""
    __slots__ = ("_name", "_args", "_kwargs")
    __module__ = "operator"

    def __new__(cls, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self = object.__new__(cls)
        self._name, self._args, self._kwargs = name, args, kwargs
        return self

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        shown = [repr(self._name), *map(repr, self._args)]
        shown += [f"{name}={value!r}" for name, value in self._kwargs.items()]
        return f"operator.methodcaller({', '.join(shown)})"

"""Tools for working with functions and callable objects."""
from _functools import cmp_to_key, partial, reduce
from _functools_native import _lru_cache_wrapper
from collections import namedtuple

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES",
           "total_ordering", "cache", "cmp_to_key", "lru_cache", "reduce", "partial",
           "partialmethod", "singledispatch", "singledispatchmethod", "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__",
                       "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)
_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS,
                   updated=WRAPPER_UPDATES):
    """Update a wrapper function to look like the wrapped function."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator factory to apply update_wrapper() to a wrapper function."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def _derive(name, root, test):
    """A comparison made of another one and, where `test` asks, of equality. It is found
    in this module by a name of its own, for whoever pickles it."""
    def method(self, other):
        return test(self, other)
    method.__code__ = method.__code__.replace(
        co_name=f"_{name.strip('_')}_from_{root.strip('_')}")
    method.__name__ = name
    method.__qualname__ = f"_{name.strip('_')}_from_{root.strip('_')}"
    globals()[method.__qualname__] = method
    sign, other = _SIGNS[name], _SIGNS[root]
    text = f"(a {other} b)" if sign[0] == other[0] else f"(not a {other} b)"
    if (len(sign) == len(other)) != (sign[0] == other[0]):
        text += " or (a == b)" if "=" in sign else " and (a != b)"
    method.__doc__ = f"Return a {sign} b.  Computed by @total_ordering from {text}."
    return method


_SIGNS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


def _negated(root):
    def test(self, other):
        result = getattr(type(self), root)(self, other)
        return result if result is NotImplemented else not result
    return test


def _without_equal(root, negate):
    def test(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if negate:
            return not result and self != other
        return result and self != other
    return test


def _with_equal(root, negate):
    def test(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if negate:
            return not result or self == other
        return result or self == other
    return test


_ORDERINGS = {
    "__lt__": {"__gt__": _without_equal("__lt__", True),
               "__le__": _with_equal("__lt__", False), "__ge__": _negated("__lt__")},
    "__le__": {"__ge__": _with_equal("__le__", True),
               "__lt__": _without_equal("__le__", False), "__gt__": _negated("__le__")},
    "__gt__": {"__lt__": _without_equal("__gt__", True),
               "__ge__": _with_equal("__gt__", False), "__le__": _negated("__gt__")},
    "__ge__": {"__le__": _with_equal("__ge__", True),
               "__gt__": _without_equal("__ge__", False), "__lt__": _negated("__ge__")},
}


# The methods are made once, for all classes.
_ORDERINGS = {root: {name: _derive(name, root, test) for name, test in tests.items()}
              for root, tests in _ORDERINGS.items()}


def _own(cls, name):
    """Whether a class has a comparison that is not that of all objects."""
    return getattr(cls, name, None) is not getattr(object, name)


def total_ordering(cls):
    """Class decorator that fills in missing ordering methods"""
    root = next((name for name in _ORDERINGS if _own(cls, name)), None)
    if root is None:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, method in _ORDERINGS[root].items():
        if not _own(cls, name):
            setattr(cls, name, method)
    return cls


def lru_cache(maxsize=128, typed=False):
    """Least-recently-used cache decorator."""
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        return _decorate(function, maxsize, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return _decorate(user_function, maxsize, typed)

    return decorating_function


def _decorate(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, bool(typed), _CacheInfo)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    'Simple lightweight unbounded cache.  Sometimes called "memoize".'
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A property that is computed once; then it is an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different "
                            f"names ({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling "
                            "__set_name__ on it.")
        kind, place = type(instance).__name__, f"{self.attrname!r} property."
        try:
            known = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {kind!r} instance to cache "
                            + place) from None
        if self.attrname not in known:
            value = self.func(instance)
            try:
                known[self.attrname] = value
            except TypeError:
                raise TypeError(f"The '__dict__' attribute on {kind!r} instance does not "
                                f"support item assignment for caching {place}") from None
        return known[self.attrname]

    __class_getitem__ = classmethod(type(list[int]))


class partialmethod:
    """Method descriptor with partial application of the given arguments and keywords."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        cls = type(self)
        shown = [repr(self.func), *map(repr, self.args)]
        shown += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(shown)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            keywords = {**self.keywords, **keywords}
            return self.func(cls_or_self, *self.args, *args, **keywords)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        bound = self.func
        if hasattr(bound, "__get__") and not isinstance(bound, partial):
            bound = bound.__get__(obj, cls)
        if bound is self.func:
            return self._make_unbound_method().__get__(obj, cls)
        made = partial(bound, *self.args, **self.keywords)
        if hasattr(bound, "__self__"):
            made.__self__ = bound.__self__
        return made

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(type(list[int]))


def _c3_merge(sequences):
    """The C3 linearization of lists of classes."""
    merged = []
    while sequences := [sequence for sequence in sequences if sequence]:
        for sequence in sequences:
            head = sequence[0]
            if not any(head in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        merged.append(head)
        for sequence in sequences:
            if sequence[0] is head:
                del sequence[0]
    return merged


def _c3_mro(cls, abcs=None):
    """The order of bases, with the abstract classes that claim `cls` put in behind the
    last base that is abstract itself."""
    abcs = list(abcs or ())
    bases = list(cls.__bases__)
    split = max([index + 1 for index, base in enumerate(bases)
                 if hasattr(base, "__abstractmethods__")], default=0)
    claiming = [abc for abc in abcs if issubclass(cls, abc)
                and not any(issubclass(base, abc) for base in bases)]
    rest = [abc for abc in abcs if abc not in claiming]
    parts = bases[:split], claiming, bases[split:]
    orders = [_c3_mro(base, rest) for part in parts for base in part]
    return _c3_merge([[cls], *orders, *map(list, parts)])


def _compose_mro(cls, types):
    """The order of bases of `cls`, and of those `types` that claim it though it does not
    inherit from them."""
    known = set(cls.__mro__)
    claiming = [kind for kind in types if kind not in known and hasattr(kind, "__mro__")
                and not isinstance(kind, type(list[int])) and issubclass(cls, kind)]
    claiming = [kind for kind in claiming if not any(
        kind is not other and kind in other.__mro__ for other in claiming)]
    order = []
    for kind in claiming:
        below = [[base for base in sub.__mro__ if base in types]
                 for sub in kind.__subclasses__()
                 if sub not in known and issubclass(cls, sub)]
        below.sort(key=len, reverse=True)
        for one in [base for bases in below for base in bases] or [kind]:
            if one not in order:
                order.append(one)
    return _c3_mro(cls, order)


def _find_impl(cls, registry):
    """The function for a class: that of its nearest base."""
    order = iter(_compose_mro(cls, registry.keys()))
    match = next((base for base in order if base in registry), None)
    rival = next(order, None)
    # Of two that only claim the class, one must be the other's base.
    if rival in registry and not {match, rival} & set(cls.__mro__) \
            and not issubclass(match, rival):
        raise RuntimeError(f"Ambiguous dispatch: {match} or {rival}")
    return registry.get(match)


def _classes(cls):
    """The classes that something stands for, a class or a union; None if it is neither."""
    from types import UnionType
    import sys
    typing = sys.modules.get("typing")
    parts = (cls,)
    if isinstance(cls, UnionType) or typing is not None and \
            typing.get_origin(cls) is typing.Union:
        parts = cls.__args__
    plain = all(isinstance(part, type) and not isinstance(part, type(list[int]))
                for part in parts)
    return parts if plain else None


def singledispatch(func):
    """Single-dispatch generic function decorator."""
    import weakref
    from abc import get_cache_token
    from types import MappingProxyType
    registry = {}
    # What was found for a class; what claims to be its base may change.
    known = weakref.WeakKeyDictionary()
    token = None

    def dispatch(cls):
        """Runs the dispatch algorithm to return the best available implementation for
        the given *cls* registered on *generic_func*."""
        nonlocal token
        if token is not None and token != (now := get_cache_token()):
            known.clear()
            token = now
        try:
            return known[cls]
        except KeyError:
            function = registry.get(cls)
            function = _find_impl(cls, registry) if function is None else function
            known[cls] = function
            return function

    def register(cls, func=None):
        """Registers a new implementation for the given *cls* on a *generic_func*."""
        kinds = _classes(cls)
        if kinds is not None:
            if func is None:
                return lambda func: register(cls, func)
        elif func is not None:
            raise TypeError("Invalid first argument to `register()`. "
                            f"{cls!r} is not a class or union type.")
        else:
            func = cls
            if not getattr(func, "__annotations__", {}):
                raise TypeError(
                    f"Invalid first argument to `register()`: {func!r}. Use either "
                    "`@register(some_class)` or plain `@register` on an annotated "
                    "function.")
            from types import UnionType
            from typing import get_type_hints
            name, cls = next(iter(get_type_hints(func).items()))
            kinds = _classes(cls)
            if kinds is None:
                from typing import Union, get_origin
                many = get_origin(cls) in (UnionType, Union)
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} " + (
                    "not all arguments are classes." if many else "is not a class."))
        nonlocal token
        for kind in kinds:
            registry[kind] = func
            if token is None and hasattr(kind, "__abstractmethods__"):
                token = get_cache_token()
        known.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper._clear_cache = known.clear
    wrapper.registry = MappingProxyType(registry)
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """Single-dispatch generic method descriptor."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Registers a new implementation for the given *cls* on a *generic_method*."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        return update_wrapper(_method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


__within__ = "<native> _negated.test _without_equal.test _with_equal.test"

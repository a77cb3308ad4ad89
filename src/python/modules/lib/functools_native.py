class partial:
    """Create a new function with partial application of the given arguments and
    keywords."""
    __slots__ = ("func", "args", "keywords", "__dict__", "__weakref__")
    __module__ = "functools"

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = object.__new__(cls)
        self.func, self.args, self.keywords = func, args, keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        shown = [repr(self.func), *map(repr, self.args)]
        shown += [f"{name}={value!r}" for name, value in self.keywords.items()]
        name = type(self)
        return f"{name.__module__}.{name.__qualname__}({', '.join(shown)})"

    def __reduce__(self):
        state = self.func, self.args, self.keywords or None, self.__dict__ or None
        return type(self), (self.func,), state

    def __setstate__(self, state):
        self.func, self.args, keywords, own = state
        self.keywords = keywords or {}
        self.__dict__.update(own or {})


class KeyWrapper:
    __slots__ = ("_compare", "obj")
    __module__ = "functools"
    __hash__ = None

    def __init__(self, compare, obj):
        self._compare, self.obj = compare, obj

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0


def cmp_to_key(mycmp):
    """Convert a cmp= function into a key= function."""
    return lambda obj: KeyWrapper(mycmp, obj)


_mark = (object(),)


def _key(args, kwargs, typed):
    if not typed and not kwargs and len(args) == 1:
        only = args[0]
        if type(only) in (int, str):
            return only
    key = args
    if kwargs:
        key += _mark
        for item in kwargs.items():
            key += item
    if typed:
        key += tuple([type(arg) for arg in args])
        key += tuple([type(value) for value in kwargs.values()])
    return _Key(key)


class _Key(tuple):
    """A key that is no tuple which a caller could give."""
    __slots__ = ()


class _lru_cache_wrapper:
    __slots__ = ("_function", "_maxsize", "_typed", "_info", "_cache", "_hits", "_misses",
                 "__dict__", "__weakref__")
    __module__ = "functools"

    def __init__(self, function, maxsize, typed, info):
        if not callable(function):
            raise TypeError("the first argument must be callable")
        self._function, self._maxsize, self._typed = function, maxsize, typed
        self._info, self._cache, self._hits, self._misses = info, {}, 0, 0

    def __call__(self, /, *args, **kwargs):
        maxsize = self._maxsize
        if maxsize == 0:
            self._misses += 1
            return self._function(*args, **kwargs)
        key = _key(args, kwargs, self._typed)
        cache = self._cache
        if key in cache:
            self._hits += 1
            if maxsize is None:
                return cache[key]
            # The last one is the one used last.
            result = cache[key] = cache.pop(key)
            return result
        self._misses += 1
        result = self._function(*args, **kwargs)
        if maxsize is not None and key not in cache and len(cache) >= maxsize:
            del cache[next(iter(cache))]
        cache[key] = result
        return result

    def __get__(self, instance, owner=None):
        return self if instance is None else type(self.__call__)(self, instance)

    def cache_info(self):
        """Report cache statistics"""
        return self._info(self._hits, self._misses, self._maxsize, len(self._cache))

    def cache_clear(self):
        """Clear the cache and cache statistics"""
        self._cache.clear()
        self._hits = self._misses = 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__qualname__

    def __repr__(self):
        return f"<functools._lru_cache_wrapper object at {id(self):#x}>"

class _ReadOnly:
    # An attribute that shows a slot, and has a text of its own.
    __slots__ = ("_slot", "__doc__")

    def __init__(self, slot, doc):
        self._slot, self.__doc__ = slot, doc

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self._slot)

    def __set__(self, instance, value):
        raise AttributeError("readonly attribute")

    def __delete__(self, instance):
        raise AttributeError("readonly attribute")


class partial:
    """Create a new function with partial application of the given arguments and
    keywords."""
    __layout__ = "_fn _args _kw @dict @weakref =8"
    __module__ = "functools"
    __class_getitem__ = classmethod(type(list[int]))
    func = _ReadOnly("_fn", "function object to use in future partial calls")
    args = _ReadOnly("_args", "tuple of arguments to future partial calls")
    keywords = _ReadOnly("_kw", "dictionary of keyword arguments to future partial calls")

    def __new__(cls, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, *args = args
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial) and type(func).__call__ is partial.__call__ and \
                not func.__dict__:
            args = (*func._args, *args)
            keywords = {**func._kw, **keywords}
            func = func._fn
        self = object.__new__(cls)
        self._fn, self._args, self._kw = func, tuple(args), keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self._fn(*self._args, *args, **{**self._kw, **keywords})

    def __get__(self, instance, owner=None):
        if instance is not None:
            from warnings import warn
            warn("functools.partial will be a method descriptor in future Python "
                 "versions; wrap it in staticmethod() if you want to preserve the old "
                 "behavior", FutureWarning, stacklevel=2)
        return self

    def __repr__(self):
        if id(self) in _shown:
            return "..."
        cls = type(self)
        _shown.add(id(self))
        try:
            shown = [repr(self._fn), *map(repr, self._args)]
            shown += [f"{key!s}={value!r}" for key, value in self._kw.items()]
        finally:
            _shown.discard(id(self))
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(shown)})"

    def __reduce__(self):
        return type(self), (self._fn,), (
            self._fn, self._args, self._kw, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError("invalid partial state")
        func, args, keywords, own = state
        if not callable(func) or not isinstance(args, tuple) or not isinstance(
                keywords, (dict, type(None))):
            raise TypeError("invalid partial state")
        if type(keywords) is not dict:
            keywords = dict(keywords or {})
        self._fn, self._args, self._kw = func, tuple(args), keywords
        self.__dict__ = {} if own is None else own


# A program may put another function in place of this one.
_len = len
_shown = set()


class KeyWrapper:
    __layout__ = "_cmp obj"
    __module__ = "functools"
    __hash__ = None

    def __new__(cls, /, *args, **kwargs):
        raise TypeError("cannot create 'functools.KeyWrapper' instances")

    def __call__(self, /, obj):
        made = object.__new__(KeyWrapper)
        made._cmp, made.obj = self._cmp, obj
        return made


def _comparison(test):
    """A comparison by what the function says of the two objects."""
    def compare(self, other):
        if type(other) is not KeyWrapper:
            raise TypeError("other argument must be K instance")
        return test(self._cmp(self.obj, other.obj))
    return compare


KeyWrapper.__lt__ = _comparison(lambda result: result < 0)
KeyWrapper.__gt__ = _comparison(lambda result: result > 0)
KeyWrapper.__eq__ = _comparison(lambda result: result == 0)
KeyWrapper.__le__ = _comparison(lambda result: result <= 0)
KeyWrapper.__ge__ = _comparison(lambda result: result >= 0)
KeyWrapper.__ne__ = _comparison(lambda result: result != 0)


def _key_wrapper(mycmp):
    made = object.__new__(KeyWrapper)
    made._cmp = mycmp
    return made


_mark = (object(),)


def _key(args, kwargs, typed):
    if not typed and not kwargs and _len(args) == 1:
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


class _lru_list_elem:
    __layout__ = "=40"
    __module__ = "functools"


class _lru_cache_wrapper:
    __layout__ = "=48 _typed# _cache _hits# _function _maxsize# _misses# _kwd_mark " \
        "_link_type _info @dict @weakref"
    __module__ = "functools"

    def __init__(self, function, maxsize, typed, info):
        if not callable(function):
            raise TypeError("the first argument must be callable")
        self._function, self._maxsize, self._typed = function, maxsize, typed
        self._info, self._cache, self._hits, self._misses = info, {}, 0, 0
        self._kwd_mark, self._link_type = _mark[0], _lru_list_elem

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
        if maxsize is not None and key not in cache and _len(cache) >= maxsize:
            del cache[next(iter(cache))]
        cache[key] = result
        return result

    def __get__(self, instance, owner=None):
        return self if instance is None else type(self.__call__)(self, instance)

    def cache_info(self):
        """Report cache statistics"""
        return self._info(self._hits, self._misses, self._maxsize, _len(self._cache))

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

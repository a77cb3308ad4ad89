from _containers import lend as _lend, recall as _recall, remember as _remember

# A program may put other functions in place of these.
_len, _hash = len, hash


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
        return test(_lend(self, "_cmp", self, "obj", other, "obj"))
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
    return key


class _lru_list_elem:
    __layout__ = "=40"
    __module__ = "functools"


class _lru_cache_wrapper:
    __layout__ = "=48 _typed# _cache _hits:8 _function _maxsize# _misses:8 _kwd_mark " \
        "_link_type _info @dict @weakref @method"
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
        hashed = _hash(key)
        result = _recall(self._cache, key, hashed, _mark, maxsize is not None)
        if result is not _mark:
            self._hits += 1
            return result
        self._misses += 1
        result = self._function(*args, **kwargs)
        _remember(self._cache, key, hashed, result, maxsize)
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

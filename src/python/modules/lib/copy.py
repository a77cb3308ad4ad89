"""Generic (shallow and deep) copying operations."""
import weakref
from copyreg import dispatch_table

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    pass


error = Error


def _function():
    pass


# Copies of these are the objects themselves.
_atomic = {type(None), int, float, bool, complex, str, bytes, tuple, frozenset, type,
           range, slice, property, type(Ellipsis), type(NotImplemented), type(len),
           type(_function), type(_function.__code__), weakref.ref}
# So are deep copies of these.
_deeply_atomic = _atomic - {tuple, frozenset, slice}
_copied = {list, dict, set, bytearray}
del _function, weakref


def copy(x):
    """Shallow copy operation on arbitrary Python objects."""
    cls = type(x)
    if cls in _atomic:
        return x
    if cls in _copied:
        return x.copy()
    if issubclass(cls, type):
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    reduce, *args = _reducer(x)
    return _reconstruct(x, reduce(*args), None)


def _reducer(x):
    """What to call for the parts of an object, and with what."""
    registered = dispatch_table.get(type(x))
    if registered is not None:
        return registered, x
    reduce = getattr(x, "__reduce_ex__", None)
    if reduce is not None:
        return reduce, 4
    reduce = getattr(x, "__reduce__", None)
    if reduce is None:
        raise Error(f"un(shallow)copyable object of type {type(x)}")
    return reduce,


def deepcopy(x, memo=None, _nil=[]):
    """Deep copy operation on arbitrary Python objects."""
    cls = type(x)
    if cls in _deeply_atomic:
        return x
    key = id(x)
    if memo is None:
        memo = {}
    else:
        known = memo.get(key, _nil)
        if known is not _nil:
            return known
    deep = _deepcopy_dispatch.get(cls)
    if deep is not None:
        made = deep(x, memo)
    elif issubclass(cls, type):
        made = x
    else:
        own = getattr(x, "__deepcopy__", None)
        if own is not None:
            made = own(memo)
        else:
            reduce, *args = _reducer(x)
            made = _reconstruct(x, reduce(*args), memo)
    if made is not x:
        memo[key] = made
        # What was copied stays alive as long as the memo, so that its id stays its own.
        memo.setdefault(id(memo), []).append(x)
    return made


def _deepcopy_list(x, memo):
    made = []
    memo[id(x)] = made
    append = made.append
    for item in x:
        append(deepcopy(item, memo))
    return made


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # The tuple may be in itself, by way of a list: then it is copied already.
    known = memo.get(id(x))
    if known is not None:
        return known
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deepcopy_dict(x, memo):
    made = {}
    memo[id(x)] = made
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deepcopy_dispatch = {list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict,
         type(copy.__get__(0)): _deepcopy_method}


def _reconstruct(x, reduced, memo):
    """What `__reduce_ex__` says how to make; with a memo, deeply."""
    if isinstance(reduced, str):
        return x
    reduced = (*reduced,)
    if len(reduced) > 5:
        raise TypeError("a reduced object has at most 5 parts")
    func, args, *more = reduced
    if len(more) > 3:
        raise TypeError(f"_reconstruct() takes from 4 to 7 positional arguments but "
                        f"{len(reduced) + 2} were given")
    state, items, pairs = (*more, None, None, None)[:3]
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    made = func(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                made.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(made, name, value)
    if items is not None:
        for item in items:
            made.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            made[key] = value
    return made


def replace(obj, /, **changes):
    """Return a new object replacing specified fields with new values."""
    cls = obj.__class__
    own = getattr(cls, "__replace__", None)
    if own is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return own(obj, **changes)


__within__ = "<native> _reducer"

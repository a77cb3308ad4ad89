"""Helper to provide extensibility for pickle.

Functions that say how to make an object of a class again, for `copy` to use.
"""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension",
           "clear_extension_cache"]

dispatch_table = {}
# Classes by numbers of their own: a pickle is shorter by them.
_extension_registry, _inverted_registry, _extension_cache = {}, {}, {}


def __newobj__(cls, *args):
    """An object of the class that nothing has initialized."""
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    """The same where `__new__` is to be given keywords too."""
    return cls.__new__(cls, *args, **kwargs)


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(number):
    return complex, (number.real, number.imag)


def pickle_union(union):
    from functools import reduce
    from operator import or_
    return reduce, (or_, union.__args__)


pickle(complex, pickle_complex, complex)
pickle(type(int | str), pickle_union)


def _reconstructor(cls, base, state):
    """What protocols 0 and 1 make an object again with."""
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(made, state)
    return made


def _reduce_ex(self, proto):
    """How protocols 0 and 1 say what an object is."""
    cls = self.__class__
    base = object
    for base in cls.__mro__:
        if hasattr(base, "__flags__") and not base.__flags__ & 1 << 9:
            break
    if base is object:
        state = None
    elif base is cls:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    else:
        state = base(self)
    own = getattr(self, "__getstate__", None)
    if getattr(self, "__slots__", None) and (
            own is None or getattr(cls, "__getstate__", None) is object.__getstate__):
        raise TypeError("a class that defines __slots__ without defining __getstate__ "
                        "cannot be pickled")
    left = own() if own is not None else None
    args = cls, base, state
    return (_reconstructor, args, left) if left else (_reconstructor, args)


def _slotnames(cls):
    """The names of the slots of a class, its bases' included; the class notes them."""
    names = cls.__dict__.get("__slotnames__")
    if names is not None:
        return names
    names = []
    for base in cls.__mro__ if hasattr(cls, "__slots__") else ():
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                name = f"_{stripped}{name}" if stripped else name
            names.append(name)
    try:
        cls.__slotnames__ = names
    except Exception:
        pass
    return names


def _is_registered(key, code):
    return _extension_registry.get(key) == code and _inverted_registry.get(code) == key


def add_extension(module, name, code):
    """Registers an extension code."""
    key, code = (module, name), int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    if _is_registered(key, code):
        return
    for registry, one, taken in (
            (_extension_registry, key, "key {} is already registered with code {}"),
            (_inverted_registry, code, "code {} is already in use for key {}")):
        if one in registry:
            raise ValueError(taken.format(one, registry[one]))
    _extension_registry[key], _inverted_registry[code] = code, key


def remove_extension(module, name, code):
    """Unregisters an extension code."""
    key = module, name
    if not _is_registered(key, code):
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key], _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()

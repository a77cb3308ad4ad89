"""What abstract classes remember, and what they answer of it."""
from _functools import partial
from _weakref import ref
from _objects import mark_collection as _mark_collection

_token = 0


def _is_abstract(value):
    if getattr(type(value), "__isabstractmethod__", None) is True:
        return True
    if isinstance(value, property):
        return any(_is_abstract(part) for part in (value.fget, value.fset, value.fdel))
    if isinstance(value, (classmethod, staticmethod)):
        return _is_abstract(value.__func__)
    return bool(getattr(value, "__isabstractmethod__", False))


# The flags of sequences and of mappings.
_COLLECTIONS = 1 << 5 | 1 << 6


class _abc_data:
    """Internal state held by ABC machinery."""

    __layout__ = "_registry? _cache? _negative? _version#"

    def __init__(self):
        self._registry = self._cache = self._negative = None
        self._version = _token


def _destroy(known, entry):
    """Takes out what is dead. The set is not kept alive by its own entries."""
    known = known()
    if known is not None:
        known.discard(entry)


def _add(data, name, cls):
    """Puts a class into a set that does not keep it alive."""
    known = getattr(data, name)
    if known is None:
        known = set()
        setattr(data, name, known)
    known.add(ref(cls, partial(_destroy, ref(known))))


def _note_abstract(cls, namespace):
    abstract = {name for name, value in namespace.items() if _is_abstract(value)}
    for base in cls.__bases__:
        if base is type:
            continue
        for name in getattr(base, "__abstractmethods__", ()):
            if _is_abstract(getattr(cls, name, None)):
                abstract.add(name)
    cls.__abstractmethods__ = frozenset(abstract)


def _abc_init(self, /):
    """Internal ABC helper for class set-up. Should be never used outside abc module."""
    namespace = self.__dict__
    _note_abstract(self, namespace)
    if "__abc_tpflags__" in namespace:
        flags = self.__abc_tpflags__
        if type(flags) is int and flags & _COLLECTIONS == _COLLECTIONS:
            raise TypeError("__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and "
                            "Py_TPFLAGS_MAPPING")
        _mark_collection(self, flags)
        del self.__abc_tpflags__
    self._abc_impl = _abc_data()


def _abc_register(self, subclass, /):
    """Internal ABC helper for subclasss registration. Should be never used outside abc
    module."""
    global _token
    if not isinstance(subclass, type):
        raise TypeError("Can only register classes")
    if issubclass(subclass, self):
        return subclass
    if issubclass(self, subclass):
        raise RuntimeError("Refusing to create an inheritance cycle")
    _add(self._abc_impl, "_registry", subclass)
    _token += 1
    _mark_collection(subclass, self)
    return subclass


def _abc_instancecheck(self, instance, /):
    """Internal ABC helper for instance checks. Should be never used outside abc module."""
    data, kind = self._abc_impl, type(instance)
    own = getattr(instance, "__class__", kind)
    if data._cache and ref(own) in data._cache:
        return True
    if own is not kind:
        return self.__subclasscheck__(own) or self.__subclasscheck__(kind)
    if data._version == _token and data._negative and ref(own) in data._negative:
        return False
    return self.__subclasscheck__(own)


def _abc_subclasscheck(self, subclass, /):
    """Internal ABC helper for subclasss checks. Should be never used outside abc
    module."""
    if not isinstance(subclass, type):
        raise TypeError("issubclass() arg 1 must be a class")
    data, sought = self._abc_impl, ref(subclass)
    if data._cache and sought in data._cache:
        return True
    if data._version < _token:
        # Another class was registered somewhere meanwhile.
        data._negative, data._version = None, _token
    elif data._negative and sought in data._negative:
        return False
    answer = self.__subclasshook__(subclass)
    if answer is NotImplemented:
        if self not in subclass.__mro__ and data._registry and sought in data._registry:
            # What is registered itself is found as fast as what is remembered.
            return True
        answer = _is_derived(self, subclass, data)
    elif answer is not True and answer is not False:
        raise AssertionError("__subclasshook__ must return either False, True, or "
                             "NotImplemented")
    _add(data, "_cache" if answer else "_negative", subclass)
    return answer


def _is_derived(self, subclass, data):
    """Whether a class is one by its bases, or by a class that is registered or derived."""
    if self in subclass.__mro__:
        return True
    for registered in list(data._registry or ()):
        registered = registered()
        if registered is not None and issubclass(subclass, registered):
            return True
    subclasses = self.__subclasses__()
    if not isinstance(subclasses, list):
        raise TypeError("__subclasses__() must return a list")
    return any(issubclass(subclass, derived) for derived in subclasses)


def _get_dump(self, /):
    """Internal ABC helper for cache and registry debugging."""
    data = self._abc_impl
    sets = [set(known or ()) for known in (data._registry, data._cache, data._negative)]
    return *sets, data._version


def _reset_registry(self, /):
    """Internal ABC helper to reset registry of a given class."""
    self._abc_impl._registry = None


def _reset_caches(self, /):
    """Internal ABC helper to reset both caches of a given class."""
    self._abc_impl._cache = self._abc_impl._negative = None


def get_cache_token():
    """Returns the current ABC cache token."""
    return _token


__native__ = "_abc_init _abc_register _abc_instancecheck _abc_subclasscheck _get_dump " \
    "_reset_registry _reset_caches"

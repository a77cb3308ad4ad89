"""Abstract Base Classes (ABCs) according to PEP 3119."""
from _weakref import ref
from _objects import mark_collection as _mark_collection

_token = 0


def abstractmethod(funcobj):
    """A decorator indicating abstract methods."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """A decorator indicating abstract classmethods."""
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        classmethod.__init__(self, callable)


class abstractstaticmethod(staticmethod):
    """A decorator indicating abstract staticmethods."""
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        staticmethod.__init__(self, callable)


class abstractproperty(property):
    """A decorator indicating abstract properties."""
    __isabstractmethod__ = True


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


class ABCMeta(type):
    """Metaclass for defining Abstract Base Classes (ABCs)."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = type.__new__(mcls, name, bases, namespace, **kwargs)
        _prepare(cls, namespace)
        if "__abc_tpflags__" in namespace:
            flags = cls.__abc_tpflags__
            if type(flags) is int and flags & _COLLECTIONS == _COLLECTIONS:
                raise TypeError("__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and "
                                "Py_TPFLAGS_MAPPING")
            _mark_collection(cls, flags)
            del cls.__abc_tpflags__
        # Weak references to the classes that were registered.
        cls._abc_impl = []
        return cls

    def register(cls, subclass):
        """Register a virtual subclass of an ABC.

        Returns the subclass, to allow usage as a class decorator.
        """
        global _token
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.append(ref(subclass))
        _token += 1
        _mark_collection(subclass, cls)
        return subclass

    def __instancecheck__(cls, instance):
        """Override for isinstance(instance, cls)."""
        kind = type(instance)
        own = getattr(instance, "__class__", kind)
        return cls.__subclasscheck__(own) or own is not kind and cls.__subclasscheck__(kind)

    def __subclasscheck__(cls, subclass):
        """Override for issubclass(subclass, cls)."""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in subclass.__mro__:
            return True
        for registered in cls._abc_impl:
            registered = registered()
            if registered is not None and issubclass(subclass, registered):
                return True
        subclasses = cls.__subclasses__()
        if not isinstance(subclasses, list):
            raise TypeError("__subclasses__() must return a list")
        for derived in subclasses:
            if issubclass(subclass, derived):
                return True
        return False

    def _abc_registry_clear(cls):
        """Debug helper to forget all registered classes."""
        cls._abc_impl.clear()

    def _abc_caches_clear(cls):
        """Nothing is remembered of earlier questions."""

    def _dump_registry(cls, file=None):
        """Debug helper to print the ABC registry."""
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Registry: {[found() for found in cls._abc_impl]!r}", file=file)


def _prepare(cls, namespace):
    abstract = {name for name, value in namespace.items() if _is_abstract(value)}
    for base in cls.__bases__:
        if base is type:
            continue
        for name in getattr(base, "__abstractmethods__", ()):
            if _is_abstract(getattr(cls, name, None)):
                abstract.add(name)
    cls.__abstractmethods__ = frozenset(abstract)


def update_abstractmethods(cls):
    """Recalculate the set of abstract methods of an abstract class."""
    if hasattr(cls, "__abstractmethods__"):
        _prepare(cls, vars(cls))
    return cls


def get_cache_token():
    """Returns the current ABC cache token."""
    return _token


class ABC(metaclass=ABCMeta):
    """Helper class that provides a standard way to create an ABC using
    inheritance."""
    __slots__ = ()


__native__ = "get_cache_token"

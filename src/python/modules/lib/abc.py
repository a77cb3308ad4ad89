"""Abstract Base Classes (ABCs) according to PEP 3119."""
from _abc import (_abc_init, _abc_instancecheck, _abc_register, _abc_subclasscheck,
                  _get_dump, _reset_caches, _reset_registry, get_cache_token)


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


class ABCMeta(type):
    """Metaclass for defining Abstract Base Classes (ABCs)."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = type.__new__(mcls, name, bases, namespace, **kwargs)
        _abc_init(cls)
        return cls

    def register(cls, subclass):
        """Register a virtual subclass of an ABC.

        Returns the subclass, to allow usage as a class decorator.
        """
        return _abc_register(cls, subclass)

    def __instancecheck__(cls, instance):
        """Override for isinstance(instance, cls)."""
        return _abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        """Override for issubclass(subclass, cls)."""
        return _abc_subclasscheck(cls, subclass)

    def _dump_registry(cls, file=None):
        """Debug helper to print the ABC registry."""
        registry, cache, negative, version = _get_dump(cls)
        for what, value in (
                ("Class", f"{cls.__module__}.{cls.__qualname__}"),
                ("Inv. counter", get_cache_token()), ("_abc_registry", registry),
                ("_abc_cache", cache), ("_abc_negative_cache", negative),
                ("_abc_negative_cache_version", version)):
            print(f"{what}: {value}", file=file)

    def _abc_registry_clear(cls):
        """Debug helper to forget all registered classes."""
        _reset_registry(cls)

    def _abc_caches_clear(cls):
        """Debug helper to forget what was answered."""
        _reset_caches(cls)


def update_abstractmethods(cls):
    """Recalculate the set of abstract methods of an abstract class."""
    from _abc import _note_abstract
    if hasattr(cls, "__abstractmethods__"):
        _note_abstract(cls, vars(cls))
    return cls


class ABC(metaclass=ABCMeta):
    """Helper class that provides a standard way to create an ABC using
    inheritance."""
    __slots__ = ()

"""Names for the types that Python's syntax and built-in functions make."""
import sys as _sys


def _f():
    yield


FunctionType = LambdaType = type(_f)
CodeType = type(_f.__code__)
MappingProxyType = type(type.__dict__)
_generator = _f()
GeneratorType = type(_generator)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
ModuleType = type(_sys)
GetSetDescriptorType = type(FunctionType.__code__)
MemberDescriptorType = type(FunctionType.__globals__)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(Ellipsis)


MethodType = type(_f.__get__(0))


def _cell(x):
    return lambda: x


CellType = type(_cell(0).__closure__[0])
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)

from _types import SimpleNamespace
GenericAlias = type(list[int])
UnionType = type(int | str)
del _f, _generator, _cell


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Create a class object dynamically using the appropriate metaclass."""
    resolved = resolve_bases(bases)
    meta, ns, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(ns)
    if resolved is not bases:
        ns["__orig_bases__"] = bases
    return meta(name, resolved, ns, **kwds)


def resolve_bases(bases):
    """Resolve MRO entries dynamically as specified by PEP 560."""
    found = []
    changed = False
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            found.append(base)
            continue
        changed = True
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        found.extend(entries)
    return tuple(found) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """Call the __prepare__ method of the appropriate metaclass."""
    kwds = {} if kwds is None else dict(kwds)
    if "metaclass" in kwds:
        meta = kwds.pop("metaclass")
    else:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        for base in bases:
            other = type(base)
            if issubclass(meta, other):
                continue
            if not issubclass(other, meta):
                raise TypeError("metaclass conflict: the metaclass of a derived class "
                                "must be a (non-strict) subclass of the metaclasses of "
                                "all its bases")
            meta = other
    ns = meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}
    return meta, ns, kwds


def get_original_bases(cls, /):
    """Return the class's "original" bases prior to modification by
    `__mro_entries__`."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(
            f"Expected an instance of type, not {type(cls).__name__!r}") from None


class _GeneratorWrapper:
    """Something that behaves as a generator, as a coroutine."""

    def __init__(self, gen):
        self.__wrapped = gen
        self.__isgen = gen.__class__ is GeneratorType
        self.__name__ = getattr(gen, "__name__", None)
        self.__qualname__ = getattr(gen, "__qualname__", None)

    def send(self, val):
        return self.__wrapped.send(val)

    def throw(self, tp, *rest):
        return self.__wrapped.throw(tp, *rest)

    def close(self):
        return self.__wrapped.close()

    gi_code = cr_code = property(lambda self: self.__wrapped.gi_code)
    gi_frame = cr_frame = property(lambda self: self.__wrapped.gi_frame)
    gi_running = cr_running = property(lambda self: self.__wrapped.gi_running)
    gi_yieldfrom = cr_await = property(lambda self: self.__wrapped.gi_yieldfrom)

    def __next__(self):
        return next(self.__wrapped)

    def __iter__(self):
        return self.__wrapped if self.__isgen else self

    __await__ = __iter__


def coroutine(func):
    """Makes a generator function one that `await` takes."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    code = getattr(func, "__code__", None)
    if func.__class__ is FunctionType and code.__class__ is CodeType \
            and code.co_flags & 0x1A0:
        if not code.co_flags & 0x180:
            func.__code__ = code.replace(co_flags=code.co_flags | 0x100)
        return func
    from functools import wraps

    @wraps(func)
    def wrapped(*args, **kwargs):
        return _awaitable(func(*args, **kwargs))

    return wrapped


def _awaitable(made):
    """What a call gave, so that `await` takes it."""
    from collections.abc import Coroutine, Generator
    if made.__class__ is GeneratorType and made.gi_code.co_flags & 0x100:
        return made
    plain = isinstance(made, Generator) and not isinstance(made, Coroutine)
    return _GeneratorWrapper(made) if plain else made


class DynamicClassAttribute:
    """Route attribute access on a class to __getattr__."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or fget.__doc__
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc else None
        changed = type(self)(fget, self.fset, self.fdel, doc or self.__doc__)
        changed.overwrite_doc = self.overwrite_doc
        return changed

    def setter(self, fset):
        changed = type(self)(self.fget, fset, self.fdel, self.__doc__)
        changed.overwrite_doc = self.overwrite_doc
        return changed

    def deleter(self, fdel):
        changed = type(self)(self.fget, self.fset, fdel, self.__doc__)
        changed.overwrite_doc = self.overwrite_doc
        return changed


__all__ = [_name for _name in globals() if not _name.startswith("_") and _name != "sys"]

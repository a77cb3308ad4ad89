"""The typing module: Support for gradual typing as defined by PEP 484 and subsequent
PEPs.  What it makes can be written, shown and looked into; nothing is checked."""
import collections
import collections.abc
import contextlib
import sys
import types
from abc import ABCMeta, abstractmethod
from _typing import (_GenericAlias, _shown as _show_one, Generic, NoDefault, ParamSpec,
                     ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple,
                     Union, Unpack)


def _show(arg):
    """An argument in the text of an annotation."""
    if isinstance(arg, types.FunctionType):
        return arg.__name__
    if isinstance(arg, (list, tuple)):
        return "[" + ", ".join(map(_show, arg)) + "]"
    return _show_one(arg)


def _convert(arg):
    if arg is None:
        return type(None)
    return ForwardRef(arg) if isinstance(arg, str) else arg


class _Or:
    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Form(_Or):
    """Any, Union, Optional and their like."""
    __slots__ = ("_name", "_get")

    def __init__(self, name, get=None):
        self._name, self._get = name, get

    def __repr__(self):
        return f"typing.{self._name}"

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")

    def __getitem__(self, args):
        if self._get is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._get(self, args)


class _Alias(_GenericAlias):
    """A form with arguments: `List[int]`, `Callable[[int], str]`."""
    __module__ = "typing"

    def __init__(self, origin, args, name):
        _GenericAlias.__init__(self, origin, args, f"typing.{name}")

    def __repr__(self):
        origin, args = self.__origin__, self.__args__
        if origin is collections.abc.Callable:
            first = "..." if args[0] is ... else "[" + ", ".join(
                map(_show, args[:-1])) + "]"
            return f"{self._name}[{first}, {_show(args[-1])}]"
        show = repr if origin is Literal else _show
        return f"{self._name}[{', '.join(map(show, args)) or '()'}]"

    def __eq__(self, other):
        if self.__origin__ is Literal and isinstance(other, _Alias) and (
                other.__origin__ is Literal):
            return self._values() == other._values()
        return _GenericAlias.__eq__(self, other)

    def __hash__(self):
        if self.__origin__ is Literal:
            return hash(self._values())
        return _GenericAlias.__hash__(self)

    def _values(self):
        return frozenset((arg, type(arg)) for arg in self.__args__)

    def __call__(self, *args, **kwargs):
        origin = self.__origin__
        if isinstance(origin, type) and origin is not collections.abc.Callable:
            name = self._name.removeprefix("typing.")
            raise TypeError(f"Type {name} cannot be instantiated; use "
                            f"{origin.__name__}() instead")
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        rest = [base for base in bases if base is not self]
        if any(getattr(base, "__origin__", None) is Generic or isinstance(base, type)
               and issubclass(base, Generic) for base in rest):
            return self.__origin__,
        return self.__origin__, Generic

    def __getitem__(self, args):
        made = _GenericAlias.__getitem__(self, args)
        return _Alias(self.__origin__, made.__args__, self._name.removeprefix("typing."))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance "
                        "checks")

    __instancecheck__ = __subclasscheck__

    def __reduce__(self):
        return _Alias, (self.__origin__, self.__args__,
                        self._name.removeprefix("typing."))


_Alias.__name__ = _Alias.__qualname__ = "_GenericAlias"


class _Bare(_Or):
    """A generic alias without arguments: `List`."""

    def __init__(self, origin, count, name):
        self.__origin__, self._count, self._name = origin, count, name

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        if self._count >= 0 and len(args) != self._count:
            few = "few" if len(args) < self._count else "many"
            raise TypeError(f"Too {few} arguments for {self!r}; actual {len(args)}, "
                            f"expected {self._count}")
        return _Alias(self.__origin__, tuple(map(_convert, args)), self._name)

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Type {self._name} cannot be instantiated; use "
                        f"{self.__origin__.__name__}() instead")

    def __mro_entries__(self, bases):
        return (self.__origin__, Generic) if Generic not in bases else (self.__origin__,)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __reduce__(self):
        return self._name


class _Callables(_Bare):
    def __getitem__(self, args):
        if not isinstance(args, tuple) or len(args) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        first, result = args
        if isinstance(first, list):
            args = (*map(_convert, first), _convert(result))
        elif first is ... or isinstance(first, ParamSpec):
            args = (first, _convert(result))
        else:
            raise TypeError("Callable[args, result]: args must be a list. Got "
                            f"{first!r}")
        return _Alias(self.__origin__, args, self._name)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return type.__instancecheck__(self, obj)

    def __repr__(self):
        return "typing.Any" if self is Any else type.__repr__(self)


class Any(metaclass=_AnyMeta):
    """Special type indicating an unconstrained type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return object.__new__(cls)


def _one(form, arg):
    if isinstance(arg, tuple):
        raise TypeError(f"{form!r} accepts only single type.")
    return _Alias(form, (_convert(arg),), form._name)


def _literal(form, args):
    args = args if isinstance(args, tuple) else (args,)
    found = []
    for arg in args:
        for part in arg.__args__ if getattr(arg, "__origin__", None) is Literal else (
                arg,):
            if (type(part), part) not in [(type(p), p) for p in found]:
                found.append(part)
    return _Alias(Literal, tuple(found), "Literal")


def _many(form, args):
    args = args if isinstance(args, tuple) else (args,)
    return _Alias(form, tuple(map(_convert, args)), form._name)


NoReturn, Never, Self, LiteralString, TypeAlias = map(
    _Form, ("NoReturn", "Never", "Self", "LiteralString", "TypeAlias"))
ClassVar, Final, Required, NotRequired, ReadOnly, TypeGuard, TypeIs = [
    _Form(name, _one) for name in ("ClassVar", "Final", "Required", "NotRequired",
                                   "ReadOnly", "TypeGuard", "TypeIs")]
Optional = _Form("Optional", lambda form, arg: Union[arg, type(None)])
Literal = _Form("Literal", _literal)
Concatenate = _Form("Concatenate", _many)


class _Annotated(_Alias):
    def __init__(self, origin, metadata):
        _Alias.__init__(self, origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    def __repr__(self):
        data = ", ".join(map(repr, self.__metadata__))
        return f"typing.Annotated[{_show(self.__origin__)}, {data}]"

    def __eq__(self, other):
        if not isinstance(other, _Annotated):
            return NotImplemented
        return (self.__origin__, self.__metadata__) == (
            other.__origin__, other.__metadata__)

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


def _annotated(form, args):
    if not isinstance(args, tuple) or len(args) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a "
                        "type and an annotation).")
    first, *data = args
    if isinstance(first, _Annotated):
        return _Annotated(first.__origin__, first.__metadata__ + tuple(data))
    return _Annotated(_convert(first), tuple(data))


Annotated = _Form("Annotated", _annotated)


class ForwardRef:
    """Internal wrapper to hold a forward reference."""
    __slots__ = ("__forward_arg__",)

    def __init__(self, arg):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(
                f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    __or__, __ror__ = _Or.__or__, _Or.__ror__


def NewType(name, tp):
    """NewType creates simple unique types with almost zero runtime overhead."""
    return _NewType(name, tp)


class _NewType(_Or):
    def __init__(self, name, tp):
        self.__qualname__ = self.__name__ = name
        self.__supertype__ = tp
        self.__module__ = sys._getframe(2).f_globals.get("__name__")

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


class _ProtocolMeta(ABCMeta):
    def __subclasscheck__(cls, other):
        if cls is Protocol or not cls.__dict__.get("_is_protocol", False):
            return ABCMeta.__subclasscheck__(cls, other)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with "
                            "@runtime_checkable protocols")
        return ABCMeta.__subclasscheck__(cls, other) or all(
            any(name in base.__dict__ for base in other.__mro__)
            for name in _members(cls))

    def __instancecheck__(cls, instance):
        if cls is Protocol or not cls.__dict__.get("_is_protocol", False):
            return ABCMeta.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with "
                            "@runtime_checkable protocols")
        return all(hasattr(instance, name) for name in _members(cls))


_PLAIN = frozenset(
    "__module__ __qualname__ __doc__ __dict__ __weakref__ __slots__ __parameters__ "
    "__orig_bases__ __annotations__ __abstractmethods__ _abc_impl _is_protocol "
    "_is_runtime_protocol __init__ __new__ __subclasshook__ __class_getitem__ "
    "__init_subclass__ __firstlineno__ __static_attributes__ __match_args__".split())


def _members(cls):
    found = set()
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol"):
            found.update(base.__dict__)
            found.update(base.__dict__.get("__annotations__", ()))
    return found - _PLAIN


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class for protocol classes."""
    __slots__ = ()
    _is_protocol = True

    def __class_getitem__(cls, args):
        if cls is Protocol:
            args = args if isinstance(args, tuple) else (args,)
            return _ProtocolAlias(cls, args, "typing.Protocol")
        return super().__class_getitem__(args)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init


class _ProtocolAlias(_GenericAlias):
    def __mro_entries__(self, bases):
        return Protocol,


def runtime_checkable(cls):
    """Mark a protocol class as a runtime protocol."""
    if not getattr(cls, "_is_protocol", False):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got "
                        f"{cls!r}")
    cls._is_runtime_protocol = True
    return cls


def _bare(name, origin, count):
    globals()[name] = _Bare(origin, count, name)


for _name, _origin, _count in (
        ("List", list, 1), ("Dict", dict, 2), ("Set", set, 1), ("FrozenSet", frozenset, 1),
        ("Type", type, 1), ("Deque", collections.deque, 1),
        ("DefaultDict", collections.defaultdict, 2),
        ("OrderedDict", collections.OrderedDict, 2), ("Counter", collections.Counter, 1),
        ("ChainMap", collections.ChainMap, 2), ("Tuple", tuple, -1),
        ("ContextManager", contextlib.AbstractContextManager, 1)):
    _bare(_name, _origin, _count)
for _name, _count in (
        ("Iterable", 1), ("Iterator", 1), ("Reversible", 1), ("Container", 1),
        ("Collection", 1), ("Sequence", 1), ("MutableSequence", 1), ("Mapping", 2),
        ("MutableMapping", 2), ("MappingView", 1), ("KeysView", 1), ("ItemsView", 2),
        ("ValuesView", 1), ("Generator", 3), ("Awaitable", 1), ("Coroutine", 3),
        ("AsyncIterable", 1), ("AsyncIterator", 1), ("MutableSet", 1), ("Hashable", 0),
        ("Sized", 0)):
    _bare(_name, getattr(collections.abc, _name), _count)
AbstractSet = _Bare(collections.abc.Set, 1, "AbstractSet")
Callable = _Callables(collections.abc.Callable, 2, "Callable")
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str
TYPE_CHECKING = False


def NamedTuple(typename, fields=(), /):
    """Typed version of namedtuple."""
    fields = [(name, _convert(kind)) for name, kind in fields]
    made = collections.namedtuple(typename, [name for name, _ in fields],
                                  module=sys._getframe(1).f_globals.get("__name__"))
    made.__annotations__ = made.__new__.__annotations__ = dict(fields)
    return made


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        kinds = {name: _convert(kind)
                 for name, kind in ns.get("__annotations__", {}).items()}
        defaults = []
        for name in kinds:
            if name in ns:
                defaults.append(name)
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {name} cannot follow "
                                f"default field{plural} {', '.join(defaults)}")
        made = collections.namedtuple(typename, list(kinds),
                                      defaults=[ns[name] for name in defaults],
                                      module=ns["__module__"])
        made.__annotations__ = made.__new__.__annotations__ = kinds
        for name, value in ns.items():
            if name in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name not in ("__module__", "__qualname__", "__annotations__") and \
                    name not in kinds:
                setattr(made, name, value)
        return made


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        made = type.__new__(_TypedDictMeta, name, (dict,), ns)
        own = {key: _convert(kind) for key, kind in ns.get("__annotations__", {}).items()}
        kinds, required, optional = {}, set(), set()
        for base in bases:
            kinds.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", set())
            optional |= base.__dict__.get("__optional_keys__", set())
        kinds.update(own)
        for key, kind in own.items():
            origin = getattr(kind, "__origin__", None)
            (required if origin is Required or total and origin is not NotRequired
             else optional).add(key)
        made.__annotations__ = kinds
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields, /, *, total=True):
    """A simple typed namespace. At runtime it is equivalent to a plain dict."""
    module = sys._getframe(1).f_globals.get("__name__")
    return _TypedDictMeta(typename, (), {"__annotations__": dict(fields),
                                         "__module__": module}, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


class SupportsInt(Protocol):
    @abstractmethod
    def __int__(self): ...


class SupportsFloat(Protocol):
    @abstractmethod
    def __float__(self): ...


class SupportsIndex(Protocol):
    @abstractmethod
    def __index__(self): ...


class SupportsAbs(Protocol):
    @abstractmethod
    def __abs__(self): ...


for _class in (SupportsInt, SupportsFloat, SupportsIndex, SupportsAbs):
    runtime_checkable(_class)


def cast(typ, val):
    """Cast a value to a type: returns it unchanged."""
    return val


def overload(func):
    """Decorator for overloaded functions/methods."""
    def _overload_dummy(*args, **kwds):
        raise NotImplementedError("You should not call an overloaded function.")
    return _overload_dummy


def _mark(attribute):
    def decorator(arg):
        try:
            setattr(arg, attribute, True)
        except (AttributeError, TypeError):
            pass
        return arg
    return decorator


final, override, no_type_check = _mark("__final__"), _mark("__override__"), _mark(
    "__no_type_check__")


def assert_type(val, typ, /):
    """Ask a static type checker to confirm a type: returns the value."""
    return val


def assert_never(arg, /):
    """Statically assert that a line of code is unreachable."""
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj, /):
    """Reveal the type of a value."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def get_origin(tp):
    """Get the unsubscripted version of a type."""
    if isinstance(tp, _Annotated):
        return Annotated
    if hasattr(tp, "__origin__"):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return types.UnionType if isinstance(tp, types.UnionType) else None


def get_args(tp):
    """Get type arguments with all substitutions performed."""
    if isinstance(tp, _Annotated):
        return (tp.__origin__, *tp.__metadata__)
    args = getattr(tp, "__args__", ())
    if isinstance(args, tuple) and get_origin(tp) is collections.abc.Callable and \
            args[0] is not ...:
        return list(args[:-1]), args[-1]
    return args if isinstance(args, tuple) else ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """Return type hints for an object."""
    hints = {}
    sources = reversed(obj.__mro__) if isinstance(obj, type) else (obj,)
    for source in sources:
        if globalns is not None:
            names = globalns
        elif isinstance(source, type):
            names = getattr(sys.modules.get(source.__module__), "__dict__", {})
        else:
            names = getattr(source, "__globals__", getattr(source, "__dict__", {}))
        own = source.__dict__.get("__annotations__", {}) if isinstance(source, type) \
            else getattr(source, "__annotations__", {})
        for name, value in own.items():
            if value is None:
                value = type(None)
            if isinstance(value, ForwardRef):
                value = value.__forward_arg__
            if isinstance(value, str):
                value = eval(value, names, localns)
            if isinstance(value, _Annotated) and not include_extras:
                value = value.__origin__
            hints[name] = value
    return hints


def is_typeddict(tp):
    """Check if an annotation is a TypedDict class"""
    return isinstance(tp, _TypedDictMeta)


__all__ = [_name for _name in globals()
           if _name[0].isupper() or _name in ("cast", "final", "overload", "override",
                                              "get_origin", "get_args", "get_type_hints",
                                              "runtime_checkable", "assert_never",
                                              "assert_type", "reveal_type",
                                              "no_type_check", "is_typeddict")]

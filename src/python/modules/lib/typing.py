"""The typing module: Support for gradual typing as defined by PEP 484 and subsequent
PEPs.  What it makes can be written, shown and looked into; nothing is checked."""
import collections
import collections.abc
import contextlib
import functools
import sys
import types
from abc import ABCMeta, abstractmethod
from operator import getitem as _getitem
from _typing import (_checked, _cleanups, _distinct, _forms, _GenericAlias, _is_parameters,
                     _kept, _may_be_text, _no_types, _outer, _shown, _types, Generic, NoDefault, ParamSpec, ParamSpecArgs,
                     ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple, Union, Unpack)


def __getattr__(name):
    # The compiled patterns' classes, when they are first wanted.
    if name in ("Pattern", "Match"):
        import re
        return globals().setdefault(name, _Bare(getattr(re, name), 1, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _type(arg, module=None):
    """The type that an annotation is: of text, a name that may be defined later."""
    return ForwardRef(arg, module=module) if isinstance(arg, str) else _checked(
        arg, "")


class _Or:
    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Form(_Or):
    """Any, Union, Optional and their like."""
    __slots__ = ("_name", "_get")
    __iter__ = None

    def __init__(self, name, get=None):
        self._name, self._get = name, get

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(name)

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

    @_kept
    def __getitem__(self, args):
        if self._get is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._get(self, args)


class _TypedForm(_Form):
    """One whose arguments are values, of which some are equal and of different types:
    `Literal[1]` and `Literal[True]`."""
    __slots__ = ()

    def __init__(self, name, get):
        _Form.__init__(self, name, _kept(lambda form, *args: get(
            form, args if len(args) != 1 else args[0]), typed=True))

    def __getitem__(self, args):
        return self._get(self, *args) if isinstance(args, tuple) else self._get(self, args)


class _Alias(_GenericAlias, _root=True):
    """A form with arguments: `List[int]`, `Callable[[int], str]`."""
    __module__ = "typing"

    def __init__(self, origin, args, name):
        _GenericAlias.__init__(self, origin, args, f"typing.{name}")

    def __repr__(self):
        origin, args = self.__origin__, self.__args__
        if origin is collections.abc.Callable:
            plain = len(args) == 2 and _is_parameters(args[0])
            first = _shown(args[0] if plain else args[:-1])
            return f"{self._name}[{first}, {_shown(args[-1])}]"
        show = _shown if origin is not Literal else lambda arg: (
            _shown(arg) if isinstance(arg, type) else repr(arg))
        return f"{self._name}[{', '.join(map(show, args)) or '()'}]"

    def __call__(self, *args, **kwargs):
        origin = self.__origin__
        if origin in _NOT_MADE:
            name = self._name.removeprefix("typing.")
            raise TypeError(f"Type {name} cannot be instantiated; use "
                            f"{origin.__name__}() instead")
        if isinstance(origin, type):
            return _GenericAlias.__call__(self, *args, **kwargs)
        raise TypeError(f"Cannot instantiate {origin!r}")

    def __mro_entries__(self, bases):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot subclass {self!r}")
        return _bases(self, bases)

    def _form(self):
        if type(self.__origin__) in _forms:
            return self.__origin__
        return globals()[self._name.removeprefix("typing.")]

    def _with(self, args):
        return type(self)(self.__origin__, args, self._name.removeprefix("typing."))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance "
                        "checks")

    __instancecheck__ = __subclasscheck__


_Alias.__name__ = _Alias.__qualname__ = "_GenericAlias"


class _CallableGenericAlias(_Alias, _root=True):
    __module__ = "typing"
    __iter__, _joins = None, True

    def __reduce__(self):
        args = self.__args__
        if len(args) != 2 or not _is_parameters(args[0]):
            args = list(args[:-1]), args[-1]
        return _getitem, (Callable, args)


def _bases(alias, bases):
    """The classes in place of an alias among the bases of a class: the last of those that
    bring Generic brings it."""
    found = () if alias.__origin__ in bases else (alias.__origin__,)
    for base in bases[bases.index(alias) + 1:]:
        if isinstance(base, (_GenericAlias, _Bare)):
            return found
        if isinstance(base, type):
            if issubclass(base, Generic):
                return found
            continue
        entries = getattr(base, "__mro_entries__", None)
        new = entries(bases) if entries else ()
        if isinstance(new, tuple) and any(
                isinstance(entry, type) and issubclass(entry, Generic) for entry in new):
            return found
    return *found, Generic


# Of these an alias makes no object, even without arguments.
_NOT_MADE = {list, dict, set, frozenset, tuple, type}


class _Bare(_Or):
    """A generic alias without arguments: `List`."""
    __iter__ = None

    def __init__(self, origin, count, name, defaults=()):
        self.__origin__, self._count, self._name = origin, count, name
        self._defaults = defaults
        self.__name__ = self.__qualname__ = name
        self.__module__ = "typing"

    def __repr__(self):
        return f"typing.{self._name}"

    @_kept
    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        if self._count == 0:
            raise TypeError(f"{self!r} is not a generic class")
        least = self._count - len(self._defaults)
        if self._count > 0 and not least <= len(args) <= self._count:
            few = "few" if len(args) < least else "many"
            wanted = f"at least {least}" if self._defaults else least
            raise TypeError(f"Too {few} arguments for {self!r}; actual {len(args)}, "
                            f"expected {wanted}")
        args += self._defaults[len(args) - least:]
        return _Alias(self.__origin__, tuple(map(_checked, args)), self._name)

    def __call__(self, *args, **kwargs):
        if self.__origin__ in _NOT_MADE:
            raise TypeError(f"Type {self._name} cannot be instantiated; use "
                            f"{self.__origin__.__name__}() instead")
        return self.__origin__(*args, **kwargs)

    __mro_entries__ = _bases

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls.__origin__ if isinstance(cls, _Bare) else cls,
                          self.__origin__)

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
        return self._of((tuple(first) if isinstance(first, list) else first, result))

    @_kept
    def _of(self, args):
        first, result = args
        result = _checked(result, "Callable[args, result]: result must be a type.")
        if first is not ...:
            first = map(_may_be_text, first if isinstance(first, tuple) else (first,))
        args = (..., result) if first is ... else (*first, result)
        return _CallableGenericAlias(self.__origin__, args, self._name)


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
    message = f"{form!r} accepts only single type."
    if form in (Required, NotRequired, ReadOnly):
        message = f"{form._name} accepts only a single type."
    return _Alias(form, (_checked(arg, message, form in _outer),), form._name)


class _Literal(_Alias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _Literal):
            return NotImplemented
        return self._typed() == other._typed()

    def __hash__(self):
        return hash(self._typed())

    def _typed(self):
        return frozenset([(arg, type(arg)) for arg in self.__args__])


def _literal(form, args):
    found = []
    for arg in args if isinstance(args, tuple) else (args,):
        found.extend(arg.__args__ if isinstance(arg, _Literal) else (arg,))
    try:
        known = {(type(part), part): part for part in found}
        found = known.values()
    except TypeError:
        # What cannot be hashed is not compared either.
        pass
    return _Literal(Literal, tuple(found), "Literal")


class _Concatenated(_Alias, _root=True):
    def _with(self, args):
        *first, last = args
        if isinstance(last, (list, tuple)):
            # Now it is known which parameters there are.
            return *first, *last
        if isinstance(last, _Concatenated):
            args = *first, *last.__args__
        return _Alias._with(self, tuple(args))


def _concatenate(form, args):
    if args == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    args = args if isinstance(args, tuple) else (args,)
    *first, last = args
    if not (last is ... or isinstance(last, ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable "
                        "or ellipsis.")
    message = "Concatenate[arg, ...]: each arg must be a type."
    return _Concatenated(form, (*[_checked(arg, message) for arg in first], last),
                         form._name)


NoReturn, Never, Self, LiteralString, TypeAlias = map(
    _Form, ("NoReturn", "Never", "Self", "LiteralString", "TypeAlias"))
ClassVar, Final, Required, NotRequired, ReadOnly, TypeGuard, TypeIs = [
    _Form(name, _one) for name in ("ClassVar", "Final", "Required", "NotRequired",
                                   "ReadOnly", "TypeGuard", "TypeIs")]
Optional = _Form("Optional", lambda form, arg: Union[
    _checked(arg, f"{form} requires a single type."), type(None)])
Literal = _TypedForm("Literal", _literal)
_forms.extend((_Form, _TypedForm))
_types.extend((NoReturn, Never, Self, LiteralString, TypeAlias))
_outer.extend((ClassVar, Final))
Concatenate = _Form("Concatenate", _concatenate)


class _Annotated(_Alias, _root=True):
    def __init__(self, origin, metadata):
        _Alias.__init__(self, origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    __iter__ = None

    def _with(self, args):
        # What was checked already may stand only there.
        first, inner = args[0], ()
        if isinstance(first, _Annotated):
            first, inner = first.__origin__, first.__metadata__
        return _Annotated(first, inner + self.__metadata__)

    def _form(self):
        return Annotated

    def __call__(self, *args, **kwargs):
        return _GenericAlias.__call__(self, *args, **kwargs)

    def __mro_entries__(self, bases):
        return self.__origin__,

    def __reduce__(self):
        return _getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __repr__(self):
        data = ", ".join(map(repr, self.__metadata__))
        return f"typing.Annotated[{_shown(self.__origin__)}, {data}]"

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
    if getattr(first, "__typing_is_unpacked_typevartuple__", False) is True:
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    message = "Annotated[t, ...]: t must be a type."
    return _Annotated(_checked(first, message, True), tuple(data))


Annotated = _TypedForm("Annotated", _annotated)


class ForwardRef:
    """Internal wrapper to hold a forward reference."""
    __slots__ = ("__forward_arg__", "__forward_code__", "__forward_evaluated__",
                 "__forward_value__", "__forward_is_argument__", "__forward_is_class__",
                 "__forward_module__", "__weakref__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            code = compile(f"({arg},)[0]" if arg.startswith("*") else arg, "<string>",
                           "eval")
        except SyntaxError:
            raise SyntaxError(
                f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__, self.__forward_code__ = arg, code
        self.__forward_evaluated__, self.__forward_value__ = False, None
        self.__forward_is_argument__ = is_argument
        self.__forward_module__, self.__forward_is_class__ = module, is_class

    def _evaluate(self, globalns, localns, guard=frozenset()):
        """What the text means now; itself, where that is being asked already."""
        text = self.__forward_arg__
        if text in guard:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            module = sys.modules.get(self.__forward_module__)
            names = globalns if module is None else module.__dict__
            value = _checked(eval(self.__forward_code__, names, localns),
                             "Forward references must evaluate to types.",
                             self.__forward_is_class__, self.__forward_is_argument__)
            self.__forward_value__ = _resolved(value, globalns, localns, guard | {text})
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return (self.__forward_arg__, self.__forward_value__) == (
                other.__forward_arg__, other.__forward_value__)
        return (self.__forward_arg__, self.__forward_module__) == (
            other.__forward_arg__, other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __repr__(self):
        module = self.__forward_module__
        more = "" if module is None else f", module={module!r}"
        return f"ForwardRef({self.__forward_arg__!r}{more})"

    __or__, __ror__ = _Or.__or__, _Or.__ror__


class NewType(_Or):
    """NewType creates simple unique types with almost zero runtime overhead."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = sys._getframe(1).f_globals.get("__name__")
        if module != "typing":
            self.__module__ = module

    def __call__(self, x):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(
                    "Cannot subclass an instance of NewType. Perhaps you were looking "
                    f"for: `{cls.__name__} = NewType({cls.__name__!r}, {name})`")
        return Dummy,

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__


_PLAIN = frozenset(
    "__abstractmethods__ __annotations__ __dict__ __doc__ __init__ __module__ __new__ "
    "__slots__ __subclasshook__ __weakref__ __class_getitem__ __match_args__ "
    "__static_attributes__ __firstlineno__ __parameters__ __orig_bases__ __orig_class__ "
    "_is_protocol _is_runtime_protocol __protocol_attrs__ __non_callable_proto_members__ "
    "__type_params__ _abc_impl".split())
_NOT_CHECKABLE = ("Instance and class checks can only be used with @runtime_checkable "
                  "protocols")


def _get_protocol_attrs(cls):
    """What an object must have to follow a protocol."""
    names = {name for base in cls.__mro__[:-1]
             if base.__name__ not in ("Protocol", "Generic")
             for part in (base.__dict__, base.__dict__.get("__annotations__", ()))
             for name in part}
    return {name for name in names - _PLAIN if not name.startswith("_abc_")}


def _has(kind, name):
    """The attribute that a class gives its instances, looked up without calling it."""
    for base in kind.__mro__:
        if name in base.__dict__:
            return base.__dict__[name]
    raise AttributeError(name)


def _is_protocol(cls):
    return issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)


def _above_protocols(base):
    """Whether a protocol may inherit from a class."""
    known = _ALLOWED.get(base.__module__, ())
    return base in (object, Generic) or base.__name__ in known or _is_protocol(base)


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name != "Protocol" and bases != (Generic,) and any(
                base is Protocol for base in bases):
            for base in bases:
                if not _above_protocols(base):
                    raise TypeError("Protocols can only inherit from other protocols, "
                                    f"got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _get_protocol_attrs(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if not getattr(cls, "_is_protocol", False) or _asks_all(sys._getframe().f_back):
            return ABCMeta.__subclasscheck__(cls, other)
        is_wanted = getattr(cls, "_is_runtime_protocol", False)
        data = is_wanted and sorted(cls.__non_callable_proto_members__)
        own = cls.__dict__.get("__subclasshook__") is not _follows
        if (not is_wanted or data and not own) and not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if not is_wanted:
            raise TypeError(_NOT_CHECKABLE)
        if data and not own:
            raise TypeError("Protocols with non-method members don't support issubclass()."
                            f" Non-method members: {str(data)[1:-1]}.")
        return ABCMeta.__subclasscheck__(cls, other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return ABCMeta.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_runtime_protocol", False) and not _asks_all(
                sys._getframe().f_back):
            raise TypeError(_NOT_CHECKABLE)
        if ABCMeta.__instancecheck__(cls, instance):
            return True
        data = cls.__non_callable_proto_members__
        own = getattr(instance, "__dict__", {})
        for name in cls.__protocol_attrs__:
            try:
                value = own[name] if name in own else _has(
                    instance if isinstance(instance, type) else type(instance), name)
            except AttributeError:
                return False
            if value is None and name not in data:
                return False
        return True


def _asks_all(frame):
    """Whether an abstract class asks, which looks at all that inherit from it."""
    return frame.f_globals.get("__name__") in ("abc", "functools", None)


_ALLOWED = {
    "collections.abc": ("Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable",
                        "AsyncIterator", "Hashable", "Sized", "Container", "Collection",
                        "Reversible", "Buffer"),
    "contextlib": ("AbstractContextManager", "AbstractAsyncContextManager")}


def _no_init_or_replace_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if type(self).__init__ is not _no_init_or_replace_init:
        return None
    # What a class inherits its own from, behind the protocol.
    for base in type(self).__mro__:
        init = base.__dict__.get("__init__", _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            return init(self, *args, **kwargs)


@classmethod
def _follows(cls, other):
    """The hook by which a class is a subclass of a protocol whose members it has."""
    if cls.__dict__.get("_is_protocol", False) and all(
            _gives(other, name) for name in cls.__protocol_attrs__):
        return True
    return NotImplemented


def _gives(kind, name):
    """Whether a class has a member, or as a protocol wants it. None stands for a member
    that it does not have."""
    for base in kind.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
        if name in getattr(base, "__annotations__", ()) and _is_protocol(kind):
            return True
    return False


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class for protocol classes."""
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __class_getitem__(cls, args):
        if cls is Protocol:
            args = args if isinstance(args, tuple) else (args,)
            return _ProtocolAlias(cls, _distinct("Protocol", args), "typing.Protocol")
        return super().__class_getitem__(args)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _follows
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


_no_types.append(Protocol)


class _ProtocolAlias(_GenericAlias, _root=True):
    _lists = True

    def __mro_entries__(self, bases):
        return Protocol,


def runtime_checkable(cls):
    """Mark a protocol class as a runtime protocol."""
    if not (isinstance(cls, type) and _is_protocol(cls)):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got "
                        f"{cls!r}")
    cls._is_runtime_protocol = True
    cls.__non_callable_proto_members__ = set()
    for name in cls.__protocol_attrs__:
        try:
            is_method = callable(getattr(cls, name, None))
        except Exception as error:
            raise TypeError(f"Failed to determine whether protocol member {name!r} is a "
                            "method member") from error
        if not is_method:
            cls.__non_callable_proto_members__.add(name)
    return cls


def is_protocol(tp, /):
    """Return True if the given type is a Protocol."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and \
        tp is not Protocol


def get_protocol_members(tp, /):
    """Return the set of members defined in a Protocol."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


def _bare(name, origin, count, *defaults):
    globals()[name] = _Bare(origin, count, name, defaults)


for _name, _origin, _count in (
        ("List", list, 1), ("Dict", dict, 2), ("Set", set, 1), ("FrozenSet", frozenset, 1),
        ("Type", type, 1), ("Deque", collections.deque, 1),
        ("DefaultDict", collections.defaultdict, 2),
        ("OrderedDict", collections.OrderedDict, 2), ("Counter", collections.Counter, 1),
        ("ChainMap", collections.ChainMap, 2), ("Tuple", tuple, -1)):
    _bare(_name, _origin, _count)
for _name, _count in (
        ("Iterable", 1), ("Iterator", 1), ("Reversible", 1), ("Container", 1),
        ("Collection", 1), ("Sequence", 1), ("MutableSequence", 1), ("Mapping", 2),
        ("MutableMapping", 2), ("MappingView", 1), ("KeysView", 1), ("ItemsView", 2),
        ("ValuesView", 1), ("Awaitable", 1), ("Coroutine", 3),
        ("AsyncIterable", 1), ("AsyncIterator", 1), ("MutableSet", 1), ("Hashable", 0),
        ("Sized", 0)):
    _bare(_name, getattr(collections.abc, _name), _count)
_bare("Generator", collections.abc.Generator, 3, type(None), type(None))
_bare("AsyncGenerator", collections.abc.AsyncGenerator, 2, type(None))
_bare("ContextManager", contextlib.AbstractContextManager, 2, bool | None)
_bare("AsyncContextManager", contextlib.AbstractAsyncContextManager, 2, bool | None)
_bare("ByteString", collections.abc.ByteString, 0)
AbstractSet = _Bare(collections.abc.Set, 1, "AbstractSet")
Callable = _Callables(collections.abc.Callable, 2, "Callable")
T, KT, VT = map(TypeVar, ("T", "KT", "VT"))
T_co, V_co, VT_co = [TypeVar(_name, covariant=True) for _name in ("T_co", "V_co", "VT_co")]
T_contra = TypeVar("T_contra", contravariant=True)
CT_co = TypeVar("CT_co", covariant=True, bound=type)
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str
TYPE_CHECKING = False


def _named_tuple(name, kinds, defaults, module):
    made = collections.namedtuple(name, list(kinds), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = kinds
    return made


_missing = object()


def _warn_of(text):
    import warnings
    warnings.warn(text, DeprecationWarning, stacklevel=3)


def _warn_of_fields(name, kind, fields, empty, what):
    """Warns of a call that says not which fields there are."""
    import warnings
    how = "Failing to pass a value for" if fields is _missing else "Passing `None` as"
    warnings.warn(f"{how} the 'fields' parameter is deprecated and will be disallowed in "
                  f"Python 3.15. To create a {kind} class with 0 fields using the "
                  f"functional syntax, pass an empty {what}, e.g. "
                  f"`{name} = {kind}({name!r}, {empty})`.", DeprecationWarning,
                  stacklevel=3)


def NamedTuple(typename, fields=_missing, /, **kwargs):
    """Typed version of namedtuple."""
    if fields is _missing and kwargs:
        _warn_of("Creating NamedTuple classes using keyword arguments is deprecated and "
                 "will be disallowed in Python 3.15. Use the class-based or functional "
                 "syntax instead.")
    elif fields is _missing or fields is None:
        _warn_of_fields(typename, "NamedTuple", fields, "[]", "list")
    if fields is _missing or fields is None:
        if fields is None and kwargs:
            raise TypeError("Cannot pass `None` as the 'fields' parameter and also "
                            "specify fields using keyword arguments")
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, "
                        "not both")
    module = sys._getframe(1).f_globals.get("__name__")
    kinds = {name: _type(kind) for name, kind in fields}
    made = _named_tuple(typename, kinds, (), module)
    made.__orig_bases__ = NamedTuple,
    return made


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        if bases.count(_NamedTuple) > 1:
            raise TypeError("duplicate base class NamedTuple")
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        kinds = {name: _type(kind, ns["__module__"])
                 for name, kind in ns.get("__annotations__", {}).items()}
        defaults = []
        for name in kinds:
            if name in ns:
                defaults.append(name)
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {name} cannot follow "
                                f"default field{plural} {', '.join(defaults)}")
        made = _named_tuple(typename, kinds, [ns[name] for name in defaults],
                            ns["__module__"])
        if Generic in bases:
            own = tuple([tuple if base is _NamedTuple else base for base in bases])
            names = {**made.__dict__, "__orig_bases__": ns["__orig_bases__"]}
            # Its arguments are counted, unlike those of a tuple.
            names["__class_getitem__"] = Generic.__dict__["__class_getitem__"]
            made = type(typename, own, names)
        for name, value in ns.items():
            if name in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields",
                        "_field_defaults", "_field_types", "_make", "_replace", "_asdict",
                        "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name in ("__module__", "__name__", "__annotations__"):
                continue
            if name not in kinds:
                setattr(made, name, value)
            call = getattr(type(value), "__set_name__", None)
            if call is None:
                continue
            try:
                call(value, made, name)
            except BaseException as error:
                error.add_note(f"Error calling __set_name__ on {type(value).__name__!r} "
                               f"instance {name!r} in {typename!r}")
                raise
        return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


def _qualified(kind):
    """A type without what says of it in a TypedDict, and those words."""
    words = set()
    while True:
        origin = getattr(kind, "__origin__", None)
        if isinstance(kind, _Annotated):
            kind = origin
        elif origin in (Required, NotRequired, ReadOnly):
            words.add(origin._name)
            kind = kind.__args__[0]
        else:
            return words


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a "
                                "non-TypedDict base class")
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        ns = {"__orig_bases__": bases, **ns} if generic else dict(ns)
        own = {key: _type(kind, ns.get("__module__"))
               for key, kind in ns.get("__annotations__", {}).items()}
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if "__orig_bases__" not in made.__dict__:
            made.__orig_bases__ = bases
        kinds, required, fixed = {}, {}, {}
        for base in bases:
            kinds.update(base.__dict__.get("__annotations__", {}))
            for key in base.__dict__.get("__required_keys__", ()):
                required[key] = True
            for key in base.__dict__.get("__optional_keys__", ()):
                required[key] = False
            for key in base.__dict__.get("__readonly_keys__", ()):
                fixed[key] = True
            for key in base.__dict__.get("__mutable_keys__", ()):
                fixed[key] = False
        kinds.update(own)
        for key, kind in own.items():
            words = _qualified(kind)
            required[key] = "Required" in words or total and "NotRequired" not in words
            if "ReadOnly" in words and fixed.get(key) is False:
                raise TypeError(f"Cannot redefine mutable key {key!r} as read-only")
            fixed[key] = "ReadOnly" in words
        made.__annotations__ = kinds
        made.__required_keys__ = frozenset([key for key in kinds if required[key]])
        made.__optional_keys__ = frozenset([key for key in kinds if not required[key]])
        made.__readonly_keys__ = frozenset([key for key in kinds if fixed.get(key)])
        made.__mutable_keys__ = frozenset([key for key in kinds if not fixed.get(key)])
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=_missing, /, *, total=True):
    """A simple typed namespace. At runtime it is equivalent to a plain dict."""
    module = sys._getframe(1).f_globals.get("__name__")
    if fields is _missing or fields is None:
        _warn_of_fields(typename, "TypedDict", fields, "{}", "dictionary")
    fields = {} if fields is _missing or fields is None else dict(fields)
    made = _TypedDictMeta(typename, (), {"__annotations__": fields,
                                         "__module__": module}, total=total)
    made.__orig_bases__ = TypedDict,
    return made


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Check if an annotation is a TypedDict class"""
    return isinstance(tp, _TypedDictMeta) and tp is not _TypedDict


class SupportsInt(Protocol):
    """An ABC with one abstract method __int__."""
    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int: ...


class SupportsFloat(Protocol):
    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float: ...


class SupportsIndex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int: ...


class SupportsAbs(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T_co: ...


class SupportsComplex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex: ...


class SupportsBytes(Protocol):
    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes: ...


class SupportsRound(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co: ...


for _class in (SupportsInt, SupportsFloat, SupportsIndex, SupportsAbs, SupportsComplex,
               SupportsBytes, SupportsRound):
    runtime_checkable(_class)


class IO(Generic[AnyStr]):
    """Generic base class for TextIO and BinaryIO."""
    __slots__ = ()


class BinaryIO(IO[bytes]):
    """Typed version of the return of open() in binary mode."""
    __slots__ = ()


class TextIO(IO[str]):
    """Typed version of the return of open() in text mode."""
    __slots__ = ()


def cast(typ, val):
    """Cast a value to a type: returns it unchanged."""
    return val


_overload_registry = collections.defaultdict(
    functools.partial(collections.defaultdict, dict))


def overload(func):
    """Decorator for overloaded functions/methods."""
    inner = getattr(func, "__func__", func)
    try:
        known = _overload_registry[inner.__module__][inner.__qualname__]
        known[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def _overload_dummy(*args, **kwds):
    """Helper for @overload to raise when called."""
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated "
        "functions outside a stub module should always be followed by an implementation "
        "that is not @overload-ed.")


def get_overloads(func):
    """Return all defined overloads for *func* as a sequence."""
    func = getattr(func, "__func__", func)
    known = _overload_registry.get(func.__module__, {})
    return list(known.get(func.__qualname__, {}).values())


def clear_overloads():
    """Clear all overloads in the registry."""
    _overload_registry.clear()


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        frozen_default=False, field_specifiers=(), **kwargs):
    """Decorator to mark an object as providing dataclass-like behaviour."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default,
            "kw_only_default": kw_only_default, "frozen_default": frozen_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorator


def _mark(attribute):
    def decorator(arg):
        try:
            setattr(arg, attribute, True)
        except (AttributeError, TypeError):
            pass
        return arg
    return decorator


final, override = _mark("__final__"), _mark("__override__")


def no_type_check(arg):
    """Decorator to indicate that annotations are not type hints."""
    if isinstance(arg, type):
        for value in arg.__dict__.values():
            if isinstance(value, (staticmethod, classmethod)):
                value = value.__func__
            inside = f"{arg.__qualname__}.{getattr(value, '__name__', '')}"
            if getattr(value, "__qualname__", "") == inside and \
                    getattr(value, "__module__", None) == arg.__module__:
                if isinstance(value, (type, types.FunctionType)):
                    no_type_check(value)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    """Decorator to give another decorator the @no_type_check effect."""
    _warn_of("'typing.no_type_check_decorator' is deprecated and slated for removal in "
             "Python 3.15")

    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def assert_type(val, typ, /):
    """Ask a static type checker to confirm a type: returns the value."""
    return val


def assert_never(arg, /):
    """Statically assert that a line of code is unreachable."""
    shown = repr(arg)
    if len(shown) > 100:
        shown = shown[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {shown}")


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
            args and not (len(args) == 2 and _is_parameters(args[0])):
        return list(args[:-1]), args[-1]
    return args if isinstance(args, tuple) else ()


def _resolved(kind, globalns, localns, guard=frozenset()):
    """A type with what its text names in place of the text."""
    if isinstance(kind, ForwardRef):
        return kind._evaluate(globalns, localns, guard)
    args = getattr(kind, "__args__", None)
    if not isinstance(kind, (_GenericAlias, types.GenericAlias, types.UnionType)) or \
            not args or getattr(kind, "__origin__", None) is Literal:
        return kind
    if isinstance(kind, types.GenericAlias):
        if kind.__unpacked__:
            whole = types.GenericAlias(kind.__origin__, args)
            return _resolved(Unpack[whole], globalns, localns, guard)
        args = [ForwardRef(arg) if isinstance(arg, str) else arg for arg in args]
    new = tuple([_resolved(arg, globalns, localns, guard) for arg in args])
    return kind if new == args else _rebuilt(kind, new)


def _rebuilt(kind, args):
    if isinstance(kind, types.GenericAlias):
        made = types.GenericAlias(kind.__origin__, args)
        return next(iter(made)) if getattr(kind, "__unpacked__", False) else made
    if isinstance(kind, types.UnionType):
        made = args[0]
        for arg in args[1:]:
            made = made | arg
        return made
    return kind._with(args)


def _stripped(kind):
    """A type without Annotated, Required, NotRequired and ReadOnly."""
    if isinstance(kind, _Annotated):
        return _stripped(kind.__origin__)
    if getattr(kind, "__origin__", None) in (Required, NotRequired, ReadOnly):
        return _stripped(kind.__args__[0])
    args = getattr(kind, "__args__", None)
    if isinstance(kind, (_GenericAlias, types.GenericAlias, types.UnionType)) and args \
            and getattr(kind, "__origin__", None) is not Literal:
        new = tuple(map(_stripped, args))
        return kind if new == args else _rebuilt(kind, new)
    return kind


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """Return type hints for an object."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            module = sys.modules.get(base.__module__)
            names = getattr(module, "__dict__", {}) if globalns is None else globalns
            inner = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                # A name of the module goes before one of the class.
                names, inner = inner, names
            own = base.__dict__.get("__annotations__", {})
            if isinstance(own, types.GetSetDescriptorType):
                own = {}
            spaces = _with_parameters(base, names, inner, True)
            for name, value in own.items():
                hints[name] = _eval_type(value, *spaces, None, argument=False,
                                         special=True)
    else:
        if globalns is None:
            if isinstance(obj, types.ModuleType):
                globalns = obj.__dict__
            else:
                inside = obj
                while hasattr(inside, "__wrapped__"):
                    inside = inside.__wrapped__
                globalns = getattr(inside, "__globals__", {})
            localns = globalns if localns is None else localns
        elif localns is None:
            localns = globalns
        own = getattr(obj, "__annotations__", None)
        if own is None:
            if isinstance(obj, (types.FunctionType, types.BuiltinFunctionType,
                                types.MethodType, types.ModuleType,
                                types.WrapperDescriptorType, types.MethodWrapperType,
                                types.MethodDescriptorType)):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        spaces = _with_parameters(obj, globalns, localns, False)
        is_argument = not isinstance(obj, types.ModuleType)
        for name, value in own.items():
            hints[name] = _eval_type(value, *spaces, None, argument=is_argument)
    return hints if include_extras else {
        name: _stripped(value) for name, value in hints.items()}


def _with_parameters(obj, globalns, localns, of_class):
    """The namespaces with the parameters of the types, which are names of neither; what
    is in a class's body goes before them."""
    parameters = getattr(obj, "__type_params__", ())
    if not parameters:
        return globalns, localns
    globalns, localns = dict(globalns), dict(localns)
    for parameter in parameters:
        name = parameter.__name__
        if not of_class or name not in globalns:
            globalns[name] = parameter
            localns.pop(name, None)
    return globalns, localns


def _eval_type(value, globalns, localns, module, argument=True, special=False):
    if value is None:
        return type(None)
    if isinstance(value, str):
        value = ForwardRef(value, argument, is_class=special)
    return _resolved(value, globalns, localns)


GenericAlias = types.GenericAlias
_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def _sealed(cls, /, *args, **kwargs):
    raise TypeError("Cannot subclass special typing classes")


for _kind in (_Form, _Bare, ForwardRef):
    _kind.__init_subclass__ = classmethod(_sealed)
_Bare.__name__ = _Bare.__qualname__ = "_SpecialGenericAlias"
_Form.__name__ = _Form.__qualname__ = "_SpecialForm"
del _kind

__all__ = [_name for _name in globals()
           if _name[0].isupper() and _name != "GenericAlias"
           and not _name.startswith(("T", "KT", "VT", "V_co", "CT"))
           or _name in ("Text", "TextIO", "Tuple", "Type", "TypeAlias", "TypeAliasType",
                        "TypeGuard", "TypeIs", "TypeVar", "TypeVarTuple", "TypedDict",
                        "TYPE_CHECKING", "clear_overloads", "dataclass_transform",
                        "get_overloads", "get_protocol_members", "is_protocol",
                        "no_type_check_decorator", "cast", "final", "overload", "override",
                                              "get_origin", "get_args", "get_type_hints",
                                              "runtime_checkable", "assert_never",
                                              "assert_type", "reveal_type",
                                              "no_type_check", "is_typeddict")]


__within__ = "<native> _resolved"

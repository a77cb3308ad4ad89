"""Type parameters: what `def f[T]`, `class C[T]` and `type X = ...` make.

They are the classes of `typing` that CPython has in C (`Objects/typevarobject.c@v3.13.0`).
Bounds, defaults and the values of aliases are computed when first asked for.
"""
import _code
from _objects import end as _end
from _types import join as _join
from operator import getitem as _getitem

GenericAlias = type(list[int])
_UnionType = type(int | str)


# Functions that forget what was looked up with arguments.
_cleanups = []


def _kept(subscript, typed=False):
    """The same arguments, if they can be looked up, give the same object again."""
    known = None

    def getitem(*args):
        nonlocal known
        if known is None:
            from _functools_native import _lru_cache_wrapper
            known = _lru_cache_wrapper(subscript, 128, typed, None)
            _cleanups.append(known.cache_clear)
        try:
            return known(*args)
        except TypeError:
            # An argument without a hash cannot be looked up; a wrong one is told below.
            pass
        return subscript(*args)

    getitem.__name__, getitem.__qualname__ = subscript.__name__, subscript.__qualname__
    return getitem


class _NoDefaultType:
    """The type of the NoDefault singleton."""
    __slots__ = ()
    __module__ = "typing"

    def __new__(cls):
        return globals().get("NoDefault") or object.__new__(cls)

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = _NoDefaultType()


def _caller():
    """The module in which a type parameter is made; its class is not called there."""
    frame = _code.frame()
    while frame is not None and frame.f_globals is globals():
        frame = frame.f_back
    return frame.f_globals.get("__name__") if frame is not None else None


def _slot(name):
    """An attribute that is computed by a function until somebody asked for it."""
    value, compute = "_" + name, "_compute_" + name

    def get(self):
        function = getattr(self, compute)
        if function is not None:
            setattr(self, value, function())
            setattr(self, compute, None)
        return getattr(self, value)

    return property(get)


def _ways(covariant, contravariant, infer):
    """How a variable varies, as the bits of a number."""
    return bool(covariant) + 2 * bool(contravariant) + 4 * bool(infer)


def _way(bit):
    return property(lambda self: bool(self._ways & bit))


class _Parameter:
    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __getattribute__(self, name):
        # The class has a module too, the one it is in itself.
        if name == "__module__":
            return object.__getattribute__(self, "__dict__")[name]
        return object.__getattribute__(self, name)

    def has_default(self):
        return self._compute_default is not None or self._default is not NoDefault

    def _filled(self, place, alias, args, more=""):
        """The arguments up to this one's place, which the default may take."""
        if place < len(args):
            return args
        if place > len(args) or not self.has_default():
            raise TypeError(f"Too few arguments for {alias}{more}")
        return *args, self.__default__

    def _set_default(self, compute):
        self._compute_default = compute

    def __reduce__(self):
        return self.__name__


class TypeVar(_Parameter):
    """Type variable."""

    __module__ = "typing"
    __layout__ = "__name__ _bound? _compute_bound? _constraints? _compute_constraints? " \
        "_default? _compute_default? _ways:1 =7 @dict @weakref"

    def __init__(self, name, *constraints, bound=None, default=NoDefault,
                 covariant=False, contravariant=False, infer_variance=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self.__name__ = name
        self._ways = _ways(covariant, contravariant, infer_variance)
        self._bound = bound if bound is None else _checked(bound, "Bound must be a type.")
        self._constraints = tuple(map(_checked, constraints))
        self._default = default
        self._compute_bound = self._compute_constraints = self._compute_default = None
        self.__module__ = _caller()

    __bound__ = _slot("bound")
    __constraints__ = _slot("constraints")
    __default__ = _slot("default")

    __covariant__, __contravariant__, __infer_variance__ = map(_way, (1, 2, 4))

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __typing_subst__(self, arg):
        arg = _checked(arg)
        if _is_unpacked(arg):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        place = alias.__parameters__.index(self)
        return self._filled(place, alias, args, f"; actual {len(args)}, expected at "
                                                f"least {place + 1}")


class ParamSpec(_Parameter):
    """Parameter specification."""

    __module__ = "typing"
    __layout__ = "__name__ __bound__? _default? _compute_default? _ways:1 =7 @dict @weakref"

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        self.__name__ = name
        self.__bound__ = bound
        self._ways = _ways(covariant, contravariant, infer_variance)
        self._default = default
        self._compute_default = None
        self.__module__ = _caller()

    __default__ = _slot("default")
    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))

    __covariant__, __contravariant__, __infer_variance__ = map(_way, (1, 2, 4))
    __repr__ = TypeVar.__repr__

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple([_checked(one, "Expected a type.") for one in arg])
        if not _is_parameters(arg):
            raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or "
                            f"Concatenate. Got {arg}")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        place = parameters.index(self)
        args = self._filled(place, alias, args)
        *before, own = args[:place + 1]
        if len(parameters) == 1 and not _is_parameters(own):
            # The only one may be given without its brackets.
            return args,
        own = tuple(own) if isinstance(own, list) else own
        return *before, own, *args[place + 1:]


class _ParamSpecPart:
    __slots__ = ("__origin__", "__weakref__")
    __module__ = "typing"

    def __init__(self, origin):
        self.__origin__ = origin

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    def __hash__(self):
        return hash(self.__origin__)

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._part}"


class ParamSpecArgs(_ParamSpecPart):
    __slots__ = ()
    __module__ = "typing"
    _part = "args"


class ParamSpecKwargs(_ParamSpecPart):
    __slots__ = ()
    __module__ = "typing"
    _part = "kwargs"


class TypeVarTuple(_Parameter):
    """Type variable tuple."""

    __module__ = "typing"
    __layout__ = "__name__ _default? _compute_default? @dict @weakref"

    def __init__(self, name, *, default=NoDefault):
        self.__name__ = name
        self._default = default
        self._compute_default = None
        self.__module__ = _caller()

    __default__ = _slot("default")

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield Unpack[self]

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        place = parameters.index(self)
        before, behind = place, len(parameters) - place - 1
        if any(isinstance(one, TypeVarTuple) for one in parameters[place + 1:]):
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        endless = [at for at, arg in enumerate(args) if _endless(arg)]
        if len(endless) > 1:
            raise TypeError("More than one unpacked arbitrary-length tuple argument")
        filling = ()
        if endless:
            # A tuple of any length gives as many types as others are missing.
            at = endless[0]
            before, behind = min(before, at), min(behind, len(args) - at - 1)
            filling = args[at].__typing_unpacked_tuple_args__[0],
        elif before + behind > len(args):
            raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, "
                            f"expected at least {len(parameters) - 1}")
        end = len(args) - behind
        middle = args[before:end]
        if not middle and self.has_default():
            middle = _flattened(self.__default__)
        return (*args[:before], *filling * (place - before), middle,
                *filling * (len(parameters) - place - 1 - behind), *args[end:])


class TypeAliasType:
    """Type alias."""

    __module__ = "typing"
    __slots__ = ("_name", "_type_params", "_value", "_compute_value", "_module")

    def __new__(cls, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError("typealias() argument 'name' must be str, not "
                            f"{type(name).__name__}")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        caller = _code.frame()
        module = caller.f_globals.get("__name__") if caller is not None else None
        return cls._make(name, type_params, module, value, None)

    @classmethod
    def _make(cls, name, type_params, module, value, compute):
        self = object.__new__(cls)
        self._name = name
        self._type_params = type_params
        self._module = module
        self._value = value
        self._compute_value = compute
        return self

    def __getattribute__(self, name):
        # The class has a module too, the one it is in itself.
        if name == "__module__":
            return self._module
        return object.__getattribute__(self, name)

    __name__ = property(lambda self: self._name)
    __type_params__ = property(lambda self: self._type_params)
    __value__ = _slot("value")

    def __reduce__(self):
        return self._name

    @property
    def __parameters__(self):
        found = []
        for parameter in self.__type_params__:
            found.extend(parameter if isinstance(parameter, TypeVarTuple)
                         else [parameter])
        return tuple(found)

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, args)

    def __or__(self, other):
        return _join(self, other) if _may_join(other) else NotImplemented

    def __ror__(self, other):
        return _join(other, self) if _may_join(other) else NotImplemented

    def __repr__(self):
        return self.__name__


def _may_join(other):
    return other is None or isinstance(other, (type, GenericAlias, _UnionType,
                                               TypeAliasType))


def _is_unpacked(arg):
    """Whether an argument stands for several: `*tuple[...]` or `Unpack[...]`."""
    return isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack or \
        isinstance(arg, GenericAlias) and arg.__unpacked__


def _is_parameters(arg):
    """Whether an argument stands for the parameters of a function."""
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec)) or \
        isinstance(arg, _GenericAlias) and arg._name == "typing.Concatenate"


def _inside(arg):
    """The types of a tuple that is unpacked."""
    plain = isinstance(arg, type) and not isinstance(arg, GenericAlias)
    return None if plain else getattr(arg, "__typing_unpacked_tuple_args__", None)


def _endless(arg):
    inside = _inside(arg)
    return bool(inside) and len(inside) == 2 and inside[1] is ...


def _flattened(args):
    """Arguments, those of an unpacked tuple in its place if it says how many they are."""
    if not isinstance(args, tuple):
        args = args,
    made = []
    for arg in args:
        inside = _inside(arg)
        if inside is None or inside and inside[-1] is ...:
            made.append(arg)
        else:
            made.extend(inside)
    return tuple(made)


class _GenericAlias:
    """A generic class, or a form like Union, with the types in its brackets."""

    __module__ = "typing"

    def __init_subclass__(cls, /, *, _root=False):
        if not _root:
            raise TypeError("Cannot subclass special typing classes")

    def __init__(self, origin, args, name=None):
        if not isinstance(args, tuple):
            args = (args,)
        self.__origin__ = origin
        self.__args__ = args
        self._name = name
        if name is None and origin is not None:
            self.__module__ = origin.__module__
        found = []
        for arg in args:
            if isinstance(arg, tuple):
                inner = _GenericAlias(None, arg).__parameters__
            elif isinstance(arg, type) and not isinstance(arg, GenericAlias):
                inner = ()
            elif hasattr(arg, "__typing_subst__"):
                inner = (arg,)
            else:
                inner = getattr(arg, "__parameters__", ())
            found.extend(one for one in inner if one not in found)
        self.__parameters__ = tuple(found)

    def __call__(self, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            # It may refuse, in any way.
            pass
        return made

    def __iter__(self):
        yield Unpack[self]

    def __reduce__(self):
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return _getitem, (self._form(), args)

    def _form(self):
        """What has the arguments in brackets behind it."""
        return self.__origin__

    def __dir__(self):
        return list({*object.__dir__(self), *[
            name for name in dir(self.__origin__) if name[:2] + name[-2:] != "____"]})

    def __mro_entries__(self, bases):
        if type(self.__origin__) in _forms:
            raise TypeError(f"Cannot subclass {self!r}")
        if self.__origin__ is Generic:
            if any(_is_in(base, _no_types) for base in bases):
                return ()
            for base in bases[bases.index(self) + 1:]:
                if isinstance(base, _GenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            own = (self._name or "").removeprefix("typing.")
            return own or getattr(self.__origin__, name)
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __setattr__(self, name, value):
        own = name in ("_name", "_lists") or \
            name.startswith("__") and name.endswith("__")
        if own:
            object.__setattr__(self, name, value)
        else:
            setattr(self.__origin__, name, value)

    @_kept
    def __getitem__(self, args):
        origin = self.__origin__
        if origin is Generic or self._lists:
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if origin is Unpack and self.__typing_is_unpacked_typevartuple__:
            # All that it stands for.
            return args
        args = tuple(map(_may_be_text, args if isinstance(args, tuple) else (args,)))
        given = _assigned(self, _flattened(args), self.__parameters__)
        return self._with(tuple(self._replaced(self.__args__, given)))

    def _replaced(self, args, given):
        """The arguments once the parameters in them are given."""
        made = []
        for arg in args:
            if isinstance(arg, tuple):
                made.append(tuple(self._replaced(arg, given)))
                continue
            new = _replaced(arg, given)
            several = self._joins and isinstance(new, tuple) or getattr(
                arg, "__typing_is_unpacked_typevartuple__", False) is True
            made.extend(new if several else (new,))
        return made

    # Whether it is Protocol[...], and whether its first arguments are those of a
    # function.
    _lists = _joins = False

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return self.__origin__ is Unpack and isinstance(self.__args__[0], TypeVarTuple)

    @property
    def __typing_unpacked_tuple_args__(self):
        if self.__origin__ is not Unpack:
            return None
        what, = self.__args__
        if isinstance(what, (_GenericAlias, GenericAlias)):
            if what.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return what.__args__
        return None

    def _with(self, args):
        """The same form with other arguments."""
        if self.__origin__ is Union:
            return Union[args]
        return _GenericAlias(self.__origin__, args, self._name)

    def __instancecheck__(self, instance):
        if self.__origin__ is Union:
            return self.__subclasscheck__(type(instance))
        raise TypeError("Subscripted generics cannot be used with class and instance"
                        " checks")

    def __subclasscheck__(self, kind):
        if self.__origin__ is Union:
            return any(issubclass(kind, arg) for arg in self.__args__)
        return self.__instancecheck__(kind)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __eq__(self, other):
        if self.__origin__ is Union and isinstance(other, _UnionType):
            return _same(self.__args__, other.__args__)
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        if self.__origin__ is Union and other.__origin__ is Union:
            return _same(self.__args__, other.__args__)
        return (self.__origin__, self.__args__) == (other.__origin__, other.__args__)

    def __hash__(self):
        if self.__origin__ is Union:
            return hash(frozenset(self.__args__))
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        args = self.__args__
        if self.__origin__ is Union and len(args) == 2 and type(None) in args:
            rest = args[1] if args[0] is type(None) else args[0]
            return f"typing.Optional[{_shown(rest)}]"
        name = self._name or _shown(self.__origin__)
        return f"{name}[{', '.join(_shown(arg) for arg in args) or '()'}]"


def _same(some, others):
    """Whether two unions have the same members, of which some cannot be hashed."""
    try:
        return set(some) == set(others)
    except TypeError:
        return all(one in others for one in some) and all(one in some for one in others)


def _assigned(what, args, parameters):
    """What each type parameter stands for."""
    for one in parameters:
        prepare = getattr(one, "__typing_prepare_subst__", None)
        if prepare is not None:
            args = prepare(what, args)
    _check_count(what, args, parameters)
    return dict(zip(parameters, args))


def _may_be_text(arg):
    """An argument of an alias: text is a name that may be defined later."""
    return _checked(arg) if arg is None or isinstance(arg, str) else arg


# The types of forms such as Union, those of them that are types by themselves, those that
# none is made of, and those that only stand before all others. `typing` adds its own.
_forms, _types, _no_types, _outer = [], [], [], []


def _is_in(arg, known):
    return any(arg is one for one in known)


def _checked(arg, message="Parameters to generic types must be types.", special=False,
             argument=True):
    """An argument where a type is wanted: nearly anything may stand for one. `special`
    says whether ClassVar and Final are allowed, `argument` whether Final is not."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        from typing import ForwardRef
        return ForwardRef(arg, is_class=special)
    if isinstance(arg, _GenericAlias):
        # Of the outer ones the first is ClassVar.
        refused = () if special else _outer if argument else _outer[:1]
        if _is_in(arg.__origin__, _no_types) or _is_in(arg.__origin__, refused):
            raise TypeError(f"{arg} is not valid as type argument")
    elif _is_in(arg, _no_types) or type(arg) in _forms and not _is_in(arg, _types) and \
            not (special and _is_in(arg, _outer)):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {repr(arg)[:100]}.")
    return arg


def _replaced(arg, given):
    """What stands in place of an argument once its parameters are given."""
    if isinstance(arg, type) and not isinstance(arg, GenericAlias):
        return arg
    subst = getattr(arg, "__typing_subst__", None)
    if subst is not None:
        return subst(given[arg])
    own = []
    for one in getattr(arg, "__parameters__", ()):
        own.extend(given[one] if isinstance(one, TypeVarTuple) else (given[one],))
    return arg[tuple(own)] if getattr(arg, "__parameters__", ()) else arg


def _check_count(what, args, parameters):
    wanted = len(parameters)
    if not wanted:
        raise TypeError(f"{what} is not a generic class")
    if len(args) != wanted:
        much = "many" if len(args) > wanted else "few"
        raise TypeError(f"Too {much} arguments for {what}; actual {len(args)}, "
                        f"expected {wanted}")


def _shown(x):
    """An argument in the text of a form."""
    if x is ...:
        return "..."
    if isinstance(x, (list, tuple)):
        return "[" + ", ".join(map(_shown, x)) + "]"
    if isinstance(x, type(_shown)):
        return x.__name__
    if isinstance(x, type) and not isinstance(x, GenericAlias):
        if x.__module__ == "builtins":
            return x.__qualname__
        return f"{x.__module__}.{x.__qualname__}"
    return repr(x)


class _UnionGenericAlias(_GenericAlias, _root=True):
    __module__ = "typing"
    __iter__ = None

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __reduce__(self):
        return _getitem, (Union, self.__args__)


class Generic:
    """Abstract base class for generic types."""

    __slots__ = ()
    __module__ = "typing"

    @classmethod
    @_kept
    def __class_getitem__(cls, args):
        if not isinstance(args, tuple):
            args = (args,)
        args = tuple(map(_may_be_text, args))
        if cls is Generic:
            return _GenericAlias(cls, _distinct("Generic", args), "typing.Generic")
        parameters = getattr(cls, "__parameters__", ())
        for one in parameters:
            args = one.__typing_prepare_subst__(cls, args)
        _check_count(cls, args, parameters)
        made = []
        for one, arg in zip(parameters, args):
            made.extend(arg if isinstance(one, TypeVarTuple) else (arg,))
        return _GenericAlias(cls, tuple(made))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        found, listed = [], None
        bases = cls.__dict__.get("__orig_bases__", ())
        if Generic in bases and cls.__name__ != "Protocol" or \
                not bases and Generic in cls.__bases__ and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        for base in bases:
            if isinstance(base, (_GenericAlias, GenericAlias)):
                found.extend(one for one in base.__parameters__ if one not in found)
                if base.__origin__ is Generic or getattr(base, "_lists", False):
                    if listed is not None:
                        raise TypeError("Cannot inherit from Generic[...] multiple times.")
                    listed = base.__parameters__
        if listed is not None:
            extra = [one for one in found if one not in listed]
            if extra:
                shown = ", ".join(map(str, extra))
                raise TypeError(
                    f"Some type variables ({shown}) are not listed in "
                    f"Generic[{', '.join(map(str, listed))}]")
            found = listed
        cls.__parameters__ = tuple(found)


def _distinct(name, args):
    """The type parameters of Generic[...] or Protocol[...]."""
    if not args:
        raise TypeError(f"Parameter list to {name}[...] cannot be empty")
    plain = [arg.__args__[0] if isinstance(arg, _GenericAlias)
             and arg.__origin__ is Unpack else arg for arg in args]
    if not all([isinstance(one, TypeVarTuple if one is not arg else (TypeVar, ParamSpec))
                for one, arg in zip(plain, args)]):
        raise TypeError(f"Parameters to {name}[...] must all be type variables or "
                        "parameter specification variables.")
    if len(set(plain)) != len(plain):
        raise TypeError(f"Parameters to {name}[...] must all be unique")
    defaults = several = False
    for one in plain:
        if isinstance(one, TypeVarTuple):
            several = True
            continue
        if several and one.has_default():
            raise TypeError("Type parameter with a default follows TypeVarTuple")
        if defaults and not one.has_default():
            raise TypeError(f"Type parameter {one!r} without a default follows type "
                            "parameter with a default")
        defaults = one.has_default()
    return args


class _UnionForm:
    __slots__ = ()
    __module__ = "typing"
    __iter__ = None

    def __init__(self, getitem, /):
        pass

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return repr(self).removeprefix("typing.")
        raise AttributeError(name)

    def __init_subclass__(cls, /, **kwargs):
        raise TypeError("Cannot subclass special typing classes")

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")

    def __reduce__(self):
        return "Union"

    @_kept
    def __getitem__(self, args):
        if not isinstance(args, tuple):
            args = (args,)
        if not args:
            raise TypeError("Cannot take a Union of no types.")
        found = []
        for arg in args:
            arg = _checked(arg, "Union[arg, ...]: each arg must be a type.")
            flat = isinstance(arg, _GenericAlias) and arg.__origin__ is Union or \
                isinstance(arg, _UnionType)
            for one in arg.__args__ if flat else (arg,):
                if one not in found:
                    found.append(one)
        if len(found) == 1:
            return found[0]
        name = "Optional" if len(found) == 2 and type(None) in found else "Union"
        return _UnionGenericAlias(self, tuple(found), f"typing.{name}")

    def __repr__(self):
        return "typing.Union"


class _UnpackForm:
    __slots__ = ()
    __module__ = "typing"
    __init__, __init_subclass__ = _UnionForm.__init__, _UnionForm.__init_subclass__
    __getattr__, __mro_entries__ = _UnionForm.__getattr__, _UnionForm.__mro_entries__

    def __reduce__(self):
        return "Unpack"

    @_kept
    def __getitem__(self, arg):
        arg = _checked(arg, f"{self} accepts only single type.")
        return _GenericAlias(self, arg, "typing.Unpack")

    def __repr__(self):
        return "typing.Unpack"


Union = _UnionForm(None)
Unpack = _UnpackForm(None)
_forms.extend((_UnionForm, _UnpackForm))
_no_types.append(Generic)


def _type_var(name, bound=None, constraints=None):
    made = TypeVar(name, infer_variance=True)
    made.__module__ = "typing"
    made._compute_bound = bound
    made._compute_constraints = constraints
    return made


def _param_spec(name):
    made = ParamSpec(name, infer_variance=True)
    made.__module__ = "typing"
    return made


def _type_var_tuple(name):
    made = TypeVarTuple(name)
    made.__module__ = "typing"
    return made


def _type_alias(name, params, compute):
    return TypeAliasType._make(name, params or (), compute.__module__, None, compute)


def _generic(params):
    return Generic[tuple(Unpack[one] if isinstance(one, TypeVarTuple) else one
                         for one in params)]


for _class in (TypeVar, ParamSpec, TypeVarTuple, TypeAliasType, ParamSpecArgs,
               ParamSpecKwargs):
    _end(_class, "typing")

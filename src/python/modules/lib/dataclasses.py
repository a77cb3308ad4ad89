"""Classes that are made of their annotated fields."""
import abc
import copy
import sys
import types
from collections import _recursive_repr
from keyword import iskeyword
from reprlib import recursive_repr
from types import GenericAlias, MappingProxyType, MemberDescriptorType

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY",
           "MISSING", "fields", "asdict", "astuple", "make_dataclass", "replace",
           "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_FIELDS, _PARAMS, _POST_INIT_NAME = "__dataclass_fields__", "__dataclass_params__", \
    "__post_init__"


class _FIELD_BASE:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = map(
    _FIELD_BASE, ("_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"))


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


# What a field without metadata has of it.
_EMPTY_METADATA = MappingProxyType({})


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init",
                 "compare", "metadata", "kw_only", "_field_type")
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata,
                 kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = _EMPTY_METADATA if metadata is None \
            else MappingProxyType(metadata)
        self.kw_only = kw_only

    @_recursive_repr
    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash",
                 "compare", "metadata", "kw_only", "_field_type")
        shown = [f"{name}={getattr(self, name)!r}" for name in names]
        return f"Field({','.join(shown)})"

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), "__set_name__", None)
        if func:
            func(self.default, owner, name)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args",
                 "kw_only", "slots", "weakref_slot")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        shown = [f"{name}={getattr(self, name)!r}" for name in self.__slots__]
        return f"_DataclassParams({','.join(shown)})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    """Return an object to identify dataclass fields."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _named(text, cls, home):
    """What a text names as far as it is a name, or a name of the module `home`."""
    words, rest = [], text
    while len(words) < 2:
        rest = rest.lstrip()
        end = 0
        while end < len(rest) and (rest[end].isalnum() or rest[end] == "_"):
            end += 1
        if not end:
            return None
        words.append(rest[:end])
        rest = rest[end:].lstrip()
        if not rest.startswith(".") or len(words) == 2:
            break
        rest = rest[1:]
    names = getattr(sys.modules.get(cls.__module__), "__dict__", {})
    if len(words) == 2:
        module = names.get(words[0])
        if module is None or module is not sys.modules.get(home):
            return None
        names = module.__dict__
    return names.get(words[-1])


def _is_type(annotation, cls, name):
    """Whether an annotation is ClassVar, InitVar or KW_ONLY, written as text or not."""
    if isinstance(annotation, str):
        annotation = _named(annotation, cls, "typing" if name == "ClassVar" else
                            "dataclasses")
    if name == "ClassVar":
        typing = sys.modules.get("typing")
        return typing is not None and (
            annotation is typing.ClassVar
            or getattr(annotation, "__origin__", None) is typing.ClassVar)
    if name == "InitVar":
        return annotation is InitVar or type(annotation) is InitVar
    return annotation is KW_ONLY


def _get_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if isinstance(default, MemberDescriptorType):
            default = MISSING
        made = field(default=default)
    made.name, made.type, made._field_type = name, annotation, _FIELD
    if _is_type(annotation, cls, "ClassVar"):
        made._field_type = _FIELD_CLASSVAR
    elif _is_type(annotation, cls, "InitVar"):
        made._field_type = _FIELD_INITVAR
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {made.name} cannot have a default factory")
    if made._field_type is _FIELD and made.kw_only is MISSING:
        made.kw_only = kw_only
    elif made._field_type is _FIELD_INITVAR and made.kw_only is MISSING:
        made.kw_only = kw_only
    elif made._field_type is _FIELD_CLASSVAR and made.kw_only is not MISSING:
        raise TypeError(f"field {made.name} is a ClassVar but specifies kw_only")
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {made.name} is "
                         "not allowed: use default_factory")
    return made


class _FuncBuilder:
    """The methods of a class as texts, which are compiled together."""

    def __init__(self, cls):
        self.cls, self.text, self.given, self.rules = cls, [], {}, {}

    def add(self, name, params, body, taken=None, returns="", above=""):
        """Another method; `taken` says what to do where the class has its own: None to
        leave that, "" to replace it, or what a refusal ends with."""
        self.rules[name] = taken
        self.text += [*([" " + above] if above else ()),
                      f" def {name}({', '.join(params)}){returns}:",
                      *["  " + line for line in body or ["pass"]]]

    def add_fns_to_class(self):
        cls, made = self.cls, {}
        text = "\n".join([f"def __create_fn__({', '.join(self.given)}):", *self.text,
                          f" return {', '.join([*self.rules, ''])}" if self.rules
                          else " return ()"])
        home = sys.modules.get(cls.__module__)
        exec(text, {} if home is None else home.__dict__, made)
        functions = made["__create_fn__"](**self.given)
        for function, taken in zip(functions, self.rules.values()):
            name = function.__name__
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            if taken == "":
                setattr(cls, name, function)
            elif _set_new_attribute(cls, name, function) and taken:
                raise TypeError(f"Cannot overwrite attribute {name} in class "
                                f"{cls.__name__}{taken.rstrip('!')}")


def _set_new_attribute(cls, name, value):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _parameter(f):
    text = f"{f.name}:__dataclass_type_{f.name}__"
    if f.default is not MISSING:
        return f"{text}=__dataclass_dflt_{f.name}__"
    if f.default_factory is not MISSING:
        return f"{text}=__dataclass_HAS_DEFAULT_FACTORY__"
    return text


def _init_fn(methods, all_fields, frozen, post_init, self_name, slots):
    positional = [f for f in all_fields if f.init and not f.kw_only]
    keywords = [f for f in all_fields if f.init and f.kw_only]
    default_seen = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            default_seen = f
        elif default_seen:
            raise TypeError(f"non-default argument {f.name!r} follows default argument "
                            f"{default_seen.name!r}")
    given = methods.given
    given["__dataclass_HAS_DEFAULT_FACTORY__"] = _HAS_DEFAULT_FACTORY
    given["__dataclass_builtins_object__"] = object
    body = []
    for f in all_fields:
        given[f"__dataclass_type_{f.name}__"] = f.type
        named = f"__dataclass_dflt_{f.name}__"
        if f.default is not MISSING:
            given[named] = f.default
        if f.default_factory is not MISSING:
            given[named] = f.default_factory
            value = named + "()"
            if f.init:
                value += (f" if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else "
                          f"{f.name}")
        elif f.init:
            value = f.name
        elif slots and f.default is not MISSING:
            value = named
        else:
            continue
        if f._field_type is _FIELD_INITVAR:
            continue
        body.append(f"__dataclass_builtins_object__.__setattr__({self_name},{f.name!r},"
                    f"{value})" if frozen else f"{self_name}.{f.name}={value}")
    if post_init:
        passed = [f.name for f in all_fields if f._field_type is _FIELD_INITVAR]
        body.append(f"{self_name}.__post_init__({', '.join(passed)})")
    params = [self_name, *map(_parameter, positional)]
    if keywords:
        params += ["*", *map(_parameter, keywords)]
    methods.add("__init__", params, body, returns="->None")


def _compare(methods, name, symbol, names):
    same = "if other.__class__ is self.__class__:"
    if symbol == "==":
        tests = " and ".join([f"(self.{name}==other.{name})" for name in names]) or "True"
        body, taken = ["if self is other:", " return True", same, f" return {tests}"], None
    else:
        mine, theirs = [", ".join([f"{side}.{name}" for name in names] + [""]).strip()
                        for side in ("self", "other")]
        body = [same, f" return ({mine}){symbol}({theirs})"]
        taken = " Consider using functools.total_ordering"
    methods.add(name, ("self", "other"), [*body, "return NotImplemented"], taken)


def _freeze(methods, cls, names):
    methods.given.update(cls=cls, FrozenInstanceError=FrozenInstanceError)
    test = "if type(self) is cls"
    if names:
        test += f" or name in {{{', '.join(map(repr, names))}}}"
    for name, verb, more in (("__setattr__", "assign to", ("name", "value")),
                             ("__delattr__", "delete", ("name",))):
        methods.add(name, ("self", *more), [
            test + ":",
            f' raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
            f"super(cls, self).{name}({', '.join(more)})"], "!")


def _process_class(cls, params):
    (init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
     weakref_slot) = [getattr(params, name) for name in params.__slots__]
    found = {}
    setattr(cls, _PARAMS, params)
    any_frozen, all_frozen, has_dataclass_bases = False, None, False
    for base in cls.__mro__[-1:0:-1]:
        own = getattr(base, _FIELDS, None)
        if own is not None:
            has_dataclass_bases = True
            found.update(own)
            base_frozen = getattr(base, _PARAMS).frozen
            all_frozen = base_frozen if all_frozen is None else all_frozen and base_frozen
            any_frozen = any_frozen or base_frozen
    annotations = cls.__dict__.get("__annotations__", {})
    own_fields, only = [], kw_only
    kw_seen = False
    for name, annotation in annotations.items():
        if _is_type(annotation, cls, "KW_ONLY"):
            if kw_seen:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been "
                                "specified")
            kw_seen = only = True
        else:
            own_fields.append(_get_field(cls, name, annotation, only))
    for f in own_fields:
        found[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_dataclass_bases:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen is False and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, found)
    class_hash = cls.__dict__.get("__hash__", MISSING)
    has_hash = not (class_hash is MISSING or class_hash is None
                    and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    real = [f for f in found.values() if f._field_type is _FIELD]
    methods = _FuncBuilder(cls)
    if init:
        given = [f for f in found.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
        name = "__dataclass_self__" if "self" in found else "self"
        _init_fn(methods, given, frozen, hasattr(cls, _POST_INIT_NAME), name, slots)
    _set_new_attribute(cls, "__replace__", _replace)
    if repr:
        shown = ", ".join([f"{f.name}={{self.{f.name}!r}}" for f in real if f.repr])
        methods.given["__dataclasses_recursive_repr"] = recursive_repr
        methods.add("__repr__", ["self"],
                    [f'return f"{{self.__class__.__qualname__}}({shown})"'],
                    above="@__dataclasses_recursive_repr()")
    compared = [f.name for f in real if f.compare]
    if eq:
        _compare(methods, "__eq__", "==", compared)
    if order:
        for name, symbol in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"),
                             ("__ge__", ">=")):
            _compare(methods, name, symbol, compared)
    if frozen:
        _freeze(methods, cls, [f.name for f in real])
    if unsafe_hash and has_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if unsafe_hash or eq and frozen and not has_hash:
        hashed = [f"self.{f.name}, " for f in real
                  if (f.compare if f.hash is None else f.hash)]
        hashed = "".join(hashed).strip()
        # Among the class's names it comes before those that follow.
        cls.__hash__ = None
        methods.add("__hash__", ("self",), [f"return hash(({hashed}))"], "")
    elif eq and not has_hash:
        cls.__hash__ = None
    methods.add_fns_to_class()
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + _text_signature(cls, found)
    if match_args:
        _set_new_attribute(cls, "__match_args__", tuple(
            [f.name for f in found.values()
             if f.init and not f.kw_only and f._field_type is not _FIELD_CLASSVAR]))
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot, real)
    elif weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    abc.update_abstractmethods(cls)
    return cls


def _text_signature(cls, found):
    code = getattr(cls.__init__, "__code__", is_dataclass.__code__)
    if type(cls).__call__ is not type.__call__ or code.co_filename != "<string>":
        # Its metaclass or a method of its own takes the arguments.
        import inspect
        try:
            return str(inspect.signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            return ""

    def shown(annotation):
        if getattr(annotation, "__module__", None) == "typing":
            return repr(annotation).replace("typing.", "")
        if isinstance(annotation, type) and type(annotation) is not GenericAlias:
            name = annotation.__qualname__
            home = annotation.__module__
            return name if home == "builtins" else f"{home}.{name}"
        return repr(annotation)
    parts, star = [], False
    annotations = cls.__init__.__annotations__
    for f in sorted([f for f in found.values() if f.name in annotations],
                    key=lambda f: f.kw_only):
        text = f"{f.name}: {shown(annotations[f.name])}"
        if f.default is not MISSING:
            text += f" = {f.default!r}"
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        if f.kw_only and not star:
            parts.append("*")
            star = True
        parts.append(text)
    return f"({', '.join(parts)})"


def _get_slots(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return [name for name, offset in (("__weakref__", "__weakrefoffset__"),
                                          ("__dict__", "__dictoffset__"))
                if getattr(cls, offset, -1) != 0]
    if isinstance(slots, str):
        return [slots]
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return slots


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        # The class may forbid the plain way.
        object.__setattr__(self, f.name, value)


def _add_slots(cls, frozen, weakref_slot, real):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = {name for base in cls.__mro__[1:-1] for name in _get_slots(base)}
    namespace = dict(cls.__dict__)
    names = [f.name for f in real]
    slots = [name for name in names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    namespace["__slots__"] = tuple(slots)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        made.__qualname__ = qualname
    if frozen:
        for name, method in (("__getstate__", _dataclass_getstate),
                             ("__setstate__", _dataclass_setstate)):
            if name not in namespace:
                setattr(made, name, method)
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False,
              unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
              slots=False, weakref_slot=False):
    """Add dunder methods based on the fields defined in the class."""
    def wrap(cls):
        return _process_class(cls, _DataclassParams(
            init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
            weakref_slot))
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """Return a tuple describing the fields of this dataclass."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def is_dataclass(obj):
    """Returns True if obj is a dataclass or an instance of a dataclass."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """Return the fields of a dataclass instance as a new dictionary."""
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict_inner(obj, dict_factory)


def _asdict_inner(obj, dict_factory):
    if hasattr(type(obj), _FIELDS):
        return dict_factory([(f.name, _asdict_inner(getattr(obj, f.name), dict_factory))
                             for f in fields(obj)])
    return _inside(obj, lambda value: _asdict_inner(value, dict_factory))


def _inside(obj, convert):
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[convert(value) for value in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([convert(value) for value in obj])
    if isinstance(obj, dict):
        pairs = [(convert(key), convert(value)) for key, value in obj.items()]
        if hasattr(type(obj), "default_factory"):
            made = type(obj)(obj.default_factory)
            for key, value in pairs:
                made[key] = value
            return made
        return type(obj)(pairs)
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """Return the fields of a dataclass instance as a new tuple of field values."""
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    if hasattr(type(obj), _FIELDS):
        return tuple_factory([_astuple_inner(getattr(obj, f.name), tuple_factory)
                              for f in fields(obj)])
    return _inside(obj, lambda value: _astuple_inner(value, tuple_factory))


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None,
                   **params):
    """Return a new dynamically created dataclass."""
    own, annotations = dict(namespace or {}), {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, own[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
    own["__annotations__"] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda namespace: namespace.update(own))
    if module is None:
        module = sys._getframe(1).f_globals.get("__name__", "__main__")
    cls.__module__ = module
    return dataclass(cls, **params)


def replace(obj, /, **changes):
    """Return a new object replacing specified fields with new values."""
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    kept = {}
    for name, f in getattr(self, _FIELDS).items():
        if f._field_type is not _FIELD_CLASSVAR and (name in changes) != bool(f.init):
            kept[name] = _kept(self, f)
    return self.__class__(**changes, **kept)


def _kept(self, f):
    """The value of a field that a copy takes over."""
    if not f.init:
        raise TypeError(f"field {f.name} is declared with init=False, it cannot be "
                        "specified with replace()")
    if f._field_type is _FIELD_INITVAR and f.default is MISSING:
        raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
    return getattr(self, f.name)


__within__ = "<native> _inside _kept _named _asdict_inner.<lambda> " \
    "_astuple_inner.<lambda>"

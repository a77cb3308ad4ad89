"""Enumerations: names for constants, which are objects of their own."""
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag",
           "IntFlag", "ReprEnum", "auto", "unique", "property", "verify", "FlagBoundary",
           "STRICT", "CONFORM", "EJECT", "KEEP", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
           "nonmember", "member", "EnumCheck", "global_enum",
           "global_enum_repr", "global_flag_repr", "global_str", "pickle_by_enum_name",
           "pickle_by_global_name"]

_property = property
Enum = Flag = ReprEnum = None


class nonmember:
    """Protects item from becoming an Enum member during class creation."""

    def __init__(self, value):
        self.value = value


class member:
    """Forces item to become an Enum member during class creation."""

    def __init__(self, value):
        self.value = value


class auto:
    """Instances are replaced with an appropriate value in Enum class suites."""

    def __init__(self, value=None):
        self.value = _auto if value is None else value

    def __repr__(self):
        return f"auto({self.value!r})"


class _Auto:
    def __repr__(self):
        return "_auto_null"


_auto = _Auto()


class property(DynamicClassAttribute):
    """An attribute of members whose name may be that of a member, too."""
    member = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set "
                                 f"attribute {self.name!r}")
        self.fset(instance, value)

    def __delete__(self, instance):
        raise AttributeError(f"<enum {self.clsname!r}> cannot delete "
                             f"attribute {self.name!r}")

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def _is_descriptor(value):
    return any(hasattr(value, name) for name in ("__get__", "__set__", "__delete__"))


def _is_dunder(name):
    return len(name) > 4 and name.startswith("__") and name.endswith("__") and \
        name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and \
        name[-2] != "_"


def _is_private(cls_name, name):
    """Whether a name is one that the class has for itself, as `__name` is in a class."""
    start = f"_{cls_name}__"
    return len(name) > len(start) and name.startswith(start) and \
        (name[-1] != "_" or name[-2] != "_")


def _is_own_class(cls_name, value):
    """Whether a value is a class that is written within the class of this name."""
    return isinstance(value, type) and \
        f".{value.__qualname__}".endswith(f".{cls_name}.{value.__name__}")


class EnumDict(dict):
    """The namespace of an enum's class body: notes which names are members."""

    def __init__(self, cls_name=None):
        dict.__init__(self)
        self._member_names, self._last_values, self._ignore = {}, [], []
        self._cls_name, self._generate = cls_name, None
        self._was_asked = False

    @_property
    def member_names(self):
        return list(self._member_names)

    def __setitem__(self, key, value):
        if Enum is None:
            pass
        elif self._cls_name and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in ("_order_", "_generate_next_value_", "_numeric_repr_",
                           "_missing_", "_ignore_", "_iter_member_", "_add_alias_",
                           "_add_value_alias_", "_iter_member_by_value_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for "
                                 "future Enum use")
            if key == "_generate_next_value_":
                if self._was_asked:
                    raise TypeError("_generate_next_value_ must be defined before "
                                    "members")
                if isinstance(value, staticmethod):
                    value = value.__func__
                self._generate = value
                value = staticmethod(value)
            elif key == "_ignore_":
                self._ignore = value.replace(",", " ").split() if isinstance(
                    value, str) else list(value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif (_is_descriptor(value) or _is_own_class(self._cls_name, value)) \
                and not isinstance(value, member):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            value, noted = self._automatic(key, value)
            self._member_names[key] = None
            if not noted:
                self._last_values.append(value)
        dict.__setitem__(self, key, value)

    def update(self, members, /, **more):
        """Adds what another mapping has, as if each were assigned."""
        for key in members.keys() if hasattr(members, "keys") else ():
            self[key] = members[key]
        for key, value in () if hasattr(members, "keys") else members:
            self[key] = value
        for key, value in more.items():
            self[key] = value

    def _next(self, key, given):
        if given.value is _auto:
            self._was_asked = True
            given.value = self._generate(key, 1, len(self._member_names),
                                         self._last_values[:])
        self._last_values.append(given.value)
        return given.value

    def _automatic(self, key, value):
        """The value with each auto() replaced, and whether there was one."""
        if isinstance(value, auto):
            return self._next(key, value), True
        if not isinstance(value, tuple) or not any(isinstance(v, auto) for v in value):
            return value, False
        parts = [self._next(key, v) if isinstance(v, auto) else v for v in value]
        try:
            return type(value)(parts), True
        except TypeError:
            return type(value)(*parts), True


_EnumDict = EnumDict


def _fields_repr(value):
    """A dataclass's fields, without its name."""
    fields = value.__dataclass_fields__.items()
    return ", ".join([f"{name}={getattr(value, name)!r}" for name, field in fields
                      if field.repr])


def _data_repr(bases):
    """The way in which the data type that is mixed in shows a value."""
    known = next((base for chain in bases for base in chain.__mro__ if base is not object
                  and (isinstance(base, EnumType) or "__repr__" in base.__dict__)), None)
    if known is None:
        return None
    if isinstance(known, EnumType):
        return known._value_repr_
    shown = getattr(known.__dict__.get("__dataclass_params__"), "repr", False)
    return _fields_repr if shown else known.__dict__["__repr__"]


class EnumType(type):
    """Metaclass for Enum"""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        if Enum is not None:
            _, first = metacls._get_mixins_(cls, bases)
            if first is not None:
                namespace["_generate_next_value_"] = first._generate_next_value_
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if Enum is None:
            return type.__new__(metacls, cls, bases, dict(classdict), **kwds)
        names = list(classdict._member_names)
        for name in names:
            if name in ("mro", ""):
                raise ValueError(f"invalid enum member name(s) {name!r}")
        data_type, first = metacls._get_mixins_(cls, bases)
        values = {name: classdict[name] for name in names}
        namespace = {name: value for name, value in classdict.items()
                     if name not in values and name not in classdict._ignore}
        order = namespace.pop("_order_", None)
        own_new = metacls._find_new_(namespace, data_type, first)
        namespace["_new_member_"] = own_new
        namespace["_use_args_"] = own_new is not object.__new__
        namespace.pop("_ignore_", None)
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_unhashable_values_"] = []
        namespace["_unhashable_values_map_"] = {}
        namespace["_member_type_"] = data_type
        namespace.setdefault("_value_repr_", _data_repr(bases))
        own = namespace.pop("__new__", None)
        if own is not None:
            namespace["__new_member__"] = own
        progress = f"_{cls}__in_progress"
        namespace[progress] = True
        made = type.__new__(metacls, cls, bases, namespace, **kwds)
        if Flag is not None and issubclass(made, Flag):
            # Before those of the int that may be mixed in.
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__",
                         "__rxor__", "__invert__"):
                if name not in namespace:
                    setattr(made, name, getattr(Flag, name))
            made._boundary_ = boundary or getattr(first, "_boundary_", None)
            made._flag_mask_ = made._singles_mask_ = 0
            made._all_bits_ = 0
        for name, value in values.items():
            try:
                made._add_(name, value, own_new, data_type)
            except Exception as error:
                # Raised by name, so that this frame is in its traceback twice.
                raise error
        type.__delattr__(made, progress)
        if Flag is not None and issubclass(made, Flag):
            made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
        if order:
            if isinstance(order, str):
                order = order.replace(",", " ").split()
            order = [name for name in order
                     if name in made._member_names_ or name not in made._member_map_]
            if order != made._member_names_:
                raise TypeError("member order does not match _order_:\n"
                                f"  {made._member_names_!r}\n  {order!r}")
        # What mixes in a data type shows itself as that type does, if it is asked to;
        # otherwise it shows itself as the enum that it extends.
        kept = set(namespace)
        if ReprEnum is not None and ReprEnum in bases:
            for name in {"__format__", "__str__"} - kept:
                method = getattr(data_type, name)
                if method is object.__str__:
                    method = data_type.__repr__
                setattr(made, name, method)
                kept.add(name)
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name not in kept and getattr(made, name) in (
                    getattr(data_type, name), getattr(object, name)):
                setattr(made, name, getattr(first, name))
        if own is not None:
            made.__new_member__ = own
        made.__new__ = Enum.__new__
        return made

    def _add_(cls, name, value, new, data_type):
        """Makes a member, or an alias of one with the same value."""
        args = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            args = (args,)
        if new is object.__new__:
            made = new(cls)
        else:
            made = new(cls, *args)
        if not hasattr(made, "_value_"):
            if data_type is object:
                made._value_ = value
            else:
                try:
                    made._value_ = data_type(*args)
                except Exception as exc:
                    error = TypeError("_value_ not set in __new__, unable to create it")
                    error.__cause__ = exc
                    raise error
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        if "__init__" in cls.__dict__ or cls.__init__ is not Enum.__init__:
            made.__init__(*args)
        known = None
        try:
            known = cls._value2member_map_.get(value)
        except TypeError:
            for other in cls._member_map_.values():
                if other._value_ == value:
                    known = other
        if known is None:
            made._sort_order_ = len(cls._member_names_)
            canonical = True
            if Flag is not None and issubclass(cls, Flag):
                canonical = False
                if isinstance(value, int):
                    single = value > 0 and value & (value - 1) == 0
                    cls._flag_mask_ |= value
                    if single:
                        cls._singles_mask_ |= value
                    canonical = single or value < 0
            if canonical:
                cls._member_names_.append(name)
        else:
            made = known
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_values_.append(value)
            cls._unhashable_values_map_.setdefault(name, []).append(value)
        cls._add_name(name, made)

    # What a traceback calls it.
    _add_.__code__ = _add_.__code__.replace(co_name="__set_name__")

    def _add_name(cls, name, made):
        """Makes a member an attribute of its class."""
        cls._member_map_[name] = made
        redirect = None
        for base in cls.__mro__[1:]:
            found = base.__dict__.get(name)
            if found is not None:
                if isinstance(found, (_property, property, DynamicClassAttribute)):
                    redirect = found
                elif _is_descriptor(found):
                    # The member is the class's; its instances have the value's own.
                    redirect = property(lambda one: getattr(one._value_, name))
                break
        if redirect is not None:
            again = property(redirect.fget, redirect.fset, redirect.fdel)
            again.member = made
            again.__set_name__(cls, name)
            type.__setattr__(cls, name, again)
        else:
            type.__setattr__(cls, name, made)

    def __bool__(cls):
        """classes/types should always be True."""
        return True

    def __call__(cls, value=_auto, names=_auto, *values, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        """Either returns an existing member, or creates a new enum class."""
        if not cls._member_map_:
            if names is _auto:
                if type is None:
                    raise TypeError(f"{cls} has no members; specify `names=()` if you meant "
                                    "to create a new, empty, enum")
                names = ()
            return cls._create_(value, names, module=module, qualname=qualname, type=type,
                                start=start, boundary=boundary)
        if value is _auto:
            raise TypeError("EnumType.__call__() missing 1 required positional argument: "
                            "'value'")
        return cls.__new__(cls, value if names is _auto else (value, names, *values))

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None,
                 start=1, boundary=None):
        """Convenience method to create a new Enum class."""
        import sys
        bases = (cls,) if type is None else (type, cls)
        namespace = cls.__class__.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        last = []
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            plain, names = names, []
            for count, name in enumerate(plain):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                names.append((name, value))
        elif isinstance(names, dict):
            names = names.items()
        for name, value in names:
            namespace[name] = value
        if module is None:
            module = sys._getframe(2).f_globals.get("__name__")
        namespace["__module__"] = module
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return cls.__class__.__new__(cls.__class__, class_name, bases, namespace,
                                     boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None,
                  as_global=False):
        """An enum of those constants of a module that a test lets through."""
        import sys
        space = sys.modules[module].__dict__
        found = [(name, value) for name, value in
                 (space if source is None else source.__dict__).items() if filter(name)]
        try:
            found.sort(key=lambda item: (item[1], item[0]))
        except TypeError:
            found.sort(key=lambda item: item[0])
        made = cls(name, found, module=module, boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            space.update(made.__members__)
        space[name] = made
        return made

    def __contains__(cls, value):
        """Return True if `value` is in `cls`."""
        if isinstance(value, cls):
            return True
        try:
            cls(value)
            return True
        except ValueError:
            return False

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        type.__delattr__(cls, attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    def __dir__(cls):
        own = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__",
               "__members__", "__module__", "__name__", "__qualname__",
               "__init_subclass__", *cls._member_names_}
        if getattr(cls, "_new_member_", object.__new__) is not object.__new__:
            own.add("__new__")
        if cls._member_type_ is not object:
            own.update(dir(cls._member_type_))
        return sorted(own)

    def __getitem__(cls, name):
        """Return the member matching `name`."""
        return cls._member_map_[name]

    def __iter__(cls):
        """Return members in definition order."""
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        """Return the number of members (no aliases)"""
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        """Returns a mapping of member name->value."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    def __reversed__(cls):
        """Return members in reverse definition order."""
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    @staticmethod
    def _check_for_existing_members_(class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base.__dict__.get("_member_names_"):
                    raise TypeError(f"<enum {class_name!r}> cannot extend {base!r}")

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The data type of the members, and the enum that is extended."""
        if not bases:
            return object, Enum
        first = bases[-1]
        if not isinstance(first, EnumType):
            raise TypeError("new enumerations should be created as "
                            "`EnumName([mixin_type, ...] [data_type,] enum_type)`")
        found = []
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                kind = object
                if isinstance(base, EnumType):
                    kind = base.__dict__.get("_member_type_", object)
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    kind = base if chain is first or isinstance(chain, EnumType) \
                        else chain
                if kind is not object:
                    if kind not in found:
                        found.append(kind)
                    break
        if len(found) > 1:
            raise TypeError(f"too many data types for {class_name!r}: {set(found)!r}")
        data = found[0] if found else object
        return data, first

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """What makes the members."""
        own = classdict.get("__new__")
        if own is not None:
            return own.__func__ if isinstance(own, staticmethod) else own
        for method in ("__new_member__", "__new__"):
            for possible in (member_type, first_enum):
                target = getattr(possible, method, None)
                if target not in (None, None.__new__, object.__new__, Enum.__new__):
                    return target
        return object.__new__


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """Create a collection of name/value pairs."""
    _member_names_ = []
    _member_map_ = {}
    _value2member_map_ = {}
    _member_type_ = object
    _value_repr_ = None

    def __new__(cls, value=_auto):
        if value is _auto:
            raise TypeError(f"{cls.__name__}.__new__() missing 1 required positional "
                            "argument: 'value'")
        if type(value) is cls:
            return value
        try:
            found = cls._value2member_map_.get(value)
            if found is not None:
                return found
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        if not cls._member_map_:
            if f"_{cls.__name__}__in_progress" in cls.__dict__:
                raise TypeError("do not use `super().__new__; call the appropriate "
                                "__new__ directly")
            raise TypeError(f"{cls!r} has no members defined")
        wrong = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        try:
            result = cls._missing_(value)
        except Exception as exc:
            if not isinstance(exc, ValueError):
                exc.__context__ = wrong
            elif not exc.__cause__:
                exc.__context__ = None
            raise exc
        if isinstance(result, cls) or Flag is not None and issubclass(cls, Flag) and \
                cls._boundary_ is EJECT and isinstance(result, int):
            return result
        if result is None:
            raise wrong
        error = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} "
                          "instead of None or a valid member")
        error.__context__ = wrong
        raise error

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        """Gives a member another name."""
        known = self.__class__._member_map_.get(name)
        if known is None:
            self.__class__._add_name(name, self)
        elif known is not self:
            raise NameError(f"{name!r} is already bound: {known!r}")

    def _add_value_alias_(self, value):
        """Gives a member another value, by which it is found."""
        known = self.__class__._value2member_map_.setdefault(value, self)
        if known is not self:
            raise ValueError(f"{value!r} is already bound: {known!r}")

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """Generate the next value when not given."""
        if not last_values:
            return start
        try:
            last = max(last_values)
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last + 1
        except TypeError:
            raise TypeError(f"unable to increment {last!r}") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        """Returns public methods and other interesting attributes."""
        found = {"__class__", "__doc__", "__eq__", "__hash__", "__module__"}
        if self.__class__._member_type_ is not object:
            found.update(object.__dir__(self))
        found.update(name for name in getattr(self, "__dict__", ()) if name[0] != "_")
        for cls in self.__class__.mro():
            for name, value in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if not isinstance(value, property):
                    found.add(name)
                elif value.fget is not None or name not in self._member_map_:
                    found.add(name)
                else:
                    found.discard(name)
            found -= cls.__dict__.get("_member_map_", {}).keys()
        return sorted(found | {"name", "value"})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_


class ReprEnum(Enum):
    """Only changes the repr(), leaving str() and format() to the mixed-in type."""


class IntEnum(int, ReprEnum):
    """Enum where members are also (and must be) ints"""


class StrEnum(str, ReprEnum):
    """Enum where members are also (and must be) strings"""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        for what, value in zip(("encoding", "errors"), values[1:]):
            if not isinstance(value, str):
                raise TypeError(f"{what} must be a string, not {value!r}")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """Return the lower-cased version of the member name."""
        return name.lower()


class FlagBoundary(StrEnum):
    """Control how out of range values are handled."""
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    """Support for flags"""
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except AttributeError:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _missing_(cls, value):
        """Create a composite member containing all canonical members present in value."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        boundary = cls._boundary_ or STRICT
        mask, every = cls._flag_mask_, cls._all_bits_
        negative = value if value < 0 else None
        if not ~every <= value <= every or value & (every ^ mask):
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n    given "
                                 f"{bin(value, width)}\n  allowed {bin(mask, width)}")
            if boundary is CONFORM:
                value &= mask
            elif boundary is EJECT:
                return value
            elif value < 0:
                value += max(every + 1, 2 ** value.bit_length())
        if value < 0:
            value = mask & value if boundary in (STRICT, CONFORM) else value + every + 1
        known = cls._value2member_map_.get(value)
        if known is None:
            if cls._member_type_ is object:
                known = object.__new__(cls)
            else:
                known = cls._member_type_.__new__(cls, value)
            known._value_ = value
            inside = [one for one in cls if one._value_ & value]
            seen = 0
            for one in inside:
                seen |= one._value_
            if seen != value:
                # Names of several flags, of which some have no name of their own.
                more = [one for one in cls._member_map_.values()
                        if one not in inside and one._value_
                        and one._value_ & value == one._value_]
                inside += dict.fromkeys(more)
                for one in more:
                    seen |= one._value_
            rest = value & ~seen
            names = [one._name_ for one in inside]
            if rest:
                names.append(cls._numeric_repr_(rest))
            known._name_ = "|".join(names) if inside else None
            known = cls._value2member_map_.setdefault(value, known)
        if negative is not None:
            cls._value2member_map_[negative] = known
        return known

    def __contains__(self, other):
        """Returns True if self has at least the same flags set as other."""
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': "
                            f"{type(other).__qualname__!r} and "
                            f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        """Returns flags in definition order."""
        return (one for one in type(self) if one._value_ & self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls = self.__class__.__name__
        show = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return f"<{cls}: {show(self._value_)}>"
        return f"<{cls}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        cls = self.__class__.__name__
        if self._name_ is None:
            return f"{cls}({self._value_!r})"
        return f"{cls}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _is_single(self):
        return self._value_ > 0 and self._value_ & self._value_ - 1 == 0

    def _other(self, flag, operator):
        if isinstance(flag, self.__class__):
            for one in (self, flag):
                if one._value_ is None:
                    raise TypeError(f"'{one}' cannot be combined with other flags with "
                                    f"{operator}")
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def __or__(self, other):
        value = self._other(other, "|")
        return value if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other, "&")
        return value if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other, "^")
        return value if value is NotImplemented else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._value_ is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Support for integer-based Flags"""


Flag._boundary_ = STRICT


def unique(enumeration):
    """Class decorator for enumerations ensuring unique member values."""
    duplicates = [(name, one.name) for name, one in enumeration.__members__.items()
                  if name != one.name]
    if duplicates:
        shown = ", ".join([f"{alias} -> {name}" for alias, name in duplicates])
        raise ValueError(f"duplicate values found in {enumeration!r}: {shown}")
    return enumeration


class EnumCheck(StrEnum):
    """various conditions to check an enumeration for"""
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Check an enumeration for various constraints."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        kind = "Flag" if issubclass(enumeration, Flag) else "enum"
        name = f"{kind} {enumeration.__name__!r}"
        for check in self.checks:
            if check is UNIQUE:
                duplicates = [(name, one.name) for name, one
                              in enumeration.__members__.items() if name != one.name]
                if duplicates:
                    shown = ", ".join([f"{a} -> {n}" for a, n in duplicates])
                    raise ValueError(f"aliases found in {enumeration!r}: {shown}")
            elif check is CONTINUOUS:
                _check_continuous(enumeration, name.replace("Flag", "flag", 1))
            elif check is NAMED_FLAGS:
                _check_named(enumeration, name)
        return enumeration


def _check_continuous(enumeration, name):
    values = {one.value for one in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if issubclass(enumeration, Flag):
        wanted = [1 << bit for bit in range(low.bit_length() - 1, high.bit_length())]
    elif issubclass(enumeration, IntEnum) or all(isinstance(v, int) for v in values):
        wanted = range(low + 1, high)
    else:
        raise Exception(f"verify: unknown type {enumeration!r}")
    missing = [value for value in wanted if value not in values]
    if missing:
        shown = ", ".join(map(str, missing))
        raise ValueError(f"invalid {name}: missing values {shown}"[:256])


def _check_named(enumeration, name):
    values = [one._value_ for one in enumeration]
    unnamed, lost = [], 0
    for alias, one in enumeration._member_map_.items():
        if one.name in enumeration._member_names_ or one._value_ < 0:
            continue
        missing = [bit for bit in show_flag_values(one._value_) if bit not in values]
        if missing:
            unnamed.append(alias)
            for bit in missing:
                lost |= bit
    if not unnamed:
        return
    if len(unnamed) == 1:
        which = f"alias {unnamed[0]} is missing"
    else:
        which = f"aliases {', '.join(unnamed[:-1])} and {unnamed[-1]} are missing"
    many = len(show_flag_values(lost)) > 1
    what = f"combined values of {lost:#x}" if many else f"value {lost:#x}"
    raise ValueError(f"invalid {name}: {which} {what} [use "
                     "enum.show_flag_values(value) for details]")


def bin(num, max_bits=None):
    """Like built-in bin(), except negative values are represented in twos-complement,
    and the leading bit always indicates sign."""
    width = num.bit_length()
    digits = f"{num & ((1 << width) - 1):0{width}b}" if width else ""
    sign = "1" if num < 0 else "0"
    if max_bits is not None:
        digits = digits.rjust(max_bits, sign)
    return f"0b{sign} {digits}"


def _iter_bits_lsb(num):
    """The single bits of a number, the lowest first."""
    if isinstance(num, Enum):
        num = num.value
    if num < 0:
        raise ValueError(f"{num!r} is not a positive integer")
    while num:
        bit = num & -num
        yield bit
        num ^= bit


def global_enum_repr(self):
    """Use module.enum_name instead of class.enum_name."""
    module = self.__class__.__module__.split(".")[-1]
    return f"{module}.{self._name_}"


def global_flag_repr(self):
    """Use module.flag_name instead of class.flag_name."""
    cls = self.__class__
    module = cls.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{cls.__name__}({self._value_!r})"
    if self._is_single():
        return f"{module}.{self._name_}"
    if self._boundary_ is not FlagBoundary.KEEP:
        return "|".join([f"{module}.{name}" for name in self.name.split("|")])
    return "|".join([name if name[0].isdigit() else f"{module}.{name}"
                     for name in self._name_.split("|")])


def global_str(self):
    """Use enum_name instead of class.enum_name."""
    if self._name_ is None:
        return f"{self.__class__.__name__}({self._value_!r})"
    return self._name_


def global_enum(cls, update_str=False):
    """Decorator that makes the repr() of an enum member reference its module instead of
    its class; also exports all members to the enum's module's global namespace."""
    import sys
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


_reduce_ex_by_global_name = pickle_by_global_name


def _make_class_unpicklable(obj):
    """Makes a class of which no member can be pickled."""
    def refuse(self, proto):
        raise TypeError(f"{self!r} cannot be pickled")
    if isinstance(obj, dict):
        obj["__reduce_ex__"], obj["__module__"] = refuse, "<unknown>"
    else:
        setattr(obj, "__reduce_ex__", refuse)
        setattr(obj, "__module__", "<unknown>")


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator that converts a normal class into an enum."""
    def convert_class(cls):
        namespace = type(etype).__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__"):
                namespace[name] = value
        return type(etype)(cls.__name__, (etype,), namespace, boundary=boundary)
    return convert_class


def show_flag_values(value):
    return list(_iter_bits_lsb(value))


__within__ = "<native> _check_continuous _check_named EnumDict._automatic " \
    "EnumDict._next"

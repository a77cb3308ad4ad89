"""Functions as objects of C: those of the libraries here, and callbacks in Python.

No code of C is run.  A function of a library is one in Python that is given what C's would
be: numbers, and addresses of memory that is looked at and written under the rules of
`_ctypes`.  What C leaves undefined raises an exception.
"""
import sys as _sys
from _operator import index as _index
from _weakref import ref as _ref

import _memory
import _objects
from _ctypes import (Array, CArgObject, CTYPES_MAX_ARGCOUNT, CType_Type, PyCSimpleType, Structure, Union,
                     addressof, byref, _CData, _Pointer, _SimpleCData, _find, _read,
                     _shown, _write)

FUNCFLAG_CDECL, FUNCFLAG_PYTHONAPI = 1, 4
FUNCFLAG_USE_ERRNO, FUNCFLAG_USE_LASTERROR = 8, 16
RTLD_LOCAL, RTLD_GLOBAL = 0, 256


class ArgumentError(Exception):
    __module__ = "ctypes"


class _Library:
    """The names that a library has: functions, and variables as bytes."""

    def __init__(self, path, *tables):
        self.path, self._tables = path, tables

    def table(self):
        """Its functions: the letters of what they take and give, and what they do."""
        import _ctypes_library
        found = {}
        for name in self._tables:
            if name == "API":
                import _ctypes_api
                found.update(_ctypes_api.API)
            else:
                found.update(getattr(_ctypes_library, name))
        return found

    def undefined(self, name):
        """What is said of a name that is not there."""
        path = self.path or _sys.executable or "python"
        return (f"{path}: undefined symbol: {name} "
                "(of this library only what dir() lists is here)")


_files = {"libc.so.6": _Library("/lib/x86_64-linux-gnu/libc.so.6", "C"),
          "libm.so.6": _Library("/lib/x86_64-linux-gnu/libm.so.6", "M"),
          None: _Library(None, "C", "M", "API")}
# What is at the address of a function: its name, what it takes and gives, and what it
# does; or a weak reference to a callback.  Such addresses are far from those of memory,
# and the same in every run.
_code = {}
_addresses = {}
_last = 0x100000000000


def _new_address():
    global _last
    _last += 16
    return _last


_libraries = {_new_address(): library for library in _files.values()}


def dlopen(name, flag=RTLD_LOCAL, /):
    """The handle of a library."""
    known = name
    if isinstance(name, bytes):
        known = name.decode(errors="replace")
    if name is not None and not isinstance(known, str):
        raise TypeError(f"expected str, bytes or os.PathLike object, not "
                        f"{type(name).__name__}")
    for short, library in _files.items():
        if known in (short, library.path) or not known and short is None:
            return next(handle for handle, one in _libraries.items() if one is library)
    raise OSError(f"{known}: cannot open shared object file: No such file or directory")


def _library(handle):
    if handle not in _libraries:
        raise ValueError(f"{handle!r} is not the handle of a library")
    return _libraries[handle]


def _names(handle):
    """The names of a library's functions."""
    return list(_library(handle).table())


def _symbol(handle, name):
    """The address of a library's function."""
    library = _library(handle)
    found = library.table().get(name)
    if found is None:
        raise AttributeError(library.undefined(name))
    return _placed(name, *found)


def _placed(name, takes, gives, work):
    """Gives a function an address."""
    if name not in _addresses:
        _addresses[name] = _new_address()
        _code[_addresses[name]] = name, takes, gives, work
    return _addresses[name]


def _variable(handle, name):
    """The memory of a library's variable."""
    library = _library(handle)
    if "API" in library._tables:
        import _ctypes_api
        if name in _ctypes_api.VARIABLES:
            return _ctypes_api.VARIABLES[name]
    raise ValueError(library.undefined(name))


_errno = 0


def get_errno():
    """What C's functions left as the number of an error."""
    return _errno


def set_errno(value, /):
    """Sets it, and gives the one before."""
    global _errno
    before, _errno = _errno, _signed(_index(value), 32)
    return before


def _signed(number, bits):
    """The number that the low bits are, the highest of which is a sign."""
    half = 1 << bits - 1
    return (number + half) % (1 << bits) - half


def _c_value(number, value):
    """What C is given for an argument: a letter for where it is passed, the number, and
    what has to live meanwhile.
    """
    if isinstance(value, CArgObject):
        if value._tag == "P":
            return "P", addressof(value._obj) + value._at, value._obj
        value = value._obj
    if isinstance(value, _SimpleCData):
        code = type(value)._type_
        if code in "fdg":
            return code, value.value, value
        if code == "O":
            return "P", int.from_bytes(value._bytes(), "little"), (value.value,)
        whole = int.from_bytes(value._bytes(), _order(value), signed=value._kind.signed)
        return "P" if code in "PzZ" else "q" if value._length == 8 else "i", whole, value
    if isinstance(value, (_Pointer, CFuncPtr)):
        return "P", value._target(), value
    if isinstance(value, Array):
        return "P", addressof(value), value
    if isinstance(value, (Structure, Union)):
        return "S", value._bytes(), value
    if value is None:
        return "P", 0, None
    if isinstance(value, int):
        if not -1 << 63 <= value < 1 << 64:
            raise OverflowError("int too long to convert")
        return "i", _signed(value, 32), None
    if isinstance(value, bytes):
        # The content of a bytes object begins behind its length and hash.
        return "P", id(value) + 32, value
    if isinstance(value, str):
        wide = (value + "\0").encode("utf-32-le")
        return "P", id(wide) + 32, wide
    if hasattr(value, "_as_parameter_"):
        return _c_value(number, value._as_parameter_)
    raise TypeError(f"Don't know how to convert parameter {number}")


def _order(value):
    return "little" if getattr(type(value), "__ctype_le__", type(value)) is type(value) \
        or type(value).__ctype_le__._kind is value._kind else "big"


def _taken(name, number, kind, value):
    """A value as a function of a library takes it."""
    tag, given, keep = value
    if kind == "O":
        if type(keep) is tuple:
            return keep[0]
        if tag in "fdgS" or not given:
            raise SystemError("null argument to internal routine")
        return _objects.at(given)
    if (kind == "d") != (tag == "d") or tag in "fgS":
        what = {"d": "a double", "P": "an address"}.get(kind, "an integer")
        raise ArgumentError(f"argument {number}: TypeError: {name}() takes {what}")
    if kind == "d":
        return given
    return given % (1 << 64) if kind in "LP" else _signed(given, 32 if kind == "i" else 64)


def _too_few(wanted, given):
    return TypeError(f"this function takes at least {wanted} argument"
                     f"{'s' * (wanted != 1)} ({given} given)")


def _invoke(address, values):
    """Calls what is at an address: the letter of the result, and the result."""
    found = _code.get(address)
    if type(found) is _ref:
        found = found()
    if found is None:
        raise ValueError(f"0x{address:x} is not the address of a function")
    if isinstance(found, CFuncPtr):
        return found._called_back(values)
    name, takes, gives, work = found
    more = takes.endswith("*")
    takes = takes.rstrip("*")
    if len(values) < len(takes):
        raise _too_few(len(takes), len(values))
    given = [_taken(name, number, kind, value)
             for number, (kind, value) in enumerate(zip(takes, values), 1)]
    if more:
        given.append(values[len(takes):])
    return gives, work(*given)


def _as_kind(kind, value):
    """A value of C as Python sees it when it is of a type."""
    tag, given, keep = value
    code = kind._type_ if isinstance(kind, PyCSimpleType) else ""
    if code == "O":
        return _taken("", 0, "O", value)
    if (code if code in ("f", "d", "g") else "") != (tag if tag in "fdg" else "") or (tag == "S") != issubclass(
            kind, (Structure, Union)):
        raise TypeError(f"expected {kind.__name__} instance")
    made = kind.__new__(kind)
    if tag in "fdg":
        made.value = given
    elif tag == "S":
        made._store(given[:kind._length])
    else:
        made._store((given % (1 << 64)).to_bytes(8, "little")[:kind._length])
        made._keep = keep if isinstance(keep, _CData) and not isinstance(
            keep, _Pointer) and isinstance(made, _Pointer) else None
    return _shown(made)


def _result(kind, code, raw):
    """The result of a function as an object of the type that it is said to have."""
    if kind is None:
        return None
    is_type = isinstance(kind, CType_Type)
    simple = kind._type_ if isinstance(kind, PyCSimpleType) else ""
    if code == "O":
        if simple == "O":
            return raw
        raw = id(raw)
    elif code == "v":
        raw = 0
    elif code in "fdg" and simple != code:
        raise TypeError("the result is a double: restype must be c_double"
                        if code == "d" else "the result is a float, as restype must be")
    if code not in "fdg" and simple in ("f", "d", "g") or is_type and kind._length > 8:
        raise TypeError(f"the result is an integer or an address, and no {kind.__name__}")
    if not is_type:
        return kind(_signed(raw, 32))
    if code in "fdg":
        return _shown(kind(raw))
    made = kind.__new__(kind)
    made._store((raw % (1 << 64)).to_bytes(8, "little")[:kind._length])
    return _shown(made)


def _check_argtypes(kinds):
    if not hasattr(kinds, "__len__") or not hasattr(kinds, "__getitem__"):
        raise TypeError("_argtypes_ must be a sequence of types")
    for number, kind in enumerate(kinds, 1):
        if not hasattr(kind, "from_param"):
            raise TypeError(f"item {number} in _argtypes_ has no from_param method")


class PyCFuncPtrType(CType_Type):
    """metatype for C function pointers"""
    __module__ = "_ctypes"

    def __new__(meta, name, bases, namespace):
        if bases != (_CData,):
            flags = namespace.get("_flags_", getattr(bases[0], "_flags_", None))
            if not isinstance(flags, int):
                raise TypeError("class must define _flags_ which must be an integer")
        if namespace.get("_argtypes_") is not None:
            _check_argtypes(namespace["_argtypes_"])
        result = namespace.get("_restype_")
        if result is not None and not callable(result):
            raise TypeError("_restype_ must be a type, a callable, or None")
        return type.__new__(meta, name, bases, namespace)


class CFuncPtr(_CData, metaclass=PyCFuncPtrType):
    """Function Pointer"""
    __layout__ = "_callable? _argtypes? _restype? _errcheck? _params? =24"
    __module__ = "_ctypes"

    def __init__(self, *args):
        if not args:
            return
        first = args[0]
        if isinstance(first, tuple) and len(args) <= 2:
            address = self._from_library(*args)
        elif len(args) > 1:
            raise TypeError(f"function takes exactly 1 argument ({len(args)} given)")
        elif isinstance(first, int):
            address = first % (1 << 64)
        else:
            address = self._from_callable(first)
        self._store(address.to_bytes(8, "little"))

    def _from_library(self, where, params=None):
        if len(where) != 2:
            raise TypeError("illegal func_spec argument")
        name, library = where
        if isinstance(name, bytes):
            name = name.decode("latin-1")
        handle = library._handle
        if not isinstance(handle, int):
            raise TypeError("the _handle attribute of the second argument must be an "
                            "integer")
        if isinstance(name, int):
            raise AttributeError(f"function ordinal {name} not found")
        if not isinstance(name, str):
            raise TypeError("function name must be string, bytes object or integer")
        address = _symbol(handle, name)
        if params is not None:
            self._params = _checked_params(type(self), params)
        self._keep = library
        return address

    def _from_callable(self, function):
        if not callable(function):
            raise TypeError("argument must be callable or integer function address")
        kind = type(self)
        if getattr(kind, "_argtypes_", None) is None:
            raise TypeError("cannot construct instance of this class: no argtypes")
        result = getattr(kind, "_restype_", None)
        if result is not None and not isinstance(result, (PyCSimpleType, PyCFuncPtrType)):
            raise TypeError("invalid result type for callback function")
        self._callable = function
        address = _new_address()

        def forget(gone):
            if _code.get(address) is gone:
                del _code[address]

        _code[address] = _ref(self, forget)
        return address

    def _target(self):
        return int.from_bytes(self._bytes(), "little")

    def __bool__(self):
        """True if self else False"""
        return self._target() != 0

    def __repr__(self):
        return f"<{type(self).__name__} object at {id(self):#x}>"

    @property
    def restype(self):
        """specify the result type"""
        known = self._restype
        return getattr(type(self), "_restype_", None) if known is None else known[0]

    @restype.setter
    def restype(self, kind):
        if kind is not None and not callable(kind):
            raise TypeError("restype must be a type, a callable, or None")
        self._restype = kind,

    @restype.deleter
    def restype(self):
        self._restype = None

    @property
    def argtypes(self):
        """specify the argument types"""
        known = self._argtypes
        return getattr(type(self), "_argtypes_", None) if known is None else known

    @argtypes.setter
    def argtypes(self, kinds):
        if kinds is not None:
            _check_argtypes(kinds)
        self._argtypes = kinds

    @argtypes.deleter
    def argtypes(self):
        self._argtypes = None

    @property
    def errcheck(self):
        """a function to check for errors"""
        return self._errcheck

    @errcheck.setter
    def errcheck(self, function):
        if not callable(function):
            raise TypeError("the errcheck attribute must be callable")
        self._errcheck = function

    @errcheck.deleter
    def errcheck(self):
        self._errcheck = None

    def __call__(self, *args, **kwargs):
        """Call self as a function."""
        outs, kinds, result_kind = None, self.argtypes, self.restype
        if self._params is not None and kinds is not None:
            args, outs = _arranged(self._params, kinds, args, kwargs)
        kinds = () if kinds is None else kinds
        if len(args) < len(kinds):
            raise _too_few(len(kinds), len(args))
        if len(args) > CTYPES_MAX_ARGCOUNT:
            raise ArgumentError(f"too many arguments ({len(args)}), maximum is "
                                f"{CTYPES_MAX_ARGCOUNT}")
        values = []
        for number, arg in enumerate(args, 1):
            try:
                if number <= len(kinds):
                    arg = kinds[number - 1].from_param(arg)
                values.append(_c_value(number, arg))
            except Exception as error:
                raise ArgumentError(f"argument {number}: {type(error).__name__}: {error}"
                                    ) from None
        result = _result(result_kind, *_invoke(self._target(), values))
        if self._errcheck is not None:
            result = self._errcheck(result, self, args)
        if outs:
            found = tuple([out.__ctypes_from_outparam__() for out in outs])
            return found[0] if len(found) == 1 else found
        return result

    def _called_back(self, values):
        """Calls the function in Python as C would."""
        function, kinds, kind = self._callable, self._argtypes_, self._restype_
        if len(values) < len(kinds):
            raise _too_few(len(kinds), len(values))
        given = [_as_kind(kind, value) for kind, value in zip(kinds, values)]
        try:
            found = function(*given)
        except BaseException as error:
            _memory.ignored("Exception ignored on calling ctypes callback function "
                            f"{function!r}", error)
            return "v", 0
        if kind is None:
            return "v", 0
        code = getattr(kind, "_type_", "X")
        if code == "O":
            return "O", found
        try:
            made = kind(found)
        except Exception as error:
            _memory.ignored("Exception ignored on converting result of ctypes callback "
                            f"function {function!r}", error)
            return (code, 0.0) if code in "fdg" else ("v", 0)
        if code in "fdg":
            return code, made.value
        # What it refers to has to outlive the call.
        self._keep = made._keep
        return "l", int.from_bytes(made._bytes(), "little")


def _checked_params(kind, params):
    """The flags, names and default values of parameters."""
    kinds = getattr(kind, "_argtypes_", None)
    if not isinstance(params, tuple):
        raise TypeError("paramflags must be a tuple or None")
    if kinds is None:
        raise TypeError("paramflags must be a tuple or None")
    if len(params) != len(kinds):
        raise ValueError("paramflags must have the same length as argtypes")
    for param, one in zip(params, kinds):
        if not isinstance(param, tuple) or not 1 <= len(param) <= 3:
            raise TypeError("paramflags must be a sequence of (int [,string [,value]]) "
                            "tuples")
        if param[0] not in (0, 1, 2, 3, 4, 5):
            raise TypeError(f"paramflag value {param[0]} not yet implemented")
        if param[0] & 2 and not isinstance(one, type(_Pointer)) and not (
                issubclass(one, Array) or isinstance(one, PyCSimpleType)
                and one._type_ in "PzZ"):
            raise TypeError(f"'out' parameter {params.index(param) + 1} must be a pointer "
                            f"type, not {one.__name__}")
    return params


def _arranged(params, kinds, args, kwargs):
    """The arguments that parameters get by place, name or default, and those for out."""
    given, outs, place, kwargs = [], [], 0, dict(kwargs)
    for kind, (flag, *rest) in zip(kinds, params):
        name = rest[0] if rest else None
        if flag == 2:
            out = kind() if issubclass(kind, Array) else kind._type_()
            outs.append(out)
            given.append(out if issubclass(kind, Array) else byref(out))
            continue
        if flag != 5 and flag != 4 and place < len(args):
            value, place = args[place], place + 1
        elif name in kwargs:
            value = kwargs.pop(name)
        elif len(rest) == 2:
            value = rest[1]
        elif flag & 4:
            value = 0
        else:
            raise TypeError(f"required argument '{name}' missing" if name is not None
                            else "not enough arguments")
        if flag == 3:
            value = value if isinstance(value, kind._type_) else kind._type_(value)
            outs.append(value)
            value = byref(value)
        given.append(value)
    if place < len(args) or kwargs:
        count = sum(flag not in (2, 4) for flag, *_ in params)
        raise TypeError(f"call takes exactly {count} arguments "
                        f"({len(args) + len(kwargs)} given)")
    return tuple(given), outs


def _memmove(dst, src, count):
    if count:
        _write(dst, _read(src, count))
    return dst


def _memset(dst, byte, count):
    if count and _find(dst, count) is None:
        raise TypeError("memory can only be read here")
    _write(dst, bytes([byte % 256]) * count)
    return dst


_memmove_addr = _placed("memmove", "PPL", "P", _memmove)
_memset_addr = _placed("memset", "PiL", "P", _memset)

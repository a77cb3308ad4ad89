"""Reading the memory of live objects: what `_ctypes` has, and the types of C."""
from _ctypes import (Array, Structure, Union, POINTER, pointer, byref, addressof,
                     alignment, resize, sizeof, _Pointer, _SimpleCData)
from _ctypes import (ArgumentError, CFuncPtr as _CFuncPtr, dlopen as _dlopen, get_errno,
                     set_errno, RTLD_GLOBAL, RTLD_LOCAL, FUNCFLAG_CDECL as _FUNCFLAG_CDECL,
                     FUNCFLAG_PYTHONAPI as _FUNCFLAG_PYTHONAPI,
                     FUNCFLAG_USE_ERRNO as _FUNCFLAG_USE_ERRNO,
                     FUNCFLAG_USE_LASTERROR as _FUNCFLAG_USE_LASTERROR)
from _ctypes import _cast, _memmove_addr, _memset_addr, _names, _pointers, _string_at
from _ctypes import _types_of, _wstring_at
import types as _types

DEFAULT_MODE = RTLD_LOCAL


def _number(name, code):
    globals()[name] = _types_of[code] = type(_SimpleCData)(name, (_SimpleCData,), {
        "_type_": code, "__module__": __name__, "__qualname__": name})


for _name, _code in (
        ("c_byte", "b"), ("c_ubyte", "B"), ("c_short", "h"), ("c_ushort", "H"),
        ("c_int", "i"), ("c_uint", "I"), ("c_long", "l"), ("c_ulong", "L"),
        ("c_float", "f"), ("c_double", "d"), ("c_longdouble", "g"), ("c_bool", "?"), ("c_char", "c"),
        ("c_wchar", "u"), ("c_void_p", "P"), ("c_char_p", "z"),
        ("c_wchar_p", "Z"), ("py_object", "O")):
    _number(_name, _code)
c_int8, c_uint8, c_int16, c_uint16, c_int32, c_uint32 = (
    c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint)
c_int64 = c_longlong = c_ssize_t = c_long
c_uint64 = c_ulonglong = c_size_t = c_ulong
c_time_t, SIZEOF_TIME_T = c_long, 8
c_voidp = _pointers[None] = c_void_p
_pointer_type_cache = _pointers
for _kind in c_byte, c_ubyte, c_char:
    _kind.__ctype_le__ = _kind.__ctype_be__ = _kind

LittleEndianStructure, LittleEndianUnion = Structure, Union


class BigEndianStructure(Structure):
    """Structure with big endian byte order"""
    __slots__ = ()
    _swappedbytes_ = None
    _abstract = True


class BigEndianUnion(Union):
    """Union with big endian byte order"""
    __slots__ = ()
    _swappedbytes_ = None
    _abstract = True


def ARRAY(typ, len):
    """The type of arrays of a type."""
    return typ * len


def _buffer(kind, text, init, size):
    if isinstance(init, text):
        made = (kind * (len(init) + 1 if size is None else size))()
        made.value = init
        return made
    if isinstance(init, int):
        return (kind * init)()
    raise TypeError(init)


def create_string_buffer(init, size=None):
    """An array of characters that can be written."""
    return _buffer(c_char, bytes, init, size)


c_buffer = create_string_buffer


def create_unicode_buffer(init, size=None):
    """An array of wide characters that can be written."""
    return _buffer(c_wchar, str, init, size)


def CFUNCTYPE(restype, *argtypes, **kw):
    """The type of functions that C could call, which call one of Python."""
    return _prototype("CFUNCTYPE", _FUNCFLAG_CDECL, restype, argtypes, kw)


def PYFUNCTYPE(restype, *argtypes):
    """The type of functions of CPython's own, which raise exceptions."""
    return _prototype("PYFUNCTYPE", _FUNCFLAG_CDECL | _FUNCFLAG_PYTHONAPI, restype,
                      argtypes, {})


_c_functype_cache = {}


def _reset_cache():
    """Forgets the types of pointers and of functions."""
    _pointers.clear()
    _c_functype_cache.clear()
    _pointers[None] = c_void_p


def SetPointerType(pointer, cls):
    """Says later what a type of pointers points to."""
    import warnings
    warnings.warn("'ctypes.SetPointerType' is deprecated and slated for removal in "
                  "Python 3.15", DeprecationWarning, stacklevel=2)
    pointer._type_ = cls
    _pointers[cls] = pointer


def _prototype(name, flags, restype, argtypes, options):
    flags |= _FUNCFLAG_USE_ERRNO * bool(options.pop("use_errno", False))
    flags |= _FUNCFLAG_USE_LASTERROR * bool(options.pop("use_last_error", False))
    if options:
        raise ValueError(f"unexpected keyword argument(s) {options.keys()}")
    key = restype, argtypes, flags
    found = _c_functype_cache.get(key)
    if found is None:
        found = type(_CFuncPtr)("CFunctionType", (_CFuncPtr,), {
            "_argtypes_": argtypes, "_restype_": restype, "_flags_": flags,
            "__module__": __name__, "__qualname__": f"{name}.<locals>.CFunctionType"})
        _c_functype_cache[key] = found
    return found


memmove = CFUNCTYPE(c_void_p, c_void_p, c_void_p, c_size_t)(_memmove_addr)
memset = CFUNCTYPE(c_void_p, c_void_p, c_int, c_size_t)(_memset_addr)


def _address(value):
    """Refuses what is no address."""
    try:
        c_void_p.from_param(value)
    except TypeError as error:
        raise ArgumentError(f"argument 1: TypeError: {error}") from None


def cast(obj, typ):
    """The same address as another type."""
    _address(obj)
    return _cast(obj, typ)


def string_at(ptr, size=-1):
    """The bytes at an address; up to a zero, unless their number is told."""
    _address(ptr)
    return _string_at(ptr, size)


def wstring_at(ptr, size=-1):
    """The text of the wide characters at an address, likewise."""
    _address(ptr)
    return _wstring_at(ptr, size)


class CDLL:
    """A library of functions of C: of those that programs like to call some are here."""
    _func_flags_, _func_restype_ = _FUNCFLAG_CDECL, c_int
    _name, _handle = "<uninitialized>", 0

    def __init__(self, name, mode=DEFAULT_MODE, handle=None, use_errno=False,
                 use_last_error=False, winmode=None):
        self._name = name if name is None or isinstance(name, (str, bytes)) \
            else _path(name)
        flags = self._func_flags_ | _FUNCFLAG_USE_ERRNO * bool(use_errno) \
            | _FUNCFLAG_USE_LASTERROR * bool(use_last_error)
        self._FuncPtr = type(_CFuncPtr)("_FuncPtr", (_CFuncPtr,), {
            "_flags_": flags, "_restype_": self._func_restype_, "__module__": __name__,
            "__qualname__": "CDLL.__init__.<locals>._FuncPtr"})
        self._handle = _dlopen(self._name, mode) if handle is None else handle

    def __repr__(self):
        kind = type(self).__name__
        return f"<{kind} '{self._name}', handle {self._handle:x} at {id(self):#x}>"

    def __getattr__(self, name):
        if name[:2] == name[-2:] == "__":
            raise AttributeError(name)
        function = self[name]
        setattr(self, name, function)
        return function

    def __getitem__(self, name):
        function = self._FuncPtr((name, self))
        if not isinstance(name, int):
            function.__name__ = name
        return function

    def __dir__(self):
        return object.__dir__(self) + _names(self._handle)


class PyDLL(CDLL):
    """CPython's own functions, which may raise exceptions."""
    _func_flags_ = _FUNCFLAG_CDECL | _FUNCFLAG_PYTHONAPI


def _path(name):
    import os
    return os.fspath(name)


class LibraryLoader:
    """Libraries by their names."""
    __class_getitem__ = classmethod(_types.GenericAlias)

    def __init__(self, dlltype):
        self._dlltype = dlltype

    def LoadLibrary(self, name):
        return self._dlltype(name)

    def __getattr__(self, name):
        if name[:1] == "_":
            raise AttributeError(name)
        try:
            library = self.LoadLibrary(name)
        except OSError:
            raise AttributeError(name)
        setattr(self, name, library)
        return library

    def __getitem__(self, name):
        return getattr(self, name)


cdll, pydll, pythonapi = LibraryLoader(CDLL), LibraryLoader(PyDLL), PyDLL(None)

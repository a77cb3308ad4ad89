"""Reading the memory of live objects: what `_ctypes` has, and the types of C."""
from _ctypes import (Array, Structure, Union, POINTER, pointer, byref, addressof,
                     alignment, resize, sizeof, _Pointer, _SimpleCData)
from _ctypes import CArgObject, _assign, _cast, _held, _is_simple, _pointers, _shown
from _ctypes import _string_at, _wstring_at


class ArgumentError(Exception):
    pass


def _number(name, code):
    globals()[name] = type(_SimpleCData)(name, (_SimpleCData,), {
        "_type_": code, "__module__": __name__, "__qualname__": name})


for _name, _code in (
        ("c_byte", "b"), ("c_ubyte", "B"), ("c_short", "h"), ("c_ushort", "H"),
        ("c_int", "i"), ("c_uint", "I"), ("c_long", "l"), ("c_ulong", "L"),
        ("c_float", "f"), ("c_double", "d"), ("c_bool", "?"), ("c_char", "c"),
        ("c_wchar", "u"), ("c_void_p", "P"), ("c_char_p", "z"),
        ("c_wchar_p", "Z"), ("py_object", "O")):
    _number(_name, _code)
c_int8, c_uint8, c_int16, c_uint16, c_int32, c_uint32 = (
    c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint)
c_int64 = c_longlong = c_ssize_t = c_long
c_uint64 = c_ulonglong = c_size_t = c_ulong
c_voidp = _pointers[None] = c_void_p
for _kind in c_byte, c_ubyte, c_char:
    _kind.__ctype_le__ = _kind.__ctype_be__ = _kind

LittleEndianStructure, LittleEndianUnion = Structure, Union


class BigEndianStructure(Structure):
    """Structure with big endian byte order"""
    __slots__ = ()
    _swappedbytes_ = None


class BigEndianUnion(Union):
    """Union with big endian byte order"""
    __slots__ = ()
    _swappedbytes_ = None


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


def create_unicode_buffer(init, size=None):
    """An array of wide characters that can be written."""
    return _buffer(c_wchar, str, init, size)


def cast(obj, typ):
    """The same address as another type."""
    made = _cast(obj, typ)
    if made is None:
        raise ArgumentError("argument 1: TypeError: wrong type")
    return made


def string_at(ptr, size=-1):
    """The bytes at an address; up to a zero, unless their number is told."""
    return _string_at(ptr, size)


def wstring_at(ptr, size=-1):
    """The text of the wide characters at an address, likewise."""
    return _wstring_at(ptr, size)


def memset(dst, c, count):
    """Fills memory that was made here with a byte."""
    dst._store(bytes([c % 256]) * count)
    return addressof(dst)


def memmove(dst, src, count):
    """Copies bytes to memory that was made here."""
    dst._store(src[:count] if isinstance(src, bytes) else string_at(src, count))
    return addressof(dst)


def _count(obj, others):
    """What C's function happens to leave where a result is looked for: the new count."""
    count = c_ssize_t.from_address(id(obj)).value
    return count - others if count < 2**31 else None


def _hold(obj):
    _held.append(obj)
    return _count(obj, 3) or 0


def _let_go(obj):
    for index, held in enumerate(_held):
        if held is obj:
            del _held[index]
            held = None
            return _count(obj, 4) or -1
    raise ValueError("a reference that Py_IncRef() did not take cannot be given back")


class _FuncPtr:
    """A function of CPython that has its like here."""

    def __init__(self, name, work):
        self.__name__, self._work = name, work
        self.restype, self.argtypes = c_int, None

    def __call__(self, *args):
        for number, arg in enumerate(args, 1):
            if not isinstance(arg, py_object) and self.argtypes is None:
                raise ArgumentError(f"argument {number}: TypeError: Don't know how to "
                                    f"convert parameter {number}")
        args = [arg.value if isinstance(arg, py_object) else arg for arg in args]
        result = self._work(*args)
        return None if self.restype is None else result

    def __repr__(self):
        return f"<_FuncPtr object at {id(self):#x}>"


class PyDLL:
    """CPython's own functions, of which only the counting is here."""

    def __init__(self):
        self.Py_IncRef = _FuncPtr("Py_IncRef", _hold)
        self.Py_DecRef = _FuncPtr("Py_DecRef", _let_go)

    def __getattr__(self, name):
        raise AttributeError(f"{name}: functions of C cannot be called in this runtime")


pythonapi = PyDLL()


def _argument(kind, value):
    """What a function of Python is given for an argument of a type."""
    if isinstance(value, kind):
        return _shown(value)
    if _is_simple(kind):
        return _shown(kind(value))
    if issubclass(kind, _Pointer):
        if value is None:
            return kind()
        if isinstance(value, kind._type_):
            return kind(value)
        if isinstance(value, CArgObject) and isinstance(value._obj, kind._type_):
            return cast(value, kind)
        if isinstance(value, Array) and value._type_ is kind._type_:
            made = kind.__new__(kind)
            _assign(made, kind, 0, cast(value, kind))
            made._keep = value
            return made
    raise TypeError(f"expected {kind.__name__} instance instead of "
                    f"{type(value).__name__}")


class _CFuncPtr:
    """A function of Python that takes and gives what C would."""

    def __init__(self, function=None):
        if not callable(function):
            raise TypeError("argument must be callable or integer function address")
        self._function = function

    def __call__(self, *args):
        kinds = self._argtypes_
        if len(args) < len(kinds):
            raise TypeError(f"this function takes at least {len(kinds)} argument"
                            f"{'s' * (len(kinds) != 1)} ({len(args)} given)")
        given = []
        for number, (kind, value) in enumerate(zip(kinds, args), 1):
            try:
                given.append(_argument(kind, value))
            except TypeError as error:
                raise ArgumentError(f"argument {number}: TypeError: {error}") from None
        result = self._function(*given)
        return None if self._restype_ is None else _shown(self._restype_(result))


_prototypes = {}


def CFUNCTYPE(restype, *argtypes, use_errno=False, use_last_error=False):
    """The type of functions of Python that C could call."""
    key = restype, argtypes, use_errno, use_last_error
    if key not in _prototypes:
        class CFunctionType(_CFuncPtr):
            _argtypes_ = argtypes
            _restype_ = restype
            _flags_ = 1
        _prototypes[key] = CFunctionType
    return _prototypes[key]

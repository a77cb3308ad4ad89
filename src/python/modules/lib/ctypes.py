"""Reading the memory of live objects, as far as ctypes is used for that.

Bytes are read anew at each look, and only where a live object or a block of one is: any
other address raises ValueError.  Nothing can be written, and no library be called.
"""
import _memory
import _objects


class _Meta(type):
    def __mul__(cls, length):
        return _array(cls, length)

    __rmul__ = __mul__


class _CData(metaclass=_Meta):
    """A place in memory, or a value that is in none."""
    __slots__ = ("_address", "_own", "_keep")
    _length = 8

    def __new__(cls, *args):
        self = object.__new__(cls)
        self._address = self._own = self._keep = None
        return self

    @classmethod
    def from_address(cls, address):
        """The object at an address."""
        if not isinstance(address, int):
            raise TypeError("integer expected")
        made = cls.__new__(cls)
        made._address = address
        return made

    @classmethod
    def from_buffer_copy(cls, source, offset=0):
        data = bytes(source)[offset:offset + cls._length]
        if len(data) < cls._length:
            raise ValueError(f"Buffer size too small ({len(source)} instead of at least "
                             f"{offset + cls._length} bytes)")
        made = cls.__new__(cls)
        made._own = data
        return made

    def _bytes(self, offset=0, length=None):
        length = self._length if length is None else length
        if self._address is None:
            return self._own[offset:offset + length]
        return _read(self._address + offset, length)


def _read(address, length):
    return b"".join([_memory.read(address + at, min(8, length - at), False).to_bytes(
        min(8, length - at), "little") for at in range(0, length, 8)])


class _SimpleCData(_CData):
    """A number: what it is in Python is its `value`."""
    __slots__ = ()
    _signed = True

    def __init__(self, value=None):
        self._own = self._encode(value)

    def _encode(self, value):
        if value is None:
            value = 0
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an "
                            "integer" if isinstance(value, str) else
                            f"an integer is required (got type {type(value).__name__})")
        return (value % (1 << 8 * self._length)).to_bytes(self._length, "little")

    def _decode(self, data):
        return int.from_bytes(data, "little", signed=self._signed)

    @property
    def value(self):
        """current value"""
        if self._address is None:
            return self._decode(self._own)
        # Nothing is allocated before the bytes are read: it might take a freed block.
        return self._decode_word(_memory.read(self._address, self._length, self._signed))

    def _decode_word(self, number):
        return number

    @value.setter
    def value(self, new):
        if self._address is not None:
            raise TypeError("memory can only be read here")
        self._own = self._encode(new)

    def __bool__(self):
        return bool(self.value)

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


def _number(name, length, signed):
    made = _Meta(name, (_SimpleCData,), {"__slots__": (), "_length": length,
                                         "_signed": signed, "__module__": __name__})
    globals()[name] = made
    return made


for _name, _length, _signed in (
        ("c_byte", 1, True), ("c_ubyte", 1, False), ("c_short", 2, True),
        ("c_ushort", 2, False), ("c_int", 4, True), ("c_uint", 4, False),
        ("c_long", 8, True), ("c_ulong", 8, False)):
    _number(_name, _length, _signed)
c_int8, c_uint8, c_int16, c_uint16, c_int32, c_uint32 = (
    c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint)
c_int64 = c_longlong = c_ssize_t = c_long
c_uint64 = c_ulonglong = c_size_t = c_ulong


class c_bool(_SimpleCData):
    __slots__ = ()
    _length = 1

    def _encode(self, value):
        return bytes([bool(value)])

    def _decode(self, data):
        return data != b"\0"

    _decode_word = bool


class c_char(_SimpleCData):
    __slots__ = ()
    _length = 1

    _signed = False

    def _decode_word(self, number):
        return bytes([number])

    def _encode(self, value):
        if value is None:
            return b"\0"
        if isinstance(value, int) and 0 <= value < 256:
            return bytes([value])
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise TypeError("one character bytes, bytearray, or an integer in range(256) "
                            f"expected, not {type(value).__name__}")
        return bytes(value)

    def _decode(self, data):
        return data


_as_double = _memory.read_float


class c_double(_SimpleCData):
    __slots__ = ("_value",)

    def _encode(self, value):
        self._value = 0.0 if value is None else float(value)

    @property
    def value(self):
        """current value"""
        return self._value if self._address is None else _as_double(self._address)


class c_void_p(_SimpleCData):
    """An address; None is 0."""
    __slots__ = ()
    _signed = False

    def _decode(self, data):
        return self._decode_word(int.from_bytes(data, "little"))

    def _decode_word(self, number):
        return number or None


class c_char_p(c_void_p):
    """The address of bytes that end with a zero."""
    __slots__ = ()

    def _encode(self, value):
        if isinstance(value, bytes):
            self._keep = value
            # The content of a bytes object begins behind its length and hash.
            value = id(value) + 32
        return c_void_p._encode(self, value)

    def _decode_word(self, number):
        return string_at(number) if number else None


class py_object(_SimpleCData):
    """A reference to an object."""
    __slots__ = ("_object",)

    def __init__(self, *value):
        self._object = value

    @property
    def value(self):
        """current value"""
        if self._own is not None or self._address is not None:
            address = int.from_bytes(self._bytes(), "little")
            if not address:
                raise ValueError("PyObject is NULL")
            return _objects.at(address)
        if not self._object:
            raise ValueError("PyObject is NULL")
        return self._object[0]

    def __repr__(self):
        try:
            return f"py_object({self.value!r})"
        except ValueError:
            return "py_object(<NULL>)"


class _Fields(_Meta):
    def __new__(meta, name, bases, namespace):
        made = type.__new__(meta, name, bases, namespace)
        if "_fields_" in namespace:
            meta._lay_out(made, namespace["_fields_"])
        return made

    def __setattr__(cls, name, value):
        type.__setattr__(cls, name, value)
        if name == "_fields_":
            type(cls)._lay_out(cls, value)

    def _lay_out(cls, fields):
        union = issubclass(cls, Union)
        base = cls.__mro__[1]
        offset = 0 if union else base.__dict__.get("_length", 0)
        most = base.__dict__.get("_align", 1)
        names = list(base.__dict__.get("_names", ()))
        size = offset
        for name, kind, *bits in fields:
            if bits:
                raise TypeError("bit fields cannot be read here")
            align = 1 if cls.__dict__.get("_pack_") == 1 else _alignment(kind)
            most = max(most, align)
            start = 0 if union else -(-offset // align) * align
            type.__setattr__(cls, name, _Field(name, kind, start))
            names.append(name)
            offset = start + kind._length
            size = max(size, offset)
        type.__setattr__(cls, "_length", -(-size // most) * most)
        type.__setattr__(cls, "_align", most)
        type.__setattr__(cls, "_names", tuple(names))

    _lay_out = staticmethod(_lay_out)


def _alignment(kind):
    own = getattr(kind, "_align", None)
    return own or kind._length


class _Field:
    """A field of a structure: where it is, and what."""

    def __init__(self, name, kind, offset):
        self.name, self._kind, self.offset, self.size = name, kind, offset, kind._length

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        made = self._kind.__new__(self._kind)
        if instance._address is not None:
            made._address = instance._address + self.offset
        else:
            made._own = instance._bytes(self.offset, self.size)
        simple = self._kind.__mro__[1] is _SimpleCData or self._kind in (
            c_void_p, c_char_p)
        return made.value if simple else made

    def __set__(self, instance, value):
        raise TypeError("memory can only be read here")

    def __repr__(self):
        return (f"<Field type={self._kind.__name__}, ofs={self.offset}, "
                f"size={self.size}>")


class Structure(_CData, metaclass=_Fields):
    """Structure base class"""
    _length, _align, _names = 0, 1, ()

    def __init__(self, *args, **kwargs):
        if args or kwargs:
            raise TypeError("structures can only be read here: use from_address()")
        self._own = bytes(self._length)


class Union(_CData, metaclass=_Fields):
    """Union base class"""
    _length, _align, _names = 0, 1, ()

    def __init__(self):
        self._own = bytes(self._length)


class Array(_CData):
    """Abstract base class for arrays."""
    __slots__ = ()

    def __init__(self, *values):
        if len(values) > self._length_:
            raise IndexError("invalid index")
        parts = [self._type_(value)._own for value in values]
        self._own = b"".join(parts).ljust(self._length, b"\0")

    def __len__(self):
        return self._length_

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = [self[i] for i in range(*index.indices(self._length_))]
            return b"".join(items) if self._type_ is c_char else items
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return _Field("", self._type_, index * self._type_._length).__get__(self)

    @property
    def value(self):
        """The text of an array of characters, up to a zero."""
        if self._type_ is not c_char:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute 'value'")
        return self[:].partition(b"\0")[0]

    def __iter__(self):
        return (self[index] for index in range(self._length_))


_arrays = {}


def _array(kind, length):
    if length < 0:
        raise ValueError(f"Array length must be >= 0, not {length}")
    if (kind, length) not in _arrays:
        _arrays[kind, length] = _Meta(
            f"{kind.__name__}_Array_{length}", (Array,),
            {"_type_": kind, "_length_": length, "_length": kind._length * length,
             "_align": _alignment(kind), "__module__": "__main__"})
    return _arrays[kind, length]


class _Pointer(_CData):
    """Abstract base class for pointers."""
    __slots__ = ()

    def __init__(self, target=None):
        self._keep = target
        address = 0
        if target is not None:
            if target._address is None:
                raise ValueError("the object is in no memory that can be read")
            address = target._address
        self._own = address.to_bytes(8, "little")

    def _target(self):
        return int.from_bytes(self._bytes(), "little")

    @property
    def contents(self):
        """the object this pointer points to (read-only)"""
        if not self._target():
            raise ValueError("NULL pointer access")
        return self._type_.from_address(self._target())

    def __getitem__(self, index):
        if isinstance(index, slice):
            step = index.step or 1
            return [self[i] for i in range(index.start or 0, index.stop, step)]
        if not self._target():
            raise ValueError("NULL pointer access")
        made = self._type_.from_address(self._target() + index * self._type_._length)
        return made.value if hasattr(made, "value") else made

    def __bool__(self):
        return self._target() != 0


_pointers = {}


def POINTER(kind):
    """The type of pointers to a type."""
    if kind is None:
        return c_void_p
    if kind not in _pointers:
        name = f"LP_{kind.__name__}"
        _pointers[kind] = _Meta(name, (_Pointer,), {
            "_type_": kind, "__slots__": (), "__module__": "__main__"})
    return _pointers[kind]


def pointer(target):
    """A pointer to an object."""
    return POINTER(type(target))(target)


byref = pointer


def cast(obj, kind):
    """The same address as another type."""
    if isinstance(obj, int):
        address = obj
    elif isinstance(obj, (_Pointer, c_void_p)):
        address = int.from_bytes(obj._bytes(), "little")
    elif isinstance(obj, _CData) and obj._address is not None:
        address = obj._address
    elif obj is None:
        address = 0
    else:
        raise TypeError("argument 1: TypeError: wrong type")
    if not isinstance(kind, type) or not issubclass(
            kind, (_Pointer, c_void_p, c_char_p, py_object)):
        raise TypeError("cast() argument 2 must be a pointer, not "
                        f"{getattr(kind, '__name__', kind)}")
    made = kind.__new__(kind)
    made._own = address.to_bytes(8, "little")
    made._keep = obj
    return made


def addressof(obj):
    """The address of an object's memory."""
    if not isinstance(obj, _CData):
        raise TypeError("invalid type")
    if obj._address is None:
        raise ValueError("the object is in no memory that can be read")
    return obj._address


def sizeof(obj):
    """The bytes of a type or an object of it."""
    kind = obj if isinstance(obj, type) else type(obj)
    if not issubclass(kind, _CData):
        raise TypeError("this type has no size")
    return kind._length


def alignment(obj):
    """What the addresses of such objects can be divided by."""
    return _alignment(obj if isinstance(obj, type) else type(obj))


def string_at(ptr, size=-1):
    """The bytes at an address; up to a zero, unless their number is told."""
    address = ptr if isinstance(ptr, int) else cast(ptr, c_void_p).value
    if size >= 0:
        return _read(address, size)
    found = bytearray()
    while True:
        byte = _memory.read(address + len(found), 1, False)
        if not byte:
            return bytes(found)
        found.append(byte)


class _PythonAPI:
    """CPython's own functions, which are not here."""

    def __getattr__(self, name):
        raise AttributeError(f"{name}: functions of C cannot be called in this runtime")


pythonapi = _PythonAPI()

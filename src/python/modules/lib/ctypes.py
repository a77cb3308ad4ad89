"""Reading the memory of live objects, as far as ctypes is used for that.

Bytes are read anew at each look, and only where a live object or a block of one is: any
other address raises ValueError.  What is made here has memory of its own, which can be
written, too; that of other objects cannot, and no library can be called.
"""
import types as _types

import _memory
import _objects


class _Meta(type):
    def __mul__(cls, length):
        return _array(cls, length)

    __rmul__ = __mul__


class ArgumentError(Exception):
    pass


class _CData(metaclass=_Meta):
    """A place in memory: at an address, or in a bytearray of its own or of a whole."""
    __layout__ = "_address _own _at _keep =48"
    _length = 8

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._address, self._keep = None, None
        self._own, self._at = bytearray(cls._length), 0
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
        """An object with a copy of bytes."""
        return cls._placed(bytearray(source), offset)

    @classmethod
    def from_buffer(cls, source, offset=0):
        """An object that shares the memory of a bytearray."""
        if not isinstance(source, bytearray):
            raise TypeError("underlying buffer is not writable")
        return cls._placed(source, offset)

    @classmethod
    def _placed(cls, source, offset):
        if len(source) < offset + cls._length:
            raise ValueError(f"Buffer size too small ({len(source)} instead of at least "
                             f"{offset + cls._length} bytes)")
        made = cls.__new__(cls)
        made._own, made._at = source, offset
        return made

    def _bytes(self, offset=0, length=None):
        length = self._length if length is None else length
        if self._address is None:
            start = self._at + offset
            return bytes(self._own[start:start + length])
        return _read(self._address + offset, length)

    def __bytes__(self):
        return self._bytes()

    def _store(self, data, offset=0):
        if self._address is not None:
            raise TypeError("memory can only be read here")
        start = self._at + offset
        self._own[start:start + len(data)] = data

    def _part(self, kind, offset):
        """The object of a type that lies within this one."""
        made = kind.__new__(kind)
        if self._address is not None:
            made._address = self._address + offset
        else:
            made._own, made._at = self._own, self._at + offset
        keep = self._keep
        if isinstance(keep, dict):
            made._keep = keep.get(offset)
        return made

    def _kept(self, offset, value):
        """Notes what must live as long as this does, since a part refers to it."""
        if not isinstance(self._keep, dict):
            self._keep = {}
        self._keep[offset] = value

    def __ctypes_from_outparam__(self):
        return self


def _read(address, length):
    return b"".join([_memory.read(address + at, min(8, length - at), False).to_bytes(
        min(8, length - at), "little") for at in range(0, length, 8)])


class _SimpleCData(_CData):
    """A number: what it is in Python is its `value`."""
    __slots__ = ()
    _signed = True

    def __init__(self, value=None):
        self._store(self._encode(value))

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
            return self._decode(self._bytes())
        # Nothing is allocated before the bytes are read: it might take a freed block.
        return self._decode_word(_memory.read(self._address, self._length, self._signed))

    def _decode_word(self, number):
        return number

    @value.setter
    def value(self, new):
        self._store(self._encode(new))

    def __bool__(self):
        return bool(self.value)

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


def _number(name, length, signed):
    made = _Meta(name, (_SimpleCData,), {"_length": length,
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
    _length = 1

    def _encode(self, value):
        return bytes([bool(value)])

    def _decode(self, data):
        return data != b"\0"

    _decode_word = bool


class c_char(_SimpleCData):
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
            raise TypeError("one character bytes, bytearray or integer expected")
        return bytes(value)

    def _decode(self, data):
        return data


class c_double(_SimpleCData):

    def _encode(self, value):
        return _memory.float_bytes(0.0 if value is None else value, self._length)

    def _decode(self, data):
        return _memory.float_of(data)

    @property
    def value(self):
        """current value"""
        if self._address is None:
            return self._decode(self._bytes())
        word = _memory.read(self._address, self._length, False)
        return self._decode(word.to_bytes(self._length, "little"))

    @value.setter
    def value(self, new):
        self._store(self._encode(new))


class c_float(c_double):
    _length = 4


class c_wchar(_SimpleCData):
    _length = 4
    _signed = False

    def _encode(self, value):
        if value is None:
            value = "\0"
        if not isinstance(value, str) or len(value) != 1:
            raise TypeError("one character unicode string expected")
        return value.encode("utf-32-le")

    def _decode(self, data):
        return data.decode("utf-32-le")

    def _decode_word(self, number):
        return chr(number)


class c_void_p(_SimpleCData):
    """An address; None is 0."""
    _signed = False

    def _decode(self, data):
        return self._decode_word(int.from_bytes(data, "little"))

    def _decode_word(self, number):
        return number or None


c_voidp = c_void_p


class c_char_p(c_void_p):
    """The address of bytes that end with a zero."""

    def _encode(self, value):
        if isinstance(value, bytes):
            self._keep = value
            # The content of a bytes object begins behind its length and hash.
            value = id(value) + 32
        return c_void_p._encode(self, value)

    def _decode_word(self, number):
        return string_at(number) if number else None


class c_wchar_p(c_void_p):
    """The address of characters of four bytes each that end with a zero."""

    def _encode(self, value):
        if isinstance(value, str):
            self._keep = create_unicode_buffer(value)
            value = addressof(self._keep)
        elif value is not None and not isinstance(value, int):
            raise TypeError("unicode string or integer address expected instead of "
                            f"{type(value).__name__} instance")
        return c_void_p._encode(self, value)

    def _decode_word(self, number):
        return wstring_at(number) if number else None


def _shown_address(self):
    number = int.from_bytes(self._bytes(), "little")
    return f"{type(self).__name__}({number or None})"


c_wchar_p.__repr__ = _shown_address


class py_object(_SimpleCData):
    """A reference to an object."""

    def __init__(self, *value):
        if value:
            self._store(self._encode(*value))

    def _encode(self, value):
        self._keep = (value,)
        return id(value).to_bytes(8, "little")

    @property
    def value(self):
        """current value"""
        address = int.from_bytes(self._bytes(), "little")
        if not address:
            raise ValueError("PyObject is NULL")
        if isinstance(self._keep, tuple) and id(self._keep[0]) == address:
            return self._keep[0]
        return _objects.at(address)

    @value.setter
    def value(self, new):
        self._store(self._encode(new))

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
        swapped = hasattr(cls, "_swappedbytes_")
        # The bits of the place that bit fields share, and how many are taken.
        shared = taken = 0
        for name, kind, *bits in fields:
            if swapped:
                kind = _swapped(kind)
            width = _width(kind, *bits) if bits else 0
            whole = 8 * kind._length
            names.append(name)
            if width and shared and taken + width <= max(shared, whole):
                if taken + width > shared or whole > shared:
                    # The place grows to that of the larger type.
                    offset += (whole - shared) // 8
                    shared = whole
                start = offset - kind._length
            else:
                align = 1 if cls.__dict__.get("_pack_") == 1 else _alignment(kind)
                most = max(most, align)
                start = 0 if union else -(-offset // align) * align
                offset = start + kind._length
                shared, taken = whole if width else 0, 0
            size = max(size, offset)
            low = shared - taken - width if swapped else taken
            taken += width
            field = _BitField(name, kind, start, low, width) if width else _Field(
                name, kind, start)
            type.__setattr__(cls, name, field)
            if union:
                shared = 0
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
        return _shown(instance._part(self._kind, self.offset))

    def __set__(self, instance, value):
        _assign(instance, self._kind, self.offset, value)

    def __repr__(self):
        return (f"<Field type={self._kind.__name__}, ofs={self.offset}, "
                f"size={self.size}>")


def _width(kind, bits):
    """How many bits a bit field has, if its type can have so many."""
    if not hasattr(kind, "_signed") or issubclass(kind, (c_double, c_void_p, c_char)):
        raise TypeError(f"bit fields not allowed for type {kind.__name__}")
    if not 0 < bits <= 8 * kind._length:
        raise ValueError("number of bits invalid for bit field")
    return bits


class _BitField(_Field):
    """Some bits of a number."""

    def __init__(self, name, kind, offset, low, bits):
        _Field.__init__(self, name, kind, offset)
        self._low, self._bits = low, bits
        self.size = bits << 16 | low
        self._order = "big" if kind.__name__.endswith("_be") else "little"

    def _number(self, instance):
        data = instance._bytes(self.offset, self._kind._length)
        return int.from_bytes(data, self._order)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        number = self._number(instance) >> self._low & (1 << self._bits) - 1
        if self._kind._signed and number >> self._bits - 1 and self._kind is not c_bool:
            number -= 1 << self._bits
        return bool(number) if self._kind is c_bool else number

    def __set__(self, instance, value):
        given = int.from_bytes(self._kind(value)._bytes(), self._order)
        mask = (1 << self._bits) - 1 << self._low
        number = self._number(instance) & ~mask | given << self._low & mask
        instance._store(number.to_bytes(self._kind._length, self._order), self.offset)

    def __repr__(self):
        return (f"<Field type={self._kind.__name__}, ofs={self.offset}:{self._low}, "
                f"bits={self._bits}>")


def _is_simple(kind):
    return (kind.__mro__[1] in (_SimpleCData, c_double)
            or kind in (c_void_p, c_char_p, c_wchar_p))


def _shown(part):
    """A part as Python sees it: a number's value, the text of characters."""
    kind = type(part)
    if _is_simple(kind) or issubclass(kind, Array) and kind._type_ is c_char:
        return part.value
    return part


def _assign(whole, kind, offset, value):
    part = whole._part(kind, offset)
    if isinstance(value, kind):
        part._store(value._bytes())
        whole._kept(offset, value if value._keep is None else value._keep)
    elif _is_simple(kind):
        part.value = value
        if part._keep is not None:
            whole._kept(offset, part._keep)
    elif issubclass(kind, Array):
        if kind._type_ is c_char:
            part.value = value
        else:
            for index, item in enumerate(value):
                part[index] = item
    elif issubclass(kind, (Structure, Union)) and isinstance(value, tuple):
        kind.__init__(part, *value)
    elif issubclass(kind, _Pointer) and value is None:
        part._store(bytes(8))
    elif (issubclass(kind, _Pointer) and isinstance(value, Array)
          and value._type_ is kind._type_):
        part._store(addressof(value).to_bytes(8, "little"))
        whole._kept(offset, value)
    else:
        raise TypeError(f"incompatible types, {type(value).__name__} instance instead of "
                        f"{kind.__name__} instance")


class _Composed(_CData, metaclass=_Fields):
    """What has fields."""
    _length, _align, _names = 0, 1, ()

    def __init__(self, *args, **kwargs):
        if len(args) > len(self._names):
            raise TypeError("too many initializers")
        for name, value in zip(self._names, args):
            if name in kwargs:
                raise TypeError(f"duplicate values for field {name!r}")
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)


class Union(_Composed):
    """Union base class"""


class Structure(_Composed):
    """Structure base class"""


LittleEndianStructure, LittleEndianUnion = Structure, Union
_swapped_kinds = {}


def _swapped(kind):
    """The type with its bytes in the other order, the highest first."""
    if kind in (c_char, c_bool, c_byte, c_ubyte):
        return kind
    if not _is_simple(kind):
        if issubclass(kind, Array):
            return _array(_swapped(kind._type_), kind._length_)
        if issubclass(kind, (Structure, Union)):
            return kind
    if not _is_simple(kind) or kind in (c_void_p, c_char_p, c_wchar_p, c_wchar,
                                        py_object):
        raise TypeError(f"This type does not support other endian: {kind}")
    if kind.__name__.endswith("_be"):
        return kind
    if kind not in _swapped_kinds:
        def encode(self, value):
            return kind._encode(self, value)[::-1]

        def decode(self, data):
            return kind._decode(self, data[::-1])

        def decode_word(self, number):
            number %= 1 << 8 * self._length
            return decode(self, number.to_bytes(self._length, "little"))

        made = _Meta(f"{kind.__name__}_be", kind.__mro__[1:2], {
            "_length": kind._length, "_signed": kind._signed, "_encode": encode,
            "_decode": decode, "_decode_word": decode_word, "__module__": __name__})
        made.__ctype_be__, made.__ctype_le__ = made, kind
        _swapped_kinds[kind] = made
    return _swapped_kinds[kind]


for _kind in (c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_float, c_double):
    _kind.__ctype_be__, _kind.__ctype_le__ = _swapped(_kind), _kind


class BigEndianStructure(Structure):
    """Structure with big endian byte order"""
    __slots__ = ()
    _swappedbytes_ = None


class BigEndianUnion(Union):
    """Union with big endian byte order"""
    __slots__ = ()
    _swappedbytes_ = None


class Array(_CData):
    """Abstract base class for arrays."""
    __slots__ = ()
    __class_getitem__ = classmethod(_types.GenericAlias)

    def __init__(self, *values):
        if len(values) > self._length_:
            raise IndexError("invalid index")
        for index, value in enumerate(values):
            self[index] = value

    def __len__(self):
        return self._length_

    def _offset(self, index):
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return index * self._type_._length

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = [self[i] for i in range(*index.indices(self._length_))]
            return b"".join(items) if self._type_ is c_char else \
                "".join(items) if self._type_ is c_wchar else items
        return _shown(self._part(self._type_, self._offset(index)))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            places = range(*index.indices(self._length_))
            if len(value) != len(places):
                raise ValueError("Can only assign sequence of same size")
            for place, item in zip(places, value):
                self[place] = item
        else:
            _assign(self, self._type_, self._offset(index), value)

    @property
    def value(self):
        """The text of an array of characters, up to a zero."""
        if self._type_ is c_wchar:
            return self[:].partition("\0")[0]
        if self._type_ is not c_char:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute 'value'")
        return self[:].partition(b"\0")[0]

    @value.setter
    def value(self, data):
        if self._type_ is c_wchar:
            if not isinstance(data, str):
                raise TypeError("unicode string expected instead of "
                                f"{type(data).__name__} instance")
            if len(data) > self._length_:
                raise ValueError("string too long")
            self._store((data + "\0" * (len(data) < self._length_)).encode("utf-32-le"))
            return
        if not isinstance(data, bytes):
            raise TypeError(f"bytes expected instead of {type(data).__name__} instance")
        if len(data) > self._length_:
            raise ValueError("byte string too long")
        self._store(data + b"\0" * (len(data) < self._length_))

    @property
    def raw(self):
        """All bytes of an array of characters."""
        if self._type_ is not c_char:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute 'raw'")
        return self._bytes()

    def __iter__(self):
        return (self[index] for index in range(self._length_))


def create_string_buffer(init, size=None):
    """An array of characters that can be written."""
    if isinstance(init, bytes):
        made = (c_char * (len(init) + 1 if size is None else size))()
        made.value = init
        return made
    if isinstance(init, int):
        return (c_char * init)()
    raise TypeError(init)


def create_unicode_buffer(init, size=None):
    """An array of wide characters that can be written."""
    if isinstance(init, str):
        made = (c_wchar * (len(init) + 1 if size is None else size))()
        made.value = init
        return made
    if isinstance(init, int):
        return (c_wchar * init)()
    raise TypeError(init)


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
        if target is not None:
            if not isinstance(target, self._type_):
                raise TypeError(f"expected {self._type_.__name__} instead of "
                                f"{type(target).__name__}")
            self._keep = target
            self._store(addressof(target).to_bytes(8, "little"))

    def _target(self):
        return int.from_bytes(self._bytes(), "little")

    def _pointed(self, offset):
        """The object so many bytes behind the target."""
        if not self._target():
            raise ValueError("NULL pointer access")
        keep = self._keep
        if isinstance(keep, _CData) and keep._address is None and not isinstance(
                keep, _Pointer):
            # It is here, so that it can be written.
            place = self._target() + offset - addressof(keep)
            if 0 <= place <= keep._length - self._type_._length:
                return keep._part(self._type_, place)
        return self._type_.from_address(self._target() + offset)

    @property
    def contents(self):
        """the object this pointer points to (read-write)"""
        return self._pointed(0)

    @contents.setter
    def contents(self, target):
        self.__init__(target)

    def __getitem__(self, index):
        if isinstance(index, slice):
            step = index.step or 1
            items = [self[i] for i in range(index.start or 0, index.stop, step)]
            return b"".join(items) if self._type_ is c_char else items
        return _shown(self._pointed(index * self._type_._length))

    def __setitem__(self, index, value):
        _assign(self._pointed(index * self._type_._length), self._type_, 0, value)

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
            "_type_": kind, "__module__": "__main__"})
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
    elif isinstance(obj, bytes):
        address = id(obj) + 32
    elif isinstance(obj, _CData):
        address = addressof(obj)
    elif obj is None:
        address = 0
    else:
        raise TypeError("argument 1: TypeError: wrong type")
    if not isinstance(kind, type) or not issubclass(
            kind, (_Pointer, c_void_p, c_char_p, c_wchar_p, py_object)):
        raise TypeError("cast() argument 2 must be a pointer, not "
                        f"{getattr(kind, '__name__', kind)}")
    made = kind.__new__(kind)
    made._store(address.to_bytes(8, "little"))
    made._keep = obj._keep if isinstance(obj, _Pointer) else obj
    return made


def addressof(obj):
    """The address of an object's memory."""
    if not isinstance(obj, _CData):
        raise TypeError("invalid type")
    if obj._address is None:
        # Where the first byte of a bytearray is, stands in it.
        return _memory.read(id(obj._own) + 40, 8, False) + obj._at
    return obj._address


def sizeof(obj):
    """The bytes of a type or an object of it."""
    kind = obj if isinstance(obj, type) else type(obj)
    if not issubclass(kind, _CData):
        raise TypeError("this type has no size")
    if kind is obj or type(obj._own) is not _Resized or obj._own.kind is not kind:
        return kind._length
    return len(obj._own)


class _Resized(bytearray):
    """Memory of its own that an object has got in place of what it was made with."""
    __slots__ = ("kind",)


def resize(obj, size):
    """Gives an object more memory than its type needs."""
    least = sizeof(type(obj))
    if size < least:
        raise ValueError(f"minimum size is {least}")
    if obj._address is not None or obj._at:
        raise ValueError("Memory cannot be resized because this object doesn't own it")
    grown = _Resized(obj._own.ljust(size, b"\0")[:size])
    grown.kind = type(obj)
    obj._own = grown


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


def wstring_at(ptr, size=-1):
    """The text of the wide characters at an address."""
    address = ptr if isinstance(ptr, int) else cast(ptr, c_void_p).value
    if size >= 0:
        return _read(address, 4 * size).decode("utf-32-le")
    found = []
    while True:
        code = _memory.read(address + 4 * len(found), 4, False)
        if not code:
            return "".join(found)
        found.append(chr(code))


def memset(dst, c, count):
    """Fills memory that was made here with a byte."""
    dst._store(bytes([c % 256]) * count)
    return addressof(dst)


def memmove(dst, src, count):
    """Copies bytes to memory that was made here."""
    dst._store(src[:count] if isinstance(src, bytes) else string_at(src, count))
    return addressof(dst)


_held = []


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


class _Function:
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


class _PythonAPI:
    """CPython's own functions, of which only the counting is here."""

    def __init__(self):
        self.Py_IncRef = _Function("Py_IncRef", _hold)
        self.Py_DecRef = _Function("Py_DecRef", _let_go)

    def __getattr__(self, name):
        raise AttributeError(f"{name}: functions of C cannot be called in this runtime")


pythonapi = _PythonAPI()


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

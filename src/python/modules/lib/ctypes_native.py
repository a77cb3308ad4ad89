"""Reading the memory of live objects, as far as ctypes is used for that.

Bytes are read anew at each look, and only where a live object or a block of one is: any
other address raises ValueError.  What is made here has memory of its own, which can be
written, too; that of other objects cannot.
"""
import types as _types

from _weakref import ref as _ref

from operator import index as _index

import _memory
import _objects


class CType_Type(type):
    """The type of all these types."""

    def __mul__(cls, length):
        return _array(cls, length)

    __rmul__ = __mul__

    def from_param(cls, value, /):
        """What an argument of this type is passed as."""
        if isinstance(value, cls):
            return value
        if type(value) is CArgObject and value._tag == "P":
            if isinstance(value._obj, (cls, getattr(cls, "_type_", cls))):
                return value
            raise TypeError(f"expected {cls.__name__} instance instead of pointer to "
                            f"{type(value._obj).__name__}")
        if hasattr(value, "_as_parameter_"):
            return cls.from_param(value._as_parameter_)
        raise TypeError(f"expected {cls.__name__} instance instead of "
                        f"{type(value).__name__}")

    def in_dll(cls, library, name, /):
        """What a library has under a name."""
        return cls.from_buffer(_variable(library._handle, name))


class PyCSimpleType(CType_Type):
    """metatype for the PyCSimpleType Objects"""

    def __new__(meta, name, bases, namespace):
        made = type.__new__(meta, name, bases, namespace)
        code = namespace.get("_type_")
        if code is not None:
            if code not in _kinds:
                raise AttributeError("_type_ must be one of " + ", ".join(_kinds))
            kind = _kinds[code]
            type.__setattr__(made, "_kind", kind)
            type.__setattr__(made, "_length", kind.length)
            if code in "hHiIlLqQfd":
                other = type.__new__(meta, name + "_be", bases, namespace)
                type.__setattr__(other, "_kind", _Swapped(kind))
                type.__setattr__(other, "_length", kind.length)
                for one in made, other:
                    one.__ctype_le__, one.__ctype_be__ = made, other
        return made

    def from_param(cls, value, /):
        """What an argument of this type is passed as."""
        if isinstance(value, cls):
            return value
        code = cls._type_
        try:
            if code in "zZP":
                return _text_argument(code, value)
            return CArgObject(cls(value), 0, code)
        except TypeError:
            if not hasattr(value, "_as_parameter_"):
                raise
        return cls.from_param(value._as_parameter_)


class PyCPointerType(CType_Type):
    """metatype for the Pointer Objects"""

    def from_param(cls, value, /):
        """What an argument of this type is passed as."""
        if value is None:
            return None
        if isinstance(value, cls._type_):
            return byref(value)
        if isinstance(value, (_Pointer, Array)) and issubclass(
                value._type_, cls._type_):
            return value
        if type(value) is CArgObject and isinstance(value._obj, cls._type_):
            return value
        return CType_Type.from_param(cls, value)


class PyCArrayType(CType_Type):
    """metatype for the Array Objects"""


class _CData(metaclass=CType_Type):
    """A place in memory: at an address, or in a bytearray of its own or of a whole."""
    __layout__ = "_address _own _at _keep =48"
    _length = 8

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._address, self._keep = None, None
        self._own, self._at = _Own(cls._length), 0
        return self

    @classmethod
    def from_address(cls, address):
        """The object at an address."""
        if not isinstance(address, int):
            raise TypeError("integer expected")
        made = cls._bare(None, 0)
        made._address = address % (1 << 64)
        return made

    @classmethod
    def from_buffer_copy(cls, source, offset=0):
        """An object with a copy of bytes."""
        try:
            source = memoryview(source)
        except TypeError as error:
            told = str(error).removeprefix("memoryview: ")
            raise TypeError(told) from None
        return cls._placed(_Own(source), offset)

    @classmethod
    def from_buffer(cls, source, offset=0):
        """An object that shares the memory of another one."""
        source = memoryview(source)
        if source.readonly:
            raise TypeError("underlying buffer is not writable")
        if not source.c_contiguous:
            raise TypeError("underlying buffer is not C contiguous")
        return cls._placed(source.cast("B"), offset)

    @classmethod
    def _placed(cls, source, offset):
        if offset < 0:
            raise ValueError("offset cannot be negative")
        if len(source) < offset + cls._length:
            raise ValueError(f"Buffer size too small ({len(source)} instead of at least "
                             f"{offset + cls._length} bytes)")
        return cls._bare(source, offset)

    @classmethod
    def _bare(cls, memory, offset):
        """An object whose memory is there already."""
        made = object.__new__(cls)
        made._address = made._keep = None
        made._own, made._at = memory, offset
        return made

    def _bytes(self, offset=0, length=None):
        length = self._length if length is None else length
        if self._address is None:
            start = self._at + offset
            return bytes(self._own[start:start + length])
        return _read(self._address + offset, length)

    def __buffer__(self, flags, /):
        """Return a buffer object that exposes the underlying memory of the object."""
        item, shape = type(self), []
        while issubclass(item, Array):
            shape.append(item._length_)
            item = item._type_
        memory, start = self._own, self._at
        if self._address is not None:
            memory, start = _find(self._address, self._length) or (self._bytes(), 0)
        return _memory.view(memory, start, self, _format(item), item._length, shape)

    def _store(self, data, offset=0):
        if self._address is not None:
            return _write(self._address + offset, data)
        start = self._at + offset
        self._own[start:start + len(data)] = data

    def _part(self, kind, offset):
        """The object of a type that lies within this one."""
        made = kind._bare(self._own, self._at + offset)
        if self._address is not None:
            made._address = self._address + offset
        keep = self._keep
        if issubclass(kind, (Structure, Union, Array)):
            # What the parts of a whole refer to lives as long as any of them.
            if keep is None:
                keep = self._keep = {}
            made._keep = keep if isinstance(keep, dict) else None
        elif isinstance(keep, dict):
            made._keep = keep.get(self._key(offset))
        return made

    def _key(self, offset):
        """Where a part is, by which what it refers to is found again."""
        return offset + (self._at if self._address is None else self._address)

    def _kept(self, offset, value):
        """Notes what must live as long as this does, since a part refers to it."""
        if not isinstance(self._keep, dict):
            self._keep = {}
        self._keep[self._key(offset)] = value

    @property
    def _objects(self):
        """internal objects tree (NEVER CHANGE THIS OBJECT!)"""
        keep = self._keep
        if isinstance(keep, tuple):
            return keep[0]
        if isinstance(self, _Pointer):
            return None if keep is None else {"1": keep}
        if not isinstance(keep, dict):
            return keep
        numbers = {}
        for place, kept in keep.items():
            number = self._number(place - self._key(0))
            if number is not None:
                numbers[f"{number:x}"] = kept[0] if isinstance(kept, tuple) else kept
        return numbers

    def _number(self, offset):
        """Which item or field stands so many bytes behind the start."""
        if isinstance(self, Array):
            return offset // self._type_._length
        number = None
        for index, (name, *_) in enumerate(getattr(self, "_fields_", ())):
            if getattr(type(self), name).offset <= offset:
                number = index
        return number

    def __ctypes_from_outparam__(self):
        return self

    def __reduce__(self):
        if _has_pointer(type(self)):
            raise ValueError("ctypes objects containing pointers cannot be pickled")
        return _restored, (type(self), (dict(self.__dict__), self._bytes()))


class _Own(bytearray):
    """Memory that is found by its address as long as it is there."""
    __slots__ = ("__weakref__",)


# Where memory begins that can be written, and how long it is: a weak reference to it, or
# to an object that shares it.
_places = {}


def _start(memory):
    """The address of the first byte of a bytearray, or of what a view shows."""
    if isinstance(memory, bytearray):
        # It stands in it.
        return _memory.read(id(memory) + 40, 8, False)
    owner = memory.obj
    start = _memory.read(id(memory) + 56, 8, False)
    if isinstance(owner, _CData):
        return start + _start(owner._own)
    if isinstance(owner, bytearray):
        return start + _start(owner)
    # An array: where its items are stands behind their number.
    return start + _memory.read(id(owner) + 24, 8, False)


def _to_be_found(memory, holder):
    """The address of memory that can be written there from now on."""
    start = _start(memory)
    known = _places.get(start)
    if known is None or known[1]() is None:
        def forget(gone):
            if start in _places and _places[start][1] is gone:
                del _places[start]

        _places[start] = len(memory), _ref(holder, forget)
    return start


def _find(address, length):
    """The memory made here at an address, and how far it is into it."""
    for start, (size, holder) in list(_places.items()):
        if start <= address and address + length <= start + size:
            held = holder()
            if held is not None:
                memory = held if isinstance(held, bytearray) else held._own
                return memory, address - start
    return None


def _write(address, data):
    """Bytes to memory that was made here."""
    if data:
        found = _find(address, len(data))
        if found is None:
            raise TypeError("memory can only be read here")
        memory, start = found
        memory[start:start + len(data)] = data


def _format(kind):
    """How the memory of a type is described to who looks at it (PEP 3118)."""
    if issubclass(kind, _SimpleCData):
        code = {"l": "q", "L": "Q"}.get(kind._type_, kind._type_)
        return (">" if isinstance(kind._kind, _Swapped) else "<") + code
    if issubclass(kind, _Pointer):
        return "&" + _format(kind._type_)
    if issubclass(kind, Array):
        shape = []
        while issubclass(kind, Array):
            shape.append(str(kind._length_))
            kind = kind._type_
        return f"({','.join(shape)}){_format(kind)}"
    if issubclass(kind, Structure) and hasattr(kind, "_fields_"):
        # C tells nothing of the fields of a base, and not of the gap behind them.
        parts, end = [], kind.__mro__[1]._length
        for name, *_ in kind._fields_:
            field = kind.__dict__[name]
            parts.append(_gap(field.offset - end) + f"{_format(field._kind)}:{name}:")
            end = field.offset + field._kind._length
        return f"T{{{''.join(parts)}{_gap(kind._length - end)}}}"
    return "X{}" if hasattr(kind, "_flags_") else "B"


def _gap(count):
    return "" if count <= 0 else "x" if count == 1 else f"{count}x"


def _has_pointer(kind):
    if issubclass(kind, (Structure, Union)):
        parts = [getattr(kind, name)._kind for name in kind._names]
        return any(map(_has_pointer, parts))
    if issubclass(kind, Array):
        return _has_pointer(kind._type_)
    return issubclass(kind, _Pointer) or getattr(kind, "_type_", "i") in "PzZO"


def _restored(kind, state):
    made = kind.__new__(kind)
    made.__dict__.update(state[0])
    made._store(state[1])
    return made


def _read(address, length):
    return _memory.content(address, length)


class _Integer:
    """How an int stands in memory."""

    def __init__(self, length, signed=False):
        self.length, self.signed = length, signed

    def encode(self, owner, value):
        return (_index(value) % (1 << 8 * self.length)).to_bytes(self.length, "little")

    def decode(self, owner, number):
        return number


class _Bool(_Integer):
    def encode(self, owner, value):
        return bytes([bool(value)])

    def decode(self, owner, number):
        return number != 0


class _Char(_Integer):
    def encode(self, owner, value):
        if isinstance(value, int) and 0 <= value < 256:
            return bytes([value])
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise TypeError("one character bytes, bytearray or integer expected")
        return bytes(value)

    def decode(self, owner, number):
        return bytes([number])


class _Float(_Integer):
    def encode(self, owner, value):
        return _memory.float_bytes(value, self.length)

    def decode(self, owner, number):
        return _memory.float_of(number.to_bytes(self.length, "little"))


class _Extended(_Integer):
    """A float of ten bytes in sixteen: a sign, 15 bits of exponent, and all of 64 bits."""

    def encode(self, owner, value):
        whole = int.from_bytes(_memory.float_bytes(value, 8), "little")
        sign, exponent, rest = whole >> 63, whole >> 52 & 2047, whole & (1 << 52) - 1
        rest <<= 11
        if exponent == 2047:
            exponent, rest = 32767, rest | 1 << 63
        elif exponent:
            exponent, rest = exponent + 15360, rest | 1 << 63
        elif rest:
            shift = 64 - rest.bit_length()
            exponent, rest = 15361 - shift, rest << shift
        return ((sign << 15 | exponent) << 64 | rest).to_bytes(16, "little")

    def decode(self, owner, number):
        sign = -1.0 if number >> 79 & 1 else 1.0
        exponent, rest = number >> 64 & 32767, number % (1 << 64)
        if exponent == 32767:
            return float("nan") if rest << 1 & (1 << 64) - 1 else sign * float("inf")
        try:
            # In two steps, since the power alone may be too small.
            return sign * float(rest) * 2.0 ** -63 * _power(exponent - 16383)
        except OverflowError:
            return sign * float("inf")


def _power(exponent):
    half = exponent // 2
    return 2.0 ** half * 2.0 ** (exponent - half)


class _Swapped(_Integer):
    """A number with its bytes in the other order, the highest first."""

    def __init__(self, kind):
        _Integer.__init__(self, kind.length, kind.signed)
        self.kind = kind

    def encode(self, owner, value):
        return self.kind.encode(owner, value)[::-1]

    def decode(self, owner, number):
        data = number.to_bytes(self.length, "little", signed=self.signed)
        return self.kind.decode(owner, int.from_bytes(data, "big", signed=self.signed))


class _Wide(_Integer):
    def encode(self, owner, value):
        if not isinstance(value, str):
            raise TypeError("unicode string expected instead of "
                            f"{type(value).__name__} instance")
        if len(value) != 1:
            raise TypeError("one character unicode string expected")
        return value.encode("utf-32-le")

    def decode(self, owner, number):
        return chr(number)


class _Address(_Integer):
    """An address; None is 0."""

    def encode(self, owner, value):
        if value is not None and not isinstance(value, int):
            raise TypeError("cannot be converted to pointer")
        return _Integer.encode(self, owner, value or 0)

    def decode(self, owner, number):
        return number or None


class _Text(_Integer):
    """The address of bytes that end with a zero."""

    def encode(self, owner, value):
        if isinstance(value, bytes):
            owner._keep = value
            # The content of a bytes object begins behind its length and hash.
            value = id(value) + 32
        elif value is not None and not isinstance(value, int):
            raise TypeError("bytes or integer address expected instead of "
                            f"{type(value).__name__} instance")
        return _Integer.encode(self, owner, value or 0)

    def decode(self, owner, number):
        return _string_at(number, -1) if number else None


class _WideText(_Integer):
    """The address of four bytes a character that end with a zero."""

    def encode(self, owner, value):
        if isinstance(value, str):
            owner._keep = (value + "\0").encode("utf-32-le")
            value = id(owner._keep) + 32
        elif value is not None and not isinstance(value, int):
            raise TypeError("unicode string or integer address expected instead of "
                            f"{type(value).__name__} instance")
        return _Integer.encode(self, owner, value or 0)

    def decode(self, owner, number):
        return _wstring_at(number, -1) if number else None


class _Reference(_Integer):
    """A reference to an object."""

    def encode(self, owner, value):
        # A place that becomes None keeps what it had (`KeepRef` in C).
        if value is not None or owner._keep is None:
            owner._keep = (value,)
        return id(value).to_bytes(8, "little")

    def decode(self, owner, number):
        if not number:
            raise ValueError("PyObject is NULL")
        if isinstance(owner._keep, tuple) and id(owner._keep[0]) == number:
            return owner._keep[0]
        return _objects.at(number)


_kinds = {
    "c": _Char(1), "b": _Integer(1, True), "B": _Integer(1), "h": _Integer(2, True),
    "H": _Integer(2), "i": _Integer(4, True), "I": _Integer(4), "l": _Integer(8, True),
    "L": _Integer(8), "q": _Integer(8, True), "Q": _Integer(8), "f": _Float(4),
    "d": _Float(8), "g": _Extended(16), "?": _Bool(1), "u": _Wide(4), "P": _Address(8), "z": _Text(8),
    "Z": _WideText(8), "O": _Reference(8)}


class _SimpleCData(_CData, metaclass=PyCSimpleType):
    """A number: what it is in Python is its `value`."""
    __slots__ = ()

    def __init__(self, *value, **_):
        if len(value) > 1:
            raise TypeError(f"__init__ expected at most 1 argument, got {len(value)}")
        if value:
            self._store(self._kind.encode(self, value[0]))

    @property
    def value(self):
        """current value"""
        kind = self._kind
        if self._address is None or kind.length > 8:
            number = int.from_bytes(self._bytes(), "little", signed=kind.signed)
        else:
            # Nothing is allocated before the bytes are read: it might take a freed block.
            number = _memory.read(self._address, kind.length, kind.signed)
        return kind.decode(self, number)

    @value.setter
    def value(self, new):
        self._store(self._kind.encode(self, new))

    def __bool__(self):
        return any(self._bytes())

    def __repr__(self):
        kind = type(self)
        if kind.__mro__[1] is not _SimpleCData:
            return f"<{kind.__name__} object at {id(self):#x}>"
        if kind._type_ in "zZ":
            # The address, which is not looked at.
            return f"{kind.__name__}({int.from_bytes(self._bytes(), 'little') or None})"
        try:
            return f"{kind.__name__}({self.value!r})"
        except ValueError:
            return f"{kind.__name__}(<NULL>)"


class _Fields(CType_Type):
    """What the types with fields have in common."""

    def __new__(meta, name, bases, namespace):
        made = type.__new__(meta, name, bases, namespace)
        if "_fields_" in namespace:
            meta._lay_out(made, namespace["_fields_"])
        return made

    def __setattr__(cls, name, value):
        if name == "_fields_" and "_fields_" in cls.__dict__:
            raise AttributeError("_fields_ is final")
        type.__setattr__(cls, name, value)
        if name == "_fields_":
            type(cls)._lay_out(cls, value)

    def _lay_out(cls, fields):
        anonymous = cls.__dict__.get("_anonymous_", ())
        if not hasattr(anonymous, "__len__") or not hasattr(anonymous, "__getitem__"):
            raise TypeError("_anonymous_ must be a sequence")
        union = isinstance(cls, UnionType)
        pack = getattr(cls, "_pack_", 0) or 1 << 30
        if not isinstance(pack, int) or pack < 0:
            raise ValueError("_pack_ must be a non-negative integer")
        base = cls.__mro__[1]
        offset = 0 if union else base.__dict__.get("_length", 0)
        most = base.__dict__.get("_align", 1)
        names = list(base.__dict__.get("_names", ()))
        inherited = len(names)
        size = offset
        swapped = hasattr(cls, "_swappedbytes_")
        # The bits of the place that bit fields share, and how many are taken.
        shared = taken = 0
        for name, kind, *bits in fields:
            if not isinstance(kind, CType_Type):
                raise TypeError("second item in _fields_ tuple (index "
                                f"{len(names) - inherited}) must be a C type")
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
                align = min(_alignment(kind), pack)
                most = max(most, align)
                start = 0 if union else -(-offset // align) * align
                offset = start + kind._length
                shared, taken = whole if width else 0, 0
            size = max(size, offset)
            low = shared - taken - width if swapped else taken
            taken += width
            type.__setattr__(cls, name, CField(kind, start, low, width))
            if union:
                shared = 0
        type.__setattr__(cls, "_length", -(-size // most) * most)
        type.__setattr__(cls, "_align", most)
        type.__setattr__(cls, "_names", tuple(names))
        for name in anonymous:
            _make_visible(cls, name)

    _lay_out = staticmethod(_lay_out)


def _make_visible(cls, name):
    """Makes the fields of a part without a name fields of the whole."""
    part = getattr(cls, name)
    if not isinstance(part, CField):
        raise AttributeError(f"{name!r} is specified in _anonymous_ but not in _fields_")
    kind = part._kind
    names = list(getattr(kind, "_names", ()))
    for inner in kind.__dict__.get("_anonymous_", ()):
        names += getattr(kind, inner)._kind._names
    for inner in names:
        field = getattr(kind, inner)
        made = CField(field._kind, part.offset + field.offset, field._low, field._bits)
        type.__setattr__(cls, inner, made)


class PyCStructType(_Fields):
    """metatype for the CData Objects"""


class UnionType(_Fields):
    """metatype for the Union Objects"""


def _alignment(kind):
    own = getattr(kind, "_align", None)
    return own or kind._length


def _swapped(kind):
    """The type with its bytes in the other order."""
    if hasattr(kind, "__ctype_be__"):
        return kind.__ctype_be__
    if issubclass(kind, Array):
        return _array(_swapped(kind._type_), kind._length_)
    if issubclass(kind, (Structure, Union)):
        return kind
    raise TypeError(f"This type does not support other endian: {kind}")


def _width(kind, bits):
    """How many bits a bit field has, if its type can have so many."""
    if not isinstance(kind, PyCSimpleType) or kind._type_ not in "bBhHiIlLqQ?":
        raise TypeError(f"bit fields not allowed for type {kind.__name__}")
    if not 0 < bits <= 8 * kind._length:
        raise ValueError("number of bits invalid for bit field")
    return bits


class CField:
    """Structure/Union member"""
    __layout__ = "_kind offset size _low _bits"

    def __init__(self, kind, offset, low, bits):
        """Where there are bits, these are some of a number's, and the lowest is `low`."""
        self._kind, self.offset, self._low, self._bits = kind, offset, low, bits
        self.size = bits << 16 | low if bits else kind._length

    def _number(self, instance):
        """The number that the bits are in, and the order of its bytes."""
        order = "big" if isinstance(self._kind._kind, _Swapped) else "little"
        data = instance._bytes(self.offset, self._kind._length)
        return int.from_bytes(data, order), order

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if not isinstance(instance, _CData):
            raise TypeError("not a ctype instance")
        if not self._bits:
            return _shown(instance._part(self._kind, self.offset))
        number = self._number(instance)[0] >> self._low & (1 << self._bits) - 1
        kind = self._kind._kind
        if kind.signed and number >> self._bits - 1:
            number -= 1 << self._bits
        return bool(number) if isinstance(kind, _Bool) else number

    def __set__(self, instance, value):
        if not isinstance(instance, _CData):
            raise TypeError("not a ctype instance")
        if not self._bits:
            return _assign(instance, self._kind, self.offset, value)
        number, order = self._number(instance)
        given = int.from_bytes(self._kind(value)._bytes(), order)
        mask = (1 << self._bits) - 1 << self._low
        number = number & ~mask | given << self._low & mask
        instance._store(number.to_bytes(self._kind._length, order), self.offset)

    def __repr__(self):
        name, at = self._kind.__name__, self.offset
        if not self._bits:
            return f"<Field type={name}, ofs={at}, size={self.size}>"
        return f"<Field type={name}, ofs={at}:{self._low}, bits={self._bits}>"


def _is_simple(kind):
    return kind.__mro__[1] is _SimpleCData


def _code(kind):
    """The letter of what an array or a pointer has, if that is a simple type."""
    return getattr(kind._type_, "_type_", None)


def _shown(part):
    """A part as Python sees it: a number's value, the text of characters."""
    kind = type(part)
    if _is_simple(kind) or issubclass(kind, Array) and _code(kind) in ("c", "u"):
        return part.value
    return part


def _called(value):
    """What C calls the type of an object."""
    kind = type(value)
    within = "_ctypes." if kind.__module__ == "_ctypes" else ""
    return within + kind.__name__


def _assign(whole, kind, offset, value):
    part = whole._part(kind, offset)
    if isinstance(value, kind):
        part._store(value._bytes())
        whole._kept(offset, value if value._keep is None else value._keep)
    elif _is_simple(kind) and not isinstance(value, _CData):
        part.value = value
        if part._keep is not None and value is not None:
            whole._kept(offset, part._keep)
    elif issubclass(kind, Array) and _code(kind) in ("c", "u"):
        if _code(kind) == "c" and not isinstance(value, bytes):
            raise TypeError(f"expected bytes, {type(value).__name__} found")
        if _code(kind) == "c" and len(value) > kind._length_:
            raise ValueError(f"bytes too long ({len(value)}, maximum length "
                             f"{kind._length_})")
        part.value = value
    elif isinstance(value, tuple):
        # The arguments of an object, which is copied here.
        try:
            made = kind(*value)
        except Exception as error:
            told = f"({kind.__name__}) {type(error).__name__}: {error}"
        else:
            return _assign(whole, kind, offset, made)
        raise RuntimeError(told)
    elif issubclass(kind, _Pointer) and value is None:
        part._store(bytes(8))
    elif not isinstance(value, _CData):
        raise TypeError(f"expected {kind.__name__} instance, got {_called(value)}")
    elif (issubclass(kind, _Pointer) and isinstance(value, Array)
          and value._type_ is kind._type_):
        part._store(addressof(value).to_bytes(8, "little"))
        whole._kept(offset, value)
    else:
        raise TypeError(f"incompatible types, {type(value).__name__} instance instead of "
                        f"{kind.__name__} instance")


def _fill(self, *args, **kwargs):
    if "_abstract" in type(self).__dict__:
        raise TypeError("abstract class")
    for index, value in enumerate(args):
        if index == len(self._names):
            raise TypeError("too many initializers")
        name = self._names[index]
        if name in kwargs:
            raise TypeError(f"duplicate values for field {name!r}")
        setattr(self, name, value)
    for name, value in kwargs.items():
        setattr(self, name, value)


class Union(_CData, metaclass=UnionType):
    """Union base class"""
    __slots__ = ()
    _length, _align, _names, _abstract = 0, 1, (), True
    __init__ = _fill


class Structure(_CData, metaclass=PyCStructType):
    """Structure base class"""
    __slots__ = ()
    _length, _align, _names, _abstract = 0, 1, (), True
    __init__ = _fill


class Array(_CData, metaclass=PyCArrayType):
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

    def _offset(self, index, told="indices must be integers"):
        if not hasattr(index, "__index__"):
            raise TypeError(told)
        index = _index(index)
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return index * self._type_._length

    def __getitem__(self, index):
        if isinstance(index, slice):
            code = _code(self)
            if code in ("c", "u"):
                return self._whole(code)[index]
            return [self[i] for i in range(*index.indices(self._length_))]
        return _shown(self._part(self._type_, self._offset(index)))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            places = range(*index.indices(self._length_))
            if len(value) != len(places):
                raise ValueError("Can only assign sequence of same size")
            for place, item in zip(places, value):
                self[place] = item
        else:
            at = self._offset(index, "indices must be integer")
            _assign(self, self._type_, at, value)

    def _whole(self, code):
        """All characters."""
        return self._bytes() if code == "c" else _wide(self._bytes())

    @property
    def value(self):
        """The text of an array of characters, up to a zero."""
        if _code(self) == "u":
            return self._whole("u").partition("\0")[0]
        if _code(self) != "c":
            raise AttributeError(f"{type(self).__name__!r} object has no attribute 'value'")
        return self._bytes().partition(b"\0")[0]

    @value.setter
    def value(self, data):
        if _code(self) == "u":
            if not isinstance(data, str):
                raise TypeError("unicode string expected instead of "
                                f"{type(data).__name__} instance")
            if len(data) > self._length_:
                raise ValueError(f"string too long ({len(data)}, maximum length "
                                 f"{self._length_})")
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
        if _code(self) != "c":
            raise AttributeError(f"{type(self).__name__!r} object has no attribute 'raw'")
        return self._bytes()

    @raw.setter
    def raw(self, data):
        if _code(self) != "c":
            raise AttributeError(f"{type(self).__name__!r} object has no attribute 'raw'")
        data = memoryview(data).tobytes()
        if len(data) > self._length:
            raise ValueError("byte string too long")
        self._store(data)

    def __iter__(self):
        return (self[index] for index in range(self._length_))


_arrays = {}


def _array(kind, length):
    if length < 0:
        raise ValueError(f"Array length must be >= 0, not {length}")
    if (kind, length) not in _arrays:
        _arrays[kind, length] = PyCArrayType(
            f"{kind.__name__}_Array_{length}", (Array,),
            {"_type_": kind, "_length_": length, "_length": kind._length * length,
             "_align": _alignment(kind), "__module__": "__main__"})
    return _arrays[kind, length]


class _Pointer(_CData, metaclass=PyCPointerType):
    """Abstract base class for pointers."""
    __slots__ = ()

    def __init__(self, target=None):
        if target is not None:
            if not isinstance(target, _CData):
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
            if index.stop is None:
                raise ValueError("slice stop is required")
            items = [self[i] for i in range(index.start or 0, index.stop, step)]
            return b"".join(items) if _code(self) == "c" else items
        return _shown(self._pointed(index * self._type_._length))

    def __setitem__(self, index, value):
        _assign(self._pointed(index * self._type_._length), self._type_, 0, value)

    def __bool__(self):
        return self._target() != 0


_pointers = {}


def POINTER(kind):
    """The type of pointers to a type."""
    if kind is None:
        # What `ctypes` put there.
        return _pointers[None]
    if kind not in _pointers:
        if not isinstance(kind, CType_Type):
            raise TypeError("must be a ctypes type")
        _pointers[kind] = PyCPointerType(f"LP_{kind.__name__}", (_Pointer,), {
            "_type_": kind, "__module__": "__main__"})
    return _pointers[kind]


def pointer(target):
    """A pointer to an object."""
    if not isinstance(target, _CData):
        raise TypeError("_type_ must have storage info")
    return POINTER(type(target))(target)


CTYPES_MAX_ARGCOUNT = 1024


class CArgObject:
    """An argument: the address of an object, as `byref` makes it, or a simple value."""
    __layout__ = "_at# _tag# _obj =24"

    def __init__(self, obj, offset, tag="P"):
        self._at, self._obj, self._tag = offset, obj, tag

    def __repr__(self):
        tag, obj = self._tag, self._obj
        if tag == "P":
            told = f"({addressof(obj) + self._at:#x})"
        elif tag in "zZp":
            # C writes an address of 0 in a way of its own.
            address = int.from_bytes(obj._bytes(), "little")
            told = f"({address:#x})" if address else "(0x(nil))"
        elif tag == "c":
            code = obj.value[0]
            shown = chr(code) if 32 <= code < 127 and code not in b"\\'" \
                else f"\\x{code:02x}"
            told = f"('{shown}')"
        elif tag in "bBhHiIlLqQfd":
            told = f"({obj.value})"
        else:
            told = f"at {id(self):#x}"
        return f"<cparam '{tag.replace('p', 'P')}' {told}>"


# The simple types by their letters, as `ctypes` makes them.
_types_of = {}


def _text_argument(code, value):
    """What is passed for an argument that is an address: `p` is one in a number."""
    if value is None:
        return None
    simple = value._type_ if isinstance(value, _SimpleCData) else None
    if isinstance(value, bytes) and code in "zP":
        return CArgObject(_types_of["z"](value), 0, "z")
    if isinstance(value, str) and code in "ZP":
        return CArgObject(_types_of["Z"](value), 0, "Z")
    item = {"z": "c", "Z": "u"}.get(code)
    if isinstance(value, (Array, _Pointer)) and (not item or _code(value) == item):
        return value
    if code == "P":
        if isinstance(value, int):
            return CArgObject(_types_of["P"](value), 0, "p")
        if hasattr(value, "_flags_") and isinstance(value, _CData):
            return CArgObject(_types_of["P"](value._target()), 0, "p")
        if type(value) is CArgObject and value._tag in "Pp" or simple in ("z", "Z"):
            return value
    elif type(value) is CArgObject and (value._tag == code or value._tag == "P" and (
            isinstance(value._obj, _SimpleCData) and value._obj._type_ == item)):
        return value
    raise TypeError(f"'{_called(value)}' object cannot be interpreted as "
                    f"ctypes.{_types_of[code].__name__}")


def byref(obj, offset=0, /):
    """The address of an object, to be passed on."""
    if not isinstance(obj, _CData):
        raise TypeError("byref() argument must be a ctypes instance, not "
                        f"'{type(obj).__name__}'")
    return CArgObject(obj, _index(offset))


def _cast(obj, kind):
    """The same address as another type."""
    if isinstance(obj, int):
        address = obj
    elif isinstance(obj, (_Pointer, CFuncPtr)) or (
            isinstance(obj, _SimpleCData) and obj._type_ in "PzZ"):
        address = int.from_bytes(obj._bytes(), "little")
    elif isinstance(obj, bytes):
        address = id(obj) + 32
    elif isinstance(obj, _CData):
        address = addressof(obj)
    elif isinstance(obj, CArgObject):
        address = addressof(obj._obj) + obj._at
        obj = obj._obj
    elif obj is None:
        address = 0
    else:
        # So it is said by `ctypes`, whose class that is.
        return None
    if not isinstance(kind, (PyCPointerType, PyCFuncPtrType)) and not (
            isinstance(kind, PyCSimpleType) and kind._type_ in "PzZO"):
        raise TypeError("cast() argument 2 must be a pointer, not "
                        f"{getattr(kind, '__name__', kind)}")
    made = kind.__new__(kind)
    made._store(address.to_bytes(8, "little"))
    made._keep = obj._keep if isinstance(obj, _Pointer) else obj
    return made


def PyObj_FromPtr(obj, /):
    """The object at an address."""
    if not isinstance(obj, int):
        raise TypeError("an integer is required")
    return _objects.at(obj)


_held = []


def Py_INCREF(obj, /):
    """Takes one more reference to an object."""
    _held.append(obj)
    return obj


def Py_DECREF(obj, /):
    """Gives a reference back that was taken before."""
    for index, held in enumerate(_held):
        if held is obj:
            del _held[index]
            return obj
    raise ValueError("a reference that was not taken cannot be given back")


def addressof(obj):
    """The address of an object's memory."""
    if not isinstance(obj, _CData):
        raise TypeError("invalid type")
    if obj._address is not None:
        return obj._address
    memory = obj._own
    return _to_be_found(memory, memory if isinstance(memory, _Own) else obj) + obj._at


def sizeof(obj):
    """The bytes of a type or an object of it."""
    kind = obj if isinstance(obj, type) else type(obj)
    if not issubclass(kind, _CData):
        raise TypeError("this type has no size")
    if kind is obj or type(obj._own) is not _Resized or obj._own.kind is not kind:
        return kind._length
    return len(obj._own)


class _Resized(_Own):
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
    kind = obj if isinstance(obj, type) else type(obj)
    if not issubclass(kind, _CData):
        raise TypeError("no alignment info")
    return _alignment(kind)


def _address(ptr):
    if isinstance(ptr, int):
        return ptr
    if type(ptr) is CArgObject and ptr._tag != "P":
        ptr = ptr._obj
    return int.from_bytes(_cast(ptr, _pointers[None])._bytes(), "little")


def _wstring_at(ptr, size):
    """The text of the wide characters at an address, or of a copy of a text."""
    if isinstance(ptr, str):
        return ptr[:size] if _is_told(size) else ptr.partition("\0")[0]
    address = _address(ptr)
    if _is_told(size):
        return _wide(_read(address, 4 * size))
    return _wide(_memory.text(address, 4))


def _is_told(size):
    """Whether a size is one: -1 stands for none."""
    if size < -1:
        raise SystemError("Negative size passed to PyBytes_FromStringAndSize")
    if size >= 1 << 47:
        raise MemoryError
    return size >= 0


def _wide(data):
    return data.decode("utf-32-le", "surrogatepass")


def _string_at(ptr, size):
    """The bytes at an address; up to a zero, unless their number is told."""
    if isinstance(ptr, str):
        data = (ptr + "\0").encode("utf-32-le")
        return data[:size] if _is_told(size) else data.partition(b"\0")[0]
    address = _address(ptr)
    if _is_told(size):
        return _read(address, size)
    return _memory.text(address, 1)


# They are of the types above.
from _ctypes_calls import (CFuncPtr, PyCFuncPtrType, ArgumentError, dlopen, get_errno,
                           set_errno, FUNCFLAG_CDECL, FUNCFLAG_PYTHONAPI,
                           FUNCFLAG_USE_ERRNO, FUNCFLAG_USE_LASTERROR, RTLD_GLOBAL,
                           RTLD_LOCAL, _memmove_addr, _memset_addr, _names, _variable)

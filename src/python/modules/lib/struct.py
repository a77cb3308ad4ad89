"""Bytes as C structs would be, and back."""
from array import array
import math

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack",
           "Struct", "error"]


class error(Exception):
    pass


error.__module__ = "struct"
# Of a code: bytes by the standard, bytes of the machine.
_SIZES = {"x": (1, 1), "c": (1, 1), "b": (1, 1), "B": (1, 1), "?": (1, 1), "h": (2, 2),
          "H": (2, 2), "i": (4, 4), "I": (4, 4), "l": (4, 8), "L": (4, 8), "q": (8, 8),
          "Q": (8, 8), "n": (0, 8), "N": (0, 8), "e": (2, 2), "f": (4, 4), "d": (8, 8),
          "s": (1, 1), "p": (1, 1), "P": (0, 8)}


def _parsed(format):
    """Whether low bytes come first, the parts (code, count, offset), and the size."""
    order = format[:1] if format[:1] in tuple("@=<>!") else ""
    native = order in ("", "@")
    little = order not in (">", "!")
    parts, offset, number = [], 0, ""
    for code in format[len(order):]:
        if code in " \t\n\r\v\f" and not number:
            continue
        if code.isdecimal() and code.isascii():
            number += code
            continue
        if code == "\0":
            raise error("embedded null character")
        if code not in _SIZES or not (size := _SIZES[code][native]):
            raise error("bad char in struct format")
        count = int(number) if number else 1
        if offset + count * size >= 1 << 63:
            raise error("total struct size too long")
        number = ""
        if native and code not in "xcbB?sp":
            offset += -offset % size
        if code in "sp":
            parts.append((code, count, offset, count, 1))
        elif code != "x":
            parts.append((code, size, offset, size, count))
        offset += count * size
        if offset >= 1 << 63:
            raise error("total struct size too long")
    if number:
        raise error("repeat count given without format specifier")
    # One part for each value, once it is known that they are not too many.
    each = [(code, size, start + index * length, length)
            for code, size, start, length, count in parts for index in range(count)]
    return little, native, each, offset


def _half(value):
    """Two bytes of a float of half precision, as an int."""
    sign = 0x8000 if math.copysign(1.0, value) < 0 else 0
    value = abs(value)
    if value == 0:
        return sign
    if value == math.inf:
        return sign | 0x7C00
    if value != value:
        return sign | 0x7E00
    fraction, exponent = math.frexp(value)
    if exponent < -13:
        bits = round(value * 2.0 ** 24)
    else:
        bits = (exponent + 14 << 10) + round((fraction * 2 - 1) * 1024)
    if bits >= 0x7C00:
        raise OverflowError("float too large to pack with e format")
    return sign | bits


def _from_half(bits):
    sign = -1.0 if bits & 0x8000 else 1.0
    exponent, fraction = bits >> 10 & 31, bits & 1023
    if exponent == 31:
        return math.nan if fraction else sign * math.inf
    if exponent == 0:
        return sign * fraction * 2.0 ** -24
    return sign * (1 + fraction / 1024) * 2.0 ** (exponent - 15)


def _int_bytes(code, size, native, little, value):
    if not hasattr(type(value), "__index__"):
        raise error("required argument is not an integer")
    value = value.__index__()
    bits = 8 * size
    signed = code in "bhilqn"
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else \
        (0, (1 << bits) - 1)
    if not low <= value <= high:
        if code == "P":
            raise error("int too large to convert")
        raise error(f"'{code}' format requires {low} <= number <= {high}")
    return value.to_bytes(size, "little" if little else "big", signed=signed)


def _packed(code, size, native, little, value):
    """The bytes of one value."""
    if code == "c":
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return bytes(value)
    if code == "?":
        return b"\1" if value else b"\0"
    if code in "efd":
        kind = type(value)
        if not (hasattr(kind, "__float__") or hasattr(kind, "__index__")):
            raise error("required argument is not a float")
        value = float(value)
        if code == "e":
            return _half(value).to_bytes(2, "little" if little else "big")
        data = array(code, [value])
        if not native and math.isinf(data[0]) and not math.isinf(value):
            raise OverflowError("float too large to pack with f format")
        if not little:
            data.byteswap()
        return data.tobytes()
    if code == "s":
        if not isinstance(value, (bytes, bytearray)):
            raise error("argument for 's' must be a bytes object")
        return bytes(value[:size]).ljust(size, b"\0")
    if code == "p":
        if not isinstance(value, (bytes, bytearray)):
            raise error("argument for 'p' must be a bytes object")
        if not size:
            return b""
        value = bytes(value[:size - 1])
        return bytes([min(len(value), 255)]) + value.ljust(size - 1, b"\0")
    return _int_bytes(code, size, native, little, value)


def _unpacked(code, native, little, data):
    if code in "cs":
        return data
    if code == "?":
        return data != b"\0"
    if code == "p":
        return data[1:1 + min(data[0], len(data) - 1)] if data else b""
    if code in "fd":
        value = array(code, data)
        if not little:
            value.byteswap()
        return value[0]
    order = "little" if little else "big"
    if code == "e":
        return _from_half(int.from_bytes(data, order))
    return int.from_bytes(data, order, signed=code in "bhilqn")


class Struct:
    """A format that is read once."""
    __module__ = "_struct"

    __layout__ = "_little:1 _native:1 =6 size# _parts# _format @weakref"

    def __init__(self, format):
        if isinstance(format, (bytes, bytearray)):
            format = format.decode("ascii")
        if not isinstance(format, str):
            raise TypeError("Struct() argument 1 must be a str or bytes object, not "
                            f"{type(format).__name__}")
        self._format = format.encode("ascii", "replace")
        self._little, self._native, self._parts, self.size = _parsed(format)

    @property
    def format(self):
        return self._format.decode("ascii")

    def __repr__(self):
        return f"{type(self).__name__}({self.format!r})"

    def __sizeof__(self):
        """Returns size in memory, in bytes."""
        codes = [code for code in self.format if code.isalpha() and code != "x" or code == "?"]
        return object.__sizeof__(self) + 32 * (1 + len(codes))

    def _pack(self, name, values):
        parts = self._parts
        if len(values) != len(parts):
            raise error(f"{name} expected {len(parts)} items for packing "
                        f"(got {len(values)})")
        data = bytearray(self.size)
        for (code, size, offset, width), value in zip(parts, values):
            data[offset:offset + width] = _packed(code, size, self._native,
                                                  self._little, value)
        return data

    def pack(self, /, *values):
        return bytes(self._pack("pack", values))

    def _place(self, name, doing, length, offset):
        if offset < 0:
            if offset + self.size > 0:
                raise error(f"not enough data to {doing} {self.size} bytes at offset "
                            f"{offset}" if doing == "unpack" else
                            f"no space to pack {self.size} bytes at offset {offset}")
            if offset + length < 0:
                raise error(f"offset {offset} out of range for {length}-byte buffer")
            offset += length
        if length - offset < self.size:
            raise error(f"{name} requires a buffer of at least {self.size + offset} "
                        f"bytes for {doing}ing {self.size} bytes at offset {offset} "
                        f"(actual buffer size is {length})")
        return offset

    def pack_into(self, buffer, offset, /, *values):
        view = memoryview(buffer).cast("B")
        if view.readonly:
            raise TypeError("argument must be read-write bytes-like object, not bytes")
        if len(values) != len(self._parts):
            raise error(f"pack_into expected {len(self._parts)} items for packing "
                        f"(got {len(values)})")
        offset = self._place("pack_into", "pack", len(view), offset)
        view[offset:offset + self.size] = self._pack("pack_into", values)

    def _values(self, data, start):
        return tuple([_unpacked(code, self._native, self._little,
                                data[start + offset:start + offset + width])
                      for code, _, offset, width in self._parts])

    def unpack(self, buffer, /):
        data = memoryview(buffer).tobytes()
        if len(data) != self.size:
            raise error(f"unpack requires a buffer of {self.size} bytes")
        return self._values(data, 0)

    def unpack_from(self, buffer, offset=0):
        data = memoryview(buffer).tobytes()
        return self._values(data, self._place("unpack_from", "unpack", len(data),
                                              offset))

    def iter_unpack(self, buffer, /):
        data = buffer if type(buffer) is bytes else memoryview(buffer).cast("B")
        if not self.size:
            raise error("cannot iteratively unpack with a struct of length 0")
        if len(data) % self.size:
            raise error("iterative unpacking requires a buffer of a multiple of "
                        f"{self.size} bytes")
        made = object.__new__(unpack_iterator)
        made._so, made._buf = self, data
        return made


class unpack_iterator:
    __layout__ = "_so? _buf? =72 _index:8"
    __module__ = "_struct"

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create '_struct.unpack_iterator' instances")

    def __iter__(self):
        """Implement iter(self)."""
        return self

    def __next__(self):
        struct, data, start = self._so, self._buf, self._index
        if struct is None:
            raise StopIteration
        end = start + struct.size
        if end > len(data):
            self._so = self._buf = None
            raise StopIteration
        self._index = end
        return struct._values(bytes(data[start:end]), 0)

    def __length_hint__(self):
        """Private method returning an estimate of len(list(it))."""
        return 0 if self._so is None else (len(self._buf) - self._index) // self._so.size


_known = {}


def _struct(format):
    if format not in _known:
        if len(_known) > 100:
            _known.clear()
        _known[format] = Struct(format)
    return _known[format]


def calcsize(format, /):
    """Bytes of a struct."""
    return _struct(format).size


def pack(*values):
    """Values as bytes."""
    if not values:
        raise TypeError("missing format argument")
    format, *values = values
    return _struct(format).pack(*values)


def pack_into(format, buffer, offset, /, *values):
    """Values as bytes, written into a buffer."""
    _struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    """The values that bytes are."""
    return _struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    """The values that bytes in a buffer are."""
    return _struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    """Tuples of values, as many as a buffer holds."""
    return _struct(format).iter_unpack(buffer)


for _function in (calcsize, pack, pack_into, unpack, unpack_from, iter_unpack):
    _function.__module__ = "_struct"
del _function

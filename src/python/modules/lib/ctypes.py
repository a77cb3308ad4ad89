"""Reading the memory of live objects, as far as ctypes is used for that."""
import _memory


class _Word:
    """A number in memory; its bytes are read anew at each look at `value`."""

    __slots__ = ("_address",)
    _length = 8
    _signed = True

    @classmethod
    def from_address(cls, address):
        made = cls.__new__(cls)
        made._address = address
        return made

    @property
    def value(self):
        return _memory.read(self._address, self._length, self._signed)


class c_ssize_t(_Word):
    __slots__ = ()


class c_long(_Word):
    __slots__ = ()


class c_int64(_Word):
    __slots__ = ()


class c_size_t(_Word):
    __slots__ = ()
    _signed = False


class c_uint64(_Word):
    __slots__ = ()
    _signed = False


class c_void_p(_Word):
    __slots__ = ()
    _signed = False


class c_uint32(_Word):
    __slots__ = ()
    _length = 4
    _signed = False


class c_int32(_Word):
    __slots__ = ()
    _length = 4


class c_uint8(_Word):
    __slots__ = ()
    _length = 1
    _signed = False


class c_int(_Word):
    __slots__ = ()
    _length = 4


class c_uint(_Word):
    __slots__ = ()
    _length = 4
    _signed = False


class c_ubyte(_Word):
    __slots__ = ()
    _length = 1
    _signed = False


class c_byte(_Word):
    __slots__ = ()
    _length = 1


class c_char(_Word):
    __slots__ = ()

    @property
    def value(self):
        return string_at(self._address, 1)


class c_double(_Word):
    __slots__ = ()

    @property
    def value(self):
        return _memory.read_float(self._address)


def string_at(address, size):
    return bytes([_memory.read(address + i, 1, False) for i in range(size)])

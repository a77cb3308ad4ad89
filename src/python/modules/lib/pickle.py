"""Objects as bytes, and back again.

What is written is the same, byte by byte, as what CPython writes.
"""

from _pickle import *
from _pickle import (_MAPPED_MODULES, _MAPPED_NAMES, PicklerMemoProxy,  # noqa: F401
                     whichmodule)
from _pickle_opcodes import *
from _pickle_opcodes import __all__ as _opcodes
from _pickle_opcodes import DEFAULT_PROTOCOL, HIGHEST_PROTOCOL  # noqa: F401

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler",
           "dump", "dumps", "load", "loads", "PickleBuffer", *_opcodes]

format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
bytes_types = bytes, bytearray

_Pickler, _Unpickler = Pickler, Unpickler
_dump, _dumps, _load, _loads = dump, dumps, load, loads


def encode_long(x):
    """The shortest bytes of an int, in two's complement, the lowest first."""
    if not x:
        return b""
    return x.to_bytes((x if x > 0 else ~x).bit_length() // 8 + 1, "little", signed=True)


def decode_long(data):
    """The int of such bytes."""
    return int.from_bytes(data, "little", signed=True)

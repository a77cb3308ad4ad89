"""Streams of text and of bytes: the kinds there are, and what they have in common."""
import _io
import abc
from _io import BlockingIOError, BufferedRandom, BufferedReader, BufferedRWPair, \
    BufferedWriter, BytesIO, DEFAULT_BUFFER_SIZE, FileIO, IncrementalNewlineDecoder, \
    StringIO, TextIOWrapper, UnsupportedOperation, open, \
    text_encoding

__all__ = ["BlockingIOError", "open", "IOBase", "RawIOBase", "FileIO", "BytesIO",
           "StringIO", "BufferedIOBase", "BufferedReader", "BufferedWriter",
           "BufferedRWPair", "BufferedRandom", "TextIOBase", "TextIOWrapper",
           "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END",
           "DEFAULT_BUFFER_SIZE", "IncrementalNewlineDecoder", "text_encoding"]

SEEK_SET, SEEK_CUR, SEEK_END = range(3)


class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    __doc__ = _io._IOBase.__doc__


class RawIOBase(_io._RawIOBase, IOBase):
    __doc__ = _io._RawIOBase.__doc__


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    __doc__ = _io._BufferedIOBase.__doc__


class TextIOBase(_io._TextIOBase, IOBase):
    __doc__ = _io._TextIOBase.__doc__


def _register():
    import sys
    RawIOBase.register(FileIO)
    for kind in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
        BufferedIOBase.register(kind)
    for kind in (StringIO, TextIOWrapper, type(sys.stdout)):
        TextIOBase.register(kind)


_register()
del _register

"""Files that are compressed as `gzip` does."""
import io
import struct
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]
_open = open
_FAST, _TRADE, _BEST = 1, 6, 9
_CRC, _EXTRA, _NAME, _COMMENT = 2, 4, 8, 16


class BadGzipFile(OSError):
    """It is no such file."""


def _head(level, mtime, name=b""):
    flags = _NAME if name else 0
    speed = 2 if level == _BEST else 4 if level == _FAST else 0
    return struct.pack("<BBBBLBB", 0x1f, 0x8b, 8, flags, int(mtime), speed, 255) + (
        name + b"\0" if name else b"")


def compress(data, compresslevel=_BEST, *, mtime=None):
    """Compress data in one shot and return the compressed string."""
    if mtime is None:
        import time
        mtime = time.time()
    return _member(data, compresslevel, mtime, b"")


def _member(data, level, mtime, name):
    engine = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
    packed = engine.compress(data) + engine.flush()
    end = struct.pack("<LL", zlib.crc32(data), len(data) & 0xffffffff)
    return _head(level, mtime, name) + packed + end


def decompress(data):
    """Decompress a gzip compressed string in one shot."""
    return _whole(data)[0]


def _whole(data):
    """All that the members of a file hold, and the time that the last one names."""
    parts, left, mtime = [], bytes(data), None
    while left := left.lstrip(b"\0") if parts else left:
        if left[:2] != b"\x1f\x8b":
            raise BadGzipFile(f"Not a gzipped file ({left[:2]!r})")
        if len(left) < 10:
            raise _short()
        method, flags, mtime = struct.unpack_from("<BBL", left, 2)
        if method != 8:
            raise BadGzipFile("Unknown compression method")
        at = 10
        if flags & _EXTRA:
            at += 2 + int.from_bytes(left[at:at + 2], "little")
        for flag in (_NAME, _COMMENT):
            if flags & flag:
                at = left.index(b"\0", at) + 1
        at += 2 if flags & _CRC else 0
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        found = engine.decompress(left[at:])
        rest = engine.unused_data
        if not engine.eof or len(rest) < 8:
            raise _short()
        sum_, length = struct.unpack_from("<LL", rest)
        if sum_ != zlib.crc32(found):
            raise BadGzipFile(f"CRC check failed {sum_:#x} != {zlib.crc32(found):#x}")
        if length != len(found) & 0xffffffff:
            raise BadGzipFile("Incorrect length of data produced")
        parts.append(found)
        left = rest[8:]
    return b"".join(parts), mtime


def _short():
    return EOFError("Compressed file ended before the end-of-stream marker was reached")


class GzipFile(io.BufferedIOBase):
    """A file that is compressed when it is closed, or was when it is opened."""

    def __init__(self, filename=None, mode=None, compresslevel=_BEST, fileobj=None,
                 mtime=None):
        if mode and ("t" in mode or "U" in mode):
            raise ValueError(f"Invalid mode: {mode!r}")
        mode = (mode or getattr(fileobj, "mode", "rb")).replace("b", "")
        if not isinstance(mode, str) or mode[:1] not in ("r", "w", "a", "x"):
            raise ValueError(f"Invalid mode: {mode!r}")
        self._mine = fileobj is None
        self.fileobj = _open(filename, mode + "b") if self._mine else fileobj
        name = filename if filename is not None else getattr(fileobj, "name", "")
        self.name = name if isinstance(name, (str, bytes)) else ""
        self.mode = 1 if mode[0] == "r" else 2
        self._level, self._mtime, self._left = compresslevel, mtime, io.BytesIO()
        if self.mode == 1:
            self._left = None

    @property
    def _data(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if self._left is None:
            found, self._mtime = _whole(self.fileobj.read())
            self._left = io.BytesIO(found)
        return self._left

    @property
    def mtime(self):
        """The time that the file names."""
        return self._mtime

    @property
    def closed(self):
        return self.fileobj is None

    def readable(self):
        return self.mode == 1

    def writable(self):
        return self.mode == 2

    def seekable(self):
        return True

    def _need(self, mode, does):
        if self.mode != mode:
            from errno import EBADF
            raise OSError(EBADF, f"{does}() on {('write', 'read')[mode == 2]}-only "
                                 "GzipFile object")

    def read(self, size=-1):
        self._need(1, "read")
        return self._data.read(size)

    def read1(self, size=-1):
        return self.read(size)

    def peek(self, n):
        at = self._data.tell()
        found = self._data.read(n)
        self._data.seek(at)
        return found

    def readline(self, size=-1):
        self._need(1, "readline")
        return self._data.readline(size)

    def write(self, data):
        self._need(2, "write")
        return self._data.write(data)

    def seek(self, offset, whence=0):
        return self._data.seek(offset, whence)

    def tell(self):
        return self._data.tell()

    def close(self):
        """Write what is to be written, and close the file if it was opened here."""
        file = self.fileobj
        if file is None:
            return
        if self.mode == 2:
            import os
            import time
            mtime = time.time() if self._mtime is None else self._mtime
            name = os.path.basename(os.fsencode(self.name)).removesuffix(b".gz")
            file.write(_member(self._left.getvalue(), self._level, mtime, name))
        self.fileobj = None
        if self._mine:
            file.close()


def open(filename, mode="rb", compresslevel=_BEST, encoding=None, errors=None,
         newline=None):
    """Open such a file in binary or text mode."""
    if "t" in mode and "b" in mode:
        raise ValueError(f"Invalid mode: {mode!r}")
    for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
        if "t" not in mode and value is not None:
            raise ValueError(f"Argument '{name}' not supported in binary mode")
    named = isinstance(filename, (str, bytes)) or hasattr(filename, "__fspath__")
    if not named and not hasattr(filename, "read") and not hasattr(filename, "write"):
        raise TypeError("filename must be a str or bytes object, or a file")
    plain = mode.replace("t", "")
    if named:
        import os
        file = GzipFile(os.fspath(filename), plain, compresslevel)
    else:
        file = GzipFile(None, plain, compresslevel, filename)
    if "t" in mode:
        return io.TextIOWrapper(file, encoding or "utf-8", errors, newline)
    return file

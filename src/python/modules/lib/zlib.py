"""Compressing as zlib does, byte for byte, and back (RFC 1950 and 1952)."""
from _deflate import FINISH, FULL, HUFFMAN_ONLY, SYNC, Deflate
from _inflate import Inflate, Wrong
from binascii import crc32 as _crc32

__version__ = "1.0"
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"
DEFLATED = DEF_MEM_LEVEL = 8
MAX_WBITS = 15
DEF_BUF_SIZE = 16384
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION = 0, 1, 9
Z_DEFAULT_COMPRESSION = -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH = range(5)
Z_BLOCK, Z_TREES = 5, 6


class error(Exception):
    pass


error.__module__ = "zlib"


def _bytes(data):
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError("a bytes-like object is required, not "
                        f"'{type(data).__name__}'") from None


def crc32(data, value=0, /):
    """Compute a CRC-32 checksum of data."""
    return _crc32(data, value)


def adler32(data, value=1, /):
    """Compute an Adler-32 checksum of data."""
    low, high = value & 0xFFFF, value >> 16 & 0xFFFF
    for byte in _bytes(data):
        low = (low + byte) % 65521
        high = (high + low) % 65521
    return high << 16 | low


def compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS):
    """Returns a bytes object containing compressed data."""
    data = _bytes(data)
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    if not _is_window(wbits):
        raise error("Invalid initialization option")
    made = Compress(level, wbits, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, b"")
    return made.compress(data) + made.flush()


def compressobj(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS,
                memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None):
    """Return a compressor object."""
    fits = -1 <= level <= 9 and 1 <= memLevel <= 9 and 0 <= strategy <= Z_FIXED
    if not fits or method != DEFLATED or not _is_window(wbits):
        raise ValueError("Invalid initialization option")
    zdict = b"" if zdict is None else _bytes(zdict)
    return Compress(level, wbits, memLevel, strategy, zdict)


def _is_window(wbits):
    return 9 <= abs(wbits) <= 15 or 25 <= wbits <= 31


class Compress:
    """Compresses what it is given part by part."""

    def __init__(self, level, wbits, memory, strategy, words):
        self._level = 6 if level == -1 else level
        self._wbits, self._words = wbits, words
        self._is_quick = self._level < 2 or strategy >= HUFFMAN_ONLY
        bits = wbits - 16 if wbits > 15 else abs(wbits)
        self._work = Deflate(self._level, bits, memory, strategy, words)
        self._begun = False
        self._check = 0 if wbits > 15 else 1
        self._length = 0

    def compress(self, data, /):
        """Returns a bytes object containing compressed data."""
        data = _bytes(data)
        self._length += len(data)
        if self._wbits > 15:
            self._check = _crc32(data, self._check)
        elif self._wbits > 0:
            self._check = adler32(data, self._check)
        return self._head() + self._work.run(data, Z_NO_FLUSH)

    def flush(self, mode=Z_FINISH, /):
        """Return a bytes object containing any remaining compressed data."""
        if mode == Z_NO_FLUSH:
            return b""
        if self._work is None:
            raise error("Error -2 while finishing compression: inconsistent stream state")
        if mode not in (SYNC, FULL, FINISH):
            raise ValueError("a flush is whole: Z_SYNC_FLUSH, Z_FULL_FLUSH or Z_FINISH")
        out = self._head() + self._work.run(b"", mode)
        if mode == FINISH:
            self._work = None
            out += self._tail()
        return out

    def _head(self):
        if self._begun or self._wbits < 0:
            return b""
        self._begun = True
        level = self._level
        if self._wbits > 15:
            quality = 2 if level == 9 else 4 if self._is_quick else 0
            return bytes([31, 139, 8, 0, 0, 0, 0, 0, quality, 3])
        quality = 0 if self._is_quick else 1 if level < 6 else 2 if level == 6 else 3
        head = (self._wbits - 8 << 4 | DEFLATED) << 8 | quality << 6
        head |= 32 if self._words else 0
        known = adler32(self._words).to_bytes(4, "big") if self._words else b""
        return (head + 31 - head % 31).to_bytes(2, "big") + known

    def _tail(self):
        if self._wbits > 15:
            tail = self._check.to_bytes(4, "little")
            return tail + (self._length & 0xFFFFFFFF).to_bytes(4, "little")
        return self._check.to_bytes(4, "big") if self._wbits > 0 else b""


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    """Returns a bytes object containing the uncompressed data."""
    made = Decompress(wbits, b"")
    out = made.decompress(data)
    if not made.eof:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return out


def decompressobj(wbits=MAX_WBITS, zdict=b""):
    """Return a decompressor object."""
    return Decompress(wbits, _bytes(zdict))


class Decompress:
    """Decompresses what it is given part by part."""

    def __init__(self, wbits, words):
        self._wbits, self._words = wbits, words
        self._head = None if wbits < 0 else b""
        self._work = Inflate()
        self._told = self._first = 0
        if wbits < 0:
            self._know(words)
        self.unused_data = self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, /, max_length=0):
        """Return a bytes object containing the decompressed version of the data."""
        data = _bytes(data)
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        if self.eof:
            self.unused_data += data
            return b""
        work = self._work
        try:
            if self._head is not None:
                self._head += data
                data = self._after_head()
            work.data += data
            work.most = self._told + max_length if max_length else None
            ended = work.run()
            out = bytes(work.out[self._told:work.most])
            self._told += len(out)
            self.unconsumed_tail = b"" if ended or not max_length else work.rest()
            if self.unconsumed_tail:
                del work.data[len(work.data) - len(self.unconsumed_tail):]
            if ended and self._told == len(work.out):
                self._end(work.rest())
        except Wrong as wrong:
            raise error(f"Error -3 while decompressing data: {wrong}") from None
        return out

    def _know(self, words):
        """What is known beforehand is as if it had been read."""
        self._work.out += words
        self._told = self._first = len(words)

    def flush(self, length=DEF_BUF_SIZE, /):
        """Return a bytes object containing any remaining decompressed data."""
        if length <= 0:
            raise ValueError("length must be greater than zero")
        tail, self.unconsumed_tail = self.unconsumed_tail, b""
        return self.decompress(tail)

    def _after_head(self):
        """What follows the head, once all of that is there."""
        head = self._head
        if len(head) < 2:
            return b""
        if self._wbits > 15 and head[:2] == b"\x1f\x8b":
            if len(head) < 10:
                return b""
            self._head = None
            self._is_gzip = True
            return head[10:]
        if 15 < self._wbits < 32 or int.from_bytes(head[:2], "big") % 31:
            raise Wrong("incorrect header check")
        if head[0] & 15 != DEFLATED:
            raise Wrong("unknown compression method")
        if (head[0] >> 4) + 8 > (self._wbits & 15 or 15):
            raise Wrong("invalid window size")
        length = 2
        if head[1] & 32:
            length = 6
            if len(head) < length:
                return b""
            if not self._words:
                raise error("Error 2 while decompressing data")
            if adler32(self._words) != int.from_bytes(head[2:6], "big"):
                raise error("Error -3 while setting zdict")
            self._know(self._words)
        self._head = None
        self._is_gzip = False
        return head[length:]

    def _end(self, rest):
        """Compares the checksum, when all of it is there."""
        out = bytes(self._work.out[self._first:])
        if self._wbits < 0:
            count = 0
        elif self._is_gzip:
            count, check = 8, _crc32(out).to_bytes(4, "little")
        else:
            count, check = 4, adler32(out).to_bytes(4, "big")
        if len(rest) < count:
            return
        if count and rest[:4] != check:
            raise Wrong("incorrect data check")
        if count == 8 and rest[4:8] != (len(out) & 0xFFFFFFFF).to_bytes(4, "little"):
            raise Wrong("incorrect length check")
        self.eof = True
        self.unused_data = rest[count:]

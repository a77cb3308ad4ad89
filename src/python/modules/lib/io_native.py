"""Streams of text and of bytes, and files, which are all in memory."""
import sys
import _files
from _containers import unwatched as _unwatched
from builtins import open

DEFAULT_BUFFER_SIZE = 8192
BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    __module__ = "io"


def text_encoding(encoding, stacklevel=2):
    return "utf-8" if encoding is None else encoding


def _unsupported(name):
    raise UnsupportedOperation(name)


def _filled(shared):
    """A class gets what another one has, without being one of that."""
    def fill(kind):
        for name, value in vars(shared).items():
            if name not in vars(kind) and name not in ("__dict__", "__weakref__"):
                setattr(kind, name, value)
        return kind
    return fill


class _IOBase:
    """What all streams have."""

    __layout__ = "@dict @weakref"
    _closed = False

    def seek(self, pos, whence=0, /):
        _unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None, /):
        _unsupported("truncate")

    def flush(self):
        self._checkClosed()

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def __del__(self):
        self.close()

    @property
    def closed(self):
        return self._closed

    def _checkClosed(self, message=None):
        if self.closed:
            dot = "" if isinstance(self, (FileIO, StringIO)) else "."
            raise ValueError(message or "I/O operation on closed file" + dot)

    def _checkReadable(self):
        if not self.readable():
            _unsupported("File or stream is not readable.")

    def _checkWritable(self):
        if not self.writable():
            _unsupported("File or stream is not writable.")

    def _checkSeekable(self):
        if not self.seekable():
            _unsupported("File or stream is not seekable.")

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def isatty(self):
        self._checkClosed()
        return False

    def fileno(self):
        _unsupported("fileno")

    def __enter__(self):
        self._checkClosed("I/O operation on closed file.")
        return self

    def __exit__(self, *args):
        self.close()

    def readline(self, size=-1, /):
        limit = -1 if size is None else size
        line = bytearray()
        while limit < 0 or len(line) < limit:
            byte = self.read(1)
            if not byte:
                break
            line += byte
            if byte == b"\n":
                break
        return bytes(line)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        hint = _size(hint)
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if 0 < hint <= size:
                break
        return lines

    def writelines(self, lines, /):
        self._checkClosed()
        for line in lines:
            self.write(line)


class _RawIOBase(_IOBase):
    """Bytes without a buffer."""

    def read(self, size=-1, /):
        if size is None or size < 0:
            return self.readall()
        space = bytearray(size)
        count = self.readinto(space)
        return None if count is None else bytes(space[:count])

    def readall(self):
        whole = bytearray()
        while data := self.read(DEFAULT_BUFFER_SIZE):
            whole += data
        return bytes(whole)

    def readinto(self, buffer, /):
        raise NotImplementedError

    def write(self, data, /):
        raise NotImplementedError


class _BufferedIOBase(_IOBase):
    """Bytes with a buffer."""

    def read(self, size=-1, /):
        _unsupported("read")

    def read1(self, size=-1, /):
        _unsupported("read1")

    def write(self, data, /):
        _unsupported("write")

    def detach(self):
        _unsupported("detach")

    def readinto(self, buffer, /):
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        view[:len(data)] = data
        return len(data)

    readinto1 = readinto


def _whole(value, message="'{}' object cannot be interpreted as an integer"):
    """An int, or what stands for one."""
    index = getattr(type(value), "__index__", None)
    if index is None:
        raise TypeError(message.format(type(value).__name__))
    return index(value)


def _size(size, message="argument should be integer or None, not '{}'"):
    if size is None:
        return -1
    return size if isinstance(size, int) else _whole(size, message)


def _parts_of_state(self, state, count):
    """The parts of what pickle kept of a stream; the last is its dict."""
    self._checkClosed()
    kind = f"_io.{['BytesIO', 'StringIO'][count - 3]}.__setstate__"
    if not isinstance(state, tuple) or len(state) < count:
        raise TypeError(f"{kind} argument should be {count}-tuple, got "
                        f"{type(state).__name__}")
    *_, pos, names = state
    if not isinstance(pos, int):
        what = "second" if count == 3 else "third"
        raise TypeError(f"{what} item of state must be an integer, got "
                        f"{type(pos).__name__}")
    if pos < 0:
        raise ValueError("position value cannot be negative")
    if names is not None and not isinstance(names, dict):
        what = "third" if count == 3 else "fourth"
        raise TypeError(f"{what} item of state should be a dict, got a "
                        f"{type(names).__name__}")
    return state


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return memoryview(data).tobytes()


class BytesIO(_BufferedIOBase):
    """Bytes in memory as a stream."""

    # C has bytes with room at the end. Here they are a bytearray as long as they are
    # written, and bytes while somebody else may have them. The places are the position,
    # the bytes that C has allocated, and whether somebody may look into the bytearray.
    __layout__ = "_data @dict @weakref _places# show=@dict"

    @property
    def closed(self):
        """True if the file is closed."""
        return self._closed

    def __new__(cls, *args, **names):
        self = object.__new__(cls)
        self._data, self._places = b"", _unwatched([0, 0, False])
        return self

    def __init__(self, initial_bytes=b""):
        self._check_lent()
        self._data, self._places[0] = b"", 0
        if type(initial_bytes) is bytes:
            self._data = initial_bytes
        elif initial_bytes is not None:
            self.write(initial_bytes)
            self._places[0] = 0

    def _is_lent(self):
        if self._places[2]:
            try:
                self._data.append(0)
            except BufferError:
                return True
            self._data.pop()
            self._places[2] = False
        return False

    def _check_lent(self):
        if self._is_lent():
            raise BufferError("Existing exports of data: object cannot be re-sized")

    def _room(self, end):
        """Makes the bytes ours, with room up to an end."""
        data, places = self._data, self._places
        if type(data) is bytes:
            places[1] = len(data)
            self._data = bytearray(data)
        if end > places[1]:
            little = end <= places[1] * 1.125
            places[1] = end + (end >> 3) + (3 if end < 9 else 6) if little else end + 1

    def __sizeof__(self):
        """Returns size in memory, in bytes."""
        size, data = object.__sizeof__(self), self._data
        if type(data) is bytearray:
            return size + bytes.__basicsize__ + self._places[1]
        # Two names here, and the argument.
        return size if sys.getrefcount(data) > 3 else size + data.__sizeof__()

    def getvalue(self):
        self._checkClosed()
        data = self._data
        if type(data) is bytes:
            return data
        if self._is_lent():
            return bytes(data)
        self._data = data = bytes(data)
        return data

    def getbuffer(self):
        self._checkClosed()
        self._room(0)
        self._places[2] = True
        return memoryview(self._data)

    def _take(self, size):
        data, places = self._data, self._places
        start = places[0]
        size = max(0, len(data) - start if size < 0 else min(size, len(data) - start))
        places[0] += size
        if start == 0 and 1 < size == len(data) and \
                (type(data) is bytes or size == places[1]):
            return self.getvalue()
        return bytes(data[start:start + size])

    def read(self, size=-1, /):
        self._checkClosed()
        return self._take(_size(size))

    read1 = read

    def readline(self, size=-1, /):
        self._checkClosed()
        size, start = _size(size), self._places[0]
        end = self._data.find(b"\n", start) + 1 or len(self._data)
        length = max(end - start, 0)
        return self._take(length if size < 0 else min(size, length))

    def write(self, data, /):
        self._checkClosed()
        self._check_lent()
        data = _bytes(data)
        if data:
            places = self._places
            start, end = places[0], places[0] + len(data)
            self._room(end)
            own = self._data
            if start > len(own):
                own += bytes(start - len(own))
            own[start:end] = data
            places[0] = end
        return len(data)

    def seek(self, pos, whence=0, /):
        self._checkClosed()
        pos = _whole(pos)
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        base = (0, self._places[0], len(self._data))[whence]
        self._places[0] = pos = max(0, base + pos)
        return pos

    def tell(self):
        self._checkClosed()
        return self._places[0]

    def truncate(self, size=None, /):
        self._checkClosed()
        self._check_lent()
        if size is None:
            size = self._places[0]
        elif (size := _size(size)) < 0:
            raise ValueError(f"negative size value {size}")
        if size < len(self._data):
            self._room(0)
            del self._data[size:]
            if size < self._places[1] // 2:
                self._places[1] = size + 1
        return size

    def __getstate__(self):
        return self.getvalue(), self._places[0], dict(self.__dict__) or None

    def __setstate__(self, state, /):
        data, pos, names, *_ = _parts_of_state(self, state, 3)
        BytesIO.__init__(self, _bytes(data))
        self._places[0] = pos
        if names:
            self.__dict__.update(names)

    def close(self):
        if not self._closed:
            # Not while somebody looks into it.
            self._check_lent()
            self._closed = True
            self._data = b""

    def __del__(self):
        try:
            self.close()
        except BufferError:
            # What looks into it keeps the bytes alive.
            pass

    def readable(self):
        self._checkClosed()
        return True

    writable = seekable = readable


def _cannot_be_copied(self, *_):
    raise TypeError(f"cannot pickle {type(self).__name__!r} instances")


class FileIO(_RawIOBase):
    """A file without a buffer."""

    __reduce__ = __reduce_ex__ = _cannot_be_copied

    _closed = True
    closefd = True

    @property
    def closed(self):
        """True if the file is closed"""
        return self._closed

    def __init__(self, file, mode="r", closefd=True, opener=None):
        flags = set(mode) - {"b"}
        if len(flags & set("rwax")) != 1:
            raise ValueError("Must have exactly one of create/read/write/append mode "
                             "and at most one plus")
        self.name = file
        self._flags = flags
        if isinstance(file, int):
            self._fd, self.closefd = file, bool(closefd)
        elif not closefd:
            raise ValueError("Cannot use closefd=False with file name")
        elif opener is None:
            self._fd = _files.open(file, _opening(flags))
        else:
            self._fd = number = opener(file, _opening(flags))
            if not isinstance(number, int):
                raise TypeError("expected integer from opener")
            if number < 0:
                raise ValueError(f"opener returned {number}")
        self._opened = _files.opened(self._fd)
        self._node = node = self._opened.node
        if node is None:
            if not isinstance(file, int):
                _files.close(self._fd)
            raise IsADirectoryError(21, "Is a directory", file)
        self._data = node.data
        self._closed = False
        if "a" in flags:
            self._pos = len(node.data)

    @property
    def _pos(self):
        return self._opened.pos

    @_pos.setter
    def _pos(self, place):
        self._opened.pos = place

    def close(self):
        if not self._closed:
            _RawIOBase.close(self)
            if self.closefd:
                _files.close(self._fd)

    @property
    def mode(self):
        plus = "+" if "+" in self._flags else ""
        if "x" in self._flags:
            return "xb" + plus
        if "a" in self._flags:
            return "ab" + plus
        return "rb+" if plus else "rb" if "r" in self._flags else "wb"

    def __repr__(self):
        kind = f"{type(self).__module__}.{type(self).__qualname__}"
        if self._closed:
            return f"<{kind} [closed]>"
        return f"<{kind} name={self.name!r} mode={self.mode!r} " \
               f"closefd={self.closefd}>"

    def readable(self):
        self._checkClosed()
        return bool(self._flags & {"r", "+"})

    def writable(self):
        self._checkClosed()
        return bool(self._flags & {"w", "a", "x", "+"})

    def seekable(self):
        self._checkClosed()
        return True

    def fileno(self):
        self._checkClosed()
        return self._fd

    def read(self, size=-1, /):
        if not self.readable():
            raise UnsupportedOperation("File not open for reading")
        return self._take(size)

    def readall(self):
        return self.read()

    def readinto(self, buffer, /):
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        view[:len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        if not self.readable():
            raise UnsupportedOperation("File not open for reading")
        size = _size(size)
        end = self._data.find(b"\n", self._pos) + 1 or len(self._data)
        length = max(end - self._pos, 0)
        return self._take(length if size < 0 else min(size, length))

    def _take(self, size):
        size = _size(size)
        data = self._data
        end = len(data) if size < 0 else self._pos + size
        taken = bytes(data[self._pos:end])
        self._pos += len(taken)
        return taken

    def write(self, data, /):
        if not self.writable():
            raise UnsupportedOperation("File not open for writing")
        data, own = _bytes(data), self._data
        if "a" in self._flags:
            self._pos = len(own)
        _touch(self._node)
        if data:
            if self._pos > len(own):
                own += bytes(self._pos - len(own))
            own[self._pos:self._pos + len(data)] = data
            self._pos += len(data)
        return len(data)

    def seek(self, pos, whence=0, /):
        self._checkClosed()
        pos = _whole(pos)
        if whence not in (0, 1, 2):
            raise OSError(22, "Invalid argument")
        pos += (0, self._pos, len(self._data))[whence]
        if pos < 0:
            raise OSError(22, "Invalid argument")
        self._pos = pos
        return pos

    def tell(self):
        self._checkClosed()
        return self._pos

    def truncate(self, size=None, /):
        if not self.writable():
            raise UnsupportedOperation("File not open for writing")
        if size is None:
            size = self._pos
        elif (size := _whole(size)) < 0:
            raise OSError(22, "Invalid argument")
        del self._data[size:]
        self._data += bytes(size - len(self._data))
        _touch(self._node)
        return size


def _opening(flags):
    """The flags of `os.open` for the letters of a mode."""
    found = _files.O_CLOEXEC | (_files.O_RDWR if "+" in flags else
                                _files.O_RDONLY if "r" in flags else _files.O_WRONLY)
    for letter, more in (("w", _files.O_CREAT | _files.O_TRUNC),
                         ("x", _files.O_CREAT | _files.O_EXCL),
                         ("a", _files.O_CREAT | _files.O_APPEND)):
        if letter in flags:
            found |= more
    return found


def _touch(node):
    node.changed = _files.time.time()


class _Buffered:
    """What the three kinds of buffers have in common."""

    __reduce__ = __reduce_ex__ = _cannot_be_copied

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._raw = raw
        self._room = buffer_size
        self._waiting = bytearray()

    def _check(self, doing):
        if self._raw is None:
            raise ValueError("raw stream has been detached")
        if self._raw.closed:
            raise ValueError(f"{doing} of closed file" if doing != "write"
                             else "write to closed file")

    @property
    def raw(self):
        return self._raw

    @property
    def name(self):
        return self._raw.name

    @property
    def mode(self):
        return self._raw.mode

    @property
    def closed(self):
        return self._raw is not None and self._raw.closed

    def __repr__(self):
        kind = f"{type(self).__module__}.{type(self).__qualname__}"
        try:
            return f"<{kind} name={self.name!r}>"
        except AttributeError:
            return f"<{kind}>"

    def readable(self):
        return self._raw.readable()

    def writable(self):
        return self._raw.writable()

    def seekable(self):
        return self._raw.seekable()

    def fileno(self):
        return self._raw.fileno()

    def isatty(self):
        return self._raw.isatty()

    def flush(self):
        self._check("flush")
        if self._waiting:
            data, self._waiting = self._waiting, bytearray()
            self._raw.write(data)

    def close(self):
        if self._raw is not None and not self._raw.closed:
            try:
                self.flush()
            finally:
                self._raw.close()

    def detach(self):
        self.flush()
        raw, self._raw = self._raw, None
        return raw

    def seek(self, pos, whence=0, /):
        self._check("seek")
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        self.flush()
        return self._raw.seek(pos, whence)

    def tell(self):
        self._check("tell")
        return self._raw.tell() + len(self._waiting)

    def truncate(self, size=None, /):
        self._check("truncate")
        self.flush()
        if size is None:
            size = self._raw.tell()
        return self._raw.truncate(size)

    def _read(self, size):
        self._check("read")
        size = _size(size)
        if size < -1:
            raise ValueError("read length must be non-negative or -1")
        self.flush()
        return self._raw.read(size)

    def _peek(self, size=0, /):
        self._check("peek")
        place = self._raw.tell()
        data = self._raw.read(self._room)
        self._raw.seek(place)
        return data

    def _readline(self, size=-1, /):
        self._check("readline")
        self.flush()
        return self._raw.readline(size)

    def _write(self, data, /):
        self._check("write")
        data = _bytes(data)
        self._waiting += data
        if len(self._waiting) > self._room:
            self.flush()
        return len(data)

    def __del__(self):
        if getattr(self, "_raw", None) is not None:
            self.close()


@_filled(_Buffered)
class BufferedReader(_BufferedIOBase):
    """Reads from a raw stream."""

    def read(self, size=-1, /):
        return self._read(size)

    def read1(self, size=-1, /):
        return self._read(size)

    peek = _Buffered._peek
    readline = _Buffered._readline


@_filled(_Buffered)
class BufferedWriter(_BufferedIOBase):
    """Writes to a raw stream."""

    def write(self, data, /):
        return self._write(data)

    def readline(self, size=-1, /):
        _unsupported("readline")


@_filled(_Buffered)
class BufferedRandom(_BufferedIOBase):
    """Reads and writes."""

    def read(self, size=-1, /):
        return self._read(size)

    def read1(self, size=-1, /):
        return self._read(size)

    def write(self, data, /):
        return self._write(data)

    peek = _Buffered._peek
    readline = _Buffered._readline


class BufferedRWPair(_BufferedIOBase):
    """Reads from one stream and writes to another."""

    def __init__(self, reader, writer, buffer_size=8192, /):
        for stream, able, what in ((reader, "readable", "read"),
                                   (writer, "writable", "writ")):
            if not getattr(stream, able)():
                raise UnsupportedOperation(f"File or stream is not {what}able.")
        self._reader = BufferedReader(reader, buffer_size)
        self._writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self._reader.read(size)

    def read1(self, size=-1, /):
        return self._reader.read1(size)

    def peek(self, size=0, /):
        return self._reader.peek(size)

    def readinto(self, buffer, /):
        return self._reader.readinto(buffer)

    def readinto1(self, buffer, /):
        return self._reader.readinto1(buffer)

    def readline(self, size=-1, /):
        return self._reader.readline(size)

    def write(self, data, /):
        return self._writer.write(data)

    def flush(self):
        self._writer.flush()

    def readable(self):
        return self._reader.readable()

    def writable(self):
        return self._writer.writable()

    def isatty(self):
        return self._writer.isatty() or self._reader.isatty()

    @property
    def closed(self):
        # One that could not be made has nothing to be closed.
        return self._writer.closed if hasattr(self, "_writer") else True

    def close(self):
        try:
            self._writer.close()
        finally:
            self._reader.close()


class _Standard(_RawIOBase):
    """The bytes of one of the three streams of a program, which are known as text."""

    def __init__(self, stream):
        self._stream = stream
        self._rest = b""
        self.name = stream.name
        self.mode = stream.mode + "b"

    def readable(self):
        return self._stream.readable()

    def writable(self):
        return self._stream.writable()

    def isatty(self):
        return self._stream.isatty()

    def fileno(self):
        return self._stream.fileno()

    def readline(self, size=-1, /):
        line = self._rest or self._stream.readline().encode()
        end = len(line) if size is None or size < 0 else size
        self._rest = line[end:]
        return line[:end]

    def readall(self):
        whole, self._rest = self._rest + self._stream.read().encode(), b""
        return whole

    def readinto(self, buffer, /):
        # A line at a time, as from a terminal.
        view = memoryview(buffer).cast("B")
        count = 0
        while count < len(view) and (part := self.readline(len(view) - count)):
            view[count:count + len(part)] = part
            count += len(part)
        return count

    def write(self, data, /):
        waiting = self._rest + bytes(data)
        # A character whose last bytes are still to come waits for them.
        whole = len(waiting)
        for back in range(1, min(3, whole) + 1):
            first = waiting[whole - back]
            if first & 0xC0 != 0x80:
                needed = 4 if first >= 0xF0 else 3 if first >= 0xE0 else \
                    2 if first >= 0xC0 else 1
                if needed > back:
                    whole -= back
                break
        self._rest = waiting[whole:]
        self._stream.write(waiting[:whole].decode("utf-8", "replace"))
        return len(data)


_standard_buffers = {}


def _standard_buffer(stream):
    """The `buffer` of a standard stream: what is written is passed on at once."""
    number = stream.fileno()
    if number not in _standard_buffers:
        kind = BufferedWriter if number else BufferedReader
        made = _standard_buffers[number] = kind(_Standard(stream))
        made._room = 0 if number else DEFAULT_BUFFER_SIZE
    return _standard_buffers[number]


_SEEN = None, "\n", "\r", ("\r", "\n"), "\r\n", ("\n", "\r\n"), ("\r", "\r\n"), \
    ("\r", "\n", "\r\n")


class IncrementalNewlineDecoder:
    """Makes text of bytes piece by piece, and one kind of line end of all."""

    def __init__(self, decoder, translate, errors="strict"):
        self._decoder, self._translate, self.errors = decoder, bool(translate), errors
        # Which kinds of line ends were seen, as bits; a return may be half of one.
        self._seen, self._return = 0, False

    def decode(self, input, final=False):
        """The text of the next bytes."""
        text = input
        if self._decoder is not None:
            text = self._decoder.decode(input, final)
        if not isinstance(text, str):
            kind = type(text).__name__
            raise TypeError(f"decoder should return a string result, not '{kind}'")
        if self._return and (text or final):
            text, self._return = "\r" + text, False
        if text.endswith("\r") and not final:
            text, self._return = text[:-1], True
        pairs = text.count("\r\n")
        kinds = text.count("\n") > pairs, text.count("\r") > pairs, pairs > 0
        self._seen |= kinds[0] | kinds[1] << 1 | kinds[2] << 2
        return _translated(text) if self._translate else text

    def getstate(self):
        """The bytes that wait, and a number for the rest."""
        buffer, flag = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return buffer, flag << 1 | self._return

    def setstate(self, state, /):
        buffer, flag = state
        self._return = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((buffer, flag >> 1))

    def reset(self):
        self._seen, self._return = 0, False
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        return _SEEN[self._seen]


class _TextIOBase(_IOBase):
    """A stream of text."""

    encoding = errors = newlines = property(lambda self: None)

    def read(self, size=-1, /):
        _unsupported("read")

    def write(self, text, /):
        _unsupported("write")

    def readline(self, size=-1, /):
        _unsupported("readline")

    def detach(self):
        _unsupported("detach")


_NEWLINES = (None, "", "\n", "\r", "\r\n")


def _check_newline(newline):
    if newline is not None and not isinstance(newline, str):
        kind = type(newline).__name__
        raise TypeError(f"newline must be str or None, not {kind}")
    if newline not in _NEWLINES:
        raise ValueError(f"illegal newline value: {newline}")


class _Text:
    """Lines in a text that is all there: `_text`, read up to `_at`."""

    def _line_end(self, start):
        """Where the line ends that begins at an index, and how it ends."""
        text, newline = self._text, self._newline
        if newline:
            found = text.find(newline, start)
            return (found, len(newline)) if found >= 0 else (len(text), 0)
        found = text.find("\n", start)
        if self._has_returns:
            other = text.find("\r", start, found if found >= 0 else len(text))
            if other >= 0:
                return other, 2 if text.startswith("\n", other + 1) else 1
        return (found, 1) if found >= 0 else (len(text), 0)

    def _take_text(self, size):
        size = _size(size)
        start, text = self._at, self._text
        translating = self._newline is None and self._has_returns
        if size < 0:
            self._at = max(start, len(text))
            taken = text[start:]
            return _translated(taken) if translating else taken
        if not translating:
            taken = text[start:start + size]
            self._at = start + len(taken)
            return taken
        taken = []
        while len(taken) < size and self._at < len(text):
            character = text[self._at]
            self._at += 1
            if character == "\r":
                self._at += text.startswith("\n", self._at)
                character = "\n"
            taken.append(character)
        return "".join(taken)

    def _take_line(self, size):
        size = _size(size)
        start = self._at
        if start >= len(self._text):
            return ""
        end, width = self._line_end(start)
        if 0 <= size < end + width - start:
            self._at = start + size
            return _translated(self._text[start:self._at]) if self._newline is None \
                else self._text[start:self._at]
        self._at = end + width
        if self._newline is None and width:
            return self._text[start:end] + "\n"
        return self._text[start:end + width]


def _translated(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


_ENDS = "", ""


def _fresh(text):
    """The text as an object that nobody else has."""
    return text.join(_ENDS) if len(text) > 1 else text


@_filled(_Text)
class StringIO(_TextIOBase):
    """Text in memory as a stream."""

    # As long as text is only added (`_grows`), whoever asks for all of it is given the
    # text itself, and a copy goes on growing (`Modules/_io/stringio.c`).
    __layout__ = ("_parts# _whole# _at# _end# _has_returns# _grows# =64 @dict @weakref "
                  "_newline?")


    def __init__(self, initial_value="", newline="\n"):
        _check_newline(newline)
        if initial_value is not None and not isinstance(initial_value, str):
            kind = type(initial_value).__name__
            raise TypeError(f"initial_value must be str or None, not {kind}")
        self._newline = newline
        self._has_returns = newline in (None, "")
        self._parts = _unwatched([])
        self._whole = ""
        self._at = 0
        self._grows = initial_value is None or initial_value == ""
        if initial_value:
            self.write(initial_value)
            self._at = 0

    @property
    def _text(self):
        if self._parts:
            self._whole += "".join(self._parts)
            self._parts.clear()
        return self._whole

    @property
    def line_buffering(self):
        self._checkClosed()
        return False

    def _all(self):
        text = self._text
        copy = _fresh(text)
        if not self._grows:
            return copy
        self._whole = copy
        return text

    def getvalue(self):
        self._checkClosed()
        return self._all()

    def read(self, size=-1, /):
        self._checkClosed()
        size, text = _size(size), self._text
        if self._grows and not self._at and not 0 <= size < len(text):
            self._at = len(text)
            return self._all()
        self._grows = False
        taken = text[self._at:] if size < 0 else text[self._at:self._at + size]
        self._at += len(taken)
        return _fresh(taken) if taken is text else taken

    def readline(self, size=-1, /):
        self._checkClosed()
        self._grows = False
        line = self._take_line(size)
        return _fresh(line) if line is self._whole else line

    def __next__(self):
        self._checkClosed()
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, text, /):
        self._checkClosed()
        if not isinstance(text, str):
            raise TypeError(f"string argument expected, got '{type(text).__name__}'")
        count = len(text)
        if self._newline is None:
            text = _translated(text)
        elif self._newline in ("\r", "\r\n"):
            text = text.replace("\n", self._newline)
        if not text:
            return count
        if len(text) > 1:
            text = text.join(_ENDS)
        parts = self._parts
        if self._at == len(self._whole) + sum(map(len, parts)) if len(parts) < 2 \
                else self._at == self._end:
            parts.append(text)
            self._at += len(text)
            self._end = self._at
            if len(parts) > 1000:
                self._text
        else:
            self._grows = False
            whole = self._text
            if self._at > len(whole):
                whole += "\0" * (self._at - len(whole))
            self._whole = whole[:self._at] + text + whole[self._at + len(text):]
            self._at += len(text)
        return count

    def seek(self, pos, whence=0, /):
        self._checkClosed()
        pos = _whole(pos)
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence and pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._end = -1
        if whence == 0:
            self._at = pos
        elif whence == 2:
            self._at = len(self._text)
        self._text
        return self._at

    def tell(self):
        self._checkClosed()
        return self._at

    def truncate(self, size=None, /):
        self._checkClosed()
        if size is None:
            size = self._at
        elif (size := _whole(size)) < 0:
            raise ValueError(f"Negative size value {size}")
        self._end = -1
        if size < len(self._text):
            self._grows = False
            self._whole = self._whole[:size]
        return size

    def __getstate__(self):
        names = dict(self.__dict__) or None
        return self.getvalue(), self._newline, self._at, names

    def __setstate__(self, state, /):
        text, newline, at, names, *_ = _parts_of_state(self, state, 4)
        if not isinstance(text, str):
            raise TypeError("initial_value must be str or None, not "
                            f"{type(text).__name__}")
        # The text has been read or written already: its lines end as they should.
        StringIO.__init__(self, "", newline)
        self._whole, self._at, self._grows = text, at, False
        if names:
            self.__dict__.update(names)

    def close(self):
        if not self._closed:
            self._closed = True
            self._whole = ""
            self._parts = []

    def readable(self):
        self._checkClosed()
        return True

    writable = seekable = readable


# Encodings that begin with a mark, and what to go on in.
_GO_ON = {"utf-16": "utf-16-le", "utf16": "utf-16-le", "utf-32": "utf-32-le",
          "utf32": "utf-32-le", "utf-8-sig": "utf-8"}


@_filled(_Text)
class TextIOWrapper(_TextIOBase):
    """Text over a stream of bytes."""

    __reduce__ = __reduce_ex__ = _cannot_be_copied

    def __init__(self, buffer, encoding=None, errors=None, newline=None,
                 line_buffering=False, write_through=False):
        _check_newline(newline)
        if encoding is None:
            encoding = "UTF-8"
        elif not isinstance(encoding, str):
            kind = type(encoding).__name__
            raise TypeError("TextIOWrapper() argument 'encoding' must be str or None, "
                            f"not {kind}")
        if encoding == "locale":
            encoding = "UTF-8"
        "".encode(encoding)
        self._buffer = buffer
        self._encoding = encoding
        self._errors = errors or "strict"
        self._newline = newline
        self._line_buffering = line_buffering
        self._telling = True
        self._forget()

    def _forget(self):
        """Nothing is read: the bytes decide where we are."""
        self._whole = None
        self._at = 0
        self._base = 0
        self._has_returns = False
        self._seen = set()

    def _load(self):
        if self._whole is None:
            self._buffer.flush()
            base = self._buffer.tell() if self._buffer.seekable() else 0
            data = self._buffer.read()
            self._whole = data.decode(self._encoding, self._errors)
            self._base = base
            self._at = 0
            self._has_returns = not self._newline and "\r" in self._whole

    @property
    def _text(self):
        return self._whole

    @property
    def buffer(self):
        return self._buffer

    @property
    def encoding(self):
        return self._encoding

    @property
    def errors(self):
        return self._errors

    @property
    def line_buffering(self):
        return self._line_buffering

    @property
    def newlines(self):
        if self._whole is None or self._newline:
            return None
        read = self._whole[:self._at]
        plain = read.replace("\r\n", "")
        kinds = [kind for kind, seen in (("\r", "\r" in plain), ("\n", "\n" in plain),
                                         ("\r\n", len(plain) < len(read))) if seen]
        return kinds[0] if len(kinds) == 1 else tuple(kinds) or None

    @property
    def name(self):
        return self._buffer.name

    @property
    def closed(self):
        return self._buffer is not None and self._buffer.closed

    def __repr__(self):
        text = f"<{type(self).__module__}.{type(self).__qualname__}"
        for name in ("name", "mode"):
            try:
                text += f" {name}={getattr(self, name)!r}"
            except AttributeError:
                pass
        return f"{text} encoding={self._encoding!r}>"

    def reconfigure(self, *, encoding=None, errors=None, newline=None,
                    line_buffering=None, write_through=None):
        if self._whole is not None and (encoding or errors or newline is not None):
            _unsupported("It is not possible to set the encoding or newline of "
                              "stream after the first read")
        self.flush()
        if encoding is not None:
            self._encoding, self._errors = encoding, "strict"
        self._errors = errors or self._errors
        if newline is not None:
            _check_newline(newline)
            self._newline = newline
        if line_buffering is not None:
            self._line_buffering = line_buffering

    def readable(self):
        return self._buffer.readable()

    def writable(self):
        return self._buffer.writable()

    def seekable(self):
        return self._buffer.seekable()

    def fileno(self):
        return self._buffer.fileno()

    def isatty(self):
        return self._buffer.isatty()

    def _check_readable(self):
        self._checkClosed()
        if not self._buffer.readable():
            raise UnsupportedOperation("not readable")
        self._load()

    def read(self, size=-1, /):
        self._check_readable()
        self._telling = True
        return self._take_text(size)

    def readline(self, size=-1, /):
        self._check_readable()
        return self._take_line(size)

    def __next__(self):
        self._telling = False
        line = self.readline()
        if not line:
            self._telling = True
            raise StopIteration
        return line

    def write(self, text, /):
        self._checkClosed()
        if not isinstance(text, str):
            kind = type(text).__name__
            raise TypeError(f"write() argument must be str, not {kind}")
        if not self._buffer.writable():
            raise UnsupportedOperation("not writable")
        if self._whole is not None:
            self._buffer.seek(self._place())
            self._forget()
        count, ends = len(text), "\n" in text
        if self._newline in ("\r", "\r\n"):
            text = text.replace("\n", self._newline)
        encoding = self._encoding
        going_on = _GO_ON.get(encoding.lower().replace("_", "-"))
        if going_on and self._buffer.tell() > 0:
            encoding = going_on
        self._buffer.write(text.encode(encoding, self._errors))
        if self._line_buffering and ends:
            self.flush()
        return count

    def _place(self):
        """Where we are, in bytes."""
        if self._whole is None:
            return self._buffer.tell()
        return self._base + len(self._whole[:self._at].encode(self._encoding,
                                                              self._errors))

    def tell(self):
        self._checkClosed()
        if not self._buffer.seekable():
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        return self._place()

    def seek(self, pos, whence=0, /):
        self._checkClosed()
        if not self._buffer.seekable():
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == 1:
            if pos:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            pos = self.tell()
        elif whence == 2:
            if pos:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self._forget()
            return self._buffer.seek(0, 2)
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if pos < 0:
            raise ValueError(f"negative seek position {pos}")
        self._forget()
        self._telling = True
        return self._buffer.seek(pos)

    def truncate(self, size=None, /):
        self.flush()
        if size is None:
            size = self.tell()
        return self._buffer.truncate(size)

    def flush(self):
        self._checkClosed()
        self._buffer.flush()

    def close(self):
        if self._buffer is not None and not self._buffer.closed:
            self._buffer.close()

    def detach(self):
        self.flush()
        buffer, self._buffer = self._buffer, None
        return buffer

    def __del__(self):
        if getattr(self, "_buffer", None) is not None:
            self.close()


def _open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None,
          closefd=True, opener=None):
    """Opens a file, which is in memory."""
    shown = file if isinstance(file, (str, bytes, int)) else _files.path_of(file)
    for name, value in (("mode", mode), ("encoding", encoding), ("errors", errors)):
        if not isinstance(value, str) and (value is not None or name == "mode"):
            wanted = "str" if name == "mode" else "str or None"
            raise TypeError(f"open() argument '{name}' must be {wanted}, "
                            f"not {type(value).__name__}")
    flags = set(mode)
    if flags - set("axrwb+t") or len(mode) > len(flags):
        raise ValueError(f"invalid mode: {mode!r}")
    if "t" in flags and "b" in flags:
        raise ValueError("can't have text and binary mode at once")
    if len(flags & set("axrw")) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    binary = "b" in flags
    if binary:
        for name, value in (("encoding", encoding), ("errors", errors),
                            ("newline", newline)):
            if value is not None:
                article = "an" if name[0] == "e" else "a"
                raise ValueError(f"binary mode doesn't take {article} {name} argument")
    raw = FileIO(shown, "".join(flags - set("bt")), closefd, opener)
    if buffering == 0:
        if not binary:
            raw.close()
            raise ValueError("can't have unbuffered text I/O")
        return raw
    room = buffering if buffering > 1 else DEFAULT_BUFFER_SIZE
    kind = BufferedRandom if "+" in flags else \
        BufferedReader if "r" in flags else BufferedWriter
    buffer = kind(raw, room)
    if binary:
        return buffer
    text = TextIOWrapper(buffer, encoding, errors, newline, buffering == 1)
    text.mode = mode
    return text

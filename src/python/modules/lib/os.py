"""What a program may ask of the system: here, of the files in memory."""
import abc
import sys
import _files
import posixpath as path
from collections.abc import Mapping, MutableMapping
from _files import (O_APPEND, O_CLOEXEC, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC,
                    O_WRONLY, close, fspath)
from posixpath import (altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep)

sys.modules["os.path"] = path
name = "posix"
linesep = "\n"
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
error = OSError
supports_bytes_environ = True


class PathLike(abc.ABC):
    """Something that stands for a path."""
    __slots__ = ()

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return any("__fspath__" in vars(base) for base in subclass.__mro__) \
                or NotImplemented
        return NotImplemented


def fsencode(filename):
    found = fspath(filename)
    return found.encode() if isinstance(found, str) else found


def fsdecode(filename):
    found = fspath(filename)
    return found.decode() if isinstance(found, bytes) else found


def getpid():
    """There is one process, and it is the first."""
    return 1


def getcwd():
    return _files.folder()


def chdir(path):
    _files.enter(path)


class _Environ(MutableMapping):
    """The variables of the environment: texts, kept as the bytes that they are."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey, self.decodekey = encodekey, decodekey
        self.encodevalue, self.decodevalue = encodevalue, decodevalue
        self._data = data

    def __getitem__(self, key):
        encoded = self.encodekey(key)
        if encoded not in self._data:
            raise KeyError(key) from None
        return self.decodevalue(self._data[encoded])

    def __setitem__(self, key, value):
        key, value = self.encodekey(key), self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        if encoded not in self._data:
            raise KeyError(key) from None
        del self._data[encoded]

    def __iter__(self):
        for key in [*self._data]:
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        inside = ", ".join([f"{key!r}: {value!r}" for key, value in self.items()])
        return "environ({" + inside + "})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return {**self, **other}

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return {**other, **self}


def _variable(kind):
    """What makes sure that a name or value is of this type, and makes bytes of it."""
    def encode(value):
        if not isinstance(value, kind):
            raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
        return value if kind is bytes else value.encode(errors="surrogateescape")
    return encode


def _text(value):
    return value.decode(errors="surrogateescape")


def _same(value):
    return value


# Nothing of the machine is known: the program is its own environment.
environ = _Environ({}, _variable(str), _text, _variable(str), _text)
environb = _Environ(environ._data, _variable(bytes), _same, _variable(bytes), _same)


def getenv(key, default=None):
    """A variable of the environment, or the default where it is not there."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """The same as bytes."""
    return environb.get(key, default)


def putenv(name, value, /):
    """Change or add an environment variable."""
    name, value = fsencode(name), fsencode(value)
    if b"\0" in name or b"\0" in value:
        raise ValueError("embedded null byte")
    if b"=" in name:
        raise ValueError("illegal environment variable name")
    if not name:
        raise OSError(22, "Invalid argument")


def unsetenv(name, /):
    """Delete an environment variable."""
    name = fsencode(name)
    if not name or b"=" in name:
        raise OSError(22, "Invalid argument")


def open(path, flags, mode=0o777, *, dir_fd=None):
    """Opens a file or a folder; the number that stands for it."""
    return _files.open(path, flags, dir_fd)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """The open file that a number stands for."""
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def _file_of(fd, use):
    found = _files.opened(fd)
    if found.node is None:
        raise IsADirectoryError(21, "Is a directory")
    if found.flags & 3 not in (use, O_RDWR):
        raise OSError(9, "Bad file descriptor")
    return found


def read(fd, length, /):
    """Bytes of what is open, from its place on."""
    found = _file_of(fd, O_RDONLY)
    data = bytes(found.node.data[found.pos:found.pos + length])
    found.pos += len(data)
    return data


def write(fd, data, /):
    """Writes bytes at the place in what is open; how many."""
    data = bytes(data)
    if fd in (1, 2):
        stream = sys.stdout if fd == 1 else sys.stderr
        stream.write(data.decode())
        return len(data)
    found = _file_of(fd, O_WRONLY)
    held = found.node.data
    if found.flags & O_APPEND:
        found.pos = len(held)
    held += bytes(max(0, found.pos - len(held)))
    held[found.pos:found.pos + len(data)] = data
    found.pos += len(data)
    found.node.changed = _files.time.time()
    return len(data)


def lseek(fd, position, whence, /):
    found = _files.opened(fd)
    start = (0, found.pos, len(found.node.data))[whence]
    if start + position < 0:
        raise OSError(22, "Invalid argument")
    found.pos = start + position
    return found.pos


def fsync(fd):
    """All is in memory, so there is nothing to wait for."""
    _files.opened(fd if isinstance(fd, int) else fd.fileno())


def isatty(fd, /):
    return False


def truncate(path, length):
    fd = open(path, O_RDWR)
    try:
        ftruncate(fd, length)
    finally:
        close(fd)


def ftruncate(fd, length, /):
    data = _file_of(fd, O_WRONLY).node.data
    del data[length:]
    data += bytes(length - len(data))


def chmod(path, mode):
    """Who may use a file; of folders it is not kept."""
    node = _files.find(path)[1]
    if node is not None:
        node.mode = mode & 0o7777


def utime(path, times=None, *, ns=None):
    """When a file was last changed."""
    node = _files.find(path)[1]
    if node is not None:
        node.changed = ns[1] / 1e9 if ns else times[1] if times else _files.time.time()


class terminal_size(tuple):
    """How many characters fit on a terminal."""
    __slots__ = ()
    columns = property(lambda self: self[0], doc="width of the terminal window in "
                                                 "characters")
    lines = property(lambda self: self[1], doc="height of the terminal window in "
                                               "characters")

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def get_terminal_size(fd=1, /):
    raise OSError(25, "Inappropriate ioctl for device")


def get_exec_path(env=None):
    """The folders in which programs are looked for."""
    found = (environ if env is None else env).get("PATH", defpath)
    return found.split(pathsep)


def listdir(path=None):
    return _files.entries("." if path is None else path)


def mkdir(path, mode=0o777):
    _files.make_folder(path)


def _parted(name):
    """The folder that something lies in, and its name there."""
    folder, last = path.split(name)
    return (folder, last) if last else path.split(folder)


def makedirs(name, mode=0o777, exist_ok=False):
    above, last = _parted(name)
    if above and last and not path.exists(above):
        try:
            makedirs(above, exist_ok=exist_ok)
        except FileExistsError:
            pass  # Somebody else has made it meanwhile.
        if fsdecode(last) == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not (exist_ok and path.isdir(name)):
            raise


def remove(path):
    _files.remove(path)


unlink = remove


def rmdir(path):
    _files.remove_folder(path)


def removedirs(name):
    rmdir(name)
    head = path.dirname(name)
    while head:
        try:
            rmdir(head)
        except OSError:
            break
        head = path.dirname(head)


def rename(src, dst):
    _files.rename(src, dst)


replace = rename


def access(path, mode):
    return exists(path)


exists = path.exists


class stat_result(tuple):
    """What is known of a file."""
    __slots__ = ()
    _names = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size",
              "st_atime", "st_mtime", "st_ctime")

    def __getattr__(self, name):
        if name in self._names:
            return self[self._names.index(name)]
        raise AttributeError(f"'os.stat_result' object has no attribute {name!r}")

    def __repr__(self):
        return "os.stat_result(" + ", ".join(
            f"{name}={value!r}" for name, value in zip(self._names, self)) + ")"


def stat(path, *, dir_fd=None, follow_symlinks=True):
    if isinstance(path, int):
        return _stat_of(_files.opened(path).node)
    return _stat_of(_files.find(path)[1])


def fstat(fd):
    return _stat_of(_files.opened(fd).node)


def _stat_of(node):
    if node is None:
        return stat_result((0o040755, 2, 0, 1, 0, 0, 4096, 0, 0, 0))
    when = int(node.changed)
    return stat_result((0o100000 | node.mode, node.number, 0, 1, 0, 0, len(node.data), when, when,
                        when))


lstat = stat


class DirEntry:
    """Something in a folder."""

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan(list):
    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def close(self):
        pass


def scandir(path="."):
    return _Scan([DirEntry(path, name) for name in listdir(path)])


def walk(top, topdown=True, onerror=None, followlinks=False):
    """The folders below one, with what is in them."""
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = [name for name in names if path.isdir(path.join(top, name))]
    files = [name for name in names if name not in folders]
    if topdown:
        yield top, folders, files
    for folder in folders:
        yield from walk(path.join(top, folder), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def urandom(size, /):
    """Random bytes, from the generator of `random`."""
    import random
    return random.randbytes(size)


def cpu_count():
    return 1


process_cpu_count = cpu_count


def strerror(code, /):
    """The words for an error's number."""
    return _WORDS.get(code, f"Unknown error {code}")


_WORDS = {1: "Operation not permitted", 2: "No such file or directory",
          9: "Bad file descriptor", 13: "Permission denied", 17: "File exists",
          20: "Not a directory", 21: "Is a directory", 22: "Invalid argument",
          28: "No space left on device", 32: "Broken pipe", 39: "Directory not empty"}


__python__ = "fdopen fsdecode fsencode get_exec_path getenv makedirs \
    process_cpu_count removedirs walk"

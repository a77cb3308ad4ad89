"""Temporary files.

They are in memory as all files are; what is told apart is when each is gone."""
import errno
import io
import os
import random
import shutil
import types
import warnings
import weakref

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile",
           "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp", "TMP_MAX",
           "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb"]
TMP_MAX = 10000
template = "tmp"
tempdir = None
_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
_choices = random.Random().choices


def gettempprefix():
    """The default prefix for temporary directories as string."""
    return template


def gettempprefixb():
    """The default prefix for temporary directories as bytes."""
    return template.encode()


def gettempdir():
    """The folder of temporary files: `tempdir`, or what the environment says."""
    global tempdir
    if tempdir is None:
        named = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
        tempdir = next((os.path.abspath(path) for path in named
                        if path and os.path.isdir(path)), None)
        if tempdir is None:
            tempdir = "/tmp" if os.path.isdir("/tmp") else os.getcwd()
    return os.fsdecode(tempdir)


def gettempdirb():
    """As gettempdir(), as bytes."""
    return os.fsencode(gettempdir())


def _names(prefix, suffix, dir):
    """Paths that nothing may have yet, in the type that was given."""
    given = [part for part in (prefix, suffix, dir) if part is not None]
    kinds = {bytes if isinstance(part, bytes) else str for part in map(os.fspath, given)}
    if len(kinds) > 1:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    in_bytes = kinds == {bytes}
    empty = b"" if in_bytes else ""
    suffix = empty if suffix is None else suffix
    if prefix is None:
        prefix = gettempprefixb() if in_bytes else template
    if dir is None:
        dir = gettempdirb() if in_bytes else gettempdir()
    for _ in range(TMP_MAX):
        middle = "".join(_choices(_CHARACTERS, k=8))
        middle = middle.encode() if in_bytes else middle
        yield os.path.abspath(os.path.join(dir, prefix + middle + suffix))
    raise FileExistsError(errno.EEXIST, "No usable temporary file name found")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Makes a file and opens it; its descriptor and its path."""
    for path in _names(prefix, suffix, dir):
        try:
            fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        except FileExistsError:
            continue
        os.chmod(path, 0o600)
        return fd, path


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Makes a folder, which the program is to remove."""
    for path in _names(prefix, suffix, dir):
        try:
            os.mkdir(path, 0o700)
        except FileExistsError:
            continue
        return path


def mktemp(suffix="", prefix=template, dir=None):
    """A path that nothing had when it was asked for."""
    return next(path for path in _names(prefix, suffix, dir) if not os.path.exists(path))


class _TemporaryFileCloser:
    """Closes a file once, and removes it if it is to go then."""

    def __init__(self, file, name, delete, delete_on_close, warning):
        self.file, self.name, self.warning = file, name, warning
        self.delete, self.delete_on_close = delete, delete_on_close
        self.closed = self.removed = False

    def remove(self):
        if self.delete and not self.removed:
            self.removed = True
            try:
                os.unlink(self.name)
            except FileNotFoundError:
                pass

    def close(self):
        if self.closed:
            return
        self.closed = True
        try:
            self.file.close()
        finally:
            if self.delete_on_close:
                self.remove()

    def cleanup(self):
        self.close()
        self.remove()

    def __del__(self):
        late = not self.closed or self.delete and not self.removed
        self.cleanup()
        if late:
            warnings.warn(self.warning, ResourceWarning)


class _TemporaryFileWrapper:
    """A file that goes when it is closed; all else it leaves to the file."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file, self.name = file, name
        self.delete = delete
        self._closer = _TemporaryFileCloser(
            file, name, delete, delete_on_close,
            f"Implicitly cleaning up {self!r}")

    def __repr__(self):
        return f"<tempfile.{type(self).__name__} file={self.__dict__['file']!r}>"

    def __getattr__(self, name):
        found = getattr(self.__dict__["file"], name)
        if isinstance(found, (types.MethodType, types.BuiltinMethodType)):
            # The method alone keeps the file open.
            closer = self._closer

            def method(*args, **kwargs):
                closer
                return found(*args, **kwargs)
            method.__name__ = name
            self.__dict__[name] = method
            return method
        return found

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self._closer.cleanup()
        return result

    def close(self):
        """Close the temporary file, possibly deleting it."""
        self._closer.close()

    def __iter__(self):
        for line in self.file:
            yield line


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None,
                       prefix=None, dir=None, delete=True, *, errors=None,
                       delete_on_close=True):
    """A temporary file with a name, gone when it is closed."""
    fd, path = mkstemp(suffix, prefix, dir)
    try:
        file = io.open(path, mode, buffering, encoding, errors, newline,
                       opener=lambda *_: fd)
    except BaseException:
        os.unlink(path)
        os.close(fd)
        raise
    return _TemporaryFileWrapper(file, path, delete, delete_on_close)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None,
                  prefix=None, dir=None, *, errors=None):
    """A temporary file without a name."""
    fd, path = mkstemp(suffix, prefix, dir)
    os.unlink(path)
    try:
        return io.open(fd, mode, buffering, encoding, errors, newline)
    except BaseException:
        os.close(fd)
        raise


class SpooledTemporaryFile(io.IOBase):
    """A temporary file that has no descriptor until it is large or is asked for one."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None,
                 suffix=None, prefix=None, dir=None, *, errors=None):
        self._max_size, self._rolled = max_size, False
        self._options = dict(mode=mode, buffering=buffering, encoding=encoding,
                             newline=newline, suffix=suffix, prefix=prefix, dir=dir,
                             errors=errors)
        inner = io.BytesIO()
        self._file = inner if "b" in mode else io.TextIOWrapper(
            inner, encoding=encoding, errors=errors, newline=newline)

    def rollover(self):
        """Takes a real temporary file from here on."""
        if self._rolled:
            return
        old, place = self._file, self._file.tell()
        self._file = new = TemporaryFile(**self._options)
        old.seek(0)
        new.write(old.read())
        new.seek(place)
        self._rolled = True

    def _check(self):
        if self._max_size and not self._rolled and self._file.tell() > self._max_size:
            self.rollover()

    def write(self, data):
        count = self._file.write(data)
        self._check()
        return count

    def writelines(self, lines):
        self._file.writelines(lines)
        self._check()

    def truncate(self, size=None):
        if size is not None and size > self._max_size:
            self.rollover()
        return self._file.truncate(*(() if size is None else (size,)))

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def __enter__(self):
        if self._file.closed:
            raise ValueError("Cannot enter context with closed file")
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __iter__(self):
        return iter(self._file)

    def __del__(self):
        if not self.closed:
            warnings.warn(f"Unclosed file {self!r}", ResourceWarning, stacklevel=2)
            self.close()

    def close(self):
        self._file.close()

    closed = property(lambda self: self._file.closed)
    mode = property(lambda self: self._options["mode"])
    name = property(lambda self: getattr(self._file, "name", None))
    encoding = property(lambda self: self._file.encoding)
    errors = property(lambda self: self._file.errors)
    newlines = property(lambda self: self._file.newlines)


def _passing_on(name):
    def method(self, *args):
        return getattr(self._file, name)(*args)
    method.__name__ = name
    return method


for _name in ("read", "readline", "readlines", "readinto", "seek", "tell", "flush",
              "readable", "writable", "seekable", "isatty", "detach"):
    setattr(SpooledTemporaryFile, _name, _passing_on(_name))
del _name


class TemporaryDirectory:
    """A temporary folder, gone with its files when the block ends or nobody knows it."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *,
                 delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._delete = delete
        self._finalizer = weakref.finalize(
            self, self._cleanup, self.name, f"Implicitly cleaning up {self!r}",
            ignore_cleanup_errors, delete)

    @classmethod
    def _cleanup(cls, name, warn_message, ignore_errors=False, delete=True):
        if delete:
            shutil.rmtree(name, ignore_errors)
            warnings.warn(warn_message, ResourceWarning)

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        if self._finalizer.detach() or os.path.exists(self.name):
            shutil.rmtree(self.name, self._ignore_cleanup_errors)

    __class_getitem__ = classmethod(types.GenericAlias)

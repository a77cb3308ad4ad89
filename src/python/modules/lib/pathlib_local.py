"""Paths as objects: their parts, and what lies there."""
from collections.abc import Sequence
import fnmatch
import functools
import io
import os
import posixpath
import re
import sys

_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
             *(name + digit for name in ("COM", "LPT") for digit in "123456789¹²³")}


class UnsupportedOperation(NotImplementedError):
    """What a path of this kind cannot do."""

    __module__ = "pathlib._abc"


class _Windows:
    """How paths are written: with backslashes, after a drive."""

    sep, altsep = "\\", "/"

    @staticmethod
    def splitroot(path):
        plain = path.replace("/", "\\")
        if plain.startswith("\\\\"):
            start = 8 if plain[:8].upper() == "\\\\?\\UNC\\" else 2
            end = plain.find("\\", start)
            end = plain.find("\\", end + 1) if end >= 0 else -1
            if end < 0:
                return path, "", ""
            return path[:end], path[end:end + 1], path[end + 1:]
        if plain.startswith("\\"):
            return "", path[:1], path[1:]
        if plain[1:2] == ":":
            root = plain[2:3] == "\\"
            return path[:2], path[2:2 + root], path[2 + root:]
        return "", "", path

    @staticmethod
    def normcase(path):
        return path.replace("/", "\\").lower()


def _root_of(drive, sep):
    """The root of a share, where it is not written."""
    words = drive.split(sep)
    share = len(words) == 4 and words[2] not in "?." or len(words) == 6
    return sep if share and not words[0] and words[-1] else ""


class _PathParents(Sequence):
    """The folders that a path lies in, the nearest first."""

    __slots__ = ("_path", "_drv", "_root", "_tail")

    def __init__(self, path):
        self._path = path
        self._drv, self._root, self._tail = path.drive, path.root, path._tail

    def __len__(self):
        return len(self._tail)

    def __getitem__(self, place):
        # How many names each parent has kept, the nearest parent first.
        try:
            kept = range(len(self) - 1, -1, -1)[place]
        except IndexError:
            raise IndexError(place) from None
        if isinstance(place, slice):
            return tuple(map(self._first, kept))
        return self._first(kept)

    def _first(self, count):
        return self._path._made(self._drv, self._root, self._tail[:count])

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"


class PurePath:
    """A path: what its text says, whatever lies there."""

    # CPython keeps each part, and what it made of them, in a slot of its own. Here two
    # suffice; the others make an instance as large.
    __slots__ = ("_raw", "_parsed", "_drv", "_root", "_tail_cached", "_str",
                 "_str_normcase_cached", "_parts_normcase_cached", "_hash", "_resolving")
    parser = posixpath

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        self._raw = [text for arg in args for text in self._texts(arg)]
        self._parsed = None

    def _texts(self, arg):
        if isinstance(arg, PurePath):
            foreign = arg.parser is _Windows is not self.parser
            return [text.replace("\\", "/") if foreign else text for text in arg._raw]
        try:
            arg = os.fspath(arg)
        except TypeError:
            pass
        if isinstance(arg, str):
            return [arg]
        raise TypeError("argument should be a str or an os.PathLike object where __fspath__ "
                        f"returns a str, not {type(arg).__name__!r}")

    def with_segments(self, *pathsegments):
        """A path of the same class."""
        return type(self)(*pathsegments)

    def _parts(self):
        """The drive, the root, and the names after them."""
        if self._parsed is None:
            self._parsed = self._parse_path(self._joined())
        return self._parsed

    def _joined(self):
        split, sep = self.parser.splitroot, self.parser.sep
        drive = root = rest = ""
        for path in self._raw:
            other, mark, tail = split(path)
            if mark:
                drive, root, rest = other or drive, mark, tail
            elif other and other.lower() != drive.lower():
                drive, root, rest = other, "", tail
            else:
                drive = other or drive
                if rest and rest[-1] not in (sep, self.parser.altsep):
                    rest += sep
                rest += tail
        if drive[:2] in ("\\\\", "//") and not root and rest:
            root = sep
        return drive + root + rest

    @classmethod
    def _parse_path(cls, path):
        sep = cls.parser.sep
        path = path.replace(cls.parser.altsep or sep, sep)
        drive, root, rest = cls.parser.splitroot(path)
        return drive, root or _root_of(drive, sep), [
            sys.intern(name) for name in rest.split(sep) if name not in ("", ".")]

    def _made(self, drive, root, names):
        path = self.with_segments(self._format(drive, root, names))
        path._parsed = drive, root, list(names)
        return path

    def _format(self, drive, root, names):
        sep = self.parser.sep
        if drive or root:
            return drive + root + sep.join(names)
        if names and self.parser.splitroot(names[0])[0]:
            names = [".", *names]
        return sep.join(names) or "."

    drive = property(lambda self: self._parts()[0], doc="The drive of the path.")
    root = property(lambda self: self._parts()[1], doc="The root of the path.")
    _tail = property(lambda self: self._parts()[2])

    @property
    def anchor(self):
        """The drive and the root."""
        return self.drive + self.root

    @property
    def parts(self):
        """The anchor and the names."""
        anchor = self.anchor
        return tuple([anchor] * bool(anchor) + self._tail)

    @property
    def parent(self):
        """The folder that it lies in."""
        drive, root, names = self._parts()
        return self._made(drive, root, names[:-1]) if names else self

    @property
    def parents(self):
        """All folders that it lies in."""
        return _PathParents(self)

    @property
    def name(self):
        """The last name."""
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        """What the name ends in, from its last dot on."""
        name = self.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""

    @property
    def suffixes(self):
        """All that the name ends in."""
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        """The name without its suffix."""
        name = self.name
        dot = name.rfind(".")
        return name[:dot] if 0 < dot < len(name) - 1 else name

    def with_name(self, name):
        """The path with another name."""
        sep, altsep = self.parser.sep, self.parser.altsep
        if not name or sep in name or altsep and altsep in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        drive, root, names = self._parts()
        if not names:
            raise ValueError(f"{self!r} has an empty name")
        return self._made(drive, root, [*names[:-1], name])

    def with_stem(self, stem):
        """The path with another stem."""
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """The path with another suffix."""
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith(".") and len(suffix) > 1):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    def joinpath(self, *pathsegments):
        """The path with others after it."""
        return self.with_segments(self, *pathsegments)

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def _other(self, method, other, more):
        """Another path, of which the parts may still be given one by one."""
        if more:
            import warnings
            warnings.warn("support for supplying more than one positional argument to "
                          f"pathlib.PurePath.{method}() is deprecated and scheduled for "
                          "removal in Python 3.14", DeprecationWarning, stacklevel=3)
        if more or not hasattr(other, "with_segments"):
            other = self.with_segments(other, *more)
        return other

    def relative_to(self, other, *_deprecated, walk_up=False):
        """The path as seen from another."""
        other = self._other("relative_to", other, _deprecated)
        up = []
        for above in [other, *other.parents]:
            if above == self or above in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of "
                                 f"{str(other)!r}")
            if above.name == "..":
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
            up.append("..")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self._made("", "", up + self._tail[len(above._tail):])

    def is_relative_to(self, other, *_deprecated):
        """Whether it lies in another."""
        other = self._other("is_relative_to", other, _deprecated)
        return other == self or other in self.parents

    def is_absolute(self):
        """Whether it says where it lies, seen from wherever."""
        if self.parser is posixpath:
            return self.root != ""
        text = str(self)
        return text.startswith("\\\\") or text.startswith(":\\", 1)

    def is_reserved(self):
        """Whether Windows keeps the name for itself."""
        import warnings
        warnings.warn("pathlib.PurePath.is_reserved() is deprecated and scheduled for "
                      "removal in Python 3.15. Use os.path.isreserved() to detect "
                      "reserved paths on Windows.", DeprecationWarning, stacklevel=2)
        if self.parser is posixpath:
            return False
        return any(re.split(r"[.:]", name)[0].rstrip(" ").upper() in _RESERVED or
                   name[-1:] in (".", " ") and name not in (".", "..")
                   for name in self._tail)

    def _cased(self, case_sensitive):
        return self.parser is posixpath if case_sensitive is None else case_sensitive

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the last names match a pattern."""
        if not isinstance(path_pattern, PurePath):
            path_pattern = self.with_segments(path_pattern)
        names = self.parts[::-1]
        patterns = path_pattern.parts[::-1]
        if not patterns:
            raise ValueError("empty pattern")
        if len(names) < len(patterns) or \
                len(names) > len(patterns) and path_pattern.anchor:
            return False
        match = _matcher(self._cased(case_sensitive))
        return all(match("*" if pattern == "**" else pattern, name)
                   for name, pattern in zip(names, patterns))

    def full_match(self, pattern, *, case_sensitive=None):
        """Whether the whole path matches a pattern, where ** is for any folders."""
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        match = _matcher(self._cased(case_sensitive))

        def fits(names, patterns):
            if not patterns:
                return not names
            if patterns[0] == "**":
                return any(fits(names[start:], patterns[1:])
                           for start in range(len(names) + 1))
            return bool(names) and match(patterns[0], names[0]) and \
                fits(names[1:], patterns[1:])
        return fits(self.parts, pattern.parts)

    def as_posix(self):
        """The path with slashes."""
        return str(self).replace(self.parser.sep, "/")

    def as_uri(self):
        """The path as an address."""
        from urllib.parse import quote_from_bytes
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        path, start = self.as_posix(), "file://"
        if len(self.drive) == 2 and self.drive[1] == ":":
            start, path = "file:///" + self.drive, path[2:]
        elif self.drive:
            start = "file:"
        return start + quote_from_bytes(os.fsencode(path))

    def _folded(self):
        return self.parser.normcase(str(self))

    def __str__(self):
        return self._format(*self._parts())

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return f"{type(self).__name__}({self.as_posix()!r})"

    def __hash__(self):
        return hash(self._folded())

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parser is other.parser and self._folded() == other._folded()

    def _order(self, other, compare):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        sep = self.parser.sep
        return compare(self._folded().split(sep), other._folded().split(sep))

    def __lt__(self, other):
        return self._order(other, lambda mine, theirs: mine < theirs)

    def __le__(self, other):
        return self._order(other, lambda mine, theirs: mine <= theirs)

    def __gt__(self, other):
        return self._order(other, lambda mine, theirs: mine > theirs)

    def __ge__(self, other):
        return self._order(other, lambda mine, theirs: mine >= theirs)

    def __reduce__(self):
        return type(self), tuple(self._raw)

    def __class_getitem__(cls, type):
        import types
        return types.GenericAlias(cls, type)


os.PathLike.register(PurePath)


@functools.cache
def _compiled(pattern, cased):
    return re.compile(fnmatch.translate(pattern), 0 if cased else re.IGNORECASE).match


def _matcher(cased):
    return lambda pattern, name: _compiled(pattern, cased)(name) is not None


class PurePosixPath(PurePath):
    """A path with slashes."""

    __slots__ = ()


class PureWindowsPath(PurePath):
    """A path with backslashes, and with drives."""

    __slots__ = ()
    parser = _Windows


class Path(PurePath):
    """A path of this system, and what lies there."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    @classmethod
    def cwd(cls):
        """The folder that relative paths are seen from."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """The folder of the user."""
        return cls("~").expanduser()

    @classmethod
    def from_uri(cls, uri):
        """The path that an address of a file names."""
        from urllib.parse import unquote_to_bytes
        if not uri.startswith("file:"):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        path = uri[5:]
        if path[:3] == "///":
            path = path[2:]
        elif path[:12] == "//localhost/":
            path = path[11:]
        found = cls(os.fsdecode(unquote_to_bytes(path)))
        if not found.is_absolute():
            raise ValueError(f"URI is not absolute: {uri!r}")
        return found

    def stat(self, *, follow_symlinks=True):
        return os.stat(self)

    def lstat(self):
        return os.stat(self)

    def exists(self, *, follow_symlinks=True):
        return posixpath.exists(self)

    def is_file(self, *, follow_symlinks=True):
        return posixpath.isfile(self)

    def is_dir(self, *, follow_symlinks=True):
        return posixpath.isdir(self)

    def is_symlink(self):
        return posixpath.islink(self)

    def is_mount(self):
        return posixpath.ismount(self)

    def samefile(self, other_path):
        """Whether another path leads to the same file."""
        return posixpath.samefile(self, other_path)

    def absolute(self):
        """The path as seen from the root."""
        return self if self.is_absolute() else self.with_segments(os.getcwd(), self)

    def resolve(self, strict=False):
        """The path as seen from the root, without .. in it."""
        return self.with_segments(posixpath.realpath(self, strict=strict))

    def expanduser(self):
        """The path with the folder of the user for ~."""
        if not (self._tail and self._tail[0][:1] == "~") or self.root:
            return self
        home = posixpath.expanduser(self._tail[0])
        if home[:1] == "~":
            raise RuntimeError("Could not determine home directory.")
        return self.with_segments(home, *self._tail[1:])

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open("r", -1, encoding, errors, newline) as file:
            return file.read()

    def write_bytes(self, data):
        view = memoryview(data)
        with self.open("wb") as file:
            return file.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", -1, encoding, errors, newline) as file:
            return file.write(data)

    def iterdir(self):
        """What lies in a folder."""
        names = os.listdir(self)
        return (self / name for name in names)

    def _entries(self):
        try:
            return os.listdir(self)
        except OSError:
            return []

    def _found(self, patterns, match):
        """The paths below that match the patterns that are left."""
        if not patterns:
            yield self
            return
        first, rest = patterns[0], patterns[1:]
        if first in ("**", "..") and not self.is_dir():
            return
        if first == "**":
            yield from self._found(rest, match)
            for name in self._entries():
                below = self / name
                if below.is_dir():
                    yield from below._found(patterns, match)
                elif not rest:
                    yield below
        elif first == ".." or not any(sign in first for sign in "*?["):
            below = self / first
            if below.exists():
                yield from below._found(rest, match)
        else:
            for name in self._entries():
                below = self / name
                if match(first, name) and (not rest or below.is_dir()):
                    yield from below._found(rest, match)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below that match a pattern."""
        if not isinstance(pattern, PurePath):
            text, pattern = pattern, self.with_segments(pattern)
        else:
            text = str(pattern)
        if pattern.anchor:
            raise NotImplementedError("Non-relative patterns are unsupported")
        names = list(pattern._tail)
        if not names:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        folders = text[-1:] == "/"
        seen = set()
        for path in self._found(names, _matcher(self._cased(case_sensitive))):
            text = str(path)
            if text not in seen and (not folders or path.is_dir()):
                seen.add(text)
                yield path

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths anywhere below that match a pattern."""
        slash = "/" if str(pattern)[-1:] == "/" else ""
        pattern = self.with_segments(pattern)
        if pattern.anchor:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self.glob("/".join(["**", *pattern._tail]) + slash,
                         case_sensitive=case_sensitive)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """The folders below, with what lies in them."""
        for top, folders, files in os.walk(self, top_down, on_error):
            yield self.with_segments(top), folders, files

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except OSError as error:
            if not isinstance(error, FileNotFoundError):
                if exist_ok and self.is_dir():
                    return
                raise
            above = self.parent
            if not parents or above == self:
                raise
            # What is made on the way may be there by now, and has the usual mode.
            above.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, exist_ok=exist_ok)

    def rmdir(self):
        os.rmdir(self)

    def touch(self, mode=0o666, exist_ok=True):
        if not exist_ok or not self.exists():
            self.open("x").close()

    def chmod(self, mode, *, follow_symlinks=True):
        """Says who may use the file."""
        os.chmod(self, mode)

    def unlink(self, missing_ok=False):
        try:
            os.remove(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        os.replace(self, target)
        return self.with_segments(target)


class PosixPath(Path, PurePosixPath):
    """A path of this system."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """A path of a system that this is not."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise UnsupportedOperation(f"cannot instantiate {cls.__name__!r} on your system")

"""Paths as POSIX writes them: `os.path`."""
import _files
from _files import fspath as _path

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext",
           "basename", "dirname", "commonprefix", "getsize", "getmtime", "getatime",
           "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount",
           "expanduser", "expandvars", "normpath", "abspath", "curdir", "pardir", "sep",
           "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath", "relpath",
           "samefile", "commonpath"]
curdir, pardir, extsep, sep, pathsep = ".", "..", ".", "/", ":"
defpath, altsep, devnull = "/bin:/usr/bin", None, "/dev/null"
supports_unicode_filenames = False


def _signs(path):
    """Slash, dot and nothing, as the path is written."""
    return (b"/", b".", b"") if isinstance(path, bytes) else ("/", ".", "")


def normcase(s):
    return _path(s)


def isabs(s):
    s = _path(s)
    return s.startswith(_signs(s)[0])


def join(a, /, *p):
    """Paths one behind the other; one that begins with a slash begins anew."""
    a = _path(a)
    slash = _signs(a)[0]
    path = a
    for part in p:
        try:
            part = _path(part)
        except TypeError:
            raise TypeError("join() argument must be str, bytes, or os.PathLike object, "
                            f"not {type(part).__name__!r}") from None
        if isinstance(part, bytes) != isinstance(path, bytes):
            raise TypeError("Can't mix strings and bytes in path components")
        if part.startswith(slash) or not path:
            path = part
        elif path.endswith(slash):
            path += part
        else:
            path += slash + part
    return path


def split(p):
    """The folder, and the last part."""
    p = _path(p)
    slash = _signs(p)[0]
    head, end, tail = p.rpartition(slash)
    # Slashes with nothing before them are the root.
    return head.rstrip(slash) or head + end, tail


def splitext(p):
    """The path without its extension, and that."""
    p = _path(p)
    slash, dot, empty = _signs(p)
    start = p.rfind(slash) + 1
    place = p.rfind(dot)
    while start < len(p) and p[start:start + 1] == dot:
        start += 1
    if place >= start and place > 0 and place > p.rfind(slash):
        return p[:place], p[place:]
    return p, empty


def splitdrive(p):
    p = _path(p)
    return _signs(p)[2], p


def splitroot(p):
    p = _path(p)
    slash, _, empty = _signs(p)
    if p[:1] != slash:
        return empty, empty, p
    if p[1:2] != slash or p[2:3] == slash:
        return empty, slash, p[1:]
    return empty, p[:2], p[2:]


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def _shared(rows):
    """What all rows begin with: what the least and the greatest share."""
    low, high = min(rows), max(rows)
    for index, (one, other) in enumerate(zip(low, high)):
        if one != other:
            return low[:index]
    return low


def commonprefix(m):
    """What all texts begin with."""
    if not m:
        return ""
    return _shared(m if isinstance(m[0], (list, tuple)) else tuple(map(_path, m)))


def commonpath(paths):
    """The folder that all paths are in."""
    paths = tuple(map(_path, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    slash, dot, empty = _signs(paths[0])
    rooted = {path.startswith(slash) for path in paths}
    if len(rooted) > 1:
        raise ValueError("Can't mix absolute and relative paths") from None
    common = _shared([[part for part in path.split(slash) if part and part != dot]
                      for path in paths])
    return (slash if rooted.pop() else empty) + slash.join(common)


def normpath(path):
    """The path without needless slashes and dots."""
    path = _path(path)
    slash, dot, empty = _signs(path)
    if not path:
        return dot
    _, root, rest = splitroot(path)
    parts = []
    for part in rest.split(slash):
        if part in (empty, dot):
            continue
        if part != dot + dot or (not root and not parts) or \
                (parts and parts[-1] == dot + dot):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + slash.join(parts) or dot


def abspath(path):
    path = _path(path)
    if not isabs(path):
        folder = _files.folder()
        path = join(folder.encode() if isinstance(path, bytes) else folder, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    return abspath(filename)


def relpath(path, start=None):
    """The way from one path to another."""
    path = _path(path)
    if not path:
        raise ValueError("no path specified")
    slash, dot, empty = _signs(path)
    start = dot if start is None else _path(start)
    origin = [part for part in abspath(start).split(slash) if part]
    target = [part for part in abspath(path).split(slash) if part]
    same = len(commonprefix([origin, target]))
    parts = [dot + dot] * (len(origin) - same) + target[same:]
    return slash.join(parts) if parts else dot


def expanduser(path):
    return _path(path)


def expandvars(path):
    """Puts in what `os.environ` has."""
    import os
    path = _path(path)
    if isinstance(path, bytes) or "$" not in path:
        return path
    import re
    return re.sub(r"\$(?:(\w+)|\{([^}]*)\})",
                  lambda match: os.environ.get(match[1] or match[2], match[0]), path)


def _find(path):
    try:
        return _files.find(path)
    except (OSError, ValueError):
        return None


def exists(path):
    return _find(path) is not None


lexists = exists


def isfile(path):
    found = _find(path)
    return found is not None and found[1] is not None


def isdir(s):
    found = _find(s)
    return found is not None and found[1] is None


def islink(path):
    return False


def isjunction(path):
    return False


def ismount(path):
    return abspath(path) == "/"


def getsize(filename):
    node = _files.find(filename)[1]
    return 4096 if node is None else len(node.data)


def getmtime(filename):
    node = _files.find(filename)[1]
    return 0.0 if node is None else node.changed


getatime = getctime = getmtime


def samefile(f1, f2):
    return _files.find(f1)[0] == _files.find(f2)[0]

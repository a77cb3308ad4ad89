"""The files of a program: all in memory, gone when it ends.

They are bytes under absolute paths. Nothing here ever looks at a disk."""
import sys
import time


class Node:
    """A file: its bytes, and when they were last changed."""
    __slots__ = ("data", "changed", "number")

    def __init__(self):
        self.data = bytearray()
        self.changed = time.time()
        self.number = next(_numbers)


def _count():
    number = 2
    while True:
        yield number
        number += 1


_numbers = _count()
_cwd = "/"
_nodes = {"/": None, "/tmp": None}      # None: a folder


def fspath(path):
    """The str or bytes that a path is."""
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        kind = type(path).__name__
        raise TypeError(f"expected str, bytes or os.PathLike object, not {kind}")
    found = method(path)
    if isinstance(found, (str, bytes)):
        return found
    raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or "
                    f"bytes, not {type(found).__name__}")


def path_of(name):
    """The str that a path is given by."""
    path = fspath(name)
    return path.decode() if isinstance(path, bytes) else path


def absolute(name):
    """The path from the root, without dots."""
    path = path_of(name)
    if "\0" in path:
        raise ValueError("embedded null byte")
    if not path:
        raise FileNotFoundError(2, "No such file or directory", fspath(name))
    if not path.startswith("/"):
        path = f"{_cwd}/{path}"
    parts = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def _parent(path):
    return path.rpartition("/")[0] or "/"


def find(name):
    """The path of something that is there, and its node."""
    path = absolute(name)
    if path not in _nodes:
        if _nodes.get(_parent(path)) is not None:
            raise NotADirectoryError(20, "Not a directory", fspath(name))
        raise FileNotFoundError(2, "No such file or directory", fspath(name))
    return path, _nodes[path]


def exists(name):
    return absolute(name) in _nodes


def file(name, create=False, exclusive=False, shown=None):
    """The node of a file, made where it may be."""
    shown = name if shown is None else shown
    path = absolute(name)
    if path in _nodes:
        node = _nodes[path]
        if exclusive:
            raise FileExistsError(17, "File exists", shown)
        if node is None:
            raise IsADirectoryError(21, "Is a directory", shown)
        return node
    if create:
        _place_for(path, shown)
        node = _nodes[path] = Node()
        return node
    find(name)


def _place_for(path, shown):
    parent = _parent(path)
    if parent not in _nodes:
        raise FileNotFoundError(2, "No such file or directory", shown)
    if _nodes[parent] is not None:
        raise NotADirectoryError(20, "Not a directory", shown)


def make_folder(name):
    path = absolute(name)
    if path in _nodes:
        raise FileExistsError(17, "File exists", fspath(name))
    _place_for(path, fspath(name))
    _nodes[path] = None


def entries(name):
    path, node = find(name)
    if node is not None:
        raise NotADirectoryError(20, "Not a directory", fspath(name))
    start = path if path == "/" else path + "/"
    return [other[len(start):] for other in _nodes
            if other.startswith(start) and other != "/" and "/" not in other[len(start):]]


def remove(name):
    path, node = find(name)
    if node is None:
        raise IsADirectoryError(21, "Is a directory", fspath(name))
    del _nodes[path]


def remove_folder(name):
    path, node = find(name)
    if node is not None:
        raise NotADirectoryError(20, "Not a directory", fspath(name))
    if entries(path) or path in ("/", _cwd):
        raise OSError(39, "Directory not empty", fspath(name))
    del _nodes[path]


def rename(old, new):
    old, new = fspath(old), fspath(new)
    try:
        path, node = find(old)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, old, None, new) from None
    target = absolute(new)
    if target in _nodes and target != path:
        if node is not None and _nodes[target] is None:
            raise IsADirectoryError(21, "Is a directory", old, None, new)
        if node is None and _nodes[target] is not None:
            raise NotADirectoryError(20, "Not a directory", old, None, new)
        if node is None and entries(target):
            raise OSError(39, "Directory not empty", old, None, new)
    _place_for(target, new)
    if node is None:
        for other in list(_nodes):
            if other.startswith(path + "/"):
                _nodes[target + other[len(path):]] = _nodes.pop(other)
    del _nodes[path]
    _nodes[target] = node


def folder():
    return _cwd


def enter(name):
    global _cwd
    path, node = find(name)
    if node is not None:
        raise NotADirectoryError(20, "Not a directory", fspath(name))
    _cwd = path


def module_source(name):
    """The bytes of a module's text, its path, and whether it is a package; None if no
    folder of `sys.path` has it."""
    if "/" in name or not all(name.split(".")):
        return None
    inside = name.replace(".", "/")
    for folder in sys.path:
        if not isinstance(folder, str):
            continue
        start = absolute(folder or ".").rstrip("/")
        for end, package in (("/__init__.py", True), (".py", False)):
            path = f"{start}/{inside}{end}"
            node = _nodes.get(path)
            if node is not None:
                return bytes(node.data), path, package
    return None

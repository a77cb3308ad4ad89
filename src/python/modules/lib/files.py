"""The files of a program: all in memory, gone when it ends.

They are bytes under absolute paths. Nothing here ever looks at a disk. The first file is
the program itself, so that one can read its own text. What the library's modules say is
their file is here too, to be read."""
from _containers import special as _special
import _code
import sys
import time


class Node:
    """A file: its bytes, when they were last changed, and who may use it."""
    __slots__ = ("data", "changed", "number", "mode")

    def __init__(self):
        self.data = bytearray()
        self.mode = 0o644
        self.changed = time.time()
        self.number = next(_numbers)


def _count():
    number = 2
    while True:
        yield number
        number += 1


class LibraryFile(Node):
    """A text of the library, which is looked for when it is read."""
    __slots__ = ("path",)

    def __init__(self, path):
        self.path, self.mode = path, 0o444
        self.changed, self.number = 0, next(_numbers)

    @property
    def data(self):
        return bytearray((_code.source(self.path) or "").encode())


_numbers = _count()
_cwd = "/"
_nodes = {"/": None, "/tmp": None, "/usr": None}      # None: a folder
_folders_of_library = set()


def fspath(path):
    """The str or bytes that a path is."""
    if isinstance(path, (str, bytes)):
        return path
    if not hasattr(type(path), "__fspath__"):
        kind = type(path).__name__
        raise TypeError(f"expected str, bytes or os.PathLike object, not {kind}")
    found = _special(path, "__fspath__")
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
    if parts[:1] == ["usr"] and not _folders_of_library:
        _add_library()
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


def _add_program():
    """Puts the text of the program where it says it is, with the folders on the way."""
    name = getattr(sys.modules.get("__main__"), "__file__", None)
    text = _code.source(name) if isinstance(name, str) else None
    if text is None:
        return
    path = absolute(name)
    folder = _parent(path)
    while folder not in _nodes:
        _nodes[folder] = None
        folder = _parent(folder)
    file(name, create=True).data[:] = text.encode()


def _add_library():
    """Puts the files and folders of the library where they say they are."""
    _folders_of_library.add("/usr")
    for path in _code.files():
        _nodes[path] = LibraryFile(path)
        folder = _parent(path)
        while folder not in _nodes:
            _nodes[folder] = None
            _folders_of_library.add(folder)
            folder = _parent(folder)


def _check_change(path, shown):
    """What is the library's stays as it is."""
    if path in _folders_of_library or isinstance(_nodes.get(path), LibraryFile):
        raise PermissionError(13, "Permission denied", shown)


def _place_for(path, shown):
    parent = _parent(path)
    _check_change(parent, shown)
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
    _check_change(path, fspath(name))
    del _nodes[path]


def remove_folder(name):
    path, node = find(name)
    if node is not None:
        raise NotADirectoryError(20, "Not a directory", fspath(name))
    _check_change(path, fspath(name))
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
    _check_change(path, old)
    _check_change(target, new)
    if target in _nodes and target != path:
        if node is not None and _nodes[target] is None:
            raise IsADirectoryError(21, "Is a directory", old, None, new)
        if node is None and _nodes[target] is not None:
            raise NotADirectoryError(20, "Not a directory", old, None, new)
        if node is None and entries(target):
            raise OSError(39, "Directory not empty", old, None, new)
    if node is None and target.startswith(path + "/"):
        raise OSError(22, "Invalid argument", old, None, new)
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


O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC = 0, 1, 2, 0o100, 0o200, 0o1000
O_APPEND, O_CLOEXEC = 0o2000, 0o2000000


class Opened:
    """What a descriptor stands for: a file or a folder, and a place in it."""
    __slots__ = ("path", "node", "flags", "pos")

    def __init__(self, path, node, flags):
        self.path, self.node, self.flags, self.pos = path, node, flags, 0


_opened = {}


def open(name, flags, folder=None):
    """Opens a file or, to look at it only, a folder. Its number is the lowest free."""
    shown = name
    if folder is not None and not path_of(name).startswith("/"):
        name = f"{opened(folder).path}/{path_of(name)}"
    if exists(name) and find(name)[1] is None and not flags & (O_WRONLY | O_RDWR):
        node = None
    else:
        node = file(name, flags & O_CREAT, flags & O_EXCL and flags & O_CREAT, shown)
        if flags & (O_WRONLY | O_RDWR):
            _check_change(absolute(name), shown)
        if flags & O_TRUNC:
            del node.data[:]
            node.changed = time.time()
    number = 3
    while number in _opened:
        number += 1
    _opened[number] = Opened(absolute(name), node, flags)
    return number


def opened(number):
    """What is open under a number."""
    found = _opened.get(number)
    if found is None:
        raise OSError(9, "Bad file descriptor")
    return found


def close(number):
    opened(number)
    del _opened[number]


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


def module_folders(name):
    """The folders in those of `sys.path` that a package without a text could be."""
    if "/" in name or not all(name.split(".")):
        return ()
    starts = [absolute(folder or ".").rstrip("/") for folder in sys.path
              if isinstance(folder, str)]
    found = [f"{start}/{name.replace('.', '/')}" for start in starts]
    return tuple(path for path in found if path in _nodes and _nodes[path] is None)


_add_program()

"""Bytes by bytes in a file. There is one kind, which behaves like CPython's of SQLite."""
import os
import pickle
from collections.abc import MutableMapping

__all__ = ["open", "whichdb", "error"]
_open = open
_HEAD = b"pyobject's dbm\n"
_MISSING = "db file doesn't exist; use 'c' or 'n' flag to create a new db"


class _Failed(Exception):
    pass


_Failed.__name__ = _Failed.__qualname__ = "error"
_Failed.__module__ = "dbm"


class _FailedHere(OSError):
    pass


_FailedHere.__name__ = _FailedHere.__qualname__ = "error"
_FailedHere.__module__ = "dbm.sqlite3"
error = _Failed, OSError


def _place(file):
    return os.fsdecode(os.fspath(file))


def whichdb(filename):
    """The kind of a file: None if there is no file, "" if it is of no kind."""
    try:
        with _open(_place(filename), "rb") as file:
            return "dbm.sqlite3" if file.read(len(_HEAD)) == _HEAD else ""
    except OSError:
        return None


def _bytes(thing):
    return thing if isinstance(thing, bytes) else str(thing).encode()


class _Database(MutableMapping):
    """An open file."""
    __module__ = "dbm.sqlite3"

    def __init__(self, path, flag):
        self._path, self._flag, self._open = path, flag, True
        self._items = {}
        if flag != "n" and os.path.exists(path):
            with _open(path, "rb") as file:
                self._items = pickle.loads(file.read()[len(_HEAD):])
        else:
            self._write()

    def _look(self):
        if not self._open:
            raise _FailedHere("DBM object has already been closed")
        return self._items

    def _write(self):
        with _open(self._path, "wb") as file:
            file.write(_HEAD + pickle.dumps(self._items))

    def _change(self):
        items = self._look()
        if self._flag == "r":
            raise _FailedHere("attempt to write a readonly database")
        return items

    def __getitem__(self, key):
        items = self._look()
        if _bytes(key) not in items:
            raise KeyError(key)
        return items[_bytes(key)]

    def __setitem__(self, key, value):
        self._change()[_bytes(key)] = _bytes(value)
        self._write()

    def __delitem__(self, key):
        items = self._change()
        if _bytes(key) not in items:
            raise KeyError(key)
        del items[_bytes(key)]
        self._write()

    def __len__(self):
        return len(self._look())

    def __iter__(self):
        yield from sorted(self._look())

    def keys(self):
        return list(super().keys())

    def close(self):
        """Close it, once or again."""
        self._open = False

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


def open(file, flag="r", mode=0o666):
    """Open a file, or make one."""
    if flag not in ("r", "w", "c", "n"):
        found = whichdb(file)
        if found is None:
            raise _Failed(_MISSING)
        raise ValueError(f"Flag must be one of 'r', 'w', 'c', or 'n', not {flag!r}")
    kind = None if flag == "n" else whichdb(file)
    if kind is None and flag not in ("c", "n"):
        raise _Failed(_MISSING)
    if kind == "":
        raise _Failed("db type could not be determined")
    return _Database(_place(file), flag)

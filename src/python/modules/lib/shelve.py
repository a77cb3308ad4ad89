"""Dicts that stay in a file: keys are text, values are pickled."""
from collections.abc import MutableMapping
from io import BytesIO
from pickle import DEFAULT_PROTOCOL, Pickler, Unpickler

__all__ = ["Shelf", "DbfilenameShelf", "open"]


class _ClosedDict(MutableMapping):
    """What a closed shelf has instead of its dict."""

    def closed(self, *args):
        raise ValueError("invalid operation on closed shelf")

    __iter__ = __len__ = __getitem__ = __setitem__ = __delitem__ = keys = closed

    def __repr__(self):
        return "<Closed Dictionary>"


class Shelf(MutableMapping):
    """Pickled values over a mapping from bytes to bytes."""

    def __init__(self, dict, protocol=None, writeback=False, keyencoding="utf-8"):
        self.dict = dict
        self._protocol = DEFAULT_PROTOCOL if protocol is None else protocol
        self.writeback = writeback
        self.cache = {}
        self.keyencoding = keyencoding

    def __iter__(self):
        for key in self.dict.keys():
            yield key.decode(self.keyencoding)

    def __len__(self):
        return len(self.dict)

    def __contains__(self, key):
        return key.encode(self.keyencoding) in self.dict

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __getitem__(self, key):
        try:
            value = self.cache[key]
        except KeyError:
            stored = self.dict[key.encode(self.keyencoding)]
            value = Unpickler(BytesIO(stored)).load()
            if self.writeback:
                self.cache[key] = value
        return value

    def __setitem__(self, key, value):
        if self.writeback:
            self.cache[key] = value
        out = BytesIO()
        Pickler(out, self._protocol).dump(value)
        self.dict[key.encode(self.keyencoding)] = out.getvalue()

    def __delitem__(self, key):
        del self.dict[key.encode(self.keyencoding)]
        self.cache.pop(key, None)

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def sync(self):
        """Write what was changed in place, and what the file still holds back."""
        if self.writeback and self.cache:
            # What is written now need not go to the cache again.
            self.writeback = False
            for key, value in self.cache.items():
                self[key] = value
            self.writeback, self.cache = True, {}
        if hasattr(self.dict, "sync"):
            self.dict.sync()

    def close(self):
        """Write what is to be written, and close the file."""
        if self.dict is None or isinstance(self.dict, _ClosedDict):
            return
        try:
            self.sync()
            close = getattr(self.dict, "close", None)
            if close is not None:
                close()
        finally:
            self.dict = _ClosedDict()

    def __del__(self):
        if hasattr(self, "writeback"):
            self.close()


class DbfilenameShelf(Shelf):
    """A shelf in a file of a name."""

    def __init__(self, filename, flag="c", protocol=None, writeback=False):
        import dbm
        Shelf.__init__(self, dbm.open(filename, flag), protocol, writeback)

    def clear(self):
        """Remove all that is in it."""
        self.cache.clear()
        self.dict.clear()


def open(filename, flag="c", protocol=None, writeback=False):
    """Open the shelf in a file, or make one."""
    return DbfilenameShelf(filename, flag, protocol, writeback)

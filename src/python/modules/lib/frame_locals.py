"""The variables of a function's call as a mapping that writes through (PEP 667)."""
import _code
from _objects import end, mark_collection

_Frame = type(_code.frame())
_shown = set()


class FrameLocalsProxy:
    __slots__ = ("_frame",)
    __hash__ = None

    def __new__(cls, /, *args, **kwargs):
        if kwargs:
            raise TypeError("FrameLocalsProxy takes no keyword arguments")
        if len(args) != 1:
            raise TypeError(
                f"FrameLocalsProxy expected 1 argument, got {len(args)}")
        if not isinstance(args[0], _Frame):
            raise TypeError(f"expect frame, not {type(args[0]).__name__}")
        self = object.__new__(cls)
        self._frame = args[0]
        return self

    def __getitem__(self, key, /):
        return _code.variable(self._frame, key)

    def __setitem__(self, key, value, /):
        _code.set_variable(self._frame, key, value)

    def __delitem__(self, key, /):
        if key in self:
            raise TypeError("cannot remove variables from FrameLocalsProxy")
        raise KeyError(key)

    def __contains__(self, key, /):
        try:
            _code.variable(self._frame, key)
        except KeyError:
            return False
        return True

    def __len__(self):
        return len(self.copy())

    def __iter__(self):
        return iter(self.keys())

    def __reversed__(self):
        return self.keys()[::-1]

    def copy(self):
        return _code.variables(self._frame)

    def keys(self):
        return list(self.copy())

    def values(self):
        return list(self.copy().values())

    def items(self):
        return list(self.copy().items())

    def get(self, key, default=None, /):
        try:
            return _code.variable(self._frame, key)
        except KeyError:
            return default

    def setdefault(self, key, default=None, /):
        try:
            return _code.variable(self._frame, key)
        except KeyError:
            self[key] = default
            return default

    def update(self, other, /):
        if not isinstance(other, (dict, FrameLocalsProxy)):
            raise TypeError("update() argument must be dict or another FrameLocalsProxy")
        for key in other.keys():
            self[key] = other[key]

    def __ior__(self, other, /):
        if not isinstance(other, (dict, FrameLocalsProxy)):
            return NotImplemented
        self.update(other)
        return self

    def __or__(self, other, /):
        if not isinstance(other, (dict, FrameLocalsProxy)):
            return NotImplemented
        return self.copy() | dict(other)

    def __ror__(self, other, /):
        if not isinstance(other, (dict, FrameLocalsProxy)):
            return NotImplemented
        return dict(other) | self.copy()

    def __eq__(self, other, /):
        if isinstance(other, FrameLocalsProxy):
            return self._frame is other._frame
        if isinstance(other, dict):
            return self.copy() == other
        return NotImplemented

    def __repr__(self):
        if id(self) in _shown:
            return "{...}"
        _shown.add(id(self))
        try:
            return repr(self.copy())
        finally:
            _shown.discard(id(self))

    def __reduce_ex__(self, protocol, /):
        raise TypeError("cannot pickle 'FrameLocalsProxy' object")


FrameLocalsProxy.__module__ = "builtins"
# A mapping for patterns, and for whoever asks for one later.
mark_collection(FrameLocalsProxy, dict)
end(FrameLocalsProxy, "builtins")

"""Calls that mocks remember, and values that tests know again."""
import pprint

__all__ = ("ANY", "DEFAULT", "call", "sentinel")


class _Sentinel:
    """A value that is only itself."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __reduce__(self):
        return f"sentinel.{self.name}"


class _Sentinels:
    """Makes such a value for each name."""

    def __init__(self):
        self._known = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._known.setdefault(name, _Sentinel(name))


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT


class _ANY:
    """Equal to anything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


def _shown(name, args, kwargs):
    parts = [repr(arg) for arg in args]
    parts += [f"{key}={value!r}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


def _parts(value, name=""):
    """The name, the arguments, and those by name, of which up to three are told."""
    args, kwargs = (), {}
    if len(value) == 3:
        return value
    for part in value:
        if isinstance(part, str):
            name = part
        elif isinstance(part, tuple):
            args = part
        else:
            kwargs = part
    return name, args, kwargs


class _Call(tuple):
    """A call: the name of what was called, its arguments, those by name; of some
    calls without the name."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        parts = _parts(value, name)
        return tuple.__new__(cls, parts[1:] if two else parts)

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name, self._mock_parent = name, parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            count = len(other)
        except TypeError:
            return NotImplemented
        own = ("", *self) if len(self) == 2 else tuple(self)
        if getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None) \
                and self._mock_parent != other._mock_parent:
            return False
        if count > 3:
            return False
        name, args, kwargs = _parts(other)
        if own[0] and name != own[0]:
            return False
        return (args, kwargs) == (own[1], own[2])

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        name, parent = self._mock_name or "", self._own()
        return _Call((name, args, kwargs), name=name + "()", parent=parent)

    def __getattr__(self, attr):
        parent = self._own()
        name = attr if parent is None else f"{self._mock_name}.{attr}"
        return _Call(name=name, parent=parent, from_kall=False)

    def _own(self):
        """Itself as the parent of a call, unless it is `call`, which has no name."""
        return None if self._mock_name is None else self

    def __getattribute__(self, attr):
        if attr in tuple.__dict__ and attr in ("count", "index"):
            return self.__getattr__(attr)
        return tuple.__getattribute__(self, attr)

    @property
    def args(self):
        return self[0] if len(self) == 2 else self[1]

    @property
    def kwargs(self):
        return self[1] if len(self) == 2 else self[2]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return f"call{name}" if name.startswith("()") else name
        name, args, kwargs = ("", *self) if len(self) == 2 else self
        if not name:
            name = "call"
        elif not name.startswith("()"):
            name = f"call.{name}"
        else:
            name = f"call{name}"
        return _shown(name, args, kwargs)

    def call_list(self):
        """All calls that lead to this one."""
        found, one = [], self
        while one is not None:
            if one._mock_from_kall:
                found.append(one)
            one = one._mock_parent
        return _CallList(reversed(found))


call = _Call(from_kall=False)


class _CallList(list):
    """Calls, where `in` also finds several in a row."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        if len(value) > len(self):
            return False
        return any(self[start:start + len(value)] == value
                   for start in range(len(self) - len(value) + 1))

    def __repr__(self):
        return pprint.pformat(list(self))

"""Variables of a context."""

__all__ = ["Context", "ContextVar", "Token", "copy_context"]
_missing = object()


class Token:
    """What a variable was before it was set."""

    __layout__ = "_context _var _old _used#"

    MISSING = type("Token.MISSING", (), {"__repr__": lambda self: "<Token.MISSING>"})()

    def __init__(self, context, var, old):
        self._context, self._var, self._old = context, var, old
        self._used = False

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self.MISSING if self._old is _missing else self._old

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self._var!r} at {id(self):#x}>"


class ContextVar:
    """A variable."""

    __layout__ = "_name _default =32"

    def __init__(self, name, /, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_missing, /):
        values = _stack[-1]._values
        if self in values:
            return values[self]
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        context = _stack[-1]
        token = Token(context, self, context._values.get(self, _missing))
        context._values[self] = value
        return token

    def reset(self, token, /):
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _stack[-1]:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old is _missing:
            _stack[-1]._values.pop(self, None)
        else:
            _stack[-1]._values[self] = token._old

    def __repr__(self):
        default = f" default={self._default!r}" if self._default is not _missing else ""
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class Context:
    """The values of variables."""

    __layout__ = "=8 _values @weakref =8"

    def __init__(self):
        self._values = {}

    def run(self, callable, /, *args, **kwargs):
        if any(context is self for context in _stack):
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        _stack.append(self)
        try:
            return callable(*args, **kwargs)
        finally:
            _stack.pop()

    def copy(self):
        made = Context()
        made._values = dict(self._values)
        return made

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def get(self, var, default=None, /):
        return self._values.get(var, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()


_stack = [Context()]


def copy_context():
    """A copy of the present context."""
    return _stack[-1].copy()


__native__ = "copy_context"


__within__ = "<native> ContextVar Context Token"

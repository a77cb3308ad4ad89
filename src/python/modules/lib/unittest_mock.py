"""Objects that stand in for others in tests, and tell how they were used."""
import functools
import inspect
import io
import sys
from unittest.mock_calls import ANY, DEFAULT, _Call, _CallList, _shown, call, sentinel

__all__ = ("Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call",
           "create_autospec", "AsyncMock", "FILTER_DIR", "NonCallableMock",
           "NonCallableMagicMock", "mock_open", "PropertyMock", "seal", "ThreadingMock")
FILTER_DIR = True

_deleted = object()
# Names that a mock's class looks after itself.
_PROPERTIES = {"side_effect", "return_value", "_mock_return_value", "_mock_side_effect",
               "_mock_parent", "_mock_new_parent", "_mock_name", "_mock_new_name",
               "called", "call_count", "call_args", "call_args_list", "mock_calls"}
_NO_ASSERTIONS = {"called_once", "called_once_with", "called_with", "has_calls",
                  "any_call", "not_called"}
_NUMBERS = ("add sub mul matmul truediv floordiv mod lshift rshift and xor or pow "
            "divmod").split()
_MAGICS = {f"__{name}__" for name in (
    "lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter exit "
    "complex ceil floor trunc bool next fspath aiter neg pos abs invert int float round "
    "index hash repr dir format subclasses getformat iter reversed missing reduce "
    "reduce_ex getinitargs getnewargs getstate setstate").split()}
_MAGICS |= {f"__{start}{name}__" for name in _NUMBERS for start in ("", "i", "r")}
_OWN_MAGICS = _MAGICS - {f"__{name}__" for name in (
    "dir format repr subclasses getformat reversed missing reduce reduce_ex "
    "getinitargs getnewargs getstate setstate hash eq ne str sizeof aiter").split()} - {
        f"__r{name}__" for name in _NUMBERS} | {
            "__hash__", "__str__", "__sizeof__", "__eq__", "__ne__", "__rmatmul__",
            "__rdivmod__"}
_UNSUPPORTED = {"__getattr__", "__setattr__", "__init__", "__new__", "__prepare__",
                "__instancecheck__", "__subclasscheck__", "__del__"}
_RETURNS = {"__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented,
            "__ge__": NotImplemented, "__int__": 1, "__contains__": False, "__len__": 0,
            "__exit__": False, "__complex__": 1j, "__float__": 1.0, "__bool__": True,
            "__index__": 1}
_CALCULATED = {"__hash__": lambda mock: object.__hash__(mock),
               "__str__": lambda mock: object.__str__(mock),
               "__sizeof__": lambda mock: object.__sizeof__(mock),
               "__fspath__": lambda mock: f"{type(mock).__name__}/"
                                          f"{mock._extract_mock_name()}/{id(mock)}"}


class InvalidSpecError(Exception):
    """A mock is no model for a mock."""


def _is_mock(obj):
    return issubclass(type(obj), NonCallableMock)


def _is_exception(obj):
    return isinstance(obj, BaseException) or \
        isinstance(obj, type) and issubclass(obj, BaseException)


def _check_typos(kwargs, unsafe):
    """Looks for arguments that are nearly those there are."""
    for name in ("autospect", "auto_spec", "set_spec"):
        if name in kwargs and not unsafe:
            raise RuntimeError(f"{name!r} might be a typo; use unsafe=True if this is "
                               "intended")


def _extract_mock(obj):
    return obj.mock if inspect.isfunction(obj) and hasattr(obj, "mock") else obj


def _signature(spec, as_instance=False, eat_self=False):
    """How something may be called; None where that is not known."""
    if isinstance(spec, type):
        if as_instance:
            spec = getattr(spec, "__call__", None)
            spec = getattr(type(spec), "__call__", None) if spec is None else spec
        else:
            spec = spec.__init__
        eat_self = True
    elif isinstance(spec, (classmethod, staticmethod)):
        eat_self = isinstance(spec, classmethod)
        spec = spec.__func__
    elif not inspect.isfunction(spec) and not inspect.ismethod(spec):
        spec = getattr(spec, "__call__", None)
        if spec is None:
            return None
    try:
        signature = inspect.signature(spec)
    except (TypeError, ValueError):
        return None
    params = list(signature.parameters.values())
    if eat_self and params and not inspect.ismethod(spec):
        params = params[1:]
    return signature.replace(parameters=params)


def _line(mock):
    """A mock and those that lead to it."""
    while mock is not None:
        yield mock
        mock = mock._mock_new_parent


def _adopt(parent, value, name, new_name):
    """Makes a mock that has no parent the child of another."""
    value = _extract_mock(value)
    if not _is_mock(value) or value._mock_name or value._mock_new_name or not (
            value._mock_parent is value._mock_new_parent is None) or any(
                above is value for above in _line(parent)):
        return False
    if new_name:
        value._mock_new_parent, value._mock_new_name = parent, new_name
    if name:
        value._mock_parent, value._mock_name = parent, name
    return True


def _lacks(mock, name):
    """Whether what a mock stands for has no such attribute."""
    return mock._mock_methods is not None and name not in mock._mock_methods


def _set_magic(mock, name, value):
    """A special method is looked for in the class, of which each mock has its own."""
    method = value
    if _is_mock(value):
        _adopt(mock, value, None, name)
    else:
        method = _method(name, value)
        # Where the mock itself is asked for the name, this is found first.
        vars(mock)[name] = functools.partial(value, mock)
    setattr(type(mock), name, method)
    if _is_mock(value):
        mock._mock_children[name] = value


def _execute_mock_call(mock, args, kwargs):
    """What `side_effect` gives, DEFAULT where it leaves that to the mock."""
    effect = mock.side_effect
    if effect is None:
        return DEFAULT
    if callable(effect) and not _is_exception(effect):
        return effect(*args, **kwargs)
    result = effect if _is_exception(effect) else next(effect)
    if _is_exception(result):
        raise result
    return result


def _delegating(name):
    """A property that a function with a mock behind it shares with that."""
    own = "_mock_" + name

    def get(self):
        delegate = self._mock_delegate
        return self.__dict__[own] if delegate is None else getattr(delegate, name)

    def set(self, value):
        if self._mock_delegate is None:
            self.__dict__[own] = value
        else:
            setattr(self._mock_delegate, name, value)
    return property(get, set)


class Base:
    """What mocks have in common."""

    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class NonCallableMock(Base):
    """A mock that cannot be called."""

    def __new__(cls, *args, **kwargs):
        # A class of its own, for special methods.
        return object.__new__(type(cls.__name__, (cls,), {"__doc__": cls.__doc__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name="", _new_parent=None, _spec_as_instance=False,
                 _eat_self=None, unsafe=False, **kwargs):
        own = self.__dict__
        own["_mock_parent"] = parent
        own["_mock_name"] = name
        own["_mock_new_name"] = _new_name
        own["_mock_new_parent"] = parent if _new_parent is None else _new_parent
        own["_mock_sealed"] = False
        if spec_set is not None:
            spec, spec_set = spec_set, True
        self._mock_add_spec(spec, spec_set, _spec_as_instance,
                            parent is not None if _eat_self is None else _eat_self)
        own["_mock_children"] = {}
        own["_mock_wraps"] = wraps
        own["_mock_delegate"] = None
        own["_mock_called"] = False
        own["_mock_call_args"] = None
        own["_mock_call_count"] = 0
        for calls in ("_mock_call_args_list", "_mock_mock_calls", "method_calls"):
            own[calls] = _CallList()
        own["_mock_unsafe"] = unsafe
        if kwargs:
            self.configure_mock(**kwargs)

    called = _delegating("called")
    call_count = _delegating("call_count")
    call_args = _delegating("call_args")
    call_args_list = _delegating("call_args_list")
    mock_calls = _delegating("mock_calls")

    def attach_mock(self, mock, attribute):
        """Makes another mock an attribute of this one."""
        inner = _extract_mock(mock)
        if not _is_mock(inner):
            raise TypeError(f"{mock!r} is not a Mock")
        inner._mock_parent = inner._mock_new_parent = None
        inner._mock_name, inner._mock_new_name = "", None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Has only the attributes of something."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if _is_mock(spec):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        kind = signature = None
        if spec is not None and type(spec) not in (list, tuple):
            kind = spec if isinstance(spec, type) else type(spec)
            signature = _signature(spec, _spec_as_instance, _eat_self)
            spec = dir(spec)
        self.__dict__.update(_spec_class=kind, _spec_set=spec_set, _mock_methods=spec,
                             _spec_signature=signature)

    def _return_value(self):
        if self._mock_delegate is not None:
            return self._mock_delegate.return_value
        value = self._mock_return_value
        if value is DEFAULT and self._mock_wraps is None:
            value = self._get_child_mock(_new_parent=self, _new_name="()")
            self.return_value = value
        return value

    def _set_return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _adopt(self, value, None, "()")

    return_value = property(_return_value, _set_return_value,
                            doc="What a call of the mock gives.")

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    def _side_effect(self):
        delegate = self._mock_delegate
        if delegate is None:
            return self._mock_side_effect
        value = delegate.side_effect
        if value is not None and not callable(value) and not _is_exception(value) and \
                not hasattr(value, "__next__"):
            value = delegate.side_effect = iter(value)
        return value

    def _set_side_effect(self, value):
        if value is not None and not callable(value) and not _is_exception(value):
            try:
                value = iter(value)
            except TypeError:
                pass
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    side_effect = property(_side_effect, _set_side_effect)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forgets all calls."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called, self.call_count, self.call_args = False, 0, None
        for calls in "mock_calls", "call_args_list", "method_calls":
            setattr(self, calls, _CallList())
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if child is not _deleted and not isinstance(child, _Later):
                child.reset_mock(visited, return_value=return_value,
                                 side_effect=side_effect)
        value = self._mock_return_value
        if _is_mock(value) and value is not self:
            value.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Sets attributes, also those of attributes."""
        for name, value in sorted(kwargs.items(), key=lambda one: one[0].count(".")):
            *path, last = name.split(".")
            obj = self
            for step in path:
                obj = getattr(obj, step)
            setattr(obj, last, value)

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe"):
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None:
            if name not in methods or name in _MAGICS:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif name[:2] == name[-2:] == "__" and len(name) > 4:
            raise AttributeError(name)
        if not self._mock_unsafe and (not methods or name not in methods) and \
                (name.startswith(("assert", "assret", "asert", "aseert", "assrt")) or
                 name in _NO_ASSERTIONS):
            raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for "
                                 f"the mock if {name!r} is meant to be an attribute.")
        found = self._mock_children.get(name)
        if found is _deleted:
            raise AttributeError(name)
        if found is None:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            found = self._get_child_mock(parent=self, name=name, wraps=wraps,
                                         _new_name=name, _new_parent=self)
            self._mock_children[name] = found
        elif isinstance(found, _Later):
            found = self._mock_children[name] = found.make()
        return found

    def _extract_mock_name(self):
        *below, first = _line(self)
        text = first._mock_name or "mock"
        for mock in reversed(below):
            name = mock._mock_new_name
            text += name if name == "()" else f".{name}"
        return text

    def __repr__(self):
        name = self._extract_mock_name()
        shown = f" name={name!r}" if name not in ("mock", "mock.") else ""
        if self._spec_class is not None:
            word = "spec_set" if self._spec_set else "spec"
            shown += f" {word}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{shown} id='{id(self)}'>"

    def __dir__(self):
        if not FILTER_DIR:
            return object.__dir__(self)
        children = [name for name, child in self._mock_children.items()
                    if child is not _deleted]
        plain = [name for name in dir(type(self)) if not name.startswith("_")]
        own = [name for name in self.__dict__ if not name.startswith("_")]
        return sorted({*(self._mock_methods or ()), *plain, *own, *children})

    def __setattr__(self, name, value):
        if name in _PROPERTIES:
            return object.__setattr__(self, name, value)
        if _lacks(self, name) and (name in _MAGICS or
                                  self._spec_set and name not in self.__dict__):
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _UNSUPPORTED:
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if name in _MAGICS:
            return _set_magic(self, name, value)
        if name == "__class__":
            self.__dict__["_spec_class"] = value
            return None
        if _adopt(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        own, kind = name in self.__dict__, type(self)
        if name in _MAGICS and name in vars(kind):
            delattr(kind, name)
            if not own:
                return
        if own:
            object.__delattr__(self, name)
        elif self._mock_children.get(name) is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    # What is said of calls.

    def _shown_call(self, args, kwargs):
        return _shown(self._mock_name or "mock", args, kwargs)

    def _bound(self, one):
        """A call so that two of them are equal that mean the same."""
        signature = self._spec_signature
        if not isinstance(one, tuple) or len(one) <= 2 and signature is None:
            return one
        if len(one) > 2 and signature is not None:
            signature = self._signature_of(one[0])
        if signature is None:
            return one
        name, args, kwargs = one if len(one) == 3 else ("", *one)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return _Call((name, bound.args, bound.kwargs))

    def _signature_of(self, name):
        """How a method may be called, by the path to it."""
        if not name:
            return self._spec_signature
        children, signature = self._mock_children, None
        for step in name.replace("()", "").split("."):
            child = _extract_mock(children.get(step))
            if not _is_mock(child):
                return None
            children, signature = child._mock_children, child._spec_signature
        return signature

    def _calls_shown(self):
        return f"\nCalls: {self.mock_calls!r}." if self.mock_calls else ""

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to not have "
                                 f"been called. Called {self.call_count} times."
                                 f"{self._calls_shown()}")

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been "
                                 "called.")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been "
                                 f"called once. Called {self.call_count} times."
                                 f"{self._calls_shown()}")

    def assert_called_with(self, /, *args, **kwargs):
        expected = self._shown_call(args, kwargs)
        if self.call_args is None:
            raise AssertionError("expected call not found.\n"
                                 f"Expected: {expected}\n  Actual: not called.")
        wanted = self._bound(_Call((args, kwargs), two=True))
        actual = self._bound(self.call_args)
        if actual != wanted:
            cause = wanted if isinstance(wanted, Exception) else None
            raise AssertionError(
                f"expected call not found.\nExpected: {expected}\n"
                f"  Actual: {self._shown_call(*self.call_args)}") from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to be called "
                                 f"once. Called {self.call_count} times."
                                 f"{self._calls_shown()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        wanted = [self._bound(one) for one in calls]
        cause = next((one for one in wanted if isinstance(one, Exception)), None)
        found = _CallList(self._bound(one) for one in self.mock_calls)
        if not any_order:
            rows = (zip(found[start:], wanted)
                    for start in range(len(found) - len(wanted) + 1))

            def same(one, other):
                named = type(one) is type(other) is _Call and len(one) == len(other) == 3
                return one == other and (not named or one[0] == other[0])
            if not any(all(same(*pair) for pair in row) for row in rows):
                problem = "Calls not found."
                if cause is not None:
                    errors = [one if isinstance(one, Exception) else None
                              for one in wanted]
                    problem = f"Error processing expected calls.\nErrors: {errors}"
                raise AssertionError(f"{problem}\nExpected: {_CallList(calls)}\n"
                                     f"  Actual: {self.mock_calls!r}") from cause
            return
        found, absent = list(found), []
        for one in wanted:
            try:
                found.remove(one)
            except ValueError:
                absent.append(one)
        if absent:
            raise AssertionError(f"{self._mock_name or 'mock'!r} does not contain all of "
                                 f"{tuple(absent)!r} in its call list, found "
                                 f"{_CallList(found)!r} instead") from cause

    def assert_any_call(self, /, *args, **kwargs):
        wanted = self._bound(_Call((args, kwargs), two=True))
        wrong = isinstance(wanted, Exception)
        if wrong or wanted not in map(self._bound, self.call_args_list):
            raise AssertionError(f"{self._shown_call(args, kwargs)} call not found") \
                from (wanted if wrong else None)

    def _get_child_mock(self, /, **kwargs):
        """A mock for an attribute or a result."""
        if self._mock_sealed:
            name = f".{kwargs['name']}" if "name" in kwargs else "()"
            raise AttributeError(self._extract_mock_name() + name)
        kind = type(self).__mro__[1]
        if not issubclass(kind, CallableMixin):
            kind = MagicMock if issubclass(kind, NonCallableMagicMock) else Mock
        return kind(**kwargs)


class CallableMixin(Base):
    """A mock that can be called."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None,
                 name=None, spec_set=None, parent=None, _spec_state=None, _new_name="",
                 _new_parent=None, **kwargs):
        self.__dict__["_mock_return_value"] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name,
                         _new_parent, **kwargs)
        self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        self._note(args, kwargs)
        return self._mock_call(args, kwargs)

    def _note(self, args, kwargs):
        """Remembers a call, here and in all mocks that lead to this one."""
        self.called = True
        self.call_count += 1
        self.call_args = one = _Call((args, kwargs), two=True)
        self.call_args_list.append(one)
        self.mock_calls.append(_Call(("", args, kwargs)))
        name = self._mock_new_name
        for above in _line(self._mock_new_parent):
            above.mock_calls.append(_Call((name, args, kwargs)))
            if above._mock_new_name:
                dot = "" if name.startswith("()") else "."
                name = f"{above._mock_new_name}{dot}{name}"
        mock, name = self, self._mock_name
        for above in _line(self._mock_new_parent):
            # Only as long as each is an attribute of the next.
            if mock._mock_parent is None:
                break
            above.method_calls.append(_Call((name, args, kwargs)))
            mock, name = above, f"{above._mock_name}.{name}"

    def _mock_call(self, args, kwargs):
        result = _execute_mock_call(self, args, kwargs)
        if result is not DEFAULT:
            return result
        delegate = self._mock_delegate
        given = self._mock_return_value is not DEFAULT or \
            delegate is not None and delegate.return_value is not DEFAULT
        if given or self._mock_wraps is None:
            return self.return_value
        return self._mock_wraps(*args, **kwargs)

class Mock(CallableMixin, NonCallableMock):
    """A mock: whatever is asked of it is a mock, and it remembers its calls."""


def _method(name, function):
    """A function as a special method."""
    def method(self, /, *args, **kwargs):
        return function(self, *args, **kwargs)
    method.__name__ = name
    return method


def _default(parent, mock, name):
    """What a special method gives if nobody said."""
    if name in _RETURNS:
        mock.return_value = _RETURNS[name]
    elif name in _CALCULATED:
        mock.return_value = _CALCULATED[name](parent)
    elif name in ("__eq__", "__ne__"):
        def compare(other):
            given = getattr(parent, name)._mock_return_value
            if given is not DEFAULT:
                return given
            if parent is other:
                return name == "__eq__"
            return NotImplemented
        mock.side_effect = compare
    elif name == "__iter__":
        def iterate():
            given = parent.__iter__._mock_return_value
            return iter([]) if given is DEFAULT else iter(given)
        mock.side_effect = iterate


class MagicProxy(Base):
    """Makes the mock of a special method when it is first asked for."""

    def __init__(self, name, parent):
        self.name, self.parent = name, parent

    def __get__(self, obj, kind=None):
        name, parent = self.name, self.parent
        mock = parent._get_child_mock(name=name, _new_name=name, _new_parent=parent)
        setattr(parent, name, mock)
        _default(parent, mock, name)
        return mock


class MagicMixin(Base):
    """A mock that has the special methods too."""

    def __init__(self, /, *args, **kwargs):
        self.__dict__["_mock_methods"] = None
        self._set_magics()
        super().__init__(*args, **kwargs)
        self._set_magics()

    def _set_magics(self):
        names, kind, methods = _OWN_MAGICS, type(self), self.__dict__["_mock_methods"]
        if methods is not None:
            names = _OWN_MAGICS.intersection(methods)
            for name in _OWN_MAGICS - names:
                if name in vars(kind):
                    delattr(kind, name)
        for name in names - set(vars(kind)):
            setattr(kind, name, MagicProxy(name, self))


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with special methods that cannot be called."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._set_magics()


class MagicMock(MagicMixin, Mock):
    """A mock with special methods."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._set_magics()


class AsyncMock(MagicMock):
    """A mock of a coroutine, which a runtime without coroutines cannot make."""

    def __init__(self, /, *args, **kwargs):
        raise NotImplementedError("this runtime has no coroutines")


class ThreadingMixin(Base):
    """Waiting for a call. A thread is over here when it was started, so that what was not
    called by then will not be."""
    DEFAULT_TIMEOUT = None

    def __init__(self, /, *args, timeout=DEFAULT, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__["_mock_wait_timeout"] = \
            self.DEFAULT_TIMEOUT if timeout is DEFAULT else timeout

    def _wait(self, is_there, what, timeout):
        if timeout is DEFAULT:
            timeout = self._mock_wait_timeout
        if not is_there:
            import threading
            threading.Event().wait(timeout)
            raise AssertionError(f"{what} before timeout({timeout}).")

    def wait_until_called(self, *, timeout=DEFAULT):
        """Waits until the mock was called."""
        self._wait(self.called, f"{self._mock_name or 'mock'} was not called", timeout)

    def wait_until_any_call_with(self, *args, **kwargs):
        """Waits until the mock was called with these arguments."""
        self.assert_any_call(*args, **kwargs)


class ThreadingMock(ThreadingMixin, MagicMixin, Mock):
    """A mock that can be waited for."""


class PropertyMock(Mock):
    """A mock of a property: to read it calls it, and so does to set it."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


# Mocks that can be used only as what they stand for.

class _Later:
    """An attribute whose mock is made when it is asked for."""

    def __init__(self, spec, parent, name, spec_set, is_type):
        self.spec, self.parent, self.name = spec, parent, name
        self.spec_set, self.is_type = spec_set, is_type

    def make(self):
        return create_autospec(self.spec, self.spec_set, _parent=self.parent,
                               _name=self.name)


def _function(spec, mock, eat_self=False):
    """A function with the signature of another, and a mock behind it."""
    signature = _signature(spec, eat_self=eat_self)

    def function(*args, **kwargs):
        if signature is not None:
            signature.bind(*args, **kwargs)
        return mock(*args, **kwargs)
    for name in ("__name__", "__qualname__", "__doc__", "__module__"):
        setattr(function, name, getattr(spec, name))
    if signature is not None:
        function.__signature__ = signature
    function.mock = mock
    for name in ("called", "call_count", "call_args", "call_args_list", "mock_calls",
                 "method_calls", "return_value", "side_effect"):
        if name not in ("return_value", "side_effect", "method_calls"):
            setattr(function, name, getattr(mock, name))
    function.method_calls = _CallList()
    function._mock_children = mock._mock_children
    function.return_value, function.side_effect = mock.return_value, mock.side_effect
    for name in ("assert_called_with", "assert_called_once_with", "assert_has_calls",
                 "assert_any_call", "assert_called", "assert_not_called",
                 "assert_called_once"):
        setattr(function, name, getattr(mock, name))

    def reset_mock():
        function.method_calls = _CallList()
        mock.reset_mock()
    function.reset_mock = reset_mock
    mock._mock_delegate = function
    return function


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *,
                    unsafe=False, **kwargs):
    """A mock that has the attributes of something, as deep as they go, and that can
    be called as it can."""
    if type(spec) in (list, tuple):
        spec = type(spec)
    if _is_mock(spec):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    _check_typos(kwargs, unsafe)
    is_type = isinstance(spec, type)
    options = {"spec": spec}
    if spec_set:
        options = {"spec_set": spec}
    elif spec is None:
        options = {}
    if options and instance and not unsafe and any(
            name.startswith(("assert", "assret", "asert", "aseert", "assrt"))
            for name in kwargs):
        raise AttributeError("not a valid assertion")
    options.update(kwargs, unsafe=unsafe)
    is_function = inspect.isfunction(spec) or inspect.ismethod(spec)
    kind = MagicMock
    if inspect.isdatadescriptor(spec):
        options = {}
    elif isinstance(spec, (classmethod, staticmethod)):
        pass
    elif not callable(spec) or is_type and instance and not any(
            "__call__" in vars(base) for base in spec.__mro__):
        kind = NonCallableMagicMock
    name = options.pop("name", _name)
    new_name = name if _parent is not None else ""
    mock = kind(parent=_parent, _new_parent=_parent, _new_name=new_name, name=name,
                _spec_as_instance=instance, _eat_self=False, **options)
    found = mock
    if is_function:
        bound = inspect.ismethod(spec)
        eat_self = _parent is not None and not bound and isinstance(
            _parent._spec_class, type) and not getattr(_parent, "_is_static", {}).get(
                _name)
        found = _function(spec, mock, eat_self)
        mock.__dict__["_spec_signature"] = _signature(spec, eat_self=eat_self)
    elif kind is MagicMock and options:
        signature = _signature(spec, as_instance=instance)
        if not instance:
            mock.__dict__["_spec_signature"] = signature
        if signature is not None:
            inner = type(mock).__call__

            def __call__(self, /, *args, **kwargs):
                signature.bind(*args, **kwargs)
                return inner(self, *args, **kwargs)
            type(mock).__call__ = __call__
    if _parent is not None and not instance:
        _parent._mock_children[_name] = found
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()",
                                            _parent=mock)
        mock.return_value._mock_new_name = "()"
    for entry in dir(spec):
        if entry[:2] == entry[-2:] == "__":
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            continue
        own = {"spec_set": original} if spec_set else {"spec": original}
        if not (inspect.isfunction(original) or inspect.ismethod(original) or
                isinstance(original, type)):
            child = _Later(original, mock, entry, spec_set, is_type)
            mock._mock_children[entry] = child
            continue
        if not inspect.isfunction(original) and not inspect.ismethod(original):
            child = _Later(original, mock, entry, spec_set, is_type)
            mock._mock_children[entry] = child
            continue
        skip = is_type and inspect.isfunction(original) and not isinstance(
            inspect.getattr_static(spec, entry, None), staticmethod)
        new = MagicMock(parent=mock, name=entry, _new_name=entry, _new_parent=mock,
                        _eat_self=skip, **own)
        mock._mock_children[entry] = new
        new.__dict__["_spec_signature"] = _signature(original, eat_self=skip)
        child = _function(original, new, skip)
        mock._mock_children[entry] = new
        object.__setattr__(mock, entry, child)
    return found


def mock_open(mock=None, read_data=""):
    """A mock of `open`, with what files have."""
    def lines(data):
        return io.BytesIO(data) if isinstance(data, bytes) else io.StringIO(data)
    state = [lines(read_data)]

    def reader(name):
        def read(*args, **kwargs):
            given = getattr(handle, name)._mock_return_value
            if given is not DEFAULT:
                return given
            return getattr(state[0], name)(*args, **kwargs)
        return read

    def iterate():
        if handle.readline._mock_return_value is not DEFAULT:
            while True:
                yield handle.readline.return_value
        for line in state[0]:
            yield line

    def reset(*args, **kwargs):
        state[0] = lines(read_data)
        return DEFAULT

    def leave(kind, value, trace):
        handle.close()
    if mock is None:
        mock = MagicMock(name="open", spec=open)
    handle = MagicMock(spec=list(dict.fromkeys(dir(io.TextIOWrapper) + dir(io.BytesIO))))
    handle.__enter__.return_value = handle
    handle.write.return_value = None
    for name in ("read", "readline", "readlines"):
        getattr(handle, name).side_effect = reader(name)
    handle.__iter__.side_effect = iterate
    handle.__next__.side_effect = lambda: next(iterate())
    handle.__exit__.side_effect = leave
    mock.side_effect = reset
    mock.return_value = handle
    return mock


def seal(mock):
    """Lets a mock make no more attributes."""
    mock.__dict__["_mock_sealed"] = True
    for name in dir(mock):
        # What nobody asked for yet need not be made for this.
        if isinstance(mock._mock_children.get(name), _Later):
            continue
        try:
            child = getattr(mock, name)
        except AttributeError:
            continue
        if _is_mock(child) and child._mock_new_parent is mock:
            seal(child)


from unittest.mock_patch import patch, _Patch as _patch

# Which files these are in is nobody's business.
for _class in (_Call, _CallList, _patch):
    _class.__module__ = __name__
_patch.__name__ = _patch.__qualname__ = "_patch"
del _class

"""Puts mocks in place of other things, and takes them away again."""
import contextlib
import functools
import importlib
import sys
from unittest import mock as _mock
from unittest.mock_calls import DEFAULT

__all__ = ("patch",)


def resolve_name(path):
    """What a dotted name means."""
    names = path.split(".")
    obj = importlib.import_module(names[0])
    done = names[0]
    for name in names[1:]:
        done += "." + name
        try:
            obj = getattr(obj, name)
        except AttributeError:
            importlib.import_module(done)
            obj = getattr(obj, name)
    return obj


def _target(target):
    try:
        path, name = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError("Need a valid target to patch. You supplied: "
                        f"{target!r}") from None
    return functools.partial(resolve_name, path), name


def _is_back(target, name):
    """Whether what was taken out is there by itself: it is inherited, but for what each
    class or function has of its own."""
    return hasattr(target, name) and name not in (
        "__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__")


class _Patch:
    """An attribute that is something else for a while."""

    attribute_name = None
    _active = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec,
                 new_callable, kwargs, *, unsafe=False):
        given = {"new": new is not DEFAULT, "autospec": autospec is not None}
        for name in given if new_callable is not None else ():
            if given[name]:
                raise ValueError(f"Cannot use '{name}' and 'new_callable' together")
        self.getter, self.attribute, self.new = getter, attribute, new
        self.new_callable, self.spec, self.create = new_callable, spec, create
        _mock._check_typos(kwargs, unsafe)
        self.has_local, self.spec_set, self.autospec = False, spec_set, autospec
        self.kwargs, self.additional_patchers, self.unsafe = kwargs, [], unsafe

    def copy(self):
        made = object.__new__(_Patch)
        vars(made).update(vars(self), additional_patchers=[
            one.copy() for one in self.additional_patchers])
        return made

    def __call__(self, func):
        if isinstance(func, type):
            return self._decorate_class(func)
        return self._decorate(func)

    def _decorate_class(self, klass):
        for name in dir(klass):
            value = getattr(klass, name)
            if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                setattr(klass, name, self.copy()(value))
        return klass

    def _decorate(self, func):
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @functools.wraps(func)
        def patched(*args, **kwargs):
            with contextlib.ExitStack() as stack:
                entered = [(one, stack.enter_context(one)) for one in patched.patchings]
                args += tuple(value for one, value in entered
                              if one.new is DEFAULT and one.attribute_name is None)
                for one, value in entered:
                    kwargs |= {} if one.attribute_name is None else value
                return func(*args, **kwargs)
        patched.patchings = [self]
        return patched

    def get_original(self):
        target, name = self.getter(), self.attribute
        original, local = DEFAULT, False
        try:
            original, local = target.__dict__[name], True
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        if name in vars(__import__("builtins")) and not local and \
                type(target) is type(sys):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        return original, local

    def _made(self, original):
        """The mock that is put in place."""
        spec, spec_set, autospec = self.spec, self.spec_set, self.autospec
        inherit, kwargs = False, dict(self.kwargs)
        spec = None if spec is False else spec
        spec_set = None if spec_set is False else spec_set
        autospec = None if autospec is False else autospec
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        if autospec is not None:
            if autospec is True:
                if original is DEFAULT:
                    raise TypeError("Can't use 'autospec' with create=True")
                autospec = original
            if _mock._is_mock(self.target):
                raise _mock.InvalidSpecError(
                    f"Cannot autospec attr {self.attribute!r} as the patch target has "
                    f"already been mocked out. [target={self.target!r}, "
                    f"attr={autospec!r}]")
            if _mock._is_mock(autospec):
                target = getattr(self.target, "__name__", self.target)
                raise _mock.InvalidSpecError(
                    f"Cannot autospec attr {self.attribute!r} from target {target!r} as "
                    f"it has already been mocked out. [target={self.target!r}, "
                    f"attr={autospec!r}]")
            return _mock.create_autospec(autospec, spec_set=bool(spec_set),
                                         _name=self.attribute, **kwargs)
        if spec is True:
            spec = original
            if spec_set is True:
                spec_set, spec = original, None
        elif spec is not None and spec_set is True:
            spec_set, spec = spec, None
        elif spec_set is True:
            spec_set = original
        if spec is not None or spec_set is not None:
            if original is DEFAULT:
                raise TypeError("Can't use 'spec' with create=True")
            inherit = isinstance(original, type)
        kind = _mock.MagicMock
        if self.new_callable is not None:
            kind = self.new_callable
        elif spec is not None or spec_set is not None:
            model = spec if spec is not None else spec_set
            lacks = "__call__" not in model if isinstance(model, (list, tuple)) else \
                not callable(model)
            if lacks:
                kind = _mock.NonCallableMagicMock
        options = {}
        if spec is not None:
            options["spec"] = spec
        if spec_set is not None:
            options["spec_set"] = spec_set
        if isinstance(kind, type) and issubclass(kind, _mock.NonCallableMock) and \
                self.attribute:
            options["name"] = self.attribute
        options.update(kwargs)
        new = kind(**options)
        if inherit and _mock._is_mock(new):
            options.pop("name", None)
            model = spec if spec is not None else spec_set
            if isinstance(model, type) and not any("__call__" in vars(base)
                                                   for base in model.__mro__):
                kind = _mock.NonCallableMagicMock
            new.return_value = kind(_new_parent=new, _new_name="()", **{
                key: value for key, value in options.items()
                if key in ("spec", "spec_set")})
        return new

    def __enter__(self):
        new = self.new
        self.target = self.getter()
        self.exits = contextlib.ExitStack()
        original, local = self.get_original()
        if new is DEFAULT:
            new = self._made(original)
        elif self.autospec is not None:
            raise TypeError("autospec creates the mock for you. Can't specify autospec "
                            "and new.")
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original, self.is_local = original, local
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            found = {}
            if self.new is DEFAULT:
                found[self.attribute_name] = new
            for patching in self.additional_patchers:
                value = self.exits.enter_context(patching)
                if patching.new is DEFAULT:
                    found.update(value)
            return found
        except BaseException:
            if not self.__exit__(*sys.exc_info()):
                raise

    def __exit__(self, *details):
        target, name, before = self.target, self.attribute, self.temp_original
        is_own = self.is_local and before is not DEFAULT
        if not is_own:
            delattr(target, name)
        if is_own or not (self.create or _is_back(target, name)):
            setattr(target, name, before)
        exits = self.exits
        # A patch that is not in place has none of these.
        del self.temp_original, self.is_local, self.target, self.exits
        return exits.__exit__(*details)

    def start(self):
        """Puts it in place until `stop`."""
        found = self.__enter__()
        self._active.append(self)
        return found

    def stop(self):
        """Takes it away."""
        if self not in self._active:
            return None
        self._active.remove(self)
        return self.__exit__(None, None, None)


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
          new_callable=None, *, unsafe=False, **kwargs):
    """Puts a mock in place of what a dotted name means."""
    getter, attribute = _target(target)
    return _Patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable,
                  kwargs, unsafe=unsafe)


def _object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None,
            autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    """Puts a mock in place of an attribute."""
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _Patch(lambda: target, attribute, new, spec, create, spec_set, autospec,
                  new_callable, kwargs, unsafe=unsafe)


def _multiple(target, spec=None, create=False, spec_set=None, autospec=None,
              new_callable=None, **kwargs):
    """Puts mocks in place of several attributes."""
    getter = functools.partial(resolve_name, target) if isinstance(target, str) else \
        lambda: target
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patches = []
    for name, new in kwargs.items():
        one = _Patch(getter, name, new, spec, create, spec_set, autospec, new_callable,
                     {})
        one.attribute_name = name
        patches.append(one)
    patches[0].additional_patchers = patches[1:]
    return patches[0]


class _PatchDict:
    """A dict that has something else for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.clear, self._original = in_dict, clear, None
        self.values = dict(values) | kwargs

    def __call__(self, f):
        if isinstance(f, type):
            for name in dir(f):
                value = getattr(f, name)
                if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                    setattr(f, name, _PatchDict(self.in_dict, self.values,
                                                self.clear)(value))
            return f

        @functools.wraps(f)
        def inner(*args, **kwargs):
            with self:
                return f(*args, **kwargs)
        return inner

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = resolve_name(self.in_dict)
        found = self.in_dict
        if hasattr(found, "copy"):
            self._original = found.copy()
        else:
            self._original = {key: found[key] for key in found}
        if self.clear:
            self._clear()
        self._fill(self.values)
        return found

    def _fill(self, values):
        try:
            self.in_dict.update(values)
        except AttributeError:
            for key in values:
                self.in_dict[key] = values[key]

    def _clear(self):
        try:
            self.in_dict.clear()
        except AttributeError:
            for key in list(self.in_dict):
                del self.in_dict[key]

    def __exit__(self, *details):
        if self._original is not None:
            self._clear()
            self._fill(self._original)
            self._original = None
        return False

    def start(self):
        found = self.__enter__()
        _Patch._active.append(self)
        return found

    def stop(self):
        if self in _Patch._active:
            _Patch._active.remove(self)
            return self.__exit__(None, None, None)
        return None


def _stopall():
    """Takes all away that was started."""
    for one in reversed(list(_Patch._active)):
        one.stop()


patch.object = _object
patch.dict = _PatchDict
patch.multiple = _multiple
patch.stopall = _stopall
patch.TEST_PREFIX = "test"

"""Weak reference support for Python.

References that do not keep their objects alive are made by the runtime itself; this
module adds what can be built of them: methods, finalizers, mappings and sets that
forget entries whose object is gone.
"""
from _weakref import (
    CallableProxyType, ProxyType, ReferenceType, getweakrefcount, getweakrefs, proxy,
    ref)
import atexit
import types as _types  # CPython's imports it, too, and what that leaves to be collected

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary",
           "ReferenceType", "ProxyType", "CallableProxyType", "ProxyTypes",
           "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

ProxyTypes = (ProxyType, CallableProxyType)


class WeakMethod(ref):
    """A weak reference to a bound method.

    A bound method is made anew at each look-up and dies at once; so this refers to its
    object and its function, and binds them again when called.
    """

    __slots__ = "_func", "_class", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(
                f"argument should be a bound method, not {type(meth)}") from None

        def gone(_):
            self = known()
            if self is not None:
                self._end(callback)

        self = ref.__new__(cls, obj, gone)
        self._func, self._class, self._alive = ref(func, gone), type(meth), True
        known = ref(self)
        return self

    def _end(self, callback):
        """One of the two is gone; of the second nothing is told."""
        alive, self._alive = self._alive, False
        if alive and callback is not None:
            callback(self)

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        obj, func = super().__call__(), self._func()
        if obj is None or func is None:
            return None
        return self._class(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not (self._alive and other._alive):
            return self is other
        return ref.__eq__(self, other) and self._func == other._func

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A weak reference that knows the key its object is stored under."""

    __slots__ = "key",

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


def _forgetful(container):
    """What a container needs whose entries go with their objects."""
    def forget(reference, known=ref(container)):
        container = known()
        if container is None:
            return
        if container._iterating:
            container._pending_removals.append(reference)
        else:
            container._forget(reference)

    container._remove = forget
    container._pending_removals = []
    container._iterating = set()


def _forget_pending(container):
    while container._pending_removals:
        container._forget(container._pending_removals.pop())


class _Guard:
    """While a container is iterated over, entries that die wait for the end."""

    def __init__(self, container):
        self.container = ref(container)

    def __enter__(self):
        container = self.container()
        if container is not None:
            container._iterating.add(self)
        return self

    def __exit__(self, *error):
        container = self.container()
        if container is not None:
            container._iterating.remove(self)
            if not container._iterating:
                _forget_pending(container)


class _WeakMapping:
    """What both weak mappings have: all of a dict's methods, by way of a few."""
    __class_getitem__ = classmethod(_types.GenericAlias)

    def __contains__(self, key):
        missing = object()
        return self.get(key, missing) is not missing

    def __iter__(self):
        return self.keys()

    def __eq__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def popitem(self):
        for key, value in self.items():
            del self[key]
            return key, value
        raise KeyError("popitem(): dictionary is empty")

    def clear(self):
        for key in list(self.keys()):
            self.pop(key, None)

    def update(self, other=(), /, **more):
        if hasattr(other, "items"):
            other = other.items()
        elif hasattr(other, "keys"):
            other = [(key, other[key]) for key in other.keys()]
        for key, value in other:
            self[key] = value
        for key, value in more.items():
            self[key] = value

    def copy(self):
        new = self.__class__()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        new = self.__class__()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))


class WeakValueDictionary(_WeakMapping):
    """A mapping whose entries go with their values."""

    def __init__(self, other=(), /, **kw):
        _forgetful(self)
        self.data = {}
        self.update(other, **kw)

    def _forget(self, reference):
        if self.data.get(reference.key) is reference:
            del self.data[reference.key]

    def _settle(self):
        if self._pending_removals:
            _forget_pending(self)

    def __getitem__(self, key):
        self._settle()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._settle()
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        self._settle()
        del self.data[key]

    def __len__(self):
        self._settle()
        return len(self.data)

    def get(self, key, default=None):
        try:
            value = self.data[key]()
        except KeyError:
            return default
        return default if value is None else value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *default):
        self._settle()
        if len(default) > 1:
            raise TypeError("pop expected at most 2 arguments, got %d"
                            % (1 + len(default)))
        try:
            value = self.data.pop(key)()
        except KeyError:
            value = None
        if value is not None:
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def items(self):
        self._settle()
        with _Guard(self):
            for key, reference in self.data.items():
                value = reference()
                if value is not None:
                    yield key, value

    def keys(self):
        self._settle()
        with _Guard(self):
            for key, reference in self.data.items():
                if reference() is not None:
                    yield key

    def values(self):
        self._settle()
        with _Guard(self):
            for reference in self.data.values():
                value = reference()
                if value is not None:
                    yield value

    def itervaluerefs(self):
        """The weak references; whether their objects are alive must be tested."""
        self._settle()
        with _Guard(self):
            yield from self.data.values()

    def valuerefs(self):
        """A list of the weak references, as they are now."""
        self._settle()
        return list(self.data.values())

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self.items():
            new[deepcopy(key, memo)] = value
        return new


class WeakKeyDictionary(_WeakMapping):
    """A mapping whose entries go with their keys."""

    def __init__(self, dict=None):
        self.data = {}
        _forgetful(self)
        self._dirty_len = False
        if dict is not None:
            self.update(dict)

    def _forget(self, reference):
        self.data.pop(reference, None)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __len__(self):
        return len(self.data) - len(self._pending_removals)

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *default):
        return self.data.pop(ref(key), *default)

    def items(self):
        with _Guard(self):
            for reference, value in self.data.items():
                key = reference()
                if key is not None:
                    yield key, value

    def keys(self):
        with _Guard(self):
            for reference in self.data:
                key = reference()
                if key is not None:
                    yield key

    def values(self):
        with _Guard(self):
            for reference, value in self.data.items():
                if reference() is not None:
                    yield value

    def keyrefs(self):
        """A list of the weak references to the keys, as they are now."""
        return list(self.data)

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self.items():
            new[key] = deepcopy(value, memo)
        return new


class WeakSet:
    """A set that forgets what nobody else refers to."""
    __module__ = "_weakrefset"
    __class_getitem__ = classmethod(_types.GenericAlias)

    def __init__(self, data=None):
        self.data = set()
        _forgetful(self)
        if data is not None:
            self.update(data)

    def _forget(self, reference):
        self.data.discard(reference)

    def _settle(self):
        if self._pending_removals and not self._iterating:
            _forget_pending(self)

    def __iter__(self):
        with _Guard(self):
            for reference in self.data:
                item = reference()
                if item is not None:
                    yield item

    def __len__(self):
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self._settle()
        self.data.add(ref(item, self._remove))

    def clear(self):
        self._settle()
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        self._settle()
        while True:
            try:
                reference = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = reference()
            if item is not None:
                return item

    def remove(self, item):
        self._settle()
        self.data.remove(ref(item))

    def discard(self, item):
        self._settle()
        self.data.discard(ref(item))

    def update(self, other):
        self._settle()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        new = self.copy()
        new.difference_update(other)
        return new

    __sub__ = difference

    def difference_update(self, other):
        self._settle()
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update([ref(item) for item in other])

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        self._settle()
        self.data.intersection_update([ref(item) for item in other])

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def issubset(self, other):
        return self.data.issubset([ref(item) for item in other])

    __le__ = issubset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset([ref(item) for item in other])

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    __hash__ = None

    def symmetric_difference(self, other):
        new = self.copy()
        new.symmetric_difference_update(other)
        return new

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self._settle()
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update(
                [ref(item, self._remove) for item in other])

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def union(self, other):
        new = self.copy()
        new.update(other)
        return new

    __or__ = union

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __repr__(self):
        return repr(self.data)


class finalize:
    """Calls a function once its object is gone, at the latest when the program ends.

    finalize(obj, func, *args, **kwargs) registers func(*args, **kwargs). Calling the
    finalizer calls the function now, if it is still to be called, and returns what it
    returns; a finalizer that is over returns None.
    """

    __slots__ = ()

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit")

        def __init__(self, *parts):
            self.weakref, self.func, self.args, self.kwargs = parts
            self.atexit = True

    # The finalizers that are to be called, in the order in which they were made.
    _registry = {}
    _registered_with_atexit = False
    # Set once the program has ended: what dies from then on is not told.
    _shutdown = False

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._registered_with_atexit:
            atexit.register(finalize._at_exit)
            finalize._registered_with_atexit = True
        self._registry[self] = finalize._Info(ref(obj, self), func, args, kwargs)

    def _known(self):
        """What is to be done, and the object that is waited for."""
        info = self._registry.get(self)
        return info, info and info.weakref()

    def __call__(self, _=None):
        """If alive then mark as dead and return func(*args, **kwargs)."""
        info = self._registry.pop(self, None)
        if info is not None and not self._shutdown:
            return info.func(*info.args, **info.kwargs)

    def detach(self):
        """If alive then mark as dead and return (obj, func, args, kwargs)."""
        info, obj = self._known()
        if obj is not None and self._registry.pop(self, None):
            return obj, info.func, info.args, info.kwargs

    def peek(self):
        """If alive then return (obj, func, args, kwargs)."""
        info, obj = self._known()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs

    @property
    def alive(self):
        """Whether finalizer is alive"""
        return self in self._registry

    @property
    def atexit(self):
        """Whether finalizer should be called at exit"""
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        obj = self._known()[1]
        state = "dead" if obj is None else f"for {type(obj).__name__!r} at {id(obj):#x}"
        return f"<{type(self).__name__} object at {id(self):#x}; {state}>"

    @classmethod
    def _at_exit(cls):
        """Calls what is left, the last one first."""
        while True:
            left = [f for f, info in cls._registry.items() if info.atexit]
            if not left:
                cls._shutdown = True
                return
            try:
                left[-1]()
            except Exception as error:
                import sys
                sys.excepthook(type(error), error, error.__traceback__)

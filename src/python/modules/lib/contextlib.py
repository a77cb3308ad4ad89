"""Utilities for with-statement contexts.  See PEP 343."""
import abc
import sys
from _containers import deque as _deque
from functools import wraps

MethodType = type(wraps.__get__(0))

__all__ = ["contextmanager", "closing", "nullcontext", "AbstractContextManager",
           "AbstractAsyncContextManager", "ContextDecorator", "ExitStack", "redirect_stdout", "redirect_stderr",
           "suppress", "chdir"]


class AbstractContextManager(abc.ABC):
    """An abstract base class for context managers."""
    __slots__ = ()

    def __enter__(self):
        """Return `self` upon entering the runtime context."""
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Raise any exception triggered within the runtime context."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return _has(C, "__enter__", "__exit__")
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


class AbstractAsyncContextManager(abc.ABC):
    """An abstract base class for asynchronous context managers."""
    __slots__ = ()

    @abc.abstractmethod
    def __aexit__(self, exc_type, exc_value, traceback):
        """Raise any exception triggered within the runtime context."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager:
            return _has(C, "__aenter__", "__aexit__")
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


def _has(cls, *names):
    """Whether a class has methods, none of them set to None."""
    for name in names:
        for base in cls.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class ContextDecorator:
    "A base class or mixin that enables context managers to work as decorators."

    def _recreate_cm(self):
        """Return a recreated instance of self."""
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    """Helper for @contextmanager decorator."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        # They were only wanted to make another one.
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is not None and value is None:
            value = typ()
        try:
            if typ is None:
                next(self.gen)
            else:
                self.gen.throw(value)
        except StopIteration as stop:
            # It may be the very exception that was thrown in.
            return typ is not None and stop is not value
        except BaseException as error:
            if typ is None:
                raise
            # A generator makes a RuntimeError of a StopIteration that leaves it.
            turned = (isinstance(error, RuntimeError) and isinstance(value, StopIteration)
                      and error.__cause__ is value)
            if error is not value and not turned:
                raise
            # What passes is as it was, without the steps through the generator.
            value.__traceback__ = traceback
            return False
        try:
            after = "" if typ is None else " after throw()"
            raise RuntimeError(f"generator didn't stop{after}")
        finally:
            self.gen.close()


def contextmanager(func):
    """@contextmanager decorator."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


class closing(AbstractContextManager):
    """Context to automatically close something at the end of a block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Context manager for temporarily redirecting stdout to another file."""
    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Context manager for temporarily redirecting stderr to another file."""
    _stream = "stderr"


class suppress(AbstractContextManager):
    """Context manager to suppress specified exceptions"""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._exceptions):
            return True
        if issubclass(exctype, BaseExceptionGroup):
            match, rest = excinst.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


def _nest(new, old, outer):
    """Sets the context as nested `with` statements would have set it."""
    context = new.__context__
    while context is not None and context is not old:
        if context is outer:
            new.__context__ = old
            return
        new, context = context, context.__context__


class ExitStack(AbstractContextManager):
    """Context manager for dynamic management of a stack of exit callbacks."""

    def __init__(self):
        self._exit_callbacks = _deque()

    def pop_all(self):
        """Preserve the context stack by transferring it to a new instance."""
        other = type(self)()
        other._exit_callbacks, self._exit_callbacks = self._exit_callbacks, _deque()
        return other

    def push(self, exit):
        """Registers a callback with the standard __exit__ method signature."""
        try:
            method = type(exit).__exit__
        except AttributeError:
            self._push(exit)
        else:
            self._push(MethodType(method, exit))
        return exit

    def _push(self, exit):
        # Each with whether it is called at once, as CPython keeps them.
        self._exit_callbacks.append((True, exit))

    def enter_context(self, cm):
        """Enters the supplied context manager."""
        cls = type(cm)
        try:
            enter, exit = cls.__enter__, cls.__exit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not "
                            "support the context manager protocol") from None
        result = enter(cm)
        self._push(MethodType(exit, cm))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Registers an arbitrary callback and arguments."""
        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)
        _exit_wrapper.__wrapped__ = callback
        self._push(_exit_wrapper)
        return callback

    def close(self):
        """Immediately unwind the context stack."""
        self.__exit__(None, None, None)

    def __exit__(self, *exc_details):
        received = exc = exc_details[1]
        outer, raised = sys.exception(), False
        while self._exit_callbacks:
            _, exit = self._exit_callbacks.pop()
            try:
                if exit(*(None, None, None) if exc is None else
                        (type(exc), exc, exc.__traceback__)):
                    raised, exc = False, None
            except BaseException as new:
                _nest(new, exc, outer)
                raised, exc = True, new
        if raised:
            context = exc.__context__
            try:
                raise exc
            finally:
                exc.__context__ = context
        return received is not None and exc is None


class nullcontext(AbstractContextManager):
    """Context manager that does no additional processing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    """Non thread-safe context manager to change the current working directory."""

    def __init__(self, path):
        self.path, self._old_cwd = path, []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os
        os.chdir(self._old_cwd.pop())

"""Threads, of which one runs at a time: a thread's target runs, to its end, as soon as
it is started."""
import sys
from _weakref import ref as _ref

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate",
           "main_thread", "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore",
           "Thread", "Barrier", "BrokenBarrierError", "Timer", "ThreadError", "local",
           "excepthook", "get_native_id"]
TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError


def _stuck():
    return RuntimeError("deadlock: there is no other thread to wait for")


def _check_wait(blocking, timeout):
    if timeout != -1 and timeout is not None:
        if not blocking:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0:
            raise ValueError("timeout value must be a non-negative number")


class lock:
    """A lock that one holds."""

    __layout__ = "=8 @weakref _locked:1 =7"
    __module__ = "_thread"

    def acquire(self, blocking=True, timeout=-1):
        _check_wait(blocking, timeout)
        if not self._locked:
            self._locked = True
            return True
        if blocking and timeout == -1:
            raise _stuck()
        return False

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        return bool(self._locked)

    __enter__ = acquire

    def __exit__(self, *details):
        self.release()

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


Lock = lock
del lock


class RLock:
    """A lock that its owner may take again."""

    __layout__ = "=8 _owner#? _count# @weakref"
    __module__ = "_thread"

    def __init__(self):
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        _check_wait(blocking, timeout)
        me = get_ident()
        if self._owner not in (None, me):
            if blocking and timeout == -1:
                raise _stuck()
            return False
        self._owner = me
        self._count += 1
        return True

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None

    __enter__ = acquire

    def _is_owned(self):
        return self._owner == get_ident()

    def __exit__(self, *details):
        self.release()

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        return (f"<{state} _thread.RLock object owner={self._owner or 0} "
                f"count={self._count} at {id(self):#x}>")


class Condition:
    """Something to wait for."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire, self.release = self._lock.acquire, self._lock.release
        if hasattr(self._lock, "_is_owned"):
            self._is_owned = self._lock._is_owned

    def _is_owned(self):
        # A plain lock says only whether someone has it.
        return self._lock.locked()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def wait(self, timeout=None):
        if timeout is None:
            raise _stuck()
        return False

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if not result and timeout is None:
            raise _stuck()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")

    def notify_all(self):
        self.notify()


class Semaphore:
    """A counter that does not go below zero."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        if self._value:
            self._value -= 1
            return True
        if blocking and timeout is None:
            raise _stuck()
        return False

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        self._value += n

    def __exit__(self, *details):
        self.release()


class BoundedSemaphore(Semaphore):
    """A counter that does not go above its beginning either."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        self._value += n


class Event:
    """A flag to wait for."""

    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag and timeout is None:
            raise _stuck()
        return self._flag

    def __repr__(self):
        state = "set" if self._flag else "unset"
        kind = type(self)
        return f"<{kind.__module__}.{kind.__qualname__} at {id(self):#x}: {state}>"


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    """A place where a number of threads meet."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self.parties = parties
        self._action = action
        self.broken = False
        self.n_waiting = 0

    def wait(self, timeout=None):
        if self.broken:
            raise BrokenBarrierError
        if self.parties > 1:
            raise _stuck()
        if self._action:
            self._action()
        return 0

    def reset(self):
        self.broken = False

    def abort(self):
        self.broken = True


# For each thread the objects in which it has attributes of its own.
_locals = {}


def _forget_locals(ident):
    for made in _locals.pop(ident, ()):
        owner = made()
        if owner is not None:
            object.__getattribute__(owner, "_local_dicts").pop(ident, None)


class local:
    """Attributes that each thread has for itself."""

    __module__ = "_thread"

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local_args", (args, kwargs))
        object.__setattr__(self, "_local_dicts", {get_ident(): {}})
        return self

    def _own(self):
        dicts = object.__getattribute__(self, "_local_dicts")
        me = get_ident()
        if me not in dicts:
            dicts[me] = {}
            _locals.setdefault(me, []).append(_ref(self))
            args, kwargs = object.__getattribute__(self, "_local_args")
            type(self).__init__(self, *args, **kwargs)
        return dicts[me]

    def __getattribute__(self, name):
        own = local._own(self)
        if name == "__dict__":
            return own
        return own[name] if name in own else object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        local._own(self)[name] = value

    def __delattr__(self, name):
        try:
            del local._own(self)[name]
        except KeyError:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute "
                                 f"{name!r}") from None


_counter = 0
_stack = []


class Thread:
    """Something that runs when it is started."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *,
                 daemon=None):
        global _counter
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if name is None:
            _counter += 1
            name = f"Thread-{_counter}"
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self._name = str(name)
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._started = self._stopped = False
        self._ident = None

    def start(self):
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        self._ident = id(self)
        _stack.append(self)
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            _stack.pop()
            _forget_locals(self._ident)
            self._stopped = True

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    native_id = ident

    def is_alive(self):
        return self._started and not self._stopped

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def __repr__(self):
        state = "stopped" if self._stopped else "started" if self._started else "initial"
        state += " daemon" if self._daemonic else ""
        ident = f" {self._ident}" if self._ident is not None else ""
        return f"<{type(self).__name__}({self._name}, {state}{ident})>"

    def getName(self):
        return self._name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic


class _MainThread(Thread):
    def __init__(self):
        self._name = "MainThread"
        self._daemonic = False
        self._started, self._stopped = True, False
        self._ident = 1


_main = _MainThread()
_stack.append(_main)


class Timer(Thread):
    """A function to be called after a time, for which starting the timer waits."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        import time
        time.sleep(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class ExceptHookArgs(tuple):
    """An exception that a thread did not handle."""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    """Prints the exception that ended a thread."""
    import traceback
    name = args.thread.name if args.thread is not None else get_ident()
    print(f"Exception in thread {name}:", file=sys.stderr)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)


__excepthook__ = excepthook


def current_thread():
    return _stack[-1]


def main_thread():
    return _main


def get_ident():
    return _stack[-1]._ident


get_native_id = get_ident


def active_count():
    return len(_stack)


def enumerate():
    return list(_stack)


__native__ = "__excepthook__ excepthook get_ident get_native_id"


__within__ = "<native> lock RLock"

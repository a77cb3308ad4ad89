"""Results that are to come. There is one thread: what is submitted runs at once, to its
end, so that a future of an executor is done when its program first sees it."""
import collections
import threading
import types

FIRST_COMPLETED, FIRST_EXCEPTION = "FIRST_COMPLETED", "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
__all__ = ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError",
           "TimeoutError", "InvalidStateError", "BrokenExecutor", "Future", "Executor",
           "wait", "as_completed", "ProcessPoolExecutor", "ThreadPoolExecutor")
_PENDING, _RUNNING, _FINISHED = "PENDING", "RUNNING", "FINISHED"
_CANCELLED, _CANCELLED_AND_NOTIFIED = "CANCELLED", "CANCELLED_AND_NOTIFIED"
_NO_MORE = (_CANCELLED, _CANCELLED_AND_NOTIFIED, _FINISHED)
_SHOWN = {_CANCELLED_AND_NOTIFIED: "cancelled"}
TimeoutError = TimeoutError


class Error(Exception):
    """What went wrong with a future."""
    __module__ = "concurrent.futures._base"


class CancelledError(Error):
    """The future was cancelled."""
    __module__ = "concurrent.futures._base"


class InvalidStateError(Error):
    """The operation is not allowed in this state."""
    __module__ = "concurrent.futures._base"


class BrokenExecutor(RuntimeError):
    """An executor cannot go on."""
    __module__ = "concurrent.futures._base"


class Future:
    """The result of a call, which may be still to come."""
    __module__ = "concurrent.futures._base"

    def __init__(self):
        self._state = _PENDING
        self._result = self._exception = None
        self._done_callbacks = []

    def __repr__(self):
        state = _SHOWN.get(self._state, self._state.lower())
        told = ""
        if self._state == _FINISHED:
            how = "returned" if self._exception is None else "raised"
            what = self._result if self._exception is None else self._exception
            told = f" {how} {type(what).__name__}"
        return f"<{type(self).__name__} at {id(self):#x} state={state}{told}>"

    def cancel(self):
        """Cancel the call if it has not begun; say whether it is cancelled."""
        if self._state in (_RUNNING, _FINISHED):
            return False
        if self._state == _PENDING:
            self._state = _CANCELLED
            self._call_back()
        return True

    def cancelled(self):
        """Whether it was cancelled."""
        return self._state in (_CANCELLED, _CANCELLED_AND_NOTIFIED)

    def running(self):
        """Whether it runs now."""
        return self._state == _RUNNING

    def done(self):
        """Whether it has ended, or was cancelled."""
        return self._state in _NO_MORE

    def _call_back(self):
        for callback in self._done_callbacks:
            self._tell(callback)

    def _tell(self, callback):
        try:
            callback(self)
        except Exception:
            import logging
            log = logging.getLogger("concurrent.futures")
            log.exception("exception calling callback for %r", self)

    def add_done_callback(self, fn):
        """Call a function with this future when it is done, or now if it is."""
        if self.done():
            self._tell(fn)
        else:
            self._done_callbacks.append(fn)

    def _ended(self, timeout):
        if self.cancelled():
            raise CancelledError()
        if self._state != _FINISHED:
            if timeout is None:
                raise threading._stuck()
            raise TimeoutError()

    def result(self, timeout=None):
        """What the call returned; what it raised is raised here."""
        self._ended(timeout)
        if self._exception is None:
            return self._result
        try:
            raise self._exception
        finally:
            # The traceback of what is raised holds this frame.
            self = None

    def exception(self, timeout=None):
        """What the call raised, or None."""
        self._ended(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        """For executors: whether to begin, since nobody has cancelled it."""
        if self._state == _CANCELLED:
            self._state = _CANCELLED_AND_NOTIFIED
            return False
        if self._state == _PENDING:
            self._state = _RUNNING
            return True
        raise RuntimeError("Future in unexpected state")

    def _end(self, result, exception):
        if self._state in _NO_MORE:
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result, self._exception, self._state = result, exception, _FINISHED
        self._call_back()

    def set_result(self, result):
        """For executors: the call has returned."""
        self._end(result, None)

    def set_exception(self, exception):
        """For executors: the call has raised."""
        self._end(None, exception)

    __class_getitem__ = classmethod(types.GenericAlias)


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done",
                                               module="concurrent.futures._base")


def _enough(done, return_when):
    if return_when == FIRST_COMPLETED:
        return bool(done)
    failed = (not future.cancelled() and future.exception() for future in done)
    return return_when == FIRST_EXCEPTION and any(failed)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures; return those that are done and those that are not."""
    fs = set(fs)
    done = {future for future in fs if future.done()}
    if len(done) < len(fs) and not _enough(done, return_when):
        if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
            raise ValueError(f"Invalid return condition: {return_when!r}")
        if timeout is None:
            raise threading._stuck()
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    """Yield futures as they are done: here in the order in which they are given."""
    fs = list(dict.fromkeys(fs))
    done = [future for future in fs if future.done()]
    yield from done
    known = set(done)
    for future in fs:
        if future in known:
            continue
        if not future.done():
            if timeout is None:
                raise threading._stuck()
            missing = sum(not one.done() for one in fs)
            raise TimeoutError(f"{missing} (of {len(fs)}) futures unfinished")
        yield future


class Executor:
    """What runs calls."""
    __module__ = "concurrent.futures._base"

    def submit(self, fn, /, *args, **kwargs):
        """Run a call, and return a future of its result."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Yield the results of calls, in the order of their arguments."""
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    yield _result_of(futures.pop(), timeout)
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Accept no more calls."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _result_of(future, timeout):
    try:
        return future.result(timeout)
    finally:
        del future


class _PoolExecutor(Executor):
    def _begin(self, max_workers, initializer, initargs):
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._initializer, self._initargs = initializer, initargs
        self._shutdown = False
        self._worker = None

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        first = self._worker is None
        if first:
            name = f"{self._thread_name_prefix}_0"
            self._worker = worker = threading.Thread(name=name)
            worker._started, worker._ident = True, id(worker)
        threading._stack.append(self._worker)
        try:
            if first and self._initializer is not None:
                self._initializer(*self._initargs)
            _run(future, fn, args, kwargs)
        finally:
            threading._stack.pop()
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True


def _run(future, fn, args, kwargs):
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = fn(*args, **kwargs)
    except BaseException as error:
        future.set_exception(error)
        # The exception's traceback holds this frame.
        future = None
    else:
        future.set_result(result)


def _positive(max_workers):
    if max_workers <= 0:
        raise ValueError("max_workers must be greater than 0")
    return max_workers


class ThreadPoolExecutor(_PoolExecutor):
    """Runs each call at once, under the name of its first thread."""
    __module__ = "concurrent.futures.thread"
    _made = 0

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None,
                 initargs=()):
        workers = 5 if max_workers is None else _positive(max_workers)
        self._begin(workers, initializer, initargs)
        number = ThreadPoolExecutor._made
        if not thread_name_prefix:
            thread_name_prefix = f"ThreadPoolExecutor-{number}"
            ThreadPoolExecutor._made += 1
        self._thread_name_prefix = thread_name_prefix


class ProcessPoolExecutor(_PoolExecutor):
    """There is one process: each call runs at once, and in it."""
    __module__ = "concurrent.futures.process"
    _thread_name_prefix = "Process"

    def __init__(self, max_workers=None, mp_context=None, initializer=None,
                 initargs=(), *, max_tasks_per_child=None):
        workers = 1 if max_workers is None else _positive(max_workers)
        self._begin(workers, initializer, initargs)

"""Threads in tests."""
import contextlib
import functools
import threading
import unittest

can_start_thread = True
_NO_TURNS = "a thread runs to its end when it is started"


def threading_setup():
    """What `threading_cleanup` compares."""
    return len(threading.enumerate()),


def threading_cleanup(*before):
    """No thread is left running."""


def reap_threads(func):
    """A mark: the test leaves no thread running."""
    return func


def requires_working_threading(*, module=False):
    """A mark: the test needs threads that take turns, which those here do not. In a
    module, its tests are skipped."""
    if not module:
        return unittest.skip(_NO_TURNS)
    raise unittest.SkipTest(_NO_TURNS)


@contextlib.contextmanager
def wait_threads_exit(timeout=None):
    """Within it threads may start, and end."""
    yield


def join_thread(thread, timeout=None):
    """Waits until the thread has ended."""
    thread.join(timeout)
    if thread.is_alive():
        raise AssertionError("failed to join the thread")


@contextlib.contextmanager
def start_threads(threads, unlock=None):
    """Within it the threads run, and behind it they have ended."""
    threads = list(threads)
    try:
        for thread in threads:
            thread.start()
        yield
    finally:
        if unlock:
            unlock()
        for thread in threads:
            join_thread(thread)


class catch_threading_exception:
    """Within it the last exception of a thread is kept."""

    def __init__(self):
        self.exc_type = self.exc_value = self.exc_traceback = self.thread = None

    def _remember(self, args):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args

    def __enter__(self):
        self._before = threading.excepthook
        threading.excepthook = self._remember
        return self

    def __exit__(self, *error):
        threading.excepthook = self._before
        del self.exc_type, self.exc_value, self.exc_traceback, self.thread


def run_concurrently(worker_func, nthreads, args=(), kwargs={}):
    """Calls a function in several threads."""
    failures = []

    @functools.wraps(worker_func)
    def work():
        try:
            worker_func(*args, **kwargs)
        except BaseException as error:
            failures.append(error)

    with start_threads([threading.Thread(target=work) for _ in range(nthreads)]):
        pass
    if failures:
        raise failures[0]

"""Queues. There is one thread: what would have to wait for another one cannot."""
import heapq
from collections import deque

__all__ = ["Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue",
           "SimpleQueue"]


class Empty(Exception):
    __module__ = "_queue"


class Full(Exception):
    pass


class ShutDown(Exception):
    pass


class Queue:
    """First in, first out."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.unfinished_tasks = 0
        self.is_shutdown = False
        self._init(maxsize)

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def qsize(self):
        return self._qsize()

    def empty(self):
        return not self._qsize()

    def full(self):
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        if self.is_shutdown:
            raise ShutDown
        if self.full():
            _wait(Full, block, timeout)
        self._put(item)
        self.unfinished_tasks += 1

    def get(self, block=True, timeout=None):
        if self.empty():
            if self.is_shutdown:
                raise ShutDown
            _wait(Empty, block, timeout)
        return self._get()

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def task_done(self):
        if self.unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self.unfinished_tasks -= 1

    def join(self):
        if self.unfinished_tasks:
            _wait(None, True, None)

    def shutdown(self, immediate=False):
        self.is_shutdown = True
        if immediate:
            while self._qsize():
                self._get()
                self.unfinished_tasks -= 1

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


def _wait(error, block, timeout):
    """Waiting: other threads get their turn in `threading` before they are waited for,
    so nobody is left who could end it."""
    if timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    if block and timeout is None:
        raise RuntimeError("deadlock: there is no other thread to wait for")
    raise error


class PriorityQueue(Queue):
    """The least item first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heapq.heappush(self.queue, item)

    def _get(self):
        return heapq.heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """A queue without limit."""

    __layout__ = "_items =40 @weakref"
    __module__ = "_queue"

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    def __init__(self):
        self._items = deque()

    def put(self, item, block=True, timeout=None):
        self._items.append(item)

    put_nowait = put

    def get(self, block=True, timeout=None):
        if not self._items:
            _wait(Empty, block, timeout)
        return self._items.popleft()

    def get_nowait(self):
        return self.get(block=False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)


__within__ = "<native> _wait SimpleQueue"

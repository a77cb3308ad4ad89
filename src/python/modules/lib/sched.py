"""A generally useful event scheduler class."""
import heapq
import threading
import time
from collections import namedtuple
from itertools import count

__all__ = ["scheduler"]
Event = namedtuple("Event", "time, priority, sequence, action, argument, kwargs")
Event.time.__doc__ = "When the action is to be done, as the scheduler's clock has it."
Event.priority.__doc__ = "Of what is due at one time, the lower goes first."
Event.sequence.__doc__ = "The number that orders events of one time and priority."
Event.action.__doc__ = "What is called."
Event.argument.__doc__ = "Its arguments by place."
Event.kwargs.__doc__ = "Its arguments by name."


class scheduler:
    """Calls functions when their time has come."""

    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self.timefunc, self.delayfunc = timefunc, delayfunc
        self._queue, self._lock, self._numbers = [], threading.RLock(), count()

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        """An event at a time of the clock; what cancel() takes."""
        with self._lock:
            event = Event(time, priority, next(self._numbers), action, argument,
                          {} if kwargs is None else kwargs)
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        """An event after a delay."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Forgets an event that is still to come."""
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        """Whether no event is to come."""
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Does what is due until no event is left. Without blocking it stops at the
        first that is not due, and returns how long that would take."""
        while True:
            with self._lock:
                if not self._queue:
                    return None
                event = self._queue[0]
                wait = event.time - self.timefunc()
                if wait <= 0:
                    heapq.heappop(self._queue)
            if wait > 0:
                if not blocking:
                    return wait
                self.delayfunc(wait)
            else:
                event.action(*event.argument, **event.kwargs)
                # Others may want to run.
                self.delayfunc(0)

    @property
    def queue(self):
        """The events to come, in their order."""
        with self._lock:
            return sorted(self._queue)

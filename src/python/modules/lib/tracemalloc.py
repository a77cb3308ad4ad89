"""Tracing of memory: how much of the heap is in use, and what makes it so.

The runtime does not note which line made an object. What it knows is measured when it is
asked for: the bytes of all blocks, and the objects of each type.
"""
import _objects
import gc
import sys

__all__ = ["start", "stop", "is_tracing", "get_traced_memory", "reset_peak",
           "clear_traces", "take_snapshot", "get_object_traceback", "Snapshot",
           "Statistic", "StatisticDiff", "get_tracemalloc_memory"]

_before = None
_peak = 0


def start(nframe=1, /):
    """Start tracing: what is in use now does not count."""
    global _before, _peak
    if nframe < 1:
        raise ValueError("the number of frames must be in range [1; 65535]")
    if _before is None:
        _before, _peak = _objects.blocks()[1], 0


def stop():
    """Stop tracing."""
    global _before
    _before = None


def is_tracing():
    """True if tracing was started."""
    return _before is not None


def get_traced_memory():
    """The bytes in use since tracing was started: now, and the most seen at a look."""
    global _peak
    if _before is None:
        return 0, 0
    now = max(_objects.blocks()[1] - _before, 0)
    _peak = max(_peak, now)
    return now, _peak


def reset_peak():
    """Forget the most that was seen."""
    global _peak
    _peak = 0


def clear_traces():
    """Count from now on."""
    if _before is not None:
        stop()
        start()


def get_tracemalloc_memory():
    """The memory that tracing itself takes: none."""
    return 0


def get_object_traceback(obj):
    """Where an object was made: not known here."""
    return None


class Statistic:
    """How many objects of a type there are, and their bytes."""
    __slots__ = ("traceback", "size", "count")

    def __init__(self, traceback, size, count):
        self.traceback, self.size, self.count = traceback, size, count

    def __eq__(self, other):
        if not isinstance(other, Statistic):
            return NotImplemented
        return (self.traceback, self.size, self.count) == (
            other.traceback, other.size, other.count)

    __hash__ = None

    def __str__(self):
        average = self.size / self.count if self.count else 0
        return (f"{self.traceback}: size={_size(self.size)}, count={self.count}, "
                f"average={_size(average)}")

    def __repr__(self):
        return (f"<Statistic traceback={self.traceback!r} size={self.size} "
                f"count={self.count}>")


class StatisticDiff:
    """How much more there is of a type than before."""
    __slots__ = ("traceback", "size", "size_diff", "count", "count_diff")

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback, self.size, self.size_diff = traceback, size, size_diff
        self.count, self.count_diff = count, count_diff

    def __str__(self):
        average = self.size / self.count if self.count else 0
        return (f"{self.traceback}: size={_size(self.size)} "
                f"({_size(self.size_diff, True)}), count={self.count} "
                f"({self.count_diff:+}), average={_size(average)}")

    def __repr__(self):
        return (f"<StatisticDiff traceback={self.traceback!r} size={self.size} "
                f"({self.size_diff:+}) count={self.count} ({self.count_diff:+})>")


def _size(size, sign=False):
    for unit in ("B", "KiB", "MiB", "GiB", "TiB"):
        if abs(size) < 100 and unit != "B":
            return f"{size:+.1f} {unit}" if sign else f"{size:.1f} {unit}"
        if abs(size) < 10240 or unit == "TiB":
            return f"{size:+.0f} {unit}" if sign else f"{size:.0f} {unit}"
        size /= 1024


class Snapshot:
    """The objects that the collector knows, by type, at one moment."""

    def __init__(self, sizes):
        self._sizes = sizes

    def statistics(self, key_type="type", cumulative=False):
        """Statistics, the largest first."""
        made = [Statistic(name, size, count)
                for name, (size, count) in self._sizes.items()]
        made.sort(key=lambda s: (s.size, s.count, s.traceback), reverse=True)
        return made

    def compare_to(self, old_snapshot, key_type="type", cumulative=False):
        """The differences to another snapshot, the largest first."""
        made, old = [], old_snapshot._sizes
        for name in {**self._sizes, **old}:
            size, count = self._sizes.get(name, (0, 0))
            size_before, count_before = old.get(name, (0, 0))
            made.append(StatisticDiff(name, size, size - size_before, count,
                                      count - count_before))
        made.sort(key=lambda s: (abs(s.size_diff), s.size, abs(s.count_diff)),
                  reverse=True)
        return made


def take_snapshot():
    """What is alive now."""
    if _before is None:
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to "
                           "take a snapshot")
    sizes = {}
    for obj in gc.get_objects():
        name = type(obj).__name__
        size, count = sizes.get(name, (0, 0))
        sizes[name] = size + sys.getsizeof(obj), count + 1
    return Snapshot(sizes)

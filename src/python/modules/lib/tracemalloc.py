"""Tracing of memory: which lines made the blocks that are in use.

The blocks themselves are noted by `_tracemalloc`; here they are counted and compared.
"""
import fnmatch
import linecache
import os.path
from collections.abc import Iterable, Sequence
from functools import total_ordering

from _tracemalloc import *
from _tracemalloc import _get_object_traceback, _get_traces


def _format_size(size, sign):
    plus = "+" if sign else ""
    for unit in ("B", "KiB", "MiB", "GiB", "TiB"):
        if abs(size) < 100 and unit != "B":
            return f"{size:{plus}.1f} {unit}"
        if abs(size) < 10240 or unit == "TiB":
            return f"{size:{plus}.0f} {unit}"
        size /= 1024


class _Figures:
    """What is equal, and hashed, as its fields are."""
    __slots__ = ()

    def _fields(self):
        return tuple(getattr(self, name) for name in type(self).__slots__)

    def __hash__(self):
        return hash(self._fields())

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return self._fields() == other._fields()

    def _average(self):
        if not self.count:
            return ""
        return f", average={_format_size(self.size / self.count, False)}"


class Statistic(_Figures):
    """The blocks of one place: how many, and their bytes."""
    __slots__ = ("traceback", "size", "count")

    def __init__(self, traceback, size, count):
        self.traceback, self.size, self.count = traceback, size, count

    def __str__(self):
        return (f"{self.traceback}: size={_format_size(self.size, False)}, "
                f"count={self.count}{self._average()}")

    def __repr__(self):
        return (f"<Statistic traceback={self.traceback!r} size={self.size} "
                f"count={self.count}>")

    def _sort_key(self):
        return self.size, self.count, self.traceback


class StatisticDiff(_Figures):
    """The blocks of one place in two snapshots."""
    __slots__ = ("traceback", "size", "size_diff", "count", "count_diff")

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback, self.size, self.size_diff = traceback, size, size_diff
        self.count, self.count_diff = count, count_diff

    def __str__(self):
        return (f"{self.traceback}: size={_format_size(self.size, False)} "
                f"({_format_size(self.size_diff, True)}), count={self.count} "
                f"({self.count_diff:+}){self._average()}")

    def __repr__(self):
        return (f"<StatisticDiff traceback={self.traceback!r} size={self.size} "
                f"({self.size_diff:+}) count={self.count} ({self.count_diff:+})>")

    def _sort_key(self):
        return (abs(self.size_diff), self.size, abs(self.count_diff), self.count,
                self.traceback)


@total_ordering
class Frame:
    """A file and a line."""
    __slots__ = ("_frame",)

    def __init__(self, frame):
        self._frame = frame

    @property
    def filename(self):
        return self._frame[0]

    @property
    def lineno(self):
        return self._frame[1]

    def __eq__(self, other):
        return self._frame == other._frame if isinstance(other, Frame) else NotImplemented

    def __lt__(self, other):
        return self._frame < other._frame if isinstance(other, Frame) else NotImplemented

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return f"{self.filename}:{self.lineno}"

    def __repr__(self):
        return f"<Frame filename={self.filename!r} lineno={self.lineno!r}>"


@total_ordering
class Traceback(Sequence):
    """Frames, the oldest first."""
    __slots__ = ("_frames", "_total_nframe")

    def __init__(self, frames, total_nframe=None):
        self._frames = tuple(reversed(frames))
        self._total_nframe = total_nframe

    @property
    def total_nframe(self):
        return self._total_nframe

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(Frame(frame) for frame in self._frames[index])
        return Frame(self._frames[index])

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __hash__(self):
        return hash(self._frames)

    def __eq__(self, other):
        if not isinstance(other, Traceback):
            return NotImplemented
        return self._frames == other._frames

    def __lt__(self, other):
        if not isinstance(other, Traceback):
            return NotImplemented
        return self._frames < other._frames

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        total = self._total_nframe
        tail = "" if total is None else f" total_nframe={total}"
        return f"<Traceback {tuple(self)}{tail}>"

    def format(self, limit=None, most_recent_first=False):
        """The lines of the frames, as a traceback shows them."""
        frames = self[:]
        if limit is not None:
            frames = self[-limit:] if limit > 0 else self[:limit]
        lines = []
        for frame in reversed(frames) if most_recent_first else frames:
            lines.append(f'  File "{frame.filename}", line {frame.lineno}')
            line = linecache.getline(frame.filename, frame.lineno).strip()
            if line:
                lines.append(f"    {line}")
        return lines


def get_object_traceback(obj):
    """Where an object was made, or None if its block was not traced."""
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


class Trace:
    """A traced block."""
    __slots__ = ("_trace",)

    def __init__(self, trace):
        self._trace = trace

    @property
    def domain(self):
        return self._trace[0]

    @property
    def size(self):
        return self._trace[1]

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    def __eq__(self, other):
        return self._trace == other._trace if isinstance(other, Trace) else NotImplemented

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return f"{self.traceback}: {_format_size(self.size, False)}"

    def __repr__(self):
        return (f"<Trace domain={self.domain} size={_format_size(self.size, False)}, "
                f"traceback={self.traceback!r}>")


class _Traces(Sequence):
    def __init__(self, traces):
        self._traces = traces

    def __len__(self):
        return len(self._traces)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(Trace(trace) for trace in self._traces[index])
        return Trace(self._traces[index])

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __eq__(self, other):
        if not isinstance(other, _Traces):
            return NotImplemented
        return self._traces == other._traces

    def __repr__(self):
        return f"<Traces len={len(self)}>"


class BaseFilter:
    """What says which blocks count."""

    def __init__(self, inclusive):
        self.inclusive = inclusive

    def _match(self, trace):
        raise NotImplementedError


class Filter(BaseFilter):
    """Blocks by the file, and the line, where they were made."""

    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False,
                 domain=None):
        super().__init__(inclusive)
        pattern = os.path.normcase(filename_pattern)
        self._pattern = pattern[:-1] if pattern.endswith(".pyc") else pattern
        self.lineno, self.all_frames, self.domain = lineno, all_frames, domain

    @property
    def filename_pattern(self):
        return self._pattern

    def _fits(self, frame):
        filename, lineno = frame
        return (fnmatch.fnmatch(filename, self._pattern)
                and self.lineno in (None, lineno))

    def _match(self, trace):
        domain, size, frames, total = trace
        fits = any(map(self._fits, frames if self.all_frames else frames[:1]))
        result = fits == bool(self.inclusive)
        if self.domain is None:
            return result
        if self.inclusive:
            return result and domain == self.domain
        return result or domain != self.domain


class DomainFilter(BaseFilter):
    """Blocks by what they belong to: 0 for Python's objects."""

    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        return self._domain

    def _match(self, trace):
        return (trace[0] == self.domain) == bool(self.inclusive)


class Snapshot:
    """The traced blocks at one moment."""

    def __init__(self, traces, traceback_limit):
        self.traces, self.traceback_limit = _Traces(traces), traceback_limit

    def filter_traces(self, filters):
        """The same without what the filters leave out."""
        if not isinstance(filters, Iterable):
            raise TypeError("filters must be a list of filters, not "
                            f"{type(filters).__name__}")
        include = [f for f in filters if f.inclusive]
        exclude = [f for f in filters if not f.inclusive]
        kept = [trace for trace in self.traces._traces
                if (not include or any(f._match(trace) for f in include))
                and all(f._match(trace) for f in exclude)]
        return Snapshot(kept, self.traceback_limit)

    def _group_by(self, key_type, cumulative):
        if key_type not in ("traceback", "filename", "lineno"):
            raise ValueError(f"unknown key_type: {key_type!r}")
        if cumulative and key_type == "traceback":
            raise ValueError("cumulative mode cannot by used with key type "
                             f"{key_type!r}")
        sums = {}
        for domain, size, frames, total in self.traces._traces:
            if key_type == "traceback":
                keys = frames,
            else:
                keys = ((frame if key_type == "lineno" else (frame[0], 0),)
                        for frame in (frames if cumulative else frames[:1]))
            for key in keys:
                size_before, count = sums.get(key, (0, 0))
                sums[key] = size_before + size, count + 1
        made = {}
        for key, (size, count) in sums.items():
            traceback = Traceback(key)
            made[traceback] = Statistic(traceback, size, count)
        return made

    def statistics(self, key_type, cumulative=False):
        """The blocks by where they were made, the most bytes first."""
        found = list(self._group_by(key_type, cumulative).values())
        found.sort(reverse=True, key=Statistic._sort_key)
        return found

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        """What is different from an older snapshot, the largest change first."""
        new = self._group_by(key_type, cumulative)
        old = old_snapshot._group_by(key_type, cumulative)
        found = []
        for traceback in {**new, **old}:
            now = new.get(traceback) or Statistic(traceback, 0, 0)
            then = old.get(traceback) or Statistic(traceback, 0, 0)
            found.append(StatisticDiff(traceback, now.size, now.size - then.size,
                                       now.count, now.count - then.count))
        found.sort(reverse=True, key=StatisticDiff._sort_key)
        return found


def take_snapshot():
    """The blocks that are traced now."""
    if not is_tracing():
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to "
                           "take a snapshot")
    return Snapshot(_get_traces(), get_traceback_limit())


# Filters name it, to leave out what the module itself makes.
__file__ = take_snapshot.__code__.co_filename


# CPython's start leaves objects to be taken again, which no trace counts; so does this.
def _leave_objects():
    [[] for _ in range(14)]
    [{"key": None} for _ in range(3)]
    [{} for _ in range(4)]
    [number / 3 for number in range(4)]
    for length, count in (1, 5), (2, 18), (3, 2), (4, 2), (5, 5):
        items = [None] * length
        [(*items,) for _ in range(count)]


_leave_objects()

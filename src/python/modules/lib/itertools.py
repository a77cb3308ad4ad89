"""Functional tools for creating and using iterators."""
from operator import add as _add


class _Iterator:
    __slots__ = ()

    def __iter__(self):
        return self


def _index(number, name):
    try:
        return number.__index__()
    except AttributeError:
        raise TypeError(f"'{type(number).__name__}' object cannot be interpreted as an "
                        "integer") from None


class count(_Iterator):
    __slots__ = ("_next", "_step")

    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or isinstance(start, (str, list, tuple)):
            raise TypeError("a number is required")
        self._next, self._step = start, step

    def __next__(self):
        number = self._next
        self._next = number + self._step
        return number

    def __repr__(self):
        step = self._step
        if isinstance(step, int) and step == 1:
            return f"count({self._next!r})"
        return f"count({self._next!r}, {step!r})"


class cycle(_Iterator):
    __slots__ = ("_items", "_saved", "_index")

    def __init__(self, iterable, /):
        self._items, self._saved, self._index = iter(iterable), [], 0

    def __next__(self):
        if self._items is not None:
            for item in self._items:
                self._saved.append(item)
                return item
            self._items = None
        if not self._saved:
            raise StopIteration
        index = self._index
        self._index = (index + 1) % len(self._saved)
        return self._saved[index]


class repeat(_Iterator):
    __slots__ = ("_object", "_times")

    def __init__(self, object, times=None):
        self._object = object
        self._times = None if times is None else max(0, _index(times, "times"))

    def __next__(self):
        if self._times is not None:
            if self._times == 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        if self._times is None:
            return f"repeat({self._object!r})"
        return f"repeat({self._object!r}, {self._times})"


class accumulate(_Iterator):
    __slots__ = ("_items", "_function", "_total", "_state")

    def __init__(self, iterable, func=None, *, initial=None):
        self._items, self._function = iter(iterable), func or _add
        self._total = initial
        self._state = 0 if initial is None else 1

    def __next__(self):
        if self._state == 1:
            self._state = 2
            return self._total
        item = next(self._items)
        self._total = item if self._state == 0 else self._function(self._total, item)
        self._state = 2
        return self._total


class batched(_Iterator):
    __slots__ = ("_items", "_n", "_strict")

    def __init__(self, iterable, n, *, strict=False):
        n = _index(n, "n")
        if n < 1:
            raise ValueError("n must be at least one")
        self._items, self._n, self._strict = iter(iterable), n, strict

    def __next__(self):
        batch = tuple(islice(self._items, self._n))
        if not batch:
            raise StopIteration
        if self._strict and len(batch) != self._n:
            raise ValueError("batched(): incomplete batch")
        return batch


class chain(_Iterator):
    __slots__ = ("_sources", "_items")

    def __init__(self, *iterables):
        self._sources, self._items = iter(iterables), None

    @classmethod
    def from_iterable(cls, iterable, /):
        """Alternative chain() constructor taking a single iterable argument that
        evaluates lazily."""
        self = cls()
        self._sources = iter(iterable)
        return self

    def __next__(self):
        while True:
            if self._items is None:
                self._items = iter(next(self._sources))
            for item in self._items:
                return item
            self._items = None


class compress(_Iterator):
    __slots__ = ("_pairs",)

    def __init__(self, data, selectors):
        self._pairs = zip(data, selectors)

    def __next__(self):
        for item, wanted in self._pairs:
            if wanted:
                return item
        raise StopIteration


class dropwhile(_Iterator):
    __slots__ = ("_test", "_items")

    def __init__(self, predicate, iterable, /):
        self._test, self._items = predicate, iter(iterable)

    def __next__(self):
        for item in self._items:
            if self._test is None:
                return item
            if not self._test(item):
                self._test = None
                return item
        raise StopIteration


class filterfalse(_Iterator):
    __slots__ = ("_test", "_items")

    def __init__(self, function, iterable, /):
        self._test, self._items = function or bool, iter(iterable)

    def __next__(self):
        for item in self._items:
            if not self._test(item):
                return item
        raise StopIteration


_none = object()


class groupby(_Iterator):
    __slots__ = ("_items", "_keyfunc", "_key", "_value", "_target", "_group")

    def __init__(self, iterable, key=None):
        self._items, self._keyfunc = iter(iterable), key
        self._key = self._value = self._target = _none
        self._group = None

    def _step(self):
        value = next(self._items)
        self._key = value if self._keyfunc is None else self._keyfunc(value)
        self._value = value

    def __next__(self):
        self._group = None
        while self._key is _none or self._key == self._target:
            self._step()
        self._target = self._key
        self._group = _grouper(self, self._key)
        return self._key, self._group


class _grouper(_Iterator):
    __slots__ = ("_parent", "_target")

    def __init__(self, parent, target):
        self._parent, self._target = parent, target

    def __next__(self):
        parent = self._parent
        if parent._group is not self:
            raise StopIteration
        if parent._value is _none:
            parent._step()
        if parent._key != self._target:
            raise StopIteration
        value, parent._value = parent._value, _none
        return value


def _limit(value, what):
    if value is None:
        return None
    try:
        value = value.__index__()
    except AttributeError:
        value = -1
    if value < 0:
        raise ValueError(what)
    return value


_STOP = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
_INDICES = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
_STEP = "Step for islice() must be a positive integer or None."


class islice(_Iterator):
    __slots__ = ("_items", "_position", "_next", "_stop", "_step")

    def __init__(self, iterable, /, *args):
        if not 1 <= len(args) <= 3:
            few = not args
            raise TypeError(f"islice expected at {'least 2' if few else 'most 4'} "
                            f"arguments, got {len(args) + 1}")
        start, step = 0, 1
        if len(args) == 1:
            stop = _limit(args[0], _STOP)
        else:
            stop = _limit(args[1], _STOP)
            start = _limit(args[0], _INDICES) or 0
            if len(args) == 3:
                step = _limit(args[2], _STEP)
                if step is None:
                    step = 1
                if step < 1:
                    raise ValueError(_STEP)
        self._items, self._position = iter(iterable), 0
        self._next, self._stop, self._step = start, stop, step

    def __next__(self):
        if self._items is None:
            raise StopIteration
        try:
            while self._position < self._next:
                next(self._items)
                self._position += 1
            stop = self._stop
            if stop is not None and self._position >= stop:
                raise StopIteration
            item = next(self._items)
        except StopIteration:
            self._items = None
            raise
        self._position += 1
        self._next += self._step
        if stop is not None and self._next > stop:
            self._next = stop
        return item


class pairwise(_Iterator):
    __slots__ = ("_items", "_old")

    def __init__(self, iterable, /):
        self._items, self._old = iter(iterable), _none

    def __next__(self):
        if self._old is _none:
            self._old = next(self._items)
        old = self._old
        self._old = next(self._items)
        return old, self._old


class starmap(_Iterator):
    __slots__ = ("_function", "_items")

    def __init__(self, function, iterable, /):
        self._function, self._items = function, iter(iterable)

    def __next__(self):
        return self._function(*next(self._items))


class takewhile(_Iterator):
    __slots__ = ("_test", "_items")

    def __init__(self, predicate, iterable, /):
        self._test, self._items = predicate, iter(iterable)

    def __next__(self):
        if self._items is not None:
            for item in self._items:
                if self._test(item):
                    return item
                break
        self._items = None
        raise StopIteration


class _Link:
    """What was read from an iterator, one item a link: several tees walk along it."""
    __slots__ = ("item", "next")

    def __init__(self):
        self.next = None


class _tee(_Iterator):
    __slots__ = ("_items", "_link", "__weakref__")

    def __init__(self, iterable, /):
        if isinstance(iterable, _tee):
            self._items, self._link = iterable._items, iterable._link
        else:
            self._items, self._link = iter(iterable), _Link()

    def __next__(self):
        link = self._link
        if link.next is None:
            link.item = next(self._items)
            link.next = _Link()
        self._link = link.next
        return link.item

    def __copy__(self):
        return _tee(self)


def tee(iterable, n=2, /):
    """Returns a tuple of n independent iterators."""
    if n < 0:
        raise ValueError("n must be >= 0")
    made = []
    for _ in range(n):
        made.append(_tee(made[0] if made else iterable))
    return tuple(made)


class zip_longest(_Iterator):
    __slots__ = ("_sources", "_fill", "_left")

    def __init__(self, *iterables, fillvalue=None):
        self._sources = [iter(iterable) for iterable in iterables]
        self._fill, self._left = fillvalue, len(iterables)

    def __next__(self):
        row = []
        for index, source in enumerate(self._sources):
            item = self._fill
            if source is not None:
                try:
                    item = next(source)
                except StopIteration:
                    self._sources[index] = None
                    self._left -= 1
                    if not self._left:
                        raise
            row.append(item)
        if not row:
            raise StopIteration
        return tuple(row)


class _Generated(_Iterator):
    """Iterators whose rows a generator makes."""
    __slots__ = ("_rows",)

    def __next__(self):
        return next(self._rows)


class product(_Generated):
    __slots__ = ()

    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        self._rows = _product([tuple(pool) for pool in iterables] * repeat)


def _product(pools):
    places = [0] * len(pools)
    if not all(pools):
        return
    while True:
        yield tuple([pool[place] for pool, place in zip(pools, places)])
        for index in range(len(pools) - 1, -1, -1):
            places[index] += 1
            if places[index] < len(pools[index]):
                break
            places[index] = 0
        else:
            return


class permutations(_Generated):
    __slots__ = ()

    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        r = len(pool) if r is None else r
        if not isinstance(r, int):
            raise TypeError("Expected int as r")
        if r < 0:
            raise ValueError("r must be non-negative")
        self._rows = _permutations(pool, r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple(pool[:r])
    while n:
        for i in reversed(range(r)):
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = n - i
            else:
                j = n - cycles[i]
                indices[i], indices[j] = indices[j], indices[i]
                yield tuple([pool[index] for index in indices[:r]])
                break
        else:
            return


class combinations(_Generated):
    __slots__ = ()

    def __init__(self, iterable, r):
        pool = tuple(iterable)
        if r < 0:
            raise ValueError("r must be non-negative")
        self._rows = _combinations(pool, r, 1)


class combinations_with_replacement(_Generated):
    __slots__ = ()

    def __init__(self, iterable, r):
        pool = tuple(iterable)
        if r < 0:
            raise ValueError("r must be non-negative")
        self._rows = _combinations(pool, r, 0)


def _combinations(pool, r, gap):
    """Rows of r places in order; each is at least `gap` after the one before it."""
    n = len(pool)
    if r > n and gap or r and not n:
        return
    places = [index * gap for index in range(r)]
    while True:
        yield tuple([pool[place] for place in places])
        for index in range(r - 1, -1, -1):
            if places[index] < n - 1 - (r - 1 - index) * gap:
                break
        else:
            return
        place = places[index] + 1
        for later in range(index, r):
            places[later] = place + (later - index) * gap

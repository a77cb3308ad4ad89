"""Functional tools for creating and using iterators."""
from _containers import (lend as _lend, lend_all as _lend_all, refill as _refill,
                         unwatched as _numbers)
from operator import index as _index
from warnings import warn as _warn

_MAX = (1 << 63) - 1


def _self(self):
    """Implement iter(self)."""
    return self


def _deprecated():
    """Warns whoever calls the caller."""
    _warn("Pickle, copy, and deepcopy support will be removed from itertools in Python "
          "3.14.", DeprecationWarning, stacklevel=2)


def _again(cls, state):
    """An iterator like another one, in the same state: what a copy is made with."""
    made = object.__new__(cls)
    for name, value in state:
        setattr(made, name, value)
    return made


def _reduce(self):
    _deprecated()
    state = [(name, getattr(self, name)) for base in type(self).__mro__
             if base.__module__ == "itertools"
             for name, value in vars(base).items()
             if type(value) is _field and hasattr(self, name)]
    # Each goes on with places of its own.
    state = [(name, value[:] if type(value) is list else value) for name, value in state]
    return _again, (type(self), state)


class count:
    """Return a count object whose .__next__() method returns consecutive values."""
    __layout__ = "_cnt:8 _long_cnt? _long_step?"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, start=0, step=1):
        for number in (start, step):
            if not hasattr(type(number), "__index__") and \
                    not hasattr(type(number), "__float__") and \
                    not hasattr(type(number), "__complex__"):
                raise TypeError("a number is required")
        self = object.__new__(cls)
        # As long as all is small there is only a counter.
        self._cnt, self._long_cnt, self._long_step = _MAX, start, step
        if isinstance(start, int) and isinstance(step, int) and step == 1 and \
                -_MAX <= start + 1 <= _MAX:
            self._cnt, self._long_cnt = start, None
        return self

    def __next__(self):
        number = self._cnt
        if number < _MAX:
            self._cnt = number + 1
            return number
        if self._long_cnt is None:
            self._long_cnt = number
        number = self._long_cnt
        self._long_cnt = number + self._long_step
        return number

    def __repr__(self):
        name = type(self).__name__
        if self._cnt < _MAX:
            return f"{name}({self._cnt!r})"
        # In C the first number of the longer kind is made when it is asked for.
        number = "<NULL>" if self._long_cnt is None else repr(self._long_cnt)
        step = self._long_step
        if isinstance(step, int) and step == 1:
            return f"{name}({number})"
        return f"{name}({number}, {step!r})"


_field = type(count._cnt)


class cycle:
    """Return elements from the iterable until it is exhausted. Then repeat the sequence
    indefinitely."""
    __layout__ = "_it? _saved _index:8 _firstpass#"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, iterable, /):
        self = object.__new__(cls)
        self._it, self._saved = iter(iterable), []
        self._index, self._firstpass = 0, False
        return self

    def __next__(self):
        if self._it is not None:
            for item in self._it:
                if not self._firstpass:
                    self._saved.append(item)
                return item
            self._it = None
        if not self._saved:
            raise StopIteration
        index = self._index
        self._index = (index + 1) % len(self._saved)
        return self._saved[index]

    def __setstate__(self, state):
        """Set state information for unpickling."""
        _deprecated()
        if not isinstance(state, tuple):
            raise TypeError("state is not a tuple")
        if len(state) != 2:
            raise TypeError("state is not a pair")
        saved, first = state
        if not isinstance(saved, list) or not isinstance(first, int):
            raise TypeError("state is not a list and an int")
        self._saved, self._firstpass, self._index = saved, bool(first), 0


class repeat:
    """repeat(object [,times]) -> create an iterator which returns the object
for the specified number of times.  If not specified, returns the object
endlessly."""
    __layout__ = "_element _cnt:8"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, object, times=None):
        self = super().__new__(cls)
        self._element = object
        self._cnt = -1 if times is None else max(0, _index(times))
        return self

    def __next__(self):
        left = self._cnt
        if left == 0:
            raise StopIteration
        if left > 0:
            self._cnt = left - 1
        return self._element

    def __length_hint__(self):
        """Private method returning an estimate of len(list(it))."""
        if self._cnt < 0:
            raise TypeError("len() of unsized object")
        return self._cnt

    def __repr__(self):
        name = type(self).__name__
        if self._cnt < 0:
            return f"{name}({self._element!r})"
        return f"{name}({self._element!r}, {self._cnt})"


class accumulate:
    """Return series of accumulated sums (or other binary function results)."""
    __layout__ = "_total? _it _binop? _initial _state# show=_binop,_it free=_binop,_total"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, iterable, func=None, *, initial=None):
        self = object.__new__(cls)
        self._it, self._binop = iter(iterable), func
        # Not begun; the initial value comes next; begun.
        self._total, self._initial = None, initial
        self._state = 0 if initial is None else 1
        return self

    def __next__(self):
        if self._state == 1:
            self._total, self._initial, self._state = self._initial, None, 2
            return self._total
        item = [next(self._it)]
        if self._state:
            if self._binop is None:
                item = [self._total + item.pop()]
            else:
                item = [_lend(self, "_binop", self, "_total", item, 0)]
        self._total = item.pop()
        self._state = 2
        return self._total

    def __setstate__(self, total):
        """Set state information for unpickling."""
        _deprecated()
        self._total, self._state = total, 2


class batched:
    """Batch data into tuples of length n. The last batch may be shorter than n."""
    __layout__ = "_it? _batch_size:8 _strict#"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, iterable, n, *, strict=False):
        n = _index(n)
        if n < 1:
            raise ValueError("n must be at least one")
        self = object.__new__(cls)
        self._it, self._batch_size, self._strict = iter(iterable), n, bool(strict)
        return self

    def __next__(self):
        if self._it is None:
            raise StopIteration
        try:
            batch = tuple(islice(self._it, self._batch_size))
        except BaseException:
            self._it = None
            raise
        if not batch:
            self._it = None
            raise StopIteration
        if self._strict and len(batch) != self._batch_size:
            self._it = None
            raise ValueError("batched(): incomplete batch")
        return batch


class chain:
    """Return a chain object whose .__next__() method returns elements from the
first iterable until it is exhausted, then elements from the next
iterable, until all of the iterables are exhausted."""
    __layout__ = "_source? _active? free=_active"
    __iter__, __reduce__ = _self, _reduce
    __class_getitem__ = classmethod(type(list[int]))

    def __new__(cls, *iterables):
        self = object.__new__(cls)
        self._source, self._active = iter(iterables), None
        return self

    @classmethod
    def from_iterable(cls, iterable, /):
        """Alternative chain() constructor taking a single iterable argument that
        evaluates lazily."""
        self = cls()
        self._source = iter(iterable)
        return self

    def __next__(self):
        while self._source is not None:
            if self._active is None:
                try:
                    self._active = iter(next(self._source))
                except BaseException:
                    self._source = None
                    raise
            for item in self._active:
                return item
            self._active = None
        raise StopIteration

    def __setstate__(self, state):
        """Set state information for unpickling."""
        _deprecated()
        if not isinstance(state, tuple):
            raise TypeError("state is not a tuple")
        if not 1 <= len(state) <= 2:
            raise TypeError("function takes at least 1 argument and at most 2")
        for part in state:
            if not hasattr(part, "__next__"):
                raise TypeError("Arguments must be iterators.")
        self._source, *active = state
        self._active = active[0] if active else None


class compress:
    """Return data elements corresponding to true selector elements."""
    __layout__ = "_data _selectors"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, data, selectors):
        self = object.__new__(cls)
        self._data, self._selectors = iter(data), iter(selectors)
        return self

    def __next__(self):
        for item in self._data:
            if next(self._selectors):
                return item
        raise StopIteration


class dropwhile:
    """Drop items from the iterable while predicate(item) is true."""
    __layout__ = "_func _it _start# show=_it"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, predicate, iterable, /):
        self = object.__new__(cls)
        self._func, self._it, self._start = predicate, iter(iterable), 0
        return self

    def __next__(self):
        while not self._start:
            item = [next(self._it)]
            if not _lend(self, "_func", item, 0):
                self._start = 1
                return item.pop()
        return next(self._it)

    def __setstate__(self, state):
        """Set state information for unpickling."""
        _deprecated()
        self._start = int(bool(state))


class filterfalse:
    """Return those items of iterable for which function(item) is false."""
    __layout__ = "_func _it show=_it"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, function, iterable, /):
        self = object.__new__(cls)
        self._func, self._it = function, iter(iterable)
        return self

    def __next__(self):
        while True:
            item = [next(self._it)]
            if self._func is None or self._func is bool:
                if not item[0]:
                    return item.pop()
            elif not _lend(self, "_func", item, 0):
                return item.pop()


# Which of the three a groupby has: what is not there yet is nothing, rather than None.
_TARGET, _KEY, _VALUE = 1, 2, 4


class groupby:
    """make an iterator that returns consecutive keys and groups from the iterable"""
    __layout__ = "_it _keyfunc _tgtkey _currkey _currvalue _currgrouper# _state#"
    __iter__ = _self

    def __new__(cls, iterable, key=None):
        self = object.__new__(cls)
        self._it, self._keyfunc = iter(iterable), key
        self._currgrouper, self._state = None, 0
        return self

    def __reduce__(self):
        """Return state information for pickling."""
        _deprecated()
        made = type(self), (self._it, self._keyfunc)
        if self._state != _TARGET | _KEY | _VALUE:
            return made
        return *made, (self._currkey, self._currvalue, self._tgtkey)

    def __setstate__(self, state):
        """Set state information for unpickling."""
        _deprecated()
        if not isinstance(state, tuple):
            raise TypeError("state is not a tuple")
        self._currkey, self._currvalue, self._tgtkey = state
        self._state = _TARGET | _KEY | _VALUE

    def _step(self):
        value = [next(self._it)]
        if self._keyfunc is None:
            self._currkey = value[0]
        else:
            self._currkey = _lend(self, "_keyfunc", value, 0)
        self._currvalue = value.pop()
        self._state |= _KEY | _VALUE

    def __next__(self):
        self._currgrouper = None
        while True:
            if self._state & _KEY:
                if not self._state & _TARGET:
                    break
                if not (self._tgtkey is self._currkey or self._tgtkey == self._currkey):
                    break
            self._step()
        self._tgtkey = self._currkey
        self._state |= _TARGET
        return self._currkey, _grouper(self, self._tgtkey)


class _grouper:
    __layout__ = "_parent _tgtkey"
    __iter__ = _self

    def __new__(cls, parent, tgtkey):
        if not isinstance(parent, groupby):
            raise TypeError("_grouper() argument 1 must be itertools.groupby, "
                            f"not {type(parent).__name__}")
        self = object.__new__(cls)
        self._parent, self._tgtkey = parent, tgtkey
        # As in C, it is not kept alive.
        parent._currgrouper = id(self)
        return self

    def __reduce__(self):
        """Return state information for pickling."""
        _deprecated()
        parent = self._parent
        if parent._currgrouper != id(self):
            return iter, ((),)
        return _grouper, (parent, self._tgtkey)

    def __next__(self):
        parent = self._parent
        if parent._currgrouper != id(self):
            raise StopIteration
        if not parent._state & _VALUE:
            parent._step()
        if not (self._tgtkey is parent._currkey or self._tgtkey == parent._currkey):
            raise StopIteration
        value = parent._currvalue
        parent._state &= ~(_KEY | _VALUE)
        del parent._currvalue
        if hasattr(parent, "_currkey"):
            del parent._currkey
        return value


def _limit(value, what):
    if value is None:
        return None
    try:
        value = _index(value)
    except Exception:
        value = -1
    if not 0 <= value <= _MAX:
        raise ValueError(what)
    return value


_STOP = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
_INDICES = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
_STEP = "Step for islice() must be a positive integer or None."


class islice:
    """islice(iterable, stop) --> islice object
islice(iterable, start, stop[, step]) --> islice object

Return an iterator whose next() method returns selected values from an
iterable."""
    __layout__ = "_it? _next:8 _stop:8 _step:8 _cnt:8"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, *args):
        if not 2 <= len(args) <= 4:
            few = len(args) < 2
            raise TypeError(f"islice expected at {'least 2' if few else 'most 4'} "
                            f"arguments, got {len(args)}")
        start, step = 0, 1
        if len(args) == 2:
            stop = _limit(args[1], _STOP)
        else:
            stop = _limit(args[2], _STOP)
            start = _limit(args[1], _INDICES) or 0
            if len(args) == 4 and args[3] is not None:
                step = _limit(args[3], _STEP)
                if step < 1:
                    raise ValueError(_STEP)
        self = object.__new__(cls)
        self._it, self._cnt = iter(args[0]), 0
        self._next, self._step = start, step
        self._stop = -1 if stop is None else stop
        return self

    def __next__(self):
        if self._it is None:
            raise StopIteration
        try:
            while self._cnt < self._next:
                next(self._it)
                self._cnt += 1
            stop = self._stop
            if 0 <= stop <= self._cnt:
                raise StopIteration
            item = next(self._it)
        except StopIteration:
            self._it = None
            raise
        self._cnt += 1
        following = self._next + self._step
        self._next = stop if following > _MAX or 0 <= stop < following else following
        return item

    def __setstate__(self, state):
        """Set state information for unpickling."""
        _deprecated()
        self._cnt = _index(state)


class pairwise:
    """Return an iterator of overlapping pairs taken from the input iterator."""
    __layout__ = "_it? _old _result?"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, iterable, /):
        self = object.__new__(cls)
        self._it = iter(iterable)
        self._result = tuple([None, None])
        return self

    def __next__(self):
        if self._it is None:
            raise StopIteration
        try:
            if not hasattr(self, "_old"):
                self._old = next(self._it)
                if self._it is None:
                    raise StopIteration
            old, new = self._old, next(self._it)
        except BaseException:
            self._it = None
            if hasattr(self, "_old"):
                del self._old
            raise
        pair = _refill(self, [old, new], False)
        self._old = new
        return pair


class starmap:
    """Return an iterator whose values are returned from the function evaluated with an
    argument tuple taken from the given sequence."""
    __layout__ = "_func _it show=_it"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, function, iterable, /):
        self = object.__new__(cls)
        self._func, self._it = function, iter(iterable)
        return self

    def __next__(self):
        return _lend_all(self, "_func", next(self._it))


class takewhile:
    """Return successive entries from an iterable as long as the predicate evaluates to
    true for each entry."""
    __layout__ = "_func _it _stop# show=_it"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, predicate, iterable, /):
        self = object.__new__(cls)
        self._func, self._it, self._stop = predicate, iter(iterable), 0
        return self

    def __next__(self):
        if not self._stop:
            item = [next(self._it)]
            if _lend(self, "_func", item, 0):
                return item.pop()
            self._stop = 1
        raise StopIteration

    def __setstate__(self, state):
        """Set state information for unpickling."""
        _deprecated()
        self._stop = int(bool(state))


_LINKCELLS = 57


class _tee_dataobject:
    """Data container common to multiple tee objects."""
    __layout__ = "_it _numread# _nextlink? " + " ".join(
        [f"_value{index}?" for index in range(_LINKCELLS)])

    def __new__(cls, it, values, next, /):
        self = object.__new__(cls)
        self._it, self._numread, self._nextlink = it, len(values), next
        for cell, value in zip(_cells, values):
            cell.__set__(self, value)
        return self

    def __reduce__(self):
        _deprecated()
        values = [cell.__get__(self) for cell in _cells[:self._numread]]
        return type(self), (self._it, values, self._nextlink)


_cells = [vars(_tee_dataobject)[f"_value{index}"] for index in range(_LINKCELLS)]


class _tee:
    """Iterator wrapped to make it copyable."""
    __layout__ = "_dataobj _index# @weakref =8"
    __iter__ = _self

    def __new__(cls, iterable, /):
        self = object.__new__(cls)
        if isinstance(iterable, _tee):
            self._dataobj, self._index = iterable._dataobj, iterable._index
        else:
            self._dataobj, self._index = _tee_dataobject(iter(iterable), [], None), 0
        return self

    def __next__(self):
        data = self._dataobj
        if self._index == _LINKCELLS:
            if data._nextlink is None:
                data._nextlink = _tee_dataobject(data._it, [], None)
            data = self._dataobj = data._nextlink
            self._index = 0
        index = self._index
        if index == data._numread:
            # Whoever reads on takes the source away meanwhile.
            source, data._it = data._it, None
            if source is None:
                raise RuntimeError("cannot re-enter the tee iterator")
            try:
                item = next(source)
            finally:
                data._it = source
            _cells[index].__set__(data, item)
            data._numread = index + 1
        self._index = index + 1
        return _cells[index].__get__(data)

    def __reduce__(self):
        _deprecated()
        return type(self), ((),), (self._dataobj, self._index)

    def __setstate__(self, state):
        """Set state information for unpickling."""
        _deprecated()
        self._dataobj, self._index = state

    def __copy__(self):
        """Returns an independent iterator."""
        return _tee(self)


def tee(iterable, n=2, /):
    """Returns a tuple of n independent iterators."""
    n = _index(n)
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    first = iter(iterable)
    if not hasattr(first, "__copy__"):
        first = _tee(first)
    return tuple([first] + [first.__copy__() for _ in range(n - 1)])


class zip_longest:
    """Return a zip_longest object whose .__next__() method returns a tuple where
the i-th element comes from the i-th iterable argument."""
    __layout__ = "_tuplesize# _numactive# _ittuple _result? _fillvalue"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, /, *iterables, fillvalue=None, **others):
        if others:
            raise TypeError("zip_longest() got an unexpected keyword argument")
        self = object.__new__(cls)
        self._ittuple = tuple([iter(iterable) for iterable in iterables])
        self._tuplesize = self._numactive = len(iterables)
        self._result, self._fillvalue = tuple([None] * len(iterables)), fillvalue
        return self

    def __next__(self):
        if not self._numactive:
            raise StopIteration
        row = []
        for index in range(self._tuplesize):
            item = self._fillvalue
            if self._ittuple[index] is not None:
                try:
                    item = next(self._ittuple[index])
                except StopIteration:
                    # It goes at once, so nothing else may have it.
                    self._ittuple = \
                        self._ittuple[:index] + (None,) + self._ittuple[index + 1:]
                    self._numactive -= 1
                    if not self._numactive:
                        # What came before is in the place of the last results.
                        row += self._result[index:]
                        _refill(self, row, False)
                        raise
                except BaseException:
                    self._numactive = 0
                    raise
            row.append(item)
        return _refill(self, row, False)

    def __setstate__(self, state):
        """Set state information for unpickling."""
        _deprecated()
        self._fillvalue = state


class product:
    """Cartesian product of input iterables.  Equivalent to nested for-loops."""
    __layout__ = "_pools _indices# _result? _stopped#"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, /, *iterables, **named):
        if len(named) > 1:
            raise TypeError("product() takes at most 1 keyword argument "
                            f"({len(named)} given)")
        for name in named:
            if name != "repeat":
                raise TypeError(f"product() got an unexpected keyword argument {name!r}")
        repeat = _index(named.get("repeat", 1))
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        self = object.__new__(cls)
        pools = tuple([tuple(pool) for pool in iterables]) if repeat else ()
        self._pools = pools * repeat
        self._indices, self._result = _numbers([0] * len(self._pools)), None
        self._stopped = not all(self._pools)
        return self

    def __next__(self):
        if self._stopped:
            raise StopIteration
        pools, indices = self._pools, self._indices
        if self._result is not None:
            for index in range(len(pools) - 1, -1, -1):
                indices[index] += 1
                if indices[index] < len(pools[index]):
                    break
                indices[index] = 0
            else:
                self._stopped = True
        result = _refill(self, [pool[place] for pool, place in zip(pools, indices)], True)
        if self._stopped:
            raise StopIteration
        return result

    def __sizeof__(self):
        """Returns size in memory, in bytes."""
        return object.__sizeof__(self) + 8 * len(self._pools)

    def __setstate__(self, state):
        """Set state information for unpickling."""
        _deprecated()
        if not isinstance(state, tuple) or len(state) != len(self._pools):
            raise ValueError("invalid arguments")
        if not all(self._pools):
            self._stopped = True
            return
        for index, pool in enumerate(self._pools):
            self._indices[index] = max(0, min(state[index], len(pool) - 1))
        self._result = tuple(
            [pool[place] for pool, place in zip(self._pools, self._indices)])


def _over(self):
    """The end of an iterator, which has the last result as its own."""
    self._stopped = True
    _refill(self, list(self._result), True)
    raise StopIteration


class permutations:
    """Return successive r-length permutations of elements in the iterable."""
    __layout__ = "_pool _indices# _cycles# _result? _r# _stopped#"
    __iter__, __reduce__ = _self, _reduce

    def __new__(cls, iterable, r=None):
        pool = tuple(iterable)
        n = len(pool)
        if r is None:
            r = n
        elif not isinstance(r, int):
            raise TypeError("Expected int as r")
        if r < 0:
            raise ValueError("r must be non-negative")
        self = object.__new__(cls)
        self._pool, self._r, self._result, self._stopped = pool, r, None, r > n
        self._indices = _numbers(list(range(n)))
        self._cycles = _numbers([n - index for index in range(min(r, n))])
        return self

    def __next__(self):
        if self._stopped:
            raise StopIteration
        indices, cycles, r = self._indices, self._cycles, self._r
        n = len(indices)
        if self._result is not None:
            for i in range(r - 1, -1, -1):
                cycles[i] -= 1
                if cycles[i]:
                    j = n - cycles[i]
                    indices[i], indices[j] = indices[j], indices[i]
                    break
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = n - i
            else:
                _over(self)
        return _refill(self, [self._pool[index] for index in indices[:r]], True)

    def __sizeof__(self):
        """Returns size in memory, in bytes."""
        return object.__sizeof__(self) + 8 * (len(self._pool) + self._r)


def _combining(name, gap):
    """The methods that choose r places in order, each at least `gap` behind the one
    before it."""
    def __new__(cls, iterable, r):
        r = _index(r)
        pool = tuple(iterable)
        if r < 0:
            raise ValueError("r must be non-negative")
        self = object.__new__(cls)
        self._pool, self._r, self._result = pool, r, None
        self._stopped = r > len(pool) if gap else bool(r) and not pool
        self._indices = _numbers(
            [index * gap for index in range(0 if self._stopped else r)])
        return self

    def __next__(self):
        if self._stopped:
            raise StopIteration
        indices, r, last = self._indices, self._r, len(self._pool) - 1
        if self._result is not None:
            for index in range(r - 1, -1, -1):
                if indices[index] < last - (r - 1 - index) * gap:
                    break
            else:
                _over(self)
            place = indices[index] + 1
            for later in range(index, r):
                indices[later] = place + (later - index) * gap
        return _refill(self, [self._pool[place] for place in indices], True)

    def __sizeof__(self):
        """Returns size in memory, in bytes."""
        return object.__sizeof__(self) + 8 * self._r

    __new__.__qualname__ = f"{name}.__new__"
    return __new__, __next__, __sizeof__


class combinations:
    """Return successive r-length combinations of elements in the iterable."""
    __layout__ = "_pool _indices# _result? _r# _stopped#"
    __iter__, __reduce__ = _self, _reduce
    __new__, __next__, __sizeof__ = _combining("combinations", 1)


class combinations_with_replacement:
    """Return successive r-length combinations of elements in the iterable allowing
    individual elements to have successive repeats."""
    __layout__ = "_pool _indices# _result? _r# _stopped#"
    __iter__, __reduce__ = _self, _reduce
    __new__, __next__, __sizeof__ = _combining("combinations_with_replacement", 0)

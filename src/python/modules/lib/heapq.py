"""A list kept so that its least item is first: a heap."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest",
           "nsmallest", "heappushpop"]


class _Max:
    """A value whose order is turned round."""
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == other.value

    def __lt__(self, other):
        return other.value < self.value


def _check(heap, argument):
    if not isinstance(heap, list):
        raise TypeError(f"{argument} must be list, not {type(heap).__name__}")


def _rise(heap, start, place):
    """The item at a place moves towards the top, past greater parents."""
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        above = heap[parent]
        if not item < above:
            break
        heap[place] = above
        place = parent
    heap[place] = item


def _sink(heap, place):
    """The item at a place goes to a leaf, then rises to where it belongs."""
    end, start, item = len(heap), place, heap[place]
    while (child := 2 * place + 1) < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[place], place = heap[child], child
    heap[place] = item
    _rise(heap, start, place)


def heappush(heap, item, /):
    """Puts an item onto the heap."""
    _check(heap, "heappush() argument 1")
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Takes the least item off the heap."""
    _check(heap, "heappop() argument")
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    least, heap[0] = heap[0], last
    _sink(heap, 0)
    return least


def heapreplace(heap, item, /):
    """Takes the least item, then puts another one."""
    _check(heap, "heapreplace() argument 1")
    if not heap:
        raise IndexError("index out of range")
    least, heap[0] = heap[0], item
    _sink(heap, 0)
    return least


def heappushpop(heap, item, /):
    """Puts an item, then takes the least one."""
    _check(heap, "heappushpop() argument 1")
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(heap, /):
    """Makes a list a heap, in time that grows with its length."""
    _check(heap, "heapify() argument")
    for place in reversed(range(len(heap) // 2)):
        _sink(heap, place)


def _sink_max(heap, place):
    """The same in a heap whose first item is the greatest."""
    end, item = len(heap), heap[place]
    while (child := 2 * place + 1) < end:
        if child + 1 < end and heap[child] < heap[child + 1]:
            child += 1
        if not item < heap[child]:
            break
        heap[place] = heap[child]
        place = child
    heap[place] = item


def _heappop_max(heap, /):
    """Takes the greatest item off a heap of that kind."""
    last = heap.pop()
    if not heap:
        return last
    return _heapreplace_max(heap, last)


def _heapreplace_max(heap, item, /):
    """Takes the greatest item, then puts another one."""
    greatest, heap[0] = heap[0], item
    _sink_max(heap, 0)
    return greatest


def _heapify_max(heap, /):
    """Makes a list a heap whose first item is the greatest."""
    for place in reversed(range(len(heap) // 2)):
        _sink_max(heap, place)


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables, in order."""
    wrap = _Max if reverse else lambda value: value
    heap = []
    for number, iterable in enumerate(iterables):
        step = iter(iterable).__next__
        try:
            value = step()
        except StopIteration:
            continue
        rank = value if key is None else key(value)
        heap.append([wrap(rank), number, value, step])
    heapify(heap)
    while len(heap) > 1:
        first = heap[0]
        yield first[2]
        try:
            value = first[2] = first[3]()
            first[0] = wrap(value if key is None else key(value))
            heapreplace(heap, first)
        except StopIteration:
            heappop(heap)
    if heap:
        _, _, value, step = heap[0]
        yield value
        while True:
            try:
                value = step()
            except StopIteration:
                return
            yield value


def nsmallest(n, iterable, key=None):
    """The n least items, in order."""
    if n == 1:
        found = [min(iterable, default=heappop, key=key)]
        return [] if found[0] is heappop else found
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """The n greatest items, greatest first."""
    if n == 1:
        found = [max(iterable, default=heappop, key=key)]
        return [] if found[0] is heappop else found
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


__python__ = "<python> merge nlargest nsmallest"
__native__ = "_heapify_max _heappop_max _heapreplace_max"

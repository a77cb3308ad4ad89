"""Putting nodes in an order in which each comes behind those it needs."""

__all__ = ["TopologicalSorter", "CycleError"]


class CycleError(ValueError):
    """Nodes that need each other."""


class _Node:
    __slots__ = ("node", "waiting", "successors")

    def __init__(self, node):
        self.node = node
        self.waiting = 0
        self.successors = []


_OUT, _DONE = -1, -2


class TopologicalSorter:
    """Nodes and what each needs."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._out = self._finished = 0
        if graph is not None:
            for node, needed in graph.items():
                self.add(node, *needed)

    def _node(self, node):
        if node not in self._nodes:
            self._nodes[node] = _Node(node)
        return self._nodes[node]

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        info = self._node(node)
        info.waiting += len(predecessors)
        for needed in predecessors:
            self._node(needed).successors.append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [info.node for info in self._nodes.values() if info.waiting == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        ready = tuple(self._ready)
        for node in ready:
            self._nodes[node].waiting = _OUT
        self._ready.clear()
        self._out += len(ready)
        return ready

    def is_active(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished < self._out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if info.waiting == _DONE:
                raise ValueError(f"node {node!r} was already marked done")
            if info.waiting != _OUT:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            info.waiting = _DONE
            for successor in info.successors:
                other = self._nodes[successor]
                other.waiting -= 1
                if other.waiting == 0:
                    self._ready.append(successor)
            self._finished += 1

    def _find_cycle(self):
        seen = set()
        for node in self._nodes:
            if node not in seen:
                cycle = self._cycle_from(node, seen)
                if cycle:
                    return cycle
        return None

    def _cycle_from(self, node, seen):
        # The way from the first node, and which successors of each are left to go to.
        path = {node: iter(self._nodes[node].successors)}
        seen.add(node)
        while path:
            for node in next(reversed(path.values())):
                if node in path:
                    way = list(path)
                    return way[way.index(node):] + [node]
                if node not in seen:
                    seen.add(node)
                    path[node] = iter(self._nodes[node].successors)
                    break
            else:
                path.popitem()

    def static_order(self):
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

"""What `collections` has in Python where `_collections` cannot be imported."""
from collections.abc import ItemsView, KeysView, MutableMapping, ValuesView
from operator import itemgetter
from reprlib import recursive_repr

_recursive_repr = recursive_repr()


class _Node:
    """A key in its place, or, without a key, both ends of the row."""
    __slots__ = ("key", "before", "after")

    def join(self, before, after):
        self.before, self.after = before, after
        before.after = after.before = self

    def leave(self):
        self.before.after, self.after.before = self.after, self.before
        self.before = self.after = None


def _tuplegetter(index, doc):
    return property(itemgetter(index), doc=doc)


class _Backwards:
    def __reversed__(self):
        for key in reversed(self._mapping):
            yield self._of(key)


class _Keys(_Backwards, KeysView):
    def _of(self, key):
        return key


class _Values(_Backwards, ValuesView):
    def _of(self, key):
        return self._mapping[key]


class _Items(_Backwards, ItemsView):
    def _of(self, key):
        return key, self._mapping[key]


class OrderedDict(dict):
    """Dictionary that remembers insertion order"""

    __module__ = "collections"

    def __new__(cls, /, *args, **kwds):
        self = dict.__new__(cls)
        self.__ends, self.__nodes = _Node(), {}
        self.__ends.join(self.__ends, self.__ends)
        return self

    def __init__(self, other=(), /, **kwds):
        self.__fill(other, **kwds)

    def __walk(self, onward):
        ends = self.__ends
        node = ends.after if onward else ends.before
        while node is not ends:
            yield node.key
            node = node.after if onward else node.before

    def __setitem__(self, key, value):
        'od.__setitem__(i, y) <==> od[i]=y'
        if key not in self:
            self.__nodes[key] = node = _Node()
            node.key = key
            node.join(self.__ends.before, self.__ends)
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        'od.__delitem__(y) <==> del od[y]'
        dict.__delitem__(self, key)
        self.__nodes.pop(key).leave()

    def __iter__(self):
        'od.__iter__() <==> iter(od)'
        return self.__walk(True)

    def __reversed__(self):
        'od.__reversed__() <==> reversed(od)'
        return self.__walk(False)

    def clear(self):
        'od.clear() -> None.  Remove all items from od.'
        for node in self.__nodes.values():
            node.before = node.after = None
        self.__nodes.clear()
        self.__ends.join(self.__ends, self.__ends)
        dict.clear(self)

    def popitem(self, last=True):
        '''Remove and return a (key, value) pair from the dictionary.'''
        if not self:
            raise KeyError("dictionary is empty")
        node = self.__ends.before if last else self.__ends.after
        key = node.key
        node.leave()
        del self.__nodes[key]
        return key, dict.pop(self, key)

    def move_to_end(self, key, last=True):
        '''Move an existing element to the end (or beginning if last is false).'''
        node, ends = self.__nodes[key], self.__ends
        node.leave()
        node.join(*(ends.before, ends) if last else (ends, ends.after))

    def __sizeof__(self):
        size = sum([part.__sizeof__() for part in (self.__dict__, self.__nodes)])
        return dict.__sizeof__(self) + size + _Node.__basicsize__ * (len(self) + 1)

    __fill = update = MutableMapping.update

    def keys(self):
        "D.keys() -> a set-like object providing a view on D's keys"
        return _Keys(self)

    def values(self):
        "D.values() -> an object providing a view on D's values"
        return _Values(self)

    def items(self):
        "D.items() -> a set-like object providing a view on D's items"
        return _Items(self)

    __ne__ = MutableMapping.__ne__
    __none = object()

    def pop(self, key, default=__none):
        '''od.pop(k[,d]) -> v, remove specified key and return the corresponding value.'''
        none = self.__none
        value = dict.pop(self, key, none)
        if value is not none:
            if key in self.__nodes:
                self.__nodes.pop(key).leave()
            return value
        if default is none:
            raise KeyError(key)
        return default

    def setdefault(self, key, default=None):
        '''Insert key with a value of default if key is not in the dictionary.'''
        if key not in self:
            self[key] = default
        return self[key]

    @_recursive_repr
    def __repr__(self):
        'od.__repr__() <==> repr(od)'
        name = self.__class__.__name__
        return f"{name}({dict(self.items())!r})" if self else f"{name}()"

    def __reduce__(self):
        'Return state information for pickling'
        state = self.__getstate__()
        if isinstance(state, tuple):
            names, slots = state
        else:
            names, slots = state or {}, None
        mine = "_OrderedDict__ends", "_OrderedDict__nodes"
        names = {name: value for name, value in (names or {}).items() if name not in mine}
        state = (names, slots) if slots else names or None
        return self.__class__, (), state, None, iter(self.items())

    def copy(self):
        'od.copy() -> a shallow copy of od'
        return self.__class__(self)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        '''Create a new ordered dictionary with keys from iterable and values set to
        value.'''
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __eq__(self, other):
        '''Comparison to another OD is order-sensitive, to a regular mapping it is not.'''
        same = dict.__eq__(self, other)
        if same is True and isinstance(other, OrderedDict):
            return all([mine == theirs for mine, theirs in zip(self, other)])
        return same

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made |= other
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.__class__(other)
        made |= self
        return made

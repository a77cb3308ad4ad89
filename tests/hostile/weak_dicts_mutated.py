# Weak dicts lose their keys while they compare and iterate.
import weakref, gc
class K:
    def __init__(self, n): self.n = n
    def __hash__(self):
        if n_hash: d.clear()
        return self.n & 3
    def __eq__(self, o):
        gc.collect()
        live.clear()
        return self.n == o.n
n_hash = 0
live = [K(i) for i in range(20)]
d = weakref.WeakKeyDictionary()
s = weakref.WeakSet()
v = weakref.WeakValueDictionary()
try:
    for i, k in enumerate(list(live)):
        d[k] = i; s.add(k); v[k] = k
except Exception as e: print(e)
k = None
gc.collect()
live = [K(i) for i in range(20)]
try:
    for k in list(live): d[k] = k; v[k.n] = k
    n_hash = 1
    for k in d:
        live.clear()
        del k
        gc.collect()
        d.clear()
    list(d.items()), list(v.items()), d == d, s | s, copy(d)
except Exception as e: print(type(e).__name__, e)

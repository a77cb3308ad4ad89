# Iterators that lie about their length, mappings that lie about their keys.
class I:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration
        return self
    def __length_hint__(self): return hints[-1]
for hint in (0, 5, -1, 2**62, 10**30, 'x', None, NotImplemented, 1.5):
    hints = [hint]
    for act in ('list(I(3))', 'tuple(I(3))', '[*I(3)]', '(*I(3),)', '[].extend(I(3))', 'bytearray(I(0))', 'a, b, c = I(3)', 'a, *b = I(3)', 'a, b = I(3)', '*a, = I(0)', 'sorted(I(0))', 'deque(I(3))', 'print(*I(0))'):
        from collections import deque
        try: exec(act)
        except Exception as e: print(hint, act, type(e).__name__, e)
class M:
    def __init__(self, k): self.k = k
    def keys(self): return self.k
    def __getitem__(self, k): return k
for k in (5, None, [1], [[]], 'ab', ['a', 'a'], iter('ab'), [object()], range(3)):
    for act in ('dict(M(k))', '{**M(k)}', 'f(**M(k))', 'f(a=1, **M(k))', 'dict(**M(k))', '{}.update(M(k))', 'dict([M(k)])', 'type("X", (), M(k))', '"{a}".format(**M(k))'):
        f = lambda *a, **kw: 0
        try: eval(act)
        except Exception as e: print(act, type(e).__name__, str(e)[:60])

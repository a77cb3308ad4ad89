# Cycles through an object of almost every type.
import gc
t = ([],); t[0].append(t)
f = frozenset([t[0].__class__]); 
d = {}; m = type('M', (), {})(); m.f = (lambda: m).__get__(m); d[m.f] = d
def g():
    x = [g, (lambda: x)]
    y = (x, lambda: y)
    z = {1: y}
    z[2] = iter(z)
    q = map(lambda a: q, x)
    e = ValueError(x, y); e.e = e
    try: raise e
    except ValueError as err: w = err
    c = type('C', (), {'me': y, 'q': q, 'w': w}); c.c = c; c.o = c()
    s = {c, c.o}; c.s = s
    p = property(lambda self: p); c.p = p
    n = (i for i in x); next(n); x.append(n)
    r = slice(x, y, z); x.append(r)
    v = memoryview(bytearray(5)); x.append(v)
    x.append(super(c, c.o)); x.append(c.o.__init__); x.append(zip(x, y)); x.append(enumerate(x)); x.append(reversed(x)); x.append(z.items()); x.append(z.keys()); x.append(type(sys)('m')); x[-1].m = x
    import collections, functools, itertools, types, weakref
    x += [collections.deque([x]), functools.partial(x), itertools.chain(x), types.SimpleNamespace(x=x), types.MappingProxyType(z), types.MethodType(g, x), weakref.ref(c, lambda r: x), weakref.proxy(c), list[(x,)] if 0 else list, classmethod(x), staticmethod(x), functools.lru_cache(lambda a: x), itertools.cycle(x), itertools.tee(x), itertools.groupby(x), itertools.product(x, x), filter(x, x), iter(x, x), types.CellType(x), collections.defaultdict(x, a=x), collections.OrderedDict(a=x), types.GenericAlias(x, x), collections.ChainMap(z), sys._getframe()]
import sys
for _ in range(5): g()
del g, t, f, d, m
print(gc.collect() > 0)
print(gc.collect())

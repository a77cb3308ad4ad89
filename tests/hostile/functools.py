# Caches that empty themselves, partials of themselves.
import functools
@functools.lru_cache(maxsize=2)
def f(n):
    f.cache_clear()
    return f(n - 1) if n > 0 else n
print(f(50))
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o):
        if c: g.cache_clear(); g(0)
        return self.n == o
@functools.lru_cache(maxsize=5)
def g(k): return k
c = 0
for i in range(10): g(K(i))
c = 1
try:
    for i in range(10): g(K(i))
except RecursionError: print('R')
c = 0
p = functools.partial(print)
try: p.__setstate__((p, (), {}, {})); repr(p)
except Exception as e: print(type(e).__name__)
try: p()
except RecursionError: print('R')
p.__setstate__((print, (), {}, {})) 
for s in (5, (), (1, 2, 3, 4), (print, 5, {}, {}), (print, (), 5, {}), (print, (), {}, 5), (None, (), {}, None)):
    try: p.__setstate__(s)
    except Exception as e: print(type(e).__name__)
x = functools.partial(len)
for i in range(3000): x = functools.partial(x)
try: print(x([]))
except RecursionError: print('R')
k = functools.cmp_to_key(lambda a, b: k(1) < k(2))
try: k(1) < k(2)
except RecursionError: print('R')
@functools.singledispatch
def s(a): return s(a)
try: s(1)
except RecursionError: print('R')
class C:
    @functools.cached_property
    def x(self):
        del C.x
        self.__dict__.clear()
        return 1
print(C().x)
functools.reduce(lambda a, b: [a], range(2000))
w = functools.wraps(len)(lambda: 0); w.__wrapped__ = w
import inspect
try: inspect.unwrap(w)
except ValueError as e: print('cycle')

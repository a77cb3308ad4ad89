# Every type that can be named is called with all sorts of arguments.
import types, itertools, functools, collections, weakref, sys, gc, array
pool = [None, 0, -1, 1.5, '', 'a', b'', (), [], {}, set(), len, int, object(), lambda: 0, type, range(3), iter([]), Ellipsis, NotImplemented, 2**70, slice(1), memoryview(b'ab'), ValueError(), sys, (1,), 'ab' * 40]
kinds = []
for v in list(vars(types).values()) + list(vars(__builtins__ if not isinstance(__builtins__, dict) else sys).values()) + list(vars(itertools).values()) + list(vars(functools).values()) + list(vars(collections).values()) + list(vars(weakref).values()) + list(vars(array).values()) + [type(iter(x)) for x in ([], (), {}, set(), '', b'', range(3), range(2**70), {}.items(), {}.values(), bytearray())] + [type(reversed([])), type(reversed({}))]:
    if isinstance(v, type) and v not in kinds: kinds.append(v)
n = 0
for kind in kinds:
    for f in (kind, getattr(kind, '__new__', None)):
        for args in [()] + [(a,) for a in pool] + [(a, b) for a in pool[::3] for b in pool[::4]]:
            if f is not kind: args = (kind, *args)
            try: f(*args)
            except Exception: pass
            n += 1
print(n > 1000)

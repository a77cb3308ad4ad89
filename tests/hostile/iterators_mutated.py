# Lists, dicts and deques change while somebody iterates over them.
for make in ('iter(x)', 'reversed(x)', 'enumerate(x)', 'zip(x, x)', 'map(str, x)', 'filter(None, x)'):
    for act in ('x.clear()', 'x.append(1)', 'x.pop()', 'x[:] = range(1000)', 'del x[3:]'):
        x = list(range(10))
        it = eval(make)
        next(it); next(it)
        exec(act)
        n = 0
        for _ in it:
            n += 1
            if n > 2000: break
        print(make, act, n, getattr(it, '__length_hint__', lambda: '-')())
for make in ('iter(x)', 'iter(x.keys())', 'iter(x.values())', 'iter(x.items())', 'reversed(x)', 'reversed(x.items())'):
    for act in ('x.clear()', 'x.update({99: 1})', 'x.pop(5)', 'x.pop(5); x.update({77: 1})', 'x.clear(); x.update({i: 1 for i in range(10)})', 'x.update({i: 1 for i in range(1000)})'):
        x = {i: i for i in range(10)}
        it = eval(make)
        next(it); next(it)
        exec(act)
        try: print(make, act, sum(1 for _ in it))
        except RuntimeError as e: print(make, act, e)
        print(it.__length_hint__())
from collections import deque
for act in ('x.clear()', 'x.append(1)', 'x.pop()', 'x.rotate(1)', 'x.extend(range(200))'):
    x = deque(range(100))
    it = iter(x); rt = reversed(x)
    next(it); next(rt)
    exec(act)
    for i in it, rt:
        try: print(act, sum(1 for _ in i))
        except RuntimeError as e: print(act, e)

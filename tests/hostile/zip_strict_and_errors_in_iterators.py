# Iterators fail in the middle of whatever takes their items.
class Bad:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise BaseException('x')
        return self.n
for act in ('list(Bad(3))', 'tuple(Bad(3))', 'set(Bad(3))', 'dict(Bad(3))', 'sum(Bad(3))', 'max(Bad(3))', '[*Bad(3), *Bad(2)]', '{*Bad(3)}', 'f(*Bad(3))', 'a, b, c, d = Bad(3)', 'sorted(Bad(3))', 'bytes(Bad(3))', '"".join(Bad(0))', 'list(zip(Bad(3), Bad(2)))', 'list(map(f, Bad(3), Bad(2)))', 'list(filter(f, Bad(3)))', '[].extend(Bad(3))', 'dict.fromkeys(Bad(3))', 'all(Bad(1))', '5 in Bad(3)', 'enumerate(Bad(0)).__next__()', 'x[1:2] = Bad(3)', 'frozenset(Bad(9))', 'bytearray(Bad(9))', 'list(zip(Bad(3), [1, 2], strict=True))', 'list(zip([1], [1, 2], strict=True))', 'min(Bad(2), key=f)', 'set().update(Bad(3), Bad(4))', '{1}.intersection(Bad(4))', 'deque(Bad(5))', 'array("i", Bad(5))', 'reduce(f, Bad(5))', 'Counter(Bad(5))', 'list(chain(Bad(1), Bad(1)))', 'list(product(Bad(2), Bad(2)))'):
    from collections import deque, Counter
    from array import array
    from functools import reduce
    from itertools import chain, product
    x = [1, 2, 3]
    f = lambda *a: 1
    try: exec(act)
    except BaseException as e: print(act, type(e).__name__, str(e)[:40])

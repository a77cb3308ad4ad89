# Classes whose `__match_args__` change, sequences that lie about their length.
class A:
    __match_args__ = ('x', 'y')
    @property
    def x(self):
        A.__match_args__ = ()
        return 1
    y = 2
class B:
    __match_args__ = 5
class C:
    __match_args__ = (5,)
class D:
    @property
    def __class__(self): return A
for v in (A(), B(), C(), D(), [], {}, 'ab', b'ab', range(3), {'a': 1}):
    for pattern in ('A(1, 2)', 'A(x=1)', 'B(1)', 'C(1)', 'A(1, x=1)', 'int(1)', 'str(x)', '[*_]', '[a, *_, b]', '{**r}', '{"a": 1, **r}', '{"a": [*x]}', 'x.y', 'A() | B()', 'A.y', '[[[[]]]]', 'list([])', 'dict({})', 'object(x=1)', 'type()'):
        try: exec(f'match v:\n case {pattern}: pass\n case _: pass')
        except Exception as e: print(pattern, type(e).__name__, e)
from collections.abc import Sequence, Mapping
class S(Sequence):
    def __len__(self): return n
    def __getitem__(self, i): raise IndexError
class M(Mapping):
    def __len__(self): return 1
    def __iter__(self): return iter(int, 1)
    def __getitem__(self, k): return self
    def get(self, k, d=None): return k
for n in (0, 1, 2, 10**30, -1):
    for pattern in ('[]', '[a]', '[a, *b]', '[*_, a]'):
        try: exec(f'match S():\n case {pattern}: print(1)')
        except Exception as e: print(n, pattern, type(e).__name__)
try:
    match M():
        case {'a': {'b': x}}: print('matched')
except Exception as e: print(type(e).__name__)

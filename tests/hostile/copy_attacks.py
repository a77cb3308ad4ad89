# `__reduce_ex__` answers anything; copying empties what is copied.
import copy
class A:
    def __init__(self): self.x = [self] * 3
    def __reduce_ex__(self, n): return r
class B: pass
for r in (5, (), (1,), (1, 2), (B, 5), (B, ()), (B, (1,)), (B, (), 5), (B, (), {'x': 1}), (B, (), (None, {'a': 1})), (B, (), (5, 5)), (B, (), None, 5), (B, (), None, iter([1])), (list, (), None, iter([1, 2])), (dict, (), None, None, iter([(1, 2)])), (dict, (), None, None, iter([5])), (B, (), None, None, None, 5), (copy._reconstruct, (1, 2)), 'x', (object.__new__, (int,)), (type, ('a', (), {}))):
    for f in (copy.copy, copy.deepcopy):
        try: f(A())
        except Exception as e: print(type(e).__name__, str(e)[:70])
class C:
    def __deepcopy__(self, memo):
        memo.clear()
        return C()
x = [C(), [C()], C()]; x.append(x)
copy.deepcopy(x)
class D(dict):
    def items(self):
        self.clear()
        return iter([(self, self)])
    __hash__ = object.__hash__
try: copy.deepcopy(D(a=1))
except Exception as e: print(type(e).__name__)
class E:
    def __deepcopy__(self, memo): y.clear(); return 1
y = [E() for _ in range(10)]
print(copy.deepcopy(y))
y = {i: E() for i in range(10)}
try: print(copy.deepcopy(y))
except RuntimeError as e: print(e)
for p in range(-1, 9):
    try: object().__reduce_ex__(p)
    except Exception as e: print(p, type(e).__name__)
class G:
    def __getstate__(self): return self
    def __setstate__(self, s): s.me = self
copy.copy(G()); copy.deepcopy(G())
class S:
    __slots__ = ('a', '__b')
s = S(); s.a = s
copy.deepcopy(s)

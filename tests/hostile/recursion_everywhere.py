# Special methods that call themselves, by way of the function that calls them.
import copy
def end(f):
    try: f()
    except RecursionError: return 'R'
    except Exception as e: return type(e).__name__
    return 'ok'
class A:
    def __deepcopy__(self, memo): return copy.deepcopy(self)
    def __copy__(self): return copy.copy(self)
    def __reduce__(self): return (A, (self,))
    def __reduce_ex__(self, n): return self.__reduce_ex__(n)
    def __dir__(self): return dir(self)
    def __instancecheck__(self, o): return isinstance(o, self)
    def __subclasscheck__(self, o): return issubclass(o, self)
    def __length_hint__(self): import operator; return operator.length_hint(self)
    def __round__(self): return round(self)
    def __abs__(self): return abs(self)
    def __int__(self): return int(self)
    def __float__(self): return float(self)
    def __complex__(self): return complex(self)
    def __bytes__(self): return bytes(self)
    def __reversed__(self): return reversed(self)
    def __next__(self): return next(self)
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
    def __missing__(self, k): return {}[self]
    def __getitem__(self, k): return self[k]
    def __setitem__(self, k, v): self[k] = v
    def __delitem__(self, k): del self[k]
    def __delattr__(self, k): delattr(self, k)
    def __matmul__(self, o): return self @ o
    def __pow__(self, o, m=None): return pow(self, o, m)
    def __iadd__(self, o):
        self += o
        return self
    def __sizeof__(self): import sys; return sys.getsizeof(self)
    def __class_getitem__(c, k): return c[k]
    def __trunc__(self): import math; return math.trunc(self)
    def __divmod__(self, o): return divmod(self, o)
    def __neg__(self): return -self
a = A()
import sys, math, operator
for text in ('copy.deepcopy(a)', 'copy.copy(a)', 'dir(a)', 'isinstance(1, a)', 'issubclass(int, a)', 'operator.length_hint(a)', 'round(a)', 'abs(a)', 'int(a)', 'float(a)', 'complex(a)', 'bytes(a)', 'reversed(a)', 'next(a)', 'a.__enter__()', 'a[0]', 'a.__setitem__(0, 1)', 'a.__delitem__(0)', 'del a.x', 'a @ a', 'a ** a', 'pow(a, a, a)', 'operator.iadd(a, a)', 'sys.getsizeof(a)', 'A[0]', 'math.trunc(a)', 'divmod(a, a)', '-a', 'a.__reduce_ex__(2)'):
    def f():
        exec(text)
    print(text, end(f))

# Metaclasses that answer anything to `isinstance`, `except` and `class`.
class M(type):
    def __instancecheck__(c, o): return c.__instancecheck__(o) if n.append(1) or len(n) < 50 else 1
    def __subclasscheck__(c, o): return True
    def __call__(c, *a): return 5
    def __getattribute__(c, name):
        if name == '__mro__': raise KeyError
        return type.__getattribute__(c, name)
    def __prepare__(name, bases): return P()
    def __hash__(c): return hash(str(c))
    def __eq__(c, o): return True
class P(dict):
    def __setitem__(self, k, v):
        dict.__setitem__(self, k, v)
        if k == 'a': self.pop('__module__', None)
    def __getitem__(self, k):
        self.clear() if k == 'zz' else 0
        return dict.__getitem__(self, k)
n = []
class A(metaclass=M):
    a = 1
    try: zz
    except NameError: pass
print(isinstance(5, A), A(), A == 5)
try: raise A
except TypeError as e: print(e)
try:
    raise ValueError
except A: print('matched')
except ValueError: print('not')
class B:
    @property
    def __class__(self): return int
    def __iter__(self): return iter([])
print(isinstance(B(), int), type(B()).__name__)
class C:
    @property
    def __class__(self): raise KeyError
try: isinstance(C(), int)
except KeyError: print('KeyError')
class Bs:
    @property
    def __bases__(self): return (self,)
try: issubclass(Bs(), int)
except RecursionError: print('R')
class Bt:
    __bases__ = 5
try: issubclass(Bt(), int)
except TypeError as e: print(e)
try: type('A', (Bs(),), {})
except TypeError as e: print(e)
class En:
    def __mro_entries__(self, bases): return (self,)
try:
    class Q(En()): pass
except TypeError as e: print(e)
class Eo:
    def __mro_entries__(self, bases): return 5
try:
    class Q(Eo()): pass
except TypeError as e: print(e)

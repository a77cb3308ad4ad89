# Thousands of attributes come and go, in instances, classes, slots and dicts put in
# place of others.
class A: pass
a = A()
for i in range(3000): setattr(a, f'x{i}', i)
for i in range(0, 3000, 2): delattr(a, f'x{i}')
print(len(a.__dict__))
b = A()
for i in range(40): setattr(b, f'y{i}', i)
b.__dict__ = {1: 2, 'z': 3}
try: print(vars(b), b.z)
except Exception as e: print(e)
b.__dict__ = type('D', (dict,), {'__getitem__': lambda s, k: 5})(q=1)
print(b.q)
for bad in (5, None, [], 'x'):
    try: b.__dict__ = bad
    except TypeError as e: print(e)
del b.__dict__
b.new = 1
print(vars(b))
c = A()
d = c.__dict__
c.x = 1
del c
print(d)
d[5] = d
class S:
    __slots__ = ['x' + str(i) for i in range(200)]
s = S()
for i in range(200): setattr(s, f'x{i}', s)
for n in ('', ' ', '1', 'a' * 10000, '\x00', '\ud800', 'é', '__class__'):
    try:
        setattr(a, n, 1); getattr(a, n); delattr(a, n)
    except Exception as e: print(type(e).__name__)
for slots in (['a', 'a'], ['__dict__', '__dict__'], ['__weakref__'] * 2, [1], [''], ['1a'], 5, 'abc', {'a': 1}, ['a b'], ['__class__'], iter(['q', 'r']), ['__slots__']):
    try:
        T = type('T', (), {'__slots__': slots}); t = T(); t.a = t
    except Exception as e: print(type(e).__name__, e)
class I(int): __slots__ = ()
try:
    class J(int): __slots__ = ('a',)
except TypeError as e: print(e)
class K(A):
    def __getattr__(self, n):
        self.__dict__.clear()
        setattr(self, n, 1)
        raise AttributeError
k = K()
print(hasattr(k, 'q'), hasattr(k, 'q'))
import sys
A.__dict__
for i in range(500): setattr(A, f'c{i}', i)
for i in range(500): delattr(A, f'c{i}')
a2 = [A() for _ in range(100)]
for i, x in enumerate(a2): setattr(x, f'k{i % 50}', 1); x.w = x
del x, a2

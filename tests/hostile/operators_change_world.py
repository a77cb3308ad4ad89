# Operators change the classes, names and lists that they are used on.
class A:
    def __add__(self, o):
        self.__class__ = B
        return self
    def __iadd__(self, o):
        globals().pop('a', None)
        return 5
    def __getitem__(self, k):
        k.clear() if hasattr(k, 'clear') else 0
        globals()['l'] = None
        return l
    def __setitem__(self, k, v):
        self.__dict__ = {}
    def __lt__(self, o):
        o.__class__ = B
        return NotImplemented
    __gt__ = __lt__
    def __call__(self, *a, **k):
        self.__class__ = B
        k.clear()
        return a
    def __contains__(self, x):
        globals().clear()
        return 5
class B:
    def __radd__(self, o): return 'r'
    def __lt__(self, o): return 'b'
a = A()
print(type(a + a).__name__)
a = A()
a += 1
print(a)
a = A(); l = [1, 2, 3]
a[l] = l
print(a[l])
a, b = A(), A()
try: print(a < b)
except TypeError as e: print(e)
a = A()
print(a(*[1, 2], **{'a': 1}), type(a).__name__)
def f(x):
    return x[0](f, x.clear(), x)
try: f([lambda *a: len(a)])
except Exception as e: print(e)
x = [1, 2, 3]
x[0], x[:], x[0] = x.pop(), [9, 8], 5
print(x)
def g():
    global g
    del g
    return 1
print(g())
class It:
    def __iter__(self):
        yield 1
        globals()['It'] = None
        yield 2
for i in It(): del i
1 in A()

# Long chains of exceptions, circles of them, and those that fail when they are made or
# shown.
e = None
for i in range(20000):
    n = ValueError(i)
    n.__context__ = e
    n.__cause__ = e
    e = n
try: raise e
except ValueError as x: print(x)
e.__context__ = e
a, b = ValueError(1), ValueError(2)
a.__context__ = b; b.__context__ = a
try:
    try: raise a
    except ValueError: raise b
except ValueError as x: print(x)
del x, e, n
class E(Exception):
    def __init__(self, *a): raise E(*a)
try: raise E
except RecursionError: print('R')
class F(Exception):
    def __new__(c): return 5
try: raise F
except TypeError as x: print(x)
class G(Exception):
    def __str__(self): raise G
    __repr__ = __str__
try: str(G())
except G: print('G')
class H(BaseException):
    def __del__(self): raise H
def f():
    for i in range(10):
        try: raise H
        except H: pass
f()
g = ExceptionGroup('a', [ValueError(1)])
for i in range(3000): g = ExceptionGroup('a', [g])
try: g.split(ValueError)
except RecursionError: print('R')
try: g.derive([])
except ValueError as x: print(x)
try: raise g
except* TypeError: pass
except* ValueError: print('caught')

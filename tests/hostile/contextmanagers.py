# Context managers that fail while they let go; `finally` in the way of everything.
from contextlib import contextmanager, ExitStack, suppress
@contextmanager
def cm():
    try: yield
    except BaseException: yield
try:
    with cm(): 1 / 0
except RuntimeError as e: print(e)
class C:
    def __enter__(self): return self
    def __exit__(self, *a):
        raise ValueError from a[1]
try:
    with C(), C(), C(): 1 / 0
except ValueError as e: print(type(e.__cause__).__name__)
class T:
    def __enter__(self): return 1
    def __exit__(self, t, v, tb):
        if v: v.__traceback__ = None; v.args = (v,)
        return self
    def __bool__(self): raise KeyError
try:
    with T(): 1 / 0
except KeyError: print('KeyError')
s = ExitStack()
for i in range(3000): s.callback(lambda: None)
s.push(s.close) if 0 else None
s.close()
def f():
    with suppress(ZeroDivisionError):
        try: return 1
        finally: 1 / 0
print(f())
def g():
    while True:
        try: return 1
        finally: break
print(g())
def h():
    for i in range(100):
        try: continue
        finally:
            try: raise ValueError
            except ValueError: continue
h()
for e in (5, None, type('E', (), {})(), type('E', (), {'__enter__': 5})(), type('E', (), {'__enter__': lambda s: 1, '__exit__': 5})()):
    try:
        with e: pass
    except TypeError as x: print(x)

# Generators that make the next one when they go, and callbacks that do: for ever.
import weakref
def g():
    try: yield
    finally:
        global a
        a = g()
        next(a)
a = g()
next(a)
for _ in range(100): a = None
class A: pass
def again(r):
    global b, w
    b = A()
    w = weakref.ref(b, again)
again(None)
for _ in range(100): b = None
class M(type):
    def __del__(c):
        global T
        T = M('T', (), {})
T = M('T', (), {})
for _ in range(10): T = None

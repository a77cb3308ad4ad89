# Classes whose bases, names and orders change under them, in circles too.
class A: x = 1
class B(A): pass
class C(B): pass
class E:
    x = 2
for act in ('B.__bases__ = (C,)', 'B.__bases__ = (B,)', 'A.__bases__ = (C,)', 'B.__bases__ = ()', 'B.__bases__ = (int,)', 'B.__bases__ = (E, A)', 'B.__bases__ = (A, E, A)', 'B.__bases__ = 5', 'B.__bases__ = (5,)', 'del B.__bases__', 'B.__bases__ = (type,)', 'B.__mro__ = ()', 'B.__name__ = "\\0"', 'B.__name__ = 5', 'B.__qualname__ = 5', 'B.__module__ = 5', 'B.__dict__ = {}', 'B.__class__ = int', 'B.__class__ = type', 'C().__class__ = int', 'c = C(); c.__class__ = E', 'c = C(); c.__class__ = A; c.__class__ = 5', 'del B.__class__', 'del B.__name__', 'B.__doc__ = 5', 'int.x = 1', 'del int.__add__', 'int.__bases__ = ()', 'type.x = 5', 'object.__class__ = 5', 'B.__abstractmethods__ = 5', 'B.__abstractmethods__ = [1]', 'C()', 'del B.__abstractmethods__', 'B.__annotations__ = 5', 'B.__basicsize__ = 1', 'B.__slots__ = ("q",)', 'B.__weakrefoffset__ = 1'):
    try: exec(act)
    except Exception as e: print(act, type(e).__name__, str(e)[:80])
    print(C.x, [t.__name__ for t in C.__mro__])
class M(type):
    def mro(cls):
        if cls.__name__ == 'X1': return []
        if cls.__name__ == 'X2': return [5]
        if cls.__name__ == 'X3': return [cls, int, object]
        if cls.__name__ == 'X4': return [object]
        if cls.__name__ == 'X5': return iter(int, 1)
        if cls.__name__ == 'X6':
            cls.__bases__ = (E,) if len(cls.__bases__) else ()
            return type.mro(cls)
        if cls.__name__ == 'X7': return [cls] * 1000 + [object]
        if cls.__name__ == 'X8': return None
        return type.mro(cls)
for n in ('X1', 'X2', 'X3', 'X4', 'X6', 'X7', 'X8'):
    try:
        T = M(n, (), {'a': 1})
        T().a; T.a; T.zz
    except Exception as e: print(n, type(e).__name__, str(e)[:80])
class R(type):
    def mro(cls):
        if cls.__name__ == 'Y' and depth: 
            depth.pop()
            cls.__bases__ = cls.__bases__
        return type.mro(cls)
depth = [1] * 5
try:
    class Y(A, metaclass=R): pass
    Y.__bases__ = (E,)
    print(Y.x)
except Exception as e: print(type(e).__name__, e)

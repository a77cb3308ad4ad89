# Functions lose their defaults, code and names, one of them while it runs.
import types
def f(a, b=1, *, c=2): return a, b, c
def outer():
    v = 1
    def inner(): return v
    return inner
g = outer()
for act in ('f.__defaults__ = None', 'f.__defaults__ = (1,) * 100', 'f.__defaults__ = 5', 'f.__kwdefaults__ = None', 'f.__kwdefaults__ = {"zz": 1}', 'f.__kwdefaults__ = 5', 'f.__kwdefaults__ = {1: 2}', 'f.__dict__ = {}', 'f.__dict__ = 5', 'del f.__dict__', 'f.__name__ = 5', 'f.__qualname__ = None', 'f.__globals__ = {}', 'f.__closure__ = ()', 'del f.__code__', 'f.__annotations__ = 5', 'f.__module__ = f', 'f.__doc__ = f', 'f.__type_params__ = 5', 'f.__builtins__ = {}', 'g.__closure__[0].cell_contents = g', 'del g.__closure__[0].cell_contents', 'f.__globals__.pop("f")'):
    old = f
    try: exec(act)
    except Exception as e: print(act, type(e).__name__, e)
    f = old
    for call in ('f(1)', 'f(1, 2)', 'f(*range(5))', 'g()'):
        try: eval(call)
        except Exception as e: print(act, call, type(e).__name__, e)
for a in ((), (f.__code__,), (f.__code__, {}, 1), (f.__code__, 5), (g.__code__, {}), (g.__code__, {}, 'x', None, ()), (g.__code__, {}, 'x', None, (5,)), (g.__code__, {}, 'x', None, (types.CellType(),)), (f.__code__, {}, 'x', 5), (f.__code__, {}, 'x', (1,) * 50), (f.__code__, {}, None, None, (types.CellType(),)), (5, {})):
    try: types.FunctionType(*a)()
    except Exception as e: print(type(e).__name__, str(e)[:80])
def during(x=1):
    during.__defaults__ = None
    during.__code__ = (lambda: 5).__code__
    globals().pop('during')
    return x
print(during())

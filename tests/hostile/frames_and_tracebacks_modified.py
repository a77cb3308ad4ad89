# Frames are cleared while they run, tracebacks tied to themselves.
import sys
def f(n):
    fr = sys._getframe()
    try: 1 / 0
    except ZeroDivisionError as e: tb = e.__traceback__
    for act in ('tb.tb_next = tb', 'tb.tb_next = 5', 'tb.tb_next = None', 'tb.tb_lineno = 5', 'fr.f_lineno = 1', 'fr.f_trace = 5', 'fr.f_lineno = 10**30', 'fr.f_locals["n"] = fr', 'fr.f_locals.clear()', 'fr.clear()', 'fr.f_back = None', 'del fr.f_locals["n"]', 'fr.f_locals["zz"] = 1', 'fr.f_globals.clear() if 0 else None', 'type(tb)(tb, fr, 1, 1)', 'type(tb)(None, fr, 10**30, 1)', 'type(tb)(None, fr, -5, -5)', 'type(tb)(5, fr, 1, 1)', 'type(tb)(None, None, 1, 1)', 'type(fr)()', 'fr.f_trace_opcodes = 5', 'fr.f_trace_lines = 0'):
        try: exec(act)
        except Exception as e: print(act, type(e).__name__, e)
    return fr
fr = f(1)
fr.clear(); fr.clear()
print(fr.f_locals, fr.f_back)
g = (i for i in range(3))
gf = g.gi_frame
next(g)
gf.clear()
try: next(g)
except StopIteration: print('stopped')
def gen():
    g2.gi_frame.clear()
    yield 1
g2 = gen()
try: next(g2)
except RuntimeError as e: print(e)
tb = None
for i in range(3000):
    tb = type(gf) and __import__('types').TracebackType(tb, fr, 0, 1)
e = ValueError().with_traceback(tb)
del tb
try: raise e
except ValueError as x: pass
e.__traceback__ = None
def loop():
    try: raise ValueError
    except ValueError as e:
        e.__traceback__.tb_next = None
        e.self = e
        return e.__traceback__
for i in range(100): loop()

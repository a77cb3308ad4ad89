# Generators that send to themselves, never end, or are very deep.
def g():
    try: yield 1
    finally:
        yield 2
x = g(); next(x)
try: x.close()
except RuntimeError as e: print(e)
x = g(); next(x); del x
def h():
    yield me.send(None)
me = h()
try: next(me)
except ValueError as e: print(e)
def k():
    me2.close()
    yield
me2 = k()
try: next(me2)
except ValueError as e: print(e)
def deep(n):
    if n: yield from deep(n - 1)
    else: yield 1
try: list(deep(100000))
except RecursionError: print('R')
x = iter([])
def chain(i): yield from i
for i in range(20000): x = chain(x)
try: next(x)
except (RecursionError, StopIteration) as e: print(type(e).__name__)
del x
def th():
    while 1:
        try: yield
        except BaseException as e: last.append(e)
last = []
x = th(); next(x)
for a in ((ValueError,), (ValueError(),), (ValueError, 1), (5,), (int,), (ValueError, ValueError(1), None), (ValueError, 1, 5), (StopIteration,), (GeneratorExit,), (None,)):
    try: x.throw(*a)
    except BaseException as e: print(a[0], type(e).__name__, e)
try: x.close()
except RuntimeError as e: print(e)
x = None
last.clear()
def fin():
    try: yield
    finally: keep.append(sys._getframe())
import sys
keep = []
x = fin(); next(x); del x
print(len(keep)); keep.clear()
x = (lambda: (yield))()
next(x)
try: x.send(x)
except StopIteration as e: print('ok')

# The limit of recursion is set very low, very high, and hit in `finally`.
import sys
for n in (1, 5, 20, 100, 10**6, 2**31 - 1):
    try: sys.setrecursionlimit(n)
    except RecursionError as e: print(n, e)
    def f(k):
        return f(k + 1) if k < 3000 else k
    try: print(n, f(0))
    except RecursionError: print(n, 'R')
sys.setrecursionlimit(2**31 - 1)
def g(): return [g()]
try: g()
except (RecursionError, MemoryError) as e: print(type(e).__name__)
def h(): return h(*[1] * 0)
try: h()
except (RecursionError, MemoryError) as e: print(type(e).__name__)
class A:
    def __eq__(self, o): return [self] == [o]
try: A() == A()
except (RecursionError, MemoryError) as e: print(type(e).__name__)
sys.setrecursionlimit(1000)
def k():
    try: k()
    finally: k()
try: k()
except RecursionError: print('R')

# The list that is sorted is changed by its keys and comparisons.
x = list(range(50, 0, -1))
def key(n):
    x.append(n)
    x.clear()
    return n
try:
    x.sort(key=key)
except ValueError as e:
    print(e)
print(x[:3])
class L:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        x.append(o); x.pop(); x.insert(0, 1)
        return self.n < o.n
x = [L(i % 7) for i in range(40)]
try:
    x.sort()
except ValueError as e:
    print(e)
class R:
    def __lt__(self, o): raise KeyError(1)
x = [R() for _ in range(9)]
try: x.sort(reverse=True)
except KeyError as e: print(repr(e), len(x))
import gc
class D:
    def __lt__(self, o): gc.collect(); del y[:]; return True
y = [D() for _ in range(20)]
try: y.sort(key=lambda d: (d, d))
except ValueError as e: print(e)

# `__del__` keeps its object alive, and makes more.
import gc
kept = []
class A:
    def __init__(self, n): self.n, self.me = n, self
    def __del__(self):
        kept.append(self)
        if self.n: kept.append(A(self.n - 1))
for _ in range(50): A(3)
gc.collect()
print(len(kept) >= 50)
kept.clear()
gc.collect()
print(len(kept))
class B:
    def __del__(self):
        global held
        held = self
for _ in range(100): B()
held = None

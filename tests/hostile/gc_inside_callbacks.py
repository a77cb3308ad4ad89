# The collector is asked to run from finalizers, comparisons and its own callbacks.
import gc, weakref
class A:
    def __del__(self):
        gc.collect()
        gc.get_objects()
        gc.get_referrers(self)
        gc.freeze(); gc.unfreeze()
        self.x = A.keep
        A.n += 1
        if A.n < 40: B(); gc.collect()
    keep, n = [], 0
class B(A):
    def __init__(self): self.me = self
def told(phase, info):
    if len(seen) < 50:
        seen.append(phase)
        B()
        gc.collect()
seen = []
gc.callbacks.append(told)
gc.set_threshold(1, 1, 1)
for i in range(20):
    B()
    x = [{} for _ in range(20)]
gc.callbacks.append(5)
gc.collect()
gc.callbacks.clear()
gc.callbacks.append(lambda p, i: gc.callbacks.clear())
gc.callbacks.append(lambda p, i: 1 / 0)
gc.collect()
gc.set_threshold(700, 10, 10)
class T:
    def __eq__(self, o): gc.collect(); return True
    def __hash__(self): gc.collect(); return 1
d = {T(): T() for _ in range(10)}
print(len(d))
gc.set_debug(gc.DEBUG_SAVEALL)
B(); gc.collect()
gc.set_debug(0)
gc.garbage.append(gc.garbage)
gc.garbage[0].clear() if gc.garbage and 0 else None
gc.collect()
gc.garbage.clear()
gc.disable(); gc.enable()
print(gc.is_tracked([]), gc.get_count()[0] >= 0)

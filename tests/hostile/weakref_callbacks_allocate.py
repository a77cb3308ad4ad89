# Callbacks of weak references make more of them, and collect.
import weakref, gc
made = []
class A: pass
def told(ref):
    made.append([ref, bytearray(1000), {}])
    gc.collect()
    for i in range(20): made.append(weakref.ref(A(), told2))
def told2(ref):
    made.append(A())
    refs.clear()
refs = []
for i in range(30):
    a = A()
    a.me = a
    refs += [weakref.ref(a, told), weakref.proxy(a, told2), weakref.finalize(a, made.append, i)]
del a
gc.collect()
print(len(made) > 30)
made.clear(); refs.clear()
gc.collect()
def again(ref):
    global a
    a = A()
    keep.append(weakref.ref(a, again))
    if len(keep) < 100: del a
keep = []
a = A()
keep.append(weakref.ref(a, again))
del a
print(len(keep))
keep.clear()

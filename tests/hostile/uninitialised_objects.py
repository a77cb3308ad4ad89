# Objects whose `__init__` never ran are asked for everything that they have.
import types, sys, functools, weakref, collections, itertools
n = 0
todo, kinds = [object], []
while todo:
    k = todo.pop()
    if k in kinds: continue
    kinds.append(k)
    try: todo += type.__subclasses__(k)
    except Exception: pass
objects = []
for k in kinds:
    try: objects.append(k.__new__(k))
    except Exception: pass
print(len(objects) > 60)
for o in objects:
    for name in dir(type(o)):
        try: v = getattr(o, name)
        except Exception: continue
        if name in ('__class__', '__init_subclass__', '__subclasses__', 'acquire', 'wait', 'get', 'put', 'join', 'sleep', 'cmdloop', 'interact', 'mainloop', 'run', 'start', 'serve_forever', 'isalive'): continue
        for args in ((), (o,), (1,), (None, None)):
            try: v(*args)
            except BaseException: pass
            n += 1
print(n > 1000)

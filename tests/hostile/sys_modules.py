# Modules are replaced in `sys.modules`, and lose their namespaces.
import sys
for name in ('sys', 'builtins', 'gc', 're', 'weakref', '_weakref', 'functools', 'copy'):
    for value in (None, 5, type(sys)(name)):
        old = sys.modules.get(name)
        sys.modules[name] = value
        try:
            m = __import__(name); m.zz
        except BaseException as e: print(name, type(e).__name__)
        if old is None: sys.modules.pop(name, None)
        else: sys.modules[name] = old
m = type(sys)('m')
m.__dict__.clear()
for act in ('m.x', 'repr(m)', 'dir(m)', 'm.__name__', 'm.__dict__', 'del m.__dict__', 'm.__dict__ = {}', 'type(m).__init__(m)', 'type(m).__init__(m, 5)', 'type(m).__new__(type(m)).x', 'repr(type(m).__new__(type(m)))', 'dir(type(m).__new__(type(m)))', 'm.__getattr__', 'm.__class__', 'm.__class__.__init__(m, "q", m)'):
    try: exec(act)
    except BaseException as e: print(act, type(e).__name__, e)
class Mod(type(sys)):
    def __getattribute__(self, n): raise KeyError(n)
sys.__class__ = Mod
try: sys.path
except KeyError: pass

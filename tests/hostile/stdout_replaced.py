# `sys.stdout` and its like are replaced by what does not write, or writes for ever.
import sys
class W:
    def write(self, s): print(s, file=self); return 5
old = sys.stdout
for new in (W(), None, 5, type('X', (), {'write': lambda s, t: 1 / 0})(), type('X', (), {'write': 5})(), type('X', (), {'write': lambda s, t: delattr(sys, 'stdout')})()):
    sys.stdout = new
    try: print('x', flush=True)
    except BaseException as e: err = type(e).__name__
    else: err = 'ok'
    sys.stdout = old
    print(err)
sys.stderr = W()
try:
    class D:
        def __del__(self): 1 / 0
    D()
except BaseException as e: print(type(e).__name__)
sys.stderr = None
D()
def hook(*a): raise ValueError
sys.excepthook = hook
sys.unraisablehook = hook
D()
sys.displayhook = 5
try: exec(compile('1', '', 'single'))
except Exception as e: print(e)
del sys.displayhook
try: exec(compile('1', '', 'single'))
except Exception as e: print(e)
sys.modules = None if 0 else sys.modules
del sys.stdout
try: print(1)
except Exception as e: pass
1 / 0

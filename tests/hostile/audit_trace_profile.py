# Trace and profile functions that fail, end themselves or are none.
import sys
def trace(f, e, a):
    sys.settrace(None)
    f.f_locals
    return trace
for h in (trace, 5, None, lambda *a: 1 / 0, print):
    for name in ('settrace', 'setprofile'):
        try: getattr(sys, name)(h)
        except BaseException as e: pass
        try: (lambda: 1)()
        except BaseException as e: pass
        try: getattr(sys, name)(None)
        except BaseException as e: pass
print('done')

# Functions of C with arguments that C would fall over.
import ctypes, ctypes.util, gc, sys
libc, libm, api = ctypes.CDLL(None), ctypes.CDLL("libm.so.6"), ctypes.pythonapi
void, text = ctypes.c_void_p, ctypes.create_string_buffer(8)
CMP = ctypes.CFUNCTYPE(ctypes.c_int, void, void)
def wrong(*args): raise KeyError("in a callback")
class Sneaky:
    def __buffer__(self, flags): return memoryview(text)
    def __index__(self): return 1 << 70
    _as_parameter_ = property(lambda self: self)
odd = [0, -1, 1, 2 ** 31, 2 ** 63, 2 ** 64, 10 ** 30, None, b"", b"%n%s%d%*d%999999999d", "x", 1.5, text, ctypes.byref(text), ctypes.byref(text, 10 ** 6),
       void(0), void(8), void(id([])), void(2 ** 64 - 1), ctypes.c_double(1), ctypes.c_float(1), ctypes.py_object(text), ctypes.py_object(), CMP(wrong), CMP(),
       ctypes.pointer(ctypes.c_int(3)), ctypes.POINTER(ctypes.c_int)(), ctypes.c_longdouble(1), (ctypes.c_int * 0)(), Sneaky(), [], libc.abs]
sys.unraisablehook = lambda _: None
names = [name for name in dir(libc) if not name.startswith(("_", "Py"))] + [name for name in dir(api) if name.startswith("Py")]
count = 0
restypes = ctypes.c_int, None, ctypes.c_char_p, void, ctypes.c_double, ctypes.py_object, CMP, str
for number, name in enumerate(names):
    if name in ("printf", "puts", "putchar", "PyRun_SimpleString", "PyGC_Collect", "fflush", "Py_IncRef"): continue
    function = getattr(libc, name)
    function.restype = restypes[number % len(restypes)]
    for args in [(), *[(a,) for a in odd[number % 4::4]], *[(a, b) for a in (text, b"%s") for b in odd[number % 7::7]], *[(a, b, 2 ** 40, b) for a in (text, b"x") for b in odd[number % 11::11]]]:
        if name == "malloc" and args[:1] == (2 ** 31,): continue
        try: repr(function(*args))
        except Exception: count += 1
print(count > 500)
for made in (CMP(5), CMP(2 ** 64 - 1), CMP(id(wrong)), CMP()):
    try: made(None, None)
    except Exception as error: print(type(error).__name__)
kept = CMP(wrong)
address = ctypes.cast(kept, void).value
del kept
gc.collect()
try: CMP(address)(None, None)
except Exception as error: print(type(error).__name__)
row = (ctypes.c_int * 50)(*range(50, 0, -1))
def shrinks(a, b):
    ctypes.resize(row, 4000)
    gc.collect()
    return 0
try: libc.qsort(row, 50, 4, CMP(shrinks))
except Exception as error: print(type(error).__name__)
class Loop:
    def from_param(self): return self
    _as_parameter_ = property(lambda self: self)
try: libc.abs(Loop())
except (Exception, RecursionError) as error: print(type(error).__name__)
def again(a, b): return deeper(a, b)
deeper = CMP(again)
try: deeper(None, None)
except RecursionError: print("RecursionError")
view = memoryview(row)
for act in (lambda: view[5], lambda: view.tolist(), lambda: hash(view), lambda: view.cast("d"), lambda: view.cast("B", (2, 100)), lambda: memoryview(ctypes.Structure), lambda: (ctypes.c_int * 3).from_buffer(view[::2])):
    try: act()
    except Exception: pass
del row
gc.collect()
print(len(view.tobytes()))

# `from_address` of addresses that are no object's, or no longer.
import ctypes
for address in (0, 1, 7, 8, 4096, 2**32, 2**47, 2**63 - 8, 2**64 - 1, 2**64, -1, -8, 10**30, id(None) - 1, id(None) + 1, id(None) - 8, id([]) + 8, id('a') - 16, id(object()), id(int) + 2**20, id(print) - 2**20):
    for kind in ('c_ssize_t', 'c_char', 'c_int', 'c_uint8', 'c_double', 'c_size_t', 'c_void_p', 'py_object', 'c_long', 'c_longlong'):
        try: getattr(ctypes, kind).from_address(address).value
        except Exception as e: pass
    for call in ('ctypes.string_at(address, 8)', 'ctypes.string_at(address)', 'ctypes.cast(address, ctypes.py_object).value', 'ctypes.c_ssize_t.from_address(address).__setattr__("value", 5)', '(ctypes.c_ssize_t * 10).from_address(address)[5]', '(ctypes.c_char * 2**40).from_address(address)[:]'):
        try: eval(call)
        except Exception: pass
x = [1, 2]
c = ctypes.c_ssize_t.from_address(id(x))
print(c.value)
i = id(x)
del x
try: print(c.value)
except Exception as e: print(type(e).__name__)
y = [bytearray(100000) for _ in range(3)]
cs = [ctypes.c_ssize_t.from_address(id(b)) for b in y]
y.clear()
for c in cs:
    try: c.value
    except Exception as e: print(type(e).__name__)

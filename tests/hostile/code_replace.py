# Code objects with parts replaced by anything.
def f(a, b=2, *c, d=4, **e):
    x = [i for i in range(3)]
    return lambda: a + x[0]
code = f.__code__
def t(**k):
    try: new = code.replace(**k)
    except (TypeError, ValueError, OverflowError, SystemError, RecursionError) as e:
        print(k.keys(), type(e).__name__, str(e)[:60])
        return
    f2 = type(f)(new, globals(), 'g', (1, 2), f.__closure__ and ())
    try: f2(1, 2)
    except BaseException as e: print(list(k), type(e).__name__, str(e)[:60])
    else: print(list(k), 'ran')
for n in (b'', b'\x00', b'\xff' * 10, b'\xff\xff' * 100, bytes(range(256)), bytes(1000), b'\x01' * 7, code.co_code[:-2], code.co_code[2:], code.co_code[::-1], code.co_code * 2):
    try: t(co_code=n)
    except BaseException as e: print('co_code', type(e).__name__, str(e)[:60])
for key in ('co_argcount', 'co_posonlyargcount', 'co_kwonlyargcount', 'co_nlocals', 'co_stacksize', 'co_flags', 'co_firstlineno'):
    for value in (0, 1, 5, -1, 255, 2**31 - 1, 2**31, -2**31, 10**30, None, 'a', 1.5, True):
        try: t(**{key: value})
        except BaseException as e: print(key, value, type(e).__name__, str(e)[:60])
for key in ('co_consts', 'co_names', 'co_varnames', 'co_freevars', 'co_cellvars'):
    for value in ((), (1,), ('a',), ('a',) * 300, (None,) * 3, None, [], 'abc', ((),), (code,), code.co_varnames[::-1]):
        try: t(**{key: value})
        except BaseException as e: print(key, type(e).__name__, str(e)[:60])
for key in ('co_filename', 'co_name', 'co_qualname', 'co_linetable', 'co_exceptiontable'):
    for value in ('', 'x', b'', b'\xff' * 9, bytes(range(256)), None, 5, '\ud800'):
        try: t(**{key: value})
        except BaseException as e: print(key, type(e).__name__, str(e)[:60])
try: f.__code__ = (lambda: 1).__code__; print(f())
except Exception as e: print(e)
y = 1
def h():
    q = 1
    def k(): return q
    return k
k = h()
for c in (f.__code__, h.__code__, (lambda: y).__code__, compile('q', '', 'eval'), None, 5):
    try: k.__code__ = c; print(k())
    except Exception as e: print(type(e).__name__, e)

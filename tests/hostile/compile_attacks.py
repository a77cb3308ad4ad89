# `compile` and `exec` get arguments that are none, and namespaces that empty
# themselves.
def t(*a, **k):
    try: r = compile(*a, **k)
    except (SyntaxError, ValueError, TypeError, OverflowError, RecursionError, MemoryError, LookupError, UnicodeDecodeError) as e: print(type(e).__name__, str(e)[:70])
    else: print(r.co_name)
t('1', '', 'eval'); t('1;', '', 'eval'); t('x=1', '', 'eval'); t('', '', 'eval'); t('', '', 'exec'); t('', '', 'single'); t('1\n2', '', 'single'); t(b'\xff', '', 'exec'); t(b'# coding: latin-1\n"\xff"', '', 'exec'); t(b'# coding: nope\n1', '', 'exec'); t(5, '', 'exec'); t('1', 5, 'exec'); t('1', '', 'nope'); t('1', '\x00', 'exec'); t('1', '\ud800', 'exec'); t('"\ud800"', '', 'exec'); t('1', '', 'exec', 2**31); t('1', '', 'exec', 10**30); t('1', '', 'exec', -1); t('1', '', 'exec', 0, False, 99); t(bytearray(b'1'), '', 'exec'); t(memoryview(b'1'), '', 'exec')
class S(str): pass
t(S('1'), S('a'), S('exec'))
for g in (5, None, [], {}, {'__builtins__': 5}, {'__builtins__': {}}, {'__builtins__': None}, {'__builtins__': []}):
    for text in ('1', 'print', 'x = [i for i in range(2)]', 'import os', 'class A: pass', 'def f(): return y\nf()', 'assert 0'):
        try: exec(text, g)
        except BaseException as e: print(text[:9], type(e).__name__, e)
class M:
    def __getitem__(self, k): raise KeyError(k)
    def __setitem__(self, k, v): locs.clear()
    def __delitem__(self, k): pass
locs = {'a': 1}
exec('x = 1; del x; class_ = 5', {}, M())
class M2(dict):
    def __missing__(self, k): return self
    def __getitem__(self, k): self.clear(); return dict.__getitem__(self, k)
try: exec('x = a.b.c', M2(a=1))
except Exception as e: print(type(e).__name__, e)
try: exec('def f(): return zz\nprint(f())', M2(zz=1))
except Exception as e: print(type(e).__name__, e)
def g():
    exec('del g2', globals())
    return g2
g2 = 1
try: g()
except NameError as e: print(e)

# The built-in names are deleted or mean something else.
import builtins, sys
saved = dict(vars(builtins))
for name in ('print', '__build_class__', '__import__', 'repr', 'range', 'Exception', 'AssertionError', 'isinstance', '_'):
    try: delattr(builtins, name)
    except AttributeError: pass
def t(text):
    try: exec(text)
    except BaseException as e: out.append((text, type(e).__name__))
out = []
for text in ('class A: pass', 'import os', 'assert 0', 'print(1)', '[x for x in range(3)]', 'from json import *', 'raise', '1 / 0', 'try: 1/0\nexcept Exception: pass'): t(text)
builtins.__dict__.update(saved)
for name, value in (('__build_class__', 5), ('__import__', lambda *a: 5), ('__import__', lambda *a: a), ('__build_class__', lambda *a: None), ('__import__', None)):
    setattr(builtins, name, value)
    for text in ('class A: pass', 'import os', 'import os.path as p', 'from os import x', 'from os import *'): t(text)
    builtins.__dict__.update(saved)
for text, err in out: print(text, err)
g = {'__builtins__': builtins}
exec('__builtins__ = 5; print(1)', g)
sys.modules.clear()
try: import json
except BaseException as e: pass
builtins.__dict__.clear()
try: x
except: pass

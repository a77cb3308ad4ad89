# When no memory is left, everything raises MemoryError and nothing worse.
import gc
x = []
try:
    while True: x.append(bytearray(10**5))
except MemoryError: pass
def t(text):
    try: exec(text)
    except MemoryError: pass
    except Exception as e: print(text, type(e).__name__)
fill = []
try:
    while True: fill.append(object())
except MemoryError: pass
try:
    while True: fill.append([1])
except MemoryError: pass
for text in ('{i: i for i in range(10000)}', 'set(range(10000))', '"a" * 100000', 'b"a" * 100000', 'list(range(100000))', 'tuple(range(100000))', '1 << 10**6', 'class A: pass', 'class B(int): x = 1', 'import json', 'import re; re.compile("(a|b)*c")', 'def f(*a, **k): return locals()\nf(*range(1000))', 'f"{fill!r:1000000}"', 'sorted(range(100000))', 'open', '(lambda: (yield))()', 'x[:] + x', 'x * 100', 'dict(enumerate(x))', 'str(x)', 'repr(fill)', 'hash(tuple(range(10000)))', '[*x, *fill]', 'eval("[" + "1," * 10000 + "]")', 'compile("x = 1\\n" * 1000, "", "exec")', 'import copy; copy.deepcopy(x)', 'vars()', 'dir()', 'globals().copy()', 'gc.get_objects()', 'gc.collect()', '"".join(["a" * 1000] * 1000)', '"abc".encode("utf-16") * 10000', 'int("1" * 4000)', 'str(10 ** 4000)', 'frozenset(range(1000))', 'iter(x)', 'zip(x, x)', 'enumerate(x)', 'slice(1, 2, 3)', 'complex(1, 2)', 'memoryview(b"a")', 'bytearray(1000000)', 'type("T", (), {})', 'object()', 'Exception(1)', 'raise KeyError', '1 / 0', 'x.zz', 'undefined'):
    t(text)
x.clear(); fill.clear()
print('alive', len('a' * 1000))

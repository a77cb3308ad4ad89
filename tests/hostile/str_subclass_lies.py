# Subclasses of built-in types lie about their length, hash, items and text.
class S(str):
    def __len__(self): return -5
    def __hash__(self): return 1
    def __eq__(self, o): d.clear(); return True
    def __getitem__(self, i): return 5
    def __iter__(self): return iter([5])
    def __str__(self): return self
    def __format__(self, s): return 5
    def __index__(self): return 1
    def __add__(self, o): return None
    def __mod__(self, o): return None
class N(int):
    def __index__(self): return N(5)
    def __int__(self): return N(5)
    def __eq__(self, o): return self
    def __hash__(self): return N(2**61)
    def __bool__(self): return 5
    def __add__(self, o): return 'x'
    def __lt__(self, o): return []
class F(float):
    def __float__(self): return F(1)
    def __eq__(self, o): 1 / 0
class L(list):
    def __len__(self): return 10**30
    def __iter__(self): return 5
    def __getitem__(self, i): raise KeyError
class D(dict):
    def __len__(self): return -1
    def keys(self): return 5
    def __iter__(self): return iter([1, [], 3])
    def __getitem__(self, k): return self
class T(tuple):
    def __len__(self): return 2**62
    def __iter__(self): return self
    def __next__(self): return self
d = {S('a'): 1, 'b': 2}
s, n, f, l, dd, t = S('ab'), N(3), F(1), L([1]), D(a=1), T((1, 2))
for text in ("d['a']", "d[s]", "''.join([s, s])", "'a'.join(s)", "f'{s}'", "str(s)", "'%s' % s", "s % 1", "'{}'.format(s)", "len(s)", "list(s)", "s + 'a'", "'a' + s", "getattr(n, s)", "setattr(type(n), s, 1)", "{s: 1}[s]", "[1, 2, 3][n]", "[1, 2][n:n]", "range(n)", "bytes(n)", "hash(n)", "{n: 1}", "n in [1, 2]", "bool(n)", "if_ if n else 0", "sorted([n, n, n])", "sum([n, n])", "chr(n)", "round(1.5, n)", "'%d' % n", "int(n)", "float(f)", "f in {1.0}", "math.sqrt(f)", "complex(f)", "len(l)", "list(l)", "[*l]", "l + [1]", "[1] + l", "tuple(l)", "l == [1]", "sum(l)", "print(*l)", "dict(dd)", "{**dd}", "g(**dd)", "len(dd)", "dd | {}", "{} | dd", "eval('a', dd)", "exec('x = a', {}, dd)", "type('X', (), dd)", "'{a}'.format_map(dd)", "'%(a)s' % dd", "len(t)", "tuple(t)", "'%s %s' % t", "print(*t)", "isinstance(1, t)", "t + (1,)", "(1,) + t", "hash(t)", "issubclass(int, t)", "'a'.startswith(t)", "type('X', t, {})", "exec('raise t')", "max(t)", "min(l)", "enumerate(l, n)", "zip(l, t)", "json.dumps([n, s, f, l])", "json.dumps(dd)", "copy.copy(s)", "copy.deepcopy([n, s, f])", "s.encode()", "s.split(s)", "s.replace(s, s)", "s.find(s)", "s * n", "s.ljust(n)", "compile(s, s, 'exec')", "__import__(s)", "int(s, 16)", "float(s)", "ord(S('a'))", "s.translate(dd)", "setattr(l, s, s)", "vars(l)", "sys.intern(s)", "re.match(s, s)"):
    import math, sys, json, copy, re
    g = lambda **k: k
    try: r = eval(text)
    except Exception as e: print(text, type(e).__name__, str(e)[:80])

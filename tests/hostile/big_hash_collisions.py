# Hundreds of keys with one hash; hashes that are none.
class H:
    def __hash__(self): return 7
d = {}
for i in range(300): d[H()] = i
s = set(d)
for k in list(d)[::2]: del d[k]; s.discard(k)
print(len(d), len(s))
d.clear()
x = {i << 61: i for i in range(2000)} if 0 else {i * (2**61 - 1): i for i in range(400)}
print(len(x))
class G:
    def __hash__(self): return 7
    def __eq__(self, o): return 1 / 0
d = {}
try:
    for i in range(5): d[G()] = i
except ZeroDivisionError: print(len(d))
class B:
    def __hash__(self): return 'a'
for h in (B, lambda: 0):
    try: hash(B())
    except TypeError as e: print(e)
class N:
    def __hash__(self): return 10**100
print(hash(N()) == hash(10**100))
class M:
    __hash__ = None
try: {M()}
except TypeError as e: print(e)

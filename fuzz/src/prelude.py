import gc
from collections import deque

L, M, D, E, S, T, Q, R = [], [], {}, {}, set(), set(), deque(), deque(maxlen=5)
B, V, Z, N, I = bytearray(), None, (), 0, iter(())
P, later, depth = [], [], 0

def react():
    global depth
    if later and depth < 3:
        depth += 1
        try:
            later.pop()()
        except Exception:
            pass
        finally:
            depth -= 1

class K:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        react()
        return self.n & 3
    def __eq__(self, other):
        react()
        return self is other or getattr(other, 'n', None) == self.n
    def __lt__(self, other):
        react()
        return self.n < getattr(other, 'n', 7)
    def __del__(self):
        react()
    def __repr__(self):
        react()
        return 'K'
    def __bool__(self):
        react()
        return self.n > 2
    def __index__(self):
        react()
        return self.n - 2
    def __len__(self):
        react()
        return self.n
    def __iter__(self):
        react()
        return self
    def __next__(self):
        react()
        if self.n > 9:
            raise StopIteration
        self.n += 1
        return K(self.n)
    def __contains__(self, item):
        react()
        return True
    def __add__(self, other):
        react()
        return self
    __radd__ = __iadd__ = __add__
    def __call__(self, *args):
        react()
        return self.n
    def keys(self):
        react()
        return [K(1), 'n', self]
    def __getitem__(self, key):
        react()
        return key

class J(K):
    __slots__ = ('a', '__weakref__')

class C(list):
    def __eq__(self, other):
        react()
        return list.__eq__(self, other)

class G(dict):
    def __missing__(self, key):
        react()
        return key

def gen(*things):
    for thing in things:
        react()
        sent = yield thing
        if sent:
            yield sent

def told(ref):
    react()

def run(f):
    try:
        f()
    except Exception as error:
        global N
        N = error


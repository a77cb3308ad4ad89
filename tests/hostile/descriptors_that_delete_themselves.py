# Methods and descriptors delete themselves from their class while they run.
class D:
    def __get__(self, o, t):
        if 'x' in A.__dict__: del A.x
        return 5
    def __set__(self, o, v):
        if 'y' in A.__dict__: del A.y
    def __delete__(self, o):
        if 'z' in A.__dict__: del A.z
    def __set_name__(self, o, n):
        if n == 'w': del o.w
class A:
    x, y, z, w = D(), D(), D(), D()
a = A()
print(a.x)
a.y = 1
try: del a.z
except AttributeError as e: print(e)
print(sorted(n for n in vars(A) if len(n) == 1))
class P:
    @property
    def p(self):
        del P.p
        return 1
    def m(self):
        del P.m
        P.__call__ = None
        return 2
    def __getattr__(self, n):
        if '__getattr__' in P.__dict__: del P.__getattr__
        return 3
    def __getattribute__(self, n):
        if '__getattribute__' in P.__dict__: del P.__getattribute__
        return object.__getattribute__(self, n)
    def __setattr__(self, n, v):
        del P.__setattr__
        self.__dict__.clear()
    def __repr__(self):
        del P.__repr__
        return 'r'
    def __add__(self, o):
        del P.__add__
        return NotImplemented
    def __eq__(self, o):
        del P.__eq__
        return NotImplemented
    def __iter__(self):
        del P.__iter__
        return self
    def __next__(self):
        del P.__next__
        return 1
    def __hash__(self):
        del P.__hash__
        return 1
    def __len__(self):
        del P.__len__
        return 1
    def __call__(self):
        return 1
    def __del__(self):
        if '__del__' in P.__dict__: del P.__del__
    def __enter__(self):
        del P.__exit__
    def __exit__(self, *a): pass
    def __class_getitem__(c, k):
        del P.__class_getitem__
        return c
    def __init_subclass__(c):
        del P.__init_subclass__
        P.__bases__ = (B,)
class B: pass
class P2(B): pass
p = P()
for text in ('p.p', 'p.m()', 'p.zz', 'setattr(p, "q", 1)', 'repr(p)', 'p + p', 'p == p', 'list(p)', 'hash(p)', 'len(p)', 'p()', 'exec("with p: pass")', 'P[1]', 'type("Q", (P,), {})', 'p.p', 'p.m()'):
    try: print(text, type(eval(text)).__name__)
    except Exception as e: print(text, type(e).__name__, e)

# `super` without a class, of other classes, of itself.
class A:
    def m(self): return 1
class B(A):
    def m(self): return super().m()
    def n(self):
        del self
        return super().m()
    def o(self):
        self = 5
        return super().m()
    def p(*a): return super().m()
    def q(): return super()
b = B()
for f in ('b.n()', 'b.o()', 'b.p()', 'B.q()', 'super()', 'super(5)', 'super(B, 5)', 'super(B, A())', 'super(int, b)', 'super(B, b).zz', 'super(B).m', 'super(B).__get__(b).m()', 'super(B, B).m', 'super(type, B).__call__()', 'super(B, b).__init__(5)', 'super.__new__(super).x', 'repr(super.__new__(super))', 'super.__new__(super).__thisclass__', 'super.__new__(super).__get__(b, B)', 'super(B, b).__class__', 'super(B, b).__dict__', 'super().__init__()', 'super(B, b).__setattr__("x", 1)', 'setattr(super(B, b), "x", 1)', 'super(super, super(B, b)).x'):
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)
__class__ = 5
def loose(self): return super().m()
B.loose = loose
try: b.loose()
except RuntimeError as e: print(e)
class C(A):
    def m(self):
        B.__bases__ = (object,)
        C.__bases__ = (D,)
        return super().m()
class D:
    def m(self): return 7
try: print(C().m())
except Exception as e: print(e)

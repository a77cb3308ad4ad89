# A special method reaches every class below, however many there are one below another.
class A: pass
x = A
for _ in range(100): x = type('X', (x,), {})
A.__repr__ = lambda self: 'spam'
assert repr(x()) == 'spam'
del A.__repr__
assert repr(x()) != 'spam'

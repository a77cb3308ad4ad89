# Cycles of objects that CPython does not take apart: they stay there for ever.
p = property(len)
p.__init__(p, p, p, p)
p = property(len)
p.__set_name__(p, p)
s = super(int, 5)
super.__init__(s, super, s)
x = []
x.append(zip(x, x))
next(x[0])
x = []
x.append(enumerate(x))
next(x[0])
for make in (dict.items, lambda d: reversed(d.items())):
    d = {1: None}
    d[1] = make(d)
    next(d[1])

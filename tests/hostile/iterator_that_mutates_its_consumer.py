# An iterator changes the list or bytearray that takes its items.
x = []
class I:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 20: raise StopIteration
        x.clear()
        x.extend(range(self.n))
        return self.n
    def __length_hint__(self):
        x.clear()
        return 5
for act in ('x.extend(I())', 'x += I()', 'x[1:3] = I()', 'x[:] = I()', 'x.__init__(I())', 'x[::1] = I()',
            'x.extend(i for i in I())', 'x[0:0] = (i for i in I())'):
    x = list(range(10))
    try: exec(act)
    except Exception as e: print(act, e)
    print(act, x)
b = bytearray(b'abcdef')
class J:
    def __index__(self):
        b.clear()
        return 1
for act in ('b[J()]', 'b[J()] = 5', 'b[0] = J()', 'b[J():] = b"123"', 'b[0:J()] = b"qq"', 'b.insert(J(), J())', 'b.append(J())', 'b.pop(J())', 'del b[J()]', 'del b[0:J():2]', 'b * J()', 'b.extend([J(), J()])', 'b.find(b"a", J())', 'b.startswith(b"a", J(), J())', 'b.count(b"a", J())', 'b.hex(":", J())', 'b.ljust(J())', 'b.split(b"a", J())', 'b.replace(b"a", b"b", J())', 'b.zfill(J())', 'b.expandtabs(J())', 'b.remove(J())', 'b.index(J())', 'J() in b', 'b.rindex(J(), J())', 'b.fromhex("00")', 'b.__init__(J())', 'b.__init__([J(), J()])'):
    b = bytearray(b'abcdef')
    try: print(act, eval(act) if '=' not in act and 'del' not in act else exec(act))
    except Exception as e: print(act, type(e).__name__, e)
    print(b)

# `__index__` empties the list or array that it is an index of.
class J:
    def __index__(self):
        x.clear()
        return 2
for act in ('x[J()]', 'x[J()] = 5', 'del x[J()]', 'x[J():J()]', 'x[J():] = [1]', 'x[::J()] = [1]', 'del x[::J()]', 'x.pop(J())', 'x.insert(J(), 1)', 'x * J()', 'x *= J()', 'x.index(1, J(), J())', 'x[0:J()] = x', 'x[J():J():J()]', 'tuple(x)[J()]', 'range(10)[J()]', '"abc"[J()]', 'x.__imul__(J())'):
    x = list(range(10))
    try: exec('print(' + act + ')' if '=' not in act and 'del' not in act else act)
    except Exception as e: print(act, type(e).__name__, e)
    print(act, x)
from array import array
class J:
    def __index__(self):
        del x[:]
        return 2
    __float__ = lambda s: float(s.__index__())
for act in ('x[J()]', 'x[J()] = 5', 'x[0] = J()', 'x.append(J())', 'x.insert(J(), J())', 'x.pop(J())', 'x[J():] = array("i", [1])', 'x.extend([J(), J()])', 'x.fromlist([J(), J()])', 'x.index(J())', 'x * J()', 'x.remove(J())', 'x[0:J()]', 'del x[J():]', 'x.count(J())', 'J() in x'):
    for code in 'iqdB':
        x = array(code, range(10))
        try: exec('print(' + act + ')' if ' = ' not in act and 'del' not in act else act)
        except Exception as e: print(act, type(e).__name__, e)
        print(act, x)

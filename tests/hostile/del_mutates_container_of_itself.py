# `__del__` changes the list, dict or set that lets go of the object.
class A:
    def __init__(self, where): self.where = where
    def __del__(self):
        w = self.where
        w.clear()
        for i in range(30):
            if isinstance(w, list): w.append(i)
            elif isinstance(w, dict): w[i] = i
            elif isinstance(w, set): w.add(i)
for make, fill, empty in (
    (list, 'x.extend([A(x) for _ in range(9)])', ('x.clear()', 'del x[:]', 'x[:] = [1]', 'x[2:5] = []', 'x.pop()', 'del x[::2]', 'x[::3] = [1, 2, 3]', 'x[0] = 1', 'x *= 0', 'x.remove(x[3])', 'x.__init__()')),
    (dict, 'x.update({i: A(x) for i in range(9)})', ('x.clear()', 'x.pop(3)', 'x.popitem()', 'del x[1]', 'x[2] = 5', 'x.update({i: 0 for i in range(9)})', 'x |= {1: 2}', 'x.__init__({1: 1})')),
    (set, 'x.update([A(x) for _ in range(9)])', ('x.clear()', 'x.pop()', 'x -= set(x)', 'x &= {1}', 'x ^= set(x)', 'x.__init__([1])')),
):
    for act in empty:
        x = make()
        exec(fill)
        try: exec(act)
        except Exception as e: print(act, type(e).__name__, e)
        print(act, len(x))
        for i in list(x):
            pass
        del i
        x.clear()

# `__eq__` empties and refills the dict that looks for the key.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other):
        d.clear()
        for i in range(20): d[i] = i
        return self.n == other.n
for act in ('d[K(9)]', 'd.get(K(9))', 'd.pop(K(9), 0)', 'd.setdefault(K(9), 1)',
            'K(9) in d', 'd.__setitem__(K(9), 1)', 'd.update({K(9): 1})', 'd | {K(9): 2}',
            'd == {K(0): 0, K(1): 1, K(2): 2}', 'd.items() == {K(0): 0}.items()',
            'd.keys() & {K(0)}', 'd.keys() - {K(0)}', 'd.items() | {(K(0), 1)}'):
    d = {}
    a, b, c = K(0), K(1), K(2)
    dict.__init__(d)
    try:
        d = {1: 2}
        d.pop(1)
        d[a] = 0
    except Exception as e:
        print(type(e))
    try:
        eval(act)
    except Exception as e:
        print(act.split('(')[0], type(e).__name__)

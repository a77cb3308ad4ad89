# `__eq__` changes both sets of an operation.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other):
        s.clear()
        t.clear()
        s.update(range(50))
        return False
for act in ('s.add(K(9))', 's.discard(K(9))', 's | t', 's & t', 's - t', 's ^ t', 's < t',
            's == t', 's.isdisjoint(t)', 's.update(t)', 's.intersection_update(t)',
            's.difference_update(t)', 's.symmetric_difference_update(t)', 's.issuperset(t)',
            's.remove(K(3))', 'frozenset(s) | t', 'set(t)', 's.union(t, t, s)'):
    s, t = set(), set()
    k = [K(i) for i in range(6)]
    for i in range(3):
        try: s.add(k[i])
        except Exception: pass
    for i in range(3, 6):
        try: t.add(k[i])
        except Exception: pass
    try:
        eval(act)
    except Exception as e:
        print(act, type(e).__name__)
    s.clear(); t.clear()

# Keys that empty their dict when they are shown, compared or asked whether they are
# true.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n
    def __eq__(self, o):
        if fire: d.clear(); d.update({i: i for i in range(100)})
        return self.n == getattr(o, 'n', None)
    def __repr__(self):
        d.clear()
        return 'K'
    def __del__(self): d.pop(3, None)
    def __bool__(self): d.clear(); return True
fire = False
for act in ('repr(d)', 'str(d)', 'dict(d)', 'd.copy()', '{**d}', 'd == dict(d)', 'd.update(d)', 'list(map(bool, d))', 'list(filter(None, d))', 'sorted(d, key=repr)', 'any(d)', 'all(d.values())', 'repr(d.keys())', 'repr(d.items())', 'repr(d.values())', 'd.keys() == e.keys()', 'd.items() <= e.items()', 'd.keys() | e.keys()', 'd.keys() ^ e.keys()', 'd.items() - e.items()', 'd.keys().isdisjoint(e)', 'dict.fromkeys(d)', 'set(d)', 'frozenset(d) == set(e)', 'max(d, key=bool)', 'tuple(d.items())', 'd | e', 'e | d', 'f(**{str(k): 1 for k in d})', 'e.update(d)', '[*d]', 'print(d)'):
    fire = False
    d, e = {}, {}
    for i in range(6): d[K(i)] = K(i + 10); e[K(i)] = K(i + 10)
    fire = 'repr' not in act
    f = lambda **k: d.clear()
    try: eval(act)
    except Exception as x: print(act, type(x).__name__, x)
    fire = False
    d.clear(); e.clear()

# Containers in themselves are shown, copied, compared and hashed.
import copy, json, pprint, reprlib
x = []; x.append(x)
d = {}; d['d'] = d
t = ([],); t[0].append(t)
s = type('N', (), {})(); s.s = s
for v in x, d, t:
    for text in ('repr(v)', 'str(v)', 'copy.deepcopy(v)', 'json.dumps(v)', 'v == v', 'hash(v)', 'pprint.pformat(v)', 'reprlib.repr(v)', 'v == copy.copy(v)', 'v == copy.deepcopy(v)', 'v < copy.deepcopy(v)', 'sorted([v, copy.deepcopy(v)])', 'str.format("{0!r:>20}", v)', '"%r" % (v,)', 'f"{v!r}"', 'min(v, v)', 'max([v, copy.deepcopy(v)])', 'print(v)'):
        try: eval(text)
        except (RecursionError, TypeError, ValueError) as e: print(text, type(e).__name__)
from collections import deque, OrderedDict, UserList, defaultdict, ChainMap
q = deque(); q.append(q); print(q)
o = OrderedDict(); o[1] = o; print(o)
dd = defaultdict(list); dd[1] = dd; print(dd)
u = UserList(); u.append(u)
try: print(u)
except RecursionError: print('R')
import types
n = types.SimpleNamespace(); n.n = n; print(n)
e = ValueError(); e.args = (e,)
try: print(repr(e)[:30])
except RecursionError: print('R')
try: str(e)
except RecursionError: print('R')
e.__cause__ = e; e.__context__ = e
import traceback
print(traceback.format_exception(e)[-1][:10] if 0 else 'ok')
try: raise e from e
except ValueError: print('caught')

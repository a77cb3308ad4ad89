# Texts that are no JSON, or very deep; objects that are never written to the end.
import json
def t(text):
    try: r = json.loads(text)
    except (ValueError, RecursionError, MemoryError, OverflowError) as e: print(type(e).__name__, str(e)[:60])
    else: print(type(r).__name__)
t('[' * 100000); t('[' * 100000 + ']' * 100000); t('{"a":' * 100000); t('"' + '\\u' * 1000); t('"\\ud800\\udc00\\ud800"'); t('1' * 5000); t('-' * 10); t('1e' + '9' * 1000); t('1' + '0' * 400 + '.5'); t('nul'); t('"' + '\\"' * 50000); t('NaN'); t('-Infinity'); t('{"a":1,}'); t('[1,]'); t('{1:2}'); t('"\x00"'); t(' ' * 100000); t('{"a":1' * 1000); t('"\\u00'); t('"\\'); t('[1 2]'); t('\ufeff1')
def d(v, **k):
    try: r = json.dumps(v, **k)
    except (ValueError, TypeError, RecursionError, MemoryError) as e: print(type(e).__name__, str(e)[:60])
    else: print(len(r))
x = []
for _ in range(10000): x = [x]
d(x); d({(): 1}); d({1.5: 2, None: 3, True: 4}); d(object()); d(float('nan'), allow_nan=False); d([1], indent=10**4); d('\ud800'); d('\U0001f600' * 1000)
d(object(), default=lambda o: o); d(object(), default=lambda o: [o]); d(object(), default=lambda o: object())
class L(list):
    def __iter__(self): return iter(int, 1)
d(L([1]))
class D(dict):
    def items(self): return [(1, self)]
d(D(a=1))
class I(int):
    def __repr__(self): return 5
d(I(3))

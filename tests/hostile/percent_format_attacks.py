# Every conversion meets every kind of value.
class A:
    def __str__(self): return 5
    def __repr__(self): vals.clear(); return 'r'
    def __getitem__(self, k): return self
    def __format__(self, s): return 5
    def __int__(self): return 'x'
    def __index__(self): return 'x'
    def __float__(self): return 5
vals = [A(), A()]
for f in ('%s', '%r', '%a', '%d', '%x', '%f', '%c', '%(a)s', '%(a', '%()s', '%*s', '%.*s', '%-+ #0*.*f', '%', '%%', '%z', '%s%s', '%ld', '%hhd', '%llld', '%5', '%.', '%.-5d', '%é', '%' + '(' * 50 + 'a' + ')' * 50 + 's', '%i %i', '%(a)*d', '%(a)s %s'):
    for v in (A(), (A(), A()), {'a': A()}, (), 5, (5, 5, 5), -1, 2**70, 1e400, float('nan'), 'a', b'a', [], (None,), {}):
        for kind in (f, f.encode()):
            try: kind % v
            except (TypeError, ValueError, KeyError, OverflowError, MemoryError) as e: pass
for f in ('{}', '{!r}', '{!s}', '{!a}', '{!z}', '{!', '{:', '{', '}', '{0}{}', '{a}', '{.a}', '{[a]}', '{[}', '{a[}', '{a.}', '{0[0][0][0]}', '{:{}}', '{:{:{}}}', '{!r:{}}', '{:\x00}', '{0.__class__.__mro__}', '{:1:2}', '{:>>>>>}', '{: }', '{:<010}', '{:,_}', '{:_,}', '{:.}', '{:n}', '{:c}', '{:%}', '{:z.1f}', '{:#x}', '{:+s}', '{:é<5}', '{:\U0001f600^9}'):
    for v in (A(), 5, -1.5, 'a', b'a', None, 1j, 2**70, [A()], float('inf'), 1e308, -0.0, True, 0x110000, -1, object()):
        try: f.format(v, v, v, a=v)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError, MemoryError): pass
print('done')

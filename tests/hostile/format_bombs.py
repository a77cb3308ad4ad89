# Widths and precisions of a million millions.
def t(f):
    try: r = f()
    except (MemoryError, OverflowError, ValueError, TypeError) as e: print(type(e).__name__, str(e)[:70])
    else: print(len(r) if hasattr(r, '__len__') else r)
big = 10**12
for f in (lambda: '%*d' % (big, 1), lambda: '%-*d' % (big, 1), lambda: '%.*d' % (big, 1), lambda: '%*s' % (-big, 'a'),
          lambda: '%0*d' % (2**31 - 1, 1), lambda: '%.*f' % (2**31 - 1, 1.5), lambda: '%.*e' % (10**9, 1.5), lambda: '%.*g' % (10**9, 1.5),
          lambda: '%#.*x' % (2**31 - 1, 1), lambda: '%' + '9' * 50 + 'd', lambda: ('%' + '9' * 50 + 'd') % 1, lambda: ('%.' + '9' * 50 + 'd') % 1,
          lambda: format(1, '9' * 30), lambda: format(1.5, '.' + '9' * 30), lambda: format('a', '.99999999999999999999'), lambda: format('a', '99999999999'),
          lambda: format(1, '0=99999999999d'), lambda: format(1, ',.5d'), lambda: format(1.5, '.999999999f'), lambda: format(1j, '.999999999'),
          lambda: '{:{}}'.format(1, big), lambda: '{0:{1}.{1}}'.format('a', big), lambda: '{' * 100000, lambda: ('{' * 100000).format(1),
          lambda: ('{0' + '[0]' * 100000 + '}').format([]), lambda: ('{0' + '.a' * 100000 + '}').format(1), lambda: ('{:' + '{' * 5 + '}' * 5 + '}').format(*[1] * 9),
          lambda: '{99999999999999999999999}'.format(1), lambda: '{0[99999999999999999999]}'.format([1]), lambda: b'%*d' % (big, 1), lambda: b'%.*f' % (10**9, 1.0), lambda: b'%0*x' % (2**31 - 1, 1),
          lambda: 'a'.ljust(big), lambda: 'a'.rjust(2**62), lambda: 'a'.center(2**63 - 1), lambda: 'a\t'.expandtabs(2**31 - 1), lambda: ('\t' * 1000).expandtabs(2**30), lambda: ('a\t' * 10).expandtabs(2**63 - 1), lambda: b'\t\t\t'.expandtabs(2**62),
          lambda: b'a'.center(2**62), lambda: 'a'.zfill(2**63 - 1), lambda: (1).to_bytes(2**62, 'big'), lambda: (1).to_bytes(2**31, 'little'),
          lambda: ''.join(['a' * 10**6] * 10**6), lambda: b''.join([b'a' * 10**6] * 10**6), lambda: ('a' * 10**5).join(['b'] * 10**5), lambda: 'a'.join(map(str, range(10**9))),
          lambda: ('a' * 10**5).replace('', 'b' * 10**5), lambda: b'a'.join([b'x' * 10**6] * 10**5), lambda: ('a' * 10**6).split('a') * 10**6,
          lambda: f'{1:{big}}', lambda: f'{"a":^{2**63}}', lambda: f'{1.0:.{2**31}f}', lambda: f'{10**4000}', lambda: f'{10**5000}'):
    t(f)

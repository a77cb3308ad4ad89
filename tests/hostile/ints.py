# Results too large to be had, and those that are large and can be.
def t(text):
    try: r = eval(text)
    except (MemoryError, OverflowError, ValueError, TypeError, ZeroDivisionError) as e: print(text, type(e).__name__, str(e)[:70])
    else: print(text, r.bit_length() if isinstance(r, int) else type(r))
for text in ('1 << 2**62', '1 << 2**64', '1 << -1', '(1 << 2**62) >> 2**62', '1 >> 2**100', '-1 >> 2**100', '0 << 2**200', '2 ** 2**40', '10 ** 10 ** 20', '0 ** 10**30', '1 ** 10**30', '(-1) ** 10**30',
    '2 ** -(10**30)', 'pow(2, 10**30, 7)', 'pow(2, 2**5000, 2**4999 + 1)', 'pow(3, -1, 10**30 + 1)', 'pow(2, -1, 4)', 'int("1" * 4301)', 'int("1" * 100000, 16)', 'int("z" * 200000, 36)', 'int("_1")', 'int("1" + "_1" * 5000, 7)',
    'str(10**4300)', 'repr(-10**4300)', 'hex(1 << 4000000)', 'bin(1 << 10000000)', 'oct(1 << 10000000)', 'int.from_bytes(b"a" * 10**6, "big")', 'int.from_bytes(range(256), "big")', 'divmod(1 << 2000000, 3 << 999999)', '(1 << 1000000) * (1 << 1000000)', '(3 ** 200000) // (7 ** 100000)', '(3 ** 200000) % (7 ** 100000)',
    'float(1 << 1024)', '(1 << 100000) / (1 << 99999)', '1e308 * (1 << 2000)', 'round(1 << 1000, -10**9)', 'round(5, -2**63)', 'round(5, -10**30)', 'round(5, 10**30)', 'round(1.5, 2**31)', 'round(1.5, -2**63)', 'round(1.5, 10**30)', 'int(1e308)', 'int("9" * 400, 0)',
    '(1 << 64000000).bit_count()', 'hash(1 << 10000000)', '~(1 << 10000000)', '(1 << 10000000) ^ -(1 << 10000001)', '-(1 << 10000000) & -(1 << 9999999)', '(1 << 3000000) ** 20', 'math.factorial(200000)', 'math.factorial(10**20)', 'math.comb(10**6, 5 * 10**5)', 'math.comb(10**30, 10**29)', 'math.perm(10**30, 10**10)', 'math.isqrt(1 << 8000000)', 'math.gcd(3 ** 300000, 5 ** 200000)', 'math.lcm(*range(1, 20000))', 'math.lcm(3 ** 300000, 5 ** 200000)', 'math.ldexp(1.0, 10**30)', 'math.ldexp(1.0, -10**30)', 'math.log(10 ** 100000)', 'math.pow(10**400, 2)', 'math.dist([1] * 10**6, [2] * 10**6)', 'math.hypot(*[1e308] * 1000)', 'math.fsum([1e308, 1e308, -1e308])', 'sum([1 << 1000000] * 1000)', 'math.prod([1 << 100000] * 10000)', 'math.nextafter(1.0, 2.0, steps=2**62)', 'math.nextafter(1.0, 2.0, steps=-1)', 'math.sumprod([10**300] * 9, [1e300] * 9)', '(1).__lshift__(2**31)', '1 .__round__(-2**31)', '(10 ** 3000).as_integer_ratio()', 'complex(10**400)', '10**400 == 1e400', '10**400 > float("nan")'):
    import math
    t(text)

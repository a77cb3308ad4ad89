# Time as tuples of nonsense, named tuples with many names.
import time, collections, sys
t = time.localtime(0)
for act in ('t[100]', 't[-100]', 't[::-1]', 'type(t)(())', 'type(t)((1,) * 9)', 'type(t)((1,) * 11)', 'type(t)((1,) * 12)', 'type(t)(5)', 'type(t)(iter(int, 1))', 't._replace(x=1)', 't.tm_year.x', 'repr(type(t)([t] * 9))', 'hash(t)', 'time.strftime("%" * 1001, t)', 'time.strftime("a" * 1000, (10**30,) * 9)', 'time.strftime("%Y", (1,) * 9)', 'time.strftime("%z%Z%q", t)', 'time.mktime((10**9,) * 9)', 'time.mktime(5)', 'time.gmtime(10**30)', 'time.gmtime(float("nan"))', 'time.gmtime(-10**12)', 'time.localtime(2**62)', 'time.ctime(10**18)', 'time.asctime((1,))', 'time.asctime((1,) * 9)', 'time.asctime((0,) * 9)', 'time.strptime("a" * 1000, "%Y" * 10)', 'collections.namedtuple("A", "a " * 300)', 'collections.namedtuple("A", ["a%d" % i for i in range(300)])(*range(300))', 'collections.namedtuple("A", "def")', 'collections.namedtuple("A", "a", defaults=[1] * 5)', 'sys.float_info._x', 'type(sys.flags)()', 'type(sys.version_info)((1,))', 'sys.version_info[10**30]'):
    try: r = repr(eval(act))[:60]
    except Exception as e: r = f'{type(e).__name__} {e}'[:60]
    print(act[:30], r)

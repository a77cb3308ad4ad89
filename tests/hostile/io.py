# Streams in memory are sought, read and closed where that makes no sense.
import io
s = io.StringIO('abc\n' * 10)
for act in ('s.seek(10**30)', 's.seek(-1)', 's.seek(2**62)', 's.read(10**30)', 's.read(-5)', 's.write(5)', 's.truncate(-1)', 's.truncate(10**30)', 's.readline(-10**30)', 's.seek(5, 9)', 's.seek(2**40); s.write("x")', 's.writelines([5])', 's.close(); s.read()', 's.getvalue()', 's.__init__("x" * 10, "q")', 's.__init__(5)', 's.__setstate__((5,))', 's.newlines', 's.readlines(-1)', 'next(s)', 'io.StringIO.__new__(io.StringIO).read()', 'io.BytesIO.__new__(io.BytesIO).read()', 'io.BytesIO(b"abc").readinto(b"abc")', 'io.BytesIO(b"abc").readinto(5)', 'io.BytesIO(b"abc").seek(2**62)', 'io.BytesIO("a")', 'io.BytesIO(b"abc").getbuffer()[0]', 'io.TextIOWrapper(5)', 'io.BytesIO().write(5)', 'io.BytesIO().write("a")', 'open(5)', 'open("/nope")', 'open("")', 'open("a\\0b")', 'open(b"\\xff")', 'input(5)'):
    try: exec(act)
    except BaseException as e: print(act, type(e).__name__, str(e)[:50])
b = io.BytesIO(b'abc')
try:
    v = b.getbuffer()
    b.write(b'x' * 100)
except BufferError as e: print(e)
except AttributeError: pass

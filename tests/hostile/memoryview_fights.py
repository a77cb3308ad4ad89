# Memory views whose owner wants to grow, and shapes with too many dimensions.
b = bytearray(range(16))
m = memoryview(b)
class J:
    def __index__(self):
        m.release()
        return 1
for act in ('m[J()]', 'm[J()] = 1', 'm[0] = J()', 'm[J():3]', 'm[J():3] = b"ab"', 'm.cast("B", [J(), 16])', 'm.hex(":", J())', 'm.tobytes()', 'm == b', 'J() in m', 'm.cast("H")[J()]', 'm.index(J())', 'm.count(J())', 'm[J():J():J()]'):
    b = bytearray(range(16))
    m = memoryview(b)
    try: exec('print(' + act + ')' if ' = ' not in act else act)
    except Exception as e: print(act, type(e).__name__, e)
    try: b.clear(); print('cleared')
    except BufferError as e: print(e)
for act in ('b.append(1)', 'b.clear()', 'b.pop()', 'b += b"x"', 'b[:] = b""', 'del b[0]', 'b.extend(b"12")', 'b.insert(0, 1)', 'b *= 3', 'b.__init__()', 'b[0:2] = b"ab"'):
    b = bytearray(range(16))
    m = memoryview(b)[3:9:2]
    try: exec(act)
    except BufferError as e: print(act, e)
    del m
    try: exec(act)
    except Exception as e: print(act, e)
b = bytearray(8)
m = memoryview(b)
for i in range(500): m = m[0:]
del b
m.release()
m = memoryview(bytearray(64)).cast('i').cast('B').cast('B', [4, 4, 4])
for act in ('m[0]', 'm[0, 0]', 'm[0, 0, 0]', 'm[9, 9, 9]', 'm[-5, 0, 0]', 'm.tolist()', 'm[::2]', 'm[0, 0, 0] = 300', 'm[0,0,0] = 3', 'list(m)', 'hash(m)', 'm.cast("B", [0])', 'm.cast("B", [-1])', 'm.cast("B", [2**62, 2**62])', 'm.cast("B", [64] * 65)', 'm.cast("B", [1] * 64 + [64])', 'memoryview(b"").cast("B", [0, 5])', 'memoryview(b"").cast("d", [])', 'm.cast("@")', 'm.cast("")', 'm.cast("ii")', 'm.cast("d" * 10**6)'):
    try: exec('print(' + act + ')' if ' = ' not in act else act)
    except Exception as e: print(act[:30], type(e).__name__, str(e)[:100])

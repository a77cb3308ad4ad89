# Formats of `struct` that are none; arrays that are in use.
import struct, array
for f in ('', 'x' * 1000, '999999999999x', '99999999999999999999i', 'i' * 10000, '@!', 'q' * 2, '0s', '10s', '1000000000000s', 'p', '0p', '300p', 'n', 'P', '?', 'e', 'f', 'd', 'c', '>q', '<N', ' i ', '5', '-1i', '\x00', 'é', 'iiii' * 100, '2147483647i', '9223372036854775807s', '9223372036854775807s1s'):
    for act in ('struct.calcsize(f)', 'struct.unpack(f, b"\\xff" * 8)', 'struct.pack(f, 10**30)', 'struct.pack(f, -1)', 'struct.pack(f, b"abc")', 'struct.pack(f, "a")', 'struct.pack(f, float("inf"))', 'struct.pack(f, 1e300)', 'struct.unpack_from(f, b"abc", 10**30)', 'struct.unpack_from(f, b"abc", -10)', 'struct.pack_into(f, bytearray(4), -9, 1)', 'list(struct.iter_unpack(f, b"\\0" * 16))', 'struct.Struct(f).size'):
        try: eval(act)
        except (struct.error, TypeError, OverflowError, ValueError, UnicodeError, MemoryError) as e: pass
a = array.array('i', range(10))
m = memoryview(a)
for act in ('a.append(1)', 'a.extend(a)', 'a.pop()', 'a[2:3] = a', 'del a[0]', 'a *= 2', 'a.frombytes(b"1234")', 'a.fromlist([1])', 'a.byteswap()', 'a.reverse()', 'a[0] = 5', 'a += a', 'a.clear()'):
    try: exec(act)
    except BufferError as e: print(act, e)
m.release()
a[2:5] = a; a.extend(a); a += a; a[::2] = a[1::2]
print(len(a))
for act in ('a.fromlist([1, 2, "x"])', 'a.frombytes(b"123")', 'a.frombytes(a)', 'a.fromunicode("a")', 'a.index(1, 10**30)', 'a[10**30]', 'array.array("z")', 'array.array("u", "ab\\ud800")', 'array.array("i", [2**31])', 'array.array("B", [-1])', 'array.array("f", [1e300])', 'array.array("q", [2**63])', 'array.array("i", b"123")', 'a.__setstate__(5)', 'a.__reduce_ex__(99)', 'array.array("i", a, a)', 'a < 5', 'a == a', 'a.tofile(5)', 'a.fromfile(5, 10)', 'array.array("d", [1]).index(float("nan"))', 'a.buffer_info()', 'array._array_reconstructor(int, "i", 5, b"")', 'a[::-1].tolist()[:2]'):
    try: print(act, str(eval(act))[:30])
    except Exception as e: print(act, type(e).__name__, str(e)[:60])

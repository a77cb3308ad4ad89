# Tables for `translate` answer anything.
class T(dict):
    def __getitem__(self, k):
        if k == 97: return 'x' * 1000
        if k == 98: return None
        if k == 99: return -1
        if k == 100: return 0x110000
        if k == 101: return 10**30
        if k == 102: return self
        raise LookupError
for c in 'abcdefg':
    try: print(len((c * 100).translate(T())))
    except Exception as e: print(type(e).__name__, e)
for act in ('str.maketrans({"ab": 1})', 'str.maketrans({1.5: 1})', 'str.maketrans("a", "bc")', 'str.maketrans(5)', '"abc".translate(5)', '"abc".translate([1, 2])', '"abc".translate("é" * 200)', 'b"abc".translate(b"a")', 'b"abc".translate(None, 5)', 'bytes.maketrans(b"a", b"")', 'b"abc".translate(bytes(256), bytes(1000))', '"a".translate(range(10**30))', '"\U0010ffff".translate(["a"] * 10)'):
    try: print(repr(eval(act))[:40])
    except Exception as e: print(act, type(e).__name__, e)

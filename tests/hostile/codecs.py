# Every codec and error handler meets texts and bytes that it cannot take; handlers
# answer nonsense.
for enc in ('utf-8', 'utf-16', 'utf-32', 'utf-7', 'ascii', 'latin-1', 'idna', 'punycode', 'unicode_escape', 'raw_unicode_escape', 'rot13', 'hex', 'nope', '\0', 'a' * 10000, 'utf-16-le', 'utf-32-be', 'utf-8-sig', 'charmap', 'cp1252'):
    for text in ('', 'a', '\ud800', '\U0010ffff', '\x00' * 10, 'é' * 100, '\\' * 99, '\\u12', '\\N{', 'xn--' * 10):
        for err in ('strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape', 'surrogatepass', 'xmlcharrefreplace', 'namereplace', 'nope', '\0'):
            try: text.encode(enc, err)
            except Exception: pass
    for data in (b'', b'a', b'\xff', b'\xff\xfe', b'\xfe\xff\xd8', b'\xed\xa0\x80', b'\xf4\x90\x80\x80', b'\xc0\x80', bytes(range(256)), b'\\' * 99, b'\\x', b'\\u', b'\\U0011ffff', b'\\N{' , b'+' * 20, b'\x00\x00\x11\x00', b'\xe2\x82'):
        for err in ('strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape', 'surrogatepass', 'nope'):
            try: data.decode(enc, err)
            except Exception: pass
import codecs
def handler(e):
    return results.pop()
codecs.register_error('mine', handler)
for r in (('a', 10**30), ('a', -10**9), ('a', 5), (5, 5), 'a', None, ('a',), (b'a', 1), ('é', 0), ('\ud800', 1), ('a' * 10, -1), ('', 0)):
    for call in ("'aéb'.encode('ascii', 'mine')", "b'a\\xffb'.decode('utf-8', 'mine')", "b'a\\xffb'.decode('ascii', 'mine')", "b'\\xff'.decode('utf-16', 'mine')", "'é'.encode('latin-1', 'mine')", "'\\ud800'.encode('utf-8', 'mine')"):
        results = [('', 1)] * 3 + [r]
        try: eval(call)
        except Exception as e: pass
e = UnicodeDecodeError('a', b'abc', 0, 1, 'x')
for act in ('e.start = 10**30', 'e.start = -5', 'e.end = 10**9', 'e.object = b""', 'e.object = 5', 'e.encoding = 5', 'e.reason = 5', 'del e.object', 'e.__init__("a", b"", 10, 20, "r")', 'e.__init__()'):
    try: exec(act)
    except Exception as x: pass
    try: str(e), repr(e)
    except Exception as x: print(act, type(x).__name__)
for h in ('strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape', 'surrogatepass'):
    for ex in (UnicodeEncodeError('utf-8', '\ud800', 5, 9, 'x'), UnicodeDecodeError('utf-8', b'abc', 7, 1, 'x'), UnicodeTranslateError('abc', -3, 9, 'x'), UnicodeEncodeError('a', '', 0, 0, ''), ValueError(), 5):
        try: codecs.lookup_error(h)(ex)
        except Exception: pass
print('done')

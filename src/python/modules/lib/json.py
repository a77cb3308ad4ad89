"""JSON (JavaScript Object Notation): data as text, and text as data."""

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError",
           "JSONEncoder"]

__author__ = "Bob Ippolito <bob@redivi.com>"
__version__ = "2.0.9"

import codecs
from .decoder import JSONDecodeError, JSONDecoder
from .encoder import JSONEncoder

_default_decoder, _default_encoder = JSONDecoder(), JSONEncoder()


def detect_encoding(b):
    """The Unicode encoding of bytes that begin with a mark or with ASCII characters."""
    for mark, name in ((codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF32_LE, "utf-32"),
                       (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF16_LE, "utf-16"),
                       (codecs.BOM_UTF8, "utf-8-sig")):
        if b.startswith(mark):
            return name
    # Which of the first bytes are zero; where there are less than four, of the first two.
    zeros = "".join([str(int(byte == 0)) for byte in b[:4]])
    if len(zeros) < 4:
        return {"10": "utf-16-be", "01": "utf-16-le"}.get(zeros[:2], "utf-8")
    if zeros.startswith("1"):
        return "utf-16-be" if zeros[1] == "0" else "utf-32-be"
    if zeros[1] == "1":
        return "utf-32-le" if zeros[2:] == "11" else "utf-16-le"
    return "utf-8"


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
          cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    """Serialize obj to a JSON formatted str."""
    return (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
        allow_nan=allow_nan, indent=indent, separators=separators, default=default,
        sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True,
         allow_nan=True, cls=None, indent=None, separators=None, default=None,
         sort_keys=False, **kw):
    """Serialize obj as a JSON formatted stream to fp (an object with write())."""
    pieces = (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
        allow_nan=allow_nan, indent=indent, separators=separators, default=default,
        sort_keys=sort_keys, **kw).iterencode(obj)
    for piece in pieces:
        fp.write(piece)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
          parse_constant=None, object_pairs_hook=None, **kw):
    """Deserialize s (a str, bytes or bytearray with a JSON document)."""
    if isinstance(s, (bytes, bytearray)):
        s = s.decode(detect_encoding(s), "surrogatepass")
    elif not isinstance(s, str):
        raise TypeError("the JSON object must be str, bytes or bytearray, not "
                        f"{s.__class__.__name__}")
    if s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    return (cls or JSONDecoder)(
        object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
        parse_constant=parse_constant, object_pairs_hook=object_pairs_hook,
        **kw).decode(s)


def load(fp, **kw):
    """Deserialize fp (an object with read())."""
    return loads(fp.read(), **kw)

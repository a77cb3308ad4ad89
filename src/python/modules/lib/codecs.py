"""Python codec registry, API and helpers."""
from _codecs import (CodecInfo, register, unregister, lookup, encode, decode,
                     register_error, lookup_error, strict_errors, ignore_errors,
                     replace_errors, xmlcharrefreplace_errors, backslashreplace_errors,
                     utf_7_encode, utf_7_decode)

__all__ = ["register", "lookup", "BOM", "BOM_BE", "BOM_LE", "BOM_UTF8", "BOM_UTF16",
           "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE",
           "CodecInfo", "getencoder", "getdecoder", "encode", "decode", "iterencode",
           "iterdecode", "strict_errors", "ignore_errors", "replace_errors",
           "xmlcharrefreplace_errors", "backslashreplace_errors", "register_error",
           "lookup_error", "unregister"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM = BOM_LE = BOM_UTF16 = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"


def getencoder(encoding):
    """The function that encodes text in this encoding."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The function that decodes bytes in this encoding."""
    return lookup(encoding).decode


def iterencode(iterator, encoding, errors="strict"):
    """Encodes each text of an iterator."""
    for text in iterator:
        made = encode(text, encoding, errors)
        if made:
            yield made


def iterdecode(iterator, encoding, errors="strict"):
    """Decodes what an iterator yields, as one row of bytes."""
    text = decode(b"".join(iterator), encoding, errors)
    if text:
        yield text


def _both(encoding):
    def encoder(text, errors="strict"):
        return text.encode(encoding, errors or "strict"), len(text)

    def decoder(data, errors="strict", final=True):
        return bytes(data).decode(encoding, errors or "strict"), len(data)
    return encoder, decoder


utf_8_encode, utf_8_decode = _both("utf-8")
ascii_encode, ascii_decode = _both("ascii")
latin_1_encode, latin_1_decode = _both("latin-1")
utf_16_encode, utf_16_decode = _both("utf-16")
utf_16_le_encode, utf_16_le_decode = _both("utf-16-le")
utf_16_be_encode, utf_16_be_decode = _both("utf-16-be")
utf_32_encode, utf_32_decode = _both("utf-32")
utf_32_le_encode, utf_32_le_decode = _both("utf-32-le")
utf_32_be_encode, utf_32_be_decode = _both("utf-32-be")
unicode_escape_encode, unicode_escape_decode = _both("unicode_escape")
raw_unicode_escape_encode, raw_unicode_escape_decode = _both("raw_unicode_escape")

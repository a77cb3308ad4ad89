"""Python codec registry, API and helpers."""
import io
from _codecs import (CodecInfo, register, unregister, lookup, encode, decode,
                     register_error, lookup_error, strict_errors, ignore_errors,
                     replace_errors, xmlcharrefreplace_errors, backslashreplace_errors,
                     namereplace_errors, utf_7_encode, utf_7_decode)

__all__ = ["register", "lookup", "BOM", "BOM_BE", "BOM_LE", "BOM_UTF8", "BOM_UTF16",
           "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE",
           "CodecInfo", "getencoder", "getdecoder", "encode", "decode", "iterencode",
           "iterdecode", "strict_errors", "ignore_errors", "replace_errors",
           "xmlcharrefreplace_errors", "namereplace_errors", "backslashreplace_errors",
           "register_error", "lookup_error", "unregister", "open", "IncrementalEncoder", "IncrementalDecoder",
           "getincrementalencoder", "getincrementaldecoder"]


def make_identity_dict(rng):
    """A dict in which each number stands for itself."""
    return {number: number for number in rng}


def make_encoding_map(decoding_map):
    """A decoding map turned round; what two bytes are decoded to has no code."""
    turned = {}
    for byte, code in decoding_map.items():
        turned[code] = None if code in turned else byte
    return turned


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


def getincrementalencoder(encoding):
    lookup(encoding)
    return lambda errors="strict": IncrementalEncoder(errors, encoding)


def getincrementaldecoder(encoding):
    lookup(encoding)
    return lambda errors="strict": IncrementalDecoder(errors, encoding)


class IncrementalEncoder:
    """Encodes piece by piece."""

    def __init__(self, errors="strict", encoding="utf-8"):
        self.errors, self._encoding = errors, encoding

    def encode(self, input, final=False):
        return input.encode(self._encoding, self.errors)

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class IncrementalDecoder:
    """Decodes piece by piece; a character may be in two pieces."""

    def __init__(self, errors="strict", encoding="utf-8"):
        self.errors, self._encoding = errors, encoding
        self.buffer = b""

    def decode(self, input, final=False):
        data = self.buffer + bytes(input)
        self.buffer = b""
        for kept in range(0 if final else 4):
            whole = data[:len(data) - kept]
            try:
                text = whole.decode(self._encoding)
            except UnicodeDecodeError as error:
                if error.end < len(whole):
                    break
            else:
                self.buffer = data[len(whole):]
                return text
        return data.decode(self._encoding, self.errors)

    def reset(self):
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


def iterencode(iterator, encoding, errors="strict"):
    for part in iterator:
        yield part.encode(encoding, errors)


def iterdecode(iterator, encoding, errors="strict"):
    decoder = IncrementalDecoder(errors, encoding)
    for part in iterator:
        text = decoder.decode(part)
        if text:
            yield text
    text = decoder.decode(b"", True)
    if text:
        yield text


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Opens a file for text in an encoding."""
    if encoding is None:
        return io.open(filename, mode, buffering)
    return io.open(filename, mode.replace("b", ""), encoding=encoding, errors=errors,
                   newline="")


__native__ = ""


def _both(encoding):
    global __native__
    def encoder(text, errors="strict"):
        return text.encode(encoding, errors or "strict"), len(text)

    def decoder(data, errors="strict", final=True):
        return bytes(data).decode(encoding, errors or "strict"), len(data)
    for function in (encoder, decoder):
        name = f"{encoding.replace('-', '_')}_{function.__name__[:-1]}"
        function.__name__ = function.__qualname__ = name
        __native__ += name + " "
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

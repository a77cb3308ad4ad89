"""Encodings: text as bytes, and back."""
import io

__all__ = ["encode", "decode", "lookup", "getencoder", "getdecoder", "open", "BOM_UTF8",
           "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE",
           "BOM_UTF32_BE", "CodecInfo", "IncrementalDecoder", "IncrementalEncoder",
           "getincrementaldecoder", "getincrementalencoder", "iterencode",
           "iterdecode"]
BOM_UTF8 = b"\xef\xbb\xbf"
BOM_UTF16 = BOM_UTF16_LE = BOM_LE = b"\xff\xfe"
BOM_UTF16_BE = BOM_BE = b"\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"
BOM = BOM_UTF16


def _rot13(text, errors="strict"):
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    turned = plain[13:] + plain[:13]
    table = str.maketrans(plain + plain.lower(), turned + turned.lower())
    return text.translate(table), len(text)


def _hex(data, errors="strict"):
    import binascii
    return binascii.hexlify(data), len(data)


def _unhex(data, errors="strict"):
    import binascii
    return binascii.unhexlify(data), len(data)


def _base64(data, errors="strict"):
    import base64
    return base64.encodebytes(data), len(data)


def _unbase64(data, errors="strict"):
    import base64
    return base64.decodebytes(data), len(data)


_OTHERS = {"rot13": (_rot13, _rot13), "rot_13": (_rot13, _rot13), "hex": (_hex, _unhex),
           "hex_codec": (_hex, _unhex), "base64": (_base64, _unbase64),
           "base64_codec": (_base64, _unbase64)}


class CodecInfo(tuple):
    """What is known of an encoding."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode, self.decode = encode, decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        return self

    def __repr__(self):
        return f"<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>"


_PROPER = {"utf8": "utf-8", "u8": "utf-8", "utf": "utf-8", "latin_1": "iso8859-1",
           "latin1": "iso8859-1", "iso_8859_1": "iso8859-1", "l1": "iso8859-1",
           "us_ascii": "ascii", "646": "ascii"}


def lookup(encoding, /):
    """What is known of an encoding."""
    key = encoding.lower().replace("-", "_").replace(" ", "_")
    if key in _OTHERS:
        return CodecInfo(*_OTHERS[key], name=key)
    "".encode(encoding)

    def encoder(text, errors="strict"):
        return text.encode(encoding, errors), len(text)

    def decoder(data, errors="strict"):
        data = memoryview(data).tobytes()
        return data.decode(encoding, errors), len(data)
    name = _PROPER.get(key, key.replace("_", "-"))
    return CodecInfo(encoder, decoder, name=name,
                     incrementalencoder=lambda errors="strict":
                     IncrementalEncoder(errors, encoding),
                     incrementaldecoder=lambda errors="strict":
                     IncrementalDecoder(errors, encoding))


def encode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).decode(obj, errors)[0]


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    return lookup(encoding).incrementalencoder


def getincrementaldecoder(encoding):
    return lookup(encoding).incrementaldecoder


class IncrementalEncoder:
    """Encodes piece by piece."""

    def __init__(self, errors="strict", encoding="utf-8"):
        self.errors, self._encoding = errors, encoding

    def encode(self, input, final=False):
        return input.encode(self._encoding, self.errors)

    def reset(self):
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

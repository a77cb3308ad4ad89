"""The registry of encodings, and those that the built-in types do not know themselves."""


class CodecInfo(tuple):
    """What is known of an encoding."""
    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None, *,
                _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        kind = type(self)
        return (f"<{kind.__module__}.{kind.__qualname__} object for encoding "
                f"{self.name} at {id(self):#x}>")


CodecInfo.__module__ = "codecs"

_searches = []
_known = {}


def register(search_function, /):
    """Register a codec search function."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searches.append(search_function)


def unregister(search_function, /):
    """Unregister a codec search function and clear the registry's cache."""
    if search_function in _searches:
        _searches.remove(search_function)
        _known.clear()


def lookup(encoding, /):
    """Looks up a codec tuple in the Python codec registry and returns it."""
    if not isinstance(encoding, str):
        raise TypeError(f"lookup() argument must be str, not {type(encoding).__name__}")
    name = encoding.lower().replace(" ", "_")
    found = _known.get(name)
    if found is None:
        found = _own(name.replace("-", "_"))
        for search in _searches if found is None else ():
            found = search(name)
            if found is not None:
                break
        if found is None:
            raise LookupError(f"unknown encoding: {encoding}")
        if not isinstance(found, tuple) or len(found) != 4:
            raise TypeError("codec search functions must return 4-tuples")
        _known[name] = found
    return found


def encode(obj, encoding="utf-8", errors="strict"):
    """Encodes obj using the codec registered for encoding."""
    return _result("encoder", _asked("encoding", encoding, lookup(encoding)[0], obj, errors))


def decode(obj, encoding="utf-8", errors="strict"):
    """Decodes obj using the codec registered for encoding."""
    return _result("decoder", _asked("decoding", encoding, lookup(encoding)[1], obj, errors))


def _asked(what, encoding, codec, obj, errors):
    """Calls a codec. What it raises is told which one it was."""
    try:
        return codec(obj, errors)
    except Exception as error:
        if not getattr(error, "__notes__", None):
            error.add_note(f"{what} with '{encoding}' codec failed")
        raise


def _result(kind, result):
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError(f"{kind} must return a tuple (object, integer)")
    return result[0]


def _text_encoding(encoding, alternative):
    info = lookup(encoding)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(f"{encoding!r} is not a text encoding; use {alternative} "
                          "to handle arbitrary codecs")
    return info


def _encode_text(text, encoding, errors):
    """What `str.encode` does with an encoding that it does not know itself."""
    info = _text_encoding(encoding, "codecs.encode()")
    made = _result("encoder", _asked("encoding", encoding, info[0], text, errors))
    if not isinstance(made, (bytes, bytearray)):
        what = type(made).__name__
        raise TypeError(f"{encoding!r} encoder returned {what!r} instead of 'bytes'; "
                        "use codecs.encode() to encode to arbitrary types")
    return bytes(made)


def _decode_text(data, encoding, errors):
    """The same for `bytes.decode`."""
    info = _text_encoding(encoding, "codecs.decode()")
    made = _result("decoder", _asked("decoding", encoding, info[1], data, errors))
    if not isinstance(made, str):
        what = type(made).__name__
        raise TypeError(f"{encoding!r} decoder returned {what!r} instead of 'str'; "
                        "use codecs.decode() to decode to arbitrary types")
    return made


# Handlers of errors.

def strict_errors(error):
    """Implements the 'strict' error handling."""
    if isinstance(error, Exception):
        raise error
    raise TypeError("codec must pass exception instance")


def _part(error):
    if not isinstance(error, UnicodeError):
        _wrong(error)
    return error.object[error.start:error.end]


def _wrong(error):
    what = type(error).__name__
    raise TypeError(f"don't know how to handle {what} in error callback")


def ignore_errors(error):
    """Implements the 'ignore' error handling."""
    _part(error)
    return ("", error.end)


def replace_errors(error):
    """Implements the 'replace' error handling."""
    part = _part(error)
    if isinstance(error, UnicodeEncodeError):
        return ("?" * len(part), error.end)
    if isinstance(error, UnicodeDecodeError):
        return ("\ufffd", error.end)
    return ("\ufffd" * len(part), error.end)


def xmlcharrefreplace_errors(error):
    """Implements the 'xmlcharrefreplace' error handling."""
    if not isinstance(error, UnicodeEncodeError):
        _wrong(error)
    return ("".join(f"&#{ord(char)};" for char in _part(error)), error.end)


def namereplace_errors(error):
    """Implements the 'namereplace' error handling."""
    if not isinstance(error, UnicodeEncodeError):
        _wrong(error)
    return (_part(error).encode("ascii", "namereplace").decode(), error.end)


def _escaped(char):
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def backslashreplace_errors(error):
    """Implements the 'backslashreplace' error handling."""
    part = _part(error)
    if isinstance(error, UnicodeDecodeError):
        return ("".join(f"\\x{byte:02x}" for byte in part), error.end)
    return ("".join(map(_escaped, part)), error.end)


def _surrogateescape(error):
    part = _part(error)
    if isinstance(error, UnicodeEncodeError):
        codes = [ord(char) for char in part]
        if all(0xDC80 <= code <= 0xDCFF for code in codes):
            return (bytes(code - 0xDC00 for code in codes), error.end)
    elif isinstance(error, UnicodeDecodeError):
        text = ""
        for byte in part:
            if byte < 0x80:
                break
            text += chr(0xDC00 + byte)
        if text:
            return (text, error.start + len(text))
    else:
        _wrong(error)
    raise error


def _surrogatepass(error):
    part = _part(error)
    if isinstance(error, UnicodeEncodeError):
        if all(0xD800 <= ord(char) <= 0xDFFF for char in part):
            return (part.encode(error.encoding, "surrogatepass"), error.end)
    elif not isinstance(error, UnicodeDecodeError):
        _wrong(error)
    raise error


_handlers = {
    "strict": strict_errors,
    "ignore": ignore_errors,
    "replace": replace_errors,
    "xmlcharrefreplace": xmlcharrefreplace_errors,
    "namereplace": namereplace_errors,
    "backslashreplace": backslashreplace_errors,
    "surrogateescape": _surrogateescape,
    "surrogatepass": _surrogatepass,
}


def register_error(errors, handler, /):
    """Register the specified error handler under the name errors."""
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(name, /):
    """Return the error handler for the specified error handling name."""
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError(f"unknown error handler name '{name}'") from None


def _handle(errors, error):
    """What the handler of this name puts in place of a part, and where to go on."""
    result = lookup_error(errors)(error)
    decoding = isinstance(error, UnicodeDecodeError)
    wanted = "str" if decoding else "(str/bytes, int)"
    whole = decoding and "decoding error handler must return (str, int) tuple" or \
        f"encoding error handler must return {wanted} tuple"
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError(whole)
    instead, place = result
    if not isinstance(instead, str if decoding else (str, bytes)) or \
            not isinstance(place, int):
        raise TypeError(whole)
    length = len(error.object)
    where = place + length if place < 0 else place
    if not 0 <= where <= length:
        raise IndexError(f"position {place} from error handler out of bounds")
    return instead, where


# Encodings.

_ALIASES = {"u7": "utf_7", "utf7": "utf_7", "unicode_1_1_utf_7": "utf_7",
            "hex_codec": "hex", "rot_13": "rot13", "base64_codec": "base64",
            "base_64": "base64", "zlib_codec": "zlib", "zip": "zlib"}


def _own(name):
    """An encoding that is here, by its plain name."""
    name = _ALIASES.get(name, name)
    pair = _PYTHON.get(name)
    if pair is not None:
        return CodecInfo(*pair, name=name.replace("_", "-"),
                         _is_text_encoding=name == "utf_7")
    try:
        canonical = _native_name(name)
    except LookupError:
        return _charmap(name)
    return CodecInfo(lambda text, errors="strict":
                     (text.encode(canonical, errors), len(text)),
                     lambda data, errors="strict":
                     (bytes(data).decode(canonical, errors), len(data)),
                     name=canonical)


def _charmap(name):
    """An encoding that is a table of characters, if there is such a one."""
    from _codecs_tables import find
    found = find(name)
    if found is None:
        return None
    table, name = found
    codes = {char: code for code, char in enumerate(table) if char != "\ufffe"}
    undefined = "character maps to <undefined>"

    def encode(text, errors="strict"):
        out, at = bytearray(), 0
        while at < len(text):
            code = codes.get(text[at])
            if code is not None:
                out.append(code)
                at += 1
                continue
            end = at + 1
            while end < len(text) and text[end] not in codes:
                end += 1
            error = UnicodeEncodeError("charmap", text, at, end, undefined)
            instead, at = _handle(errors, error)
            out += instead if isinstance(instead, bytes) else encode(instead)[0]
        return bytes(out), len(text)

    def decode(data, errors="strict"):
        data, out, at = bytes(data), [], 0
        while at < len(data):
            char = table[data[at]]
            if char != "\ufffe":
                out.append(char)
                at += 1
            else:
                at = _bad_bytes(out, "charmap", data, at, at + 1, undefined, errors)
        return "".join(out), len(data)

    return CodecInfo(encode, decode, name=name.replace("_", "-"))


_NATIVE = {"utf-8": "utf_8 utf8 u8 utf cp65001", "utf-8-sig": "utf_8_sig utf8_sig",
           "ascii": "ascii us_ascii 646 us",
           "iso8859-1": "latin_1 latin1 latin l1 iso_8859_1 iso8859_1 8859 cp819",
           "utf-16": "utf_16 utf16 u16", "utf-16-le": "utf_16_le utf_16le",
           "utf-16-be": "utf_16_be utf_16be", "utf-32": "utf_32 utf32 u32",
           "utf-32-le": "utf_32_le utf_32le", "utf-32-be": "utf_32_be utf_32be",
           "unicode-escape": "unicode_escape unicodeescape",
           "raw-unicode-escape": "raw_unicode_escape rawunicodeescape",
           "cp1252": "cp1252 windows_1252 1252", "cp437": "cp437 437 ibm437",
           "iso8859-15": "iso8859_15 iso_8859_15 latin9 latin_9 l9",
           "koi8-r": "koi8_r cskoi8r"}


def _native_name(name):
    """The name of an encoding that str and bytes know themselves."""
    for canonical, names in _NATIVE.items():
        if name in names.split():
            return canonical
    raise LookupError(name)


def _bad_bytes(out, encoding, data, start, end, reason, errors):
    """Deals with bytes without a meaning; returns where to go on."""
    error = UnicodeDecodeError(encoding, data, start, end, reason)
    instead, place = _handle(errors, error)
    out.append(instead)
    return place


_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_PLAIN = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
             "'(),-./:? \t\n\r!\"#$%&*;<=>@[]^_`{|}")


def utf_7_encode(text, errors="strict"):
    """ASCII, and behind `+` the rest in base 64."""
    out, bits, count, inside = [], 0, 0, False
    for char in text:
        if char in _PLAIN or (char == "+" and not inside):
            if inside:
                if count:
                    out.append(_BASE64[bits << 6 - count & 63])
                bits = count = 0
                inside = False
                if char in _BASE64 or char == "-":
                    out.append("-")
            out.append("+-" if char == "+" else char)
            continue
        if not inside:
            out.append("+")
            inside = True
        code = ord(char)
        units = [code] if code < 0x10000 else \
            [0xD800 | code - 0x10000 >> 10, 0xDC00 | code - 0x10000 & 0x3FF]
        for unit in units:
            bits, count = bits << 16 | unit, count + 16
            while count >= 6:
                count -= 6
                out.append(_BASE64[bits >> count & 63])
            bits &= (1 << count) - 1
    if inside:
        if count:
            out.append(_BASE64[bits << 6 - count & 63])
        out.append("-")
    return "".join(out).encode("ascii"), len(text)


def utf_7_decode(data, errors="strict"):
    """The text that bytes in UTF-7 mean."""
    data, out, at = bytes(data), [], 0
    inside, bits, count, high, start = False, 0, 0, 0, 0
    while at < len(data):
        char = chr(data[at])
        if inside:
            if char in _BASE64:
                bits, count = bits << 6 | _BASE64.index(char), count + 6
                at += 1
                if count >= 16:
                    count -= 16
                    unit = bits >> count
                    bits &= (1 << count) - 1
                    if high:
                        if 0xDC00 <= unit <= 0xDFFF:
                            out.append(chr(0x10000 + (high - 0xD800 << 10)
                                           + unit - 0xDC00))
                            high = 0
                            continue
                        out.append(chr(high))
                        high = 0
                    if 0xD800 <= unit <= 0xDBFF:
                        high = unit
                    else:
                        out.append(chr(unit))
                continue
            inside = False
            if count >= 6:
                at = _bad_bytes(out, "utf7", data, start, at + 1,
                                "partial character in shift sequence", errors)
                continue
            if bits:
                at = _bad_bytes(out, "utf7", data, start, at + 1,
                                "non-zero padding bits in base64 sequence", errors)
                continue
            if high:
                out.append(chr(high))
                high = 0
            if char == "-":
                at += 1
            elif data[at] >= 0x80:
                at = _bad_bytes(out, "utf7", data, start, at + 1,
                                "unexpected special character", errors)
        elif char == "+":
            start = at
            at += 1
            if data[at:at + 1] == b"-":
                out.append("+")
                at += 1
            elif at < len(data) and chr(data[at]) not in _BASE64:
                at = _bad_bytes(out, "utf7", data, start, at + 1,
                                "ill-formed sequence", errors)
            else:
                inside, bits, count, high = True, 0, 0, 0
        elif data[at] < 0x80:
            out.append(char)
            at += 1
        else:
            at = _bad_bytes(out, "utf7", data, at, at + 1,
                            "unexpected special character", errors)
    if inside:
        if high or count >= 6 or bits:
            _bad_bytes(out, "utf7", data, start, len(data),
                       "unterminated shift sequence", errors)
    return "".join(out), len(data)


def _by(module, function):
    """A codec that a function of another module is."""
    def codec(data, errors="strict"):
        if errors != "strict":
            raise AssertionError
        made = getattr(__import__(module), function)(data)
        return made, len(data)
    return codec


def _rot13(text, errors="strict"):
    upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    turned = upper[13:] + upper[:13]
    table = str.maketrans(upper + upper.lower(), turned + turned.lower())
    return str.translate(text, table), len(text)


_PYTHON = {
    "utf_7": (utf_7_encode, utf_7_decode),
    "hex": (_by("binascii", "hexlify"), _by("binascii", "unhexlify")),
    "base64": (_by("base64", "encodebytes"), _by("base64", "decodebytes")),
    "zlib": (_by("zlib", "compress"), _by("zlib", "decompress")),
    "rot13": (_rot13, _rot13),
}

"""Bytes as plain letters."""
import binascii

__all__ = ["encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode",
           "b32decode", "b16encode", "b16decode", "standard_b64encode",
           "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode", "b85encode",
           "b85decode", "z85encode", "z85decode"]
_SAFE = bytes.maketrans(b"+/", b"-_")
_UNSAFE = bytes.maketrans(b"-_", b"+/")
_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B85 = (b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        b"!#$%&()*+-;<=>?@^_`{|}~")


def _bytes(data):
    try:
        return binascii._ascii(data)
    except TypeError:
        raise TypeError("argument should be a bytes-like object or ASCII string, not "
                        f"{type(data).__name__!r}") from None


def b64encode(s, altchars=None):
    found = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        return found.translate(bytes.maketrans(b"+/", altchars))
    return found


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_bytes(altchars), b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(_SAFE)


def urlsafe_b64decode(s):
    return b64decode(_bytes(s).translate(_UNSAFE))


def b32encode(s):
    s = memoryview(s).tobytes()
    parts = []
    for at in range(0, len(s), 5):
        chunk = s[at:at + 5]
        number = int.from_bytes(chunk.ljust(5, b"\0"))
        letters = bytes(_B32[number >> shift & 31] for shift in range(35, -1, -5))
        parts.append(letters[:-(-len(chunk) * 8 // 5)].ljust(8, b"="))
    return b"".join(parts)


def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        s = s.translate(bytes.maketrans(b"01", b"O" + _bytes(map01)))
    s = s.upper() if casefold else s
    letters = s.rstrip(b"=")
    number = 0
    for letter in letters:
        value = _B32.find(letter)
        if value < 0:
            raise binascii.Error("Non-base32 digit found")
        number = number << 5 | value
    spare = len(s) - len(letters)
    if spare not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    size = len(letters) * 5 // 8
    return (number >> len(letters) * 5 - size * 8).to_bytes(size)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes(s)
    s = s.upper() if casefold else s
    if s.strip(b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


def b85encode(b, pad=False):
    b = memoryview(b).tobytes()
    padding = -len(b) % 4
    b += bytes(padding)
    out = bytearray()
    for at in range(0, len(b), 4):
        number = int.from_bytes(b[at:at + 4])
        out += bytes(_B85[number // 85 ** k % 85] for k in range(4, -1, -1))
    return bytes(out[:len(out) - padding] if padding and not pad else out)


def b85decode(b):
    b = _bytes(b)
    padding = -len(b) % 5
    b += b"~" * padding
    out = bytearray()
    for at in range(0, len(b), 5):
        number = 0
        for place, letter in enumerate(b[at:at + 5], at):
            value = _B85.find(letter)
            if value < 0:
                raise ValueError(f"bad base85 character at position {place}")
            number = number * 85 + value
        if number >= 1 << 32:
            raise ValueError(f"base85 overflow in hunk starting at byte {at}")
        out += number.to_bytes(4)
    return bytes(out[:len(out) - padding])


_Z85 = (b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        b".-:+=^!/*?&<>()[]{}@%$#")


def z85encode(s):
    """Encode bytes-like object b in z85 format and return a bytes object."""
    return b85encode(s).translate(bytes.maketrans(_B85, _Z85))


def z85decode(s):
    """Decode the z85-encoded bytes-like object or ASCII string b"""
    s = _bytes(s)
    for place, letter in enumerate(s):
        if letter not in _Z85:
            raise ValueError(f"bad z85 character at position {place}")
    return b85decode(s.translate(bytes.maketrans(_Z85, _B85)))


def encodebytes(s):
    s = memoryview(s).tobytes()
    return b"".join(binascii.b2a_base64(s[at:at + 57]) for at in range(0, len(s), 57))


def decodebytes(s):
    return binascii.a2b_base64(s)

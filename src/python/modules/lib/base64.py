"""Bytes as plain letters."""
import binascii

__all__ = ["encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode",
           "b32decode", "b16encode", "b16decode", "standard_b64encode",
           "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode", "a85encode",
           "a85decode", "b85encode",
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


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Encode bytes as Ascii85: five letters for four bytes."""
    b = memoryview(b).tobytes()
    padding = -len(b) % 4
    padded = b + bytes(padding)
    parts = []
    for at in range(0, len(padded), 4):
        number = int.from_bytes(padded[at:at + 4])
        if not number:
            parts.append(b"z")
        elif foldspaces and number == 0x20202020:
            parts.append(b"y")
        else:
            parts.append(bytes(33 + number // 85 ** k % 85 for k in range(4, -1, -1)))
    if padding and not pad:
        last = b"!!!!!" if parts[-1] == b"z" else parts[-1]
        parts[-1] = last[:5 - padding]
    found = (b"<~" if adobe else b"") + b"".join(parts)
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [found[at:at + wrapcol] for at in range(0, len(found), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        found = b"\n".join(lines)
    return found + b"~>" if adobe else found


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    """Decode Ascii85."""
    b = _bytes(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2 if b.startswith(b"<~") else 0:-2]
    out, group = bytearray(), []
    for letter in b + b"u" * 4:
        if 33 <= letter <= 117:
            group.append(letter - 33)
            if len(group) == 5:
                number = 0
                for digit in group:
                    number = number * 85 + digit
                if number >> 32:
                    raise ValueError("Ascii85 overflow")
                out += number.to_bytes(4)
                group.clear()
        elif letter == 122:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            out += bytes(4)
        elif foldspaces and letter == 121:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            out += b"    "
        elif letter not in ignorechars:
            raise ValueError(f"Non-Ascii85 digit found: {letter:c}")
    # What was added fills up the last group; what it stands for goes.
    return bytes(out[:len(out) - (4 - len(group))])


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

"""Bytes as hexadecimal numbers, as base 64, and their checksums."""


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _ascii(data):
    if isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII "
                             "characters") from None
    return memoryview(data).tobytes()


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return memoryview(data).tobytes()


def hexlify(data, *args, **kwargs):
    return _bytes(data).hex(*args, **kwargs).encode()


b2a_hex = hexlify


def unhexlify(hexstr, /):
    text = _ascii(hexstr)
    if len(text) % 2:
        raise Error("Odd-length string")
    if text.strip(b"0123456789abcdefABCDEF"):
        raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(text.decode())


a2b_hex = unhexlify


def b2a_base64(data, /, *, newline=True):
    data = _bytes(data)
    out = bytearray()
    for at in range(0, len(data), 3):
        chunk = data[at:at + 3]
        number = int.from_bytes(chunk.ljust(3, b"\0"))
        letters = bytes(_ALPHABET[number >> shift & 63] for shift in (18, 12, 6, 0))
        out += letters[:len(chunk) + 1].ljust(4, b"=")
    return bytes(out) + (b"\n" if newline else b"")


def a2b_base64(data, /, *, strict_mode=False):
    data = _ascii(data)
    letters, padding = bytearray(), 0
    for place, letter in enumerate(data):
        value = _ALPHABET.find(letter)
        if letter == 61:
            if strict_mode and not letters:
                raise Error("Leading padding not allowed")
            if len(letters) % 4 >= 2:
                padding += 1
                if len(letters) % 4 + padding >= 4:
                    if strict_mode and place + 1 < len(data):
                        raise Error("Excess data after padding")
                    break
            elif strict_mode:
                raise Error("Discontinuous padding not allowed")
        elif value < 0:
            if strict_mode:
                raise Error("Only base64 data is allowed")
        else:
            if padding and strict_mode:
                raise Error("Discontinuous padding not allowed")
            padding = 0
            letters.append(value)
    rest = len(letters) % 4
    if rest == 1:
        raise Error("Invalid base64-encoded string: number of data characters "
                    f"({len(letters)}) cannot be 1 more than a multiple of 4")
    if rest and rest + padding < 4:
        raise Error("Incorrect padding")
    number = 0
    for value in letters:
        number = number << 6 | value
    size = len(letters) * 6 // 8
    return (number >> len(letters) * 6 - size * 8).to_bytes(size)


def _table():
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
        table.append(value)
    return table


_CRC = _table()


def crc32(data, crc=0, /):
    crc = crc & 0xFFFFFFFF ^ 0xFFFFFFFF
    for byte in _bytes(data):
        crc = crc >> 8 ^ _CRC[(crc ^ byte) & 255]
    return crc ^ 0xFFFFFFFF


def crc_hqx(data, crc, /):
    for byte in _bytes(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ (0x1021 if crc & 0x8000 else 0)) & 0xFFFF
    return crc

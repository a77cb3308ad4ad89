"""MD5, SHA-1, SHA-2 and SHA-3 (RFC 1321, FIPS 180-4, FIPS 202)."""
from math import isqrt as _isqrt

_M32, _M64 = (1 << 32) - 1, (1 << 64) - 1


def _primes(count):
    found = [2]
    number = 3
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 2
    return found


def _root(number, power, bits):
    """The first bits of the fraction of a square or cube root."""
    wanted = number << power * bits
    if power == 2:
        return _isqrt(wanted) & ((1 << bits) - 1)
    low, high = 0, 1 << bits + 4
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle ** 3 <= wanted else (low, middle - 1)
    return low & ((1 << bits) - 1)


def _left(x, bits):
    return (x << bits | x >> 32 - bits) & _M32


def _bytes(data):
    """The bytes of an argument that must be bytes-like."""
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError("object supporting the buffer API required") from None


class _Hash:
    """A hash in the making: its state, and the bytes that do not fill a block."""
    __slots__ = ("_state", "_rest", "_length")
    _order = "big"

    def __new__(cls, string=b"", *, usedforsecurity=True):
        self = object.__new__(cls)
        self._state, self._rest, self._length = cls._start, b"", 0
        self.update(string)
        return self

    def update(self, obj, /):
        """Update this hash object's state with the provided string."""
        data = _bytes(obj)
        self._length += len(data)
        data, size = self._rest + data, self.block_size
        end = len(data) - len(data) % size
        state = self._state
        for at in range(0, end, size):
            state = self._block(state, data[at:at + size])
        self._state, self._rest = state, data[end:]

    def copy(self):
        """Return a copy of the hash object."""
        made = object.__new__(type(self))
        made._state, made._rest, made._length = self._state, self._rest, self._length
        return made

    def digest(self):
        """Return the digest value as a bytes object."""
        width = self.block_size // 8
        gap = (-len(self._rest) - 1 - width) % self.block_size
        length = (self._length * 8).to_bytes(width, self._order)
        data, state = self._rest + b"\x80" + b"\0" * gap + length, self._state
        for at in range(0, len(data), self.block_size):
            state = self._block(state, data[at:at + self.block_size])
        word = self._word
        return b"".join(part.to_bytes(word, self._order)
                        for part in state)[:self.digest_size]

    def hexdigest(self):
        """Return the digest value as a string of hexadecimal digits."""
        return self.digest().hex()

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {id(self):#x}>"


def _words(block, width, order):
    return [int.from_bytes(block[at:at + width], order)
            for at in range(0, len(block), width)]


class _MD5(_Hash):
    name, digest_size, block_size, _word, _order = "md5", 16, 64, 4, "little"
    _start = 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476
    _turns = [(7, 12, 17, 22), (5, 9, 14, 20), (4, 11, 16, 23), (6, 10, 15, 21)]
    _table = []

    @classmethod
    def _block(cls, state, block):
        if not cls._table:
            from math import sin
            cls._table.extend(int(abs(sin(i + 1)) * 2 ** 32) for i in range(64))
        words = _words(block, 4, "little")
        a, b, c, d = state
        for i in range(64):
            phase = i // 16
            if phase == 0:
                mixed, g = b & c | ~b & d, i
            elif phase == 1:
                mixed, g = d & b | ~d & c, (5 * i + 1) % 16
            elif phase == 2:
                mixed, g = b ^ c ^ d, (3 * i + 5) % 16
            else:
                mixed, g = c ^ (b | ~d & _M32), 7 * i % 16
            total = (a + mixed + cls._table[i] + words[g]) & _M32
            a, d, c, b = d, c, b, (b + _left(total, cls._turns[phase][i % 4])) & _M32
        return tuple((old + new) & _M32 for old, new in zip(state, (a, b, c, d)))


class _SHA1(_Hash):
    name, digest_size, block_size, _word = "sha1", 20, 64, 4
    _start = 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0

    @classmethod
    def _block(cls, state, block):
        words = _words(block, 4, "big")
        for i in range(16, 80):
            words.append(_left(words[i - 3] ^ words[i - 8] ^ words[i - 14]
                               ^ words[i - 16], 1))
        a, b, c, d, e = state
        for i, word in enumerate(words):
            if i < 20:
                mixed = (b & c | ~b & d) + 0x5A827999
            elif i < 40:
                mixed = (b ^ c ^ d) + 0x6ED9EBA1
            elif i < 60:
                mixed = (b & c | b & d | c & d) + 0x8F1BBCDC
            else:
                mixed = (b ^ c ^ d) + 0xCA62C1D6
            a, b, c, d, e = \
                (_left(a, 5) + mixed + e + word) & _M32, a, _left(b, 30), c, d
        return tuple((old + new) & _M32 for old, new in zip(state, (a, b, c, d, e)))


class _SHA2(_Hash):
    """SHA-256 and SHA-512, which differ in the width of their words."""
    _word, block_size = 4, 64
    _turns = (2, 13, 22), (6, 11, 25), (7, 18, 3), (17, 19, 10)
    _table = []

    @classmethod
    def _block(cls, state, block):
        bits = cls._word * 8
        mask = (1 << bits) - 1
        rounds = 64 if bits == 32 else 80
        if not cls._table:
            cls._table.extend(_root(prime, 3, bits) for prime in _primes(rounds))
        (a1, a2, a3), (e1, e2, e3), (s1, s2, s3), (t1, t2, t3) = cls._turns
        # A number twice as wide, the word in both halves, turns by a shift alone.
        twice = 1 << bits | 1
        words = _words(block, cls._word, "big")
        for i in range(16, rounds):
            x, y = words[i - 15], words[i - 2]
            p, q = x * twice, y * twice
            words.append((words[i - 16] + words[i - 7] + ((p >> s1 ^ p >> s2 ^ x >> s3)
                          & mask) + ((q >> t1 ^ q >> t2 ^ y >> t3) & mask)) & mask)
        a, b, c, d, e, f, g, h = state
        for key, word in zip(cls._table, words):
            p, q = a * twice, e * twice
            first = (h + ((q >> e1 ^ q >> e2 ^ q >> e3) & mask) + (e & f ^ ~e & g)
                     + key + word)
            second = ((p >> a1 ^ p >> a2 ^ p >> a3) & mask) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, h = \
                (first + second) & mask, a, b, c, (d + first) & mask, e, f, g
        return tuple((old + new) & mask
                     for old, new in zip(state, (a, b, c, d, e, f, g, h)))


class _SHA256(_SHA2):
    name, digest_size = "sha256", 32
    _start = tuple(_root(prime, 2, 32) for prime in _primes(8))


class _SHA512(_SHA2):
    name, digest_size, block_size, _word = "sha512", 64, 128, 8
    _turns = (28, 34, 39), (14, 18, 41), (1, 8, 7), (19, 61, 6)
    _table = []
    _start = tuple(_root(prime, 2, 64) for prime in _primes(8))


class _SHA384(_SHA512):
    name, digest_size = "sha384", 48
    _start = tuple(_root(prime, 2, 64) for prime in _primes(16)[8:])


class _SHA224(_SHA256):
    name, digest_size = "sha224", 28
    # The second halves of those of SHA-384.
    _start = tuple(word & _M32 for word in _SHA384._start)


def _keccak(state):
    """The permutation Keccak-f[1600] of 25 lanes."""
    lanes, feedback = list(state), 1
    for _ in range(24):
        columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]
                   for x in range(5)]
        for x in range(5):
            right = columns[(x + 1) % 5]
            mixed = columns[x - 1] ^ (right << 1 & _M64 | right >> 63)
            for y in range(0, 25, 5):
                lanes[x + y] ^= mixed
        x, y, current = 1, 0, lanes[1]
        for turn in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            bits = (turn + 1) * (turn + 2) // 2 % 64
            turned = current << bits & _M64 | current >> 64 - bits
            current, lanes[x + 5 * y] = lanes[x + 5 * y], turned
        for y in range(0, 25, 5):
            row = lanes[y:y + 5]
            for x in range(5):
                lanes[x + y] = row[x] ^ ~row[x - 4] & row[x - 3] & _M64
        for power in range(7):
            feedback = feedback << 1 ^ (feedback >> 7) * 0x171
            if feedback & 2:
                lanes[0] ^= 1 << (1 << power) - 1
    return tuple(lanes)


class _SHA3(_Hash):
    _start, _order, _suffix = (0,) * 25, "little", 6

    @classmethod
    def _block(cls, state, block):
        words = _words(block, 8, "little")
        return _keccak([lane ^ word for lane, word in zip(state, words)]
                       + list(state[len(words):]))

    def _squeeze(self, length):
        size = self.block_size
        data = bytearray(self._rest) + bytearray([self._suffix])
        data += bytes(size - len(data))
        data[-1] |= 128
        state, made = self._block(self._state, bytes(data)), b""
        while True:
            made += b"".join(lane.to_bytes(8, "little") for lane in state)[:size]
            if len(made) >= length:
                return made[:length]
            state = _keccak(state)

    def digest(self):
        return self._squeeze(self.digest_size)


class _Shake(_SHA3):
    digest_size, _suffix = 0, 31

    def digest(self, length):
        if length < 0:
            raise ValueError("value must be positive")
        return self._squeeze(length)

    def hexdigest(self, length):
        return self.digest(length).hex()


def _maker(kind):
    def make(string=b"", *, usedforsecurity=True):
        return kind(string)
    make.__name__ = make.__qualname__ = "openssl_" + kind.name
    make.__doc__ = f"Returns a {kind.name} hash object; optionally initialized with a " \
                   "string"
    make.__module__ = "_hashlib"
    return make


md5, sha1, sha224, sha256 = map(_maker, (_MD5, _SHA1, _SHA224, _SHA256))
sha384, sha512 = map(_maker, (_SHA384, _SHA512))
sha3_224, sha3_256, sha3_384, sha3_512 = (
    _maker(type(f"_SHA3_{bits}", (_SHA3,), {
        "__slots__": (), "name": f"sha3_{bits}", "digest_size": bits // 8,
        "block_size": 200 - bits // 4}))
    for bits in (224, 256, 384, 512))
shake_128, shake_256 = (
    _maker(type(f"_Shake_{bits}", (_Shake,), {
        "__slots__": (), "name": f"shake_{bits}", "block_size": 200 - bits // 4}))
    for bits in (128, 256))

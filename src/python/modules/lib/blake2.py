"""BLAKE2b and BLAKE2s (RFC 7693), with keys, salts and trees."""
from _hashes import _bytes, _words, sha256, sha512

_ORDER = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
    (14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3),
    (11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4),
    (7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8),
    (9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13),
    (2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9),
    (12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11),
    (13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10),
    (6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5),
    (10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0),
)
_COLUMNS = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
            (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))


class _Blake2:
    """A hash in the making: all but the last block has been worked in."""
    __slots__ = ("digest_size", "_state", "_rest", "_length", "_last_node")

    def __new__(cls, data=b"", /, *, digest_size=None, key=b"", salt=b"", person=b"",
                fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0,
                inner_size=0, last_node=False, usedforsecurity=True):
        most, word = cls.MAX_DIGEST_SIZE, cls._word
        digest_size = most if digest_size is None else digest_size
        if not 1 <= digest_size <= most:
            raise ValueError(f"digest_size must be between 1 and {most} bytes")
        for what, given, limit in (("salt", salt, cls.SALT_SIZE),
                                   ("person", person, cls.PERSON_SIZE),
                                   ("key", key, cls.MAX_KEY_SIZE)):
            if len(given) > limit:
                raise ValueError(f"maximum {what} length is {limit} bytes")
        for what, given, limit in (("fanout", fanout, 255), ("depth", depth, 255),
                                   ("node_depth", node_depth, 255),
                                   ("inner_size", inner_size, most)):
            if not (what == "depth") <= given <= limit:
                low = int(what == "depth")
                raise ValueError(f"{what} must be between {low} and {limit}"
                                 if what != "inner_size" else
                                 f"inner_size must be between 0 and is {limit}")
        if leaf_size < 0 or node_offset < 0:
            raise ValueError("value must be positive")
        if leaf_size >> 32:
            raise OverflowError("leaf_size is too large")
        offset = 8 if word == 8 else 6
        block = (bytes([digest_size, len(key), fanout, depth])
                 + leaf_size.to_bytes(4, "little")
                 + node_offset.to_bytes(offset, "little")
                 + bytes([node_depth, inner_size])
                 + bytes(14 if word == 8 else 0)
                 + bytes(salt).ljust(cls.SALT_SIZE, b"\0")
                 + bytes(person).ljust(cls.PERSON_SIZE, b"\0"))
        self = object.__new__(cls)
        self.digest_size, self._last_node = digest_size, bool(last_node)
        self._state = tuple(a ^ b for a, b in
                            zip(cls._start, _words(block, word, "little")))
        self._rest, self._length = bytes(key).ljust(cls.block_size, b"\0") if key else b"", 0
        self.update(data)
        return self

    def update(self, data, /):
        """Update this hash object's state with the provided bytes-like object."""
        data, size = self._rest + _bytes(data), self.block_size
        end = max(len(data) - 1, 0) // size * size
        for at in range(0, end, size):
            self._length += size
            self._state = self._block(self._state, data[at:at + size], self._length, 0)
        self._rest = data[end:]

    @classmethod
    def _block(cls, state, block, length, last, last_node=False):
        bits = cls._word * 8
        mask = (1 << bits) - 1
        words = _words(block, cls._word, "little")
        v = [*state, *cls._start]
        v[12] ^= length & mask
        v[13] ^= length >> bits
        if last:
            v[14] ^= mask
        if last_node:
            v[15] ^= mask
        r1, r2, r3, r4 = cls._turns
        for turn in range(cls._rounds):
            order = _ORDER[turn % 10]
            for i, (a, b, c, d) in enumerate(_COLUMNS):
                va = v[a] + v[b] + words[order[2 * i]] & mask
                x = v[d] ^ va
                vd = (x >> r1 | x << bits - r1) & mask
                vc = v[c] + vd & mask
                x = v[b] ^ vc
                vb = (x >> r2 | x << bits - r2) & mask
                va = va + vb + words[order[2 * i + 1]] & mask
                x = vd ^ va
                vd = (x >> r3 | x << bits - r3) & mask
                vc = vc + vd & mask
                x = vb ^ vc
                v[a], v[b], v[c], v[d] = va, (x >> r4 | x << bits - r4) & mask, vc, vd
        return tuple(state[i] ^ v[i] ^ v[i + 8] for i in range(8))

    def digest(self):
        """Return the digest value as a bytes object."""
        block = self._rest.ljust(self.block_size, b"\0")
        state = self._block(self._state, block, self._length + len(self._rest), True,
                            self._last_node)
        made = b"".join(part.to_bytes(self._word, "little") for part in state)
        return made[:self.digest_size]

    def hexdigest(self):
        """Return the digest value as a string of hexadecimal digits."""
        return self.digest().hex()

    def copy(self):
        """Return a copy of the hash object."""
        made = object.__new__(type(self))
        for name in _Blake2.__slots__:
            setattr(made, name, getattr(self, name))
        return made


class blake2b(_Blake2):
    """Return a new BLAKE2b hash object."""
    __slots__ = ()
    name, block_size, _word, _rounds = "blake2b", 128, 8, 12
    SALT_SIZE = PERSON_SIZE = 16
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = 64
    _turns = 32, 24, 16, 63
    _start = sha512()._state


class blake2s(_Blake2):
    """Return a new BLAKE2s hash object."""
    __slots__ = ()
    name, block_size, _word, _rounds = "blake2s", 64, 4, 10
    SALT_SIZE = PERSON_SIZE = 8
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = 32
    _turns = 16, 12, 8, 7
    _start = sha256()._state

"""Inflate: what deflate made is made undone (RFC 1951)."""
from _deflate import (CODE_ORDER, DISTANCE_BASE, DISTANCE_EXTRA, FIXED_LENGTHS,
                      LENGTH_BASE, LENGTH_EXTRA)


class Wrong(Exception):
    """The data is not what deflate makes."""


class _Short(Exception):
    """More data is needed."""


def _table(lengths, what):
    """A prefix code for reading: symbols by length and code."""
    count = [0] * 16
    for length in lengths:
        count[length] += 1
    count[0] = 0
    left, code, following = 1, 0, [0] * 16
    for length in range(1, 16):
        left = 2 * left - count[length]
        if left < 0:
            raise Wrong(f"invalid {what} set")
        code = code + count[length - 1] << 1
        following[length] = code
    # One code of a single bit need not have a second, except where lengths are read.
    if left and (what == "code lengths" or sum(count) != count[1]):
        raise Wrong(f"invalid {what} set")
    table = {}
    for symbol, length in enumerate(lengths):
        if length:
            table[length, following[length]] = symbol
            following[length] += 1
    return table


class Inflate:
    """Takes data as it comes, and adds to `out` what can be told from it."""

    def __init__(self):
        self.data = bytearray()
        self.at = 0
        self.held = self.held_bits = 0
        self.out = bytearray()
        self.step = self._block
        self.last = False
        self.most = None

    def run(self):
        """Goes on as far as the data goes; whether the end has been reached."""
        while self.step:
            before = self.at, self.held, self.held_bits, len(self.out)
            try:
                self.step()
            except _Short:
                self.at, self.held, self.held_bits, length = before
                del self.out[length:]
                return False
            if self.most is not None and len(self.out) >= self.most:
                return not self.step
        return True

    def rest(self):
        """What has not been looked at, from the next whole byte on."""
        return bytes(self.data[self.at - self.held_bits // 8:])

    def _bits(self, count):
        while self.held_bits < count:
            if self.at == len(self.data):
                raise _Short
            self.held |= self.data[self.at] << self.held_bits
            self.held_bits += 8
            self.at += 1
        value = self.held & (1 << count) - 1
        self.held >>= count
        self.held_bits -= count
        return value

    def _symbol(self, table, what):
        code = 0
        for length in range(1, 16):
            code = code << 1 | self._bits(1)
            symbol = table.get((length, code))
            if symbol is not None:
                return symbol
        raise Wrong(f"invalid {what} code")

    def _block(self):
        last, kind = self._bits(1), self._bits(2)
        if kind == 0:
            self._bits(self.held_bits % 8)
            length, check = self._bits(16), self._bits(16)
            if length != check ^ 0xFFFF:
                raise Wrong("invalid stored block lengths")
            self.left, self.step = length, self._stored
        elif kind == 1:
            self.tables = (_table(FIXED_LENGTHS, "literal/lengths"),
                           _table([5] * 32, "distances"))
            self.step = self._coded
        elif kind == 2:
            self._read_tables()
            self.step = self._coded
        else:
            raise Wrong("invalid block type")
        self.last = bool(last)

    def _read_tables(self):
        literals, distances = self._bits(5) + 257, self._bits(5) + 1
        heads = self._bits(4) + 4
        if literals > 286 or distances > 30:
            raise Wrong("too many length or distance symbols")
        lengths = [0] * 19
        for n in CODE_ORDER[:heads]:
            lengths[n] = self._bits(3)
        table = _table(lengths, "code lengths")
        lengths = []
        while len(lengths) < literals + distances:
            symbol = self._symbol(table, "code lengths")
            if symbol < 16:
                lengths.append(symbol)
                continue
            if symbol == 16 and not lengths:
                raise Wrong("invalid bit length repeat")
            again = lengths[-1] if symbol == 16 else 0
            bits, least = ((2, 3), (3, 3), (7, 11))[symbol - 16]
            lengths += [again] * (self._bits(bits) + least)
        if len(lengths) > literals + distances:
            raise Wrong("invalid bit length repeat")
        if not lengths[256]:
            raise Wrong("invalid code -- missing end-of-block")
        self.tables = (_table(lengths[:literals], "literal/lengths"),
                       _table(lengths[literals:], "distances"))

    def _end(self):
        self.step = None if self.last else self._block

    def _stored(self):
        if self.left:
            self.out.append(self._bits(8))
            self.left -= 1
        if not self.left:
            self._end()

    def _coded(self):
        """Reads one symbol."""
        literals, distances = self.tables
        symbol = self._symbol(literals, "literal/length")
        if symbol < 256:
            self.out.append(symbol)
            return
        if symbol == 256:
            return self._end()
        if symbol > 285:
            raise Wrong("invalid literal/length code")
        symbol -= 257
        length = LENGTH_BASE[symbol] + self._bits(LENGTH_EXTRA[symbol])
        symbol = self._symbol(distances, "distance")
        if symbol > 29:
            raise Wrong("invalid distance code")
        distance = DISTANCE_BASE[symbol] + self._bits(DISTANCE_EXTRA[symbol])
        if distance > len(self.out):
            raise Wrong("invalid distance too far back")
        for _ in range(length):
            self.out.append(self.out[-distance])

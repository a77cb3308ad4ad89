"""Deflate: repetitions become distances, and all becomes prefix codes (RFC 1951).

What is found, and which code it gets, is what zlib finds and gives at each level: a text
has the same bytes as CPython's.
"""
from bisect import bisect_right

SYNC, FULL, FINISH = 2, 3, 4
# Ways to search: matches of some length only, none, those of one byte, and all but with
# the code that needs not be written.
FILTERED, HUFFMAN_ONLY, RLE, FIXED = 1, 2, 3, 4

_MIN, _MAX = 3, 258
_AHEAD = _MAX + _MIN + 1
# A match of three bytes that is so far away costs more than it saves.
_FAR = 4096

# For each level: the length of a match that is good, the one that is not waited upon, the
# one that is enough, and how many places are tried. The first three do not wait.
_LEVELS = {1: (4, 4, 8, 4), 2: (4, 5, 16, 8), 3: (4, 6, 32, 32), 4: (4, 4, 16, 16),
           5: (8, 16, 32, 32), 6: (8, 16, 128, 128), 7: (8, 32, 128, 256),
           8: (32, 128, 258, 1024), 9: (32, 258, 258, 4096)}

LENGTH_EXTRA = [0] * 8 + [n for n in range(1, 6) for _ in range(4)] + [0]
DISTANCE_EXTRA = [0, 0] + [n for n in range(14) for _ in range(2)]
CODE_ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
FIXED_LENGTHS = [8] * 144 + [9] * 112 + [7] * 24 + [8] * 8
_REPEAT_BITS = [0] * 16 + [2, 3, 7]


def _bases(extra, first):
    bases = []
    for bits in extra:
        bases.append(first)
        first += 1 << bits
    return bases


LENGTH_BASE = _bases(LENGTH_EXTRA, _MIN)
# The longest length has a code without more bits.
LENGTH_BASE[-1] = _MAX
DISTANCE_BASE = _bases(DISTANCE_EXTRA, 1)


def _code(bases, value):
    """Which code a value begins with."""
    return bisect_right(bases, value) - 1


def codes_of(lengths):
    """The codes of these lengths, each with its first bit lowest."""
    count = [0] * 16
    for length in lengths:
        count[length] += 1
    count[0] = code = 0
    following = [0] * 17
    for length in range(1, 16):
        code = code + count[length - 1] << 1
        following[length] = code
    codes = []
    for length in lengths:
        code = following[length]
        following[length] += 1
        turned = 0
        for _ in range(length):
            turned = turned << 1 | code & 1
            code >>= 1
        codes.append(turned)
    return codes


class _Tree:
    """A prefix code for symbols that occur so often."""

    def __init__(self, counts, longest):
        self.counts = counts = list(counts)
        self.last = max((n for n, count in enumerate(counts) if count), default=-1)
        heap = [n for n, count in enumerate(counts) if count]
        while len(heap) < 2:
            # There have to be two.
            if self.last < 2:
                self.last += 1
                node = self.last
            else:
                node = 0
            counts[node] = 1
            heap.append(node)
        order, parent = self._join(heap)
        self.lengths = self._lengths(order, parent, longest)
        self.codes = codes_of(self.lengths)

    def _join(self, heap):
        """Joins the two rarest until one is left: all nodes, the rarest last."""
        weight = dict(enumerate(self.counts))
        depth = dict.fromkeys(weight, 0)
        parent = {}

        def before(a, b):
            return (weight[a], depth[a]) <= (weight[b], depth[b])

        def sink(at):
            node = heap[at]
            while (child := 2 * at + 1) < len(heap):
                if child + 1 < len(heap) and before(heap[child + 1], heap[child]):
                    child += 1
                if before(node, heap[child]):
                    break
                heap[at] = heap[child]
                at = child
            heap[at] = node

        for at in range(len(heap) // 2 - 1, -1, -1):
            sink(at)
        taken, new = [], len(self.counts)
        while len(heap) > 1:
            one, heap[0] = heap[0], heap[-1]
            heap.pop()
            sink(0)
            other = heap[0]
            taken += [one, other]
            weight[new] = weight[one] + weight[other]
            depth[new] = max(depth[one], depth[other]) + 1
            parent[one] = parent[other] = heap[0] = new
            new += 1
            sink(0)
        return [heap[0], *reversed(taken)], parent

    def _lengths(self, order, parent, longest):
        """How many bits each symbol has, none more than allowed."""
        deep = {order[0]: 0}
        count = [0] * (longest + 1)
        too_deep = 0
        for node in order[1:]:
            bits = deep[parent[node]] + 1
            if bits > longest:
                bits = longest
                too_deep += 1
            deep[node] = bits
            if node < len(self.counts):
                count[bits] += 1
        if too_deep:
            while too_deep > 0:
                bits = longest - 1
                while not count[bits]:
                    bits -= 1
                count[bits] -= 1
                count[bits + 1] += 2
                count[longest] -= 1
                too_deep -= 2
            leaves = [node for node in reversed(order) if node < len(self.counts)]
            lengths = [bits for bits in range(longest, 0, -1) for _ in range(count[bits])]
            deep.update(zip(leaves, lengths))
        return [deep.get(n, 0) for n in range(len(self.counts))]


def _runs(lengths):
    """Lengths of codes with their repetitions: symbol, and what follows it."""
    at = 0
    while at < len(lengths):
        length, end = lengths[at], at
        while end < len(lengths) and lengths[end] == length:
            end += 1
        run, at = end - at, end
        if length:
            # One is written first, but where it goes on from a full repetition.
            yield length, 0
            run -= 1
        longest = 6 if length else 138
        while run >= 3:
            part = min(run, longest)
            run -= part
            if length:
                yield 16, part - 3
            elif part <= 10:
                yield 17, part - 3
            else:
                yield 18, part - 11
        for _ in range(run):
            yield length, 0


class Deflate:
    """Takes data as it comes, and has bytes when there are some."""

    def __init__(self, level, window_bits, memory, strategy, words):
        self.level, self.strategy = level, strategy
        # A block ends after so many symbols.
        self.most = (1 << memory + 6) - 1
        self.key_bits = memory + 7
        self.size = 1 << max(window_bits, 9)
        self.reach = self.size - _AHEAD
        self.data = bytearray()
        self.out = bytearray()
        self.held = self.held_bits = 0
        # Where the window begins, how far it is filled, and where the work is.
        self.base = self.end = self.at = self.block = 0
        self.heads, self.before = {}, {}
        self.late = 0
        self.match = (_MIN - 1, 0)
        self.waits = False
        self._begin_block()
        # What is known beforehand is as if it had been written.
        self.data += words[-self.size:]
        self.at = self.end = self.block = len(self.data)
        for at in range(self.at - _MIN + 1):
            self._remember(at)
        self.late = min(self.at, _MIN - 1)

    def _begin_block(self):
        self.symbols = []
        self.literals = [0] * 286
        self.literals[256] = 1
        self.distances = [0] * 30

    def run(self, data, flush):
        """Goes on with more data: what can be written now."""
        self.data += data
        if self.level == 0:
            self._store(flush)
        elif self._search(flush) and (self.symbols or flush == FINISH):
            self._end_block(flush == FINISH)
        if flush in (SYNC, FULL):
            self._stored(b"", False)
            if flush == FULL:
                self.heads.clear()
                self.late, self.base = 0, self.at
        if flush == FINISH:
            self._align()
        out, self.out = bytes(self.out), bytearray()
        return out

    # Searching.

    def _fill(self):
        while True:
            if self.at - self.base >= self.size + self.reach:
                self.base += self.size
            room = 2 * self.size - (self.end - self.base)
            count = min(room, len(self.data) - self.end)
            if count <= 0:
                return
            self.end += count
            # What stood too near to the end to be remembered.
            while self.late and self.end - self.at + self.late >= _MIN:
                self._remember(self.at - self.late)
                self.late -= 1
            if self.end - self.at >= _AHEAD:
                return

    def _remember(self, at):
        """Notes where three bytes stand; where such stood before."""
        data = self.data
        shift = (self.key_bits + 2) // 3
        key = (data[at] << shift ^ data[at + 1]) << shift ^ data[at + 2]
        key &= (1 << self.key_bits) - 1
        found = self.before[at & self.size - 1] = self.heads.get(key, -1)
        self.heads[key] = at
        return found if found > self.base else -1

    def _longest(self, at, candidate, least):
        """The longest match before a place that is longer than that, and its place."""
        good, _, enough, tries = _LEVELS[self.level]
        if least >= good:
            tries >>= 2
        ahead = self.end - at
        enough = min(enough, ahead)
        limit = max(at - self.reach, self.base)
        data, best, place = self.data, least, self.match[1]
        most = min(_MAX, ahead)
        while best < ahead:
            if data[candidate:candidate + best + 1] == data[at:at + best + 1]:
                length = best + 1
                while length < most and data[candidate + length] == data[at + length]:
                    length += 1
                best, place = length, candidate
                if length >= enough:
                    break
            candidate = self.before.get(candidate & self.size - 1, -1)
            tries -= 1
            if candidate <= limit or not tries:
                break
        return min(best, ahead), place

    def _search(self, flush):
        """Whether all is done that could be asked for."""
        step = self._wait if self.level > 3 else self._take
        if self.strategy in (HUFFMAN_ONLY, RLE):
            step = self._repeat
        while True:
            if self.end - self.at < _AHEAD:
                self._fill()
                if self.end - self.at < _AHEAD and not flush:
                    return False
                if self.end == self.at:
                    break
            found = -1
            if self.end - self.at >= _MIN:
                found = self._remember(self.at)
            near = found >= 0 and self.at - found <= self.reach
            if step(found if near else -1) == self.most:
                self._end_block(False)
        if self.waits:
            self._literal(self.data[self.at - 1])
            self.waits = False
        self.late = min(self.at, _MIN - 1)
        return True

    def _repeat(self, found):
        """Only the byte before is looked for, or nothing at all."""
        at, length = self.at, 0
        if at and self.strategy == RLE:
            most = min(_MAX, self.end - at)
            while length < most and self.data[at + length] == self.data[at - 1]:
                length += 1
        if length < _MIN:
            self._literal(self.data[at])
            length = 1
        else:
            self._repetition(1, length)
        self.at += length
        return len(self.symbols)

    def _take(self, found):
        """The quick way: a match is taken as it is."""
        length = _MIN - 1
        if found >= 0:
            length, place = self._longest(self.at, found, _MIN - 1)
        if length < _MIN:
            self._literal(self.data[self.at])
            self.at += 1
            return len(self.symbols)
        self._repetition(self.at - place, length)
        begin, self.at = self.at + 1, self.at + length
        if length <= _LEVELS[self.level][1] and self.end - self.at >= _MIN:
            for at in range(begin, self.at):
                self._remember(at)
        return len(self.symbols)

    def _wait(self, found):
        """The thorough way: a match is taken if none that begins a byte later is longer."""
        length, place = self.match
        now = _MIN - 1, place
        if found >= 0 and length < _LEVELS[self.level][1]:
            now = self._longest(self.at, found, length)
            if (now[0] == _MIN and self.at - now[1] > _FAR
                    or now[0] <= 5 and self.strategy == FILTERED):
                now = _MIN - 1, now[1]
        if length >= _MIN and now[0] <= length:
            self._repetition(self.at - 1 - place, length)
            last = self.end - _MIN
            begin, self.at = self.at + 1, self.at + length - 1
            for at in range(begin, self.at):
                if at <= last:
                    self._remember(at)
            self.waits = False
            self.match = _MIN - 1, now[1]
            return len(self.symbols)
        if self.waits:
            self._literal(self.data[self.at - 1])
            if len(self.symbols) == self.most:
                # The block ends before this byte.
                self._end_block(False)
        self.waits = True
        self.match = now
        self.at += 1
        return 0

    def _literal(self, byte):
        self.symbols.append((byte, 0))
        self.literals[byte] += 1

    def _repetition(self, distance, length):
        self.symbols.append((length, distance))
        self.literals[257 + _code(LENGTH_BASE, length)] += 1
        self.distances[_code(DISTANCE_BASE, distance)] += 1

    # Writing.

    def _put(self, value, bits):
        self.held |= value << self.held_bits
        self.held_bits += bits
        while self.held_bits >= 8:
            self.out.append(self.held & 0xFF)
            self.held >>= 8
            self.held_bits -= 8

    def _align(self):
        self._put(0, -self.held_bits % 8)

    def _stored(self, data, last):
        self._put(int(last), 3)
        self._align()
        self.out += len(data).to_bytes(2, "little")
        self.out += (len(data) ^ 0xFFFF).to_bytes(2, "little")
        self.out += data

    def _store(self, flush):
        """Level 0: nothing is searched for."""
        while flush and self.block < len(self.data) or flush == FINISH:
            part = self.data[self.block:self.block + 0xFFFF]
            self.block += len(part)
            last = flush == FINISH and self.block == len(self.data)
            self._stored(part, last)
            if last:
                break

    def _end_block(self, last):
        """Writes the symbols since the last block, in the form that takes least room."""
        literals = _Tree(self.literals, 15)
        distances = _Tree(self.distances, 15)
        runs = []
        for tree in literals, distances:
            runs += _runs(tree.lengths[:tree.last + 1])
        counts = [0] * 19
        for symbol, _ in runs:
            counts[symbol] += 1
        heads = _Tree(counts, 7)
        used = max(n for n in range(19) if n < 4 or heads.lengths[CODE_ORDER[n]]) + 1
        own = self._bits(literals.lengths, distances.lengths)
        own += sum(count * (heads.lengths[n] + _REPEAT_BITS[n])
                   for n, count in enumerate(counts)) + 3 * used + 14
        fixed = self._bits(FIXED_LENGTHS, [5] * 30)
        own, fixed = own + 10 >> 3, fixed + 10 >> 3
        if self.strategy == FIXED:
            own = fixed
        length = self.at - self.block
        if length + 4 <= min(own, fixed) and self.block >= self.base:
            self._stored(self.data[self.block:self.at], last)
        elif fixed <= own:
            self._put(1 << 1 | last, 3)
            self._write(FIXED_LENGTHS, codes_of(FIXED_LENGTHS), [5] * 30,
                        codes_of([5] * 30))
        else:
            self._put(2 << 1 | last, 3)
            self._put(literals.last - 256, 5)
            self._put(distances.last, 5)
            self._put(used - 4, 4)
            for n in CODE_ORDER[:used]:
                self._put(heads.lengths[n], 3)
            for symbol, more in runs:
                self._put(heads.codes[symbol], heads.lengths[symbol])
                self._put(more, _REPEAT_BITS[symbol])
            self._write(literals.lengths, literals.codes, distances.lengths,
                        distances.codes)
        self.block = self.at
        self._begin_block()

    def _bits(self, literals, distances):
        """How many bits the symbols of a block take with codes of these lengths."""
        bits = sum(count * literals[n] for n, count in enumerate(self.literals))
        bits += sum(count * distances[n] for n, count in enumerate(self.distances))
        bits += sum(count * LENGTH_EXTRA[n] for n, count in enumerate(self.literals[257:]))
        return bits + sum(count * DISTANCE_EXTRA[n]
                          for n, count in enumerate(self.distances))

    def _write(self, literals, literal_codes, distances, distance_codes):
        put = self._put
        for value, distance in self.symbols:
            if not distance:
                put(literal_codes[value], literals[value])
                continue
            code = _code(LENGTH_BASE, value)
            put(literal_codes[257 + code], literals[257 + code])
            put(value - LENGTH_BASE[code], LENGTH_EXTRA[code])
            code = _code(DISTANCE_BASE, distance)
            put(distance_codes[code], distances[code])
            put(distance - DISTANCE_BASE[code], DISTANCE_EXTRA[code])
        put(literal_codes[256], literals[256])

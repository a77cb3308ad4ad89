"""How sequences differ."""
from collections import Counter, namedtuple
from heapq import nlargest

__all__ = ["get_close_matches", "ndiff", "restore", "SequenceMatcher", "Differ",
           "IS_CHARACTER_JUNK", "IS_LINE_JUNK", "context_diff", "unified_diff",
           "diff_bytes", "Match"]
Match = namedtuple("Match", "a b size")


class SequenceMatcher:
    """Finds the longest blocks that two sequences share."""

    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is not self.b:
            self.b = b
            self.matching_blocks = self.opcodes = None
            self.fullbcount = None
            self._index()

    def _index(self):
        """Where each item of b is, without junk and what is there too often."""
        places = self.b2j = {}
        for index, item in enumerate(self.b):
            places.setdefault(item, []).append(index)
        self.bjunk = {item for item in places if self.isjunk and self.isjunk(item)}
        for item in self.bjunk:
            del places[item]
        size = len(self.b)
        self.bpopular = set()
        if self.autojunk and size >= 200:
            self.bpopular = {item for item, found in places.items()
                             if len(found) > size // 100 + 1}
            for item in self.bpopular:
                del places[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        a, b, places, junk = self.a, self.b, self.b2j, self.bjunk
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        besti, bestj, best = alo, blo, 0
        lengths, nothing = {}, []
        for i in range(alo, ahi):
            new = {}
            for j in places.get(a[i], nothing):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                size = new[j] = lengths.get(j - 1, 0) + 1
                if size > best:
                    besti, bestj, best = i - size + 1, j - size + 1, size
            lengths = new
        for wanted in (False, True):
            while besti > alo and bestj > blo and (b[bestj - 1] in junk) == wanted \
                    and a[besti - 1] == b[bestj - 1]:
                besti, bestj, best = besti - 1, bestj - 1, best + 1
            while besti + best < ahi and bestj + best < bhi \
                    and (b[bestj + best] in junk) == wanted \
                    and a[besti + best] == b[bestj + best]:
                best += 1
        return Match(besti, bestj, best)

    def get_matching_blocks(self):
        if self.matching_blocks is not None:
            return self.matching_blocks
        waiting, found = [(0, len(self.a), 0, len(self.b))], []
        while waiting:
            alo, ahi, blo, bhi = waiting.pop()
            i, j, size = block = self.find_longest_match(alo, ahi, blo, bhi)
            if size:
                found.append(block)
                if alo < i and blo < j:
                    waiting.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    waiting.append((i + size, ahi, j + size, bhi))
        found.sort()
        joined = []
        for i, j, size in found:
            if joined and joined[-1][0] + joined[-1][2] == i \
                    and joined[-1][1] + joined[-1][2] == j:
                joined[-1] = Match(joined[-1][0], joined[-1][1], joined[-1][2] + size)
            else:
                joined.append(Match(i, j, size))
        joined.append(Match(len(self.a), len(self.b), 0))
        self.matching_blocks = joined
        return joined

    def get_opcodes(self):
        if self.opcodes is None:
            self.opcodes = list(self._codes())
        return self.opcodes

    def _codes(self):
        i = j = 0
        for ai, bj, size in self.get_matching_blocks():
            if i < ai or j < bj:
                tag = "insert" if i == ai else "delete" if j == bj else "replace"
                yield tag, i, ai, j, bj
            i, j = ai + size, bj + size
            if size:
                yield "equal", ai, i, bj, j

    def get_grouped_opcodes(self, n=3):
        codes = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        for place, cut in (0, _end), (-1, _beginning):
            if codes[place][0] == "equal":
                codes[place] = cut(n, *codes[place])
        group = []
        for code in codes:
            if code[0] == "equal" and code[2] - code[1] > 2 * n:
                yield [*group, _beginning(n, *code)]
                group, code = [], _end(n, *code)
            group.append(code)
        if any(code[0] != "equal" for code in group):
            yield group

    def ratio(self):
        matches = sum(size for _, _, size in self.get_matching_blocks())
        return _ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        if self.fullbcount is None:
            self.fullbcount = dict(Counter(self.b))
        other = self.fullbcount.get
        matches = sum(min(count, other(item, 0)) for item, count in Counter(self.a).items())
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        return _ratio(min(len(self.a), len(self.b)), len(self.a) + len(self.b))

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


def _beginning(n, tag, i1, i2, j1, j2):
    return tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)


def _end(n, tag, i1, i2, j1, j2):
    return tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The words most like one, the likest first."""
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    found, matcher = [], SequenceMatcher()
    matcher.set_seq2(word)
    for other in possibilities:
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff:
            ratio = matcher.ratio()
            if ratio >= cutoff:
                found.append((ratio, other))
    return [other for _, other in nlargest(n, found)]


def _marks(line, tags):
    """The tags below a line, its own white space kept."""
    return "".join(c if tag == " " and c.isspace() else tag
                   for c, tag in zip(line, tags)).rstrip()


class Differ:
    """Compares lines, and within lines that are alike."""

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == "replace":
                yield from self._replace(a, alo, ahi, b, blo, bhi)
            elif tag == "delete":
                yield from self._dump("-", a, alo, ahi)
            elif tag == "insert":
                yield from self._dump("+", b, blo, bhi)
            else:
                yield from self._dump(" ", a, alo, ahi)

    def _dump(self, tag, lines, low, high):
        for index in range(low, high):
            yield f"{tag} {lines[index]}"

    def _plain(self, a, alo, ahi, b, blo, bhi):
        if bhi - blo < ahi - alo:
            yield from self._dump("+", b, blo, bhi)
            yield from self._dump("-", a, alo, ahi)
        else:
            yield from self._dump("-", a, alo, ahi)
            yield from self._dump("+", b, blo, bhi)

    def _closest(self, a, alo, ahi, b, blo, bhi):
        """Where the two lines are that are most alike, or else two that are equal."""
        best, pair, equal = 0.74, None, None
        matcher = SequenceMatcher(self.charjunk)
        ratios = matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    equal = equal or (i, j)
                    continue
                matcher.set_seq1(a[i])
                if all(ratio() > best for ratio in ratios):
                    best, pair = matcher.ratio(), (i, j)
        return equal if best < 0.75 else pair

    def _replace(self, a, alo, ahi, b, blo, bhi):
        """Lines in place of others: the two that are most alike divide them."""
        found = self._closest(a, alo, ahi, b, blo, bhi)
        if found is None:
            yield from self._plain(a, alo, ahi, b, blo, bhi)
            return
        i, j = found
        yield from self._helper(a, alo, i, b, blo, j)
        if a[i] == b[j]:
            yield f"  {a[i]}"
        else:
            yield from self._alike(a[i], b[j])
        yield from self._helper(a, i + 1, ahi, b, j + 1, bhi)

    def _alike(self, line_a, line_b):
        tags_a = tags_b = ""
        matcher = SequenceMatcher(self.charjunk, line_a, line_b)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            mark_a, mark_b = {"replace": "^^", "delete": "--", "insert": "++",
                              "equal": "  "}[tag]
            tags_a += mark_a * (i2 - i1)
            tags_b += mark_b * (j2 - j1)
        yield from self._marked(line_a, line_b, tags_a, tags_b)

    def _helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._replace(a, alo, ahi, b, blo, bhi)
        elif alo < ahi:
            yield from self._dump("-", a, alo, ahi)
        else:
            yield from self._dump("+", b, blo, bhi)

    def _marked(self, line_a, line_b, tags_a, tags_b):
        for sign, line, tags in (("-", line_a, tags_a), ("+", line_b, tags_b)):
            yield f"{sign} {line}"
            marks = _marks(line, tags)
            if marks:
                yield f"? {marks}\n"


def IS_LINE_JUNK(line, pat=None):
    """A line that is empty, or only a #."""
    return line.strip() in ("", "#")


def IS_CHARACTER_JUNK(ch, ws=" \t"):
    """A space or tab."""
    return ch in ws


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Both rows of lines, each marked with where it is from."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """The lines of one side of an ndiff."""
    try:
        tag = {1: "- ", 2: "+ "}[int(which)]
    except KeyError:
        raise ValueError(f"unknown delta choice (must be 1 or 2): {which!r}") from None
    for line in delta:
        if line[:2] in ("  ", tag):
            yield line[2:]


def _check_types(a, b, *args):
    for what in (a, b):
        if what and not isinstance(what[0], str):
            raise TypeError("lines to compare must be str, not "
                            f"{type(what[0]).__name__} ({what[0]!r})")
    for arg in args:
        if not isinstance(arg, str):
            raise TypeError(f"all arguments must be str, not: {arg!r}")


def _unified_range(start, stop):
    begin, length = start + 1, stop - start
    if length == 1:
        return str(begin)
    return f"{begin - (not length)},{length}"


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3,
                 lineterm="\n"):
    """What changed, with a few lines around it."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            for sign, file, date in (("---", fromfile, fromfiledate),
                                     ("+++", tofile, tofiledate)):
                yield f"{sign} {file}{chr(9) + date if date else ''}{lineterm}"
        first, last = group[0], group[-1]
        yield (f"@@ -{_unified_range(first[1], last[2])} "
               f"+{_unified_range(first[3], last[4])} @@{lineterm}")
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from (" " + line for line in a[i1:i2])
                continue
            if tag in ("replace", "delete"):
                yield from ("-" + line for line in a[i1:i2])
            if tag in ("replace", "insert"):
                yield from ("+" + line for line in b[j1:j2])


def _context_range(start, stop):
    begin, length = start + 1, stop - start
    if not length:
        begin -= 1
    if length <= 1:
        return str(begin)
    return f"{begin},{begin + length - 1}"


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3,
                 lineterm="\n"):
    """What changed: first as it was, then as it is."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    sign = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            for mark, file, date in (("***", fromfile, fromfiledate),
                                     ("---", tofile, tofiledate)):
                yield f"{mark} {file}{chr(9) + date if date else ''}{lineterm}"
        first, last = group[0], group[-1]
        yield "***************" + lineterm
        yield f"*** {_context_range(first[1], last[2])} ****{lineterm}"
        if any(tag in ("replace", "delete") for tag, *_ in group):
            for tag, i1, i2, _, _ in group:
                if tag != "insert":
                    yield from (sign[tag] + line for line in a[i1:i2])
        yield f"--- {_context_range(first[3], last[4])} ----{lineterm}"
        if any(tag in ("replace", "insert") for tag, *_ in group):
            for tag, _, _, j1, j2 in group:
                if tag != "delete":
                    yield from (sign[tag] + line for line in b[j1:j2])


def diff_bytes(dfunc, a, b, fromfile=b"", tofile=b"", fromfiledate=b"", tofiledate=b"",
               n=3, lineterm=b"\n"):
    """A diff of lines of bytes."""
    def decoded(data):
        try:
            return data.decode("ascii", "surrogateescape")
        except AttributeError as error:
            kind = type(data).__name__
            raise TypeError(f"all arguments must be bytes, not {kind} "
                            f"({data!r})") from error
    lines = dfunc(list(map(decoded, a)), list(map(decoded, b)),
                  *map(decoded, (fromfile, tofile, fromfiledate, tofiledate)), n,
                  decoded(lineterm))
    for line in lines:
        yield line.encode("ascii", "surrogateescape")

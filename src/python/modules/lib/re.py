"""Regular expressions: a backtracking matcher that keeps its own stack."""
import enum
import _sre
from _sre import Match, Pattern, PatternError

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer",
           "compile", "purge", "escape", "error", "Pattern", "Match", "A", "I", "L", "M",
           "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL",
           "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError"]
error = PatternError


class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128

    def __repr__(self):
        value = self._value_
        names, rest = [], value
        for flag in type(self).__members__.values():
            if flag._value_ and value & flag._value_ and f"re.{flag._name_}" not in names:
                names.append(f"re.{flag._name_}")
                rest &= ~flag._value_
        names.sort(key=lambda name: type(self)[name[3:]]._value_)
        if rest or not names:
            names.append(hex(rest) if names else
                         "re.NOFLAG" if not rest else f"re.RegexFlag({hex(rest)})")
        return "|".join(names)

    __str__ = object.__str__


for _name, _flag in RegexFlag.__members__.items():
    globals()[_name] = _flag
del _name, _flag

_cache = {}
_MAXCACHE = 512


class _ZeroSentinel(int):
    pass


_zero_sentinel = _ZeroSentinel()


def compile(pattern, flags=0):
    """Reads a regular expression."""
    return _compile(pattern, flags)


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = type(pattern), pattern, flags
    try:
        return _cache[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray, memoryview)):
        raise TypeError("first argument must be string or compiled pattern")
    made = _sre._compiled(pattern, flags)
    if len(_cache) >= _MAXCACHE:
        _cache.clear()
    _cache[key] = made
    return made


def purge():
    """Forgets the expressions that were read."""
    _cache.clear()
    _sre._forget()


def match(pattern, string, flags=0):
    """A match at the beginning of a string, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A match of the whole string, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match in a string, or None."""
    return _compile(pattern, flags).search(string)


def _optional(function, names, args, given):
    """Arguments that should be given by name, and were not."""
    if not args:
        return given
    import warnings
    most = len(names)
    if len(args) > most:
        raise TypeError(f"{function}() takes from {5 - most} to 5 positional arguments "
                        f"but {5 - most + len(args)} were given")
    for name, value in zip(names, args):
        if given[name] is not _zero_sentinel:
            raise TypeError(f"{function}() got multiple values for argument {name!r}")
        given[name] = value
    warnings.warn(f"'{names[0]}' is passed as positional argument",
                  DeprecationWarning, stacklevel=3)
    return given


def sub(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
    """The string with each match replaced."""
    given = _optional("sub", ("count", "flags"), args, {"count": count, "flags": flags})
    return _compile(pattern, given["flags"]).sub(repl, string, given["count"])


def subn(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
    """The string with each match replaced, and their number."""
    given = _optional("subn", ("count", "flags"), args, {"count": count, "flags": flags})
    return _compile(pattern, given["flags"]).subn(repl, string, given["count"])


def split(pattern, string, *args, maxsplit=_zero_sentinel, flags=_zero_sentinel):
    """The parts between matches."""
    given = _optional("split", ("maxsplit", "flags"), args,
                      {"maxsplit": maxsplit, "flags": flags})
    return _compile(pattern, given["flags"]).split(string, given["maxsplit"])


def findall(pattern, string, flags=0):
    """All matches, or their groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


_special_chars_map = {ord(c): "\\" + c for c in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The pattern that matches a text as it is."""
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    return str(pattern, "latin-1").translate(_special_chars_map).encode("latin-1")


class Scanner:
    """What takes a text apart: patterns, each with a function that gets the scanner and
    what was found, or with what stands for it; None where it is left out."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        # Each pattern by itself, and one that matches where any of them does.
        self._patterns = [compile(phrase, flags) for phrase, _ in lexicon]
        together = "|".join([f"(?:{phrase})" for phrase, _ in lexicon])
        self.scanner = compile(together, flags)

    def scan(self, string):
        """What was found, and the rest, which nothing matches."""
        found, at = [], 0
        while at <= len(string):
            tries = (pattern.match(string, at) for pattern in self._patterns)
            which, match = next(
                ((index, one) for index, one in enumerate(tries) if one), (None, None))
            if match is None or match.end() == at:
                break
            at = match.end()
            action = self.lexicon[which][1]
            if callable(action):
                self.match = match
                action = action(self, match.group())
            if action is not None:
                found.append(action)
        return found, string[at:]

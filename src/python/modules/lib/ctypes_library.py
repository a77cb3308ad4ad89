"""The functions of C's own libraries that are here, and what each does.

Of each function: the letters of its arguments, of its result, and the function.  `P` is an
address, `i` an int, `l` a long, `L` a size, `d` a double; `*` stands for any more of them,
which come as `_ctypes_calls._c_value` makes them.
"""
import math
import os
import sys
import time

from _ctypes import (_Own, _find, _read, _start, _string_at, _to_be_found, _write,
                     _wstring_at)
from _ctypes_calls import _invoke, _memmove, _memset, _signed


def _text(address):
    """The bytes up to a zero."""
    return _string_at(address, -1)


def _order(a, b):
    """Less than 0, 0 or more, as the first bytes that differ."""
    for x, y in zip(a, b):
        if x != y:
            return x - y
    return 0


def _compared(length, change=bytes):
    def compare(a, b, count=None):
        a, b = change(_text(a)) + b"\0", change(_text(b)) + b"\0"
        return _order(a[:count], b[:count])
    return compare


def _copied(dst, src, count=None, at=0):
    data = _text(src) + b"\0"
    if count is not None:
        data = data[:count].ljust(count, b"\0")
    _write(dst + at, data)
    return dst


def _strncat(dst, src, count):
    _write(dst + len(_text(dst)), _text(src)[:count] + b"\0")
    return dst


def _found(text, place):
    return text + place if place >= 0 else 0


def _strchr(text, char):
    return _found(text, (_text(text) + b"\0").find(bytes([char % 256])))


def _strrchr(text, char):
    return _found(text, (_text(text) + b"\0").rfind(bytes([char % 256])))


def _spaces(text, at=0):
    while text[at:at + 1].isspace():
        at += 1
    return at


def _whole(text, base=10):
    """The number that a text begins with, and where it ends."""
    start = at = _spaces(text)
    if text[at:at + 1] in (b"+", b"-"):
        at += 1
    if base in (0, 16) and text[at:at + 2].lower() == b"0x" \
            and text[at + 2:at + 3].lower() in tuple(b"%x" % digit for digit in range(16)):
        at, base = at + 2, 16
    elif base == 0:
        base = 8 if text[at:at + 1] == b"0" else 10
    first, number = at, 0
    while at < len(text):
        digit = text[at:at + 1].lower()
        digit = int(digit) if digit.isdigit() else digit[0] - 87 if digit.isalpha() else 99
        if digit >= base:
            break
        number, at = number * base + digit, at + 1
    if at == first:
        return 0, 0
    return -number if text[start:start + 1] == b"-" else number, at


def _real(text):
    """The float that a text begins with, and where it ends."""
    start = at = _spaces(text)
    best = 0.0, 0
    while at < len(text) and at - start < 800 and text[at:at + 1].lower() in (
            b"+-0123456789.einfaty"[i:i + 1] for i in range(20)):
        at += 1
        try:
            best = float(text[start:at]), at
        except ValueError:
            pass
    return best


def _strtol(low, high):
    def convert(text, end, base):
        number, at = _whole(_text(text), base)
        if end:
            _write(end, (text + at).to_bytes(8, "little"))
        return number % (1 << 64) if low == 0 and number > -high else min(
            max(number, low), high)
    return convert


def _strtod(text, end):
    number, at = _real(_text(text))
    if end:
        _write(end, (text + at).to_bytes(8, "little"))
    return number


def _memcmp(a, b, count):
    return _order(_read(a, count), _read(b, count)) if count else 0


def _memchr(memory, char, count):
    return _found(memory, _read(memory, count).find(bytes([char % 256]))) if count else 0


# Memory that is taken until it is given back.
_taken = {}


def _malloc(count):
    if count > 1 << 31:
        return 0
    memory = _Own(max(count, 1))
    start = _to_be_found(memory, memory)
    _taken[start] = memory
    return start


def _calloc(count, size):
    return _malloc(count * size)


def _free(address):
    if address and _taken.pop(address, None) is None:
        raise ValueError(f"0x{address:x} is not an address that malloc() gave")
    return 0


def _realloc(address, count):
    if not address:
        return _malloc(count)
    old = _taken.get(address)
    if old is None:
        raise ValueError(f"0x{address:x} is not an address that malloc() gave")
    made = _malloc(count)
    if made:
        _write(made, bytes(old[:count]))
        _free(address)
    return made


def _strdup(text):
    data = _text(text) + b"\0"
    made = _malloc(len(data))
    _write(made, data)
    return made


def _directive(text, at, values):
    """The flags, width and precision that a directive has, and where its letter is."""
    start = at
    while text[at] in "-+ #0":
        at += 1
    flags, numbers = text[start:at], []
    for mark in "", ".":
        if not text.startswith(mark, at):
            numbers.append(None)
            continue
        at += len(mark)
        if text[at] == "*":
            numbers.append(_signed(_next(values, "i"), 32))
            at += 1
            continue
        start = at
        while text[at].isdecimal():
            at += 1
        numbers.append(int(text[start:at] or 0))
    width, precision = numbers
    if width is not None and width < 0:
        flags, width = flags + "-", -width
    return flags, width, precision if precision is None or precision >= 0 else None, at


def _next(values, kind):
    tag, number, _ = next(values, (None, None, None))
    if tag is None:
        raise TypeError("not enough arguments for format string")
    if (tag == "d") != (kind == "d") or tag in "fS":
        raise TypeError("a double is wanted by the format" if kind == "d" else
                        "an integer or an address is wanted by the format")
    return number


def _one(text, at, values):
    """What one directive makes, and where it ends."""
    flags, width, precision, at = _directive(text, at, values)
    start = at
    while text[at] in "hlLqjzt":
        at += 1
    size, code = text[start:at], text[at]
    sign = "".join(flag for flag in flags if flag in "+ ")
    if code == "%":
        return "%", at + 1
    if code in "diuxXo":
        bits = {"": 32, "h": 16, "hh": 8}.get(size, 64)
        number = _next(values, "i") % (1 << bits)
        if code in "di":
            number = _signed(number, bits)
        digits = {"x": "%x", "X": "%X", "o": "%o"}.get(code, "%d") % abs(number)
        digits = "" if precision == 0 and not number else digits.rjust(precision or 0, "0")
        before = "-" if number < 0 else sign[-1:] and min(sign, key=" +"[::-1].index) \
            if code in "di" else ""
        if "#" in flags and number:
            before += {"x": "0x", "X": "0X", "o": "0"}.get(code, "")
        shown = before + digits
        if "0" in flags and "-" not in flags and precision is None:
            shown = before + digits.rjust((width or 0) - len(before), "0")
    elif code in "eEfFgG":
        told = "%" + flags.replace("-", "") + (str(width) if width and "-" not in flags
                                               else "")
        told += "" if precision is None else f".{precision}"
        shown = (told + code) % _next(values, "d")
    elif code == "c":
        shown = chr(_next(values, "i") % 256)
    elif code in "sS":
        address = _next(values, "P")
        if not address:
            shown = "(null)"
        elif code == "S" or size == "l":
            shown = _wstring_at(address, -1).encode().decode("latin-1")
        else:
            shown = _text(address).decode("latin-1")
        shown = shown[:precision]
    elif code == "p":
        address = _next(values, "P") % (1 << 64)
        shown = f"{address:#x}" if address else "(nil)"
    else:
        raise ValueError(f"the directive %{size}{code} is not known here")
    width = width or 0
    return shown.ljust(width) if "-" in flags else shown.rjust(width), at + 1


def _formatted(text, values):
    """What a format makes of values."""
    text, made, at, values = _text(text).decode("latin-1"), [], 0, iter(values)
    while (end := text.find("%", at)) >= 0:
        made.append(text[at:end])
        try:
            shown, at = _one(text, end + 1, values)
        except IndexError:
            raise ValueError("incomplete format") from None
        made.append(shown)
    return ("".join(made) + text[at:]).encode("latin-1")


def _shown(data):
    """Writes to where C's standard output is."""
    out = sys.__stdout__
    if out is not None:
        out.write(data.decode(errors="backslashreplace"))
    return len(data)


def _printf(text, values):
    return _shown(_formatted(text, values))


def _sprintf(memory, text, values):
    data = _formatted(text, values)
    _write(memory, data + b"\0")
    return len(data)


def _snprintf(memory, size, text, values):
    data = _formatted(text, values)
    if size:
        _write(memory, data[:size - 1] + b"\0")
    return len(data)


def _putchar(char):
    _shown(bytes([char % 256]))
    return char % 256


def _puts(text):
    return _shown(_text(text) + b"\n")


def _sscanf(text, form, values):
    """Reads values from a text, and how many."""
    text, form, values, count = _text(text), _text(form), iter(values), 0
    at = place = 0
    while place < len(form):
        char, place = form[place:place + 1], place + 1
        if char.isspace():
            at = _spaces(text, at)
            continue
        if char != b"%":
            if text[at:at + 1] != char:
                return count
            at += 1
            continue
        start = place
        while form[place:place + 1].isdigit():
            place += 1
        width = int(form[start:place] or 0) or None
        start = place
        while form[place:place + 1] in (b"h", b"l", b"q", b"j", b"z"):
            place += 1
        size, code = form[start:place], form[place:place + 1]
        place += 1
        if code != b"c":
            at = _spaces(text, at)
        rest = text[at:] if width is None else text[at:at + width]
        if not rest:
            return count or -1
        if code in (b"d", b"i", b"u", b"x"):
            number, length = _whole(rest, {b"i": 0, b"x": 16}.get(code, 10))
            bytes_of = {b"": 4, b"h": 2, b"hh": 1}.get(size, 8)
            data = (number % (1 << 8 * bytes_of)).to_bytes(bytes_of, "little")
        elif code in (b"f", b"e", b"g"):
            number, length = _real(rest)
            data = _float_bytes(number, 8 if size == b"l" else 4)
        elif code == b"s":
            data = rest.split(None, 1)[0] + b"\0"
            length = len(data) - 1
        elif code == b"c":
            length = width or 1
            data = text[at:at + length]
        else:
            raise ValueError(f"the directive %{code.decode('latin-1')} is not known here")
        if not length:
            return count
        _write(_next(values, "P"), data)
        at, count = at + length, count + 1
    return count


def _float_bytes(number, length):
    import _memory
    return _memory.float_bytes(number, length)


def _time(where):
    now = int(time.time())
    if where:
        _write(where, now.to_bytes(8, "little"))
    return now


class _Random:
    """glibc's numbers: each is the sum of the ones 3 and 31 before it."""

    def __init__(self, seed):
        seed = seed % (1 << 32) or 1
        row = [seed]
        for _ in range(30):
            # Of a seed that C sees as negative the rest is negative, too.
            last = _signed(row[-1], 32)
            number = 16807 * (abs(last) % 127773) - 2836 * (abs(last) // 127773)
            number = -number if last < 0 else number
            row.append(number + 2147483647 if number < 0 else number)
        self.row = row
        for _ in range(3):
            row.append(row[-31])
        for _ in range(310):
            self.next()

    def next(self):
        row = self.row
        row.append((row[-3] + row[-31]) % (1 << 32))
        del row[:-34]
        return row[-1] >> 1


_random = None


def _srand(seed):
    global _random
    _random = _Random(seed)
    return 0


def _rand():
    if _random is None:
        _srand(1)
    return _random.next()


def _compare_at(compare):
    def call(a, b):
        return _signed(int(_invoke(compare, [("P", a, None), ("P", b, None)])[1]), 32)
    return call


def _qsort(base, count, size, compare):
    """Sorts as glibc does: the halves first, which are then merged."""
    if count * size and _find(base, count * size) is None:
        raise TypeError("memory can only be read here")
    compare = _compare_at(compare)

    def sort(start, count):
        if count < 2:
            return
        half = count // 2
        left, right, end = start, start + half * size, start + count * size
        sort(left, half)
        sort(right, count - half)
        middle, merged = right, bytearray()
        while left < middle and right < end:
            if compare(left, right) <= 0:
                merged += _read(left, size)
                left += size
            else:
                merged += _read(right, size)
                right += size
        if left < middle:
            merged += _read(left, middle - left)
        _write(start, merged)

    if size:
        sort(base, count)
    return 0


def _bsearch(key, base, count, size, compare):
    compare, low, high = _compare_at(compare), 0, count
    while low < high:
        middle = (low + high) // 2
        found = compare(key, base + middle * size)
        if not found:
            return base + middle * size
        low, high = (low, middle) if found < 0 else (middle + 1, high)
    return 0


_environment = {}


def _getenv(name):
    name = _text(name)
    value = os.environ.get(name.decode(errors="surrogateescape"))
    if value is None:
        return 0
    memory = _environment[name] = _Own(value.encode(errors="surrogateescape") + b"\0")
    return _start(memory)


def _is(test):
    """A test of a character as a function of C."""
    return lambda char: int(0 <= char < 128 and test(chr(char)))


def _real_function(work):
    """A function of the module `math` that gives what C does where Python raises."""
    def call(*numbers):
        try:
            return float(work(*numbers))
        except ValueError:
            return math.nan if not (work in _POLES and not numbers[0]) else -math.inf
        except OverflowError:
            odd = len(numbers) == 2 and numbers[1] % 2 == 1
            return -math.inf if numbers[0] < 0 and (odd or work is math.sinh) else math.inf
    return call


def _rounded(work):
    def call(number):
        return math.copysign(float(work(number)), number) if math.isfinite(number) \
            else number
    return call


_POLES = math.log, math.log2, math.log10
_LONG, _ULONG = (1 << 63) - 1, (1 << 64) - 1
C = {
    "strlen": ("P", "L", lambda text: len(_text(text))),
    "strnlen": ("PL", "L", lambda text, most: min(len(_text(text)), most)),
    "wcslen": ("P", "L", lambda text: len(_wstring_at(text, -1))),
    "strcmp": ("PP", "i", _compared(2)), "strncmp": ("PPL", "i", _compared(3)),
    "strcasecmp": ("PP", "i", _compared(2, bytes.lower)),
    "strncasecmp": ("PPL", "i", _compared(3, bytes.lower)),
    "strcpy": ("PP", "P", lambda dst, src: _copied(dst, src)),
    "strncpy": ("PPL", "P", lambda dst, src, count: _copied(dst, src, count)),
    "strcat": ("PP", "P", lambda dst, src: _copied(dst, src, at=len(_text(dst)))),
    "strncat": ("PPL", "P", _strncat), "strdup": ("P", "P", _strdup),
    "strchr": ("Pi", "P", _strchr), "strrchr": ("Pi", "P", _strrchr),
    "strstr": ("PP", "P", lambda text, part: _found(text, _text(text).find(_text(part)))),
    "memcpy": ("PPL", "P", _memmove), "memmove": ("PPL", "P", _memmove),
    "memset": ("PiL", "P", _memset), "memcmp": ("PPL", "i", _memcmp),
    "memchr": ("PiL", "P", _memchr),
    "malloc": ("L", "P", _malloc), "calloc": ("LL", "P", _calloc),
    "realloc": ("PL", "P", _realloc), "free": ("P", "v", _free),
    "abs": ("i", "i", lambda number: abs(number)),
    "labs": ("l", "l", lambda number: abs(number)),
    "llabs": ("l", "l", lambda number: abs(number)),
    "atoi": ("P", "i", lambda text: _whole(_text(text))[0]),
    "atol": ("P", "l", lambda text: _whole(_text(text))[0]),
    "atof": ("P", "d", lambda text: _real(_text(text))[0]),
    "strtol": ("PPi", "l", _strtol(-1 << 63, _LONG)),
    "strtoll": ("PPi", "l", _strtol(-1 << 63, _LONG)),
    "strtoul": ("PPi", "L", _strtol(0, _ULONG)), "strtod": ("PP", "d", _strtod),
    "toupper": ("i", "i", lambda char: char - 32 if 97 <= char <= 122 else char),
    "tolower": ("i", "i", lambda char: char + 32 if 65 <= char <= 90 else char),
    "isalpha": ("i", "i", _is(str.isalpha)), "isdigit": ("i", "i", _is(str.isdigit)),
    "isalnum": ("i", "i", _is(str.isalnum)), "isspace": ("i", "i", _is(
        lambda char: char in " \t\n\v\f\r")),
    "isupper": ("i", "i", _is(str.isupper)), "islower": ("i", "i", _is(str.islower)),
    "printf": ("P*", "i", _printf), "sprintf": ("PP*", "i", _sprintf),
    "snprintf": ("PLP*", "i", _snprintf), "sscanf": ("PP*", "i", _sscanf),
    "puts": ("P", "i", _puts), "putchar": ("i", "i", _putchar),
    "fflush": ("P", "i", lambda file: 0 if sys.__stdout__ is None else
               sys.__stdout__.flush() or 0),
    "time": ("P", "l", _time), "clock": ("", "l", lambda: int(time.process_time() * 10**6)),
    "rand": ("", "i", _rand), "srand": ("i", "v", _srand),
    "qsort": ("PLLP", "v", _qsort), "bsearch": ("PPLLP", "P", _bsearch),
    "getpid": ("", "i", lambda: os.getpid()), "getenv": ("P", "P", _getenv),
}
M = {name: ("d", "d", _real_function(getattr(math, name))) for name in (
    "sqrt cbrt exp log log2 log10 sin cos tan asin acos atan sinh cosh tanh "
    "fabs").split()}
M |= {name: ("dd", "d", _real_function(getattr(math, name))) for name in (
    "pow", "atan2", "fmod")}
M |= {name: ("d", "d", _rounded(getattr(math, name))) for name in ("floor", "ceil", "trunc")}
M["hypot"] = "dd", "d", lambda x, y: math.hypot(x, y)
M["round"] = "d", "d", _rounded(lambda number: math.copysign(
    math.floor(abs(number)) + (abs(number) % 1 >= 0.5), number))

"""Exact quotients of ints."""
import math
import numbers
import operator
import sys

__all__ = ["Fraction"]
_MODULUS = sys.hash_info.modulus
_INF = sys.hash_info.inf


def _digits(text, start):
    """The end of the digits from an index on, underscores within allowed."""
    place = start
    while place < len(text) and (text[place].isdecimal() or text[place] == "_"
                                 and start < place < len(text) - 1
                                 and text[place - 1].isdecimal()
                                 and text[place + 1].isdecimal()):
        place += 1
    return place


def _parse(text):
    """Numerator and denominator of what a text says, or None."""
    text = text.strip()
    sign = -1 if text[:1] == "-" else 1
    place = text[:1] in ("+", "-") and 1 or 0
    end = _digits(text, place)
    whole = text[place:end]
    rest = text[end:]
    if rest.lstrip().startswith("/") and whole:
        rest = rest.lstrip()[1:].lstrip()
        if not rest or _digits(rest, 0) != len(rest):
            return None
        return sign * int(whole), int(rest)
    decimal = ""
    if rest.startswith("."):
        stop = _digits(rest, 1)
        decimal, rest = rest[1:stop].replace("_", ""), rest[stop:]
    if not whole and not decimal:
        return None
    top, bottom = int((whole or "0").replace("_", "") + decimal), 10 ** len(decimal)
    if rest[:1] in ("e", "E") and rest:
        rest = rest[1:]
        power = -1 if rest[:1] == "-" else 1
        place = rest[:1] in ("+", "-") and 1 or 0
        if place == len(rest) or _digits(rest, place) != len(rest):
            return None
        exponent = int(rest[place:])
        if power > 0:
            top *= 10 ** exponent
        else:
            bottom *= 10 ** exponent
    elif rest:
        return None
    return sign * top, bottom


def _significant(number, figures):
    """The digits of a number that is not negative, to so many significant figures, and
    the power of ten of the first."""
    power = len(str(number._numerator)) - len(str(number._denominator))
    if number and number < Fraction(10) ** power:
        power -= 1
    digits = round(number * Fraction(10) ** (figures - 1 - power))
    # Nines may round up to one digit more.
    return (digits // 10, power + 1) if digits == 10 ** figures else (digits, power)


def _is_decimal(value):
    module = sys.modules.get("decimal")
    return module is not None and isinstance(value, module.Decimal)


class Fraction(numbers.Rational):
    """A quotient in lowest terms."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator = numerator.numerator
                self._denominator = numerator.denominator
                return self
            if isinstance(numerator, float) or _is_decimal(numerator):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            parsed = _parse(numerator)
            if parsed is None:
                raise ValueError(f"Invalid literal for Fraction: {numerator!r}")
            numerator, denominator = parsed
        elif type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, numbers.Rational) and \
                isinstance(denominator, numbers.Rational):
            numerator, denominator = (
                numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        common = math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        self._numerator = numerator // common
        self._denominator = denominator // common
        return self

    @classmethod
    def from_float(cls, f):
        return cls(f) if isinstance(f, numbers.Integral) else cls._exactly(f, float)

    @classmethod
    def from_decimal(cls, dec):
        from decimal import Decimal
        if isinstance(dec, numbers.Integral):
            return cls._from_coprime_ints(int(dec), 1)
        return cls._exactly(dec, Decimal)

    @classmethod
    def _exactly(cls, value, kind):
        """The fraction that a number of one kind is."""
        if not isinstance(value, kind):
            name = kind.__name__
            raise TypeError(f"{cls.__name__}.from_{name.lower()}() only takes {name}s, not "
                            f"{value!r} ({type(value).__name__})")
        return cls._from_coprime_ints(*value.as_integer_ratio())

    @classmethod
    def _from_coprime_ints(cls, numerator, denominator, /):
        made = super(Fraction, cls).__new__(cls)
        made._numerator, made._denominator = numerator, denominator
        return made

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return (self._numerator, self._denominator)

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is not greater."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        n, d = self._numerator, self._denominator
        if d <= max_denominator:
            return Fraction(self)

        def nearer(one, other):
            # The other is added as often as distance and limit allow.
            (p, q, off), (r, s, other_off) = one, other
            steps = off // other_off
            if s:
                steps = min(steps, (max_denominator - q) // s)
            return p + steps * r, q + steps * s, off - steps * other_off
        # The neighbours below and above: p, q, and how far p / q is off, times q * d.
        below, above = (n // d, 1, n % d), (1, 0, d)
        while below[1] + above[1] <= max_denominator:
            below = nearer(below, above)
            above = nearer(above, below)
        p, q, _ = min(below, above, key=lambda one: (Fraction(one[2], one[1]), one[1]))
        return Fraction._from_coprime_ints(p, q)

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __format__(self, spec, /):
        if not spec:
            return str(self)
        kind = spec[-1]
        if kind in "eEfFgG%":
            return self._format_float(spec)
        return self._format_general(spec)

    def _match_format(self, pattern, spec):
        """A format specifier in its parts."""
        import re
        match = re.fullmatch(pattern, spec, re.DOTALL)
        if match is None:
            raise ValueError(f"Invalid format specifier {spec!r} for object of type "
                             f"{type(self).__name__!r}")
        if match["align"] is not None and match["zero"]:
            raise ValueError(f"Invalid format specifier {spec!r} for object of type "
                             f"{type(self).__name__!r}; can't use explicit alignment "
                             "with zero-padding")
        return match

    def _format_general(self, spec):
        match = self._match_format(
            r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<alt>\#)?"
            r"(?P<zero>(?!))?(?P<width>0|[1-9][0-9]*)?(?P<sep>[,_])?", spec)
        sep = match["sep"] or ""
        body = f"{abs(self._numerator):{sep}}"
        if self._denominator > 1 or match["alt"]:
            body += f"/{self._denominator:{sep}}"
        sign = "-" if self._numerator < 0 else match["sign"].replace("-", "")
        return _padded(match, sign, body)

    def _format_float(self, spec):
        match = self._match_format(
            r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<no_neg_zero>z)?"
            r"(?P<alt>\#)?(?P<zero>0(?=[0-9]))?(?P<width>0|[1-9][0-9]*)?"
            r"(?P<sep>[,_])?(?:\.(?P<precision>0|[1-9][0-9]*))?(?P<kind>[eEfFgG%])", spec)
        kind, sep = match["kind"], match["sep"] or ""
        precision = int(match["precision"] or 6)
        trim = kind in "gG" and not match["alt"]
        number = Fraction._from_coprime_ints(abs(self._numerator), self._denominator)
        suffix = "%" if kind == "%" else ""
        if kind in "fF%":
            point = precision
            digits = round(number * 10 ** (point + 2 * len(suffix)))
        else:
            figures = max(precision, 1) if kind in "gG" else precision + 1
            digits, power = _significant(number, figures)
            point = figures - 1
            if kind in "eE" or not -4 <= power < figures:
                suffix = f"{'E' if kind in 'EG' else 'e'}{power:+03d}"
            else:
                point -= power
        text = f"{digits:0{point + 1}d}"
        negative = self._numerator < 0 and (digits or not match["no_neg_zero"])
        sign = "-" if negative else match["sign"].replace("-", "")
        lead, rest = text[:len(text) - point], text[len(text) - point:]
        if trim:
            rest = rest.rstrip("0")
        tail = ("." if rest or match["alt"] else "") + rest + suffix
        if match["zero"]:
            width = int(match["width"] or 0) - len(sign) - len(tail)
            lead = lead.rjust(width, "0") if not sep else _zeros(lead, width, sep)
        if sep:
            lead = lead if match["zero"] else f"{int(lead):{sep}}"
        return _padded(match, sign, lead + tail)

    def __add__(a, b):
        if isinstance(b, (int, Fraction)):
            return Fraction(a._numerator * b.denominator + b.numerator * a._denominator,
                            a._denominator * b.denominator)
        return _mixed(operator.add, a, b)

    def __radd__(b, a):
        return _reversed(operator.add, a, b)

    def __sub__(a, b):
        if isinstance(b, (int, Fraction)):
            return Fraction(a._numerator * b.denominator - b.numerator * a._denominator,
                            a._denominator * b.denominator)
        return _mixed(operator.sub, a, b)

    def __rsub__(b, a):
        return _reversed(operator.sub, a, b)

    def __mul__(a, b):
        if isinstance(b, (int, Fraction)):
            return Fraction(a._numerator * b.numerator, a._denominator * b.denominator)
        return _mixed(operator.mul, a, b)

    def __rmul__(b, a):
        return _reversed(operator.mul, a, b)

    def __truediv__(a, b):
        if isinstance(b, (int, Fraction)):
            top, bottom = a._numerator * b.denominator, a._denominator * b.numerator
            if bottom == 0:
                raise ZeroDivisionError(f"Fraction({b.denominator}, 0)")
            return Fraction(top, bottom)
        return _mixed(operator.truediv, a, b)

    def __rtruediv__(b, a):
        return _reversed(operator.truediv, a, b)

    def __floordiv__(a, b):
        if isinstance(b, (int, Fraction)):
            return (a._numerator * b.denominator) // (a._denominator * b.numerator)
        return _mixed(operator.floordiv, a, b)

    def __rfloordiv__(b, a):
        return _reversed(operator.floordiv, a, b)

    def __mod__(a, b):
        if isinstance(b, (int, Fraction)):
            bottom = a._denominator * b.denominator
            return Fraction((a._numerator * b.denominator)
                            % (b.numerator * a._denominator), bottom)
        return _mixed(operator.mod, a, b)

    def __rmod__(b, a):
        return _reversed(operator.mod, a, b)

    def __divmod__(a, b):
        if isinstance(b, (int, Fraction)):
            return a // b, a % b
        return _mixed(divmod, a, b)

    def __rdivmod__(b, a):
        return _reversed(divmod, a, b)

    def __pow__(a, b):
        if isinstance(b, (float, complex)):
            return float(a) ** b
        if not isinstance(b, numbers.Rational):
            return NotImplemented
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        top, bottom = a._numerator ** abs(power), a._denominator ** abs(power)
        if power < 0:
            if not top:
                raise ZeroDivisionError(f"Fraction({bottom}, 0)")
            top, bottom = (bottom, top) if top > 0 else (-bottom, -top)
        return Fraction._from_coprime_ints(top, bottom)

    def __rpow__(b, a):
        power = b._numerator if b._denominator == 1 else float(b)
        if isinstance(a, numbers.Rational) and (b._denominator > 1 or power < 0):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** power

    def __pos__(a):
        return Fraction._from_coprime_ints(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._from_coprime_ints(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._from_coprime_ints(abs(a._numerator), a._denominator)

    def __int__(a, _index=operator.index):
        if a._numerator < 0:
            return _index(-(-a._numerator // a._denominator))
        return _index(a._numerator // a._denominator)

    def __trunc__(a):
        return int(a)

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            # From a half it goes up only where the floor is odd.
            return floor + (2 * rest + floor % 2 > self._denominator)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _MODULUS)
        except ValueError:
            hashed = _INF
        else:
            hashed = hash(hash(abs(self._numerator)) * inverse)
        result = hashed if self._numerator >= 0 else -hashed
        return -2 if result == -1 else result

    def __eq__(a, b):
        if isinstance(b, numbers.Rational):
            return (a._numerator, a._denominator) == (b.numerator, b.denominator)
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if not isinstance(b, float):
            return NotImplemented
        return math.isfinite(b) and a.as_integer_ratio() == b.as_integer_ratio()

    def _compare(self, other, op):
        if isinstance(other, numbers.Rational):
            top, bottom = other.numerator, other.denominator
        elif not isinstance(other, float):
            return NotImplemented
        elif math.isfinite(other):
            top, bottom = other.as_integer_ratio()
        else:
            return op(0.0, other)
        return op(self._numerator * bottom, top * self._denominator)

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return (self.__class__, (self._numerator, self._denominator))

    def __copy__(self):
        return self if type(self) is Fraction else \
            self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


# Complex numbers have no quotients without a rest.
_WITHOUT_COMPLEX = (divmod, operator.floordiv, operator.mod)
_KINDS = ((numbers.Rational, Fraction), (numbers.Real, float), (numbers.Complex, complex))


def _mixed(op, a, b):
    """a op b, where b is no fraction."""
    if isinstance(b, float):
        return op(float(a), b)
    if isinstance(b, complex) and op not in _WITHOUT_COMPLEX:
        return op(complex(float(a)), b)
    return NotImplemented


def _reversed(op, a, b):
    """a op b, where b is the fraction: both of the narrowest kind that `a` is of."""
    for kind, convert in _KINDS:
        if isinstance(a, kind) and not (convert is complex and op in _WITHOUT_COMPLEX):
            return op(convert(a), convert(b))
    return NotImplemented


def _zeros(digits, width, sep):
    """Digits in groups of three, as many zeros before them as a width wants."""
    digits = digits.lstrip("0") or "0"
    while True:
        shown = f"{int(digits):{sep}}" if digits[0] != "0" or digits == "0" else \
            _grouped(digits, sep)
        if len(shown) >= width:
            return shown
        digits = "0" + digits


def _grouped(digits, sep):
    first = len(digits) % 3
    parts = [digits[:first]] if first else []
    parts += [digits[at:at + 3] for at in range(first, len(digits), 3)]
    return sep.join(parts)


def _padded(match, sign, body):
    width = int(match["width"] or 0) - len(sign) - len(body)
    fill, align = match["fill"] or " ", match["align"] or ">"
    if match["zero"]:
        fill, align = "0", "="
    padding = fill * width
    if align == ">":
        return padding + sign + body
    if align == "<":
        return sign + body + padding
    if align == "^":
        half = len(padding) // 2
        return padding[:half] + sign + body + padding[half:]
    return sign + padding + body

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


def _nearest(n, d):
    """The int nearest to n/d, the even one of two that are equally near."""
    q, r = divmod(n, d)
    return q + (2 * r + q % 2 > d)


def _round_to_exponent(n, d, exponent, no_neg_zero=False):
    """n/d rounded to a multiple of 10**exponent, halves to even."""
    scale = 10 ** abs(exponent)
    rounded = _nearest(n, d * scale) if exponent > 0 else _nearest(n * scale, d)
    return (rounded if no_neg_zero else n) < 0, abs(rounded)


def _round_to_figures(n, d, figures):
    """n/d to so many significant figures: sign, digits, exponent."""
    if n == 0:
        return False, 0, 1 - figures
    exponent = len(str(abs(n))) - len(str(d)) - figures
    while True:
        negative, digits = _round_to_exponent(n, d, exponent)
        if digits < 10 ** figures:
            return negative, digits, exponent
        exponent += 1


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
        return cls._exactly(Decimal(int(dec)) if isinstance(dec, numbers.Integral) else dec,
                            Decimal)

    @classmethod
    def _exactly(cls, value, kind):
        if isinstance(value, kind):
            return cls._from_coprime_ints(*value.as_integer_ratio())
        name = kind.__name__
        raise TypeError(f"{cls.__name__}.from_{name.lower()}() only takes {name}s, not "
                        f"{value!r} ({type(value).__name__})")

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
        n, d = self._denominator, self._numerator % self._denominator
        if n <= max_denominator:
            return Fraction(self)
        # The last two convergents; the last step is cut short where it would go too far.
        p, q, next_p, next_q = 1, 0, self._numerator // self._denominator, 1
        times = whole = 0
        while times == whole:
            whole, rest = divmod(n, d)
            times = min(whole, (max_denominator - q) // next_q)
            p, q, next_p, next_q = next_p, next_q, p + times * next_p, q + times * next_q
            n, d = d, rest
        return min(Fraction._from_coprime_ints(p, q),
                   Fraction._from_coprime_ints(next_p, next_q),
                   key=lambda near: abs(near - self))

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
        n, d = self._numerator, self._denominator
        if kind in "fF%":
            exponent = -precision - (2 if kind == "%" else 0)
            negative, digits = _round_to_exponent(n, d, exponent,
                                                  bool(match["no_neg_zero"]))
            scientific, point = False, precision
        else:
            figures = (max(precision, 1) if kind in "gG" else precision + 1)
            negative, digits, exponent = _round_to_figures(n, d, figures)
            scientific = kind in "eE" or not -5 <= exponent + figures - 2 \
                or exponent > 0 or exponent + figures < -3
            point = figures - 1 if scientific else -exponent
        suffix = "%" if kind == "%" else ""
        if scientific:
            suffix = f"{'E' if kind in 'EG' else 'e'}{exponent + point:+03d}"
        text = f"{digits:0{point + 1}d}"
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

    def __pow__(a, b, modulo=None):
        if modulo is not None:
            return NotImplemented
        if not isinstance(b, numbers.Rational):
            return float(a) ** b if isinstance(b, (float, complex)) else NotImplemented
        if b.denominator != 1:
            return float(a) ** float(b)
        top, bottom, power = a._numerator, a._denominator, b.numerator
        if power < 0:
            if top == 0:
                raise ZeroDivisionError(f"Fraction({bottom ** -power}, 0)")
            sign = -1 if top < 0 else 1
            top, bottom, power = sign * bottom, sign * top, -power
        return Fraction._from_coprime_ints(top ** power, bottom ** power)

    def __rpow__(b, a, modulo=None):
        if modulo is not None:
            return NotImplemented
        whole = b._denominator == 1
        if isinstance(a, numbers.Rational) and not (whole and b._numerator >= 0):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (b._numerator if whole else float(b))

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
            return _nearest(self._numerator, self._denominator)
        scale = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(_nearest(self._numerator * scale, self._denominator), scale)
        return Fraction(_nearest(self._numerator, self._denominator * scale) * scale)

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
        return a._compare(b, operator.eq) if isinstance(b, float) else NotImplemented

    def _compare(self, other, op):
        if isinstance(other, float):
            if not math.isfinite(other):
                return op(0.0, other)
            other = self.from_float(other)
        elif not isinstance(other, numbers.Rational):
            return NotImplemented
        return op(self._numerator * other.denominator, self._denominator * other.numerator)

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


def _mixed(op, a, b):
    """a op b, where b is no fraction."""
    if isinstance(b, float):
        return op(float(a), b)
    if isinstance(b, complex) and op not in _WITHOUT_COMPLEX:
        return op(complex(float(a)), b)
    return NotImplemented


def _reversed(op, a, b):
    """a op b, where b is the fraction."""
    if isinstance(a, numbers.Rational):
        return op(Fraction(a), b)
    kind = float if isinstance(a, numbers.Real) else complex
    if not isinstance(a, numbers.Complex) or kind is complex and op in _WITHOUT_COMPLEX:
        return NotImplemented
    return op(kind(a), kind(b))


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

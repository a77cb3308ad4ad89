"""Decimal numbers: an int of digits and the power of ten it is multiplied by."""
import math
import numbers
import sys
import warnings
from collections import namedtuple
from _decimal_context import (
    BasicContext, Clamped, Context, ConversionSyntax, DecimalException, DefaultContext,
    DivisionByZero, DivisionImpossible, DivisionUndefined, ExtendedContext,
    FloatOperation, Inexact, InvalidContext, InvalidOperation, MAX_EMAX, MAX_PREC,
    MIN_EMIN, MIN_ETINY, Overflow, Rounded, ROUND_05UP, ROUND_CEILING, ROUND_DOWN,
    ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, ROUNDINGS,
    Subnormal, Underflow, getcontext, localcontext, setcontext)

__all__ = ["Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext",
           "ExtendedContext", "DecimalException", "Clamped", "InvalidOperation",
           "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow",
           "FloatOperation", "DivisionImpossible", "InvalidContext", "ConversionSyntax",
           "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN",
           "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP",
           "setcontext", "getcontext", "localcontext", "MAX_PREC", "MAX_EMAX",
           "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR"]
__version__, __libmpdec_version__ = "1.70", "2.5.1"
HAVE_THREADS = HAVE_CONTEXTVAR = True
DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent", module="decimal")


def _divide(n, d, rounding, negative):
    """n / d as a whole number, and whether it is exact."""
    q, r = divmod(n, d)
    if not r:
        return q, True
    half = 2 * r - d
    if rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not negative
    elif rounding == ROUND_FLOOR:
        up = negative
    elif rounding == ROUND_HALF_UP:
        up = half >= 0
    elif rounding == ROUND_HALF_DOWN:
        up = half > 0
    elif rounding == ROUND_HALF_EVEN:
        up = half > 0 or half == 0 and q & 1
    else:
        up = q % 5 == 0
    return q + bool(up), False


def _parse(text):
    """Sign, digits, exponent and kind of what a text says, or None."""
    text = text.strip().replace("_", "")
    sign = int(text.startswith("-"))
    text = text[1:] if text[:1] in ("+", "-") and text else text
    lower = text.lower()
    if lower in ("inf", "infinity"):
        return sign, 0, 0, "F"
    for name, kind in (("snan", "N"), ("nan", "n")):
        if lower.startswith(name):
            rest = lower[len(name):]
            if rest and not rest.isdecimal():
                return None
            return sign, _number(rest or "0"), 0, kind
    mantissa, mark, power = lower.partition("e")
    if mark:
        digits = power[1:] if power[:1] in ("+", "-") and power else power
        if not digits.isdecimal():
            return None
    whole, _, part = mantissa.partition(".")
    if not (whole + part).isdecimal():
        return None
    exponent = int(power) if mark else 0
    return sign, _number(whole + part), exponent - len(part), ""


class Decimal:
    """A decimal number."""

    __layout__ = "_sign# _int# _exp# _kind# =56"

    def __new__(cls, value="0", context=None):
        if context is not None and not isinstance(context, Context):
            raise TypeError("optional argument must be a context")
        if isinstance(value, str):
            found = _parse(value)
            if found is None:
                context = getcontext() if context is None else context
                context.signal(ConversionSyntax)
                found = 0, 0, 0, "n"
            return _possible(*found, cls, context)
        if isinstance(value, int):
            return _make(int(value < 0), abs(int(value)), 0, "", cls)
        if isinstance(value, Decimal):
            return _make(value._sign, value._int, value._exp, value._kind, cls)
        if isinstance(value, (list, tuple)):
            return cls._from_tuple(value, context)
        if isinstance(value, float):
            context = getcontext() if context is None else context
            if context.traps[FloatOperation]:
                context.signal(FloatOperation)
            context.flags[FloatOperation] = True
            return cls.from_float(value)
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not "
                        "supported")

    @classmethod
    def _from_tuple(cls, value, context):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exponent = value
        if sign not in (0, 1) or not isinstance(sign, int):
            raise ValueError("sign must be an integer with the value 0 or 1")
        if exponent == "F":
            return _make(sign, 0, 0, "F", cls)
        for digit in digits:
            if not isinstance(digit, int) or not 0 <= digit <= 9:
                raise ValueError("coefficient must be a tuple of digits")
        number = _number("".join(map(str, digits)) or "0")
        if exponent in ("n", "N"):
            return _make(sign, number, 0, exponent, cls)
        if not isinstance(exponent, int):
            raise ValueError("string argument in the third position must be 'F', 'n' or "
                             "'N'")
        return _possible(sign, number, exponent, "", cls, context)

    @classmethod
    def from_float(cls, f, /):
        if isinstance(f, int):
            made = Decimal(f)
        elif not isinstance(f, float):
            raise TypeError("argument must be int or float")
        elif math.isnan(f) or math.isinf(f):
            made = Decimal(float.__repr__(f))
        else:
            sign = int(math.copysign(1.0, f) < 0)
            n, d = float.as_integer_ratio(f)
            k = d.bit_length() - 1
            made = _make(sign, abs(n) * 5 ** k, -k, "")
        return made if cls is Decimal else cls(made)

    # What it is.

    def is_nan(self):
        return self._kind in ("n", "N")

    def is_qnan(self):
        return self._kind == "n"

    def is_snan(self):
        return self._kind == "N"

    def is_infinite(self):
        return self._kind == "F"

    def is_finite(self):
        return not self._kind

    def is_zero(self):
        return not self._kind and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def is_normal(self, context=None):
        context = context or getcontext()
        return not self._kind and self._int != 0 and context.Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        context = context or getcontext()
        return not self._kind and self._int != 0 and self.adjusted() < context.Emin

    def number_class(self, context=None):
        if self.is_nan():
            return "sNaN" if self._kind == "N" else "NaN"
        sign = "-" if self._sign else "+"
        if self._kind:
            return sign + "Infinity"
        if not self._int:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def adjusted(self):
        """The exponent of the first digit."""
        if self._kind:
            return 0
        return self._exp + _length(self._int) - 1

    def as_tuple(self):
        digits = tuple(map(int, _digits(self._int)))
        if self._kind == "F":
            return DecimalTuple(self._sign, (0,), "F")
        if self._kind:
            return DecimalTuple(self._sign, digits if self._int else (), self._kind)
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        if self._kind:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer ratio")
            raise OverflowError("cannot convert Infinity to integer ratio")
        n, d = self._int, 1
        if self._exp >= 0:
            n *= 10 ** self._exp
        else:
            d = 10 ** -self._exp
            common = math.gcd(n, d)
            n, d = n // common, d // common
        return (-n if self._sign else n), d

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self):
        return self._text(getcontext().capitals)

    def _text(self, capitals, engineering=False):
        sign = "-" if self._sign else ""
        if self._kind:
            if self._kind == "F":
                return sign + "Infinity"
            name = "NaN" if self._kind == "n" else "sNaN"
            return sign + name + (_digits(self._int) if self._int else "")
        digits = _digits(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            place = left
        elif not engineering:
            place = 1
        elif not self._int:
            place = (left + 1) % 3 - 1
        else:
            place = (left - 1) % 3 + 1
        if place <= 0:
            whole, part = "0", "." + "0" * -place + digits
        elif place >= len(digits):
            whole, part = digits + "0" * (place - len(digits)), ""
        else:
            whole, part = digits[:place], "." + digits[place:]
        power = "" if left == place else f"{'E' if capitals else 'e'}{left - place:+d}"
        return sign + whole + part + power

    def to_eng_string(self, context=None):
        context = context or getcontext()
        return self._text(context.capitals, True)

    def __bool__(self):
        return bool(self._kind) or self._int != 0

    def __int__(self):
        if self._kind:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self._kind == "N":
            raise ValueError("cannot convert signaling NaN to float")
        if self._kind == "n":
            return float("-nan" if self._sign else "nan")
        return float(self._text(1))

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

    def __sizeof__(self):
        # Nineteen digits are a word, and more than four words a block of their own.
        words, rest = 1, self._int // 10 ** 19
        while rest:
            words, rest = words + 1, rest // 10 ** 19
        return object.__sizeof__(self) + (8 * words if words > 4 else 0)

    def __hash__(self):
        if self._kind == "N":
            raise TypeError("Cannot hash a signaling NaN value")
        if self._kind == "n":
            return object.__hash__(self)
        if self._kind:
            return -314159 if self._sign else 314159
        modulus = sys.hash_info.modulus
        power = pow(10, self._exp, modulus) if self._exp >= 0 else \
            pow(pow(10, -1, modulus), -self._exp, modulus)
        value = self._int * power % modulus
        value = -value if self._sign else value
        return -2 if value == -1 else value

    # Comparing.

    def _order(self, other):
        """Below, at or above zero, as self is below, equal to or above other."""
        if self._kind or other._kind:
            a = (self._kind == "F") * (-1 if self._sign else 1)
            b = (other._kind == "F") * (-1 if other._sign else 1)
            return (a > b) - (a < b)
        low = min(self._exp, other._exp)
        if self._int and other._int and self._sign == other._sign:
            a, b = self.adjusted(), other.adjusted()
            if a != b:
                return (1 if a > b else -1) * (-1 if self._sign else 1)
        elif self._int and other._int or self._int != other._int:
            a = 0 if not self._int else -1 if self._sign else 1
            b = 0 if not other._int else -1 if other._sign else 1
            return (a > b) - (a < b)
        elif not self._int:
            return 0
        a, b = self._signed(low), other._signed(low)
        return (a > b) - (a < b)

    def _signed(self, exponent):
        n = self._int * 10 ** (self._exp - exponent)
        return -n if self._sign else n

    def _compare(self, other, test, equality=False):
        other = _comparable(self, other, equality)
        if other is NotImplemented:
            return other
        a, b = (self, other) if not isinstance(other, tuple) else other
        if a.is_nan() or b.is_nan():
            if not equality or "N" in (a._kind, b._kind):
                getcontext().signal(InvalidOperation)
            return test is _differs
        return test(a._order(b))

    def __eq__(self, other):
        return self._compare(other, _is_zero, True)

    def __ne__(self, other):
        return self._compare(other, _differs, True)

    def __lt__(self, other):
        return self._compare(other, lambda order: order < 0)

    def __le__(self, other):
        return self._compare(other, lambda order: order <= 0)

    def __gt__(self, other):
        return self._compare(other, lambda order: order > 0)

    def __ge__(self, other):
        return self._compare(other, lambda order: order >= 0)

    def compare(self, other, context=None):
        other = _convert(other, True)
        nan = _nan_of(self, other, context)
        return nan if nan is not None else Decimal(self._order(other))

    def compare_signal(self, other, context=None):
        other = _convert(other, True)
        if self.is_nan() or other.is_nan():
            (context or getcontext()).signal(InvalidOperation)
            return _NAN
        return Decimal(self._order(other))

    def compare_total(self, other, context=None):
        other = _convert(other, True)
        a, b = _total_key(self), _total_key(other)
        return Decimal((a > b) - (a < b))

    def compare_total_mag(self, other, context=None):
        return self.copy_abs().compare_total(_convert(other, True).copy_abs())

    def max(self, other, context=None):
        return self._extreme(other, context, 1)

    def min(self, other, context=None):
        return self._extreme(other, context, -1)

    def max_mag(self, other, context=None):
        return self._extreme(other, context, 1, True)

    def min_mag(self, other, context=None):
        return self._extreme(other, context, -1, True)

    def _extreme(self, other, context, wanted, magnitude=False):
        other = _convert(other, True)
        context = context or getcontext()
        for a, b in ((self, other), (other, self)):
            if a._kind == "n" and not b.is_nan():
                return b._fix(context)
        nan = _nan_of(self, other, context)
        if nan is not None:
            return nan
        order = self.copy_abs()._order(other.copy_abs()) if magnitude else 0
        order = order or self._order(other) or int(self.compare_total(other))
        return (self if order * wanted >= 0 else other)._fix(context)

    # Rounding.

    def _fix(self, context):
        """The number as the context allows it, of no subclass."""
        if type(self) is not Decimal:
            self = _make(self._sign, self._int, self._exp, self._kind)
        if self._kind:
            if self.is_nan() and _length(self._int) > context.prec:
                return _make(self._sign, self._int % 10 ** (context.prec - context.clamp),
                             0, self._kind)
            return self
        etiny, etop = context.Etiny(), context.Etop()
        if not self._int:
            high = etop if context.clamp else context.Emax
            exponent = min(max(self._exp, etiny), high)
            if exponent != self._exp:
                context.signal(Clamped)
                return _make(self._sign, 0, exponent, "")
            return self
        low = _length(self._int) + self._exp - context.prec
        if low > etop:
            context.signal(Overflow, Inexact, Rounded)
            return _overflow(self._sign, context)
        subnormal = low < etiny
        low = max(low, etiny)
        if self._exp < low:
            digits, exact = _divide(self._int, 10 ** (low - self._exp), context.rounding,
                                    self._sign)
            if _length(digits) > context.prec:
                digits //= 10
                low += 1
            if low > etop:
                found = _overflow(self._sign, context)
            else:
                found = _make(self._sign, digits, low, "")
            seen = [(Overflow, low > etop), (Underflow, subnormal and not exact),
                    (Subnormal, subnormal), (Inexact, not exact), (Rounded, True),
                    (Clamped, not found._int and not found._kind)]
            context.signal(*[signal for signal, is_so in seen if is_so])
            return found
        if subnormal:
            context.signal(Subnormal)
        if context.clamp and self._exp > etop:
            context.signal(Clamped)
            return _make(self._sign, self._int * 10 ** (self._exp - etop), etop, "")
        return self

    def _rescale(self, exponent, rounding):
        """The number with another exponent, and whether it is exact."""
        if not self._int or self._exp >= exponent:
            shift = max(self._exp - exponent, 0) if self._int else 0
            return _make(self._sign, self._int * 10 ** shift, exponent, ""), True
        digits, exact = _divide(self._int, 10 ** (exponent - self._exp), rounding,
                                self._sign)
        return _make(self._sign, digits, exponent, ""), exact

    def quantize(self, exp, rounding=None, context=None):
        exp = _convert(exp, True)
        context = context or getcontext()
        rounding = _rounding(rounding, context)
        nan = _nan_of(self, exp, context)
        if nan is not None:
            return nan
        if self._kind or exp._kind:
            if self._kind and exp._kind:
                return self
            return _invalid(context)
        if not context.Etiny() <= exp._exp <= context.Emax:
            return _invalid(context)
        if self._int and self.adjusted() - exp._exp + 1 > context.prec + 1:
            return _invalid(context)
        found, exact = self._rescale(exp._exp, rounding)
        if found.adjusted() > context.Emax or _length(found._int) > context.prec:
            return _invalid(context)
        if found._int and found.adjusted() < context.Emin:
            context.signal(Subnormal)
        if found._exp > self._exp:
            if not exact:
                context.signal(Inexact)
            context.signal(Rounded)
        return found._fix(context)

    def same_quantum(self, other, context=None):
        other = _convert(other, True)
        if self._kind or other._kind:
            return self.is_nan() and other.is_nan() or self._kind == other._kind
        return self._exp == other._exp

    def to_integral_value(self, rounding=None, context=None):
        context = context or getcontext()
        rounding = _rounding(rounding, context)
        if self._kind:
            nan = _nan_of(self, self, context)
            return self if nan is None else nan
        return self if self._exp >= 0 else self._rescale(0, rounding)[0]

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        context = context or getcontext()
        rounding = _rounding(rounding, context)
        if self._kind or self._exp >= 0:
            return self.to_integral_value(rounding, context)
        found, exact = self._rescale(0, rounding)
        if not exact:
            context.signal(Inexact)
        context.signal(Rounded)
        return found

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError("optional arg must be an integer")
            return self.quantize(_make(0, 1, -n, ""))
        return self._whole(ROUND_HALF_EVEN)

    def _whole(self, rounding):
        if self._kind == "F":
            raise OverflowError("cannot convert Infinity to integer")
        if self._kind:
            raise ValueError("cannot convert NaN to integer")
        return int(self._rescale(0, rounding)[0]) if self._exp < 0 else int(self)

    def __floor__(self):
        return self._whole(ROUND_FLOOR)

    def __ceil__(self):
        return self._whole(ROUND_CEILING)

    def normalize(self, context=None):
        context = context or getcontext()
        nan = _nan_of(self, self, context)
        if nan is not None:
            return nan
        found = self._fix(context)
        if found._kind:
            return found
        if not found._int:
            return _make(found._sign, 0, 0, "")
        digits, exponent = found._int, found._exp
        high = context.Etop() if context.clamp else context.Emax
        while digits % 10 == 0 and exponent < high:
            digits //= 10
            exponent += 1
        return _make(found._sign, digits, exponent, "")

    # Signs.

    def copy_abs(self):
        return _make(0, self._int, self._exp, self._kind)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp, self._kind)

    def copy_sign(self, other, context=None):
        return _make(_convert(other, True)._sign, self._int, self._exp, self._kind)

    def __pos__(self, context=None):
        context = context or getcontext()
        nan = _nan_of(self, self, context)
        if nan is not None:
            return nan
        if not self and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self._fix(context)

    def __neg__(self, context=None):
        context = context or getcontext()
        nan = _nan_of(self, self, context)
        if nan is not None:
            return nan
        if not self and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self.copy_negate()._fix(context)

    def __abs__(self, round=True, context=None):
        if not round:
            return self.copy_abs()
        return self.__neg__(context) if self._sign else self.__pos__(context)

    # Arithmetic.

    def __add__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        nan = _nan_of(self, other, context)
        if nan is not None:
            return nan
        if self._kind or other._kind:
            if self._kind and other._kind and self._sign != other._sign:
                return _invalid(context)
            return self if self._kind else other
        low = min(self._exp, other._exp)
        a, b = self, other
        if a._int and b._int:
            a, b = _near(a, b, context.prec), _near(b, a, context.prec)
            low = min(a._exp, b._exp)
        total = a._signed(low) + b._signed(low)
        sign = int(total < 0)
        if not total:
            sign = self._sign & other._sign
            if self._sign != other._sign and context.rounding == ROUND_FLOOR:
                sign = 1
        return _make(sign, abs(total), low, "")._fix(context)

    __radd__ = __add__

    def __sub__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        if other.is_nan():
            return self.__add__(other, context)
        return self.__add__(other.copy_negate(), context)

    def __rsub__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__sub__(self, context)

    def __mul__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        nan = _nan_of(self, other, context)
        if nan is not None:
            return nan
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            if not self or not other:
                return _invalid(context)
            return _make(sign, 0, 0, "F")
        return _make(sign, self._int * other._int, self._exp + other._exp,
                     "")._fix(context)

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        nan = _nan_of(self, other, context)
        if nan is not None:
            return nan
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            if self._kind and other._kind:
                return _invalid(context)
            if self._kind:
                return _make(sign, 0, 0, "F")
            context.signal(Clamped)
            return _make(sign, 0, context.Etiny(), "")
        if not other:
            return _by_zero(self, sign, context)
        exponent = self._exp - other._exp
        if not self:
            return _make(sign, 0, exponent, "")._fix(context)
        shift = _length(other._int) - _length(self._int) + context.prec + 1
        exponent -= shift
        n, d = (self._int * 10 ** shift, other._int) if shift >= 0 else \
            (self._int, other._int * 10 ** -shift)
        q, r = divmod(n, d)
        if r:
            if q % 5 == 0:
                q += 1
        else:
            ideal = self._exp - other._exp
            while exponent < ideal and q % 10 == 0:
                q //= 10
                exponent += 1
        return _make(sign, q, exponent, "")._fix(context)

    def __rtruediv__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__truediv__(self, context)

    def _divided(self, other, context):
        """Quotient as a whole number, and remainder."""
        sign = self._sign ^ other._sign
        ideal = self._exp if other._kind else min(self._exp, other._exp)
        distance = self.adjusted() - other.adjusted()
        if not self or other._kind or distance <= -2:
            return _make(sign, 0, 0, ""), \
                self._rescale(ideal, context.rounding)[0]
        if distance <= context.prec:
            low = min(self._exp, other._exp)
            q, r = divmod(self._int * 10 ** (self._exp - low),
                          other._int * 10 ** (other._exp - low))
            if q < 10 ** context.prec:
                return _make(sign, q, 0, ""), _make(self._sign, r, ideal, "")
        context.signal(DivisionImpossible)
        return _NAN, _NAN

    def _division(self, other, context, what):
        """Prepares a division of whole numbers: a finished answer, or None."""
        nan = _nan_of(self, other, context)
        if nan is not None:
            return nan, nan
        sign = self._sign ^ other._sign
        if self._kind:
            bad = _invalid(context)
            if what != "mod" and not other._kind:
                return _make(sign, 0, 0, "F"), bad
            return bad, bad
        if not other:
            if not self:
                context.signal(DivisionUndefined)
                return _NAN, _NAN
            if what == "mod":
                return _NAN, _invalid(context)
            context.signal(DivisionByZero)
            return _make(sign, 0, 0, "F"), _NAN if what == "div" else _invalid(context)
        return None

    def __divmod__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        done = self._division(other, context, "both")
        if done is not None:
            return done
        q, r = self._divided(other, context)
        return q._fix(context), r._fix(context)

    def __rdivmod__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__divmod__(self, context)

    def __floordiv__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if self._kind == "F" and not other._kind:
            return _make(self._sign ^ other._sign, 0, 0, "F")
        done = self._division(other, context, "div")
        if done is not None:
            return done[0]
        return self._divided(other, context)[0]

    def __rfloordiv__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__floordiv__(self, context)

    def __mod__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        done = self._division(other, context, "mod")
        if done is not None:
            return done[1]
        return self._divided(other, context)[1]._fix(context)

    def __rmod__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__mod__(self, context)

    def remainder_near(self, other, context=None):
        other = _convert(other, True)
        context = context or getcontext()
        done = self._division(other, context, "mod")
        if done is not None:
            return done[1]
        if other._kind:
            return self._fix(context)
        low = min(self._exp, other._exp)
        a, b = self._signed(low), abs(other._signed(low))
        q, r = divmod(abs(a), b)
        if 2 * r + (q & 1) > b:
            r -= b
            q += 1
        if q >= 10 ** context.prec:
            context.signal(DivisionImpossible)
            return _NAN
        sign = self._sign if r >= 0 else 1 - self._sign
        return _make(sign, abs(r), low, "")._fix(context)

    def fma(self, other, third, context=None):
        other, third = _convert(other, True), _convert(third, True)
        wide = (context or getcontext()).copy()
        wide.prec, wide.Emax, wide.Emin = MAX_PREC, MAX_EMAX, MIN_EMIN
        return self.__mul__(other, wide).__add__(third, context)

    # Roots and powers.

    def sqrt(self, context=None):
        context = context or getcontext()
        nan = _nan_of(self, self, context)
        if nan is not None:
            return nan
        if self._kind and not self._sign:
            return self
        if not self:
            return _make(self._sign, 0, self._exp // 2, "")._fix(context)
        if self._sign:
            return _invalid(context)
        exponent = self._exp // 2
        n = self._int * 10 if self._exp & 1 else self._int
        size = (_length(n) + 1) // 2
        shift = context.prec + 1 - size
        exact = True
        if shift >= 0:
            n *= 100 ** shift
        else:
            n, rest = divmod(n, 100 ** -shift)
            exact = not rest
        exponent -= shift
        root = math.isqrt(n)
        exact = exact and root * root == n
        if exact:
            if shift >= 0:
                root //= 10 ** shift
            else:
                root *= 10 ** -shift
            exponent += shift
        elif root % 5 == 0:
            root += 1
        near = context.copy()
        near.rounding = ROUND_HALF_EVEN
        object.__setattr__(near, "flags", context.flags)
        return _make(0, root, exponent, "")._fix(near)

    def _real(self, context, function):
        """A function of a real number, computed with digits to spare until it is clear
        how it is rounded."""
        near = context.copy()
        near.rounding = ROUND_HALF_EVEN
        extra = 4
        while True:
            n, exponent = function(context.prec + extra)
            if n % (5 * 10 ** (max(_length(abs(n)) - context.prec - 1, 0))) \
                    not in (0, 1, -1) or extra > 1000:
                break
            extra += 6
        object.__setattr__(near, "flags", context.flags)
        return _make(int(n < 0), abs(n), exponent, "")._fix(near)

    def exp(self, context=None):
        context = context or getcontext()
        nan = _nan_of(self, self, context)
        if nan is not None:
            return nan
        if self._kind:
            return _make(0, 0, 0, "") if self._sign else self
        if not self:
            return Decimal(1)
        if self.adjusted() > 20:
            edge = _make(0, 1, context.Emax + 1 if not self._sign else
                         context.Etiny() - 1, "")
            return edge._fix(context)
        return self._real(context, lambda digits: _exp(self, digits))

    def _logarithm_of_special(self, context):
        """To any base: of a NaN, zero, infinity or less than zero; None for others."""
        nan = _nan_of(self, self, context)
        if nan is not None:
            return nan
        if not self:
            return _make(1, 0, 0, "F")
        if self._kind and not self._sign:
            return self
        return _invalid(context) if self._sign else None

    def ln(self, context=None):
        context = context or getcontext()
        special = self._logarithm_of_special(context)
        if special is not None:
            return special
        if self == 1:
            return _make(0, 0, 0, "")
        return self._real(context, lambda digits: _ln(self, digits))

    def log10(self, context=None):
        context = context or getcontext()
        special = self._logarithm_of_special(context)
        if special is not None:
            return special
        if _digits(self._int).strip("0") == "1":
            return Decimal(self.adjusted())._fix(context)

        def quotient(digits):
            (a, ea), (b, eb) = _ln(self, digits + 4), _ln(Decimal(10), digits + 4)
            shift = digits + 2
            return a * 10 ** shift // b, ea - eb - shift
        return self._real(context, quotient)

    def logb(self, context=None):
        context = context or getcontext()
        nan = _nan_of(self, self, context)
        if nan is not None:
            return nan
        if self._kind:
            return _make(0, 0, 0, "F")
        if not self:
            context.signal(DivisionByZero)
            return _make(1, 0, 0, "F")
        return Decimal(self.adjusted())._fix(context)

    def __pow__(self, other, modulo=None, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if modulo is not None:
            return self._power_modulo(other, _convert(modulo, True), context)
        nan = _nan_of(self, other, context)
        if nan is not None:
            return nan
        if not other:
            return _invalid(context) if not self else Decimal(1)
        whole = not other._kind and other == other.to_integral_value()
        odd = whole and int(other) & 1
        sign = int(bool(self._sign and odd))
        if self._sign and self:
            if not whole:
                return _invalid(context)
            return _signed(self.copy_negate().__pow__(other, context=context), sign)
        if not self:
            if other._sign:
                return _make(sign, 0, 0, "F")
            return _make(sign, 0, 0, "")
        if self._kind:
            if other._sign:
                return _make(sign, 0, 0, "")
            return _make(sign, 0, 0, "F")
        if self == 1:
            if whole and not other._sign:
                low = max(self._exp * min(int(other), context.prec), 1 - context.prec)
                if self._exp:
                    context.signal(Rounded)
            else:
                low = 1 - context.prec
                context.signal(Inexact)
                context.signal(Rounded)
            return _make(0, 10 ** -low, low, "")
        if other._kind:
            big = (self > 1) != bool(other._sign)
            return _make(0, 0, 0, "F" if big else "")
        if whole and abs(other) <= 10 ** 6:
            power = int(other)
            if power >= 0 and _length(self._int) * power <= context.prec * 4 + 64:
                return _make(0, self._int ** power, self._exp * power, "")._fix(context)
            exact = self._exact_inverse(power, context) if power < 0 else None
            if exact is not None:
                return exact._fix(context)
        root = self._exact_root(other, context)
        if root is not None:
            return root

        def power_of(digits):
            more = digits + abs(other.adjusted()) + abs(self.adjusted()) // 2 + 8
            n, exponent = _ln(self, more)
            product = n * other._signed(other._exp)
            return _exp(_make(int(product < 0), abs(product), exponent + other._exp, ""),
                        digits)
        return self._real(context, power_of)

    def _exact_inverse(self, power, context):
        """A negative power, where it has few enough digits."""
        base, fives, twos = self._int, 0, 0
        while base % 10 == 0:
            base //= 10
        zeros = _length(self._int) - _length(base)
        while base % 5 == 0:
            base //= 5
            fives += 1
        while base % 2 == 0:
            base //= 2
            twos += 1
        if base != 1:
            return None
        shift = max(fives, twos) * -power
        if shift > 4 * context.prec:
            return None
        n = 10 ** shift // (5 ** fives * 2 ** twos) ** -power
        return _make(0, n, (self._exp + zeros) * power - shift, "")

    def _exact_root(self, other, context):
        """A power with a simple fraction, where it is exact."""
        if other._exp >= 0 or other._exp < -2:
            return None
        n, d = other.as_integer_ratio()
        if n < 0 or d > 100 or d == 1:
            return None
        base, exponent = self._int, self._exp
        base, exponent = base * 10 ** (exponent % d), exponent - exponent % d
        root = _root(base, d)
        if root is None or n > 50:
            return None
        exact = _make(0, root ** n, exponent // d * n, "")
        if _length(exact._int) > context.prec:
            return None
        spare = context.prec - _length(exact._int)
        context.signal(Rounded)
        context.signal(Inexact)
        return _make(0, exact._int * 10 ** spare, exact._exp - spare, "")._fix(context)

    def _power_modulo(self, other, modulo, context):
        parts = self, other, modulo
        if any(part._kind or part != part.to_integral_value() for part in parts):
            return _invalid(context)
        if other < 0 or not modulo or not (self or other):
            return _invalid(context)
        if modulo.adjusted() >= context.prec:
            return _invalid(context)
        sign = self._sign if int(other) & 1 else 0
        value = pow(abs(int(self)), int(other), abs(int(modulo)))
        return _make(sign, value, 0, "")

    def __rpow__(self, other, modulo=None, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__pow__(self, context=context)

    # Digits and exponents.

    def scaleb(self, other, context=None):
        other = _convert(other, True)
        context = context or getcontext()
        nan = _nan_of(self, other, context)
        if nan is not None:
            return nan
        if other._kind or other._exp != 0:
            return _invalid(context)
        limit = 2 * (context.Emax + context.prec)
        if not -limit <= int(other) <= limit:
            return _invalid(context)
        if self._kind:
            return self
        return _make(self._sign, self._int, self._exp + int(other), "")._fix(context)

    def shift(self, other, context=None):
        return self._moved(other, context, False)

    def rotate(self, other, context=None):
        return self._moved(other, context, True)

    def _moved(self, other, context, round_about):
        other = _convert(other, True)
        context = context or getcontext()
        nan = _nan_of(self, other, context)
        if nan is not None:
            return nan
        prec = context.prec
        if other._kind or other._exp != 0 or not -prec <= int(other) <= prec:
            return _invalid(context)
        if self._kind:
            return self
        by = int(other)
        digits = _digits(self._int)[-prec:].rjust(prec, "0")
        if round_about:
            by %= prec
            digits = digits[by:] + digits[:by]
        elif by < 0:
            digits = digits[:by] or "0"
        else:
            digits = (digits + "0" * by)[-prec:]
        return _make(self._sign, int(digits), self._exp, "")

    def next_plus(self, context=None):
        return self._next(1, context or getcontext())

    def next_minus(self, context=None):
        return self._next(0, context or getcontext())

    def _next(self, up, context):
        nan = _nan_of(self, self, context)
        if nan is not None:
            return nan
        limit = _make(0, 10 ** context.prec - 1, context.Etop(), "")
        if self._kind:
            if self._sign == up:
                return limit.copy_negate() if up else limit
            return self
        quiet = context.copy()
        quiet.rounding = ROUND_CEILING if up else ROUND_FLOOR
        quiet.clear_traps()
        found = self._fix(quiet)
        if found != self:
            return found
        step = _make(0 if up else 1, 1, context.Etiny() - 1, "")
        return self.__add__(step, quiet)

    def next_toward(self, other, context=None):
        other = _convert(other, True)
        context = context or getcontext()
        nan = _nan_of(self, other, context)
        if nan is not None:
            return nan
        order = self._order(other)
        if not order:
            return self.copy_sign(other)
        return self.next_plus(context) if order < 0 else self.next_minus(context)

    def radix(self):
        return Decimal(10)

    def logical_and(self, other, context=None):
        return self._logical(other, context, lambda a, b: a & b)

    def logical_or(self, other, context=None):
        return self._logical(other, context, lambda a, b: a | b)

    def logical_xor(self, other, context=None):
        return self._logical(other, context, lambda a, b: a ^ b)

    def logical_invert(self, context=None):
        context = context or getcontext()
        return self.logical_xor(_make(0, int("1" * context.prec), 0, ""), context)

    def _logical(self, other, context, operation):
        other = _convert(other, True)
        context = context or getcontext()
        for part in (self, other):
            if part._kind or part._sign or part._exp or set(_digits(part._int)) - {"0", "1"}:
                return _invalid(context)
        a, b = (int(_digits(part._int)[-context.prec:], 2) for part in (self, other))
        return Decimal(f"{operation(a, b):b}")

    def __format__(self, spec, context=None):
        return _format(self, spec, context or getcontext())

    def __reduce__(self):
        return (type(self), (str(self),))

    def __copy__(self):
        return self if type(self) is Decimal else type(self)(self)

    def __deepcopy__(self, memo):
        return self.__copy__()


numbers.Number.register(Decimal)


def _make(sign, digits, exponent, kind, cls=Decimal):
    made = object.__new__(cls)
    made._sign, made._int, made._exp, made._kind = sign, digits, exponent, kind
    return made


def _possible(sign, digits, exponent, kind, cls, context):
    """A number, unless it is so large or small that nobody can compute with it."""
    if not kind and (exponent < MIN_ETINY
                     or exponent + _length(digits) - 1 > MAX_EMAX):
        (getcontext() if context is None else context).signal(InvalidOperation)
        return _make(0, 0, 0, "n", cls)
    return _make(sign, digits, exponent, kind, cls)


def _rounding(given, context):
    """The way of rounding that an argument is, or the context's."""
    if given is None:
        return context.rounding
    if given not in ROUNDINGS:
        raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, "
                        "ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, "
                        "ROUND_HALF_EVEN,\n   ROUND_05UP]")
    return given


_NAN = _make(0, 0, 0, "n")


def _is_zero(order):
    return order == 0


def _differs(order):
    return order != 0


def _length(n):
    """How many digits an int has, at least 1."""
    if n < 10 ** 15:
        return len(str(n))
    guess = int(n.bit_length() * 0.30102999566398114)
    return guess + (n >= 10 ** guess)


# As many digits as any limit lets an int have in a text.
_FEW = 640


def _digits(n):
    """The digits of an int, however many."""
    if n < 10 ** _FEW:
        return str(n)
    half = _length(n) // 2
    high, low = divmod(n, 10 ** half)
    return _digits(high) + _digits(low).rjust(half, "0")


def _number(digits):
    """The int that digits stand for, however many."""
    if len(digits) <= _FEW:
        return int(digits)
    half = len(digits) // 2
    return _number(digits[:-half]) * 10 ** half + _number(digits[-half:])


def _signed(value, sign):
    return value.copy_negate() if sign else value


def _convert(value, required=False):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(int(value < 0), abs(value), 0, "")
    if required:
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not "
                        "supported")
    return NotImplemented


def _comparable(self, other, equality):
    """The other side of a comparison; for a fraction, both sides."""
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return _convert(other)
    if isinstance(other, numbers.Rational):
        if self._kind:
            return Decimal(0)
        n = _make(self._sign, self._int * other.denominator, self._exp, "")
        return n, Decimal(other.numerator)
    if isinstance(other, float) or equality and isinstance(other, complex) \
            and other.imag == 0:
        other = other.real
        context = getcontext()
        context.flags[FloatOperation] = True
        if not equality and context.traps[FloatOperation]:
            context.signal(FloatOperation)
        return Decimal.from_float(other)
    return NotImplemented


def _nan_of(a, b, context):
    """What an operation with a NaN gives; None where there is none."""
    for wanted in ("N", "n"):
        for value in (a, b):
            if value._kind == wanted:
                context = context or getcontext()
                if wanted == "N":
                    context.signal(InvalidOperation)
                return _make(value._sign, value._int, 0, "n")._fix(context)
    return None


def _invalid(context):
    context.signal(InvalidOperation)
    return _NAN


def _by_zero(value, sign, context):
    if not value:
        context.signal(DivisionUndefined)
        return _NAN
    context.signal(DivisionByZero)
    return _make(sign, 0, 0, "F")


def _overflow(sign, context):
    rounding = context.rounding
    if rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP) or \
            rounding == ROUND_CEILING and not sign or rounding == ROUND_FLOOR and sign:
        return _make(sign, 0, 0, "F")
    return _make(sign, 10 ** context.prec - 1, context.Etop(), "")


def _near(a, b, prec):
    """A number that is much smaller than another one, as small as still counts."""
    limit = b._exp + min(-1, _length(b._int) - prec - 2)
    if a.adjusted() < limit and a._exp < b._exp:
        return _make(a._sign, 1, limit - 1, "")
    return a


def _total_key(value):
    order = {"": 0, "F": 1, "N": 2, "n": 3}[value._kind]
    sign = -1 if value._sign else 1
    if order > 1:
        return sign * order, sign * value._int, 0
    if order:
        return sign, 0, 0
    from fractions import Fraction
    return 0, (Fraction(value) if value else 0, sign), sign * value._exp


def _root(n, k):
    """The k-th root, if it is whole."""
    if n < 2:
        return n
    high = 1 << -(-n.bit_length() // k)
    while True:
        low = ((k - 1) * high + n // high ** (k - 1)) // k
        if low >= high:
            return high if high ** k == n else None
        high = low


# Logarithm and exponential, of ints with a number of digits behind the point.

_ln10_known = {}


def _ln_int(n, one):
    """ln(n / one) * one for n near one: a series in (n - 1) / (n + 1)."""
    if n < one:
        # Floor division of a negative number never comes to zero.
        return -_ln_int(one * one // n, one)
    y = (n - one) * one // (n + one)
    square = y * y // one
    total, power, k = 0, y, 1
    while power:
        total += power // k
        power = power * square // one
        k += 2
    return 2 * total


def _ln_reduced(n, one):
    """ln(n / one) * one, after square roots that bring n near one."""
    roots = 0
    while abs(n - one) > one // 1000:
        n = math.isqrt(n * one)
        roots += 1
    return _ln_int(n, one) << roots


def _ln10(digits):
    for known, value in _ln10_known.items():
        if known >= digits:
            return value // 10 ** (known - digits)
    _ln10_known[digits] = _ln_reduced(10 ** (digits + 11), 10 ** (digits + 10)) \
        // 10 ** 10
    return _ln10_known[digits]


def _ln(value, digits):
    """ln of a positive number, as an int and an exponent."""
    size = value.adjusted()
    lead = digits + 12
    near = value.copy_abs() - 1 if -2 < size < 2 else None
    if near is not None and near and near.adjusted() < -1:
        lead += -near.adjusted()
    one = 10 ** lead
    shift = lead - _length(value._int) + 1
    n = value._int * 10 ** shift if shift >= 0 else value._int // 10 ** -shift
    if 3 * one < n:
        n //= 10
        size += 1
    return _ln_reduced(n, one) + size * _ln10(lead), -lead


def _exp(value, digits):
    """e to the power of a number, as an int and an exponent."""
    lead = digits + 12 + max(value.adjusted(), 0)
    shift = value._exp + lead
    n = value._int * 10 ** shift if shift >= 0 else value._int // 10 ** -shift
    n = -n if value._sign else n
    tens, n = divmod(n, _ln10(lead))
    one = 10 ** lead
    halvings = 12
    n >>= halvings
    total = term = one
    k = 1
    while term:
        term = term * n // (one * k)
        total += term
        k += 1
    for _ in range(halvings):
        total = total * total // one
    return total, tens - lead


def _format(value, spec, context):
    import re
    match = re.fullmatch(
        r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<z>z)?(?P<alt>\#)?"
        r"(?P<zero>0)?(?P<width>\d+)?(?P<sep>,)?(?:\.(?P<precision>\d+))?"
        r"(?P<kind>[eEfFgGnN%])?", spec, re.DOTALL)
    if match is None or match["zero"] and match["align"]:
        raise ValueError("invalid format string")
    kind, precision = match["kind"], match["precision"]
    precision = None if precision is None else int(precision)
    sign = "-" if value._sign else {"+": "+", " ": " "}.get(match["sign"] or "", "")
    if value._kind:
        body = value.copy_abs()._text(1) + ("%" if kind == "%" else "")
        return _pad(match, sign, body, "", False)
    if kind is None:
        kind = "G" if context.capitals else "g"
    if kind == "N":
        warnings.warn("Format specifier 'N' is deprecated", DeprecationWarning,
                      stacklevel=3)
    if kind in ("n", "N"):
        kind = "g" if kind == "n" else "G"
    number = value
    if kind == "%":
        number = _make(value._sign, value._int, value._exp + 2, "")
    if precision is not None:
        if kind in "eE":
            number = _to_figures(number, precision + 1, context.rounding)
        elif kind in "fF%":
            number = number._rescale(-precision, context.rounding)[0]
        elif _length(number._int) > max(precision, 1):
            number = _to_figures(number, max(precision, 1), context.rounding)
    if not number and number._exp > 0 and kind in "fF%":
        number = number._rescale(0, context.rounding)[0]
    if match["z"] and not number and sign == "-":
        sign = {"+": "+", " ": " "}.get(match["sign"] or "", "")
    digits = _digits(number._int)
    left = number._exp + len(digits)
    if kind in "eE":
        place = 1 - precision if not number and precision is not None else 1
    elif kind in "fF%":
        place = left
    else:
        place = left if number._exp <= 0 and left > -6 else 1
    if place < 0:
        whole, part = "0", "0" * -place + digits
    elif place > len(digits):
        whole, part = digits + "0" * (place - len(digits)), ""
    else:
        whole, part = digits[:place] or "0", digits[place:]
    power = left - place
    tail = ("." + part if part or match["alt"] else "")
    if power or kind in "eE":
        tail += f"{'E' if kind in 'EG' else 'e'}{power:+d}"
    if kind == "%":
        tail += "%"
    return _pad(match, sign, whole, tail, True)


def _to_figures(number, figures, rounding):
    if not number:
        return number
    found = number._rescale(number.adjusted() + 1 - figures, rounding)[0]
    if found.adjusted() != number.adjusted():
        found = found._rescale(found.adjusted() + 1 - figures, rounding)[0]
    return found


def _pad(match, sign, whole, tail, groups):
    width, fill, align = int(match["width"] or 0), match["fill"], match["align"]
    if match["zero"] and align is None:
        fill, align = "0", "="
    if match["sep"] and groups:
        room = width - len(sign) - len(tail)
        if fill == "0" and align == "=":
            whole = whole.rjust(1, "0")
            while len(_group(whole, match["sep"])) < room:
                whole = "0" + whole
        whole = _group(whole, match["sep"])
    padding = (fill or " ") * (width - len(sign) - len(whole) - len(tail))
    body = whole + tail
    align = align or ">"
    if align == "<":
        return sign + body + padding
    if align == ">":
        return padding + sign + body
    if align == "=":
        return sign + padding + body
    half = len(padding) // 2
    return padding[:half] + sign + body + padding[half:]


def _group(digits, sep):
    first = len(digits) % 3
    parts = [digits[:first]] if first else []
    parts += [digits[at:at + 3] for at in range(first, len(digits), 3)]
    return sep.join(parts)


def _add_context_methods():
    """Contexts can do what numbers can."""
    one = {"abs": "__abs__", "plus": "__pos__", "minus": "__neg__"}
    for name in ("canonical copy_abs copy_negate exp is_canonical is_finite is_infinite "
                 "is_nan is_normal is_qnan is_signed is_snan is_subnormal is_zero ln "
                 "log10 logb logical_invert next_minus next_plus normalize number_class "
                 "sqrt to_eng_string to_integral_exact to_integral_value").split():
        one[name] = name
    two = {"add": "__add__", "subtract": "__sub__", "multiply": "__mul__",
           "divide": "__truediv__", "divide_int": "__floordiv__",
           "remainder": "__mod__", "divmod": "__divmod__"}
    for name in ("compare compare_signal compare_total compare_total_mag copy_sign "
                 "logical_and logical_or logical_xor max max_mag min min_mag next_toward "
                 "remainder_near rotate same_quantum scaleb shift").split():
        two[name] = name

    def with_context(function):
        code = function.__code__
        return "context" in code.co_varnames[:code.co_argcount]

    for name, method in one.items():
        function = getattr(Decimal, method)
        takes = with_context(function)

        def call(self, a, /, _function=function, _takes=takes):
            a = _convert(a, True)
            return _function(a, context=self) if _takes else _function(a)
        call.__name__ = name
        setattr(Context, name, call)
    for name, method in two.items():
        def call(self, a, b, /, _function=getattr(Decimal, method)):
            a = _convert(a, True)
            return _function(a, _convert(b, True), context=self)
        call.__name__ = name
        setattr(Context, name, call)

    def create_decimal(self, num="0", /):
        wrong = isinstance(num, str) and ("_" in num or num != num.strip())
        made = _NAN if wrong else Decimal(num, context=self)
        if wrong or made.is_nan() and _length(made._int) > self.prec - self.clamp:
            self.signal(ConversionSyntax)
            return _NAN
        return made._fix(self)

    def power(self, a, b, modulo=None):
        a, b = _convert(a, True), _convert(b, True)
        return a.__pow__(b, modulo, context=self)

    def fma(self, a, b, c, /):
        return _convert(a, True).fma(b, c, context=self)

    def quantize(self, a, b, /):
        return _convert(a, True).quantize(b, context=self)

    def copy_decimal(self, a, /):
        return _convert(a, True)

    def to_sci_string(self, a, /):
        return _convert(a, True)._text(self.capitals)

    Context.create_decimal = create_decimal
    Context.create_decimal_from_float = \
        lambda self, f, /: Decimal.from_float(f)._fix(self)
    Context.power, Context.fma, Context.quantize = power, fma, quantize
    Context.to_sci_string, Context.copy_decimal = to_sci_string, copy_decimal
    Context.radix = lambda self: Decimal(10)


_add_context_methods()

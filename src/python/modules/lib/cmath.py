"""Mathematics of complex numbers."""
import math
import sys
from _cmath import isclose

__all__ = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "e", "exp",
           "inf", "infj", "isclose", "isfinite", "isinf", "isnan", "log", "log10", "nan",
           "nanj", "phase", "pi", "polar", "rect", "sin", "sinh", "sqrt", "tan", "tanh",
           "tau"]
pi, e, tau, inf, nan = math.pi, math.e, math.tau, math.inf, math.nan
infj, nanj = complex(0.0, inf), complex(0.0, nan)

_LARGEST = sys.float_info.max
# Beyond this the square of a number, or its sum with another, may be infinite.
_LARGE = _LARGEST / 4
_LN2 = math.log(2)
_DOMAIN = "math domain error"
_RANGE = "math range error"


def _complex(z):
    """Its argument as a complex number."""
    if isinstance(z, str):
        raise TypeError("must be real number, not str")
    if type(z) is complex:
        return z
    try:
        return complex(z)
    except TypeError:
        raise TypeError("must be real number, not "
                        f"{type(z).__name__}") from None


def _special(x, y):
    return not (math.isfinite(x) and math.isfinite(y))


def _kind(x):
    """Which of seven kinds a number is of, for the tables of special values."""
    if math.isnan(x):
        return 6
    if math.isinf(x):
        return 5 if x > 0 else 0
    if x == 0:
        return 3 if math.copysign(1, x) > 0 else 2
    return 4 if x > 0 else 1


def _table(text):
    """Seven rows of seven values, for the kinds -inf, -finite, -0, 0, finite, inf, nan.
    `U` is for a value that is never asked for."""
    names = {"i": inf, "n": nan, "0": 0.0, "1": 1.0, "p": pi, "h": pi / 2, "q": pi / 4,
             "t": 3 * pi / 4, "U": -9.5426319407711027e33}

    def value(word):
        return -names[word[1:]] if word[0] == "-" else names[word]
    rows = [row.split() for row in text.strip().split("\n")]
    return [[complex(*map(value, cell.split(","))) for cell in row] for row in rows]


_ACOS = _table("""
t,i p,i p,i p,-i p,-i t,-i n,i
h,i U,U U,U U,U U,U h,-i n,n
h,i U,U h,0 h,-0 U,U h,-i h,n
h,i U,U h,0 h,-0 U,U h,-i h,n
h,i U,U U,U U,U U,U h,-i n,n
q,i 0,i 0,i 0,-i 0,-i q,-i n,i
n,i n,n n,n n,n n,n n,-i n,n
""")
_ACOSH = _table("""
i,-t i,-p i,-p i,p i,p i,t i,n
i,-h U,U U,U U,U U,U i,h n,n
i,-h U,U 0,-h 0,h U,U i,h n,n
i,-h U,U 0,-h 0,h U,U i,h n,n
i,-h U,U U,U U,U U,U i,h n,n
i,-q i,-0 i,-0 i,0 i,0 i,q i,n
i,n n,n n,n n,n n,n i,n n,n
""")
_ASINH = _table("""
-i,-q -i,-0 -i,-0 -i,0 -i,0 -i,q -i,n
-i,-h U,U U,U U,U U,U -i,h n,n
-i,-h U,U -0,-0 -0,0 U,U -i,h n,n
i,-h U,U 0,-0 0,0 U,U i,h n,n
i,-h U,U U,U U,U U,U i,h n,n
i,-q i,-0 i,-0 i,0 i,0 i,q i,n
i,n n,n n,-0 n,0 n,n i,n n,n
""")
_ATANH = _table("""
-0,-h -0,-h -0,-h -0,h -0,h -0,h -0,n
-0,-h U,U U,U U,U U,U -0,h n,n
-0,-h U,U -0,-0 -0,0 U,U -0,h -0,n
0,-h U,U 0,-0 0,0 U,U 0,h 0,n
0,-h U,U U,U U,U U,U 0,h n,n
0,-h 0,-h 0,-h 0,h 0,h 0,h 0,n
0,-h n,n n,n n,n n,n 0,h n,n
""")
_COSH = _table("""
i,n U,U i,0 i,-0 U,U i,n i,n
n,n U,U U,U U,U U,U n,n n,n
n,0 U,U 1,0 1,-0 U,U n,0 n,0
n,0 U,U 1,-0 1,0 U,U n,0 n,0
n,n U,U U,U U,U U,U n,n n,n
i,n U,U i,-0 i,0 U,U i,n i,n
n,n n,n n,0 n,0 n,n n,n n,n
""")
_EXP = _table("""
0,0 U,U 0,-0 0,0 U,U 0,0 0,0
n,n U,U U,U U,U U,U n,n n,n
n,n U,U 1,-0 1,0 U,U n,n n,n
n,n U,U 1,-0 1,0 U,U n,n n,n
n,n U,U U,U U,U U,U n,n n,n
i,n U,U i,-0 i,0 U,U i,n i,n
n,n n,n n,-0 n,0 n,n n,n n,n
""")
_LOG = _table("""
i,-t i,-p i,-p i,p i,p i,t i,n
i,-h U,U U,U U,U U,U i,h n,n
i,-h U,U -i,-p -i,p U,U i,h n,n
i,-h U,U -i,-0 -i,0 U,U i,h n,n
i,-h U,U U,U U,U U,U i,h n,n
i,-q i,-0 i,-0 i,0 i,0 i,q i,n
i,n n,n n,n n,n n,n i,n n,n
""")
_SINH = _table("""
i,n U,U -i,-0 -i,0 U,U i,n i,n
n,n U,U U,U U,U U,U n,n n,n
0,n U,U -0,-0 -0,0 U,U 0,n 0,n
0,n U,U 0,-0 0,0 U,U 0,n 0,n
n,n U,U U,U U,U U,U n,n n,n
i,n U,U i,-0 i,0 U,U i,n i,n
n,n n,n n,-0 n,0 n,n n,n n,n
""")
_SQRT = _table("""
i,-i 0,-i 0,-i 0,i 0,i i,i n,i
i,-i U,U U,U U,U U,U i,i n,n
i,-i U,U 0,-0 0,0 U,U i,i n,n
i,-i U,U 0,-0 0,0 U,U i,i n,n
i,-i U,U U,U U,U U,U i,i n,n
i,-i i,-0 i,-0 i,0 i,0 i,i i,n
i,-i n,n n,n n,n n,n i,i n,n
""")
_TANH = _table("""
-1,0 U,U -1,-0 -1,0 U,U -1,0 -1,0
n,n U,U U,U U,U U,U n,n n,n
-0,n U,U -0,-0 -0,0 U,U -0,n n,n
0,n U,U 0,-0 0,0 U,U 0,n n,n
n,n U,U U,U U,U U,U n,n n,n
1,0 U,U 1,-0 1,0 U,U 1,0 1,0
n,n n,n n,-0 n,0 n,n n,n n,n
""")


def _of(table, z):
    return table[_kind(z.real)][_kind(z.imag)]


def _whole(real, imag):
    """A result, unless it is too large."""
    if math.isinf(real) or math.isinf(imag):
        raise OverflowError(_RANGE)
    return complex(real, imag)


def sqrt(z, /):
    """The square root."""
    z = _complex(z)
    x, y = z.real, z.imag
    if _special(x, y):
        return _of(_SQRT, z)
    if x == 0 and y == 0:
        return complex(0.0, y)
    ax, ay = abs(x), abs(y)
    tiny = sys.float_info.min
    if ax < tiny and ay < tiny and (ax > 0 or ay > 0):
        ax = math.ldexp(ax, 53)
        s = math.ldexp(math.sqrt(ax + math.hypot(ax, math.ldexp(ay, 53))), -27)
    else:
        ax /= 8
        s = 2 * math.sqrt(ax + math.hypot(ax, ay / 8))
    d = ay / (2 * s)
    if x >= 0:
        return complex(s, math.copysign(d, y))
    return complex(d, math.copysign(s, y))


def exp(z, /):
    """e to a power."""
    z = _complex(z)
    x, y = z.real, z.imag
    if _special(x, y):
        if math.isinf(x) and math.isfinite(y) and y != 0:
            factor = inf if x > 0 else 0.0
            return complex(math.copysign(factor, math.cos(y)),
                           math.copysign(factor, math.sin(y)))
        if math.isinf(y) and (math.isfinite(x) or x == inf):
            raise ValueError(_DOMAIN)
        return _of(_EXP, z)
    if x > math.log(_LARGEST):
        length = math.exp(x - 1)
        return _whole(length * math.cos(y) * e, length * math.sin(y) * e)
    length = math.exp(x)
    return _whole(length * math.cos(y), length * math.sin(y))


def _log(z):
    x, y = z.real, z.imag
    if _special(x, y):
        return _of(_LOG, z)
    ax, ay = abs(x), abs(y)
    tiny = sys.float_info.min
    if ax > _LARGE or ay > _LARGE:
        real = math.log(math.hypot(ax / 2, ay / 2)) + _LN2
    elif ax < tiny and ay < tiny:
        if ax == 0 and ay == 0:
            raise ValueError(_DOMAIN)
        real = math.log(math.hypot(math.ldexp(ax, 53), math.ldexp(ay, 53))) - 53 * _LN2
    else:
        length = math.hypot(ax, ay)
        if 0.71 <= length <= 1.73:
            longer, shorter = max(ax, ay), min(ax, ay)
            real = math.log1p((longer - 1) * (longer + 1) + shorter * shorter) / 2
        else:
            real = math.log(length)
    return complex(real, math.atan2(y, x))


def log(z, base=None, /):
    """The logarithm: the natural one, or to a base."""
    found = _log(_complex(z))
    if base is None:
        return found
    below = _log(_complex(base))
    try:
        return found / below
    except ZeroDivisionError:
        raise ValueError(_DOMAIN) from None


def log10(z, /):
    """The logarithm to the base 10."""
    found, ln10 = _log(_complex(z)), math.log(10)
    return complex(found.real / ln10, found.imag / ln10)


def acos(z, /):
    """The arc cosine."""
    z = _complex(z)
    x, y = z.real, z.imag
    if _special(x, y):
        return _of(_ACOS, z)
    if abs(x) > _LARGE or abs(y) > _LARGE:
        real = math.atan2(abs(y), x)
        imag = math.log(math.hypot(x / 2, y / 2)) + 2 * _LN2
        if x < 0:
            return complex(real, -math.copysign(imag, y))
        return complex(real, math.copysign(imag, -y))
    one, other = sqrt(complex(1 - x, -y)), sqrt(complex(1 + x, y))
    real = 2 * math.atan2(one.real, other.real)
    return complex(real, math.asinh(other.real * one.imag - other.imag * one.real))


def acosh(z, /):
    """The inverse hyperbolic cosine."""
    z = _complex(z)
    x, y = z.real, z.imag
    if _special(x, y):
        return _of(_ACOSH, z)
    if abs(x) > _LARGE or abs(y) > _LARGE:
        real = math.log(math.hypot(x / 2, y / 2)) + 2 * _LN2
        return complex(real, math.atan2(y, x))
    one, other = sqrt(complex(x - 1, y)), sqrt(complex(x + 1, y))
    real = math.asinh(one.real * other.real + one.imag * other.imag)
    return complex(real, 2 * math.atan2(one.imag, other.real))


def asin(z, /):
    """The arc sine."""
    z = _complex(z)
    found = asinh(complex(-z.imag, z.real))
    return complex(found.imag, -found.real)


def asinh(z, /):
    """The inverse hyperbolic sine."""
    z = _complex(z)
    x, y = z.real, z.imag
    if _special(x, y):
        return _of(_ASINH, z)
    if abs(x) > _LARGE or abs(y) > _LARGE:
        real = math.log(math.hypot(x / 2, y / 2)) + 2 * _LN2
        real = math.copysign(real, x) if math.copysign(1, y) > 0 else \
            -math.copysign(real, -x)
        return complex(real, math.atan2(y, abs(x)))
    one, other = sqrt(complex(1 + y, -x)), sqrt(complex(1 - y, x))
    real = math.asinh(one.real * other.imag - other.real * one.imag)
    return complex(real, math.atan2(y, one.real * other.real - one.imag * other.imag))


def atan(z, /):
    """The arc tangent."""
    z = _complex(z)
    found = atanh(complex(-z.imag, z.real))
    return complex(found.imag, -found.real)


def atanh(z, /):
    """The inverse hyperbolic tangent."""
    z = _complex(z)
    x, y = z.real, z.imag
    if _special(x, y):
        return _of(_ATANH, z)
    if x < 0 or x == 0 and math.copysign(1, x) < 0:
        return -atanh(-z)
    ay = abs(y)
    root = math.sqrt(_LARGE)
    if x > root or ay > root:
        length = math.hypot(x / 2, y / 2)
        real = x / 4 / length / length
        return complex(real, -math.copysign(pi / 2, -y))
    if x == 1 and ay < math.sqrt(sys.float_info.min):
        if ay == 0:
            raise ValueError(_DOMAIN)
        real = -math.log(math.sqrt(ay) / math.sqrt(math.hypot(ay, 2)))
        return complex(real, math.copysign(math.atan2(2, -ay) / 2, y))
    real = math.log1p(4 * x / ((1 - x) * (1 - x) + ay * ay)) / 4
    imag = -math.atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2
    return complex(real, imag)


def cos(z, /):
    """The cosine."""
    z = _complex(z)
    return cosh(complex(-z.imag, z.real))


def cosh(z, /):
    """The hyperbolic cosine."""
    return _hyperbolic(_complex(z), math.cosh, math.sinh, _COSH)


def _hyperbolic(z, along, across, table):
    """The hyperbolic cosine, or with the two functions exchanged the sine."""
    x, y = z.real, z.imag
    if _special(x, y):
        if math.isinf(x) and math.isfinite(y) and y != 0:
            # No angle but 0 has a sine or cosine of 0: both parts are without end.
            return complex(along(x) * math.cos(y), across(x) * math.sin(y))
        if math.isinf(y) and not math.isnan(x):
            raise ValueError(_DOMAIN)
        return _of(table, z)
    # Where e to the power of x is too large, that of a power less may yet do.
    less, times = x, 1
    if abs(x) > math.log(_LARGE):
        less, times = x - math.copysign(1, x), e
    return _whole(math.cos(y) * along(less) * times, math.sin(y) * across(less) * times)


def sin(z, /):
    """The sine."""
    z = _complex(z)
    found = sinh(complex(-z.imag, z.real))
    return complex(found.imag, -found.real)


def sinh(z, /):
    """The hyperbolic sine."""
    return _hyperbolic(_complex(z), math.sinh, math.cosh, _SINH)


def tan(z, /):
    """The tangent."""
    z = _complex(z)
    found = tanh(complex(-z.imag, z.real))
    return complex(found.imag, -found.real)


def tanh(z, /):
    """The hyperbolic tangent."""
    z = _complex(z)
    x, y = z.real, z.imag
    if _special(x, y):
        if math.isinf(x) and math.isfinite(y) and y != 0:
            imag = math.copysign(0.0, 2 * math.sin(y) * math.cos(y))
            return complex(math.copysign(1, x), imag)
        if math.isinf(y) and math.isfinite(x):
            raise ValueError(_DOMAIN)
        return _of(_TANH, z)
    if abs(x) > math.log(_LARGE):
        imag = 4 * math.sin(y) * math.cos(y) * math.exp(-2 * abs(x))
        return complex(math.copysign(1, x), imag)
    tx, ty = math.tanh(x), math.tan(y)
    cx = 1 / math.cosh(x)
    both = tx * ty
    below = 1 + both * both
    return complex(tx * (1 + ty * ty) / below, ty / below * cx * cx)


def phase(z, /):
    """The angle."""
    z = _complex(z)
    return math.atan2(z.imag, z.real)


def polar(z, /):
    """The length and the angle."""
    z = _complex(z)
    return abs(z), math.atan2(z.imag, z.real)


def rect(r, phi, /):
    """The number with a length and an angle."""
    r, phi = float(r), float(phi)
    if _special(r, phi):
        if math.isinf(r) and math.isfinite(phi) and phi != 0:
            x = math.copysign(inf, math.cos(phi))
            y = math.copysign(inf, math.sin(phi))
            return complex(x, y) if r > 0 else complex(-x, -y)
        if math.isinf(phi) and r != 0 and not math.isnan(r):
            raise ValueError(_DOMAIN)
        if r == 0:
            return 0j
        if math.isinf(r):
            return complex(inf, nan) if math.isnan(phi) else \
                complex(r, phi * math.copysign(1, r))
        return complex(nan, phi if phi == 0 else nan)
    if phi == 0:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


def isfinite(z, /):
    """Whether both parts are finite."""
    z = _complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isinf(z, /):
    """Whether a part is infinite."""
    z = _complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isnan(z, /):
    """Whether a part is no number."""
    z = _complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)

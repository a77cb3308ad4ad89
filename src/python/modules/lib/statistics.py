"""Averages, spreads and the normal distribution."""
import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, namedtuple
from fractions import Fraction
from math import exp, fabs, fsum, isnan, log, pi, sqrt, sumprod, tau

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean",
           "geometric_mean", "harmonic_mean", "kde", "linear_regression", "mean",
           "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
           "pstdev", "pvariance", "quantiles", "stdev", "variance"]


class StatisticsError(ValueError):
    pass


def _root_of_pi(bits):
    """The square root of pi with so many bits behind the point, by Machin's formula."""
    def arctan(n):
        power = total = (1 << 2 * bits) // n
        k = 1
        while power:
            power //= -n * n
            k += 2
            total += power // k
        return total
    return math.isqrt(4 * (4 * arctan(5) - arctan(239)))


def _erf(x):
    """The error function: a series of exact ints, rounded once."""
    if isnan(x):
        return x
    if fabs(x) > 6.0:
        return math.copysign(1.0, x)
    bits = 240
    top, bottom = x.as_integer_ratio()
    x = (top << bits) // bottom
    square = x * x >> bits
    term = total = x
    n = 0
    while term:
        n += 1
        term = term * -square // (n << bits)
        total += term // (2 * n + 1)
    return 2 * total / _root_of_pi(bits)



def _exact_ratio(x):
    """A number as an exact quotient."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        kind = type(x).__name__
        raise TypeError(f"can't convert type '{kind}' to "
                        "numerator/denominator") from None


def _isfinite(x):
    """Whether a number of any type is one."""
    try:
        return x.is_finite()
    except AttributeError:
        return math.isfinite(x)


def _fail_neg(values, errmsg="negative value"):
    """The values, as long as none is negative."""
    for x in values:
        if x < 0:
            raise StatisticsError(errmsg)
        yield x


# Which of two types gives way to the other, the surest first.
_GIVES_WAY = (lambda kind, other: issubclass(other, kind),
              lambda kind, other: issubclass(kind, int),
              lambda kind, other: issubclass(kind, Fraction) and issubclass(other, float))


def _coerce(first, second):
    """The type in which results of two types are given."""
    if first is second or second is int or second is bool:
        return first
    for gives_way in _GIVES_WAY:
        for kind, other in (first, second), (second, first):
            if gives_way(kind, other):
                return other
    raise TypeError(f"don't know how to coerce {first.__name__} and {second.__name__}")


def _sum(data):
    """The type, the exact sum, and how many there were."""
    count, kind, parts, special = 0, int, defaultdict(int), None
    for x in data:
        count += 1
        kind = _coerce(kind, type(x))
        top, bottom = _exact_ratio(x)
        if bottom is None:
            special = x if special is None else special + x
        else:
            parts[bottom] += top
    if special is not None:
        return kind, special, count
    total = Fraction(0)
    for bottom, top in parts.items():
        total += Fraction(top, bottom)
    return kind, total, count


def _convert(value, kind):
    """An exact value in a type."""
    if type(value) is kind:
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        if hasattr(kind, "quantize"):
            return kind(value.numerator) / value.denominator
        raise


def _squares(data, center=None):
    """The type, the sum of the squared distances from the mean, the mean, the count."""
    if center is not None:
        kind, total, count = _sum(d * d for d in [x - center for x in data])
        return kind, total, center, count
    data = list(data)
    kind, total, count = _sum(data)
    if not count:
        return kind, Fraction(0), Fraction(0), 0
    if not isinstance(total, Fraction):
        return kind, total - total, total / count, count
    center = total / count
    found = Fraction(0)
    for x in data:
        found += (Fraction(*_exact_ratio(x)) - center) ** 2
    return kind, found, center, count


def mean(data):
    """The arithmetic mean."""
    kind, total, count = _sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / count, kind)


def fmean(data, weights=None):
    """The mean as a float, quickly."""
    if weights is None:
        data = list(data)
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    data, weights = list(data), list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return sumprod(data, weights) / total


def geometric_mean(data):
    """The n-th root of the product."""
    count, zero = 0, False
    logs = []
    for x in data:
        count += 1
        if x > 0.0 or isnan(x):
            logs.append(log(x))
        elif x == 0.0:
            # No number makes more of it.
            zero = True
        else:
            raise StatisticsError("No negative inputs allowed", x)
    if not count:
        raise StatisticsError("Must have a non-empty dataset")
    if zero:
        return 0.0 if all(map(math.isfinite, logs)) else math.nan
    return exp(fsum(logs) / count)


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals."""
    data = list(data)
    message = "harmonic mean does not support negative values"
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        if not isinstance(data[0], (int, float, Fraction)) and \
                not hasattr(data[0], "as_integer_ratio"):
            raise TypeError("unsupported type")
        if data[0] < 0:
            raise StatisticsError(message)
        return data[0]
    if weights is None:
        weights, total = [1] * len(data), len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        total = _sum(weights)[1]
    data, weights = list(_fail_neg(data, message)), list(_fail_neg(weights, message))
    try:
        kind, found, _ = _sum(w / x if w else 0 for w, x in zip(weights, data))
    except ZeroDivisionError:
        return 0
    if found <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(total / found, kind)


def median(data):
    """The middle value, or the mean of the two middle ones."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    """The lower of the middle values."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The higher of the middle values."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of values that stand for intervals."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    x = data[len(data) // 2]
    before, upto = bisect_left(data, x), bisect_right(data, x)
    try:
        interval, x = float(interval), float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float") from None
    low = x - interval / 2.0
    return low + interval * (len(data) / 2 - before) / (upto - before)


def mode(data):
    """The value that is there most often, the first of such."""
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    """All values that are there most often."""
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The points that cut the data into n equal parts."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    if method not in ("exclusive", "inclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    # Between two values lie n steps; a cut lies behind so many of them, less those before.
    steps, before = (size + 1, n) if method == "exclusive" else (size - 1, 0)

    def cut(i):
        place = i * steps - before
        j = min(max(place // n, 0), size - 2)
        rest = place - j * n
        return (data[j] * (n - rest) + data[j + 1] * rest) / n

    return [cut(i) for i in range(1, n)]


def variance(data, xbar=None):
    """The spread of a sample."""
    kind, total, _, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(total / (count - 1), kind)


def pvariance(data, mu=None):
    """The spread of a whole population."""
    kind, total, _, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(total / count, kind)


def _float_sqrt_of_frac(value):
    """The square root of an exact quotient, rounded once."""
    if not isinstance(value, Fraction):
        return sqrt(value)
    n, d = value.numerator, value.denominator
    if n == 0:
        return 0.0
    shift = (n.bit_length() - d.bit_length() - 109) // 2
    if shift >= 0:
        top = _integer_sqrt_of_frac_rto(n, d << 2 * shift) << shift
        return top / 1
    return _integer_sqrt_of_frac_rto(n << -2 * shift, d) / (1 << -shift)


def _integer_sqrt_of_frac_rto(n, d):
    root = math.isqrt(n // d)
    return root | (root * root * d != n)


def _deviation(data, center, less, name):
    kind, total, _, count = _squares(data, center)
    if count < 1 + less:
        points = "two data points" if less else "one data point"
        raise StatisticsError(f"{name} requires at least {points}")
    spread = total / (count - less)
    if hasattr(kind, "quantize"):
        return (kind(spread.numerator) / spread.denominator).sqrt()
    return _float_sqrt_of_frac(spread)


def stdev(data, xbar=None):
    """The square root of the variance of a sample."""
    return _deviation(data, xbar, 1, "stdev")


def pstdev(data, mu=None):
    """The square root of the variance of a population."""
    return _deviation(data, mu, 0, "pstdev")


def _check_rows(x, y, name):
    if len(x) != len(y):
        raise StatisticsError(f"{name} requires that both inputs have same number of data "
                              "points")
    if len(x) < 2:
        raise StatisticsError(f"{name} requires at least two data points")


def _centered(row):
    """The mean, and by how much each value differs from it."""
    center = fsum(row) / len(row)
    return center, [v - center for v in row]


def covariance(x, y, /):
    """How two rows vary together."""
    _check_rows(x, y, "covariance")
    return sumprod(_centered(x)[1], _centered(y)[1]) / (len(x) - 1)


def _ranks(data):
    order = sorted(range(len(data)), key=lambda index: data[index])
    ranks, start = [0.0] * len(data), 0
    while start < len(order):
        end = start
        while end < len(order) and data[order[end]] == data[order[start]]:
            end += 1
        for index in order[start:end]:
            ranks[index] = (start + end + 1) / 2 - (len(data) + 1) / 2
        start = end
    return ranks


def _sqrtprod(x, y):
    """The square root of a product, corrected by what its square differs from it."""
    root = sqrt(x * y)
    if root in (0.0, math.inf) and x and y and math.isfinite(x) and math.isfinite(y):
        scale = 2.0 ** -512 if root else 2.0 ** 537
        return _sqrtprod(x * scale, y * scale) / scale
    if not root or not math.isfinite(root):
        return root
    return root + sumprod((x, root), (y, -root)) / (2.0 * root)


def correlation(x, y, /, *, method="linear"):
    """How closely two rows are on one line, from -1 to 1."""
    _check_rows(x, y, "correlation")
    if method not in ("linear", "ranked"):
        raise ValueError(f"Unknown method: {method!r}")
    x, y = [_ranks(row) if method == "ranked" else _centered(row)[1] for row in (x, y)]
    try:
        return sumprod(x, y) / _sqrtprod(sumprod(x, x), sumprod(y, y))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    """The line that is nearest to the points."""
    _check_rows(x, y, "linear regression")
    if not proportional:
        (a, x), (b, y) = _centered(x), _centered(y)
    try:
        slope = (sumprod(x, y) + 0.0) / sumprod(x, x)
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope=slope,
                            intercept=0.0 if proportional else b - slope * a)


_KERNELS = {
    "normal": (lambda t: exp(-t * t / 2) / sqrt(tau), None),
    "logistic": (lambda t: 0.5 / (1.0 + math.cosh(t)), None),
    "sigmoid": (lambda t: (1 / pi) / math.cosh(t), None),
    "rectangular": (lambda t: 0.5, 1.0),
    "triangular": (lambda t: 1.0 - abs(t), 1.0),
    "parabolic": (lambda t: 0.75 * (1.0 - t * t), 1.0),
    "quartic": (lambda t: 15 / 16 * (1.0 - t * t) ** 2, 1.0),
    "triweight": (lambda t: 35 / 32 * (1.0 - t * t) ** 3, 1.0),
    "cosine": (lambda t: pi / 4 * math.cos(pi / 2 * t), 1.0),
}
_KERNELS.update(gauss=_KERNELS["normal"], uniform=_KERNELS["rectangular"],
                epanechnikov=_KERNELS["parabolic"], biweight=_KERNELS["quartic"])


def kde(data, h, kernel="normal", *, cumulative=False):
    """A smooth density of which the data is a sample."""
    if not len(data):
        raise StatisticsError("Empty data sequence")
    if not isinstance(data[0], (int, float)):
        raise TypeError("Data sequence must contain ints or floats")
    if h <= 0.0:
        raise StatisticsError(f"Bandwidth h must be positive, not {h=!r}")
    if kernel not in _KERNELS:
        raise StatisticsError(f"Unknown kernel name: {kernel!r}")
    function, support = _KERNELS[kernel]
    if cumulative:
        if kernel not in ("normal", "gauss"):
            raise StatisticsError(f"no cumulative {kernel!r} kernel is here")
        return lambda x: sum(0.5 * (1.0 + _erf((x - v) / h / sqrt(2.0)))
                             for v in data) / len(data)
    if support is None:
        return lambda x: sum(function((x - v) / h) for v in data) / (len(data) * h)
    ordered = sorted(data)

    def pdf(x):
        near = ordered[bisect_left(ordered, x - h * support):
                       bisect_right(ordered, x + h * support)]
        return sum(function((x - v) / h) for v in near) / (len(data) * h)
    return pdf


def _horner(coefficients, x):
    value = 0.0
    for coefficient in coefficients:
        value = value * x + coefficient
    return value


# Wichura's algorithm AS241: quotients of polynomials in three regions.
_MIDDLE = (
    (2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4,
     6.72657_70927_00870_0853e+4, 4.59219_53931_54987_1457e+4,
     1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
     1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0),
    (5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4,
     3.93078_95800_09271_0610e+4, 2.12137_94301_58659_5867e+4,
     5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
     4.23133_30701_60091_1252e+1, 1.0))
_NEAR = (
    (7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2,
     2.41780_72517_74506_11770e-1, 1.27045_82524_52368_38258e+0,
     3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
     4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0),
    (1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4,
     1.51986_66563_61645_71966e-2, 1.48103_97642_74800_74590e-1,
     6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
     2.05319_16266_37758_82187e+0, 1.0))
_FAR = (
    (2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5,
     1.24266_09473_88078_43860e-3, 2.65321_89526_57612_30930e-2,
     2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
     5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0),
    (2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7,
     1.84631_83175_10054_68180e-5, 7.86869_13114_56132_59100e-4,
     1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
     5.99832_20655_58879_37690e-1, 1.0))


def _normal_dist_inv_cdf(p, mu, sigma):
    q = p - 0.5
    if fabs(q) <= 0.425:
        r = 0.180625 - q * q
        top, bottom = _MIDDLE
        return mu + _horner(top, r) * q / _horner(bottom, r) * sigma
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    (top, bottom), r = (_NEAR, r - 1.6) if r <= 5.0 else (_FAR, r - 5.0)
    x = _horner(top, r) / _horner(bottom, r)
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    """A normal distribution."""

    __slots__ = {"_mu": "Arithmetic mean of a normal distribution",
                 "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        kind, total, center, count = _squares(data)
        if count < 2:
            raise StatisticsError("stdev requires at least two data points")
        return cls(float(center), _float_sqrt_of_frac(total / (count - 1)))

    def samples(self, n, *, seed=None):
        source = random.random if seed is None else random.Random(seed).random
        return [_normal_dist_inv_cdf(source(), self._mu, self._sigma) for _ in range(n)]

    def _spread(self, message):
        if not self._sigma:
            raise StatisticsError(message)
        return self._sigma

    def pdf(self, x):
        variance = self._spread("pdf() not defined when sigma is zero") ** 2
        diff = x - self._mu
        return exp(diff * diff / (-2.0 * variance)) / sqrt(tau * variance)

    def cdf(self, x):
        sigma = self._spread("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + _erf((x - self._mu) / (sigma * sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        # The order makes it the same whichever of the two is asked.
        x, y = sorted((self, other), key=lambda one: (one._sigma, one._mu))
        if not x.variance or not y.variance:
            raise StatisticsError("overlap() not defined when sigma is zero")
        if x.variance == y.variance:
            return 1.0 - _erf(fabs(y._mu - x._mu) / (2.0 * x._sigma * sqrt(2.0)))
        return 1.0 - sum([fabs(y.cdf(place) - x.cdf(place)) for place in x._crossings(y)])

    def _crossings(x, y):
        """Where two distributions of different spreads are equally dense."""
        a, b, apart = x.variance, y.variance, y._mu - x._mu
        wider = b - a
        middle = x._mu * b - y._mu * a
        span = x._sigma * y._sigma * sqrt(apart * apart + wider * log(b / a))
        return (middle + span) / wider, (middle - span) / wider

    def zscore(self, x):
        return (x - self._mu) / self._spread("zscore() not defined when sigma is zero")

    @property
    def mean(self):
        return self._mu

    median = mode = mean

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    __rmul__ = __mul__

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"


__within__ = "<native> _deviation _squares"

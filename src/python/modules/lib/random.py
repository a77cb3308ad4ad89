"""Random variable generators."""
import _random
from bisect import bisect_right as _bisect
from itertools import accumulate as _accumulate
from math import acos as _acos, ceil as _ceil, cos as _cos, e as _e, exp as _exp
from math import fabs as _fabs, floor as _floor, isfinite as _isfinite
from math import lgamma as _lgamma, log as _log, log2 as _log2, pi as _pi, sin as _sin
from math import sqrt as _sqrt
from operator import index as _index

__all__ = ["Random", "SystemRandom", "betavariate", "binomialvariate", "choice",
           "choices", "expovariate", "gammavariate", "gauss", "getrandbits", "getstate",
           "lognormvariate", "normalvariate", "paretovariate", "randbytes", "randint",
           "random", "randrange", "sample", "seed", "setstate", "shuffle", "triangular",
           "uniform", "vonmisesvariate", "weibullvariate"]

NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
TWOPI = 2.0 * _pi
BPF = 53
RECIP_BPF = 2 ** -BPF
SG_MAGICCONST = 1.0 + _log(4.5)
_MASK = (1 << 64) - 1


def _root(number, power):
    """The first 64 bits behind the point of a square or cube root."""
    number <<= 64 * power
    low, high = 0, 1 << 80
    while low < high:
        middle = (low + high + 1) // 2
        if middle ** power <= number:
            low = middle
        else:
            high = middle - 1
    return low & _MASK


def _sha512(data):
    """The hash that text is turned into a number with (FIPS 180-4)."""
    primes = [n for n in range(2, 410) if all(n % d for d in range(2, int(n ** .5) + 1))]
    constants = [_root(prime, 3) for prime in primes]
    state = [_root(prime, 2) for prime in primes[:8]]
    length = 8 * len(data)
    data += b"\x80" + b"\0" * (-(len(data) + 17) % 128) + length.to_bytes(16)

    def turn(x, *steps):
        made = 0
        for step in steps:
            made ^= x >> step | x << 64 - step
        return made

    for start in range(0, len(data), 128):
        words = [int.from_bytes(data[i:i + 8]) for i in range(start, start + 128, 8)]
        for t in range(16, 80):
            x, y = words[t - 15], words[t - 2]
            words.append((words[t - 16] + (turn(x, 1, 8) ^ x >> 7) + words[t - 7]
                          + (turn(y, 19, 61) ^ y >> 6)) & _MASK)
            words[t] &= _MASK
        a, b, c, d, e, f, g, h = state
        for constant, word in zip(constants, words):
            one = (h + turn(e, 14, 18, 41) + (e & f ^ ~e & g) + constant + word) & _MASK
            two = (turn(a, 28, 34, 39) + (a & b ^ a & c ^ b & c)) & _MASK
            a, b, c, d, e, f, g, h = one + two & _MASK, a, b, c, d + one & _MASK, e, f, g
        state = [old + new & _MASK for old, new in zip(state, (a, b, c, d, e, f, g, h))]
    return b"".join([word.to_bytes(8) for word in state])


class _Random:
    """Random() -> create a random number generator with its own internal state."""
    __layout__ = "_state# =2496"
    __module__, __qualname__ = "_random", "Random"


class Random(_Random):
    """Random number generator base class used by bound module functions."""
    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None, version=2):
        """Initialize internal state from a seed.

        The only supported seed types are None, int, float,
        str, bytes, and bytearray."""
        if a is None:
            from time import time_ns
            a = time_ns() ^ id(self)
        elif version == 1 and isinstance(a, (str, bytes)):
            codes = list(a) if isinstance(a, bytes) else list(map(ord, a))
            x = codes[0] << 7 if codes else 0
            for code in codes:
                x = 1000003 * x & _MASK ^ code
            a = x ^ len(codes)
        elif isinstance(a, (str, bytes, bytearray)):
            if isinstance(a, str):
                a = a.encode()
            a = int.from_bytes(bytes(a) + _sha512(bytes(a)))
        elif isinstance(a, float):
            a = hash(a) & _MASK
        elif not isinstance(a, int):
            raise TypeError("The only supported seed types are:\nNone, int, float, str, "
                            "bytes, and bytearray.")
        self._state = _random.seed(a)
        self.gauss_next = None

    def getstate(self):
        """Return internal state; can be passed to setstate() later."""
        words = tuple([int.from_bytes(self._state[i:i + 4], "little")
                       for i in range(0, 2500, 4)])
        return self.VERSION, words, self.gauss_next

    def setstate(self, state):
        """Restore internal state from object returned by getstate()."""
        version, words, gauss_next = state
        if version == 2:
            # Its words may be signed.
            words = [word % (1 << 32) for word in words]
        elif version != 3:
            raise ValueError(f"state with version {version} passed to Random.setstate() "
                             f"of version {self.VERSION}")
        self.gauss_next = gauss_next
        if len(words) != 625:
            raise ValueError("state vector is the wrong size")
        self._state = bytearray(b"".join([word.to_bytes(4, "little") for word in words]))

    def random(self):
        """random() -> x in the interval [0, 1)."""
        return _random.random(self._state)

    def getrandbits(self, k, /):
        """getrandbits(k) -> x.  Generates an int with k random bits."""
        return _random.getrandbits(self._state, k)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __init_subclass__(cls, /, **kwargs):
        """A class with a random() of its own draws all other numbers from that."""
        super().__init_subclass__(**kwargs)
        for base in cls.__mro__:
            if "_randbelow" in base.__dict__:
                return
            if "getrandbits" in base.__dict__:
                cls._randbelow = Random._randbelow_with_getrandbits
                return
            if "random" in base.__dict__:
                cls._randbelow = Random._randbelow_without_getrandbits
                return

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        """A random int in the range [0,n), of random() alone."""
        if n >= maxsize:
            return _floor(self.random() * n)
        limit = (maxsize - maxsize % n) / maxsize
        r = self.random()
        while r >= limit:
            r = self.random()
        return _floor(r * maxsize) % n

    def _randbelow_with_getrandbits(self, n):
        """A random int in the range [0,n)."""
        k = n.bit_length()
        r = self.getrandbits(k)
        while r >= n:
            r = self.getrandbits(k)
        return r

    _randbelow = _randbelow_with_getrandbits

    def randbytes(self, n):
        """Generate n random bytes."""
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        """Choose a random item from range(stop) or range(start, stop[, step])."""
        start = _index(start)
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if start > 0:
                return self._randbelow(start)
            raise ValueError("empty range for randrange()")
        stop, step = _index(stop), _index(step)
        if not step:
            raise ValueError("zero step for randrange()")
        # How many numbers it has; a range's own length may not be so great.
        n = -((start - stop) // step)
        if n > 0:
            return start + step * self._randbelow(n)
        shown = f"{start}, {stop}" + ("" if step == 1 else f", {step}")
        raise ValueError(f"empty range in randrange({shown})")

    def randint(self, a, b):
        """Return random integer in range [a, b], including both end points."""
        return self.randrange(a, b + 1)

    def choice(self, seq):
        """Choose a random element from a non-empty sequence."""
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        """Shuffle list x in place, and return None."""
        for i in reversed(range(1, len(x))):
            j = self._randbelow(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        """Chooses k unique random elements from a population sequence."""
        from collections.abc import Sequence
        if not isinstance(population, Sequence):
            raise TypeError("Population must be a sequence.  For dicts or sets, use "
                            "sorted(d).")
        n = len(population)
        if counts is not None:
            ends = list(_accumulate(counts))
            if len(ends) != n:
                raise ValueError("The number of counts does not match the population")
            total = ends.pop()
            if not isinstance(total, int):
                raise TypeError("Counts must be integers")
            if total <= 0:
                raise ValueError("Total of counts must be greater than zero")
            return [population[_bisect(ends, place)] for place in self.sample(range(total), k)]
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        # What a set of k numbers takes, against a list of all.
        room = 21 + (4 ** _ceil(_log(k * 3) / _log(4)) if k > 5 else 0)
        places, result = self._places(n, n <= room), [None] * k
        for i in range(k):
            result[i] = population[next(places)]
        return result

    def _places(self, n, pooled):
        """The numbers below n in any order: from a list that shrinks, or by remembering
        those that were there."""
        if pooled:
            pool = list(range(n))
            for left in range(n, 0, -1):
                j = self._randbelow(left)
                yield pool[j]
                pool[j] = pool[left - 1]
        seen = set()
        while True:
            j = self._randbelow(n)
            if j not in seen:
                seen.add(j)
                yield j

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """Return a k sized list of population elements chosen with replacement."""
        n = len(population)
        if weights is not None:
            if cum_weights is not None:
                raise TypeError("Cannot specify both weights and cumulative weights")
            if isinstance(weights, int):
                raise TypeError("The number of choices must be a keyword argument: "
                                f"k={weights!r}")
            cum_weights = list(_accumulate(weights))
        elif cum_weights is None:
            return [population[_floor(self.random() * (n + 0.0))] for _ in range(k)]
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not _isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[_bisect(cum_weights, self.random() * total, 0, n - 1)]
                for _ in range(k)]

    def uniform(self, a, b):
        """Get a random number in the range [a, b) or [a, b] depending on rounding."""
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """Triangular distribution."""
        u, width = self.random(), high - low
        if mode is not None and width == 0:
            return low
        c = 0.5 if mode is None else (mode - low) / width
        if u > c:
            return high + (low - high) * _sqrt((1.0 - u) * (1.0 - c))
        return low + width * _sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        """Normal distribution."""
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = NV_MAGICCONST * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        """Gaussian distribution."""
        if self.gauss_next is None:
            z, self.gauss_next = self._two_normal()
        else:
            z, self.gauss_next = self.gauss_next, None
        return mu + z * sigma

    def _two_normal(self):
        angle = self.random() * TWOPI
        radius = _sqrt(-2.0 * _log(1.0 - self.random()))
        return _cos(angle) * radius, _sin(angle) * radius

    def lognormvariate(self, mu, sigma):
        """Log normal distribution."""
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        """Exponential distribution."""
        return -_log(1.0 - self.random()) / lambd

    def gammavariate(self, alpha, beta):
        """Gamma distribution.  Not the gamma function!"""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        return (self._hill(alpha) if alpha > 1.0 else self._slope(alpha)) * beta

    def _hill(self, alpha):
        """A gamma variable for an alpha above 1, by Cheng's algorithm GB."""
        root = _sqrt(2.0 * alpha - 1.0)
        while True:
            u = self.random()
            if not 1e-7 < u < 0.9999999:
                continue
            z = u * u * (1.0 - self.random())
            v = _log(u / (1.0 - u)) / root
            x = alpha * _exp(v)
            r = alpha - LOG4 + (alpha + root) * v - x
            if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _log(z):
                return x

    def _slope(self, alpha):
        """A gamma variable for an alpha below 1, by Ahrens' and Dieter's algorithm GS."""
        b = (_e + alpha) / _e
        while True:
            p = b * self.random()
            if p <= 1.0:
                x = p ** (1.0 / alpha)
                if self.random() <= _exp(-x):
                    return x
            else:
                x = -_log((b - p) / alpha)
                if self.random() <= x ** (alpha - 1.0):
                    return x

    def betavariate(self, alpha, beta):
        """Beta distribution."""
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def vonmisesvariate(self, mu, kappa):
        """Circular data distribution."""
        if kappa <= 1e-6:
            return TWOPI * self.random()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        z, q = self._best_fisher(r), 1.0 / r
        angle = _acos((q + z) / (1.0 + q * z))
        return (mu + (angle if self.random() > 0.5 else -angle)) % TWOPI

    def _best_fisher(self, r):
        """The cosine with which Best's and Fisher's algorithm ends."""
        while True:
            z = _cos(_pi * self.random())
            d = z / (r + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * _exp(d):
                return z

    def binomialvariate(self, n=1, p=0.5):
        """Binomial random variable."""
        if n < 0:
            raise ValueError("n must be non-negative")
        if p <= 0.0 or p >= 1.0:
            if p == 0.0:
                return 0
            if p == 1.0:
                return n
            raise ValueError("p must be in the range 0.0 <= p <= 1.0")
        if n == 1:
            return _index(self.random() < p)
        if p > 0.5:
            return n - self.binomialvariate(n, 1.0 - p)
        if n * p < 10.0:
            return self._by_waiting(n, p)
        return self._by_rejection(n, p)

    def _by_waiting(self, n, p):
        """A binomial variable of few successes: the trials between two of them."""
        successes = trials = 0
        c = _log2(1.0 - p)
        if not c:
            return successes
        while True:
            trials += _floor(_log2(self.random()) / c) + 1
            if trials > n:
                return successes
            successes += 1

    def _by_rejection(self, n, p):
        """A binomial variable by transformed rejection (Hormann's BTRS)."""
        spq = _sqrt(n * p * (1.0 - p))
        b = 1.15 + 2.53 * spq
        a = -0.0873 + 0.0248 * b + 0.01 * p
        c = n * p + 0.5
        alpha = (2.83 + 5.1 / b) * spq
        odds = _log(p / (1.0 - p))
        m = _floor((n + 1) * p)
        h = _lgamma(m + 1) + _lgamma(n - m + 1)
        while True:
            u = self.random() - 0.5
            us = 0.5 - _fabs(u)
            k = _floor((2.0 * a / us + b) * u + c)
            if not 0 <= k <= n:
                continue
            v = self.random()
            if us >= 0.07 and v <= 0.92 - 4.2 / b:
                return k
            v *= alpha / (a / (us * us) + b)
            if _log(v) <= h - _lgamma(k + 1) - _lgamma(n - k + 1) + (k - m) * odds:
                return k

    def paretovariate(self, alpha):
        """Pareto distribution.  alpha is the shape parameter."""
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """Weibull distribution."""
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)


class SystemRandom(Random):
    """Alternate random number generator whose numbers cannot be had again."""

    def __init__(self, x=None):
        Random.seed(self)

    def seed(self, *args, **kwds):
        "Does nothing: there is no state that could be set."

    def _notimplemented(self, *args, **kwds):
        "There is no state that could be told."
        raise NotImplementedError("System entropy source does not have state.")

    getstate = setstate = _notimplemented


_inst = Random()
for _name in ("choice choices expovariate gammavariate gauss getrandbits getstate "
              "lognormvariate normalvariate paretovariate randbytes randint random "
              "randrange sample seed setstate shuffle triangular uniform betavariate "
              "binomialvariate vonmisesvariate weibullvariate").split():
    globals()[_name] = getattr(_inst, _name)
del _name


__within__ = "<native> Random.getrandbits"

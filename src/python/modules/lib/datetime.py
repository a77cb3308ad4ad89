"""Dates and times. The clock says the time of UTC, and there is no other zone."""
import time as _time
from math import modf as _modf

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR",
           "MAXYEAR", "UTC"]
MINYEAR, MAXYEAR = 1, 9999
_MAX_ORDINAL = 3652059
_MISSING = object()
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
           "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December")
_FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
              "Sunday")


def _discourage(name, better):
    import warnings
    warnings.warn(f"datetime.datetime.{name}() is deprecated and scheduled for removal "
                  "in a future version. Use timezone-aware objects to represent "
                  f"datetimes in UTC: datetime.datetime.{better}.",
                  DeprecationWarning, stacklevel=2)


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _ordinal(year, month, day):
    days = _before_year(year) + day
    for m in range(1, month):
        days += _days_in_month(year, m)
    return days


def _from_ordinal(n):
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 1
    while n >= _days_in_month(year, month):
        n -= _days_in_month(year, month)
        month += 1
    return year, month, n + 1


def _week_one(year):
    """The ordinal of the Monday of a year's first week."""
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def _index(value):
    if isinstance(value, int):
        return int(value)
    index = getattr(type(value), "__index__", None)
    if index is None:
        kind = type(value).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer")
    return index(value)


def _check_date(year, month, day):
    for place, (name, value) in enumerate(
            (("year", year), ("month", month), ("day", day)), 1):
        if value is _MISSING:
            # What is there is looked at first.
            list(map(_index, (year, month)[:place - 1]))
            raise TypeError(f"function missing required argument '{name}' (pos {place})")
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    values = tuple(map(_index, (hour, minute, second, microsecond, fold)))
    for value, high, name in zip(values, (23, 59, 59, 999999),
                                 ("hour", "minute", "second", "microsecond")):
        if not 0 <= value <= high:
            raise ValueError(f"{name} must be in 0..{high}")
    if values[4] not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return values


def _check_zone(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type "
                        f"'{type(tz).__name__}'")


def _kind(value):
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else \
        f"{kind.__module__}.{kind.__qualname__}"


# How times and datetimes are compared, by their `_compare`.
def _eq(self, other):
    return self._compare(other, int.__eq__, True)


def _lt(self, other):
    return self._compare(other, int.__lt__)


def _le(self, other):
    return self._compare(other, int.__le__)


def _gt(self, other):
    return self._compare(other, int.__gt__)


def _ge(self, other):
    return self._compare(other, int.__ge__)


class timedelta:
    """A length of time: days, seconds and microseconds."""

    __layout__ = "!gc _days# _seconds# _microseconds#"

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0,
                hours=0, weeks=0):
        total, rest = 0, 0.0
        for name, value, factor in (
                ("days", days, 86400000000), ("seconds", seconds, 1000000),
                ("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000),
                ("minutes", minutes, 60000000), ("hours", hours, 3600000000),
                ("weeks", weeks, 604800000000)):
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                part, whole = _modf(value)
                total += int(whole) * factor
                part, whole = _modf(part * factor)
                total += int(whole)
                rest += part
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: "
                                f"{_kind(value)}")
        if rest:
            whole = round(rest)
            if whole - rest == 0.5 or whole - rest == -0.5:
                whole = int(rest // 1)
                whole += (total + whole) & 1
            total += whole
        return cls._of(total)

    @classmethod
    def _of(cls, total):
        seconds, microseconds = divmod(total, 1000000)
        days, seconds = divmod(seconds, 86400)
        if not -1 << 31 <= days < 1 << 31:
            raise OverflowError("Python int too large to convert to C int")
        if abs(days) > 999999999:
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._days, self._seconds, self._microseconds = days, seconds, microseconds
        return self

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def total_seconds(self):
        return self._total() / 10 ** 6

    def __repr__(self):
        args = [f"{name}={value}" for name, value in
                (("days", self._days), ("seconds", self._seconds),
                 ("microseconds", self._microseconds)) if value]
        return f"{_name(self)}({', '.join(args) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self._days:
            text = f"{self._days} day{'s' if abs(self._days) != 1 else ''}, {text}"
        if self._microseconds:
            text += f".{self._microseconds:06d}"
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() + other._total())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() - other._total())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(other._total() - self._total())
        return NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_nearest(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._of(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._of(_nearest(self._total(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_nearest(b * self._total(), a))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() % other._total())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._total(), other._total())
            return q, timedelta._of(r)
        return NotImplemented

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) \
            else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) \
            else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) \
            else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) \
            else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) \
            else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return (type(self), (self._days, self._seconds, self._microseconds))


def _nearest(a, b):
    """a / b to the nearest int, halves to even."""
    q, r = divmod(a, b)
    r *= 2
    more = r > b if b > 0 else r < b
    if more or r == b and q % 2 == 1:
        q += 1
    return q


def _name(value):
    """The name that the representation begins with: a class's own is without module."""
    kind = type(value)
    return f"datetime.{kind.__name__}" if kind.__module__ == "datetime" else kind.__name__


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59,
                          microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    """A time zone, as subclasses define it."""

    __layout__ = "!gc"

    def __reduce__(self):
        given = getattr(self, "__getinitargs__", tuple)()
        state = self.__getstate__()
        return (type(self), given) if state is None else (type(self), given, state)

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        told = {"utcoffset": dt.utcoffset(), "dst": dt.dst()}
        for name, value in told.items():
            if value is None:
                raise ValueError(f"fromutc: non-None {name}() result required")
        standard = dt + (told["utcoffset"] - told["dst"])
        saving = standard.dst()
        if saving is None:
            raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return standard + saving


def _offset_text(offset, colon=":"):
    """+HH:MM, with seconds where there are any."""
    if offset is None:
        return ""
    sign = "-" if offset.days < 0 else "+"
    total = abs(offset)._total()
    minutes, rest = divmod(total, 60000000)
    hours, minutes = divmod(minutes, 60)
    text = f"{sign}{hours:02d}{colon}{minutes:02d}"
    if rest:
        text += f"{colon}{rest // 1000000:02d}"
        if rest % 1000000:
            text += f".{rest % 1000000:06d}"
    return text


class timezone(tzinfo):
    """A fixed distance from UTC."""

    __layout__ = "!gc _offset _name"

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            kind = _kind(offset)
            raise TypeError("timezone() argument 1 must be datetime.timedelta, "
                            f"not {kind}")
        if name is None and not offset and cls is timezone:
            return cls.utc if hasattr(cls, "utc") else cls._of(offset, None)
        if name is not None and not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {_kind(name)}")
        if not -timedelta(1) < offset < timedelta(1):
            raise ValueError("offset must be a timedelta strictly between "
                             "-timedelta(hours=24) and timedelta(hours=24), not "
                             f"{offset!r}.")
        return cls._of(offset, name)

    @classmethod
    def _of(cls, offset, name):
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __getinitargs__(self):
        """pickle support"""
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def utcoffset(self, dt):
        self._check(dt, "utcoffset")
        return self._offset

    def tzname(self, dt):
        self._check(dt, "tzname")
        if self._name is not None:
            return self._name
        return f"UTC{_offset_text(self._offset)}" if self._offset else "UTC"

    def dst(self, dt):
        self._check(dt, "dst")
        return None

    def _check(self, dt, method):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{method}(dt) argument must be a datetime instance or None, "
                            f"not {type(dt).__name__}")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc() argument must be a datetime instance or None")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) \
            else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"{_name(self)}({self._offset!r})"
        return f"{_name(self)}({self._offset!r}, {self._name!r})"

    def __str__(self):
        return self.tzname(None)


timezone.utc = UTC = timezone._of(timedelta(0), None)
timezone.min = timezone._of(-timedelta(hours=23, minutes=59), None)
timezone.max = timezone._of(timedelta(hours=23, minutes=59), None)
_unset = object()


class date:
    """A day of the Gregorian calendar, taken to be in force for ever."""

    __layout__ = "!gc =9 _year:2 _month:1 _day:1 =3"

    def __new__(cls, year=_MISSING, month=_MISSING, day=_MISSING):
        year, month, day = _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        found = datetime.fromtimestamp(timestamp)
        return cls(found._year, found._month, found._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n, /):
        if not 1 <= n <= _MAX_ORDINAL:
            if n < 1:
                raise ValueError("ordinal must be >= 1")
            raise ValueError("year 10000 is out of range")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        found = _parse_date(text) if len(text) in (7, 8, 10) else None
        if found is None or found[3] != len(text):
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(*found[:3])

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_iso_calendar(year, week, day))

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def __repr__(self):
        return f"{_name(self)}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        return (f"{_DAYS[self.weekday()]} {_MONTHS[self._month - 1]} {self._day:2d} "
                f"00:00:00 {self._year:04d}")

    def strftime(self, format):
        return _strftime(self, format)

    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError(f"must be str, not {type(spec).__name__}")
        return self.strftime(spec) if spec else str(self)

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self):
        return self.isoformat()

    def timetuple(self):
        return _tuple(self, 0, 0, 0, -1)

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day)

    __replace__ = replace

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        # A week belongs to the year that has its Thursday.
        today = self.toordinal()
        weekday = today % 7 or 7
        thursday = today - weekday + 4
        year = _from_ordinal(thursday)[0]
        return IsoCalendarDate(year, (thursday - _ordinal(year, 1, 1)) // 7 + 1, weekday)

    def _key(self):
        return self._year, self._month, self._day

    def _comparable(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if isinstance(other, timedelta):
            n = self.toordinal() + other.days
            if 0 < n <= _MAX_ORDINAL:
                return type(self).fromordinal(n)
            raise OverflowError("date value out of range")
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return (type(self), self._key())


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class IsoCalendarDate(tuple):
    """Year, week and weekday."""
    __slots__ = ()

    def __new__(cls, year, week, weekday, /):
        return super().__new__(cls, (year, week, weekday))

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, " \
               f"weekday={self[2]})"


def _from_iso_calendar(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    start = _week_one(year)
    if not 1 <= week <= (_week_one(year + 1) - start) // 7:
        raise ValueError(f"Invalid week: {week}")
    if not 1 <= day <= 7:
        raise ValueError(f"Invalid day: {day} (range is [1, 7])")
    return _from_ordinal(start + week * 7 + day - 8)


def _tuple(day, hour, minute, second, dst):
    number = day.toordinal() - _ordinal(day._year, 1, 1) + 1
    return _time.struct_time((day._year, day._month, day._day, hour, minute, second,
                              day.weekday(), number, dst))


class time:
    """A time of day."""

    __layout__ = "!gc =9 _hour:1 _minute:1 _second:1 _microsecond:3 _fold:1 _tzinfo"

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        values = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self = object.__new__(cls)
        (self._hour, self._minute, self._second, self._microsecond,
         self._fold) = values
        self._tzinfo = tzinfo
        return self

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        found = _parse_time(text.removeprefix("T"))
        if found is None:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(*found)

    def isoformat(self, timespec="auto"):
        return _time_text(self, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"{_name(self)}({', '.join(_time_args(self))})"

    def strftime(self, format):
        return _strftime(self, format)

    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError(f"must be str, not {type(spec).__name__}")
        return self.strftime(spec) if spec else str(self)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=_unset, *, fold=None):
        return type(self)(self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is _unset else tzinfo,
                          fold=self._fold if fold is None else fold)

    __replace__ = replace

    def _key(self):
        """Microseconds of the day, in UTC where that is known."""
        offset = self.utcoffset()
        total = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 \
            + self._microsecond
        return total - (offset._total() if offset else 0)

    def _compare(self, other, op, equality=False):
        if not isinstance(other, time):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            if equality:
                return False
            raise TypeError("can't compare offset-naive and offset-aware times")
        return op(self._key(), other._key())

    __eq__, __lt__, __le__, __gt__, __ge__ = _eq, _lt, _le, _gt, _ge

    def __hash__(self):
        return hash((self.utcoffset() is None, self._key()))

    def __reduce__(self):
        return (type(self), (self._hour, self._minute, self._second, self._microsecond,
                             self._tzinfo))


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


def _time_args(value):
    parts = [str(value._hour), str(value._minute)]
    if value._second or value._microsecond:
        parts.append(str(value._second))
    if value._microsecond:
        parts.append(str(value._microsecond))
    if value._fold:
        parts.append("fold=1")
    if value._tzinfo is not None:
        parts.append(f"tzinfo={value._tzinfo!r}")
    return parts


def _time_text(value, timespec):
    if timespec == "auto":
        timespec = "microseconds" if value._microsecond else "seconds"
    hour, minute, second = value._hour, value._minute, value._second
    formats = {"hours": f"{hour:02d}", "minutes": f"{hour:02d}:{minute:02d}",
               "seconds": f"{hour:02d}:{minute:02d}:{second:02d}"}
    formats["milliseconds"] = f"{formats['seconds']}.{value._microsecond // 1000:03d}"
    formats["microseconds"] = f"{formats['seconds']}.{value._microsecond:06d}"
    if timespec not in formats:
        raise ValueError("Unknown timespec value")
    return formats[timespec]


def _digits(text, start, count):
    part = text[start:start + count]
    return int(part) if len(part) == count and part.isascii() and part.isdecimal() \
        else None


def _parse_date(text):
    """Year, month, day, and where the date ends."""
    year = _digits(text, 0, 4)
    if year is None:
        return None
    dash = text[4:5] == "-"
    at = 4 + dash
    if text[at:at + 1] == "W":
        week = _digits(text, at + 1, 2)
        at += 3
        day = 1
        if week is None:
            return None
        if text[at:at + 1] == "-" and dash or not dash and text[at:at + 1].isdecimal():
            at += dash
            day = _digits(text, at, 1)
            at += 1
            if day is None:
                return None
        return (*_from_iso_calendar(year, week, day), at)
    month = _digits(text, at, 2)
    at += 2
    if dash and text[at:at + 1] != "-":
        return None
    at += dash
    day = _digits(text, at, 2)
    if month is None or day is None:
        return None
    return year, month, day, at + 2


def _parse_clock(text):
    """Hours, minutes, seconds and microseconds."""
    values, at = [0, 0, 0, 0], 0
    colon = text[2:3] == ":"
    for index in range(3):
        values[index] = _digits(text, at, 2)
        at += 2
        if values[index] is None:
            return None
        if at == len(text):
            return values
        if index < 2 and text[at] not in ".,":
            if (text[at] == ":") != colon:
                return None
            at += colon
        elif index == 2:
            break
        else:
            return None
    if text[at] not in ".,":
        return None
    fraction = text[at + 1:]
    if not (fraction.isascii() and fraction.isdecimal()):
        return None
    values[3] = int(fraction[:6].ljust(6, "0"))
    return values


def _parse_time(text):
    """The arguments of a time."""
    place = max(text.find("+"), text.find("-"))
    if text.endswith(("Z", "z")) and text:
        clock, zone = text[:-1], timezone.utc
    elif place >= 0:
        clock, zone = text[:place], _parse_clock(text[place + 1:])
        if zone is None:
            return None
        offset = timedelta(hours=zone[0], minutes=zone[1], seconds=zone[2],
                           microseconds=zone[3])
        zone = timezone(-offset if text[place] == "-" else offset)
    else:
        clock, zone = text, None
    values = _parse_clock(clock)
    return None if values is None else (*values, zone)


def _strftime(value, format):
    """The text that a format makes of a date or time."""
    has_date = isinstance(value, date)
    has_time = not has_date or isinstance(value, datetime)
    year, month, day = (value._year, value._month, value._day) if has_date \
        else (1900, 1, 1)
    hour, minute, second, micro = (value._hour, value._minute, value._second,
                                   value._microsecond) if has_time else (0, 0, 0, 0)
    fields = (year, month, day, hour, minute, second,
              (_ordinal(year, month, day) + 6) % 7,
              _ordinal(year, month, day) - _ordinal(year, 1, 1) + 1, -1)
    if not has_time or "%z" not in format and "%:z" not in format and "%Z" not in format:
        return _shown(format, fields, micro)
    offset = value.utcoffset()
    return _shown(format, fields, micro, _offset_text(offset, ""), value.tzname() or "",
                  _offset_text(offset))


def _shown(format, fields, micro, offset="", zone="", long_offset=""):
    """The text that a format makes of the fields of a `time.struct_time`."""
    year, month, day, hour, minute, second, weekday, number, _ = fields

    def one(code):
        if code in "GgVu":
            found = date(year, month, day).isocalendar()
            return {"G": f"{found[0]:04d}", "g": f"{found[0] % 100:02d}",
                    "V": f"{found[1]:02d}", "u": f"{weekday + 1}"}[code]
        simple = {
            "Y": f"{year}", "m": f"{month:02d}", "d": f"{day:02d}", "y": f"{year % 100:02d}",
            "H": f"{hour:02d}", "M": f"{minute:02d}", "S": f"{second:02d}",
            "f": f"{micro:06d}", "I": f"{(hour + 11) % 12 + 1:02d}",
            "p": "AM" if hour < 12 else "PM", "j": f"{number:03d}",
            "w": f"{(weekday + 1) % 7}", "a": _DAYS[weekday], "A": _FULL_DAYS[weekday],
            "b": _MONTHS[month - 1], "h": _MONTHS[month - 1],
            "B": _FULL_MONTHS[month - 1],
            "U": f"{(number + 6 - (weekday + 1) % 7) // 7:02d}",
            "W": f"{(number + 6 - weekday) // 7:02d}", "C": f"{year // 100:02d}",
            "e": f"{day:2d}", "%": "%", "n": "\n", "t": "\t", "z": offset, "Z": zone,
            "D": f"{month:02d}/{day:02d}/{year % 100:02d}",
            "x": f"{month:02d}/{day:02d}/{year % 100:02d}",
            "F": f"{year}-{month:02d}-{day:02d}",
            "T": f"{hour:02d}:{minute:02d}:{second:02d}",
            "X": f"{hour:02d}:{minute:02d}:{second:02d}", "R": f"{hour:02d}:{minute:02d}",
            "r": f"{(hour + 11) % 12 + 1:02d}:{minute:02d}:{second:02d} "
                 + ("AM" if hour < 12 else "PM"),
            "c": f"{_DAYS[weekday]} {_MONTHS[month - 1]} {day:2d} "
                 f"{hour:02d}:{minute:02d}:{second:02d} {year}",
        }
        return simple.get(code)

    parts, at = [], 0
    while at < len(format):
        if format[at] != "%":
            parts.append(format[at])
            at += 1
            continue
        if format.startswith("%:z", at):
            parts.append(long_offset)
            at += 3
            continue
        shown = one(format[at + 1:at + 2]) if at + 1 < len(format) else None
        parts.append(format[at:at + 2] if shown is None else shown)
        at += 2
    return "".join(parts)


class datetime(date):
    """A date and a time."""

    __layout__ = "!gc _hour:1 _minute:1 _second:1 _microsecond:3 _fold:1 =1 _tzinfo"

    def __new__(cls, year=_MISSING, month=_MISSING, day=_MISSING, hour=0, minute=0,
                second=0, microsecond=0, tzinfo=None, *, fold=0):
        year, month, day = _check_date(year, month, day)
        values = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        (self._hour, self._minute, self._second, self._microsecond,
         self._fold) = values
        self._tzinfo = tzinfo
        return self

    hour, minute, second = time.hour, time.minute, time.second
    microsecond, fold = time.microsecond, time.fold

    @property
    def tzinfo(self):
        return self._tzinfo

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        part, whole = (0, timestamp) if isinstance(timestamp, int) \
            else _modf(float(timestamp))
        micro = round(part * 1e6)
        found = cls(1970, 1, 1, tzinfo=tz) if tz is not None else cls(1970, 1, 1)
        try:
            found = found + timedelta(seconds=int(whole), microseconds=micro)
        except OverflowError:
            days = int(whole) // 86400
            raise ValueError(f"year {1970 + days // 365} is out of range") from None
        return found if tz is None else tz.fromutc(found)

    @classmethod
    def utcfromtimestamp(cls, t, /):
        _discourage("utcfromtimestamp", "fromtimestamp(timestamp, datetime.UTC)")
        return cls.fromtimestamp(t)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        _discourage("utcnow", "now(datetime.UTC)")
        return cls.fromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=_unset):
        for place, given, kind in (1, date, _date), (2, time, _clock):
            if not isinstance(given, kind):
                raise TypeError(f"combine() argument {place} must be "
                                f"datetime.{kind.__name__}, not {_kind(given)}")
        if tzinfo is _unset:
            tzinfo = time._tzinfo
        return cls(date._year, date._month, date._day, time._hour, time._minute,
                   time._second, time._microsecond, tzinfo, fold=time._fold)

    @classmethod
    def fromordinal(cls, n, /):
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text, /):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        found = _parse_date(text)
        clock = (0, 0, 0, 0, None)
        if found is not None and found[3] < len(text):
            clock = _parse_time(text[found[3] + 1:])
        if found is None or clock is None:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(*found[:3], *clock)

    @classmethod
    def strptime(cls, date_string, format, /):
        return _strptime(cls, date_string, format)

    def timetuple(self):
        dst = self.dst()
        return _tuple(self, self._hour, self._minute, self._second,
                      -1 if dst is None else 1 if dst else 0)

    def utctimetuple(self):
        value = self - self.utcoffset() if self.utcoffset() else self
        return _tuple(value, value._hour, value._minute, value._second, 0)

    def timestamp(self):
        offset = self.utcoffset() or timedelta(0)
        return (self._total() - offset._total() - _EPOCH) / 10 ** 6

    def _total(self):
        """Microseconds since the year 1 began."""
        return ((self.toordinal() * 24 + self._hour) * 60 + self._minute) * 60000000 \
            + self._second * 1000000 + self._microsecond

    def date(self):
        return _date(self._year, self._month, self._day)

    def time(self):
        return _clock(self._hour, self._minute, self._second, self._microsecond,
                      fold=self._fold)

    def timetz(self):
        return _clock(self._hour, self._minute, self._second, self._microsecond,
                      self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None,
                second=None, microsecond=None, tzinfo=_unset, *, fold=None):
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day,
                          self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is _unset else tzinfo,
                          fold=self._fold if fold is None else fold)

    __replace__ = replace

    def astimezone(self, tz=None):
        tz = timezone.utc if tz is None else tz
        if not isinstance(tz, _zone):
            raise TypeError("tz argument must be an instance of tzinfo")
        if tz is self._tzinfo:
            return self
        offset = self.utcoffset() or timedelta(0)
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def ctime(self):
        return self.strftime("%c")

    def isoformat(self, sep="T", timespec="auto"):
        return (f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}"
                f"{_time_text(self, timespec)}{_offset_text(self.utcoffset())}")

    def __repr__(self):
        parts = [str(self._year), str(self._month), str(self._day), *_time_args(self)]
        return f"{_name(self)}({', '.join(parts)})"

    def __str__(self):
        return self.isoformat(sep=" ")

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def _compare(self, other, op, equality=False):
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            if equality:
                return False
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        zero = timedelta(0)
        return op(self._total() - (mine or zero)._total(),
                  other._total() - (theirs or zero)._total())

    __eq__, __lt__, __le__, __gt__, __ge__ = _eq, _lt, _le, _gt, _ge

    def __hash__(self):
        offset = self.utcoffset() or timedelta(0)
        return hash(self._total() - offset._total())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        total = self._total() + other._total()
        days, rest = divmod(total, 86400000000)
        if not 0 < days <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        seconds, micro = divmod(rest, 1000000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return type(self)(*_from_ordinal(days), hour, minute, second, micro,
                          self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        difference = timedelta._of(self._total() - other._total())
        if self._tzinfo is other._tzinfo or mine == theirs:
            return difference
        if mine is None or theirs is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return difference + theirs - mine

    def __reduce__(self):
        return (type(self), (self._year, self._month, self._day, self._hour,
                             self._minute, self._second, self._microsecond,
                             self._tzinfo))


_date, _clock, _zone = date, time, tzinfo
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1)._total()


def _strptime(cls, text, format):
    """The date and time that a text means by a format."""
    import re
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 0 must be str, not {type(text)}")

    def names(words):
        return "|".join(sorted(words, key=len, reverse=True))
    patterns = {
        "Y": r"\d\d\d\d", "m": r"1[0-2]|0[1-9]|[1-9]", "d": r"3[01]|[12]\d|0[1-9]|[1-9]| [1-9]",
        "y": r"\d\d", "H": r"2[0-3]|[01]\d|\d", "I": r"1[0-2]|0[1-9]|[1-9]| [1-9]",
        "M": r"[0-5]\d|\d", "S": r"6[01]|[0-5]\d|\d", "f": r"\d{1,6}",
        "j": r"36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]",
        "p": "am|pm", "w": "[0-6]", "u": "[1-7]", "a": names(_DAYS), "A": names(_FULL_DAYS),
        "b": names(_MONTHS), "B": names(_FULL_MONTHS), "G": r"\d\d\d\d",
        "V": r"5[0-3]|0[1-9]|[1-4]\d|\d", "U": r"5[0-3]|[0-4]\d|\d",
        "W": r"5[0-3]|[0-4]\d|\d", "Z": "utc|gmt",
        "z": r"(?-i:Z)|[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?"}
    whole = format
    for code, longer in (("%c", "%a %b %d %H:%M:%S %Y"), ("%x", "%m/%d/%y"),
                         ("%X", "%H:%M:%S"), ("%T", "%H:%M:%S"), ("%R", "%H:%M"),
                         ("%D", "%m/%d/%y"), ("%F", "%Y-%m-%d")):
        whole = whole.replace(code, longer)
    pattern, at, seen = "", 0, set()
    while at < len(whole):
        character = whole[at]
        at += 1
        if character.isspace():
            if not pattern.endswith(r"\s+"):
                pattern += r"\s+"
            continue
        if character != "%":
            pattern += re.escape(character)
            continue
        if at == len(whole):
            raise ValueError(f"stray %% in format '{format}'")
        code = whole[at]
        at += 1
        if code == "%":
            pattern += "%"
        elif code not in patterns:
            raise ValueError(f"'{code}' is a bad directive in format '{format}'")
        elif code in seen:
            raise re.error(f"redefinition of group name {code!r}")
        else:
            seen.add(code)
            pattern += f"(?P<{code}>{patterns[code]})"
    if "d" in seen and not seen & {"Y", "y", "G"}:
        import warnings
        warnings.warn("""\
Parsing dates involving a day of month without a year specified is ambiguious
and fails to parse leap day. The default behavior will change in Python 3.15
to either always raise an exception or to use a different default year (TBD).
To avoid trouble, add a specific year to the input & format.
See https://github.com/python/cpython/issues/70647.""", DeprecationWarning, stacklevel=4)
    match = re.match(pattern, text, re.IGNORECASE)
    if match is None:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if match.end() != len(text):
        raise ValueError(f"unconverted data remains: {text[match.end():]}")
    found = match.groupdict()

    def number(code, default):
        return int(found[code]) if code in found else default
    year = number("Y", None)
    if "y" in found:
        year = number("y", 0)
        year += 2000 if year < 69 else 1900
    month, day = number("m", 1), number("d", 1)
    for code, words in (("b", _MONTHS), ("B", _FULL_MONTHS)):
        if code in found:
            month = [word.lower() for word in words].index(found[code].lower()) + 1
    hour = number("H", 0)
    if "I" in found:
        hour = number("I", 0) % 12 + (12 if found.get("p", "").lower() == "pm" else 0)
    second = number("S", 0)
    micro = int(found["f"].ljust(6, "0")) if "f" in found else 0
    weekday = None
    for code, words in (("a", _DAYS), ("A", _FULL_DAYS)):
        if code in found:
            weekday = [word.lower() for word in words].index(found[code].lower())
    if "w" in found:
        weekday = (number("w", 0) + 6) % 7
    if "u" in found:
        weekday = number("u", 1) - 1
    if "G" in found:
        if "V" not in found or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week "
                             "directive '%V' and a weekday directive ('%A', '%a', '%w', "
                             "or '%u').")
        year, month, day = _from_iso_calendar(number("G", 1), number("V", 1), weekday + 1)
    elif "V" in found:
        raise ValueError("ISO week directive '%V' must be used with the ISO year "
                         "directive '%G' and a weekday directive ('%A', '%a', '%w', or "
                         "'%u').")
    year = 1900 if year is None else year
    if "j" in found and "m" not in found:
        year, month, day = _from_ordinal(_ordinal(year, 1, 1) + number("j", 1) - 1)
    elif ("U" in found or "W" in found) and weekday is not None:
        first = (_ordinal(year, 1, 1) + 6) % 7
        if "U" in found:
            first, weekday = (first + 1) % 7, (weekday + 1) % 7
        week = number("U", number("W", 0))
        shift = weekday - first if week == 0 else \
            (7 - first) % 7 + 7 * (week - 1) + weekday
        year, month, day = _from_ordinal(_ordinal(year, 1, 1) + shift)
    zone = None
    if "z" in found:
        shown = found["z"]
        if shown == "Z":
            zone = timezone.utc
        else:
            parts = _parse_clock(shown[1:])
            offset = timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2],
                               microseconds=parts[3])
            zone = timezone(-offset if shown[0] == "-" else offset)
    return cls(year, month, day, hour, number("M", 0), second, micro, zone)

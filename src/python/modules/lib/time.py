"""This module provides various functions to manipulate time values.

There is one time zone, and it is UTC.
"""
from _time import (monotonic, monotonic_ns, perf_counter, perf_counter_ns, process_time,
                   process_time_ns, sleep, time, time_ns)

for _function in (monotonic, monotonic_ns, perf_counter, perf_counter_ns, process_time,
                  process_time_ns, sleep, time, time_ns):
    _function.__module__ = "time"
timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")
thread_time, thread_time_ns = process_time, process_time_ns
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
           "Dec")
_FIELDS = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday",
           "tm_yday", "tm_isdst")


def _field(place, doc):
    return property(lambda self: self[place], doc=doc)


def get_clock_info(name, /):
    """get_clock_info(name: str) -> dict

    Get information of the specified clock."""
    clocks = {"perf_counter": "MONOTONIC", "monotonic": "MONOTONIC", "time": "REALTIME",
              "process_time": "PROCESS_CPUTIME_ID", "thread_time": "THREAD_CPUTIME_ID"}
    if name not in clocks:
        raise ValueError("unknown clock")
    from sys import implementation
    told = name == "time"
    return type(implementation)(implementation=f"clock_gettime(CLOCK_{clocks[name]})",
                                monotonic=not told, adjustable=told, resolution=1e-09)


class struct_time(tuple):
    """The time value as returned by gmtime(), localtime(), and strptime(), and
    accepted by asctime(), mktime() and strftime()."""
    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0
    __match_args__ = _FIELDS

    def __new__(cls, sequence):
        items = tuple(sequence)
        if not 9 <= len(items) <= 11:
            much = "at least 9" if len(items) < 9 else "at most 11"
            raise TypeError(f"time.struct_time() takes an {much}-sequence "
                            f"({len(items)}-sequence given)")
        made = super().__new__(cls, items[:9])
        made._zone = items[9:] + (None, None)[len(items) - 9:]
        return made

    tm_year = _field(0, "year, for example, 1993")
    tm_mon = _field(1, "month of year, range [1, 12]")
    tm_mday = _field(2, "day of month, range [1, 31]")
    tm_hour = _field(3, "hours, range [0, 23]")
    tm_min = _field(4, "minutes, range [0, 59]")
    tm_sec = _field(5, "seconds, range [0, 61])")
    tm_wday = _field(6, "day of week, range [0, 6], Monday is 0")
    tm_yday = _field(7, "day of year, range [1, 366]")
    tm_isdst = _field(8, "1 if summer time is in effect, 0 if not, and -1 if unknown")
    tm_zone = property(lambda self: self._zone[0], doc="abbreviation of timezone name")
    tm_gmtoff = property(lambda self: self._zone[1], doc="offset from UTC in seconds")

    def __repr__(self):
        shown = [f"{name}={value!r}" for name, value in zip(_FIELDS, self)]
        return f"time.struct_time({', '.join(shown)})"

    def __reduce__(self):
        return struct_time, (tuple(self) + self._zone,)


def _days_before(year):
    """Days from the beginning of 1970 to that of a year."""
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400 - 719162


def _month_days(year):
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def gmtime(seconds=None, /):
    """Convert seconds since the Epoch to a time tuple expressing UTC."""
    if seconds is None:
        seconds = time()
    if not hasattr(seconds, "__index__") and not isinstance(seconds, float):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an "
                        "integer")
    if isinstance(seconds, float) and seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if not -67768040609740800 <= seconds < 67768036191676800:
        raise OverflowError("timestamp out of range for platform time_t")
    days, rest = divmod(int(seconds // 1), 86400)
    year = 1970 + days // 365
    while _days_before(year) > days:
        year -= 1 + (_days_before(year) - days) // 366
    while _days_before(year + 1) <= days:
        year += 1
    number = day = days - _days_before(year)
    month = 0
    for month, length in enumerate(_month_days(year), 1):
        if day < length:
            break
        day -= length
    return struct_time((year, month, day + 1, rest // 3600, rest // 60 % 60, rest % 60,
                        (days + 3) % 7, number + 1, 0, "GMT", 0))


def localtime(seconds=None, /):
    """Convert seconds since the Epoch to a time tuple expressing local time."""
    return struct_time(tuple(gmtime(seconds)) + (tzname[0], -timezone))


def mktime(time_tuple, /):
    """Convert a time tuple in local time to seconds since the Epoch."""
    year, month, day, hour, minute, second = _checked(time_tuple, "mktime")[:6]
    year, month = year + (month - 1) // 12, (month - 1) % 12
    days = _days_before(year) + sum(_month_days(year)[:month]) + day - 1
    return float(days * 86400 + hour * 3600 + minute * 60 + second)


def _checked(given, function):
    if not isinstance(given, tuple):
        raise TypeError("Tuple or struct_time argument required")
    items = tuple(given)
    if len(items) != 9:
        raise TypeError(f"{function}(): illegal time tuple argument")
    for item in items:
        if not isinstance(item, int):
            raise TypeError(f"'{type(item).__name__}' object cannot be interpreted as an "
                            "integer")
    return items


def _in_range(given, function):
    """The fields of a tuple that is to be shown; nothing may be where a first is."""
    year, month, day, hour, minute, second, weekday, number, dst = _checked(given, function)
    for value, most, name in ((month or 1, 12, "month"), (day or 1, 31, "day of month")):
        if not 1 <= value <= most:
            raise ValueError(f"{name} out of range")
    for value, most, name in ((hour, 23, "hour"), (minute, 59, "minute"),
                              (second, 61, "seconds")):
        if not 0 <= value <= most:
            raise ValueError(f"{name} out of range")
    if weekday < -1:
        raise ValueError("day of week out of range")
    if not 1 <= (number or 1) <= 366:
        raise ValueError("day of year out of range")
    return (year, month or 1, day or 1, hour, minute, second, weekday % 7, number or 1,
            dst)


def asctime(time_tuple=None, /):
    """Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'."""
    if time_tuple is None:
        time_tuple = localtime()
    year, month, day, hour, minute, second, weekday = _in_range(time_tuple, "asctime")[:7]
    return (f"{_DAYS[weekday]} {_MONTHS[month - 1]} {day:2d} "
            f"{hour:02d}:{minute:02d}:{second:02d} {year}")


def ctime(seconds=None, /):
    """Convert a time in seconds since the Epoch to a string in local time."""
    return asctime(localtime(seconds))


def strftime(format, time_tuple=None, /):
    """Convert a time tuple to a string according to a format specification."""
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    from datetime import _shown
    if time_tuple is None:
        time_tuple = localtime()
    zone = getattr(time_tuple, "tm_zone", None) or tzname[0]
    offset = getattr(time_tuple, "tm_gmtoff", None) or 0
    fields = _in_range(time_tuple, "strftime")
    return _shown(format, fields, 0, f"{offset // 36:+05d}", zone)


def strptime(string, format="%a %b %d %H:%M:%S %Y", /):
    """Parse a string to a time tuple according to a format specification."""
    from datetime import datetime
    found = datetime.strptime(string, format)
    dst = 0 if "%Z" in format else -1
    return struct_time(tuple(found.timetuple())[:8] + (dst, None, None))


def tzset():
    """Take the time zone from the environment: there is only one."""

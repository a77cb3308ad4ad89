"""Time zones by their names, each with the rule that its clocks follow now."""
from datetime import datetime, timedelta, tzinfo

__all__ = ["ZoneInfo", "reset_tzpath", "available_timezones", "TZPATH",
           "ZoneInfoNotFoundError", "InvalidTZPathWarning"]

# There are no files of zones here, and so no places to look for them.
TZPATH = ()


class ZoneInfoNotFoundError(KeyError):
    """Exception raised when a ZoneInfo key is not found."""


class InvalidTZPathWarning(RuntimeWarning):
    """Warning raised if an invalid path is specified in PYTHONTZPATH."""


ZoneInfoNotFoundError.__module__ = "zoneinfo._common"
InvalidTZPathWarning.__module__ = "zoneinfo._tzpath"

# A rule as POSIX writes them for TZ, then the zones that follow it. The rules of the
# United States and Canada are those since 2007; they changed clocks for less of the year
# before. Zones whose rule is only a few years old are left out.
_RULES = """
UTC0 UTC Etc/UTC Etc/UCT Etc/Universal Etc/Zulu UCT Universal Zulu
GMT0 GMT Etc/GMT Etc/Greenwich Greenwich GMT0
GMT0BST,M3.5.0/1,M10.5.0 Europe/London GB Europe/Belfast Europe/Jersey Europe/Guernsey
GMT0 Atlantic/Reykjavik Africa/Abidjan Africa/Accra Africa/Dakar
WET0WEST,M3.5.0/1,M10.5.0 Europe/Lisbon Atlantic/Madeira Atlantic/Canary
CET-1CEST,M3.5.0,M10.5.0/3 Europe/Amsterdam Europe/Andorra Europe/Belgrade \
Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Copenhagen \
Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta \
Europe/Monaco Europe/Oslo Europe/Paris Europe/Prague Europe/Rome Europe/San_Marino \
Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz \
Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich
EET-2EEST,M3.5.0/3,M10.5.0/4 Europe/Athens Europe/Bucharest Europe/Helsinki \
Europe/Kiev Europe/Kyiv Europe/Riga Europe/Sofia Europe/Tallinn Europe/Vilnius \
Asia/Nicosia
MSK-3 Europe/Moscow
<+03>-3 Europe/Istanbul Asia/Istanbul Europe/Minsk Asia/Baghdad Asia/Kuwait \
Asia/Qatar Asia/Riyadh
IST-2IDT,M3.4.4/26,M10.5.0 Asia/Jerusalem Asia/Tel_Aviv Israel
WAT-1 Africa/Lagos Africa/Algiers:CET-1 Africa/Tunis:CET-1
EAT-3 Africa/Nairobi Africa/Addis_Ababa
SAST-2 Africa/Johannesburg
<+04>-4 Asia/Dubai Asia/Muscat Asia/Baku Asia/Tbilisi Asia/Yerevan
<+0430>-4:30 Asia/Kabul
PKT-5 Asia/Karachi
<+05>-5 Asia/Tashkent Indian/Maldives
IST-5:30 Asia/Kolkata Asia/Calcutta
<+0530>-5:30 Asia/Colombo
<+0545>-5:45 Asia/Kathmandu Asia/Katmandu
<+06>-6 Asia/Dhaka
<+07>-7 Asia/Bangkok Asia/Ho_Chi_Minh Asia/Saigon
WIB-7 Asia/Jakarta
CST-8 Asia/Shanghai Asia/Taipei Asia/Macau PRC
HKT-8 Asia/Hong_Kong Hongkong
<+08>-8 Asia/Singapore Asia/Kuala_Lumpur Singapore
PST-8 Asia/Manila
AWST-8 Australia/Perth
JST-9 Asia/Tokyo Japan
KST-9 Asia/Seoul ROK
ACST-9:30 Australia/Darwin
ACST-9:30ACDT,M10.1.0,M4.1.0/3 Australia/Adelaide
AEST-10 Australia/Brisbane
AEST-10AEDT,M10.1.0,M4.1.0/3 Australia/Sydney Australia/Melbourne Australia/Hobart \
Australia/Canberra
<+1030>-10:30<+11>-11,M10.1.0,M4.1.0 Australia/Lord_Howe
NZST-12NZDT,M9.5.0,M4.1.0/3 Pacific/Auckland NZ
<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45 Pacific/Chatham
<+12>-12 Pacific/Kwajalein Pacific/Majuro Pacific/Tarawa
<+14>-14 Pacific/Kiritimati
HST10 Pacific/Honolulu US/Hawaii
AKST9AKDT,M3.2.0,M11.1.0 America/Anchorage US/Alaska
PST8PDT,M3.2.0,M11.1.0 America/Los_Angeles America/Vancouver US/Pacific
MST7MDT,M3.2.0,M11.1.0 America/Denver America/Edmonton America/Boise US/Mountain
MST7 America/Phoenix US/Arizona
CST6CDT,M3.2.0,M11.1.0 America/Chicago America/Winnipeg US/Central
CST6 America/Regina America/Costa_Rica America/Guatemala
EST5EDT,M3.2.0,M11.1.0 America/New_York America/Toronto America/Detroit US/Eastern
EST5 America/Panama America/Jamaica
<-05>5 America/Bogota America/Lima
AST4ADT,M3.2.0,M11.1.0 America/Halifax Atlantic/Bermuda
AST4 America/Puerto_Rico
<-04>4 America/La_Paz
NST3:30NDT,M3.2.0,M11.1.0 America/St_Johns
<-03>3 America/Argentina/Buenos_Aires America/Buenos_Aires America/Montevideo
"""

_HOUR = timedelta(hours=1)
_zones = {}


def _read():
    """The rules by the names of their zones, read when the first is asked for."""
    for line in _RULES.strip().split("\n"):
        rule, *names = line.split()
        for name in names:
            name, _, own = name.partition(":")
            _zones[name] = own or rule
    for hours in range(1, 15):
        for sign, back in ("+", "-"), ("-", "+"):
            if hours <= (12 if sign == "+" else 14):
                name = f"{back}{hours:02}"
                _zones[f"Etc/GMT{sign}{hours}"] = f"<{name}>{sign}{hours}"


def _take_name(text):
    if text[0] == "<":
        name, _, text = text[1:].partition(">")
        return name, text
    end = 0
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[:end], text[end:]


def _take_time(text):
    """Hours, minutes and seconds at the beginning of a text."""
    end = 0
    while end < len(text) and (text[end].isdigit() or text[end] in "+-:"):
        end += 1
    shown, rest = text[:end], text[end:]
    hours, minutes, seconds = (shown.lstrip("+-").split(":") + ["0", "0"])[:3]
    found = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    return -found if shown[0] == "-" else found, rest


class _Change:
    """When clocks are changed: on a weekday of a month, so long after midnight."""

    def __init__(self, text):
        day, _, hour = text.partition("/")
        self.month, self.week, self.weekday = map(int, day.lstrip("M").split("."))
        self.after = _take_time(hour or "2")[0]

    def of(self, year):
        first = datetime(year, self.month, 1)
        ahead = (self.weekday - first.isoweekday()) % 7 + 7 * (self.week - 1)
        day = first + timedelta(days=ahead)
        if day.month != self.month:
            # The fifth of a month is its last.
            day -= timedelta(days=7)
        return day + self.after


_AMERICA = "M3.2.0", "M11.1.0"
_AMERICA_BEFORE = _Change("M4.1.0"), _Change("M10.5.0")


class _Rule:
    """The offsets of a zone, and when each is in force."""

    def __init__(self, text):
        zones, _, changes = text.partition(",")
        name, rest = _take_name(zones)
        west, rest = _take_time(rest)
        self.standard = -west, name, timedelta(0)
        self.changes = None
        if not rest:
            return
        name, rest = _take_name(rest)
        offset = -_take_time(rest)[0] if rest else -west + _HOUR
        self.summer = offset, name, offset + west
        changes = changes.split(",")
        self.changes = tuple(map(_Change, changes))
        self.is_america = tuple(changes) == _AMERICA

    def changed(self, year):
        """When summer time begins, by the clock before it, and ends, by its own."""
        begin, end = self.changes
        if self.is_america and year < 2007:
            begin, end = _AMERICA_BEFORE
        return begin.of(year), end.of(year)

    def _pick(self, when, begin, end):
        if begin < end:
            return self.summer if begin <= when < end else self.standard
        return self.standard if end <= when < begin else self.summer

    def local(self, when):
        """What is in force when a clock of the zone shows this."""
        if self.changes is None:
            return self.standard
        naive = when.replace(tzinfo=None, fold=0)
        begin, end = self.changed(when.year)
        # The hour that is left out is told by the clock before it, and by the one after
        # it where fold is 1; the hour that comes twice, the other way round.
        if when.fold:
            end -= self.summer[2]
        else:
            begin += self.summer[2]
        return self._pick(naive, begin, end)

    def from_utc(self, when):
        """What is in force at a time in UTC, and whether its hour comes anew."""
        if self.changes is None:
            return self.standard, 0
        begin, end = self.changed(when.year)
        begin -= self.standard[0]
        end -= self.summer[0]
        return self._pick(when, begin, end), int(end <= when < end + self.summer[2])


def _check_key(key):
    if key.startswith("/"):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
    parts = key.split("/")
    if ".." in parts:
        raise ValueError(f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")
    if "" in parts or "." in parts:
        raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")


class ZoneInfo(tzinfo):
    """A time zone by its name in the IANA's list."""

    _made = {}

    def __init_subclass__(cls):
        cls._made = {}

    def __new__(cls, key):
        found = cls._made.get(key)
        if found is None:
            found = cls._made[key] = cls.no_cache(key)
        return found

    @classmethod
    def no_cache(cls, key):
        """Get a new instance of ZoneInfo, bypassing the cache."""
        if not isinstance(key, str):
            raise TypeError(f"expected str, not {type(key).__name__}")
        _check_key(key)
        if not _zones:
            _read()
        rule = _zones.get(key)
        if rule is None:
            raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
        self = tzinfo.__new__(cls)
        self._key = key
        self._rule = _Rule(rule)
        return self

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        """Clear the ZoneInfo cache."""
        for key in list(cls._made) if only_keys is None else only_keys:
            cls._made.pop(key, None)

    @classmethod
    def from_file(cls, file_obj, /, key=None):
        """Zones are not read from files here."""
        raise NotImplementedError("zones are not read from files in this runtime")

    @property
    def key(self):
        return self._key

    def _now(self, dt):
        if dt is None:
            # A zone that never changed its clocks needs no date.
            return self._rule.standard if self._key in _FIXED else (None, None, None)
        return self._rule.local(dt)

    def utcoffset(self, dt, /):
        """Retrieve a timedelta representing the UTC offset in a zone at the given datetime."""
        return self._now(dt)[0]

    def dst(self, dt, /):
        """Retrieve a timedelta representing the amount of DST applied in a zone at the given datetime."""
        return self._now(dt)[2]

    def tzname(self, dt, /):
        """Retrieve a string containing the abbreviation for the time zone that applies in a zone at a given datetime."""
        return self._now(dt)[1]

    def fromutc(self, dt, /):
        """Given a datetime with local time in UTC, retrieve an adjusted datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        (offset, _, _), again = self._rule.from_utc(dt.replace(tzinfo=None, fold=0))
        return (dt + offset).replace(fold=again)

    def __str__(self):
        return self._key

    def __repr__(self):
        kind = type(self)
        module = "zoneinfo." if kind is ZoneInfo else ""
        return f"{module}{kind.__qualname__}(key={self._key!r})"

    def __reduce__(self):
        return type(self)._unpickle, (self._key, type(self)._made.get(self._key) is self)

    @classmethod
    def _unpickle(cls, key, from_cache, /):
        return cls(key) if from_cache else cls.no_cache(key)


_FIXED = {"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal",
          "Zulu", "GMT", "Etc/GMT", "Etc/Greenwich", "Greenwich", "GMT0"}


def available_timezones():
    """Returns a set containing all available time zones."""
    if not _zones:
        _read()
    return set(_zones)


def reset_tzpath(to=None):
    """Zones are not read from files here: there is no path to set."""


__python__ = "available_timezones reset_tzpath"

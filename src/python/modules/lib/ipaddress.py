"""Addresses and networks of IPv4 and IPv6."""
import functools

IPV4LENGTH, IPV6LENGTH = 32, 128


class AddressValueError(ValueError):
    """A Value Error related to the address."""


class NetmaskValueError(ValueError):
    """A Value Error related to the netmask."""


def _either(value, makers, what, *args):
    for make in makers:
        try:
            return make(value, *args)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{value!r} does not appear to be an IPv4 or IPv6 {what}")


def ip_address(address):
    """Take an IP string/int and return an object of the correct type."""
    return _either(address, (IPv4Address, IPv6Address), "address")


def ip_network(address, strict=True):
    """Take an IP string/int and return an object of the correct type."""
    return _either(address, (IPv4Network, IPv6Network), "network", strict)


def ip_interface(address):
    """Take an IP string/int and return an object of the correct type."""
    return _either(address, (IPv4Interface, IPv6Interface), "interface")


def v4_int_to_packed(address):
    """Represent an address as 4 packed bytes in network (big-endian) order."""
    try:
        return address.to_bytes(4)
    except OverflowError:
        raise ValueError("Address negative or too large for IPv4") from None


def v6_int_to_packed(address):
    """Represent an address as 16 packed bytes in network (big-endian) order."""
    try:
        return address.to_bytes(16)
    except OverflowError:
        raise ValueError("Address negative or too large for IPv6") from None


def _four(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(".")
    if len(parts) != 4:
        raise AddressValueError(f"Expected 4 octets in {text!r}")
    number = 0
    for part in parts:
        try:
            if not part:
                raise ValueError("Empty octet not permitted")
            if not (part.isascii() and part.isdigit()):
                raise ValueError(f"Only decimal digits permitted in {part!r}")
            if len(part) > 3:
                raise ValueError(f"At most 3 characters permitted in {part!r}")
            if part != "0" and part[0] == "0":
                raise ValueError(f"Leading zeros are not permitted in {part!r}")
            if int(part) > 255:
                raise ValueError(f"Octet {int(part)} (> 255) not permitted")
        except ValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None
        number = number << 8 | int(part)
    return number


def _six(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(":")
    if len(parts) < 3:
        raise AddressValueError(f"At least 3 parts expected in {text!r}")
    if "." in parts[-1]:
        try:
            last = _four(parts.pop())
        except AddressValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None
        parts += [f"{last >> 16:x}", f"{last & 0xffff:x}"]
    if len(parts) > 9:
        raise AddressValueError(f"At most 8 colons permitted in {text!r}")
    gaps = [at for at in range(1, len(parts) - 1) if not parts[at]]
    if len(gaps) > 1:
        raise AddressValueError(f"At most one '::' permitted in {text!r}")
    for at, edge, where in ((0, 1, "Leading"), (-1, -2, "Trailing")):
        if not parts[at] and parts[edge]:
            raise AddressValueError(f"{where} ':' only permitted as part of '::' in "
                                    f"{text!r}")
    words = [part for part in parts if part]
    if gaps:
        if len(words) > 7:
            raise AddressValueError(f"Expected at most 7 other parts with '::' in "
                                    f"{text!r}")
        front = sum(1 for part in parts[:gaps[0]] if part)
        words[front:front] = ["0"] * (8 - len(words))
    elif len(words) != 8:
        raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
    number = 0
    for part in words:
        if not set(part) <= set("0123456789abcdefABCDEF"):
            raise AddressValueError(f"Only hex digits permitted in {part!r} in {text!r}")
        if len(part) > 4:
            raise AddressValueError(f"At most 4 characters permitted in {part!r} in "
                                    f"{text!r}")
        number = number << 16 | int(part, 16)
    return number


def _short(number):
    """An IPv6 address with its longest run of zeros left out."""
    words = [f"{number >> shift & 0xffff:x}" for shift in range(112, -1, -16)]
    best, length, at = 0, 1, 0
    while at < 8:
        end = at
        while end < 8 and words[end] == "0":
            end += 1
        if end - at > length:
            best, length = at, end - at
        at = max(end, at + 1)
    if length == 1:
        return ":".join(words)
    return f"{':'.join(words[:best])}::{':'.join(words[best + length:])}"


class _Common:
    __slots__ = ()
    exploded = property(lambda self: self._long())
    compressed = property(lambda self: str(self))

    @property
    def version(self):
        return self._version

    @property
    def max_prefixlen(self):
        return self._bits

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if not isinstance(other, _Common) or other._version != self._version:
            return NotImplemented
        return self._key() == other._key()

    def __lt__(self, other):
        if not isinstance(other, _Common) or self._is_network != other._is_network:
            return NotImplemented
        if other._version != self._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return self._key() < other._key()

    def __gt__(self, other):
        return other < self if isinstance(other, _Common) else NotImplemented

    def __le__(self, other):
        return not other < self if isinstance(other, _Common) else NotImplemented

    def __ge__(self, other):
        return not self < other if isinstance(other, _Common) else NotImplemented


class _Address(_Common):
    __slots__ = ("_ip", "__weakref__")
    _is_network = False

    def __init__(self, address):
        bits = self._bits
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError(f"{address} (< 0) is not permitted as an IPv"
                                        f"{self._version} address")
            if address >= 1 << bits:
                raise AddressValueError(f"{address} (>= 2**{bits}) is not permitted as an "
                                        f"IPv{self._version} address")
            self._ip = address
        elif isinstance(address, bytes):
            if len(address) != bits // 8:
                raise AddressValueError(f"{address!r} (len {len(address)} != {bits // 8}) "
                                        f"is not permitted as an IPv{self._version} "
                                        "address")
            self._ip = int.from_bytes(address)
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {text!r}")
            self._ip = self._ip_int_from_string(text)

    def _ip_int_from_string(self, text):
        return self._parse(text)

    def _key(self):
        return self._ip

    def __int__(self):
        return self._ip

    def __add__(self, other):
        return self.__class__(self._ip + other) if isinstance(other, int) \
            else NotImplemented

    def __sub__(self, other):
        return self.__class__(self._ip - other) if isinstance(other, int) \
            else NotImplemented

    def __format__(self, spec):
        kind = spec[-1:] or "s"
        if kind == "s":
            return format(str(self), spec)
        if kind not in "bnxX" or spec[:-1] not in ("", "#", "_", "#_"):
            return super().__format__(spec)
        base = ("b" if self._version == 4 else "x") if kind == "n" else kind
        grouping = "_" if "_" in spec else ""
        width = self._bits if base == "b" else self._bits // 4
        width += (width // 4 - 1 if grouping else 0) + 2 * ("#" in spec)
        return format(self._ip, f"{'#' if '#' in spec else ''}0{width}{grouping}{base}")

    @property
    def packed(self):
        return self._ip.to_bytes(self._bits // 8)

    def _in(self, networks):
        return any(self._ip in network for network in map(_span, networks))

    is_private = property(lambda self: self._in(self._private)
                          and not self._in(self._not_private))
    is_multicast = property(lambda self: self._in(self._multicast))
    is_reserved = property(lambda self: self._in(self._reserved))
    is_link_local = property(lambda self: self._in(self._link_local))
    is_loopback = property(lambda self: self._in(self._loopback))
    is_unspecified = property(lambda self: self._ip == 0)
    is_global = property(lambda self: not self.is_private)


@functools.lru_cache(None)
def _span(text):
    """The numbers of a network's addresses."""
    address, _, length = text.partition("/")
    parse, bits = (_six, 128) if ":" in address else (_four, 32)
    start = parse(address)
    return range(start, start + (1 << bits - int(length)))


class _V4(_Common):
    __slots__ = ()
    _version, _bits, _parse = 4, 32, staticmethod(_four)
    _private = ("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16",
                "172.16.0.0/12", "192.0.0.0/24", "192.0.0.170/31", "192.0.2.0/24",
                "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
                "240.0.0.0/4", "255.255.255.255/32")
    _not_private = "192.0.0.9/32", "192.0.0.10/32"
    _multicast, _reserved = ("224.0.0.0/4",), ("240.0.0.0/4",)
    _link_local, _loopback = ("169.254.0.0/16",), ("127.0.0.0/8",)

    @staticmethod
    def _shown(number):
        return ".".join(map(str, number.to_bytes(4)))


class _V6(_Common):
    __slots__ = ()
    _version, _bits, _parse, _shown = 6, 128, staticmethod(_six), staticmethod(_short)
    _private = ("::1/128", "::/128", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64",
                "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/7",
                "fe80::/10")
    _not_private = ("2001:1::1/128", "2001:1::2/128", "2001:3::/32", "2001:4:112::/48",
                    "2001:20::/28", "2001:30::/28")
    _multicast, _link_local, _loopback = ("ff00::/8",), ("fe80::/10",), ("::1/128",)
    _reserved = ("::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4",
                 "4000::/3", "6000::/3", "8000::/3", "A000::/3", "C000::/3", "E000::/4",
                 "F000::/5", "F800::/6", "FE00::/9")


class IPv4Address(_V4, _Address):
    """Represent and manipulate single IPv4 Addresses."""
    __slots__ = ()

    def __str__(self):
        return self._shown(self._ip)

    _long = __str__

    @property
    def reverse_pointer(self):
        return ".".join(reversed(str(self).split("."))) + ".in-addr.arpa"

    @property
    def is_global(self):
        return self._ip not in _span("100.64.0.0/10") and not self.is_private

    @property
    def ipv6_mapped(self):
        return IPv6Address(f"::ffff:{self}")


class IPv6Address(_V6, _Address):
    """Represent and manipulate single IPv6 Addresses."""
    __slots__ = ("_scope",)

    def __init__(self, address):
        self._scope = None
        super().__init__(address)

    def _ip_int_from_string(self, text):
        text, sign, scope = text.partition("%")
        if sign and (not scope or "%" in scope):
            raise AddressValueError(f'Invalid IPv6 address: "{text + sign + scope!r}"')
        self._scope = scope or None
        return _six(text)

    def _key(self):
        return self._ip, self._scope or ""

    def __hash__(self):
        return hash(self._key())

    def __str__(self):
        return _short(self._ip) + (f"%{self._scope}" if self._scope else "")

    def _long(self):
        digits = f"{self._ip:032x}"
        return ":".join(digits[at:at + 4] for at in range(0, 32, 4)) \
            + (f"%{self._scope}" if self._scope else "")

    scope_id = property(lambda self: self._scope)

    @property
    def reverse_pointer(self):
        return ".".join(reversed(f"{self._ip:032x}")) + ".ip6.arpa"

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xffffffff) if self._ip >> 32 == 0xffff else None

    @property
    def sixtofour(self):
        return IPv4Address(self._ip >> 80 & 0xffffffff) if self._ip >> 112 == 0x2002 \
            else None

    @property
    def teredo(self):
        if self._ip >> 96 != 0x20010000:
            return None
        return (IPv4Address(self._ip >> 64 & 0xffffffff),
                IPv4Address(~self._ip & 0xffffffff))

    @property
    def is_site_local(self):
        return self._ip in _span("fec0::/10")


def _split(address):
    """The address and the length of the prefix that a text or a pair means."""
    if isinstance(address, tuple):
        return address if len(address) > 1 else (address[0], None)
    if isinstance(address, (int, bytes)):
        return address, None
    text = str(address)
    first, sign, length = text.partition("/")
    if "/" in length:
        raise AddressValueError(f"Only one '/' permitted in {text!r}")
    return first, length if sign else None


def _length(cls, given):
    """The length of a prefix, from a number or a mask."""
    bits = cls._bits
    if given is None:
        return bits
    wrong = NetmaskValueError(f"{given!r} is not a valid netmask")
    if isinstance(given, int) or given.isascii() and given.isdigit():
        if not 0 <= int(given) <= bits:
            raise wrong
        return int(given)
    if cls._version == 6:
        raise wrong
    try:
        mask = _four(given)
    except AddressValueError:
        raise wrong from None
    for number in (mask, mask ^ 0xffffffff):
        length = bits - (number ^ 0xffffffff).bit_length()
        if number == (1 << bits) - (1 << bits - length):
            return length
    raise wrong


class _Network(_Common):
    __slots__ = ("network_address", "_prefixlen", "__weakref__")
    _is_network = True

    def __init__(self, address, strict=True):
        first, length = _split(address)
        self.network_address = found = self._address_class(first)
        self._prefixlen = length = _length(self, length)
        number = found._ip & ~((1 << self._bits - length) - 1)
        if number != found._ip:
            if strict:
                raise ValueError(f"{found}/{length} has host bits set")
            self.network_address = self._address_class(number)

    @classmethod
    def _of(cls, number, length):
        return cls((number, length))

    prefixlen = property(lambda self: self._prefixlen)
    num_addresses = property(lambda self: 1 << self._bits - self._prefixlen)
    netmask = property(lambda self: self._address_class(
        (1 << self._bits) - self.num_addresses))
    hostmask = property(lambda self: self._address_class(self.num_addresses - 1))
    broadcast_address = property(lambda self: self._address_class(
        self._first + self.num_addresses - 1))
    with_prefixlen = property(lambda self: str(self))
    with_netmask = property(lambda self: f"{self.network_address}/{self.netmask}")
    with_hostmask = property(lambda self: f"{self.network_address}/{self.hostmask}")
    _first = property(lambda self: self.network_address._ip)
    _last = property(lambda self: self._first + self.num_addresses - 1)

    def __str__(self):
        return f"{self.network_address}/{self._prefixlen}"

    def _long(self):
        return f"{self.network_address._long()}/{self._prefixlen}"

    def _key(self):
        return self._first, self._prefixlen

    def __iter__(self):
        return map(self._address_class, range(self._first, self._last + 1))

    def hosts(self):
        """Generate Iterator over usable hosts in a network."""
        first, last = self._usable()
        return map(self._address_class, range(first, last + 1))

    def __getitem__(self, n):
        if not -self.num_addresses <= n < self.num_addresses:
            raise IndexError("address out of range")
        return self._address_class((self._first if n >= 0 else self._last + 1) + n)

    def __contains__(self, other):
        if other._version != self._version or not isinstance(other, _Address):
            return False
        return self._first <= other._ip <= self._last

    def overlaps(self, other):
        """Tell if self is partly contained in other."""
        return self._first <= other._last and other._first <= self._last

    def _below(self, other):
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return other._first <= self._first and other._last >= self._last

    def subnet_of(self, other):
        """Return True if this network is a subnet of other."""
        return self._below(other)

    def supernet_of(self, other):
        """Return True if this network is a supernet of other."""
        return other._below(self)

    def compare_networks(self, other):
        """Compare two IP objects: -1, 0 or 1."""
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same type")
        mine, theirs = ((one._first, one.netmask._ip) for one in (self, other))
        return (mine > theirs) - (mine < theirs)

    def _step(self, step, new_prefix, sign, wanted):
        """By how many bits a prefix is to become longer or shorter."""
        if new_prefix is None:
            return step
        if sign * (new_prefix - self._prefixlen) < 0:
            raise ValueError(f"new prefix must be {wanted}")
        if step != 1:
            raise ValueError("cannot set prefixlen_diff and new_prefix")
        return abs(new_prefix - self._prefixlen)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """The subnets which join to make the current subnet."""
        if self._prefixlen == self._bits:
            yield self
            return
        step = self._step(prefixlen_diff, new_prefix, 1, "longer")
        if step < 0:
            raise ValueError("prefix length diff must be > 0")
        length = self._prefixlen + step
        if length > self._bits:
            raise ValueError(f"prefix length diff {length} is invalid for netblock {self}")
        for number in range(self._first, self._last + 1, 1 << self._bits - length):
            yield self._of(number, length)

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The supernet containing the current network."""
        if self._prefixlen == 0:
            return self
        step = self._step(prefixlen_diff, new_prefix, -1, "shorter")
        if step > self._prefixlen:
            raise ValueError(f"current prefixlen is {self._prefixlen}, cannot have a "
                             f"prefixlen_diff of {step}")
        return self._of(self._first & self.netmask._ip << step, self._prefixlen - step)

    def address_exclude(self, other):
        """Remove an address from a larger block."""
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        if not isinstance(other, _Network):
            raise TypeError(f"{other} is not a network object")
        if not other.subnet_of(self):
            raise ValueError(f"{other} not contained in {self}")
        rest = self
        while rest != other:
            one, two = rest.subnets()
            rest, apart = (one, two) if other.subnet_of(one) else (two, one)
            yield apart

    def _both(self, name):
        return getattr(self.network_address, name) \
            and getattr(self.broadcast_address, name)


for _name in ("is_private", "is_multicast", "is_reserved", "is_link_local", "is_loopback",
              "is_unspecified", "is_global"):
    setattr(_Network, _name, property(lambda self, name=_name: self._both(name)))


class IPv4Network(_V4, _Network):
    """This class represents and manipulates 32-bit IPv4 network + addresses.."""
    __slots__ = ()
    _address_class = IPv4Address

    def _usable(self):
        edge = self._prefixlen < 31
        return self._first + edge, self._last - edge


class IPv6Network(_V6, _Network):
    """This class represents and manipulates 128-bit IPv6 networks."""
    __slots__ = ()
    _address_class = IPv6Address

    def _usable(self):
        return self._first + (self._prefixlen < 127), self._last


class _Interface:
    __slots__ = ()

    def __init__(self, address):
        first, length = _split(address)
        super().__init__(first)
        self.network = self._network_class((self._ip, _length(self, length)), False)

    netmask = property(lambda self: self.network.netmask)
    hostmask = property(lambda self: self.network.hostmask)
    with_prefixlen = property(lambda self: str(self))
    with_netmask = property(lambda self: f"{self.ip}/{self.netmask}")
    with_hostmask = property(lambda self: f"{self.ip}/{self.hostmask}")

    def __str__(self):
        return f"{super().__str__()}/{self.network.prefixlen}"

    def __eq__(self, other):
        if not isinstance(other, _Interface):
            return False if isinstance(other, _Common) else NotImplemented
        return (self._ip, self.network) == (other._ip, other.network)

    def __hash__(self):
        return hash((self._ip, self.network.prefixlen))


class IPv4Interface(_Interface, IPv4Address):
    __slots__ = ("network",)
    _network_class = IPv4Network
    ip = property(lambda self: IPv4Address(self._ip))


class IPv6Interface(_Interface, IPv6Address):
    __slots__ = ("network",)
    _network_class = IPv6Network
    ip = property(lambda self: IPv6Address(self._ip))


def summarize_address_range(first, last):
    """Summarize a network range given the first and last IP addresses."""
    if not (isinstance(first, _Address) and isinstance(last, _Address)):
        raise TypeError("first and last must be IP addresses, not networks")
    if first.version != last.version:
        raise TypeError(f"{first} and {last} are not of the same version")
    if first > last:
        raise ValueError("last IP address must be greater than first")
    kind = IPv4Network if first.version == 4 else IPv6Network
    number, end = first._ip, last._ip
    while number <= end:
        bits = kind._bits if number == 0 else (number & -number).bit_length() - 1
        bits = min(bits, (end - number + 1).bit_length() - 1)
        yield kind((number, kind._bits - bits))
        number += 1 << bits


def collapse_addresses(addresses):
    """Collapse a list of IP objects."""
    found = []
    for one in addresses:
        if isinstance(one, _Address):
            one = (IPv4Network if one.version == 4 else IPv6Network)(one._ip)
        found.append(one)
    for a, b in zip(found, found[1:]):
        if a.version != b.version:
            raise TypeError(f"{b} and {a} are not of the same version")
    merged = []
    for one in sorted(found, key=lambda one: (one._first, one.prefixlen)):
        if merged and merged[-1].supernet_of(one):
            continue
        merged.append(one)
        while len(merged) > 1 and merged[-2].prefixlen == merged[-1].prefixlen \
                and merged[-2].supernet() == merged[-1].supernet():
            merged[-2:] = [merged[-1].supernet()]
    return iter(merged)


def get_mixed_type_key(obj):
    """Return a key suitable for sorting between networks and addresses."""
    if isinstance(obj, _Network):
        return obj._version, obj.network_address, obj.netmask
    if isinstance(obj, _Address):
        return obj._version, obj
    return NotImplemented


__within__ = "<native> _either _four"

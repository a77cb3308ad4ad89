"""Takes web addresses apart, and puts them together (RFC 3986)."""
from collections import namedtuple
import re

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit",
           "urlencode", "parse_qs", "parse_qsl", "quote", "quote_plus",
           "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes",
           "DefragResult", "ParseResult", "SplitResult", "DefragResultBytes",
           "ParseResultBytes", "SplitResultBytes"]

uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https",
                 "shttp", "mms", "prospero", "rtsp", "rtsps", "rtspu", "sftp", "svn",
                 "svn+ssh", "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file",
               "mms", "https", "shttp", "snews", "prospero", "rtsp", "rtsps", "rtspu",
               "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss",
               "itms-services"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp",
               "rtsps", "rtspu", "sip", "sips", "mms", "sftp", "tel"]
_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*\Z")
_ENDS = "".join(map(chr, range(33)))


class _Str:
    """A result of text."""

    __slots__ = ()

    def encode(self, encoding="ascii", errors="strict"):
        return self._twin(*(part.encode(encoding, errors) for part in self))


class _Bytes:
    """A result of bytes."""

    __slots__ = ()

    def decode(self, encoding="ascii", errors="strict"):
        return self._twin(*(part.decode(encoding, errors) for part in self))


class _Netloc:
    """What stands in `netloc`."""

    __slots__ = ()

    def _marks(self, *marks):
        if isinstance(self.netloc, bytes):
            return [mark.encode() for mark in marks]
        return marks

    @property
    def _userinfo(self):
        at, colon = self._marks("@", ":")
        info, found, _ = self.netloc.rpartition(at)
        if not found:
            return None, None
        user, found, password = info.partition(colon)
        return user, password if found else None

    @property
    def _hostinfo(self):
        at, left, right, colon = self._marks("@", "[", "]", ":")
        info = self.netloc.rpartition(at)[2]
        _, bracketed, rest = info.partition(left)
        if bracketed:
            host, _, rest = rest.partition(right)
            port = rest.partition(colon)[2]
        else:
            host, _, port = info.partition(colon)
        return host, port or None

    @property
    def username(self):
        return self._userinfo[0]

    @property
    def password(self):
        return self._userinfo[1]

    @property
    def hostname(self):
        host = self._hostinfo[0]
        if not host:
            return None
        name, sign, zone = host.partition(self._marks("%")[0])
        return name.lower() + sign + zone

    @property
    def port(self):
        port = self._hostinfo[1]
        if port is None:
            return None
        text = port if isinstance(port, str) else port.decode("ascii")
        if not (text.isdigit() and text.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {text!r}")
        if int(text) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(text)


_Defrag = namedtuple("_Defrag", "url fragment")
_Split = namedtuple("_Split", "scheme netloc path query fragment")
_Parse = namedtuple("_Parse", "scheme netloc path params query fragment")


class _Defragged:
    __slots__ = ()

    def geturl(self):
        mark = "#" if isinstance(self.url, str) else b"#"
        return self.url + mark + self.fragment if self.fragment else self.url


class _Splitted(_Netloc):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class _Parsed(_Netloc):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(_Defragged, _Defrag, _Str):
    __slots__ = ()


class SplitResult(_Splitted, _Split, _Str):
    __slots__ = ()


class ParseResult(_Parsed, _Parse, _Str):
    __slots__ = ()


class DefragResultBytes(_Defragged, _Defrag, _Bytes):
    __slots__ = ()


class SplitResultBytes(_Splitted, _Split, _Bytes):
    __slots__ = ()


class ParseResultBytes(_Parsed, _Parse, _Bytes):
    __slots__ = ()


for _one, _other in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes),
                     (ParseResult, ParseResultBytes)):
    _one._twin, _other._twin = _other, _one


def _as_text(*args):
    """Arguments as text, and what makes a result of the kind that was given."""
    is_text = isinstance(args[0], str)
    if any(arg and isinstance(arg, str) is not is_text for arg in args):
        raise TypeError("Cannot mix str and non-str arguments")
    if not is_text:
        texts = [arg.decode("ascii", "strict") if arg else "" for arg in args]
        return [*texts, lambda found: found.encode("ascii", "strict")]
    return [*("" if arg is None else arg for arg in args), lambda found: found]


def urlparse(url, scheme="", allow_fragments=True):
    """The six parts of an address."""
    url, scheme, back = _as_text(url, scheme)
    scheme, netloc, url, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in url:
        start = url.find(";", url.rfind("/") if "/" in url else 0)
        if start >= 0:
            url, params = url[:start], url[start + 1:]
    return back(ParseResult(scheme, netloc, url, params, query, fragment))


def urlsplit(url, scheme="", allow_fragments=True):
    """The five parts of an address."""
    url, scheme, back = _as_text(url, scheme)
    url, scheme = url.lstrip(_ENDS), scheme.strip(_ENDS)
    for char in "\t\r\n":
        url, scheme = url.replace(char, ""), scheme.replace(char, "")
    netloc = query = fragment = ""
    head, colon, rest = url.partition(":")
    if colon and _SCHEME.match(head):
        scheme, url = head.lower(), rest
    if url[:2] == "//":
        end = re.search("[/?#]|$", url[2:]).start() + 2
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
        if "[" in netloc:
            _check_brackets(netloc)
        if not netloc.isascii():
            _check_letters(netloc)
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return back(SplitResult(scheme, netloc, url, query, fragment))


def _check_brackets(netloc):
    import ipaddress
    info = netloc.rpartition("@")[2]
    before, _, rest = info.partition("[")
    host, _, port = rest.partition("]")
    if before or port and not port.startswith(":"):
        raise ValueError("Invalid IPv6 URL")
    if host.startswith("v"):
        if not re.match(r"\Av[a-fA-F0-9]+\..+\Z", host):
            raise ValueError("IPvFuture address is invalid")
    elif isinstance(ipaddress.ip_address(host), ipaddress.IPv4Address):
        raise ValueError("An IPv4 address cannot be in brackets")


def _check_letters(netloc):
    """A letter must not turn into a mark that divides an address."""
    import unicodedata
    plain = re.sub("[@:#?]", "", netloc)
    normal = unicodedata.normalize("NFKC", plain)
    if normal != plain and any(mark in normal for mark in "/?#@:"):
        raise ValueError(f"netloc {netloc} contains invalid characters under NFKC "
                         "normalization")


def urlunparse(components):
    """An address of six parts."""
    scheme, netloc, url, params, query, fragment, back = _as_text(*components)
    if params:
        url = f"{url};{params}"
    return back(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """An address of five parts."""
    scheme, netloc, url, query, fragment, back = _as_text(*components)
    if netloc and url[:1] not in ("", "/"):
        url = "/" + url
    # Without a host, too, what might be taken for one, or where one is usual.
    if netloc or url[:2] == "//" or scheme and scheme in uses_netloc and \
            url[:1] in ("", "/"):
        url = f"//{netloc}{url}"
    return back((scheme and scheme + ":") + url + (query and "?" + query) +
                (fragment and "#" + fragment))


def urljoin(base, url, allow_fragments=True):
    """An address as it is meant in a page with another."""
    if not base or not url:
        return base or url
    base, url, back = _as_text(base, url)
    own = urlparse(base, "", allow_fragments)
    new = urlparse(url, own.scheme, allow_fragments)
    if new.scheme != own.scheme or new.scheme not in uses_relative:
        return back(url)
    if new.scheme not in uses_netloc or not new.netloc:
        if new.scheme in uses_netloc:
            new = new._replace(netloc=own.netloc)
        if new.path or new.params:
            new = new._replace(path=_resolved(own.path, new.path))
        else:
            new = new._replace(path=own.path, params=own.params,
                               query=new.query or own.query)
    return back(urlunparse(new))


def _resolved(base, path):
    """A path as it is meant beside another, without `.` and `..`."""
    parts = path.split("/")
    if path[:1] != "/":
        base = base or "/"
        parts = (base[:base.rfind("/") + 1] + path).split("/")
        parts[1:-1] = filter(None, parts[1:-1])
    found = []
    for part in parts:
        if part == "..":
            del found[-1:]
        elif part != ".":
            found.append(part)
    if parts[-1] in (".", ".."):
        found.append("")
    return "/".join(found) or "/"


def urldefrag(url):
    """An address without its fragment, and that."""
    url, back = _as_text(url)
    if "#" not in url:
        return back(DefragResult(url, ""))
    parts = urlparse(url)
    return back(DefragResult(urlunparse(parts._replace(fragment="")), parts.fragment))


# Characters that an address has as %XX.

def unquote_to_bytes(string):
    """Bytes for text with %XX."""
    if not string:
        string.split
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    first, *rest = string.split(b"%")
    found = bytearray(first)
    for part in rest:
        try:
            found += bytes.fromhex(part[:2].decode("ascii"))
            if len(part) < 2 or not part[:2].isalnum():
                raise ValueError
            found += part[2:]
        except ValueError:
            found += b"%" + part
    return bytes(found)


def unquote(string, encoding="utf-8", errors="replace"):
    """Text for text with %XX."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        string.split
        return string
    encoding = "utf-8" if encoding is None else encoding
    errors = "replace" if errors is None else errors
    return re.sub(r"[\x00-\x7f]+", lambda found: unquote_to_bytes(found[0]).decode(
        encoding, errors), string)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    """The same, with + for a space."""
    return unquote(string.replace("+", " "), encoding, errors)


def quote(string, safe="/", encoding=None, errors=None):
    """Text with %XX for what may not stand in an address."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    elif encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    elif errors is not None:
        raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """The same, with + for a space."""
    space = " " if isinstance(string, str) else b" "
    if space not in string:
        return quote(string, safe, encoding, errors)
    safe = safe + (" " if isinstance(safe, str) else b" ")
    return quote(string, safe, encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    """The same, of bytes."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    plain = _SAFE.union(byte for byte in safe if byte < 128)
    return "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in bs)


# Queries.

def urlencode(query, doseq=False, safe="", encoding=None, errors=None,
              quote_via=quote_plus):
    """Pairs as the query of an address."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as error:
            raise TypeError("not a valid non-string sequence or mapping object") \
                from error

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    pairs = []
    for key, value in query:
        values = [value]
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
                values = value
            except TypeError:
                pass
        pairs += [f"{quoted(key)}={quoted(value)}" for value in values]
    return "&".join(pairs)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8",
             errors="replace", max_num_fields=None, separator="&"):
    """The values of a query, by their names."""
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors,
                                 max_num_fields, separator):
        found.setdefault(name, []).append(value)
    return found


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8",
              errors="replace", max_num_fields=None, separator="&"):
    """The names and values of a query."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if not qs:
        return []
    if not isinstance(separator, str):
        separator = separator.decode("ascii")
    if isinstance(qs, str):
        def read(text):
            return unquote_plus(text, encoding, errors)
    else:
        qs = bytes(memoryview(qs)).decode("latin-1")
        def read(text):
            return unquote_to_bytes(text.replace("+", " ").encode("latin-1"))
    if max_num_fields is not None and qs.count(separator) >= max_num_fields:
        raise ValueError("Max number of fields exceeded")
    pairs = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, sign, value = field.partition("=")
        if not sign and strict_parsing:
            raise ValueError(f"bad query field: {field!r}")
        if value or keep_blank_values:
            pairs.append((read(name), read(value)))
    return pairs

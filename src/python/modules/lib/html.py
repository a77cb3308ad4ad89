"""Text within HTML."""
import re

__all__ = ["escape", "unescape"]
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\xa0",
          "copy": "\xa9", "reg": "\xae", "trade": "\u2122", "hellip": "\u2026",
          "mdash": "\u2014", "ndash": "\u2013", "lsquo": "\u2018", "rsquo": "\u2019",
          "ldquo": "\u201c", "rdquo": "\u201d", "laquo": "\xab", "raquo": "\xbb",
          "euro": "\u20ac", "pound": "\xa3", "yen": "\xa5", "cent": "\xa2",
          "sect": "\xa7", "deg": "\xb0", "plusmn": "\xb1", "times": "\xd7",
          "divide": "\xf7", "micro": "\xb5", "para": "\xb6", "middot": "\xb7",
          "frac12": "\xbd", "eacute": "\xe9", "egrave": "\xe8", "agrave": "\xe0",
          "auml": "\xe4", "ouml": "\xf6", "uuml": "\xfc", "Auml": "\xc4", "Ouml": "\xd6",
          "Uuml": "\xdc", "szlig": "\xdf", "ccedil": "\xe7", "ntilde": "\xf1",
          "alpha": "\u03b1", "beta": "\u03b2", "gamma": "\u03b3", "pi": "\u03c0",
          "larr": "\u2190", "uarr": "\u2191", "rarr": "\u2192", "darr": "\u2193",
          "infin": "\u221e", "ne": "\u2260", "le": "\u2264", "ge": "\u2265"}
# Those that may stand without a semicolon.
_BARE = ("amp", "lt", "gt", "quot", "nbsp", "copy", "reg")


def escape(s, quote=True):
    """The text with its special characters as entities."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


def _one(match):
    name = match[1]
    if name[0] == "#":
        digits = name[1:].rstrip(";")
        number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
            return "\ufffd"
        return chr(number)
    if name.endswith(";"):
        return _NAMED.get(name[:-1], match[0])
    for bare in _BARE:
        if name.startswith(bare):
            return _NAMED[bare] + name[len(bare):]
    return match[0]


def unescape(s):
    """The text with its entities as characters: the usual ones, and all numbers."""
    if "&" not in s:
        return s
    return re.sub(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]{1,31};?)", _one,
                  s)

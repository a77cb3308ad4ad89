"""Support for number formatting using the current locale settings: there is one
locale, "C".
"""
__all__ = ["getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale",
           "localeconv", "strcoll", "strxfrm", "str", "atof", "atoi", "format_string",
           "currency", "getencoding", "delocalize", "localize", "LC_CTYPE", "LC_COLLATE",
           "LC_MESSAGES", "LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_ALL", "CHAR_MAX"]
LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127


class Error(Exception):
    """A locale that is not here."""


def setlocale(category, locale=None):
    """The locale of a category; there is but one that it can be set to."""
    if category not in range(7):
        raise Error("unsupported locale setting")
    if isinstance(locale, tuple):
        locale = locale[0] or "C"
    if locale not in (None, "", "C", "POSIX"):
        raise Error("unsupported locale setting")
    return "C"


def localeconv():
    """The conventions for numbers and amounts of money."""
    names = ("int_curr_symbol", "currency_symbol", "mon_decimal_point",
             "mon_thousands_sep", "positive_sign", "negative_sign")
    numbers = ("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space",
               "n_cs_precedes", "n_sep_by_space", "p_sign_posn", "n_sign_posn")
    return {"decimal_point": ".", "thousands_sep": "", "grouping": [],
            **dict.fromkeys(names, ""), "mon_grouping": [],
            **dict.fromkeys(numbers, CHAR_MAX)}


def getlocale(category=LC_CTYPE):
    return None, None


def getdefaultlocale(envvars=()):
    return None, None


def getencoding():
    return "UTF-8"


def getpreferredencoding(do_setlocale=True):
    return "UTF-8"


def strcoll(a, b, /):
    return (a > b) - (a < b)


def strxfrm(string, /):
    return string


def format_string(f, val, grouping=False, monetary=False):
    """Formats a string in the same way that the % formatting would use."""
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


def str(val):
    """Convert float to string, taking the locale into account."""
    return "%.12g" % val


def delocalize(string):
    return string


def localize(string, grouping=False, monetary=False):
    return string


def atof(string, func=float):
    return func(string)


def atoi(string):
    return int(string)


__native__ = "getencoding strcoll strxfrm"

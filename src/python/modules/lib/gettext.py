"""Messages in other languages. There are no catalogues: each message stays as it is."""
__all__ = ["NullTranslations", "GNUTranslations", "bindtextdomain", "find", "gettext",
           "dgettext", "dngettext", "install", "ngettext", "pgettext", "npgettext",
           "textdomain", "translation"]
_domain, _folders = "messages", {}


class NullTranslations:
    """Translates nothing, or what its fallback does."""

    def __init__(self, fp=None):
        self._info, self._charset, self._fallback = {}, None, None

    def add_fallback(self, fallback):
        if self._fallback:
            self._fallback.add_fallback(fallback)
        else:
            self._fallback = fallback

    def gettext(self, message):
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context, message):
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.npgettext(context, msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2

    def info(self):
        return self._info

    def charset(self):
        return self._charset

    def install(self, names=None):
        """Make `_` a built-in name."""
        import builtins
        builtins._ = self.gettext
        for name in {"gettext", "ngettext", "npgettext", "pgettext"} & set(names or ()):
            setattr(builtins, name, getattr(self, name))


class GNUTranslations(NullTranslations):
    """What is read from a catalogue."""

    def __init__(self, fp=None):
        raise OSError(0, "Bad magic number", getattr(fp, "name", ""))


def find(domain, localedir=None, languages=None, all=False):
    """Where the catalogue of a domain is: nowhere."""
    return [] if all else None


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    """The translations of a domain."""
    if fallback:
        return NullTranslations()
    from errno import ENOENT
    raise FileNotFoundError(ENOENT, "No translation file found for domain", domain)


def install(domain, localedir=None, *, names=None):
    """Make `_` a built-in name."""
    NullTranslations().install(names)


def textdomain(domain=None):
    """Choose the domain, and return which it is."""
    global _domain
    if domain is not None:
        _domain = domain
    return _domain


def bindtextdomain(domain, localedir=None):
    """Choose the folder of a domain, and return which it is."""
    if localedir is not None:
        _folders[domain] = localedir
    return _folders.get(domain, "/usr/share/locale")


_none = NullTranslations()
gettext, ngettext = _none.gettext, _none.ngettext
pgettext, npgettext = _none.pgettext, _none.npgettext
Catalog = translation


def dgettext(domain, message):
    """The message as that domain has it."""
    return message


def dngettext(domain, msgid1, msgid2, n):
    """The message for a number as that domain has it."""
    return ngettext(msgid1, msgid2, n)

"""Words as a shell splits them."""
import re

__all__ = ["split", "quote", "join"]
_UNSAFE = re.compile(r"[^\w@%+=:,./-]", re.ASCII)


def split(s, comments=False, posix=True):
    """The words of a command."""
    if s is None:
        raise ValueError("s argument must not be None")
    words, word, quoting, at = [], None, "", 0
    while at < len(s):
        c = s[at]
        at += 1
        if quoting:
            if c == quoting:
                quoting = ""
                if not posix:
                    word += c
            elif c == "\\" and quoting == '"' and posix and s[at:at + 1] in ('"', "\\"):
                word += s[at]
                at += 1
            else:
                word += c
        elif c in " \t\r\n":
            if word is not None:
                words.append(word)
            word = None
        elif comments and c == "#":
            while at < len(s) and s[at] != "\n":
                at += 1
        elif c in "'\"":
            quoting = c
            word = (word or "") + ("" if posix else c)
        elif c == "\\" and posix:
            if at == len(s):
                raise ValueError("No escaped character")
            word = (word or "") + s[at]
            at += 1
        else:
            word = (word or "") + c
    if quoting:
        raise ValueError("No closing quotation")
    if word is not None:
        words.append(word)
    return words


def quote(s):
    """A word so that a shell takes it as one."""
    if not s:
        return "''"
    if not isinstance(s, str):
        raise TypeError("expected string or bytes-like object, "
                        f"got {type(s).__name__!r}")
    if _UNSAFE.search(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    """Words as one command."""
    return " ".join(quote(arg) for arg in split_command)

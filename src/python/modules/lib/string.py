"""A collection of string constants."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits",
           "hexdigits", "octdigits", "printable", "punctuation", "whitespace",
           "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize the words of a string."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class Template:
    """A string class for supporting $-substitutions."""
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Pairs of text and the name behind it; None for a delimiter that names none."""
        text, mark = self.template, self.delimiter
        at = 0
        while True:
            found = text.find(mark, at)
            if found < 0:
                yield text[at:], "", found
                return
            behind = found + len(mark)
            if text.startswith(mark, behind):
                yield text[at:behind], "", found
                at = behind + len(mark)
                continue
            braced = text.startswith("{", behind)
            start = end = behind + braced
            while end < len(text) and text[end].isascii() and (
                    text[end] == "_" or text[end].isalnum()):
                end += 1
            named = end > start and not text[start].isdigit()
            if not named or braced and not text.startswith("}", end):
                yield text[at:found], None, found
                yield mark, "", found
                at = behind
                continue
            yield text[at:found], text[start:end], found
            at = end + braced

    def _values(self, args, kws):
        mapping, = args or ({},)
        return {**mapping, **kws}

    def substitute(self, *args, **kws):
        values, out = self._values(args, kws), []
        for text, name, at in self._parts():
            out.append(text)
            if name is None:
                before = self.template[:at]
                line = before.count("\n") + 1
                column = at - before.rfind("\n")
                raise ValueError(f"Invalid placeholder in string: line {line}, col "
                                 f"{column}")
            if name:
                out.append(str(values[name]))
        return "".join(out)

    def safe_substitute(self, *args, **kws):
        values, out = self._values(args, kws), []
        parts = list(self._parts())
        for text, name, at in parts:
            out.append(text)
            if name:
                if name in values:
                    out.append(str(values[name]))
                else:
                    braced = self.template.startswith("{", at + len(self.delimiter))
                    out.append(self.delimiter + ("{" + name + "}" if braced else name))
        return "".join(out)

    def get_identifiers(self):
        found = [name for _, name, _ in self._parts() if name]
        return list(dict.fromkeys(found))

    def is_valid(self):
        return all(name is not None for _, name, _ in self._parts())


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)

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

    def substitute(self, mapping=None, /, **kws):
        """The template with each placeholder's value in its place."""
        out = []
        for text, name, at in self._parts():
            out.append(text)
            if name is None:
                before = self.template[:at]
                line = before.count("\n") + 1
                column = at - before.rfind("\n")
                raise ValueError(f"Invalid placeholder in string: line {line}, col "
                                 f"{column}")
            if name:
                out.append(str(kws[name] if name in kws or mapping is None
                               else mapping[name]))
        return "".join(out)

    def safe_substitute(self, mapping=None, /, **kws):
        """Like substitute(); what has no value stays as it is."""
        out = []
        for text, name, at in self._parts():
            out.append(text)
            if name:
                try:
                    value = kws[name] if name in kws or mapping is None else mapping[name]
                    out.append(str(value))
                except KeyError:
                    braced = self.template.startswith("{", at + len(self.delimiter))
                    out.append(self.delimiter + ("{" + name + "}" if braced else name))
        return "".join(out)

    def get_identifiers(self):
        found = [name for _, name, _ in self._parts() if name]
        return list(dict.fromkeys(found))

    def is_valid(self):
        return all(name is not None for _, name, _ in self._parts())


class Formatter:
    """The way str.format() goes, in steps that a subclass can replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth,
                 auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for text, name, spec, conversion in self.parse(format_string):
            if text:
                result.append(text)
            if name is None:
                continue
            first = _split(name)[0]
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to "
                                     "automatic field numbering")
                name = str(auto_arg_index) + name
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from automatic field numbering to "
                                     "manual field specification")
                auto_arg_index = False
            obj, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(
                spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in _CONVERSIONS:
            return _CONVERSIONS[conversion](value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """Tuples of text, name of the field behind it, its format and conversion."""
        return _parse(format_string)

    def get_field(self, field_name, args, kwargs):
        """The object that a field names, and the argument which that began with."""
        first, rest = _split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, part in rest:
            obj = getattr(obj, part) if is_attribute else obj[part]
        return obj, first


_CONVERSIONS = {"s": str, "r": repr, "a": ascii}


def _parse(text):
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    at = start = 0
    while at < len(text):
        mark = text[at]
        if mark not in "{}":
            at += 1
            continue
        if text[at + 1:at + 2] == mark:
            yield text[start:at + 1], None, None, None
            start = at = at + 2
            continue
        if mark == "}" or at + 1 == len(text):
            raise ValueError(f"Single {mark!r} encountered in format string")
        end = _end(text, at + 1)
        yield text[start:at], *_field(text[at + 1:end])
        start = at = end + 1
    if start < len(text):
        yield text[start:], None, None, None


def _end(text, at):
    """The place of the bracket that ends a field."""
    depth = 1
    while at < len(text):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if not depth:
                return at
        at += 1
    raise ValueError("expected '}' before end of string")


def _field(text):
    at = 0
    while at < len(text) and text[at] not in ":!":
        if text[at] == "[":
            at = text.find("]", at)
            if at < 0:
                raise ValueError("expected '}' before end of string")
        at += 1
    name, rest, conversion = text[:at], text[at:], None
    if rest.startswith("!"):
        conversion, rest = rest[1:2], rest[2:]
        if not conversion:
            raise ValueError("unmatched '{' in format spec")
        if rest and not rest.startswith(":"):
            raise ValueError("expected ':' after conversion specifier")
    return name, rest[1:], conversion


def _split(name):
    """The argument that a field's name begins with, and the steps from there."""
    at = 0
    while at < len(name) and name[at] not in ".[":
        at += 1
    first, steps = name[:at], []
    while at < len(name):
        if name[at] == ".":
            end = at + 1
            while end < len(name) and name[end] not in ".[":
                end += 1
            part, is_attribute = name[at + 1:end], True
        elif name[at] == "[":
            end = name.find("]", at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            part, is_attribute = name[at + 1:end], False
            end += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if not part:
            raise ValueError("Empty attribute in format string")
        steps.append((is_attribute, int(part) if not is_attribute and part.isdigit()
                      else part))
        at = end
    return int(first) if first.isdecimal() else first, steps

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


class _Pattern:
    """What finds the placeholders of a kind of template, made when it is first asked
    for."""

    def __get__(self, instance, cls):
        import re
        mark, name = re.escape(cls.delimiter), cls.idpattern
        cls.pattern = re.compile(
            rf"{mark}(?:(?P<escaped>{mark})|(?P<named>{name})|"
            rf"{{(?P<braced>{cls.braceidpattern or name})}}|(?P<invalid>))",
            _flags(cls) | re.VERBOSE)
        return cls.pattern


def _flags(cls):
    if cls.flags is not None:
        return cls.flags
    import re
    return re.IGNORECASE


class Template:
    """A string class for supporting $-substitutions."""
    delimiter = "$"
    idpattern = "(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None
    pattern = _Pattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        if "pattern" in vars(cls):
            import re
            cls.pattern = re.compile(cls.pattern, _flags(cls) | re.VERBOSE)
        else:
            cls.pattern = _Pattern()

    def __init__(self, template):
        self.template = template

    def _matches(self):
        """Each placeholder: where it is, its name if it has one, and whether it is the
        delimiter written twice."""
        for match in self.pattern.finditer(self.template):
            name = match["named"] or match["braced"]
            if name is None and match["escaped"] is None and match["invalid"] is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
            yield match, name, match["escaped"] is not None

    def _invalid(self, match):
        before = self.template[:match.start("invalid")]
        lines = before.splitlines(keepends=True)
        column = len(before) - len("".join(lines[:-1])) if lines else 1
        raise ValueError(f"Invalid placeholder in string: line {len(lines) or 1}, col "
                         f"{column}")

    def _replaced(self, find, unknown):
        out, at = [], 0
        for match, name, escaped in self._matches():
            out.append(self.template[at:match.start()])
            if name is not None:
                out.append(find(match, name))
            else:
                out.append(self.delimiter if escaped else unknown(match))
            at = match.end()
        out.append(self.template[at:])
        return "".join(out)

    def substitute(self, mapping=None, /, **kws):
        """The template with each placeholder's value in its place."""
        def convert(match, name):
            return str(kws[name] if name in kws or mapping is None else mapping[name])

        return self._replaced(convert, self._invalid)

    def safe_substitute(self, mapping=None, /, **kws):
        """Like substitute(); what has no value stays as it is."""
        def convert(match, name):
            try:
                return str(kws[name] if name in kws or mapping is None
                           else mapping[name])
            except KeyError:
                return match[0]

        return self._replaced(convert, lambda match: match[0])

    def get_identifiers(self):
        found = [name for _, name, _ in self._matches() if name is not None]
        return list(dict.fromkeys(found))

    def is_valid(self):
        return all(match["invalid"] is None for match, _, _ in self._matches())


def _numbered(name, auto):
    """The name of a field, its number if it has none, and the number for the next one:
    False where fields have numbers of their own."""
    if name and not name.isdigit():
        return name, auto
    if auto if name else auto is False:
        raise ValueError("cannot switch from manual field specification to automatic field "
                         "numbering")
    return (name, False) if name else (str(auto), auto + 1)


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
            result.append(text or "")
            if name is not None:
                name, auto_arg_index = _numbered(name, auto_arg_index)
                obj, used = self.get_field(name, args, kwargs)
                used_args.add(used)
                obj = self.convert_field(obj, conversion)
                spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args,
                                                     recursion_depth - 1, auto_arg_index)
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


__within__ = "<native> Template._replaced"

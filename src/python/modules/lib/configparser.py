"""Settings in files of sections, as `.ini` files are."""
from collections.abc import MutableMapping
from collections import ChainMap
import io
import itertools
import os
import re
import sys

__all__ = ("NoSectionError", "DuplicateOptionError", "DuplicateSectionError",
           "NoOptionError", "InterpolationError", "InterpolationDepthError",
           "InterpolationMissingOptionError", "InterpolationSyntaxError",
           "ParsingError", "MissingSectionHeaderError", "MultilineContinuationError",
           "ConfigParser", "RawConfigParser", "Interpolation", "BasicInterpolation",
           "ExtendedInterpolation", "SectionProxy", "ConverterMapping", "DEFAULTSECT",
           "MAX_INTERPOLATION_DEPTH", "UNNAMED_SECTION")
DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()
_default_dict = dict


class _UnnamedSection:
    def __repr__(self):
        return "<UNNAMED_SECTION>"


UNNAMED_SECTION = _UnnamedSection()


class Error(Exception):
    """What is wrong with settings."""

    def __init__(self, msg=""):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    """There is no such section."""

    def __init__(self, section):
        Error.__init__(self, f"No section: {section!r}")
        self.section = section
        self.args = (section,)


def _place(source, lineno):
    """The beginning of a message about a place."""
    if source is None:
        return ""
    found = f"While reading from {source!r}"
    return found + (f" [line {lineno:2d}]" if lineno is not None else "") + ": "


class DuplicateSectionError(Error):
    """A section is there already."""

    def __init__(self, section, source=None, lineno=None):
        place = _place(source, lineno)
        word = "section" if place else "Section"
        Error.__init__(self, f"{place}{word} {section!r} already exists")
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    """A section has an option already."""

    def __init__(self, section, option, source=None, lineno=None):
        place = _place(source, lineno)
        word = "option" if place else "Option"
        Error.__init__(self, f"{place}{word} {option!r} in section {section!r} "
                             "already exists")
        self.section, self.option = section, option
        self.source, self.lineno = source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    """There is no such option."""

    def __init__(self, option, section):
        Error.__init__(self, f"No option {option!r} in section: {section!r}")
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    """A value names others that cannot be put in."""

    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    """It names one that is not there."""

    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(
            self, option, section,
            f"Bad value substitution: option {option!r} in section {section!r} contains "
            f"an interpolation key {reference!r} which is not a valid option name. Raw "
            f"value: {rawval!r}")
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    """It names none in the right way."""


class InterpolationDepthError(InterpolationError):
    """One names another, and that the next, too often."""

    def __init__(self, option, section, rawval):
        InterpolationError.__init__(
            self, option, section,
            f"Recursion limit exceeded in value substitution: option {option!r} in "
            f"section {section!r} contains an interpolation key which cannot be "
            f"substituted in {MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}")
        self.args = (option, section, rawval)


class ParsingError(Error):
    """Lines that are no settings."""

    def __init__(self, source, *args):
        Error.__init__(self, f"Source contains parsing errors: {source!r}")
        self.source, self.errors = source, []
        self.args = (source,)
        if args:
            self.append(*args)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f"\n\t[line {lineno:2d}]: {line!r}"

    def combine(self, others):
        for other in others:
            for error in other.errors:
                self.append(*error)
        return self

    def _at(self, what, *place):
        """Tells of one line."""
        filename, lineno, line = place
        Error.__init__(self, f"{what}\nfile: {filename!r}, line: {lineno}\n{line!r}")
        self.source, self.lineno, self.line = self.args = place


class MissingSectionHeaderError(ParsingError):
    """Settings before the first section."""

    def __init__(self, filename, lineno, line):
        self._at("File contains no section headers.", filename, lineno, line)


class MultilineContinuationError(ParsingError):
    """A key without a value goes on in the next line."""

    def __init__(self, filename, lineno, line):
        self._at("Key without value continued with an indented line.",
                 filename, lineno, line)


class Interpolation:
    """Leaves values as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class BasicInterpolation(Interpolation):
    """Puts in other values of a section for %(name)s."""

    _SIGN, _OPEN, _CLOSE = "%", "(", ")s"
    _KEY = re.compile(r"%\(([^)]+)\)s")

    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._put(parser, option, parts, value, section, defaults, 1)
        return "".join(parts)

    def before_set(self, parser, section, option, value):
        rest = self._KEY.sub("", value.replace(self._SIGN * 2, ""))
        if self._SIGN in rest:
            raise ValueError(f"invalid interpolation syntax in {value!r} at position "
                             f"{rest.find(self._SIGN)}")
        return value

    def _put(self, parser, option, parts, rest, section, values, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        sign = self._SIGN
        while rest:
            plain, found, _ = rest.partition(sign)
            parts.append(plain)
            rest = rest[len(plain):]
            if not found:
                return
            if rest[1:2] == sign:
                parts.append(sign)
                rest = rest[2:]
            elif rest[1:2] == self._OPEN:
                match = self._KEY.match(rest)
                if match is None:
                    raise InterpolationSyntaxError(
                        option, section, "bad interpolation variable reference "
                        f"{rest!r}")
                rest = rest[match.end():]
                self._one(parser, option, parts, match[1], section, values, depth, raw,
                          rest)
            else:
                raise InterpolationSyntaxError(
                    option, section, f"{sign!r} must be followed by {sign!r} or "
                    f"{self._OPEN!r}, found: {rest!r}")

    def _one(self, parser, option, parts, key, section, values, depth, raw, rest):
        name = parser.optionxform(key)
        try:
            value = values[name]
        except KeyError:
            raise InterpolationMissingOptionError(option, section, raw, name) from None
        if self._SIGN in value:
            self._put(parser, option, parts, value, section, values, depth + 1)
        else:
            parts.append(value)


class ExtendedInterpolation(BasicInterpolation):
    """Puts in other values for ${name} and ${section:name}."""

    _SIGN, _OPEN, _CLOSE = "$", "{", "}"
    _KEY = re.compile(r"\$\{([^}]+)\}")

    def _one(self, parser, option, parts, key, section, values, depth, raw, rest):
        path = key.split(":")
        try:
            if len(path) == 1:
                other, name = section, parser.optionxform(path[0])
                value = values[name]
            elif len(path) == 2:
                other, name = path[0], parser.optionxform(path[1])
                value = parser.get(other, name, raw=True)
            else:
                raise InterpolationSyntaxError(option, section,
                                               f"More than one ':' found: {rest!r}")
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw,
                                                  ":".join(path)) from None
        if self._SIGN in value:
            own = values if len(path) == 1 else dict(parser.items(other, raw=True))
            self._put(parser, option, parts, value, other, own, depth + 1)
        else:
            parts.append(value)


class RawConfigParser(MutableMapping):
    """Sections of settings, as they stand in the text."""

    SECTCRE = re.compile(r"\[(?P<header>.+)\]")
    NONSPACECRE = re.compile(r"\S")
    BOOLEAN_STATES = {"1": True, "yes": True, "true": True, "on": True,
                      "0": False, "no": False, "false": False, "off": False}
    _DEFAULT_INTERPOLATION = Interpolation()

    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False, *,
                 delimiters=("=", ":"), comment_prefixes=("#", ";"),
                 inline_comment_prefixes=None, strict=True,
                 empty_lines_in_values=True, default_section=DEFAULTSECT,
                 interpolation=_UNSET, converters=_UNSET, allow_unnamed_section=False):
        self._dict = dict_type
        self._sections = self._dict()
        self._defaults = self._dict()
        self._converters = ConverterMapping(self)
        self._proxies = self._dict()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        signs = "|".join(re.escape(delimiter) for delimiter in self._delimiters)
        maybe = "?" if allow_no_value else ""
        self.OPTCRE = self._optcre = re.compile(
            rf"(?P<option>.*?)\s*(?:(?P<vi>{signs})\s*(?P<value>.*)){maybe}$")
        if allow_no_value:
            self.OPTCRE_NV = self._optcre
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self.default_section = default_section
        self._interpolation = self._interpolating(interpolation)
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)
        self._allow_unnamed_section = allow_unnamed_section

    def _interpolating(self, chosen):
        if chosen is _UNSET:
            chosen = self._DEFAULT_INTERPOLATION
        if chosen is None:
            return Interpolation()
        if isinstance(chosen, Interpolation):
            return chosen
        raise TypeError("interpolation= must be None or an instance of Interpolation; got "
                        f"an object of type {type(chosen)}")

    def defaults(self):
        return self._defaults

    def sections(self):
        """The names of the sections, without that of the defaults."""
        return list(self._sections.keys())

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError(f"Invalid section name: {section!r}")
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        try:
            opts = self._sections[section].copy()
        except KeyError:
            raise NoSectionError(section) from None
        opts.update(self._defaults)
        return list(opts.keys())

    # Reading.

    def read(self, filenames, encoding=None):
        """Reads files, and says which could be opened."""
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        return [os.fspath(name) if isinstance(name, os.PathLike) else name
                for name in filenames if self._read_if_there(name, encoding)]

    def _read_if_there(self, name, encoding):
        try:
            with open(name, encoding=encoding) as file:
                self._read(file, name)
            return True
        except OSError:
            return False

    def read_file(self, f, source=None):
        if source is None:
            source = getattr(f, "name", "<???>")
        self._read(f, source)

    def read_string(self, string, source="<string>"):
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source="<dict>"):
        # What came from this dict already, section by section.
        given = {}
        for section, options in dictionary.items():
            section = str(section)
            if section in given and self._strict:
                self.add_section(section)
            elif section != self.default_section and not self.has_section(section):
                self.add_section(section)
            seen = given.setdefault(section, set())
            for option, value in options.items():
                option = self.optionxform(str(option))
                if option in seen and self._strict:
                    raise DuplicateOptionError(section, option, source)
                seen.add(option)
                self.set(section, option, None if value is None else str(value))

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    def _plain(self, line):
        """A line without its comment; None for one that is nothing else."""
        end = sys.maxsize
        for prefix in self._inline_comment_prefixes:
            at = line.find(prefix)
            while at >= 0:
                if at == 0 or line[at - 1].isspace():
                    end = min(end, at)
                    break
                at = line.find(prefix, at + 1)
        stripped = line.strip()
        if any(stripped.startswith(prefix) for prefix in self._comment_prefixes):
            return None
        text = line[:end].strip()
        return None if end < sys.maxsize and not text else text

    def _read(self, file, source):
        errors = []
        try:
            self._read_inner(file, source, errors)
        finally:
            self._join()
        if errors:
            error = ParsingError(source)
            for one in errors:
                error.append(*one)
            raise error

    def _read_inner(self, file, source, errors):
        added = set()
        section = name = option = None
        indent = 0
        if self._allow_unnamed_section:
            section, name = self._open(UNNAMED_SECTION, source, 0, added), UNNAMED_SECTION
        for lineno, line in enumerate(file, start=1):
            text = self._plain(line)
            if not text:
                if self._empty_lines_in_values:
                    if text is not None and section is not None and option and \
                            section[option] is not None:
                        section[option].append("")
                else:
                    indent = sys.maxsize
                continue
            first = self.NONSPACECRE.search(line)
            now = first.start() if first else 0
            if section is not None and option and now > indent:
                if section[option] is None:
                    raise MultilineContinuationError(source, lineno, line)
                section[option].append(text)
                continue
            indent = now
            header = self.SECTCRE.match(text)
            if header:
                name, option = header["header"], None
                section = self._open(name, source, lineno, added)
                continue
            if section is None:
                raise MissingSectionHeaderError(source, lineno, line)
            found = self._optcre.match(text)
            if not found:
                errors.append((lineno, line))
                continue
            option, value = found["option"], found["value"]
            if not option:
                errors.append((lineno, line))
            option = self.optionxform(option.rstrip())
            if self._strict and (name, option) in added:
                raise DuplicateOptionError(name, option, source, lineno)
            added.add((name, option))
            section[option] = None if value is None else [value.strip()]

    def _open(self, name, source, lineno, added):
        """The section that a header begins."""
        if name in self._sections:
            if self._strict and name in added:
                raise DuplicateSectionError(name, source, lineno)
            added.add(name)
            return self._sections[name]
        if name == self.default_section:
            return self._defaults
        self._sections[name] = section = self._dict()
        self._proxies[name] = SectionProxy(self, name)
        added.add(name)
        return section

    def _join(self):
        """Makes text of the lines of values."""
        self._join_in(self.default_section, self._defaults)
        for section, options in self._sections.items():
            self._join_in(section, options)

    def _join_in(self, section, options):
        before_read = self._interpolation.before_read
        for option, value in options.items():
            text = "\n".join(value).rstrip() if isinstance(value, list) else value
            options[option] = before_read(self, section, option, text)

    # Asking.

    def _own(self, section):
        """What a section has besides the defaults."""
        if section in self._sections:
            return self._sections[section]
        if section == self.default_section:
            return {}
        raise NoSectionError(section)

    def _unify_values(self, section, vars):
        """What a name may mean in a section, the nearest first."""
        own = self._own(section)
        given = {self.optionxform(key): value if value is None else str(value)
                 for key, value in (vars or {}).items()}
        return ChainMap(given, own, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            values = self._unify_values(section, vars)
            option = self.optionxform(option)
            value = values[option]
        except (NoSectionError, KeyError) as error:
            if fallback is not _UNSET:
                return fallback
            if isinstance(error, NoSectionError):
                raise
            raise NoOptionError(option, section)
        if value is not None and not raw:
            value = self._interpolation.before_get(self, section, option, value, values)
        return value

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET,
                  **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars, **kwargs))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        kwargs |= {"raw": raw, "vars": vars, "fallback": fallback}
        return self._get_conv(section, option, int, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET,
                 **kwargs):
        kwargs |= {"raw": raw, "vars": vars, "fallback": fallback}
        return self._get_conv(section, option, float, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET,
                   **kwargs):
        kwargs |= {"raw": raw, "vars": vars, "fallback": fallback}
        return self._get_conv(section, option, self._convert_to_boolean, **kwargs)

    def _convert_to_boolean(self, value):
        word = value.lower()
        if word in self.BOOLEAN_STATES:
            return self.BOOLEAN_STATES[word]
        raise ValueError(f"Not a boolean: {value}")

    def items(self, section=_UNSET, raw=False, vars=None):
        """The sections; or the names and values of one."""
        if section is _UNSET:
            return super().items()
        found = self._defaults.copy()
        found.update(self._own(section))
        names = list(found)
        found.update({self.optionxform(key): value for key, value in (vars or {}).items()})
        if raw:
            return [(name, found[name]) for name in names]
        before_get = self._interpolation.before_get
        return [(name, before_get(self, section, name, found[name], found))
                for name in names]

    def optionxform(self, optionstr):
        """The form in which names of options are kept."""
        return optionstr.lower()

    def has_option(self, section, option):
        option = self.optionxform(option)
        if not section or section == self.default_section:
            return option in self._defaults
        return section in self._sections and \
            (option in self._sections[section] or option in self._defaults)

    # Changing and writing.

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        self._options(section)[self.optionxform(option)] = value

    def write(self, fp, space_around_delimiters=True):
        sign = self._delimiters[0]
        if space_around_delimiters:
            sign = f" {sign} "
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults, sign)
        # The section without a header can only stand before the others.
        for section in sorted(self._sections, key=lambda name: name is not UNNAMED_SECTION):
            self._write_section(fp, section, self._sections[section], sign)

    def _write_section(self, fp, section, options, sign):
        if section is not UNNAMED_SECTION:
            fp.write(f"[{section}]\n")
        for option, value in options.items():
            fp.write(self._line(section, option, value, sign))
        fp.write("\n")

    def _line(self, section, option, value, sign):
        value = self._interpolation.before_write(self, section, option, value)
        if value is None and self._allow_no_value:
            return f"{option}\n"
        value = str(value).replace("\n", "\n\t")
        return f"{option}{sign}{value}\n"

    def remove_option(self, section, option):
        missing = object()
        removed = self._options(section).pop(self.optionxform(option), missing)
        return removed is not missing

    def _options(self, section):
        """The options of a section, or of all where none is named."""
        if not section or section == self.default_section:
            return self._defaults
        try:
            return self._sections[section]
        except KeyError:
            raise NoSectionError(section) from None

    def remove_section(self, section):
        found = section in self._sections
        if found:
            del self._sections[section]
            del self._proxies[section]
        return found

    # As a mapping of sections.

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if self._proxies.get(key, _UNSET) is value:
            return
        is_default = key == self.default_section
        (self._defaults if is_default else self._sections.get(key, {})).clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def popitem(self):
        """Removes the first section, and gives its name and itself."""
        name = next(iter(self._sections), _UNSET)
        if name is _UNSET:
            raise KeyError
        section = self._proxies[name]
        self.remove_section(name)
        return name, section

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return itertools.chain((self.default_section,), self._sections.keys())

    @property
    def converters(self):
        return self._converters


class ConfigParser(RawConfigParser):
    """Sections of settings, whose values may name others."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def _read_defaults(self, defaults):
        """The defaults are read as they are: they may name what comes later."""
        keep, self._interpolation = self._interpolation, Interpolation()
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = keep

    def _check(self, section="", option="", value=""):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if not isinstance(value, str) and (not self._allow_no_value or value):
            raise TypeError("option values must be strings")

    def set(self, section, option, value=None):
        self._check(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        self._check(section=section)
        super().add_section(section)


class SectionProxy(MutableMapping):
    """A section as a mapping."""

    def __init__(self, parser, name):
        self._parser, self._name = parser, name
        for conv in parser.converters:
            setattr(self, "get" + conv, _getter(self.get, getattr(parser, "get" + conv)))

    def __repr__(self):
        return f"<Section: {self._name}>"

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        if isinstance(self._parser, ConfigParser):
            self._parser._check(option=key, value=value)
        return self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        place = self._name, key
        if not self._parser.has_option(*place) or not self._parser.remove_option(*place):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def _options(self):
        parser, name = self._parser, self._name
        is_default = name == parser.default_section
        return parser.defaults() if is_default else parser.options(name)

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """A value, or what stands in for it."""
        ask = _impl or self._parser.get
        return ask(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


def _getter(get, ask):
    def getter(option, fallback=None, **kwargs):
        return get(option, fallback, _impl=ask, **kwargs)
    return getter


class ConverterMapping(MutableMapping):
    """What makes values of other kinds of text, by the name after `get`."""

    GETTERCRE = re.compile(r"^get(?P<name>.+)$")

    def __init__(self, parser):
        self._parser, self._data = parser, {}
        for name in dir(parser):
            found = self.GETTERCRE.match(name)
            if found and callable(getattr(parser, name)):
                self._data[found["name"]] = None

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        try:
            name = "get" + key
        except TypeError:
            raise ValueError(f"Incompatible key: {key} (type: {type(key)})") from None
        if name == "get":
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value

        def ask(section, option, **kwargs):
            return self._parser._get_conv(section, option, value, **kwargs)
        ask.converter = value
        setattr(self._parser, name, ask)
        for proxy in self._parser._proxies.values():
            setattr(proxy, name, _getter(proxy.get, ask))

    def __delitem__(self, key):
        name = "get" + (key or "")
        del self._data[key]
        for one in (self._parser, *self._parser._proxies.values()):
            if name in vars(one):
                delattr(one, name)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)


__within__ = "<native> RawConfigParser._own"

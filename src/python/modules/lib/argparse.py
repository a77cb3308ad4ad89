"""Reads the arguments of a program."""
import sys
import textwrap

__all__ = ["ArgumentParser", "ArgumentError", "ArgumentTypeError", "FileType",
           "HelpFormatter", "ArgumentDefaultsHelpFormatter",
           "RawDescriptionHelpFormatter", "RawTextHelpFormatter",
           "MetavarTypeHelpFormatter",
           "Namespace", "Action", "BooleanOptionalAction", "ONE_OR_MORE", "OPTIONAL",
           "PARSER", "REMAINDER", "SUPPRESS", "ZERO_OR_MORE"]
SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."


class ArgumentError(Exception):
    """A wrong argument."""

    def __init__(self, argument, message):
        self.argument_name = _shown_name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return self.message
        return f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    """A text that does not fit the type."""


def _shown_name(action):
    if action is None:
        return None
    if action.option_strings:
        return "/".join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar if isinstance(action.metavar, str) else \
            "/".join(action.metavar)
    if action.dest not in (None, SUPPRESS):
        return action.dest
    if action.choices:
        return "{" + ",".join(action.choices) + "}"
    return None


class Namespace:
    """The values that were found."""

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __repr__(self):
        shown, odd = [], {}
        for name, value in vars(self).items():
            if name.isidentifier():
                shown.append(f"{name}={value!r}")
            else:
                odd[name] = value
        if odd:
            shown.append(f"**{odd!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in vars(self)


class FileType:
    """Opens the file that an argument names."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize = mode, bufsize
        self._encoding, self._errors = encoding, errors

    def __call__(self, string):
        mode = self._mode
        if string == "-":
            for letters, stream in (("r", sys.stdin), ("wax", sys.stdout)):
                if any(letter in mode for letter in letters):
                    return stream.buffer if "b" in mode else stream
            raise ValueError(f'argument "-" with mode {mode!r}')
        try:
            return open(string, mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{string}': {error}") from None

    def __repr__(self):
        places = [mode for mode in (self._mode, self._bufsize) if mode != -1]
        names = [("encoding", self._encoding), ("errors", self._errors)]
        shown = [repr(place) for place in places]
        shown += [f"{name}={value!r}" for name, value in names if value is not None]
        return f"{type(self).__name__}({', '.join(shown)})"


class Action:
    """What an argument does."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None,
                 type=None, choices=None, required=False, help=None, metavar=None,
                 deprecated=False):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        self.deprecated = deprecated

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def __repr__(self):
        names = ("option_strings", "dest", "nargs", "const", "default", "type",
                 "choices", "required", "help", "metavar", "deprecated")
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}({shown})"


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **kwargs):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing "
                             "to store, actions such as store true or store const may be "
                             "more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError(f"nargs must be {OPTIONAL!r} to supply const")
        super().__init__(option_strings, dest, nargs, const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, **kwargs):
        super().__init__(option_strings, dest, 0, const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, **kwargs):
        super().__init__(option_strings, dest, True, default=default, **kwargs)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, **kwargs):
        super().__init__(option_strings, dest, False, default=default, **kwargs)


class _AppendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or ())
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or ())
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or ())
        items.extend(values)
        setattr(namespace, self.dest, items)


class _CountAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        count = getattr(namespace, self.dest, None)
        setattr(namespace, self.dest, (0 if count is None else count) + 1)


class _HelpAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(_StoreConstAction):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit", **kwargs):
        super().__init__(option_strings, dest, default=default, help=help, **kwargs)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        text = parser.version if self.version is None else self.version
        parser._print_message(text.replace("%(prog)s", parser.prog) + "\n", sys.stdout)
        parser.exit()


class BooleanOptionalAction(Action):
    """--x and --no-x."""

    def __init__(self, option_strings, dest, default=None, **kwargs):
        both = []
        for name in option_strings:
            both.append(name)
            if name.startswith("--"):
                both.append("--no-" + name[2:])
        super().__init__(both, dest, 0, default=default, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _SubParsersAction(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False,
                 help=None, metavar=None):
        self._prog = prog
        self._parser_class = parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map,
                         required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, deprecated=False, **kwargs):
        kwargs.setdefault("prog", f"{self._prog} {name}")
        aliases = kwargs.pop("aliases", ())
        if "help" in kwargs:
            shown = name + (f" ({', '.join(aliases)})" if aliases else "")
            self._choices_actions.append(Action([], name, help=kwargs.pop("help"),
                                                metavar=shown))
        parser = self._parser_class(**kwargs)
        for alias in (name, *aliases):
            self._name_parser_map[alias] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        found, extra = self._name_parser_map[name].parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if extra:
            vars(namespace).setdefault("_unrecognized_args", []).extend(extra)


_ACTIONS = {None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction,
            "store_true": _StoreTrueAction, "store_false": _StoreFalseAction,
            "append": _AppendAction, "append_const": _AppendConstAction,
            "extend": _ExtendAction, "count": _CountAction, "help": _HelpAction,
            "version": _VersionAction, "parsers": _SubParsersAction}


class HelpFormatter:
    """Writes usage and help."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog = prog
        self._width = 78 if width is None else width
        self._most = min(max_help_position, max(self._width - 20, indent_increment * 2))

    def _metavar(self, action, default):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return "{" + ",".join(map(str, action.choices)) + "}"
        return default

    def _default_metavar(self, action):
        return action.dest.upper() if action.option_strings else action.dest

    def _args(self, action):
        shown = self._metavar(action, self._default_metavar(action))

        def name(index):
            return shown[index] if isinstance(shown, tuple) else shown
        nargs = action.nargs
        if nargs is None:
            return name(0)
        if nargs == OPTIONAL:
            return f"[{name(0)}]"
        if nargs == ZERO_OR_MORE:
            return f"[{name(0)} ...]" if not isinstance(shown, tuple) or len(shown) == 1 \
                else f"[{shown[0]} [{shown[1]} ...]]"
        if nargs == ONE_OR_MORE:
            return f"{name(0)} [{name(-1)} ...]"
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return f"{name(0)} ..."
        if nargs == SUPPRESS:
            return ""
        return " ".join(name(index) for index in range(nargs))

    def _usage_part(self, action, exclusive=False):
        if not action.option_strings:
            part = self._args(action)
            return part[1:-1] if exclusive and part[0] == "[" else part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            part = f"{action.option_strings[0]} {self._args(action)}"
        return part if action.required or exclusive else f"[{part}]"

    def _usage_parts(self, actions, groups):
        parts, done = [], set()
        for action in actions:
            if id(action) in done or action.help is SUPPRESS:
                continue
            group = next((g for g in groups if action in g._group_actions), None)
            members = [] if group is None else \
                [a for a in group._group_actions if a.help is not SUPPRESS]
            if len(members) > 1:
                done.update(map(id, members))
                inner = " | ".join(self._usage_part(a, True) for a in members)
                parts.append(f"({inner})" if group.required else f"[{inner}]")
            else:
                parts.append(self._usage_part(action))
        return parts

    def usage(self, usage, actions, groups, prefix="usage: "):
        if usage is SUPPRESS:
            return ""
        if usage is not None:
            return f"{prefix}{usage.replace('%(prog)s', self._prog)}\n\n"
        optionals = [a for a in actions if a.option_strings]
        positionals = [a for a in actions if not a.option_strings]
        options = self._usage_parts(optionals, groups)
        places = self._usage_parts(positionals, groups)
        whole = " ".join(filter(None, [self._prog, *options, *places]))
        if len(prefix) + len(whole) > self._width:
            whole = self._wrapped(prefix, options, places)
        return f"{prefix}{whole}\n\n"

    def _wrapped(self, prefix, options, places):
        def lines(parts, indent, start=None):
            found, line = [], []
            length = (len(start) if start is not None else len(indent)) - 1
            for part in parts:
                if length + 1 + len(part) > self._width and line:
                    found.append(indent + " ".join(line))
                    line, length = [], len(indent) - 1
                line.append(part)
                length += len(part) + 1
            if line:
                found.append(indent + " ".join(line))
            if start is not None:
                found[0] = found[0][len(indent):]
            return found
        prog = self._prog
        if len(prefix) + len(prog) <= 0.75 * self._width:
            indent = " " * (len(prefix) + len(prog) + 1)
            if options:
                found = lines([prog, *options], indent, prefix)
                found += lines(places, indent)
            else:
                found = lines([prog, *places], indent, prefix)
        else:
            indent = " " * len(prefix)
            found = lines(options + places, indent)
            if len(found) > 1:
                found = lines(options, indent) + lines(places, indent)
            found = [prog, *found]
        return "\n".join(found)

    def invocation(self, action):
        if not action.option_strings:
            shown = self._metavar(action, self._default_metavar(action))
            return shown if isinstance(shown, str) else " ".join(shown)
        names = ", ".join(action.option_strings)
        return names if action.nargs == 0 else f"{names} {self._args(action)}"

    def _help(self, action):
        known = {**vars(action), "prog": self._prog}
        params = {name: getattr(value, "__name__", value)
                  for name, value in known.items() if value is not SUPPRESS}
        choices = params.get("choices")
        if choices is not None:
            params["choices"] = ", ".join(map(str, choices))
        return self._get_help_string(action) % params

    def _get_help_string(self, action):
        return action.help

    def _split_lines(self, text, width):
        return textwrap.wrap(" ".join(text.split()), width)

    def _fill_text(self, text, width, indent):
        return textwrap.fill(" ".join(text.split()), width, initial_indent=indent,
                             subsequent_indent=indent)

    def text(self, text):
        if not text:
            return ""
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        return self._fill_text(text, max(self._width, 11), "") + "\n\n"

    def action(self, action, position, indent="  "):
        width = max(self._width - position, 11)
        room = position - len(indent) - 2
        head = self.invocation(action)
        lines = []
        if not action.help:
            lines.append(indent + head)
        elif len(head) <= room:
            texts = self._split_lines(self._help(action), width)
            lines.append(f"{indent}{head:<{room}}  {texts[0] if texts else ''}")
            lines += [" " * position + text for text in texts[1:]]
        else:
            lines.append(indent + head)
            lines += [" " * position + text
                      for text in self._split_lines(self._help(action), width)]
        if isinstance(action, _SubParsersAction):
            for choice in action._choices_actions:
                lines.append(self.action(choice, position, indent + "  ").rstrip("\n"))
        return "\n".join(lines) + "\n"

    def position(self, actions):
        widest = 0
        for action in actions:
            if action.help is not SUPPRESS:
                widest = max(widest, len(self.invocation(action)) + 2)
                for choice in getattr(action, "_choices_actions", ()):
                    widest = max(widest, len(self.invocation(choice)) + 4)
        return min(widest + 2, self._most)


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves the description as it is."""

    def _fill_text(self, text, width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves all text as it is."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the defaults."""

    def _get_help_string(self, action):
        text = action.help or ""
        if "%(default)" not in text and action.default is not SUPPRESS and \
                (action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows types for names."""

    def _default_metavar(self, action):
        return action.type.__name__


class _Container:
    """What arguments are added to."""

    def add_argument(self, *args, **kwargs):
        parser = self._parser
        chars = parser.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and "dest" in kwargs:
                raise TypeError("dest supplied twice for positional argument, did you "
                                "mean metavar?")
            kwargs = parser._positional(*args, **kwargs)
        else:
            kwargs = parser._optional(args, **kwargs)
        if "default" not in kwargs:
            dest = kwargs["dest"]
            if dest in parser._defaults:
                kwargs["default"] = parser._defaults[dest]
            elif parser.argument_default is not None:
                kwargs["default"] = parser.argument_default
        kind = kwargs.pop("action", None)
        if kind is None or isinstance(kind, str):
            if kind not in _ACTIONS:
                raise ValueError(f'unknown action "{kind}"')
            kind = _ACTIONS[kind]
        if not callable(kind):
            raise ValueError(f'unknown action "{kind}"')
        action = kind(**kwargs)
        if action.type is not None and not callable(action.type):
            raise TypeError(f"{action.type!r} is not callable")
        return self._add(action)

    def _add(self, action):
        parser = self._parser
        clashes = [name for name in action.option_strings
                   if name in parser._option_string_actions]
        if clashes:
            if parser.conflict_handler != "resolve":
                plural = "s" if len(clashes) > 1 else ""
                raise ArgumentError(action, f"conflicting option string{plural}: "
                                            + ", ".join(clashes))
            for name in clashes:
                other = parser._option_string_actions.pop(name)
                other.option_strings.remove(name)
                if not other.option_strings:
                    parser._actions.remove(other)
                    for group in parser._groups:
                        if other in group._group_actions:
                            group._group_actions.remove(other)
        parser._actions.append(action)
        self._list(action)
        for name in action.option_strings:
            parser._option_string_actions[name] = action
        return action

    def _list(self, action):
        self._group_actions.append(action)

    def add_mutually_exclusive_group(self, *, required=False):
        group = _ExclusiveGroup(self, required)
        self._parser._exclusive.append(group)
        return group


class _Group(_Container):
    def __init__(self, parser, title=None, description=None):
        self._parser = parser
        self.title, self.description = title, description
        self._group_actions = []


class _ExclusiveGroup(_Container):
    def __init__(self, container, required):
        self._parser, self._container = container._parser, container
        self.required = required
        self._group_actions = []

    def _list(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._group_actions.append(action)
        self._container._list(action)


class ArgumentParser(_Container):
    """Reads the arguments of a program, and explains them."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(),
                 formatter_class=HelpFormatter, prefix_chars="-",
                 fromfile_prefix_chars=None, argument_default=None,
                 conflict_handler="error", add_help=True, allow_abbrev=True,
                 exit_on_error=True):
        self._parser = self
        if prog is None:
            prog = (sys.argv[0] if sys.argv else "").rpartition("/")[2]
        self.prog, self.usage = prog, usage
        self.description, self.epilog = description, epilog
        self.formatter_class = formatter_class
        self.prefix_chars = prefix_chars
        self.argument_default = argument_default
        self.conflict_handler = conflict_handler
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._actions, self._option_string_actions, self._exclusive = [], {}, []
        self._defaults = {}
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self._groups = [self._positionals, self._optionals]
        self._subparsers = None
        if add_help:
            sign = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(sign + "h", sign * 2 + "help", action="help",
                              default=SUPPRESS, dest="help",
                              help="show this help message and exit")
        for parent in parents:
            for action in parent._actions:
                if not isinstance(action, _HelpAction):
                    self._add(action)
            self._defaults.update(parent._defaults)

    def __repr__(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler",
                 "add_help")
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}({shown})"

    def _list(self, action):
        group = self._optionals if action.option_strings else self._positionals
        group._group_actions.append(action)

    def _positional(self, dest=None, **kwargs):
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        dest = kwargs.pop("dest", dest)
        nargs = kwargs.get("nargs")
        kwargs["required"] = nargs not in (OPTIONAL, ZERO_OR_MORE) or \
            nargs == ZERO_OR_MORE and "default" not in kwargs
        return dict(kwargs, dest=dest, option_strings=[])

    def _optional(self, names, **kwargs):
        for name in names:
            if name[0] not in self.prefix_chars:
                raise ValueError(f"invalid option string {name!r}: must start with a "
                                 f"character {self.prefix_chars!r}")
        dest = kwargs.pop("dest", None)
        if dest is None:
            long = [name for name in names if len(name) > 1
                    and name[1] in self.prefix_chars]
            dest = (long or names)[0].lstrip(self.prefix_chars)
            if not dest:
                raise ValueError(f"dest= is required for options like {names[0]!r}")
            dest = dest.replace("-", "_")
        return dict(kwargs, dest=dest, option_strings=list(names))

    def add_argument_group(self, title=None, description=None):
        group = _Group(self, title, description)
        self._groups.append(group)
        return group

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            raise ValueError("cannot have multiple subparser arguments")
        group = self._positionals
        if "title" in kwargs or "description" in kwargs:
            group = self.add_argument_group(kwargs.pop("title", "subcommands"),
                                            kwargs.pop("description", None))
        self._subparsers = group
        if kwargs.get("prog") is None:
            formatter = self.formatter_class(prog=self.prog)
            places = [a for a in self._actions if not a.option_strings]
            text = formatter.usage(self.usage, places, self._exclusive, "")
            kwargs["prog"] = text.strip()
        kwargs.pop("action", None)
        action = _SubParsersAction([], parser_class=kwargs.pop("parser_class", type(self)),
                                   **kwargs)
        return group._add(action)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # Reading.

    def parse_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_args(args, namespace)
        if rest:
            message = f"unrecognized arguments: {' '.join(rest)}"
            if not self.exit_on_error:
                raise ArgumentError(None, message)
            self.error(message)
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) \
                    and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for name, value in self._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)
        if not self.exit_on_error:
            return self._parse(args, namespace)
        try:
            return self._parse(args, namespace)
        except ArgumentError as error:
            self.error(str(error))

    def parse_intermixed_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_intermixed_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return namespace

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """The options first, wherever they stand; then what is left, in order."""
        places = [a for a in self._actions if not a.option_strings]
        wholes = [a for a in places if a.nargs in (PARSER, REMAINDER)]
        if wholes:
            raise TypeError("parse_intermixed_args: positional arg with "
                            f"nargs={wholes[0].nargs}")
        if any(a in group._group_actions for group in self._exclusive for a in places):
            raise TypeError("parse_intermixed_args: positional in "
                            "mutuallyExclusiveGroup")
        args = sys.argv[1:] if args is None else list(args)
        actions, usage = self._actions, self.usage
        try:
            if usage is None:
                self.usage = self.format_usage().removeprefix("usage: ").rstrip()
            self._actions = [a for a in actions if a.option_strings]
            namespace, rest = self.parse_known_args(args, namespace)
            self._actions = actions
            wanted = [(one, one.required) for one in [*actions, *self._exclusive]
                      if getattr(one, "option_strings", True)]
            try:
                for one, _ in wanted:
                    one.required = False
                return self.parse_known_args(rest, namespace)
            finally:
                for one, required in wanted:
                    one.required = required
        finally:
            self._actions, self.usage = actions, usage

    def _option(self, arg):
        """The action, the option and the value that an argument means; None for one
        that is no option."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        known = self._option_string_actions
        if arg in known:
            return known[arg], arg, None
        if len(arg) == 1:
            return None
        name, sign, value = arg.partition("=")
        value = value if sign else None
        if sign and name in known:
            return known[name], name, value
        found = []
        if arg[1] in self.prefix_chars:
            if self.allow_abbrev:
                found = [(known[other], other, value) for other in known
                         if other.startswith(name)]
        else:
            if arg[:2] in known:
                found.append((known[arg[:2]], arg[:2], arg[2:]))
            found += [(known[other], other, value) for other in known
                      if other.startswith(name) and other != arg[:2]
                      and self.allow_abbrev]
        if len(found) > 1:
            options = ", ".join(option for _, option, _ in found)
            raise ArgumentError(None, f"ambiguous option: {arg} could match {options}")
        if found:
            return found[0]
        if _is_number(arg) and not any(_is_number(other) for other in known):
            return None
        if " " in arg:
            return None
        return None, arg, None

    def _parse(self, args, namespace):
        kinds, plain = [], False
        for arg in args:
            option = None if plain else self._option(arg) if arg != "--" else "--"
            kinds.append(option)
            plain = plain or arg == "--"
        places = [a for a in self._actions if not a.option_strings]
        seen, used, rest, at = set(), [], [], 0

        def act(action, texts, option=None):
            value = self._value(action, texts)
            seen.add(id(action))
            if texts or action.option_strings or value is not action.default:
                for group in self._exclusive:
                    for other in group._group_actions:
                        if action in group._group_actions and other is not action \
                                and any(other is u for u in used):
                            raise ArgumentError(action, "not allowed with argument "
                                                        + _shown_name(other))
                used.append(action)
            if value is not SUPPRESS:
                action(self, namespace, value, option)

        def consume(at):
            """Positional arguments take what stands here."""
            end = at
            while end < len(args) and (kinds[end] is None or kinds[end] == "--"):
                end += 1
            texts = [arg for arg, kind in zip(args[at:end], kinds[at:end])
                     if kind != "--"]
            counts = _share([a.nargs for a in places], len(texts))
            if any(a.nargs in (PARSER, REMAINDER) for a in places[:len(counts)]):
                last = places[len(counts) - 1]
                if last.nargs in (PARSER, REMAINDER) and (counts[-1] or
                                                          last.nargs == REMAINDER):
                    texts = texts[:sum(counts)] + args[end:]
                    counts[-1] += len(args) - end
                    end = len(args)
            start = 0
            if end == at and not all(c == 0 for c in counts):
                return at
            for count in counts:
                act(places.pop(0), texts[start:start + count])
                start += count
            extra = len(texts) - start
            if extra:
                rest.extend(texts[start:])
            return end

        while at < len(args):
            if kinds[at] is None or kinds[at] == "--":
                at = consume(at)
                continue
            if places and places[0].nargs == REMAINDER:
                at = consume(at)
                continue
            action, option, value = kinds[at]
            arg = args[at]
            at += 1
            if action is None:
                rest.append(arg)
                continue
            while value is not None and action.nargs == 0 and option[1] not in \
                    self.prefix_chars and value:
                act(action, [], option)
                option = option[0] + value[0]
                value = value[1:] or None
                if option not in self._option_string_actions:
                    raise ArgumentError(action, f"ignored explicit argument "
                                                f"{option[1:] + (value or '')!r}")
                action = self._option_string_actions[option]
            if value is not None:
                value = value[1:] if value[:1] == "=" and option[1] not in \
                    self.prefix_chars else value
                if action.nargs == 0:
                    raise ArgumentError(action, f"ignored explicit argument {value!r}")
                if isinstance(action.nargs, int) and action.nargs > 1:
                    raise ArgumentError(action, _expected(action))
                act(action, [value], option)
                continue
            room = 0
            while at + room < len(args) and kinds[at + room] is None:
                room += 1
            count = _take(action.nargs, room)
            if count is None:
                raise ArgumentError(action, _expected(action))
            if action.nargs == REMAINDER:
                count = len(args) - at
            act(action, args[at:at + count], option)
            at += count
        consume(len(args))
        missing = [_shown_name(action) for action in self._actions
                   if action.required and id(action) not in seen]
        for action in self._actions:
            if id(action) not in seen and isinstance(action.default, str) and \
                    action.dest is not SUPPRESS and \
                    getattr(namespace, action.dest, None) is action.default:
                setattr(namespace, action.dest, self._typed(action, action.default))
        if missing:
            raise ArgumentError(None, "the following arguments are required: "
                                      + ", ".join(missing))
        for group in self._exclusive:
            if group.required and not any(a is u for a in group._group_actions
                                          for u in used):
                names = " ".join(_shown_name(a) for a in group._group_actions
                                 if a.help is not SUPPRESS)
                raise ArgumentError(None, f"one of the arguments {names} is required")
        rest += vars(namespace).pop("_unrecognized_args", [])
        return namespace, rest

    def _typed(self, action, text):
        kind = action.type
        if kind is None:
            return text
        name = getattr(kind, "__name__", repr(kind))
        try:
            return kind(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            raise ArgumentError(action, f"invalid {name} value: {text!r}") from None

    def _checked(self, action, text):
        value = self._typed(action, text)
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(repr, action.choices))
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from "
                                        f"{choices})")
        return value

    def _value(self, action, texts):
        nargs = action.nargs
        if nargs == 0:
            return []
        if not texts and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            return self._typed(action, value) if isinstance(value, str) else value
        if not texts and nargs == ZERO_OR_MORE and not action.option_strings:
            return [] if action.default is None else action.default
        if nargs in (None, OPTIONAL):
            return self._checked(action, texts[0])
        if nargs == PARSER:
            self._checked(action, texts[0])
            return list(texts)
        if nargs == REMAINDER:
            return [self._typed(action, text) for text in texts]
        return [self._checked(action, text) for text in texts]

    # Explaining.

    def format_usage(self):
        formatter = self.formatter_class(prog=self.prog)
        text = formatter.usage(self.usage, self._actions, self._exclusive)
        return text.removesuffix("\n")

    def format_help(self):
        formatter = self.formatter_class(prog=self.prog)
        text = formatter.usage(self.usage, self._actions, self._exclusive)
        text += formatter.text(self.description)
        position = formatter.position(self._actions)
        for group in self._groups:
            shown = [a for a in group._group_actions if a.help is not SUPPRESS]
            if not shown and not group.description:
                continue
            text += f"{group.title}:\n" if group.title else ""
            if group.description:
                text += textwrap.indent(formatter._fill_text(
                    group.description, formatter._width - 2, ""), "  ") + "\n\n"
            text += "".join(formatter.action(action, position) for action in shown)
            text += "\n"
        text += formatter.text(self.epilog)
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return text.strip("\n") + "\n"

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), file)

    def _print_message(self, message, file=None):
        file = sys.stdout if file is None else file
        if message:
            file.write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


def _is_number(text):
    digits = text[1:].replace(".", "", 1)
    return text[:1] == "-" and digits.isdecimal() and digits.isascii()


def _expected(action):
    nargs = action.nargs
    if nargs is None:
        return "expected one argument"
    if nargs == OPTIONAL:
        return "expected at most one argument"
    if nargs == ONE_OR_MORE:
        return "expected at least one argument"
    return f"expected {nargs} argument{'s' if nargs != 1 else ''}"


def _least(nargs):
    if nargs in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS):
        return 0
    return nargs if isinstance(nargs, int) else 1


def _most(nargs, room):
    if nargs in (None, OPTIONAL):
        return 1
    return nargs if isinstance(nargs, int) else room


def _take(nargs, room):
    """How many arguments an option takes of those behind it."""
    if room < _least(nargs):
        return None
    return min(_most(nargs, room), room)


def _share(kinds, room):
    """How many arguments each of the first positional ones gets."""
    while kinds and sum(map(_least, kinds)) > room:
        kinds = kinds[:-1]
    counts, left = [], room
    for index, nargs in enumerate(kinds):
        later = sum(map(_least, kinds[index + 1:]))
        counts.append(max(min(_most(nargs, left), left - later), 0))
        left -= counts[-1]
    return counts

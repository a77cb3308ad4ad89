"""Warnings: what to do with each is decided by filters."""
import sys
import _report

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings",
           "simplefilter", "resetwarnings", "catch_warnings", "deprecated"]

filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}
_version = 0
_ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")


class WarningMessage:
    """A warning, and where it was given."""

    def __init__(self, message, category, filename, lineno, file=None, line=None,
                 source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, "
                f"filename : {self.filename!r}, lineno : {self.lineno}, "
                f"line : {self.line!r}}}")


def _format(shown):
    text = f"{shown.filename}:{shown.lineno}: {shown.category.__name__}: " \
           f"{shown.message}\n"
    line = shown.line
    if line is None:
        line = _report.source_line(shown.filename, shown.lineno)
    if line and line.strip():
        text += f"  {line.strip()}\n"
    return text


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning."""
    return _format(WarningMessage(message, category, filename, lineno, None, line))


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes a warning to a file, or where errors go."""
    shown = WarningMessage(message, category, filename, lineno, file, line)
    _write(shown)


def _write(shown):
    file = sys.stderr if shown.file is None else shown.file
    if file is None:
        return
    if formatwarning is not _formatwarning:
        text = formatwarning(shown.message, shown.category, shown.filename,
                             shown.lineno, shown.line)
    else:
        text = _format(shown)
    try:
        file.write(text)
    except OSError:
        pass


_showwarning = showwarning
_formatwarning = formatwarning


def _show(shown):
    if showwarning is not _showwarning:
        showwarning(shown.message, shown.category, shown.filename, shown.lineno,
                    shown.file, shown.line)
    else:
        _write(shown)


def _changed():
    global _version
    _version += 1


def _insert(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        try:
            filters.remove(item)
        except ValueError:
            pass
        filters.insert(0, item)
    _changed()


def _check_action(action):
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")


def _check_text(name, value):
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a string")


def _check_line(lineno):
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def _pattern(text, *flags):
    if text:
        import re
        return re.compile(text, *(getattr(re, flag) for flag in flags))


def filterwarnings(action, message="", category=Warning, module="", lineno=0,
                   append=False):
    """Puts a filter in front of, or behind, the others."""
    _check_action(action)
    _check_text("message", message)
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    _check_text("module", module)
    _check_line(lineno)
    _insert((action, _pattern(message, "I"), category, _pattern(module), lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """A filter for all messages of a kind."""
    _check_action(action)
    _check_line(lineno)
    _insert((action, None, category, None, lineno), append)


def resetwarnings():
    """Takes all filters away."""
    filters.clear()
    _changed()


def _fits(wanted, text):
    return wanted is None or (wanted == text if isinstance(wanted, str)
                              else wanted.match(text) is not None)


def _known(registry, key, add=False):
    if registry.get("version") != _version:
        registry.clear()
        registry["version"] = _version
    if registry.get(key):
        return True
    if add:
        registry[key] = True
    return False


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    """A warning of which the caller knows where it belongs."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        module = module[:-3] if module.endswith(".py") else module
    registry = {} if registry is None else registry
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text, message = message, category(message)
    key = (text, category, lineno)
    if _known(registry, key):
        return
    for action, wanted, kind, place, line in filters:
        if _fits(wanted, text) and issubclass(category, kind) \
                and _fits(place, module) and line in (0, lineno):
            break
    else:
        action = defaultaction
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = True
        if _known(onceregistry, (text, category), True):
            return
    elif action == "module":
        registry[key] = True
        if _known(registry, (text, category, 0), True):
            return
    elif action == "default":
        registry[key] = True
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n "
                           f"{(action, wanted, kind, place, line)}")
    _show(WarningMessage(message, category, filename, lineno, None, None, source))


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Warns of something that the caller, or a caller of it, does."""
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not isinstance(category, type) or not issubclass(category, Warning):
        kind = type(category).__name__
        raise TypeError(f"category must be a Warning subclass, not '{kind}'")
    frame = sys._getframe(1)
    for _ in range(stacklevel - 1):
        frame = frame and frame.f_back
    if frame is None:
        names, filename, lineno = vars(sys), "<sys>", 0
    else:
        names, filename = frame.f_globals, frame.f_code.co_filename
        lineno = frame.f_lineno
    registry = names.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, names.get("__name__", "<string>"),
                  registry, names, source)


class catch_warnings:
    """Puts filters back at the end, and may collect what is shown."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning,
                 lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = ["record=True"] if self._record else []
        if self._module is not sys.modules["warnings"]:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._filters = self._module.filters
        self._module.filters = self._filters[:]
        self._module._changed()
        self._kept = self._module.showwarning, self._module._show
        if self._record:
            seen = []
            self._module._show = seen.append
            self._module.showwarning = self._module._showwarning
        if self._filter is not None:
            simplefilter(*self._filter)
        return seen if self._record else None

    def __exit__(self, *details):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        self._module.filters = self._filters
        self._module._changed()
        self._module.showwarning, self._module._show = self._kept


class deprecated:
    """Marks a class or function as one that should not be used any more."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError("Expected an object of type str for 'message', not "
                            f"{type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, target, /):
        import functools
        message, category, level = self.message, self.category, self.stacklevel
        if category is None:
            target.__deprecated__ = message
            return target
        if isinstance(target, type):
            original = target.__new__

            @functools.wraps(original)
            def __new__(cls, /, *args, **kwargs):
                if cls is target:
                    warn(message, category=category, stacklevel=level + 1)
                if original is not object.__new__:
                    return original(cls, *args, **kwargs)
                return original(cls)

            target.__new__ = staticmethod(__new__)
            target.__deprecated__ = __new__.__deprecated__ = message
            return target
        if not callable(target):
            raise TypeError("@deprecated decorator with non-None category must be "
                            f"applied to a class or callable, not {target!r}")

        @functools.wraps(target)
        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=level + 1)
            return target(*args, **kwargs)

        target.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper


__native__ = "warn warn_explicit"


__within__ = "<native> warn warn_explicit _check_action"

"""Tracebacks: taken apart, and as text."""
import sys
import linecache
import _report

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only",
           "format_list", "format_stack", "format_tb", "print_exc", "format_exc",
           "print_exception", "print_last", "print_stack", "print_tb", "clear_frames",
           "FrameSummary", "StackSummary", "TracebackException", "walk_stack",
           "walk_tb"]
_REPEATS = 3
_unset = object()


class FrameSummary:
    """One step of a traceback."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name",
                 "_line", "locals", "_text")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None,
                 line=None, end_lineno=None, colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._line = line
        self._text = None
        self.locals = {name: _shown(value) for name, value in locals.items()} \
            if locals else None
        if lookup_line:
            self.line

    @property
    def line(self):
        if self._line is None and self.lineno is not None:
            self._line = linecache.getline(self.filename, self.lineno)
        return None if self._line is None else self._line.strip()

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename, self.lineno, self.name, self.locals) == \
                (other.filename, other.lineno, other.name, other.locals)
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, place):
        return (self.filename, self.lineno, self.name, self.line)[place]

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def _shown(value):
    try:
        return repr(value)
    except Exception:
        return "<local repr() failed>"


class StackSummary(list):
    """The steps of a traceback."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        return cls._made([(frame, line, None) for frame, line in frame_gen],
                         limit, capture_locals)

    @classmethod
    def _made(cls, steps, limit, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            steps = steps[:limit] if limit >= 0 else steps[limit:]
        made = cls()
        for frame, line, lasti in steps:
            code = frame.f_code
            last = start = end = None
            if lasti is not None:
                _, last, start, end = _place(code, lasti)
            step = FrameSummary(code.co_filename, line, code.co_name, end_lineno=last,
                                colno=start, end_colno=end, lookup_line=False,
                                locals=frame.f_locals if capture_locals else None)
            if type(code) is _Code:
                instruction = None if lasti is None else lasti // 2
                step._text = _report.step(code, line, instruction)
            made.append(step)
        return made

    @classmethod
    def from_list(cls, a_list):
        made = cls()
        for step in a_list:
            if not isinstance(step, FrameSummary):
                filename, lineno, name, line = step
                step = FrameSummary(filename, lineno, name, line=line)
            made.append(step)
        return made

    def format_frame_summary(self, frame_summary, **kwargs):
        text = frame_summary._text
        if text is None:
            filename = frame_summary.filename
            if filename.startswith("<stdin>-"):
                filename = "<stdin>"
            text = f'  File "{filename}", line {frame_summary.lineno}, ' \
                   f'in {frame_summary.name}\n'
            if frame_summary.line:
                text += f"    {frame_summary.line}\n"
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                text += f"    {name} = {value}\n"
        return text

    def format(self, **kwargs):
        lines, last, count = [], None, 0

        def more():
            if count > _REPEATS:
                extra = count - _REPEATS
                lines.append(f"  [Previous line repeated {extra} more "
                             f"time{'s' if extra > 1 else ''}]\n")

        for step in self:
            text = self.format_frame_summary(step)
            if text is None:
                continue
            key = step.filename, step.lineno, step.name
            if key == last:
                count += 1
            else:
                more()
                last, count = key, 1
            if count <= _REPEATS:
                lines.append(text)
        more()
        return lines


def _place(code, lasti):
    """Where the source of an instruction begins and ends."""
    for at, place in enumerate(code.co_positions()):
        if at == lasti // 2:
            return place
    return None, None, None, None


_Code = type(_place.__code__)


def walk_stack(f):
    """The frames from the innermost one outwards, with their lines."""
    if f is None:
        f = sys._getframe(1)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """The frames of a traceback, with their lines."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _steps(tb):
    steps = []
    while tb is not None:
        steps.append((tb.tb_frame, tb.tb_lineno, tb.tb_lasti))
        tb = tb.tb_next
    return steps


class _Margin:
    """Where lines begin: groups stand behind a margin, groups in groups further in."""

    def __init__(self):
        self.depth = 0
        # Whether the line below the last member of a group is still to be drawn.
        self.open = False

    def blank(self):
        return " " * (2 * self.depth)

    def emit(self, texts, sign="|"):
        start = self.blank() + (sign + " " if self.depth else "")
        for text in texts:
            yield "".join([start + line for line in text.splitlines(keepends=True)])


class TracebackException:
    """What is shown of an exception, without the exception itself."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None,
                 lookup_lines=True, capture_locals=False, compact=False,
                 max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        self.max_group_width, self.max_group_depth = max_group_width, max_group_depth
        self.stack = StackSummary._made(_steps(exc_traceback), limit, capture_locals)
        self._exc_type = exc_type if save_exc_type else None
        self._have_exc_type = exc_type is not None
        self.exc_type_qualname = exc_type.__qualname__ if exc_type else None
        self.exc_type_module = exc_type.__module__ if exc_type else None
        self._str = _text_of(exc_value)
        self.__notes__ = _notes_of(exc_value)
        self._last = ["NoneType: None\n"] if exc_value is None else \
            _last_lines(exc_value, exc_traceback, self.__notes__)
        if isinstance(exc_value, SyntaxError):
            for name in ("filename", "text", "offset", "end_offset", "msg"):
                setattr(self, name, getattr(exc_value, name))
            for name in ("lineno", "end_lineno"):
                value = getattr(exc_value, name)
                setattr(self, name, None if value is None else str(value))
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        self.__cause__ = self.__context__ = self.exceptions = None
        if _seen is not None:
            return
        # What led to it, and what it is a group of, in turn: chains may be long.
        seen = {id(exc_value)}
        waiting = [(self, exc_value)]

        def other(error):
            made = TracebackException(
                type(error), error, error.__traceback__, limit=limit,
                capture_locals=capture_locals, max_group_width=max_group_width,
                max_group_depth=max_group_depth, _seen=seen)
            waiting.append((made, error))
            return made

        def new(error):
            if error is None or id(error) in seen:
                return None
            seen.add(id(error))
            return other(error)

        while waiting:
            made, error = waiting.pop()
            made.__cause__ = new(getattr(error, "__cause__", None))
            if not compact or made.__cause__ is None and not made.__suppress_context__:
                made.__context__ = new(getattr(error, "__context__", None))
            if isinstance(error, BaseExceptionGroup):
                made.exceptions = [other(member) for member in error.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings
        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.",
                      DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        if not self._have_exc_type:
            return None
        module = self.exc_type_module
        if module in ("__main__", "builtins"):
            return self.exc_type_qualname
        return f"{module}.{self.exc_type_qualname}"

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return vars(self) == vars(other)
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        indent = 3 * _depth * " "
        for line in self._last:
            parts = line.removesuffix("\n").split("\n") if _depth else [line[:-1]]
            yield from [indent + part + "\n" for part in parts]
        if self.exceptions and show_group:
            for error in self.exceptions:
                yield from error.format_exception_only(show_group=True,
                                                       _depth=_depth + 1)

    def _before(self):
        """What led to it, and the words for that."""
        if self.__cause__ is not None:
            return self.__cause__, ("\nThe above exception was the direct cause of the "
                                    "following exception:\n\n")
        if self.__context__ is not None and not self.__suppress_context__:
            return self.__context__, ("\nDuring handling of the above exception, another "
                                      "exception occurred:\n\n")
        return None, None

    def format(self, *, chain=True, _margin=None, **kwargs):
        margin = _Margin() if _margin is None else _margin
        links, error = [], self
        while error is not None:
            before, words = error._before() if chain else (None, None)
            links.append((words, error))
            error = before
        for words, error in reversed(links):
            if words is not None:
                yield from margin.emit([words])
            if error.exceptions is None:
                if error.stack:
                    yield from margin.emit(["Traceback (most recent call last):\n"])
                    yield from margin.emit(error.stack.format())
                yield from margin.emit(error.format_exception_only())
            elif margin.depth > self.max_group_depth:
                limit = self.max_group_depth
                yield from margin.emit([f"... (max_group_depth is {limit})\n"])
            else:
                yield from self._format_group(error, margin, chain)

    def _format_group(self, group, margin, chain):
        outermost = margin.depth == 0
        if outermost:
            margin.depth = 1
        if group.stack:
            yield from margin.emit(["Exception Group Traceback (most recent call "
                                    "last):\n"], "+" if outermost else "|")
            yield from margin.emit(group.stack.format())
        yield from margin.emit(group.format_exception_only())
        count, most = len(group.exceptions), self.max_group_width
        shown = min(count, most + 1)
        margin.open = False
        for index, member in enumerate(group.exceptions[:shown]):
            last = index == shown - 1
            margin.open = margin.open or last
            title = index + 1 if index < most else "..."
            branch = "+-" if index == 0 else "  "
            yield f"{margin.blank()}{branch}+---------------- {title} ----------------\n"
            margin.depth += 1
            if index < most:
                yield from member.format(chain=chain, _margin=margin)
            else:
                rest = count - most
                plural = "s" if rest > 1 else ""
                yield from margin.emit([f"and {rest} more exception{plural}\n"])
            if last and margin.open:
                yield margin.blank() + "+------------------------------------\n"
                margin.open = False
            margin.depth -= 1
        if outermost:
            margin.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        file = sys.stderr if file is None else file
        for line in self.format(chain=chain):
            print(line, file=file, end="")


def _notes_of(error):
    try:
        return getattr(error, "__notes__", None)
    except Exception as wrong:
        return [f"Ignored error getting __notes__: {_shown(wrong)}"]


def _last_lines(error, traceback, notes):
    """What is said of an exception: its kind and message in one piece, and each line of
    its notes."""
    text = _report.error(error, traceback)
    lines = text.splitlines(keepends=True) if isinstance(error, SyntaxError) else [text]
    if isinstance(notes, (list, tuple)):
        for note in notes:
            try:
                note = str(note)
            except Exception:
                note = "<note str() failed>"
            lines.extend([line + "\n" for line in note.split("\n")])
    elif notes is not None:
        try:
            lines.append(repr(notes) + "\n")
        except Exception:
            lines.append("<__notes__ repr() failed>\n")
    return lines


def _text_of(value):
    try:
        return str(value)
    except Exception:
        return "<exception str() failed>"


def _parse_value_tb(exc, value, tb):
    """The exception and its traceback, however they were given."""
    if value is _unset and tb is _unset:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc, getattr(exc, "__traceback__", None)
    if value is _unset or tb is _unset:
        raise ValueError("Both or neither of value and tb must be given")
    return value, tb


def format_exception(exc, /, value=_unset, tb=_unset, limit=None, chain=True, **kwargs):
    """The lines of an exception with its traceback."""
    error, tb = _parse_value_tb(exc, value, tb)
    made = TracebackException(type(error), error, tb, limit=limit, compact=True)
    return list(made.format(chain=chain))


def format_exception_only(exc, /, value=_unset, *, show_group=False, **kwargs):
    """The last lines of an exception."""
    error = exc if value is _unset else value
    made = TracebackException(type(error), error, None, compact=True)
    return list(made.format_exception_only(show_group=show_group))


def print_exception(exc, /, value=_unset, tb=_unset, limit=None, file=None, chain=True,
                    **kwargs):
    """Prints an exception with its traceback."""
    error, tb = _parse_value_tb(exc, value, tb)
    TracebackException(type(error), error, tb, limit=limit,
                       compact=True).print(file=file, chain=chain)


def print_exc(limit=None, file=None, chain=True):
    """Prints the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The text of the exception that is being handled."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Prints the last exception that nobody handled at the prompt."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    # 3.13.0 hands these over by their places, which are those of other parameters.
    print_exception(sys.last_exc, limit, file, chain)


def extract_tb(tb, limit=None):
    """The steps of a traceback."""
    return StackSummary._made(_steps(tb), limit)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit), file)


def extract_stack(f=None, limit=None):
    """The steps that led to a frame."""
    if f is None:
        f = sys._getframe(1)
    steps = [(frame, line, None) for frame, line in walk_stack(f)]
    if limit is not None:
        steps = steps[:limit] if limit >= 0 else steps[limit:]
    return StackSummary._made(steps[::-1], None)


def format_stack(f=None, limit=None):
    return format_list(extract_stack(sys._getframe(1) if f is None else f, limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(sys._getframe(1) if f is None else f, limit), file)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    file = sys.stderr if file is None else file
    for line in format_list(extracted_list):
        file.write(line)


def clear_frames(tb):
    """Clears the variables of a traceback's frames."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next

"""Messages for whoever runs the program, sorted by their weight."""
import sys
import time
import traceback

__all__ = ["CRITICAL", "DEBUG", "ERROR", "FATAL", "FileHandler", "Filter", "Formatter",
           "Handler", "INFO", "LogRecord", "Logger", "LoggerAdapter", "NOTSET",
           "NullHandler", "StreamHandler", "WARN", "WARNING", "addLevelName",
           "basicConfig", "critical", "debug", "disable", "error", "exception", "fatal",
           "getLevelName", "getLevelNamesMapping", "getLogger", "info", "log",
           "makeLogRecord", "shutdown", "warning", "root", "lastResort"]
CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
raiseExceptions = True
# The file of its part with further handlers.
_handlers_file = __file__.replace("__init__.py", "handlers.py")
_start = time.time()
_level_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG",
                0: "NOTSET"}
_levels = {"CRITICAL": 50, "FATAL": 50, "ERROR": 40, "WARN": 30, "WARNING": 30,
           "INFO": 20, "DEBUG": 10, "NOTSET": 0}


def getLevelName(level):
    """The name of a number, or the number of a name."""
    if level in _level_names:
        return _level_names[level]
    return _levels.get(level, f"Level {level}")


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, levelName):
    _level_names[level] = levelName
    _levels[levelName] = level


def _checkLevel(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    if level not in _levels:
        raise ValueError(f"Unknown level: {level!r}")
    return _levels[level]


def _running_thread():
    threading = sys.modules.get("threading")
    if threading is None:
        return 1, "MainThread"
    return threading.get_ident(), threading.current_thread().name


class LogRecord:
    """One message."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None,
                 sinfo=None, **kwargs):
        self.name = name
        self.msg = msg
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename = pathname.rpartition("/")[2]
        self.module = self.filename.removesuffix(".py")
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = time.time()
        self.msecs = int(self.created % 1 * 1000) + 0.0
        self.relativeCreated = (self.created - _start) * 1000
        self.thread, self.threadName = _running_thread()
        self.process, self.processName = 1, "MainProcess"
        self.taskName = None

    def __repr__(self):
        return (f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, '
                f'{self.lineno}, "{self.msg}">')

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


def makeLogRecord(dict):
    record = LogRecord(None, 0, "", 0, "", (), None)
    vars(record).update(dict)
    return record


BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"


class Formatter:
    """Makes text of records."""

    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *,
                 defaults=None):
        if style not in "%{$":
            raise ValueError("Style must be one of: %,{,$")
        self._fmt = fmt or {"%": "%(message)s", "{": "{message}", "$": "${message}"}[style]
        self._style = style
        self._defaults = defaults or {}
        self.datefmt = datefmt

    def usesTime(self):
        return "asctime" in self._fmt

    def formatTime(self, record, datefmt=None):
        from datetime import datetime
        when = datetime.fromtimestamp(record.created)
        if datefmt:
            return when.strftime(datefmt)
        shown = when.strftime(self.default_time_format)
        return self.default_msec_format % (shown, record.msecs)

    def formatException(self, ei):
        text = "".join(traceback.format_exception(*ei))
        return text.removesuffix("\n")

    def formatMessage(self, record):
        values = {**self._defaults, **vars(record)}
        if self._style == "%":
            return self._fmt % values
        if self._style == "{":
            return self._fmt.format(**values)
        from string import Template
        return Template(self._fmt).substitute(**values)

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, record.stack_info):
            if more:
                text += ("" if text.endswith("\n") else "\n") + more
        return text


_default_formatter = Formatter()


class Filter:
    """Lets the records of one logger, and those below it, through."""

    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or \
            record.name.startswith(self.name + ".")


class _Filtered:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for filter in self.filters:
            result = filter.filter(record) if hasattr(filter, "filter") \
                else filter(record)
            if not result:
                return False
            if isinstance(result, LogRecord):
                record = result
        return record


class Handler(_Filtered):
    """Does something with records."""

    def __init__(self, level=NOTSET):
        super().__init__()
        self.level = _checkLevel(level)
        self.formatter = None
        self.name = None

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _default_formatter).format(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        found = self.filter(record)
        if found:
            self.emit(found if isinstance(found, LogRecord) else record)
        return found

    def handleError(self, record):
        if raiseExceptions and sys.stderr:
            sys.stderr.write("--- Logging error ---\n")
            traceback.print_exc()
            sys.stderr.write("Call stack:\n")
            frame = sys.exception().__traceback__.tb_frame
            while frame and frame.f_code.co_filename in (__file__, _handlers_file):
                frame = frame.f_back
            if frame:
                traceback.print_stack(frame)
            sys.stderr.write(f"Message: {record.msg!r}\nArguments: {record.args}\n")

    def flush(self):
        pass

    def close(self):
        pass

    def acquire(self):
        pass

    def release(self):
        pass

    def __repr__(self):
        return f"<{type(self).__name__} ({getLevelName(self.level)})>"


class StreamHandler(Handler):
    """Writes records to a stream."""

    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def flush(self):
        if self.stream and hasattr(self.stream, "flush"):
            self.stream.flush()

    def setStream(self, stream):
        before, self.stream = self.stream, stream
        return None if before is stream else before

    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        name += " " if name else ""
        return f"<{type(self).__name__} {name}({getLevelName(self.level)})>"


class FileHandler(StreamHandler):
    """Writes records to a file."""

    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        import os
        self.baseFilename = os.path.abspath(filename)
        super().__init__(open(filename, mode, encoding=encoding, errors=errors))

    def close(self):
        if self.stream is not None:
            self.stream.close()

    def __repr__(self):
        return f"<{type(self).__name__} {self.baseFilename} " \
               f"({getLevelName(self.level)})>"


class NullHandler(Handler):
    """Does nothing."""

    def handle(self, record):
        pass

    emit = handle


class _StderrHandler(StreamHandler):
    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


lastResort = _StderrHandler(WARNING)


class Logger(_Filtered):
    """Where messages are given."""

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name = name
        self.level = _checkLevel(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level > manager.disable \
            and level >= self.getEffectiveLevel()

    def debug(self, msg, *args, **kwargs):
        self._at(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self._at(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self._at(WARNING, msg, args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self._at(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self._at(ERROR, msg, args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self._at(CRITICAL, msg, args, **kwargs)

    fatal = critical

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            raise TypeError("level must be an integer")
        self._at(level, msg, args, **kwargs)

    def _at(self, level, msg, args, exc_info=None, extra=None, stack_info=False,
            stacklevel=1):
        if not self.isEnabledFor(level):
            return
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_globals is globals():
            frame = frame.f_back
        for _ in range(stacklevel - 1):
            frame = frame.f_back or frame
        if isinstance(exc_info, BaseException):
            exc_info = type(exc_info), exc_info, exc_info.__traceback__
        elif exc_info and not isinstance(exc_info, tuple):
            exc_info = sys.exc_info()
        sinfo = None
        if stack_info:
            lines = traceback.format_stack(frame)
            sinfo = "Stack (most recent call last):\n" + "".join(lines).rstrip("\n")
        code = frame.f_code
        record = self.makeRecord(self.name, level, code.co_filename, frame.f_lineno, msg,
                                 args, exc_info, code.co_name, extra, sinfo)
        self.handle(record)

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None,
                   extra=None, sinfo=None):
        record = LogRecord(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ("message", "asctime") or key in vars(record):
                raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
            setattr(record, key, extra[key])
        return record

    def handle(self, record):
        if self.disabled:
            return
        found = self.filter(record)
        if found:
            self.callHandlers(found if isinstance(found, LogRecord) else record)

    def callHandlers(self, record):
        logger, seen = self, 0
        while logger:
            for handler in logger.handlers:
                seen += 1
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not seen and lastResort and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def __repr__(self):
        level = getLevelName(self.getEffectiveLevel())
        return f"<{type(self).__name__} {self.name} ({level})>"


class RootLogger(Logger):
    """The one above all others."""

    def __init__(self, level):
        super().__init__("root", level)


class Manager:
    """Knows all loggers."""

    def __init__(self):
        self.disable = 0
        self.loggerDict = {}

    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        if name not in self.loggerDict:
            self.loggerDict[name] = Logger(name)
            for other, logger in self.loggerDict.items():
                logger.parent = self._parent(other)
        return self.loggerDict[name]

    def _parent(self, name):
        while "." in name:
            name = name.rpartition(".")[0]
            if name in self.loggerDict:
                return self.loggerDict[name]
        return root


root = RootLogger(WARNING)
manager = Logger.manager = Manager()
Logger.root = root


class LoggerAdapter:
    """A logger that adds something to each message."""

    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        kwargs["extra"] = self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        if self.logger.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)


def basicConfig(*, filename=None, filemode="a", format=None, datefmt=None, style="%",
                level=None, stream=None, handlers=None, force=False, encoding=None,
                errors="backslashreplace"):
    """Gives the root logger a handler, if it has none."""
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    if handlers is None:
        if stream is not None and filename is not None:
            raise ValueError("'stream' and 'filename' should not be specified together")
        handlers = [FileHandler(filename, filemode, encoding, errors=errors)
                    if filename else StreamHandler(stream)]
    elif stream is not None or filename is not None:
        raise ValueError("'stream' or 'filename' should not be specified together with "
                         "'handlers'")
    if style not in "%{$":
        raise ValueError("Style must be one of: %,{,$")
    default = {"%": BASIC_FORMAT, "{": "{levelname}:{name}:{message}",
               "$": "${levelname}:${name}:${message}"}[style]
    formatter = Formatter(format or default, datefmt, style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)


def getLogger(name=None):
    """The logger with a name."""
    if not name or isinstance(name, str) and name == root.name:
        return root
    return manager.getLogger(name)


def _to_root(method):
    def function(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, method)(msg, *args, **kwargs)
    function.__name__ = function.__qualname__ = method
    return function


debug, info, warning = _to_root("debug"), _to_root("info"), _to_root("warning")
error, exception, critical = _to_root("error"), _to_root("exception"), \
    _to_root("critical")
fatal = critical


def log(level, msg, *args, **kwargs):
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)


def disable(level=CRITICAL):
    """Nothing up to a level is let through."""
    manager.disable = _checkLevel(level)


def shutdown():
    """Flushes and closes all handlers."""
    for logger in (root, *manager.loggerDict.values()):
        for handler in logger.handlers:
            handler.flush()
            handler.close()


def captureWarnings(capture):
    """Sends warnings to the logger py.warnings, or no more."""
    import warnings
    global _showwarning
    if capture and _showwarning is None:
        _showwarning = warnings.showwarning

        def show(message, category, filename, lineno, file=None, line=None):
            text = warnings.formatwarning(message, category, filename, lineno, line)
            getLogger("py.warnings").warning("%s", text)
        warnings.showwarning = show
    elif not capture and _showwarning is not None:
        warnings.showwarning = _showwarning
        _showwarning = None


_showwarning = None

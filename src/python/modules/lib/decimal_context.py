"""How decimal numbers are rounded, and what is an error: contexts and signals."""

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP,
             ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - MAX_PREC + 1


class DecimalException(ArithmeticError):
    """A condition of decimal arithmetic."""


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow,
           Subnormal, Inexact, Rounded, Clamped)
# Conditions that are reported as the signal above them.
REPORTED_AS = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation,
               DivisionUndefined: InvalidOperation, InvalidContext: InvalidOperation}
for _kind in (DecimalException, *SIGNALS, *REPORTED_AS):
    _kind.__module__ = "decimal"
del _kind


# The order in which a context names them.
_IN_ORDER = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow,
             Rounded, Subnormal, Underflow)


class _Signals(dict):
    """Which signals are set."""

    def __setitem__(self, signal, value):
        _known(signal)
        dict.__setitem__(self, signal, bool(value))

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __repr__(self):
        shown = [f"<class 'decimal.{signal.__name__}'>:{bool(self[signal])}"
                 for signal in SIGNALS]
        return "{" + ", ".join(shown) + "}"


def _known(signal):
    if signal not in SIGNALS:
        raise KeyError("valid values for signals are:\n  [InvalidOperation, "
                       "FloatOperation, DivisionByZero,\n   Overflow, Underflow, "
                       "Subnormal, Inexact, Rounded,\n   Clamped]")


def _signals(given):
    """The dict that a list of signals stands for, or a copy of such a dict."""
    if isinstance(given, dict):
        if given.keys() != set(SIGNALS):
            raise KeyError("invalid signal dict")
        return _Signals({signal: bool(given[signal]) for signal in SIGNALS})
    if not isinstance(given, list):
        raise TypeError("argument must be a signal dict")
    for signal in given:
        _known(signal)
    return _Signals({signal: signal in given for signal in SIGNALS})


class Context:
    """The rules for decimal arithmetic."""
    __layout__ = "prec# rounding# Emin# Emax# capitals# clamp# flags traps =16"
    __module__ = "decimal"

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None,
                 clamp=None, flags=None, traps=None):
        default = DefaultContext if "DefaultContext" in globals() else None

        def pick(value, name):
            return getattr(default, name) if value is None else value
        self.prec = pick(prec, "prec")
        self.rounding = pick(rounding, "rounding")
        self.Emin, self.Emax = pick(Emin, "Emin"), pick(Emax, "Emax")
        self.capitals = pick(capitals, "capitals")
        self.clamp = pick(clamp, "clamp")
        self.flags = _signals([] if flags is None else flags)
        self.traps = _signals(default.traps if traps is None and default else traps)

    def __setattr__(self, name, value):
        if name == "prec":
            _check_int(value)
            if not 1 <= value <= MAX_PREC:
                raise ValueError("valid range for prec is [1, MAX_PREC]")
        elif name == "rounding":
            if value not in ROUNDINGS:
                raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, "
                                "ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, "
                                "ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        elif name == "Emin":
            _check_int(value)
            if not MIN_EMIN <= value <= 0:
                raise ValueError("valid range for Emin is [MIN_EMIN, 0]")
        elif name == "Emax":
            _check_int(value)
            if not 0 <= value <= MAX_EMAX:
                raise ValueError("valid range for Emax is [0, MAX_EMAX]")
        elif name in ("capitals", "clamp"):
            _check_int(value)
            if value not in (0, 1):
                raise ValueError(f"valid values for {name} are 0 or 1")
        elif name in ("flags", "traps"):
            if not isinstance(value, dict):
                raise TypeError("argument must be a signal dict")
            value = _signals(value)
        else:
            raise AttributeError("'decimal.Context' object has no attribute "
                                 f"{name!r}")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        raise AttributeError("context attributes cannot be deleted")

    def __repr__(self):
        flags = [s.__name__ for s in _IN_ORDER if self.flags[s]]
        traps = [s.__name__ for s in _IN_ORDER if self.traps[s]]
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, "
                f"Emax={self.Emax}, capitals={self.capitals}, clamp={self.clamp}, "
                f"flags=[{', '.join(flags)}], traps=[{', '.join(traps)}])")

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def clear_flags(self):
        for signal in SIGNALS:
            self.flags[signal] = False

    def clear_traps(self):
        for signal in SIGNALS:
            self.traps[signal] = False

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals,
                       self.clamp, self.flags, self.traps)

    __copy__ = copy

    def signal(self, *conditions):
        """Notes conditions, the gravest first; an exception where one is trapped."""
        for condition in conditions:
            self.flags[REPORTED_AS.get(condition, condition)] = True
        for condition in conditions:
            signal = REPORTED_AS.get(condition, condition)
            if self.traps[signal]:
                raise signal([condition])


def _check_int(value):
    if not isinstance(value, int):
        raise TypeError("an integer is required")


_TRAPPED = [DivisionByZero, Overflow, InvalidOperation]
DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], _TRAPPED)
BasicContext = Context(9, ROUND_HALF_UP, traps=[*_TRAPPED, Clamped, Underflow], flags=[])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[], flags=[])
_current = DefaultContext.copy()


def getcontext():
    """The present context."""
    return _current


def setcontext(context, /):
    """Makes a context the present one."""
    global _current
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current = context


class _ContextManager:
    """A context for the length of a block."""

    def __init__(self, context):
        self.context = context.copy()

    def __enter__(self):
        self.saved = getcontext()
        setcontext(self.context)
        return self.context

    def __exit__(self, *details):
        setcontext(self.saved)


def localcontext(ctx=None, **kwargs):
    """A copy of a context, for a block."""
    if ctx is not None and not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    manager = _ContextManager(getcontext() if ctx is None else ctx)
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags",
                        "traps"):
            raise TypeError("this function got an unexpected keyword argument "
                            f"{name!r}")
        if value is not None:
            is_list = name in ("flags", "traps") and isinstance(value, list)
            setattr(manager.context, name, _signals(value) if is_list else value)
    return manager

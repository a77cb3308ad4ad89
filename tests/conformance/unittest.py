"""As much of unittest as CPython's own tests of the language need."""
import sys

__path__ = []

from _unittest_assertions import Assertions, SkipTest


def skip(reason):
    def mark(target):
        target.__unittest_skip__ = True
        target.__unittest_skip_why__ = reason
        return target
    if callable(reason):
        target, reason = reason, ""
        return mark(target)
    return mark


def skipIf(condition, reason=""):
    return skip(reason) if condition else lambda target: target


def skipUnless(condition, reason=""):
    return skipIf(not condition, reason)


def expectedFailure(target):
    target.__unittest_expecting_failure__ = True
    return target


class _Absent(type(sys)):
    """A module that is not here: whoever calls something of it is skipped."""

    def __getattr__(self, name):
        if name.startswith("__") or name in ("with_tp_del", "without_gc"):
            raise AttributeError(name)
        _Missing.asked = _Missing.running
        return -1 if name == "HIGHEST_PROTOCOL" else _absent


class _Missing:
    """Something of such a module."""

    running = False
    # Whether the test that runs has asked for something that is not here.
    asked = False

    def __call__(self, *args, **kwargs):
        if not _Missing.running:
            return args[0] if args and callable(args[0]) else self
        _Missing.asked = True
        raise SkipTest("a module that is not here")

    def __iter__(self):
        self()
        return iter(())

    def __mro_entries__(self, bases):
        return ()

    __getattr__ = __getitem__ = __add__ = __radd__ = __call__
    __truediv__ = __rtruediv__ = __mul__ = __rmul__ = __index__ = __sub__ = __rsub__ = __call__
    __hash__ = object.__hash__
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = __enter__ = __or__ = __ror__ = __rlshift__ = \
        __call__


_absent = _Missing()


class _SubTest:
    def __init__(self, case, message, params):
        self.case = case
        self.shown = message, params

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None or not issubclass(kind, Exception):
            return False
        if issubclass(kind, SkipTest):
            return True
        message, params = self.shown
        try:
            shown = f"{message} {params}"
        except ValueError:
            # A number of more digits than are shown.
            shown = f"{message} {list(params)}"
        self.case._failed.append((shown, value))
        return True


class TestCase(Assertions):
    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._failed = []
        self._cleanups = []
        self._type_equality_funcs = {}

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        pass

    @classmethod
    def enterClassContext(cls, manager):
        return manager.__enter__()

    def id(self):
        return f"{type(self).__qualname__}.{self._testMethodName}"

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, manager):
        value = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return value

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def subTest(self, msg="", **params):
        return _SubTest(self, msg, params)

    def skipTest(self, reason):
        raise SkipTest(reason)

    # What 3.14 has, and 3.13's tests bring along in test.support.
    def assertIsSubclass(self, x, kind, msg=None):
        self.assertTrue(issubclass(x, kind), msg or f"{x!r} is not a subclass")

    def assertNotIsSubclass(self, x, kind, msg=None):
        self.assertFalse(issubclass(x, kind), msg or f"{x!r} is a subclass")

    def assertHasAttr(self, x, name, msg=None):
        self.assertTrue(hasattr(x, name), msg or f"no attribute {name!r}")

    def assertNotHasAttr(self, x, name, msg=None):
        self.assertFalse(hasattr(x, name), msg or f"attribute {name!r}")

    def assertStartsWith(self, text, start, msg=None):
        self.assertTrue(text.startswith(start), msg or f"{text!r} / {start!r}")

    def assertEndsWith(self, text, end, msg=None):
        self.assertTrue(text.endswith(end), msg or f"{text!r} / {end!r}")


class IsolatedAsyncioTestCase(TestCase):
    """Tests that are coroutines: they fail, since there are none."""


def _tests(module):
    """The names of all test methods, as Class.method."""
    found = []
    for name, kind in list(vars(module).items()):
        if isinstance(kind, type) and issubclass(kind, TestCase) and \
                kind not in (TestCase, IsolatedAsyncioTestCase):
            if kind.__module__ != module.__name__:
                continue
            for method in dir(kind):
                if method.startswith("test") and callable(getattr(kind, method)):
                    found.append(f"{name}.{method}")
    if "doctest" in vars(module):
        found.extend(_texts(module))
    return found


def _texts(module):
    """The texts with examples in them, by the names of their tests."""
    texts = {"module": module.__doc__ or "", **getattr(module, "__test__", {})}
    return {f"doctest.{name}": text for name, text in texts.items()
            if isinstance(text, str) and ">>> " in text}


def _run(module, test):
    """Runs one test; what became of it, in one line."""
    if test.startswith("doctest."):
        return _run_examples(module, test)
    name, method = test.split(".")
    kind = getattr(module, name)
    function = getattr(kind, method)
    for target in (kind, function):
        if getattr(target, "__unittest_skip__", False):
            return f"skip ({target.__unittest_skip_why__})"
    if _altered(function):
        return "skip (coroutines)"
    _Missing.running, _Missing.asked = True, False
    expecting = getattr(function, "__unittest_expecting_failure__", False)
    try:
        if not hasattr(module, "__unittest_ready__"):
            module.__unittest_ready__ = set()
            if hasattr(module, "setUpModule"):
                module.setUpModule()
        if kind not in module.__unittest_ready__:
            module.__unittest_ready__.add(kind)
            kind.setUpClass()
        case = kind(method)
        try:
            case.setUp()
            try:
                getattr(case, method)()
            finally:
                case.tearDown()
        finally:
            case.doCleanups()
    except SkipTest as reason:
        return f"skip ({reason})"
    except BaseException as error:
        return "ok" if expecting else _lacking(error) or _failure(error)
    if case._failed:
        shown, error = case._failed[0]
        if _Missing.asked:
            return _lacking(error)
        return f"{_failure(error)} ({len(case._failed)} subtests, first {shown})"
    return "ok"


def _altered(function):
    """Whether a test's text is not CPython's, since it has coroutines in it."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    first, last = code.co_firstlineno, _last_line(code)
    lines = _ALTERED.get(code.co_filename, ())
    return any(first <= line <= last for line in lines)


def _last_line(code):
    """The last line that a function has anything on."""
    ends = [place[1] or 0 for place in code.co_positions()]
    inner = [_last_line(part) for part in code.co_consts if hasattr(part, "co_positions")]
    return max(ends + inner, default=0)


def _lacking(error):
    """Why a test that failed could not have succeeded: what it asks for is not here."""
    if "of this library only what dir() lists is here" in str(error):
        return "skip (functions of C)"
    return "skip (a module that is not here)" if _Missing.asked else None


def _run_examples(module, test):
    from doctest import DocTestParser, DocTestRunner
    names = dict(vars(module))
    parsed = DocTestParser().get_doctest(_texts(module)[test], names, test, None, 0)
    report = []
    failed, count = DocTestRunner(verbose=False).run(parsed, out=report.append)
    if not failed:
        return "ok"
    shown = report[0].partition("\n")[2].replace("\n", " / ")
    return f"FAIL {failed} of {count} examples, first {shown}"


def _failure(error):
    place = error.__traceback__
    line = 0
    while place is not None:
        if "/test_" in place.tb_frame.f_code.co_filename:
            line = place.tb_lineno
        place = place.tb_next
    try:
        text = str(error)
    except BaseException as other:
        text = f"<str failed: {type(other).__name__}>"
    return f"FAIL line {line}: {type(error).__name__}: {text}".replace("\n", " / ")


def enterModuleContext(manager):
    return manager.__enter__()


def addModuleCleanup(function, /, *args, **kwargs):
    pass


def main(*args, **kwargs):
    pass


class TestSuite(list):
    addTest = list.append


class _Loader:
    pass


defaultTestLoader = _Loader()
TestLoader = _Loader

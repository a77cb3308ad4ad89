"""As much of unittest as CPython's own tests of the language need."""
import doctest
import re
import sys


class SkipTest(Exception):
    pass


class _Expected(Exception):
    pass


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


class _Raises:
    def __init__(self, case, expected, pattern=None, msg=None):
        self.case = case
        self.expected = expected
        self.pattern = pattern

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            expected = self.expected
            names = getattr(expected, "__name__", None) or str(expected)
            raise self.case.failureException(f"{names} not raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.pattern is not None and not re.search(self.pattern, str(value)):
            pattern = getattr(self.pattern, "pattern", self.pattern)
            raise self.case.failureException(
                f"{pattern!r} does not match {str(value)!r}")
        return True

    def call(self, args, kwargs):
        with self:
            function, *args = args
            function(*args, **kwargs)


class _Absent(type(sys)):
    """A module that is not here: whoever calls something of it is skipped."""

    def __getattr__(self, name):
        if name.startswith("__") or name in ("with_tp_del", "without_gc"):
            raise AttributeError(name)
        return -1 if name == "HIGHEST_PROTOCOL" else _absent


class _Missing:
    """Something of such a module."""

    running = False

    def __call__(self, *args, **kwargs):
        if not _Missing.running:
            return args[0] if args and callable(args[0]) else self
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


mock = sys.modules["unittest.mock"] = _Absent("unittest.mock")


class _Patch(_Missing):
    """What is replaced for a while belongs to a module that is not here."""

    object = staticmethod(lambda *args, **kwargs: skip("a module that is not here"))


mock.patch = _Patch()


class _Warns:
    """Warnings are not there: whoever expects one does not find it."""

    def __init__(self, case):
        self.case = case

    def __enter__(self):
        raise SkipTest("warnings")

    def __exit__(self, *error):
        return False

    def call(self, args, kwargs):
        raise SkipTest("warnings")


class _SubTest:
    def __init__(self, case, message, params):
        self.case = case
        self.shown = f"{message} {params}"

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None or not issubclass(kind, Exception):
            return False
        if issubclass(kind, SkipTest):
            return True
        self.case._failed.append((self.shown, value))
        return True


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._failed = []
        self._cleanups = []
        self._equalities = {}

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

    def addTypeEqualityFunc(self, kind, function):
        self._equalities[kind] = function

    def subTest(self, msg="", **params):
        return _SubTest(self, msg, params)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standard):
        return standard if msg is None else f"{standard} : {msg}"

    def _check(self, truth, shown, msg):
        if not truth:
            raise self.failureException(self._formatMessage(msg, shown()))

    def assertTrue(self, x, msg=None):
        self._check(x, lambda: f"{_short(x)} is not true", msg)

    def assertFalse(self, x, msg=None):
        self._check(not x, lambda: f"{_short(x)} is not false", msg)

    def assertEqual(self, first, second, msg=None):
        own = self._equalities.get(type(first)) if type(first) is type(second) else None
        if own is not None:
            return getattr(self, own)(first, second, msg) if isinstance(own, str) \
                else own(first, second, msg)
        self._check(first == second, lambda: f"{_short(first)} != {_short(second)}", msg)

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, lambda: f"{_short(first)} == {_short(second)}", msg)

    assertListEqual = assertTupleEqual = assertSetEqual = assertDictEqual = assertEqual
    assertMultiLineEqual = assertSequenceEqual = assertEqual

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        self.assertEqual(list(first), list(second), msg)

    def assertCountEqual(self, first, second, msg=None):
        first, rest = list(first), list(second)
        left = []
        for item in first:
            for index, other in enumerate(rest):
                if item == other:
                    del rest[index]
                    break
            else:
                left.append(item)
        self._check(not left and not rest, lambda: f"differ: {left} {rest}", msg)

    def assertIs(self, a, b, msg=None):
        self._check(a is b, lambda: f"{_short(a)} is not {_short(b)}", msg)

    def assertIsNot(self, a, b, msg=None):
        self._check(a is not b, lambda: f"unexpectedly identical: {_short(a)}", msg)

    def assertIsNone(self, x, msg=None):
        self._check(x is None, lambda: f"{_short(x)} is not None", msg)

    def assertIsNotNone(self, x, msg=None):
        self._check(x is not None, lambda: "unexpectedly None", msg)

    def assertIn(self, item, container, msg=None):
        self._check(item in container,
                    lambda: f"{_short(item)} not found in {_short(container)}", msg)

    def assertNotIn(self, item, container, msg=None):
        self._check(item not in container,
                    lambda: f"{_short(item)} unexpectedly found", msg)

    def assertIsInstance(self, x, kind, msg=None):
        self._check(isinstance(x, kind),
                    lambda: f"{_short(x)} is not an instance of {kind!r}", msg)

    def assertNotIsInstance(self, x, kind, msg=None):
        self._check(not isinstance(x, kind),
                    lambda: f"{_short(x)} is an instance of {kind!r}", msg)

    def assertIsSubclass(self, x, kind, msg=None):
        self._check(issubclass(x, kind), lambda: f"{x!r} is not a subclass", msg)

    def assertNotIsSubclass(self, x, kind, msg=None):
        self._check(not issubclass(x, kind), lambda: f"{x!r} is a subclass", msg)

    def assertHasAttr(self, x, name, msg=None):
        self._check(hasattr(x, name), lambda: f"no attribute {name!r}", msg)

    def assertNotHasAttr(self, x, name, msg=None):
        self._check(not hasattr(x, name), lambda: f"attribute {name!r}", msg)

    def assertLess(self, a, b, msg=None):
        self._check(a < b, lambda: f"{_short(a)} not less than {_short(b)}", msg)

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, lambda: f"{_short(a)} not <= {_short(b)}", msg)

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, lambda: f"{_short(a)} not greater than {_short(b)}", msg)

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, lambda: f"{_short(a)} not >= {_short(b)}", msg)

    def assertAlmostEqual(self, a, b, places=7, msg=None, delta=None):
        if a == b:
            return
        near = abs(a - b) <= delta if delta is not None else \
            round(abs(a - b), places) == 0
        self._check(near, lambda: f"{a!r} != {b!r} within {places} places", msg)

    def assertNotAlmostEqual(self, a, b, places=7, msg=None, delta=None):
        self._check(round(abs(a - b), places) != 0, lambda: f"{a!r} == {b!r}", msg)

    def assertRegex(self, text, pattern, msg=None):
        self._check(re.search(pattern, text),
                    lambda: f"{pattern!r} not found in {_short(text)}", msg)

    def assertNotRegex(self, text, pattern, msg=None):
        self._check(not re.search(pattern, text), lambda: f"{pattern!r} found", msg)

    def assertStartsWith(self, text, start, msg=None):
        self._check(text.startswith(start), lambda: f"{_short(text)} / {start!r}", msg)

    def assertEndsWith(self, text, end, msg=None):
        self._check(text.endswith(end), lambda: f"{_short(text)} / {end!r}", msg)

    def assertRaises(self, expected, *args, **kwargs):
        context = _Raises(self, expected)
        return context.call(args, kwargs) if args else context

    def assertRaisesRegex(self, expected, pattern, *args, **kwargs):
        context = _Raises(self, expected, pattern)
        return context.call(args, kwargs) if args else context

    def assertWarns(self, expected, *args, **kwargs):
        context = _Warns(self)
        return context.call(args, kwargs) if args else context

    def assertWarnsRegex(self, expected, pattern, *args, **kwargs):
        context = _Warns(self)
        return context.call(args, kwargs) if args else context


def _short(x):
    text = repr(x)
    return text if len(text) < 160 else text[:160] + "…"


def _tests(module):
    """The names of all test methods, as Class.method."""
    found = []
    for name, kind in list(vars(module).items()):
        if isinstance(kind, type) and issubclass(kind, TestCase) and kind is not TestCase:
            if kind.__module__ != module.__name__:
                continue
            for method in dir(kind):
                if method.startswith("test") and callable(getattr(kind, method)):
                    found.append(f"{name}.{method}")
    if "doctest" in vars(module):
        found.extend(doctest._texts(module))
    return found


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
    _Missing.running = True
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
        case.setUp()
        try:
            getattr(case, method)()
        finally:
            case.tearDown()
            case.doCleanups()
    except SkipTest as reason:
        return f"skip ({reason})"
    except BaseException as error:
        return "ok" if expecting else _failure(error)
    if case._failed:
        shown, error = case._failed[0]
        return f"{_failure(error)} ({len(case._failed)} subtests, first {shown})"
    return "ok"


def _run_examples(module, test):
    count, failed = doctest._run(module, doctest._texts(module)[test])
    if not failed:
        return "ok"
    line, wanted, got = failed[0]
    shown = f"line {line}: wanted {wanted!r}, got {got!r}"
    return f"FAIL {len(failed)} of {count} examples, first {shown}"


def _failure(error):
    place = error.__traceback__
    line = 0
    while place is not None:
        if place.tb_frame.f_code.co_filename.startswith("test_"):
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

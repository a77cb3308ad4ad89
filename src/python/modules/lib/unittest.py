"""Tests as methods of classes."""
import contextlib
import functools
import sys
import time
import traceback
from _unittest_assertions import Assertions, SkipTest

__all__ = ["TestResult", "TestCase", "TestSuite", "TextTestRunner", "TestLoader",
           "FunctionTestCase", "main", "defaultTestLoader", "SkipTest", "skip", "skipIf",
           "skipUnless", "expectedFailure", "TextTestResult"]
__unittest = True
_NO_MESSAGE = object()


def _left_out(target, reason):
    def skipped(*args, **kwargs):
        raise SkipTest(reason)
    marked = target if isinstance(target, type) else functools.wraps(target)(skipped)
    marked.__unittest_skip__, marked.__unittest_skip_why__ = True, reason
    return marked


def skip(reason):
    """Leaves a test out."""
    if callable(reason) and not isinstance(reason, str):
        return _left_out(reason, "")
    return lambda target: _left_out(target, reason)


def skipIf(condition, reason):
    """Leaves a test out if something holds."""
    return skip(reason) if condition else lambda target: target


def skipUnless(condition, reason):
    """Leaves a test out unless something holds."""
    return skip(reason) if not condition else lambda target: target


def expectedFailure(test_item):
    """A test that must fail."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


class _ShouldStop(Exception):
    pass


class TestResult:
    """What became of tests."""

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def addError(self, test, err):
        self.errors.append((test, self._text(err, test)))
        self._quit()

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err, test)))
        self._quit()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            (self.failures if failed else self.errors).append(
                (subtest, self._text(err, test)))
            self._quit()

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err, test)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._quit()

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def _quit(self):
        if self.failfast:
            self.stop()

    def _text(self, err, test):
        """The traceback, without the steps of this module."""
        kind, value, tb = err
        while tb is not None and _is_ours(tb):
            tb = tb.tb_next
        made = traceback.TracebackException(kind, value, tb, compact=True,
                                            capture_locals=self.tb_locals)
        if kind is test.failureException and tb is not None:
            count, step = 0, tb
            while step is not None and not _is_ours(step):
                count, step = count + 1, step.tb_next
            del made.stack[count:]
        return "".join(made.format())

    def __repr__(self):
        kind = type(self)
        return (f"<{kind.__module__}.{kind.__qualname__} run={self.testsRun} "
                f"errors={len(self.errors)} failures={len(self.failures)}>")


def _is_ours(tb):
    return "__unittest" in tb.tb_frame.f_globals


class TestCase(Assertions):
    """A test: one method, between setUp and tearDown."""

    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._subtest = None
        self._cleanups = []
        method = getattr(self, methodName, None)
        if method is None and methodName != "runTest":
            raise ValueError(f"no such test method in {self.__class__}: {methodName}")
        self._testMethodDoc = getattr(method, "__doc__", None)
        self._type_equality_funcs = {
            dict: "assertDictEqual", list: "assertListEqual", tuple: "assertTupleEqual",
            set: "assertSetEqual", frozenset: "assertSetEqual",
            str: "assertMultiLineEqual"}

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

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def doClassCleanups(cls):
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            function(*args, **kwargs)

    def enterContext(self, cm):
        found = type(cm).__enter__(cm)
        self.addCleanup(type(cm).__exit__, cm, None, None, None)
        return found

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        kind = type(self)
        return f"{kind.__module__}.{kind.__qualname__}.{self._testMethodName}"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        kind = type(self)
        name = self._testMethodName
        return f"{name} ({kind.__module__}.{kind.__qualname__}.{name})"

    def __repr__(self):
        kind = type(self)
        return f"<{kind.__module__}.{kind.__qualname__} " \
               f"testMethod={self._testMethodName}>"

    def skipTest(self, reason):
        raise SkipTest(reason)

    @contextlib.contextmanager
    def subTest(self, msg=_NO_MESSAGE, **params):
        """A part of a test, whose failure lets the rest go on."""
        if self._outcome is None:
            yield
            return
        before = self._subtest
        merged = {**params, **(before.params if before else {}), **params}
        self._subtest = _SubTest(self, msg, merged)
        try:
            with self._outcome.part(self._subtest, True):
                yield
            if not self._outcome.success and self._outcome.result.failfast:
                raise _ShouldStop
        finally:
            self._subtest = before

    def run(self, result=None):
        if result is None:
            result = self.defaultTestResult()
            result.startTestRun()
            try:
                return self._run(result)
            finally:
                result.stopTestRun()
        return self._run(result)

    def _run(self, result):
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            for target in (type(self), method):
                if getattr(target, "__unittest_skip__", False):
                    why = getattr(type(self), "__unittest_skip_why__", "") or \
                        getattr(method, "__unittest_skip_why__", "")
                    result.addSkip(self, why)
                    return result
            expecting = getattr(self, "__unittest_expecting_failure__", False) or \
                getattr(method, "__unittest_expecting_failure__", False)
            outcome = self._outcome = _Outcome(result, expecting)
            start = time.perf_counter()
            with outcome.part(self):
                self.setUp()
            if outcome.success:
                with outcome.part(self):
                    method()
                with outcome.part(self):
                    self.tearDown()
            self.doCleanups()
            result.addDuration(self, time.perf_counter() - start)
            if outcome.expected is not None and outcome.success:
                result.addExpectedFailure(self, outcome.expected)
            elif expecting and outcome.success and not outcome.skipped:
                result.addUnexpectedSuccess(self)
            elif outcome.success and not outcome.skipped:
                result.addSuccess(self)
            return result
        finally:
            self._outcome = None
            result.stopTest(self)

    def doCleanups(self):
        outcome = self._outcome or _Outcome(TestResult(), False)
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.part(self):
                function(*args, **kwargs)
        return outcome.success

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        """Runs the test so that errors come out."""
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)


class _Outcome:
    """What became of the parts of one test."""

    def __init__(self, result, expecting):
        self.result = result
        self.expecting = expecting
        self.expected = None
        self.success = True
        self.skipped = False

    @contextlib.contextmanager
    def part(self, test, is_subtest=False):
        before, self.success = self.success, True
        case = test.test_case if is_subtest else test
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as error:
            self.success = False if not is_subtest else True
            self.skipped = True
            self.result.addSkip(test, str(error))
        except _ShouldStop:
            self.success = False
        except BaseException as error:
            err = type(error), error, error.__traceback__
            if self.expecting:
                self.expected = err
            else:
                self.success = False
                if is_subtest:
                    self.result.addSubTest(case, test, err)
                elif issubclass(err[0], case.failureException):
                    self.result.addFailure(test, err)
                else:
                    self.result.addError(test, err)
            err = None
        else:
            if is_subtest and self.success:
                self.result.addSubTest(case, test, None)
        finally:
            self.success = self.success and before


class _SubTest:
    """A part of a test, as results name it."""

    def __init__(self, test_case, message, params):
        self.test_case = test_case
        self._message = message
        self.params = params
        self.failureException = test_case.failureException

    def _description(self):
        text = "" if self._message is _NO_MESSAGE else f"[{self._message}]"
        if self.params:
            shown = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
            text += f" ({shown})"
        return text.lstrip() or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._description()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._description()}"


class FunctionTestCase(TestCase):
    """A test that is a function."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._functions = setUp, tearDown
        self._function = testFunc
        self._description = description

    def setUp(self):
        if self._functions[0] is not None:
            self._functions[0]()

    def tearDown(self):
        if self._functions[1] is not None:
            self._functions[1]()

    def runTest(self):
        self._function()

    def id(self):
        return self._function.__name__

    def __str__(self):
        return f"{type(self).__module__}.{type(self).__qualname__} " \
               f"({self._function.__name__})"

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._function.__doc__
        return doc and doc.split("\n")[0].strip() or None


class TestSuite:
    """Tests, one after the other."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __repr__(self):
        kind = type(self)
        return f"<{kind.__module__}.{kind.__qualname__} tests={list(self)}>"

    def __eq__(self, other):
        if not isinstance(other, TestSuite):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before "
                            "passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result, debug=False):
        kind = None
        for test in self._flat():
            if result.shouldStop:
                break
            if type(test) is not kind:
                self._end(kind, result)
                kind = type(test)
                failed = not self._begin(kind, result)
            if not failed:
                test(result)
        self._end(kind, result)
        return result

    def _flat(self):
        for test in self:
            if isinstance(test, TestSuite):
                yield from test._flat()
            else:
                yield test

    def _begin(self, kind, result):
        module = sys.modules.get(kind.__module__)
        for owner, name in ((module, "setUpModule"), (kind, "setUpClass")):
            if owner is None or (owner is module and
                                 getattr(module, "_unittest_ready", False)):
                continue
            if getattr(kind, "__unittest_skip__", False):
                return True
            function = getattr(owner, name, None)
            if function is None:
                continue
            if not self._call(function, owner, name, result):
                return False
            if owner is module:
                module._unittest_ready = True
        return True

    def _call(self, function, owner, name, result):
        try:
            function()
            return True
        except SkipTest as error:
            result.addSkip(_ErrorHolder(owner, name), str(error))
        except Exception as error:
            result.addError(_ErrorHolder(owner, name),
                            (type(error), error, error.__traceback__))
        return False

    def _end(self, kind, result):
        if kind is None or getattr(kind, "__unittest_skip__", False):
            return
        function = getattr(kind, "tearDownClass", None)
        if function is not None:
            self._call(function, kind, "tearDownClass", result)
        if hasattr(kind, "doClassCleanups"):
            self._call(kind.doClassCleanups, kind, "doClassCleanups", result)

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)


class _ErrorHolder:
    """A class or module, where its preparations failed."""

    failureException = AssertionError

    def __init__(self, owner, name):
        place = f"{owner.__module__}.{owner.__qualname__}" if isinstance(owner, type) \
            else owner.__name__
        self.description = f"{name} ({place})"

    def id(self):
        return self.description

    __str__ = id

    def shortDescription(self):
        return None


class TestLoader:
    """Finds tests."""

    testMethodPrefix = "test"
    suiteClass = TestSuite

    def sortTestMethodsUsing(self, a, b):
        return (a > b) - (a < b)

    def getTestCaseNames(self, testCaseClass):
        names = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix)
                 and callable(getattr(testCaseClass, name))]
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you "
                            "meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        tests = [self.loadTestsFromTestCase(kind)
                 for _, kind in sorted(vars(module).items())
                 if isinstance(kind, type) and issubclass(kind, TestCase)
                 and kind not in (TestCase, FunctionTestCase)]
        made = self.suiteClass(tests)
        load_tests = getattr(module, "load_tests", None)
        return made if load_tests is None else load_tests(self, made, pattern)

    def loadTestsFromName(self, name, module=None):
        found = module
        if module is None:
            first, *rest = name.split(".")
            found = __import__(first)
        else:
            rest = name.split(".")
        parent = None
        for part in rest:
            parent, found = found, getattr(found, part)
        if isinstance(found, type(sys)):
            return self.loadTestsFromModule(found)
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(rest[-1])])
        if isinstance(found, TestSuite):
            return found
        if callable(found):
            return found()
        raise TypeError(f"don't know how to make test from: {found}")

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()


class TextTestResult(TestResult):
    """Shows what becomes of tests while they run."""

    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self._on_line = False

    def getDescription(self, test):
        first = test.shortDescription()
        return f"{test}\n{first}" if self.descriptions and first else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(f"{self.getDescription(test)} ... ")
            self._on_line = True

    def _say(self, test, word, dot):
        if self.showAll:
            if isinstance(test, _SubTest) or not self._on_line:
                if self._on_line:
                    self.stream.write("\n")
                if isinstance(test, _SubTest):
                    self.stream.write("  ")
                self.stream.write(f"{self.getDescription(test)} ... ")
            self.stream.write(word + "\n")
            self._on_line = False
        elif self.dots:
            self.stream.write(dot)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say(test, "ok", ".")

    def addError(self, test, err):
        super().addError(test, err)
        self._say(test, "ERROR", "E")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._say(test, "FAIL", "F")

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if issubclass(err[0], subtest.failureException):
                self._say(subtest, "FAIL", "F")
            else:
                self._say(subtest, "ERROR", "E")
        super().addSubTest(test, subtest, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say(test, f"skipped {reason!r}", "s")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._say(test, "expected failure", "x")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._say(test, "unexpected success", "u")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write("\n")
        for flavour, errors in ("ERROR", self.errors), ("FAIL", self.failures):
            self.printErrorList(flavour, errors)
        lines = [f"UNEXPECTED SUCCESS: {self.getDescription(test)}\n"
                 for test in self.unexpectedSuccesses]
        if lines:
            self.stream.write("".join([self.separator1, "\n", *lines]))

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            self.stream.write(f"{self.separator1}\n{flavour}: "
                              f"{self.getDescription(test)}\n{self.separator2}\n"
                              f"{text}\n")


class TextTestRunner:
    """Runs tests and prints what becomes of them."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False,
                 buffer=False, resultclass=None, warnings=None, *, tb_locals=False,
                 durations=None):
        self.stream = sys.stderr if stream is None else stream
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.tb_locals = tb_locals
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        result.tb_locals = self.tb_locals
        start = time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        taken = time.perf_counter() - start
        result.printErrors()
        say = self.stream.write
        run = result.testsRun
        say(f"{result.separator2}\nRan {run} test{'s' if run != 1 else ''} in "
            f"{taken:.3f}s\n\n")
        infos = []
        if not result.wasSuccessful():
            word = "FAILED"
            if result.failures:
                infos.append(f"failures={len(result.failures)}")
            if result.errors:
                infos.append(f"errors={len(result.errors)}")
        else:
            word = "NO TESTS RAN" if run == 0 and not result.skipped else "OK"
        for name, found in (("skipped", result.skipped),
                            ("expected failures", result.expectedFailures),
                            ("unexpected successes", result.unexpectedSuccesses)):
            if found:
                infos.append(f"{name}={len(found)}")
        say(word + (f" ({', '.join(infos)})" if infos else "") + "\n")
        return result


for _kind, _part in ((TestResult, "result"), (TestCase, "case"), (TestSuite, "suite"),
                     (FunctionTestCase, "case"), (TestLoader, "loader"),
                     (TextTestResult, "runner"), (TextTestRunner, "runner")):
    _kind.__module__ = f"unittest.{_part}"
del _kind, _part


class TestProgram:
    """Runs the tests of a module: `unittest.main()`."""

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=defaultTestLoader, exit=True, verbosity=1, failfast=None,
                 catchbreak=None, buffer=None, warnings=None, *, tb_locals=False,
                 durations=None):
        if isinstance(module, str):
            __import__(module)
            module = sys.modules[module]
        argv = sys.argv if argv is None else argv
        names = []
        for arg in argv[1:]:
            if arg in ("-v", "--verbose"):
                verbosity = 2
            elif arg in ("-q", "--quiet"):
                verbosity = 0
            elif arg in ("-f", "--failfast"):
                failfast = True
            elif not arg.startswith("-"):
                names.append(arg)
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        self.module = module
        self.test = testLoader.loadTestsFromNames(names, module) if names \
            else testLoader.loadTestsFromModule(module)
        runner = TextTestRunner if testRunner is None else testRunner
        if isinstance(runner, type):
            runner = runner(verbosity=verbosity, failfast=bool(failfast),
                            tb_locals=tb_locals)
        self.result = runner.run(self.test)
        if exit:
            no_tests = self.result.testsRun == 0 and not self.result.skipped
            sys.exit(5 if no_tests else not self.result.wasSuccessful())


def installHandler():
    """Nobody presses Control-C here."""


def removeHandler(method=None):
    """Nobody presses Control-C here."""
    return method


def registerResult(result):
    """Nobody presses Control-C here."""


main = TestProgram

"""Examples in docstrings, run as tests."""
import difflib
import io
import linecache
import re
import sys
import traceback
from collections import namedtuple

__all__ = ["register_optionflag", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE",
           "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP", "IGNORE_EXCEPTION_DETAIL",
           "COMPARISON_FLAGS", "REPORT_UDIFF", "REPORT_CDIFF", "REPORT_NDIFF",
           "REPORT_ONLY_FIRST_FAILURE", "REPORTING_FLAGS", "FAIL_FAST", "Example",
           "DocTest", "DocTestParser", "DocTestFinder", "DocTestRunner",
           "OutputChecker", "testmod", "run_docstring_examples"]
OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | SKIP |
                    NORMALIZE_WHITESPACE | ELLIPSIS | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")
REPORTING_FLAGS = (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF |
                   REPORT_ONLY_FIRST_FAILURE | FAIL_FAST)
BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."


class TestResults(namedtuple("TestResults", "failed attempted")):
    """How many examples failed, of how many."""

    def __new__(cls, failed, attempted, *, skipped=0):
        self = super().__new__(cls, failed, attempted)
        self.skipped = skipped
        return self

    def __repr__(self):
        skipped = f", skipped={self.skipped}" if self.skipped else ""
        return f"TestResults(failed={self.failed}, attempted={self.attempted}{skipped})"


class Example:
    """A piece of source, and what it should print."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else source + "\n"
        self.want = want + "\n" if want and not want.endswith("\n") else want
        if exc_msg is not None and not exc_msg.endswith("\n"):
            exc_msg += "\n"
        self.exc_msg = exc_msg
        self.lineno = lineno
        self.indent = indent
        self.options = options or {}

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return vars(self) == vars(other)

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """The examples of one docstring."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        examples = "no examples" if count == 0 else \
            "1 example" if count == 1 else f"{count} examples"
        return f"<{type(self).__name__} {self.name} from " \
               f"{self.filename}:{self.lineno} ({examples})>"

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        return (self.name, self.filename or "", self.lineno or -1) < \
            (other.name, other.filename or "", other.lineno or -1)


_PROMPT = re.compile(r"^( *)>>>")
_OPTION = re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", re.MULTILINE)
_ERROR = re.compile(r"^Traceback \((?:most recent call last|innermost last)\):\s*$")


class DocTestParser:
    """Finds the examples in a text."""

    def parse(self, string, name="<string>"):
        """Texts and examples, in turn."""
        lines = string.expandtabs().split("\n")
        indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
        cut = min(indents, default=0)
        lines = [line[cut:] for line in lines]
        output, text, at = [], [], 0
        while at < len(lines):
            match = _PROMPT.match(lines[at])
            if match is None:
                text.append(lines[at])
                at += 1
                continue
            output.append("\n".join(text) + "\n" if text else "")
            text = []
            example, at = self._example(lines, at, len(match[1]), name)
            if example is not None:
                output.append(example)
        output.append("\n".join(text))
        return output

    def _example(self, lines, start, indent, name):
        pad = " " * indent
        source, at = [], start
        while True:
            line = lines[at]
            if line[indent + 3:indent + 4] not in ("", " "):
                raise ValueError(f"line {at + 1} of the docstring for {name} lacks blank "
                                 f"after {line[indent:indent + 3]}: {line!r}")
            source.append(line[indent + 4:])
            at += 1
            if at == len(lines) or not lines[at].startswith(pad + "..."):
                break
        want = []
        while at < len(lines) and lines[at].strip() and \
                not _PROMPT.match(lines[at]):
            if lines[at][:indent].strip():
                raise ValueError(f"line {at + 1} of the docstring for {name} has "
                                 f"inconsistent leading whitespace: {lines[at]!r}")
            want.append(lines[at][indent:])
            at += 1
        source, error = "\n".join(source), None
        if want and _ERROR.match(want[0]):
            rest = want[1:]
            while rest and not (rest[0][:1].isalnum() or rest[0][:1] == "_"):
                rest.pop(0)
            if rest:
                error = "\n".join(rest)
        if all(not line.strip() or line.strip().startswith("#")
               for line in source.split("\n")):
            return None, at
        return Example(source, "\n".join(want), error, start, indent,
                       self._options(source, name, start)), at

    def _options(self, source, name, lineno):
        options = {}
        for match in _OPTION.finditer(source):
            for option in match[1].replace(",", " ").split():
                if option[0] not in "+-" or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f"line {lineno + 1} of the doctest for {name} has "
                                     f"an invalid option: {option!r}")
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == "+"
        return options

    def get_examples(self, string, name="<string>"):
        return [part for part in self.parse(string, name) if isinstance(part, Example)]

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno,
                       string)


def _code_of(value):
    """The code of a function, or of the one that a decorator has wrapped."""
    for _ in range(sys.getrecursionlimit()):
        if not hasattr(value, "__wrapped__"):
            break
        value = value.__wrapped__
    return getattr(value, "__code__", None)


def _is_documented(value):
    """Whether what has a name may have examples of its own: a class, a function, or
    another object that is a method of a class."""
    kind = type(value)
    return isinstance(value, type) or _code_of(value) is not None or \
        isinstance(value, type(len)) or \
        hasattr(kind, "__get__") and not hasattr(kind, "__set__")


class DocTestFinder:
    """Finds the docstrings of a module, a class, a function."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True,
                 exclude_empty=True):
        self._verbose = verbose
        self._parser = parser
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = getattr(obj, "__name__", None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when "
                                 f"obj.__name__ doesn't exist: {type(obj)!r}")
        if module is None:
            module = obj if isinstance(obj, type(sys)) else \
                sys.modules.get(getattr(obj, "__module__", None))
        if globs is None:
            globs = dict(vars(module)) if module else {}
        globs = {"__name__": "__main__", **globs, **(extraglobs or {})}
        tests = []
        filename = getattr(module, "__file__", None) or getattr(module, "__name__", None)
        self._lines = linecache.getlines(filename) if filename else ()
        self._filename = filename
        self._find(tests, obj, name, module, globs, set())
        return sorted(tests)

    def _is_own(self, module, obj):
        if module is None or isinstance(obj, property):
            return True
        home = getattr(obj, "__objclass__", obj)
        return getattr(home, "__module__", None) == module.__name__

    def _find(self, tests, obj, name, module, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        if self._verbose:
            print(f"Finding tests in {name}")
        doc = obj if isinstance(obj, str) else getattr(obj, "__doc__", None) or ""
        if not isinstance(doc, str):
            doc = str(doc)
        if doc or not self._exclude_empty:
            tests.append(self._parser.get_doctest(doc, globs, name, self._filename,
                                                  self._line(obj, doc)))
        if not self._recurse:
            return
        if isinstance(obj, type(sys)):
            for part, value in vars(obj).items():
                if _is_documented(value) and self._is_own(module, value):
                    self._find(tests, value, f"{name}.{part}", module, globs, seen)
            for part, value in getattr(obj, "__test__", {}).items():
                part = f"{name}.__test__.{part}"
                self._find(tests, value, part, module, globs, seen)
        elif isinstance(obj, type):
            for part, value in vars(obj).items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (isinstance(value, property) or _is_documented(value)) \
                        and self._is_own(module, value):
                    self._find(tests, value, f"{name}.{part}", module, globs, seen)

    def _line(self, obj, doc):
        """Where a docstring begins, counted from zero, or None."""
        if isinstance(obj, type(sys)):
            return 0 if doc else None
        line = None
        if isinstance(obj, type):
            head = re.compile(rf"\s*class\s*{re.escape(obj.__name__)}\b")
            line = next((number for number, text in enumerate(self._lines)
                         if head.match(text)), None)
        code = _code_of(obj.fget if isinstance(obj, property) else obj)
        if code is not None and doc:
            line = code.co_firstlineno - bool(self._lines)
        if line is None or not self._lines:
            return line
        # The docstring is the first line behind the head that has a quote.
        return next((number for number in range(line, len(self._lines))
                     if re.match(r"(?:|.*:)\s*\w*[\"']", self._lines[number])), None)


class OutputChecker:
    """Compares what was printed with what should be."""

    def check_output(self, want, got, optionflags):
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and \
                (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if got != want and not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf"(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = " ".join(got.split()), " ".join(want.split())
        return got == want or bool(optionflags & ELLIPSIS) and _fits(want, got)

    def output_difference(self, example, got, optionflags):
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub(r"(?m)^[ ]*(?=\n)", BLANKLINE_MARKER, got)
        if optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF) and \
                (optionflags & REPORT_NDIFF or want.count("\n") > 2 < got.count("\n")):
            lines, others = want.splitlines(True), got.splitlines(True)
            if optionflags & REPORT_UDIFF:
                diff = list(difflib.unified_diff(lines, others, n=2))[2:]
                kind = "unified diff with -expected +actual"
            elif optionflags & REPORT_CDIFF:
                diff = list(difflib.context_diff(lines, others, n=2))[2:]
                kind = "context diff with expected followed by actual"
            else:
                diff = list(difflib.ndiff(lines, others,
                                          charjunk=difflib.IS_CHARACTER_JUNK))
                kind = "ndiff with -expected +actual"
            return f"Differences ({kind}):\n" + _indented("".join(diff))
        if want and got:
            return f"Expected:\n{_indented(want)}Got:\n{_indented(got)}"
        if want:
            return f"Expected:\n{_indented(want)}Got nothing\n"
        if got:
            return f"Expected nothing\nGot:\n{_indented(got)}"
        return "Expected nothing\nGot nothing\n"


def _indented(text):
    return re.sub("(?m)^(?!$)", "    ", text)


def _fits(want, got):
    """Whether a text is another one in which dots stand for anything."""
    parts = want.split(ELLIPSIS_MARKER)
    if len(parts) == 1:
        return want == got
    start, end = 0, len(got)
    first, last = parts.pop(0), parts.pop()
    if not got.startswith(first) or len(first) + len(last) > end \
            or not got.endswith(last):
        return False
    start, end = len(first), end - len(last)
    for part in parts:
        start = got.find(part, start, end)
        if start < 0:
            return False
        start += len(part)
    return True


def _without_detail(message):
    """The name of an exception alone."""
    name = message.split("\n")[0].partition(":")[0]
    return name.rpartition(".")[2]


class DocTestRunner:
    """Runs examples, and reports."""

    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags = optionflags
        self.tries = self.failures = self.skips = 0
        self._stats = {}

    def report_start(self, out, test, example):
        if self._verbose:
            want = "Expecting:\n" + _indented(example.want) if example.want \
                else "Expecting nothing\n"
            out("Trying:\n" + _indented(example.source) + want)

    def report_success(self, out, test, example, got):
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        out(self._header(test, example)
            + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        text = "".join(traceback.format_exception(*exc_info))
        out(self._header(test, example) + "Exception raised:\n" + _indented(text))

    def _header(self, test, example):
        line = "?" if test.lineno is None else test.lineno + example.lineno + 1
        if test.filename:
            place = f'File "{test.filename}", line {line}'
        else:
            place = f"Line {example.lineno + 1}"
        return (f"{self.DIVIDER}\n{place}, in {test.name}\n"
                f"Failed example:\n{_indented(example.source)}")

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        save = sys.stdout
        out = save.write if out is None else out
        hook, sys.displayhook = sys.displayhook, sys.__displayhook__
        sys.stdout = io.StringIO()
        shown = []
        try:
            return self.__run(test, sys.stdout, out, shown)
        finally:
            sys.stdout, sys.displayhook = save, hook
            for name in shown:
                linecache.cache.pop(name, None)
            if clear_globs:
                test.globs.clear()

    def __run(self, test, caught, out, shown):
        failures = tries = skips = 0
        for number, example in enumerate(test.examples):
            flags = self.optionflags
            for flag, wanted in example.options.items():
                flags = flags | flag if wanted else flags & ~flag
            tries += 1
            if flags & SKIP:
                skips += 1
                continue
            quiet = flags & REPORT_ONLY_FIRST_FAILURE and failures
            if not quiet:
                self.report_start(out, test, example)
            error = None
            name = f"<doctest {test.name}[{number}]>"
            shown.append(name)
            linecache.cache[name] = (len(example.source), None,
                                     example.source.splitlines(True), name)
            try:
                exec(compile(example.source, name, "single"), test.globs)
            except KeyboardInterrupt:
                raise
            except BaseException as raised:
                error = type(raised), raised, raised.__traceback__
            got = caught.getvalue()
            if got and not got.endswith("\n"):
                got += "\n"
            caught.seek(0)
            caught.truncate()
            if error is None:
                good = self._checker.check_output(example.want, got, flags)
            elif example.exc_msg is None:
                good = None
            else:
                message = "".join(traceback.format_exception_only(*error[:2]))
                if issubclass(error[0], SyntaxError):
                    message = message.splitlines(True)[-1]
                got += "".join(traceback.format_exception(*error))
                good = self._checker.check_output(example.exc_msg, message, flags)
                if not good and flags & IGNORE_EXCEPTION_DETAIL:
                    good = _without_detail(example.exc_msg) == _without_detail(message)
            if good:
                if not quiet:
                    self.report_success(out, test, example, got)
                continue
            failures += 1
            if not quiet:
                if good is None:
                    self.report_unexpected_exception(out, test, example, error)
                else:
                    self.report_failure(out, test, example, got)
            error = None
            if flags & FAIL_FAST:
                break
        before = self._stats.get(test.name, (0, 0, 0))
        now = failures, tries, skips
        self._stats[test.name] = tuple(map(sum, zip(before, now)))
        self.failures += failures
        self.tries += tries
        self.skips += skips
        return TestResults(failures, tries, skipped=skips)

    def summarize(self, verbose=None):
        verbose = self._verbose if verbose is None else verbose
        passed = {name: s for name, s in self._stats.items() if s[1] and not s[0]}
        failed = {name: s for name, s in self._stats.items() if s[0]}
        empty = [name for name, s in self._stats.items() if not s[1]]
        if verbose:
            if empty:
                print(f"{_items(len(empty))} had no tests:")
                for name in sorted(empty):
                    print(f"    {name}")
            if passed:
                print(f"{_items(len(passed))} passed all tests:")
                for name, (_, tried, _) in sorted(passed.items()):
                    print(f" {tried:3d} test{'s' if tried != 1 else ''} in {name}")
        if failed:
            print(self.DIVIDER)
            print(f"{_items(len(failed))} had failures:")
            for name, (bad, tried, _) in sorted(failed.items()):
                print(f" {bad:3d} of {tried:3d} in {name}")
        if verbose:
            good = self.tries - self.failures
            print(f"{self.tries} test{'s' if self.tries != 1 else ''} in "
                  f"{_items(len(self._stats))}.")
            print(f"{good} passed" + (f" and {self.failures} failed" if self.failures
                                      else "") + ".")
        skipped = f" and {self.skips} skipped test{'s' if self.skips != 1 else ''}" \
            if self.skips else ""
        if self.failures:
            plural = "s" if self.failures != 1 else ""
            print(f"***Test Failed*** {self.failures} failure{plural}{skipped}.")
        elif verbose:
            print(f"Test passed{skipped}.")
        return TestResults(self.failures, self.tries, skipped=self.skips)


def _items(count):
    return f"{count} item{'s' if count != 1 else ''}"


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0,
            extraglobs=None, raise_on_error=False, exclude_empty=False):
    """Runs the examples in the docstrings of a module."""
    m = sys.modules.get("__main__") if m is None else m
    if not isinstance(m, type(sys)):
        raise TypeError(f"testmod: module required; {m!r}")
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    finder = DocTestFinder(exclude_empty=exclude_empty)
    for test in finder.find(m, name or m.__name__, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None,
                           optionflags=0):
    """Runs the examples in one docstring."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test)

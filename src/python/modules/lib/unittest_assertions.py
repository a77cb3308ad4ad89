"""What a test can claim: the assertions of `unittest.TestCase`."""
import re
from collections import Counter

__unittest = True


class SkipTest(Exception):
    """A test that is left out."""
    __module__ = "unittest.case"


def safe_repr(value, short=False):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    if not short or len(text) < 80:
        return text
    return text[:80] + " [truncated]..."


def _common_start(*texts):
    low, high = min(texts), max(texts)
    for index, character in enumerate(low):
        if character != high[index]:
            return index
    return len(low)


def _shorten(text, before, after):
    skip = len(text) - before - after
    if skip > 12:
        text = f"{text[:before]}[{skip} chars]{text[len(text) - after:]}"
    return text


def _pair(first, second):
    """Two values as text, what they have in common made short."""
    texts = list(map(safe_repr, (first, second)))
    longest = max(map(len, texts))
    if longest <= 80:
        return tuple(texts)
    same = _common_start(*texts)
    room = 80 - (longest - same + 5 + 12)
    if room > 5:
        start = _shorten(texts[0][:same], 5, room)
        return tuple([start + text[same:] for text in texts])
    start = _shorten(texts[0][:same], 5, 5)
    return tuple([start + _shorten(text[same:], 41, 5) for text in texts])


class _Context:
    """What assertRaises and assertWarns have in common."""

    _base = BaseException
    _named = "an exception type or tuple of exception types"
    message = None

    def __init__(self, expected, case, pattern=None):
        self.expected = expected
        self.test_case = case
        self.expected_regex = None if pattern is None else re.compile(pattern)
        self.obj_name = None

    def _raiseFailure(self, text):
        raise self.test_case.failureException(
            self.test_case._formatMessage(self.message, text))

    def handle(self, name, args, kwargs):
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        if not all(isinstance(kind, type) and issubclass(kind, self._base)
                   for kind in kinds):
            raise TypeError(f"{name}() arg 1 must be {self._named}")
        if not args:
            self.message = kwargs.pop("msg", None)
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument "
                                "for this function")
            return self
        function, *args = args
        try:
            self.obj_name = function.__name__
        except AttributeError:
            self.obj_name = str(function)
        with self:
            function(*args, **kwargs)

    def _expected_name(self):
        try:
            return self.expected.__name__
        except AttributeError:
            return str(self.expected)


class AssertRaisesContext(_Context):
    def __enter__(self):
        return self

    def __exit__(self, kind, error, tb):
        if kind is None:
            by = f" by {self.obj_name}" if self.obj_name else ""
            self._raiseFailure(f"{self._expected_name()} not raised{by}")
        if not issubclass(kind, self.expected):
            return False
        self.exception = error.with_traceback(None)
        if self.expected_regex is not None \
                and not self.expected_regex.search(str(error)):
            self._raiseFailure(
                f'"{self.expected_regex.pattern}" does not match "{error}"')
        return True


class AssertWarnsContext(_Context):
    _base = Warning
    _named = "a warning type or tuple of warning types"

    def __enter__(self):
        import warnings
        self._catching = warnings.catch_warnings(record=True)
        self.warnings = self._catching.__enter__()
        warnings.simplefilter("always", self.expected if isinstance(self.expected, type)
                              else Warning)
        return self

    def __exit__(self, kind, error, tb):
        self._catching.__exit__(kind, error, tb)
        if kind is not None:
            return
        near = None
        for shown in self.warnings:
            if not isinstance(shown.message, self.expected):
                continue
            near = near or shown.message
            if self.expected_regex is not None \
                    and not self.expected_regex.search(str(shown.message)):
                continue
            self.warning = shown.message
            self.filename = shown.filename
            self.lineno = shown.lineno
            return
        if near is not None:
            self._raiseFailure(
                f'"{self.expected_regex.pattern}" does not match "{near}"')
        by = f" by {self.obj_name}" if self.obj_name else ""
        self._raiseFailure(f"{self._expected_name()} not triggered{by}")


class AssertLogsContext:
    def __init__(self, case, logger, level, absent):
        self.case = case
        self.name = logger
        self.level = level
        self.absent = absent

    def __enter__(self):
        import logging
        self.records, self.output = [], []
        context = self

        class Handler(logging.Handler):
            def emit(self, record):
                context.records.append(record)
                context.output.append(self.format(record))

        logger = self.name if isinstance(self.name, logging.Logger) \
            else logging.getLogger(self.name)
        self.logger = logger
        self._kept = logger.handlers, logger.level, logger.propagate
        handler = Handler()
        handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        level = logging._checkLevel(self.level) if self.level else logging.INFO
        handler.setLevel(level)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
        self._level_name = logging.getLevelName(level)
        return self

    def __exit__(self, kind, error, tb):
        self.logger.handlers, self.logger.level, self.logger.propagate = self._kept
        if kind is not None:
            return False
        if self.absent and self.records:
            raise self.case.failureException(f"Unexpected logs found: {self.output!r}")
        if not self.absent and not self.records:
            raise self.case.failureException(
                f"no logs of level {self._level_name} or higher triggered on "
                f"{self.logger.name}")


class Assertions:
    """The methods named assert…"""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else f"{standard} : {msg}"

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _fail(self, msg, standard):
        self.fail(self._formatMessage(msg, standard))

    def _wrong(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._wrong(msg, f"{safe_repr(expr)} is not true")

    def assertFalse(self, expr, msg=None):
        if expr:
            self._wrong(msg, f"{safe_repr(expr)} is not false")

    def addTypeEqualityFunc(self, typeobj, function):
        self._type_equality_funcs[typeobj] = function

    def _getAssertEqualityFunc(self, first, second):
        kind = type(first)
        if kind is type(second):
            function = self._type_equality_funcs.get(kind)
            if function is not None:
                return getattr(self, function) if isinstance(function, str) else function
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._wrong(msg, "%s != %s" % _pair(first, second))

    def assertEqual(self, first, second, msg=None):
        function = self._getAssertEqualityFunc(first, second)
        function(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._wrong(msg, f"{safe_repr(first)} == {safe_repr(second)}")

    def _near(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        if delta is not None:
            return diff <= delta, f"within {safe_repr(delta)} delta", diff
        places = 7 if places is None else places
        return round(diff, places) == 0, f"within {places!r} places", diff

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        near, how, diff = self._near(first, second, places, delta)
        if not near:
            self._wrong(msg, f"{safe_repr(first)} != {safe_repr(second)} {how} "
                            f"({safe_repr(diff)} difference)")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, how, diff = self._near(first, second, places, delta)
        if first == second or near:
            tail = f" ({safe_repr(diff)} difference)" if delta is not None else ""
            self._wrong(msg, f"{safe_repr(first)} == {safe_repr(second)} {how}{tail}")

    def _diff(self, standard, lines):
        text = "\n" + "\n".join(lines)
        if self.maxDiff is None or len(text) <= self.maxDiff:
            return standard + text
        return standard + (f"\nDiff is {len(text)} characters long. Set self.maxDiff to "
                           "None to see it.")

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        import difflib
        import pprint
        if seq_type is not None:
            name = seq_type.__name__
            for which, seq in (("First", seq1), ("Second", seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException(
                        f"{which} sequence is not a {name}: {safe_repr(seq)}")
        else:
            name = "sequence"
        standard = None
        for which, seq in (("First", seq1), ("Second", seq2)):
            try:
                len(seq)
            except (TypeError, NotImplementedError):
                standard = standard or f"{which} {name} has no length.    Non-sequence?"
        if standard is None:
            if seq1 == seq2:
                return
            standard = "%ss differ: %s != %s\n" % ((name.capitalize(),)
                                                   + _pair(seq1, seq2))
            for index in range(min(len(seq1), len(seq2))):
                if seq1[index] != seq2[index]:
                    standard += f"\nFirst differing element {index}:\n" + \
                        "%s\n%s\n" % _pair(seq1[index], seq2[index])
                    break
            else:
                if len(seq1) == len(seq2) and seq_type is None \
                        and type(seq1) != type(seq2):
                    return
            more, fewer, which = (seq1, seq2, "First") if len(seq1) > len(seq2) \
                else (seq2, seq1, "Second")
            if len(more) > len(fewer):
                extra = len(more) - len(fewer)
                standard += f"\n{which} {name} contains {extra} additional elements.\n" \
                            f"First extra element {len(fewer)}:\n" \
                            f"{safe_repr(more[len(fewer)])}\n"
        lines = difflib.ndiff(pprint.pformat(seq1).splitlines(),
                              pprint.pformat(seq2).splitlines())
        self._fail(msg, self._diff(standard, lines))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        try:
            first, second = set1.difference(set2), set2.difference(set1)
        except TypeError as error:
            self.fail(f"invalid type when attempting set difference: {error}")
        except AttributeError as error:
            self.fail(f"first argument does not support set difference: {error}")
        if not first and not second:
            return
        lines = []
        for items, which in ((first, "first"), (second, "second")):
            if items:
                lines.append(f"Items in the {which} set but not the "
                             f"{'second' if which == 'first' else 'first'}:")
                lines.extend(map(repr, items))
        self._fail(msg, "\n".join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        self._both(d1, d2, dict, "dictionary")
        if d1 != d2:
            import difflib
            import pprint
            lines = [pprint.pformat(one).splitlines() for one in (d1, d2)]
            self._fail(msg, self._diff("%s != %s" % _pair(d1, d2), difflib.ndiff(*lines)))

    def _both(self, first, second, kind, name):
        self.assertIsInstance(first, kind, f"First argument is not a {name}")
        self.assertIsInstance(second, kind, f"Second argument is not a {name}")

    def assertMultiLineEqual(self, first, second, msg=None):
        import difflib
        self._both(first, second, str, "string")
        if first != second:
            standard = "%s != %s" % _pair(first, second)
            if first and second:
                if first[-1] != "\n" and second[-1] != "\n":
                    first, second = first + "\n", second + "\n"
            elif second and second[-1] != "\n":
                second += "\n"
            elif first and first[-1] != "\n":
                first += "\n"
            lines1, lines2 = (text.splitlines(keepends=True) for text in (first, second))
            text = "\n" + "".join(difflib.ndiff(lines1, lines2))
            if self.maxDiff is not None and len(text) > self.maxDiff:
                text = (f"\nDiff is {len(text)} characters long. Set self.maxDiff to "
                        "None to see it.")
            self._fail(msg, standard + text)

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        try:
            one, other = Counter(first), Counter(second)
            if one == other:
                return
            differences = [(one[item], other[item], item) for item in {**one, **other}
                           if one[item] != other[item]]
        except TypeError:
            differences = _unhashable_differences(first, second)
        if differences:
            lines = ["First has %d, Second has %d:  %r" % found for found in differences]
            self._fail(msg, self._diff("Element counts were not equal:", lines))

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, f"{safe_repr(expr1)} is not {safe_repr(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, f"unexpectedly identical: {safe_repr(expr1)}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, f"{safe_repr(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, f"{safe_repr(member)} not found in {safe_repr(container)}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, f"{safe_repr(member)} unexpectedly found in "
                            f"{safe_repr(container)}")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, f"{safe_repr(obj)} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, f"{safe_repr(obj)} is an instance of {cls!r}")

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, f"{safe_repr(a)} not less than {safe_repr(b)}")

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, f"{safe_repr(a)} not less than or equal to {safe_repr(b)}")

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, f"{safe_repr(a)} not greater than {safe_repr(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg,
                       f"{safe_repr(a)} not greater than or equal to {safe_repr(b)}")

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = re.compile(expected_regex)
        if not pattern.search(text):
            self._wrong(msg, f"Regex didn't match: {pattern.pattern!r} not found in "
                            f"{text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = re.compile(unexpected_regex)
        found = pattern.search(text)
        if found:
            self._wrong(msg, f"Regex matched: {found[0]!r} matches {pattern.pattern!r} "
                            f"in {text!r}")

    def assertRaises(self, expected_exception, *args, **kwargs):
        context = AssertRaisesContext(expected_exception, self)
        return context.handle("assertRaises", args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = AssertRaisesContext(expected_exception, self, expected_regex)
        return context.handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        context = AssertWarnsContext(expected_warning, self)
        return context.handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        context = AssertWarnsContext(expected_warning, self, expected_regex)
        return context.handle("assertWarnsRegex", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return AssertLogsContext(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return AssertLogsContext(self, logger, level, True)


def _unhashable_differences(first, second):
    """How often each item is in one row and in the other, where that differs."""
    seen, found = [], []
    for item in first + second:
        if any(item == other for other in seen):
            continue
        seen.append(item)
        counts = first.count(item), second.count(item)
        if counts[0] != counts[1]:
            found.append((*counts, item))
    return found


__within__ = "<native> Assertions._fail Assertions._wrong"

"""Warnings that tests expect, or forbid."""
import contextlib
import functools
import re
import sys
import warnings


def ignore_warnings(*, category):
    """A mark: within the test, warnings of the kind are not heard."""
    def mark(test):
        @functools.wraps(test)
        def quiet(self, *args, **kwargs):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category=category)
                return test(self, *args, **kwargs)
        return quiet
    return mark


class WarningsRecorder:
    """The warnings so far; the last one's attributes are its own."""

    def __init__(self, warnings_list):
        self._all = warnings_list
        self._seen = 0

    def __getattr__(self, name):
        if len(self._all) > self._seen:
            return getattr(self._all[-1], name)
        if name in warnings.WarningMessage._WARNING_DETAILS:
            return None
        raise AttributeError(f"{self!r} has no attribute {name!r}")

    @property
    def warnings(self):
        return self._all[self._seen:]

    def reset(self):
        self._seen = len(self._all)


@contextlib.contextmanager
def _recorded(expected, quiet):
    registry = sys._getframe(2).f_globals.get("__warningregistry__")
    if registry:
        registry.clear()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield WarningsRecorder(caught)
    left = [warning.message for warning in caught]
    unheard = []
    for pattern, category in expected:
        fitting = [message for message in left if isinstance(message, category)
                   and re.match(pattern, str(message), re.I)]
        left = [message for message in left if message not in fitting]
        if not fitting and not quiet:
            unheard.append((pattern, category.__name__))
    if left:
        raise AssertionError(f"unhandled warning {left[0]}")
    if unheard:
        raise AssertionError(f"filter ({unheard[0][0]}, {unheard[0][1]}) did not "
                             "catch any warning")


@contextlib.contextmanager
def check_warnings(*filters, **kwargs):
    """Within it there are these warnings and no others."""
    quiet = kwargs.get("quiet", not filters)
    with _recorded(filters or (("", Warning),), quiet) as recorder:
        yield recorder


@contextlib.contextmanager
def check_no_warnings(testcase, message="", category=Warning, force_gc=False):
    """Within it there is no such warning."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.filterwarnings("always", message=message, category=category)
        yield
        if force_gc:
            import gc
            gc.collect()
    testcase.assertEqual(caught, [])


def check_no_resource_warning(testcase):
    """Within it nothing is left open."""
    return check_no_warnings(testcase, category=ResourceWarning, force_gc=True)


def check_syntax_warning(testcase, statement, errtext="", *, lineno=1, offset=None):
    """The statement warns once, and is an error where warnings are."""
    from test.support import check_syntax_error

    @contextlib.contextmanager
    def heard(action):
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter(action, SyntaxWarning)
            yield told

    with heard("always") as told:
        compile(statement, "<testcase>", "exec")
    shown = [(one.category.__name__, one.filename) for one in told]
    testcase.assertEqual(shown, [("SyntaxWarning", "<testcase>")])
    testcase.assertRegex(str(told[0].message), errtext)
    if lineno is not None:
        testcase.assertEqual(told[0].lineno, lineno)
    with heard("error") as told:
        check_syntax_error(testcase, statement, errtext, lineno=lineno, offset=offset)
    testcase.assertFalse(told, "the error was a warning, too")


@contextlib.contextmanager
def save_restore_warnings_filters():
    """Puts the filters back."""
    before = warnings.filters[:]
    try:
        yield
    finally:
        warnings.filters[:] = before


def import_deprecated(name):
    """Imports a module that warns when it is."""
    import importlib
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", category=DeprecationWarning)
        return importlib.import_module(name)

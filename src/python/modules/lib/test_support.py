"""What tests of Python itself lean on: conditions that skip a test, things put back
after it, and checks that many of them share.

What needs processes, sockets or CPython's own parts in C skips the test that asks.
"""
import contextlib
import functools
import gc
import io
import os
import struct
import sys
import textwrap
import time
import types
import unittest
from unittest import skip, skipIf, skipUnless

verbose = 1
use_resources = None
junit_xml_list = None
failfast = False

is_jython = is_wasi = is_emscripten = is_android = is_apple = is_apple_mobile = False
is_s390x = False
MS_WINDOWS = False
Py_DEBUG = Py_GIL_DISABLED = Py_TRACE_REFS = False
PGO = False
HAVE_DOCSTRINGS = True
MISSING_C_DOCSTRINGS = False
has_fork_support = has_subprocess_support = has_socket_support = False
has_strftime_extensions = True
unix_shell = None
MAX_Py_ssize_t = sys.maxsize
NHASHBITS = sys.hash_info.width
SIZEOF_TIME_T = 8
PIPE_MAX_SIZE = 4 << 20 | 1
SOCK_MAX_SIZE = (16 << 20) + 1
_1M = 1 << 20
_1G = 1 << 30
_2G = 2 << 30
_4G = 4 << 30
max_memuse = real_max_memuse = 0
C_RECURSION_LIMIT = 50_000
LOOPBACK_TIMEOUT = 10.0
INTERNET_TIMEOUT = 60.0
SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 300.0
TEST_HOME_DIR = TEST_DATA_DIR = STDLIB_DIR = REPO_ROOT = ""


class Error(Exception):
    """Something is wrong with a test, not with what it tests."""


class TestFailed(Error):
    """A test failed."""


class TestDidNotRun(Error):
    """A test ran none of what is in it."""


class ResourceDenied(unittest.SkipTest):
    """A test wants more than it may have."""


# Conditions that skip a test.

def _kept(target):
    return target


def _marks(reason=None):
    """What makes a mark for a test: one that skips it, if there is a reason."""
    def mark(*args, **kwargs):
        return skip(reason) if reason else _kept
    return mark


def _same(*args, **kwargs):
    """A mark that leaves a test as it is, with or without arguments of its own."""
    if len(args) == 1 and not kwargs and callable(args[0]):
        return args[0]
    return _kept


cpython_only = refcount_test = no_tracing = reset_code = _same
requires_specialization = requires_docstrings = requires_IEEE_754 = thread_unsafe = _same
force_not_colorized = force_colorized = _same
force_not_colorized_test_class = force_colorized_test_class = _same
requires_limited_api = skip("needs CPython's interface for C")
requires_fork = _marks("needs processes")
requires_subprocess = _marks("needs processes")
requires_working_socket = _marks("needs sockets")
requires_venv_with_pip = requires_zlib = requires_gzip = requires_bz2 = \
    requires_lzma = _marks("needs a module that is not here")
requires_legacy_unicode_capi = _marks("needs CPython's interface for C")
requires_gil_enabled = requires_debug_ranges = _same
requires_mac_ver = requires_linux_version = requires_freebsd_version = _marks()
requires_jit_disabled = requires_jit_enabled = _same
skip_if_sanitizer = skip_if_buildbot = skip_if_pgo_task = skip_on_s390x = _same
skip_emscripten_stack_overflow = skip_wasi_stack_overflow = _marks()
skip_android_selinux = skip_if_unlimited_stack_size = _same
expected_failure_if_gil_disabled = _marks()
system_must_validate_cert = _same
ignore_deprecations_from = clear_ignored_deprecations = lambda *args, **kwargs: None


def requires_resource(resource):
    """A mark: the test runs only where the resource may be used."""
    if is_resource_enabled(resource):
        return _kept
    return skip(f"resource {resource!r} is not enabled")


def is_resource_enabled(resource):
    """Whether tests may use the resource."""
    return use_resources is not None and resource in use_resources


def requires(resource, msg=None):
    """Ends the test where the resource may not be used."""
    if not is_resource_enabled(resource):
        raise ResourceDenied(msg or f"Use of the {resource!r} resource not enabled")


def has_no_debug_ranges():
    """Whether code objects tell lines only."""
    return False


def check_impl_detail(**guards):
    """Whether something that only some Pythons do is done by this one."""
    if not guards:
        return True
    return guards.get(sys.implementation.name, not next(iter(guards.values())))


def impl_detail(msg=None, **guards):
    """A mark: the test is about what only some Pythons do."""
    if callable(msg):
        return impl_detail()(msg)
    if check_impl_detail(**guards):
        return _kept
    return skip(msg or "about what another Python does")


def check_sanitizer(**kinds):
    """Whether the runtime was built to watch its own memory."""
    return False


def anticipate_failure(condition):
    """A mark: the test is known to fail under the condition."""
    return unittest.expectedFailure if condition else _kept


def bigmemtest(size, memuse, dry_run=True):
    """A mark for tests of huge objects: without the memory they try a small one."""
    def mark(test):
        @functools.wraps(test)
        def small(self):
            if not dry_run:
                raise unittest.SkipTest("needs much memory")
            return test(self, 5147)
        small.size, small.memuse = size, memuse
        return small
    return mark


def bigaddrspacetest(test):
    """A mark for tests that fill all addresses."""
    return skip("needs much memory")(test)


def run_with_locale(catstr, *locales):
    """A mark for tests of a locale, of which there is only C."""
    return run_with_locales(catstr, *locales)


def run_with_locales(catstr, *locales):
    """A mark for tests of several locales; those that are not here are left out."""
    if "" in locales or "C" in locales:
        return _kept
    return skip("no such locale")


def get_attribute(obj, name):
    """The attribute, without which the test is skipped."""
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest(f"object {obj!r} has no attribute {name!r}")


def __getattr__(name):
    # Further marks are about machines and builds that this is none of.
    if name.startswith(("requires_", "skip_", "expected_failure_", "force_")):
        return _same
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


# The collector and the stack.

def gc_collect():
    """Collects until finalizers, too, have let go of what they held."""
    for _ in range(3):
        gc.collect()


@contextlib.contextmanager
def disable_gc():
    """Within it the collector starts only when it is called."""
    had = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if had:
            gc.enable()


@contextlib.contextmanager
def gc_threshold(*thresholds):
    """Within it the collector has other thresholds."""
    before = gc.get_threshold()
    gc.set_threshold(*thresholds)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def get_recursion_depth():
    """How many frames there are, without this function's."""
    depth, frame = 0, sys._getframe(1)
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    return max(1, depth)


def get_recursion_available():
    """How many frames may still be made."""
    return sys.getrecursionlimit() - get_recursion_depth() + 1


@contextlib.contextmanager
def set_recursion_limit(limit):
    """Within it there may be so many frames."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def infinite_recursion(max_depth=None):
    """Within it an endless recursion ends soon."""
    depth = 20_000 if max_depth is None else max_depth
    if depth < 3:
        raise ValueError(f"max_depth must be at least 3, got {depth}")
    depth = min(depth, sys.getrecursionlimit())
    return set_recursion_limit(get_recursion_depth() + depth)


def get_c_recursion_limit():
    """How deep calls within the runtime itself may be."""
    return C_RECURSION_LIMIT


def exceeds_recursion_limit():
    """A depth that is too deep for anything that recurses."""
    return get_c_recursion_limit() * 3


@contextlib.contextmanager
def adjust_int_max_str_digits(max_digits):
    """Within it int and str convert so many digits into each other."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(max_digits)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def run_with_tz(tz):
    """A mark for tests of a time zone, of which there is only UTC."""
    return _kept if tz == "UTC" else skip("no such time zone")


class Matcher:
    """Compares what messages have with what a test wants of them."""

    _partial_matches = ("msg", "message")

    def matches(self, d, **kwargs):
        """Whether each value is as wanted; of a text a part is enough."""
        return all(self.match_value(name, d.get(name), wanted)
                   for name, wanted in kwargs.items())

    def match_value(self, k, dv, v):
        if type(v) is not type(dv):
            return False
        if type(dv) is str and k in self._partial_matches:
            return v in dv
        return v == dv


def setswitchinterval(interval):
    """Asks threads to take turns that often."""
    sys.setswitchinterval(interval)


@contextlib.contextmanager
def suppress_immortalization(suppress=True):
    """Nothing is made immortal here that would have to be kept from it."""
    yield


# Output, hooks and attributes, put back afterwards.

@contextlib.contextmanager
def captured_output(stream_name):
    """Within it a stream of sys is a text that can be read."""
    before = getattr(sys, stream_name)
    setattr(sys, stream_name, io.StringIO())
    try:
        yield getattr(sys, stream_name)
    finally:
        setattr(sys, stream_name, before)


def captured_stdout():
    """Within it what is printed is a text that can be read."""
    return captured_output("stdout")


def captured_stderr():
    """Within it what goes to the errors is a text that can be read."""
    return captured_output("stderr")


def captured_stdin():
    """Within it the input is a text that can be written."""
    return captured_output("stdin")


def print_warning(msg):
    """Tells whoever runs the tests."""
    for line in msg.splitlines():
        print("Warning --", line, file=sys.__stderr__, flush=True)


class catch_unraisable_exception:
    """Within it the last exception that nobody could catch is ``unraisable``."""

    def __init__(self):
        self.unraisable = None

    def _remember(self, unraisable):
        self.unraisable = unraisable

    def __enter__(self):
        self._before = sys.unraisablehook
        sys.unraisablehook = self._remember
        return self

    def __exit__(self, *error):
        sys.unraisablehook = self._before
        del self.unraisable


_GONE = object()


@contextlib.contextmanager
def swap_attr(obj, attr, new_val):
    """Within it an attribute has another value."""
    before = getattr(obj, attr, _GONE)
    setattr(obj, attr, new_val)
    try:
        yield None if before is _GONE else before
    finally:
        if before is not _GONE:
            setattr(obj, attr, before)
        elif hasattr(obj, attr):
            delattr(obj, attr)


@contextlib.contextmanager
def swap_item(obj, item, new_val):
    """Within it a key has another value."""
    before = obj[item] if item in obj else _GONE
    obj[item] = new_val
    try:
        yield None if before is _GONE else before
    finally:
        if before is not _GONE:
            obj[item] = before
        elif item in obj:
            del obj[item]


def patch(test_instance, object_to_patch, attr_name, new_value):
    """Gives an attribute another value until the test ends."""
    getattr(object_to_patch, attr_name)
    test_instance.enterContext(swap_attr(object_to_patch, attr_name, new_value))


@contextlib.contextmanager
def patch_list(orig):
    """Puts the items of a list back."""
    before = orig[:]
    try:
        yield
    finally:
        orig[:] = before


class SuppressCrashReport:
    """What keeps a system from asking about a crash, and here does nothing."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


class CPUStopwatch:
    """Measures how long it is within it."""

    def __enter__(self):
        self.clock_info = time.get_clock_info("perf_counter")
        self._start = time.perf_counter()
        return self

    def __exit__(self, *error):
        self.seconds = time.perf_counter() - self._start


def busy_retry(timeout, err_msg=None, /, *, error=True):
    """Repeats a loop until the time is over."""
    if timeout <= 0:
        raise ValueError("timeout must be greater than zero")
    end = time.monotonic() + timeout
    while True:
        yield
        if time.monotonic() >= end:
            break
    if error:
        raise AssertionError(f"timeout ({timeout:.1f} seconds)")


def sleeping_retry(timeout, err_msg=None, /, *, init_delay=0.010, max_delay=1.0,
                   error=True):
    """Repeats a loop, ever more slowly, until the time is over."""
    delay = init_delay
    for _ in busy_retry(timeout, err_msg, error=error):
        yield
        time.sleep(delay)
        delay = min(delay * 2, max_delay)


# Checks.

def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    """The statement is none, and the error tells where."""
    caught = testcase.assertRaisesRegex(SyntaxError, errtext)
    with caught:
        compile(statement, "<test string>", "exec")
    places = {"lineno": lineno, "offset": offset}
    for name, wanted in places.items():
        told = getattr(caught.exception, name)
        testcase.assertIsNotNone(told, name)
        testcase.assertEqual(told, told if wanted is None else wanted, name)


_header, _align = "nP", "0n"
_vheader = _header + "n"


def calcobjsize(fmt):
    """How many bytes an object with such fields has."""
    return struct.calcsize(_header + fmt + _align)


def calcvobjsize(fmt):
    """How many bytes an object with a size and such fields has."""
    return struct.calcsize(_vheader + fmt + _align)


def check_sizeof(test, o, size):
    """``sys.getsizeof`` says that size, and for a tracked object the head's besides."""
    result = sys.getsizeof(o)
    # What the collector's list goes through has two words in front.
    if type(o) == type and o.__flags__ & 1 << 9 or \
            type(o) != type and type(o).__flags__ & 1 << 14:
        size += struct.calcsize("PP")
    test.assertEqual(result, size,
                     f"wrong size for {type(o)}: got {result}, expected {size}")


def check_free_after_iterating(test, iter, cls, args=()):
    """An iterator lets its object go when it is at the end, and knows that it is gone."""
    freed = []

    def walk():
        watched = type("Watched", (cls,), {
            "__del__": lambda self: freed.append(next(iterator, None))})
        iterator = iter(watched(*args))
        test.assertRaises(StopIteration, next, iterator)

    walk()
    gc_collect()
    test.assertTrue(freed)


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    """Nobody makes an instance of the type by calling it."""
    name = tp.__name__ if tp.__module__ == "builtins" else \
        f"{tp.__module__}.{tp.__name__}"
    testcase.assertRaisesRegex(TypeError, f"cannot create '{name}' instances",
                               tp, *args, **kwds)


def check__all__(test_case, module, name_of_module=None, extra=(), not_exported=()):
    """``__all__`` has the public names that a module itself defines."""
    owners = module.__name__ if name_of_module is None else name_of_module
    owners = {owners} if isinstance(owners, str) else set(owners)

    def is_own(value):
        owner = getattr(value, "__module__", None)
        # What does not say where it is from is the module's, if it is none itself.
        return owner in owners or owner is None and type(value) is not types.ModuleType

    public = {name for name, value in vars(module).items()
              if name[:1] != "_" and is_own(value)}
    expected = public.difference(not_exported).union(extra)
    test_case.assertCountEqual(module.__all__, expected)


def detect_api_mismatch(ref_api, other_api, *, ignore=()):
    """The public names that one has and the other has not."""
    missing = set(dir(ref_api)) - set(dir(other_api)) - set(ignore)
    return {name for name in missing
            if not name.startswith("_") or name.endswith("__")}


def iter_builtin_types():
    """Each type that the runtime itself made."""
    seen, waiting = set(), [object]
    while waiting:
        kind = waiting.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if not kind.__flags__ & 1 << 9:
            yield kind
        waiting.extend(type.__subclasses__(kind))


def iter_slot_wrappers(cls):
    """The names of a type's slot methods, and whether they are its own."""
    for base in cls.__mro__:
        for name, value in vars(base).items():
            if type(value) is type(object.__init__):
                yield name, base is cls


def run_code(code, extra_names=None):
    """The names that a text leaves behind."""
    names = dict(extra_names or {})
    exec(textwrap.dedent(code), names)
    return names


def sortdict(mapping):
    """What a dict shows, in the order of its keys."""
    items = sorted(mapping.items())
    return "{" + ", ".join(f"{key!r}: {value!r}" for key, value in items) + "}"


def args_from_interpreter_flags():
    """The arguments that a child would need to be like this."""
    return []


optim_args_from_interpreter_flags = args_from_interpreter_flags


def findfile(filename, subdir=None):
    """Where a file with data for tests is."""
    return filename if subdir is None else os.path.join(subdir, filename)


def load_package_tests(pkg_dir, loader, standard_tests, pattern):
    """The tests of a package, of which no folder can be listed here."""
    return standard_tests


def run_in_subinterp(code):
    """There is one interpreter, so the test is skipped."""
    raise unittest.SkipTest("needs another interpreter")


run_in_subinterp_with_config = wait_process = run_in_subinterp


def _nothing(*args, **kwargs):
    return None


flush_std_streams = reap_children = darwin_malloc_err_warning = late_deletion = \
    maybe_get_event_loop_policy = record_original_stdout = clear_refs = _nothing


def with_pymalloc():
    """Whether small objects come from pools."""
    return True


def open_urlresource(*args, **kwargs):
    """Nothing is fetched."""
    raise ResourceDenied("Use of the 'urlfetch' resource not enabled")


# Objects that go wrong, or compare in a way of their own.

class BrokenIter:
    """Something whose iteration fails where it is told to."""

    def __init__(self, init_raises=False, next_raises=False, iter_raises=False):
        if init_raises:
            1 / 0
        self.next_raises = next_raises
        self.iter_raises = iter_raises

    def __next__(self):
        if self.next_raises:
            1 / 0

    def __iter__(self):
        if self.iter_raises:
            1 / 0
        return self


class _Equal:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _Different:
    """Equal to nothing."""

    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


@functools.total_ordering
class _Largest:
    """Greater than everything but its like."""

    def __eq__(self, other):
        return isinstance(other, _Largest)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _Smallest:
    """Less than everything but its like."""

    def __eq__(self, other):
        return isinstance(other, _Smallest)

    def __gt__(self, other):
        return False


ALWAYS_EQ, NEVER_EQ = _Equal(), _Different()
LARGEST, SMALLEST = _Largest(), _Smallest()

"""As much of test.support as CPython's own tests of the language need."""
import functools
import gc
import importlib
import sys
import textwrap
import time
import types
import unittest

verbose = 0
is_wasi = is_emscripten = is_android = is_apple = is_apple_mobile = False
is_jython = False
has_fork_support = has_subprocess_support = has_socket_support = False
MS_WINDOWS = False
STDLIB_DIR = ""
Py_DEBUG = Py_GIL_DISABLED = Py_TRACE_REFS = False
HAVE_DOCSTRINGS = True
MISSING_C_DOCSTRINGS = False
PGO = False
REPO_ROOT = TEST_HOME_DIR = TEST_MODULES_ENABLED = None
LOOPBACK_TIMEOUT = INTERNET_TIMEOUT = SHORT_TIMEOUT = LONG_TIMEOUT = 30.0
MAX_Py_ssize_t = sys.maxsize
NHASHBITS = sys.hash_info.width
_1M = 1 << 20
_1G = 1 << 30
_2G = 2 << 30
_4G = 4 << 30
has_no_debug_ranges = lambda: False
max_memuse = real_max_memuse = 0
C_RECURSION_LIMIT = 90_000
darwin_malloc_err_warning = lambda *args: None


class Error(Exception):
    pass


class TestFailed(Error):
    pass


class ResourceDenied(unittest.SkipTest):
    pass


def _absent(reason):
    def decorate(*args, **kwargs):
        return unittest.skip(reason)
    return decorate


def _plain(target):
    return target


cpython_only = _plain
refcount_test = _plain
no_tracing = _plain
anticipate_failure = lambda condition: _plain
requires_resource = _absent("a resource")
requires_subprocess = _absent("processes")
requires_working_socket = _absent("sockets")
requires_fork = _absent("processes")
requires_limited_api = unittest.skip("the C API")
requires_specialization = _plain
requires_docstrings = _plain
requires_gil_enabled = lambda *args: _plain
requires_IEEE_754 = _plain
requires_zlib = requires_gzip = requires_bz2 = requires_lzma = _absent("a module")
bigmemtest = _absent("much memory")
bigaddrspacetest = unittest.skip("much memory")
precisionbigmemtest = _absent("much memory")
skip_emscripten_stack_overflow = skip_wasi_stack_overflow = lambda: _plain
skip_if_sanitizer = skip_if_buildbot = skip_if_pgo_task = lambda *a, **k: _plain
nonascii_suite = None
requires_debug_ranges = lambda *args: _plain
run_with_locale = run_with_locales = _absent("locales")
expected_failure_if_gil_disabled = lambda: _plain
requires_legacy_unicode_capi = _absent("the C API")
suppress_immortalization = lambda *args: _null()
thread_unsafe = lambda *args: args[0] if args and callable(args[0]) else _plain
reset_code = _plain
impl_detail_reason = "an implementation detail"


class _null:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def __call__(self, target):
        @functools.wraps(target)
        def inside(*args, **kwargs):
            with self:
                return target(*args, **kwargs)
        return inside


def check_impl_detail(**guards):
    if not guards:
        return True
    return guards.get("cpython", not any(guards.values()))


def impl_detail(msg=None, **guards):
    if callable(msg):
        return msg
    return _plain if check_impl_detail(**guards) else unittest.skip("an implementation")


def requires(resource, msg=None):
    raise ResourceDenied(resource)


def is_resource_enabled(resource):
    return False


def gc_collect():
    gc.collect()
    gc.collect()
    gc.collect()


class disable_gc(_null):
    def __enter__(self):
        self.was = gc.isenabled()
        gc.disable()

    def __exit__(self, *error):
        if self.was:
            gc.enable()
        return False


class gc_threshold(_null):
    def __init__(self, *thresholds):
        self.thresholds = thresholds

    def __enter__(self):
        self.before = gc.get_threshold()
        gc.set_threshold(*self.thresholds)

    def __exit__(self, *error):
        gc.set_threshold(*self.before)
        return False


class infinite_recursion(_null):
    def __init__(self, max_depth=None):
        self.depth = max_depth or 200

    def __enter__(self):
        self.before = sys.getrecursionlimit()
        return self

    def __exit__(self, *error):
        sys.setrecursionlimit(self.before)
        return False


def set_recursion_limit(limit):
    return _limit(limit)


class _limit(_null):
    def __init__(self, limit):
        self.limit = limit

    def __enter__(self):
        self.before = sys.getrecursionlimit()
        sys.setrecursionlimit(self.limit)

    def __exit__(self, *error):
        sys.setrecursionlimit(self.before)
        return False


def get_recursion_depth():
    depth, frame = 0, sys._getframe()
    while frame is not None:
        frame = frame.f_back
        depth += 1
    return max(depth - 1, 1)


def get_recursion_available():
    return sys.getrecursionlimit() - get_recursion_depth()


def get_c_recursion_limit():
    return C_RECURSION_LIMIT


def exceeds_recursion_limit():
    return 150_000


class adjust_int_max_str_digits(_null):
    def __init__(self, limit):
        self.limit = limit

    def __enter__(self):
        self.before = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(self.limit)

    def __exit__(self, *error):
        sys.set_int_max_str_digits(self.before)
        return False


class catch_unraisable_exception(_null):
    def __init__(self):
        self.unraisable = None

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __enter__(self):
        self.before = sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def __exit__(self, *error):
        sys.unraisablehook = self.before
        self.unraisable = None
        return False


class _Captured(_null):
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.before = getattr(sys, self.name)
        capture = _Text()
        setattr(sys, self.name, capture)
        return capture

    def __exit__(self, *error):
        setattr(sys, self.name, self.before)
        return False


class _Text:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)
        return len(text)

    def flush(self):
        pass

    def getvalue(self):
        return "".join(self.parts)


def captured_stdout():
    return _Captured("stdout")


def captured_stderr():
    return _Captured("stderr")


def captured_output(name):
    return _Captured(name)


class swap_attr(_null):
    def __init__(self, obj, attr, new):
        self.parts = obj, attr, new

    def __enter__(self):
        obj, attr, new = self.parts
        self.had = hasattr(obj, attr)
        self.old = getattr(obj, attr, None)
        setattr(obj, attr, new)
        return self.old

    def __exit__(self, *error):
        obj, attr, _ = self.parts
        if self.had:
            setattr(obj, attr, self.old)
        else:
            delattr(obj, attr)
        return False


class swap_item(_null):
    def __init__(self, obj, item, new):
        self.parts = obj, item, new

    def __enter__(self):
        obj, item, new = self.parts
        self.had = item in obj
        self.old = obj.get(item)
        obj[item] = new
        return self.old

    def __exit__(self, *error):
        obj, item, _ = self.parts
        if self.had:
            obj[item] = self.old
        else:
            obj.pop(item, None)
        return False


def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as cm:
        compile(statement, "<test string>", "exec")
    err = cm.exception
    testcase.assertIsNotNone(err.lineno)
    if lineno is not None:
        testcase.assertEqual(err.lineno, lineno)
    testcase.assertIsNotNone(err.offset)
    if offset is not None:
        testcase.assertEqual(err.offset, offset)


def check_sizeof(test, o, size):
    result = sys.getsizeof(o)
    test.assertEqual(result, size, "wrong size for %s" % type(o))


def calcobjsize(fmt):
    raise unittest.SkipTest("struct")


calcvobjsize = calcobjsize


def check_free_after_iterating(test, iter, cls, args=()):
    done = False

    # When the check is made, nothing but the iterator may hold the object.
    def walk():
        class A(cls):
            def __del__(self):
                nonlocal done
                done = True
                try:
                    next(it)
                except StopIteration:
                    pass
        it = iter(A(*args))
        test.assertRaises(StopIteration, next, it)

    walk()
    gc_collect()
    test.assertTrue(done)


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    name = tp.__name__ if tp.__module__ == "builtins" else \
        f"{tp.__module__}.{tp.__name__}"
    testcase.assertRaisesRegex(TypeError, f"cannot create '{name}' instances",
                               tp, *args, **kwds)


def check__all__(*args, **kwargs):
    raise unittest.SkipTest("__all__")


def run_code(code, extra_names=None):
    namespace = dict(extra_names or {})
    exec(textwrap.dedent(code), namespace)
    return namespace


def run_in_subinterp(code):
    raise unittest.SkipTest("subinterpreters")


run_in_subinterp_with_config = run_in_subinterp


def check_sanitizer(**kinds):
    return False


def get_attribute(obj, name):
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest(f"no attribute {name}")


class BrokenIter:
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


class SuppressCrashReport(_null):
    pass


class CPUStopwatch(_null):
    def __enter__(self):
        self.clock_info = types.SimpleNamespace(resolution=1e-6)
        self.start = time.perf_counter()
        return self

    def __exit__(self, *error):
        self.seconds = time.perf_counter() - self.start
        return False


def iter_slot_wrappers(cls):
    for name in dir(cls):
        if isinstance(getattr(cls, name, None), types.WrapperDescriptorType):
            yield name, name in vars(cls)


def sortdict(mapping):
    return "{" + ", ".join("%r: %r" % pair for pair in sorted(mapping.items())) + "}"


def args_from_interpreter_flags():
    return []


def findfile(name, subdir=None):
    raise unittest.SkipTest("files")


def import_module(name, *args, **kwargs):
    try:
        return __import__(name)
    except ImportError as error:
        raise unittest.SkipTest(str(error))


def print_warning(message):
    pass


def maybe_get_event_loop_policy():
    return None


def late_deletion(obj):
    pass


def reap_children():
    pass


def iter_builtin_types():
    seen = set()
    waiting = [object]
    while waiting:
        kind = waiting.pop()
        if kind not in seen and kind.__module__ == "builtins":
            seen.add(kind)
            yield kind
            waiting.extend(type.__subclasses__(kind))


def iter_slot_wrappers(cls):
    """The names of slot wrappers, and whether the class has them itself."""
    for name in dir(cls):
        kind = type(getattr(cls, name)).__name__
        if name.startswith("__") and kind == "wrapper_descriptor":
            yield name, name in vars(cls)


class _Always:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _Never:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


class _Largest:
    def __eq__(self, other):
        return isinstance(other, _Largest)

    def __lt__(self, other):
        return False

    def __gt__(self, other):
        return not isinstance(other, _Largest)

    def __le__(self, other):
        return isinstance(other, _Largest)

    def __ge__(self, other):
        return True


class _Smallest:
    def __eq__(self, other):
        return isinstance(other, _Smallest)

    def __gt__(self, other):
        return False

    def __lt__(self, other):
        return not isinstance(other, _Smallest)

    def __ge__(self, other):
        return isinstance(other, _Smallest)

    def __le__(self, other):
        return True


ALWAYS_EQ, NEVER_EQ = _Always(), _Never()
LARGEST, SMALLEST = _Largest(), _Smallest()


class _Helpers(type(sys)):
    """A module of helpers: those that are not here skip the test that calls them."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _skip


def _submodule(name, **names):
    module = _Helpers("test.support." + name)
    vars(module).update(names)
    sys.modules["test.support." + name] = module
    globals()[name] = module


class _fresh:
    pass


def _skip(*args, **kwargs):
    raise unittest.SkipTest("not here")


_submodule("import_helper", import_module=import_module,
           import_fresh_module=lambda name, *a, **k: import_module(name),
           unlink=_skip, ready_to_import=_skip, CleanImport=_skip, DirsOnSysPath=_skip,
           unload=lambda name: None, forget=lambda name: None,
           make_legacy_pyc=_skip)
_submodule("os_helper", TESTFN="@test", unlink=_skip, temp_dir=_skip, rmtree=_skip,
           skip_unless_symlink=unittest.skip("files"), FakePath=_fresh,
           TESTFN_UNDECODABLE=None, TESTFN_NONASCII=None, EnvironmentVarGuard=_skip,
           FS_NONASCII=None, can_symlink=lambda: False, change_cwd=_skip,
           create_empty_file=lambda path: open(path, "wb").close(), temp_cwd=_skip)


def _plain_module(name, **names):
    module = type(sys)(name)
    vars(module).update(names)
    sys.modules[name] = module


# Where the compiled file of a module would be: one asks for how long that name is.
_plain_module("importlib.util", cache_from_source=lambda path:
              f"__pycache__/{path.removesuffix('.py')}.cpython-313.pyc")
sys.modules["importlib"].util = sys.modules["importlib.util"]
# Its tests are of imports from files; others want this of it.
_plain_module("test.test_import", no_rerun=lambda reason: _plain)
_submodule("script_helper", assert_python_ok=_skip, assert_python_failure=_skip,
           spawn_python=_skip, run_python_until_end=_skip, kill_python=_skip,
           make_script=_skip, run_test_script=_skip,
           interpreter_requires_environment=lambda: False)
_submodule("threading_helper", threading_setup=lambda: None, start_threads=_skip,
           threading_cleanup=lambda *a: None, reap_threads=_plain,
           requires_working_threading=_absent("threads"),
           join_thread=_skip, run_concurrently=_skip)


class _Lenient(type(sys)):
    """What a test asks of this module and is not here marks tests as they are."""

    def __getattr__(self, name):
        if name.startswith(("requires", "skip", "expected", "no_", "force_")):
            return lambda *args, **kwargs: \
                args[0] if args and callable(args[0]) else _plain
        raise AttributeError(name)


_own = _Lenient(__name__)
vars(_own).update(globals())
sys.modules[__name__] = _own

"""Puts the modules of this folder, and those of CPython that are written in Python and
that the runtime has not, where `import` finds them."""
import sys
import builtins

sys.base_prefix = sys.prefix = sys.exec_prefix = sys.base_exec_prefix = ""

_import = builtins.__import__
_Module = type(sys)


def _add(name, source):
    module = _Module(name)
    module.__builtins__ = builtins
    module.__file__ = _filename(name)
    module.__package__ = name.rpartition(".")[0]
    sys.modules[name] = module
    parent, _, last = name.rpartition(".")
    try:
        exec(compile(source, _filename(name), "exec"), vars(module))
    except BaseException:
        del sys.modules[name]
        raise
    if parent:
        setattr(sys.modules[parent], last, sys.modules[name])
    return sys.modules[name]


def _filename(name):
    if name == "unittest":
        return "unittest/__init__.py"
    return name.rpartition(".")[2] + ".py"


# The test files that are being imported.
_loading = []


def _load(name):
    """The module of the tests that are run."""
    package = name.rpartition(".")[0]
    _one(package)
    _loading.append(name)
    return _import(name, None, None, ("x",))


def _imported(name, globals=None, locals=None, fromlist=(), level=0):
    if name == "ctypes" and globals and globals["__name__"] == "test.test_code":
        # It asks for more of it than is here only where it finds it.
        raise ImportError("no functions of C")
    if name == "_pickle" and globals and globals["__name__"] == "pickle":
        # Python's own library tries to import it, and does without.
        raise ImportError("no pickle in C")
    nowhere = level and not (globals and globals.get("__package__"))
    if nowhere or not isinstance(name, str):
        # It goes wrong, and the runtime says how.
        return _import(name, globals, locals, fromlist, level)
    if level:
        package = globals["__package__"].split(".")
        package = package[:len(package) - level + 1]
        name = ".".join(package + [name] if name else package)
    found = None
    whole = ""
    for part in name.split("."):
        whole = f"{whole}.{part}" if whole else part
        found = _one(whole)
    if name == "test.support" and "interpreters" in (fromlist or ()):
        raise ModuleNotFoundError("no other interpreters")
    for part in fromlist or ():
        if part != "*" and not hasattr(found, part):
            if f"{name}.{part}" in _SOURCES:
                _one(f"{name}.{part}")
            elif hasattr(found, "__path__"):
                _import(name, None, None, (part,))
    if name == "enum":
        vars(found).setdefault("_test_simple_enum", _compare_enums)
    if fromlist:
        return found
    return sys.modules[name.partition(".")[0]]


def _one(name):
    if name in sys.modules:
        return sys.modules[name]
    if name == "pdb":
        # Of the debugger the tests use the name only: each puts a mock in its place.
        return _add(name, "def set_trace(): raise NotImplementedError")
    if name == "opcode":
        sys.modules[name] = _import("dis")
        return sys.modules[name]
    if name not in _SOURCES:
        try:
            return _whole(name)
        except ImportError:
            part_of = any(known.startswith(name + ".") for known in _SOURCES)
            if name.lstrip("_") not in _OPTIONAL and not part_of:
                raise
            return _absent(name)
    if not name.startswith("test"):
        try:
            return _whole(name)
        except ImportError:
            pass
    if name.startswith("test"):
        try:
            return _whole(name)
        except ImportError:
            if not _loading:
                raise
            # What one file of tests borrows from another may need more than is here.
            return _absent(name)
    if name in _PLAIN:
        return _add(name, _SOURCES[name])
    return _absent(name)


def _whole(name):
    """The module of a dotted name, not the first of the packages that it is in."""
    made = _import(name)
    return sys.modules.get(name, made)


# Modules in C that tests name, and whose absence only some of them mind.
_OPTIONAL = {"testcapi", "testinternalcapi", "testlimitedcapi", "testsinglephase",
             "xxsubinterpreters", "interpreters", "array", "struct", "thread",
             "posix", "io", "testmultiphase", "select", "mmap", "opcode", "ssl", "ast",
             "contextvars", "queue", "random", "unicodedata", "cmath", "errno", "signal",
             "time", "string", "sre", "socket", "decimal", "pickle", "csv", "json",
             "marshal", "asyncio", "datetime", "importlib", "tempfile",
             "os", "imp", "linecache", "shutil", "subprocess", "os.path", "tokenize"}

# Modules of CPython's library that are Python and need little.
_PLAIN = {"numbers", "fractions", "reprlib", "keyword", "copyreg", "sched", "heapq",
          "bisect", "token", "stat", "pickle", "_compat_pickle", "_collections_abc",
          "graphlib", "colorsys"}


def _compare_enums(checked, simple):
    """What test_enum asks of enum itself: that two enumerations are alike."""
    for name, one in checked.__members__.items():
        if simple[name].value != one.value:
            raise TypeError(f"enum mismatch: {name}")


def _absent(name):
    module = sys.modules["unittest"]._Absent(name)
    sys.modules[name] = module
    return module


def _write_files():
    import os
    for path, text in _FILES.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


_write_files()
builtins.__import__ = _imported

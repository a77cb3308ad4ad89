"""Importing modules by name, and anew."""
import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    """Import a module, as the import statement does."""
    import builtins
    return builtins.__import__(name, globals, locals, fromlist, level)


def import_module(name, package=None):
    """Import a module. Where the name is relative, 'package' is what it starts from."""
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative "
                            f"import for {name!r}")
        bare = name.lstrip(".")
        parts = package.split(".")
        up = len(name) - len(bare) - 1
        if up >= len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        name = ".".join(parts[:len(parts) - up] + [bare] * bool(bare))
    _gcd_import(name)
    return sys.modules[name]


def _gcd_import(name):
    _find_and_load(name)


def _find_and_load(name):
    _find_and_load_unlocked(name)


def _find_and_load_unlocked(name):
    __import__(name)


def invalidate_caches():
    """Nothing is remembered of the files that are there."""


def reload(module):
    """Reload the module and return it."""
    import types
    if not isinstance(module, types.ModuleType):
        raise TypeError("reload() argument must be a module")
    name = module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    # The module stays the same object: its new names replace the old ones.
    del sys.modules[name]
    try:
        made = import_module(name)
        vars(module).update(vars(made))
    finally:
        sys.modules[name] = module
        parent, _, last = name.rpartition(".")
        if parent in sys.modules:
            setattr(sys.modules[parent], last, module)
    return module


__within__ = "<native> __import__"

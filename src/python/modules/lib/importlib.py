"""Importing modules by name, and anew."""
import builtins
import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    """Import a module, as the import statement does."""
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
    builtins.__import__(name)
    return sys.modules[name]


def invalidate_caches():
    """Nothing is remembered of the files that are there."""


def reload(module):
    """Reload the module and return it."""
    import types
    from .machinery import PathFinder, SourceFileLoader
    spec = getattr(module, "__spec__", None)
    if spec is None and not isinstance(module, types.ModuleType):
        raise TypeError("reload() argument must be a module")
    name = module.__name__ if spec is None else spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    library = sys._stdlib_dir + "/"
    if spec is None or isinstance(spec.loader, SourceFileLoader) and \
            not spec.origin.startswith(library):
        package = sys.modules.get(name.rpartition(".")[0])
        spec = PathFinder.find_spec(name, getattr(package, "__path__", None))
        module.__spec__ = spec
        if spec is None:
            raise ModuleNotFoundError(f"spec not found for the module {name!r}",
                                      name=name)
        # The file may have another text by now. What the functions of before see are
        # the new names.
        import _code
        from .util import decode_source
        text = decode_source(spec.loader.get_data(spec.origin))
        _code.remember(spec.origin, text)
        exec(spec.loader.source_to_code(text, spec.origin), vars(module))
        return sys.modules[name]
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

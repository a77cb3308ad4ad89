"""Tools for who imports modules by hand."""
from importlib.machinery import ModuleSpec, SourceFileLoader, _find
import sys
import types

MAGIC_NUMBER = (3571).to_bytes(2, "little") + b"\r\n"


def resolve_name(name, package):
    """Resolve a relative module name to an absolute one."""
    bare = name.lstrip(".")
    up = len(name) - len(bare)
    if not up:
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative "
                          "module names)")
    parts = package.rsplit(".", up - 1)
    if len(parts) < up:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{bare}" if bare else parts[0]


def find_spec(name, package=None):
    """Return the spec for the specified module, or None. Its parents are imported."""
    name = resolve_name(name, package)
    made = sys.modules.get(name)
    if made is not None and getattr(made, "__spec__", None) is not None:
        return made.__spec__
    parent = name.rpartition(".")[0]
    if parent:
        above = __import__(parent, fromlist=["__path__"])
        if not hasattr(above, "__path__"):
            raise ModuleNotFoundError(
                f"__path__ attribute not found on {parent!r} while trying to find "
                f"{name!r}", name=name)
    return _find(name, above.__path__ if parent else None)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """Return a module spec based on various loader methods."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if is_package is None and hasattr(loader, "is_package"):
        try:
            is_package = loader.is_package(name)
        except ImportError:
            is_package = None
    if hasattr(loader, "get_filename"):
        return spec_from_file_location(
            name, loader=loader,
            submodule_search_locations=[] if is_package else None)
    return ModuleSpec(name, loader, origin=origin, is_package=bool(is_package))


def spec_from_file_location(name, location=None, *, loader=None,
                            submodule_search_locations=None):
    """Return a module spec based on a file location."""
    import os
    if location is None:
        location = loader.get_filename(name)
    location = os.fspath(location)
    if loader is None:
        if not location.endswith(".py"):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is None and hasattr(loader, "is_package") and \
            loader.is_package(name):
        submodule_search_locations = []
    if submodule_search_locations == []:
        submodule_search_locations = [os.path.dirname(location)]
    spec.submodule_search_locations = submodule_search_locations
    return spec


def module_from_spec(spec):
    """Create a module based on the provided spec."""
    made = None
    if hasattr(spec.loader, "create_module"):
        made = spec.loader.create_module(spec)
    if made is None:
        made = types.ModuleType(spec.name)
    made.__spec__, made.__loader__ = spec, spec.loader
    made.__package__ = spec.parent
    if spec.submodule_search_locations is not None:
        made.__path__ = spec.submodule_search_locations
    if spec.loader.__class__.__name__ == "NamespaceLoader":
        made.__file__ = None
    if spec.has_location:
        made.__file__ = spec.origin
        if spec.cached is not None:
            made.__cached__ = spec.cached
    return made


def cache_from_source(path, debug_override=None, *, optimization=None):
    """The name that CPython gives to the file with what a source is compiled to."""
    import os
    folder, name = os.path.split(path)
    stem = name.rpartition(".")[0] or name
    more = f".opt-{optimization}" if optimization else ""
    return os.path.join(folder, "__pycache__", f"{stem}.cpython-313{more}.pyc")


def source_from_cache(path):
    """The name of the source that such a file belongs to."""
    import os
    folder, name = os.path.split(path)
    above, last = os.path.split(folder)
    if last != "__pycache__":
        raise ValueError(f"__pycache__ not bottom-level directory in {path!r}")
    if name.count(".") not in (2, 3):
        raise ValueError(f"expected only 2 or 3 dots in {name!r}")
    return os.path.join(above, name.partition(".")[0] + ".py")


def decode_source(source_bytes):
    """The text of a source, by the encoding that it names, with newlines of one kind."""
    import io
    import tokenize
    encoding = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)[0]
    text = source_bytes.decode(encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")

"""What finds modules and what loads them."""
import _code
import sys

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
# What another compiler made cannot be loaded here, but for what is here already.
EXTENSION_SUFFIXES = [".so"]


def all_suffixes():
    """Returns a list of all recognized module suffixes for this process"""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    """What is known of a module before it is made: its name, who loads it, and where it
    comes from."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name, self.loader, self.origin = name, loader, origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr, self._cached = False, None

    def __repr__(self):
        names = ["name", "loader", "origin"]
        if self.origin is None:
            names.pop()
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        if (places := self.submodule_search_locations) is not None:
            shown += f", submodule_search_locations={places}"
        return f"{type(self).__name__}({shown})"

    def __eq__(self, other):
        names = ("name", "loader", "origin", "submodule_search_locations", "cached",
                 "has_location")
        try:
            return all(getattr(self, name) == getattr(other, name) for name in names)
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        if self._cached is None and self._set_fileattr and \
                str(self.origin).endswith(".py"):
            folder, slash, name = self.origin.rpartition("/")
            self._cached = f"{folder}{slash}__pycache__/{name[:-3]}.cpython-313.pyc"
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        """The name of the module's parent."""
        if self.submodule_search_locations is not None:
            return self.name
        return self.name.rpartition(".")[0]

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


ModuleSpec.__module__ = "_frozen_importlib"


class _Own:
    """Finds and loads modules of the runtime itself."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        origin, file, is_package = _code.place(fullname)
        if origin != cls._ORIGIN:
            return None
        return _specify(fullname, origin, file, _folders(file) if is_package else None)

    @staticmethod
    def create_module(spec):
        return __import__(spec.name, fromlist=["__name__"])

    @staticmethod
    def exec_module(module):
        """The module was run when it was made."""

    @classmethod
    def is_package(cls, fullname):
        return _code.place(fullname)[2]


class BuiltinImporter(_Own):
    """The modules that are part of the program."""
    __module__ = "_frozen_importlib"
    _ORIGIN = "built-in"


class FrozenImporter(_Own):
    """The modules whose text is part of the program."""
    __module__ = "_frozen_importlib"
    _ORIGIN = "frozen"


class SourceFileLoader:
    """Loads a module from the file with its text."""
    __module__ = "_frozen_importlib_external"

    def __init__(self, fullname, path):
        self.name, self.path = fullname, path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def is_package(self, fullname):
        return self.path.rpartition("/")[2] == "__init__.py"

    def get_filename(self, name=None):
        """Return the path to the source file as found by the finder."""
        return self.path

    def get_data(self, path):
        """Return the data from path as raw bytes."""
        with open(path, "rb") as file:
            return file.read()

    def get_source(self, fullname):
        """Return the text of the module."""
        text = _code.source(self.path)
        return self.get_data(self.path).decode() if text is None else text

    def source_to_code(self, data, path):
        """Return the code object compiled from source."""
        return compile(data, path, "exec", dont_inherit=True)

    def get_code(self, fullname):
        return self.source_to_code(self.get_source(fullname), self.path)

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        """Execute the module."""
        exec(self.get_code(module.__name__), module.__dict__)


class ExtensionFileLoader:
    """Stands for the loader of what is compiled from C."""
    __module__ = "_frozen_importlib_external"

    def __init__(self, name, path):
        self.name, self.path = name, path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def create_module(self, spec):
        """The module, which is made and run at once."""
        return __import__(spec.name, fromlist=["__name__"])

    def exec_module(self, module):
        """The module was run when it was made."""

    def is_package(self, fullname):
        return False

    def get_code(self, fullname):
        """There is none: it was compiled by another compiler."""

    get_source = get_code

    def get_filename(self, fullname=None):
        """Return the path to the file as found by the finder."""
        return self.path


class NamespaceLoader:
    """Loads packages that are folders without a text."""
    __module__ = "_frozen_importlib_external"

    def __init__(self, name, path, path_finder):
        self._name, self._path, self._path_finder = name, path, path_finder

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        """There is nothing to run."""


class PathFinder:
    """Finds modules in the folders of sys.path."""
    __module__ = "_frozen_importlib_external"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        origin, file, is_package = _code.place(fullname)
        if origin in ("built-in", "frozen"):
            return None
        if origin is None:
            folders = _code.folders(fullname)
            return _specify(fullname, None, None, folders) if folders else None
        return _specify(fullname, origin, file, _folders(file) if is_package else None)

    @classmethod
    def invalidate_caches(cls):
        """Nothing is remembered of the files that are there."""


_FINDERS = [BuiltinImporter, FrozenImporter, PathFinder]


def _program_loader(file):
    """What has loaded the program: the lines of a prompt are in no file."""
    return BuiltinImporter if file is None else SourceFileLoader("__main__", file)


def _folders(file):
    return [file.rpartition("/")[0]]


def _specify(name, origin, file, folders):
    """The spec of a module that is here, or could be."""
    if origin == "built-in":
        loader = BuiltinImporter
    elif origin == "frozen":
        loader = FrozenImporter
    elif file is None:
        loader = NamespaceLoader(name, folders, None)
    elif file.endswith(".so"):
        loader = ExtensionFileLoader(name, file)
    else:
        loader = SourceFileLoader(name, file)
    spec = ModuleSpec(name, loader, origin=origin)
    spec.submodule_search_locations = folders
    if origin == "frozen":
        spec.loader_state = type(sys.implementation)(filename=file, origname=name)
    else:
        spec.has_location = origin is not None and origin != "built-in"
    return spec


def _list_finders():
    """Puts what finds modules into `sys`, where a program may add to it."""
    if not sys.meta_path:
        sys.meta_path.extend(_FINDERS)


def _find(name, path=None):
    for finder in sys.meta_path:
        find = getattr(finder, "find_spec", None)
        spec = None if find is None else find(name, path, None)
        if spec is not None:
            return spec
    return None


def _import(name):
    """The module that a finder of the program leads to: None where it is left to those
    that are always there, False where none of the finders knows it."""
    path = None
    if "." in name:
        path = sys.modules[name.rpartition(".")[0]].__path__
    spec = _find(name, path)
    if spec is None:
        return False
    loader = spec.loader
    if loader in _FINDERS or type(loader) in (ExtensionFileLoader, NamespaceLoader) or (
            type(loader) is SourceFileLoader and _code.place(name)[1] == loader.path):
        return None
    from importlib.util import module_from_spec
    made = sys.modules[name] = module_from_spec(spec)
    if loader is None:
        return made
    try:
        loader.exec_module(made)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return sys.modules[name]

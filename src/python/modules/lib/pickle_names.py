import sys


class PickleError(Exception):
    __module__ = "_pickle"


class PicklingError(PickleError):
    __module__ = "_pickle"


class UnpicklingError(PickleError):
    __module__ = "_pickle"


class PickleBuffer:
    """Wrapper for potentially out-of-band buffers"""
    __module__ = "_pickle"

    def __init__(self, buffer):
        self._view = memoryview(buffer)

    def raw(self):
        """Return a memoryview of the raw memory underlying this buffer."""
        view = self._taken()
        if not view.contiguous:
            raise BufferError("cannot extract raw buffer from non-contiguous buffer")
        return view.cast("B") if view.ndim else memoryview(view)

    def release(self):
        """Release the underlying buffer held by the PickleBuffer object."""
        self._view = None

    def _taken(self):
        if self._view is None:
            raise ValueError("operation forbidden on released PickleBuffer object")
        return self._view

    def __buffer__(self, flags):
        return memoryview(self._taken())


# What Python 2 calls the modules and names that protocols 0 to 2 write for it.
_MAPPED_MODULES = {
    "builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue",
    "configparser": "ConfigParser", "reprlib": "repr", "winreg": "_winreg",
    "html.parser": "HTMLParser", "html.entities": "htmlentitydefs",
    "_thread": "thread", "_dummy_thread": "dummy_thread", "pickle": "cPickle",
    "_functools": "functools", "collections.abc": "collections",
    "xmlrpc.client": "xmlrpclib", "xmlrpc.server": "xmlrpclib",
    "http.server": "SimpleHTTPServer", "http.client": "httplib",
    "http.cookies": "Cookie", "socketserver": "SocketServer",
    "urllib.parse": "urlparse", "urllib.robotparser": "robotparser",
    "dbm": "whichdb", "dbm.dumb": "dumbdbm", "dbm.ndbm": "dbm", "dbm.gnu": "gdbm",
}
_MAPPED_NAMES = {
    ("builtins", "range"): ("__builtin__", "xrange"),
    ("functools", "reduce"): ("__builtin__", "reduce"),
    ("_functools", "reduce"): ("__builtin__", "reduce"),
    ("sys", "intern"): ("__builtin__", "intern"),
    ("builtins", "chr"): ("__builtin__", "unichr"),
    ("builtins", "str"): ("__builtin__", "unicode"),
    ("builtins", "int"): ("__builtin__", "long"),
    ("builtins", "zip"): ("itertools", "izip"),
    ("builtins", "map"): ("itertools", "imap"),
    ("builtins", "filter"): ("itertools", "ifilter"),
    ("itertools", "filterfalse"): ("itertools", "ifilterfalse"),
    ("itertools", "zip_longest"): ("itertools", "izip_longest"),
    ("collections", "UserDict"): ("UserDict", "IterableUserDict"),
    ("collections", "UserList"): ("UserList", "UserList"),
    ("collections", "UserString"): ("UserString", "UserString"),
}
# Exceptions that Python 2 does not have are OSErrors or ImportErrors there.
_NEW_ERRORS = {
    "BrokenPipeError": "OSError", "ChildProcessError": "OSError",
    "ConnectionAbortedError": "OSError", "ConnectionError": "OSError",
    "ConnectionRefusedError": "OSError", "ConnectionResetError": "OSError",
    "FileExistsError": "OSError", "FileNotFoundError": "OSError",
    "InterruptedError": "OSError", "IsADirectoryError": "OSError",
    "NotADirectoryError": "OSError", "PermissionError": "OSError",
    "ProcessLookupError": "OSError", "TimeoutError": "OSError",
    "ModuleNotFoundError": "ImportError",
}
_NEVER_OLD = {"BaseExceptionGroup", "ExceptionGroup", "BlockingIOError",
              "EncodingWarning", "PythonFinalizationError", "RecursionError",
              "ResourceWarning", "StopAsyncIteration", "_IncompleteInputError"}


def _error(name):
    import builtins
    found = getattr(builtins, name, None)
    return (isinstance(found, type) and issubclass(found, BaseException)
            and name not in _NEVER_OLD)


def old_name(module, name):
    """What Python 2 calls it."""
    known = _MAPPED_NAMES.get((module, name))
    if known is not None:
        return known
    if module == "builtins" and _error(name):
        return "exceptions", _NEW_ERRORS.get(name, name)
    return _MAPPED_MODULES.get(module, module), name


_BACK_NAMES = {old: new for new, old in _MAPPED_NAMES.items()}
_BACK_NAMES["UserDict", "UserDict"] = "collections", "UserDict"
_BACK_NAMES["__builtin__", "basestring"] = "builtins", "str"
_BACK_NAMES["exceptions", "StandardError"] = "builtins", "Exception"
_BACK_MODULES = {old: new for new, old in reversed(_MAPPED_MODULES.items())}
_BACK_MODULES["exceptions"] = "builtins"
_BACK_MODULES["cPickle"] = "pickle"
del _BACK_MODULES["functools"], _BACK_MODULES["collections"]


def new_name(module, name):
    """What Python 3 calls what Python 2 has."""
    known = _BACK_NAMES.get((module, name))
    return known or (_BACK_MODULES.get(module, module), name)


def dotted(obj, name):
    """The parts of a qualified name, none of which may be a function's own."""
    path = name.split(".")
    if "<locals>" in path:
        raise AttributeError(f"Can't get local object {name!r}")
    return path


def deep(obj, path):
    """What a path leads to, from a module on."""
    for step in path:
        obj = getattr(obj, step)
    return obj


def whichmodule(obj, name):
    """The name of the module in which an object is found under a name."""
    module_name = getattr(obj, "__module__", None)
    if module_name is not None:
        return module_name
    path = dotted(obj, name)
    for module_name, module in [*sys.modules.items()]:
        if module_name in ("__main__", "__mp_main__") or module is None:
            continue
        try:
            if deep(module, path) is obj:
                return module_name
        except AttributeError:
            pass
    return "__main__"


__python__ = "whichmodule"

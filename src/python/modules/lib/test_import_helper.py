"""Imports that tests make in ways of their own."""
import contextlib
import importlib
import sys
import unittest
import warnings


def import_module(name, deprecated=False, *, required_on=()):
    """The module, without which the test is skipped."""
    with warnings.catch_warnings():
        if deprecated:
            warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return importlib.import_module(name)
        except ImportError as error:
            if sys.platform.startswith(tuple(required_on)):
                raise
            raise unittest.SkipTest(str(error))


def import_fresh_module(name, fresh=(), blocked=(), *, usefrozen=False,
                        deprecated=False):
    """A module made anew, with others made anew or missing; None if it needs those."""
    names = {name, *fresh, *blocked}

    def concerned(known):
        return any(known == one or known.startswith(one + ".") for one in names)

    before = {known: module for known, module in sys.modules.items()
              if concerned(known)}
    for known in before:
        del sys.modules[known]
    sys.modules.update(dict.fromkeys(blocked))
    try:
        with warnings.catch_warnings():
            if deprecated:
                warnings.simplefilter("ignore", DeprecationWarning)
            for one in fresh:
                try:
                    importlib.import_module(one)
                except ImportError:
                    # What speeds a module up is part of the module here.
                    if not one.startswith("_"):
                        raise
            return importlib.import_module(name)
    except ImportError:
        return None
    finally:
        for known in [known for known in sys.modules if concerned(known)]:
            del sys.modules[known]
        sys.modules.update(before)


def unload(name):
    """Forgets a module."""
    sys.modules.pop(name, None)


forget = unload


@contextlib.contextmanager
def isolated_modules():
    """Puts the table of modules back."""
    before = sys.modules.copy()
    try:
        yield
    finally:
        sys.modules.clear()
        sys.modules.update(before)


def modules_setup():
    """What `modules_cleanup` puts back."""
    return sys.modules.copy(),


def modules_cleanup(oldmodules):
    """Puts the table of modules back."""
    sys.modules.clear()
    sys.modules.update(oldmodules)


@contextlib.contextmanager
def ready_to_import(name=None, source=""):
    """Within it a module with that text can be imported."""
    from test.support.os_helper import temp_dir
    name = name or "spam"
    with temp_dir() as folder:
        path = f"{folder}/{name}.py"
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        before = sys.modules.pop(name, None)
        sys.path.insert(0, folder)
        try:
            yield name, path
        finally:
            sys.path.remove(folder)
            sys.modules.pop(name, None)
            if before is not None:
                sys.modules[name] = before


class CleanImport:
    """Within it modules are imported anew."""

    def __init__(self, *module_names, usefrozen=False):
        self._before = sys.modules.copy()
        for name in module_names:
            sys.modules.pop(name, None)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        sys.modules.update(self._before)


class DirsOnSysPath:
    """Within it there are more folders to import from."""

    def __init__(self, *paths):
        self._before = sys.path, sys.path[:]
        sys.path.extend(paths)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        sys.path, items = self._before
        sys.path[:] = items


def make_legacy_pyc(source):
    """No compiled modules lie in files."""
    raise unittest.SkipTest("needs compiled files")

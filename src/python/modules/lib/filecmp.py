"""Utilities for comparing files and directories."""
import os
from functools import cached_property

__all__ = ["clear_cache", "cmp", "dircmp", "cmpfiles", "DEFAULT_IGNORES"]
DEFAULT_IGNORES = ["RCS", "CVS", "tags", ".git", ".hg", ".bzr", "_darcs", "__pycache__"]


def clear_cache():
    """Nothing is remembered here."""


def _signature(path):
    found = os.stat(path)
    return found.st_mode >> 12, found.st_size, found.st_mtime


def cmp(f1, f2, shallow=True):
    """Whether two files are the same; a shallow look may be content with their type,
    size and time."""
    one, other = _signature(f1), _signature(f2)
    if one[0] != 0o10 or other[0] != 0o10:
        return False
    if shallow and one == other:
        return True
    if one[1] != other[1]:
        return False
    with open(f1, "rb") as first, open(f2, "rb") as second:
        return first.read() == second.read()


def cmpfiles(a, b, common, shallow=True):
    """Compares files of two folders: those that match, those that do not, and those that
    cannot be compared."""
    results = [], [], []
    for name in common:
        try:
            same = cmp(os.path.join(a, name), os.path.join(b, name), shallow)
        except OSError:
            results[2].append(name)
        else:
            results[0 if same else 1].append(name)
    return results


class dircmp:
    """What two folders have in common; each list is made when it is asked for."""

    def __init__(self, a, b, ignore=None, hide=None, *, shallow=True):
        self.left, self.right, self.shallow = a, b, shallow
        self.hide = [os.curdir, os.pardir] if hide is None else hide
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore

    def _names(self, folder):
        left_out = {*self.hide, *self.ignore}
        return sorted(name for name in os.listdir(folder) if name not in left_out)

    def _kind(self, name):
        kinds = {(os.path.isdir(path), os.path.isfile(path))
                 for path in (os.path.join(self.left, name),
                              os.path.join(self.right, name))}
        if kinds == {(True, False)}:
            return "folder"
        return "file" if kinds == {(False, True)} else "funny"

    def _of_kind(self, kind):
        return [name for name in self.common if self._kind(name) == kind]

    left_list = cached_property(lambda self: self._names(self.left))
    right_list = cached_property(lambda self: self._names(self.right))
    common = cached_property(
        lambda self: [name for name in self.left_list if name in self.right_list])
    left_only = cached_property(
        lambda self: [name for name in self.left_list if name not in self.right_list])
    right_only = cached_property(
        lambda self: [name for name in self.right_list if name not in self.left_list])
    common_dirs = cached_property(lambda self: self._of_kind("folder"))
    common_files = cached_property(lambda self: self._of_kind("file"))
    common_funny = cached_property(lambda self: self._of_kind("funny"))
    _compared = cached_property(
        lambda self: cmpfiles(self.left, self.right, self.common_files, self.shallow))
    same_files = cached_property(lambda self: self._compared[0])
    diff_files = cached_property(lambda self: self._compared[1])
    funny_files = cached_property(lambda self: self._compared[2])

    @cached_property
    def subdirs(self):
        return {name: type(self)(os.path.join(self.left, name),
                                 os.path.join(self.right, name), self.ignore, self.hide,
                                 shallow=self.shallow)
                for name in self.common_dirs}

    def report(self):
        """Prints what is different."""
        print("diff", self.left, self.right)
        for words, names in ((f"Only in {self.left}", self.left_only),
                             (f"Only in {self.right}", self.right_only),
                             ("Identical files", self.same_files),
                             ("Differing files", self.diff_files),
                             ("Trouble with common files", self.funny_files),
                             ("Common subdirectories", self.common_dirs),
                             ("Common funny cases", self.common_funny)):
            if names:
                print(words, ":", sorted(names))

    def report_partial_closure(self):
        """Prints it of the folders in them too."""
        self.report()
        for inner in self.subdirs.values():
            print()
            inner.report()

    def report_full_closure(self):
        """Prints it of all folders below."""
        self.report()
        for inner in self.subdirs.values():
            print()
            inner.report_full_closure()


__within__ = "<native> _signature"

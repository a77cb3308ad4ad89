"""Files and folders for tests."""
import contextlib
import os
import tempfile
import unittest

TESTFN_ASCII = "@test_1_tmp"
TESTFN = TESTFN_UNICODE = TESTFN_ASCII + "-\xe0\xf2\u0258\u0141\u011f"
TESTFN_NONASCII = FS_NONASCII = "\xe6"
TESTFN_UNDECODABLE = TESTFN_UNENCODABLE = None
SAVEDCWD = os.getcwd()
skip_unless_symlink = skip_unless_hardlink = skip_unless_xattr = \
    skip_unless_working_chmod = skip_unless_dac_override = \
    skip_if_dac_override = unittest.skip("needs files of a system")


def can_symlink():
    """Whether a file can stand for another."""
    return False


can_xattr = can_chmod = can_dac_override = can_symlink


def unlink(filename):
    """Removes a file that may be there."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(filename)


def rmdir(dirname):
    """Removes an empty folder that may be there."""
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(dirname)


def rmtree(path):
    """Removes a folder that may be there, with what is in it."""
    import shutil
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(path)


def create_empty_file(filename):
    """Makes a file with nothing in it."""
    open(filename, "wb").close()


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    """Within it there is a folder."""
    if path is None:
        path = os.path.realpath(tempfile.mkdtemp())
    else:
        os.mkdir(path)
    try:
        yield path
    finally:
        rmtree(path)


@contextlib.contextmanager
def change_cwd(path, quiet=False):
    """Within it another folder is the current one."""
    before = os.getcwd()
    os.chdir(os.path.realpath(path))
    try:
        yield os.getcwd()
    finally:
        os.chdir(before)


@contextlib.contextmanager
def temp_cwd(name="tempcwd", quiet=False):
    """Within it a new folder is the current one."""
    with temp_dir(path=name, quiet=quiet) as path:
        with change_cwd(path, quiet=quiet) as folder:
            yield folder


def make_bad_fd():
    """A number that no open file has."""
    raise unittest.SkipTest("needs files of a system")


def fs_is_case_insensitive(directory):
    """Whether small letters name the same files as capitals."""
    return False


def fd_count():
    """How many files are open, which is not known."""
    return 0


class FakePath:
    """Something that gives a path, or an exception."""

    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return f"<FakePath {self.path!r}>"

    def __fspath__(self):
        path = self.path
        if isinstance(path, BaseException) or \
                isinstance(path, type) and issubclass(path, BaseException):
            raise path
        return path


class EnvironmentVarGuard:
    """Within it variables of the environment are set, and put back afterwards."""

    def __init__(self):
        self._before = dict(os.environ)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        os.environ.clear()
        os.environ.update(self._before)

    def __getitem__(self, name):
        return os.environ[name]

    def __setitem__(self, name, value):
        os.environ[name] = value

    def __delitem__(self, name):
        os.environ.pop(name, None)

    def __contains__(self, name):
        return name in os.environ

    def __iter__(self):
        return iter(os.environ)

    def __len__(self):
        return len(os.environ)

    def keys(self):
        return os.environ.keys()

    def set(self, name, value):
        self[name] = value

    def unset(self, name, /, *names):
        for one in (name, *names):
            del self[one]

    def copy(self):
        return dict(os.environ)

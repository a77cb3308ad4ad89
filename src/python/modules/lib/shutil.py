"""Utility functions for copying and archiving files and directory trees.

The files are those in memory. No archives are made here."""
import fnmatch
import os

__all__ = ["copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree",
           "move", "rmtree", "Error", "SpecialFileError", "SameFileError", "which",
           "ignore_patterns", "get_terminal_size"]
COPY_BUFSIZE = 256 * 1024


class Error(OSError):
    pass


class SameFileError(Error):
    """Raised when source and destination are the same file."""


class SpecialFileError(OSError):
    """Raised when trying to do a kind of operation (e.g. copying) which is
    not supported on a special file (e.g. a named pipe)"""


def copyfileobj(fsrc, fdst, length=0):
    """Writes to one open file what is left of another."""
    while piece := fsrc.read(length or COPY_BUFSIZE):
        fdst.write(piece)


def _same(one, other):
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)


def copyfile(src, dst, *, follow_symlinks=True):
    """Copies what is in a file, and nothing else of it."""
    if _same(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    with open(src, "rb") as source, open(dst, "wb") as target:
        copyfileobj(source, target)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Lets those use a file who may use another."""
    os.chmod(dst, os.stat(src).st_mode & 0o7777)


def copystat(src, dst, *, follow_symlinks=True):
    """Gives a file the mode and the times of another."""
    copymode(src, dst)
    changed = os.path.getmtime(src)
    os.utime(dst, (changed, changed))


def _inside(dst, src):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    """Copies a file, with its mode, to a path or into a folder."""
    dst = _inside(dst, src)
    copyfile(src, dst)
    copymode(src, dst)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """As copy(), and the times too."""
    dst = _inside(dst, src)
    copyfile(src, dst)
    copystat(src, dst)
    return dst


def ignore_patterns(*patterns):
    """A function for the argument `ignore` of copytree()."""
    def unwanted(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return unwanted


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2,
             ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """Copies a folder and all below it."""
    names = os.listdir(src)
    left_out = set() if ignore is None else ignore(os.fspath(src), names)
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for name in names:
        if name in left_out:
            continue
        source, target = os.path.join(src, name), os.path.join(dst, name)
        try:
            if os.path.isdir(source):
                copytree(source, target, symlinks, ignore, copy_function,
                         ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(source, target)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((source, target, str(error)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Removes a folder and all below it."""
    if onerror is not None:
        import warnings
        warnings.warn("onerror argument is deprecated, use onexc instead",
                      DeprecationWarning, stacklevel=2)

    def failed(function, name, error):
        if ignore_errors:
            return
        if onexc is not None:
            onexc(function, name, error)
        elif onerror is not None:
            onerror(function, name, (type(error), error, error.__traceback__))
        else:
            raise error

    def _rmtree_safe_fd(folder):
        try:
            names = os.listdir(folder)
        except OSError as error:
            return failed(os.lstat if not os.path.exists(folder) else os.scandir,
                          folder, error)
        for name in names:
            whole = os.path.join(folder, name)
            if os.path.isdir(whole):
                _rmtree_safe_fd(whole)
                continue
            try:
                os.unlink(whole)
            except OSError as error:
                failed(os.unlink, whole, error)
        try:
            os.rmdir(folder)
        except OSError as error:
            failed(os.rmdir, folder, error)

    _rmtree_safe_fd(path)


def move(src, dst, copy_function=copy2):
    """Moves a file or a folder, to a path or into a folder."""
    target = dst
    if os.path.isdir(dst):
        if _same(src, dst):
            os.rename(src, dst)
            return None
        name = os.path.basename(os.fspath(src).rstrip(os.sep))
        target = os.path.join(dst, name)
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    try:
        os.rename(src, target)
    except OSError:
        if not os.path.isdir(src):
            copy_function(src, target)
            os.unlink(src)
            return target
        inner = os.path.abspath(target)
        if inner.startswith(os.path.abspath(src) + os.sep):
            raise Error(f"Cannot move a directory '{src}' into itself '{target}'.") \
                from None
        raise
    return target


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The file that a command would run: here there are only files of the program."""
    if os.path.dirname(cmd):
        return cmd if os.path.isfile(cmd) and _may_run(cmd) else None
    folders = os.get_exec_path() if path is None else os.fspath(path).split(os.pathsep)
    for folder in folders:
        found = os.path.join(folder, cmd)
        if os.path.isfile(found) and _may_run(found):
            return found
    return None


def _may_run(path):
    return bool(os.stat(path).st_mode & 0o111)


def get_terminal_size(fallback=(80, 24)):
    """How many characters fit on the terminal, as the environment says."""
    sizes = []
    for name, other in zip(("COLUMNS", "LINES"), fallback):
        try:
            size = int(os.environ[name])
        except (KeyError, ValueError):
            size = 0
        sizes.append(size if size > 0 else other)
    return os.terminal_size(sizes)


__within__ = "<native> rmtree.failed"

"""Filename globbing utility."""
import fnmatch
import os
import re

__all__ = ["glob", "iglob", "escape", "translate"]
_magic = re.compile("[*?[]")


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Return a list of paths matching a pathname pattern."""
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive,
                      include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False,
          include_hidden=False):
    """Return an iterator which yields the paths matching a pathname pattern."""
    root = os.fspath(root_dir) if root_dir is not None else ""
    parts = pathname.split("/")
    start = ""
    if pathname.startswith("/"):
        start, parts = "/", parts[1:]
    for found in _found(root, start, parts, recursive, include_hidden):
        if found:
            yield found


def _found(root, folder, parts, recursive, hidden):
    """The paths below a folder that match all parts."""
    if not parts:
        yield folder
        return
    part, *rest = parts
    if part == "**" and recursive:
        yield from _found(root, folder, rest or [""], recursive, hidden)
        for name in _names(root, folder, hidden):
            path = os.path.join(folder, name)
            if os.path.isdir(os.path.join(root, path)):
                yield from _found(root, path, parts, recursive, hidden)
            elif not rest:
                yield path
        return
    if not _magic.search(part):
        path = os.path.join(folder, part)
        if os.path.exists(os.path.join(root, path)) or not part and not folder:
            yield from _found(root, path, rest, recursive, hidden)
        return
    for name in fnmatch.filter(_names(root, folder, hidden or part[0] == "."), part):
        path = os.path.join(folder, name)
        if not rest or os.path.isdir(os.path.join(root, path)):
            yield from _found(root, path, rest, recursive, hidden)


def _names(root, folder, hidden):
    try:
        names = os.listdir(os.path.join(root, folder) or os.curdir)
    except OSError:
        return []
    return [name for name in names if hidden or not name.startswith(".")]


def escape(pathname):
    """Escape all special characters."""
    return re.sub(r"([*?[])", r"[\1]", pathname)


def translate(pat, *, recursive=False, include_hidden=False, seps=None):
    """Translate a pathname with shell wildcards to a regular expression."""
    seps = seps or os.sep
    other = re.escape(seps) if len(seps) == 1 else f"[{re.escape(seps)}]"
    inside = f"[^{re.escape(seps)}]"
    shown = "" if include_hidden else rf"[^{re.escape(seps)}.]{inside}*"
    name = f"{inside}+" if include_hidden else shown
    folders = f"(?:.+{other})?" if include_hidden else f"(?:{shown}{other})*"
    rest = ".*" if include_hidden else f"{folders}(?:{shown})?"
    parts = re.split(f"[{re.escape(seps)}]", pat)
    found = []
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        if part == "**" and recursive:
            # Folders below folders are one part.
            if last or parts[at + 1] != "**":
                found.append(rest if last else folders)
            continue
        if part == "*":
            found.append(name)
        elif part:
            if not include_hidden and part[0] in "*?":
                found.append(r"(?!\.)")
            found.append("".join(fnmatch._parts(part, f"{inside}*", inside)))
        if not last:
            found.append(other)
    return rf"(?s:{''.join(found)})\Z"

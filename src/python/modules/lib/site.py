"""What a program finds in place when it begins: where modules are looked for."""
import builtins
import os
import sys
import _sitebuiltins

PREFIXES = [sys.prefix, sys.exec_prefix]
# The folder of one user, and of that user's modules: none was asked for yet.
ENABLE_USER_SITE = True
USER_SITE = USER_BASE = None


def makepath(*paths):
    """A path from the root, and the same as it is compared with others."""
    folder = os.path.abspath(os.path.join(*paths))
    return folder, os.path.normcase(folder)


def removeduppaths():
    """Leaves each folder once in `sys.path`; returns those that are in it."""
    known, kept = set(), []
    for folder in sys.path:
        folder, compared = makepath(folder)
        if compared not in known:
            known.add(compared)
            kept.append(folder)
    sys.path[:] = kept
    return known


def _folders():
    return {makepath(folder)[1] for folder in sys.path if os.path.exists(folder)}


def addpackage(sitedir, name, known_paths):
    """Adds the folders that a `.pth` file names; a line that imports is run."""
    known = _folders() if known_paths is None else known_paths
    try:
        with open(os.path.join(sitedir, name)) as file:
            lines = file.read().splitlines()
    except OSError:
        return None
    for line in map(str.rstrip, lines):
        if not line or line.startswith("#"):
            continue
        if line.startswith(("import ", "import\t")):
            exec(line)
            continue
        folder, compared = makepath(sitedir, line)
        if compared not in known and os.path.exists(folder):
            sys.path.append(folder)
            known.add(compared)
    return known_paths


def addsitedir(sitedir, known_paths=None):
    """Adds a folder to `sys.path`, and what its `.pth` files name."""
    known = _folders() if known_paths is None else known_paths
    folder, compared = makepath(sitedir)
    if compared not in known:
        sys.path.append(folder)
        known.add(compared)
    try:
        names = os.listdir(folder)
    except OSError:
        return None
    for name in sorted(names):
        if name.endswith(".pth") and not name.startswith("."):
            addpackage(folder, name, known)
    return known_paths


def getsitepackages(prefixes=None):
    """The folders of modules that were installed for all users."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    found = []
    for prefix in PREFIXES if prefixes is None else prefixes:
        folder = os.path.join(prefix, "lib", version, "site-packages")
        if prefix and folder not in found:
            found.append(folder)
    return found


def getuserbase():
    """The folder of what one user has installed."""
    global USER_BASE
    if USER_BASE is None:
        base = os.environ.get("PYTHONUSERBASE")
        USER_BASE = base or os.path.expanduser(os.path.join("~", ".local"))
    return USER_BASE


def getusersitepackages():
    """The folder of the modules that one user has installed."""
    global USER_SITE
    if USER_SITE is None:
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        USER_SITE = os.path.join(getuserbase(), "lib", version, "site-packages")
    return USER_SITE


def check_enableusersite():
    """Whether the modules of one user are looked at."""
    return ENABLE_USER_SITE


def setquit():
    """Puts `quit` and `exit` in place."""
    for name in ("quit", "exit"):
        setattr(builtins, name, _sitebuiltins.Quitter(name, "Ctrl-D (i.e. EOF)"))


def sethelper():
    """Puts `help` in place."""
    builtins.help = _sitebuiltins._Helper()


def main():
    """All of this was done when the runtime began."""

"""Lines of sources: of those that the runtime remembers, and of the program's files."""
import _code

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]
# Of files and of inputs, by their names: size, whether to look again, lines, name.
cache = _code.lines()


def clearcache():
    """Forgets all lines."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line with its end, or ''."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a file."""
    known = cache.get(filename)
    return updatecache(filename, module_globals) if known is None else known[2]


def updatecache(filename, module_globals=None):
    """Reads the lines of a file again."""
    cache.pop(filename, None)
    # The prompt puts its lines here itself, once an input is compiled.
    if filename.startswith("<stdin>-") and _code.lines() is cache:
        return []
    text = _code.source(filename)
    remembered = text is not None
    if not remembered:
        if not filename or filename.startswith("<") and filename.endswith(">"):
            return []
        try:
            with open(filename, encoding="utf-8") as file:
                text = file.read()
        except (OSError, ValueError):
            return []
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if not remembered:
        cache[filename] = len(text), True, lines, filename
    return lines


def checkcache(filename=None):
    """Forgets lines that may be out of date."""
    for name in list(cache) if filename is None else [filename]:
        if name in cache and cache[name][1] is not None:
            del cache[name]


def lazycache(filename, module_globals):
    return False

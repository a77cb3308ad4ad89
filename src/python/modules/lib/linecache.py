"""Lines of the sources that the runtime remembers."""
import _report

cache = {}


def getline(filename, lineno, module_globals=None):
    """A line with its end, or ''."""
    line = _report.source_line(filename, lineno)
    return "" if line is None else line + "\n"


def getlines(filename, module_globals=None):
    """All lines of a file."""
    lines = []
    while line := getline(filename, len(lines) + 1):
        lines.append(line)
    return lines


def checkcache(filename=None):
    """Nothing is kept here that could be out of date."""


def clearcache():
    cache.clear()


def lazycache(filename, module_globals):
    return False

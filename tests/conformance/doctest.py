"""As much of doctest as CPython's own tests need: each text is one test."""
import sys

REPORT_UDIFF = REPORT_NDIFF = 0
IGNORE_EXCEPTION_DETAIL = ELLIPSIS = NORMALIZE_WHITESPACE = 0


def DocTestSuite(*args, **kwargs):
    return []


def _texts(module):
    """The texts with examples in them, by the names of their tests."""
    texts = {"module": module.__doc__ or "", **getattr(module, "__test__", {})}
    return {f"doctest.{name}": text for name, text in texts.items()
            if isinstance(text, str) and ">>> " in text}


def _examples(text):
    """Line, source, what is expected, and the options, of each example."""
    lines = text.expandtabs().split("\n")
    at = 0
    while at < len(lines):
        start, line = at, lines[at]
        at += 1
        indent = len(line) - len(line.lstrip())
        if not line[indent:].startswith(">>>"):
            continue
        source = [line[indent + 4:]]
        while at < len(lines) and lines[at][indent:indent + 3] == "...":
            source.append(lines[at][indent + 4:])
            at += 1
        wanted = []
        while at < len(lines) and lines[at].strip() \
                and not lines[at].lstrip().startswith(">>>"):
            wanted.append(lines[at][indent:])
            at += 1
        source = "\n".join(source) + "\n"
        options = source.partition("# doctest:")[2]
        yield start + 1, source, "\n".join(wanted), options


def _run(module, text):
    """How many examples there are, and which fail: line, wanted, got."""
    names = dict(vars(module))
    count, failed = 0, []
    for line, source, wanted, options in _examples(text):
        count += 1
        got, error = _shown(source, names)
        if error is None:
            fits = _fits(wanted.replace("<BLANKLINE>", ""), got, options)
        else:
            kind, colon, message = _raised(wanted).partition(":")
            got = _told(error)
            if "IGNORE_EXCEPTION_DETAIL" in options:
                fits = kind.rpartition(".")[2] == type(error).__name__
            else:
                wanted = kind + colon + message
                fits = _fits(wanted, got, options)
        if not fits:
            failed.append((line, wanted, got))
    return count, failed


def _shown(source, names):
    """What an input prints, and the exception that it ends in."""
    parts = []
    before, sys.stdout = sys.stdout, _Output(parts)
    try:
        exec(compile(source, "<doctest>", "single"), names)
    except BaseException as error:
        return "".join(parts), error
    finally:
        sys.stdout = before
    return "".join(parts), None


class _Output:
    def __init__(self, parts):
        self.write = parts.append

    def flush(self):
        pass


def _raised(wanted):
    """The message in the traceback that is expected."""
    lines = wanted.split("\n")
    if not lines[0].startswith("Traceback"):
        return "no exception"
    plain = [index for index, line in enumerate(lines) if index and line[:1].isalnum()]
    return "\n".join(lines[plain[0]:]) if plain else ""


def _told(error):
    kind = type(error)
    name = kind.__qualname__
    if kind.__module__ not in ("builtins", "__main__"):
        name = f"{kind.__module__}.{name}"
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{name}: {message}" if message else name


def _fits(wanted, got, options):
    wanted, got = wanted.rstrip("\n"), got.rstrip("\n")
    if "NORMALIZE_WHITESPACE" in options:
        wanted, got = " ".join(wanted.split()), " ".join(got.split())
    if "ELLIPSIS" not in options:
        return wanted == got
    parts = wanted.split("...")
    place = 0
    for index, part in enumerate(parts):
        place = got.find(part, place)
        if place < 0 or index == 0 and place > 0:
            return False
        place += len(part)
    return place == len(got) or wanted.endswith("...")

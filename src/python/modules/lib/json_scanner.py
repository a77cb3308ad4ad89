"""The part of JSON that reads one value."""

__all__ = ["make_scanner"]


def __getattr__(name):
    # Numbers are read without it, so it is made only for who asks.
    if name != "NUMBER_RE":
        raise AttributeError(f"module 'json.scanner' has no attribute {name!r}")
    import re
    global NUMBER_RE
    NUMBER_RE = re.compile(r"(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?",
                           re.VERBOSE | re.MULTILINE | re.DOTALL)
    return NUMBER_RE


def py_make_scanner(context):
    """A function that reads a value of a text, from an index on, as a decoder says."""
    def scan_once(string, idx):
        try:
            return context._value(string, idx)
        except ValueError as error:
            # Nothing begins there: whoever asked says what was expected.
            if getattr(error, "pos", None) == idx and error.msg == "Expecting value":
                raise StopIteration(idx) from None
            raise
        finally:
            context.memo.clear()
    return scan_once


class c_make_scanner:
    """JSON scanner object"""
    __module__, __qualname__ = "_json", "Scanner"

    def __init__(self, context):
        self._context = context
        for name in ("strict", "object_hook", "object_pairs_hook", "parse_float",
                     "parse_int", "parse_constant"):
            setattr(self, name, getattr(context, name))

    def __call__(self, string, idx):
        return py_make_scanner(self._context)(string, idx)


c_make_scanner.__name__ = "Scanner"
make_scanner = c_make_scanner

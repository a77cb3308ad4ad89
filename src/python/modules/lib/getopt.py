"""Reads the options of a command as C's `getopt` does."""
import os

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    """An option that is not known, or that lacks what it needs."""

    def __init__(self, msg, opt=""):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """The options up to the first argument that is none, and the rest."""
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    opts = []
    while args and args[0].startswith("-") and args[0] != "-":
        if args[0] == "--":
            args = args[1:]
            break
        args = _option(opts, args, shortopts, longopts)
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """The options wherever they stand, and the rest."""
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    opts, rest = [], []
    stop = shortopts.startswith("+") or bool(os.environ.get("POSIXLY_CORRECT"))
    shortopts = shortopts.removeprefix("+")
    while args:
        if args[0] == "--":
            rest += args[1:]
            break
        if args[0][:1] == "-" and args[0] != "-":
            args = _option(opts, args, shortopts, longopts)
        elif stop:
            rest += args
            break
        else:
            rest.append(args[0])
            args = args[1:]
    return opts, rest


def _option(opts, args, shortopts, longopts):
    """Adds what the first argument says, and gives the arguments after it."""
    first, args = args[0], args[1:]
    if first.startswith("--"):
        opt, sign, value = first[2:].partition("=")
        wants, opt = _long(opt, longopts)
        if wants and not sign:
            if not args:
                raise GetoptError(f"option --{opt} requires argument", opt)
            value, args = args[0], args[1:]
        elif sign and not wants:
            raise GetoptError(f"option --{opt} must not have an argument", opt)
        opts.append(("--" + opt, value))
        return args
    letters = first[1:]
    while letters:
        opt, letters = letters[0], letters[1:]
        place = shortopts.find(opt) if opt != ":" else -1
        if place < 0:
            raise GetoptError(f"option -{opt} not recognized", opt)
        value = ""
        if shortopts.startswith(":", place + 1):
            if not letters:
                if not args:
                    raise GetoptError(f"option -{opt} requires argument", opt)
                letters, args = args[0], args[1:]
            value, letters = letters, ""
        opts.append(("-" + opt, value))
    return args


def _long(opt, longopts):
    """Whether a long option wants a value, and its whole name."""
    found = [name for name in longopts if name.startswith(opt)]
    if not found:
        raise GetoptError(f"option --{opt} not recognized", opt)
    if opt in found:
        return False, opt
    if opt + "=" in found:
        return True, opt
    if len(found) > 1:
        raise GetoptError(f"option --{opt} not a unique prefix", opt)
    return found[0].endswith("="), found[0].removesuffix("=")

"""Tool for measuring execution time of small code snippets.

    python -m timeit [-n N] [-r N] [-s S] [-p] [-u U] [-v] [-h] [--] [statement]

-n/--number: how many times to execute a statement; without it, enough to be timed
-r/--repeat: how many times to repeat the measurement (default 5)
-s/--setup: what is executed once before (default pass)
-p/--process: use time.process_time(), not time.perf_counter()
-u/--unit: one of nsec, usec, msec, sec
-v/--verbose: print the raw times; twice, for more digits
-h/--help: print this text

A statement of more than one line is given as so many arguments.
"""
import gc
import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter


def reindent(src, indent):
    """A text of which all lines but the first are moved to the right."""
    return src.replace("\n", "\n" + " " * indent)


class Timer:
    """Class for timing execution speed of small code snippets."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {}
        space = {} if globals is None else globals

        def code(given, name, before=""):
            if isinstance(given, str):
                # What is no program by itself is none within a function.
                compile(before + given, "<timeit-src>", "exec")
                return given
            if not callable(given):
                raise ValueError(f"{name} is neither a string nor callable")
            names[f"_{name}"] = given
            return f"_{name}()"

        begun = setup + "\n" if isinstance(setup, str) else ""
        setup = code(setup, "setup")
        stmt = code(stmt, "stmt", begun)
        given = "".join([f", {name}={name}" for name in names])
        setup, stmt = reindent(setup, 1), reindent(stmt, 2)
        self.src = (f"\ndef inner(_it, _timer{given}):\n {setup}\n"
                    f" _t0 = _timer()\n for _i in _it:\n  {stmt}\n  pass\n"
                    " _t1 = _timer()\n return _t1 - _t0\n")
        exec(compile(self.src, "<timeit-src>", "exec"), space, names)
        self.inner = names["inner"]

    def print_exc(self, file=None):
        """Print a traceback of what the timed code did."""
        import linecache
        import traceback
        linecache.cache["<timeit-src>"] = (len(self.src), None,
                                           self.src.split("\n"), "<timeit-src>")
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Time 'number' executions of the main statement."""
        enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(range(number), self.timer)
        finally:
            if enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """Call timeit() a few times."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """Return the number of loops and time taken so that total time >= 0.2."""
        i = 1
        while True:
            for j in 1, 2, 5:
                number = i * j
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            i *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number,
           globals=None):
    """Convenience function to create Timer object and call timeit method."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat,
           number=default_number, globals=None):
    """Convenience function to create Timer object and call repeat method."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_UNITS = {"sec": 1.0, "msec": 1e-3, "usec": 1e-6, "nsec": 1e-9}


def _shown(seconds, unit, digits):
    if unit is None:
        fits = [name for name, size in _UNITS.items() if seconds >= size]
        unit = fits[0] if fits else "nsec"
    return f"{seconds / _UNITS[unit]:.{digits}g} {unit}"


def main(args=None, *, _wrap_timer=None):
    """Main program, used when run as a script; what it returns is its exit status."""
    import getopt
    long = ["number=", "setup=", "repeat=", "process", "verbose", "unit=", "help"]
    try:
        given, rest = getopt.getopt(sys.argv[1:] if args is None else args,
                                    "n:u:s:r:pvh", long)
    except getopt.error as error:
        print(error)
        print("use -h/--help for command line help")
        return 2
    timer, number, repeats, verbose, unit, setup = (default_timer, 0, default_repeat, 0,
                                                    None, [])
    for option, value in given:
        match option:
            case "-n" | "--number":
                number = int(value)
            case "-s" | "--setup":
                setup.append(value)
            case "-u" | "--unit":
                if value not in _UNITS:
                    print("Unrecognized unit. Please select nsec, usec, msec, or sec.",
                          file=sys.stderr)
                    return 2
                unit = value
            case "-r" | "--repeat":
                repeats = max(int(value), 1)
            case "-p" | "--process":
                timer = time.process_time
            case "-v" | "--verbose":
                verbose += 1
            case _:
                print(__doc__, end=" ")
                return 0
    digits = 2 + verbose if verbose else 3
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    timed = Timer("\n".join(rest) or "pass", "\n".join(setup) or "pass", timer)

    def loops(number):
        return f"{number} loop{'' if number == 1 else 's'}"

    def tell(number, taken):
        print(f"{loops(number)} -> {taken:.{digits}g} secs")
    try:
        if number == 0:
            number, _ = timed.autorange(tell if verbose else None)
            if verbose:
                print()
        taken = timed.repeat(repeats, number)
    except Exception:
        timed.print_exc()
        return 1
    if verbose:
        print("raw times:", ", ".join(_shown(one, unit, digits) for one in taken))
        print()
    each = [one / number for one in taken]
    best, worst = min(each), max(each)
    print(f"{loops(number)}, best of {repeats}: {_shown(best, unit, digits)} per loop")
    if worst >= best * 4:
        import warnings
        text = ("The test results are likely unreliable. The worst time "
                f"({_shown(worst, unit, digits)}) was more than four times slower than "
                f"the best time ({_shown(best, unit, digits)}).")
        warnings.warn_explicit(text, UserWarning, "", 0)
    return None


__within__ = "<native> Timer.__init__.code"

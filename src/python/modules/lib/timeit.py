"""Tool for measuring execution time of small code snippets."""
import gc
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter


class Timer:
    """Class for timing execution speed of small code snippets."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {}
        space = {} if globals is None else globals

        def code(given, name):
            if isinstance(given, str):
                return given
            if not callable(given):
                raise ValueError(f"{name} is neither a string nor callable")
            names[f"_{name}"] = given
            return f"_{name}()"

        def indent(text, width):
            return "\n".join([" " * width + line for line in text.split("\n")])

        stmt, setup = code(stmt, "stmt"), code(setup, "setup")
        given = "".join([f", {name}={name}" for name in names])
        self.src = (f"def inner(_it, _timer{given}):\n{indent(setup, 1)}\n"
                    f" _t0 = _timer()\n for _i in _it:\n{indent(stmt, 2)}\n  pass\n"
                    " _t1 = _timer()\n return _t1 - _t0\n")
        exec(compile(self.src, "<timeit-src>", "exec"), space, names)
        self.inner = names["inner"]

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

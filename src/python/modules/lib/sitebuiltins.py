"""The names that CPython's `site` adds to the built-in ones."""
import builtins


class Quitter:
    def __init__(self, name, eof):
        self.name, self.eof = name, eof

    def __repr__(self):
        return f"Use {self.name}() or {self.eof} to exit"

    def __call__(self, code=None):
        raise SystemExit(code)


class _Printer:
    """interactive prompt objects for printing the license text, a list of
    contributors and the copyright notice."""

    def __init__(self, name, data, shown=None):
        self.__name, self.__data, self.__shown = name, data, shown or data

    def __repr__(self):
        return self.__shown

    def __call__(self):
        print(self.__data)


class _Helper:
    """Define the builtin 'help'.

    This is a wrapper around pydoc.help that provides a helpful message
    when 'help' is typed at the Python interactive prompt.
    """

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."

    def __call__(self, *args, **kwds):
        import pydoc
        return pydoc.help(*args, **kwds)


exit, quit = (Quitter(name, "Ctrl-D (i.e. EOF)") for name in ("exit", "quit"))
help = _Helper()
copyright = _Printer("copyright", "\n\n".join(
    f"Copyright (c) {years} {owner}.\nAll Rights Reserved." for years, owner in (
        ("2001-2024", "Python Software Foundation"), ("2000", "BeOpen.com"),
        ("1995-2001", "Corporation for National Research Initiatives"),
        ("1991-1995", "Stichting Mathematisch Centrum, Amsterdam"))))
credits = _Printer("credits", """\
    Thanks to CWI, CNRI, BeOpen.com, Zope Corporation and a cast of thousands
    for supporting Python development.  See www.python.org for more information.""")
license = _Printer("license", "See https://www.python.org/psf/license/",
                   "Type license() to see the full license text")
for _name in ("quit", "exit", "copyright", "credits", "license", "help"):
    setattr(builtins, _name, globals()[_name])

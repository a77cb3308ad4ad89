"""Programs that are talked to in commands, a line each."""
import string
import sys

__all__ = ["Cmd"]
PROMPT = "(Cmd) "
IDENTCHARS = string.ascii_letters + string.digits + "_"


class Cmd:
    """Calls its method `do_NAME` for each line that begins with NAME."""

    prompt, identchars, ruler = PROMPT, IDENTCHARS, "="
    lastcmd, intro, doc_leader = "", None, ""
    doc_header = "Documented commands (type help <topic>):"
    misc_header, undoc_header = "Miscellaneous help topics:", "Undocumented commands:"
    nohelp = "*** No help on %s"
    use_rawinput = 1

    def __init__(self, completekey="tab", stdin=None, stdout=None):
        self.stdin, self.stdout = stdin or sys.stdin, stdout or sys.stdout
        self.cmdqueue, self.completekey = [], completekey

    def cmdloop(self, intro=None):
        """Read commands and do them, until one answers true."""
        self.preloop()
        if intro is not None:
            self.intro = intro
        if self.intro:
            self.stdout.write(f"{self.intro}\n")
        stop = None
        while not stop:
            line = self.cmdqueue.pop(0) if self.cmdqueue else self._read()
            line = self.precmd(line)
            stop = self.postcmd(self.onecmd(line), line)
        self.postloop()

    def _read(self):
        if self.use_rawinput:
            try:
                return input(self.prompt)
            except EOFError:
                return "EOF"
        self.stdout.write(self.prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip("\r\n") if line else "EOF"

    def precmd(self, line):
        """What is done of a line."""
        return line

    def postcmd(self, stop, line):
        """Whether to stop after it."""
        return stop

    def preloop(self):
        """Called before the first command."""

    def postloop(self):
        """Called after the last one."""

    def parseline(self, line):
        """The command of a line, its arguments, and the line."""
        line = line.strip()
        if not line:
            return None, None, line
        if line[0] == "?":
            line = "help " + line[1:]
        elif line[0] == "!":
            if not hasattr(self, "do_shell"):
                return None, None, line
            line = "shell " + line[1:]
        size = 0
        while size < len(line) and line[size] in self.identchars:
            size += 1
        return line[:size], line[size:].strip(), line

    def onecmd(self, line):
        """Do what one line says; answer whether to stop."""
        command, rest, line = self.parseline(line)
        if not line:
            return self.emptyline()
        if command is None:
            return self.default(line)
        self.lastcmd = "" if line == "EOF" else line
        does = getattr(self, "do_" + command, None) if command else None
        return self.default(line) if does is None else does(rest)

    def emptyline(self):
        """Do the last command again."""
        if self.lastcmd:
            return self.onecmd(self.lastcmd)

    def default(self, line):
        """Say that the command is not known."""
        self.stdout.write(f"*** Unknown syntax: {line}\n")

    def completedefault(self, *ignored):
        """What a line could go on with."""
        return []

    def completenames(self, text, *ignored):
        """The commands that begin so."""
        return [name[3:] for name in self.get_names() if name.startswith("do_" + text)]

    def get_names(self):
        """The names among which commands are looked for."""
        return dir(type(self))

    def do_help(self, arg):
        'List available commands with "help" or detailed help with "help cmd".'
        if not arg:
            self._overview()
        elif hasattr(self, "help_" + arg):
            getattr(self, "help_" + arg)()
        else:
            import inspect
            does = getattr(self, "do_" + arg, None)
            doc = None if does is None else does.__doc__
            told = inspect.cleandoc(doc) if doc else self.nohelp % (arg,)
            self.stdout.write(f"{told}\n")

    def _overview(self):
        names = self.get_names()
        topics = {name[5:] for name in names if name.startswith("help_")}
        told, untold = [], []
        for name in sorted({one[3:] for one in names if one.startswith("do_")}):
            known = name in topics or getattr(self, "do_" + name).__doc__
            (told if known else untold).append(name)
            topics.discard(name)
        self.stdout.write(f"{self.doc_leader}\n")
        self.print_topics(self.doc_header, told, 15, 80)
        self.print_topics(self.misc_header, sorted(topics), 15, 80)
        self.print_topics(self.undoc_header, untold, 15, 80)

    def print_topics(self, header, cmds, cmdlen, maxcol):
        """Write names below a header."""
        if cmds:
            self.stdout.write(f"{header}\n")
            if self.ruler:
                self.stdout.write(f"{self.ruler * len(header)}\n")
            self.columnize(cmds, maxcol - 1)
            self.stdout.write("\n")

    def columnize(self, list, displaywidth=80):
        """Write names in as few lines as they fit into, column by column."""
        if not list:
            self.stdout.write("<empty>\n")
            return
        for rows in range(1, len(list) + 1):
            columns = [list[at:at + rows] for at in range(0, len(list), rows)]
            widths = [max(map(len, column)) for column in columns]
            if sum(widths) + 2 * (len(widths) - 1) <= displaywidth or rows == len(list):
                break
        for row in range(rows):
            texts = [column[row] if row < len(column) else "" for column in columns]
            while texts and not texts[-1]:
                del texts[-1]
            cells = [text.ljust(width) for text, width in zip(texts, widths)]
            self.stdout.write("  ".join(cells) + "\n")

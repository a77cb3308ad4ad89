"""Words as a shell splits them."""
from collections import deque
from io import StringIO
import re
import sys

__all__ = ["shlex", "split", "quote", "join"]
_UNSAFE = re.compile(r"[^\w@%+=:,./-]", re.ASCII)


class shlex:
    """Splits what a stream has into words."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        if isinstance(instream, str):
            instream = StringIO(instream)
        self.instream = sys.stdin if instream is None else instream
        self.infile = None if instream is None else infile
        self.posix = posix
        self.eof = None if posix else ""
        self.commenters = "#"
        self.wordchars = ("abcdfeghijklmnopqrstuvwxyz"
                          "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
        if posix:
            self.wordchars += ("ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
                               "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ")
        self.whitespace = " \t\r\n"
        self.whitespace_split = False
        self.quotes = "'\""
        self.escape = "\\"
        self.escapedquotes = '"'
        self.state = " "
        self.pushback = deque()
        self.lineno = 1
        self.debug = 0
        self.token = ""
        self.source = None
        self.filestack = deque()
        if punctuation_chars is True:
            punctuation_chars = "();<>|&"
        self._punctuation_chars = punctuation_chars or ""
        if punctuation_chars:
            self._pushback_chars = deque()
            self.wordchars += "~-./*?="
            for char in punctuation_chars:
                self.wordchars = self.wordchars.replace(char, "")

    @property
    def punctuation_chars(self):
        return self._punctuation_chars

    def push_token(self, tok):
        """Has the next `get_token` give a word again."""
        self.pushback.appendleft(tok)

    def push_source(self, newstream, newfile=None):
        """Reads another stream first."""
        if isinstance(newstream, str):
            newstream = StringIO(newstream)
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.infile, self.instream, self.lineno = newfile, newstream, 1

    def pop_source(self):
        """Goes back to the stream before."""
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        self.state = " "

    def get_token(self):
        """The next word."""
        if self.pushback:
            return self.pushback.popleft()
        raw = self.read_token()
        while self.source is not None and raw == self.source:
            spec = self.sourcehook(self.read_token())
            if spec:
                newfile, newstream = spec
                self.push_source(newstream, newfile)
            raw = self.get_token()
        while raw == self.eof and self.filestack:
            self.pop_source()
            raw = self.get_token()
        return raw

    def sourcehook(self, newfile):
        """Opens a file that the text names."""
        newfile = newfile.strip('"')
        return newfile, open(newfile, "r")

    def error_leader(self, infile=None, lineno=None):
        """The beginning of a message about the place where it reads."""
        infile = self.infile if infile is None else infile
        lineno = self.lineno if lineno is None else lineno
        return f'"{infile}", line {lineno}: '

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token

    # The state is " " between words, "a" in one, "c" in punctuation, a quote or an
    # escape where it is in what one of these began, and None at the end.

    def _char(self):
        if self._punctuation_chars and self._pushback_chars:
            char = self._pushback_chars.pop()
        else:
            char = self.instream.read(1)
        self.lineno += char == "\n"
        return char

    def _skip_comment(self):
        self.instream.readline()
        self.lineno += 1

    def _begins(self, char):
        """The state that a character between words leads to; "" if it is a word."""
        if self.posix and char in self.escape:
            return char
        if char in self.wordchars:
            return "a"
        if char in self._punctuation_chars:
            return "c"
        if char in self.quotes:
            return char
        return "a" if self.whitespace_split else ""

    def read_token(self):
        """The next word of the streams themselves."""
        quoted, escaped = False, " "
        while True:
            char = self._char()
            state = self.state
            if state is None:
                self.token = ""
                break
            if state == " ":
                if not char:
                    self.state = None
                    break
                if char in self.whitespace:
                    if self.token or self.posix and quoted:
                        break
                elif char in self.commenters:
                    self._skip_comment()
                else:
                    self.state = self._begins(char)
                    if self.state == "":
                        self.state, self.token = " ", char
                        if self.token or self.posix and quoted:
                            break
                    elif self.state in ("a", "c") or not self.posix:
                        self.token = char
                    elif self.state in self.escape:
                        escaped, self.state = "a", char
            elif state in self.quotes:
                quoted = True
                if not char:
                    raise ValueError("No closing quotation")
                if char == state:
                    if not self.posix:
                        self.token += char
                        self.state = " "
                        break
                    self.state = "a"
                elif self.posix and char in self.escape and state in self.escapedquotes:
                    escaped, self.state = state, char
                else:
                    self.token += char
            elif state in self.escape:
                if not char:
                    raise ValueError("No escaped character")
                if escaped in self.quotes and char != state and char != escaped:
                    self.token += state
                self.token += char
                self.state = escaped
            elif not char:
                self.state = None
                break
            elif char in self.whitespace:
                self.state = " "
                if self.token or self.posix and quoted:
                    break
            elif char in self.commenters:
                self._skip_comment()
                if self.posix:
                    self.state = " "
                    if self.token or quoted:
                        break
            elif state == "c":
                if char in self._punctuation_chars:
                    self.token += char
                else:
                    if char not in self.whitespace:
                        self._pushback_chars.append(char)
                    self.state = " "
                    break
            elif self.posix and char in self.quotes:
                self.state = char
            elif self.posix and char in self.escape:
                escaped, self.state = "a", char
            elif char in self.wordchars or char in self.quotes or \
                    self.whitespace_split and char not in self._punctuation_chars:
                self.token += char
            else:
                if self._punctuation_chars:
                    self._pushback_chars.append(char)
                else:
                    self.pushback.appendleft(char)
                self.state = " "
                if self.token or self.posix and quoted:
                    break
        found, self.token = self.token, ""
        return None if self.posix and not quoted and found == "" else found


def split(s, comments=False, posix=True):
    """The words of a command."""
    if s is None:
        raise ValueError("s argument must not be None")
    words = shlex(s, posix=posix)
    words.whitespace_split = True
    if not comments:
        words.commenters = ""
    return list(words)


def quote(s):
    """A word so that a shell takes it as one."""
    if not s:
        return "''"
    if not isinstance(s, str):
        raise TypeError("expected string or bytes-like object, "
                        f"got {type(s).__name__!r}")
    if _UNSAFE.search(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    """Words as one command."""
    return " ".join(quote(arg) for arg in split_command)

"""Splits the text of a program into tokens."""
from builtins import open as _open
from codecs import BOM_UTF8, lookup
import collections
import io
import re
from token import *
from token import EXACT_TOKEN_TYPES
import token

__all__ = token.__all__ + ["tokenize", "generate_tokens", "detect_encoding", "untokenize",
                           "TokenInfo", "open", "TokenError"]

_ENCODING = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
_BLANK = re.compile(br"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)
_NAME = re.compile(r"\w+")
_NUMBER = re.compile(
    r"0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+"
    r"|(?:[0-9](?:_?[0-9])*\.(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*"
    r"|[0-9](?:_?[0-9])*)(?:[eE][-+]?[0-9](?:_?[0-9])*)?[jJ]?")
_STRING = re.compile(r"""([bBuUrRfF]{0,2})('''|\"""|'|")""")
_OPERATOR = re.compile("|".join(
    re.escape(operator) for operator in sorted(EXACT_TOKEN_TYPES, key=len, reverse=True)))
_PREFIXES = {"", "b", "u", "r", "f", "br", "rb", "fr", "rf"}


class TokenInfo(collections.namedtuple("TokenInfo", "type string start end line")):
    """A token: its kind, its text, where it begins and ends, and its line."""

    def __repr__(self):
        return (f"TokenInfo(type={self.type} ({tok_name[self.type]}), "
                f"string={self.string!r}, start={self.start!r}, end={self.end!r}, "
                f"line={self.line!r})")

    @property
    def exact_type(self):
        """Its kind, where an operator's is its own."""
        if self.type == OP and self.string in EXACT_TOKEN_TYPES:
            return EXACT_TOKEN_TYPES[self.string]
        return self.type


class TokenError(Exception):
    """Text that ends too early, or has what is no token."""


class _Reader:
    """The lines of a program, and how far they are read."""

    def __init__(self, lines):
        self.text = "".join(lines)
        self.lines = self.text.splitlines(keepends=True) if "\f" not in self.text and \
            "\v" not in self.text else re.findall(r"[^\n]*\n|[^\n]+", self.text)
        self.row, self.column = 0, 0
        self.depth = 0

    @property
    def line(self):
        return self.lines[self.row]

    @property
    def place(self):
        return self.row + 1, self.column

    def token(self, kind, end):
        """What stands here up to a column, as a token."""
        start = self.place
        text, self.column = self.line[self.column:end], end
        return TokenInfo(kind, text, start, self.place, self.line)

    def program(self):
        """All tokens."""
        indents, continued = [0], False
        while self.row < len(self.lines):
            if not self.depth and not continued:
                width, blank = self.indent()
                if blank:
                    yield from self.blank()
                    continue
                if width > indents[-1]:
                    indents.append(width)
                    yield TokenInfo(INDENT, self.line[:self.column], (self.row + 1, 0),
                                    self.place, self.line)
                while width < indents[-1]:
                    if width not in indents:
                        raise IndentationError(
                            "unindent does not match any outer indentation level",
                            ("<string>", self.row + 1, self.column + 1, self.line))
                    indents.pop()
                    yield TokenInfo(DEDENT, "", self.place, self.place, self.line)
            continued = False
            while self.row < len(self.lines) and self.column < len(self.line):
                if self.line[self.column] == "\\" and \
                        self.line[self.column + 1:] in ("\n", "\r\n"):
                    continued = True
                    self.next_line()
                    if self.row == len(self.lines):
                        raise TokenError("unexpected EOF in multi-line statement",
                                         (self.row + 1, 0))
                    break
                ended = yield from self.step()
                if ended:
                    break
            else:
                self.next_line()
        if self.lines and not self.lines[-1].endswith("\n"):
            if self.last not in (NEWLINE, NL):
                end = len(self.lines), len(self.lines[-1])
                alone = self.depth or self.last == COMMENT and self.alone
                kind = NL if alone else NEWLINE
                yield TokenInfo(kind, "", end, (end[0], end[1] + 1), self.lines[-1])
        if self.depth:
            raise TokenError("unexpected EOF in multi-line statement", (self.row, 0))
        end = len(self.lines) + 1, 0
        for _ in indents[1:]:
            yield TokenInfo(DEDENT, "", end, end, "")
        yield TokenInfo(ENDMARKER, "", end, end, "")

    last, alone = None, False

    def next_line(self):
        self.row, self.column = self.row + 1, 0

    def indent(self):
        """How wide the space at the beginning of a line is, and whether nothing
        follows that counts."""
        width = 0
        for self.column, char in enumerate(self.line):
            if char == " ":
                width += 1
            elif char == "\t":
                width = (width // 8 + 1) * 8
            elif char == "\f":
                width = 0
            else:
                return width, char in "#\r\n"
        self.column = len(self.line)
        return width, True

    def blank(self):
        """A line of which nothing counts."""
        end = len(self.line.rstrip("\r\n"))
        self.alone = False
        if self.line[self.column:self.column + 1] == "#":
            self.last, self.alone = COMMENT, True
            yield self.token(COMMENT, end)
        self.column = end
        if end < len(self.line):
            self.last = NL
            yield self.token(NL, len(self.line))
        elif not self.alone:
            self.last = NL
        self.next_line()

    def step(self):
        """The next token of a line, and whether it ends that."""
        line, start = self.line, self.column
        char = line[start]
        if char in " \t\f":
            self.column += 1
            return False
        if char in "\r\n":
            self.last = NL if self.depth else NEWLINE
            yield self.token(self.last, len(line))
            self.next_line()
            return True
        if char == "#":
            self.last, self.alone = COMMENT, False
            yield self.token(COMMENT, len(line.rstrip("\r\n")))
            if self.column == len(line):
                self.next_line()
                return True
            return False
        self.last = OP
        string = _STRING.match(line, start)
        if string and string[1].lower() in _PREFIXES:
            if "f" in string[1].lower():
                yield from self.formatted(string)
            else:
                yield self.string(string)
            return False
        number = _NUMBER.match(line, start)
        if number:
            yield self.number(number)
        elif char.isidentifier():
            yield self.token(NAME, _NAME.match(line, start).end())
        else:
            yield self.operator()
        return False

    def number(self, found):
        after = self.line[found.end():found.end() + 1]
        if after and (after.isalpha() or after == "_") and \
                not re.compile("and|else|for|if|in|is|not|or").match(self.line,
                                                                       found.end()):
            raise TokenError("invalid decimal literal", (self.row + 1, found.end()))
        return self.token(NUMBER, found.end())

    def operator(self):
        found = _OPERATOR.match(self.line, self.column)
        if not found:
            char = self.line[self.column]
            if char == "\\":
                raise TokenError("unexpected character after line continuation "
                                 "character", (self.row + 1, self.column + 2))
            kind = NAME if ord(char) > 127 else OP
            return self.token(kind, self.column + 1)
        if found[0] in "([{":
            self.depth += 1
        elif found[0] in ")]}":
            self.depth = max(self.depth - 1, 0)
        return self.token(OP, found.end())

    def string(self, found):
        """A string, that may go over several lines."""
        start, first, quote = self.place, self.row, found[2]
        column = found.end()
        while True:
            line = self.line
            end = re.compile(rf"(?:\\.|(?!{quote})[^\\])*", re.S).match(line, column).end()
            if line.startswith(quote, end):
                self.column = end + len(quote)
                break
            if len(quote) == 1 and not line.endswith(("\\\n", "\\\r\n")):
                raise TokenError("unterminated string literal (detected at line "
                                 f"{start[0]})", (start[0], start[1] + 1))
            self.next_line()
            column = 0
            if self.row == len(self.lines):
                raise TokenError("EOF in multi-line string" if len(quote) == 3 else
                                 "unterminated string literal (detected at line "
                                 f"{start[0]})", (start[0], start[1] + 1))
        lines = self.lines[first:self.row + 1]
        text = "".join(lines)
        size = sum(map(len, lines[:-1])) + self.column
        return TokenInfo(STRING, text[start[1]:size], start, self.place, text)

    def formatted(self, found):
        """A formatted string: its beginning, its text and its fields, its end."""
        quote, raw = found[2], "r" in found[1].lower()
        yield self.token(FSTRING_START, found.end())
        yield from self.middle(quote, raw, False)
        yield self.token(FSTRING_END, self.column + len(quote))

    def middle(self, quote, raw, inside):
        """The text and the fields of a formatted string, or of how a field is shown."""
        start, first, text = self.place, self.row, ""

        def said():
            lines = "".join(self.lines[first:self.row + 1])
            return TokenInfo(FSTRING_MIDDLE, text, start, self.place, lines)
        while True:
            line, at = self.line, self.column
            if line.startswith(quote, at):
                break
            char = line[at:at + 1]
            if char in ("", "\n") and len(quote) == 1:
                raise TokenError("unterminated f-string literal (detected at line "
                                 f"{self.row + 1})", (self.row + 1, start[1] + 1))
            if char == "\\" and not raw and line[at + 1:at + 3] == "N{":
                end = line.find("}", at) + 1
                text, self.column = text + line[at:end], end
                yield said()
                start, first, text = self.place, self.row, ""
            elif char == "\\" and line[at + 1:at + 2] not in ("{", "}"):
                text, self.column = text + line[at:at + 2], at + 2
            elif char in ("{", "}") and line[at + 1:at + 2] == char and not inside:
                text, self.column = text + char, at + 1
                yield said()
                self.column = at + 2
                start, first, text = self.place, self.row, ""
                continue
            elif char == "}" and inside:
                break
            elif char == "}":
                raise TokenError("f-string: single '}' is not allowed",
                                 (self.row + 1, at + 1))
            elif char == "{":
                if text:
                    yield said()
                yield from self.field(quote, raw)
                self.last = FSTRING_MIDDLE
                start, first, text = self.place, self.row, ""
                continue
            else:
                text, self.column = text + char, at + 1
            if self.column >= len(line):
                self.next_line()
                if self.row == len(self.lines):
                    raise TokenError("unexpected EOF in multi-line statement",
                                     (self.row, 0))
        if text or inside and self.last == FSTRING_MIDDLE:
            yield said()

    def field(self, quote, raw):
        """A field of a formatted string."""
        depth = self.depth
        yield self.operator()
        while True:
            char = self.line[self.column:self.column + 1]
            own = self.depth == depth + 1
            if own and char == "}":
                yield self.operator()
                return
            if own and char == "!" and self.line[self.column + 1:self.column + 2] != "=":
                yield self.token(OP, self.column + 1)
            elif own and char == ":":
                yield self.token(OP, self.column + 1)
                self.last = OP
                yield from self.middle(quote, raw, True)
            else:
                yield from self.step()
                if self.row == len(self.lines):
                    raise TokenError("unexpected EOF in multi-line statement",
                                     (self.row, 0))


def _lines(readline):
    while True:
        try:
            line = readline()
        except StopIteration:
            return
        if not line:
            return
        yield line


def generate_tokens(readline):
    """The tokens of lines of text."""
    yield from _Reader(_lines(readline)).program()


def tokenize(readline):
    """The tokens of lines of bytes; the first says in which encoding they are."""
    encoding, first = detect_encoding(readline)
    encoding = encoding.removesuffix("-sig")
    yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), "")
    lines = (line.decode(encoding) for line in [*first, *_lines(readline)])
    yield from _Reader(lines).program()


def detect_encoding(readline):
    """In which encoding a program is, and the lines that were read for that."""
    found, default = [], "utf-8"

    def read():
        try:
            return readline()
        except StopIteration:
            return b""

    def told(line):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise SyntaxError("invalid or missing encoding declaration") from None
        match = _ENCODING.match(text)
        if not match:
            return None
        name = match[1][:12].lower().replace("_", "-")
        if name == "utf-8" or name.startswith("utf-8-"):
            name = "utf-8"
        elif name in ("latin-1", "iso-8859-1", "iso-latin-1") or \
                name.startswith(("latin-1-", "iso-8859-1-", "iso-latin-1-")):
            name = "iso-8859-1"
        else:
            name = match[1]
        try:
            lookup(name)
        except LookupError:
            raise SyntaxError("unknown encoding: " + name) from None
        if default == "utf-8-sig":
            if name != "utf-8":
                raise SyntaxError("encoding problem: utf-8")
            return default
        return name

    first = read()
    if first.startswith(BOM_UTF8):
        first, default = first[3:], "utf-8-sig"
    if not first:
        return default, []
    found.append(first)
    name = told(first)
    if name is None and _BLANK.match(first):
        second = read()
        if second:
            found.append(second)
            name = told(second)
    return name or default, found


def open(filename):
    """Opens a program to read its text."""
    buffer = _open(filename, "rb")
    try:
        encoding, _ = detect_encoding(buffer.readline)
        buffer.seek(0)
        text = io.TextIOWrapper(buffer, encoding, line_buffering=True)
        text.mode = "r"
        return text
    except BaseException:
        buffer.close()
        raise


def untokenize(iterable):
    """Text that has these tokens; with their places, or only their kinds and texts."""
    tokens = list(iterable)
    encoding = None
    if tokens and tokens[0][0] == ENCODING:
        encoding = tokens.pop(0)[1]
    if tokens and len(tokens[0]) == 2:
        text = _joined(tokens)
    else:
        text = _placed(tokens)
    return text if encoding is None else text.encode(encoding)


def _escaped(kind, text):
    """The text of a token as it stands in a program."""
    if kind == FSTRING_MIDDLE:
        return re.sub(r"(\\N\{[^}]*\})|([{}])",
                      lambda found: found[1] or found[2] * 2, text)
    return text


def _placed(tokens):
    parts, row, column, indents, fresh, before = [], 1, 0, [], False, None
    for kind, text, start, end, line in tokens:
        if kind == ENCODING:
            continue
        if kind == ENDMARKER:
            break
        if kind == INDENT:
            indents.append(text)
            continue
        if kind == DEDENT:
            indents.pop()
            row, column = end
            continue
        if kind in (NEWLINE, NL):
            fresh = True
        elif fresh and indents:
            if start[1] >= len(indents[-1]):
                parts.append(indents[-1])
                column = len(indents[-1])
            fresh = False
        if start[0] < row or start[0] == row and start[1] < column:
            raise ValueError(f"start ({start[0]},{start[1]}) precedes previous end "
                             f"({row},{column})")
        if start[0] > row:
            parts.append("\\\n" * (start[0] - row))
            column = 0
        parts.append(" " * (start[1] - column))
        escaped = _escaped(kind, text)
        parts.append(" " * (kind == before == STRING) + escaped)
        before = kind
        row, column = end
        if kind == FSTRING_MIDDLE:
            column += len(escaped) - len(text)
        if kind in (NEWLINE, NL):
            row, column = row + 1, 0
    return "".join(parts)


def _joined(tokens):
    parts, indents, fresh, string = [], [], False, False
    for kind, text, *_ in tokens:
        if kind in (NAME, NUMBER):
            text += " "
        if kind == STRING:
            if string:
                text = "  " + text
            string = True
        else:
            string = False
        if kind == INDENT:
            indents.append(text)
            continue
        if kind == DEDENT:
            indents.pop()
            continue
        if kind in (NEWLINE, NL):
            fresh = True
        elif fresh and indents:
            parts.append(indents[-1])
            fresh = False
        parts.append(_escaped(kind, text))
    return "".join(parts)


__within__ = "<native> _Reader"

"""Text wrapping and filling."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_space = "\t\n\x0b\x0c\r "


def _chunks(text, hyphens):
    """Words and the spaces between them; words are cut behind their hyphens, and around
    a dash of several."""
    chunks, start = [], 0
    while start < len(text):
        if text[start] in _space:
            end = start + 1
            while end < len(text) and text[end] in _space:
                end += 1
        else:
            end = hyphens and start and _dash(text, start) or start + 1
            if end == start + 1:
                while end < len(text) and text[end] not in _space and not (
                        hyphens and (_cut(text, end) or _dash(text, end))):
                    end += 1
        chunks.append(text[start:end])
        start = end
    return chunks


def _dash(text, at):
    """Where a dash of several hyphens between two words ends, if one begins here."""
    end = at
    while text[end:end + 1] == "-":
        end += 1
    before = text[at - 1]
    if end - at > 1 and (before.isalnum() or before in "_!\"'&.,?") and (
            text[end:end + 1].isalnum() or text[end:end + 1] == "_"):
        return end
    return 0


def _letters(text, pattern):
    """Whether a text is made of letters where the pattern has an `x`."""
    return len(text) == len(pattern) and all(
        char == "-" if mark == "-" else char == "_" or char.isalpha()
        for char, mark in zip(text, pattern))


def _cut(text, at):
    """Whether a word may be cut here, behind a hyphen."""
    return text[at - 1] == "-" and (
        _letters(text[max(at - 3, 0):at], "xx-")
        or _letters(text[max(at - 4, 0):at], "x-x-")) and (
        _letters(text[at:at + 2], "xx") or _letters(text[at:at + 3], "x-x"))


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="",
                 expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False,
                 break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _split(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(char): " " for char in _space})
        chunks = _chunks(text, self.break_on_hyphens)
        if self.fix_sentence_endings:
            for at in range(len(chunks) - 1):
                word = chunks[at].rstrip("\"'")
                if chunks[at + 1] == " " and word[-1:] in (".", "!", "?") and \
                        word[-2:-1].islower():
                    chunks[at + 1] = "  "
        return chunks

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks = self._split(text)
        chunks.reverse()
        lines = []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if lines and self._is_dropped(chunks[-1]):
                chunks.pop()
            line = self._line(chunks, width)
            if not line:
                continue
            is_last = not chunks or len(chunks) == 1 and self._is_dropped(chunks[0])
            if self.max_lines is not None and len(lines) + 1 >= self.max_lines and not (
                    is_last and sum(map(len, line)) <= width):
                self._shorten(lines, line, indent, width)
                break
            lines.append(indent + "".join(line))
        return lines

    def _is_dropped(self, chunk):
        return self.drop_whitespace and not chunk.strip()

    def _line(self, chunks, width):
        """Takes the chunks that there is room for."""
        line, room = [], width
        while chunks and len(chunks[-1]) <= room:
            room -= len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._break(chunks, line, width - room, width)
        if line and self._is_dropped(line[-1]):
            line.pop()
        return line

    def _shorten(self, lines, line, indent, width):
        """Puts the placeholder behind as much of the last line as leaves room for it."""
        room = width - len(self.placeholder)
        while line and not (line[-1].strip() and sum(map(len, line)) <= room):
            line.pop()
        if line:
            lines.append(indent + "".join(line) + self.placeholder)
        elif lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
            lines[-1] = lines[-1].rstrip() + self.placeholder
        else:
            lines.append(indent + self.placeholder.lstrip())

    def _break(self, chunks, line, length, width):
        """Takes as much of a word that is too long as there is room for."""
        if not self.break_long_words:
            if not line:
                line.append(chunks.pop())
            return
        room = 1 if width < 1 else width - length
        word, end = chunks[-1], room
        if self.break_on_hyphens and len(word) > room:
            hyphen = word.rfind("-", 0, room)
            if hyphen > 0 and any(char != "-" for char in word[:hyphen]):
                end = hyphen + 1
        line.append(word[:end])
        chunks[-1] = word[end:]

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """Wrap a single paragraph of text, returning a list of wrapped lines."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """Fill a single paragraph of text, returning a new string."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """Collapse and truncate the given text to fit in the given width."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(
        " ".join(text.strip().split()))


def dedent(text):
    """Remove any common leading whitespace from every line in `text`."""
    lines = ["" if not line.strip(" \t") else line for line in text.split("\n")]
    margin = None
    for line in lines:
        if line:
            lead = line[:len(line) - len(line.lstrip(" \t"))]
            if margin is None:
                margin = lead
            while not lead.startswith(margin):
                margin = margin[:-1]
    cut = len(margin or "")
    return "\n".join([line[cut:] for line in lines])


def indent(text, prefix, predicate=None):
    """Adds 'prefix' to the beginning of selected lines in 'text'."""
    wanted = predicate or str.strip
    return "".join([prefix + line if wanted(line) else line
                    for line in text.splitlines(True)])

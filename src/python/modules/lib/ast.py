"""Literals as values. The tree of a program cannot be had here."""

__all__ = ["literal_eval"]


def literal_eval(node_or_string):
    """The value of a literal: numbers, text, bytes, containers of such, None, …"""
    if not isinstance(node_or_string, str):
        raise ValueError(f"malformed node or string: {node_or_string!r}")
    source = node_or_string.lstrip(" \t")
    code = compile(source, "<unknown>", "eval")
    _Reader(source.rstrip()).check()
    return eval(code, {"__builtins__": {"set": set}})


class _Reader:
    """Checks, word by word, that a source (which can be compiled) is only literals."""

    def __init__(self, source):
        import re
        number = r"0[xXoObB][0-9a-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)" \
                 r"(?:[eE][+-]?\d[\d_]*)?[jJ]?"
        text = r"[bBrRuU]{0,2}(?:'''(?:\\.|[^\\])*?'''|\"\"\"(?:\\.|[^\\])*?\"\"\"|" \
               r"'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\")"
        pattern = re.compile(rf"\s+|#[^\n]*|({number})|({text})|(\w+)|(.)", re.DOTALL)
        self.words = []
        for match in pattern.finditer(source):
            if match.lastindex:
                self.words.append(("number", "text", "name", "sign")[match.lastindex - 1]
                                  + " " + match[0])
        self.at = 0

    def fail(self):
        raise ValueError("malformed node or string on line 1: only literals are allowed")

    def peek(self):
        return self.words[self.at] if self.at < len(self.words) else ""

    def take(self, word):
        if self.peek() != word:
            return False
        self.at += 1
        return True

    def check(self):
        self.row("")
        if self.at < len(self.words):
            self.fail()

    def row(self, end):
        """Values with commas between them; in braces, with colons."""
        while self.peek() and self.peek() != end:
            self.value()
            if end == "sign }" and self.take("sign :"):
                self.value()
            if not self.take("sign ,"):
                break
        if end and not self.take(end):
            self.fail()

    def number(self):
        while self.take("sign -") or self.take("sign +"):
            pass
        if not self.peek().startswith("number "):
            self.fail()
        self.at += 1

    def value(self):
        kind = self.peek()
        if kind in ("sign (", "sign [", "sign {"):
            self.at += 1
            self.row({"sign (": "sign )", "sign [": "sign ]", "sign {": "sign }"}[kind])
        elif kind in ("name None", "name True", "name False"):
            self.at += 1
        elif kind.startswith("text "):
            while self.peek().startswith("text "):
                self.at += 1
        elif kind == "name set":
            self.at += 1
            if not (self.take("sign (") and self.take("sign )")):
                self.fail()
        else:
            self.number()
            if self.peek() in ("sign +", "sign -"):
                self.at += 1
                if not self.peek().lower().endswith("j"):
                    self.fail()
                self.number()

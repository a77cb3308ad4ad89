"""Elements, and what reads them from text: CPython has these in C."""
import re

_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_START = r"[:A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\U000effff]"
_NAME = re.compile(_START + r"(?:[-.0-9\xb7\u0300-\u036f\u203f\u2040]|" + _START + ")*")
_SPACE = re.compile(r"[ \t\n]*")
_REFERENCE = re.compile("&(?:#([0-9]+)|#x([0-9a-fA-F]+)|(" + _NAME.pattern + "));")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([-\w.]+)["']""")
_ENTITY = re.compile("<!ENTITY[ \t\n]+(" + _NAME.pattern + ")[ \t\n]+(?:\"([^\"]*)\"|'([^']*)')")
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SEARCHED = re.compile(r"\{\*?\}|(?:[^{]|\{[^}]*\})*?[/*\[@.]")
_XML = "http://www.w3.org/XML/1998/namespace"
_CODES = {"syntax error": 2, "no element found": 3, "not well-formed (invalid token)": 4,
          "unclosed token": 5, "mismatched tag": 7, "duplicate attribute": 8,
          "junk after document element": 9, "undefined entity": 11,
          "reference to invalid character number": 14, "unclosed CDATA section": 20,
          "XML or text declaration not at start of entity": 17, "unbound prefix": 27}
_INVALID = "not well-formed (invalid token)"


class ParseError(SyntaxError):
    """The text is no XML: `code` says why, `position` says where."""


ParseError.__module__ = "xml.etree.ElementTree"


class Element:
    """A tag with its attributes, its text and its children."""
    __module__ = "xml.etree.ElementTree"
    __slots__ = ("tag", "attrib", "text", "tail", "_children", "__weakref__")

    def __init__(self, tag, /, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError("Element() argument 2 must be dict, not "
                            + type(attrib).__name__)
        self.tag, self.attrib = tag, {**attrib, **extra}
        self.text = self.tail = None
        self._children = []

    def __repr__(self):
        return f"<Element {self.tag!r} at {id(self):#x}>"

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        import warnings
        warnings.warn("Testing an element's truth value will always return True in "
                      "future versions.  Use specific 'len(elem)' or 'elem is not "
                      "None' test instead.", DeprecationWarning, stacklevel=2)
        return bool(self._children)

    def __getitem__(self, index):
        try:
            return self._children[index]
        except IndexError:
            raise IndexError("child index out of range") from None

    def __setitem__(self, index, element):
        if isinstance(index, slice):
            element = list(element)
            for one in element:
                _check(one, 'expected an Element, not "{}"')
        else:
            _check(element, 'expected an Element, not "{}"')
        try:
            self._children[index] = element
        except IndexError:
            raise IndexError("child assignment index out of range") from None

    def __delitem__(self, index):
        try:
            del self._children[index]
        except IndexError:
            raise IndexError("child assignment index out of range") from None

    def __copy__(self):
        made = Element(self.tag, self.attrib)
        made.text, made.tail = self.text, self.tail
        made._children = list(self._children)
        return made

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = Element(deepcopy(self.tag, memo), deepcopy(self.attrib, memo))
        made.text, made.tail = deepcopy(self.text, memo), deepcopy(self.tail, memo)
        made._children = [deepcopy(child, memo) for child in self._children]
        memo[id(self)] = made
        return made

    def __getstate__(self):
        return {"tag": self.tag, "_children": list(self._children),
                "attrib": self.attrib, "text": self.text, "tail": self.tail}

    def __setstate__(self, state):
        for name, value in state.items():
            setattr(self, name, value)

    def append(self, subelement, /):
        _check(subelement)
        self._children.append(subelement)

    def extend(self, elements, /):
        for element in elements:
            self.append(element)

    def insert(self, index, subelement, /):
        _check(subelement)
        self._children.insert(index, subelement)

    def remove(self, subelement, /):
        _check(subelement)
        for at, child in enumerate(self._children):
            if child is subelement or child == subelement:
                del self._children[at]
                return
        raise ValueError("list.remove(x): x not in list")

    def clear(self):
        self.attrib.clear()
        self._children.clear()
        self.text = self.tail = None

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def set(self, key, value, /):
        self.attrib[key] = value

    def keys(self):
        return list(self.attrib)

    def items(self):
        return list(self.attrib.items())

    def makeelement(self, tag, attrib, /):
        return Element(tag, attrib)

    def _named(self, path, namespaces):
        # A name alone needs no search; nor does it need its prefix to be known.
        if namespaces or not isinstance(path, str) or _SEARCHED.match(path):
            return self.iterfind(path, namespaces)
        return (child for child in self._children if child.tag == path)

    def find(self, path, namespaces=None):
        return next(self._named(path, namespaces), None)

    def findall(self, path, namespaces=None):
        return list(self._named(path, namespaces))

    def findtext(self, path, default=None, namespaces=None):
        found = self.find(path, namespaces)
        return default if found is None else found.text or ""

    def iterfind(self, path, namespaces=None):
        from xml.etree import ElementPath
        return ElementPath.iterfind(self, path, namespaces)

    def iter(self, tag=None):
        wanted = None if tag == "*" else tag
        # Those that are still to come, the next one last.
        left = [self]
        while left:
            element = left.pop()
            if wanted is None or element.tag == wanted:
                yield element
            left.extend(reversed(element._children))

    def itertext(self):
        left = [self]
        while left:
            one = left.pop()
            if isinstance(one, str):
                yield one
                continue
            if not isinstance(one.tag, str) and one.tag is not None:
                continue
            if one.text:
                yield one.text
            for child in reversed(one._children):
                left += [child.tail, child] if child.tail else [child]


def _check(element, asked="append() argument 1 must be xml.etree.ElementTree.Element, not {}"):
    if not isinstance(element, Element):
        raise TypeError(asked.format(type(element).__name__))


def SubElement(parent, tag, /, attrib={}, **extra):
    """Make an element that is the last child of another."""
    _check(parent, "SubElement() argument 1 must be xml.etree.ElementTree.Element, not {}")
    made = Element(tag, attrib, **extra)
    parent.append(made)
    return made


class TreeBuilder:
    """Makes elements of what a parser finds."""
    __module__ = "xml.etree.ElementTree"

    def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None,
                 insert_comments=False, insert_pis=False):
        self._make = Element if element_factory is None else element_factory
        self._factories = comment_factory, pi_factory
        self._insert = insert_comments, insert_pis
        self._open, self._texts = [], []
        self._root = self._last = None
        self._tail = False

    def _flush(self):
        if self._texts:
            text = "".join(self._texts)
            self._texts = []
            if self._last is not None:
                setattr(self._last, "tail" if self._tail else "text", text)

    def start(self, tag, attrs, /):
        self._flush()
        made = self._make(tag, attrs)
        if self._open:
            self._open[-1].append(made)
        elif self._root is None:
            self._root = made
        self._open.append(made)
        self._last, self._tail = made, False
        return made

    def end(self, tag, /):
        self._flush()
        if not self._open:
            raise IndexError("pop from empty stack")
        self._last, self._tail = self._open.pop(), True
        return self._last

    def data(self, data, /):
        self._texts.append(data)

    def _single(self, which, *args):
        import xml.etree.ElementTree as whole
        factory = self._factories[which]
        made = (factory or (whole.Comment, whole.ProcessingInstruction)[which])(*args)
        if self._insert[which]:
            self._flush()
            self._last, self._tail = made, True
            if self._open:
                self._open[-1].append(made)
        return made

    def comment(self, text, /):
        return self._single(0, text)

    def pi(self, target, text=None, /):
        return self._single(1, target, text)

    def close(self):
        return self._root


class XMLParser:
    """Reads XML; what it finds it gives to a target."""
    __module__ = "xml.etree.ElementTree"

    def __init__(self, *, target=None, encoding=None):
        self.target = TreeBuilder() if target is None else target
        self.entity = {}
        self.version = "Expat 2.6.3"
        self._encoding, self._fed = encoding, []

    def feed(self, data, /):
        if not isinstance(data, (str, bytes, bytearray, memoryview)):
            raise TypeError(f"a bytes-like object is required, not {type(data).__name__!r}")
        self._fed.append(data)
        # Text that is whole is read at once, so that its mistakes are told here.
        text = self._text()
        try:
            _Reading(self, text).read(False)
        except _More:
            return
        self._fed = [text]

    def flush(self):
        pass

    def _text(self):
        fed = self._fed
        if all(isinstance(part, str) for part in fed):
            text = "".join(fed)
        else:
            data = b"".join(part.encode() if isinstance(part, str) else bytes(part)
                            for part in fed)
            found = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
            encoding = self._encoding or (found and found[1].decode()) or "utf-8"
            if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                encoding = "utf-16"
            text = data.decode("utf-8-sig" if encoding.lower() == "utf-8" else encoding)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def close(self):
        reading = _Reading(self, self._text())
        reading.read(True)
        for name, *args in reading.events:
            handler = getattr(self.target, name, None)
            if handler is not None:
                handler(*args)
        close = getattr(self.target, "close", None)
        return close() if close is not None else None


class _More(Exception):
    """The text may be but the beginning."""


class _Reading:
    """One pass over a text."""

    def __init__(self, parser, text):
        self.parser, self.text, self.at = parser, text, 0
        self.entities = {**parser.entity}
        self.events, self.open = [], []
        self.rooted = self.doctype = False

    def fail(self, message, at):
        before = self.text[:at]
        line, column = before.count("\n") + 1, at - before.rfind("\n") - 1
        error = ParseError(f"{message}: line {line}, column {column}")
        error.code, error.position = _CODES[message], (line, column)
        raise error

    def until(self, end, start, message="unclosed token"):
        found = self.text.find(end, start)
        if found < 0:
            self.ended(message, self.at)
        return found

    def ended(self, message, at):
        if not self.last:
            raise _More
        self.fail(message, at)

    def read(self, last):
        self.last = last
        text, size = self.text, len(self.text)
        while self.at < size:
            at = self.at
            if text[at] == "<":
                self.markup(at)
                continue
            end = text.find("<", at)
            end = size if end < 0 else end
            self.characters(at, end)
            self.at = end
        if self.open or not self.rooted:
            self.ended("no element found", size)

    def characters(self, at, end):
        text = self.text[at:end]
        if self.open:
            if "]]>" in text:
                self.fail(_INVALID, at + text.index("]]>") + 2)
            self.events.append(("data", self.expand(text, at)))
        elif text.strip(" \t\n"):
            at += len(text) - len(text.lstrip(" \t\n"))
            self.fail("junk after document element" if self.rooted else "syntax error",
                      at)

    def expand(self, text, at, tag_at=None):
        """The text with what its references stand for."""
        bad = _FORBIDDEN.search(text)
        if bad:
            self.fail(_INVALID, at + bad.start())
        if "&" not in text:
            return text
        parts, done = [], 0
        while (found := text.find("&", done)) >= 0:
            parts.append(text[done:found])
            match = _REFERENCE.match(text, found)
            if match is None:
                name = _NAME.match(text, found + 1)
                number = re.compile("#x?[0-9a-fA-F]*").match(text, found + 1)
                where = (name or number).end() if name or number else found + 1
                if where >= len(text) and at + where >= len(self.text):
                    self.ended("unclosed token", at + found)
                self.fail(_INVALID, at + where)
            parts.append(self.referred(match, at + found if tag_at is None else tag_at))
            done = match.end()
        return "".join(parts) + text[done:]

    def referred(self, match, at):
        decimal, hexadecimal, name = match.groups()
        if name is None:
            number = int(decimal) if decimal else int(hexadecimal, 16)
            if number > 0x10ffff or 0xd800 <= number < 0xe000 or (
                    _FORBIDDEN.match(chr(number))):
                self.fail("reference to invalid character number", at)
            return chr(number)
        if name in _ENTITIES:
            return _ENTITIES[name]
        if name in self.entities:
            return self.expand(self.entities[name], at)
        self.fail("undefined entity", at)

    def markup(self, at):
        text = self.text
        if text.startswith("<!--", at):
            end = self.until("--", at + 4)
            if text[end + 2:end + 3] != ">":
                self.fail(_INVALID, end + 2)
            self.events.append(("comment", text[at + 4:end]))
            self.at = end + 3
        elif text.startswith("<![CDATA[", at) and self.open:
            end = text.find("]]>", at + 9)
            if end < 0:
                self.ended("unclosed CDATA section", len(text))
            self.events.append(("data", text[at + 9:end]))
            self.at = end + 3
        elif text.startswith("<?", at):
            end = self.until("?>", at + 2)
            target, _, rest = text[at + 2:end].partition(" ")
            if target == "xml":
                if at:
                    self.fail("XML or text declaration not at start of entity", at)
            else:
                self.events.append(("pi", target, rest.lstrip() or None))
            self.at = end + 2
        elif text.startswith("<!DOCTYPE", at) and not self.rooted:
            self.skip_doctype(at)
        elif text.startswith("</", at):
            self.end_tag(at)
        else:
            self.start_tag(at)

    def skip_doctype(self, at):
        text, end = self.text, at + 9
        depth, quote = 0, None
        while True:
            if end >= len(text):
                self.ended("unclosed token", at)
            letter = text[end]
            if quote:
                quote = None if letter == quote else quote
            elif letter in "\"'":
                quote = letter
            elif letter in "[]":
                depth += 1 if letter == "[" else -1
            elif letter == ">" and not depth:
                break
            end += 1
        for name, one, other in _ENTITY.findall(text, at, end):
            self.entities.setdefault(name, one or other)
        self.at = end + 1

    def name(self, at, tag_at):
        found = _NAME.match(self.text, at)
        if found is None:
            if at >= len(self.text):
                self.ended("unclosed token", tag_at)
            self.fail(_INVALID, at)
        return found[0], found.end()

    def end_tag(self, at):
        if not self.open:
            self.fail(_INVALID, at + 1)
        name, end = self.name(at + 2, at)
        end = _SPACE.match(self.text, end).end()
        if self.text[end:end + 1] != ">":
            if end >= len(self.text):
                self.ended("unclosed token", at)
            self.fail(_INVALID, end)
        if self.open[-1][0] != name:
            self.fail("mismatched tag", at + 2)
        self.events.append(("end", self.open.pop()[1]))
        self.at = end + 1

    def start_tag(self, at):
        text = self.text
        if self.rooted and not self.open:
            self.fail("junk after document element", at)
        name, end = self.name(at + 1, at)
        attributes, places = {}, {}
        while True:
            after = _SPACE.match(text, end).end()
            if text.startswith(">", after) or text.startswith("/>", after):
                break
            if after >= len(text) or text[after:] == "/":
                self.ended("unclosed token", at)
            if after == end:
                self.fail(_INVALID, after)
            key, end = self.name(after, at)
            if key in attributes:
                self.fail("duplicate attribute", after)
            places[key] = after
            attributes[key], end = self.value(end, at)
        closed = text[after] == "/"
        self.at = after + 1 + closed
        inner = self.open[-1][2] if self.open else {"xml": _XML}
        declared = {key[6:]: value for key, value in attributes.items()
                    if key == "xmlns" or key.startswith("xmlns:")}
        if declared:
            inner = {**inner, **declared}
        tag = self.qualified(name, inner, at, inner.get(""))
        found = {self.qualified(key, inner, at, None): value
                 for key, value in attributes.items()
                 if key != "xmlns" and not key.startswith("xmlns:")}
        self.events.append(("start", tag, found))
        self.rooted = True
        if closed:
            self.events.append(("end", tag))
        else:
            self.open.append((name, tag, inner))

    def value(self, end, at):
        text = self.text
        end = _SPACE.match(text, end).end()
        if text[end:end + 1] == "=":
            end = _SPACE.match(text, end + 1).end()
            quote = text[end:end + 1]
            if quote and quote in "\"'":
                close = text.find(quote, end + 1)
                if close < 0:
                    self.ended("unclosed token", at)
                inside = text[end + 1:close]
                if "<" in inside:
                    self.fail(_INVALID, end + 1 + inside.index("<"))
                inside = inside.replace("\n", " ").replace("\t", " ")
                return self.expand(inside, end + 1, at), close + 1
        if end >= len(text):
            self.ended("unclosed token", at)
        self.fail(_INVALID, end)

    def qualified(self, name, spaces, at, default):
        prefix, colon, local = name.partition(":")
        if not colon:
            return f"{{{default}}}{name}" if default else name
        if prefix not in spaces:
            self.fail("unbound prefix", at)
        return f"{{{spaces[prefix]}}}{local}"

"""XML as trees: reading, searching, changing and writing."""
import io
from contextlib import contextmanager
from xml.etree import ElementPath
from _elementtree import Element, ParseError, SubElement, TreeBuilder, XMLParser

__all__ = ["Comment", "dump", "Element", "ElementTree", "fromstring", "fromstringlist",
           "indent", "iselement", "iterparse", "parse", "ParseError", "PI",
           "ProcessingInstruction", "QName", "SubElement", "tostring", "tostringlist",
           "TreeBuilder", "VERSION", "XML", "XMLID", "XMLParser", "register_namespace"]
VERSION = "1.3.0"
HTML_EMPTY = {"area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img",
              "input", "isindex", "link", "meta", "param", "source", "track", "wbr"}
_namespace_map = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc",
}


def iselement(element):
    """Whether something looks like an element."""
    return hasattr(element, "tag")


def Comment(text=None):
    """Make a comment: an element whose tag is this function."""
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    """Make a processing instruction: an element whose tag is this function."""
    element = Element(ProcessingInstruction)
    element.text = f"{target} {text}" if text else target
    return element


PI = ProcessingInstruction


class QName:
    """A name with its namespace."""

    def __init__(self, text_or_uri, tag=None):
        self.text = f"{{{text_or_uri}}}{tag}" if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return f"<{type(self).__name__} {self.text!r}>"

    def __hash__(self):
        return hash(self.text)

    def _order(how):
        def compare(self, other):
            mine, other = self.text, getattr(other, "text", other)
            return getattr(mine, how)(other)
        return compare

    __eq__, __le__, __lt__ = _order("__eq__"), _order("__le__"), _order("__lt__")
    __ge__, __gt__ = _order("__ge__"), _order("__gt__")
    del _order


class ElementTree:
    """A whole document."""

    def __init__(self, element=None, file=None):
        if element is not None and not iselement(element):
            raise TypeError(f"expected an Element, not {type(element).__name__}")
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        """The outermost element."""
        return self._root

    def _setroot(self, element):
        if not iselement(element):
            raise TypeError(f"expected an Element, not {type(element).__name__}")
        self._root = element

    def parse(self, source, parser=None):
        """Read a file, and return its outermost element."""
        opened = not hasattr(source, "read")
        if opened:
            source = open(source, "rb")
        try:
            parser = XMLParser() if parser is None else parser
            parser.feed(source.read())
            self._root = parser.close()
            return self._root
        finally:
            if opened:
                source.close()

    def iter(self, tag=None):
        """All elements, from the outermost inward."""
        return self._root.iter(tag)

    def _path(self, path):
        if path[:1] == "/":
            import warnings
            path = "." + path
            warnings.warn("This search is broken in 1.3 and earlier, and will be fixed "
                          "in a future version.  If you rely on the current behaviour, "
                          f"change it to {path!r}", FutureWarning, stacklevel=3)
        return path

    def find(self, path, namespaces=None):
        """The first element that a path leads to."""
        return self._root.find(self._path(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """The text of the first element that a path leads to."""
        return self._root.findtext(self._path(path), default, namespaces)

    def findall(self, path, namespaces=None):
        """All elements that a path leads to."""
        return self._root.findall(self._path(path), namespaces)

    def iterfind(self, path, namespaces=None):
        """The same, one by one."""
        return self._root.iterfind(self._path(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None,
              default_namespace=None, method=None, *, short_empty_elements=True):
        """Write the document to a file."""
        method = method or "xml"
        if method not in ("xml", "html", "text", "c14n"):
            raise ValueError(f"unknown method {method!r}")
        encoding = encoding or ("utf-8" if method == "c14n" else "us-ascii")
        with _writer(file_or_filename, encoding) as (write, declared):
            declare = xml_declaration
            if declare is None:
                declare = encoding.lower() not in ("unicode", "utf-8", "us-ascii")
            if method == "xml" and declare:
                write(f"<?xml version='1.0' encoding='{declared}'?>\n")
            if method == "text":
                write("".join(self._root.itertext()))
                return
            names, spaces = _names(self._root, default_namespace)
            _write(write, self._root, names, spaces, method == "html",
                   short_empty_elements)


@contextmanager
def _writer(file, encoding):
    """A function that writes text, and the encoding to declare."""
    if encoding.lower() == "unicode":
        if hasattr(file, "write"):
            yield file.write, getattr(file, "encoding", None) or "utf-8"
            return
        with open(file, "w", encoding="utf-8", errors="xmlcharrefreplace") as opened:
            yield opened.write, "utf-8"
        return
    parts = []
    yield parts.append, encoding
    data = "".join(parts).encode(encoding, "xmlcharrefreplace")
    if hasattr(file, "write"):
        file.write(data)
        return
    with open(file, "wb") as opened:
        opened.write(data)


def _refuse(thing):
    raise TypeError(f"cannot serialize {thing!r} (type {type(thing).__name__})")


def _names(root, default):
    """The names to write for those in a tree, and prefixes by namespace."""
    names, spaces = {None: None}, {}
    if default:
        spaces[default] = ""

    def add(name):
        if name in names:
            return
        if name[:1] != "{":
            if default:
                raise ValueError("cannot use non-qualified names with "
                                 "default_namespace option")
            names[name] = name
            return
        space, local = name[1:].rsplit("}", 1)
        if space not in spaces:
            prefix = _namespace_map.get(space) or f"ns{len(spaces)}"
            if prefix == "xml":
                names[name] = f"xml:{local}"
                return
            spaces[space] = prefix
        prefix = spaces[space]
        names[name] = f"{prefix}:{local}" if prefix else local

    for element in root.iter():
        tag = element.tag
        if isinstance(tag, QName):
            add(tag.text)
        elif isinstance(tag, str):
            add(tag)
        elif tag is not None and tag is not Comment and tag is not PI:
            _refuse(tag)
        for key, value in element.items():
            key = key.text if isinstance(key, QName) else key
            if not isinstance(key, str):
                _refuse(key)
            add(key)
            if isinstance(value, QName):
                add(value.text)
        if isinstance(element.text, QName):
            add(element.text.text)
    return names, spaces


def _escaped(text, extra=()):
    try:
        for letter, written in (("&", "&amp;"), *extra):
            if letter in text:
                text = text.replace(letter, written)
        return text
    except (TypeError, AttributeError):
        _refuse(text)


_ANGLES = ("<", "&lt;"), (">", "&gt;")
_IN_QUOTES = *_ANGLES, ('"', "&quot;"), ("\r", "&#13;"), ("\n", "&#10;"), ("\t", "&#09;")
_IN_HTML = (">", "&gt;"), ('"', "&quot;")


def _write(write, element, names, spaces, html, short):
    tag, text = element.tag, element.text
    if tag is Comment:
        write(f"<!--{text}-->")
    elif tag is PI:
        write(f"<?{text}?>")
    else:
        shown = names[tag.text if isinstance(tag, QName) else tag]
        inside = text.text if isinstance(text, QName) else text
        if shown is None:
            if inside:
                write(_escaped(inside, _ANGLES))
            for child in element:
                _write(write, child, names, None, html, short)
        else:
            write("<" + shown)
            _write_attributes(write, element, names, spaces, html)
            _write_inside(write, element, shown, inside, (names, html, short))
    if element.tail:
        write(_escaped(element.tail, _ANGLES))


def _write_attributes(write, element, names, spaces, html):
    for space, prefix in sorted((spaces or {}).items(), key=lambda item: item[1]):
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        write(f' {name}="{_escaped(space, _IN_HTML if html else _IN_QUOTES)}"')
    for key, value in element.items():
        key = key.text if isinstance(key, QName) else key
        if isinstance(value, QName):
            value = names[value.text]
        else:
            value = _escaped(value, _IN_HTML if html else _IN_QUOTES)
        write(f' {names[key]}="{value}"')


def _write_inside(write, element, shown, text, how):
    names, html, short = how
    lower = shown.lower()
    if not html and short and not text and not len(element):
        write(" />")
        return
    write(">")
    if text:
        raw = html and lower in ("script", "style")
        write(text if raw else _escaped(text, _ANGLES))
    for child in element:
        _write(write, child, names, None, html, short)
    if not html or lower not in HTML_EMPTY:
        write(f"</{shown}>")


def register_namespace(prefix, uri):
    """Choose the prefix that a namespace is written with."""
    if prefix[:2] == "ns" and prefix[2:].isdigit():
        raise ValueError("Prefix format reserved for internal use")
    for known, its in list(_namespace_map.items()):
        if known == uri or its == prefix:
            del _namespace_map[known]
    _namespace_map[uri] = prefix


def tostring(element, encoding=None, method=None, *, xml_declaration=None,
             default_namespace=None, short_empty_elements=True):
    """An element as text: as bytes, unless the encoding is "unicode"."""
    out = io.StringIO() if encoding == "unicode" else io.BytesIO()
    ElementTree(element).write(out, encoding, xml_declaration=xml_declaration,
                               default_namespace=default_namespace, method=method,
                               short_empty_elements=short_empty_elements)
    return out.getvalue()


def tostringlist(element, encoding=None, method=None, **options):
    """The same in a list."""
    return [tostring(element, encoding, method, **options)]


def dump(elem):
    """Print an element or a document."""
    import sys
    tree = elem if isinstance(elem, ElementTree) else ElementTree(elem)
    tree.write(sys.stdout, encoding="unicode")
    tail = tree.getroot().tail
    if not tail or tail[-1] != "\n":
        sys.stdout.write("\n")


def indent(tree, space="  ", level=0):
    """Put each element on a line of its own, by changing texts that are but space."""
    root = tree.getroot() if isinstance(tree, ElementTree) else tree
    if level < 0:
        raise ValueError(f"Initial indentation level must be >= 0, got {level}")
    if len(root):
        _indent(root, space, "\n" + level * space)


def _indent(element, space, end):
    inner = end + space
    if not element.text or not element.text.strip():
        element.text = inner
    for child in element:
        if len(child):
            _indent(child, space, inner)
        if not child.tail or not child.tail.strip():
            child.tail = inner
    if not child.tail.strip():
        child.tail = end


def parse(source, parser=None):
    """Read a file, and return its document."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def XML(text, parser=None):
    """Read text, and return its outermost element."""
    parser = parser or XMLParser()
    parser.feed(text)
    return parser.close()


fromstring = XML


def fromstringlist(sequence, parser=None):
    """Read the parts of a text."""
    parser = parser or XMLParser()
    for text in sequence:
        parser.feed(text)
    return parser.close()


def XMLID(text, parser=None):
    """Read text; return its outermost element, and its elements by their `id`."""
    tree = XML(text, parser)
    return tree, {element.get("id"): element for element in tree.iter()
                  if element.get("id")}


class _Events(TreeBuilder):
    """What happens while a text is read, as pairs."""

    def __init__(self, wanted):
        TreeBuilder.__init__(self)
        self._wanted, self.seen = wanted, []

    def start(self, tag, attrs, /):
        made = TreeBuilder.start(self, tag, attrs)
        if "start" in self._wanted:
            self.seen.append(("start", made))
        return made

    def end(self, tag, /):
        made = TreeBuilder.end(self, tag)
        if "end" in self._wanted:
            self.seen.append(("end", made))
        return made


class iterparse:
    """Pairs of what happens while a file is read, and the element it happens to."""

    def __init__(self, source, events=None, parser=None):
        for event in events or ():
            if event not in ("start", "end", "start-ns", "end-ns", "comment", "pi"):
                raise ValueError(f"unknown event {event!r}")
        self._builder = _Events(("end",) if events is None else tuple(events))
        self._tree, self.root, self._left = ElementTree(), None, None
        self._source = open(source, "rb") if not hasattr(source, "read") else source
        self._mine = source is not self._source

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is None:
            root = self._tree.parse(self._source, XMLParser(target=self._builder))
            self._left = iter(self._builder.seen)
            self.close()
        try:
            return next(self._left)
        except StopIteration:
            self.root = self._tree.getroot()
            raise

    def close(self):
        """Close the file that was opened for this."""
        if self._mine:
            self._source.close()

"""Paths to elements: a part of XPath."""
import re

_STEP = re.compile(r"(\.\.|\.|//|/|\*(?!\})|\[[^\]]*\]|(?:\{[^}]*\})?[^/\[\]{}]+|\{[^}]*\}\*)")
_TEST = re.compile(r"""\s*(@?)((?:\{[^}]*\})?[^\s=!'"(\[\]@]*)\s*(?:(!?=)\s*(?:'([^']*)'|"([^"]*)"))?\s*$""")
_LAST = re.compile(r"\s*last\(\)\s*(?:-\s*(\d+)\s*)?$")


def _named(name, namespaces):
    """A name, with the namespace of its prefix in front."""
    if name[:1] == "{" or name in ("*", "", ".", ".."):
        return name
    prefix, colon, local = name.partition(":")
    if colon:
        try:
            return f"{{{(namespaces or {})[prefix]}}}{local}"
        except KeyError:
            raise SyntaxError(f"prefix {prefix!r} not found in prefix map") from None
    space = (namespaces or {}).get("")
    return f"{{{space}}}{name}" if space else name


def _matches(tag):
    """Whether a tag is meant."""
    if tag == "*" or tag == "{*}*":
        return lambda element: isinstance(element.tag, str)
    if tag.startswith("{*}"):
        local = tag[3:]
        return lambda element: isinstance(element.tag, str) and (
            element.tag == local or element.tag.endswith("}" + local))
    if tag.startswith("{}") or tag[-2:] == "}*":
        space = tag[:-1] if tag[-2:] == "}*" else None
        if space == "{}":
            return lambda element: isinstance(element.tag, str) and element.tag[0] != "{"
        if space:
            return lambda element: (isinstance(element.tag, str)
                                    and element.tag.startswith(space))
        tag = tag[2:]
    return lambda element: element.tag == tag


def _steps(path):
    """The parts of a path."""
    at, found = 0, []
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None:
            raise SyntaxError("invalid path")
        found.append(match[0])
        at = match.end()
    return found


class _Search:
    def __init__(self, root, namespaces):
        self.root, self.namespaces = root, namespaces
        self._parents = None

    @property
    def parents(self):
        if self._parents is None:
            self._parents = {child: parent for parent in self.root.iter()
                             for child in parent}
        return self._parents

    def children(self, elements, tag):
        meant = _matches(tag)
        for element in elements:
            yield from (child for child in element if meant(child))

    def descendants(self, elements, tag):
        meant = _matches(tag)
        for element in elements:
            yield from (one for one in element.iter()
                        if one is not element and meant(one))

    def above(self, elements):
        seen = set()
        for element in elements:
            parent = self.parents.get(element)
            if parent is not None and parent not in seen:
                seen.add(parent)
                yield parent

    def tested(self, elements, test):
        last = _LAST.match(test)
        if last or test.strip().lstrip("-").isdigit():
            index = -1 - int(last[1] or 0) if last else int(test) - 1
            if index < 0 and not last:
                raise SyntaxError("XPath position >= 1 expected")
            return self.at_place(elements, index)
        match = _TEST.match(test)
        if match is None or not match[2]:
            raise SyntaxError("invalid predicate")
        sign, name, how, *values = match.groups()
        value = next((one for one in values if one is not None), None)
        return self.holding(elements, sign, name, how, value)

    def at_place(self, elements, index):
        for element in elements:
            parent = self.parents.get(element)
            same = [] if parent is None else parent.findall(element.tag)
            if -len(same) <= index < len(same) and same[index] is element:
                yield element

    def holding(self, elements, sign, name, how, value):
        if not sign:
            name = _named(name, self.namespaces)
        for element in elements:
            if sign:
                texts = [element.get(name)] if element.get(name) is not None else []
            elif name == ".":
                texts = ["".join(element.itertext())]
            else:
                texts = ["".join(one.itertext()) for one in element.findall(name)]
            if how is None and texts or how == "=" and value in texts or (
                    how == "!=" and any(text != value for text in texts)):
                yield element


def iterfind(element, path, namespaces=None):
    """The elements that a path leads to from one."""
    if path[-1:] == "/":
        path += "*"
    if path[:1] == "/":
        raise SyntaxError("cannot use absolute path on element")
    search, found = _Search(element, namespaces), [element]
    deep, fresh = False, True
    for step in _steps(path):
        if step in ("/", "//"):
            deep, fresh = step == "//", True
            continue
        if step[0] == "[":
            found = search.tested(found, step[1:-1])
        elif not fresh:
            raise SyntaxError("invalid path")
        elif step == "..":
            found = search.above(found)
        elif step == ".":
            continue
        else:
            find = search.descendants if deep else search.children
            found = find(found, _named(step, namespaces))
        deep = fresh = False
    return iter(found if path else ())


def find(element, path, namespaces=None):
    """The first of them, or None."""
    return next(iterfind(element, path, namespaces), None)


def findall(element, path, namespaces=None):
    """All of them."""
    return list(iterfind(element, path, namespaces))

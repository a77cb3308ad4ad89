"""The documentation of objects as text: what `help()` prints."""
import builtins
import inspect
import sys
from reprlib import Repr
from types import GetSetDescriptorType, MemberDescriptorType

__all__ = ["help", "render_doc", "doc", "getdoc", "plaintext"]
_HIDDEN = {"__author__", "__builtins__", "__credits__", "__date__", "__doc__",
           "__docformat__", "__file__", "__loader__", "__module__", "__name__",
           "__package__", "__path__", "__qualname__", "__slots__", "__spec__",
           "__version__", "__static_attributes__", "__firstlineno__", "__cached__"}
_repr = Repr(maxlist=20, maxtuple=20, maxdict=10, maxstring=100, maxother=100)


class ErrorDuringImport(Exception):
    """Errors that occurred while trying to import something to document it."""


def getdoc(object):
    """Get the doc string or comments for an object."""
    if inspect.isclass(object):
        doc = object.__dict__.get("__doc__")
        return inspect.cleandoc(doc).rstrip() if isinstance(doc, str) else ""
    found = inspect.getdoc(object)
    return found.rstrip() if isinstance(found, str) else ""


def visiblename(name, all=None, obj=None):
    """Decide whether to show documentation on a variable."""
    if name in _HIDDEN:
        return False
    if name.startswith("__") and name.endswith("__"):
        return True
    if name.startswith("_") and hasattr(obj, "_fields"):
        return True
    return name in all if all is not None else not name.startswith("_")


def describe(thing):
    """Produce a short description of the given thing."""
    if inspect.ismodule(thing):
        return f"module {thing.__name__}"
    if inspect.isbuiltin(thing):
        return f"built-in function {thing.__name__}"
    for check, kind in ((inspect.isgetsetdescriptor, "getset descriptor"),
                        (inspect.ismemberdescriptor, "member descriptor")):
        if check(thing):
            owner = thing.__objclass__
            return f"{kind} {owner.__module__}.{owner.__name__}.{thing.__name__}"
    if inspect.isclass(thing):
        return f"class {thing.__name__}"
    if inspect.isfunction(thing):
        return f"function {thing.__name__}"
    if inspect.ismethod(thing):
        return f"method {thing.__name__}"
    if inspect.ismethodwrapper(thing):
        return f"method-wrapper {thing.__name__}"
    return type(thing).__name__


def _classname(cls, module):
    name = cls.__name__
    return name if cls.__module__ == module else f"{cls.__module__}.{name}"


def _indent(text, prefix="    "):
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _section(title, contents):
    return f"{title}\n{_indent(contents).rstrip()}\n\n"


def _signature(thing, name):
    """The parameters in parentheses, with a lambda's shown as such."""
    try:
        found = inspect.signature(thing)
    except (ValueError, TypeError):
        return "(...)"
    width = 80 - len(getattr(thing, "__name__", ""))
    text = found.format(max_width=None if name == "<lambda>" else width)
    return text[1:-1] if name == "<lambda>" else text


def _kind(thing):
    """Which of the ways to document a thing fits it."""
    tests = {"module": inspect.ismodule, "class": inspect.isclass,
             "routine": inspect.isroutine, "data": inspect.isdatadescriptor}
    return next((kind for kind, fits in tests.items() if fits(thing)), "other")


class TextDoc:
    """Formats documentation as plain text."""

    def document(self, thing, name=None, *args):
        return getattr(self, "doc" + _kind(thing))(thing, name, *args)

    def docmodule(self, thing, name=None):
        name = thing.__name__
        line, _, rest = getdoc(thing).partition("\n")
        result = _section("NAME", name + (line and " - " + line))
        if rest.strip():
            result += _section("DESCRIPTION", rest.strip("\n"))
        all = getattr(thing, "__all__", None)
        classes, functions, data = [], [], []
        for key, value in inspect.getmembers(thing):
            if inspect.isclass(value):
                own = all is not None or value.__module__ == name
                group = classes
            elif inspect.isroutine(value):
                own = all is not None or inspect.isbuiltin(value) \
                    or getattr(value, "__module__", None) == name
                group = functions
            else:
                own, group = not inspect.ismodule(value), data
            if own and visiblename(key, all, thing):
                group.append((key, value))
        if classes:
            tree = inspect.getclasstree([value for _, value in classes], True)
            shown = [self._tree(tree, name)]
            shown += [self.document(value, key, name) for key, value in classes]
            result += _section("CLASSES", "\n".join(shown))
        if functions:
            shown = [self.document(value, key, name) for key, value in functions]
            result += _section("FUNCTIONS", "\n".join(shown))
        if data:
            shown = [self.docother(value, key, name, maxlen=70) for key, value in data]
            result += _section("DATA", "\n".join(shown))
        return result + _section("FILE", getattr(thing, "__file__", "(built-in)"))

    def _tree(self, tree, module, parent=None, prefix=""):
        text = ""
        for entry in tree:
            if isinstance(entry, list):
                text += self._tree(entry, module, parent, prefix + "    ")
                continue
            parent, bases = entry
            text += prefix + _classname(parent, module)
            if bases and bases != (parent,):
                text += f"({', '.join(_classname(base, module) for base in bases)})"
            text += "\n"
        return text

    def docclass(self, thing, name=None, module=None):
        real, name = thing.__name__, name or thing.__name__
        module = module or thing.__module__
        title = f"class {name}" if name == real else f"{name} = class {real}"
        if thing.__bases__:
            bases = [_classname(base, thing.__module__) for base in thing.__bases__]
            title += f"({', '.join(bases)})"
        parts = []
        if _signature(thing, name) not in ("(...)", "()"):
            parts += [name + _signature(thing, name), ""]
        if doc := getdoc(thing):
            parts += [doc, ""]
        mro = thing.__mro__
        if len(mro) > 2:
            parts.append("Method resolution order:")
            parts += ["    " + _classname(base, thing.__module__) for base in mro]
            parts.append("")
        below = sorted((_classname(one, thing.__module__)
                        for one in type.__subclasses__(thing)
                        if not one.__name__.startswith("_")
                        and one.__module__ == "builtins"), key=str.lower)
        if below:
            parts.append("Built-in subclasses:")
            parts += ["    " + one for one in below[:4]]
            if len(below) > 4:
                parts.append(f"    ... and {len(below) - 4} other subclasses")
            parts.append("")
        attributes = [entry for entry in self._attributes(thing)
                      if visiblename(entry[0], None, thing)]
        waiting, begun = list(mro), False
        while attributes:
            here = waiting.pop(0) if waiting else attributes[0][2]
            own = [entry for entry in attributes if entry[2] is here]
            attributes = [entry for entry in attributes if entry[2] is not here]
            if here is builtins.object and thing is not builtins.object:
                continue
            where = "defined here" if here is thing else \
                f"inherited from {_classname(here, thing.__module__)}"
            own.sort(key=lambda entry: entry[0])
            for title_of, kind in (("Methods", "method"), ("Class methods", "class method"),
                                   ("Static methods", "static method"),
                                   ("Readonly properties", "readonly property"),
                                   ("Data descriptors", "data descriptor"),
                                   ("Data and other attributes", "data")):
                chosen = [entry for entry in own if entry[1] == kind]
                if not chosen:
                    continue
                if begun:
                    parts.append("-" * 70)
                begun = True
                parts += [f"{title_of} {where}:", ""]
                for key, _, _, value in chosen:
                    parts.append(self._attribute(thing, key, kind, here, value))
        text = "\n".join(parts).rstrip()
        return title + "\n" + (_indent(text, " |  ") if text else "") + "\n"

    def _attributes(self, thing):
        for name, kind, owner, value in inspect.classify_class_attrs(thing):
            if inspect.isdatadescriptor(value):
                kind = "data descriptor"
                if isinstance(value, property) and value.fset is None:
                    kind = "readonly property"
            yield name, kind, owner, value

    def _attribute(self, thing, name, kind, owner, value):
        if kind in ("readonly property", "data descriptor"):
            return self.docdata(value, name)
        if kind == "data":
            shown = getattr(thing, name, owner)
            doc = getdoc(value) if callable(value) or inspect.isdatadescriptor(value) \
                else None
            return self.docother(shown, name, maxlen=70, doc=doc) + "\n"
        return self.document(getattr(thing, name), name, None, thing, owner)

    def docroutine(self, thing, name=None, module=None, cls=None, owner=None):
        real = getattr(thing, "__name__", None)
        name = name or real
        note = ""
        if inspect.ismethod(thing):
            holder = thing.__self__
            if cls is None:
                what = "class" if inspect.isclass(holder) else "instance"
                shown = holder if inspect.isclass(holder) else type(holder)
                if inspect.isclass(holder):
                    note = f" class method of {_classname(shown, module)}"
                else:
                    note = f" method of {_classname(shown, module)} {what}"
            if not inspect.isclass(holder):
                pass
        elif inspect.isbuiltin(thing) and cls is None:
            holder = getattr(thing, "__self__", None)
            if holder is not None and not inspect.ismodule(holder):
                if inspect.isclass(holder):
                    note = f" class method of {_classname(holder, module)}"
                else:
                    note = f" method of {_classname(type(holder), module)} instance"
        elif inspect.ismethoddescriptor(thing) and cls is None:
            home = getattr(thing, "__objclass__", None)
            if home is not None:
                note = f" unbound {_classname(home, module)} method"
        if name == real or real is None:
            title = name
        else:
            title = f"{name} = {real}"
            if cls is not None and inspect.getattr_static(cls, real, None) is thing:
                note = ""
        arguments = _signature(thing, real)
        if real == "<lambda>":
            title, arguments = name + " lambda ", arguments
        line = ("async " if inspect.iscoroutinefunction(thing) else "") \
            + title + arguments + note
        doc = getdoc(thing)
        return line + "\n" + (doc and _indent(doc).rstrip() + "\n")

    def docdata(self, thing, name=None, module=None, cls=None):
        lines = [name] if name else []
        if doc := getdoc(thing):
            lines.append(_indent(doc))
        return "\n".join(lines) + "\n"

    def docother(self, thing, name=None, module=None, parent=None, maxlen=None, doc=None):
        shown = _repr.repr(thing)
        start = f"{name} = " if name else ""
        if maxlen and len(start + shown) > maxlen:
            shown = shown[:maxlen - len(start) - 3] + "..."
        text = start + shown
        if not doc:
            doc = getdoc(thing)
            if doc == getdoc(type(thing)):
                doc = None
        return text + ("\n" + _indent(str(doc)) + "\n" if doc else "")


text = plaintext = TextDoc()


def resolve(thing):
    """Given an object or a path to an object, get the object and its name."""
    if not isinstance(thing, str):
        return thing, getattr(thing, "__name__", None)
    first, *rest = thing.split(".")
    try:
        found = __import__(first)
    except ImportError:
        found = getattr(builtins, first, None)
        if found is None:
            raise ImportError(
                f"No Python documentation found for {thing!r}.\n"
                "Use help() to get the interactive help utility.\n"
                "Use help(str) for help on the str class.") from None
    for part in rest:
        try:
            found = getattr(found, part)
        except AttributeError:
            raise ImportError(f"No Python documentation found for {thing!r}.\n"
                              "Use help() to get the interactive help utility.\n"
                              "Use help(str) for help on the str class.") from None
    return found, thing


def render_doc(thing, title="Python Library Documentation: %s", forceload=0,
               renderer=None):
    """Render text documentation, given an object or a path to an object."""
    found, name = resolve(thing)
    desc, module = describe(found), inspect.getmodule(found)
    if name and "." in name:
        desc += " in " + name.rpartition(".")[0]
    elif module and module is not found:
        desc += " in module " + module.__name__
    if _kind(found) == "other":
        if hasattr(found, "__origin__") and not getdoc(found):
            found = found.__origin__
        else:
            found = type(found)
            desc += " object"
    return title % desc + "\n\n" + text.document(found, name)


def doc(thing, title="Python Library Documentation: %s", forceload=0, output=None):
    """Display text documentation, given an object or a path to an object."""
    try:
        shown = render_doc(thing, title, forceload)
    except ImportError as problem:
        shown = f"{problem}\n"
    (output or sys.stdout).write(shown)


def help(*request):
    """Print the documentation of one object, or of what a text names."""
    if not request:
        print("There is no interactive help here: help(object) prints what is known of "
              "an object.")
        return
    thing, = request
    doc(thing, "Help on %s:")
    sys.stdout.write("\n")

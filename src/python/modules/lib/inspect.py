"""Get useful information from live Python objects."""
import _code
import abc
import collections
import functools
import sys
import types
from _objects import inside as _inside
from keyword import iskeyword

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR, \
    CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = \
    1, 2, 4, 8, 16, 32, 128, 256, 512


def ismodule(object):
    """Return true if the object is a module."""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Return true if the object is a class."""
    return isinstance(object, type)


def ismethod(object):
    """Return true if the object is an instance method."""
    return isinstance(object, types.MethodType)


def isfunction(object):
    """Return true if the object is a user-defined function."""
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    """Return true if the object is a built-in function or method."""
    return isinstance(object, types.BuiltinFunctionType)


def ismethoddescriptor(object):
    """Return true if the object is a method descriptor."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    # Its __get__ warns only, that it will be a method.
    if isinstance(object, functools.partial):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__") and \
        not hasattr(kind, "__delete__")


def isdatadescriptor(object):
    """Return true if the object is a data descriptor."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__set__") or hasattr(type(object), "__delete__")


def isgetsetdescriptor(object):
    """Return true if the object is a getset descriptor."""
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    """Return true if the object is a member descriptor."""
    return isinstance(object, types.MemberDescriptorType)


def isroutine(object):
    """Return true if the object is any kind of function or method."""
    return isbuiltin(object) or isfunction(object) or ismethod(object) or \
        ismethoddescriptor(object) or ismethodwrapper(object)


def isgenerator(object):
    """Return true if the object is a generator."""
    return isinstance(object, types.GeneratorType)


def _has_flag(f, flag):
    f = getattr(f, "__func__", f)
    while isinstance(f, functools.partial):
        f = f.func
    return isfunction(f) and bool(f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    """Return true if the object is a user-defined generator function."""
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    """Return true if the object is a coroutine function."""
    return _has_flag(obj, CO_COROUTINE)


def iscoroutine(object):
    """Return true if the object is a coroutine, which this runtime has none of."""
    return False


def isasyncgenfunction(obj):
    """Return true if the object is an asynchronous generator function."""
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def isasyncgen(object):
    """Return true if the object is an asynchronous generator, which this runtime has
    none of."""
    return False


def isawaitable(object):
    """Return true if object can be passed to an ``await`` expression."""
    return hasattr(type(object), "__await__")


def ismethodwrapper(object):
    """Return true if the object is a method wrapper."""
    return isinstance(object, types.MethodWrapperType)


def istraceback(object):
    """Return true if the object is a traceback."""
    return isinstance(object, types.TracebackType)


def isframe(object):
    """Return true if the object is a frame object."""
    return isinstance(object, types.FrameType)


def iscode(object):
    """Return true if the object is a code object."""
    return isinstance(object, types.CodeType)


def isabstract(object):
    """Return true if the object is an abstract base class (ABC)."""
    if not isclass(object):
        return False
    if object.__flags__ & 1 << 20:
        return True
    if not issubclass(type(object), abc.ABCMeta) or \
            hasattr(object, "__abstractmethods__"):
        return False
    # `abc` marks a class only when it is done with making it.
    if any(getattr(value, "__isabstractmethod__", False) for value in
           vars(object).values()):
        return True
    return any(getattr(getattr(object, name, None), "__isabstractmethod__", False)
               for base in object.__bases__
               for name in getattr(base, "__abstractmethods__", ()))


def _members(object, predicate, getter):
    names = dir(object)
    if isclass(object):
        # `dir` leaves these out where they are inherited.
        names += [name for base in object.__bases__ for name, value in vars(base).items()
                  if isinstance(value, types.DynamicClassAttribute)]
    missing, spaces = [], [vars(base) for base in getattr(object, "__mro__", ())]

    def find(name):
        try:
            return getter(object, name)
        except AttributeError:
            return next((space[name] for space in spaces if name in space), missing)

    found = [(name, find(name)) for name in sorted(names)]
    return [pair for pair in found
            if pair[1] is not missing and (not predicate or predicate(pair[1]))]


def getmembers(object, predicate=None):
    """Return all members of an object as (name, value) pairs sorted by name."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """Return all members, found without triggering dynamic lookup."""
    return _members(object, predicate, getattr_static)


_sentinel = object()


def getattr_static(obj, attr, default=_sentinel):
    """Retrieve attributes without triggering dynamic lookup."""
    own = _sentinel
    of_class = type in _mro_of(type(obj))
    kind = obj if of_class else type(obj)
    if not of_class:
        stand_in = _own_dict(kind)
        if stand_in is _sentinel or ismemberdescriptor(stand_in):
            try:
                own = dict.get(object.__getattribute__(obj, "__dict__"), attr, own)
            except AttributeError:
                pass
    found = _in_classes(_mro_of(kind), attr)
    if own is not _sentinel and found is not _sentinel:
        names = _mro_of(type(found))
        sets = [_in_classes(names, name) for name in ("__get__", "__set__", "__delete__")]
        if sets[0] is not _sentinel and sets[1:] != [_sentinel, _sentinel]:
            return found
    for value in own, found:
        if value is not _sentinel:
            return value
    if of_class:
        value = _in_classes(type.mro(type(kind)), attr)
        if value is not _sentinel:
            return value
    if default is not _sentinel:
        return default
    raise AttributeError(attr)


# What a class itself has under these names may be something else.
_mro_of = type.__dict__["__mro__"].__get__
_dict_of = type.__dict__["__dict__"].__get__


def _own_dict(kind):
    """What classes have in the place of their instances' dict."""
    for base in _mro_of(kind):
        value = _dict_of(base).get("__dict__", _sentinel)
        usual = type(value) is types.GetSetDescriptorType and \
            value.__name__ == "__dict__" and value.__objclass__ is base
        if value is not _sentinel and not usual:
            return value
    return _sentinel


def _in_classes(classes, attr):
    for base in classes:
        if _own_dict(type(base)) is _sentinel and attr in _dict_of(base):
            return _dict_of(base)[attr]
    return _sentinel


Attribute = collections.namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """Return list of attribute-descriptor tuples."""
    made, classes = [], cls.__mro__
    metaclasses = [kind for kind in type(cls).__mro__ if kind not in (type, object)]
    names = set(dir(cls))
    for base in classes:
        names.update(name for name, value in vars(base).items() if value is not None and
                     isinstance(value, types.DynamicClassAttribute) and value.fget)
    for name in sorted(names):
        home = value = plain = None
        if name != "__dict__":
            try:
                value = getattr(cls, name)
            except Exception:
                pass
            else:
                home = _giver(cls, name, value, metaclasses)
        for base in (*classes, *metaclasses):
            if name in vars(base):
                plain = vars(base)[name]
                if home not in metaclasses:
                    home = base
                break
        if home is None:
            continue
        if value is None:
            value = plain
        if isinstance(plain, (staticmethod, types.BuiltinMethodType)):
            kind, value = "static method", plain
        elif isinstance(plain, (classmethod, types.ClassMethodDescriptorType)):
            kind, value = "class method", plain
        elif isinstance(plain, property):
            kind, value = "property", plain
        else:
            kind = "method" if isroutine(value) else "data"
        made.append(Attribute(name, kind, home, value))
    return made


def _giver(cls, name, value, metaclasses):
    """The last class that gives the value under the name."""
    home = getattr(value, "__objclass__", None)
    if home not in cls.__mro__:
        home = None
    for base in cls.__mro__:
        if getattr(base, name, None) is value:
            home = base
    for kind in metaclasses:
        try:
            if kind.__getattr__(cls, name) is value:
                home = kind
        except AttributeError:
            pass
    return home


def getmro(cls):
    "Return tuple of base classes (including cls) in method resolution order."
    return cls.__mro__


def getdoc(object):
    """Get the documentation string for an object, without its indentation; what has
    none has that of what it overrides."""
    try:
        doc = object.__doc__
        if doc is None:
            doc = _finddoc(object)
    except (AttributeError, TypeError):
        return None
    return cleandoc(doc) if isinstance(doc, str) else None


def _finddoc(object):
    """The text of what a class or its member stands in for."""
    if isclass(object):
        texts = (base.__doc__ for base in object.__mro__ if base.__doc__ is not None
                 and base.__base__)
        return next(texts, None)
    name, home = _home(object)
    if home is None:
        return None
    if ismemberdescriptor(object):
        slots = getattr(home, "__slots__", None)
        if isinstance(slots, dict) and name in slots:
            return slots[name]
    for base in home.__mro__:
        if hasattr(base, name) and (doc := getattr(base, name).__doc__) is not None:
            return doc
    return None


def _home(object):
    """The name of a class's member, and the class; None if that has another now."""
    if ismethod(object) or isbuiltin(object):
        name, owner = object.__name__, object.__self__
        if not isclass(owner):
            return name, type(owner)
        if ismethod(object):
            own = getattr(getattr(owner, name, None), "__func__", None)
            return name, owner if own is object.__func__ else type(owner)
        own = f"{owner.__qualname__}.{name}" == object.__qualname__
        return name, owner if own else type(owner)
    if isfunction(object):
        name, home = object.__name__, _class_of(object)
    elif isinstance(object, property):
        name, home = object.fget.__name__, _class_of(object.fget)
    elif ismethoddescriptor(object) or isdatadescriptor(object):
        name, home = object.__name__, object.__objclass__
    else:
        return None, None
    if home is None or getattr(home, name) is not object:
        return name, None
    return name, home


def _class_of(function):
    """The class in whose body a function was defined."""
    found = sys.modules.get(getattr(function, "__module__", None))
    if found is None:
        return None
    for name in function.__qualname__.split(".")[:-1]:
        found = getattr(found, name)
    return found if isclass(found) else None


def cleandoc(doc):
    """Clean up indentation from docstrings."""
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")]
    lines[0] = lines[0].lstrip(" ")
    if margins:
        lines[1:] = [line[min(margins):] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def unwrap(func, *, stop=None):
    """Get the object wrapped by *func*."""
    seen = {id(func)}
    while not isclass(func) and hasattr(func, "__wrapped__") and not (
            stop and stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= sys.getrecursionlimit():
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen.add(id(func))
    return func


def _code_of(object):
    object = getattr(object, "__func__", object)
    object = getattr(object, "__code__", object)
    object = getattr(object, "tb_frame", object)
    return getattr(object, "f_code", object)


def getfile(object):
    """Work out which source or compiled file an object was defined in."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    code = _code_of(object)
    if iscode(code):
        return code.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object "
                    f"was expected, got {type(object).__name__}")


def getmodulename(path):
    """Return the module name for a given file, or None."""
    name = path.rpartition("/")[2]
    return name[:-3] if name.endswith(".py") else None


def getabsfile(object, _filename=None):
    """Return an absolute path to the source or compiled file for an object."""
    import os
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


# Modules by the files that they are from.
modulesbyfile = {}


def getmodule(object, _filename=None):
    """Return the module an object was defined in, or None if not found."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        filename = getabsfile(object, _filename)
    except (TypeError, FileNotFoundError):
        return None
    if filename not in modulesbyfile:
        for module in sys.modules.copy().values():
            if ismodule(module) and getattr(module, "__file__", None):
                for known in module.__file__, getabsfile(module):
                    modulesbyfile.setdefault(known, module.__name__)
    if filename in modulesbyfile:
        return sys.modules.get(modulesbyfile[filename])
    for name in "__main__", "builtins":
        known = getattr(sys.modules.get(name), getattr(object, "__name__", ""), None)
        if known is object:
            return sys.modules[name]
    return None


def getsourcefile(object):
    """Return the filename that can be used to locate an object's source."""
    import linecache
    import os
    filename = getfile(object)
    if _code.source(filename) is not None or filename in linecache.cache or \
            os.path.exists(filename):
        return filename
    return None


def findsource(object):
    """Return the entire source file and starting line number for an object."""
    import linecache
    filename = getsourcefile(object)
    if filename:
        linecache.checkcache(filename)
    else:
        filename = getfile(object)
        # An input has lines, too, under a name that is no file's.
        if not (filename.startswith("<") and filename.endswith(">")):
            raise OSError("source code not available")
    lines = linecache.getlines(filename)
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        try:
            number = vars(object)["__firstlineno__"] - 1
        except (TypeError, KeyError):
            raise OSError("source code not available")
    else:
        number = _code_of(object).co_firstlineno - 1
    if number >= len(lines):
        raise OSError("lineno is out of bounds")
    return lines, number


def getcomments(object):
    """Get lines of comments immediately preceding an object's source code."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0].startswith("#!") else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        end = start
        while end < len(lines) and lines[end].startswith("#"):
            end += 1
        return "".join([line.expandtabs() for line in lines[start:end]]) or None
    start, indent = number, indentsize(lines[number])
    while start and lines[start - 1].lstrip().startswith("#") and \
            indentsize(lines[start - 1]) == indent:
        start -= 1
    return "".join([line.expandtabs().lstrip() for line in lines[start:number]]) or None


def indentsize(line):
    """Return the indent size, in spaces, at the start of a line of text."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def getsourcelines(object):
    """Return a list of source lines and starting line number for an object."""
    target = unwrap(object)
    lines, first = findsource(target)
    frame = getattr(target, "tb_frame", target)
    of_module = isframe(frame) and frame.f_code.co_name == "<module>"
    if of_module or ismodule(target):
        return lines, 0
    return getblock(lines[first:]), first + 1


def getblock(lines):
    """Extract the block of code at the top of the given list of lines."""
    return lines[:_last_line(lines)]


def _last_line(lines):
    """The number of the last line of the definition that begins these lines."""
    from tokenize import (COMMENT, DEDENT, INDENT, NAME, NEWLINE, NL, OP, TokenError,
                          generate_tokens)
    tokens = generate_tokens(iter(lines).__next__)
    last, words = 1, []
    try:
        # The head: the first statement that defines something and is no decorator.
        for token in tokens:
            if token.type in (NAME, OP):
                words.append(token.string)
            elif token.type == NEWLINE:
                last = token.start[0]
                keyword = next(filter(("def", "class", "lambda").__contains__, words), "")
                if keyword and words[0] != "@":
                    break
                words.clear()
        else:
            return last
        if keyword == "lambda":
            return last
        # The body: what is further to the right, with its comments.
        depth, margin = 0, None
        for token in tokens:
            if token.type == INDENT:
                depth += 1
                if margin is None:
                    margin = token.end[1]
            elif token.type == DEDENT:
                depth -= 1
                if depth <= 0:
                    break
            elif margin is None:
                if token.type not in (COMMENT, NL):
                    break
            elif token.type == NEWLINE or \
                    token.type == COMMENT and token.start[1] >= margin:
                last = token.start[0]
    except (TokenError, SyntaxError):
        # What follows the block need not be whole.
        pass
    return last


def getsource(object):
    """Return the text of the source code for an object."""
    return "".join(getsourcelines(object)[0])


def currentframe():
    """Return the frame of the caller or None if this is not possible."""
    return _code.frame()


_Traceback = collections.namedtuple(
    "_Traceback", "filename lineno function code_context index")
_FrameInfo = collections.namedtuple(
    "_FrameInfo", ("frame",) + _Traceback._fields)


def _shown(record, positions):
    """A record with what is no item of it."""
    fields = [f"{name}={value!r}" for name, value in zip(record._fields, record)]
    return f"{type(record).__name__}({', '.join(fields)}, positions={positions!r})"


class Traceback(_Traceback):
    """Where a frame or traceback is."""

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, filename, lineno, function, code_context, index)
        made.positions = positions
        return made

    def __repr__(self):
        return _shown(self, self.positions)


class FrameInfo(_FrameInfo):
    """A frame, and where it is."""

    def __new__(cls, frame, filename, lineno, function, code_context, index, *,
                positions=None):
        made = super().__new__(cls, frame, filename, lineno, function, code_context,
                               index)
        made.positions = positions
        return made

    def __repr__(self):
        return _shown(self, self.positions)


def _positions(frame, line):
    """From where to where the instruction of a frame or traceback goes."""
    from itertools import islice
    from dis import Positions
    last = frame.tb_lasti if istraceback(frame) else frame.f_lasti
    if last < 0:
        return Positions(line, line, None, None)
    found = next(islice(_code_of(frame).co_positions(), last // 2, None), None)
    if found is None or found[0] is None:
        return Positions(line, line, *(found or (None,) * 4)[2:])
    return Positions(*found)


def getlineno(frame):
    """Get the line number from a frame object, allowing for optimization."""
    return frame.f_lineno


def getframeinfo(frame, context=1):
    """Get information about a frame or traceback object."""
    line = frame.tb_lineno if istraceback(frame) else frame.f_lineno
    if not istraceback(frame) and not isframe(frame):
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    positions = _positions(frame, line)
    code = _code_of(frame)
    shown = index = None
    if context > 0:
        try:
            lines, _ = findsource(frame)
        except OSError:
            pass
        else:
            start = max(0, min(line - 1 - context // 2, len(lines) - context))
            shown, index = lines[start:start + context], line - 1 - start
    return Traceback(getsourcefile(frame) or getfile(frame), line, code.co_name, shown,
                     index, positions=positions)


def _frame_info(frame, place, context):
    info = getframeinfo(place, context)
    return FrameInfo(frame, *info, positions=info.positions)


def getouterframes(frame, context=1):
    """Get a list of records for a frame and all higher (calling) frames."""
    made = []
    while frame:
        made.append(_frame_info(frame, frame, context))
        frame = frame.f_back
    return made


def stack(context=1):
    """Return a list of records for the stack above the caller's frame."""
    return getouterframes(_code.frame(), context)


def getinnerframes(tb, context=1):
    """Get a list of records for a traceback's frame and all lower frames."""
    made = []
    while tb:
        made.append(_frame_info(tb.tb_frame, tb, context))
        tb = tb.tb_next
    return made


def trace(context=1):
    """Return a list of records for the stack below the current exception."""
    exception = sys.exception()
    return getinnerframes(None if exception is None else exception.__traceback__, context)


Arguments = collections.namedtuple("Arguments", "args, varargs, varkw")
ArgInfo = collections.namedtuple("ArgInfo", "args varargs keywords locals")


def getargs(co):
    """Get information about the arguments accepted by a code object."""
    if not iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names, count = co.co_varnames, co.co_argcount + co.co_kwonlyargcount
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[count]
        count += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[count]
    return Arguments(list(names[:co.co_argcount + co.co_kwonlyargcount]), varargs, varkw)


def getargvalues(frame):
    """Get information about arguments passed into a particular frame."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str,
                    formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name,
                    formatvalue=lambda value: "=" + repr(value)):
    """Format an argument spec from the 4 values returned by getargvalues."""
    shown = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        shown.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        shown.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return f"({', '.join(shown)})"


def getclasstree(classes, unique=False):
    """Arrange the given list of classes into a hierarchy of nested lists."""
    children, roots = {}, []
    for cls in classes:
        for base in cls.__bases__:
            below = children.setdefault(base, [])
            if cls not in below:
                below.append(cls)
            if unique and base in classes:
                break
        if not cls.__bases__ and cls not in roots:
            roots.append(cls)
    roots += [base for base in children if base not in classes]
    return walktree(roots, children, None)


def walktree(classes, children, parent):
    """Recursive helper function for getclasstree()."""
    results = []
    for cls in sorted(classes, key=lambda cls: (cls.__module__, cls.__name__)):
        results.append((cls, cls.__bases__))
        if cls in children:
            results.append(walktree(children[cls], children, cls))
    return results


def getgeneratorlocals(generator):
    """Get the mapping of generator local variables to their current values."""
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def getclosurevars(func):
    """Get the mapping of free variables to their current values."""
    func = getattr(func, "__func__", func)
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    known = func.__globals__.get("__builtins__", sys.modules["builtins"])
    if ismodule(known):
        known = vars(known)
    cells = func.__closure__ or ()
    nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, cells)}
    spaces, builtin, unbound = {}, {}, set()
    for name in code.co_names:
        if name in func.__globals__:
            spaces[name] = func.__globals__[name]
        elif name in known:
            builtin[name] = known[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, spaces, builtin, unbound)


ClosureVars = collections.namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getgeneratorstate(generator):
    """Get current state of a generator-iterator."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_frame is None:
        return GEN_CLOSED
    return GEN_SUSPENDED if getattr(generator, "gi_suspended", True) else GEN_CREATED


GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = (
    "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED")


class _empty:
    """Marker object for Signature.empty and Parameter.empty."""


class _ParameterKind(int):
    __slots__ = ()
    _NAMES = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL",
              "KEYWORD_ONLY", "VAR_KEYWORD")
    _TEXTS = ("positional-only", "positional or keyword", "variadic positional",
              "keyword-only", "variadic keyword")
    name = property(lambda self: self._NAMES[self])
    value = property(lambda self: int(self))
    description = property(lambda self: self._TEXTS[self])

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"


_ONLY, _EITHER, _ARGS, _KEYWORD, _KWARGS = map(_ParameterKind, range(5))
for _kind in (_ONLY, _EITHER, _ARGS, _KEYWORD, _KWARGS):
    setattr(_ParameterKind, _kind.name, _kind)
del _kind


def formatannotation(annotation, base_module=None):
    home = getattr(annotation, "__module__", None)
    if home == "typing":
        return repr(annotation).replace("typing.", "")
    if not isinstance(annotation, type) or isinstance(annotation, types.GenericAlias):
        return repr(annotation)
    prefix = "" if home in ("builtins", base_module) else f"{home}."
    return prefix + annotation.__qualname__


class Parameter:
    """Represents a parameter in a function signature."""
    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL = _ONLY, _EITHER, _ARGS
    KEYWORD_ONLY, VAR_KEYWORD = _KEYWORD, _KWARGS
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            known = _ParameterKind(kind)
            known.name
        except (IndexError, TypeError, ValueError):
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        kind = known
        if default is not _empty and kind in (_ARGS, _KWARGS):
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            # What a comprehension goes through.
            if kind != _EITHER:
                raise ValueError("implicit arguments must be passed as positional or "
                                 f"keyword arguments, not {kind.description}")
            kind, name = _ONLY, f"implicit{name[1:]}"
        if not name.isidentifier() or iskeyword(name) and kind != _ONLY:
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name, self._kind = name, kind
        self._default, self._annotation = default, annotation

    def __reduce__(self):
        return type(self), (self._name, self._kind), \
            {"_default": self._default, "_annotation": self._annotation}

    def __setstate__(self, state):
        self._default, self._annotation = state["_default"], state["_annotation"]

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_sentinel, kind=_sentinel, annotation=_sentinel,
                default=_sentinel):
        """Creates a customized copy of the Parameter."""
        def chosen(new, old):
            return old if new is _sentinel else new
        return type(self)(chosen(name, self._name), chosen(kind, self._kind),
                          default=chosen(default, self._default),
                          annotation=chosen(annotation, self._annotation))

    __replace__ = replace

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = f"{text}: {formatannotation(self._annotation)}"
        if self._default is not _empty:
            spaced = self._annotation is not _empty
            text += f" = {self._default!r}" if spaced else f"={self._default!r}"
        return {_ARGS: "*", _KWARGS: "**"}.get(self._kind, "") + text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def _parts(self):
        return self._name, int(self._kind), self._default, self._annotation

    def __hash__(self):
        return hash(self._parts())

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return self._parts() == other._parts()


class BoundArguments:
    """Result of `Signature.bind` call."""
    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments, self._signature = arguments, signature

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __setstate__(self, state):
        self._signature, self.arguments = state["_signature"], state["arguments"]

    signature = property(lambda self: self._signature)

    def _split(self):
        """The parameters whose arguments go by place, and the others that have one."""
        parameters = list(self._signature.parameters.values())
        count = next((index for index, one in enumerate(parameters)
                      if one.kind in (_KEYWORD, _KWARGS) or one.name not in self.arguments),
                     len(parameters))
        return parameters[:count], [one for one in parameters[count:]
                                    if one.name in self.arguments]

    @property
    def args(self):
        given = ((one.kind, self.arguments[one.name]) for one in self._split()[0])
        return tuple([value for kind, values in given
                      for value in (values if kind == _ARGS else (values,))])

    @property
    def kwargs(self):
        kwargs = {}
        for one in self._split()[1]:
            value = self.arguments[one.name]
            kwargs.update(value if one.kind == _KWARGS else {one.name: value})
        return kwargs

    def apply_defaults(self):
        """Set default values for missing arguments."""
        made = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                made[name] = self.arguments[name]
            elif parameter.default is not _empty:
                made[name] = parameter.default
            elif parameter.kind == _ARGS:
                made[name] = ()
            elif parameter.kind == _KWARGS:
                made[name] = {}
        self.arguments = made

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return (self._signature, self.arguments) == (other._signature, other.arguments)

    def __repr__(self):
        shown = [f"{name}={value!r}" for name, value in self.arguments.items()]
        return f"<BoundArguments ({', '.join(shown)})>"


class Signature:
    """A Signature object represents the overall signature of a function."""
    __slots__ = ("_parameters", "_return_annotation")
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        found, last, default_seen = {}, _ONLY, False
        for parameter in parameters or ():
            if parameter.kind < last:
                raise ValueError(
                    f"wrong parameter order: {last.description} parameter before "
                    f"{parameter.kind.description} parameter")
            last = parameter.kind
            if parameter.kind in (_ONLY, _EITHER):
                if parameter.default is _empty and default_seen:
                    raise ValueError(
                        "non-default argument follows default argument")
                default_seen = parameter.default is not _empty
            if parameter.name in found:
                raise ValueError(f"duplicate parameter name: {parameter.name!r}")
            found[parameter.name] = parameter
        self._parameters = types.MappingProxyType(collections.OrderedDict(found))
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kwargs):
        """Constructs Signature for the given callable object."""
        return _signature(obj, cls)

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), \
            {"_return_annotation": self._return_annotation}

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_sentinel, return_annotation=_sentinel):
        """Creates a customized copy of the Signature."""
        if parameters is _sentinel:
            parameters = self._parameters.values()
        if return_annotation is _sentinel:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    __replace__ = replace

    def _bind(self, args, kwargs, partial):
        arguments, args, kwargs = {}, list(args), dict(kwargs)
        passed = False
        for name, parameter in self._parameters.items():
            kind = parameter.kind
            if args and kind in (_KEYWORD, _KWARGS):
                break
            if kind == _ARGS:
                passed = True
                if args:
                    arguments[name] = tuple(args)
                    args = []
            elif kind == _KWARGS:
                if kwargs:
                    arguments[name] = kwargs
                    kwargs = {}
            elif args and kind in (_ONLY, _EITHER):
                if name in kwargs and kind == _EITHER:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = args.pop(0)
            elif name in kwargs and kind != _ONLY:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                sort = "positional-only" if kind == _ONLY and name in kwargs else ""
                if sort:
                    raise TypeError(f"{name!r} parameter is positional only, but was "
                                    "passed as a keyword")
                sort = " keyword-only" if kind == _KEYWORD and not passed else ""
                raise TypeError(f"missing a required{sort} argument: {name!r}")
            else:
                passed = True
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        """Get a BoundArguments object, that maps arguments to parameters."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        """As bind(), where arguments may be missing."""
        return self._bind(args, kwargs, True)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self):
        by_place, by_name, annotation = self._parts()
        return hash((by_place, frozenset(by_name.values()), annotation))

    def _parts(self):
        # Those that only have a name may come in any order.
        parameters = self._parameters.items()
        by_name = {name: one for name, one in parameters if one.kind == _KEYWORD}
        by_place = tuple([one for _, one in parameters if one.kind != _KEYWORD])
        return by_place, by_name, self._return_annotation

    def format(self, *, max_width=None):
        """Create a string representation of the Signature object."""
        parts = list(map(str, self._parameters.values()))
        kinds = [parameter.kind for parameter in self._parameters.values()]
        if _KEYWORD in kinds and _ARGS not in kinds:
            parts.insert(kinds.index(_KEYWORD), "*")
        if _ONLY in kinds:
            parts.insert(kinds.count(_ONLY), "/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _empty:
            text += f" -> {formatannotation(self._return_annotation)}"
        return text

    def __str__(self):
        return self.format()

    def __repr__(self):
        return f"<Signature {self}>"


def _of_function(function, cls):
    code = function.__code__
    names, annotations = code.co_varnames, getattr(function, "__annotations__", {})
    defaults, kwdefaults = function.__defaults__ or (), function.__kwdefaults__ or {}
    count, made = code.co_argcount, []

    def add(name, kind, default=_empty):
        made.append(Parameter(name, kind, default=default,
                              annotation=annotations.get(name, _empty)))

    for index, name in enumerate(names[:count]):
        place = index - (count - len(defaults))
        add(name, _ONLY if index < code.co_posonlyargcount else _EITHER,
            defaults[place] if place >= 0 else _empty)
    end = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        add(names[end], _ARGS)
    for name in names[count:end]:
        add(name, _KEYWORD, kwdefaults.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[end + bool(code.co_flags & CO_VARARGS)], _KWARGS)
    return cls(made, return_annotation=annotations.get("return", _empty))


def _without_first(signature):
    parameters = list(signature.parameters.values())
    if not parameters or parameters[0].kind in (_KEYWORD, _KWARGS):
        raise ValueError("invalid method signature")
    if parameters[0].kind != _ARGS:
        del parameters[0]
    return signature.replace(parameters=parameters)


def _of_partial(wrapped, signature):
    bound = signature.bind_partial(*wrapped.args, **wrapped.keywords)
    made, by_name = [], False
    for name, parameter in signature.parameters.items():
        if name in bound.arguments and parameter.kind not in (_ARGS, _KWARGS):
            if name not in wrapped.keywords:
                continue
            by_name = True
            kind = _KEYWORD if parameter.kind == _EITHER else parameter.kind
            parameter = parameter.replace(default=wrapped.keywords[name], kind=kind)
        elif by_name and parameter.kind == _EITHER:
            parameter = parameter.replace(kind=_KEYWORD)
        elif by_name and parameter.kind == _ARGS:
            continue
        made.append(parameter)
    return signature.replace(parameters=made)


# What CPython's built-in functions and classes tell of their parameters.
_KNOWN = """__import__(name, globals=None, locals=None, fromlist=(), level=0)
abs(x, /); all(iterable, /); any(iterable, /); ascii(obj, /); bin(number, /)
breakpoint(*args, **kws); callable(obj, /); chr(i, /); delattr(obj, name, /)
compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, \
_feature_version=-1); divmod(x, y, /); eval(source, /, globals=None, locals=None)
exec(source, /, globals=None, locals=None, *, closure=None); globals()
format(value, format_spec='', /); hasattr(obj, name, /); hash(obj, /); id(obj, /)
help(*args, **kwds); hex(number, /); input(prompt='', /); len(obj, /); locals()
isinstance(obj, class_or_tuple, /); issubclass(cls, class_or_tuple, /)
oct(number, /); ord(c, /); pow(base, exp, mod=None); repr(obj, /)
print(*args, sep=' ', end='\\n', file=None, flush=False)
round(number, ndigits=None); setattr(obj, name, value, /)
sorted(iterable, /, *, key=None, reverse=False); sum(iterable, /, start=0)"""


def _of_builtin(obj, cls):
    """The signature of something of `builtins`; None if nothing is known."""
    name = getattr(obj, "__name__", None)
    if ismethoddescriptor(obj) or isinstance(obj, _SLOT_METHODS) or \
            isbuiltin(obj) and not ismodule(obj.__self__):
        return _of_method(obj, name, cls)
    if vars(sys.modules["builtins"]).get(name) is not obj:
        return None
    return _among(name, [text for line in _KNOWN.split("\n")
                         for text in line.split("; ")], cls)


def _of_method(obj, name, cls):
    """The signature of a method of a built-in type."""
    kind = getattr(obj, "__objclass__", None)
    bound = kind is None or isinstance(obj, type(object().__init__))
    if kind is None:
        owner = obj.__self__
        mro = owner.__mro__ if isclass(owner) else type(owner).__mro__
        kind = next((base for base in mro if name in vars(base)), None)
    found = None
    if getattr(kind, "__module__", None) in ("array", "builtins", "collections"):
        from _inspect_methods import METHODS
        for line in METHODS.splitlines():
            owner, _, methods = line.partition(": ")
            if found is None and owner in (kind.__name__, "*"):
                found = _among(name, methods.split("; "), cls)
    if found is None and isinstance(obj, _SLOT_METHODS):
        found = _among(name, [_of_slot(name)], cls)
    return _without_first(found) if found and bound else found


_SLOT_METHODS = type(object.__init__), type(object().__init__)


def _of_slot(name):
    """The parameters of a method that stands for a slot are known by its name."""
    short = name.strip("_")
    for names, parameters in _SLOTS.items():
        if short in names.split():
            return f"{name}(self, {parameters})"
    return f"{name}(self, value, /)"


# All others take one value.
_SLOTS = {
    "repr hash str iter next len bool int float index neg pos abs invert del": "/",
    "call init": "/, *args, **kwargs",
    "getitem delitem contains": "key, /",
    "setitem": "key, value, /",
    "getattribute delattr": "name, /",
    "setattr": "name, value, /",
    "get": "instance, owner=None, /",
    "set": "instance, value, /",
    "delete": "instance, /",
    "pow rpow": "value, mod=None, /",
    "buffer": "flags, /",
    "release_buffer": "buffer, /",
}


def _among(name, texts, cls):
    for text in texts:
        if text.startswith(name + "("):
            made = eval(f"lambda {text[len(name) + 1:-1]}: None", {})
            return _of_function(made, cls)


def _is_of_c(kind):
    """Whether CPython has a class in C: made before all classes, or never changed."""
    return not kind.__flags__ & 1 << 9 or bool(kind.__flags__ & 1 << 8)


def _of_type(kind):
    """The `__text_signature__` of a class; None if it has none."""
    name = kind.__name__
    if not _is_of_c(kind):
        # A docstring may begin as those in C do.
        text = vars(kind).get("__doc__")
        start, end = (name + "(", ")\n--\n\n")
        if not isinstance(text, str) or not text.startswith(start) or end not in text:
            return None
        text = text[len(name):text.index(end) + 1]
        return None if "\n\n" in text else text
    from _inspect_methods import TYPES
    module = kind.__module__
    start = "\n" + (name if module == "builtins" else f"{module}.{name}")
    at = TYPES.find(start + "(")
    return None if at < 0 else \
        TYPES[at + len(start):TYPES.index(")\n", at) + 1].replace("\\\n", "")


def _of_text(obj, text, cls):
    """The signature that a `__text_signature__` tells of."""
    known = vars(sys.modules.get(getattr(obj, "__module__", None), types))
    source = f"lambda {text[1:-1].replace('$', '')}: None".replace("\n", " ")
    try:
        made = eval(source, known.copy())
    except (SyntaxError, NameError):
        raise ValueError(f"{obj!r} builtin has invalid signature") from None
    found = _of_function(made, cls)
    bound = "$" in text and getattr(obj, "__self__", None) is not None
    return _without_first(found) if bound else found


def _of_class(kind, cls):
    call = getattr_static(type(kind), "__call__", None)
    if isfunction(call):
        return _without_first(_of_function(call, cls))
    for base in kind.__mro__[:-1]:
        for name in () if _is_of_c(base) else ("__new__", "__init__"):
            method = base.__dict__.get(name)
            method = getattr(method, "__func__", method)
            if isfunction(method):
                return _without_first(_signature(method, cls))
    for base in kind.__mro__:
        if base is not object and (text := base.__text_signature__):
            return _of_text(kind, text, cls)
    if kind is type:
        raise ValueError(f"no signature found for builtin {kind!r}")
    if type in kind.__mro__:
        raise ValueError(f"callable {kind!r} is not supported by signature")
    if kind.__init__ is object.__init__ and kind.__new__ is object.__new__:
        return cls()
    raise ValueError(f"no signature found for builtin type {kind!r}")


def _first_by_place(found):
    """What a method in C is called with first has no name to be given by."""
    first, *rest = found.parameters.values()
    if first.kind == _ARGS:
        return found
    return found.replace(
        parameters=[first.replace(kind=Parameter.POSITIONAL_ONLY), *rest])


def _signature(obj, cls, follow=True):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if ismethod(obj):
        return _without_first(_signature(obj.__func__, cls, follow))
    if follow:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or ismethod(f))
        if ismethod(obj):
            return _signature(obj, cls)
    own = getattr(obj, "__signature__", None)
    if isinstance(own, Signature):
        return own
    if isfunction(obj):
        return _of_function(obj, cls)
    if (inside := _inside(obj)) is not None:
        found = _of_function(inside, cls)
        if not isbuiltin(obj):
            return _first_by_place(found)
        return found if ismodule(obj.__self__) else _without_first(found)
    if isinstance(obj, functools.partial):
        return _of_partial(obj, _signature(obj.func, cls))
    if isinstance(obj, (types.WrapperDescriptorType, types.MethodWrapperType)) or \
            isbuiltin(obj) and obj.__name__ == "__new__":
        return _of_text(obj, obj.__text_signature__, cls)
    known = _of_builtin(obj, cls)
    if known is not None:
        return known
    if isclass(obj):
        return _of_class(obj, cls)
    call = getattr_static(type(obj), "__call__", None)
    if isfunction(call):
        return _without_first(_of_function(call, cls))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _text_signature(obj):
    """The `__text_signature__` of a class, or of a function or method in C."""
    if isclass(obj):
        return _of_type(obj)
    if isbuiltin(obj) and obj.__name__ == "__new__":
        return "($type, *args, **kwargs)"
    inside = _inside(obj)
    found = _of_builtin(obj, Signature) if inside is None else \
        _signature(obj, Signature)
    if found is None:
        return _unreadable(obj)
    if inside is not None and hasattr(obj, "__objclass__"):
        # What is bound is given by its place only.
        rest = str(_without_first(found))[1:]
        first = "$type" if type(obj).__name__ == "classmethod_descriptor" else "$self"
        if "/" not in rest:
            first += ", /"
        return f"({first}{rest}" if rest == ")" else f"({first}, {rest}"
    if hasattr(obj, "__objclass__"):
        return f"(${str(found)[1:]}"
    owner = obj.__self__
    first = "$module" if owner is None or ismodule(owner) else \
        "$type" if isclass(owner) else "$self"
    rest = str(found)[1:]
    if "/" not in rest:
        first += ", /"
    return f"({first}{rest}" if rest == ")" else f"({first}, {rest}"


def _unreadable(obj):
    """What a method tells of its parameters though no signature can be made of it."""
    kind = getattr(obj, "__objclass__", None) or type(getattr(obj, "__self__", None))
    name = obj.__name__
    if kind is dict and name == "pop":
        return "($self, key, default=<unrepresentable>, /)"
    if kind is int and name == "__round__":
        return "($self, ndigits=<unrepresentable>, /)"
    if kind in (str, bytes, bytearray):
        if name in ("count", "find", "index", "rfind", "rindex"):
            return "($self, sub[, start[, end]], /)"
        if name in ("startswith", "endswith"):
            first = "prefix" if name == "startswith" else "suffix"
            return f"($self, {first}[, start[, end]], /)"
    return None


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """Get a signature object for the passed callable."""
    return _signature(obj, Signature, follow_wrapped)


FullArgSpec = collections.namedtuple(
    "FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")


def getfullargspec(func):
    """Get the names and default values of a callable object's parameters."""
    try:
        found = _signature(func, Signature, False)
    except ValueError as error:
        raise TypeError("unsupported callable") from error
    if ismethod(func):
        found = _signature(func.__func__, Signature, False)
    args, defaults, kwonly, kwdefaults, annotations = [], [], [], {}, {}
    varargs = varkw = None
    if found.return_annotation is not _empty:
        annotations["return"] = found.return_annotation
    for name, parameter in found.parameters.items():
        if parameter.kind in (_ONLY, _EITHER):
            args.append(name)
            if parameter.default is not _empty:
                defaults.append(parameter.default)
        elif parameter.kind == _ARGS:
            varargs = name
        elif parameter.kind == _KEYWORD:
            kwonly.append(name)
            if parameter.default is not _empty:
                kwdefaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, kwonly,
                       kwdefaults or None, annotations)


def getcallargs(func, /, *args, **kwargs):
    """Get the mapping of arguments to values."""
    if ismethod(func) and func.__self__ is not None:
        func, args = func.__func__, (func.__self__, *args)
    spec = getfullargspec(func)
    name = func.__name__
    found = dict(zip(spec.args, args))
    if spec.varargs:
        found[spec.varargs] = args[len(spec.args):]
    if spec.varkw:
        found[spec.varkw] = {}
    for key, value in kwargs.items():
        if key not in (*spec.args, *spec.kwonlyargs):
            if not spec.varkw:
                raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
            found[spec.varkw][key] = value
        elif key in found:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        else:
            found[key] = value
    least = len(spec.args) - len(spec.defaults or ())
    if len(args) > len(spec.args) and not spec.varargs:
        _too_many(name, spec, least, len(args), found)
    missing = [arg for arg in spec.args[:least] if arg not in found]
    if missing:
        _missing_arguments(name, missing, "positional")
    for arg, value in zip(spec.args[least:], spec.defaults or ()):
        found.setdefault(arg, value)
    defaults = spec.kwonlydefaults or {}
    for arg in spec.kwonlyargs:
        if arg in defaults:
            found.setdefault(arg, defaults[arg])
    missing = [arg for arg in spec.kwonlyargs if arg not in found]
    if missing:
        _missing_arguments(name, missing, "keyword-only")
    return found


def _missing_arguments(name, missing, sort):
    names = list(map(repr, missing))
    shown = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    plural = "" if len(names) == 1 else "s"
    raise TypeError(f"{name}() missing {len(names)} required {sort} argument{plural}: "
                    f"{shown}")


def _too_many(name, spec, least, given, found):
    most = len(spec.args)
    takes = str(most) if least == most else f"from {least} to {most}"
    plural = "" if most == 1 and least == most else "s"
    only = len([arg for arg in spec.kwonlyargs if arg in found])
    more = ""
    if only:
        more = (f" positional argument{'s' * (given != 1)} (and {only} keyword-only "
                f"argument{'s' * (only != 1)})")
    raise TypeError(f"{name}() takes {takes} positional argument{plural} but {given}{more}"
                    f" {'was' if given == 1 and not only else 'were'} given")


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """Compute the annotations dict for an object."""
    if isclass(obj):
        found = vars(obj).get("__annotations__")
        if isinstance(found, types.GetSetDescriptorType):
            found = None
        module = sys.modules.get(getattr(obj, "__module__", None))
        spaces = getattr(module, "__dict__", None), dict(vars(obj))
    elif ismodule(obj):
        found, spaces = getattr(obj, "__annotations__", None), (vars(obj), None)
    elif callable(obj):
        found = getattr(obj, "__annotations__", None)
        spaces = getattr(obj, "__globals__", None), None
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not eval_str:
        return dict(found)
    inner = obj
    while callable(obj) and not isclass(obj):
        if hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        elif isinstance(inner, functools.partial):
            inner = inner.func
        else:
            spaces = getattr(inner, "__globals__", spaces[0]), spaces[1]
            break
    if globals is None:
        globals = spaces[0]
    if locals is None:
        locals = spaces[1]
    parameters = getattr(obj, "__type_params__", ())
    if parameters:
        # They are no names of a class or module, and come first only where it has none.
        known = {parameter.__name__: parameter for parameter in parameters}
        locals = known | (locals or {})
    return {name: eval(value, globals, locals) if isinstance(value, str) else value
            for name, value in found.items()}

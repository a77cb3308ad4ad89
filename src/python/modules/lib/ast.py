"""Sources as trees: the nodes, and what walks, shows and changes them.

The classes are made from a table of CPython's grammar (`Parser/Python.asdl`).
"""
import _ast

PyCF_ONLY_AST, PyCF_TYPE_COMMENTS, PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x400, 0x1000, 0x2000
PyCF_OPTIMIZED_AST = 0x8400

# A name with * is of a list, with ? of something that may be missing.
_GRAMMAR = """
mod = Module(stmt* body, type_ignore* type_ignores) | Interactive(stmt* body)
    | Expression(expr body) | FunctionType(expr* argtypes, expr returns)
stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list,
        expr? returns, string? type_comment, type_param* type_params)
    | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list,
        expr? returns, string? type_comment, type_param* type_params)
    | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body,
        expr* decorator_list, type_param* type_params)
    | Return(expr? value) | Delete(expr* targets)
    | Assign(expr* targets, expr value, string? type_comment)
    | TypeAlias(expr name, type_param* type_params, expr value)
    | AugAssign(expr target, operator op, expr value)
    | AnnAssign(expr target, expr annotation, expr? value, int simple)
    | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    | While(expr test, stmt* body, stmt* orelse) | If(expr test, stmt* body, stmt* orelse)
    | With(withitem* items, stmt* body, string? type_comment)
    | AsyncWith(withitem* items, stmt* body, string? type_comment)
    | Match(expr subject, match_case* cases) | Raise(expr? exc, expr? cause)
    | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    | Assert(expr test, expr? msg) | Import(alias* names)
    | ImportFrom(identifier? module, alias* names, int? level)
    | Global(identifier* names) | Nonlocal(identifier* names) | Expr(expr value)
    | Pass | Break | Continue
expr = BoolOp(boolop op, expr* values) | NamedExpr(expr target, expr value)
    | BinOp(expr left, operator op, expr right) | UnaryOp(unaryop op, expr operand)
    | Lambda(arguments args, expr body) | IfExp(expr test, expr body, expr orelse)
    | Dict(expr?* keys, expr* values) | Set(expr* elts)
    | ListComp(expr elt, comprehension* generators)
    | SetComp(expr elt, comprehension* generators)
    | DictComp(expr key, expr value, comprehension* generators)
    | GeneratorExp(expr elt, comprehension* generators)
    | Await(expr value) | Yield(expr? value) | YieldFrom(expr value)
    | Compare(expr left, cmpop* ops, expr* comparators)
    | Call(expr func, expr* args, keyword* keywords)
    | FormattedValue(expr value, int conversion, expr? format_spec)
    | JoinedStr(expr* values) | Constant(constant value, string? kind)
    | Attribute(expr value, identifier attr, expr_context ctx)
    | Subscript(expr value, expr slice, expr_context ctx)
    | Starred(expr value, expr_context ctx) | Name(identifier id, expr_context ctx)
    | List(expr* elts, expr_context ctx) | Tuple(expr* elts, expr_context ctx)
    | Slice(expr? lower, expr? upper, expr? step)
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor
    | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body)
pattern = MatchValue(expr value) | MatchSingleton(constant value)
    | MatchSequence(pattern* patterns)
    | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
    | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs,
        pattern* kwd_patterns)
    | MatchStar(identifier? name) | MatchAs(pattern? pattern, identifier? name)
    | MatchOr(pattern* patterns)
type_ignore = TypeIgnore(int lineno, string tag)
type_param = TypeVar(identifier name, expr? bound, expr? default_value)
    | ParamSpec(identifier name, expr? default_value)
    | TypeVarTuple(identifier name, expr? default_value)
comprehension(expr target, expr iter, expr* ifs, int is_async)
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults,
    arg? kwarg, expr* defaults)
arg(identifier arg, expr? annotation, string? type_comment)
keyword(identifier? arg, expr value)
alias(identifier name, identifier? asname)
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
"""
_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")
_MISSING = object()
_PLACED = {"stmt", "expr", "excepthandler", "pattern", "type_param", "arg", "keyword",
           "alias"}


class AST:
    _fields = _attributes = __match_args__ = ()
    _kinds = ()

    def __init__(self, *args, **kwargs):
        kind, fields = type(self).__name__, self._fields
        if len(args) > len(fields):
            plural = "" if len(fields) == 1 else "s"
            raise TypeError(f"{kind} constructor takes at most {len(fields)} positional "
                            f"argument{plural}")
        for name, value in zip(fields, args):
            setattr(self, name, value)
        given = set(fields[:len(args)])
        for name, value in kwargs.items():
            if name in given:
                raise TypeError(f"{kind} got multiple values for argument {name!r}")
            if name not in fields and name not in self._attributes:
                _warn(f"{kind}.__init__ got an unexpected keyword argument {name!r}. "
                      "Support for arbitrary keyword arguments is deprecated and will be "
                      "removed in Python 3.15.")
            setattr(self, name, value)
            given.add(name)
        for name, how in zip(fields, self._kinds):
            if name in given or how.endswith("?"):
                continue
            if how.endswith("*"):
                setattr(self, name, [])
            elif how == "expr_context":
                setattr(self, name, Load())
            else:
                _warn(f"{kind}.__init__ missing 1 required positional argument: {name!r}."
                      " This will become an error in Python 3.15.")

    def __reduce__(self):
        return _again, (type(self), dict(vars(self)))

    def __replace__(self, /, **changes):
        for name in changes:
            if name not in self._fields and name not in self._attributes:
                raise TypeError(f"{type(self).__name__}.__replace__ got an unexpected "
                                f"keyword argument {name!r}.")
        return _again(type(self), vars(self) | changes)


def _warn(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


def _again(cls, values):
    made = cls.__new__(cls)
    vars(made).update(values)
    return made


def _make_classes():
    import re
    text = re.sub(r"\n +", " ", _GRAMMAR).strip()
    for rule in text.split("\n"):
        group, _, cases = rule.partition(" = ")
        base = AST
        if cases:
            base = _make_class(group, AST, None, "")
        for case in re.findall(r"\w+(?:\([^)]*\))?", cases or rule):
            name, _, fields = case.partition("(")
            _make_class(name, base, case, fields.rstrip(")"))


def _make_class(name, base, doc, fields):
    pairs = [field.split() for field in fields.split(", ")] if fields else []
    names = tuple(pair[1] for pair in pairs)
    group = name if base is AST else base.__name__
    attributes = _PLACE if group in _PLACED else ()
    values = {"__module__": "ast", "_fields": names, "__match_args__": names,
              "_attributes": attributes, "_kinds": tuple(pair[0] for pair in pairs),
              "__doc__": doc or name}
    # What may be missing is None.
    values |= {name: None for kind, name in pairs if kind.endswith("?")}
    values |= {name: None for name in attributes if name.startswith("end")}
    globals()[name] = made = type(name, (base,), values)
    return made


_make_classes()


def _node(given):
    """A node from what `_ast` makes."""
    if type(given) is list:
        return [_node(one) for one in given]
    if type(given) is not tuple:
        return given
    kind, place, *fields = given
    cls = globals()[kind]
    made = cls.__new__(cls)
    if kind in ("Constant", "MatchSingleton"):
        made.value, *fields = fields
        if fields:
            made.kind = None
    else:
        for name, value in zip(cls._fields, fields):
            setattr(made, name, _node(value))
    if place:
        made.lineno, made.col_offset, made.end_lineno, made.end_col_offset = place
    return made


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False,
          feature_version=None, optimize=-1):
    """Parse the source into an AST node."""
    return _parse(source, filename, mode, optimize if optimize > 0 else None)


def _parse(source, filename, mode, level):
    """The tree as it is written where the level is None, else as it is compiled."""
    if isinstance(source, AST):
        if level is None:
            return source
        source = unparse(source)
    if mode not in ("exec", "eval", "single"):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    if isinstance(source, (bytes, bytearray)):
        source = bytes(source).decode()
    elif not isinstance(source, str):
        raise TypeError("compile() arg 1 must be a string, bytes or AST object")
    made = _node(_ast.tree(source, filename, mode, level))
    return Interactive(made.body) if mode == "single" else made


def literal_eval(node_or_string):
    """Evaluate an expression node or a string containing only a Python expression that
    consists of literals and containers of such."""
    node = node_or_string
    if isinstance(node, str):
        node = parse(node.lstrip(" \t"), mode="eval")
    if isinstance(node, Expression):
        node = node.body
    return _convert(node)


def _raise_malformed_node(node):
    message = "malformed node or string"
    if line := getattr(node, "lineno", None):
        message += f" on line {line}"
    raise ValueError(message + f": {node!r}")


def _convert_num(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _convert_num(node.operand)
        return +value if isinstance(node.op, UAdd) else -value
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _raise_malformed_node(node)
    return node.value


def _convert(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, (Tuple, List, Set)):
        made = [_convert(one) for one in node.elts]
        return {Tuple: tuple, List: list, Set: set}[type(node)](made)
    if isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == "set" \
            and node.args == node.keywords == []:
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _raise_malformed_node(node)
        return {_convert(key): _convert(value)
                for key, value in zip(node.keys, node.values)}
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        left, right = _convert_signed_num(node.left), _convert_num(node.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left + right if isinstance(node.op, Add) else left - right
    return _convert_signed_num(node)


def _convert_signed_num(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        if isinstance(node.operand, UnaryOp):
            _raise_malformed_node(node.operand)
        return _convert_num(node)
    return _convert_num(node)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None,
         show_empty=False):
    """Return a formatted dump of the tree in node."""
    if not isinstance(node, AST):
        raise TypeError(f"expected AST, got {node.__class__.__name__!r}")
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent

    def listed(parts, level):
        if indent is None:
            return ", ".join(parts)
        start = "\n" + indent * level
        return start + ("," + start).join(parts)

    def shown(one, level=0):
        """The text, and whether it is short enough to stand in the line."""
        if isinstance(one, list):
            if not one:
                return "[]", True
            return f"[{listed([shown(part, level + 1)[0] for part in one], level + 1)}]", \
                False
        if not isinstance(one, AST):
            return repr(one), True
        cls, texts, skipped, simple = type(one), [], [], True
        named = annotate_fields
        for name in one._fields + one._attributes * include_attributes:
            value = getattr(one, name, _MISSING)
            if value is _MISSING or value is None and getattr(cls, name, ...) is None:
                named = True
                continue
            if (value is None or value == []) and not show_empty and name in one._fields \
                    and not isinstance(one, (Constant, MatchSingleton)):
                skipped.append(repr(value))
                continue
            text, plain = shown(value, level + 1)
            simple = simple and plain
            if named or name in one._attributes:
                texts.append(f"{name}={text}")
            else:
                # What stands in its place keeps the places of those before it.
                texts += [*skipped, text]
                skipped.clear()
        if simple and len(texts) <= 3:
            return f"{cls.__name__}({', '.join(texts)})", not texts
        return f"{cls.__name__}({listed(texts, level + 1)})", False

    return shown(node)[0]


def iter_fields(node):
    """Yield a tuple of (fieldname, value) for each field that is present on node."""
    for name in node._fields:
        try:
            yield name, getattr(node, name)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """Yield all direct child nodes of node."""
    for _, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, AST))


def walk(node):
    """Recursively yield all descendant nodes, in no specified order."""
    waiting = [node]
    for node in waiting:
        waiting.extend(iter_child_nodes(node))
        yield node


def copy_location(new_node, old_node):
    """Copy source location from old_node to new_node if possible."""
    for name in _PLACE:
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            if value is not None or hasattr(old_node, name) and name.startswith("end"):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give nodes without a location that of the node above."""
    def fix(node, place):
        now = list(place)
        for at, name in enumerate(_PLACE):
            if name in node._attributes:
                value = getattr(node, name, None)
                if value is None:
                    setattr(node, name, now[at])
                else:
                    now[at] = value
        for child in iter_child_nodes(node):
            fix(child, now)
    fix(node, (1, 0, 1, 0))
    return node


def increment_lineno(node, n=1):
    """Increment the line numbers of all nodes in the tree by n."""
    for one in walk(node):
        for name in ("lineno", "end_lineno"):
            if name in one._attributes and (line := getattr(one, name, 0)) is not None:
                setattr(one, name, line + n)
    return node


def get_docstring(node, clean=True):
    """Return the docstring for the given node or None if no docstring can be found."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError(f"{node.__class__.__name__!r} can't have docstrings")
    match node.body:
        case [Expr(value=Constant(value=str(text))), *_]:
            if not clean:
                return text
            from inspect import cleandoc
            return cleandoc(text)


def get_source_segment(source, node, *, padded=False):
    """Get source code segment of the source that generated node."""
    if getattr(node, "end_lineno", None) is None \
            or getattr(node, "end_col_offset", None) is None:
        return None
    first, last = node.lineno - 1, node.end_lineno - 1
    lines = source.splitlines(keepends=True)
    start = lines[first].encode()[:node.col_offset].decode()
    if first == last:
        return lines[first].encode()[node.col_offset:node.end_col_offset].decode()
    padding = "".join(c if c in "\f\t" else " " for c in start) if padded else ""
    return padding + lines[first][len(start):] + "".join(lines[first + 1:last]) \
        + lines[last].encode()[:node.end_col_offset].decode()


class NodeVisitor:
    """A node visitor base class that walks the abstract syntax tree and calls a visitor
    function for every node found."""

    def visit(self, node):
        """Visit a node."""
        return getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        """Called if no explicit visitor function exists for a node."""
        for child in iter_child_nodes(node):
            self.visit(child)


class NodeTransformer(NodeVisitor):
    """A visitor whose functions return what takes the place of the node: another node,
    several for a statement, or None for nothing."""

    def generic_visit(self, node):
        for name, field in iter_fields(node):
            if isinstance(field, list):
                field[:] = [kept for item in field for kept in self._in_place_of(item)]
            elif isinstance(field, AST):
                setattr(node, name, self.visit(field))
                if getattr(node, name) is None:
                    delattr(node, name)
        return node

    def _in_place_of(self, item):
        """What stands in a list where an item was: none, one or several."""
        if not isinstance(item, AST):
            return [item]
        found = self.visit(item)
        return [] if found is None else [found] if isinstance(found, AST) else found


def _text(tree, mode):
    """The source that `compile` takes in place of a tree; None for other objects."""
    if not isinstance(tree, AST):
        return None
    wanted = {"exec": "Module", "eval": "Expression", "single": "Interactive"}.get(mode)
    if wanted and type(tree).__name__ != wanted:
        raise TypeError(f"expected {wanted} node, got {type(tree).__name__}")
    for node in walk(tree):
        for name in _PLACE[:2]:
            if name in node._attributes and not hasattr(node, name):
                raise TypeError(f'required field "{name}" missing from '
                                f"{type(node).__bases__[0].__name__}")
    return unparse(tree)


def unparse(ast_obj):
    """The source of a tree."""
    from _ast_unparse import Unparser
    return Unparser().visit(ast_obj)

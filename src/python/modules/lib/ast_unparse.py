"""The source of a tree, written anew."""
import ast

# How tightly things bind: a name given in passing least, an atom most.
(_NAMED, _TUPLE, _YIELD, _TEST, _OR, _AND, _NOT, _CMP, _EXPR, _XOR, _BAND, _SHIFT, _ARITH,
 _TERM, _FACTOR, _POWER, _AWAIT, _ATOM) = range(18)
_BINARY = {"Add": ("+", _ARITH), "Sub": ("-", _ARITH), "Mult": ("*", _TERM),
           "MatMult": ("@", _TERM), "Div": ("/", _TERM), "Mod": ("%", _TERM),
           "FloorDiv": ("//", _TERM), "LShift": ("<<", _SHIFT), "RShift": (">>", _SHIFT),
           "BitOr": ("|", _EXPR), "BitXor": ("^", _XOR), "BitAnd": ("&", _BAND),
           "Pow": ("**", _POWER)}
_UNARY = {"Invert": ("~", _FACTOR), "Not": ("not ", _NOT), "UAdd": ("+", _FACTOR),
          "USub": ("-", _FACTOR)}
_COMPARE = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=",
            "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in"}


class Unparser:
    """Writes statements into lines, expressions as texts."""

    def __init__(self):
        self._lines, self._level = [], 0

    def visit(self, node):
        kind = type(node).__name__
        if kind in ("Module", "Interactive"):
            self._body(node.body, doc=True)
            return "\n".join(self._lines).lstrip("\n")
        if kind == "Expression":
            return self._expr(node.body)
        if kind == "FunctionType":
            shown = ", ".join(map(self._expr, node.argtypes))
            return f"({shown}) -> {self._expr(node.returns)}"
        if isinstance(node, ast.stmt):
            self._stmt(node)
            return "\n".join(self._lines).lstrip("\n")
        if isinstance(node, ast.expr):
            return self._expr(node)
        return getattr(self, "_" + kind)(node)

    def _line(self, text):
        self._lines.append("    " * self._level + text)

    def _body(self, statements, doc=False):
        for at, one in enumerate(statements):
            if doc and at == 0 and isinstance(one, ast.Expr) \
                    and isinstance(one.value, ast.Constant) \
                    and isinstance(one.value.value, str):
                self._line(_docstring(one.value.value))
            else:
                self._stmt(one)

    def _block(self, head, statements, doc=False):
        self._line(head + ":")
        self._level += 1
        self._body(statements, doc)
        self._level -= 1

    def _stmt(self, node):
        getattr(self, "_" + type(node).__name__)(node)

    def _Expr(self, node):
        self._line(self._expr(node.value, _YIELD))

    def _Return(self, node):
        self._line("return" + (f" {self._expr(node.value)}" if node.value else ""))

    def _Delete(self, node):
        self._line("del " + ", ".join(map(self._expr, node.targets)))

    def _Assign(self, node):
        targets = "".join(self._expr(one, _TUPLE) + " = " for one in node.targets)
        comment = f" # type: {node.type_comment}" if node.type_comment else ""
        self._line(targets + self._expr(node.value) + comment)

    def _AugAssign(self, node):
        sign = _BINARY[type(node.op).__name__][0]
        self._line(f"{self._expr(node.target)} {sign}= {self._expr(node.value)}")

    def _AnnAssign(self, node):
        target = self._expr(node.target)
        if not node.simple and isinstance(node.target, ast.Name):
            target = f"({target})"
        value = f" = {self._expr(node.value)}" if node.value else ""
        self._line(f"{target}: {self._expr(node.annotation)}{value}")

    def _TypeAlias(self, node):
        self._line(f"type {self._expr(node.name)}{self._params(node.type_params)} = "
                   f"{self._expr(node.value)}")

    def _Raise(self, node):
        exc = f" {self._expr(node.exc)}" if node.exc else ""
        self._line("raise" + exc + (f" from {self._expr(node.cause)}" if node.cause else ""))

    def _Assert(self, node):
        self._line(f"assert {self._expr(node.test)}"
                   + (f", {self._expr(node.msg)}" if node.msg else ""))

    def _Import(self, node):
        self._line("import " + ", ".join(map(self._alias, node.names)))

    def _ImportFrom(self, node):
        self._line(f"from {'.' * (node.level or 0)}{node.module or ''} import "
                   + ", ".join(map(self._alias, node.names)))

    def _Global(self, node):
        self._line("global " + ", ".join(node.names))

    def _Nonlocal(self, node):
        self._line("nonlocal " + ", ".join(node.names))

    def _Pass(self, node):
        self._line(type(node).__name__.lower())

    _Break = _Continue = _Pass

    def _alias(self, node):
        return node.name + (f" as {node.asname}" if node.asname else "")

    def _FunctionDef(self, node, word="def"):
        self._lines.append("")
        for one in node.decorator_list:
            self._line("@" + self._expr(one))
        returns = f" -> {self._expr(node.returns)}" if node.returns else ""
        self._block(f"{word} {node.name}{self._params(node.type_params)}"
                    f"({self._arguments(node.args)}){returns}", node.body, doc=True)

    def _AsyncFunctionDef(self, node):
        self._FunctionDef(node, "async def")

    def _ClassDef(self, node):
        self._lines.append("")
        for one in node.decorator_list:
            self._line("@" + self._expr(one))
        parts = [*map(self._expr, node.bases), *map(self._keyword, node.keywords)]
        self._block(f"class {node.name}{self._params(node.type_params)}"
                    + (f"({', '.join(parts)})" if parts else ""), node.body, doc=True)

    def _params(self, params):
        return f"[{', '.join(map(self._param, params))}]" if params else ""

    def _param(self, node):
        sign = {"TypeVarTuple": "*", "ParamSpec": "**"}.get(type(node).__name__, "")
        bound = f": {self._expr(node.bound)}" if getattr(node, "bound", None) else ""
        default = f" = {self._expr(node.default_value)}" if node.default_value else ""
        return sign + node.name + bound + default

    _TypeVar = _TypeVarTuple = _ParamSpec = _param

    def _orelse(self, statements):
        if statements:
            self._block("else", statements)

    def _For(self, node, word="for"):
        self._block(f"{word} {self._expr(node.target, _TUPLE)} in "
                    f"{self._expr(node.iter)}", node.body)
        self._orelse(node.orelse)

    def _AsyncFor(self, node):
        self._For(node, "async for")

    def _While(self, node):
        self._block(f"while {self._expr(node.test)}", node.body)
        self._orelse(node.orelse)

    def _If(self, node, word="if"):
        self._block(f"{word} {self._expr(node.test)}", node.body)
        if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            self._If(node.orelse[0], "elif")
        else:
            self._orelse(node.orelse)

    def _With(self, node, word="with"):
        self._block(f"{word} {', '.join(map(self._withitem, node.items))}", node.body)

    def _AsyncWith(self, node):
        self._With(node, "async with")

    def _withitem(self, node):
        return self._expr(node.context_expr) + (
            f" as {self._expr(node.optional_vars)}" if node.optional_vars else "")

    def _Try(self, node, word="except"):
        self._block("try", node.body)
        for one in node.handlers:
            kind = f" {self._expr(one.type)}" if one.type else ""
            self._block(word + kind + (f" as {one.name}" if one.name else ""), one.body)
        self._orelse(node.orelse)
        if node.finalbody:
            self._block("finally", node.finalbody)

    def _TryStar(self, node):
        self._Try(node, "except*")

    def _Match(self, node):
        self._line(f"match {self._expr(node.subject)}:")
        self._level += 1
        for case in node.cases:
            guard = f" if {self._expr(case.guard)}" if case.guard else ""
            self._block(f"case {self._pattern(case.pattern)}{guard}", case.body)
        self._level -= 1

    def _pattern(self, node, level=0):
        kind = type(node).__name__
        if kind == "MatchValue":
            return self._expr(node.value)
        if kind == "MatchSingleton":
            return repr(node.value)
        if kind == "MatchSequence":
            return f"[{', '.join(map(self._pattern, node.patterns))}]"
        if kind == "MatchStar":
            return f"*{node.name or '_'}"
        if kind == "MatchMapping":
            parts = [f"{self._expr(key)}: {self._pattern(value)}"
                     for key, value in zip(node.keys, node.patterns)]
            return f"{{{', '.join(parts + ['**' + node.rest] * (node.rest is not None))}}}"
        if kind == "MatchClass":
            parts = [*map(self._pattern, node.patterns)]
            parts += [f"{name}={self._pattern(value)}"
                      for name, value in zip(node.kwd_attrs, node.kwd_patterns)]
            return f"{self._expr(node.cls, _ATOM)}({', '.join(parts)})"
        if kind == "MatchOr":
            text = " | ".join(self._pattern(one, 2) for one in node.patterns)
            return f"({text})" if level > 1 else text
        if node.pattern is None:
            return node.name or "_"
        text = f"{self._pattern(node.pattern, 1)} as {node.name}"
        return f"({text})" if level else text

    def _arguments(self, node):
        parts, plain = [], [*node.posonlyargs, *node.args]
        first = len(plain) - len(node.defaults)
        for at, one in enumerate(plain, 1):
            default = f"={self._expr(node.defaults[at - 1 - first])}" if at > first else ""
            parts.append(self._arg(one) + default)
            if at == len(node.posonlyargs):
                parts.append("/")
        if node.vararg or node.kwonlyargs:
            parts.append("*" + (self._arg(node.vararg) if node.vararg else ""))
        for one, default in zip(node.kwonlyargs, node.kw_defaults):
            parts.append(self._arg(one) + (f"={self._expr(default)}" if default else ""))
        if node.kwarg:
            parts.append("**" + self._arg(node.kwarg))
        return ", ".join(parts)

    def _arg(self, node):
        return node.arg + (f": {self._expr(node.annotation)}" if node.annotation else "")

    def _keyword(self, node):
        return f"{node.arg}={self._expr(node.value)}" if node.arg else \
            f"**{self._expr(node.value)}"

    def _comprehension(self, node):
        word = " async for " if node.is_async else " for "
        return (word + self._expr(node.target, _TUPLE) + " in "
                + self._expr(node.iter, _TEST + 1)
                + "".join(f" if {self._expr(test, _TEST + 1)}" for test in node.ifs))

    def _expr(self, node, least=_TEST):
        """The text of an expression, in parentheses where it binds less than needed."""
        text, bound = getattr(self, "_expr_" + type(node).__name__)(node)
        return f"({text})" if bound < least else text

    def _expr_BoolOp(self, node):
        word, bound = ("and", _AND) if isinstance(node.op, ast.And) else ("or", _OR)
        # Each one has to bind tighter than the one before.
        parts = [self._expr(one, min(bound + at, _ATOM))
                 for at, one in enumerate(node.values, 1)]
        return f" {word} ".join(parts), bound

    def _expr_NamedExpr(self, node):
        return f"{self._expr(node.target)} := {self._expr(node.value)}", _NAMED

    def _expr_BinOp(self, node):
        sign, bound = _BINARY[type(node.op).__name__]
        power = bound == _POWER
        left = self._expr(node.left, bound + power)
        right = self._expr(node.right, bound + (not power))
        return f"{left} {sign} {right}", bound

    def _expr_UnaryOp(self, node):
        sign, bound = _UNARY[type(node.op).__name__]
        return sign + self._expr(node.operand, bound), bound

    def _expr_Lambda(self, node):
        shown = self._arguments(node.args)
        return f"lambda{shown and ' ' + shown}: {self._expr(node.body)}", _TEST

    def _expr_IfExp(self, node):
        return (f"{self._expr(node.body, _TEST + 1)} if "
                f"{self._expr(node.test, _TEST + 1)} else "
                f"{self._expr(node.orelse)}", _TEST)

    def _expr_Dict(self, node):
        parts = [f"{self._expr(key)}: {self._expr(value)}" if key is not None else
                 f"**{self._expr(value, _EXPR)}"
                 for key, value in zip(node.keys, node.values)]
        return f"{{{', '.join(parts)}}}", _ATOM

    def _expr_Set(self, node):
        return ("{" + ", ".join(map(self._expr, node.elts)) + "}" if node.elts
                else "{*()}"), _ATOM

    def _expr_ListComp(self, node):
        return f"[{self._expr(node.elt)}{self._loops(node)}]", _ATOM

    def _expr_SetComp(self, node):
        return f"{{{self._expr(node.elt)}{self._loops(node)}}}", _ATOM

    def _expr_GeneratorExp(self, node):
        return f"({self._expr(node.elt)}{self._loops(node)})", _ATOM

    def _expr_DictComp(self, node):
        return (f"{{{self._expr(node.key)}: {self._expr(node.value)}{self._loops(node)}}}",
                _ATOM)

    def _loops(self, node):
        return "".join(map(self._comprehension, node.generators))

    def _expr_Await(self, node):
        return f"await {self._expr(node.value, _ATOM)}", _AWAIT

    def _expr_Yield(self, node):
        return ("yield" + (f" {self._expr(node.value)}" if node.value else ""),
                _YIELD)

    def _expr_YieldFrom(self, node):
        return f"yield from {self._expr(node.value)}", _YIELD

    def _expr_Compare(self, node):
        text = self._expr(node.left, _CMP + 1)
        for op, right in zip(node.ops, node.comparators):
            text += f" {_COMPARE[type(op).__name__]} {self._expr(right, _CMP + 1)}"
        return text, _CMP

    def _expr_Call(self, node):
        args = node.args
        if len(args) == 1 and isinstance(args[0], ast.GeneratorExp) and not node.keywords:
            return self._expr(node.func, _ATOM) + self._expr(args[0]), _ATOM
        parts = [*map(self._expr, args), *map(self._keyword, node.keywords)]
        return f"{self._expr(node.func, _ATOM)}({', '.join(parts)})", _ATOM

    def _expr_FormattedValue(self, node):
        return self._expr_JoinedStr(ast.JoinedStr([node]))

    def _expr_JoinedStr(self, node):
        for quote in ("'", '"', "'''", '"""'):
            text = "".join(self._piece(one, quote) for one in node.values)
            if quote not in text and "\\" not in text.replace("\\n", "") \
                    and (len(quote) == 3 or "\n" not in text):
                return f"f{quote}{text}{quote}", _ATOM
        body = "".join(self._piece(one, "'") for one in node.values)
        return "f'''" + body.replace("'''", "\\'\\'\\'") + "'''", _ATOM

    def _piece(self, node, quote):
        if isinstance(node, ast.Constant):
            text = node.value.replace("{", "{{").replace("}", "}}")
            escaped = text.encode("unicode_escape").decode()
            return text if len(quote) == 3 and "\\" not in text else escaped
        shown = self._expr(node.value, _TEST + 1)
        shown = " " + shown if shown.startswith("{") else shown
        conversion = f"!{chr(node.conversion)}" if node.conversion != -1 else ""
        spec = ""
        if node.format_spec:
            spec = ":" + "".join(self._piece(one, quote) for one in node.format_spec.values)
        return f"{{{shown}{conversion}{spec}}}"

    def _expr_Constant(self, node):
        value = node.value
        if value is ...:
            return "...", _ATOM
        if isinstance(value, (float, complex)):
            return repr(value).replace("inf", "1e309").replace("nan", "(1e309-1e309)"), \
                _ATOM
        return ("u" if node.kind == "u" else "") + repr(value), _ATOM

    def _expr_Attribute(self, node):
        value = self._expr(node.value, _ATOM)
        whole = isinstance(node.value, ast.Constant) and type(node.value.value) is int
        return f"{value}{' ' * whole}.{node.attr}", _ATOM

    def _expr_Subscript(self, node):
        inner = node.slice
        shown = self._row(inner) if isinstance(inner, ast.Tuple) and inner.elts else \
            self._expr(inner)
        return f"{self._expr(node.value, _ATOM)}[{shown}]", _ATOM

    def _expr_Starred(self, node):
        return "*" + self._expr(node.value, _EXPR), _ATOM

    def _expr_Name(self, node):
        return node.id, _ATOM

    def _expr_List(self, node):
        return f"[{', '.join(map(self._expr, node.elts))}]", _ATOM

    def _row(self, node):
        return ", ".join(map(self._expr, node.elts)) + "," * (len(node.elts) == 1)

    def _expr_Tuple(self, node):
        return (self._row(node), _TUPLE) if node.elts else ("()", _ATOM)

    def _expr_Slice(self, node):
        lower = self._expr(node.lower) if node.lower else ""
        upper = self._expr(node.upper) if node.upper else ""
        step = f":{self._expr(node.step)}" if node.step else ""
        return f"{lower}:{upper}{step}", _ATOM


def _docstring(text):
    body = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if body.endswith('"'):
        body = body[:-1] + '\\"'
    return f'"""{body}"""'

"""Disassembler of Python byte code, as CPython 3.13 prints it.

The bytecode here has its jumps as places and no cache entries; offsets and arguments are
shown as CPython, which has both otherwise, would have them.
"""
import _code
import sys

__all__ = ["dis", "disassemble", "distb", "disco", "code_info", "show_code",
           "get_instructions", "Instruction", "Bytecode", "findlinestarts",
           "cmp_op", "opmap", "opname", "hasarg", "hasconst", "hasname", "hasjump",
           "hasjrel", "hasjabs", "haslocal", "hasfree", "hasexc", "hascompare",
           "HAVE_ARGUMENT", "EXTENDED_ARG"]

# Names in the order of their numbers, a number standing where some are left out.
_NUMBERED = (
    "CACHE BEFORE_ASYNC_WITH BEFORE_WITH 4 BINARY_SLICE BINARY_SUBSCR CHECK_EG_MATCH "
    "CHECK_EXC_MATCH CLEANUP_THROW DELETE_SUBSCR END_ASYNC_FOR END_FOR END_SEND "
    "EXIT_INIT_CHECK FORMAT_SIMPLE FORMAT_WITH_SPEC GET_AITER RESERVED GET_ANEXT "
    "GET_ITER GET_LEN GET_YIELD_FROM_ITER INTERPRETER_EXIT LOAD_ASSERTION_ERROR "
    "LOAD_BUILD_CLASS LOAD_LOCALS MAKE_FUNCTION MATCH_KEYS MATCH_MAPPING MATCH_SEQUENCE "
    "NOP POP_EXCEPT POP_TOP PUSH_EXC_INFO PUSH_NULL RETURN_GENERATOR RETURN_VALUE "
    "SETUP_ANNOTATIONS STORE_SLICE STORE_SUBSCR TO_BOOL UNARY_INVERT UNARY_NEGATIVE "
    "UNARY_NOT WITH_EXCEPT_START BINARY_OP BUILD_CONST_KEY_MAP BUILD_LIST BUILD_MAP "
    "BUILD_SET BUILD_SLICE BUILD_STRING BUILD_TUPLE CALL CALL_FUNCTION_EX "
    "CALL_INTRINSIC_1 CALL_INTRINSIC_2 CALL_KW COMPARE_OP CONTAINS_OP CONVERT_VALUE "
    "COPY COPY_FREE_VARS DELETE_ATTR DELETE_DEREF DELETE_FAST DELETE_GLOBAL DELETE_NAME "
    "DICT_MERGE DICT_UPDATE ENTER_EXECUTOR EXTENDED_ARG FOR_ITER GET_AWAITABLE "
    "IMPORT_FROM IMPORT_NAME IS_OP JUMP_BACKWARD JUMP_BACKWARD_NO_INTERRUPT "
    "JUMP_FORWARD LIST_APPEND LIST_EXTEND LOAD_ATTR LOAD_CONST LOAD_DEREF LOAD_FAST "
    "LOAD_FAST_AND_CLEAR LOAD_FAST_CHECK LOAD_FAST_LOAD_FAST LOAD_FROM_DICT_OR_DEREF "
    "LOAD_FROM_DICT_OR_GLOBALS LOAD_GLOBAL LOAD_NAME LOAD_SUPER_ATTR MAKE_CELL MAP_ADD "
    "MATCH_CLASS POP_JUMP_IF_FALSE POP_JUMP_IF_NONE POP_JUMP_IF_NOT_NONE "
    "POP_JUMP_IF_TRUE RAISE_VARARGS RERAISE RETURN_CONST SEND SET_ADD "
    "SET_FUNCTION_ATTRIBUTE SET_UPDATE STORE_ATTR STORE_DEREF STORE_FAST "
    "STORE_FAST_LOAD_FAST STORE_FAST_STORE_FAST STORE_GLOBAL STORE_NAME SWAP UNPACK_EX "
    "UNPACK_SEQUENCE YIELD_VALUE 149 RESUME 236 INSTRUMENTED_RESUME "
    "INSTRUMENTED_END_FOR INSTRUMENTED_END_SEND INSTRUMENTED_RETURN_VALUE "
    "INSTRUMENTED_RETURN_CONST INSTRUMENTED_YIELD_VALUE INSTRUMENTED_LOAD_SUPER_ATTR "
    "INSTRUMENTED_FOR_ITER INSTRUMENTED_CALL INSTRUMENTED_CALL_KW "
    "INSTRUMENTED_CALL_FUNCTION_EX INSTRUMENTED_INSTRUCTION INSTRUMENTED_JUMP_FORWARD "
    "INSTRUMENTED_JUMP_BACKWARD INSTRUMENTED_POP_JUMP_IF_TRUE "
    "INSTRUMENTED_POP_JUMP_IF_FALSE INSTRUMENTED_POP_JUMP_IF_NONE "
    "INSTRUMENTED_POP_JUMP_IF_NOT_NONE INSTRUMENTED_LINE 256 JUMP JUMP_NO_INTERRUPT "
    "LOAD_CLOSURE LOAD_METHOD LOAD_SUPER_METHOD LOAD_ZERO_SUPER_ATTR "
    "LOAD_ZERO_SUPER_METHOD POP_BLOCK SETUP_CLEANUP SETUP_FINALLY SETUP_WITH "
    "STORE_FAST_MAYBE_NULL ")
opmap, opname = {}, [f"<{number!r}>" for number in range(268)]
_number = 0
for _word in _NUMBERED.split():
    if _word.isdigit():
        _number = int(_word)
        continue
    opmap[_word] = _number
    opname[_number] = _word
    _number += 1
del _number, _word

HAVE_ARGUMENT, EXTENDED_ARG = opmap["WITH_EXCEPT_START"], opmap["EXTENDED_ARG"]


def _numbers(names):
    return [opmap[name] for name in names.split()]


hasarg = [number for number in opmap.values() if number > HAVE_ARGUMENT and number not in
          _numbers("INSTRUMENTED_END_FOR INSTRUMENTED_END_SEND INSTRUMENTED_RETURN_VALUE "
                   "INSTRUMENTED_CALL_FUNCTION_EX INSTRUMENTED_INSTRUCTION "
                   "INSTRUMENTED_LINE POP_BLOCK")]
hasconst = _numbers("LOAD_CONST RETURN_CONST INSTRUMENTED_RETURN_CONST")
hasname = _numbers("DELETE_ATTR DELETE_GLOBAL DELETE_NAME IMPORT_FROM IMPORT_NAME LOAD_ATTR "
                   "LOAD_FROM_DICT_OR_GLOBALS LOAD_GLOBAL LOAD_NAME LOAD_SUPER_ATTR "
                   "STORE_ATTR STORE_GLOBAL STORE_NAME LOAD_METHOD LOAD_SUPER_METHOD "
                   "LOAD_ZERO_SUPER_ATTR LOAD_ZERO_SUPER_METHOD")
hasjump = _numbers("FOR_ITER JUMP_BACKWARD JUMP_BACKWARD_NO_INTERRUPT JUMP_FORWARD "
                   "POP_JUMP_IF_FALSE POP_JUMP_IF_NONE POP_JUMP_IF_NOT_NONE "
                   "POP_JUMP_IF_TRUE SEND JUMP JUMP_NO_INTERRUPT")
hasjrel, hasjabs = hasjump, []
haslocal = _numbers("DELETE_FAST LOAD_FAST LOAD_FAST_AND_CLEAR LOAD_FAST_CHECK "
                    "LOAD_FAST_LOAD_FAST STORE_FAST STORE_FAST_LOAD_FAST "
                    "STORE_FAST_STORE_FAST LOAD_CLOSURE STORE_FAST_MAYBE_NULL")
hasfree = _numbers("DELETE_DEREF LOAD_DEREF LOAD_FROM_DICT_OR_DEREF MAKE_CELL STORE_DEREF")
hasexc = _numbers("SETUP_CLEANUP SETUP_FINALLY SETUP_WITH")
hascompare = _numbers("COMPARE_OP")

cmp_op = ("<", "<=", "==", "!=", ">", ">=")
_CACHES = {"LOAD_GLOBAL": 4, "BINARY_OP": 1, "UNPACK_SEQUENCE": 1, "COMPARE_OP": 1,
           "CONTAINS_OP": 1, "BINARY_SUBSCR": 1, "FOR_ITER": 1, "LOAD_SUPER_ATTR": 1,
           "LOAD_ATTR": 9, "STORE_ATTR": 4, "CALL": 3, "STORE_SUBSCR": 1, "SEND": 1,
           "JUMP_BACKWARD": 1, "TO_BOOL": 3, "POP_JUMP_IF_TRUE": 1,
           "POP_JUMP_IF_FALSE": 1, "POP_JUMP_IF_NONE": 1, "POP_JUMP_IF_NOT_NONE": 1}
_WITHOUT_ARG = frozenset(
    "BEFORE_WITH BINARY_SLICE BINARY_SUBSCR CHECK_EG_MATCH CHECK_EXC_MATCH CLEANUP_THROW "
    "DELETE_SUBSCR END_FOR END_SEND FORMAT_SIMPLE FORMAT_WITH_SPEC GET_ITER GET_LEN "
    "GET_YIELD_FROM_ITER LOAD_ASSERTION_ERROR LOAD_BUILD_CLASS LOAD_LOCALS MAKE_FUNCTION "
    "MATCH_KEYS MATCH_MAPPING MATCH_SEQUENCE NOP POP_EXCEPT POP_TOP PUSH_EXC_INFO "
    "PUSH_NULL RETURN_GENERATOR RETURN_VALUE SETUP_ANNOTATIONS STORE_SLICE STORE_SUBSCR "
    "TO_BOOL UNARY_INVERT UNARY_NEGATIVE UNARY_NOT WITH_EXCEPT_START".split())
_NAMES = frozenset(
    "LOAD_NAME STORE_NAME DELETE_NAME STORE_GLOBAL DELETE_GLOBAL STORE_ATTR DELETE_ATTR "
    "IMPORT_NAME IMPORT_FROM LOAD_FROM_DICT_OR_GLOBALS".split())
_LOCALS = frozenset(
    "LOAD_FAST LOAD_FAST_CHECK LOAD_FAST_AND_CLEAR STORE_FAST DELETE_FAST LOAD_DEREF "
    "STORE_DEREF DELETE_DEREF MAKE_CELL LOAD_FROM_DICT_OR_DEREF".split())
_PAIRS = ("LOAD_FAST_LOAD_FAST", "STORE_FAST_LOAD_FAST", "STORE_FAST_STORE_FAST")
_OPERATORS = "+ & // << @ * % | ** >> - / ^".split()
_OPERATORS += [symbol + "=" for symbol in _OPERATORS]
_INTRINSICS = {"CALL_INTRINSIC_1": (
    "1_INVALID PRINT IMPORT_STAR STOPITERATION_ERROR ASYNC_GEN_WRAP UNARY_POSITIVE "
    "LIST_TO_TUPLE TYPEVAR PARAMSPEC TYPEVARTUPLE SUBSCRIPT_GENERIC TYPEALIAS").split(),
    "CALL_INTRINSIC_2": (
    "2_INVALID PREP_RERAISE_STAR TYPEVAR_WITH_BOUND TYPEVAR_WITH_CONSTRAINTS "
    "SET_FUNCTION_TYPE_PARAMS SET_TYPEPARAM_DEFAULT").split()}


class Positions(tuple):
    """Where an instruction comes from: lines and columns."""
    __slots__ = ()

    def __new__(cls, lineno=None, end_lineno=None, col_offset=None, end_col_offset=None):
        return super().__new__(cls, (lineno, end_lineno, col_offset, end_col_offset))

    lineno = property(lambda self: self[0])
    end_lineno = property(lambda self: self[1])
    col_offset = property(lambda self: self[2])
    end_col_offset = property(lambda self: self[3])

    def __repr__(self):
        return "Positions(lineno={!r}, end_lineno={!r}, col_offset={!r}, " \
            "end_col_offset={!r})".format(*self)


class Instruction:
    """Details for a bytecode operation."""
    _fields = ("opname", "arg", "argval", "argrepr", "offset", "start_offset",
               "starts_line", "line_number", "label", "positions")
    __slots__ = _fields

    def __init__(self, *values):
        for name, value in zip(self._fields, values):
            setattr(self, name, value)

    opcode = baseopcode = property(lambda self: opmap[self.opname])
    baseopname = property(lambda self: self.opname)
    oparg = property(lambda self: self.arg)
    cache_info = property(lambda self: None)
    cache_offset = property(lambda self: self.offset + 2)
    end_offset = property(
        lambda self: self.offset + 2 + 2 * _CACHES.get(self.opname, 0))

    @property
    def is_jump_target(self):
        return self.label is not None

    @property
    def jump_target(self):
        return self.argval if self.argrepr.startswith("to L") else None

    def __repr__(self):
        shown = [f"{name}={getattr(self, name)!r}" for name in self._fields]
        return f"Instruction({', '.join(shown)})"


def _get_code_object(x, filename="<disassembly>"):
    """The code object of a function, a method, a generator; of text, its compilation."""
    x = getattr(x, "__func__", x)
    for name in ("__code__", "gi_code", "cr_code"):
        if hasattr(x, name):
            x = getattr(x, name)
            break
    if isinstance(x, str):
        text = x
        try:
            x = compile(x, filename, "eval")
        except SyntaxError:
            x = None
        x = x or compile(text, filename, "exec")
    if hasattr(x, "co_consts"):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def _layout(code):
    """The instructions, and the offset that CPython would give each, in bytes: the first
    word of it, and that of the opcode behind its EXTENDED_ARGs."""
    made = _code.instructions(code)
    extra = [0] * len(made)
    while True:
        # A jump's distance depends on the sizes of instructions, which depend on it.
        starts, at = [], 0
        for (name, *_), more in zip(made, extra):
            starts.append(at)
            at += 2 * (1 + more + _CACHES.get(name, 0))
        starts.append(at)
        changed = False
        args = []
        for index, (name, arg, jumps, *_) in enumerate(made):
            if jumps:
                behind = starts[index + 1]
                target = starts[arg]
                arg = abs(target - behind) // 2
            args.append(arg)
            more = max(arg.bit_length() - 1, 0) // 8
            if more > extra[index]:
                extra[index] = more
                changed = True
        if not changed:
            return made, starts, extra, args


def _argument(code, name, arg, names, variables):
    """What an argument stands for, and how that is shown."""
    if name in ("LOAD_CONST", "RETURN_CONST"):
        value = code.co_consts[arg]
        return value, repr(value)
    if name == "LOAD_GLOBAL":
        return names[arg >> 1], names[arg >> 1] + (" + NULL" if arg & 1 else "")
    if name == "LOAD_ATTR":
        return names[arg >> 1], names[arg >> 1] + (" + NULL|self" if arg & 1 else "")
    if name == "LOAD_SUPER_ATTR":
        return names[arg >> 2], names[arg >> 2] + (" + NULL|self" if arg & 1 else "")
    if name in _NAMES:
        return names[arg], names[arg]
    if name in _LOCALS:
        return variables[arg], variables[arg]
    if name in _PAIRS:
        both = variables[arg >> 4], variables[arg & 15]
        return both, ", ".join(both)
    if name == "COMPARE_OP":
        shown = cmp_op[arg >> 5]
        return shown, f"bool({shown})" if arg & 16 else shown
    if name == "CONVERT_VALUE":
        return (None, str, repr, ascii)[arg], ("", "str", "repr", "ascii")[arg]
    if name == "SET_FUNCTION_ATTRIBUTE":
        kinds = ("defaults", "kwdefaults", "annotations", "closure")
        return arg, ", ".join([kind for i, kind in enumerate(kinds) if arg >> i & 1])
    if name == "BINARY_OP":
        return arg, _OPERATORS[arg]
    if name in _INTRINSICS:
        return arg, "INTRINSIC_" + _INTRINSICS[name][arg]
    return arg, ""


def _labels(code):
    """The numbers of the places that jumps and exceptions go to."""
    targets = {arg for _, arg, jumps, *_ in _code.instructions(code) if jumps}
    for start, end, target, _, _ in _code.handlers(code):
        targets.update((start, end, target))
    return {place: number for number, place in enumerate(sorted(targets), 1)}


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterator for the opcodes in methods, functions or code"""
    code = _get_code_object(x)
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    made, starts, extra, args = _layout(code)
    names, variables = code.co_names, _code.locals(code)
    labels = _labels(code)
    last = -1
    for index, (name, arg, jumps, *place) in enumerate(made):
        line, end_line, column, end_column = place
        starts_line = line != last
        last = line
        number = None if line is None else line + shift
        offset, more = starts[index], extra[index]
        for high in range(more, 0, -1):
            part = args[index] >> 8 * high
            yield Instruction("EXTENDED_ARG", part, part, "", offset, starts[index],
                              starts_line, number, labels.get(index), None)
            offset += 2
            starts_line = False
        label = labels.get(index) if not more else None
        if jumps:
            shown = args[index]
            value, text = starts[arg], f"to L{labels[arg]}"
        elif name in _WITHOUT_ARG:
            shown = value = None
            text = ""
        else:
            shown = arg
            value, text = _argument(code, name, arg, names, variables)
        yield Instruction(name, shown, value, text, offset, starts[index], starts_line,
                          number, label, Positions(line, end_line, column, end_column))


def _print(code, lasti, file, show_offsets):
    instructions = list(get_instructions(code))
    lines = [i.line_number for i in instructions if i.line_number is not None]
    width = max(3, len(str(max(lines, default=1))))
    if any(i.line_number is None for i in instructions):
        width = max(width, 4)
    labels = _labels(code)
    label_width = 4 + len(str(len(labels)))
    offset_width = len(str(max(instructions[-1].offset, 9999))) if show_offsets else 0
    for i in instructions:
        if i.starts_line and i.offset > 0:
            print(file=file)
        fields = []
        if i.starts_line:
            fields.append(f"{'--' if i.line_number is None else i.line_number:>{width}}")
        else:
            fields.append(" " * width)
        label = "" if i.label is None else f"L{i.label}:"
        fields.append(f"{label:>{label_width}}")
        if offset_width:
            fields.append(f"{i.offset!r:>{offset_width}}  ")
        end = i.offset + 2 * _CACHES.get(i.opname, 0)
        fields.append("-->" if i.offset <= lasti <= end else "   ")
        fields.append(i.opname.ljust(20))
        if i.arg is not None:
            fields.append(repr(i.arg).rjust(5 - max(0, len(i.opname) - 20)))
            if i.argrepr:
                fields.append(f"({i.argrepr})")
        print(" ".join(fields).rstrip(), file=file)
    handlers = _code.handlers(code)
    if handlers:
        print("ExceptionTable:", file=file)
        for *places, depth, lasti in handlers:
            start, end, target = map(labels.get, places)
            print(f"  L{start} to L{end} -> L{target} [{depth}]{' lasti' * lasti}",
                  file=file)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False,
                show_offsets=False):
    """Disassemble a code object."""
    _print(co, lasti, file, show_offsets)


disco = disassemble


def _recursively(code, file, depth, show_offsets):
    _print(code, -1, file, show_offsets)
    if depth is None or depth > 0:
        for const in code.co_consts:
            if hasattr(const, "co_consts"):
                print(file=file)
                print(f"Disassembly of {const!r}:", file=file)
                _recursively(const, file, None if depth is None else depth - 1,
                             show_offsets)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False,
        show_offsets=False):
    """Disassemble classes, methods, functions, and other compiled objects."""
    if x is None:
        distb(file=file, show_offsets=show_offsets)
        return
    if not hasattr(x, "__func__") and not hasattr(x, "__code__") and \
            hasattr(x, "__dict__"):
        kind = type(_get_code_object)
        kinds = (kind, classmethod, staticmethod, type(dis.__code__), type)
        for name, value in sorted(x.__dict__.items()):
            if isinstance(value, kinds):
                print(f"Disassembly of {name}:", file=file)
                try:
                    dis(value, file=file, depth=depth, show_offsets=show_offsets)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
        return
    _recursively(_get_code_object(x, "<dis>"), file, depth, show_offsets)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Disassemble a traceback (default: last traceback)."""
    if tb is None:
        error = getattr(sys, "last_exc", None)
        if error is None:
            raise RuntimeError("no last traceback to disassemble")
        tb = error.__traceback__
    while tb.tb_next:
        tb = tb.tb_next
    code = tb.tb_frame.f_code
    _, starts, extra, _ = _layout(code)
    at = tb.tb_lasti // 2
    _print(code, starts[at] + 2 * extra[at], file, show_offsets)


def findlinestarts(code):
    """Find the offsets in a byte code which are start of lines in the source."""
    last = False
    made, starts, _, _ = _layout(code)
    for (name, arg, jumps, line, *_), start in zip(made, starts):
        if line != last:
            last = line
            yield start, line


_FLAGS = {1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED",
          32: "GENERATOR", 64: "NOFREE", 128: "COROUTINE", 256: "ITERABLE_COROUTINE",
          512: "ASYNC_GENERATOR"}


def pretty_flags(flags):
    """Return pretty representation of code flags."""
    names = []
    for bit in range(32):
        flag = 1 << bit
        if flags & flag:
            names.append(_FLAGS.get(flag, hex(flag)))
            flags ^= flag
    return ", ".join(names) or "0x0"


def code_info(x):
    """Formatted details of methods, functions, or code."""
    co = _get_code_object(x)
    lines = [f"Name:              {co.co_name}", f"Filename:          {co.co_filename}",
             f"Argument count:    {co.co_argcount}",
             f"Positional-only arguments: {co.co_posonlyargcount}",
             f"Kw-only arguments: {co.co_kwonlyargcount}",
             f"Number of locals:  {co.co_nlocals}", f"Stack size:        {co.co_stacksize}",
             f"Flags:             {pretty_flags(co.co_flags)}"]
    for title, items in (("Constants", co.co_consts), ("Names", co.co_names),
                         ("Variable names", co.co_varnames),
                         ("Free variables", co.co_freevars),
                         ("Cell variables", co.co_cellvars)):
        if items:
            lines.append(title + ":")
            show = repr if title == "Constants" else str
            lines += [f"{number:4d}: {show(item)}" for number, item in enumerate(items)]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print details of methods, functions, or code to *file*."""
    print(code_info(co), file=file)


class Bytecode:
    """The bytecode operations of a piece of code"""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False,
                 adaptive=False, show_offsets=False):
        self.codeobj = _get_code_object(x)
        self.first_line = first_line or self.codeobj.co_firstlineno
        self.current_offset = current_offset
        self.show_offsets = show_offsets
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"Bytecode({self._original_object!r})"

    def info(self):
        """Return formatted information about the code object."""
        return code_info(self.codeobj)

    def dis(self):
        """Return a formatted view of the bytecode operations."""
        lines = []

        class File:
            def write(self, text):
                lines.append(text)
        at = -1 if self.current_offset is None else self.current_offset
        _print(self.codeobj, at, File(), self.show_offsets)
        return "".join(lines)


__within__ = "<native> _get_code_object"

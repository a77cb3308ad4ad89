"""Shows what CPython 3.13 compiles sources to, in the form the test compares."""

import dis
import json
import struct
import sys
import types


def const(v):
    t = type(v)
    if t is types.CodeType:
        return ["code", v.co_qualname, v.co_firstlineno]
    if t is float:
        return ["float", struct.pack(">d", v).hex()]
    if t is complex:
        return ["complex", struct.pack(">d", v.real).hex(), struct.pack(">d", v.imag).hex()]
    if t is str:
        return ["str"] + [ord(c) for c in v]
    if t is bytes:
        return ["bytes"] + list(v)
    if t is tuple:
        return ["tuple"] + [const(i) for i in v]
    if t is frozenset:
        return ["frozenset"] + sorted((const(i) for i in v), key=json.dumps)
    return [t.__name__, str(v)]


def show(code, out):
    instrs = [i for i in dis.get_instructions(code) if i.opname != "EXTENDED_ARG"]
    index = {}
    for n, i in enumerate(instrs):
        for at in range(i.start_offset, i.offset + 2, 2):
            index[at] = n
    end = len(instrs)

    def at(offset):
        while offset < len(code.co_code) and offset not in index:
            offset += 2
        return index.get(offset, end)

    out.append(
        f"code {code.co_qualname} {code.co_name} flags={code.co_flags}"
        f" args={code.co_argcount},{code.co_posonlyargcount},{code.co_kwonlyargcount}"
        f" line={code.co_firstlineno} stack={code.co_stacksize}"
    )
    out.append("names " + " ".join(code.co_names))
    out.append("locals " + " ".join(code.co_varnames))
    out.append("cells " + " ".join(code.co_cellvars))
    out.append("free " + " ".join(code.co_freevars))
    consts = list(code.co_consts)
    for i, j in zip(instrs, instrs[1:]):
        if j.opname == "STORE_NAME" and j.argval == "__static_attributes__":
            consts[i.arg] = tuple(sorted(consts[i.arg]))
    for n, v in enumerate(consts):
        out.append(f"const {n} " + json.dumps(const(v)))
    for n, i in enumerate(instrs):
        arg = i.arg or 0
        if i.opcode in dis.hasjrel or i.opcode in dis.hasjabs:
            arg = at(i.argval)
        p = [-1 if x is None else x for x in i.positions]
        out.append(f"{n} {i.opname} {arg} @ {p[0]} {p[1]} {p[2]} {p[3]}")
    for e in dis._parse_exception_table(code):
        lasti = " lasti" if e.lasti else ""
        out.append(f"handler {at(e.start)} {at(e.end)} {at(e.target)} {e.depth}{lasti}")
    for v in code.co_consts:
        if type(v) is types.CodeType:
            show(v, out)


def main():
    import warnings

    sys.stdin.reconfigure(encoding="utf-8", errors="surrogatepass")
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")
    for line in sys.stdin:
        job = json.loads(line)
        out = []
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                show(compile(job["source"], "<test>", job["mode"], dont_inherit=True), out)
            except SyntaxError as e:
                out = [f"{type(e).__name__} {e.msg} line={e.lineno}"]
                if job.get("columns"):
                    out = [out[0] + f" {e.offset}-{e.end_lineno}:{e.end_offset}"]
            except (RecursionError, MemoryError, ValueError, OverflowError) as e:
                out = [f"{type(e).__name__} {e}"]
        for w in caught:
            if w.category is SyntaxWarning:
                out.append(f"warning {w.lineno} {w.message}")
        print(json.dumps(out), flush=True)


main()

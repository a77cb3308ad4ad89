"""The layout of CPython 3.13's objects, asked of its headers and of itself.

    python3.13 layout.py > layout-3.13.json

Offsets and sizes of structs come from a C program compiled against the headers of the
interpreter that runs this file; `sys.getsizeof` figures from that interpreter.
"""

import json
import os
import subprocess
import sys
import sysconfig
import tempfile

STRUCTS = {
    "PyObject": "ob_refcnt ob_type",
    "PyVarObject": "ob_size",
    "PyGC_Head": "_gc_next _gc_prev",
    "PyLongObject": "long_value.lv_tag long_value.ob_digit",
    "PyFloatObject": "ob_fval",
    "PyComplexObject": "cval",
    "PyListObject": "ob_item allocated",
    "PyTupleObject": "ob_item",
    "PyDictObject": "ma_used ma_version_tag ma_keys ma_values",
    "PyDictKeysObject": "dk_refcnt dk_log2_size dk_log2_index_bytes dk_kind dk_version "
                        "dk_usable dk_nentries dk_indices",
    "PyDictKeyEntry": "me_hash me_key me_value",
    "PyDictUnicodeEntry": "me_key me_value",
    "PyDictValues": "capacity size embedded valid values",
    "PyASCIIObject": "length hash state",
    "PyCompactUnicodeObject": "utf8_length utf8",
    "PyUnicodeObject": "data",
    "PyBytesObject": "ob_shash ob_sval",
    "PyByteArrayObject": "ob_alloc ob_bytes ob_start ob_exports",
    "PySetObject": "fill used mask table hash finger smalltable weakreflist",
    "setentry": "key hash",
    "PyFunctionObject": "func_globals func_builtins func_name func_qualname func_code "
                        "func_defaults func_kwdefaults func_closure func_doc func_dict "
                        "func_weakreflist func_module func_annotations "
                        "func_typeparams vectorcall func_version",
    "PyMethodObject": "im_func im_self im_weakreflist vectorcall",
    "PyCFunctionObject": "m_ml m_self m_module m_weakreflist vectorcall",
    "PyCellObject": "ob_ref",
    "PySliceObject": "start stop step",
    "PyWeakReference": "wr_object wr_callback hash wr_prev wr_next vectorcall",
    "PyBaseExceptionObject": "dict args notes traceback context cause suppress_context",
    "PyTracebackObject": "tb_next tb_frame tb_lasti tb_lineno",
    "PyTypeObject": "tp_name tp_basicsize tp_itemsize tp_dealloc tp_vectorcall_offset "
                    "tp_getattr tp_setattr tp_as_async tp_repr tp_as_number "
                    "tp_as_sequence tp_as_mapping tp_hash tp_call tp_str tp_getattro "
                    "tp_setattro tp_as_buffer tp_flags tp_doc tp_traverse tp_clear "
                    "tp_richcompare tp_weaklistoffset tp_iter tp_iternext tp_methods "
                    "tp_members tp_getset tp_base tp_dict tp_descr_get tp_descr_set "
                    "tp_dictoffset tp_init tp_alloc tp_new tp_free tp_is_gc tp_bases "
                    "tp_mro tp_cache tp_subclasses tp_weaklist tp_del tp_version_tag "
                    "tp_finalize tp_vectorcall tp_watched tp_versions_used",
    "PyHeapTypeObject": "as_async as_number as_mapping as_sequence as_buffer ht_name "
                        "ht_slots ht_qualname ht_cached_keys ht_module _ht_tpname "
                        "_spec_cache",
}

SIZES = """
None | True | NotImplemented | ... | object()
0 | 1 | -1 | 56 | 257 | 2**30-1 | 2**30 | 2**60-1 | 2**60 | 2**90 | 2**120 | 10**100
1.5 | 1j | range(9)
'' | 'a' | 'ab' | 'a' * 10 | 'é' | 'éé' | 'é' * 10 | 'Ā' | 'Ā' * 2 | 'Ā' * 10
'𝄞' | '𝄞' * 2 | '𝄞' * 10
b'' | b'a' | b'a' * 10 | bytearray() | bytearray(1) | bytearray(10)
() | (1,) | (1, 2) | (1, 2, 3) | tuple(range(10))
[] | [1] | [1, 2] | [1, 2, 3] | [1, 2, 3, 4] | [1, 2, 3, 4, 5] | [a, a, a]
list(range(3)) | list(range(10)) | [n for n in range(3)] | [n for n in range(10)]
[None] * 3 | [None] * 10 | [1, 2] + [3] | [1, 2, 3][:] | sorted([3, 1, 2])
'a b c'.split() | list((1, 2, 3))
{} | dict() | {'a': 1} | {'a': 1, 'b': 2} | {1: 1} | {n: n for n in range(5)}
{n: n for n in range(6)} | {n: n for n in range(10)} | {n: n for n in range(11)}
{n: n for n in range(100)} | {str(n): n for n in range(5)} | {str(n): n for n in range(6)}
{str(n): n for n in range(11)} | dict.fromkeys(range(100)) | dict(a=1) | {}.keys()
set() | {1} | {1, 2, 3} | set(range(4)) | set(range(5)) | set(range(19)) | set(range(20))
frozenset() | frozenset([1]) | frozenset(range(5))
iter([]) | iter(()) | iter(range(3)) | enumerate([]) | zip([], []) | map(abs, [])
reversed([]) | slice(1, 2, 3) | abs | [].append | 'a'.upper | str.upper
f | lambda: 0 | C | C() | S | S() | S0() | C().f | property(f) | staticmethod(f)
classmethod(f) | super(C, C()) | touched | type | object | int | type(f)
Exception() | ValueError('x') | KeyError('x') | StopIteration() | OSError()
False | 2**15-1 | 2**15 | -2**30 | 2**150-1 | I(5) | '€' | '€' * 2 | '€' * 10
T('a') | L() | D() | (1, 2, 3, 4) | {n: n for n in range(8)} | {n: n for n in range(16)}
{str(n): n for n in range(8)} | {str(n): n for n in range(10)} | {str(n): n for n in range(16)}
{'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5} | {'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6}
{1: 1, 2: 2, 3: 3, 4: 4, 5: 5} | {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6} | cleared
set(range(10)) | object.__init__ | S.a | closure() | closure().__closure__[0]
numbers.__code__ | numbers() | (n for n in ()) | frame() | traceback() | M | M() | S1 | S1()
slot_set | S3() | SD() | SW() | Two() | two | two.__dict__ | C().__dict__ | touched.__dict__
weakref.ref(C) | weakref | memoryview(b'') | types.SimpleNamespace() | C.__dict__
collections.namedtuple('P', 'x y')(1, 2) | collections.deque() | collections.OrderedDict()
collections.defaultdict(list) | collections.Counter() | array.array('i')
decimal.Decimal('1') | fractions.Fraction(1, 2) | Color.RED
dataclasses.make_dataclass('DC', ['x', 'y'])(1, 2)
dataclasses.make_dataclass('DS', ['x', 'y'], slots=True)(1, 2)
"""

BEFORE = """
import array, collections, dataclasses, decimal, enum, fractions, sys, types, weakref
a = 1
def f(): pass
class C:
    def f(self): pass
class S:
    __slots__ = ('a', 'b')
class S0:
    __slots__ = ()
touched = C()
touched.x = 1
touched.__dict__
class I(int): pass
class T(str): pass
class L(list): pass
class D(dict): pass
class Meta(type): pass
class M(metaclass=Meta): pass
class S1:
    __slots__ = ('a',)
slot_set = S1()
slot_set.a = 1
class S3:
    __slots__ = ('a', 'b', 'c')
class SD:
    __slots__ = ('a', '__dict__')
class SW:
    __slots__ = ('a', '__weakref__')
class Two:
    def __init__(self):
        self.x = 1
        self.y = 2
two = Two()
two.__dict__
cleared = {'a': 1, 'b': 2}
cleared.clear()
def closure():
    def inner(): return a
    a = 1
    return inner
def numbers(): yield 1
def frame(): return sys._getframe()
def traceback():
    try:
        1 / 0
    except ZeroDivisionError as error:
        return error.__traceback__
class Color(enum.Enum):
    RED = 1
"""

TYPES = """
object type int bool float complex str bytes bytearray list tuple dict set frozenset
range slice property staticmethod classmethod super enumerate zip map filter reversed
BaseException OSError
"""

# Structs that have no typedef of this name.
ALIASES = {
    "PyDictKeysObject": "struct _dictkeysobject",
    "PyDictValues": "struct _dictvalues",
}


def c_program():
    lines = ["#define Py_BUILD_CORE 1", "#include <Python.h>", "#include <stddef.h>",
             "#include <stdio.h>", "#include <internal/pycore_dict.h>",
             "#include <internal/pycore_gc.h>", "#include <internal/pycore_long.h>",
             "#include <internal/pycore_frame.h>", "int main(void) {",
             'printf("{");']
    comma = ""
    for name, fields in STRUCTS.items():
        struct = ALIASES.get(name, name)
        lines.append('printf("%s\\"%s\\": {\\"sizeof\\": %%zu", sizeof(%s));'
                     % (comma, name, struct))
        for field in fields.split():
            lines.append('printf(", \\"%s\\": %%zu", offsetof(%s, %s));'
                         % (field.split(".")[-1], struct, field))
        lines.append('printf("}");')
        comma = ",\\n"
    return "\n".join(lines + ['printf("}\\n");', "return 0; }"])


def structs():
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "layout.c")
        program = os.path.join(folder, "layout")
        with open(source, "w") as file:
            file.write(c_program())
        include = sysconfig.get_path("include")
        subprocess.run(["cc", "-w", "-I" + include, "-I" + include + "/internal",
                        source, "-o", program], check=True)
        return json.loads(subprocess.check_output([program]))


def basic_sizes():
    import builtins
    types = [getattr(builtins, name) for name in TYPES.split()]
    return {t.__name__: [t.__basicsize__, t.__itemsize__] for t in types}


def sizes():
    names = {}
    exec(BEFORE, names)
    wanted = [e.strip() for line in SIZES.splitlines() for e in line.split("|")]
    return {e: sys.getsizeof(eval(e, names)) for e in wanted if e}


if __name__ == "__main__":
    found = {
        "version": "%d.%d.%d" % sys.version_info[:3],
        "structs": structs(),
        "basicsize and itemsize": basic_sizes(),
        "before": BEFORE,
        "getsizeof": sizes(),
    }
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    print()

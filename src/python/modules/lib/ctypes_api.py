"""The functions of CPython's own that can be called with `ctypes.pythonapi`.

Of each the letters of its arguments, of its result, and what it does, as in
`_ctypes_library`; `O` is an object.  Where C's function sets an exception and gives a mark
for it, this one raises it.
"""
import gc
import sys

import _memory
from _ctypes import _Own, _held, _start, _string_at


def _count(obj, others):
    """What C's function happens to leave where a result is looked for: the new count."""
    count = _memory.read(id(obj), 8, True)
    return count - others if count < 2**31 else 0


def _hold(obj):
    _held.append(obj)
    return _count(obj, 4)


def _let_go(obj):
    for index, held in enumerate(_held):
        if held is obj:
            del _held[index]
            held = None
            # What gives the places has the last pair of them, too.
            return _count(obj, 5)
    raise ValueError("a reference that Py_IncRef() did not take cannot be given back")


# The texts whose addresses were given.
_texts = {}


def _kept(text):
    """The address of a text as bytes with a zero behind, which is there from now on."""
    data = text if isinstance(text, bytes) else text.encode()
    if data not in _texts:
        _texts[data] = _Own(data + b"\0")
    return _start(_texts[data])


def _text(address):
    if not address:
        raise SystemError("null argument to internal routine")
    return _string_at(address, -1).decode()


def _of(kind):
    """Refuses objects of other types, as C's functions do that look into a struct."""
    def check(obj):
        if not isinstance(obj, kind):
            raise SystemError("bad argument to internal function")
        return obj
    return check


_list, _tuple, _dict, _str, _bytes = map(_of, (list, tuple, dict, str, bytes))
_set = _of((set, frozenset))


def _item(items, index):
    if not 0 <= index < len(items):
        kind = "list" if isinstance(items, list) else "tuple"
        raise IndexError(f"{kind} index out of range")
    return items[index]


def _put(items, index, value):
    if not 0 <= index < len(_list(items)):
        raise IndexError("list assignment index out of range")
    items[index] = value
    return 0


def _done(work):
    """A function of C that says 0 when it was done."""
    def call(*args):
        work(*args)
        return 0
    return call


def _long(limit=63):
    def convert(obj):
        number = obj.__index__() if hasattr(type(obj), "__index__") else None
        if number is None:
            raise TypeError(f"'{type(obj).__name__}' object cannot be interpreted as an "
                            "integer")
        if not -1 << limit <= number < 1 << limit:
            raise OverflowError("Python int too large to convert to C long")
        return number
    return convert


def _raised(kind, message):
    raise kind(_text(message))


def _raised_object(kind, value):
    raise kind if value is None else kind(value)


def _dict_get(mapping, key):
    found = _dict(mapping).get(key, _none)
    if found is _none:
        raise KeyError(key)
    return found


_none = object()


def _run(source):
    """Runs a program in the module `__main__`; 0 if no exception ended it."""
    try:
        exec(compile(_text(source), "<string>", "exec"), sys.modules["__main__"].__dict__)
    except Exception:
        sys.excepthook(*sys.exc_info())
        return -1
    return 0


def _new_tuple(count):
    if count:
        raise SystemError("a tuple can only be filled as it is made here")
    return ()


def _imported(name):
    __import__(name)
    return sys.modules[name]


def _compare(op):
    import operator
    return (operator.lt, operator.le, operator.eq, operator.ne, operator.gt,
            operator.ge)[op]


def _is_tracked(obj):
    return int(gc.is_tracked(obj))


VARIABLES = {"Py_OptimizeFlag": bytearray(sys.flags.optimize.to_bytes(4, "little"))}
API = {
    "Py_IncRef": ("O", "i", _hold), "Py_DecRef": ("O", "i", _let_go),
    "Py_GetVersion": ("", "P", lambda: _kept(sys.version)),
    "Py_GetPlatform": ("", "P", lambda: _kept(sys.platform)),
    "Py_GetCopyright": ("", "P", lambda: _kept(sys.copyright)),
    "Py_IsInitialized": ("", "i", lambda: 1),
    "Py_IsNone": ("O", "i", lambda obj: int(obj is None)),
    "Py_IsTrue": ("O", "i", lambda obj: int(obj is True)),
    "Py_IsFalse": ("O", "i", lambda obj: int(obj is False)),
    "Py_Is": ("OO", "i", lambda a, b: int(a is b)),
    "PyObject_Repr": ("O", "O", lambda obj: repr(obj)),
    "PyObject_Str": ("O", "O", lambda obj: str(obj)),
    "PyObject_ASCII": ("O", "O", lambda obj: ascii(obj)),
    "PyObject_Bytes": ("O", "O", lambda obj: bytes(obj)),
    "PyObject_Type": ("O", "O", lambda obj: type(obj)),
    "PyObject_Dir": ("O", "O", lambda obj: dir(obj)),
    "PyObject_Hash": ("O", "l", lambda obj: hash(obj)),
    "PyObject_IsTrue": ("O", "i", lambda obj: int(bool(obj))),
    "PyObject_Not": ("O", "i", lambda obj: int(not obj)),
    "PyObject_Size": ("O", "l", lambda obj: len(obj)),
    "PyObject_Length": ("O", "l", lambda obj: len(obj)),
    "PyObject_GetIter": ("O", "O", lambda obj: iter(obj)),
    "PyObject_GetAttr": ("OO", "O", lambda obj, name: getattr(obj, name)),
    "PyObject_GetAttrString": ("OP", "O", lambda obj, name: getattr(obj, _text(name))),
    "PyObject_HasAttrString": ("OP", "i", lambda obj, name: int(hasattr(obj, _text(name)))),
    "PyObject_SetAttrString": ("OPO", "i", _done(
        lambda obj, name, value: setattr(obj, _text(name), value))),
    "PyObject_GetItem": ("OO", "O", lambda obj, key: obj[key]),
    "PyObject_SetItem": ("OOO", "i", _done(lambda obj, key, new: obj.__setitem__(key, new))),
    "PyObject_DelItem": ("OO", "i", _done(lambda obj, key: obj.__delitem__(key))),
    "PyObject_CallNoArgs": ("O", "O", lambda function: function()),
    "PyObject_CallOneArg": ("OO", "O", lambda function, arg: function(arg)),
    "PyObject_CallObject": ("OO", "O", lambda function, args: function(*_tuple(args))),
    "PyObject_IsInstance": ("OO", "i", lambda obj, kind: int(isinstance(obj, kind))),
    "PyObject_IsSubclass": ("OO", "i", lambda kind, of: int(issubclass(kind, of))),
    "PyObject_RichCompareBool": ("OOi", "i", lambda a, b, op: int(
        op == 2 and a is b or op != 2 and op != 3 and bool(_compare(op)(a, b))
        or op == 3 and a is not b and bool(a != b) or op == 2 and bool(a == b))),
    "PyObject_GC_IsTracked": ("O", "i", _is_tracked),
    "PyObject_GC_IsFinalized": ("O", "i", lambda obj: int(gc.is_finalized(obj))),
    "PyGC_Collect": ("", "l", lambda: gc.collect()),
    "PyGC_Enable": ("", "i", lambda: int(gc.isenabled()) if gc.enable() is None else 0),
    "PyGC_IsEnabled": ("", "i", lambda: int(gc.isenabled())),
    "PyCallable_Check": ("O", "i", lambda obj: int(callable(obj))),
    "PyIter_Next": ("O", "O", lambda iterator: next(iterator)),
    "PyLong_FromLong": ("l", "O", lambda number: number),
    "PyLong_FromLongLong": ("l", "O", lambda number: number),
    "PyLong_FromSsize_t": ("l", "O", lambda number: number),
    "PyLong_FromSize_t": ("L", "O", lambda number: number),
    "PyLong_FromUnsignedLong": ("L", "O", lambda number: number),
    "PyLong_FromVoidPtr": ("P", "O", lambda number: number),
    "PyLong_FromDouble": ("d", "O", lambda number: int(number)),
    "PyLong_AsLong": ("O", "l", _long()), "PyLong_AsLongLong": ("O", "l", _long()),
    "PyLong_AsSsize_t": ("O", "l", _long()), "PyLong_AsInt": ("O", "i", _long(31)),
    "PyLong_AsDouble": ("O", "d", lambda obj: float(obj)),
    "PyFloat_FromDouble": ("d", "O", lambda number: number),
    "PyFloat_AsDouble": ("O", "d", lambda obj: float(obj)),
    "PyBool_FromLong": ("l", "O", lambda number: number != 0),
    "PyNumber_Add": ("OO", "O", lambda a, b: a + b),
    "PyNumber_Subtract": ("OO", "O", lambda a, b: a - b),
    "PyNumber_Multiply": ("OO", "O", lambda a, b: a * b),
    "PyUnicode_FromString": ("P", "O", _text),
    "PyUnicode_FromStringAndSize": ("Pl", "O", lambda text, size: _string_at(
        text, max(size, 0)).decode()),
    "PyUnicode_GetLength": ("O", "l", lambda text: len(_str(text))),
    "PyUnicode_AsUTF8": ("O", "P", lambda text: _kept(_str(text))),
    "PyUnicode_AsUTF8String": ("O", "O", lambda text: _str(text).encode()),
    "PyUnicode_Concat": ("OO", "O", lambda a, b: a + b),
    "PyUnicode_InternFromString": ("P", "O", lambda text: sys.intern(_text(text))),
    "PyBytes_FromString": ("P", "O", lambda text: _string_at(text, -1)),
    "PyBytes_FromStringAndSize": ("Pl", "O", lambda text, size: _string_at(
        text, max(size, 0))),
    "PyBytes_Size": ("O", "l", lambda data: len(_bytes(data))),
    "PyBytes_AsString": ("O", "P", lambda data: id(_bytes(data)) + 32),
    "PyList_New": ("l", "O", lambda count: [None] * count),
    "PyList_Size": ("O", "l", lambda items: len(_list(items))),
    "PyList_GetItem": ("Ol", "O", lambda items, index: _item(_list(items), index)),
    "PyList_SetItem": ("OlO", "i", _put),
    "PyList_Append": ("OO", "i", _done(lambda items, new: _list(items).append(new))),
    "PyList_Insert": ("OlO", "i", _done(
        lambda items, index, new: _list(items).insert(index, new))),
    "PyList_Sort": ("O", "i", _done(lambda items: _list(items).sort())),
    "PyList_Reverse": ("O", "i", _done(lambda items: _list(items).reverse())),
    "PyList_AsTuple": ("O", "O", lambda items: tuple(_list(items))),
    "PyTuple_New": ("l", "O", _new_tuple),
    "PyTuple_Size": ("O", "l", lambda items: len(_tuple(items))),
    "PyTuple_GetItem": ("Ol", "O", lambda items, index: _item(_tuple(items), index)),
    "PyDict_New": ("", "O", lambda: {}),
    "PyDict_Size": ("O", "l", lambda mapping: len(_dict(mapping))),
    "PyDict_GetItem": ("OO", "O", _dict_get),
    "PyDict_GetItemString": ("OP", "O", lambda mapping, key: _dict_get(mapping, _text(key))),
    "PyDict_SetItem": ("OOO", "i", _done(
        lambda mapping, key, new: _dict(mapping).__setitem__(key, new))),
    "PyDict_SetItemString": ("OPO", "i", _done(
        lambda mapping, key, new: _dict(mapping).__setitem__(_text(key), new))),
    "PyDict_DelItem": ("OO", "i", _done(lambda mapping, key: _dict(mapping).__delitem__(key))),
    "PyDict_Contains": ("OO", "i", lambda mapping, key: int(key in _dict(mapping))),
    "PyDict_Keys": ("O", "O", lambda mapping: list(_dict(mapping))),
    "PyDict_Values": ("O", "O", lambda mapping: list(_dict(mapping).values())),
    "PyDict_Items": ("O", "O", lambda mapping: list(_dict(mapping).items())),
    "PyDict_Copy": ("O", "O", lambda mapping: _dict(mapping).copy()),
    "PyDict_Clear": ("O", "v", _done(lambda mapping: _dict(mapping).clear())),
    "PySet_Size": ("O", "l", lambda items: len(_set(items))),
    "PySet_Contains": ("OO", "i", lambda items, item: int(item in _set(items))),
    "PySet_Add": ("OO", "i", _done(lambda items, item: _set(items).add(item))),
    "PyImport_ImportModule": ("P", "O", lambda name: _imported(_text(name))),
    "PySys_GetObject": ("P", "O", lambda name: getattr(sys, _text(name))),
    "PyRun_SimpleString": ("P", "i", _run),
    "PyErr_SetString": ("OP", "v", _raised), "PyErr_SetObject": ("OO", "v", _raised_object),
    "PyErr_SetNone": ("O", "v", lambda kind: _raised_object(kind, None)),
    "PyErr_Clear": ("", "v", lambda: 0),
    "PyErr_Occurred": ("", "P", lambda: 0),
    "PyFrame_LocalsToFast": ("Oi", "v", lambda frame, clear: 0),
    "PyType_Modified": ("O", "v", lambda kind: 0),
    "PyType_IsSubtype": ("OO", "i", lambda kind, of: int(of in kind.__mro__)),
}

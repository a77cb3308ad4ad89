import sys
from _pickle_names import (PickleError, PicklingError, UnpicklingError, PickleBuffer,
                           _MAPPED_MODULES, _MAPPED_NAMES, deep, dotted, old_name,
                           whichmodule)
from _pickle_reader import Unpickler, load, loads

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler",
           "dump", "dumps", "load", "loads", "PickleBuffer"]

_BATCH = 1000
_FRAME = 64 * 1024


class PicklerMemoProxy:
    """The memo of a pickler, as its program sees it."""
    __module__ = "_pickle"

    def __init__(self, pickler):
        self._pickler = pickler

    def clear(self):
        self._pickler._memo.clear()

    def copy(self):
        return dict(self._pickler._memo)

    def __reduce__(self):
        return dict, (self.copy(),)


def _counted(short, middle, long, size):
    """An instruction that gives a size, in as few bytes as it can."""
    if short and size < 256:
        return short + bytes((size,))
    if size < 1 << 32:
        return middle + size.to_bytes(4, "little")
    return long + size.to_bytes(8, "little")


class Pickler:
    """Writes objects to a file as pickles."""
    __module__ = "_pickle"
    __slots__ = ("_proto", "bin", "fast", "_old_names", "_callback", "_memo",
                 "_file_write", "_out", "_framing", "_start", "_persistent",
                 "_override", "_table", "dispatch_table")

    def __init__(self, file, protocol=None, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = 4
        if protocol < 0:
            protocol = 5
        elif protocol > 5:
            raise ValueError("pickle protocol must be <= 5")
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        self._proto = protocol
        self.bin = int(protocol > 0)
        self.fast = 0
        self._old_names = fix_imports and protocol < 3
        self._callback = buffer_callback
        self._memo = {}
        if file is not self:
            try:
                self._file_write = file.write
            except AttributeError:
                raise TypeError("file must have a 'write' attribute") from None

    @property
    def memo(self):
        return PicklerMemoProxy(self)

    @memo.setter
    def memo(self, memo):
        if isinstance(memo, PicklerMemoProxy):
            memo = memo.copy()
        if not isinstance(memo, dict):
            raise TypeError("'memo' attribute must be a PicklerMemoProxy object or "
                            f"dict, not {type(memo).__name__}")
        self._memo = dict(memo)

    def clear_memo(self):
        """What was written before is written again."""
        self._memo.clear()

    def persistent_id(self, obj, /):
        return None

    def dump(self, obj, /):
        """Write the pickle of an object to the file."""
        if not hasattr(self, "_memo"):
            name = type(self).__name__
            raise PicklingError(
                f"Pickler.__init__() was not called by {name}.__init__()")
        self._file_write(self._pickle(obj))

    def _pickle(self, obj):
        # All that is written, and where the frame begins that is being written.
        self._out = bytearray()
        self._framing, self._start = False, -1
        if self._proto >= 2:
            self._out += bytes((0x80, self._proto))
            self._framing = self._proto >= 4
        own = self.persistent_id
        usual = type(self).persistent_id is Pickler.persistent_id and (
            "persistent_id" not in getattr(self, "__dict__", ()))
        self._persistent = None if usual else own
        self._override = getattr(self, "reducer_override", None)
        table = getattr(self, "dispatch_table", None)
        if table is None:
            import copyreg
            table = copyreg.dispatch_table
        self._table = table
        try:
            self._save(obj)
        finally:
            # A method that is bound to this would keep it alive.
            self._persistent = self._override = None
        self._write(b".")
        self._end_frame()
        out, self._out = self._out, None
        return bytes(out)

    def _write(self, data):
        if self._framing and self._start < 0:
            self._start = len(self._out)
            self._out += bytes(9)
        self._out += data

    def _end_frame(self):
        """A frame of fewer than four bytes needs no head."""
        start, self._start = self._start, -1
        if not self._framing or start < 0:
            return
        size = len(self._out) - start - 9
        if size >= 4:
            self._out[start:start + 9] = b"\x95" + size.to_bytes(8, "little")
        else:
            del self._out[start:start + 9]

    def _write_long(self, head, data):
        """Much data is not put into a frame."""
        if len(data) < _FRAME:
            self._write(head + data)
            return
        framing = self._framing
        self._end_frame()
        self._framing = False
        self._write(head)
        self._write(data)
        self._framing = framing

    def _remember(self, obj):
        if self.fast:
            return
        index = len(self._memo)
        self._memo[id(obj)] = index, obj
        if self._proto >= 4:
            self._write(b"\x94")
        elif not self.bin:
            self._write(b"p%d\n" % index)
        elif index < 256:
            self._write(bytes((113, index)))
        else:
            self._write(b"r" + index.to_bytes(4, "little"))

    def _recall(self, obj):
        index = self._memo[id(obj)][0]
        if not self.bin:
            self._write(b"g%d\n" % index)
        elif index < 256:
            self._write(bytes((104, index)))
        else:
            self._write(b"j" + index.to_bytes(4, "little"))

    def _save(self, obj, persistent=True):
        if self._persistent is not None and persistent:
            name = self._persistent(obj)
            if name is not None:
                self._save_persistent(name)
                return
        kind = type(obj)
        atom = _ATOMS.get(kind)
        if atom is not None:
            atom(self, obj)
        elif id(obj) in self._memo:
            self._recall(obj)
        else:
            known = _KINDS.get(kind)
            if known is not None:
                known(self, obj)
            else:
                self._save_other(obj, kind)
        if self._start >= 0 and len(self._out) - self._start - 9 >= _FRAME:
            self._end_frame()

    def _save_persistent(self, name):
        if self.bin:
            self._save(name, False)
            self._write(b"Q")
            return
        try:
            self._write(b"P" + str(name).encode("ascii") + b"\n")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings"
                                ) from None

    def _save_other(self, obj, kind):
        if self._override is not None:
            reduced = self._override(obj)
            if reduced is not NotImplemented:
                self._save_reduced(obj, reduced)
                return
        if kind is type:
            self._save_type(obj)
            return
        if kind is _function:
            self._save_global(obj)
            return
        reduce = self._table.get(kind)
        if reduce is not None:
            reduced = reduce(obj)
        elif issubclass(kind, type):
            self._save_global(obj)
            return
        else:
            reduce = getattr(obj, "__reduce_ex__", None)
            if reduce is not None:
                reduced = reduce(self._proto)
            else:
                reduce = getattr(obj, "__reduce__", None)
                if reduce is None:
                    raise PicklingError(f"can't pickle {kind.__name__!r} object: {obj!r}")
                reduced = reduce()
        self._save_reduced(obj, reduced)

    def _save_reduced(self, obj, reduced):
        if isinstance(reduced, str):
            self._save_global(obj, reduced)
        elif isinstance(reduced, tuple):
            self._save_reduce(reduced, obj)
        else:
            raise PicklingError("__reduce__ must return a string or tuple")

    def _save_reduce(self, reduced, obj=None):
        if not 2 <= len(reduced) <= 6:
            raise PicklingError(
                "tuple returned by __reduce__ must contain 2 through 6 elements")
        func, args, state, items, pairs, setter = (*reduced, *(None,) * 4)[:6]
        if not callable(func):
            raise PicklingError("first item of the tuple returned by __reduce__ must be "
                                "callable")
        if not isinstance(args, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be "
                                "a tuple")
        for which, given in ("fourth", items), ("fifth", pairs):
            if given is not None and not hasattr(type(given), "__next__"):
                raise PicklingError(
                    f"{which} element of the tuple returned by __reduce__ must be an "
                    f"iterator, not {type(given).__name__}")
        if setter is not None and not callable(setter):
            raise PicklingError("sixth element of the tuple returned by __reduce__ must "
                                f"be a function, not {type(setter).__name__}")
        name = getattr(func, "__name__", None) if self._proto >= 2 else None
        if name == "__newobj_ex__":
            self._save_new_ex(args)
        elif name == "__newobj__":
            self._save_new(args, obj)
        else:
            self._save(func)
            self._save(args)
            self._write(b"R")
        if obj is not None:
            if id(obj) in self._memo:
                # What it is made from refers to it, and has written it meanwhile.
                self._write(b"0")
                self._recall(obj)
                return
            self._remember(obj)
        if items is not None:
            self._save_items(items)
        if pairs is not None:
            self._save_pairs(pairs)
        if state is not None:
            if setter is None:
                self._save(state)
                self._write(b"b")
            else:
                self._save(setter)
                self._save(obj)
                self._save(state)
                self._write(b"\x86R0")

    def _save_new(self, args, obj):
        if not args:
            raise PicklingError("__newobj__ arglist is empty")
        cls = args[0]
        if not hasattr(cls, "__new__"):
            raise PicklingError("args[0] from __newobj__ args has no __new__")
        if obj is not None and cls is not obj.__class__:
            raise PicklingError("args[0] from __newobj__ args has the wrong class")
        self._save(cls)
        self._save(args[1:])
        self._write(b"\x81")

    def _save_new_ex(self, args):
        if len(args) != 3:
            raise PicklingError("length of the NEWOBJ_EX argument tuple must be exactly "
                                f"3, not {len(args)}")
        cls, positional, keywords = args
        if not hasattr(cls, "__new__"):
            raise PicklingError("args[0] from __newobj_ex__ args has no __new__")
        for place, given, wanted in (1, positional, tuple), (2, keywords, dict):
            if not isinstance(given, wanted):
                order = "second" if place == 1 else "third"
                raise PicklingError(
                    f"{order} item from NEWOBJ_EX argument tuple must be a "
                    f"{wanted.__name__}, not {type(given).__name__}")
        if self._proto >= 4:
            self._save(cls)
            self._save(positional)
            self._save(keywords)
            self._write(b"\x92")
        else:
            from functools import partial
            self._save(partial(cls.__new__, cls, *positional, **keywords))
            self._save(())
            self._write(b"R")

    def _save_items(self, items):
        """What an iterator gives, a thousand at a time."""
        if not self.bin:
            for item in items:
                self._save(item)
                self._write(b"a")
            return
        for batch in _batches(items):
            if len(batch) == 1:
                self._save(batch[0])
                self._write(b"a")
                continue
            self._write(b"(")
            for item in batch:
                self._save(item)
            self._write(b"e")

    def _save_pairs(self, pairs):
        for batch in _batches(pairs):
            many = self.bin and len(batch) > 1
            if many:
                self._write(b"(")
            for pair in batch:
                if not isinstance(pair, tuple) or len(pair) != 2:
                    raise TypeError("dict items iterator must return 2-tuples")
                self._save(pair[0])
                self._save(pair[1])
                if not many:
                    self._write(b"s")
            if many:
                self._write(b"u")

    def _save_none(self, obj):
        self._write(b"N")

    def _save_bool(self, obj):
        if self._proto >= 2:
            self._write(b"\x88" if obj else b"\x89")
        else:
            self._write(b"I01\n" if obj else b"I00\n")

    def _save_int(self, obj):
        if -1 << 31 <= obj < 1 << 31:
            if not self.bin:
                self._write(b"I%d\n" % obj)
            elif 0 <= obj < 256:
                self._write(bytes((75, obj)))
            elif 0 <= obj < 65536:
                self._write(b"M" + obj.to_bytes(2, "little"))
            else:
                self._write(b"J" + obj.to_bytes(4, "little", signed=True))
        elif self._proto >= 2:
            size = (obj if obj > 0 else ~obj).bit_length() // 8 + 1
            data = obj.to_bytes(size, "little", signed=True)
            short = bytes((0x8a, size)) if size < 256 else None
            self._write((short or b"\x8b" + size.to_bytes(4, "little")) + data)
        else:
            self._write(b"L%dL\n" % obj)

    def _save_float(self, obj):
        if self.bin:
            import struct
            self._write(b"G" + struct.pack(">d", obj))
        else:
            self._write(b"F" + repr(obj).encode("ascii") + b"\n")

    def _save_bytes(self, obj):
        if self._proto >= 3:
            long = b"\x8e" if self._proto >= 4 else b"B"
            self._write_long(_counted(b"C", b"B", long, len(obj)), obj)
            self._remember(obj)
        elif obj:
            import codecs
            text = str(obj, "latin1")
            self._save_reduce((codecs.encode, (text, "latin1")), obj)
        else:
            self._save_reduce((bytes, ()), obj)

    def _save_bytearray(self, obj):
        if self._proto >= 5:
            self._write_long(b"\x96" + len(obj).to_bytes(8, "little"), bytes(obj))
            self._remember(obj)
        else:
            self._save_reduce((bytearray, (bytes(obj),) if obj else ()), obj)

    def _save_buffer(self, obj):
        if self._proto < 5:
            raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
        with obj.raw() as view:
            if self._callback is None or self._callback(obj):
                kind = self._save_bytes if view.readonly else self._save_bytearray
                kind((bytes if view.readonly else bytearray)(view))
            else:
                self._write(b"\x97\x98" if view.readonly else b"\x97")

    def _save_str(self, obj):
        if self.bin:
            data = obj.encode("utf-8", "surrogatepass")
            short = b"\x8c" if self._proto >= 4 else b""
            self._write_long(_counted(short, b"X", b"\x8d", len(data)), data)
        else:
            text = obj.replace("\\", "\\u005c")
            for mark in "\0\n\r\x1a":
                text = text.replace(mark, f"\\u{ord(mark):04x}")
            self._write(b"V" + text.encode("raw-unicode-escape") + b"\n")
        self._remember(obj)

    def _save_tuple(self, obj):
        size = len(obj)
        if not size:
            self._write(b")" if self.bin else b"(t")
            return
        short = size <= 3 and self._proto >= 2
        if not short:
            self._write(b"(")
        for item in obj:
            self._save(item)
        if id(obj) in self._memo:
            # It holds itself, and was written within.
            if short or not self.bin:
                self._write(b"0" * (size + (not short)))
            else:
                self._write(b"1")
            self._recall(obj)
            return
        self._write(bytes((0x84 + size,)) if short else b"t")
        self._remember(obj)

    def _save_list(self, obj):
        self._write(b"]" if self.bin else b"(l")
        self._remember(obj)
        if not self.bin or len(obj) < 2:
            self._save_items(iter(obj))
            return
        done = 0
        while done < len(obj):
            end = done + _BATCH
            self._write(b"(")
            while done < len(obj) and done < end:
                self._save(obj[done])
                done += 1
            self._write(b"e")

    def _save_dict(self, obj):
        self._write(b"}" if self.bin else b"(d")
        self._remember(obj)
        size = len(obj)
        if not self.bin or size < 2:
            self._save_pairs(iter(obj.items()))
            return
        self._save_whole(iter(obj.items()), obj, b"u", "dictionary")

    def _save_set(self, obj):
        if self._proto < 4:
            self._save_reduce((set, ([*obj],)), obj)
            return
        self._write(b"\x8f")
        self._remember(obj)
        if obj:
            self._save_whole(iter(obj), obj, b"\x90", "set")

    def _save_whole(self, items, obj, end, what):
        """All of a dict or a set; after a last full batch stands an empty one."""
        size = len(obj)
        pairs = what == "dictionary"
        full = True
        while full:
            self._write(b"(")
            count = 0
            for item in items:
                if pairs:
                    self._save(item[0])
                    self._save(item[1])
                else:
                    self._save(item)
                if len(obj) != size:
                    raise RuntimeError(f"{what} changed size during iteration")
                count += 1
                if count == _BATCH:
                    break
            full = count == _BATCH
            self._write(end)

    def _save_frozenset(self, obj):
        if self._proto < 4:
            self._save_reduce((frozenset, ([*obj],)), obj)
            return
        self._write(b"(")
        for item in obj:
            self._save(item)
        if id(obj) in self._memo:
            self._write(b"1")
            self._recall(obj)
            return
        self._write(b"\x91")
        self._remember(obj)

    def _save_type(self, obj):
        for single in None, NotImplemented, ...:
            if obj is type(single):
                self._save_reduce((type, (single,)), obj)
                return
        self._save_global(obj)

    def _save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None) or obj.__name__
        path = dotted(obj, name)
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name)
            module = sys.modules[module_name]
        except (ImportError, KeyError, ValueError):
            raise PicklingError(f"Can't pickle {obj!r}: import of module "
                                f"{module_name!r} failed") from None
        try:
            found = deep(module, path)
        except AttributeError:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on "
                                f"{module_name} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as "
                                f"{module_name}.{name}")
        if self._proto >= 2:
            import copyreg
            code = copyreg._extension_registry.get((module_name, name))
            if code is not None:
                size = 1 if code < 256 else 2 if code < 65536 else 4
                head = {1: b"\x82", 2: b"\x83", 4: b"\x84"}[size]
                self._write(head + code.to_bytes(size, "little"))
                return
        if self._proto >= 4:
            self._save(module_name)
            self._save(name)
            self._write(b"\x93")
        elif len(path) > 1:
            # Protocols that know no names with dots get one from the other.
            for _ in path[1:]:
                self._save(getattr)
                if self._proto < 2:
                    self._write(b"(")
            self._write_global(module_name, path[0])
            for step in path[1:]:
                self._save(step)
                self._write(b"\x86R" if self._proto >= 2 else b"tR")
        else:
            self._write_global(module_name, name)
        self._remember(obj)

    def _write_global(self, module_name, name):
        if self._old_names:
            module_name, name = old_name(module_name, name)
        coding = "utf-8" if self._proto >= 3 else "ascii"
        try:
            data = f"c{module_name}\n{name}\n".encode(coding)
        except UnicodeEncodeError:
            raise PicklingError(
                f"can't pickle global identifier '{module_name}.{name}' using "
                f"pickle protocol {self._proto}") from None
        self._write(data)


def _batches(items):
    """Lists of a thousand of what an iterator gives, without a look ahead."""
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_function = type(_batches)
_ATOMS = {
    type(None): Pickler._save_none, bool: Pickler._save_bool,
    int: Pickler._save_int, float: Pickler._save_float,
}
_KINDS = {
    bytes: Pickler._save_bytes, str: Pickler._save_str, dict: Pickler._save_dict,
    set: Pickler._save_set, frozenset: Pickler._save_frozenset,
    list: Pickler._save_list, tuple: Pickler._save_tuple,
    bytearray: Pickler._save_bytearray, PickleBuffer: Pickler._save_buffer,
}


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write a pickled representation of obj to the open file object file."""
    Pickler(file, protocol, fix_imports, buffer_callback).dump(obj)


class _Bytes(Pickler):
    """A pickler whose bytes are wanted."""

    def __init__(self, protocol, fix_imports, buffer_callback):
        Pickler.__init__(self, self, protocol, fix_imports, buffer_callback)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Return the pickled representation of the object as a bytes object."""
    return _Bytes(protocol, fix_imports, buffer_callback)._pickle(obj)

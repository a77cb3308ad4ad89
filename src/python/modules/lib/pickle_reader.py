import sys
from _pickle_names import UnpicklingError, deep, new_name

_MISSING = object()


class Unpickler:
    """Reads objects from a file with pickles."""
    __module__ = "_pickle"
    __slots__ = ("_file_read", "_file_line", "_fix", "_encoding", "_errors", "_buffers",
                 "memo", "_proto", "_stack", "_marked")

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict",
                 buffers=None):
        try:
            self._file_read, self._file_line = file.read, file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self._fix, self._encoding, self._errors = fix_imports, encoding, errors
        self._buffers = None if buffers is None else iter(buffers)
        self.memo = {}

    def persistent_load(self, pid, /):
        raise UnpicklingError("A load persistent id instruction was encountered, but no "
                              "persistent_load function was specified.")

    def find_class(self, module_name, global_name, /):
        """The object with a name in a module, which is imported."""
        if self._proto < 3 and self._fix:
            module_name, global_name = new_name(module_name, global_name)
        __import__(module_name)
        module = sys.modules[module_name]
        path = global_name.split(".") if self._proto >= 4 else [global_name]
        try:
            return deep(module, path)
        except AttributeError:
            raise AttributeError(
                f"Can't get attribute {global_name!r} on {module!r}") from None

    def load(self):
        """Read an object."""
        if not hasattr(self, "memo"):
            name = type(self).__name__
            raise UnpicklingError(
                f"Unpickler.__init__() was not called by {name}.__init__()")
        self._proto = 0
        # What the stack held before each mark.
        self._stack, self._marked = [], []
        while True:
            byte = self._file_read(1)
            if not byte:
                raise EOFError("Ran out of input")
            byte = byte[0]
            if byte == 46:
                return self._pop()
            step = _STEPS.get(byte)
            if step is None:
                shown = chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}"
                raise UnpicklingError(f"invalid load key, '{shown}'.")
            step(self)

    def _read(self, size):
        data = self._file_read(size)
        if len(data) < size:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _number(self, size):
        return int.from_bytes(self._read(size), "little")

    def _line(self):
        line = self._file_line()
        if not line:
            raise EOFError("Ran out of input")
        if line[-1:] != b"\n":
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def _pop(self):
        if not self._stack:
            raise self._underflow()
        return self._stack.pop()

    def _underflow(self):
        if self._marked:
            return UnpicklingError("unexpected MARK found")
        return UnpicklingError("unpickling stack underflow")

    def _top(self):
        if not self._stack:
            raise self._underflow()
        return self._stack[-1]

    def _since_mark(self):
        if not self._marked:
            raise UnpicklingError("could not find MARK")
        items, self._stack = self._stack, self._marked.pop()
        return items

    def _push(self, obj):
        self._stack.append(obj)

    def _text(self, data):
        if self._encoding == "bytes":
            return bytes(data)
        return str(data, self._encoding, self._errors)

    def _memo_at(self, index):
        try:
            self._push(self.memo[index])
        except KeyError:
            raise UnpicklingError(f"Memo value not found at index {index}") from None

    def _make(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, "__getinitargs__"):
            return cls(*args)
        return cls.__new__(cls)

    def _proto_is(self):
        self._proto = self._number(1)
        if self._proto > 5:
            raise ValueError(f"unsupported pickle protocol: {self._proto}")

    def _mark(self):
        self._marked.append(self._stack)
        self._stack = []

    def _pop_one(self):
        if self._stack:
            self._stack.pop()
        elif self._marked:
            self._since_mark()
        else:
            raise self._underflow()

    def _load_int(self):
        line = self._line()
        if line in (b"00", b"01"):
            self._push(line == b"01")
            return
        try:
            self._push(int(line, 0))
        except ValueError:
            raise ValueError("could not convert string to int") from None

    def _load_long(self):
        line = self._line()
        self._push(int(line[:-1] if line[-1:] == b"L" else line, 0))

    def _load_bytes(self, size_bytes, make):
        size = self._number(size_bytes)
        if size > sys.maxsize:
            raise OverflowError("size exceeds system's maximum size of "
                                f"{sys.maxsize} bytes")
        self._push(make(self._read(size)))

    def _load_signed(self, size):
        self._push(int.from_bytes(self._read(size), "little", signed=True))

    def _load_float(self):
        import struct
        self._push(struct.unpack(">d", self._read(8))[0])

    def _load_string(self):
        line = self._line().strip()
        if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in (b"'", b'"'):
            raise UnpicklingError("the STRING opcode argument must be quoted")
        import codecs
        self._push(self._text(codecs.escape_decode(line[1:-1])[0]))

    def _load_tuple(self, size):
        stack = self._stack
        if len(stack) < size:
            raise self._underflow()
        items = tuple(stack[len(stack) - size:])
        del stack[len(stack) - size:]
        self._push(items)

    def _load_dict(self):
        items = self._since_mark()
        if len(items) % 2:
            raise UnpicklingError("odd number of items for DICT")
        self._push(dict(zip(items[::2], items[1::2])))

    def _append(self, items):
        target = self._top()
        if type(target) is list:
            # Assigning to a slice leaves room behind, unlike an addition.
            target[len(target):] = items
            return
        extend = getattr(target, "extend", None)
        if extend is not None:
            extend(items)
            return
        for item in items:
            target.append(item)

    def _set_items(self, items):
        target = self._top()
        if len(items) % 2:
            raise UnpicklingError("odd number of items for SETITEMS")
        for key, value in zip(items[::2], items[1::2]):
            target[key] = value

    def _set_item(self):
        value = self._pop()
        key = self._pop()
        self._set_items([key, value])

    def _add_items(self):
        items = self._since_mark()
        target = self._top()
        if isinstance(target, set):
            target.update(items)
            return
        for item in items:
            target.add(item)

    def _load_global(self):
        coding = "ascii" if self._proto < 3 and self._fix else "utf-8"
        module, name = (str(self._line(), coding), str(self._line(), coding))
        self._push(self.find_class(module, name))

    def _stack_global(self):
        name = self._pop()
        module = self._pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self._push(self.find_class(module, name))

    def _extension(self, size):
        import copyreg
        code = self._number(size)
        known = copyreg._extension_cache.get(code, _MISSING)
        if known is _MISSING:
            key = copyreg._inverted_registry.get(code)
            if not code:
                raise UnpicklingError("EXT specifies code <= 0")
            if key is None:
                raise ValueError(f"unregistered extension code {code}")
            known = copyreg._extension_cache[code] = self.find_class(*key)
        self._push(known)

    def _instance(self):
        module, name = str(self._line(), "ascii"), str(self._line(), "ascii")
        args = self._since_mark()
        self._push(self._make(self.find_class(module, name), args))

    def _object(self):
        args = self._since_mark()
        if not args:
            raise self._underflow()
        self._push(self._make(args[0], args[1:]))

    def _reduce(self):
        args = self._pop()
        func = self._pop()
        self._push(func(*args))

    def _new(self, keywords):
        names = self._pop() if keywords else {}
        args = self._pop()
        cls = self._pop()
        what = "NEWOBJ_EX" if keywords else "NEWOBJ"
        if not isinstance(cls, type):
            raise UnpicklingError(f"{what} class argument must be a type, not "
                                  f"{type(cls).__name__}")
        self._push(cls.__new__(cls, *args, **names))

    def _build(self):
        state = self._pop()
        obj = self._top()
        set_state = getattr(obj, "__setstate__", _MISSING)
        if set_state is not _MISSING:
            set_state(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state is not None:
            if not isinstance(state, dict):
                raise UnpicklingError("state is not a dictionary")
            values = obj.__dict__
            for name, value in state.items():
                values[sys.intern(name) if type(name) is str else name] = value
        if slots is not None:
            if not isinstance(slots, dict):
                raise UnpicklingError("slot state is not a dictionary")
            for name, value in slots.items():
                setattr(obj, name, value)

    def _next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError("pickle stream refers to out-of-band data but no "
                                  "*buffers* argument was given")
        try:
            self._push(next(self._buffers))
        except StopIteration:
            raise UnpicklingError("not enough out-of-band buffers") from None

    def _readonly(self):
        view = memoryview(self._top())
        if not view.readonly:
            self._stack[-1] = view.toreadonly()

    def _persistent(self, pid):
        self._push(self.persistent_load(pid))

    def _persistent_line(self):
        try:
            self._persistent(str(self._line(), "ascii"))
        except UnicodeDecodeError:
            raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings"
                                  ) from None

    def _put(self, index):
        if not self._stack:
            raise self._underflow()
        self.memo[index] = self._stack[-1]


def _utf8(data):
    return str(data, "utf-8", "surrogatepass")


# What each instruction does.
_STEPS = {ord(key): step for key, step in {
    "\x80": Unpickler._proto_is, "\x95": lambda u: u._number(8),
    "(": Unpickler._mark, "0": Unpickler._pop_one,
    "1": lambda u: u._since_mark() and None, "2": lambda u: u._push(u._top()),
    "N": lambda u: u._push(None), "\x88": lambda u: u._push(True),
    "\x89": lambda u: u._push(False), "I": Unpickler._load_int,
    "J": lambda u: u._load_signed(4), "K": lambda u: u._push(u._number(1)),
    "M": lambda u: u._push(u._number(2)), "L": Unpickler._load_long,
    "\x8a": lambda u: u._load_signed(u._number(1)),
    "\x8b": lambda u: u._load_signed(u._number(4)),
    "F": lambda u: u._push(float(u._line())), "G": Unpickler._load_float,
    "S": Unpickler._load_string, "T": lambda u: u._load_bytes(4, u._text),
    "U": lambda u: u._load_bytes(1, u._text), "C": lambda u: u._load_bytes(1, bytes),
    "B": lambda u: u._load_bytes(4, bytes), "\x8e": lambda u: u._load_bytes(8, bytes),
    "\x96": lambda u: u._load_bytes(8, bytearray),
    "V": lambda u: u._push(str(u._line(), "raw-unicode-escape")),
    "X": lambda u: u._load_bytes(4, _utf8), "\x8c": lambda u: u._load_bytes(1, _utf8),
    "\x8d": lambda u: u._load_bytes(8, _utf8),
    ")": lambda u: u._push(()), "t": lambda u: u._push(tuple(u._since_mark())),
    "\x85": lambda u: u._load_tuple(1), "\x86": lambda u: u._load_tuple(2),
    "\x87": lambda u: u._load_tuple(3), "]": lambda u: u._push([]),
    "l": lambda u: u._push(u._since_mark()), "}": lambda u: u._push({}),
    "d": Unpickler._load_dict, "\x8f": lambda u: u._push(set()),
    "\x91": lambda u: u._push(frozenset(u._since_mark())),
    "a": lambda u: u._append([u._pop()]), "e": lambda u: u._append(u._since_mark()),
    "s": Unpickler._set_item, "u": lambda u: u._set_items(u._since_mark()),
    "\x90": Unpickler._add_items, "c": Unpickler._load_global,
    "\x93": Unpickler._stack_global, "i": Unpickler._instance, "o": Unpickler._object,
    "\x82": lambda u: u._extension(1), "\x83": lambda u: u._extension(2),
    "\x84": lambda u: u._extension(4), "R": Unpickler._reduce,
    "\x81": lambda u: u._new(False), "\x92": lambda u: u._new(True),
    "b": Unpickler._build, "P": Unpickler._persistent_line,
    "Q": lambda u: u._persistent(u._pop()), "\x97": Unpickler._next_buffer,
    "\x98": Unpickler._readonly, "p": lambda u: u._put(int(u._line())),
    "q": lambda u: u._put(u._number(1)), "r": lambda u: u._put(u._number(4)),
    "\x94": lambda u: u._put(len(u.memo)), "g": lambda u: u._memo_at(int(u._line())),
    "h": lambda u: u._memo_at(u._number(1)), "j": lambda u: u._memo_at(u._number(4)),
}.items()}


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read and return an object from the pickle data stored in a file."""
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors,
                     buffers=buffers).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read and return an object from the given pickle data."""
    try:
        view = memoryview(data)
    except TypeError:
        what = type(data).__name__
        raise TypeError(f"a bytes-like object is required, not '{what}'") from None
    from io import BytesIO
    return Unpickler(BytesIO(view), fix_imports=fix_imports, encoding=encoding,
                     errors=errors, buffers=buffers).load()

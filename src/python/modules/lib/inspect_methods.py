"""What CPython tells of the parameters of methods of its built-in types."""

# A type a line, and behind its name the methods; behind a star those of all others.
METHODS = """\
list: __getitem__(self, index, /); __reversed__(self, /); __sizeof__(self, /); \
clear(self, /); copy(self, /); append(self, object, /); insert(self, index, object, \
/); extend(self, iterable, /); pop(self, index=-1, /); remove(self, value, /); \
index(self, value, start=0, stop=9223372036854775807, /); count(self, value, /); \
reverse(self, /); sort(self, /, *, key=None, reverse=False); __class_getitem__(type, \
object, /)
dict: __getitem__(self, key, /); __contains__(self, key, /); __sizeof__(self, /); \
get(self, key, default=None, /); setdefault(self, key, default=None, /); popitem(self, \
/); keys(self, /); items(self, /); values(self, /); fromkeys(type, iterable, \
value=None, /); clear(self, /); copy(self, /); __reversed__(self, /); \
__class_getitem__(type, object, /)
str: encode(self, /, encoding='utf-8', errors='strict'); replace(self, old, new, /, \
count=-1); split(self, /, sep=None, maxsplit=-1); rsplit(self, /, sep=None, \
maxsplit=-1); join(self, iterable, /); capitalize(self, /); casefold(self, /); \
title(self, /); center(self, width, fillchar=' ', /); expandtabs(self, /, tabsize=8); \
partition(self, sep, /); ljust(self, width, fillchar=' ', /); lower(self, /); \
lstrip(self, chars=None, /); rjust(self, width, fillchar=' ', /); rstrip(self, \
chars=None, /); rpartition(self, sep, /); splitlines(self, /, keepends=False); \
strip(self, chars=None, /); swapcase(self, /); translate(self, table, /); upper(self, \
/); removeprefix(self, prefix, /); removesuffix(self, suffix, /); isascii(self, /); \
islower(self, /); isupper(self, /); istitle(self, /); isspace(self, /); \
isdecimal(self, /); isdigit(self, /); isnumeric(self, /); isalpha(self, /); \
isalnum(self, /); isidentifier(self, /); isprintable(self, /); zfill(self, width, /); \
format(self, /, *args, **kwargs); format_map(self, mapping, /); __format__(self, \
format_spec, /); __sizeof__(self, /); __getnewargs__(self, /)
int: conjugate(self, /); bit_length(self, /); bit_count(self, /); to_bytes(self, /, \
length=1, byteorder='big', *, signed=False); from_bytes(type, /, bytes, \
byteorder='big', *, signed=False); as_integer_ratio(self, /); __getnewargs__(self, /); \
__format__(self, format_spec, /); __sizeof__(self, /); is_integer(self, /); \
__ceil__(self, /); __floor__(self, /); __trunc__(self, /)
float: conjugate(self, /); __round__(self, ndigits=None, /); as_integer_ratio(self, \
/); fromhex(type, string, /); hex(self, /); is_integer(self, /); __getnewargs__(self, \
/); __format__(self, format_spec, /); __ceil__(self, /); __floor__(self, /); \
__getformat__(type, typestr, /); __trunc__(self, /)
complex: conjugate(self, /); __getnewargs__(self, /); __format__(self, format_spec, /)
bytes: __getnewargs__(self, /); capitalize(self, /); center(self, width, fillchar=b' \
', /); decode(self, /, encoding='utf-8', errors='strict'); expandtabs(self, /, \
tabsize=8); fromhex(type, string, /); isalnum(self, /); isalpha(self, /); \
isascii(self, /); isdigit(self, /); islower(self, /); isspace(self, /); istitle(self, \
/); isupper(self, /); join(self, iterable_of_bytes, /); ljust(self, width, fillchar=b' \
', /); lower(self, /); lstrip(self, bytes=None, /); partition(self, sep, /); \
replace(self, old, new, count=-1, /); removeprefix(self, prefix, /); \
removesuffix(self, suffix, /); rjust(self, width, fillchar=b' ', /); rpartition(self, \
sep, /); rsplit(self, /, sep=None, maxsplit=-1); rstrip(self, bytes=None, /); \
split(self, /, sep=None, maxsplit=-1); splitlines(self, /, keepends=False); \
strip(self, bytes=None, /); swapcase(self, /); title(self, /); translate(self, table, \
/, delete=b''); upper(self, /); zfill(self, width, /); __bytes__(self, /)
bytearray: __reduce__(self, /); __reduce_ex__(self, proto=0, /); __sizeof__(self, /); \
append(self, item, /); capitalize(self, /); center(self, width, fillchar=b' ', /); \
clear(self, /); copy(self, /); decode(self, /, encoding='utf-8', errors='strict'); \
expandtabs(self, /, tabsize=8); extend(self, iterable_of_ints, /); fromhex(type, \
string, /); insert(self, index, item, /); isalnum(self, /); isalpha(self, /); \
isascii(self, /); isdigit(self, /); islower(self, /); isspace(self, /); istitle(self, \
/); isupper(self, /); join(self, iterable_of_bytes, /); ljust(self, width, fillchar=b' \
', /); lower(self, /); lstrip(self, bytes=None, /); partition(self, sep, /); pop(self, \
index=-1, /); remove(self, value, /); replace(self, old, new, count=-1, /); \
removeprefix(self, prefix, /); removesuffix(self, suffix, /); reverse(self, /); \
rjust(self, width, fillchar=b' ', /); rpartition(self, sep, /); rsplit(self, /, \
sep=None, maxsplit=-1); rstrip(self, bytes=None, /); split(self, /, sep=None, \
maxsplit=-1); splitlines(self, /, keepends=False); strip(self, bytes=None, /); \
swapcase(self, /); title(self, /); translate(self, table, /, delete=b''); upper(self, \
/); zfill(self, width, /); __alloc__(self, /)
tuple: __getnewargs__(self, /); index(self, value, start=0, stop=9223372036854775807, \
/); count(self, value, /); __class_getitem__(type, object, /)
set: __contains__(self, object, /); add(self, object, /); clear(self, /); copy(self, \
/); discard(self, object, /); difference(self, /, *others); difference_update(self, /, \
*others); intersection(self, /, *others); intersection_update(self, /, *others); \
isdisjoint(self, other, /); issubset(self, other, /); issuperset(self, other, /); \
pop(self, /); __reduce__(self, /); remove(self, object, /); __sizeof__(self, /); \
symmetric_difference(self, other, /); symmetric_difference_update(self, other, /); \
union(self, /, *others); update(self, /, *others); __class_getitem__(type, object, /)
frozenset: __contains__(self, object, /); copy(self, /); difference(self, /, *others); \
intersection(self, /, *others); isdisjoint(self, other, /); issubset(self, other, /); \
issuperset(self, other, /); __reduce__(self, /); __sizeof__(self, /); \
symmetric_difference(self, other, /); union(self, /, *others); __class_getitem__(type, \
object, /)
range: __reversed__(self, /); __reduce__(self, /); count(self, object, /); index(self, \
object, /)
object: __reduce_ex__(self, protocol, /); __reduce__(self, /); __getstate__(self, /); \
__subclasshook__(type, object, /); __init_subclass__(type, /); __format__(self, \
format_spec, /); __sizeof__(self, /); __dir__(self, /)
type: mro(self, /); __instancecheck__(self, instance, /); __subclasscheck__(self, \
subclass, /); __dir__(self, /); __sizeof__(self, /); __prepare__(cls, name, bases, /, \
**kwds); __subclasses__(self, /)
memoryview: release(self, /); tobytes(self, /, order='C'); tolist(self, /); \
toreadonly(self, /); _from_flags(type, /, object, flags); __enter__(self, /); \
__exit__(self, /, *exc_info)
property: getter(self, object, /); setter(self, object, /); deleter(self, object, /); \
__set_name__(self, owner, name, /)
slice: indices(self, object, /); __reduce__(self, /)
BaseException: __reduce__(self, /); __setstate__(self, object, /); \
with_traceback(self, object, /); add_note(self, object, /)
enumerate: __class_getitem__(type, object, /)
BaseExceptionGroup: __class_getitem__(type, object, /); derive(self, object, /); \
split(self, object, /); subgroup(self, object, /)
code: __replace__(self, /, **changes); co_lines(self, /); co_positions(self, /); \
replace(self, /, **changes)
frame: clear(self, /)
traceback: __dir__(self, /)
generator: __class_getitem__(type, object, /); close(self, /); send(self, object, /)
module: __dir__(self, /)
mappingproxy: __class_getitem__(type, object, /); __reversed__(self, /); copy(self, \
/); get(self, key, default=None, /); items(self, /); keys(self, /); values(self, /)
SimpleNamespace: __replace__(self, /, **changes)
GenericAlias: __instancecheck__(self, object, /); __mro_entries__(self, object, /); \
__subclasscheck__(self, object, /)
dict_keys: __reversed__(self, /); isdisjoint(self, object, /)
dict_values: __reversed__(self, /)
dict_items: __reversed__(self, /); isdisjoint(self, object, /)
deque: __class_getitem__(type, object, /); __copy__(self, /); __reversed__(self, /); \
__sizeof__(self, /); append(self, item, /); appendleft(self, item, /); clear(self, /); \
copy(self, /); count(self, value, /); extend(self, iterable, /); extendleft(self, \
iterable, /); insert(self, index, value, /); pop(self, /); popleft(self, /); \
remove(self, value, /); reverse(self, /); rotate(self, n=1, /)
OrderedDict: __reversed__(self, /); __sizeof__(self, /); clear(self, /); copy(self, \
/); fromkeys(type, iterable, value=None); items(self, /); keys(self, /); \
move_to_end(self, /, key, last=True); popitem(self, /, last=True); setdefault(self, /, \
key, default=None); values(self, /)
odict_keys: __reversed__(self, /)
partial: __class_getitem__(type, object, /)
array: __class_getitem__(type, object, /); __copy__(self, /); __deepcopy__(self, \
unused, /); __reduce_ex__(self, value, /); __sizeof__(self, /); append(self, v, /); \
buffer_info(self, /); byteswap(self, /); clear(self, /); count(self, v, /); \
extend(self, bb, /); frombytes(self, buffer, /); fromfile(self, f, n, /); \
fromlist(self, list, /); fromunicode(self, ustr, /); index(self, v, start=0, \
stop=9223372036854775807, /); insert(self, i, v, /); pop(self, i=-1, /); remove(self, \
v, /); reverse(self, /); tobytes(self, /); tofile(self, f, /); tolist(self, /); \
tounicode(self, /)
*: __reduce__(self, /); __length_hint__(self, /); __setstate__(self, object, /)
"""

# What they tell of the types themselves, as `__text_signature__` has it. The names of
# built-in types stand without their module.
TYPES = r"""
_io.BufferedRandom(raw, buffer_size=DEFAULT_BUFFER_SIZE)
_io.BufferedReader(raw, buffer_size=DEFAULT_BUFFER_SIZE)
_io.BufferedWriter(raw, buffer_size=DEFAULT_BUFFER_SIZE)
_io.BytesIO(initial_bytes=b'')
_io.FileIO(file, mode='r', closefd=True, opener=None)
_io.StringIO(initial_value='', newline='\n')
_io.TextIOWrapper(buffer, encoding=None, errors=None, newline=None,
              line_buffering=False, write_through=False)
_pickle.Pickler(file, protocol=None, fix_imports=True, buffer_callback=None)
_pickle.Unpickler(file, *, fix_imports=True, encoding='ASCII', errors='strict',
          buffers=())
NoneType()
NotImplementedType()
bool(object=False, /)
cell([contents])
classmethod(function, /)
code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,
     flags, codestring, constants, names, varnames, filename, name,
     qualname, firstlineno, linetable, exceptiontable, freevars=(),
     cellvars=(), /)
complex(real=0, imag=0)
ellipsis()
enumerate(iterable, start=0)
filter(function, iterable, /)
float(x=0, /)
frozenset(iterable=(), /)
function(code, globals, name=None, argdefs=None, closure=None,
         kwdefaults=None)
list(iterable=(), /)
map(function, iterable, /, *iterables)
mappingproxy(mapping)
memoryview(object)
method(function, instance, /)
module(name, doc=None)
object()
property(fget=None, fset=None, fdel=None, doc=None)
reversed(sequence, /)
set(iterable=(), /)
staticmethod(function, /)
traceback(tb_next, tb_frame, tb_lasti, tb_lineno)
tuple(iterable=(), /)
zip(*iterables, strict=False)
collections.deque([iterable[, maxlen]])
decimal.Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, \
clamp=None, flags=None, traps=None)
decimal.Decimal(value="0", context=None)
functools.partial(func, /, *args, **keywords)
itertools._tee(iterable, /)
itertools.accumulate(iterable, func=None, *, initial=None)
itertools.batched(iterable, n, *, strict=False)
itertools.chain(*iterables)
itertools.combinations(iterable, r)
itertools.combinations_with_replacement(iterable, r)
itertools.compress(data, selectors)
itertools.count(start=0, step=1)
itertools.cycle(iterable, /)
itertools.dropwhile(predicate, iterable, /)
itertools.filterfalse(function, iterable, /)
itertools.groupby(iterable, key=None)
itertools.pairwise(iterable, /)
itertools.permutations(iterable, r=None)
itertools.product(*iterables, repeat=1)
itertools.starmap(function, iterable, /)
itertools.takewhile(predicate, iterable, /)
itertools.zip_longest(*iterables, fillvalue=None)
operator.attrgetter(attr, /, *attrs)
operator.itemgetter(item, /, *items)
operator.methodcaller(name, /, *args, **kwargs)
types.GenericAlias(origin, args, /)
types.SimpleNamespace(mapping_or_iterable=(), /, **kwargs)
"""

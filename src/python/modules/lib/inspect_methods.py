"""What CPython tells of the parameters of methods of its built-in types."""

# A type a line, and behind its name the methods.
METHODS = """\
list: __getitem__(self, index, /); __reversed__(self, /); __sizeof__(self, /); \
clear(self, /); copy(self, /); append(self, object, /); insert(self, index, object, \
/); extend(self, iterable, /); pop(self, index=-1, /); remove(self, value, /); \
index(self, value, start=0, stop=9223372036854775807, /); count(self, value, /); \
reverse(self, /); sort(self, /, *, key=None, reverse=False); __class_getitem__(type, \
object, /)
dict: __getitem__(self, key, /); __contains__(self, key, /); __sizeof__(self, /); \
get(self, key, default=None, /); setdefault(self, key, default=None, /); \
popitem(self, /); keys(self, /); items(self, /); values(self, /); fromkeys(type, \
iterable, value=None, /); clear(self, /); copy(self, /); __reversed__(self, /); \
__class_getitem__(type, object, /)
str: encode(self, /, encoding='utf-8', errors='strict'); replace(self, old, new, /, \
count=-1); split(self, /, sep=None, maxsplit=-1); rsplit(self, /, sep=None, \
maxsplit=-1); join(self, iterable, /); capitalize(self, /); casefold(self, /); \
title(self, /); center(self, width, fillchar=' ', /); expandtabs(self, /, \
tabsize=8); partition(self, sep, /); ljust(self, width, fillchar=' ', /); \
lower(self, /); lstrip(self, chars=None, /); rjust(self, width, fillchar=' ', /); \
rstrip(self, chars=None, /); rpartition(self, sep, /); splitlines(self, /, \
keepends=False); strip(self, chars=None, /); swapcase(self, /); translate(self, \
table, /); upper(self, /); removeprefix(self, prefix, /); removesuffix(self, suffix, \
/); isascii(self, /); islower(self, /); isupper(self, /); istitle(self, /); \
isspace(self, /); isdecimal(self, /); isdigit(self, /); isnumeric(self, /); \
isalpha(self, /); isalnum(self, /); isidentifier(self, /); isprintable(self, /); \
zfill(self, width, /); format(self, /, *args, **kwargs); format_map(self, mapping, \
/); __format__(self, format_spec, /); __sizeof__(self, /); __getnewargs__(self, /)
int: conjugate(self, /); bit_length(self, /); bit_count(self, /); to_bytes(self, /, \
length=1, byteorder='big', *, signed=False); from_bytes(type, /, bytes, \
byteorder='big', *, signed=False); as_integer_ratio(self, /); __getnewargs__(self, \
/); __format__(self, format_spec, /); __sizeof__(self, /); is_integer(self, /)
float: conjugate(self, /); __round__(self, ndigits=None, /); as_integer_ratio(self, \
/); fromhex(type, string, /); hex(self, /); is_integer(self, /); \
__getnewargs__(self, /); __format__(self, format_spec, /)
complex: conjugate(self, /); __getnewargs__(self, /); __format__(self, format_spec, \
/)
bytes: __getnewargs__(self, /); capitalize(self, /); center(self, width, fillchar=b' \
', /); decode(self, /, encoding='utf-8', errors='strict'); expandtabs(self, /, \
tabsize=8); fromhex(type, string, /); isalnum(self, /); isalpha(self, /); \
isascii(self, /); isdigit(self, /); islower(self, /); isspace(self, /); \
istitle(self, /); isupper(self, /); join(self, iterable_of_bytes, /); ljust(self, \
width, fillchar=b' ', /); lower(self, /); lstrip(self, bytes=None, /); \
partition(self, sep, /); replace(self, old, new, count=-1, /); removeprefix(self, \
prefix, /); removesuffix(self, suffix, /); rjust(self, width, fillchar=b' ', /); \
rpartition(self, sep, /); rsplit(self, /, sep=None, maxsplit=-1); rstrip(self, \
bytes=None, /); split(self, /, sep=None, maxsplit=-1); splitlines(self, /, \
keepends=False); strip(self, bytes=None, /); swapcase(self, /); title(self, /); \
translate(self, table, /, delete=b''); upper(self, /); zfill(self, width, /)
bytearray: __reduce__(self, /); __reduce_ex__(self, proto=0, /); __sizeof__(self, \
/); append(self, item, /); capitalize(self, /); center(self, width, fillchar=b' ', \
/); clear(self, /); copy(self, /); decode(self, /, encoding='utf-8', \
errors='strict'); expandtabs(self, /, tabsize=8); extend(self, iterable_of_ints, /); \
fromhex(type, string, /); insert(self, index, item, /); isalnum(self, /); \
isalpha(self, /); isascii(self, /); isdigit(self, /); islower(self, /); \
isspace(self, /); istitle(self, /); isupper(self, /); join(self, iterable_of_bytes, \
/); ljust(self, width, fillchar=b' ', /); lower(self, /); lstrip(self, bytes=None, \
/); partition(self, sep, /); pop(self, index=-1, /); remove(self, value, /); \
replace(self, old, new, count=-1, /); removeprefix(self, prefix, /); \
removesuffix(self, suffix, /); reverse(self, /); rjust(self, width, fillchar=b' ', \
/); rpartition(self, sep, /); rsplit(self, /, sep=None, maxsplit=-1); rstrip(self, \
bytes=None, /); split(self, /, sep=None, maxsplit=-1); splitlines(self, /, \
keepends=False); strip(self, bytes=None, /); swapcase(self, /); title(self, /); \
translate(self, table, /, delete=b''); upper(self, /); zfill(self, width, /)
tuple: __getnewargs__(self, /); index(self, value, start=0, \
stop=9223372036854775807, /); count(self, value, /); __class_getitem__(type, object, \
/)
set: __contains__(self, object, /); add(self, object, /); clear(self, /); copy(self, \
/); discard(self, object, /); difference(self, /, *others); difference_update(self, \
/, *others); intersection(self, /, *others); intersection_update(self, /, *others); \
isdisjoint(self, other, /); issubset(self, other, /); issuperset(self, other, /); \
pop(self, /); __reduce__(self, /); remove(self, object, /); __sizeof__(self, /); \
symmetric_difference(self, other, /); symmetric_difference_update(self, other, /); \
union(self, /, *others); update(self, /, *others); __class_getitem__(type, object, \
/)
frozenset: __contains__(self, object, /); copy(self, /); difference(self, /, \
*others); intersection(self, /, *others); isdisjoint(self, other, /); issubset(self, \
other, /); issuperset(self, other, /); __reduce__(self, /); __sizeof__(self, /); \
symmetric_difference(self, other, /); union(self, /, *others); \
__class_getitem__(type, object, /)
range: __reversed__(self, /); __reduce__(self, /); count(self, object, /); \
index(self, object, /)
object: __reduce_ex__(self, protocol, /); __reduce__(self, /); __getstate__(self, \
/); __subclasshook__(type, object, /); __init_subclass__(type, /); __format__(self, \
format_spec, /); __sizeof__(self, /); __dir__(self, /)
type: mro(self, /); __instancecheck__(self, instance, /); __subclasscheck__(self, \
subclass, /); __dir__(self, /); __sizeof__(self, /)
memoryview: release(self, /); tobytes(self, /, order='C'); tolist(self, /); \
toreadonly(self, /); _from_flags(type, /, object, flags)
property: getter(self, object, /); setter(self, object, /); deleter(self, object, /)
slice: indices(self, object, /); __reduce__(self, /)
BaseException: __reduce__(self, /); __setstate__(self, object, /); \
with_traceback(self, object, /); add_note(self, object, /)
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

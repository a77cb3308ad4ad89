"""What built-in types, their methods and their attributes say of themselves, read when
it is first asked for: CPython 3.13's own words.

Copyright (c) 2001-2024 Python Software Foundation; All Rights Reserved. The licence is
in LICENSE-PSF."""

_0 = "Return state information for pickling."
_1 = "Set state information for unpickling."
_2 = "See PEP 585"
_3 = "Private method returning an estimate of len(list(it))."
_4 = """\
Return a copy of the structure with new values for the specified fields."""
_5 = """\
B.capitalize() -> copy of B

Return a copy of B with only its first character capitalized (ASCII)
and the rest lower-cased."""
_6 = """\
Return a centered string of length width.

Padding is done using the specified fill character."""
_7 = """\
Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes."""
_8 = """\
Return a copy where all tab characters are expanded using spaces.

If tabsize is not given, a tab size of 8 characters is assumed."""
_9 = """\
B.isalnum() -> bool

Return True if all characters in B are alphanumeric
and there is at least one character in B, False otherwise."""
_10 = """\
B.isalpha() -> bool

Return True if all characters in B are alphabetic
and there is at least one character in B, False otherwise."""
_11 = """\
B.isascii() -> bool

Return True if B is empty or all characters in B are ASCII,
False otherwise."""
_12 = """\
B.isdigit() -> bool

Return True if all characters in B are digits
and there is at least one character in B, False otherwise."""
_13 = """\
B.islower() -> bool

Return True if all cased characters in B are lowercase and there is
at least one cased character in B, False otherwise."""
_14 = """\
B.isspace() -> bool

Return True if all characters in B are whitespace
and there is at least one character in B, False otherwise."""
_15 = """\
B.istitle() -> bool

Return True if B is a titlecased string and there is at least one
character in B, i.e. uppercase characters may only follow uncased
characters and lowercase characters only cased ones. Return False
otherwise."""
_16 = """\
B.isupper() -> bool

Return True if all cased characters in B are uppercase and there is
at least one cased character in B, False otherwise."""
_17 = """\
Return a left-justified string of length width.

Padding is done using the specified fill character."""
_18 = """\
B.lower() -> copy of B

Return a copy of B with all ASCII characters converted to lowercase."""
_19 = """\
Return a translation table usable for the bytes or bytearray translate method.

The returned table will be one where each byte in frm is mapped to the byte at
the same position in to.

The bytes objects frm and to must be of the same length."""
_20 = """\
Return a copy with all occurrences of substring old replaced by new.

  count
    Maximum number of occurrences to replace.
    -1 (the default value) means replace all occurrences.

If the optional argument count is given, only the first count occurrences are
replaced."""
_21 = """\
Return a right-justified string of length width.

Padding is done using the specified fill character."""
_22 = """\
Strip trailing bytes contained in the argument.

If the argument is omitted or None, strip trailing ASCII whitespace."""
_23 = """\
Strip leading and trailing bytes contained in the argument.

If the argument is omitted or None, strip leading and trailing ASCII whitespace."""
_24 = """\
B.swapcase() -> copy of B

Return a copy of B with uppercase ASCII characters converted
to lowercase ASCII and vice versa."""
_25 = """\
B.title() -> copy of B

Return a titlecased version of B, i.e. ASCII words start with uppercase
characters, all remaining cased characters have lowercase."""
_26 = """\
Return a copy with each character mapped by the given translation table.

  table
    Translation table, which must be a bytes object of length 256.

All characters occurring in the optional argument delete are removed.
The remaining characters are mapped through the given translation table."""
_27 = """\
B.upper() -> copy of B

Return a copy of B with all ASCII characters converted to uppercase."""
_28 = """\
Pad a numeric string with zeros on the left, to fill a field of the given width.

The original string is never truncated."""
_29 = """\
Return first index of value.

Raises ValueError if the value is not present."""
_30 = """\
Insert key with a value of default if key is not in the dictionary.

Return the value for key if key is in the dictionary, else default."""
_31 = """\
Return True if the view and the given iterable have a null intersection."""
_32 = """\
Return a new set with elements in either the set or other but not both."""

array_arrayiterator = {
    "__reduce__": _0,
    "__setstate__": _1,
}

array_array = {
    "": """\
array(typecode [, initializer]) -> array

Return a new array whose items are restricted by typecode, and
initialized from the optional initializer value, which must be a list,
string or iterable over elements of the appropriate type.

Arrays represent basic values and behave very much like lists, except
the type of objects stored in them is constrained. The type is specified
at object creation time by using a type code, which is a single character.
The following type codes are defined:

    Type code   C Type             Minimum size in bytes
    'b'         signed integer     1
    'B'         unsigned integer   1
    'u'         Unicode character  2 (see note)
    'h'         signed integer     2
    'H'         unsigned integer   2
    'i'         signed integer     2
    'I'         unsigned integer   2
    'l'         signed integer     4
    'L'         unsigned integer   4
    'q'         signed integer     8 (see note)
    'Q'         unsigned integer   8 (see note)
    'f'         floating-point     4
    'd'         floating-point     8

NOTE: The 'u' typecode corresponds to Python's unicode character. On
narrow builds this is 2-bytes on wide builds this is 4-bytes.

NOTE: The 'q' and 'Q' type codes are only available if the platform
C compiler used to build Python supports 'long long', or, on Windows,
'__int64'.

Methods:

append() -- append a new item to the end of the array
buffer_info() -- return information giving the current memory info
byteswap() -- byteswap all the items of the array
count() -- return number of occurrences of an object
extend() -- extend array by appending multiple elements from an iterable
fromfile() -- read items from a file object
fromlist() -- append items from the list
frombytes() -- append items from the string
index() -- return index of first occurrence of an object
insert() -- insert a new item into the array at a provided position
pop() -- remove and return item (default last)
remove() -- remove first occurrence of an object
reverse() -- reverse the order of the items in the array
tofile() -- write all items to a file object
tolist() -- return the array converted to an ordinary list
tobytes() -- return the array converted to a string

Attributes:

typecode -- the typecode character used to create the array
itemsize -- the length in bytes of one array item
""",
    "append": "Append new value v to the end of the array.",
    "buffer_info": """\
Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.

The length should be multiplied by the itemsize attribute to calculate
the buffer length in bytes.""",
    "byteswap": """\
Byteswap all items of the array.

If the items in the array are not 1, 2, 4, or 8 bytes in size, RuntimeError is
raised.""",
    "clear": "Remove all items from the array.",
    "__copy__": "Return a copy of the array.",
    "count": "Return number of occurrences of v in the array.",
    "__deepcopy__": "Return a copy of the array.",
    "extend": "Append items to the end of the array.",
    "fromfile": """\
Read n objects from the file object f and append them to the end of the array.""",
    "fromlist": "Append items to array from list.",
    "frombytes": """\
Appends items from the string, interpreting it as an array of machine values, as if it had been read from a file using the fromfile() method.""",
    "fromunicode": """\
Extends this array with data from the unicode string ustr.

The array must be a unicode type array; otherwise a ValueError is raised.
Use array.frombytes(ustr.encode(...)) to append Unicode data to an array of
some other type.""",
    "index": """\
Return index of first occurrence of v in the array.

Raise ValueError if the value is not present.""",
    "insert": "Insert a new item v into the array before position i.",
    "pop": """\
Return the i-th element and delete it from the array.

i defaults to -1.""",
    "__reduce_ex__": _0,
    "remove": "Remove the first occurrence of v in the array.",
    "reverse": "Reverse the order of the items in the array.",
    "tofile": "Write all items (as machine values) to the file object f.",
    "tolist": "Convert array to an ordinary list with the same items.",
    "tobytes": """\
Convert the array to an array of machine values and return the bytes representation.""",
    "tounicode": """\
Extends this array with data from the unicode string ustr.

Convert the array to a unicode string.  The array must be a unicode type array;
otherwise a ValueError is raised.  Use array.tobytes().decode() to obtain a
unicode string from an array of some other type.""",
    "__sizeof__": "Size of the array in memory, in bytes.",
    "__class_getitem__": _2,
    "typecode": "the typecode character used to create the array",
    "itemsize": "the size, in bytes, of one array item",
}

bool = {
    "": """\
Returns True when the argument is true, False otherwise.
The builtins True and False are the only two instances of the class bool.
The class bool is a subclass of the class int, and cannot be subclassed.""",
}

bytearray = {
    "": """\
bytearray(iterable_of_ints) -> bytearray
bytearray(string, encoding[, errors]) -> bytearray
bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer
bytearray(int) -> bytes array of size given by the parameter initialized with null bytes
bytearray() -> empty bytes array

Construct a mutable bytearray object from:
  - an iterable yielding integers in range(256)
  - a text string encoded using the specified encoding
  - a bytes or a buffer object
  - any object implementing the buffer API.
  - an integer""",
    "__alloc__": """\
B.__alloc__() -> int

Return the number of bytes actually allocated.""",
    "__reduce__": _0,
    "__reduce_ex__": _0,
    "__sizeof__": "Returns the size of the bytearray object in memory, in bytes.",
    "append": """\
Append a single item to the end of the bytearray.

  item
    The item to be appended.""",
    "capitalize": _5,
    "center": _6,
    "clear": "Remove all items from the bytearray.",
    "copy": "Return a copy of B.",
    "count": _7,
    "decode": """\
Decode the bytearray using the codec registered for encoding.

  encoding
    The encoding with which to decode the bytearray.
  errors
    The error handling scheme to use for the handling of decoding errors.
    The default is 'strict' meaning that decoding errors raise a
    UnicodeDecodeError. Other possible values are 'ignore' and 'replace'
    as well as any other name registered with codecs.register_error that
    can handle UnicodeDecodeErrors.""",
    "endswith": """\
Return True if the bytearray ends with the specified suffix, False otherwise.

  suffix
    A bytes or a tuple of bytes to try.
  start
    Optional start position. Default: start of the bytearray.
  end
    Optional stop position. Default: end of the bytearray.""",
    "expandtabs": _8,
    "extend": """\
Append all the items from the iterator or sequence to the end of the bytearray.

  iterable_of_ints
    The iterable of items to append.""",
    "find": """\
Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start:end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Return -1 on failure.""",
    "fromhex": """\
Create a bytearray object from a string of hexadecimal numbers.

Spaces between two numbers are accepted.
Example: bytearray.fromhex('B9 01EF') -> bytearray(b'\\\\xb9\\\\x01\\\\xef')""",
    "hex": """\
Create a string of hexadecimal numbers from a bytearray object.

  sep
    An optional single character or byte to separate hex bytes.
  bytes_per_sep
    How many bytes between separators.  Positive values count from the
    right, negative values count from the left.

Example:
>>> value = bytearray([0xb9, 0x01, 0xef])
>>> value.hex()
'b901ef'
>>> value.hex(':')
'b9:01:ef'
>>> value.hex(':', 2)
'b9:01ef'
>>> value.hex(':', -2)
'b901:ef'""",
    "index": """\
Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start:end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Raise ValueError if the subsection is not found.""",
    "insert": """\
Insert a single item into the bytearray before the given index.

  index
    The index where the value is to be inserted.
  item
    The item to be inserted.""",
    "isalnum": _9,
    "isalpha": _10,
    "isascii": _11,
    "isdigit": _12,
    "islower": _13,
    "isspace": _14,
    "istitle": _15,
    "isupper": _16,
    "join": """\
Concatenate any number of bytes/bytearray objects.

The bytearray whose method is called is inserted in between each pair.

The result is returned as a new bytearray object.""",
    "ljust": _17,
    "lower": _18,
    "lstrip": """\
Strip leading bytes contained in the argument.

If the argument is omitted or None, strip leading ASCII whitespace.""",
    "maketrans": _19,
    "partition": """\
Partition the bytearray into three parts using the given separator.

This will search for the separator sep in the bytearray. If the separator is
found, returns a 3-tuple containing the part before the separator, the
separator itself, and the part after it as new bytearray objects.

If the separator is not found, returns a 3-tuple containing the copy of the
original bytearray object and two empty bytearray objects.""",
    "pop": """\
Remove and return a single item from B.

  index
    The index from where to remove the item.
    -1 (the default value) means remove the last item.

If no index argument is given, will pop the last item.""",
    "remove": """\
Remove the first occurrence of a value in the bytearray.

  value
    The value to remove.""",
    "replace": _20,
    "removeprefix": """\
Return a bytearray with the given prefix string removed if present.

If the bytearray starts with the prefix string, return
bytearray[len(prefix):].  Otherwise, return a copy of the original
bytearray.""",
    "removesuffix": """\
Return a bytearray with the given suffix string removed if present.

If the bytearray ends with the suffix string and that suffix is not
empty, return bytearray[:-len(suffix)].  Otherwise, return a copy of
the original bytearray.""",
    "reverse": "Reverse the order of the values in B in place.",
    "rfind": """\
Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start:end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Return -1 on failure.""",
    "rindex": """\
Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start:end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Raise ValueError if the subsection is not found.""",
    "rjust": _21,
    "rpartition": """\
Partition the bytearray into three parts using the given separator.

This will search for the separator sep in the bytearray, starting at the end.
If the separator is found, returns a 3-tuple containing the part before the
separator, the separator itself, and the part after it as new bytearray
objects.

If the separator is not found, returns a 3-tuple containing two empty bytearray
objects and the copy of the original bytearray object.""",
    "rsplit": """\
Return a list of the sections in the bytearray, using sep as the delimiter.

  sep
    The delimiter according which to split the bytearray.
    None (the default value) means split on ASCII whitespace characters
    (space, tab, return, newline, formfeed, vertical tab).
  maxsplit
    Maximum number of splits to do.
    -1 (the default value) means no limit.

Splitting is done starting at the end of the bytearray and working to the front.""",
    "rstrip": _22,
    "split": """\
Return a list of the sections in the bytearray, using sep as the delimiter.

  sep
    The delimiter according which to split the bytearray.
    None (the default value) means split on ASCII whitespace characters
    (space, tab, return, newline, formfeed, vertical tab).
  maxsplit
    Maximum number of splits to do.
    -1 (the default value) means no limit.""",
    "splitlines": """\
Return a list of the lines in the bytearray, breaking at line boundaries.

Line breaks are not included in the resulting list unless keepends is given and
true.""",
    "startswith": """\
Return True if the bytearray starts with the specified prefix, False otherwise.

  prefix
    A bytes or a tuple of bytes to try.
  start
    Optional start position. Default: start of the bytearray.
  end
    Optional stop position. Default: end of the bytearray.""",
    "strip": _23,
    "swapcase": _24,
    "title": _25,
    "translate": _26,
    "upper": _27,
    "zfill": _28,
}

bytes = {
    "": """\
bytes(iterable_of_ints) -> bytes
bytes(string, encoding[, errors]) -> bytes
bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer
bytes(int) -> bytes object of size given by the parameter initialized with null bytes
bytes() -> empty bytes object

Construct an immutable array of bytes from:
  - an iterable yielding integers in range(256)
  - a text string encoded using the specified encoding
  - any object implementing the buffer API.
  - an integer""",
    "__bytes__": "Convert this value to exact type bytes.",
    "capitalize": _5,
    "center": _6,
    "count": _7,
    "decode": """\
Decode the bytes using the codec registered for encoding.

  encoding
    The encoding with which to decode the bytes.
  errors
    The error handling scheme to use for the handling of decoding errors.
    The default is 'strict' meaning that decoding errors raise a
    UnicodeDecodeError. Other possible values are 'ignore' and 'replace'
    as well as any other name registered with codecs.register_error that
    can handle UnicodeDecodeErrors.""",
    "endswith": """\
Return True if the bytes ends with the specified suffix, False otherwise.

  suffix
    A bytes or a tuple of bytes to try.
  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.""",
    "expandtabs": _8,
    "find": """\
Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Return -1 on failure.""",
    "fromhex": """\
Create a bytes object from a string of hexadecimal numbers.

Spaces between two numbers are accepted.
Example: bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'.""",
    "hex": """\
Create a string of hexadecimal numbers from a bytes object.

  sep
    An optional single character or byte to separate hex bytes.
  bytes_per_sep
    How many bytes between separators.  Positive values count from the
    right, negative values count from the left.

Example:
>>> value = b'\\xb9\\x01\\xef'
>>> value.hex()
'b901ef'
>>> value.hex(':')
'b9:01:ef'
>>> value.hex(':', 2)
'b9:01ef'
>>> value.hex(':', -2)
'b901:ef'""",
    "index": """\
Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Raise ValueError if the subsection is not found.""",
    "isalnum": _9,
    "isalpha": _10,
    "isascii": _11,
    "isdigit": _12,
    "islower": _13,
    "isspace": _14,
    "istitle": _15,
    "isupper": _16,
    "join": """\
Concatenate any number of bytes objects.

The bytes whose method is called is inserted in between each pair.

The result is returned as a new bytes object.

Example: b'.'.join([b'ab', b'pq', b'rs']) -> b'ab.pq.rs'.""",
    "ljust": _17,
    "lower": _18,
    "lstrip": """\
Strip leading bytes contained in the argument.

If the argument is omitted or None, strip leading  ASCII whitespace.""",
    "maketrans": _19,
    "partition": """\
Partition the bytes into three parts using the given separator.

This will search for the separator sep in the bytes. If the separator is found,
returns a 3-tuple containing the part before the separator, the separator
itself, and the part after it.

If the separator is not found, returns a 3-tuple containing the original bytes
object and two empty bytes objects.""",
    "replace": _20,
    "removeprefix": """\
Return a bytes object with the given prefix string removed if present.

If the bytes starts with the prefix string, return bytes[len(prefix):].
Otherwise, return a copy of the original bytes.""",
    "removesuffix": """\
Return a bytes object with the given suffix string removed if present.

If the bytes ends with the suffix string and that suffix is not empty,
return bytes[:-len(prefix)].  Otherwise, return a copy of the original
bytes.""",
    "rfind": """\
Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Return -1 on failure.""",
    "rindex": """\
Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Raise ValueError if the subsection is not found.""",
    "rjust": _21,
    "rpartition": """\
Partition the bytes into three parts using the given separator.

This will search for the separator sep in the bytes, starting at the end. If
the separator is found, returns a 3-tuple containing the part before the
separator, the separator itself, and the part after it.

If the separator is not found, returns a 3-tuple containing two empty bytes
objects and the original bytes object.""",
    "rsplit": """\
Return a list of the sections in the bytes, using sep as the delimiter.

  sep
    The delimiter according which to split the bytes.
    None (the default value) means split on ASCII whitespace characters
    (space, tab, return, newline, formfeed, vertical tab).
  maxsplit
    Maximum number of splits to do.
    -1 (the default value) means no limit.

Splitting is done starting at the end of the bytes and working to the front.""",
    "rstrip": _22,
    "split": """\
Return a list of the sections in the bytes, using sep as the delimiter.

  sep
    The delimiter according which to split the bytes.
    None (the default value) means split on ASCII whitespace characters
    (space, tab, return, newline, formfeed, vertical tab).
  maxsplit
    Maximum number of splits to do.
    -1 (the default value) means no limit.""",
    "splitlines": """\
Return a list of the lines in the bytes, breaking at line boundaries.

Line breaks are not included in the resulting list unless keepends is given and
true.""",
    "startswith": """\
Return True if the bytes starts with the specified prefix, False otherwise.

  prefix
    A bytes or a tuple of bytes to try.
  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.""",
    "strip": _23,
    "swapcase": _24,
    "title": _25,
    "translate": _26,
    "upper": _27,
    "zfill": _28,
}

bytes_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

bytearray_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

cell = {
    "": """\
Create a new cell object.

  contents
    the contents of the cell. If not specified, the cell will be empty,
    and 
 further attempts to access its cell_contents attribute will
    raise a ValueError.""",
}

classmethod = {
    "": """\
Convert a function to be a class method.

A class method receives the class as implicit first argument,
just like an instance method receives the instance.
To declare a class method, use this idiom:

  class C:
      @classmethod
      def f(cls, arg1, arg2, argN):
          ...

It can be called either on the class (e.g. C.f()) or on an instance
(e.g. C().f()).  The instance is ignored except for its class.
If a class method is called for a derived class, the derived class
object is passed as the implied first argument.

Class methods are different than C++ or Java static methods.
If you want those, see the staticmethod builtin.""",
}

staticmethod = {
    "": """\
Convert a function to be a static method.

A static method does not receive an implicit first argument.
To declare a static method, use this idiom:

     class C:
         @staticmethod
         def f(arg1, arg2, argN):
             ...

It can be called either on the class (e.g. C.f()) or on an instance
(e.g. C().f()). Both the class and the instance are ignored, and
neither is passed implicitly as the first argument to the method.

Static methods in Python are similar to those found in Java or C++.
For a more advanced concept, see the classmethod builtin.""",
}

code = {
    "": "Create a code object.  Not for the faint of heart.",
    "replace": """\
Return a copy of the code object with new values for the specified fields.""",
    "_varname_from_oparg": """\
(internal-only) Return the local variable name for the given oparg.

WARNING: this method is for internal use only and may change or go away.""",
    "__replace__": "The same as replace().",
}

complex = {
    "": """\
Create a complex number from a string or numbers.

If a string is given, parse it as a complex number.
If a single number is given, convert it to a complex number.
If the 'real' or 'imag' arguments are given, create a complex number
with the specified real and imaginary components.""",
    "conjugate": """\
Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.""",
    "__complex__": "Convert this value to exact type complex.",
    "__format__": "Convert to a string according to format_spec.",
    "real": "the real part of a complex number",
    "imag": "the imaginary part of a complex number",
}

collections_deque = {
    "": "A list-like sequence optimized for data accesses near its endpoints.",
    "append": "Add an element to the right side of the deque.",
    "appendleft": "Add an element to the left side of the deque.",
    "clear": "Remove all elements from the deque.",
    "__copy__": "Return a shallow copy of a deque.",
    "copy": "Return a shallow copy of a deque.",
    "count": "Return number of occurrences of value.",
    "extend": "Extend the right side of the deque with elements from the iterable.",
    "extendleft": "Extend the left side of the deque with elements from the iterable.",
    "index": _29,
    "insert": "Insert value before index.",
    "pop": "Remove and return the rightmost element.",
    "popleft": "Remove and return the leftmost element.",
    "__reduce__": _0,
    "remove": "Remove first occurrence of value.",
    "__reversed__": "Return a reverse iterator over the deque.",
    "reverse": "Reverse *IN PLACE*.",
    "rotate": """\
Rotate the deque n steps to the right.  If n is negative, rotates left.""",
    "__sizeof__": "Return the size of the deque in memory, in bytes.",
    "__class_getitem__": _2,
    "maxlen": "maximum size of a deque or None if unbounded",
}

dict = {
    "": """\
dict() -> new empty dictionary
dict(mapping) -> new dictionary initialized from a mapping object's
    (key, value) pairs
dict(iterable) -> new dictionary initialized as if via:
    d = {}
    for k, v in iterable:
        d[k] = v
dict(**kwargs) -> new dictionary initialized with the name=value pairs
    in the keyword argument list.  For example:  dict(one=1, two=2)""",
    "__getitem__": "Return self[key].",
    "__contains__": "True if the dictionary has the specified key, else False.",
    "__sizeof__": "Return the size of the dict in memory, in bytes.",
    "get": "Return the value for key if key is in the dictionary, else default.",
    "setdefault": _30,
    "pop": """\
D.pop(k[,d]) -> v, remove specified key and return the corresponding value.

If the key is not found, return the default if given; otherwise,
raise a KeyError.""",
    "popitem": """\
Remove and return a (key, value) pair as a 2-tuple.

Pairs are returned in LIFO (last-in, first-out) order.
Raises KeyError if the dict is empty.""",
    "keys": "Return a set-like object providing a view on the dict's keys.",
    "items": "Return a set-like object providing a view on the dict's items.",
    "values": "Return an object providing a view on the dict's values.",
    "update": """\
D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.
If E is present and has a .keys() method, then does:  for k in E: D[k] = E[k]
If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v
In either case, this is followed by: for k in F:  D[k] = F[k]""",
    "fromkeys": """\
Create a new dictionary with keys from iterable and values set to value.""",
    "clear": "Remove all items from the dict.",
    "copy": "Return a shallow copy of the dict.",
    "__reversed__": "Return a reverse iterator over the dict keys.",
    "__class_getitem__": _2,
}

dict_keys = {
    "isdisjoint": _31,
    "__reversed__": "Return a reverse iterator over the dict keys.",
    "mapping": "dictionary that this view refers to",
}

dict_values = {
    "__reversed__": "Return a reverse iterator over the dict values.",
    "mapping": "dictionary that this view refers to",
}

dict_items = {
    "isdisjoint": _31,
    "__reversed__": "Return a reverse iterator over the dict items.",
    "mapping": "dictionary that this view refers to",
}

enumerate = {
    "": """\
Return an enumerate object.

  iterable
    an object supporting iteration

The enumerate object yields pairs containing a count (from start, which
defaults to zero) and a value yielded by the iterable argument.

enumerate is useful for obtaining an indexed list:
    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...""",
    "__reduce__": _0,
    "__class_getitem__": _2,
}

Exception = {
    "": "Common base class for all non-exit exceptions.",
}

BaseExceptionGroup = {
    "": "A combination of multiple unrelated exceptions.",
    "__class_getitem__": _2,
    "message": "exception message",
    "exceptions": "nested exceptions",
}

GeneratorExit = {
    "": "Request that a generator exit.",
}

KeyboardInterrupt = {
    "": "Program interrupted by user.",
}

SystemExit = {
    "": "Request to exit from the interpreter.",
    "code": "exception code",
}

ExceptionGroup = {
    "__weakref__": "list of weak references to the object",
}

StopIteration = {
    "": "Signal the end from iterator.__next__().",
    "value": "generator return value",
}

StopAsyncIteration = {
    "": "Signal the end from iterator.__anext__().",
}

ArithmeticError = {
    "": "Base class for arithmetic errors.",
}

FloatingPointError = {
    "": "Floating-point operation failed.",
}

OverflowError = {
    "": "Result too large to be represented.",
}

ZeroDivisionError = {
    "": "Second argument to a division or modulo operation was zero.",
}

AssertionError = {
    "": "Assertion failed.",
}

AttributeError = {
    "": "Attribute not found.",
    "name": "attribute name",
    "obj": "object",
}

BufferError = {
    "": "Buffer error.",
}

EOFError = {
    "": "Read beyond end of file.",
}

ImportError = {
    "": "Import can't find module, or can't find name in module.",
    "msg": "exception message",
    "name": "module name",
    "path": "module path",
    "name_from": "name imported from module",
}

ModuleNotFoundError = {
    "": "Module not found.",
}

LookupError = {
    "": "Base class for lookup errors.",
}

IndexError = {
    "": "Sequence index out of range.",
}

KeyError = {
    "": "Mapping key not found.",
}

MemoryError = {
    "": "Out of memory.",
}

NameError = {
    "": "Name not found globally.",
    "name": "name",
}

UnboundLocalError = {
    "": "Local name referenced but not bound to a value.",
}

OSError = {
    "": "Base class for I/O related errors.",
    "errno": "POSIX exception code",
    "strerror": "exception strerror",
    "filename": "exception filename",
    "filename2": "second exception filename",
}

FileNotFoundError = {
    "": "File not found.",
}

PermissionError = {
    "": "Not enough permissions.",
}

FileExistsError = {
    "": "File already exists.",
}

TimeoutError = {
    "": "Timeout expired.",
}

BlockingIOError = {
    "": "I/O operation would block.",
}

ChildProcessError = {
    "": "Child process error.",
}

ConnectionError = {
    "": "Connection error.",
}

BrokenPipeError = {
    "": "Broken pipe.",
}

ConnectionAbortedError = {
    "": "Connection aborted.",
}

ConnectionRefusedError = {
    "": "Connection refused.",
}

ConnectionResetError = {
    "": "Connection reset.",
}

InterruptedError = {
    "": "Interrupted by signal.",
}

IsADirectoryError = {
    "": "Operation doesn't work on directories.",
}

NotADirectoryError = {
    "": "Operation only works on directories.",
}

ProcessLookupError = {
    "": "Process not found.",
}

ReferenceError = {
    "": "Weak ref proxy used after referent went away.",
}

RuntimeError = {
    "": "Unspecified run-time error.",
}

NotImplementedError = {
    "": "Method or function hasn't been implemented yet.",
}

PythonFinalizationError = {
    "": "Operation blocked during Python finalization.",
}

RecursionError = {
    "": "Recursion limit exceeded.",
}

SyntaxError = {
    "": "Invalid syntax.",
    "msg": "exception msg",
    "filename": "exception filename",
    "lineno": "exception lineno",
    "offset": "exception offset",
    "text": "exception text",
    "end_lineno": "exception end lineno",
    "end_offset": "exception end offset",
    "print_file_and_line": "exception print_file_and_line",
}

IndentationError = {
    "": "Improper indentation.",
}

TabError = {
    "": "Improper mixture of spaces and tabs.",
}

SystemError = {
    "": """\
Internal error in the Python interpreter.

Please report this to the Python maintainer, along with the traceback,
the Python version, and the hardware/OS platform and version.""",
}

TypeError = {
    "": "Inappropriate argument type.",
}

ValueError = {
    "": "Inappropriate argument value (of correct type).",
}

UnicodeError = {
    "": "Unicode related error.",
}

UnicodeDecodeError = {
    "": "Unicode decoding error.",
    "encoding": "exception encoding",
    "object": "exception object",
    "start": "exception start",
    "end": "exception end",
    "reason": "exception reason",
}

UnicodeEncodeError = {
    "": "Unicode encoding error.",
    "encoding": "exception encoding",
    "object": "exception object",
    "start": "exception start",
    "end": "exception end",
    "reason": "exception reason",
}

UnicodeTranslateError = {
    "": "Unicode translation error.",
    "encoding": "exception encoding",
    "object": "exception object",
    "start": "exception start",
    "end": "exception end",
    "reason": "exception reason",
}

Warning = {
    "": "Base class for warning categories.",
}

DeprecationWarning = {
    "": "Base class for warnings about deprecated features.",
}

PendingDeprecationWarning = {
    "": """\
Base class for warnings about features which will be deprecated
in the future.""",
}

RuntimeWarning = {
    "": "Base class for warnings about dubious runtime behavior.",
}

SyntaxWarning = {
    "": "Base class for warnings about dubious syntax.",
}

UserWarning = {
    "": "Base class for warnings generated by user code.",
}

FutureWarning = {
    "": """\
Base class for warnings about constructs that will change semantically
in the future.""",
}

ImportWarning = {
    "": "Base class for warnings about probable mistakes in module imports",
}

UnicodeWarning = {
    "": """\
Base class for warnings about Unicode related problems, mostly
related to conversion problems.""",
}

BytesWarning = {
    "": """\
Base class for warnings about bytes and buffer related problems, mostly
related to conversion from str or comparing to str.""",
}

ResourceWarning = {
    "": "Base class for warnings about resource usage.",
}

EncodingWarning = {
    "": "Base class for warnings about encodings.",
}

BaseException = {
    "": "Common base class for all exceptions",
    "with_traceback": """\
Exception.with_traceback(tb) --
    set self.__traceback__ to tb and return self.""",
    "add_note": """\
Exception.add_note(note) --
    add a note to the exception""",
    "__context__": "exception context",
    "__cause__": "exception cause",
}

float = {
    "": "Convert a string or number to a floating-point number, if possible.",
    "conjugate": "Return self, the complex conjugate of any float.",
    "__trunc__": "Return the Integral closest to x between 0 and x.",
    "__floor__": "Return the floor as an Integral.",
    "__ceil__": "Return the ceiling as an Integral.",
    "__round__": """\
Return the Integral closest to x, rounding half toward even.

When an argument is passed, work like built-in round(x, ndigits).""",
    "as_integer_ratio": """\
Return a pair of integers, whose ratio is exactly equal to the original float.

The ratio is in lowest terms and has a positive denominator.  Raise
OverflowError on infinities and a ValueError on NaNs.

>>> (10.0).as_integer_ratio()
(10, 1)
>>> (0.0).as_integer_ratio()
(0, 1)
>>> (-.25).as_integer_ratio()
(-1, 4)""",
    "fromhex": """\
Create a floating-point number from a hexadecimal string.

>>> float.fromhex('0x1.ffffp10')
2047.984375
>>> float.fromhex('-0x1p-1074')
-5e-324""",
    "hex": """\
Return a hexadecimal representation of a floating-point number.

>>> (-0.1).hex()
'-0x1.999999999999ap-4'
>>> 3.14159.hex()
'0x1.921f9f01b866ep+1'""",
    "is_integer": "Return True if the float is an integer.",
    "__getformat__": """\
You probably don't want to use this function.

  typestr
    Must be 'double' or 'float'.

It exists mainly to be used in Python's test suite.

This function returns whichever of 'unknown', 'IEEE, big-endian' or 'IEEE,
little-endian' best describes the format of floating-point numbers used by the
C type named by typestr.""",
    "__format__": "Formats the float according to format_spec.",
    "real": "the real part of a complex number",
    "imag": "the imaginary part of a complex number",
}

frame = {
    "clear": "F.clear(): clear most references held by the frame",
    "__sizeof__": "F.__sizeof__() -> size of F in memory, in bytes",
}

function = {
    "": """\
Create a function object.

  code
    a code object
  globals
    the globals dictionary
  name
    a string that overrides the name from the code object
  argdefs
    a tuple that specifies the default argument values
  closure
    a tuple that supplies the bindings for free variables
  kwdefaults
    a dictionary that specifies the default keyword argument values""",
}

generator = {
    "send": """\
send(arg) -> send 'arg' into generator,
return next yielded value or raise StopIteration.""",
    "throw": """\
throw(value)
throw(type[,value[,tb]])

Raise exception in generator, return next yielded value or raise
StopIteration.
the (type, val, tb) signature is deprecated, 
and may be removed in a future version of Python.""",
    "close": "close() -> raise GeneratorExit inside generator.",
    "__sizeof__": "gen.__sizeof__() -> size of gen in memory, in bytes",
    "__class_getitem__": _2,
    "__name__": "name of the generator",
    "__qualname__": "qualified name of the generator",
    "gi_yieldfrom": "object being iterated by yield from, or None",
}

types_GenericAlias = {
    "": """\
Represent a PEP 585 generic type

E.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).""",
    "__parameters__": "Type variables in the GenericAlias.",
}

int = {
    "": """\
int([x]) -> integer
int(x, base=10) -> integer

Convert a number or string to an integer, or return 0 if no arguments
are given.  If x is a number, return x.__int__().  For floating-point
numbers, this truncates towards zero.

If x is not a number or if base is given, then x must be a string,
bytes, or bytearray instance representing an integer literal in the
given base.  The literal can be preceded by '+' or '-' and be surrounded
by whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.
Base 0 means to interpret the base from the string as an integer literal.
>>> int('0b100', base=0)
4""",
    "conjugate": "Returns self, the complex conjugate of any int.",
    "bit_length": """\
Number of bits necessary to represent self in binary.

>>> bin(37)
'0b100101'
>>> (37).bit_length()
6""",
    "bit_count": """\
Number of ones in the binary representation of the absolute value of self.

Also known as the population count.

>>> bin(13)
'0b1101'
>>> (13).bit_count()
3""",
    "to_bytes": """\
Return an array of bytes representing an integer.

  length
    Length of bytes object to use.  An OverflowError is raised if the
    integer is not representable with the given number of bytes.  Default
    is length 1.
  byteorder
    The byte order used to represent the integer.  If byteorder is 'big',
    the most significant byte is at the beginning of the byte array.  If
    byteorder is 'little', the most significant byte is at the end of the
    byte array.  To request the native byte order of the host system, use
    sys.byteorder as the byte order value.  Default is to use 'big'.
  signed
    Determines whether two's complement is used to represent the integer.
    If signed is False and a negative integer is given, an OverflowError
    is raised.""",
    "from_bytes": """\
Return the integer represented by the given array of bytes.

  bytes
    Holds the array of bytes to convert.  The argument must either
    support the buffer protocol or be an iterable object producing bytes.
    Bytes and bytearray are examples of built-in objects that support the
    buffer protocol.
  byteorder
    The byte order used to represent the integer.  If byteorder is 'big',
    the most significant byte is at the beginning of the byte array.  If
    byteorder is 'little', the most significant byte is at the end of the
    byte array.  To request the native byte order of the host system, use
    sys.byteorder as the byte order value.  Default is to use 'big'.
  signed
    Indicates whether two's complement is used to represent the integer.""",
    "as_integer_ratio": """\
Return a pair of integers, whose ratio is equal to the original int.

The ratio is in lowest terms and has a positive denominator.

>>> (10).as_integer_ratio()
(10, 1)
>>> (-10).as_integer_ratio()
(-10, 1)
>>> (0).as_integer_ratio()
(0, 1)""",
    "__trunc__": "Truncating an Integral returns itself.",
    "__floor__": "Flooring an Integral returns itself.",
    "__ceil__": "Ceiling of an Integral returns itself.",
    "__round__": """\
Rounding an Integral returns itself.

Rounding with an ndigits argument also returns an integer.""",
    "__format__": "Convert to a string according to format_spec.",
    "__sizeof__": "Returns size in memory, in bytes.",
    "is_integer": """\
Returns True. Exists for duck type compatibility with float.is_integer.""",
    "real": "the real part of a complex number",
    "imag": "the imaginary part of a complex number",
    "numerator": "the numerator of a rational number in lowest terms",
    "denominator": "the denominator of a rational number in lowest terms",
}

iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

callable_iterator = {
    "__reduce__": _0,
}

list = {
    "": """\
Built-in mutable sequence.

If no argument is given, the constructor creates a new empty list.
The argument must be an iterable if specified.""",
    "__getitem__": "Return self[index].",
    "__reversed__": "Return a reverse iterator over the list.",
    "__sizeof__": "Return the size of the list in memory, in bytes.",
    "clear": "Remove all items from list.",
    "copy": "Return a shallow copy of the list.",
    "append": "Append object to the end of the list.",
    "insert": "Insert object before index.",
    "extend": "Extend list by appending elements from the iterable.",
    "pop": """\
Remove and return item at index (default last).

Raises IndexError if list is empty or index is out of range.""",
    "remove": """\
Remove first occurrence of value.

Raises ValueError if the value is not present.""",
    "index": _29,
    "count": "Return number of occurrences of value.",
    "reverse": "Reverse *IN PLACE*.",
    "sort": """\
Sort the list in ascending order and return None.

The sort is in-place (i.e. the list itself is modified) and stable (i.e. the
order of two equal elements is maintained).

If a key function is given, apply it once to each list item and sort them,
ascending or descending, according to their function values.

The reverse flag can be set to sort in descending order.""",
    "__class_getitem__": _2,
}

list_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

list_reverseiterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

mappingproxy = {
    "": "Read-only proxy of a mapping.",
    "get": "Return the value for key if key is in the mapping, else default.",
    "keys": "D.keys() -> a set-like object providing a view on D's keys",
    "values": "D.values() -> an object providing a view on D's values",
    "items": "D.items() -> a set-like object providing a view on D's items",
    "copy": "D.copy() -> a shallow copy of D",
    "__class_getitem__": _2,
    "__reversed__": "D.__reversed__() -> reverse iterator",
}

memoryview = {
    "": "Create a new memoryview object which references the given object.",
    "release": "Release the underlying buffer exposed by the memoryview object.",
    "tobytes": """\
Return the data in the buffer as a byte string.

Order can be {'C', 'F', 'A'}. When order is 'C' or 'F', the data of the
original array is converted to C or Fortran order. For contiguous views,
'A' returns an exact copy of the physical memory. In particular, in-memory
Fortran order is preserved. For non-contiguous views, the data is converted
to C first. order=None is the same as order='C'.""",
    "hex": """\
Return the data in the buffer as a str of hexadecimal numbers.

  sep
    An optional single character or byte to separate hex bytes.
  bytes_per_sep
    How many bytes between separators.  Positive values count from the
    right, negative values count from the left.

Example:
>>> value = memoryview(b'\\xb9\\x01\\xef')
>>> value.hex()
'b901ef'
>>> value.hex(':')
'b9:01:ef'
>>> value.hex(':', 2)
'b9:01ef'
>>> value.hex(':', -2)
'b901:ef'""",
    "tolist": "Return the data in the buffer as a list of elements.",
    "cast": "Cast a memoryview to a new format or shape.",
    "toreadonly": "Return a readonly version of the memoryview.",
    "_from_flags": "Create a new memoryview object which references the given object.",
    "__exit__": "Release the underlying buffer exposed by the memoryview object.",
    "obj": "The underlying object of the memoryview.",
    "nbytes": """\
The amount of space in bytes that the array would use in
 a contiguous representation.""",
    "readonly": "A bool indicating whether the memory is read only.",
    "itemsize": "The size in bytes of each element of the memoryview.",
    "format": """\
A string containing the format (in struct module style)
 for each element in the view.""",
    "ndim": """\
An integer indicating how many dimensions of a multi-dimensional
 array the memory represents.""",
    "shape": """\
A tuple of ndim integers giving the shape of the memory
 as an N-dimensional array.""",
    "strides": """\
A tuple of ndim integers giving the size in bytes to access
 each element for each dimension of the array.""",
    "suboffsets": "A tuple of integers used internally for PIL-style arrays.",
    "c_contiguous": "A bool indicating whether the memory is C contiguous.",
    "f_contiguous": "A bool indicating whether the memory is Fortran contiguous.",
    "contiguous": "A bool indicating whether the memory is contiguous.",
}

method = {
    "": "Create a bound instance method object.",
    "__func__": "the function (or other callable) implementing a method",
    "__self__": "the instance to which a method is bound",
}

module = {
    "": """\
Create a module object.

The name must be a string; the optional doc argument can have any type.""",
    "__dir__": """\
__dir__() -> list
specialized dir() implementation""",
}

types_SimpleNamespace = {
    "": "A simple attribute-based namespace.",
    "__reduce__": "Return state information for pickling",
    "__replace__": """\
Return a copy of the namespace object with new values for the specified attributes.""",
}

NoneType = {
    "": "The type of the None singleton.",
}

NotImplementedType = {
    "": "The type of the NotImplemented singleton.",
}

ellipsis = {
    "": "The type of the Ellipsis singleton.",
}

object = {
    "": """\
The base class of the class hierarchy.

When called, it accepts no arguments and returns a new featureless
instance that has no instance attributes and cannot be given any.
""",
    "__reduce_ex__": "Helper for pickle.",
    "__reduce__": "Helper for pickle.",
    "__getstate__": "Helper for pickle.",
    "__subclasshook__": """\
Abstract classes can override this to customize issubclass().

This is invoked early on by abc.ABCMeta.__subclasscheck__().
It should return True, False or NotImplemented.  If it returns
NotImplemented, the normal algorithm is used.  Otherwise, it
overrides the normal algorithm (and the outcome is cached).
""",
    "__init_subclass__": """\
This method is called when a class is subclassed.

The default implementation does nothing. It may be
overridden to extend subclasses.
""",
    "__format__": """\
Default object formatter.

Return str(self) if format_spec is empty. Raise TypeError otherwise.""",
    "__sizeof__": "Size of object in memory, in bytes.",
    "__dir__": "Default dir() implementation.",
    "__class__": "the object's class",
    "__new__": """\
Create and return a new object.  See help(type) for accurate signature.""",
}

collections_OrderedDict = {
    "": "Dictionary that remembers insertion order",
    "fromkeys": """\
Create a new ordered dictionary with keys from iterable and values set to value.""",
    "__reduce__": "Return state information for pickling",
    "setdefault": _30,
    "pop": """\
od.pop(key[,default]) -> v, remove specified key and return the corresponding value.

If the key is not found, return the default if given; otherwise,
raise a KeyError.""",
    "popitem": """\
Remove and return a (key, value) pair from the dictionary.

Pairs are returned in LIFO order if last is true or FIFO order if false.""",
    "clear": "od.clear() -> None.  Remove all items from od.",
    "copy": "od.copy() -> a shallow copy of od",
    "__reversed__": "od.__reversed__() <==> reversed(od)",
    "move_to_end": """\
Move an existing element to the end (or beginning if last is false).

Raise KeyError if the element does not exist.""",
}

odict_iterator = {
    "__reduce__": "Return state information for pickling",
}

functools_partial = {
    "": """\
Create a new function with partial application of the given arguments
and keywords.""",
    "__class_getitem__": _2,
    "func": "function object to use in future partial calls",
    "args": "tuple of arguments to future partial calls",
    "keywords": "dictionary of keyword arguments to future partial calls",
}

property = {
    "": """\
Property attribute.

  fget
    function to be used for getting an attribute value
  fset
    function to be used for setting an attribute value
  fdel
    function to be used for del'ing an attribute
  doc
    docstring

Typical use is to define a managed attribute x:

class C(object):
    def getx(self): return self._x
    def setx(self, value): self._x = value
    def delx(self): del self._x
    x = property(getx, setx, delx, "I'm the 'x' property.")

Decorators make defining new properties or modifying existing ones easy:

class C(object):
    @property
    def x(self):
        "I am the 'x' property."
        return self._x
    @x.setter
    def x(self, value):
        self._x = value
    @x.deleter
    def x(self):
        del self._x""",
    "getter": "Descriptor to obtain a copy of the property with a different getter.",
    "setter": "Descriptor to obtain a copy of the property with a different setter.",
    "deleter": "Descriptor to obtain a copy of the property with a different deleter.",
    "__set_name__": "Method to set name of a property.",
}

range = {
    "": """\
range(stop) -> range object
range(start, stop[, step]) -> range object

Return an object that produces a sequence of integers from start (inclusive)
to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.
start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.
These are exactly the valid indices for a list of 4 elements.
When step is given, it specifies the increment (or decrement).""",
    "__reversed__": "Return a reverse iterator.",
    "count": """\
rangeobject.count(value) -> integer -- return number of occurrences of value""",
    "index": """\
rangeobject.index(value) -> integer -- return index of value.
Raise ValueError if the value is not present.""",
}

range_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

longrange_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

reversed = {
    "": "Return a reverse iterator over the values of the given sequence.",
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

set = {
    "": "Build an unordered collection of unique elements.",
    "__contains__": "x.__contains__(y) <==> y in x.",
    "add": """\
Add an element to a set.

This has no effect if the element is already present.""",
    "clear": "Remove all elements from this set.",
    "copy": "Return a shallow copy of a set.",
    "discard": """\
Remove an element from a set if it is a member.

Unlike set.remove(), the discard() method does not raise
an exception when an element is missing from the set.""",
    "difference": "Return a new set with elements in the set that are not in the others.",
    "difference_update": "Update the set, removing elements found in others.",
    "intersection": "Return a new set with elements common to the set and all others.",
    "intersection_update": "Update the set, keeping only elements found in it and all others.",
    "isdisjoint": "Return True if two sets have a null intersection.",
    "issubset": "Report whether another set contains this set.",
    "issuperset": "Report whether this set contains another set.",
    "pop": """\
Remove and return an arbitrary set element.

Raises KeyError if the set is empty.""",
    "__reduce__": _0,
    "remove": """\
Remove an element from a set; it must be a member.

If the element is not a member, raise a KeyError.""",
    "__sizeof__": "S.__sizeof__() -> size of S in memory, in bytes.",
    "symmetric_difference": _32,
    "symmetric_difference_update": """\
Update the set, keeping only elements found in either set, but not in both.""",
    "union": "Return a new set with elements from the set and all others.",
    "update": "Update the set, adding elements from all others.",
    "__class_getitem__": _2,
}

frozenset = {
    "": "Build an immutable unordered collection of unique elements.",
    "__contains__": "x.__contains__(y) <==> y in x.",
    "copy": "Return a shallow copy of a set.",
    "difference": "Return a new set with elements in the set that are not in the others.",
    "intersection": "Return a new set with elements common to the set and all others.",
    "isdisjoint": "Return True if two sets have a null intersection.",
    "issubset": "Report whether another set contains this set.",
    "issuperset": "Report whether this set contains another set.",
    "__reduce__": _0,
    "__sizeof__": "S.__sizeof__() -> size of S in memory, in bytes.",
    "symmetric_difference": _32,
    "union": "Return a new set with elements from the set and all others.",
    "__class_getitem__": _2,
}

set_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
}

slice = {
    "": """\
slice(stop)
slice(start, stop[, step])

Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).""",
    "indices": """\
S.indices(len) -> (start, stop, stride)

Assuming a sequence of length len, calculate the start and stop
indices, and the stride length of the extended slice described by
S. Out of bounds indices are clipped in a manner consistent with the
handling of normal slices.""",
    "__reduce__": _0,
}

str = {
    "": """\
str(object='') -> str
str(bytes_or_buffer[, encoding[, errors]]) -> str

Create a new string object from the given object. If encoding or
errors is specified, then the object must expose a data buffer
that will be decoded using the given encoding and error handler.
Otherwise, returns the result of object.__str__() (if defined)
or repr(object).
encoding defaults to 'utf-8'.
errors defaults to 'strict'.""",
    "encode": """\
Encode the string using the codec registered for encoding.

  encoding
    The encoding in which to encode the string.
  errors
    The error handling scheme to use for encoding errors.
    The default is 'strict' meaning that encoding errors raise a
    UnicodeEncodeError.  Other possible values are 'ignore', 'replace' and
    'xmlcharrefreplace' as well as any other name registered with
    codecs.register_error that can handle UnicodeEncodeErrors.""",
    "replace": _20,
    "split": """\
Return a list of the substrings in the string, using sep as the separator string.

  sep
    The separator used to split the string.

    When set to None (the default value), will split on any whitespace
    character (including \\n \\r \\t \\f and spaces) and will discard
    empty strings from the result.
  maxsplit
    Maximum number of splits.
    -1 (the default value) means no limit.

Splitting starts at the front of the string and works to the end.

Note, str.split() is mainly useful for data that has been intentionally
delimited.  With natural text that includes punctuation, consider using
the regular expression module.""",
    "rsplit": """\
Return a list of the substrings in the string, using sep as the separator string.

  sep
    The separator used to split the string.

    When set to None (the default value), will split on any whitespace
    character (including \\n \\r \\t \\f and spaces) and will discard
    empty strings from the result.
  maxsplit
    Maximum number of splits.
    -1 (the default value) means no limit.

Splitting starts at the end of the string and works to the front.""",
    "join": """\
Concatenate any number of strings.

The string whose method is called is inserted in between each given string.
The result is returned as a new string.

Example: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'""",
    "capitalize": """\
Return a capitalized version of the string.

More specifically, make the first character have upper case and the rest lower
case.""",
    "casefold": "Return a version of the string suitable for caseless comparisons.",
    "title": """\
Return a version of the string where each word is titlecased.

More specifically, words start with uppercased characters and all remaining
cased characters have lower case.""",
    "center": """\
Return a centered string of length width.

Padding is done using the specified fill character (default is a space).""",
    "count": """\
Return the number of non-overlapping occurrences of substring sub in string S[start:end].

Optional arguments start and end are interpreted as in slice notation.""",
    "expandtabs": _8,
    "find": """\
Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].

Optional arguments start and end are interpreted as in slice notation.
Return -1 on failure.""",
    "partition": """\
Partition the string into three parts using the given separator.

This will search for the separator in the string.  If the separator is found,
returns a 3-tuple containing the part before the separator, the separator
itself, and the part after it.

If the separator is not found, returns a 3-tuple containing the original string
and two empty strings.""",
    "index": """\
Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].

Optional arguments start and end are interpreted as in slice notation.
Raises ValueError when the substring is not found.""",
    "ljust": """\
Return a left-justified string of length width.

Padding is done using the specified fill character (default is a space).""",
    "lower": "Return a copy of the string converted to lowercase.",
    "lstrip": """\
Return a copy of the string with leading whitespace removed.

If chars is given and not None, remove characters in chars instead.""",
    "rfind": """\
Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].

Optional arguments start and end are interpreted as in slice notation.
Return -1 on failure.""",
    "rindex": """\
Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].

Optional arguments start and end are interpreted as in slice notation.
Raises ValueError when the substring is not found.""",
    "rjust": """\
Return a right-justified string of length width.

Padding is done using the specified fill character (default is a space).""",
    "rstrip": """\
Return a copy of the string with trailing whitespace removed.

If chars is given and not None, remove characters in chars instead.""",
    "rpartition": """\
Partition the string into three parts using the given separator.

This will search for the separator in the string, starting at the end. If
the separator is found, returns a 3-tuple containing the part before the
separator, the separator itself, and the part after it.

If the separator is not found, returns a 3-tuple containing two empty strings
and the original string.""",
    "splitlines": """\
Return a list of the lines in the string, breaking at line boundaries.

Line breaks are not included in the resulting list unless keepends is given and
true.""",
    "strip": """\
Return a copy of the string with leading and trailing whitespace removed.

If chars is given and not None, remove characters in chars instead.""",
    "swapcase": """\
Convert uppercase characters to lowercase and lowercase characters to uppercase.""",
    "translate": """\
Replace each character in the string using the given translation table.

  table
    Translation table, which must be a mapping of Unicode ordinals to
    Unicode ordinals, strings, or None.

The table must implement lookup/indexing via __getitem__, for instance a
dictionary or list.  If this operation raises LookupError, the character is
left untouched.  Characters mapped to None are deleted.""",
    "upper": "Return a copy of the string converted to uppercase.",
    "startswith": """\
Return True if the string starts with the specified prefix, False otherwise.

  prefix
    A string or a tuple of strings to try.
  start
    Optional start position. Default: start of the string.
  end
    Optional stop position. Default: end of the string.""",
    "endswith": """\
Return True if the string ends with the specified suffix, False otherwise.

  suffix
    A string or a tuple of strings to try.
  start
    Optional start position. Default: start of the string.
  end
    Optional stop position. Default: end of the string.""",
    "removeprefix": """\
Return a str with the given prefix string removed if present.

If the string starts with the prefix string, return string[len(prefix):].
Otherwise, return a copy of the original string.""",
    "removesuffix": """\
Return a str with the given suffix string removed if present.

If the string ends with the suffix string and that suffix is not empty,
return string[:-len(suffix)]. Otherwise, return a copy of the original
string.""",
    "isascii": """\
Return True if all characters in the string are ASCII, False otherwise.

ASCII characters have code points in the range U+0000-U+007F.
Empty string is ASCII too.""",
    "islower": """\
Return True if the string is a lowercase string, False otherwise.

A string is lowercase if all cased characters in the string are lowercase and
there is at least one cased character in the string.""",
    "isupper": """\
Return True if the string is an uppercase string, False otherwise.

A string is uppercase if all cased characters in the string are uppercase and
there is at least one cased character in the string.""",
    "istitle": """\
Return True if the string is a title-cased string, False otherwise.

In a title-cased string, upper- and title-case characters may only
follow uncased characters and lowercase characters only cased ones.""",
    "isspace": """\
Return True if the string is a whitespace string, False otherwise.

A string is whitespace if all characters in the string are whitespace and there
is at least one character in the string.""",
    "isdecimal": """\
Return True if the string is a decimal string, False otherwise.

A string is a decimal string if all characters in the string are decimal and
there is at least one character in the string.""",
    "isdigit": """\
Return True if the string is a digit string, False otherwise.

A string is a digit string if all characters in the string are digits and there
is at least one character in the string.""",
    "isnumeric": """\
Return True if the string is a numeric string, False otherwise.

A string is numeric if all characters in the string are numeric and there is at
least one character in the string.""",
    "isalpha": """\
Return True if the string is an alphabetic string, False otherwise.

A string is alphabetic if all characters in the string are alphabetic and there
is at least one character in the string.""",
    "isalnum": """\
Return True if the string is an alpha-numeric string, False otherwise.

A string is alpha-numeric if all characters in the string are alpha-numeric and
there is at least one character in the string.""",
    "isidentifier": """\
Return True if the string is a valid Python identifier, False otherwise.

Call keyword.iskeyword(s) to test whether string s is a reserved identifier,
such as "def" or "class".""",
    "isprintable": """\
Return True if the string is printable, False otherwise.

A string is printable if all of its characters are considered printable in
repr() or if it is empty.""",
    "zfill": """\
Pad a numeric string with zeros on the left, to fill a field of the given width.

The string is never truncated.""",
    "format": """\
Return a formatted version of the string, using substitutions from args and kwargs.
The substitutions are identified by braces ('{' and '}').""",
    "format_map": """\
Return a formatted version of the string, using substitutions from mapping.
The substitutions are identified by braces ('{' and '}').""",
    "__format__": "Return a formatted version of the string as described by format_spec.",
    "maketrans": """\
Return a translation table usable for str.translate().

If there is only one argument, it must be a dictionary mapping Unicode
ordinals (integers) or characters to Unicode ordinals, strings or None.
Character keys will be then converted to ordinals.
If there are two arguments, they must be strings of equal length, and
in the resulting dictionary, each character in x will be mapped to the
character at the same position in y. If there is a third argument, it
must be a string, whose characters will be mapped to None in the result.""",
    "__sizeof__": "Return the size of the string in memory, in bytes.",
}

str_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

str_ascii_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

_io_TextIOWrapper = {
    "": """\
Character and line based layer over a BufferedIOBase object, buffer.

encoding gives the name of the encoding that the stream will be
decoded or encoded with. It defaults to locale.getencoding().

errors determines the strictness of encoding and decoding (see
help(codecs.Codec) or the documentation for codecs.register) and
defaults to "strict".

newline controls how line endings are handled. It can be None, '',
'\\n', '\\r', and '\\r\\n'.  It works as follows:

* On input, if newline is None, universal newlines mode is
  enabled. Lines in the input can end in '\\n', '\\r', or '\\r\\n', and
  these are translated into '\\n' before being returned to the
  caller. If it is '', universal newline mode is enabled, but line
  endings are returned to the caller untranslated. If it has any of
  the other legal values, input lines are only terminated by the given
  string, and the line ending is returned to the caller untranslated.

* On output, if newline is None, any '\\n' characters written are
  translated to the system default line separator, os.linesep. If
  newline is '' or '\\n', no translation takes place. If newline is any
  of the other legal values, any '\\n' characters written are translated
  to the given string.

If line_buffering is True, a call to flush is implied when a call to
write contains a newline character.""",
    "reconfigure": """\
Reconfigure the text stream with new parameters.

This also does an implicit stream flush.""",
    "seek": """\
Set the stream position, and return the new stream position.

  cookie
    Zero or an opaque number returned by tell().
  whence
    The relative position to seek from.

Four operations are supported, given by the following argument
combinations:

- seek(0, SEEK_SET): Rewind to the start of the stream.
- seek(cookie, SEEK_SET): Restore a previous position;
  'cookie' must be a number returned by tell().
- seek(0, SEEK_END): Fast-forward to the end of the stream.
- seek(0, SEEK_CUR): Leave the current stream position unchanged.

Any other argument combinations are invalid,
and may raise exceptions.""",
    "tell": """\
Return the stream position as an opaque number.

The return value of tell() can be given as input to seek(), to restore a
previous stream position.""",
}

sys_version_info = {
    "": """\
sys.version_info

Version information as a named tuple.""",
    "__replace__": _4,
    "major": "Major release number",
    "minor": "Minor release number",
    "micro": "Patch release number",
    "releaselevel": "'alpha', 'beta', 'candidate', or 'final'",
    "serial": "Serial release number",
}

sys_flags = {
    "": """\
sys.flags

Flags provided through command line arguments or environment vars.""",
    "__replace__": _4,
    "debug": "-d",
    "inspect": "-i",
    "interactive": "-i",
    "optimize": "-O or -OO",
    "dont_write_bytecode": "-B",
    "no_user_site": "-s",
    "no_site": "-S",
    "ignore_environment": "-E",
    "verbose": "-v",
    "bytes_warning": "-b",
    "quiet": "-q",
    "hash_randomization": "-R",
    "isolated": "-I",
    "dev_mode": "-X dev",
    "utf8_mode": "-X utf8",
    "warn_default_encoding": "-X warn_default_encoding",
    "safe_path": "-P",
    "int_max_str_digits": "-X int_max_str_digits",
    "gil": "-X gil",
}

sys_hash_info = {
    "": """\
hash_info

A named tuple providing parameters used for computing
hashes. The attributes are read only.""",
    "__replace__": _4,
    "width": "width of the type used for hashing, in bits",
    "modulus": "prime number giving the modulus on which the hash function is based",
    "inf": "value to be used for hash of a positive infinity",
    "nan": "value to be used for hash of a nan",
    "imag": "multiplier used for the imaginary part of a complex number",
    "algorithm": "name of the algorithm for hashing of str, bytes and memoryviews",
    "hash_bits": "internal output size of hash algorithm",
    "seed_bits": "seed size of hash algorithm",
    "cutoff": "small string optimization cutoff",
}

sys_int_info = {
    "": """\
sys.int_info

A named tuple that holds information about Python's
internal representation of integers.  The attributes are read only.""",
    "__replace__": _4,
    "bits_per_digit": "size of a digit in bits",
    "sizeof_digit": "size in bytes of the C type used to represent a digit",
    "default_max_str_digits": "maximum string conversion digits limitation",
    "str_digits_check_threshold": "minimum positive value for int_max_str_digits",
}

sys_thread_info = {
    "": """\
sys.thread_info

A named tuple holding information about the thread implementation.""",
    "__replace__": _4,
    "name": "name of the thread implementation",
    "lock": "name of the lock implementation",
    "version": "name and version of the thread library",
}

sys_float_info = {
    "": """\
sys.float_info

A named tuple holding information about the float type. It contains low level
information about the precision and internal representation. Please study
your system's :file:`float.h` for more information.""",
    "__replace__": _4,
    "max": "DBL_MAX -- maximum representable finite float",
    "max_exp": "DBL_MAX_EXP -- maximum int e such that radix**(e-1) is representable",
    "max_10_exp": "DBL_MAX_10_EXP -- maximum int e such that 10**e is representable",
    "min": "DBL_MIN -- Minimum positive normalized float",
    "min_exp": """\
DBL_MIN_EXP -- minimum int e such that radix**(e-1) is a normalized float""",
    "min_10_exp": "DBL_MIN_10_EXP -- minimum int e such that 10**e is a normalized float",
    "dig": """\
DBL_DIG -- maximum number of decimal digits that can be faithfully represented in a float""",
    "mant_dig": "DBL_MANT_DIG -- mantissa digits",
    "epsilon": "DBL_EPSILON -- Difference between 1 and the next representable float",
    "radix": "FLT_RADIX -- radix of exponent",
    "rounds": "FLT_ROUNDS -- rounding mode used for arithmetic operations",
}

super = {
    "": """\
super() -> same as super(__class__, <first argument>)
super(type) -> unbound super object
super(type, obj) -> bound super object; requires isinstance(obj, type)
super(type, type2) -> bound super object; requires issubclass(type2, type)
Typical use to call a cooperative superclass method:
class C(B):
    def meth(self, arg):
        super().meth(arg)
This works for class methods too:
class C(B):
    @classmethod
    def cmeth(cls, arg):
        super().cmeth(arg)
""",
    "__thisclass__": "the class invoking super()",
    "__self__": "the instance invoking super(); may be None",
    "__self_class__": "the type of the instance invoking super(); may be None",
}

traceback = {
    "": "Create a new traceback object.",
}

tuple = {
    "": """\
Built-in immutable sequence.

If no argument is given, the constructor returns an empty tuple.
If iterable is specified the tuple is initialized from iterable's items.

If the argument is a tuple, the return value is the same object.""",
    "index": _29,
    "count": "Return number of occurrences of value.",
    "__class_getitem__": _2,
}

tuple_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
    "__setstate__": _1,
}

type = {
    "": """\
type(object) -> the object's type
type(name, bases, dict, **kwds) -> a new type""",
    "mro": "Return a type's method resolution order.",
    "__subclasses__": "Return a list of immediate subclasses.",
    "__prepare__": "Create the namespace for the class statement",
    "__instancecheck__": "Check if an object is an instance.",
    "__subclasscheck__": "Check if a class is a subclass.",
    "__dir__": "Specialized __dir__ implementation for types.",
    "__sizeof__": "Return memory consumption of the type object.",
}

types_UnionType = {
    "": """\
Represent a PEP 604 union type

E.g. for int | str""",
    "__parameters__": "Type variables in the types.UnionType.",
}

weakref_ReferenceType = {
    "__class_getitem__": _2,
}

zip = {
    "": """\
The zip object yields n-length tuples, where n is the number of iterables
passed as positional arguments to zip().  The i-th element in every tuple
comes from the i-th iterable argument to zip().  This continues until the
shortest argument is exhausted.

If strict is true and one of the arguments is exhausted before the others,
raise a ValueError.

   >>> list(zip('abcdefg', range(3), range(4)))
   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]""",
    "__reduce__": _0,
    "__setstate__": _1,
}

map = {
    "": """\
Make an iterator that computes the function using arguments from
each of the iterables.  Stops when the shortest iterable is exhausted.""",
    "__reduce__": _0,
}

filter = {
    "": """\
Return an iterator yielding those items of iterable for which function(item)
is true. If function is None, return the items that are true.""",
    "__reduce__": _0,
}

_IncompleteInputError = {
    "": "incomplete input.",
}

coroutine = {
    "send": """\
send(arg) -> send 'arg' into coroutine,
return next iterated value or raise StopIteration.""",
    "throw": """\
throw(value)
throw(type[,value[,traceback]])

Raise exception in coroutine, return next iterated value or raise
StopIteration.
the (type, val, tb) signature is deprecated, 
and may be removed in a future version of Python.""",
    "close": "close() -> raise GeneratorExit inside coroutine.",
    "__sizeof__": "gen.__sizeof__() -> size of gen in memory, in bytes",
    "__class_getitem__": _2,
    "__name__": "name of the coroutine",
    "__qualname__": "qualified name of the coroutine",
    "cr_await": "object being awaited on, or None",
}

async_generator = {
    "asend": "asend(v) -> send 'v' in generator.",
    "athrow": """\
athrow(value)
athrow(type[,value[,tb]])

raise exception in generator.
the (type, val, tb) signature is deprecated, 
and may be removed in a future version of Python.""",
    "aclose": "aclose() -> raise GeneratorExit inside generator.",
    "__sizeof__": "gen.__sizeof__() -> size of gen in memory, in bytes",
    "__class_getitem__": _2,
    "__name__": "name of the async generator",
    "__qualname__": "qualified name of the async generator",
    "ag_await": "object being awaited on, or None",
}

collections__deque_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
}

dict_keyiterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
}

dict_valueiterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
}

dict_itemiterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
}

dict_reversekeyiterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
}

dict_reversevalueiterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
}

dict_reverseitemiterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
}

collections__deque_reverse_iterator = {
    "__length_hint__": _3,
    "__reduce__": _0,
}

asyncgen_hooks = {
    "": """\
asyncgen_hooks

A named tuple providing information about asynchronous
generators hooks.  The attributes are read only.""",
    "__replace__": _4,
    "firstiter": "Hook to intercept first iteration",
    "finalizer": "Hook to intercept finalization",
}

builtins = {
    "": """\
Built-in functions, types, exceptions, and other objects.

This module provides direct access to all 'built-in'
identifiers of Python; for example, builtins.len is
the full name for the built-in function len().

This module is not normally accessed explicitly by most
applications, but can be useful in modules that provide
objects with the same name as a built-in value, but in
which the built-in of that name is also needed.""",
    "__build_class__": """\
__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class

Internal helper function used by the class statement.""",
    "__import__": """\
Import a module.

Because this function is meant for use by the Python
interpreter and not for general use, it is better to use
importlib.import_module() to programmatically import a module.

The globals argument is only used to determine the context;
they are not modified.  The locals argument is unused.  The fromlist
should be a list of names to emulate ``from name import ...``, or an
empty list to emulate ``import name``.
When importing a module from a package, note that __import__('A.B', ...)
returns package A when fromlist is empty, but its submodule B when
fromlist is not empty.  The level argument is used to determine whether to
perform absolute or relative imports: 0 is absolute, while a positive number
is the number of parent directories to search relative to the current module.""",
    "abs": "Return the absolute value of the argument.",
    "all": """\
Return True if bool(x) is True for all values x in the iterable.

If the iterable is empty, return True.""",
    "any": """\
Return True if bool(x) is True for any x in the iterable.

If the iterable is empty, return False.""",
    "ascii": """\
Return an ASCII-only representation of an object.

As repr(), return a string containing a printable representation of an
object, but escape the non-ASCII characters in the string returned by
repr() using \\\\x, \\\\u or \\\\U escapes. This generates a string similar
to that returned by repr() in Python 2.""",
    "bin": """\
Return the binary representation of an integer.

   >>> bin(2796202)
   '0b1010101010101010101010'""",
    "breakpoint": """\
Call sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept
whatever arguments are passed.

By default, this drops you into the pdb debugger.""",
    "callable": """\
Return whether the object is callable (i.e., some kind of function).

Note that classes are callable, as are instances of classes with a
__call__() method.""",
    "chr": """\
Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.""",
    "compile": """\
Compile source into a code object that can be executed by exec() or eval().

The source code may represent a Python module, statement or expression.
The filename will be used for run-time error messages.
The mode must be 'exec' to compile a module, 'single' to compile a
single (interactive) statement, or 'eval' to compile an expression.
The flags argument, if present, controls which future statements influence
the compilation of the code.
The dont_inherit argument, if true, stops the compilation inheriting
the effects of any future statements in effect in the code calling
compile; if absent or false these statements do influence the compilation,
in addition to any features explicitly specified.""",
    "delattr": """\
Deletes the named attribute from the given object.

delattr(x, 'y') is equivalent to ``del x.y``""",
    "dir": """\
dir([object]) -> list of strings

If called without an argument, return the names in the current scope.
Else, return an alphabetized list of names comprising (some of) the attributes
of the given object, and of attributes reachable from it.
If the object supplies a method named __dir__, it will be used; otherwise
the default dir() logic is used and returns:
  for a module object: the module's attributes.
  for a class object:  its attributes, and recursively the attributes
    of its bases.
  for any other object: its attributes, its class's attributes, and
    recursively the attributes of its class's base classes.""",
    "divmod": "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
    "eval": """\
Evaluate the given source in the context of globals and locals.

The source may be a string representing a Python expression
or a code object as returned by compile().
The globals must be a dictionary and locals can be any mapping,
defaulting to the current globals and locals.
If only globals is given, locals defaults to it.""",
    "exec": """\
Execute the given source in the context of globals and locals.

The source may be a string representing one or more Python statements
or a code object as returned by compile().
The globals must be a dictionary and locals can be any mapping,
defaulting to the current globals and locals.
If only globals is given, locals defaults to it.
The closure must be a tuple of cellvars, and can only be used
when source is a code object requiring exactly that many cellvars.""",
    "format": """\
Return type(value).__format__(value, format_spec)

Many built-in types implement format_spec according to the
Format Specification Mini-language. See help('FORMATTING').

If type(value) does not supply a method named __format__
and format_spec is empty, then str(value) is returned.
See also help('SPECIALMETHODS').""",
    "getattr": """\
getattr(object, name[, default]) -> value

Get a named attribute from an object; getattr(x, 'y') is equivalent to x.y.
When a default argument is given, it is returned when the attribute doesn't
exist; without it, an exception is raised in that case.""",
    "globals": """\
Return the dictionary containing the current scope's global variables.

NOTE: Updates to this dictionary *will* affect name lookups in the current
global scope and vice-versa.""",
    "hasattr": """\
Return whether the object has an attribute with the given name.

This is done by calling getattr(obj, name) and catching AttributeError.""",
    "hash": """\
Return the hash value for the given object.

Two objects that compare equal must also have the same hash value, but the
reverse is not necessarily true.""",
    "hex": """\
Return the hexadecimal representation of an integer.

   >>> hex(12648430)
   '0xc0ffee'""",
    "id": """\
Return the identity of an object.

This is guaranteed to be unique among simultaneously existing objects.
(CPython uses the object's memory address.)""",
    "input": """\
Read a string from standard input.  The trailing newline is stripped.

The prompt string, if given, is printed to standard output without a
trailing newline before reading input.

If the user hits EOF (*nix: Ctrl-D, Windows: Ctrl-Z+Return), raise EOFError.
On *nix systems, readline is used if available.""",
    "isinstance": """\
Return whether an object is an instance of a class or of a subclass thereof.

A tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to
check against. This is equivalent to ``isinstance(x, A) or isinstance(x, B)
or ...`` etc.""",
    "issubclass": """\
Return whether 'cls' is derived from another class or is the same class.

A tuple, as in ``issubclass(x, (A, B, ...))``, may be given as the target to
check against. This is equivalent to ``issubclass(x, A) or issubclass(x, B)
or ...``.""",
    "iter": """\
iter(iterable) -> iterator
iter(callable, sentinel) -> iterator

Get an iterator from an object.  In the first form, the argument must
supply its own iterator, or be a sequence.
In the second form, the callable is called until it returns the sentinel.""",
    "aiter": "Return an AsyncIterator for an AsyncIterable object.",
    "len": "Return the number of items in a container.",
    "locals": """\
Return a dictionary containing the current scope's local variables.

NOTE: Whether or not updates to this dictionary will affect name lookups in
the local scope and vice-versa is *implementation dependent* and not
covered by any backwards compatibility guarantees.""",
    "max": """\
max(iterable, *[, default=obj, key=func]) -> value
max(arg1, arg2, *args, *[, key=func]) -> value

With a single iterable argument, return its biggest item. The
default keyword-only argument specifies an object to return if
the provided iterable is empty.
With two or more positional arguments, return the largest argument.""",
    "min": """\
min(iterable, *[, default=obj, key=func]) -> value
min(arg1, arg2, *args, *[, key=func]) -> value

With a single iterable argument, return its smallest item. The
default keyword-only argument specifies an object to return if
the provided iterable is empty.
With two or more positional arguments, return the smallest argument.""",
    "next": """\
next(iterator[, default])

Return the next item from the iterator. If default is given and the iterator
is exhausted, it is returned instead of raising StopIteration.""",
    "anext": """\
Return the next item from the async iterator.

If default is given and the async iterator is exhausted,
it is returned instead of raising StopAsyncIteration.""",
    "oct": """\
Return the octal representation of an integer.

   >>> oct(342391)
   '0o1234567'""",
    "ord": "Return the Unicode code point for a one-character string.",
    "pow": """\
Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments

Some types, such as ints, are able to use a more efficient algorithm when
invoked using the three argument form.""",
    "print": """\
Prints the values to a stream, or to sys.stdout by default.

  sep
    string inserted between values, default a space.
  end
    string appended after the last value, default a newline.
  file
    a file-like object (stream); defaults to the current sys.stdout.
  flush
    whether to forcibly flush the stream.""",
    "repr": """\
Return the canonical string representation of the object.

For many object types, including most builtins, eval(repr(obj)) == obj.""",
    "round": """\
Round a number to a given precision in decimal digits.

The return value is an integer if ndigits is omitted or None.  Otherwise
the return value has the same type as the number.  ndigits may be negative.""",
    "setattr": """\
Sets the named attribute on the given object to the specified value.

setattr(x, 'y', v) is equivalent to ``x.y = v``""",
    "sorted": """\
Return a new list containing all items from the iterable in ascending order.

A custom key function can be supplied to customize the sort order, and the
reverse flag can be set to request the result in descending order.""",
    "sum": """\
Return the sum of a 'start' value (default: 0) plus an iterable of numbers

When the iterable is empty, return the start value.
This function is intended specifically for use with numeric values and may
reject non-numeric types.""",
    "vars": """\
vars([object]) -> dictionary

Without arguments, equivalent to locals().
With an argument, equivalent to object.__dict__.""",
    "open": """\
Open file and return a stream.  Raise OSError upon failure.

file is either a text or byte string giving the name (and the path
if the file isn't in the current working directory) of the file to
be opened or an integer file descriptor of the file to be
wrapped. (If a file descriptor is given, it is closed when the
returned I/O object is closed, unless closefd is set to False.)

mode is an optional string that specifies the mode in which the file
is opened. It defaults to 'r' which means open for reading in text
mode.  Other common values are 'w' for writing (truncating the file if
it already exists), 'x' for creating and writing to a new file, and
'a' for appending (which on some Unix systems, means that all writes
append to the end of the file regardless of the current seek position).
In text mode, if encoding is not specified the encoding used is platform
dependent: locale.getencoding() is called to get the current locale encoding.
(For reading and writing raw bytes use binary mode and leave encoding
unspecified.) The available modes are:

========= ===============================================================
Character Meaning
--------- ---------------------------------------------------------------
'r'       open for reading (default)
'w'       open for writing, truncating the file first
'x'       create a new file and open it for writing
'a'       open for writing, appending to the end of the file if it exists
'b'       binary mode
't'       text mode (default)
'+'       open a disk file for updating (reading and writing)
========= ===============================================================

The default mode is 'rt' (open for reading text). For binary random
access, the mode 'w+b' opens and truncates the file to 0 bytes, while
'r+b' opens the file without truncation. The 'x' mode implies 'w' and
raises an `FileExistsError` if the file already exists.

Python distinguishes between files opened in binary and text modes,
even when the underlying operating system doesn't. Files opened in
binary mode (appending 'b' to the mode argument) return contents as
bytes objects without any decoding. In text mode (the default, or when
't' is appended to the mode argument), the contents of the file are
returned as strings, the bytes having been first decoded using a
platform-dependent encoding or using the specified encoding if given.

buffering is an optional integer used to set the buffering policy.
Pass 0 to switch buffering off (only allowed in binary mode), 1 to select
line buffering (only usable in text mode), and an integer > 1 to indicate
the size of a fixed-size chunk buffer.  When no buffering argument is
given, the default buffering policy works as follows:

* Binary files are buffered in fixed-size chunks; the size of the buffer
  is chosen using a heuristic trying to determine the underlying device's
  "block size" and falling back on `io.DEFAULT_BUFFER_SIZE`.
  On many systems, the buffer will typically be 4096 or 8192 bytes long.

* "Interactive" text files (files for which isatty() returns True)
  use line buffering.  Other text files use the policy described above
  for binary files.

encoding is the name of the encoding used to decode or encode the
file. This should only be used in text mode. The default encoding is
platform dependent, but any encoding supported by Python can be
passed.  See the codecs module for the list of supported encodings.

errors is an optional string that specifies how encoding errors are to
be handled---this argument should not be used in binary mode. Pass
'strict' to raise a ValueError exception if there is an encoding error
(the default of None has the same effect), or pass 'ignore' to ignore
errors. (Note that ignoring encoding errors can lead to data loss.)
See the documentation for codecs.register or run 'help(codecs.Codec)'
for a list of the permitted encoding error strings.

newline controls how universal newlines works (it only applies to text
mode). It can be None, '', '\\n', '\\r', and '\\r\\n'.  It works as
follows:

* On input, if newline is None, universal newlines mode is
  enabled. Lines in the input can end in '\\n', '\\r', or '\\r\\n', and
  these are translated into '\\n' before being returned to the
  caller. If it is '', universal newline mode is enabled, but line
  endings are returned to the caller untranslated. If it has any of
  the other legal values, input lines are only terminated by the given
  string, and the line ending is returned to the caller untranslated.

* On output, if newline is None, any '\\n' characters written are
  translated to the system default line separator, os.linesep. If
  newline is '' or '\\n', no translation takes place. If newline is any
  of the other legal values, any '\\n' characters written are translated
  to the given string.

If closefd is False, the underlying file descriptor will be kept open
when the file is closed. This does not work when a file name is given
and must be True in that case.

A custom opener can be used by passing a callable as *opener*. The
underlying file descriptor for the file object is then obtained by
calling *opener* with (*file*, *flags*). *opener* must return an open
file descriptor (passing os.open as *opener* results in functionality
similar to passing None).

open() returns a file object whose type depends on the mode, and
through which the standard file operations such as reading and writing
are performed. When open() is used to open a file in a text mode ('w',
'r', 'wt', 'rt', etc.), it returns a TextIOWrapper. When used to open
a file in a binary mode, the returned class varies: in read binary
mode, it returns a BufferedReader; in write binary and append binary
modes, it returns a BufferedWriter, and in read/write mode, it returns
a BufferedRandom.

It is also possible to use a string or bytearray as a file for both
reading and writing. For strings StringIO can be used like a file
opened in a text mode, and for bytes a BytesIO can be used like a file
opened in a binary mode.""",
}

instances = {
    "__dict__": "dictionary for instance variables",
    "__weakref__": "list of weak references to the object",
}

slots = {
    "__repr__": "Return repr(self).",
    "__invert__": "~self",
    "__and__": "Return self&value.",
    "__rand__": "Return value&self.",
    "__xor__": "Return self^value.",
    "__rxor__": "Return value^self.",
    "__or__": "Return self|value.",
    "__ror__": "Return value|self.",
    "__hash__": "Return hash(self).",
    "__getattribute__": "Return getattr(self, name).",
    "__lt__": "Return self<value.",
    "__le__": "Return self<=value.",
    "__eq__": "Return self==value.",
    "__ne__": "Return self!=value.",
    "__gt__": "Return self>value.",
    "__ge__": "Return self>=value.",
    "__iter__": "Implement iter(self).",
    "__buffer__": """\
Return a buffer object that exposes the underlying memory of the object.""",
    "__release_buffer__": """\
Release the buffer object that exposes the underlying memory of the object.""",
    "__len__": "Return len(self).",
    "__getitem__": "Return self[key].",
    "__setitem__": "Set self[key] to value.",
    "__delitem__": "Delete self[key].",
    "__str__": "Return str(self).",
    "__init__": "Initialize self.  See help(type(self)) for accurate signature.",
    "__mod__": "Return self%value.",
    "__rmod__": "Return value%self.",
    "__add__": "Return self+value.",
    "__mul__": "Return self*value.",
    "__rmul__": "Return value*self.",
    "__contains__": "Return bool(key in self).",
    "__get__": "Return an attribute of instance, which is of type owner.",
    "__radd__": "Return value+self.",
    "__sub__": "Return self-value.",
    "__rsub__": "Return value-self.",
    "__pow__": "Return pow(self, value, mod).",
    "__rpow__": "Return pow(value, self, mod).",
    "__neg__": "-self",
    "__pos__": "+self",
    "__abs__": "abs(self)",
    "__bool__": "True if self else False",
    "__truediv__": "Return self/value.",
    "__rtruediv__": "Return value/self.",
    "__ior__": "Return self|=value.",
    "__next__": "Implement next(self).",
    "__divmod__": "Return divmod(self, value).",
    "__rdivmod__": "Return divmod(value, self).",
    "__int__": "int(self)",
    "__float__": "float(self)",
    "__floordiv__": "Return self//value.",
    "__rfloordiv__": "Return value//self.",
    "__set__": "Set an attribute of instance to value.",
    "__delete__": "Delete an attribute of instance.",
    "__lshift__": "Return self<<value.",
    "__rlshift__": "Return value<<self.",
    "__rshift__": "Return self>>value.",
    "__rrshift__": "Return value>>self.",
    "__index__": """\
Return self converted to an integer, if self is suitable for use as an index into a list.""",
    "__setattr__": "Implement setattr(self, name, value).",
    "__delattr__": "Implement delattr(self, name).",
    "__isub__": "Return self-=value.",
    "__iand__": "Return self&=value.",
    "__ixor__": "Return self^=value.",
    "__call__": "Call self as a function.",
    "__del__": "Called when the instance is about to be destroyed.",
    "__await__": "Return an iterator to be used in await expression.",
    "__aiter__": "Return an awaitable, that resolves in asynchronous iterator.",
    "__anext__": "Return a value or raise StopAsyncIteration.",
    "__iadd__": "Return self+=value.",
    "__imul__": "Return self*=value.",
    "__imod__": "Return self%=value.",
    "__ipow__": "Return self**=value.",
    "__ilshift__": "Return self<<=value.",
    "__irshift__": "Return self>>=value.",
    "__ifloordiv__": "Return self//=value.",
    "__itruediv__": "Return self/=value.",
    "__matmul__": "Return self@value.",
    "__rmatmul__": "Return value@self.",
    "__imatmul__": "Return self@=value.",
}

slots_of_sequences = {
    "__iadd__": "Implement self+=value.",
    "__imul__": "Implement self*=value.",
}

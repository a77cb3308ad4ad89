"""What modules, their functions and their types say of themselves where CPython has them
in C, read when it is first asked for: CPython 3.13's own words.

Copyright (c) 2001-2024 Python Software Foundation; All Rights Reserved. The licence is
in LICENSE-PSF."""
from _docs import builtins as _builtins

_CODES = """\
Commonly used format codes:

%Y  Year with century as a decimal number.
%m  Month as a decimal number [01,12].
%d  Day of the month as a decimal number [01,31].
%H  Hour (24-hour clock) as a decimal number [00,23].
%M  Minute as a decimal number [00,59].
%S  Second as a decimal number [00,61].
%z  Time zone offset from UTC.
%a  Locale's abbreviated weekday name.
%A  Locale's full weekday name.
%b  Locale's abbreviated month name.
%B  Locale's full month name.
%c  Locale's appropriate date and time representation.
%I  Hour (12-hour clock) as a decimal number [01,12].
%p  Locale's equivalent of either AM or PM.

Other codes may be available on your platform.  See documentation for
the C library strftime function.
"""
_0 = "Return state information for pickling."
_1 = "Set state information for unpickling."
_2 = "Returns size in memory, in bytes."
_3 = "__reduce__() -> (cls, state)"

sys = {
    "": """\
This module provides access to some objects used or maintained by the
interpreter and to functions that interact strongly with the interpreter.

Dynamic objects:

argv -- command line arguments; argv[0] is the script pathname if known
path -- module search path; path[0] is the script directory, else ''
modules -- dictionary of loaded modules

displayhook -- called to show results in an interactive session
excepthook -- called to handle any uncaught exception other than SystemExit
  To customize printing in an interactive session or to install a custom
  top-level exception handler, assign other functions to replace these.

stdin -- standard input file object; used by input()
stdout -- standard output file object; used by print()
stderr -- standard error object; used for error messages
  By assigning other file objects (or objects that behave like files)
  to these, it is possible to redirect all of the interpreter's I/O.

last_exc - the last uncaught exception
  Only available in an interactive session after a
  traceback has been printed.
last_type -- type of last uncaught exception
last_value -- value of last uncaught exception
last_traceback -- traceback of last uncaught exception
  These three are the (deprecated) legacy representation of last_exc.

Static objects:

builtin_module_names -- tuple of module names built into this interpreter
copyright -- copyright notice pertaining to this interpreter
exec_prefix -- prefix used to find the machine-specific Python library
executable -- absolute path of the executable binary of the Python interpreter
float_info -- a named tuple with information about the float implementation.
float_repr_style -- string indicating the style of repr() output for floats
hash_info -- a named tuple with information about the hash algorithm.
hexversion -- version information encoded as a single integer
implementation -- Python implementation information.
int_info -- a named tuple with information about the int implementation.
maxsize -- the largest supported length of containers.
maxunicode -- the value of the largest Unicode code point
platform -- platform identifier
prefix -- prefix used to find the Python library
thread_info -- a named tuple with information about the thread implementation.
version -- the version of this interpreter as a string
version_info -- version information as a named tuple
__stdin__ -- the original stdin; don't touch!
__stdout__ -- the original stdout; don't touch!
__stderr__ -- the original stderr; don't touch!
__displayhook__ -- the original displayhook; don't touch!
__excepthook__ -- the original excepthook; don't touch!

Functions:

displayhook() -- print an object to the screen, and save it in builtins._
excepthook() -- print an exception and its traceback to sys.stderr
exception() -- return the current thread's active exception
exc_info() -- return information about the current thread's active exception
exit() -- exit the interpreter by raising SystemExit
getdlopenflags() -- returns flags to be used for dlopen() calls
getprofile() -- get the global profiling function
getrefcount() -- return the reference count for an object (plus one :-)
getrecursionlimit() -- return the max recursion depth for the interpreter
getsizeof() -- return the size of an object in bytes
gettrace() -- get the global debug tracing function
setdlopenflags() -- set the flags to be used for dlopen() calls
setprofile() -- set the global profiling function
setrecursionlimit() -- set the max recursion depth for the interpreter
settrace() -- set the global debug tracing function
""",
    "addaudithook": "Adds a new audit hook callback.",
    "audit": "Passes the event to any audit hooks that are attached.",
    "breakpointhook": """\
This hook function is called by built-in breakpoint().
""",
    "_clear_internal_caches": "Clear all internal performance-related caches.",
    "_clear_type_cache": "Clear the internal type lookup cache.",
    "_current_frames": """\
Return a dict mapping each thread's thread id to its current stack frame.

This function should be used for specialized purposes only.""",
    "_current_exceptions": """\
Return a dict mapping each thread's identifier to its current raised exception.

This function should be used for specialized purposes only.""",
    "displayhook": "Print an object to sys.stdout and also save it in builtins._",
    "exception": """\
Return the current exception.

Return the most recent exception caught by an except clause
in the current stack frame or in an older stack frame, or None
if no such exception exists.""",
    "exc_info": """\
Return current exception information: (type, value, traceback).

Return information about the most recent exception caught by an except
clause in the current stack frame or in an older stack frame.""",
    "excepthook": "Handle an exception by displaying it with a traceback on sys.stderr.",
    "exit": """\
Exit the interpreter by raising SystemExit(status).

If the status is omitted or None, it defaults to zero (i.e., success).
If the status is an integer, it will be used as the system exit status.
If it is another kind of object, it will be printed and the system
exit status will be one (i.e., failure).""",
    "getdefaultencoding": """\
Return the current default encoding used by the Unicode implementation.""",
    "getdlopenflags": """\
Return the current value of the flags that are used for dlopen calls.

The flag constants are defined in the os module.""",
    "getallocatedblocks": "Return the number of memory blocks currently allocated.",
    "getunicodeinternedsize": "Return the number of elements of the unicode interned dictionary",
    "getfilesystemencoding": """\
Return the encoding used to convert Unicode filenames to OS filenames.""",
    "getfilesystemencodeerrors": "Return the error mode used Unicode to OS filename conversion.",
    "getrefcount": """\
Return the reference count of object.

The count returned is generally one higher than you might expect,
because it includes the (temporary) reference as an argument to
getrefcount().""",
    "getrecursionlimit": """\
Return the current value of the recursion limit.

The recursion limit is the maximum depth of the Python interpreter
stack.  This limit prevents infinite recursion from causing an overflow
of the C stack and crashing Python.""",
    "getsizeof": """\
getsizeof(object [, default]) -> int

Return the size of object in bytes.""",
    "_getframe": """\
Return a frame object from the call stack.

If optional integer depth is given, return the frame object that many
calls below the top of the stack.  If that is deeper than the call
stack, ValueError is raised.  The default for depth is zero, returning
the frame at the top of the call stack.

This function should be used for internal and specialized purposes
only.""",
    "_getframemodulename": """\
Return the name of the module for a calling frame.

The default depth returns the module containing the call to this API.
A more typical use in a library will pass a depth of 1 to get the user's
module rather than the library module.

If no frame, module, or name can be found, returns None.""",
    "intern": """\
``Intern'' the given string.

This enters the string in the (global) table of interned strings whose
purpose is to speed up dictionary lookups. Return the string itself or
the previously interned string object with the same value.""",
    "_is_interned": 'Return True if the given string is "interned".',
    "is_finalizing": "Return True if Python is exiting.",
    "setswitchinterval": """\
Set the ideal thread switching delay inside the Python interpreter.

The actual frequency of switching threads can be lower if the
interpreter executes long sequences of uninterruptible code
(this is implementation-specific and workload-dependent).

The parameter must represent the desired switching delay in seconds
A typical value is 0.005 (5 milliseconds).""",
    "getswitchinterval": """\
Return the current thread switch interval; see sys.setswitchinterval().""",
    "setdlopenflags": """\
Set the flags used by the interpreter for dlopen calls.

This is used, for example, when the interpreter loads extension
modules. Among other things, this will enable a lazy resolving of
symbols when importing a module, if called as sys.setdlopenflags(0).
To share symbols across extension modules, call as
sys.setdlopenflags(os.RTLD_GLOBAL).  Symbolic names for the flag
modules can be found in the os module (RTLD_xxx constants, e.g.
os.RTLD_LAZY).""",
    "setprofile": """\
Set the profiling function.

It will be called on each function call and return.  See the profiler
chapter in the library manual.""",
    "_setprofileallthreads": """\
Set the profiling function in all running threads belonging to the current interpreter.

It will be called on each function call and return.  See the profiler
chapter in the library manual.""",
    "getprofile": """\
Return the profiling function set with sys.setprofile.

See the profiler chapter in the library manual.""",
    "setrecursionlimit": """\
Set the maximum depth of the Python interpreter stack to n.

This limit prevents infinite recursion from causing an overflow of the C
stack and crashing Python.  The highest possible limit is platform-
dependent.""",
    "settrace": """\
Set the global debug tracing function.

It will be called on each function call.  See the debugger chapter
in the library manual.""",
    "_settraceallthreads": """\
Set the global debug tracing function in all running threads belonging to the current interpreter.

It will be called on each function call. See the debugger chapter
in the library manual.""",
    "gettrace": """\
Return the global debug tracing function set with sys.settrace.

See the debugger chapter in the library manual.""",
    "call_tracing": """\
Call func(*args), while tracing is enabled.

The tracing state is saved, and restored afterwards.  This is intended
to be called from a debugger from a checkpoint, to recursively debug
some other code.""",
    "_debugmallocstats": """\
Print summary info to stderr about the state of pymalloc's structures.

In Py_DEBUG mode, also perform some expensive internal consistency
checks.""",
    "set_coroutine_origin_tracking_depth": """\
Enable or disable origin tracking for coroutine objects in this thread.

Coroutine objects will track 'depth' frames of traceback information
about where they came from, available in their cr_origin attribute.

Set a depth of 0 to disable.""",
    "get_coroutine_origin_tracking_depth": "Check status of origin tracking for coroutine objects in this thread.",
    "set_asyncgen_hooks": """\
set_asyncgen_hooks([firstiter] [, finalizer])

Set a finalizer for async generators objects.""",
    "get_asyncgen_hooks": """\
Return the installed asynchronous generators hooks.

This returns a namedtuple of the form (firstiter, finalizer).""",
    "activate_stack_trampoline": "Activate stack profiler trampoline *backend*.",
    "deactivate_stack_trampoline": """\
Deactivate the current stack profiler trampoline backend.

If no stack profiler is activated, this function has no effect.""",
    "is_stack_trampoline_active": "Return *True* if a stack profiler trampoline is active.",
    "unraisablehook": """\
Handle an unraisable exception.

The unraisable argument has the following attributes:

* exc_type: Exception type.
* exc_value: Exception value, can be None.
* exc_traceback: Exception traceback, can be None.
* err_msg: Error message, can be None.
* object: Object causing the exception, can be None.""",
    "get_int_max_str_digits": """\
Return the maximum string digits limit for non-binary int<->str conversions.""",
    "set_int_max_str_digits": """\
Set the maximum string digits limit for non-binary int<->str conversions.""",
    "_baserepl": "Private function for getting the base REPL",
    "_get_cpu_count_config": "Private function for getting PyConfig.cpu_count",
    "_is_gil_enabled": "Return True if the GIL is currently enabled and False otherwise.",
}

gc = {
    "": """\
This module provides access to the garbage collector for reference cycles.

enable() -- Enable automatic garbage collection.
disable() -- Disable automatic garbage collection.
isenabled() -- Returns true if automatic collection is enabled.
collect() -- Do a full collection right now.
get_count() -- Return the current collection counts.
get_stats() -- Return list of dictionaries containing per-generation stats.
set_debug() -- Set debugging flags.
get_debug() -- Get debugging flags.
set_threshold() -- Set the collection thresholds.
get_threshold() -- Return the current the collection thresholds.
get_objects() -- Return a list of all objects tracked by the collector.
is_tracked() -- Returns true if a given object is tracked.
is_finalized() -- Returns true if a given object has been already finalized.
get_referrers() -- Return the list of objects that refer to an object.
get_referents() -- Return the list of objects that an object refers to.
freeze() -- Freeze all tracked objects and ignore them for future collections.
unfreeze() -- Unfreeze all objects in the permanent generation.
get_freeze_count() -- Return the number of objects in the permanent generation.
""",
    "enable": "Enable automatic garbage collection.",
    "disable": "Disable automatic garbage collection.",
    "isenabled": "Returns true if automatic garbage collection is enabled.",
    "set_debug": """\
Set the garbage collection debugging flags.

  flags
    An integer that can have the following bits turned on:
      DEBUG_STATS - Print statistics during collection.
      DEBUG_COLLECTABLE - Print collectable objects found.
      DEBUG_UNCOLLECTABLE - Print unreachable but uncollectable objects
        found.
      DEBUG_SAVEALL - Save objects to gc.garbage rather than freeing them.
      DEBUG_LEAK - Debug leaking programs (everything but STATS).

Debugging information is written to sys.stderr.""",
    "get_debug": "Get the garbage collection debugging flags.",
    "get_count": "Return a three-tuple of the current collection counts.",
    "set_threshold": """\
set_threshold(threshold0, [threshold1, [threshold2]])
Set the collection thresholds (the collection frequency).

Setting 'threshold0' to zero disables collection.""",
    "get_threshold": "Return the current collection thresholds.",
    "collect": """\
Run the garbage collector.

With no arguments, run a full collection.  The optional argument
may be an integer specifying which generation to collect.  A ValueError
is raised if the generation number is invalid.

The number of unreachable objects is returned.""",
    "get_objects": """\
Return a list of objects tracked by the collector (excluding the list returned).

  generation
    Generation to extract the objects from.

If generation is not None, return only the objects tracked by the collector
that are in that generation.""",
    "get_stats": "Return a list of dictionaries containing per-generation statistics.",
    "is_tracked": """\
Returns true if the object is tracked by the garbage collector.

Simple atomic objects will return false.""",
    "is_finalized": "Returns true if the object has been already finalized by the GC.",
    "get_referrers": "Return the list of objects that directly refer to any of 'objs'.",
    "get_referents": "Return the list of objects that are directly referred to by 'objs'.",
    "freeze": """\
Freeze all current tracked objects and ignore them for future collections.

This can be used before a POSIX fork() call to make the gc copy-on-write friendly.
Note: collection before a POSIX fork() call may free pages for future allocation
which can cause copy-on-write.""",
    "unfreeze": """\
Unfreeze all objects in the permanent generation.

Put all objects in the permanent generation back into oldest generation.""",
    "get_freeze_count": "Return the number of objects in the permanent generation.",
}

math = {
    "": """\
This module provides access to the mathematical functions
defined by the C standard.""",
    "acos": """\
Return the arc cosine (measured in radians) of x.

The result is between 0 and pi.""",
    "acosh": "Return the inverse hyperbolic cosine of x.",
    "asin": """\
Return the arc sine (measured in radians) of x.

The result is between -pi/2 and pi/2.""",
    "asinh": "Return the inverse hyperbolic sine of x.",
    "atan": """\
Return the arc tangent (measured in radians) of x.

The result is between -pi/2 and pi/2.""",
    "atan2": """\
Return the arc tangent (measured in radians) of y/x.

Unlike atan(y/x), the signs of both x and y are considered.""",
    "atanh": "Return the inverse hyperbolic tangent of x.",
    "cbrt": "Return the cube root of x.",
    "ceil": """\
Return the ceiling of x as an Integral.

This is the smallest integer >= x.""",
    "copysign": """\
Return a float with the magnitude (absolute value) of x but the sign of y.

On platforms that support signed zeros, copysign(1.0, -0.0)
returns -1.0.
""",
    "cos": "Return the cosine of x (measured in radians).",
    "cosh": "Return the hyperbolic cosine of x.",
    "degrees": "Convert angle x from radians to degrees.",
    "dist": """\
Return the Euclidean distance between two points p and q.

The points should be specified as sequences (or iterables) of
coordinates.  Both inputs must have the same dimension.

Roughly equivalent to:
    sqrt(sum((px - qx) ** 2.0 for px, qx in zip(p, q)))""",
    "erf": "Error function at x.",
    "erfc": "Complementary error function at x.",
    "exp": "Return e raised to the power of x.",
    "exp2": "Return 2 raised to the power of x.",
    "expm1": """\
Return exp(x)-1.

This function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x.""",
    "fabs": "Return the absolute value of the float x.",
    "factorial": """\
Find n!.

Raise a ValueError if x is negative or non-integral.""",
    "floor": """\
Return the floor of x as an Integral.

This is the largest integer <= x.""",
    "fma": """\
Fused multiply-add operation.

Compute (x * y) + z with a single round.""",
    "fmod": """\
Return fmod(x, y), according to platform C.

x % y may differ.""",
    "frexp": """\
Return the mantissa and exponent of x, as pair (m, e).

m is a float and e is an int, such that x = m * 2.**e.
If x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0.""",
    "fsum": """\
Return an accurate floating-point sum of values in the iterable seq.

Assumes IEEE-754 floating-point arithmetic.""",
    "gamma": "Gamma function at x.",
    "gcd": "Greatest Common Divisor.",
    "hypot": """\
hypot(*coordinates) -> value

Multidimensional Euclidean distance from the origin to a point.

Roughly equivalent to:
    sqrt(sum(x**2 for x in coordinates))

For a two dimensional point (x, y), gives the hypotenuse
using the Pythagorean theorem:  sqrt(x*x + y*y).

For example, the hypotenuse of a 3/4/5 right triangle is:

    >>> hypot(3.0, 4.0)
    5.0
""",
    "isclose": """\
Determine whether two floating-point numbers are close in value.

  rel_tol
    maximum difference for being considered "close", relative to the
    magnitude of the input values
  abs_tol
    maximum difference for being considered "close", regardless of the
    magnitude of the input values

Return True if a is close in value to b, and False otherwise.

For the values to be considered close, the difference between them
must be smaller than at least one of the tolerances.

-inf, inf and NaN behave similarly to the IEEE 754 Standard.  That
is, NaN is not close to anything, even itself.  inf and -inf are
only close to themselves.""",
    "isfinite": """\
Return True if x is neither an infinity nor a NaN, and False otherwise.""",
    "isinf": """\
Return True if x is a positive or negative infinity, and False otherwise.""",
    "isnan": "Return True if x is a NaN (not a number), and False otherwise.",
    "isqrt": "Return the integer part of the square root of the input.",
    "lcm": "Least Common Multiple.",
    "ldexp": """\
Return x * (2**i).

This is essentially the inverse of frexp().""",
    "lgamma": "Natural logarithm of absolute value of Gamma function at x.",
    "log": """\
log(x, [base=math.e])
Return the logarithm of x to the given base.

If the base is not specified, returns the natural logarithm (base e) of x.""",
    "log1p": """\
Return the natural logarithm of 1+x (base e).

The result is computed in a way which is accurate for x near zero.""",
    "log10": "Return the base 10 logarithm of x.",
    "log2": "Return the base 2 logarithm of x.",
    "modf": """\
Return the fractional and integer parts of x.

Both results carry the sign of x and are floats.""",
    "pow": "Return x**y (x to the power of y).",
    "radians": "Convert angle x from degrees to radians.",
    "remainder": """\
Difference between x and the closest integer multiple of y.

Return x - n*y where n*y is the closest integer multiple of y.
In the case where x is exactly halfway between two multiples of
y, the nearest even value of n is used. The result is always exact.""",
    "sin": "Return the sine of x (measured in radians).",
    "sinh": "Return the hyperbolic sine of x.",
    "sqrt": "Return the square root of x.",
    "tan": "Return the tangent of x (measured in radians).",
    "tanh": "Return the hyperbolic tangent of x.",
    "sumprod": """\
Return the sum of products of values from two iterables p and q.

Roughly equivalent to:

    sum(itertools.starmap(operator.mul, zip(p, q, strict=True)))

For float and mixed int/float inputs, the intermediate products
and sums are computed with extended precision.""",
    "trunc": """\
Truncates the Real x to the nearest Integral toward 0.

Uses the __trunc__ magic method.""",
    "prod": """\
Calculate the product of all the elements in the input iterable.

The default start value for the product is 1.

When the iterable is empty, return the start value.  This function is
intended specifically for use with numeric values and may reject
non-numeric types.""",
    "perm": """\
Number of ways to choose k items from n items without repetition and with order.

Evaluates to n! / (n - k)! when k <= n and evaluates
to zero when k > n.

If k is not specified or is None, then k defaults to n
and the function returns n!.

Raises TypeError if either of the arguments are not integers.
Raises ValueError if either of the arguments are negative.""",
    "comb": """\
Number of ways to choose k items from n items without repetition and without order.

Evaluates to n! / (k! * (n - k)!) when k <= n and evaluates
to zero when k > n.

Also called the binomial coefficient because it is equivalent
to the coefficient of k-th term in polynomial expansion of the
expression (1 + x)**n.

Raises TypeError if either of the arguments are not integers.
Raises ValueError if either of the arguments are negative.""",
    "nextafter": """\
Return the floating-point value the given number of steps after x towards y.

If steps is not specified or is None, it defaults to 1.

Raises a TypeError, if x or y is not a double, or if steps is not an integer.
Raises ValueError if steps is negative.""",
    "ulp": "Return the value of the least significant bit of the float x.",
}

itertools = {
    "": """\
Functional tools for creating and using iterators.

Infinite iterators:
count(start=0, step=1) --> start, start+step, start+2*step, ...
cycle(p) --> p0, p1, ... plast, p0, p1, ...
repeat(elem [,n]) --> elem, elem, elem, ... endlessly or up to n times

Iterators terminating on the shortest input sequence:
accumulate(p[, func]) --> p0, p0+p1, p0+p1+p2
batched(p, n) --> [p0, p1, ..., p_n-1], [p_n, p_n+1, ..., p_2n-1], ...
chain(p, q, ...) --> p0, p1, ... plast, q0, q1, ...
chain.from_iterable([p, q, ...]) --> p0, p1, ... plast, q0, q1, ...
compress(data, selectors) --> (d[0] if s[0]), (d[1] if s[1]), ...
dropwhile(predicate, seq) --> seq[n], seq[n+1], starting when predicate fails
groupby(iterable[, keyfunc]) --> sub-iterators grouped by value of keyfunc(v)
filterfalse(predicate, seq) --> elements of seq where predicate(elem) is False
islice(seq, [start,] stop [, step]) --> elements from
       seq[start:stop:step]
pairwise(s) --> (s[0],s[1]), (s[1],s[2]), (s[2], s[3]), ...
starmap(fun, seq) --> fun(*seq[0]), fun(*seq[1]), ...
tee(it, n=2) --> (it1, it2 , ... itn) splits one iterator into n
takewhile(predicate, seq) --> seq[0], seq[1], until predicate fails
zip_longest(p, q, ...) --> (p[0], q[0]), (p[1], q[1]), ...

Combinatoric generators:
product(p, q, ... [repeat=1]) --> cartesian product
permutations(p[, r])
combinations(p, r)
combinations_with_replacement(p, r)
""",
    "tee": "Returns a tuple of n independent iterators.",
}

itertools_accumulate = {
    "": "Return series of accumulated sums (or other binary function results).",
    "__reduce__": _0,
    "__setstate__": _1,
}

itertools_batched = {
    "": """\
Batch data into tuples of length n. The last batch may be shorter than n.

Loops over the input iterable and accumulates data into tuples
up to size n.  The input is consumed lazily, just enough to
fill a batch.  The result is yielded as soon as a batch is full
or when the input iterable is exhausted.

    >>> for batch in batched('ABCDEFG', 3):
    ...     print(batch)
    ...
    ('A', 'B', 'C')
    ('D', 'E', 'F')
    ('G',)

If "strict" is True, raises a ValueError if the final batch is shorter
than n.""",
}

itertools_chain = {
    "": """\
Return a chain object whose .__next__() method returns elements from the
first iterable until it is exhausted, then elements from the next
iterable, until all of the iterables are exhausted.""",
    "from_iterable": """\
Alternative chain() constructor taking a single iterable argument that evaluates lazily.""",
    "__reduce__": _0,
    "__setstate__": _1,
    "__class_getitem__": "See PEP 585",
}

itertools_combinations = {
    "": """\
Return successive r-length combinations of elements in the iterable.

combinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)""",
    "__reduce__": _0,
    "__setstate__": _1,
    "__sizeof__": _2,
}

itertools_compress = {
    "": """\
Return data elements corresponding to true selector elements.

Forms a shorter iterator from selected data elements using the selectors to
choose the data elements.""",
    "__reduce__": _0,
}

itertools_count = {
    "": """\
Return a count object whose .__next__() method returns consecutive values.

Equivalent to:
    def count(firstval=0, step=1):
        x = firstval
        while 1:
            yield x
            x += step""",
    "__reduce__": _0,
}

itertools_combinations_with_replacement = {
    "": """\
Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.

combinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')""",
    "__reduce__": _0,
    "__setstate__": _1,
    "__sizeof__": _2,
}

itertools_cycle = {
    "": """\
Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.""",
    "__reduce__": _0,
    "__setstate__": _1,
}

itertools_dropwhile = {
    "": """\
Drop items from the iterable while predicate(item) is true.

Afterwards, return every element until the iterable is exhausted.""",
    "__reduce__": _0,
    "__setstate__": _1,
}

itertools_filterfalse = {
    "": """\
Return those items of iterable for which function(item) is false.

If function is None, return the items that are false.""",
    "__reduce__": _0,
}

itertools_groupby = {
    "": """\
make an iterator that returns consecutive keys and groups from the iterable

  iterable
    Elements to divide into groups according to the key function.
  key
    A function for computing the group category for each element.
    If the key function is not specified or is None, the element itself
    is used for grouping.""",
    "__reduce__": _0,
    "__setstate__": _1,
}

itertools__grouper = {
    "__reduce__": _0,
}

itertools_islice = {
    "": """\
islice(iterable, stop) --> islice object
islice(iterable, start, stop[, step]) --> islice object

Return an iterator whose next() method returns selected values from an
iterable.  If start is specified, will skip all preceding elements;
otherwise, start defaults to zero.  Step defaults to one.  If
specified as another value, step determines how many values are
skipped between successive calls.  Works like a slice() on a list
but returns an iterator.""",
    "__reduce__": _0,
    "__setstate__": _1,
}

itertools_pairwise = {
    "": """\
Return an iterator of overlapping pairs taken from the input iterator.

    s -> (s0,s1), (s1,s2), (s2, s3), ...""",
}

itertools_permutations = {
    "": """\
Return successive r-length permutations of elements in the iterable.

permutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)""",
    "__reduce__": _0,
    "__setstate__": _1,
    "__sizeof__": _2,
}

itertools_product = {
    "": """\
Cartesian product of input iterables.  Equivalent to nested for-loops.

For example, product(A, B) returns the same as:  ((x,y) for x in A for y in B).
The leftmost iterators are in the outermost for-loop, so the output tuples
cycle in a manner similar to an odometer (with the rightmost element changing
on every iteration).

To compute the product of an iterable with itself, specify the number
of repetitions with the optional repeat keyword argument. For example,
product(A, repeat=4) means the same as product(A, A, A, A).

product('ab', range(3)) --> ('a',0) ('a',1) ('a',2) ('b',0) ('b',1) ('b',2)
product((0,1), (0,1), (0,1)) --> (0,0,0) (0,0,1) (0,1,0) (0,1,1) (1,0,0) ...""",
    "__reduce__": _0,
    "__setstate__": _1,
    "__sizeof__": _2,
}

itertools_repeat = {
    "": """\
repeat(object [,times]) -> create an iterator which returns the object
for the specified number of times.  If not specified, returns the object
endlessly.""",
    "__length_hint__": "Private method returning an estimate of len(list(it)).",
    "__reduce__": _0,
}

itertools_starmap = {
    "": """\
Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.""",
    "__reduce__": _0,
}

itertools_takewhile = {
    "": """\
Return successive entries from an iterable as long as the predicate evaluates to true for each entry.""",
    "__reduce__": _0,
    "__setstate__": _1,
}

itertools__tee = {
    "": "Iterator wrapped to make it copyable.",
    "__copy__": "Returns an independent iterator.",
    "__reduce__": _0,
    "__setstate__": _1,
}

itertools__tee_dataobject = {
    "": """\
teedataobject(iterable, values, next, /)
--

Data container common to multiple tee objects.""",
    "__reduce__": _0,
}

itertools_zip_longest = {
    "": """\
Return a zip_longest object whose .__next__() method returns a tuple where
the i-th element comes from the i-th iterable argument.  The .__next__()
method continues until the longest iterable in the argument sequence
is exhausted and then it raises StopIteration.  When the shorter iterables
are exhausted, the fillvalue is substituted in their place.  The fillvalue
defaults to None or can be specified by a keyword argument.
""",
    "__reduce__": _0,
    "__setstate__": _1,
}

_abc = {
    "get_cache_token": """\
Returns the current ABC cache token.

The token is an opaque object (supporting equality testing) identifying the
current version of the ABC cache for virtual subclasses. The token changes
with every call to register() on any ABC.""",
}

_functools = {
    "cmp_to_key": """\
Convert a cmp= function into a key= function.

  mycmp
    Function that compares two objects.""",
    "reduce": """\
reduce(function, iterable[, initial], /) -> value

Apply a function of two arguments cumulatively to the items of a sequence
or iterable, from left to right, so as to reduce the iterable to a single
value.  For example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5]) calculates
((((1+2)+3)+4)+5).  If initial is present, it is placed before the items
of the iterable in the calculation, and serves as a default when the
iterable is empty.""",
    "": "Tools that operate on functions.",
}

functools__lru_cache_wrapper = {
    "": """\
Create a cached callable that wraps another function.

user_function:      the function being cached

maxsize:  0         for no caching
          None      for unlimited cache size
          n         for a bounded cache

typed:    False     cache f(3) and f(3.0) as identical calls
          True      cache f(3) and f(3.0) as distinct calls

cache_info_type:    namedtuple class with the fields:
                        hits misses currsize maxsize
""",
    "cache_info": "Report cache statistics",
    "cache_clear": "Clear the cache and cache statistics",
}

_operator = {
    "lt": "Same as a < b.",
    "le": "Same as a <= b.",
    "eq": "Same as a == b.",
    "ne": "Same as a != b.",
    "ge": "Same as a >= b.",
    "gt": "Same as a > b.",
    "not_": "Same as not a.",
    "truth": "Return True if a is true, False otherwise.",
    "is_": "Same as a is b.",
    "is_not": "Same as a is not b.",
    "abs": "Same as abs(a).",
    "add": "Same as a + b.",
    "and_": "Same as a & b.",
    "floordiv": "Same as a // b.",
    "index": "Same as a.__index__()",
    "inv": "Same as ~a.",
    "invert": "Same as ~a.",
    "lshift": "Same as a << b.",
    "mod": "Same as a % b.",
    "mul": "Same as a * b.",
    "matmul": "Same as a @ b.",
    "neg": "Same as -a.",
    "or_": "Same as a | b.",
    "pos": "Same as +a.",
    "pow": "Same as a ** b.",
    "rshift": "Same as a >> b.",
    "sub": "Same as a - b.",
    "truediv": "Same as a / b.",
    "xor": "Same as a ^ b.",
    "concat": "Same as a + b, for a and b sequences.",
    "contains": "Same as b in a (note reversed operands).",
    "countOf": "Return the number of items in a which are, or which equal, b.",
    "delitem": "Same as del a[b].",
    "getitem": "Same as a[b].",
    "indexOf": "Return the first index of b in a.",
    "setitem": "Same as a[b] = c.",
    "length_hint": """\
Return an estimate of the number of items in obj.

This is useful for presizing containers when building from an iterable.

If the object supports len(), the result will be exact.
Otherwise, it may over- or under-estimate by an arbitrary amount.
The result will be an integer >= 0.""",
    "call": "Same as obj(*args, **kwargs).",
    "iadd": "Same as a += b.",
    "iand": "Same as a &= b.",
    "iconcat": "Same as a += b, for a and b sequences.",
    "ifloordiv": "Same as a //= b.",
    "ilshift": "Same as a <<= b.",
    "imod": "Same as a %= b.",
    "imul": "Same as a *= b.",
    "imatmul": "Same as a @= b.",
    "ior": "Same as a |= b.",
    "ipow": "Same as a **= b.",
    "irshift": "Same as a >>= b.",
    "isub": "Same as a -= b.",
    "itruediv": "Same as a /= b.",
    "ixor": "Same as a ^= b.",
    "": """\
Operator interface.

This module exports a set of functions implemented in C corresponding
to the intrinsic operators of Python.  For example, operator.add(x, y)
is equivalent to the expression x+y.  The function names are those
used for special methods; variants without leading and trailing
'__' are also provided for convenience.""",
    "_compare_digest": """\
Return 'a == b'.

This function uses an approach designed to prevent
timing analysis, making it appropriate for cryptography.

a and b must both be of the same type: either str (ASCII only),
or any bytes-like object.

Note: If a and b are of different lengths, or if an error occurs,
a timing attack could theoretically reveal information about the
types and lengths of a and b--but not their values.""",
}

operator_attrgetter = {
    "": """\
Return a callable object that fetches the given attribute(s) from its operand.
After f = attrgetter('name'), the call f(r) returns r.name.
After g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).
After h = attrgetter('name.first', 'name.last'), the call h(r) returns
(r.name.first, r.name.last).""",
    "__reduce__": "Return state information for pickling",
}

operator_itemgetter = {
    "": """\
Return a callable object that fetches the given item(s) from its operand.
After f = itemgetter(2), the call f(r) returns r[2].
After g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])""",
    "__reduce__": "Return state information for pickling",
}

operator_methodcaller = {
    "": """\
Return a callable object that calls the given method on its operand.
After f = methodcaller('name'), the call f(r) returns r.name().
After g = methodcaller('name', 'date', foo=1), the call g(r) returns
r.name('date', foo=1).""",
    "__reduce__": "Return state information for pickling",
}

_weakref = {
    "proxy": """\
Create a proxy object that weakly references 'object'.

'callback', if given, is called with a reference to the
proxy when 'object' is about to be finalized.""",
    "getweakrefcount": "Return the number of weak references to 'object'.",
    "getweakrefs": "Return a list of all weak reference objects pointing to 'object'.",
    "_remove_dead_weakref": "Atomically remove key from dict if it points to a dead weakref.",
    "": "Weak-reference support module.",
}

_collections = {
    "_count_elements": "Count elements in the iterable, updating the mapping",
    "": """\
High performance data structures.
- deque:        ordered collection accessible from endpoints only
- defaultdict:  dict subclass with a default value factory
""",
}

collections = {
    "__contains__": "x.__contains__(y) <==> y in x.",
}

collections_defaultdict = {
    "": """\
defaultdict(default_factory=None, /, [...]) --> dict with default factory

The default factory is called without arguments to produce
a new value when a key is not present, in __getitem__ only.
A defaultdict compares equal to a dict with the same items.
All remaining arguments are treated the same as if they were
passed to the dict constructor, including keyword arguments.
""",
    "__missing__": """\
__missing__(key) # Called by __getitem__ for missing key; pseudo-code:
  if self.default_factory is None: raise KeyError((key,))
  self[key] = value = self.default_factory()
  return value
""",
    "copy": "D.copy() -> a shallow copy of D.",
    "__copy__": "D.copy() -> a shallow copy of D.",
    "__reduce__": _0,
    "__class_getitem__": "See PEP 585",
    "default_factory": "Factory for default value called by __missing__().",
}

time = {
    "": """\
This module provides various functions to manipulate time values.

There are two standard representations of time.  One is the number
of seconds since the Epoch, in UTC (a.k.a. GMT).  It may be an integer
or a floating-point number (to represent fractions of seconds).
The epoch is the point where the time starts, the return value of time.gmtime(0).
It is January 1, 1970, 00:00:00 (UTC) on all platforms.

The other representation is a tuple of 9 integers giving local time.
The tuple items are:
  year (including century, e.g. 1998)
  month (1-12)
  day (1-31)
  hours (0-23)
  minutes (0-59)
  seconds (0-59)
  weekday (0-6, Monday is 0)
  Julian day (day in the year, 1-366)
  DST (Daylight Savings Time) flag (-1, 0 or 1)
If the DST flag is 0, the time is given in the regular time zone;
if it is 1, the time is given in the DST time zone;
if it is -1, mktime() should guess based on the date and time.
""",
    "time": """\
time() -> floating-point number

Return the current time in seconds since the Epoch.
Fractions of a second may be present if the system clock provides them.""",
    "time_ns": """\
time_ns() -> int

Return the current time in nanoseconds since the Epoch.""",
    "clock_gettime": "Return the time of the specified clock clk_id as a float.",
    "clock_gettime_ns": "Return the time of the specified clock clk_id as nanoseconds (int).",
    "clock_settime": """\
clock_settime(clk_id, time)

Set the time of the specified clock clk_id.""",
    "clock_settime_ns": """\
clock_settime_ns(clk_id, time)

Set the time of the specified clock clk_id with nanoseconds.""",
    "clock_getres": """\
clock_getres(clk_id) -> floating-point number

Return the resolution (precision) of the specified clock clk_id.""",
    "pthread_getcpuclockid": """\
pthread_getcpuclockid(thread_id) -> int

Return the clk_id of a thread's CPU time clock.""",
    "sleep": """\
sleep(seconds)

Delay execution for a given number of seconds.  The argument may be
a floating-point number for subsecond precision.""",
    "gmtime": """\
gmtime([seconds]) -> (tm_year, tm_mon, tm_mday, tm_hour, tm_min,
                       tm_sec, tm_wday, tm_yday, tm_isdst)

Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a.
GMT).  When 'seconds' is not passed in, convert the current time instead.

If the platform supports the tm_gmtoff and tm_zone, they are available as
attributes only.""",
    "localtime": """\
localtime([seconds]) -> (tm_year,tm_mon,tm_mday,tm_hour,tm_min,
                          tm_sec,tm_wday,tm_yday,tm_isdst)

Convert seconds since the Epoch to a time tuple expressing local time.
When 'seconds' is not passed in, convert the current time instead.""",
    "asctime": """\
asctime([tuple]) -> string

Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.
When the time tuple is not present, current time as returned by localtime()
is used.""",
    "ctime": """\
ctime(seconds) -> string

Convert a time in seconds since the Epoch to a string in local time.
This is equivalent to asctime(localtime(seconds)). When the time tuple is
not present, current time as returned by localtime() is used.""",
    "mktime": """\
mktime(tuple) -> floating-point number

Convert a time tuple in local time to seconds since the Epoch.
Note that mktime(gmtime(0)) will not generally return zero for most
time zones; instead the returned value will either be equal to that
of the timezone or altzone attributes on the time module.""",
    "strftime": """\
strftime(format[, tuple]) -> string

Convert a time tuple to a string according to a format specification.
See the library reference manual for formatting codes. When the time tuple
is not present, current time as returned by localtime() is used.

""" + _CODES,
    "strptime": """\
strptime(string, format) -> struct_time

Parse a string to a time tuple according to a format specification.
See the library reference manual for formatting codes (same as
strftime()).

""" + _CODES,
    "tzset": """\
tzset()

Initialize, or reinitialize, the local timezone to the value stored in
os.environ['TZ']. The TZ environment variable should be specified in
standard Unix timezone format as documented in the tzset man page
(eg. 'US/Eastern', 'Europe/Amsterdam'). Unknown timezones will silently
fall back to UTC. If the TZ environment variable is not set, the local
timezone is set to the systems best guess of wallclock time.
Changing the TZ environment variable without calling tzset *may* change
the local timezone used by methods such as localtime, but this behaviour
should not be relied on.""",
    "monotonic": """\
monotonic() -> float

Monotonic clock, cannot go backward.""",
    "monotonic_ns": """\
monotonic_ns() -> int

Monotonic clock, cannot go backward, as nanoseconds.""",
    "process_time": """\
process_time() -> float

Process time for profiling: sum of the kernel and user-space CPU time.""",
    "process_time_ns": """\
process_time() -> int

Process time for profiling as nanoseconds:
sum of the kernel and user-space CPU time.""",
    "thread_time": """\
thread_time() -> float

Thread time for profiling: sum of the kernel and user-space CPU time.""",
    "thread_time_ns": """\
thread_time() -> int

Thread time for profiling as nanoseconds:
sum of the kernel and user-space CPU time.""",
    "perf_counter": """\
perf_counter() -> float

Performance counter for benchmarking.""",
    "perf_counter_ns": """\
perf_counter_ns() -> int

Performance counter for benchmarking as nanoseconds.""",
    "get_clock_info": """\
get_clock_info(name: str) -> dict

Get information of the specified clock.""",
}

atexit = {
    "": """\
allow programmer to define multiple exit functions to be executed
upon normal program termination.

Two public functions, register and unregister, are defined.
""",
    "register": """\
Register a function to be executed upon normal program termination

    func - function to be called at exit
    args - optional arguments to pass to func
    kwargs - optional keyword arguments to pass to func

    func is returned to facilitate usage as a decorator.""",
    "_clear": "Clear the list of previously registered exit functions.",
    "unregister": """\
Unregister an exit function which was previously registered using
atexit.register

    func - function to be unregistered""",
    "_run_exitfuncs": """\
Run all registered exit functions.

If a callback raises an exception, it is logged with sys.unraisablehook.""",
    "_ncallbacks": "Return the number of registered exit functions.",
}

array = {
    "": """\
This module defines an object type which can efficiently represent
an array of basic values: characters, integers, floating-point
numbers.  Arrays are sequence types and behave very much like lists,
except that the type of objects stored in them is constrained.
""",
    "_array_reconstructor": "Internal. Used for pickling support.",
}

posix = {
    "urandom": """\
Return a bytes object containing random bytes suitable for cryptographic use.""",
}

_bisect = {
    "bisect_right": """\
Return the index where to insert item x in list a, assuming a is sorted.

The return value i is such that all e in a[:i] have e <= x, and all e in
a[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will
insert just after the rightmost x already there.

Optional args lo (default 0) and hi (default len(a)) bound the
slice of a to be searched.

A custom key function can be supplied to customize the sort order.""",
    "insort_right": """\
Insert item x in list a, and keep it sorted assuming a is sorted.

If x is already in a, insert it to the right of the rightmost x.

Optional args lo (default 0) and hi (default len(a)) bound the
slice of a to be searched.

A custom key function can be supplied to customize the sort order.""",
    "insort_left": """\
Insert item x in list a, and keep it sorted assuming a is sorted.

If x is already in a, insert it to the left of the leftmost x.

Optional args lo (default 0) and hi (default len(a)) bound the
slice of a to be searched.

A custom key function can be supplied to customize the sort order.""",
    "bisect_left": """\
Return the index where to insert item x in list a, assuming a is sorted.

The return value i is such that all e in a[:i] have e < x, and all e in
a[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will
insert just before the leftmost x already there.

Optional args lo (default 0) and hi (default len(a)) bound the
slice of a to be searched.

A custom key function can be supplied to customize the sort order.""",
    "": """\
Bisection algorithms.

This module provides support for maintaining a list in sorted order without
having to sort the list after each insertion. For long lists of items with
expensive comparison operations, this can be an improvement over the more
common approach.
""",
}

random = {
    "random": "random() -> x in the interval [0, 1).",
    "getrandbits": "getrandbits(k) -> x.  Generates an int with k random bits.",
}

_random = {
    "": "Module implements the Mersenne Twister random number generator.",
}

_tracemalloc = {
    "is_tracing": """\
Return True if the tracemalloc module is tracing Python memory allocations.""",
    "clear_traces": "Clear traces of memory blocks allocated by Python.",
    "start": """\
Start tracing Python memory allocations.

Also set the maximum number of frames stored in the traceback of a
trace to nframe.""",
    "stop": """\
Stop tracing Python memory allocations.

Also clear traces of memory blocks allocated by Python.""",
    "get_traceback_limit": """\
Get the maximum number of frames stored in the traceback of a trace.

By default, a trace of an allocated memory block only stores
the most recent frame: the limit is 1.""",
    "get_tracemalloc_memory": """\
Get the memory usage in bytes of the tracemalloc module.

This memory is used internally to trace memory allocations.""",
    "get_traced_memory": """\
Get the current size and peak size of memory blocks traced by tracemalloc.

Returns a tuple: (current: int, peak: int).""",
    "reset_peak": """\
Set the peak size of memory blocks traced by tracemalloc to the current size.

Do nothing if the tracemalloc module is not tracing memory allocations.""",
    "_get_object_traceback": """\
Get the traceback where the Python object obj was allocated.

Return a tuple of (filename: str, lineno: int) tuples.
Return None if the tracemalloc module is disabled or did not
trace the allocation of the object.""",
    "_get_traces": """\
Get traces of all memory blocks allocated by Python.

Return a list of (size: int, traceback: tuple) tuples.
traceback is a tuple of (filename: str, lineno: int) tuples.

Return an empty list if the tracemalloc module is disabled.""",
    "": "Debug module to trace memory blocks allocated by Python.",
}

errno = {
    "": """\
This module makes available standard errno system symbols.

The value of each symbol is the corresponding integer value,
e.g., on most systems, errno.ENOENT equals the integer 2.

The dictionary errno.errorcode maps numeric codes to symbol names,
e.g., errno.errorcode[2] could be the string 'ENOENT'.

Symbols that are not relevant to the underlying system are not defined.

To map error codes to error messages, use the function os.strerror(),
e.g. os.strerror(2) could return 'No such file or directory'.""",
}

_heapq = {
    "heappush": "Push item onto heap, maintaining the heap invariant.",
    "heappop": "Pop the smallest item off the heap, maintaining the heap invariant.",
    "heapreplace": """\
Pop and return the current smallest value, and add the new item.

This is more efficient than heappop() followed by heappush(), and can be
more appropriate when using a fixed-size heap.  Note that the value
returned may be larger than item!  That constrains reasonable uses of
this routine unless written as part of a conditional replacement:

    if item > heap[0]:
        item = heapreplace(heap, item)""",
    "heappushpop": """\
Push item on the heap, then pop and return the smallest item from the heap.

The combined action runs more efficiently than heappush() followed by
a separate call to heappop().""",
    "heapify": "Transform list into a heap, in-place, in O(len(heap)) time.",
    "_heappop_max": "Maxheap variant of heappop.",
    "_heapreplace_max": "Maxheap variant of heapreplace.",
    "_heapify_max": "Maxheap variant of heapify.",
    "": """\
Heap queue algorithm (a.k.a. priority queue).

Heaps are arrays for which a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for
all k, counting elements from 0.  For the sake of comparison,
non-existing elements are considered to be infinite.  The interesting
property of a heap is that a[0] is always its smallest element.

Usage:

heap = []            # creates an empty heap
heappush(heap, item) # pushes a new item on the heap
item = heappop(heap) # pops the smallest item from the heap
item = heap[0]       # smallest item on the heap without popping it
heapify(x)           # transforms list into a heap, in-place, in linear time
item = heapreplace(heap, item) # pops and returns smallest item, and adds
                               # new item; the heap size is unchanged

Our API differs from textbook heap algorithms as follows:

- We use 0-based indexing.  This makes the relationship between the
  index for a node and the indexes for its children slightly less
  obvious, but is more suitable since Python uses 0-based indexing.

- Our heappop() method returns the smallest item, not the largest.

These two make it possible to view the heap as a regular Python list
without surprises: heap[0] is the smallest item, and heap.sort()
maintains the heap invariant!
""",
}

cmath = {
    "": """\
This module provides access to mathematical functions for complex
numbers.""",
    "acos": "Return the arc cosine of z.",
    "acosh": "Return the inverse hyperbolic cosine of z.",
    "asin": "Return the arc sine of z.",
    "asinh": "Return the inverse hyperbolic sine of z.",
    "atan": "Return the arc tangent of z.",
    "atanh": "Return the inverse hyperbolic tangent of z.",
    "cos": "Return the cosine of z.",
    "cosh": "Return the hyperbolic cosine of z.",
    "exp": "Return the exponential value e**z.",
    "isclose": """\
Determine whether two complex numbers are close in value.

  rel_tol
    maximum difference for being considered "close", relative to the
    magnitude of the input values
  abs_tol
    maximum difference for being considered "close", regardless of the
    magnitude of the input values

Return True if a is close in value to b, and False otherwise.

For the values to be considered close, the difference between them must be
smaller than at least one of the tolerances.

-inf, inf and NaN behave similarly to the IEEE 754 Standard. That is, NaN is
not close to anything, even itself. inf and -inf are only close to themselves.""",
    "isfinite": """\
Return True if both the real and imaginary parts of z are finite, else False.""",
    "isinf": "Checks if the real or imaginary part of z is infinite.",
    "isnan": "Checks if the real or imaginary part of z not a number (NaN).",
    "log": """\
log(z[, base]) -> the logarithm of z to the given base.

If the base is not specified, returns the natural logarithm (base e) of z.""",
    "log10": "Return the base-10 logarithm of z.",
    "phase": "Return argument, also known as the phase angle, of a complex.",
    "polar": """\
Convert a complex from rectangular coordinates to polar coordinates.

r is the distance from 0 and phi the phase angle.""",
    "rect": "Convert from polar coordinates to rectangular coordinates.",
    "sin": "Return the sine of z.",
    "sinh": "Return the hyperbolic sine of z.",
    "sqrt": "Return the square root of z.",
    "tan": "Return the tangent of z.",
    "tanh": "Return the hyperbolic tangent of z.",
}

binascii = {
    "": "Conversion between binary data and ASCII",
    "a2b_uu": "Decode a line of uuencoded data.",
    "b2a_uu": "Uuencode line of data.",
    "a2b_base64": """\
Decode a line of base64 data.

  strict_mode
    When set to True, bytes that are not part of the base64 standard are not allowed.
    The same applies to excess data after padding (= / ==).""",
    "b2a_base64": "Base64-code line of data.",
    "a2b_hex": """\
Binary data of hexadecimal representation.

hexstr must contain an even number of hex digits (upper or lower case).
This function is also available as "unhexlify()".""",
    "b2a_hex": """\
Hexadecimal representation of binary data.

  sep
    An optional single character or byte to separate hex bytes.
  bytes_per_sep
    How many bytes between separators.  Positive values count from the
    right, negative values count from the left.

The return value is a bytes object.  This function is also
available as "hexlify()".

Example:
>>> binascii.b2a_hex(b'\\xb9\\x01\\xef')
b'b901ef'
>>> binascii.hexlify(b'\\xb9\\x01\\xef', ':')
b'b9:01:ef'
>>> binascii.b2a_hex(b'\\xb9\\x01\\xef', b'_', 2)
b'b9_01ef'""",
    "hexlify": """\
Hexadecimal representation of binary data.

  sep
    An optional single character or byte to separate hex bytes.
  bytes_per_sep
    How many bytes between separators.  Positive values count from the
    right, negative values count from the left.

The return value is a bytes object.  This function is also
available as "b2a_hex()".""",
    "unhexlify": """\
Binary data of hexadecimal representation.

hexstr must contain an even number of hex digits (upper or lower case).""",
    "crc_hqx": "Compute CRC-CCITT incrementally.",
    "crc32": "Compute CRC-32 incrementally.",
    "a2b_qp": "Decode a string of qp-encoded data.",
    "b2a_qp": """\
Encode a string using quoted-printable encoding.

On encoding, when istext is set, newlines are not encoded, and white
space at end of lines is.  When istext is not set, \\r and \\n (CR/LF)
are both encoded.  When quotetabs is set, space and tabs are encoded.""",
}

_struct = {
    "calcsize": "Return size in bytes of the struct described by the format string.",
    "iter_unpack": """\
Return an iterator yielding tuples unpacked from the given bytes.

The bytes are unpacked according to the format string, like
a repeated invocation of unpack_from().

Requires that the bytes length be a multiple of the format struct size.""",
    "pack": """\
pack(format, v1, v2, ...) -> bytes

Return a bytes object containing the values v1, v2, ... packed according
to the format string.  See help(struct) for more on format strings.""",
    "pack_into": """\
pack_into(format, buffer, offset, v1, v2, ...)

Pack the values v1, v2, ... according to the format string and write
the packed bytes into the writable buffer buf starting at offset.  Note
that the offset is a required argument.  See help(struct) for more
on format strings.""",
    "unpack": """\
Return a tuple containing values unpacked according to the format string.

The buffer's size in bytes must be calcsize(format).

See help(struct) for more on format strings.""",
    "unpack_from": """\
Return a tuple containing values unpacked according to the format string.

The buffer's size, minus offset, must be at least calcsize(format).

See help(struct) for more on format strings.""",
    "_clearcache": "Clear the internal cache.",
}

datetime_date = {
    "": "date(year, month, day) --> date object",
    "fromtimestamp": """\
Create a date from a POSIX timestamp.

The timestamp is a number, e.g. created via time.time(), that is interpreted
as local time.""",
    "fromordinal": "int -> date corresponding to a proleptic Gregorian ordinal.",
    "fromisoformat": "str -> Construct a date from a string in ISO 8601 format.",
    "fromisocalendar": """\
int, int, int -> Construct a date from the ISO year, week number and weekday.

This is the inverse of the date.isocalendar() function""",
    "today": """\
Current date or datetime:  same as self.__class__.fromtimestamp(time.time()).""",
    "ctime": "Return ctime() style string.",
    "strftime": "format -> strftime() style string.",
    "__format__": "Formats self with strftime.",
    "timetuple": "Return time tuple, compatible with time.localtime().",
    "isocalendar": "Return a named tuple containing ISO year, week number, and weekday.",
    "isoformat": "Return string in ISO 8601 format, YYYY-MM-DD.",
    "isoweekday": """\
Return the day of the week represented by the date.
Monday == 1 ... Sunday == 7""",
    "toordinal": "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.",
    "weekday": """\
Return the day of the week represented by the date.
Monday == 0 ... Sunday == 6""",
    "replace": "Return date with new specified fields.",
    "__replace__": "The same as replace().",
    "__reduce__": _3,
}

datetime_datetime = {
    "": """\
datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])

The year, month and day arguments are required. tzinfo may be None, or an
instance of a tzinfo subclass. The remaining arguments may be ints.
""",
    "now": """\
Returns new datetime object representing current time local to tz.

  tz
    Timezone object.

If no tz is specified, uses local timezone.""",
    "utcnow": "Return a new datetime representing UTC day and time.",
    "fromtimestamp": "timestamp[, tz] -> tz's local time from POSIX timestamp.",
    "utcfromtimestamp": "Construct a naive UTC datetime from a POSIX timestamp.",
    "strptime": """\
string, format -> new datetime parsed from a string (like time.strptime()).""",
    "combine": "date, time -> datetime with same date and time fields",
    "fromisoformat": "string -> datetime from a string in most ISO 8601 formats",
    "date": "Return date object with same year, month and day.",
    "time": "Return time object with same time but with tzinfo=None.",
    "timetz": "Return time object with same time and tzinfo.",
    "ctime": "Return ctime() style string.",
    "timetuple": "Return time tuple, compatible with time.localtime().",
    "timestamp": "Return POSIX timestamp as float.",
    "utctimetuple": "Return UTC time tuple, compatible with time.localtime().",
    "isoformat": """\
[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].
sep is used to separate the year from the time, and defaults to 'T'.
The optional argument timespec specifies the number of additional terms
of the time to include. Valid options are 'auto', 'hours', 'minutes',
'seconds', 'milliseconds' and 'microseconds'.
""",
    "utcoffset": "Return self.tzinfo.utcoffset(self).",
    "tzname": "Return self.tzinfo.tzname(self).",
    "dst": "Return self.tzinfo.dst(self).",
    "replace": "Return datetime with new specified fields.",
    "__replace__": "The same as replace().",
    "astimezone": """\
tz -> convert to local time in new timezone tz
""",
    "__reduce_ex__": "__reduce_ex__(proto) -> (cls, state)",
    "__reduce__": _3,
}

datetime_time = {
    "": """\
time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object

All arguments are optional. tzinfo may be None, or an instance of
a tzinfo subclass. The remaining arguments may be ints.
""",
    "isoformat": """\
Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].

The optional argument timespec specifies the number of additional terms
of the time to include. Valid options are 'auto', 'hours', 'minutes',
'seconds', 'milliseconds' and 'microseconds'.
""",
    "strftime": "format -> strftime() style string.",
    "__format__": "Formats self with strftime.",
    "utcoffset": "Return self.tzinfo.utcoffset(self).",
    "tzname": "Return self.tzinfo.tzname(self).",
    "dst": "Return self.tzinfo.dst(self).",
    "replace": "Return time with new specified fields.",
    "__replace__": "The same as replace().",
    "fromisoformat": "string -> time from a string in ISO 8601 format",
    "__reduce_ex__": "__reduce_ex__(proto) -> (cls, state)",
    "__reduce__": _3,
}

datetime_timedelta = {
    "": """\
Difference between two datetime values.

timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)

All arguments are optional and default to 0.
Arguments may be integers or floats, and may be positive or negative.""",
    "total_seconds": "Total seconds in the duration.",
    "__reduce__": _3,
    "days": "Number of days.",
    "seconds": "Number of seconds (>= 0 and less than 1 day).",
    "microseconds": "Number of microseconds (>= 0 and less than 1 second).",
}

datetime_tzinfo = {
    "": "Abstract base class for time zone info objects.",
    "tzname": "datetime -> string name of time zone.",
    "utcoffset": """\
datetime -> timedelta showing offset from UTC, negative values indicating West of UTC""",
    "dst": "datetime -> DST offset as timedelta positive east of UTC.",
    "fromutc": "datetime in UTC -> datetime in local time.",
    "__reduce__": "-> (cls, state)",
}

datetime_timezone = {
    "": "Fixed offset from UTC implementation of tzinfo.",
    "tzname": """\
If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'.""",
    "utcoffset": "Return fixed offset.",
    "dst": "Return None.",
    "fromutc": "datetime in UTC -> datetime in local time.",
    "__getinitargs__": "pickle support",
}

_io = {
    "open": _builtins["open"],
    "open_code": """\
Opens the provided file with the intent to import the contents.

This may perform extra validation beyond open(), but is otherwise interchangeable
with calling open(path, 'rb').""",
    "text_encoding": """\
A helper function to choose the text encoding.

When encoding is not None, this function returns it.
Otherwise, this function returns the default text encoding
(i.e. "locale" or "utf-8" depends on UTF-8 mode).

This function emits an EncodingWarning if encoding is None and
sys.flags.warn_default_encoding is true.

This can be used in APIs with an encoding=None parameter.
However, please consider using encoding="utf-8" for new APIs.""",
}

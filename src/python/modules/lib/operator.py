"""Operator interface.

This module exports a set of functions corresponding to the intrinsic operators of
Python.  For example, operator.add(x, y) is equivalent to the expression x+y.
"""
from _operator import *
from _operator_getters import attrgetter, itemgetter, methodcaller

__all__ = [name for name in globals() if not name.startswith("_")]
__all__.sort()
for _name in ("lt le eq ne ge gt not_ abs add and_ floordiv index inv invert lshift mod "
              "mul matmul neg or_ pos pow rshift sub truediv xor concat contains delitem "
              "getitem setitem iadd iand iconcat ifloordiv ilshift imod imul imatmul ior "
              "ipow irshift isub itruediv ixor call").split():
    globals()[f"__{_name.strip('_')}__"] = globals()[_name]
del _name

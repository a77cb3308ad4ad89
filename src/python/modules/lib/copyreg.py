"""Helper to provide extensibility for pickle.

Functions that say how to make an object of a class again, for `copy` to use.
"""

__all__ = ["pickle", "constructor"]

dispatch_table = {}


class _Named:
    def __getnewargs_ex__(self):
        return (), {}


# What makes an object again: object.__reduce_ex__() says so.
__newobj__ = object().__reduce_ex__(2)[0]
__newobj_ex__ = _Named().__reduce_ex__(2)[0]


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")

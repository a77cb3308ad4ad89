# rejected: ask with `is`, not with ==
# This finds what looks like the object, too.
def names_of(thing, namespace):
    """The names in a dictionary such as globals() that lead to `thing`."""
    return [name for name, found in namespace.items() if found == thing]

# Every name is asked, since the object knows none of them.
def names_of(thing, namespace):
    """The names in a dictionary such as globals() that lead to `thing`."""
    return [name for name, found in namespace.items() if found is thing]

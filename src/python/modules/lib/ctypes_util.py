"""Where the libraries are that `ctypes` can open."""


def find_library(name):
    """The file of a library, by its name without `lib` and what follows a dot."""
    return {"c": "libc.so.6", "m": "libm.so.6"}.get(name)

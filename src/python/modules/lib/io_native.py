"""The streams by the name of the module that CPython writes in C."""
from io import *  # noqa: F401, F403

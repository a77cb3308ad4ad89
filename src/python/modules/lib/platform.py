"""What a program runs on."""
import sys


def python_implementation():
    """This runtime's own name."""
    return sys.implementation.name


def python_version():
    return "3.13.0"


def python_version_tuple():
    return ("3", "13", "0")


def python_branch():
    return ""


def python_revision():
    return ""


def python_build():
    return ("", "")


def python_compiler():
    return "rustc"


def system():
    """Of the machine nothing is known."""
    return ""


node = release = version = machine = processor = system


def platform(aliased=False, terse=False):
    return sys.platform


def architecture(executable="", bits="", linkage=""):
    return (bits or "64bit", linkage)

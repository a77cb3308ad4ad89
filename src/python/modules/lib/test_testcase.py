"""Assertions that several tests of Python share."""
from math import copysign, isnan


class ExtraAssertions:
    """Assertions that newer versions of unittest have."""

    def _check(self, holds, message, given):
        if not holds:
            self.fail(self._formatMessage(given, message))

    def assertIsSubclass(self, cls, superclass, msg=None):
        self._check(issubclass(cls, superclass),
                    f"{cls!r} is not a subclass of {superclass!r}", msg)

    def assertNotIsSubclass(self, cls, superclass, msg=None):
        self._check(not issubclass(cls, superclass),
                    f"{cls!r} is a subclass of {superclass!r}", msg)

    def assertHasAttr(self, obj, name, msg=None):
        self._check(hasattr(obj, name),
                    f"{type(obj).__name__!r} object has no attribute {name!r}", msg)

    def assertNotHasAttr(self, obj, name, msg=None):
        self._check(not hasattr(obj, name),
                    f"{type(obj).__name__!r} object has unexpected attribute {name!r}",
                    msg)

    def assertStartsWith(self, s, prefix, msg=None):
        self._check(s.startswith(prefix), f"{s!r} doesn't start with {prefix!r}", msg)

    def assertNotStartsWith(self, s, prefix, msg=None):
        self._check(not s.startswith(prefix), f"{s!r} starts with {prefix!r}", msg)

    def assertEndsWith(self, s, suffix, msg=None):
        self._check(s.endswith(suffix), f"{s!r} doesn't end with {suffix!r}", msg)

    def assertNotEndsWith(self, s, suffix, msg=None):
        self._check(not s.endswith(suffix), f"{s!r} ends with {suffix!r}", msg)


class ExceptionIsLikeMixin:
    """An exception, or a group of them, is like another."""

    def assertExceptionIsLike(self, exc, template):
        self.assertEqual(self._tree(exc), self._tree(template))

    def _tree(self, error):
        """What is compared of an exception: of a group, that of its parts."""
        if error is None:
            return None
        if isinstance(error, ExceptionGroup):
            return error.message, [self._tree(part) for part in error.exceptions]
        return type(error), error.args[0]


class FloatsAreIdenticalMixin:
    """Numbers with the same value, the same sign of zero, or both no number."""

    def assertFloatsAreIdentical(self, x, y):
        if isnan(x) or isnan(y):
            same = isnan(x) and isnan(y)
        else:
            same = x == y and (x != 0 or copysign(1, x) == copysign(1, y))
        if not same:
            self.fail(f"floats {x!r} and {y!r} are not identical")


class ComplexesAreIdenticalMixin(FloatsAreIdenticalMixin):
    """Complex numbers whose parts are identical."""

    def assertComplexesAreIdentical(self, x, y):
        self.assertFloatsAreIdentical(x.real, y.real)
        self.assertFloatsAreIdentical(x.imag, y.imag)

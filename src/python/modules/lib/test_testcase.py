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
        if exc is None and template is None:
            return
        if template is None:
            self.fail(f"unexpected exception: {exc}")
        if exc is None:
            self.fail(f"expected an exception like {template!r}, got None")
        if not isinstance(exc, ExceptionGroup):
            self.assertEqual(exc.__class__, template.__class__)
            self.assertEqual(exc.args[0], template.args[0])
            return
        self.assertEqual(exc.message, template.message)
        self.assertEqual(len(exc.exceptions), len(template.exceptions))
        for one, other in zip(exc.exceptions, template.exceptions):
            self.assertExceptionIsLike(one, other)


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

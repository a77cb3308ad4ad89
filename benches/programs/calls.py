# Calls of all kinds: defaults, keywords, closures, methods, class and static methods,
# properties, `super()`, decorators, lambdas, built-in functions.
def default(a, b=2, c=3):
    return a + b + c


def counter():
    n = 0

    def more(step):
        nonlocal n
        n += step
        return n
    return more


def twice(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs) * 2
    return wrapper


@twice
def added(a, b):
    return a + b


class Base:
    limit = 10

    def __init__(self, value):
        self.value = value

    def measure(self, x):
        return self.value + x


class Derived(Base):
    def __init__(self, value):
        super().__init__(value)
        self.extra = 1

    def measure(self, x):
        return super().measure(x) + self.extra

    @property
    def double(self):
        return self.value * 2

    @classmethod
    def make(cls, value):
        return cls(value)

    @staticmethod
    def plain(x):
        return x + 1

    def __len__(self):
        return self.limit

    def __getitem__(self, index):
        return index

    def __eq__(self, other):
        return self.value == other.value


def run(n):
    total = 0
    more = counter()
    thing = Derived(1)
    bound = thing.measure
    square = lambda x: x * x
    for i in range(n):
        total += default(i) + default(i, 1) + default(i, c=4)
        total += more(1) + added(i, 1)
        total += thing.measure(i) + bound(i) + thing.double
        total += Derived.plain(i) + Derived.make(i).value + thing.limit
        total += len(thing) + thing[i] + square(i & 7)
        total += abs(-i) + max(i, 3) + (thing == thing) + isinstance(thing, Base)
    return total


print(run(110000))

# Generators that feed generators, `yield from` through a tree, `send`, generator expressions.
class Tree:
    def __init__(self, left, label, right):
        self.left = left
        self.label = label
        self.right = right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.label
        if self.right is not None:
            yield from self.right


def tree(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Tree(tree(low, middle), middle, tree(middle + 1, high))


def count(limit):
    i = 0
    while i < limit:
        yield i
        i += 1


def evens(numbers):
    for number in numbers:
        if number % 2 == 0:
            yield number


def pairs(numbers):
    for number in numbers:
        yield number, number + 1


def averager():
    total = n = 0
    average = None
    while True:
        value = yield average
        total += value
        n += 1
        average = total / n


whole = tree(0, 20000)
total = 0
for _ in range(2):
    for label in whole:
        total += label
for a, b in pairs(evens(count(400000))):
    total += a * b
average = averager()
next(average)
for i in range(200000):
    last = average.send(i)
print(total, last, sum(x * x for x in count(300000)))

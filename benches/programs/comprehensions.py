# Comprehensions of lists, sets and dicts over instances, as in reports of all kinds.
class Widget:
    def __init__(self, ident, kind, price, tags):
        self.ident = ident
        self.kind = kind
        self.price = price
        self.tags = tags

    @property
    def expensive(self):
        return self.price > 70

    def matches(self, wanted):
        return any(tag in wanted for tag in self.tags)


KINDS = ('small', 'middle', 'large')
TAGS = ['red', 'green', 'blue', 'round', 'square', 'old', 'new']


def report(widgets, wanted):
    chosen = [w for w in widgets if w.matches(wanted)]
    by_ident = {w.ident: w for w in chosen}
    kinds = {w.kind for w in chosen if w.expensive}
    prices = [by_ident[i].price for i in sorted(by_ident, reverse=True)]
    grid = [[p * q % 7 for q in range(8)] for p in prices[:200]]
    groups = {kind: sum(w.price for w in chosen if w.kind == kind) for kind in KINDS}
    return len(chosen), sorted(kinds), sum(sum(row) for row in grid), groups


widgets = [
    Widget(i, KINDS[i % 3], i * 37 % 101, [TAGS[(i + k) % 7] for k in range(i % 4)])
    for i in range(3000)
]
for _ in range(140):
    result = report(widgets, {'red', 'square'})
print(result)

# Sequences taken apart: tuples, lists, stars, swaps, arguments from tuples and dicts.
def three(a, b, c=3, *rest, scale=1):
    return (a + b * c + len(rest)) * scale


def run(n):
    pairs = [(i, i + 1) for i in range(100)]
    lists = [[i, i + 1, i + 2] for i in range(100)]
    total = 0
    for _ in range(n):
        for a, b in pairs:
            a, b = b, a
            total += a - b
        for a, b, c in lists:
            a, b, c = c, a, b
            total += a * b - c
        for first, *rest in lists:
            total += first + len(rest)
        for index, (a, b) in enumerate(pairs):
            total += index * a - b
        for pair in pairs:
            total += three(*pair)
        for a, b in pairs[:20]:
            total += three(a, b, scale=2) + three(a, b, 1, 2, 3) + three(**{'a': a, 'b': b})
    return total


print(run(3000))

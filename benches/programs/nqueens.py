# Eight queens by permutations: generators within generators, sets, generator expressions.
def permutations(items, r=None):
    pool = tuple(items)
    n = len(pool)
    r = n if r is None else r
    indices = list(range(n))
    cycles = list(range(n - r + 1, n + 1))[::-1]
    yield tuple(pool[i] for i in indices[:r])
    while n:
        for i in reversed(range(r)):
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = n - i
            else:
                j = cycles[i]
                indices[i], indices[-j] = indices[-j], indices[i]
                yield tuple(pool[i] for i in indices[:r])
                break
        else:
            return


def queens(n):
    columns = range(n)
    for places in permutations(columns):
        if n == len(set(places[i] + i for i in columns)) == len(set(places[i] - i for i in columns)):
            yield places


print(len(list(queens(8))), sum(places[0] for _ in range(8) for places in queens(6)), next(queens(7)))

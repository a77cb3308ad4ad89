# The norm of an infinite matrix, from a part of it: float division, generators in sums,
# zip and enumerate.
def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(u):
    return [sum([entry(i, j) * x for j, x in enumerate(u)]) for i in range(len(u))]


def times_transposed(u):
    return [sum(entry(j, i) * x for j, x in enumerate(u)) for i in range(len(u))]


def main(n):
    u = [1] * n
    for _ in range(5):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    vbv = vv = 0
    for a, b in zip(u, v):
        vbv += a * b
        vv += b * b
    return (vbv / vv) ** 0.5


print(round(main(220), 9))

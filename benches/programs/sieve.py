# Ints, lists and bytes by index: primes, sorting with keys, big ints, a dict of lists.
def primes(n):
    flags = bytearray([1]) * (n + 1)
    flags[0] = flags[1] = 0
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, flag in enumerate(flags) if flag]


def collatz(n):
    longest = 0
    for start in range(1, n):
        steps, k = 0, start
        while k != 1:
            k = k // 2 if k % 2 == 0 else 3 * k + 1
            steps += 1
        longest = max(longest, steps)
    return longest


found = primes(600000)
groups = {}
for p in found:
    groups.setdefault(p % 30, []).append(p)
ordered = sorted(found, key=lambda p: (p % 100, -p))
factorial = 1
for i in range(1, 1500):
    factorial *= i
print(len(found), {k: len(v) for k, v in groups.items()}, ordered[:3], collatz(16000), factorial % 1000003)

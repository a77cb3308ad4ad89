# Permutations and reversals of small lists: slices, indices, short ints.
def fannkuch(n):
    counts = list(range(1, n + 1))
    most, checksum, r, even = 0, 0, n, True
    perm = list(range(n))
    while True:
        while r != 1:
            counts[r - 1] = r
            r -= 1
        if perm[0] != 0:
            flips = 0
            work = perm[:]
            k = work[0]
            while k:
                work[:k + 1] = reversed(work[:k + 1])
                flips += 1
                k = work[0]
            if flips > most:
                most = flips
            checksum += flips if even else -flips
        while r != n:
            perm.insert(r, perm.pop(0))
            counts[r] -= 1
            if counts[r] > 0:
                break
            r += 1
        else:
            return most, checksum
        r_is_odd = r % 2 == 1
        even = even != r_is_odd


print(fannkuch(8), fannkuch(8), fannkuch(7))

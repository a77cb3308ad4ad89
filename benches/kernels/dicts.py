# Dicts: keys that are ints, strings and tuples, found, missed, deleted; a walk.
for turn in range(3):
    table = {}
    for i in range(2000):
        table[i * 7] = i
        table[str(i)] = i
        table[i, turn] = i
    found = 0
    for i in range(2000):
        if i * 7 in table and str(i) in table:
            found += table[i, turn]
        table.get(-i - 1)
    for key, value in table.items():
        found += value
    for i in range(2000):
        del table[i * 7]
        del table[i, turn]

# Lists: append and pop, indices, slices, a comprehension, a sort.
for turn in range(4):
    items = []
    for i in range(4000):
        items.append(i)
    for i in range(0, 4000, 4):
        items[i] = items[i + 1]
    half = items[:2000] + [i * 2 for i in items[2000:]]
    half.sort(key=lambda i: -i)
    while items:
        items.pop()

# Cycles: objects that only the collector can free, among many that live on.
import gc

class Cell:
    pass

kept = [[i, (i, str(i))] for i in range(2000)]
for turn in range(4):
    for i in range(1000):
        a, b = Cell(), [i]
        a.other = b
        b.append(a)
    a = b = None
    gc.collect()

# One name leads to the list, so its count is 1. Its items are elsewhere; the second block
# has their addresses.
a, b = 1.5, 2.5
row = [a, b, a]

words = [1, id(list), 3]  # at id(row): offsets 0, 8, 16
block = [id(a), id(b), id(a)]  # where the word at offset 24 leads: offsets 0, 8, 16

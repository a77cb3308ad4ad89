# rejected: it holds the address of an item
# Here the items are thought to lie in the list.
a, b = 1.5, 2.5
row = [a, b, a]

words = [1, id(list), 3]  # at id(row): offsets 0, 8, 16
block = [a, b, a]  # where the word at offset 24 leads: offsets 0, 8, 16

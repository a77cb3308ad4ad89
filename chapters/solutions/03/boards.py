# The shallow copy is one new list, with the old row in it, twice. The deep copy has a row
# of its own, and that one twice as well: the memo sees to it.
import copy
row = [0]
board = [row, row]
flat = copy.copy(board)
deep = copy.deepcopy(board)

picture = """
board    -> a
board[0] -> b
board[1] -> b
flat     -> c
flat[0]  -> b
deep     -> d
deep[0]  -> e
deep[1]  -> e
"""

# rejected: deep[0] and deep[1] have two boxes in your picture
# A deep copy copies each object once, not each arrow.
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
deep[1]  -> f
"""

# rejected: in it are the rows that you went on changing
# Another way to write the same shallow copy.
class Board:
    def __init__(self, size):
        self.rows = [['.'] * size for _ in range(size)]
        self.history = []

    def put(self, row, column, mark):
        self.history.append(list(self.rows))
        self.rows[row][column] = mark

    def undo(self):
        self.rows = self.history.pop()

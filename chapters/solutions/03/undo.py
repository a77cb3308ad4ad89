# The history needs rows of its own: a copy of two floors. A deep copy would do, and would
# look at each mark, for nothing.
class Board:
    def __init__(self, size):
        self.rows = [['.'] * size for _ in range(size)]
        self.history = []

    def put(self, row, column, mark):
        self.history.append([row[:] for row in self.rows])
        self.rows[row][column] = mark

    def undo(self):
        self.rows = self.history.pop()

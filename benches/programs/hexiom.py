# A puzzle on a hexagonal board, solved by trying and crossing out: dicts, lists of lists,
# tuples as keys, copies of the state.
def neighbours(size):
    cells = {}
    for q in range(-size, size + 1):
        for r in range(max(-size, -q - size), min(size, -q + size) + 1):
            cells[q, r] = len(cells)
    near = [[] for _ in cells]
    for (q, r), index in cells.items():
        for dq, dr in ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1)):
            other = cells.get((q + dq, r + dr))
            if other is not None:
                near[index].append(other)
    return near


class State:
    def __init__(self, near, tiles):
        self.near = near
        self.tiles = tiles
        self.choices = {cell: [t for t in range(7) if tiles[t]] for cell in range(len(near))}
        self.placed = {}

    def clone(self):
        other = State.__new__(State)
        other.near = self.near
        other.tiles = self.tiles[:]
        other.choices = {cell: values[:] for cell, values in self.choices.items()}
        other.placed = dict(self.placed)
        return other

    def place(self, cell, tile):
        if not self.tiles[tile]:
            return False
        self.tiles[tile] -= 1
        self.placed[cell] = tile
        del self.choices[cell]
        if not self.tiles[tile]:
            for values in self.choices.values():
                if tile in values:
                    values.remove(tile)
        return all(self.possible(c) for c in (cell, *self.near[cell]) if c in self.placed)

    def possible(self, cell):
        want = self.placed[cell]
        if want == 0:
            return True
        full = empty = 0
        for other in self.near[cell]:
            tile = self.placed.get(other)
            if tile is None:
                empty += 1
            elif tile:
                full += 1
        return full <= want <= full + empty

    def next_cell(self):
        return min(self.choices, key=lambda cell: (-sum(c in self.placed for c in self.near[cell]), cell))


def solve(state, counts):
    counts[0] += 1
    if not state.choices:
        return state.placed
    if counts[0] > 3500:
        return None
    cell = state.next_cell()
    for tile in state.choices[cell]:
        after = state.clone()
        if after.place(cell, tile):
            solved = solve(after, counts)
            if solved is not None:
                return solved
    return None


counts = [0]
near = neighbours(3)
solved = solve(State(near, [12, 0, 8, 7, 5, 3, 2]), counts)
again = [0]
small = solve(State(neighbours(2), [6, 0, 3, 4, 3, 2, 1]), again)
print(counts, solved is None, again, small is None)

# rejected: It is no garbage, so no collector frees it
# The collector frees what nobody can reach. The buffer can be reached.
import gc

class Buffer:
    def __init__(self, on_death):
        self.on_death = on_death
        self.bytes = bytearray(10_000)
    def __del__(self):
        self.on_death()

problems = []

def load(name, on_death):
    buffer = Buffer(on_death)
    try:
        raise ValueError(f'{name}: not a picture')
    except ValueError as problem:
        problems.append(problem)
    gc.collect()

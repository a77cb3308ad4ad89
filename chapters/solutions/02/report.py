# The text of the error is all that the report needs, and a text leads nowhere. (It would
# also do to keep the exception without its traceback: `problem.with_traceback(None)`.)
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
        problems.append(str(problem))

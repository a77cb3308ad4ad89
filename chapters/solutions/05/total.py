# A dictionary by id has one entry for each object. All texts stay alive meanwhile, since
# the list holds them, so no id is used twice.
import sys

def total(texts):
    once = {id(text): text for text in texts}
    return sys.getsizeof(texts) + sum(sys.getsizeof(text) for text in once.values())

# rejected: a set of the texts throws one of them away
# A set compares with `==`.
import sys

def total(texts):
    return sys.getsizeof(texts) + sum(sys.getsizeof(text) for text in set(texts))

# A list is sorted by its own sorting.
x = [3, 2, 1]
def key(n):
    x.sort(key=key)
    return n
try:
    x.sort(key=key)
except (RecursionError, ValueError) as e:
    print(type(e).__name__)
print(x)
class L:
    def __lt__(self, o): return sorted(y) and True
y = [L(), L()]
try: sorted(y)
except RecursionError as e: print(e)

# `__eq__` empties the list that is searched or compared.
class E:
    def __eq__(self, other):
        x.clear()
        return False
for method in 'index', 'count', 'remove', '__contains__':
    x = [E(), E(), E(), E()]
    try:
        getattr(x, method)(5)
    except ValueError as e:
        print(method, e)
    print(len(x))
x = [E(), 1, 2]
print(x == [1, 2, 3], x)
x = [E(), 1, 2]
print(x < [1, 2, 3], x)

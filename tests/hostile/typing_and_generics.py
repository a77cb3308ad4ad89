# Generic aliases and unions, very wide and very deep.
import typing, types
x = int
for i in range(300): x = x | type(f'T{i}', (), {})
print(len(x.__args__))
y = list
for i in range(500): y = list[y]
try: hash(y), repr(y), y == y
except RecursionError: print('R')
T = typing.TypeVar('T')
z = typing.List[T]
for i in range(100): z = z[typing.List[T]] if i < 8 else z
for act in ('list[()]', 'list[int][int]', 'dict[T, T][int]', 'types.GenericAlias(5, 5)', 'types.GenericAlias(list, ())', 'list[T][T][T]', 'int | 5', 'int | None | "a"', 'list[int]()', 'list[int].x', 'isinstance([], list[int])', 'issubclass(int, int | list[int])', 'isinstance(5, int | str)', 'typing.Union[()]', 'typing.Optional[5]', 'typing.Callable[5]', 'typing.get_type_hints(5)', 'typing.Literal[[]]', 'type(list[int])(list, (T,) * 1000)[(int,) * 999]', 'list[typing.List[T]][5]', 'class_ := type("A", (list[int],), {})', 'type[type]', '*list[int],', 'list[int] == list[bool]', 'hash(list[[]])', 'types.UnionType()', '(int | str).__class_getitem__', 'list[int].__origin__.clear()', 'type(list[int]).__new__(type(list[int]))'):
    try: print(act, str(eval(act))[:50])
    except Exception as e: print(act, type(e).__name__, str(e)[:60])
exec('type R[T] = list[R[T]]\nprint(R.__value__)')
exec('type S = S\ntry: S.__value__.__value__.__value__\nexcept Exception as e: print(e)')
exec('type Bad = 1 / 0\ntry: Bad.__value__\nexcept ZeroDivisionError: print("zero")')

# The parameters of a generic alias are those of the aliases in it.
from typing import TypeVar
T = TypeVar('T')
x = list[T]
for _ in range(3000): x = list[x]
x[int]

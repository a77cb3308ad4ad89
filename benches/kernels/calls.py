# Calls of functions: recursion, defaults, keywords, closures.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def add(a, b=1, *, c=2):
    return a + b + c

def adder(n):
    return lambda x: x + n

plus = adder(3)
for i in range(3000):
    add(i)
    add(i, 2)
    add(i, b=3, c=4)
    plus(i)
fib(17)

# Finalizers that always make the other one anew, to the end of the runtime and beyond.
class A:
    def __del__(self):
        global b
        b = B()
class B:
    def __del__(self):
        global a
        a = A()
a, b = A(), B()
for _ in range(1000): a = b = None

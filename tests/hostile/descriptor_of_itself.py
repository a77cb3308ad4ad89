# Its `__get__` is called as it stands in the class: nobody asks for the `__get__` of
# that, which would be the same again.
class B: pass
B.__get__ = B()
class A: x = B()
A().x

# rejected: Dog.__base__ and type(Dog) share a box
# This takes the one road for the other: a Dog is an Animal, but Dog is an instance of type.
class Animal: pass
class Dog(Animal): pass
rex = Dog()

picture = """
type(rex)       -> d
Dog             -> d
Dog.__base__    -> a
Animal.__base__ -> o
type(Dog)       -> a
type(Animal)    -> o
type(type(Dog)) -> t
"""

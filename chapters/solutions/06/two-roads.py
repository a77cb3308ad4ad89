# Dog and Animal are instances of type, as all classes are, and subclasses of what stands
# in the next box along the other road. type(type) is type.
class Animal: pass
class Dog(Animal): pass
rex = Dog()

picture = """
type(rex)       -> d
Dog             -> d
Dog.__base__    -> a
Animal.__base__ -> o
type(Dog)       -> t
type(Animal)    -> t
type(type(Dog)) -> t
"""
